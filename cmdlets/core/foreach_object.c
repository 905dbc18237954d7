/* ForEach-Object: a script block, a property or a method for each record. */
#include "cmdlet.h"
#include "cmdlets/core/background.h"
#include "cmdlets/core/job.h"
#include "cmdlets/core/parallel.h"
#include "engine/output.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/string.h"

struct foreach_object {
	Value input;
	Value process; /* script blocks */
	Value begin, end;
	Value remaining;
	const char *member;
	Value arguments;
	Value parallel;
	int32_t throttle_limit, timeout;
	bool as_job, use_new_runspace;
	struct block_runner *runners; /* one for each process block */
	size_t count;
	struct parallel *tasks;
	struct job *job; /* -AsJob */
};

static bool is_block(Value v)
{
	v = value_base(v);
	return value_is_null(v) || v.tag == VALUE_SCRIPT_BLOCK || v.tag == VALUE_ARRAY;
}

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct foreach_object, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to work on."),
	PARAM_VALUE(struct foreach_object, process, "Process", &type_object_array,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_ALLOW_NULL, .set = "ScriptBlockSet",
		    .type_name = "scriptblock[]", .suits = is_block,
		    .help = "What is done for each object; $_ is the object."),
	PARAM_SCRIPT_BLOCK(struct foreach_object, begin, "Begin", 0, .set = "ScriptBlockSet",
			   .help = "Runs once, before the first object."),
	PARAM_SCRIPT_BLOCK(struct foreach_object, end, "End", 0, .set = "ScriptBlockSet",
			   .help = "Runs once, after the last object."),
	PARAM_VALUE(struct foreach_object, remaining, "RemainingScripts", &type_object_array,
		    PARAM_REMAINING | PARAM_ALLOW_NULL, .set = "ScriptBlockSet",
		    .type_name = "scriptblock[]",
		    .help = "Further script blocks: begin, process and end when they stand alone."),
	PARAM_STRING(struct foreach_object, member, "MemberName",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY,
		     .set = "PropertyAndMethodSet",
		     .help = "The property to get or the method to call."),
	PARAM_VALUE(struct foreach_object, arguments, "ArgumentList", &type_object_array,
		    PARAM_REMAINING, .set = "PropertyAndMethodSet", .aliases = "Args",
		    .help = "The method's arguments."),
	PARAM_SCRIPT_BLOCK(struct foreach_object, parallel, "Parallel", PARAM_MANDATORY,
			   .set = "ParallelParameterSet",
			   .help = "What is done for each object, several at a time."),
	PARAM_INT(struct foreach_object, throttle_limit, "ThrottleLimit", 0,
		  .set = "ParallelParameterSet", .range = "1,2147483647",
		  .help = "How many run at a time: 5 when it is not given."),
	PARAM_INT(struct foreach_object, timeout, "TimeoutSeconds", 0,
		  .set = "ParallelParameterSet", .range = "0,2147483",
		  .help = "Seconds after which what still runs is stopped."),
	PARAM_SWITCH(struct foreach_object, as_job, "AsJob", 0, .set = "ParallelParameterSet",
		     .help = "Gives a job instead of waiting."),
	PARAM_SWITCH(struct foreach_object, use_new_runspace, "UseNewRunspace", 0,
		     .set = "ParallelParameterSet", .help = "Makes a new session for each object."),
	PARAM_END,
};

static enum status not_a_block(struct cmdlet_call *c, Value v)
{
	return cmdlet_throw_type(
		c, "System.Management.Automation.ParameterBindingException",
		"CannotConvertArgumentNoMessage", CATEGORY_INVALID_ARGUMENT, v,
		"Cannot bind parameter 'RemainingScripts'. Cannot convert the \"%s\" value of type "
		"\"%s\" to type \"System.Management.Automation.ScriptBlock\".",
		string_data(value_to_string(v)), value_type(v)->name);
}

/*
 * Blocks given by position only: one is process; of two the first is begin; of three or more the last is end. With
 * -Begin or -End named the others are process.
 */
