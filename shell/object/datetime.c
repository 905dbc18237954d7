/* System.DateTime. */
#include "object/datetime.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/date_private.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/number.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/timezone.h"

#include <math.h>
#include <string.h>
#include <time.h>

#define TICKS_FILE_TIME INT64_C(504911232000000000) /* 1601-01-01 */
#define TICKS_OLE INT64_C(599264352000000000)       /* 1899-12-30 */

static Value datetime_at(Value like, int64_t ticks)
{
	like.integer = ticks;
	return like;
}

Value datetime_new(int64_t ticks, enum datetime_kind kind)
{
	return (Value){.tag = VALUE_DATETIME, .extra = kind, .integer = ticks};
}

static int64_t utc_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return TICKS_UNIX_EPOCH + (int64_t)now.tv_sec * TICKS_PER_SECOND + now.tv_nsec / 100;
}

Value datetime_now(void)
{
	return datetime_to_local(datetime_new(utc_now(), DATETIME_UTC));
}

Value datetime_from_unix(int64_t seconds, int64_t nanoseconds)
{
	int64_t ticks = TICKS_UNIX_EPOCH + seconds * TICKS_PER_SECOND + nanoseconds / 100;
	return datetime_to_local(datetime_new(ticks, DATETIME_UTC));
}

static int64_t clamp_ticks(int64_t ticks)
{
	return MIN(MAX(ticks, 0), TICKS_MAX);
}

Value datetime_to_local(Value v)
{
	if (v.extra == DATETIME_LOCAL)
		return v;
	int64_t offset = timezone_offset_utc(timezone_local(), v.integer, NULL);
	return datetime_new(clamp_ticks(v.integer + offset * TICKS_PER_SECOND), DATETIME_LOCAL);
}

Value datetime_to_utc(Value v)
{
	if (v.extra == DATETIME_UTC)
		return v;
	int64_t offset = timezone_offset_local(timezone_local(), v.integer, NULL, NULL);
	return datetime_new(clamp_ticks(v.integer - offset * TICKS_PER_SECOND), DATETIME_UTC);
}

bool datetime_parse(const char *text, Value *result_r)
{
	struct date_text date;
	return date_parse(text, &culture_invariant, &date) == DATE_OK &&
	       date_to_datetime(&date, 0, result_r) == DATE_OK;
}

enum status datetime_format(Value v, const char *format, struct strbuf *out)
{
	struct date_clock clock = {.ticks = v.integer, .kind = v.extra};
	return date_format(&clock, format, culture_current(), out);
}

const char *argument_text(Value v)
{
	return v.tag == VALUE_STRING ? string_data(v) : "";
}

bool ticks_from_double(double value, int64_t unit, int64_t *ticks_r)
{
	double whole = trunc(value);
	/* the whole part exactly, the rest as a double */
	double limit = 9.2e18 / (double)unit;
	if (isnan(value) || value > limit || value < -limit)
		return false;
	*ticks_r = (int64_t)whole * unit + (int64_t)((value - whole) * (double)unit);
	return true;
}

enum status ticks_out_of_range(const char *parameter)
{
	return throw_argument(
		"System.ArgumentOutOfRangeException", parameter,
		"The added or subtracted value results in an un-representable DateTime.");
}

enum status ticks_from_date(int year, int month, int day, int64_t *ticks_r)
{
	if (!calendar_valid_date(year, month, day))
		return throw_exception(
			"System.ArgumentOutOfRangeException",
			"Year, Month, and Day parameters describe an un-representable DateTime.");
	*ticks_r = calendar_days(year, month, day) * TICKS_PER_DAY;
	return OK;
}

enum status ticks_from_clock(int hour, int minute, int second, int millisecond, int64_t *ticks_r)
{
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return throw_exception("System.ArgumentOutOfRangeException",
				       "Hour, Minute, and Second parameters describe an "
				       "un-representable DateTime.");
	if (millisecond < 0 || millisecond > 999)
		return throw_argument("System.ArgumentOutOfRangeException", "millisecond",
				      "Valid values are between 0 and 999, inclusive.");
	*ticks_r = hour * TICKS_PER_HOUR + minute * TICKS_PER_MINUTE + second * TICKS_PER_SECOND +
		   millisecond * TICKS_PER_MILLISECOND;
	return OK;
}

