/* Where the writers of each shape put their lines. */
#ifndef EXOSH_FORMATTERS_LINE_SINK_H
#define EXOSH_FORMATTERS_LINE_SINK_H

#include "base/strbuf.h"
#include "formatters/format.h"

struct line_sink {
	format_line_function line;
	void *context;
	int width;
	bool color;
	bool is_error;
};

/* Escape sequences are dropped unless the sink takes colours; blanks at the end stay. */
enum status line_sink_write(struct line_sink *sink, const char *text, size_t length) WARN_UNUSED;
enum status line_sink_blank(struct line_sink *sink) WARN_UNUSED;

#endif
