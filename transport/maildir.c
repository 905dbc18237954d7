#include "transport/maildir.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/folder_map.h"
#include "transport/home.h"
#include "transport/imap_utf7.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file name has at most 255 bytes. */
#define MAX_FOLDER_NAME 240

char *maildir_mailbox_path(const char *address, struct error *error)
{
	bool usable = address && *address && *address != '.' && strlen(address) < 255;

	for (const char *p = address; usable && *p; p++)
		usable = (unsigned char)*p > 0x20 && *p != 0x7F && *p != '/';
	if (!usable) {
		error_set(error, FAILURE_LOCAL, "'%s' can't be the address of a mailbox.",
			  address ? address : "");
		return NULL;
	}
	char *name = xasprintf("mailboxes/%s", address);
	for (char *p = name; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	char *path = home_file(name);
	free(name);
	return path;
}

static void add_part(struct strbuf *name, const char *part)
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
		imap_utf7_add_char(&clean, c == '.'   ? 0x2024
					   : c == '/' ? 0x2215
					   : control  ? 0xFFFD
						      : c);
	}
	strbuf_addc(name, '.');
	imap_utf7_from_utf8(clean.data, name);
	strbuf_clear(&clean);
}

/* A name that is too long is cut, with a hash of the whole so that it stays unique. */
static void shorten(struct strbuf *name)
{
	unsigned char digest[SHA256_DIGEST_LENGTH];

	if (name->length <= MAX_FOLDER_NAME)
		return;
	SHA256((const unsigned char *)name->data, name->length, digest);
	size_t keep = MAX_FOLDER_NAME - 10;
	/* Not inside of "&…-". */
	const char *shift = memrchr(name->data, '&', keep);
	if (shift && !memchr(shift, '-', keep - (size_t)(shift - name->data)))
		keep = (size_t)(shift - name->data);
	while (keep && name->data[keep - 1] == '.')
		keep--;
	strbuf_set_length(name, keep);
	strbuf_addf(name, "~%02x%02x%02x%02x", digest[0], digest[1], digest[2], digest[3]);
}

char *maildir_folder_name(const struct folder_path *path)
{
	struct strbuf name = STRBUF_INIT;

	if (path->count == 1 && !strcmp(path->parts[0], "INBOX"))
		return xstrdup("");
	for (size_t i = 0; i < path->count; i++)
		add_part(&name, path->parts[i]);
	shorten(&name);
	return strbuf_detach(&name, NULL);
}

static int make_tree(const char *path, bool subfolder)
{
	static const char *const parts[] = {"cur", "new", "tmp"};
	char file[4096];
	int result = home_make_folder(path);

	for (size_t i = 0; result == 0 && i < countof(parts); i++) {
		snprintf(file, sizeof(file), "%s/%s", path, parts[i]);
		if (mkdir(file, 0700) < 0 && errno != EEXIST)
			result = -1;
	}
	if (result == 0 && subfolder) {
		/* Marks a Maildir++ folder, for delivery agents. */
		snprintf(file, sizeof(file), "%s/maildirfolder", path);
		int fd = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		result = fd < 0 ? -1 : close(fd);
	}
	return result;
}

static int open_part(const struct maildir *maildir, const char *part)
{
	char *path = xasprintf("%s/%s", maildir->path, part);
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(path);
	return fd;
}

int maildir_open(struct maildir *maildir, const char *mailbox_path, const char *folder_name,
		 struct error *error)
{
	struct stat status;

	*maildir = (struct maildir){.cur = -1, .tmp = -1};
	maildir->path = *folder_name ? xasprintf("%s/%s", mailbox_path, folder_name)
				     : xstrdup(mailbox_path);
	if (make_tree(mailbox_path, false) == 0 &&
	    (!*folder_name || make_tree(maildir->path, true) == 0)) {
		maildir->cur = open_part(maildir, "cur");
		maildir->tmp = open_part(maildir, "tmp");
	}
	if (maildir->cur < 0 || maildir->tmp < 0 || fstat(maildir->cur, &status) < 0) {
		error_set(error, FAILURE_LOCAL, "The folder %s can't be opened: %s", maildir->path,
			  strerror(errno));
		maildir_close(maildir);
		return -1;
	}
	maildir->validity = (uint32_t)(status.st_ino ^ status.st_ino >> 32) | 1;
	return 0;
}

void maildir_close(struct maildir *maildir)
{
	if (!maildir->path)
		return;
	if (maildir->cur >= 0)
		close(maildir->cur);
	if (maildir->tmp >= 0)
		close(maildir->tmp);
	free(maildir->path);
	*maildir = (struct maildir){.cur = -1, .tmp = -1};
}

int maildir_subscribe(const char *mailbox_path, const char *folder_name, struct error *error)
{
	char *path = xasprintf("%s/subscriptions", mailbox_path), *line = NULL;
	const char *name = *folder_name ? folder_name + 1 : "INBOX";
	FILE *file = fopen(path, "a+e");
	size_t size = 0;
	bool found = false;
	int result = 0;

	if (file) {
		rewind(file);
		while (!found && getline(&line, &size, file) > 0) {
			line[strcspn(line, "\n")] = '\0';
			found = !strcmp(line, name);
		}
		if (!found)
			fprintf(file, "%s\n", name);
	}
	if (!file || fclose(file) != 0)
		result = error_set(error, FAILURE_LOCAL, "%s can't be written: %s", path,
				   strerror(errno));
	free(line);
	free(path);
	return result;
}
