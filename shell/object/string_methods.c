/* Members of System.String. Positions count UTF-16 units; searching works on the bytes. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/composite_format.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/culture.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/sequence.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <string.h>
#include <unicode/unorm2.h>

/* System.StringComparison: the odd ones ignore case; 4 and 5 are ordinal. */
enum { COMPARISON_ORDINAL = 4 };
static bool ignores_case(Value comparison)
{
	return comparison.integer & 1;
}

static struct string *self_of(Value v)
{
	return value_as_string(v);
}

static size_t units_of(Value v)
{
	return value_as_string(v)->utf16_length;
}

static enum status throw_range(const char *parameter, const char *text)
{
	return throw_argument("System.ArgumentOutOfRangeException", parameter, "%s", text);
}

static enum status throw_negative(const char *parameter, int64_t value)
{
	return throw_exception("System.ArgumentOutOfRangeException",
			       "%s ('%d') must be a non-negative value. (Parameter '%s')\n"
			       "Actual value was %d.",
			       parameter, (int)value, parameter, (int)value);
}

/* An argument that may have come as $null or left out. */
static Value text_argument(Value v)
{
	return v.tag == VALUE_STRING ? v : value_to_string(v);
}

static enum status string_get_length(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)units_of(self));
	return OK;
}

static enum status string_chars(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	int64_t index = argv[0].integer;
	if (index < 0 || (size_t)index >= units_of(self))
		return throw_exception("System.IndexOutOfRangeException",
				       "Index was outside the bounds of the array.");
	*result_r = value_char(string_unit_at(self_of(self), (size_t)index));
	return OK;
}

static enum status string_substring(Value self, int argc, const Value *argv, Value *result_r)
{
	int64_t length = (int64_t)units_of(self), start = argv[0].integer;
	if (start < 0)
		return throw_negative("startIndex", start);
	if (start > length)
		return throw_range("startIndex",
				   "startIndex cannot be larger than length of string.");
	int64_t count = argc > 1 ? argv[1].integer : length - start;
	if (count < 0)
		return throw_negative("length", count);
	if (start > length - count)
		return throw_range("length",
				   "Index and length must refer to a location within the string.");
	*result_r = string_slice(self, (size_t)start, (size_t)count);
	return OK;
}

static enum status string_remove(Value self, int argc, const Value *argv, Value *result_r)
{
	int64_t length = (int64_t)units_of(self), start = argv[0].integer;
	if (start < 0)
		return throw_negative("startIndex", start);
	if (argc == 1 && start > length)
		return throw_range("startIndex",
				   "startIndex cannot be larger than length of string.");
	int64_t count = argc > 1 ? argv[1].integer : length - start;
	if (count < 0)
		return throw_negative("count", count);
	if (start > length - count)
		return throw_range("count",
				   "Index and count must refer to a location within the string.");
	*result_r = string_concat(
		string_slice(self, 0, (size_t)start),
		string_slice(self, (size_t)(start + count), (size_t)(length - start - count)));
	return OK;
}

static enum status string_insert(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	int64_t length = (int64_t)units_of(self), at = argv[0].integer;
	if (at < 0)
		return throw_negative("startIndex", at);
	if (at > length)
		return throw_exception("System.ArgumentOutOfRangeException",
				       "startIndex ('%d') must be less than or equal to '%d'. "
				       "(Parameter 'startIndex')\nActual value was %d.",
				       (int)at, (int)length, (int)at);
	Value head = string_slice(self, 0, (size_t)at);
	Value tail = string_slice(self, (size_t)at, (size_t)(length - at));
	*result_r = string_concat(string_concat(head, text_argument(argv[1])), tail);
	return OK;
}

static enum status pad(Value self, int argc, const Value *argv, bool left, Value *result_r)
{
	int64_t width = argv[0].integer, missing = width - (int64_t)units_of(self);
	uint16_t unit = argc > 1 ? (uint16_t)argv[1].integer : ' ';
	if (width < 0)
		return throw_negative("totalWidth", width);
	*result_r = self;
	if (missing <= 0)
		return OK;
	struct strbuf sb = STRBUF_INIT;
	if (!left)
		strbuf_add(&sb, self_of(self)->data, self_of(self)->length);
	for (int64_t i = 0; i < missing; i++)
		utf16_append(&sb, &unit, 1);
	if (left)
		strbuf_add(&sb, self_of(self)->data, self_of(self)->length);
	*result_r = string_from_strbuf(&sb);
	return OK;
}

static enum status string_pad_left(Value self, int argc, const Value *argv, Value *result_r)
{
	return pad(self, argc, argv, true, result_r);
}

static enum status string_pad_right(Value self, int argc, const Value *argv, Value *result_r)
{
	return pad(self, argc, argv, false, result_r);
}

/* Upper and lower case by the invariant simple mapping. */
static Value map_case(Value v, uint32_t (*map)(uint32_t))
{
	const struct string *s = self_of(v);
	if (s->ascii) {
		struct string *made = string_alloc_ascii(s->length);
		for (size_t i = 0; i < s->length; i++)
			made->data[i] = (char)map((unsigned char)s->data[i]);
		return value_cell(VALUE_STRING, made);
	}
	struct strbuf sb = STRBUF_INIT;
	for (const char *at = s->data, *end = at + s->length; at < end;)
		utf8_append(&sb, map(utf8_next(&at)));
	return string_from_strbuf(&sb);
}

static enum status string_to_upper(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = map_case(self, char_to_upper);
	return OK;
}

static enum status string_to_lower(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = map_case(self, char_to_lower);
	return OK;
}

/* Whether `code` is among the characters of a char, char[] or nothing (white space). */
static bool is_trimmed(uint32_t code, Value set)
{
	if (set.tag == VALUE_CHAR)
		return code == (uint32_t)set.integer;
	size_t count = set.tag == VALUE_ARRAY ? value_as_array(set)->count : 0;
	if (count == 0)
		return char_is_white_space(code);
	for (size_t i = 0; i < count; i++)
		if (array_get(value_as_array(set), i).integer == (int64_t)code)
			return true;
	return false;
}

