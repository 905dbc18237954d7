#include "object/xml_node.h"
#include "base/strbuf.h"
#include "base/text_file.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/io_private.h"
#include "object/member.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/xml_private.h"
#include "object/xml_writer.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- cells ---- */

static void mark_node(void *cell)
{
	gc_mark(((struct xml_node *)cell)->document);
}

static void free_document(void *cell)
{
	struct xml_document *d = cell;
	for (size_t i = 0; i < d->loose_count; i++)
		if (!d->loose[i]->parent)
			xmlFreeNode(d->loose[i]);
	free(d->loose);
	xmlFreeDoc(d->doc);
}

Value xml_document_new(void)
{
	struct xml_document *d = gc_alloc(&type_xml_document, VALUE_OBJECT, sizeof(*d));
	d->doc = xmlNewDoc((const xmlChar *)"1.0");
	return value_cell(VALUE_OBJECT, d);
}

static const struct type *type_of_node(const xmlNode *node)
{
	switch (node->type) {
	case XML_ELEMENT_NODE:
		return &type_xml_element;
	case XML_ATTRIBUTE_NODE:
		return &type_xml_attribute;
	case XML_TEXT_NODE:
		return &type_xml_text;
	case XML_CDATA_SECTION_NODE:
		return &type_xml_cdata;
	case XML_COMMENT_NODE:
		return &type_xml_comment;
	case XML_PI_NODE:
		return &type_xml_processing_instruction;
	default:
		return &type_xml_node;
	}
}

Value xml_node_new(Value document, xmlNode *node)
{
	if (!node)
		return NULL_VALUE;
	if (node->type == XML_DOCUMENT_NODE)
		return document;
	struct xml_node *n = gc_alloc(type_of_node(node), VALUE_OBJECT, sizeof(*n));
	n->document = document;
	n->node = node;
	return value_cell(VALUE_OBJECT, n);
}

xmlNode *value_as_xml_node(Value v, Value *document_r)
{
	v = value_base(v);
	if (v.tag != VALUE_OBJECT || !type_is_a(v.cell->type, &type_xml_node))
		return NULL;
	if (v.cell->type == &type_xml_document) {
		*document_r = v;
		return (xmlNode *)((struct xml_document *)v.cell)->doc;
	}
	*document_r = ((struct xml_node *)v.cell)->document;
	return ((struct xml_node *)v.cell)->node;
}

xmlNode *xml_node_of(Value self)
{
	Value document;
	return value_as_xml_node(self, &document);
}

Value xml_document_of(Value self)
{
	Value document = NULL_VALUE;
	value_as_xml_node(self, &document);
	return document;
}

/* Nodes that leave the tree live as long as the document. */
static void keep_loose(Value document, xmlNode *node)
{
	struct xml_document *d = (struct xml_document *)document.cell;
	for (size_t i = 0; i < d->loose_count; i++)
		if (d->loose[i] == node)
			return;
	GROW(d->loose, d->loose_count, d->loose_capacity);
	d->loose[d->loose_count++] = node;
}

void xml_unlink(Value document, xmlNode *node)
{
	xmlNode *parent = node->parent;
	if (parent && parent->type == XML_ELEMENT_NODE && node->type != XML_ATTRIBUTE_NODE)
		parent->extra |= XML_NOT_EMPTY;
	xmlUnlinkNode(node);
	keep_loose(document, node);
}

/* ---- text ---- */

Value xml_text_or_empty(const xmlChar *text)
{
	return string_from(text ? (const char *)text : "");
}

Value xml_full_name(const xmlNode *node)
{
	switch (node->type) {
	case XML_DOCUMENT_NODE:
		return string_from("#document");
	case XML_TEXT_NODE:
		return string_from("#text");
	case XML_CDATA_SECTION_NODE:
		return string_from("#cdata-section");
	case XML_COMMENT_NODE:
		return string_from("#comment");
	default:
		if (node->ns && node->ns->prefix)
			return string_printf("%s:%s", (const char *)node->ns->prefix,
					     (const char *)node->name);
		return xml_text_or_empty(node->name);
	}
}

Value xml_content_of(xmlNode *node)
{
	xmlChar *content = xmlNodeGetContent(node);
	Value text = xml_text_or_empty(content);
	xmlFree(content);
	return text;
}

void xml_set_content(Value document, xmlNode *node, Value text)
{
	while (node->children && node->type == XML_ELEMENT_NODE)
		xml_unlink(document, node->children);
	xmlChar *escaped = xmlEncodeSpecialChars(node->doc, (const xmlChar *)string_data(text));
	xmlNodeSetContent(node, escaped);
	if (node->type == XML_ELEMENT_NODE)
		node->extra |= XML_NOT_EMPTY;
	xmlFree(escaped);
}

/* ---- properties ---- */

#define GETTER(name, expression)                                   \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		xmlNode *node = xml_node_of(self);                 \
		(void)node;                                        \
		*result_r = expression;                            \
		return OK;                                         \
	}
#define NODE(name, expression) GETTER(name, xml_node_new(xml_document_of(self), expression))

/* XmlNodeType */
static int node_type(const xmlNode *node)
{
	switch (node->type) {
	case XML_ELEMENT_NODE:
		return 1;
	case XML_ATTRIBUTE_NODE:
		return 2;
	case XML_TEXT_NODE:
		return 3;
	case XML_CDATA_SECTION_NODE:
		return 4;
	case XML_PI_NODE:
		return 7;
	case XML_COMMENT_NODE:
		return 8;
	case XML_DOCUMENT_NODE:
		return 9;
	default:
		return 0;
	}
}

static Value local_name(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE
		       ? xml_text_or_empty(node->name)
		       : xml_full_name(node);
}

static const xmlNs *namespace_of(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE ? node->ns : NULL;
}

static Value children_of(Value self)
{
	Value list = list_new();
	for (xmlNode *n = xml_node_of(self)->children; n; n = n->next)
		list_add(value_as_list(list), xml_node_new(xml_document_of(self), n));
	return xml_node_list_new(list);
}

static Value attributes_of(Value self)
{
	xmlNode *node = xml_node_of(self);
	if (node->type != XML_ELEMENT_NODE)
		return NULL_VALUE;
	return xml_attributes_new(self);
}

static Value value_of(xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE
		       ? NULL_VALUE
		       : xml_content_of(node);
}

