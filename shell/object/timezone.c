/* TZif files (RFC 8536): a table of past changes, and a rule (POSIX TZ) for the time after them. */
#include "object/timezone.h"

#include "base/xmalloc.h"
#include "object/calendar.h"
#include "object/datetime.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>
#include <unistd.h>

#define ZONE_FOLDER "/usr/share/zoneinfo/"

/* When in a year a rule changes the clock: POSIX "Mm.w.d", "Jn" or "n". */
struct rule_date {
	char form; /* 'M', 'J' or '0' */
	int month, week, day;
	int seconds; /* of the day, in local time before the change */
};

struct timezone_info {
	char *id;
	size_t change_count;
	int64_t *changes; /* seconds since 1970 */
	int *offsets;     /* from each change on; offsets[-1] is before the first */
	bool *daylight;
	int first_offset;
	bool has_rule, rule_has_daylight;
	int standard_offset, daylight_offset; /* of the rule */
	struct rule_date starts, ends;
	struct timezone_info *next;
};

static int32_t read_be32(const uint8_t *p)
{
	return (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]);
}

static int64_t read_be64(const uint8_t *p)
{
	return (int64_t)((uint64_t)(uint32_t)read_be32(p) << 32 | (uint32_t)read_be32(p + 4));
}

/* "CET" or "<+03>" */
static const char *skip_abbreviation(const char *p)
{
	if (*p == '<') {
		p += strcspn(p, ">");
		return *p ? p + 1 : p;
	}
	while (isalpha((unsigned char)*p))
		p++;
	return p;
}

/* "[+-]hh[:mm[:ss]]" to seconds. */
static const char *parse_clock(const char *p, int *seconds_r)
{
	int sign = 1, unit = 3600, total = 0;
	if (*p == '-' || *p == '+')
		sign = *p++ == '-' ? -1 : 1;
	for (; isdigit((unsigned char)*p); unit /= 60) {
		char *end;
		total += (int)strtol(p, &end, 10) * unit;
		p = end;
		if (*p != ':' || unit == 1)
			break;
		p++;
	}
	*seconds_r = sign * total;
	return p;
}

static const char *parse_rule_date(const char *p, struct rule_date *date)
{
	char *end;
	date->seconds = 7200;
	if (*p == ',')
		p++;
	date->form = isdigit((unsigned char)*p) ? '0' : *p++;
	date->day = (int)strtol(p, &end, 10);
	if (date->form == 'M' && *end == '.') {
		date->month = date->day;
		date->week = (int)strtol(end + 1, &end, 10);
		date->day = *end == '.' ? (int)strtol(end + 1, &end, 10) : 0;
	}
	p = end;
	return *p == '/' ? parse_clock(p + 1, &date->seconds) : p;
}

static void parse_rule(struct timezone_info *zone, const char *text)
{
	int west;
	const char *p = skip_abbreviation(text);
	if (p == text)
		return;
	p = parse_clock(p, &west);
	zone->has_rule = true;
	zone->standard_offset = -west;
	if (*p == '\0')
		return;
	zone->rule_has_daylight = true;
	zone->daylight_offset = zone->standard_offset + 3600;
	p = skip_abbreviation(p);
	if (*p != ',' && *p != '\0') {
		p = parse_clock(p, &west);
		zone->daylight_offset = -west;
	}
	p = parse_rule_date(*p ? p : ",M3.2.0", &zone->starts);
	parse_rule_date(*p ? p : ",M11.1.0", &zone->ends);
}

/* The 64-bit block of a TZif file of version 2 or later; false when it is none. */
static bool parse_tzif(struct timezone_info *zone, const uint8_t *bytes, size_t size)
{
	size_t at = 0, counts[6];
	int time_size = 4;
	for (int block = 0; block < 2; block++) {
		if (at + 44 > size || memcmp(bytes + at, "TZif", 4) != 0)
			return false;
		bool last = block == 1 || bytes[at + 4] < '2';
		for (int i = 0; i < 6; i++)
			counts[i] = (uint32_t)read_be32(bytes + at + 20 + 4 * i);
		at += 44;
		if (last)
			break;
		at += counts[3] * 5 + counts[4] * 6 + counts[5] + counts[2] * 8 + counts[1] +
		      counts[0];
		time_size = 8;
	}
	size_t times = counts[3], types = counts[4];
	const uint8_t *time = bytes + at, *index = time + times * (size_t)time_size;
	const uint8_t *type = index + times;
	size_t end = at + times * (size_t)(time_size + 1) + types * 6 + counts[5] +
		     counts[2] * (size_t)(time_size + 4) + counts[1] + counts[0];
	if (types == 0 || end > size)
		return false;
	zone->changes = xcalloc(times + 1, sizeof(*zone->changes));
	zone->offsets = xcalloc(times + 1, sizeof(*zone->offsets));
	zone->daylight = xcalloc(times + 1, sizeof(*zone->daylight));
	zone->first_offset = read_be32(type);
	for (size_t i = 0; i < times; i++) {
		if (index[i] >= types)
			return false;
		zone->changes[i] =
			time_size == 8 ? read_be64(time + 8 * i) : read_be32(time + 4 * i);
		zone->offsets[i] = read_be32(type + 6 * index[i]);
		zone->daylight[i] = type[6 * index[i] + 4] != 0;
	}
	zone->change_count = times;
	if (time_size == 8 && end < size && bytes[end] == '\n') {
		const uint8_t *stop = memchr(bytes + end + 1, '\n', size - end - 1);
		if (stop != NULL) {
			char *rule = xstrndup((const char *)bytes + end + 1,
					      (size_t)(stop - bytes) - end - 1);
			parse_rule(zone, rule);
			free(rule);
		}
	}
	return true;
}

