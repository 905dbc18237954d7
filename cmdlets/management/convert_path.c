/* Convert-Path: the paths of the system behind PowerShell paths. */
#include "cmdlets/management/paths.h"

#include "object/string.h"

struct convert_path {
	Value path, literal_path;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct convert_path, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	return cmdlet_write(c, string_from(path->path));
}

static enum status process(struct cmdlet_call *c)
{
	struct convert_path *self = cmdlet_state(c);
	struct path_selection selection = {
		.paths = paths_given(self->path, self->literal_path, NULL),
		.literal = self->literal_path.tag != VALUE_UNSET,
		.include = UNSET_VALUE,
		.exclude = UNSET_VALUE,
	};
	return paths_each(c, &selection, visit);
}

const struct cmdlet cmdlet_convert_path = {
	.verb = "Convert",
	.noun = "Path",
	.parameters = parameters,
	.state_size = sizeof(struct convert_path),
	.default_set = "Path",
	.process = process,
	.output = "System.String",
	.synopsis = "Turns a path with a drive into a path of the system.",
};
