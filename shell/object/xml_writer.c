/* System.Xml.XmlWriter, XmlTextWriter and XmlWriterSettings: XML written piece by piece. */
#include "object/xml_writer.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/encoding.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/io_private.h"
#include "object/member.h"
#include "object/string.h"
#include "object/string_builder.h"

#include <string.h>

#define X "System.Xml."

struct settings {
	struct cell cell;
	bool indent, omit_declaration, close_output;
	Value indent_chars, new_line, encoding;
};

static struct type type_settings, type_xml_writer, type_xml_text_writer;

static struct settings *settings_of(Value v)
{
	return (struct settings *)v.cell;
}

static void settings_mark(void *cell)
{
	gc_mark(((struct settings *)cell)->indent_chars);
	gc_mark(((struct settings *)cell)->new_line);
	gc_mark(((struct settings *)cell)->encoding);
}

static enum status settings_new(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	struct settings *s = gc_alloc(&type_settings, VALUE_OBJECT, sizeof(*s));
	*result_r = value_cell(VALUE_OBJECT, s);
	s->indent_chars = s->new_line = s->encoding = NULL_VALUE;
	s->indent_chars = string_from("  ");
	s->new_line = string_from("\n");
	s->encoding = encoding_object(encoding_utf8(), true);
	return OK;
}

#define FLAG(name, field)                                          \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		*result_r = value_bool(settings_of(self)->field);  \
		return OK;                                         \
	}                                                          \
	static enum status set_##name(Value self, Value value)     \
	{                                                          \
		settings_of(self)->field = value_is_true(value);   \
		return OK;                                         \
	}
FLAG(indent, indent)
FLAG(omit, omit_declaration)
FLAG(close_output, close_output)
#define HELD(name, field)                                          \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		*result_r = settings_of(self)->field;              \
		return OK;                                         \
	}                                                          \
	static enum status set_##name(Value self, Value value)     \
	{                                                          \
		settings_of(self)->field = value;                  \
		return OK;                                         \
	}
HELD(indent_chars, indent_chars)
HELD(new_line, new_line)
HELD(encoding, encoding)

static const struct member settings_members[] = {
	PROPERTY_RW("System.Text.Encoding Encoding {get;set;}", get_encoding, set_encoding),
	PROPERTY_RW("bool OmitXmlDeclaration {get;set;}", get_omit, set_omit),
	PROPERTY_RW("string NewLineChars {get;set;}", get_new_line, set_new_line),
	PROPERTY_RW("bool Indent {get;set;}", get_indent, set_indent),
	PROPERTY_RW("string IndentChars {get;set;}", get_indent_chars, set_indent_chars),
	PROPERTY_RW("bool CloseOutput {get;set;}", get_close_output, set_close_output),
	CONSTRUCTOR(X "XmlWriterSettings new()", settings_new),
	MEMBER_END,
};
static struct type type_settings = {
	.name = X "XmlWriterSettings", .members = settings_members, .mark = settings_mark};

/* ---- the writer ---- */

enum content { CONTENT_NONE, CONTENT_ELEMENTS, CONTENT_TEXT };

struct writer {
	struct cell cell;
	Value target; /* a StringBuilder, TextWriter or Stream */
	Value settings;
	Value names;    /* list: of the elements that are open */
	Value contents; /* list: enum content of each */
	bool in_tag;    /* a start tag still takes attributes */
	bool in_attribute;
	bool started, closed, own_target;
	int indentation; /* of an XmlTextWriter */
	struct strbuf text;
};

static struct writer *of(Value v)
{
	return (struct writer *)v.cell;
}

static void writer_mark(void *cell)
{
	struct writer *w = cell;
	gc_mark(w->target);
	gc_mark(w->settings);
	gc_mark(w->names);
	gc_mark(w->contents);
}

static void writer_finalize(void *cell)
{
	strbuf_clear(&((struct writer *)cell)->text);
}