static struct timezone_info *zone_load(const char *id, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return NULL;
	uint8_t bytes[65536];
	size_t size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	struct timezone_info *zone = xcalloc(1, sizeof(*zone));
	if (!parse_tzif(zone, bytes, size)) {
		free(zone->changes);
		free(zone->offsets);
		free(zone->daylight);
		free(zone);
		return NULL;
	}
	zone->id = xstrdup(id);
	return zone;
}

static struct timezone_info *loaded_zones;

static const struct timezone_info *zone_keep(struct timezone_info *zone)
{
	zone->next = loaded_zones;
	loaded_zones = zone;
	return zone;
}

static const struct timezone_info *zone_utc(const char *id)
{
	struct timezone_info *zone = xcalloc(1, sizeof(*zone));
	zone->id = xstrdup(id);
	zone->has_rule = true;
	return zone_keep(zone);
}

/* ICU knows which zone a Windows name means. */
static bool iana_from_windows(const char *name, char *iana_r, size_t capacity)
{
	UChar windows[128], iana[128];
	UErrorCode error = U_ZERO_ERROR;
	if (strlen(name) >= countof(windows))
		return false;
	u_uastrcpy(windows, name);
	int32_t length =
		ucal_getTimeZoneIDForWindowsID(windows, -1, NULL, iana, countof(iana), &error);
	if (U_FAILURE(error) || length <= 0 || (size_t)length >= capacity)
		return false;
	u_austrcpy(iana_r, iana);
	return true;
}

const char *timezone_windows_name(const char *iana)
{
	static char result[128];
	UChar wide[128], windows[128];
	UErrorCode error = U_ZERO_ERROR;
	if (strlen(iana) >= countof(wide))
		return NULL;
	u_uastrcpy(wide, iana);
	int32_t length = ucal_getWindowsTimeZoneID(wide, -1, windows, countof(windows), &error);
	if (U_FAILURE(error) || length <= 0 || (size_t)length >= sizeof(result))
		return NULL;
	u_austrcpy(result, windows);
	return result;
}

const struct timezone_info *timezone_find(const char *name)
{
	char iana[128], path[PATH_MAX];
	for (struct timezone_info *zone = loaded_zones; zone != NULL; zone = zone->next)
		if (strcasecmp(zone->id, name) == 0)
			return zone;
	if (strcasecmp(name, "UTC") == 0)
		return zone_utc("UTC");
	if (*name == '\0' || *name == '/' || strstr(name, "..") != NULL)
		return NULL;
	snprintf(path, sizeof(path), ZONE_FOLDER "%s", name);
	struct timezone_info *zone = zone_load(name, path);
	if (zone == NULL && iana_from_windows(name, iana, sizeof(iana))) {
		snprintf(path, sizeof(path), ZONE_FOLDER "%s", iana);
		zone = zone_load(name, path);
	}
	return zone != NULL ? zone_keep(zone) : NULL;
}

const struct timezone_info *timezone_local(void)
{
	static const struct timezone_info *local;
	if (local != NULL)
		return local;
	const char *tz = getenv("TZ");
	if (tz != NULL && *tz == ':')
		tz++;
	if (tz != NULL && *tz != '\0') {
		local = timezone_find(tz);
	} else {
		char target[PATH_MAX];
		if (realpath("/etc/localtime", target) != NULL) {
			const char *name = strstr(target, "/zoneinfo/");
			if (name != NULL)
				local = timezone_find(name + strlen("/zoneinfo/"));
			if (local == NULL) {
				struct timezone_info *zone = zone_load("Local", target);
				local = zone != NULL ? zone_keep(zone) : NULL;
			}
		}
	}
	if (local == NULL)
		local = zone_utc("UTC");
	return local;
}

const char *timezone_id(const struct timezone_info *zone)
{
	return zone->id;
}

