/* ConvertTo-Html: objects as a table or list of a web page. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/html_text.h"
#include "formatters/property_expression.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/string.h"
#include <string.h>

struct convertto_html {
	Value input, property, body, head, pre_content, post_content, meta;
	const char *title, *as, *css, *charset;
	bool fragment, transitional;

	struct property_expression *expressions; /* columns: gc buffer */
	size_t count;
	bool fixed; /* -Property was given */
	bool began; /* the table's head is written, or the first list */
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct convertto_html, input, "InputObject", PARAM_PIPELINE,
		     .type_name = "psobject", .help = "The objects."),
	PARAM_VALUE(struct convertto_html, property, "Property", &type_object_array,
		    PARAM_POSITION(0) | PARAM_WILDCARDS,
		    .help = "The columns: names, patterns or calculated properties with Label, "
			    "Expression, Width, Alignment."),
	PARAM_STRINGS(struct convertto_html, body, "Body", PARAM_POSITION(3), .set = "Page",
		      .help = "Text at the beginning of the body."),
	PARAM_STRINGS(struct convertto_html, head, "Head", PARAM_POSITION(1), .set = "Page",
		      .help = "The content of the head."),
	PARAM_STRING(struct convertto_html, title, "Title", PARAM_POSITION(2) | PARAM_NOT_EMPTY,
		     .set = "Page", .help = "The page's title."),
	PARAM_STRING(struct convertto_html, as, "As", PARAM_NOT_EMPTY, .values = "Table,List",
		     .help = "Table, or a list for each object."),
	PARAM_STRING(struct convertto_html, css, "CssUri", PARAM_NOT_EMPTY, .set = "Page",
		     .aliases = "cu,uri", .help = "The address of a style sheet."),
	PARAM_SWITCH(struct convertto_html, fragment, "Fragment", PARAM_NOT_EMPTY,
		     .set = "Fragment", .help = "The table only, without the page around it."),
	PARAM_STRINGS(struct convertto_html, post_content, "PostContent", PARAM_NOT_EMPTY,
		      .help = "Text behind the table."),
	PARAM_STRINGS(struct convertto_html, pre_content, "PreContent", PARAM_NOT_EMPTY,
		      .help = "Text before the table."),
	PARAM_VALUE(struct convertto_html, meta, "Meta", &type_hashtable, PARAM_NOT_EMPTY,
		    .set = "Page", .help = "Names and contents of meta elements."),
	PARAM_STRING(struct convertto_html, charset, "Charset", PARAM_NOT_EMPTY, .set = "Page",
		     .help = "The character set that the page names."),
	PARAM_SWITCH(struct convertto_html, transitional, "Transitional", PARAM_NOT_EMPTY,
		     .set = "Page", .help = "XHTML Transitional instead of Strict."),
	PARAM_END,
};

static enum status write_text(struct cmdlet_call *c, const char *text)
{
	return cmdlet_write(c, string_from(text));
}