static const char *before(const char *at, const char *start)
{
	do
		at--;
	while (at > start && ((unsigned char)*at & 0xc0) == 0x80);
	return at;
}

static Value trim(Value v, Value set, bool head, bool tail)
{
	const struct string *s = self_of(v);
	const char *start = s->data, *end = s->data + s->length;
	while (head && start < end) {
		const char *next = start;
		if (!is_trimmed(utf8_next(&next), set))
			break;
		start = next;
	}
	while (tail && end > start) {
		const char *last = before(end, start), *at = last;
		if (!is_trimmed(utf8_next(&at), set))
			break;
		end = last;
	}
	if (start == s->data && end == s->data + s->length)
		return v;
	return string_new(start, (size_t)(end - start));
}

static enum status string_trim(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = trim(self, argc > 0 ? argv[0] : NULL_VALUE, true, true);
	return OK;
}

static enum status string_trim_start(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = trim(self, argc > 0 ? argv[0] : NULL_VALUE, true, false);
	return OK;
}

static enum status string_trim_end(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = trim(self, argc > 0 ? argv[0] : NULL_VALUE, false, true);
	return OK;
}

/* The text of a char or string argument. */
static Value needle_of(Value v)
{
	return v.tag == VALUE_CHAR ? string_from_unit((uint16_t)v.integer) : text_argument(v);
}

/* How many bytes at `at` are the needle, case ignored; 0: it is not there. */
static size_t matches_folded(const char *at, const char *end, const struct string *needle)
{
	const char *start = at, *n = needle->data, *n_end = n + needle->length;
	while (n < n_end) {
		if (at >= end)
			return 0;
		uint32_t a = utf8_next(&at), b = utf8_next(&n);
		if (a != b && char_to_upper(a) != char_to_upper(b))
			return 0;
	}
	return (size_t)(at - start);
}

/* The first place of the needle in [at, end); its length there in *length_r. NULL when there is none. */
static const char *find(const char *at, const char *end, const struct string *needle,
			bool ignore_case, size_t *length_r)
{
	*length_r = needle->length;
	if (needle->length == 0)
		return at;
	if (!ignore_case)
		return memmem(at, (size_t)(end - at), needle->data, needle->length);
	for (; at < end; at++) {
		if (((unsigned char)*at & 0xc0) == 0x80)
			continue;
		*length_r = matches_folded(at, end, needle);
		if (*length_r > 0)
			return at;
	}
	return NULL;
}

static const char *find_last(const char *start, const char *end, const struct string *needle,
			     bool ignore_case)
{
	if (needle->length == 0)
		return end;
	for (const char *at = end - 1; at >= start; at--) {
		if (((unsigned char)*at & 0xc0) == 0x80)
			continue;
		if (ignore_case ? matches_folded(at, end, needle) > 0
				: (size_t)(end - at) >= needle->length &&
					  memcmp(at, needle->data, needle->length) == 0)
			return at;
	}
	return NULL;
}

static bool last_is_comparison(int argc, const Value *argv)
{
	return argc > 0 && argv[argc - 1].tag == VALUE_ENUM;
}

static enum status string_contains(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct string *s = self_of(self);
	size_t length;
	bool ignore_case = last_is_comparison(argc, argv) && ignores_case(argv[argc - 1]);
	*result_r = value_bool(find(s->data, s->data + s->length, self_of(needle_of(argv[0])),
				    ignore_case, &length) != NULL);
	return OK;
}

static enum status string_starts_with(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct string *s = self_of(self), *needle = self_of(needle_of(argv[0]));
	bool ignore_case = argc == 3   ? value_is_true(argv[1])
			   : argc == 2 ? ignores_case(argv[1])
				       : false;
	bool starts = ignore_case ? needle->length == 0 ||
					    matches_folded(s->data, s->data + s->length, needle) > 0
				  : s->length >= needle->length &&
					    memcmp(s->data, needle->data, needle->length) == 0;
	*result_r = value_bool(starts);
	return OK;
}

static enum status string_ends_with(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct string *s = self_of(self), *needle = self_of(needle_of(argv[0]));
	bool ignore_case = argc == 3   ? value_is_true(argv[1])
			   : argc == 2 ? ignores_case(argv[1])
				       : false;
	bool ends = needle->utf16_length <= s->utf16_length;
	if (ends && needle->length > 0) {
		const char *at = s->data + string_offset(s, s->utf16_length - needle->utf16_length);
		const char *end = s->data + s->length;
		ends = ignore_case ? matches_folded(at, end, needle) == (size_t)(end - at)
				   : (size_t)(end - at) == needle->length &&
					     memcmp(at, needle->data, needle->length) == 0;
	}
	*result_r = value_bool(ends);
	return OK;
}

/* The range [start, start+count) of an IndexOf in bytes. */
static enum status search_range(Value self, int argc, const Value *argv, const char **from_r,
				const char **to_r)
{
	const struct string *s = self_of(self);
	int64_t length = s->utf16_length, start = 0;
	if (last_is_comparison(argc, argv))
		argc--;
	if (argc > 1)
		start = argv[1].integer;
	if (start < 0 || start > length)
		return throw_range("startIndex",
				   "Index was out of range. Must be non-negative and "
				   "less than or equal to the size of the collection.");
	int64_t count = argc > 2 ? argv[2].integer : length - start;
	if (count < 0 || count > length - start)
		return throw_range("count", "Count must be positive and count must refer to a "
					    "location within the string/array/collection.");
	*from_r = s->data + string_offset(s, (size_t)start);
	*to_r = s->data + string_offset(s, (size_t)(start + count));
	return OK;
}

