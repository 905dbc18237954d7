#include "formatters/json_reader.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/bigint.h"
#include "object/datetime.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/type.h"
#include <stdlib.h>
#include <string.h>

/* A Hashtable that keeps the order and the case of its keys. */
static struct type type_ordered_hashtable = {
	.name = "System.Management.Automation.OrderedHashtable",
	.base = &type_hashtable,
	.tag = VALUE_HASHTABLE};

struct reader {
	const char *start, *at, *end;
	const struct json_reader_options *options;
	int depth;
	struct strbuf text; /* the last string or name */
	struct strbuf path; /* where we are: "users[2].name" */
};

static enum status read_value(struct reader *r, Value *result_r);

/* Lines from 1; the position counts the characters before the one at fault. */
static void find_place(const struct reader *r, const char *at, int *line_r, int *position_r)
{
	const char *line_start = r->start;
	*line_r = at == r->start ? 0 : 1;
	for (const char *p = r->start; p < at; p++)
		if (*p == '\n') {
			++*line_r;
			line_start = p + 1;
		}
	*position_r = (int)(at - line_start);
}

static enum status fail(struct reader *r, const char *at, const char *sentence)
{
	int line, position;
	find_place(r, at, &line, &position);
	return throw_error_type("System.ArgumentException", "System.ArgumentException",
				CATEGORY_NOT_SPECIFIED, NULL_VALUE,
				"Conversion from JSON failed with error: %s Path '%s', line %d, "
				"position %d.",
				sentence, r->path.data, line, position);
}

/*
 * The text ends where a value or name has to come. Where it ends behind a value, arrays and objects count as closed, as
 * in PowerShell.
 */
static enum status fail_too_short(struct reader *r, size_t container)
{
	return throw_error_type("System.ArgumentException", "System.ArgumentException",
				CATEGORY_NOT_SPECIFIED, NULL_VALUE,
				"Conversion from JSON failed with error: Unexpected end when "
				"reading token. Path '%.*s'.",
				(int)container, r->path.data);
}

