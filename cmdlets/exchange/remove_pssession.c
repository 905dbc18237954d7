/* Remove-PSSession: ends sessions, and the connections that Import-PSSession has made of them. */
#include "base/xmalloc.h"
#include "cmdlets/exchange/prefix.h"
#include "cmdlets/exchange/pssession.h"
#include "cmdlets/exchange/pssession_selection.h"
#include "object/array.h"

#include <stdlib.h>

struct remove_pssession {
	struct pssession_selection selection;
	Value session;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct remove_pssession, session, "Session", &type_object,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		    .set = "Session", .type_name = "PSSession[]",
		    .help = "Sessions of New-PSSession or Get-PSSession."),
	PSSESSION_SELECTION(struct remove_pssession, selection, PARAM_MANDATORY),
	PARAM_END,
};

static enum status end_session(struct cmdlet_call *c, struct pssession *s)
{
	bool go;
	enum status status = cmdlet_should_process(c, s->name, "Remove-PSSession", &go);
	if (status != OK || !go)
		return status;
	const struct exchange_connection *connection = pssession_connection(s);
	char *prefix = connection && connection->prefix ? xstrdup(connection->prefix) : NULL;
	pssession_remove(s);
	if (prefix)
		exchange_prefix_remove(cmdlet_session(c), prefix);
	free(prefix);
	return OK;
}

static enum status end_given(struct cmdlet_call *c, Value session)
{
	if (session.tag == VALUE_ARRAY) {
		for (size_t i = 0; i < value_count(session); i++)
			if (end_given(c, value_item(session, i)) != OK)
				return ERROR;
		return OK;
	}
	struct pssession *s = pssession_of(session);
	return s ? end_session(c, s) : OK; /* ended already, as PowerShell lets it be */
}

static enum status process(struct cmdlet_call *c)
{
	struct remove_pssession *self = cmdlet_state(c);
	if (cmdlet_is_bound(c, "Session"))
		return end_given(c, self->session);
	for (struct pssession *s = pssession_first(), *next; s; s = next) {
		next = s->next;
		if (pssession_selected(c, &self->selection, s) && end_session(c, s) != OK)
			return ERROR;
	}
	return OK;
}

const struct cmdlet cmdlet_remove_pssession = {
	.verb = "Remove",
	.noun = "PSSession",
	.parameters = parameters,
	.state_size = sizeof(struct remove_pssession),
	.default_set = "Id",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.class_name = "Microsoft.PowerShell.Commands.RemovePSSessionCommand",
	.synopsis = "Ends sessions of New-PSSession.",
	.examples =
		(const struct cmdlet_example[]){
			{"All of them", "Get-PSSession | Remove-PSSession", ""},
			{"One session", "Remove-PSSession $session", NULL},
			{NULL, NULL, NULL},
		},
};
