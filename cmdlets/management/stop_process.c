/* Stop-Process: ends processes. */
#include "cmdlets/management/process_info.h"

#include "cmdlet.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

struct stop_process {
	Value name, id, input;
	bool pass_thru, force;
	const char *pattern;
	Value found;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct stop_process, id, "Id", &type_int32_array,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Id",
		    .help = "Their numbers."),
	PARAM_STRINGS(struct stop_process, name, "Name", PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME,
		      .set = "Name", .aliases = "ProcessName", .help = "Names of processes."),
	PARAM_VALUE(struct stop_process, input, "InputObject", &type_object_array,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE, .set = "InputObject",
		    .help = "Process objects."),
	PARAM_SWITCH(struct stop_process, pass_thru, "PassThru", 0, .help = "Gives the processes."),
	PARAM_SWITCH(struct stop_process, force, "Force", PARAM_NOT_EMPTY,
		     .help = "Without asking."),
	PARAM_END,
};

static enum status stop_one(struct cmdlet_call *c, struct process_info *p)
{
	struct stop_process *self = cmdlet_state(c);
	Value target = string_printf("%s (%d)", string_data(p->name), (int)p->pid);
	bool go;
	enum status status = cmdlet_should_process(c, string_data(target), "Stop-Process", &go);
	if (status != OK || !go)
		return status;
	if (kill(p->pid, SIGKILL) != 0)
		return cmdlet_error_type(
			c, "Microsoft.PowerShell.Commands.ProcessCommandException",
			"CouldNotStopProcess", CATEGORY_CLOSE_ERROR, NULL_VALUE,
			"Cannot stop process \"%s\" because of the following error: %s",
			string_data(target), strerror(errno));
	return self->pass_thru ? cmdlet_write(c, value_cell(VALUE_OBJECT, p)) : OK;
}

static bool add_matching(pid_t pid, void *context)
{
	struct stop_process *self = context;
	Value v = process_info_new(pid, false);
	if (wildcard_match(self->pattern, string_data(value_as_process(v)->name), true))
		list_add(value_as_list(self->found), v);
	return true;
}

static enum status stop_named(struct cmdlet_call *c, const char *pattern)
{
	struct stop_process *self = cmdlet_state(c);
	self->pattern = pattern;
	self->found = list_new();
	process_each(add_matching, self);
	if (!value_count(self->found) && !wildcard_has_special(pattern))
		return cmdlet_error_type(c, "Microsoft.PowerShell.Commands.ProcessCommandException",
					 "NoProcessFoundForGivenName", CATEGORY_OBJECT_NOT_FOUND,
					 string_from(pattern),
					 "Cannot find a process with the name \"%s\". Verify the "
					 "process name and call the "
					 "cmdlet again.",
					 pattern);
	for (size_t i = 0; i < value_count(self->found); i++) {
		enum status status = stop_one(c, value_as_process(value_item(self->found, i)));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status stop_id(struct cmdlet_call *c, Value id)
{
	if (!process_exists((pid_t)id.integer))
		return cmdlet_error_type(c, "Microsoft.PowerShell.Commands.ProcessCommandException",
					 "NoProcessFoundForGivenId", CATEGORY_OBJECT_NOT_FOUND, id,
					 "Cannot find a process with the process identifier %d.",
					 (int)id.integer);
	return stop_one(c, value_as_process(process_info_new((pid_t)id.integer, false)));
}

static enum status process(struct cmdlet_call *c)
{
	struct stop_process *self = cmdlet_state(c);
	Value given = self->input.tag == VALUE_ARRAY ? self->input
		      : self->id.tag == VALUE_ARRAY  ? self->id
						     : self->name;
	for (size_t i = 0; i < value_count(given); i++) {
		Value item = value_item(given, i);
		struct process_info *p = value_as_process(item);
		enum status status = p ? stop_one(c, p)
				     : self->id.tag == VALUE_ARRAY
					     ? stop_id(c, item)
					     : stop_named(c, string_data(value_to_string(item)));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_stop_process = {
	.verb = "Stop",
	.noun = "Process",
	.parameters = parameters,
	.state_size = sizeof(struct stop_process),
	.default_set = "Id",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Ends processes.",
};
