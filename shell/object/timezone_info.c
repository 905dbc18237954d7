/* System.TimeZoneInfo over the system's zones; names in words come from ICU. */
#include "object/small_types.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/date_private.h"
#include "object/datetime_offset.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/timezone.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

struct timezone_object {
	struct cell cell;
	const struct timezone_info *zone;
};

static struct type type_timezone_info;

static const struct timezone_info *zone_of(Value v)
{
	return ((struct timezone_object *)v.cell)->zone;
}

static Value zone_new(const struct timezone_info *zone)
{
	struct timezone_object *o = gc_alloc(&type_timezone_info, VALUE_OBJECT, sizeof(*o));
	o->zone = zone;
	return value_cell(VALUE_OBJECT, o);
}

static bool is_utc(const struct timezone_info *zone)
{
	const char *id = timezone_id(zone);
	return strcasecmp(id, "UTC") == 0 || strcasecmp(id, "Etc/UTC") == 0;
}

/* The zone as ICU knows it: an IANA name also for a Windows one. */
static bool icu_id(const char *id, UChar *out, int32_t capacity)
{
	UChar wide[128];
	UErrorCode error = U_ZERO_ERROR;
	if (strlen(id) >= countof(wide))
		return false;
	u_uastrcpy(wide, id);
	int32_t length =
		strchr(id, '/') == NULL
			? ucal_getTimeZoneIDForWindowsID(wide, -1, NULL, out, capacity, &error)
			: 0;
	if (length <= 0)
		u_strcpy(out, wide);
	return true;
}

static Value zone_name(const struct timezone_info *zone, UCalendarDisplayNameType kind)
{
	UChar id[128], name[128];
	char text[256];
	UErrorCode error = U_ZERO_ERROR;
	if (is_utc(zone))
		return string_from("Coordinated Universal Time");
	if (!icu_id(timezone_id(zone), id, countof(id)))
		return string_from(timezone_id(zone));
	UCalendar *calendar = ucal_open(id, -1, "en_US", UCAL_GREGORIAN, &error);
	if (U_FAILURE(error))
		return string_from(timezone_id(zone));
	ucal_getTimeZoneDisplayName(calendar, kind, "en_US", name, countof(name), &error);
	ucal_close(calendar);
	if (U_FAILURE(error))
		return string_from(timezone_id(zone));
	u_strToUTF8(text, sizeof(text), NULL, name, -1, &error);
	return string_from(text);
}

/* What a pattern of ICU's date format makes of the zone: "vvvv" its generic name, "VVV" its city. */
static Value zone_pattern(const struct timezone_info *zone, const char *pattern)
{
	UChar id[128], wide[16], out[128];
	char text[256];
	UErrorCode error = U_ZERO_ERROR;
	u_uastrcpy(wide, pattern);
	icu_id(timezone_id(zone), id, countof(id));
	UDateFormat *format =
		udat_open(UDAT_PATTERN, UDAT_PATTERN, "en_US", id, -1, wide, -1, &error);
	if (U_FAILURE(error))
		return string_empty();
	udat_format(format, ucal_getNow(), out, countof(out), NULL, &error);
	udat_close(format);
	u_strToUTF8(text, sizeof(text), NULL, out, -1, &error);
	return U_FAILURE(error) ? string_empty() : string_from(text);
}

/* "(UTC+01:00) Central European Time (Berlin)" */
static Value display_name(const struct timezone_info *zone)
{
	int minutes = timezone_base_offset(zone) / 60;
	if (is_utc(zone))
		return string_from("(UTC) Coordinated Universal Time");
	Value name = zone_pattern(zone, "vvvv"), city = zone_pattern(zone, "VVV");
	struct strbuf out = STRBUF_INIT;
	strbuf_adds(&out, "(UTC");
	if (minutes != 0)
		strbuf_addf(&out, "%c%02d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60,
			    abs(minutes) % 60);
	strbuf_addf(&out, ") %s", string_data(name));
	if (strstr(string_data(name), string_data(city)) == NULL)
		strbuf_addf(&out, " (%s)", string_data(city));
	return string_from_strbuf(&out);
}

