#include "engine/class_private.h"

#include "base/xmalloc.h"
#include "engine/attribute.h"
#include "engine/script.h"
#include "engine/vm.h"
#include "object/convert.h"
#include "object/string.h"
#include "object/type_private.h"
#include "syntax/check.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

unsigned class_assembly_number;

const struct ast_type_name *class_base_name(const struct ast_type_definition *d, size_t i)
{
	const struct ast *ast = d->base_types.items[i];
	return ast->kind == AST_TYPE_CONSTRAINT ? ((const struct ast_type_constraint *)ast)->type
						: (const struct ast_type_name *)ast;
}

enum status class_type_not_found(struct unit *unit, const struct ast_type_name *name)
{
	return script_parse_error(unit, name->ast.extent, "TypeNotFound",
				  "Unable to find type [%s].", name->full_text);
}

static const char *short_name(const struct type *type)
{
	const char *dot = strrchr(type->name, '.');
	return dot && !type->generic ? dot + 1 : type->name;
}

/* ---- bases ---- */

static bool is_incomplete(const struct type *type)
{
	const struct script_class *c = class_of(type);
	if (c && !c->is_complete)
		return true;
	for (int i = 0; i < type->argument_count; i++)
		if (is_incomplete(type->arguments[i]))
			return true;
	return false;
}

static bool is_sealed(const struct type *type)
{
	return (type->flags & (TYPE_VALUE | TYPE_ENUM | TYPE_SEALED | TYPE_STATIC)) ||
	       type->element || type == &type_string;
}

enum status class_check_base(const struct script_class *c, const struct ast_type_name *name,
			     const struct type *type, bool is_first)
{
	struct extent where = name->ast.extent;
	if (is_incomplete(type) || (type->flags & TYPE_GENERIC_DEFINITION))
		return class_type_not_found(c->unit, name);
	if (type->flags & TYPE_INTERFACE)
		return OK;
	if (!is_first)
		return script_parse_error(c->unit, where, "InterfaceNameExpected",
					  "'%s': Interface name expected.", short_name(type));
	if (is_sealed(type))
		return script_parse_error(c->unit, where, "SealedBaseClass",
					  "Cannot inherit from sealed class '%s'.",
					  short_name(type));
	if (type == &type_object || class_of(type) || type->size ||
	    type_is_a(type, &type_exception))
		return OK;
	return throw_error("BaseTypeNotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
			   "A class that derives from [%s] is not supported.", type->name);
}

/* ---- attributes ---- */

static enum status check_attribute(struct frame *f, const struct ast_attribute *a, bool is_member)
{
	struct unit *unit = f->chunk->unit;
	if (!attribute_is_known(a->type->full_text) && !vm_lookup_attribute(f->chunk, a->type))
		return script_parse_error(
			unit, a->type->ast.extent, "CustomAttributeTypeNotFound",
			"Cannot find the type for custom attribute '%s'. Make sure that the "
			"assembly that contains this type is loaded.",
			a->type->full_text);
	if (!is_member && attribute_is_for_parameters(a->type->full_text))
		return script_parse_error(
			unit, a->ast.extent, "AttributeNotAllowedOnDeclaration",
			"Attribute '%s' is not valid on this declaration. It is valid on "
			"'Property, Field' declarations only.",
			a->type->full_text);
	if (!attribute_takes(a->type->full_text, a->positional.count)) {
		bool is_long = strcasestr(a->type->full_text, "Attribute") != NULL;
		return script_parse_error(
			unit, a->ast.extent, "MethodCountCouldNotFindBest",
			"Cannot find an overload for \"%s%s\" and the argument count: \"%zu\".",
			a->type->full_text, is_long ? "" : "Attribute", a->positional.count);
	}
	return OK;
}

static enum status check_attributes(struct frame *f, const struct ast_list *attributes,
				    bool is_member)
{
	for (size_t i = 0; i < attributes->count; i++) {
		const struct ast *a = attributes->items[i];
		if (a->kind == AST_ATTRIBUTE &&
		    check_attribute(f, (const struct ast_attribute *)a, is_member) != OK)
			return ERROR;
	}
	return OK;
}

