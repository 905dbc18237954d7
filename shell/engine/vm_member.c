/* Members, method calls, indexes, types and casts, with caches for what scripts do most. */
#include "engine/vm_private.h"

#include "base/strbuf.h"
#include "engine/attribute.h"
#include "engine/class.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "engine/steppable_pipeline.h"
#include "engine/vm.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/overload.h"
#include "object/primitive_members.h"
#include "object/psobject.h"
#include "object/shape.h"
#include "object/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- properties ---- */

static enum status not_found(struct frame *f, const char *name)
{
	if (f->session->strict_mode < 2)
		return OK;
	return throw_error_type("System.Management.Automation.PropertyNotFoundException",
				"PropertyNotFoundStrict", CATEGORY_NOT_SPECIFIED, NULL_VALUE,
				"The property '%s' cannot be found on this object. Verify that the "
				"property exists.",
				name);
}

enum status vm_member(struct frame *f, Value v, struct member_site *site, Value *result_r)
{
	switch (v.tag) {
	case VALUE_PSOBJECT: {
		const struct psobject *o = value_as_psobject(v);
		if (site->shape == o->shape && site->shape) {
			*result_r = o->values[site->field];
			return OK;
		}
		ptrdiff_t n = o->shape ? shape_find(o->shape, site->name) : -1;
		if (n >= 0) {
			site->shape = o->shape;
			site->field = (uint32_t)n;
			*result_r = o->values[n];
			return OK;
		}
		break;
	}
	case VALUE_HASHTABLE:
		if (!(v.cell->flags & CELL_EXTENDED) &&
		    hashtable_get_text(value_as_hashtable(v), site->name, result_r))
			return OK;
		break;
	case VALUE_OBJECT: {
		if (site->type == v.cell->type && site->type && !(v.cell->flags & CELL_EXTENDED)) {
			*result_r = class_fields(v)[site->field];
			return OK;
		}
		const struct script_class *c = class_of_value(v);
		const struct class_field *field = c ? class_find_field(c, site->name) : NULL;
		if (field && !(v.cell->flags & CELL_EXTENDED)) {
			site->type = v.cell->type;
			site->field = field->number;
			*result_r = class_fields(v)[field->number];
			return OK;
		}
		break;
	}
	default:
		break;
	}
	bool found;
	if (member_get(v, site->name, result_r, &found) != OK)
		return ERROR;
	return found ? OK : not_found(f, site->name);
}

enum status vm_member_named(struct frame *f, Value v, Value name, Value *result_r)
{
	/* $x.(script block) calculates; everything else is a name. */
	struct member_site site = {.name = string_data(value_to_string(name))};
	return vm_member(f, v, &site, result_r);
}

enum status vm_set_member(struct frame *f UNUSED, Value v, Value value, struct member_site *site)
{
	if (value.tag == VALUE_VOID)
		value = NULL_VALUE;
	if (v.tag == VALUE_PSOBJECT) {
		struct psobject *o = value_as_psobject(v);
		if (site->shape == o->shape && site->shape && !(o->cell.flags & CELL_FROZEN)) {
			o->values[site->field] = value;
			return OK;
		}
		ptrdiff_t n = o->shape ? shape_find(o->shape, site->name) : -1;
		if (n >= 0 && o->base.tag == VALUE_UNSET) {
			site->shape = o->shape;
			site->field = (uint32_t)n;
			o->values[n] = value;
			return OK;
		}
	}
	const struct script_class *c = v.tag == VALUE_HASHTABLE ? NULL : class_of_value(v);
	const struct class_field *field = c ? class_find_field(c, site->name) : NULL;
	if (field)
		return class_set_field(field, &class_fields(v)[field->number], value);
	return member_set(v, site->name, value);
}

/* ---- static members ---- */

/* What stands before :: is a type, or an object whose type is meant. */
static const struct type *type_operand(Value v)
{
	v = value_base(v);
	if (v.tag == VALUE_TYPE)
		return value_as_type(v);
	return value_is_null(v) ? NULL : value_type(v);
}

