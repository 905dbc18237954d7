/* The list of -ExcludeFolders: names relative to the mailbox's root, any case, no wildcards but a final
 * "/" and "*" (the folder and what is below), "#WellKnown#" names, "\" before "#" to mean it. */
#ifndef EXOSH_TRANSPORT_FOLDER_EXCLUDE_H
#define EXOSH_TRANSPORT_FOLDER_EXCLUDE_H

#include "base/base.h"

struct folder_map;
struct folder_map_entry;

struct folder_exclude_rule {
	char *path; /* source path */
	bool with_below;
};

struct folder_exclude {
	struct folder_exclude_rule *rules;
	size_t count;
};

/* `roles` as folder_role_assign() gave them. A folder that only holds others is excluded with them. */
void folder_exclude_init(struct folder_exclude *exclude, const char *const *names,
			 const struct folder_map *map, struct folder_map_entry *const roles[]);
void folder_exclude_clear(struct folder_exclude *exclude);
/* By its path in the source or in the target. */
bool folder_exclude_matches(const struct folder_exclude *exclude,
			    const struct folder_map_entry *entry);

#endif
