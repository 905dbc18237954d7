/*
 * The lists of -IncludeFolders and -ExcludeFolders: names relative to the mailbox's root, as the source or as the target
 * has them, in any case. "Name" is that folder, "Name/" and "*" the folder and what is below; "#Inbox#",
 * "#SentItems#"… well-known folders; "*" and "?" stand for any characters and for one (Exchange has no such
 * wildcards); "\" before one of "#*?\" means the character.
 */
#ifndef EXOSH_TRANSPORT_FOLDER_FILTER_H
#define EXOSH_TRANSPORT_FOLDER_FILTER_H

#include "base/base.h"

struct folder_map;
struct folder_map_entry;

struct folder_rule {
	char *pattern; /* for fnmatch() */
	bool with_below;
};

struct folder_rules {
	struct folder_rule *rules;
	size_t count;
};

/* `roles` as folder_role_assign() gave them. A folder that only holds others means those, too. */
void folder_rules_init(struct folder_rules *rules, const char *const *names,
		       const struct folder_map *map, struct folder_map_entry *const roles[]);
void folder_rules_clear(struct folder_rules *rules);
/* Whether one of the rules means the folder, by its path in the source or in the target. */
bool folder_rules_match(const struct folder_rules *rules, const struct folder_map_entry *entry);

#endif
