/* Members of exceptions and error records. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/primitive_members.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct exception *exception_of(Value v)
{
	return (struct exception *)value_base(v).cell;
}

void exception_set_extra(Value exception, const char *name, Value value)
{
	struct exception *e = exception_of(exception);
	if (e->extra.tag != VALUE_HASHTABLE)
		e->extra = hashtable_new();
	hashtable_set_text(value_as_hashtable(e->extra), name, value);
}

static Value get_extra(Value exception, const char *name)
{
	struct exception *e = exception_of(exception);
	Value value = NULL_VALUE;
	if (e->extra.tag == VALUE_HASHTABLE)
		(void)hashtable_get_text(value_as_hashtable(e->extra), name, &value);
	return value;
}

static enum status exception_get_message(Value self, Value *result_r)
{
	*result_r = exception_of(self)->message;
	return OK;
}

static enum status exception_get_inner(Value self, Value *result_r)
{
	*result_r = exception_of(self)->inner;
	return OK;
}

static enum status exception_get_data(Value self, Value *result_r)
{
	struct exception *e = exception_of(self);
	if (e->data.tag != VALUE_HASHTABLE)
		e->data = hashtable_new_typed(&type_list_dictionary_internal, false);
	*result_r = e->data;
	return OK;
}

static enum status exception_get_null(Value self UNUSED, Value *result_r)
{
	*result_r = NULL_VALUE;
	return OK;
}

static enum status exception_get_source(Value self, Value *result_r)
{
	*result_r = get_extra(self, "Source");
	return OK;
}

static enum status exception_set_source(Value self, Value value)
{
	exception_set_extra(self, "Source", value);
	return OK;
}

static enum status exception_get_help_link(Value self, Value *result_r)
{
	*result_r = get_extra(self, "HelpLink");
	return OK;
}

static enum status exception_set_help_link(Value self, Value value)
{
	exception_set_extra(self, "HelpLink", value);
	return OK;
}

/* COR_E_EXCEPTION and its kind, for those that scripts look at. */
static enum status exception_get_hresult(Value self, Value *result_r)
{
	static const struct {
		const char *name;
		uint32_t code;
	} codes[] = {
		{"System.ArgumentException", 0x80070057},
		{"System.ArgumentNullException", 0x80004003},
		{"System.ArgumentOutOfRangeException", 0x80131502},
		{"System.DivideByZeroException", 0x80020012},
		{"System.FormatException", 0x80131537},
		{"System.IndexOutOfRangeException", 0x80131508},
		{"System.InvalidCastException", 0x80004002},
		{"System.InvalidOperationException", 0x80131509},
		{"System.NotImplementedException", 0x80004001},
		{"System.NotSupportedException", 0x80131515},
		{"System.OverflowException", 0x80131516},
		{"System.UnauthorizedAccessException", 0x80070005},
		{"System.IO.DirectoryNotFoundException", 0x80070003},
		{"System.IO.FileNotFoundException", 0x80070002},
		{"System.IO.IOException", 0x80131620},
		{"System.SystemException", 0x80131501},
		{"System.Exception", 0x80131500},
	};
	for (const struct type *t = value_type(self); t != NULL; t = t->base) {
		for (size_t i = 0; i < countof(codes); i++) {
			if (strcmp(codes[i].name, t->name) == 0) {
				*result_r = value_int((int32_t)codes[i].code);
				return OK;
			}
		}
	}
	*result_r = value_int((int32_t)0x80131500);
	return OK;
}

static enum status exception_get_base(Value self, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	while (!value_is_null(exception_of(self)->inner))
		self = exception_of(self)->inner;
	*result_r = self;
	return OK;
}

/* "System.FormatException: message" and the inner ones. */
enum status exception_to_string(Value self, const char *format, struct strbuf *out)
{
	struct exception *e = exception_of(self);
	strbuf_addf(out, "%s: ", value_type(self)->name);
	value_append_string(e->message, out);
	if (!value_is_null(e->inner)) {
		strbuf_adds(out, "\n ---> ");
		(void)exception_to_string(e->inner, format, out);
		strbuf_adds(out, "\n   --- End of inner exception stack trace ---");
	}
	return OK;
}

