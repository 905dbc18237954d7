/* System.DateTimeOffset: a clock and its distance from UTC. */
#include "object/datetime_offset.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/date_private.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/timezone.h"

#include <stdlib.h>

struct datetime_offset {
	struct cell cell;
	int64_t ticks;
	int offset; /* minutes */
};

static struct datetime_offset *as_offset(Value v)
{
	return (struct datetime_offset *)v.cell;
}

static bool is_offset(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_datetime_offset;
}

static int64_t utc_ticks(Value v)
{
	return as_offset(v)->ticks - as_offset(v)->offset * TICKS_PER_MINUTE;
}

Value datetime_offset_new(int64_t ticks, int offset)
{
	struct datetime_offset *d = gc_alloc(&type_datetime_offset, VALUE_OBJECT, sizeof(*d));
	d->ticks = ticks;
	d->offset = offset;
	return value_cell(VALUE_OBJECT, d);
}

static Value at_utc(int64_t ticks, int offset)
{
	return datetime_offset_new(ticks + offset * TICKS_PER_MINUTE, offset);
}

static Value of_datetime(Value v)
{
	int offset = 0;
	if (v.extra != DATETIME_UTC)
		offset = timezone_offset_local(timezone_local(), v.integer, NULL, NULL) / 60;
	return datetime_offset_new(v.integer, offset);
}

static Value local_of_utc(int64_t ticks)
{
	return at_utc(ticks, timezone_offset_utc(timezone_local(), ticks, NULL) / 60);
}

static enum status offset_format(Value v, const char *format, struct strbuf *out)
{
	struct date_clock clock = {
		.ticks = as_offset(v)->ticks, .has_offset = true, .offset = as_offset(v)->offset};
	return date_format(&clock, format, culture_current(), out);
}

/* The member of System.DateTime does the work on what the clock shows. */
static Value clock_of(Value v)
{
	return datetime_new(as_offset(v)->ticks, DATETIME_UNSPECIFIED);
}

#define CLOCK_GETTER(name, expression)                                    \
	static enum status offset_get_##name(Value self, Value *result_r) \
	{                                                                 \
		struct calendar_fields f;                                 \
		calendar_split(as_offset(self)->ticks, &f);               \
		*result_r = expression;                                   \
		return OK;                                                \
	}
CLOCK_GETTER(year, value_int(f.year))
CLOCK_GETTER(month, value_int(f.month))
CLOCK_GETTER(day, value_int(f.day))
CLOCK_GETTER(hour, value_int(f.hour))
CLOCK_GETTER(minute, value_int(f.minute))
CLOCK_GETTER(second, value_int(f.second))
CLOCK_GETTER(millisecond, value_int(f.fraction / 10000))
CLOCK_GETTER(microsecond, value_int(f.fraction / 10 % 1000))
CLOCK_GETTER(nanosecond, value_int(f.fraction % 10 * 100))
CLOCK_GETTER(day_of_year, value_int(f.day_of_year))
CLOCK_GETTER(day_of_week, enum_value(&type_day_of_week, f.weekday))

#define GETTER(name, expression)                                          \
	static enum status offset_get_##name(Value self, Value *result_r) \
	{                                                                 \
		*result_r = expression;                                   \
		return OK;                                                \
	}
GETTER(datetime, clock_of(self))
GETTER(utc_datetime, datetime_new(utc_ticks(self), DATETIME_UTC))
GETTER(local_datetime, datetime_to_local(datetime_new(utc_ticks(self), DATETIME_UTC)))
GETTER(date,
       datetime_new(as_offset(self)->ticks / TICKS_PER_DAY * TICKS_PER_DAY, DATETIME_UNSPECIFIED))
GETTER(offset, value_timespan(as_offset(self)->offset *TICKS_PER_MINUTE))
GETTER(offset_minutes, value_int(as_offset(self)->offset))
GETTER(ticks, value_int64(as_offset(self)->ticks))
GETTER(utc_ticks, value_int64(utc_ticks(self)))
GETTER(time_of_day, value_timespan(as_offset(self)->ticks % TICKS_PER_DAY))

#define STATIC_GETTER(name, expression)                                          \
	static enum status offset_get_##name(Value self UNUSED, Value *result_r) \
	{                                                                        \
		*result_r = expression;                                          \
		return OK;                                                       \
	}
