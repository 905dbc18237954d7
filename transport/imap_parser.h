/*
 * Turns what an IMAP server sends into responses: trees of atoms, strings and lists (RFC 3501,
 * section 9). Incremental: bytes may arrive cut anywhere. Bounded: a server can't make it use more
 * memory than the limits. A literal can be taken as it arrives instead of being stored, so that a
 * message never has to be in memory.
 */
#ifndef EXOSH_TRANSPORT_IMAP_PARSER_H
#define EXOSH_TRANSPORT_IMAP_PARSER_H

#include "base/arena.h"

enum imap_node_type {
	IMAP_NODE_ATOM,
	IMAP_NODE_STRING, /* quoted or stored literal */
	IMAP_NODE_LIST,
	IMAP_NODE_TEXT,    /* what follows OK, NO, BAD, BYE, PREAUTH or "+", up to the line's end */
	IMAP_NODE_STREAMED /* a literal that was handed out in pieces */
};

struct imap_node {
	enum imap_node_type type;
	size_t length;
	const char *text; /* NUL-terminated; NULL for lists and streamed literals */
	struct imap_node *children, *next;
};

struct imap_parser_limits {
	size_t max_line;     /* bytes between two line ends */
	size_t max_response; /* bytes of a response with its stored literals */
};

enum imap_parser_event {
	IMAP_PARSER_MORE, /* needs more bytes than given */
	IMAP_PARSER_LITERAL, /* a literal of imap_parser_literal_size() bytes begins: imap_parser_stream()
	                         now, or it is stored */
	IMAP_PARSER_DATA,     /* a piece of a streamed literal: *piece_r */
	IMAP_PARSER_RESPONSE, /* imap_parser_root() is complete */
	IMAP_PARSER_BAD       /* imap_parser_problem(); the connection is of no use any more */
};

struct imap_piece {
	const char *bytes; /* inside the input */
	size_t length;
	bool last;
};

struct imap_parser;

struct imap_parser *imap_parser_create(const struct imap_parser_limits *limits);
void imap_parser_free(struct imap_parser **parser);

/* Reads from `input`; *used_r bytes of it are done with, the rest must be given again, with more
 * behind it after IMAP_PARSER_MORE. A response lives until the call after it. */
enum imap_parser_event imap_parser_next(struct imap_parser *parser, const char *input,
					size_t length, size_t *used_r, struct imap_piece *piece_r);
uint64_t imap_parser_literal_size(const struct imap_parser *parser);
/* The literal just announced comes as IMAP_PARSER_DATA (an empty one as one empty piece). */
void imap_parser_stream(struct imap_parser *parser);
/* The response so far (at IMAP_PARSER_LITERAL) or whole: its children are the tokens of the line. */
const struct imap_node *imap_parser_root(const struct imap_parser *parser);
const char *imap_parser_problem(const struct imap_parser *parser);

/* The n-th child, or NULL. */
const struct imap_node *imap_node_child(const struct imap_node *node, unsigned n);
/* Whether the node is the atom `word`, in any case. NULL is no word. */
bool imap_node_is(const struct imap_node *node, const char *word);
bool imap_node_number(const struct imap_node *node, uint64_t *number_r);
/* The text of an atom or string; NULL for NIL, lists and NULL. */
const char *imap_node_string(const struct imap_node *node);

/* A response code, "[NAME arguments]" before the text of OK, NO, BAD… */
struct imap_code {
	const char *name, *arguments, *text; /* text: what stands behind the code, for people */
	size_t name_length, arguments_length;
};
/* Splits a TEXT node's text; without a code the lengths are 0. */
void imap_code_parse(const char *text, struct imap_code *code_r);
bool imap_code_is(const struct imap_code *code, const char *name);

#endif
