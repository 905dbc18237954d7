/* What the prompt offers: names of mailboxes, mail users and domains, and the properties of what the cmdlets write. */
#include "cmdlets/exchange/exchange_completion.h"

#include "cmdlets/exchange/connection.h"
#include "cmdlets/exchange/mailbox_statistics.h"
#include "object/array.h"
#include "object/string.h"

#include <string.h>

static Value addresses_of(const char *without)
{
	struct migration_use use;
	struct state_mailboxes list = {0};
	struct error error = ERROR_INIT;
	Value names = list_new();
	if (!migration_use_try(&use))
		return NULL_VALUE;
	if (state_mailbox_list(migration_state(use.migration), &use.arena, &list, &error) != 0)
		list.count = 0;
	for (size_t i = 0; i < list.count; i++)
		if (!without || strcmp(list.items[i].type, without) != 0)
			list_add(value_as_list(names), string_from(list.items[i].address));
	error_clear(&error);
	migration_use_close(&use);
	return names;
}

static Value mailboxes(struct session *s UNUSED)
{
	return addresses_of("MailUser");
}

static Value recipients(struct session *s UNUSED)
{
	return addresses_of(NULL);
}

static Value domains(struct session *s UNUSED)
{
	struct migration_use use;
	struct state_domains list = {0};
	struct error error = ERROR_INIT;
	Value names = list_new();
	if (!migration_use_try(&use))
		return NULL_VALUE;
	if (state_domain_list(migration_state(use.migration), &use.arena, &list, &error) != 0)
		list.count = 0;
	for (size_t i = 0; i < list.count; i++)
		list_add(value_as_list(names), string_from(list.items[i].name));
	error_clear(&error);
	migration_use_close(&use);
	return names;
}

static Value connections(struct session *s UNUSED)
{
	Value ids = list_new();
	for (struct exchange_connection *x = exchange_connection_newest(); x; x = x->next)
		list_add(value_as_list(ids), string_from(x->id));
	return ids;
}

static Value prefixes(struct session *s UNUSED)
{
	Value names = list_new();
	for (struct exchange_connection *x = exchange_connection_newest(); x; x = x->next)
		if (x->prefix)
			list_add(value_as_list(names), string_from(x->prefix));
	return names;
}

const struct completion_source exchange_completions[] = {
	{"*-Mailbox", "Identity", mailboxes},
	{"*-Mailbox*Statistics", "Identity", mailboxes},
	{"Get-MailboxFolder", "Identity", mailboxes},
	{"Get-EXOMailbox*", "Identity", mailboxes},
	{"*-MailUser", "Identity", recipients},
	{"*-User", "Identity", recipients},
	{"Get-*Recipient", "Identity", recipients},
	{"*-AcceptedDomain", "Identity", domains},
	{"*", "ConnectionId", connections},
	{"*", "ModulePrefix", prefixes},
	{NULL, NULL, NULL},
};

/* ---- objects of rows that hold nothing ---- */

static Value sample_of(const struct recipient_view *view)
{
	struct migration_use use;
	const struct recipient empty = {.row = {.name = "", .address = "", .type = "UserMailbox"}};
	if (!migration_use_try(&use))
		return UNSET_VALUE;
	Value sample = recipient_object(&use, &empty, view);
	migration_use_close(&use);
	return sample;
}

#define RECIPIENT_SAMPLE(name)                            \
	static Value name##_sample(void)                  \
	{                                                 \
		return sample_of(&recipient_view_##name); \
	}
RECIPIENT_SAMPLE(mailbox)
RECIPIENT_SAMPLE(exo_mailbox)
RECIPIENT_SAMPLE(recipient)
RECIPIENT_SAMPLE(exo_recipient)
RECIPIENT_SAMPLE(user)
RECIPIENT_SAMPLE(mail_user)

static Value domain_sample(void)
{
	const struct state_domain row = {.name = "", .domain = ""};
	return exchange_domain_object(&row);
}

const struct object_sample exchange_samples[] = {
	{"Mailbox", mailbox_sample},
	{"EXOMailbox", exo_mailbox_sample},
	{"Recipient", recipient_sample},
	{"EXORecipient", exo_recipient_sample},
	{"User", user_sample},
	{"MailUser", mail_user_sample},
	{"AcceptedDomain", domain_sample},
	{"MailboxStatistics", mailbox_statistics_sample},
	{"MailboxFolderStatistics", folder_statistics_sample},
	{NULL, NULL},
};
