/* Variables of drives: $env:PATH, $function:prompt, $alias:ls, $variable:x, and ${C:\file.txt}. */
#ifndef EXOSH_ENGINE_DRIVE_VARIABLE_H
#define EXOSH_ENGINE_DRIVE_VARIABLE_H

#include "object/value.h"

struct session;

enum status drive_variable_get(struct session *s, const char *drive, const char *name,
			       Value *result_r) WARN_UNUSED;
enum status drive_variable_set(struct session *s, const char *drive, const char *name,
			       Value v) WARN_UNUSED;

#endif
