/* New-Guid */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/string.h"

struct new_guid {
	Value input;
	bool empty;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct new_guid, empty, "Empty", 0, .set = "Empty", .help = "All zeros."),
	PARAM_VALUE(struct new_guid, input, "InputObject", &type_string,
		    PARAM_POSITION(0) | PARAM_PIPELINE, .set = "InputObject",
		    .help = "The text of a GUID."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct new_guid *self = cmdlet_state(c);
	Value guid;
	bool found;
	if (!value_is_null(self->input)) {
		if (convert_to(self->input, &type_guid, &guid) != OK)
			return cmdlet_write_error(c, error_take());
	} else if (self->empty) {
		if (member_get_static(&type_guid, "Empty", &guid, &found) != OK)
			return cmdlet_fail(c);
	} else if (member_invoke_static(&type_guid, "NewGuid", 0, NULL, &guid) != OK) {
		return cmdlet_fail(c);
	}
	return cmdlet_write(c, guid);
}

const struct cmdlet cmdlet_new_guid = {
	.verb = "New",
	.noun = "Guid",
	.parameters = parameters,
	.state_size = sizeof(struct new_guid),
	.default_set = "Default",
	.process = process,
	.output = "System.Guid",
	.synopsis = "Creates a GUID.",
	.description = "Gives a new random GUID, the empty one, or that of a text.",
	.examples =
		(const struct cmdlet_example[]){
			{"Its length", "(New-Guid).ToString().Length", "36\n"},
			{NULL, NULL, NULL},
		},
};
