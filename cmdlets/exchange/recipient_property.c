/* The table of properties that recipients have, and how each is read and set. */
#include "cmdlets/exchange/recipient.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum property_kind {
	TEXT,      /* a column */
	GUID,      /* a column, not to be set */
	IDENTITY,  /* name and GUID */
	BOOL,      /* a column */
	TIME,      /* a column, not to be set */
	SIZE,      /* a column: bytes, 0 is Unlimited */
	ADDRESSES, /* all addresses, the primary one first */
	TYPE,      /* RecipientType */
	DISTINGUISHED_NAME,
	ORGANIZATION,
	FIXED,          /* the same text for all */
	FIXED_BOOL,     /* the same for all */
	NOTHING,        /* $null */
	NO_GUID,        /* all zeros */
	NONE_OF_MANY,   /* {} */
	ATTRIBUTE,      /* text; `fallback` when it was never set */
	ATTRIBUTE_BOOL, /* fallback NULL: false */
	ATTRIBUTE_LIST, /* one item a line */
	ATTRIBUTE_SIZE, /* Unlimited or a size */
};

struct recipient_property {
	const char *name;
	enum property_kind kind;
	size_t offset; /* of the column in struct state_mailbox */
	const char *fallback;
};

#define COLUMN(name, kind, field)                                       \
	{                                                               \
		name, kind, offsetof(struct state_mailbox, field), NULL \
	}

static const struct recipient_property properties[] = {
	{"AcceptMessagesOnlyFromWithDisplayNames", NONE_OF_MANY, 0, NULL},
	{"AcceptMessagesOnlyFromSendersOrMembersWithDisplayNames", NONE_OF_MANY, 0, NULL},
	{"AcceptMessagesOnlyFromDLMembersWithDisplayNames", NONE_OF_MANY, 0, NULL},
	{"GrantSendOnBehalfToWithDisplayNames", NONE_OF_MANY, 0, NULL},
	{"ForwardingAddressWithDisplayNames", NOTHING, 0, NULL},
	{"Database", FIXED, 0, "Local"},
	{"DatabaseGuid", NO_GUID, 0, NULL},
	{"MailboxProvisioningConstraint", NOTHING, 0, NULL},
	{"IsMonitoringMailbox", FIXED_BOOL, 0, NULL},
	{"MailboxRegion", ATTRIBUTE, 0, NULL},
	{"MailboxRegionLastUpdateTime", NOTHING, 0, NULL},
	{"MailboxRegionSuffix", FIXED, 0, "None"},
	{"MessageRecallProcessingEnabled", FIXED_BOOL, 0, "True"},
	{"Identity", IDENTITY, 0, NULL},
	COLUMN("Id", TEXT, name),
	COLUMN("Name", TEXT, name),
	COLUMN("Alias", TEXT, alias),
	COLUMN("DisplayName", TEXT, display_name),
	COLUMN("UserPrincipalName", TEXT, user_principal_name),
	COLUMN("MicrosoftOnlineServicesID", TEXT, user_principal_name),
	COLUMN("WindowsLiveID", TEXT, user_principal_name),
	COLUMN("PrimarySmtpAddress", TEXT, address),
	COLUMN("WindowsEmailAddress", TEXT, address),
	COLUMN("ExternalEmailAddress", TEXT, external_address),
	{"EmailAddresses", ADDRESSES, 0, NULL},
	COLUMN("ExchangeGuid", GUID, exchange_guid),
	COLUMN("Guid", GUID, guid),
	COLUMN("ExternalDirectoryObjectId", TEXT, external_id),
	{"RecipientType", TYPE, 0, NULL},
	COLUMN("RecipientTypeDetails", TEXT, type),
	{"ServerName", FIXED, 0, "localhost"},
	{"IsMailboxEnabled", FIXED_BOOL, 0, "True"},
	COLUMN("HiddenFromAddressListsEnabled", BOOL, hidden),
	COLUMN("IssueWarningQuota", SIZE, issue_warning_quota),
	COLUMN("ProhibitSendQuota", SIZE, prohibit_send_quota),
	COLUMN("ProhibitSendReceiveQuota", SIZE, prohibit_send_receive_quota),
	{"RecoverableItemsQuota", ATTRIBUTE_SIZE, 0, NULL},
	{"UseDatabaseQuotaDefaults", FIXED_BOOL, 0, NULL},
	COLUMN("MaxSendSize", SIZE, max_send_size),
	COLUMN("MaxReceiveSize", SIZE, max_receive_size),
	COLUMN("RetentionPolicy", TEXT, retention_policy),
	{"RetentionHoldEnabled", ATTRIBUTE_BOOL, 0, NULL},
	{"LitigationHoldEnabled", ATTRIBUTE_BOOL, 0, NULL},
	{"SingleItemRecoveryEnabled", ATTRIBUTE_BOOL, 0, "True"},
	{"MessageCopyForSentAsEnabled", ATTRIBUTE_BOOL, 0, NULL},
	{"ArchiveStatus", FIXED, 0, "None"},
	{"ArchiveGuid", NO_GUID, 0, NULL},
	{"ForwardingAddress", ATTRIBUTE, 0, NULL},
	{"ForwardingSmtpAddress", ATTRIBUTE, 0, NULL},
	{"DeliverToMailboxAndForward", ATTRIBUTE_BOOL, 0, NULL},
	{"GrantSendOnBehalfTo", ATTRIBUTE_LIST, 0, NULL},
	{"ModeratedBy", ATTRIBUTE_LIST, 0, NULL},
	{"ModerationEnabled", ATTRIBUTE_BOOL, 0, NULL},
	{"RoleAssignmentPolicy", ATTRIBUTE, 0, "Default Role Assignment Policy"},
	{"MailboxPlan", ATTRIBUTE, 0, NULL},
	{"Languages", ATTRIBUTE_LIST, 0, NULL},
	{"CustomAttribute1", ATTRIBUTE, 0, NULL},
	{"ExtensionCustomAttribute1", ATTRIBUTE_LIST, 0, NULL},
	{"RemotePowerShellEnabled", ATTRIBUTE_BOOL, 0, "True"},
	{"ResetPasswordOnNextLogon", ATTRIBUTE_BOOL, 0, NULL},
	COLUMN("FirstName", TEXT, first_name),
	COLUMN("LastName", TEXT, last_name),
	{"Initials", ATTRIBUTE, 0, NULL},
	{"Title", ATTRIBUTE, 0, NULL},
	{"Department", ATTRIBUTE, 0, NULL},
	{"Company", ATTRIBUTE, 0, NULL},
	{"Office", ATTRIBUTE, 0, NULL},
	{"City", ATTRIBUTE, 0, NULL},
	{"CountryOrRegion", ATTRIBUTE, 0, NULL},
	{"Manager", ATTRIBUTE, 0, NULL},
	{"Phone", ATTRIBUTE, 0, NULL},
	{"MobilePhone", ATTRIBUTE, 0, NULL},
	COLUMN("WhenMailboxCreated", TIME, created_at),
	COLUMN("WhenCreated", TIME, created_at),
	COLUMN("WhenChanged", TIME, changed_at),
	{"ExchangeVersion", FIXED, 0, "0.20 (15.0.0.0)"},
	{"OrganizationId", ORGANIZATION, 0, NULL},
	{"DistinguishedName", DISTINGUISHED_NAME, 0, NULL},
	{"IsValid", FIXED_BOOL, 0, "True"},
	{"ObjectState", FIXED, 0, "Unchanged"},
};