static Value outer_of(xmlNode *node)
{
	struct strbuf text = STRBUF_INIT;
	xml_append_outer(node, -1, &text);
	return string_from_strbuf(&text);
}

static Value inner_of(xmlNode *node)
{
	struct strbuf text = STRBUF_INIT;
	xml_append_inner(node, &text);
	return string_from_strbuf(&text);
}

static bool has_children(const xmlNode *node)
{
	return node->children != NULL && node->type != XML_ATTRIBUTE_NODE;
}

GETTER(node_type, enum_value(&type_xml_node_type, node_type(node)))
NODE(parent, node->parent)
GETTER(name, xml_full_name(node))
GETTER(local_name, local_name(node))
GETTER(prefix, xml_text_or_empty(namespace_of(node) ? namespace_of(node)->prefix : NULL))
GETTER(namespace_uri, xml_text_or_empty(namespace_of(node) ? namespace_of(node)->href : NULL))
GETTER(inner_text, xml_content_of(node))
GETTER(inner_xml, inner_of(node))
GETTER(outer_xml, outer_of(node))
GETTER(value, value_of(node))
GETTER(child_nodes, children_of(self))
GETTER(attributes, attributes_of(self))
NODE(first_child, node->children)
NODE(last_child, node->last)
NODE(previous_sibling, node->type == XML_DOCUMENT_NODE ? NULL : node->prev)
NODE(next_sibling, node->type == XML_DOCUMENT_NODE ? NULL : node->next)
GETTER(has_child_nodes, value_bool(has_children(node)))
GETTER(has_attributes, value_bool(node->type == XML_ELEMENT_NODE && node->properties != NULL))
GETTER(owner_document, node->type == XML_DOCUMENT_NODE ? NULL_VALUE : xml_document_of(self))
GETTER(nothing, NULL_VALUE)
GETTER(false, FALSE_VALUE)
GETTER(empty, string_empty())
NODE(document_element,
     node->type == XML_DOCUMENT_NODE ? xmlDocGetRootElement((xmlDoc *)node) : NULL)
GETTER(is_empty, value_bool(!node->children && !(node->extra & XML_NOT_EMPTY)))
GETTER(preserve,
       value_bool(((struct xml_document *)xml_document_of(self).cell)->preserve_white_space))
GETTER(implementation, string_from("System.Xml.XmlImplementation"))
GETTER(schemas, string_from("System.Xml.Schema.XmlSchemaSet"))
GETTER(name_table, string_from("System.Xml.NameTable"))
GETTER(schema_info, string_from(node->type == XML_DOCUMENT_NODE ? "System.Xml.Schema.XmlSchemaInfo"
								: "System.Xml.XmlName"))

static enum status set_preserve(Value self, Value value)
{
	((struct xml_document *)xml_document_of(self).cell)->preserve_white_space =
		value_is_true(value);
	return OK;
}

static enum status set_value(Value self, Value value)
{
	static const char *const kinds[] = {"None", "Element", [9] = "Document"};
	int type = node_type(xml_node_of(self));
	if (type == 1 || type == 9)
		return throw_exception("System.InvalidOperationException",
				       "Cannot set a value on node type '%s'.", kinds[type]);
	xml_set_content(xml_document_of(self), xml_node_of(self), value_to_string(value));
	return OK;
}

static enum status set_text(Value self, Value value)
{
	xml_set_content(xml_document_of(self), xml_node_of(self), value_to_string(value));
	return OK;
}

/* Parses a fragment in the element's place. */
static enum status set_inner_xml(Value self, Value value)
{
	xmlNode *node = xml_node_of(self), *fragment = NULL;
	Value text = value_to_string(value);
	if (node->type == XML_DOCUMENT_NODE)
		return xml_parse(self, string_data(text), string_length(text));
	while (node->children)
		xml_unlink(xml_document_of(self), node->children);
	if (xmlParseInNodeContext(node, string_data(text), (int)string_length(text),
				  XML_PARSE_NOERROR | XML_PARSE_NOWARNING, &fragment) != XML_ERR_OK)
		return throw_exception("System.Xml.XmlException",
				       "The text is no well-formed XML. Line 1, position 1.");
	xmlAddChildList(node, fragment);
	return OK;
}

/* ---- methods ---- */

static const char *text_argument(const Value *argv, int i)
{
	return string_data(value_to_string(argv[i]));
}

static Value namespaces_argument(int argc, const Value *argv);

static enum status select_list(Value self, const char *path, Value namespaces, Value *result_r)
{
	Value found;
	enum status status =
		xml_select(xml_document_of(self), xml_node_of(self), path, namespaces, &found);
	if (status == OK)
		*result_r = xml_node_list_new(found);
	return status;
}

static enum status do_select_nodes(Value self, int argc, const Value *argv, Value *result_r)
{
	return select_list(self, text_argument(argv, 0), namespaces_argument(argc, argv), result_r);
}

static enum status do_select_single(Value self, int argc, const Value *argv, Value *result_r)
{
	Value found;
	enum status status =
		xml_select(xml_document_of(self), xml_node_of(self), text_argument(argv, 0),
			   namespaces_argument(argc, argv), &found);
	if (status == OK)
		*result_r = value_count(found) ? value_item(found, 0) : NULL_VALUE;
	return status;
}

static enum status do_by_tag_name(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	Value path = string_printf(".//*[name()='%s']", text_argument(argv, 0));
	return select_list(self, string_data(path), NULL_VALUE, result_r);
}

static enum status do_get_attribute(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	if (xml_get_namespace(xml_node_of(self), text_argument(argv, 0), result_r))
		return OK;
	xmlChar *value = xmlGetProp(xml_node_of(self), (const xmlChar *)text_argument(argv, 0));
	*result_r = xml_text_or_empty(value);
	xmlFree(value);
	return OK;
}

static enum status do_has_attribute(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	*result_r = value_bool(
		xmlHasProp(xml_node_of(self), (const xmlChar *)text_argument(argv, 0)) != NULL);
	return OK;
}

static enum status do_set_attribute(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)result_r;
	xmlSetProp(xml_node_of(self), (const xmlChar *)text_argument(argv, 0),
		   (const xmlChar *)text_argument(argv, 1));
	return OK;
}

static enum status do_remove_attribute(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)result_r;
	xmlAttr *a = xmlHasProp(xml_node_of(self), (const xmlChar *)text_argument(argv, 0));
	if (a)
		xml_unlink(xml_document_of(self), (xmlNode *)a);
	return OK;
}

