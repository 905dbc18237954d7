#include "object/error_record.h"
#include "base/strbuf.h"
#include "object/convert.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type.h"
#include "object/type_private.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *const category_names[] = {
	"NotSpecified",        "OpenError",           "CloseError",       "DeviceError",
	"DeadlockDetected",    "InvalidArgument",     "InvalidData",      "InvalidOperation",
	"InvalidResult",       "InvalidType",         "MetadataError",    "NotImplemented",
	"NotInstalled",        "ObjectNotFound",      "OperationStopped", "OperationTimeout",
	"SyntaxError",         "ParserError",         "PermissionDenied", "ResourceBusy",
	"ResourceExists",      "ResourceUnavailable", "ReadError",        "WriteError",
	"FromStdErr",          "SecurityError",       "ProtocolError",    "ConnectionError",
	"AuthenticationError", "LimitsExceeded",      "QuotaExceeded",    "NotEnabled",
};

const char *error_category_name(enum error_category category)
{
	return category < countof(category_names) ? category_names[category] : "NotSpecified";
}

static void error_record_mark(void *cell)
{
	struct error_record *r = cell;
	gc_mark(r->exception);
	gc_mark(r->target);
	gc_mark(r->id);
	gc_mark(r->activity);
	gc_mark(r->reason);
	gc_mark(r->category_target_name);
	gc_mark(r->category_target_type);
	gc_mark(r->error_details);
	gc_mark(r->recommended_action);
	gc_mark(r->position.owner);
	gc_mark(r->invocation);
	gc_mark(r->stack_trace);
}

/* The message of the details, else of the exception. */
static enum status error_record_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	struct error_record *r = (struct error_record *)self.cell;
	if (!value_is_null(r->error_details)) {
		value_append_string(r->error_details, out);
		return OK;
	}
	struct exception *e = (struct exception *)r->exception.cell;
	value_append_string(e->message, out);
	return OK;
}

struct type type_error_record = {
	.name = "System.Management.Automation.ErrorRecord",
	.tag = VALUE_OBJECT,
	.members = error_record_members,
	.mark = error_record_mark,
	.to_string = error_record_to_string,
};

Value error_record_new(Value exception, const char *id, enum error_category category, Value target)
{
	struct error_record *r = gc_alloc(&type_error_record, VALUE_OBJECT, sizeof(*r));
	r->exception = exception;
	r->category = category;
	r->target = target;
	r->id = string_from(id != NULL ? id : "");
	return value_cell(VALUE_OBJECT, r);
}

struct error_record *value_as_error_record(Value v)
{
	v = value_base(v);
	if (v.tag != VALUE_OBJECT || !type_is_a(v.cell->type, &type_error_record))
		return NULL;
	return (struct error_record *)v.cell;
}

enum status throw_value(Value error_record)
{
	runtime()->error = error_record;
	return ERROR;
}

static Value message_format(const char *format, va_list args)
{
	struct strbuf sb = STRBUF_INIT;
	strbuf_vaddf(&sb, format, args);
	return string_from_strbuf(&sb);
}

/* RuntimeException and its kind carry their ErrorRecord. */
static enum status throw_new(const struct type *type, const char *id, enum error_category category,
			     Value target, Value message)
{
	Value exception = exception_new(type, message, NULL_VALUE);
	Value record = error_record_new(exception, id, category, target);
	((struct exception *)exception.cell)->error_record = record;
	return throw_value(record);
}

enum status throw_error(const char *id, enum error_category category, Value target,
			const char *format, ...)
{
	va_list args;
	va_start(args, format);
	Value message = message_format(format, args);
	va_end(args);
	return throw_new(exception_type("System.Management.Automation.RuntimeException"), id,
			 category, target, message);
}

enum status throw_error_type(const char *exception, const char *id, enum error_category category,
			     Value target, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	Value message = message_format(format, args);
	va_end(args);
	return throw_new(exception_type(exception), id, category, target, message);
}

/* The id of a bare exception is the short name of its type. */
static const char *short_name(const struct type *type)
{
	const char *dot = strrchr(type->name, '.');
	return dot != NULL ? dot + 1 : type->name;
}

static enum status throw_bare(const struct type *type, Value message)
{
	Value exception = exception_new(type, message, NULL_VALUE);
	return throw_value(
		error_record_new(exception, short_name(type), CATEGORY_NOT_SPECIFIED, NULL_VALUE));
}

enum status throw_exception(const char *exception, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	Value message = message_format(format, args);
	va_end(args);
	return throw_bare(exception_type(exception), message);
}

enum status throw_operation(const char *exception, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	Value message = message_format(format, args);
	va_end(args);
	const struct type *type = exception_type(exception);
	return throw_value(error_record_new(exception_new(type, message, NULL_VALUE), type->name,
					    CATEGORY_OPERATION_STOPPED, NULL_VALUE));
}

enum status throw_argument(const char *exception, const char *parameter, const char *format, ...)
{
	struct strbuf sb = STRBUF_INIT;
	va_list args;
	va_start(args, format);
	strbuf_vaddf(&sb, format, args);
	va_end(args);
	strbuf_addf(&sb, " (Parameter '%s')", parameter);
	enum status status = throw_bare(exception_type(exception), string_from_strbuf(&sb));
	Value thrown = value_as_error_record(runtime()->error)->exception;
	exception_set_extra(thrown, "ParamName", string_from(parameter));
	return status;
}

const char *error_message(void)
{
	struct error_record *r = value_as_error_record(runtime()->error);
	if (r == NULL)
		return "";
	struct exception *e = (struct exception *)r->exception.cell;
	return e->message.tag == VALUE_STRING ? string_data(e->message) : "";
}

Value error_take(void)
{
	Value error = runtime()->error;
	runtime()->error = NULL_VALUE;
	return error;
}
