#include "cmdlets/exchange/opath_filter.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/string.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct filter {
	const char *start, *at;
	Value object; /* $null: the text is only checked */
	bool (*is_property)(const char *name);
	int depth;
};

/* Deeper nesting is no filter that anybody wrote. */
#define MAXIMUM_DEPTH 100

static enum status parse_or(struct filter *f, bool *match_r);

static enum status wrong(struct filter *f, const char *expected)
{
	return throw_error_type("System.ArgumentException", "InvalidFilter",
				CATEGORY_INVALID_ARGUMENT, string_from(f->start),
				"Invalid filter syntax: %s is expected at position %d of \"%s\".",
				expected, (int)(f->at - f->start), f->start);
}

static void skip_blanks(struct filter *f)
{
	while (isspace((unsigned char)*f->at))
		f->at++;
}

/* Reads "-word" when it is that one. */
static bool take_operator(struct filter *f, const char *word)
{
	skip_blanks(f);
	size_t n = strlen(word);
	if (*f->at != '-' || strncasecmp(f->at + 1, word, n) ||
	    isalnum((unsigned char)f->at[n + 1]))
		return false;
	f->at += n + 1;
	return true;
}

static bool take_char(struct filter *f, char c)
{
	skip_blanks(f);
	if (*f->at != c)
		return false;
	f->at++;
	return true;
}

static Value word(struct filter *f)
{
	skip_blanks(f);
	const char *start = f->at;
	while (*f->at && (isalnum((unsigned char)*f->at) || strchr("_.$:+", *f->at) ||
			  (*f->at == '-' && f->at > start)))
		f->at++;
	return string_new(start, (size_t)(f->at - start));
}

/* 'text' or "text"; a doubled quote stands for one. */
static enum status quoted(struct filter *f, Value *value_r)
{
	struct strbuf text = STRBUF_INIT;
	char quote = *f->at++;
	for (;; f->at++) {
		if (!*f->at) {
			strbuf_clear(&text);
			return wrong(f, "a closing quote");
		}
		if (*f->at == quote && *++f->at != quote)
			break;
		strbuf_addc(&text, *f->at);
	}
	*value_r = string_from_strbuf(&text);
	return OK;
}

static enum status value(struct filter *f, Value *value_r)
{
	skip_blanks(f);
	if (*f->at == '\'' || *f->at == '"')
		return quoted(f, value_r);
	bool negative = *f->at == '-' && isdigit((unsigned char)f->at[1]);
	f->at += negative;
	Value text = word(f);
	const char *s = string_data(text);
	if (!*s)
		return wrong(f, "a value");
	if (!strcasecmp(s, "$true") || !strcasecmp(s, "$false"))
		*value_r = value_bool(tolower((unsigned char)s[1]) == 't');
	else if (!strcasecmp(s, "$null"))
		*value_r = NULL_VALUE;
	else if (!number_parse(s, strlen(s), value_r))
		*value_r = text;
	else if (negative && convert_to(string_printf("-%s", s), &type_int64, value_r) != OK)
		return ERROR;
	return OK;
}

enum comparison { EQ, NE, LIKE, NOTLIKE, LT, LE, GT, GE };

static bool take_comparison(struct filter *f, enum comparison *which_r)
{
	static const char *const names[] = {"eq", "ne", "like", "notlike", "lt", "le", "gt", "ge"};
	for (size_t i = 0; i < countof(names); i++)
		if (take_operator(f, names[i])) {
			*which_r = (enum comparison)i;
			return true;
		}
	return false;
}

static bool is_empty(Value v)
{
	return value_is_null(v) || !string_length(value_to_string(v));
}

