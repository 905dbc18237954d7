/* XPath 1.0 on XML trees. */
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/string.h"
#include "object/xml_node.h"
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

static void ignore_error(void *context, xmlError *error)
{
	(void)context;
	(void)error;
}

static void register_namespaces(xmlXPathContext *context, Value namespaces)
{
	Value prefix, name;
	if (value_base(namespaces).tag != VALUE_HASHTABLE)
		return;
	const struct hashtable *h = value_as_hashtable(value_base(namespaces));
	for (size_t i = 0; hashtable_next(h, &i, &prefix, &name);)
		xmlXPathRegisterNs(context, (const xmlChar *)string_data(value_to_string(prefix)),
				   (const xmlChar *)string_data(value_to_string(name)));
}

enum status xml_select(Value document, xmlNode *node, const char *xpath, Value namespaces,
		       Value *nodes_r)
{
	struct xml_document *d = (struct xml_document *)document.cell;
	*nodes_r = list_new();
	if (!d->doc)
		return OK;
	xmlXPathContext *context = xmlXPathNewContext(d->doc);
	context->node = node;
	context->error = ignore_error;
	register_namespaces(context, namespaces);
	xmlXPathObject *found = xmlXPathEvalExpression((const xmlChar *)xpath, context);
	enum status status = OK;
	size_t length = strlen(xpath);
	if (!found && (strstr(xpath, "/[") || (length && xpath[length - 1] == '/')))
		status = throw_exception("System.Xml.XPath.XPathException",
					 "Expression must evaluate to a node-set.");
	else if (!found)
		status = throw_exception("System.Xml.XPath.XPathException",
					 "'%s' has an invalid token.", xpath);
	else if (found->type != XPATH_NODESET)
		status = throw_exception("System.Xml.XPath.XPathException",
					 "Expression must evaluate to a node-set.");
	for (int i = 0; status == OK && found->nodesetval && i < found->nodesetval->nodeNr; i++)
		list_add(value_as_list(*nodes_r),
			 xml_node_new(document, found->nodesetval->nodeTab[i]));
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return status;
}
