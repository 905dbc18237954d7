/* Join-Path: puts paths together with one separator between them. */
#include "cmdlets/management/paths.h"

#include "base/strbuf.h"
#include "engine/path.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct join_path {
	Value path, child_path, additional;
	const char *extension;
	bool resolve;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct join_path, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		      .aliases = "PSPath", .help = "The first part."),
	PARAM_STRINGS(struct join_path, child_path, "ChildPath",
		      PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME |
			      PARAM_ALLOW_NULL,
		      .help = "What follows it."),
	PARAM_STRINGS(struct join_path, additional, "AdditionalChildPath",
		      PARAM_POSITION(2) | PARAM_REMAINING | PARAM_PIPELINE_BY_NAME |
			      PARAM_ALLOW_NULL,
		      .help = "What follows that."),
	PARAM_STRING(struct join_path, extension, "Extension",
		     PARAM_PIPELINE_BY_NAME | PARAM_NOT_NULL,
		     .help = "In place of the last part's ending; an empty one takes it away."),
	PARAM_SWITCH(struct join_path, resolve, "Resolve", 0,
		     .help = "Only if it exists; wildcards are expanded."),
	PARAM_END,
};

static void add_part(struct strbuf *out, const char *text)
{
	while (out->length && (*text == '/' || *text == '\\'))
		text++;
	bool ends = out->length &&
		    (out->data[out->length - 1] == '/' || out->data[out->length - 1] == '\\');
	if (out->length && !ends)
		strbuf_addc(out, '/');
	strbuf_adds(out, text);
}

static void add_parts(struct strbuf *out, Value parts)
{
	for (size_t i = 0; !value_is_null(parts) && i < value_count(parts); i++)
		add_part(out, string_data(value_to_string(value_item(parts, i))));
}

/* "a/b.txt" with "log" or ".log" is "a/b.log". */
static void change_extension(struct strbuf *path, const char *extension)
{
	const char *dot = path->length ? strrchr(path->data, '.') : NULL;
	if (dot && !strchr(dot, '/'))
		strbuf_set_length(path, (size_t)(dot - path->data));
	if (extension[0])
		strbuf_addf(path, "%s%s", extension[0] == '.' ? "" : ".", extension);
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	return cmdlet_write(c, string_from(path->path));
}

static enum status join_one(struct cmdlet_call *c, struct join_path *self, const char *first)
{
	struct strbuf joined = STRBUF_INIT;
	char *drive;
	path_split_drive(first, &drive);
	if (drive && value_is_null(provider_drive(cmdlet_session(c), drive))) {
		char *root = path_drive_root(cmdlet_session(c), drive);
		bool known = root != NULL;
		free(root);
		if (!known) {
			enum status status = cmdlet_error_type(
				c, "System.Management.Automation.DriveNotFoundException",
				"DriveNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(drive),
				"Cannot find drive. A drive with the name '%s' does not exist.",
				drive);
			free(drive);
			return status;
		}
	}
	free(drive);
	strbuf_adds(&joined, first);
	for (size_t i = 0; i < joined.length; i++)
		if (joined.data[i] == '\\')
			joined.data[i] = '/';
	if (!first[0])
		strbuf_addc(&joined, '/');
	add_parts(&joined, self->child_path);
	add_parts(&joined, self->additional);
	/* A child without text leaves the separator in front of it. */
	if (joined.data[joined.length - 1] != '/' && joined.length == strlen(first))
		strbuf_addc(&joined, '/');
	if (self->extension)
		change_extension(&joined, self->extension);
	Value v = string_from_strbuf(&joined);
	if (!self->resolve)
		return cmdlet_write(c, v);
	struct path_selection selection = {
		.paths = v, .include = UNSET_VALUE, .exclude = UNSET_VALUE};
	return paths_each(c, &selection, visit);
}

static enum status process(struct cmdlet_call *c)
{
	struct join_path *self = cmdlet_state(c);
	for (size_t i = 0; i < value_count(self->path); i++) {
		enum status status =
			join_one(c, self, string_data(value_to_string(value_item(self->path, i))));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_join_path = {
	.verb = "Join",
	.noun = "Path",
	.parameters = parameters,
	.state_size = sizeof(struct join_path),
	.process = process,
	.output = "System.String",
	.synopsis = "Puts paths together.",
};
