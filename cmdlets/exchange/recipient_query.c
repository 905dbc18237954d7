/* What Get-Mailbox, Get-Recipient and their like ask for. */
#include "cmdlets/exchange/opath_filter.h"
#include "cmdlets/exchange/recipient.h"

#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Kinds of objects that the local organization never has: asking for them finds nothing. */
static const char *const absent_kinds[] = {
	"Archive",
	"Arbitration",
	"AuditLog",
	"AuxAuditLog",
	"GroupMailbox",
	"HVEAccount",
	"InactiveMailboxOnly",
	"Monitoring",
	"PublicFolder",
	"RemoteArchive",
	"SharedWithMailUser",
	"SoftDeletedMailbox",
	"IsVIP",
	"SoftDeletedMailUser",
	"SupervisoryReviewPolicy",
};

static bool asks_for_absent(struct cmdlet_call *c)
{
	for (size_t i = 0; i < countof(absent_kinds); i++)
		if (cmdlet_is_bound(c, absent_kinds[i]))
			return true;
	return false;
}

/* Nothing asked, or one of those that were asked for. */
static bool is_among(Value wanted, const char *type)
{
	bool any = value_is_null(wanted) || !value_count(wanted);
	for (size_t i = 0; i < value_count(wanted) && !any; i++)
		any = !strcasecmp(string_data(value_to_string(value_item(wanted, i))), type);
	return any;
}

static bool is_kind(const struct state_mailbox *row, unsigned kinds)
{
	unsigned kind = strcmp(row->type, "MailUser") ? RECIPIENT_MAILBOX : RECIPIENT_MAIL_USER;
	return (kinds & kind) != 0;
}

static const char *text_of(Value v)
{
	return value_is_null(v) ? NULL : string_data(value_to_string(v));
}

/* Ambiguous name resolution: the beginning of a name or address. */
static bool resembles(const struct recipient *r, const char *anr)
{
	const char *const texts[] = {r->row.name,       r->row.display_name, r->row.alias,
				     r->row.first_name, r->row.last_name,    r->row.address};
	size_t n = strlen(anr);
	for (size_t i = 0; i < countof(texts); i++) {
		if (texts[i] && !strncasecmp(texts[i], anr, n))
			return true;
		const char *blank = texts[i] ? strchr(texts[i], ' ') : NULL;
		if (blank && !strncasecmp(blank + 1, anr, n))
			return true;
	}
	return false;
}

static bool matches_name(const struct recipient *r, const char *pattern)
{
	return wildcard_match(pattern, r->row.name, true) ||
	       wildcard_match(pattern, r->row.alias, true) ||
	       wildcard_match(pattern, r->row.display_name, true) ||
	       wildcard_match(pattern, r->row.address, true);
}

/* The view with what -Properties and -PropertySets add; the same view where they add nothing. */
static struct recipient_view extended_view(struct migration_use *use,
					   const struct recipient_query *q,
					   const struct recipient_view *view)
{
	struct recipient_view result = *view;
	size_t known = 0, extra = value_is_null(q->properties) ? 0 : value_count(q->properties);
	const char *const *base = view->properties;
	for (size_t i = 0; !value_is_null(q->property_sets) && i < value_count(q->property_sets);
	     i++)
		if (strcasecmp(text_of(value_item(q->property_sets, i)), "Minimum"))
			base = (view->kinds == RECIPIENT_MAILBOX ? &recipient_view_mailbox
								 : &recipient_view_recipient)
				       ->properties;
	while (base[known])
		known++;
	const char **names = ARENA_ARRAY(&use->arena, const char *, known + extra + 1);
	memcpy(names, base, known * sizeof(*names));
	for (size_t i = 0; i < extra; i++)
		names[known++] = arena_strdup(&use->arena, text_of(value_item(q->properties, i)));
	names[known] = NULL;
	result.properties = names;
	return result;
}

/* A filter may name any property, also one that the cmdlet doesn't show. */
static const struct recipient_view *const all_views[] = {
	&recipient_view_mailbox, &recipient_view_user, &recipient_view_recipient};

/* Further ones that filters of Exchange Online name; here all recipients have them empty. */
static const char empty_properties[] =
	" ArchiveState ArchiveStatus DirectReports IsDirSynced IsSoftDeletedByDisable "
	"IsSoftDeletedByRemove MemberOfGroup "
	"SKUAssigned WhenSoftDeleted Notes UMEnabled HasActiveSyncDevicePartnership ";

static bool is_property(const char *name)
{
	for (size_t i = 0; i < countof(all_views); i++)
		for (const char *const *known = all_views[i]->properties; *known; known++)
			if (!strcasecmp(*known, name))
				return true;
	if (!strncasecmp(name, "CustomAttribute", 15) ||
	    !strncasecmp(name, "ExtensionCustomAttribute", 24))
		return true;
	size_t length = strlen(name);
	const char *at = strcasestr(empty_properties, name);
	return at && at[-1] == ' ' && at[length] == ' ';
}

