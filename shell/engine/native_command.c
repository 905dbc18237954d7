/*
 * External programs in pipelines. Objects reach a program as lines of text; what it prints comes back line by
 * line as strings. Between two programs, and from a program into a file, bytes pass unchanged. A program
 * whose output goes to the host writes to the terminal itself.
 */
#include "engine/cmdlet_call.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/redirect.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct native_process {
	pid_t pid;
	int in, out, err; /* our ends; -1: none */
	struct strbuf to_write, out_line, err_line;
	bool piped_by_program; /* the program before us writes into our standard input itself */
	int given_in;          /* the read end that it writes to; -1 */
};

/* ---- arguments ---- */

struct words {
	char **items;
	size_t count, capacity;
};

static void add_word(struct words *w, const char *text)
{
	GROW(w->items, w->count, w->capacity);
	w->items[w->count++] = xstrdup(text);
}

/* Bare words with wildcards name files, as in every Unix shell; quoted ones do not. */
static void add_bare(struct words *w, const char *text)
{
	if (text[0] == '~' && (text[1] == '\0' || text[1] == '/')) {
		const char *home = getenv("HOME");
		char *path = xasprintf("%s%s", home ? home : "", text + 1);
		add_word(w, path);
		free(path);
		return;
	}
	glob_t found;
	if (strpbrk(text, "*?[") && glob(text, 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			add_word(w, found.gl_pathv[i]);
		globfree(&found);
		return;
	}
	add_word(w, text);
}

static void add_value(struct words *w, Value v, bool bare)
{
	Value base = value_base(v);
	if (value_is_null(base))
		return; /* $null is no argument, "" is an empty one */
	if (base.tag == VALUE_ARRAY || base.tag == VALUE_LIST) {
		for (size_t i = 0; i < value_count(base); i++)
			add_value(w, value_item(base, i), false);
		return;
	}
	const char *text = string_data(value_to_string(v));
	if (bare)
		add_bare(w, text);
	else
		add_word(w, text);
}

/* The text after --%: cut at blanks, quotes kept together, %NAME% not expanded. */
static void add_verbatim(struct words *w, const char *text)
{
	struct strbuf word = STRBUF_INIT;
	bool quoted = false, any = false;
	for (; *text; text++) {
		if (*text == '"') {
			quoted = !quoted;
			any = true;
		} else if ((*text == ' ' || *text == '\t') && !quoted) {
			if (any)
				add_word(w, word.data);
			strbuf_reset(&word);
			any = false;
		} else {
			strbuf_addc(&word, *text);
			any = true;
		}
	}
	if (any)
		add_word(w, word.data);
	strbuf_clear(&word);
}

/* The --% itself is no argument of the program. */
static bool is_stop_parsing(const struct cmdlet_call *c, size_t i)
{
	const struct argument *a = &c->call->arguments[i];
	return i + 1 < c->call->argument_count && a[1].kind == ARGUMENT_VERBATIM && a->bare &&
	       a->value.tag == VALUE_STRING && !strcmp(string_data(a->value), "--%");
}

static void collect_words(const struct cmdlet_call *c, struct words *w)
{
	add_word(w, c->command->definition);
	for (size_t i = 0; i < c->call->argument_count; i++) {
		const struct argument *a = &c->call->arguments[i];
		switch (a->kind) {
		case ARGUMENT_PARAMETER: {
			char *text = xasprintf("-%s", a->name);
			add_word(w, text);
			free(text);
			break;
		}
		case ARGUMENT_PARAMETER_VALUE: {
			char *text = xasprintf("-%s:%s", a->name,
					       string_data(value_to_string(a->value)));
			add_word(w, text);
			free(text);
			break;
		}
		case ARGUMENT_VERBATIM:
			add_verbatim(w, string_data(value_to_string(a->value)));
			break;
		default:
			if (is_stop_parsing(c, i))
				break;
			add_value(w, a->value, a->bare);
		}
	}
	GROW(w->items, w->count, w->capacity);
	w->items[w->count] = NULL;
}

static void free_words(struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->items[i]);
	free(w->items);
}

