/* Text to XML trees, and what is wrong with it in .NET's words. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/error_record.h"
#include "object/xml_node.h"
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

struct place {
	int line, column; /* from 1 */
};

struct open_tag {
	const char *name;
	size_t length;
	struct place place;
};

static void advance(struct place *place, const char *from, const char *to)
{
	for (; from < to; from++) {
		if (*from == '\n') {
			place->line++;
			place->column = 1;
		} else if (((unsigned char)*from & 0xc0) != 0x80) {
			place->column++;
		}
	}
}

static enum status refuse(struct place place, const char *sentence)
{
	return throw_exception("System.Xml.XmlException", "%s Line %d, position %d.", sentence,
			       place.line, place.column);
}

static enum status mismatch(const struct open_tag *open, const char *name, size_t length,
			    struct place place)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addf(&text,
		    "The '%.*s' start tag on line %d position %d does not match the end tag of "
		    "'%.*s'.",
		    (int)open->length, open->name, open->place.line, open->place.column,
		    (int)length, name);
	enum status status = refuse(place, text.data);
	strbuf_clear(&text);
	return status;
}

static enum status not_closed(const struct open_tag *open, size_t count, struct place place)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_adds(&text, "Unexpected end of file has occurred. The following elements are not "
			   "closed: ");
	for (size_t i = count; i-- > 0;)
		strbuf_addf(&text, "%.*s%s", (int)open[i].length, open[i].name, i ? ", " : ".");
	enum status status = refuse(place, text.data);
	strbuf_clear(&text);
	return status;
}

/* Follows the tags to the one that does not fit; false when they are fine. */
static bool explain_tags(const char *text, size_t length, enum status *status_r)
{
	struct open_tag *open = NULL;
	size_t count = 0, capacity = 0;
	struct place place = {1, 1};
	const char *p = text, *end = text + length;
	bool explained = false;
	while (!explained && p < end) {
		const char *tag = memchr(p, '<', (size_t)(end - p));
		if (!tag || tag + 1 >= end)
			break;
		bool closing = tag[1] == '/';
		const char *name = tag + 1 + closing;
		const char *close = memchr(name, '>', (size_t)(end - name));
		size_t name_length = strcspn(name, " \t\r\n/><");
		advance(&place, p, name);
		p = name;
		if (!close)
			break;
		if (closing) {
			if (!count)
				break;
			struct open_tag *last = &open[--count];
			if (last->length != name_length || memcmp(last->name, name, name_length)) {
				*status_r = mismatch(last, name, name_length, place);
				explained = true;
			}
		} else if (*name != '!' && *name != '?' && close[-1] != '/') {
			GROW(open, count, capacity);
			open[count++] = (struct open_tag){name, name_length, place};
		}
		advance(&place, p, close + 1);
		p = close + 1;
	}
	if (!explained && count) {
		advance(&place, p, end);
		*status_r = not_closed(open, count, place);
		explained = true;
	}
	free(open);
	return explained;
}

static enum status explain(const char *text, size_t length, const xmlError *e)
{
	size_t blanks = strspn(text, " \t\r\n");
	enum status status = ERROR;
	if (blanks == length)
		return throw_exception("System.Xml.XmlException", "Root element is missing.");
	if (text[blanks] != '<')
		return throw_exception(
			"System.InvalidOperationException",
			"The specified node cannot be inserted as the valid child of "
			"this node, because the specified node is the wrong type.");
	if (explain_tags(text, length, &status))
		return status;
	struct place place = {e ? e->line : 1, e && e->int2 ? e->int2 : 1};
	struct strbuf sentence = STRBUF_INIT;
	strbuf_addf(&sentence, "%.*s.", e && e->message ? (int)strcspn(e->message, "\n") : 0,
		    e && e->message ? e->message : "");
	status = refuse(place, sentence.data);
	strbuf_clear(&sentence);
	return status;
}

static const char *skip_mark(const char *text, size_t *length)
{
	if (*length < 3 || memcmp(text, "\xef\xbb\xbf", 3) != 0)
		return text;
	*length -= 3;
	return text + 3;
}

/* Text of blanks alone is nothing, wherever it stands. */
static void drop_blanks(xmlNode *node)
{
	for (xmlNode *next; node; node = next) {
		next = node->next;
		if (node->type == XML_TEXT_NODE && xmlIsBlankNode(node)) {
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		} else if (node->type == XML_ELEMENT_NODE) {
			drop_blanks(node->children);
		}
	}
}

/* An element's start was read: its "/>" comes next, or it has an end tag. */
static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
			  const xmlChar *uri, int namespaces, const xmlChar **declared,
			  int attributes, int defaulted, const xmlChar **list)
{
	xmlParserCtxt *parser = context;
	xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, declared, attributes,
			      defaulted, list);
	const xmlChar *next = parser->input ? parser->input->cur : NULL;
	if (parser->node && next && !(next[0] == '/' && next[1] == '>'))
		parser->node->extra |= XML_NOT_EMPTY;
}

enum status xml_parse(Value document, const char *text, size_t length)
{
	struct xml_document *d = (struct xml_document *)document.cell;
	text = skip_mark(text, &length);
	xmlParserCtxt *parser = xmlNewParserCtxt();
	parser->sax->startElementNs = start_element;
	int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
	/* The text is UTF-8 here, whatever its declaration says. */
	xmlDoc *doc = xmlCtxtReadMemory(parser, text, (int)length, NULL, "UTF-8", options);
	enum status status = OK;
	if (!doc || !parser->wellFormed) {
		status = explain(text, length, xmlCtxtGetLastError(parser));
		xmlFreeDoc(doc);
	} else {
		/* The parser was told the encoding: it is the declaration's only when that has one. */
		if (!memmem(text, strcspn(text, ">"), "encoding", 8)) {
			xmlFree((xmlChar *)doc->encoding);
			doc->encoding = NULL;
		}
		if (!d->preserve_white_space)
			drop_blanks(doc->children);
		if (!d->doc->children && !d->loose_count)
			xmlFreeDoc(d->doc);
		d->doc = doc;
	}
	xmlFreeParserCtxt(parser);
	return status;
}
