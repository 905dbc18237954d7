/* Receive-Job: what background jobs have written. */
#include "cmdlets/core/job_selection.h"

#include "engine/streams.h"
#include "object/interpreter_lock.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"

#include <strings.h>

struct receive_job {
	struct job_selection selection;
	Value locations, computers;
	bool keep, no_recurse, force, wait, auto_remove, write_events, write_job;
	Value jobs; /* list: those that are waited for */
};

#define EVERY_SET \
	"Location,ComputerName,NameParameterSet,InstanceIdParameterSet,SessionIdParameterSet"

static const struct parameter parameters[] = {
	JOB_PARAMETER_JOB(struct receive_job, "Location,ComputerName"),
	PARAM_STRINGS(struct receive_job, locations, "Location",
		      PARAM_POSITION(1) | PARAM_NOT_EMPTY, .set = "Location",
		      .help = "Only child jobs that ran there."),
	PARAM_STRINGS(struct receive_job, computers, "ComputerName",
		      PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY, .set = "ComputerName",
		      .aliases = "Cn", .help = "Only child jobs of these computers."),
	JOB_PARAMETER_NAME(struct receive_job),
	JOB_PARAMETER_INSTANCE_ID(struct receive_job),
	JOB_PARAMETER_ID(struct receive_job, PARAM_MANDATORY),
	PARAM_SWITCH(struct receive_job, keep, "Keep", 0, .set = EVERY_SET,
		     .help = "Leaves the results in the job, to be received again."),
	PARAM_SWITCH(struct receive_job, no_recurse, "NoRecurse", 0, .set = EVERY_SET,
		     .help = "Leaves out the results of child jobs."),
	PARAM_SWITCH(struct receive_job, force, "Force", 0, .set = EVERY_SET,
		     .help = "With -Wait: suspended jobs are waited for, too; there are none."),
	PARAM_SWITCH(struct receive_job, wait, "Wait", 0, .set = EVERY_SET,
		     .help = "Gives the results as they come, until the jobs have ended."),
	PARAM_SWITCH(struct receive_job, auto_remove, "AutoRemoveJob", 0, .set = EVERY_SET,
		     .help = "With -Wait: removes the jobs afterwards."),
	PARAM_SWITCH(struct receive_job, write_events, "WriteEvents", 0, .set = EVERY_SET,
		     .help = "With -Wait: tells about the ends of the jobs."),
	PARAM_SWITCH(struct receive_job, write_job, "WriteJobInResults", 0, .set = EVERY_SET,
		     .help = "With -Wait: the jobs come before the results."),
	PARAM_END,
};

static enum status needs_wait(struct cmdlet_call *c, const char *message)
{
	return cmdlet_throw_type(c, "System.Management.Automation.PSInvalidOperationException",
				 "InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE, "%s",
				 message);
}

static enum status begin(struct cmdlet_call *c)
{
	struct receive_job *self = cmdlet_state(c);
	if (self->keep && self->wait)
		return cmdlet_throw_type(
			c, "System.Management.Automation.ParameterBindingException",
			"ParameterBindingFailed", CATEGORY_WRITE_ERROR, NULL_VALUE,
			"Cannot bind parameter 'Keep' to the target. Exception setting \"Keep\": "
			"\"The Wait and Keep parameters cannot be used together in the same "
			"command.\"");
	if (self->wait)
		return OK;
	if (self->auto_remove)
		return needs_wait(c, "The -AutoRemoveJob parameter cannot be used without the "
				     "-Wait parameter");
	if (self->write_job)
		return needs_wait(c, "The -WriteJobInResults parameter cannot be used without the "
				     "-Wait parameter");
	if (self->write_events)
		return needs_wait(c, "The WriteEvents parameter cannot be used without the Wait "
				     "parameter.");
	if (self->force)
		return needs_wait(
			c, "The -Force parameter cannot be used without the -Wait parameter.");
	return OK;
}

/* ---- one job ---- */

static enum status write_stream(struct cmdlet_call *c, Value records, int stream)
{
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(records); i++) {
		struct stream_record *r = stream_record_of(value_item(records, i));
		if (stream < 0 || r->stream == stream)
			status = background_replay(c, r->stream, r->value);
	}
	return status;
}

/* What waits in the job itself. */
static enum status write_records(struct cmdlet_call *c, struct job *job)
{
	static const int order[] = {AST_STREAM_OUTPUT,     AST_STREAM_ERROR,   AST_STREAM_VERBOSE,
				    AST_STREAM_DEBUG,      AST_STREAM_WARNING, STREAM_PROGRESS,
				    AST_STREAM_INFORMATION};
	struct receive_job *self = cmdlet_state(c);
	Value records = list_to_array(value_as_list(job->records));
	if (!self->keep)
		job->records = list_new();
	if (job->kind->in_order || self->wait)
		return write_stream(c, records, -1);
	enum status status = OK;
	for (size_t i = 0; status == OK && i < countof(order); i++)
		status = write_stream(c, records, order[i]);
	return status;
}

/* Why it failed. */
static enum status write_reason(struct cmdlet_call *c, const struct job *job)
{
	if (job->state != JOB_FAILED || value_is_null(job->failure))
		return OK;
	if (job->kind == &job_kind_background_child)
		return cmdlet_relay_error(c, job->failure);
	Value record = error_record_new(job->reason, "JobStateFailed", CATEGORY_INVALID_RESULT,
					NULL_VALUE);
	struct error_record *failure = value_as_error_record(job->failure);
	value_as_error_record(record)->from_throw = failure && failure->from_throw;
	return cmdlet_relay_error(c, record);
}

