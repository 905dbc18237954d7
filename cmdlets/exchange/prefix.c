#include "cmdlets/exchange/prefix.h"

#include "cmdlet.h"
#include "cmdlets/exchange/connection.h"
#include "engine/command_table.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <string.h>
#include <strings.h>

extern const struct module module_exchange, module_migration;

static const struct module *const modules[] = {&module_exchange, &module_migration};

/* Those that come with the module itself are there before a connection is. */
static bool keeps_its_name(const struct cmdlet *cmdlet)
{
	return strstr(cmdlet->noun, "ExchangeOnline") ||
	       !strcmp(cmdlet->noun, "ConnectionInformation") || !strncmp(cmdlet->noun, "EXO", 3);
}

static bool is_wanted(const struct cmdlet *cmdlet, Value commands)
{
	bool wanted = value_is_null(commands) || value_count(commands) == 0;
	for (size_t i = 0; !wanted && i < value_count(commands); i++)
		wanted = wildcard_match(string_data(value_to_string(value_item(commands, i))),
					cmdlet_full_name(cmdlet), true);
	return wanted;
}

void exchange_prefix_add(struct session *s, const char *prefix, Value commands)
{
	for (size_t i = 0; i < countof(modules); i++)
		for (const struct cmdlet *const *c = modules[i]->cmdlets; *c; c++)
			if (!keeps_its_name(*c) && is_wanted(*c, commands))
				command_add_prefixed(s, *c, prefix, modules[i]->name);
}

void exchange_prefix_remove(struct session *s, const char *prefix)
{
	for (struct exchange_connection *x = exchange_connection_newest(); x; x = x->next)
		if (x->prefix && !strcasecmp(x->prefix, prefix))
			return;
	for (size_t i = 0; i < countof(modules); i++)
		for (const struct cmdlet *const *c = modules[i]->cmdlets; *c; c++)
			command_remove_prefixed(s, *c, prefix);
}
