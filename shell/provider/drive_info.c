#include "provider/drive_info.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/credential.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

/* ---- PSDriveInfo ---- */

static void drive_mark(void *cell)
{
	struct drive_info *d = cell;
	gc_mark(d->name);
	gc_mark(d->root);
	gc_mark(d->description);
}

Value drive_info_new(const char *name, const struct provider *provider, const char *root,
		     const char *description)
{
	struct drive_info *d = gc_alloc(&type_drive_info, VALUE_OBJECT, sizeof(*d));
	d->provider = provider;
	d->name = string_from(name);
	d->root = string_from(root);
	d->description = string_from(description);
	return value_cell(VALUE_OBJECT, d);
}

struct drive_info *value_as_drive_info(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_drive_info
		       ? (struct drive_info *)v.cell
		       : NULL;
}

bool drive_matches_provider(Value drive, Value patterns)
{
	const char *name = value_as_drive_info(drive)->provider->name;
	if (patterns.tag != VALUE_ARRAY)
		return true;
	for (size_t i = 0; i < value_count(patterns); i++)
		if (wildcard_match(string_data(value_to_string(value_item(patterns, i))), name,
				   true))
			return true;
	return false;
}

bool provider_is_current_drive(const struct session *s, const struct drive_info *d)
{
	const char *root = string_data(d->root);
	if (s->provider || d->provider != &provider_filesystem)
		return s->provider == d->provider;
	return strcmp(root, "/") == 0 && strncmp(s->location, root, strlen(root)) == 0;
}

static struct drive_info *self_drive(Value self)
{
	return (struct drive_info *)self.cell;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = self_drive(self)->name;
	return OK;
}

static enum status get_root(Value self, Value *result_r)
{
	*result_r = self_drive(self)->root;
	return OK;
}

static enum status get_description(Value self, Value *result_r)
{
	*result_r = self_drive(self)->description;
	return OK;
}

static enum status set_description(Value self, Value value)
{
	self_drive(self)->description = value;
	return OK;
}

static enum status get_provider(Value self, Value *result_r)
{
	*result_r = provider_info(self_drive(self)->provider);
	return OK;
}

/* Where the session stands in this drive, without its root: "home/u" of the drive /. */
static enum status get_current_location(Value self, Value *result_r)
{
	const struct session *s = session_current();
	const struct drive_info *d = self_drive(self);
	bool here = d->provider == &provider_filesystem && provider_is_current_drive(s, d);
	*result_r = string_from(here ? s->location + strlen(string_data(d->root)) : "");
	return OK;
}

static enum status get_credential(Value self UNUSED, Value *result_r)
{
	*result_r = credential_new(NULL_VALUE, NULL_VALUE);
	return OK;
}

static enum status get_null(Value self UNUSED, Value *result_r)
{
	*result_r = NULL_VALUE;
	return OK;
}

static enum status get_separated(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(true);
	return OK;
}

/* Bytes of the file system that holds the root: all of them, and those that a user may take. */
static bool drive_space(Value self, int64_t *total_r, int64_t *free_r)
{
	const struct drive_info *d = self_drive(self);
	struct statvfs fs;
	if (d->provider != &provider_filesystem || statvfs(string_data(d->root), &fs) != 0)
		return false;
	*total_r = (int64_t)(fs.f_blocks * fs.f_frsize);
	*free_r = (int64_t)(fs.f_bavail * fs.f_frsize);
	return true;
}

static enum status get_used(Value self, Value *result_r)
{
	int64_t total, available;
	*result_r =
		drive_space(self, &total, &available) ? value_int64(total - available) : NULL_VALUE;
	return OK;
}

static enum status get_free(Value self, Value *result_r)
{
	int64_t total, available;
	*result_r = drive_space(self, &total, &available) ? value_int64(available) : NULL_VALUE;
	return OK;
}

static enum status drive_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(self_drive(self)->name));
	return OK;
}

static enum status drive_compare(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	const struct drive_info *other = value_as_drive_info(b);
	if (!other)
		return ERROR;
	*order_r = string_compare(self_drive(a)->name, other->name, true);
	return OK;
}

static bool drive_equals(Value a, Value b, bool ignore_case UNUSED)
{
	const struct drive_info *other = value_as_drive_info(b);
	return other && string_compare(self_drive(a)->name, other->name, true) == 0;
}

static const struct member drive_members[] = {
	PROPERTY("string CurrentLocation {get;set;}", get_current_location),
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("System.Management.Automation.ProviderInfo Provider {get;}", get_provider),
	PROPERTY("string Root {get;}", get_root),
	PROPERTY_RW("string Description {get;set;}", get_description, set_description),
	PROPERTY("System.Nullable[long] MaximumSize {get;}", get_null),
	PROPERTY("pscredential Credential {get;}", get_credential),
	PROPERTY("string DisplayRoot {get;}", get_null),
	PROPERTY("bool VolumeSeparatedByColon {get;}", get_separated),
	SCRIPT_PROPERTY("System.Object Used {get=## Ensure that this is a FileSystem drive}",
			get_used),
	SCRIPT_PROPERTY("System.Object Free {get=## Ensure that this is a FileSystem drive}",
			get_free),
	MEMBER_END,
};
struct type type_drive_info = {
	.name = "System.Management.Automation.PSDriveInfo",
	.tag = VALUE_OBJECT,
	.members = drive_members,
	.mark = drive_mark,
	.to_string = drive_to_string,
	.compare = drive_compare,
	.equals = drive_equals,
};

