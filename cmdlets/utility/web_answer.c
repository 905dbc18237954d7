/* What an HTTP answer says: text, headers, links. */
#include "base/xmalloc.h"
#include "cmdlets/utility/web_request.h"
#include "object/array.h"
#include "object/encoding.h"
#include "object/string.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *type_of(const struct http_answer *answer)
{
	const char *type = http_headers_find(&answer->headers, "Content-Type");
	return type ? type : "";
}

bool web_answer_is_text(const struct http_answer *answer)
{
	static const char *const kinds[] = {"text/", "json", "xml", "javascript",
					    "x-www-form-urlencoded"};
	const char *type = type_of(answer);
	for (size_t i = 0; i < countof(kinds); i++)
		if (strcasestr(type, kinds[i]))
			return true;
	return *type == '\0';
}

Value web_answer_text(const struct http_answer *answer)
{
	const char *charset = strcasestr(type_of(answer), "charset=");
	const struct encoding *encoding = NULL;
	size_t mark = 0;
	if (charset) {
		charset += strlen("charset=");
		charset += strspn(charset, "\"' ");
		char *name = xstrndup(charset, strcspn(charset, "\"'; "));
		encoding = encoding_find(name);
		free(name);
	} else if (answer->body.length) {
		encoding = encoding_detect(answer->body.data, answer->body.length, &mark);
	}
	struct strbuf text = STRBUF_INIT;
	if (answer->body.length)
		encoding_decode(encoding ? encoding : encoding_utf8(), answer->body.data + mark,
				answer->body.length - mark, &text);
	return string_from_strbuf(&text);
}

Value web_answer_headers(const struct http_answer *answer)
{
	Value table = hashtable_new_dictionary();
	struct hashtable *h = value_as_hashtable(table);
	for (size_t i = 0; i < answer->headers.count; i++) {
		const struct http_header *header = &answer->headers.items[i];
		Value before, all = array_new_typed(&type_string_array, 1);
		if (hashtable_get_text(h, header->name, &before)) {
			size_t count = value_count(before);
			all = array_new_typed(&type_string_array, count + 1);
			for (size_t k = 0; k < count; k++)
				value_as_array(all)->items[k] = value_item(before, k);
		}
		value_as_array(all)->items[value_count(all) - 1] = string_from(header->value);
		hashtable_set_text(h, header->name, all);
	}
	return table;
}

/* Link: <https://host/page=2>; rel="next", <...>; rel="last" (RFC 8288); relative ones are resolved against the address. */
static char *resolve(const struct http_answer *answer, const char *link, size_t length)
{
	char *text = xstrndup(link, length);
	if (strstr(text, "://"))
		return text;
	const char *host = strstr(answer->url, "://");
	size_t root = host ? (size_t)(host + 3 - answer->url) + strcspn(host + 3, "/?#") : 0;
	size_t folder = strcspn(answer->url, "?#");
	while (folder > root && answer->url[folder - 1] != '/')
		folder--;
	bool absolute = *text == '/';
	char *whole = xasprintf("%.*s%s%s", (int)(absolute ? root : folder), answer->url,
				!absolute && folder == root ? "/" : "", text);
	free(text);
	return whole;
}

/* Calls for each link: its address and relation. */
static void each_link(const struct http_answer *answer,
		      void (*visit)(const char *relation, size_t length, char *url, void *context),
		      void *context)
{
	for (size_t i = 0; i < answer->headers.count; i++) {
		if (strcasecmp(answer->headers.items[i].name, "Link") != 0)
			continue;
		const char *p = answer->headers.items[i].value;
		while ((p = strchr(p, '<'))) {
			const char *close = strchr(p, '>');
			const char *rel = close ? strcasestr(close, "rel=") : NULL;
			if (!rel)
				break;
			rel += 4;
			bool quoted = *rel == '"';
			rel += quoted;
			size_t length = strcspn(rel, quoted ? "\"" : ",; ");
			visit(rel, length, resolve(answer, p + 1, (size_t)(close - p - 1)),
			      context);
			p = rel + length;
		}
	}
}

static void add_link(const char *relation, size_t length, char *url, void *context)
{
	Value key = string_new(relation, length);
	hashtable_set_text(context, string_data(key), string_from(url));
	free(url);
}

Value web_answer_links(const struct http_answer *answer)
{
	Value table = hashtable_new_dictionary();
	each_link(answer, add_link, value_as_hashtable(table));
	return table;
}

struct wanted {
	const char *relation;
	char *url;
};

static void match_link(const char *relation, size_t length, char *url, void *context)
{
	struct wanted *w = context;
	if (!w->url && strlen(w->relation) == length && !strncasecmp(relation, w->relation, length))
		w->url = url;
	else
		free(url);
}

char *web_answer_link(const struct http_answer *answer, const char *relation)
{
	struct wanted w = {relation, NULL};
	each_link(answer, match_link, &w);
	return w.url;
}
