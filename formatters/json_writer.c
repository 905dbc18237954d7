#include "formatters/json_writer.h"
#include "base/strbuf.h"
#include "object/bigint.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/decimal.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/number.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include <math.h>
#include <string.h>

struct writer {
	struct json_options *options;
	struct strbuf *out;
};

static void write_value(struct writer *w, Value v, int level);

static void add_unit(struct strbuf *out, unsigned unit)
{
	strbuf_addf(out, "\\u%04x", unit);
}

static uint32_t code_at(const char *text, size_t length, size_t *bytes_r)
{
	unsigned char c = (unsigned char)*text;
	size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	uint32_t code = n == 1 ? c : c & (0xffu >> (n + 1));
	*bytes_r = MIN(n, length);
	for (size_t i = 1; i < *bytes_r; i++)
		code = code << 6 | ((unsigned char)text[i] & 0x3f);
	return code;
}

static bool needs_escape(uint32_t c, enum json_escape escape)
{
	if (c < 0x20 || c == '"' || c == '\\')
		return true;
	if (escape == JSON_ESCAPE_HTML && c < 0x80 && strchr("<>&'", (int)c))
		return true;
	if (escape == JSON_ESCAPE_NON_ASCII && c >= 0x80)
		return true;
	return c == 0x85 || c == 0x2028 || c == 0x2029;
}

static void add_escaped(struct strbuf *out, uint32_t c, enum json_escape escape)
{
	static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
				       ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
	if (c < sizeof(letters) && letters[c] && !(escape == JSON_ESCAPE_HTML && c == '"')) {
		strbuf_addc(out, '\\');
		strbuf_addc(out, letters[c]);
	} else if (c > 0xffff) {
		add_unit(out, 0xd800 + ((c - 0x10000) >> 10));
		add_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
	} else {
		add_unit(out, c);
	}
}

void json_write_string(const char *text, size_t length, enum json_escape escape, struct strbuf *out)
{
	size_t start = 0;
	strbuf_addc(out, '"');
	for (size_t i = 0; i < length;) {
		size_t bytes = 1;
		unsigned char c = (unsigned char)text[i];
		if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\' && escape != JSON_ESCAPE_HTML) {
			i++;
			continue;
		}
		uint32_t code = code_at(text + i, length - i, &bytes);
		if (needs_escape(code, escape)) {
			strbuf_add(out, text + start, i - start);
			add_escaped(out, code, escape);
			start = i + bytes;
		}
		i += bytes;
	}
	strbuf_add(out, text + start, length - start);
	strbuf_addc(out, '"');
}

static void write_text(struct writer *w, Value v)
{
	struct strbuf text = STRBUF_INIT;
	value_append_string(v, &text);
	json_write_string(text.data, text.length, w->options->escape, w->out);
	strbuf_clear(&text);
}

/* Real numbers keep a sign that they are real: "1.0". */
static void write_real(struct writer *w, Value v)
{
	if (!isfinite(v.real)) {
		strbuf_addf(w->out, "\"%s\"",
			    isnan(v.real) ? "NaN"
			    : v.real > 0  ? "Infinity"
					  : "-Infinity");
		return;
	}
	size_t before = w->out->length;
	number_append(v, w->out);
	if (!strpbrk(w->out->data + before, ".eE"))
		strbuf_adds(w->out, ".0");
}

