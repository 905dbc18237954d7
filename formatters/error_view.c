#include "formatters/error_view.h"
#include "base/strbuf.h"
#include "formatters/ansi.h"
#include "formatters/column_width.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_WIDTH 80

static int host_width;

void error_view_set_width(int width)
{
	host_width = width;
}

int error_view_width(void)
{
	const char *columns = getenv("COLUMNS");
	if (host_width > 0)
		return host_width;
	return columns && atoi(columns) > 0 ? atoi(columns) : DEFAULT_WIDTH;
}

/* $v.name, NULL where there is none. */
static Value get(Value v, const char *name)
{
	Value result = NULL_VALUE;
	bool found;
	if (value_is_null(v))
		return NULL_VALUE;
	if (member_get(v, name, &result, &found) != OK) {
		runtime()->error = NULL_VALUE;
		return NULL_VALUE;
	}
	return result;
}

/* The text of $v.name: "" where there is none. */
static const char *text_of(Value v, const char *name)
{
	Value result = get(v, name);
	return value_is_null(result) ? "" : string_data(value_to_string(result));
}

static int64_t number_of(Value v, const char *name)
{
	int64_t number = 0;
	Value result = get(v, name);
	if (!value_is_null(result) && convert_to_int64(result, &number) != OK)
		runtime()->error = NULL_VALUE;
	return number;
}

struct view_colors {
	const char *error, *accent, *reset;
};

static struct view_colors view_colors(bool color)
{
	if (!color)
		return (struct view_colors){"", "", ""};
	return (struct view_colors){ansi_error(), ansi_error_accent(), ANSI_RESET};
}

struct concise {
	Value record, invocation, exception;
	const struct error_record *data;
	int width;
	struct view_colors colors;
	struct strbuf position; /* "file:line", source line, marks */
	struct strbuf prefix;   /* before each line of the message */
	struct strbuf message;
	struct strbuf *out;
};

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);
	return length >= tail && strcasecmp(text + length - tail, end) == 0;
}

/* A position is shown for errors of scripts, of further lines of what was typed, and of the parser; not for
 * those within modules. */
static bool shows_position(const struct concise *c)
{
	const char *script = text_of(c->invocation, "ScriptName");
	bool of_parser =
		c->data->category == CATEGORY_PARSER_ERROR &&
		value_is_a(c->exception, exception_type("System.Management.Automation."
							"ParentContainsErrorRecordException"));
	if (ends_with(script, ".psm1"))
		return false;
	return of_parser || *script || number_of(c->invocation, "ScriptLineNumber") > 1;
}

/* The second and the last line of "At file:1 char:1\n+ code\n+ ~~~~", without their '+'. */
static void split_position(const char *text, const char **code, size_t *code_length,
			   const char **marks)
{
	const char *line = strchr(text, '\n');
	*code = *marks = "";
	*code_length = 0;
	if (!line)
		return;
	*code = line[1] ? line + 2 : line + 1;
	*code_length = strcspn(*code, "\r\n");
	const char *last = strrchr(text, '\n');
	if (last && last[1])
		*marks = last + 2;
}

static void append_source_line(struct concise *c, const char *code, size_t length,
			       const char *marks)
{
	const char *first_mark = strchr(marks, '~');
	size_t offset = first_mark ? text_cells(marks, (size_t)(first_mark - marks)) : 0;
	size_t count = first_mark ? strspn(first_mark, "~") : 0;
	size_t start = text_head(code, length, offset);
	size_t end = start + text_head(code + start, length - start, count);
	if (count && count < length) {
		strbuf_add(&c->position, code, start);
		strbuf_adds(&c->position, c->colors.accent);
		strbuf_add(&c->position, code + start, end - start);
		strbuf_adds(&c->position, c->colors.reset);
		strbuf_add(&c->position, code + end, length - end);
	} else {
		strbuf_add(&c->position, code, length);
	}
	strbuf_addc(&c->position, '\n');
}

static void append_position(struct concise *c)
{
	const char *script = text_of(c->invocation, "ScriptName");
	int line = (int)number_of(c->invocation, "ScriptLineNumber");
	char digits[16];
	int width = snprintf(digits, sizeof(digits), "%d", line);
	size_t extra = width > 4 ? (size_t)width - 4 : 0;
	const char *code, *marks;
	size_t code_length;
	if (*script)
		strbuf_addf(&c->position, "%s%s:%d", c->colors.reset, script, line);
	strbuf_addf(&c->position, "\n%s", c->colors.accent);
	strbuf_add_repeat(&c->position, ' ', extra);
	strbuf_addf(&c->position, "Line |\n%s%4d | %s", c->colors.accent, line, c->colors.reset);
	split_position(text_of(c->invocation, "PositionMessage"), &code, &code_length, &marks);
	append_source_line(c, code, code_length, marks);
	strbuf_adds(&c->prefix, c->colors.accent);
	strbuf_add_repeat(&c->prefix, ' ', extra);
	strbuf_addf(&c->prefix, "     | %s", c->colors.error);
	if (*marks)
		strbuf_addf(&c->position, "%s%s\n", c->prefix.data, marks);
	strbuf_adds(&c->message, c->prefix.data);
}

