/* What the New-, Set- and Remove- cmdlets of recipients have in common. */
#include "cmdlets/exchange/recipient.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"
#include "transport/maildir_mailbox.h"

#include <stdlib.h>
#include <string.h>

/* "Set-Mailbox" of the running cmdlet. */
static const char *command_of(struct arena *arena, const char *verb, const char *noun)
{
	char *name = arena_alloc(arena, strlen(verb) + strlen(noun) + 2);
	strcpy(stpcpy(stpcpy(name, verb), "-"), noun);
	return name;
}

static const char *noun_of(unsigned kinds)
{
	return kinds == RECIPIENT_MAILBOX     ? "Mailbox"
	       : kinds == RECIPIENT_MAIL_USER ? "MailUser"
					      : "User";
}

static enum status follow_address(struct cmdlet_call *c, const char *from, const char *to)
{
	struct error error = ERROR_INIT;
	enum status status = OK;
	if (maildir_mailbox_rename(from, to, &error) < 0)
		status = cmdlet_error(c, "MailboxFilesRemain", CATEGORY_WRITE_ERROR,
				      string_from(from), "%s", error.message);
	error_clear(&error);
	return status;
}

enum status recipient_change(struct cmdlet_call *c, struct migration_use *use, Value identity,
			     unsigned kinds, const struct parameter *parameters)
{
	struct recipient recipient;
	bool found, go, good;
	if (migration_use_open(c, use) != OK)
		return ERROR;
	enum status status = recipient_find(c, use, identity, kinds, &recipient, &found);
	if (status != OK || !found)
		return status;
	status = cmdlet_should_process(c, recipient.row.name,
				       command_of(&use->arena, "Set", noun_of(kinds)), &go);
	if (status != OK || !go)
		return status;
	const char *address = recipient.row.address;
	status = recipient_apply(c, use, parameters, &recipient, &good);
	if (status != OK || !good)
		return status;
	status = recipient_save(c, use, &recipient);
	if (status != OK || !strcmp(address, recipient.row.address))
		return status;
	return follow_address(c, address, recipient.row.address);
}

/* The default domain, or the first; NULL when there is none. */
static const char *default_domain(struct migration_use *use)
{
	struct state_domains domains;
	struct error error = ERROR_INIT;
	const char *domain = NULL;
	if (state_domain_list(migration_state(use->migration), &use->arena, &domains, &error) < 0) {
		error_clear(&error);
		return NULL;
	}
	for (size_t i = 0; i < domains.count; i++)
		if (!domain || domains.items[i].is_default)
			domain = domains.items[i].domain;
	return domain;
}

static const char *bound_text(struct cmdlet_call *c, const struct parameter *parameters,
			      const char *name)
{
	for (const struct parameter *p = parameters; p->name; p++)
		if (!strcmp(p->name, name) && cmdlet_is_bound(c, name))
			return string_data(value_to_string(parameter_value(c, p)));
	return NULL;
}

/* An alias out of a name: what may stand before the "@". */
static const char *make_alias(struct arena *arena, const char *name)
{
	char *alias = arena_strdup(arena, name), *out = alias;
	alias[strcspn(alias, "@")] = '\0';
	for (const char *p = alias; *p; p++)
		if (!strchr(" \t/\\<>\"(),:;[]", *p))
			*out++ = *p;
	*out = '\0';
	return alias;
}

