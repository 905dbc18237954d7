#include "base/text_file.h"
#include "base/xmalloc.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536
#define REPLACEMENT 0xfffd

static const struct {
	const char *name;
	enum text_encoding encoding;
} names[] = {
	{"utf8", ENCODING_UTF8},
	{"utf8NoBOM", ENCODING_UTF8},
	{"utf8BOM", ENCODING_UTF8_BOM},
	{"utf-8", ENCODING_UTF8},
	{"default", ENCODING_UTF8},
	{"65001", ENCODING_UTF8},
	{"unicode", ENCODING_UTF16LE},
	{"utf-16", ENCODING_UTF16LE},
	{"utf16", ENCODING_UTF16LE},
	{"1200", ENCODING_UTF16LE},
	{"bigendianunicode", ENCODING_UTF16BE},
	{"utf-16BE", ENCODING_UTF16BE},
	{"1201", ENCODING_UTF16BE},
	{"utf32", ENCODING_UTF32LE},
	{"utf-32", ENCODING_UTF32LE},
	{"12000", ENCODING_UTF32LE},
	{"bigendianutf32", ENCODING_UTF32BE},
	{"utf-32BE", ENCODING_UTF32BE},
	{"12001", ENCODING_UTF32BE},
	{"ascii", ENCODING_ASCII},
	{"us-ascii", ENCODING_ASCII},
	{"20127", ENCODING_ASCII},
	{"ansi", ENCODING_WINDOWS1252},
	{"1252", ENCODING_WINDOWS1252},
	{"windows-1252", ENCODING_WINDOWS1252},
	{"oem", ENCODING_UTF8},
	{"latin1", ENCODING_LATIN1},
	{"iso-8859-1", ENCODING_LATIN1},
	{"28591", ENCODING_LATIN1},
	{"utf7", ENCODING_UTF7},
	{"utf-7", ENCODING_UTF7},
	{"65000", ENCODING_UTF7},
	{"string", ENCODING_UTF16LE},
	{"unknown", ENCODING_UTF16LE},
};

bool text_encoding_find(const char *name, enum text_encoding *encoding_r)
{
	for (size_t i = 0; i < countof(names); i++)
		if (strcasecmp(names[i].name, name) == 0) {
			*encoding_r = names[i].encoding;
			return true;
		}
	return false;
}

static const struct {
	enum text_encoding encoding;
	const char *mark;
	size_t length;
} marks[] = {
	/* UTF-32 first: its mark begins with that of UTF-16. */
	{ENCODING_UTF32LE, "\xff\xfe\0\0", 4},  {ENCODING_UTF32BE, "\0\0\xfe\xff", 4},
	{ENCODING_UTF8_BOM, "\xef\xbb\xbf", 3}, {ENCODING_UTF16LE, "\xff\xfe", 2},
	{ENCODING_UTF16BE, "\xfe\xff", 2},
};

const char *text_encoding_mark(enum text_encoding encoding, size_t *length_r)
{
	*length_r = 0;
	for (size_t i = 0; i < countof(marks); i++)
		if (marks[i].encoding == encoding) {
			*length_r = marks[i].length;
			return marks[i].mark;
		}
	return "";
}

/* Code points of Windows-1252 from 0x80 to 0x9f. */
static const uint16_t windows1252[32] = {
	0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
	0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

static void add_code(struct strbuf *out, uint32_t c)
{
	char b[4];
	if (c < 0x80) {
		strbuf_addc(out, (char)c);
		return;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; c >>= 6)
		b[i] = (char)(0x80 | (c & 0x3f));
	b[0] = (char)((0xf00 >> n) | c);
	strbuf_add(out, b, n);
}

/* One character of UTF-8; malformed bytes count as one each. */
static size_t take_code(const char *text, size_t length, uint32_t *code_r)
{
	unsigned char c = (unsigned char)text[0];
	size_t n = c < 0x80                ? 1
		   : c >= 0xc2 && c < 0xe0 ? 2
		   : c >= 0xe0 && c < 0xf0 ? 3
		   : c >= 0xf0 && c < 0xf5 ? 4
					   : 0;
	if (n == 0 || n > length) {
		*code_r = REPLACEMENT;
		return 1;
	}
	uint32_t code = n == 1 ? c : c & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if (((unsigned char)text[i] & 0xc0) != 0x80) {
			*code_r = REPLACEMENT;
			return 1;
		}
		code = code << 6 | ((unsigned char)text[i] & 0x3f);
	}
	*code_r = code;
	return n;
}

