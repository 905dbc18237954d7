/* ConvertFrom-CliXml: CLIXML text as objects. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "formatters/clixml.h"
#include "object/array.h"

struct convertfrom_clixml {
	const char *input;
	struct strbuf text;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct convertfrom_clixml, input, "InputObject",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_NOT_EMPTY,
		     .help = "The text; lines of a pipeline are put together."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct convertfrom_clixml *self = cmdlet_state(c);
	strbuf_init(&self->text);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct convertfrom_clixml *self = cmdlet_state(c);
	if (self->text.length)
		strbuf_addc(&self->text, '\n');
	strbuf_adds(&self->text, self->input ? self->input : "");
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	struct convertfrom_clixml *self = cmdlet_state(c);
	Value objects;
	if (clixml_read(self->text.data, self->text.length, &objects) != OK)
		return cmdlet_fail(c);
	for (size_t i = 0; i < value_count(objects); i++) {
		enum status status = cmdlet_write_each(c, value_item(objects, i));
		if (status != OK)
			return status;
	}
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	struct convertfrom_clixml *self = cmdlet_state(c);
	if (self->text.data)
		strbuf_clear(&self->text);
}

const struct cmdlet cmdlet_convertfrom_clixml = {
	.verb = "ConvertFrom",
	.noun = "CliXml",
	.parameters = parameters,
	.state_size = sizeof(struct convertfrom_clixml),
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Converts a CliXml-formatted string to a custom object.",
	.description = "Reads what ConvertTo-CliXml or Export-Clixml wrote.",
	.examples =
		(const struct cmdlet_example[]){
			{"There and back",
			 "(ConvertTo-CliXml ([timespan]'1:00') | ConvertFrom-CliXml).TotalHours",
			 "1\n"},
			{NULL, NULL, NULL},
		},
};
