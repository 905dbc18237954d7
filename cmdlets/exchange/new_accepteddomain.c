/* New-AcceptedDomain: makes a domain one of the organization. */
#include "cmdlets/exchange/exchange_objects.h"
#include "object/convert.h"
#include "object/string.h"

#include <string.h>

struct new_accepted_domain {
	Value name, domain_name, domain_type;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct new_accepted_domain, name, "Name", &type_string,
		    PARAM_MANDATORY | PARAM_POSITION(0)),
	PARAM_VALUE(struct new_accepted_domain, domain_name, "DomainName", &type_string,
		    PARAM_MANDATORY, .type_name = "SmtpDomainWithSubdomains"),
	PARAM_VALUE(struct new_accepted_domain, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_VALUE(struct new_accepted_domain, domain_type, "DomainType", &type_string, 0,
		    .values = "Authoritative,InternalRelay,ExternalRelay",
		    .type_name = "AcceptedDomainType"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct new_accepted_domain *self = cmdlet_state(c);
	struct state_domains list;
	struct error error = ERROR_INIT;
	char guid[STATE_GUID_SIZE];
	bool go;
	const char *name = identity_text(self->name), *type = identity_text(self->domain_type);
	enum status status = cmdlet_should_process(c, name, "New-AcceptedDomain", &go);
	if (status == OK && go)
		status = migration_use_open(c, &self->use);
	if (status != OK || !go)
		return status;
	struct state *state = migration_state(self->use.migration);
	if (state_domain_list(state, &self->use.arena, &list, &error) < 0)
		return exchange_state_failed(c, &error, NULL);
	state_guid(guid);
	struct state_domain row = {.guid = guid,
				   .name = name,
				   .domain = identity_text(self->domain_name),
				   .type = type ? type : "Authoritative",
				   .is_default = list.count == 0,
				   .created_at = state_now()};
	if (!strchr(row.domain, '.') || strpbrk(row.domain, " @/"))
		return cmdlet_error_type(c, "System.FormatException", "InvalidDomain",
					 CATEGORY_INVALID_ARGUMENT, string_from(row.domain),
					 "\"%s\" isn't a valid SMTP domain.", row.domain);
	if (state_domain_insert(state, &row, &error) < 0)
		return exchange_state_failed(c, &error, row.domain);
	return cmdlet_write(c, exchange_domain_object(&row));
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct new_accepted_domain *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"A domain for the mailboxes to come.",
	 "New-AcceptedDomain -Name Contoso -DomainName contoso.com | ForEach-Object DomainType",
	 "Authoritative"},
	{"A domain whose mail is partly elsewhere.",
	 "New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType InternalRelay | "
	 "ForEach-Object DomainType",
	 "InternalRelay"},
	{0},
};

const struct cmdlet cmdlet_new_accepteddomain = {
	.verb = "New",
	.noun = "AcceptedDomain",
	.parameters = parameters,
	.state_size = sizeof(struct new_accepted_domain),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.NewAcceptedDomain",
	.output = "AcceptedDomain",
	.synopsis = "Adds a domain to the local organization.",
	.examples = examples,
};
