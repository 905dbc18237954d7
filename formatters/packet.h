/*
 * What Format-Table and its kind send down the pipeline, and what Out-Host and its kind print: a start with
 * the shape, groups, entries, ends. To scripts they are objects of
 * Microsoft.PowerShell.Commands.Internal.Format.
 */
#ifndef EXOSH_FORMATTERS_PACKET_H
#define EXOSH_FORMATTERS_PACKET_H

#include "formatters/view.h"
#include "object/gc.h"

enum packet_kind {
	PACKET_FORMAT_START,
	PACKET_GROUP_START,
	PACKET_ENTRY,
	PACKET_GROUP_END,
	PACKET_FORMAT_END,
};

struct packet_column {
	Value label; /* string */
	int width;   /* 0: to be found out */
	enum text_alignment alignment;
};

/* The shape of a document; a table keeps one for each group. In collected memory. */
struct packet_shape {
	enum format_shape shape;
	bool hide_headers, repeat_headers, autosize;
	int wide_columns; /* 0: automatic */
	struct packet_column *columns;
	size_t column_count;
};

enum packet_node_kind { PACKET_TEXT, PACKET_NEW_LINE, PACKET_FRAME };

/* Free text with indentation: the body of custom views, and group headings. */
struct packet_node {
	enum packet_node_kind kind;
	Value text;
	int left, right, first_line;
	struct packet_nodes *children;
};

struct packet_nodes {
	struct packet_node *items; /* gc buffer */
	size_t count, capacity;
};

struct packet_field {
	Value text;  /* string */
	Value label; /* of list entries */
	enum text_alignment alignment;
};

/* How an entry prints. */
enum entry_kind { ENTRY_RAW, ENTRY_ROW, ENTRY_LIST, ENTRY_WIDE, ENTRY_CUSTOM };

struct packet {
	struct cell cell;
	enum packet_kind kind;
	enum entry_kind entry;
	bool out_of_band;             /* belongs to no document */
	bool wrap;                    /* a row of as many lines as its cells need */
	bool is_error;                /* an ErrorRecord's text */
	struct packet_shape *shape;   /* of starts */
	struct packet_nodes *heading; /* of group starts, or NULL */
	struct packet_nodes *nodes;   /* ENTRY_CUSTOM */
	struct packet_field *fields;  /* rows and lists: gc buffer */
	size_t field_count;
	Value text; /* ENTRY_RAW, ENTRY_WIDE */
};

Value packet_new(enum packet_kind kind);
/* NULL when v is no packet. */
struct packet *value_as_packet(Value v);

struct packet_nodes *packet_nodes_new(void);
void packet_nodes_add_text(struct packet_nodes *nodes, Value text);
void packet_nodes_add_line(struct packet_nodes *nodes);
/* A frame's own list of nodes. */
struct packet_nodes *packet_nodes_add_frame(struct packet_nodes *nodes, int left, int right,
					    int first_line);

#endif
