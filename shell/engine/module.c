#include "engine/module.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "engine/command_table.h"
#include "engine/path.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/script_block.h"
#include "object/string.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* ---- PSModuleInfo ---- */

static void module_mark(void *cell)
{
	struct module_state *m = cell;
	gc_mark(m->version);
	gc_mark(m->manifest);
	gc_mark(m->on_remove);
	gc_mark(m->exported_functions);
	gc_mark(m->exported_aliases);
	gc_mark(m->exported_variables);
	if (m->scope)
		scope_mark(m->scope);
}

static struct module_state *self_module(Value self)
{
	return (struct module_state *)self.cell;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = string_from(self_module(self)->name);
	return OK;
}

static enum status get_path(Value self, Value *result_r)
{
	const char *path = self_module(self)->path;
	*result_r = path ? string_from(path) : string_empty();
	return OK;
}

static enum status get_version(Value self, Value *result_r)
{
	struct module_state *m = self_module(self);
	*result_r = m->version;
	if (value_is_null(m->version) &&
	    !convert_try(string_from(m->builtin ? m->builtin->version : "0.0"), &type_version,
			 result_r))
		*result_r = NULL_VALUE;
	return OK;
}

static enum status get_on_remove(Value self, Value *result_r)
{
	*result_r = self_module(self)->on_remove;
	return OK;
}

static enum status set_on_remove(Value self, Value v)
{
	self_module(self)->on_remove = v;
	return OK;
}

static enum status get_module_type(Value self, Value *result_r)
{
	struct module_state *m = self_module(self);
	*result_r = string_from(m->builtin                   ? "Binary"
				: value_is_null(m->manifest) ? "Script"
							     : "Manifest");
	return OK;
}

static enum status get_base(Value self, Value *result_r)
{
	const char *path = self_module(self)->path, *slash = path ? strrchr(path, '/') : NULL;
	*result_r = slash ? string_new(path, (size_t)(slash - path)) : string_empty();
	return OK;
}

static enum status manifest_text(Value self, const char *key, Value *result_r)
{
	Value manifest = self_module(self)->manifest;
	if (manifest.tag != VALUE_HASHTABLE ||
	    !hashtable_get_text(value_as_hashtable(manifest), key, result_r))
		*result_r = string_empty();
	return OK;
}

static enum status get_description(Value self, Value *result_r)
{
	return manifest_text(self, "Description", result_r);
}

static enum status get_author(Value self, Value *result_r)
{
	return manifest_text(self, "Author", result_r);
}

static void builtin_commands(const struct module *module, struct hashtable *h)
{
	for (const struct cmdlet *const *c = module->cmdlets; *c; c++) {
		struct command *command =
			command_find_kind(session_current(), cmdlet_full_name(*c), COMMAND_CMDLET);
		if (command)
			hashtable_set_text(h, command->name, command_value(command));
	}
}

static enum status get_functions(Value self, Value *result_r)
{
	Value table = self_module(self)->exported_functions;
	*result_r = value_is_null(table) ? hashtable_new_ordered() : table;
	return OK;
}

static enum status get_aliases(Value self, Value *result_r)
{
	Value table = self_module(self)->exported_aliases;
	*result_r = value_is_null(table) ? hashtable_new_ordered() : table;
	return OK;
}

static enum status get_variables(Value self, Value *result_r)
{
	Value table = self_module(self)->exported_variables;
	*result_r = value_is_null(table) ? hashtable_new_ordered() : table;
	return OK;
}

static enum status get_cmdlets(Value self, Value *result_r)
{
	*result_r = hashtable_new_ordered();
	if (self_module(self)->builtin)
		builtin_commands(self_module(self)->builtin, value_as_hashtable(*result_r));
	return OK;
}

