/*
 * System.Runtime.InteropServices.Marshal, as scripts use it to read a SecureString, and IntPtr. The memory is real
 * and its addresses are kept in a list, so that a wrong pointer is an error and no crash.
 */
#include "object/small_types.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/secure_string.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct pointer {
	struct cell cell;
	int64_t address;
};

static struct type type_pointer;

/* Text that was handed out and not yet given back: UTF-8 behind each address. */
static struct lent_text {
	char *text;
	size_t length;
	struct lent_text *next;
} * lent_texts;

static Value pointer_new(int64_t address)
{
	struct pointer *p = gc_alloc(&type_pointer, VALUE_OBJECT, sizeof(*p));
	p->address = address;
	return value_cell(VALUE_OBJECT, p);
}

static int64_t address_of(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_pointer
		       ? ((struct pointer *)v.cell)->address
		       : 0;
}

static struct lent_text **find_lent(Value pointer)
{
	struct lent_text **at = &lent_texts;
	while (*at != NULL && (int64_t)(intptr_t)(*at)->text != address_of(pointer))
		at = &(*at)->next;
	return at;
}

static Value lend(char *text, size_t length)
{
	struct lent_text *lent = xmalloc(sizeof(*lent));
	*lent = (struct lent_text){text, length, lent_texts};
	lent_texts = lent;
	return pointer_new((int64_t)(intptr_t)text);
}

static enum status marshal_secure_string(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	size_t length;
	if (!value_is_secure_string(argv[0]))
		return throw_argument("System.ArgumentNullException", "s", "Value cannot be null.");
	char *text = secure_string_reveal(argv[0], &length);
	*result_r = lend(text, length);
	return OK;
}

static enum status marshal_string(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	const char *text = argv[0].tag == VALUE_STRING ? string_data(argv[0]) : "";
	size_t length = argv[0].tag == VALUE_STRING ? string_length(argv[0]) : 0;
	*result_r = lend(xstrndup(text, length), length);
	return OK;
}

static enum status marshal_read(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = NULL_VALUE;
	if (address_of(argv[0]) == 0)
		return OK;
	struct lent_text *lent = *find_lent(argv[0]);
	if (lent == NULL)
		return throw_exception(
			"System.AccessViolationException",
			"Attempted to read or write protected memory. This is often an "
			"indication that other memory is corrupt.");
	*result_r = string_new(lent->text, lent->length);
	return OK;
}

static enum status marshal_free(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r UNUSED)
{
	struct lent_text **at = find_lent(argv[0]), *lent = *at;
	if (lent == NULL)
		return OK;
	*at = lent->next;
	secure_string_wipe(&lent->text, lent->length);
	free(lent);
	return OK;
}

static enum status pointer_get_zero(Value self UNUSED, Value *result_r)
{
	*result_r = pointer_new(0);
	return OK;
}

static enum status pointer_get_size(Value self UNUSED, Value *result_r)
{
	*result_r = value_int((int32_t)sizeof(void *));
	return OK;
}

static enum status pointer_to_int64(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	*result_r = value_int64(address_of(self));
	return OK;
}

static enum status pointer_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_addf(out, "%lld", (long long)address_of(self));
	return OK;
}

static bool pointer_equals(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_OBJECT && b.cell->type == &type_pointer &&
	       address_of(a) == address_of(b);
}

static enum status pointer_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	int64_t address;
	if (convert_to_int64(from, &address) != OK)
		return ERROR;
	*result_r = pointer_new(address);
	return OK;
}

static const struct member pointer_members[] = {
	METHOD("long ToInt64()", pointer_to_int64),
	STATIC_PROPERTY("static int Size {get;}", pointer_get_size),
	STATIC_PROPERTY("static System.IntPtr Zero {get;}", pointer_get_zero),
	MEMBER_END,
};

static struct type type_pointer = {
	.name = "System.IntPtr",
	.tag = VALUE_OBJECT,
	.flags = TYPE_VALUE | TYPE_SEALED,
	.members = pointer_members,
	.convert = pointer_convert,
	.to_string = pointer_to_string,
	.equals = pointer_equals,
};

#define LEND(name) \
	STATIC_METHOD("static System.IntPtr " name "(securestring s)", marshal_secure_string)
#define READ(name) STATIC_METHOD("static string " name "(System.IntPtr ptr)", marshal_read)
#define FREE(name) STATIC_METHOD("static void " name "(System.IntPtr ptr)", marshal_free)

static const struct member marshal_members[] = {
	FREE("FreeBSTR"),
	FREE("FreeCoTaskMem"),
	FREE("FreeHGlobal"),
	READ("PtrToStringAuto"),
	READ("PtrToStringBSTR"),
	READ("PtrToStringUni"),
	LEND("SecureStringToBSTR"),
	LEND("SecureStringToCoTaskMemUnicode"),
	LEND("SecureStringToGlobalAllocUnicode"),
	STATIC_METHOD("static System.IntPtr StringToBSTR(string s)", marshal_string),
	STATIC_METHOD("static System.IntPtr StringToHGlobalUni(string s)", marshal_string),
	FREE("ZeroFreeBSTR"),
	FREE("ZeroFreeCoTaskMemUnicode"),
	FREE("ZeroFreeGlobalAllocUnicode"),
	MEMBER_END,
};

static struct type type_marshal = {
	.name = "System.Runtime.InteropServices.Marshal",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = marshal_members,
};

struct type *const marshal_types[] = {&type_marshal, &type_pointer, NULL};
