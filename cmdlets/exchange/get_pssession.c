/* Get-PSSession: the sessions of New-PSSession. */
#include "cmdlets/exchange/pssession.h"
#include "cmdlets/exchange/pssession_selection.h"
#include "object/array.h"

struct get_pssession {
	struct pssession_selection selection;
};

static const struct parameter parameters[] = {
	PSSESSION_SELECTION(struct get_pssession, selection, 0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_pssession *self = cmdlet_state(c);
	Value found = list_new(); /* first all: the next command may remove sessions */
	for (struct pssession *s = pssession_first(); s; s = s->next)
		if (pssession_selected(c, &self->selection, s))
			list_add(value_as_list(found), pssession_object(s));
	return cmdlet_write_each(c, found);
}

const struct cmdlet cmdlet_get_pssession = {
	.verb = "Get",
	.noun = "PSSession",
	.parameters = parameters,
	.state_size = sizeof(struct get_pssession),
	.default_set = "Name",
	.process = process,
	.output = "System.Management.Automation.Runspaces.PSSession",
	.class_name = "Microsoft.PowerShell.Commands.GetPSSessionCommand",
	.synopsis = "Gives the sessions that New-PSSession has made.",
	.examples =
		(const struct cmdlet_example[]){
			{"The line that older scripts end with", "Get-PSSession | Remove-PSSession",
			 ""},
			{"How many sessions are open", "@(Get-PSSession).Count", "0"},
			{NULL, NULL, NULL},
		},
};
