#include "provider/provider.h"
#include "provider/engine_intrinsics.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/path.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/io_info.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/unix_stat.h"
#include "provider/drive_info.h"
#include "provider/path_info.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

const struct provider *const all_providers[] = {
	&provider_alias,    &provider_environment, &provider_filesystem,
	&provider_function, &provider_variable,    NULL,
};

const struct provider *provider_find(const char *name)
{
	for (const struct provider *const *p = all_providers; *p; p++)
		if (!strcasecmp((*p)->name, name))
			return *p;
	return NULL;
}

int provider_compare_names(const char *a, const char *b)
{
	int order = string_compare(string_from(a), string_from(b), true);
	return order ? order : strcmp(a, b);
}

/* ---- drives ---- */

Value provider_drive(struct session *s, const char *name)
{
	Value v;
	return hashtable_get_text(value_as_hashtable(s->drives), name, &v) ? v : NULL_VALUE;
}

Value provider_drive_new(struct session *s, const char *name, const struct provider *provider,
			 const char *root, const char *description)
{
	Value v = drive_info_new(name, provider, root, description);
	hashtable_set_text(value_as_hashtable(s->drives), name, v);
	return v;
}

void providers_register(struct session *s)
{
	if (!type_find(type_path_info.name)) {
		type_register(&type_path_info);
		provider_types_register();
	}
	engine_intrinsics_define(s);
	struct variable *pwd = scope_variable(s->global, "PWD", true);
	pwd->get = location_path_info;
	pwd->options = VARIABLE_ALL_SCOPE;
	for (const struct provider *const *p = all_providers; *p; p++)
		for (const char *const *d = (*p)->drives; *d; d++)
			provider_drive_new(s, *d, *p, (*p)->root, (*p)->description);
	const char *temp = getenv("TMPDIR");
	provider_drive_new(s, "Temp", &provider_filesystem, temp && *temp ? temp : "/tmp/",

			   "Drive that maps to the temporary directory path for the current user");
}

/* ---- paths ---- */

void provider_path_clear(struct provider_path *path)
{
	free(path->drive);
	free(path->path);
	path->drive = path->path = NULL;
}

/* The flat providers have names below a root: separators around them are dropped. */
static char *flat_name(const char *rest)
{
	while (*rest == '/' || *rest == '\\')
		rest++;
	size_t n = strlen(rest);
	while (n && (rest[n - 1] == '/' || rest[n - 1] == '\\'))
		n--;
	return xstrndup(rest, n);
}

static enum status parse_filesystem(struct session *s, const char *text, const char *drive,
				    struct provider_path *path_r)
{
	path_r->provider = &provider_filesystem;
	path_r->path = path_resolve(s, text);
	path_r->drive = xstrdup(drive ? drive : "/");
	if (path_r->path)
		return OK;
	provider_path_clear(path_r);
	return ERROR;
}

/* "Microsoft.PowerShell.Core\Environment::PATH", "FileSystem::/etc" */
static const char *split_provider(const char *text, const struct provider **provider_r)
{
	const char *colons = strstr(text, "::");
	*provider_r = NULL;
	if (!colons)
		return text;
	const char *name = text, *backslash = memchr(text, '\\', (size_t)(colons - text));
	if (backslash)
		name = backslash + 1;
	char *copy = xstrndup(name, (size_t)(colons - name));
	*provider_r = provider_find(copy);
	free(copy);
	return *provider_r ? colons + 2 : text;
}

enum status provider_path_parse(struct session *s, const char *text, struct provider_path *path_r)
{
	const struct provider *named;
	char *drive;
	memset(path_r, 0, sizeof(*path_r));
	text = split_provider(text, &named);
	if (named == &provider_filesystem)
		return parse_filesystem(s, text, NULL, path_r);
	if (named) {
		*path_r = (struct provider_path){named, xstrdup(named->drives[0]), flat_name(text)};
		return OK;
	}
	const char *rest = path_split_drive(text, &drive);
	if (!drive && s->provider && text[0] != '/' && text[0] != '~') {
		*path_r = (struct provider_path){s->provider, xstrdup(s->provider->drives[0]),
						 flat_name(rest)};
		return OK;
	}
	Value info = drive ? provider_drive(s, drive) : NULL_VALUE;
	const struct provider *provider =
		value_is_null(info) ? &provider_filesystem : value_as_drive_info(info)->provider;
	enum status status = OK;
	if (provider == &provider_filesystem)
		status = parse_filesystem(s, text, drive, path_r);
	else
		*path_r = (struct provider_path){provider, xstrdup(provider->drives[0]),
						 flat_name(rest)};
	free(drive);
	return status;
}

char *provider_path_display(const struct provider_path *path)
{
	if (path->provider == &provider_filesystem)
		return xstrdup(path->path);
	return xasprintf("%s:%s%s", path->drive, path->path[0] ? "" : "/", path->path);
}

/* ---- wildcards ---- */

typedef enum status (*glob_visit)(const struct provider_path *path, void *context);

struct globbing {
	struct session *session;
	const struct provider *provider;
	const char *drive;
	const char *pattern; /* of the part that is matched now */
	const char *rest;    /* what follows it; "" at the end */
	bool hidden;         /* the pattern begins with a dot */
	glob_visit visit;
	void *context;
	size_t *count;
};

static enum status glob_level(struct globbing *g, const char *folder, const char *pattern);

