/*
 * Which folders of a source are the mailbox, and where each goes: separators, namespaces and UserRoot
 * are taken off, special-use folders get Exchange's names, excluded folders are left out.
 */
#ifndef EXOSH_TRANSPORT_FOLDER_MAP_H
#define EXOSH_TRANSPORT_FOLDER_MAP_H

#include "transport/imap_list.h"

#define FOLDER_PATH_MAX_PARTS 64
#define FOLDER_PATH_MAX_BYTES 1000

/* The way from the mailbox's root to a folder; UTF-8; a part may hold any character. */
struct folder_path {
	char **parts;
	size_t count;
};

struct folder_map_entry {
	const struct imap_folder *folder; /* the source's; lives as long as the list */
	struct folder_path source, target;
	char *text;          /* source path with "/" between the parts, for people */
	char *target_text;   /* target path likewise */
	const char *problem; /* why this folder can't be copied; NULL: it can */
};

struct folder_map {
	struct folder_map_entry *entries; /* INBOX first, junk and trash last */
	size_t count, capacity;
};

struct folder_map_options {
	const struct imap_namespaces *namespaces;
	const char *root;           /* raw name of the folder that is the mailbox; or NULL */
	const char *const *include; /* sync_options.include_folders */
	const char *const *exclude; /* sync_options.exclude_folders */
	bool labels;                /* folders are Gmail's: "all mail" is the archive */
};

void folder_map_build(struct folder_map *map_r, const struct imap_folders *folders,
		      const struct folder_map_options *options);
void folder_map_clear(struct folder_map *map);

/* The raw names under which a UserRoot may stand on the server, likeliest first: as given, with the
 * server's separators, and below each namespace. NULL-terminated; free each and the array. */
char **folder_map_root_names(const char *user_root, const struct imap_namespaces *namespaces,
			     char separator);

/* "a/b" from the parts. */
char *folder_path_text(const struct folder_path *path);
void folder_path_clear(struct folder_path *path);

#endif
