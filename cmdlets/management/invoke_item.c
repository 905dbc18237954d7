/* Invoke-Item: runs a program, or opens a file with what the desktop has for it. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct invoke_item {
	Value path, literal_path, include, exclude, credential;
	const char *filter;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct invoke_item, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_SELECTION(struct invoke_item),
	PARAM_OBJECT(struct invoke_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static bool is_program(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

static enum status open_item(struct cmdlet_call *c, const char *path)
{
	char *argv[] = {(char *)"xdg-open", (char *)path, NULL};
	bool program = is_program(path);
	pid_t pid;
	int error = posix_spawnp(&pid, program ? path : argv[0], NULL, NULL,
				 program ? argv + 1 : argv, environ);
	if (error)
		return cmdlet_throw_type(
			c, "System.ComponentModel.Win32Exception", "InvokeItem",
			CATEGORY_OPEN_ERROR, string_from(path),
			"An error occurred trying to start process '%s' with working directory "
			"'%s'. %s",
			program ? path : argv[0], cmdlet_session(c)->location, strerror(error));
	int ignored;
	while (!program && blocking_waitpid(pid, &ignored, 0) < 0 && errno == EINTR) {
	}
	return OK;
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	bool go;
	if (path->provider != &provider_filesystem)
		return paths_not_supported(c, TEXT_OPERATION_NOT_SUPPORTED);
	char *what = xasprintf("Item: %s", path->path);
	enum status status = cmdlet_should_process(c, what, "Invoke Item", &go);
	free(what);
	return status == OK && go ? open_item(c, path->path) : status;
}

static enum status process(struct cmdlet_call *c)
{
	const struct invoke_item *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), visit);
}

const struct cmdlet cmdlet_invoke_item = {
	.verb = "Invoke",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct invoke_item),
	.default_set = "Path",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Performs the default action on the specified item.",
};
