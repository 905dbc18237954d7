/* Export-Alias: aliases to a file. */
#include "base/strbuf.h"
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/file_argument.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"
#include <stdlib.h>
#include <strings.h>

struct export_alias {
	const char *path, *literal_path, *as, *description, *scope;
	Value names;
	bool append, force, no_clobber, pass_thru;
	struct text_writer writer;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct export_alias, path, "Path", PARAM_MANDATORY | PARAM_POSITION(0),
		     .set = "ByPath", .help = "The file to write."),
	PARAM_STRING(struct export_alias, literal_path, "LiteralPath",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "ByLiteralPath",
		     .aliases = "PSPath,LP",
		     .help = "The file to write; no character is a wildcard."),
	PARAM_STRINGS(struct export_alias, names, "Name",
		      PARAM_POSITION(1) | PARAM_WILDCARDS | PARAM_PIPELINE_BY_NAME,
		      .help = "Names of aliases; all by default."),
	PARAM_SWITCH(struct export_alias, pass_thru, "PassThru", 0, .help = "Gives the aliases."),
	PARAM_STRING(struct export_alias, as, "As", 0, .values = "Csv,Script",
		     .help = "Comma-separated values, or a script."),
	PARAM_SWITCH(struct export_alias, append, "Append", 0, .help = "Adds to the file."),
	PARAM_SWITCH(struct export_alias, force, "Force", 0,
		     .help = "Writes read-only files, too."),
	PARAM_SWITCH(struct export_alias, no_clobber, "NoClobber", 0, .aliases = "NoOverwrite",
		     .help = "Leaves a file alone that is there already."),
	PARAM_STRING(struct export_alias, description, "Description", 0,
		     .help = "A line at the beginning of the file."),
	SCOPE_PARAMETER(struct export_alias, scope),
	PARAM_END,
};

static bool take(struct command *command, void *context)
{
	if (command->kind == COMMAND_ALIAS)
		list_add(value_as_list(*(Value *)context), command_value(command));
	return true;
}

static int compare(const void *a, const void *b)
{
	return strcasecmp(value_as_command(*(const Value *)a)->name,
			  value_as_command(*(const Value *)b)->name);
}

static enum status write_alias(struct cmdlet_call *c, const struct command *alias)
{
	struct export_alias *self = cmdlet_state(c);
	struct strbuf line = STRBUF_INIT;
	if (self->as && name_equal(self->as, "Script"))
		strbuf_addf(
			&line,
			"set-alias -Name:\"%s\" -Value:\"%s\" -Description:\"\" -Option:\"None\"\n",
			alias->name, alias->definition);
	else
		strbuf_addf(&line, "\"%s\",\"%s\",\"\",\"None\"\n", alias->name, alias->definition);
	enum status status = write_output_file(c, &self->writer, line.data, line.length);
	strbuf_clear(&line);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct export_alias *self = cmdlet_state(c);
	Value found = list_new();
	struct scope *scope;
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	status = open_output_file(c, &self->writer,
				  self->literal_path ? self->literal_path : self->path, NULL_VALUE,
				  self->append, self->no_clobber, self->force);
	if (status == OK && self->description) {
		struct strbuf line = STRBUF_INIT;
		strbuf_addf(&line, "# %s\n", self->description);
		status = write_output_file(c, &self->writer, line.data, line.length);
		strbuf_clear(&line);
	}
	command_each(cmdlet_session(c), "*", COMMAND_ALIAS, take, &found);
	struct list *list = value_as_list(found);
	qsort(list->items, list->count, sizeof(*list->items), compare);
	for (size_t i = 0; status == OK && i < list->count; i++) {
		struct command *alias = value_as_command(list->items[i]);
		if (!name_is_included(self->names, NULL_VALUE, alias->name))
			continue;
		status = write_alias(c, alias);
		if (status == OK && self->pass_thru)
			status = cmdlet_write(c, list->items[i]);
	}
	return status == OK ? finish_output_file(c, &self->writer) : status;
}

static void cleanup(struct cmdlet_call *c)
{
	struct export_alias *self = cmdlet_state(c);
	text_writer_close(&self->writer);
}

const struct cmdlet cmdlet_export_alias = {
	.verb = "Export",
	.noun = "Alias",
	.parameters = parameters,
	.state_size = sizeof(struct export_alias),
	.default_set = "ByPath",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Exports information about currently defined aliases to a file.",
	.description =
		"Writes aliases as comma-separated values, or as a script that defines them.",
	.examples =
		(const struct cmdlet_example[]){
			{"All of them", "Export-Alias ./aliases.csv", NULL},
			{NULL, NULL, NULL},
		},
};
