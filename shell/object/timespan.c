/* System.TimeSpan. */
#include "object/datetime.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/date_private.h"
#include "object/error_record.h"
#include "object/reference.h"
#include "object/string.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum timespan_failure { TIMESPAN_OK, TIMESPAN_BAD, TIMESPAN_OVERFLOW, TIMESPAN_BAD_FORMAT };

struct timespan_fields {
	bool negative;
	uint64_t days;
	int hours, minutes, seconds, fraction;
};

static struct timespan_fields fields_of(int64_t ticks)
{
	uint64_t t = ticks < 0 ? -(uint64_t)ticks : (uint64_t)ticks;
	return (struct timespan_fields){
		.negative = ticks < 0,
		.days = t / (uint64_t)TICKS_PER_DAY,
		.hours = (int)(t / (uint64_t)TICKS_PER_HOUR % 24),
		.minutes = (int)(t / (uint64_t)TICKS_PER_MINUTE % 60),
		.seconds = (int)(t / (uint64_t)TICKS_PER_SECOND % 60),
		.fraction = (int)(t % (uint64_t)TICKS_PER_SECOND),
	};
}

static enum status overflow(void)
{
	return throw_exception("System.OverflowException",
			       "TimeSpan overflowed because the duration is too long.");
}

static enum status bad_format(void)
{
	return throw_exception("System.FormatException",
			       "Input string was not in a correct format.");
}

/* "c": [-][d.]hh:mm:ss[.fffffff] */
static void format_constant(const struct timespan_fields *f, struct strbuf *out)
{
	if (f->negative)
		strbuf_addc(out, '-');
	if (f->days != 0)
		strbuf_addf(out, "%llu.", (unsigned long long)f->days);
	strbuf_addf(out, "%02d:%02d:%02d", f->hours, f->minutes, f->seconds);
	if (f->fraction != 0)
		strbuf_addf(out, ".%07d", f->fraction);
}

/* "g": [-][d:]h:mm:ss[.FFFFFFF]; "G": [-]d:hh:mm:ss.fffffff */
static void format_general(const struct timespan_fields *f, bool full, struct strbuf *out)
{
	const char *point = culture_current()->decimal_separator;
	if (f->negative)
		strbuf_addc(out, '-');
	if (f->days != 0 || full)
		strbuf_addf(out, "%llu:", (unsigned long long)f->days);
	strbuf_addf(out, full ? "%02d:%02d:%02d" : "%d:%02d:%02d", f->hours, f->minutes,
		    f->seconds);
	if (f->fraction != 0 || full) {
		strbuf_addf(out, "%s%07d", point, f->fraction);
		while (!full && out->data[out->length - 1] == '0')
			strbuf_set_length(out, out->length - 1);
	}
}

static bool add_fraction(struct strbuf *out, int fraction, size_t run, bool trim)
{
	char digits[16];
	if (run > 7)
		return false;
	snprintf(digits, sizeof(digits), "%07d", fraction);
	digits[run] = '\0';
	while (trim && run > 0 && digits[run - 1] == '0')
		digits[--run] = '\0';
	strbuf_adds(out, digits);
	return true;
}

/* A run of one letter; false when the format has no such thing. */
static bool add_field(const struct timespan_fields *f, char letter, size_t run, struct strbuf *out)
{
	switch (letter) {
	case 'd':
		strbuf_addf(out, "%0*llu", (int)run, (unsigned long long)f->days);
		return run <= 8;
	case 'h':
		strbuf_addf(out, "%0*d", (int)run, f->hours);
		return run <= 2;
	case 'm':
		strbuf_addf(out, "%0*d", (int)run, f->minutes);
		return run <= 2;
	case 's':
		strbuf_addf(out, "%0*d", (int)run, f->seconds);
		return run <= 2;
	case 'f':
	case 'F':
		return add_fraction(out, f->fraction, run, letter == 'F');
	default:
		return false;
	}
}

