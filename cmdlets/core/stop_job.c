/* Stop-Job */
#include "base/strbuf.h"
#include "cmdlets/core/job_selection.h"
#include "object/string.h"

struct stop_job {
	struct job_selection selection;
	bool pass_thru;
};

static const struct parameter parameters[] = {
	JOB_PARAMETER_ID(struct stop_job, PARAM_MANDATORY),
	JOB_PARAMETER_JOB(struct stop_job, "JobParameterSet"),
	JOB_PARAMETER_NAME(struct stop_job),
	JOB_PARAMETER_INSTANCE_ID(struct stop_job),
	JOB_PARAMETER_STATE(struct stop_job),
	JOB_PARAMETER_FILTER(struct stop_job),
	PARAM_SWITCH(struct stop_job, pass_thru, "PassThru", 0, .help = "Gives the jobs."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct stop_job *self = cmdlet_state(c);
	Value jobs = list_new();
	enum status status = job_select(c, &self->selection, jobs);
	for (size_t i = 0; status == OK && i < value_count(jobs); i++) {
		struct job *job = value_as_job(value_item(jobs, i));
		bool go = true;
		if (!job_has_ended(job))
			status = job_should_process(c, job, "Stop", &go);
		if (status == OK && go)
			job_stop(job);
		if (status == OK && self->pass_thru)
			status = cmdlet_write(c, job_value(job));
	}
	return status;
}

const struct cmdlet cmdlet_stop_job = {
	.verb = "Stop",
	.noun = "Job",
	.parameters = parameters,
	.state_size = sizeof(struct stop_job),
	.default_set = "SessionIdParameterSet",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.output = "System.Management.Automation.PSRemotingJob",
	.synopsis = "Stops background jobs.",
	.description = "Stops jobs that run. What they have written stays to be received.",
	.examples =
		(const struct cmdlet_example[]){
			{"Every job that runs", "Get-Job -State Running | Stop-Job", ""},
			{NULL, NULL, NULL},
		},
};
