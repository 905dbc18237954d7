#include "repl/history.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/path.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/datetime.h"
#include "object/psobject.h"
#include "object/string.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <readline/history.h>

/* So many entries are offered; the file is cut back when it has grown to twice as many. */
enum { ENTRIES_MAX = 4096 };

/* ---- secrets ---- */

bool history_is_secret(const char *text)
{
	static const char *const words[] = {"password", "passwd",     "asplaintext", "secret",
					    "token",    "credential", "apikey",      "api_key"};
	for (size_t i = 0; i < countof(words); i++)
		if (strcasestr(text, words[i]))
			return true;
	return false;
}

/* ---- the file: an entry a line; a line end within an entry has a backtick before it ---- */

static char *file_path(void)
{
	char *home = path_home();
	mkdir(home, 0700);
	char *path = xasprintf("%s/history", home);
	free(home);
	return path;
}

static void append_entry(struct strbuf *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c == '\n')
			strbuf_addc(out, '`');
		strbuf_addc(out, *c);
	}
	strbuf_addc(out, '\n');
}

static size_t load_entries(FILE *file)
{
	struct strbuf entry = STRBUF_INIT;
	char *line = NULL;
	size_t capacity = 0, count = 0;
	ssize_t length;
	while ((length = getline(&line, &capacity, file)) > 0) {
		if (line[length - 1] == '\n')
			line[--length] = '\0';
		if (length > 0 && line[length - 1] == '`') {
			strbuf_add(&entry, line, (size_t)length - 1);
			strbuf_addc(&entry, '\n');
			continue;
		}
		strbuf_add(&entry, line, (size_t)length);
		if (entry.length > 0)
			add_history(entry.data);
		strbuf_reset(&entry);
		count++;
	}
	free(line);
	strbuf_clear(&entry);
	return count;
}

static void rewrite(const char *path)
{
	struct strbuf text = STRBUF_INIT;
	char *temporary = xasprintf("%s.%d", path, (int)getpid());
	HIST_ENTRY **entries = history_list();
	for (size_t i = 0; entries && entries[i]; i++)
		append_entry(&text, entries[i]->line);
	int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0) {
		bool written = write(fd, text.data, text.length) == (ssize_t)text.length;
		close(fd);
		if (!written || rename(temporary, path) != 0)
			unlink(temporary);
	}
	free(temporary);
	strbuf_clear(&text);
}

void history_load(void)
{
	char *path = file_path();
	FILE *file = fopen(path, "re");
	stifle_history(ENTRIES_MAX);
	if (file) {
		size_t count = load_entries(file);
		fclose(file);
		if (count > 2 * ENTRIES_MAX)
			rewrite(path);
	}
	free(path);
}

static bool is_last_entry(const char *text)
{
	HIST_ENTRY *last =
		history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
	return last && strcmp(last->line, text) == 0;
}

void history_add(const char *text)
{
	if (is_last_entry(text))
		return;
	add_history(text);
	if (history_is_secret(text))
		return;
	char *path = file_path();
	struct strbuf entry = STRBUF_INIT;
	append_entry(&entry, text);
	/* One write(): sessions that end at the same time do not mix their lines. */
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd >= 0) {
		ssize_t ignored UNUSED = write(fd, entry.data, entry.length);
		close(fd);
	}
	strbuf_clear(&entry);
	free(path);
}

/* ---- Get-History ---- */

int64_t history_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	struct tm local;
	localtime_r(&now.tv_sec, &local);
	return TICKS_UNIX_EPOCH + (now.tv_sec + local.tm_gmtoff) * TICKS_PER_SECOND +
	       now.tv_nsec / 100;
}

void history_record(struct session *s, const char *text, int64_t started, int64_t ended,
		    bool completed)
{
	static int64_t last_id;
	struct list *list = value_as_list(s->history);
	Value info = psobject_new_typed("Microsoft.PowerShell.Commands.HistoryInfo");
	psobject_set(info, "Id", value_int64(++last_id));
	psobject_set(info, "CommandLine", string_from(text));
	psobject_set(info, "ExecutionStatus", string_from(completed ? "Completed" : "Failed"));
	psobject_set(info, "StartExecutionTime", datetime_new(started, DATETIME_LOCAL));
	psobject_set(info, "EndExecutionTime", datetime_new(ended, DATETIME_LOCAL));
	psobject_set(info, "Duration", value_timespan(ended - started));
	list_add(list, info);
}