static enum status glob_child(const char *name, const char *path, void *context)
{
	struct globbing *g = context;
	if (name[0] == '.' && !g->hidden && g->provider == &provider_filesystem)
		return OK;
	if (!wildcard_match(g->pattern, name, g->provider != &provider_filesystem))
		return OK;
	if (g->rest[0]) {
		struct globbing below = *g;
		return g->provider->is_container(g->session, path)
			       ? glob_level(&below, path, g->rest)
			       : OK;
	}
	++*g->count;
	struct provider_path found = {g->provider, (char *)g->drive, (char *)path};
	return g->visit(&found, g->context);
}

/* Matches the first part of `pattern` against the children of `folder`. */
static enum status glob_level(struct globbing *g, const char *folder, const char *pattern)
{
	while (*pattern == '/')
		pattern++;
	size_t n = strcspn(pattern, "/");
	char *part = xstrndup(pattern, n);
	const char *rest = pattern + n + strspn(pattern + n, "/");
	enum status status = OK;
	if (wildcard_has_special(part)) {
		struct globbing level = *g;
		level.pattern = part;
		level.rest = rest;
		level.hidden = part[0] == '.';
		status = g->provider->each_child(g->session, folder, glob_child, &level);
	} else {
		char *path = folder[0] ? xasprintf("%s/%s", strcmp(folder, "/") ? folder : "", part)
				       : xstrdup(part);
		if (*rest) {
			status = glob_level(g, path, rest);
		} else if (g->provider->exists(g->session, path)) {
			++*g->count;
			struct provider_path found = {g->provider, (char *)g->drive, path};
			status = g->visit(&found, g->context);
		}
		free(path);
	}
	free(part);
	return status;
}

enum status provider_glob(struct session *s, const char *text, bool literal, glob_visit visit,
			  void *context, size_t *count_r)
{
	struct provider_path path;
	*count_r = 0;
	if (provider_path_parse(s, text, &path) != OK)
		return ERROR;
	enum status status = OK;
	if (!literal && wildcard_has_special(path.path)) {
		struct globbing g = {.session = s,
				     .provider = path.provider,
				     .drive = path.drive,
				     .visit = visit,
				     .context = context,
				     .count = count_r};
		bool flat = path.provider != &provider_filesystem;
		status = glob_level(&g, flat ? "" : "/", path.path);
	} else if (path.provider->exists(s, path.path)) {
		*count_r = 1;
		status = visit(&path, context);
	}
	provider_path_clear(&path);
	return status;
}

/* ---- items ---- */

static char *parent_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return xstrdup("");
	return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}

Value provider_decorate_properties(struct session *s, const struct provider_path *path, Value v)
{
	const char *slash = strrchr(path->path, '/');
	const char *name = slash && slash[1] ? slash + 1 : path->path;
	const char *module = "Microsoft.PowerShell.Core";
	psobject_set(v, "PSPath",
		     string_printf("%s\\%s::%s", module, path->provider->name, path->path));
	if (path->provider == &provider_filesystem) { /* the one with folders in folders */
		char *parent = parent_of(path->path);
		psobject_set(v, "PSParentPath",
			     string_printf("%s\\%s::%s", module, path->provider->name, parent));
		psobject_set(v, "PSChildName", string_from(name));
		Value base = value_base(v);
		psobject_set(v, "UnixStat",
			     unix_stat_new(value_as_file_system_info(base)
						   ? base
						   : file_system_info_new(path->path)));
		free(parent);
	}
	psobject_set(v, "PSDrive", provider_drive(s, path->drive));
	psobject_set(v, "PSProvider", provider_info(path->provider));
	return v;
}

Value provider_decorate(struct session *s, const struct provider_path *path, Value item)
{
	Value v = item.tag == VALUE_PSOBJECT ? item : psobject_wrap(item);
	provider_decorate_properties(s, path, v);
	psobject_set(v, "PSIsContainer", value_bool(path->provider->is_container(s, path->path)));
	return v;
}

/* ---- the current location ---- */

char *provider_location(struct session *s)
{
	if (!s->provider)
		return xstrdup(s->location);
	return xasprintf("%s:/%s", s->provider->drives[0],
			 s->provider_path ? s->provider_path : "");
}

static enum status no_such_path(const char *text)
{
	return throw_error_type("System.Management.Automation.ItemNotFoundException",
				"PathNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(text),
				"Cannot find path '%s' because it does not exist.", text);
}

static enum status enter_folder(struct session *s, const struct provider_path *path)
{
	struct stat st;
	if (stat(path->path, &st) != 0 || !S_ISDIR(st.st_mode) || chdir(path->path) != 0)
		return no_such_path(path->path);
	free(s->location);
	s->location = xstrdup(path->path);
	s->provider = NULL;
	return OK;
}

enum status provider_set_location(struct session *s, const char *text)
{
	struct provider_path path;
	if (provider_path_parse(s, text, &path) != OK)
		return ERROR;
	enum status status = OK;
	if (path.provider == &provider_filesystem) {
		status = enter_folder(s, &path);
	} else if (path.path[0] && !path.provider->is_container(s, path.path)) {
		char *shown = provider_path_display(&path);
		status = no_such_path(shown);
		free(shown);
	} else {
		s->provider = path.provider;
		free(s->provider_path);
		s->provider_path = xstrdup(path.path);
	}
	provider_path_clear(&path);
	return status;
}