static enum status format_custom(const struct timespan_fields *f, const char *format,
				 struct strbuf *out)
{
	for (const char *p = format; *p;) {
		if (*p == '\'' || *p == '"') {
			const char *end = strchr(p + 1, *p);
			if (end == NULL)
				return bad_format();
			strbuf_add(out, p + 1, (size_t)(end - p - 1));
			p = end + 1;
			continue;
		}
		if (*p == '\\') {
			if (p[1] == '\0')
				return bad_format();
			strbuf_addc(out, p[1]);
			p += 2;
			continue;
		}
		bool single = *p == '%';
		p += single;
		if (*p == '\0')
			return bad_format();
		size_t run = single ? 1 : strspn(p, (char[]){*p, '\0'});
		if (!add_field(f, *p, run, out))
			return bad_format();
		p += run;
	}
	return OK;
}

enum status timespan_format(Value v, const char *format, struct strbuf *out)
{
	struct timespan_fields fields = fields_of(v.integer);
	if (format == NULL || *format == '\0') {
		format_constant(&fields, out);
		return OK;
	}
	if (format[1] != '\0')
		return format_custom(&fields, format, out);
	switch (*format) {
	case 'c':
	case 't':
	case 'T':
		format_constant(&fields, out);
		return OK;
	case 'g':
	case 'G':
		format_general(&fields, *format == 'G', out);
		return OK;
	default:
		return bad_format();
	}
}

/* "[-]" number { separator number }: at most five numbers, the fraction as text. */
struct timespan_text {
	bool negative;
	uint64_t numbers[5];
	char separators[5]; /* before each number */
	int count;
	bool too_long;
	size_t fraction_digits;
};

static bool split_text(const char *p, struct timespan_text *t)
{
	*t = (struct timespan_text){0};
	while (isspace((unsigned char)*p))
		p++;
	if (*p == '-') {
		t->negative = true;
		p++;
	}
	for (char separator = '\0';;) {
		if (!isdigit((unsigned char)*p) || t->count == 5)
			return false;
		const char *start = p;
		uint64_t value = 0;
		for (; isdigit((unsigned char)*p); p++) {
			value = value * 10 + (uint64_t)(*p - '0');
			if (value > UINT64_C(100000000000))
				value = UINT64_C(100000000000);
		}
		t->too_long |= p - start > 8 && value > 99999999;
		t->fraction_digits = (size_t)(p - start);
		t->numbers[t->count] = value;
		t->separators[t->count++] = separator;
		separator = *p;
		if (separator != ':' && separator != '.')
			break;
		p++;
	}
	while (isspace((unsigned char)*p))
		p++;
	return *p == '\0';
}

static enum timespan_failure compose(const struct timespan_text *t, const uint64_t n[4],
				     uint64_t fraction, int64_t *ticks_r)
{
	uint64_t limit = t->negative ? UINT64_C(1) << 63 : INT64_MAX;
	if (t->too_long || n[0] > 10675199 || n[1] > 23 || n[2] > 59 || n[3] > 59)
		return TIMESPAN_OVERFLOW;
	uint64_t ticks = n[0] * (uint64_t)TICKS_PER_DAY + n[1] * (uint64_t)TICKS_PER_HOUR +
			 n[2] * (uint64_t)TICKS_PER_MINUTE + n[3] * (uint64_t)TICKS_PER_SECOND +
			 fraction;
	if (ticks > limit)
		return TIMESPAN_OVERFLOW;
	*ticks_r = (int64_t)(t->negative ? -ticks : ticks);
	return TIMESPAN_OK;
}

static enum timespan_failure parse_ticks(const char *text, int64_t *ticks_r)
{
	struct timespan_text t;
	if (!split_text(text, &t))
		return TIMESPAN_BAD;
	uint64_t n[4] = {0}, fraction = 0;
	int count = t.count;
	/* a point before the last number of three or more starts the fraction */
	if (count >= 4 && t.separators[count - 1] == '.') {
		if (t.fraction_digits > 7)
			return TIMESPAN_OVERFLOW;
		fraction = t.numbers[count - 1];
		for (size_t i = t.fraction_digits; i < 7; i++)
			fraction *= 10;
		count--;
	}
	for (int i = 2; i < count; i++)
		if (t.separators[i] != ':')
			return TIMESPAN_BAD;
	bool days = count > 1 && (t.separators[1] == '.' || count == 4);
	if (count == 1)
		n[0] = t.numbers[0];
	else if (count > 4 || (days && count < 3))
		return TIMESPAN_BAD;
	else
		for (int i = 0; i < count; i++)
			n[i + !days] = t.numbers[i];
	/* 24:00:00 has no such hour, but is 24 days, no hours and no minutes */
	if (count == 3 && !days && !fraction && n[1] > 23 && n[2] < 24) {
		memmove(n, n + 1, 3 * sizeof(*n));
		n[3] = 0;
	}
	return compose(&t, n, fraction, ticks_r);
}