static void add_unit(struct strbuf *out, uint32_t unit, size_t size, bool big)
{
	for (size_t i = 0; i < size; i++)
		strbuf_addc(out, (char)(unit >> 8 * (big ? size - 1 - i : i)));
}

static void add_utf16(struct strbuf *out, uint32_t c, bool big)
{
	if (c > 0xffff) {
		add_unit(out, 0xd800 + ((c - 0x10000) >> 10), 2, big);
		c = 0xdc00 + ((c - 0x10000) & 0x3ff);
	}
	add_unit(out, c, 2, big);
}

static void add_windows1252(struct strbuf *out, uint32_t c)
{
	for (unsigned i = 0; i < countof(windows1252); i++)
		if (windows1252[i] == c) {
			strbuf_addc(out, (char)(0x80 + i));
			return;
		}
	strbuf_addc(out, c < 0x80 || (c > 0x9f && c < 0x100) ? (char)c : '?');
}

/* RFC 2152: runs of other than ASCII as '+', base64 of UTF-16, '-'. */
static void encode_utf7(const char *text, size_t length, struct strbuf *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < length;) {
		uint32_t c;
		size_t n = take_code(text + i, length - i, &c);
		if (c < 0x80) {
			strbuf_adds(out, c == '+' ? "+-" : "");
			if (c != '+')
				strbuf_addc(out, (char)c);
			i += n;
			continue;
		}
		struct strbuf units = STRBUF_INIT;
		for (; c >= 0x80; n = i < length ? take_code(text + i, length - i, &c) : (c = 0)) {
			add_utf16(&units, c, true);
			i += n;
			if (i >= length)
				break;
		}
		strbuf_addc(out, '+');
		uint32_t bits = 0;
		int held = 0;
		for (size_t k = 0; k < units.length; k++) {
			bits = bits << 8 | (unsigned char)units.data[k];
			for (held += 8; held >= 6; held -= 6)
				strbuf_addc(out, digits[bits >> (held - 6) & 63]);
		}
		if (held)
			strbuf_addc(out, digits[bits << (6 - held) & 63]);
		strbuf_addc(out, '-');
		strbuf_clear(&units);
	}
}

void text_encode(enum text_encoding encoding, const char *text, size_t length, struct strbuf *out)
{
	if (encoding == ENCODING_UTF8 || encoding == ENCODING_UTF8_BOM) {
		strbuf_add(out, text, length);
		return;
	}
	if (encoding == ENCODING_UTF7) {
		encode_utf7(text, length, out);
		return;
	}
	for (size_t i = 0; i < length;) {
		uint32_t c;
		i += take_code(text + i, length - i, &c);
		switch (encoding) {
		case ENCODING_UTF16LE:
		case ENCODING_UTF16BE:
			add_utf16(out, c, encoding == ENCODING_UTF16BE);
			break;
		case ENCODING_UTF32LE:
		case ENCODING_UTF32BE:
			add_unit(out, c, 4, encoding == ENCODING_UTF32BE);
			break;
		case ENCODING_LATIN1:
			strbuf_addc(out, c < 0x100 ? (char)c : '?');
			break;
		case ENCODING_WINDOWS1252:
			add_windows1252(out, c);
			break;
		default:
			strbuf_addc(out, c < 0x80 ? (char)c : '?');
		}
	}
}

static uint32_t unit_at(const char *bytes, size_t size, bool big)
{
	uint32_t unit = 0;
	for (size_t i = 0; i < size; i++)
		unit |= (uint32_t)(unsigned char)bytes[i] << 8 * (big ? size - 1 - i : i);
	return unit;
}

