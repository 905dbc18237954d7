#include "formatters/column_width.h"
#include "base/xmalloc.h"
#include <stdlib.h>
#include <string.h>

/* Code points that take two cells: the East Asian Wide and Fullwidth blocks of the basic plane. */
static const struct {
	uint32_t first, last;
} wide_ranges[] = {
	{0x1100, 0x115f}, {0x2329, 0x232a}, {0x2e80, 0x303e}, {0x3040, 0xa4cf}, {0xac00, 0xd7a3},
	{0xf900, 0xfaff}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6},
};

static size_t decode(const char *text, size_t length, uint32_t *code_r)
{
	unsigned char c = (unsigned char)*text;
	size_t bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	uint32_t code = bytes == 1 ? c : c & (0xffu >> (bytes + 1));
	if (bytes > length)
		bytes = length;
	for (size_t i = 1; i < bytes; i++)
		code = code << 6 | ((unsigned char)text[i] & 0x3f);
	*code_r = code;
	return bytes;
}

/* What lies outside the basic plane is two UTF-16 units and counts as two cells. */
static size_t code_cells(uint32_t code)
{
	if (code < 0x1100)
		return 1;
	if (code > 0xffff)
		return 2;
	for (size_t i = 0; i < countof(wide_ranges); i++)
		if (code >= wide_ranges[i].first && code <= wide_ranges[i].last)
			return 2;
	return 1;
}

/* CSI sequences (ESC [ ... letter) and OSC 8 links (ESC ] ... ESC \ or BEL). */
size_t text_escape_length(const char *text, size_t length)
{
	if (length < 3 || text[0] != '\x1b')
		return 0;
	if (text[1] == '[') {
		size_t i = 2;
		while (i < length && (unsigned char)text[i] >= 0x20 &&
		       (unsigned char)text[i] < 0x40)
			i++;
		return i < length && (unsigned char)text[i] >= 0x40 ? i + 1 : 0;
	}
	if (text[1] == ']') {
		for (size_t i = 2; i < length; i++) {
			if (text[i] == '\a')
				return i + 1;
			if (text[i] == '\x1b' && i + 1 < length && text[i + 1] == '\\')
				return i + 2;
		}
	}
	return 0;
}

static bool is_plain(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] >= 0x80 || text[i] == '\x1b')
			return false;
	return true;
}

size_t text_cells(const char *text, size_t length)
{
	if (is_plain(text, length))
		return length;
	size_t cells = 0;
	for (size_t i = 0; i < length;) {
		size_t escape = text_escape_length(text + i, length - i);
		if (escape) {
			i += escape;
			continue;
		}
		uint32_t code;
		i += decode(text + i, length - i, &code);
		cells += code_cells(code);
	}
	return cells;
}

size_t text_head(const char *text, size_t length, size_t cells)
{
	size_t i = 0, used = 0;
	while (i < length) {
		size_t escape = text_escape_length(text + i, length - i);
		if (escape) {
			i += escape;
			continue;
		}
		uint32_t code;
		size_t bytes = decode(text + i, length - i, &code);
		used += code_cells(code);
		if (used > cells)
			break;
		i += bytes;
	}
	return i;
}

size_t text_tail(const char *text, size_t length, size_t cells)
{
	size_t total = text_cells(text, length), i = 0;
	while (i < length && total > cells) {
		size_t escape = text_escape_length(text + i, length - i);
		if (escape) {
			i += escape;
			continue;
		}
		uint32_t code;
		i += decode(text + i, length - i, &code);
		total -= code_cells(code);
	}
	return i;
}

void text_append_plain(struct strbuf *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		const char *escape = memchr(text + i, '\x1b', length - i);
		size_t run = escape ? (size_t)(escape - text) - i : length - i;
		strbuf_add(out, text + i, run);
		i += run;
		if (!escape)
			return;
		size_t skip = text_escape_length(text + i, length - i);
		if (!skip)
			strbuf_addc(out, text[i++]);
		i += skip;
	}
}

static void append_escapes(struct strbuf *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t escape = text_escape_length(text + i, length - i);
		strbuf_add(out, text + i, escape);
		i += escape ? escape : 1;
	}
}

/* The text cut to one cell less than `width`, with the ellipsis where it was cut; a single cell has no room for it. */
static void append_cut(struct strbuf *out, const char *text, size_t length, size_t width,
		       bool keep_end)
{
	const char *ellipsis = width > 1 ? ELLIPSIS : "";
	size_t cells = width > 1 ? width - 1 : width;
	if (keep_end) {
		size_t from = text_tail(text, length, cells);
		append_escapes(out, text, from);
		strbuf_adds(out, ellipsis);
		strbuf_add(out, text + from, length - from);
		return;
	}
	size_t head = text_head(text, length, cells);
	strbuf_add(out, text, head);
	strbuf_adds(out, ellipsis);
	append_escapes(out, text + head, length - head);
}

