/* Reader of *.types.ps1xml. */
#include "base/strbuf.h"
#include "base/text_file.h"
#include "cmdlets/utility/type_data.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/ets.h"
#include "object/runtime.h"
#include "object/string.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

struct reader {
	struct cmdlet_call *c;
	const char *path;
	const char *type_name; /* of the Type element at hand */
};

static enum status fault(struct reader *r, const xmlNode *at, const char *format, ...)
	FORMAT_PRINTF(3, 4) WARN_UNUSED;

static enum status fault(struct reader *r, const xmlNode *at, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list arguments;
	va_start(arguments, format);
	strbuf_vaddf(&text, format, arguments);
	va_end(arguments);
	enum status status = cmdlet_error_type(
		r->c, "System.Management.Automation.RuntimeException", "TypesXmlUpdateException",
		CATEGORY_INVALID_OPERATION, NULL_VALUE, ", %s(%ld) : Error%s%s%s: %s", r->path,
		xmlGetLineNo(at), r->type_name ? " in type \"" : "",
		r->type_name ? r->type_name : "", r->type_name ? "\"" : "", text.data);
	strbuf_clear(&text);
	return status;
}

static bool is_element(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

static const xmlNode *child(const xmlNode *parent, const char *name)
{
	for (const xmlNode *n = parent ? parent->children : NULL; n; n = n->next)
		if (is_element(n, name))
			return n;
	return NULL;
}

/* The text of a child element; NULL value when there is no such element. */
static Value child_text(const xmlNode *parent, const char *name)
{
	const xmlNode *n = child(parent, name);
	xmlChar *text = n ? xmlNodeGetContent(n) : NULL;
	Value v = text ? string_from((const char *)text) : NULL_VALUE;
	xmlFree(text);
	return v;
}

/* The same as a script block. */
static enum status child_block(const xmlNode *parent, const char *name, Value *block_r)
{
	Value text = child_text(parent, name);
	*block_r = NULL_VALUE;
	return value_is_null(text) ? OK
				   : runtime()->hooks->compile_script(string_data(text),
								      string_length(text), block_r);
}

static Value names_of(const xmlNode *parent)
{
	Value names = list_new();
	const xmlNode *list = child(parent, "ReferencedProperties");
	for (const xmlNode *n = list ? list->children : NULL; n; n = n->next)
		if (is_element(n, "Name")) {
			xmlChar *text = xmlNodeGetContent(n);
			list_add(value_as_list(names), string_from((const char *)text));
			xmlFree(text);
		}
	return list_to_array(value_as_list(names));
}

/* The member that an element describes; UNSET after a fault. */
static enum status read_member(struct reader *r, const xmlNode *n, const char *name,
			       Value *member_r)
{
	Value value = NULL_VALUE, setter = NULL_VALUE;
	enum member_kind kind = MEMBER_NOTE_PROPERTY;
	enum status status = OK;
	*member_r = UNSET_VALUE;
	if (is_element(n, "NoteProperty")) {
		value = child_text(n, "Value");
	} else if (is_element(n, "AliasProperty")) {
		kind = MEMBER_ALIAS_PROPERTY;
		value = child_text(n, "ReferencedMemberName");
	} else if (is_element(n, "ScriptProperty")) {
		kind = MEMBER_SCRIPT_PROPERTY;
		status = child_block(n, "GetScriptBlock", &value);
		if (status == OK)
			status = child_block(n, "SetScriptBlock", &setter);
		if (status == OK && value_is_null(value) && value_is_null(setter))
			return fault(r, n, "The ScriptProperty should have a getter or setter.");
	} else if (is_element(n, "ScriptMethod")) {
		kind = MEMBER_SCRIPT_METHOD;
		status = child_block(n, "Script", &value);
	} else if (is_element(n, "PropertySet")) {
		kind = MEMBER_PROPERTY_SET;
		value = names_of(n);
	} else {
		return fault(r, n,
			     "The node %s is not allowed. The following nodes are allowed: "
			     "AliasProperty, MemberSet, NoteProperty, PropertySet, ScriptMethod, "
			     "ScriptProperty.",
			     (const char *)n->name);
	}
	if (status == OK && kind != MEMBER_SCRIPT_PROPERTY && value_is_null(value))
		return fault(r, n, "Node \"%s\" should have an inner text.", (const char *)n->name);
	if (status != OK)
		return status;
	*member_r = member_object_new(kind, string_data(string_intern(name, strlen(name))), value,
				      setter);
	const char *hidden = (const char *)xmlGetProp((xmlNode *)n, (const xmlChar *)"IsHidden");
	value_as_member_object(*member_r)->hidden = hidden && strcasecmp(hidden, "true") == 0;
	xmlFree((xmlChar *)hidden);
	return OK;
}

/* PSStandardMembers: facts about the type. */
static enum status read_standard(struct reader *r, const xmlNode *set)
{
	const xmlNode *members = child(set, "Members");
	for (const xmlNode *n = members ? members->children : NULL; n; n = n->next) {
		Value name = n->type == XML_ELEMENT_NODE ? child_text(n, "Name") : NULL_VALUE;
		Value member;
		if (value_is_null(name))
			continue;
		enum status status = read_member(r, n, string_data(name), &member);
		if (status != OK)
			return status;
		if (member.tag != VALUE_UNSET)
			type_data_set(r->type_name, string_data(name),
				      value_as_member_object(member)->value);
	}
	return OK;
}

static enum status read_members(struct reader *r, const xmlNode *members)
{
	for (const xmlNode *n = members->children; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		Value name = child_text(n, "Name"), member;
		enum status status;
		if (value_is_null(name))
			status = fault(r, n,
				       "Node \"Name\" was not found. It should occur only once "
				       "under \"%s\". The parent node, \"%s\", will be ignored.",
				       (const char *)n->name, (const char *)n->name);
		else if (is_element(n, "MemberSet"))
			status = read_standard(r, n);
		else
			status = read_member(r, n, string_data(name), &member);
		if (status != OK)
			return status;
		if (value_is_null(name) || is_element(n, "MemberSet") || member.tag == VALUE_UNSET)
			continue;
		if (type_data_add(r->type_name, member, false) == OK)
			continue;
		runtime()->error = NULL_VALUE;
		status = fault(r, n, "The member %s is already present.", string_data(name));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status read_type(struct reader *r, const xmlNode *n)
{
	Value name = child_text(n, "Name");
	const xmlNode *members = child(n, "Members");
	r->type_name = NULL;
	if (value_is_null(name))
		return fault(r, n,
			     "Node \"Name\" was not found. It should occur only once under "
			     "\"Type\". The parent node, \"Type\", will be ignored.");
	r->type_name = string_data(name);
	if (!members && !child(n, "TypeConverter") && !child(n, "TypeAdapter"))
		return fault(r, n,
			     "The \"Type\" node must have \"Members\", \"TypeConverters\", or "
			     "\"TypeAdapters\".");
	type_data_set(r->type_name, "file", string_from(r->path));
	return members ? read_members(r, members) : OK;
}

static enum status read_document(struct reader *r, xmlParserCtxt *parser, const xmlDoc *doc)
{
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (!doc || !parser->wellFormed) {
		const xmlError *e = xmlCtxtGetLastError(parser);
		return cmdlet_error_type(r->c, "System.Management.Automation.RuntimeException",
					 "TypesXmlUpdateException", CATEGORY_INVALID_OPERATION,
					 NULL_VALUE, ", %s(%d) : Error: %.*s", r->path,
					 e ? e->line : 0,
					 e && e->message ? (int)strcspn(e->message, "\n") : 0,
					 e && e->message ? e->message : "");
	}
	if (!root || !is_element(root, "Types"))
		return fault(r, root,
			     "The node %s is not allowed. The following nodes are allowed: Types.",
			     root ? (const char *)root->name : "");
	enum status status = OK;
	for (const xmlNode *n = root->children; status == OK && n; n = n->next)
		if (is_element(n, "Type"))
			status = read_type(r, n);
	return status;
}

enum status type_file_load(struct cmdlet_call *c, const char *path)
{
	struct reader r = {.c = c, .path = path};
	struct text_reader file;
	struct strbuf text = STRBUF_INIT;
	if (text_reader_open(&file, path, ENCODING_UTF8) < 0)
		return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
					 "PathNotFound", CATEGORY_OBJECT_NOT_FOUND,
					 string_from(path),
					 "Cannot find path '%s' because it does not exist.", path);
	int failed = text_reader_rest(&file, &text);
	text_reader_close(&file);
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc = failed ? NULL
			     : xmlCtxtReadMemory(parser, text.data, (int)text.length, path, NULL,
						 XML_PARSE_NONET | XML_PARSE_NOERROR |
							 XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
	enum status status = read_document(&r, parser, doc);
	xmlFreeDoc(doc);
	xmlFreeParserCtxt(parser);
	strbuf_clear(&text);
	return status;
}
