/* Comma-separated values to fields: one record at a time, of a text file or of text at hand. */
#ifndef EXOSH_FORMATTERS_CSV_READER_H
#define EXOSH_FORMATTERS_CSV_READER_H

#include "base/strbuf.h"

struct text_reader;

struct csv_reader {
	struct text_reader *file; /* or NULL: */
	const char *text;
	size_t length, offset;
	char delimiter[8];
	size_t delimiter_length;

	struct strbuf fields; /* of the current record, one behind the other */
	size_t *ends;
	size_t count, capacity;
};

void csv_reader_init(struct csv_reader *r, const char *delimiter);
void csv_reader_set_text(struct csv_reader *r, const char *text, size_t length);
/* 1: a record; 0: the end; -1 with errno. Empty lines are passed over. */
int csv_reader_next(struct csv_reader *r);
const char *csv_reader_field(const struct csv_reader *r, size_t i, size_t *length_r);
/* The next character, negative at the end. Only between records. */
int csv_reader_peek(struct csv_reader *r);
/* Takes a line that is no record (a comment, #TYPE). Only between records. */
void csv_reader_skip_line(struct csv_reader *r, struct strbuf *line);
void csv_reader_clear(struct csv_reader *r);

#endif
