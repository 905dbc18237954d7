/* System.Collections.Generic.LinkedList<T> and its nodes. */
#include "object/collections.h"

#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/generic.h"
#include "object/type_private.h"

struct linked_node {
	struct cell cell;
	Value list, value; /* list: NULL once removed */
	struct linked_node *next, *previous;
};

struct linked_list {
	struct cell cell;
	struct linked_node *first, *last;
	int32_t count;
};

static struct type type_linked_list, type_linked_node;

static struct linked_list *as_list(Value v)
{
	return (struct linked_list *)v.cell;
}

static struct linked_node *as_node(Value v)
{
	return (struct linked_node *)v.cell;
}

static Value node_value(struct linked_node *node)
{
	return node != NULL ? value_cell(VALUE_OBJECT, node) : NULL_VALUE;
}

static void list_mark(void *cell)
{
	gc_mark_cell(((struct linked_list *)cell)->first);
	gc_mark_cell(((struct linked_list *)cell)->last);
}

static void node_mark(void *cell)
{
	struct linked_node *node = cell;
	gc_mark(node->list);
	gc_mark(node->value);
	gc_mark_cell(node->next);
	gc_mark_cell(node->previous);
}

static struct linked_node *node_new(Value list, Value value)
{
	const struct type *type =
		list.cell->type->argument_count > 0
			? type_make_generic(&type_linked_node, list.cell->type->arguments, 1)
			: &type_linked_node;
	struct linked_node *node = gc_alloc(type, VALUE_OBJECT, sizeof(*node));
	node->value = value;
	return node;
}

/* Puts a node before another; NULL: at the end. */
static void link_before(Value list, struct linked_node *node, struct linked_node *next)
{
	struct linked_list *l = as_list(list);
	struct linked_node *previous = next != NULL ? next->previous : l->last;
	node->list = list;
	node->next = next;
	node->previous = previous;
	*(previous != NULL ? &previous->next : &l->first) = node;
	*(next != NULL ? &next->previous : &l->last) = node;
	l->count++;
}

static void unlink(Value list, struct linked_node *node)
{
	struct linked_list *l = as_list(list);
	*(node->previous != NULL ? &node->previous->next : &l->first) = node->next;
	*(node->next != NULL ? &node->next->previous : &l->last) = node->previous;
	node->next = node->previous = NULL;
	node->list = NULL_VALUE;
	l->count--;
}

/* The node of an argument that is one (free, to be put in), or a new one around the value. */
static enum status node_argument(Value list, Value argument, struct linked_node **node_r,
				 Value *result_r)
{
	bool is_node =
		argument.tag == VALUE_OBJECT && (argument.cell->type->generic == &type_linked_node);
	if (is_node && !value_is_null(as_node(argument)->list))
		return throw_exception("System.InvalidOperationException",
				       "The LinkedList node already belongs to a LinkedList.");
	*node_r = is_node ? as_node(argument) : node_new(list, argument);
	if (!is_node)
		*result_r = node_value(*node_r);
	return OK;
}

static enum status list_add_first(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct linked_node *node;
	if (node_argument(self, argv[0], &node, result_r) != OK)
		return ERROR;
	link_before(self, node, as_list(self)->first);
	return OK;
}

static enum status list_add_last(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct linked_node *node;
	if (node_argument(self, argv[0], &node, result_r) != OK)
		return ERROR;
	link_before(self, node, NULL);
	return OK;
}

static enum status list_add_beside(Value self, const Value *argv, bool after, Value *result_r)
{
	struct linked_node *node, *at = as_node(argv[0]);
	if (at->list.cell != self.cell)
		return throw_exception(
			"System.InvalidOperationException",
			"The LinkedList node does not belong to current LinkedList.");
	if (node_argument(self, argv[1], &node, result_r) != OK)
		return ERROR;
	link_before(self, node, after ? at->next : at);
	return OK;
}

static enum status list_add_after(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return list_add_beside(self, argv, true, result_r);
}

static enum status list_add_before(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return list_add_beside(self, argv, false, result_r);
}

static struct linked_node *find_value(Value self, Value value)
{
	struct linked_node *node = as_list(self)->first;
	while (node != NULL && !value_equals(node->value, value, false))
		node = node->next;
	return node;
}

static enum status list_find(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = node_value(find_value(self, argv[0]));
	return OK;
}

static enum status list_contains(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(find_value(self, argv[0]) != NULL);
	return OK;
}

static enum status list_remove(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	bool is_node =
		argv[0].tag == VALUE_OBJECT && argv[0].cell->type->generic == &type_linked_node;
	struct linked_node *node = is_node ? as_node(argv[0]) : find_value(self, argv[0]);
	if (is_node && node->list.cell != self.cell)
		return throw_exception(
			"System.InvalidOperationException",
			"The LinkedList node does not belong to current LinkedList.");
	if (node != NULL)
		unlink(self, node);
	if (!is_node)
		*result_r = value_bool(node != NULL);
	return OK;
}

static enum status remove_end(Value self, struct linked_node *node)
{
	if (node == NULL)
		return throw_exception("System.InvalidOperationException",
				       "The LinkedList is empty.");
	unlink(self, node);
	return OK;
}

static enum status list_remove_first(Value self, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r UNUSED)
{
	return remove_end(self, as_list(self)->first);
}

static enum status list_remove_last(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r UNUSED)
{
	return remove_end(self, as_list(self)->last);
}

