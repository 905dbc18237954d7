/* The local organization: accepted domains and mailboxes. */
#include "base/strbuf.h"
#include "transport/state_private.h"

#include <string.h>

#define DOMAIN_FIELD(kind, field) STATE_FIELD(struct state_domain, kind, field)

static const struct state_column domain_columns[] = {
	DOMAIN_FIELD(INTEGER, id),         DOMAIN_FIELD(TEXT, guid), DOMAIN_FIELD(TEXT, name),
	DOMAIN_FIELD(TEXT, domain),        DOMAIN_FIELD(TEXT, type), DOMAIN_FIELD(BOOL, is_default),
	DOMAIN_FIELD(INTEGER, created_at),
};

static const struct state_table domain_table = {"accepted_domain", sizeof(struct state_domain),
						domain_columns, countof(domain_columns)};

#define MAILBOX(kind, field) STATE_FIELD(struct state_mailbox, kind, field)

static const struct state_column mailbox_columns[] = {
	MAILBOX(INTEGER, id),
	MAILBOX(TEXT, guid),
	MAILBOX(TEXT, exchange_guid),
	MAILBOX(TEXT, external_id),
	MAILBOX(TEXT, type),
	MAILBOX(TEXT, address),
	MAILBOX(TEXT, name),
	MAILBOX(TEXT, alias),
	MAILBOX(TEXT, display_name),
	MAILBOX(TEXT, user_principal_name),
	MAILBOX(TEXT, first_name),
	MAILBOX(TEXT, last_name),
	MAILBOX(TEXT, external_address),
	MAILBOX(TEXT, retention_policy),
	MAILBOX(OPTIONAL, issue_warning_quota),
	MAILBOX(OPTIONAL, prohibit_send_quota),
	MAILBOX(OPTIONAL, prohibit_send_receive_quota),
	MAILBOX(OPTIONAL, max_send_size),
	MAILBOX(OPTIONAL, max_receive_size),
	MAILBOX(BOOL, hidden),
	MAILBOX(INTEGER, created_at),
	MAILBOX(INTEGER, changed_at),
};

static const struct state_table mailbox_table = {"mailbox", sizeof(struct state_mailbox),
						 mailbox_columns, countof(mailbox_columns)};

int state_domain_insert(struct state *state, struct state_domain *row, struct error *error)
{
	return state_row_insert(state, &domain_table, row, error);
}

int state_domain_update(struct state *state, const struct state_domain *row, struct error *error)
{
	return state_row_update(state, &domain_table, row, error);
}

int state_domain_get(struct state *state, struct arena *arena, const char *name,
		     struct state_domain *row_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(
		state, &domain_table, "WHERE domain = ?1 OR name = ?1 OR guid = lower(?1)", error);
	if (!statement)
		return -1;
	sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
	return state_row_one(state, &domain_table, statement, arena, row_r, error);
}

int state_domain_list(struct state *state, struct arena *arena, struct state_domains *list_r,
		      struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &domain_table, "ORDER BY name", error);
	if (!statement)
		return -1;
	return state_row_all(state, &domain_table, statement, arena, &list_r->items, &list_r->count,
			     error);
}

static int delete_row(struct state *state, const char *sql, int64_t id, struct error *error)
{
	sqlite3_stmt *statement = state_statement(state, sql, error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, id);
	return state_run(state, statement, error);
}

int state_domain_delete(struct state *state, int64_t id, struct error *error)
{
	return delete_row(state, "DELETE FROM accepted_domain WHERE id = ?1", id, error);
}

int state_mailbox_insert(struct state *state, struct state_mailbox *row, struct error *error)
{
	return state_row_insert(state, &mailbox_table, row, error);
}

int state_mailbox_update(struct state *state, const struct state_mailbox *row, struct error *error)
{
	return state_row_update(state, &mailbox_table, row, error);
}

/* Runs one lookup: 0 none, 1 one (in *row_r), 2 several, -1 error. */
static int find_mailbox(struct state *state, struct arena *arena, const char *where,
			const char *identity, struct state_mailbox *row_r, struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &mailbox_table, where, error);
	if (!statement)
		return -1;
	sqlite3_bind_text(statement, 1, identity, -1, SQLITE_STATIC);
	int found = state_row_next(state, &mailbox_table, statement, arena, row_r, error);
	struct state_mailbox other;
	if (found == 1) {
		int more = state_row_next(state, &mailbox_table, statement, arena, &other, error);
		found = more < 0 ? -1 : 1 + more;
	}
	sqlite3_reset(statement);
	return found;
}

int state_mailbox_get(struct state *state, struct arena *arena, const char *identity,
		      struct state_mailbox *row_r, struct error *error)
{
	/* What can only mean one mailbox first, then what several may share. */
	static const char *const lookups[] = {
		"WHERE address = ?1 OR user_principal_name = ?1 OR guid = lower(?1)"
		" OR exchange_guid = lower(?1) OR external_id = lower(?1)"
		" OR id IN (SELECT mailbox_id FROM mailbox_address WHERE address = ?1) LIMIT 2",
		"WHERE name = ?1 OR alias = ?1 OR display_name = ?1 COLLATE NOCASE LIMIT 2",
	};
	int found = 0;
	for (size_t i = 0; i < countof(lookups) && found == 0; i++)
		found = find_mailbox(state, arena, lookups[i], identity, row_r, error);
	return found;
}

