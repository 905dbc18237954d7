/* Get-ItemPropertyValue: the values alone. */
#include "cmdlets/management/item_property.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

struct get_itempropertyvalue {
	Value path, literal_path, name, include, exclude, credential;
	const char *filter;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_itempropertyvalue, path, "Path",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		      .set = "Path", .help = "Paths; wildcards are allowed."),
	PARAM_STRINGS(struct get_itempropertyvalue, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",
		      .aliases = "PSPath,LP", .help = "Paths, taken as they are."),
	PARAM_STRINGS(struct get_itempropertyvalue, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(1), .aliases = "PSProperty",
		      .help = "The properties."),
	PARAM_PROPERTY_SELECTION(struct get_itempropertyvalue),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	const struct get_itempropertyvalue *self = cmdlet_state(c);
	Value item, picked, value;
	bool go;
	enum status status = item_property_check(c, path, &go);
	if (status != OK || !go)
		return status;
	if (path->provider->get_item(cmdlet_session(c), path->path, &item) != OK)
		return ERROR;
	status = item_property_pick(c, item, self->name, &picked);
	for (size_t i = 0; status == OK && picked.tag != VALUE_UNSET && i < value_count(self->name);
	     i++) {
		const char *name = string_data(value_to_string(value_item(self->name, i)));
		if (psobject_get(picked, name, &value) && !value_is_null(value))
			status = cmdlet_write(c, value);
	}
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	const struct get_itempropertyvalue *self = cmdlet_state(c);
	struct path_selection selection = {
		.paths = paths_given(self->path, self->literal_path, "."),
		.literal = self->literal_path.tag != VALUE_UNSET,
		.include = self->include,
		.exclude = self->exclude,
		.filter = self->filter,
	};
	return paths_each(c, &selection, visit);
}

const struct cmdlet cmdlet_get_itempropertyvalue = {
	.verb = "Get",
	.noun = "ItemPropertyValue",
	.parameters = parameters,
	.state_size = sizeof(struct get_itempropertyvalue),
	.default_set = "Path",
	.process = process,
	.synopsis = "Gets the values of properties of items.",
};
