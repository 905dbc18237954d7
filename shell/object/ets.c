#include "object/ets.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/member_reflection.h"
#include "object/psobject.h"
#include "object/psobject_members.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/string_private.h"

#include <stdlib.h>
#include <string.h>

Value member_object_new(enum member_kind kind, const char *name, Value value, Value setter)
{
	struct member_object *m = gc_alloc(member_object_type(kind), VALUE_OBJECT, sizeof(*m));
	m->kind = kind;
	m->name = name_intern(name);
	m->value = value;
	m->setter = setter;
	m->owner = UNSET_VALUE;
	return value_cell(VALUE_OBJECT, m);
}

/* The table of members added to cells that are no psobjects: cell to a psobject that holds them. */
struct extras {
	struct extra {
		struct cell *cell;
		struct cell *holder;
	} * slots; /* open addressing */
	size_t count, size;
};

static size_t extras_slot(const struct extras *e, const struct cell *cell)
{
	size_t slot = ((uintptr_t)cell >> 4) * UINT64_C(0x9e3779b97f4a7c15) >> 32;
	for (slot &= e->size - 1; e->slots[slot].cell != NULL && e->slots[slot].cell != cell;)
		slot = (slot + 1) & (e->size - 1);
	return slot;
}

static void extras_resize(struct extras *e, size_t size)
{
	struct extra *old = e->slots;
	size_t old_size = e->size;
	e->slots = xcalloc(size, sizeof(*e->slots));
	e->size = size;
	for (size_t i = 0; i < old_size; i++)
		if (old[i].cell != NULL)
			e->slots[extras_slot(e, old[i].cell)] = old[i];
	free(old);
}

/* Called while marking: what was added to a living cell lives. */
static void extras_mark(void *cell)
{
	const struct extras *e = *heap_extras();
	if (e == NULL)
		return;
	struct extra *found = &e->slots[extras_slot(e, cell)];
	if (found->cell != NULL)
		gc_mark_cell(found->holder);
}

/* After marking: forgets cells that died. */
static void extras_sweep(void *context)
{
	struct extras *e = context;
	struct extra *old = e->slots;
	e->slots = xcalloc(e->size, sizeof(*e->slots));
	e->count = 0;
	for (size_t i = 0; i < e->size; i++) {
		if (old[i].cell == NULL || !gc_is_marked(old[i].cell))
			continue;
		e->slots[extras_slot(e, old[i].cell)] = old[i];
		e->count++;
	}
	free(old);
}

/* Whether members stick to the object itself. Text is a value in PowerShell's eyes. */
static bool can_carry(Value v)
{
	return value_is_cell(v) && v.tag != VALUE_STRING && v.tag != VALUE_DECIMAL &&
	       v.tag != VALUE_BIGINT && v.tag != VALUE_PSOBJECT && v.tag != VALUE_TYPE;
}

bool member_extras(Value v, bool create, Value *extras_r)
{
	if (!can_carry(v) || (!(v.cell->flags & CELL_EXTENDED) && !create))
		return false;
	struct extras *e = *heap_extras();
	if (e == NULL) {
		e = *heap_extras() = xcalloc(1, sizeof(*e));
		extras_resize(e, 64);
		gc_mark_extended = extras_mark;
		gc_add_weak(extras_sweep, e);
	}
	struct extra *found = &e->slots[extras_slot(e, v.cell)];
	if (found->cell == NULL) {
		if ((e->count + 1) * 2 > e->size)
			extras_resize(e, e->size * 2);
		found = &e->slots[extras_slot(e, v.cell)];
		found->cell = v.cell;
		found->holder = psobject_new().cell;
		e->count++;
		v.cell->flags |= CELL_EXTENDED;
	}
	*extras_r = value_cell(VALUE_PSOBJECT, found->holder);
	return true;
}

void extras_free(struct extras **e)
{
	if (*e != NULL) {
		free((*e)->slots);
		free(*e);
		*e = NULL;
	}
}

/* Where the members of an object are: itself, or its place in the table. */
static bool holder_of(Value v, Value *holder_r)
{
	if (v.tag == VALUE_PSOBJECT) {
		*holder_r = v;
		return true;
	}
	return member_extras(v, false, holder_r);
}

static struct member_object *own_find(Value holder, const char *name)
{
	Value members = value_as_psobject(holder)->members;
	if (members.tag != VALUE_LIST)
		return NULL;
	struct list *l = value_as_list(members);
	for (size_t i = 0; i < l->count; i++) {
		struct member_object *m = (struct member_object *)l->items[i].cell;
		if (m->name == name || name_equal(m->name, name))
			return m;
	}
	return NULL;
}

