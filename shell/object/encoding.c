/* System.Text.Encoding: UTF-8 by hand, all else by iconv. */
#include "object/encoding.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

struct encoding {
	int code_page;
	const char *web_name, *display_name;
	const char *iconv_name; /* NULL: UTF-8 */
	int windows_code_page;
	const char *preamble;
	size_t preamble_length;
	int unit; /* bytes of the smallest character */
	struct type *type;
};

struct encoding_object {
	struct cell cell;
	const struct encoding *encoding;
	bool preamble, throws;
};

static struct type type_utf8_sealed, type_ascii_sealed, type_latin1_sealed, type_code_page;
static struct type type_utf8, type_unicode, type_utf32, type_ascii;

static const struct encoding encodings[] = {
	{65001, "utf-8", "Unicode (UTF-8)", NULL, 1200, "\xef\xbb\xbf", 3, 1, &type_utf8_sealed},
	{1200, "utf-16", "Unicode", "UTF-16LE", 1200, "\xff\xfe", 2, 2, &type_unicode},
	{1201, "utf-16BE", "Unicode (Big-Endian)", "UTF-16BE", 1200, "\xfe\xff", 2, 2,
	 &type_unicode},
	{12000, "utf-32", "Unicode (UTF-32)", "UTF-32LE", 1200, "\xff\xfe\0\0", 4, 4, &type_utf32},
	{12001, "utf-32BE", "Unicode (UTF-32 Big-Endian)", "UTF-32BE", 1200, "\0\0\xfe\xff", 4, 4,
	 &type_utf32},
	{20127, "us-ascii", "US-ASCII", "ASCII", 1252, "", 0, 1, &type_ascii_sealed},
	{28591, "iso-8859-1", "Western European (ISO)", "ISO-8859-1", 1252, "", 0, 1,
	 &type_latin1_sealed},
#define CODE_PAGE(number, web, display, iconv)                                 \
	{                                                                      \
		number, web, display, iconv, number, "", 0, 1, &type_code_page \
	}
	CODE_PAGE(437, "ibm437", "OEM United States", "IBM437"),
	CODE_PAGE(850, "ibm850", "Western European (DOS)", "IBM850"),
	CODE_PAGE(852, "ibm852", "Central European (DOS)", "IBM852"),
	CODE_PAGE(866, "cp866", "Cyrillic (DOS)", "IBM866"),
	CODE_PAGE(874, "windows-874", "Thai (Windows)", "CP874"),
	CODE_PAGE(932, "shift_jis", "Japanese (Shift-JIS)", "CP932"),
	CODE_PAGE(936, "gb2312", "Chinese Simplified (GB2312)", "GBK"),
	CODE_PAGE(949, "ks_c_5601-1987", "Korean", "CP949"),
	CODE_PAGE(950, "big5", "Chinese Traditional (Big5)", "BIG5"),
	CODE_PAGE(1250, "windows-1250", "Central European (Windows)", "CP1250"),
	CODE_PAGE(1251, "windows-1251", "Cyrillic (Windows)", "CP1251"),
	CODE_PAGE(1252, "windows-1252", "Western European (Windows)", "CP1252"),
	CODE_PAGE(1253, "windows-1253", "Greek (Windows)", "CP1253"),
	CODE_PAGE(1254, "windows-1254", "Turkish (Windows)", "CP1254"),
	CODE_PAGE(1255, "windows-1255", "Hebrew (Windows)", "CP1255"),
	CODE_PAGE(1256, "windows-1256", "Arabic (Windows)", "CP1256"),
	CODE_PAGE(1257, "windows-1257", "Baltic (Windows)", "CP1257"),
	CODE_PAGE(1258, "windows-1258", "Vietnamese (Windows)", "CP1258"),
	CODE_PAGE(20866, "koi8-r", "Cyrillic (KOI8-R)", "KOI8-R"),
	CODE_PAGE(21866, "koi8-u", "Cyrillic (KOI8-U)", "KOI8-U"),
	CODE_PAGE(28592, "iso-8859-2", "Central European (ISO)", "ISO-8859-2"),
	CODE_PAGE(28595, "iso-8859-5", "Cyrillic (ISO)", "ISO-8859-5"),
	CODE_PAGE(28597, "iso-8859-7", "Greek (ISO)", "ISO-8859-7"),
	CODE_PAGE(28599, "iso-8859-9", "Turkish (ISO)", "ISO-8859-9"),
	CODE_PAGE(28605, "iso-8859-15", "Latin 9 (ISO)", "ISO-8859-15"),
	CODE_PAGE(50220, "iso-2022-jp", "Japanese (JIS)", "ISO-2022-JP"),
	CODE_PAGE(51932, "euc-jp", "Japanese (EUC)", "EUC-JP"),
	CODE_PAGE(51949, "euc-kr", "Korean (EUC)", "EUC-KR"),
	CODE_PAGE(54936, "GB18030", "Chinese Simplified (GB18030)", "GB18030"),
};

