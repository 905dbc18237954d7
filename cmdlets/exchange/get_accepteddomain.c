/* Get-AcceptedDomain: the domains whose mail belongs here. */
#include "cmdlets/exchange/exchange_objects.h"
#include "object/convert.h"
#include "object/string.h"

struct get_accepted_domain {
	Value identity, result_size;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_accepted_domain, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "AcceptedDomainIdParameter"),
	PARAM_VALUE(struct get_accepted_domain, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_VALUE(struct get_accepted_domain, result_size, "ResultSize", &type_unlimited, 0),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_accepted_domain *self = cmdlet_state(c);
	struct state_domains list;
	struct error error = ERROR_INIT;
	const char *name = identity_text(self->identity);
	int64_t limit = exchange_result_limit(self->result_size), written = 0;
	enum status status = migration_warn_null_identity(c, self->identity, "accepted domains");
	if (status == OK)
		status = migration_use_open(c, &self->use);
	if (status != OK)
		return status;
	if (state_domain_list(migration_state(self->use.migration), &self->use.arena, &list,
			      &error) < 0)
		return exchange_state_failed(c, &error, NULL);
	for (size_t i = 0; i < list.count && status == OK; i++) {
		const struct state_domain *row = &list.items[i];
		if (name && !wildcard_match(name, row->name, true) &&
		    !wildcard_match(name, row->domain, true) &&
		    !wildcard_match(name, row->guid, true))
			continue;
		if (written++ >= limit)
			return exchange_warn_more(c);
		status = cmdlet_write(c, exchange_domain_object(row));
	}
	if (status == OK && name && !written && !wildcard_has_special(name))
		return exchange_not_found(c, name);
	return status;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_accepted_domain *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"All domains of the organization.", "Get-AcceptedDomain", NULL},
	{"The domain that new recipients get addresses in.",
	 "Get-AcceptedDomain | Where-Object Default | ForEach-Object DomainName", NULL},
	{0},
};

const struct cmdlet cmdlet_get_accepteddomain = {
	.verb = "Get",
	.noun = "AcceptedDomain",
	.parameters = parameters,
	.state_size = sizeof(struct get_accepted_domain),
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.GetAcceptedDomain",
	.output = "AcceptedDomain",
	.synopsis = "Shows the accepted domains.",
	.examples = examples,
};