/* One value of the property against the one of the filter, which is text for most. */
static bool holds(Value left, enum comparison which, Value right)
{
	int order;
	switch (which) {
	case EQ:
	case NE:
		if (value_is_null(right))
			return is_empty(left) == (which == EQ);
		if (value_base(left).tag == VALUE_BOOL || value_base(right).tag == VALUE_BOOL)
			return !strcasecmp(string_data(value_to_string(left)),
					   string_data(value_to_string(right))) == (which == EQ);
		return value_equal(left, right, true) == (which == EQ);
	case LIKE:
	case NOTLIKE:
		return wildcard_match(string_data(value_to_string(right)),
				      string_data(value_to_string(left)), true) == (which == LIKE);
	default:
		break;
	}
	if (value_is_null(left))
		return false;
	if (value_compare(left, right, true, &order) != OK) {
		error_take();
		return false;
	}
	return which == LT   ? order < 0
	       : which == LE ? order <= 0
	       : which == GT ? order > 0
			     : order >= 0;
}

/* Of a property with several values (EmailAddresses) one must do; with -ne and -notlike all. */
static bool compare(Value left, enum comparison which, Value right)
{
	if (value_is_null(left) || !value_is_enumerable(left))
		return holds(left, which, right);
	bool all = which == NE || which == NOTLIKE;
	for (size_t i = 0; i < value_count(left); i++)
		if (holds(value_item(left, i), which, right) != all)
			return !all;
	return all;
}

static enum status parse_comparison(struct filter *f, bool *match_r)
{
	Value name = word(f), left = NULL_VALUE, right;
	enum comparison which;
	bool found;
	if (!string_length(name))
		return wrong(f, "the name of a property");
	if (f->is_property && !f->is_property(string_data(name)))
		return throw_error_type(
			"System.ArgumentException", "InvalidFilter", CATEGORY_INVALID_ARGUMENT,
			string_from(f->start),
			"\"%s\" is not a recognized filterable property: recipients have none "
			"of that name.",
			string_data(name));
	if (!take_comparison(f, &which))
		return wrong(f, "-eq, -ne, -like, -notlike, -lt, -le, -gt or -ge");
	enum status status = value(f, &right);
	if (status == OK && !value_is_null(f->object))
		status = member_get_own(f->object, string_data(name), &left, &found);
	if (status == OK)
		*match_r = compare(left, which, right);
	return status;
}

static enum status parse_term(struct filter *f, bool *match_r)
{
	if (f->depth >= MAXIMUM_DEPTH)
		return wrong(f, "less nesting");
	if (take_operator(f, "not") || take_char(f, '!')) {
		f->depth++;
		enum status status = parse_term(f, match_r);
		f->depth--;
		*match_r = !*match_r;
		return status;
	}
	if (!take_char(f, '('))
		return parse_comparison(f, match_r);
	f->depth++;
	enum status status = parse_or(f, match_r);
	f->depth--;
	if (status == OK && !take_char(f, ')'))
		return wrong(f, "a closing parenthesis");
	return status;
}

/* -and and -or have the same rank in PowerShell, from left to right; Exchange lets -and bind tighter. */
static enum status parse_and(struct filter *f, bool *match_r)
{
	enum status status = parse_term(f, match_r);
	while (status == OK && take_operator(f, "and")) {
		bool right = false;
		status = parse_term(f, &right);
		*match_r = *match_r && right;
	}
	return status;
}

static enum status parse_or(struct filter *f, bool *match_r)
{
	enum status status = parse_and(f, match_r);
	while (status == OK && take_operator(f, "or")) {
		bool right = false;
		status = parse_and(f, &right);
		*match_r = *match_r || right;
	}
	return status;
}

static enum status read_filter(struct filter *f, bool *match_r)
{
	*match_r = false;
	/* A script block as text: "{ Alias -eq 'ann' }". */
	bool braces = take_char(f, '{');
	enum status status = parse_or(f, match_r);
	if (status != OK)
		return status;
	if (braces && !take_char(f, '}'))
		return wrong(f, "a closing brace");
	skip_blanks(f);
	return *f->at ? wrong(f, "-and, -or or the end") : OK;
}

enum status opath_filter_check(const char *text, bool (*is_property)(const char *name))
{
	struct filter f = {
		.start = text, .at = text, .object = NULL_VALUE, .is_property = is_property};
	bool match;
	return read_filter(&f, &match);
}

enum status opath_filter_match(const char *text, Value object, bool *match_r)
{
	struct filter f = {.start = text, .at = text, .object = object};
	return read_filter(&f, match_r);
}