static enum status get_commands(Value self, Value *result_r)
{
	struct module_state *m = self_module(self);
	*result_r = hashtable_new_ordered();
	struct hashtable *h = value_as_hashtable(*result_r);
	if (m->builtin)
		builtin_commands(m->builtin, h);
	const Value tables[] = {m->exported_functions, m->exported_aliases};
	Value key, value;
	for (size_t i = 0; i < countof(tables); i++)
		for (size_t at = 0;
		     tables[i].tag == VALUE_HASHTABLE &&
		     hashtable_next(value_as_hashtable(tables[i]), &at, &key, &value);)
			hashtable_set(h, key, value);
	return OK;
}

static enum status module_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, self_module(self)->name);
	return OK;
}

static const struct member module_members[] = {
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("string Path {get;}", get_path),
	PROPERTY("string Description {get;set;}", get_description),
	PROPERTY("version Version {get;}", get_version),
	PROPERTY("string ModuleBase {get;}", get_base),
	PROPERTY("string Author {get;}", get_author),
	PROPERTY_RW("scriptblock OnRemove {get;set;}", get_on_remove, set_on_remove),
	PROPERTY("System.Management.Automation.ModuleType ModuleType {get;}", get_module_type),
	PROPERTY("System.Collections.Generic.Dictionary[string,System.Management.Automation."
		 "FunctionInfo] "
		 "ExportedFunctions {get;}",
		 get_functions),
	PROPERTY("System.Collections.Generic.Dictionary[string,System.Management.Automation."
		 "CmdletInfo] "
		 "ExportedCmdlets {get;}",
		 get_cmdlets),
	PROPERTY("System.Collections.Generic.Dictionary[string,System.Management.Automation."
		 "CommandInfo] "
		 "ExportedCommands {get;}",
		 get_commands),
	PROPERTY(
		"System.Collections.Generic.Dictionary[string,psvariable] ExportedVariables {get;}",
		get_variables),
	PROPERTY("System.Collections.Generic.Dictionary[string,System.Management.Automation."
		 "AliasInfo] "
		 "ExportedAliases {get;}",
		 get_aliases),
	MEMBER_END,
};
struct type type_module_info = {
	.name = "System.Management.Automation.PSModuleInfo",
	.alias = "psmoduleinfo",
	.tag = VALUE_OBJECT,
	.members = module_members,
	.mark = module_mark,
	.to_string = module_to_string,
};

struct module_state *value_as_module(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_module_info
		       ? (struct module_state *)v.cell
		       : NULL;
}

static Value module_value(struct module_state *m)
{
	return value_cell(VALUE_OBJECT, m);
}

Value module_info(struct session *s, const char *name)
{
	struct module_state *m = name ? hashmap_get(&s->modules, name) : NULL;
	return m ? module_value(m) : NULL_VALUE;
}

Value module_version(struct session *s, const char *name)
{
	Value m = module_info(s, name), version = NULL_VALUE;
	if (!value_is_null(m) && get_version(m, &version) != OK)
		error_take();
	return version;
}

/* ---- loading ---- */

static struct module_state *module_new(struct session *s, const char *name, const char *path)
{
	struct module_state *m = gc_alloc(&type_module_info, VALUE_OBJECT, sizeof(*m));
	m->name = string_data(string_intern(name, strlen(name)));
	m->path = path ? string_data(string_intern(path, strlen(path))) : NULL;
	m->version = m->manifest = m->on_remove = NULL_VALUE;
	m->exported_functions = hashtable_new_ordered();
	m->exported_aliases = hashtable_new_ordered();
	m->exported_variables = hashtable_new_ordered();
	s->is_captured = true;
	m->scope = scope_create(s->global);
	m->scope->module = m;
	m->scope->is_script = true;
	return m;
}

static bool matches_any(Value patterns, const char *name)
{
	for (size_t i = 0; i < value_count(patterns); i++)
		if (wildcard_match(string_data(value_to_string(value_item(patterns, i))), name,
				   true))
			return true;
	return false;
}

static void export_commands(struct hashmap *table, Value patterns, Value exported)
{
	for (struct hashmap_entry *e = NULL; table && (e = hashmap_next(table, e));)
		if (matches_any(patterns, e->key))
			hashtable_set_text(value_as_hashtable(exported), e->key,
					   command_value(e->value));
}

