#include "transport/folder_filter.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/folder_map.h"
#include "transport/folder_role.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static void add_literal(struct strbuf *pattern, const char *text)
{
	for (; *text; text++) {
		if (strchr("*?[]\\", *text))
			strbuf_addc(pattern, '\\');
		strbuf_addc(pattern, *text);
	}
}

/* "#SentItems#…": begins the pattern with the path of the folder that plays that role, and returns what follows. */
static const char *add_well_known(struct strbuf *pattern, const char *name,
				  struct folder_map_entry *const roles[])
{
	const char *rest;
	enum folder_role role = folder_role_read(name, &rest);

	if (role == FOLDER_ROLE_COUNT)
		return name;
	add_literal(pattern, roles[role] ? roles[role]->text : folder_role_well_known(role));
	return rest;
}

static char *make_pattern(const char *name, struct folder_map_entry *const roles[])
{
	struct strbuf pattern = STRBUF_INIT;

	name += strspn(name, "/");
	for (name = add_well_known(&pattern, name, roles); *name; name++) {
		if (*name == '\\' && name[1] && strchr("#*?\\", name[1]))
			strbuf_addc(&pattern, *name++);
		else if (strchr("[]\\", *name))
			strbuf_addc(&pattern, '\\');
		strbuf_addc(&pattern, *name);
	}
	return strbuf_detach(&pattern, NULL);
}

static bool is_match(const char *pattern, const char *path)
{
	return !fnmatch(pattern, path, FNM_CASEFOLD);
}

static bool only_holds_others(const struct folder_map *map, const char *pattern)
{
	for (size_t i = 0; i < map->count; i++)
		if (is_match(pattern, map->entries[i].text))
			return map->entries[i].folder->flags & IMAP_FOLDER_NOSELECT;
	return false;
}

void folder_rules_init(struct folder_rules *rules, const char *const *names,
		       const struct folder_map *map, struct folder_map_entry *const roles[])
{
	*rules = (struct folder_rules){0};
	for (; names && *names; names++) {
		char *pattern = make_pattern(*names, roles);
		size_t length = strlen(pattern);
		bool with_below = length >= 2 && !strcmp(pattern + length - 2, "/*");
		if (with_below)
			pattern[length - 2] = '\0';
		rules->rules = xreallocarray(rules->rules, rules->count + 1, sizeof(*rules->rules));
		rules->rules[rules->count++] = (struct folder_rule){
			pattern, with_below || only_holds_others(map, pattern)};
	}
}

void folder_rules_clear(struct folder_rules *rules)
{
	for (size_t i = 0; i < rules->count; i++)
		free(rules->rules[i].pattern);
	free(rules->rules);
	*rules = (struct folder_rules){0};
}

/* The path itself, or one of those above it. */
static bool rule_matches(const struct folder_rule *rule, const char *path)
{
	char *part = xstrdup(path), *slash;
	bool found = is_match(rule->pattern, part);

	while (!found && rule->with_below && (slash = strrchr(part, '/'))) {
		*slash = '\0';
		found = is_match(rule->pattern, part);
	}
	free(part);
	return found;
}

bool folder_rules_match(const struct folder_rules *rules, const struct folder_map_entry *entry)
{
	for (size_t i = 0; i < rules->count; i++)
		if (rule_matches(&rules->rules[i], entry->text) ||
		    rule_matches(&rules->rules[i], entry->target_text))
			return true;
	return false;
}
