#include "syntax/source.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"

#include <stdlib.h>
#include <string.h>

/* How many bytes the character at `b` has, or 0 when it is not valid UTF-8. */
static size_t valid_size(const unsigned char *b, size_t rest)
{
	if (b[0] < 0x80)
		return 1;
	size_t size = b[0] >= 0xf0 ? 4 : b[0] >= 0xe0 ? 3 : 2;
	if (b[0] < 0xc2 || b[0] > 0xf4 || size > rest)
		return 0;
	for (size_t i = 1; i < size; i++)
		if ((b[i] & 0xc0) != 0x80)
			return 0;
	/* overlong forms, surrogates, beyond U+10FFFF */
	if ((b[0] == 0xe0 && b[1] < 0xa0) || (b[0] == 0xed && b[1] > 0x9f) ||
	    (b[0] == 0xf0 && b[1] < 0x90) || (b[0] == 0xf4 && b[1] > 0x8f))
		return 0;
	return size;
}

/* The text with every invalid byte replaced. */
static char *make_valid(const char *text, size_t length, uint32_t *length_r)
{
	struct strbuf sb = STRBUF_INIT;
	const unsigned char *b = (const unsigned char *)text;
	size_t from = 0, at = 0;
	strbuf_grow(&sb, length + 1);
	while (at < length) {
		size_t size = valid_size(b + at, length - at);
		if (size > 0) {
			at += size;
			continue;
		}
		strbuf_add(&sb, text + from, at - from);
		strbuf_adds(&sb, "\xef\xbf\xbd");
		from = ++at;
	}
	strbuf_add(&sb, text + from, at - from);
	*length_r = (uint32_t)sb.length;
	return strbuf_detach(&sb, NULL);
}

/* Lines end in \n, \r\n or \r. */
static void find_lines(struct source *source)
{
	uint32_t capacity = 0;
	source->line_count = 0;
	source->line_starts = NULL;
	GROW(source->line_starts, source->line_count, capacity);
	source->line_starts[source->line_count++] = 0;
	for (uint32_t i = 0; i < source->length; i++) {
		char c = source->text[i];
		if (c != '\n' && (c != '\r' || source->text[i + 1] == '\n'))
			continue;
		GROW(source->line_starts, source->line_count, capacity);
		source->line_starts[source->line_count++] = i + 1;
	}
}

void source_init(struct source *source, const char *text, size_t length, const char *path)
{
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		length -= 3;
	}
	/* Offsets are 32 bits, and each replacement is three bytes. */
	length = MIN(length, (size_t)INT32_MAX / 3);
	source->path = path ? xstrdup(path) : NULL;
	source->text = make_valid(text, length, &source->length);
	find_lines(source);
}

void source_clear(struct source *source)
{
	free(source->path);
	free(source->text);
	free(source->line_starts);
	memset(source, 0, sizeof(*source));
}

/* Index of the line that holds the offset. */
static uint32_t line_of(const struct source *source, uint32_t offset)
{
	uint32_t low = 0, high = source->line_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (source->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void source_position(const struct source *source, uint32_t offset, int *line_r, int *column_r)
{
	offset = MIN(offset, source->length);
	uint32_t line = line_of(source, offset);
	int column = 1;
	for (uint32_t i = source->line_starts[line]; i < offset; i++) {
		unsigned char c = (unsigned char)source->text[i];
		column += (c & 0xc0) != 0x80; /* each character once */
		column += c >= 0xf0;          /* these are two UTF-16 units */
	}
	*line_r = (int)line + 1;
	*column_r = column;
}

const char *source_line(const struct source *source, int line, size_t *length_r)
{
	*length_r = 0;
	if (line < 1 || (uint32_t)line > source->line_count)
		return "";
	uint32_t start = source->line_starts[line - 1];
	uint32_t end =
		(uint32_t)line < source->line_count ? source->line_starts[line] : source->length;
	while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r'))
		end--;
	*length_r = end - start;
	return source->text + start;
}

struct syntax_tree *syntax_tree_ref(struct syntax_tree *tree)
{
	tree->references++;
	return tree;
}

void syntax_tree_unref(struct syntax_tree **tree)
{
	struct syntax_tree *t = *tree;
	*tree = NULL;
	if (!t || --t->references > 0)
		return;
	source_clear(&t->source);
	arena_clear(&t->arena);
	free(t);
}
