/* Delivers to an IMAP server. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/folder_digest.h"
#include "transport/folder_map.h"
#include "transport/folder_role.h"
#include "transport/imap_append.h"
#include "transport/imap_capability.h"
#include "transport/imap_client.h"
#include "transport/imap_list.h"
#include "transport/imap_quote.h"
#include "transport/imap_seqset.h"
#include "transport/imap_utf7.h"
#include "transport/message_header.h"
#include "transport/target.h"

#include <stdlib.h>
#include <string.h>

#define MAX_CHANGES_QUEUED 500
#define STATUS_ITEMS " (MESSAGES UIDNEXT UIDVALIDITY)"

enum selected { SELECTED_NOTHING, SELECTED_READ_ONLY, SELECTED_READ_WRITE };

/* What STATUS said of a folder. */
struct status {
	struct imap_folder_status status;
	bool refused;
	struct strbuf answer;
};

/* A folder of which the status was asked, for one open(). */
struct fresh {
	struct status status; /* first: the handlers of STATUS are given the whole */
	char *name;           /* raw */
	bool subscribe, created;
};

struct target_imap {
	struct target target;
	struct imap_client *client;
	struct imap_append *append;
	char *prefix; /* raw, before the name of every folder but INBOX */
	char separator;
	struct strbuf name; /* of the folder, quoted for commands */
	enum selected selected;
	struct imap_seqset removed; /* to be expunged */
	struct fresh *fresh;        /* what prepare() found */
	size_t fresh_count, fresh_capacity;
	char *roles[FOLDER_ROLE_COUNT]; /* the server's own folders for them, raw; NULL: none */
};

static struct target_imap *self_of(const struct target *target)
{
	return (struct target_imap *)target;
}

static int take_any_answer(void *context, const struct imap_reply *reply, struct error *error)
{
	(void)context, (void)reply, (void)error;
	return 0;
}

/* Characters that servers refuse in names, the likeliest first, and what looks like them. */
static const struct {
	char character;
	uint32_t looks_like;
} lookalikes[] = {
	{'.', 0x2024}, {'/', 0x2215}, {'*', 0x2217}, {'%', 0xFF05}, {'\\', 0x2216},
	{'"', 0x201D}, {'#', 0xFF03}, {'&', 0xFF06}, {'~', 0x223C},
};
/* How many of them are replaced, in the tries to create a folder. */
static const size_t strictness[] = {0, 1, countof(lookalikes)};

static uint32_t find_lookalike(uint32_t c, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (c == (unsigned char)lookalikes[i].character)
			return lookalikes[i].looks_like;
	return 0;
}

static void add_part(const char *part, char separator, size_t replaced, struct strbuf *name)
{
	struct strbuf clean = STRBUF_INIT;
	size_t length = strlen(part), step;

	for (size_t i = 0; i < length; i += step) {
		uint32_t c;
		step = imap_utf7_decode_char(part + i, length - i, &c);
		if (!step) {
			step = 1;
			c = 0xFFFD;
		}
		bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
		bool splits = separator && c == (unsigned char)separator;
		uint32_t other = find_lookalike(c, splits ? countof(lookalikes) : replaced);
		imap_utf7_add_char(&clean, control  ? 0xFFFD
					   : other  ? other
					   : splits ? (uint32_t)'_'
						    : c);
	}
	imap_utf7_from_utf8(clean.data, name);
	strbuf_clear(&clean);
}

/* The server's folder for what Exchange calls `name`; NULL: it has none. */
static const char *special_folder(const struct target_imap *self, const char *name)
{
	for (enum folder_role role = 0; role < FOLDER_ROLE_COUNT; role++)
		if (!strcmp(name, folder_role_name(role)))
			return self->roles[role];
	return NULL;
}

static char *folder_name(const struct target_imap *self, const struct folder_path *path,
			 size_t replaced)
{
	struct strbuf name = STRBUF_INIT;
	bool inbox = !strcmp(path->parts[0], "INBOX");
	const char *special = special_folder(self, path->parts[0]);

	if (special)
		strbuf_adds(&name, special);
	else if (!inbox || path->count > 1)
		strbuf_adds(&name, self->prefix);
	/* Below INBOX, where the server puts everything below INBOX anyway. */
	bool skip = inbox && path->count > 1 && !strncasecmp(self->prefix, "INBOX", 5);
	size_t first = skip || special ? 1 : 0;
	if (special && path->count > 1)
		strbuf_addc(&name, self->separator ? self->separator : '/');
	for (size_t i = first; i < path->count; i++) {
		if (i > first)
			strbuf_addc(&name, self->separator ? self->separator : '/');
		add_part(path->parts[i], self->separator, replaced, &name);
	}
	return strbuf_detach(&name, NULL);
}

