#include "transport/imap_list.h"
#include "base/hashmap.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/imap_capability.h"
#include "transport/imap_client.h"
#include "transport/imap_quote.h"

#include <stdlib.h>
#include <string.h>

static char separator_of(const struct imap_node *node)
{
	const char *text = imap_node_string(node);
	return text ? text[0] : '\0';
}

static void add_namespaces(struct imap_namespaces *all, const struct imap_node *list, bool personal)
{
	if (!list || list->type != IMAP_NODE_LIST)
		return;
	for (const struct imap_node *node = list->children; node; node = node->next) {
		const char *prefix = imap_node_string(imap_node_child(node, 0));
		if (!prefix || node->type != IMAP_NODE_LIST)
			continue;
		GROW(all->items, all->count, all->capacity);
		all->items[all->count++] = (struct imap_namespace){
			xstrdup(prefix), separator_of(imap_node_child(node, 1)), personal};
	}
}

static int see_namespaces(void *context, const struct imap_node *response, struct error *error)
{
	(void)error;
	if (!imap_node_is(imap_node_child(response, 1), "NAMESPACE"))
		return 0;
	for (unsigned i = 0; i < 3; i++)
		add_namespaces(context, imap_node_child(response, 2 + i), i == 0);
	return 0;
}

static int take_any_answer(void *context, const struct imap_reply *reply, struct error *error)
{
	(void)context, (void)reply, (void)error;
	return 0;
}

int imap_list_namespaces(struct imap_client *client, struct imap_namespaces *namespaces_r,
			 struct error *error)
{
	struct imap_handler handler = {
		.context = namespaces_r, .untagged = see_namespaces, .done = take_any_answer};

	*namespaces_r = (struct imap_namespaces){0};
	if (!imap_client_can(client, IMAP_CAPABILITY_NAMESPACE))
		return 0;
	return imap_client_run(client, &handler, error, "NAMESPACE");
}

void imap_namespaces_clear(struct imap_namespaces *namespaces)
{
	for (size_t i = 0; i < namespaces->count; i++)
		free(namespaces->items[i].prefix);
	free(namespaces->items);
	*namespaces = (struct imap_namespaces){0};
}

void imap_folders_clear(struct imap_folders *folders)
{
	for (size_t i = 0; i < folders->count; i++)
		free(folders->items[i].name);
	free(folders->items);
	*folders = (struct imap_folders){0};
}

/* While responses come in: the folders with an index by name. */
struct listing {
	struct imap_folders *folders;
	struct hashmap by_name; /* index + 1 */
};

static bool same_name(const char *a, const char *b)
{
	return !strcmp(a, b) || (!strcasecmp(a, "INBOX") && !strcasecmp(b, "INBOX"));
}

static struct imap_folder *find(const struct listing *listing, const char *name)
{
	if (!strcasecmp(name, "INBOX"))
		name = "INBOX";
	uintptr_t index = (uintptr_t)hashmap_get(&listing->by_name, name);
	return index ? &listing->folders->items[index - 1] : NULL;
}

struct imap_folder *imap_folders_find(const struct imap_folders *folders, const char *name)
{
	for (size_t i = 0; i < folders->count; i++)
		if (same_name(folders->items[i].name, name))
			return &folders->items[i];
	return NULL;
}

static struct imap_folder *add(struct listing *listing, const char *name)
{
	struct imap_folders *folders = listing->folders;
	struct imap_folder *folder = find(listing, name);

	if (folder)
		return folder;
	GROW(folders->items, folders->count, folders->capacity);
	folder = &folders->items[folders->count++];
	*folder = (struct imap_folder){.name = xstrdup(name)};
	hashmap_put(&listing->by_name, strcasecmp(name, "INBOX") ? name : "INBOX",
		    (void *)(uintptr_t)folders->count);
	return folder;
}

static uint32_t folder_flag(const struct imap_node *node)
{
	static const struct {
		const char *name;
		uint32_t flag;
	} names[] = {
		{"\\Noselect", IMAP_FOLDER_NOSELECT},
		{"\\NonExistent", IMAP_FOLDER_NOSELECT},
		{"\\Subscribed", IMAP_FOLDER_SUBSCRIBED},
		{"\\Sent", IMAP_FOLDER_SENT},
		{"\\Trash", IMAP_FOLDER_TRASH},
		{"\\Junk", IMAP_FOLDER_JUNK},
		{"\\Drafts", IMAP_FOLDER_DRAFTS},
		{"\\Archive", IMAP_FOLDER_ARCHIVE},
		{"\\All", IMAP_FOLDER_ALL},
		{"\\Flagged", IMAP_FOLDER_FLAGGED},
		{"\\Important", IMAP_FOLDER_IMPORTANT},
	};

	for (size_t i = 0; i < countof(names); i++)
		if (imap_node_is(node, names[i].name))
			return names[i].flag;
	return 0;
}

void imap_status_read(const struct imap_node *list, struct imap_folder_status *status_r)
{
	const struct imap_node *name = list && list->type == IMAP_NODE_LIST ? list->children : NULL;

	*status_r = (struct imap_folder_status){.known = true};
	for (; name && name->next; name = name->next->next) {
		uint64_t number;
		if (!imap_node_number(name->next, &number))
			continue;
		if (imap_node_is(name, "MESSAGES"))
			status_r->messages = (uint32_t)number;
		else if (imap_node_is(name, "UIDNEXT"))
			status_r->uidnext = (uint32_t)number;
		else if (imap_node_is(name, "UIDVALIDITY"))
			status_r->uidvalidity = (uint32_t)number;
		else if (imap_node_is(name, "HIGHESTMODSEQ"))
			status_r->highestmodseq = number;
	}
}