bool timespan_parse(const char *text, Value *result_r)
{
	int64_t ticks;
	if (parse_ticks(text, &ticks) != TIMESPAN_OK)
		return false;
	*result_r = value_timespan(ticks);
	return true;
}

static enum status parse_failed(enum timespan_failure failure, const char *text)
{
	switch (failure) {
	case TIMESPAN_OVERFLOW:
		return throw_exception(
			"System.OverflowException",
			"The TimeSpan string '%s' could not be parsed because at least one of the "
			"numeric components is out of range or contains too many digits.",
			text);
	case TIMESPAN_BAD_FORMAT:
		return bad_format();
	default:
		return throw_exception("System.FormatException",
				       "String '%s' was not recognized as a valid TimeSpan.", text);
	}
}

/* Digits for one field of ParseExact: `run` says how many at least; a single letter takes up to `most`. */
static bool exact_number(const char **p, size_t run, size_t most, uint64_t *value_r)
{
	size_t digits = 0, limit = run == 1 ? most : run;
	*value_r = 0;
	for (; digits < limit && isdigit((unsigned char)**p); digits++)
		*value_r = *value_r * 10 + (uint64_t)(*(*p)++ - '0');
	return digits >= run;
}

static bool exact_fraction(const char **p, size_t run, bool optional, uint64_t *fraction_r)
{
	size_t digits = 0;
	*fraction_r = 0;
	for (; digits < run && isdigit((unsigned char)**p); digits++)
		*fraction_r = *fraction_r * 10 + (uint64_t)(*(*p)++ - '0');
	for (size_t i = digits; i < 7; i++)
		*fraction_r *= 10;
	return digits == run || optional;
}

static enum timespan_failure parse_exact(const char *text, const char *format, bool negative,
					 int64_t *ticks_r)
{
	struct timespan_text t = {.negative = negative};
	uint64_t n[4] = {0}, fraction = 0;
	const char *at = text;
	if (*format == '\0')
		return TIMESPAN_BAD_FORMAT;
	if (format[1] == '\0')
		return strchr("ctTgG", *format) ? parse_ticks(text, ticks_r) : TIMESPAN_BAD_FORMAT;
	for (const char *p = format; *p;) {
		if (*p == '\'' || *p == '"') {
			const char *end = strchr(p + 1, *p);
			size_t length = end != NULL ? (size_t)(end - p - 1) : 0;
			if (end == NULL || strncmp(at, p + 1, length) != 0)
				return TIMESPAN_BAD_FORMAT;
			at += length;
			p = end + 1;
			continue;
		}
		if (*p == '\\') {
			if (p[1] == '\0' || *at++ != p[1])
				return TIMESPAN_BAD_FORMAT;
			p += 2;
			continue;
		}
		bool single = *p == '%', ok;
		p += single;
		size_t run = single ? 1 : strspn(p, (char[]){*p, '\0'});
		if (*p == 'd')
			ok = exact_number(&at, run, 8, &n[0]);
		else if (*p == 'h')
			ok = exact_number(&at, run, 2, &n[1]);
		else if (*p == 'm')
			ok = exact_number(&at, run, 2, &n[2]);
		else if (*p == 's')
			ok = exact_number(&at, run, 2, &n[3]);
		else
			ok = (*p == 'f' || *p == 'F') &&
			     exact_fraction(&at, run, *p == 'F', &fraction);
		if (!ok)
			return TIMESPAN_BAD_FORMAT;
		p += run;
	}
	return *at == '\0' ? compose(&t, n, fraction, ticks_r) : TIMESPAN_BAD_FORMAT;
}