static enum status no_type(void)
{
	return throw_error("InvokeMethodOnNull", CATEGORY_INVALID_OPERATION, NULL_VALUE,
			   "You cannot call a method on a null-valued expression.");
}

enum status vm_static(struct frame *f, Value type, Value name, Value *result_r)
{
	const struct type *t = type_operand(type);
	*result_r = NULL_VALUE;
	if (!t)
		return OK;
	const char *text = string_data(value_to_string(name));
	const struct script_class *c = class_of(t);
	const struct class_field *field = c ? class_find_static(c, text) : NULL;
	if (field) {
		Value *place;
		if (class_static_place(field, &place) != OK)
			return ERROR;
		*result_r = *place;
		return OK;
	}
	bool found;
	if (member_get_static(t, text, result_r, &found) != OK)
		return ERROR;
	return found ? OK : not_found(f, text);
}

enum status vm_set_static(struct frame *f UNUSED, Value type, Value name, Value value)
{
	const struct type *t = type_operand(type);
	const char *text = string_data(value_to_string(name));
	if (!t)
		return throw_error("PropertyNotFound", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				   "The property '%s' cannot be found on this object. Verify that "
				   "the property "
				   "exists and can be set.",
				   text);
	const struct script_class *c = class_of(t);
	const struct class_field *field = c ? class_find_static(c, text) : NULL;
	if (field) {
		Value *place;
		if (class_static_place(field, &place) != OK)
			return ERROR;
		return class_set_field(field, place, value);
	}
	return member_set_static(t, text, value);
}

/* ---- calls ---- */

/* [scriptblock]::Create(): parse errors come as any method's exceptions. */
static enum status create_script_block(Value text, Value *result_r)
{
	struct session *s = session_current();
	if (script_compile_text(s, string_data(text), string_length(text), NULL, result_r) == OK &&
	    class_define_script(s, *result_r) == OK)
		return OK;
	struct error_record *r = value_as_error_record(runtime()->error);
	Value inner = r->exception;
	Value message = string_printf("Exception calling \"Create\" with \"1\" argument(s): \"%s\"",
				      error_message());
	Value e = exception_new(
		exception_type("System.Management.Automation.MethodInvocationException"), message,
		inner);
	return throw_value(
		error_record_new(e, "ParseException", CATEGORY_NOT_SPECIFIED, NULL_VALUE));
}

static enum status invoke_static(const struct type *type, const char *name, int argc,
				 const Value *argv, Value *result_r)
{
	const struct script_class *c = class_of(type);
	if (c) {
		if (name_equal(name, "new")) {
			bool found;
			enum status status = class_construct(c, argc, argv, &found, result_r);
			if (status != OK || found)
				return status;
		} else {
			const struct class_method *method;
			class_choose(c, name, true, argc, argv, &method);
			if (method)
				return class_call(method, UNSET_VALUE, argc, argv, result_r);
		}
	}
	if (type == &type_script_block && name_equal(name, "Create") && argc == 1) {
		return create_script_block(value_to_string(argv[0]), result_r);
	}
	return member_invoke_static(type, name, argc, argv, result_r);
}

/* An error that a method call has wrapped already goes on as it is. */
static enum status throw_from_invoke(const char *name, int argc)
{
	struct error_record *record = value_as_error_record(runtime()->error);
	const char *type = value_type(record->exception)->name;
	if (strcmp(type, "System.Management.Automation.MethodInvocationException") == 0)
		return ERROR;
	return throw_invocation(name, argc);
}

