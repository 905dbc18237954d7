/* Reading dates the way DateTime.Parse does: words, numbers and signs first, their meaning afterwards. */
#include "object/date_text.h"

#include "object/calendar.h"
#include "object/error_record.h"
#include "object/timezone.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Two-digit years are those up to this one. */
#define TWO_DIGIT_YEAR_MAX 2049

struct date_number {
	int value, digits;
};

struct date_scan {
	const char *text, *p;
	const struct culture *culture;
	struct date_number numbers[3];
	int number_count;
	int month; /* 0: not named */
	int numbers_before_month;
	int weekday; /* -1: not named */
	int hour, minute, second, fraction;
	int marker; /* -1: none, 0: AM, 1: PM */
	bool iso;   /* behind a T */
	struct date_text *result;
};

int date_year_from_two_digits(int year);

int date_year_from_two_digits(int year)
{
	int century = TWO_DIGIT_YEAR_MAX / 100 * 100;
	return year > TWO_DIGIT_YEAR_MAX % 100 ? century - 100 + year : century + year;
}

static bool is_space(const char *p, size_t *length_r)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r')) {
		*length_r = 1;
		return true;
	}
	if (strncmp(p, "\u202f", 3) == 0) {
		*length_r = 3;
		return true;
	}
	if (strncmp(p, "\u00a0", 2) == 0) {
		*length_r = 2;
		return true;
	}
	return false;
}

static const char *skip_space(const char *p)
{
	size_t length;
	while (is_space(p, &length))
		p += length;
	return p;
}

static struct date_number read_number(struct date_scan *s)
{
	struct date_number number = {0, 0};
	for (; isdigit((unsigned char)*s->p); s->p++, number.digits++)
		if (number.digits < 9)
			number.value = number.value * 10 + (*s->p - '0');
	return number;
}

/* Digits behind the point of a second, rounded to ticks. */
static const char *read_fraction(const char *p, int *ticks_r)
{
	double scale = 0.1, value = 0;
	for (; isdigit((unsigned char)*p); p++, scale /= 10)
		value += (*p - '0') * scale;
	*ticks_r = (int)(value * 1e7 + 0.5);
	return p;
}

/* ":mm[:ss[.fff]]" behind an hour. */
static enum date_failure scan_clock(struct date_scan *s, struct date_number hour)
{
	struct date_number minute, second = {0, 2};
	if (s->result->has_time || hour.digits > 2)
		return DATE_BAD;
	s->p++;
	minute = read_number(s);
	if (*s->p == ':') {
		s->p++;
		second = read_number(s);
		if ((*s->p == '.' || *s->p == ',') && second.digits > 0) {
			if (!isdigit((unsigned char)s->p[1]))
				return DATE_BAD;
			s->p = read_fraction(s->p + 1, &s->fraction);
		}
	}
	if (minute.digits < 1 || minute.digits > 2 || second.digits < 1 || second.digits > 2)
		return DATE_BAD;
	if (s->iso && (hour.digits < 2 || minute.digits < 2 || second.digits < 2))
		return DATE_BAD;
	s->hour = hour.value;
	s->minute = minute.value;
	s->second = second.value;
	s->result->has_time = true;
	return DATE_OK;
}

/* The longest of `words` at `p`, of which no letter follows; its index or -1. */
static int find_word(const char *p, const char *const *words, int count, size_t *length_r)
{
	int found = -1;
	*length_r = 0;
	for (int i = 0; i < count; i++) {
		size_t length = strlen(words[i]);
		if (length > *length_r && strncasecmp(p, words[i], length) == 0 &&
		    !isalpha((unsigned char)p[length])) {
			found = i;
			*length_r = length;
		}
	}
	return found;
}

static int find_name(const char *p, const char *const *names, const char *const *short_names,
		     int count, size_t *length_r)
{
	int found = find_word(p, names, count, length_r);
	return found >= 0 ? found : find_word(p, short_names, count, length_r);
}

