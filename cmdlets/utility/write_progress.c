/* Write-Progress: how far a long command is. */
#include "cmdlet.h"
#include "engine/host.h"

struct write_progress {
	const char *activity, *status, *current_operation;
	int32_t id, percent, seconds, parent, source;
	bool completed;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct write_progress, activity, "Activity", PARAM_POSITION(0),
		     .help = "What is being done."),
	PARAM_STRING(struct write_progress, status, "Status", PARAM_POSITION(1) | PARAM_NOT_EMPTY,
		     .help = "How it stands."),
	PARAM_INT(struct write_progress, id, "Id", PARAM_POSITION(2), .range = "0,2147483647",
		  .help = "Tells several bars apart."),
	PARAM_INT(struct write_progress, percent, "PercentComplete", 0, .range = "-1,100",
		  .help = "How much is done, in percent."),
	PARAM_INT(struct write_progress, seconds, "SecondsRemaining", 0,
		  .help = "How many seconds are left."),
	PARAM_STRING(struct write_progress, current_operation, "CurrentOperation", 0,
		     .help = "What is being done at the moment."),
	PARAM_INT(struct write_progress, parent, "ParentId", 0, .range = "-1,2147483647",
		  .help = "The bar that this one belongs to."),
	PARAM_SWITCH(struct write_progress, completed, "Completed", 0, .help = "Ends the bar."),
	PARAM_INT(struct write_progress, source, "SourceId", 0, .help = "Where it comes from."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct write_progress *self = cmdlet_state(c);
	const struct progress progress = {
		.id = self->id,
		.parent = cmdlet_is_bound(c, "ParentId") ? self->parent : -1,
		.activity = self->activity,
		.status = self->status ? self->status : "Processing",
		.operation = self->current_operation,
		.percent = cmdlet_is_bound(c, "PercentComplete") ? self->percent : -1,
		.seconds = cmdlet_is_bound(c, "SecondsRemaining") ? self->seconds : -1,
		.completed = self->completed,
	};
	cmdlet_progress(c, &progress);
	return OK;
}

const struct cmdlet cmdlet_write_progress = {
	.verb = "Write",
	.noun = "Progress",
	.parameters = parameters,
	.state_size = sizeof(struct write_progress),
	.process = process,
	.synopsis = "Displays a progress bar within a PowerShell command window.",
	.description = "Shows at a terminal how far a command is; nothing where there is none.",
	.examples =
		(const struct cmdlet_example[]){
			{"Half done",
			 "Write-Progress -Activity 'Copying' -Status 'ann' -PercentComplete 50",
			 NULL},
			{NULL, NULL, NULL},
		},
};
