#include "transport/service_log.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/home.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAX_SIZE (INT64_C(5) * 1024 * 1024)

static int log_file = -1;

void service_log_open(void)
{
	char *path = home_file("logs/service.log");
	struct stat status;
	if (stat(path, &status) == 0 && status.st_size > MAX_SIZE) {
		char *old = xasprintf("%s.1", path);
		rename(path, old);
		free(old);
	}
	log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	free(path);
}

void service_log_close(void)
{
	if (log_file >= 0)
		close(log_file);
	log_file = -1;
}

void service_log(const char *format, ...)
{
	struct timespec now;
	struct tm tm;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	struct strbuf line = STRBUF_INIT;
	strbuf_addf(&line, "%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ ", tm.tm_year + 1900,
		    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
		    now.tv_nsec / 1000000);
	va_list args;
	va_start(args, format);
	strbuf_vaddf(&line, format, args);
	va_end(args);
	/* What servers say ends up here too: no control characters in a log. */
	for (size_t i = 0; i < line.length; i++)
		if ((unsigned char)line.data[i] < ' ')
			line.data[i] = ' ';
	strbuf_addc(&line, '\n');
	/* One write for a line: lines of threads don't mix. A full disk loses the line, nothing else. */
	ssize_t written = write(log_file >= 0 ? log_file : STDERR_FILENO, line.data, line.length);
	(void)written;
	strbuf_clear(&line);
}
