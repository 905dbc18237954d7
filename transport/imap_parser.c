#include "transport/imap_parser.h"
#include "base/xmalloc.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 64

enum state { STATE_LINE, STATE_STORE, STATE_STREAM, STATE_DONE };

struct imap_parser {
	struct imap_parser_limits limits;
	struct arena arena;
	enum state state;
	struct imap_node root;
	struct imap_node **tail[MAX_DEPTH]; /* where the next node of each open list goes */
	unsigned depth, top_count;          /* open lists; tokens at the top level */
	size_t used;                        /* bytes of this response */
	size_t scanned;                     /* of the input: no line end in there */
	uint64_t literal_size, literal_left;
	char *store;
	bool announce; /* the event IMAP_PARSER_LITERAL is still due */
	const char *problem;
};

struct imap_parser *imap_parser_create(const struct imap_parser_limits *limits)
{
	struct imap_parser *parser = xcalloc(1, sizeof(*parser));

	parser->limits = *limits;
	parser->state = STATE_DONE;
	arena_init(&parser->arena);
	return parser;
}

void imap_parser_free(struct imap_parser **parser)
{
	if (!*parser)
		return;
	arena_clear(&(*parser)->arena);
	free(*parser);
	*parser = NULL;
}

static void start_response(struct imap_parser *parser)
{
	arena_clear(&parser->arena);
	parser->root = (struct imap_node){.type = IMAP_NODE_LIST};
	parser->tail[0] = &parser->root.children;
	parser->depth = parser->top_count = 0;
	parser->used = 0;
	parser->state = STATE_LINE;
}

static int bad(struct imap_parser *parser, const char *problem)
{
	parser->problem = problem;
	return -1;
}

static struct imap_node *add_node(struct imap_parser *parser, enum imap_node_type type)
{
	struct imap_node *node = ARENA_NEW(&parser->arena, struct imap_node);

	node->type = type;
	*parser->tail[parser->depth] = node;
	parser->tail[parser->depth] = &node->next;
	parser->top_count += parser->depth == 0;
	return node;
}

static void add_text(struct imap_parser *parser, enum imap_node_type type, const char *text,
		     size_t length)
{
	struct imap_node *node = add_node(parser, type);

	node->text = arena_strndup(&parser->arena, text, length);
	node->length = length;
}

/* A quoted string whose opening quote is at `p`. Returns what follows it, or NULL. */
static const char *parse_quoted(struct imap_parser *parser, const char *p, const char *end)
{
	const char *start = ++p;
	size_t escapes = 0;

	for (; p < end && *p != '"'; p++) {
		if (*p == '\\' && p + 1 < end) {
			p++;
			escapes++;
		}
	}
	if (p >= end) {
		bad(parser, "a quoted string doesn't end");
		return NULL;
	}
	if (!escapes) {
		add_text(parser, IMAP_NODE_STRING, start, (size_t)(p - start));
		return p + 1;
	}
	struct imap_node *node = add_node(parser, IMAP_NODE_STRING);
	node->length = (size_t)(p - start) - escapes;
	char *out = arena_alloc(&parser->arena, node->length + 1);
	node->text = out;
	for (const char *from = start; from < p; from++) {
		if (*from == '\\')
			from++;
		*out++ = *from;
	}
	return p + 1;
}

/* An atom at `p`. "BODY[HEADER.FIELDS (DATE)]" is one: what stands in its brackets belongs to it. */
static const char *parse_atom(struct imap_parser *parser, const char *p, const char *end)
{
	const char *start = p;
	bool section = false;

	for (; p < end; p++) {
		if (section) {
			section = *p != ']';
			continue;
		}
		if (*p == ' ' || *p == '(' || *p == ')' || *p == '"')
			break;
		if (*p == '[' && p - start >= 4 && !strncasecmp(p - 4, "BODY", 4))
			section = true;
	}
	add_text(parser, IMAP_NODE_ATOM, start, (size_t)(p - start));
	return p;
}

/* "{123}" or "{123+}" up to the line's end, "~" before it for a binary one. */
static bool parse_literal_size(const char *p, const char *end, uint64_t *size_r)
{
	uint64_t size = 0;

	if (p < end && *p == '~')
		p++;
	if (p + 2 >= end || *p++ != '{' || *p < '0' || *p > '9')
		return false;
	for (; p < end && *p >= '0' && *p <= '9'; p++) {
		if (size > UINT64_MAX / 10 - 10)
			size = UINT64_MAX / 10 - 10; /* absurd anyway: stays above any limit */
		size = size * 10 + (uint64_t)(*p - '0');
	}
	if (p < end && *p == '+')
		p++;
	*size_r = size;
	return p + 1 == end && *p == '}';
}

static bool rest_is_text(const struct imap_parser *parser)
{
	static const char *const words[] = {"OK", "NO", "BAD", "BYE", "PREAUTH"};
	const struct imap_node *first = parser->root.children;

	if (parser->depth || !first)
		return false;
	if (parser->top_count == 1)
		return imap_node_is(first, "+");
	if (parser->top_count == 2)
		for (size_t i = 0; i < countof(words); i++)
			if (imap_node_is(first->next, words[i]))
				return true;
	return false;
}

