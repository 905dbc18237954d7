/* #Requires: what a script file demands before it runs. */
#ifndef EXOSH_ENGINE_REQUIRES_H
#define EXOSH_ENGINE_REQUIRES_H

#include "object/value.h"

struct session;

/* Checks the #Requires statements of a compiled file; modules that it names are imported. `name`: how the errors call
 * the file. ERROR ScriptRequiresException. */
enum status requires_check(struct session *s, Value script_block, const char *name) WARN_UNUSED;

/* The version of PowerShell whose behaviour this is. */
#define POWERSHELL_VERSION "7.6.5"

#endif
