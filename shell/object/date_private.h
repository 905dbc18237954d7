/* What the date types share among themselves. */
#ifndef EXOSH_OBJECT_DATE_PRIVATE_H
#define EXOSH_OBJECT_DATE_PRIVATE_H

#include "object/calendar.h"
#include "object/culture.h"
#include "object/date_text.h"
#include "object/datetime.h"
#include "object/to_string.h"

/* A count of `unit` ticks to ticks, as AddDays() and TimeSpan.FromDays() round: false when out of range. */
bool ticks_from_double(double value, int64_t unit, int64_t *ticks_r);
enum status ticks_out_of_range(const char *parameter);
/* Days of a date and ticks of a clock from the arguments of a constructor; ERROR when there is no such. */
enum status ticks_from_date(int year, int month, int day, int64_t *ticks_r) WARN_UNUSED;
enum status ticks_from_clock(int hour, int minute, int second, int millisecond,
			     int64_t *ticks_r) WARN_UNUSED;
enum status ticks_add_months(int64_t ticks, int64_t months, const char *parameter,
			     int64_t *ticks_r) WARN_UNUSED;
/* The text of an argument, "" for $null. */
const char *argument_text(Value v);

#endif
