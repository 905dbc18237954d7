/*
 * The expressions of System.Data: "Age > 5 AND Name LIKE 'A%'" for Select() and RowFilter, "SUM(Age)" for Compute().
 * An expression is read anew for each row: tables of scripts are small, and so is this file.
 */
#include "object/data_private.h"

#include "base/strbuf.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/number.h"
#include "object/primitive_members.h"
#include "object/string.h"

#include <ctype.h>
#include <math.h>

struct reader {
	const char *at;
	const char *whole;
	Value table, row;        /* row: $null in Compute(), outside of its aggregates */
	const struct list *rows; /* of aggregates */
};

static enum status read_or(struct reader *r, Value *result_r);

static enum status syntax_error(const char *message)
{
	return throw_exception("System.Data.SyntaxErrorException", "%s", message);
}

static void skip_blanks(struct reader *r)
{
	while (isspace((unsigned char)*r->at))
		r->at++;
}

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c & 0x80;
}

/* Takes a word of the language (AND, LIKE...) when it comes next. */
static bool take_word(struct reader *r, const char *word)
{
	skip_blanks(r);
	size_t length = strlen(word);
	if (strncasecmp(r->at, word, length) != 0 || is_name(r->at[length]))
		return false;
	r->at += length;
	return true;
}

static bool take(struct reader *r, const char *sign)
{
	skip_blanks(r);
	if (strncmp(r->at, sign, strlen(sign)) != 0)
		return false;
	r->at += strlen(sign);
	return true;
}

static enum status close_parenthesis(struct reader *r)
{
	return take(r, ")") ? OK
			    : syntax_error("The expression is missing the closing parenthesis.");
}

/* 'it''s' */
static enum status read_string(struct reader *r, Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	for (r->at++; *r->at != '\0' && (*r->at != '\'' || r->at[1] == '\''); r->at++) {
		strbuf_addc(&text, *r->at);
		r->at += *r->at == '\'';
	}
	*result_r = string_from_strbuf(&text);
	if (*r->at != '\'')
		return throw_exception("System.Data.SyntaxErrorException",
				       "The expression contains an invalid string constant: '%s.",
				       string_data(*result_r));
	r->at++;
	return OK;
}

/* #2024-01-31# */
static enum status read_date(struct reader *r, Value *result_r)
{
	const char *end = strchr(r->at + 1, '#');
	if (end == NULL || !convert_try(string_new(r->at + 1, (size_t)(end - r->at - 1)),
					&type_datetime, result_r))
		return throw_exception("System.Data.SyntaxErrorException",
				       "The expression contains invalid date constant '%s'.",
				       r->at);
	r->at = end + 1;
	return OK;
}

static enum status read_number(struct reader *r, Value *result_r)
{
	size_t length = strspn(r->at, "0123456789.");
	if (tolower((unsigned char)r->at[length]) == 'e') {
		length += 1 + (r->at[length + 1] == '-' || r->at[length + 1] == '+');
		length += strspn(r->at + length, "0123456789");
	}
	if (!number_parse(r->at, length, result_r))
		return throw_exception("System.Data.SyntaxErrorException",
				       "The expression contains invalid numeric constant '%.*s'.",
				       (int)length, r->at);
	r->at += length;
	return OK;
}

static enum status column_value(struct reader *r, Value name, Value *result_r)
{
	ptrdiff_t at = data_find_column(r->table, name);
	if (at < 0)
		return throw_exception("System.Data.EvaluateException", "Cannot find column [%s].",
				       string_data(name));
	*result_r = value_is_null(r->row) ? db_null()
					  : value_item(data_row(r->row)->values, (size_t)at);
	return OK;
}

/* ---- functions ---- */

static Value text_part(Value text, Value start, Value length)
{
	int64_t from = MAX(start.integer, 1) - 1,
		size = (int64_t)value_as_string(text)->utf16_length;
	from = MIN(from, size);
	return string_slice(text, (size_t)from, (size_t)MAX(MIN(length.integer, size - from), 0));
}

