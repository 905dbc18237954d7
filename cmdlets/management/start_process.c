/* Start-Process: starts a program, with its own input and output files if wanted. */
#include "cmdlets/management/process_info.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct start_process {
	const char *file_path, *working_directory, *input, *output, *error, *window_style, *verb;
	Value arguments, environment, credential;
	bool no_new_window, pass_thru, wait, use_new_environment, load_user_profile;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct start_process, file_path, "FilePath",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY,
		     .aliases = "PSPath,Path", .help = "The program."),
	PARAM_STRINGS(struct start_process, arguments, "ArgumentList", PARAM_POSITION(1),
		      .aliases = "Args",
		      .help = "Its arguments: joined with blanks, then cut like a command line."),
	PARAM_OBJECT(struct start_process, credential, "Credential", PARAM_HIDDEN | PARAM_NOT_EMPTY,
		     .aliases = "RunAs"),
	PARAM_STRING(struct start_process, working_directory, "WorkingDirectory", PARAM_NOT_EMPTY,
		     .help = "The folder to start in."),
	PARAM_SWITCH(struct start_process, load_user_profile, "LoadUserProfile", PARAM_HIDDEN,
		     .aliases = "Lup"),
	PARAM_SWITCH(struct start_process, no_new_window, "NoNewWindow", 0, .aliases = "nnw",
		     .help = "Accepted."),
	PARAM_SWITCH(struct start_process, pass_thru, "PassThru", 0, .help = "Gives the process."),
	PARAM_STRING(struct start_process, error, "RedirectStandardError", PARAM_NOT_EMPTY,
		     .aliases = "RSE", .help = "A file for its standard error."),
	PARAM_STRING(struct start_process, input, "RedirectStandardInput", PARAM_NOT_EMPTY,
		     .aliases = "RSI", .help = "A file for its standard input."),
	PARAM_STRING(struct start_process, output, "RedirectStandardOutput", PARAM_NOT_EMPTY,
		     .aliases = "RSO", .help = "A file for its standard output."),
	PARAM_STRING(struct start_process, verb, "Verb", PARAM_HIDDEN | PARAM_NOT_EMPTY),
	PARAM_STRING(struct start_process, window_style, "WindowStyle", PARAM_NOT_EMPTY,
		     .help = "Accepted."),
	PARAM_SWITCH(struct start_process, wait, "Wait", 0, .help = "Waits until it has ended."),
	PARAM_SWITCH(struct start_process, use_new_environment, "UseNewEnvironment", 0,
		     .help = "Accepted."),
	PARAM_VALUE(struct start_process, environment, "Environment", &type_hashtable, 0,
		    .help = "Environment variables to add."),
	PARAM_END,
};

/* The arguments are one command line, as on Windows: blanks separate, double quotes keep together. */
char **process_split_arguments(const char *program, const char *line)
{
	struct strbuf word = STRBUF_INIT;
	size_t count = 0, capacity = 0;
	char **argv = NULL;
	GROW(argv, count, capacity);
	argv[count++] = xstrdup(program);
	bool quoted = false, open = false;
	for (const char *p = line;; p++) {
		if (*p == '\\' && p[1] == '"') {
			strbuf_addc(&word, *++p);
			open = true;
		} else if (*p == '"') {
			quoted = !quoted;
			open = true;
		} else if (!*p || (*p == ' ' && !quoted)) {
			if (open) {
				GROW(argv, count, capacity);
				argv[count++] = xstrdup(word.data);
			}
			strbuf_reset(&word);
			open = false;
			if (!*p)
				break;
		} else {
			strbuf_addc(&word, *p);
			open = true;
		}
	}
	GROW(argv, count, capacity);
	argv[count] = NULL;
	strbuf_clear(&word);
	return argv;
}