static const struct recipient_property *find_property(const char *name)
{
	for (size_t i = 0; i < countof(properties); i++)
		if (!strcasecmp(properties[i].name, name))
			return &properties[i];
	return NULL;
}

const char *recipient_type(const struct recipient *recipient)
{
	return strcmp(recipient->row.type, "MailUser") ? "UserMailbox" : "MailUser";
}

static Value addresses(const struct recipient *r)
{
	Value list = list_new();
	list_add(value_as_list(list), string_printf("SMTP:%s", r->row.address));
	for (const char *p = r->addresses; p && *p;) {
		size_t n = strcspn(p, "\n");
		if (n)
			list_add(value_as_list(list), string_printf("smtp:%.*s", (int)n, p));
		p += n + (p[n] == '\n');
	}
	return list_to_array(value_as_list(list));
}

static const char *domain_of(const struct recipient *r)
{
	const char *at = strrchr(r->row.address, '@');
	return at ? at + 1 : "local";
}

static Value distinguished_name(const struct recipient *r)
{
	struct strbuf out = STRBUF_INIT;
	strbuf_addf(&out, "CN=%s,OU=Users", r->row.name);
	for (const char *p = domain_of(r); *p;) {
		size_t n = strcspn(p, ".");
		strbuf_adds(&out, ",DC=");
		strbuf_add(&out, p, n);
		p += n + (p[n] == '.');
	}
	return string_from_strbuf(&out);
}

static Value size_or_unlimited(int64_t bytes)
{
	return bytes ? byte_quantified_size_new(bytes) : unlimited_new(UNLIMITED);
}

static Value attribute_value(struct migration_use *use, const struct recipient *r,
			     const struct recipient_property *p)
{
	const char *text = attribute_get(&use->arena, r->attributes, p->name);
	if (!text)
		text = p->fallback;
	switch (p->kind) {
	case ATTRIBUTE_BOOL:
		return value_bool(text && !strcasecmp(text, "True"));
	case ATTRIBUTE_LIST:
		return migration_list(text);
	case ATTRIBUTE_SIZE:
		return size_or_unlimited(text ? strtoll(text, NULL, 10) : 0);
	default:
		return text ? string_from(text) : NULL_VALUE;
	}
}

