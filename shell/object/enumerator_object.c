/* IEnumerator as an object: GetEnumerator(), MoveNext(), Current, Reset(). */
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/primitive_members.h"
#include "object/type_private.h"

struct enumerator_object {
	struct cell cell;
	Value source;
	struct enumerator enumerator;
	Value current; /* UNSET before the first and behind the last */
	bool started;
};

static struct enumerator_object *self_of(Value v)
{
	return (struct enumerator_object *)v.cell;
}

static void enumerator_mark(void *cell)
{
	struct enumerator_object *e = cell;
	gc_mark(e->source);
	gc_mark(e->enumerator.source);
	gc_mark(e->enumerator.state);
	gc_mark(e->current);
}

static enum status start(struct enumerator_object *e)
{
	e->started = true;
	if (e->source.tag == VALUE_HASHTABLE) {
		e->enumerator = (struct enumerator){0};
		return hashtable_enumerate(e->source, &e->enumerator);
	}
	return value_enumerate(e->source, &e->enumerator);
}

static enum status move_next(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	struct enumerator_object *e = self_of(self);
	bool more;
	enum status status = e->started ? OK : start(e);
	if (status == OK)
		status = enumerator_next(&e->enumerator, &more, &e->current);
	if (status != OK)
		return status;
	if (!more)
		e->current = UNSET_VALUE;
	*result_r = value_bool(more);
	return OK;
}

static enum status get_current(Value self, Value *result_r)
{
	Value current = self_of(self)->current;
	*result_r = current.tag == VALUE_UNSET ? NULL_VALUE : current;
	return OK;
}

static enum status get_entry_part(Value self, bool key, Value *result_r)
{
	Value current = self_of(self)->current;
	if (current.tag == VALUE_UNSET)
		return throw_exception(
			"System.InvalidOperationException",
			"Enumeration has either not started or has already finished.");
	const struct member *member =
		type_find_member(value_type(current), key ? "Key" : "Value", false);
	return member->get(current, result_r);
}

static enum status get_key(Value self, Value *result_r)
{
	return get_entry_part(self, true, result_r);
}

static enum status get_value(Value self, Value *result_r)
{
	return get_entry_part(self, false, result_r);
}

static enum status reset(Value self, int argc UNUSED, const Value *argv UNUSED,
			 Value *result_r UNUSED)
{
	struct enumerator_object *e = self_of(self);
	e->started = false;
	e->current = UNSET_VALUE;
	return OK;
}

static enum status dispose(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	return OK;
}

/* The pipeline goes on from where the enumerator stands. */
static enum status rest_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	Value more = FALSE_VALUE;
	enum status status = move_next(e->source, 0, NULL, &more);
	*more_r = status == OK && value_is_true(more);
	if (*more_r)
		*item_r = self_of(e->source)->current;
	return status;
}

static enum status rest_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = rest_next};
	return OK;
}

static const struct member enumerator_members[] = {
	METHOD("bool MoveNext()", move_next),
	METHOD("void Reset()", reset),
	METHOD("void Dispose()", dispose),
	PROPERTY("System.Object Current {get;}", get_current),
	MEMBER_END,
};
static const struct member dictionary_enumerator_members[] = {
	METHOD("bool MoveNext()", move_next),
	METHOD("void Reset()", reset),
	METHOD("void Dispose()", dispose),
	ALIAS_PROPERTY("Name = Key"),
	PROPERTY("System.Object Current {get;}", get_current),
	PROPERTY("System.Collections.DictionaryEntry Entry {get;}", get_current),
	PROPERTY("System.Object Key {get;}", get_key),
	PROPERTY("System.Object Value {get;}", get_value),
	MEMBER_END,
};

static const struct type *const interfaces[] = {&type_ienumerator, NULL};
#define ENUMERATOR(variable, type_name, table) \
	struct type variable = {               \
		.name = type_name,             \
		.members = table,              \
		.mark = enumerator_mark,       \
		.enumerate = rest_enumerate,   \
		.interfaces = interfaces,      \
	}
ENUMERATOR(type_array_enumerator, "System.ArrayEnumerator", enumerator_members);
ENUMERATOR(type_hashtable_enumerator, "System.Collections.Hashtable+HashtableEnumerator",
	   dictionary_enumerator_members);

Value enumerator_object_new(Value source)
{
	const struct type *type =
		source.tag == VALUE_HASHTABLE ? &type_hashtable_enumerator : &type_array_enumerator;
	struct enumerator_object *e = gc_alloc(type, VALUE_OBJECT, sizeof(*e));
	e->source = source;
	e->current = UNSET_VALUE;
	return value_cell(VALUE_OBJECT, e);
}
