/* System.Globalization.GregorianCalendar and ISOWeek: weeks of the year. */
#include "object/date_private.h"

#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/small_types.h"

struct gregorian {
	struct cell cell;
};

enum week_rule { FIRST_DAY, FIRST_FULL_WEEK, FIRST_FOUR_DAY_WEEK };

static struct type type_gregorian;

static enum status construct(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(&type_gregorian, VALUE_OBJECT, sizeof(struct gregorian)));
	return OK;
}

static struct calendar_fields fields_of(Value date)
{
	struct calendar_fields f;
	calendar_split(date.integer, &f);
	return f;
}

static int days_of_year(int year)
{
	return calendar_is_leap(year) ? 366 : 365;
}

/* The week of a day that is `days` after 1 January, which is the weekday `january`; 0: it belongs to last year. */
static int week_of(int days, int january, int first_day, int needed)
{
	int before = (january - first_day + 7) % 7; /* days of 1 January's week in the old year */
	int week = (days + before) / 7;
	return 7 - before >= needed ? week + 1 : week;
}

static int week_of_year(const struct calendar_fields *f, enum week_rule rule, int first_day)
{
	int needed = rule == FIRST_DAY ? 1 : rule == FIRST_FULL_WEEK ? 7 : 4;
	int days = f->day_of_year - 1;
	int january = ((f->weekday - days) % 7 + 7) % 7;
	int week = week_of(days, january, first_day, needed);
	if (week > 0)
		return week;
	int last = days_of_year(f->year - 1);
	january = ((january - last) % 7 + 7) % 7;
	return week_of(last + days, january, first_day, needed);
}

static enum status get_week(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct calendar_fields f = fields_of(argv[0]);
	*result_r =
		value_int(week_of_year(&f, (enum week_rule)argv[1].integer, (int)argv[2].integer));
	return OK;
}

static enum status get_days_in_month(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	if (!calendar_valid_date((int)argv[0].integer, (int)argv[1].integer, 1))
		return throw_argument("System.ArgumentOutOfRangeException", "month",
				      "Month must be between one and twelve.");
	*result_r = value_int(calendar_days_in_month((int)argv[0].integer, (int)argv[1].integer));
	return OK;
}

static enum status get_days_in_year(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	*result_r = value_int(days_of_year((int)argv[0].integer));
	return OK;
}

static enum status is_leap_year(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = value_bool(calendar_is_leap((int)argv[0].integer));
	return OK;
}