static const struct {
	const char *name;
	int code_page;
} other_names[] = {
	{"ascii", 20127},
	{"latin1", 28591},
	{"l1", 28591},
	{"unicode", 1200},
	{"utf-16le", 1200},
	{"ucs-2", 1200},
	{"unicodefffe", 1201},
	{"unicode-1-1-utf-8", 65001},
	{"utf-32le", 12000},
	{"cp437", 437},
	{"cp850", 850},
	{"iso8859-1", 28591},
	{"iso_8859-1", 28591},
	{"x-cp1252", 1252},
	{"ansi_x3.4-1968", 20127},
	{"gbk", 936},
	{"sjis", 932},
	{"us", 20127},
	{"iso-646-us", 20127},
	{"koi8", 20866},
};

const struct encoding *encoding_find_code_page(int code_page)
{
	if (code_page == 0)
		return &encodings[0];
	for (size_t i = 0; i < countof(encodings); i++)
		if (encodings[i].code_page == code_page)
			return &encodings[i];
	return NULL;
}

const struct encoding *encoding_find(const char *name)
{
	for (size_t i = 0; i < countof(encodings); i++)
		if (strcasecmp(encodings[i].web_name, name) == 0)
			return &encodings[i];
	for (size_t i = 0; i < countof(other_names); i++)
		if (strcasecmp(other_names[i].name, name) == 0)
			return encoding_find_code_page(other_names[i].code_page);
	return NULL;
}

const struct encoding *encoding_utf8(void)
{
	return &encodings[0];
}

static struct encoding_object *as_object(Value v)
{
	return (struct encoding_object *)v.cell;
}

Value encoding_object(const struct encoding *encoding, bool preamble)
{
	struct encoding_object *o = gc_alloc(encoding->type, VALUE_OBJECT, sizeof(*o));
	o->encoding = encoding;
	o->preamble = preamble;
	return value_cell(VALUE_OBJECT, o);
}

bool value_is_encoding(Value v)
{
	return v.tag == VALUE_OBJECT && type_is_a(v.cell->type, &type_encoding);
}

const struct encoding *encoding_of(Value v)
{
	return as_object(v)->encoding;
}

bool encoding_has_preamble(Value v)
{
	return as_object(v)->preamble;
}

void encoding_append_preamble(const struct encoding *encoding, struct strbuf *out)
{
	strbuf_add(out, encoding->preamble, encoding->preamble_length);
}

const struct encoding *encoding_detect(const void *bytes, size_t length, size_t *mark_r)
{
	/* UTF-32's little-endian mark begins like UTF-16's */
	static const int order[] = {65001, 12000, 12001, 1200, 1201};
	for (size_t i = 0; i < countof(order); i++) {
		const struct encoding *e = encoding_find_code_page(order[i]);
		if (length >= e->preamble_length &&
		    memcmp(bytes, e->preamble, e->preamble_length) == 0) {
			*mark_r = e->preamble_length;
			return e;
		}
	}
	*mark_r = 0;
	return NULL;
}

