/* System.Net.WebUtility and System.Web.HttpUtility: percent and HTML encoding. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/specialized.h"
#include "object/string.h"
#include "object/type.h"
#include "object/utility_types.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void url_encode(Value text, const char *plain, const char *digits, struct strbuf *out)
{
	const char *at = string_data(text);
	for (size_t i = 0; i < string_length(text); i++) {
		unsigned char c = (unsigned char)at[i];
		if (isalnum(c) || (c < 0x80 && c != 0 && strchr(plain, c) != NULL)) {
			strbuf_addc(out, (char)c);
		} else if (c == ' ') {
			strbuf_addc(out, '+');
		} else {
			strbuf_addc(out, '%');
			strbuf_addc(out, digits[c >> 4]);
			strbuf_addc(out, digits[c & 15]);
		}
	}
}

static enum status encode_upper(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	url_encode(argv[0], "-_.!*()", "0123456789ABCDEF", &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status encode_lower(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	url_encode(argv[0], "-_.!*()", "0123456789abcdef", &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status url_decode(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	for (const char *at = string_data(argv[0]); *at != '\0'; at++) {
		if (*at == '+') {
			strbuf_addc(&out, ' ');
		} else if (*at == '%' && isxdigit((unsigned char)at[1]) &&
			   isxdigit((unsigned char)at[2])) {
			char two[3] = {at[1], at[2], '\0'};
			strbuf_addc(&out, (char)strtoul(two, NULL, 16));
			at += 2;
		} else {
			strbuf_addc(&out, *at);
		}
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static const struct {
	const char *entity;
	uint32_t code;
} entities[] = {
	{"amp", '&'},     {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
	{"apos", '\''},   {"nbsp", 0xa0},     {"copy", 0xa9},    {"reg", 0xae},
	{"euro", 0x20ac}, {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014},
	{"laquo", 0xab},  {"raquo", 0xbb},    {"auml", 0xe4},    {"ouml", 0xf6},
	{"uuml", 0xfc},   {"Auml", 0xc4},     {"Ouml", 0xd6},    {"Uuml", 0xdc},
	{"szlig", 0xdf},  {"eacute", 0xe9},   {"egrave", 0xe8},  {"agrave", 0xe0},
	{"ccedil", 0xe7}, {"ntilde", 0xf1},
};

static enum status html_encode(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	const char *at = string_data(argv[0]), *end = at + string_length(argv[0]);
	while (at < end) {
		uint32_t code = utf8_next(&at);
		if (code == '&')
			strbuf_adds(&out, "&amp;");
		else if (code == '<')
			strbuf_adds(&out, "&lt;");
		else if (code == '>')
			strbuf_adds(&out, "&gt;");
		else if (code == '"')
			strbuf_adds(&out, "&quot;");
		else if (code == '\'')
			strbuf_adds(&out, "&#39;");
		else if ((code >= 160 && code < 256) || code >= 0x10000)
			strbuf_addf(&out, "&#%u;", code);
		else
			utf8_append(&out, code);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

/* The character of "&name;" at `at`, and its length; 0 when it is none. */
static size_t read_entity(const char *at, uint32_t *code_r)
{
	const char *end = strchr(at, ';');
	if (end == NULL || end - at > 12)
		return 0;
	size_t length = (size_t)(end - at) + 1;
	if (at[1] == '#') {
		char *stop;
		bool hex = (at[2] | 0x20) == 'x';
		*code_r = (uint32_t)strtoul(at + (hex ? 3 : 2), &stop, hex ? 16 : 10);
		return stop == end && *code_r <= 0x10ffff ? length : 0;
	}
	for (size_t i = 0; i < countof(entities); i++) {
		if (strlen(entities[i].entity) == length - 2 &&
		    memcmp(entities[i].entity, at + 1, length - 2) == 0) {
			*code_r = entities[i].code;
			return length;
		}
	}
	return 0;
}

static enum status html_decode(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	for (const char *at = string_data(argv[0]); *at != '\0';) {
		uint32_t code;
		size_t length = *at == '&' ? read_entity(at, &code) : 0;
		if (length > 0) {
			utf8_append(&out, code);
			at += length;
		} else {
			strbuf_addc(&out, *at++);
		}
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

/* "?a=1&b=2": each part decoded. */
static enum status parse_query(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	const char *at = string_data(argv[0]);
	*result_r = name_values_new_query();
	at += *at == '?';
	while (*at) {
		size_t length = strcspn(at, "&"), name_length = strcspn(at, "=&");
		bool named = at[name_length] == '=';
		const char *value = named ? at + name_length + 1 : at;
		Value parts[] = {string_new(at, name_length),
				 string_new(value, length - (size_t)(value - at))};
		Value name = NULL_VALUE, decoded;
		if ((named && url_decode(self, 1, parts, &name) != OK) ||
		    url_decode(self, 1, parts + 1, &decoded) != OK)
			return ERROR;
		name_values_add(*result_r, name, decoded);
		at += length + (at[length] == '&');
	}
	return OK;
}

static const struct member web_members[] = {
	STATIC_METHOD("static string UrlEncode(string value)", encode_upper),
	STATIC_METHOD("static string UrlDecode(string encodedValue)", url_decode),
	STATIC_METHOD("static string HtmlEncode(string value)", html_encode),
	STATIC_METHOD("static string HtmlDecode(string value)", html_decode),
	MEMBER_END,
};
struct type type_web_utility = {
	.name = "System.Net.WebUtility",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = web_members,
};
static const struct member http_members[] = {
	STATIC_METHOD("static string UrlEncode(string str)", encode_lower),
	STATIC_METHOD("static System.Collections.Specialized.NameValueCollection "
		      "ParseQueryString(string query)",
		      parse_query),
	STATIC_METHOD("static string UrlDecode(string str)", url_decode),
	STATIC_METHOD("static string HtmlEncode(string s)", html_encode),
	STATIC_METHOD("static string HtmlDecode(string s)", html_decode),
	MEMBER_END,
};
struct type type_http_utility = {
	.name = "System.Web.HttpUtility",
	.flags = TYPE_SEALED,
	.members = http_members,
};
