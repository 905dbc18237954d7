#include "base/hashmap.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "formatters/clixml.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/decimal.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/number.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/script_block.h"
#include "object/secure_string.h"
#include "object/string.h"
#include <math.h>
#include <openssl/evp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NAMESPACE "http://schemas.microsoft.com/powershell/2004/04"

/* Whatever the depth, as in PowerShell. */
#define MAXIMUM_NESTING 50

struct clixml_writer {
	int depth, indent, nesting;
	struct strbuf *out;
	int next_object, next_names;
	Value seen;           /* list: objects that have a RefId, in the order of their numbers */
	struct hashmap names; /* list of type names, joined, to RefId + 1 */
};

static void mark_writer(void *context)
{
	gc_mark(((struct clixml_writer *)context)->seen);
}

struct clixml_writer *clixml_writer_create(int depth)
{
	struct clixml_writer *w = xcalloc(1, sizeof(*w));
	w->depth = depth;
	w->seen = list_new();
	hashmap_init(&w->names, HASHMAP_EXACT);
	gc_add_root(mark_writer, w);
	return w;
}

void clixml_writer_free(struct clixml_writer **w)
{
	if (!*w)
		return;
	gc_remove_root(mark_writer, *w);
	hashmap_clear(&(*w)->names, NULL);
	free(*w);
	*w = NULL;
}

void clixml_write_start(struct clixml_writer *w, struct strbuf *out)
{
	strbuf_adds(out, "<Objs Version=\"1.1.0.1\" xmlns=\"" NAMESPACE "\">\n");
	w->indent = 1;
}

void clixml_write_end(struct clixml_writer *w, struct strbuf *out)
{
	w->indent = 0;
	strbuf_adds(out, "</Objs>");
}

static void indent(struct clixml_writer *w)
{
	strbuf_add_repeat(w->out, ' ', (size_t)w->indent * 2);
}

/* "_x000A_" for what XML cannot hold, and for what would read like that. */
static void append_text(struct strbuf *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c < 0x20 || c == 0x7f)
			strbuf_addf(out, "_x%04X_", c);
		else if (c == '_' && i + 1 < length && (text[i + 1] | 0x20) == 'x')
			strbuf_adds(out, "_x005F_");
		else if (c == '&')
			strbuf_adds(out, "&amp;");
		else if (c == '<')
			strbuf_adds(out, "&lt;");
		else if (c == '>')
			strbuf_adds(out, "&gt;");
		else if (c == '"')
			strbuf_adds(out, "&quot;");
		else
			strbuf_addc(out, (char)c);
	}
}

static void open_tag(struct clixml_writer *w, const char *tag, const char *name)
{
	indent(w);
	strbuf_addf(w->out, "<%s", tag);
	if (name) {
		strbuf_adds(w->out, " N=\"");
		append_text(w->out, name, strlen(name));
		strbuf_addc(w->out, '"');
	}
}

/* <I32 N="name">5</I32> */
static void write_simple(struct clixml_writer *w, const char *tag, const char *name,
			 const char *text, size_t length)
{
	open_tag(w, tag, name);
	if (!length && strcmp(tag, "S") != 0) {
		strbuf_adds(w->out, " />\n");
		return;
	}
	strbuf_addc(w->out, '>');
	append_text(w->out, text, length);
	strbuf_addf(w->out, "</%s>\n", tag);
}

static void start(struct clixml_writer *w, const char *tag)
{
	indent(w);
	strbuf_addf(w->out, "<%s>\n", tag);
	w->indent++;
}

static void end(struct clixml_writer *w, const char *tag)
{
	w->indent--;
	indent(w);
	strbuf_addf(w->out, "</%s>\n", tag);
}