STATIC_GETTER(now, of_datetime(datetime_now()))
STATIC_GETTER(utc_now, datetime_offset_new(datetime_to_utc(datetime_now()).integer, 0))
STATIC_GETTER(min, datetime_offset_new(0, 0))
STATIC_GETTER(max, datetime_offset_new(TICKS_MAX, 0))
STATIC_GETTER(unix_epoch, datetime_offset_new(TICKS_UNIX_EPOCH, 0))

static enum status moved(Value self, int64_t ticks, Value *result_r)
{
	int64_t sum;
	if (__builtin_add_overflow(as_offset(self)->ticks, ticks, &sum) || sum < 0 ||
	    sum > TICKS_MAX)
		return ticks_out_of_range("value");
	*result_r = datetime_offset_new(sum, as_offset(self)->offset);
	return OK;
}

#define ADDER(name, unit)                                                                    \
	static enum status offset_add_##name(Value self, int argc UNUSED, const Value *argv, \
					     Value *result_r)                                \
	{                                                                                    \
		int64_t ticks;                                                               \
		if (!ticks_from_double(argv[0].real, unit, &ticks))                          \
			return throw_argument("System.ArgumentOutOfRangeException", "value", \
					      "Value to add was out of range.");             \
		return moved(self, ticks, result_r);                                         \
	}
ADDER(days, TICKS_PER_DAY)
ADDER(hours, TICKS_PER_HOUR)
ADDER(minutes, TICKS_PER_MINUTE)
ADDER(seconds, TICKS_PER_SECOND)
ADDER(milliseconds, TICKS_PER_MILLISECOND)

static enum status offset_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return moved(self, argv[0].integer, result_r);
}

static enum status offset_add_months(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	int64_t ticks;
	if (ticks_add_months(as_offset(self)->ticks, argv[0].integer, "months", &ticks) != OK)
		return ERROR;
	*result_r = datetime_offset_new(ticks, as_offset(self)->offset);
	return OK;
}

static enum status offset_add_years(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	int64_t ticks;
	if (ticks_add_months(as_offset(self)->ticks, argv[0].integer * 12, "years", &ticks) != OK)
		return ERROR;
	*result_r = datetime_offset_new(ticks, as_offset(self)->offset);
	return OK;
}

static enum status offset_subtract(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (argv[0].tag == VALUE_TIMESPAN)
		return moved(self, -argv[0].integer, result_r);
	*result_r = value_timespan(utc_ticks(self) - utc_ticks(argv[0]));
	return OK;
}

static enum status offset_op_add(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	return moved(argv[0], argv[1].integer, result_r);
}

static enum status offset_op_subtract(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	return offset_subtract(argv[0], 1, argv + 1, result_r);
}

static enum status check_offset(int64_t ticks)
{
	if (ticks % TICKS_PER_MINUTE != 0)
		return throw_argument("System.ArgumentException", "offset",
				      "Offset must be specified in whole minutes.");
	if (llabs(ticks) > 14 * TICKS_PER_HOUR)
		return throw_argument("System.ArgumentOutOfRangeException", "offset",
				      "Offset must be within plus or minus 14 hours.");
	return OK;
}

static enum status offset_to_offset(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (check_offset(argv[0].integer) != OK)
		return ERROR;
	*result_r = at_utc(utc_ticks(self), (int)(argv[0].integer / TICKS_PER_MINUTE));
	return OK;
}

static enum status offset_to_universal(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	*result_r = datetime_offset_new(utc_ticks(self), 0);
	return OK;
}

static enum status offset_to_local(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = local_of_utc(utc_ticks(self));
	return OK;
}

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static enum status offset_to_unix_seconds(Value self, int argc UNUSED, const Value *argv UNUSED,
					  Value *result_r)
{
	*result_r = value_int64(floor_divide(utc_ticks(self) - TICKS_UNIX_EPOCH, TICKS_PER_SECOND));
	return OK;
}

static enum status offset_to_unix_milliseconds(Value self, int argc UNUSED,
					       const Value *argv UNUSED, Value *result_r)
{
	*result_r = value_int64(
		floor_divide(utc_ticks(self) - TICKS_UNIX_EPOCH, TICKS_PER_MILLISECOND));
	return OK;
}