struct variable_export {
	Value patterns, exported;
};

static bool export_variable(const char *name, Value v, const struct variable *variable UNUSED,
			    void *context)
{
	struct variable_export *x = context;
	if (matches_any(x->patterns, name))
		hashtable_set_text(value_as_hashtable(x->exported), name, v);
	return true;
}

static struct module_state *running_module(struct session *s)
{
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		if (scope->module)
			return scope->module;
	return NULL;
}

enum status module_export(struct session *s, Value functions, Value aliases, Value variables)
{
	struct module_state *m = running_module(s);
	if (!m)
		return throw_error_type(
			"System.InvalidOperationException",
			"Modules_CanOnlyExecuteExportModuleMemberInsideAModule",
			CATEGORY_PERMISSION_DENIED, NULL_VALUE,
			"The Export-ModuleMember cmdlet can only be called from inside a module.");
	m->exports_said = true;
	if (!value_is_null(functions))
		export_commands(m->scope->functions, functions, m->exported_functions);
	if (!value_is_null(aliases))
		export_commands(m->scope->aliases, aliases, m->exported_aliases);
	if (!value_is_null(variables)) {
		struct variable_export x = {variables, m->exported_variables};
		scope_each(m->scope, export_variable, &x);
	}
	return OK;
}

/* Runs code in the module's own scope. */
static enum status run_in_module(struct session *s, struct module_state *m, Value block,
				 Value arguments, struct output *output)
{
	struct scope *scope = s->scope;
	value_as_script_block(block)->module = module_value(m);
	s->scope = m->scope;
	struct invocation *invocation = invocation_create(s, block, INVOCATION_DOTTED);
	invocation_set_args(invocation, value_is_null(arguments) ? array_new(0) : arguments);
	enum status status = invocation_run(invocation, SCRIPT_END, UNSET_VALUE, output);
	invocation_free(&invocation);
	s->scope = scope;
	if (status == OK && !m->exports_said)
		export_commands(m->scope->functions, string_from("*"), m->exported_functions);
	return status;
}

static char *read_file(const char *path, size_t *length_r)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return NULL;
	struct strbuf text = STRBUF_INIT;
	char buffer[65536];
	size_t n;
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		strbuf_add(&text, buffer, n);
	fclose(file);
	return strbuf_detach(&text, length_r);
}

static enum status not_found(const char *name)
{
	return throw_error_type(
		"System.IO.FileNotFoundException", "Modules_ModuleNotFound",
		CATEGORY_RESOURCE_UNAVAILABLE, string_from(name),
		"The specified module '%s' was not loaded because no valid module file was found "
		"in any module directory.",
		name);
}

static enum status load_script(struct session *s, struct module_state *m, const char *path)
{
	size_t length;
	char *text = read_file(path, &length);
	if (!text)
		return not_found(path);
	Value block;
	enum status status = script_compile_text(s, text, length, path, &block);
	free(text);
	if (status != OK)
		return status;
	return run_in_module(s, m, block, NULL_VALUE, s->host_output);
}

static Value manifest_entry(struct module_state *m, const char *key)
{
	Value v;
	return hashtable_get_text(value_as_hashtable(m->manifest), key, &v) ? v : NULL_VALUE;
}

static void keep_only(Value exported, Value patterns)
{
	if (value_is_null(patterns))
		return;
	Value key, value;
	struct hashtable *h = value_as_hashtable(exported);
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);)
		if (!matches_any(patterns, string_data(key)))
			hashtable_remove(h, key);
}

