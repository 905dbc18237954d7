#include "cmdlets/host/transcript.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/host.h"
#include "engine/scope.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#define STARS "**********************\n"

struct transcript {
	struct transcript *before; /* the one that was started earlier, and still runs */
	struct transcript_options options;
	char *path;
	int fd;
};

/* The host's listener: all running transcripts. */
struct transcripts {
	struct host_copy copy;
	struct host *host;
	struct transcript *newest;
	bool in_escape; /* a terminal sequence is passing: colours are not for files */
};

static void write_all(int fd, const char *text, size_t length)
{
	while (length) {
		ssize_t n = write(fd, text, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		text += n;
		length -= (size_t)n;
	}
}

static void add_stamp(struct strbuf *out, const char *label)
{
	time_t now = time(NULL);
	struct tm tm;
	char stamp[32];
	localtime_r(&now, &tm);
	strftime(stamp, sizeof(stamp), "%Y%m%d%H%M%S", &tm);
	strbuf_addf(out, "%s: %s\n", label, stamp);
}

/* A line for each entry of $PSVersionTable. */
static void add_versions(struct session *s, struct strbuf *out)
{
	Value table = scope_variable(s->global, "PSVersionTable", true)->value, key, value;
	table = value_base(table);
	if (table.tag != VALUE_HASHTABLE)
		return;
	for (size_t i = 0; hashtable_next(value_as_hashtable(table), &i, &key, &value);) {
		strbuf_addf(out, "%s: ", string_data(value_to_string(key)));
		for (size_t k = 0; value.tag == VALUE_ARRAY && k < value_count(value); k++)
			strbuf_addf(out, "%s%s", k ? ", " : "",
				    string_data(value_to_string(value_item(value, k))));
		if (value.tag != VALUE_ARRAY)
			strbuf_adds(out, string_data(value_to_string(value)));
		strbuf_addc(out, '\n');
	}
}

/* The words that the process was started with. */
static void add_command_line(struct strbuf *out)
{
	FILE *file = fopen("/proc/self/cmdline", "re");
	int c, before = EOF;
	while (file && (c = getc(file)) != EOF) {
		if (before == '\0')
			strbuf_addc(out, ' ');
		if (c)
			strbuf_addc(out, (char)c);
		before = c;
	}
	if (file)
		fclose(file);
}

static void add_header(struct session *s, bool minimal, struct strbuf *out)
{
	struct utsname os;
	char machine[256] = "";
	const struct passwd *user = getpwuid(geteuid());
	strbuf_adds(out, STARS "PowerShell transcript start\n");
	add_stamp(out, "Start time");
	if (!minimal) {
		gethostname(machine, sizeof(machine) - 1);
		uname(&os);
		const char *name = user ? user->pw_name : "";
		strbuf_addf(out, "Username: %s\\%s\nRunAs User: %s\\%s\nConfiguration Name: \n",
			    machine, name, machine, name);
		strbuf_addf(out, "Machine: %s (Unix %s)\nHost Application: ", machine, os.release);
		add_command_line(out);
		strbuf_addf(out, "\nProcess ID: %d\n", (int)getpid());
		add_versions(s, out);
	}
	strbuf_adds(out, STARS);
}

static void finish(struct transcript *t)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_adds(&text, STARS "PowerShell transcript end\n");
	add_stamp(&text, "End time");
	strbuf_adds(&text, STARS);
	write_all(t->fd, text.data, text.length);
	strbuf_clear(&text);
	close(t->fd);
}

static void copy_write(struct host_copy *copy, const char *text, size_t length)
{
	struct transcripts *all = container_of(copy, struct transcripts, copy);
	struct strbuf plain = STRBUF_INIT;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\033')
			all->in_escape = true;
		else if (!all->in_escape)
			strbuf_addc(&plain, text[i]);
		else if ((text[i] >= '@' && text[i] <= '~' && text[i] != '['))
			all->in_escape = false;
	}
	for (struct transcript *t = all->newest; t; t = t->before)
		write_all(t->fd, plain.data, plain.length);
	strbuf_clear(&plain);
}

static void copy_input(struct host_copy *copy, const char *text)
{
	struct transcripts *all = container_of(copy, struct transcripts, copy);
	for (struct transcript *t = all->newest; t; t = t->before) {
		struct strbuf line = STRBUF_INIT;
		if (t->options.invocation_header) {
			strbuf_adds(&line, STARS);
			add_stamp(&line, "Command start time");
			strbuf_adds(&line, STARS);
		}
		strbuf_addf(&line, "PS>%s\n", text);
		write_all(t->fd, line.data, line.length);
		strbuf_clear(&line);
	}
}

/* Takes the newest one off: its path, or NULL. */
static char *pop(struct transcripts *all)
{
	struct transcript *t = all->newest;
	if (!t)
		return NULL;
	char *path = t->path;
	finish(t);
	all->newest = t->before;
	free(t);
	return path;
}

static void copy_close(struct host_copy *copy)
{
	struct transcripts *all = container_of(copy, struct transcripts, copy);
	for (char *path; (path = pop(all));)
		free(path);
	all->host->copy = NULL;
	free(all);
}

static struct transcripts *transcripts_of(struct host *host)
{
	return host->copy ? container_of(host->copy, struct transcripts, copy) : NULL;
}

int transcript_start(struct session *s, const char *path, const struct transcript_options *options)
{
	int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (options->append ? 0 : O_TRUNC);
	int fd = open(path, flags, 0600);
	if (fd < 0)
		return -1;
	struct transcripts *all = transcripts_of(s->host);
	if (!all) {
		all = xcalloc(1, sizeof(*all));
		all->copy = (struct host_copy){copy_write, copy_input, copy_close};
		all->host = s->host;
		s->host->copy = &all->copy;
	}
	struct transcript *t = xcalloc(1, sizeof(*t));
	*t = (struct transcript){all->newest, *options, xstrdup(path), fd};
	all->newest = t;
	struct strbuf header = STRBUF_INIT;
	add_header(s, options->minimal_header, &header);
	write_all(fd, header.data, header.length);
	strbuf_clear(&header);
	return 0;
}

char *transcript_stop(struct session *s)
{
	struct transcripts *all = transcripts_of(s->host);
	if (!all)
		return NULL;
	char *path = pop(all);
	if (!all->newest)
		copy_close(&all->copy);
	return path;
}
