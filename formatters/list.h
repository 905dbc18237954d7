/* Lists as text: one line for each property, names lined up. */
#ifndef EXOSH_FORMATTERS_LIST_H
#define EXOSH_FORMATTERS_LIST_H

#include "formatters/line_sink.h"
#include "formatters/packet.h"

/* The properties of one entry; no blank line around them. */
enum status list_write(struct line_sink *sink, const struct packet *entry) WARN_UNUSED;

#endif
