/* Disconnect-ExchangeOnline: ends connections. */
#include "base/xmalloc.h"
#include "cmdlets/exchange/connection.h"
#include "cmdlets/exchange/prefix.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <strings.h>

struct disconnect_exchange_online {
	Value connection_id, module_prefix;
	struct migration_use use;
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

/* What signed in is forgotten, too, unless a batch still migrates there. */
static enum status forget_target(struct cmdlet_call *c, struct disconnect_exchange_online *self,
				 int64_t target)
{
	struct error error = ERROR_INIT;
	enum status status = migration_use_open(c, &self->use);
	if (status == OK && migration_connection_remove(self->use.migration, target, &error) < 0 &&
	    error.code != MIGRATION_ERROR_CONNECTION_IN_USE)
		status = migration_write_error(c, &error, NULL);
	error_clear(&error);
	return status;
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
		if (!is_meant(self->connection_id, x->id) ||
		    !is_meant(self->module_prefix, x->prefix))
			continue;
		if (x->target)
			status = forget_target(c, self, x->target);
		char *prefix = x->prefix ? xstrdup(x->prefix) : NULL;
		exchange_connection_remove(x);
		if (prefix && *prefix)
			exchange_prefix_remove(cmdlet_session(c), prefix);
		free(prefix);
		if (status != OK)
			return status;
	}
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct disconnect_exchange_online *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Goes back to the local organization, without a question.",
	 "Disconnect-ExchangeOnline -Confirm:$false", NULL},
	{"Ends one of several connections.",
	 "Disconnect-ExchangeOnline -ModulePrefix Cloud -Confirm:$false", NULL},
	{0},
};

const struct cmdlet cmdlet_disconnect_exchangeonline = {
	.verb = "Disconnect",
	.noun = "ExchangeOnline",
	.parameters = parameters,
	.state_size = sizeof(struct disconnect_exchange_online),
	.default_set = "DefaultParameterSet",
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_HIGH,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.DisconnectExchangeOnline",
	.synopsis = "Ends the connections of this shell.",
	.examples = examples,
};
