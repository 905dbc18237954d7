/* Write-Progress: how far a long command is. */
#include "cmdlet.h"
#include "engine/session.h"
#include "object/psobject.h"
#include "object/string.h"

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

static Value text_or_null(const char *text)
{
	return text ? string_from(text) : NULL_VALUE;
}

static enum status process(struct cmdlet_call *c)
{
	struct write_progress *self = cmdlet_state(c);
	struct host *host = cmdlet_session(c)->host;
	if (!host->write_progress)
		return OK;
	Value record = psobject_new_typed("System.Management.Automation.ProgressRecord");
	psobject_set(record, "ActivityId", value_int(self->id));
	psobject_set(record, "ParentActivityId",
		     value_int(cmdlet_is_bound(c, "ParentId") ? self->parent : -1));
	psobject_set(record, "Activity", text_or_null(self->activity));
	psobject_set(record, "StatusDescription",
		     self->status ? string_from(self->status) : string_from("Processing"));
	psobject_set(record, "CurrentOperation", text_or_null(self->current_operation));
	psobject_set(record, "PercentComplete",
		     value_int(cmdlet_is_bound(c, "PercentComplete") ? self->percent : -1));
	psobject_set(record, "SecondsRemaining",
		     value_int(cmdlet_is_bound(c, "SecondsRemaining") ? self->seconds : -1));
	psobject_set(record, "RecordType",
		     string_from(self->completed ? "Completed" : "Processing"));
	host->write_progress(host, record);
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