static enum status call(const char *name, int argc, const Value *argv, Value *result_r)
{
	bool no_text = argc > 0 && is_db_null(argv[0]);
	*result_r = db_null();
	if (name_equal(name, "isnull") && argc == 2)
		*result_r = no_text ? argv[1] : argv[0];
	else if (name_equal(name, "iif") && argc == 3)
		*result_r = value_is_true_bool(argv[0]) ? argv[1] : argv[2];
	else if (name_equal(name, "len") && argc == 1)
		*result_r = no_text ? argv[0]
				    : value_int((int32_t)value_as_string(value_to_string(argv[0]))
							->utf16_length);
	else if (name_equal(name, "trim") && argc == 1)
		*result_r = no_text ? argv[0] : string_trim_ascii(value_to_string(argv[0]));
	else if (name_equal(name, "substring") && argc == 3)
		*result_r =
			no_text ? argv[0] : text_part(value_to_string(argv[0]), argv[1], argv[2]);
	else if (name_equal(name, "convert") && argc == 2)
		return convert_to(argv[0], type_find(value_text(argv[1])), result_r);
	else
		return throw_exception("System.Data.EvaluateException",
				       "The expression contains undefined function call %s().",
				       name);
	return OK;
}

#define MAX_ARGUMENTS 3

static enum status read_call(struct reader *r, const char *name, Value *result_r)
{
	Value arguments[MAX_ARGUMENTS];
	int count = 0;
	if (!take(r, ")")) {
		do {
			if (count == MAX_ARGUMENTS)
				return syntax_error("The expression has too many arguments.");
			if (read_or(r, &arguments[count++]) != OK)
				return ERROR;
		} while (take(r, ","));
		if (close_parenthesis(r) != OK)
			return ERROR;
	}
	return call(name, count, arguments, result_r);
}

/* ---- aggregates ---- */

enum aggregate { SUM, AVG, MINIMUM, MAXIMUM, COUNT, DEVIATION, VARIANCE, NO_AGGREGATE };
static const char *const aggregate_names[] = {"Sum", "Avg", "Min", "Max", "Count", "StDev", "Var"};

static enum aggregate find_aggregate(const char *name)
{
	int i = 0;
	while (i < NO_AGGREGATE && !name_equal(name, aggregate_names[i]))
		i++;
	return (enum aggregate)i;
}

/* Of a sample, as statistics have it: over n - 1. */
static Value spread(double sum, double squares, size_t count, bool root)
{
	double n = (double)count, variance = (n * squares - sum * sum) / (n * (n - 1));
	if (count < 2)
		return db_null();
	variance = variance < 0 ? 0 : variance;
	return value_double(root ? sqrt(variance) : variance);
}

/* The type of a sum: of whole numbers long, of others their own. */
static Value sum_start(const struct type *type)
{
	return type == &type_decimal || type == &type_double || type == &type_single
		       ? type_default(type)
		       : value_int64(0);
}

static enum status aggregate(struct reader *r, enum aggregate kind, size_t column, Value *result_r)
{
	const struct type *type = data_column(data_columns(r->table)->items[column])->type;
	bool numeric = kind != MINIMUM && kind != MAXIMUM && kind != COUNT;
	if (numeric && (type == &type_string || type == &type_datetime || type == &type_bool))
		return throw_exception("System.Data.DataException",
				       "Invalid usage of aggregate function %s() and Type: %s.",
				       aggregate_names[kind], strrchr(type->name, '.') + 1);
	Value best = db_null(), sum = sum_start(type);
	double real_sum = 0, squares = 0;
	size_t count = 0;
	for (size_t i = 0; i < r->rows->count; i++) {
		Value v = value_item(data_row(r->rows->items[i])->values, column);
		double real = 0;
		int order = 0;
		if (is_db_null(v))
			continue;
		if (numeric && (number_arithmetic(ARITHMETIC_ADD, sum, v, &sum) != OK ||
				convert_to_double(v, &real) != OK))
			return ERROR;
		if (count > 0 && !numeric && value_compare(v, best, true, &order) != OK)
			return ERROR;
		if (count == 0 || (kind == MINIMUM ? order < 0 : order > 0))
			best = v;
		real_sum += real;
		squares += real * real;
		count++;
	}
	if (kind == COUNT)
		*result_r = value_int((int32_t)count);
	else if (count == 0 || !numeric)
		*result_r = best;
	else if (kind == SUM)
		*result_r = sum;
	else if (kind == AVG)
		return convert_to(type->tag < VALUE_SINGLE
					  ? value_int64(sum.integer / (int64_t)count)
					  : value_double(real_sum / (double)count),
				  type, result_r);
	else
		*result_r = spread(real_sum, squares, count, kind == DEVIATION);
	return OK;
}