static enum status writer_new(const struct type *type, Value target, Value settings, bool own,
			      Value *result_r)
{
	struct writer *w = gc_alloc(type, VALUE_OBJECT, sizeof(*w));
	*result_r = value_cell(VALUE_OBJECT, w);
	strbuf_init(&w->text);
	w->settings = w->names = w->contents = NULL_VALUE;
	w->target = target;
	w->own_target = own;
	w->indentation = 2;
	w->names = list_new();
	w->contents = list_new();
	if (!value_is_null(settings)) {
		w->settings = settings;
		return OK;
	}
	return settings_new(NULL_VALUE, 0, NULL, &w->settings);
}

/* A file that is named, else what there is. */
static enum status open_target(Value target, Value encoding, Value *target_r, bool *own_r)
{
	*target_r = target;
	*own_r = target.tag == VALUE_STRING || value_is_stream(target);
	Value stream = target;
	if (!*own_r)
		return OK;
	if (target.tag == VALUE_STRING &&
	    file_stream_open(target, IO_CREATE, IO_WRITE, &stream) != OK)
		return ERROR;
	*target_r = stream_writer_new(stream, encoding);
	return OK;
}

/* XmlWriter.Create(target [, settings]) */
static enum status create(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	Value settings = argc > 1 ? argv[1] : NULL_VALUE, target;
	bool own;
	if (value_is_null(settings) && settings_new(NULL_VALUE, 0, NULL, &settings) != OK)
		return ERROR;
	if (open_target(value_base(argv[0]), settings_of(settings)->encoding, &target, &own) != OK)
		return ERROR;
	return writer_new(&type_xml_writer, target, settings, own, result_r);
}

/* XmlTextWriter(target [, encoding]) */
static enum status text_writer_new(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	Value encoding = argc > 1 ? argv[1] : NULL_VALUE, target;
	bool own;
	if (open_target(value_base(argv[0]), encoding, &target, &own) != OK ||
	    writer_new(&type_xml_text_writer, target, NULL_VALUE, true, result_r) != OK)
		return ERROR;
	settings_of(of(*result_r)->settings)->omit_declaration = true;
	return OK;
}

static bool is_builder(const struct writer *w)
{
	return strcmp(value_type(w->target)->name, "System.Text.StringBuilder") == 0;
}

static enum status flush(Value self)
{
	struct writer *w = of(self);
	if (w->text.length == 0)
		return OK;
	Value text = string_new(w->text.data, w->text.length), ignored;
	strbuf_reset(&w->text);
	return member_invoke(w->target, is_builder(w) ? "Append" : "Write", 1, &text, &ignored);
}

static enum status do_flush(Value self, int argc UNUSED, const Value *argv UNUSED,
			    Value *result_r UNUSED)
{
	Value ignored;
	if (flush(self) != OK)
		return ERROR;
	return is_builder(of(self)) ? OK
				    : member_invoke(of(self)->target, "Flush", 0, NULL, &ignored);
}

/* An XmlTextWriter keeps nothing back. */
static enum status settle(Value self)
{
	return self.cell->type == &type_xml_text_writer ? flush(self) : OK;
}

static void append_escaped(struct strbuf *out, const char *text, bool in_attribute)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			strbuf_adds(out, "&amp;");
			break;
		case '<':
			strbuf_adds(out, "&lt;");
			break;
		case '>':
			strbuf_adds(out, "&gt;");
			break;
		case '"':
			strbuf_adds(out, in_attribute ? "&quot;" : "\"");
			break;
		default:
			if (in_attribute && (*text == '\n' || *text == '\r' || *text == '\t'))
				strbuf_addf(out, "&#x%X;", *text);
			else
				strbuf_addc(out, *text);
		}
	}
}

static size_t depth(const struct writer *w)
{
	return value_count(w->names);
}

static void set_content(struct writer *w, enum content content)
{
	if (depth(w) && value_item(w->contents, depth(w) - 1).integer != CONTENT_TEXT)
		value_as_list(w->contents)->items[depth(w) - 1] = value_int(content);
}

static void end_tag(struct writer *w)
{
	if (w->in_tag)
		strbuf_addc(&w->text, '>');
	w->in_tag = false;
}

static void new_line(struct writer *w, size_t level)
{
	struct settings *s = settings_of(w->settings);
	strbuf_adds(&w->text, string_data(s->new_line));
	for (size_t i = 0; i < level; i++)
		strbuf_adds(&w->text, string_data(s->indent_chars));
}

