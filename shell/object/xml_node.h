/*
 * System.Xml: documents, elements, attributes and so on over libxml2's tree. A node's cell holds its document's;
 * the tree is freed with the document. Nodes are compared by what they wrap: two cells may stand for one node.
 *
 * To scripts a node shows its attributes and child elements as properties ($x.shop.item), as PowerShell does.
 */
#ifndef EXOSH_OBJECT_XML_NODE_H
#define EXOSH_OBJECT_XML_NODE_H

#include "object/gc.h"
#include "object/type.h"

#include <libxml/tree.h>

struct strbuf;

/* In xmlNode.extra of an element without children: written as <a></a> all the same, as it was read, or as it lost them. */
#define XML_NOT_EMPTY 1

struct xml_document {
	struct cell cell;
	xmlDoc *doc;
	xmlNode **loose; /* nodes outside the tree: freed with the document */
	size_t loose_count, loose_capacity;
	bool preserve_white_space;
};

struct xml_node {
	struct cell cell;
	Value document; /* of the document's cell */
	xmlNode *node;
};

/* libxml2's values of xmlDoc.standalone that stand for neither yes nor no. */
#define XML_NO_DECLARATION (-1)
#define XML_DECLARATION (-2)

extern struct type type_xml_node, type_xml_document, type_xml_element, type_xml_attribute,
	type_xml_text, type_xml_cdata, type_xml_comment, type_xml_processing_instruction,
	type_xml_namespace_manager, type_xml_node_list, type_xml_attribute_collection;
extern struct type *const xml_types[]; /* NULL-terminated */

Value xml_document_new(void);
/* The cell of a node of a document; NULL for NULL. The document node gives the document. */
Value xml_node_new(Value document, xmlNode *node);
/* What a value wraps, of any XML type; NULL when it is none. *document_r: its document. */
xmlNode *value_as_xml_node(Value v, Value *document_r);

Value xml_full_name(const xmlNode *node); /* with the prefix */
Value xml_node_list_new(Value nodes);     /* of a list */
Value xml_attributes_new(Value element);  /* the element's attributes as they are when asked */
/* Takes a node out of the tree; it lives on with the document. */
void xml_unlink(Value document, xmlNode *node);
enum status xml_append(Value parent, Value child, Value *result_r) WARN_UNUSED;

/* Replaces a document's content. ERROR with an XmlException's sentence, line and position. */
enum status xml_parse(Value document, const char *text, size_t length) WARN_UNUSED;
/* A node as XML text. `indent` < 0: as it is; else in lines, from that level on. */
void xml_append_outer(xmlNode *node, int indent, struct strbuf *out);
void xml_append_inner(xmlNode *node, struct strbuf *out);
/* Nodes that an XPath expression finds: a list. `namespaces`: hashtable from prefix to name, or NULL.
 * ERROR: an XPathException. */
enum status xml_select(Value document, xmlNode *node, const char *xpath, Value namespaces,
		       Value *nodes_r) WARN_UNUSED;

#endif
