/* Set-Content: replaces what stands in files. */
#include "cmdlets/management/write_content.h"

static const struct parameter parameters[] = {
	WRITE_CONTENT_PARAMETERS,
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	return write_content_process(c, false);
}

static enum status end(struct cmdlet_call *c)
{
	return write_content_end(c, false);
}

const struct cmdlet cmdlet_set_content = {
	.verb = "Set",
	.noun = "Content",
	.parameters = parameters,
	.state_size = sizeof(struct write_content),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.end = end,
	.cleanup = write_content_cleanup,
	.synopsis = "Writes a file anew.",
};