void text_append_cell(struct strbuf *out, const char *text, size_t length, size_t width,
		      enum text_alignment alignment, bool pad_right)
{
	struct strbuf cut = STRBUF_INIT;
	size_t line = 0;
	while (line < length && text[line] != '\n' && text[line] != '\r')
		line++;
	if (line < length) {
		strbuf_add(&cut, text, line);
		strbuf_adds(&cut, ELLIPSIS);
		text = cut.data;
		length = cut.length;
	}
	size_t cells = text_cells(text, length);
	if (cells > width) {
		struct strbuf shorter = STRBUF_INIT;
		append_cut(&shorter, text, length, width, alignment == ALIGN_RIGHT);
		strbuf_clear(&cut);
		cut = shorter;
		text = cut.data;
		length = cut.length;
		cells = text_cells(text, length);
	}
	size_t padding = cells < width ? width - cells : 0;
	size_t left = alignment == ALIGN_RIGHT    ? padding
		      : alignment == ALIGN_CENTER ? padding / 2
						  : 0;
	strbuf_add_repeat(out, ' ', left);
	strbuf_add(out, text, length);
	if (pad_right)
		strbuf_add_repeat(out, ' ', padding - left);
	strbuf_clear(&cut);
}

static void end_line(struct text_lines *out)
{
	GROW(out->ends, out->count, out->capacity);
	out->ends[out->count++] = out->text.length;
}

struct wrapping {
	struct text_lines *out;
	size_t width, left; /* cells of the current line, and how many are free */
	size_t following;
};

static void next_line(struct wrapping *w)
{
	end_line(w->out);
	w->left = w->width = w->following;
}

/* A word wider than a line is broken anywhere. */
static void add_long_word(struct wrapping *w, const char *word, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t bytes = text_escape_length(word + i, length - i), cells = 0;
		const char *piece = word + i;
		if (!bytes) {
			uint32_t code;
			bytes = decode(word + i, length - i, &code);
			cells = code_cells(code);
		}
		i += bytes;
		if (cells > w->width) {
			piece = "?";
			bytes = cells = 1;
		}
		if (cells > w->left)
			next_line(w);
		strbuf_add(&w->out->text, piece, bytes);
		w->left -= MIN(cells, w->left);
	}
}

static void add_word(struct wrapping *w, const char *word, size_t length)
{
	size_t cells = text_cells(word, length);
	if (w->width == 0)
		w->left = w->width = w->following;
	if (w->width == 0)
		return;
	if (cells > w->width) {
		add_long_word(w, word, length);
		return;
	}
	if (cells > w->left)
		next_line(w);
	strbuf_add(&w->out->text, word, length);
	w->left -= cells;
}

/* A line of the text: words keep the blank behind them, which counts. */
static void wrap_line(const char *line, size_t length, size_t first, size_t following,
		      struct text_lines *out)
{
	if (text_cells(line, length) > first) {
		struct wrapping w = {out, first, first, following};
		for (size_t start = 0; start < length;) {
			size_t end = start;
			while (end < length && line[end] != ' ' && line[end] != '\t')
				end++;
			if (end < length)
				end++;
			add_word(&w, line + start, end - start);
			start = end;
		}
	} else {
		strbuf_add(&out->text, line, length);
	}
	end_line(out);
}

void text_wrap(const char *text, size_t length, size_t first, size_t following,
	       struct text_lines *out)
{
	for (size_t start = 0;;) {
		size_t end = start;
		while (end < length && text[end] != '\n' && text[end] != '\r')
			end++;
		wrap_line(text + start, end - start, first, following, out);
		if (end >= length)
			return;
		start = end + 1;
		if (text[end] == '\r' && start < length && text[start] == '\n')
			start++;
	}
}

const char *text_line(const struct text_lines *lines, size_t i, size_t *length_r)
{
	size_t start = i ? lines->ends[i - 1] : 0;
	*length_r = lines->ends[i] - start;
	return lines->text.data + start;
}

void text_lines_reset(struct text_lines *lines)
{
	strbuf_reset(&lines->text);
	lines->count = 0;
}

void text_lines_clear(struct text_lines *lines)
{
	strbuf_clear(&lines->text);
	free(lines->ends);
	*lines = (struct text_lines)TEXT_LINES_INIT;
}

/* Blanks between columns included; hidden columns (width below 1) take none. */
static int total_width(const int *widths, size_t count)
{
	int sum = 0, visible = 0;
	for (size_t i = 0; i < count; i++)
		if (widths[i] > 0) {
			sum += widths[i];
			visible++;
		}
	return sum + (visible ? visible - 1 : 0);
}

static void cut_from_right(int *widths, size_t count, int available)
{
	for (size_t i = count; i-- > 0;) {
		int excess = total_width(widths, count) - available;
		if (excess <= 0)
			return;
		widths[i] = widths[i] - excess < 1 ? -1 : widths[i] - excess;
	}
}

void column_widths_assign(int *widths, size_t count, int available)
{
	size_t open = 0;
	bool *is_open = xcalloc(count + 1, sizeof(*is_open));
	for (size_t i = 0; i < count; i++)
		if (widths[i] == 0) {
			widths[i] = 1;
			is_open[i] = true;
			open++;
		}
	int left = available - total_width(widths, count);
	for (size_t i = 0; open && left > 0; i = (i + 1) % count)
		if (is_open[i]) {
			widths[i]++;
			left--;
		}
	free(is_open);
	cut_from_right(widths, count, available);
}
