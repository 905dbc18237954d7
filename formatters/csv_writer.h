/* Lines of comma-separated values, as Export-Csv and ConvertTo-Csv write them. */
#ifndef EXOSH_FORMATTERS_CSV_WRITER_H
#define EXOSH_FORMATTERS_CSV_WRITER_H

#include "object/value.h"

struct strbuf;

enum csv_quotes { CSV_QUOTES_ALWAYS, CSV_QUOTES_AS_NEEDED, CSV_QUOTES_NEVER };

/* In collected memory, or a cell's or a cmdlet's state. */
struct csv_writer {
	Value delimiter; /* string */
	enum csv_quotes quotes;
	Value quote_fields; /* string[]: only these columns are quoted; or NULL */
	const char **names; /* columns: gc buffer; NULL until known */
	size_t count;
	bool *quoted; /* gc bytes: of each column, with quote_fields */
};

/* The columns of an object: its properties, or the keys of a dictionary. */
void csv_writer_take_columns(struct csv_writer *w, Value object);
/* No line end behind it. */
void csv_writer_header(const struct csv_writer *w, struct strbuf *out);
void csv_writer_row(const struct csv_writer *w, Value object, struct strbuf *out);

#endif
