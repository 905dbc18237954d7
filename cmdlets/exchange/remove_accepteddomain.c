/* Remove-AcceptedDomain: takes a domain out of the organization. */
#include "cmdlets/exchange/exchange_objects.h"
#include "object/convert.h"
#include "object/string.h"

struct remove_accepted_domain {
	Value identity;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct remove_accepted_domain, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "AcceptedDomainIdParameter"),
	PARAM_VALUE(struct remove_accepted_domain, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_accepted_domain *self = cmdlet_state(c);
	struct state_domain row;
	struct error error = ERROR_INIT;
	const char *name;
	bool go;
	enum status status = migration_need_identity(c, self->identity, &name);
	if (status != OK || !name)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	struct state *state = migration_state(self->use.migration);
	int found = state_domain_get(state, &self->use.arena, name, &row, &error);
	if (found <= 0)
		return found ? exchange_state_failed(c, &error, NULL) : exchange_not_found(c, name);
	status = cmdlet_should_process(c, name, "Remove-AcceptedDomain", &go);
	if (status == OK && go && state_domain_delete(state, row.id, &error) < 0)
		return exchange_state_failed(c, &error, name);
	return status;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct remove_accepted_domain *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Without a question.", "Remove-AcceptedDomain fabrikam.com -Confirm:$false", NULL},
	{"What would happen.", "Remove-AcceptedDomain fabrikam.com -WhatIf", NULL},
	{0},
};

const struct cmdlet cmdlet_remove_accepteddomain = {
	.verb = "Remove",
	.noun = "AcceptedDomain",
	.parameters = parameters,
	.state_size = sizeof(struct remove_accepted_domain),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.RemoveAcceptedDomain",
	.synopsis = "Removes a domain from the local organization.",
	.examples = examples,
};
