/* Get-Culture */
#include "cmdlet.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/culture.h"
#include "object/string.h"

struct get_culture {
	Value names;
	bool no_user_overrides;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct get_culture, no_user_overrides, "NoUserOverrides", 0,
		     .set = "CurrentCulture,Name", .help = "Accepted; there are none."),
	PARAM_STRINGS(struct get_culture, names, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_NOT_NULL, .set = "Name",
		      .help = "Names such as de-DE."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct get_culture *self = cmdlet_state(c);
	if (value_is_null(self->names))
		return cmdlet_write(c, culture_info_new(culture_current()));
	for (size_t i = 0; i < value_count(self->names); i++) {
		const char *name = string_data(value_to_string(value_item(self->names, i)));
		const struct culture *culture = culture_find(name);
		enum status status =
			culture ? cmdlet_write(c, culture_info_new(culture))
				: cmdlet_error_type(
					  c, "System.Globalization.CultureNotFoundException",
					  "ItemNotFoundException", CATEGORY_OBJECT_NOT_FOUND,
					  string_from(name),
					  "Culture is not supported. (Parameter 'name')\n%s is an "
					  "invalid culture identifier.",
					  name);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_culture = {
	.verb = "Get",
	.noun = "Culture",
	.parameters = parameters,
	.state_size = sizeof(struct get_culture),
	.default_set = "CurrentCulture",
	.process = process,
	.output = "System.Globalization.CultureInfo",
	.synopsis = "Gets the current culture set in the operating system.",
	.description =
		"Gives the culture by which dates and numbers are formatted, or others by name.",
	.examples =
		(const struct cmdlet_example[]){
			{"A decimal separator",
			 "(Get-Culture de-DE).NumberFormat.NumberDecimalSeparator", ",\n"},
			{NULL, NULL, NULL},
		},
};