static int see_status(void *context, const struct imap_node *response, struct error *error)
{
	struct status *status = context;
	(void)error;

	if (imap_node_is(imap_node_child(response, 1), "STATUS"))
		imap_status_read(imap_node_child(response, 3), &status->status);
	return 0;
}

static int status_done(void *context, const struct imap_reply *reply, struct error *error)
{
	struct status *status = context;
	(void)error;

	status->refused = reply->status != IMAP_STATUS_OK;
	strbuf_reset(&status->answer);
	strbuf_adds(&status->answer, reply->text);
	return 0;
}

static int leave(struct target_imap *self, struct error *error)
{
	struct imap_handler handler = {.done = take_any_answer};
	bool read_only = self->selected == SELECTED_READ_ONLY;

	if (self->selected == SELECTED_NOTHING)
		return 0;
	self->selected = SELECTED_NOTHING;
	if (imap_client_can(self->client, IMAP_CAPABILITY_UNSELECT))
		return imap_client_run(self->client, &handler, error, "UNSELECT");
	/* CLOSE would expunge what others marked deleted: only after EXAMINE. */
	return read_only ? imap_client_run(self->client, &handler, error, "CLOSE") : 0;
}

static int get_status(struct target_imap *self, struct status *status, struct error *error)
{
	struct imap_handler handler = {
		.context = status, .untagged = see_status, .done = status_done};

	return imap_client_run(self->client, &handler, error, "STATUS %s" STATUS_ITEMS,
			       self->name.data);
}

/* 1: it is there now; 0: the server doesn't want this name; -1: error. */
static int create(struct target_imap *self, bool subscribe, struct status *status,
		  struct error *error)
{
	struct imap_handler handler = {.context = status, .done = status_done};
	struct imap_handler any = {.done = take_any_answer};

	if (imap_client_run(self->client, &handler, error, "CREATE %s", self->name.data) < 0)
		return -1;
	if (status->refused && !strcasestr(status->answer.data, "EXIST"))
		return 0;
	if (get_status(self, status, error) < 0)
		return -1;
	if (status->refused)
		return error_set(error, FAILURE_SERVER, "The target doesn't open it: %s",
				 status->answer.data);
	if (subscribe &&
	    imap_client_run(self->client, &any, error, "SUBSCRIBE %s", self->name.data) < 0)
		return -1;
	return 1;
}

static void set_name(struct target_imap *self, const char *name)
{
	strbuf_reset(&self->name);
	imap_quote_astring(&self->name, name);
	imap_append_set_folder(self->append, name);
}

/* ---- many folders at once ---- */

/* Keeps the queue of changes from growing without bounds. */
static int change(struct target_imap *self, struct error *error)
{
	return imap_client_queued(self->client) < MAX_CHANGES_QUEUED
		       ? 0
		       : imap_client_drain(self->client, error);
}

static int create_done(void *context, const struct imap_reply *reply, struct error *error)
{
	struct fresh *fresh = context;
	(void)error;

	fresh->created = reply->status == IMAP_STATUS_OK;
	return 0;
}

/* A command about each of the folders that wait for it. */
static int send_each(struct target_imap *self, bool (*waits)(const struct fresh *fresh),
		     const char *command, const char *rest, struct imap_handler handler,
		     struct error *error)
{
	struct strbuf name = STRBUF_INIT;
	int result = 0;

	for (size_t i = 0; result == 0 && i < self->fresh_count; i++) {
		if (!waits(&self->fresh[i]))
			continue;
		handler.context = &self->fresh[i];
		strbuf_reset(&name);
		imap_quote_astring(&name, self->fresh[i].name);
		imap_client_send(self->client, &handler, "%s %s%s", command, name.data, rest);
		result = change(self, error);
	}
	strbuf_clear(&name);
	return result;
}

static bool is_unknown(const struct fresh *fresh)
{
	return !fresh->status.status.known;
}

static bool is_missing(const struct fresh *fresh)
{
	return fresh->status.refused;
}

