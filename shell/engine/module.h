/* Modules: the built-in ones (folders of cmdlets/), and .psm1/.psd1 files with a session state of their own. */
#ifndef EXOSH_ENGINE_MODULE_H
#define EXOSH_ENGINE_MODULE_H

#include "engine/output.h"
#include "engine/scope.h"
#include "object/gc.h"

struct module;
struct session;

/* A loaded script module, or a built-in one seen as a PSModuleInfo. A cell. */
struct module_state {
	struct cell cell;
	const char *name;   /* interned */
	const char *path;   /* interned, or NULL */
	const char *prefix; /* interned: of its commands' nouns where it was brought in, or NULL */
	Value version;
	const struct module *builtin; /* NULL: a script module */
	struct scope *scope;          /* where its functions and variables live */
	Value manifest;               /* the .psd1 as a hashtable, or NULL */
	Value exported_functions, exported_aliases,
		exported_variables; /* hashtable: name to value */
	Value nested;               /* list: the modules of the manifest's NestedModules */
	Value on_remove;            /* script block, or NULL */
	struct module_state
		*outer;    /* the one whose NestedModules it is of, while that loads; or NULL */
	bool exports_said; /* Export-ModuleMember was called, or the manifest lists them */
};

extern struct type type_module_info;

/* The version of a module by name, for CommandInfo.Version; NULL value when unknown. */
Value module_version(struct session *s, const char *name);
/* PSModuleInfo by name, or NULL value. */
Value module_info(struct session *s, const char *name);
struct module_state *value_as_module(Value v); /* NULL when it is none */

/* What Import-Module was asked for; all zero: everything, any version. */
struct module_import_options {
	bool force;
	const char *prefix;
	/* Arrays of patterns. Once one is given, what the others would bring stays out. */
	Value functions, cmdlets, aliases, variables;
	Value arguments;                  /* of the script module: an array */
	Value minimum, maximum, required; /* System.Version */
};
/* Loads a .psm1, .psd1 or built-in module by name or path. Already loaded: gives that one unless `force`. Without
 * options: everything, any version. */
enum status module_import(struct session *s, const char *name,
			  const struct module_import_options *options, Value *module_r) WARN_UNUSED;
/* Of a module specification: a name, or a hashtable with ModuleName and the versions, which go into the options. The
 * text belongs to the collector. */
const char *module_specified_name(Value specification, struct module_import_options *options);
/* Whether a version is within what the options ask for. */
bool module_version_fits(Value version, const struct module_import_options *options);
/* Imports the module of the module path that has this command, as PowerShell does when a command is not known yet. True
 * when one was found and loaded. */
bool module_autoload(struct session *s, const char *command);
/* New-Module: runs a script block as a module. */
enum status module_from_block(struct session *s, const char *name, Value script_block,
			      Value arguments, Value *module_r, struct output *output) WARN_UNUSED;
void module_remove(struct session *s, struct module_state *module);
/* Export-ModuleMember in the running module: patterns of names. */
enum status module_export(struct session *s, Value functions, Value aliases,
			  Value variables) WARN_UNUSED;
/* Puts what a module exports into a scope. Options may be NULL. */
enum status module_bring_in(struct session *s, struct module_state *module, struct scope *scope,
			    const struct module_import_options *options) WARN_UNUSED;

#endif
