/* Set-Item: gives items of value providers (variables, environment, functions, aliases) a value. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>

struct set_item {
	Value path, literal_path, value, include, exclude, credential;
	const char *filter;
	bool force, pass_thru;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct set_item, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Path",
		      .help = "The items."),
	PARAM_STRINGS(struct set_item, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",
		      .aliases = "PSPath,LP", .help = "The items, taken as they are."),
	PARAM_OBJECT(struct set_item, value, "Value",
		     PARAM_POSITION(1) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .help = "The new value."),
	PARAM_SWITCH(struct set_item, force, "Force", 0, .help = "Read-only items, too."),
	PARAM_SWITCH(struct set_item, pass_thru, "PassThru", 0, .help = "Gives the items."),
	PARAM_SELECTION(struct set_item),
	PARAM_OBJECT(struct set_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status set_one(struct cmdlet_call *c, const char *text)
{
	struct set_item *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	struct provider_path path;
	if (provider_path_parse(s, text, &path) != OK)
		return ERROR;
	enum status status;
	bool go;
	Value item;
	if (!path.provider->set_value) {
		status = paths_not_supported(c, TEXT_OPERATION_NOT_SUPPORTED);
	} else {
		char *what = xasprintf("Item: %s Value: %s", path.path,
				       string_data(value_to_string(self->value)));
		status = cmdlet_should_process(c, what, "Set Item", &go);
		free(what);
		if (status == OK && go)
			status = path.provider->set_value(s, path.path, self->value);
		if (status == OK && go && self->pass_thru &&
		    path.provider->get_item(s, path.path, &item) == OK)
			status = cmdlet_write(c, provider_decorate(s, &path, item));
	}
	provider_path_clear(&path);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct set_item *self = cmdlet_state(c);
	Value paths = paths_given(self->path, self->literal_path, NULL);
	for (size_t i = 0; i < value_count(paths); i++) {
		enum status status = set_one(c, string_data(value_to_string(value_item(paths, i))));
		if (status == ERROR)
			status = cmdlet_write_error(c, error_take());
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_set_item = {
	.verb = "Set",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct set_item),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Gives an item a value.",
};
