/* Select-Xml: nodes that an XPath expression finds. */
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/xml_node.h"

/* The path of what came as an argument or through the pipeline. */
#define INPUT_STREAM "InputStream"

struct select_xml {
	Value path, literal_path, xml, content, namespaces;
	const char *xpath;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct select_xml, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME |
			      PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .set = "Path", .help = "XML files."),
	PARAM_STRINGS(struct select_xml, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		      .set = "LiteralPath", .aliases = "PSPath,LP",
		      .help = "XML files; no character is a wildcard."),
	PARAM_OBJECT(struct select_xml, xml, "Xml",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME |
			     PARAM_NOT_EMPTY,
		     .set = "Xml", .aliases = "Node", .type_name = "System.Xml.XmlNode[]",
		     .help = "Documents or nodes."),
	PARAM_STRINGS(struct select_xml, content, "Content",
		      PARAM_MANDATORY | PARAM_PIPELINE | PARAM_NOT_EMPTY, .set = "Content",
		      .help = "XML as text."),
	PARAM_STRING(struct select_xml, xpath, "XPath",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY,
		     .help = "What to look for."),
	PARAM_VALUE(struct select_xml, namespaces, "Namespace", &type_hashtable, PARAM_NOT_EMPTY,
		    .help = "Prefixes in the expression, and what they stand for."),
	PARAM_END,
};

static enum status select_nodes(struct cmdlet_call *c, Value xml, const char *path)
{
	const struct select_xml *self = cmdlet_state(c);
	Value document, nodes;
	xmlNode *node = value_as_xml_node(xml, &document);
	if (!node)
		return cmdlet_error_type(c, "System.InvalidCastException", "InvalidXmlNode",
					 CATEGORY_INVALID_ARGUMENT, xml,
					 "The object is no XML document or node.");
	if (xml_select(document, node, self->xpath,
		       value_is_null(self->namespaces) ? NULL_VALUE : self->namespaces,
		       &nodes) != OK)
		return cmdlet_write_error(c, error_take());
	for (size_t i = 0; i < value_count(nodes); i++) {
		Value info = psobject_new_typed("Microsoft.PowerShell.Commands.SelectXmlInfo");
		psobject_set(info, "Node", value_item(nodes, i));
		psobject_set(info, "Path", string_from(path));
		psobject_set(info, "Pattern", string_from(self->xpath));
		enum status status = cmdlet_write(c, info);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status select_text(struct cmdlet_call *c, Value text)
{
	Value document;
	if (convert_to(text, &type_xml_document, &document) != OK)
		return cmdlet_write_error(c, error_take());
	return select_nodes(c, document, INPUT_STREAM);
}

static enum status select_file_text(struct cmdlet_call *c, const struct strbuf *text,
				    const char *path)
{
	Value document = xml_document_new();
	if (xml_parse(document, text->data, text->length) == OK)
		return select_nodes(c, document, path);
	struct error_record *r = value_as_error_record(error_take());
	const struct exception *e = (const struct exception *)r->exception.cell;
	return cmdlet_error_type(c, "System.ArgumentException", "ProcessingFile",
				 CATEGORY_INVALID_ARGUMENT, string_from(path),
				 "The file '%s' cannot be read: %s", path,
				 string_data(value_to_string(e->message)));
}

static enum status select_file(struct cmdlet_call *c, const char *path)
{
	struct text_reader file;
	struct strbuf text = STRBUF_INIT;
	if (text_reader_open(&file, path, ENCODING_UTF8) < 0)
		return file_error(c, path, false, false);
	int failed = text_reader_rest(&file, &text);
	text_reader_close(&file);
	enum status status =
		failed ? file_error(c, path, false, false) : select_file_text(c, &text, path);
	strbuf_clear(&text);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct select_xml *self = cmdlet_state(c);
	bool literal = !value_is_null(self->literal_path);
	Value paths = literal ? self->literal_path : self->path;
	struct file_list files = {0};
	enum status status = OK;
	for (size_t i = 0;
	     !value_is_null(self->content) && status == OK && i < value_count(self->content); i++) {
		status = select_text(c, value_item(self->content, i));
	}
	for (size_t i = 0;
	     !value_is_null(self->xml) && status == OK && i < value_count(value_base(self->xml));
	     i++)
		status = select_nodes(c, value_item(value_base(self->xml), i), INPUT_STREAM);
	for (size_t i = 0; status == OK && !value_is_null(paths) && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), literal);
	for (size_t i = 0; status == OK && i < files.count; i++)
		status = select_file(c, files.paths[i]);
	file_list_clear(&files);
	return status;
}

const struct cmdlet cmdlet_select_xml = {
	.verb = "Select",
	.noun = "Xml",
	.parameters = parameters,
	.state_size = sizeof(struct select_xml),
	.default_set = "Xml",
	.process = process,
	.output = "Microsoft.PowerShell.Commands.SelectXmlInfo",
	.synopsis = "Finds text in an XML string or document.",
	.description =
		"Gives the nodes of XML text, files or documents that an XPath expression finds.",
	.examples =
		(const struct cmdlet_example[]){
			{"Elements of a text",
			 "(Select-Xml -Content '<a><b>1</b></a>' -XPath '//b').Node.InnerText",
			 "1\n"},
			{NULL, NULL, NULL},
		},
};