static int find_marker(const struct date_scan *s, const char *p, size_t *length_r)
{
	const char *markers[] = {s->culture->am, s->culture->pm};
	int found = find_word(p, markers, 2, length_r);
	const char *english[] = {"AM", "PM"};
	return found >= 0 ? found : find_word(p, english, 2, length_r);
}

static enum date_failure set_offset(struct date_scan *s, int minutes, bool utc)
{
	if (s->result->has_offset)
		return DATE_BAD;
	s->result->has_offset = true;
	s->result->is_utc = utc;
	s->result->offset = minutes;
	return abs(minutes) > 14 * 60 ? DATE_BAD_OFFSET : DATE_OK;
}

/* "+h", "+hh", "+hhmm", "+h:mm" */
static enum date_failure scan_offset(struct date_scan *s)
{
	int sign = *s->p++ == '-' ? -1 : 1, minutes;
	struct date_number hours = read_number(s);
	if (hours.digits == 0 || hours.digits > 4)
		return DATE_BAD;
	if (hours.digits > 2) {
		minutes = hours.value / 100 * 60 + hours.value % 100;
	} else {
		minutes = hours.value * 60;
		if (*s->p == ':') {
			s->p++;
			struct date_number rest = read_number(s);
			if (rest.digits == 0 || rest.digits > 2 || rest.value > 59)
				return DATE_BAD;
			minutes += rest.value;
		}
	}
	return set_offset(s, sign * minutes, false);
}

static enum date_failure scan_number(struct date_scan *s)
{
	struct date_number number = read_number(s);
	size_t length;
	if (*s->p == ':') {
		/* the hour would be taken for the third part of an incomplete date */
		bool named = s->month != 0;
		if (!s->result->has_time && s->number_count + named == 2) {
			bool day = named && s->weekday < 0 && s->numbers[0].digits <= 2;
			return day ? DATE_BAD_CALENDAR : DATE_BAD;
		}
		return scan_clock(s, number);
	}
	const char *behind = skip_space(s->p);
	int marker = find_marker(s, behind, &length);
	if (marker >= 0 && !s->result->has_time) {
		s->result->has_time = true;
		s->hour = number.value;
		s->marker = marker;
		s->p = behind + length;
		return s->iso || number.digits > 2 ? DATE_BAD : DATE_OK;
	}
	if (*s->p == '.' && isdigit((unsigned char)s->p[1]) && s->number_count == 0 &&
	    !s->result->has_time && s->month == 0) {
		/* "10.30 PM" is a time, "12.30.15" a date */
		char *end;
		long minute = strtol(s->p + 1, &end, 10);
		marker = find_marker(s, skip_space(end), &length);
		if (marker >= 0) {
			s->result->has_time = true;
			s->hour = number.value;
			s->minute = (int)minute;
			s->marker = marker;
			s->p = skip_space(end) + length;
			return DATE_OK;
		}
	}
	if (s->number_count == 3 || number.digits > 4 || s->iso)
		return DATE_BAD;
	s->numbers[s->number_count++] = number;
	return DATE_OK;
}

static enum date_failure unknown_word(struct date_scan *s)
{
	s->result->word = (size_t)(s->p - s->text);
	return DATE_UNKNOWN_WORD;
}

static enum date_failure scan_word(struct date_scan *s)
{
	size_t length;
	const struct culture *c = s->culture;
	int found = find_name(s->p, c->months, c->short_months, 12, &length);
	if (found >= 0) {
		if (s->month != 0)
			return DATE_BAD;
		s->month = found + 1;
		s->numbers_before_month = s->number_count;
		s->p += length;
		return DATE_OK;
	}
	found = find_name(s->p, c->days, c->short_days, 7, &length);
	if (found >= 0) {
		s->weekday = found;
		s->p += length;
		return DATE_OK;
	}
	found = find_marker(s, s->p, &length);
	if (found >= 0 && s->result->has_time && s->marker < 0) {
		s->marker = found;
		s->p += length;
		return s->iso ? DATE_BAD : DATE_OK;
	}
	bool time_or_date = s->result->has_time || s->number_count > 0;
	if (time_or_date && toupper((unsigned char)*s->p) == 'Z' &&
	    !isalpha((unsigned char)s->p[1])) {
		s->p++;
		return set_offset(s, 0, true);
	}
	if (time_or_date && strncasecmp(s->p, "GMT", 3) == 0 && !isalpha((unsigned char)s->p[3])) {
		s->p += 3;
		return set_offset(s, 0, true);
	}
	if (*s->p == 'T' && isdigit((unsigned char)s->p[1]) && s->number_count > 0) {
		if (s->number_count != 3 || s->numbers[0].digits < 3 || s->result->has_time)
			return DATE_BAD;
		s->iso = true;
		s->p++;
		return DATE_OK;
	}
	static const char *const eras[] = {"A.D.", "AD"};
	found = find_word(s->p, eras, 2, &length);
	if (found >= 0) {
		s->p += length;
		return DATE_OK;
	}
	return unknown_word(s);
}