#define PART(function, expression)                                                         \
	static enum status function(Value self UNUSED, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                       \
	{                                                                                  \
		struct calendar_fields f = fields_of(argv[0]);                             \
		*result_r = expression;                                                    \
		return OK;                                                                 \
	}
PART(get_year, value_int(f.year))
PART(get_month, value_int(f.month))
PART(get_day_of_month, value_int(f.day))
PART(get_day_of_year, value_int(f.day_of_year))
PART(get_day_of_week, enum_value(&type_day_of_week, f.weekday))

static enum status moved(Value date, int64_t ticks, Value *result_r)
{
	if (ticks < 0 || ticks > TICKS_MAX)
		return ticks_out_of_range("value");
	*result_r = datetime_new(ticks, (enum datetime_kind)date.extra);
	return OK;
}

static enum status add_days(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return moved(argv[0], argv[0].integer + argv[1].integer * TICKS_PER_DAY, result_r);
}

static enum status add_weeks(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return moved(argv[0], argv[0].integer + argv[1].integer * 7 * TICKS_PER_DAY, result_r);
}

static enum status add_months(Value date, int64_t months, Value *result_r)
{
	int64_t ticks;
	if (ticks_add_months(date.integer, months, "months", &ticks) != OK)
		return ERROR;
	return moved(date, ticks, result_r);
}

static enum status do_add_months(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	return add_months(argv[0], argv[1].integer, result_r);
}

static enum status do_add_years(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	return add_months(argv[0], argv[1].integer * 12, result_r);
}

static const struct member calendar_members[] = {
	METHOD("datetime AddDays(datetime time, int days)", add_days),
	METHOD("datetime AddMonths(datetime time, int months)", do_add_months),
	METHOD("datetime AddWeeks(datetime time, int weeks)", add_weeks),
	METHOD("datetime AddYears(datetime time, int years)", do_add_years),
	METHOD("int GetDayOfMonth(datetime time)", get_day_of_month),
	METHOD("System.DayOfWeek GetDayOfWeek(datetime time)", get_day_of_week),
	METHOD("int GetDayOfYear(datetime time)", get_day_of_year),
	METHOD("int GetDaysInMonth(int year, int month)", get_days_in_month),
	METHOD("int GetDaysInYear(int year)", get_days_in_year),
	METHOD("int GetMonth(datetime time)", get_month),
	METHOD("int GetWeekOfYear(datetime time, System.Globalization.CalendarWeekRule rule, "
	       "System.DayOfWeek firstDayOfWeek)",
	       get_week),
	METHOD("int GetYear(datetime time)", get_year),
	METHOD("bool IsLeapYear(int year)", is_leap_year),
	CONSTRUCTOR("System.Globalization.GregorianCalendar new()", construct),
	MEMBER_END,
};
static struct type type_calendar = {
	.name = "System.Globalization.Calendar",
	.flags = TYPE_ABSTRACT,
	.members = calendar_members,
};
static struct type type_gregorian = {
	.name = "System.Globalization.GregorianCalendar",
	.base = &type_calendar,
	.tag = VALUE_OBJECT,
	.members = calendar_members,
};

/* ---- ISOWeek (ISO 8601): weeks start on Monday, the first has the year's first Thursday ---- */

/* Days since 0001-01-01 of the Monday of week 1. */
static int64_t year_start(int year)
{
	int64_t fourth = calendar_days(year, 1, 4);
	return fourth - fourth % 7; /* 0001-01-01 was a Monday */
}

static int iso_year(const struct calendar_fields *f)
{
	int64_t day = calendar_days(f->year, f->month, f->day);
	if (day < year_start(f->year))
		return f->year - 1;
	return f->year < 9999 && day >= year_start(f->year + 1) ? f->year + 1 : f->year;
}

static enum status iso_get_week(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	struct calendar_fields f = fields_of(argv[0]);
	int64_t since = calendar_days(f.year, f.month, f.day) - year_start(iso_year(&f));
	*result_r = value_int((int32_t)(since / 7 + 1));
	return OK;
}

static enum status iso_get_year(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	struct calendar_fields f = fields_of(argv[0]);
	*result_r = value_int(iso_year(&f));
	return OK;
}

static enum status iso_get_weeks(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	int year = (int)argv[0].integer;
	*result_r = value_int((int32_t)((year_start(year + 1) - year_start(year)) / 7));
	return OK;
}

static enum status iso_get_start(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = datetime_new(year_start((int)argv[0].integer) * TICKS_PER_DAY,
				 DATETIME_UNSPECIFIED);
	return OK;
}

static enum status iso_get_end(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = datetime_new((year_start((int)argv[0].integer + 1) - 1) * TICKS_PER_DAY,
				 DATETIME_UNSPECIFIED);
	return OK;
}

/* (year, week, dayOfWeek) */
static enum status iso_to_date(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	if (argv[1].integer < 1 || argv[1].integer > 53)
		return throw_argument("System.ArgumentOutOfRangeException", "week",
				      "The week parameter must be in the range 1 through 53.");
	int64_t day = year_start((int)argv[0].integer) + (argv[1].integer - 1) * 7 +
		      (argv[2].integer + 6) % 7;
	*result_r = datetime_new(day * TICKS_PER_DAY, DATETIME_UNSPECIFIED);
	return OK;
}

static const struct member iso_members[] = {
	STATIC_METHOD("static int GetWeekOfYear(datetime date)", iso_get_week),
	STATIC_METHOD("static int GetWeeksInYear(int year)", iso_get_weeks),
	STATIC_METHOD("static int GetYear(datetime date)", iso_get_year),
	STATIC_METHOD("static datetime GetYearEnd(int year)", iso_get_end),
	STATIC_METHOD("static datetime GetYearStart(int year)", iso_get_start),
	STATIC_METHOD("static datetime ToDateTime(int year, int week, System.DayOfWeek dayOfWeek)",
		      iso_to_date),
	MEMBER_END,
};
static struct type type_iso_week = {
	.name = "System.Globalization.ISOWeek",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = iso_members,
};

struct type *const calendar_types[] = {&type_calendar, &type_gregorian, &type_iso_week, NULL};
