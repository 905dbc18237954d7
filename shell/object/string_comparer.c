/* System.StringComparer: Ordinal, OrdinalIgnoreCase, and those of cultures. */
#include "object/collections.h"

#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/primitive_members.h"
#include "object/string.h"
#include "object/type_private.h"

struct string_comparer {
	struct cell cell;
	bool ignore_case, ordinal;
};

static struct type type_string_comparer, type_ordinal_comparer, type_culture_comparer;

static struct string_comparer *as_comparer(Value v)
{
	return (struct string_comparer *)v.cell;
}

static Value comparer_new(bool ordinal, bool ignore_case)
{
	struct string_comparer *c =
		gc_alloc(ordinal ? &type_ordinal_comparer : &type_culture_comparer, VALUE_OBJECT,
			 sizeof(*c));
	c->ordinal = ordinal;
	c->ignore_case = ignore_case;
	return value_cell(VALUE_OBJECT, c);
}

static int compare(const struct string_comparer *c, Value a, Value b)
{
	if (value_is_null(a) || value_is_null(b))
		return value_is_null(b) - value_is_null(a);
	a = value_to_string(a);
	b = value_to_string(b);
	return c->ordinal ? string_compare_ordinal(a, b, c->ignore_case)
			  : string_compare(a, b, c->ignore_case);
}

static enum status comparer_compare_method(Value self, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	*result_r = value_int(compare(as_comparer(self), argv[0], argv[1]));
	return OK;
}

static enum status comparer_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(compare(as_comparer(self), argv[0], argv[1]) == 0);
	return OK;
}

static enum status comparer_get_hash_code(Value self, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	if (value_is_null(argv[0]))
		return throw_argument("System.ArgumentNullException", "obj",
				      "Value cannot be null.");
	Value text = value_to_string(argv[0]);
	*result_r = value_int((int32_t)string_hash(text, as_comparer(self)->ignore_case));
	return OK;
}

#define COMPARER(name, ordinal, ignore_case)                                       \
	static enum status comparer_get_##name(Value self UNUSED, Value *result_r) \
	{                                                                          \
		*result_r = comparer_new(ordinal, ignore_case);                    \
		return OK;                                                         \
	}
COMPARER(culture, false, false)
COMPARER(culture_ignore_case, false, true)
COMPARER(ordinal, true, false)
COMPARER(ordinal_ignore_case, true, true)

static enum status comparer_create(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	*result_r = comparer_new(false, value_is_true(argv[1]));
	return OK;
}

/* StringComparison: CurrentCulture 0, with IgnoreCase 1, Invariant 2 and 3, Ordinal 4 and 5 */
static enum status comparer_from_comparison(Value self UNUSED, int argc UNUSED, const Value *argv,
					    Value *result_r)
{
	*result_r = comparer_new(argv[0].integer >= 4, argv[0].integer % 2 == 1);
	return OK;
}

static const struct member comparer_members[] = {
	METHOD("int Compare(System.Object x, System.Object y)", comparer_compare_method),
	METHOD("int Compare(string x, string y)", comparer_compare_method),
	METHOD("bool Equals(System.Object x, System.Object y)", comparer_equals),
	METHOD("bool Equals(string x, string y)", comparer_equals),
	METHOD("int GetHashCode(System.Object obj)", comparer_get_hash_code),
	METHOD("int GetHashCode(string obj)", comparer_get_hash_code),
	STATIC_PROPERTY("static System.StringComparer CurrentCulture {get;}", comparer_get_culture),
	STATIC_PROPERTY("static System.StringComparer CurrentCultureIgnoreCase {get;}",
			comparer_get_culture_ignore_case),
	STATIC_PROPERTY("static System.StringComparer InvariantCulture {get;}",
			comparer_get_culture),
	STATIC_PROPERTY("static System.StringComparer InvariantCultureIgnoreCase {get;}",
			comparer_get_culture_ignore_case),
	STATIC_PROPERTY("static System.StringComparer Ordinal {get;}", comparer_get_ordinal),
	STATIC_PROPERTY("static System.StringComparer OrdinalIgnoreCase {get;}",
			comparer_get_ordinal_ignore_case),
	STATIC_METHOD("static System.StringComparer Create(cultureinfo culture, bool ignoreCase)",
		      comparer_create),
	STATIC_METHOD("static System.StringComparer FromComparison(System.StringComparison "
		      "comparisonType)",
		      comparer_from_comparison),
	MEMBER_END,
};

#define INTERFACE(variable, full_name, ...)                              \
	struct type variable = {.name = full_name,                       \
				.flags = TYPE_INTERFACE | TYPE_ABSTRACT, \
				.members = (const struct member[]){__VA_ARGS__, MEMBER_END}}
INTERFACE(type_icomparer, "System.Collections.IComparer",
	  METHOD("int Compare(System.Object x, System.Object y)", NULL));
INTERFACE(type_iequality_comparer, "System.Collections.IEqualityComparer",
	  METHOD("bool Equals(System.Object x, System.Object y)", NULL),
	  METHOD("int GetHashCode(System.Object obj)", NULL));

static const struct type *string_argument[] = {&type_string};

/* IComparer[string] and IEqualityComparer[string]: what parameters of generic collections of strings want. */
#define STRING_INTERFACE(variable, definition, full_name, ...)           \
	struct type variable = {.name = full_name "[[System.String]]",   \
				.flags = TYPE_INTERFACE | TYPE_ABSTRACT, \
				.generic = &definition,                  \
				.arguments = string_argument,            \
				.argument_count = 1,                     \
				.members = (const struct member[]){__VA_ARGS__, MEMBER_END}}
STRING_INTERFACE(type_icomparer_string, type_generic_icomparer,
		 "System.Collections.Generic.IComparer`1",
		 METHOD("int Compare(string x, string y)", NULL));
STRING_INTERFACE(type_iequality_comparer_string, type_generic_iequality_comparer,
		 "System.Collections.Generic.IEqualityComparer`1",
		 METHOD("bool Equals(string x, string y)", NULL),
		 METHOD("int GetHashCode(string obj)", NULL));

static const struct type *const comparer_interfaces[] = {&type_icomparer, &type_iequality_comparer,
							 &type_icomparer_string,
							 &type_iequality_comparer_string, NULL};

static struct type type_string_comparer = {
	.name = "System.StringComparer",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = comparer_members,
	.interfaces = comparer_interfaces,
};
static struct type type_ordinal_comparer = {
	.name = "System.OrdinalComparer", .base = &type_string_comparer, .tag = VALUE_OBJECT};
static struct type type_culture_comparer = {
	.name = "System.CultureAwareComparer", .base = &type_string_comparer, .tag = VALUE_OBJECT};

struct type *const string_comparer_types[] = {&type_icomparer,        &type_iequality_comparer,
					      &type_string_comparer,  &type_ordinal_comparer,
					      &type_culture_comparer, NULL};
