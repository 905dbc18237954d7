/* Get-ItemProperty: properties of items as an object. */
#include "cmdlets/management/paths.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"

struct get_itemproperty {
	Value path, literal_path, name, include, exclude, credential;
	const char *filter;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct get_itemproperty, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_STRINGS(struct get_itemproperty, name, "Name", PARAM_POSITION(1),
		      .aliases = "PSProperty", .help = "The properties; without it all of them."),
	PARAM_SELECTION(struct get_itemproperty),
	PARAM_OBJECT(struct get_itemproperty, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	struct get_itemproperty *self = cmdlet_state(c);
	Value item, value;
	bool found;
	if (path->provider->get_item(cmdlet_session(c), path->path, &item) != OK)
		return ERROR;
	if (self->name.tag != VALUE_ARRAY)
		return cmdlet_write(c, provider_decorate(cmdlet_session(c), path, item));
	Value v = psobject_new();
	for (size_t i = 0; i < value_count(self->name); i++) {
		const char *name = string_data(value_to_string(value_item(self->name, i)));
		if (member_get_own(item, name, &value, &found) != OK)
			return ERROR;
		if (!found)
			return cmdlet_error_type(
				c, "System.Management.Automation.PSArgumentException",
				"System.Management.Automation.PSArgumentException",
				CATEGORY_INVALID_ARGUMENT, string_from(name),
				"Property %s does not exist at path %s.", name, path->path);
		psobject_set(v, name, value);
	}
	return cmdlet_write(c, provider_decorate(cmdlet_session(c), path, v));
}

static enum status process(struct cmdlet_call *c)
{
	struct get_itemproperty *self = cmdlet_state(c);
	struct path_selection selection = {
		.paths = paths_given(self->path, self->literal_path, NULL),
		.literal = self->literal_path.tag != VALUE_UNSET,
		.include = self->include,
		.exclude = self->exclude,
		.filter = self->filter,
	};
	return paths_each(c, &selection, visit);
}

const struct cmdlet cmdlet_get_itemproperty = {
	.verb = "Get",
	.noun = "ItemProperty",
	.parameters = parameters,
	.state_size = sizeof(struct get_itemproperty),
	.default_set = "Path",
	.process = process,
	.synopsis = "Gets properties of items.",
};