enum status ticks_add_months(int64_t ticks, int64_t months, const char *parameter, int64_t *ticks_r)
{
	if (!calendar_add_months(ticks, months, ticks_r))
		return ticks_out_of_range(parameter);
	return OK;
}

static struct calendar_fields fields_of(Value v)
{
	struct calendar_fields fields;
	calendar_split(v.integer, &fields);
	return fields;
}

#define FIELD_GETTER(name, expression)                                      \
	static enum status datetime_get_##name(Value self, Value *result_r) \
	{                                                                   \
		struct calendar_fields f = fields_of(self);                 \
		*result_r = value_int(expression);                          \
		return OK;                                                  \
	}
FIELD_GETTER(year, f.year)
FIELD_GETTER(month, f.month)
FIELD_GETTER(day, f.day)
FIELD_GETTER(hour, f.hour)
FIELD_GETTER(minute, f.minute)
FIELD_GETTER(second, f.second)
FIELD_GETTER(day_of_year, f.day_of_year)
FIELD_GETTER(millisecond, f.fraction / 10000)
FIELD_GETTER(microsecond, f.fraction / 10 % 1000)
FIELD_GETTER(nanosecond, f.fraction % 10 * 100)

static enum status datetime_get_date(Value self, Value *result_r)
{
	*result_r = datetime_at(self, self.integer - self.integer % TICKS_PER_DAY);
	return OK;
}

static enum status datetime_get_day_of_week(Value self, Value *result_r)
{
	*result_r = enum_value(&type_day_of_week, fields_of(self).weekday);
	return OK;
}

static enum status datetime_get_kind(Value self, Value *result_r)
{
	*result_r = enum_value(&type_date_time_kind, self.extra);
	return OK;
}

static enum status datetime_get_ticks(Value self, Value *result_r)
{
	*result_r = value_int64(self.integer);
	return OK;
}

static enum status datetime_get_time_of_day(Value self, Value *result_r)
{
	*result_r = value_timespan(self.integer % TICKS_PER_DAY);
	return OK;
}

/* PowerShell's own: the long date and time, as formatting shows it. Get-Date's DisplayHint is a note property
 * that formatting looks at. */
static enum status datetime_get_datetime(Value self, Value *result_r)
{
	const struct culture *c = culture_current();
	struct strbuf out = STRBUF_INIT;
	struct date_clock clock = {.ticks = self.integer, .kind = self.extra};
	enum status status = date_format(&clock, c->long_date, c, &out);
	strbuf_addc(&out, ' ');
	if (status == OK)
		status = date_format(&clock, c->long_time, c, &out);
	if (status == OK)
		*result_r = string_from_strbuf(&out);
	else
		strbuf_clear(&out);
	return status;
}

static enum status datetime_get_now(Value self UNUSED, Value *result_r)
{
	*result_r = datetime_now();
	return OK;
}

static enum status datetime_get_utc_now(Value self UNUSED, Value *result_r)
{
	*result_r = datetime_new(utc_now(), DATETIME_UTC);
	return OK;
}

static enum status datetime_get_today(Value self UNUSED, Value *result_r)
{
	return datetime_get_date(datetime_now(), result_r);
}

static enum status datetime_get_min(Value self UNUSED, Value *result_r)
{
	*result_r = datetime_new(0, DATETIME_UNSPECIFIED);
	return OK;
}

static enum status datetime_get_max(Value self UNUSED, Value *result_r)
{
	*result_r = datetime_new(TICKS_MAX, DATETIME_UNSPECIFIED);
	return OK;
}

static enum status datetime_get_unix_epoch(Value self UNUSED, Value *result_r)
{
	*result_r = datetime_new(TICKS_UNIX_EPOCH, DATETIME_UTC);
	return OK;
}

static enum status add_ticks(Value self, int64_t ticks, const char *parameter, Value *result_r)
{
	int64_t sum;
	if (__builtin_add_overflow(self.integer, ticks, &sum) || sum < 0 || sum > TICKS_MAX)
		return ticks_out_of_range(parameter);
	*result_r = datetime_at(self, sum);
	return OK;
}

static enum status add_units(Value self, double value, int64_t unit, Value *result_r)
{
	int64_t ticks;
	if (!ticks_from_double(value, unit, &ticks) || fabs(value) > (double)(TICKS_MAX / unit + 1))
		return throw_argument("System.ArgumentOutOfRangeException", "value",
				      "Value to add was out of range.");
	return add_ticks(self, ticks, "value", result_r);
}

