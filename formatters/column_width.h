/*
 * How much room text takes on a terminal, and how to make it fit: display cells (East Asian wide characters
 * take two, escape sequences none), cutting with an ellipsis, padding, wrapping at words, and sharing a
 * line's width among the columns of a table.
 */
#ifndef EXOSH_FORMATTERS_COLUMN_WIDTH_H
#define EXOSH_FORMATTERS_COLUMN_WIDTH_H

#include "base/strbuf.h"

enum text_alignment { ALIGN_UNDEFINED, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

#define ELLIPSIS "\xe2\x80\xa6"

size_t text_cells(const char *text, size_t length);
/* Byte length of the longest beginning that takes at most `cells`. */
size_t text_head(const char *text, size_t length, size_t cells);
/* Byte offset where the longest ending of at most `cells` begins. */
size_t text_tail(const char *text, size_t length, size_t cells);
/* Length of the escape sequence at `text`, 0 when there is none. */
size_t text_escape_length(const char *text, size_t length);
/* Appends text without its escape sequences. */
void text_append_plain(struct strbuf *out, const char *text, size_t length);

/* One cell of a table: up to the first line break, cut with an ellipsis, padded to `width`. Without
 * `pad_right` nothing follows the text (the last column). */
void text_append_cell(struct strbuf *out, const char *text, size_t length, size_t width,
		      enum text_alignment alignment, bool pad_right);

/* Text broken into lines, at line breaks and between words. */
struct text_lines {
	struct strbuf text;
	size_t *ends; /* byte offset in `text` behind each line */
	size_t count, capacity;
};
#define TEXT_LINES_INIT                 \
	{                               \
		STRBUF_INIT, NULL, 0, 0 \
	}
/* `first` and `following`: cells of the first line and of the others. */
void text_wrap(const char *text, size_t length, size_t first, size_t following,
	       struct text_lines *out);
const char *text_line(const struct text_lines *lines, size_t i, size_t *length_r);
void text_lines_reset(struct text_lines *lines);
void text_lines_clear(struct text_lines *lines);

/* Gives each column of width 0 a share of `available`, one blank between columns; then cuts from the
 * right what does not fit: a column without room gets -1. */
void column_widths_assign(int *widths, size_t count, int available);

#endif