/* LIST, LSUB or STATUS. */
static int see_folder(void *context, const struct imap_node *response, struct error *error)
{
	struct listing *listing = context;
	const struct imap_node *word = imap_node_child(response, 1);
	const char *name = imap_node_string(imap_node_child(response, 4));
	bool subscribed = imap_node_is(word, "LSUB");

	if (imap_node_is(word, "STATUS")) {
		name = imap_node_string(imap_node_child(response, 2));
		struct imap_folder *folder = name ? find(listing, name) : NULL;
		if (folder)
			imap_status_read(imap_node_child(response, 3), &folder->status);
		return 0;
	}
	if ((!subscribed && !imap_node_is(word, "LIST")) || !name || !imap_quote_possible(name))
		return 0;
	if (listing->folders->count >= IMAP_MAX_FOLDERS)
		return error_set(error, FAILURE_PROTOCOL, "The server lists more than %d folders.",
				 IMAP_MAX_FOLDERS);
	struct imap_folder *folder = subscribed ? find(listing, name) : add(listing, name);
	if (!folder)
		return 0;
	if (subscribed) {
		folder->flags |= IMAP_FOLDER_SUBSCRIBED;
		return 0;
	}
	folder->separator = separator_of(imap_node_child(response, 3));
	for (const struct imap_node *node = imap_node_child(imap_node_child(response, 2), 0); node;
	     node = node->next)
		folder->flags |= folder_flag(node);
	return 0;
}

static void start_listing(struct listing *listing, struct imap_folders *folders)
{
	listing->folders = folders;
	hashmap_init(&listing->by_name, HASHMAP_EXACT);
	for (size_t i = 0; i < folders->count; i++) {
		const char *name = folders->items[i].name;
		hashmap_put(&listing->by_name, strcasecmp(name, "INBOX") ? name : "INBOX",
			    (void *)(uintptr_t)(i + 1));
	}
}

static void add_status_items(const struct imap_client *client, struct strbuf *command)
{
	strbuf_addf(command, "(MESSAGES UIDNEXT UIDVALIDITY%s)",
		    imap_client_can(client, IMAP_CAPABILITY_CONDSTORE) ? " HIGHESTMODSEQ" : "");
}

static void add_quoted(struct strbuf *command, const char *pattern)
{
	strbuf_addc(command, '"');
	for (; *pattern; pattern++) {
		if (*pattern == '"' || *pattern == '\\')
			strbuf_addc(command, '\\');
		strbuf_addc(command, *pattern);
	}
	strbuf_addc(command, '"');
}

int imap_list_folders(struct imap_client *client, const char *pattern, struct imap_folders *folders,
		      struct error *error)
{
	struct listing listing;
	struct imap_handler handler = {.context = &listing, .untagged = see_folder};
	struct imap_handler optional = handler;
	struct strbuf quoted = STRBUF_INIT, options = STRBUF_INIT;
	bool extended = imap_client_can(client, IMAP_CAPABILITY_LIST_EXTENDED);

	optional.done = take_any_answer;
	add_quoted(&quoted, pattern);
	if (extended)
		strbuf_addf(&options, " RETURN (SUBSCRIBED%s",
			    imap_client_can(client, IMAP_CAPABILITY_SPECIAL_USE) ? " SPECIAL-USE"
										 : "");
	if (extended && imap_client_can(client, IMAP_CAPABILITY_LIST_STATUS)) {
		strbuf_adds(&options, " STATUS ");
		add_status_items(client, &options);
	}
	strbuf_adds(&options, extended ? ")" : "");
	start_listing(&listing, folders);
	int result = imap_client_run(client, &handler, error, "LIST \"\" %s%s", quoted.data,
				     options.data);
	if (result == 0 && !extended)
		result = imap_client_run(client, &optional, error, "LSUB \"\" %s", quoted.data);
	hashmap_clear(&listing.by_name, NULL);
	strbuf_clear(&quoted);
	strbuf_clear(&options);
	return result;
}

int imap_list_status(struct imap_client *client, struct imap_folders *folders, struct error *error)
{
	struct listing listing;
	struct imap_handler handler = {
		.context = &listing, .untagged = see_folder, .done = take_any_answer};
	struct strbuf command = STRBUF_INIT;

	start_listing(&listing, folders);
	for (size_t i = 0; i < folders->count; i++) {
		const struct imap_folder *folder = &folders->items[i];
		if (folder->flags & IMAP_FOLDER_NOSELECT || folder->status.known)
			continue;
		strbuf_reset(&command);
		strbuf_adds(&command, "STATUS ");
		imap_quote_astring(&command, folder->name);
		strbuf_addc(&command, ' ');
		add_status_items(client, &command);
		imap_client_send(client, &handler, "%s", command.data);
	}
	int result = imap_client_drain(client, error);
	hashmap_clear(&listing.by_name, NULL);
	strbuf_clear(&command);
	return result;
}

int imap_list_hidden(struct imap_client *client, const char *name, char separator,
		     struct imap_folders *folders, struct error *error)
{
	struct imap_folders found = {0};

	if (imap_folders_find(folders, name))
		return 0;
	found.items = xcalloc(1, sizeof(*found.items));
	found.items[0] = (struct imap_folder){.name = xstrdup(name), .separator = separator};
	found.count = found.capacity = 1;
	int result = imap_list_status(client, &found, error);
	if (result == 0 && found.items[0].status.known) {
		GROW(folders->items, folders->count, folders->capacity);
		folders->items[folders->count++] = found.items[0];
		found.count = 0;
	}
	imap_folders_clear(&found);
	return result;
}
