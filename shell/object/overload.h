/* Choice among overloads, conversion of arguments, and the call itself with its errors. */
#ifndef EXOSH_OBJECT_OVERLOAD_H
#define EXOSH_OBJECT_OVERLOAD_H

#include "object/type_private.h"

/* Calls the overload of `group` that fits best. `display` is the name that errors mention (".ctor" of
 * constructors). */
enum status group_invoke(const struct member_group *group, Value self, const char *display,
			 int argc, const Value *argv, Value *result_r) WARN_UNUSED;
/* The same as New-Object words it: arguments by number, the type's name where an overload is missing. */
enum status group_construct(const struct member_group *group, Value self, const char *type_name,
			    int argc, const Value *argv, Value *result_r) WARN_UNUSED;
/* Whether some overload takes one argument of this value without a guess: for conversions. */
bool group_accepts(const struct member_group *group, Value argument);
/* Of script classes: whether the arguments can become these types (NULL: any), and whether they fit these better
 * than those. */
bool types_accept(const struct type *const *types, int argc, const Value *argv);
bool types_fit_better(const struct type *const *these, const struct type *const *those, int argc,
		      const Value *argv);
/* 'Exception getting "name": "..."', or setting, around the exception in runtime()->error. */
enum status throw_property_error(const char *doing, const char *name);
/* Wraps the bare exception in runtime()->error as 'Exception calling "name" with "n" argument(s): ...'. */
enum status throw_invocation(const char *display, int argc);

#endif
