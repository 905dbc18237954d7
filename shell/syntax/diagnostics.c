#include "syntax/diagnostics.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"

#include <stdlib.h>
#include <string.h>

/* A script of nonsense must not cost memory without end. */
enum { ERRORS_MAX = 1000 };

static const struct {
	const char *id, *message;
} texts[] = {
#define DIAGNOSTIC(name, error_id, text) [DIAGNOSTIC_##name] = {error_id, text},
#include "syntax/diagnostics.def"
#undef DIAGNOSTIC
};

void diagnostics_init(struct diagnostics *d, struct arena *arena, const struct source *source)
{
	memset(d, 0, sizeof(*d));
	d->arena = arena;
	d->source = source;
}

static bool is_known(const struct diagnostics *d, struct extent where, const char *id)
{
	for (size_t i = d->count; i-- > 0 && i + 50 > d->count;) {
		const struct parse_error *e = &d->errors[i];
		if (e->id == id && e->extent.start == where.start && e->extent.end == where.end)
			return true;
	}
	return false;
}

/* The only conversion is %s (and %% is not needed): the messages are data, so no printf() on them. */
static char *format_message(struct diagnostics *d, const char *message, va_list args)
{
	struct strbuf sb = STRBUF_INIT;
	for (const char *c = message; *c; c++) {
		if (c[0] == '%' && c[1] == 's') {
			strbuf_adds(&sb, va_arg(args, const char *));
			c++;
		} else {
			strbuf_addc(&sb, *c);
		}
	}
	char *text = arena_strndup(d->arena, sb.data, sb.length);
	strbuf_clear(&sb);
	return text;
}

static void add(struct diagnostics *d, struct extent where, bool incomplete, enum diagnostic what,
		va_list args)
{
	const char *id = texts[what].id;
	if (d->count >= ERRORS_MAX || is_known(d, where, id))
		return;
	GROW(d->errors, d->count, d->capacity);
	struct parse_error *e = &d->errors[d->count++];
	e->id = id;
	e->message = format_message(d, texts[what].message, args);
	e->extent = where;
	e->incomplete = incomplete;
}

void diagnostics_add(struct diagnostics *d, struct extent where, enum diagnostic what, ...)
{
	va_list args;
	va_start(args, what);
	add(d, where, false, what, args);
	va_end(args);
}

/* Only blanks and comments up to the end of the text? */
static bool is_rest_blank(const struct source *source, uint32_t offset)
{
	const char *c = source->text + MIN(offset, source->length);
	const char *end = source->text + source->length;
	while (c < end) {
		if (*c == '#') {
			c = memchr(c, '\n', (size_t)(end - c));
			if (!c)
				return true;
		} else if (c[0] == '<' && c[1] == '#') {
			c = strstr(c, "#>");
			if (!c)
				return true;
			c++;
		} else if (!strchr(" \t\r\n\f\v", *c)) {
			return false;
		}
		c++;
	}
	return true;
}

void diagnostics_add_incomplete(struct diagnostics *d, struct extent where, uint32_t next,
				enum diagnostic what, ...)
{
	va_list args;
	va_start(args, what);
	add(d, where, is_rest_blank(d->source, next), what, args);
	va_end(args);
}

void diagnostics_truncate(struct diagnostics *d, size_t count)
{
	if (count < d->count)
		d->count = count;
}

void diagnostics_finish(struct diagnostics *d, struct parse_error **errors_r, size_t *count_r)
{
	*count_r = d->count;
	*errors_r = NULL;
	if (d->count > 0) {
		*errors_r = ARENA_ARRAY(d->arena, struct parse_error, d->count);
		memcpy(*errors_r, d->errors, d->count * sizeof(*d->errors));
	}
	free(d->errors);
	d->errors = NULL;
	d->count = d->capacity = 0;
}
