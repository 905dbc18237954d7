/* System.Diagnostics.ProcessStartInfo, and starting a process with it. */
#include "cmdlets/management/process_info.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/io_private.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

struct start_info {
	struct cell cell;
	Value texts[4];	   /* TEXT_... */
	Value arguments;   /* list: ArgumentList */
	Value environment; /* hashtable, or null while nobody asked */
	Value style;
	bool flags[8]; /* FLAG_... */
};

enum { TEXT_FILE, TEXT_ARGUMENTS, TEXT_FOLDER, TEXT_VERB };
enum { FLAG_INPUT, FLAG_OUTPUT, FLAG_ERROR, FLAG_SHELL, FLAG_NO_WINDOW, FLAG_PROFILE };

static struct start_info *as_info(Value v)
{
	return (struct start_info *)v.cell;
}

static void info_mark(void *cell)
{
	const struct start_info *info = cell;
	for (size_t i = 0; i < sizeof(info->texts) / sizeof(*info->texts); i++)
		gc_mark(info->texts[i]);
	gc_mark(info->arguments);
	gc_mark(info->environment);
	gc_mark(info->style);
}

static Value info_new(void)
{
	struct start_info *info = gc_alloc(&type_process_start_info, VALUE_OBJECT, sizeof(*info));
	for (size_t i = 0; i < sizeof(info->texts) / sizeof(*info->texts); i++)
		info->texts[i] = string_empty();
	info->arguments = list_new();
	info->environment = NULL_VALUE;
	info->style = enum_value(&type_process_window_style, 0);
	return value_cell(VALUE_OBJECT, info);
}

#define TEXT(name, place)                                          \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		*result_r = as_info(self)->texts[place];           \
		return OK;                                         \
	}                                                          \
	static enum status set_##name(Value self, Value value)     \
	{                                                          \
		as_info(self)->texts[place] = value_to_string(value); \
		return OK;                                         \
	}
#define FLAG(name, place)                                             \
	static enum status get_##name(Value self, Value *result_r)    \
	{                                                             \
		*result_r = value_bool(as_info(self)->flags[place]);  \
		return OK;                                            \
	}                                                             \
	static enum status set_##name(Value self, Value value)        \
	{                                                             \
		as_info(self)->flags[place] = value_is_true(value);   \
		return OK;                                            \
	}
TEXT(file, TEXT_FILE)
TEXT(arguments, TEXT_ARGUMENTS)
TEXT(folder, TEXT_FOLDER)
TEXT(verb, TEXT_VERB)
FLAG(input, FLAG_INPUT)
FLAG(output, FLAG_OUTPUT)
FLAG(error, FLAG_ERROR)
FLAG(shell, FLAG_SHELL)
FLAG(no_window, FLAG_NO_WINDOW)
FLAG(profile, FLAG_PROFILE)

static enum status get_argument_list(Value self, Value *result_r)
{
	*result_r = as_info(self)->arguments;
	return OK;
}

static enum status get_style(Value self, Value *result_r)
{
	*result_r = as_info(self)->style;
	return OK;
}

static enum status set_style(Value self, Value value)
{
	as_info(self)->style = value;
	return OK;
}

static enum status get_environment(Value self, Value *result_r)
{
	struct start_info *info = as_info(self);
	if (value_is_null(info->environment)) {
		info->environment = hashtable_new();
		for (char **e = environ; *e; e++) {
			const char *equals = strchr(*e, '=');
			if (equals)
				hashtable_set(value_as_hashtable(info->environment),
					      string_new(*e, (size_t)(equals - *e)),
					      string_from(equals + 1));
		}
	}
	*result_r = info->environment;
	return OK;
}

static enum status info_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)self;
	*result_r = info_new();
	for (int i = 0; i < argc; i++)
		as_info(*result_r)->texts[i] = value_to_string(argv[i]);
	return OK;
}

/* ---- starting ---- */

struct pipes {
	int ends[3][2]; /* of standard input, output and error; -1: not redirected */
};

static void close_pipes(struct pipes *p)
{
	for (int fd = 0; fd < 3; fd++)
		for (int end = 0; end < 2; end++)
			if (p->ends[fd][end] >= 0)
				close(p->ends[fd][end]);
}

static char **argument_words(const struct start_info *info, const char *program)
{
	const struct list *list = value_as_list(info->arguments);
	if (!list->count)
		return process_split_arguments(program,
					       string_data(info->texts[TEXT_ARGUMENTS]));
	char **words = xcalloc(list->count + 2, sizeof(*words));
	words[0] = xstrdup(program);
	for (size_t i = 0; i < list->count; i++)
		words[i + 1] = xstrdup(string_data(value_to_string(list->items[i])));
	return words;
}

static char **environment_words(const struct start_info *info)
{
	Value key, value;
	if (value_is_null(info->environment))
		return NULL;
	const struct hashtable *h = value_as_hashtable(info->environment);
	char **words = xcalloc(h->count + 1, sizeof(*words));
	size_t count = 0;
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);)
		words[count++] = xasprintf("%s=%s", string_data(value_to_string(key)),
					   string_data(value_to_string(value)));
	return words;
}

