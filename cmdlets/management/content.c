#include "cmdlets/management/content.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/runtime.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- encodings ---- */

static const struct {
	const char *name;
	enum text_encoding encoding;
} encodings[] = {
	{"utf8", ENCODING_UTF8},
	{"utf8NoBOM", ENCODING_UTF8},
	{"default", ENCODING_UTF8},
	{"utf8BOM", ENCODING_UTF8_BOM},
	{"ascii", ENCODING_ASCII},
	{"unicode", ENCODING_UTF16_LE},
	{"bigendianunicode", ENCODING_UTF16_BE},
	{"utf32", ENCODING_UTF32_LE},
	{"ansi", ENCODING_LATIN1},
	{"latin1", ENCODING_LATIN1},
	{"iso-8859-1", ENCODING_LATIN1},
	{"oem", ENCODING_UTF8},
	{"utf-8", ENCODING_UTF8},
	{"utf-16", ENCODING_UTF16_LE},
	{"us-ascii", ENCODING_ASCII},
	{"65001", ENCODING_UTF8},
	{"1200", ENCODING_UTF16_LE},
	{"1201", ENCODING_UTF16_BE},
	{"20127", ENCODING_ASCII},
	{"28591", ENCODING_LATIN1},
	{"1252", ENCODING_LATIN1},
	{"System.Text.UTF8Encoding+UTF8EncodingSealed", ENCODING_UTF8},
	{"System.Text.UTF8Encoding", ENCODING_UTF8},
	{"System.Text.UnicodeEncoding", ENCODING_UTF16_LE},
	{"System.Text.ASCIIEncoding+ASCIIEncodingSealed", ENCODING_ASCII},
};

enum status content_encoding_parse(struct cmdlet_call *c, const char *name,
				   enum text_encoding *encoding_r)
{
	*encoding_r = ENCODING_UTF8;
	if (!name)
		return OK;
	for (size_t i = 0; i < countof(encodings); i++)
		if (!strcasecmp(encodings[i].name, name)) {
			*encoding_r = encodings[i].encoding;
			return OK;
		}
	return cmdlet_throw_type(c, "System.Management.Automation.ParameterBindingException",
				 "CannotConvertArgumentNoMessage", CATEGORY_INVALID_ARGUMENT,
				 string_from(name),
				 "Cannot process argument transformation on parameter 'Encoding'. "
				 "'%s' is not a supported "
				 "encoding name. Use ascii, ansi, bigendianunicode, oem, unicode, "
				 "utf8, utf8BOM, utf8NoBOM or "
				 "utf32. (Parameter 'name')",
				 name);
}

static Value decode_utf16(const unsigned char *bytes, size_t length, bool big)
{
	size_t count = length / 2;
	uint16_t *units = gc_alloc_bytes((count + 1) * sizeof(*units));
	for (size_t i = 0; i < count; i++)
		units[i] = big ? (uint16_t)(bytes[2 * i] << 8 | bytes[2 * i + 1])
			       : (uint16_t)(bytes[2 * i + 1] << 8 | bytes[2 * i]);
	return string_from_utf16(units, count);
}

static void add_code_point(struct strbuf *out, uint32_t cp)
{
	if (cp < 0x80) {
		strbuf_addc(out, (char)cp);
	} else if (cp < 0x800) {
		strbuf_addc(out, (char)(0xc0 | cp >> 6));
		strbuf_addc(out, (char)(0x80 | (cp & 63)));
	} else if (cp < 0x10000) {
		strbuf_addc(out, (char)(0xe0 | cp >> 12));
		strbuf_addc(out, (char)(0x80 | (cp >> 6 & 63)));
		strbuf_addc(out, (char)(0x80 | (cp & 63)));
	} else {
		strbuf_addc(out, (char)(0xf0 | cp >> 18));
		strbuf_addc(out, (char)(0x80 | (cp >> 12 & 63)));
		strbuf_addc(out, (char)(0x80 | (cp >> 6 & 63)));
		strbuf_addc(out, (char)(0x80 | (cp & 63)));
	}
}

static Value decode_bytes(const unsigned char *bytes, size_t length, bool latin1)
{
	struct strbuf out = STRBUF_INIT;
	for (size_t i = 0; i < length; i++)
		add_code_point(&out, bytes[i] < 0x80 || latin1 ? bytes[i] : 0xfffd);
	return string_from_strbuf(&out);
}

static Value decode_utf32(const unsigned char *b, size_t length)
{
	struct strbuf out = STRBUF_INIT;
	for (size_t i = 0; i + 3 < length; i += 4)
		add_code_point(&out, (uint32_t)b[i] | (uint32_t)b[i + 1] << 8 |
					     (uint32_t)b[i + 2] << 16 | (uint32_t)b[i + 3] << 24);
	return string_from_strbuf(&out);
}

