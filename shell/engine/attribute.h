/*
 * Attributes as objects: what (Get-Command x).Parameters.y.Attributes lists, and what dynamicparam blocks make. The
 * binder works on metadata.h; these objects are a view of it, and another way to say it.
 */
#ifndef EXOSH_ENGINE_ATTRIBUTE_H
#define EXOSH_ENGINE_ATTRIBUTE_H

#include "engine/metadata.h"

extern struct type type_attribute, type_parameter_attribute, type_runtime_parameter,
	type_runtime_parameters;
/* Classes of scripts derive from these to validate and to change arguments. */
extern struct type type_validate_arguments_attribute, type_validate_enumerated_attribute,
	type_transformation_attribute;
extern const struct type *const attribute_types[]; /* NULL-terminated */
void attribute_register_aliases(void);

/* Attributes by the name that stands in brackets: whether there is one, whether it belongs to parameters and
 * properties only, and whether it takes that many arguments by position (true for unknown ones). */
bool attribute_is_known(const char *name);
bool attribute_is_for_parameters(const char *name);
bool attribute_takes(const char *name, size_t arguments);

/* attribute_view.c: the attributes of a parameter as objects, a Collection in PowerShell's order. */
Value attribute_list(const struct command_metadata *m, const struct parameter_metadata *p);

/* Adds the parameters of a RuntimeDefinedParameterDictionary to metadata of a function. */
enum status attribute_add_runtime_parameters(struct command_metadata *m,
					     Value dictionary) WARN_UNUSED;
/* Tells the dictionary's parameters what was bound. */
void attribute_set_runtime_values(const struct command_metadata *m, Value dictionary,
				  const Value *values);

#endif
