/* Get-TimeZone: the time zone of this machine, or others. */
#include "cmdlet.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/string.h"

struct get_timezone {
	Value id, name;
	bool list;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_timezone, id, "Id",
		      PARAM_MANDATORY | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Id",
		      .help = "The zones with these identifiers."),
	PARAM_SWITCH(struct get_timezone, list, "ListAvailable", PARAM_MANDATORY,
		     .set = "ListAvailable", .help = "All zones."),
	PARAM_STRINGS(struct get_timezone, name, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Name",
		      .help = "The zones with these names; wildcards are allowed."),
	PARAM_END,
};

#define ZONE "System.TimeZoneInfo"

static enum status all_zones(Value *zones_r)
{
	return member_invoke_static(type_find(ZONE), "GetSystemTimeZones", 0, NULL, zones_r);
}

static enum status not_found(struct cmdlet_call *c, const char *id)
{
	return cmdlet_error_type(c, "System.TimeZoneNotFoundException", "TimeZoneNotFound",
				 CATEGORY_OBJECT_NOT_FOUND, string_from(id),
				 "The time zone ID '%s' was not found on the local computer.", id);
}

static enum status write_ids(struct cmdlet_call *c, Value ids)
{
	for (size_t i = 0; i < value_count(ids); i++) {
		Value id = value_item(ids, i), zone;
		enum status status = member_invoke_static(type_find(ZONE), "FindSystemTimeZoneById",
							  1, &id, &zone);
		if (status == OK) {
			status = cmdlet_write(c, zone);
		} else {
			(void)error_take();
			status = not_found(c, string_data(id));
		}
		if (status != OK)
			return status;
	}
	return OK;
}

/* A zone has several names: the standard one, the one in summer, and the one that is shown. */
static enum status has_name(Value zone, const char *pattern, bool *has_r)
{
	static const char *const names[] = {"StandardName", "DaylightName", "DisplayName"};
	*has_r = false;
	for (size_t i = 0; i < countof(names) && !*has_r; i++) {
		Value name;
		bool found;
		if (member_get(zone, names[i], &name, &found) != OK)
			return ERROR;
		*has_r = wildcard_match(pattern, string_data(value_to_string(name)), true);
	}
	return OK;
}

static enum status write_named(struct cmdlet_call *c, const char *pattern)
{
	Value zones;
	bool any = false;
	if (all_zones(&zones) != OK)
		return ERROR;
	for (size_t i = 0; i < value_count(zones); i++) {
		Value zone = value_item(zones, i);
		bool has;
		if (has_name(zone, pattern, &has) != OK || (has && cmdlet_write(c, zone) != OK))
			return ERROR;
		any = any || has;
	}
	return any ? OK : not_found(c, pattern);
}

static enum status process(struct cmdlet_call *c)
{
	const struct get_timezone *self = cmdlet_state(c);
	Value zones;
	bool found;
	if (self->list)
		return all_zones(&zones) == OK ? cmdlet_write_each(c, zones) : ERROR;
	if (cmdlet_is_bound(c, "Id"))
		return write_ids(c, self->id);
	if (!cmdlet_is_bound(c, "Name"))
		return member_get_static(type_find(ZONE), "Local", &zones, &found) == OK
			       ? cmdlet_write(c, zones)
			       : ERROR;
	for (size_t i = 0; i < value_count(self->name); i++)
		if (write_named(c, string_data(value_item(self->name, i))) != OK)
			return ERROR;
	return OK;
}

const struct cmdlet cmdlet_get_timezone = {
	.verb = "Get",
	.noun = "TimeZone",
	.parameters = parameters,
	.state_size = sizeof(struct get_timezone),
	.default_set = "Name",
	.process = process,
	.output = "System.TimeZoneInfo",
	.synopsis = "Gets the current time zone or a list of available time zones.",
	.examples =
		(const struct cmdlet_example[]){
			{"The zone of a batch's times",
			 "(Get-TimeZone -Id 'Europe/Berlin').BaseUtcOffset.TotalHours", "1\n"},
			{NULL, NULL, NULL},
		},
};
