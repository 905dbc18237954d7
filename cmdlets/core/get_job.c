/* Get-Job: the background jobs of the session. */
#include "cmdlets/core/job_selection.h"
#include "object/convert.h"

struct get_job {
	struct job_selection selection;
	bool include_child_job;
	int32_t child_job_state, newest;
	Value has_more_data, before, after;
	Value found; /* list */
};

static const struct parameter parameters[] = {
	JOB_PARAMETER_ID(struct get_job, 0),
	JOB_PARAMETER_INSTANCE_ID(struct get_job),
	JOB_PARAMETER_NAME(struct get_job),
	JOB_PARAMETER_STATE(struct get_job),
	JOB_PARAMETER_COMMAND(struct get_job),
	JOB_PARAMETER_FILTER(struct get_job),
	PARAM_SWITCH(struct get_job, include_child_job, "IncludeChildJob", 0,
		     .help = "Lists the child jobs, too."),
	PARAM_ENUM(struct get_job, child_job_state, "ChildJobState", &type_job_state, 0,
		   .help = "Lists the child jobs in this state."),
	PARAM_VALUE(struct get_job, has_more_data, "HasMoreData", &type_bool, 0,
		    .help = "Only jobs that have data to be received, or with $false none."),
	PARAM_VALUE(struct get_job, before, "Before", &type_datetime, 0,
		    .help = "Only jobs that ended before."),
	PARAM_VALUE(struct get_job, after, "After", &type_datetime, 0,
		    .help = "Only jobs that ended after."),
	PARAM_INT(struct get_job, newest, "Newest", 0, .help = "So many, those that ended last."),
	PARAM_END,
};

static void add_children(struct cmdlet_call *c, struct get_job *self, const struct job *job,
			 Value list)
{
	struct list *children = value_as_list(job->children);
	bool by_state = cmdlet_is_bound(c, "ChildJobState");
	for (size_t i = 0; i < children->count; i++) {
		struct job *child = value_as_job(children->items[i]);
		if (!by_state || (int32_t)child->state == self->child_job_state)
			list_add(value_as_list(list), children->items[i]);
	}
}

static enum status process(struct cmdlet_call *c)
{
	struct get_job *self = cmdlet_state(c);
	Value jobs = list_new();
	bool all = self->selection.id.tag != VALUE_ARRAY &&
		   self->selection.name.tag != VALUE_ARRAY &&
		   self->selection.instance_id.tag != VALUE_ARRAY &&
		   self->selection.command.tag != VALUE_ARRAY && !cmdlet_is_bound(c, "State") &&
		   !cmdlet_is_bound(c, "Filter");
	for (size_t i = 0; all && i < job_all(c)->count; i++)
		list_add(value_as_list(jobs), job_all(c)->items[i]);
	if (!all && job_select(c, &self->selection, jobs) != OK)
		return ERROR;
	if (self->found.tag != VALUE_LIST)
		self->found = list_new();
	bool by_child_state = cmdlet_is_bound(c, "ChildJobState");
	for (size_t i = 0; i < value_count(jobs); i++) {
		if (!by_child_state)
			list_add(value_as_list(self->found), value_item(jobs, i));
		if (self->include_child_job || by_child_state)
			add_children(c, self, value_as_job(value_item(jobs, i)), self->found);
	}
	return OK;
}

static bool passes(struct cmdlet_call *c, const struct get_job *self, const struct job *job)
{
	if (cmdlet_is_bound(c, "HasMoreData") &&
	    job_has_more_data(job) != value_is_true(self->has_more_data))
		return false;
	if ((cmdlet_is_bound(c, "Before") || cmdlet_is_bound(c, "After")) &&
	    value_is_null(job->end_time))
		return false;
	if (cmdlet_is_bound(c, "Before") && job->end_time.integer >= self->before.integer)
		return false;
	return !cmdlet_is_bound(c, "After") || job->end_time.integer > self->after.integer;
}

static enum status end(struct cmdlet_call *c)
{
	struct get_job *self = cmdlet_state(c);
	size_t count = 0, skip = 0;
	for (size_t i = 0; i < value_count(self->found); i++)
		count += passes(c, self, value_as_job(value_item(self->found, i)));
	if (cmdlet_is_bound(c, "Newest") && self->newest >= 0 && count > (size_t)self->newest)
		skip = count - (size_t)self->newest;
	for (size_t i = 0; i < value_count(self->found); i++) {
		if (!passes(c, self, value_as_job(value_item(self->found, i))))
			continue;
		if (skip) {
			skip--;
			continue;
		}
		enum status status = cmdlet_write(c, value_item(self->found, i));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_job = {
	.verb = "Get",
	.noun = "Job",
	.parameters = parameters,
	.state_size = sizeof(struct get_job),
	.default_set = "SessionIdParameterSet",
	.process = process,
	.end = end,
	.output = "System.Management.Automation.PSRemotingJob",
	.synopsis = "Lists the background jobs of the session.",
	.description =
		"Lists the jobs that Start-Job, Start-ThreadJob, & and ForEach-Object -Parallel "
		"-AsJob have started in this session and that were not removed.",
	.examples =
		(const struct cmdlet_example[]){
			{"The jobs that have failed", "Get-Job -State Failed", ""},
			{NULL, NULL, NULL},
		},
};
