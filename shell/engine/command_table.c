#include "engine/command_table.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "engine/metadata.h"
#include "engine/module.h"
#include "engine/session.h"
#include "engine/unsupported_command.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/runtime.h"
#include "object/string.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- looking up ---- */

static struct command *find_in_scopes(struct session *s, const char *name, bool aliases)
{
	for (struct scope *scope = s->scope; scope; scope = scope->parent) {
		struct hashmap *table = aliases ? scope->aliases : scope->functions;
		struct command *c = table ? hashmap_get(table, name) : NULL;
		if (c)
			return c;
	}
	return NULL;
}

/* "Module\Name" */
static struct command *find_cmdlet(struct session *s, const char *name)
{
	struct command *c = hashmap_get(&s->commands, name);
	if (c)
		return c;
	const char *backslash = strrchr(name, '\\');
	if (!backslash)
		return NULL;
	c = hashmap_get(&s->commands, backslash + 1);
	size_t length = (size_t)(backslash - name);
	if (c && c->module && strlen(c->module) == length && !strncasecmp(c->module, name, length))
		return c;
	c = find_in_scopes(s, backslash + 1, false);
	return c && c->module && !strncasecmp(c->module, name, length) ? c : NULL;
}

static bool is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static struct command *file_command(const char *path, const char *name)
{
	size_t length = strlen(path);
	bool script = length > 4 && !strcasecmp(path + length - 4, ".ps1");
	if (!script && access(path, X_OK) != 0)
		return NULL;
	struct command *c =
		command_new(script ? COMMAND_EXTERNAL_SCRIPT : COMMAND_APPLICATION, name);
	c->definition = string_data(string_intern(path, length));
	return c;
}

/* A name with a separator is a path; others are searched along $env:PATH. Scripts may leave ".ps1" out. */
static struct command *find_file(struct session *s UNUSED, const char *name)
{
	static const char *const endings[] = {"", ".ps1"};
	struct command *found = NULL;
	if (strchr(name, '/') || strchr(name, '\\') || name[0] == '~') {
		char *path = runtime()->hooks->resolve_path(name);
		if (!path)
			return NULL;
		for (size_t i = 0; i < countof(endings) && !found; i++) {
			char *candidate = xasprintf("%s%s", path, endings[i]);
			const char *slash = strrchr(candidate, '/');
			if (is_file(candidate))
				found = file_command(candidate, slash ? slash + 1 : candidate);
			free(candidate);
		}
		free(path);
		return found;
	}
	const char *path = getenv("PATH");
	while (path && *path && !found) {
		size_t length = strcspn(path, ":");
		for (size_t i = 0; i < countof(endings) && !found; i++) {
			char *candidate =
				xasprintf("%.*s/%s%s", (int)length, path, name, endings[i]);
			if (is_file(candidate)) {
				char *shown = xasprintf("%s%s", name, endings[i]);
				found = file_command(candidate, shown);
				free(shown);
			}
			free(candidate);
		}
		path += length + (path[length] == ':');
	}
	return found;
}

struct command *command_find_kind(struct session *s, const char *name, unsigned kinds)
{
	struct command *c = NULL;
	if (kinds & COMMAND_ALIAS)
		c = find_in_scopes(s, name, true);
	if (!c && (kinds & (COMMAND_FUNCTION | COMMAND_FILTER)))
		c = find_in_scopes(s, name, false);
	if (!c && (kinds & COMMAND_CMDLET))
		c = find_cmdlet(s, name);
	if (!c && (kinds & (COMMAND_EXTERNAL_SCRIPT | COMMAND_APPLICATION)) && *name)
		c = find_file(s, name);
	return c;
}

struct command *command_find(struct session *s, const char *name)
{
	/* "global:f" and the like name a scope; drives are no commands */
	const char *colon = strchr(name, ':');
	if (colon && (!strncasecmp(name, "global:", 7) || !strncasecmp(name, "script:", 7) ||
		      !strncasecmp(name, "local:", 6) || !strncasecmp(name, "private:", 8)))
		name = colon + 1;
	struct command *c = NULL;
	for (int depth = 0; depth < 64; depth++) {
		c = command_find_kind(s, name, ~0u);
		if (!c || c->kind != COMMAND_ALIAS)
			return c;
		name = c->definition;
	}
	return NULL;
}

