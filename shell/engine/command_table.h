/* Finding commands: alias, function, cmdlet, script file, application, in PowerShell's order. */
#ifndef EXOSH_ENGINE_COMMAND_TABLE_H
#define EXOSH_ENGINE_COMMAND_TABLE_H

#include "engine/command.h"
#include "engine/scope.h"

struct session;

/* Resolves aliases, too (one after the other). NULL when there is none: no error is set. */
struct command *command_find(struct session *s, const char *name);
/* Without resolving aliases, only the given kinds (bits of enum command_kind). */
struct command *command_find_kind(struct session *s, const char *name, unsigned kinds);
/* What was meant by a name that is none: a known mistake, or the command with the nearest name; NULL when none is
 * near. */
const char *command_nearest(struct session *s, const char *name);
/* The same for a parameter's name. */
const char *parameter_nearest(struct session *s, const char *command, const char *name);
/* Some command, alias or module came or went: what call sites remember holds no longer. */
void command_table_changed(struct session *s);
/* ERROR CommandNotFoundException. */
enum status command_not_found(struct session *s, const char *name) WARN_UNUSED;
/* All commands of these kinds whose names match a wildcard pattern, each once, aliases first. */
void command_each(struct session *s, const char *pattern, unsigned kinds,
		  bool (*callback)(struct command *command, void *context), void *context);

void command_add_cmdlet(struct session *s, const struct cmdlet *cmdlet, const char *module);
/* The same cmdlet once more with a prefix before its noun (Get-CorpMailbox), and away again. */
void command_add_prefixed(struct session *s, const struct cmdlet *cmdlet, const char *prefix,
			  const char *module);
void command_remove_prefixed(struct session *s, const struct cmdlet *cmdlet, const char *prefix);
/* Where: a scope's table. `name` may have a scope prefix ("global:f"). */
enum status function_define(struct session *s, const char *name, Value script_block,
			    bool filter) WARN_UNUSED;
struct command *function_define_in(struct session *s, struct scope *scope, const char *name,
				   Value script_block, bool filter);
bool function_remove(struct session *s, const char *name);
enum status alias_define(struct session *s, struct scope *scope, const char *name,
			 const char *target, unsigned options,
			 struct command **alias_r) WARN_UNUSED;
bool alias_remove(struct session *s, const char *name);

#endif
