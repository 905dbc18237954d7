/* Wait-Process: waits until processes have ended. */
#include "cmdlets/management/process_info.h"

#include "cmdlet.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct wait_process {
	Value name, id, input;
	int32_t timeout;
	bool any, pass_thru;
	Value waiting; /* list */
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct wait_process, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Name",
		      .aliases = "ProcessName", .help = "Names of processes."),
	PARAM_VALUE(struct wait_process, id, "Id", &type_int32_array,
		    PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY | PARAM_POSITION(0),
		    .set = "Id", .aliases = "PID,ProcessId", .help = "Their numbers."),
	PARAM_VALUE(struct wait_process, input, "InputObject", &type_object_array,
		    PARAM_MANDATORY | PARAM_PIPELINE, .set = "InputObject",
		    .help = "Process objects."),
	PARAM_INT(struct wait_process, timeout, "Timeout", PARAM_POSITION(1) | PARAM_NOT_EMPTY,
		  .aliases = "TimeoutSec", .range = "0,32767", .help = "Seconds to wait at most."),
	PARAM_SWITCH(struct wait_process, any, "Any", 0, .help = "Until one of them has ended."),
	PARAM_SWITCH(struct wait_process, pass_thru, "PassThru", 0, .help = "Gives the processes."),
	PARAM_END,
};

struct matching {
	const char *pattern;
	struct list *list;
};

static bool add_matching(pid_t pid, void *context)
{
	struct matching *m = context;
	Value v = process_info_new(pid, false);
	if (wildcard_match(m->pattern, string_data(value_as_process(v)->name), true))
		list_add(m->list, v);
	return true;
}

static enum status process(struct cmdlet_call *c)
{
	struct wait_process *self = cmdlet_state(c);
	if (self->waiting.tag != VALUE_LIST)
		self->waiting = list_new();
	struct list *list = value_as_list(self->waiting);
	Value given = self->input.tag == VALUE_ARRAY ? self->input
		      : self->id.tag == VALUE_ARRAY  ? self->id
						     : self->name;
	for (size_t i = 0; i < value_count(given); i++) {
		Value item = value_item(given, i);
		if (value_as_process(item)) {
			list_add(list, item);
		} else if (self->id.tag == VALUE_ARRAY) {
			list_add(list, process_info_new((pid_t)item.integer, false));
		} else {
			struct matching m = {string_data(value_to_string(item)), list};
			process_each(add_matching, &m);
		}
	}
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	struct wait_process *self = cmdlet_state(c);
	int64_t left = cmdlet_is_bound(c, "Timeout") ? self->timeout * INT64_C(1000) : -1;
	for (size_t i = 0; self->waiting.tag == VALUE_LIST && i < value_count(self->waiting); i++) {
		Value item = value_item(self->waiting, i);
		struct process_info *p = value_as_process(item);
		while (!process_wait(p, left < 0 ? 200 : MIN(left, 200))) {
			if (cmdlet_is_stopping(c))
				return OK;
			if (left >= 0 && (left -= 200) <= 0)
				return cmdlet_error_type(c, "System.TimeoutException",
							 "ProcessNotTerminated",
							 CATEGORY_CLOSE_ERROR, item,
							 "This command stopped operation because "
							 "process \"%s (%d)\" is not "
							 "stopped in the specified time-out.",
							 string_data(p->name), (int)p->pid);
		}
		enum status status = self->pass_thru ? cmdlet_write(c, item) : OK;
		if (status != OK || self->any)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_wait_process = {
	.verb = "Wait",
	.noun = "Process",
	.parameters = parameters,
	.state_size = sizeof(struct wait_process),
	.default_set = "Name",
	.process = process,
	.end = end,
	.synopsis = "Waits until processes have ended.",
};
