/* What PowerShell shows of a node as properties: attributes, child elements, text. */
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"
#include "object/xml_private.h"
#include <string.h>

/* Nothing or one text in it. */
static bool is_simple(const xmlNode *node)
{
	return !node->children || (node->children->type == XML_TEXT_NODE && !node->children->next);
}

/* An element that is nothing but text reads as the text. */
static Value adapted(Value document, xmlNode *node)
{
	if (node->type == XML_ATTRIBUTE_NODE || node->type == XML_TEXT_NODE ||
	    node->type == XML_CDATA_SECTION_NODE || node->type == XML_COMMENT_NODE ||
	    node->type == XML_PI_NODE)
		return xml_content_of(node);
	if (node->type == XML_ELEMENT_NODE && !node->properties && !node->nsDef && is_simple(node))
		return xml_content_of(node);
	return xml_node_new(document, node);
}

/* Calls back for each of them in order. */
static void each_shown(xmlNode *node, void (*visit)(xmlNode *shown, void *context), void *context)
{
	if (node->type != XML_ELEMENT_NODE && node->type != XML_DOCUMENT_NODE)
		return;
	if (node->type == XML_ELEMENT_NODE)
		for (xmlAttr *a = node->properties; a; a = a->next)
			visit((xmlNode *)a, context);
	for (xmlNode *n = node->children; n; n = n->next)
		if (n->type != XML_DTD_NODE)
			visit(n, context);
}

struct shown_search {
	Value document;
	const char *name;
	Value found; /* list */
};

static bool is_named(const xmlNode *node, const char *name)
{
	return strcasecmp(string_data(xml_full_name(node)), name) == 0 ||
	       (node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0);
}

static void take_named(xmlNode *shown, void *context)
{
	struct shown_search *search = context;
	if (is_named(shown, search->name))
		list_add(value_as_list(search->found), adapted(search->document, shown));
}

static Value declaration_text(const xmlDoc *doc)
{
	if (doc->standalone == XML_NO_DECLARATION)
		return NULL_VALUE;
	if (doc->encoding)
		return string_printf("version=\"%s\" encoding=\"%s\"", (const char *)doc->version,
				     (const char *)doc->encoding);
	return string_printf("version=\"%s\"", (const char *)doc->version);
}

bool xml_get_namespace(const xmlNode *node, const char *name, Value *result_r)
{
	if (node->type != XML_ELEMENT_NODE || strncasecmp(name, "xmlns", 5) != 0 ||
	    (name[5] != '\0' && name[5] != ':'))
		return false;
	const char *prefix = name[5] ? name + 6 : "";
	for (const xmlNs *ns = node->nsDef; ns; ns = ns->next)
		if (strcasecmp(ns->prefix ? (const char *)ns->prefix : "", prefix) == 0) {
			*result_r = xml_text_or_empty(ns->href);
			return true;
		}
	return false;
}

bool xml_get_shown(Value self, const char *name, Value *result_r)
{
	xmlNode *node = xml_node_of(self);
	if (xml_get_namespace(node, name, result_r))
		return true;
	struct shown_search search = {xml_document_of(self), name, list_new()};
	if (node->type == XML_DOCUMENT_NODE && name_equal(name, "xml")) {
		*result_r = declaration_text((xmlDoc *)node);
		return !value_is_null(*result_r);
	}
	each_shown(node, take_named, &search);
	const struct list *found = value_as_list(search.found);
	if (!found->count)
		return false;
	*result_r = found->count == 1 ? found->items[0] : list_to_array(found);
	return true;
}

struct first_search {
	const char *name;
	xmlNode *found;
	int count;
};

static void take_first(xmlNode *shown, void *context)
{
	struct first_search *search = context;
	if (!is_named(shown, search->name))
		return;
	if (search->count++ == 0)
		search->found = shown;
}

enum status xml_set_shown(Value self, const char *name, Value value)
{
	struct first_search search = {.name = name};
	each_shown(xml_node_of(self), take_first, &search);
	if (!search.found)
		return throw_error(
			"ExceptionWhenSetting", CATEGORY_INVALID_OPERATION, self,
			"Exception setting \"%s\": \"The property '%s' cannot be found on this "
			"object. Verify that the property exists and can be set.\"",
			name, name);
	bool is_element = search.found->type == XML_ELEMENT_NODE;
	if (search.count > 1 || (is_element && !is_simple(search.found)))
		return throw_error("XmlNodeSetShouldBeAString", CATEGORY_INVALID_OPERATION, self,
				   "Cannot set \"%s\" because only strings can be used as values "
				   "to set XmlNode properties.",
				   name);
	xml_set_content(xml_document_of(self), search.found, value_to_string(value));
	return OK;
}

struct shown_list {
	Value self;
	struct property *properties;
	size_t count, capacity;
};

static void list_one(xmlNode *shown, void *context)
{
	struct shown_list *list = context;
	Value name = xml_full_name(shown);
	const char *interned = string_data(string_intern(string_data(name), string_length(name)));
	for (size_t i = 0; i < list->count; i++)
		if (list->properties[i].name == interned)
			return;
	if (list->count == list->capacity) {
		size_t size = list->capacity * sizeof(*list->properties);
		list->capacity = list->capacity ? list->capacity * 2 : 8;
		size_t larger = list->capacity * sizeof(*list->properties);
		list->properties = size ? gc_realloc_buffer(list->properties, size, larger)
					: gc_alloc_buffer(larger);
	}
	struct property *p = &list->properties[list->count++];
	p->name = interned;
	if (!xml_get_shown(list->self, interned, &p->value))
		p->value = NULL_VALUE;
}

struct property *xml_list_shown(Value self, size_t *count_r)
{
	struct shown_list list = {.self = self};
	xmlNode *node = xml_node_of(self);
	if (node->type == XML_DOCUMENT_NODE) {
		Value declaration = declaration_text((xmlDoc *)node);
		if (!value_is_null(declaration)) {
			list.properties = gc_alloc_buffer(8 * sizeof(*list.properties));
			list.capacity = 8;
			list.properties[list.count++] = (struct property){
				string_data(string_intern("xml", 3)), declaration};
		}
	}
	each_shown(node, list_one, &list);
	*count_r = list.count;
	return list.properties;
}
