/* PowerShell's conversions (LanguagePrimitives): casts, argument conversion, text of values. */
#ifndef EXOSH_OBJECT_CONVERT_H
#define EXOSH_OBJECT_CONVERT_H

#include "object/type.h"

struct strbuf;

/* [type]$v. ERROR: PSInvalidCastException / "Cannot convert value ... to type ..." with PowerShell's ids. */
enum status convert_to(Value v, const struct type *type, Value *result_r) WARN_UNUSED;
/* $v -as [type]: false when it cannot be. Leaves runtime()->error alone. */
bool convert_try(Value v, const struct type *type, Value *result_r);
/* For convert hooks: there is no such conversion (the caller then tries Parse(), constructors, properties).
 * Other errors of hooks may be bare (throw_exception): the caller words the whole sentence, with the id that
 * PowerShell gives to a failing Parse(); a record of category InvalidArgument is left as it is. */
enum status convert_impossible(void);
/* "$v": enumerates collections with $OFS, uses culture-invariant forms; never fails. */
void value_append_string(Value v, struct strbuf *out);
Value value_to_string(Value v);
/* The same as UTF-8; lives as long as the value, or the string made of it, is reachable. */
const char *value_text(Value v);
/* As -join shows one element: what its ToString() says, in the culture's forms. */
void value_append_joined(Value v, struct strbuf *out);
/* As formatting and Write-Host show one value: culture's forms. */
void value_append_display(Value v, struct strbuf *out);
enum status convert_to_int(Value v, int32_t *result_r) WARN_UNUSED;
enum status convert_to_int64(Value v, int64_t *result_r) WARN_UNUSED;
enum status convert_to_double(Value v, double *result_r) WARN_UNUSED;
/* A number from text as the language reads it ("0x10", "1kb", "1e3"): false when it is none. */
bool number_parse(const char *text, size_t length, Value *result_r);
/* Whether the pipeline and foreach enumerate it: arrays, lists, IEnumerable; not strings, not hashtables. */
bool value_is_enumerable(Value v);
/* Starts an enumeration; scalars give one item, $null none (foreach) — VOID none. */
enum status value_enumerate(Value v, struct enumerator *e) WARN_UNUSED;
static inline enum status enumerator_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	return e->next(e, more_r, item_r);
}
/* Text to an enum value, by name, number or comma list; ERROR names the possible values. */
enum status enum_parse(const struct type *type, Value from, Value *result_r) WARN_UNUSED;

#endif
