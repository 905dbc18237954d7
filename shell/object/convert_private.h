/* Pieces of conversion that several files of the object layer share. */
#ifndef EXOSH_OBJECT_CONVERT_PRIVATE_H
#define EXOSH_OBJECT_CONVERT_PRIVATE_H

#include "object/type.h"

/* RuntimeException around PSInvalidCastException, InvalidArgument. */
enum status convert_throw(const char *id, Value target, Value message);
/* 'Cannot convert the "v" value of type "A" to type "B".' */
enum status convert_throw_final(Value v, const struct type *type);
/* 'Cannot convert value "v" to type "B". Error: "reason"' */
enum status convert_throw_reason(const char *id, Value v, const struct type *type,
				 const char *reason);
/* 'Cannot create object of type ...' */
enum status convert_throw_property(const struct type *type, const char *property, Value object);
/* ToString() of any value in the current culture; collections by the name of their type. */
void value_append_plain(Value v, struct strbuf *out);
/* The same as .NET's own ToString(): doubles with all their digits. */
void value_append_dotnet(Value v, struct strbuf *out);
void enum_append_names(const struct type *type, const char *separator, struct strbuf *out);
/* Calls the static method or constructor with one argument if an overload takes it; false with the error
 * set, or as it was when there is no such member. */
bool member_try_call(const struct type *type, const char *name, Value argument, Value *result_r);
bool member_has_default_constructor(const struct type *type);
/* Text with the number's sign, suffix and multiplier as the language reads it; `sign` allows + and -. */
bool number_parse_literal(const char *text, size_t length, bool sign, Value *result_r);

#endif
