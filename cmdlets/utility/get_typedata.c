/* Get-TypeData */
#include "cmdlets/utility/type_data.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/ets.h"
#include "object/string.h"

#include <string.h>

struct get_typedata {
	Value type_name;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_typedata, type_name, "TypeName",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_NOT_EMPTY | PARAM_WILDCARDS,
		      .help = "Names of types."),
	PARAM_END,
};

static bool matches(const struct get_typedata *self, const char *name)
{
	if (self->type_name.tag != VALUE_ARRAY)
		return true;
	for (size_t i = 0; i < value_count(self->type_name); i++)
		if (wildcard_match(type_name_argument(value_item(self->type_name, i)), name, true))
			return true;
	return false;
}

static enum status process(struct cmdlet_call *c)
{
	const struct get_typedata *self = cmdlet_state(c);
	Value names = type_data_names();
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(names); i++) {
		const char *name = string_data(value_item(names, i));
		if (matches(self, name))
			status = cmdlet_write(c, type_data_object(name));
	}
	return status;
}

const struct cmdlet cmdlet_get_typedata = {
	.verb = "Get",
	.noun = "TypeData",
	.parameters = parameters,
	.state_size = sizeof(struct get_typedata),
	.process = process,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Gets the extended type data in the current session.",
	.description = "What Update-TypeData and files of types said; not the members that exosh "
		       "itself adds.",
	.examples =
		(const struct cmdlet_example[]){
			{"Members of a type",
			 "Update-TypeData -TypeName My.Type -MemberType NoteProperty -MemberName A "
			 "-Value 1; (Get-TypeData My.Type).Members.Keys",
			 "A\n"},
			{NULL, NULL, NULL},
		},
};
