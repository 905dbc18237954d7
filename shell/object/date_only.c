/* System.DateOnly and TimeOnly: ticks of the day, or within it. */
#include "object/date_private.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/reference.h"
#include "object/small_types.h"
#include "object/string.h"

#include <string.h>

struct part {
	struct cell cell;
	int64_t ticks;
};

static struct type type_date_only, type_time_only;

static int64_t ticks_of(Value v)
{
	return ((struct part *)v.cell)->ticks;
}

static bool is_date(Value v)
{
	return v.cell->type == &type_date_only;
}

static Value part_new(const struct type *type, int64_t ticks)
{
	struct part *p = gc_alloc(type, VALUE_OBJECT, sizeof(*p));
	p->ticks = ticks;
	return value_cell(VALUE_OBJECT, p);
}

static Value date_new(int64_t ticks)
{
	return part_new(&type_date_only, ticks - ticks % TICKS_PER_DAY);
}

/* Times go round the clock. */
static Value time_new(int64_t ticks)
{
	ticks %= TICKS_PER_DAY;
	return part_new(&type_time_only, ticks < 0 ? ticks + TICKS_PER_DAY : ticks);
}

static enum status part_format(Value self, const char *format, struct strbuf *out)
{
	struct date_clock clock = {.ticks = ticks_of(self)};
	bool date = is_date(self);
	if (!format || !*format)
		format = date ? "d" : "t";
	else if (strcmp(format, "o") == 0 || strcmp(format, "O") == 0)
		format = date ? "yyyy-MM-dd" : "HH:mm:ss.fffffff";
	else if (strcmp(format, "r") == 0 || strcmp(format, "R") == 0)
		format = date ? "ddd, dd MMM yyyy" : "HH:mm:ss";
	return date_format(&clock, format, culture_current(), out);
}

static enum status part_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	return to_string_with(self, argc, argv, part_format, result_r);
}

static bool part_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_OBJECT && a.cell->type == b.cell->type && ticks_of(a) == ticks_of(b);
}

static uint32_t part_hash(Value v)
{
	return (uint32_t)(ticks_of(v) >> 24 ^ ticks_of(v));
}

static int order_of(Value a, Value b)
{
	return (ticks_of(a) > ticks_of(b)) - (ticks_of(a) < ticks_of(b));
}

static enum status part_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	if (b.tag != VALUE_OBJECT || b.cell->type != a.cell->type)
		return throw_exception("System.ArgumentException", "Object must be of type %s.",
				       is_date(a) ? "DateOnly" : "TimeOnly");
	*order_r = order_of(a, b);
	return OK;
}

static enum status part_compare_to(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_int(order_of(self, argv[0]));
	return OK;
}

static enum status part_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(part_equals_value(self, argv[0], false));
	return OK;
}

/* ---- from text ---- */

static enum date_failure part_of_text(const struct type *type, const struct date_text *date,
				      Value *result_r)
{
	if (type == &type_time_only) {
		if (!date->has_time || date->has_date)
			return DATE_BAD;
		*result_r = time_new(date->time_of_day);
		return DATE_OK;
	}
	Value whole;
	enum date_failure failure = date_to_datetime(date, 0, &whole);
	if (date->has_time || !date->has_date)
		failure = DATE_BAD;
	if (failure == DATE_OK)
		*result_r = date_new(whole.integer);
	return failure;
}

static enum date_failure parse(const struct type *type, const char *text,
			       const struct culture *culture, Value *result_r)
{
	struct date_text date;
	enum date_failure failure = date_parse(text, culture, &date);
	return failure == DATE_OK ? part_of_text(type, &date, result_r) : failure;
}

static enum date_failure parse_exact(const struct type *type, const char *text, Value formats,
				     const struct culture *culture, Value *result_r)
{
	enum date_failure failure = DATE_BAD;
	for (size_t i = 0; i < value_count(formats) && failure != DATE_OK; i++) {
		struct date_text date;
		Value format = value_item(formats, i);
		failure = date_parse_exact(text, argument_text(format), culture, 0, &date);
		if (failure == DATE_OK)
			failure = part_of_text(type, &date, result_r);
	}
	return failure;
}

static enum status unreadable(const struct type *type, const char *text)
{
	return throw_exception("System.FormatException",
			       "String '%s' was not recognized as a valid %s.", text,
			       type == &type_date_only ? "DateOnly" : "TimeOnly");
}

static const struct culture *culture_at(int argc, const Value *argv, int i)
{
	return argc > i ? culture_from_provider(argv[i]) : culture_current();
}