/* Edits (insert, delete, replace, swap of neighbours) between two names, case ignored. */
static size_t name_distance(const char *a, const char *b)
{
	size_t m = strlen(a), n = strlen(b);
	if (m > 60 || n > 60)
		return 99;
	unsigned char d[62][62];
	for (size_t i = 0; i <= m; i++)
		d[i][0] = (unsigned char)i;
	for (size_t j = 0; j <= n; j++)
		d[0][j] = (unsigned char)j;
	for (size_t i = 1; i <= m; i++)
		for (size_t j = 1; j <= n; j++) {
			int same = (a[i - 1] | 32) == (b[j - 1] | 32);
			int best = MIN(MIN(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + !same);
			if (i > 1 && j > 1 && (a[i - 1] | 32) == (b[j - 2] | 32) &&
			    (a[i - 2] | 32) == (b[j - 1] | 32))
				best = MIN(best, d[i - 2][j - 2] + 1);
			d[i][j] = (unsigned char)best;
		}
	return d[m][n];
}

static const char *known_mistake(struct session *s, const char *name)
{
	for (struct hashmap_entry *e = NULL; (e = hashmap_next(&s->modules, e));) {
		const struct module *module = ((struct module_state *)e->value)->builtin;
		for (const struct module_alias *m = module ? module->mistakes : NULL; m && m->name;
		     m++)
			if (name_equal(m->name, name))
				return m->command;
	}
	return NULL;
}

const char *command_nearest(struct session *s, const char *name)
{
	const char *best = known_mistake(s, name);
	if (best)
		return best;
	size_t least = strlen(name) / 3 + 1;
	for (struct hashmap_entry *e = NULL; (e = hashmap_next(&s->commands, e));) {
		size_t distance = name_distance(name, e->key);
		if (distance < least) {
			least = distance;
			best = ((struct command *)e->value)->name;
		}
	}
	return best;
}

const char *parameter_nearest(struct session *s, const char *command, const char *name)
{
	struct command *found = command_find(s, command);
	const struct command_metadata *metadata = found ? command_metadata(s, found) : NULL;
	const char *best = NULL;
	size_t least = strlen(name) / 3 + 1;
	for (size_t i = 0; metadata && i < metadata->count; i++) {
		size_t distance = name_distance(name, metadata->parameters[i].name);
		if (distance < least) {
			least = distance;
			best = metadata->parameters[i].name;
		}
	}
	return best;
}

enum status command_not_found(struct session *s, const char *name)
{
	struct command *alias;
	for (int depth = 0; depth < 64;
	     depth++) { /* the name that an alias leads to is what is missing */
		if (!(alias = command_find_kind(s, name, COMMAND_ALIAS)))
			break;
		name = alias->definition;
	}
	const char *reason = unsupported_command_reason(name);
	enum status status = throw_error_type(
		"System.Management.Automation.CommandNotFoundException", "CommandNotFoundException",
		CATEGORY_OBJECT_NOT_FOUND, string_from(name),
		"The term '%s' is not recognized as a name of a cmdlet, function, script file, "
		"or executable program.\n%s",
		name,
		reason ? reason
		       : "Check the spelling of the name, or if a path was included, verify that "
			 "the "
			 "path is correct and try again.");
	/* CommandNotFoundException.CommandName */
	struct error_record *r = value_as_error_record(runtime()->error);
	if (r) {
		struct exception *e = (struct exception *)r->exception.cell;
		e->extra = hashtable_new();
		hashtable_set_text(value_as_hashtable(e->extra), "CommandName", string_from(name));
	}
	return status;
}

/* ---- listing ---- */

struct listing {
	const char *pattern;
	struct hashmap seen;
	bool (*callback)(struct command *command, void *context);
	void *context;
};

static bool offer(struct listing *l, struct command *c)
{
	if (!wildcard_match(l->pattern, c->name, true) || hashmap_get(&l->seen, c->name))
		return true;
	hashmap_put(&l->seen, c->name, c);
	return l->callback(c, l->context);
}

static bool list_table(struct listing *l, struct hashmap *table, unsigned kinds)
{
	if (!table)
		return true;
	for (struct hashmap_entry *e = NULL; (e = hashmap_next(table, e));) {
		struct command *c = e->value;
		if ((c->kind & kinds) && !offer(l, c))
			return false;
	}
	return true;
}

static bool list_path(struct listing *l, unsigned kinds)
{
	const char *path = getenv("PATH");
	while (path && *path) {
		size_t length = strcspn(path, ":");
		char *folder = xstrndup(path, length);
		DIR *dir = opendir(folder);
		struct dirent *entry;
		while (dir && (entry = readdir(dir))) {
			if (!wildcard_match(l->pattern, entry->d_name, true))
				continue;
			char *file = xasprintf("%s/%s", folder, entry->d_name);
			struct command *c =
				is_file(file) ? file_command(file, entry->d_name) : NULL;
			free(file);
			if (c && (c->kind & kinds) && !offer(l, c)) {
				closedir(dir);
				free(folder);
				return false;
			}
		}
		if (dir)
			closedir(dir);
		free(folder);
		path += length + (path[length] == ':');
	}
	return true;
}

void command_each(struct session *s, const char *pattern, unsigned kinds,
		  bool (*callback)(struct command *command, void *context), void *context)
{
	struct listing l = {.pattern = pattern, .callback = callback, .context = context};
	hashmap_init(&l.seen, HASHMAP_IGNORE_CASE);
	bool more = true;
	for (struct scope *scope = s->scope; scope && more; scope = scope->parent)
		more = !(kinds & COMMAND_ALIAS) || list_table(&l, scope->aliases, COMMAND_ALIAS);
	for (struct scope *scope = s->scope; scope && more; scope = scope->parent)
		more = !(kinds & (COMMAND_FUNCTION | COMMAND_FILTER)) ||
		       list_table(&l, scope->functions, kinds);
	if (more && (kinds & COMMAND_CMDLET))
		more = list_table(&l, &s->commands, kinds);
	if (more && (kinds & (COMMAND_APPLICATION | COMMAND_EXTERNAL_SCRIPT)))
		list_path(&l, kinds);
	hashmap_clear(&l.seen, NULL);
}

/* ---- defining ---- */

void command_table_changed(struct session *s)
{
	static uint32_t last; /* of all sessions: code that several run remembers these numbers */
	s->command_generation = ++last;
}

static void add_cmdlet(struct session *s, const struct cmdlet *cmdlet, const char *name,
		       const char *module)
{
	struct command *c = command_new(COMMAND_CMDLET, name);
	c->cmdlet = cmdlet;
	c->module = module;
	hashmap_put(&s->commands, c->name, c);
	command_table_changed(s);
}

void command_add_cmdlet(struct session *s, const struct cmdlet *cmdlet, const char *module)
{
	add_cmdlet(s, cmdlet, cmdlet_full_name(cmdlet), module);
}

void command_add_prefixed(struct session *s, const struct cmdlet *cmdlet, const char *prefix,
			  const char *module)
{
	char *name = xasprintf("%s-%s%s", cmdlet->verb, prefix, cmdlet->noun);
	add_cmdlet(s, cmdlet, name, module);
	free(name);
}

void command_remove_prefixed(struct session *s, const struct cmdlet *cmdlet, const char *prefix)
{
	char *name = xasprintf("%s-%s%s", cmdlet->verb, prefix, cmdlet->noun);
	if (hashmap_remove(&s->commands, name))
		command_table_changed(s);
	free(name);
}

static struct hashmap *table_of(struct hashmap **table)
{
	if (!*table) {
		*table = xmalloc(sizeof(**table));
		hashmap_init(*table, HASHMAP_IGNORE_CASE);
	}
	return *table;
}

struct command *function_define_in(struct session *s, struct scope *scope, const char *name,
				   Value script_block, bool filter)
{
	struct command *c = command_new(filter ? COMMAND_FILTER : COMMAND_FUNCTION, name);
	c->script_block = script_block;
	struct module_state *module = scope->module;
	if (module) {
		c->module_state = module;
		c->module = module->name;
	}
	hashmap_put(table_of(&scope->functions), name, c);
	command_table_changed(s);
	return c;
}

static struct scope *script_scope(struct session *s)
{
	struct scope *scope = s->scope;
	while (scope->parent && !scope->is_script)
		scope = scope->parent;
	return scope;
}

enum status function_define(struct session *s, const char *name, Value script_block, bool filter)
{
	struct scope *scope = s->scope;
	const char *colon = strchr(name, ':');
	if (colon) {
		if (!strncasecmp(name, "global:", 7))
			scope = s->global;
		else if (!strncasecmp(name, "script:", 7))
			scope = script_scope(s);
		name = colon + 1;
	}
	struct command *old = scope->functions ? hashmap_get(scope->functions, name) : NULL;
	if (old && (old->options & (VARIABLE_CONSTANT | VARIABLE_READ_ONLY)))
		return throw_error_type(
			"System.Management.Automation.SessionStateUnauthorizedAccessException",
			"FunctionNotWritable", CATEGORY_WRITE_ERROR, string_from(name),
			"Cannot write to function %s because it is read-only or constant.", name);
	function_define_in(s, scope, name, script_block, filter);
	return OK;
}

bool function_remove(struct session *s, const char *name)
{
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		if (scope->functions && hashmap_remove(scope->functions, name)) {
			command_table_changed(s);
			return true;
		}
	return false;
}

enum status alias_define(struct session *s, struct scope *scope, const char *name,
			 const char *target, unsigned options, struct command **alias_r)
{
	struct command *old = scope->aliases ? hashmap_get(scope->aliases, name) : NULL;
	if (old && (old->options & (VARIABLE_CONSTANT | VARIABLE_READ_ONLY)))
		return throw_error_type(
			"System.Management.Automation.SessionStateUnauthorizedAccessException",
			"AliasNotWritable", CATEGORY_WRITE_ERROR, string_from(name),
			"Alias is not writeable because alias %s is read-only or constant and "
			"cannot be written to.",
			name);
	struct command *c = command_new(COMMAND_ALIAS, name);
	c->definition = string_data(string_intern(target, strlen(target)));
	c->options = options;
	if (scope->module)
		c->module = scope->module->name;
	hashmap_put(table_of(&scope->aliases), name, c);
	command_table_changed(s);
	if (alias_r)
		*alias_r = c;
	return OK;
}

bool alias_remove(struct session *s, const char *name)
{
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		if (scope->aliases && hashmap_remove(scope->aliases, name)) {
			command_table_changed(s);
			return true;
		}
	return false;
}
