/* ConvertTo-CliXml: objects as CLIXML text. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "formatters/clixml.h"
#include "object/string.h"

struct convertto_clixml {
	Value input;
	int32_t depth;
	struct clixml_writer *writer;
	struct strbuf text;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct convertto_clixml, input, "InputObject",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .type_name = "psobject", .help = "The objects."),
	PARAM_INT(struct convertto_clixml, depth, "Depth", 0, .range = "1,2147483647",
		  .help = "How many levels of contained objects are written; 2 by default."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct convertto_clixml *self = cmdlet_state(c);
	strbuf_init(&self->text);
	self->writer = clixml_writer_create(self->depth ? self->depth : 2);
	clixml_write_start(self->writer, &self->text);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct convertto_clixml *self = cmdlet_state(c);
	clixml_write(self->writer, self->input, &self->text);
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	struct convertto_clixml *self = cmdlet_state(c);
	clixml_write_end(self->writer, &self->text);
	return cmdlet_write(c, string_new(self->text.data, self->text.length));
}

static void cleanup(struct cmdlet_call *c)
{
	struct convertto_clixml *self = cmdlet_state(c);
	clixml_writer_free(&self->writer);
	if (self->text.data)
		strbuf_clear(&self->text);
}

const struct cmdlet cmdlet_convertto_clixml = {
	.verb = "ConvertTo",
	.noun = "CliXml",
	.parameters = parameters,
	.state_size = sizeof(struct convertto_clixml),
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.String",
	.synopsis = "Converts an object to a CliXml-formatted string.",
	.description = "Writes objects as XML that keeps their types.",
	.examples =
		(const struct cmdlet_example[]){
			{"There and back", "ConvertTo-CliXml 5 | ConvertFrom-CliXml", "5\n"},
			{NULL, NULL, NULL},
		},
};
