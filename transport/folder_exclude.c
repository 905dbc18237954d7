#include "transport/folder_exclude.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/folder_map.h"
#include "transport/folder_role.h"

#include <stdlib.h>
#include <string.h>

/* "#SentItems#…": the path of the folder that plays that role, with what follows it. */
static char *resolve_well_known(const char *name, struct folder_map_entry *const roles[])
{
	const char *end = *name == '#' ? strchr(name + 1, '#') : NULL;

	for (enum folder_role role = 0; end && role < FOLDER_ROLE_COUNT; role++) {
		const char *known = folder_role_well_known(role);
		if (strlen(known) == (size_t)(end - name - 1) &&
		    !strncasecmp(known, name + 1, strlen(known)))
			return xasprintf("%s%s", roles[role] ? roles[role]->text : known, end + 1);
	}
	return NULL;
}

static char *unescape(const char *name)
{
	struct strbuf text = STRBUF_INIT;

	for (; *name; name++) {
		if (*name == '\\' && (name[1] == '#' || name[1] == '\\'))
			name++;
		strbuf_addc(&text, *name);
	}
	return strbuf_detach(&text, NULL);
}

static bool only_holds_others(const struct folder_map *map, const char *path)
{
	for (size_t i = 0; i < map->count; i++)
		if (!strcasecmp(map->entries[i].text, path))
			return map->entries[i].folder->flags & IMAP_FOLDER_NOSELECT;
	return false;
}

void folder_exclude_init(struct folder_exclude *exclude, const char *const *names,
			 const struct folder_map *map, struct folder_map_entry *const roles[])
{
	*exclude = (struct folder_exclude){0};
	for (; names && *names; names++) {
		char *path = resolve_well_known(*names, roles);
		if (!path)
			path = unescape(*names);
		while (*path == '/')
			memmove(path, path + 1, strlen(path));
		size_t length = strlen(path);
		bool with_below = length >= 2 && !strcmp(path + length - 2, "/*");
		if (with_below)
			path[length - 2] = '\0';
		exclude->rules =
			xreallocarray(exclude->rules, exclude->count + 1, sizeof(*exclude->rules));
		exclude->rules[exclude->count++] = (struct folder_exclude_rule){
			path, with_below || only_holds_others(map, path)};
	}
}

void folder_exclude_clear(struct folder_exclude *exclude)
{
	for (size_t i = 0; i < exclude->count; i++)
		free(exclude->rules[i].path);
	free(exclude->rules);
	*exclude = (struct folder_exclude){0};
}

static bool matches(const struct folder_exclude_rule *rule, const char *path)
{
	size_t length = strlen(rule->path);

	return !strncasecmp(path, rule->path, length) &&
	       (!path[length] || (rule->with_below && path[length] == '/'));
}

bool folder_exclude_matches(const struct folder_exclude *exclude,
			    const struct folder_map_entry *entry)
{
	for (size_t i = 0; i < exclude->count; i++)
		if (matches(&exclude->rules[i], entry->text) ||
		    matches(&exclude->rules[i], entry->target_text))
			return true;
	return false;
}
