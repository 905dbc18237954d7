#include "engine/scope.h"

#include "base/xmalloc.h"
#include "engine/module.h"
#include "engine/validation.h"
#include "engine/vm_private.h"
#include "object/error_record.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

uint32_t scope_generation;
bool scope_has_shared;

void scope_init(struct scope *scope, struct scope *parent)
{
	static uint64_t
		last_id; /* of all sessions: code that several run keeps ids in its caches */
	*scope = (struct scope){.parent = parent, .id = ++last_id};
}

static void free_table(struct hashmap **table, void (*free_value)(void *))
{
	if (!*table)
		return;
	hashmap_clear(*table, free_value);
	free(*table);
	*table = NULL;
}

void scope_clear(struct scope *scope)
{
	if (scope->variables)
		scope_generation++;
	free_table(&scope->variables, free);
	free_table(&scope->functions, NULL);
	free_table(&scope->aliases, NULL);
}

struct scope *scope_create(struct scope *parent)
{
	struct scope *scope = xmalloc(sizeof(*scope));
	scope_init(scope, parent);
	return scope;
}

void scope_free(struct scope **scope)
{
	if (!*scope)
		return;
	scope_clear(*scope);
	free(*scope);
	*scope = NULL;
}

void scope_mark(struct scope *scope)
{
	if (!scope)
		return;
	if (scope->variables)
		for (struct hashmap_entry *e = NULL; (e = hashmap_next(scope->variables, e));) {
			struct variable *v = e->value;
			gc_mark(v->value);
			gc_mark(v->attributes);
		}
	struct hashmap *tables[] = {scope->functions, scope->aliases};
	for (size_t i = 0; i < countof(tables); i++)
		if (tables[i])
			for (struct hashmap_entry *e = NULL; (e = hashmap_next(tables[i], e));)
				gc_mark_cell(e->value);
	if (scope->module)
		gc_mark_cell(scope->module);
}

/* ---- finding ---- */

/* The slot of the scope's frame that has the name, or -1. Slots of frames whose variables were moved to the
 * table are not slots any more. */
static int own_slot(const struct scope *scope, const char *key)
{
	const struct frame *f = scope->frame;
	if (!f || !f->code || f->code->form != CODE_OWN_SCOPE)
		return -1;
	int slot = code_find_slot(f->code, key);
	if (slot >= 0 && f->registers[slot].tag == VALUE_UNSET && f->registers[slot].extra)
		return -1;
	return slot;
}

static struct variable *own_variable(const struct scope *scope, const char *key)
{
	return scope->variables ? hashmap_get(scope->variables, key) : NULL;
}

static Value variable_value(struct session *s, struct variable *v)
{
	return v->get ? v->get(s) : v->value;
}

/* $_ and its like, for those who ask by name. UNSET: the name is no automatic one. */
static Value automatic_value(struct session *s, const char *key)
{
	enum automatic which = automatic_find(key);
	if (which == AUTO_NONE || !s->machine || !s->machine->current)
		return which == AUTO_SUCCESS ? value_bool(s->success) : UNSET_VALUE;
	return vm_automatic(s->machine->current, which);
}

Value scope_find(struct session *s, struct scope *scope, const char *key)
{
	for (struct scope *at = scope; at; at = at->parent) {
		int slot = own_slot(at, key);
		if (slot >= 0) {
			if (at->frame->registers[slot].tag != VALUE_UNSET)
				return at->frame->registers[slot];
			continue;
		}
		struct variable *v = own_variable(at, key);
		if (v && (at == scope || !(v->options & VARIABLE_PRIVATE)))
			return variable_value(s, v);
	}
	return automatic_value(s, key);
}