/* What the target is written in; a StringBuilder holds UTF-16. */
static const char *encoding_name(const struct writer *w)
{
	Value encoding, name;
	bool found;
	if (!is_builder(w) && member_get(w->target, "Encoding", &encoding, &found) == OK && found &&
	    member_get(encoding, "WebName", &name, &found) == OK && found)
		return string_data(name);
	return "utf-16";
}

/* The declaration comes by itself, in front of what is written first. */
static void declare(struct writer *w, const char *standalone)
{
	const char *encoding = encoding_name(w);
	strbuf_addf(&w->text, "<?xml version=\"1.0\" encoding=\"%s\"", encoding);
	if (standalone)
		strbuf_addf(&w->text, " standalone=\"%s\"", standalone);
	strbuf_adds(&w->text, "?>");
	w->started = true;
}

/* Before an element, a comment and the like. */
static void start_node(struct writer *w)
{
	struct settings *s = settings_of(w->settings);
	if (!w->started && !s->omit_declaration)
		declare(w, NULL);
	bool after_text = depth(w) && value_item(w->contents, depth(w) - 1).integer == CONTENT_TEXT;
	end_tag(w);
	if (s->indent && !after_text && (w->started || depth(w)))
		new_line(w, depth(w));
	set_content(w, CONTENT_ELEMENTS);
	w->started = true;
}

static const char *text_of(Value v)
{
	return value_is_null(v) ? "" : string_data(value_to_string(v));
}

/* (localName [, ns]) or (prefix, localName, ns) */
static enum status start_element(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	struct writer *w = of(self);
	const char *prefix = argc == 3 ? text_of(argv[0]) : "", *uri = text_of(argv[argc - 1]);
	Value name = argc == 3 && *prefix ? string_printf("%s:%s", prefix, text_of(argv[1]))
					  : value_to_string(argc == 3 ? argv[1] : argv[0]);
	start_node(w);
	strbuf_addf(&w->text, "<%s", string_data(name));
	if (argc > 1 && *uri) {
		strbuf_addf(&w->text, *prefix ? " xmlns:%s=\"" : " xmlns%s=\"", prefix);
		append_escaped(&w->text, uri, true);
		strbuf_addc(&w->text, '"');
	}
	w->in_tag = true;
	list_add(value_as_list(w->names), name);
	list_add(value_as_list(w->contents), value_int(CONTENT_NONE));
	return OK;
}

static enum status finish_element(Value self, bool full)
{
	struct writer *w = of(self);
	size_t level = depth(w);
	if (level == 0)
		return throw_exception("System.InvalidOperationException",
				       "There was no XML start tag open.");
	Value name = value_item(w->names, level - 1);
	enum content content = (enum content)value_item(w->contents, level - 1).integer;
	list_remove_at(value_as_list(w->names), level - 1, 1);
	list_remove_at(value_as_list(w->contents), level - 1, 1);
	if (w->in_tag && !full) {
		strbuf_adds(&w->text, " />");
		w->in_tag = false;
		return settle(self);
	}
	end_tag(w);
	if (content == CONTENT_ELEMENTS && settings_of(w->settings)->indent)
		new_line(w, level - 1);
	strbuf_addf(&w->text, "</%s>", string_data(name));
	return settle(self);
}

static enum status end_element(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	return finish_element(self, false);
}

static enum status full_end_element(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r UNUSED)
{
	return finish_element(self, true);
}

static enum status write_text(Value self, int argc UNUSED, const Value *argv,
			      Value *result_r UNUSED)
{
	struct writer *w = of(self);
	if (w->in_attribute) {
		append_escaped(&w->text, text_of(argv[0]), true);
		return OK;
	}
	end_tag(w);
	set_content(w, CONTENT_TEXT);
	append_escaped(&w->text, text_of(argv[0]), false);
	return OK;
}

static enum status write_raw(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	struct writer *w = of(self);
	end_tag(w);
	set_content(w, CONTENT_TEXT);
	w->started = true;
	strbuf_adds(&w->text, text_of(argv[0]));
	return OK;
}

static enum status not_in_tag(void)
{
	return throw_exception("System.InvalidOperationException",
			       "Token StartAttribute in state Content would result in an invalid "
			       "XML document.");
}

