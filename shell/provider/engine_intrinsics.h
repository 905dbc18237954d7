/*
 * $ExecutionContext: the engine as scripts reach it: InvokeCommand (ExpandString, NewScriptBlock, GetCommand ...) and
 * SessionState (PSVariable, Path, LanguageMode). $PSCmdlet offers the same objects.
 */
#ifndef EXOSH_PROVIDER_ENGINE_INTRINSICS_H
#define EXOSH_PROVIDER_ENGINE_INTRINSICS_H

#include "object/type.h"

struct session;

/* Registers the types and sets $ExecutionContext. */
void engine_intrinsics_define(struct session *s);

#endif
