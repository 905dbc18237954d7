#include "cmdlets/console_host.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/xmalloc.h"
#include "cmdlets/console_progress.h"
#include "formatters/error_view.h"
#include "formatters/format.h"
#include "object/interpreter_lock.h"
#include "object/runtime.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define DEFAULT_WIDTH 80

struct console_host {
	struct host host;
	struct format_stream
		*stream;   /* made with the first object: it lives on the session's heap */
	struct strbuf out; /* standard output, not yet written */
	bool terminal;
	bool broken; /* nobody reads standard output any more */
	struct console_progress *progress;
	struct strbuf line;                /* what was written after the last line end */
	int64_t progress_at;               /* when it was drawn, in milliseconds */
	bool progress_is_new;              /* something changed since */
	volatile sig_atomic_t interrupted; /* ^C stands at the end of the line */
};

static struct console_host *of(struct host *host)
{
	return container_of(host, struct console_host, host);
}

static int console_width(struct host *host)
{
	struct winsize size;
	if (of(host)->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	const char *columns = getenv("COLUMNS");
	int width = columns ? atoi(columns) : 0;
	return width > 0 ? width : DEFAULT_WIDTH;
}

static void write_all(int fd, const char *bytes, size_t length, bool *broken)
{
	while (length && !*broken) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			*broken = true;
			return;
		}
		bytes += n;
		length -= (size_t)n;
	}
}

/* ---- progress ---- */

/* Bars are drawn at most so often. */
#define PROGRESS_MILLISECONDS 100

/* Takes the bars away, with the ^C behind them. */
static void hide_progress(struct console_host *h)
{
	struct strbuf out = STRBUF_INIT;
	h->progress_is_new |= !console_progress_is_empty(h->progress);
	console_progress_hide(h->progress, console_width(&h->host), &out);
	if (h->interrupted && h->terminal && out.length == 0)
		strbuf_addc(&out, '\n');
	h->interrupted = 0;
	write_all(STDOUT_FILENO, out.data, out.length, &h->broken);
	strbuf_clear(&out);
}