static Value property_value(struct migration_use *use, const struct recipient *r,
			    const struct recipient_property *p)
{
	const void *column = (const char *)&r->row + p->offset;
	switch (p->kind) {
	case TEXT:
		return string_from(*(const char *const *)column ? *(const char *const *)column
								: "");
	case GUID:
		return exchange_guid(*(const char *const *)column);
	case IDENTITY:
		return identity_new(r->row.name, r->row.guid);
	case BOOL:
		return value_bool(*(const bool *)column);
	case TIME:
		return migration_time(*(const int64_t *)column, false);
	case SIZE:
		return size_or_unlimited(*(const int64_t *)column);
	case ADDRESSES:
		return addresses(r);
	case TYPE:
		return string_from(recipient_type(r));
	case DISTINGUISHED_NAME:
		return distinguished_name(r);
	case ORGANIZATION:
		return string_from(domain_of(r));
	case FIXED:
		return string_from(p->fallback);
	case FIXED_BOOL:
		return value_bool(p->fallback != NULL);
	case NOTHING:
		return NULL_VALUE;
	case NO_GUID:
		return exchange_guid("00000000-0000-0000-0000-000000000000");
	case NONE_OF_MANY:
		return array_new(0);
	default:
		return attribute_value(use, r, p);
	}
}

bool recipient_property(struct migration_use *use, const struct recipient *recipient,
			const char *name, Value *value_r)
{
	const struct recipient_property *p = find_property(name);
	if (p)
		*value_r = property_value(use, recipient, p);
	return p != NULL;
}

/* ---- setting ---- */

static int64_t bytes_of(Value v)
{
	int64_t bytes;
	return value_as_bytes(v, &bytes) ? bytes : 0;
}

bool recipient_set_property(struct migration_use *use, struct recipient *recipient,
			    const char *name, Value value)
{
	const struct recipient_property *p = find_property(name);
	const char *text;
	if (!p)
		return false;
	void *column = (char *)&recipient->row + p->offset;
	switch (p->kind) {
	case TEXT:
		*(const char **)column = attribute_text(&use->arena, value);
		return true;
	case BOOL:
		*(bool *)column = value_is_true(value);
		return true;
	case SIZE:
		*(int64_t *)column = bytes_of(value);
		return true;
	case ATTRIBUTE:
	case ATTRIBUTE_LIST:
		text = attribute_text(&use->arena, value);
		break;
	case ATTRIBUTE_BOOL:
		text = value_is_true(value) ? "True" : "False";
		break;
	case ATTRIBUTE_SIZE:
		text = string_data(string_printf("%lld", (long long)bytes_of(value)));
		break;
	default:
		return false;
	}
	recipient->attributes = attribute_put(&use->arena, recipient->attributes, p->name, text);
	return true;
}

/* ---- views ---- */

Value recipient_object(struct migration_use *use, const struct recipient *recipient,
		       const struct recipient_view *view)
{
	Value v = psobject_new_typed(view->type_name);
	for (const char *const *name = view->properties; *name; name++) {
		Value value = NULL_VALUE;
		recipient_property(use, recipient, *name, &value);
		psobject_set(v, *name, value);
	}
	return v;
}

static const char *const mailbox_properties[] = {
	"AcceptMessagesOnlyFromWithDisplayNames",
	"AcceptMessagesOnlyFromSendersOrMembersWithDisplayNames",
	"AcceptMessagesOnlyFromDLMembersWithDisplayNames",
	"GrantSendOnBehalfToWithDisplayNames",
	"ForwardingAddressWithDisplayNames",
	"Database",
	"DatabaseGuid",
	"MailboxProvisioningConstraint",
	"IsMonitoringMailbox",
	"MailboxRegion",
	"MailboxRegionLastUpdateTime",
	"MailboxRegionSuffix",
	"MessageRecallProcessingEnabled",
	"Identity",
	"Id",
	"Name",
	"Alias",
	"DisplayName",
	"UserPrincipalName",
	"PrimarySmtpAddress",
	"WindowsEmailAddress",
	"EmailAddresses",
	"ExchangeGuid",
	"Guid",
	"ExternalDirectoryObjectId",
	"RecipientType",
	"RecipientTypeDetails",
	"ServerName",
	"IsMailboxEnabled",
	"HiddenFromAddressListsEnabled",
	"IssueWarningQuota",
	"ProhibitSendQuota",
	"ProhibitSendReceiveQuota",
	"RecoverableItemsQuota",
	"UseDatabaseQuotaDefaults",
	"MaxSendSize",
	"MaxReceiveSize",
	"RetentionPolicy",
	"RetentionHoldEnabled",
	"LitigationHoldEnabled",
	"SingleItemRecoveryEnabled",
	"MessageCopyForSentAsEnabled",
	"ArchiveStatus",
	"ArchiveGuid",
	"ForwardingAddress",
	"ForwardingSmtpAddress",
	"DeliverToMailboxAndForward",
	"GrantSendOnBehalfTo",
	"ModeratedBy",
	"ModerationEnabled",
	"RoleAssignmentPolicy",
	"MailboxPlan",
	"Languages",
	"CustomAttribute1",
	"ExtensionCustomAttribute1",
	"WhenMailboxCreated",
	"WhenCreated",
	"WhenChanged",
	"OrganizationId",
	"DistinguishedName",
	"IsValid",
	"ObjectState",
	NULL,
};
const struct recipient_view recipient_view_mailbox = {"Mailbox", mailbox_properties,
						      RECIPIENT_MAILBOX};

