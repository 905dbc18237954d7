/* System.Tuple`1 to `8 and System.ValueTuple`1 to `8: one shape, Item1 to Item8. */
#include "object/tuple.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/gc.h"
#include "object/generic.h"
#include "object/string.h"

struct tuple {
	struct cell cell;
	Value items[TUPLE_MAX];
};

static struct type type_tuples[TUPLE_MAX], type_value_tuples[TUPLE_MAX];

static struct tuple *as_tuple(Value v)
{
	return (struct tuple *)v.cell;
}

static int tuple_count(Value v)
{
	return v.cell->type->argument_count;
}

static void tuple_mark(void *cell)
{
	gc_mark_values(((struct tuple *)cell)->items, TUPLE_MAX);
}

static enum status tuple_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_addc(out, '(');
	for (int i = 0; i < tuple_count(self); i++) {
		if (i > 0)
			strbuf_adds(out, ", ");
		value_append_string(as_tuple(self)->items[i], out);
	}
	strbuf_addc(out, ')');
	return OK;
}

static bool tuple_equals(Value a, Value b, bool ignore_case)
{
	if (b.tag != VALUE_OBJECT || a.cell->type != b.cell->type)
		return false;
	for (int i = 0; i < tuple_count(a); i++)
		if (!value_equals(as_tuple(a)->items[i], as_tuple(b)->items[i], ignore_case))
			return false;
	return true;
}

static uint32_t tuple_hash(Value v)
{
	uint32_t hash = 17;
	for (int i = 0; i < tuple_count(v); i++)
		hash = hash * 31 + value_hash(as_tuple(v)->items[i], false);
	return hash;
}

#define ITEM_GETTER(n)                                                    \
	static enum status tuple_get_item##n(Value self, Value *result_r) \
	{                                                                 \
		*result_r = as_tuple(self)->items[n - 1];                 \
		return OK;                                                \
	}                                                                 \
	static enum status tuple_set_item##n(Value self, Value value)     \
	{                                                                 \
		as_tuple(self)->items[n - 1] = value;                     \
		return OK;                                                \
	}
ITEM_GETTER(1)
ITEM_GETTER(2)
ITEM_GETTER(3)
ITEM_GETTER(4)
ITEM_GETTER(5)
ITEM_GETTER(6)
ITEM_GETTER(7)
ITEM_GETTER(8)

static Value tuple_of(const struct type *definitions, const Value *items, int count)
{
	const struct type *arguments[TUPLE_MAX] = {NULL};
	for (int i = 0; i < count; i++)
		arguments[i] = value_type(items[i]);
	const struct type *type = type_make_generic(&definitions[count - 1], arguments, count);
	struct tuple *t = gc_alloc(type, VALUE_OBJECT, sizeof(*t));
	for (int i = 0; i < count; i++)
		t->items[i] = items[i];
	return value_cell(VALUE_OBJECT, t);
}

Value value_tuple_new(const Value *items, int count)
{
	return tuple_of(type_value_tuples, items, count);
}

Value tuple_new(const Value *items, int count)
{
	return tuple_of(type_tuples, items, count);
}

static enum status tuple_create(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = tuple_new(argv, argc);
	return OK;
}

static enum status value_tuple_create(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	*result_r = value_tuple_new(argv, argc);
	return OK;
}

/* The methods are generic in .NET: what comes in keeps its type. */
#define CREATE_ROWS(function)                                                                    \
	STATIC_METHOD("static System.Object Create(System.Object item1)", function),             \
		STATIC_METHOD(                                                                   \
			"static System.Object Create(System.Object item1, System.Object item2)", \
			function),                                                               \
		STATIC_METHOD(                                                                   \
			"static System.Object Create(System.Object item1, System.Object item2, " \
			"System.Object item3)",                                                  \
			function),                                                               \
		STATIC_METHOD(                                                                   \
			"static System.Object Create(System.Object item1, System.Object item2, " \
			"System.Object item3, System.Object item4)",                             \
			function),                                                               \
		STATIC_METHOD(                                                                   \
			"static System.Object Create(System.Object item1, System.Object item2, " \
			"System.Object item3, System.Object item4, System.Object item5)",        \
			function),                                                               \
		STATIC_METHOD(                                                                   \
			"static System.Object Create(System.Object item1, System.Object item2, " \
			"System.Object item3, System.Object item4, System.Object item5, "        \
			"System.Object item6)",                                                  \
			function),                                                               \
		STATIC_METHOD(                                                                   \
			"static System.Object Create(System.Object item1, System.Object item2, " \
			"System.Object item3, System.Object item4, System.Object item5, "        \
			"System.Object item6, System.Object item7)",                             \
			function)

static const struct member tuple_factory_members[] = {
	CREATE_ROWS(tuple_create),
	MEMBER_END,
};

static const struct member value_tuple_factory_members[] = {
	CREATE_ROWS(value_tuple_create),
	MEMBER_END,
};

