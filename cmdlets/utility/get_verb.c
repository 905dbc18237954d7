/* Get-Verb: the verbs that names of commands begin with. */
#include "cmdlet.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

struct get_verb {
	Value verbs, groups;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_verb, verbs, "Verb",
		      PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS | PARAM_PIPELINE,
		      .help = "Verbs or patterns."),
	PARAM_STRINGS(
		struct get_verb, groups, "Group", PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		.values = "Common,Communications,Data,Diagnostic,Lifecycle,Other,Security",
		.help = "Common, Communications, Data, Diagnostic, Lifecycle, Other, Security."),
	PARAM_END,
};

/* Verb, its prefix in short names, its group, what it is for. */
static const struct {
	const char *verb, *prefix, *group, *description;
} verbs[] = {
#define VERB(verb, prefix, group, description) {verb, prefix, group, description},
#include "cmdlets/utility/verbs.def"
#undef VERB
};

static bool matches(Value patterns, const char *text)
{
	if (value_is_null(patterns))
		return true;
	for (size_t i = 0; i < value_count(patterns); i++)
		if (wildcard_match(string_data(value_to_string(value_item(patterns, i))), text,
				   true))
			return true;
	return false;
}

static enum status process(struct cmdlet_call *c)
{
	static const char *const names[] = {"Verb", "AliasPrefix", "Group", "Description"};
	struct get_verb *self = cmdlet_state(c);
	struct shape *shape = shape_make(names, countof(names));
	for (size_t i = 0; i < countof(verbs); i++) {
		if (!matches(self->verbs, verbs[i].verb) || !matches(self->groups, verbs[i].group))
			continue;
		Value values[] = {string_from(verbs[i].verb), string_from(verbs[i].prefix),
				  string_from(verbs[i].group), string_from(verbs[i].description)};
		Value verb = psobject_from_shape(shape, values);
		value_add_type_name(verb, "System.Management.Automation.VerbInfo");
		enum status status = cmdlet_write(c, verb);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_verb = {
	.verb = "Get",
	.noun = "Verb",
	.parameters = parameters,
	.state_size = sizeof(struct get_verb),
	.process = process,
	.output = "System.Management.Automation.VerbInfo",
	.synopsis = "Gets approved PowerShell verbs.",
	.description = "Lists the verbs for names of commands, with their groups and prefixes.",
	.examples =
		(const struct cmdlet_example[]){
			{"A verb's group", "(Get-Verb Get).Group", "Common\n"},
			{NULL, NULL, NULL},
		},
};