static int64_t milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int console_rows(void)
{
	struct winsize size;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

/* Not while a line is being written that has no end yet: the bars would tear it apart. */
static void draw_progress(struct console_host *h)
{
	if (!h->progress_is_new || h->line.length > 0)
		return;
	struct strbuf out = STRBUF_INIT;
	console_progress_draw(h->progress, console_width(&h->host), console_rows(), h->host.color,
			      &out);
	write_all(STDOUT_FILENO, out.data, out.length, &h->broken);
	strbuf_clear(&out);
	h->progress_is_new = false;
	h->progress_at = milliseconds();
}

static void refresh_progress(struct console_host *h)
{
	if (h->progress_is_new && milliseconds() - h->progress_at >= PROGRESS_MILLISECONDS)
		draw_progress(h);
}

/* Output that goes elsewhere than to a terminal may be one endless line: nobody asks for it. */
static void note_line(struct console_host *h, const char *bytes, size_t length)
{
	if (!h->terminal)
		return;
	const char *end = memrchr(bytes, '\n', length);
	if (end) {
		strbuf_reset(&h->line);
		length -= (size_t)(end + 1 - bytes);
		bytes = end + 1;
	}
	strbuf_add(&h->line, bytes, length);
}

static char *console_take_unfinished_line(struct host *host)
{
	return strbuf_detach(&of(host)->line, NULL);
}

static void write_out(struct console_host *h, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	hide_progress(h);
	note_line(h, bytes, length);
	write_all(STDOUT_FILENO, bytes, length, &h->broken);
	refresh_progress(h);
}

static void drain(struct console_host *h)
{
	utf8_scrub(h->out.data, h->out.length);
	write_out(h, h->out.data, h->out.length);
	strbuf_reset(&h->out);
}

static void console_write_progress(struct host *host, const struct progress *progress)
{
	struct console_host *h = of(host);
	console_progress_set(h->progress, progress);
	h->progress_is_new = true;
	refresh_progress(h);
}

static void console_yield_terminal(struct host *host)
{
	hide_progress(of(host));
}

/* ---- output ---- */

static enum status add_line(const char *text, size_t length, bool is_error UNUSED, void *context)
{
	struct console_host *h = context;
	strbuf_add(&h->out, text, length);
	strbuf_addc(&h->out, '\n');
	host_copy(&h->host, text, length);
	host_copy(&h->host, "\n", 1);
	if (h->terminal || h->out.length > 32768)
		drain(h);
	if (!h->broken)
		return OK;
	runtime()->stop_at = NULL; /* `exosh ... | head`: there is no point in going on */
	return STOP;
}

static enum status console_write_object(struct host *host, Value v)
{
	struct console_host *h = of(host);
	if (!h->stream)
		h->stream = format_stream_create(console_width(host) - 1, host->color, add_line, h);
	return format_stream_write(h->stream, v);
}

static enum status console_flush(struct host *host)
{
	struct console_host *h = of(host);
	enum status status = h->stream ? format_stream_flush(h->stream) : OK;
	drain(h);
	draw_progress(h);
	return status;
}

static enum status console_end(struct host *host)
{
	struct console_host *h = of(host);
	enum status status = h->stream ? format_stream_end(h->stream) : OK;
	drain(h);
	if (h->stream)
		format_stream_set_width(h->stream, console_width(host) - 1);
	hide_progress(h);
	console_progress_clear(h->progress);
	h->progress_is_new = false;
	return status;
}

/* Lines that go around the formatter come after what it holds back. */
static void settle(struct console_host *h)
{
	if (h->stream) {
		Value error = runtime()->error;
		if (format_stream_flush(h->stream) != OK)
			runtime()->error = error;
	}
	drain(h);
}

static const char *stream_color(enum host_stream stream)
{
	switch (stream) {
	case HOST_WARNING:
	case HOST_VERBOSE:
	case HOST_DEBUG:
		return "\033[33;1m";
	case HOST_ERROR:
		return "\033[31;1m";
	default:
		return NULL;
	}
}

static void console_write_text(struct host *host, enum host_stream stream, const char *text,
			       size_t length)
{
	struct console_host *h = of(host);
	settle(h);
	host_copy(host, text, length);
	const char *color = host->color ? stream_color(stream) : NULL;
	struct strbuf line = STRBUF_INIT;
	bool end = length && text[length - 1] == '\n';
	if (color)
		strbuf_adds(&line, color);
	strbuf_add(&line, text, length - (color && end));
	if (color)
		strbuf_adds(&line, end ? "\033[0m\n" : "\033[0m");
	if (stream == HOST_ERROR) {
		hide_progress(h);
		write_all(STDERR_FILENO, line.data, line.length, &h->broken);
	} else {
		write_out(h, line.data, line.length);
	}
	strbuf_clear(&line);
}

/* ConsoleColor numbers to SGR: dark colours 0-7, bright ones 8-15, with red and blue in .NET's order. */
static int sgr(int color, bool background)
{
	static const int order[] = {0, 4, 2, 6, 1, 5, 3, 7};
	int base = background ? 40 : 30;
	if (color == 7)
		return base + 7;
	if (color == 8)
		return base + 60;
	return color < 8 ? base + order[color] : base + 60 + order[color - 8];
}

static void console_write_host(struct host *host, const char *text, size_t length, int foreground,
			       int background)
{
	struct console_host *h = of(host);
	settle(h);
	host_copy(host, text, length);
	struct strbuf line = STRBUF_INIT;
	bool colored = host->color && (foreground >= 0 || background >= 0);
	bool end = length && text[length - 1] == '\n';
	if (colored && foreground >= 0)
		strbuf_addf(&line, "\033[%dm", sgr(foreground, false));
	if (colored && background >= 0)
		strbuf_addf(&line, "\033[%dm", sgr(background, true));
	strbuf_add(&line, text, length - (colored && end));
	if (colored)
		strbuf_adds(&line, end ? "\033[0m\n" : "\033[0m");
	write_out(h, line.data, line.length);
	strbuf_clear(&line);
}

static void console_write_error_record(struct host *host, Value record)
{
	struct console_host *h = of(host);
	settle(h);
	struct strbuf text = STRBUF_INIT;
	error_view_append(record, ERROR_VIEW_CURRENT, console_width(host),
			  host->color && isatty(STDERR_FILENO), &text);
	strbuf_addc(&text, '\n');
	host_copy(host, text.data, text.length);
	bool broken = false;
	hide_progress(h);
	write_all(STDERR_FILENO, text.data, text.length, &broken);
	strbuf_clear(&text);
}

/* False: Ctrl+C was pressed instead. The signal may reach another thread than this one. */
static bool wait_for_input(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	while (!runtime_is_stopping())
		if (blocking_poll(&input, 1, 100) > 0)
			return true;
	return false;
}

/* Reads a line byte by byte, so that a program started later finds the rest. */
static char *console_read_line(struct host *host, const char *prompt, bool secret)
{
	struct console_host *h = of(host);
	settle(h);
	bool broken = false;
	hide_progress(h);
	host_copy(host, prompt, strlen(prompt));
	write_all(STDOUT_FILENO, prompt, strlen(prompt), &broken);
	struct termios old, silent;
	bool hidden = secret && tcgetattr(STDIN_FILENO, &old) == 0;
	if (hidden) {
		silent = old;
		silent.c_lflag &= (tcflag_t)~ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	}
	struct strbuf line = STRBUF_INIT;
	char c = 0;
	ssize_t n = 0;
	while (wait_for_input() && (n = blocking_read(STDIN_FILENO, &c, 1)) == 1 && c != '\n')
		strbuf_addc(&line, c);
	if (hidden) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &old);
		write_all(STDOUT_FILENO, "\n", 1, &broken);
	}
	strbuf_reset(&h->line);
	host_copy(host, secret ? "" : line.data, secret ? 0 : line.length);
	host_copy(host, "\n", 1);
	if ((n <= 0 && !line.length) || runtime_is_stopping()) {
		strbuf_clear(&line);
		return NULL;
	}
	return strbuf_detach(&line, NULL);
}