/* (localName, value) or (localName, ns, value) or (prefix, localName, ns, value) */
static enum status write_attribute(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	struct writer *w = of(self);
	if (!w->in_tag)
		return not_in_tag();
	const char *prefix = argc == 4 ? text_of(argv[0]) : "";
	strbuf_addf(&w->text, *prefix ? " %s:%s=\"" : " %s%s=\"", prefix,
		    text_of(argc == 4 ? argv[1] : argv[0]));
	append_escaped(&w->text, text_of(argv[argc - 1]), true);
	strbuf_addc(&w->text, '"');
	return OK;
}

static enum status start_attribute(Value self, int argc UNUSED, const Value *argv,
				   Value *result_r UNUSED)
{
	struct writer *w = of(self);
	if (!w->in_tag)
		return not_in_tag();
	strbuf_addf(&w->text, " %s=\"", text_of(argv[0]));
	w->in_attribute = true;
	return OK;
}

static enum status end_attribute(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r UNUSED)
{
	strbuf_addc(&of(self)->text, '"');
	of(self)->in_attribute = false;
	return OK;
}

/* (localName, value): empty text gives an empty element */
static enum status write_element(Value self, int argc, const Value *argv, Value *result_r)
{
	if (start_element(self, argc - 1, argv, result_r) != OK)
		return ERROR;
	if (*text_of(argv[argc - 1]) && write_text(self, 1, &argv[argc - 1], result_r) != OK)
		return ERROR;
	return finish_element(self, false);
}

static enum status write_comment(Value self, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	start_node(of(self));
	strbuf_addf(&of(self)->text, "<!--%s-->", text_of(argv[0]));
	return OK;
}

static enum status write_cdata(Value self, int argc UNUSED, const Value *argv,
			       Value *result_r UNUSED)
{
	end_tag(of(self));
	set_content(of(self), CONTENT_TEXT);
	strbuf_addf(&of(self)->text, "<![CDATA[%s]]>", text_of(argv[0]));
	return OK;
}

static enum status write_instruction(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r UNUSED)
{
	start_node(of(self));
	strbuf_addf(&of(self)->text, "<?%s %s?>", text_of(argv[0]), text_of(argv[1]));
	return OK;
}

static enum status start_document(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	struct writer *w = of(self);
	const char *standalone = argc == 0 ? NULL : value_is_true(argv[0]) ? "yes" : "no";
	if (self.cell->type == &type_xml_text_writer || !settings_of(w->settings)->omit_declaration)
		declare(w, standalone);
	return OK;
}

static enum status end_document(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	while (depth(of(self)))
		if (finish_element(self, false) != OK)
			return ERROR;
	return OK;
}

static enum status do_close(Value self, int argc, const Value *argv, Value *result_r)
{
	struct writer *w = of(self);
	Value ignored;
	if (w->closed)
		return OK;
	w->closed = true;
	if (end_document(self, argc, argv, result_r) != OK || flush(self) != OK)
		return ERROR;
	if (is_builder(w))
		return OK;
	bool own = w->own_target || settings_of(w->settings)->close_output;
	return member_invoke(w->target, own ? "Close" : "Flush", 0, NULL, &ignored);
}

bool value_is_xml_writer(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && type_is_a(v.cell->type, &type_xml_writer);
}

bool xml_writer_indents(Value writer)
{
	return settings_of(of(writer)->settings)->indent;
}

enum status xml_writer_put(Value writer, const char *text, size_t length)
{
	struct writer *w = of(writer);
	Value part = string_new(text, length), ignored;
	if (!w->started && depth(w) == 0 && !settings_of(w->settings)->omit_declaration &&
	    strncmp(text, "<?xml", 5) != 0) {
		declare(w, NULL);
		if (xml_writer_indents(writer))
			new_line(w, 0);
	}
	if (write_raw(writer, 1, &part, &ignored) != OK)
		return ERROR;
	return settle(writer);
}

/* ---- XmlTextWriter's own settings ---- */

static enum status get_formatting(Value self, Value *result_r)
{
	*result_r = enum_value(&type_formatting, settings_of(of(self)->settings)->indent);
	return OK;
}