static enum date_failure scan(struct date_scan *s)
{
	char separator = '\0'; /* since the last number or word */
	while (*(s->p = skip_space(s->p)) != '\0') {
		enum date_failure failure = DATE_OK;
		bool starts = s->number_count == 0 && s->month == 0;
		if (isdigit((unsigned char)*s->p)) {
			failure = scan_number(s);
			separator = '\0';
		} else if (isalpha((unsigned char)*s->p)) {
			failure = scan_word(s);
			separator = '\0';
		} else if ((*s->p == '+' || *s->p == '-') &&
			   (s->result->has_time ||
			    (s->number_count == 3 && s->p > s->text && s->p[-1] == ' '))) {
			failure = scan_offset(s);
		} else if (strchr("/-.,", *s->p) != NULL && !(starts && s->weekday < 0)) {
			if (separator != '\0' && *s->p != ',')
				return DATE_BAD;
			separator = *s->p++;
		} else {
			return (unsigned char)*s->p >= 0x80 ? unknown_word(s) : DATE_BAD;
		}
		if (failure != DATE_OK)
			return failure;
	}
	return separator != '\0' && separator != ',' ? DATE_BAD : DATE_OK;
}

/* Whether `first` stands before `second` in a culture's pattern. */
static bool pattern_order(const char *pattern, char first, char second)
{
	const char *a = strchr(pattern, first), *b = strchr(pattern, second);
	return a != NULL && (b == NULL || a < b);
}

static int full_year(struct date_number number)
{
	return number.digits > 2 ? number.value : date_year_from_two_digits(number.value);
}

static int current_year(void)
{
	struct calendar_fields fields;
	calendar_split(datetime_now().integer, &fields);
	return fields.year;
}

static bool set_date(struct date_text *r, int year, int month, int day)
{
	r->has_date = true;
	r->year = year;
	r->month = month;
	r->day = day;
	return true;
}

/* With the month by name: "28 Feb 2024", "Feb 28", "Feb 2024", "2024 Feb 28". */
static bool date_with_month(struct date_scan *s)
{
	const struct culture *c = s->culture;
	struct date_number *n = s->numbers;
	struct date_text *r = s->result;
	if (s->number_count == 2) {
		if (n[0].digits > 2)
			return set_date(r, n[0].value, s->month, n[1].value);
		return set_date(r, full_year(n[1]), s->month, n[0].value);
	}
	if (s->number_count != 1)
		return false;
	if (n[0].digits > 2)
		return set_date(r, n[0].value, s->month, 1);
	bool month_first = s->numbers_before_month == 0;
	bool order_is_month_day = pattern_order(c->month_day, 'M', 'd');
	bool order_is_month_year = pattern_order(c->year_month, 'M', 'y');
	/* where the pattern of month and day has the other order, it may be a year and month */
	if (month_first != order_is_month_day && month_first == order_is_month_year)
		return set_date(r, full_year(n[0]), s->month, 1);
	return set_date(r, current_year(), s->month, n[0].value);
}

