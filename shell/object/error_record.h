/*
 * Errors. A failing function calls one of the throw_ functions, which puts an ErrorRecord into
 * runtime()->error, and returns ERROR:
 *
 *   return throw_error("PathNotFound", CATEGORY_OBJECT_NOT_FOUND, path, "Cannot find path '%s' because it does not exist.", text);
 *
 * Functions behind .NET members use throw_exception(): the caller turns it into PowerShell's
 * MethodInvocationException ('Exception calling "Parse" with "1" argument(s): "..."').
 */
#ifndef EXOSH_OBJECT_ERROR_RECORD_H
#define EXOSH_OBJECT_ERROR_RECORD_H

#include "object/gc.h"

/* System.Management.Automation.ErrorCategory, same numbers. */
enum error_category {
	CATEGORY_NOT_SPECIFIED,
	CATEGORY_OPEN_ERROR,
	CATEGORY_CLOSE_ERROR,
	CATEGORY_DEVICE_ERROR,
	CATEGORY_DEADLOCK_DETECTED,
	CATEGORY_INVALID_ARGUMENT,
	CATEGORY_INVALID_DATA,
	CATEGORY_INVALID_OPERATION,
	CATEGORY_INVALID_RESULT,
	CATEGORY_INVALID_TYPE,
	CATEGORY_METADATA_ERROR,
	CATEGORY_NOT_IMPLEMENTED,
	CATEGORY_NOT_INSTALLED,
	CATEGORY_OBJECT_NOT_FOUND,
	CATEGORY_OPERATION_STOPPED,
	CATEGORY_OPERATION_TIMEOUT,
	CATEGORY_SYNTAX_ERROR,
	CATEGORY_PARSER_ERROR,
	CATEGORY_PERMISSION_DENIED,
	CATEGORY_RESOURCE_BUSY,
	CATEGORY_RESOURCE_EXISTS,
	CATEGORY_RESOURCE_UNAVAILABLE,
	CATEGORY_READ_ERROR,
	CATEGORY_WRITE_ERROR,
	CATEGORY_FROM_STDERR,
	CATEGORY_SECURITY_ERROR,
	CATEGORY_PROTOCOL_ERROR,
	CATEGORY_CONNECTION_ERROR,
	CATEGORY_AUTHENTICATION_ERROR,
	CATEGORY_LIMITS_EXCEEDED,
	CATEGORY_QUOTA_EXCEEDED,
	CATEGORY_NOT_ENABLED,
};

/* System.Exception and everything below it; the cell's type says which. */
struct exception {
	struct cell cell;
	Value message;      /* string */
	Value inner;        /* exception or NULL */
	Value error_record; /* of RuntimeException and its kind; made on demand */
	Value data;         /* hashtable, made on demand */
	Value extra;  /* ParamName, ItemName...: what the special ones carry; hashtable or NULL */
	Value fields; /* of script classes that derive from an exception: array of property values */
};

/* Where an error happened. `source` is a syntax tree's (see syntax/ast.h), kept alive by `owner`. */
struct error_position {
	const void *source; /* struct source, or NULL */
	uint32_t start, end;
	Value owner;
};

struct error_record {
	struct cell cell;
	Value exception;
	Value target;
	enum error_category category;
	Value id; /* FullyQualifiedErrorId as a string */
	Value activity, reason, category_target_name,
		category_target_type; /* CategoryInfo; NULL: derived */
	Value error_details;          /* replaces the message: string or NULL */
	Value recommended_action;
	struct error_position position;
	Value invocation;  /* InvocationInfo: the engine's, or NULL */
	Value stack_trace; /* ScriptStackTrace, string or NULL */
	bool id_is_whole;  /* nothing is added behind a comma */
	bool written;      /* already in $Error */
	bool from_throw;   /* made by the throw statement */
	bool from_stop;    /* ends the script: -ErrorAction Stop made a terminating one of it */
	bool whole;        /* from $PSCmdlet: method calls on its way do not wrap it */
};

Value exception_new(const struct type *type, Value message, Value inner);
/* What an exception of this type says when nothing is given. */
Value exception_default_message(const struct type *type);
/* Properties that only some exceptions have: ParamName, ItemName ... */
void exception_set_extra(Value exception, const char *name, Value value);
/* By name ("System.FormatException"); unknown names give System.Exception. */
const struct type *exception_type(const char *name);
Value error_record_new(Value exception, const char *id, enum error_category category, Value target);
struct error_record *value_as_error_record(Value v); /* NULL when it is none */

/* Each puts the record into runtime()->error and returns ERROR. */
/* A RuntimeException, the engine's usual. */
enum status throw_error(const char *id, enum error_category category, Value target,
			const char *format, ...) FORMAT_PRINTF(4, 5);
/* With another exception type, by full name. */
enum status throw_error_type(const char *exception, const char *id, enum error_category category,
			     Value target, const char *format, ...) FORMAT_PRINTF(5, 6);
/* A bare .NET exception from a member's function. */
enum status throw_exception(const char *exception, const char *format, ...) FORMAT_PRINTF(2, 3);
/* The same from an operator or index of the language, which nobody wraps: the id is the full name of the type,
 * the category OperationStopped. */
enum status throw_operation(const char *exception, const char *format, ...) FORMAT_PRINTF(2, 3);
/* ArgumentException family: adds the " (Parameter 'name')" of .NET. */
enum status throw_argument(const char *exception, const char *parameter, const char *format, ...)
	FORMAT_PRINTF(3, 4);
enum status throw_value(Value error_record);
/* The message of the error on its way: borrowed until the error is replaced. */
const char *error_message(void);
/* Takes the error out of runtime(). */
Value error_take(void);
const char *error_category_name(enum error_category category);

#endif
