/* Get-MoveRequestStatistics: progress of a move between Exchange servers. */
#include "cmdlets/exchange/exchange_objects.h"
#include "object/string.h"

struct get_move_request_statistics {
	Value identity;
	struct exchange_unused unused;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_move_request_statistics, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MoveRequestIdParameter"),
	PARAM_VALUE(struct get_move_request_statistics, unused.value, "DiagnosticInfo",
		    &type_string, 0, .values = "ShowTimeline,ShowTimeslot,Verbose"),
	PARAM_SWITCH(struct get_move_request_statistics, unused.given, "IncludeReport", 0),
	PARAM_END,
};

/* Moves between Exchange servers don't happen here: an identity names none, and the list is empty. */
static enum status process(struct cmdlet_call *c)
{
	struct get_move_request_statistics *self = cmdlet_state(c);
	const char *name = identity_text(self->identity);
	if (!name)
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
	{"IMAP migrations have their numbers elsewhere.",
	 "Get-MigrationUserStatistics ann@contoso.com", NULL},
	{"Statistics of the move requests that there are: none.",
	 "@(Get-MoveRequest | Get-MoveRequestStatistics).Count", "0"},
	{0},
};

const struct cmdlet cmdlet_get_moverequeststatistics = {
	.verb = "Get",
	.noun = "MoveRequestStatistics",
	.parameters = parameters,
	.state_size = sizeof(struct get_move_request_statistics),
	.process = process,
	.class_name = "Microsoft.Exchange.Management.GetMoveRequestStatistics",
	.output = "MoveRequestStatistics",
	.synopsis = "Shows the progress of a move; IMAP migrations have none.",
	.examples = examples,
};
