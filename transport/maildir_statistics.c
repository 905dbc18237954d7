/* Counts what a mailbox of the store holds. */
#include "base/xmalloc.h"
#include "transport/imap_utf7.h"
#include "transport/maildir.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void count_file(int folder, const char *file, struct maildir_statistics *statistics)
{
	struct maildir_name name;
	struct stat status;

	if (fstatat(folder, file, &status, 0) < 0 || !S_ISREG(status.st_mode))
		return;
	maildir_name_parse(file, &name);
	statistics->messages++;
	statistics->deleted += strchr(name.flags, 'T') != NULL;
	statistics->bytes += (uint64_t)status.st_size;
	if (!statistics->oldest || status.st_mtime < statistics->oldest)
		statistics->oldest = status.st_mtime;
	statistics->newest = MAX(statistics->newest, (int64_t)status.st_mtime);
}

/* false: there is no such folder. */
static bool count_folder(const char *path, const char *part, struct maildir_statistics *statistics)
{
	char *full = xasprintf("%s/%s", path, part);
	DIR *folder = opendir(full);
	struct dirent *entry;

	free(full);
	if (!folder)
		return false;
	while ((entry = readdir(folder)))
		if (*entry->d_name != '.')
			count_file(dirfd(folder), entry->d_name, statistics);
	closedir(folder);
	return true;
}

/* ".A.B" as "A/B", with the look-alikes of maildir.h turned back. */
static char *shown_name(const char *folder_name)
{
	static const struct {
		const char *shown, *stored;
	} pairs[] = {{".", "\u2024"}, {"/", "\u2215"}};
	struct strbuf raw = STRBUF_INIT, name = STRBUF_INIT;

	imap_utf7_decode_name(folder_name + 1, &raw);
	for (const char *p = raw.data; *p;) {
		size_t i = 0;
		while (i < countof(pairs) &&
		       strncmp(p, pairs[i].stored, strlen(pairs[i].stored)) != 0)
			i++;
		if (i < countof(pairs)) {
			strbuf_adds(&name, pairs[i].shown);
			p += strlen(pairs[i].stored);
		} else {
			strbuf_addc(&name, *p == '.' ? '/' : *p);
			p++;
		}
	}
	strbuf_clear(&raw);
	return strbuf_detach(&name, NULL);
}

static int compare(const void *a, const void *b)
{
	const struct maildir_statistics *left = a, *right = b;
	bool inbox = !strcmp(left->folder, "INBOX"), other = !strcmp(right->folder, "INBOX");

	return inbox != other ? other - inbox : strcmp(left->folder, right->folder);
}

int maildir_statistics(const char *mailbox_path, struct maildir_statistics **list_r,
		       size_t *count_r)
{
	DIR *mailbox = opendir(mailbox_path);
	struct dirent *entry;
	size_t capacity = 0;

	*list_r = NULL;
	*count_r = 0;
	if (!mailbox)
		return -1;
	while ((entry = readdir(mailbox))) {
		bool inbox = !strcmp(entry->d_name, ".");
		struct maildir_statistics statistics = {0};
		if ((*entry->d_name != '.' && !inbox) || !strcmp(entry->d_name, ".."))
			continue;
		char *path = xasprintf("%s/%s", mailbox_path, entry->d_name);
		if (count_folder(path, "cur", &statistics)) {
			count_folder(path, "new", &statistics);
			statistics.folder = inbox ? xstrdup("INBOX") : shown_name(entry->d_name);
			GROW(*list_r, *count_r, capacity);
			(*list_r)[(*count_r)++] = statistics;
		}
		free(path);
	}
	closedir(mailbox);
	if (*count_r)
		qsort(*list_r, *count_r, sizeof(**list_r), compare);
	return 0;
}
