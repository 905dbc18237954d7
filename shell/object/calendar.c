/* Days and dates: arithmetic over eras of 400 years, which have always 146097 days. */
#include "object/calendar.h"

bool calendar_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int calendar_days_in_month(int year, int month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && calendar_is_leap(year) ? 29 : days[month - 1];
}

bool calendar_valid_date(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= calendar_days_in_month(year, month);
}

int64_t calendar_days(int year, int month, int day)
{
	/* years that begin in March put the leap day last */
	int64_t y = year - (month <= 2);
	int64_t m = month + (month <= 2 ? 9 : -3);
	return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 306;
}

void calendar_split(int64_t ticks, struct calendar_fields *f)
{
	int64_t days = ticks / TICKS_PER_DAY;
	int64_t rest = ticks % TICKS_PER_DAY;
	f->weekday = (int)((days + 1) % 7);
	int64_t shifted = days + 306; /* since 0000-03-01 */
	int64_t era = shifted / 146097;
	int64_t in_era = shifted % 146097;
	int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * in_year + 2) / 153;
	f->day = (int)(in_year - (153 * month + 2) / 5 + 1);
	f->month = (int)(month < 10 ? month + 3 : month - 9);
	f->year = (int)(year + era * 400 + (f->month <= 2));
	f->day_of_year = (int)(days - calendar_days(f->year, 1, 1) + 1);
	f->hour = (int)(rest / TICKS_PER_HOUR);
	f->minute = (int)(rest / TICKS_PER_MINUTE % 60);
	f->second = (int)(rest / 10000000 % 60);
	f->fraction = (int)(rest % 10000000);
}

bool calendar_add_months(int64_t ticks, int64_t months, int64_t *ticks_r)
{
	struct calendar_fields f;
	calendar_split(ticks, &f);
	int64_t count = (int64_t)f.year * 12 + f.month - 1 + months;
	if (count < 12 || count >= 10000 * 12)
		return false;
	int year = (int)(count / 12), month = (int)(count % 12) + 1;
	int day = MIN(f.day, calendar_days_in_month(year, month));
	*ticks_r = calendar_days(year, month, day) * TICKS_PER_DAY + ticks % TICKS_PER_DAY;
	return true;
}
