#include "formatters/csv_reader.h"
#include "base/text_file.h"
#include "base/xmalloc.h"
#include <stdlib.h>
#include <string.h>

#define AT_END (-1)
#define FAILED (-2)

void csv_reader_init(struct csv_reader *r, const char *delimiter)
{
	*r = (struct csv_reader){0};
	strbuf_init(&r->fields);
	r->delimiter_length = MIN(strlen(delimiter), sizeof(r->delimiter));
	memcpy(r->delimiter, delimiter, r->delimiter_length);
}

void csv_reader_set_text(struct csv_reader *r, const char *text, size_t length)
{
	r->text = text;
	r->length = length;
	r->offset = 0;
}

void csv_reader_clear(struct csv_reader *r)
{
	strbuf_clear(&r->fields);
	free(r->ends);
	r->ends = NULL;
	r->count = r->capacity = 0;
}

/* Makes the file's buffer the text at hand. */
static int fill(struct csv_reader *r)
{
	if (!r->file)
		return 0;
	r->file->offset = r->offset;
	int more = text_reader_fill(r->file);
	r->text = r->file->text.data;
	r->length = r->file->text.length;
	r->offset = r->file->offset;
	return more;
}

/* The character `ahead` of the current one, or AT_END, FAILED. */
static int look(struct csv_reader *r, size_t ahead)
{
	while (r->offset + ahead >= r->length) {
		int more = fill(r);
		if (more <= 0)
			return more < 0 ? FAILED : AT_END;
	}
	return (unsigned char)r->text[r->offset + ahead];
}

static bool at_delimiter(struct csv_reader *r)
{
	for (size_t i = 0; i < r->delimiter_length; i++)
		if (look(r, i) != (unsigned char)r->delimiter[i])
			return false;
	return true;
}

static void end_field(struct csv_reader *r)
{
	GROW(r->ends, r->count, r->capacity);
	r->ends[r->count++] = r->fields.length;
}

static void take_line_end(struct csv_reader *r)
{
	if (look(r, 0) == '\r') {
		r->offset++;
		if (look(r, 0) == '\n')
			r->offset++;
	} else if (look(r, 0) == '\n') {
		r->offset++;
	}
}

/* Behind the opening quote, up to and over the closing one. */
static int read_quoted(struct csv_reader *r)
{
	for (;;) {
		int c = look(r, 0);
		if (c < 0)
			return c;
		const char *start = r->text + r->offset;
		size_t left = r->length - r->offset;
		const char *quote = memchr(start, '"', left);
		size_t run = quote ? (size_t)(quote - start) : left;
		strbuf_add(&r->fields, start, run);
		r->offset += run;
		if (!quote)
			continue;
		r->offset++;
		if (look(r, 0) != '"')
			return 0;
		strbuf_addc(&r->fields, '"');
		r->offset++;
	}
}

/* One field; blanks before it do not count. 1: another follows, 0: the record ends. */
static int read_field(struct csv_reader *r)
{
	bool at_start = true;
	for (;;) {
		int c = look(r, 0);
		if (c == FAILED)
			return FAILED;
		if (c == AT_END || c == '\n' || c == '\r') {
			take_line_end(r);
			end_field(r);
			return 0;
		}
		if (c == (unsigned char)r->delimiter[0] && at_delimiter(r)) {
			r->offset += r->delimiter_length;
			end_field(r);
			return 1;
		}
		r->offset++;
		if (at_start && (c == ' ' || c == '\t'))
			continue;
		if (c == '"' && at_start) {
			if (read_quoted(r) == FAILED)
				return FAILED;
		} else {
			strbuf_addc(&r->fields, (char)c);
		}
		at_start = false;
	}
}

int csv_reader_next(struct csv_reader *r)
{
	strbuf_reset(&r->fields);
	r->count = 0;
	for (;;) {
		int c = look(r, 0);
		if (c < 0)
			return c == FAILED ? -1 : 0;
		if (c != '\n' && c != '\r')
			break;
		r->offset++;
	}
	int more;
	do
		more = read_field(r);
	while (more == 1);
	return more == FAILED ? -1 : 1;
}

const char *csv_reader_field(const struct csv_reader *r, size_t i, size_t *length_r)
{
	size_t start = i ? r->ends[i - 1] : 0;
	*length_r = r->ends[i] - start;
	return r->fields.data + start;
}

int csv_reader_peek(struct csv_reader *r)
{
	return look(r, 0);
}

void csv_reader_skip_line(struct csv_reader *r, struct strbuf *line)
{
	strbuf_reset(line);
	for (int c; (c = look(r, 0)) >= 0 && c != '\n' && c != '\r'; r->offset++)
		strbuf_addc(line, (char)c);
	take_line_end(r);
}