enum status class_check_attributes(struct frame *f, const struct ast_type_definition *d)
{
	if (check_attributes(f, &d->attributes, false) != OK)
		return ERROR;
	for (size_t i = 0; i < d->members.count; i++) {
		const struct ast_class_member *m =
			(const struct ast_class_member *)d->members.items[i];
		bool is_property = m->member_kind == AST_CLASS_PROPERTY;
		if (check_attributes(f, &m->attributes, is_property) != OK)
			return ERROR;
		for (size_t k = 0; k < m->parameters.count; k++)
			if (check_attributes(f,
					     &((const struct ast_parameter *)m->parameters.items[k])
						      ->attributes,
					     false) != OK)
				return ERROR;
	}
	return OK;
}

/* ---- members ---- */

static enum status already_defined(const struct script_class *c, const struct ast_class_member *m)
{
	struct extent where = m->ast.extent;
	if (m->member_kind != AST_CLASS_PROPERTY) {
		where = m->name_extent;
	} else if (c->unit->tree->source.text[where.end - 1] == ';') {
		where.end--;
	}
	return script_parse_error(c->unit, where, "MemberAlreadyDefined",
				  "The member '%s' is already defined.",
				  m->name ? m->name : c->type->name);
}

static enum status check_fields_differ(const struct script_class *c, const struct class_field *a,
				       const struct class_field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (&fields[i] != a && fields[i].owner == c &&
		    name_equal(fields[i].name, a->name) &&
		    fields[i].ast->ast.extent.start < a->ast->ast.extent.start)
			return already_defined(c, a->ast);
	return OK;
}

static bool same_signature(const struct class_method *a, const struct class_method *b)
{
	if (!name_equal(a->name, b->name) || a->parameter_count != b->parameter_count ||
	    (a->is_constructor && a->is_static != b->is_static))
		return false;
	for (size_t i = 0; i < a->parameter_count; i++) {
		const struct type *x = a->parameter_types[i], *y = b->parameter_types[i];
		if ((x ? x : &type_object) != (y ? y : &type_object))
			return false;
	}
	return true;
}

static bool has_constructor(const struct script_class *c, bool without_parameters)
{
	for (size_t i = 0; i < c->method_count; i++)
		if (c->methods[i].is_constructor && !c->methods[i].is_static &&
		    (!without_parameters || c->methods[i].parameter_count == 0))
			return true;
	return false;
}

enum status class_check_members(const struct script_class *c, const struct ast_type_definition *d)
{
	for (size_t i = 0; i < c->field_count; i++)
		if (c->fields[i].owner == c &&
		    (check_fields_differ(c, &c->fields[i], c->fields, c->field_count) != OK ||
		     check_fields_differ(c, &c->fields[i], c->static_fields, c->static_count) !=
			     OK))
			return ERROR;
	for (size_t i = 0; i < c->static_count; i++)
		if (check_fields_differ(c, &c->static_fields[i], c->static_fields,
					c->static_count) != OK ||
		    check_fields_differ(c, &c->static_fields[i], c->fields, c->field_count) != OK)
			return ERROR;
	for (size_t i = 0; i < c->method_count; i++)
		for (size_t k = 0; k < i; k++)
			if (same_signature(&c->methods[i], &c->methods[k]))
				return already_defined(c, c->methods[i].ast);
	if (c->base && !has_constructor(c, false) && has_constructor(c->base, false) &&
	    !has_constructor(c->base, true))
		return script_parse_error(
			c->unit, d->ast.extent, "BaseClassNoDefaultCtor",
			"Base class '%s' does not contain a parameterless constructor.",
			c->base->type->name);
	return OK;
}

/* ---- interfaces ---- */

static bool implements(const struct class_method *m, const struct signature *wanted,
		       const char *name, size_t length)
{
	if (m->is_static || strlen(m->name) != length || strncasecmp(m->name, name, length) != 0 ||
	    (int)m->parameter_count != wanted->count)
		return false;
	const struct type *returns = m->returns ? m->returns : &type_void;
	if (wanted->returns && returns != wanted->returns)
		return false;
	for (int i = 0; i < wanted->count; i++) {
		const struct type *type =
			m->parameter_types[i] ? m->parameter_types[i] : &type_object;
		if (type != wanted->parameters[i].type)
			return false;
	}
	return true;
}