enum status exception_convert(Value from, const struct type *to, Value *result_r)
{
	if (from.tag != VALUE_STRING)
		return convert_impossible();
	*result_r = exception_new(to, from, NULL_VALUE);
	return OK;
}

static bool is_argument_exception(const struct type *type)
{
	return type_is_a(type, exception_type("System.ArgumentException"));
}

/* The message of ArgumentException and its kind names the parameter. */
static Value with_parameter(Value message, Value parameter)
{
	if (parameter.tag != VALUE_STRING || string_length(parameter) == 0)
		return message;
	return string_printf("%s (Parameter '%s')", string_data(message), string_data(parameter));
}

static enum status exception_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	Value message = argc > 0 ? argv[0] : NULL_VALUE, inner = NULL_VALUE, parameter = NULL_VALUE;
	bool parameter_first = strcmp(type->name, "System.ArgumentNullException") == 0 ||
			       strcmp(type->name, "System.ArgumentOutOfRangeException") == 0;
	if (argc > 1 && argv[1].tag != VALUE_STRING)
		inner = argv[1];
	if (is_argument_exception(type) && value_is_null(inner)) {
		if (parameter_first && argc > 0) {
			parameter = argv[0];
			message = argc > 1 ? argv[1] : exception_default_message(type);
		} else if (argc > 1) {
			parameter = argv[1];
		}
	}
	if (argc == 0)
		message = exception_default_message(type);
	*result_r = exception_new(type, with_parameter(message, parameter), inner);
	if (!value_is_null(parameter))
		exception_set_extra(*result_r, "ParamName", parameter);
	return OK;
}

const struct member exception_members[] = {
	PROPERTY("System.Reflection.MethodBase TargetSite {get;}", exception_get_null),
	PROPERTY("string Message {get;}", exception_get_message),
	PROPERTY("System.Collections.IDictionary Data {get;}", exception_get_data),
	PROPERTY("System.Exception InnerException {get;}", exception_get_inner),
	PROPERTY_RW("string HelpLink {get;set;}", exception_get_help_link, exception_set_help_link),
	PROPERTY_RW("string Source {get;set;}", exception_get_source, exception_set_source),
	PROPERTY("int HResult {get;set;}", exception_get_hresult),
	PROPERTY("string StackTrace {get;}", exception_get_null),
	METHOD("System.Exception GetBaseException()", exception_get_base),
	METHOD("string ToString()", object_to_string),
	CONSTRUCTOR("System.Exception new()", exception_construct),
	CONSTRUCTOR("System.Exception new(string message)", exception_construct),
	CONSTRUCTOR("System.Exception new(string message, System.Exception innerException)",
		    exception_construct),
	MEMBER_END,
};

#define EXTRA(function, name)                                    \
	static enum status function(Value self, Value *result_r) \
	{                                                        \
		*result_r = get_extra(self, name);               \
		return OK;                                       \
	}
EXTRA(get_param_name, "ParamName")
EXTRA(get_actual_value, "ActualValue")
EXTRA(get_file_name, "FileName")
EXTRA(get_object_name, "ObjectName")
EXTRA(get_item_name, "ItemName")
EXTRA(get_command_name, "CommandName")
EXTRA(get_response, "Response")
EXTRA(get_status_code, "StatusCode")
EXTRA(get_parameter_name, "ParameterName")
EXTRA(get_line_number, "LineNumber")
EXTRA(get_line_position, "LinePosition")
EXTRA(get_parse_errors, "Errors")
EXTRA(get_error_id, "ErrorId")
EXTRA(get_native_error, "NativeErrorCode")

static enum status exception_get_error_record(Value self, Value *result_r)
{
	struct exception *e = exception_of(self);
	if (value_is_null(e->error_record))
		e->error_record = error_record_new(self, strrchr(value_type(self)->name, '.') + 1,
						   CATEGORY_NOT_SPECIFIED, NULL_VALUE);
	*result_r = e->error_record;
	return OK;
}

