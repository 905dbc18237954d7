/* exosh: command line, session, and what to run in it. Options and exit codes are those of pwsh. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/xmalloc.h"
#include "cmdlets/console_host.h"
#include "cmdlets/core/job.h"
#include "cmdlets/modules.h"
#include "cmdlets/utility/event.h"
#include "engine/path.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/string.h"
#include "repl/repl.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Scripts recurse on this stack. Only what is used takes memory. */
#define STACK_SIZE ((size_t)1 << 30)

enum run_mode {
	RUN_PROMPT,
	RUN_COMMAND,
	RUN_FILE,
	RUN_ENCODED, /* base64 of UTF-16, as other programs pass a command without quoting it */
	RUN_STDIN,
	RUN_SERVER, /* the process of a Start-Job */
	RUN_VERSION,
	RUN_HELP,
	RUN_WRONG
};

struct command_line {
	enum run_mode mode;
	const char *text; /* the command or the file */
	int argc;         /* what follows */
	char **argv;
	const char *folder;
	bool with_args; /* argv is $args, not more of the text */
	bool no_logo, no_profile, non_interactive, no_exit;
	const char *wrong;
	int exit_code;
};

static const char help[] =
	"Usage: exosh [-NoLogo] [-NoProfile] [-NonInteractive] [-NoExit] [-WorkingDirectory "
	"<folder>]\n"
	"             [-File <path> [arguments] | -Command <text> [arguments] |\n"
	"              -EncodedCommand <base64> | -CommandWithArgs <text> [arguments] |\n"
	"              <path> [arguments] | -]\n"
	"\n"
	"A shell with PowerShell's language and the Exchange Online migration cmdlets.\n"
	"\n"
	"  -File, -f              runs a script file; what follows are its arguments\n"
	"  -Command, -c           runs the text that follows; - reads it from standard input\n"
	"  -EncodedCommand, -e    runs a command that is base64 of UTF-16\n"
	"  -CommandWithArgs, -cwa runs the text with what follows as $args\n"
	"  -NoLogo, -nol          no greeting at the prompt\n"
	"  -NoProfile, -nop       does not run the profile script\n"
	"  -NonInteractive, -noni never asks: a question is an error\n"
	"  -NoExit, -noe          stays at the prompt afterwards\n"
	"  -WorkingDirectory, -wd the folder to start in\n"
	"  -Version, -v           prints the version\n"
	"  -Help, -h, -?          prints this\n";

/* `given` is an option (without dashes): the whole name, or a beginning of it from `least` letters on. */
static bool is_option(const char *given, const char *name, const char *least)
{
	size_t length = strlen(given);
	return !strcasecmp(given, least) || (length >= strlen(least) && length <= strlen(name) &&
					     !strncasecmp(given, name, length));
}

static const char *what_is_missing(enum run_mode mode)
{
	switch (mode) {
	case RUN_FILE:
		return "The -File option needs the path of a script.";
	case RUN_ENCODED:
		return "The -EncodedCommand option needs base64 of the command in UTF-16.";
	default:
		return "The -Command option needs the text to run.";
	}
}

static void take_rest(struct command_line *line, enum run_mode mode, int argc, char **argv)
{
	line->mode = mode;
	if (!argc) {
		line->mode = RUN_WRONG;
		line->wrong = what_is_missing(mode);
		line->exit_code = 64;
		return;
	}
	line->text = argv[0];
	line->argc = argc - 1;
	line->argv = argv + 1;
	if (mode == RUN_COMMAND && !strcmp(argv[0], "-"))
		line->mode = RUN_STDIN;
}