static enum status not_a_node(void)
{
	return throw_argument("System.ArgumentException", "newChild",
			      "The node to be inserted is from a different document context.");
}

static void replace_namespace(xmlNode *node, const xmlNs *from, xmlNs *to)
{
	if (node->type != XML_ELEMENT_NODE)
		return;
	if (node->ns == from)
		node->ns = to;
	for (xmlAttr *a = node->properties; a; a = a->next)
		if (a->ns == from)
			a->ns = to;
	for (xmlNode *n = node->children; n; n = n->next)
		replace_namespace(n, from, to);
}

/* A new element below one of the same namespace needs no declaration of its own. */
static void share_namespaces(xmlNode *node)
{
	if (node->type != XML_ELEMENT_NODE || !node->parent ||
	    node->parent->type != XML_ELEMENT_NODE)
		return;
	for (xmlNs **at = &node->nsDef; *at;) {
		xmlNs *own = *at, *outer = xmlSearchNs(node->doc, node->parent, own->prefix);
		if (!outer || !xmlStrEqual(outer->href, own->href)) {
			at = &own->next;
			continue;
		}
		*at = own->next;
		replace_namespace(node, own, outer);
		xmlFreeNs(own);
	}
}

/* libxml2's own functions free a text that comes to stand beside another one. */
static void link_before(xmlNode *parent, xmlNode *node, xmlNode *next)
{
	xmlNode *previous = next ? next->prev : parent->last;
	node->parent = parent;
	node->prev = previous;
	node->next = next;
	if (previous)
		previous->next = node;
	else
		parent->children = node;
	if (next)
		next->prev = node;
	else
		parent->last = node;
}

/* Puts a node before another one, or at the end. */
static enum status insert(Value self, Value child, Value before, Value *result_r)
{
	Value document;
	xmlNode *node = value_as_xml_node(child, &document);
	xmlNode *at = value_is_null(before) ? NULL : xml_node_of(before);
	if (!node || document.cell != xml_document_of(self).cell)
		return not_a_node();
	if (node->type == XML_ELEMENT_NODE && xml_node_of(self)->type == XML_DOCUMENT_NODE &&
	    node->parent != xml_node_of(self) && xmlDocGetRootElement((xmlDoc *)xml_node_of(self)))
		return throw_exception("System.InvalidOperationException",
				       "This document already has a 'DocumentElement' node.");
	xmlUnlinkNode(node);
	if (node->type == XML_ATTRIBUTE_NODE)
		xmlAddChild(xml_node_of(self), node);
	else
		link_before(xml_node_of(self), node, at);
	share_namespaces(node);
	*result_r = child;
	return OK;
}

enum status xml_append(Value parent, Value child, Value *result_r)
{
	return insert(parent, child, NULL_VALUE, result_r);
}

static enum status do_append_child(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	return insert(self, argv[0], NULL_VALUE, result_r);
}

static enum status do_prepend_child(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	return insert(self, argv[0],
		      xml_node_new(xml_document_of(self), xml_node_of(self)->children), result_r);
}

static enum status do_insert_before(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	return insert(self, argv[0], argv[1], result_r);
}

static enum status do_insert_after(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	xmlNode *at = value_is_null(argv[1]) ? NULL : xml_node_of(argv[1]);
	return insert(self, argv[0], xml_node_new(xml_document_of(self), at ? at->next : NULL),
		      result_r);
}

static enum status do_get_attribute_node(Value self, int argc, const Value *argv, Value *result_r)
{
	return member_invoke(xml_attributes_new(self), "GetNamedItem", argc, argv, result_r);
}

static enum status do_set_attribute_node(Value self, int argc, const Value *argv, Value *result_r)
{
	return member_invoke(xml_attributes_new(self), "Append", argc, argv, result_r);
}

static enum status do_remove_child(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	Value document;
	xmlNode *node = value_as_xml_node(argv[0], &document);
	if (!node || node->parent != xml_node_of(self))
		return throw_argument("System.ArgumentException", "oldChild",
				      "The node to be removed is not a child of this node.");
	xml_unlink(document, node);
	*result_r = argv[0];
	return OK;
}

static enum status do_replace_child(Value self, int argc, const Value *argv, Value *result_r)
{
	enum status status = do_insert_before(self, argc, argv, result_r);
	return status == OK ? do_remove_child(self, 1, argv + 1, result_r) : status;
}

static enum status do_remove_all(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)argv;
	(void)result_r;
	while (xml_node_of(self)->type == XML_ELEMENT_NODE && xml_node_of(self)->properties)
		xml_unlink(xml_document_of(self), (xmlNode *)xml_node_of(self)->properties);
	if (xml_node_of(self)->type == XML_ELEMENT_NODE)
		xml_node_of(self)->extra |= XML_NOT_EMPTY;
	while (xml_node_of(self)->children)
		xml_unlink(xml_document_of(self), xml_node_of(self)->children);
	return OK;
}

static enum status do_clone(Value self, int argc, const Value *argv, Value *result_r)
{
	bool deep = argc == 0 || value_is_true(argv[0]);
	if (xml_node_of(self)->type == XML_DOCUMENT_NODE) {
		*result_r = xml_document_new();
		struct xml_document *copy = (struct xml_document *)result_r->cell;
		xmlFreeDoc(copy->doc);
		copy->doc = xmlCopyDoc((xmlDoc *)xml_node_of(self), deep);
		copy->doc->standalone = ((xmlDoc *)xml_node_of(self))->standalone;
		return OK;
	}
	xmlNode *copy = xmlDocCopyNode(xml_node_of(self), xml_node_of(self)->doc, deep ? 1 : 2);
	keep_loose(xml_document_of(self), copy);
	*result_r = xml_node_new(xml_document_of(self), copy);
	return OK;
}

static enum status do_import_node(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	Value other;
	xmlNode *node = value_as_xml_node(argv[0], &other);
	if (!node)
		return not_a_node();
	xmlNode *copy =
		xmlDocCopyNode(node, (xmlDoc *)xml_node_of(self), value_is_true(argv[1]) ? 1 : 2);
	keep_loose(self, copy);
	*result_r = xml_node_new(self, copy);
	return OK;
}

