/* The digest of a Maildir's folder. */
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/folder_digest.h"
#include "transport/imap_fetch.h"
#include "transport/maildir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_SIZE ((size_t)128 * 1024)

struct reader {
	struct folder_digest *digest;
	struct folder_digest_hash *hash;
	struct maildir_keywords keywords;
	char *buffer;
};

static const char *read_flags(struct reader *reader, const char *letters)
{
	static const char known[] = "DFRST";
	static const uint32_t flags[] = {IMAP_FLAG_DRAFT, IMAP_FLAG_FLAGGED, IMAP_FLAG_ANSWERED,
					 IMAP_FLAG_SEEN, IMAP_FLAG_DELETED};
	const char *words[26];
	size_t count = 0;
	uint32_t set = 0;

	for (; *letters; letters++) {
		const char *place = strchr(known, *letters);
		if (place)
			set |= flags[place - known];
		else if (*letters >= 'a' && *letters <= 'z' && count < countof(words) &&
			 reader->keywords.names[*letters - 'a'])
			words[count++] = reader->keywords.names[*letters - 'a'];
	}
	return folder_digest_flags(reader->digest, set, words, count);
}

static int read_file(struct reader *reader, int folder, const char *name, struct error *error)
{
	int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
	struct maildir_name parsed;
	struct stat status;
	ssize_t length = -1;

	if (file < 0 && errno == ENOENT)
		return 0; /* moved or deleted meanwhile */
	if (file >= 0 && fstat(file, &status) == 0)
		while ((length = read(file, reader->buffer, READ_SIZE)) > 0)
			folder_digest_hash_add(reader->hash, reader->buffer, (size_t)length);
	if (file < 0 || length < 0)
		error_set(error, FAILURE_LOCAL, "The message %s can't be read: %s", name,
			  strerror(errno));
	if (file >= 0)
		close(file);
	if (length < 0)
		return -1;
	struct folder_digest_message *message = folder_digest_add(reader->digest);
	maildir_name_parse(name, &parsed);
	message->size = (uint64_t)status.st_size;
	message->date = status.st_mtime;
	message->flags = read_flags(reader, parsed.flags);
	folder_digest_hash_end(reader->hash, reader->digest, message);
	return 0;
}

static int read_part(struct reader *reader, const char *path, const char *part, struct error *error)
{
	char *full = xasprintf("%s/%s", path, part);
	DIR *folder = opendir(full);
	struct dirent *entry;
	int result = 0;

	if (!folder && errno != ENOENT)
		result = error_set(error, FAILURE_LOCAL, "The folder %s can't be opened: %s", full,
				   strerror(errno));
	while (folder && result == 0 && (entry = readdir(folder)))
		if (*entry->d_name != '.')
			result = read_file(reader, dirfd(folder), entry->d_name, error);
	if (folder)
		closedir(folder);
	free(full);
	return result;
}

int folder_digest_maildir(struct folder_digest *digest, const char *path, struct error *error)
{
	struct reader reader = {.digest = digest,
				.hash = folder_digest_hash_create(),
				.buffer = xmalloc(READ_SIZE)};
	const struct maildir maildir = {.path = (char *)path};

	maildir_keywords_load(&maildir, &reader.keywords);
	int result = read_part(&reader, path, "cur", error);
	if (result == 0)
		result = read_part(&reader, path, "new", error);
	maildir_keywords_clear(&reader.keywords);
	folder_digest_hash_free(&reader.hash);
	free(reader.buffer);
	return result;
}