struct console_host *console_host_create(bool may_ask)
{
	struct console_host *h = xcalloc(1, sizeof(*h));
	const char *no_color = getenv("NO_COLOR");
	h->terminal = isatty(STDOUT_FILENO);
	h->host = (struct host){
		.context = h,
		.write_object = console_write_object,
		.flush = console_flush,
		.end = console_end,
		.write_text = console_write_text,
		.write_host = console_write_host,
		.write_error_record = console_write_error_record,
		.read_line = may_ask ? console_read_line : NULL,
		.take_unfinished_line = console_take_unfinished_line,
		.width = console_width,
		.interactive = may_ask && isatty(STDIN_FILENO),
		.color = h->terminal && !(no_color && *no_color),
	};
	h->progress = console_progress_create();
	if (h->terminal) {
		h->host.write_progress = console_write_progress;
		h->host.yield_terminal = console_yield_terminal;
	}
	strbuf_init(&h->out);
	strbuf_init(&h->line);
	error_view_set_width(console_width(&h->host));
	return h;
}

void console_host_free(struct console_host **host)
{
	struct console_host *h = *host;
	if (!h)
		return;
	drain(h);
	if (h->host.copy)
		h->host.copy->close(h->host.copy);
	if (h->stream)
		format_stream_free(&h->stream);
	console_progress_free(&h->progress);
	strbuf_clear(&h->out);
	strbuf_clear(&h->line);
	free(h);
	*host = NULL;
}

void console_host_interrupt(struct console_host *h)
{
	h->interrupted = 1;
}

struct host *console_host_base(struct console_host *h)
{
	return &h->host;
}
