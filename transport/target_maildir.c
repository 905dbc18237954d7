/*
 * Delivers into a Maildir++ of the local organization. Files are written in tmp; when enough have come
 * together the file system is synced once, then they are renamed into cur, then they count as stored.
 * So a file in cur is always whole, whatever happened: power cuts included.
 */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/folder_digest.h"
#include "transport/maildir.h"
#include "transport/message_header.h"
#include "transport/target.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BUFFER_SIZE ((size_t)128 * 1024)
#define GROUP_MESSAGES 1000
#define GROUP_BYTES ((uint64_t)64 * 1024 * 1024)
/* Over a slow line a group would be long in coming, and nobody could see that anything moves. */
#define GROUP_SECONDS 5
#define HEADER_SIZE ((size_t)16 * 1024)
#define TOKEN_NAME_SIZE 32

struct delivery {
	void *owner;
	uint32_t uid;
	uint64_t token;
	char *name; /* in cur */
};

/* Files of cur by token, for changes to messages that were stored earlier. */
struct index_entry {
	uint64_t token;
	char *name;
};

struct target_maildir {
	struct target target;
	char *mailbox;
	struct maildir folder;
	struct maildir_keywords keywords;
	/* The message being written. */
	struct target_message message;
	struct strbuf letters;
	int file;
	char *buffer;
	size_t used;
	uint64_t stored, bare_lines; /* bytes on disk; line ends that IMAP shows as one byte more */
	bool pending_return, after_return;
	/* Written, not yet renamed. */
	struct delivery *group;
	size_t group_count, group_capacity;
	uint64_t group_bytes;
	time_t group_since; /* when its first message was written */
	struct index_entry *index;
	size_t index_count;
	bool indexed;
};

static struct target_maildir *self_of(struct target *target)
{
	return (struct target_maildir *)target;
}

static int fail(const struct target_maildir *self, const char *what, struct error *error)
{
	int code = errno == EDQUOT || errno == ENOSPC ? FAILURE_QUOTA : FAILURE_LOCAL;
	return error_set(error, code, "The folder %s: %s: %s", self->folder.path, what,
			 strerror(errno));
}

static void drop_index(struct target_maildir *self)
{
	for (size_t i = 0; i < self->index_count; i++)
		free(self->index[i].name);
	free(self->index);
	self->index = NULL;
	self->index_count = 0;
	self->indexed = false;
}

static void tmp_name(uint64_t token, char name_r[TOKEN_NAME_SIZE])
{
	snprintf(name_r, TOKEN_NAME_SIZE, "X%016" PRIx64 ".exosh", token);
}

static void drop_group(struct target_maildir *self)
{
	char tmp[TOKEN_NAME_SIZE];

	for (size_t i = 0; i < self->group_count; i++) {
		tmp_name(self->group[i].token, tmp);
		unlinkat(self->folder.tmp, tmp, 0);
		free(self->group[i].name);
	}
	self->group_count = 0;
	self->group_bytes = 0;
}

static void leave_folder(struct target_maildir *self)
{
	drop_group(self);
	drop_index(self);
	maildir_keywords_clear(&self->keywords);
	maildir_close(&self->folder);
}

static int open_folder(struct target *target, const struct folder_path *path, bool subscribe,
		       struct target_folder *folder_r, struct error *error)
{
	struct target_maildir *self = self_of(target);
	char *name = maildir_folder_name(path);
	int result;

	leave_folder(self);
	result = maildir_open(&self->folder, self->mailbox, name, error);
	if (result == 0 && subscribe)
		result = maildir_subscribe(self->mailbox, name, error);
	free(name);
	if (result < 0)
		return -1;
	maildir_keywords_load(&self->folder, &self->keywords);
	*folder_r = (struct target_folder){.validity = self->folder.validity, .gives_ids = true};
	return 0;
}

static int64_t read_identity(int folder, const char *name, char *buffer)
{
	int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
	ssize_t length = file < 0 ? -1 : read(file, buffer, HEADER_SIZE);

	if (file >= 0)
		close(file);
	return length < 0 ? 0 : message_identity(buffer, (size_t)length);
}

/* Calls `visit` for the files of cur, or of new where mail was delivered by others. */
static int list_part(struct target_maildir *self, const char *part, bool identities,
		     target_visit *visit, void *context, struct error *error)
{
	char *path = xasprintf("%s/%s", self->folder.path, part);
	char *buffer = xmalloc(HEADER_SIZE);
	DIR *folder = opendir(path);
	struct dirent *entry;
	int result = 0;

	while (folder && result == 0 && (entry = readdir(folder))) {
		struct maildir_name name;
		if (*entry->d_name == '.')
			continue;
		maildir_name_parse(entry->d_name, &name);
		struct target_entry message = {.id = (int64_t)name.token};
		if (identities)
			message.identity = read_identity(dirfd(folder), entry->d_name, buffer);
		result = visit(context, &message, error);
	}
	if (folder)
		closedir(folder);
	free(buffer);
	free(path);
	return result;
}