static enum status part_parse(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	const char *text = argument_text(argv[0]);
	if (parse(type, text, culture_at(argc, argv, 1), result_r) == DATE_OK)
		return OK;
	return unreadable(type, text);
}

static enum status part_parse_exact(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	const char *text = argument_text(argv[0]);
	if (parse_exact(type, text, argv[1], culture_at(argc, argv, 2), result_r) == DATE_OK)
		return OK;
	return unreadable(type, text);
}

static enum status give(Value reference, const struct type *type, enum date_failure failure,
			Value parsed, Value *result_r)
{
	*result_r = value_bool(failure == DATE_OK);
	return reference_set(reference, failure == DATE_OK ? parsed : part_new(type, 0));
}

static enum status part_try_parse(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	Value parsed = NULL_VALUE;
	enum date_failure failure =
		parse(type, argument_text(argv[0]), culture_at(argc - 1, argv, 1), &parsed);
	return give(argv[argc - 1], type, failure, parsed, result_r);
}

static enum status part_try_parse_exact(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	Value parsed = NULL_VALUE;
	enum date_failure failure = parse_exact(type, argument_text(argv[0]), argv[1],
						culture_at(argc - 1, argv, 2), &parsed);
	return give(argv[argc - 1], type, failure, parsed, result_r);
}

static enum status part_convert(Value from, const struct type *to, Value *result_r)
{
	from = value_base(from);
	if (from.tag != VALUE_STRING)
		return convert_impossible();
	if (parse(to, string_data(from), &culture_invariant, result_r) == DATE_OK)
		return OK;
	return unreadable(to, string_data(from));
}

/* ---- DateOnly ---- */

#define DATE_PART(function, expression)                          \
	static enum status function(Value self, Value *result_r) \
	{                                                        \
		struct calendar_fields f;                        \
		calendar_split(ticks_of(self), &f);              \
		*result_r = expression;                          \
		return OK;                                       \
	}
DATE_PART(get_year, value_int(f.year))
DATE_PART(get_month, value_int(f.month))
DATE_PART(get_day, value_int(f.day))
DATE_PART(get_day_of_year, value_int(f.day_of_year))
DATE_PART(get_day_of_week, enum_value(&type_day_of_week, f.weekday))
DATE_PART(get_day_number, value_int((int32_t)(ticks_of(self) / TICKS_PER_DAY)))
DATE_PART(get_hour, value_int(f.hour))
DATE_PART(get_minute, value_int(f.minute))
DATE_PART(get_second, value_int(f.second))
DATE_PART(get_millisecond, value_int(f.fraction / 10000))
DATE_PART(get_microsecond, value_int(f.fraction / 10 % 1000))
DATE_PART(get_nanosecond, value_int(f.fraction % 10 * 100))
DATE_PART(get_ticks, value_int64(ticks_of(self)))

static enum status in_range(int64_t ticks, const char *parameter, Value *result_r)
{
	if (ticks < 0 || ticks > TICKS_MAX)
		return throw_argument("System.ArgumentOutOfRangeException", parameter,
				      "Value to add was out of range.");
	*result_r = date_new(ticks);
	return OK;
}

static enum status date_add_days(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return in_range(ticks_of(self) + argv[0].integer * TICKS_PER_DAY, "value", result_r);
}

static enum status add_months(Value self, int64_t months, const char *parameter, Value *result_r)
{
	int64_t ticks;
	if (ticks_add_months(ticks_of(self), months, parameter, &ticks) != OK)
		return ERROR;
	*result_r = date_new(ticks);
	return OK;
}

static enum status date_add_months(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return add_months(self, argv[0].integer, "months", result_r);
}

static enum status date_add_years(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return add_months(self, argv[0].integer * 12, "value", result_r);
}

static enum status date_to_date_time(Value self, int argc, const Value *argv, Value *result_r)
{
	enum datetime_kind kind =
		argc > 1 ? (enum datetime_kind)argv[1].integer : DATETIME_UNSPECIFIED;
	*result_r = datetime_new(ticks_of(self) + ticks_of(argv[0]), kind);
	return OK;
}

static enum status in_format(Value self, const char *format, Value *result_r)
{
	return format_with(self, format, culture_current(), part_format, result_r);
}

static enum status to_long(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	return in_format(self, is_date(self) ? "D" : "T", result_r);
}

static enum status to_short(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	return in_format(self, is_date(self) ? "d" : "t", result_r);
}

