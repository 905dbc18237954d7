/* Get-Process: the processes of the machine. */
#include "cmdlets/management/process_info.h"

#include "cmdlet.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <unistd.h>

struct get_process {
	Value name, id, input;
	bool include_user_name, module, file_version_info;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_process, name, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS |
			      PARAM_NOT_EMPTY,
		      .set = "Name", .aliases = "ProcessName", .help = "Names of processes."),
	PARAM_VALUE(struct get_process, id, "Id", &type_int32_array,
		    PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "Id", .aliases = "PID",
		    .help = "Their numbers."),
	PARAM_VALUE(struct get_process, input, "InputObject", &type_object_array,
		    PARAM_MANDATORY | PARAM_PIPELINE, .set = "InputObject",
		    .help = "Process objects."),
	PARAM_SWITCH(struct get_process, include_user_name, "IncludeUserName", 0,
		     .help = "With the users' names."),
	PARAM_SWITCH(struct get_process, module, "Module", PARAM_HIDDEN | PARAM_NOT_NULL),
	PARAM_SWITCH(struct get_process, file_version_info, "FileVersionInfo",
		     PARAM_HIDDEN | PARAM_NOT_NULL, .aliases = "FV,FVI"),
	PARAM_END,
};

static bool add(pid_t pid, void *context)
{
	list_add(context, process_info_new(pid, false));
	return true;
}

static int by_name(const void *a, const void *b)
{
	struct process_info *x = value_as_process(*(const Value *)a),
			    *y = value_as_process(*(const Value *)b);
	int order = string_compare(x->name, y->name, true);
	return order ? order : x->pid - y->pid;
}

static enum status write_matching(struct cmdlet_call *c, const char *pattern)
{
	Value all = list_new();
	bool found = false;
	process_each(add, value_as_list(all));
	qsort(value_as_list(all)->items, value_count(all), sizeof(Value), by_name);
	for (size_t i = 0; i < value_count(all); i++) {
		struct process_info *p = value_as_process(value_item(all, i));
		if (!string_length(p->name) || !wildcard_match(pattern, string_data(p->name), true))
			continue;
		found = true;
		enum status status = cmdlet_write(c, value_item(all, i));
		if (status != OK)
			return status;
	}
	if (found || wildcard_has_special(pattern))
		return OK;
	return cmdlet_error_type(c, "Microsoft.PowerShell.Commands.ProcessCommandException",
				 "NoProcessFoundForGivenName", CATEGORY_OBJECT_NOT_FOUND,
				 string_from(pattern),
				 "Cannot find a process with the name \"%s\". Verify the process "
				 "name and call the cmdlet "
				 "again.",
				 pattern);
}

static enum status write_id(struct cmdlet_call *c, Value id)
{
	if (process_exists((pid_t)id.integer))
		return cmdlet_write(c, process_info_new((pid_t)id.integer, false));
	return cmdlet_error_type(c, "Microsoft.PowerShell.Commands.ProcessCommandException",
				 "NoProcessFoundForGivenId", CATEGORY_OBJECT_NOT_FOUND, id,
				 "Cannot find a process with the process identifier %d.",
				 (int)id.integer);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_process *self = cmdlet_state(c);
	if (self->input.tag == VALUE_ARRAY)
		return cmdlet_write_each(c, self->input);
	if (self->id.tag == VALUE_UNSET && self->name.tag == VALUE_UNSET)
		return write_matching(c, "*");
	Value given = self->id.tag != VALUE_UNSET ? self->id : self->name;
	for (size_t i = 0; i < value_count(given); i++) {
		Value item = value_item(given, i);
		enum status status =
			self->id.tag != VALUE_UNSET
				? write_id(c, item)
				: write_matching(c, string_data(value_to_string(item)));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_process = {
	.verb = "Get",
	.noun = "Process",
	.parameters = parameters,
	.state_size = sizeof(struct get_process),
	.default_set = "Name",
	.process = process,
	.output = "System.Diagnostics.Process",
	.synopsis = "Lists processes.",
};