/* ISO 8601 with the offset of local times, Z of UTC, nothing of unspecified ones. */
static void write_date(struct writer *w, Value v)
{
	struct strbuf text = STRBUF_INIT;
	if (datetime_format(v, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", &text) != OK)
		runtime()->error = NULL_VALUE;
	strbuf_addf(w->out, "\"%s\"", text.data);
	strbuf_clear(&text);
}

static void new_line(struct writer *w, int level)
{
	if (w->options->compress)
		return;
	strbuf_addc(w->out, '\n');
	strbuf_add_repeat(w->out, ' ', (size_t)level * 2);
}

static void write_key(struct writer *w, const char *name, size_t length, bool first, int level)
{
	if (!first)
		strbuf_addc(w->out, ',');
	new_line(w, level + 1);
	json_write_string(name, length, w->options->escape, w->out);
	strbuf_adds(w->out, w->options->compress ? ":" : ": ");
}

static void write_array(struct writer *w, Value v, int level)
{
	struct enumerator e;
	bool first = true;
	strbuf_addc(w->out, '[');
	bool can = value_enumerate(v, &e) == OK;
	while (can) {
		Value item;
		bool more;
		if (enumerator_next(&e, &more, &item) != OK || !more)
			break;
		if (!first)
			strbuf_addc(w->out, ',');
		new_line(w, level + 1);
		write_value(w, item, level + 1);
		first = false;
	}
	if (!first)
		new_line(w, level);
	strbuf_addc(w->out, ']');
}

static void write_dictionary(struct writer *w, const struct hashtable *h, int level)
{
	Value key, value;
	bool first = true;
	strbuf_addc(w->out, '{');
	for (size_t i = 0; hashtable_next(h, &i, &key, &value); first = false) {
		Value name = value_to_string(key);
		write_key(w, string_data(name), string_length(name), first, level);
		write_value(w, value, level + 1);
	}
	if (!first)
		new_line(w, level);
	strbuf_addc(w->out, '}');
}

struct own_members {
	struct writer *w;
	Value object;
	int level;
	bool first;
};

/* Of .NET objects the properties of the type itself and what was added to the object. */
static bool write_member(const struct member_info *info, void *context)
{
	struct own_members *m = context;
	Value v = info->value;
	bool found = true;
	if (info->is_static || info->is_hidden ||
	    (info->kind != MEMBER_PROPERTY && info->kind != MEMBER_NOTE_PROPERTY))
		return true;
	if (info->kind == MEMBER_PROPERTY && member_get(m->object, info->name, &v, &found) != OK) {
		runtime()->error = NULL_VALUE;
		return true;
	}
	write_key(m->w, info->name, strlen(info->name), m->first, m->level);
	m->first = false;
	write_value(m->w, v, m->level + 1);
	return true;
}

static void write_object(struct writer *w, Value v, int level)
{
	struct own_members m = {w, v, level, true};
	strbuf_addc(w->out, '{');
	if (value_base(v).tag == VALUE_PSOBJECT) {
		size_t count;
		struct property *properties = value_properties(v, &count);
		for (size_t i = 0; i < count; i++) {
			write_key(w, properties[i].name, strlen(properties[i].name), i == 0, level);
			write_value(w, properties[i].value, level + 1);
		}
		m.first = count == 0;
	} else {
		member_each(v, false, write_member, &m);
	}
	if (!m.first)
		new_line(w, level);
	strbuf_addc(w->out, '}');
}

static bool prints_as_text(const struct type *type)
{
	return type == &type_guid || type == &type_uri || type == &type_type ||
	       strcmp(type->name, "System.DateTimeOffset") == 0;
}

static void write_cell(struct writer *w, Value v, int level)
{
	Value base = value_base(v);
	if (base.tag == VALUE_OBJECT && prints_as_text(base.cell->type)) {
		write_text(w, base);
		return;
	}
	if (level > w->options->depth) {
		w->options->truncated = true;
		write_text(w, v);
		return;
	}
	if (base.tag == VALUE_HASHTABLE)
		write_dictionary(w, value_as_hashtable(base), level);
	else if (value_is_enumerable(base))
		write_array(w, base, level);
	else
		write_object(w, v, level);
}

static void write_value(struct writer *w, Value v, int level)
{
	Value base = value_base(v);
	switch (base.tag) {
	case VALUE_NULL:
	case VALUE_VOID:
	case VALUE_UNSET:
		strbuf_adds(w->out, "null");
		break;
	case VALUE_BOOL:
		strbuf_adds(w->out, base.integer ? "true" : "false");
		break;
	case VALUE_UINT64:
		strbuf_addf(w->out, "%llu", (unsigned long long)base.integer);
		break;
	case VALUE_SBYTE ... VALUE_INT64:
		strbuf_addf(w->out, "%lld", (long long)base.integer);
		break;
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		write_real(w, base);
		break;
	case VALUE_DECIMAL: {
		size_t before = w->out->length;
		decimal_append(base, w->out);
		if (!strchr(w->out->data + before, '.'))
			strbuf_adds(w->out, ".0");
		break;
	}
	case VALUE_BIGINT:
		bigint_append(base, w->out);
		break;
	case VALUE_ENUM:
		if (w->options->enums_as_strings)
			write_text(w, base);
		else
			strbuf_addf(w->out, "%lld", (long long)base.integer);
		break;
	case VALUE_DATETIME:
		write_date(w, base);
		break;
	case VALUE_CHAR:
	case VALUE_STRING:
		if (base.tag == VALUE_STRING)
			json_write_string(string_data(base), string_length(base),
					  w->options->escape, w->out);
		else
			write_text(w, base);
		break;
	default:
		write_cell(w, v, level);
	}
}

void json_write(Value v, struct json_options *options, struct strbuf *out)
{
	struct writer w = {options, out};
	write_value(&w, v, 0);
}