/* PT1H2M3.5S, as XML Schema has it. */
static void append_duration(struct strbuf *out, int64_t ticks)
{
	uint64_t t = ticks < 0 ? -(uint64_t)ticks : (uint64_t)ticks;
	uint64_t days = t / (TICKS_PER_SECOND * 86400), rest = t % (TICKS_PER_SECOND * 86400);
	uint64_t hours = rest / (TICKS_PER_SECOND * 3600), minutes, fraction;
	rest %= TICKS_PER_SECOND * 3600;
	minutes = rest / (TICKS_PER_SECOND * 60);
	rest %= TICKS_PER_SECOND * 60;
	fraction = rest % TICKS_PER_SECOND;
	strbuf_adds(out, ticks < 0 ? "-P" : "P");
	if (days)
		strbuf_addf(out, "%lluD", (unsigned long long)days);
	if (hours || minutes || rest || !days)
		strbuf_addc(out, 'T');
	if (hours)
		strbuf_addf(out, "%lluH", (unsigned long long)hours);
	if (minutes)
		strbuf_addf(out, "%lluM", (unsigned long long)minutes);
	if (rest || !ticks) {
		strbuf_addf(out, "%llu", (unsigned long long)(rest / TICKS_PER_SECOND));
		if (fraction) {
			strbuf_addf(out, ".%07llu", (unsigned long long)fraction);
			while (out->data[out->length - 1] == '0')
				strbuf_set_length(out, out->length - 1);
		}
		strbuf_addc(out, 'S');
	}
}

static void append_real(struct strbuf *out, Value v)
{
	if (isnan(v.real))
		strbuf_adds(out, "NaN");
	else if (isinf(v.real))
		strbuf_adds(out, v.real > 0 ? "INF" : "-INF");
	else
		number_append(v, out);
}

static const char *const integer_tags[] = {
	[VALUE_SBYTE] = "SB",   [VALUE_BYTE] = "By",    [VALUE_INT16] = "I16",
	[VALUE_UINT16] = "U16", [VALUE_INT32] = "I32",  [VALUE_UINT32] = "U32",
	[VALUE_INT64] = "I64",  [VALUE_UINT64] = "U64",
};

/* The tag of a value that needs no properties, its text appended; NULL for all others. */
static const char *simple_text(Value v, struct strbuf *text)
{
	switch (v.tag) {
	case VALUE_BOOL:
		strbuf_adds(text, v.integer ? "true" : "false");
		return "B";
	case VALUE_CHAR:
		strbuf_addf(text, "%d", (int)v.integer);
		return "C";
	case VALUE_UINT64:
		strbuf_addf(text, "%llu", (unsigned long long)v.integer);
		return "U64";
	case VALUE_SBYTE ... VALUE_INT64:
		strbuf_addf(text, "%lld", (long long)v.integer);
		return integer_tags[v.tag];
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		append_real(text, v);
		return v.tag == VALUE_SINGLE ? "Sg" : "Db";
	case VALUE_DECIMAL:
		decimal_append(v, text);
		return "D";
	case VALUE_DATETIME:
		if (datetime_format(v, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", text) != OK)
			runtime()->error = NULL_VALUE;
		return "DT";
	case VALUE_TIMESPAN:
		append_duration(text, v.integer);
		return "TS";
	case VALUE_STRING:
		strbuf_add(text, string_data(v), string_length(v));
		return "S";
	case VALUE_SCRIPT_BLOCK:
		strbuf_add(text, value_as_script_block(v)->text,
			   value_as_script_block(v)->text_length);
		return "SBK";
	default:
		break;
	}
	if (v.tag != VALUE_OBJECT)
		return NULL;
	const struct type *type = v.cell->type;
	const char *tag = type == &type_guid      ? "G"
			  : type == &type_version ? "Version"
			  : type == &type_uri     ? "URI"
						  : NULL;
	if (tag)
		value_append_string(v, text);
	return tag;
}

static bool write_if_simple(struct clixml_writer *w, Value v, const char *name)
{
	struct strbuf text = STRBUF_INIT;
	if (value_is_null(v)) {
		open_tag(w, "Nil", name);
		strbuf_adds(w->out, " />\n");
		return true;
	}
	const char *tag = simple_text(v, &text);
	if (tag)
		write_simple(w, tag, name, text.data, text.length);
	strbuf_clear(&text);
	return tag != NULL;
}

static void write_type_names(struct clixml_writer *w, Value v)
{
	Value names = value_type_names(v);
	struct strbuf all = STRBUF_INIT;
	for (size_t i = 0; i < value_count(names); i++)
		strbuf_addf(&all, "%s\n", string_data(value_item(names, i)));
	intptr_t known = (intptr_t)hashmap_get(&w->names, all.data);
	indent(w);
	if (known) {
		strbuf_addf(w->out, "<TNRef RefId=\"%d\" />\n", (int)known - 1);
	} else {
		hashmap_put(&w->names, all.data, (void *)(intptr_t)(w->next_names + 1));
		strbuf_addf(w->out, "<TN RefId=\"%d\">\n", w->next_names++);
		w->indent++;
		for (size_t i = 0; i < value_count(names); i++) {
			Value type_name = value_item(names, i);
			write_simple(w, "T", NULL, string_data(type_name),
				     string_length(type_name));
		}
		end(w, "TN");
	}
	strbuf_clear(&all);
}

static void write_value(struct clixml_writer *w, Value v, const char *name, int depth);

static void write_entry(struct clixml_writer *w, Value key, Value value, int depth)
{
	start(w, "En");
	write_value(w, key, "Key", depth);
	write_value(w, value, "Value", depth);
	end(w, "En");
}

static void write_dictionary(struct clixml_writer *w, const struct hashtable *h, int depth)
{
	Value key, value;
	start(w, "DCT");
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);)
		write_entry(w, key, value, depth);
	end(w, "DCT");
}