static enum status read_aggregate(struct reader *r, enum aggregate kind, Value *result_r)
{
	skip_blanks(r);
	bool bracketed = *r->at == '[';
	const char *start = r->at += bracketed;
	while (bracketed ? *r->at != '\0' && *r->at != ']' : is_name(*r->at))
		r->at++;
	Value name = string_new(start, (size_t)(r->at - start));
	r->at += bracketed && *r->at == ']';
	ptrdiff_t column = data_find_column(r->table, name);
	if (column < 0)
		return throw_exception("System.Data.EvaluateException", "Cannot find column [%s].",
				       string_data(name));
	if (close_parenthesis(r) != OK)
		return ERROR;
	return aggregate(r, kind, (size_t)column, result_r);
}

/* ---- from the tightest binding to the loosest ---- */

static enum status read_name(struct reader *r, Value *result_r)
{
	const char *start = r->at;
	while (is_name(*r->at))
		r->at++;
	Value name = string_new(start, (size_t)(r->at - start));
	if (name_equal(string_data(name), "true") || name_equal(string_data(name), "false")) {
		*result_r = value_bool(name_equal(string_data(name), "true"));
		return OK;
	}
	if (name_equal(string_data(name), "null")) {
		*result_r = db_null();
		return OK;
	}
	if (!take(r, "("))
		return column_value(r, name, result_r);
	enum aggregate kind = find_aggregate(string_data(name));
	return kind != NO_AGGREGATE ? read_aggregate(r, kind, result_r)
				    : read_call(r, string_data(name), result_r);
}

static enum status read_bracketed(struct reader *r, Value *result_r)
{
	const char *end = strchr(r->at, ']');
	if (end == NULL)
		return syntax_error("The expression is missing the closing bracket.");
	Value name = string_new(r->at + 1, (size_t)(end - r->at - 1));
	r->at = end + 1;
	return column_value(r, name, result_r);
}

static enum status read_operand(struct reader *r, Value *result_r)
{
	skip_blanks(r);
	if (take(r, "("))
		return read_or(r, result_r) == OK ? close_parenthesis(r) : ERROR;
	if (take(r, "-"))
		return read_operand(r, result_r) == OK
			       ? number_arithmetic(ARITHMETIC_SUBTRACT, value_int(0), *result_r,
						   result_r)
			       : ERROR;
	if (*r->at == '\'')
		return read_string(r, result_r);
	if (*r->at == '#')
		return read_date(r, result_r);
	if (*r->at == '[')
		return read_bracketed(r, result_r);
	if (isdigit((unsigned char)*r->at) || *r->at == '.')
		return read_number(r, result_r);
	if (is_name(*r->at))
		return read_name(r, result_r);
	const char *sign = r->at;
	while (sign > r->whole && isspace((unsigned char)sign[-1]))
		sign--;
	const char *end = sign;
	while (sign > r->whole && strchr("=<>+-*/%", sign[-1]) != NULL)
		sign--;
	if (sign < end)
		return throw_exception("System.Data.SyntaxErrorException",
				       "Syntax error: Missing operand after '%.*s' operator.",
				       (int)(end - sign), sign);
	return syntax_error("Syntax error in the expression.");
}

static enum status calculate(enum arithmetic op, Value a, Value b, Value *result_r)
{
	if (is_db_null(a) || is_db_null(b)) {
		*result_r = db_null();
		return OK;
	}
	if (op == ARITHMETIC_ADD && (a.tag == VALUE_STRING || b.tag == VALUE_STRING)) {
		*result_r = string_concat(value_to_string(a), value_to_string(b));
		return OK;
	}
	return number_arithmetic(op, a, b, result_r);
}

static enum status read_product(struct reader *r, Value *result_r)
{
	enum status status = read_operand(r, result_r);
	while (status == OK) {
		enum arithmetic op = take(r, "*")   ? ARITHMETIC_MULTIPLY
				     : take(r, "/") ? ARITHMETIC_DIVIDE
				     : take(r, "%") ? ARITHMETIC_REMAINDER
						    : ARITHMETIC_ADD;
		Value other;
		if (op == ARITHMETIC_ADD)
			break;
		status = read_operand(r, &other) == OK ? calculate(op, *result_r, other, result_r)
						       : ERROR;
	}
	return status;
}

static enum status read_sum(struct reader *r, Value *result_r)
{
	enum status status = read_product(r, result_r);
	while (status == OK) {
		enum arithmetic op = take(r, "+")   ? ARITHMETIC_ADD
				     : take(r, "-") ? ARITHMETIC_SUBTRACT
						    : ARITHMETIC_MULTIPLY;
		Value other;
		if (op == ARITHMETIC_MULTIPLY)
			break;
		status = read_product(r, &other) == OK ? calculate(op, *result_r, other, result_r)
						       : ERROR;
	}
	return status;
}

