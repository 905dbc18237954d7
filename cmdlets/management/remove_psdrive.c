/* Remove-PSDrive: takes a drive's name away. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"
#include "provider/drive_info.h"

#include <stdlib.h>

struct remove_psdrive {
	Value name, literal_name, provider;
	const char *scope;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct remove_psdrive, name, "Name",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Name",
		      .help = "Names of drives."),
	PARAM_STRINGS(struct remove_psdrive, literal_name, "LiteralName",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .set = "LiteralName", .help = "Names, taken as they are."),
	PARAM_STRINGS(struct remove_psdrive, provider, "PSProvider", PARAM_PIPELINE_BY_NAME,
		      .help = "Of these providers."),
	PARAM_STRING(struct remove_psdrive, scope, "Scope", PARAM_PIPELINE_BY_NAME,
		     .help = "Accepted."),
	PARAM_SWITCH(struct remove_psdrive, force, "Force", 0, .help = "Also the current one."),
	PARAM_END,
};

static enum status remove_drive(struct cmdlet_call *c, Value name, Value drive)
{
	const struct remove_psdrive *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	const struct drive_info *d = value_as_drive_info(drive);
	char *what = xasprintf("Name: %s Provider: Microsoft.PowerShell.Core\\%s Root: %s",
			       string_data(d->name), d->provider->name, string_data(d->root));
	bool go;
	enum status status = cmdlet_should_process(c, what, "Remove Drive", &go);
	free(what);
	if (status != OK || !go)
		return status;
	if (!self->force && provider_is_current_drive(s, d))
		return cmdlet_error_type(
			c, "System.Management.Automation.PSInvalidOperationException",
			"InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
			"Cannot remove drive '%s' because it is in use.", string_data(d->name));
	hashtable_remove(value_as_hashtable(s->drives), name);
	return OK;
}

static enum status remove_named(struct cmdlet_call *c, Value wanted)
{
	const struct remove_psdrive *self = cmdlet_state(c);
	struct hashtable *drives = value_as_hashtable(cmdlet_session(c)->drives);
	Value found = list_new(), key, drive;
	for (size_t i = 0; hashtable_next(drives, &i, &key, &drive);) {
		bool same = self->literal_name.tag == VALUE_ARRAY
				    ? string_compare(key, wanted, true) == 0
				    : wildcard_match(string_data(wanted), string_data(key), true);
		if (same && drive_matches_provider(drive, self->provider))
			list_add(value_as_list(found), key);
	}
	if (!value_count(found))
		return cmdlet_error_type(
			c, "System.Management.Automation.DriveNotFoundException", "DriveNotFound",
			CATEGORY_OBJECT_NOT_FOUND, wanted,
			"Cannot find drive. A drive with the name '%s' does not exist.",
			string_data(wanted));
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(found); i++) {
		key = value_item(found, i);
		hashtable_get(drives, key, &drive);
		status = remove_drive(c, key, drive);
	}
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	const struct remove_psdrive *self = cmdlet_state(c);
	Value names = self->literal_name.tag == VALUE_ARRAY ? self->literal_name : self->name;
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(names); i++)
		status = remove_named(c, value_to_string(value_item(names, i)));
	return status;
}

const struct cmdlet cmdlet_remove_psdrive = {
	.verb = "Remove",
	.noun = "PSDrive",
	.parameters = parameters,
	.state_size = sizeof(struct remove_psdrive),
	.default_set = "Name",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Takes a drive's name away.",
};