Value *scope_find_place(struct scope *scope, const char *key, enum scope_where where)
{
	for (struct scope *at = scope; at; at = at->parent) {
		int slot = own_slot(at, key);
		if (slot >= 0) {
			Value *place = &at->frame->registers[slot];
			/* A slot that is set later would hide what is found further out. */
			if (place->tag == VALUE_UNSET)
				return NULL;
			if (where == SCOPE_LOCAL &&
			    (at->frame->code->slots[slot].typed || at->frame->constraints))
				return NULL;
			return place;
		}
		struct variable *v = own_variable(at, key);
		if (v) {
			if (v->get || v->set || (v->options & VARIABLE_PRIVATE))
				return NULL;
			if (where == SCOPE_LOCAL &&
			    (v->options || v->type || !value_is_null(v->attributes)))
				return NULL;
			return &v->value;
		}
		if (where == SCOPE_LOCAL)
			return NULL;
	}
	return NULL;
}

struct scope *scope_select(struct session *s, struct scope *scope, enum scope_where where)
{
	if (where == SCOPE_GLOBAL)
		return s->global;
	if (where != SCOPE_SCRIPT)
		return scope;
	struct scope *at = scope;
	while (at->parent && !at->is_script)
		at = at->parent;
	return at;
}

Value scope_get(struct session *s, const char *name, enum scope_where where)
{
	return scope_find(s, scope_select(s, s->scope, where), name_fold(name));
}

Value scope_get_in(struct scope *scope, const char *name)
{
	const char *key = name_fold(name);
	int slot = own_slot(scope, key);
	if (slot >= 0)
		return scope->frame->registers[slot];
	struct variable *v = own_variable(scope, key);
	return v ? variable_value(session_current(), v) : UNSET_VALUE;
}

struct scope *scope_up(struct session *s, int levels)
{
	struct scope *scope = s->scope;
	while (scope && levels-- > 0)
		scope = scope->parent;
	return scope;
}

/* ---- setting ---- */

enum status scope_not_writable(const char *name)
{
	return throw_error_type(
		"System.Management.Automation.SessionStateUnauthorizedAccessException",
		"VariableNotWritable", CATEGORY_WRITE_ERROR, string_from(name),
		"Cannot overwrite variable %s because it is read-only or constant.", name);
}

static struct variable *variable_new(struct scope *scope, const char *key, const char *name)
{
	struct variable *v = xcalloc(1, sizeof(*v));
	v->name = string_data(string_intern(name, strlen(name)));
	v->attributes = NULL_VALUE;
	if (!scope->variables) {
		scope->variables = xmalloc(sizeof(*scope->variables));
		hashmap_init(scope->variables, HASHMAP_IGNORE_CASE);
	}
	hashmap_put(scope->variables, key, v);
	scope_generation++;
	return v;
}

static enum status variable_assign(struct session *s, struct variable *v, Value value)
{
	if (v->options & (VARIABLE_READ_ONLY | VARIABLE_CONSTANT))
		return scope_not_writable(v->name);
	if (validation_transform(v->attributes, &value) != OK ||
	    (v->type && convert_to(value, v->type, &value) != OK))
		return ERROR;
	if (!value_is_null(v->attributes) && validation_check(s, v->attributes, value) != OK)
		return throw_error_type("System.Management.Automation.ValidationMetadataException",
					"ValidateSetFailure", CATEGORY_METADATA_ERROR, NULL_VALUE,
					"The variable cannot be validated because the value %s is "
					"not a valid value for the "
					"%s variable.",
					string_data(value_to_string(value)), v->name);
	if (v->set)
		return v->set(s, value);
	v->value = value;
	return OK;
}

bool scope_is_constant(struct session *s, const char *name)
{
	static const char *const words[] = {"null", "true", "false"};
	const unsigned fixed = VARIABLE_CONSTANT | VARIABLE_ALL_SCOPE;
	const char *key = name_fold(name);
	for (size_t i = 0; i < countof(words); i++)
		if (strcmp(key, words[i]) == 0)
			return true;
	const struct variable *v = own_variable(s->global, key);
	return v && (v->options & fixed) == fixed;
}

/* A variable that child scopes share with the one they are called from. */
struct variable *scope_find_shared(struct scope *scope, const char *key)
{
	for (; scope; scope = scope->parent) {
		struct variable *v = own_variable(scope, key);
		if (v)
			return v->options & VARIABLE_ALL_SCOPE ? v : NULL;
	}
	return NULL;
}

