#include "object/value.h"
#include "object/array.h"
#include "object/bigint.h"
#include "object/decimal.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/switch_parameter.h"
#include "object/type.h"

static const struct type *const tag_types[] = {
	[VALUE_NULL] = &type_object,       [VALUE_VOID] = &type_object,
	[VALUE_UNSET] = &type_object,      [VALUE_BOOL] = &type_bool,
	[VALUE_CHAR] = &type_char,         [VALUE_SBYTE] = &type_sbyte,
	[VALUE_BYTE] = &type_byte,         [VALUE_INT16] = &type_int16,
	[VALUE_UINT16] = &type_uint16,     [VALUE_INT32] = &type_int32,
	[VALUE_UINT32] = &type_uint32,     [VALUE_INT64] = &type_int64,
	[VALUE_UINT64] = &type_uint64,     [VALUE_SINGLE] = &type_single,
	[VALUE_DOUBLE] = &type_double,     [VALUE_DATETIME] = &type_datetime,
	[VALUE_TIMESPAN] = &type_timespan, [VALUE_STRING] = &type_string,
	[VALUE_DECIMAL] = &type_decimal,   [VALUE_BIGINT] = &type_bigint,
	[VALUE_TYPE] = &type_runtime_type,
};

const struct type *value_type(Value v)
{
	switch (v.tag) {
	case VALUE_ENUM:
		return type_enum(v.extra);
	case VALUE_PSOBJECT: {
		const struct psobject *object = value_as_psobject(v);
		return object->base.tag == VALUE_UNSET ? v.cell->type : value_type(object->base);
	}
	case VALUE_ARRAY:
	case VALUE_LIST:
	case VALUE_HASHTABLE:
	case VALUE_SCRIPT_BLOCK:
	case VALUE_OBJECT:
		return v.cell->type;
	default:
		return tag_types[v.tag];
	}
}

Value value_base(Value v)
{
	while (v.tag == VALUE_PSOBJECT && value_as_psobject(v)->base.tag != VALUE_UNSET)
		v = value_as_psobject(v)->base;
	return v;
}

bool value_is_true(Value v)
{
	switch (v.tag) {
	case VALUE_NULL:
	case VALUE_VOID:
	case VALUE_UNSET:
		return false;
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		return v.real != 0;
	case VALUE_BOOL:
	case VALUE_CHAR:
	case VALUE_SBYTE:
	case VALUE_BYTE:
	case VALUE_INT16:
	case VALUE_UINT16:
	case VALUE_INT32:
	case VALUE_UINT32:
	case VALUE_INT64:
	case VALUE_UINT64:
	case VALUE_ENUM:
		return v.integer != 0;
	case VALUE_STRING:
		return value_as_string(v)->length != 0;
	case VALUE_DECIMAL:
		return !decimal_is_zero(v);
	case VALUE_BIGINT:
		return !bigint_is_zero(v);
	case VALUE_ARRAY:
	case VALUE_LIST: {
		size_t count = value_count(v);
		if (count != 1)
			return count > 1;
		/* One element decides, but a collection inside is true as soon as it has one itself. */
		Value item = value_base(value_item(v, 0));
		if (item.tag == VALUE_ARRAY || item.tag == VALUE_LIST)
			return value_count(item) >= 1;
		return value_is_true(item);
	}
	case VALUE_PSOBJECT: {
		Value base = value_base(v);
		return base.tag == VALUE_PSOBJECT || value_is_true(base);
	}
	case VALUE_OBJECT:
		return !value_is_switch(v) || switch_is_present(v);
	default:
		return true;
	}
}