static bool is_to_be_subscribed(const struct fresh *fresh)
{
	return fresh->created && fresh->subscribe;
}

static int ask_status(struct target_imap *self, struct error *error)
{
	struct imap_handler handler = {.untagged = see_status, .done = status_done};

	if (send_each(self, is_unknown, "STATUS", STATUS_ITEMS, handler, error) < 0)
		return -1;
	return imap_client_drain(self->client, error);
}

static int create_missing(struct target_imap *self, struct error *error)
{
	struct imap_handler created = {.done = create_done}, any = {.done = take_any_answer};

	if (send_each(self, is_missing, "CREATE", "", created, error) < 0 ||
	    imap_client_drain(self->client, error) < 0)
		return -1;
	return send_each(self, is_to_be_subscribed, "SUBSCRIBE", "", any, error);
}

static void drop_fresh(struct target_imap *self)
{
	for (size_t i = 0; i < self->fresh_count; i++) {
		strbuf_clear(&self->fresh[i].status.answer);
		free(self->fresh[i].name);
	}
	self->fresh_count = 0;
}

static int prepare(struct target *target, const struct target_place *places, size_t count,
		   struct error *error)
{
	struct target_imap *self = self_of(target);

	drop_fresh(self);
	for (size_t i = 0; i < count; i++) {
		GROW(self->fresh, self->fresh_count, self->fresh_capacity);
		self->fresh[self->fresh_count++] =
			(struct fresh){.status.answer = STRBUF_INIT,
				       .name = folder_name(self, places[i].path, 0),
				       .subscribe = places[i].subscribe};
	}
	if (ask_status(self, error) < 0 || create_missing(self, error) < 0)
		return -1;
	return ask_status(self, error);
}

/* Good for one time: what comes later may be different. */
static bool take_fresh(struct target_imap *self, const char *name,
		       struct imap_folder_status *status_r)
{
	for (size_t i = 0; i < self->fresh_count; i++) {
		struct fresh *fresh = &self->fresh[i];
		if (is_unknown(fresh) || strcmp(fresh->name, name) != 0)
			continue;
		*status_r = fresh->status.status;
		fresh->status.status.known = false;
		return true;
	}
	return false;
}

/* Opens the folder or makes it, where need be under a name that looks the same to people. */
static int open_or_create(struct target_imap *self, const struct folder_path *path, bool subscribe,
			  struct status *status, struct error *error)
{
	char *last = NULL, *refusal = NULL;
	int result = 0;

	for (size_t i = 0; result == 0 && i < countof(strictness); i++) {
		char *name = folder_name(self, path, strictness[i]);
		bool same = last && !strcmp(name, last);
		free(last);
		last = name;
		if (same)
			continue;
		set_name(self, name);
		if (take_fresh(self, name, &status->status))
			result = 1;
		else
			result = get_status(self, status, error);
		if (result == 0 && status->refused) {
			result = create(self, subscribe, status, error);
			if (result == 0 && !refusal)
				refusal = xstrdup(status->answer.data);
		} else if (result == 0) {
			result = 1;
		}
	}
	if (result == 0)
		error_set(error, FAILURE_SERVER, "The target doesn't create it: %s", refusal);
	free(refusal);
	free(last);
	return result > 0 ? 0 : -1;
}

static int open_folder(struct target *target, const struct folder_path *path, bool subscribe,
		       struct target_folder *folder_r, struct error *error)
{
	struct target_imap *self = self_of(target);
	struct status status = {.answer = STRBUF_INIT};
	int result = leave(self, error);

	if (result == 0)
		result = open_or_create(self, path, subscribe, &status, error);
	strbuf_clear(&status.answer);
	*folder_r = (struct target_folder){
		.empty = status.status.known && !status.status.messages,
		.validity = status.status.uidvalidity,
		.next = MAX(status.status.uidnext, 1u),
		.one_by_one = !imap_client_can(self->client, IMAP_CAPABILITY_LITERAL_PLUS),
		.settles_later = imap_client_can(self->client, IMAP_CAPABILITY_LITERAL_PLUS |
								       IMAP_CAPABILITY_UIDPLUS),
		.gives_ids = imap_client_can(self->client, IMAP_CAPABILITY_UIDPLUS)};
	return result;
}

