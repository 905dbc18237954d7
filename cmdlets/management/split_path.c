/* Split-Path: a part of a path: the parent, the leaf, the drive. */
#include "cmdlets/management/paths.h"

#include "engine/path.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct split_path {
	Value path, literal_path;
	bool parent, leaf, leaf_base, extension, qualifier, no_qualifier, is_absolute, resolve;
};

#define PART(field, text, words)                                                               \
	PARAM_SWITCH(struct split_path, field, text, PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, \
		     .set = text "Set", .help = words)

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct split_path, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		      .set = "ParentSet,LeafSet,LeafBaseSet,ExtensionSet,QualifierSet,"
			     "NoQualifierSet,IsAbsoluteSet",
		      .help = "The paths to cut."),
	PARAM_STRINGS(struct split_path, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPathSet",
		      .aliases = "PSPath,LP", .help = "The same, taken as they are."),
	PARAM_SWITCH(struct split_path, parent, "Parent", PARAM_PIPELINE_BY_NAME,
		     .set = "ParentSet", .help = "What the leaf stands in."),
	PART(leaf, "Leaf", "The last part."),
	PART(leaf_base, "LeafBase", "The last part without its extension."),
	PART(extension, "Extension", "The extension of the last part."),
	PART(qualifier, "Qualifier", "The drive."),
	PART(no_qualifier, "NoQualifier", "All but the drive."),
	PART(is_absolute, "IsAbsolute", "Whether the path is absolute."),
	PARAM_SWITCH(struct split_path, resolve, "Resolve", 0,
		     .help = "Only existing paths; wildcards are expanded."),
	PARAM_END,
};

static bool is_separator(char ch)
{
	return ch == '/' || ch == '\\';
}

/* Without separators at its end. */
static size_t trimmed(const char *text, size_t n)
{
	while (n > 1 && is_separator(text[n - 1]))
		n--;
	return n;
}

static size_t leaf_start(const char *text, size_t n)
{
	while (n && !is_separator(text[n - 1]))
		n--;
	return n;
}

static Value parent_of(const char *text)
{
	size_t n = trimmed(text, strlen(text));
	size_t at = leaf_start(text, n);
	if (!at || n <= 1)
		return string_empty();
	size_t end = trimmed(text, at);
	return end == 1 && is_separator(text[0]) ? string_empty() : string_new(text, end);
}

static Value leaf_of(const char *text)
{
	size_t n = trimmed(text, strlen(text)), at = leaf_start(text, n);
	if (n == 1 && is_separator(text[0]))
		return string_from(text);
	return string_new(text + at, n - at);
}

static Value part(const struct split_path *self, const char *text)
{
	char *drive;
	const char *rest = path_split_drive(text, &drive);
	Value leaf = leaf_of(text), result;
	const char *dot = strrchr(string_data(leaf), '.');
	if (self->leaf)
		result = leaf;
	else if (self->leaf_base)
		result = dot ? string_new(string_data(leaf), (size_t)(dot - string_data(leaf)))
			     : leaf;
	else if (self->extension)
		result = string_from(dot ? dot : "");
	else if (self->qualifier)
		result = drive ? string_printf("%s:", drive) : UNSET_VALUE;
	else if (self->no_qualifier)
		result = string_from(rest);
	else if (self->is_absolute)
		result = value_bool(drive || is_separator(text[0]));
	else
		result = parent_of(text);
	free(drive);
	return result;
}

static enum status write_part(struct cmdlet_call *c, const char *text)
{
	Value v = part(cmdlet_state(c), text);
	if (v.tag == VALUE_UNSET)
		return cmdlet_error_type(
			c, "System.FormatException", "ParsePathFormatError",
			CATEGORY_INVALID_ARGUMENT, string_from(text),
			"Cannot parse path because path '%s' does not have a qualifier specified.",
			text);
	return cmdlet_write(c, v);
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	return write_part(c, path->path);
}

static enum status process(struct cmdlet_call *c)
{
	struct split_path *self = cmdlet_state(c);
	Value given = paths_given(self->path, self->literal_path, NULL);
	if (self->resolve) {
		struct path_selection selection = {
			.paths = given, .include = UNSET_VALUE, .exclude = UNSET_VALUE};
		return paths_each(c, &selection, visit);
	}
	for (size_t i = 0; i < value_count(given); i++) {
		enum status status =
			write_part(c, string_data(value_to_string(value_item(given, i))));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_split_path = {
	.verb = "Split",
	.noun = "Path",
	.parameters = parameters,
	.state_size = sizeof(struct split_path),
	.default_set = "ParentSet",
	.process = process,
	.output = "System.String",
	.synopsis = "Gives a part of a path.",
};
