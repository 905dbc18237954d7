#include "object/convert.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert_private.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/number.h"
#include "object/primitive_members.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/switch_parameter.h"
#include "object/type_private.h"

#include <string.h>

/* The text of a value inside a message: a collection by the name of its type. */
static void append_for_message(Value v, struct strbuf *out)
{
	Value base = value_base(v);
	if (base.tag == VALUE_ARRAY || base.tag == VALUE_LIST)
		type_append_to_string(value_type(base), out);
	else
		value_append_display(v, out);
}

enum status convert_throw(const char *id, Value target, Value message)
{
	Value inner =
		exception_new(exception_type("System.Management.Automation.PSInvalidCastException"),
			      message, NULL_VALUE);
	Value outer = exception_new(exception_type("System.Management.Automation.RuntimeException"),
				    message, inner);
	Value record = error_record_new(outer, id, CATEGORY_INVALID_ARGUMENT, target);
	((struct exception *)outer.cell)->error_record = record;
	return throw_value(record);
}

enum status convert_throw_final(Value v, const struct type *type)
{
	struct strbuf sb = STRBUF_INIT;
	if (type == &type_credential) {
		strbuf_adds(&sb, "Cannot convert the value");
	} else {
		strbuf_adds(&sb, "Cannot convert the \"");
		append_for_message(v, &sb);
		strbuf_adds(&sb, "\" value");
	}
	strbuf_adds(&sb, " of type \"");
	type_append_to_string(value_type(v), &sb);
	strbuf_adds(&sb, "\" to type \"");
	type_append_to_string(type, &sb);
	strbuf_adds(&sb, "\".");
	return convert_throw("ConvertToFinalInvalidCastException", NULL_VALUE,
			     string_from_strbuf(&sb));
}

enum status convert_throw_reason(const char *id, Value v, const struct type *type,
				 const char *reason)
{
	struct strbuf sb = STRBUF_INIT;
	strbuf_adds(&sb, "Cannot convert value \"");
	append_for_message(v, &sb);
	strbuf_adds(&sb, "\" to type \"");
	type_append_to_string(type, &sb);
	strbuf_addf(&sb, "\". Error: \"%s\"", reason);
	return convert_throw(id, NULL_VALUE, string_from_strbuf(&sb));
}

static enum status throw_null(const struct type *type)
{
	struct strbuf sb = STRBUF_INIT;
	strbuf_adds(&sb, "Cannot convert null to type \"");
	type_append_to_string(type, &sb);
	if (!(type->flags & TYPE_ENUM)) {
		strbuf_adds(&sb, "\".");
		return convert_throw("nullToObjectInvalidCast", NULL_VALUE,
				     string_from_strbuf(&sb));
	}
	strbuf_adds(&sb, "\" due to enumeration values that are not valid. Specify one of the "
			 "following enumeration values and try again. The possible enumeration "
			 "values are \"");
	enum_append_names(type, ",", &sb);
	strbuf_adds(&sb, "\".");
	return convert_throw("nullToEnumInvalidCast", NULL_VALUE, string_from_strbuf(&sb));
}

static enum status convert_null(const struct type *type, Value *result_r)
{
	*result_r = NULL_VALUE;
	if (type == &type_string)
		*result_r = string_empty();
	else if (type->flags & TYPE_ENUM)
		return throw_null(type);
	else if (type->tag >= VALUE_BOOL && type->tag <= VALUE_DOUBLE)
		*result_r = type_default(type);
	else if (type == &type_decimal || type == &type_bigint)
		return convert_to(value_int(0), type, result_r);
	else if (type == &type_switch_parameter)
		*result_r = switch_new(false);
	else if ((type->flags & TYPE_VALUE) && type->generic != &type_nullable &&
		 type != &type_void)
		return throw_null(type);
	return OK;
}

enum status convert_impossible(void)
{
	return throw_value(VOID_VALUE);
}

static bool error_is_impossible(void)
{
	return runtime()->error.tag == VALUE_VOID;
}

