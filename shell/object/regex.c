/* [regex], and -match, -replace and -split. */
#include "object/regex_private.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/delegate.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/runtime.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void regex_mark(void *cell)
{
	gc_mark(((struct regex *)cell)->pattern);
}

static void regex_finalize(void *cell)
{
	regex_program_unref(&((struct regex *)cell)->program);
}

static bool value_is_regex(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_regex;
}

enum status regex_new(Value pattern, unsigned options, Value *regex_r)
{
	struct regex_program *program;
	pattern = value_base(pattern);
	if (value_is_regex(pattern)) {
		*regex_r = pattern;
		return OK;
	}
	Value text = pattern.tag == VALUE_STRING ? pattern : value_to_string(pattern);
	if (regex_program_get(text, options, &program) != OK)
		return ERROR;
	struct regex *r = gc_alloc(&type_regex, VALUE_OBJECT, sizeof(*r));
	r->pattern = text;
	r->options = options;
	r->program = program;
	*regex_r = value_cell(VALUE_OBJECT, r);
	return OK;
}

static Value as_text(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_STRING ? v : value_to_string(v);
}

/* The program of an operator's right side, without an object for it. The caller unrefs. */
static enum status operator_program(Value pattern, bool ignore_case,
				    struct regex_program **program_r)
{
	pattern = value_base(pattern);
	if (value_is_regex(pattern)) {
		*program_r = regex_program_ref(value_as_regex(pattern)->program);
		return OK;
	}
	return regex_program_get(as_text(pattern), ignore_case ? REGEX_IGNORE_CASE : 0, program_r);
}

enum status regex_is_match(Value text, Value pattern, bool ignore_case, bool *matched_r)
{
	struct regex_program *program;
	if (operator_program(pattern, ignore_case, &program) != OK)
		return ERROR;
	int count;
	regex_program_groups(program, &count);
	size_t offsets[2 * MAX(count, 1)];
	Value subject = as_text(text);
	enum status status = regex_program_search(program, subject, 0, string_length(subject),
						  matched_r, offsets);
	regex_program_unref(&program);
	return status;
}

/* The groups that took part: names first, then numbers from the highest down, as .NET's Hashtable lists
 * small numbers. */
static Value matches_table(const struct regex_program *program, Value text, const size_t *offsets)
{
	int count;
	const struct regex_group *groups = regex_program_groups(program, &count);
	Value table = hashtable_new();
	for (int named = 1; named >= 0; named--) {
		for (int i = count - 1; i >= 0; i--) {
			bool is_named = !isdigit((unsigned char)groups[i].name[0]);
			if (is_named != named || offsets[2 * i] == SIZE_MAX)
				continue;
			Value key = is_named ? string_from(groups[i].name)
					     : value_int(groups[i].number);
			size_t length = offsets[2 * i + 1] - offsets[2 * i];
			hashtable_set(value_as_hashtable(table), key,
				      string_new(string_data(text) + offsets[2 * i], length));
		}
	}
	return table;
}

enum status regex_match(Value text, Value pattern, bool ignore_case, bool *matched_r,
			Value *matches_r)
{
	struct regex_program *program;
	if (operator_program(pattern, ignore_case, &program) != OK)
		return ERROR;
	int count;
	regex_program_groups(program, &count);
	size_t offsets[2 * MAX(count, 1)];
	Value subject = as_text(text);
	enum status status = regex_program_search(program, subject, 0, string_length(subject),
						  matched_r, offsets);
	if (status == OK && *matched_r)
		*matches_r = matches_table(program, subject, offsets);
	regex_program_unref(&program);
	return status;
}

enum status regex_replace(Value text, Value pattern, Value replacement, bool ignore_case,
			  Value *result_r)
{
	Value regex;
	if (regex_new(pattern, ignore_case ? REGEX_IGNORE_CASE : 0, &regex) != OK) {
		Value shown = as_text(pattern);
		(void)error_take();
		return throw_error("InvalidRegularExpression", CATEGORY_INVALID_OPERATION, pattern,
				   "The regular expression pattern %s is not valid.",
				   string_data(shown));
	}
	replacement = value_base(replacement);
	bool script = replacement.tag == VALUE_SCRIPT_BLOCK;
	if (!script)
		replacement = as_text(replacement);
	return regex_replace_all(regex, as_text(text), replacement, -1, 0, script, result_r);
}

