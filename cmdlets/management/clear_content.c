/* Clear-Content: empties files. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/string.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct clear_content {
	Value path, literal_path, include, exclude, credential;
	const char *filter;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct clear_content, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Path",
		      .help = "Files; wildcards are allowed."),
	PARAM_STRINGS(struct clear_content, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",
		      .aliases = "PSPath,LP", .help = "Files, taken as they are."),
	PARAM_SELECTION(struct clear_content),
	PARAM_SWITCH(struct clear_content, force, "Force", 0, .help = "Read-only files, too."),
	PARAM_OBJECT(struct clear_content, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	char *what = xasprintf("Item: %s", path->path);
	bool go;
	enum status status = cmdlet_should_process(c, what, "Clear Content", &go);
	free(what);
	if (status != OK || !go)
		return status;
	if (path->provider != &provider_filesystem)
		return cmdlet_error_type(
			c, "System.Management.Automation.PSNotSupportedException", "NotSupported",
			CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
			"Cannot perform the ClearContent operation. The ClearContent "
			"operation is not supported by this provider.");
	return truncate(path->path, 0) == 0 ? OK
					    : paths_system_error(c, "ClearContentIOError",
								 CATEGORY_WRITE_ERROR, path->path);
}

static enum status process(struct cmdlet_call *c)
{
	struct clear_content *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), visit);
}

const struct cmdlet cmdlet_clear_content = {
	.verb = "Clear",
	.noun = "Content",
	.parameters = parameters,
	.state_size = sizeof(struct clear_content),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Empties files.",
};