/* Types whose Parse(string) takes an IFormatProvider: the error id says so. */
static const char *parse_error_id(const struct type *type)
{
	static const struct type *const with_provider[] = {&type_datetime, &type_timespan,
							   &type_guid};
	for (size_t i = 0; i < countof(with_provider); i++)
		if (type == with_provider[i])
			return "InvalidCastParseTargetInvocationWithFormatProvider";
	if (strcmp(type->name, "System.DateTimeOffset") == 0)
		return "InvalidCastParseTargetInvocationWithFormatProvider";
	if (type == &type_decimal)
		return "InvalidCastFromStringToDecimal";
	if (type == &type_regex)
		return "InvalidCastFromStringToRegex";
	if (strcmp(type->name, "System.Xml.XmlDocument") == 0)
		return "InvalidCastToXmlDocument";
	return "InvalidCastParseTargetInvocation";
}

/* A hook's sentence becomes PowerShell's whole one; an error that is whole already stays. */
static enum status word_error(Value v, const struct type *type)
{
	if (error_is_impossible())
		return convert_throw_final(v, type);
	struct error_record *record = value_as_error_record(runtime()->error);
	if (record->category == CATEGORY_INVALID_ARGUMENT)
		return ERROR;
	const char *id = string_data(record->id);
	/* A bare exception's id is its own name: no id was chosen. */
	size_t length = strlen(id);
	if (length >= 9 && strcmp(id + length - 9, "Exception") == 0)
		id = parse_error_id(type);
	Value message = ((struct exception *)record->exception.cell)->message;
	return convert_throw_reason(id, v, type, string_data(message));
}

/* Parse(string) or a constructor with one parameter, when the value fits it. */
static enum status convert_by_members(Value v, const struct type *type, Value *result_r)
{
	if (v.tag == VALUE_STRING && !(type->flags & TYPE_STATIC) &&
	    member_try_call(type, "Parse", v, result_r))
		return OK;
	if (error_is_impossible() && !(type->flags & TYPE_ABSTRACT) &&
	    member_try_call(type, "new", v, result_r))
		return OK;
	return ERROR;
}

/* [Type]@{Name = value}: a new object with these properties. */
static enum status convert_by_properties(Value v, const struct type *type, Value *result_r)
{
	Value made;
	if (member_invoke_static(type, "new", 0, NULL, &made) != OK)
		return convert_impossible();
	Value key, value;
	struct hashtable *h = value_as_hashtable(v);
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
		Value name = value_to_string(key);
		if (member_set(made, string_data(name), value) == OK)
			continue;
		return convert_throw_property(type, string_data(name), made);
	}
	*result_r = made;
	return OK;
}

static bool has_default_constructor(const struct type *type)
{
	return !(type->flags & (TYPE_VALUE | TYPE_ENUM | TYPE_ABSTRACT | TYPE_STATIC)) &&
	       type != &type_string && type->element == NULL &&
	       member_has_default_constructor(type);
}

/* By what the type itself can do: its hook, its Parse or constructor, its properties. */
static enum status convert_by_type(Value v, const struct type *type, Value *result_r)
{
	if (type->convert != NULL && type->convert(v, type, result_r) == OK)
		return OK;
	if (type->convert == NULL)
		(void)convert_impossible();
	if (error_is_impossible() && convert_by_members(v, type, result_r) == OK)
		return OK;
	if (error_is_impossible() && v.tag == VALUE_HASHTABLE && has_default_constructor(type) &&
	    convert_by_properties(v, type, result_r) == OK)
		return OK;
	return word_error(v, type);
}

enum status convert_to(Value v, const struct type *type, Value *result_r)
{
	if (type == &type_object || type == &type_psobject) {
		*result_r = v.tag == VALUE_VOID || v.tag == VALUE_UNSET ? NULL_VALUE : v;
		return OK;
	}
	if (value_is_null(v))
		return convert_null(type, result_r);
	if (type == &type_pscustomobject || type == &type_custom_literal)
		return type->convert(v, type, result_r);
	Value wrapped = v;
	v = value_base(v);
	if (type_is_a(value_type(v), type)) {
		*result_r = v;
		return OK;
	}
	if (type == &type_string) {
		*result_r = value_to_string(wrapped);
		return OK;
	}
	if (type->flags & TYPE_ENUM)
		return enum_parse(type, v, result_r);
	return convert_by_type(v, type, result_r);
}

bool convert_try(Value v, const struct type *type, Value *result_r)
{
	Value error = runtime()->error;
	enum status status = convert_to(v, type, result_r);
	runtime()->error = error;
	return status == OK;
}

Value value_to_string(Value v)
{
	if (v.tag == VALUE_STRING)
		return v;
	struct strbuf sb = STRBUF_INIT;
	value_append_string(v, &sb);
	return string_from_strbuf(&sb);
}

