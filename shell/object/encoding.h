/* System.Text.Encoding: text to bytes and back. */
#ifndef EXOSH_OBJECT_ENCODING_H
#define EXOSH_OBJECT_ENCODING_H

#include "object/type.h"

struct strbuf;
struct encoding;

/* By name ("utf-8", "iso-8859-1", "Windows-1252") or code page; NULL when there is none. */
const struct encoding *encoding_find(const char *name);
const struct encoding *encoding_find_code_page(int code_page);
const struct encoding *encoding_utf8(void);
/* The object: with or without the mark that GetPreamble() gives (a byte order mark). */
Value encoding_object(const struct encoding *encoding, bool preamble);
bool value_is_encoding(Value v);
const struct encoding *encoding_of(Value v);
/* Whether files written with it begin with a byte order mark. */
bool encoding_has_preamble(Value v);
void encoding_append_preamble(const struct encoding *encoding, struct strbuf *out);
/* UTF-8 (as strings have it) to bytes; what the encoding lacks becomes '?'. */
void encoding_encode(const struct encoding *encoding, const char *text, size_t length,
		     struct strbuf *out);
/* Bytes to UTF-8; bad ones become U+FFFD ('?' for ASCII). */
void encoding_decode(const struct encoding *encoding, const void *bytes, size_t length,
		     struct strbuf *out);
/* What a byte order mark at the start says; NULL without one. *mark_r is its length. */
const struct encoding *encoding_detect(const void *bytes, size_t length, size_t *mark_r);

extern struct type *const encoding_types[]; /* NULL-terminated */
extern struct type type_encoding;

#endif
