/* Get-Date: the time, or parts and texts of one. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/ets.h"
#include "object/member.h"
#include "object/string.h"
#include <string.h>

struct get_date {
	Value date;
	double unix_seconds;
	int32_t year, month, day, hour, minute, second, millisecond;
	const char *display_hint, *format, *unix_format;
	bool as_utc;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct get_date, date, "Date", &type_datetime,
		    PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		    .set = "DateAndFormat,DateAndUFormat", .aliases = "LastWriteTime",
		    .help = "A time; now by default."),
	PARAM_DOUBLE(struct get_date, unix_seconds, "UnixTimeSeconds", PARAM_MANDATORY,
		     .set = "UnixTimeSecondsAndFormat,UnixTimeSecondsAndUFormat",
		     .aliases = "UnixTime", .help = "Seconds since 1 January 1970, UTC."),
	PARAM_INT(struct get_date, year, "Year", 0, .range = "1,9999", .help = "Another year."),
	PARAM_INT(struct get_date, month, "Month", 0, .range = "1,12", .help = "Another month."),
	PARAM_INT(struct get_date, day, "Day", 0, .range = "1,31", .help = "Another day."),
	PARAM_INT(struct get_date, hour, "Hour", 0, .range = "0,23", .help = "Another hour."),
	PARAM_INT(struct get_date, minute, "Minute", 0, .range = "0,59", .help = "Another minute."),
	PARAM_INT(struct get_date, second, "Second", 0, .range = "0,59", .help = "Another second."),
	PARAM_INT(struct get_date, millisecond, "Millisecond", 0, .range = "0,999",
		  .help = "Another millisecond."),
	PARAM_STRING(struct get_date, display_hint, "DisplayHint", 0,
		     .values = "Date,Time,DateTime", .help = "Which part is shown."),
	PARAM_STRING(struct get_date, unix_format, "UFormat", PARAM_MANDATORY,
		     .set = "DateAndUFormat,UnixTimeSecondsAndUFormat",
		     .help = "A format of the Unix date command, such as '%Y-%m-%d'."),
	PARAM_STRING(struct get_date, format, "Format", 0,
		     .set = "DateAndFormat,UnixTimeSecondsAndFormat",
		     .help = "A .NET date format, or FileDate, FileDateTime, FileDateUniversal, "
			     "FileDateTimeUniversal."),
	PARAM_SWITCH(struct get_date, as_utc, "AsUTC", 0, .help = "In UTC."),
	PARAM_END,
};

static int part(Value date, const char *name)
{
	Value v;
	bool found;
	if (member_get(date, name, &v, &found) != OK)
		runtime()->error = NULL_VALUE;
	return (int)v.integer;
}

/* $date.method(by) */
static enum status shift(Value *date, const char *method, int by)
{
	Value argument = value_int(by);
	return by ? member_invoke(*date, method, 1, &argument, date) : OK;
}

static enum status replace_parts(struct cmdlet_call *c, Value *date)
{
	struct get_date *self = cmdlet_state(c);
	const struct {
		const char *parameter, *property, *method;
		int wanted;
	} parts[] = {
		{"Year", "Year", "AddYears", self->year},
		{"Month", "Month", "AddMonths", self->month},
		{"Day", "Day", "AddDays", self->day},
		{"Hour", "Hour", "AddHours", self->hour},
		{"Minute", "Minute", "AddMinutes", self->minute},
		{"Second", "Second", "AddSeconds", self->second},
		{"Millisecond", "Millisecond", "AddMilliseconds", self->millisecond},
	};
	for (size_t i = 0; i < countof(parts); i++) {
		if (!cmdlet_is_bound(c, parts[i].parameter))
			continue;
		int by = parts[i].wanted - part(*date, parts[i].property);
		if (shift(date, parts[i].method, by) != OK)
			return cmdlet_fail(c);
		if (strcmp(parts[i].parameter, "Millisecond") == 0)
			date->integer -= date->integer % (TICKS_PER_SECOND / 1000);
	}
	return OK;
}

/* ISO 8601: weeks begin on Monday; the week belongs to the year that its Thursday is in. */
static int iso_week(Value date, int *year_r)
{
	int weekday = part(date, "DayOfWeek");
	Value thursday = date;
	thursday.integer += (4 - (weekday ? weekday : 7)) * (24 * 3600 * TICKS_PER_SECOND);
	*year_r = part(thursday, "Year");
	return (part(thursday, "DayOfYear") - 1) / 7 + 1;
}

static enum status add_format(Value date, const char *format, struct strbuf *out)
{
	return datetime_format(date, format, out);
}

/* The letters of date(1), each as a .NET format; those that need more are below. */
static const struct {
	char letter;
	const char *format;
} unix_formats[] = {
	{'A', "dddd"},        {'a', "ddd"},      {'B', "MMMM"},
	{'b', "MMM"},         {'h', "MMM"},      {'c', "ddd dd MMM yyyy HH:mm:ss"},
	{'D', "MM/dd/yy"},    {'d', "dd"},       {'e', "%d"},
	{'F', "yyyy-MM-dd"},  {'H', "HH"},       {'I', "hh"},
	{'k', "%H"},          {'l', "%h"},       {'M', "mm"},
	{'m', "MM"},          {'p', "tt"},       {'R', "HH:mm"},
	{'r', "hh:mm:ss tt"}, {'S', "ss"},       {'T', "HH:mm:ss"},
	{'X', "HH:mm:ss"},    {'x', "MM/dd/yy"}, {'Y', "yyyy"},
	{'y', "yy"},
};

