/*
 * The contract between a cmdlet and the shell: the one header of shell/ (beside object/ and base/) that
 * a cmdlet includes.
 *
 * A cmdlet is data: a `const struct cmdlet` with its parameters as a table, and up to three functions.
 * Before `begin`, and again before each `process`, the binder fills the cmdlet's own state struct from the
 * table. The state is zeroed memory that the collector scans: Values, cells and `const char *` of bound
 * strings may stand in it. What else it holds (files, handles) is released in `cleanup`, which runs
 * exactly once, whatever happened.
 *
 *   struct get_unique { const char *text; bool as_string; };
 *   static const struct parameter parameters[] = {
 *           PARAM_VALUE(struct get_unique, input, "InputObject", &type_object, PARAM_PIPELINE),
 *           PARAM_SWITCH(struct get_unique, as_string, "AsString", 0),
 *           PARAM_END };
 *   static enum status process(struct cmdlet_call *c) { struct get_unique *self = cmdlet_state(c); ... }
 *   const struct cmdlet cmdlet_get_unique = { .verb = "Get", .noun = "Unique", .parameters = parameters,
 *           .state_size = sizeof(struct get_unique), .process = process };
 *
 * Every function that returns enum status must have its status returned up unless it is OK.
 */
#ifndef EXOSH_CMDLET_H
#define EXOSH_CMDLET_H

#include "object/error_record.h"
#include "object/type.h"

struct cmdlet_call; /* one running command of a pipeline */
struct session;
struct output;

enum parameter_storage {
	STORE_VALUE,  /* Value, converted to .type; UNSET when not bound */
	STORE_STRING, /* const char *; NULL when not bound */
	STORE_INT,    /* int32_t */
	STORE_INT64,  /* int64_t */
	STORE_DOUBLE, /* double */
	STORE_SWITCH, /* bool */
	STORE_ENUM,   /* int32_t: the value of an enum .type */
};

enum parameter_flags {
	PARAM_MANDATORY = 1,
	PARAM_PIPELINE = 2,         /* ValueFromPipeline */
	PARAM_PIPELINE_BY_NAME = 4, /* ValueFromPipelineByPropertyName */
	PARAM_REMAINING = 8,        /* ValueFromRemainingArguments */
	PARAM_HIDDEN =
		16, /* not offered: deprecated, accepted with a warning if `deprecated` is set */
	PARAM_ALLOW_NULL = 32, /* mandatory, but $null, "" and @() are fine */
	PARAM_NOT_EMPTY = 64,  /* ValidateNotNullOrEmpty */
	PARAM_NOT_NULL = 128,  /* ValidateNotNull */
	PARAM_DYNAMIC = 512,   /* of the provider in PowerShell: abbreviations prefer the others */
	PARAM_WILDCARDS = 256, /* for help: accepts wildcards */
};
/* n from 0: may be given without its name as the n-th argument. */
#define PARAM_POSITION(n) (((n) + 1) << 16)
#define PARAM_POSITION_OF(flags) ((int)((flags) >> 16) - 1) /* -1: named only */

/* One parameter; the same name may have several rows, one for each parameter set with other flags. */
struct parameter {
	const char *name; /* NULL ends a table */
	const char *set;  /* one or more sets, comma-separated; NULL: all sets */
	const struct type *type;
	enum parameter_storage storage;
	size_t offset;
	unsigned flags;
	const char *aliases;    /* comma-separated, or NULL */
	const char *values;     /* ValidateSet, comma-separated, or NULL */
	const char *range;      /* ValidateRange, "1,100", or NULL */
	const char *deprecated; /* the warning's text when the parameter is given */
	const char *help;       /* one sentence for Get-Help */
	const char *type_name;  /* shown instead of .type's name, or NULL */
	/* Whether a value given by position is meant for this parameter, where several sets have one at that
	 * place; NULL: the type decides. */
	bool (*suits)(Value v);
};

#define PARAM_ROW(row, member, text, of_type, how, bits, ...)                                   \
	{                                                                                       \
		.name = text, .type = of_type, .storage = how, .offset = offsetof(row, member), \
		.flags = bits, __VA_ARGS__                                                      \
	}
#define PARAM_VALUE(row, member, text, of_type, bits, ...) \
	PARAM_ROW(row, member, text, of_type, STORE_VALUE, bits, __VA_ARGS__)