static size_t decode_utf16(const char *bytes, size_t length, bool big, bool all, struct strbuf *out)
{
	size_t i = 0;
	while (i + 2 <= length) {
		uint32_t c = unit_at(bytes + i, 2, big);
		if (c >= 0xd800 && c < 0xdc00) {
			if (i + 4 > length && !all)
				break;
			uint32_t low = i + 4 <= length ? unit_at(bytes + i + 2, 2, big) : 0;
			if (low >= 0xdc00 && low < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
				i += 2;
			} else {
				c = REPLACEMENT;
			}
		} else if (c >= 0xdc00 && c < 0xe000) {
			c = REPLACEMENT;
		}
		add_code(out, c);
		i += 2;
	}
	return i;
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static size_t decode_utf7(const char *bytes, size_t length, bool all, struct strbuf *out)
{
	size_t i = 0;
	while (i < length) {
		if (bytes[i] != '+') {
			strbuf_addc(out, bytes[i++]);
			continue;
		}
		size_t end = i + 1;
		while (end < length && base64_value(bytes[end]) >= 0)
			end++;
		if (end == length && !all)
			return i;
		struct strbuf units = STRBUF_INIT;
		uint32_t bits = 0;
		int held = 0;
		for (size_t k = i + 1; k < end; k++) {
			bits = bits << 6 | (uint32_t)base64_value(bytes[k]);
			held += 6;
			if (held >= 8) {
				held -= 8;
				strbuf_addc(&units, (char)(bits >> held));
			}
		}
		if (end == i + 1)
			strbuf_addc(out, '+');
		decode_utf16(units.data, units.length, true, true, out);
		strbuf_clear(&units);
		i = end + (end < length && bytes[end] == '-');
	}
	return i;
}

/* Copies UTF-8 and replaces what is malformed. */
static size_t decode_utf8(const char *bytes, size_t length, bool all, struct strbuf *out)
{
	size_t i = 0, start = 0;
	while (i < length) {
		unsigned char c = (unsigned char)bytes[i];
		if (c < 0x80) {
			i++;
			continue;
		}
		size_t need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc2 ? 2 : 1;
		if (i + need > length && !all)
			break;
		uint32_t code;
		size_t n = take_code(bytes + i, length - i, &code);
		if (n == 1) {
			strbuf_add(out, bytes + start, i - start);
			add_code(out, REPLACEMENT);
			start = i + 1;
		}
		i += n;
	}
	strbuf_add(out, bytes + start, i - start);
	return i;
}

size_t text_decode(enum text_encoding encoding, const char *bytes, size_t length, bool all,
		   struct strbuf *out)
{
	switch (encoding) {
	case ENCODING_UTF8:
	case ENCODING_UTF8_BOM:
		return decode_utf8(bytes, length, all, out);
	case ENCODING_UTF16LE:
	case ENCODING_UTF16BE:
		return decode_utf16(bytes, length, encoding == ENCODING_UTF16BE, all, out);
	case ENCODING_UTF7:
		return decode_utf7(bytes, length, all, out);
	case ENCODING_UTF32LE:
	case ENCODING_UTF32BE:
		for (size_t i = 0; i + 4 <= length; i += 4)
			add_code(out, unit_at(bytes + i, 4, encoding == ENCODING_UTF32BE));
		return length & ~(size_t)3;
	default:
		for (size_t i = 0; i < length; i++) {
			unsigned char c = (unsigned char)bytes[i];
			if (encoding == ENCODING_ASCII && c >= 0x80)
				add_code(out, REPLACEMENT);
			else if (encoding == ENCODING_WINDOWS1252 && c >= 0x80 && c < 0xa0)
				add_code(out, windows1252[c - 0x80]);
			else
				add_code(out, c);
		}
		return length;
	}
}

/* Reading */

void text_reader_start(struct text_reader *r, int fd, enum text_encoding encoding)
{
	*r = (struct text_reader){.fd = fd, .encoding = encoding, .at_start = true};
	strbuf_init(&r->raw);
	strbuf_init(&r->text);
}

int text_reader_open(struct text_reader *r, const char *path, enum text_encoding encoding)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		errno = EISDIR;
		return -1;
	}
	text_reader_start(r, fd, encoding);
	return 0;
}

static void skip_mark(struct text_reader *r)
{
	r->at_start = false;
	for (size_t i = 0; i < countof(marks); i++) {
		if (r->raw.length < marks[i].length ||
		    memcmp(r->raw.data, marks[i].mark, marks[i].length) != 0)
			continue;
		strbuf_remove(&r->raw, 0, marks[i].length);
		r->encoding = marks[i].encoding;
		r->had_mark = true;
		return;
	}
}