/* {type name: {"members": list, other facts}} */
static struct hashtable *facts_of(const char *type_name, bool create)
{
	struct runtime *rt = runtime();
	if (rt->type_data.tag != VALUE_HASHTABLE) {
		if (!create)
			return NULL;
		rt->type_data = hashtable_new();
	}
	Value facts;
	if (!hashtable_get_text(value_as_hashtable(rt->type_data), type_name, &facts)) {
		if (!create)
			return NULL;
		facts = hashtable_new();
		hashtable_set_text(value_as_hashtable(rt->type_data), type_name, facts);
	}
	return value_as_hashtable(facts);
}

static struct list *type_members_of(const char *type_name, bool create)
{
	struct hashtable *facts = facts_of(type_name, create);
	Value members;
	if (facts == NULL)
		return NULL;
	if (!hashtable_get_text(facts, "members", &members)) {
		if (!create)
			return NULL;
		members = list_new();
		hashtable_set_text(facts, "members", members);
	}
	return value_as_list(members);
}

static struct member_object *list_find(const struct list *l, const char *name)
{
	for (size_t i = 0; l != NULL && i < l->count; i++) {
		struct member_object *m = (struct member_object *)l->items[i].cell;
		if (m->name == name || name_equal(m->name, name))
			return m;
	}
	return NULL;
}

static struct member_object *type_data_find(Value v, const char *name)
{
	if (runtime()->type_data.tag != VALUE_HASHTABLE)
		return NULL;
	Value names = value_type_names(v);
	for (size_t i = 0; i < value_count(names); i++) {
		struct member_object *m =
			list_find(type_members_of(string_data(value_item(names, i)), false), name);
		if (m != NULL)
			return m;
	}
	return NULL;
}

struct member_object *ets_find(Value v, const char *name)
{
	Value holder;
	struct member_object *m = NULL;
	if (holder_of(v, &holder))
		m = own_find(holder, name);
	return m != NULL ? m : type_data_find(v, name);
}

void ets_each(Value v, bool (*callback)(struct member_object *m, void *context), void *context)
{
	Value holder;
	if (holder_of(v, &holder) && value_as_psobject(holder)->members.tag == VALUE_LIST) {
		struct list *l = value_as_list(value_as_psobject(holder)->members);
		for (size_t i = 0; i < l->count; i++)
			if (!callback((struct member_object *)l->items[i].cell, context))
				return;
	}
	if (runtime()->type_data.tag != VALUE_HASHTABLE)
		return;
	Value names = value_type_names(v);
	for (size_t i = 0; i < value_count(names); i++) {
		struct list *l = type_members_of(string_data(value_item(names, i)), false);
		for (size_t k = 0; l != NULL && k < l->count; k++)
			if (!callback((struct member_object *)l->items[k].cell, context))
				return;
	}
}

static bool has_member(Value object, const char *name)
{
	Value ignored, holder;
	if (holder_of(object, &holder) &&
	    (psobject_get(holder, name, &ignored) || own_find(holder, name) != NULL))
		return true;
	Value base = value_base(object);
	if (base.tag == VALUE_PSOBJECT)
		return false;
	return type_find_member(value_type(base), name, false) != NULL;
}

enum status member_add(Value object, Value member, bool force, Value *object_r)
{
	struct member_object *m = value_as_member_object(member);
	if (!force && has_member(object, m->name))
		return throw_error_type(
			"System.InvalidOperationException",
			"MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand",
			CATEGORY_INVALID_OPERATION, object,
			"Cannot add a member with the name \"%s\" because a member "
			"with that name already exists. To overwrite the member "
			"anyway, add the Force parameter to your command.",
			m->name);
	Value holder = object;
	*object_r = object;
	if (object.tag != VALUE_PSOBJECT && !member_extras(object, true, &holder))
		holder = *object_r = psobject_wrap(object);
	struct psobject *o = value_as_psobject(holder);
	member_remove(holder, m->name);
	if (m->kind == MEMBER_NOTE_PROPERTY) {
		psobject_set(holder, m->name, m->value);
		return OK;
	}
	if (o->members.tag != VALUE_LIST)
		o->members = list_new();
	list_add(value_as_list(o->members), member);
	return OK;
}

bool member_remove(Value object, const char *name)
{
	Value holder;
	if (!holder_of(object, &holder))
		return false;
	if (psobject_remove(holder, name))
		return true;
	Value members = value_as_psobject(holder)->members;
	if (members.tag != VALUE_LIST)
		return false;
	struct list *l = value_as_list(members);
	for (size_t i = 0; i < l->count; i++) {
		if (name_equal(((struct member_object *)l->items[i].cell)->name, name)) {
			list_remove_at(l, i, 1);
			return true;
		}
	}
	return false;
}