static enum status make_row(struct cmdlet_call *c, struct migration_use *use, const char *type,
			    const char *address, const struct parameter *parameters,
			    struct state_mailbox *row_r, bool *good_r)
{
	struct arena *arena = &use->arena;
	const char *name = bound_text(c, parameters, "Name");
	const char *alias = bound_text(c, parameters, "Alias");
	const char *given = bound_text(c, parameters, "PrimarySmtpAddress");
	const char *domain = default_domain(use);
	char guid[STATE_GUID_SIZE];
	*good_r = true;
	alias = alias ? alias : make_alias(arena, address ? address : name);
	address = given ? given : address;
	if (!address) {
		if (!domain) {
			*good_r = false;
			return cmdlet_error(c, "NoAcceptedDomain", CATEGORY_INVALID_OPERATION,
					    NULL_VALUE,
					    "There is no accepted domain yet: give an address, or "
					    "make a domain with New-AcceptedDomain first.");
		}
		address = string_data(string_printf("%s@%s", alias, domain));
	}
	int64_t now = state_now();
	*row_r = (struct state_mailbox){.type = type,
					.address = arena_strdup(arena, address),
					.name = arena_strdup(arena, name),
					.alias = arena_strdup(arena, alias),
					.display_name = arena_strdup(arena, name),
					.user_principal_name = arena_strdup(arena, address),
					.created_at = now,
					.changed_at = now};
	const char **const guids[] = {&row_r->guid, &row_r->exchange_guid, &row_r->external_id};
	for (size_t i = 0; i < countof(guids); i++) {
		state_guid(guid);
		*guids[i] = arena_strdup(arena, guid);
	}
	return OK;
}

enum status recipient_create(struct cmdlet_call *c, struct migration_use *use, const char *type,
			     const char *address, const struct parameter *parameters,
			     const struct recipient_view *view)
{
	struct recipient recipient = {0};
	struct state_mailbox other;
	struct error error = ERROR_INIT;
	bool go, good;
	enum status status = cmdlet_should_process(
		c, bound_text(c, parameters, "Name"),
		view->kinds == RECIPIENT_MAILBOX ? "New-Mailbox" : "New-MailUser", &go);
	if (status == OK && go)
		status = migration_use_open(c, use);
	if (status != OK || !go)
		return status;
	status = make_row(c, use, type, address, parameters, &recipient.row, &good);
	if (status == OK && good)
		status = recipient_apply(c, use, parameters, &recipient, &good);
	if (status != OK || !good)
		return status;
	int found = state_mailbox_get(migration_state(use->migration), &use->arena,
				      recipient.row.address, &other, &error);
	if (found > 0)
		return cmdlet_error_type(
			c, "Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException",
			"ADObjectAlreadyExistsException", CATEGORY_RESOURCE_EXISTS,
			string_from(recipient.row.address),
			"The proxy address \"SMTP:%s\" is already being used by \"%s\". Please "
			"choose another proxy address.",
			recipient.row.address, other.name);
	if (found < 0)
		return exchange_state_failed(c, &error, NULL);
	status = recipient_save(c, use, &recipient);
	if (status != OK || !recipient.row.id)
		return status;
	return cmdlet_write(c, recipient_object(use, &recipient, view));
}

enum status recipient_remove(struct cmdlet_call *c, struct migration_use *use, Value identity,
			     unsigned kinds, bool delete_mail)
{
	struct recipient recipient;
	struct error error = ERROR_INIT;
	bool found, go;
	if (migration_use_open(c, use) != OK)
		return ERROR;
	enum status status = recipient_find(c, use, identity, kinds, &recipient, &found);
	if (status != OK || !found)
		return status;
	status = cmdlet_should_process(c, recipient.row.name,
				       command_of(&use->arena, "Remove", noun_of(kinds)), &go);
	if (status != OK || !go)
		return status;
	if (state_mailbox_delete(migration_state(use->migration), recipient.row.id, &error) < 0)
		return exchange_state_failed(c, &error, recipient.row.address);
	int moved = delete_mail ? maildir_mailbox_delete(recipient.row.address, &error)
				: maildir_mailbox_put_aside(recipient.row.address,
							    recipient.row.guid, &error);
	if (moved < 0) {
		status = cmdlet_error(c, "MailboxFilesRemain", CATEGORY_WRITE_ERROR,
				      string_from(recipient.row.address), "%s", error.message);
		error_clear(&error);
	}
	return status;
}