#define GETTER(name, expression)                                        \
	static enum status zone_get_##name(Value self, Value *result_r) \
	{                                                               \
		*result_r = expression;                                 \
		return OK;                                              \
	}
GETTER(id, string_from(timezone_id(zone_of(self))))
GETTER(display_name, display_name(zone_of(self)))
GETTER(standard_name, zone_name(zone_of(self), UCAL_STANDARD))
GETTER(daylight_name, zone_name(zone_of(self), UCAL_DST))
GETTER(base_offset, value_timespan(timezone_base_offset(zone_of(self)) * TICKS_PER_SECOND))
GETTER(has_dst, value_bool(timezone_has_dst(zone_of(self))))
GETTER(has_iana_id,
       value_bool(strchr(timezone_id(zone_of(self)), '/') != NULL || is_utc(zone_of(self))))

static enum status zone_get_local(Value self UNUSED, Value *result_r)
{
	*result_r = zone_new(timezone_local());
	return OK;
}

static enum status zone_get_utc(Value self UNUSED, Value *result_r)
{
	*result_r = zone_new(timezone_find("UTC"));
	return OK;
}

static enum status find_zone(Value id, const struct timezone_info **zone_r)
{
	if (id.tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "id",
				      "Value cannot be null.");
	*zone_r = timezone_find(string_data(id));
	if (*zone_r != NULL)
		return OK;
	return throw_exception("System.TimeZoneNotFoundException",
			       "The time zone ID '%s' was not found on the local computer.",
			       string_data(id));
}

static enum status zone_try_find(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	const struct timezone_info *zone;
	bool found = find_zone(argv[0], &zone) == OK;
	if (!found)
		(void)error_take();
	*result_r = value_bool(found);
	return reference_set(argv[1], found ? zone_new(zone) : NULL_VALUE);
}

static enum status zone_find(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	const struct timezone_info *zone;
	if (find_zone(argv[0], &zone) != OK)
		return ERROR;
	*result_r = zone_new(zone);
	return OK;
}

static void add_zone(const char *id, void *context)
{
	const struct timezone_info *zone = timezone_find(id);
	if (zone != NULL)
		list_add(context, zone_new(zone));
}

static enum status zone_get_all(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	Value list = list_new();
	timezone_each(add_zone, value_as_list(list));
	*result_r = list_to_array(value_as_list(list));
	return OK;
}

/* The instant that a DateTime means: by its kind, or as a clock of `zone`. */
static enum status to_utc_ticks(Value time, const struct timezone_info *zone, int64_t *ticks_r)
{
	enum timezone_clock clock;
	if (time.extra == DATETIME_UTC) {
		*ticks_r = time.integer;
		return OK;
	}
	int offset = timezone_offset_local(zone, time.integer, NULL, &clock);
	if (clock == CLOCK_INVALID)
		return throw_argument(
			"System.ArgumentException", "dateTime",
			"The supplied DateTime represents an invalid time.  For example, "
			"when the clock is adjusted forward, any time in the period that is "
			"skipped is invalid.");
	*ticks_r = time.integer - offset * TICKS_PER_SECOND;
	return OK;
}

static Value from_utc_ticks(int64_t ticks, const struct timezone_info *zone)
{
	int64_t local = ticks + timezone_offset_utc(zone, ticks, NULL) * TICKS_PER_SECOND;
	enum datetime_kind kind = is_utc(zone)               ? DATETIME_UTC
				  : zone == timezone_local() ? DATETIME_LOCAL
							     : DATETIME_UNSPECIFIED;
	return datetime_new(local, kind);
}

