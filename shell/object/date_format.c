/* .NET's date format strings, standard and custom. */
#include "object/date_text.h"

#include "base/strbuf.h"
#include "object/calendar.h"
#include "object/error_record.h"
#include "object/timezone.h"

#include <stdio.h>
#include <string.h>

static enum status bad_format(void)
{
	return throw_exception("System.FormatException",
			       "Input string was not in a correct format.");
}

static void add_number(struct strbuf *out, int value, size_t width)
{
	strbuf_addf(out, "%0*d", (int)width, value);
}

static int clock_offset(const struct date_clock *clock)
{
	if (clock->has_offset)
		return clock->offset;
	if (clock->kind == DATETIME_UTC)
		return 0;
	return timezone_offset_local(timezone_local(), clock->ticks, NULL, NULL) / 60;
}

static void add_offset(struct strbuf *out, int minutes, size_t width)
{
	int absolute = minutes < 0 ? -minutes : minutes;
	strbuf_addc(out, minutes < 0 ? '-' : '+');
	add_number(out, absolute / 60, width == 1 ? 1 : 2);
	if (width >= 3)
		strbuf_addf(out, ":%02d", absolute % 60);
}

/* "f": exactly so many digits of the second's fraction; "F": without zeros at the end. */
static enum status add_fraction(struct strbuf *out, int fraction, size_t width, bool trim)
{
	char digits[16];
	if (width > 7)
		return bad_format();
	snprintf(digits, sizeof(digits), "%07d", fraction);
	digits[width] = '\0';
	if (trim) {
		while (width > 0 && digits[width - 1] == '0')
			digits[--width] = '\0';
		if (width == 0 && out->length > 0 && out->data[out->length - 1] == '.')
			strbuf_set_length(out, out->length - 1);
	}
	strbuf_adds(out, digits);
	return OK;
}

static void add_kind(struct strbuf *out, const struct date_clock *clock)
{
	if (clock->has_offset || clock->kind == DATETIME_LOCAL)
		add_offset(out, clock_offset(clock), 3);
	else if (clock->kind == DATETIME_UTC)
		strbuf_addc(out, 'Z');
}

/* Text in quotes; `*p` stands on the first quote and is left behind the last. */
static enum status add_quoted(struct strbuf *out, const char **p)
{
	char quote = *(*p)++;
	while (**p != quote) {
		if (**p == '\\')
			(*p)++;
		if (**p == '\0')
			return throw_exception(
				"System.FormatException",
				"Cannot find a matching quote character for the character '%c'.",
				quote);
		strbuf_addc(out, *(*p)++);
	}
	(*p)++;
	return OK;
}

/* One run of a format letter. */
static enum status add_field(struct strbuf *out, char letter, size_t run,
			     const struct date_clock *clock, const struct calendar_fields *f,
			     const struct culture *c)
{
	const char *marker = f->hour < 12 ? c->am : c->pm;
	switch (letter) {
	case 'd':
		if (run <= 2)
			add_number(out, f->day, run);
		else
			strbuf_adds(out,
				    run == 3 ? c->short_days[f->weekday] : c->days[f->weekday]);
		break;
	case 'M':
		if (run <= 2)
			add_number(out, f->month, run);
		else
			strbuf_adds(out, run == 3 ? c->short_months[f->month - 1]
						  : c->months[f->month - 1]);
		break;
	case 'y':
		add_number(out, run <= 2 ? f->year % 100 : f->year, run);
		break;
	case 'h':
		add_number(out, f->hour % 12 ? f->hour % 12 : 12, MIN(run, 2));
		break;
	case 'H':
		add_number(out, f->hour, MIN(run, 2));
		break;
	case 'm':
		add_number(out, f->minute, MIN(run, 2));
		break;
	case 's':
		add_number(out, f->second, MIN(run, 2));
		break;
	case 'f':
	case 'F':
		return add_fraction(out, f->fraction, run, letter == 'F');
	case 't':
		if (run == 1)
			strbuf_add(out, marker, *marker ? 1 : 0);
		else
			strbuf_adds(out, marker);
		break;
	case 'g':
		strbuf_adds(out, c->era);
		break;
	case 'z':
		add_offset(out, clock_offset(clock), run);
		break;
	case 'K':
		for (size_t i = 0; i < run; i++)
			add_kind(out, clock);
		break;
	case ':':
	case '/':
		for (size_t i = 0; i < run; i++)
			strbuf_adds(out, letter == ':' ? c->time_separator : c->date_separator);
		break;
	default:
		strbuf_add_repeat(out, letter, run);
		break;
	}
	return OK;
}

