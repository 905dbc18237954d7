/*
 * System.String: immutable text. Held as UTF-8; lone surrogates as their three-byte form (WTF-8), so
 * that every .NET string has one. Lengths and indexes that scripts see count UTF-16 units; for ASCII
 * text (a flag) these are byte offsets.
 */
#ifndef EXOSH_OBJECT_STRING_H
#define EXOSH_OBJECT_STRING_H

#include "object/gc.h"

struct strbuf;

struct string {
	struct cell cell;
	uint32_t length; /* bytes */
	uint32_t utf16_length;
	uint32_t hash; /* case-sensitive; 0: not computed */
	bool ascii;    /* same as length == utf16_length */
	char data[];   /* NUL-terminated */
};

/* `bytes` may be any UTF-8; invalid sequences become U+FFFD. */
Value string_new(const char *bytes, size_t length);
Value string_from(const char *text);
Value string_printf(const char *format, ...) FORMAT_PRINTF(1, 2);
Value string_from_strbuf(struct strbuf *sb); /* and clears it */
Value string_from_utf16(const uint16_t *units, size_t count);
Value string_empty(void);
/* One object per text, kept for ever: names of variables, properties, commands. Case-sensitive. */
Value string_intern(const char *text, size_t length);

static inline struct string *value_as_string(Value v) /* of VALUE_STRING */
{
	return (struct string *)v.cell;
}
static inline const char *string_data(Value v) /* of VALUE_STRING; NUL-terminated */
{
	return value_as_string(v)->data;
}
static inline size_t string_length(Value v)
{
	return value_as_string(v)->length;
}
/* UTF-16 units: gc_alloc_bytes memory, count in *count_r. */
uint16_t *string_to_utf16(Value v, size_t *count_r);
/* Byte offset of UTF-16 index `index` (at most utf16_length); inside a pair gives the pair's start. */
size_t string_offset(const struct string *s, size_t index);
/* The unit at `index`. */
uint16_t string_unit_at(const struct string *s, size_t index);
/* UTF-16 slice; caller checks the range. */
Value string_slice(Value v, size_t start, size_t count);
/* Without the ASCII white space at both ends. */
Value string_trim_ascii(Value text);
Value string_concat(Value a, Value b); /* both strings */
bool string_equal(Value a, Value b);
bool string_equal_ignore_case(Value a, Value b); /* invariant folding */
/* As PowerShell's -lt on strings: culture-aware, optionally ignoring case. */
int string_compare(Value a, Value b, bool ignore_case);
/* As -eq on strings: what the collation ignores, such as NUL or a soft hyphen, makes no difference. */
bool string_equal_culture(Value a, Value b, bool ignore_case);
int string_compare_ordinal(Value a, Value b, bool ignore_case);
uint32_t string_hash(Value v, bool ignore_case);
bool name_equal(const char *a, const char *b); /* ASCII case-insensitive: names of things */
/* -like: compiled once per pattern if used in a loop. */
struct wildcard;
bool wildcard_match(const char *pattern, const char *text, bool ignore_case);
bool wildcard_has_special(const char *pattern);

#endif