/* System.Management.Automation.SplitOptions */
enum split_options {
	SPLIT_SIMPLE_MATCH = 1,
	SPLIT_CULTURE_INVARIANT = 4,
	SPLIT_IGNORE_PATTERN_WHITESPACE = 8,
	SPLIT_MULTILINE = 16,
	SPLIT_SINGLELINE = 32,
	SPLIT_IGNORE_CASE = 64,
	SPLIT_EXPLICIT_CAPTURE = 128,
};

static unsigned regex_options_of_split(int64_t split, bool ignore_case)
{
	static const struct {
		int split;
		unsigned regex;
	} map[] = {
		{SPLIT_CULTURE_INVARIANT, REGEX_CULTURE_INVARIANT},
		{SPLIT_IGNORE_PATTERN_WHITESPACE, REGEX_IGNORE_PATTERN_WHITESPACE},
		{SPLIT_MULTILINE, REGEX_MULTILINE},
		{SPLIT_SINGLELINE, REGEX_SINGLELINE},
		{SPLIT_IGNORE_CASE, REGEX_IGNORE_CASE},
		{SPLIT_EXPLICIT_CAPTURE, REGEX_EXPLICIT_CAPTURE},
	};
	unsigned options = ignore_case ? REGEX_IGNORE_CASE : 0;
	for (size_t i = 0; i < countof(map); i++)
		if (split & map[i].split)
			options |= map[i].regex;
	return options;
}

/* Each character for which the block is true separates. */
static enum status split_by_block(Value text, Value block, int limit, Value list)
{
	const char *data = string_data(text), *end = data + string_length(text), *piece = data;
	struct list *pieces = value_as_list(list);
	for (const char *p = data; p < end;) {
		const char *next = p;
		Value result = VOID_VALUE, character;
		if (limit > 0 && (int)pieces->count == limit - 1)
			break;
		utf8_next(&next);
		character = string_new(p, (size_t)(next - p));
		enum status status = runtime()->hooks->invoke_script_block(
			block, 1, (Value[]){text}, character, &result);
		if (status != OK)
			return status;
		if (value_is_true(result)) {
			list_add(pieces, string_new(piece, (size_t)(p - piece)));
			piece = next;
		}
		p = next;
	}
	list_add(pieces, string_new(piece, (size_t)(end - piece)));
	return OK;
}

/* A negative limit counts from the end: all but the last pieces stay one. */
static enum status split_by_block_from_end(Value text, Value block, int limit, Value list)
{
	Value all = list_new();
	const char *data = string_data(text);
	if (split_by_block(text, block, 0, all) != OK)
		return ERROR;
	const struct list *pieces = value_as_list(all);
	if (pieces->count <= (size_t)limit) {
		for (size_t i = 0; i < pieces->count; i++)
			list_add(value_as_list(list), pieces->items[i]);
		return OK;
	}
	size_t first = pieces->count - (size_t)limit + 1;
	/* Separators are single characters; the one before each of the last pieces is cut away. */
	const char *end = data + string_length(text);
	for (size_t i = pieces->count; i-- > first;) {
		end -= string_length(pieces->items[i]);
		do
			end--;
		while (((unsigned char)*end & 0xC0) == 0x80);
	}
	list_add(value_as_list(list), string_new(data, (size_t)(end - data)));
	for (size_t i = first; i < pieces->count; i++)
		list_add(value_as_list(list), pieces->items[i]);
	return OK;
}

/* A negative limit counts pieces from the end: what comes before the last separators stays whole. */
static enum status split_from_end(Value regex, Value text, int limit, Value list)
{
	struct regex_program *program = value_as_regex(regex)->program;
	struct list *pieces = value_as_list(list);
	size_t start = 0, end = string_length(text), matches = 0;
	int count;
	bool found;
	regex_program_groups(program, &count);
	size_t offsets[2 * MAX(count, 1)];
	while (start != SIZE_MAX) {
		if (regex_program_search(program, text, start, end, &found, offsets) != OK)
			return ERROR;
		if (!found)
			break;
		matches++;
		start = regex_next_start(text, offsets, end);
	}
	size_t wanted = (size_t)limit - 1, skip = matches > wanted ? matches - wanted : 0;
	start = 0;
	for (size_t i = 0; i < skip; i++) {
		if (regex_program_search(program, text, start, end, &found, offsets) != OK)
			return ERROR;
		start = regex_next_start(text, offsets, end);
	}
	if (start == SIZE_MAX) {
		list_add(pieces, text);
		return OK;
	}
	return regex_split_all(regex, text, 0, start, list);
}