static enum status sort_blocks(struct cmdlet_call *c, struct foreach_object *self)
{
	Value all = list_new();
	struct list *list = value_as_list(all);
	for (size_t i = 0; i < value_count(self->process); i++)
		list_add(list, value_item(self->process, i));
	for (size_t i = 0; self->remaining.tag == VALUE_ARRAY && i < value_count(self->remaining);
	     i++)
		list_add(list, value_item(self->remaining, i));
	size_t first = 0, last = list->count;
	if (last - first > 1 && !cmdlet_is_bound(c, "Begin"))
		self->begin = list->items[first++];
	if (last - first > 1 && !cmdlet_is_bound(c, "End"))
		self->end = list->items[--last];
	self->runners = gc_alloc_buffer((last - first + 1) * sizeof(*self->runners));
	for (size_t i = first; i < last; i++) {
		Value block = list->items[i];
		if (value_is_null(block))
			continue;
		if (block.tag != VALUE_SCRIPT_BLOCK)
			return not_a_block(c, block);
		block_runner_init(&self->runners[self->count++], cmdlet_session(c), block);
	}
	return OK;
}

#define DEFAULT_THROTTLE_LIMIT 5

static int throttle_limit(struct cmdlet_call *c, const struct foreach_object *self)
{
	return cmdlet_is_bound(c, "ThrottleLimit") ? self->throttle_limit : DEFAULT_THROTTLE_LIMIT;
}

static enum status begin_parallel(struct cmdlet_call *c, struct foreach_object *self)
{
	static const char *const refused[] = {"ErrorAction", "WarningAction", "InformationAction",
					      "PipelineVariable"};
	struct session *s = cmdlet_session(c);
	Value values;
	for (size_t i = 0; i < countof(refused); i++)
		if (cmdlet_is_bound(c, refused[i]))
			return cmdlet_throw_type(
				c, "System.Management.Automation.PSNotSupportedException",
				"ParallelCommonParametersNotSupported", CATEGORY_NOT_IMPLEMENTED,
				NULL_VALUE,
				"The following common parameters are not currently supported in "
				"the Parallel parameter set:\nErrorAction, WarningAction, "
				"InformationAction, PipelineVariable");
	if (self->as_job && cmdlet_is_bound(c, "TimeoutSeconds"))
		return cmdlet_throw_type(c, "System.Management.Automation.PSArgumentException",
					 "ParallelCannotUseTimeoutWithJob",
					 CATEGORY_INVALID_OPERATION, NULL_VALUE,
					 "The 'TimeoutSeconds' parameter cannot be used with the "
					 "'AsJob' parameter.");
	if (using_values_collect(s, self->parallel, true, &values) != OK)
		return ERROR;
	if (self->as_job) {
		self->job = job_new(&job_kind_task, NULL, value_to_string(self->parallel));
		self->job->script.code = self->job->command;
		self->job->script.using_values = values;
		self->job->script.location = string_from(s->location);
		return OK;
	}
	self->tasks =
		parallel_new(value_to_string(self->parallel), values, string_from(s->location),
			     throttle_limit(c, self), self->timeout);
	return OK;
}

static enum status begin(struct cmdlet_call *c)
{
	struct foreach_object *self = cmdlet_state(c);
	if (self->parallel.tag == VALUE_SCRIPT_BLOCK)
		return begin_parallel(c, self);
	if (self->member)
		return OK;
	if (sort_blocks(c, self) != OK)
		return ERROR;
	if (self->begin.tag == VALUE_SCRIPT_BLOCK)
		return cmdlet_run_block(c, self->begin, UNSET_VALUE, cmdlet_output(c));
	return OK;
}

