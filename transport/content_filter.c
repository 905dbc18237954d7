#include "transport/content_filter.h"
#include "base/xmalloc.h"
#include "transport/failure.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_DEPTH 50

enum property { RECEIVED, SENT, SIZE, PROPERTY_COUNT };
enum comparison { EQ, NE, LT, LE, GT, GE, COMPARISON_COUNT };
enum node_kind { NODE_COMPARE, NODE_AND, NODE_OR, NODE_NOT };

static const char *const properties[] = {"Received", "Sent", "Size"};
static const char *const comparisons[] = {"-eq", "-ne", "-lt", "-le", "-gt", "-ge"};

struct content_filter {
	enum node_kind kind;
	struct content_filter *left, *right; /* NODE_NOT: left alone */
	enum property property;
	enum comparison comparison;
	int64_t value;
};

struct parser {
	const char *text, *at;
	bool day_first;
	unsigned depth;
	struct error *error;
};

static struct content_filter *parse_or(struct parser *parser);

void content_filter_free(struct content_filter **filter)
{
	if (!*filter)
		return;
	content_filter_free(&(*filter)->left);
	content_filter_free(&(*filter)->right);
	free(*filter);
	*filter = NULL;
}

/* ---- words ---- */

static void skip_blanks(struct parser *parser)
{
	parser->at += strspn(parser->at, " \t\r\n");
}

static size_t word_length(const char *text)
{
	return strcspn(text, " \t\r\n()'\"");
}

static bool take(struct parser *parser, const char *word)
{
	skip_blanks(parser);
	size_t length = strlen(word);
	bool is_word = isalnum((unsigned char)word[length - 1]);

	if (strncasecmp(parser->at, word, length) != 0 ||
	    (is_word && word_length(parser->at) != length))
		return false;
	parser->at += length;
	return true;
}

static void *fail(struct parser *parser, const char *problem)
{
	skip_blanks(parser);
	const char *word = *parser->at ? parser->at : "the end";
	size_t length = *parser->at ? MAX(word_length(word), (size_t)1) : strlen(word);

	error_set(parser->error, FAILURE_LOCAL,
		  "The content filter can't be read at character %zu, '%.*s': %s",
		  (size_t)(parser->at - parser->text) + 1, (int)length, word, problem);
	return NULL;
}

/* A number of `words`; -1: none of them. */
static int take_one_of(struct parser *parser, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (take(parser, words[i]))
			return (int)i;
	return -1;
}

/* ---- values ---- */

static bool is_end(const char *p)
{
	return !p[strspn(p, " Zz")];
}

static bool read_time(const char *p, struct tm *time)
{
	int length = 0, count;
	char half[3] = "";

	if (is_end(p))
		return true;
	p += strspn(p, " Tt");
	count = sscanf(p, "%2d:%2d%n:%2d%n", &time->tm_hour, &time->tm_min, &length, &time->tm_sec,
		       &length);
	if (count < 2)
		return false;
	p += length;
	if (*p == '.')
		p += 1 + strspn(p + 1, "0123456789");
	p += strspn(p, " ");
	if (sscanf(p, "%2[AaPpMm]", half) == 1) {
		p += 2;
		time->tm_hour =
			time->tm_hour % 12 + (tolower((unsigned char)*half) == 'p' ? 12 : 0);
	}
	return is_end(p) && time->tm_hour < 24 && time->tm_min < 60 && time->tm_sec < 61;
}