#define ADDER(name, unit)                                                                      \
	static enum status datetime_add_##name(Value self, int argc UNUSED, const Value *argv, \
					       Value *result_r)                                \
	{                                                                                      \
		return add_units(self, argv[0].real, unit, result_r);                          \
	}
ADDER(days, TICKS_PER_DAY)
ADDER(hours, TICKS_PER_HOUR)
ADDER(minutes, TICKS_PER_MINUTE)
ADDER(seconds, TICKS_PER_SECOND)
ADDER(milliseconds, TICKS_PER_MILLISECOND)
ADDER(microseconds, 10)

static enum status datetime_add_ticks(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	return add_ticks(self, argv[0].integer, "value", result_r);
}

static enum status datetime_add_months(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	int64_t ticks;
	if (argv[0].integer < -120000 || argv[0].integer > 120000)
		return throw_argument("System.ArgumentOutOfRangeException", "months",
				      "Months value must be between +/-120000.");
	if (ticks_add_months(self.integer, argv[0].integer, "months", &ticks) != OK)
		return ERROR;
	*result_r = datetime_at(self, ticks);
	return OK;
}

static enum status datetime_add_years(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	int64_t ticks;
	if (argv[0].integer < -10000 || argv[0].integer > 10000)
		return throw_argument("System.ArgumentOutOfRangeException", "years",
				      "Years value must be between +/-10000.");
	if (ticks_add_months(self.integer, argv[0].integer * 12, "value", &ticks) != OK)
		return ERROR;
	*result_r = datetime_at(self, ticks);
	return OK;
}

static enum status datetime_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return add_ticks(self, argv[0].integer, "value", result_r);
}

static enum status datetime_subtract(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	if (argv[0].tag == VALUE_TIMESPAN)
		return add_ticks(self, -argv[0].integer, "value", result_r);
	*result_r = value_timespan(self.integer - argv[0].integer);
	return OK;
}

static enum status datetime_op_add(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	return add_ticks(argv[0], argv[1].integer, "t", result_r);
}

static enum status datetime_op_subtract(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	if (argv[1].tag == VALUE_TIMESPAN)
		return add_ticks(argv[0], -argv[1].integer, "t", result_r);
	*result_r = value_timespan(argv[0].integer - argv[1].integer);
	return OK;
}

enum status datetime_arithmetic(enum arithmetic op, Value a, Value b, Value *result_r)
{
	static const char *const names[] = {"op_Addition", "op_Subtraction", "op_Multiply",
					    "op_Division", "op_Modulus"};
	bool sum = op == ARITHMETIC_ADD || op == ARITHMETIC_SUBTRACT;
	if (sum && a.tag == VALUE_TIMESPAN && b.tag == VALUE_TIMESPAN) {
		int64_t ticks;
		bool overflow = op == ARITHMETIC_ADD
					? __builtin_add_overflow(a.integer, b.integer, &ticks)
					: __builtin_sub_overflow(a.integer, b.integer, &ticks);
		if (!overflow) {
			*result_r = value_timespan(ticks);
			return OK;
		}
	}
	if (op == ARITHMETIC_SUBTRACT && a.tag == VALUE_DATETIME && b.tag == VALUE_DATETIME) {
		*result_r = value_timespan(a.integer - b.integer);
		return OK;
	}
	return member_invoke_static(value_type(a), names[op], 2, (Value[]){a, b}, result_r);
}

static enum status datetime_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	*order_r = (a.integer > b.integer) - (a.integer < b.integer);
	return OK;
}

static bool datetime_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_DATETIME && a.integer == b.integer;
}

static uint32_t datetime_hash(Value v)
{
	return (uint32_t)(v.integer ^ (v.integer >> 32));
}

static enum status datetime_compare_to(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	Value other = value_base(argv[0]);
	if (value_is_null(other)) {
		*result_r = value_int(1);
		return OK;
	}
	if (other.tag != VALUE_DATETIME)
		return throw_exception("System.ArgumentException",
				       "Object must be of type DateTime.");
	*result_r = value_int((self.integer > other.integer) - (self.integer < other.integer));
	return OK;
}

static enum status datetime_compare_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	return datetime_compare_to(argv[0], 1, argv + 1, result_r);
}

static enum status datetime_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(datetime_equals_value(self, value_base(argv[0]), false));
	return OK;
}

static enum status datetime_equals_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	*result_r = value_bool(argv[0].integer == argv[1].integer);
	return OK;
}