static Value index_of(Value self, const char *found)
{
	const struct string *s = self_of(self);
	return value_int(
		found == NULL ? -1 : (int32_t)string_index_of_offset(s, (size_t)(found - s->data)));
}

static enum status string_index_of(Value self, int argc, const Value *argv, Value *result_r)
{
	const char *from, *to;
	size_t length;
	enum status status = search_range(self, argc, argv, &from, &to);
	if (status != OK)
		return status;
	bool ignore_case = last_is_comparison(argc, argv) && ignores_case(argv[argc - 1]);
	*result_r =
		index_of(self, find(from, to, self_of(needle_of(argv[0])), ignore_case, &length));
	return OK;
}

/* LastIndexOf counts backwards from startIndex. */
static enum status last_range(Value self, int argc, const Value *argv, const char **from_r,
			      const char **to_r)
{
	const struct string *s = self_of(self);
	int64_t length = s->utf16_length, start = length - 1;
	if (last_is_comparison(argc, argv))
		argc--;
	*from_r = *to_r = s->data;
	if (length == 0)
		return OK;
	if (argc > 1)
		start = argv[1].integer;
	if (start < -1 || start > length)
		return throw_range("startIndex",
				   "Index was out of range. Must be non-negative and "
				   "less than or equal to the size of the collection.");
	int64_t end = MIN(start + 1, length), count = argc > 2 ? argv[2].integer : end;
	if (count < 0 || end - count < 0)
		return throw_range("count", "Count must be positive and count must refer to a "
					    "location within the string/array/collection.");
	*from_r = s->data + string_offset(s, (size_t)(end - count));
	*to_r = s->data + string_offset(s, (size_t)end);
	return OK;
}

static enum status string_last_index_of(Value self, int argc, const Value *argv, Value *result_r)
{
	const char *from, *to;
	enum status status = last_range(self, argc, argv, &from, &to);
	if (status != OK)
		return status;
	bool ignore_case = last_is_comparison(argc, argv) && ignores_case(argv[argc - 1]);
	*result_r = index_of(self, find_last(from, to, self_of(needle_of(argv[0])), ignore_case));
	return OK;
}

static bool is_any(uint32_t code, Value set)
{
	for (size_t i = 0; i < value_as_array(set)->count; i++)
		if (array_get(value_as_array(set), i).integer == (int64_t)code)
			return true;
	return false;
}

static enum status string_index_of_any(Value self, int argc, const Value *argv, Value *result_r)
{
	const char *from, *to;
	enum status status = search_range(self, argc, argv, &from, &to);
	if (status != OK)
		return status;
	*result_r = value_int(-1);
	while (from < to) {
		const char *start = from;
		if (is_any(utf8_next(&from), argv[0])) {
			*result_r = index_of(self, start);
			break;
		}
	}
	return OK;
}

static enum status string_last_index_of_any(Value self, int argc, const Value *argv,
					    Value *result_r)
{
	const char *from, *to;
	enum status status = last_range(self, argc, argv, &from, &to);
	if (status != OK)
		return status;
	*result_r = value_int(-1);
	while (to > from) {
		const char *at = to = before(to, from);
		if (is_any(utf8_next(&at), argv[0])) {
			*result_r = index_of(self, to);
			break;
		}
	}
	return OK;
}

static enum status string_replace(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct string *s = self_of(self), *old = self_of(needle_of(argv[0]));
	Value new_text = needle_of(argv[1]);
	const struct string *new = self_of(new_text);
	bool ignore_case = argc == 3   ? ignores_case(argv[2])
			   : argc == 4 ? value_is_true(argv[2])
				       : false;
	if (old->length == 0)
		return throw_argument("System.ArgumentException", "oldValue",
				      "The value cannot be an empty string.");
	const char *at = s->data, *end = at + s->length, *found;
	size_t length;
	*result_r = self;
	if ((found = find(at, end, old, ignore_case, &length)) == NULL)
		return OK;
	struct strbuf sb = STRBUF_INIT;
	for (; found != NULL; found = find(at, end, old, ignore_case, &length)) {
		strbuf_add(&sb, at, (size_t)(found - at));
		strbuf_add(&sb, new->data, new->length);
		at = found + length;
	}
	strbuf_add(&sb, at, (size_t)(end - at));
	*result_r = string_from_strbuf(&sb);
	return OK;
}

static enum status string_replace_line_endings(Value self, int argc, const Value *argv,
					       Value *result_r)
{
	const struct string *s = self_of(self);
	Value with = argc > 0 ? text_argument(argv[0]) : string_from("\n");
	struct strbuf sb = STRBUF_INIT;
	for (const char *at = s->data, *end = at + s->length; at < end;) {
		const char *start = at;
		uint32_t code = utf8_next(&at);
		if (code == '\r' && at < end && *at == '\n')
			at++;
		if (code == '\r' || code == '\n' || code == '\f' || code == 0x85 ||
		    code == 0x2028 || code == 0x2029)
			strbuf_add(&sb, string_data(with), string_length(with));
		else
			strbuf_add(&sb, start, (size_t)(at - start));
	}
	*result_r = string_from_strbuf(&sb);
	return OK;
}

/* Separators of Split: texts, or none for white space. */
struct splitter {
	Value separators; /* list of strings */
	bool white_space;
	int64_t count;
	bool remove_empty, trim_entries;
};

static void splitter_add(struct splitter *s, Value v)
{
	Value text = needle_of(v);
	if (string_length(text) > 0)
		list_add(value_as_list(s->separators), text);
}

