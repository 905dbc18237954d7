/*
 * Scopes and variables. A scope belongs to a running script, function or script block; variables of
 * compiled code live in slots of its frame, others (made by name at run time) in an overflow table. Looking
 * a name up walks from the current scope to the global one: PowerShell's dynamic scoping.
 */
#ifndef EXOSH_ENGINE_SCOPE_H
#define EXOSH_ENGINE_SCOPE_H

#include "base/hashmap.h"
#include "object/value.h"

struct session;
struct frame;

enum variable_options {
	VARIABLE_READ_ONLY = 1,
	VARIABLE_CONSTANT = 2,
	VARIABLE_PRIVATE = 4,
	VARIABLE_ALL_SCOPE = 8,
};

/* A variable outside the slots: in the overflow table, or one of the automatic ones. */
struct variable {
	const char *name; /* interned */
	Value value;
	unsigned options;
	const char *description;
	const struct type *type; /* [int]$x: conversions on assignment; or NULL */
	Value attributes;        /* list of validation attributes, or NULL */
	/* Computed variables ($?, $PWD ...): NULL for ordinary ones. */
	Value (*get)(struct session *s);
	enum status (*set)(struct session *s, Value v);
};

struct scope {
	struct scope *parent;
	struct frame *frame;       /* its slots, or NULL */
	struct hashmap *variables; /* overflow: struct variable; NULL until one is made */
	struct hashmap *
		functions; /* name to struct command (a cell: scope_mark() marks it); NULL until one is made */
	struct hashmap *aliases;     /* likewise */
	struct module_state *module; /* the module whose scope chain this is, or NULL */
	uint64_t id;                 /* never used twice: caches compare it */
	bool is_script;              /* where $script: leads */
	bool dot_source_target;
};

/* How a lookup starts. */
enum scope_where { SCOPE_ANY, SCOPE_LOCAL, SCOPE_SCRIPT, SCOPE_GLOBAL, SCOPE_PRIVATE };

/* UNSET when there is no such variable. Names without "$" and scope prefix; case ignored. */
Value scope_get(struct session *s, const char *name, enum scope_where where);
/* As an assignment does: creates in the current scope when there is none there; converts by the variable's
 * type; ERROR VariableNotWritable. */
enum status scope_set(struct session *s, const char *name, enum scope_where where,
		      Value v) WARN_UNUSED;
/* `levels` up: 0 the current one (Get-Variable -Scope 1). NULL when there are not as many. */
struct scope *scope_up(struct session *s, int levels);
Value scope_get_in(struct scope *scope, const char *name);
/* Whether nobody may have a variable or a parameter of that name: $true, $PID, $HOME ... */
bool scope_is_constant(struct session *s, const char *name);
/* Puts VariableNotWritable into runtime()->error. */
enum status scope_not_writable(const char *name);
enum status scope_set_in(struct session *s, struct scope *scope, const char *name,
			 Value v) WARN_UNUSED;
/* Moves a slot variable out into the overflow table so that it can carry options, type, attributes. */
struct variable *scope_variable(struct scope *scope, const char *name, bool create);
/* Adds enum variable_options. VARIABLE_ALL_SCOPE holds for scopes that begin from now on. */
void scope_add_options(struct variable *variable, unsigned options);
bool scope_remove(struct scope *scope, const char *name);
/* Some variable was made AllScope by a script: frames whose slots have its name leave them to it. */
extern bool scope_has_shared;
/* The AllScope variable of a name that is seen from a scope; NULL: there is none. */
struct variable *scope_find_shared(struct scope *scope, const char *key);
/* All variables visible in one scope. */
void scope_each(struct scope *scope,
		bool (*callback)(const char *name, Value v, const struct variable *variable,
				 void *context),
		void *context);

/* Counts the variables that came or went by name on this thread: caches of lookups compare it. */
extern uint32_t scope_generation;

/* The machine's scopes are part of their frames: */
void scope_init(struct scope *scope, struct scope *parent);
void scope_clear(struct scope *scope);
/* As above, with names in the form of name_fold(), and starting at any scope. UNSET: none. */
Value scope_find(struct session *s, struct scope *scope, const char *key);
/* The place of a variable without options, for a cache: found from `scope`; NULL when it cannot be kept. */
Value *scope_find_place(struct scope *scope, const char *key, enum scope_where where);
/* Sets a variable in this very scope; `name` as written. */
enum status scope_assign(struct session *s, struct scope *scope, const char *name,
			 Value v) WARN_UNUSED;
/* The scope that a prefix means, seen from `scope`. */
struct scope *scope_select(struct session *s, struct scope *scope, enum scope_where where);

/* A scope with a table only: the global one, a module's, a native command's. */
struct scope *scope_create(struct scope *parent);
void scope_free(struct scope **scope);
void scope_mark(struct scope *scope); /* for the collector's roots */

#endif
