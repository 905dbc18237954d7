/* Remove-Job */
#include "cmdlets/core/job_selection.h"

#include <string.h>

struct remove_job {
	struct job_selection selection;
	bool force;
};

static const struct parameter parameters[] = {
	JOB_PARAMETER_ID(struct remove_job, PARAM_MANDATORY),
	JOB_PARAMETER_JOB(struct remove_job, "JobParameterSet"),
	JOB_PARAMETER_INSTANCE_ID(struct remove_job),
	JOB_PARAMETER_NAME(struct remove_job),
	JOB_PARAMETER_FILTER(struct remove_job),
	JOB_PARAMETER_STATE(struct remove_job),
	JOB_PARAMETER_COMMAND(struct remove_job),
	PARAM_SWITCH(struct remove_job, force, "Force", 0,
		     .set = "SessionIdParameterSet,JobParameterSet,InstanceIdParameterSet,"
			    "NameParameterSet,FilterParameterSet",
		     .aliases = "F", .help = "Jobs that run, too: they are stopped."),
	PARAM_END,
};

static const char *argument_name(struct cmdlet_call *c)
{
	const char *set = cmdlet_parameter_set(c);
	return !strcmp(set, "SessionIdParameterSet")    ? "SessionId"
	       : !strcmp(set, "NameParameterSet")       ? "Name"
	       : !strcmp(set, "InstanceIdParameterSet") ? "InstanceId"
							: "Job";
}

static enum status remove_one(struct cmdlet_call *c, struct job *job)
{
	struct remove_job *self = cmdlet_state(c);
	bool go;
	if (!job_has_ended(job) && !self->force)
		return cmdlet_error_type(
			c, "System.ArgumentException", "JobObjectNotFinishedCannotBeRemoved",
			CATEGORY_INVALID_OPERATION, job_value(job),
			"The command cannot remove the job with the job ID %d because the job is "
			"not finished. To remove the job, first stop the job, or use the Force "
			"parameter. (Parameter '%s')",
			(int)job->id, argument_name(c));
	if (job->parent)
		return cmdlet_error_type(
			c, "System.ArgumentException", "CannotRemoveJob",
			CATEGORY_INVALID_OPERATION, job_value(job),
			"The command cannot remove the job because it does not exist or because it "
			"is a child job. Child jobs can be removed only by removing the parent "
			"job.");
	enum status status = job_should_process(c, job, "Remove", &go);
	if (status != OK || !go)
		return status;
	job_stop(job);
	job_unregister(cmdlet_session(c), job);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct remove_job *self = cmdlet_state(c);
	Value jobs = list_new();
	enum status status = job_select(c, &self->selection, jobs);
	for (size_t i = 0; status == OK && i < value_count(jobs); i++)
		status = remove_one(c, value_as_job(value_item(jobs, i)));
	return status;
}

const struct cmdlet cmdlet_remove_job = {
	.verb = "Remove",
	.noun = "Job",
	.parameters = parameters,
	.state_size = sizeof(struct remove_job),
	.default_set = "SessionIdParameterSet",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Deletes background jobs.",
	.description = "Deletes jobs that have ended, with what was not received of them.",
	.examples =
		(const struct cmdlet_example[]){
			{"All jobs", "Get-Job | Remove-Job -Force", ""},
			{NULL, NULL, NULL},
		},
};
