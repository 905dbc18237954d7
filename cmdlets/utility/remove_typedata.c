/* Remove-TypeData */
#include "cmdlet.h"
#include "object/ets.h"
#include "object/string.h"
#include <string.h>

struct remove_typedata {
	const char *type_name;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct remove_typedata, type_name, "TypeName",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .help = "The type."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_typedata *self = cmdlet_state(c);
	const struct type *type = type_find_text(self->type_name, strlen(self->type_name));
	if (type_data_remove(type ? type->name : self->type_name))
		return OK;
	return cmdlet_error_type(
		c, "System.Management.Automation.RuntimeException", "TypesDynamicRemoveException",
		CATEGORY_INVALID_OPERATION, string_from(self->type_name),
		"Error in TypeData \"%s\": The TypeData does not exist.", self->type_name);
}

const struct cmdlet cmdlet_remove_typedata = {
	.verb = "Remove",
	.noun = "TypeData",
	.parameters = parameters,
	.state_size = sizeof(struct remove_typedata),
	.process = process,
	.synopsis = "Deletes extended types from the current session.",
	.description = "Takes back what Update-TypeData said of a type.",
	.examples =
		(const struct cmdlet_example[]){
			{"One type", "Remove-TypeData -TypeName My.Type", NULL},
			{NULL, NULL, NULL},
		},
};
