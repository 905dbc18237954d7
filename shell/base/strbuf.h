/*
 * A growing byte string. `data` is always NUL-terminated (and never NULL), `length` does not count
 * the NUL. Embed it, start it with STRBUF_INIT, end it with strbuf_clear() or take the bytes with
 * strbuf_detach().
 */
#ifndef EXOSH_BASE_STRBUF_H
#define EXOSH_BASE_STRBUF_H

#include "base/base.h"
#include <stdarg.h>

struct strbuf {
	char *data;
	size_t length;
	size_t capacity; /* 0: data points at a shared empty string */
};

extern char strbuf_empty[];
#define STRBUF_INIT                \
	{                          \
		strbuf_empty, 0, 0 \
	}

void strbuf_init(struct strbuf *sb);
/* Frees the bytes; the buffer is empty and usable again. */
void strbuf_clear(struct strbuf *sb);
/* Sets the length to 0 and keeps the memory. */
void strbuf_reset(struct strbuf *sb);
/* Makes room for `extra` more bytes. */
void strbuf_grow(struct strbuf *sb, size_t extra);
void strbuf_add(struct strbuf *sb, const void *bytes, size_t length);
void strbuf_adds(struct strbuf *sb, const char *text);
void strbuf_addc(struct strbuf *sb, char c);
void strbuf_add_repeat(struct strbuf *sb, char c, size_t count);
void strbuf_addf(struct strbuf *sb, const char *format, ...) FORMAT_PRINTF(2, 3);
void strbuf_vaddf(struct strbuf *sb, const char *format, va_list args) FORMAT_PRINTF(2, 0);
void strbuf_insert(struct strbuf *sb, size_t at, const void *bytes, size_t length);
void strbuf_remove(struct strbuf *sb, size_t at, size_t length);
void strbuf_set_length(struct strbuf *sb, size_t length);
/* Gives the bytes to the caller, who frees them; the buffer is empty afterwards. */
char *strbuf_detach(struct strbuf *sb, size_t *length_r);

#endif
