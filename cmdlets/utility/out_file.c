/* Out-File: what the screen would show, in a file. */
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/file_argument.h"
#include "engine/session.h"
#include "formatters/format.h"

struct out_file {
	Value input, encoding;
	const char *path, *literal_path;
	bool append, force, no_clobber, no_newline;
	int32_t width;
	struct text_writer writer;
	struct format_stream *format;
	struct cmdlet_call *call;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct out_file, path, "FilePath", PARAM_MANDATORY | PARAM_POSITION(0),
		     .set = "ByPath", .aliases = "Path", .help = "The file to write."),
	PARAM_STRING(struct out_file, literal_path, "LiteralPath",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "ByLiteralPath",
		     .aliases = "PSPath,LP",
		     .help = "The file to write; no character is a wildcard."),
	PARAM_OBJECT(struct out_file, encoding, "Encoding", PARAM_POSITION(1) | PARAM_NOT_EMPTY,
		     .type_name = "System.Text.Encoding",
		     .help = "The file's encoding: utf8 (by default), utf8BOM, unicode, ascii ..."),
	PARAM_SWITCH(struct out_file, append, "Append", 0, .help = "Adds to the file."),
	PARAM_SWITCH(struct out_file, force, "Force", 0, .help = "Writes read-only files, too."),
	PARAM_SWITCH(struct out_file, no_clobber, "NoClobber", 0, .aliases = "NoOverwrite",
		     .help = "Leaves a file alone that is there already."),
	PARAM_INT(struct out_file, width, "Width", 0, .range = "2,2147483647",
		  .help = "Columns of a line; by default those of the host's window."),
	PARAM_SWITCH(struct out_file, no_newline, "NoNewline", 0, .help = "Writes no line breaks."),
	PARAM_OBJECT(struct out_file, input, "InputObject", PARAM_PIPELINE, .type_name = "psobject",
		     .help = "The objects to write."),
	PARAM_END,
};

static enum status write_line(const char *text, size_t length, bool is_error, void *context)
{
	struct out_file *self = context;
	(void)is_error;
	enum status status = write_output_file(self->call, &self->writer, text, length);
	if (status != OK || self->no_newline)
		return status;
	return write_output_file(self->call, &self->writer, "\n", 1);
}

static enum status begin(struct cmdlet_call *c)
{
	struct out_file *self = cmdlet_state(c);
	struct host *host = cmdlet_session(c)->host;
	const char *path = self->literal_path ? self->literal_path : self->path;
	bool go;
	self->call = c;
	enum status status = cmdlet_should_process(c, path, "Output to File", &go);
	if (status != OK || !go)
		return status;
	status = open_output_file(c, &self->writer, path, self->encoding, self->append,
				  self->no_clobber, self->force);
	if (status != OK)
		return status;
	self->format = format_stream_create(self->width ? self->width : host->width(host) - 1,
					    false, write_line, self);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct out_file *self = cmdlet_state(c);
	if (self->input.tag == VALUE_UNSET || !self->format)
		return OK;
	return format_stream_write(self->format, self->input);
}

static enum status end(struct cmdlet_call *c)
{
	struct out_file *self = cmdlet_state(c);
	if (!self->format)
		return OK;
	enum status status = format_stream_end(self->format);
	return status == OK ? finish_output_file(c, &self->writer) : status;
}

static void cleanup(struct cmdlet_call *c)
{
	struct out_file *self = cmdlet_state(c);
	format_stream_free(&self->format);
	text_writer_close(&self->writer);
}

const struct cmdlet cmdlet_out_file = {
	.verb = "Out",
	.noun = "File",
	.parameters = parameters,
	.state_size = sizeof(struct out_file),
	.default_set = "ByPath",
	.flags = CMDLET_SHOULD_PROCESS,
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.synopsis = "Sends output to a file.",
	.description =
		"Formats objects as at the end of a pipeline and writes the lines to a file.",
	.examples =
		(const struct cmdlet_example[]){
			{"A report", "Get-Date | Out-File ./report.txt -Encoding utf8", NULL},
			{NULL, NULL, NULL},
		},
};
