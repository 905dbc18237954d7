/* Get-ConnectionInformation: the connections of this shell. */
#include "cmdlets/exchange/connection.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <strings.h>

struct get_connection_information {
	Value connection_id, module_prefix;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_connection_information, connection_id, "ConnectionId",
		      PARAM_MANDATORY, .set = "ConnectionId"),
	PARAM_STRINGS(struct get_connection_information, module_prefix, "ModulePrefix",
		      PARAM_MANDATORY, .set = "ModulePrefix"),
	PARAM_END,
};

static bool is_meant(Value wanted, const char *text)
{
	bool meant = value_is_null(wanted);
	for (size_t i = 0; !meant && i < value_count(wanted); i++)
		meant = !strcasecmp(string_data(value_to_string(value_item(wanted, i))),
				    text ? text : "");
	return meant;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_connection_information *self = cmdlet_state(c);
	enum status status = OK;
	for (struct exchange_connection *x = exchange_connection_newest(); x && status == OK;
	     x = x->next)
		if (is_meant(self->connection_id, x->id) &&
		    is_meant(self->module_prefix, x->prefix))
			status = cmdlet_write(c, exchange_connection_object(x));
	return status;
}

static const struct cmdlet_example examples[] = {
	{"Who is connected to what.",
	 "Get-ConnectionInformation | Format-List UserPrincipalName, ConnectionUri, State", NULL},
	{"Whether there is a connection.", "[bool](Get-ConnectionInformation)", "False"},
	{0},
};

const struct cmdlet cmdlet_get_connectioninformation = {
	.verb = "Get",
	.noun = "ConnectionInformation",
	.parameters = parameters,
	.state_size = sizeof(struct get_connection_information),
	.default_set = "Default",
	.process = process,
	.class_name = "Microsoft.Exchange.Management.GetConnectionInformation",
	.output = "ConnectionInformation",
	.synopsis = "Shows the connections of this shell.",
	.examples = examples,
};
