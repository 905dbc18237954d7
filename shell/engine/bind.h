/*
 * The parameter binder: arguments and pipeline records to parameters. Works on a `struct binding`, one a
 * running command; the bound values then go into the cmdlet's state or the function's variables.
 *
 * The order is PowerShell's: named arguments (splatted ones after explicit ones), positional ones, the
 * rest into ValueFromRemainingArguments, $PSDefaultParameterValues, dynamic parameters, the check for
 * mandatory ones; then for each record of the pipeline by value and by property name, first without and
 * then with conversion.
 */
#ifndef EXOSH_ENGINE_BIND_H
#define EXOSH_ENGINE_BIND_H

#include "engine/metadata.h"
#include "engine/pipeline.h"

enum bind_source {
	BIND_NONE,
	BIND_ARGUMENT,
	BIND_DEFAULT,  /* $PSDefaultParameterValues */
	BIND_DELAYED,  /* a script block that is evaluated for each record */
	BIND_PIPELINE, /* the current record's */
};

struct binding {
	struct session *session;
	struct command_metadata *metadata;
	const struct command *command;
	Value *values;    /* one for each parameter of the metadata; UNSET: not bound. gc buffer */
	uint8_t *sources; /* enum bind_source; gc bytes */
	Value *delayed;   /* script blocks of BIND_DELAYED; gc buffer, or NULL */
	const struct ast *delayed_ast; /* where the first of them stands */
	uint32_t sets;                 /* parameter sets still possible */
	uint32_t record_sets;          /* the same, narrowed by the current record */
	const struct ast *ast;         /* the command: errors point there */
	const struct source *source;
	bool tolerant; /* unknown names are passed over: dynamic parameters may have them */
	Value unbound; /* array: what a simple function finds in $args, or NULL */
};

/* Binds everything that stands on the command line. */
enum status bind_arguments(struct binding *b, const struct argument *arguments,
			   size_t count) WARN_UNUSED;
/* After bind_arguments (and dynamic parameters): mandatory ones, the choice of the parameter set.
 * `has_input`: a pipeline comes, so mandatory parameters that it can fill are not missing yet. */
enum status bind_finish(struct binding *b, bool has_input) WARN_UNUSED;
/* Binds one record; values of the record before are dropped first. *bound_r false: it fits no parameter
 * (an error for this record is in runtime()->error then). */
enum status bind_record(struct binding *b, Value record, bool *bound_r) WARN_UNUSED;
/* Converts and validates a value for a parameter; errors point at `ast`. */
enum status bind_convert(struct binding *b, const struct parameter_metadata *p,
			 const struct ast *ast, Value v, Value *result_r) WARN_UNUSED;
/* Whether a value can go to a parameter as it is. */
bool bind_fits(const struct parameter_metadata *p, Value v);
/* The chosen set's name, "__AllParameterSets" when there are none. */
const char *bind_set_name(const struct binding *b);
/* $PSBoundParameters: what was bound, in the order of the declaration. */
Value bind_dictionary(const struct binding *b);
/* An error of binding at `ast` (NULL: the whole command): `id` gets ",<command>". */
enum status bind_error(struct binding *b, const struct ast *ast, const char *id,
		       enum error_category category, const char *exception, const char *format, ...)
	FORMAT_PRINTF(6, 7) WARN_UNUSED;
/* The error on its way names this parameter: its exception's ParameterName. */
void bind_error_parameter(const char *name);

#define BINDING_EXCEPTION "System.Management.Automation.ParameterBindingException"
#define TRANSFORMATION_EXCEPTION \
	"System.Management.Automation.ParameterBindingArgumentTransformationException"
#define VALIDATION_EXCEPTION "System.Management.Automation.ParameterBindingValidationException"

#endif