#define PARAM_STRING(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_string, STORE_STRING, bits, __VA_ARGS__)
/* A Value that is a string[] (value_count(), value_item()). */
#define PARAM_STRINGS(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_string_array, STORE_VALUE, bits, __VA_ARGS__)
#define PARAM_INT(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_int32, STORE_INT, bits, __VA_ARGS__)
#define PARAM_INT64(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_int64, STORE_INT64, bits, __VA_ARGS__)
#define PARAM_DOUBLE(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_double, STORE_DOUBLE, bits, __VA_ARGS__)
#define PARAM_SWITCH(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_switch_parameter, STORE_SWITCH, bits, __VA_ARGS__)
#define PARAM_ENUM(row, member, text, enum_type, bits, ...) \
	PARAM_ROW(row, member, text, enum_type, STORE_ENUM, bits, __VA_ARGS__)
#define PARAM_BYTES(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_byte_array, STORE_VALUE, bits, __VA_ARGS__)
#define PARAM_SCRIPT_BLOCK(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_script_block, STORE_VALUE, bits, __VA_ARGS__)
#define PARAM_OBJECT(row, member, text, bits, ...) \
	PARAM_ROW(row, member, text, &type_object, STORE_VALUE, bits, __VA_ARGS__)
#define PARAM_END            \
	{                    \
		.name = NULL \
	}

enum cmdlet_flags {
	CMDLET_SHOULD_PROCESS = 1, /* has -WhatIf and -Confirm */
	CMDLET_CONFIRM_HIGH = 2,   /* ConfirmImpact High: asks unless -Confirm:$false */
	CMDLET_CONFIRM_LOW = 4,
	CMDLET_KEEPS_INPUT =
		8, /* wants the records of the pipeline as they are (no binding by name) */
};

/* Shown by Get-Help; run by the tests when `output` is set. */
struct cmdlet_example {
	const char *text;
	const char *code;
	const char *output; /* expected, or NULL when it cannot be run alone */
};

struct cmdlet {
	const char *verb, *noun;
	const struct parameter *parameters;
	size_t state_size;
	const char *default_set;
	unsigned flags;
	enum status (*begin)(struct cmdlet_call *c);
	enum status (*process)(
		struct cmdlet_call *c); /* once per record; once without pipeline input */
	enum status (*end)(struct cmdlet_call *c);
	void (*cleanup)(struct cmdlet_call *c);
	const char *class_name; /* behind the comma of FullyQualifiedErrorId; NULL:
				   "Microsoft.PowerShell.Commands.<Verb><Noun>Command" */
	const char *output;     /* type names, comma-separated */
	const char *synopsis;
	const char *description;
	const struct cmdlet_example *examples; /* ends with .code == NULL */
};

struct module_alias {
	const char *name; /* NULL ends a table */
	const char *command;
};

/* What the prompt can't know by itself: the values of a parameter that names objects (batches, mailboxes). */
struct completion_source {
	const char *commands; /* a wildcard pattern; NULL ends a table */
	const char *parameter;
	Value (*values)(struct session *s); /* a list of texts, or NULL */
};

/* A sentence for Get-Help on parameters that have none in their own tables. Both names are wildcard patterns; of several
 * rows the first counts. */
struct parameter_help {
	const char *parameter; /* NULL ends a table */
	const char *commands;
	const char *text;
};

/* An object as the module's cmdlets write it, so that the prompt knows its properties before there is one. */
struct object_sample {
	const char *type_name; /* as in `output` of a cmdlet; NULL ends a table */
	Value (*make)(void);   /* UNSET when it can't be made */
};

/* A module: a folder of cmdlets/, its table in module.c. */
struct module {
	const char *name;                    /* "Microsoft.PowerShell.Utility" */
	const char *version;                 /* "7.0.0.0" */
	const struct cmdlet *const *cmdlets; /* NULL-terminated */
	const struct module_alias *aliases;
	const struct type *const *types; /* registered at start, or NULL */
	/* Names that people take for commands, and what they want; the prompt suggests it. Or NULL. */
	const struct module_alias *mistakes;
	const struct completion_source *completions; /* or NULL */
	const struct object_sample *samples;         /* or NULL */
	const struct parameter_help *help;           /* or NULL */
};

/* The call's own state, of state_size bytes. */
void *cmdlet_state(struct cmdlet_call *c);
struct session *cmdlet_session(struct cmdlet_call *c);
/* Whether the parameter was given (by argument, pipeline or default value preference). */
bool cmdlet_is_bound(struct cmdlet_call *c, const char *parameter);
const char *cmdlet_parameter_set(struct cmdlet_call *c);
/* Whether something is piped into the command (also when nothing came yet). */
bool cmdlet_has_pipeline_input(struct cmdlet_call *c);
/* The record being processed; UNSET when the command has no pipeline input. */
Value cmdlet_record(struct cmdlet_call *c);

