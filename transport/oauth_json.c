/* Just enough JSON (RFC 8259) to read a token server's answer: one member of the outermost object. */
#include "base/strbuf.h"
#include "transport/oauth.h"

#include <stdlib.h>
#include <string.h>

static const char *skip_space(const char *p)
{
	return p + strspn(p, " \t\r\n");
}

static void add_code_point(struct strbuf *out, unsigned c)
{
	if (c < 0x80) {
		strbuf_addc(out, (char)c);
	} else if (c < 0x800) {
		strbuf_addc(out, (char)(0xc0 | c >> 6));
		strbuf_addc(out, (char)(0x80 | (c & 0x3f)));
	} else {
		strbuf_addc(out, (char)(0xe0 | c >> 12));
		strbuf_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		strbuf_addc(out, (char)(0x80 | (c & 0x3f)));
	}
}

/* An escape behind its backslash. Characters beyond U+FFFF don't occur in what is read here. */
static const char *read_escape(const char *p, struct strbuf *out)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char *place = *p ? strchr(from, *p) : NULL;
	if (*p == 'u' && strnlen(p, 5) == 5) {
		char digits[5] = {p[1], p[2], p[3], p[4], '\0'};
		add_code_point(out, (unsigned)strtoul(digits, NULL, 16));
		return p + 5;
	}
	if (*p)
		strbuf_addc(out, place ? to[place - from] : *p);
	return p + (*p != '\0');
}

/* A string from its first quote; returns what stands behind the last one. */
static const char *read_string(const char *p, struct strbuf *out)
{
	for (p++; *p && *p != '"';)
		if (*p == '\\')
			p = read_escape(p + 1, out);
		else
			strbuf_addc(out, *p++);
	return p + (*p == '"');
}

/* A value of any kind: strings and bare words into `out`, objects and lists are passed over. */
static const char *read_value(const char *p, struct strbuf *out)
{
	int depth = 0;
	if (*p == '"')
		return read_string(p, out);
	if (*p != '{' && *p != '[') {
		size_t length = strcspn(p, ",}] \t\r\n");
		strbuf_add(out, p, length);
		return p + length;
	}
	do {
		struct strbuf ignored = STRBUF_INIT;
		if (*p == '"') {
			p = read_string(p, &ignored);
		} else {
			depth += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');
			p += *p != '\0';
		}
		strbuf_clear(&ignored);
	} while (depth && *p);
	return p;
}

char *oauth_json_member(const char *json, const char *name)
{
	const char *p = skip_space(json);
	if (*p != '{')
		return NULL;
	for (p = skip_space(p + 1); *p == '"'; p = skip_space(p)) {
		struct strbuf key = STRBUF_INIT, value = STRBUF_INIT;
		p = skip_space(read_string(p, &key));
		if (*p == ':')
			p = skip_space(read_value(skip_space(p + 1), &value));
		bool found = !strcmp(key.data, name);
		strbuf_clear(&key);
		if (found) {
			strbuf_addc(&value, '\0');
			return strbuf_detach(&value, NULL);
		}
		strbuf_clear(&value);
		if (*p == ',')
			p++;
	}
	return NULL;
}