/* Runs iconv over everything; `bad` stands for what cannot be converted, of which `skip` bytes are left out. */
static void run_iconv(const char *to, const char *from, const char *bytes, size_t length,
		      const char *bad, size_t bad_length, size_t skip, struct strbuf *out)
{
	iconv_t state = iconv_open(to, from);
	if (state == (iconv_t)-1)
		return;
	char *in = (char *)bytes, buffer[4096];
	size_t left = length;
	while (left > 0) {
		char *at = buffer;
		size_t room = sizeof(buffer);
		size_t result = iconv(state, &in, &left, &at, &room);
		int why = errno;
		strbuf_add(out, buffer, (size_t)(at - buffer));
		if (result != (size_t)-1 || why == E2BIG)
			continue;
		strbuf_add(out, bad, bad_length);
		size_t lost = skip;
		if (skip == 0) { /* one character of UTF-8 */
			lost = 1;
			while (lost < left && ((unsigned char)in[lost] & 0xc0) == 0x80)
				lost++;
		}
		in += MIN(lost, left);
		left -= MIN(lost, left);
	}
	char *at = buffer;
	size_t room = sizeof(buffer);
	iconv(state, NULL, NULL, &at, &room); /* the way back to the initial state */
	strbuf_add(out, buffer, (size_t)(at - buffer));
	iconv_close(state);
}

void encoding_encode(const struct encoding *e, const char *text, size_t length, struct strbuf *out)
{
	if (e->iconv_name != NULL) {
		static const struct {
			int unit;
			const char *bad;
		} bads[] = {{1, "?"}, {2, "\xfd\xff"}, {4, "\xfd\xff\0\0"}};
		size_t which = e->unit == 1 ? 0 : e->unit == 2 ? 1 : 2;
		run_iconv(e->iconv_name, "UTF-8", text, length, bads[which].bad, (size_t)e->unit, 0,
			  out);
		return;
	}
	/* lone surrogates have no UTF-8 */
	for (const char *p = text, *end = text + length; p < end;) {
		const char *start = p;
		uint32_t code = utf8_next(&p);
		if (code >= 0xd800 && code < 0xe000)
			utf8_append(out, 0xfffd);
		else
			strbuf_add(out, start, (size_t)(p - start));
	}
}

void encoding_decode(const struct encoding *e, const void *bytes, size_t length, struct strbuf *out)
{
	if (e->iconv_name == NULL) {
		const char *p = bytes, *end = p + length;
		if (utf8_is_ascii(bytes, length)) {
			strbuf_add(out, bytes, length);
			return;
		}
		while (p < end)
			utf8_append(out, utf8_decode(&p, end));
		return;
	}
	bool ascii = e->code_page == 20127;
	run_iconv("UTF-8", e->iconv_name, bytes, length, ascii ? "?" : "\xef\xbf\xbd",
		  ascii ? 1 : 3, (size_t)e->unit, out);
}

static enum status null_argument(const char *name)
{
	return throw_argument("System.ArgumentNullException", name, "Value cannot be null.");
}

/* The text of a string or char[] argument, perhaps a part of it: (chars [, index, count]). */
static enum status text_argument(int argc, const Value *argv, Value *text_r)
{
	Value text = argv[0];
	if (value_is_null(text))
		return null_argument("chars");
	if (text.tag == VALUE_ARRAY) {
		size_t count = value_count(text);
		uint16_t *units = gc_alloc_bytes((count + 1) * sizeof(*units));
		for (size_t i = 0; i < count; i++)
			units[i] = (uint16_t)value_item(text, i).integer;
		text = string_from_utf16(units, count);
	}
	if (argc >= 3) {
		int64_t index = argv[1].integer, count = argv[2].integer;
		if (index < 0 || count < 0 || index + count > value_as_string(text)->utf16_length)
			return throw_argument("System.ArgumentOutOfRangeException", "chars",
					      "Index and count must refer to a location within the "
					      "buffer.");
		text = string_slice(text, (size_t)index, (size_t)count);
	}
	*text_r = text;
	return OK;
}

/* (bytes [, index, count]) */
static enum status bytes_argument(int argc, const Value *argv, const uint8_t **bytes_r,
				  size_t *length_r)
{
	if (argv[0].tag != VALUE_ARRAY)
		return null_argument("bytes");
	const struct array *array = value_as_array(argv[0]);
	int64_t index = argc >= 3 ? argv[1].integer : 0;
	int64_t count = argc >= 3 ? argv[2].integer : (int64_t)array->count;
	if (index < 0 || count < 0 || (size_t)(index + count) > array->count)
		return throw_argument(
			"System.ArgumentOutOfRangeException", "bytes",
			"Index and count must refer to a location within the buffer.");
	*bytes_r = array->bytes + index;
	*length_r = (size_t)count;
	return OK;
}

