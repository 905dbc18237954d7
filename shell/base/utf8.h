/*
 * UTF-8 as .NET strings need it: text may also hold lone surrogates in their three-byte form (WTF-8);
 * lengths that scripts see count UTF-16 units, of which characters beyond U+FFFF have two.
 */
#ifndef EXOSH_BASE_UTF8_H
#define EXOSH_BASE_UTF8_H

#include "base/base.h"

struct strbuf;

/* Decodes one character of valid WTF-8 at *at and moves on. */
uint32_t utf8_next(const char **at);
/* Decodes one character of untrusted bytes in [*at, end) and moves on; U+FFFD for each bad sequence. */
uint32_t utf8_decode(const char **at, const char *end);
/* Writes the 1 to 4 bytes of a code point (surrogates allowed); returns how many. */
size_t utf8_encode(uint32_t code, char out[4]);
void utf8_append(struct strbuf *sb, uint32_t code);
bool utf8_is_ascii(const char *bytes, size_t length);
/* WTF-8 without bad sequences. */
bool utf8_is_valid(const char *bytes, size_t length);
/* Turns lone surrogates of WTF-8 into U+FFFD, in place (both have three bytes): text that leaves the shell. */
void utf8_scrub(char *bytes, size_t length);
/* UTF-16 units of valid text. */
size_t utf8_utf16_length(const char *bytes, size_t length);
/* Byte offset of the UTF-16 index in valid text; inside a pair the offset of the pair. */
size_t utf8_utf16_offset(const char *bytes, size_t length, size_t index);

#endif
