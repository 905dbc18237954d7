/* [ref]: a box for one value, or the way to a variable of a script. */
#include "object/reference.h"
#include "object/type_private.h"

static void reference_mark(void *cell)
{
	struct reference *r = cell;
	gc_mark(r->value);
	gc_mark(r->variable);
}

static enum status reference_get_value(Value self, Value *result_r)
{
	return reference_get(self, result_r);
}

static enum status reference_set_value(Value self, Value value)
{
	return reference_set(self, value);
}

static enum status reference_construct(Value self UNUSED, int argc, const Value *argv,
				       Value *result_r)
{
	*result_r = reference_new(argc > 0 ? argv[0] : NULL_VALUE);
	return OK;
}

static enum status reference_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	*result_r = reference_new(from);
	return OK;
}

static const struct member reference_members[] = {
	PROPERTY_RW("System.Object Value {get;set;}", reference_get_value, reference_set_value),
	CONSTRUCTOR("ref new(System.Object value)", reference_construct),
	MEMBER_END,
};

struct type type_reference = {
	.name = "System.Management.Automation.PSReference",
	.alias = "ref",
	.tag = VALUE_OBJECT,
	.members = reference_members,
	.mark = reference_mark,
	.convert = reference_convert,
};

/* What every reference is made as: PSReference<object>. */
static struct type type_object_reference = {
	.name = "System.Management.Automation.PSReference`1",
	.base = &type_reference,
};

Value reference_new(Value initial)
{
	type_prepare(&type_object_reference);
	struct reference *r = gc_alloc(&type_object_reference, VALUE_OBJECT, sizeof(*r));
	r->value = initial;
	return value_cell(VALUE_OBJECT, r);
}

bool value_is_reference(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_object_reference;
}

enum status reference_set(Value reference, Value value)
{
	struct reference *r = (struct reference *)reference.cell;
	if (r->set != NULL)
		return r->set(r->variable, value);
	r->value = value;
	return OK;
}

enum status reference_get(Value reference, Value *result_r)
{
	struct reference *r = (struct reference *)reference.cell;
	if (r->get != NULL)
		return r->get(r->variable, result_r);
	*result_r = r->value;
	return OK;
}