static bool date_of_numbers(struct date_scan *s)
{
	const char *pattern = s->culture->short_date;
	struct date_number *n = s->numbers;
	struct date_text *r = s->result;
	if (s->number_count == 2) {
		if (n[0].digits > 2)
			return set_date(r, n[0].value, n[1].value, 1);
		if (n[1].digits > 2)
			return set_date(r, n[1].value, n[0].value, 1);
		if (pattern_order(s->culture->month_day, 'M', 'd'))
			return set_date(r, current_year(), n[0].value, n[1].value);
		return set_date(r, current_year(), n[1].value, n[0].value);
	}
	if (s->number_count != 3)
		return false;
	if (n[0].digits > 2)
		return set_date(r, n[0].value, n[1].value, n[2].value);
	if (n[1].digits > 2)
		return set_date(r, n[1].value, n[0].value, n[2].value);
	bool two_digits = n[2].digits <= 2;
	if (two_digits && pattern_order(pattern, 'y', 'M'))
		return set_date(r, full_year(n[0]), n[1].value, n[2].value);
	if (pattern_order(pattern, 'd', 'M'))
		return set_date(r, full_year(n[2]), n[1].value, n[0].value);
	return set_date(r, full_year(n[2]), n[0].value, n[1].value);
}

static enum date_failure settle_time(struct date_text *r, int hour, int minute, int second,
				     int fraction, int marker)
{
	if (marker == 0) {
		if (hour > 12)
			return DATE_BAD;
		hour = hour == 12 ? 0 : hour;
	} else if (marker == 1 && hour < 12) {
		hour += 12;
	}
	if (hour > 23 || minute > 59 || second > 59)
		return DATE_BAD_CALENDAR;
	r->time_of_day = hour * TICKS_PER_HOUR + minute * TICKS_PER_MINUTE +
			 second * TICKS_PER_SECOND + fraction;
	return DATE_OK;
}

static bool weekday_fits(const struct date_text *r, int weekday)
{
	return (calendar_days(r->year, r->month, r->day) + 1) % 7 == weekday;
}

enum date_failure date_parse(const char *text, const struct culture *culture, struct date_text *r)
{
	struct date_scan s = {.text = text,
			      .p = text,
			      .culture = culture,
			      .weekday = -1,
			      .marker = -1,
			      .result = r};
	*r = (struct date_text){0};
	enum date_failure failure = scan(&s);
	if (failure != DATE_OK)
		return failure;
	if (s.month != 0 || s.number_count > 0) {
		if (!(s.month != 0 ? date_with_month(&s) : date_of_numbers(&s)))
			return DATE_BAD;
		if (!calendar_valid_date(r->year, r->month, r->day))
			return DATE_BAD;
		if (s.weekday >= 0 && !weekday_fits(r, s.weekday))
			return DATE_BAD_WEEKDAY;
	} else if (!r->has_time) {
		return DATE_BAD;
	}
	return settle_time(r, s.hour, s.minute, s.second, s.fraction, s.marker);
}

/* What ParseExact has read so far; -1: nothing. */
struct exact {
	const char *p;
	int year, month, day, weekday, hour, minute, second, fraction, marker;
	unsigned styles;
	const struct culture *culture;
	struct date_text *result;
};

static bool exact_digits(struct exact *e, int least, int most, int *value_r)
{
	int digits = 0, value = 0;
	for (; digits < most && isdigit((unsigned char)*e->p); digits++, e->p++)
		value = value * 10 + (*e->p - '0');
	*value_r = value;
	return digits >= least;
}

/* A run of d, h, m...: one letter takes one or two digits, two letters exactly two. */
static bool exact_small(struct exact *e, size_t run, int *field)
{
	return exact_digits(e, run >= 2 ? 2 : 1, 2, field);
}

static bool exact_name(struct exact *e, const char *const *names, int count, int *field)
{
	size_t best = 0;
	for (int i = 0; i < count; i++) {
		size_t length = strlen(names[i]);
		if (length > best && strncasecmp(e->p, names[i], length) == 0) {
			best = length;
			*field = i;
		}
	}
	e->p += best;
	return best > 0;
}