/* Seconds since 1970, in the zone's local time before the change. */
static int64_t rule_seconds(const struct rule_date *date, int year)
{
	int64_t days;
	if (date->form == 'M') {
		int64_t first = calendar_days(year, date->month, 1);
		int weekday = (int)((first + 1) % 7);
		int day = (date->day - weekday + 7) % 7 + 7 * (date->week - 1);
		while (day >= calendar_days_in_month(year, date->month))
			day -= 7;
		days = first + day;
	} else {
		int day = date->form == 'J' ? date->day - 1 : date->day;
		if (date->form == 'J' && calendar_is_leap(year) && day >= 59)
			day++;
		days = calendar_days(year, 1, 1) + day;
	}
	return days * 86400 + date->seconds - TICKS_UNIX_EPOCH / TICKS_PER_SECOND;
}

static int rule_offset(const struct timezone_info *zone, int64_t unix_seconds, bool *is_dst_r)
{
	*is_dst_r = false;
	if (!zone->rule_has_daylight)
		return zone->standard_offset;
	struct calendar_fields fields;
	int64_t ticks =
		(unix_seconds + zone->standard_offset) * TICKS_PER_SECOND + TICKS_UNIX_EPOCH;
	calendar_split(MIN(MAX(ticks, 0), TICKS_MAX), &fields);
	int64_t starts = rule_seconds(&zone->starts, fields.year) - zone->standard_offset;
	int64_t ends = rule_seconds(&zone->ends, fields.year) - zone->daylight_offset;
	*is_dst_r = starts < ends ? unix_seconds >= starts && unix_seconds < ends
				  : unix_seconds >= starts || unix_seconds < ends;
	return *is_dst_r ? zone->daylight_offset : zone->standard_offset;
}

static int zone_offset(const struct timezone_info *zone, int64_t unix_seconds, bool *is_dst_r)
{
	size_t low = 0, high = zone->change_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (zone->changes[middle] <= unix_seconds)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == zone->change_count && zone->has_rule)
		return rule_offset(zone, unix_seconds, is_dst_r);
	*is_dst_r = low > 0 && zone->daylight[low - 1];
	return low > 0 ? zone->offsets[low - 1] : zone->first_offset;
}

static int64_t unix_from_ticks(int64_t ticks)
{
	int64_t since = ticks - TICKS_UNIX_EPOCH;
	return since / TICKS_PER_SECOND - (since % TICKS_PER_SECOND < 0);
}

int timezone_offset_utc(const struct timezone_info *zone, int64_t utc_ticks, bool *is_dst_r)
{
	bool dst;
	int offset = zone_offset(zone, unix_from_ticks(utc_ticks), &dst);
	if (is_dst_r != NULL)
		*is_dst_r = dst;
	return offset;
}

int timezone_offset_local(const struct timezone_info *zone, int64_t local_ticks, bool *is_dst_r,
			  enum timezone_clock *clock_r)
{
	int64_t local = unix_from_ticks(local_ticks);
	bool dst_before, dst_after, dst;
	int before = zone_offset(zone, local - 86400, &dst_before);
	int after = zone_offset(zone, local + 86400, &dst_after);
	enum timezone_clock clock = CLOCK_UNIQUE;
	int offset = before;
	dst = dst_before;
	if (before != after) {
		bool ignored;
		bool fits_before = zone_offset(zone, local - before, &ignored) == before;
		bool fits_after = zone_offset(zone, local - after, &ignored) == after;
		if (fits_before && fits_after)
			clock = CLOCK_AMBIGUOUS;
		else if (!fits_before && !fits_after)
			clock = CLOCK_INVALID;
		if (fits_after && (!fits_before || !dst_after)) {
			offset = after;
			dst = dst_after;
		}
	} else {
		offset = zone_offset(zone, local - before, &dst);
	}
	if (is_dst_r != NULL)
		*is_dst_r = dst;
	if (clock_r != NULL)
		*clock_r = clock;
	return offset;
}

int timezone_base_offset(const struct timezone_info *zone)
{
	if (zone->has_rule)
		return zone->standard_offset;
	return zone->change_count > 0 ? zone->offsets[zone->change_count - 1] : zone->first_offset;
}

bool timezone_has_dst(const struct timezone_info *zone)
{
	if (zone->rule_has_daylight)
		return true;
	for (size_t i = 0; i < zone->change_count; i++)
		if (zone->daylight[i])
			return true;
	return false;
}

void timezone_each(void (*callback)(const char *id, void *context), void *context)
{
	char line[512];
	FILE *file = fopen(ZONE_FOLDER "zone.tab", "r");
	callback("UTC", context);
	if (file == NULL)
		return;
	while (fgets(line, sizeof(line), file) != NULL) {
		char *save, *field = strtok_r(line, "\t\n", &save);
		if (field == NULL || *field == '#')
			continue;
		strtok_r(NULL, "\t\n", &save);
		field = strtok_r(NULL, "\t\n", &save);
		if (field != NULL)
			callback(field, context);
	}
	fclose(file);
}