static int select_folder(struct target_imap *self, enum selected wanted, struct error *error)
{
	if (self->selected >= wanted)
		return 0;
	self->selected = wanted;
	return imap_client_run(self->client, &(struct imap_handler){0}, error, "%s %s",
			       wanted == SELECTED_READ_WRITE ? "SELECT" : "EXAMINE",
			       self->name.data);
}

struct listing {
	target_visit *visit;
	void *context;
	int64_t from;
	struct arena arena;
};

static int see_message(void *context, const struct imap_node *response, struct error *error)
{
	struct listing *listing = context;
	struct imap_fetch fetch;
	int result = 0;

	if (imap_fetch_read(response, &listing->arena, &fetch) && fetch.items & IMAP_FETCH_UID &&
	    fetch.uid >= listing->from) {
		struct target_entry message = {
			.id = fetch.uid,
			.identity =
				fetch.body ? message_identity(fetch.body, fetch.body_length) : 0,
			.has_flags = fetch.items & IMAP_FETCH_FLAGS,
			.flags = fetch.flags,
			.keywords = fetch.keywords,
		};
		result = listing->visit(listing->context, &message, error);
	}
	arena_clear(&listing->arena);
	return result;
}

static int list(struct target *target, int64_t from, bool identities, target_visit *visit,
		void *context, struct error *error)
{
	struct target_imap *self = self_of(target);
	struct listing listing = {.visit = visit, .context = context, .from = from};
	/* Servers answer BAD for "1:*" in an empty folder, or OK: both mean nothing. */
	struct imap_handler handler = {
		.context = &listing, .untagged = see_message, .done = take_any_answer};

	arena_init(&listing.arena);
	int result = select_folder(self, SELECTED_READ_ONLY, error);
	if (result == 0)
		result = imap_client_run(self->client, &handler, error, "UID FETCH %u:* (UID%s%s)",
					 (uint32_t)MAX(from, 1), identities ? " FLAGS " : "",
					 identities ? MESSAGE_IDENTITY_ITEM : "");
	arena_clear(&listing.arena);
	return result == 0 ? leave(self, error) : -1;
}

static void limit_batch(struct target *target, unsigned messages)
{
	imap_append_limit(self_of(target)->append, messages);
}

static bool ready(const struct target *target)
{
	return imap_append_ready(self_of(target)->append);
}

static int begin(struct target *target, const struct target_message *message, struct error *error)
{
	(void)error;
	imap_append_begin(self_of(target)->append, message);
	return 0;
}

static int write_body(struct target *target, const void *bytes, size_t length, struct error *error)
{
	(void)error;
	imap_append_write(self_of(target)->append, bytes, length);
	return 0;
}

static int end(struct target *target, struct error *error)
{
	(void)error;
	imap_append_end(self_of(target)->append);
	return 0;
}

static int finish(struct target *target, struct error *error)
{
	(void)error;
	imap_append_finish(self_of(target)->append);
	return 0;
}

static int flush(struct target *target, struct error *error)
{
	struct target_imap *self = self_of(target);
	struct imap_handler any = {.done = take_any_answer};

	imap_append_finish(self->append);
	if (self->removed.count && imap_client_can(self->client, IMAP_CAPABILITY_UIDPLUS)) {
		struct strbuf set = STRBUF_INIT;
		imap_seqset_print(&self->removed, &set);
		imap_client_send(self->client, &any, "UID EXPUNGE %s", set.data);
		strbuf_clear(&set);
	}
	imap_seqset_clear(&self->removed);
	return imap_client_drain(self->client, error);
}

static int set_flags(struct target *target, int64_t id, uint32_t flags, const char *keywords,
		     struct error *error)
{
	struct target_imap *self = self_of(target);
	struct imap_handler any = {.done = take_any_answer};
	struct strbuf list_text = STRBUF_INIT;

	if (select_folder(self, SELECTED_READ_WRITE, error) < 0)
		return -1;
	imap_flags_print(flags, keywords, &list_text);
	imap_client_send(self->client, &any, "UID STORE %u FLAGS.SILENT %s", (uint32_t)id,
			 list_text.data);
	strbuf_clear(&list_text);
	return change(self, error);
}

static int remove_message(struct target *target, int64_t id, struct error *error)
{
	struct target_imap *self = self_of(target);
	struct imap_handler any = {.done = take_any_answer};

	if (select_folder(self, SELECTED_READ_WRITE, error) < 0)
		return -1;
	imap_client_send(self->client, &any, "UID STORE %u +FLAGS.SILENT (\\Deleted)",
			 (uint32_t)id);
	imap_seqset_add(&self->removed, (uint32_t)id, (uint32_t)id);
	return change(self, error);
}