static int char_bytes(const char *at)
{
	unsigned char c = (unsigned char)*at;
	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static enum status fail_at_char(struct reader *r, const char *before, const char *after)
{
	struct strbuf sentence = STRBUF_INIT;
	int bytes = MIN(char_bytes(r->at), (int)(r->end - r->at));
	strbuf_addf(&sentence, "%s%.*s%s", before, bytes, r->at, after);
	enum status status = fail(r, r->at, sentence.data);
	strbuf_clear(&sentence);
	return status;
}

static enum status fail_at_end(struct reader *r, const char *sentence)
{
	return fail(r, r->end, sentence);
}

/* White space and comments. */
static void skip(struct reader *r)
{
	while (r->at < r->end) {
		if (strchr(" \t\r\n", *r->at) && *r->at) {
			r->at++;
		} else if (r->end - r->at > 1 && r->at[0] == '/' && r->at[1] == '/') {
			while (r->at < r->end && *r->at != '\n')
				r->at++;
		} else if (r->end - r->at > 1 && r->at[0] == '/' && r->at[1] == '*') {
			const char *close =
				memmem(r->at + 2, (size_t)(r->end - r->at) - 2, "*/", 2);
			r->at = close ? close + 2 : r->end;
		} else {
			return;
		}
	}
}

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

static bool read_hex(struct reader *r, uint32_t *unit_r)
{
	*unit_r = 0;
	if (r->end - r->at < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		char c = r->at[i], lower = (char)(c | 0x20);
		int digit = c >= '0' && c <= '9'           ? c - '0'
			    : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
							   : -1;
		if (digit < 0)
			return false;
		*unit_r = *unit_r << 4 | (uint32_t)digit;
	}
	r->at += 4;
	return true;
}

static enum status read_unicode_escape(struct reader *r)
{
	uint32_t unit, low;
	if (!read_hex(r, &unit))
		return fail(r, r->at, "Invalid Unicode escape sequence.");
	if (unit >= 0xd800 && unit < 0xdc00 && r->end - r->at >= 6 && r->at[0] == '\\' &&
	    r->at[1] == 'u') {
		const char *back = r->at;
		r->at += 2;
		if (read_hex(r, &low) && low >= 0xdc00 && low < 0xe000)
			unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
		else
			r->at = back;
	}
	add_code(&r->text, unit);
	return OK;
}

static enum status read_escape(struct reader *r)
{
	static const char from[] = "bfnrt/\\\"'", to[] = "\b\f\n\r\t/\\\"'";
	char c = *r->at++;
	const char *known = c ? strchr(from, c) : NULL;
	if (known) {
		strbuf_addc(&r->text, to[known - from]);
		return OK;
	}
	if (c == 'u')
		return read_unicode_escape(r);
	struct strbuf sentence = STRBUF_INIT;
	strbuf_addf(&sentence, "Bad JSON escape sequence: \\%c.", c);
	enum status status = fail(r, r->at, sentence.data);
	strbuf_clear(&sentence);
	return status;
}

/* Into r->text; stands at the opening quote. */
static enum status read_string(struct reader *r)
{
	char quote = *r->at++;
	strbuf_reset(&r->text);
	for (;;) {
		const char *start = r->at;
		while (r->at < r->end && *r->at != quote && *r->at != '\\')
			r->at++;
		strbuf_add(&r->text, start, (size_t)(r->at - start));
		if (r->at >= r->end || (*r->at == '\\' && r->at + 1 >= r->end)) {
			char sentence[64];
			strcpy(sentence, "Unterminated string. Expected delimiter: x.");
			sentence[strlen(sentence) - 2] = quote;
			return fail_at_end(r, sentence);
		}
		if (*r->at++ == quote)
			return OK;
		enum status status = read_escape(r);
		if (status != OK)
			return status;
	}
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

/* A number or a word. */
static size_t word_length(const struct reader *r)
{
	const char *p = r->at;
	while (p < r->end && (is_name_char(*p) || *p == '+' || *p == '-' || *p == '.'))
		p++;
	return (size_t)(p - r->at);
}

static bool is_digits(const char *text, size_t length)
{
	size_t i = length && *text == '-';
	if (i == length)
		return false;
	for (; i < length; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	return true;
}

static bool read_number(const char *text, size_t length, Value *result_r)
{
	char *end;
	char copy[400];
	if (is_digits(text, length)) {
		int64_t n = 0;
		if (length < 19) {
			for (size_t i = *text == '-'; i < length; i++)
				n = n * 10 + (text[i] - '0');
			*result_r = value_int64(*text == '-' ? -n : n);
			return true;
		}
		Value big;
		if (!bigint_parse(text, length, 10, &big))
			return false;
		*result_r = bigint_to_int64(big, &n) ? value_int64(n) : big;
		return true;
	}
	if (length >= sizeof(copy) || !(strchr("-.", *text) || (*text >= '0' && *text <= '9')))
		return false;
	memcpy(copy, text, length);
	copy[length] = '\0';
	if (strchr(copy, 'x') || strchr(copy, 'X') || strpbrk(copy, "nN"))
		return false;
	*result_r = value_double(strtod(copy, &end));
	return end == copy + length;
}

static enum status read_word(struct reader *r, Value *result_r)
{
	static const struct {
		const char *text;
		Value value;
	} words[] = {
		{"true", {.tag = VALUE_BOOL, .integer = 1}},
		{"false", {.tag = VALUE_BOOL}},
		{"null", {.tag = VALUE_NULL}},
		{"undefined", {.tag = VALUE_NULL}},
		{"NaN", {.tag = VALUE_DOUBLE, .real = __builtin_nan("")}},
		{"Infinity", {.tag = VALUE_DOUBLE, .real = __builtin_inf()}},
		{"-Infinity", {.tag = VALUE_DOUBLE, .real = -__builtin_inf()}},
	};
	size_t length = word_length(r);
	for (size_t i = 0; i < countof(words); i++)
		if (strlen(words[i].text) == length && memcmp(words[i].text, r->at, length) == 0) {
			*result_r = words[i].value;
			r->at += length;
			return OK;
		}
	if (length && read_number(r->at, length, result_r)) {
		r->at += length;
		return OK;
	}
	return fail_at_char(r, "Unexpected character encountered while parsing value: ", ".");
}

static bool all_digits(const char *text, size_t from, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text[from + i] < '0' || text[from + i] > '9')
			return false;
	return true;
}

/* 2024-05-06T07:08:09 with fraction and offset or Z. */
static bool looks_like_date(const char *t, size_t length)
{
	if (length < 19 || length > 40 || t[4] != '-' || t[7] != '-' || t[10] != 'T' ||
	    t[13] != ':' || t[16] != ':')
		return false;
	return all_digits(t, 0, 4) && all_digits(t, 5, 2) && all_digits(t, 8, 2) &&
	       all_digits(t, 11, 2) && all_digits(t, 14, 2) && all_digits(t, 17, 2) &&
	       strspn(t + 19, "0123456789.:+-Z") == length - 19;
}

/* Z stays UTC; an offset makes local time; neither says nothing. */
static bool read_date(struct reader *r, Value *result_r)
{
	enum json_dates dates = r->options->dates;
	const char *text = r->text.data;
	if (dates == JSON_DATES_STRING || !looks_like_date(text, r->text.length) ||
	    !datetime_parse(text, result_r))
		return false;
	if (dates == JSON_DATES_UTC || (dates == JSON_DATES_DEFAULT && strchr(text, 'Z')))
		*result_r = datetime_to_utc(*result_r);
	else if (dates == JSON_DATES_LOCAL)
		*result_r = datetime_to_local(*result_r);
	return true;
}

static Value string_value(struct reader *r)
{
	Value v;
	if (r->text.length >= 19 && r->text.data[0] >= '0' && r->text.data[0] <= '9' &&
	    read_date(r, &v))
		return v;
	return string_new(r->text.data, r->text.length);
}

static enum status enter(struct reader *r)
{
	if (++r->depth <= r->options->depth)
		return OK;
	struct strbuf sentence = STRBUF_INIT;
	strbuf_addf(&sentence, "The reader's MaxDepth of %d has been exceeded.", r->options->depth);
	enum status status = fail(r, r->at, sentence.data);
	strbuf_clear(&sentence);
	return status;
}

static enum status read_array(struct reader *r, Value *result_r)
{
	Value items = list_new();
	size_t path = r->path.length;
	r->at++;
	if (enter(r) != OK)
		return ERROR;
	for (size_t i = 0;; i++) {
		skip(r);
		if (r->at >= r->end)
			return fail_too_short(r, path);
		if (*r->at == ']') {
			r->at++;
			break;
		}
		Value item;
		strbuf_set_length(&r->path, path);
		strbuf_addf(&r->path, "[%zu]", i);
		enum status status = read_value(r, &item);
		if (status != OK)
			return status;
		list_add(value_as_list(items), item);
		skip(r);
		if (r->at >= r->end)
			break;
		if (*r->at == ',')
			r->at++;
		else if (*r->at != ']')
			return fail_at_char(
				r,
				"After parsing a value an unexpected character was encountered: ",
				".");
	}
	strbuf_set_length(&r->path, path);
	r->depth--;
	*result_r = list_to_array(value_as_list(items));
	return OK;
}

static enum status read_name(struct reader *r)
{
	if (*r->at == '"' || *r->at == '\'')
		return read_string(r);
	if (!is_name_char(*r->at))
		return fail_at_char(r, "Invalid property identifier character: ", ".");
	strbuf_reset(&r->text);
	while (r->at < r->end && is_name_char(*r->at))
		strbuf_addc(&r->text, *r->at++);
	return OK;
}

static enum status refuse_name(struct reader *r, const char *sentence, const char *id)
{
	(void)r;
	return throw_error_type("System.InvalidOperationException", id, CATEGORY_INVALID_OPERATION,
				NULL_VALUE, "%s", sentence);
}

/* Objects know no names that differ in case only, and none that is empty. */
static enum status check_name(struct reader *r, Value object, Value name)
{
	Value old;
	if (string_length(name) == 0)
		return refuse_name(r,
				   "The provided JSON includes a property whose name is an empty "
				   "string, this is only supported using the -AsHashTable switch.",
				   "EmptyKeyInJsonString");
	if (!psobject_get(object, string_data(name), &old))
		return OK;
	const char *there = NULL;
	for (size_t i = 0; i < psobject_count(object); i++)
		if (name_equal(psobject_name_at(object, i), string_data(name)))
			there = psobject_name_at(object, i);
	if (!there || strcmp(there, string_data(name)) == 0)
		return OK; /* the last one counts */
	return throw_error_type(
		"System.InvalidOperationException", "KeysWithDifferentCasingInJsonString",
		CATEGORY_INVALID_OPERATION, NULL_VALUE,
		"Cannot convert the JSON string because it contains keys with different casing. "
		"Please use the -AsHashTable switch instead. The key that was attempted to be "
		"added "
		"to the existing key '%s' was '%s'.",
		there, string_data(name));
}

static enum status add_member(struct reader *r, Value object, Value name, Value v)
{
	if (r->options->as_hashtable) {
		hashtable_set(value_as_hashtable(object), name, v);
		return OK;
	}
	if (check_name(r, object, name) != OK)
		return ERROR;
	psobject_set(object, string_data(name), v);
	return OK;
}

static Value new_object(const struct reader *r)
{
	if (!r->options->as_hashtable)
		return psobject_new();
	if (!(type_ordered_hashtable.flags & TYPE_PREPARED))
		type_register(&type_ordered_hashtable);
	return hashtable_new_typed(&type_ordered_hashtable, false);
}

static enum status read_object(struct reader *r, Value *result_r)
{
	Value object = new_object(r);
	size_t path = r->path.length;
	r->at++;
	if (enter(r) != OK)
		return ERROR;
	for (;;) {
		skip(r);
		if (r->at >= r->end)
			return fail_too_short(r, path);
		if (*r->at == '}') {
			r->at++;
			break;
		}
		enum status status = read_name(r);
		if (status != OK)
			return status;
		Value name = string_new(r->text.data, r->text.length), v;
		skip(r);
		if (r->at >= r->end)
			break;
		if (*r->at != ':')
			return fail_at_char(
				r,
				"Invalid character after parsing property name. Expected "
				"':' but got: ",
				".");
		r->at++;
		strbuf_set_length(&r->path, path);
		strbuf_addf(&r->path, path ? ".%s" : "%s", string_data(name));
		skip(r);
		if (r->at >= r->end)
			return fail_too_short(r, path);
		status = read_value(r, &v);
		if (status == OK)
			status = add_member(r, object, name, v);
		if (status != OK)
			return status;
		skip(r);
		if (r->at >= r->end)
			break;
		if (*r->at == ',')
			r->at++;
		else if (*r->at != '}')
			return fail_at_char(
				r,
				"After parsing a value an unexpected character was encountered: ",
				".");
	}
	strbuf_set_length(&r->path, path);
	r->depth--;
	*result_r = object;
	return OK;
}

static enum status read_value(struct reader *r, Value *result_r)
{
	skip(r);
	if (r->at >= r->end) {
		*result_r = NULL_VALUE;
		return OK;
	}
	switch (*r->at) {
	case '{':
		return read_object(r, result_r);
	case '[':
		return read_array(r, result_r);
	case '"':
	case '\'': {
		enum status status = read_string(r);
		if (status == OK)
			*result_r = string_value(r);
		return status;
	}
	default:
		return read_word(r, result_r);
	}
}

enum status json_read(const char *text, size_t length, const struct json_reader_options *options,
		      Value *result_r)
{
	struct reader r = {.start = text, .at = text, .end = text + length, .options = options};
	strbuf_init(&r.text);
	strbuf_init(&r.path);
	*result_r = VOID_VALUE;
	skip(&r);
	enum status status = OK;
	if (r.at < r.end) {
		status = read_value(&r, result_r);
		skip(&r);
		if (status == OK && r.at < r.end)
			status = fail_at_char(
				&r,
				"Additional text encountered after finished reading JSON content: ",
				".");
	}
	strbuf_clear(&r.text);
	strbuf_clear(&r.path);
	return status;
}
