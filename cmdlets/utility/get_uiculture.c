/* Get-UICulture */
#include "cmdlet.h"
#include "object/culture.h"

struct get_uiculture {
	bool unused;
};

static const struct parameter parameters[] = {
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	return cmdlet_write(c, culture_info_new(culture_current()));
}

const struct cmdlet cmdlet_get_uiculture = {
	.verb = "Get",
	.noun = "UICulture",
	.parameters = parameters,
	.state_size = sizeof(struct get_uiculture),
	.process = process,
	.output = "System.Globalization.CultureInfo",
	.synopsis = "Gets the current UI culture settings in the operating system.",
	.description = "Gives the culture of messages.",
	.examples =
		(const struct cmdlet_example[]){
			{"Its name", "(Get-UICulture).Name", "en-US\n"},
			{NULL, NULL, NULL},
		},
};
