/* New-PSDrive: another name for a place, such as C: for a folder. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "object/string.h"
#include "provider/drive_info.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct new_psdrive {
	const char *name, *provider, *root, *description, *scope;
	bool persist;
	Value credential;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct new_psdrive, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		     .help = "The drive's name, without the colon."),
	PARAM_STRING(struct new_psdrive, provider, "PSProvider",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .help = "FileSystem, or another provider."),
	PARAM_STRING(struct new_psdrive, root, "Root",
		     PARAM_MANDATORY | PARAM_POSITION(2) | PARAM_PIPELINE_BY_NAME |
			     PARAM_ALLOW_NULL,
		     .help = "The place that it stands for."),
	PARAM_STRING(struct new_psdrive, description, "Description", PARAM_PIPELINE_BY_NAME,
		     .help = "A text for people."),
	PARAM_STRING(struct new_psdrive, scope, "Scope", PARAM_PIPELINE_BY_NAME,
		     .help = "Accepted: drives are global."),
	PARAM_SWITCH(struct new_psdrive, persist, "Persist", PARAM_PIPELINE_BY_NAME,
		     .help = "Accepted."),
	PARAM_OBJECT(struct new_psdrive, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

static enum status make(struct cmdlet_call *c, const struct provider *provider)
{
	struct new_psdrive *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	struct stat st;
	const char *description = self->description ? self->description : "";
	if (provider != &provider_filesystem)
		return cmdlet_write(c,
				    provider_drive_new(s, self->name, provider,
						       self->root ? self->root : "", description));
	char *root = cmdlet_system_path(c, self->root ? self->root : "/");
	if (!root)
		return ERROR;
	enum status status;
	if (stat(root, &st) == 0)
		status = cmdlet_write(
			c, provider_drive_new(s, self->name, provider, root, description));
	else
		status = cmdlet_error_type(
			c, "System.IO.IOException", "DriveRootError", CATEGORY_READ_ERROR,
			drive_info_new(self->name, provider, root, description),
			"The specified drive root \"%s\" either does not exist, or it is not a "
			"folder.",
			root);
	free(root);
	return status;
}

static enum status check_name(struct cmdlet_call *c, const struct provider *provider, bool *good_r)
{
	struct new_psdrive *self = cmdlet_state(c);
	*good_r = false;
	if (!provider)
		return cmdlet_error_type(
			c, "System.Management.Automation.ProviderNotFoundException",
			"ProviderNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(self->provider),
			"Cannot find a provider with the name '%s'.", self->provider);
	if (strpbrk(self->name, ";~/\\.:"))
		return cmdlet_error_type(
			c, "System.Management.Automation.PSArgumentException", "Argument",
			CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			"Cannot process the drive name because the drive name contains one or more "
			"of the following characters that are not valid: ; ~ / \\ . : (Parameter "
			"'drive')");
	*good_r = true;
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct new_psdrive *self = cmdlet_state(c);
	const struct provider *provider = provider_find(self->provider);
	bool go;
	enum status status = check_name(c, provider, &go);
	if (status != OK || !go)
		return status;
	char *what = xasprintf("Name: %s Provider: Microsoft.PowerShell.Core\\%s Root: %s",
			       self->name, provider->name, self->root ? self->root : "");
	status = cmdlet_should_process(c, what, "New drive", &go);
	free(what);
	if (status != OK || !go)
		return status;
	if (!value_is_null(provider_drive(cmdlet_session(c), self->name)))
		return cmdlet_error_type(c, "System.Management.Automation.SessionStateException",
					 "DriveAlreadyExists", CATEGORY_RESOURCE_EXISTS,
					 string_from(self->name),
					 "A drive with the name '%s' already exists.", self->name);
	return make(c, provider);
}

const struct cmdlet cmdlet_new_psdrive = {
	.verb = "New",
	.noun = "PSDrive",
	.parameters = parameters,
	.state_size = sizeof(struct new_psdrive),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.output = "System.Management.Automation.PSDriveInfo",
	.synopsis = "Gives a place a drive's name.",
};