enum status regex_split(Value text, Value pattern, int limit, Value options, bool ignore_case,
			Value list)
{
	Value regex, flags = value_int(0), separator = value_base(pattern);
	text = as_text(text);
	if (!value_is_null(options) && convert_to(options, &type_split_options, &flags) != OK)
		return ERROR;
	if (separator.tag == VALUE_SCRIPT_BLOCK)
		return limit < 0 ? split_by_block_from_end(text, separator, -limit, list)
				 : split_by_block(text, separator, limit, list);
	if (!value_is_regex(separator)) {
		separator = as_text(separator);
		if (flags.integer & SPLIT_SIMPLE_MATCH)
			separator = regex_escape(separator);
	}
	if (regex_new(separator, regex_options_of_split(flags.integer, ignore_case), &regex) != OK)
		return ERROR;
	if (limit < 0)
		return limit == -1 ? (list_add(value_as_list(list), text), OK)
				   : split_from_end(regex, text, -limit, list);
	return regex_split_all(regex, text, limit, 0, list);
}

Value regex_escape(Value text)
{
	struct strbuf out = STRBUF_INIT;
	for (const char *p = string_data(text); p < string_data(text) + string_length(text); p++) {
		static const char white[] = "\t\n\f\r", letters[] = "tnfr";
		const char *found = *p != '\0' ? strchr(white, *p) : NULL;
		if (found != NULL) {
			strbuf_addc(&out, '\\');
			strbuf_addc(&out, letters[found - white]);
			continue;
		}
		if (*p != '\0' && strchr("\\*+?|{[()^$.# ", *p) != NULL)
			strbuf_addc(&out, '\\');
		strbuf_addc(&out, *p);
	}
	return string_from_strbuf(&out);
}

/* Everything below is behind members of [regex]. */

static enum status null_argument(const char *name)
{
	return throw_argument("System.ArgumentNullException", name, "Value cannot be null.");
}

/* The byte of a UTF-16 index; ERROR when it is beyond the text. */
static enum status start_at(Value text, Value index, size_t *start_r)
{
	const struct string *s = value_as_string(text);
	if (index.integer < 0 || index.integer > s->utf16_length)
		return throw_argument(
			"System.ArgumentOutOfRangeException", "startat",
			"Start index cannot be less than 0 or greater than input length.");
	*start_r = string_offset(s, (size_t)index.integer);
	return OK;
}

/* The [regex] and the arguments left: static methods have the pattern as second argument, and options and a
 * timeout at the end. */
struct call {
	Value regex, text;
	int argc;
	const Value *argv; /* behind the input */
};

static enum status read_call(Value self, int argc, const Value *argv, bool is_static, int arguments,
			     struct call *call)
{
	call->text = argv[0];
	call->argc = argc - 1;
	call->argv = argv + 1;
	call->regex = self;
	if (call->text.tag != VALUE_STRING)
		return null_argument("input");
	if (!is_static)
		return OK;
	unsigned options = argc > 2 + arguments ? (unsigned)argv[2 + arguments].integer : 0;
	if (argv[1].tag != VALUE_STRING)
		return null_argument("pattern");
	call->argc = arguments;
	call->argv = argv + 2;
	return regex_new(argv[1], options, &call->regex);
}

/* Each member twice: on an object and static. */
#define BOTH(name, arguments)                                                             \
	static enum status regex_##name##_method(Value self, int argc, const Value *argv, \
						 Value *result_r)                         \
	{                                                                                 \
		struct call call;                                                         \
		if (read_call(self, argc, argv, false, arguments, &call) != OK)           \
			return ERROR;                                                     \
		return call_##name(&call, result_r);                                      \
	}                                                                                 \
	static enum status regex_##name##_static(Value self, int argc, const Value *argv, \
						 Value *result_r)                         \
	{                                                                                 \
		struct call call;                                                         \
		if (read_call(self, argc, argv, true, arguments, &call) != OK)            \
			return ERROR;                                                     \
		return call_##name(&call, result_r);                                      \
	}