static bool exact_fraction(struct exact *e, size_t run, bool optional)
{
	size_t digits = 0;
	while (digits < run && isdigit((unsigned char)e->p[digits]))
		digits++;
	if (digits < run && !optional)
		return false;
	int value = 0;
	for (size_t i = 0; i < 7; i++)
		value = value * 10 + (i < digits ? e->p[i] - '0' : 0);
	e->fraction = value;
	e->p += digits;
	return true;
}

static bool exact_offset(struct exact *e, size_t run)
{
	int hours, minutes = 0, sign = *e->p == '-' ? -1 : 1;
	if (*e->p != '+' && *e->p != '-')
		return false;
	e->p++;
	if (!exact_digits(e, run == 1 ? 1 : 2, 2, &hours))
		return false;
	if (run >= 3) {
		if (*e->p == ':')
			e->p++;
		if (!exact_digits(e, 2, 2, &minutes))
			return false;
	}
	e->result->has_offset = true;
	e->result->offset = sign * (hours * 60 + minutes);
	return true;
}

static bool exact_marker(struct exact *e, size_t run)
{
	const char *markers[] = {e->culture->am, e->culture->pm};
	if (run > 1)
		return exact_name(e, markers, 2, &e->marker);
	for (int i = 0; i < 2; i++) {
		if (toupper((unsigned char)*e->p) == toupper((unsigned char)*markers[i])) {
			e->marker = i;
			e->p++;
			return true;
		}
	}
	return false;
}

static bool exact_year(struct exact *e, size_t run)
{
	if (run <= 2) {
		if (!exact_digits(e, (int)run, 2, &e->year))
			return false;
		e->year = date_year_from_two_digits(e->year);
		return true;
	}
	return exact_digits(e, (int)run, run == 3 ? 4 : (int)run, &e->year);
}

static bool exact_text(struct exact *e, const char *text)
{
	size_t length = strlen(text);
	if (strncmp(e->p, text, length) != 0)
		return false;
	e->p += length;
	return true;
}

static bool exact_kind(struct exact *e)
{
	if (*e->p == 'Z') {
		e->p++;
		e->result->has_offset = e->result->is_utc = true;
		e->result->offset = 0;
		return true;
	}
	return *e->p != '+' && *e->p != '-' ? true : exact_offset(e, 3);
}

static bool exact_field(struct exact *e, char letter, size_t run)
{
	const struct culture *c = e->culture;
	switch (letter) {
	case 'd':
		if (run <= 2)
			return exact_small(e, run, &e->day);
		return exact_name(e, run == 3 ? c->short_days : c->days, 7, &e->weekday);
	case 'M':
		if (run <= 2)
			return exact_small(e, run, &e->month);
		if (!exact_name(e, run == 3 ? c->short_months : c->months, 12, &e->month))
			return false;
		e->month++;
		return true;
	case 'y':
		return exact_year(e, run);
	case 'h':
		if (!exact_small(e, run, &e->hour))
			return false;
		return e->hour <= 12;
	case 'H':
		return exact_small(e, run, &e->hour);
	case 'm':
		return exact_small(e, run, &e->minute);
	case 's':
		return exact_small(e, run, &e->second);
	case 'f':
	case 'F':
		return exact_fraction(e, run, letter == 'F');
	case 't':
		return exact_marker(e, run);
	case 'g':
		return exact_text(e, c->era) || exact_text(e, "AD");
	case 'z':
		return exact_offset(e, run);
	case 'K':
		return exact_kind(e);
	case ':':
		return exact_text(e, c->time_separator);
	case '/':
		return exact_text(e, c->date_separator);
	case 'Z':
		if (*e->p != 'Z')
			return false;
		return exact_kind(e);
	default:
		for (size_t i = 0; i < run; i++)
			if (*e->p++ != letter)
				return false;
		return true;
	}
}

