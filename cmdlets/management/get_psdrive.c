/* Get-PSDrive: the drives of the session. */
#include "cmdlets/management/paths.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>

struct get_psdrive {
	Value name, literal_name, provider;
	const char *scope;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_psdrive, name, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_WILDCARDS, .set = "Name",
		      .help = "Names of drives."),
	PARAM_STRINGS(struct get_psdrive, literal_name, "LiteralName",
		      PARAM_MANDATORY | PARAM_POSITION(0), .set = "LiteralName",
		      .help = "Names, taken as they are."),
	PARAM_STRING(struct get_psdrive, scope, "Scope", PARAM_PIPELINE_BY_NAME,
		     .help = "Accepted: drives are global."),
	PARAM_STRINGS(struct get_psdrive, provider, "PSProvider", PARAM_PIPELINE_BY_NAME,
		      .help = "Drives of these providers."),
	PARAM_END,
};

static bool matches(Value patterns, const char *name)
{
	if (patterns.tag != VALUE_ARRAY)
		return true;
	for (size_t i = 0; i < value_count(patterns); i++)
		if (wildcard_match(string_data(value_to_string(value_item(patterns, i))), name,
				   true))
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	return string_compare(*(const Value *)a, *(const Value *)b, true);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_psdrive *self = cmdlet_state(c);
	struct hashtable *drives = value_as_hashtable(cmdlet_session(c)->drives);
	Value names = self->literal_name.tag == VALUE_ARRAY ? self->literal_name : self->name, key,
	      drive, provider;
	Value found = list_new();
	for (size_t i = 0; hashtable_next(drives, &i, &key, &drive);)
		if (matches(names, string_data(key)) &&
		    psobject_get(drive, "ProviderName", &provider) &&
		    matches(self->provider, string_data(provider)))
			list_add(value_as_list(found), key);
	if (value_count(found))
		qsort(value_as_list(found)->items, value_count(found), sizeof(Value), by_name);
	for (size_t i = 0; i < value_count(found); i++) {
		hashtable_get(drives, value_item(found, i), &drive);
		enum status status = cmdlet_write(c, drive);
		if (status != OK)
			return status;
	}
	if (value_count(found) || names.tag != VALUE_ARRAY)
		return OK;
	const char *wanted = string_data(value_to_string(value_item(names, 0)));
	if (wildcard_has_special(wanted))
		return OK;
	return cmdlet_error_type(
		c, "System.Management.Automation.DriveNotFoundException",
		"GetLocationNoMatchingDrive", CATEGORY_OBJECT_NOT_FOUND, string_from(wanted),
		"Cannot find drive. A drive with the name '%s' does not exist.", wanted);
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