static enum status call_is_match(const struct call *call, Value *result_r)
{
	size_t start = 0;
	Value match;
	if (call->argc > 0 && start_at(call->text, call->argv[0], &start) != OK)
		return ERROR;
	if (match_find(call->regex, call->text, start, string_length(call->text), &match) != OK)
		return ERROR;
	*result_r = value_bool(((struct match *)match.cell)->success);
	return OK;
}
BOTH(is_match, 0)

/* Match(input [, startat | beginning, length]) */
static enum status call_match(const struct call *call, Value *result_r)
{
	size_t start = 0, end = string_length(call->text);
	if (call->argc > 0 && start_at(call->text, call->argv[0], &start) != OK)
		return ERROR;
	if (call->argc > 1) {
		Value stop = value_int((int32_t)(call->argv[0].integer + call->argv[1].integer));
		if (start_at(call->text, stop, &end) != OK)
			return ERROR;
	}
	return match_find(call->regex, call->text, start, end, result_r);
}
BOTH(match, 0)

static enum status all_matches(const struct call *call, Value list)
{
	size_t start = 0, end = string_length(call->text);
	if (call->argc > 0 && start_at(call->text, call->argv[0], &start) != OK)
		return ERROR;
	while (start != SIZE_MAX) {
		Value match;
		if (match_find(call->regex, call->text, start, end, &match) != OK)
			return ERROR;
		const struct match *m = (const struct match *)match.cell;
		if (!m->success)
			break;
		list_add(value_as_list(list), match);
		start = regex_next_start(call->text, m->offsets, end);
	}
	return OK;
}

static enum status call_matches(const struct call *call, Value *result_r)
{
	Value list = list_new();
	if (all_matches(call, list) != OK)
		return ERROR;
	*result_r = match_collection_new(list);
	return OK;
}
BOTH(matches, 0)

static enum status call_count(const struct call *call, Value *result_r)
{
	Value list = list_new();
	if (all_matches(call, list) != OK)
		return ERROR;
	*result_r = value_int((int32_t)value_as_list(list)->count);
	return OK;
}
BOTH(count, 0)

/* Replace(input, replacement | evaluator [, count [, startat]]) */
static enum status call_replace(const struct call *call, Value *result_r)
{
	size_t start = 0;
	int limit = call->argc > 1 ? (int)call->argv[1].integer : -1;
	Value replacement = value_base(call->argv[0]);
	if (value_is_null(replacement))
		return null_argument("replacement");
	if (limit < -1)
		return throw_argument("System.ArgumentOutOfRangeException", "count",
				      "Count cannot be less than -1.");
	if (call->argc > 2 && start_at(call->text, call->argv[2], &start) != OK)
		return ERROR;
	return regex_replace_all(call->regex, call->text, replacement, limit, start, false,
				 result_r);
}
BOTH(replace, 1)

/* Split(input [, count [, startat]]) */
static enum status call_split(const struct call *call, Value *result_r)
{
	size_t start = 0;
	int limit = call->argc > 0 ? (int)call->argv[0].integer : 0;
	if (limit < 0)
		return throw_argument("System.ArgumentOutOfRangeException", "count",
				      "Count cannot be less than -1.");
	if (call->argc > 1 && start_at(call->text, call->argv[1], &start) != OK)
		return ERROR;
	Value list = list_new();
	if (regex_split_all(call->regex, call->text, limit, start, list) != OK)
		return ERROR;
	const struct list *pieces = value_as_list(list);
	*result_r = array_new_typed(&type_string_array, pieces->count);
	for (size_t i = 0; i < pieces->count; i++)
		value_as_array(*result_r)->items[i] = pieces->items[i];
	return OK;
}
BOTH(split, 0)

static enum status regex_escape_static(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return null_argument("str");
	*result_r = regex_escape(argv[0]);
	return OK;
}

