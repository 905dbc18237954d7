/* Between the files about classes. */
#ifndef EXOSH_ENGINE_CLASS_PRIVATE_H
#define EXOSH_ENGINE_CLASS_PRIVATE_H

#include "engine/class.h"
#include "engine/vm_private.h"

/* class_value.c: the hooks of a class that derives from `builtin`. */
void class_set_hooks(struct type *type, const struct type *builtin);

/*
 * class_check.c: what is wrong with a class although its syntax is right. PowerShell finds it before the script
 * starts, so it is a parse error.
 */
extern unsigned class_assembly_number; /* scripts with classes so far */

const struct ast_type_name *class_base_name(const struct ast_type_definition *d, size_t i);
enum status class_type_not_found(struct unit *unit, const struct ast_type_name *name);
enum status class_check_base(const struct script_class *c, const struct ast_type_name *name,
			     const struct type *type, bool is_first) WARN_UNUSED;
enum status class_check_attributes(struct frame *f,
				   const struct ast_type_definition *d) WARN_UNUSED;
/* Of a class whose members are made: names that are there twice, a base that cannot be constructed. */
enum status class_check_members(const struct script_class *c,
				const struct ast_type_definition *d) WARN_UNUSED;
/* That every method of its interfaces is there. */
enum status class_check_interfaces(const struct script_class *c,
				   const struct ast_type_definition *d) WARN_UNUSED;
enum status class_check_enum(struct frame *f, const struct ast_type_definition *d) WARN_UNUSED;
/* The value written for a member of an enum. */
enum status class_enum_value(struct frame *f, const struct ast_type_definition *d,
			     const struct ast_class_member *m, int64_t *value_r) WARN_UNUSED;

#endif