/* ---- starting ---- */

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static bool is_native(const struct cmdlet_call *c)
{
	return c->kind == &call_kind_native;
}

/* Opens the place of an output stream; *ours_r is the end to read from, -1: nothing comes to us. */
static enum status open_stream(struct cmdlet_call *c, enum ast_stream stream, int *theirs_r,
			       int *ours_r)
{
	bool append;
	const char *file = redirect_plain_file(c, stream, &append);
	*ours_r = -1;
	if (file) {
		char *path = runtime()->hooks->resolve_path(file);
		*theirs_r =
			open(path ? path : file,
			     O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC), 0666);
		free(path);
		if (*theirs_r < 0)
			return throw_error_type("System.IO.IOException", "FileOpenFailure",
						CATEGORY_OPEN_ERROR, string_from(file),
						"The file '%s' cannot be opened: %s.", file,
						strerror(errno));
		return OK;
	}
	struct output *target = stream == AST_STREAM_OUTPUT ? c->next
				: c->streams                ? c->streams->target[stream]
							    : NULL;
	if (target == &output_null) {
		*theirs_r = open("/dev/null", O_WRONLY | O_CLOEXEC);
		return OK;
	}
	if (!target || (target == c->session->host_output && !c->session->host->copy)) {
		*theirs_r = stream == AST_STREAM_OUTPUT ? STDOUT_FILENO : STDERR_FILENO;
		return OK;
	}
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return throw_error("NativeCommandFailed", CATEGORY_RESOURCE_UNAVAILABLE, NULL_VALUE,
				   "No pipe can be made: %s.", strerror(errno));
	*theirs_r = ends[1];
	*ours_r = ends[0];
	return OK;
}

/* Standard input: from the program before, from us, or the shell's own. */
static int open_input(struct cmdlet_call *c, struct native_process *p)
{
	if (p->piped_by_program)
		return p->given_in;
	if (!c->has_input)
		return STDIN_FILENO;
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	p->in = ends[1];
	fcntl(p->in, F_SETFL, O_NONBLOCK);
	return ends[0];
}

static enum status spawn_failed(struct cmdlet_call *c, int error)
{
	return throw_error_type(
		"System.Management.Automation.ApplicationFailedException", "NativeCommandFailed",
		CATEGORY_RESOURCE_UNAVAILABLE, NULL_VALUE,
		"Program '%s' failed to run: An error occurred trying to start process '%s' with "
		"working directory '%s'. %s",
		c->command->name, c->command->definition, c->session->location, strerror(error));
}

static enum status start(struct cmdlet_call *c)
{
	struct native_process *p = c->process;
	int out, err, in = open_input(c, p);
	struct cmdlet_call *following =
		c + 1 < c->pipeline->calls + c->pipeline->count ? c + 1 : NULL;
	if (following && is_native(following) && !c->call->redirection_count) {
		int ends[2];
		if (pipe2(ends, O_CLOEXEC) != 0)
			return spawn_failed(c, errno);
		out = ends[1];
		following->process->given_in = ends[0];
		following->process->piped_by_program = true;
	} else if (open_stream(c, AST_STREAM_OUTPUT, &out, &p->out) != OK) {
		return ERROR;
	}
	bool merged = false;
	for (size_t i = 0; i < c->call->redirection_count; i++)
		if (c->call->redirections[i].from == AST_STREAM_ALL)
			merged = true;
	if (merged && c->streams->target[AST_STREAM_ERROR] == &output_null)
		err = open("/dev/null", O_WRONLY | O_CLOEXEC);
	else if (open_stream(c, AST_STREAM_ERROR, &err, &p->err) != OK)
		return ERROR;

	struct host *host = c->session->host;
	if (host->flush && host->flush(host) != OK)
		return ERROR;
	if (host->yield_terminal)
		host->yield_terminal(host);
	struct words words = {0};
	collect_words(c, &words);
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	sigset_t defaults;
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGINT);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	sigset_t none; /* threads of jobs block some */
	sigemptyset(&none);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	const int from[] = {in, out, err};
	for (int fd = 0; fd < 3; fd++)
		if (from[fd] != fd)
			posix_spawn_file_actions_adddup2(&actions, from[fd], fd);
	int error = posix_spawn(&p->pid, c->command->definition, &actions, &attributes, words.items,
				environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	free_words(&words);
	for (int fd = 0; fd < 3; fd++)
		if (from[fd] > STDERR_FILENO)
			close(from[fd]);
	p->given_in = -1;
	if (error) {
		p->pid = 0;
		return spawn_failed(c, error);
	}
	return OK;
}

