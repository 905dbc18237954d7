/* Members of any value: what `$x.Name` and `$x.Method()` do, and what Get-Member lists. */
#ifndef EXOSH_OBJECT_MEMBER_H
#define EXOSH_OBJECT_MEMBER_H

#include "object/type.h"

/* $v.name without strict mode: *found_r false and *result_r NULL when there is none. Looks at added members,
 * type data, the type's own, dynamic ones (hashtable keys), then for collections at the members of each
 * element (member enumeration), then Count/Length of scalars. */
enum status member_get(Value v, const char *name, Value *result_r, bool *found_r) WARN_UNUSED;
/* The same, without the members of a collection's elements. */
enum status member_get_own(Value v, const char *name, Value *result_r, bool *found_r) WARN_UNUSED;
/* ERROR PropertyNotFound ("The property 'x' cannot be found on this object...") when there is none. */
enum status member_set(Value v, const char *name, Value value) WARN_UNUSED;
/* Calls a method; errors: MethodNotFound, MethodCountCouldNotFindBest, InvokeMethodOnNull, and
 * MethodInvocationException around what the method throws. */
enum status member_invoke(Value v, const char *name, int argc, const Value *argv,
			  Value *result_r) WARN_UNUSED;
/* [type]::name */
enum status member_get_static(const struct type *type, const char *name, Value *result_r,
			      bool *found_r) WARN_UNUSED;
enum status member_set_static(const struct type *type, const char *name, Value value) WARN_UNUSED;
/* [type]::name(...), and [type]::new(...) with name "new". */
enum status member_invoke_static(const struct type *type, const char *name, int argc,
				 const Value *argv, Value *result_r) WARN_UNUSED;
/* New-Object: a constructor, with its errors as that cmdlet words them. */
enum status member_construct(const struct type *type, int argc, const Value *argv,
			     Value *result_r) WARN_UNUSED;
/* $v[index] with PowerShell's rules: arrays (slices, negatives), strings, hashtables, indexers. */
enum status member_get_index(Value v, Value index, Value *result_r) WARN_UNUSED;
enum status member_set_index(Value v, Value index, Value value) WARN_UNUSED;

/* One member as Get-Member and Select-Object * see it. */
struct member_info {
	const char *name;
	enum member_kind kind;
	const struct member *member; /* NULL for note properties and hashtable keys */
	Value value;                 /* of note properties */
	bool is_static, is_hidden;
};
/* All members of v in PowerShell's order of discovery; overloads once. The callback returns false to stop. */
void member_each(Value v, bool statics,
		 bool (*callback)(const struct member_info *info, void *context), void *context);
/* The same of a type alone, without a value. */
void member_each_of_type(const struct type *type, bool statics,
			 bool (*callback)(const struct member_info *info, void *context),
			 void *context);
/* The properties that formatting and Select-Object * show: name and value, in order. Errors in getters give
 * $null. Collected into a gc buffer. */
struct property {
	const char *name;
	Value value;
};
struct property *value_properties(Value v, size_t *count_r);
/* "string Substring(int startIndex), string Substring(int startIndex, int length)" */
void member_definition(const struct type *type, const struct member *member, struct strbuf *out);

#endif