static enum status check_decodable(Value self, const uint8_t *bytes, size_t length)
{
	if (!as_object(self)->throws || utf8_is_valid((const char *)bytes, length))
		return OK;
	size_t at = 0;
	while (at < length && utf8_is_valid((const char *)bytes, at + 1))
		at++;
	return throw_exception(
		"System.Text.DecoderFallbackException",
		"Unable to translate bytes [%02X] at index %zu from specified code page "
		"to Unicode.",
		bytes[at], at);
}

static enum status encoding_get_bytes(Value self, int argc, const Value *argv, Value *result_r)
{
	Value text;
	struct strbuf out = STRBUF_INIT;
	if (text_argument(argc, argv, &text) != OK)
		return ERROR;
	encoding_encode(encoding_of(self), string_data(text), string_length(text), &out);
	*result_r = array_new_bytes(out.data, out.length);
	strbuf_clear(&out);
	return OK;
}

/* GetBytes(s, charIndex, charCount, bytes, byteIndex) into an array that is there. */
static enum status encoding_get_bytes_into(Value self, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	Value text;
	struct strbuf out = STRBUF_INIT;
	if (text_argument(3, argv, &text) != OK)
		return ERROR;
	if (argv[3].tag != VALUE_ARRAY)
		return null_argument("bytes");
	encoding_encode(encoding_of(self), string_data(text), string_length(text), &out);
	struct array *target = value_as_array(argv[3]);
	bool fits = argv[4].integer >= 0 && (size_t)argv[4].integer + out.length <= target->count;
	if (fits)
		memcpy(target->bytes + argv[4].integer, out.data, out.length);
	*result_r = value_int((int32_t)out.length);
	strbuf_clear(&out);
	if (!fits)
		return throw_argument(
			"System.ArgumentException", "bytes",
			"The output byte buffer is too small to contain the encoded data.");
	return OK;
}

static enum status encoding_get_byte_count(Value self, int argc, const Value *argv, Value *result_r)
{
	Value bytes;
	if (encoding_get_bytes(self, argc, argv, &bytes) != OK)
		return ERROR;
	*result_r = value_int((int32_t)value_count(bytes));
	return OK;
}

static enum status encoding_get_string(Value self, int argc, const Value *argv, Value *result_r)
{
	const uint8_t *bytes;
	size_t length;
	struct strbuf out = STRBUF_INIT;
	if (bytes_argument(argc, argv, &bytes, &length) != OK ||
	    check_decodable(self, bytes, length) != OK)
		return ERROR;
	encoding_decode(encoding_of(self), bytes, length, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status encoding_get_chars(Value self, int argc, const Value *argv, Value *result_r)
{
	Value text;
	size_t count;
	if (encoding_get_string(self, argc, argv, &text) != OK)
		return ERROR;
	uint16_t *units = string_to_utf16(text, &count);
	*result_r = array_new_typed(&type_char_array, count);
	for (size_t i = 0; i < count; i++)
		value_as_array(*result_r)->items[i] = value_char(units[i]);
	return OK;
}

static enum status encoding_get_char_count(Value self, int argc, const Value *argv, Value *result_r)
{
	Value text;
	if (encoding_get_string(self, argc, argv, &text) != OK)
		return ERROR;
	*result_r = value_int((int32_t)value_as_string(text)->utf16_length);
	return OK;
}

static enum status encoding_get_preamble(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r)
{
	const struct encoding *e = encoding_of(self);
	*result_r =
		array_new_bytes(e->preamble, as_object(self)->preamble ? e->preamble_length : 0);
	return OK;
}

/* The most that so many characters can need, with what a decoder may hold back. */
static enum status encoding_get_max_byte_count(Value self, int argc UNUSED, const Value *argv,
					       Value *result_r)
{
	const struct encoding *e = encoding_of(self);
	int factor = e->iconv_name == NULL ? 3 : e->unit;
	*result_r = value_int((int32_t)((argv[0].integer + 1) * factor));
	return OK;
}

static enum status encoding_get_max_char_count(Value self, int argc UNUSED, const Value *argv,
					       Value *result_r)
{
	const struct encoding *e = encoding_of(self);
	bool single = e->unit == 1 && e->iconv_name != NULL;
	*result_r = value_int((int32_t)(argv[0].integer / e->unit + !single));
	return OK;
}

#define TEXT_GETTER(name, field)                                            \
	static enum status encoding_get_##name(Value self, Value *result_r) \
	{                                                                   \
		*result_r = string_from(encoding_of(self)->field);          \
		return OK;                                                  \
	}
TEXT_GETTER(web_name, web_name)
TEXT_GETTER(display_name, display_name)

static enum status encoding_get_code_page(Value self, Value *result_r)
{
	*result_r = value_int(encoding_of(self)->code_page);
	return OK;
}

static enum status encoding_get_windows_code_page(Value self, Value *result_r)
{
	*result_r = value_int(encoding_of(self)->windows_code_page);
	return OK;
}

static enum status encoding_get_single_byte(Value self, Value *result_r)
{
	const struct encoding *e = encoding_of(self);
	bool multi = e->iconv_name == NULL || e->unit > 1 ||
		     (e->code_page >= 932 && e->code_page <= 950);
	*result_r = value_bool(!multi);
	return OK;
}

static enum status get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static bool encoding_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return value_is_encoding(b) && encoding_of(a) == encoding_of(b) &&
	       as_object(a)->preamble == as_object(b)->preamble;
}

static uint32_t encoding_hash(Value v)
{
	return (uint32_t)encoding_of(v)->code_page;
}

static enum status encoding_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(encoding_equals_value(self, value_base(argv[0]), false));
	return OK;
}

