/* Get-PSProvider: the providers and their drives. */
#include "cmdlets/management/paths.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct get_psprovider {
	Value name;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_psprovider, name, "PSProvider",
		      PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS |
			      PARAM_NOT_EMPTY,
		      .help = "Names of providers."),
	PARAM_END,
};

static enum status write_matching(struct cmdlet_call *c, const char *pattern)
{
	bool found = false;
	for (const struct provider *const *p = all_providers; *p; p++) {
		if (!wildcard_match(pattern, (*p)->name, true))
			continue;
		found = true;
		enum status status = cmdlet_write(c, provider_info(*p));
		if (status != OK)
			return status;
	}
	if (found || wildcard_has_special(pattern))
		return OK;
	return cmdlet_error_type(c, "System.Management.Automation.ProviderNotFoundException",
				 "ProviderNotFound", CATEGORY_OBJECT_NOT_FOUND,
				 string_from(pattern), "Cannot find a provider with the name '%s'.",
				 pattern);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_psprovider *self = cmdlet_state(c);
	if (self->name.tag != VALUE_ARRAY)
		return write_matching(c, "*");
	for (size_t i = 0; i < value_count(self->name); i++) {
		enum status status =
			write_matching(c, string_data(value_to_string(value_item(self->name, i))));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_psprovider = {
	.verb = "Get",
	.noun = "PSProvider",
	.parameters = parameters,
	.state_size = sizeof(struct get_psprovider),
	.process = process,
	.output = "System.Management.Automation.ProviderInfo",
	.synopsis = "Lists the providers.",
};