static enum status made(Value self, xmlNode *node, Value *result_r)
{
	keep_loose(self, node);
	*result_r = xml_node_new(self, node);
	return OK;
}

static enum status do_create_element(Value self, int argc, const Value *argv, Value *result_r)
{
	xmlDoc *doc = (xmlDoc *)xml_node_of(self);
	const char *name = text_argument(argv, 0), *colon = strchr(name, ':');
	xmlNode *node = xmlNewDocNode(doc, NULL, (const xmlChar *)(colon ? colon + 1 : name), NULL);
	if (argc > 1 && *text_argument(argv, 1)) {
		char *prefix = colon ? xstrndup(name, (size_t)(colon - name)) : NULL;
		xmlSetNs(node, xmlNewNs(node, (const xmlChar *)text_argument(argv, 1),
					(const xmlChar *)prefix));
		free(prefix);
	}
	return made(self, node, result_r);
}

static enum status do_create_attribute(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	xmlAttr *a = xmlNewDocProp((xmlDoc *)xml_node_of(self),
				   (const xmlChar *)text_argument(argv, 0), NULL);
	return made(self, (xmlNode *)a, result_r);
}

static enum status do_create_text(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	return made(
		self,
		xmlNewDocText((xmlDoc *)xml_node_of(self), (const xmlChar *)text_argument(argv, 0)),
		result_r);
}

static enum status do_create_comment(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	return made(self,
		    xmlNewDocComment((xmlDoc *)xml_node_of(self),
				     (const xmlChar *)text_argument(argv, 0)),
		    result_r);
}

static enum status do_create_cdata(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	const char *text = text_argument(argv, 0);
	return made(self,
		    xmlNewCDataBlock((xmlDoc *)xml_node_of(self), (const xmlChar *)text,
				     (int)strlen(text)),
		    result_r);
}

/* The declaration is no node of the tree: the document remembers it. */
static enum status do_create_declaration(Value self, int argc, const Value *argv, Value *result_r)
{
	xmlDoc *doc = (xmlDoc *)xml_node_of(self);
	const char *encoding = argc > 1 && !value_is_null(argv[1]) ? text_argument(argv, 1) : "";
	doc->standalone = XML_DECLARATION;
	if (*encoding) {
		xmlFree((xmlChar *)doc->encoding);
		doc->encoding = xmlStrdup((const xmlChar *)encoding);
	}
	return made(self, xmlNewDocText(doc, (const xmlChar *)""), result_r);
}

static enum status do_load_xml(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)result_r;
	Value text = value_to_string(argv[0]);
	return xml_parse(self, string_data(text), string_length(text));
}

static char *path_argument(const Value *argv)
{
	return runtime()->hooks->resolve_path(text_argument(argv, 0));
}

static enum status do_load(Value self, int argc, const Value *argv, Value *result_r)
{
	struct text_reader file;
	struct strbuf text = STRBUF_INIT;
	char *path = path_argument(argv);
	(void)argc;
	(void)result_r;
	if (!path)
		return ERROR;
	if (text_reader_open(&file, path, ENCODING_UTF8) < 0) {
		enum status status = throw_exception("System.IO.FileNotFoundException",
						     "Could not find file '%s'.", path);
		free(path);
		return status;
	}
	int failed = text_reader_rest(&file, &text);
	text_reader_close(&file);
	enum status status = failed ? throw_exception("System.IO.IOException", "%s : '%s'",
						      strerror(errno), path)
				    : xml_parse(self, text.data, text.length);
	strbuf_clear(&text);
	free(path);
	return status;
}

/* To a writer, which gets a declaration of its encoding, or to a stream. */
static enum status save_into_writer(Value self, Value writer)
{
	struct strbuf text = STRBUF_INIT;
	xml_append_outer(xml_node_of(self), xml_writer_indents(writer) ? 0 : -1, &text);
	enum status status = xml_writer_put(writer, text.data ? text.data : "", text.length);
	strbuf_clear(&text);
	return status;
}

static enum status do_write_to(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)result_r;
	return save_into_writer(self, value_base(argv[0]));
}

static enum status save_into(Value self, Value to)
{
	if (value_is_xml_writer(to))
		return save_into_writer(self, to);
	struct strbuf text = STRBUF_INIT, whole = STRBUF_INIT;
	const struct xml_document *d = (struct xml_document *)xml_document_of(self).cell;
	Value encoding = NULL_VALUE, name = NULL_VALUE, ignored;
	bool found;
	xml_append_outer(xml_node_of(self), d->preserve_white_space ? -1 : 0, &text);
	const char *content = text.length ? text.data : "";
	enum status status = OK;
	if (value_is_stream(to)) {
		status = io_stream_write(to, content, text.length);
	} else {
		status = member_get(to, "Encoding", &encoding, &found);
		if (status == OK)
			status = member_get(encoding, "WebName", &name, &found);
		if (strncmp(content, "<?xml ", 6) == 0 && strstr(content, "?>")) {
			content = strstr(content, "?>") + 2;
			content += *content == '\n';
		}
		strbuf_addf(&whole, "<?xml version=\"1.0\" encoding=\"%s\"?>%s%s",
			    string_data(value_to_string(name)), d->preserve_white_space ? "" : "\n",
			    content);
		Value argument = string_from_strbuf(&whole);
		if (status == OK)
			status = member_invoke(to, "Write", 1, &argument, &ignored);
	}
	strbuf_clear(&text);
	return status;
}

static enum status do_save(Value self, int argc, const Value *argv, Value *result_r)
{
	if (value_base(argv[0]).tag != VALUE_STRING)
		return save_into(self, value_base(argv[0]));
	struct strbuf text = STRBUF_INIT;
	struct text_writer file;
	struct xml_document *d = (struct xml_document *)xml_document_of(self).cell;
	char *path = path_argument(argv);
	(void)argc;
	(void)result_r;
	if (!path)
		return ERROR;
	xml_append_outer(xml_node_of(self), d->preserve_white_space ? -1 : 0, &text);
	bool marked = d->doc->encoding && strcasecmp((const char *)d->doc->encoding, "utf-8") == 0;
	int failed = text_writer_open(&file, path, marked ? ENCODING_UTF8_BOM : ENCODING_UTF8, 0);
	if (!failed)
		failed = text_writer_add(&file, text.data, text.length);
	if (!failed)
		failed = text_writer_finish(&file);
	enum status status = OK;
	if (failed)
		status = throw_exception("System.IO.IOException", "%s : '%s'", strerror(errno),
					 path);
	text_writer_close(&file);
	strbuf_clear(&text);
	free(path);
	return status;
}

