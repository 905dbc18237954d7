#include "cmdlets/core/job_start.h"

#include "engine/session.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <sys/stat.h>

bool job_start_suits_path(Value v)
{
	return value_base(v).tag == VALUE_STRING;
}

enum status job_start_process(struct job_start *start)
{
	if (start->input.tag == VALUE_UNSET)
		return OK;
	if (start->inputs.tag != VALUE_LIST)
		start->inputs = list_new();
	list_add(value_as_list(start->inputs), start->input);
	return OK;
}

static enum status file_script(struct cmdlet_call *c, const char *path,
			       struct background_script *script)
{
	struct stat st;
	char *resolved = cmdlet_system_path(c, path);
	if (!resolved)
		return ERROR;
	script->path = string_from(resolved);
	bool is_there = stat(resolved, &st) == 0 && !S_ISDIR(st.st_mode);
	free(resolved);
	if (is_there)
		return OK;
	return cmdlet_throw_type(c, "System.Management.Automation.ItemNotFoundException",
				 "PathNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(path),
				 "Cannot find path '%s' because it does not exist.",
				 string_data(script->path));
}

enum status job_start_script(struct cmdlet_call *c, const struct job_start *start, const char *path,
			     struct background_script *script)
{
	struct session *s = cmdlet_session(c);
	background_script_init(script);
	script->arguments = start->arguments;
	script->input = start->inputs.tag == VALUE_LIST ? start->inputs : NULL_VALUE;
	script->location = string_from(s->location);
	if (start->initialization.tag == VALUE_SCRIPT_BLOCK)
		script->initialization = value_to_string(start->initialization);
	if (path)
		return file_script(c, path, script);
	script->code = value_to_string(start->script_block);
	return using_values_collect(s, start->script_block, false, &script->using_values);
}

Value job_start_command(const struct job_start *start)
{
	return start->file_path ? string_from(start->file_path)
				: value_to_string(start->script_block);
}
