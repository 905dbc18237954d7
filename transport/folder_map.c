#include "transport/folder_map.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/folder_filter.h"
#include "transport/folder_role.h"
#include "transport/imap_utf7.h"

#include <stdlib.h>
#include <string.h>

char *folder_path_text(const struct folder_path *path)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < path->count; i++)
		strbuf_addf(&text, "%s%s", i ? "/" : "", path->parts[i]);
	return strbuf_detach(&text, NULL);
}

void folder_path_clear(struct folder_path *path)
{
	for (size_t i = 0; i < path->count; i++)
		free(path->parts[i]);
	free(path->parts);
	*path = (struct folder_path){0};
}

static void path_add(struct folder_path *path, char *part)
{
	path->parts = xreallocarray(path->parts, path->count + 1, sizeof(*path->parts));
	path->parts[path->count++] = part;
}

static char *decode_part(const char *name, size_t length)
{
	struct strbuf decoded = STRBUF_INIT, part = STRBUF_INIT;
	char *raw = xstrndup(name, length);

	imap_utf7_decode_name(raw, &decoded);
	imap_utf7_add_clean(&part, decoded.data, decoded.length);
	strbuf_clear(&decoded);
	free(raw);
	return strbuf_detach(&part, NULL);
}

/* Splits a raw name at the separator. Empty parts ("a//b") are dropped. */
static void split(const char *name, char separator, struct folder_path *path_r)
{
	*path_r = (struct folder_path){0};
	while (*name && path_r->count <= FOLDER_PATH_MAX_PARTS) {
		const char *end = separator ? strchr(name, separator) : NULL;
		size_t length = end ? (size_t)(end - name) : strlen(name);
		if (length)
			path_add(path_r, decode_part(name, length));
		name += length + (end != NULL);
	}
}

static bool is_inbox(const char *name)
{
	return !strcasecmp(name, "INBOX");
}

/* The name without `prefix`; NULL where it doesn't begin so. The prefix may end in the separator. */
static const char *strip_prefix(const char *name, const char *prefix, char separator)
{
	size_t length = strlen(prefix);

	if (length && prefix[length - 1] == separator)
		length--;
	bool same =
		!strncmp(name, prefix, length) ||
		(length == 5 && !strncasecmp(prefix, "INBOX", 5) && !strncasecmp(name, "INBOX", 5));
	if (!same || (name[length] && name[length] != separator))
		return NULL;
	return name[length] ? name + length + 1 : name + length;
}

/* What is left of a raw name inside the mailbox: "" for its root; NULL: it belongs to others. */
static const char *inside(const struct imap_folder *folder,
			  const struct folder_map_options *options)
{
	const struct imap_namespaces *spaces = options->namespaces;
	const struct imap_namespace *best = NULL;
	const char *rest = folder->name;

	if (options->root)
		return strip_prefix(folder->name, options->root, folder->separator);
	if (is_inbox(folder->name))
		return folder->name;
	for (size_t i = 0; spaces && i < spaces->count; i++) {
		const struct imap_namespace *space = &spaces->items[i];
		const char *left = strip_prefix(folder->name, space->prefix, folder->separator);
		if (*space->prefix && left &&
		    (!best || strlen(best->prefix) < strlen(space->prefix))) {
			best = space;
			rest = left;
		}
	}
	if (best && !best->personal)
		return NULL;
	/* UW's "#mhinbox" is a namespace and a folder. */
	return *rest ? rest : folder->name;
}

static const char *check(const struct imap_folder *folder, const struct folder_path *path)
{
	if (path->count > FOLDER_PATH_MAX_PARTS)
		return "The folder is nested more deeply than a mailbox can hold.";
	if (strlen(folder->name) > FOLDER_PATH_MAX_BYTES)
		return "The folder's name is longer than a mailbox can hold.";
	return NULL;
}

static void add_entry(struct folder_map *map, const struct imap_folder *folder, const char *rest)
{
	struct folder_map_entry entry = {.folder = folder};

	split(rest, folder->separator, &entry.source);
	if (!entry.source.count)
		path_add(&entry.source, xstrdup("INBOX"));
	if (is_inbox(entry.source.parts[0]))
		memcpy(entry.source.parts[0], "INBOX", 5);
	entry.problem = check(folder, &entry.source);
	entry.text = folder_path_text(&entry.source);
	GROW(map->entries, map->count, map->capacity);
	map->entries[map->count++] = entry;
}

static void drop_entry(struct folder_map_entry *entry)
{
	folder_path_clear(&entry->source);
	folder_path_clear(&entry->target);
	free(entry->text);
	free(entry->target_text);
}

void folder_map_clear(struct folder_map *map)
{
	for (size_t i = 0; i < map->count; i++)
		drop_entry(&map->entries[i]);
	free(map->entries);
	*map = (struct folder_map){0};
}

