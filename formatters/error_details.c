/* Get-Error and DetailedView: every property of an error, nested ones indented. */
#include "base/strbuf.h"
#include "formatters/ansi.h"
#include "formatters/error_view.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type.h"
#include <string.h>

#define INDENT 4
#define MAX_DEPTH 10

struct details {
	bool color;
	struct strbuf *out;
	const struct cell *open[MAX_DEPTH + 2]; /* objects around the one at hand */
};

/* Objects of these types are opened up; all others are one line. */
static bool is_opened(Value v)
{
	static const char *const names[] = {"System.Management.Automation.InvocationInfo",
					    "System.Management.Automation.ErrorDetails"};
	v = value_base(v);
	if (value_is_null(v))
		return false;
	if (value_is_a(v, &type_exception) || value_is_a(v, &type_error_record))
		return true;
	for (size_t i = 0; i < countof(names); i++)
		if (strcmp(value_type(v)->name, names[i]) == 0)
			return true;
	return false;
}

static void append_object(struct details *d, Value object, size_t indent, int depth);

static size_t longest_name(const struct property *properties, size_t count)
{
	size_t longest = 0;
	for (size_t i = 0; i < count; i++)
		longest = MAX(longest, strlen(properties[i].name));
	return longest;
}

/* Continuation lines stand under the value. */
static void append_text(struct details *d, Value v, size_t indent)
{
	struct strbuf text = STRBUF_INIT;
	value_append_display(v, &text);
	for (size_t i = 0; i < text.length; i++) {
		strbuf_addc(d->out, text.data[i]);
		if (text.data[i] == '\n')
			strbuf_add_repeat(d->out, ' ', indent);
	}
	strbuf_clear(&text);
}

static void append_property(struct details *d, const char *name, Value v, size_t width,
			    size_t indent, int depth)
{
	strbuf_add_repeat(d->out, ' ', indent);
	if (d->color)
		strbuf_adds(d->out, ansi_format_accent());
	strbuf_addf(d->out, "%-*s : ", (int)width, name);
	if (d->color)
		strbuf_adds(d->out, ANSI_RESET);
	if (is_opened(v) && depth < MAX_DEPTH) {
		strbuf_addc(d->out, '\n');
		append_object(d, v, indent + INDENT, depth + 1);
		return;
	}
	append_text(d, v, indent + width + 3);
	strbuf_addc(d->out, '\n');
}

static bool is_open(const struct details *d, Value object, int depth)
{
	if (!value_is_a(value_base(object), &type_exception))
		return false;
	for (int i = 0; i < depth; i++)
		if (d->open[i] == value_base(object).cell)
			return true;
	return false;
}

/* The exception of a record that stands inside that exception. */
static void append_parent(struct details *d, Value exception, size_t indent, int depth)
{
	static const char type[] =
		"System.Management.Automation.ParentContainsErrorRecordException";
	static const char *const names[] = {"Message", "HResult"};
	append_property(d, "Type", string_from(type), strlen("Message"), indent, depth);
	for (size_t i = 0; i < countof(names); i++) {
		Value v;
		bool found;
		if (member_get(exception, names[i], &v, &found) == OK && found)
			append_property(d, names[i], v, strlen("Message"), indent, depth);
	}
}

static bool is_shown(const struct property *p)
{
	if (p->value.tag == VALUE_BOOL || p->value.tag == VALUE_INT32) {
		if (p->value.integer == 0)
			return false;
	}
	if (value_is_null(p->value))
		return false;
	Value base = value_base(p->value);
	if (base.tag == VALUE_STRING)
		return string_length(base) > 0;
	if (base.tag == VALUE_HASHTABLE || base.tag == VALUE_ARRAY || base.tag == VALUE_LIST)
		return false;
	return true;
}

static void append_object(struct details *d, Value object, size_t indent, int depth)
{
	size_t count, shown = 0;
	if (is_open(d, object, depth)) {
		append_parent(d, object, indent, depth);
		return;
	}
	d->open[depth] = value_base(object).cell;
	struct property *properties = value_properties(object, &count);
	for (size_t i = 0; i < count; i++)
		if (is_shown(&properties[i]))
			properties[shown++] = properties[i];
	bool is_exception = value_is_a(value_base(object), &type_exception);
	size_t width = MAX(longest_name(properties, shown), is_exception ? strlen("Type") : 0);
	if (is_exception)
		append_property(d, "Type", string_from(value_type(object)->name), width, indent,
				depth);
	for (size_t i = 0; i < shown; i++)
		append_property(d, properties[i].name, properties[i].value, width, indent, depth);
}

void error_details_append(Value record_or_exception, bool color, struct strbuf *out)
{
	struct details d = {.color = color, .out = out};
	append_object(&d, record_or_exception, 0, 0);
	if (out->length && out->data[out->length - 1] == '\n')
		strbuf_set_length(out, out->length - 1);
}