static enum status exception_get_from_throw(Value self, Value *result_r)
{
	struct error_record *record = value_as_error_record(exception_of(self)->error_record);
	*result_r = value_bool(record != NULL && record->from_throw);
	return OK;
}

static enum status file_exception_construct(Value self, int argc, const Value *argv,
					    Value *result_r)
{
	*result_r = exception_new(value_as_type(self), argc > 0 ? argv[0] : NULL_VALUE,
				  argc > 1 && argv[1].tag != VALUE_STRING ? argv[1] : NULL_VALUE);
	if (argc > 1 && argv[1].tag == VALUE_STRING)
		exception_set_extra(*result_r, "FileName", argv[1]);
	return OK;
}

#define CONSTRUCTORS                                                                      \
	CONSTRUCTOR("System.Exception new()", exception_construct),                       \
		CONSTRUCTOR("System.Exception new(string message)", exception_construct), \
		CONSTRUCTOR("System.Exception new(string message, System.Exception "      \
			    "innerException)",                                            \
			    exception_construct)

static const struct member plain_members[] = {CONSTRUCTORS, MEMBER_END};
static const struct member argument_members[] = {
	PROPERTY("string Message {get;}", exception_get_message),
	PROPERTY("string ParamName {get;}", get_param_name),
	CONSTRUCTORS,
	CONSTRUCTOR("System.Exception new(string message, string paramName)", exception_construct),
	MEMBER_END,
};
static enum status range_construct(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value message = with_parameter(argv[2], argv[0]);
	if (!value_is_null(argv[1])) {
		struct strbuf text = STRBUF_INIT;
		value_append_string(argv[1], &text);
		message = string_printf("%s\nActual value was %s.", string_data(message),
					text.data ? text.data : "");
		strbuf_clear(&text);
	}
	*result_r = exception_new(value_as_type(self), message, NULL_VALUE);
	exception_set_extra(*result_r, "ParamName", argv[0]);
	exception_set_extra(*result_r, "ActualValue", argv[1]);
	return OK;
}

static enum status disposed_construct(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	Value message = argc > 1 ? argv[1] : string_from("Cannot access a disposed object.");
	*result_r = exception_new(value_as_type(self),
				  string_printf("%s\nObject name: '%s'.", string_data(message),
						string_data(value_to_string(argv[0]))),
				  NULL_VALUE);
	exception_set_extra(*result_r, "ObjectName", argv[0]);
	return OK;
}

/* Of an error number: the system's words for it. */
static enum status native_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	int number = (int)argv[0].integer;
	bool socket = strstr(value_as_type(self)->name, "Socket") != NULL;
	/* Windows numbers sockets' errors from 10000. */
	static const struct {
		int theirs, ours;
	} sockets[] = {{10013, EACCES},      {10048, EADDRINUSE}, {10051, ENETUNREACH},
		       {10054, ECONNRESET},  {10060, ETIMEDOUT},  {10061, ECONNREFUSED},
		       {10065, EHOSTUNREACH}};
	int known = number;
	for (size_t i = 0; socket && i < countof(sockets); i++)
		if (sockets[i].theirs == number)
			known = sockets[i].ours;
	Value message = argc > 1 ? argv[1] : string_from(strerror(known));
	*result_r = exception_new(value_as_type(self), message, NULL_VALUE);
	exception_set_extra(*result_r, "NativeErrorCode", value_int(number));
	return OK;
}

static enum status xml_construct(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	bool placed = argv[2].integer != 0;
	Value message = placed ? string_printf("%s Line %d, position %d.", string_data(argv[0]),
					       (int)argv[2].integer, (int)argv[3].integer)
			       : argv[0];
	*result_r = exception_new(value_as_type(self), message, argv[1]);
	exception_set_extra(*result_r, "LineNumber", argv[2]);
	exception_set_extra(*result_r, "LinePosition", argv[3]);
	return OK;
}

/* ---- AggregateException ---- */