#define PART_GETTER(name, expression)                                       \
	static enum status timespan_get_##name(Value self, Value *result_r) \
	{                                                                   \
		int64_t t = self.integer;                                   \
		*result_r = expression;                                     \
		return OK;                                                  \
	}
PART_GETTER(ticks, value_int64(t))
PART_GETTER(days, value_int((int32_t)(t / TICKS_PER_DAY)))
PART_GETTER(hours, value_int((int32_t)(t / TICKS_PER_HOUR % 24)))
PART_GETTER(minutes, value_int((int32_t)(t / TICKS_PER_MINUTE % 60)))
PART_GETTER(seconds, value_int((int32_t)(t / TICKS_PER_SECOND % 60)))
PART_GETTER(milliseconds, value_int((int32_t)(t / TICKS_PER_MILLISECOND % 1000)))
PART_GETTER(microseconds, value_int((int32_t)(t / 10 % 1000)))
PART_GETTER(nanoseconds, value_int((int32_t)(t % 10 * 100)))
PART_GETTER(total_days, value_double((double)t / (double)TICKS_PER_DAY))
PART_GETTER(total_hours, value_double((double)t / (double)TICKS_PER_HOUR))
PART_GETTER(total_minutes, value_double((double)t / (double)TICKS_PER_MINUTE))
PART_GETTER(total_seconds, value_double((double)t / (double)TICKS_PER_SECOND))
PART_GETTER(total_milliseconds, value_double((double)t / (double)TICKS_PER_MILLISECOND))
PART_GETTER(total_microseconds, value_double((double)t / 10.0))
PART_GETTER(total_nanoseconds, value_double((double)t * 100.0))
PART_GETTER(zero, (t = 0, value_timespan(t)))
PART_GETTER(min, (t = INT64_MIN, value_timespan(t)))
PART_GETTER(max, (t = INT64_MAX, value_timespan(t)))
PART_GETTER(ticks_per_day, (t = TICKS_PER_DAY, value_int64(t)))
PART_GETTER(ticks_per_hour, (t = TICKS_PER_HOUR, value_int64(t)))
PART_GETTER(ticks_per_minute, (t = TICKS_PER_MINUTE, value_int64(t)))
PART_GETTER(ticks_per_second, (t = TICKS_PER_SECOND, value_int64(t)))
PART_GETTER(ticks_per_millisecond, (t = TICKS_PER_MILLISECOND, value_int64(t)))
PART_GETTER(ticks_per_microsecond, (t = 10, value_int64(t)))

static enum status from_ticks(double ticks, Value *result_r)
{
	if (isnan(ticks))
		return throw_exception(
			"System.ArgumentException",
			"TimeSpan does not accept floating point Not-a-Number values.");
	if (ticks >= 9223372036854775808.0 || ticks < -9223372036854775808.0)
		return overflow();
	*result_r = value_timespan((int64_t)ticks);
	return OK;
}

/* The sum of counts of units, as From...(long, long, ...) and constructors have it. */
static enum status from_parts(int argc, const Value *argv, const int64_t *units, Value *result_r)
{
	__int128 sum = 0;
	for (int i = 0; i < argc; i++)
		sum += (__int128)argv[i].integer * units[i];
	if (sum > INT64_MAX || sum < INT64_MIN)
		return overflow();
	*result_r = value_timespan((int64_t)sum);
	return OK;
}

static const int64_t unit_sizes[] = {TICKS_PER_DAY,    TICKS_PER_HOUR,        TICKS_PER_MINUTE,
				     TICKS_PER_SECOND, TICKS_PER_MILLISECOND, 10};

#define FROM(name, first)                                                                       \
	static enum status timespan_from_##name(Value self UNUSED, int argc, const Value *argv, \
						Value *result_r)                                \
	{                                                                                       \
		if (argv[0].tag == VALUE_DOUBLE)                                                \
			return from_ticks(argv[0].real * (double)unit_sizes[first], result_r);  \
		return from_parts(argc, argv, unit_sizes + (first), result_r);                  \
	}
