/* Import-Alias: aliases from a file that Export-Alias wrote. */
#include "base/strbuf.h"
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "formatters/csv_reader.h"
#include "object/string.h"
#include <stdlib.h>

struct import_alias {
	const char *path, *literal_path, *scope;
	bool pass_thru, force;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct import_alias, path, "Path",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .set = "ByPath", .help = "The file to read."),
	PARAM_STRING(struct import_alias, literal_path, "LiteralPath",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_PIPELINE,
		     .set = "ByLiteralPath", .aliases = "PSPath,LP",
		     .help = "The file to read; no character is a wildcard."),
	SCOPE_PARAMETER(struct import_alias, scope),
	PARAM_SWITCH(struct import_alias, pass_thru, "PassThru", 0, .help = "Gives the aliases."),
	PARAM_SWITCH(struct import_alias, force, "Force", 0, .help = "Replaces aliases."),
	PARAM_END,
};

static enum status import_record(struct cmdlet_call *c, struct scope *scope,
				 const struct csv_reader *r)
{
	const struct import_alias *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	struct command *alias;
	size_t length;
	const char *text = csv_reader_field(r, 0, &length);
	const char *name = string_data(string_intern(text, length));
	if (r->count < 2)
		return OK;
	text = csv_reader_field(r, 1, &length);
	if (!self->force && command_find_kind(s, name, COMMAND_ALIAS))
		return cmdlet_error_type(
			c, "System.Management.Automation.SessionStateException",
			"AliasAlreadyExists", CATEGORY_RESOURCE_EXISTS, string_from(name),
			"The alias is not allowed, because an alias with the name '%s' "
			"already exists.",
			name);
	if (alias_define(s, scope, name, string_data(string_new(text, length)), 0, &alias) != OK)
		return cmdlet_write_error(c, error_take());
	return self->pass_thru ? cmdlet_write(c, command_value(alias)) : OK;
}

static enum status read_file(struct cmdlet_call *c, struct scope *scope, const char *path)
{
	struct text_reader file;
	struct csv_reader reader;
	struct strbuf line = STRBUF_INIT;
	if (text_reader_open(&file, path, ENCODING_UTF8) < 0)
		return file_error(c, path, false, true);
	csv_reader_init(&reader, ",");
	reader.file = &file;
	enum status status = OK;
	for (;;) {
		while (csv_reader_peek(&reader) == '#')
			csv_reader_skip_line(&reader, &line);
		if (status != OK || csv_reader_next(&reader) != 1)
			break;
		status = import_record(c, scope, &reader);
	}
	strbuf_clear(&line);
	csv_reader_clear(&reader);
	text_reader_close(&file);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct import_alias *self = cmdlet_state(c);
	struct scope *scope;
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	char *path = cmdlet_system_path(c, self->literal_path ? self->literal_path : self->path);
	if (!path)
		return cmdlet_fail(c);
	status = read_file(c, scope, path);
	free(path);
	return status;
}

const struct cmdlet cmdlet_import_alias = {
	.verb = "Import",
	.noun = "Alias",
	.parameters = parameters,
	.state_size = sizeof(struct import_alias),
	.default_set = "ByPath",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Imports an alias list from a file.",
	.description = "Defines the aliases of a file that Export-Alias wrote.",
	.examples =
		(const struct cmdlet_example[]){
			{"Replace those that are there", "Import-Alias ./aliases.csv -Force", NULL},
			{NULL, NULL, NULL},
		},
};
