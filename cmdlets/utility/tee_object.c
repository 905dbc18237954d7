/* Tee-Object: objects to a file or variable, and on down the pipeline. */
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "engine/scope.h"
#include "engine/session.h"
#include "formatters/format.h"
#include "object/array.h"

struct tee_object {
	Value input, encoding;
	const char *path, *literal_path, *variable;
	bool append;
	struct text_writer writer;
	struct format_stream *format;
	struct cmdlet_call *call;
	Value kept; /* list */
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct tee_object, input, "InputObject", PARAM_PIPELINE,
		     .type_name = "psobject", .help = "The objects."),
	PARAM_STRING(struct tee_object, path, "FilePath", PARAM_MANDATORY | PARAM_POSITION(0),
		     .set = "File", .aliases = "Path", .help = "The file to write."),
	PARAM_STRING(struct tee_object, literal_path, "LiteralPath", PARAM_MANDATORY,
		     .set = "LiteralFile", .aliases = "PSPath,LP",
		     .help = "The file to write; no character is a wildcard."),
	PARAM_SWITCH(struct tee_object, append, "Append", 0, .set = "File",
		     .help = "Adds to the file or variable."),
	PARAM_OBJECT(struct tee_object, encoding, "Encoding", PARAM_NOT_EMPTY,
		     .set = "File,LiteralFile", .type_name = "System.Text.Encoding",
		     .help = "The file's encoding."),
	PARAM_STRING(struct tee_object, variable, "Variable", PARAM_MANDATORY, .set = "Variable",
		     .help = "The variable that gets the objects."),
	PARAM_END,
};

static enum status write_line(const char *text, size_t length, bool is_error, void *context)
{
	struct tee_object *self = context;
	(void)is_error;
	enum status status = write_output_file(self->call, &self->writer, text, length);
	return status == OK ? write_output_file(self->call, &self->writer, "\n", 1) : status;
}

static enum status begin(struct cmdlet_call *c)
{
	struct tee_object *self = cmdlet_state(c);
	struct host *host = cmdlet_session(c)->host;
	const char *path = self->literal_path ? self->literal_path : self->path;
	self->call = c;
	if (!path) {
		self->kept = list_new();
		if (self->append) {
			Value old = scope_get(cmdlet_session(c), self->variable, SCOPE_ANY);
			for (size_t i = 0; !value_is_null(old) && i < value_count(old); i++)
				list_add(value_as_list(self->kept), value_item(old, i));
		}
		return OK;
	}
	self->format = format_stream_create(host->width(host) - 1, false, write_line, self);
	return open_output_file(c, &self->writer, path, self->encoding, self->append, false, false);
}

static enum status process(struct cmdlet_call *c)
{
	struct tee_object *self = cmdlet_state(c);
	enum status status = OK;
	if (self->input.tag == VALUE_UNSET)
		return OK;
	if (self->format)
		status = format_stream_write(self->format, self->input);
	else
		list_add(value_as_list(self->kept), self->input);
	return status == OK ? cmdlet_write(c, self->input) : status;
}

static enum status end(struct cmdlet_call *c)
{
	struct tee_object *self = cmdlet_state(c);
	if (self->format) {
		enum status status = format_stream_end(self->format);
		return status == OK ? finish_output_file(c, &self->writer) : status;
	}
	struct list *kept = value_as_list(self->kept);
	Value value = kept->count == 1 ? kept->items[0] : list_to_array(kept);
	if (kept->count == 0)
		value = NULL_VALUE;
	return cmdlet_own(c, scope_set(cmdlet_session(c), self->variable, SCOPE_ANY, value));
}

static void cleanup(struct cmdlet_call *c)
{
	struct tee_object *self = cmdlet_state(c);
	format_stream_free(&self->format);
	text_writer_close(&self->writer);
}

const struct cmdlet cmdlet_tee_object = {
	.verb = "Tee",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct tee_object),
	.default_set = "File",
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.Management.Automation.PSObject",
	.synopsis =
		"Saves command output in a file or variable and also sends it down the pipeline.",
	.description =
		"Keeps a copy of what passes: as objects in a variable, or as formatted text in "
		"a file.",
	.examples =
		(const struct cmdlet_example[]){
			{"To a variable", "1..3 | Tee-Object -Variable n | Out-Null; $n.Count",
			 "3\n"},
			{NULL, NULL, NULL},
		},
};
