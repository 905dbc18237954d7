/* Get-PSReadLineOption: the options of line editing. */
#include "cmdlet.h"
#include "cmdlets/psreadline/option.h"
#include "object/psobject.h"

static const struct parameter parameters[] = {PARAM_END};

static enum status process(struct cmdlet_call *c)
{
	Value options = psobject_new_typed("Microsoft.PowerShell.PSConsoleReadLineOptions");
	for (const struct line_option *o = line_options; o->name; o++)
		psobject_set(options, o->name, line_option_value(o));
	return cmdlet_write(c, options);
}

const struct cmdlet cmdlet_get_psreadlineoption = {
	.verb = "Get",
	.noun = "PSReadLineOption",
	.parameters = parameters,
	.process = process,
	.output = "Microsoft.PowerShell.PSConsoleReadLineOptions",
	.synopsis = "Gives the options of line editing.",
	.examples =
		(const struct cmdlet_example[]){
			{"Emacs keys are what exosh starts with", "(Get-PSReadLineOption).EditMode",
			 "Emacs\n"},
			{NULL, NULL, NULL},
		},
};
