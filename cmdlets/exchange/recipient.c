#include "cmdlets/exchange/recipient.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <string.h>
#include <strings.h>

/* The setting that keeps a recipient's attributes. */
static const char *attributes_key(struct migration_use *use, const struct state_mailbox *row)
{
	char *key = arena_alloc(&use->arena, strlen(row->guid) + sizeof("recipient/"));
	strcpy(stpcpy(key, "recipient/"), row->guid);
	return key;
}

int recipient_load(struct migration_use *use, const struct state_mailbox *row,
		   struct recipient *recipient_r, struct error *error)
{
	struct state *state = migration_state(use->migration);
	*recipient_r = (struct recipient){.row = *row};
	if (state_setting_get(state, &use->arena, attributes_key(use, row),
			      &recipient_r->attributes, error) < 0)
		return -1;
	return state_mailbox_addresses(state, &use->arena, row->id, &recipient_r->addresses, error);
}

/* What an identity is looked up by: the GUID where the object has one, which means one recipient only. */
static const char *lookup_text(struct migration_use *use, Value identity)
{
	const char *guid = identity_guid(identity), *text = identity_text(identity);
	if (guid)
		return guid;
	/* "CN=Ann Beebe,OU=Users,DC=contoso,DC=com" and "contoso.com/Users/Ann Beebe" end in the name. */
	if (!strncasecmp(text, "CN=", 3))
		return arena_strndup(&use->arena, text + 3, strcspn(text + 3, ","));
	const char *slash = strrchr(text, '/');
	return slash && !strchr(text, '@') ? slash + 1 : text;
}

enum status recipient_find(struct cmdlet_call *c, struct migration_use *use, Value identity,
			   unsigned kinds, struct recipient *recipient_r, bool *found_r)
{
	struct error error = ERROR_INIT;
	struct state_mailbox row;
	const char *name;
	*found_r = false;
	enum status status = migration_need_identity(c, identity, &name);
	if (status != OK || !name)
		return status;
	int found = state_mailbox_get(migration_state(use->migration), &use->arena,
				      lookup_text(use, identity), &row, &error);
	if (found < 0)
		return exchange_state_failed(c, &error, NULL);
	if (found > 1)
		return exchange_ambiguous(c, name);
	unsigned kind =
		found && !strcmp(row.type, "MailUser") ? RECIPIENT_MAIL_USER : RECIPIENT_MAILBOX;
	if (!found || !(kind & kinds))
		return exchange_not_found(c, name);
	if (recipient_load(use, &row, recipient_r, &error) < 0)
		return exchange_state_failed(c, &error, NULL);
	*found_r = true;
	return OK;
}

/* ---- writing ---- */

static int save(struct migration_use *use, struct recipient *r, struct error *error)
{
	struct state *state = migration_state(use->migration);
	r->row.changed_at = state_now();
	int result = r->row.id ? state_mailbox_update(state, &r->row, error)
			       : state_mailbox_insert(state, &r->row, error);
	if (result == 0)
		result = state_setting_put(state, attributes_key(use, &r->row), r->attributes,
					   error);
	if (result == 0)
		result = state_mailbox_set_addresses(state, r->row.id, r->addresses, error);
	return result;
}

enum status recipient_save(struct cmdlet_call *c, struct migration_use *use,
			   struct recipient *recipient)
{
	struct state *state = migration_state(use->migration);
	struct error error = ERROR_INIT;
	if (state_begin(state, &error) < 0)
		return exchange_state_failed(c, &error, NULL);
	if (save(use, recipient, &error) < 0) {
		state_rollback(state);
		return exchange_state_failed(c, &error, recipient->row.address);
	}
	if (state_commit(state, true, &error) < 0)
		return exchange_state_failed(c, &error, NULL);
	return OK;
}

/* ---- parameters ---- */

static bool is_address(const char *text)
{
	const char *at = strchr(text, '@');
	return at && at > text && at[1] && !strchr(at + 1, '@') && !strpbrk(text, " \t/\\<>\"");
}

static enum status bad_address(struct cmdlet_call *c, const char *address, bool *good_r)
{
	*good_r = false;
	return cmdlet_error_type(c, "System.FormatException", "InvalidAddress",
				 CATEGORY_INVALID_ARGUMENT, string_from(address),
				 "The address '%s' is invalid: write it as name@domain.", address);
}

static bool has_address(const char *list, const char *address)
{
	size_t n = strlen(address);
	for (const char *p = list; p && *p;) {
		size_t length = strcspn(p, "\n");
		if (length == n && !strncasecmp(p, address, n))
			return true;
		p += length + (p[length] == '\n');
	}
	return false;
}

/* The list without the address. */
static const char *without_address(struct arena *arena, const char *list, const char *address)
{
	struct strbuf out = STRBUF_INIT;
	size_t n = strlen(address);
	for (const char *p = list; p && *p;) {
		size_t length = strcspn(p, "\n");
		if (length != n || strncasecmp(p, address, n))
			strbuf_addf(&out, "%.*s\n", (int)length, p);
		p += length + (p[length] == '\n');
	}
	const char *result = arena_strdup(arena, out.data);
	strbuf_clear(&out);
	return result;
}

