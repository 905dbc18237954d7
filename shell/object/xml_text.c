/* XML nodes as text, in .NET's form: " />" for elements without content. */
#include "base/strbuf.h"
#include "object/xml_node.h"
#include <string.h>

static void append_escaped(struct strbuf *out, const char *text, bool in_attribute)
{
	for (; *text; text++) {
		if (*text == '&')
			strbuf_adds(out, "&amp;");
		else if (*text == '<')
			strbuf_adds(out, "&lt;");
		else if (*text == '>')
			strbuf_adds(out, "&gt;");
		else if (in_attribute && *text == '"')
			strbuf_adds(out, "&quot;");
		else if (in_attribute && (*text == '\n' || *text == '\r' || *text == '\t'))
			strbuf_addf(out, "&#x%X;", *text);
		else
			strbuf_addc(out, *text);
	}
}

static void append_name(struct strbuf *out, const xmlNs *ns, const xmlChar *name)
{
	if (ns && ns->prefix)
		strbuf_addf(out, "%s:", (const char *)ns->prefix);
	strbuf_adds(out, (const char *)name);
}

static void append_attribute(struct strbuf *out, xmlAttr *a)
{
	xmlChar *value = xmlNodeListGetString(a->doc, a->children, 1);
	append_name(out, a->ns, a->name);
	strbuf_adds(out, "=\"");
	append_escaped(out, value ? (const char *)value : "", true);
	strbuf_addc(out, '"');
	xmlFree(value);
}

static void new_line(struct strbuf *out, int indent)
{
	if (out->length)
		strbuf_addc(out, '\n');
	strbuf_add_repeat(out, ' ', (size_t)indent * 2);
}

static bool is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static void append_declaration(struct strbuf *out, const xmlNs *ns)
{
	strbuf_adds(out, ns->prefix ? " xmlns:" : " xmlns");
	if (ns->prefix)
		strbuf_adds(out, (const char *)ns->prefix);
	strbuf_adds(out, "=\"");
	append_escaped(out, ns->href ? (const char *)ns->href : "", true);
	strbuf_addc(out, '"');
}

/* Whether an element from `node` up to `top` declares the namespace, or has been given it. */
static bool is_declared(const xmlNode *node, const xmlNode *top, const xmlNs *ns)
{
	for (const xmlNode *n = node; n; n = n->parent) {
		if (n != node && n->ns == ns)
			return true;
		for (const xmlNs *own = n->nsDef; own; own = own->next)
			if (own == ns)
				return true;
		if (n == top)
			return false;
	}
	return false;
}

/* Whether the parent is in a namespace that has no prefix. */
static bool has_default(const xmlNode *parent)
{
	return parent && parent->type == XML_ELEMENT_NODE && parent->ns && !parent->ns->prefix &&
	       parent->ns->href && *parent->ns->href;
}

static void append_node(xmlNode *node, const xmlNode *top, int indent, struct strbuf *out);

static void append_element(xmlNode *node, const xmlNode *top, int indent, struct strbuf *out)
{
	bool lines = indent >= 0;
	strbuf_addc(out, '<');
	append_name(out, node->ns, node->name);
	for (xmlAttr *a = node->properties; a; a = a->next) {
		strbuf_addc(out, ' ');
		append_attribute(out, a);
	}
	for (const xmlNs *ns = node->nsDef; ns; ns = ns->next)
		append_declaration(out, ns);
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (a->ns && a->ns->prefix && strcmp((const char *)a->ns->prefix, "xml") != 0 &&
		    a->ns != node->ns && !is_declared(node, top, a->ns))
			append_declaration(out, a->ns);
	if (node->ns && !is_declared(node, top, node->ns))
		append_declaration(out, node->ns);
	else if (!node->ns && node != top && has_default(node->parent))
		strbuf_adds(out, " xmlns=\"\"");
	if (!node->children && !(node->extra & XML_NOT_EMPTY)) {
		strbuf_adds(out, " />");
		return;
	}
	strbuf_addc(out, '>');
	for (xmlNode *n = node->children; n; n = n->next) {
		lines = lines && !is_text(n);
		if (lines)
			new_line(out, indent + 1);
		append_node(n, top, lines ? indent + 1 : -1, out);
	}
	if (lines)
		new_line(out, indent);
	strbuf_adds(out, "</");
	append_name(out, node->ns, node->name);
	strbuf_addc(out, '>');
}

static void append_document(xmlDoc *doc, int indent, struct strbuf *out)
{
	if (doc->version && doc->standalone != XML_NO_DECLARATION) {
		strbuf_addf(out, "<?xml version=\"%s\"", (const char *)doc->version);
		if (doc->encoding)
			strbuf_addf(out, " encoding=\"%s\"", (const char *)doc->encoding);
		if (doc->standalone >= 0)
			strbuf_addf(out, " standalone=\"%s\"", doc->standalone ? "yes" : "no");
		strbuf_adds(out, "?>");
	}
	for (xmlNode *n = doc->children; n; n = n->next) {
		if (indent >= 0)
			new_line(out, indent);
		xml_append_outer(n, indent, out);
	}
}

static void append_node(xmlNode *node, const xmlNode *top, int indent, struct strbuf *out)
{
	const char *text = (const char *)node->content;
	switch (node->type) {
	case XML_DOCUMENT_NODE:
		append_document((xmlDoc *)node, indent, out);
		break;
	case XML_ELEMENT_NODE:
		append_element(node, top, indent, out);
		break;
	case XML_ATTRIBUTE_NODE:
		append_attribute(out, (xmlAttr *)node);
		break;
	case XML_TEXT_NODE:
		append_escaped(out, text ? text : "", false);
		break;
	case XML_CDATA_SECTION_NODE:
		strbuf_addf(out, "<![CDATA[%s]]>", text ? text : "");
		break;
	case XML_COMMENT_NODE:
		strbuf_addf(out, "<!--%s-->", text ? text : "");
		break;
	case XML_PI_NODE:
		strbuf_addf(out, "<?%s %s?>", (const char *)node->name, text ? text : "");
		break;
	case XML_ENTITY_REF_NODE:
		strbuf_addf(out, "&%s;", (const char *)node->name);
		break;
	default:
		break;
	}
}

void xml_append_outer(xmlNode *node, int indent, struct strbuf *out)
{
	append_node(node, node, indent, out);
}

void xml_append_inner(xmlNode *node, struct strbuf *out)
{
	if (node->type == XML_DOCUMENT_NODE) {
		xml_append_outer(node, -1, out);
		return;
	}
	for (xmlNode *n = node->children; n; n = n->next)
		xml_append_outer(n, -1, out);
}
