#include "engine/module.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "engine/command_table.h"
#include "engine/path.h"
#include "engine/pipeline.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/compare.h"
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
	gc_mark(m->nested);
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

static Value manifest_entry(struct module_state *m, const char *key)
{
	Value v;
	return m->manifest.tag == VALUE_HASHTABLE &&
			       hashtable_get_text(value_as_hashtable(m->manifest), key, &v)
		       ? v
		       : NULL_VALUE;
}

static const char *entry_text(struct module_state *m, const char *key)
{
	Value v = manifest_entry(m, key);
	return value_is_null(v) || !string_length(value_to_string(v))
		       ? NULL
		       : string_data(value_to_string(v));
}

static enum status get_module_type(Value self, Value *result_r)
{
	struct module_state *m = self_module(self);
	bool root = !value_is_null(m->manifest) &&
		    (entry_text(m, "RootModule") || entry_text(m, "ModuleToProcess"));
	*result_r = string_from(m->builtin                           ? "Binary"
				: value_is_null(m->manifest) || root ? "Script"
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

static enum status get_guid(Value self, Value *result_r)
{
	const char *text = entry_text(self_module(self), "GUID");
	Value v = string_from(text ? text : "00000000-0000-0000-0000-000000000000");
	return convert_to(v, &type_guid, result_r);
}

static enum status get_nested(Value self, Value *result_r)
{
	Value nested = self_module(self)->nested; /* a built-in module has no list */
	*result_r = nested.tag == VALUE_LIST ? list_to_array(value_as_list(nested)) : array_new(0);
	return OK;
}

/* Texts of the manifest that PSModuleInfo shows as they are. */
#define MANIFEST_TEXT(name, key)                                   \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		return manifest_text(self, key, result_r);         \
	}
MANIFEST_TEXT(company, "CompanyName")
MANIFEST_TEXT(copyright, "Copyright")
MANIFEST_TEXT(prefix, "DefaultCommandPrefix")
MANIFEST_TEXT(root, "RootModule")
#undef MANIFEST_TEXT

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
	PROPERTY("string CompanyName {get;}", get_company),
	PROPERTY("string Copyright {get;}", get_copyright),
	PROPERTY("string Prefix {get;}", get_prefix),
	PROPERTY("string RootModule {get;set;}", get_root),
	PROPERTY("guid Guid {get;}", get_guid),
	PROPERTY("System.Collections.ObjectModel.ReadOnlyCollection[psmoduleinfo] NestedModules "
		 "{get;}",
		 get_nested),
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
	m->nested = list_new();
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
	size_t count = value_is_null(arguments) ? 0 : value_count(arguments);
	struct argument given[count + 1];
	for (size_t i = 0; i < count; i++)
		given[i] = (struct argument){.kind = ARGUMENT_VALUE,
					     .value = value_item(arguments, i)};
	const struct command_call call = {.name = block,
					  .expression = UNSET_VALUE,
					  .invocation = AST_INVOCATION_DOT,
					  .arguments = given,
					  .argument_count = count};
	enum status status = pipeline_run(s, &call, 1, output);
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

bool module_version_fits(Value version, const struct module_import_options *o)
{
	const struct {
		const Value *bound;
		int low, high;
	} rules[] = {{&o->minimum, 0, 1}, {&o->maximum, -1, 0}, {&o->required, 0, 0}};
	Value of, none = string_from("0.0");
	if (!convert_try(value_is_null(version) ? none : version, &type_version, &of))
		return false;
	for (size_t i = 0; i < countof(rules); i++) {
		int order;
		if (value_is_null(*rules[i].bound))
			continue;
		if (value_compare(of, *rules[i].bound, true, &order) != OK) {
			error_take();
			return false;
		}
		order = (order > 0) - (order < 0);
		if (order < rules[i].low || order > rules[i].high)
			return false;
	}
	return true;
}

static const char *version_text(Value v)
{
	return string_data(value_to_string(v));
}

static enum status version_not_found(const char *name, const struct module_import_options *o)
{
	bool both = !value_is_null(o->minimum) && !value_is_null(o->maximum);
	if (both)
		return throw_error_type(
			"System.IO.FileNotFoundException", "Modules_ModuleWithVersionNotFound",
			CATEGORY_RESOURCE_UNAVAILABLE, string_from(name),
			"The specified module '%s' with MinimumVersion '%s' and MaximumVersion "
			"'%s' was not loaded because no valid module file was found in any module "
			"directory.",
			name, version_text(o->minimum), version_text(o->maximum));
	Value asked = !value_is_null(o->required)  ? o->required
		      : !value_is_null(o->minimum) ? o->minimum
						   : o->maximum;
	return throw_error_type(
		"System.IO.FileNotFoundException", "Modules_ModuleWithVersionNotFound",
		CATEGORY_RESOURCE_UNAVAILABLE, string_from(name),
		"The specified module '%s' with version '%s' was not loaded because no valid "
		"module file was found in any module directory.",
		name, version_text(asked));
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

static enum status load_script(struct session *s, struct module_state *m, const char *path,
			       Value arguments)
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
	return run_in_module(s, m, block, arguments, s->host_output);
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

const char *module_specified_name(Value v, struct module_import_options *o)
{
	static const struct {
		const char *key;
		size_t offset;
	} bounds[] = {
		{"ModuleVersion", offsetof(struct module_import_options, minimum)},
		{"MaximumVersion", offsetof(struct module_import_options, maximum)},
		{"RequiredVersion", offsetof(struct module_import_options, required)},
	};
	Value name, version;
	if (value_base(v).tag != VALUE_HASHTABLE)
		return string_data(value_to_string(v));
	struct hashtable *h = value_as_hashtable(value_base(v));
	for (size_t i = 0; i < countof(bounds); i++)
		if (hashtable_get_text(h, bounds[i].key, &version))
			convert_try(version, &type_version,
				    (Value *)((char *)o + bounds[i].offset));
	return hashtable_get_text(h, "ModuleName", &name) ? string_data(value_to_string(name)) : "";
}

/* RequiredModules: they are loaded for everybody before the module itself. */
static enum status load_required(struct session *s, struct module_state *m)
{
	Value required = manifest_entry(m, "RequiredModules"), module;
	for (size_t i = 0; !value_is_null(required) && i < value_count(required); i++) {
		struct module_import_options o = {0};
		const char *name = module_specified_name(value_item(required, i), &o);
		if (module_import(s, name, &o, &module) == OK)
			continue;
		error_take();
		return throw_error_type(
			"System.Management.Automation.MissingMemberException",
			"Modules_InvalidManifest", CATEGORY_RESOURCE_UNAVAILABLE,
			string_from(m->path),
			"The required module '%s' is not loaded. Load the module or remove the "
			"module from 'RequiredModules' in the file '%s'.",
			name, m->path);
	}
	return OK;
}

static void take_over(Value to, Value from)
{
	Value key, value;
	for (size_t i = 0; hashtable_next(value_as_hashtable(from), &i, &key, &value);)
		hashtable_set_text(value_as_hashtable(to), string_data(key), value);
}

static char *find_module_file(struct session *s, const char *name,
			      const struct module_import_options *o);
static enum status load_module(struct session *s, struct module_state *m, const char *path,
			       const struct module_import_options *o);
static char *module_name_of(const char *path);

/* One of NestedModules: what it exports, the module itself can use and exports on. */
static enum status load_nested(struct session *s, struct module_state *m, const char *folder,
			       const char *name)
{
	const struct module_import_options all = {0};
	char *beside = xasprintf("%s/%s", folder, name);
	char *path = find_module_file(s, beside, &all);
	if (!path)
		path = find_module_file(s, name, &all);
	free(beside);
	if (!path)
		return throw_error_type(
			"System.IO.FileNotFoundException", "Modules_ModuleFileNotFound",
			CATEGORY_RESOURCE_UNAVAILABLE, string_from(m->name),
			"The module to process '%s', listed in field 'NestedModules' of module "
			"manifest '%s' was not processed because no valid module was found in any "
			"module directory.",
			name, m->path);
	for (struct module_state *outer = m; outer; outer = outer->outer)
		if (strcmp(outer->path, path) == 0) { /* modules that nest each other */
			free(path);
			return OK;
		}
	char *short_name = module_name_of(path);
	struct module_state *nested = module_new(s, short_name, path);
	nested->outer = m;
	list_add(value_as_list(m->nested), module_value(nested));
	enum status status = load_module(s, nested, path, &all);
	nested->outer = NULL;
	free(short_name);
	free(path);
	if (status == OK)
		status = module_bring_in(s, nested, m->scope, NULL);
	take_over(m->exported_functions, nested->exported_functions);
	take_over(m->exported_aliases, nested->exported_aliases);
	return status;
}

static enum status load_all_nested(struct session *s, struct module_state *m, const char *folder)
{
	Value nested = manifest_entry(m, "NestedModules");
	enum status status = OK;
	for (size_t i = 0; status == OK && !value_is_null(nested) && i < value_count(nested); i++) {
		struct module_import_options o = {0};
		status =
			load_nested(s, m, folder, module_specified_name(value_item(nested, i), &o));
	}
	return status;
}

static void export_variables(struct module_state *m, Value patterns)
{
	struct variable_export x = {patterns, m->exported_variables};
	if (!value_is_null(patterns))
		scope_each(m->scope, export_variable, &x);
}

/* A .psd1: data that names the script module and what it exports. */
static enum status load_manifest(struct session *s, struct module_state *m, const char *path,
				 const struct module_import_options *o)
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
	if (!module_version_fits(m->version, o))
		return version_not_found(m->name, o);
	status = load_required(s, m);
	char *folder = xstrndup(path, (size_t)(strrchr(path, '/') - path));
	if (status == OK)
		status = load_all_nested(s, m, folder);
	const char *root = entry_text(m, "RootModule");
	if (!root)
		root = entry_text(m, "ModuleToProcess");
	if (status == OK && root) {
		char *file = xasprintf("%s/%s", folder, root);
		status = load_script(s, m, file, o->arguments);
		free(file);
		export_commands(m->scope->aliases, manifest_entry(m, "AliasesToExport"),
				m->exported_aliases);
		export_variables(m, manifest_entry(m, "VariablesToExport"));
	}
	free(folder);
	keep_only(m->exported_functions, manifest_entry(m, "FunctionsToExport"));
	return status;
}

static bool is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Name in a folder: Name/Name.psd1, .psm1. malloc()ed or NULL. */
static char *find_plain(const char *folder, const char *name)
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

/* The same below folders of versions, Name/1.2.0/Name.psd1: the highest one that fits. */
static char *find_in_folder(const char *folder, const char *name,
			    const struct module_import_options *o)
{
	char *base = xasprintf("%s/%s", folder, name), *found = NULL;
	const char *slash = strrchr(name, '/');
	DIR *dir = opendir(base);
	Value best = NULL_VALUE, version;
	for (struct dirent *d; dir && (d = readdir(dir));) {
		int order = 1;
		if (!strchr(d->d_name, '.') || d->d_name[0] == '.' ||
		    !convert_try(string_from(d->d_name), &type_version, &version) ||
		    !module_version_fits(version, o) ||
		    (found && (value_compare(version, best, true, &order) != OK || order < 0)))
			continue;
		char *at = xasprintf("%s/%s/%s", base, d->d_name, slash ? slash + 1 : name);
		char *path = xasprintf("%s.psd1", at);
		if (!is_file(path)) {
			free(path);
			path = xasprintf("%s.psm1", at);
		}
		if (is_file(path)) {
			free(found);
			found = path;
			best = version;
		} else {
			free(path);
		}
		free(at);
	}
	if (dir)
		closedir(dir);
	free(base);
	return found ? found : find_plain(folder, name);
}

static char *find_module_file(struct session *s, const char *name,
			      const struct module_import_options *o)
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
			found = find_in_folder(path, slash + 1, o);
		}
		free(path);
		return found;
	}
	char *home = path_home();
	char *own = xasprintf("%s/modules", home);
	char *found = find_in_folder(own, name, o);
	free(own);
	free(home);
	const char *path = getenv("PSModulePath");
	while (!found && path && *path) {
		size_t n = strcspn(path, ":");
		char *folder = xstrndup(path, n);
		found = find_in_folder(folder, name, o);
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

/* Runs the file of a module that is still empty. */
static enum status load_module(struct session *s, struct module_state *m, const char *path,
			       const struct module_import_options *o)
{
	if (strcasestr(path, ".psd1"))
		return load_manifest(s, m, path, o);
	return module_version_fits(m->version, o) ? load_script(s, m, path, o->arguments)
						  : version_not_found(m->name, o);
}

static bool any_version(const struct module_import_options *o)
{
	return value_is_null(o->minimum) && value_is_null(o->maximum) && value_is_null(o->required);
}

enum status module_import(struct session *s, const char *name,
			  const struct module_import_options *options, Value *module_r)
{
	static const struct module_import_options everything;
	const struct module_import_options *o = options ? options : &everything;
	struct module_state *m = hashmap_get(&s->modules, name), *importer = running_module(s);
	struct scope *scope = importer ? importer->scope : s->global;
	if (m && m->builtin) {
		*module_r = module_value(m);
		return OK;
	}
	if (m && !o->force && module_version_fits(m->version, o)) {
		*module_r = module_value(m);
		return module_bring_in(s, m, scope, o);
	}
	char *path = find_module_file(s, name, o);
	if (!path)
		return any_version(o) ? not_found(name) : version_not_found(name, o);
	char *short_name = module_name_of(path);
	m = hashmap_get(&s->modules, short_name);
	enum status status = OK;
	if (!m || o->force || !module_version_fits(m->version, o)) {
		struct module_state *old = m;
		m = module_new(s, short_name, path);
		if (old && o->force)
			module_remove(s, old);
		status = load_module(s, m, path, o);
		if (status == OK)
			hashmap_put(&s->modules, m->name, m);
	}
	free(short_name);
	free(path);
	*module_r = module_value(m);
	return status == OK ? module_bring_in(s, m, scope, o) : status;
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
			loaded = module_import(s, d->d_name, NULL, &module) == OK;
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

/* Whether the options let a name of one kind in. */
static bool wanted(const struct module_import_options *o, Value patterns, const char *name)
{
	if (!value_is_null(patterns))
		return matches_any(patterns, name);
	return !o || (value_is_null(o->functions) && value_is_null(o->cmdlets) &&
		      value_is_null(o->aliases) && value_is_null(o->variables));
}

static const char *prefix_for(struct module_state *m, const struct module_import_options *o)
{
	if (o && o->prefix)
		return o->prefix;
	return o && m->manifest.tag == VALUE_HASHTABLE ? entry_text(m, "DefaultCommandPrefix")
						       : NULL;
}

enum status module_bring_in(struct session *s, struct module_state *m, struct scope *scope,
			    const struct module_import_options *o)
{
	Value key, value;
	const char *prefix = prefix_for(m, o);
	m->prefix = prefix ? string_data(string_intern(prefix, strlen(prefix))) : NULL;
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_functions), &i, &key, &value);) {
		struct command *from = value_as_command(value);
		if (!wanted(o, o ? o->functions : NULL_VALUE, from->name))
			continue;
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
		if (!wanted(o, o ? o->aliases : NULL_VALUE, from->name))
			continue;
		char *name = prefixed(from->name, prefix);
		enum status status = alias_define(s, scope, name, from->definition, 0, &to);
		free(name);
		if (status != OK)
			return ERROR;
		to->module = m->name;
	}
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_variables), &i, &key, &value);)
		if (wanted(o, o ? o->variables : NULL_VALUE, string_data(key)) &&
		    scope_set_in(s, scope, string_data(key), value) != OK)
			return ERROR;
	return OK;
}

static void remove_command(struct session *s, struct module_state *m, Value key,
			   bool (*remove)(struct session *s, const char *name))
{
	char *name = prefixed(string_data(key), m->prefix);
	remove(s, name);
	free(name);
}

void module_remove(struct session *s, struct module_state *m)
{
	Value key, value;
	if (m->on_remove.tag == VALUE_SCRIPT_BLOCK &&
	    script_block_invoke(s, m->on_remove, 0, NULL, UNSET_VALUE, s->host_output) == ERROR)
		s->host->write_error_record(s->host, error_take());
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_functions), &i, &key, &value);)
		remove_command(s, m, key, function_remove);
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(m->exported_aliases), &i, &key, &value);)
		remove_command(s, m, key, alias_remove);
	hashmap_remove(&s->modules, m->name);
	command_table_changed(s);
}