FROM(days, 0)
FROM(hours, 1)
FROM(minutes, 2)
FROM(seconds, 3)
FROM(milliseconds, 4)
FROM(microseconds, 5)

static enum status timespan_from_ticks(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	*result_r = value_timespan(argv[0].integer);
	return OK;
}

static enum status timespan_construct(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	if (argc == 1)
		return timespan_from_ticks(self, argc, argv, result_r);
	enum status status = from_parts(argc, argv, unit_sizes + (argc == 3), result_r);
	if (status != OK)
		return throw_exception("System.ArgumentOutOfRangeException",
				       "TimeSpan overflowed because the duration is too long.");
	return OK;
}

static enum status sum(int64_t a, int64_t b, bool subtract, Value *result_r)
{
	int64_t ticks;
	if (subtract ? __builtin_sub_overflow(a, b, &ticks) : __builtin_add_overflow(a, b, &ticks))
		return overflow();
	*result_r = value_timespan(ticks);
	return OK;
}

static enum status timespan_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return sum(self.integer, argv[0].integer, false, result_r);
}

static enum status timespan_subtract(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	return sum(self.integer, argv[0].integer, true, result_r);
}

static enum status timespan_negate(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	if (self.integer == INT64_MIN)
		return throw_exception(
			"System.OverflowException",
			"Negating the minimum value of a twos complement number is invalid.");
	*result_r = value_timespan(-self.integer);
	return OK;
}

static enum status timespan_duration(Value self, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r)
{
	if (self.integer == INT64_MIN)
		return throw_exception(
			"System.OverflowException",
			"The duration cannot be returned for TimeSpan.MinValue because "
			"the absolute value of TimeSpan.MinValue exceeds the value of "
			"TimeSpan.MaxValue.");
	*result_r = value_timespan(self.integer < 0 ? -self.integer : self.integer);
	return OK;
}

static enum status multiply(int64_t ticks, double factor, Value *result_r)
{
	if (isnan(factor))
		return throw_argument(
			"System.ArgumentException", "factor",
			"TimeSpan does not accept floating point Not-a-Number values.");
	return from_ticks(nearbyint((double)ticks * factor), result_r);
}

static enum status divide(int64_t ticks, Value divisor, Value *result_r)
{
	if (divisor.tag == VALUE_TIMESPAN) {
		*result_r = value_double((double)ticks / (double)divisor.integer);
		return OK;
	}
	if (isnan(divisor.real))
		return throw_argument(
			"System.ArgumentException", "divisor",
			"TimeSpan does not accept floating point Not-a-Number values.");
	return from_ticks(nearbyint((double)ticks / divisor.real), result_r);
}

static enum status timespan_multiply(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	return multiply(self.integer, argv[0].real, result_r);
}

static enum status timespan_divide(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return divide(self.integer, argv[0], result_r);
}

static enum status op_add(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return sum(argv[0].integer, argv[1].integer, false, result_r);
}

static enum status op_subtract(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	return sum(argv[0].integer, argv[1].integer, true, result_r);
}

static enum status op_multiply(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	if (argv[0].tag == VALUE_TIMESPAN)
		return multiply(argv[0].integer, argv[1].real, result_r);
	return multiply(argv[1].integer, argv[0].real, result_r);
}

static enum status op_divide(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return divide(argv[0].integer, argv[1], result_r);
}

static enum status op_negate(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	return timespan_negate(argv[0], argc, argv, result_r);
}

static enum status timespan_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	*order_r = (a.integer > b.integer) - (a.integer < b.integer);
	return OK;
}

static bool timespan_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_TIMESPAN && a.integer == b.integer;
}

static uint32_t timespan_hash(Value v)
{
	return (uint32_t)(v.integer ^ (v.integer >> 32));
}

static enum status timespan_compare_to(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	Value other = value_base(argv[0]);
	if (value_is_null(other)) {
		*result_r = value_int(1);
		return OK;
	}
	if (other.tag != VALUE_TIMESPAN)
		return throw_exception("System.ArgumentException",
				       "Object must be of type TimeSpan.");
	*result_r = value_int((self.integer > other.integer) - (self.integer < other.integer));
	return OK;
}

