/* Remove-TypeData */
#include "cmdlets/utility/file_argument.h"
#include "cmdlets/utility/type_data.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/ets.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <string.h>

struct remove_typedata {
	Value type_name, type_data, path;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct remove_typedata, type_name, "TypeName",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME |
			     PARAM_NOT_EMPTY,
		     .set = "RemoveTypeSet", .type_name = "string", .help = "The type."),
	PARAM_VALUE(struct remove_typedata, type_data, "TypeData", &type_type_data,
		    PARAM_MANDATORY | PARAM_PIPELINE, .set = "RemoveTypeDataSet",
		    .help = "What Get-TypeData gave."),
	PARAM_STRINGS(struct remove_typedata, path, "Path", PARAM_MANDATORY | PARAM_NOT_EMPTY,
		      .set = "RemoveFileSet", .help = "Files that were read before."),
	PARAM_END,
};

static enum status remove_type(struct cmdlet_call *c, const char *name)
{
	bool go;
	struct strbuf target = STRBUF_INIT;
	strbuf_addf(&target, "Name of the type that will be removed: %s", name);
	enum status status = cmdlet_should_process(c, target.data, "Remove TypeData", &go);
	strbuf_clear(&target);
	if (status != OK || !go || type_data_remove(name))
		return status;
	return cmdlet_error_type(
		c, "System.Management.Automation.RuntimeException", "TypesDynamicRemoveException",
		CATEGORY_INVALID_OPERATION, string_from(name),
		"Error in TypeData \"%s\": The type \"%s\" was not found. The type name value must "
		"be the full name of the type. Verify the type name and run the command again.",
		name, name);
}

/* Takes back all that a file said. */
static enum status remove_file(struct cmdlet_call *c, const char *path)
{
	Value names = type_data_names(), file;
	bool any = false;
	for (size_t i = 0; i < value_count(names); i++) {
		const char *name = string_data(value_item(names, i));
		if (!hashtable_get_text(type_data_of(name), "file", &file) ||
		    strcmp(string_data(file), path) != 0)
			continue;
		any = true;
		type_data_remove(name);
	}
	return any ? OK
		   : cmdlet_error_type(c, "System.InvalidOperationException",
				       "TypeFileNotExistsInCurrentSession",
				       CATEGORY_INVALID_OPERATION, NULL_VALUE,
				       "The file %s is not imported into the current session.",
				       path);
}

static enum status remove_files(struct cmdlet_call *c, Value paths)
{
	struct file_list files = {0};
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), false);
	for (size_t i = 0; status == OK && i < files.count; i++) {
		bool go;
		status = cmdlet_should_process(c, files.paths[i], "Remove type file", &go);
		if (status == OK && go)
			status = remove_file(c, files.paths[i]);
	}
	file_list_clear(&files);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	const struct remove_typedata *self = cmdlet_state(c);
	if (self->path.tag == VALUE_ARRAY)
		return remove_files(c, self->path);
	return remove_type(c, type_name_argument(value_is_null(self->type_data) ? self->type_name
										: self->type_data));
}

const struct cmdlet cmdlet_remove_typedata = {
	.verb = "Remove",
	.noun = "TypeData",
	.parameters = parameters,
	.state_size = sizeof(struct remove_typedata),
	.default_set = "RemoveTypeDataSet",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Deletes extended types from the current session.",
	.description = "Takes back what Update-TypeData said of a type.",
	.examples =
		(const struct cmdlet_example[]){
			{"One type", "Remove-TypeData -TypeName My.Type", NULL},
			{NULL, NULL, NULL},
		},
};