int state_mailbox_list(struct state *state, struct arena *arena, struct state_mailboxes *list_r,
		       struct error *error)
{
	sqlite3_stmt *statement = state_row_select(state, &mailbox_table, "ORDER BY name", error);
	if (!statement)
		return -1;
	return state_row_all(state, &mailbox_table, statement, arena, &list_r->items,
			     &list_r->count, error);
}

int state_mailbox_delete(struct state *state, int64_t id, struct error *error)
{
	return delete_row(state, "DELETE FROM mailbox WHERE id = ?1", id, error);
}

int state_mailbox_addresses(struct state *state, struct arena *arena, int64_t mailbox_id,
			    const char **list_r, struct error *error)
{
	*list_r = NULL;
	sqlite3_stmt *statement =
		state_statement(state,
				"SELECT group_concat(address, char(10)) FROM mailbox_address"
				" WHERE mailbox_id = ?1",
				error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, mailbox_id);
	int result = state_step(state, statement, error);
	if (result == 1)
		*list_r = state_column_text(arena, statement, 0);
	sqlite3_reset(statement);
	return result < 0 ? -1 : 0;
}

static int add_address(struct state *state, int64_t mailbox_id, const char *address, size_t length,
		       struct error *error)
{
	sqlite3_stmt *statement = state_statement(
		state, "INSERT INTO mailbox_address (mailbox_id, address) VALUES (?1, ?2)", error);
	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, mailbox_id);
	sqlite3_bind_text(statement, 2, address, (int)length, SQLITE_STATIC);
	return state_run(state, statement, error);
}

int state_mailbox_set_addresses(struct state *state, int64_t mailbox_id, const char *list,
				struct error *error)
{
	if (state_begin(state, error) < 0)
		return -1;
	int result = delete_row(state, "DELETE FROM mailbox_address WHERE mailbox_id = ?1",
				mailbox_id, error);
	while (result == 0 && list && *list) {
		size_t length = strcspn(list, "\n");
		if (length)
			result = add_address(state, mailbox_id, list, length, error);
		list += length + (list[length] == '\n');
	}
	if (result < 0) {
		state_rollback(state);
		return -1;
	}
	return state_commit(state, false, error);
}

/* Makes the domain accepted; the first one becomes the default. */
static int accept_domain(struct state *state, struct arena *arena, const char *domain,
			 struct error *error)
{
	struct state_domains domains;
	if (state_domain_list(state, arena, &domains, error) < 0)
		return -1;
	char guid[STATE_GUID_SIZE];
	state_guid(guid);
	struct state_domain row = {.guid = guid,
				   .name = domain,
				   .domain = domain,
				   .type = "Authoritative",
				   .is_default = domains.count == 0,
				   .created_at = state_now()};
	return state_domain_insert(state, &row, error);
}

/* 1: the domain is accepted (now), 0: it is not. */
static int check_domain(struct state *state, struct arena *arena, const char *domain,
			struct error *error)
{
	const char *policy;
	if (state_setting_get(state, arena, "organization.provision", &policy, error) < 0)
		return -1;
	if (policy && !strcmp(policy, "never"))
		return 0;
	struct state_domain row;
	int found = state_domain_get(state, arena, domain, &row, error);
	if (found != 0 || (policy && !strcmp(policy, "accepted")))
		return found;
	return accept_domain(state, arena, domain, error) < 0 ? -1 : 1;
}

static int create_mailbox(struct state *state, struct arena *arena, const char *address,
			  const char *at, struct state_mailbox *row_r, struct error *error)
{
	char guid[3][STATE_GUID_SIZE];
	for (size_t i = 0; i < countof(guid); i++)
		state_guid(guid[i]);
	const char *local = arena_strndup(arena, address, (size_t)(at - address));
	int64_t now = state_now();
	*row_r = (struct state_mailbox){.guid = arena_strdup(arena, guid[0]),
					.exchange_guid = arena_strdup(arena, guid[1]),
					.external_id = arena_strdup(arena, guid[2]),
					.type = "UserMailbox",
					.address = arena_strdup(arena, address),
					.name = local,
					.alias = local,
					.display_name = local,
					.user_principal_name = arena_strdup(arena, address),
					.created_at = now,
					.changed_at = now};
	return state_mailbox_insert(state, row_r, error);
}

int state_mailbox_provision(struct state *state, struct arena *arena, const char *address,
			    struct state_mailbox *row_r, struct error *error)
{
	if (state_begin(state, error) < 0)
		return -1;
	int found = state_mailbox_get(state, arena, address, row_r, error);
	const char *at = strrchr(address, '@');
	if (found == 0 && at && at[1]) {
		found = check_domain(state, arena, at + 1, error);
		if (found == 1 && create_mailbox(state, arena, address, at, row_r, error) < 0)
			found = -1;
	}
	if (found < 0) {
		state_rollback(state);
		return -1;
	}
	if (state_commit(state, false, error) < 0)
		return -1;
	return found == 1;
}
