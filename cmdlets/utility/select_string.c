/* Select-String: lines of text or files that match. */
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "cmdlets/utility/match_info.h"
#include "cmdlets/utility/scope_argument.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/io_info.h"
#include "object/regex.h"
#include "object/string.h"
#include <errno.h>
#include <string.h>

struct select_string {
	Value input, pattern, path, literal_path, include, exclude, context, encoding;
	bool simple, case_sensitive, quiet, list, raw, no_emphasis, not_match, all_matches;
	const char *culture;

	size_t pattern_count;
	Value *patterns; /* strings, or regexes; gc buffer */
	int before, behind;
	bool found, stop; /* -Quiet has its answer, -List the file's match */

	/* what is read now */
	Value file_name, file_path;
	int64_t line_number;
	Value lines;   /* list of all lines, with -Context */
	Value matches; /* list of MatchInfo, with -Context */
};

#define FILE_SETS "File,FileRaw,LiteralFile,LiteralFileRaw"

static const struct parameter parameters[] = {
	PARAM_STRING(struct select_string, culture, "Culture", PARAM_NOT_NULL,
		     .help = "With -SimpleMatch: whose rules of text count."),
	PARAM_OBJECT(struct select_string, input, "InputObject", PARAM_MANDATORY | PARAM_PIPELINE,
		     .set = "Object,ObjectRaw", .type_name = "psobject",
		     .help = "Text, or files, to search."),
	PARAM_STRINGS(struct select_string, pattern, "Pattern", PARAM_MANDATORY | PARAM_POSITION(0),
		      .help = "What to look for: regular expressions."),
	PARAM_STRINGS(struct select_string, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME |
			      PARAM_WILDCARDS,
		      .set = "File,FileRaw", .help = "Files to search."),
	PARAM_STRINGS(struct select_string, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralFile,LiteralFileRaw",
		      .aliases = "PSPath,LP",
		      .help = "Files to search; no character is a wildcard."),
	PARAM_SWITCH(struct select_string, raw, "Raw", PARAM_MANDATORY,
		     .set = "ObjectRaw,FileRaw,LiteralFileRaw", .help = "Gives the lines only."),
	PARAM_SWITCH(struct select_string, simple, "SimpleMatch", 0,
		     .help = "Patterns are plain text."),
	PARAM_SWITCH(struct select_string, case_sensitive, "CaseSensitive", 0,
		     .help = "Tells upper and lower case apart."),
	PARAM_SWITCH(struct select_string, quiet, "Quiet", 0, .set = "Object,File,LiteralFile",
		     .help = "Gives True when there is a match."),
	PARAM_SWITCH(struct select_string, list, "List", 0,
		     .help = "Gives the first match of each file."),
	PARAM_SWITCH(struct select_string, no_emphasis, "NoEmphasis", 0,
		     .help = "Does not highlight the match at a terminal."),
	PARAM_STRINGS(struct select_string, include, "Include", PARAM_NOT_EMPTY,
		      .help = "Files of these names only."),
	PARAM_STRINGS(struct select_string, exclude, "Exclude", PARAM_NOT_EMPTY,
		      .help = "Not files of these names."),
	PARAM_SWITCH(struct select_string, not_match, "NotMatch", 0,
		     .help = "Gives the lines that do not match."),
	PARAM_SWITCH(struct select_string, all_matches, "AllMatches", 0,
		     .help = "Finds every match of a line."),
	ENCODING_PARAMETER(struct select_string, encoding),
	PARAM_VALUE(struct select_string, context, "Context", &type_int32_array, PARAM_NOT_EMPTY,
		    .help = "How many lines around a match to give: before and behind."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct select_string *self = cmdlet_state(c);
	if (self->culture && !self->simple)
		return cmdlet_throw_type(
			c, "System.InvalidOperationException",
			"CannotSpecifyCultureWithoutSimpleMatch", CATEGORY_INVALID_DATA, NULL_VALUE,
			"You must specify -Culture parameter only with -SimpleMatch parameter.");
	self->pattern_count = value_count(self->pattern);
	self->patterns = gc_alloc_buffer((self->pattern_count + 1) * sizeof(*self->patterns));
	for (size_t i = 0; i < self->pattern_count; i++) {
		Value text = value_to_string(value_item(self->pattern, i));
		self->patterns[i] = text;
		if (self->simple)
			continue;
		if (regex_new(text, self->case_sensitive ? 0 : REGEX_IGNORE_CASE,
			      &self->patterns[i]) != OK) {
			Value cause = error_take();
			struct error_record *r = value_as_error_record(cause);
			const struct exception *e = (const struct exception *)r->exception.cell;
			return cmdlet_throw_type(
				c, "System.ArgumentException", "InvalidRegex",
				CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
				"The string %s is not a valid regular expression: %s",
				string_data(text), string_data(value_to_string(e->message)));
		}
	}
	if (!value_is_null(self->context) && value_count(self->context)) {
		self->before = (int)value_item(self->context, 0).integer;
		self->behind = value_count(self->context) > 1
				       ? (int)value_item(self->context, 1).integer
				       : self->before;
	}
	self->lines = list_new();
	self->matches = list_new();
	self->file_name = self->file_path = string_from("InputStream");
	return OK;
}

static bool contains(const struct select_string *self, Value line, Value text)
{
	const char *found = self->case_sensitive ? strstr(string_data(line), string_data(text))
						 : strcasestr(string_data(line), string_data(text));
	return found != NULL;
}

/* Which pattern matches, or -1. */
static enum status find_pattern(struct cmdlet_call *c, Value line, int *which_r)
{
	const struct select_string *self = cmdlet_state(c);
	*which_r = -1;
	for (size_t i = 0; i < self->pattern_count; i++) {
		bool matched;
		if (self->simple)
			matched = contains(self, line, self->patterns[i]);
		else if (regex_is_match(line, self->patterns[i], !self->case_sensitive, &matched) !=
			 OK)
			return cmdlet_fail(c);
		if (matched) {
			*which_r = (int)i;
			return OK;
		}
	}
	return OK;
}

static Value new_match(const struct select_string *self, Value line, int which)
{
	Value v = match_info_new();
	struct match_info *m = value_as_match_info(v);
	size_t i = which < 0 ? 0 : (size_t)which;
	m->ignore_case = !self->case_sensitive;
	m->all_matches = self->all_matches;
	m->line_number = self->line_number;
	m->line = line;
	m->file_name = self->file_name;
	m->path = self->file_path;
	m->pattern = value_to_string(value_item(self->pattern, i));
	m->regex = self->simple || self->not_match ? NULL_VALUE : self->patterns[i];
	return v;
}

static bool has_context(const struct select_string *self)
{
	return self->before || self->behind;
}

static enum status take_line(struct cmdlet_call *c, Value line)
{
	struct select_string *self = cmdlet_state(c);
	int which;
	self->line_number++;
	if (has_context(self))
		list_add(value_as_list(self->lines), line);
	enum status status = find_pattern(c, line, &which);
	if (status != OK || (which >= 0) == self->not_match)
		return status;
	self->found = true;
	if (self->quiet) {
		self->stop = true;
		return OK;
	}
	self->stop = self->list;
	if (self->raw)
		return cmdlet_write(c, line);
	Value match = new_match(self, line, which);
	if (!has_context(self))
		return cmdlet_write(c, match);
	list_add(value_as_list(self->matches), match);
	return OK;
}

/* Lines from `first` up to, but not, `last`, both from 0. */
static Value slice(const struct list *lines, int64_t first, int64_t last)
{
	first = MAX(first, 0);
	last = MIN(last, (int64_t)lines->count);
	return array_from(lines->items + first, last > first ? (size_t)(last - first) : 0);
}

/* What was found in one text, with the lines around it; no line is shown twice. */
static enum status write_matches(struct cmdlet_call *c)
{
	struct select_string *self = cmdlet_state(c);
	const struct list *lines = value_as_list(self->lines);
	struct list *matches = value_as_list(self->matches);
	int64_t shown = 0; /* lines before this one were shown */
	enum status status = OK;
	for (size_t i = 0; status == OK && i < matches->count; i++) {
		struct match_info *m = value_as_match_info(matches->items[i]);
		int64_t at = m->line_number - 1, first = at - self->before;
		int64_t last = at + 1 + self->behind, next = INT64_MAX;
		if (i + 1 < matches->count)
			next = value_as_match_info(matches->items[i + 1])->line_number - 1;
		int64_t shown_last = MIN(last, next);
		m->context = match_context_new(slice(lines, first, at), slice(lines, at + 1, last),
					       slice(lines, MAX(first, shown), at),
					       slice(lines, at + 1, shown_last));
		shown = MAX(at + 1, shown_last);
		status = cmdlet_write(c, matches->items[i]);
	}
	list_clear(matches);
	list_clear(value_as_list(self->lines));
	return status;
}

static enum status search_file(struct cmdlet_call *c, const char *path)
{
	struct select_string *self = cmdlet_state(c);
	struct text_reader file;
	struct strbuf line = STRBUF_INIT;
	enum text_encoding encoding;
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	if (!name_is_included(self->include, self->exclude, path))
		return OK;
	if (encoding_argument(c, self->encoding, &encoding) != OK)
		return ERROR;
	if (text_reader_open(&file, path, encoding) < 0) {
		if (errno == ENOENT)
			return cmdlet_error_type(
				c, "System.Management.Automation.ItemNotFoundException",
				"PathNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(path),
				"Cannot find path '%s' because it does not exist.", path);
		return cmdlet_error_type(c, "System.ArgumentException", "ProcessingFile",
					 CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					 "The file %s cannot be read: %s", path,
					 errno == EISDIR ? "it is a directory" : strerror(errno));
	}
	self->file_name = string_from(name);
	self->file_path = string_from(path);
	self->line_number = 0;
	self->stop = false;
	enum status status = OK;
	while (status == OK && !self->stop && text_reader_line(&file, &line) == 1) {
		status = take_line(c, string_new(line.data, line.length));
		gc_safe_point();
		if (cmdlet_is_stopping(c))
			status = STOP;
	}
	/* With -List the lines behind the match are still its context. */
	for (int i = 0; status == OK && i < self->behind && text_reader_line(&file, &line) == 1;
	     i++)
		list_add(value_as_list(self->lines), string_new(line.data, line.length));
	strbuf_clear(&line);
	text_reader_close(&file);
	return status == OK ? write_matches(c) : status;
}

static enum status search_paths(struct cmdlet_call *c, Value paths, bool literal)
{
	struct select_string *self = cmdlet_state(c);
	struct file_list files = {0};
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), literal);
	for (size_t i = 0; status == OK && i < files.count; i++) {
		if (self->quiet && self->found)
			break;
		status = search_file(c, files.paths[i]);
	}
	file_list_clear(&files);
	return status;
}