static enum status date_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	int64_t ticks;
	if (ticks_from_date((int)argv[0].integer, (int)argv[1].integer, (int)argv[2].integer,
			    &ticks) != OK)
		return ERROR;
	*result_r = date_new(ticks);
	return OK;
}

static enum status date_from_date_time(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	*result_r = date_new(argv[0].integer);
	return OK;
}

static enum status date_from_number(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	return in_range(argv[0].integer * TICKS_PER_DAY, "dayNumber", result_r);
}

static enum status date_get_max(Value self UNUSED, Value *result_r)
{
	*result_r = date_new(TICKS_MAX);
	return OK;
}

static enum status date_get_min(Value self UNUSED, Value *result_r)
{
	*result_r = date_new(0);
	return OK;
}

#define DATE "System.DateOnly"
#define TIME "System.TimeOnly"
#define PARSES(type)                                                                               \
	METHOD("int CompareTo(" type " value)", part_compare_to),                                  \
		METHOD("bool Equals(" type " value)", part_equals),                                \
		METHOD("bool Equals(System.Object value)", part_equals),                           \
		METHOD("string ToString()", part_to_string),                                       \
		METHOD("string ToString(string format)", part_to_string),                          \
		METHOD("string ToString(System.IFormatProvider provider)", part_to_string),        \
		METHOD("string ToString(string format, System.IFormatProvider provider)",          \
		       part_to_string),                                                            \
		STATIC_METHOD("static " type " Parse(string s)", part_parse),                      \
		STATIC_METHOD("static " type " Parse(string s, System.IFormatProvider provider)",  \
			      part_parse),                                                         \
		STATIC_METHOD("static " type " ParseExact(string s, string format)",               \
			      part_parse_exact),                                                   \
		STATIC_METHOD("static " type " ParseExact(string s, string[] formats)",            \
			      part_parse_exact),                                                   \
		STATIC_METHOD("static " type " ParseExact(string s, string format, "               \
			      "System.IFormatProvider provider, "                                  \
			      "System.Globalization.DateTimeStyles style = None)",                 \
			      part_parse_exact),                                                   \
		STATIC_METHOD("static bool TryParse(string s, [ref] " type " result)",             \
			      part_try_parse),                                                     \
		STATIC_METHOD("static bool TryParse(string s, System.IFormatProvider provider, "   \
			      "[ref] " type " result)",                                            \
			      part_try_parse),                                                     \
		STATIC_METHOD("static bool TryParseExact(string s, string format, [ref] " type     \
			      " result)",                                                          \
			      part_try_parse_exact),                                               \
		STATIC_METHOD("static bool TryParseExact(string s, string format, "                \
			      "System.IFormatProvider provider, "                                  \
			      "System.Globalization.DateTimeStyles style, [ref] " type " result)", \
			      part_try_parse_exact)

static const struct member date_members[] = {
	PROPERTY("int Year {get;}", get_year),
	PROPERTY("int Month {get;}", get_month),
	PROPERTY("int Day {get;}", get_day),
	PROPERTY("System.DayOfWeek DayOfWeek {get;}", get_day_of_week),
	PROPERTY("int DayOfYear {get;}", get_day_of_year),
	PROPERTY("int DayNumber {get;}", get_day_number),
	METHOD(DATE " AddDays(int value)", date_add_days),
	METHOD(DATE " AddMonths(int value)", date_add_months),
	METHOD(DATE " AddYears(int value)", date_add_years),
	METHOD("datetime ToDateTime(" TIME " time)", date_to_date_time),
	METHOD("datetime ToDateTime(" TIME " time, System.DateTimeKind kind)", date_to_date_time),
	METHOD("string ToLongDateString()", to_long),
	METHOD("string ToShortDateString()", to_short),
	PARSES(DATE),
	STATIC_METHOD("static " DATE " FromDateTime(datetime dateTime)", date_from_date_time),
	STATIC_METHOD("static " DATE " FromDayNumber(int dayNumber)", date_from_number),
	STATIC_PROPERTY("static " DATE " MaxValue {get;}", date_get_max),
	STATIC_PROPERTY("static " DATE " MinValue {get;}", date_get_min),
	CONSTRUCTOR(DATE " new(int year, int month, int day)", date_construct),
	MEMBER_END,
};

/* ---- TimeOnly ---- */

