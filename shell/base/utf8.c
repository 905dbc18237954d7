#include "base/utf8.h"
#include "base/strbuf.h"

#include <string.h>

uint32_t utf8_next(const char **at)
{
	const unsigned char *p = (const unsigned char *)*at;
	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	if (p[0] < 0xe0) {
		*at += 2;
		return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	}
	if (p[0] < 0xf0) {
		*at += 3;
		return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	}
	*at += 4;
	return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 |
	       (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
}

uint32_t utf8_decode(const char **at, const char *end)
{
	const unsigned char *p = (const unsigned char *)*at;
	size_t left = (size_t)(end - *at);
	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	/* The permitted range of the second byte excludes overlong forms and codes beyond U+10FFFF. */
	size_t need;
	unsigned char low = 0x80, high = 0xbf;
	uint32_t code;
	if (p[0] >= 0xc2 && p[0] <= 0xdf) {
		need = 1;
		code = p[0] & 0x1f;
	} else if (p[0] >= 0xe0 && p[0] <= 0xef) {
		need = 2;
		code = p[0] & 0x0f;
		if (p[0] == 0xe0)
			low = 0xa0;
	} else if (p[0] >= 0xf0 && p[0] <= 0xf4) {
		need = 3;
		code = p[0] & 0x07;
		if (p[0] == 0xf0)
			low = 0x90;
		if (p[0] == 0xf4)
			high = 0x8f;
	} else {
		*at += 1;
		return 0xfffd;
	}
	for (size_t i = 1; i <= need; i++) {
		if (i >= left || p[i] < low || p[i] > high) {
			*at += i;
			return 0xfffd;
		}
		code = code << 6 | (p[i] & 0x3f);
		low = 0x80;
		high = 0xbf;
	}
	*at += need + 1;
	return code;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

void utf8_append(struct strbuf *sb, uint32_t code)
{
	char bytes[4];
	strbuf_add(sb, bytes, utf8_encode(code, bytes));
}

bool utf8_is_ascii(const char *bytes, size_t length)
{
	size_t i = 0;
	for (; i + 8 <= length; i += 8) {
		uint64_t word;
		memcpy(&word, bytes + i, 8);
		if (word & UINT64_C(0x8080808080808080))
			return false;
	}
	for (; i < length; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			return false;
	return true;
}

bool utf8_is_valid(const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	while (at < end) {
		const char *start = at;
		if (utf8_decode(&at, end) == 0xfffd &&
		    !(at - start == 3 && memcmp(start, "\xef\xbf\xbd", 3) == 0))
			return false;
	}
	return true;
}

void utf8_scrub(char *bytes, size_t length)
{
	char *at = bytes, *end = bytes + length;
	while ((at = memchr(at, 0xed, (size_t)(end - at))) != NULL) {
		if (end - at >= 3 && (unsigned char)at[1] >= 0xa0)
			memcpy(at, "\xef\xbf\xbd", 3);
		at++;
	}
}

size_t utf8_utf16_length(const char *bytes, size_t length)
{
	size_t units = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];
		units += (c & 0xc0) != 0x80; /* every first byte */
		units += c >= 0xf0;
	}
	return units;
}

size_t utf8_utf16_offset(const char *bytes, size_t length, size_t index)
{
	const char *at = bytes, *end = bytes + length;
	size_t units = 0;
	while (at < end && units < index) {
		const char *start = at;
		units += utf8_next(&at) >= 0x10000 ? 2 : 1;
		if (units > index)
			return (size_t)(start - bytes);
	}
	return (size_t)(at - bytes);
}
