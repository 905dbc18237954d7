/* New-TemporaryFile */
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "cmdlets/utility/file_argument.h"
#include "object/io_info.h"
#include <stdlib.h>
#include <unistd.h>

struct new_temporaryfile {
	bool unused;
};

static const struct parameter parameters[] = {
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	const char *folder = getenv("TMPDIR");
	char *path = xasprintf("%s/tmpXXXXXX.tmp", folder && *folder ? folder : "/tmp");
	bool go;
	enum status status = cmdlet_should_process(c, path, "Create a temporary file", &go);
	if (status == OK && go) {
		int fd = mkstemps(path, 4);
		if (fd < 0) {
			status = file_error(c, path, true, false);
		} else {
			close(fd);
			status = cmdlet_write(c, file_system_info_new(path));
		}
	}
	free(path);
	return status;
}

const struct cmdlet cmdlet_new_temporaryfile = {
	.verb = "New",
	.noun = "TemporaryFile",
	.parameters = parameters,
	.state_size = sizeof(struct new_temporaryfile),
	.flags = CMDLET_SHOULD_PROCESS | CMDLET_CONFIRM_LOW,
	.process = process,
	.output = "System.IO.FileInfo",
	.synopsis = "Creates a temporary file.",
	.description = "Makes an empty file with a new name in the folder for temporary files.",
	.examples =
		(const struct cmdlet_example[]){
			{"Its length", "(New-TemporaryFile).Length", "0\n"},
			{NULL, NULL, NULL},
		},
};
