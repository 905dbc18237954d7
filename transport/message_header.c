#include "transport/message_header.h"
#include "base/strbuf.h"
#include "transport/imap_utf7.h"

#include <ctype.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The end of the field that starts at `p`: behind its last line. */
static const char *field_end(const char *p, const char *end)
{
	do {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		p = newline ? newline + 1 : end;
	} while (p < end && (*p == ' ' || *p == '\t'));
	return p;
}

void message_header_scan(const char *header, size_t length, message_header_field *field,
			 void *context)
{
	const char *p = header, *end = header + length;

	while (p < end && *p != '\n' && *p != '\r') {
		const char *next = field_end(p, end);
		const char *colon = memchr(p, ':', (size_t)(next - p));
		if (colon) {
			const char *name_end = colon, *value = colon + 1, *value_end = next;
			while (name_end > p && (name_end[-1] == ' ' || name_end[-1] == '\t'))
				name_end--;
			while (value < value_end && isspace((unsigned char)*value))
				value++;
			while (value_end > value && isspace((unsigned char)value_end[-1]))
				value_end--;
			field(context, p, (size_t)(name_end - p), value,
			      (size_t)(value_end - value));
		}
		p = next;
	}
}

static bool is_name(const char *name, size_t length, const char *wanted)
{
	return strlen(wanted) == length && !strncasecmp(name, wanted, length);
}

static const char *const identity_fields[] = {"message-id", "date", "from", "subject"};

struct identity {
	struct strbuf values[countof(identity_fields)];
};

/* Folding differs between servers: only what is no blank counts. */
static void add_identity(void *context, const char *name, size_t name_length, const char *value,
			 size_t value_length)
{
	struct identity *identity = context;

	for (size_t i = 0; i < countof(identity_fields); i++) {
		struct strbuf *out = &identity->values[i];
		if (!is_name(name, name_length, identity_fields[i]) || out->length)
			continue;
		for (size_t at = 0; at < value_length; at++)
			if (!isspace((unsigned char)value[at]))
				strbuf_addc(out, value[at]);
	}
}

int64_t message_identity(const char *header, size_t length)
{
	struct identity identity;
	struct strbuf all = STRBUF_INIT;
	unsigned char digest[SHA256_DIGEST_LENGTH];
	int64_t result;

	for (size_t i = 0; i < countof(identity_fields); i++)
		strbuf_init(&identity.values[i]);
	message_header_scan(header, length, add_identity, &identity);
	for (size_t i = 0; i < countof(identity_fields); i++) {
		strbuf_add(&all, identity.values[i].data, identity.values[i].length);
		strbuf_addc(&all, '\n');
		strbuf_clear(&identity.values[i]);
	}
	if (all.length == countof(identity_fields)) {
		strbuf_clear(&all);
		return 0;
	}
	SHA256((const unsigned char *)all.data, all.length, digest);
	strbuf_clear(&all);
	memcpy(&result, digest, sizeof(result));
	return result ? result : 1;
}

struct search {
	const char *name, *value;
	size_t length;
};

static void find_field(void *context, const char *name, size_t name_length, const char *value,
		       size_t value_length)
{
	struct search *search = context;

	if (!search->value && is_name(name, name_length, search->name)) {
		search->value = value;
		search->length = value_length;
	}
}

static int hex(char c)
{
	return isdigit((unsigned char)c)    ? c - '0'
	       : isxdigit((unsigned char)c) ? toupper((unsigned char)c) - 'A' + 10
					    : -1;
}

static void decode_q(const char *p, const char *end, struct strbuf *out)
{
	for (; p < end; p++) {
		if (*p == '=' && end - p > 2 && hex(p[1]) >= 0 && hex(p[2]) >= 0) {
			strbuf_addc(out, (char)(hex(p[1]) << 4 | hex(p[2])));
			p += 2;
		} else {
			strbuf_addc(out, *p == '_' ? ' ' : *p);
		}
	}
}

static void decode_b(const char *p, const char *end, struct strbuf *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0, count = 0;

	for (; p < end; p++) {
		const char *digit = *p ? strchr(digits, *p) : NULL;
		if (!digit)
			continue;
		bits = (bits << 6 | (unsigned)(digit - digits)) & 0xFFFFFF;
		count += 6;
		if (count >= 8) {
			count -= 8;
			strbuf_addc(out, (char)(bits >> count & 0xFF));
		}
	}
}

/* "=?charset?Q?text?=" at `p`. Returns what follows it, or NULL where it is none that can be read. */
static const char *decode_word(const char *p, const char *end, struct strbuf *out)
{
	struct strbuf bytes = STRBUF_INIT;
	const char *charset = p + 2;
	const char *kind = memchr(charset, '?', (size_t)(end - charset));
	const char *text = kind && end - kind > 3 && kind[2] == '?' ? kind + 3 : NULL;
	const char *close = text ? memmem(text, (size_t)(end - text), "?=", 2) : NULL;

	if (!close)
		return NULL;
	size_t length = (size_t)(kind - charset);
	bool latin =
		is_name(charset, length, "iso-8859-1") || is_name(charset, length, "windows-1252");
	if (!latin && !is_name(charset, length, "utf-8") && !is_name(charset, length, "us-ascii"))
		return NULL;
	if (toupper((unsigned char)kind[1]) == 'Q')
		decode_q(text, close, &bytes);
	else
		decode_b(text, close, &bytes);
	if (latin)
		for (size_t i = 0; i < bytes.length; i++)
			imap_utf7_add_char(out, (unsigned char)bytes.data[i]);
	else
		strbuf_add(out, bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return close + 2;
}

char *message_header_get(const char *header, size_t length, const char *name)
{
	struct search search = {.name = name};
	struct strbuf out = STRBUF_INIT;
	size_t after_word = 0;

	message_header_scan(header, length, find_field, &search);
	if (!search.value)
		return NULL;
	for (const char *p = search.value, *end = p + search.length; p < end;) {
		if (*p == '=' && end - p > 7 && p[1] == '?') {
			/* Blanks between two encoded words are not part of the text. */
			if (after_word &&
			    strspn(out.data + after_word, " ") == out.length - after_word)
				strbuf_set_length(&out, after_word);
			const char *next = decode_word(p, end, &out);
			if (next) {
				after_word = out.length;
				p = next;
				continue;
			}
		}
		bool blank = isspace((unsigned char)*p);
		if (!blank)
			strbuf_addc(&out, *p);
		else if (out.length && out.data[out.length - 1] != ' ')
			strbuf_addc(&out, ' ');
		p++;
	}
	struct strbuf clean = STRBUF_INIT;
	imap_utf7_add_clean(&clean, out.data, out.length);
	strbuf_clear(&out);
	return strbuf_detach(&clean, NULL);
}

int64_t message_header_date(const char *header, size_t length)
{
	char *text = message_header_get(header, length, "Date");
	struct tm time = {0};
	int64_t seconds = 0;

	if (!text)
		return 0;
	const char *comma = strchr(text, ','), *start = comma ? comma + 1 : text;
	const char *rest = strptime(start, " %d %b %Y %H:%M", &time);
	if (rest && *rest == ':')
		rest = strptime(rest, ":%S", &time);
	if (rest) {
		int zone = 0;
		char sign = '+';
		if (sscanf(rest, " %c%4d", &sign, &zone) < 2)
			zone = 0;
		seconds = (int64_t)timegm(&time) -
			  (int64_t)(zone / 100 * 60 + zone % 100) * 60 * (sign == '-' ? -1 : 1);
	}
	free(text);
	return seconds;
}
