#include "object/switch_parameter.h"
#include "base/strbuf.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/type.h"

struct switch_parameter {
	struct cell cell;
	bool is_present;
};

static enum status switch_get_is_present(Value self, Value *result_r)
{
	*result_r = value_bool(switch_is_present(self));
	return OK;
}

static enum status switch_to_bool(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	*result_r = value_bool(switch_is_present(self));
	return OK;
}

static enum status switch_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	*result_r = switch_new(argc > 0 && value_is_true(argv[0]));
	return OK;
}

static enum status switch_get_present(Value self UNUSED, Value *result_r)
{
	*result_r = switch_new(true);
	return OK;
}

static enum status switch_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, switch_is_present(self) ? "True" : "False");
	return OK;
}

static bool switch_equals(Value a, Value b, bool ignore_case UNUSED)
{
	b = value_base(b);
	if (b.tag != VALUE_BOOL && !value_is_switch(b))
		return false;
	return switch_is_present(a) == value_is_true(b);
}

static uint32_t switch_hash(Value self)
{
	return switch_is_present(self);
}

/* Only booleans become switches, unlike [bool]. */
static enum status switch_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag != VALUE_BOOL)
		return convert_impossible();
	*result_r = switch_new(value_is_true(from));
	return OK;
}

static const struct member switch_members[] = {
	PROPERTY("bool IsPresent {get;}", switch_get_is_present),
	METHOD("bool ToBool()", switch_to_bool),
	STATIC_PROPERTY("static switch Present {get;}", switch_get_present),
	CONSTRUCTOR("switch new(bool isPresent)", switch_construct),
	CONSTRUCTOR("switch new()", switch_construct),
	MEMBER_END,
};

struct type type_switch_parameter = {
	.name = "System.Management.Automation.SwitchParameter",
	.alias = "switch",
	.tag = VALUE_OBJECT,
	.flags = TYPE_VALUE,
	.members = switch_members,
	.convert = switch_convert,
	.to_string = switch_to_string,
	.equals = switch_equals,
	.hash = switch_hash,
};

Value switch_new(bool is_present)
{
	struct switch_parameter *s = gc_alloc(&type_switch_parameter, VALUE_OBJECT, sizeof(*s));
	s->is_present = is_present;
	return value_cell(VALUE_OBJECT, s);
}

bool value_is_switch(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_switch_parameter;
}

bool switch_is_present(Value v)
{
	return ((struct switch_parameter *)value_base(v).cell)->is_present;
}