static void write_items(struct clixml_writer *w, Value v, int depth)
{
	struct enumerator e;
	const char *tag = v.tag == VALUE_ARRAY || v.tag == VALUE_LIST ? "LST" : "IE";
	if (value_enumerate(v, &e) != OK) {
		runtime()->error = NULL_VALUE;
		return;
	}
	start(w, tag);
	for (;;) {
		Value item;
		bool more;
		if (enumerator_next(&e, &more, &item) != OK || !more)
			break;
		write_value(w, item, NULL, depth);
	}
	end(w, tag);
}

struct member_writing {
	struct clixml_writer *w;
	Value object;
	int depth;
	bool notes; /* added members, else the type's own */
	bool any;
};

static bool write_member(const struct member_info *info, void *context)
{
	struct member_writing *m = context;
	bool added = info->kind == MEMBER_NOTE_PROPERTY || info->kind == MEMBER_SCRIPT_PROPERTY ||
		     info->kind == MEMBER_ALIAS_PROPERTY;
	bool own = info->kind == MEMBER_PROPERTY;
	Value v = info->value;
	bool found;
	if (info->is_static || info->is_hidden || !(m->notes ? added : own))
		return true;
	if (info->kind != MEMBER_NOTE_PROPERTY || value_is_null(v)) {
		if (member_get(m->object, info->name, &v, &found) != OK) {
			runtime()->error = NULL_VALUE;
			return true;
		}
	}
	if (!m->any)
		start(m->w, m->notes ? "MS" : "Props");
	m->any = true;
	write_value(m->w, v, info->name, m->depth);
	return true;
}

static void write_members(struct clixml_writer *w, Value v, bool notes, int depth)
{
	struct member_writing m = {.w = w, .object = v, .depth = depth, .notes = notes};
	member_each(v, false, write_member, &m);
	if (m.any)
		end(w, notes ? "MS" : "Props");
}

static void write_string_form(struct clixml_writer *w, const char *tag, Value v, const char *name)
{
	struct strbuf text = STRBUF_INIT;
	value_append_string(v, &text);
	write_simple(w, tag, name, text.data, text.length);
	strbuf_clear(&text);
}

