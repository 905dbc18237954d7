/* System.Buffer. */
#include "object/small_types.h"

#include "object/array.h"
#include "object/error_record.h"

#include <string.h>

/* BlockCopy(src, srcOffset, dst, dstOffset, count) between byte arrays */
static enum status block_copy(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r UNUSED)
{
	if (argv[0].tag != VALUE_ARRAY || argv[2].tag != VALUE_ARRAY)
		return throw_argument("System.ArgumentNullException",
				      argv[0].tag != VALUE_ARRAY ? "src" : "dst",
				      "Value cannot be null.");
	struct array *from = value_as_array(argv[0]), *to = value_as_array(argv[2]);
	int64_t from_offset = argv[1].integer, to_offset = argv[3].integer, count = argv[4].integer;
	if (from->bytes == NULL || to->bytes == NULL)
		return throw_exception("System.NotSupportedException",
				       "Buffer.BlockCopy is supported between byte arrays only.");
	if (from_offset < 0 || to_offset < 0 || count < 0 ||
	    (size_t)(from_offset + count) > from->count || (size_t)(to_offset + count) > to->count)
		return throw_exception(
			"System.ArgumentException",
			"Offset and length were out of bounds for the array or count is "
			"greater than the number of elements from index to the end of the "
			"source collection.");
	memmove(to->bytes + to_offset, from->bytes + from_offset, (size_t)count);
	return OK;
}

static const struct member buffer_members[] = {
	STATIC_METHOD(
		"static void BlockCopy(array src, int srcOffset, array dst, int dstOffset, int "
		"count)",
		block_copy),
	MEMBER_END,
};

static struct type type_buffer = {
	.name = "System.Buffer",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = buffer_members,
};

struct type *const buffer_types[] = {&type_buffer, NULL};