static enum status timespan_compare_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	return timespan_compare_to(argv[0], 1, argv + 1, result_r);
}

static enum status timespan_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(timespan_equals_value(self, value_base(argv[0]), false));
	return OK;
}

static enum status timespan_equals_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	*result_r = value_bool(argv[0].integer == argv[1].integer);
	return OK;
}

static enum status timespan_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	const char *format = argc > 0 ? argument_text(argv[0]) : NULL;
	const struct culture *culture =
		argc > 1 ? culture_from_provider(argv[1]) : culture_current();
	return format_with(self, format, culture, timespan_format, result_r);
}

static enum status timespan_parse_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	int64_t ticks;
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "s", "Value cannot be null.");
	enum timespan_failure failure = parse_ticks(string_data(argv[0]), &ticks);
	if (failure != TIMESPAN_OK)
		return parse_failed(failure, string_data(argv[0]));
	*result_r = value_timespan(ticks);
	return OK;
}

static enum status timespan_try_parse(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	int64_t ticks = 0;
	bool ok = parse_ticks(argument_text(argv[0]), &ticks) == TIMESPAN_OK;
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], value_timespan(ok ? ticks : 0));
}

/* (input, format or formats, provider [, styles]) */
static enum timespan_failure exact_arguments(int argc, const Value *argv, int64_t *ticks_r)
{
	bool negative = argc > 3 && argv[3].integer == 1;
	bool many = argv[1].tag == VALUE_ARRAY;
	size_t count = many ? value_count(argv[1]) : 1;
	enum timespan_failure failure = TIMESPAN_BAD;
	for (size_t i = 0; i < count && failure != TIMESPAN_OK; i++) {
		Value format = many ? value_item(argv[1], i) : argv[1];
		failure = parse_exact(argument_text(argv[0]), argument_text(format), negative,
				      ticks_r);
	}
	return failure;
}

static enum status timespan_parse_exact(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	int64_t ticks;
	enum timespan_failure failure = exact_arguments(argc, argv, &ticks);
	if (failure != TIMESPAN_OK)
		return parse_failed(failure, argument_text(argv[0]));
	*result_r = value_timespan(ticks);
	return OK;
}

static enum status timespan_try_parse_exact(Value self UNUSED, int argc, const Value *argv,
					    Value *result_r)
{
	int64_t ticks = 0;
	bool ok = exact_arguments(argc - 1, argv, &ticks) == TIMESPAN_OK;
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], value_timespan(ok ? ticks : 0));
}

static enum status timespan_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (value_is_integer(from)) {
		*result_r = value_timespan(from.integer);
		return OK;
	}
	if (from.tag == VALUE_STRING || value_is_number(from)) {
		Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
		return timespan_parse_static(NULL_VALUE, 1, &text, result_r);
	}
	if (value_is_cell(from))
		return convert_impossible();
	return throw_error_type(
		"System.InvalidCastException", "InvalidCastIConvertible", CATEGORY_NOT_SPECIFIED,
		NULL_VALUE, "Invalid cast from '%s' to 'System.TimeSpan'.", value_type(from)->name);
}

static enum status timespan_get_hours_per_day(Value self UNUSED, Value *result_r)
{
	*result_r = value_int(24);
	return OK;
}

static enum status timespan_get_minutes_per_hour(Value self UNUSED, Value *result_r)
{
	*result_r = value_int(60);
	return OK;
}

