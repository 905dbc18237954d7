#include "formatters/field_text.h"
#include "base/strbuf.h"
#include "formatters/column_width.h"
#include "object/composite_format.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/number.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
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
		Value v = value_base(hooks->get_variable("FormatEnumerationLimit")), number;
		if (!value_is_null(v) && convert_try(v, &type_int32, &number))
			limit = (int32_t)number.integer;
	}
	return limit;
}

/* Objects whose type prints nothing but its name are called by their name-like property. */
static bool append_display_name(struct strbuf *out, Value v)
{
	static const char *const names[] = {"Name", "Id", "Key"};
	for (size_t i = 0; i < countof(names); i++) {
		Value name;
		bool found;
		if (member_get(v, names[i], &name, &found) != OK) {
			runtime()->error = NULL_VALUE;
			continue;
		}
		if (found && !value_is_null(name)) {
			value_append_display(name, out);
			return true;
		}
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
	if (base.tag == VALUE_OBJECT && !base.cell->type->to_string &&
	    append_display_name(out, item))
		return;
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
