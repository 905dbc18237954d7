/* Members of exceptions and error records. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/primitive_members.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

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
static const struct member range_members[] = {
	PROPERTY("string Message {get;}", exception_get_message),
	PROPERTY("System.Object ActualValue {get;}", get_actual_value),
	CONSTRUCTORS,
	CONSTRUCTOR("System.Exception new(string paramName, string message)", exception_construct),
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
	CONSTRUCTORS,
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
	};
	for (size_t i = 0; i < countof(tables); i++)
		if (strcmp(tables[i].name, name) == 0)
			return tables[i].members;
	return plain_members;
}
