#include "cmdlets/core/job.h"

#include "base/strbuf.h"
#include "engine/session.h"
#include "engine/streams.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/enums.h"
#include "object/guid.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

/* ---- life ---- */

struct job *value_as_job(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && type_is_a(v.cell->type, &type_job) ? (struct job *)v.cell
									   : NULL;
}

struct job *job_new(const struct job_kind *kind, const char *name, Value command)
{
	static int32_t last_id;
	struct job *job = gc_alloc(kind->type, VALUE_OBJECT, sizeof(*job));
	job->kind = kind;
	job->id = ++last_id;
	job->name = name ? string_from(name) : string_printf("Job%d", (int)job->id);
	job->command = command;
	job->instance_id = guid_random();
	job->begin_time = job->end_time = job->reason = job->failure = NULL_VALUE;
	job->children = list_new();
	job->records = list_new();
	background_script_init(&job->script);
	return job;
}

struct job *job_new_child(struct job *parent, const struct job_kind *kind)
{
	struct job *job = job_new(kind, NULL, parent->command);
	job->parent = parent;
	list_add(value_as_list(parent->children), job_value(job));
	return job;
}

void job_register(struct session *s, struct job *job)
{
	list_add(value_as_list(s->jobs), job_value(job));
}

void job_unregister(struct session *s, struct job *job)
{
	list_drop(s->jobs, job_value(job));
}

static struct job *child(const struct job *job, size_t i)
{
	return (struct job *)value_as_list(job->children)->items[i].cell;
}

static size_t child_count(const struct job *job)
{
	return value_as_list(job->children)->count;
}

void job_begin(struct job *job)
{
	job->state = JOB_RUNNING;
	job->begin_time = datetime_now();
	if (job->parent && job->parent->state == JOB_NOT_STARTED)
		job_begin(job->parent);
	interpreter_notify();
}

static void set_end(struct job *job, enum job_state state)
{
	job->state = state;
	job->end_time = datetime_now();
	interpreter_notify();
}

/* A job with child jobs has ended when all of them have, as the worst of them. */
static void follow_children(struct job *job)
{
	enum job_state state = JOB_COMPLETED;
	for (size_t i = 0; i < child_count(job); i++) {
		const struct job *c = child(job, i);
		if (!job_has_ended(c))
			return;
		if (c->state == JOB_FAILED || state == JOB_COMPLETED)
			state = c->state;
	}
	set_end(job, state);
}

void job_end(struct job *job, enum background_end how, Value error)
{
	static const enum job_state states[] = {
		[BACKGROUND_COMPLETED] = JOB_COMPLETED,
		[BACKGROUND_FAILED] = JOB_FAILED,
		[BACKGROUND_STOPPED] = JOB_STOPPED,
	};
	if (how != BACKGROUND_COMPLETED)
		job->reason = value_as_error_record(background_failure(error))->exception;
	job->failure = error;
	set_end(job, states[how]);
	if (job->parent)
		follow_children(job->parent);
}

void job_add_record(struct job *job, int stream, Value record)
{
	list_add(value_as_list(job->records), stream_record_new(stream, record));
	interpreter_notify();
}

bool job_has_more_data(const struct job *job)
{
	if ((job->kind->has_more_while_runs && !job_has_ended(job)) ||
	    value_as_list(job->records)->count)
		return true;
	for (size_t i = 0; i < child_count(job); i++)
		if (job_has_more_data(child(job, i)))
			return true;
	return false;
}

static void ask_to_stop(struct job *job)
{
	job->is_stopped = true;
	for (size_t i = child_count(job); i-- > 0;) /* last first: none of those that wait begins */
		ask_to_stop(child(job, i));
	if (job_has_ended(job))
		return;
	if (job->queue)
		job_thread_stop(job);
	else if (job->process)
		job_process_stop(job);
	else if (job->kind == &job_kind_event)
		job_end(job, BACKGROUND_STOPPED, NULL_VALUE);
}

void job_stop(struct job *job)
{
	ask_to_stop(job);
	while (!job_has_ended(job))
		interpreter_wait(100);
}

/* How long those that end with the shell are waited for. */
#define FAREWELL_MS 500

void jobs_end(struct session *s)
{
	struct list *jobs = value_as_list(s->jobs);
	for (size_t i = 0; i < jobs->count; i++)
		ask_to_stop((struct job *)jobs->items[i].cell);
	int64_t deadline = interpreter_clock() + FAREWELL_MS;
	for (size_t i = 0; i < jobs->count && interpreter_clock() < deadline;) {
		if (job_has_ended((struct job *)jobs->items[i].cell))
			i++;
		else
			interpreter_wait(50);
	}
}