static enum status check_kind(Value time, const struct timezone_info *source)
{
	bool fits = time.extra == DATETIME_UNSPECIFIED ||
		    (time.extra == DATETIME_UTC ? is_utc(source) : source == timezone_local());
	if (fits)
		return OK;
	return throw_argument(
		"System.ArgumentException", "sourceTimeZone",
		"The conversion could not be completed because the supplied DateTime did "
		"not have the Kind property set correctly.  For example, when the Kind "
		"property is DateTimeKind.Local, the source time zone must be "
		"TimeZoneInfo.Local.");
}

static enum status convert_between(Value time, const struct timezone_info *from,
				   const struct timezone_info *to, Value *result_r)
{
	int64_t ticks;
	if (to_utc_ticks(time, from, &ticks) != OK)
		return ERROR;
	*result_r = from_utc_ticks(ticks, to);
	return OK;
}

/* ConvertTime(dateTime, destination) | (dateTime, source, destination) | (dateTimeOffset, destination) */
static enum status zone_convert_time(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	const struct timezone_info *to = zone_of(argv[argc - 1]);
	if (argv[0].tag != VALUE_DATETIME) {
		Value utc;
		if (convert_to(argv[0], &type_datetime_offset, &utc) != OK)
			return ERROR;
		Value clock, offset;
		bool found;
		if (member_get(utc, "UtcDateTime", &clock, &found) != OK)
			return ERROR;
		offset = value_int(timezone_offset_utc(to, clock.integer, NULL) / 60);
		*result_r = datetime_offset_new(clock.integer + offset.integer * TICKS_PER_MINUTE,
						(int)offset.integer);
		return OK;
	}
	const struct timezone_info *from = timezone_local();
	if (argc == 3) {
		from = zone_of(argv[1]);
		if (check_kind(argv[0], from) != OK)
			return ERROR;
	}
	return convert_between(argv[0], from, to, result_r);
}

/* ...BySystemTimeZoneId(dateTime, [source,] destination) */
static enum status zone_convert_by_id(Value self, int argc, const Value *argv, Value *result_r)
{
	Value zones[3] = {argv[0]};
	for (int i = 1; i < argc; i++)
		if (zone_find(self, 1, argv + i, &zones[i]) != OK)
			return ERROR;
	return zone_convert_time(self, argc, zones, result_r);
}

static enum status zone_to_utc(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	int64_t ticks;
	const struct timezone_info *from = argc > 1 ? zone_of(argv[1]) : timezone_local();
	if ((argc > 1 && check_kind(argv[0], from) != OK) ||
	    to_utc_ticks(argv[0], from, &ticks) != OK)
		return ERROR;
	*result_r = datetime_new(ticks, DATETIME_UTC);
	return OK;
}

static enum status zone_from_utc(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	if (argv[0].extra == DATETIME_LOCAL)
		return check_kind(argv[0], timezone_find("UTC"));
	*result_r = from_utc_ticks(argv[0].integer, zone_of(argv[1]));
	return OK;
}

static enum status zone_get_utc_offset(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	const struct timezone_info *zone = zone_of(self);
	Value time = argv[0];
	int offset = time.extra == DATETIME_UTC
			     ? timezone_offset_utc(zone, time.integer, NULL)
			     : timezone_offset_local(zone, time.integer, NULL, NULL);
	*result_r = value_timespan(offset * TICKS_PER_SECOND);
	return OK;
}

static enum status zone_is_daylight(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	bool dst;
	if (argv[0].extra == DATETIME_UTC)
		timezone_offset_utc(zone_of(self), argv[0].integer, &dst);
	else
		timezone_offset_local(zone_of(self), argv[0].integer, &dst, NULL);
	*result_r = value_bool(dst);
	return OK;
}

#define CLOCK_QUESTION(name, answer)                                                      \
	static enum status zone_is_##name(Value self, int argc UNUSED, const Value *argv, \
					  Value *result_r)                                \
	{                                                                                 \
		enum timezone_clock clock;                                                \
		timezone_offset_local(zone_of(self), argv[0].integer, NULL, &clock);      \
		*result_r = value_bool(clock == answer);                                  \
		return OK;                                                                \
	}