static enum status from_unix(int64_t count, int64_t unit, const char *name, Value *result_r)
{
	int64_t ticks;
	if (__builtin_mul_overflow(count, unit, &ticks) || ticks < -TICKS_UNIX_EPOCH ||
	    ticks > TICKS_MAX - TICKS_UNIX_EPOCH)
		return throw_argument("System.ArgumentOutOfRangeException", name,
				      "Valid values are between %lld and %lld, inclusive.",
				      (long long)(-TICKS_UNIX_EPOCH / unit),
				      (long long)((TICKS_MAX - TICKS_UNIX_EPOCH) / unit));
	*result_r = datetime_offset_new(ticks + TICKS_UNIX_EPOCH, 0);
	return OK;
}

static enum status offset_from_unix_seconds(Value self UNUSED, int argc UNUSED, const Value *argv,
					    Value *result_r)
{
	return from_unix(argv[0].integer, TICKS_PER_SECOND, "seconds", result_r);
}

static enum status offset_from_unix_milliseconds(Value self UNUSED, int argc UNUSED,
						 const Value *argv, Value *result_r)
{
	return from_unix(argv[0].integer, TICKS_PER_MILLISECOND, "milliseconds", result_r);
}

static enum status offset_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	return to_string_with(self, argc, argv, offset_format, result_r);
}

static enum status offset_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	int64_t x = utc_ticks(a), y = utc_ticks(b);
	*order_r = (x > y) - (x < y);
	return OK;
}

static bool offset_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return is_offset(b) && utc_ticks(a) == utc_ticks(b);
}

static uint32_t offset_hash(Value v)
{
	return (uint32_t)(utc_ticks(v) ^ utc_ticks(v) >> 32);
}

static enum status offset_compare_to(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	int order = 0;
	(void)!offset_compare_values(self, argv[0], false, &order);
	*result_r = value_int(order);
	return OK;
}

static enum status offset_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(offset_equals_value(self, value_base(argv[0]), false));
	return OK;
}

static enum status offset_equals_exact(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	*result_r = value_bool(as_offset(self)->ticks == as_offset(argv[0])->ticks &&
			       as_offset(self)->offset == as_offset(argv[0])->offset);
	return OK;
}

static enum status offset_of_text(const struct date_text *date, unsigned styles, Value *result_r)
{
	Value local;
	struct date_text plain = *date;
	plain.has_offset = plain.is_utc = false;
	if (date_to_datetime(&plain, 0, &local) != DATE_OK)
		return ERROR;
	local.extra = DATETIME_UNSPECIFIED;
	if (date->has_offset || date->is_utc)
		*result_r = datetime_offset_new(local.integer, date->offset);
	else if (styles & DATE_ASSUME_UNIVERSAL)
		*result_r = datetime_offset_new(local.integer, 0);
	else
		*result_r = of_datetime(local);
	if (styles & DATE_ADJUST_TO_UNIVERSAL)
		*result_r = datetime_offset_new(utc_ticks(*result_r), 0);
	return OK;
}

/* (input [, provider [, styles]]) */
static enum date_failure parse_arguments(int argc, const Value *argv, struct date_text *date,
					 Value *result_r)
{
	const struct culture *culture =
		argc > 1 ? culture_from_provider(argv[1]) : culture_current();
	enum date_failure failure = date_parse(argument_text(argv[0]), culture, date);
	if (failure == DATE_OK &&
	    offset_of_text(date, argc > 2 ? (unsigned)argv[2].integer : 0, result_r) != OK)
		failure = DATE_BAD;
	return failure;
}

static enum status offset_parse(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct date_text date;
	enum date_failure failure = parse_arguments(argc, argv, &date, result_r);
	return failure == DATE_OK ? OK
				  : date_failed(failure, &date, argument_text(argv[0]), "DateTime");
}

static enum status offset_try_parse(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct date_text date;
	Value parsed = datetime_offset_new(0, 0);
	*result_r = value_bool(parse_arguments(argc - 1, argv, &date, &parsed) == DATE_OK);
	return reference_set(argv[argc - 1], parsed);
}

