/*
 * What the binder knows of a command's parameters: one form for cmdlets (from their static tables) and for
 * functions (from their param block).
 */
#ifndef EXOSH_ENGINE_METADATA_H
#define EXOSH_ENGINE_METADATA_H

#include "base/hashmap.h"
#include "cmdlet.h"
#include "syntax/ast.h"

#define MAX_PARAMETER_SETS 32
#define ALL_SETS UINT32_MAX

/* How a parameter behaves in one parameter set (or in all: mask ALL_SETS). */
struct parameter_role {
	uint32_t sets;  /* bits of the sets */
	unsigned flags; /* enum parameter_flags, without the position */
	int position;   /* -1: named only */
	const char *help_message;
};

struct parameter_metadata {
	const char *name; /* interned */
	const struct type *type;
	bool is_switch;
	bool is_common;  /* -Verbose and family */
	bool is_dynamic; /* added for one call */
	const char **aliases;
	size_t alias_count;
	struct parameter_role *roles;
	size_t role_count;
	uint32_t sets;                   /* all roles together */
	const struct parameter *row;     /* of cmdlets; NULL for functions */
	const struct ast_parameter *ast; /* of functions */
	Value attributes; /* of functions: list of validation and transformation attributes, in order */
	bool has_type; /* a type constraint was written */
	int index;     /* in the param block, or among the cmdlet's parameters */
};

struct command_metadata {
	const char *command_name;
	struct parameter_metadata *parameters; /* common ones last */
	size_t count;
	int *order; /* without sets: parameters by position; NULL when the binder has to choose */
	size_t order_count;
	bool has_mandatory;
	struct hashmap by_name; /* names and aliases to struct parameter_metadata */
	const char *set_names[MAX_PARAMETER_SETS];
	size_t set_count;
	int default_set; /* index, or -1 */
	const struct cmdlet *cmdlet;
	bool is_advanced;           /* CmdletBinding, or any [Parameter] attribute */
	bool no_positional_binding; /* PositionalBinding = $false */
	bool should_process;
	int confirm_impact;  /* 0 none, 1 low, 2 medium, 3 high */
	bool takes_pipeline; /* some parameter binds from the pipeline */
	bool has_dynamic;    /* a dynamicparam block decides on further parameters */
	bool uses_bound,
		uses_invocation; /* the code names $PSBoundParameters, $MyInvocation or $PSCmdlet */
	const char *
		refused; /* a parameter with the name of a constant: no call can bind it; or NULL */
	Value output_types;
	const char *help_uri;
};

struct command_metadata *metadata_from_cmdlet(const struct cmdlet *cmdlet);
/* From a param block (or a function's parameter list). ERROR when an attribute is wrong. Values in it are
 * kept alive by pins for the life of the code. */
enum status metadata_from_script(struct session *s, const struct ast_script_block *body,
				 const struct ast_list *parameters, const char *name,
				 struct command_metadata **metadata_r) WARN_UNUSED;
/* Adds one parameter (dynamic ones), before the common ones' index is made anew; takes over its memory. */
void metadata_insert(struct command_metadata *metadata, const struct parameter_metadata *p);
void metadata_free(struct command_metadata **metadata);

/* Adds the rows of a table, for dynamic parameters. */
void metadata_add_rows(struct command_metadata *metadata, const struct parameter *rows,
		       bool common);

/* By exact name or alias, else by unique prefix. NULL: none, or several (*ambiguous_r). */
struct parameter_metadata *metadata_find(const struct command_metadata *metadata, const char *name,
					 bool *ambiguous_r);
/* The role in the given sets: flags of all matching roles together, the least position. */
unsigned parameter_flags_in(const struct parameter_metadata *parameter, uint32_t sets);
int parameter_position_in(const struct parameter_metadata *parameter, uint32_t sets);

/* As scripts see them: Dictionary of ParameterMetadata, and the CommandParameterSetInfo objects. */
Value metadata_parameters(const struct command_metadata *metadata);
Value metadata_parameter_sets(const struct command_metadata *metadata);
extern const struct type *const metadata_types[]; /* of these objects; NULL-terminated */

/* The common parameters, in their fixed order; values land in struct common_parameters. */
struct common_parameters {
	Value verbose, debug; /* bool, UNSET when not given */
	Value error_action, warning_action, information_action,
		progress_action; /* ActionPreference numbers or UNSET */
	const char *error_variable, *warning_variable, *information_variable, *out_variable,
		*pipeline_variable;
	int32_t out_buffer;
	Value what_if, confirm;
};
extern const struct parameter common_parameters[];
extern const struct parameter should_process_parameters[];
extern struct type type_action_preference;

#endif