static enum status new_document(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)self;
	(void)argc;
	(void)argv;
	*result_r = xml_document_new();
	return OK;
}

static enum status convert_document(Value from, const struct type *to, Value *result_r)
{
	Value document = xml_document_new(), text = value_to_string(from);
	(void)to;
	if (string_length(text) == 0) {
		*result_r = document;
		return OK;
	}
	enum status status = xml_parse(document, string_data(text), string_length(text));
	if (status == OK)
		*result_r = document;
	return status;
}

/* Leaves read as their text, all others as the name of their type or element. */
static enum status node_to_string(Value self, const char *format, struct strbuf *out)
{
	(void)format;
	strbuf_adds(out, self.cell->type->name);
	return OK;
}

static bool node_equals(Value a, Value b, bool ignore_case)
{
	(void)ignore_case;
	Value document;
	return xml_node_of(a) == value_as_xml_node(b, &document);
}

/* ---- XmlNamespaceManager ---- */

struct namespace_manager {
	struct cell cell;
	Value names; /* hashtable from prefix to name */
};

static void mark_manager(void *cell)
{
	gc_mark(((struct namespace_manager *)cell)->names);
}

static enum status new_manager(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)self;
	(void)argc;
	(void)argv;
	struct namespace_manager *m =
		gc_alloc(&type_xml_namespace_manager, VALUE_OBJECT, sizeof(*m));
	m->names = hashtable_new();
	*result_r = value_cell(VALUE_OBJECT, m);
	return OK;
}

static enum status do_add_namespace(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)result_r;
	hashtable_set(value_as_hashtable(((struct namespace_manager *)self.cell)->names), argv[0],
		      argv[1]);
	return OK;
}

static Value namespaces_argument(int argc, const Value *argv)
{
	Value v = argc > 1 ? value_base(argv[1]) : NULL_VALUE;
	return v.tag == VALUE_OBJECT && v.cell->type == &type_xml_namespace_manager
		       ? ((struct namespace_manager *)v.cell)->names
		       : v;
}

/* ---- tables ---- */

#define X "System.Xml."

/* The method that PowerShell adds: the name; of text in strings the type stands instead. */
static enum status do_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)argv;
	*result_r = xml_full_name(xml_node_of(self));
	return OK;
}

/* ---- names in namespaces ---- */

static xmlAttr *find_in_namespace(Value self, const Value *argv)
{
	const char *uri = text_argument(argv, 1);
	return xmlHasNsProp(xml_node_of(self), (const xmlChar *)text_argument(argv, 0),
			    *uri ? (const xmlChar *)uri : NULL);
}

static enum status do_get_attribute_in(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	xmlAttr *a = find_in_namespace(self, argv);
	*result_r = a ? xml_content_of((xmlNode *)a) : string_empty();
	return OK;
}

static enum status do_has_attribute_in(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	*result_r = value_bool(find_in_namespace(self, argv) != NULL);
	return OK;
}

/* A namespace of the element for the URI: one that it knows, or a new one with the prefix or .NET's d1p1. */
static xmlNs *namespace_for(xmlNode *node, const char *uri, const char *prefix)
{
	xmlNs *known = xmlSearchNsByHref(node->doc, node, (const xmlChar *)uri);
	if (known && known->prefix)
		return known;
	return xmlNewNs(node, (const xmlChar *)uri, (const xmlChar *)(prefix ? prefix : "d1p1"));
}

/* (localName, namespaceURI, value) */
static enum status do_set_attribute_in(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	const char *uri = text_argument(argv, 1);
	xmlNs *ns = *uri ? namespace_for(xml_node_of(self), uri, NULL) : NULL;
	xmlSetNsProp(xml_node_of(self), ns, (const xmlChar *)text_argument(argv, 0),
		     (const xmlChar *)text_argument(argv, 2));
	*result_r = argv[2];
	return OK;
}

/* (prefix, localName, namespaceURI) */
static enum status do_create_element_in(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	const char *prefix = text_argument(argv, 0);
	Value name = *prefix ? string_printf("%s:%s", prefix, text_argument(argv, 1)) : argv[1];
	return do_create_element(self, 2, (Value[]){name, argv[2]}, result_r);
}

/* (qualifiedName, namespaceURI) or (prefix, localName, namespaceURI) */
static enum status do_create_attribute_in(Value self, int argc, const Value *argv, Value *result_r)
{
	xmlDoc *doc = (xmlDoc *)xml_node_of(self);
	char *name = argc == 3 ? xasprintf("%s:%s", text_argument(argv, 0), text_argument(argv, 1))
			       : xstrdup(text_argument(argv, 0));
	char *colon = strchr(name, ':');
	const char *local = colon ? colon + 1 : name;
	xmlAttr *a = xmlNewDocProp(doc, (const xmlChar *)local, NULL);
	if (colon) {
		*colon = '\0';
		/* declared where it is put: until then by an element that nobody sees */
		xmlNode *holder = xmlNewDocNode(doc, NULL, (const xmlChar *)"holder", NULL);
		keep_loose(self, holder);
		a->ns = xmlNewNs(holder, (const xmlChar *)text_argument(argv, argc - 1),
				 (const xmlChar *)name);
	}
	free(name);
	return made(self, (xmlNode *)a, result_r);
}

static enum status do_create_instruction(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	return made(self,
		    xmlNewDocPI((xmlDoc *)xml_node_of(self),
				(const xmlChar *)text_argument(argv, 0),
				(const xmlChar *)text_argument(argv, 1)),
		    result_r);
}

/* (kind, name, namespaceURI): of the kinds those with names */
static enum status do_create_node(Value self, int argc, const Value *argv, Value *result_r)
{
	const char *kind = string_data(value_to_string(argv[0]));
	if (strcasecmp(kind, "element") == 0)
		return do_create_element(self, argc - 1, argv + 1, result_r);
	if (strcasecmp(kind, "attribute") == 0)
		return do_create_attribute(self, 1, argv + 1, result_r);
	if (strcasecmp(kind, "text") == 0 && argv[0].tag == VALUE_ENUM)
		return made(self, xmlNewDocText((xmlDoc *)xml_node_of(self), (const xmlChar *)""),
			    result_r);
	if (strcasecmp(kind, "comment") == 0)
		return made(self,
			    xmlNewDocComment((xmlDoc *)xml_node_of(self), (const xmlChar *)""),
			    result_r);
	return throw_exception("System.ArgumentException",
			       "'%s' does not represent any 'XmlNodeType'.", kind);
}