static enum status check_sort(struct cmdlet_call *c, const struct recipient_query *q)
{
	const char *name = text_of(q->sort_by);
	if (!name || is_property(name))
		return OK;
	return cmdlet_throw_type(
		c, "System.ArgumentException", "InvalidSortBy", CATEGORY_INVALID_ARGUMENT,
		q->sort_by,
		"Recipients have no property \"%s\" to sort by. Give one of those that "
		"Get-Mailbox | Format-List shows, such as Alias or DisplayName.",
		name);
}

static Value filter_object(struct migration_use *use, const struct recipient *r)
{
	Value v = psobject_new();
	for (size_t i = 0; i < countof(all_views); i++)
		for (const char *const *name = all_views[i]->properties; *name; name++) {
			Value value;
			if (recipient_property(use, r, *name, &value))
				psobject_set(v, *name, value);
		}
	return v;
}

static enum status passes(struct migration_use *use, const struct recipient_query *q,
			  const struct recipient *r, const char *pattern, bool *pass_r)
{
	*pass_r = is_among(q->types, recipient_type(r)) && is_among(q->type_details, r->row.type) &&
		  (value_is_null(q->anr) || resembles(r, text_of(q->anr))) &&
		  (!pattern || matches_name(r, pattern));
	if (!*pass_r || value_is_null(q->filter))
		return OK;
	return opath_filter_match(text_of(q->filter), filter_object(use, r), pass_r);
}

static int compare_rows(const void *a, const void *b)
{
	Value x, y;
	if (!psobject_get(*(const Value *)a, "(sort)", &x) ||
	    !psobject_get(*(const Value *)b, "(sort)", &y))
		return 0;
	return value_compare_sort(x, y, false);
}

static void sort_objects(struct migration_use *use, struct list *objects,
			 const struct recipient *recipients, const char *property)
{
	for (size_t i = 0; i < objects->count; i++) {
		Value v = NULL_VALUE;
		recipient_property(use, &recipients[i], property, &v);
		psobject_set(objects->items[i], "(sort)", v);
	}
	qsort(objects->items, objects->count, sizeof(Value), compare_rows);
	for (size_t i = 0; i < objects->count; i++)
		psobject_remove(objects->items[i], "(sort)");
}

static enum status write_objects(struct cmdlet_call *c, const struct list *objects,
				 Value result_size)
{
	int64_t limit = exchange_result_limit(result_size);
	for (size_t i = 0; i < objects->count; i++) {
		if ((int64_t)i >= limit)
			return exchange_warn_more(c);
		enum status status = cmdlet_write(c, objects->items[i]);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status write_list(struct cmdlet_call *c, struct migration_use *use,
			      const struct recipient_query *q, const struct recipient_view *view,
			      const char *pattern)
{
	struct state_mailboxes list;
	struct error error = ERROR_INIT;
	if (state_mailbox_list(migration_state(use->migration), &use->arena, &list, &error) < 0)
		return exchange_state_failed(c, &error, NULL);
	struct recipient *recipients = ARENA_ARRAY(&use->arena, struct recipient, list.count + 1);
	Value objects = list_new();
	size_t count = 0;
	for (size_t i = 0; i < list.count; i++) {
		bool pass;
		if (!is_kind(&list.items[i], view->kinds))
			continue;
		if (recipient_load(use, &list.items[i], &recipients[count], &error) < 0)
			return exchange_state_failed(c, &error, NULL);
		enum status status = passes(use, q, &recipients[count], pattern, &pass);
		if (status != OK)
			return status;
		if (pass)
			list_add(value_as_list(objects),
				 recipient_object(use, &recipients[count++], view));
	}
	if (!value_is_null(q->sort_by))
		sort_objects(use, value_as_list(objects), recipients, text_of(q->sort_by));
	return write_objects(c, value_as_list(objects), q->result_size);
}

/* What identifies one recipient: the first that was given. */
static Value asked_identity(const struct recipient_query *q)
{
	const Value given[] = {q->identity, q->external_id, q->primary_smtp_address,
			       q->user_principal_name};
	for (size_t i = 0; i < countof(given); i++)
		if (identity_text(given[i]))
			return given[i];
	return NULL_VALUE;
}

enum status recipient_query_write(struct cmdlet_call *c, struct migration_use *use,
				  const struct recipient_query *query,
				  const struct recipient_view *view)
{
	struct recipient recipient;
	bool found, pass;
	Value identity = asked_identity(query);
	const char *name = identity_text(identity);
	enum status status = migration_warn_null_identity(c, query->identity, "objects");
	if (status == OK)
		status = migration_use_open(c, use);
	if (status == OK && !value_is_null(query->filter))
		status = opath_filter_check(text_of(query->filter), is_property);
	if (status == OK)
		status = check_sort(c, query);
	if (status != OK || asks_for_absent(c))
		return status;
	struct recipient_view shown = extended_view(use, query, view);
	if (!name || wildcard_has_special(name))
		return write_list(c, use, query, &shown, name);
	status = recipient_find(c, use, identity, view->kinds, &recipient, &found);
	if (status == OK && found)
		status = passes(use, query, &recipient, NULL, &pass);
	if (status != OK || !found || !pass)
		return status;
	return cmdlet_write(c, recipient_object(use, &recipient, &shown));
}