/* The pattern behind a standard letter; pairs are two patterns with a space. NULL: no such letter. */
static const char *standard_pattern(char letter, const struct culture **culture, char *buffer,
				    size_t size, struct date_text *r)
{
	const struct culture *c = *culture;
	const char *first = NULL, *second = NULL;
	r->keep_kind = strchr("rRsu", letter) != NULL;
	if (strchr("oOrRsu", letter) != NULL)
		*culture = &culture_invariant;
	switch (letter) {
	case 'd':
		return c->short_date;
	case 'D':
		return c->long_date;
	case 'f':
		first = c->long_date;
		second = c->short_time;
		break;
	case 'F':
	case 'U':
		return c->full_date_time;
	case 'g':
		first = c->short_date;
		second = c->short_time;
		break;
	case 'G':
		first = c->short_date;
		second = c->long_time;
		break;
	case 'm':
	case 'M':
		return c->month_day;
	case 'o':
	case 'O':
		return "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK";
	case 'r':
	case 'R':
		return "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
	case 's':
		return "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
	case 't':
		return c->short_time;
	case 'T':
		return c->long_time;
	case 'u':
		return "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";
	case 'y':
	case 'Y':
		return c->year_month;
	default:
		return NULL;
	}
	if (strlen(first) + strlen(second) + 2 > size)
		return NULL;
	strcpy(buffer, first);
	strcat(buffer, " ");
	strcat(buffer, second);
	return buffer;
}

/* Quoted text and escapes of a pattern; false when the text differs. */
static bool exact_literal(struct exact *e, const char **pattern)
{
	const char *p = *pattern;
	if (*p == '\\') {
		*pattern = p + (p[1] ? 2 : 1);
		return *e->p++ == p[1];
	}
	char quote = *p++;
	for (; *p && *p != quote; p++) {
		if (*p == '\\' && p[1])
			p++;
		if (*e->p++ != *p)
			return false;
	}
	*pattern = *p ? p + 1 : p;
	return true;
}

static enum date_failure exact_match(struct exact *e, const char *pattern)
{
	for (const char *p = pattern; *p;) {
		if (e->styles & DATE_ALLOW_INNER_WHITE) {
			e->p = skip_space(e->p);
			p = skip_space(p);
			if (*p == '\0')
				break;
		}
		if (*p == '\'' || *p == '"' || *p == '\\') {
			if (!exact_literal(e, &p))
				return DATE_BAD;
			continue;
		}
		bool single = *p == '%';
		p += single;
		if (*p == '\0')
			return DATE_BAD_FORMAT;
		size_t run = single ? 1 : strspn(p, (char[]){*p, '\0'});
		/* "ss.FFF" matches a text without the point, too */
		if (*p == '.' && p[1] == 'F' && *e->p != '.') {
			p += 1 + strspn(p + 1, "F");
			continue;
		}
		if (*p == 'Z')
			run = 1;
		if (!exact_field(e, *p, run))
			return DATE_BAD;
		p += run;
	}
	return DATE_OK;
}

static enum date_failure exact_settle(struct exact *e)
{
	struct date_text *r = e->result;
	bool any_date = e->year > 0 || e->month >= 0 || e->day >= 0;
	r->has_time = e->hour >= 0 || e->minute >= 0 || e->second >= 0;
	if (any_date) {
		r->has_date = true;
		r->year = e->year >= 0 ? e->year : current_year();
		r->month = e->month >= 0 ? e->month : 1;
		r->day = e->day >= 0 ? e->day : 1;
		if (!calendar_valid_date(r->year, r->month, r->day))
			return DATE_BAD_CALENDAR;
		if (e->weekday >= 0 && e->day >= 0 && e->year >= 0 && e->month >= 0 &&
		    !weekday_fits(r, e->weekday))
			return DATE_BAD_WEEKDAY;
	}
	return settle_time(r, MAX(e->hour, 0), MAX(e->minute, 0), MAX(e->second, 0), e->fraction,
			   e->marker);
}