static int list(struct target *target, int64_t from, bool identities, target_visit *visit,
		void *context, struct error *error)
{
	struct target_maildir *self = self_of(target);
	(void)from;

	if (list_part(self, "cur", identities, visit, context, error) < 0)
		return -1;
	return list_part(self, "new", identities, visit, context, error);
}

static void limit_batch(struct target *target, unsigned messages)
{
	(void)target, (void)messages;
}

static bool ready(const struct target *target)
{
	(void)target;
	return true;
}

static int begin(struct target *target, const struct target_message *message, struct error *error)
{
	struct target_maildir *self = self_of(target);
	char tmp[TOKEN_NAME_SIZE];

	self->message = *message;
	strbuf_reset(&self->letters);
	maildir_flag_letters(message->flags, message->keywords, &self->keywords, &self->letters);
	self->message.keywords = NULL;
	self->used = 0;
	self->stored = self->bare_lines = 0;
	self->pending_return = self->after_return = false;
	tmp_name(message->token, tmp);
	/* What stands there is left over from an attempt that was cut off. */
	self->file = openat(self->folder.tmp, tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	return self->file < 0 ? fail(self, "a message can't be created", error) : 0;
}

static int write_out(struct target_maildir *self, const char *bytes, size_t length,
		     struct error *error)
{
	self->stored += length;
	while (length) {
		ssize_t written = write(self->file, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fail(self, "a message can't be written", error);
		bytes += written;
		length -= (size_t)written;
	}
	return 0;
}

static int put(struct target_maildir *self, const char *bytes, size_t length, struct error *error)
{
	if (!length)
		return 0;
	if (self->used + length > BUFFER_SIZE) {
		if (write_out(self, self->buffer, self->used, error) < 0)
			return -1;
		self->used = 0;
	}
	if (length > BUFFER_SIZE)
		return write_out(self, bytes, length, error);
	memcpy(self->buffer + self->used, bytes, length);
	self->used += length;
	return 0;
}

/* Lines end in LF in a Maildir, in CRLF on the wire; all other bytes stay. */
static int write_body(struct target *target, const void *bytes, size_t length, struct error *error)
{
	struct target_maildir *self = self_of(target);
	const char *p = bytes, *end = p + length;

	while (p < end) {
		if (self->pending_return && *p != '\n') {
			if (put(self, "\r", 1, error) < 0)
				return -1;
			self->after_return = true;
		}
		self->pending_return = false;
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		const char *stop = newline ? newline : end;
		bool held = stop > p && stop[-1] == '\r';
		if (put(self, p, (size_t)(stop - p) - held, error) < 0)
			return -1;
		if (stop - p > held)
			self->after_return = stop[-1 - held] == '\r';
		self->pending_return = held && !newline;
		if (newline) {
			if (put(self, "\n", 1, error) < 0)
				return -1;
			self->bare_lines += !self->after_return;
			self->after_return = false;
		}
		p = newline ? newline + 1 : end;
	}
	return 0;
}

/* Syncs, renames, reports: see the top of the file. */
static int flush(struct target *target, struct error *error)
{
	struct target_maildir *self = self_of(target);
	const struct target_events *events = &target->events;
	char tmp[TOKEN_NAME_SIZE];

	if (!self->group_count)
		return 0;
	if (maildir_keywords_save(&self->folder, &self->keywords, error) < 0)
		return -1;
	if (syncfs(self->folder.tmp) < 0)
		return fail(self, "the disk can't be synced", error);
	for (size_t i = 0; i < self->group_count; i++) {
		tmp_name(self->group[i].token, tmp);
		if (renameat(self->folder.tmp, tmp, self->folder.cur, self->group[i].name) < 0)
			return fail(self, "a message can't be moved into place", error);
	}
	if (fsync(self->folder.cur) < 0)
		return fail(self, "the disk can't be synced", error);
	int result = 0;
	for (size_t i = 0; i < self->group_count; i++) {
		const struct delivery *delivery = &self->group[i];
		if (result == 0)
			result = events->stored(events->context, delivery->owner, delivery->uid,
						(int64_t)delivery->token, error);
		free(delivery->name);
	}
	self->group_count = 0;
	self->group_bytes = 0;
	return result;
}

static int finish(struct target *target, struct error *error)
{
	return flush(target, error);
}

static time_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
	return time.tv_sec;
}

static int end(struct target *target, struct error *error)
{
	struct target_maildir *self = self_of(target);
	const struct target_message *message = &self->message;
	struct timespec times[2] = {{message->date.seconds, 0}, {message->date.seconds, 0}};

	if (self->pending_return && put(self, "\r", 1, error) < 0)
		return -1;
	if (write_out(self, self->buffer, self->used, error) < 0)
		return -1;
	self->used = 0;
	if (message->date.known && futimens(self->file, times) < 0)
		return fail(self, "a message's date can't be set", error);
	int closed = close(self->file);
	self->file = -1;
	if (closed < 0)
		return fail(self, "a message can't be written", error);
	GROW(self->group, self->group_count, self->group_capacity);
	self->group[self->group_count++] = (struct delivery){
		message->owner, message->uid, message->token,
		xasprintf("%" PRId64 ".X%016" PRIx64 ".exosh,S=%" PRIu64 ",W=%" PRIu64 ":2,%s",
			  message->date.seconds, message->token, self->stored,
			  self->stored + self->bare_lines, self->letters.data)};
	self->group_bytes += self->stored;
	if (self->group_count == 1)
		self->group_since = now();
	if (self->group_count >= GROUP_MESSAGES || self->group_bytes >= GROUP_BYTES ||
	    now() - self->group_since >= GROUP_SECONDS)
		return flush(target, error);
	return 0;
}

static int compare_tokens(const void *a, const void *b)
{
	uint64_t left = ((const struct index_entry *)a)->token;
	uint64_t right = ((const struct index_entry *)b)->token;
	return left < right ? -1 : left > right;
}

static const struct index_entry *find(struct target_maildir *self, int64_t id)
{
	struct index_entry key = {.token = (uint64_t)id};
	size_t capacity = 0;

	if (!self->indexed) {
		DIR *folder = fdopendir(openat(self->folder.cur, ".", O_RDONLY | O_CLOEXEC));
		struct dirent *entry;
		while (folder && (entry = readdir(folder))) {
			struct maildir_name name;
			if (*entry->d_name == '.')
				continue;
			maildir_name_parse(entry->d_name, &name);
			GROW(self->index, self->index_count, capacity);
			self->index[self->index_count++] =
				(struct index_entry){name.token, xstrdup(entry->d_name)};
		}
		if (folder)
			closedir(folder);
		if (self->index_count)
			qsort(self->index, self->index_count, sizeof(*self->index), compare_tokens);
		self->indexed = true;
	}
	if (!self->index_count)
		return NULL;
	return bsearch(&key, self->index, self->index_count, sizeof(*self->index), compare_tokens);
}

static int set_flags(struct target *target, int64_t id, uint32_t flags, const char *keywords,
		     struct error *error)
{
	struct target_maildir *self = self_of(target);
	struct index_entry *entry = (struct index_entry *)find(self, id);

	if (!entry)
		return 0;
	strbuf_reset(&self->letters);
	maildir_flag_letters(flags, keywords, &self->keywords, &self->letters);
	if (maildir_keywords_save(&self->folder, &self->keywords, error) < 0)
		return -1;
	char *name = xasprintf("%.*s:2,%s", (int)strcspn(entry->name, ":"), entry->name,
			       self->letters.data);
	if (renameat(self->folder.cur, entry->name, self->folder.cur, name) < 0 &&
	    errno != ENOENT) {
		free(name);
		return fail(self, "flags can't be set", error);
	}
	free(entry->name);
	entry->name = name;
	return 0;
}

static int remove_message(struct target *target, int64_t id, struct error *error)
{
	struct target_maildir *self = self_of(target);
	const struct index_entry *entry = find(self, id);

	if (entry && unlinkat(self->folder.cur, entry->name, 0) < 0 && errno != ENOENT)
		return fail(self, "a message can't be removed", error);
	return 0;
}

static int digest_folder(struct target *target, const struct folder_path *path,
			 struct folder_digest *digest, struct error *error)
{
	char *name = maildir_folder_name(path);
	char *full = xasprintf("%s/%s", self_of(target)->mailbox, name);
	int result = folder_digest_maildir(digest, full, error);

	free(full);
	free(name);
	return result;
}

static struct imap_client *client(const struct target *target)
{
	(void)target;
	return NULL;
}

static void free_target(struct target *target)
{
	struct target_maildir *self = self_of(target);

	if (self->file >= 0)
		close(self->file);
	leave_folder(self);
	strbuf_clear(&self->letters);
	free(self->group);
	free(self->buffer);
	free(self->mailbox);
	free(self);
}

static const struct target_class class = {
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

struct target *target_maildir_create(const char *mailbox_address,
				     const struct target_events *events, struct error *error)
{
	char *mailbox = maildir_mailbox_path(mailbox_address, error);

	if (!mailbox)
		return NULL;
	struct target_maildir *self = xcalloc(1, sizeof(*self));
	self->target = (struct target){&class, *events};
	self->mailbox = mailbox;
	self->folder = (struct maildir){.cur = -1, .tmp = -1};
	self->file = -1;
	self->buffer = xmalloc(BUFFER_SIZE);
	strbuf_init(&self->letters);
	return &self->target;
}
