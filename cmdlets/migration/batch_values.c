#include "cmdlets/migration/batch_values.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/culture.h"
#include "object/datetime.h"
#include "object/string.h"
#include "object/timezone.h"
#include "transport/folder_role.h"

#include <string.h>

static enum status refuse(struct cmdlet_call *c, const char *parameter, Value given,
			  const char *takes)
{
	return cmdlet_throw_type(c, "System.ArgumentException", "InvalidParameterValue",
				 CATEGORY_INVALID_ARGUMENT, given,
				 "The value \"%s\" of -%s isn't valid: it takes %s.",
				 string_data(value_to_string(given)), parameter, takes);
}

static bool is_address(const char *text)
{
	const char *at = strchr(text, '@');
	return at && at != text && at[1] && !strchr(at + 1, '@') &&
	       text[strcspn(text, " \t\r\n<>,;\"")] == '\0';
}

static enum status check_addresses(struct cmdlet_call *c, Value addresses)
{
	for (size_t i = 0; !value_is_null(addresses) && i < value_count(addresses); i++) {
		Value address = value_to_string(value_item(addresses, i));
		if (!is_address(string_data(address)))
			return refuse(c, "NotificationEmails", address,
				      "e-mail addresses such as it@contoso.com");
	}
	return OK;
}

static enum status check_folder(struct cmdlet_call *c, const char *parameter, Value folder)
{
	const char *text = string_data(folder);
	if (!*text)
		return refuse(c, parameter, folder,
			      "names of folders, such as Projects/A or #SentItems#");
	bool named_so = *text == '#' && strchr(text + 1, '#'); /* else it is any folder's name */
	if (!named_so || folder_role_is_well_known(text))
		return OK;
	return cmdlet_warning(
		c,
		"-%s: \"%s\" is no well-known folder such as #Inbox#, #SentItems#, "
		"#DeletedItems#, #Drafts# or #JunkEmail#; a folder of that very name is "
		"meant.",
		parameter, text);
}

static enum status check_folders(struct cmdlet_call *c, const char *parameter, Value folders)
{
	enum status status = OK;
	for (size_t i = 0; !value_is_null(folders) && i < value_count(folders) && status == OK; i++)
		status = check_folder(c, parameter, value_to_string(value_item(folders, i)));
	return status;
}

#define CULTURES "a culture's name, such as en-US"

/* What was not given is fine. */
static bool is_culture(const char *name)
{
	return !name || !*name || culture_find(name);
}

enum status batch_values_check(struct cmdlet_call *c, const struct batch_values *v)
{
	if (v->time_zone && *v->time_zone && !timezone_find(v->time_zone))
		return refuse(c, "TimeZone", string_from(v->time_zone),
			      "the name of a time zone, such as \"Pacific Standard Time\" or "
			      "\"Europe/Berlin\"; [TimeZoneInfo]::GetSystemTimeZones() lists them");
	if (!is_culture(v->locale))
		return refuse(c, "Locale", string_from(v->locale), CULTURES);
	if (!is_culture(v->content_filter_language))
		return refuse(c, "ContentFilterLanguage", string_from(v->content_filter_language),
			      CULTURES);
	if (v->report_interval.tag == VALUE_TIMESPAN && v->report_interval.integer <= 0)
		return refuse(c, "ReportInterval", v->report_interval,
			      "a time above 0, such as 1.00:00:00");
	enum status status = check_folders(c, "IncludeFolders", v->include_folders);
	if (status == OK)
		status = check_folders(c, "ExcludeFolders", v->exclude_folders);
	return status == OK ? check_addresses(c, v->notification_emails) : status;
}

/* What pasted commands ask for and IMAP batches don't do, or do in another way than the service. */
static const struct {
	const char *parameter, *warning;
} warnings[] = {
	{"AutoComplete", "Exchange Online completes no IMAP batch. Here each user gets a last pass "
			 "once the first one is done, and no new mail after it."},
	{"CompleteAfter", "Exchange Online completes no IMAP batch. Here each user gets a last "
			  "pass at that time, and no new mail after it."},
	{"MoveOptions", "It is for moves between Exchange servers, and ignored."},
	{"SkipMerging", "IMAP batches have no stages that can be left out; it is ignored."},
	{"SkipMoving", "It is for moves between Exchange servers, and ignored."},
	{"SkipSteps", "IMAP batches have no steps that can be left out; it is ignored."},
};

enum status batch_values_warn(struct cmdlet_call *c)
{
	enum status status = OK;
	for (size_t i = 0; i < countof(warnings) && status == OK; i++)
		if (cmdlet_is_bound(c, warnings[i].parameter))
			status = cmdlet_warning(c, "-%s: %s", warnings[i].parameter,
						warnings[i].warning);
	return status;
}