static struct command_line read_command_line(int argc, char **argv)
{
	struct command_line line = {0};
	for (int i = 1; i < argc; i++) {
		const char *given = argv[i];
		if (!strcmp(given, "-")) {
			line.mode = RUN_STDIN;
			return line;
		}
		if (given[0] != '-') {
			take_rest(&line, RUN_FILE, argc - i, argv + i);
			return line;
		}
		given += given[1] == '-' ? 2 : 1;
		if (is_option(given, "NoLogo", "nol")) {
			line.no_logo = true;
		} else if (is_option(given, "NoProfile", "nop")) {
			line.no_profile = true;
		} else if (is_option(given, "NonInteractive", "noni")) {
			line.non_interactive = true;
		} else if (is_option(given, "NoExit", "noe")) {
			line.no_exit = true;
		} else if (is_option(given, "Interactive", "i") || is_option(given, "Login", "l") ||
			   is_option(given, "NoProfileLoadTime", "noprofileloadtime")) {
			continue;
		} else if (is_option(given, "CommandWithArgs", "commandw") ||
			   !strcasecmp(given, "cwa")) {
			line.with_args = true;
			take_rest(&line, RUN_COMMAND, argc - i - 1, argv + i + 1);
			return line;
		} else if (is_option(given, "EncodedCommand", "e") || !strcasecmp(given, "ec")) {
			take_rest(&line, RUN_ENCODED, argc - i - 1, argv + i + 1);
			return line;
		} else if (is_option(given, "STA", "sta") || is_option(given, "MTA", "mta")) {
			continue;
		} else if (is_option(given, "Command", "c")) {
			take_rest(&line, RUN_COMMAND, argc - i - 1, argv + i + 1);
			return line;
		} else if (is_option(given, "File", "f")) {
			take_rest(&line, RUN_FILE, argc - i - 1, argv + i + 1);
			return line;
		} else if (is_option(given, "WorkingDirectory", "wo") || !strcasecmp(given, "wd")) {
			line.folder = ++i < argc ? argv[i] : NULL;
		} else if (is_option(given, "ExecutionPolicy", "ex") || !strcasecmp(given, "ep") ||
			   is_option(given, "OutputFormat", "o") ||
			   is_option(given, "SettingsFile", "settings") ||
			   is_option(given, "ConfigurationName", "config") ||
			   is_option(given, "CustomPipeName", "cus") ||
			   is_option(given, "InputFormat", "in")) {
			i++; /* known to pwsh; without a meaning here */
		} else if (is_option(given, "ServerMode", "s")) {
			line.mode = RUN_SERVER;
		} else if (is_option(given, "Version", "v")) {
			line.mode = RUN_VERSION;
			return line;
		} else if (is_option(given, "Help", "h") || !strcmp(given, "?")) {
			line.mode = RUN_HELP;
			return line;
		} else {
			line.mode = RUN_WRONG;
			line.wrong = argv[i];
			line.exit_code = 64;
			return line;
		}
	}
	return line;
}

/* ---- running ---- */

/* For the signal handler. */
static struct session *the_session;
static struct console_host *the_console;

static void interrupt(int signal_number UNUSED)
{
	if (!the_session)
		return;
	the_session->interrupted = 1;
	console_host_interrupt(the_console);
}

static char *read_stdin(size_t *length_r)
{
	struct strbuf text = STRBUF_INIT;
	char buffer[65536];
	ssize_t n;
	while ((n = read(STDIN_FILENO, buffer, sizeof(buffer))) > 0)
		strbuf_add(&text, buffer, (size_t)n);
	return strbuf_detach(&text, length_r);
}

/* -Command joins its arguments with blanks. */
static char *join_command(const struct command_line *line)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_adds(&text, line->text);
	for (int i = 0; i < line->argc; i++)
		strbuf_addf(&text, " %s", line->argv[i]);
	return strbuf_detach(&text, NULL);
}

/* A command's exit code: of `exit`, of the last program, or whether the last command succeeded. */
static int command_exit_code(const struct session *s, enum status status)
{
	if (status == EXIT)
		return s->runtime.exit_code;
	if (status == ERROR)
		return 1;
	if (s->success)
		return 0;
	return s->has_last_exit_code && s->last_exit_code ? (int)s->last_exit_code : 1;
}

static int run_file(struct session *s, const struct command_line *line)
{
	struct stat st;
	char *path = path_resolve(s, line->text);
	if (!path || stat(path, &st) != 0 || S_ISDIR(st.st_mode)) {
		fprintf(stderr,
			"The argument '%s' is not recognized as the name of a script file. Check "
			"the spelling of "
			"the name, or if a path was included, verify that the path is correct and "
			"try again.\n",
			line->text);
		fputs(help, stderr);
		free(path);
		return 64;
	}
	enum status status = session_run_file(s, path, line->argc, line->argv);
	free(path);
	if (status == EXIT)
		return s->runtime.exit_code;
	if (status != OK)
		return 1;
	return s->exited ? (int)s->last_exit_code : 0;
}

/* malloc()ed; NULL when it is not base64. */
static char *decode_command(const char *base64)
{
	size_t length = strlen(base64);
	unsigned char *bytes = xmalloc(length / 4 * 3 + 4);
	int count = length % 4 ? -1
			       : EVP_DecodeBlock(bytes, (const unsigned char *)base64, (int)length);
	struct strbuf text = STRBUF_INIT;
	for (size_t i = length; count > 0 && i > 0 && base64[i - 1] == '='; i--)
		count--;
	for (int i = 0; i + 1 < count; i += 2) {
		uint32_t unit = bytes[i] | (uint32_t)bytes[i + 1] << 8;
		if (unit >= 0xd800 && unit < 0xdc00 && i + 3 < count) {
			i += 2;
			unit = 0x10000 + ((unit - 0xd800) << 10) +
			       ((bytes[i] | (uint32_t)bytes[i + 1] << 8) - 0xdc00);
		}
		utf8_append(&text, unit);
	}
	free(bytes);
	return count < 0 ? NULL : strbuf_detach(&text, NULL);
}