/* ---- moving bytes ---- */

static enum status emit_line(struct cmdlet_call *c, const char *text, size_t length, bool error)
{
	if (length && text[length - 1] == '\r')
		length--;
	Value line = string_new(text, length);
	if (!error)
		return output_write(c->next, line);
	Value exception = exception_new(
		exception_type("System.Management.Automation.RemoteException"), line, NULL_VALUE);
	Value record =
		error_record_new(exception, "NativeCommandError", CATEGORY_NOT_SPECIFIED, line);
	return output_write(c->streams->target[AST_STREAM_ERROR], record);
}

static enum status emit_lines(struct cmdlet_call *c, struct strbuf *buffer, bool error, bool all)
{
	size_t at = 0;
	enum status status = OK;
	while (status == OK && at < buffer->length) {
		char *end = memchr(buffer->data + at, '\n', buffer->length - at);
		if (!end && !all)
			break;
		size_t length = end ? (size_t)(end - buffer->data) - at : buffer->length - at;
		Value keep = string_new(buffer->data + at,
					length); /* the write below may come back here */
		at += length + (end != NULL);
		status = emit_line(c, string_data(keep), string_length(keep), error);
	}
	strbuf_remove(buffer, 0, MIN(at, buffer->length));
	return status;
}

static enum status read_some(struct cmdlet_call *c, int *fd, struct strbuf *buffer, bool error)
{
	char bytes[65536];
	ssize_t n = read(*fd, bytes, sizeof(bytes));
	if (n > 0) {
		strbuf_add(buffer, bytes, (size_t)n);
		return emit_lines(c, buffer, error, false);
	}
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return OK;
	close_fd(fd);
	return emit_lines(c, buffer, error, true);
}

static void write_some(struct native_process *p)
{
	ssize_t n = write(p->in, p->to_write.data, p->to_write.length);
	if (n > 0)
		strbuf_remove(&p->to_write, 0, (size_t)n);
	else if (n < 0 && errno != EAGAIN && errno != EINTR) {
		close_fd(&p->in); /* it reads no more: as with `| head` */
		strbuf_reset(&p->to_write);
	}
}

/* Moves bytes both ways until what is to be written is (or, with `until_end`, until the program has closed its
 * outputs). */
static enum status pump(struct cmdlet_call *c, bool until_end)
{
	struct native_process *p = c->process;
	for (;;) {
		bool writing = p->in >= 0 && p->to_write.length;
		if (!writing && !(until_end && (p->out >= 0 || p->err >= 0)))
			return OK;
		struct pollfd fds[3] = {{writing ? p->in : -1, POLLOUT, 0},
					{p->out, POLLIN, 0},
					{p->err, POLLIN, 0}};
		if (blocking_poll(fds, 3, c->session->interrupted ? 0 : 100) < 0 && errno != EINTR)
			return OK;
		if (c->session->interrupted) {
			runtime()->stop_at = NULL;
			return STOP;
		}
		enum status status = OK;
		if (fds[0].revents)
			write_some(p);
		if (fds[1].revents)
			status = read_some(c, &p->out, &p->out_line, false);
		if (status == OK && fds[2].revents)
			status = read_some(c, &p->err, &p->err_line, true);
		if (status != OK)
			return status;
	}
}

/* ---- the steps ---- */

static enum status native_begin(struct cmdlet_call *c)
{
	/* the program behind must know before this one starts */
	for (struct cmdlet_call *each = c;
	     each < c->pipeline->calls + c->pipeline->count && is_native(each); each++) {
		if (each->process)
			continue;
		each->process = xcalloc(1, sizeof(*each->process));
		struct native_process *p = each->process;
		p->in = p->out = p->err = p->given_in = -1;
		strbuf_init(&p->to_write);
		strbuf_init(&p->out_line);
		strbuf_init(&p->err_line);
	}
	return start(c);
}

