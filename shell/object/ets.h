/*
 * The extended type system: members that PowerShell, not .NET, gives to objects. A member_object is what
 * Add-Member and Update-TypeData add (PSNoteProperty, PSScriptProperty ...), and also what
 * $x.psobject.Properties lists: then `owner` says whose member it is.
 *
 * Members of one object: of a psobject in its `members` list (note properties in its shape); of any other cell
 * in a table beside the heap (flag CELL_EXTENDED). Members of all objects of a type: type data, by type name.
 */
#ifndef EXOSH_OBJECT_ETS_H
#define EXOSH_OBJECT_ETS_H

#include "object/gc.h"
#include "object/type.h"

struct hashtable;

struct member_object {
	struct cell cell;
	enum member_kind kind;
	const char *name; /* interned */
	Value value;      /* note: the value; script property: getter; script method: the block;
			   * alias: name of the target; property set: string[] */
	Value setter;     /* of a script property: or NULL */
	Value owner;      /* UNSET while it belongs to nobody */
	const struct member_group *group; /* a .NET member of the owner, or NULL */
	const struct type *type;          /* [type] of an alias or typed note, or NULL */
	bool hidden;
};

Value member_object_new(enum member_kind kind, const char *name, Value value, Value setter);
struct member_object *value_as_member_object(Value v); /* NULL when it is none */

/* Add-Member: the object with the member; the same one, or a wrapper round a value that cannot carry members.
 * ERROR when there is a member of that name and not `force`. */
enum status member_add(Value object, Value member, bool force, Value *object_r) WARN_UNUSED;
bool member_remove(Value object, const char *name);

/* Update-TypeData. ERROR when the type has that member and not `force`. */
enum status type_data_add(const char *type_name, Value member, bool force) WARN_UNUSED;
/* Other facts about a type: "DefaultDisplayPropertySet" ... */
void type_data_set(const char *type_name, const char *key, Value value);
bool type_data_get(Value v, const char *key, Value *value_r);
bool type_data_remove(const char *type_name);
/* What scripts and files said of a type: a hashtable with "members" (list of member objects) and other facts; NULL when
 * there is nothing. */
const struct hashtable *type_data_of(const char *type_name);
/* The names of all types that something was said of, sorted: a list. */
Value type_data_names(void);
/* An added member: the object's own, then its types'; NULL when there is none. */
struct member_object *ets_find(Value v, const char *name);
/* All of them, own ones first. */
void ets_each(Value v, bool (*callback)(struct member_object *m, void *context), void *context);

/* The value of a property, of `self`; setting it. Errors as PowerShell words them. */
enum status member_object_get(struct member_object *m, Value self, Value *result_r) WARN_UNUSED;
enum status member_object_set(struct member_object *m, Value self, Value value) WARN_UNUSED;
enum status member_object_invoke(struct member_object *m, Value self, int argc, const Value *argv,
				 Value *result_r) WARN_UNUSED;

#endif