#define STATIC_ENCODING(name, code_page, preamble)                                         \
	static enum status encoding_get_##name(Value self UNUSED, Value *result_r)         \
	{                                                                                  \
		*result_r = encoding_object(encoding_find_code_page(code_page), preamble); \
		return OK;                                                                 \
	}
STATIC_ENCODING(utf8_static, 65001, true)
STATIC_ENCODING(default, 65001, false)
STATIC_ENCODING(unicode_static, 1200, true)
STATIC_ENCODING(big_endian, 1201, true)
STATIC_ENCODING(utf32_static, 12000, true)
STATIC_ENCODING(ascii_static, 20127, false)
STATIC_ENCODING(latin1_static, 28591, false)

static enum status encoding_get_encoding(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	bool by_name = argv[0].tag == VALUE_STRING;
	const char *name = by_name ? string_data(argv[0]) : "";
	int number = by_name ? 0 : (int)argv[0].integer;
	const struct encoding *e = by_name ? encoding_find(name) : encoding_find_code_page(number);
	if (value_is_null(argv[0]))
		return null_argument("name");
	if (strcasecmp(name, "utf-7") == 0 || number == 65000)
		return throw_exception(
			"System.NotSupportedException",
			"Support for UTF-7 is disabled. See "
			"https://aka.ms/dotnet-warnings/SYSLIB0001 for more information.");
	if (e == NULL && by_name)
		return throw_argument(
			"System.ArgumentException", "name",
			"'%s' is not a supported encoding name. For information on defining "
			"a custom encoding, see the documentation for the "
			"Encoding.RegisterProvider method.",
			name);
	if (e == NULL)
		return throw_exception("System.NotSupportedException",
				       "No data is available for encoding %d. For information on "
				       "defining a custom encoding, see the documentation for the "
				       "Encoding.RegisterProvider method.",
				       number);
	*result_r = encoding_object(e, e->preamble_length > 0);
	return OK;
}

static enum status encoding_convert_bytes(Value self UNUSED, int argc, const Value *argv,
					  Value *result_r)
{
	const uint8_t *bytes;
	size_t length;
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
	if (bytes_argument(argc - 2, argv + 2, &bytes, &length) != OK)
		return ERROR;
	encoding_decode(encoding_of(argv[0]), bytes, length, &text);
	encoding_encode(encoding_of(argv[1]), text.data, text.length, &out);
	*result_r = array_new_bytes(out.data, out.length);
	strbuf_clear(&text);
	strbuf_clear(&out);
	return OK;
}