Value content_decode(const char *text, size_t length, enum text_encoding otherwise)
{
	const unsigned char *b = (const unsigned char *)text;
	if (length >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
		return string_new(text + 3, length - 3);
	if (length >= 4 && b[0] == 0xff && b[1] == 0xfe && !b[2] && !b[3])
		return decode_utf32(b + 4, length - 4);
	if (length >= 2 && b[0] == 0xff && b[1] == 0xfe)
		return decode_utf16(b + 2, length - 2, false);
	if (length >= 2 && b[0] == 0xfe && b[1] == 0xff)
		return decode_utf16(b + 2, length - 2, true);
	switch (otherwise) {
	case ENCODING_UTF16_LE:
		return decode_utf16(b, length, false);
	case ENCODING_UTF16_BE:
		return decode_utf16(b, length, true);
	case ENCODING_UTF32_LE:
		return decode_utf32(b, length);
	case ENCODING_ASCII:
		return decode_bytes(b, length, false);
	case ENCODING_LATIN1:
		return decode_bytes(b, length, true);
	default:
		return string_new(text, length);
	}
}

static void add_unit(struct strbuf *out, uint16_t unit, bool big)
{
	strbuf_addc(out, (char)(big ? unit >> 8 : unit & 0xff));
	strbuf_addc(out, (char)(big ? unit & 0xff : unit >> 8));
}

static void encode_units(const char *text, size_t length, enum text_encoding encoding,
			 struct strbuf *out)
{
	size_t count;
	uint16_t *units = string_to_utf16(string_new(text, length), &count);
	for (size_t i = 0; i < count; i++) {
		uint32_t cp = units[i];
		switch (encoding) {
		case ENCODING_UTF16_LE:
		case ENCODING_UTF16_BE:
			add_unit(out, units[i], encoding == ENCODING_UTF16_BE);
			continue;
		case ENCODING_UTF32_LE:
			if (cp >= 0xd800 && cp < 0xdc00 && i + 1 < count)
				cp = 0x10000 + ((cp - 0xd800) << 10) +
				     (uint32_t)(units[++i] - 0xdc00);
			add_unit(out, (uint16_t)cp, false);
			add_unit(out, (uint16_t)(cp >> 16), false);
			continue;
		default:
			strbuf_addc(out, cp < (encoding == ENCODING_LATIN1 ? 256u : 128u) ? (char)cp
											  : '?');
		}
	}
}

void content_encode(const char *text, size_t length, enum text_encoding encoding, bool start,
		    struct strbuf *out)
{
	static const struct {
		enum text_encoding encoding;
		const char *mark;
		size_t length;
	} marks[] = {{ENCODING_UTF8_BOM, "\xef\xbb\xbf", 3},
		     {ENCODING_UTF16_LE, "\xff\xfe", 2},
		     {ENCODING_UTF16_BE, "\xfe\xff", 2},
		     {ENCODING_UTF32_LE, "\xff\xfe\0\0", 4}};
	for (size_t i = 0; start && i < countof(marks); i++)
		if (marks[i].encoding == encoding)
			strbuf_add(out, marks[i].mark, marks[i].length);
	if (encoding == ENCODING_UTF8 || encoding == ENCODING_UTF8_BOM)
		strbuf_add(out, text, length);
	else
		encode_units(text, length, encoding, out);
}

/* ---- writing ---- */

struct content_writer {
	FILE *file;
	char *path, *temporary; /* temporary: NULL when the file itself is written */
	enum text_encoding encoding;
	bool bytes, start;
};

/* A whole regular file is written beside the old one; devices, pipes and appended files are written themselves. */
static char *temporary_for(const char *path)
{
	struct stat st;
	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_nlink > 1)
		return NULL;
	return xasprintf("%s.exosh-%d", path, (int)getpid());
}

struct content_writer *content_writer_open(struct cmdlet_call *c UNUSED, const char *path,
					   bool append, bool no_clobber,
					   enum text_encoding encoding, bool bytes)
{
	struct stat st;
	bool there = stat(path, &st) == 0;
	if (there && S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return NULL;
	}
	if (there && access(path, W_OK) != 0)
		return NULL;
	if (there && no_clobber) {
		errno = EEXIST;
		return NULL;
	}
	char *temporary = append ? NULL : temporary_for(path);
	FILE *file = fopen(temporary ? temporary : path, append ? "ab" : "wb");
	if (!file && temporary) { /* the folder may not be written to, but the file may */
		free(temporary);
		temporary = NULL;
		file = fopen(path, "wb");
	}
	if (!file) {
		free(temporary);
		return NULL;
	}
	if (temporary)
		fchmod(fileno(file), st.st_mode & 07777);
	struct content_writer *w = xcalloc(1, sizeof(*w));
	w->file = file;
	w->path = xstrdup(path);
	w->temporary = temporary;
	w->encoding = encoding;
	w->bytes = bytes;
	w->start = !append || !there || st.st_size == 0;
	return w;
}

static enum status write_byte_value(struct content_writer *w, Value v)
{
	int32_t byte;
	Value base = value_base(v);
	if (base.tag == VALUE_ARRAY && value_as_array(base)->bytes) {
		fwrite(value_as_array(base)->bytes, 1, value_as_array(base)->count, w->file);
		return OK;
	}
	if (convert_to_int(v, &byte) != OK)
		return ERROR;
	fputc(byte, w->file);
	return OK;
}

enum status content_writer_write(struct content_writer *w, Value v, bool newline)
{
	if (w->bytes)
		return write_byte_value(w, v);
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
	value_append_string(v, &text);
	if (newline)
		strbuf_addc(&text, '\n');
	content_encode(text.data, text.length, w->encoding, w->start, &out);
	w->start = false;
	fwrite(out.data, 1, out.length, w->file);
	strbuf_clear(&text);
	strbuf_clear(&out);
	return OK;
}

int content_writer_close(struct content_writer **writer, bool keep)
{
	struct content_writer *w = *writer;
	if (!w)
		return 0;
	int failed = ferror(w->file) ? EIO : 0;
	if (fclose(w->file) != 0)
		failed = errno;
	if (w->temporary && (failed || !keep))
		unlink(w->temporary);
	else if (w->temporary && rename(w->temporary, w->path) != 0)
		failed = errno;
	free(w->temporary);
	free(w->path);
	free(w);
	*writer = NULL;
	errno = failed;
	return failed ? -1 : 0;
}
