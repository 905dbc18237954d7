#include "object/psobject_members.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/gc_private.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/shape.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

static enum status psobject_construct(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	*result_r = argc > 0 ? psobject_wrap(argv[0]) : psobject_new();
	return OK;
}

static enum status psobject_as(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = psobject_wrap(argv[0]);
	return OK;
}

const struct member psobject_type_members[] = {
	CONSTRUCTOR("psobject new()", psobject_construct),
	CONSTRUCTOR("psobject new(System.Object obj)", psobject_construct),
	STATIC_METHOD("static psobject AsPSObject(System.Object obj)", psobject_as),
	MEMBER_END,
};

/* A custom object's ToString() says nothing; "$object" does. */
static enum status custom_to_string(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	*result_r = string_empty();
	return OK;
}

const struct member pscustomobject_members[] = {
	METHOD("string ToString()", custom_to_string),
	MEMBER_END,
};

enum status psobject_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	*result_r = from;
	return OK;
}

/* The keys of a table with unique names, as a shape; false when it needs a closer look. */
static bool shape_of_keys(const struct hashtable *h, struct shape **shape_r)
{
	struct shape *shape = shape_empty();
	Value key, value;
	if (!h->ignore_case || h->count > 32)
		return false;
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
		if (key.tag != VALUE_STRING || name_equal(string_data(key), "PSTypeName"))
			return false;
		shape = shape_add(shape, key.cell->mark == GC_PERMANENT
						 ? string_data(key)
						 : name_intern(string_data(key)));
	}
	*shape_r = shape;
	return true;
}

enum status pscustomobject_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	Value base = value_base(from);
	*result_r = from;
	if (base.tag != VALUE_HASHTABLE)
		return OK;
	struct shape *shape;
	Value key, value;
	if (shape_of_keys(value_as_hashtable(base), &shape)) {
		Value values[32];
		size_t count = 0;
		for (size_t i = 0; hashtable_next(value_as_hashtable(base), &i, &key, &value);)
			values[count++] = value;
		*result_r = psobject_from_shape(shape, values);
		return OK;
	}
	Value made = psobject_new();
	for (size_t i = 0; hashtable_next(value_as_hashtable(base), &i, &key, &value);) {
		Value name = value_to_string(key);
		if (name_equal(string_data(name), "PSTypeName") && value.tag == VALUE_STRING)
			value_add_type_name(made, string_data(value));
		else
			psobject_set(made, string_data(name), value);
	}
	*result_r = made;
	return OK;
}

enum status psobject_append_text(Value object, struct strbuf *out)
{
	size_t count;
	struct property *properties = value_properties(object, &count);
	if (count == 0)
		return OK;
	strbuf_adds(out, "@{");
	for (size_t i = 0; i < count; i++) {
		strbuf_addf(out, "%s%s=", i > 0 ? "; " : "", properties[i].name);
		/* A custom object inside says nothing of itself. */
		Value value = value_base(properties[i].value);
		if (value.tag != VALUE_PSOBJECT)
			value_append_plain(value, out);
	}
	strbuf_addc(out, '}');
	return OK;
}

const struct type *type_string_collection(void)
{
	static const struct type *const argument[] = {&type_string};
	return type_make_generic(&type_collection, argument, 1);
}

enum status convert_throw_property(const struct type *type, const char *property, Value object)
{
	struct strbuf sb = STRBUF_INIT, names = STRBUF_INIT;
	size_t count;
	struct property *properties = value_properties(object, &count);
	for (size_t i = 0; i < count; i++) {
		const struct member *member =
			type_find_member(value_type(object), properties[i].name, false);
		if (member == NULL || member->set == NULL)
			continue;
		strbuf_addf(&names, "%s[%s <", names.length > 0 ? ", " : "", properties[i].name);
		const struct type *of = signature_type(type, member);
		type_append_to_string(of != NULL ? of : &type_object, &names);
		strbuf_adds(&names, ">]");
	}
	strbuf_adds(&sb, "Cannot create object of type \"");
	type_append_to_string(type, &sb);
	strbuf_addf(&sb, "\". The property '%s' was not found for the '", property);
	type_append_full_name(type, &sb);
	if (names.length > 0)
		strbuf_addf(&sb, "' object. The available property is: %s", names.data);
	else
		strbuf_adds(&sb, "' object. There is no settable property available.");
	strbuf_clear(&names);
	return convert_throw("ObjectCreationError", NULL_VALUE, string_from_strbuf(&sb));
}