/* UTF8Encoding([emit mark [, throw]]), UnicodeEncoding([big endian, mark [, throw]]), UTF32Encoding likewise */
static enum status utf8_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = encoding_object(&encodings[0], argc > 0 && value_is_true_bool(argv[0]));
	as_object(*result_r)->cell.type = &type_utf8;
	as_object(*result_r)->throws = argc > 1 && value_is_true_bool(argv[1]);
	return OK;
}

static Value wide_object(int argc, const Value *argv, int little, int big)
{
	bool big_endian = argc > 0 && value_is_true_bool(argv[0]);
	return encoding_object(encoding_find_code_page(big_endian ? big : little),
			       argc < 2 || value_is_true_bool(argv[1]));
}

static enum status unicode_construct(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	*result_r = wide_object(argc, argv, 1200, 1201);
	return OK;
}

static enum status utf32_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = wide_object(argc, argv, 12000, 12001);
	return OK;
}

static enum status ascii_construct(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = encoding_object(encoding_find_code_page(20127), false);
	as_object(*result_r)->cell.type = &type_ascii;
	return OK;
}

static const struct member encoding_members[] = {
	PROPERTY("string BodyName {get;}", encoding_get_web_name),
	PROPERTY("string EncodingName {get;}", encoding_get_display_name),
	PROPERTY("string HeaderName {get;}", encoding_get_web_name),
	PROPERTY("string WebName {get;}", encoding_get_web_name),
	PROPERTY("int WindowsCodePage {get;}", encoding_get_windows_code_page),
	PROPERTY("bool IsBrowserDisplay {get;}", get_true),
	PROPERTY("bool IsBrowserSave {get;}", get_true),
	PROPERTY("bool IsMailNewsDisplay {get;}", get_true),
	PROPERTY("bool IsMailNewsSave {get;}", get_true),
	PROPERTY("bool IsSingleByte {get;}", encoding_get_single_byte),
	PROPERTY("bool IsReadOnly {get;}", get_true),
	PROPERTY("int CodePage {get;}", encoding_get_code_page),
	METHOD("bool Equals(System.Object value)", encoding_equals),
	METHOD("int GetByteCount(string s)", encoding_get_byte_count),
	METHOD("int GetByteCount(char[] chars)", encoding_get_byte_count),
	METHOD("int GetByteCount(char[] chars, int index, int count)", encoding_get_byte_count),
	METHOD("byte[] GetBytes(char[] chars)", encoding_get_bytes),
	METHOD("byte[] GetBytes(char[] chars, int index, int count)", encoding_get_bytes),
	METHOD("byte[] GetBytes(string s)", encoding_get_bytes),
	METHOD("byte[] GetBytes(string s, int index, int count)", encoding_get_bytes),
	METHOD("int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex)",
	       encoding_get_bytes_into),
	METHOD("int GetCharCount(byte[] bytes)", encoding_get_char_count),
	METHOD("int GetCharCount(byte[] bytes, int index, int count)", encoding_get_char_count),
	METHOD("char[] GetChars(byte[] bytes)", encoding_get_chars),
	METHOD("char[] GetChars(byte[] bytes, int index, int count)", encoding_get_chars),
	METHOD("int GetMaxByteCount(int charCount)", encoding_get_max_byte_count),
	METHOD("int GetMaxCharCount(int byteCount)", encoding_get_max_char_count),
	METHOD("byte[] GetPreamble()", encoding_get_preamble),
	METHOD("string GetString(byte[] bytes)", encoding_get_string),
	METHOD("string GetString(byte[] bytes, int index, int count)", encoding_get_string),
	STATIC_PROPERTY("static System.Text.Encoding ASCII {get;}", encoding_get_ascii_static),
	STATIC_PROPERTY("static System.Text.Encoding BigEndianUnicode {get;}",
			encoding_get_big_endian),
	STATIC_PROPERTY("static System.Text.Encoding Default {get;}", encoding_get_default),
	STATIC_PROPERTY("static System.Text.Encoding Latin1 {get;}", encoding_get_latin1_static),
	STATIC_PROPERTY("static System.Text.Encoding Unicode {get;}", encoding_get_unicode_static),
	STATIC_PROPERTY("static System.Text.Encoding UTF32 {get;}", encoding_get_utf32_static),
	STATIC_PROPERTY("static System.Text.Encoding UTF8 {get;}", encoding_get_utf8_static),
	STATIC_METHOD(
		"static byte[] Convert(System.Text.Encoding srcEncoding, System.Text.Encoding "
		"dstEncoding, byte[] bytes)",
		encoding_convert_bytes),
	STATIC_METHOD(
		"static byte[] Convert(System.Text.Encoding srcEncoding, System.Text.Encoding "
		"dstEncoding, byte[] bytes, int index, int count)",
		encoding_convert_bytes),
	STATIC_METHOD("static System.Text.Encoding GetEncoding(int codepage)",
		      encoding_get_encoding),
	STATIC_METHOD("static System.Text.Encoding GetEncoding(string name)",
		      encoding_get_encoding),
	MEMBER_END,
};

