#include "cmdlets/management/file_copy.h"

#include "base/replacement.h"
#include "base/xmalloc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int copy_data(int in, int out)
{
	char buffer[65536];
	ssize_t n;
	while ((n = read(in, buffer, sizeof(buffer))) > 0)
		for (ssize_t done = 0; done < n;) {
			ssize_t m = write(out, buffer + done, (size_t)(n - done));
			if (m < 0)
				return -1;
			done += m;
		}
	return n < 0 ? -1 : 0;
}

int file_copy(const char *from, const char *to)
{
	struct stat st;
	int in = open(from, O_RDONLY | O_CLOEXEC);
	if (in < 0 || fstat(in, &st) != 0) {
		if (in >= 0)
			close(in);
		return -1;
	}
	struct replacement out = {.fd = -1};
	int result = replacement_open(&out, to, st.st_mode & 07777);
	if (result == 0)
		result = copy_data(in, out.fd);
	if (result == 0) {
		const struct timespec times[] = {st.st_atim, st.st_mtim};
		fchmod(out.fd, st.st_mode & 07777);
		futimens(out.fd, times);
		result = replacement_finish(&out);
	}
	replacement_close(&out);
	int error = errno;
	close(in);
	errno = error;
	return result;
}

int folder_copy(const char *from, const char *to, char **failed_r)
{
	if (mkdir(to, 0777) != 0 && errno != EEXIST) {
		*failed_r = xstrdup(to);
		return -1;
	}
	DIR *dir = opendir(from);
	if (!dir) {
		*failed_r = xstrdup(from);
		return -1;
	}
	struct dirent *d;
	int result = 0;
	while (result == 0 && (d = readdir(dir))) {
		if (!strcmp(d->d_name, ".") || !strcmp(d->d_name, ".."))
			continue;
		char *source = xasprintf("%s/%s", from, d->d_name),
		     *target = xasprintf("%s/%s", to, d->d_name);
		struct stat st;
		if (stat(source, &st) == 0 && S_ISDIR(st.st_mode)) {
			result = folder_copy(source, target, failed_r);
		} else if ((result = file_copy(source, target)) != 0) {
			*failed_r = xstrdup(source);
		}
		free(source);
		free(target);
	}
	closedir(dir);
	return result;
}

static int remove_entry(const char *path, const struct stat *st UNUSED, int type UNUSED,
			struct FTW *ftw UNUSED)
{
	return remove(path);
}

int file_move(const char *from, const char *to)
{
	if (rename(from, to) == 0)
		return 0;
	if (errno != EXDEV)
		return -1;
	struct stat st;
	char *failed = NULL;
	int result = stat(from, &st) == 0 && S_ISDIR(st.st_mode) ? folder_copy(from, to, &failed)
								 : file_copy(from, to);
	free(failed);
	return result == 0 ? nftw(from, remove_entry, 16, FTW_DEPTH | FTW_PHYS) : -1;
}