/* Objects that are no strings go through the formatter, together. */
static enum status format_objects(struct cmdlet_call *c)
{
	struct native_process *p = c->process;
	if (value_is_null(c->input_list) || c->input_list.tag != VALUE_LIST ||
	    !value_count(c->input_list))
		return OK;
	struct collector lines;
	collector_init(&lines);
	Value objects = list_to_array(value_as_list(c->input_list));
	list_clear(value_as_list(c->input_list));
	struct named_argument stream = {"Stream", TRUE_VALUE};
	enum status status =
		pipeline_run_command(c->session, "Out-String", &stream, 1, objects, &lines.output);
	Value text = collector_array(&lines);
	for (size_t i = 0; i < value_count(text); i++) {
		value_append_string(value_item(text, i), &p->to_write);
		strbuf_addc(&p->to_write, '\n');
	}
	return status;
}

static enum status native_process(struct cmdlet_call *c, Value record)
{
	struct native_process *p = c->process;
	if (p->in < 0)
		return OK;
	Value base = value_base(record);
	if (base.tag == VALUE_STRING) {
		if (format_objects(c) != OK)
			return ERROR;
		strbuf_add(&p->to_write, string_data(base), string_length(base));
		strbuf_addc(&p->to_write, '\n');
	} else {
		if (c->input_list.tag != VALUE_LIST)
			c->input_list = list_new();
		list_add(value_as_list(c->input_list), record);
	}
	return p->to_write.length > 65536 ? pump(c, false) : OK;
}

static enum status wait_for(struct cmdlet_call *c)
{
	struct native_process *p = c->process;
	int state = 0;
	while (p->pid > 0 && blocking_waitpid(p->pid, &state, 0) < 0 && errno == EINTR) {
		if (c->session->is_background && c->session->interrupted)
			kill(p->pid, SIGTERM); /* no Ctrl+C reached it */
	}
	p->pid = 0;
	int code = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
	c->session->last_exit_code = code;
	c->session->has_last_exit_code = true;
	if (code == 0)
		return OK;
	c->pipeline->failed = true;
	if (!value_is_true(
		    scope_get(c->session, "PSNativeCommandUseErrorActionPreference", SCOPE_ANY)))
		return OK;
	enum status status =
		throw_error_type("System.Management.Automation.NativeCommandExitException",
				 "ProgramExitedWithNonZeroCode", CATEGORY_NOT_SPECIFIED,
				 string_from(c->command->name),
				 "Program \"%s\" ended with non-zero exit code: %d (0x%02X).",
				 c->command->name, code, (unsigned)code);
	if (status != ERROR)
		return status;
	struct error_record *r = value_as_error_record(runtime()->error);
	if (r && c->call->ast &&
	    c->call->source) /* placed here, so that no command's name is added to its id */
		r->position = (struct error_position){c->call->source, c->call->ast->extent.start,
						      c->call->ast->extent.end, NULL_VALUE};
	return error_write_preference(c->session, error_take(), call_error_action(c));
}

static enum status native_end(struct cmdlet_call *c)
{
	struct native_process *p = c->process;
	enum status status = format_objects(c);
	if (status == OK && p->in >= 0)
		status = pump(c, false);
	close_fd(&p->in);
	if (status == OK)
		status = pump(c, true);
	if (status != OK)
		return status;
	return wait_for(c);
}

static void native_cleanup(struct cmdlet_call *c)
{
	struct native_process *p = c->process;
	if (!p)
		return;
	close_fd(&p->in);
	close_fd(&p->out);
	close_fd(&p->err);
	close_fd(&p->given_in);
	if (p->pid > 0) { /* nobody wants its output any more */
		kill(p->pid, SIGTERM);
		wait_for(c) == ERROR ? (void)error_take() : (void)0;
	}
	strbuf_clear(&p->to_write);
	strbuf_clear(&p->out_line);
	strbuf_clear(&p->err_line);
	free(p);
	c->process = NULL;
}

const struct call_kind call_kind_native = {native_begin, native_process, NULL, native_end,
					   native_cleanup};
