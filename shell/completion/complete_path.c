/* Paths: files and folders, also below C:\, and the items of other drives. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "completion/completer.h"
#include "engine/session.h"
#include "provider/provider.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct children {
	struct completer *c;
	const struct provider_path *folder;
	const char *before; /* what stands before the name */
	bool runnable;      /* only folders, programs and scripts */
};

static bool is_runnable(const char *path)
{
	size_t length = strlen(path);
	return access(path, X_OK) == 0 || (length > 4 && !strcasecmp(path + length - 4, ".ps1"));
}

static void add_path(struct children *children, const char *name, const char *path, bool container)
{
	struct completer *c = children->c;
	char *whole = xasprintf("%s%s", children->before, name);
	char *text = completion_quote(whole, c->quote);
	if (children->runnable && *text == '\'') {
		char *call = xasprintf("& %s", text);
		free(text);
		text = call;
	}
	completer_add(c, container ? COMPLETION_PROVIDER_CONTAINER : COMPLETION_PROVIDER_ITEM, text,
		      name, path);
	free(text);
	free(whole);
}

static enum status add_child(const char *name, const char *path, void *context)
{
	struct children *children = context;
	struct session *s = children->c->session;
	const struct provider *provider = children->folder->provider;
	if (!completer_matches(children->c, name) ||
	    (name[0] == '.' && children->c->word[0] != '.'))
		return OK;
	bool container = provider->is_container && provider->is_container(s, path);
	if (!children->runnable || container || is_runnable(path))
		add_path(children, name, path, container);
	return OK;
}

void complete_path(struct completer *c, bool runnable)
{
	const char *slash = strrchr(c->word, '/'), *back = strrchr(c->word, '\\');
	const char *end = slash > back ? slash : back;
	const char *colon = strchr(c->word, ':');
	if (!end && colon)
		end = colon;
	size_t length = end ? (size_t)(end + 1 - c->word) : 0;
	char *before = length ? xstrndup(c->word, length) : xstrdup("./");
	char *folder = length ? xstrndup(c->word, length) : xstrdup(".");
	char *name = xstrdup(c->word + length), *word = c->word;
	struct provider_path path = {0};
	if (!strcmp(word, "~")) {
		free(before);
		free(folder);
		before = xstrdup("~/");
		folder = xstrdup("~");
		*name = '\0';
	}
	c->word = name;
	if (provider_path_parse(c->session, folder, &path) == OK) {
		struct children children = {c, &path, before, runnable};
		if (path.provider->each_child &&
		    (!runnable || path.provider == &provider_filesystem) &&
		    path.provider->each_child(c->session, path.path, add_child, &children) != OK)
			runtime()->error = NULL_VALUE;
		provider_path_clear(&path);
	}
	c->word = word;
	free(name);
	free(before);
	free(folder);
}
