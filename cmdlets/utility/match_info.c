#include "cmdlets/utility/match_info.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"
#include <string.h>

#define INPUT_STREAM "InputStream"
#define EMPHASIS "\x1b[7m"
#define EMPHASIS_END "\x1b[0m"

static void mark_match(void *cell)
{
	struct match_info *m = cell;
	gc_mark(m->line);
	gc_mark(m->file_name);
	gc_mark(m->path);
	gc_mark(m->pattern);
	gc_mark(m->regex);
	gc_mark(m->context);
}

#define GETTER(name, field)                                        \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		*result_r = value_as_match_info(self)->field;      \
		return OK;                                         \
	}
GETTER(line, line)
GETTER(file_name, file_name)
GETTER(path, path)
GETTER(pattern, pattern)
GETTER(context, context)

static enum status get_ignore_case(Value self, Value *result_r)
{
	*result_r = value_bool(value_as_match_info(self)->ignore_case);
	return OK;
}

static enum status get_line_number(Value self, Value *result_r)
{
	*result_r = value_int64(value_as_match_info(self)->line_number);
	return OK;
}

/* The Match objects are made when somebody asks. */
static enum status get_matches(Value self, Value *result_r)
{
	struct match_info *m = value_as_match_info(self);
	Value found, list = list_new();
	struct enumerator e;
	*result_r = array_new(0);
	if (value_is_null(m->regex))
		return OK;
	if (!m->all_matches) {
		if (member_invoke(m->regex, "Match", 1, &m->line, &found) != OK)
			return ERROR;
		*result_r = array_from(&found, 1);
		return OK;
	}
	if (member_invoke(m->regex, "Matches", 1, &m->line, &found) != OK ||
	    value_enumerate(found, &e) != OK)
		return ERROR;
	for (;;) {
		Value item;
		bool more;
		if (enumerator_next(&e, &more, &item) != OK)
			return ERROR;
		if (!more)
			break;
		list_add(value_as_list(list), item);
	}
	*result_r = list_to_array(value_as_list(list));
	return OK;
}

static bool from_pipeline(const struct match_info *m)
{
	return strcmp(string_data(m->path), INPUT_STREAM) == 0;
}

/* The path as seen from a folder; whole when it is not below it. */
static const char *relative_path(const struct match_info *m, const char *folder)
{
	const char *path = string_data(m->path);
	size_t length = folder ? strlen(folder) : 0;
	while (length > 1 && folder[length - 1] == '/')
		length--;
	if (!length || strncmp(path, folder, length) != 0 || path[length] != '/')
		return path;
	return path + length + 1;
}

static void append_line(struct strbuf *out, const struct match_info *m, const char *folder,
			int64_t number, Value line, const char *prefix)
{
	strbuf_adds(out, prefix);
	if (!from_pipeline(m))
		strbuf_addf(out, "%s:%lld:", relative_path(m, folder), (long long)number);
	strbuf_add(out, string_data(line), string_length(line));
}

static Value context_lines(const struct match_info *m, const char *name)
{
	Value lines = NULL_VALUE;
	psobject_get(m->context, name, &lines);
	return lines;
}

/* The line with the match reversed, for terminals. */
static Value emphasized(struct match_info *m)
{
	Value match, index, length;
	bool found;
	if (value_is_null(m->regex))
		return m->line;
	if (member_invoke(m->regex, "Match", 1, &m->line, &match) != OK ||
	    member_get(match, "Index", &index, &found) != OK ||
	    member_get(match, "Length", &length, &found) != OK || !length.integer)
		return m->line;
	const struct string *s = value_as_string(m->line);
	size_t start = string_offset(s, (size_t)index.integer);
	size_t end = string_offset(s, (size_t)(index.integer + length.integer));
	return string_printf("%.*s" EMPHASIS "%.*s" EMPHASIS_END "%s", (int)start, s->data,
			     (int)(end - start), s->data + start, s->data + end);
}

static Value to_text(struct match_info *m, const char *folder, bool emphasize)
{
	struct strbuf out = STRBUF_INIT;
	Value line = emphasize ? emphasized(m) : m->line;
	if (value_is_null(m->context)) {
		append_line(&out, m, folder, m->line_number, line, "");
		return string_from_strbuf(&out);
	}
	Value before = context_lines(m, "DisplayPreContext");
	Value behind = context_lines(m, "DisplayPostContext");
	int64_t number = m->line_number - (int64_t)value_count(before);
	for (size_t i = 0; i < value_count(before); i++) {
		append_line(&out, m, folder, number++, value_item(before, i), "  ");
		strbuf_addc(&out, '\n');
	}
	append_line(&out, m, folder, number++, line, "> ");
	for (size_t i = 0; i < value_count(behind); i++) {
		strbuf_addc(&out, '\n');
		append_line(&out, m, folder, number++, value_item(behind, i), "  ");
	}
	return string_from_strbuf(&out);
}

static enum status do_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = to_text(value_as_match_info(self), argc ? string_data(argv[0]) : NULL, false);
	return OK;
}

static enum status do_to_emphasized(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = to_text(value_as_match_info(self), argc ? string_data(argv[0]) : NULL, true);
	return OK;
}

static enum status do_relative_path(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)argc;
	*result_r = string_from(relative_path(value_as_match_info(self), string_data(argv[0])));
	return OK;
}

static enum status match_to_string(Value self, const char *format, struct strbuf *out)
{
	Value text = to_text(value_as_match_info(self), NULL, false);
	(void)format;
	strbuf_add(out, string_data(text), string_length(text));
	return OK;
}

static const struct member match_members[] = {
	METHOD("string RelativePath(string directory)", do_relative_path),
	METHOD("string ToEmphasizedString(string directory)", do_to_emphasized),
	METHOD("string ToString()", do_to_string),
	METHOD("string ToString(string directory)", do_to_string),
	PROPERTY("bool IgnoreCase {get;set;}", get_ignore_case),
	PROPERTY("long LineNumber {get;set;}", get_line_number),
	PROPERTY("string Line {get;set;}", get_line),
	PROPERTY("string Filename {get;}", get_file_name),
	PROPERTY("string Path {get;set;}", get_path),
	PROPERTY("string Pattern {get;set;}", get_pattern),
	PROPERTY("Microsoft.PowerShell.Commands.MatchInfoContext Context {get;set;}", get_context),
	PROPERTY("System.Text.RegularExpressions.Match[] Matches {get;set;}", get_matches),
	MEMBER_END,
};

struct type type_match_info = {.name = "Microsoft.PowerShell.Commands.MatchInfo",
			       .tag = VALUE_OBJECT,
			       .members = match_members,
			       .to_string = match_to_string,
			       .mark = mark_match};

Value match_info_new(void)
{
	return value_cell(VALUE_OBJECT,
			  gc_alloc(&type_match_info, VALUE_OBJECT, sizeof(struct match_info)));
}

Value match_context_new(Value before, Value behind, Value shown_before, Value shown_behind)
{
	Value context = psobject_new_typed("Microsoft.PowerShell.Commands.MatchInfoContext");
	psobject_set(context, "PreContext", before);
	psobject_set(context, "PostContext", behind);
	psobject_set(context, "DisplayPreContext", shown_before);
	psobject_set(context, "DisplayPostContext", shown_behind);
	return context;
}