static enum status format_custom(const struct date_clock *clock, const char *format,
				 const struct culture *c, struct strbuf *out)
{
	struct calendar_fields fields;
	calendar_split(clock->ticks, &fields);
	for (const char *p = format; *p;) {
		if (*p == '\'' || *p == '"') {
			if (add_quoted(out, &p) != OK)
				return ERROR;
		} else if (*p == '\\') {
			if (p[1] == '\0')
				return bad_format();
			strbuf_addc(out, p[1]);
			p += 2;
		} else if (*p == '%') {
			if (p[1] == '\0' || p[1] == '%')
				return bad_format();
			p++;
			if (strchr("'\"\\", *p) == NULL) {
				if (add_field(out, *p, 1, clock, &fields, c) != OK)
					return ERROR;
				p++;
			}
		} else {
			size_t run = strspn(p, (char[]){*p, '\0'});
			if (add_field(out, *p, run, clock, &fields, c) != OK)
				return ERROR;
			p += run;
		}
	}
	return OK;
}

static enum status format_pair(const struct date_clock *clock, const char *date, const char *time,
			       const struct culture *c, struct strbuf *out)
{
	if (format_custom(clock, date, c, out) != OK)
		return ERROR;
	strbuf_addc(out, ' ');
	return format_custom(clock, time, c, out);
}

static enum status format_universal(struct date_clock *clock, const char *pattern,
				    struct strbuf *out)
{
	if (clock->has_offset)
		clock->ticks -= clock->offset * TICKS_PER_MINUTE;
	return format_custom(clock, pattern, &culture_invariant, out);
}

static enum status format_standard(const struct date_clock *original, char letter,
				   const struct culture *c, struct strbuf *out)
{
	struct date_clock clock = *original;
	switch (letter) {
	case 'd':
		return format_custom(&clock, c->short_date, c, out);
	case 'D':
		return format_custom(&clock, c->long_date, c, out);
	case 'f':
		return format_pair(&clock, c->long_date, c->short_time, c, out);
	case 'F':
		return format_custom(&clock, c->full_date_time, c, out);
	case 'g':
		return format_pair(&clock, c->short_date, c->short_time, c, out);
	case 'G':
		return format_pair(&clock, c->short_date, c->long_time, c, out);
	case 'm':
	case 'M':
		return format_custom(&clock, c->month_day, c, out);
	case 'o':
	case 'O':
		return format_custom(&clock, "yyyy-MM-ddTHH':'mm':'ss.fffffffK", &culture_invariant,
				     out);
	case 'r':
	case 'R':
		return format_universal(&clock, "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", out);
	case 's':
		return format_custom(&clock, "yyyy-MM-ddTHH':'mm':'ss", &culture_invariant, out);
	case 't':
		return format_custom(&clock, c->short_time, c, out);
	case 'T':
		return format_custom(&clock, c->long_time, c, out);
	case 'u':
		return format_universal(&clock, "yyyy-MM-dd HH':'mm':'ss'Z'", out);
	case 'U':
		if (clock.has_offset)
			return bad_format();
		if (clock.kind != DATETIME_UTC)
			clock.ticks -= clock_offset(&clock) * TICKS_PER_MINUTE;
		return format_custom(&clock, c->full_date_time, c, out);
	case 'y':
	case 'Y':
		return format_custom(&clock, c->year_month, c, out);
	default:
		return bad_format();
	}
}

enum status date_format(const struct date_clock *clock, const char *format, const struct culture *c,
			struct strbuf *out)
{
	if (format == NULL || *format == '\0') {
		if (format_pair(clock, c->short_date, c->long_time, c, out) != OK)
			return ERROR;
		if (clock->has_offset) {
			strbuf_addc(out, ' ');
			add_offset(out, clock->offset, 3);
		}
		return OK;
	}
	if (format[1] == '\0')
		return format_standard(clock, *format, c, out);
	return format_custom(clock, format, c, out);
}
