/* Get-PSDrive: the drives of the session. */
#include "cmdlets/management/paths.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"
#include "provider/drive_info.h"

#include <stdlib.h>

struct get_psdrive {
	Value name, literal_name, provider;
	const char *scope;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_psdrive, name, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS |
			      PARAM_NOT_EMPTY,
		      .set = "Name", .help = "Names of drives."),
	PARAM_STRINGS(struct get_psdrive, literal_name, "LiteralName",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .set = "LiteralName", .help = "Names, taken as they are."),
	PARAM_STRING(struct get_psdrive, scope, "Scope", PARAM_PIPELINE_BY_NAME,
		     .help = "Accepted: drives are global."),
	PARAM_STRINGS(struct get_psdrive, provider, "PSProvider", PARAM_PIPELINE_BY_NAME,
		      .help = "Drives of these providers."),
	PARAM_END,
};

static int by_name(const void *a, const void *b)
{
	return string_compare(*(const Value *)a, *(const Value *)b, true);
}

static enum status write_drives(struct cmdlet_call *c, Value name)
{
	const struct get_psdrive *self = cmdlet_state(c);
	bool literal = self->literal_name.tag == VALUE_ARRAY;
	struct hashtable *drives = value_as_hashtable(cmdlet_session(c)->drives);
	Value key, drive, found = list_new();
	for (size_t i = 0; hashtable_next(drives, &i, &key, &drive);) {
		bool same = literal ? string_compare(key, name, true) == 0
				    : wildcard_match(string_data(name), string_data(key), true);
		if (same && drive_matches_provider(drive, self->provider))
			list_add(value_as_list(found), key);
	}
	if (value_count(found))
		qsort(value_as_list(found)->items, value_count(found), sizeof(Value), by_name);
	for (size_t i = 0; i < value_count(found); i++) {
		hashtable_get(drives, value_item(found, i), &drive);
		enum status status = cmdlet_write(c, drive);
		if (status != OK)
			return status;
	}
	if (value_count(found) || (!literal && wildcard_has_special(string_data(name))))
		return OK;
	return cmdlet_error_type(c, "System.Management.Automation.DriveNotFoundException",
				 "GetLocationNoMatchingDrive", CATEGORY_OBJECT_NOT_FOUND, name,
				 "Cannot find drive. A drive with the name '%s' does not exist.",
				 string_data(name));
}

/* A provider given by its plain name must be there. */
static enum status check_providers(struct cmdlet_call *c, bool *found_r)
{
	const struct get_psdrive *self = cmdlet_state(c);
	*found_r = true;
	for (size_t i = 0; self->provider.tag == VALUE_ARRAY && i < value_count(self->provider);
	     i++) {
		Value wanted = value_item(self->provider, i);
		const char *name = string_data(value_to_string(wanted));
		if (wildcard_has_special(name) || provider_find(name))
			continue;
		*found_r = false;
		return cmdlet_error_type(
			c, "System.Management.Automation.ProviderNotFoundException",
			"GetLocationNoMatchingDrive", CATEGORY_OBJECT_NOT_FOUND, self->provider,
			"Cannot find a provider with the name '%s'.", name);
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	const struct get_psdrive *self = cmdlet_state(c);
	Value names = self->literal_name.tag == VALUE_ARRAY ? self->literal_name : self->name;
	bool found;
	enum status status = check_providers(c, &found);
	if (status != OK || !found)
		return status;
	if (names.tag != VALUE_ARRAY)
		return write_drives(c, string_from("*"));
	for (size_t i = 0; status == OK && i < value_count(names); i++)
		status = write_drives(c, value_to_string(value_item(names, i)));
	return status;
}

const struct cmdlet cmdlet_get_psdrive = {
	.verb = "Get",
	.noun = "PSDrive",
	.parameters = parameters,
	.state_size = sizeof(struct get_psdrive),
	.default_set = "Name",
	.process = process,
	.output = "System.Management.Automation.PSDriveInfo",
	.synopsis = "Lists the drives.",
};
