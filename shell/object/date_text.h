/* Dates to and from text: what DateTime, DateTimeOffset, DateOnly and TimeOnly have in common. */
#ifndef EXOSH_OBJECT_DATE_TEXT_H
#define EXOSH_OBJECT_DATE_TEXT_H

#include "object/culture.h"
#include "object/datetime.h"

struct date_clock {
	int64_t ticks; /* what the clock shows */
	enum datetime_kind kind;
	bool has_offset; /* a DateTimeOffset */
	int offset;      /* minutes */
};

/* .NET format strings; NULL or "" is G (with the offset for a DateTimeOffset). ERROR FormatException. */
enum status date_format(const struct date_clock *clock, const char *format,
			const struct culture *culture, struct strbuf *out) WARN_UNUSED;

/* System.Globalization.DateTimeStyles */
enum date_styles {
	DATE_ALLOW_LEADING_WHITE = 1,
	DATE_ALLOW_TRAILING_WHITE = 2,
	DATE_ALLOW_INNER_WHITE = 4,
	DATE_ALLOW_WHITE = 7,
	DATE_NO_CURRENT_DATE = 8,
	DATE_ADJUST_TO_UNIVERSAL = 16,
	DATE_ASSUME_LOCAL = 32,
	DATE_ASSUME_UNIVERSAL = 64,
	DATE_ROUNDTRIP_KIND = 128,
};

enum date_failure {
	DATE_OK,
	DATE_BAD,
	DATE_BAD_WEEKDAY,
	DATE_BAD_CALENDAR, /* an hour of 24 and such */
	DATE_BAD_OFFSET,
	DATE_UNKNOWN_WORD,
	DATE_BAD_FORMAT, /* the format string of ParseExact */
	DATE_EMPTY_FORMAT,
};

/* What a text said. */
struct date_text {
	bool has_date, has_time, has_offset, is_utc;
	int year, month, day;
	int64_t time_of_day; /* ticks */
	int offset;          /* minutes */
	bool keep_kind;      /* r, s and u: the kind stays unspecified */
	size_t word;         /* of DATE_UNKNOWN_WORD: where, in characters */
};

enum date_failure date_parse(const char *text, const struct culture *culture,
			     struct date_text *result_r);
enum date_failure date_parse_exact(const char *text, const char *format,
				   const struct culture *culture, unsigned styles,
				   struct date_text *result_r);
/* Puts FormatException with .NET's words for type_name ("DateTime") and returns ERROR. */
enum status date_failed(enum date_failure failure, const struct date_text *result, const char *text,
			const char *type_name);
/* A DateTime by the rules of DateTimeStyles. */
enum date_failure date_to_datetime(const struct date_text *date, unsigned styles, Value *result_r);

#endif