static enum status write_each(struct cmdlet_call *c, Value texts)
{
	for (size_t i = 0; !value_is_null(texts) && i < value_count(texts); i++) {
		enum status status = cmdlet_write(c, value_to_string(value_item(texts, i)));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status write_head(struct cmdlet_call *c)
{
	const struct convertto_html *self = cmdlet_state(c);
	const char *kind = self->transitional ? "Transitional" : "Strict";
	const char *file = self->transitional ? "transitional" : "strict";
	const char *title = self->title ? self->title : "HTML TABLE";
	struct strbuf text = STRBUF_INIT;
	strbuf_addf(&text,
		    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 %s//EN\"  "
		    "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-%s.dtd\">",
		    kind, file);
	enum status status = cmdlet_write(c, string_from_strbuf(&text));
	if (status == OK)
		status = write_text(c, "<html xmlns=\"http://www.w3.org/1999/xhtml\">");
	if (status == OK)
		status = write_text(c, "<head>");
	if (status == OK && self->charset)
		status = cmdlet_write(c, string_printf("<meta charset=\"%s\">", self->charset));
	if (status == OK && !value_is_null(self->head))
		status = write_each(c, self->head);
	else if (status == OK)
		status = cmdlet_write(c, string_printf("<title>%s</title>", title));
	if (status == OK && self->css)
		status = cmdlet_write(c, string_printf("<link rel=\"stylesheet\" type=\"text/css\" "
						       "href=\"%s\" />",
						       self->css));
	if (status == OK)
		status = write_text(c, "</head><body>");
	return status == OK ? write_each(c, self->body) : status;
}

static enum status begin(struct cmdlet_call *c)
{
	struct convertto_html *self = cmdlet_state(c);
	self->fixed = !value_is_null(self->property);
	if (self->fixed && property_expressions_parse(self->property,
						      KEY_EXPRESSION | KEY_LABEL | KEY_NAME |
							      KEY_WIDTH | KEY_ALIGNMENT,
						      &self->expressions, &self->count) != OK)
		return cmdlet_fail(c);
	enum status status = self->fragment ? OK : write_head(c);
	return status == OK ? write_each(c, self->pre_content) : status;
}

/* The columns for an object: all its properties, or what the patterns mean on it. */
static void choose_columns(struct convertto_html *self)
{
	struct property_expression all;
	const struct property_expression *given = self->expressions;
	size_t count = self->count, capacity = 0;
	if (!self->fixed) {
		property_expression_from_name("*", &all);
		given = &all;
		count = 1;
	}
	for (size_t i = 0; i < count; i++) {
		size_t names = 1;
		if (given[i].wildcard)
			property_expression_names(&given[i], self->input, &names);
		capacity += names;
	}
	struct property_expression *columns = gc_alloc_buffer((capacity + 1) * sizeof(*columns));
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		size_t names;
		columns[used] = given[i];
		if (!given[i].wildcard) {
			used++;
			continue;
		}
		const char **list = property_expression_names(&given[i], self->input, &names);
		for (size_t k = 0; k < names; k++)
			property_expression_from_name(list[k], &columns[used++]);
	}
	self->expressions = columns;
	self->count = used;
}

/* Collections are not joined here: .NET's own text of them is shown, "System.Object[]". */
static void append_type_text(Value v, struct strbuf *out)
{
	Value text;
	if (member_invoke(v, "ToString", 0, NULL, &text) == OK)
		value_append_string(text, out);
	else
		(void)error_take();
}

static void append_value(struct strbuf *out, const struct property_expression *e, Value object)
{
	Value v;
	bool found;
	struct strbuf text = STRBUF_INIT;
	if (property_expression_get(e, object, &v, &found) != OK)
		runtime()->error = NULL_VALUE;
	else if (value_base(v).tag == VALUE_ARRAY || value_base(v).tag == VALUE_LIST)
		append_type_text(v, &text);
	else if (!value_is_null(v))
		value_append_string(v, &text);
	html_append(out, text.data, text.length);
	strbuf_clear(&text);
}

static void append_label(struct strbuf *out, const struct property_expression *e)
{
	const char *label = property_expression_label(e);
	html_append(out, label, strlen(label));
}

static void append_column(struct strbuf *out, const struct property_expression *e)
{
	static const char *const names[] = {[ALIGN_UNDEFINED] = "",
					    [ALIGN_LEFT] = "left",
					    [ALIGN_CENTER] = "center",
					    [ALIGN_RIGHT] = "right"};
	strbuf_adds(out, "<col");
	if (e->width)
		strbuf_addf(out, " width=\"%d\"", e->width);
	if (e->alignment)
		strbuf_addf(out, " align=\"%s\"", names[e->alignment]);
	strbuf_adds(out, "/>");
}

static enum status write_table_head(struct cmdlet_call *c)
{
	const struct convertto_html *self = cmdlet_state(c);
	struct strbuf line = STRBUF_INIT;
	enum status status = write_text(c, "<table>");
	strbuf_adds(&line, "<colgroup>");
	for (size_t i = 0; i < self->count; i++)
		append_column(&line, &self->expressions[i]);
	strbuf_adds(&line, "</colgroup>");
	Value columns = string_from_strbuf(&line);
	if (status == OK)
		status = cmdlet_write(c, columns);
	strbuf_adds(&line, "<tr>");
	for (size_t i = 0; i < self->count; i++) {
		strbuf_adds(&line, "<th>");
		append_label(&line, &self->expressions[i]);
		strbuf_adds(&line, "</th>");
	}
	strbuf_adds(&line, "</tr>");
	Value labels = string_from_strbuf(&line);
	return status == OK ? cmdlet_write(c, labels) : status;
}

static enum status write_row(struct cmdlet_call *c)
{
	const struct convertto_html *self = cmdlet_state(c);
	struct strbuf line = STRBUF_INIT;
	strbuf_adds(&line, "<tr>");
	for (size_t i = 0; i < self->count; i++) {
		strbuf_adds(&line, "<td>");
		append_value(&line, &self->expressions[i], self->input);
		strbuf_adds(&line, "</td>");
	}
	strbuf_adds(&line, "</tr>");
	return cmdlet_write(c, string_from_strbuf(&line));
}

static enum status write_list(struct cmdlet_call *c)
{
	const struct convertto_html *self = cmdlet_state(c);
	enum status status = OK;
	for (size_t i = 0; status == OK && i < self->count; i++) {
		struct strbuf line = STRBUF_INIT;
		strbuf_adds(&line, "<tr><td>");
		append_label(&line, &self->expressions[i]);
		strbuf_adds(&line, ":</td><td>");
		append_value(&line, &self->expressions[i], self->input);
		strbuf_adds(&line, "</td></tr>");
		status = cmdlet_write(c, string_from_strbuf(&line));
	}
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct convertto_html *self = cmdlet_state(c);
	bool list = self->as && name_equal(self->as, "List"), first = !self->began;
	enum status status = OK;
	if (value_is_null(self->input))
		return OK;
	if (first)
		choose_columns(self);
	self->began = true;
	if (first)
		status = list ? write_text(c, "<table>") : write_table_head(c);
	else if (list)
		status = write_text(c, "<tr><td><hr></td></tr>");
	if (status != OK)
		return status;
	return list ? write_list(c) : write_row(c);
}

static enum status end(struct cmdlet_call *c)
{
	struct convertto_html *self = cmdlet_state(c);
	enum status status = OK;
	if (!self->began)
		status = write_text(c, "<table>");
	if (status == OK)
		status = write_text(c, "</table>");
	if (status == OK)
		status = write_each(c, self->post_content);
	if (status != OK || self->fragment)
		return status;
	return write_text(c, "</body></html>");
}

const struct cmdlet cmdlet_convertto_html = {
	.verb = "ConvertTo",
	.noun = "Html",
	.parameters = parameters,
	.state_size = sizeof(struct convertto_html),
	.default_set = "Page",
	.begin = begin,
	.process = process,
	.end = end,
	.output = "System.String",
	.synopsis = "Converts .NET objects into HTML that can be displayed in a Web browser.",
	.description = "Gives the lines of a web page with a table of the objects' properties.",
	.examples =
		(const struct cmdlet_example[]){
			{"A table only",
			 "[pscustomobject]@{ A = 1 } | ConvertTo-Html -Fragment | Select-Object "
			 "-Last 2",
			 "<tr><td>1</td></tr>\n</table>\n"},
			{NULL, NULL, NULL},
		},
};
