/* What psobject.c and member.c share about objects with members of their own. */
#ifndef EXOSH_OBJECT_PSOBJECT_MEMBERS_H
#define EXOSH_OBJECT_PSOBJECT_MEMBERS_H

#include "object/psobject.h"

struct strbuf;

extern const struct member psobject_type_members[], pscustomobject_members[];
enum status psobject_convert(Value from, const struct type *to, Value *result_r);
enum status pscustomobject_convert(Value from, const struct type *to, Value *result_r);
/* "@{a=1; b=2}" */
enum status psobject_append_text(Value object, struct strbuf *out);
/* The psobject that holds the members added to a cell; `create` makes it. false: there is none, or v is no cell
 * that members stick to. */
bool member_extras(Value v, bool create, Value *extras_r);
struct extras;
void extras_free(struct extras **e);
/* A copy that shares nothing but what the properties point to. */
Value psobject_copy(Value object);
/* PSTypeNames that can be changed. */
Value value_type_name_list(Value object);
/* Collection<string> */
const struct type *type_string_collection(void);

#endif
