#include "formatters/csv_writer.h"
#include "base/strbuf.h"
#include "formatters/property_expression.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/number.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include <string.h>

static bool is_quoted_field(const struct csv_writer *w, const char *name)
{
	for (size_t i = 0; i < value_count(w->quote_fields); i++)
		if (name_equal(string_data(value_to_string(value_item(w->quote_fields, i))), name))
			return true;
	return false;
}

static void take_keys(struct csv_writer *w, const struct hashtable *h)
{
	Value key, value;
	w->names = gc_alloc_buffer((h->count + 1) * sizeof(*w->names));
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);)
		w->names[w->count++] = string_data(value_to_string(key));
}

void csv_writer_take_columns(struct csv_writer *w, Value object)
{
	Value base = value_base(object);
	w->count = 0;
	if (base.tag == VALUE_HASHTABLE) {
		take_keys(w, value_as_hashtable(base));
	} else {
		size_t count;
		struct property *properties = value_properties(object, &count);
		w->names = gc_alloc_buffer((count + 1) * sizeof(*w->names));
		for (size_t i = 0; i < count; i++)
			w->names[w->count++] = properties[i].name;
	}
	if (value_is_null(w->quote_fields))
		return;
	w->quoted = gc_alloc_bytes((w->count + 1) * sizeof(*w->quoted));
	for (size_t i = 0; i < w->count; i++)
		w->quoted[i] = is_quoted_field(w, w->names[i]);
}

static bool needs_quotes(const struct csv_writer *w, const char *text, size_t length)
{
	const char *delimiter = string_data(w->delimiter);
	if (memchr(text, '"', length) || memchr(text, '\n', length) || memchr(text, '\r', length))
		return true;
	return memmem(text, length, delimiter, string_length(w->delimiter)) != NULL;
}

static void add_quoted(struct strbuf *out, const char *text, size_t length)
{
	strbuf_addc(out, '"');
	for (size_t i = 0; i < length;) {
		const char *quote = memchr(text + i, '"', length - i);
		size_t run = quote ? (size_t)(quote - text) - i + 1 : length - i;
		strbuf_add(out, text + i, run);
		i += run;
		if (quote)
			strbuf_addc(out, '"');
	}
	strbuf_addc(out, '"');
}

static void add_field(const struct csv_writer *w, size_t column, const char *text, size_t length,
		      struct strbuf *out)
{
	bool quote = w->quoted                           ? w->quoted[column]
		     : w->quotes == CSV_QUOTES_AS_NEEDED ? needs_quotes(w, text, length)
							 : w->quotes == CSV_QUOTES_ALWAYS;
	if (quote)
		add_quoted(out, text, length);
	else
		strbuf_add(out, text, length);
}

static void add_delimiter(const struct csv_writer *w, size_t column, struct strbuf *out)
{
	if (column)
		strbuf_add(out, string_data(w->delimiter), string_length(w->delimiter));
}

void csv_writer_header(const struct csv_writer *w, struct strbuf *out)
{
	for (size_t i = 0; i < w->count; i++) {
		add_delimiter(w, i, out);
		add_field(w, i, w->names[i], strlen(w->names[i]), out);
	}
}

/* Real numbers in full: they are data here, not for people. */
static void append_text(Value v, struct strbuf *out)
{
	Value base = value_base(v);
	if (base.tag == VALUE_DOUBLE || base.tag == VALUE_SINGLE)
		number_append(base, out);
	else if (base.tag == VALUE_ARRAY || base.tag == VALUE_LIST || base.tag == VALUE_HASHTABLE)
		strbuf_adds(out, base.cell->type->name);
	else
		value_append_display(v, out);
}

static Value column_value(const struct csv_writer *w, Value object, size_t column)
{
	Value v;
	bool found;
	/* Objects that are made alike have the column in its place. */
	if (object.tag == VALUE_PSOBJECT && column < psobject_count(object) &&
	    psobject_name_at(object, column) == w->names[column])
		return psobject_value_at(object, column);
	if (object_property(object, w->names[column], &v, &found) != OK) {
		runtime()->error = NULL_VALUE;
		return NULL_VALUE;
	}
	return v;
}

void csv_writer_row(const struct csv_writer *w, Value object, struct strbuf *out)
{
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < w->count; i++) {
		Value v = column_value(w, object, i);
		add_delimiter(w, i, out);
		if (v.tag == VALUE_NULL || v.tag == VALUE_UNSET)
			continue; /* $null is nothing at all, an empty text has its quotes */
		if (v.tag == VALUE_STRING) {
			add_field(w, i, string_data(v), string_length(v), out);
			continue;
		}
		strbuf_reset(&text);
		append_text(v, &text);
		add_field(w, i, text.data, text.length, out);
	}
	strbuf_clear(&text);
}