static enum status set_formatting(Value self, Value value)
{
	settings_of(of(self)->settings)->indent = value.integer == 1;
	return OK;
}

static void set_indent_text(struct writer *w, char c)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_add_repeat(&text, c, (size_t)MAX(w->indentation, 0));
	settings_of(w->settings)->indent_chars = string_new(text.data, text.length);
	strbuf_clear(&text);
}

static enum status get_indentation(Value self, Value *result_r)
{
	*result_r = value_int(of(self)->indentation);
	return OK;
}

static enum status set_indentation(Value self, Value value)
{
	of(self)->indentation = (int)value.integer;
	set_indent_text(of(self), ' ');
	return OK;
}

static enum status get_indent_char(Value self, Value *result_r)
{
	const char *text = string_data(settings_of(of(self)->settings)->indent_chars);
	*result_r = value_char(*text ? (uint8_t)*text : ' ');
	return OK;
}

static enum status set_indent_char(Value self, Value value)
{
	set_indent_text(of(self), (char)value.integer);
	return OK;
}

static enum status get_settings(Value self, Value *result_r)
{
	*result_r = of(self)->settings;
	return OK;
}

static const struct member writer_members[] = {
	PROPERTY(X "XmlWriterSettings Settings {get;}", get_settings),
	METHOD("void Close()", do_close),
	METHOD("void Dispose()", do_close),
	METHOD("void Flush()", do_flush),
	METHOD("void WriteAttributeString(string localName, string value)", write_attribute),
	METHOD("void WriteAttributeString(string localName, string ns, string value)",
	       write_attribute),
	METHOD("void WriteAttributeString(string prefix, string localName, string ns, string "
	       "value)",
	       write_attribute),
	METHOD("void WriteCData(string text)", write_cdata),
	METHOD("void WriteComment(string text)", write_comment),
	METHOD("void WriteElementString(string localName, string value)", write_element),
	METHOD("void WriteElementString(string localName, string ns, string value)", write_element),
	METHOD("void WriteEndAttribute()", end_attribute),
	METHOD("void WriteEndDocument()", end_document),
	METHOD("void WriteEndElement()", end_element),
	METHOD("void WriteFullEndElement()", full_end_element),
	METHOD("void WriteProcessingInstruction(string name, string text)", write_instruction),
	METHOD("void WriteRaw(string data)", write_raw),
	METHOD("void WriteStartAttribute(string localName)", start_attribute),
	METHOD("void WriteStartDocument()", start_document),
	METHOD("void WriteStartDocument(bool standalone)", start_document),
	METHOD("void WriteStartElement(string localName)", start_element),
	METHOD("void WriteStartElement(string localName, string ns)", start_element),
	METHOD("void WriteStartElement(string prefix, string localName, string ns)", start_element),
	METHOD("void WriteString(string text)", write_text),
	METHOD("void WriteValue(System.Object value)", write_text),
	STATIC_METHOD("static " X "XmlWriter Create(System.Object output)", create),
	STATIC_METHOD("static " X "XmlWriter Create(System.Object output, " X
		      "XmlWriterSettings settings)",
		      create),
	MEMBER_END,
};
static struct type type_xml_writer = {
	.name = X "XmlWriter",
	.members = writer_members,
	.mark = writer_mark,
	.finalize = writer_finalize,
};

static const struct member text_writer_members[] = {
	PROPERTY_RW(X "Formatting Formatting {get;set;}", get_formatting, set_formatting),
	PROPERTY_RW("int Indentation {get;set;}", get_indentation, set_indentation),
	PROPERTY_RW("char IndentChar {get;set;}", get_indent_char, set_indent_char),
	CONSTRUCTOR(X "XmlTextWriter new(System.Object w)", text_writer_new),
	CONSTRUCTOR(X "XmlTextWriter new(System.Object w, System.Text.Encoding encoding)",
		    text_writer_new),
	MEMBER_END,
};
static struct type type_xml_text_writer = {
	.name = X "XmlTextWriter",
	.base = &type_xml_writer,
	.tag = VALUE_OBJECT,
	.members = text_writer_members,
};

struct type *const xml_writer_types[] = {&type_settings, &type_xml_writer, &type_xml_text_writer,
					 NULL};