/* Gives the entries whose path begins with a special folder's the name that Exchange has for it. */
static void name_targets(struct folder_map *map, struct folder_map_entry *const roles[])
{
	for (size_t i = 0; i < map->count; i++) {
		struct folder_map_entry *entry = &map->entries[i];
		size_t skip = 0;
		for (enum folder_role role = 0; role < FOLDER_ROLE_COUNT; role++) {
			const struct folder_map_entry *root = roles[role];
			if (!root || root->source.count <= skip ||
			    root->source.count > entry->source.count)
				continue;
			size_t same = 0;
			while (same < root->source.count &&
			       !strcmp(root->source.parts[same], entry->source.parts[same]))
				same++;
			if (same < root->source.count)
				continue;
			folder_path_clear(&entry->target);
			path_add(&entry->target, xstrdup(folder_role_name(role)));
			skip = root->source.count;
		}
		for (size_t part = skip; part < entry->source.count; part++)
			path_add(&entry->target, xstrdup(entry->source.parts[part]));
		entry->target_text = folder_path_text(&entry->target);
	}
}

static int entry_order(const struct folder_map_entry *entry)
{
	if (is_inbox(entry->target_text))
		return 0;
	/* With labels everything is in there: what has another label comes first. */
	if (entry->folder->flags & IMAP_FOLDER_ALL)
		return 9;
	for (enum folder_role role = 0; role < FOLDER_ROLE_COUNT; role++)
		if (!strcmp(entry->target.parts[0], folder_role_name(role)))
			return folder_role_order(role);
	return 3;
}

static int compare_entries(const void *a, const void *b)
{
	const struct folder_map_entry *left = a, *right = b;
	int order = entry_order(left) - entry_order(right);

	return order ? order : strcmp(left->text, right->text);
}

/* Folders without mail of their own: views of what stands in others (RFC 6154). */
static uint32_t virtual_flags(const struct folder_map_options *options)
{
	return IMAP_FOLDER_NOSELECT | IMAP_FOLDER_FLAGGED | IMAP_FOLDER_IMPORTANT |
	       (options->labels ? 0 : IMAP_FOLDER_ALL);
}

/* Their problem becomes "": they are dropped when nobody points at them any more. */
static void mark_unwanted(struct folder_map *map, const struct folder_map_options *options,
			  struct folder_map_entry *const roles[])
{
	struct folder_rules include, exclude;

	folder_rules_init(&include, options->include, map, roles);
	folder_rules_init(&exclude, options->exclude, map, roles);
	for (size_t i = 0; i < map->count; i++) {
		struct folder_map_entry *entry = &map->entries[i];
		if (entry->folder->flags & virtual_flags(options) ||
		    (include.count && !folder_rules_match(&include, entry)) ||
		    folder_rules_match(&exclude, entry))
			entry->problem = "";
	}
	folder_rules_clear(&include);
	folder_rules_clear(&exclude);
}

void folder_map_build(struct folder_map *map_r, const struct imap_folders *folders,
		      const struct folder_map_options *options)
{
	struct folder_map_entry *roles[FOLDER_ROLE_COUNT] = {0};

	*map_r = (struct folder_map){0};
	for (size_t i = 0; i < folders->count; i++) {
		const char *rest = inside(&folders->items[i], options);
		if (rest)
			add_entry(map_r, &folders->items[i], rest);
	}
	folder_role_assign(map_r, options->labels, roles);
	name_targets(map_r, roles);
	mark_unwanted(map_r, options, roles);
	size_t kept = 0;
	for (size_t i = 0; i < map_r->count; i++) {
		struct folder_map_entry *entry = &map_r->entries[i];
		if (entry->problem && !*entry->problem)
			drop_entry(entry);
		else
			map_r->entries[kept++] = *entry;
	}
	map_r->count = kept;
	if (kept)
		qsort(map_r->entries, kept, sizeof(*map_r->entries), compare_entries);
}

static void add_name(char ***names, size_t *count, char *name)
{
	for (size_t i = 0; i < *count; i++) {
		if (!strcmp((*names)[i], name)) {
			free(name);
			return;
		}
	}
	*names = xreallocarray(*names, *count + 2, sizeof(**names));
	(*names)[(*count)++] = name;
	(*names)[*count] = NULL;
}

/* "users/terry" with the server's separator. */
static char *convert(const char *root, char separator)
{
	struct strbuf name = STRBUF_INIT;

	imap_utf7_from_utf8(root, &name);
	for (char *p = name.data; separator && *p; p++)
		if (*p == '/')
			*p = separator;
	return strbuf_detach(&name, NULL);
}

char **folder_map_root_names(const char *user_root, const struct imap_namespaces *namespaces,
			     char separator)
{
	char **names = NULL;
	size_t count = 0, length;
	char *root = xstrdup(user_root);

	while ((length = strlen(root)) > 1 &&
	       (root[length - 1] == '/' || root[length - 1] == separator))
		root[length - 1] = '\0';
	const char *bare = root + strspn(root, "/\\");
	add_name(&names, &count, convert(root, '\0'));
	add_name(&names, &count, convert(bare, '\0'));
	add_name(&names, &count, convert(bare, separator));
	for (size_t i = 0; namespaces && i < namespaces->count; i++) {
		const struct imap_namespace *space = &namespaces->items[i];
		char *below = convert(bare, space->separator);
		add_name(&names, &count, xasprintf("%s%s", space->prefix, below));
		free(below);
	}
	free(root);
	return names;
}