/* Functions by name, and PSVariables, for the time of one call. */
static enum status define_context(struct session *s, struct scope *scope, Value functions,
				  Value variables, Value *dollar_underbar_r)
{
	Value name, block;
	functions = value_base(functions);
	for (size_t i = 0; functions.tag == VALUE_HASHTABLE &&
			   hashtable_next(value_as_hashtable(functions), &i, &name, &block);)
		function_define_in(s, scope, string_data(value_to_string(name)), block, false);
	for (size_t i = 0; i < value_count(variables); i++) {
		Value v = value_item(variables, i), value;
		bool found;
		if (member_get(v, "Name", &name, &found) != OK ||
		    member_get(v, "Value", &value, &found) != OK)
			return ERROR;
		const char *text = string_data(value_to_string(name));
		if (strcmp(text, "_") == 0)
			*dollar_underbar_r = value;
		else if (scope_set_in(s, scope, text, value) != OK)
			return ERROR;
	}
	return OK;
}

/* (functions, variables [, arguments]) */
static enum status invoke_with_context(struct session *s, Value block, int argc, const Value *argv,
				       Value *result_r)
{
	Value arguments = argc > 2 ? value_base(argv[2]) : NULL_VALUE;
	size_t count = argc > 2 ? value_count(arguments) : 0;
	Value *items = gc_alloc_buffer((count + 1) * sizeof(Value));
	for (size_t i = 0; i < count; i++)
		items[i] = value_item(arguments, i);
	Value item = UNSET_VALUE;
	struct scope *outer = s->scope, *inner = scope_create(outer);
	struct collector c;
	collector_init(&c);
	s->scope = inner;
	enum status status = define_context(s, inner, argv[0], argv[1], &item);
	if (status == OK)
		status = script_block_invoke(s, block, (int)count, items, item, &c.output);
	s->scope = outer;
	scope_free(&inner);
	*result_r = list_new_typed(&type_ps_collection);
	Value made = collector_array(&c);
	for (size_t i = 0; i < value_count(made); i++)
		list_add(value_as_list(*result_r), value_item(made, i));
	return status == ERROR ? throw_from_invoke("InvokeWithContext", argc) : status;
}

static enum status invoke_script_block_method(struct frame *f, Value v, const char *name, int argc,
					      const Value *argv, bool *handled_r, Value *result_r)
{
	*handled_r = true;
	if (name_equal(name, "GetNewClosure"))
		return script_block_close(f->session, v, result_r);
	if (name_equal(name, "GetSteppablePipeline"))
		return steppable_pipeline_new(f->session, v, argc > 1 ? argv[1] : NULL_VALUE,
					      result_r);
	if (name_equal(name, "InvokeWithContext") && argc >= 2)
		return invoke_with_context(f->session, v, argc, argv, result_r);
	if (name_equal(name, "InvokeReturnAsIs") || name_equal(name, "Invoke")) {
		struct collector c;
		collector_init(&c);
		enum status status =
			script_block_invoke(f->session, v, argc, argv, UNSET_VALUE, &c.output);
		if (name_equal(name, "Invoke")) {
			/* A Collection<PSObject>. */
			*result_r = list_new_typed(&type_ps_collection);
			Value items = collector_array(&c);
			for (size_t i = 0; i < value_count(items); i++)
				list_add(value_as_list(*result_r), value_item(items, i));
		} else {
			*result_r = collector_result(&c);
		}
		return status == ERROR ? throw_from_invoke(name, argc) : status;
	}
	*handled_r = false;
	return OK;
}

static enum status invoke_on(struct frame *f, struct call_site_info *site, const char *name,
			     Value v, int argc, const Value *argv, Value *result_r)
{
	*result_r = VOID_VALUE;
	if (site->is_static) {
		const struct type *type = type_operand(v);
		return type ? invoke_static(type, name, argc, argv, result_r) : no_type();
	}
	if (v.tag == VALUE_OBJECT && !(v.cell->flags & CELL_EXTENDED)) {
		if (site->method && site->type == v.cell->type)
			return class_call(site->method, v, argc, argv, result_r);
		const struct script_class *c = class_of_value(v);
		if (c) {
			const struct class_method *method;
			bool only = class_choose(c, name, false, argc, argv, &method);
			if (method) {
				if (only) {
					site->type = v.cell->type;
					site->method = method;
				}
				return class_call(method, v, argc, argv, result_r);
			}
		}
	} else if (v.tag == VALUE_SCRIPT_BLOCK && v.cell->type == &type_script_block) {
		bool handled;
		enum status status =
			invoke_script_block_method(f, v, name, argc, argv, &handled, result_r);
		if (handled)
			return status;
	}
	return member_invoke(v, name, argc, argv, result_r);
}