/* Of a parse error, what stands behind the marks and before the next error. */
static bool append_parse_message(struct strbuf *out, const char *message)
{
	const char *start = strstr(message, "~\n");
	if (!start)
		return false;
	start += 2;
	const char *end = strstr(start, "\n\n"), *marks = strstr(start, "~\n");
	size_t length = strlen(start);
	if (marks && (size_t)(marks - start) < length)
		length = (size_t)(marks - start);
	if (end && (size_t)(end - start) < length)
		length = (size_t)(end - start);
	strbuf_add(out, start, length);
	return true;
}

static void append_message(struct concise *c)
{
	const char *details = text_of(get(c->record, "ErrorDetails"), "Message");
	const char *message = text_of(c->exception, "Message");
	if (*details)
		strbuf_adds(&c->message, details);
	else if (c->data->category != CATEGORY_PARSER_ERROR ||
		 !append_parse_message(&c->message, message))
		strbuf_adds(&c->message, message);
}

/* How many bytes go into a line of `cells`: cut at the last white space. */
static size_t line_bytes(const char *text, size_t length, size_t cells)
{
	if (text_cells(text, length) <= cells)
		return length;
	size_t head = text_head(text, length, cells), cut = head;
	while (cut && !strchr(" \t\r\n", text[cut - 1]))
		cut--;
	return cut ? cut - 1 : head;
}

static size_t skip_space(const char *text, size_t length)
{
	size_t i = 0;
	while (i < length && strchr(" \t\r\n", text[i]))
		i++;
	return i;
}

/* The message in lines of the window's width, each behind the bar. */
static void fold_message(struct concise *c)
{
	struct strbuf folded = STRBUF_INIT;
	size_t width = (size_t)c->width;
	size_t bar = text_cells(c->prefix.data, c->prefix.length);
	for (size_t i = 0; i < c->message.length; i++)
		if (strchr("\n\t", c->message.data[i]))
			c->message.data[i] = ' ';
	const char *rest = c->message.data;
	size_t length = c->message.length;
	if (width && text_cells(rest, length) > width) {
		size_t line = line_bytes(rest, length, width);
		strbuf_add(&folded, rest, line);
		rest += line;
		length -= line;
		for (;;) {
			size_t skip = skip_space(rest, length);
			rest += skip;
			length -= skip;
			strbuf_addc(&folded, '\n');
			strbuf_add(&folded, c->prefix.data, c->prefix.length);
			if (bar >= width || text_cells(rest, length) + bar <= width)
				break;
			line = line_bytes(rest, length, width - bar);
			strbuf_add(&folded, rest, line);
			rest += line;
			length -= line;
		}
		while (length && rest[length - 1] == ' ')
			length--;
	}
	strbuf_add(&folded, rest, length);
	strbuf_clear(&c->message);
	c->message = folded;
}

/* Scripts are not commands that one could look up by their name. */
static const char *command_name(const struct concise *c)
{
	Value command = get(c->invocation, "MyCommand");
	const char *kind = text_of(command, "CommandType");
	if (value_is_null(command) || strcmp(kind, "ExternalScript") == 0 ||
	    strcmp(kind, "Script") == 0)
		return "";
	return text_of(command, "Name");
}

static const char *reason(const struct concise *c)
{
	if (c->data->from_throw &&
	    value_is_a(c->exception,
		       exception_type("System.Management.Automation.RuntimeException")))
		return "Exception";
	const char *name = command_name(c);
	if (*name)
		return name;
	Value info = get(c->record, "CategoryInfo");
	name = text_of(info, "Activity");
	if (*name)
		return name;
	Value command = get(c->invocation, "MyCommand");
	if (!value_is_null(command))
		return text_of(command, "Name");
	name = text_of(c->invocation, "InvocationName");
	if (*name)
		return name;
	if (c->data->category != CATEGORY_NOT_SPECIFIED)
		return error_category_name(c->data->category);
	name = text_of(info, "Reason");
	return *name ? name : "Error";
}

