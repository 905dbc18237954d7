/* Import-Clixml: a CLIXML file as objects. */
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "formatters/clixml.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct import_clixml {
	Value path, literal_path;
	bool include_total_count;
	int64_t skip, first;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct import_clixml, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE |
			      PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS,
		      .set = "ByPath", .help = "The files to read."),
	PARAM_STRINGS(struct import_clixml, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "ByLiteralPath",
		      .aliases = "PSPath,LP",
		      .help = "The files to read; no character is a wildcard."),
	PARAM_SWITCH(struct import_clixml, include_total_count, "IncludeTotalCount", 0,
		     .help = "Accepted; the number is not shown."),
	PARAM_INT64(struct import_clixml, skip, "Skip", 0,
		    .help = "How many objects to pass over."),
	PARAM_INT64(struct import_clixml, first, "First", 0, .help = "How many objects to give."),
	PARAM_END,
};

static enum status read_file(struct cmdlet_call *c, const char *path)
{
	struct import_clixml *self = cmdlet_state(c);
	struct text_reader file;
	struct strbuf text = STRBUF_INIT;
	Value objects;
	if (text_reader_open(&file, path, ENCODING_UTF8) < 0)
		return file_error(c, path, false, true);
	int failed = text_reader_rest(&file, &text);
	text_reader_close(&file);
	if (failed) {
		strbuf_clear(&text);
		return file_error(c, path, false, true);
	}
	enum status status = clixml_read(text.data, text.length, &objects);
	strbuf_clear(&text);
	if (status != OK)
		return cmdlet_fail(c);
	int64_t last = cmdlet_is_bound(c, "First") ? self->skip + self->first : INT64_MAX;
	for (size_t i = (size_t)self->skip; i < value_count(objects) && (int64_t)i < last; i++) {
		status = cmdlet_write_each(c, value_item(objects, i));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct import_clixml *self = cmdlet_state(c);
	bool literal = !value_is_null(self->literal_path);
	Value paths = literal ? self->literal_path : self->path;
	struct file_list files = {0};
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), literal);
	for (size_t i = 0; status == OK && i < files.count; i++)
		status = read_file(c, files.paths[i]);
	file_list_clear(&files);
	return status;
}

const struct cmdlet cmdlet_import_clixml = {
	.verb = "Import",
	.noun = "Clixml",
	.parameters = parameters,
	.state_size = sizeof(struct import_clixml),
	.default_set = "ByPath",
	.process = process,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Imports a CLIXML file and creates corresponding objects in PowerShell.",
	.description = "Reads what Export-Clixml wrote.",
	.examples =
		(const struct cmdlet_example[]){
			{"Settings", "$settings = Import-Clixml ./settings.xml", NULL},
			{NULL, NULL, NULL},
		},
};
