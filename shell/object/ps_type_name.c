/* System.Management.Automation.PSTypeName: the name of a type that may not be there. */
#include "base/strbuf.h"
#include "object/convert.h"
#include "object/gc.h"
#include "object/small_types.h"
#include "object/string.h"

struct type_name {
	struct cell cell;
	Value name;
};

static struct type type_ps_type_name;

static void mark(void *cell)
{
	gc_mark(((struct type_name *)cell)->name);
}

static Value name_of(Value self)
{
	return ((struct type_name *)self.cell)->name;
}

static Value type_name_new(Value name)
{
	struct type_name *t = gc_alloc(&type_ps_type_name, VALUE_OBJECT, sizeof(*t));
	t->name = name;
	return value_cell(VALUE_OBJECT, t);
}

/* (name) or (type) */
static enum status construct(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value name = argv[0];
	if (name.tag == VALUE_TYPE) {
		struct strbuf text = STRBUF_INIT;
		type_append_full_name(value_as_type(name), &text);
		name = string_from_strbuf(&text);
	}
	*result_r = type_name_new(name);
	return OK;
}

static enum status convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	from = value_base(from);
	if (from.tag != VALUE_STRING && from.tag != VALUE_TYPE)
		return convert_impossible();
	return construct(from, 1, &from, result_r);
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = name_of(self);
	return OK;
}

static enum status get_type(Value self, Value *result_r)
{
	Value name = name_of(self);
	const struct type *found = type_find_text(string_data(name), string_length(name));
	*result_r = found != NULL ? type_value(found) : NULL_VALUE;
	return OK;
}

static enum status to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(name_of(self)));
	return OK;
}

#define NAME "System.Management.Automation.PSTypeName"
static const struct member members[] = {
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("type Type {get;}", get_type),
	CONSTRUCTOR(NAME " new(string name)", construct),
	CONSTRUCTOR(NAME " new(type type)", construct),
	MEMBER_END,
};
static struct type type_ps_type_name = {
	.name = NAME,
	.members = members,
	.mark = mark,
	.convert = convert,
	.to_string = to_string,
};

struct type *const type_name_types[] = {&type_ps_type_name, NULL};
