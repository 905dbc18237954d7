/* Wide shapes as text: one value an object, in as many columns as asked or as fit. */
#ifndef EXOSH_FORMATTERS_WIDE_H
#define EXOSH_FORMATTERS_WIDE_H

#include "formatters/table.h"

struct wide_writer {
	struct table_writer table;
	struct packet_field *row; /* gc buffer, a table row in the making */
	size_t columns, used;
};

/* `widest`: cells of the widest value, 0 when not known. */
void wide_writer_start(struct wide_writer *w, const struct line_sink *sink,
		       const struct packet_shape *shape, size_t widest);
enum status wide_writer_add(struct wide_writer *w, struct line_sink *sink, Value text) WARN_UNUSED;
/* Writes the last row as far as it came. */
enum status wide_writer_end(struct wide_writer *w, struct line_sink *sink) WARN_UNUSED;
void wide_writer_clear(struct wide_writer *w);

#endif
