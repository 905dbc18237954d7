#include "base/strbuf.h"
#include "base/xmalloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char strbuf_empty[1];

void strbuf_init(struct strbuf *sb)
{
	sb->data = strbuf_empty;
	sb->length = sb->capacity = 0;
}

void strbuf_clear(struct strbuf *sb)
{
	if (sb->capacity)
		free(sb->data);
	strbuf_init(sb);
}

void strbuf_reset(struct strbuf *sb)
{
	sb->length = 0;
	if (sb->capacity)
		sb->data[0] = '\0';
}

void strbuf_grow(struct strbuf *sb, size_t extra)
{
	size_t need = sb->length + extra + 1;
	if (need <= sb->capacity)
		return;
	size_t capacity = MAX(need, MAX(sb->capacity * 2, (size_t)64));
	sb->data = xreallocarray(sb->capacity ? sb->data : NULL, capacity, 1);
	sb->data[sb->length] = '\0';
	sb->capacity = capacity;
}

void strbuf_add(struct strbuf *sb, const void *bytes, size_t length)
{
	if (!length)
		return;
	strbuf_grow(sb, length);
	memcpy(sb->data + sb->length, bytes, length);
	sb->length += length;
	sb->data[sb->length] = '\0';
}

void strbuf_adds(struct strbuf *sb, const char *text)
{
	strbuf_add(sb, text, strlen(text));
}

void strbuf_addc(struct strbuf *sb, char c)
{
	strbuf_grow(sb, 1);
	sb->data[sb->length++] = c;
	sb->data[sb->length] = '\0';
}

void strbuf_add_repeat(struct strbuf *sb, char c, size_t count)
{
	if (!count)
		return;
	strbuf_grow(sb, count);
	memset(sb->data + sb->length, c, count);
	sb->length += count;
	sb->data[sb->length] = '\0';
}

void strbuf_addf(struct strbuf *sb, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	strbuf_vaddf(sb, format, args);
	va_end(args);
}

void strbuf_vaddf(struct strbuf *sb, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	size_t room = sb->capacity > sb->length ? sb->capacity - sb->length : 0;
	int n = vsnprintf(room ? sb->data + sb->length : NULL, room, format, args);
	if (n > 0 && (size_t)n >= room) {
		strbuf_grow(sb, (size_t)n);
		vsnprintf(sb->data + sb->length, (size_t)n + 1, format, again);
	}
	va_end(again);
	if (n > 0)
		sb->length += (size_t)n;
}

void strbuf_insert(struct strbuf *sb, size_t at, const void *bytes, size_t length)
{
	if (!length)
		return;
	strbuf_grow(sb, length);
	memmove(sb->data + at + length, sb->data + at, sb->length - at + 1);
	memcpy(sb->data + at, bytes, length);
	sb->length += length;
}

void strbuf_remove(struct strbuf *sb, size_t at, size_t length)
{
	memmove(sb->data + at, sb->data + at + length, sb->length - at - length + 1);
	sb->length -= length;
}

void strbuf_set_length(struct strbuf *sb, size_t length)
{
	if (length > sb->length) {
		strbuf_grow(sb, length - sb->length);
		memset(sb->data + sb->length, 0, length - sb->length);
	}
	sb->length = length;
	if (sb->capacity)
		sb->data[length] = '\0';
}

char *strbuf_detach(struct strbuf *sb, size_t *length_r)
{
	if (!sb->capacity)
		strbuf_grow(sb, 0);
	char *data = sb->data;
	if (length_r)
		*length_r = sb->length;
	strbuf_init(sb);
	return data;
}
