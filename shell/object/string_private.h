/* Text helpers of the object layer that others rarely need. */
#ifndef EXOSH_OBJECT_STRING_PRIVATE_H
#define EXOSH_OBJECT_STRING_PRIVATE_H

#include "object/string.h"

/* A string of `length` ASCII bytes for the caller to fill in at once. */
struct string *string_alloc_ascii(size_t length);
/* The interned text of a name. */
const char *name_intern(const char *text);
/* The string of which an interned name is the text. */
Value string_of_interned(const char *name);
Value string_from_unit(uint16_t unit);
void utf16_append(struct strbuf *sb, const uint16_t *units, size_t count);
/* UTF-16 index of a byte offset. */
size_t string_index_of_offset(const struct string *s, size_t offset);
bool bytes_equal_ignore_case(const char *a, const char *b, size_t length);
/* Simple invariant case mapping, as .NET's ToUpperInvariant. */
uint32_t char_to_upper(uint32_t code);
uint32_t char_to_lower(uint32_t code);
bool char_is_white_space(uint32_t code);

#endif