enum status type_data_add(const char *type_name, Value member, bool force)
{
	struct list *l = type_members_of(type_name, true);
	struct member_object *m = value_as_member_object(member);
	for (size_t i = 0; i < l->count; i++) {
		if (!name_equal(((struct member_object *)l->items[i].cell)->name, m->name))
			continue;
		if (!force)
			return throw_error("TypesXmlUpdateException", CATEGORY_INVALID_OPERATION,
					   NULL_VALUE,
					   "Error in TypeData \"%s\": The member %s is already "
					   "present.",
					   type_name, m->name);
		l->items[i] = member;
		return OK;
	}
	list_add(l, member);
	return OK;
}

void type_data_set(const char *type_name, const char *key, Value value)
{
	hashtable_set_text(facts_of(type_name, true), key, value);
}

bool type_data_get(Value v, const char *key, Value *value_r)
{
	if (runtime()->type_data.tag != VALUE_HASHTABLE)
		return false;
	Value names = value_type_names(v);
	for (size_t i = 0; i < value_count(names); i++) {
		struct hashtable *facts = facts_of(string_data(value_item(names, i)), false);
		if (facts != NULL && hashtable_get_text(facts, key, value_r))
			return true;
	}
	return false;
}

bool type_data_remove(const char *type_name)
{
	Value all = runtime()->type_data;
	return all.tag == VALUE_HASHTABLE &&
	       hashtable_remove(value_as_hashtable(all), string_from(type_name));
}

const struct hashtable *type_data_of(const char *type_name)
{
	return facts_of(type_name, false);
}

static int compare_texts(const void *a, const void *b)
{
	return string_compare(*(const Value *)a, *(const Value *)b, true);
}

Value type_data_names(void)
{
	Value names = list_new(), all = runtime()->type_data, key, facts;
	if (all.tag != VALUE_HASHTABLE)
		return names;
	for (size_t i = 0; hashtable_next(value_as_hashtable(all), &i, &key, &facts);)
		list_add(value_as_list(names), key);
	if (value_count(names))
		qsort(value_as_list(names)->items, value_count(names), sizeof(Value),
		      compare_texts);
	return names;
}

static enum status throw_getting(const char *name)
{
	struct error_record *cause = value_as_error_record(runtime()->error);
	Value inner = cause->exception;
	enum status status = throw_error_type(
		"System.Management.Automation.GetValueInvocationException",
		"ScriptGetValueRuntimeException", CATEGORY_NOT_SPECIFIED, NULL_VALUE,
		"Exception getting \"%s\": \"%s\"", name, error_message());
	struct error_record *record = value_as_error_record(runtime()->error);
	((struct exception *)record->exception.cell)->inner = inner;
	return status;
}

enum status member_object_get(struct member_object *m, Value self, Value *result_r)
{
	bool found;
	switch (m->kind) {
	case MEMBER_ALIAS_PROPERTY: {
		enum status status = member_get(self, string_data(m->value), result_r, &found);
		if (status == OK && m->type != NULL)
			status = convert_to(*result_r, m->type, result_r);
		return status;
	}
	case MEMBER_SCRIPT_PROPERTY: {
		if (m->value.tag != VALUE_SCRIPT_BLOCK) /* native type data */
			return member_get(self, m->name, result_r, &found);
		enum status status =
			runtime()->hooks->invoke_script_block(m->value, 0, NULL, self, result_r);
		if (result_r->tag == VALUE_VOID)
			*result_r = NULL_VALUE;
		return status == ERROR ? throw_getting(m->name) : status;
	}
	case MEMBER_NOTE_PROPERTY:
		if (m->owner.tag != VALUE_UNSET)
			return member_get(m->owner, m->name, result_r, &found);
		*result_r = m->value;
		return OK;
	case MEMBER_PROPERTY_SET:
		*result_r = m->value;
		return OK;
	default:
		if (m->owner.tag != VALUE_UNSET)
			return member_get(m->owner, m->name, result_r, &found);
		*result_r = NULL_VALUE;
		return OK;
	}
}

enum status member_object_set(struct member_object *m, Value self, Value value)
{
	switch (m->kind) {
	case MEMBER_ALIAS_PROPERTY:
		return member_set(self, string_data(m->value), value);
	case MEMBER_SCRIPT_PROPERTY: {
		if (value_is_null(m->setter))
			return throw_error_type("System.Management.Automation.SetValueException",
						"SetWithoutSetterFromScriptProperty",
						CATEGORY_NOT_SPECIFIED, NULL_VALUE,
						"Set accessor for property \"%s\" is unavailable.",
						m->name);
		Value ignored;
		return runtime()->hooks->invoke_script_block(m->setter, 1, &value, self, &ignored);
	}
	default:
		if (m->owner.tag != VALUE_UNSET)
			return member_set(m->owner, m->name, value);
		m->value = value;
		return OK;
	}
}

enum status member_object_invoke(struct member_object *m, Value self, int argc, const Value *argv,
				 Value *result_r)
{
	enum status status =
		runtime()->hooks->invoke_script_block(m->value, argc, argv, self, result_r);
	return status;
}
