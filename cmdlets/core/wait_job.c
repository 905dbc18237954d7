/* Wait-Job */
#include "cmdlets/core/job_selection.h"
#include "object/interpreter_lock.h"
#include "object/runtime.h"

struct wait_job {
	struct job_selection selection;
	bool any, force;
	int32_t timeout;
	Value jobs; /* list */
};

static const struct parameter parameters[] = {
	JOB_PARAMETER_ID(struct wait_job, PARAM_MANDATORY),
	JOB_PARAMETER_JOB(struct wait_job, "JobParameterSet"),
	JOB_PARAMETER_NAME(struct wait_job),
	JOB_PARAMETER_INSTANCE_ID(struct wait_job),
	JOB_PARAMETER_STATE(struct wait_job),
	JOB_PARAMETER_FILTER(struct wait_job),
	PARAM_SWITCH(struct wait_job, any, "Any", 0, .help = "Until one of them has ended."),
	PARAM_INT(struct wait_job, timeout, "Timeout", 0, .aliases = "TimeoutSec",
		  .range = "-1,2147483647",
		  .help = "Seconds after which nothing is given; -1: as long as it takes."),
	PARAM_SWITCH(struct wait_job, force, "Force", 0,
		     .help = "Suspended and disconnected jobs are waited for, too: there are "
			     "none."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct wait_job *self = cmdlet_state(c);
	if (self->jobs.tag != VALUE_LIST)
		self->jobs = list_new();
	return job_select(c, &self->selection, self->jobs);
}

static size_t count_ended(Value jobs)
{
	size_t count = 0;
	for (size_t i = 0; i < value_count(jobs); i++)
		count += job_has_ended(value_as_job(value_item(jobs, i)));
	return count;
}

/* True when they have ended; false after the timeout. */
static enum status wait_for(struct cmdlet_call *c, struct wait_job *self, bool *ended_r)
{
	size_t wanted = self->any ? MIN(1, value_count(self->jobs)) : value_count(self->jobs);
	bool limited = cmdlet_is_bound(c, "Timeout") && self->timeout >= 0;
	int64_t deadline = interpreter_clock() + self->timeout * INT64_C(1000);
	for (;;) {
		*ended_r = count_ended(self->jobs) >= wanted;
		int64_t left = limited ? deadline - interpreter_clock() : 100;
		if (*ended_r || left <= 0)
			return OK;
		if (cmdlet_is_stopping(c)) {
			runtime()->stop_at = NULL;
			return STOP;
		}
		interpreter_wait(MIN(left, 100));
	}
}

static enum status end(struct cmdlet_call *c)
{
	struct wait_job *self = cmdlet_state(c);
	bool ended = false;
	enum status status = wait_for(c, self, &ended);
	for (size_t i = 0; status == OK && ended && i < value_count(self->jobs); i++) {
		if (!job_has_ended(value_as_job(value_item(self->jobs, i))))
			continue;
		status = cmdlet_write(c, value_item(self->jobs, i));
		if (self->any)
			break;
	}
	return status;
}

const struct cmdlet cmdlet_wait_job = {
	.verb = "Wait",
	.noun = "Job",
	.parameters = parameters,
	.state_size = sizeof(struct wait_job),
	.default_set = "SessionIdParameterSet",
	.process = process,
	.end = end,
	.output = "System.Management.Automation.PSRemotingJob",
	.synopsis = "Waits until background jobs have ended.",
	.description = "Waits until the jobs have ended, and gives them. After -Timeout it gives "
		       "nothing.",
	.examples =
		(const struct cmdlet_example[]){
			{"One job", "Start-Job { 2 + 3 } | Wait-Job | Receive-Job", NULL},
			{NULL, NULL, NULL},
		},
};