/* A .psd1: data that names the script module and what it exports. */
static enum status load_manifest(struct session *s, struct module_state *m, const char *path)
{
	size_t length;
	char *text = read_file(path, &length);
	if (!text)
		return not_found(path);
	Value block;
	struct collector data;
	collector_init(&data);
	enum status status = script_compile_text(s, text, length, path, &block);
	free(text);
	if (status == OK)
		status = script_block_invoke(s, block, 0, NULL, UNSET_VALUE, &data.output);
	if (status != OK)
		return status;
	m->manifest = value_base(collector_result(&data));
	if (m->manifest.tag != VALUE_HASHTABLE)
		return throw_error("Modules_InvalidManifest", CATEGORY_INVALID_DATA,
				   string_from(path),
				   "The module manifest '%s' does not hold a hash table.", path);
	Value version = manifest_entry(m, "ModuleVersion");
	if (!value_is_null(version))
		convert_try(version, &type_version, &m->version);
	Value root = manifest_entry(m, "RootModule");
	if (value_is_null(root))
		root = manifest_entry(m, "ModuleToProcess");
	if (!value_is_null(root) && string_length(value_to_string(root))) {
		char *file = xasprintf("%.*s/%s", (int)(strrchr(path, '/') - path), path,
				       string_data(value_to_string(root)));
		status = load_script(s, m, file);
		free(file);
		export_commands(m->scope->aliases, manifest_entry(m, "AliasesToExport"),
				m->exported_aliases);
	}
	keep_only(m->exported_functions, manifest_entry(m, "FunctionsToExport"));
	return status;
}

static bool is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Name in a folder: Name/Name.psd1, .psm1. malloc()ed or NULL. */
static char *find_in_folder(const char *folder, const char *name)
{
	static const char *const endings[] = {".psd1", ".psm1"};
	const char *slash = strrchr(name, '/');
	for (size_t i = 0; i < countof(endings); i++) {
		char *path =
			xasprintf("%s/%s/%s%s", folder, name, slash ? slash + 1 : name, endings[i]);
		if (is_file(path))
			return path;
		free(path);
	}
	return NULL;
}

static char *find_module_file(struct session *s, const char *name)
{
	static const char *const endings[] = {"", ".psd1", ".psm1", ".ps1"};
	bool is_path = strpbrk(name, "/\\") != NULL || name[0] == '.' ||
		       strcasestr(name, ".psm1") || strcasestr(name, ".psd1");
	if (is_path) {
		char *path = path_resolve(s, name);
		for (size_t i = 0; path && i < countof(endings); i++) {
			char *candidate = xasprintf("%s%s", path, endings[i]);
			if (is_file(candidate)) {
				free(path);
				return candidate;
			}
			free(candidate);
		}
		char *slash = path ? strrchr(path, '/') : NULL;
		char *found = NULL;
		if (slash) {
			*slash = '\0';
			found = find_in_folder(path, slash + 1);
		}
		free(path);
		return found;
	}
	char *home = path_home();
	char *own = xasprintf("%s/modules", home);
	char *found = find_in_folder(own, name);
	free(own);
	free(home);
	const char *path = getenv("PSModulePath");
	while (!found && path && *path) {
		size_t n = strcspn(path, ":");
		char *folder = xstrndup(path, n);
		found = find_in_folder(folder, name);
		free(folder);
		path += n + (path[n] == ':');
	}
	return found;
}

static char *module_name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *name = xstrdup(slash ? slash + 1 : path);
	char *dot = strrchr(name, '.');
	if (dot)
		*dot = '\0';
	return name;
}

enum status module_import(struct session *s, const char *name, bool force, const char *prefix,
			  Value *module_r)
{
	struct module_state *m = hashmap_get(&s->modules, name);
	if (m && (m->builtin || !force)) {
		*module_r = module_value(m);
		return OK;
	}
	char *path = find_module_file(s, name);
	if (!path)
		return not_found(name);
	char *short_name = module_name_of(path);
	m = hashmap_get(&s->modules, short_name);
	enum status status = OK;
	if (!m || force) {
		if (m)
			module_remove(s, m);
		m = module_new(s, short_name, path);
		status = strcasestr(path, ".psd1") ? load_manifest(s, m, path)
						   : load_script(s, m, path);
		if (status == OK)
			hashmap_put(&s->modules, m->name, m);
	}
	free(short_name);
	free(path);
	*module_r = module_value(m);
	if (status != OK)
		return status;
	struct module_state *importer = running_module(s);
	return module_bring_in(s, m, importer ? importer->scope : s->global, prefix);
}