int text_reader_fill(struct text_reader *r)
{
	if (r->at_end)
		return 0;
	strbuf_remove(&r->text, 0, r->offset);
	r->offset = 0;
	size_t before = r->text.length;
	while (r->text.length == before && !r->at_end) {
		strbuf_grow(&r->raw, CHUNK);
		ssize_t n = read(r->fd, r->raw.data + r->raw.length, CHUNK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		r->raw.length += (size_t)n; /* the bytes stand there already */
		r->raw.data[r->raw.length] = '\0';
		r->at_end = n == 0;
		if (r->at_start && (r->raw.length >= 4 || r->at_end))
			skip_mark(r);
		if (r->at_start)
			continue;
		size_t used =
			text_decode(r->encoding, r->raw.data, r->raw.length, r->at_end, &r->text);
		strbuf_remove(&r->raw, 0, used);
	}
	return r->text.length > before;
}

int text_reader_line(struct text_reader *r, struct strbuf *line)
{
	size_t scanned = 0;
	strbuf_reset(line);
	for (;;) {
		const char *start = r->text.data + r->offset;
		size_t length = r->text.length - r->offset;
		while (scanned < length && start[scanned] != '\n' && start[scanned] != '\r')
			scanned++;
		bool needs_more =
			scanned == length || (start[scanned] == '\r' && scanned + 1 == length);
		if (!needs_more || r->at_end) {
			if (length == 0)
				return 0;
			strbuf_add(line, start, scanned);
			bool both = scanned + 1 < length && start[scanned] == '\r' &&
				    start[scanned + 1] == '\n';
			r->offset += MIN(scanned + 1 + both, length);
			return 1;
		}
		if (text_reader_fill(r) < 0)
			return -1;
	}
}

int text_reader_rest(struct text_reader *r, struct strbuf *out)
{
	do {
		strbuf_add(out, r->text.data + r->offset, r->text.length - r->offset);
		r->offset = r->text.length;
		if (text_reader_fill(r) < 0)
			return -1;
	} while (r->text.length > r->offset);
	return 0;
}

void text_reader_close(struct text_reader *r)
{
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
	strbuf_clear(&r->raw);
	strbuf_clear(&r->text);
}

/* Writing */

static int write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		length -= (size_t)n;
	}
	return 0;
}

/* What -NoClobber and -Force say about the file that stands there. */
static int check_old(struct text_writer *w, const char *path, unsigned flags)
{
	struct stat old;
	if (stat(path, &old) < 0 || !S_ISREG(old.st_mode))
		return 0;
	if (flags & TEXT_WRITER_NO_CLOBBER) {
		errno = EEXIST;
		return -1;
	}
	w->existed = (flags & TEXT_WRITER_APPEND) && old.st_size > 0;
	if (!(flags & TEXT_WRITER_FORCE) || access(path, W_OK) == 0)
		return 0;
	return chmod(path, (old.st_mode & 07777) | S_IWUSR);
}

int text_writer_open(struct text_writer *w, const char *path, enum text_encoding encoding,
		     unsigned flags)
{
	*w = (struct text_writer){.file.fd = -1, .encoding = encoding};
	strbuf_init(&w->bytes);
	if (check_old(w, path, flags) < 0)
		return -1;
	if (flags & TEXT_WRITER_APPEND) {
		w->file.path = xstrdup(path);
		w->file.fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND, 0666);
	} else if (replacement_open(&w->file, path, 0666) < 0) {
		return -1;
	}
	if (w->file.fd < 0)
		return -1;
	if (!w->existed) {
		size_t length;
		const char *mark = text_encoding_mark(encoding, &length);
		strbuf_add(&w->bytes, mark, length);
	}
	return 0;
}

static int flush(struct text_writer *w)
{
	int result = write_all(w->file.fd, w->bytes.data, w->bytes.length);
	strbuf_reset(&w->bytes);
	return result;
}

int text_writer_add(struct text_writer *w, const char *text, size_t length)
{
	text_encode(w->encoding, text, length, &w->bytes);
	return w->bytes.length >= CHUNK ? flush(w) : 0;
}

int text_writer_add_bytes(struct text_writer *w, const char *bytes, size_t length)
{
	strbuf_add(&w->bytes, bytes, length);
	return w->bytes.length >= CHUNK ? flush(w) : 0;
}

int text_writer_finish(struct text_writer *w)
{
	return flush(w) == 0 ? replacement_finish(&w->file) : -1;
}

void text_writer_close(struct text_writer *w)
{
	replacement_close(&w->file);
	strbuf_clear(&w->bytes);
}
