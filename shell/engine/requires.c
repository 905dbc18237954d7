#include "engine/requires.h"

#include "engine/module.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/error_record.h"
#include "object/string.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static enum status refuse(const char *id, const char *format, const char *name, const char *wanted)
{
	char text[1024];
	snprintf(text, sizeof(text), format, name, wanted);
	return throw_error_type("System.Management.Automation.ScriptRequiresException", id,
				CATEGORY_RESOURCE_UNAVAILABLE, string_from(name), "%s", text);
}

static bool version_is_enough(const char *wanted)
{
	int want[3] = {0}, have[3] = {0};
	sscanf(wanted, "%d.%d.%d", &want[0], &want[1], &want[2]);
	sscanf(POWERSHELL_VERSION, "%d.%d.%d", &have[0], &have[1], &have[2]);
	for (int i = 0; i < 3; i++)
		if (want[i] != have[i])
			return want[i] < have[i];
	return true;
}

static bool edition_matches(const struct ast_requires *r)
{
	for (size_t i = 0; i < r->edition_count; i++)
		if (!strcasecmp(r->editions[i], "Core"))
			return true;
	return r->edition_count == 0;
}

enum status requires_check(struct session *s, Value script_block, const char *name)
{
	const struct ast_requires *r = script_block_ast(script_block)->requires;
	if (!r)
		return OK;
	if (r->version && !version_is_enough(r->version))
		return refuse("ScriptRequiresUnmatchedPSVersion",
			      "The script '%s' cannot be run because it contained a \"#requires\" "
			      "statement for "
			      "PowerShell %s. The version of PowerShell that is required by the "
			      "script does not match "
			      "the currently running version of PowerShell " POWERSHELL_VERSION ".",
			      name, r->version);
	if (!edition_matches(r))
		return refuse("ScriptRequiresUnmatchedPSEdition",
			      "The script '%s' cannot be run because it contained a \"#requires\" "
			      "statement for "
			      "PowerShell editions '%s'. The edition of PowerShell that is "
			      "required by the script does "
			      "not match the currently running PowerShell Core edition.",
			      name, r->editions[0]);
	if (r->run_as_administrator && geteuid() != 0)
		return refuse("ScriptRequiresElevation",
			      "The script '%s' cannot be run because it contains a \"#requires\" "
			      "statement for running as "
			      "Administrator. The current PowerShell session is not running as "
			      "Administrator. Start "
			      "PowerShell by using the Run as Administrator option, and then try "
			      "running the script "
			      "again.%s",
			      name, "");
	for (size_t i = 0; i < r->module_count; i++) {
		Value module;
		if (module_import(s, r->modules[i], NULL, &module) != OK) {
			error_take();
			return refuse("ScriptRequiresMissingModules",
				      "The script '%s' cannot be run because the following modules "
				      "that are specified by the "
				      "\"#requires\" statements of the script are missing: %s.",
				      name, r->modules[i]);
		}
	}
	return OK;
}
