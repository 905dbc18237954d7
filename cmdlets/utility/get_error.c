/* Get-Error: the last errors with all details. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "engine/session.h"
#include "formatters/error_view.h"
#include "object/array.h"
#include "object/string.h"

struct get_error {
	Value input;
	int32_t newest;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_error, input, "InputObject",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_NOT_EMPTY, .set = "Error",
		     .type_name = "psobject", .help = "Errors to show."),
	PARAM_INT(struct get_error, newest, "Newest", 0, .set = "Newest", .aliases = "Last",
		  .range = "1,2147483647", .help = "How many of the last errors to show."),
	PARAM_END,
};

static enum status write_details(struct cmdlet_call *c, Value error)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addc(&text, '\n');
	error_details_append(error, cmdlet_session(c)->host->color, &text);
	strbuf_addc(&text, '\n');
	return cmdlet_write(c, string_from_strbuf(&text));
}

static enum status process(struct cmdlet_call *c)
{
	struct get_error *self = cmdlet_state(c);
	if (!value_is_null(self->input))
		return write_details(c, self->input);
	const struct list *errors = value_as_list(cmdlet_session(c)->errors);
	size_t count = self->newest ? (size_t)self->newest : 1;
	for (size_t i = 0; i < count && i < errors->count; i++) {
		enum status status = write_details(c, errors->items[i]);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_error = {
	.verb = "Get",
	.noun = "Error",
	.parameters = parameters,
	.state_size = sizeof(struct get_error),
	.default_set = "Newest",
	.process = process,
	.output = "System.String",
	.synopsis = "Gets and displays the most recent error messages from the current session.",
	.description = "Shows every property of the last error, or of those that are piped in.",
	.examples =
		(const struct cmdlet_example[]){
			{"The last error", "Get-Error", NULL},
			{NULL, NULL, NULL},
		},
};