static Value inner_exceptions(Value self)
{
	Value list = get_extra(self, "InnerExceptions");
	if (list.tag == VALUE_ARRAY)
		return list;
	Value inner = exception_of(self)->inner;
	Value made = array_new_typed(type_array_of(&type_exception, 1), !value_is_null(inner));
	if (!value_is_null(inner))
		value_as_array(made)->items[0] = inner;
	return made;
}

static Value aggregate_new(const struct type *type, const char *message, Value list)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_adds(&text, message);
	for (size_t i = 0; i < value_count(list); i++) {
		strbuf_adds(&text, " (");
		value_append_string(exception_of(value_item(list, i))->message, &text);
		strbuf_addc(&text, ')');
	}
	Value made = exception_new(type, string_from_strbuf(&text),
				   value_count(list) ? value_item(list, 0) : NULL_VALUE);
	exception_set_extra(made, "InnerExceptions", list);
	return made;
}

/* ([message,] exceptions) */
static enum status aggregate_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	bool has_message = argc > 0 && argv[0].tag == VALUE_STRING;
	Value list = array_new_typed(type_array_of(&type_exception, 1), 0);
	if (argc > has_message && value_is_a(argv[has_message], &type_exception)) {
		list = array_new_typed(type_array_of(&type_exception, 1), 1);
		value_as_array(list)->items[0] = argv[has_message];
	} else if (argc > has_message) {
		list = argv[has_message];
	}
	*result_r = aggregate_new(type,
				  has_message ? string_data(argv[0])
					      : string_data(exception_default_message(type)),
				  list);
	return OK;
}

static enum status aggregate_get_inner(Value self, Value *result_r)
{
	*result_r = inner_exceptions(self);
	return OK;
}

static void flatten(Value self, struct list *into)
{
	Value list = inner_exceptions(self);
	for (size_t i = 0; i < value_count(list); i++) {
		Value e = value_item(list, i);
		if (strcmp(value_type(e)->name, "System.AggregateException") == 0)
			flatten(e, into);
		else
			list_add(into, e);
	}
}

static enum status aggregate_flatten(Value self, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r)
{
	Value all = list_new();
	const char *message = string_data(exception_of(self)->message);
	flatten(self, value_as_list(all));
	Value list = array_new_typed(type_array_of(&type_exception, 1), value_count(all));
	for (size_t i = 0; i < value_count(all); i++)
		value_as_array(list)->items[i] = value_item(all, i);
	char *start = xstrndup(message, strcspn(message, "("));
	size_t length = strlen(start);
	if (length && start[length - 1] == ' ')
		start[length - 1] = '\0';
	*result_r = aggregate_new(value_type(self), start, list);
	free(start);
	return OK;
}

static const struct member aggregate_members[] = {
	PROPERTY("System.Exception[] InnerExceptions {get;}", aggregate_get_inner),
	METHOD("System.AggregateException Flatten()", aggregate_flatten),
	CONSTRUCTOR("System.AggregateException new()", aggregate_construct),
	CONSTRUCTOR("System.AggregateException new(string message)", aggregate_construct),
	CONSTRUCTOR("System.AggregateException new(string message, System.Exception "
		    "innerException)",
		    aggregate_construct),
	CONSTRUCTOR("System.AggregateException new(string message, Params System.Exception[] "
		    "innerExceptions)",
		    aggregate_construct),
	CONSTRUCTOR("System.AggregateException new(Params System.Exception[] innerExceptions)",
		    aggregate_construct),
	MEMBER_END,
};