static int run_text(struct session *s, char *text, size_t length)
{
	enum status status = session_run_text(s, text, length);
	free(text);
	return command_exit_code(s, status);
}

static int run_encoded(struct session *s, const struct command_line *line)
{
	char *text = decode_command(line->text);
	if (text)
		return run_text(s, text, strlen(text));
	fputs("The command of -EncodedCommand is not base64.\n", stderr);
	return 64;
}

static int run_command(struct session *s, const struct command_line *line)
{
	if (line->with_args) {
		Value args = array_new((size_t)line->argc);
		for (int i = 0; i < line->argc; i++)
			value_as_array(args)->items[i] = string_from(line->argv[i]);
		enum status status = session_run_text_with(s, line->text, strlen(line->text), args);
		return command_exit_code(s, status);
	}
	char *text = join_command(line);
	return run_text(s, text, strlen(text));
}

static void run_profile(struct session *s)
{
	char *home = path_home();
	char *path = xasprintf("%s/profile.ps1", home);
	if (access(path, R_OK) == 0)
		session_run_file(s, path, 0, NULL);
	s->exited = false;
	free(path);
	free(home);
}

static void run_session(struct command_line *line)
{
	bool prompt = line->mode == RUN_PROMPT || line->no_exit;
	struct console_host *console = console_host_create(!line->non_interactive);
	struct session *s = session_create(console_host_base(console));
	heap_set_stack_base(s->runtime.heap, __builtin_frame_address(0));
	modules_register(s);
	the_session = s;
	the_console = console;
	signal(SIGINT, interrupt);
	signal(SIGPIPE, SIG_IGN);
	if (line->folder && chdir(line->folder) == 0) {
		free(s->location);
		s->location = getcwd(NULL, 0);
	}
	if (!line->no_profile)
		run_profile(s);
	if (line->mode == RUN_SERVER) {
		line->exit_code = job_process_serve();
	} else if (line->mode == RUN_FILE) {
		line->exit_code = run_file(s, line);
	} else if (line->mode == RUN_COMMAND) {
		line->exit_code = run_command(s, line);
	} else if (line->mode == RUN_ENCODED) {
		line->exit_code = run_encoded(s, line);
	} else if (line->mode == RUN_STDIN || (prompt && !isatty(STDIN_FILENO))) {
		size_t length;
		char *text = read_stdin(&length);
		line->exit_code = run_text(s, text, length);
		prompt = false;
	}
	if (prompt)
		line->exit_code = repl_run(s, !line->no_logo);
	event_raise(s, event_new(s, "PowerShell.Exiting", NULL_VALUE, NULL_VALUE, NULL_VALUE));
	jobs_end(s);
	if (s->host->end(s->host) != OK)
		line->exit_code = line->exit_code ? line->exit_code : 1;
	the_session = NULL;
	console_host_free(&console);
}

/* Ctrl+C reaches the thread that runs commands: it has seen it before it goes on from what it waited for, and a program
 * that ended by it is not followed by a prompt that gets the signal instead. */
static void block_interrupt(int how)
{
	sigset_t interrupt_only;
	sigemptyset(&interrupt_only);
	sigaddset(&interrupt_only, SIGINT);
	pthread_sigmask(how, &interrupt_only, NULL);
}

static void *run_thread(void *context)
{
	block_interrupt(SIG_UNBLOCK);
	run_session(context);
	return NULL;
}

int main(int argc, char **argv)
{
	struct command_line line = read_command_line(argc, argv);
	switch (line.mode) {
	case RUN_VERSION:
		printf("exosh %s (PowerShell 7.6)\n", EXOSH_VERSION);
		return 0;
	case RUN_HELP:
		fputs(help, stdout);
		return 0;
	case RUN_WRONG:
		fprintf(stderr, "exosh: the option '%s' is not known or lacks its value.\n%s",
			line.wrong, help);
		return line.exit_code;
	default:
		break;
	}
	pthread_attr_t attributes;
	pthread_t thread;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	block_interrupt(SIG_BLOCK);
	if (pthread_create(&thread, &attributes, run_thread, &line) == 0)
		pthread_join(thread, NULL);
	else
		run_thread(&line); /* with the stack that there is */
	return line.exit_code;
}