static bool read_date(const char *text, bool day_first, int64_t *value_r)
{
	int first, second, third, length = 0;
	char mark[2];
	struct tm time = {0};

	text += strspn(text, " ");
	if (sscanf(text, "%4d%1[-/.]%2d%*1[-/.]%4d%n", &first, mark, &second, &third, &length) <
		    4 ||
	    !length)
		return false;
	bool year_first = first > 31;
	int year = year_first ? first : third;
	int month = year_first ? second : day_first || *mark == '.' ? second : first;
	int day = year_first ? third : day_first || *mark == '.' ? first : second;
	if (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	time.tm_year = year - 1900;
	time.tm_mon = month - 1;
	time.tm_mday = day;
	if (!read_time(text + length, &time))
		return false;
	*value_r = timegm(&time);
	/* The 31st of April is no day. */
	return time.tm_mday == day;
}

static bool read_size(const char *text, int64_t *value_r)
{
	static const char *const units[] = {"B", "KB", "MB", "GB"};
	char *unit;
	double number = strtod(text, &unit);

	if (unit == text || number < 0)
		return false;
	unit += strspn(unit, " ");
	for (size_t i = 0; i < countof(units); i++, number *= 1024)
		if (!strcasecmp(unit, units[i]) || (!i && !*unit))
			return *value_r = (int64_t)number, true;
	return false;
}

/* Quoted, or one word. The caller frees it; NULL: nothing is there. */
static char *take_text(struct parser *parser)
{
	skip_blanks(parser);
	char quote = *parser->at;
	bool quoted = quote == '\'' || quote == '"';
	const char *start = parser->at + quoted;
	const char *end = quoted ? strchr(start, quote) : start + word_length(start);

	if (!end || end == start)
		return NULL;
	parser->at = end + quoted;
	return xstrndup(start, (size_t)(end - start));
}

static bool take_value(struct parser *parser, enum property property, int64_t *value_r)
{
	const char *start = parser->at;
	char *text = take_text(parser);
	bool good = text && (property == SIZE ? read_size(text, value_r)
					      : read_date(text, parser->day_first, value_r));

	free(text);
	if (good)
		return true;
	parser->at = start + strspn(start, " \t\r\n");
	fail(parser, property == SIZE ? "a size is expected, as 500KB or 10MB."
		     : parser->day_first
			     ? "a date is expected, as '31/12/2024', '31/12/2024 18:00' or "
			       "'2024-12-31'."
			     : "a date is expected, as '12/31/2024', '12/31/2024 18:00' or "
			       "'2024-12-31'.");
	return false;
}

/* ---- the expression ---- */

static struct content_filter *make(enum node_kind kind, struct content_filter *left,
				   struct content_filter *right)
{
	struct content_filter *node = xcalloc(1, sizeof(*node));

	node->kind = kind;
	node->left = left;
	node->right = right;
	return node;
}

static struct content_filter *parse_comparison(struct parser *parser)
{
	int property = take_one_of(parser, properties, PROPERTY_COUNT);
	int64_t value;

	if (property < 0)
		return fail(parser, "only Received, Sent and Size can be compared.");
	int comparison = take_one_of(parser, comparisons, COMPARISON_COUNT);
	if (comparison < 0)
		return fail(parser, "one of -eq, -ne, -lt, -le, -gt and -ge is expected.");
	if (!take_value(parser, (enum property)property, &value))
		return NULL;
	struct content_filter *node = make(NODE_COMPARE, NULL, NULL);
	node->property = (enum property)property;
	node->comparison = (enum comparison)comparison;
	node->value = value;
	return node;
}

static struct content_filter *parse_factor(struct parser *parser)
{
	struct content_filter *node;

	if (++parser->depth > MAX_DEPTH)
		return fail(parser, "it is nested too deeply.");
	if (take(parser, "-not") || take(parser, "!")) {
		node = parse_factor(parser);
		node = node ? make(NODE_NOT, node, NULL) : NULL;
	} else if (take(parser, "(")) {
		node = parse_or(parser);
		if (node && !take(parser, ")")) {
			content_filter_free(&node);
			fail(parser, "')' is expected.");
		}
	} else {
		node = parse_comparison(parser);
	}
	parser->depth--;
	return node;
}

static struct content_filter *parse_and(struct parser *parser)
{
	struct content_filter *left = parse_factor(parser), *right;

	while (left && take(parser, "-and")) {
		right = parse_factor(parser);
		if (!right)
			content_filter_free(&left);
		else
			left = make(NODE_AND, left, right);
	}
	return left;
}

static struct content_filter *parse_or(struct parser *parser)
{
	struct content_filter *left = parse_and(parser), *right;

	while (left && take(parser, "-or")) {
		right = parse_and(parser);
		if (!right)
			content_filter_free(&left);
		else
			left = make(NODE_OR, left, right);
	}
	return left;
}

/* Where dates are written with the month first. */
static bool is_day_first(const char *language)
{
	static const char *const month_first[] = {"en", "en-US", "es-US", "en-PH", "en-PR"};

	for (size_t i = 0; language && i < countof(month_first); i++)
		if (!strcasecmp(language, month_first[i]))
			return false;
	return language && *language;
}

struct content_filter *content_filter_parse(const char *text, const char *language,
					    struct error *error)
{
	struct parser parser = {
		.text = text, .at = text, .day_first = is_day_first(language), .error = error};
	struct content_filter *filter = parse_or(&parser);

	skip_blanks(&parser);
	if (filter && *parser.at) {
		content_filter_free(&filter);
		fail(&parser, "-and, -or or the end is expected.");
	}
	return filter;
}

/* ---- messages ---- */

bool content_filter_needs_sent(const struct content_filter *filter)
{
	if (!filter)
		return false;
	if (filter->kind == NODE_COMPARE)
		return filter->property == SENT;
	return content_filter_needs_sent(filter->left) || content_filter_needs_sent(filter->right);
}

static bool compare(const struct content_filter *filter,
		    const struct content_filter_message *message)
{
	int64_t value = filter->property == RECEIVED ? message->received
			: filter->property == SENT   ? message->sent
						     : (int64_t)message->size;
	bool known = value || filter->property == SIZE;

	switch (filter->comparison) {
	case EQ:
		return known && value == filter->value;
	case NE:
		return !known || value != filter->value;
	case LT:
		return known && value < filter->value;
	case LE:
		return known && value <= filter->value;
	case GT:
		return known && value > filter->value;
	default:
		return known && value >= filter->value;
	}
}

bool content_filter_passes(const struct content_filter *filter,
			   const struct content_filter_message *message)
{
	switch (filter->kind) {
	case NODE_AND:
		return content_filter_passes(filter->left, message) &&
		       content_filter_passes(filter->right, message);
	case NODE_OR:
		return content_filter_passes(filter->left, message) ||
		       content_filter_passes(filter->right, message);
	case NODE_NOT:
		return !content_filter_passes(filter->left, message);
	default:
		return compare(filter, message);
	}
}