static struct type type_tuple_factory = {
	.name = "System.Tuple",
	.flags = TYPE_STATIC | TYPE_ABSTRACT,
	.members = tuple_factory_members,
};

static struct type type_value_tuple_factory = {
	.name = "System.ValueTuple",
	.flags = TYPE_VALUE,
	.members = value_tuple_factory_members,
};

static enum status tuple_get_length(Value self, Value *result_r)
{
	*result_r = value_int(tuple_count(self));
	return OK;
}

static enum status tuple_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = generic_made(self, &type_tuples[argc - 1]);
	struct tuple *t = gc_alloc(type, VALUE_OBJECT, sizeof(*t));
	for (int i = 0; i < argc; i++)
		t->items[i] = argv[i];
	*result_r = value_cell(VALUE_OBJECT, t);
	return OK;
}

static const struct {
	getter_function get;
	setter_function set;
} item_accessors[TUPLE_MAX] = {
	{tuple_get_item1, tuple_set_item1}, {tuple_get_item2, tuple_set_item2},
	{tuple_get_item3, tuple_set_item3}, {tuple_get_item4, tuple_set_item4},
	{tuple_get_item5, tuple_set_item5}, {tuple_get_item6, tuple_set_item6},
	{tuple_get_item7, tuple_set_item7}, {tuple_get_item8, tuple_set_item8},
};

/* Rows of one constructed tuple: "int Item1 {get;}" ... */
static void tuple_construct_generic(struct type *made)
{
	int count = made->argument_count;
	bool writable = (made->flags & TYPE_VALUE) != 0;
	struct member *rows = xcalloc((size_t)count + 3, sizeof(*rows));
	struct strbuf constructor = STRBUF_INIT;
	type_print_name(made, &constructor);
	strbuf_adds(&constructor, " new(");
	for (int i = 0; i < count; i++) {
		struct strbuf text = STRBUF_INIT;
		type_print_name(made->arguments[i], &text);
		strbuf_addf(&constructor, "%s%s item%d", i > 0 ? ", " : "", text.data, i + 1);
		strbuf_addf(&text, " Item%d {get;%s}", i + 1, writable ? "set;" : "");
		rows[i].kind = MEMBER_PROPERTY;
		rows[i].signature = strbuf_detach(&text, NULL);
		rows[i].get = item_accessors[i].get;
		rows[i].set = writable ? item_accessors[i].set : NULL;
	}
	strbuf_addc(&constructor, ')');
	rows[count] = (struct member)PROPERTY("int Length {get;}", tuple_get_length);
	rows[count + 1] =
		(struct member)CONSTRUCTOR(strbuf_detach(&constructor, NULL), tuple_construct);
	made->members = rows;
}

#define DEFINITION(full_name, type_flags)                                              \
	{                                                                              \
		.name = full_name, .flags = (type_flags) | TYPE_GENERIC_DEFINITION,    \
		.tag = VALUE_OBJECT, .mark = tuple_mark, .to_string = tuple_to_string, \
		.equals = tuple_equals, .hash = tuple_hash,                            \
		.construct_generic = tuple_construct_generic                           \
	}

static struct type type_tuples[TUPLE_MAX] = {
	DEFINITION("System.Tuple`1", 0), DEFINITION("System.Tuple`2", 0),
	DEFINITION("System.Tuple`3", 0), DEFINITION("System.Tuple`4", 0),
	DEFINITION("System.Tuple`5", 0), DEFINITION("System.Tuple`6", 0),
	DEFINITION("System.Tuple`7", 0), DEFINITION("System.Tuple`8", 0),
};

static struct type type_value_tuples[TUPLE_MAX] = {
	DEFINITION("System.ValueTuple`1", TYPE_VALUE),
	DEFINITION("System.ValueTuple`2", TYPE_VALUE),
	DEFINITION("System.ValueTuple`3", TYPE_VALUE),
	DEFINITION("System.ValueTuple`4", TYPE_VALUE),
	DEFINITION("System.ValueTuple`5", TYPE_VALUE),
	DEFINITION("System.ValueTuple`6", TYPE_VALUE),
	DEFINITION("System.ValueTuple`7", TYPE_VALUE),
	DEFINITION("System.ValueTuple`8", TYPE_VALUE),
};

struct type *const tuple_types[] = {&type_tuple_factory,
				    &type_tuples[0],
				    &type_tuples[1],
				    &type_tuples[2],
				    &type_tuples[3],
				    &type_tuples[4],
				    &type_tuples[5],
				    &type_tuples[6],
				    &type_tuples[7],
				    &type_value_tuple_factory,
				    &type_value_tuples[0],
				    &type_value_tuples[1],
				    &type_value_tuples[2],
				    &type_value_tuples[3],
				    &type_value_tuples[4],
				    &type_value_tuples[5],
				    &type_value_tuples[6],
				    &type_value_tuples[7],
				    NULL};