static const struct member timespan_members[] = {
	PROPERTY("long Ticks {get;}", timespan_get_ticks),
	PROPERTY("int Days {get;}", timespan_get_days),
	PROPERTY("int Hours {get;}", timespan_get_hours),
	PROPERTY("int Milliseconds {get;}", timespan_get_milliseconds),
	PROPERTY("int Microseconds {get;}", timespan_get_microseconds),
	PROPERTY("int Nanoseconds {get;}", timespan_get_nanoseconds),
	PROPERTY("int Minutes {get;}", timespan_get_minutes),
	PROPERTY("int Seconds {get;}", timespan_get_seconds),
	PROPERTY("double TotalDays {get;}", timespan_get_total_days),
	PROPERTY("double TotalHours {get;}", timespan_get_total_hours),
	PROPERTY("double TotalMilliseconds {get;}", timespan_get_total_milliseconds),
	PROPERTY("double TotalMicroseconds {get;}", timespan_get_total_microseconds),
	PROPERTY("double TotalNanoseconds {get;}", timespan_get_total_nanoseconds),
	PROPERTY("double TotalMinutes {get;}", timespan_get_total_minutes),
	PROPERTY("double TotalSeconds {get;}", timespan_get_total_seconds),
	METHOD("timespan Add(timespan ts)", timespan_add),
	METHOD("int CompareTo(System.Object value)", timespan_compare_to),
	METHOD("int CompareTo(timespan value)", timespan_compare_to),
	METHOD("timespan Divide(double divisor)", timespan_divide),
	METHOD("double Divide(timespan ts)", timespan_divide),
	METHOD("timespan Duration()", timespan_duration),
	METHOD("bool Equals(System.Object value)", timespan_equals),
	METHOD("bool Equals(timespan obj)", timespan_equals),
	METHOD("timespan Multiply(double factor)", timespan_multiply),
	METHOD("timespan Negate()", timespan_negate),
	METHOD("timespan Subtract(timespan ts)", timespan_subtract),
	METHOD("string ToString()", timespan_to_string),
	METHOD("string ToString(string format)", timespan_to_string),
	METHOD("string ToString(string format, System.IFormatProvider formatProvider)",
	       timespan_to_string),
	STATIC_PROPERTY("static timespan MaxValue {get;}", timespan_get_max),
	STATIC_PROPERTY("static timespan MinValue {get;}", timespan_get_min),
	STATIC_PROPERTY("static timespan Zero {get;}", timespan_get_zero),
	STATIC_PROPERTY("static int HoursPerDay {get;}", timespan_get_hours_per_day),
	STATIC_PROPERTY("static int MinutesPerHour {get;}", timespan_get_minutes_per_hour),
	STATIC_PROPERTY("static int SecondsPerMinute {get;}", timespan_get_minutes_per_hour),
	STATIC_PROPERTY("static long TicksPerDay {get;}", timespan_get_ticks_per_day),
	STATIC_PROPERTY("static long TicksPerHour {get;}", timespan_get_ticks_per_hour),
	STATIC_PROPERTY("static long TicksPerMicrosecond {get;}",
			timespan_get_ticks_per_microsecond),
	STATIC_PROPERTY("static long TicksPerMillisecond {get;}",
			timespan_get_ticks_per_millisecond),
	STATIC_PROPERTY("static long TicksPerMinute {get;}", timespan_get_ticks_per_minute),
	STATIC_PROPERTY("static long TicksPerSecond {get;}", timespan_get_ticks_per_second),
	STATIC_METHOD("static int Compare(timespan t1, timespan t2)", timespan_compare_static),
	STATIC_METHOD("static bool Equals(timespan t1, timespan t2)", timespan_equals_static),
	STATIC_METHOD("static timespan FromDays(double value)", timespan_from_days),
	STATIC_METHOD("static timespan FromDays(int days)", timespan_from_days),
	STATIC_METHOD("static timespan FromDays(int days, int hours = 0, long minutes = 0, long "
		      "seconds = 0, long "
		      "milliseconds = 0, long microseconds = 0)",
		      timespan_from_days),
	STATIC_METHOD("static timespan FromHours(double value)", timespan_from_hours),
	STATIC_METHOD("static timespan FromHours(int hours)", timespan_from_hours),
	STATIC_METHOD(
		"static timespan FromHours(int hours, long minutes = 0, long seconds = 0, long "
		"milliseconds = 0, long microseconds = 0)",
		timespan_from_hours),
	STATIC_METHOD("static timespan FromMicroseconds(double value)", timespan_from_microseconds),
	STATIC_METHOD("static timespan FromMicroseconds(long microseconds)",
		      timespan_from_microseconds),
	STATIC_METHOD("static timespan FromMilliseconds(double value)", timespan_from_milliseconds),
	STATIC_METHOD("static timespan FromMilliseconds(long milliseconds)",
		      timespan_from_milliseconds),
	STATIC_METHOD("static timespan FromMilliseconds(long milliseconds, long microseconds)",
		      timespan_from_milliseconds),
	STATIC_METHOD("static timespan FromMinutes(double value)", timespan_from_minutes),
	STATIC_METHOD("static timespan FromMinutes(long minutes)", timespan_from_minutes),
	STATIC_METHOD(
		"static timespan FromMinutes(long minutes, long seconds, long milliseconds, long "
		"microseconds)",
		timespan_from_minutes),
	STATIC_METHOD("static timespan FromSeconds(double value)", timespan_from_seconds),
	STATIC_METHOD("static timespan FromSeconds(long seconds)", timespan_from_seconds),
	STATIC_METHOD(
		"static timespan FromSeconds(long seconds, long milliseconds, long microseconds)",
		timespan_from_seconds),
	STATIC_METHOD("static timespan FromTicks(long value)", timespan_from_ticks),
	STATIC_METHOD("static timespan Parse(string s)", timespan_parse_static),
	STATIC_METHOD("static timespan Parse(string input, System.IFormatProvider formatProvider)",
		      timespan_parse_static),
	STATIC_METHOD(
		"static timespan ParseExact(string input, string format, System.IFormatProvider "
		"formatProvider)",
		timespan_parse_exact),
	STATIC_METHOD(
		"static timespan ParseExact(string input, string format, System.IFormatProvider "
		"formatProvider, System.Globalization.TimeSpanStyles styles)",
		timespan_parse_exact),
	STATIC_METHOD("static timespan ParseExact(string input, string[] formats, "
		      "System.IFormatProvider formatProvider)",
		      timespan_parse_exact),
	STATIC_METHOD("static timespan ParseExact(string input, string[] formats, "
		      "System.IFormatProvider formatProvider, System.Globalization.TimeSpanStyles "
		      "styles)",
		      timespan_parse_exact),
	STATIC_METHOD("static bool TryParse(string s, [ref] timespan result)", timespan_try_parse),
	STATIC_METHOD(
		"static bool TryParse(string input, System.IFormatProvider formatProvider, [ref] "
		"timespan result)",
		timespan_try_parse),
	STATIC_METHOD(
		"static bool TryParseExact(string input, string format, System.IFormatProvider "
		"formatProvider, [ref] timespan result)",
		timespan_try_parse_exact),
	STATIC_METHOD("static bool TryParseExact(string input, string[] formats, "
		      "System.IFormatProvider formatProvider, [ref] timespan result)",
		      timespan_try_parse_exact),
	OPERATOR("static timespan op_Addition(timespan t1, timespan t2)", op_add),
	OPERATOR("static timespan op_Subtraction(timespan t1, timespan t2)", op_subtract),
	OPERATOR("static timespan op_Multiply(timespan timeSpan, double factor)", op_multiply),
	OPERATOR("static timespan op_Multiply(double factor, timespan timeSpan)", op_multiply),
	OPERATOR("static timespan op_Division(timespan timeSpan, double divisor)", op_divide),
	OPERATOR("static double op_Division(timespan t1, timespan t2)", op_divide),
	OPERATOR("static timespan op_UnaryNegation(timespan t)", op_negate),
	CONSTRUCTOR("timespan new(long ticks)", timespan_construct),
	CONSTRUCTOR("timespan new(int hours, int minutes, int seconds)", timespan_construct),
	CONSTRUCTOR("timespan new(int days, int hours, int minutes, int seconds)",
		    timespan_construct),
	CONSTRUCTOR("timespan new(int days, int hours, int minutes, int seconds, int milliseconds)",
		    timespan_construct),
	CONSTRUCTOR(
		"timespan new(int days, int hours, int minutes, int seconds, int milliseconds, int "
		"microseconds)",
		timespan_construct),
	MEMBER_END,
};

struct type type_timespan = {
	.name = "System.TimeSpan",
	.alias = "timespan",
	.tag = VALUE_TIMESPAN,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = timespan_members,
	.convert = timespan_convert,
	.to_string = timespan_format,
	.equals = timespan_equals_value,
	.compare = timespan_compare_values,
	.hash = timespan_hash,
};