static bool has_method(const struct script_class *c, const struct signature *wanted,
		       const char *name, size_t length)
{
	for (; c; c = c->base)
		for (size_t i = 0; i < c->method_count; i++)
			if (implements(&c->methods[i], wanted, name, length))
				return true;
	return false;
}

static enum status check_interface(const struct script_class *c,
				   const struct ast_type_definition *d,
				   const struct type *interface)
{
	for (const struct member *m = interface->members; m && m->kind != MEMBER_NONE; m++) {
		size_t length;
		const char *name = signature_name(m, &length);
		char *text = xstrndup(name, length);
		const struct member_group *group = type_find_group(interface, text, false);
		bool found = !group || has_method(c, group_signatures(group), name, length);
		enum status status =
			found ? OK
			      : script_parse_error(
					c->unit, d->ast.extent, "TypeCreationError",
					"Error during creation of type \"%s\". Error message: "
					"Method '%s' in type '%s' from assembly 'PowerShell Class "
					"Assembly, Version=1.0.0.%u, Culture=neutral, "
					"PublicKeyToken=null' does not have an implementation.",
					c->type->name, text, c->type->name, class_assembly_number);
		free(text);
		if (status != OK)
			return status;
	}
	return OK;
}

enum status class_check_interfaces(const struct script_class *c,
				   const struct ast_type_definition *d)
{
	for (size_t i = 0; c->type->interfaces && c->type->interfaces[i]; i++)
		if (!type_is_a(c->type->base, c->type->interfaces[i]) &&
		    check_interface(c, d, c->type->interfaces[i]) != OK)
			return ERROR;
	return OK;
}

/* ---- enums ---- */

enum status class_check_enum(struct frame *f, const struct ast_type_definition *d)
{
	struct unit *unit = f->chunk->unit;
	if (check_attributes(f, &d->attributes, false) != OK)
		return ERROR;
	for (size_t i = 0; i < d->members.count; i++)
		for (size_t k = 0; k < i; k++) {
			const struct ast_class_member *a =
				(const struct ast_class_member *)d->members.items[i];
			const struct ast_class_member *b =
				(const struct ast_class_member *)d->members.items[k];
			if (name_equal(a->name, b->name))
				return script_parse_error(
					unit, a->ast.extent, "MemberAlreadyDefined",
					"The member '%s' is already defined.", a->name);
		}
	return OK;
}

enum status class_enum_value(struct frame *f, const struct ast_type_definition *d,
			     const struct ast_class_member *m, int64_t *value_r)
{
	static const struct {
		const char *name;
		const struct type *type;
	} kinds[] = {{"byte", &type_byte},     {"sbyte", &type_sbyte}, {"short", &type_int16},
		     {"ushort", &type_uint16}, {"int", &type_int32},   {"uint", &type_uint32},
		     {"long", &type_int64},    {"ulong", &type_uint64}};
	const struct type *type = &type_int32;
	const char *name = "int";
	struct unit *unit = f->chunk->unit;
	struct extent where = m->initial->extent;
	if (d->base_types.count)
		type = vm_lookup_type(f->chunk, class_base_name(d, 0));
	for (size_t i = 0; i < countof(kinds); i++)
		if (kinds[i].type == type)
			name = kinds[i].name;
	Value v, converted;
	if (!check_is_constant(m->initial) || script_evaluate(f->session, m->initial, &v) != OK)
		return script_parse_error(unit, where, "EnumeratorValueMustBeConstant",
					  "Enumerator value must be a constant value.");
	if (!value_is_number(v) && v.tag != VALUE_ENUM && v.tag != VALUE_CHAR)
		return script_parse_error(unit, where, "CannotConvertValue",
					  "Cannot convert the value to type \"%s\".", name);
	if (!convert_try(v, type, &converted))
		return script_parse_error(
			unit, where, "EnumeratorValueOutOfBounds",
			"Enumerator value is either too large or too small for %s.", name);
	*value_r = converted.integer;
	return OK;
}
