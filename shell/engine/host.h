/*
 * The host: where a session's output becomes lines. The shell's main program and the prompt implement
 * it, tests use their own.
 */
#ifndef EXOSH_ENGINE_HOST_H
#define EXOSH_ENGINE_HOST_H

#include "object/value.h"

enum host_stream {
	HOST_OUTPUT,
	HOST_ERROR,
	HOST_WARNING,
	HOST_VERBOSE,
	HOST_DEBUG,
	HOST_INFORMATION,
};

/* One ProgressRecord. Texts are the caller's; NULL: not said. */
struct progress {
	int id, parent; /* parent -1: none */
	const char *activity, *status, *operation;
	int percent;     /* -1: not known */
	int64_t seconds; /* that are left, -1: not known */
	bool completed;
};

/* A listener that gets all that is shown and (but for secrets) typed at the host: transcripts. */
struct host_copy {
	/* Text as it was shown, in pieces of any length. */
	void (*write)(struct host_copy *copy, const char *text, size_t length);
	/* A whole input of the prompt, before it runs. */
	void (*input)(struct host_copy *copy, const char *text);
	/* The host ends. */
	void (*close)(struct host_copy *copy);
};

struct host {
	void *context;
	/* An object at the end of a pipeline (Out-Default): formatted with its neighbours. */
	enum status (*write_object)(struct host *host, Value v);
	/* What is held back for table layout is printed now: before a line that goes around the formatter,
	 * and at the end of each pipeline. */
	enum status (*flush)(struct host *host);
	/* An input (a line of the prompt, a script) is at its end: the next one's output begins anew. May be NULL. */
	enum status (*end)(struct host *host);
	/* Text as it is, to a stream's place (errors to standard error ...). */
	void (*write_text)(struct host *host, enum host_stream stream, const char *text,
			   size_t length);
	/* Write-Host: foreground and background as ConsoleColor numbers, -1 none. */
	void (*write_host)(struct host *host, const char *text, size_t length, int foreground,
			   int background);
	/* An ErrorRecord as the current $ErrorView shows it. */
	void (*write_error_record)(struct host *host, Value error_record);
	/* Write-Progress: how far something is. Shown until it is completed, or the input is at its end. NULL: there is
	 * no terminal to show it at. */
	void (*write_progress)(struct host *host, const struct progress *progress);
	/* A program is about to write to the terminal itself: what is shown of progress goes. May be NULL. */
	void (*yield_terminal)(struct host *host);
	/* Gives what stands on the terminal's last line, which has no end yet, with its colours: malloc()ed, "" when
	 * there is nothing. The prompt comes behind it. May be NULL. */
	char *(*take_unfinished_line)(struct host *host);
	/* One line from the user: malloc()ed; NULL at end of input or when not interactive. */
	char *(*read_line)(struct host *host, const char *prompt, bool secret);
	int (*width)(struct host *host);
	struct host_copy *copy; /* or NULL */
	bool interactive;
	bool color; /* at a terminal, and NO_COLOR is not set */
};

/* What is shown goes to the listener, too. */
static inline void host_copy(struct host *host, const char *text, size_t length)
{
	if (host->copy)
		host->copy->write(host->copy, text, length);
}

#endif
