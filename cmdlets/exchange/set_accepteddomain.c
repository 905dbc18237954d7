/* Set-AcceptedDomain: changes an accepted domain. */
#include "cmdlets/exchange/exchange_objects.h"
#include "object/convert.h"
#include "object/string.h"

struct set_accepted_domain {
	Value identity, domain_type, make_default, name;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct set_accepted_domain, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "AcceptedDomainIdParameter"),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "AddressBookEnabled", &type_bool,
		    PARAM_HIDDEN),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "CanHaveCloudCache", &type_bool, 0),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_VALUE(struct set_accepted_domain, domain_type, "DomainType", &type_string, 0,
		    .values = "Authoritative,InternalRelay,ExternalRelay",
		    .type_name = "AcceptedDomainType"),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "EnableNego2Authentication",
		    &type_bool, 0),
	PARAM_VALUE(struct set_accepted_domain, make_default, "MakeDefault", &type_bool, 0),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "MailFlowRegion", &type_string, 0),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "MatchSubDomains", &type_bool, 0),
	PARAM_VALUE(struct set_accepted_domain, name, "Name", &type_string, 0),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "OutboundOnly", &type_bool, 0),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "PendingCompletion", &type_bool,
		    PARAM_HIDDEN),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "PendingRemoval", &type_bool,
		    PARAM_HIDDEN),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "SendingFromDomainDisabled",
		    &type_bool, 0),
	PARAM_VALUE(struct set_accepted_domain, unused.value, "SendingToDomainDisabled", &type_bool,
		    0),
	PARAM_END,
};

/* There is one default domain: the one before loses that. */
static int make_default(struct migration_use *use, struct state_domain *row, struct error *error)
{
	struct state_domains list;
	struct state *state = migration_state(use->migration);
	if (state_domain_list(state, &use->arena, &list, error) < 0)
		return -1;
	for (size_t i = 0; i < list.count; i++) {
		list.items[i].is_default = false;
		if (list.items[i].id != row->id &&
		    state_domain_update(state, &list.items[i], error) < 0)
			return -1;
	}
	row->is_default = true;
	return 0;
}

static int change(struct set_accepted_domain *self, struct state_domain *row, struct error *error)
{
	struct state *state = migration_state(self->use.migration);
	if (identity_text(self->domain_type))
		row->type = identity_text(self->domain_type);
	if (identity_text(self->name))
		row->name = identity_text(self->name);
	if (state_begin(state, error) < 0)
		return -1;
	if ((value_is_true(self->make_default) && make_default(&self->use, row, error) < 0) ||
	    state_domain_update(state, row, error) < 0) {
		state_rollback(state);
		return -1;
	}
	return state_commit(state, true, error);
}

static enum status process(struct cmdlet_call *c)
{
	struct set_accepted_domain *self = cmdlet_state(c);
	struct state_domain row;
	struct error error = ERROR_INIT;
	const char *name;
	bool go;
	enum status status =
		exchange_warn_unused(c, parameters, offsetof(struct set_accepted_domain, unused));
	if (status == OK)
		status = migration_need_identity(c, self->identity, &name);
	if (status != OK || !name)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	int found = state_domain_get(migration_state(self->use.migration), &self->use.arena, name,
				     &row, &error);
	if (found <= 0)
		return found ? exchange_state_failed(c, &error, NULL) : exchange_not_found(c, name);
	status = cmdlet_should_process(c, name, "Set-AcceptedDomain", &go);
	if (status == OK && go && change(self, &row, &error) < 0)
		return exchange_state_failed(c, &error, name);
	return status;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_accepted_domain *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"New recipients get addresses in this domain.",
	 "Set-AcceptedDomain contoso.com -MakeDefault $true", NULL},
	{"Mail that has no mailbox here is passed on.",
	 "Set-AcceptedDomain fabrikam.com -DomainType InternalRelay", NULL},
	{0},
};

const struct cmdlet cmdlet_set_accepteddomain = {
	.verb = "Set",
	.noun = "AcceptedDomain",
	.parameters = parameters,
	.state_size = sizeof(struct set_accepted_domain),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.SetAcceptedDomain",
	.synopsis = "Changes an accepted domain.",
	.examples = examples,
};
