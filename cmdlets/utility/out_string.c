/* Out-String: what the screen would show, as text. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "engine/session.h"
#include "formatters/format.h"
#include "object/string.h"

struct out_string {
	Value input;
	bool stream, no_newline;
	int32_t width;
	struct format_stream *format;
	struct strbuf text;
	struct cmdlet_call *call;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct out_string, stream, "Stream", 0, .set = "StreamFormatting",
		     .help = "Gives one string for each line."),
	PARAM_SWITCH(struct out_string, no_newline, "NoNewline", 0, .set = "NoNewLineFormatting",
		     .help = "Puts no line breaks between the lines."),
	PARAM_INT(struct out_string, width, "Width", 0, .range = "2,2147483647",
		  .help = "Columns of a line; by default those of the host's window."),
	PARAM_OBJECT(struct out_string, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to turn into text.", .type_name = "psobject"),
	PARAM_END,
};

static enum status add_line(const char *text, size_t length, bool is_error, void *context)
{
	struct out_string *self = context;
	(void)is_error;
	if (self->stream)
		return cmdlet_write(self->call, string_new(text, length));
	strbuf_add(&self->text, text, length);
	if (!self->no_newline)
		strbuf_addc(&self->text, '\n');
	return OK;
}

static enum status begin(struct cmdlet_call *c)
{
	struct out_string *self = cmdlet_state(c);
	struct host *host = cmdlet_session(c)->host;
	int width = self->width ? self->width : host->width(host) - 1;
	self->call = c;
	strbuf_init(&self->text);
	self->format = format_stream_create(width, false, add_line, self);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct out_string *self = cmdlet_state(c);
	return self->input.tag == VALUE_UNSET ? OK : format_stream_write(self->format, self->input);
}

static enum status end(struct cmdlet_call *c)
{
	struct out_string *self = cmdlet_state(c);
	enum status status = format_stream_end(self->format);
	if (status != OK || self->stream)
		return status;
	return cmdlet_write(c, string_new(self->text.data, self->text.length));
}

static void cleanup(struct cmdlet_call *c)
{
	struct out_string *self = cmdlet_state(c);
	format_stream_free(&self->format);
	if (self->text.data)
		strbuf_clear(&self->text);
}

const struct cmdlet cmdlet_out_string = {
	.verb = "Out",
	.noun = "String",
	.parameters = parameters,
	.state_size = sizeof(struct out_string),
	.default_set = "NoNewLineFormatting",
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.String",
	.synopsis = "Gives objects as the text that the screen would show.",
	.description = "Formats objects as at the end of a pipeline and gives the lines as one "
		       "string, or with -Stream as one string each.",
	.examples =
		(const struct cmdlet_example[]){
			{"Lines one by one", "'a', 'b' | Out-String -Stream", "a\nb\n"},
			{NULL, NULL, NULL},
		},
};
