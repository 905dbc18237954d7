/* Tables as text: column widths, header, rows. */
#ifndef EXOSH_FORMATTERS_TABLE_H
#define EXOSH_FORMATTERS_TABLE_H

#include "formatters/line_sink.h"
#include "formatters/packet.h"

struct table_writer {
	size_t count;
	int *widths; /* malloc()ed; below 1: hidden */
	enum text_alignment *alignments;
	bool disabled;    /* no room for a single column */
	int header_lines; /* of the header written last */
};

#define TABLE_WRITER_INIT              \
	{                              \
		0, NULL, NULL, true, 0 \
	}

/* `widths`: wanted widths, 0 where any will do; they are shared out over the sink's width. */
void table_writer_start(struct table_writer *t, const struct line_sink *sink, const int *widths,
			const enum text_alignment *alignments, size_t count);
enum status table_writer_header(struct table_writer *t, struct line_sink *sink,
				const struct packet_shape *shape) WARN_UNUSED;
enum status table_writer_row(struct table_writer *t, struct line_sink *sink,
			     const struct packet_field *fields, bool wrap) WARN_UNUSED;
void table_writer_clear(struct table_writer *t);

#endif
