/* Arrays (T[], any rank) and lists (List<T>, ArrayList). byte[] is packed: use the accessors. */
#ifndef EXOSH_OBJECT_ARRAY_H
#define EXOSH_OBJECT_ARRAY_H

#include "object/gc.h"

struct array {
	struct cell cell; /* cell.type is the array type: its element says what items are */
	size_t count;     /* of all dimensions together */
	Value *items;     /* a gc buffer; NULL for byte[] */
	uint8_t *bytes;   /* of byte[] */
	int32_t *lengths; /* of each dimension when rank > 1; else NULL */
	int32_t *lower_bounds;
};

struct list {
	struct cell cell;
	size_t count, capacity;
	Value *items;     /* a gc buffer */
	uint32_t version; /* changes with every modification: enumerators notice */
};

Value array_new(size_t count);                                      /* object[], all $null */
Value array_new_typed(const struct type *array_type, size_t count); /* all default(element) */
/* T[,]: as many lengths as the type has ranks; lower_bounds may be NULL. */
Value array_new_ranks(const struct type *array_type, const int32_t *lengths,
		      const int32_t *lower_bounds);
Value array_from(const Value *items, size_t count);              /* object[], copied */
Value array_new_bytes(const void *bytes, size_t count);          /* byte[] */
Value array_new_strings(const char *const *texts, size_t count); /* string[] */
static inline struct array *value_as_array(Value v)
{
	return (struct array *)v.cell;
}
static inline struct list *value_as_list(Value v)
{
	return (struct list *)v.cell;
}
Value array_get(const struct array *a, size_t i);
/* Converts to the element type; ERROR as PowerShell says it. */
enum status array_set(struct array *a, size_t i, Value v) WARN_UNUSED;

Value list_new(void);                               /* List<object> */
Value list_new_typed(const struct type *list_type); /* List<T>, ArrayList */
void list_add(struct list *l, Value v);             /* no conversion */
void list_reserve(struct list *l, size_t capacity);
void list_insert(struct list *l, size_t at, Value v);
void list_remove_at(struct list *l, size_t at, size_t count);
void list_clear(struct list *l);
Value list_to_array(const struct list *l); /* object[] */

/* Items of an array or list, other values as one item. */
size_t value_count(Value v);
Value value_item(Value v, size_t i);

#endif
