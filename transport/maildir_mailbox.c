#include "transport/maildir_mailbox.h"

#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/home.h"
#include "transport/maildir.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const char *what, const char *address, struct error *error)
{
	return error_set(error, FAILURE_LOCAL, "The mail of %s can't be %s: %s.", address, what,
			 strerror(errno));
}

static int move(const char *from, const char *to, const char *address, const char *what,
		struct error *error)
{
	if (access(from, F_OK) < 0 && errno == ENOENT)
		return 0;
	return rename(from, to) < 0 ? failed(what, address, error) : 0;
}

int maildir_mailbox_rename(const char *from, const char *to, struct error *error)
{
	char *source = maildir_mailbox_path(from, error);
	char *target = source ? maildir_mailbox_path(to, error) : NULL;
	int result = target ? move(source, target, from, "moved to its new address", error) : -1;
	free(source);
	free(target);
	return result;
}

int maildir_mailbox_put_aside(const char *address, const char *guid, struct error *error)
{
	char *source = maildir_mailbox_path(address, error);
	if (!source)
		return -1;
	char *name = xasprintf("removed/%s.%s", address, guid);
	char *target = home_file(name);
	int result = move(source, target, address, "put aside", error);
	free(source);
	free(name);
	free(target);
	return result;
}

static int remove_entry(const char *path, const struct stat *status UNUSED, int type UNUSED,
			struct FTW *where UNUSED)
{
	return remove(path);
}

int maildir_mailbox_delete(const char *address, struct error *error)
{
	char *path = maildir_mailbox_path(address, error);
	if (!path)
		return -1;
	int result =
		access(path, F_OK) == 0 ? nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) : 0;
	free(path);
	return result < 0 ? failed("deleted", address, error) : 0;
}