static const char *with_address(struct arena *arena, const char *list, const char *address)
{
	if (has_address(list, address))
		return list;
	struct strbuf out = STRBUF_INIT;
	strbuf_addf(&out, "%s%s\n", list ? list : "", address);
	if (list && *list && list[strlen(list) - 1] != '\n') {
		strbuf_reset(&out);
		strbuf_addf(&out, "%s\n%s\n", list, address);
	}
	const char *result = arena_strdup(arena, out.data);
	strbuf_clear(&out);
	return result;
}

static const char *without_prefix(const char *address)
{
	return strncasecmp(address, "smtp:", 5) ? address : address + 5;
}

/* The new primary address; the old one stays as a further one, as in Exchange. */
static void set_primary(struct migration_use *use, struct recipient *r, const char *address)
{
	if (!strcasecmp(address, r->row.address))
		return;
	r->addresses = without_address(&use->arena, r->addresses, address);
	if (r->row.id)
		r->addresses = with_address(&use->arena, r->addresses, r->row.address);
	r->row.address = arena_strdup(&use->arena, address);
}

/* The whole list anew: "SMTP:" in capitals marks the primary address. */
static enum status replace_addresses(struct cmdlet_call *c, struct migration_use *use,
				     struct recipient *r, Value list, bool *good_r)
{
	const char *rest = "", *primary = NULL;
	for (size_t i = 0; i < value_count(list); i++) {
		const char *item = string_data(value_to_string(value_item(list, i)));
		if (strchr(item, ':') && strncasecmp(item, "smtp:", 5))
			continue; /* SIP: and such: no mail */
		const char *address = without_prefix(item);
		if (!is_address(address))
			return bad_address(c, address, good_r);
		if (!strncmp(item, "SMTP:", 5) || (!primary && value_count(list) == 1))
			primary = arena_strdup(&use->arena, address);
		else
			rest = with_address(&use->arena, rest, address);
	}
	if (primary)
		r->row.address = primary;
	r->addresses = without_address(&use->arena, rest, r->row.address);
	return OK;
}

/* @{Add='a@b'; Remove='c@d'}, as "@{add=…}" texts cannot carry it: the hashtable itself. */
static void change_addresses(struct migration_use *use, struct recipient *r, const char *key,
			     Value list)
{
	for (size_t i = 0; i < value_count(list); i++) {
		const char *address =
			without_prefix(string_data(value_to_string(value_item(list, i))));
		r->addresses = strcasecmp(key, "remove")
				       ? with_address(&use->arena, r->addresses, address)
				       : without_address(&use->arena, r->addresses, address);
	}
}

static enum status apply_addresses(struct cmdlet_call *c, struct migration_use *use,
				   struct recipient *r, Value v, bool *good_r)
{
	Value base = value_base(value_count(v) == 1 ? value_item(v, 0) : v), key, value;
	if (base.tag != VALUE_HASHTABLE)
		return replace_addresses(c, use, r, v, good_r);
	for (size_t i = 0; hashtable_next(value_as_hashtable(base), &i, &key, &value);)
		change_addresses(use, r, string_data(value_to_string(key)), value);
	return OK;
}

/* -Type of Set-Mailbox. */
static const struct {
	const char *type, *details;
} mailbox_types[] = {
	{"Regular", "UserMailbox"},        {"Shared", "SharedMailbox"},  {"Room", "RoomMailbox"},
	{"Equipment", "EquipmentMailbox"}, {"Workspace", "RoomMailbox"}, {"Desk", "RoomMailbox"},
};

static enum status apply_one(struct cmdlet_call *c, struct migration_use *use, struct recipient *r,
			     const char *name, Value v, bool *good_r)
{
	const char *text = attribute_text(&use->arena, v);
	if (!strcmp(name, "EmailAddresses"))
		return apply_addresses(c, use, r, v, good_r);
	if (!strcmp(name, "PrimarySmtpAddress") || !strcmp(name, "WindowsEmailAddress")) {
		if (!is_address(text))
			return bad_address(c, text, good_r);
		set_primary(use, r, text);
		return OK;
	}
	if (!strcmp(name, "ExternalEmailAddress") && !is_address(without_prefix(text)))
		return bad_address(c, text, good_r);
	for (size_t i = 0; !strcmp(name, "Type") && i < countof(mailbox_types); i++)
		if (!strcasecmp(mailbox_types[i].type, text))
			r->row.type = mailbox_types[i].details;
	recipient_set_property(use, r, name, v);
	return OK;
}

enum status recipient_apply(struct cmdlet_call *c, struct migration_use *use,
			    const struct parameter *parameters, struct recipient *recipient,
			    bool *good_r)
{
	*good_r = true;
	for (const struct parameter *p = parameters; p->name && *good_r; p++) {
		if (!strcmp(p->name, "Identity") || !cmdlet_is_bound(c, p->name))
			continue;
		enum status status =
			apply_one(c, use, recipient, p->name, parameter_value(c, p), good_r);
		if (status != OK)
			return status;
	}
	return OK;
}