static bool write_if_known(struct clixml_writer *w, Value v, const char *name)
{
	const struct list *seen = value_as_list(w->seen);
	if (!value_is_cell(v))
		return false;
	for (size_t i = seen->count; i-- > 0 && seen->count - i <= 64;) {
		if (seen->items[i].cell != v.cell)
			continue;
		open_tag(w, "Ref", name);
		strbuf_addf(w->out, " RefId=\"%zu\" />\n", i);
		return true;
	}
	return false;
}

static void write_secure(struct clixml_writer *w, Value v, const char *name)
{
	struct strbuf text = STRBUF_INIT;
	if (secure_string_export(v, NULL, 0, &text) != OK)
		runtime()->error = NULL_VALUE;
	write_simple(w, "SS", name, text.data, text.length);
	strbuf_clear(&text);
}

/* Whether the object's properties are a level of their own: collections and [pscustomobject]s are none. */
static bool has_level(Value base)
{
	struct strbuf text = STRBUF_INIT;
	bool simple = base.tag == VALUE_ENUM || simple_text(base, &text);
	strbuf_clear(&text);
	return !simple && base.tag != VALUE_PSOBJECT && base.tag != VALUE_HASHTABLE &&
	       !value_is_enumerable(base);
}

static void write_object(struct clixml_writer *w, Value v, const char *name, int depth)
{
	Value base = value_base(v);
	bool plain = base.tag == VALUE_PSOBJECT;
	struct strbuf text = STRBUF_INIT;
	list_add(value_as_list(w->seen), v);
	open_tag(w, "Obj", name);
	strbuf_addf(w->out, " RefId=\"%d\">\n", w->next_object++);
	w->indent++;
	write_type_names(w, v);
	if (base.tag == VALUE_ENUM) {
		write_string_form(w, "ToString", base, NULL);
		write_if_simple(w, value_int((int32_t)base.integer), NULL);
	} else if (simple_text(base, &text)) {
		write_if_simple(w, base, NULL); /* a simple value with members added */
		write_members(w, v, true, depth);
	} else if (base.tag == VALUE_HASHTABLE) {
		write_dictionary(w, value_as_hashtable(base), depth);
	} else if (value_is_enumerable(base)) {
		write_items(w, base, depth);
	} else {
		if (!plain) {
			write_string_form(w, "ToString", v, NULL);
			write_members(w, v, false, depth - 1);
		}
		write_members(w, v, true, depth);
	}
	strbuf_clear(&text);
	end(w, "Obj");
}

static void write_bytes(struct clixml_writer *w, const struct array *bytes, const char *name)
{
	unsigned char *text = xmalloc(bytes->count / 3 * 4 + 5);
	int length = EVP_EncodeBlock(text, bytes->bytes, (int)bytes->count);
	write_simple(w, "BA", name, (const char *)text, (size_t)length);
	free(text);
}

static void write_value(struct clixml_writer *w, Value v, const char *name, int depth)
{
	Value base = value_base(v);
	bool extended = v.tag == VALUE_PSOBJECT && base.tag != VALUE_PSOBJECT && psobject_count(v);
	if (!extended && write_if_simple(w, base, name))
		return;
	if (base.tag == VALUE_ARRAY && base.cell->type == &type_byte_array)
		write_bytes(w, value_as_array(base), name);
	else if (value_is_secure_string(base))
		write_secure(w, base, name);
	else if (!write_if_known(w, v, name)) {
		if (w->nesting > MAXIMUM_NESTING || (depth < 1 && has_level(base))) {
			write_string_form(w, "S", v, name);
			return;
		}
		w->nesting++;
		write_object(w, v, name, depth);
		w->nesting--;
	}
}

void clixml_write(struct clixml_writer *w, Value v, struct strbuf *out)
{
	w->out = out;
	write_value(w, v, NULL, w->depth);
}
