/* XmlNodeList and XmlAttributeCollection. */
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"
#include "object/xml_node.h"
#include <string.h>

struct xml_list {
	struct cell cell;
	Value element; /* whose attributes these are; null for a list of nodes */
	Value nodes;   /* list; null for attributes */
};

static struct xml_list *as_xml_list(Value v)
{
	return (struct xml_list *)v.cell;
}

static void mark_list(void *cell)
{
	gc_mark(((struct xml_list *)cell)->element);
	gc_mark(((struct xml_list *)cell)->nodes);
}

static Value make(const struct type *type, Value element, Value nodes)
{
	struct xml_list *l = gc_alloc(type, VALUE_OBJECT, sizeof(*l));
	l->element = element;
	l->nodes = nodes;
	return value_cell(VALUE_OBJECT, l);
}

Value xml_node_list_new(Value nodes)
{
	return make(&type_xml_node_list, NULL_VALUE, nodes);
}

Value xml_attributes_new(Value element)
{
	return make(&type_xml_attribute_collection, element, NULL_VALUE);
}

static Value nodes_of(Value self)
{
	if (!value_is_null(as_xml_list(self)->nodes))
		return as_xml_list(self)->nodes;
	Value document, list = list_new();
	const xmlNode *element = value_as_xml_node(as_xml_list(self)->element, &document);
	for (xmlAttr *a = element->properties; a; a = a->next)
		list_add(value_as_list(list), xml_node_new(document, (xmlNode *)a));
	return list;
}

static enum status get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)value_as_list(nodes_of(self))->count);
	return OK;
}

static xmlAttr *find_attribute(Value self, const char *name)
{
	Value document;
	const xmlNode *element = value_as_xml_node(as_xml_list(self)->element, &document);
	const char *colon = strchr(name, ':');
	for (xmlAttr *a = element->properties; a; a = a->next) {
		const char *prefix = a->ns ? (const char *)a->ns->prefix : NULL;
		size_t length = prefix ? strlen(prefix) : 0;
		bool same_prefix = colon ? prefix && length == (size_t)(colon - name) &&
						   strncmp(prefix, name, length) == 0
					 : !prefix;
		if (same_prefix && strcmp((const char *)a->name, colon ? colon + 1 : name) == 0)
			return a;
	}
	return NULL;
}

static enum status get_index(Value self, Value index, Value *result_r)
{
	int32_t at;
	index = value_base(index);
	*result_r = NULL_VALUE;
	if (index.tag == VALUE_STRING && !value_is_null(as_xml_list(self)->element)) {
		Value document;
		value_as_xml_node(as_xml_list(self)->element, &document);
		*result_r =
			xml_node_new(document, (xmlNode *)find_attribute(self, string_data(index)));
		return OK;
	}
	if (convert_to_int(index, &at) != OK)
		return ERROR;
	const struct list *nodes = value_as_list(nodes_of(self));
	if (at >= 0 && (size_t)at < nodes->count)
		*result_r = nodes->items[at];
	return OK;
}

static enum status do_item(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	return get_index(self, argv[0], result_r);
}

static enum status list_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	const struct list *list = value_as_list(e->state);
	*more_r = e->position < list->count;
	if (*more_r)
		*item_r = list->items[e->position++];
	return OK;
}

static enum status enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .state = nodes_of(self), .next = list_next};
	return OK;
}

/* ---- attributes ---- */

static enum status do_append(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	Value document, element = as_xml_list(self)->element;
	const xmlNode *added = value_as_xml_node(argv[0], &document);
	if (!added || added->type != XML_ATTRIBUTE_NODE)
		return throw_argument("System.ArgumentException", "node",
				      "The node to be inserted is from a different document "
				      "context.");
	xmlAttr *old = find_attribute(self, string_data(xml_full_name(added)));
	if (old && (const xmlNode *)old != added)
		xml_unlink(document, (xmlNode *)old);
	*result_r = argv[0];
	return (const xmlNode *)old == added ? OK : xml_append(element, argv[0], result_r);
}

static enum status do_remove(Value self, int argc, const Value *argv, Value *result_r)
{
	Value document;
	(void)argc;
	xmlNode *node = value_as_xml_node(argv[0], &document);
	const xmlNode *element = value_as_xml_node(as_xml_list(self)->element, &document);
	*result_r = NULL_VALUE;
	if (node && node->type == XML_ATTRIBUTE_NODE && node->parent == element) {
		xml_unlink(document, node);
		*result_r = argv[0];
	}
	return OK;
}

static enum status do_remove_named(Value self, int argc, const Value *argv, Value *result_r)
{
	Value attribute;
	if (get_index(self, argv[0], &attribute) != OK)
		return ERROR;
	return do_remove(self, argc, &attribute, result_r);
}

static enum status do_remove_all(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	(void)argv;
	(void)result_r;
	Value document;
	const xmlNode *element = value_as_xml_node(as_xml_list(self)->element, &document);
	while (element->properties)
		xml_unlink(document, (xmlNode *)element->properties);
	return OK;
}

#define X "System.Xml."

static const struct member node_list_members[] = {
	PROPERTY("int Count {get;}", get_count),
	METHOD(X "XmlNode Item(int index)", do_item),
	MEMBER_END,
};

static const struct member attributes_members[] = {
	PROPERTY("int Count {get;}", get_count),
	METHOD(X "XmlNode Item(int index)", do_item),
	METHOD(X "XmlNode GetNamedItem(string name)", do_item),
	METHOD(X "XmlNode SetNamedItem(System.Object node)", do_append),
	METHOD(X "XmlAttribute Append(System.Object node)", do_append),
	METHOD(X "XmlAttribute Prepend(System.Object node)", do_append),
	METHOD(X "XmlAttribute Remove(System.Object node)", do_remove),
	METHOD("void RemoveAll()", do_remove_all),
	METHOD(X "XmlNode RemoveNamedItem(string name)", do_remove_named),
	MEMBER_END,
};

struct type type_xml_node_list = {.name = X "XmlNodeList",
				  .tag = VALUE_OBJECT,
				  .members = node_list_members,
				  .mark = mark_list,
				  .enumerate = enumerate,
				  .get_index = get_index};

struct type type_xml_attribute_collection = {.name = X "XmlAttributeCollection",
					     .tag = VALUE_OBJECT,
					     .members = attributes_members,
					     .mark = mark_list,
					     .enumerate = enumerate,
					     .get_index = get_index};
