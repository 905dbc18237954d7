/* Remove-PSDrive: takes a drive's name away. */
#include "cmdlets/management/paths.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"

struct remove_psdrive {
	Value name, literal_name, provider;
	const char *scope;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct remove_psdrive, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Name",
		      .help = "Names of drives."),
	PARAM_STRINGS(struct remove_psdrive, literal_name, "LiteralName", PARAM_MANDATORY,
		      .set = "LiteralName", .help = "Names, taken as they are."),
	PARAM_STRINGS(struct remove_psdrive, provider, "PSProvider", PARAM_PIPELINE_BY_NAME,
		      .help = "Of these providers."),
	PARAM_STRING(struct remove_psdrive, scope, "Scope", PARAM_PIPELINE_BY_NAME,
		     .help = "Accepted."),
	PARAM_SWITCH(struct remove_psdrive, force, "Force", 0, .help = "Also the current one."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_psdrive *self = cmdlet_state(c);
	Value names = self->literal_name.tag == VALUE_ARRAY ? self->literal_name : self->name;
	for (size_t i = 0; i < value_count(names); i++) {
		Value name = value_to_string(value_item(names, i));
		bool go;
		enum status status =
			cmdlet_should_process(c, string_data(name), "Remove Drive", &go);
		if (status == OK && go &&
		    !hashtable_remove(value_as_hashtable(cmdlet_session(c)->drives), name))
			status = cmdlet_error_type(
				c, "System.Management.Automation.DriveNotFoundException",
				"DriveNotFound", CATEGORY_OBJECT_NOT_FOUND, name,
				"Cannot find drive. A drive with the name '%s' does not exist.",
				string_data(name));
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_remove_psdrive = {
	.verb = "Remove",
	.noun = "PSDrive",
	.parameters = parameters,
	.state_size = sizeof(struct remove_psdrive),
	.default_set = "Name",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Takes a drive's name away.",
};
