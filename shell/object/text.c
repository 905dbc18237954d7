/* The text of values: "$v" and [string] (invariant), and as displays show them (the culture's forms). */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/culture.h"
#include "object/ets.h"
#include "object/number.h"
#include "object/number_private.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type.h"
#include "object/xml_node.h"

/* $OFS, a blank without one. */
static void append_separator(struct strbuf *out)
{
	struct runtime *rt = runtime();
	if (rt != NULL && rt->hooks != NULL && rt->hooks->get_variable != NULL) {
		Value separator = rt->hooks->get_variable("OFS");
		if (separator.tag != VALUE_UNSET) {
			Value text = value_to_string(separator);
			strbuf_add(out, string_data(text), string_length(text));
			return;
		}
	}
	strbuf_addc(out, ' ');
}

/* ToString() of one object, collections included. */
static void append_object(Value v, struct strbuf *out)
{
	const struct type *type = v.tag == VALUE_PSOBJECT ? v.cell->type : value_type(v);
	Value error = runtime()->error;
	size_t length = out->length;
	if (type->to_string == NULL || type->to_string(v, NULL, out) != OK) {
		strbuf_set_length(out, length);
		if (type->generic != NULL)
			type_append_to_string(type, out);
		else
			strbuf_adds(out, type->name);
	}
	runtime()->error = error;
}

/* A ToString method that was added to the object says how it reads. */
static bool append_added_text(Value v, struct strbuf *out)
{
	Value text;
	if (value_is_null(value_as_psobject(v)->members))
		return false;
	struct member_object *m = ets_find(v, "ToString");
	if (m == NULL || m->kind != MEMBER_SCRIPT_METHOD)
		return false;
	Value error = runtime()->error;
	if (member_object_invoke(m, v, 0, NULL, &text) != OK) {
		runtime()->error = error;
		return false;
	}
	value_append_string(text, out);
	return true;
}

void value_append_plain(Value v, struct strbuf *out)
{
	char digits[24];
	if (UNLIKELY(v.tag == VALUE_PSOBJECT) && append_added_text(v, out))
		return;
	switch (v.tag) {
	case VALUE_NULL:
	case VALUE_VOID:
	case VALUE_UNSET:
		break;
	case VALUE_STRING:
		strbuf_add(out, string_data(v), string_length(v));
		break;
	case VALUE_INT32:
	case VALUE_INT64:
	case VALUE_BYTE:
		strbuf_add(out, digits, integer_to_text(v.integer, digits));
		break;
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		number_append_short(v, out);
		break;
	default:
		append_object(v, out);
	}
}

static void append_items(Value v, struct strbuf *out)
{
	struct enumerator e;
	Value error = runtime()->error;
	bool more = true, first = true;
	Value item;
	enum status status = value_enumerate(v, &e);
	while (status == OK) {
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		if (!first)
			append_separator(out);
		first = false;
		value_append_plain(item, out);
	}
	runtime()->error = error;
}

void value_append_string(Value v, struct strbuf *out)
{
	if (v.tag == VALUE_STRING) {
		strbuf_add(out, string_data(v), string_length(v));
		return;
	}
	const struct culture *before = culture_use(&culture_invariant);
	Value base = value_base(v);
	if (v.tag == VALUE_PSOBJECT && append_added_text(v, out)) {
		culture_use(before);
		return;
	}
	if (value_is_enumerable(base) && base.cell->type != &type_hashtable)
		append_items(base, out);
	else
		value_append_plain(v, out);
	culture_use(before);
}

void value_append_display(Value v, struct strbuf *out)
{
	if (v.tag == VALUE_PSOBJECT && append_added_text(v, out))
		return;
	v = value_base(v);
	xmlNode *node;
	Value document;
	if (v.tag == VALUE_TYPE)
		type_append_to_string(value_as_type(v), out);
	else if ((node = value_as_xml_node(v, &document)))
		strbuf_adds(out, string_data(xml_full_name(node))); /* as PowerShell adds it */
	else
		value_append_plain(v, out);
}

void value_append_dotnet(Value v, struct strbuf *out)
{
	if (v.tag == VALUE_SINGLE || v.tag == VALUE_DOUBLE)
		number_append(v, out);
	else if (v.tag == VALUE_TYPE)
		type_append_to_string(value_as_type(v), out);
	else
		value_append_plain(v, out);
}

void value_append_joined(Value v, struct strbuf *out)
{
	v = value_base(v);
	if (v.tag == VALUE_TYPE)
		type_append_to_string(value_as_type(v), out);
	else if (v.tag != VALUE_PSOBJECT)
		value_append_plain(v, out);
}