static enum status offset_parse_exact(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	struct date_text date;
	unsigned styles = argc > 3 ? (unsigned)argv[3].integer : 0;
	enum date_failure failure = date_parse_exact(argument_text(argv[0]), argument_text(argv[1]),
						     culture_from_provider(argv[2]), styles, &date);
	if (failure == DATE_OK && offset_of_text(&date, styles, result_r) != OK)
		failure = DATE_BAD;
	return failure == DATE_OK ? OK
				  : date_failed(failure, &date, argument_text(argv[0]), "DateTime");
}

/* (datetime [, offset]) | (ticks, offset) | (year, month, day, hour, minute, second [, millisecond], offset) */
static enum status offset_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	if (argc == 1) {
		*result_r = of_datetime(argv[0]);
		return OK;
	}
	int64_t offset = argv[argc - 1].integer, date, clock;
	if (check_offset(offset) != OK)
		return ERROR;
	if (argc == 2) {
		*result_r = datetime_offset_new(argv[0].integer, (int)(offset / TICKS_PER_MINUTE));
		return OK;
	}
	if (ticks_from_date((int)argv[0].integer, (int)argv[1].integer, (int)argv[2].integer,
			    &date) != OK ||
	    ticks_from_clock((int)argv[3].integer, (int)argv[4].integer, (int)argv[5].integer,
			     argc > 7 ? (int)argv[6].integer : 0, &clock) != OK)
		return ERROR;
	*result_r = datetime_offset_new(date + clock, (int)(offset / TICKS_PER_MINUTE));
	return OK;
}

static enum status offset_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag == VALUE_DATETIME) {
		*result_r = of_datetime(from);
		return OK;
	}
	Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
	const struct culture *before = culture_use(&culture_invariant);
	enum status status = offset_parse(NULL_VALUE, 1, &text, result_r);
	culture_use(before);
	return status;
}

#define SELF "System.DateTimeOffset"
#define STYLES "System.Globalization.DateTimeStyles"
#define PROVIDER "System.IFormatProvider"

