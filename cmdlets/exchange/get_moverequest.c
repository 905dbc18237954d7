/* Get-MoveRequest: moves between Exchange servers. */
#include "cmdlets/exchange/exchange_objects.h"
#include "object/string.h"

struct get_move_request {
	Value identity;
	struct exchange_unused unused;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_move_request, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MoveRequestIdParameter"),
	PARAM_VALUE(struct get_move_request, unused.value, "BatchName", &type_string, 0),
	PARAM_VALUE(struct get_move_request, unused.value, "MoveStatus", &type_string, PARAM_HIDDEN,
		    .type_name = "RequestStatus"),
	PARAM_VALUE(struct get_move_request, unused.value, "ResultSize", &type_unlimited, 0),
	PARAM_END,
};

/* Moves between Exchange servers don't happen here: an identity names none, and the list is empty. */
static enum status process(struct cmdlet_call *c)
{
	struct get_move_request *self = cmdlet_state(c);
	const char *name = identity_text(self->identity);
	if (!name || wildcard_has_special(name))
		return OK;
	return cmdlet_error_type(
		c, "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
		"ManagementObjectNotFoundException", CATEGORY_OBJECT_NOT_FOUND, string_from(name),
		"The operation couldn't be performed because object '%s' couldn't be found on "
		"'localhost'. IMAP migrations have no move requests: see "
		"Get-MigrationUserStatistics.",
		name);
}

static const struct cmdlet_example examples[] = {
	{"IMAP migrations are batches: there are no move requests.", "@(Get-MoveRequest).Count",
	 "0"},
	{"What to look at instead.", "Get-MigrationUser -ResultSize Unlimited", NULL},
	{0},
};

const struct cmdlet cmdlet_get_moverequest = {
	.verb = "Get",
	.noun = "MoveRequest",
	.parameters = parameters,
	.state_size = sizeof(struct get_move_request),
	.process = process,
	.class_name = "Microsoft.Exchange.Management.GetMoveRequest",
	.output = "MoveRequest",
	.synopsis = "Shows moves of mailboxes between Exchange servers; IMAP migrations have none.",
	.examples = examples,
};