struct type type_encoding = {
	.name = "System.Text.Encoding",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = encoding_members,
	.equals = encoding_equals_value,
	.hash = encoding_hash,
};

#define FAMILY(variable, full_name, base_type, rows) \
	static struct type variable = {              \
		.name = full_name, .base = base_type, .tag = VALUE_OBJECT, .members = rows}

static const struct member utf8_members[] = {
	CONSTRUCTOR("System.Text.UTF8Encoding new()", utf8_construct),
	CONSTRUCTOR("System.Text.UTF8Encoding new(bool encoderShouldEmitUTF8Identifier)",
		    utf8_construct),
	CONSTRUCTOR("System.Text.UTF8Encoding new(bool encoderShouldEmitUTF8Identifier, bool "
		    "throwOnInvalidBytes)",
		    utf8_construct),
	MEMBER_END,
};
static const struct member unicode_members[] = {
	CONSTRUCTOR("System.Text.UnicodeEncoding new()", unicode_construct),
	CONSTRUCTOR("System.Text.UnicodeEncoding new(bool bigEndian, bool byteOrderMark)",
		    unicode_construct),
	CONSTRUCTOR("System.Text.UnicodeEncoding new(bool bigEndian, bool byteOrderMark, bool "
		    "throwOnInvalidBytes)",
		    unicode_construct),
	MEMBER_END,
};
static const struct member utf32_members[] = {
	CONSTRUCTOR("System.Text.UTF32Encoding new()", utf32_construct),
	CONSTRUCTOR("System.Text.UTF32Encoding new(bool bigEndian, bool byteOrderMark)",
		    utf32_construct),
	MEMBER_END,
};
static const struct member ascii_members[] = {
	CONSTRUCTOR("System.Text.ASCIIEncoding new()", ascii_construct),
	MEMBER_END,
};
static const struct member no_members[] = {MEMBER_END};

FAMILY(type_utf8, "System.Text.UTF8Encoding", &type_encoding, utf8_members);
FAMILY(type_unicode, "System.Text.UnicodeEncoding", &type_encoding, unicode_members);
FAMILY(type_utf32, "System.Text.UTF32Encoding", &type_encoding, utf32_members);
FAMILY(type_ascii, "System.Text.ASCIIEncoding", &type_encoding, ascii_members);
FAMILY(type_latin1, "System.Text.Latin1Encoding", &type_encoding, no_members);
FAMILY(type_utf8_sealed, "System.Text.UTF8Encoding+UTF8EncodingSealed", &type_utf8, no_members);
FAMILY(type_ascii_sealed, "System.Text.ASCIIEncoding+ASCIIEncodingSealed", &type_ascii, no_members);
FAMILY(type_latin1_sealed, "System.Text.Latin1Encoding+Latin1EncodingSealed", &type_latin1,
       no_members);
FAMILY(type_code_page, "System.Text.SBCSCodePageEncoding", &type_encoding, no_members);

struct type *const encoding_types[] = {
	&type_encoding, &type_utf8,        &type_unicode,      &type_utf32,         &type_ascii,
	&type_latin1,   &type_utf8_sealed, &type_ascii_sealed, &type_latin1_sealed, &type_code_page,
	NULL,
};
