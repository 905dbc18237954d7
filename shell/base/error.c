#include "base/error.h"
#include "base/xmalloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int error_set(struct error *error, int code, const char *format, ...)
{
	if (!error)
		return -1;
	char *message;
	va_list args;
	va_start(args, format);
	if (vasprintf(&message, format, args) < 0)
		message = NULL;
	va_end(args);
	error_clear(error);
	error->code = code;
	error->message = message;
	return -1;
}

int error_prefix(struct error *error, const char *format, ...)
{
	if (!error || !error->message)
		return -1;
	char *prefix;
	va_list args;
	va_start(args, format);
	if (vasprintf(&prefix, format, args) < 0)
		prefix = NULL;
	va_end(args);
	char *message = xasprintf("%s: %s", prefix ? prefix : "", error->message);
	free(prefix);
	free(error->message);
	error->message = message;
	return -1;
}

void error_clear(struct error *error)
{
	free(error->message);
	error->message = NULL;
	error->code = 0;
}