enum date_failure date_parse_exact(const char *text, const char *format,
				   const struct culture *culture, unsigned styles,
				   struct date_text *r)
{
	char buffer[256];
	*r = (struct date_text){0};
	if (*text == '\0')
		return DATE_BAD;
	if (*format == '\0')
		return DATE_EMPTY_FORMAT;
	if (format[1] == '\0') {
		format = standard_pattern(*format, &culture, buffer, sizeof(buffer), r);
		if (format == NULL)
			return DATE_BAD_FORMAT;
	}
	struct exact e = {.p = text,
			  .year = -1,
			  .month = -1,
			  .day = -1,
			  .weekday = -1,
			  .hour = -1,
			  .minute = -1,
			  .second = -1,
			  .marker = -1,
			  .styles = styles,
			  .culture = culture,
			  .result = r};
	if (styles & DATE_ALLOW_LEADING_WHITE)
		e.p = skip_space(e.p);
	enum date_failure failure = exact_match(&e, format);
	if (failure != DATE_OK)
		return failure;
	if (styles & DATE_ALLOW_TRAILING_WHITE)
		e.p = skip_space(e.p);
	return *e.p == '\0' ? exact_settle(&e) : DATE_BAD;
}

enum status date_failed(enum date_failure failure, const struct date_text *result, const char *text,
			const char *type_name)
{
	switch (failure) {
	case DATE_BAD_WEEKDAY:
		return throw_exception("System.FormatException",
				       "String '%s' was not recognized as a valid %s because the "
				       "day of week was incorrect.",
				       text, type_name);
	case DATE_BAD_CALENDAR:
		return throw_exception(
			"System.FormatException",
			"The DateTime represented by the string '%s' is not supported in "
			"calendar 'System.Globalization.GregorianCalendar'.",
			text);
	case DATE_BAD_OFFSET:
		return throw_exception("System.FormatException",
				       "The time zone offset of string '%s' must be within plus or "
				       "minus 14 hours.",
				       text);
	case DATE_UNKNOWN_WORD:
		return throw_exception(
			"System.FormatException",
			"The string '%s' was not recognized as a valid %s. There is an "
			"unknown word starting at index '%zu'.",
			text, type_name, result->word);
	case DATE_BAD_FORMAT:
		return throw_exception("System.FormatException",
				       "Input string was not in a correct format.");
	case DATE_EMPTY_FORMAT:
		return throw_exception("System.FormatException",
				       "Format specifier '' was invalid.");
	default:
		return throw_exception("System.FormatException",
				       "String '%s' was not recognized as a valid %s.", text,
				       type_name);
	}
}

enum date_failure date_to_datetime(const struct date_text *d, unsigned styles, Value *result_r)
{
	int64_t ticks;
	if (d->has_date)
		ticks = calendar_days(d->year, d->month, d->day) * TICKS_PER_DAY;
	else if (styles & DATE_NO_CURRENT_DATE)
		ticks = 0;
	else
		ticks = datetime_now().integer / TICKS_PER_DAY * TICKS_PER_DAY;
	ticks += d->time_of_day;
	if (!d->has_offset && !d->is_utc) {
		enum datetime_kind kind = DATETIME_UNSPECIFIED;
		if (styles & DATE_ASSUME_UNIVERSAL)
			kind = DATETIME_UTC;
		else if (styles & DATE_ASSUME_LOCAL)
			kind = DATETIME_LOCAL;
		*result_r = datetime_new(ticks, kind);
		if (kind == DATETIME_UTC && !(styles & DATE_ADJUST_TO_UNIVERSAL))
			*result_r = datetime_to_local(*result_r);
		else if (kind == DATETIME_LOCAL && (styles & DATE_ADJUST_TO_UNIVERSAL))
			*result_r = datetime_to_utc(*result_r);
		return DATE_OK;
	}
	ticks -= d->offset * TICKS_PER_MINUTE;
	if (ticks < 0 || ticks > TICKS_MAX)
		return DATE_BAD;
	*result_r = datetime_new(ticks, DATETIME_UTC);
	bool stays_utc = (styles & DATE_ADJUST_TO_UNIVERSAL) ||
			 ((styles & DATE_ROUNDTRIP_KIND) && d->is_utc);
	if (!stays_utc)
		*result_r = datetime_to_local(*result_r);
	return DATE_OK;
}