enum status vm_invoke(struct frame *f, struct call_site_info *site, const Value *base,
		      Value *result_r)
{
	gc_safe_point();
	if (site->name)
		return invoke_on(f, site, site->name, base[0], site->argc, base + 1, result_r);
	/* $x.$name(...): the name may also be a script block or method object; text is what counts. */
	Value name = value_to_string(base[1]);
	struct call_site_info plain = {.is_static = site->is_static};
	return invoke_on(f, &plain, string_data(name), base[0], site->argc, base + 2, result_r);
}

/* The method that a class gets from the built-in type, whatever it says itself. */
static enum status builtin_method(Value self, const struct type *type, const char *name, int argc,
				  const Value *argv, Value *result_r)
{
	const struct member_group *group = type_find_group(type, name, false);
	*result_r = VOID_VALUE;
	if (name_equal(name, "ToString") && argc == 0)
		*result_r = string_from(value_type(self)->name);
	else if (name_equal(name, "Equals") && argc == 1)
		*result_r = value_bool(value_is_cell(argv[0]) && argv[0].cell == self.cell);
	else if (name_equal(name, "GetHashCode") && argc == 0)
		*result_r = value_int((int32_t)((uintptr_t)self.cell >> 4));
	else if (group && group->kind == MEMBER_METHOD)
		return group_invoke(group, self, name, argc, argv, result_r);
	else
		return member_invoke(self, name, argc, argv, result_r);
	return OK;
}

enum status vm_base_call(struct frame *f, struct call_site_info *site, const Value *base,
			 Value *result_r)
{
	const struct script_class *own = class_of_value(base[0]);
	if (!own || !site->name)
		return vm_invoke(f, site, base, result_r);
	const struct type *type = vm_lookup_type(f->code->chunk, site->base);
	const struct script_class *c = class_of(type);
	if (c) {
		const struct class_method *method;
		class_choose(c, site->name, false, site->argc, base + 1, &method);
		if (method) {
			*result_r = VOID_VALUE;
			return class_call(method, base[0], site->argc, base + 1, result_r);
		}
	}
	return builtin_method(base[0], own->builtin, site->name, site->argc, base + 1, result_r);
}

/* ---- indexes ---- */

static enum status strict_index(struct frame *f, Value v, Value index)
{
	if (f->session->strict_mode < 3 || (v.tag != VALUE_ARRAY && v.tag != VALUE_LIST) ||
	    index.tag != VALUE_INT32)
		return OK;
	int64_t count = (int64_t)value_count(v);
	if (index.integer < count && index.integer >= -count)
		return OK;
	return throw_error_type("System.IndexOutOfRangeException",
				"System.IndexOutOfRangeException", CATEGORY_OPERATION_STOPPED,
				NULL_VALUE, "Index was outside the bounds of the array.");
}

enum status vm_index(struct frame *f, Value v, Value index, Value *result_r)
{
	if (v.tag == VALUE_HASHTABLE && index.tag == VALUE_STRING) {
		*result_r = NULL_VALUE;
		if (hashtable_get(value_as_hashtable(v), index, result_r))
			return OK;
	}
	if (member_get_index(v, index, result_r) != OK)
		return ERROR;
	return value_is_null(*result_r) ? strict_index(f, v, index) : OK;
}

/* ---- types ---- */