/* A job and its child jobs, as far as they have come. */
static enum status receive(struct cmdlet_call *c, struct job *job)
{
	struct receive_job *self = cmdlet_state(c);
	enum status status = write_records(c, job);
	struct list *children = value_as_list(job->children);
	for (size_t i = 0; status == OK && !self->no_recurse && i < children->count; i++)
		status = receive(c, value_as_job(children->items[i]));
	if (status == OK && !self->wait)
		status = write_reason(c, job);
	return status;
}

static bool is_among(const char *text, Value names)
{
	for (size_t i = 0; i < value_count(names); i++)
		if (!strcasecmp(string_data(value_item(names, i)), text))
			return true;
	return false;
}

/* -Location, -ComputerName: the child jobs that ran there. */
static void keep_places(Value jobs, Value places, Value kept)
{
	for (size_t i = 0; i < value_count(jobs); i++) {
		struct list *children = value_as_list(value_as_job(value_item(jobs, i))->children);
		for (size_t k = 0; k < children->count; k++)
			if (is_among(value_as_job(children->items[k])->kind->location, places))
				list_add(value_as_list(kept), children->items[k]);
	}
}

static enum status keep_computers(struct cmdlet_call *c, Value jobs, Value computers, Value kept)
{
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(jobs); i++)
		if (value_as_job(value_item(jobs, i))->kind != &job_kind_background)
			status = cmdlet_error_type(
				c, "System.ArgumentException", "ComputerNameParameterNotSupported",
				CATEGORY_INVALID_ARGUMENT, value_item(jobs, i),
				"The command cannot retrieve the jobs of the specified computers. "
				"The ComputerName parameter can be used only with jobs created by "
				"using PowerShell remoting.");
	keep_places(jobs, computers, kept);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct receive_job *self = cmdlet_state(c);
	Value jobs = list_new(), found = jobs;
	enum status status = job_select(c, &self->selection, found);
	if (status == OK && self->locations.tag == VALUE_ARRAY)
		keep_places(found, self->locations, jobs = list_new());
	if (status == OK && self->computers.tag == VALUE_ARRAY)
		status = keep_computers(c, found, self->computers, jobs = list_new());
	if (self->jobs.tag != VALUE_LIST)
		self->jobs = list_new();
	for (size_t i = 0; status == OK && i < value_count(jobs); i++) {
		Value job = value_item(jobs, i);
		list_add(value_as_list(self->jobs), job);
		if (!self->wait)
			status = receive(c, value_as_job(job));
		else if (self->write_job)
			status = cmdlet_write(c, job);
	}
	return status;
}

/* ---- -Wait ---- */

static enum status write_event(struct cmdlet_call *c, const struct job *job)
{
	Value event = psobject_new(), info;
	bool found;
	enum status status =
		member_get_own(job_value((struct job *)job), "JobStateInfo", &info, &found);
	psobject_set(event, "PSEventObject", TRUE_VALUE);
	psobject_set(event, "PSSourceJobInstanceId", job->instance_id);
	psobject_set(event, "JobStateInfo", info);
	psobject_set(event, "PreviousJobStateInfo", NULL_VALUE);
	return status == OK ? cmdlet_write(c, event) : status;
}

/* What comes when a job has ended: why it failed, of child jobs first. */
static enum status finish(struct cmdlet_call *c, struct job *job)
{
	struct receive_job *self = cmdlet_state(c);
	struct list *children = value_as_list(job->children);
	enum status status = OK;
	for (size_t i = 0; status == OK && !self->no_recurse && i < children->count; i++)
		status = finish(c, value_as_job(children->items[i]));
	if (status == OK)
		status = write_reason(c, job);
	return status == OK && self->write_events ? write_event(c, job) : status;
}

/* Writes what comes until the job has ended. */
static enum status follow(struct cmdlet_call *c, struct job *job)
{
	for (;;) {
		bool ended = job_has_ended(job);
		enum status status = receive(c, job);
		if (status != OK)
			return status;
		if (ended)
			return finish(c, job);
		if (cmdlet_is_stopping(c)) {
			runtime()->stop_at = NULL;
			return STOP;
		}
		interpreter_wait(100);
	}
}

static enum status end(struct cmdlet_call *c)
{
	struct receive_job *self = cmdlet_state(c);
	enum status status = OK;
	for (size_t i = 0; status == OK && self->wait && i < value_count(self->jobs); i++) {
		struct job *job = value_as_job(value_item(self->jobs, i));
		status = follow(c, job);
		if (self->auto_remove && job_has_ended(job))
			job_unregister(cmdlet_session(c), job);
	}
	return status;
}

const struct cmdlet cmdlet_receive_job = {
	.verb = "Receive",
	.noun = "Job",
	.parameters = parameters,
	.state_size = sizeof(struct receive_job),
	.default_set = "Location",
	.begin = begin,
	.process = process,
	.end = end,
	.synopsis = "Gets the results of background jobs.",
	.description =
		"Gives what jobs have written so far, to the streams to which they wrote it. "
		"Each result is given once, unless -Keep leaves it in the job.",
	.examples =
		(const struct cmdlet_example[]){
			{"Results as they come",
			 "Start-ThreadJob { 'done' } | Receive-Job -Wait -AutoRemoveJob", "done\n"},
			{NULL, NULL, NULL},
		},
};
