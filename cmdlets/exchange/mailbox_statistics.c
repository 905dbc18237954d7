#include "cmdlets/exchange/mailbox_statistics.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlets/exchange/connection.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"
#include "transport/folder_map.h"
#include "transport/maildir.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The folders of one mailbox; INBOX is "Inbox", as in Exchange. */
struct folders {
	struct maildir_statistics *items;
	size_t count;
};

static void folders_clear(struct folders *folders)
{
	for (size_t i = 0; i < folders->count; i++)
		free(folders->items[i].folder);
	free(folders->items);
}

/* A mailbox that nobody delivered to yet has an empty Inbox. */
static enum status folders_load(struct cmdlet_call *c, const char *address,
				struct folders *folders_r, bool *good_r)
{
	struct error error = ERROR_INIT;
	*folders_r = (struct folders){NULL, 0};
	char *path = maildir_mailbox_path(address, &error);
	*good_r = path != NULL;
	if (!path) {
		enum status status = cmdlet_error(c, "InvalidAddress", CATEGORY_INVALID_ARGUMENT,
						  string_from(address), "%s", error.message);
		error_clear(&error);
		return status;
	}
	if (maildir_statistics(path, &folders_r->items, &folders_r->count) < 0 ||
	    !folders_r->count) {
		folders_r->items = xcalloc(1, sizeof(*folders_r->items));
		folders_r->items[0].folder = xstrdup("INBOX");
		folders_r->count = 1;
	}
	free(path);
	for (size_t i = 0; i < folders_r->count; i++)
		if (!strncasecmp(folders_r->items[i].folder, "INBOX", 5) &&
		    (!folders_r->items[i].folder[5] || folders_r->items[i].folder[5] == '/'))
			memcpy(folders_r->items[i].folder, "Inbox", 5);
	return OK;
}

/* What a mailbox is asked for by: the first that was given. */
static Value asked_identity(const struct mailbox_statistics_query *q)
{
	const Value given[] = {q->identity, q->exchange_guid, q->external_id,
			       q->primary_smtp_address, q->user_principal_name};
	for (size_t i = 0; i < countof(given); i++)
		if (identity_text(given[i]))
			return given[i];
	return NULL_VALUE;
}

static Value unix_time(int64_t seconds)
{
	return migration_time(seconds * 1000, false);
}

/* ---- mailboxes ---- */

