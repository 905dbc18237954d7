/* Time zones from the system's tzdata (RFC 8536), also by their Windows names. */
#ifndef EXOSH_OBJECT_TIMEZONE_H
#define EXOSH_OBJECT_TIMEZONE_H

#include "base/base.h"

struct timezone_info;

/* The zone of this machine (TZ, else /etc/localtime, else UTC). Never NULL. */
const struct timezone_info *timezone_local(void);
/* "Europe/Berlin" or "W. Europe Standard Time"; NULL when unknown. Kept for ever. */
const struct timezone_info *timezone_find(const char *name);
const char *timezone_id(const struct timezone_info *zone);
/* Offset from UTC in seconds at an instant, and whether daylight saving time is in force (is_dst_r may be
 * NULL). */
int timezone_offset_utc(const struct timezone_info *zone, int64_t utc_ticks, bool *is_dst_r);
enum timezone_clock { CLOCK_UNIQUE, CLOCK_AMBIGUOUS, CLOCK_INVALID };
/* The same for what a clock of the zone shows. In the doubled hour of autumn standard time counts; in the
 * missing hour of spring the offset before. */
int timezone_offset_local(const struct timezone_info *zone, int64_t local_ticks, bool *is_dst_r,
			  enum timezone_clock *clock_r);
/* Offset of standard time now, and whether the zone has daylight saving time in any year around. */
int timezone_base_offset(const struct timezone_info *zone);
bool timezone_has_dst(const struct timezone_info *zone);
/* Windows' name of a zone, or NULL; the other way round timezone_find() does. */
const char *timezone_windows_name(const char *iana);
/* Calls back for every zone of the system, by name. */
void timezone_each(void (*callback)(const char *id, void *context), void *context);

#endif