#define TIME_ADD(function, unit)                                                    \
	static enum status function(Value self, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                \
	{                                                                           \
		int64_t ticks;                                                      \
		if (!ticks_from_double(argv[0].real, unit, &ticks))                 \
			return ticks_out_of_range("value");                         \
		*result_r = time_new(ticks_of(self) + ticks % TICKS_PER_DAY);       \
		return OK;                                                          \
	}
TIME_ADD(time_add_hours, TICKS_PER_HOUR)
TIME_ADD(time_add_minutes, TICKS_PER_MINUTE)

static enum status time_add(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = time_new(ticks_of(self) + argv[0].integer % TICKS_PER_DAY);
	return OK;
}

/* An interval may go over midnight. */
static enum status time_is_between(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	int64_t t = ticks_of(self), start = ticks_of(argv[0]), end = ticks_of(argv[1]);
	*result_r = value_bool(start <= end ? start <= t && t < end : start <= t || t < end);
	return OK;
}

static enum status time_to_span(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	*result_r = value_timespan(ticks_of(self));
	return OK;
}

static enum status time_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	int64_t ticks = argc == 1 ? argv[0].integer : 0;
	if (argc == 1 && (ticks < 0 || ticks >= TICKS_PER_DAY))
		return throw_argument("System.ArgumentOutOfRangeException", "ticks",
				      "Ticks must be between 0 and and TimeOnly.MaxValue.Ticks.");
	if (argc > 1 && ticks_from_clock((int)argv[0].integer, (int)argv[1].integer,
					 argc > 2 ? (int)argv[2].integer : 0,
					 argc > 3 ? (int)argv[3].integer : 0, &ticks) != OK)
		return ERROR;
	*result_r = time_new(ticks);
	return OK;
}

static enum status time_from_ticks(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	*result_r = time_new(argv[0].integer);
	return OK;
}

static enum status time_subtract(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	int64_t between = ticks_of(argv[0]) - ticks_of(argv[1]);
	*result_r = value_timespan(between < 0 ? between + TICKS_PER_DAY : between);
	return OK;
}

static enum status time_get_max(Value self UNUSED, Value *result_r)
{
	*result_r = time_new(TICKS_PER_DAY - 1);
	return OK;
}

static enum status time_get_min(Value self UNUSED, Value *result_r)
{
	*result_r = time_new(0);
	return OK;
}

static const struct member time_members[] = {
	PROPERTY("int Hour {get;}", get_hour),
	PROPERTY("int Minute {get;}", get_minute),
	PROPERTY("int Second {get;}", get_second),
	PROPERTY("int Millisecond {get;}", get_millisecond),
	PROPERTY("int Microsecond {get;}", get_microsecond),
	PROPERTY("int Nanosecond {get;}", get_nanosecond),
	PROPERTY("long Ticks {get;}", get_ticks),
	METHOD(TIME " Add(timespan value)", time_add),
	METHOD(TIME " AddHours(double value)", time_add_hours),
	METHOD(TIME " AddMinutes(double value)", time_add_minutes),
	METHOD("bool IsBetween(" TIME " start, " TIME " end)", time_is_between),
	METHOD("timespan ToTimeSpan()", time_to_span),
	METHOD("string ToLongTimeString()", to_long),
	METHOD("string ToShortTimeString()", to_short),
	PARSES(TIME),
	STATIC_METHOD("static " TIME " FromDateTime(datetime dateTime)", time_from_ticks),
	STATIC_METHOD("static " TIME " FromTimeSpan(timespan timeSpan)", time_from_ticks),
	STATIC_PROPERTY("static " TIME " MaxValue {get;}", time_get_max),
	STATIC_PROPERTY("static " TIME " MinValue {get;}", time_get_min),
	OPERATOR("static timespan op_Subtraction(" TIME " t1, " TIME " t2)", time_subtract),
	CONSTRUCTOR(TIME " new(int hour, int minute)", time_construct),
	CONSTRUCTOR(TIME " new(int hour, int minute, int second)", time_construct),
	CONSTRUCTOR(TIME " new(int hour, int minute, int second, int millisecond)", time_construct),
	CONSTRUCTOR(TIME " new(long ticks)", time_construct),
	MEMBER_END,
};

#define PART(full_name, rows)                                                                  \
	{                                                                                      \
		.name = full_name, .tag = VALUE_OBJECT, .flags = TYPE_VALUE | TYPE_SEALED,     \
		.members = rows, .convert = part_convert, .to_string = part_format,            \
		.equals = part_equals_value, .compare = part_compare_values, .hash = part_hash \
	}
static struct type type_date_only = PART(DATE, date_members);
static struct type type_time_only = PART(TIME, time_members);

struct type *const date_only_types[] = {&type_date_only, &type_time_only, NULL};