/* ---- as scripts see them ---- */

static struct job *self_job(Value self)
{
	return (struct job *)value_base(self).cell;
}

struct job_state_info {
	struct cell cell;
	enum job_state state;
	Value reason;
};

static void mark_state_info(void *cell)
{
	gc_mark(((struct job_state_info *)cell)->reason);
}

static struct job_state_info *self_state_info(Value self)
{
	return (struct job_state_info *)value_base(self).cell;
}

static enum status state_info_get_state(Value self, Value *result_r)
{
	*result_r = enum_value(&type_job_state, self_state_info(self)->state);
	return OK;
}

static enum status state_info_get_reason(Value self, Value *result_r)
{
	*result_r = self_state_info(self)->reason;
	return OK;
}

static enum status state_info_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	value_append_string(enum_value(&type_job_state, self_state_info(self)->state), out);
	return OK;
}

static const struct member state_info_members[] = {
	PROPERTY("System.Management.Automation.JobState State {get;}", state_info_get_state),
	PROPERTY("System.Exception Reason {get;}", state_info_get_reason),
	MEMBER_END,
};
static struct type type_job_state_info = {
	.name = "System.Management.Automation.JobStateInfo",
	.tag = VALUE_OBJECT,
	.flags = TYPE_SEALED,
	.members = state_info_members,
	.mark = mark_state_info,
	.to_string = state_info_to_string,
};

static enum status get_state_info(Value self, Value *result_r)
{
	struct job_state_info *info = gc_alloc(&type_job_state_info, VALUE_OBJECT, sizeof(*info));
	info->state = self_job(self)->state;
	info->reason = self_job(self)->reason;
	*result_r = value_cell(VALUE_OBJECT, info);
	return OK;
}

static enum status get_state(Value self, Value *result_r)
{
	*result_r = value_to_string(enum_value(&type_job_state, self_job(self)->state));
	return OK;
}

static enum status get_location(Value self, Value *result_r)
{
	*result_r = string_from(self_job(self)->kind->location);
	return OK;
}

static enum status get_has_more_data(Value self, Value *result_r)
{
	*result_r = value_bool(job_has_more_data(self_job(self)));
	return OK;
}

static enum status get_status_message(Value self UNUSED, Value *result_r)
{
	*result_r = string_empty();
	return OK;
}

static enum status get_type_name(Value self, Value *result_r)
{
	*result_r = string_from(self_job(self)->kind->name);
	return OK;
}

static enum status get_id(Value self, Value *result_r)
{
	*result_r = value_int(self_job(self)->id);
	return OK;
}

#define GETTER(field)                                               \
	static enum status get_##field(Value self, Value *result_r) \
	{                                                           \
		*result_r = self_job(self)->field;                  \
		return OK;                                          \
	}
GETTER(name)
GETTER(command)
GETTER(instance_id)
GETTER(begin_time)
GETTER(end_time)
GETTER(children)

static enum status set_name(Value self, Value v)
{
	self_job(self)->name = value_to_string(v);
	return OK;
}

/* The records of one stream that wait: a list of its own. */
static Value waiting(const struct job *job, int stream)
{
	Value found = list_new();
	struct list *records = value_as_list(job->records);
	for (size_t i = 0; i < records->count; i++) {
		struct stream_record *r = stream_record_of(records->items[i]);
		if (r->stream == stream)
			list_add(value_as_list(found), r->value);
	}
	return found;
}

#define STREAM_GETTER(name, stream)                                \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		*result_r = waiting(self_job(self), stream);       \
		return OK;                                         \
	}
STREAM_GETTER(output, AST_STREAM_OUTPUT)
STREAM_GETTER(error, AST_STREAM_ERROR)
STREAM_GETTER(warning, AST_STREAM_WARNING)
STREAM_GETTER(verbose, AST_STREAM_VERBOSE)
STREAM_GETTER(debug, AST_STREAM_DEBUG)
STREAM_GETTER(information, AST_STREAM_INFORMATION)
STREAM_GETTER(progress, STREAM_PROGRESS)

static enum status stop(Value self, int argc UNUSED, const Value *argv UNUSED,
			Value *result_r UNUSED)
{
	job_stop(self_job(self));
	return OK;
}

static void mark_job(void *cell)
{
	struct job *job = cell;
	gc_mark(job->name);
	gc_mark(job->command);
	gc_mark(job->instance_id);
	gc_mark(job->begin_time);
	gc_mark(job->end_time);
	gc_mark(job->reason);
	gc_mark(job->failure);
	gc_mark(job->children);
	gc_mark(job->records);
	gc_mark_cell(job->parent);
	gc_mark_cell(job->queue);
	background_script_mark(&job->script);
}

