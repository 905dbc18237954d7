/* Add-Content: adds to the end of files. */
#include "cmdlets/management/write_content.h"

static const struct parameter parameters[] = {
	WRITE_CONTENT_PARAMETERS,
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	return write_content_process(c, true);
}

static enum status end(struct cmdlet_call *c)
{
	return write_content_end(c, true);
}

const struct cmdlet cmdlet_add_content = {
	.verb = "Add",
	.noun = "Content",
	.parameters = parameters,
	.state_size = sizeof(struct write_content),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.end = end,
	.cleanup = write_content_cleanup,
	.synopsis = "Adds to the end of a file.",
};
