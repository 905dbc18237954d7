/* Out-Host: formats and prints, whatever stands behind it in the pipeline. */
#include "cmdlet.h"
#include "engine/session.h"
#include "formatters/format.h"

struct out_host {
	Value input;
	bool paging;
	struct format_stream *format;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct out_host, paging, "Paging", 0,
		     .help = "Accepted; the terminal scrolls by itself."),
	PARAM_OBJECT(struct out_host, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to show.", .type_name = "psobject"),
	PARAM_END,
};

static enum status add_line(const char *text, size_t length, bool is_error, void *context)
{
	struct host *host = context;
	host->write_text(host, is_error ? HOST_ERROR : HOST_OUTPUT, text, length);
	host->write_text(host, is_error ? HOST_ERROR : HOST_OUTPUT, "\n", 1);
	return OK;
}

static enum status begin(struct cmdlet_call *c)
{
	struct out_host *self = cmdlet_state(c);
	struct host *host = cmdlet_session(c)->host;
	self->format = format_stream_create(host->width(host) - 1, host->color, add_line, host);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct out_host *self = cmdlet_state(c);
	return self->input.tag == VALUE_UNSET ? OK : format_stream_write(self->format, self->input);
}

static enum status end(struct cmdlet_call *c)
{
	struct out_host *self = cmdlet_state(c);
	return format_stream_end(self->format);
}

static void cleanup(struct cmdlet_call *c)
{
	struct out_host *self = cmdlet_state(c);
	format_stream_free(&self->format);
}

const struct cmdlet cmdlet_out_host = {
	.verb = "Out",
	.noun = "Host",
	.parameters = parameters,
	.state_size = sizeof(struct out_host),
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.synopsis = "Sends output to the screen.",
	.description =
		"Formats objects and prints them at once; nothing goes on down the pipeline.",
	.examples =
		(const struct cmdlet_example[]){
			{"Shown, not assigned", "$x = 5 | Out-Host", "5\n"},
			{NULL, NULL, NULL},
		},
};
