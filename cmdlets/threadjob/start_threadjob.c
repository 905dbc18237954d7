/* Start-ThreadJob: a job on a thread of this process. */
#include "cmdlets/core/job_start.h"

#include "engine/session.h"

struct start_threadjob {
	struct job_start start;
	int32_t throttle_limit;
	Value streaming_host;
};

#define BOTH "ScriptBlock,FilePath"

static const struct parameter parameters[] = {
	JOB_START_SCRIPT_BLOCK(struct start_threadjob, "ScriptBlock", .aliases = NULL),
	JOB_START_FILE_PATH(struct start_threadjob, "FilePath"),
	PARAM_STRING(struct start_threadjob, start.name, "Name", PARAM_NOT_EMPTY, .set = BOTH,
		     .help = "The job's name, instead of JobN."),
	JOB_START_INITIALIZATION(struct start_threadjob, BOTH, 0),
	JOB_START_INPUT(struct start_threadjob, BOTH),
	JOB_START_ARGUMENTS(struct start_threadjob, BOTH, .aliases = NULL),
	PARAM_INT(struct start_threadjob, throttle_limit, "ThrottleLimit", 0, .set = BOTH,
		  .range = "1,1000000",
		  .help = "How many thread jobs run at a time, from now on; 5 at first."),
	PARAM_OBJECT(struct start_threadjob, streaming_host, "StreamingHost", 0, .set = BOTH,
		     .type_name = "System.Management.Automation.Host.PSHost",
		     .help = "The host to which Write-Host goes at once: $Host."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	return job_start_process(&((struct start_threadjob *)cmdlet_state(c))->start);
}

static enum status end(struct cmdlet_call *c)
{
	struct start_threadjob *self = cmdlet_state(c);
	struct background_script script;
	if (job_start_script(c, &self->start, self->start.file_path, &script) != OK)
		return ERROR;
	struct job *job =
		job_new(&job_kind_thread, self->start.name, job_start_command(&self->start));
	job->script = script;
	if (cmdlet_is_bound(c, "StreamingHost"))
		job->background.streaming_host = cmdlet_session(c)->host;
	job_register(cmdlet_session(c), job);
	job_queue_add(job_thread_queue(self->throttle_limit), job);
	return cmdlet_write(c, job_value(job));
}

const struct cmdlet cmdlet_start_threadjob = {
	.verb = "Start",
	.noun = "ThreadJob",
	.parameters = parameters,
	.state_size = sizeof(struct start_threadjob),
	.default_set = "ScriptBlock",
	.process = process,
	.end = end,
	.class_name = "Microsoft.PowerShell.ThreadJob.StartThreadJobCommand",
	.output = "Microsoft.PowerShell.ThreadJob.ThreadJob",
	.synopsis = "Starts a background job on a thread of this process.",
	.description = "Runs a script block in a session of its own, beside what the shell does. "
		       "Objects are "
		       "the same on both sides: nothing is copied. Jobs wait and read at the same "
		       "time; what "
		       "computes takes turns.",
	.examples =
		(const struct cmdlet_example[]){
			{"A job and its result",
			 "Start-ThreadJob { 6 * 7 } | Receive-Job -Wait -AutoRemoveJob", "42\n"},
			{NULL, NULL, NULL},
		},
};
