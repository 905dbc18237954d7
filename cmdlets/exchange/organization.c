#include "cmdlets/exchange/organization.h"

#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

#include <strings.h>

#define SETTING "organization/config"

/* What can be set, and what it is before anybody did. */
static const struct {
	const char *name, *initial;
} settings[] = {
	{"AuditDisabled", "False"},       {"CustomerLockboxEnabled", "False"},
	{"FocusedInboxOn", ""},           {"Industry", "NotSpecified"},
	{"IsAgendaMailEnabled", "False"}, {"MailTipsAllTipsEnabled", "True"},
	{"ReadTrackingEnabled", "False"}, {"OAuth2ClientProfileEnabled", "True"},
};

static enum status load(struct cmdlet_call *c, struct migration_use *use, const char **lines_r)
{
	struct error error = ERROR_INIT;
	if (state_setting_get(migration_state(use->migration), &use->arena, SETTING, lines_r,
			      &error) < 0)
		return exchange_state_failed(c, &error, NULL);
	return OK;
}

static Value setting_value(const char *text)
{
	if (!strcasecmp(text, "True") || !strcasecmp(text, "False"))
		return value_bool(!strcasecmp(text, "True"));
	return *text ? string_from(text) : NULL_VALUE;
}

/* The organization is called after its default domain. */
static const char *organization_name(struct migration_use *use)
{
	struct state_domains domains;
	struct error error = ERROR_INIT;
	const char *name = "local";
	if (state_domain_list(migration_state(use->migration), &use->arena, &domains, &error) < 0)
		error_clear(&error);
	else
		for (size_t i = 0; i < domains.count; i++)
			if (domains.items[i].is_default)
				name = domains.items[i].domain;
	return name;
}

enum status organization_write(struct cmdlet_call *c, struct migration_use *use)
{
	const char *lines = NULL;
	enum status status = load(c, use, &lines);
	if (status != OK)
		return status;
	const char *name = organization_name(use);
	Value v = psobject_new_typed("OrganizationConfig");
	psobject_set(v, "Name", string_from(name));
	psobject_set(v, "DisplayName", string_from(name));
	psobject_set(v, "Identity", identity_new(name, NULL));
	psobject_set(v, "IsDehydrated", FALSE_VALUE);
	for (size_t i = 0; i < countof(settings); i++) {
		const char *text = attribute_get(&use->arena, lines, settings[i].name);
		psobject_set(v, settings[i].name, setting_value(text ? text : settings[i].initial));
	}
	psobject_set(v, "IsValid", TRUE_VALUE);
	psobject_set(v, "ObjectState", string_from("Unchanged"));
	return cmdlet_write(c, v);
}

enum status organization_change(struct cmdlet_call *c, struct migration_use *use,
				const struct parameter *parameters)
{
	const char *lines = NULL;
	struct error error = ERROR_INIT;
	enum status status = load(c, use, &lines);
	if (status != OK)
		return status;
	for (const struct parameter *p = parameters; p->name; p++)
		if (cmdlet_is_bound(c, p->name))
			lines = attribute_put(&use->arena, lines, p->name,
					      attribute_text(&use->arena, parameter_value(c, p)));
	if (state_setting_put(migration_state(use->migration), SETTING, lines, &error) < 0)
		return exchange_state_failed(c, &error, NULL);
	return OK;
}
