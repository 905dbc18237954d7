#include "base/hashmap.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "formatters/clixml.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/error_record.h"
#include "object/ets.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/secure_string.h"
#include "object/string.h"
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	Value objects; /* hashtable: RefId to object */
	Value names;   /* hashtable: RefId to string[] of type names */
};

static bool is_tag(const xmlNode *node, const char *tag)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, tag) == 0;
}

static xmlNode *find(const xmlNode *parent, const char *tag)
{
	for (xmlNode *n = parent->children; n; n = n->next)
		if (is_tag(n, tag))
			return n;
	return NULL;
}

static int hex4(const char *text)
{
	int value = 0;
	for (int i = 0; i < 4; i++) {
		char c = text[i], lower = (char)(c | 0x20);
		int digit = c >= '0' && c <= '9'           ? c - '0'
			    : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
							   : -1;
		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

/* Text with "_x000A_" turned back. */
static Value decoded(const char *text)
{
	struct strbuf out = STRBUF_INIT;
	if (!strstr(text, "_x"))
		return string_from(text);
	for (const char *p = text; *p;) {
		int code = p[0] == '_' && p[1] == 'x' && strlen(p) >= 7 && p[6] == '_' ? hex4(p + 2)
										       : -1;
		if (code >= 0 && code < 0x80) {
			strbuf_addc(&out, (char)code);
			p += 7;
		} else if (code >= 0) {
			uint16_t unit = (uint16_t)code;
			Value one = string_from_utf16(&unit, 1);
			strbuf_add(&out, string_data(one), string_length(one));
			p += 7;
		} else {
			strbuf_addc(&out, *p++);
		}
	}
	return string_from_strbuf(&out);
}

static Value text_of(const xmlNode *node)
{
	xmlChar *content = xmlNodeGetContent(node);
	Value text = decoded(content ? (const char *)content : "");
	xmlFree(content);
	return text;
}

static Value attribute(const xmlNode *node, const char *name)
{
	xmlChar *content = xmlGetProp(node, (const xmlChar *)name);
	Value text = content ? decoded((const char *)content) : NULL_VALUE;
	xmlFree(content);
	return text;
}

/* [-]P1DT2H3M4.5S */
static Value duration(const char *text)
{
	bool negative = *text == '-', in_time = false;
	int64_t ticks = 0;
	for (const char *p = text + negative; *p;) {
		char *end;
		if (*p == 'P' || *p == 'T') {
			in_time = *p == 'T' || in_time;
			p++;
			continue;
		}
		double number = strtod(p, &end);
		if (end == p)
			break;
		double seconds = *end == 'D'              ? 86400
				 : *end == 'H'            ? 3600
				 : *end == 'M' && in_time ? 60
							  : 1;
		ticks += (int64_t)llround(number * seconds * (double)TICKS_PER_SECOND);
		p = *end ? end + 1 : end;
	}
	return value_timespan(negative ? -ticks : ticks);
}

static Value bytes(Value text)
{
	size_t length = string_length(text), padding = 0;
	const char *data = string_data(text);
	unsigned char *out = xmalloc(length + 3);
	while (padding < length && data[length - 1 - padding] == '=')
		padding++;
	int count = EVP_DecodeBlock(out, (const unsigned char *)data, (int)length);
	Value array = array_new_bytes(out, count > 0 ? (size_t)count - padding : 0);
	free(out);
	return array;
}

static const struct {
	const char *tag;
	const struct type *type;
} converted[] = {
	{"I32", &type_int32},  {"I64", &type_int64},  {"I16", &type_int16},
	{"U16", &type_uint16}, {"U32", &type_uint32}, {"U64", &type_uint64},
	{"By", &type_byte},    {"SB", &type_sbyte},   {"D", &type_decimal},
	{"G", &type_guid},     {"URI", &type_uri},    {"Version", &type_version},
};

/* A value that stands in one element; false for all others. */
static bool read_simple(const xmlNode *node, Value *result_r)
{
	if (is_tag(node, "Nil")) {
		*result_r = NULL_VALUE;
		return true;
	}
	Value text = text_of(node);
	const char *data = string_data(text);
	for (size_t i = 0; i < countof(converted); i++)
		if (is_tag(node, converted[i].tag)) {
			if (!convert_try(text, converted[i].type, result_r))
				*result_r = text;
			return true;
		}
	if (is_tag(node, "S") || is_tag(node, "SBK") || is_tag(node, "XD")) {
		*result_r = text;
	} else if (is_tag(node, "B")) {
		*result_r = value_bool(strcmp(data, "true") == 0);
	} else if (is_tag(node, "C")) {
		*result_r = value_char((uint16_t)atoi(data));
	} else if (is_tag(node, "Db") || is_tag(node, "Sg")) {
		double d = strcmp(data, "INF") == 0    ? INFINITY
			   : strcmp(data, "-INF") == 0 ? -INFINITY
						       : strtod(data, NULL);
		*result_r = value_double(d);
		if (is_tag(node, "Sg"))
			result_r->tag = VALUE_SINGLE;
	} else if (is_tag(node, "DT")) {
		if (!datetime_parse(data, result_r))
			*result_r = text;
		else if (data[string_length(text) - 1] == 'Z')
			*result_r = datetime_to_utc(*result_r);
	} else if (is_tag(node, "TS")) {
		*result_r = duration(data);
	} else if (is_tag(node, "BA")) {
		*result_r = bytes(text);
	} else if (is_tag(node, "SS")) {
		if (secure_string_import(data, NULL, 0, result_r) != OK) {
			runtime()->error = NULL_VALUE;
			*result_r = NULL_VALUE;
		}
	} else {
		return false;
	}
	return true;
}

static Value read_value(struct reader *r, const xmlNode *node);

static Value read_type_names(struct reader *r, const xmlNode *object)
{
	const xmlNode *names = find(object, "TN"), *reference = find(object, "TNRef");
	Value list = NULL_VALUE;
	if (reference)
		hashtable_get(value_as_hashtable(r->names), attribute(reference, "RefId"), &list);
	if (!names)
		return list;
	list = list_new();
	for (const xmlNode *n = names->children; n; n = n->next)
		if (is_tag(n, "T"))
			list_add(value_as_list(list), text_of(n));
	hashtable_set(value_as_hashtable(r->names), attribute(names, "RefId"), list);
	return list;
}

static bool has_type(Value names, const char *name)
{
	for (size_t i = 0; !value_is_null(names) && i < value_count(names); i++)
		if (strcmp(string_data(value_item(names, i)), name) == 0)
			return true;
	return false;
}

static Value read_dictionary(struct reader *r, const xmlNode *node, Value names)
{
	bool ordered = has_type(names, "System.Collections.Specialized.OrderedDictionary");
	Value table = ordered ? hashtable_new_ordered() : hashtable_new();
	for (const xmlNode *entry = node->children; entry; entry = entry->next) {
		Value key = NULL_VALUE, value = NULL_VALUE;
		if (!is_tag(entry, "En"))
			continue;
		for (const xmlNode *n = entry->children; n; n = n->next) {
			if (n->type != XML_ELEMENT_NODE)
				continue;
			Value role = attribute(n, "N");
			bool is_key = !value_is_null(role) && strcmp(string_data(role), "Key") == 0;
			*(is_key ? &key : &value) = read_value(r, n);
		}
		if (!value_is_null(key))
			hashtable_set(value_as_hashtable(table), key, value);
	}
	return table;
}

static Value read_list(struct reader *r, const xmlNode *node)
{
	Value list = list_new_typed(&type_array_list);
	for (const xmlNode *n = node->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			list_add(value_as_list(list), read_value(r, n));
	return list;
}

static void read_members(struct reader *r, const xmlNode *node, Value object)
{
	for (const xmlNode *n = node ? node->children : NULL; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		Value name = attribute(n, "N");
		if (!value_is_null(name))
			psobject_set(object, string_data(name), read_value(r, n));
	}
}

/* An object whose text is not that of its value: an enumeration's name, what ToString() gave. */
static Value with_text(Value object, const xmlNode *to_string)
{
	struct strbuf code = STRBUF_INIT;
	Value text = text_of(to_string), block, result;
	strbuf_addc(&code, '\'');
	for (const char *p = string_data(text); *p; p++) {
		if (*p == '\'')
			strbuf_addc(&code, '\'');
		strbuf_addc(&code, *p);
	}
	strbuf_addc(&code, '\'');
	const struct runtime_hooks *hooks = runtime()->hooks;
	enum status status = hooks->compile_script(code.data, code.length, &block);
	strbuf_clear(&code);
	if (status == OK) {
		Value member = member_object_new(MEMBER_SCRIPT_METHOD,
						 string_data(string_intern("ToString", 8)), block,
						 NULL_VALUE);
		value_as_member_object(member)->hidden = true;
		if (member_add(object, member, true, &result) == OK)
			return result;
	}
	runtime()->error = NULL_VALUE;
	return object;
}

static Value read_credential(Value object)
{
	Value arguments[2], result;
	if (!psobject_get(object, "UserName", &arguments[0]) ||
	    !psobject_get(object, "Password", &arguments[1]) ||
	    member_invoke_static(&type_credential, "new", 2, arguments, &result) != OK) {
		runtime()->error = NULL_VALUE;
		return object;
	}
	return result;
}

static void add_type_names(Value object, Value names)
{
	for (size_t i = value_is_null(names) ? 0 : value_count(names); i-- > 0;) {
		struct strbuf name = STRBUF_INIT;
		const char *own = string_data(value_item(names, i));
		strbuf_addf(&name, "%s%s", strncmp(own, "Deserialized.", 13) ? "Deserialized." : "",
			    own);
		value_add_type_name(object, name.data);
		strbuf_clear(&name);
	}
}

static Value read_object(struct reader *r, const xmlNode *node)
{
	Value names = read_type_names(r, node), object = UNSET_VALUE;
	const xmlNode *properties = find(node, "Props"), *members = find(node, "MS");
	const xmlNode *to_string = find(node, "ToString");
	for (const xmlNode *n = node->children; n; n = n->next) {
		if (is_tag(n, "DCT"))
			object = read_dictionary(r, n, names);
		else if (is_tag(n, "LST") || is_tag(n, "IE") || is_tag(n, "QUE") ||
			 is_tag(n, "STK"))
			object = read_list(r, n);
		else if (n->type == XML_ELEMENT_NODE && n != to_string)
			read_simple(n, &object);
	}
	bool is_value = object.tag != VALUE_UNSET;
	if (!is_value)
		object = psobject_new();
	else if (members || to_string)
		object = psobject_wrap(object);
	hashtable_set(value_as_hashtable(r->objects), attribute(node, "RefId"), object);
	if (object.tag == VALUE_PSOBJECT) {
		read_members(r, properties, object);
		read_members(r, members, object);
	}
	if (has_type(names, "System.Management.Automation.PSCredential"))
		return read_credential(object);
	if (object.tag == VALUE_PSOBJECT)
		add_type_names(object, names);
	return to_string && object.tag == VALUE_PSOBJECT ? with_text(object, to_string) : object;
}

static Value read_value(struct reader *r, const xmlNode *node)
{
	Value v = NULL_VALUE;
	if (is_tag(node, "Obj"))
		return read_object(r, node);
	if (is_tag(node, "Ref")) {
		hashtable_get(value_as_hashtable(r->objects), attribute(node, "RefId"), &v);
		return v;
	}
	read_simple(node, &v);
	return v;
}

static enum status refuse(const xmlError *e, bool is_empty)
{
	int line = e && e->line > 0 ? e->line : 1;
	int position = e && e->int2 > 0 ? e->int2 : 1;
	size_t length = e && e->message ? strcspn(e->message, "\n") : 0;
	if (is_empty)
		return throw_error_type("System.Xml.XmlException", "System.Xml.XmlException",
					CATEGORY_NOT_SPECIFIED, NULL_VALUE,
					"Root element is missing.");
	if (!e || e->code == XML_ERR_DOCUMENT_EMPTY || e->code == XML_ERR_DOCUMENT_START)
		return throw_error_type("System.Xml.XmlException", "System.Xml.XmlException",
					CATEGORY_NOT_SPECIFIED, NULL_VALUE,
					"Data at the root level is invalid. Line %d, position %d.",
					line, position);
	return throw_error_type("System.Xml.XmlException", "System.Xml.XmlException",
				CATEGORY_NOT_SPECIFIED, NULL_VALUE, "%.*s Line %d, position %d.",
				(int)length, e->message, line, position);
}

enum status clixml_read(const char *text, size_t length, Value *objects_r)
{
	struct reader r = {.objects = hashtable_new(), .names = hashtable_new()};
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc = xmlCtxtReadMemory(parser, text, (int)length, NULL, NULL,
					XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
						XML_PARSE_HUGE);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	enum status status = OK;
	*objects_r = list_new();
	if (!doc || !parser->wellFormed)
		status = refuse(xmlCtxtGetLastError(parser), length == 0);
	else if (!root || !is_tag(root, "Objs"))
		status = throw_error_type(
			"System.Xml.XmlException", "System.Xml.XmlException",
			CATEGORY_NOT_SPECIFIED, NULL_VALUE,
			"Element 'Objs' with namespace name "
			"'http://schemas.microsoft.com/powershell/2004/04' was not "
			"found. Line 1, position 2.");
	for (const xmlNode *n = status == OK ? root->children : NULL; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			list_add(value_as_list(*objects_r), read_value(&r, n));
	xmlFreeDoc(doc);
	xmlFreeParserCtxt(parser);
	return status;
}