static enum status datetime_is_daylight(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	bool dst = false;
	if (self.extra != DATETIME_UTC)
		timezone_offset_local(timezone_local(), self.integer, &dst, NULL);
	*result_r = value_bool(dst);
	return OK;
}

static enum status datetime_to_local_method(Value self, int argc UNUSED, const Value *argv UNUSED,
					    Value *result_r)
{
	*result_r = datetime_to_local(self);
	return OK;
}

static enum status datetime_to_utc_method(Value self, int argc UNUSED, const Value *argv UNUSED,
					  Value *result_r)
{
	*result_r = datetime_to_utc(self);
	return OK;
}

static enum status datetime_to_binary(Value self, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	uint64_t bits = (uint64_t)self.integer;
	if (self.extra == DATETIME_LOCAL)
		bits = ((uint64_t)datetime_to_utc(self).integer & INT64_C(0x3fffffffffffffff)) |
		       UINT64_C(0x8000000000000000);
	else if (self.extra == DATETIME_UTC)
		bits |= UINT64_C(0x4000000000000000);
	*result_r = value_int64((int64_t)bits);
	return OK;
}

static enum status datetime_from_binary(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	uint64_t bits = (uint64_t)argv[0].integer;
	int64_t ticks = (int64_t)(bits & UINT64_C(0x3fffffffffffffff));
	if (ticks > TICKS_MAX)
		return throw_argument(
			"System.ArgumentException", "dateData",
			"The binary data must result in a DateTime with ticks between "
			"DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.");
	if (bits >> 63)
		*result_r = datetime_to_local(datetime_new(ticks, DATETIME_UTC));
	else
		*result_r = datetime_new(ticks, bits >> 62 ? DATETIME_UTC : DATETIME_UNSPECIFIED);
	return OK;
}

static enum status datetime_to_file_time(Value self, int argc UNUSED, const Value *argv UNUSED,
					 Value *result_r)
{
	int64_t ticks = datetime_to_utc(self).integer - TICKS_FILE_TIME;
	if (ticks < 0)
		return throw_exception("System.ArgumentOutOfRangeException",
				       "Not a valid Win32 FileTime.");
	*result_r = value_int64(ticks);
	return OK;
}

static enum status from_file_time(int64_t file_time, bool local, Value *result_r)
{
	if (file_time < 0 || file_time > TICKS_MAX - TICKS_FILE_TIME)
		return throw_argument("System.ArgumentOutOfRangeException", "fileTime",
				      "Not a valid Win32 FileTime.");
	Value utc = datetime_new(file_time + TICKS_FILE_TIME, DATETIME_UTC);
	*result_r = local ? datetime_to_local(utc) : utc;
	return OK;
}

static enum status datetime_from_file_time(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	return from_file_time(argv[0].integer, true, result_r);
}

static enum status datetime_from_file_time_utc(Value self UNUSED, int argc UNUSED,
					       const Value *argv, Value *result_r)
{
	return from_file_time(argv[0].integer, false, result_r);
}

static enum status datetime_to_oa_date(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	int64_t milliseconds = (self.integer - TICKS_OLE) / TICKS_PER_MILLISECOND;
	/* before 1900 the fraction of a day counts forward from a negative day */
	if (milliseconds < 0 && milliseconds % 86400000 != 0)
		milliseconds -= (86400000 + milliseconds % 86400000) * 2;
	*result_r = value_double((double)milliseconds / 86400000.0);
	return OK;
}

static enum status datetime_from_oa_date(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	double d = argv[0].real;
	if (!(d > -657435.0 && d < 2958466.0))
		return throw_exception("System.ArgumentException", "Not a legal OleAut date.");
	int64_t milliseconds = (int64_t)(d * 86400000.0 + (d >= 0 ? 0.5 : -0.5));
	if (milliseconds < 0)
		milliseconds -= milliseconds % 86400000 * 2;
	*result_r = datetime_new(milliseconds * TICKS_PER_MILLISECOND + TICKS_OLE,
				 DATETIME_UNSPECIFIED);
	return OK;
}

static enum status datetime_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	return to_string_with(self, argc, argv, datetime_format, result_r);
}

#define FIXED_FORMAT(name, format)                                                              \
	static enum status datetime_to_##name(Value self, int argc UNUSED,                      \
					      const Value *argv UNUSED, Value *result_r)        \
	{                                                                                       \
		return format_with(self, format, culture_current(), datetime_format, result_r); \
	}