static enum status type_mismatch(const char *operator, Value a, Value b)
{
	return throw_exception("System.Data.EvaluateException",
			       "Cannot perform '%s' operation on %s and %s.", operator,
			       value_type(a)->name, value_type(b)->name);
}

/* What is nothing is neither equal nor less: such a comparison is not true. */
static enum status compare(struct reader *r, const char *operator, Value a, Value b,
			   Value *result_r)
{
	int order;
	*result_r = value_bool(false);
	if (is_db_null(a) || is_db_null(b))
		return OK;
	if ((a.tag == VALUE_STRING && value_is_number(b)) ||
	    (b.tag == VALUE_STRING && value_is_number(a)))
		return type_mismatch(operator, a, b);
	if (value_compare(a, b, !data_table(r->table)->case_sensitive, &order) != OK)
		return type_mismatch(operator, a, b);
	bool is = strcmp(operator, "=") == 0    ? order == 0
		  : strcmp(operator, "<>") == 0 ? order != 0
		  : strcmp(operator, "<=") == 0 ? order <= 0
		  : strcmp(operator, ">=") == 0 ? order >= 0
		  : *operator== '<'             ? order < 0
						: order> 0;
	*result_r = value_bool(is);
	return OK;
}

/* % and * stand for any text, at the ends of a pattern only. */
static enum status like(struct reader *r, Value text, Value pattern, Value *result_r)
{
	if (is_db_null(text)) {
		*result_r = value_bool(false);
		return OK;
	}
	if (text.tag != VALUE_STRING || pattern.tag != VALUE_STRING)
		return type_mismatch("Like", text, pattern);
	struct strbuf wildcard = STRBUF_INIT;
	for (const char *p = string_data(pattern); *p != '\0'; p++) {
		if (strchr("?`", *p) != NULL)
			strbuf_addc(&wildcard, '`');
		strbuf_addc(&wildcard, *p == '%' ? '*' : *p);
	}
	*result_r = value_bool(wildcard_match(wildcard.data != NULL ? wildcard.data : "",
					      string_data(text),
					      !data_table(r->table)->case_sensitive));
	strbuf_clear(&wildcard);
	return OK;
}

static enum status in(struct reader *r, Value v, Value *result_r)
{
	bool found = false;
	if (!take(r, "("))
		return syntax_error("Syntax error: The items following the IN keyword must be "
				    "separated by commas and be enclosed in parentheses.");
	do {
		Value one, equal;
		if (read_sum(r, &one) != OK || compare(r, "=", v, one, &equal) != OK)
			return ERROR;
		found = found || equal.integer;
	} while (take(r, ","));
	*result_r = value_bool(found);
	return close_parenthesis(r);
}

static enum status negate(enum status status, bool negated, Value *result_r)
{
	if (status == OK && negated)
		*result_r = value_bool(!result_r->integer);
	return status;
}

static enum status read_comparison(struct reader *r, Value *result_r)
{
	static const char *const operators[] = {"<=", ">=", "<>", "=", "<", ">"};
	Value left, right;
	if (read_sum(r, &left) != OK)
		return ERROR;
	for (size_t i = 0; i < countof(operators); i++)
		if (take(r, operators[i]))
			return read_sum(r, &right) == OK
				       ? compare(r, operators[i], left, right, result_r)
				       : ERROR;
	if (take_word(r, "is")) {
		bool negated = take_word(r, "not");
		if (!take_word(r, "null"))
			return syntax_error(
				"Syntax error: The Is operator must be followed by Null.");
		*result_r = value_bool(is_db_null(left) != negated);
		return OK;
	}
	bool negated = take_word(r, "not");
	if (take_word(r, "like"))
		return read_sum(r, &right) == OK
			       ? negate(like(r, left, right, result_r), negated, result_r)
			       : ERROR;
	if (take_word(r, "in"))
		return negate(in(r, left, result_r), negated, result_r);
	if (take_word(r, "between"))
		return throw_exception("System.Data.EvaluateException",
				       "The expression contains unsupported operator 'Between'.");
	*result_r = left;
	return OK;
}

static enum status read_not(struct reader *r, Value *result_r)
{
	if (take_word(r, "not"))
		return negate(read_not(r, result_r), true, result_r);
	return read_comparison(r, result_r);
}

static enum status read_and(struct reader *r, Value *result_r)
{
	enum status status = read_not(r, result_r);
	Value other;
	while (status == OK && take_word(r, "and")) {
		status = read_not(r, &other);
		if (status == OK)
			*result_r = value_bool(value_is_true_bool(*result_r) &&
					       value_is_true_bool(other));
	}
	return status;
}

