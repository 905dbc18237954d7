/* Clear-ItemProperty: of files, the attributes that can be taken away. */
#include "cmdlets/management/item_property.h"

#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"

#include <strings.h>

struct clear_itemproperty {
	Value path, literal_path, include, exclude, credential;
	const char *name, *filter;
	bool force, pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct clear_itemproperty, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_STRING(struct clear_itemproperty, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .aliases = "PSProperty", .help = "The property: Attributes."),
	PARAM_PROPERTY_PASS_THRU(struct clear_itemproperty),
	PARAM_PROPERTY_CHANGE(struct clear_itemproperty),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	const struct clear_itemproperty *self = cmdlet_state(c);
	bool go, found;
	enum status status = item_property_check(c, path, &go);
	if (status != OK || !go)
		return status;
	if (strcasecmp(self->name, "Attributes") != 0)
		return cmdlet_throw_type(c, "System.Management.Automation.PSArgumentException",
					 "Argument", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					 "The property cannot be cleared because the property is "
					 "not supported. Only the Attributes property can be "
					 "cleared. (Parameter 'propertiesToClear')");
	status = item_property_should(c, path, "Clear", self->name, NULL, &go);
	if (status != OK || !go)
		return status;
	Value item, attributes, result = psobject_new();
	if (path->provider->get_item(cmdlet_session(c), path->path, &item) != OK ||
	    member_set(item, "Attributes", string_from("Normal")) != OK ||
	    member_get_own(item, "Attributes", &attributes, &found) != OK)
		return ERROR;
	psobject_set(result, self->name, attributes);
	return self->pass_thru ? item_property_write(c, path, result) : OK;
}

static enum status process(struct cmdlet_call *c)
{
	const struct clear_itemproperty *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), visit);
}

const struct cmdlet cmdlet_clear_itemproperty = {
	.verb = "Clear",
	.noun = "ItemProperty",
	.parameters = parameters,
	.state_size = sizeof(struct clear_itemproperty),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Clears a property of items.",
};