static enum status list_clear_all(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r UNUSED)
{
	while (as_list(self)->first != NULL)
		unlink(self, as_list(self)->first);
	return OK;
}

static enum status list_get_count(Value self, Value *result_r)
{
	*result_r = value_int(as_list(self)->count);
	return OK;
}

static enum status list_get_first(Value self, Value *result_r)
{
	*result_r = node_value(as_list(self)->first);
	return OK;
}

static enum status list_get_last(Value self, Value *result_r)
{
	*result_r = node_value(as_list(self)->last);
	return OK;
}

static enum status list_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	*more_r = !value_is_null(e->state);
	if (*more_r) {
		*item_r = as_node(e->state)->value;
		e->state = node_value(as_node(e->state)->next);
	}
	return OK;
}

static enum status list_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){
		.source = self, .state = node_value(as_list(self)->first), .next = list_next};
	return OK;
}

static enum status list_get_enumerator(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r)
{
	*result_r = enumerator_object_new(self);
	return OK;
}

static enum status list_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	struct linked_list *l =
		gc_alloc(generic_made(self, &type_linked_list), VALUE_OBJECT, sizeof(*l));
	struct enumerator e;
	*result_r = value_cell(VALUE_OBJECT, l);
	if (argc == 0)
		return OK;
	enum status status = value_enumerate(argv[0], &e);
	while (status == OK) {
		bool more;
		Value item;
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		if (l->cell.type->argument_count > 0)
			status = convert_to(item, l->cell.type->arguments[0], &item);
		if (status == OK)
			link_before(*result_r, node_new(*result_r, item), NULL);
	}
	return status;
}

static enum status node_get_value(Value self, Value *result_r)
{
	*result_r = as_node(self)->value;
	return OK;
}

static enum status node_set_value(Value self, Value value)
{
	as_node(self)->value = value;
	return OK;
}

static enum status node_get_next(Value self, Value *result_r)
{
	*result_r = node_value(as_node(self)->next);
	return OK;
}

static enum status node_get_previous(Value self, Value *result_r)
{
	*result_r = node_value(as_node(self)->previous);
	return OK;
}

static enum status node_get_list(Value self, Value *result_r)
{
	*result_r = as_node(self)->list;
	return OK;
}

static enum status node_construct(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct linked_node *node =
		gc_alloc(generic_made(self, &type_linked_node), VALUE_OBJECT, sizeof(*node));
	node->value = argv[0];
	*result_r = value_cell(VALUE_OBJECT, node);
	return OK;
}

#define NODE "System.Collections.Generic.LinkedListNode[T]"

static const struct member linked_list_members[] = {
	PROPERTY("int Count {get;}", list_get_count),
	PROPERTY(NODE " First {get;}", list_get_first),
	PROPERTY(NODE " Last {get;}", list_get_last),
	METHOD(NODE " AddAfter(" NODE " node, T value)", list_add_after),
	METHOD("void AddAfter(" NODE " node, " NODE " newNode)", list_add_after),
	METHOD(NODE " AddBefore(" NODE " node, T value)", list_add_before),
	METHOD("void AddBefore(" NODE " node, " NODE " newNode)", list_add_before),
	METHOD(NODE " AddFirst(T value)", list_add_first),
	METHOD("void AddFirst(" NODE " node)", list_add_first),
	METHOD(NODE " AddLast(T value)", list_add_last),
	METHOD("void AddLast(" NODE " node)", list_add_last),
	METHOD("void Clear()", list_clear_all),
	METHOD("bool Contains(T value)", list_contains),
	METHOD(NODE " Find(T value)", list_find),
	METHOD("System.Collections.Generic.LinkedList`1+Enumerator[T] GetEnumerator()",
	       list_get_enumerator),
	METHOD("bool Remove(T value)", list_remove),
	METHOD("void Remove(" NODE " node)", list_remove),
	METHOD("void RemoveFirst()", list_remove_first),
	METHOD("void RemoveLast()", list_remove_last),
	CONSTRUCTOR("System.Collections.Generic.LinkedList[T] new()", list_construct),
	CONSTRUCTOR("System.Collections.Generic.LinkedList[T] "
		    "new(System.Collections.Generic.IEnumerable[T] collection)",
		    list_construct),
	MEMBER_END,
};

static const struct type *const linked_interfaces[] = {&type_generic_ienumerable, &type_icollection,
						       &type_ienumerable, NULL};

static struct type type_linked_list = {
	.name = "System.Collections.Generic.LinkedList`1",
	.flags = TYPE_GENERIC_DEFINITION,
	.tag = VALUE_OBJECT,
	.members = linked_list_members,
	.interfaces = linked_interfaces,
	.mark = list_mark,
	.enumerate = list_enumerate,
};

static const struct member linked_node_members[] = {
	PROPERTY("System.Collections.Generic.LinkedList[T] List {get;}", node_get_list),
	PROPERTY(NODE " Next {get;}", node_get_next),
	PROPERTY(NODE " Previous {get;}", node_get_previous),
	PROPERTY_RW("T Value {get;set;}", node_get_value, node_set_value),
	CONSTRUCTOR(NODE " new(T value)", node_construct),
	MEMBER_END,
};

static struct type type_linked_node = {
	.name = "System.Collections.Generic.LinkedListNode`1",
	.flags = TYPE_GENERIC_DEFINITION,
	.tag = VALUE_OBJECT,
	.members = linked_node_members,
	.mark = node_mark,
};

struct type *const linked_list_types[] = {&type_linked_list, &type_linked_node, NULL};