enum status scope_assign(struct session *s, struct scope *scope, const char *name, Value value)
{
	const char *key = name_fold(name);
	int slot = own_slot(scope, key);
	if (slot >= 0) {
		struct frame *f = scope->frame;
		if (f->code->slots[slot].typed)
			return vm_set_slot(f, (uint16_t)slot, value);
		f->registers[slot] = value;
		return OK;
	}
	if (strcmp(key, "null") == 0)
		return OK;
	if (strcmp(key, "true") == 0 || strcmp(key, "false") == 0)
		return scope_not_writable(name);
	struct variable *v = own_variable(scope, key);
	if (!v)
		v = scope_find_shared(scope->parent, key);
	if (!v)
		v = variable_new(scope, key, name);
	return variable_assign(s, v, value);
}

enum status scope_set(struct session *s, const char *name, enum scope_where where, Value v)
{
	struct scope *scope = scope_select(s, s->scope, where);
	if (scope_assign(s, scope, name, v) != OK)
		return ERROR;
	if (where == SCOPE_PRIVATE)
		scope_variable(scope, name, true)->options |= VARIABLE_PRIVATE;
	return OK;
}

enum status scope_set_in(struct session *s, struct scope *scope, const char *name, Value v)
{
	return scope_assign(s, scope, name, v);
}

struct variable *scope_variable(struct scope *scope, const char *name, bool create)
{
	const char *key = name_fold(name);
	struct variable *v = own_variable(scope, key);
	if (v)
		return v;
	int slot = own_slot(scope, key);
	Value value = slot >= 0 ? scope->frame->registers[slot] : UNSET_VALUE;
	if (value.tag == VALUE_UNSET && !create)
		return NULL;
	v = variable_new(scope, key, slot >= 0 ? scope->frame->code->slots[slot].name : name);
	if (value.tag != VALUE_UNSET)
		v->value = value;
	if (slot >= 0) {
		struct frame *f = scope->frame;
		struct constraint *c = f->constraints && f->constraints[slot]
					       ? f->constraints[slot]
					       : f->code->slots[slot].constraint;
		if (c && c->ready) {
			v->type = c->type;
			v->attributes = c->validation;
		}
		f->registers[slot] = UNSET_VALUE;
		f->registers[slot].extra = 1; /* moved */
	}
	return v;
}

void scope_add_options(struct variable *variable, unsigned options)
{
	variable->options |= options;
	if (options & VARIABLE_ALL_SCOPE)
		scope_has_shared = true;
}

bool scope_remove(struct scope *scope, const char *name)
{
	const char *key = name_fold(name);
	int slot = own_slot(scope, key);
	if (slot >= 0) {
		bool there = scope->frame->registers[slot].tag != VALUE_UNSET;
		scope->frame->registers[slot] = UNSET_VALUE;
		scope_generation++;
		return there;
	}
	if (!own_variable(scope, key))
		return false;
	free(hashmap_remove(scope->variables, key));
	scope_generation++;
	/* A slot that was moved out is a slot again. */
	if (scope->frame && scope->frame->code &&
	    (slot = code_find_slot(scope->frame->code, key)) >= 0)
		scope->frame->registers[slot] = UNSET_VALUE;
	return true;
}

void scope_each(struct scope *scope,
		bool (*callback)(const char *name, Value v, const struct variable *variable,
				 void *context),
		void *context)
{
	struct session *s = session_current();
	const struct frame *f = scope->frame;
	if (f && f->code && f->code->form == CODE_OWN_SCOPE)
		for (uint32_t i = 0; i < f->code->slot_count; i++)
			if (f->registers[i].tag != VALUE_UNSET &&
			    !callback(f->code->slots[i].name, f->registers[i], NULL, context))
				return;
	if (scope->variables)
		for (struct hashmap_entry *e = NULL; (e = hashmap_next(scope->variables, e));) {
			struct variable *v = e->value;
			if (!callback(v->name, variable_value(s, v), v, context))
				return;
		}
}