static enum status do_create_fragment(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)argv;
	return made(self, xmlNewDocFragment((xmlDoc *)xml_node_of(self)), result_r);
}

static enum status do_by_tag_name_in(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	Value path = string_printf(".//*[local-name()='%s' and namespace-uri()='%s']",
				   text_argument(argv, 0), text_argument(argv, 1));
	return select_list(self, string_data(path), NULL_VALUE, result_r);
}

/* The first child element of the name; $null when there is none. */
static enum status do_item(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	*result_r = NULL_VALUE;
	for (xmlNode *n = xml_node_of(self)->children; n && value_is_null(*result_r); n = n->next)
		if (n->type == XML_ELEMENT_NODE &&
		    strcmp(string_data(xml_full_name(n)), text_argument(argv, 0)) == 0)
			*result_r = xml_node_new(xml_document_of(self), n);
	return OK;
}

static enum status node_get_index(Value self, Value index, Value *result_r)
{
	Value name = value_to_string(index);
	return do_item(self, 1, &name, result_r);
}

static enum status do_has_namespace(Value self, int argc, const Value *argv, Value *result_r)
{
	Value ignored;
	(void)argc;
	*result_r = value_bool(
		hashtable_get(value_as_hashtable(((struct namespace_manager *)self.cell)->names),
			      argv[0], &ignored));
	return OK;
}

static enum status do_lookup_namespace(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	*result_r = NULL_VALUE;
	(void)hashtable_get(value_as_hashtable(((struct namespace_manager *)self.cell)->names),
			    argv[0], result_r);
	return OK;
}

static const struct member node_members[] = {
	PROPERTY(X "XmlNodeType NodeType {get;}", get_node_type),
	PROPERTY(X "XmlNode ParentNode {get;}", get_parent),
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("string LocalName {get;}", get_local_name),
	PROPERTY(X "XmlDocument OwnerDocument {get;}", get_owner_document),
	PROPERTY("bool IsReadOnly {get;}", get_false),
	PROPERTY_RW("string InnerText {get;set;}", get_inner_text, set_text),
	PROPERTY_RW("string InnerXml {get;set;}", get_inner_xml, set_inner_xml),
	PROPERTY("string BaseURI {get;}", get_empty),
	PROPERTY_RW("string Value {get;set;}", get_value, set_value),
	PROPERTY(X "XmlNodeList ChildNodes {get;}", get_child_nodes),
	PROPERTY(X "XmlNode PreviousSibling {get;}", get_previous_sibling),
	PROPERTY(X "XmlNode NextSibling {get;}", get_next_sibling),
	PROPERTY(X "XmlAttributeCollection Attributes {get;}", get_attributes),
	PROPERTY(X "XmlNode FirstChild {get;}", get_first_child),
	PROPERTY(X "XmlNode LastChild {get;}", get_last_child),
	PROPERTY("bool HasChildNodes {get;}", get_has_child_nodes),
	PROPERTY("string NamespaceURI {get;}", get_namespace_uri),
	PROPERTY("string Prefix {get;}", get_prefix),
	PROPERTY("string OuterXml {get;}", get_outer_xml),
	METHOD(X "XmlNodeList SelectNodes(string xpath)", do_select_nodes),
	METHOD(X "XmlNodeList SelectNodes(string xpath, System.Object nsmgr)", do_select_nodes),
	METHOD(X "XmlNode SelectSingleNode(string xpath)", do_select_single),
	METHOD(X "XmlNode SelectSingleNode(string xpath, System.Object nsmgr)", do_select_single),
	METHOD(X "XmlNode AppendChild(System.Object newChild)", do_append_child),
	METHOD(X "XmlNode PrependChild(System.Object newChild)", do_prepend_child),
	METHOD(X "XmlNode InsertBefore(System.Object newChild, System.Object refChild)",
	       do_insert_before),
	METHOD(X "XmlNode InsertAfter(System.Object newChild, System.Object refChild)",
	       do_insert_after),
	METHOD(X "XmlNode RemoveChild(System.Object oldChild)", do_remove_child),
	METHOD(X "XmlNode ReplaceChild(System.Object newChild, System.Object oldChild)",
	       do_replace_child),
	METHOD("void RemoveAll()", do_remove_all),
	METHOD("void WriteTo(System.Xml.XmlWriter w)", do_write_to),
	METHOD("string ToString()", do_to_string),
	METHOD(X "XmlElement Item(string name)", do_item),
	METHOD(X "XmlNode CloneNode(bool deep)", do_clone),
	METHOD(X "XmlNode Clone()", do_clone),
	MEMBER_END,
};