/* One object to the next command. Collections go as one object; _each enumerates them. */
enum status cmdlet_write(struct cmdlet_call *c, Value v) WARN_UNUSED;
enum status cmdlet_write_each(struct cmdlet_call *c, Value v) WARN_UNUSED;
/* The output itself, to hand to functions that write objects. */
struct output *cmdlet_output(struct cmdlet_call *c);
/* The name of the first command behind this one in the pipeline that is a cmdlet with the verb ("Remove"); NULL: none. */
const char *cmdlet_followed_by(const struct cmdlet_call *c, const char *verb);

/* Ends the commands before this one, as Select-Object -First does when it has enough; this one's `end` and
 * the commands behind it go on. Always STOP: return it. */
enum status cmdlet_stop_upstream(struct cmdlet_call *c) WARN_UNUSED;

/* A non-terminating error: OK, unless -ErrorAction Stop makes it terminating. */
enum status cmdlet_error(struct cmdlet_call *c, const char *id, enum error_category category,
			 Value target, const char *format, ...) FORMAT_PRINTF(5, 6) WARN_UNUSED;
enum status cmdlet_error_type(struct cmdlet_call *c, const char *exception, const char *id,
			      enum error_category category, Value target, const char *format, ...)
	FORMAT_PRINTF(6, 7) WARN_UNUSED;
/* The same with a record at hand (such as error_take()): ",CommandName" is added to its id. */
enum status cmdlet_write_error(struct cmdlet_call *c, Value error_record) WARN_UNUSED;
/* One of another session (a job's): it stays as it is. */
enum status cmdlet_relay_error(struct cmdlet_call *c, Value error_record) WARN_UNUSED;
/* A terminating error: always ERROR. */
enum status cmdlet_throw(struct cmdlet_call *c, const char *id, enum error_category category,
			 Value target, const char *format, ...) FORMAT_PRINTF(5, 6) WARN_UNUSED;
enum status cmdlet_throw_type(struct cmdlet_call *c, const char *exception, const char *id,
			      enum error_category category, Value target, const char *format, ...)
	FORMAT_PRINTF(6, 7) WARN_UNUSED;

/* The other streams; each obeys its preference and may come back as ERROR (-WarningAction Stop). */
enum status cmdlet_warning(struct cmdlet_call *c, const char *format, ...)
	FORMAT_PRINTF(2, 3) WARN_UNUSED;
enum status cmdlet_verbose(struct cmdlet_call *c, const char *format, ...)
	FORMAT_PRINTF(2, 3) WARN_UNUSED;
enum status cmdlet_debug(struct cmdlet_call *c, const char *format, ...)
	FORMAT_PRINTF(2, 3) WARN_UNUSED;
/* How far the command is (engine/host.h); $ProgressPreference and -ProgressAction decide whether it is shown. */
struct progress;
void cmdlet_progress(struct cmdlet_call *c, const struct progress *progress);
/* Whether progress can be seen: at a terminal, where it is not silenced. */
bool cmdlet_shows_progress(struct cmdlet_call *c);
/* `record` is an InformationRecord or any value (Write-Information); host lines: see host.h. */
enum status cmdlet_information(struct cmdlet_call *c, Value data, Value tags) WARN_UNUSED;
/* An InformationRecord at hand (engine/streams.h): Write-Host makes one with colours. */
enum status cmdlet_information_record(struct cmdlet_call *c, Value record) WARN_UNUSED;

/* -WhatIf and -Confirm: *go_r false when the action must not be done. Shows PowerShell's
 * 'What if: Performing the operation "ACTION" on target "TARGET".' */
enum status cmdlet_should_process(struct cmdlet_call *c, const char *target, const char *action,
				  bool *go_r) WARN_UNUSED;
/* A question of its own (ShouldContinue). */
enum status cmdlet_should_continue(struct cmdlet_call *c, const char *query, const char *caption,
				   bool *go_r) WARN_UNUSED;

/* Runs a script block for a record: $_ is set, the block's assignments belong to the caller's scope
 * (ForEach-Object, Where-Object, calculated properties). Output goes to `output`, or is collected. */
enum status cmdlet_run_block(struct cmdlet_call *c, Value script_block, Value dollar_underbar,
			     struct output *output) WARN_UNUSED;
enum status cmdlet_collect_block(struct cmdlet_call *c, Value script_block, Value dollar_underbar,
				 Value *result_r) WARN_UNUSED;
/* True when Ctrl+C was pressed: long loops ask. */
bool cmdlet_is_stopping(struct cmdlet_call *c);
/* Paths as users write them (relative, ~, C:\..., wildcards not expanded) to a path of the system, malloced;
 * NULL with ERROR set when the drive is unknown or no file system. */
char *cmdlet_system_path(struct cmdlet_call *c, const char *path);

#endif
