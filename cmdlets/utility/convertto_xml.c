/* ConvertTo-Xml: objects as an XML document. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/xml_node.h"
#include <string.h>

struct convertto_xml {
	Value input;
	int32_t depth;
	bool no_type_information;
	const char *as;
	struct strbuf text; /* the objects so far */
};

#define DEFAULT_DEPTH 1

static const struct parameter parameters[] = {
	PARAM_INT(struct convertto_xml, depth, "Depth", 0, .range = "1,2147483647",
		  .help = "How many levels of contained objects are written; 1 by default."),
	PARAM_OBJECT(struct convertto_xml, input, "InputObject",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .type_name = "psobject", .help = "The objects."),
	PARAM_SWITCH(struct convertto_xml, no_type_information, "NoTypeInformation", 0,
		     .help = "Leaves the Type attributes out."),
	PARAM_STRING(struct convertto_xml, as, "As", PARAM_NOT_EMPTY,
		     .values = "Stream,String,Document",
		     .help = "Document, String, or Stream: a string for each object."),
	PARAM_END,
};

static void append_escaped(struct strbuf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			strbuf_adds(out, "&amp;");
		else if (*text == '<')
			strbuf_adds(out, "&lt;");
		else if (*text == '>')
			strbuf_adds(out, "&gt;");
		else if (*text == '"')
			strbuf_adds(out, "&quot;");
		else
			strbuf_addc(out, *text);
	}
}

struct xml_writing {
	struct strbuf *out;
	bool types;
};

static void write_content(struct xml_writing *w, const char *tag, Value v, int level, int depth);

/* <Property Name="x" Type="y" without its end. */
static void open_tag(struct xml_writing *w, const char *tag, const char *name, Value v, int level)
{
	strbuf_add_repeat(w->out, ' ', (size_t)level * 2);
	strbuf_addf(w->out, "<%s", tag);
	if (name) {
		strbuf_adds(w->out, " Name=\"");
		append_escaped(w->out, name);
		strbuf_addc(w->out, '"');
	}
	if (w->types && !value_is_null(v)) {
		strbuf_adds(w->out, " Type=\"");
		append_escaped(w->out, value_type(v)->name);
		strbuf_addc(w->out, '"');
	}
}

static void write_one(struct xml_writing *w, const char *tag, const char *name, Value v, int level,
		      int depth)
{
	open_tag(w, tag, name, v, level);
	if (value_is_null(v)) {
		strbuf_adds(w->out, " />\n");
		return;
	}
	strbuf_addc(w->out, '>');
	write_content(w, tag, v, level, depth);
}

static void close_tag(struct xml_writing *w, const char *tag, int level)
{
	strbuf_add_repeat(w->out, ' ', (size_t)level * 2);
	strbuf_addf(w->out, "</%s>\n", tag);
}

static bool is_simple(Value v)
{
	return v.tag < VALUE_ARRAY || v.tag == VALUE_TYPE || v.tag == VALUE_SCRIPT_BLOCK ||
	       (v.tag == VALUE_OBJECT && (v.cell->type == &type_guid || v.cell->type == &type_uri ||
					  v.cell->type == &type_version));
}

static void write_content(struct xml_writing *w, const char *tag, Value v, int level, int depth)
{
	Value base = value_base(v);
	if (is_simple(base) || depth < 0) {
		struct strbuf text = STRBUF_INIT;
		value_append_string(v, &text);
		append_escaped(w->out, text.data);
		strbuf_addf(w->out, "</%s>\n", tag);
		strbuf_clear(&text);
		return;
	}
	strbuf_addc(w->out, '\n');
	if (base.tag == VALUE_HASHTABLE) {
		Value key, value;
		const struct hashtable *h = value_as_hashtable(base);
		for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
			write_one(w, "Property", "Key", key, level + 1, depth - 1);
			write_one(w, "Property", "Value", value, level + 1, depth - 1);
		}
	} else if (value_is_enumerable(base)) {
		for (size_t i = 0; i < value_count(base); i++)
			write_one(w, "Property", NULL, value_item(base, i), level + 1, depth - 1);
	} else {
		size_t count;
		struct property *properties = value_properties(v, &count);
		for (size_t i = 0; i < count; i++)
			write_one(w, "Property", properties[i].name, properties[i].value, level + 1,
				  depth - 1);
	}
	close_tag(w, tag, level);
}

static enum status begin(struct cmdlet_call *c)
{
	struct convertto_xml *self = cmdlet_state(c);
	strbuf_init(&self->text);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct convertto_xml *self = cmdlet_state(c);
	struct xml_writing w = {&self->text, !self->no_type_information};
	bool stream = self->as && name_equal(self->as, "Stream");
	if (self->input.tag == VALUE_UNSET)
		return OK;
	write_one(&w, "Object", NULL, self->input, stream ? 0 : 1,
		  self->depth ? self->depth : DEFAULT_DEPTH);
	if (!stream)
		return OK;
	Value text = string_new(self->text.data, self->text.length - 1);
	strbuf_reset(&self->text);
	return cmdlet_write(c, text);
}

static enum status end(struct cmdlet_call *c)
{
	struct convertto_xml *self = cmdlet_state(c);
	struct strbuf all = STRBUF_INIT;
	if (self->as && name_equal(self->as, "Stream"))
		return OK;
	strbuf_addf(&all, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Objects>\n%s</Objects>",
		    self->text.data);
	Value text = string_from_strbuf(&all);
	if (self->as && name_equal(self->as, "String"))
		return cmdlet_write(c, text);
	Value document = xml_document_new();
	if (xml_parse(document, string_data(text), string_length(text)) != OK)
		return cmdlet_fail(c);
	return cmdlet_write(c, document);
}

static void cleanup(struct cmdlet_call *c)
{
	struct convertto_xml *self = cmdlet_state(c);
	if (self->text.data)
		strbuf_clear(&self->text);
}

const struct cmdlet cmdlet_convertto_xml = {
	.verb = "ConvertTo",
	.noun = "Xml",
	.parameters = parameters,
	.state_size = sizeof(struct convertto_xml),
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.Xml.XmlDocument,System.String",
	.synopsis = "Creates an XML-based representation of an object.",
	.description =
		"Gives a document with an Object for each object and a Property for each of its "
		"properties.",
	.examples =
		(const struct cmdlet_example[]){
			{"A property's text",
			 "([pscustomobject]@{ A = 1 } | "
			 "ConvertTo-Xml).Objects.Object.Property.InnerText",
			 "1\n"},
			{NULL, NULL, NULL},
		},
};
