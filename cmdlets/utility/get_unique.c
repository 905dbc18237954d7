/* Get-Unique: one of each run of equal objects of a sorted list. */
#include "cmdlet.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

struct get_unique {
	Value input;
	bool as_string, on_type, case_insensitive;
	Value last;
	bool began;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_unique, input, "InputObject", PARAM_PIPELINE,
		     .type_name = "psobject", .help = "The objects, sorted."),
	PARAM_SWITCH(struct get_unique, as_string, "AsString", 0, .set = "AsString",
		     .help = "Compares the text of the objects."),
	PARAM_SWITCH(struct get_unique, on_type, "OnType", PARAM_MANDATORY, .set = "UniqueByType",
		     .help = "Gives one object of each type."),
	PARAM_SWITCH(struct get_unique, case_insensitive, "CaseInsensitive", 0,
		     .help = "Upper and lower case are the same."),
	PARAM_END,
};

static bool is_same(const struct get_unique *self)
{
	if (self->on_type)
		return string_equal(value_item(value_type_names(self->input), 0),
				    value_item(value_type_names(self->last), 0));
	Value a = value_base(self->input), b = value_base(self->last);
	if (self->as_string || (a.tag == VALUE_STRING && b.tag == VALUE_STRING)) {
		a = value_to_string(a);
		b = value_to_string(b);
		return self->case_insensitive ? string_equal_ignore_case(a, b) : string_equal(a, b);
	}
	return value_compare_sort(a, b, !self->case_insensitive) == 0;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_unique *self = cmdlet_state(c);
	if (self->input.tag == VALUE_UNSET || (self->began && is_same(self)))
		return OK;
	self->began = true;
	self->last = self->input;
	return cmdlet_write(c, self->input);
}

const struct cmdlet cmdlet_get_unique = {
	.verb = "Get",
	.noun = "Unique",
	.parameters = parameters,
	.state_size = sizeof(struct get_unique),
	.default_set = "AsString",
	.process = process,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Returns unique items from a sorted list.",
	.description = "Compares each object with the one before and gives it when they differ.",
	.examples =
		(const struct cmdlet_example[]){
			{"Numbers", "1, 1, 2 | Get-Unique", "1\n2\n"},
			{NULL, NULL, NULL},
		},
};