static const struct member document_members[] = {
	PROPERTY(X "XmlNodeType NodeType {get;}", get_node_type),
	PROPERTY(X "XmlNode ParentNode {get;}", get_nothing),
	PROPERTY(X "XmlDocumentType DocumentType {get;}", get_nothing),
	PROPERTY(X "XmlImplementation Implementation {get;}", get_implementation),
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("string LocalName {get;}", get_local_name),
	PROPERTY(X "XmlElement DocumentElement {get;}", get_document_element),
	PROPERTY(X "XmlDocument OwnerDocument {get;}", get_owner_document),
	PROPERTY(X "Schema.XmlSchemaSet Schemas {get;set;}", get_schemas),
	PROPERTY(X "XmlResolver XmlResolver {set;}", get_nothing),
	PROPERTY(X "XmlNameTable NameTable {get;}", get_name_table),
	PROPERTY_RW("bool PreserveWhitespace {get;set;}", get_preserve, set_preserve),
	PROPERTY("bool IsReadOnly {get;}", get_false),
	PROPERTY_RW("string InnerText {get;set;}", get_inner_text, set_text),
	PROPERTY_RW("string InnerXml {get;set;}", get_inner_xml, set_inner_xml),
	PROPERTY(X "Schema.IXmlSchemaInfo SchemaInfo {get;}", get_schema_info),
	PROPERTY("string BaseURI {get;}", get_empty),
	PROPERTY("string Value {get;set;}", get_nothing),
	PROPERTY(X "XmlNodeList ChildNodes {get;}", get_child_nodes),
	PROPERTY(X "XmlNode PreviousSibling {get;}", get_nothing),
	PROPERTY(X "XmlNode NextSibling {get;}", get_nothing),
	PROPERTY(X "XmlAttributeCollection Attributes {get;}", get_nothing),
	PROPERTY(X "XmlNode FirstChild {get;}", get_first_child),
	PROPERTY(X "XmlNode LastChild {get;}", get_last_child),
	PROPERTY("bool HasChildNodes {get;}", get_has_child_nodes),
	PROPERTY("string NamespaceURI {get;}", get_empty),
	PROPERTY("string Prefix {get;set;}", get_empty),
	PROPERTY("string OuterXml {get;}", get_outer_xml),
	PROPERTY(X "XmlNode PreviousText {get;}", get_nothing),
	CONSTRUCTOR(X "XmlDocument new()", new_document),
	METHOD("void Load(string filename)", do_load),
	METHOD("void LoadXml(string xml)", do_load_xml),
	METHOD("void Save(System.Object filename)", do_save),
	METHOD(X "XmlElement CreateElement(string name)", do_create_element),
	METHOD(X "XmlElement CreateElement(string qualifiedName, string namespaceURI)",
	       do_create_element),
	METHOD(X "XmlElement CreateElement(string prefix, string localName, string namespaceURI)",
	       do_create_element_in),
	METHOD(X "XmlAttribute CreateAttribute(string name)", do_create_attribute),
	METHOD(X "XmlAttribute CreateAttribute(string qualifiedName, string namespaceURI)",
	       do_create_attribute_in),
	METHOD(X "XmlAttribute CreateAttribute(string prefix, string localName, string "
		 "namespaceURI)",
	       do_create_attribute_in),
	METHOD(X "XmlProcessingInstruction CreateProcessingInstruction(string target, string "
		 "data)",
	       do_create_instruction),
	METHOD(X "XmlNode CreateNode(string nodeTypeString, string name, string namespaceURI)",
	       do_create_node),
	METHOD(X "XmlNode CreateNode(" X "XmlNodeType type, string name, string namespaceURI)",
	       do_create_node),
	METHOD(X "XmlDocumentFragment CreateDocumentFragment()", do_create_fragment),
	METHOD(X "XmlNodeList GetElementsByTagName(string localName, string namespaceURI)",
	       do_by_tag_name_in),
	METHOD(X "XmlText CreateTextNode(string text)", do_create_text),
	METHOD(X "XmlComment CreateComment(string data)", do_create_comment),
	METHOD(X "XmlCDataSection CreateCDataSection(string data)", do_create_cdata),
	METHOD(X "XmlDeclaration CreateXmlDeclaration(string version, string encoding, "
		 "string standalone)",
	       do_create_declaration),
	METHOD(X "XmlNode ImportNode(System.Object node, bool deep)", do_import_node),
	METHOD(X "XmlNodeList GetElementsByTagName(string name)", do_by_tag_name),
	MEMBER_END,
};

static enum status get_text_length(Value self, Value *result_r)
{
	*result_r = value_int(
		(int32_t)value_as_string(xml_content_of(xml_node_of(self)))->utf16_length);
	return OK;
}

static enum status get_true(Value self, Value *result_r)
{
	(void)self;
	*result_r = TRUE_VALUE;
	return OK;
}

/* Properties in the order in which .NET lists them. */
static const struct member element_members[] = {
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("string LocalName {get;}", get_local_name),
	PROPERTY("string NamespaceURI {get;}", get_namespace_uri),
	PROPERTY("string Prefix {get;}", get_prefix),
	PROPERTY(X "XmlNodeType NodeType {get;}", get_node_type),
	PROPERTY(X "XmlNode ParentNode {get;}", get_parent),
	PROPERTY(X "XmlDocument OwnerDocument {get;}", get_owner_document),
	PROPERTY("bool IsEmpty {get;set;}", get_is_empty),
	PROPERTY(X "XmlAttributeCollection Attributes {get;}", get_attributes),
	PROPERTY("bool HasAttributes {get;}", get_has_attributes),
	PROPERTY(X "Schema.IXmlSchemaInfo SchemaInfo {get;}", get_schema_info),
	PROPERTY_RW("string InnerXml {get;set;}", get_inner_xml, set_inner_xml),
	PROPERTY_RW("string InnerText {get;set;}", get_inner_text, set_text),
	PROPERTY(X "XmlNode NextSibling {get;}", get_next_sibling),
	PROPERTY(X "XmlNode PreviousSibling {get;}", get_previous_sibling),
	PROPERTY_RW("string Value {get;set;}", get_value, set_value),
	PROPERTY(X "XmlNodeList ChildNodes {get;}", get_child_nodes),
	PROPERTY(X "XmlNode FirstChild {get;}", get_first_child),
	PROPERTY(X "XmlNode LastChild {get;}", get_last_child),
	PROPERTY("bool HasChildNodes {get;}", get_has_child_nodes),
	PROPERTY("bool IsReadOnly {get;}", get_false),
	PROPERTY("string OuterXml {get;}", get_outer_xml),
	PROPERTY("string BaseURI {get;}", get_empty),
	PROPERTY(X "XmlNode PreviousText {get;}", get_nothing),
	METHOD("string GetAttribute(string name)", do_get_attribute),
	METHOD("string GetAttribute(string localName, string namespaceURI)", do_get_attribute_in),
	METHOD("bool HasAttribute(string localName, string namespaceURI)", do_has_attribute_in),
	METHOD("string SetAttribute(string localName, string namespaceURI, string value)",
	       do_set_attribute_in),
	METHOD(X "XmlNodeList GetElementsByTagName(string localName, string namespaceURI)",
	       do_by_tag_name_in),
	METHOD("bool HasAttribute(string name)", do_has_attribute),
	METHOD("void SetAttribute(string name, string value)", do_set_attribute),
	METHOD("void RemoveAttribute(string name)", do_remove_attribute),
	METHOD(X "XmlAttribute GetAttributeNode(string name)", do_get_attribute_node),
	METHOD(X "XmlAttribute SetAttributeNode(System.Object newAttr)", do_set_attribute_node),
	METHOD(X "XmlNodeList GetElementsByTagName(string name)", do_by_tag_name),
	MEMBER_END,
};

