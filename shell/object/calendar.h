/* The proleptic Gregorian calendar over ticks (100 ns since 0001-01-01), years 1 to 9999. */
#ifndef EXOSH_OBJECT_CALENDAR_H
#define EXOSH_OBJECT_CALENDAR_H

#include "base/base.h"

#define TICKS_PER_MILLISECOND INT64_C(10000)
#define TICKS_PER_MINUTE INT64_C(600000000)
#define TICKS_PER_HOUR INT64_C(36000000000)
#define TICKS_PER_DAY INT64_C(864000000000)
#define TICKS_MAX INT64_C(3155378975999999999) /* 9999-12-31T23:59:59.9999999 */

struct calendar_fields {
	int year, month, day; /* from 1 */
	int hour, minute, second;
	int fraction; /* ticks within the second */
	int weekday;  /* 0: Sunday */
	int day_of_year;
};

bool calendar_is_leap(int year);
int calendar_days_in_month(int year, int month);
/* Days since 0001-01-01; the fields must be valid. */
int64_t calendar_days(int year, int month, int day);
bool calendar_valid_date(int year, int month, int day);
void calendar_split(int64_t ticks, struct calendar_fields *fields_r);
/* Adds months, keeping the day where the month has it; false when out of range. */
bool calendar_add_months(int64_t ticks, int64_t months, int64_t *ticks_r);

#endif