static int digest_folder(struct target *target, const struct folder_path *path,
			 struct folder_digest *digest, struct error *error)
{
	struct target_imap *self = self_of(target);
	int result = 0;

	self->selected = SELECTED_READ_ONLY;
	for (size_t i = 0; result == 0 && i < countof(strictness); i++) {
		char *name = folder_name(self, path, strictness[i]), *reason;
		result = folder_digest_imap(digest, self->client, name, UINT64_MAX, &reason, error);
		free(name);
		free(reason);
	}
	return result < 0 ? -1 : 0;
}

static struct imap_client *client(const struct target *target)
{
	return self_of(target)->client;
}

static void free_target(struct target *target)
{
	struct target_imap *self = self_of(target);

	imap_client_close(&self->client);
	imap_append_free(&self->append);
	imap_seqset_clear(&self->removed);
	strbuf_clear(&self->name);
	for (size_t i = 0; i < countof(self->roles); i++)
		free(self->roles[i]);
	drop_fresh(self);
	free(self->fresh);
	free(self->prefix);
	free(self);
}

static const struct target_class class = {
	.prepare = prepare,
	.open = open_folder,
	.list = list,
	.limit_batch = limit_batch,
	.ready = ready,
	.begin = begin,
	.write = write_body,
	.end = end,
	.finish = finish,
	.flush = flush,
	.set_flags = set_flags,
	.remove = remove_message,
	.digest = digest_folder,
	.client = client,
	.free = free_target,
};

/* Where this user's folders stand on the server, and below which root. */
static int find_prefix(struct target_imap *self, const char *root, struct error *error)
{
	struct imap_namespaces namespaces;
	struct imap_folders folders = {0};
	struct strbuf prefix = STRBUF_INIT;

	if (imap_list_namespaces(self->client, &namespaces, error) < 0)
		return -1;
	for (size_t i = 0; i < namespaces.count; i++) {
		if (!namespaces.items[i].personal)
			continue;
		strbuf_adds(&prefix, namespaces.items[i].prefix);
		self->separator = namespaces.items[i].separator;
		break;
	}
	imap_namespaces_clear(&namespaces);
	int result = 0;
	if (!self->separator) {
		result = imap_list_folders(self->client, "INBOX", &folders, error);
		if (folders.count)
			self->separator = folders.items[0].separator;
		imap_folders_clear(&folders);
	}
	for (const char *part = root; part && *part;) {
		size_t length = strcspn(part, "/");
		char *text = xstrndup(part, length);
		add_part(text, self->separator, 0, &prefix);
		strbuf_addc(&prefix, self->separator ? self->separator : '/');
		free(text);
		part += length + (part[length] == '/');
	}
	self->prefix = strbuf_detach(&prefix, NULL);
	return result;
}

/* The folders that the server has for sent mail, junk and so on. Not below a root of our own. */
static int find_special(struct target_imap *self, struct error *error)
{
	struct imap_folders folders = {0};

	if (!imap_client_can(self->client,
			     IMAP_CAPABILITY_SPECIAL_USE | IMAP_CAPABILITY_LIST_EXTENDED))
		return 0;
	int result = imap_list_folders(self->client, "*", &folders, error);
	for (size_t i = 0; i < folders.count; i++)
		for (enum folder_role role = 0; role < FOLDER_ROLE_COUNT; role++)
			if (folders.items[i].flags & folder_role_flag(role) && !self->roles[role])
				self->roles[role] = xstrdup(folders.items[i].name);
	imap_folders_clear(&folders);
	return result;
}

struct target *target_imap_create(const struct stream_options *options, const char *root,
				  const struct target_events *events, struct error *error)
{
	struct imap_client *connection = imap_client_open(options, NULL, error);

	if (!connection)
		return NULL;
	struct target_imap *self = xcalloc(1, sizeof(*self));
	self->target = (struct target){&class, *events};
	self->client = connection;
	self->append = imap_append_create(connection, events);
	strbuf_init(&self->name);
	if (find_prefix(self, root, error) < 0 || (!root && find_special(self, error) < 0)) {
		free_target(&self->target);
		return NULL;
	}
	return &self->target;
}