CLOCK_QUESTION(ambiguous, CLOCK_AMBIGUOUS)
CLOCK_QUESTION(invalid, CLOCK_INVALID)

static enum status zone_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(display_name(zone_of(self))));
	return OK;
}

static bool zone_equals(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_OBJECT && b.cell->type == &type_timezone_info &&
	       strcasecmp(timezone_id(zone_of(a)), timezone_id(zone_of(b))) == 0;
}

#define ZONE "System.TimeZoneInfo"

static const struct member zone_members[] = {
	PROPERTY("string Id {get;}", zone_get_id),
	PROPERTY("bool HasIanaId {get;}", zone_get_has_iana_id),
	PROPERTY("string DisplayName {get;}", zone_get_display_name),
	PROPERTY("string StandardName {get;}", zone_get_standard_name),
	PROPERTY("string DaylightName {get;}", zone_get_daylight_name),
	PROPERTY("timespan BaseUtcOffset {get;}", zone_get_base_offset),
	PROPERTY("bool SupportsDaylightSavingTime {get;}", zone_get_has_dst),
	METHOD("timespan GetUtcOffset(datetime dateTime)", zone_get_utc_offset),
	METHOD("bool IsAmbiguousTime(datetime dateTime)", zone_is_ambiguous),
	METHOD("bool IsDaylightSavingTime(datetime dateTime)", zone_is_daylight),
	METHOD("bool IsInvalidTime(datetime dateTime)", zone_is_invalid),
	STATIC_PROPERTY("static " ZONE " Local {get;}", zone_get_local),
	STATIC_PROPERTY("static " ZONE " Utc {get;}", zone_get_utc),
	STATIC_METHOD("static System.DateTimeOffset ConvertTime(System.DateTimeOffset "
		      "dateTimeOffset, " ZONE " destinationTimeZone)",
		      zone_convert_time),
	STATIC_METHOD("static datetime ConvertTime(datetime dateTime, " ZONE
		      " destinationTimeZone)",
		      zone_convert_time),
	STATIC_METHOD("static datetime ConvertTime(datetime dateTime, " ZONE
		      " sourceTimeZone, " ZONE " destinationTimeZone)",
		      zone_convert_time),
	STATIC_METHOD("static datetime ConvertTimeBySystemTimeZoneId(datetime dateTime, string "
		      "destinationTimeZoneId)",
		      zone_convert_by_id),
	STATIC_METHOD("static datetime ConvertTimeBySystemTimeZoneId(datetime dateTime, string "
		      "sourceTimeZoneId, string destinationTimeZoneId)",
		      zone_convert_by_id),
	STATIC_METHOD("static datetime ConvertTimeFromUtc(datetime dateTime, " ZONE
		      " destinationTimeZone)",
		      zone_from_utc),
	STATIC_METHOD("static datetime ConvertTimeToUtc(datetime dateTime)", zone_to_utc),
	STATIC_METHOD("static datetime ConvertTimeToUtc(datetime dateTime, " ZONE
		      " sourceTimeZone)",
		      zone_to_utc),
	STATIC_METHOD("static " ZONE " FindSystemTimeZoneById(string id)", zone_find),
	STATIC_METHOD("static bool TryFindSystemTimeZoneById(string id, [ref] " ZONE
		      " timeZoneInfo)",
		      zone_try_find),
	STATIC_METHOD("static System.Collections.ObjectModel.ReadOnlyCollection[" ZONE
		      "] GetSystemTimeZones()",
		      zone_get_all),
	MEMBER_END,
};

static struct type type_timezone_info = {
	.name = ZONE,
	.tag = VALUE_OBJECT,
	.members = zone_members,
	.to_string = zone_to_string_hook,
	.equals = zone_equals,
};

struct type *const timezone_types[] = {&type_timezone_info, &type_datetime_offset, NULL};