/* The next separator in [at, end): the first that any of them gives. */
static const char *next_separator(const struct splitter *s, const char *at, const char *end,
				  size_t *length_r)
{
	if (s->white_space) {
		while (at < end) {
			const char *start = at;
			if (char_is_white_space(utf8_next(&at))) {
				*length_r = (size_t)(at - start);
				return start;
			}
		}
		return NULL;
	}
	const char *best = NULL;
	for (size_t i = 0; i < value_as_list(s->separators)->count; i++) {
		size_t length;
		const char *limit = best != NULL ? best + 1 : end;
		const struct string *text = self_of(value_as_list(s->separators)->items[i]);
		const char *found =
			find(at, MIN(limit - 1 + text->length, end), text, false, &length);
		if (found != NULL && (best == NULL || found < best)) {
			best = found;
			*length_r = length;
		}
	}
	return best;
}

static void split_piece(const struct splitter *s, const char *at, const char *end,
			struct list *pieces)
{
	Value piece = string_new(at, (size_t)(end - at));
	if (s->trim_entries)
		piece = trim(piece, NULL_VALUE, true, true);
	if (!s->remove_empty || string_length(piece) > 0)
		list_add(pieces, piece);
}

static Value split(Value self, const struct splitter *s)
{
	const char *at = self_of(self)->data, *end = at + self_of(self)->length, *found;
	size_t length = 0;
	Value pieces = list_new();
	struct list *l = value_as_list(pieces);
	if (s->count != 0) {
		while ((s->count < 0 || (int64_t)l->count < s->count - 1) &&
		       (found = next_separator(s, at, end, &length)) != NULL) {
			split_piece(s, at, found, l);
			at = found + length;
		}
		/* The rest of a limited split begins with text when empty pieces do not count. */
		while (s->count > 0 && s->remove_empty && !s->trim_entries && s->count > 1 &&
		       next_separator(s, at, end, &length) == at && at < end)
			at += length;
		split_piece(s, at, end, l);
	}
	Value array = list_to_array(l);
	array.cell->type = &type_string_array;
	return array;
}

static enum status string_split(Value self, int argc, const Value *argv, Value *result_r)
{
	struct splitter s = {.separators = list_new(), .count = -1};
	Value what = argc > 0 ? argv[0] : NULL_VALUE;
	if (what.tag == VALUE_ARRAY)
		for (size_t i = 0; i < value_as_array(what)->count; i++)
			splitter_add(&s, array_get(value_as_array(what), i));
	else if (!value_is_null(what))
		splitter_add(&s, what);
	s.white_space = value_as_list(s.separators)->count == 0 &&
			!(what.tag == VALUE_STRING && string_length(what) > 0);
	/* Split("") does not split at all. */
	if (what.tag == VALUE_STRING && string_length(what) == 0)
		s.white_space = false;
	for (int i = 1; i < argc; i++) {
		if (argv[i].tag == VALUE_ENUM) {
			s.remove_empty = argv[i].integer & 1;
			s.trim_entries = argv[i].integer & 2;
		} else {
			s.count = argv[i].integer;
			if (s.count < 0)
				return throw_range("count", "Count cannot be less than zero.");
		}
	}
	*result_r = split(self, &s);
	return OK;
}

static enum status string_to_char_array(Value self, int argc, const Value *argv, Value *result_r)
{
	size_t total;
	uint16_t *units = string_to_utf16(self, &total);
	int64_t start = argc > 0 ? argv[0].integer : 0;
	int64_t count = argc > 1 ? argv[1].integer : (int64_t)total;
	if (start < 0 || start > (int64_t)total)
		return throw_range("startIndex",
				   "Index was out of range. Must be non-negative and "
				   "less than or equal to the size of the collection.");
	if (count < 0 || start + count > (int64_t)total)
		return throw_range("length",
				   "Index was out of range. Must be non-negative and less "
				   "than or equal to the size of the collection.");
	Value array = array_new((size_t)count);
	array.cell->type = &type_char_array;
	for (int64_t i = 0; i < count; i++)
		value_as_array(array)->items[i] = value_char(units[start + i]);
	*result_r = array;
	return OK;
}

static enum status string_compare_to(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	if (value_is_null(argv[0])) {
		*result_r = value_int(1);
		return OK;
	}
	if (value_base(argv[0]).tag != VALUE_STRING)
		return throw_exception("System.ArgumentException",
				       "Object must be of type String.");
	*result_r = value_int(string_compare(self, value_base(argv[0]), false));
	return OK;
}

static bool equals_by(Value a, Value b, Value comparison)
{
	if (comparison.integer >= COMPARISON_ORDINAL)
		return ignores_case(comparison) ? string_equal_ignore_case(a, b)
						: string_equal(a, b);
	return string_equal_culture(a, b, ignores_case(comparison));
}

static enum status string_equals(Value self, int argc, const Value *argv, Value *result_r)
{
	Value other = value_base(argv[0]);
	if (other.tag != VALUE_STRING)
		*result_r = FALSE_VALUE;
	else
		*result_r = value_bool(argc > 1 ? equals_by(self, other, argv[1])
						: string_equal(self, other));
	return OK;
}

static enum status string_static_equals(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	Value a = value_base(argv[0]), b = value_base(argv[1]);
	if (value_is_null(a) || value_is_null(b))
		*result_r = value_bool(value_is_null(a) && value_is_null(b));
	else if (argc > 2)
		*result_r = value_bool(equals_by(a, b, argv[2]));
	else
		*result_r = value_bool(value_equals(a, b, false));
	return OK;
}

static int compare_by(Value a, Value b, Value how)
{
	if (how.tag == VALUE_ENUM && how.integer >= COMPARISON_ORDINAL &&
	    value_type(how) == &type_string_comparison)
		return string_compare_ordinal(a, b, ignores_case(how));
	if (how.tag == VALUE_ENUM)
		return string_compare(a, b, ignores_case(how));
	return string_compare(a, b, value_is_true(how));
}

static Value part(Value v, Value start, Value length)
{
	int64_t total = (int64_t)units_of(v), at = MIN(start.integer, total);
	return string_slice(v, (size_t)at, (size_t)MIN(length.integer, total - at));
}

