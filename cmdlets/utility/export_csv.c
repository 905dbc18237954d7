/* Export-Csv: objects as a file of comma-separated values. */
#include "base/text_file.h"
#include "cmdlets/utility/csv_output.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "formatters/csv_reader.h"
#include "formatters/property_expression.h"
#include "object/string.h"

struct export_csv {
	struct csv_output csv;
	const char *path, *literal_path;
	bool force, no_clobber, append;
	Value encoding;
	struct text_writer writer;
	struct cmdlet_call *call;
	bool has_head; /* the file had one already */
	bool go;       /* not with -WhatIf */
};

static const struct parameter parameters[] = {
	CSV_OUTPUT_PARAMETERS(struct export_csv),
	PARAM_STRING(struct export_csv, path, "Path", PARAM_POSITION(0) | PARAM_NOT_EMPTY,
		     .help = "The file to write."),
	PARAM_STRING(struct export_csv, literal_path, "LiteralPath", PARAM_NOT_EMPTY,
		     .aliases = "PSPath,LP",
		     .help = "The file to write; no character is a wildcard."),
	PARAM_SWITCH(struct export_csv, force, "Force", 0,
		     .help = "Writes read-only files, and appends objects that lack columns."),
	PARAM_SWITCH(struct export_csv, no_clobber, "NoClobber", 0, .aliases = "NoOverwrite",
		     .help = "Leaves a file alone that is there already."),
	ENCODING_PARAMETER(struct export_csv, encoding),
	PARAM_SWITCH(struct export_csv, append, "Append", 0,
		     .help = "Adds to the file instead of replacing it."),
	PARAM_END,
};

/* -Append: the columns are those of the file. */
static enum status read_head(struct export_csv *self, const char *path, enum text_encoding encoding)
{
	struct text_reader file;
	struct csv_reader reader;
	struct strbuf line = STRBUF_INIT;
	if (text_reader_open(&file, path, encoding) < 0)
		return OK;
	csv_reader_init(&reader, string_data(self->csv.writer.delimiter));
	reader.file = &file;
	while (csv_reader_peek(&reader) == '#')
		csv_reader_skip_line(&reader, &line);
	if (csv_reader_next(&reader) == 1) {
		self->has_head = true;
		self->csv.writer.count = reader.count;
		self->csv.writer.names =
			gc_alloc_buffer((reader.count + 1) * sizeof(*self->csv.writer.names));
		for (size_t i = 0; i < reader.count; i++) {
			size_t length;
			const char *name = csv_reader_field(&reader, i, &length);
			self->csv.writer.names[i] = string_data(string_intern(name, length));
		}
	}
	if (file.had_mark)
		self->writer.encoding = file.encoding;
	csv_reader_clear(&reader);
	text_reader_close(&file);
	strbuf_clear(&line);
	return OK;
}

static enum status begin(struct cmdlet_call *c)
{
	struct export_csv *self = cmdlet_state(c);
	const char *path = self->literal_path ? self->literal_path : self->path;
	self->call = c;
	if (!path)
		return cmdlet_throw_type(c, "System.InvalidOperationException",
					 "CannotSpecifyPathAndLiteralPath", CATEGORY_INVALID_DATA,
					 NULL_VALUE,
					 "You must specify either the -Path or -LiteralPath "
					 "parameters, but not both.");
	enum status status = csv_output_begin(c, &self->csv);
	if (status == OK)
		status = cmdlet_should_process(c, path, "Export-Csv", &self->go);
	if (status != OK || !self->go)
		return status;
	status = open_output_file(c, &self->writer, path, self->encoding, self->append,
				  self->no_clobber, self->force);
	if (status == OK && self->append && self->writer.existed)
		status = read_head(self, self->writer.file.path, self->writer.encoding);
	return status;
}

static enum status write_line(const char *text, size_t length, void *context)
{
	struct export_csv *self = context;
	enum status status = write_output_file(self->call, &self->writer, text, length);
	return status == OK ? write_output_file(self->call, &self->writer, "\n", 1) : status;
}

/* Without -Force an object must have all of the file's columns. */
static enum status check_columns(struct cmdlet_call *c)
{
	const struct export_csv *self = cmdlet_state(c);
	for (size_t i = 0; i < self->csv.writer.count; i++) {
		Value v;
		bool found;
		const char *name = self->csv.writer.names[i];
		if (object_property(self->csv.input, name, &v, &found) != OK)
			return ERROR;
		if (!found)
			return cmdlet_throw_type(
				c, "System.InvalidOperationException",
				"CannotAppendCsvWithMismatchedPropertyNames", CATEGORY_INVALID_DATA,
				string_from(name),
				"Cannot append CSV content to the following file: %s. The appended "
				"object does not have a property that corresponds to the following "
				"column: %s. To continue with mismatched properties, add the "
				"-Force "
				"parameter, and then retry the command.",
				self->writer.file.path, name);
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct export_csv *self = cmdlet_state(c);
	if (value_is_null(self->csv.input) || !self->go)
		return OK;
	if (self->has_head && !self->force && !self->csv.started) {
		enum status status = check_columns(c);
		if (status != OK)
			return status;
	}
	return csv_output_object(&self->csv, self->csv.input, !self->has_head, write_line, self);
}

static enum status end(struct cmdlet_call *c)
{
	struct export_csv *self = cmdlet_state(c);
	return self->go ? finish_output_file(c, &self->writer) : OK;
}

static void cleanup(struct cmdlet_call *c)
{
	struct export_csv *self = cmdlet_state(c);
	text_writer_close(&self->writer);
}

const struct cmdlet cmdlet_export_csv = {
	.verb = "Export",
	.noun = "Csv",
	.parameters = parameters,
	.state_size = sizeof(struct export_csv),
	.default_set = "Delimiter",
	.flags = CMDLET_SHOULD_PROCESS,
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.synopsis = "Converts objects into a series of character-separated value (CSV) strings and "
		    "saves the strings to a file.",
	.description =
		"Writes a line with the names of the first object's properties and a line for "
		"each object. Objects are written as they come.",
	.examples =
		(const struct cmdlet_example[]){
			{"Users to a file", "$users | Export-Csv ./users.csv", NULL},
			{NULL, NULL, NULL},
		},
};
