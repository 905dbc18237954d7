/*
 * Commands as values: CommandInfo and its kinds (CmdletInfo, FunctionInfo, AliasInfo, ApplicationInfo,
 * ExternalScriptInfo). A cell, so that Get-Command hands out what the command table holds.
 */
#ifndef EXOSH_ENGINE_COMMAND_H
#define EXOSH_ENGINE_COMMAND_H

#include "object/gc.h"
#include "object/type.h"

struct cmdlet;
struct command_metadata;
struct session;
struct strbuf;

/* System.Management.Automation.CommandTypes, same numbers. */
enum command_kind {
	COMMAND_ALIAS = 1,
	COMMAND_FUNCTION = 2,
	COMMAND_FILTER = 4,
	COMMAND_CMDLET = 8,
	COMMAND_EXTERNAL_SCRIPT = 16,
	COMMAND_APPLICATION = 32,
	COMMAND_SCRIPT = 64,
};

struct command {
	struct cell cell;
	enum command_kind kind;
	const char *name;   /* interned */
	const char *module; /* name of its module, or NULL */
	const struct cmdlet *cmdlet;
	Value script_block;     /* of functions, filters and script files (once compiled) */
	const char *definition; /* alias: its target; application and script: the path (interned) */
	Value description;
	unsigned options; /* enum variable_options */
	struct command_metadata
		*metadata; /* made on first use; lives as long as the process for cmdlets */
	struct module_state *module_state; /* of functions exported by a script module */
};

extern struct type type_command_info, type_alias_info, type_function_info, type_filter_info,
	type_cmdlet_info, type_application_info, type_external_script_info, type_parameter_metadata;
extern const struct type *const command_types[]; /* NULL-terminated, for type_register() */

struct command *command_new(enum command_kind kind, const char *name);
static inline Value command_value(struct command *command)
{
	return value_cell(VALUE_OBJECT, command);
}
/* NULL when v is no CommandInfo. */
struct command *value_as_command(Value v);
/* "Get-Date": verb and noun joined, interned. */
const char *cmdlet_full_name(const struct cmdlet *cmdlet);
/* What stands behind the comma of FullyQualifiedErrorId. */
void command_append_class_name(const struct command *command, struct strbuf *out);
/* "Get-Date [[-Date] <datetime>] [-Year <int>] ... [<CommonParameters>]", a line for each parameter set. */
void command_append_syntax(struct session *s, struct command *command, struct strbuf *out);
/* Parameters, made on first use; NULL for applications. For an alias: its target's. */
struct command_metadata *command_metadata(struct session *s, struct command *command);

#endif