/* ---- ProviderInfo ---- */

#define IMPLEMENTATION(id)                                               \
	static struct type type_##id##_provider = {                      \
		.name = "Microsoft.PowerShell.Commands." #id "Provider", \
		.tag = VALUE_OBJECT,                                     \
	};
IMPLEMENTATION(Alias)
IMPLEMENTATION(Environment)
IMPLEMENTATION(FileSystem)
IMPLEMENTATION(Function)
IMPLEMENTATION(Variable)

static const struct implementation {
	const struct provider *provider;
	struct type *type;
} implementations[] = {
	{&provider_alias, &type_Alias_provider},
	{&provider_environment, &type_Environment_provider},
	{&provider_filesystem, &type_FileSystem_provider},
	{&provider_function, &type_Function_provider},
	{&provider_variable, &type_Variable_provider},
};

void provider_types_register(void)
{
	if (type_find(type_drive_info.name))
		return;
	type_register(&type_drive_info);
	type_register(&type_provider_info);
	for (size_t i = 0; i < countof(implementations); i++)
		type_register(implementations[i].type);
}

struct provider_info {
	struct cell cell;
	const struct provider *provider;
};

static const struct provider *self_provider(Value self)
{
	return ((struct provider_info *)self.cell)->provider;
}

static enum status get_provider_name(Value self, Value *result_r)
{
	*result_r = string_from(self_provider(self)->name);
	return OK;
}

static enum status get_implementing_type(Value self, Value *result_r)
{
	*result_r = NULL_VALUE;
	for (size_t i = 0; i < countof(implementations); i++)
		if (implementations[i].provider == self_provider(self))
			*result_r = type_value(implementations[i].type);
	return OK;
}

static enum status get_capabilities(Value self, Value *result_r)
{
	bool files = self_provider(self) == &provider_filesystem;
	*result_r = string_from(files ? "Filter, ShouldProcess, Credentials" : "ShouldProcess");
	return OK;
}

static enum status get_drives(Value self, Value *result_r)
{
	Value found = list_new(), key, drive;
	struct hashtable *drives = value_as_hashtable(session_current()->drives);
	for (size_t i = 0; hashtable_next(drives, &i, &key, &drive);)
		if (value_as_drive_info(drive)->provider == self_provider(self))
			list_add(value_as_list(found), drive);
	*result_r = list_to_array(value_as_list(found));
	return OK;
}

static enum status get_module_name(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("Microsoft.PowerShell.Core");
	return OK;
}

static enum status get_help_file(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("System.Management.Automation.dll-Help.xml");
	return OK;
}

static enum status get_home(Value self, Value *result_r)
{
	const char *home = getenv("HOME");
	*result_r = string_from(self_provider(self) == &provider_filesystem && home ? home : "");
	return OK;
}

static enum status get_text(Value self UNUSED, Value *result_r)
{
	*result_r = string_empty();
	return OK;
}

static enum status provider_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_addf(out, "Microsoft.PowerShell.Core\\%s", self_provider(self)->name);
	return OK;
}

static const struct member provider_members[] = {
	PROPERTY("type ImplementingType {get;}", get_implementing_type),
	PROPERTY("string HelpFile {get;}", get_help_file),
	PROPERTY("string Name {get;}", get_provider_name),
	PROPERTY("System.Management.Automation.PSSnapInInfo PSSnapIn {get;}", get_null),
	PROPERTY("string ModuleName {get;}", get_module_name),
	PROPERTY("psmoduleinfo Module {get;}", get_null),
	PROPERTY("string Description {get;set;}", get_text),
	PROPERTY("System.Management.Automation.Provider.ProviderCapabilities Capabilities {get;}",
		 get_capabilities),
	PROPERTY("string Home {get;set;}", get_home),
	PROPERTY("System.Collections.ObjectModel.Collection[psdriveinfo] Drives {get;}",
		 get_drives),
	PROPERTY("bool VolumeSeparatedByColon {get;}", get_separated),
	MEMBER_END,
};
struct type type_provider_info = {
	.name = "System.Management.Automation.ProviderInfo",
	.tag = VALUE_OBJECT,
	.members = provider_members,
	.to_string = provider_to_string,
};

Value provider_info(const struct provider *provider)
{
	struct provider_info *i = gc_alloc(&type_provider_info, VALUE_OBJECT, sizeof(*i));
	i->provider = provider;
	return value_cell(VALUE_OBJECT, i);
}