static int open_list(struct imap_parser *parser)
{
	if (parser->depth + 1 == MAX_DEPTH)
		return bad(parser, "lists are nested too deeply");
	struct imap_node *list = add_node(parser, IMAP_NODE_LIST);
	parser->tail[++parser->depth] = &list->children;
	return 0;
}

/* The tokens of one line, or of a part that ends in a literal. 0, or -1 with the problem set. */
static int parse_line(struct imap_parser *parser, const char *p, size_t length)
{
	const char *end = p + length;

	if (memchr(p, '\0', length))
		return bad(parser, "a NUL byte in a line");
	while (p < end) {
		if (*p == ' ') {
			p++;
			continue;
		}
		if (rest_is_text(parser)) {
			add_text(parser, IMAP_NODE_TEXT, p, (size_t)(end - p));
			break;
		}
		if (*p == '(') {
			if (open_list(parser) < 0)
				return -1;
			p++;
		} else if (*p == ')') {
			if (!parser->depth)
				return bad(parser, "a closing parenthesis too many");
			parser->depth--;
			p++;
		} else if (*p == '"') {
			p = parse_quoted(parser, p, end);
			if (!p)
				return -1;
		} else if (parse_literal_size(p, end, &parser->literal_size)) {
			parser->literal_left = parser->literal_size;
			parser->state = STATE_STORE;
			parser->announce = true;
			return 0;
		} else {
			p = parse_atom(parser, p, end);
		}
	}
	if (parser->depth)
		return bad(parser, "a list doesn't end");
	parser->state = STATE_DONE;
	return 0;
}

static enum imap_parser_event next_line(struct imap_parser *parser, const char *input,
					size_t length, size_t *used_r)
{
	const char *newline = NULL;

	if (parser->scanned < length)
		newline = memchr(input + parser->scanned, '\n', length - parser->scanned);
	parser->scanned = newline ? 0 : length;
	size_t line = newline ? (size_t)(newline - input) + 1 : length;
	parser->used += newline ? line : 0;
	if (line > parser->limits.max_line || parser->used > parser->limits.max_response) {
		bad(parser, "a line longer than any server needs");
		return IMAP_PARSER_BAD;
	}
	if (!newline)
		return IMAP_PARSER_MORE;
	*used_r = line;
	line -= line > 1 && newline[-1] == '\r' ? 2 : 1;
	if (parse_line(parser, input, line) < 0)
		return IMAP_PARSER_BAD;
	return parser->state == STATE_DONE ? IMAP_PARSER_RESPONSE : IMAP_PARSER_LITERAL;
}

static enum imap_parser_event store_literal(struct imap_parser *parser, const char *input,
					    size_t length, size_t *used_r)
{
	if (parser->announce) {
		parser->announce = false;
		if (parser->literal_size > parser->limits.max_response - parser->used) {
			bad(parser, "a string longer than any server needs");
			return IMAP_PARSER_BAD;
		}
		struct imap_node *node = add_node(parser, IMAP_NODE_STRING);
		node->length = (size_t)parser->literal_size;
		node->text = parser->store = arena_alloc(&parser->arena, node->length + 1);
		parser->used += node->length;
	}
	size_t step = MIN(length, (size_t)parser->literal_left);
	memcpy(parser->store, input, step);
	parser->store += step;
	parser->literal_left -= step;
	*used_r = step;
	if (!parser->literal_left)
		parser->state = STATE_LINE;
	return IMAP_PARSER_MORE;
}

static enum imap_parser_event stream_literal(struct imap_parser *parser, const char *input,
					     size_t length, size_t *used_r,
					     struct imap_piece *piece_r)
{
	size_t step = length < parser->literal_left ? length : (size_t)parser->literal_left;

	if (!step && parser->literal_left)
		return IMAP_PARSER_MORE;
	parser->literal_left -= step;
	*used_r = step;
	*piece_r = (struct imap_piece){input, step, !parser->literal_left};
	if (piece_r->last)
		parser->state = STATE_LINE;
	return IMAP_PARSER_DATA;
}

enum imap_parser_event imap_parser_next(struct imap_parser *parser, const char *input,
					size_t length, size_t *used_r, struct imap_piece *piece_r)
{
	*used_r = 0;
	if (parser->problem)
		return IMAP_PARSER_BAD;
	if (parser->state == STATE_DONE)
		start_response(parser);
	if (parser->state == STATE_STREAM)
		return stream_literal(parser, input, length, used_r, piece_r);
	if (parser->state == STATE_STORE) {
		size_t stored = 0;
		enum imap_parser_event event = store_literal(parser, input, length, &stored);
		*used_r = stored;
		if (event == IMAP_PARSER_BAD || parser->state == STATE_STORE)
			return event;
		size_t line = 0;
		event = next_line(parser, input + stored, length - stored, &line);
		*used_r = stored + line;
		return event;
	}
	return next_line(parser, input, length, used_r);
}

uint64_t imap_parser_literal_size(const struct imap_parser *parser)
{
	return parser->literal_size;
}

void imap_parser_stream(struct imap_parser *parser)
{
	add_node(parser, IMAP_NODE_STREAMED);
	parser->announce = false;
	parser->state = STATE_STREAM;
}

const struct imap_node *imap_parser_root(const struct imap_parser *parser)
{
	return &parser->root;
}

const char *imap_parser_problem(const struct imap_parser *parser)
{
	return parser->problem;
}
