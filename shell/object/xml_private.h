/* What the files of System.Xml's nodes share: xml_node.c and xml_shown.c. */
#ifndef EXOSH_OBJECT_XML_PRIVATE_H
#define EXOSH_OBJECT_XML_PRIVATE_H

#include "object/member.h"
#include "object/xml_node.h"

/* What a value that is known to be a node wraps, and its document. */
xmlNode *xml_node_of(Value self);
Value xml_document_of(Value self);
Value xml_text_or_empty(const xmlChar *text);
/* All text below a node; setting it replaces what an element holds. */
Value xml_content_of(xmlNode *node);
void xml_set_content(Value document, xmlNode *node, Value text);

/* ---- xml_shown.c: hooks of the types ---- */
/* "xmlns" and "xmlns:prefix": libxml2 keeps these apart from the attributes. */
bool xml_get_namespace(const xmlNode *node, const char *name, Value *result_r);
/* One value, or an array where several have the name. */
bool xml_get_shown(Value self, const char *name, Value *result_r);
enum status xml_set_shown(Value self, const char *name, Value value) WARN_UNUSED;
struct property *xml_list_shown(Value self, size_t *count_r);

#endif
