/*
 * Providers: what stands behind drives. FileSystem, Environment, Variable, Function and Alias each fill in one
 * vtable; the item, content and path cmdlets work on any of them.
 *
 * A path as users write it ("a.txt", "C:\x", "env:PATH", "Variable:", "/etc") is split by provider_path_parse() into
 * the provider, the drive it was reached by, and the path inside the provider: an absolute path of the system for
 * FileSystem, the plain name for the flat ones ("" is their root).
 */
#ifndef EXOSH_PROVIDER_PROVIDER_H
#define EXOSH_PROVIDER_PROVIDER_H

#include "engine/session.h"
#include "object/gc.h"

struct provider;

struct provider_path {
	const struct provider *provider;
	char *drive; /* "C", "Env", "Variable"; "/" for the system's root */
	char *path;  /* inside the provider */
};

/* One child or match: its name and its path in the provider. Status other than OK ends the walk and is returned. */
typedef enum status (*provider_visit)(const char *name, const char *path, void *context);

/* Every function takes a path inside the provider. NULL: not supported, and the caller says so by name. */
struct provider {
	const char *name;          /* "FileSystem" */
	const char *root;          /* of its first drive, as Get-PSDrive shows it */
	const char *const *drives; /* names of its drives, NULL-terminated */
	const char *description;   /* of these drives */
	bool (*exists)(struct session *s, const char *path);
	bool (*is_container)(struct session *s, const char *path);
	/* The object for Get-Item: a FileInfo, DictionaryEntry, PSVariable, FunctionInfo ... */
	enum status (*get_item)(struct session *s, const char *path, Value *item_r);
	/* Calls visit for each child, sorted by name as PowerShell shows them. */
	enum status (*each_child)(struct session *s, const char *path, provider_visit visit,
				  void *context);
	/* Set-Item, New-Item and Set-Content of providers whose items are values. */
	enum status (*set_value)(struct session *s, const char *path, Value value);
	enum status (*get_value)(struct session *s, const char *path, Value *value_r);
	enum status (*remove)(struct session *s, const char *path);
	enum status (*rename)(struct session *s, const char *path, const char *new_name);
};

extern const struct provider provider_filesystem, provider_environment, provider_variable,
	provider_function, provider_alias;
extern const struct provider *const all_providers[]; /* NULL-terminated */

/* The order in which items are listed: by name as people sort, case ignored. */
int provider_compare_names(const char *a, const char *b);

/* Makes the drives of all providers known to the session, and the type of PSDriveInfo. */
void providers_register(struct session *s);

/* ERROR DriveNotFound. The path's texts are owned: provider_path_clear(). */
enum status provider_path_parse(struct session *s, const char *text,
				struct provider_path *path_r) WARN_UNUSED;
void provider_path_clear(struct provider_path *path);

/* All paths that `text` with wildcards names (without wildcards: itself, if it exists). `literal`: no wildcards. */
enum status provider_glob(struct session *s, const char *text, bool literal,
			  enum status (*visit)(const struct provider_path *path, void *context),
			  void *context, size_t *count_r) WARN_UNUSED;

/* How a path is shown: with its drive for the flat providers, as an absolute path for FileSystem. malloc()ed. */
char *provider_path_display(const struct provider_path *path);
/* Adds what tells where properties (an object of them) come from: PSPath, PSParentPath, PSChildName, PSDrive,
 * PSProvider. */
Value provider_decorate_properties(struct session *s, const struct provider_path *path, Value v);
/* Adds PSPath, PSParentPath, PSChildName, PSDrive, PSProvider, PSIsContainer to an item. */
Value provider_decorate(struct session *s, const struct provider_path *path, Value item);
/* The current location as text: "/home/u", "Env:/". */
char *provider_location(struct session *s);
/* cd. ERROR PathNotFound. */
enum status provider_set_location(struct session *s, const char *text) WARN_UNUSED;

/* The PSDriveInfo of that name; NULL value when there is none. */
Value provider_drive(struct session *s, const char *name);
Value provider_drive_new(struct session *s, const char *name, const struct provider *provider,
			 const char *root, const char *description);
const struct provider *provider_find(const char *name);
/* The ProviderInfo object. */
Value provider_info(const struct provider *provider);

#endif