static const struct member offset_members[] = {
	PROPERTY("datetime DateTime {get;}", offset_get_datetime),
	PROPERTY("datetime UtcDateTime {get;}", offset_get_utc_datetime),
	PROPERTY("datetime LocalDateTime {get;}", offset_get_local_datetime),
	PROPERTY("datetime Date {get;}", offset_get_date),
	PROPERTY("int Day {get;}", offset_get_day),
	PROPERTY("System.DayOfWeek DayOfWeek {get;}", offset_get_day_of_week),
	PROPERTY("int DayOfYear {get;}", offset_get_day_of_year),
	PROPERTY("int Hour {get;}", offset_get_hour),
	PROPERTY("int Millisecond {get;}", offset_get_millisecond),
	PROPERTY("int Microsecond {get;}", offset_get_microsecond),
	PROPERTY("int Nanosecond {get;}", offset_get_nanosecond),
	PROPERTY("int Minute {get;}", offset_get_minute),
	PROPERTY("int Month {get;}", offset_get_month),
	PROPERTY("timespan Offset {get;}", offset_get_offset),
	PROPERTY("int TotalOffsetMinutes {get;}", offset_get_offset_minutes),
	PROPERTY("int Second {get;}", offset_get_second),
	PROPERTY("long Ticks {get;}", offset_get_ticks),
	PROPERTY("long UtcTicks {get;}", offset_get_utc_ticks),
	PROPERTY("timespan TimeOfDay {get;}", offset_get_time_of_day),
	PROPERTY("int Year {get;}", offset_get_year),
	METHOD(SELF " Add(timespan timeSpan)", offset_add),
	METHOD(SELF " AddDays(double days)", offset_add_days),
	METHOD(SELF " AddHours(double hours)", offset_add_hours),
	METHOD(SELF " AddMilliseconds(double milliseconds)", offset_add_milliseconds),
	METHOD(SELF " AddMinutes(double minutes)", offset_add_minutes),
	METHOD(SELF " AddMonths(int months)", offset_add_months),
	METHOD(SELF " AddSeconds(double seconds)", offset_add_seconds),
	METHOD(SELF " AddTicks(long ticks)", offset_add),
	METHOD(SELF " AddYears(int years)", offset_add_years),
	METHOD("int CompareTo(" SELF " other)", offset_compare_to),
	METHOD("bool Equals(System.Object obj)", offset_equals),
	METHOD("bool Equals(" SELF " other)", offset_equals),
	METHOD("bool EqualsExact(" SELF " other)", offset_equals_exact),
	METHOD("timespan Subtract(" SELF " value)", offset_subtract),
	METHOD(SELF " Subtract(timespan value)", offset_subtract),
	METHOD(SELF " ToLocalTime()", offset_to_local),
	METHOD(SELF " ToOffset(timespan offset)", offset_to_offset),
	METHOD("string ToString()", offset_to_string),
	METHOD("string ToString(string format)", offset_to_string),
	METHOD("string ToString(" PROVIDER " formatProvider)", offset_to_string),
	METHOD("string ToString(string format, " PROVIDER " formatProvider)", offset_to_string),
	METHOD(SELF " ToUniversalTime()", offset_to_universal),
	METHOD("long ToUnixTimeMilliseconds()", offset_to_unix_milliseconds),
	METHOD("long ToUnixTimeSeconds()", offset_to_unix_seconds),
	STATIC_PROPERTY("static " SELF " MaxValue {get;}", offset_get_max),
	STATIC_PROPERTY("static " SELF " MinValue {get;}", offset_get_min),
	STATIC_PROPERTY("static " SELF " Now {get;}", offset_get_now),
	STATIC_PROPERTY("static " SELF " UnixEpoch {get;}", offset_get_unix_epoch),
	STATIC_PROPERTY("static " SELF " UtcNow {get;}", offset_get_utc_now),
	STATIC_METHOD("static " SELF " FromUnixTimeMilliseconds(long milliseconds)",
		      offset_from_unix_milliseconds),
	STATIC_METHOD("static " SELF " FromUnixTimeSeconds(long seconds)",
		      offset_from_unix_seconds),
	STATIC_METHOD("static " SELF " Parse(string input)", offset_parse),
	STATIC_METHOD("static " SELF " Parse(string input, " PROVIDER " formatProvider)",
		      offset_parse),
	STATIC_METHOD("static " SELF " Parse(string input, " PROVIDER " formatProvider, " STYLES
		      " styles)",
		      offset_parse),
	STATIC_METHOD("static " SELF " ParseExact(string input, string format, " PROVIDER
		      " formatProvider)",
		      offset_parse_exact),
	STATIC_METHOD("static " SELF " ParseExact(string input, string format, " PROVIDER
		      " formatProvider, " STYLES " styles)",
		      offset_parse_exact),
	STATIC_METHOD("static bool TryParse(string input, [ref] " SELF " result)",
		      offset_try_parse),
	STATIC_METHOD("static bool TryParse(string input, " PROVIDER " formatProvider, " STYLES
		      " styles, [ref] " SELF " result)",
		      offset_try_parse),
	OPERATOR("static " SELF " op_Addition(" SELF " dateTimeOffset, timespan timeSpan)",
		 offset_op_add),
	OPERATOR("static " SELF " op_Subtraction(" SELF " dateTimeOffset, timespan timeSpan)",
		 offset_op_subtract),
	OPERATOR("static timespan op_Subtraction(" SELF " left, " SELF " right)",
		 offset_op_subtract),
	CONSTRUCTOR(SELF " new(datetime dateTime)", offset_construct),
	CONSTRUCTOR(SELF " new(datetime dateTime, timespan offset)", offset_construct),
	CONSTRUCTOR(SELF " new(long ticks, timespan offset)", offset_construct),
	CONSTRUCTOR(SELF " new(int year, int month, int day, int hour, int minute, int second, "
			 "timespan offset)",
		    offset_construct),
	CONSTRUCTOR(SELF " new(int year, int month, int day, int hour, int minute, int second, int "
			 "millisecond, timespan offset)",
		    offset_construct),
	MEMBER_END,
};

struct type type_datetime_offset = {
	.name = SELF,
	.tag = VALUE_OBJECT,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = offset_members,
	.convert = offset_convert,
	.to_string = offset_format,
	.equals = offset_equals_value,
	.compare = offset_compare_values,
	.hash = offset_hash,
};