static void append_concise(struct concise *c)
{
	if (shows_position(c))
		append_position(c);
	append_message(c);
	if (*text_of(c->invocation, "ScriptName") || c->data->category == CATEGORY_PARSER_ERROR)
		fold_message(c);
	const char *advice = text_of(get(c->record, "ErrorDetails"), "RecommendedAction");
	if (*advice)
		strbuf_addf(&c->message, "\n  Recommendation: %s", advice);
	strbuf_addf(c->out, "%s%s: %s%s%s%s", c->colors.error, reason(c), c->position.data,
		    c->colors.error, c->message.data, c->colors.reset);
}

static void append_native_message(struct concise *c)
{
	strbuf_addf(c->out, "%s%s%s", c->colors.error, text_of(c->exception, "Message"),
		    c->colors.reset);
}

/* "Command : message", position, category, id. */
static void append_normal(struct concise *c)
{
	Value command = get(c->invocation, "MyCommand");
	const char *name = text_of(c->invocation, "InvocationName");
	const char *kind = text_of(command, "CommandType");
	if (!value_is_null(command) && strcmp(kind, "ExternalScript") == 0) {
		const char *path = text_of(command, "Path");
		if (*path)
			strbuf_addf(c->out, "%s : ", path);
	} else if (!value_is_null(command)) {
		if (!*name || strcmp(name, "&") == 0 || strcmp(name, ".") == 0)
			name = text_of(command, "Name");
		if (*name)
			strbuf_addf(c->out, "%s : ", name);
	} else if (*name) {
		strbuf_addf(c->out, "%s : ", name);
	}
	const char *details = text_of(get(c->record, "ErrorDetails"), "Message");
	strbuf_addf(c->out, "%s%s", c->colors.error,
		    *details ? details : text_of(c->exception, "Message"));
	const char *position = text_of(c->invocation, "PositionMessage");
	if (*position && (!value_is_null(command) || c->data->category != CATEGORY_PARSER_ERROR))
		strbuf_addf(c->out, "\n%s", position);
	strbuf_addf(c->out, "\n+ CategoryInfo          : %s\n+ FullyQualifiedErrorId : %s%s",
		    text_of(c->record, "CategoryInfo"), text_of(c->record, "FullyQualifiedErrorId"),
		    c->colors.reset);
}

static enum error_view current_view(void)
{
	static const char *const names[] = {[ERROR_VIEW_CONCISE] = "ConciseView",
					    [ERROR_VIEW_NORMAL] = "NormalView",
					    [ERROR_VIEW_CATEGORY] = "CategoryView",
					    [ERROR_VIEW_DETAILED] = "DetailedView"};
	const struct runtime_hooks *hooks = runtime()->hooks;
	Value v = hooks && hooks->get_variable ? hooks->get_variable("ErrorView") : NULL_VALUE;
	if (value_is_null(v))
		return ERROR_VIEW_CONCISE;
	const char *text = string_data(value_to_string(v));
	for (int i = ERROR_VIEW_CONCISE; i <= ERROR_VIEW_DETAILED; i++)
		if (name_equal(text, names[i]))
			return (enum error_view)i;
	return ERROR_VIEW_NORMAL;
}

static bool is_native_error(Value record)
{
	const char *id = text_of(record, "FullyQualifiedErrorId");
	return strcmp(id, "NativeCommandErrorMessage") == 0 ||
	       strcmp(id, "NativeCommandError") == 0;
}

void error_view_append(Value record, enum error_view view, int width, bool color,
		       struct strbuf *out)
{
	struct concise c = {.record = record, .out = out, .colors = view_colors(color)};
	c.data = value_as_error_record(record);
	if (!c.data) {
		value_append_display(record, out);
		return;
	}
	strbuf_init(&c.position);
	strbuf_init(&c.prefix);
	strbuf_init(&c.message);
	c.invocation = get(record, "InvocationInfo");
	c.exception = c.data->exception;
	c.width = width > 0 ? width : error_view_width();
	if (view == ERROR_VIEW_CURRENT)
		view = current_view();
	if (is_native_error(record))
		append_native_message(&c);
	else if (view == ERROR_VIEW_CONCISE)
		append_concise(&c);
	else if (view == ERROR_VIEW_CATEGORY)
		strbuf_addf(out, "%s%s%s", c.colors.error, text_of(record, "CategoryInfo"),
			    c.colors.reset);
	else if (view == ERROR_VIEW_DETAILED)
		error_details_append(record, color, out);
	else
		append_normal(&c);
	strbuf_clear(&c.position);
	strbuf_clear(&c.prefix);
	strbuf_clear(&c.message);
}