enum status module_from_block(struct session *s, const char *name, Value script_block,
			      Value arguments, Value *module_r, struct output *output)
{
	struct module_state *m = module_new(s, name, NULL);
	*module_r = module_value(m);
	return run_in_module(s, m, script_block, arguments, output);
}

/* Whether a module's folder defines a function of that name: its text is looked at, not run. */
static bool file_defines(const char *path, const char *command)
{
	size_t length;
	char *text = read_file(path, &length);
	char *wanted = xasprintf("function %s", command);
	size_t n = strlen(wanted);
	bool found = false;
	for (char *at = text; at && !found && (at = strcasestr(at, wanted)); at += n)
		found = !at[n] || strchr(" \t\r\n({", at[n]);
	free(wanted);
	free(text);
	return found;
}

static bool autoload_from(struct session *s, const char *folder, const char *command)
{
	DIR *dir = opendir(folder);
	struct dirent *d;
	bool loaded = false;
	while (dir && !loaded && (d = readdir(dir))) {
		char *path = d->d_name[0] == '.'
				     ? NULL
				     : xasprintf("%s/%s/%s.psm1", folder, d->d_name, d->d_name);
		Value module;
		if (path && is_file(path) && !hashmap_get(&s->modules, d->d_name) &&
		    file_defines(path, command)) {
			loaded = module_import(s, d->d_name, false, NULL, &module) == OK;
			if (!loaded)
				error_take();
		}
		free(path);
	}
	if (dir)
		closedir(dir);
	return loaded;
}

bool module_autoload(struct session *s, const char *command)
{
	if (!strchr(command, '-') || strchr(command, '/'))
		return false;
	char *home = path_home(), *own = xasprintf("%s/modules", home);
	bool loaded = autoload_from(s, own, command);
	free(own);
	free(home);
	for (const char *path = getenv("PSModulePath"); !loaded && path && *path;) {
		size_t n = strcspn(path, ":");
		char *folder = xstrndup(path, n);
		loaded = autoload_from(s, folder, command);
		free(folder);
		path += n + (path[n] == ':');
	}
	return loaded;
}

/* "Get-Thing" with prefix "My" is "Get-MyThing". */
static char *prefixed(const char *name, const char *prefix)
{
	const char *dash = prefix ? strchr(name, '-') : NULL;
	if (!prefix)
		return xstrdup(name);
	return dash ? xasprintf("%.*s%s%s", (int)(dash + 1 - name), name, prefix, dash + 1)
		    : xasprintf("%s%s", prefix, name);
}

enum status module_bring_in(struct session *s, struct module_state *m, struct scope *scope,
			    const char *prefix)
{
	Value key, value;
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_functions), &i, &key, &value);) {
		struct command *from = value_as_command(value);
		char *name = prefixed(from->name, prefix);
		struct command *to = function_define_in(s, scope, name, from->script_block,
							from->kind == COMMAND_FILTER);
		to->module = m->name;
		to->module_state = m;
		free(name);
	}
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_aliases), &i, &key, &value);) {
		struct command *from = value_as_command(value), *to;
		if (alias_define(s, scope, from->name, from->definition, 0, &to) != OK)
			return ERROR;
		to->module = m->name;
	}
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_variables), &i, &key, &value);)
		if (scope_set_in(s, scope, string_data(key), value) != OK)
			return ERROR;
	return OK;
}

void module_remove(struct session *s, struct module_state *m)
{
	Value key, value;
	if (m->on_remove.tag == VALUE_SCRIPT_BLOCK &&
	    script_block_invoke(s, m->on_remove, 0, NULL, UNSET_VALUE, s->host_output) == ERROR)
		s->host->write_error_record(s->host, error_take());
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_functions), &i, &key, &value);)
		function_remove(s, string_data(key));
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_aliases), &i, &key, &value);)
		alias_remove(s, string_data(key));
	hashmap_remove(&s->modules, m->name);
	command_table_changed(s);
}
