/* What Import-Csv and ConvertFrom-Csv have in common: records to objects. */
#ifndef EXOSH_CMDLETS_UTILITY_CSV_INPUT_H
#define EXOSH_CMDLETS_UTILITY_CSV_INPUT_H

#include "cmdlet.h"
#include "formatters/csv_reader.h"

struct shape;

struct csv_input {
	Value header;    /* string[]: names of the columns; NULL: the first record has them */
	Value type_name; /* of a #TYPE line, or NULL */
	struct shape *shape;
	size_t columns;
	bool warned; /* of columns without a name */
};

/* Writes an object for each record that `reader` still gives. Call again with further text: the header stays. */
enum status csv_input_read(struct cmdlet_call *c, struct csv_input *in, struct csv_reader *reader,
			   const char *path) WARN_UNUSED;

#endif
