/* Members as objects: what $x.psobject.Properties and $x.Method (without parentheses) give. */
#ifndef EXOSH_OBJECT_MEMBER_REFLECTION_H
#define EXOSH_OBJECT_MEMBER_REFLECTION_H

#include "object/ets.h"
#include "object/type_private.h"

/* PSNoteProperty, PSScriptProperty ...: the type of a member object of this kind. */
const struct type *member_object_type(enum member_kind kind);
/* $x.Method: PSMethod, with OverloadDefinitions and Invoke(). self may be a [type] for static ones. */
Value method_object_new(Value self, const struct type *type, const struct member_group *group);
Value parameterized_property_new(Value self, const struct member_group *group);
/* $x.psobject */
Value member_set_new(Value owner);
/* $x.psbase: the object as .NET has it; and whose it is. */
Value member_base_new(Value owner);
bool member_base_owner(Value v, Value *owner_r);
/* Text such as "int Length {get;}" or "string a=b" of one member. */
void member_object_describe(struct member_object *m, struct strbuf *out);

/* An Assembly; the name stays where it is. */
Value assembly_new(const char *full_name);

extern struct type type_ps_member_info, type_ps_property_info, type_ps_method, type_ps_member_set,
	type_ps_member_collection, type_ps_parameterized_property;
extern struct type *const member_reflection_types[]; /* NULL-terminated */

#endif