static enum status string_static_compare(Value self UNUSED, int argc, const Value *argv,
					 Value *result_r)
{
	Value a = text_argument(argv[0]), b, how = FALSE_VALUE;
	if (argc >= 5) { /* (strA, indexA, strB, indexB, length, ...) */
		b = part(text_argument(argv[2]), argv[3], argv[4]);
		a = part(a, argv[1], argv[4]);
		if (argc > 5)
			how = argv[5];
	} else {
		b = text_argument(argv[1]);
		if (argc > 2)
			how = argv[2].tag == VALUE_OBJECT && argc > 3 ? argv[3] : argv[2];
	}
	*result_r = value_int(compare_by(a, b, how));
	return OK;
}

static enum status string_static_compare_ordinal(Value self UNUSED, int argc, const Value *argv,
						 Value *result_r)
{
	Value a = text_argument(argv[0]), b = text_argument(argv[argc > 2 ? 2 : 1]);
	if (argc > 2) {
		b = part(b, argv[3], argv[4]);
		a = part(a, argv[1], argv[4]);
	}
	/* The difference of the first units that differ, or of the lengths. */
	size_t common = MIN(units_of(a), units_of(b)), i = 0;
	while (i < common && string_unit_at(self_of(a), i) == string_unit_at(self_of(b), i))
		i++;
	int32_t difference = i < common
				     ? string_unit_at(self_of(a), i) - string_unit_at(self_of(b), i)
				     : (int32_t)units_of(a) - (int32_t)units_of(b);
	*result_r = value_int(difference);
	return OK;
}

static enum status string_static_is_null_or_empty(Value self UNUSED, int argc UNUSED,
						  const Value *argv, Value *result_r)
{
	*result_r = value_bool(value_is_null(argv[0]) || string_length(argv[0]) == 0);
	return OK;
}

static enum status string_static_is_null_or_white_space(Value self UNUSED, int argc UNUSED,
							const Value *argv, Value *result_r)
{
	*result_r = value_bool(value_is_null(argv[0]) ||
			       string_length(trim(argv[0], NULL_VALUE, true, false)) == 0);
	return OK;
}

/* ToString() of an item: no enumeration, unlike "$v". */
static void append_item(Value v, struct strbuf *out)
{
	if (v.tag == VALUE_STRING)
		strbuf_add(out, string_data(v), string_length(v));
	else if (!value_is_null(v))
		value_append_dotnet(v, out);
}

static enum status string_static_concat(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	struct strbuf sb = STRBUF_INIT;
	for (int i = 0; i < argc; i++) {
		Value v = value_base(argv[i]);
		if (argc == 1 && (v.tag == VALUE_ARRAY || v.tag == VALUE_LIST))
			for (size_t k = 0; k < value_count(v); k++)
				append_item(value_item(v, k), &sb);
		else
			append_item(v, &sb);
	}
	*result_r = string_from_strbuf(&sb);
	return OK;
}

/* Join<T>(IEnumerable<T>) takes these for what they hold, not for one of the Params. */
static bool is_generic_sequence(Value v)
{
	v = value_base(v);
	if (v.tag == VALUE_ARRAY)
		return v.cell->type != &type_object_array;
	return (v.tag == VALUE_LIST || v.tag == VALUE_OBJECT) &&
	       v.cell->type->argument_count == 1 && v.cell->type->enumerate;
}

static enum status string_static_join(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	Value separator = needle_of(argv[0]), items = argv[1];
	if (argc == 2 && value_count(items) == 1 && is_generic_sequence(value_item(items, 0))) {
		Value list = list_new();
		if (sequence_collect(value_item(items, 0), value_as_list(list)) != OK)
			return ERROR;
		items = list;
	}
	int64_t count = (int64_t)value_count(items), start = 0;
	if (argc > 2) {
		start = argv[2].integer;
		if (start < 0 || start > count - argv[3].integer)
			return throw_exception(
				"System.ArgumentOutOfRangeException",
				"startIndex ('%d') must be less than or equal to '%d'. (Parameter "
				"'startIndex')\nActual value was %d.",
				(int)start, (int)(count - argv[3].integer), (int)start);
		count = start + argv[3].integer;
	}
	struct strbuf sb = STRBUF_INIT;
	for (int64_t i = start; i < count; i++) {
		if (i > start)
			strbuf_add(&sb, string_data(separator), string_length(separator));
		append_item(value_base(value_item(items, (size_t)i)), &sb);
	}
	*result_r = string_from_strbuf(&sb);
	return OK;
}

static enum status string_static_format(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	const struct culture *previous = NULL;
	bool provider = argv[0].tag != VALUE_STRING;
	if (provider) {
		previous = culture_use(culture_from_provider(argv[0]));
		argv++;
		argc--;
	}
	enum status status;
	if (argc == 2 && argv[1].tag == VALUE_ARRAY &&
	    value_as_array(argv[1])->cell.type == &type_object_array)
		status = composite_format(argv[0], (int)value_as_array(argv[1])->count,
					  value_as_array(argv[1])->items, result_r);
	else
		status = composite_format(argv[0], argc - 1, argv + 1, result_r);
	if (provider)
		culture_use(previous);
	return status;
}

static enum status string_static_same(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	*result_r = argv[0];
	return OK;
}

static enum status string_get_empty(Value self UNUSED, Value *result_r)
{
	*result_r = string_empty();
	return OK;
}

static enum status string_clone(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	*result_r = self;
	return OK;
}

static enum status string_copy_to(Value self, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	int64_t from = argv[0].integer, to = argv[2].integer, count = argv[3].integer;
	struct array *target = value_as_array(argv[1]);
	if (from < 0 || count < 0 || to < 0 || from + count > (int64_t)units_of(self) ||
	    to + count > (int64_t)target->count)
		return throw_range("sourceIndex", "Index and count must refer to a location within "
						  "the string.");
	for (int64_t i = 0; i < count; i++)
		target->items[to + i] =
			value_char(string_unit_at(self_of(self), (size_t)(from + i)));
	return OK;
}

