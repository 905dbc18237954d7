/* What every .NET object has. */
#include "base/strbuf.h"
#include "object/compare.h"
#include "object/composite_format.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/culture.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/string.h"
#include "object/type_private.h"

static enum status object_get_type(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	*result_r = type_value(self.tag == VALUE_PSOBJECT ? self.cell->type : value_type(self));
	return OK;
}

/* ToString(), ToString(format), ToString(provider), ToString(format, provider). */
enum status object_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	const char *format = NULL;
	const struct culture *before = NULL;
	for (int i = 0; i < argc; i++) {
		if (argv[i].tag == VALUE_STRING)
			format = string_length(argv[i]) > 0 ? string_data(argv[i]) : NULL;
		else
			before = culture_use(culture_from_provider(argv[i]));
	}
	struct strbuf out = STRBUF_INIT;
	enum status status = OK;
	if (format != NULL)
		status = value_format(self, format, &out);
	else
		value_append_dotnet(self, &out);
	if (before != NULL)
		culture_use(before);
	*result_r = string_from_strbuf(&out);
	return status;
}

static enum status object_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(value_equals(self, argv[0], false));
	return OK;
}

static enum status object_get_hash_code(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	switch (self.tag) {
	case VALUE_BOOL:
	case VALUE_SBYTE:
	case VALUE_BYTE:
	case VALUE_UINT16:
	case VALUE_INT16:
	case VALUE_INT32:
	case VALUE_ENUM:
		*result_r = value_int((int32_t)self.integer);
		break;
	case VALUE_CHAR:
		*result_r = value_int((int32_t)(self.integer | self.integer << 16));
		break;
	case VALUE_INT64:
	case VALUE_UINT64:
		*result_r = value_int((int32_t)(self.integer ^ self.integer >> 32));
		break;
	default:
		*result_r = value_int((int32_t)value_hash(self, false));
	}
	return OK;
}

static enum status object_static_equals(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	*result_r = value_bool(value_equals(argv[0], argv[1], false));
	return OK;
}

static enum status object_static_reference_equals(Value self UNUSED, int argc UNUSED,
						  const Value *argv, Value *result_r)
{
	Value a = value_base(argv[0]), b = value_base(argv[1]);
	bool same = value_is_null(a) ? value_is_null(b) : value_is_cell(a) && a.cell == b.cell;
	*result_r = value_bool(same);
	return OK;
}

struct plain_object {
	struct cell cell;
};

static enum status object_construct(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(&type_object, VALUE_OBJECT, sizeof(struct plain_object)));
	return OK;
}

const struct member object_members[] = {
	METHOD("type GetType()", object_get_type),
	METHOD("string ToString()", object_to_string),
	METHOD("bool Equals(System.Object obj)", object_equals),
	METHOD("int GetHashCode()", object_get_hash_code),
	STATIC_METHOD("static bool Equals(System.Object objA, System.Object objB)",
		      object_static_equals),
	STATIC_METHOD("static bool ReferenceEquals(System.Object objA, System.Object objB)",
		      object_static_reference_equals),
	CONSTRUCTOR("System.Object new()", object_construct),
	MEMBER_END,
};

enum status value_get_type_code(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	static const int codes[] = {
		[VALUE_BOOL] = 3,     [VALUE_CHAR] = 4,      [VALUE_SBYTE] = 5,
		[VALUE_BYTE] = 6,     [VALUE_INT16] = 7,     [VALUE_UINT16] = 8,
		[VALUE_INT32] = 9,    [VALUE_UINT32] = 10,   [VALUE_INT64] = 11,
		[VALUE_UINT64] = 12,  [VALUE_SINGLE] = 13,   [VALUE_DOUBLE] = 14,
		[VALUE_DECIMAL] = 15, [VALUE_DATETIME] = 16, [VALUE_STRING] = 18,
	};
	int code = self.tag < countof(codes) && codes[self.tag] != 0 ? codes[self.tag] : 1;
	*result_r = value_enum(type_type_code.enum_number, code);
	return OK;
}