static const struct type *lookup_text(const struct chunk *chunk, const char *text)
{
	const struct type *type = type_find_text(text, strlen(text));
	const struct ast_list *usings = &chunk->unit->tree->root->usings;
	for (size_t i = 0; !type && i < usings->count; i++) {
		const struct ast_using_statement *u =
			(const struct ast_using_statement *)usings->items[i];
		if (u->type != AST_USING_NAMESPACE)
			continue;
		struct strbuf full = STRBUF_INIT;
		strbuf_addf(&full, "%s.%s", u->name, text);
		type = type_find_text(full.data, full.length);
		strbuf_clear(&full);
	}
	return type;
}

/* Dictionary[string, List[int]]: each name by itself, since `using namespace` counts for all. */
static const struct type *lookup_generic(const struct chunk *chunk,
					 const struct ast_type_name *name)
{
	const struct type *arguments[8];
	char definition[256];
	if (!name->argument_count || name->argument_count > countof(arguments) || name->array_count)
		return NULL;
	for (size_t i = 0; i < name->argument_count; i++)
		if (!(arguments[i] = vm_lookup_type(chunk, name->arguments[i])))
			return NULL;
	snprintf(definition, sizeof(definition), "%s`%zu", name->name, name->argument_count);
	const struct type *generic = lookup_text(chunk, definition);
	return generic ? type_make_generic(generic, arguments, (int)name->argument_count) : NULL;
}

const struct type *vm_lookup_type(const struct chunk *chunk, const struct ast_type_name *name)
{
	const struct type *type = lookup_text(chunk, name->full_text);
	return type ? type : lookup_generic(chunk, name);
}

const struct type *vm_lookup_attribute(const struct chunk *chunk, const struct ast_type_name *name)
{
	const struct type *type = vm_lookup_type(chunk, name);
	if (type && type_is_a(type, &type_attribute))
		return type;
	struct strbuf full = STRBUF_INIT;
	strbuf_addf(&full, "%sAttribute", name->full_text);
	type = lookup_text(chunk, full.data);
	strbuf_clear(&full);
	return type && type_is_a(type, &type_attribute) ? type : NULL;
}

enum status type_not_found(const struct ast_type_name *ast, struct unit *unit, struct extent extent)
{
	/* Of List[nope] only the name of the generic type is told. */
	const char *name = ast->argument_count ? ast->name : ast->full_text;
	throw_error("TypeNotFound", CATEGORY_INVALID_OPERATION, string_from(name),
		    "Unable to find type [%s].", name);
	struct error_record *r = value_as_error_record(runtime()->error);
	r->category_target_type = string_from("TypeName");
	if (unit)
		r->position = (struct error_position){&unit->tree->source, extent.start, extent.end,
						      value_cell(VALUE_OBJECT, unit)};
	return ERROR;
}

struct extent type_constraint_extent(const struct ast_type_name *ast)
{
	return (struct extent){ast->ast.extent.start - 1, ast->ast.extent.end + 1};
}

enum status vm_find_type(struct chunk *chunk, struct type_site *site, const struct type **type_r)
{
	/* A class of a script may be defined anew, so it is looked up each time. */
	if (site->type && !site->script_type) {
		*type_r = site->type;
		return OK;
	}
	site->type = vm_lookup_type(chunk, site->ast);
	site->script_type = site->type && (site->type->flags & TYPE_SCRIPT);
	*type_r = site->type;
	if (site->type)
		return OK;
	return type_not_found(site->ast, chunk->unit, site->extent);
}

enum status vm_convert(struct frame *f, Value v, struct type_site *site, Value *result_r)
{
	const struct type *type;
	if (vm_find_type(f->code->chunk, site, &type) != OK)
		return ERROR;
	if (type->tag == v.tag && v.tag >= VALUE_BOOL && v.tag <= VALUE_TIMESPAN) {
		*result_r = v;
		return OK;
	}
	if (type == &type_void) {
		*result_r = VOID_VALUE;
		return OK;
	}
	if (type == &type_string) {
		if (v.tag == VALUE_STRING) {
			*result_r = v;
			return OK;
		}
		*result_r = value_is_null(v) ? string_empty() : value_to_string(v);
		return OK;
	}
	return convert_to(v, type, result_r);
}