static const struct member range_members[] = {
	PROPERTY("string Message {get;}", exception_get_message),
	PROPERTY("System.Object ActualValue {get;}", get_actual_value),
	CONSTRUCTORS,
	CONSTRUCTOR("System.Exception new(string paramName, string message)", exception_construct),
	CONSTRUCTOR("System.Exception new(string paramName, System.Object actualValue, string "
		    "message)",
		    range_construct),
	MEMBER_END,
};
static const struct member file_members[] = {
	PROPERTY("string FileName {get;}", get_file_name),
	CONSTRUCTORS,
	CONSTRUCTOR("System.Exception new(string message, string fileName)",
		    file_exception_construct),
	MEMBER_END,
};
static const struct member disposed_members[] = {
	PROPERTY("string ObjectName {get;}", get_object_name),
	CONSTRUCTOR("System.Exception new(string objectName)", disposed_construct),
	CONSTRUCTOR("System.Exception new(string objectName, string message)", disposed_construct),
	CONSTRUCTOR("System.Exception new(string message, System.Exception innerException)",
		    exception_construct),
	MEMBER_END,
};
static const struct member runtime_members[] = {
	PROPERTY("System.Management.Automation.ErrorRecord ErrorRecord {get;}",
		 exception_get_error_record),
	PROPERTY("bool WasThrownFromThrowStatement {get;set;}", exception_get_from_throw),
	CONSTRUCTORS,
	MEMBER_END,
};
static const struct member session_state_members[] = {
	PROPERTY("string ItemName {get;}", get_item_name),
	CONSTRUCTORS,
	MEMBER_END,
};
static const struct member http_members[] = {
	PROPERTY("System.Net.Http.HttpResponseMessage Response {get;}", get_response),
	PROPERTY("System.Net.HttpStatusCode StatusCode {get;}", get_status_code),
	CONSTRUCTORS,
	MEMBER_END,
};
static const struct member command_members[] = {
	PROPERTY("string CommandName {get;}", get_command_name),
	CONSTRUCTORS,
	MEMBER_END,
};
static const struct member binding_members[] = {
	PROPERTY("string ParameterName {get;}", get_parameter_name),
	PROPERTY("string ErrorId {get;}", get_error_id),
	CONSTRUCTORS,
	MEMBER_END,
};
static const struct member xml_members[] = {
	PROPERTY("int LineNumber {get;}", get_line_number),
	PROPERTY("int LinePosition {get;}", get_line_position),
	CONSTRUCTORS,
	CONSTRUCTOR("System.Exception new(string message, System.Exception innerException, int "
		    "lineNumber, int linePosition)",
		    xml_construct),
	MEMBER_END,
};
static const struct member parse_members[] = {
	PROPERTY("System.Object Errors {get;}", get_parse_errors),
	CONSTRUCTORS,
	MEMBER_END,
};
static const struct member native_members[] = {
	PROPERTY("int NativeErrorCode {get;}", get_native_error),
	CONSTRUCTORS,
	CONSTRUCTOR("System.Exception new(int error)", native_construct),
	CONSTRUCTOR("System.Exception new(int error, string message)", native_construct),
	MEMBER_END,
};

const struct member *exception_extra_members(const char *name)
{
	static const struct {
		const char *name;
		const struct member *members;
	} tables[] = {
		{"System.ArgumentException", argument_members},
		{"System.ArgumentNullException", range_members},
		{"System.ArgumentOutOfRangeException", range_members},
		{"System.ObjectDisposedException", disposed_members},
		{"System.IO.FileNotFoundException", file_members},
		{"System.Management.Automation.RuntimeException", runtime_members},
		{"System.Management.Automation.SessionStateException", session_state_members},
		{"System.Management.Automation.CommandNotFoundException", command_members},
		{"Microsoft.PowerShell.Commands.HttpResponseException", http_members},
		{"System.Management.Automation.ParameterBindingException", binding_members},
		{"System.Management.Automation.ParseException", parse_members},
		{"System.Management.Automation.PSInvalidCastException", runtime_members},
		{"System.Management.Automation.PSInvalidOperationException", runtime_members},
		{"System.Management.Automation.PSArgumentException", runtime_members},
		{"System.Management.Automation.PSArgumentNullException", runtime_members},
		{"System.Management.Automation.PSArgumentOutOfRangeException", runtime_members},
		{"System.Management.Automation.PSNotSupportedException", runtime_members},
		{"System.Xml.XmlException", xml_members},
		{"System.ComponentModel.Win32Exception", native_members},
		{"System.Net.Sockets.SocketException", native_members},
		{"System.AggregateException", aggregate_members},
	};
	for (size_t i = 0; i < countof(tables); i++)
		if (strcmp(tables[i].name, name) == 0)
			return tables[i].members;
	return plain_members;
}