const char *value_text(Value v)
{
	return string_data(value_to_string(v));
}

enum status object_convert(Value from, const struct type *to, Value *result_r)
{
	(void)from;
	(void)to;
	(void)result_r;
	return convert_impossible();
}

enum status nullable_convert(Value from, const struct type *to, Value *result_r)
{
	return convert_to(from, to->arguments[0], result_r);
}

enum status type_convert(Value from, const struct type *to, Value *result_r)
{
	Value name = value_to_string(from);
	const struct type *found = type_find_text(string_data(name), string_length(name));
	if (found == NULL) {
		enum status status = convert_throw_final(from, to);
		value_as_error_record(runtime()->error)->id =
			string_from("InvalidCastFromStringToType");
		return status;
	}
	*result_r = type_value(found);
	return OK;
}

/* A copy for an array: each item converted. */
static enum status convert_items(Value from, const struct type *to, Value *result_r)
{
	size_t count = value_count(from);
	Value made = array_new_typed(to, count);
	for (size_t i = 0; i < count; i++) {
		enum status status = array_set(value_as_array(made), i, value_item(from, i));
		if (status != OK)
			return status;
	}
	*result_r = made;
	return OK;
}

static Value enumerate_to_list(Value from)
{
	Value items = list_new();
	struct enumerator e;
	bool more = true;
	Value item;
	if (value_enumerate(from, &e) != OK)
		return items;
	while (enumerator_next(&e, &more, &item) == OK && more)
		list_add(value_as_list(items), item);
	return items;
}

enum status array_convert(Value from, const struct type *to, Value *result_r)
{
	if (to->rank > 1)
		return convert_impossible();
	if (to->element == NULL) /* [array] */
		to = &type_object_array;
	if (from.tag == VALUE_ARRAY || from.tag == VALUE_LIST)
		return convert_items(from, to, result_r);
	if (from.tag == VALUE_STRING && to->element == &type_char) {
		size_t count;
		uint16_t *units = string_to_utf16(from, &count);
		Value made = array_new_typed(to, count);
		for (size_t i = 0; i < count; i++)
			value_as_array(made)->items[i] = value_char(units[i]);
		*result_r = made;
		return OK;
	}
	if (value_is_enumerable(from))
		return convert_items(enumerate_to_list(from), to, result_r);
	Value item = from;
	if (convert_to(from, to->element, &item) != OK) {
		if (from.tag != VALUE_STRING && !value_is_number(from))
			return convert_impossible();
		return convert_throw_reason("InvalidCastExceptionScalarToArray", from, to,
					    error_message());
	}
	Value made = array_new_typed(to, 1);
	*result_r = made;
	return array_set(value_as_array(made), 0, item);
}

bool value_is_enumerable(Value v)
{
	v = value_base(v);
	switch (v.tag) {
	case VALUE_ARRAY:
	case VALUE_LIST:
		return true;
	case VALUE_OBJECT:
		return v.cell->type->enumerate != NULL;
	default:
		return false;
	}
}

static enum status one_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	*more_r = e->position == 0;
	if (*more_r) {
		*item_r = e->source;
		e->position = 1;
	}
	return OK;
}

enum status value_enumerate(Value v, struct enumerator *e)
{
	Value base = value_base(v);
	*e = (struct enumerator){.source = v, .next = one_next};
	if (value_is_null(base)) {
		e->position = 1;
		return OK;
	}
	if (value_is_enumerable(base))
		return base.cell->type->enumerate(base, e);
	return OK;
}

enum status convert_to_int(Value v, int32_t *result_r)
{
	if (v.tag != VALUE_INT32) {
		enum status status = convert_to(v, &type_int32, &v);
		if (status != OK)
			return status;
	}
	*result_r = (int32_t)v.integer;
	return OK;
}

enum status convert_to_int64(Value v, int64_t *result_r)
{
	if (v.tag != VALUE_INT64) {
		enum status status = convert_to(v, &type_int64, &v);
		if (status != OK)
			return status;
	}
	*result_r = v.integer;
	return OK;
}

enum status convert_to_double(Value v, double *result_r)
{
	if (v.tag != VALUE_DOUBLE) {
		enum status status = convert_to(v, &type_double, &v);
		if (status != OK)
			return status;
	}
	*result_r = v.real;
	return OK;
}
