#include "transport/imap_utf7.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

static int base64_value(char c)
{
	const char *at = c ? strchr(alphabet, c) : NULL;
	return at ? (int)(at - alphabet) : -1;
}

size_t imap_utf7_decode_char(const char *text, size_t length, uint32_t *char_r)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *p = (const unsigned char *)text;
	size_t need = !length     ? 0
		      : *p < 0x80 ? 1
		      : *p < 0xC2 ? 0
		      : *p < 0xE0 ? 2
		      : *p < 0xF0 ? 3
				  : 4;

	if (!need || need > length || *p > 0xF4)
		return 0;
	uint32_t value = need == 1 ? *p : *p & (0xFFu >> (need + 1));
	for (size_t i = 1; i < need; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (p[i] & 0x3F);
	}
	if (value < smallest[need] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
		return 0;
	*char_r = value;
	return need;
}

void imap_utf7_add_char(struct strbuf *utf8, uint32_t c)
{
	if (c < 0x80) {
		strbuf_addc(utf8, (char)c);
		return;
	}
	int extra = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
	strbuf_addc(utf8, (char)(lead[extra] | c >> (6 * extra)));
	while (extra--)
		strbuf_addc(utf8, (char)(0x80 | (c >> (6 * extra) & 0x3F)));
}

/* Decodes what stands between '&' and '-': base64 of UTF-16, big endian. */
static int decode_shifted(const char *p, size_t length, struct strbuf *out)
{
	uint32_t bits = 0, high = 0;
	unsigned count = 0;

	for (size_t i = 0; i < length; i++) {
		int value = base64_value(p[i]);
		if (value < 0)
			return -1;
		bits = bits << 6 | (uint32_t)value;
		count += 6;
		if (count < 16)
			continue;
		count -= 16;
		uint32_t unit = bits >> count & 0xFFFF;
		bits &= (1u << count) - 1;
		bool low_half = unit >= 0xDC00 && unit < 0xE000;
		if (low_half != (high != 0) || unit == 0)
			return -1;
		if (unit >= 0xD800 && unit < 0xDC00) {
			high = unit;
			continue;
		}
		imap_utf7_add_char(out, high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
					     : unit);
		high = 0;
	}
	/* What is left over are fewer than six bits of padding, all zero. */
	return high || count >= 6 || bits ? -1 : 0;
}

int imap_utf7_to_utf8(const char *text, struct strbuf *utf8_r)
{
	for (const char *p = text; *p; p++) {
		if (*p != '&') {
			if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7F)
				return -1;
			strbuf_addc(utf8_r, *p);
			continue;
		}
		const char *end = strchr(++p, '-');
		if (!end)
			return -1;
		if (end == p)
			strbuf_addc(utf8_r, '&');
		else if (decode_shifted(p, (size_t)(end - p), utf8_r) < 0)
			return -1;
		p = end;
	}
	return 0;
}

struct encoder {
	struct strbuf *out;
	uint32_t bits;
	unsigned count;
	bool shifted;
};

static void encode_unit(struct encoder *e, uint32_t unit)
{
	if (!e->shifted)
		strbuf_addc(e->out, '&');
	e->shifted = true;
	e->bits = e->bits << 16 | unit;
	for (e->count += 16; e->count >= 6; e->count -= 6)
		strbuf_addc(e->out, alphabet[e->bits >> (e->count - 6) & 0x3F]);
	e->bits &= (1u << e->count) - 1;
}

static void encode_end(struct encoder *e)
{
	if (e->count)
		strbuf_addc(e->out, alphabet[e->bits << (6 - e->count) & 0x3F]);
	if (e->shifted)
		strbuf_addc(e->out, '-');
	e->bits = e->count = 0;
	e->shifted = false;
}

int imap_utf7_from_utf8(const char *text, struct strbuf *utf7_r)
{
	struct encoder encoder = {.out = utf7_r};
	size_t length = strlen(text), step;

	for (size_t i = 0; i < length; i += step) {
		uint32_t c;
		step = imap_utf7_decode_char(text + i, length - i, &c);
		if (!step)
			return -1;
		if (c >= 0x20 && c < 0x7F) {
			encode_end(&encoder);
			strbuf_adds(utf7_r, c == '&' ? "&-" : (char[]){(char)c, '\0'});
		} else if (c < 0x10000) {
			encode_unit(&encoder, c);
		} else {
			encode_unit(&encoder, 0xD800 + ((c - 0x10000) >> 10));
			encode_unit(&encoder, 0xDC00 + ((c - 0x10000) & 0x3FF));
		}
	}
	encode_end(&encoder);
	return 0;
}

void imap_utf7_add_clean(struct strbuf *utf8, const char *text, size_t length)
{
	size_t step;

	for (size_t i = 0; i < length; i += step) {
		uint32_t c;
		step = imap_utf7_decode_char(text + i, length - i, &c);
		if (!step) {
			c = (unsigned char)text[i];
			step = 1;
		}
		bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
		imap_utf7_add_char(utf8, control ? 0xFFFD : c);
	}
}

void imap_utf7_decode_name(const char *name, struct strbuf *utf8_r)
{
	size_t start = utf8_r->length;

	if (imap_utf7_to_utf8(name, utf8_r) == 0)
		return;
	strbuf_set_length(utf8_r, start);
	imap_utf7_add_clean(utf8_r, name, strlen(name));
}