static const struct member text_members[] = {
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("string LocalName {get;}", get_local_name),
	PROPERTY(X "XmlNodeType NodeType {get;}", get_node_type),
	PROPERTY(X "XmlNode ParentNode {get;}", get_parent),
	PROPERTY_RW("string Value {get;set;}", get_value, set_value),
	PROPERTY(X "XmlNode PreviousText {get;}", get_nothing),
	PROPERTY_RW("string InnerText {get;set;}", get_inner_text, set_text),
	PROPERTY_RW("string Data {get;set;}", get_value, set_text),
	PROPERTY("int Length {get;}", get_text_length),
	PROPERTY(X "XmlNode PreviousSibling {get;}", get_previous_sibling),
	PROPERTY(X "XmlNode NextSibling {get;}", get_next_sibling),
	PROPERTY(X "XmlNodeList ChildNodes {get;}", get_child_nodes),
	PROPERTY(X "XmlAttributeCollection Attributes {get;}", get_attributes),
	PROPERTY(X "XmlDocument OwnerDocument {get;}", get_owner_document),
	PROPERTY(X "XmlNode FirstChild {get;}", get_first_child),
	PROPERTY(X "XmlNode LastChild {get;}", get_last_child),
	PROPERTY("bool HasChildNodes {get;}", get_has_child_nodes),
	PROPERTY("string NamespaceURI {get;}", get_namespace_uri),
	PROPERTY("string Prefix {get;}", get_prefix),
	PROPERTY("bool IsReadOnly {get;}", get_false),
	PROPERTY("string OuterXml {get;}", get_outer_xml),
	PROPERTY_RW("string InnerXml {get;set;}", get_inner_xml, set_inner_xml),
	PROPERTY(X "Schema.IXmlSchemaInfo SchemaInfo {get;}", get_schema_info),
	PROPERTY("string BaseURI {get;}", get_empty),
	MEMBER_END,
};

static const struct member attribute_members[] = {
	PROPERTY_RW("string #text {get;set;}", get_value, set_text),
	PROPERTY(X "XmlNode ParentNode {get;}", get_parent),
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("string LocalName {get;}", get_local_name),
	PROPERTY("string NamespaceURI {get;}", get_namespace_uri),
	PROPERTY("string Prefix {get;}", get_prefix),
	PROPERTY(X "XmlNodeType NodeType {get;}", get_node_type),
	PROPERTY(X "XmlDocument OwnerDocument {get;}", get_owner_document),
	PROPERTY_RW("string Value {get;set;}", get_value, set_value),
	PROPERTY(X "Schema.IXmlSchemaInfo SchemaInfo {get;}", get_schema_info),
	PROPERTY_RW("string InnerText {get;set;}", get_inner_text, set_text),
	PROPERTY("bool Specified {get;}", get_true),
	PROPERTY(X "XmlElement OwnerElement {get;}", get_parent),
	PROPERTY_RW("string InnerXml {get;set;}", get_inner_xml, set_inner_xml),
	PROPERTY("string BaseURI {get;}", get_empty),
	PROPERTY(X "XmlNodeList ChildNodes {get;}", get_child_nodes),
	PROPERTY(X "XmlNode PreviousSibling {get;}", get_previous_sibling),
	PROPERTY(X "XmlNode NextSibling {get;}", get_next_sibling),
	PROPERTY(X "XmlAttributeCollection Attributes {get;}", get_attributes),
	PROPERTY(X "XmlNode FirstChild {get;}", get_first_child),
	PROPERTY(X "XmlNode LastChild {get;}", get_last_child),
	PROPERTY("bool HasChildNodes {get;}", get_has_child_nodes),
	PROPERTY("bool IsReadOnly {get;}", get_false),
	PROPERTY("string OuterXml {get;}", get_outer_xml),
	PROPERTY(X "XmlNode PreviousText {get;}", get_nothing),
	MEMBER_END,
};

static const struct member manager_members[] = {
	CONSTRUCTOR(X "XmlNamespaceManager new(System.Object nameTable)", new_manager),
	METHOD("void AddNamespace(string prefix, string uri)", do_add_namespace),
	METHOD("bool HasNamespace(string prefix)", do_has_namespace),
	METHOD("string LookupNamespace(string prefix)", do_lookup_namespace),
	MEMBER_END,
};

struct type type_xml_node = {.name = X "XmlNode",
			     .tag = VALUE_OBJECT,
			     .flags = TYPE_ABSTRACT,
			     .members = node_members,
			     .mark = mark_node,
			     .to_string = node_to_string,
			     .equals = node_equals,
			     .get_index = node_get_index,
			     .get_dynamic = xml_get_shown,
			     .set_dynamic = xml_set_shown,
			     .list_dynamic = xml_list_shown};

static void mark_nothing(void *cell)
{
	(void)cell;
}

struct type type_xml_document = {.name = X "XmlDocument",
				 .alias = "xml",
				 .base = &type_xml_node,
				 .tag = VALUE_OBJECT,
				 .members = document_members,
				 .mark = mark_nothing,
				 .finalize = free_document,
				 .convert = convert_document};

#define NODE_TYPE(symbol, text, rows) \
	struct type symbol = {        \
		.name = X text, .base = &type_xml_node, .tag = VALUE_OBJECT, .members = rows}
NODE_TYPE(type_xml_element, "XmlElement", element_members);
NODE_TYPE(type_xml_attribute, "XmlAttribute", attribute_members);
NODE_TYPE(type_xml_text, "XmlText", text_members);
NODE_TYPE(type_xml_cdata, "XmlCDataSection", text_members);
NODE_TYPE(type_xml_comment, "XmlComment", text_members);
NODE_TYPE(type_xml_processing_instruction, "XmlProcessingInstruction", text_members);

struct type type_xml_namespace_manager = {.name = X "XmlNamespaceManager",
					  .tag = VALUE_OBJECT,
					  .members = manager_members,
					  .mark = mark_manager};

struct type *const xml_types[] = {
	&type_xml_node,
	&type_xml_document,
	&type_xml_element,
	&type_xml_attribute,
	&type_xml_text,
	&type_xml_cdata,
	&type_xml_comment,
	&type_xml_processing_instruction,
	&type_xml_namespace_manager,
	&type_xml_node_list,
	&type_xml_attribute_collection,
	NULL,
};