/* The value of "\xHH", "\uHHHH", "\t"...; `*p` is behind the backslash and moves on. */
static uint32_t unescape_one(const char **p)
{
	static const char letters[] = "aefnrtv", codes[] = "\a\033\f\n\r\t\v";
	char c = *(*p)++;
	const char *found = c != '\0' ? strchr(letters, c) : NULL;
	if (found != NULL)
		return (uint32_t)codes[found - letters];
	if (c == 'x' || c == 'u') {
		char digits[5] = "";
		size_t wanted = c == 'x' ? 2 : 4;
		memcpy(digits, *p, strnlen(*p, wanted));
		*p += strlen(digits);
		return (uint32_t)strtoul(digits, NULL, 16);
	}
	(*p)--;
	return utf8_next(p);
}

static enum status regex_unescape_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	if (argv[0].tag != VALUE_STRING)
		return null_argument("str");
	const char *p = string_data(argv[0]), *end = p + string_length(argv[0]);
	while (p < end) {
		if (*p != '\\') {
			strbuf_addc(&out, *p++);
			continue;
		}
		if (++p == end) {
			strbuf_clear(&out);
			return throw_exception(
				"System.Text.RegularExpressions.RegexParseException",
				"Invalid pattern '%s' at offset %zu. Illegal \\ at end "
				"of pattern.",
				string_data(argv[0]), string_length(argv[0]));
		}
		utf8_append(&out, unescape_one(&p));
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status regex_get_group_names(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r)
{
	int count;
	const struct regex_group *groups =
		regex_program_groups(value_as_regex(self)->program, &count);
	*result_r = array_new_typed(&type_string_array, (size_t)count);
	for (int i = 0; i < count; i++)
		value_as_array(*result_r)->items[i] = string_from(groups[i].name);
	return OK;
}

static enum status regex_get_group_numbers(Value self, int argc UNUSED, const Value *argv UNUSED,
					   Value *result_r)
{
	int count;
	const struct regex_group *groups =
		regex_program_groups(value_as_regex(self)->program, &count);
	*result_r = array_new_typed(&type_int32_array, (size_t)count);
	for (int i = 0; i < count; i++)
		value_as_array(*result_r)->items[i] = value_int(groups[i].number);
	return OK;
}

static enum status regex_group_name_from_number(Value self, int argc UNUSED, const Value *argv,
						Value *result_r)
{
	int count;
	const struct regex_group *groups =
		regex_program_groups(value_as_regex(self)->program, &count);
	*result_r = string_empty();
	for (int i = 0; i < count; i++)
		if (groups[i].number == argv[0].integer)
			*result_r = string_from(groups[i].name);
	return OK;
}

static enum status regex_group_number_from_name(Value self, int argc UNUSED, const Value *argv,
						Value *result_r)
{
	int count;
	const struct regex_group *groups =
		regex_program_groups(value_as_regex(self)->program, &count);
	if (argv[0].tag != VALUE_STRING)
		return null_argument("name");
	*result_r = value_int(-1);
	for (int i = 0; i < count; i++)
		if (strcmp(groups[i].name, string_data(argv[0])) == 0)
			*result_r = value_int(groups[i].number);
	return OK;
}

static enum status regex_get_options(Value self, Value *result_r)
{
	*result_r = enum_value(&type_regex_options, value_as_regex(self)->options);
	return OK;
}

static enum status regex_get_right_to_left(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

/* No limit: .NET's Regex.InfiniteMatchTimeout is minus one millisecond. */
static enum status regex_get_timeout(Value self UNUSED, Value *result_r)
{
	*result_r = value_timespan(-10000);
	return OK;
}

static enum status regex_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	Value pattern = value_as_regex(self)->pattern;
	strbuf_add(out, string_data(pattern), string_length(pattern));
	return OK;
}

static enum status regex_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = value_as_regex(self)->pattern;
	return OK;
}

static enum status regex_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return null_argument("pattern");
	return regex_new(argv[0], argc > 1 ? (unsigned)argv[1].integer : 0, result_r);
}

static enum status regex_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	return regex_new(from, 0, result_r);
}

