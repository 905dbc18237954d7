/* Disconnect-ExchangeOnline: ends connections. */
#include "cmdlets/exchange/connection.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <strings.h>

struct disconnect_exchange_online {
	Value connection_id, module_prefix;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct disconnect_exchange_online, connection_id, "ConnectionId",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "ConnectionId"),
	PARAM_STRINGS(struct disconnect_exchange_online, module_prefix, "ModulePrefix",
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
	struct disconnect_exchange_online *self = cmdlet_state(c);
	struct exchange_connection *next;
	bool go;
	enum status status = cmdlet_should_process(
		c,
		"Running this cmdlet clears all active sessions created using "
		"Connect-ExchangeOnline or Connect-IPPSSession.",
		"Disconnect-ExchangeOnline", &go);
	if (status != OK || !go)
		return status;
	for (struct exchange_connection *x = exchange_connection_newest(); x; x = next) {
		next = x->next;
		if (is_meant(self->connection_id, x->id) &&
		    is_meant(self->module_prefix, x->prefix))
			exchange_connection_remove(x);
	}
	return OK;
}

const struct cmdlet cmdlet_disconnect_exchangeonline = {
	.verb = "Disconnect",
	.noun = "ExchangeOnline",
	.parameters = parameters,
	.state_size = sizeof(struct disconnect_exchange_online),
	.default_set = "DefaultParameterSet",
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.class_name = "Microsoft.Exchange.Management.DisconnectExchangeOnline",
	.synopsis = "Ends the connections of this shell.",
};
