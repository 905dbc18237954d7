/* System.DBNull: the one value that databases use for "nothing"; not $null. */
#include "base/strbuf.h"
#include "object/gc_private.h"
#include "object/primitive_members.h"
#include "object/type.h"

Value db_null(void)
{
	static struct cell *value;
	if (value == NULL)
		value = gc_alloc_permanent(&type_db_null, VALUE_OBJECT, sizeof(*value));
	return value_cell(VALUE_OBJECT, value);
}

static enum status db_null_get_value(Value self UNUSED, Value *result_r)
{
	*result_r = db_null();
	return OK;
}

static enum status db_null_to_string(Value self UNUSED, const char *format UNUSED,
				     struct strbuf *out UNUSED)
{
	return OK;
}

static const struct member db_null_members[] = {
	STATIC_PROPERTY("static System.DBNull Value {get;}", db_null_get_value),
	MEMBER_END,
};

struct type type_db_null = {
	.name = "System.DBNull",
	.flags = TYPE_SEALED,
	.members = db_null_members,
	.to_string = db_null_to_string,
};