#define OPTIONS ", System.Text.RegularExpressions.RegexOptions options"
#define TIMEOUT ", timespan matchTimeout"
#define EVALUATOR "System.Text.RegularExpressions.MatchEvaluator evaluator"
#define STATIC_ROWS(text, function)                                  \
	STATIC_METHOD("static " text ")", function),                 \
		STATIC_METHOD("static " text OPTIONS ")", function), \
		STATIC_METHOD("static " text OPTIONS TIMEOUT ")", function)

static const struct member regex_members[] = {
	PROPERTY("System.Text.RegularExpressions.RegexOptions Options {get;}", regex_get_options),
	PROPERTY("bool RightToLeft {get;}", regex_get_right_to_left),
	PROPERTY("timespan MatchTimeout {get;}", regex_get_timeout),
	METHOD("int Count(string input)", regex_count_method),
	METHOD("string[] GetGroupNames()", regex_get_group_names),
	METHOD("int[] GetGroupNumbers()", regex_get_group_numbers),
	METHOD("string GroupNameFromNumber(int i)", regex_group_name_from_number),
	METHOD("int GroupNumberFromName(string name)", regex_group_number_from_name),
	METHOD("bool IsMatch(string input)", regex_is_match_method),
	METHOD("bool IsMatch(string input, int startat)", regex_is_match_method),
	METHOD("System.Text.RegularExpressions.Match Match(string input)", regex_match_method),
	METHOD("System.Text.RegularExpressions.Match Match(string input, int startat)",
	       regex_match_method),
	METHOD("System.Text.RegularExpressions.Match Match(string input, int beginning, int "
	       "length)",
	       regex_match_method),
	METHOD("System.Text.RegularExpressions.MatchCollection Matches(string input)",
	       regex_matches_method),
	METHOD("System.Text.RegularExpressions.MatchCollection Matches(string input, int startat)",
	       regex_matches_method),
	METHOD("string Replace(string input, string replacement)", regex_replace_method),
	METHOD("string Replace(string input, string replacement, int count)", regex_replace_method),
	METHOD("string Replace(string input, string replacement, int count, int startat)",
	       regex_replace_method),
	METHOD("string Replace(string input, " EVALUATOR ")", regex_replace_method),
	METHOD("string Replace(string input, " EVALUATOR ", int count)", regex_replace_method),
	METHOD("string Replace(string input, " EVALUATOR ", int count, int startat)",
	       regex_replace_method),
	METHOD("string[] Split(string input)", regex_split_method),
	METHOD("string[] Split(string input, int count)", regex_split_method),
	METHOD("string[] Split(string input, int count, int startat)", regex_split_method),
	METHOD("string ToString()", regex_to_string),
	STATIC_PROPERTY("static timespan InfiniteMatchTimeout {get;}", regex_get_timeout),
	STATIC_ROWS("int Count(string input, string pattern", regex_count_static),
	STATIC_METHOD("static string Escape(string str)", regex_escape_static),
	STATIC_ROWS("bool IsMatch(string input, string pattern", regex_is_match_static),
	STATIC_ROWS("System.Text.RegularExpressions.Match Match(string input, string pattern",
		    regex_match_static),
	STATIC_ROWS("System.Text.RegularExpressions.MatchCollection Matches(string input, string "
		    "pattern",
		    regex_matches_static),
	STATIC_ROWS("string Replace(string input, string pattern, string replacement",
		    regex_replace_static),
	STATIC_ROWS("string Replace(string input, string pattern, " EVALUATOR,
		    regex_replace_static),
	STATIC_ROWS("string[] Split(string input, string pattern", regex_split_static),
	STATIC_METHOD("static string Unescape(string str)", regex_unescape_static),
	CONSTRUCTOR("regex new(string pattern)", regex_construct),
	CONSTRUCTOR("regex new(string pattern" OPTIONS ")", regex_construct),
	CONSTRUCTOR("regex new(string pattern" OPTIONS TIMEOUT ")", regex_construct),
	MEMBER_END,
};

struct type type_regex = {
	.name = "System.Text.RegularExpressions.Regex",
	.alias = "regex",
	.tag = VALUE_OBJECT,
	.members = regex_members,
	.mark = regex_mark,
	.finalize = regex_finalize,
	.convert = regex_convert,
	.to_string = regex_to_string_hook,
};