static enum status read_or(struct reader *r, Value *result_r)
{
	enum status status = read_and(r, result_r);
	Value other;
	while (status == OK && take_word(r, "or")) {
		status = read_and(r, &other);
		if (status == OK)
			*result_r = value_bool(value_is_true_bool(*result_r) ||
					       value_is_true_bool(other));
	}
	return status;
}

static enum status read_whole(struct reader *r, Value text, Value *result_r)
{
	r->at = r->whole = string_data(text);
	if (read_or(r, result_r) != OK)
		return ERROR;
	skip_blanks(r);
	if (*r->at == '\0')
		return OK;
	return throw_exception("System.Data.SyntaxErrorException",
			       "Syntax error: Missing operand before '%s' operator.", r->at);
}

/* ---- order ---- */

struct sort_key {
	size_t column;
	bool descending;
};
#define MAX_SORT_KEYS 16

/* "Age DESC, [Last name]" */
static enum status read_sort(Value table, const char *at, struct sort_key *keys, size_t *count_r)
{
	struct reader r = {.at = at, .table = table};
	*count_r = 0;
	do {
		skip_blanks(&r);
		bool bracketed = *r.at == '[';
		const char *start = r.at += bracketed;
		while (bracketed ? *r.at != '\0' && *r.at != ']'
				 : *r.at != '\0' && *r.at != ',' && !isspace((unsigned char)*r.at))
			r.at++;
		Value name = string_new(start, (size_t)(r.at - start));
		r.at += bracketed && *r.at == ']';
		ptrdiff_t column = data_find_column(table, name);
		if (column < 0)
			return throw_exception("System.IndexOutOfRangeException",
					       "Cannot find column %s.", string_data(name));
		bool descending = take_word(&r, "desc");
		if (!descending)
			(void)take_word(&r, "asc");
		keys[(*count_r)++] = (struct sort_key){(size_t)column, descending};
	} while (*count_r < MAX_SORT_KEYS && take(&r, ","));
	return OK;
}

static int compare_rows(Value table, Value a, Value b, const struct sort_key *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		Value x = value_item(data_row(a)->values, keys[i].column),
		      y = value_item(data_row(b)->values, keys[i].column);
		int order = is_db_null(x) || is_db_null(y)
				    ? is_db_null(y) - is_db_null(x)
				    : value_compare_sort(x, y, data_table(table)->case_sensitive);
		if (order != 0)
			return keys[i].descending ? -order : order;
	}
	return 0;
}

/* Rows that are equal stay as they were: an insertion keeps their order. */
static enum status sort_rows(Value table, Value sort, struct list *rows)
{
	struct sort_key keys[MAX_SORT_KEYS];
	size_t count;
	if (read_sort(table, string_data(sort), keys, &count) != OK)
		return ERROR;
	for (size_t i = 1; i < rows->count; i++) {
		Value row = rows->items[i];
		size_t at = i;
		for (; at > 0 && compare_rows(table, rows->items[at - 1], row, keys, count) > 0;
		     at--)
			rows->items[at] = rows->items[at - 1];
		rows->items[at] = row;
	}
	return OK;
}

static bool has_text(Value v)
{
	return v.tag == VALUE_STRING && strspn(string_data(v), " \t\r\n") < string_length(v);
}

enum status data_select(Value table, Value filter, Value sort, Value *result_r)
{
	*result_r = list_new();
	for (size_t i = 0; i < data_rows(table)->count; i++) {
		Value row = data_rows(table)->items[i], passes = value_bool(true);
		if (data_row(row)->state == ROW_DELETED)
			continue;
		struct reader r = {.table = table, .row = row, .rows = data_rows(table)};
		if (has_text(filter) && read_whole(&r, filter, &passes) != OK)
			return ERROR;
		if (passes.tag != VALUE_BOOL && !is_db_null(passes))
			return throw_exception(
				"System.Data.EvaluateException",
				"Filter expression '%s' does not evaluate to a Boolean term.",
				string_data(filter));
		if (value_is_true_bool(passes))
			list_add(value_as_list(*result_r), row);
	}
	return has_text(sort) ? sort_rows(table, sort, value_as_list(*result_r)) : OK;
}

enum status data_compute(Value table, Value expression, Value filter, Value *result_r)
{
	Value rows;
	if (data_select(table, filter, NULL_VALUE, &rows) != OK)
		return ERROR;
	struct reader r = {.table = table, .row = NULL_VALUE, .rows = value_as_list(rows)};
	return read_whole(&r, expression, result_r);
}