/* -MemberName with wildcards: the one property that it means. */
static enum status write_matching(struct cmdlet_call *c, struct foreach_object *self)
{
	size_t count;
	struct property *properties = value_properties(self->input, &count);
	const struct property *match = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!wildcard_match(self->member, properties[i].name, true))
			continue;
		if (match)
			return cmdlet_error(
				c, "AmbiguousPropertyOrMethodName", CATEGORY_INVALID_OPERATION,
				self->input,
				"Input name \"%s\" is ambiguous. It can be resolved to "
				"multiple matched members. Possible matches include: %s %s.",
				self->member, match->name, properties[i].name);
		match = &properties[i];
	}
	return match ? cmdlet_write_each(c, match->value) : OK;
}

/* -MemberName: a property's value, or the method's result. */
static enum status get_or_call(struct cmdlet_call *c, struct foreach_object *self)
{
	bool found;
	Value result;
	enum status status;
	if (wildcard_has_special(self->member))
		return write_matching(c, self);
	if (self->arguments.tag == VALUE_ARRAY) {
		struct array *a = value_as_array(self->arguments);
		status = member_invoke(self->input, self->member, (int)a->count, a->items, &result);
	} else {
		status = member_get_own(self->input, self->member, &result, &found);
		if (status == OK &&
		    (!found ||
		     value_is_a(result, type_find("System.Management.Automation.PSMethod"))))
			status =
				found || !value_is_null(self->input)
					? member_invoke(self->input, self->member, 0, NULL, &result)
					: OK;
		if (status == ERROR &&
		    !found) { /* neither property nor method: nothing, as in PowerShell */
			error_take();
			return OK;
		}
	}
	if (status == ERROR)
		return cmdlet_write_error(c, error_take());
	return status == OK ? cmdlet_write_each(c, result) : status;
}

static enum status process(struct cmdlet_call *c)
{
	struct foreach_object *self = cmdlet_state(c);
	Value item = self->input.tag == VALUE_UNSET ? NULL_VALUE : self->input;
	if (self->job) {
		struct job *child = job_new_child(self->job, &job_kind_task_child);
		child->script = self->job->script;
		child->script.item = item;
		return OK;
	}
	if (self->tasks)
		return parallel_add(self->tasks, c, item);
	if (self->member)
		return get_or_call(c, self);
	for (size_t i = 0; i < self->count; i++) {
		enum status status = block_runner_call(&self->runners[i], item, cmdlet_output(c));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status start_job(struct cmdlet_call *c, struct foreach_object *self)
{
	struct job_queue *queue = job_queue_new(throttle_limit(c, self));
	struct list *children = value_as_list(self->job->children);
	job_register(cmdlet_session(c), self->job);
	job_begin(self->job);
	for (size_t i = 0; i < children->count; i++)
		job_queue_add(queue, value_as_job(children->items[i]));
	if (!children->count)
		job_end(self->job, BACKGROUND_COMPLETED, NULL_VALUE);
	return cmdlet_write(c, job_value(self->job));
}

static enum status end(struct cmdlet_call *c)
{
	struct foreach_object *self = cmdlet_state(c);
	if (self->job)
		return start_job(c, self);
	if (self->tasks)
		return parallel_finish(self->tasks, c);
	if (self->end.tag == VALUE_SCRIPT_BLOCK)
		return cmdlet_run_block(c, self->end, UNSET_VALUE, cmdlet_output(c));
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	struct foreach_object *self = cmdlet_state(c);
	for (size_t i = 0; i < self->count; i++)
		block_runner_clear(&self->runners[i]);
	self->count = 0;
	if (self->tasks)
		parallel_stop(self->tasks);
}

static const struct cmdlet_example examples[] = {
	{"Doubles numbers.", "1..3 | ForEach-Object { $_ * 2 }", "2\n4\n6\n"},
	{"Gets a property of each object.", "'one', 'three' | ForEach-Object Length", "3\n5\n"},
	{0},
};

const struct cmdlet cmdlet_foreach_object = {
	.verb = "ForEach",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct foreach_object),
	.default_set = "ScriptBlockSet",
	.flags = CMDLET_SHOULD_PROCESS,
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.synopsis = "Does something with each object that comes through the pipeline.",
	.examples = examples,
};
