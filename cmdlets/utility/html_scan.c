#include "cmdlets/utility/html_scan.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/psobject.h"
#include "object/string.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The ">" that ends the tag: those in quotes do not. NULL: the page ends before. */
static const char *tag_end(const char *p)
{
	char quote = '\0';
	for (; *p; p++) {
		if (quote)
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '>')
			return p;
	}
	return NULL;
}

static const struct {
	const char *name, *text;
} entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};

static Value unescape(const char *text, size_t length)
{
	struct strbuf out = STRBUF_INIT;
	for (size_t i = 0; i < length;) {
		size_t k = 0, n = 0;
		for (; k < countof(entities); k++) {
			n = strlen(entities[k].name);
			if (length - i >= n && !strncmp(text + i, entities[k].name, n))
				break;
		}
		if (k < countof(entities))
			strbuf_adds(&out, entities[k].text);
		else
			strbuf_addc(&out, text[i]);
		i += k < countof(entities) ? n : 1;
	}
	return string_from_strbuf(&out);
}

static bool is_name(char ch)
{
	return isalnum((unsigned char)ch) || strchr("-_:.", ch);
}

/* name="value" name='value' name=value name */
static void add_attributes(Value object, const char *p, const char *end)
{
	while (p < end) {
		while (p < end && !is_name(*p))
			p++;
		const char *name = p;
		while (p < end && is_name(*p))
			p++;
		if (p == name)
			return;
		char *key = xstrndup(name, (size_t)(p - name));
		Value value = string_empty();
		p += strspn(p, " \t\r\n");
		if (p < end && *p == '=') {
			p += 1 + strspn(p + 1, " \t\r\n");
			const char *stops = *p == '"' ? "\"" : *p == '\'' ? "'" : " \t\r\n>";
			p += stops[1] == '\0';
			size_t n = strcspn(p, stops);
			n = MIN(n, (size_t)(end - p));
			value = unescape(p, n);
			p += n + (stops[1] == '\0' && p + n < end);
		}
		psobject_set(object, key, value);
		free(key);
	}
}

Value html_scan(const char *html, const char *tag, bool whole)
{
	Value found = list_new();
	size_t length = strlen(tag);
	char *close = xasprintf("</%s>", tag), *upper = xstrdup(tag);
	for (char *u = upper; *u; u++)
		*u = (char)toupper((unsigned char)*u);
	for (const char *p = html; (p = strchr(p, '<')); p++) {
		if (strncasecmp(p + 1, tag, length) != 0 || is_name(p[1 + length]))
			continue;
		const char *end = tag_end(p + 1), *stop = end;
		if (!end)
			break;
		const char *closing = whole ? strcasestr(end, close) : NULL;
		if (closing)
			stop = closing + strlen(close) - 1;
		Value object = psobject_new();
		psobject_set(object, "outerHTML", string_new(p, (size_t)(stop - p) + 1));
		psobject_set(object, "tagName", string_from(upper));
		add_attributes(object, p + 1 + length, end);
		list_add(value_as_list(found), object);
		p = end;
	}
	free(close);
	free(upper);
	return list_to_array(value_as_list(found));
}