static enum status add_unix_letter(Value date, char letter, struct strbuf *out)
{
	Value utc;
	int year;
	for (size_t i = 0; i < countof(unix_formats); i++)
		if (unix_formats[i].letter == letter) {
			size_t before = out->length;
			enum status status = add_format(date, unix_formats[i].format, out);
			if (strchr("ekl", letter) && out->length - before == 1)
				strbuf_insert(out, before, " ", 1);
			return status;
		}
	switch (letter) {
	case 'C':
		strbuf_addf(out, "%d", part(date, "Year") / 100);
		return OK;
	case 'j':
		strbuf_addf(out, "%03d", part(date, "DayOfYear"));
		return OK;
	case 'n':
		strbuf_addc(out, '\n');
		return OK;
	case 't':
		strbuf_addc(out, '\t');
		return OK;
	case 's':
		utc = datetime_to_utc(date);
		strbuf_addf(out, "%lld",
			    (long long)((utc.integer - TICKS_UNIX_EPOCH) / TICKS_PER_SECOND));
		return OK;
	case 'u':
		strbuf_addf(out, "%d", part(date, "DayOfWeek") ? part(date, "DayOfWeek") : 7);
		return OK;
	case 'w':
		strbuf_addf(out, "%d", part(date, "DayOfWeek"));
		return OK;
	case 'U':
	case 'W':
		strbuf_addf(out, "%d", part(date, "DayOfYear") / 7);
		return OK;
	case 'V':
		strbuf_addf(out, "%02d", iso_week(date, &year));
		return OK;
	case 'G':
		iso_week(date, &year);
		strbuf_addf(out, "%04d", year);
		return OK;
	case 'g':
		iso_week(date, &year);
		strbuf_addf(out, "%02d", year % 100);
		return OK;
	case 'Z':
		return add_format(date, "%z", out);
	default:
		strbuf_addc(out, letter);
		return OK;
	}
}

static enum status write_unix_format(struct cmdlet_call *c, Value date)
{
	const struct get_date *self = cmdlet_state(c);
	struct strbuf text = STRBUF_INIT;
	const char *p = self->unix_format;
	if (*p == '+')
		p++;
	for (; *p; p++) {
		if (*p != '%' || !p[1]) {
			strbuf_addc(&text, *p);
			continue;
		}
		if (add_unix_letter(date, *++p, &text) != OK) {
			strbuf_clear(&text);
			return cmdlet_fail(c);
		}
	}
	return cmdlet_write(c, string_from_strbuf(&text));
}

static enum status write_format(struct cmdlet_call *c, Value date)
{
	static const struct {
		const char *name, *format;
		bool utc;
	} names[] = {
		{"FileDate", "yyyyMMdd", false},
		{"FileDateUniversal", "yyyyMMdd'Z'", true},
		{"FileDateTime", "yyyyMMdd'T'HHmmssffff", false},
		{"FileDateTimeUniversal", "yyyyMMdd'T'HHmmssffff'Z'", true},
	};
	const struct get_date *self = cmdlet_state(c);
	const char *format = self->format;
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < countof(names); i++)
		if (name_equal(names[i].name, format)) {
			format = names[i].format;
			if (names[i].utc)
				date = datetime_to_utc(date);
			break;
		}
	if (datetime_format(date, format, &text) != OK) {
		strbuf_clear(&text);
		return cmdlet_fail(c);
	}
	return cmdlet_write(c, string_from_strbuf(&text));
}

static enum status add_note(Value *date, const char *name, Value value)
{
	Value note = member_object_new(MEMBER_NOTE_PROPERTY,
				       string_data(string_intern(name, strlen(name))), value,
				       NULL_VALUE);
	return member_add(*date, note, true, date);
}

/* -DisplayHint: a note for others, and the text that formatting shows, DateTime, is the half that is wanted. */
static enum status write_date(struct cmdlet_call *c, Value date)
{
	const struct get_date *self = cmdlet_state(c);
	const char *hint = self->display_hint, *half = NULL;
	Value text;
	if (!hint)
		return cmdlet_write(c, date);
	if (name_equal(hint, "Date"))
		half = "ToLongDateString";
	else if (name_equal(hint, "Time"))
		half = "ToLongTimeString";
	if (half && member_invoke(date, half, 0, NULL, &text) != OK)
		return cmdlet_fail(c);
	if (add_note(&date, "DisplayHint", string_from(hint)) != OK ||
	    (half && add_note(&date, "DateTime", text) != OK))
		return cmdlet_fail(c);
	return cmdlet_write(c, date);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_date *self = cmdlet_state(c);
	Value date = value_is_null(self->date) ? datetime_now() : value_base(self->date);
	if (cmdlet_is_bound(c, "UnixTimeSeconds"))
		date = datetime_from_unix(
			(int64_t)self->unix_seconds,
			(int64_t)((self->unix_seconds - (double)(int64_t)self->unix_seconds) *
				  1e9));
	enum status status = replace_parts(c, &date);
	if (status != OK)
		return status;
	if (self->as_utc)
		date = datetime_to_utc(date);
	if (self->unix_format)
		return write_unix_format(c, date);
	return self->format ? write_format(c, date) : write_date(c, date);
}

const struct cmdlet cmdlet_get_date = {
	.verb = "Get",
	.noun = "Date",
	.parameters = parameters,
	.state_size = sizeof(struct get_date),
	.default_set = "DateAndFormat",
	.process = process,
	.output = "System.DateTime,System.String",
	.synopsis = "Gets the current date and time.",
	.description =
		"Gives the current time, or the time given with some of its parts replaced, as a "
		"DateTime or as text in the chosen format.",
	.examples =
		(const struct cmdlet_example[]){
			{"As text", "Get-Date -Date '2024-05-06' -Format 'yyyy-MM-dd'",
			 "2024-05-06\n"},
			{NULL, NULL, NULL},
		},
};
