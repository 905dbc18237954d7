/* Free text with indentation as lines: custom shapes and the headings of groups. */
#ifndef EXOSH_FORMATTERS_CUSTOM_H
#define EXOSH_FORMATTERS_CUSTOM_H

#include "formatters/line_sink.h"
#include "formatters/packet.h"

/* Writes the nodes; what stands behind the last line break is a line too, even when it is empty. */
enum status custom_write(struct line_sink *sink, const struct packet_nodes *nodes) WARN_UNUSED;

#endif