FIXED_FORMAT(long_date_string, "D")
FIXED_FORMAT(long_time_string, "T")
FIXED_FORMAT(short_date_string, "d")
FIXED_FORMAT(short_time_string, "t")

static enum status datetime_get_formats(Value self, int argc, const Value *argv, Value *result_r)
{
	static const char all[] = "dDfFgGmoOrRstTuUyY";
	Value list = list_new();
	for (const char *p = all; *p; p++) {
		Value text;
		char format[2] = {*p, '\0'};
		if (argc > 0 && argv[0].tag == VALUE_CHAR && argv[0].integer != *p)
			continue;
		if (format_with(self, format, culture_current(), datetime_format, &text) != OK)
			return ERROR;
		list_add(value_as_list(list), text);
	}
	*result_r = list_to_array(value_as_list(list));
	return OK;
}

/* Parse and TryParse: (s [, provider [, styles]]) */
static enum date_failure parse_arguments(int argc, const Value *argv, struct date_text *date,
					 Value *result_r)
{
	const struct culture *culture =
		argc > 1 ? culture_from_provider(argv[1]) : culture_current();
	unsigned styles = argc > 2 ? (unsigned)argv[2].integer : 0;
	enum date_failure failure = date_parse(argument_text(argv[0]), culture, date);
	return failure != DATE_OK ? failure : date_to_datetime(date, styles, result_r);
}

static enum status datetime_parse_static(Value self UNUSED, int argc, const Value *argv,
					 Value *result_r)
{
	struct date_text date;
	enum date_failure failure = parse_arguments(argc, argv, &date, result_r);
	if (failure == DATE_OK)
		return OK;
	return date_failed(failure, &date, argument_text(argv[0]), "DateTime");
}

static enum status datetime_try_parse(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	struct date_text date;
	Value parsed = datetime_new(0, DATETIME_UNSPECIFIED);
	bool ok = parse_arguments(argc - 1, argv, &date, &parsed) == DATE_OK;
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], parsed);
}

/* (s, format or formats, provider [, styles]) */
static enum date_failure parse_exact_arguments(int argc, const Value *argv, struct date_text *date,
					       Value *result_r)
{
	const struct culture *culture = culture_from_provider(argv[2]);
	unsigned styles = argc > 3 ? (unsigned)argv[3].integer : 0;
	bool many = argv[1].tag == VALUE_ARRAY;
	size_t count = many ? value_count(argv[1]) : 1;
	enum date_failure failure = DATE_BAD;
	for (size_t i = 0; i < count && failure != DATE_OK; i++) {
		Value format = many ? value_item(argv[1], i) : argv[1];
		failure = date_parse_exact(argument_text(argv[0]), argument_text(format), culture,
					   styles, date);
	}
	if (failure != DATE_OK)
		return many ? DATE_BAD : failure;
	if (date->keep_kind)
		date->has_offset = date->is_utc = false;
	return date_to_datetime(date, styles, result_r);
}

static enum status datetime_parse_exact(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	struct date_text date;
	enum date_failure failure = parse_exact_arguments(argc, argv, &date, result_r);
	if (failure == DATE_OK)
		return OK;
	return date_failed(failure, &date, argument_text(argv[0]), "DateTime");
}

static enum status datetime_try_parse_exact(Value self UNUSED, int argc, const Value *argv,
					    Value *result_r)
{
	struct date_text date;
	Value parsed = datetime_new(0, DATETIME_UNSPECIFIED);
	bool ok = parse_exact_arguments(argc - 1, argv, &date, &parsed) == DATE_OK;
	*result_r = value_bool(ok);
	return reference_set(argv[argc - 1], parsed);
}

static enum status datetime_days_in_month(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	if (argv[1].integer < 1 || argv[1].integer > 12)
		return throw_exception("System.ArgumentOutOfRangeException",
				       "Month must be between one and twelve. (Parameter 'month')\n"
				       "Actual value was %d.",
				       (int)argv[1].integer);
	if (argv[0].integer < 1 || argv[0].integer > 9999)
		return throw_argument("System.ArgumentOutOfRangeException", "year",
				      "Year must be between 1 and 9999.");
	*result_r = value_int(calendar_days_in_month((int)argv[0].integer, (int)argv[1].integer));
	return OK;
}