static char **split_arguments(const char *program, Value arguments)
{
	struct strbuf line = STRBUF_INIT;
	for (size_t i = 0; arguments.tag == VALUE_ARRAY && i < value_count(arguments); i++)
		strbuf_addf(&line, "%s%s", i ? " " : "",
			    string_data(value_to_string(value_item(arguments, i))));
	char **argv = process_split_arguments(program, line.length ? line.data : "");
	strbuf_clear(&line);
	return argv;
}

static void free_words(char **words)
{
	for (char **w = words; w && *w; w++)
		free(*w);
	free(words);
}

static char **make_environment(Value extra)
{
	extern char **environ;
	size_t count = 0;
	while (environ[count])
		count++;
	size_t more = extra.tag == VALUE_HASHTABLE ? value_as_hashtable(extra)->count : 0;
	char **list = xcalloc(count + more + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = xstrdup(environ[i]);
	Value key, value;
	for (size_t i = 0; more && hashtable_next(value_as_hashtable(extra), &i, &key, &value);)
		list[count++] = xasprintf("%s=%s", string_data(value_to_string(key)),
					  string_data(value_to_string(value)));
	return list;
}

static bool add_redirection(struct cmdlet_call *c, posix_spawn_file_actions_t *actions, int fd,
			    const char *file)
{
	if (!file)
		return true;
	char *path = cmdlet_system_path(c, file);
	if (!path)
		return false;
	posix_spawn_file_actions_addopen(actions, fd, path,
					 fd ? O_WRONLY | O_CREAT | O_TRUNC : O_RDONLY, 0666);
	free(path);
	return true;
}

static enum status failed(struct cmdlet_call *c, const char *name, int error)
{
	return cmdlet_throw_type(c, "System.InvalidOperationException", "InvalidOperationException",
				 CATEGORY_INVALID_OPERATION, NULL_VALUE,
				 "This command cannot be run due to the error: An error occurred "
				 "trying to start process "
				 "'%s' with working directory '%s'. %s",
				 name, cmdlet_session(c)->location, strerror(error));
}

static enum status start(struct cmdlet_call *c, struct start_process *self, const char *program,
			 pid_t *pid_r)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	char *folder =
		self->working_directory ? cmdlet_system_path(c, self->working_directory) : NULL;
	if (folder)
		posix_spawn_file_actions_addchdir_np(&actions, folder);
	enum status status = OK;
	struct host *host = cmdlet_session(c)->host;
	if (host->flush)
		status = host->flush(host);
	if (status == OK && (!add_redirection(c, &actions, 0, self->input) ||
			     !add_redirection(c, &actions, 1, self->output) ||
			     !add_redirection(c, &actions, 2, self->error)))
		status = ERROR;
	if (status == OK) {
		char **argv = split_arguments(program, self->arguments);
		char **environment = make_environment(self->environment);
		int error = posix_spawn(pid_r, program, &actions, NULL, argv, environment);
		free_words(argv);
		free_words(environment);
		if (error)
			status = failed(c, self->file_path, error);
	}
	posix_spawn_file_actions_destroy(&actions);
	free(folder);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct start_process *self = cmdlet_state(c);
	struct command *command =
		command_find_kind(cmdlet_session(c), self->file_path, COMMAND_APPLICATION);
	pid_t pid;
	bool go;
	enum status status = cmdlet_should_process(c, self->file_path, "Start-Process", &go);
	if (status != OK || !go)
		return status;
	if (!command)
		return failed(c, self->file_path, ENOENT);
	status = start(c, self, command->definition, &pid);
	if (status != OK)
		return status;
	Value v = process_info_new(pid, true);
	while (self->wait && !process_wait(value_as_process(v), 100) && !cmdlet_is_stopping(c)) {
	}
	return self->pass_thru ? cmdlet_write(c, v) : OK;
}

const struct cmdlet cmdlet_start_process = {
	.verb = "Start",
	.noun = "Process",
	.parameters = parameters,
	.state_size = sizeof(struct start_process),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.output = "System.Diagnostics.Process",
	.synopsis = "Starts a program.",
};
