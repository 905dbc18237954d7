#include "repl/line.h"
#include "base/strbuf.h"
#include "object/interpreter_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

/* Signals may reach another thread than the one that reads, so Ctrl+C comes through a pipe. */
static int wake[2] = {-1, -1};

static char *finished_line;
static bool is_finished;

static void on_interrupt(int signal_number UNUSED)
{
	int saved = errno;
	ssize_t ignored UNUSED = write(wake[1], "", 1);
	errno = saved;
}

static void on_line(char *text)
{
	rl_callback_handler_remove(); /* the terminal is itself again while commands run */
	finished_line = text;
	is_finished = true;
}

void line_init(void)
{
	if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
		wake[0] = wake[1] = -1;
	rl_readline_name = "exosh";
	rl_catch_signals = 0; /* Ctrl+C is ours: see on_interrupt() */
	rl_variable_bind("enable-bracketed-paste", "on");
	rl_variable_bind("completion-ignore-case", "on");
	rl_variable_bind("show-all-if-ambiguous", "on");
	using_history();
}

/* The line that is being written is given up, and stays on the screen as it is. */
static void cancel_line(void)
{
	char drain[16];
	while (read(wake[0], drain, sizeof(drain)) > 0)
		;
	rl_point = rl_end;
	rl_redisplay();
	fputs("^C\n", stdout);
	fflush(stdout);
	rl_free_line_state();
	rl_callback_sigcleanup();
	rl_callback_handler_remove();
}

/* True: Ctrl+C was pressed before the line was finished. */
static bool wait_for_line(void)
{
	struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
			       {.fd = wake[0], .events = POLLIN}};
	while (!is_finished) {
		if (blocking_poll(fds, countof(fds), -1) < 0) {
			if (errno != EINTR)
				on_line(NULL);
			continue;
		}
		if (fds[1].revents & POLLIN)
			return true;
		if (fds[0].revents)
			rl_callback_read_char();
	}
	return false;
}

/* Ctrl+D typed while a command ran: the terminal keeps it as an end of input, which is lost as soon as readline takes
 * single keys. Input that is ready and has no byte is that end; read() takes it away. */
static bool take_early_end(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	int bytes;
	char none;
	return poll(&input, 1, 0) > 0 && ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes == 0 &&
	       read(STDIN_FILENO, &none, 1) == 0;
}

/* The length of the terminal's control sequence (colours, titles) at `text`, or 0. */
static size_t control_length(const char *text)
{
	if (text[0] != '\033')
		return 0;
	size_t n = 2;
	if (text[1] == '[') {
		n += strspn(text + n, "0123456789;:?<=>!\"#$%&'()*+,-./ ");
		return text[n] ? n + 1 : n;
	}
	if (text[1] != ']')
		return text[1] ? 2 : 1;
	while (text[n] && text[n] != '\a' && (text[n] != '\033' || text[n + 1] != '\\'))
		n++;
	return text[n] == '\033' ? n + 2 : text[n] ? n + 1 : n;
}

/* Readline is told what takes no room on the screen. */
static char *mark_controls(const char *prompt)
{
	struct strbuf out = STRBUF_INIT;
	while (*prompt) {
		size_t length = control_length(prompt);
		if (length > 0)
			strbuf_addc(&out, RL_PROMPT_START_IGNORE);
		strbuf_add(&out, prompt, MAX(length, 1));
		if (length > 0)
			strbuf_addc(&out, RL_PROMPT_END_IGNORE);
		prompt += MAX(length, 1);
	}
	return strbuf_detach(&out, NULL);
}

enum line_result line_read(const char *prompt, char **text_r)
{
	struct sigaction ours = {.sa_handler = on_interrupt}, before;
	is_finished = false;
	finished_line = NULL;
	fflush(stdout);
	if (take_early_end()) {
		fputs(prompt, stdout);
		return LINE_END;
	}
	sigaction(SIGINT, &ours, &before);
	char *marked = mark_controls(prompt);
	rl_callback_handler_install(marked, on_line);
	free(marked);
	bool cancelled = wait_for_line();
	if (cancelled)
		cancel_line();
	sigaction(SIGINT, &before, NULL);
	if (cancelled)
		return LINE_CANCELLED;
	*text_r = finished_line;
	return finished_line ? LINE_READ : LINE_END;
}