static Value statistics_object(const struct recipient *r, const struct folders *folders,
			       bool minimum)
{
	static const char *const names[] = {
		"DisplayName",
		"MailboxGuid",
		"ItemCount",
		"AssociatedItemCount",
		"DeletedItemCount",
		"TotalItemSize",
		"TotalDeletedItemSize",
		"MessageTableTotalSize",
		"AttachmentTableTotalSize",
		"StorageLimitStatus",
		"LastLogonTime",
		"LastLogoffTime",
		"LastLoggedOnUserAccount",
		"LastUserActionTime",
		"MailboxType",
		"MailboxTypeDetail",
		"IsArchiveMailbox",
		"IsQuarantined",
		"DatabaseName",
		"ServerName",
		"SystemMessageCount",
		"SystemMessageSize",
		"DatabaseProhibitSendQuota",
		"DisconnectDate",
		"DisconnectReason",
		"Identity",
		"IsValid",
		"ObjectState",
	};
	static const char *const minimum_names[] = {
		"DeletedItemCount", "DisplayName",          "ItemCount",
		"MailboxGuid",      "TotalDeletedItemSize", "TotalItemSize",
	};
	uint64_t items = 0, deleted = 0, bytes = 0;
	for (size_t i = 0; i < folders->count; i++) {
		items += folders->items[i].messages;
		deleted += folders->items[i].deleted;
		bytes += folders->items[i].bytes;
	}
	Value size = byte_quantified_size_new((int64_t)bytes), none = byte_quantified_size_new(0);
	Value count = value_int((int32_t)items), deleted_count = value_int((int32_t)deleted);
	if (minimum) {
		const Value values[] = {deleted_count, string_from(r->row.display_name),
					count,         exchange_guid(r->row.exchange_guid),
					none,          size};
		return exchange_object("EXOMailboxStatistics", minimum_names,
				       countof(minimum_names), values);
	}
	int64_t quota = r->row.prohibit_send_quota, warning = r->row.issue_warning_quota;
	const char *limit = quota && (int64_t)bytes >= quota       ? "ProhibitSend"
			    : warning && (int64_t)bytes >= warning ? "IssueWarning"
								   : "BelowLimit";
	const Value values[] = {
		string_from(r->row.display_name),
		exchange_guid(r->row.exchange_guid),
		count,
		value_int(0),
		deleted_count,
		size,
		none,
		size,
		none,
		string_from(limit),
		NULL_VALUE,
		NULL_VALUE,
		NULL_VALUE,
		NULL_VALUE,
		string_from("Private"),
		string_from(r->row.type),
		FALSE_VALUE,
		FALSE_VALUE,
		string_from("Local"),
		string_from("localhost"),
		value_int(0),
		none,
		unlimited_new(UNLIMITED),
		NULL_VALUE,
		NULL_VALUE,
		identity_new(r->row.exchange_guid, r->row.guid),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	return exchange_object("MailboxStatistics", names, countof(names), values);
}

/* The local organization has no archives: asking for one says so. */
static enum status no_archive(struct cmdlet_call *c, const struct recipient *r)
{
	return cmdlet_error(c, "ArchiveNotFound", CATEGORY_OBJECT_NOT_FOUND,
			    string_from(r->row.name), "The archive isn't enabled for \"%s\".",
			    r->row.name);
}

static bool wants_all(Value property_sets, Value properties)
{
	bool all = !value_is_null(properties) && value_count(properties);
	for (size_t i = 0; !value_is_null(property_sets) && i < value_count(property_sets); i++)
		all |= !strcasecmp(string_data(value_to_string(value_item(property_sets, i))),
				   "All");
	return all;
}

enum status mailbox_statistics_write(struct cmdlet_call *c, struct migration_use *use,
				     const struct mailbox_statistics_query *query, bool minimum)
{
	struct recipient recipient;
	struct folders folders;
	bool found, good;
	if (migration_use_open(c, use) != OK)
		return ERROR;
	enum status status = recipient_find(c, use, asked_identity(query), RECIPIENT_MAILBOX,
					    &recipient, &found);
	if (status != OK || !found)
		return status;
	if (query->archive)
		return no_archive(c, &recipient);
	status = folders_load(c, recipient.row.address, &folders, &good);
	if (status != OK || !good)
		return status;
	bool few = minimum && !wants_all(query->property_sets, query->properties);
	Value object = statistics_object(&recipient, &folders, few);
	folders_clear(&folders);
	return cmdlet_write(c, object);
}

/* ---- folders ---- */

/* FolderType by the path; names that Exchange gives to the special folders. */
static const struct {
	const char *path, *type;
} folder_types[] = {
	{"Inbox", "Inbox"},   {"Sent Items", "SentItems"}, {"Deleted Items", "DeletedItems"},
	{"Drafts", "Drafts"}, {"Junk Email", "JunkEmail"}, {"Junk E-mail", "JunkEmail"},
	{"Outbox", "Outbox"}, {"Archive", "Archive"},      {"Notes", "Notes"},
};

static const char *folder_type(const char *path)
{
	for (size_t i = 0; i < countof(folder_types); i++)
		if (!strcasecmp(folder_types[i].path, path))
			return folder_types[i].type;
	return "User Created";
}

static bool is_below(const char *folder, const char *parent)
{
	size_t n = strlen(parent);
	return !n || (!strncmp(folder, parent, n) && folder[n] == '/');
}

/* Sums of a folder and all below it; the root ("") has all. */
static struct maildir_statistics sum_of(const struct folders *folders, const char *path)
{
	struct maildir_statistics sum = {0};
	for (size_t i = 0; i < folders->count; i++) {
		const struct maildir_statistics *f = &folders->items[i];
		if (strcmp(f->folder, path) != 0 && !is_below(f->folder, path))
			continue;
		sum.messages += f->messages;
		sum.deleted += f->deleted;
		sum.bytes += f->bytes;
	}
	return sum;
}

static Value folder_identity(const struct recipient *r, const char *path)
{
	char *text = xasprintf("%s\\%s", r->row.name, path);
	for (char *p = text; *p; p++)
		if (*p == '/')
			*p = '\\';
	Value v = identity_new(text, NULL);
	free(text);
	return v;
}

static Value folder_object(const struct recipient *r, const struct folders *folders,
			   const struct maildir_statistics *f, bool times)
{
	static const char *const names[] = {
		"Name",
		"Identity",
		"FolderPath",
		"FolderId",
		"FolderType",
		"ContainerClass",
		"ItemsInFolder",
		"DeletedItemsInFolder",
		"FolderSize",
		"ItemsInFolderAndSubfolders",
		"DeletedItemsInFolderAndSubfolders",
		"FolderAndSubfolderSize",
		"OldestItemReceivedDate",
		"NewestItemReceivedDate",
		"OldestItemLastModifiedDate",
		"NewestItemLastModifiedDate",
		"Date",
		"CreationTime",
		"LastModifiedTime",
		"ContentMailboxGuid",
		"IsValid",
		"ObjectState",
	};
	bool root = !*f->folder;
	const char *shown = root ? "Top of Information Store" : f->folder;
	const char *slash = strrchr(shown, '/');
	struct maildir_statistics all = sum_of(folders, f->folder);
	Value oldest = times ? unix_time(f->oldest) : NULL_VALUE;
	Value newest = times ? unix_time(f->newest) : NULL_VALUE;
	const Value values[] = {
		string_from(slash ? slash + 1 : shown),
		folder_identity(r, shown),
		string_printf("/%s", shown),
		string_printf("%s/%s", r->row.exchange_guid, shown),
		string_from(root ? "Root" : folder_type(shown)),
		string_from("IPF.Note"),
		value_int((int32_t)f->messages),
		value_int((int32_t)f->deleted),
		byte_quantified_size_new((int64_t)f->bytes),
		value_int((int32_t)all.messages),
		value_int((int32_t)all.deleted),
		byte_quantified_size_new((int64_t)all.bytes),
		oldest,
		newest,
		oldest,
		newest,
		migration_time(r->row.created_at, false),
		migration_time(r->row.created_at, false),
		unix_time(f->newest),
		exchange_guid(r->row.exchange_guid),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	return exchange_object("MailboxFolderStatistics", names, countof(names), values);
}

static bool in_scope(const char *scope, const char *path)
{
	if (!scope || !strcasecmp(scope, "All"))
		return true;
	size_t n = strcspn(path, "/");
	char *top = xstrndup(path, n);
	bool in = *top && !strcasecmp(folder_type(top), scope);
	free(top);
	return in || (!strcasecmp(scope, "Personal") && *path &&
		      !strcmp(folder_type(path), "User Created"));
}

static enum status write_folders(struct cmdlet_call *c,
				 const struct mailbox_statistics_query *query,
				 const struct recipient *r, const struct folders *folders)
{
	const struct maildir_statistics root = {.folder = (char *)""};
	const char *scope = identity_text(query->scope);
	int64_t limit = value_is_null(query->result_size)
				? INT64_MAX
				: exchange_result_limit(query->result_size);
	int64_t skip = value_is_null(query->skip_count) ? 0 : query->skip_count.integer;
	for (size_t i = 0; i <= folders->count; i++) {
		const struct maildir_statistics *f = i ? &folders->items[i - 1] : &root;
		if (!in_scope(scope, f->folder) || skip-- > 0)
			continue;
		if (limit-- <= 0)
			return exchange_warn_more(c);
		enum status status =
			cmdlet_write(c, folder_object(r, folders, f, query->oldest_and_newest));
		if (status != OK)
			return status;
	}
	return OK;
}

enum status folder_statistics_write(struct cmdlet_call *c, struct migration_use *use,
				    const struct mailbox_statistics_query *query)
{
	struct recipient recipient;
	struct folders folders;
	bool found, good;
	if (migration_use_open(c, use) != OK)
		return ERROR;
	enum status status = recipient_find(c, use, asked_identity(query), RECIPIENT_MAILBOX,
					    &recipient, &found);
	if (status != OK || !found)
		return status;
	if (query->archive)
		return no_archive(c, &recipient);
	status = folders_load(c, recipient.row.address, &folders, &good);
	if (status != OK || !good)
		return status;
	status = write_folders(c, query, &recipient, &folders);
	folders_clear(&folders);
	return status;
}

/* ---- Get-MailboxFolder, New-MailboxFolder ---- */

/* "ann@contoso.com:\Inbox\2024" to the mailbox and "Inbox/2024". */
static enum status resolve(struct cmdlet_call *c, struct migration_use *use, Value identity,
			   struct recipient *recipient_r, const char **path_r, bool *good_r)
{
	const char *text = identity_text(identity);
	const char *colon = text ? strchr(text, ':') : NULL;
	const char *slash = text ? strchr(text, '\\') : NULL;
	const char *end = colon ? colon : slash;
	const char *user = exchange_connection_user();
	*good_r = false;
	if (end == text || !text)
		end = NULL;
	Value mailbox = end ? string_new(text, (size_t)(end - text))
			: user && (!text || *text == ':' || *text == '\\') ? string_from(user)
			: text && !slash && !colon                         ? string_from(text)
									   : NULL_VALUE;
	if (value_is_null(mailbox))
		return cmdlet_error(c, "MailboxRequired", CATEGORY_INVALID_ARGUMENT, identity,
				    "Say whose folder is meant: -Identity MAILBOX:\\FOLDER, or "
				    "connect with Connect-ExchangeOnline -UserPrincipalName.");
	const char *rest = slash ? slash + 1 : "";
	char *path = arena_strdup(&use->arena, rest);
	for (char *p = path; *p; p++)
		if (*p == '\\')
			*p = '/';
	*path_r = path;
	return recipient_find(c, use, mailbox, RECIPIENT_MAILBOX, recipient_r, good_r);
}

static Value mailbox_folder_object(const struct recipient *r, const struct folders *folders,
				   const char *path)
{
	static const char *const names[] = {
		"Name",       "Identity",      "ParentFolder",   "FolderPath", "FolderClass",
		"FolderSize", "HasSubfolders", "MailboxOwnerId", "IsValid",    "ObjectState",
	};
	const char *slash = strrchr(path, '/');
	struct maildir_statistics all = sum_of(folders, path);
	bool below = false;
	for (size_t i = 0; i < folders->count; i++)
		below |= is_below(folders->items[i].folder, path);
	char *text = xasprintf("%s:\\%s", r->row.name, path);
	char *parent = xasprintf("%s:\\%.*s", r->row.name, slash ? (int)(slash - path) : 0, path);
	for (char *p = strchr(text, ':'); *p; p++)
		*p = *p == '/' ? '\\' : *p;
	for (char *p = strchr(parent, ':'); *p; p++)
		*p = *p == '/' ? '\\' : *p;
	Value levels = list_new();
	for (const char *p = path; *p;) {
		size_t n = strcspn(p, "/");
		list_add(value_as_list(levels), string_new(p, n));
		p += n + (p[n] == '/');
	}
	const Value values[] = {
		string_from(!*path  ? "Top of Information Store"
			    : slash ? slash + 1
				    : path),
		identity_new(text, NULL),
		identity_new(parent, NULL),
		list_to_array(value_as_list(levels)),
		string_from("IPF.Note"),
		byte_quantified_size_new((int64_t)all.bytes),
		value_bool(below),
		identity_new(r->row.name, r->row.guid),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	free(text);
	free(parent);
	return exchange_object("MailboxFolder", names, countof(names), values);
}

static bool at_depth(const char *folder, const char *path, enum folder_depth depth)
{
	if (!strcmp(folder, path))
		return depth != FOLDER_CHILDREN;
	if (depth == FOLDER_ITSELF || !is_below(folder, path))
		return false;
	const char *rest = folder + strlen(path) + (*path != '\0');
	return depth == FOLDER_AND_ALL_BELOW || !strchr(rest, '/');
}

enum status mailbox_folder_write(struct cmdlet_call *c, struct migration_use *use, Value identity,
				 enum folder_depth depth, Value result_size)
{
	struct recipient r;
	struct folders folders;
	const char *path;
	bool good, any = false;
	int64_t limit = exchange_result_limit(result_size);
	if (migration_use_open(c, use) != OK)
		return ERROR;
	enum status status = resolve(c, use, identity, &r, &path, &good);
	if (status == OK && good)
		status = folders_load(c, r.row.address, &folders, &good);
	if (status != OK || !good)
		return status;
	if (!*path && depth != FOLDER_CHILDREN) {
		any = true;
		status = cmdlet_write(c, mailbox_folder_object(&r, &folders, ""));
	}
	for (size_t i = 0; i < folders.count && status == OK; i++) {
		if (!at_depth(folders.items[i].folder, path, depth))
			continue;
		any = true;
		if (limit-- <= 0) {
			status = exchange_warn_more(c);
			break;
		}
		status = cmdlet_write(c,
				      mailbox_folder_object(&r, &folders, folders.items[i].folder));
	}
	folders_clear(&folders);
	if (status == OK && !any && depth != FOLDER_CHILDREN)
		return exchange_not_found(c, identity_text(identity));
	return status;
}

static int make_folder(const char *address, const char *path, struct error *error)
{
	struct folder_path parts = {.parts = xcalloc(FOLDER_PATH_MAX_PARTS, sizeof(char *))};
	struct maildir maildir;
	for (const char *p = path; *p && parts.count < FOLDER_PATH_MAX_PARTS;) {
		size_t n = strcspn(p, "/");
		bool inbox = !parts.count && n == 5 && !strncasecmp(p, "Inbox", 5);
		parts.parts[parts.count++] = inbox ? xstrdup("INBOX") : xstrndup(p, n);
		p += n + (p[n] == '/');
	}
	char *mailbox = maildir_mailbox_path(address, error);
	char *name = maildir_folder_name(&parts);
	int result = mailbox ? maildir_open(&maildir, mailbox, name, error) : -1;
	if (result == 0) {
		maildir_close(&maildir);
		result = maildir_subscribe(mailbox, name, error);
	}
	free(mailbox);
	free(name);
	folder_path_clear(&parts);
	return result;
}

enum status mailbox_folder_create(struct cmdlet_call *c, struct migration_use *use, Value parent,
				  const char *name)
{
	struct recipient r;
	struct folders folders;
	struct error error = ERROR_INIT;
	const char *path;
	bool good, go;
	if (migration_use_open(c, use) != OK)
		return ERROR;
	enum status status = resolve(c, use, parent, &r, &path, &good);
	if (status == OK && good)
		status = cmdlet_should_process(c, name, "New-MailboxFolder", &go);
	if (status != OK || !good || !go)
		return status;
	char *full = xasprintf("%s%s%s", path, *path ? "/" : "", name);
	const char *target = arena_strdup(&use->arena, full);
	free(full);
	if (make_folder(r.row.address, target, &error) < 0) {
		status = cmdlet_error(c, "FolderNotCreated", CATEGORY_WRITE_ERROR,
				      string_from(target), "%s", error.message);
		error_clear(&error);
		return status;
	}
	status = folders_load(c, r.row.address, &folders, &good);
	if (status != OK || !good)
		return status;
	Value object = mailbox_folder_object(&r, &folders, target);
	folders_clear(&folders);
	return cmdlet_write(c, object);
}

/* ---- samples ---- */

static const struct recipient no_recipient = {
	.row = {.name = "", .address = "", .type = "UserMailbox"}};

Value mailbox_statistics_sample(void)
{
	const struct folders none = {NULL, 0};
	return statistics_object(&no_recipient, &none, false);
}

Value folder_statistics_sample(void)
{
	struct maildir_statistics inbox = {.folder = (char[]){"Inbox"}};
	const struct folders folders = {&inbox, 1};
	return folder_object(&no_recipient, &folders, &inbox, false);
}
