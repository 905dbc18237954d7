#include "transport/home.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"

#include <errno.h>
#include <pthread.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_once_t decided = PTHREAD_ONCE_INIT;
static char *home;

int home_make_folder(const char *path)
{
	char *copy = xstrdup(path);
	int result = 0;

	for (char *slash = copy + 1; result == 0; slash++) {
		slash += strcspn(slash, "/");
		bool last = !*slash;
		*slash = '\0';
		if (mkdir(copy, 0700) < 0 && errno != EEXIST)
			result = -1;
		if (last)
			break;
		*slash = '/';
	}
	free(copy);
	return result;
}

static const char *user_folder(void)
{
	const char *folder = getenv("HOME");
	if (folder && *folder == '/')
		return folder;
	const struct passwd *entry = getpwuid(getuid());
	return entry && entry->pw_dir ? entry->pw_dir : "/";
}

static void decide(void)
{
	struct strbuf path = STRBUF_INIT;
	const char *set = getenv("EXOSH_HOME");
	const char *state = getenv("XDG_STATE_HOME");

	if (set && *set) {
		if (*set != '/') {
			char *here = getcwd(NULL, 0);
			strbuf_addf(&path, "%s/", here ? here : "");
			free(here);
		}
		strbuf_adds(&path, set);
	} else if (state && *state == '/') {
		strbuf_addf(&path, "%s/exosh", state);
	} else {
		strbuf_addf(&path, "%s/.local/state/exosh", user_folder());
	}
	while (path.length > 1 && path.data[path.length - 1] == '/')
		strbuf_set_length(&path, path.length - 1);
	home = strbuf_detach(&path, NULL);
	/* What follows (opening the store, writing a log) reports a folder that can't be made. */
	if (home_make_folder(home) == 0)
		chmod(home, 0700);
}

const char *home_path(void)
{
	pthread_once(&decided, decide);
	return home;
}

char *home_file(const char *relative)
{
	char *path = xasprintf("%s/%s", home_path(), relative);
	char *slash = strrchr(path, '/');

	*slash = '\0';
	if (slash != path)
		home_make_folder(path);
	*slash = '/';
	return path;
}
