/* Get-ItemProperty: properties of items as an object. */
#include "cmdlets/management/item_property.h"

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
	const struct get_itemproperty *self = cmdlet_state(c);
	Value item, picked;
	bool go;
	enum status status = item_property_check(c, path, &go);
	if (status != OK || !go)
		return status;
	if (path->provider->get_item(cmdlet_session(c), path->path, &item) != OK)
		return ERROR;
	if (self->name.tag != VALUE_ARRAY)
		return item_property_write(c, path, psobject_wrap(item));
	status = item_property_pick(c, item, self->name, &picked);
	if (status != OK || picked.tag == VALUE_UNSET)
		return status;
	return item_property_write(c, path, picked);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_itemproperty *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), visit);
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