static const UNormalizer2 *normalizer_of(int argc, const Value *argv)
{
	UErrorCode code = U_ZERO_ERROR;
	switch (argc > 0 ? argv[0].integer : 1) {
	case 2:
		return unorm2_getNFDInstance(&code);
	case 5:
		return unorm2_getNFKCInstance(&code);
	case 6:
		return unorm2_getNFKDInstance(&code);
	default:
		return unorm2_getNFCInstance(&code);
	}
}

static enum status string_normalize(Value self, int argc, const Value *argv, Value *result_r)
{
	size_t count;
	uint16_t *units = string_to_utf16(self, &count);
	UErrorCode code = U_ZERO_ERROR;
	int32_t room = (int32_t)count * 18 + 16; /* the most that one character grows to */
	uint16_t *made = gc_alloc_bytes((size_t)room * sizeof(*made));
	int32_t length = unorm2_normalize(normalizer_of(argc, argv), (const UChar *)units,
					  (int32_t)count, (UChar *)made, room, &code);
	*result_r = U_FAILURE(code) ? self : string_from_utf16(made, (size_t)length);
	return OK;
}

static enum status string_is_normalized(Value self, int argc, const Value *argv, Value *result_r)
{
	Value normal;
	enum status status = string_normalize(self, argc, argv, &normal);
	*result_r = value_bool(string_equal(self, normal));
	return status;
}

static enum status string_construct_repeated(Value self UNUSED, int argc UNUSED, const Value *argv,
					     Value *result_r)
{
	if (argv[1].integer < 0)
		return throw_range("count", "'count' must be non-negative.");
	return pad(string_empty(), 2, (Value[]){argv[1], argv[0]}, true, result_r);
}

static enum status string_construct_chars(Value self UNUSED, int argc, const Value *argv,
					  Value *result_r)
{
	struct array *a = value_as_array(argv[0]);
	int64_t start = argc > 1 ? argv[1].integer : 0;
	int64_t count = argc > 1 ? argv[2].integer : (int64_t)a->count;
	if (start < 0 || count < 0 || start + count > (int64_t)a->count)
		return throw_range("startIndex",
				   "Index was out of range. Must be non-negative and "
				   "less than or equal to the size of the collection.");
	uint16_t *units = gc_alloc_bytes((size_t)(count + 1) * sizeof(*units));
	for (int64_t i = 0; i < count; i++)
		units[i] = (uint16_t)array_get(a, (size_t)(start + i)).integer;
	*result_r = string_from_utf16(units, (size_t)count);
	return OK;
}

static enum status string_get_enumerator(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r)
{
	Value units;
	enum status status = string_to_char_array(self, 0, NULL, &units);
	if (status == OK)
		*result_r = enumerator_object_new(units);
	return status;
}

