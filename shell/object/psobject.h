/*
 * PSObject: a [pscustomobject], or any value with members added to it. Note properties stand in order.
 * Objects of many cmdlets' output share a `struct shape` (names once, values in an array): cheap rows.
 */
#ifndef EXOSH_OBJECT_PSOBJECT_H
#define EXOSH_OBJECT_PSOBJECT_H

#include "object/gc.h"
#include "object/type.h"

/* Names of properties in order; immutable and shared. Adding a property moves on to another shape. */
struct shape;

struct psobject {
	struct cell cell;
	Value base;          /* what is wrapped; UNSET for a [pscustomobject] */
	struct shape *shape; /* of the note properties */
	Value *values;       /* gc buffer, as many as the shape has names */
	Value members; /* list of added members that are no note properties (script, alias ...), or NULL */
	Value type_names; /* string[] / list, or NULL: derived from the base's type */
};

Value psobject_new(void);        /* empty [pscustomobject] */
Value psobject_wrap(Value base); /* a wrapper, for adding members to any value */
/* One with the given PSTypeNames first (e.g. "MigrationBatch"; may be NULL). */
Value psobject_new_typed(const char *type_name);
static inline struct psobject *value_as_psobject(Value v)
{
	return (struct psobject *)v.cell;
}
/* Adds or replaces a note property. */
void psobject_set(Value object, const char *name, Value value);
bool psobject_get(Value object, const char *name, Value *value_r); /* note properties only */
bool psobject_remove(Value object, const char *name);
size_t psobject_count(Value object);
/* The i-th note property: its name (interned) and value. */
const char *psobject_name_at(Value object, size_t i);
Value psobject_value_at(Value object, size_t i);

/* Building many alike: make a shape once, then objects from value arrays. */
struct shape *shape_make(const char *const *names, size_t count);
Value psobject_from_shape(struct shape *shape, const Value *values);
/* PSTypeNames of any value, most derived first: string[]. */
Value value_type_names(Value v);
void value_add_type_name(Value object, const char *name);

#endif
