/* Import-Csv: a file of comma-separated values as objects, record by record. */
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/csv_input.h"
#include "cmdlets/utility/file_argument.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct import_csv {
	Value path, literal_path, delimiter, header, encoding;
	bool use_culture;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct import_csv, delimiter, "Delimiter", &type_char,
		    PARAM_POSITION(1) | PARAM_NOT_NULL, .set = "DelimiterPath,DelimiterLiteralPath",
		    .help = "What stands between the values; a comma by default."),
	PARAM_STRINGS(struct import_csv, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_WILDCARDS |
			      PARAM_NOT_EMPTY,
		      .set = "DelimiterPath,CulturePath", .help = "The files to read."),
	PARAM_STRINGS(struct import_csv, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		      .set = "DelimiterLiteralPath,CultureLiteralPath", .aliases = "PSPath,LP",
		      .help = "The files to read; no character is a wildcard."),
	PARAM_SWITCH(struct import_csv, use_culture, "UseCulture", PARAM_MANDATORY | PARAM_NOT_NULL,
		     .set = "CulturePath,CultureLiteralPath",
		     .help = "Uses the list separator of the culture."),
	PARAM_STRINGS(struct import_csv, header, "Header", PARAM_NOT_EMPTY,
		      .help = "Names of the columns; the file then has none."),
	ENCODING_PARAMETER(struct import_csv, encoding),
	PARAM_END,
};

static enum status read_file(struct cmdlet_call *c, const char *path)
{
	struct import_csv *self = cmdlet_state(c);
	struct csv_input in = {.header = value_is_null(self->header) ? NULL_VALUE : self->header};
	struct text_reader file;
	struct csv_reader reader;
	enum text_encoding encoding;
	if (encoding_argument(c, self->encoding, &encoding) != OK)
		return ERROR;
	if (text_reader_open(&file, path, encoding) < 0)
		return file_error(c, path, false, false);
	csv_reader_init(&reader, value_is_null(self->delimiter)
					 ? ","
					 : string_data(value_to_string(self->delimiter)));
	reader.file = &file;
	enum status status = csv_input_read(c, &in, &reader, path);
	csv_reader_clear(&reader);
	text_reader_close(&file);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct import_csv *self = cmdlet_state(c);
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

const struct cmdlet cmdlet_import_csv = {
	.verb = "Import",
	.noun = "Csv",
	.parameters = parameters,
	.state_size = sizeof(struct import_csv),
	.default_set = "DelimiterPath",
	.process = process,
	.output = "System.Management.Automation.PSObject",
	.synopsis =
		"Creates table-like custom objects from the items in a character-separated value "
		"(CSV) file.",
	.description = "Reads the file and gives an object for each record; the first record names "
		       "the properties. All values are strings.",
	.examples =
		(const struct cmdlet_example[]){
			{"Users of a file", "Import-Csv ./users.csv", NULL},
			{NULL, NULL, NULL},
		},
};
