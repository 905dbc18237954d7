#include "formatters/field_text.h"
#include "base/strbuf.h"
#include "formatters/column_width.h"
#include "object/composite_format.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/member_reflection.h"
#include "object/number.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type_private.h"
#include <string.h>

bool value_is_scalar(Value v)
{
	v = value_base(v);
	switch (v.tag) {
	case VALUE_BOOL ... VALUE_DOUBLE:
	case VALUE_ENUM:
	case VALUE_STRING:
	case VALUE_DECIMAL:
	case VALUE_BIGINT:
		return true;
	case VALUE_OBJECT:
		return v.cell->type == &type_secure_string;
	default:
		return false;
	}
}

bool value_is_collection(Value v)
{
	v = value_base(v);
	if (v.tag < VALUE_STRING || v.tag == VALUE_STRING)
		return false;
	return v.tag == VALUE_HASHTABLE || value_is_enumerable(v);
}

int format_enumeration_limit(void)
{
	const struct runtime_hooks *hooks = runtime()->hooks;
	int32_t limit = 4;
	if (hooks && hooks->get_variable) {
		Value v = value_base(hooks->get_variable("global:FormatEnumerationLimit"));
		if (v.tag == VALUE_INT32)
			limit = (int32_t)v.integer;
	}
	return limit;
}

/* Whether the type itself, not one that it derives from, says how its objects read. */
static bool declares_text(const struct type *type)
{
	if (type->flags & TYPE_SCRIPT) {
		const struct member_group *group = type_find_group(type, "ToString", false);
		return group && group->owners[0] == type;
	}
	if (type_is_a(type, &type_ps_member_info))
		return type != &type_ps_method;
	return type->to_string && (!type->base || type->base->to_string != type->to_string);
}

/* The property that names an object, by PowerShell's order of patterns. */
static bool append_display_name(struct strbuf *out, Value v)
{
	static const char *const patterns[] = {"Name", "Id", "Key", "*Key", "*Name", "*Id"};
	size_t count;
	Value error = runtime()->error;
	struct property *properties = value_properties(v, &count);
	runtime()->error = error;
	for (size_t i = 0; i < countof(patterns); i++)
		for (size_t k = 0; k < count; k++)
			if (wildcard_match(patterns[i], properties[k].name, true) &&
			    !value_is_null(properties[k].value)) {
				value_append_display(properties[k].value, out);
				return true;
			}
	return false;
}

static void append_item(struct strbuf *out, Value item)
{
	if (value_is_null(item)) {
		strbuf_adds(out, "$null");
		return;
	}
	Value base = value_base(item);
	if (base.tag == VALUE_OBJECT && !declares_text(base.cell->type) &&
	    append_display_name(out, item))
		return;
	if (base.tag == VALUE_ARRAY || base.tag == VALUE_LIST)
		value_append_string(item, out);
	else
		value_append_display(item, out);
}

static void append_collection(struct strbuf *out, Value v, int limit)
{
	struct enumerator e;
	int shown = 0;
	strbuf_addc(out, '{');
	if (value_enumerate(v, &e) == OK) {
		for (;;) {
			Value item;
			bool more;
			if (enumerator_next(&e, &more, &item) != OK || !more)
				break;
			if (limit >= 0 && shown == limit) {
				strbuf_adds(out, ELLIPSIS);
				break;
			}
			if (shown++)
				strbuf_adds(out, ", ");
			append_item(out, item);
		}
	}
	strbuf_addc(out, '}');
}

/* Hashtables are scalars to enumerators: their entries read "[key, value]". */
static void append_dictionary(struct strbuf *out, Value v, int limit)
{
	const struct hashtable *h = value_as_hashtable(v);
	size_t position = 0;
	int shown = 0;
	Value key, value;
	strbuf_addc(out, '{');
	while (hashtable_next(h, &position, &key, &value)) {
		if (limit >= 0 && shown == limit) {
			strbuf_adds(out, ELLIPSIS);
			break;
		}
		if (shown++)
			strbuf_adds(out, ", ");
		strbuf_addc(out, '[');
		value_append_display(key, out);
		strbuf_adds(out, ", ");
		value_append_display(value, out);
		strbuf_addc(out, ']');
	}
	strbuf_addc(out, '}');
}

void field_append(struct strbuf *out, Value v, bool in_table, int limit)
{
	Value base = value_base(v);
	if (value_is_null(base))
		return;
	switch (base.tag) {
	case VALUE_STRING:
		strbuf_add(out, string_data(base), string_length(base));
		return;
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
	case VALUE_DECIMAL:
		if (in_table && number_format(base, "F3", out) == OK)
			return;
		break;
	case VALUE_HASHTABLE:
		append_dictionary(out, base, limit);
		return;
	default:
		if (value_is_collection(base)) {
			append_collection(out, base, limit);
			return;
		}
	}
	value_append_display(v, out);
}

void field_append_formatted(struct strbuf *out, Value v, const char *format, bool in_table,
			    int limit)
{
	if (format && *format && !value_is_null(v)) {
		size_t before = out->length;
		enum status status;
		if (strstr(format, "{0") || strchr(format, '}')) {
			Value text;
			status = composite_format(string_from(format), 1, &v, &text);
			if (status == OK)
				strbuf_add(out, string_data(text), string_length(text));
		} else {
			status = value_format(value_base(v), format, out);
		}
		if (status == OK)
			return;
		runtime()->error = NULL_VALUE;
		strbuf_set_length(out, before);
	}
	field_append(out, v, in_table, limit);
}