#define COLLECTION(type) "System.Management.Automation.PSDataCollection[" type "]"
#define SMA "System.Management.Automation."

static const struct member job_members[] = {
	SCRIPT_PROPERTY("System.Object State {get=$this.JobStateInfo.State.ToString();}",
			get_state),
	PROPERTY("bool HasMoreData {get;}", get_has_more_data),
	PROPERTY("string StatusMessage {get;}", get_status_message),
	PROPERTY("string Location {get;}", get_location),
	PROPERTY("string Command {get;}", get_command),
	PROPERTY(SMA "JobStateInfo JobStateInfo {get;}", get_state_info),
	PROPERTY("guid InstanceId {get;}", get_instance_id),
	PROPERTY("int Id {get;}", get_id),
	PROPERTY_RW("string Name {get;set;}", get_name, set_name),
	PROPERTY("System.Collections.Generic.IList[" SMA "Job] ChildJobs {get;}", get_children),
	PROPERTY("System.Nullable[datetime] PSBeginTime {get;}", get_begin_time),
	PROPERTY("System.Nullable[datetime] PSEndTime {get;}", get_end_time),
	PROPERTY("string PSJobTypeName {get;}", get_type_name),
	PROPERTY(COLLECTION("psobject") " Output {get;set;}", get_output),
	PROPERTY(COLLECTION(SMA "ErrorRecord") " Error {get;set;}", get_error),
	PROPERTY(COLLECTION(SMA "ProgressRecord") " Progress {get;set;}", get_progress),
	PROPERTY(COLLECTION(SMA "VerboseRecord") " Verbose {get;set;}", get_verbose),
	PROPERTY(COLLECTION(SMA "DebugRecord") " Debug {get;set;}", get_debug),
	PROPERTY(COLLECTION(SMA "WarningRecord") " Warning {get;set;}", get_warning),
	PROPERTY(COLLECTION(SMA "InformationRecord") " Information {get;set;}", get_information),
	METHOD("void StopJob()", stop),
	MEMBER_END,
};

struct type type_job = {
	.name = SMA "Job",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = job_members,
	.mark = mark_job,
};
static enum status job_array_convert(Value from, const struct type *to, Value *result_r)
{
	return type_object_array.convert(from, to, result_r);
}

struct type type_job_array = {
	.name = SMA "Job[]",
	.base = &type_array,
	.tag = VALUE_ARRAY,
	.element = &type_job,
	.convert = job_array_convert,
	.rank = 1,
	.flags = TYPE_SEALED,
};
static struct type type_job2 = {
	.name = SMA "Job2", .tag = VALUE_OBJECT, .flags = TYPE_ABSTRACT, .base = &type_job};
#define JOB_TYPE(variable, full_name, base_type) \
	static struct type variable = {.name = full_name, .tag = VALUE_OBJECT, .base = base_type}
JOB_TYPE(type_remoting_job, SMA "PSRemotingJob", &type_job);
JOB_TYPE(type_remoting_child_job, SMA "PSRemotingChildJob", &type_job);
JOB_TYPE(type_thread_job, "Microsoft.PowerShell.ThreadJob.ThreadJob", &type_job2);
JOB_TYPE(type_task_job, SMA "PSTasks.PSTaskJob", &type_job);
JOB_TYPE(type_event_job, SMA "PSEventJob", &type_job);
JOB_TYPE(type_task_child_job, SMA "PSTasks.PSTaskChildJob", &type_job);

const struct type *const job_types[] = {
	&type_job_array, /* first: otherwise it would be made of type_job */
	&type_job,
	&type_job2,
	&type_remoting_job,
	&type_remoting_child_job,
	&type_thread_job,
	&type_task_job,
	&type_task_child_job,
	&type_event_job,
	&type_job_state_info,
	NULL,
};

const struct job_kind job_kind_background = {&type_remoting_job, "BackgroundJob", "localhost", true,
					     true};
const struct job_kind job_kind_background_child = {&type_remoting_child_job, "", "localhost", true,
						   true};
const struct job_kind job_kind_thread = {&type_thread_job, "ThreadJob", "PowerShell", false, false};
const struct job_kind job_kind_event = {&type_event_job, "", "", false, false};
const struct job_kind job_kind_task = {&type_task_job, "PSTaskJob", "PowerShell", false, false};
const struct job_kind job_kind_task_child = {&type_task_child_job, "PSTaskChildJob", "PowerShell",
					     false, false};