static enum status datetime_is_leap_year(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	if (argv[0].integer < 1 || argv[0].integer > 9999)
		return throw_argument("System.ArgumentOutOfRangeException", "year",
				      "Year must be between 1 and 9999.");
	*result_r = value_bool(calendar_is_leap((int)argv[0].integer));
	return OK;
}

static enum status datetime_specify_kind(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	*result_r = datetime_new(argv[0].integer, (enum datetime_kind)argv[1].integer);
	return OK;
}

static enum status datetime_construct_ticks(Value self UNUSED, int argc, const Value *argv,
					    Value *result_r)
{
	if (argv[0].integer < 0 || argv[0].integer > TICKS_MAX)
		return throw_argument("System.ArgumentOutOfRangeException", "ticks",
				      "Ticks must be between DateTime.MinValue.Ticks and "
				      "DateTime.MaxValue.Ticks.");
	*result_r = datetime_new(argv[0].integer, argc > 1 ? (enum datetime_kind)argv[1].integer
							   : DATETIME_UNSPECIFIED);
	return OK;
}

/* year, month, day [, hour, minute, second [, millisecond [, microsecond]]] [, kind] */
static enum status datetime_construct(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	int n[8] = {0}, count = 0;
	enum datetime_kind kind = DATETIME_UNSPECIFIED;
	for (int i = 0; i < argc; i++) {
		if (argv[i].tag == VALUE_INT32 && count < 8)
			n[count++] = (int)argv[i].integer;
		else if (argv[i].tag == VALUE_ENUM)
			kind = (enum datetime_kind)argv[i].integer;
	}
	int64_t date = 0, clock = 0;
	if (ticks_from_date(n[0], n[1], n[2], &date) != OK ||
	    ticks_from_clock(n[3], n[4], n[5], n[6], &clock) != OK)
		return ERROR;
	if (n[7] < 0 || n[7] > 999)
		return throw_argument("System.ArgumentOutOfRangeException", "microsecond",
				      "Valid values are between 0 and 999, inclusive.");
	*result_r = datetime_new(date + clock + n[7] * 10, kind);
	return OK;
}

static enum status datetime_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag == VALUE_STRING) {
		struct date_text date;
		const char *text = string_data(from);
		enum date_failure failure = date_parse(text, &culture_invariant, &date);
		if (failure == DATE_OK)
			failure = date_to_datetime(&date, 0, result_r);
		return failure == DATE_OK ? OK : date_failed(failure, &date, text, "DateTime");
	}
	if (value_is_integer(from))
		return datetime_construct_ticks(NULL_VALUE, 1, &from, result_r);
	if (value_is_number(from)) {
		struct strbuf text = STRBUF_INIT;
		value_append_string(from, &text);
		Value as_text = string_from_strbuf(&text);
		return datetime_convert(as_text, to, result_r);
	}
	/* what converts by IConvertible says so, all else cannot be converted at all */
	if (value_is_cell(from))
		return convert_impossible();
	const char *dot = strrchr(value_type(from)->name, '.');
	return throw_error_type("System.InvalidCastException", "InvalidCastIConvertible",
				CATEGORY_NOT_SPECIFIED, NULL_VALUE,
				"Invalid cast from '%s' to 'DateTime'.",
				dot != NULL ? dot + 1 : value_type(from)->name);
}

static enum status datetime_get_type_code(Value self UNUSED, int argc UNUSED,
					  const Value *argv UNUSED, Value *result_r)
{
	*result_r = enum_value(&type_type_code, 16); /* DateTime */
	return OK;
}