static const char *const exo_mailbox_properties[] = {
	"ExternalDirectoryObjectId",
	"UserPrincipalName",
	"Alias",
	"DisplayName",
	"EmailAddresses",
	"PrimarySmtpAddress",
	"RecipientType",
	"RecipientTypeDetails",
	"Identity",
	"Id",
	"ExchangeVersion",
	"Name",
	"DistinguishedName",
	"OrganizationId",
	"Guid",
	NULL,
};
const struct recipient_view recipient_view_exo_mailbox = {"EXOMailbox", exo_mailbox_properties,
							  RECIPIENT_MAILBOX};

static const char *const exo_recipient_properties[] = {
	"ExternalDirectoryObjectId",
	"Identity",
	"Alias",
	"EmailAddresses",
	"DisplayName",
	"Name",
	"PrimarySmtpAddress",
	"RecipientType",
	"RecipientTypeDetails",
	"ExchangeVersion",
	"DistinguishedName",
	"OrganizationId",
	NULL,
};
const struct recipient_view recipient_view_exo_recipient = {
	"EXORecipient", exo_recipient_properties, RECIPIENT_ANY};

static const char *const recipient_properties[] = {
	"Identity",
	"Alias",
	"ArchiveGuid",
	"City",
	"Company",
	"CountryOrRegion",
	"CustomAttribute1",
	"Database",
	"Department",
	"DisplayName",
	"EmailAddresses",
	"ExternalDirectoryObjectId",
	"ExternalEmailAddress",
	"FirstName",
	"HiddenFromAddressListsEnabled",
	"LastName",
	"Manager",
	"Name",
	"Office",
	"Phone",
	"PrimarySmtpAddress",
	"RecipientType",
	"RecipientTypeDetails",
	"Title",
	"ExchangeGuid",
	"Guid",
	"WhenMailboxCreated",
	"WhenCreated",
	"WhenChanged",
	"OrganizationId",
	"DistinguishedName",
	"IsValid",
	"ObjectState",
	NULL,
};
const struct recipient_view recipient_view_recipient = {"Recipient", recipient_properties,
							RECIPIENT_ANY};

static const char *const user_properties[] = {
	"Identity",
	"Id",
	"Name",
	"DisplayName",
	"FirstName",
	"LastName",
	"Initials",
	"UserPrincipalName",
	"MicrosoftOnlineServicesID",
	"WindowsEmailAddress",
	"Title",
	"Department",
	"Company",
	"Manager",
	"Office",
	"City",
	"CountryOrRegion",
	"Phone",
	"MobilePhone",
	"RemotePowerShellEnabled",
	"ResetPasswordOnNextLogon",
	"RecipientType",
	"RecipientTypeDetails",
	"ExternalDirectoryObjectId",
	"Guid",
	"WhenCreated",
	"WhenChanged",
	"OrganizationId",
	"DistinguishedName",
	"IsValid",
	"ObjectState",
	NULL,
};
const struct recipient_view recipient_view_user = {"User", user_properties, RECIPIENT_ANY};

static const char *const mail_user_properties[] = {
	"Identity",
	"Id",
	"Name",
	"Alias",
	"DisplayName",
	"FirstName",
	"LastName",
	"UserPrincipalName",
	"ExternalEmailAddress",
	"PrimarySmtpAddress",
	"WindowsEmailAddress",
	"EmailAddresses",
	"HiddenFromAddressListsEnabled",
	"ModeratedBy",
	"ModerationEnabled",
	"ExchangeGuid",
	"Guid",
	"ExternalDirectoryObjectId",
	"RecipientType",
	"RecipientTypeDetails",
	"WhenCreated",
	"WhenChanged",
	"OrganizationId",
	"DistinguishedName",
	"IsValid",
	"ObjectState",
	NULL,
};
const struct recipient_view recipient_view_mail_user = {"MailUser", mail_user_properties,
							RECIPIENT_MAIL_USER};