static enum status search_object(struct cmdlet_call *c)
{
	struct select_string *self = cmdlet_state(c);
	Value base = value_base(self->input);
	const struct file_system_info *info = value_as_file_system_info(base);
	if (info)
		return base.cell->type == &type_directory_info
			       ? OK
			       : search_file(c, string_data(info->path));
	if (self->quiet && self->found)
		return OK;
	return take_line(c, value_to_string(self->input));
}

static enum status process(struct cmdlet_call *c)
{
	struct select_string *self = cmdlet_state(c);
	if (!value_is_null(self->literal_path))
		return search_paths(c, self->literal_path, true);
	if (!value_is_null(self->path))
		return search_paths(c, self->path, false);
	return value_is_null(self->input) ? OK : search_object(c);
}

static enum status end(struct cmdlet_call *c)
{
	struct select_string *self = cmdlet_state(c);
	enum status status = write_matches(c);
	if (status == OK && self->quiet && self->found)
		return cmdlet_write(c, TRUE_VALUE);
	return status;
}

const struct cmdlet cmdlet_select_string = {
	.verb = "Select",
	.noun = "String",
	.parameters = parameters,
	.state_size = sizeof(struct select_string),
	.default_set = "File",
	.begin = begin,
	.process = process,
	.end = end,
	.output = "Microsoft.PowerShell.Commands.MatchInfo,System.Boolean,System.String",
	.synopsis = "Finds text in strings and files.",
	.description =
		"Searches lines by regular expressions or plain text and gives those that match, "
		"with file, line number and, on demand, the lines around.",
	.examples =
		(const struct cmdlet_example[]){
			{"Lines of a pipeline",
			 "'ann', 'bob' | Select-String '^b' | ForEach-Object Line", "bob\n"},
			{NULL, NULL, NULL},
		},
};