const struct member string_members[] = {
	METHOD("System.Object Clone()", string_clone),
	METHOD("int CompareTo(System.Object value)", string_compare_to),
	METHOD("int CompareTo(string strB)", string_compare_to),
	METHOD("bool Contains(string value)", string_contains),
	METHOD("bool Contains(string value, System.StringComparison comparisonType)",
	       string_contains),
	METHOD("bool Contains(char value)", string_contains),
	METHOD("bool Contains(char value, System.StringComparison comparisonType)",
	       string_contains),
	METHOD("void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)",
	       string_copy_to),
	METHOD("bool EndsWith(string value)", string_ends_with),
	METHOD("bool EndsWith(string value, System.StringComparison comparisonType)",
	       string_ends_with),
	METHOD("bool EndsWith(string value, bool ignoreCase, cultureinfo culture)",
	       string_ends_with),
	METHOD("bool EndsWith(char value)", string_ends_with),
	METHOD("bool Equals(System.Object obj)", string_equals),
	METHOD("bool Equals(string value)", string_equals),
	METHOD("bool Equals(string value, System.StringComparison comparisonType)", string_equals),
	METHOD("System.CharEnumerator GetEnumerator()", string_get_enumerator),
	METHOD("System.TypeCode GetTypeCode()", value_get_type_code),
	METHOD("int IndexOf(char value)", string_index_of),
	METHOD("int IndexOf(char value, int startIndex)", string_index_of),
	METHOD("int IndexOf(char value, System.StringComparison comparisonType)", string_index_of),
	METHOD("int IndexOf(char value, int startIndex, int count)", string_index_of),
	METHOD("int IndexOf(string value)", string_index_of),
	METHOD("int IndexOf(string value, int startIndex)", string_index_of),
	METHOD("int IndexOf(string value, int startIndex, int count)", string_index_of),
	METHOD("int IndexOf(string value, System.StringComparison comparisonType)",
	       string_index_of),
	METHOD("int IndexOf(string value, int startIndex, System.StringComparison comparisonType)",
	       string_index_of),
	METHOD("int IndexOf(string value, int startIndex, int count, System.StringComparison "
	       "comparisonType)",
	       string_index_of),
	METHOD("int IndexOfAny(char[] anyOf)", string_index_of_any),
	METHOD("int IndexOfAny(char[] anyOf, int startIndex)", string_index_of_any),
	METHOD("int IndexOfAny(char[] anyOf, int startIndex, int count)", string_index_of_any),
	METHOD("string Insert(int startIndex, string value)", string_insert),
	METHOD("bool IsNormalized()", string_is_normalized),
	METHOD("bool IsNormalized(System.Text.NormalizationForm normalizationForm)",
	       string_is_normalized),
	METHOD("int LastIndexOf(char value)", string_last_index_of),
	METHOD("int LastIndexOf(char value, int startIndex)", string_last_index_of),
	METHOD("int LastIndexOf(char value, int startIndex, int count)", string_last_index_of),
	METHOD("int LastIndexOf(string value)", string_last_index_of),
	METHOD("int LastIndexOf(string value, int startIndex)", string_last_index_of),
	METHOD("int LastIndexOf(string value, int startIndex, int count)", string_last_index_of),
	METHOD("int LastIndexOf(string value, System.StringComparison comparisonType)",
	       string_last_index_of),
	METHOD("int LastIndexOf(string value, int startIndex, System.StringComparison "
	       "comparisonType)",
	       string_last_index_of),
	METHOD("int LastIndexOf(string value, int startIndex, int count, System.StringComparison "
	       "comparisonType)",
	       string_last_index_of),
	METHOD("int LastIndexOfAny(char[] anyOf)", string_last_index_of_any),
	METHOD("int LastIndexOfAny(char[] anyOf, int startIndex)", string_last_index_of_any),
	METHOD("int LastIndexOfAny(char[] anyOf, int startIndex, int count)",
	       string_last_index_of_any),
	METHOD("string Normalize()", string_normalize),
	METHOD("string Normalize(System.Text.NormalizationForm normalizationForm)",
	       string_normalize),
	METHOD("string PadLeft(int totalWidth)", string_pad_left),
	METHOD("string PadLeft(int totalWidth, char paddingChar)", string_pad_left),
	METHOD("string PadRight(int totalWidth)", string_pad_right),
	METHOD("string PadRight(int totalWidth, char paddingChar)", string_pad_right),
	METHOD("string Remove(int startIndex, int count)", string_remove),
	METHOD("string Remove(int startIndex)", string_remove),
	METHOD("string Replace(string oldValue, string newValue, bool ignoreCase, cultureinfo "
	       "culture)",
	       string_replace),
	METHOD("string Replace(string oldValue, string newValue, System.StringComparison "
	       "comparisonType)",
	       string_replace),
	METHOD("string Replace(char oldChar, char newChar)", string_replace),
	METHOD("string Replace(string oldValue, string newValue)", string_replace),
	METHOD("string ReplaceLineEndings()", string_replace_line_endings),
	METHOD("string ReplaceLineEndings(string replacementText)", string_replace_line_endings),
	METHOD("string[] Split(char separator, System.StringSplitOptions options = "
	       "System.StringSplitOptions.None)",
	       string_split),
	METHOD("string[] Split(char separator, int count, System.StringSplitOptions options = "
	       "System.StringSplitOptions.None)",
	       string_split),
	METHOD("string[] Split(Params char[] separator)", string_split),
	METHOD("string[] Split(System.ReadOnlySpan[char] separator)", NULL),
	METHOD("string[] Split(char[] separator, int count)", string_split),
	METHOD("string[] Split(char[] separator, System.StringSplitOptions options)", string_split),
	METHOD("string[] Split(char[] separator, int count, System.StringSplitOptions options)",
	       string_split),
	METHOD("string[] Split(string separator, System.StringSplitOptions options = "
	       "System.StringSplitOptions.None)",
	       string_split),
	METHOD("string[] Split(string separator, int count, System.StringSplitOptions options = "
	       "System.StringSplitOptions.None)",
	       string_split),
	METHOD("string[] Split(string[] separator, System.StringSplitOptions options)",
	       string_split),
	METHOD("string[] Split(string[] separator, int count, System.StringSplitOptions options)",
	       string_split),
	METHOD("bool StartsWith(string value)", string_starts_with),
	METHOD("bool StartsWith(string value, System.StringComparison comparisonType)",
	       string_starts_with),
	METHOD("bool StartsWith(string value, bool ignoreCase, cultureinfo culture)",
	       string_starts_with),
	METHOD("bool StartsWith(char value)", string_starts_with),
	METHOD("string Substring(int startIndex)", string_substring),
	METHOD("string Substring(int startIndex, int length)", string_substring),
	METHOD("char[] ToCharArray()", string_to_char_array),
	METHOD("char[] ToCharArray(int startIndex, int length)", string_to_char_array),
	METHOD("string ToLower()", string_to_lower),
	METHOD("string ToLower(cultureinfo culture)", string_to_lower),
	METHOD("string ToLowerInvariant()", string_to_lower),
	METHOD("string ToString()", string_clone),
	METHOD("string ToString(System.IFormatProvider provider)", string_clone),
	METHOD("string ToUpper()", string_to_upper),
	METHOD("string ToUpper(cultureinfo culture)", string_to_upper),
	METHOD("string ToUpperInvariant()", string_to_upper),
	METHOD("string Trim()", string_trim),
	METHOD("string Trim(char trimChar)", string_trim),
	METHOD("string Trim(Params char[] trimChars)", string_trim),
	METHOD("string Trim(System.ReadOnlySpan[char] trimChars)", NULL),
	METHOD("string TrimEnd()", string_trim_end),
	METHOD("string TrimEnd(char trimChar)", string_trim_end),
	METHOD("string TrimEnd(Params char[] trimChars)", string_trim_end),
	METHOD("string TrimEnd(System.ReadOnlySpan[char] trimChars)", NULL),
	METHOD("string TrimStart()", string_trim_start),
	METHOD("string TrimStart(char trimChar)", string_trim_start),
	METHOD("string TrimStart(Params char[] trimChars)", string_trim_start),
	METHOD("string TrimStart(System.ReadOnlySpan[char] trimChars)", NULL),
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "char Chars(int index) {get;}",
	 .call = string_chars},
	PROPERTY("int Length {get;}", string_get_length),
	STATIC_METHOD("static int Compare(string strA, string strB)", string_static_compare),
	STATIC_METHOD("static int Compare(string strA, string strB, bool ignoreCase)",
		      string_static_compare),
	STATIC_METHOD("static int Compare(string strA, string strB, System.StringComparison "
		      "comparisonType)",
		      string_static_compare),
	STATIC_METHOD("static int Compare(string strA, string strB, cultureinfo culture, "
		      "System.Globalization.CompareOptions options)",
		      string_static_compare),
	STATIC_METHOD("static int Compare(string strA, string strB, bool ignoreCase, cultureinfo "
		      "culture)",
		      string_static_compare),
	STATIC_METHOD("static int Compare(string strA, int indexA, string strB, int indexB, int "
		      "length)",
		      string_static_compare),
	STATIC_METHOD("static int Compare(string strA, int indexA, string strB, int indexB, int "
		      "length, bool ignoreCase)",
		      string_static_compare),
	STATIC_METHOD("static int Compare(string strA, int indexA, string strB, int indexB, int "
		      "length, System.StringComparison comparisonType)",
		      string_static_compare),
	STATIC_METHOD("static int CompareOrdinal(string strA, string strB)",
		      string_static_compare_ordinal),
	STATIC_METHOD("static int CompareOrdinal(string strA, int indexA, string strB, int indexB, "
		      "int length)",
		      string_static_compare_ordinal),
	STATIC_METHOD("static string Concat(System.Object arg0)", string_static_concat),
	STATIC_METHOD("static string Concat(System.Object arg0, System.Object arg1)",
		      string_static_concat),
	STATIC_METHOD("static string Concat(System.Object arg0, System.Object arg1, System.Object "
		      "arg2)",
		      string_static_concat),
	STATIC_METHOD("static string Concat(Params System.Object[] args)", string_static_concat),
	STATIC_METHOD("static string Concat(System.Collections.Generic.IEnumerable[string] values)",
		      string_static_concat),
	STATIC_METHOD("static string Concat(string str0, string str1)", string_static_concat),
	STATIC_METHOD("static string Concat(string str0, string str1, string str2)",
		      string_static_concat),
	STATIC_METHOD("static string Concat(string str0, string str1, string str2, string str3)",
		      string_static_concat),
	STATIC_METHOD("static string Concat(Params string[] values)", string_static_concat),
	STATIC_METHOD("static string Copy(string str)", string_static_same),
	STATIC_METHOD("static bool Equals(string a, string b)", string_static_equals),
	STATIC_METHOD("static bool Equals(string a, string b, System.StringComparison "
		      "comparisonType)",
		      string_static_equals),
	STATIC_METHOD("static bool Equals(System.Object objA, System.Object objB)",
		      string_static_equals),
	STATIC_METHOD("static string Format(string format, System.Object arg0)",
		      string_static_format),
	STATIC_METHOD("static string Format(string format, System.Object arg0, System.Object arg1)",
		      string_static_format),
	STATIC_METHOD("static string Format(string format, System.Object arg0, System.Object arg1, "
		      "System.Object arg2)",
		      string_static_format),
	STATIC_METHOD("static string Format(string format, Params System.Object[] args)",
		      string_static_format),
	STATIC_METHOD("static string Format(System.IFormatProvider provider, string format, "
		      "System.Object arg0)",
		      string_static_format),
	STATIC_METHOD("static string Format(System.IFormatProvider provider, string format, "
		      "System.Object arg0, System.Object arg1)",
		      string_static_format),
	STATIC_METHOD("static string Format(System.IFormatProvider provider, string format, "
		      "System.Object arg0, System.Object arg1, System.Object arg2)",
		      string_static_format),
	STATIC_METHOD("static string Format(System.IFormatProvider provider, string format, Params "
		      "System.Object[] args)",
		      string_static_format),
	STATIC_METHOD("static string Intern(string str)", string_static_same),
	STATIC_METHOD("static string IsInterned(string str)", string_static_same),
	STATIC_METHOD("static bool IsNullOrEmpty(string value)", string_static_is_null_or_empty),
	STATIC_METHOD("static bool IsNullOrWhiteSpace(string value)",
		      string_static_is_null_or_white_space),
	STATIC_METHOD("static string Join(char separator, Params string[] value)",
		      string_static_join),
	STATIC_METHOD("static string Join(char separator, System.ReadOnlySpan[string] value)",
		      NULL),
	STATIC_METHOD("static string Join(string separator, Params string[] value)",
		      string_static_join),
	STATIC_METHOD("static string Join(string separator, System.ReadOnlySpan[string] value)",
		      NULL),
	STATIC_METHOD("static string Join(char separator, string[] value, int startIndex, int "
		      "count)",
		      string_static_join),
	STATIC_METHOD("static string Join(string separator, string[] value, int startIndex, int "
		      "count)",
		      string_static_join),
	STATIC_METHOD("static string Join(string separator, "
		      "System.Collections.Generic.IEnumerable[string] values)",
		      string_static_join),
	STATIC_METHOD("static string Join(char separator, Params System.Object[] values)",
		      string_static_join),
	STATIC_METHOD(
		"static string Join(char separator, System.ReadOnlySpan[System.Object] values)",
		NULL),
	STATIC_METHOD("static string Join(string separator, Params System.Object[] values)",
		      string_static_join),
	STATIC_METHOD("static string Join(string separator, System.ReadOnlySpan[System.Object] "
		      "values)",
		      NULL),
	STATIC_METHOD("static string Join[T](char separator, "
		      "System.Collections.Generic.IEnumerable[T] values)",
		      NULL),
	STATIC_METHOD("static string Join[T](string separator, "
		      "System.Collections.Generic.IEnumerable[T] values)",
		      NULL),
	STATIC_PROPERTY("static string Empty {get;}", string_get_empty),
	CONSTRUCTOR("string new(char[] value)", string_construct_chars),
	CONSTRUCTOR("string new(char[] value, int startIndex, int length)", string_construct_chars),
	CONSTRUCTOR("string new(char c, int count)", string_construct_repeated),
	MEMBER_END,
};