static const struct member datetime_members[] = {
	PROPERTY("datetime Date {get;}", datetime_get_date),
	PROPERTY("int Day {get;}", datetime_get_day),
	PROPERTY("System.DayOfWeek DayOfWeek {get;}", datetime_get_day_of_week),
	PROPERTY("int DayOfYear {get;}", datetime_get_day_of_year),
	PROPERTY("int Hour {get;}", datetime_get_hour),
	PROPERTY("System.DateTimeKind Kind {get;}", datetime_get_kind),
	PROPERTY("int Millisecond {get;}", datetime_get_millisecond),
	PROPERTY("int Microsecond {get;}", datetime_get_microsecond),
	PROPERTY("int Nanosecond {get;}", datetime_get_nanosecond),
	PROPERTY("int Minute {get;}", datetime_get_minute),
	PROPERTY("int Month {get;}", datetime_get_month),
	PROPERTY("int Second {get;}", datetime_get_second),
	PROPERTY("long Ticks {get;}", datetime_get_ticks),
	PROPERTY("timespan TimeOfDay {get;}", datetime_get_time_of_day),
	PROPERTY("int Year {get;}", datetime_get_year),
	SCRIPT_PROPERTY(
		"System.Object DateTime {get=if ((& { Set-StrictMode -Version 1; "
		"$this.DisplayHint }) -ieq  \"Date\")\n"
		"                    {\n"
		"                        \"{0}\" -f $this.ToLongDateString()\n"
		"                    }\n"
		"                    elseif ((& { Set-StrictMode -Version 1; $this.DisplayHint }) "
		"-ieq \"Time\")\n"
		"                    {\n"
		"                        \"{0}\" -f  $this.ToLongTimeString()\n"
		"                    }\n"
		"                    else\n"
		"                    {\n"
		"                        \"{0} {1}\" -f $this.ToLongDateString(), "
		"$this.ToLongTimeString()\n"
		"                    };}",
		datetime_get_datetime),
	METHOD("datetime Add(timespan value)", datetime_add),
	METHOD("datetime AddDays(double value)", datetime_add_days),
	METHOD("datetime AddHours(double value)", datetime_add_hours),
	METHOD("datetime AddMicroseconds(double value)", datetime_add_microseconds),
	METHOD("datetime AddMilliseconds(double value)", datetime_add_milliseconds),
	METHOD("datetime AddMinutes(double value)", datetime_add_minutes),
	METHOD("datetime AddMonths(int months)", datetime_add_months),
	METHOD("datetime AddSeconds(double value)", datetime_add_seconds),
	METHOD("datetime AddTicks(long value)", datetime_add_ticks),
	METHOD("datetime AddYears(int value)", datetime_add_years),
	METHOD("int CompareTo(System.Object value)", datetime_compare_to),
	METHOD("int CompareTo(datetime value)", datetime_compare_to),
	METHOD("bool Equals(System.Object value)", datetime_equals),
	METHOD("bool Equals(datetime value)", datetime_equals),
	METHOD("System.TypeCode GetTypeCode()", datetime_get_type_code),
	METHOD("string[] GetDateTimeFormats()", datetime_get_formats),
	METHOD("string[] GetDateTimeFormats(char format)", datetime_get_formats),
	METHOD("bool IsDaylightSavingTime()", datetime_is_daylight),
	METHOD("timespan Subtract(datetime value)", datetime_subtract),
	METHOD("datetime Subtract(timespan value)", datetime_subtract),
	METHOD("long ToBinary()", datetime_to_binary),
	METHOD("long ToFileTime()", datetime_to_file_time),
	METHOD("long ToFileTimeUtc()", datetime_to_file_time),
	METHOD("datetime ToLocalTime()", datetime_to_local_method),
	METHOD("string ToLongDateString()", datetime_to_long_date_string),
	METHOD("string ToLongTimeString()", datetime_to_long_time_string),
	METHOD("double ToOADate()", datetime_to_oa_date),
	METHOD("string ToShortDateString()", datetime_to_short_date_string),
	METHOD("string ToShortTimeString()", datetime_to_short_time_string),
	METHOD("string ToString()", datetime_to_string),
	METHOD("string ToString(string format)", datetime_to_string),
	METHOD("string ToString(System.IFormatProvider provider)", datetime_to_string),
	METHOD("string ToString(string format, System.IFormatProvider provider)",
	       datetime_to_string),
	METHOD("datetime ToUniversalTime()", datetime_to_utc_method),
	STATIC_PROPERTY("static datetime MaxValue {get;}", datetime_get_max),
	STATIC_PROPERTY("static datetime MinValue {get;}", datetime_get_min),
	STATIC_PROPERTY("static datetime Now {get;}", datetime_get_now),
	STATIC_PROPERTY("static datetime Today {get;}", datetime_get_today),
	STATIC_PROPERTY("static datetime UnixEpoch {get;}", datetime_get_unix_epoch),
	STATIC_PROPERTY("static datetime UtcNow {get;}", datetime_get_utc_now),
	STATIC_METHOD("static int Compare(datetime t1, datetime t2)", datetime_compare_static),
	STATIC_METHOD("static int DaysInMonth(int year, int month)", datetime_days_in_month),
	STATIC_METHOD("static bool Equals(datetime t1, datetime t2)", datetime_equals_static),
	STATIC_METHOD("static datetime FromBinary(long dateData)", datetime_from_binary),
	STATIC_METHOD("static datetime FromFileTime(long fileTime)", datetime_from_file_time),
	STATIC_METHOD("static datetime FromFileTimeUtc(long fileTime)",
		      datetime_from_file_time_utc),
	STATIC_METHOD("static datetime FromOADate(double d)", datetime_from_oa_date),
	STATIC_METHOD("static bool IsLeapYear(int year)", datetime_is_leap_year),
	STATIC_METHOD("static datetime Parse(string s)", datetime_parse_static),
	STATIC_METHOD("static datetime Parse(string s, System.IFormatProvider provider)",
		      datetime_parse_static),
	STATIC_METHOD("static datetime Parse(string s, System.IFormatProvider provider, "
		      "System.Globalization.DateTimeStyles styles)",
		      datetime_parse_static),
	STATIC_METHOD("static datetime ParseExact(string s, string format, System.IFormatProvider "
		      "provider)",
		      datetime_parse_exact),
	STATIC_METHOD("static datetime ParseExact(string s, string format, System.IFormatProvider "
		      "provider, System.Globalization.DateTimeStyles style)",
		      datetime_parse_exact),
	STATIC_METHOD(
		"static datetime ParseExact(string s, string[] formats, System.IFormatProvider "
		"provider, System.Globalization.DateTimeStyles style)",
		datetime_parse_exact),
	STATIC_METHOD("static datetime SpecifyKind(datetime value, System.DateTimeKind kind)",
		      datetime_specify_kind),
	STATIC_METHOD("static bool TryParse(string s, [ref] datetime result)", datetime_try_parse),
	STATIC_METHOD(
		"static bool TryParse(string s, System.IFormatProvider provider, [ref] datetime "
		"result)",
		datetime_try_parse),
	STATIC_METHOD("static bool TryParse(string s, System.IFormatProvider provider, "
		      "System.Globalization.DateTimeStyles styles, [ref] datetime result)",
		      datetime_try_parse),
	STATIC_METHOD("static bool TryParseExact(string s, string format, System.IFormatProvider "
		      "provider, System.Globalization.DateTimeStyles style, [ref] datetime result)",
		      datetime_try_parse_exact),
	STATIC_METHOD(
		"static bool TryParseExact(string s, string[] formats, System.IFormatProvider "
		"provider, System.Globalization.DateTimeStyles style, [ref] datetime result)",
		datetime_try_parse_exact),
	OPERATOR("static datetime op_Addition(datetime d, timespan t)", datetime_op_add),
	OPERATOR("static datetime op_Subtraction(datetime d, timespan t)", datetime_op_subtract),
	OPERATOR("static timespan op_Subtraction(datetime d1, datetime d2)", datetime_op_subtract),
	CONSTRUCTOR("datetime new(long ticks)", datetime_construct_ticks),
	CONSTRUCTOR("datetime new(long ticks, System.DateTimeKind kind)", datetime_construct_ticks),
	CONSTRUCTOR("datetime new(int year, int month, int day)", datetime_construct),
	CONSTRUCTOR("datetime new(int year, int month, int day, int hour, int minute, int second)",
		    datetime_construct),
	CONSTRUCTOR("datetime new(int year, int month, int day, int hour, int minute, int second, "
		    "System.DateTimeKind kind)",
		    datetime_construct),
	CONSTRUCTOR(
		"datetime new(int year, int month, int day, int hour, int minute, int second, int "
		"millisecond)",
		datetime_construct),
	CONSTRUCTOR(
		"datetime new(int year, int month, int day, int hour, int minute, int second, int "
		"millisecond, System.DateTimeKind kind)",
		datetime_construct),
	CONSTRUCTOR(
		"datetime new(int year, int month, int day, int hour, int minute, int second, int "
		"millisecond, int microsecond)",
		datetime_construct),
	CONSTRUCTOR(
		"datetime new(int year, int month, int day, int hour, int minute, int second, int "
		"millisecond, int microsecond, System.DateTimeKind kind)",
		datetime_construct),
	MEMBER_END,
};

struct type type_datetime = {
	.name = "System.DateTime",
	.alias = "datetime",
	.tag = VALUE_DATETIME,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = datetime_members,
	.convert = datetime_convert,
	.to_string = datetime_format,
	.equals = datetime_equals_value,
	.compare = datetime_compare_values,
	.hash = datetime_hash,
};