static void free_words(char **words)
{
	for (char **w = words; w && *w; w++)
		free(*w);
	free(words);
}

static int spawn(const struct start_info *info, struct pipes *pipes, pid_t *pid_r)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	const char *program = string_data(info->texts[TEXT_FILE]);
	const char *folder = string_data(info->texts[TEXT_FOLDER]);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGINT);
	sigaddset(&defaults, SIGQUIT);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	if (*folder)
		posix_spawn_file_actions_addchdir_np(&actions, folder);
	for (int fd = 0; fd < 3; fd++)
		if (pipes->ends[fd][0] >= 0)
			posix_spawn_file_actions_adddup2(&actions, pipes->ends[fd][fd != 0], fd);
	char **words = argument_words(info, program), **own = environment_words(info);
	fflush(stdout);
	int error = posix_spawnp(pid_r, program, &actions, &attributes, words, own ? own : environ);
	free_words(words);
	free_words(own);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* Our end of a pipe as a reader or writer. */
static enum status open_end(int fd, bool for_writing, Value *result_r)
{
	Value stream, path = string_printf("/proc/self/fd/%d", fd);
	enum status status = file_stream_open(path, IO_OPEN, for_writing ? IO_WRITE : IO_READ,
					      &stream);
	if (status == OK)
		*result_r = for_writing ? stream_writer_new(stream, NULL_VALUE)
					: stream_reader_new(stream, NULL);
	return status;
}

enum status process_start(struct process_info *p)
{
	const struct start_info *info = as_info(p->start_info);
	const char *program = string_data(info->texts[TEXT_FILE]);
	struct pipes pipes = {{{-1, -1}, {-1, -1}, {-1, -1}}};
	char current[4096] = "";
	if (!*program)
		return throw_exception("System.InvalidOperationException",
				       "Cannot start process because a file name has not been "
				       "provided.");
	int error = 0;
	for (int fd = 0; fd < 3 && !error; fd++)
		if (info->flags[fd] && pipe2(pipes.ends[fd], O_CLOEXEC) < 0)
			error = errno;
	if (!error)
		error = spawn(info, &pipes, &p->pid);
	enum status status = OK;
	if (error) {
		const char *folder = string_data(info->texts[TEXT_FOLDER]);
		if (!*folder && getcwd(current, sizeof(current)))
			folder = current;
		p->pid = 0;
		status = throw_exception("System.ComponentModel.Win32Exception",
					 "An error occurred trying to start process '%s' with "
					 "working directory '%s'. %s",
					 program, folder, strerror(error));
	}
	for (int fd = 0; fd < 3 && status == OK; fd++)
		if (info->flags[fd])
			status = open_end(pipes.ends[fd][fd == 0], fd == 0, &p->standard[fd]);
	close_pipes(&pipes);
	if (status == OK)
		process_started(p);
	return status;
}

Value process_start_info_new(Value file, Value arguments)
{
	Value info = info_new();
	as_info(info)->texts[TEXT_FILE] = value_to_string(file);
	as_info(info)->texts[TEXT_ARGUMENTS] = value_to_string(arguments);
	return info;
}

#define D "System.Diagnostics."

static const struct member members[] = {
	CONSTRUCTOR(D "ProcessStartInfo new()", info_construct),
	CONSTRUCTOR(D "ProcessStartInfo new(string fileName)", info_construct),
	CONSTRUCTOR(D "ProcessStartInfo new(string fileName, string arguments)", info_construct),
	PROPERTY("System.Object ArgumentList {get;}", get_argument_list),
	PROPERTY_RW("string Arguments {get;set;}", get_arguments, set_arguments),
	PROPERTY_RW("bool CreateNoWindow {get;set;}", get_no_window, set_no_window),
	PROPERTY("System.Object Environment {get;}", get_environment),
	PROPERTY("System.Object EnvironmentVariables {get;}", get_environment),
	PROPERTY_RW("string FileName {get;set;}", get_file, set_file),
	PROPERTY_RW("bool LoadUserProfile {get;set;}", get_profile, set_profile),
	PROPERTY_RW("bool RedirectStandardError {get;set;}", get_error, set_error),
	PROPERTY_RW("bool RedirectStandardInput {get;set;}", get_input, set_input),
	PROPERTY_RW("bool RedirectStandardOutput {get;set;}", get_output, set_output),
	PROPERTY_RW("bool UseShellExecute {get;set;}", get_shell, set_shell),
	PROPERTY_RW("string Verb {get;set;}", get_verb, set_verb),
	PROPERTY_RW(D "ProcessWindowStyle WindowStyle {get;set;}", get_style, set_style),
	PROPERTY_RW("string WorkingDirectory {get;set;}", get_folder, set_folder),
	MEMBER_END,
};

struct type type_process_start_info = {
	.name = D "ProcessStartInfo",
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = info_mark,
};
