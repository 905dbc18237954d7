/* Classes and enums come into being: when the block that defines them begins, all of them together, because
 * they may name each other. */
#include "engine/class.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/validation.h"
#include "engine/vm.h"
#include "engine/vm_private.h"
#include "object/array.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"
#include "object/type_private.h"

#include <stdlib.h>
#include <string.h>

const struct type *machine_find_type(const char *name)
{
	struct machine *m = session_current()->machine;
	return m ? hashmap_get(&m->classes, name) : NULL;
}

/* ---- hooks of the types ---- */

static void mark_object(void *cell)
{
	const struct script_class *c = class_of(((struct cell *)cell)->type);
	const struct type *builtin = c->type->base;
	while (builtin && (builtin->flags & TYPE_SCRIPT))
		builtin = builtin->base;
	if (builtin && builtin->mark)
		builtin->mark(cell);
	gc_mark_values((Value *)((char *)cell + c->cell_size), c->field_count);
}

static const struct class_method *find_own(Value self, const char *name, int argc,
					   const Value *argv)
{
	const struct class_method *m;
	class_choose(class_of_value(self), name, false, argc, argv, &m);
	return m;
}

static enum status instance_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	const struct class_method *m = find_own(self, "ToString", 0, NULL);
	Value text;
	if (!m || class_call(m, self, 0, NULL, &text) != OK) {
		strbuf_adds(out, class_of_value(self)->is_exception
					 ? string_data(value_to_string(
						   ((struct exception *)self.cell)->message))
					 : self.cell->type->name);
		return OK;
	}
	value_append_string(text, out);
	return OK;
}

static bool instance_equals(Value a, Value b, bool ignore_case UNUSED)
{
	if (value_is_cell(b) && a.cell == b.cell)
		return true;
	const struct class_method *m = find_own(a, "Equals", 1, &b);
	Value result;
	return m && class_call(m, a, 1, &b, &result) == OK && value_is_true(result);
}

static enum status instance_compare(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	const struct class_method *m = find_own(a, "CompareTo", 1, &b);
	Value result;
	int32_t order;
	if (!m)
		return throw_exception("System.InvalidOperationException",
				       "The objects cannot be compared.");
	if (class_call(m, a, 1, &b, &result) != OK || convert_to_int(result, &order) != OK)
		return ERROR;
	*order_r = order < 0 ? -1 : order > 0;
	return OK;
}

static uint32_t instance_hash(Value self)
{
	const struct class_method *m = find_own(self, "GetHashCode", 0, NULL);
	Value result;
	int32_t hash;
	if (m && class_call(m, self, 0, NULL, &result) == OK && convert_to_int(result, &hash) == OK)
		return (uint32_t)hash;
	return (uint32_t)((uintptr_t)self.cell >> 4);
}

static bool instance_get(Value self, const char *name, Value *result_r)
{
	const struct class_field *field = class_find_field(class_of_value(self), name);
	if (field)
		*result_r = class_fields(self)[field->number];
	return field != NULL;
}

static enum status instance_set(Value self, const char *name, Value v)
{
	const struct class_field *field = class_find_field(class_of_value(self), name);
	if (!field)
		return throw_exception("System.MissingMemberException",
				       "There is no property '%s'.", name);
	return class_store(field, &class_fields(self)[field->number], v);
}

static enum status unknown_property(const struct script_class *c, const char *name)
{
	struct strbuf list = STRBUF_INIT;
	for (size_t i = 0; i < c->field_count; i++) {
		const struct type *type = c->fields[i].type ? c->fields[i].type : &type_object;
		if (!c->fields[i].is_hidden)
			strbuf_addf(&list, "%s[%s <%s>]", list.length ? ", " : "",
				    c->fields[i].name, type->name);
	}
	enum status status = throw_error(
		"ObjectCreationError", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"Cannot create object of type \"%s\". The property '%s' was not found for "
		"the '%s' object. The settable properties are: %s.",
		c->type->name, name, c->type->name, list.data);
	strbuf_clear(&list);
	return status;
}

static enum status set_by_name(const struct script_class *c, Value self, const char *name, Value v)
{
	const struct class_field *field = class_find_field(c, name);
	if (field)
		return class_set_field(field, &class_fields(self)[field->number], v);
	if (c->is_exception)
		return member_set(self, name, v);
	return unknown_property(c, name);
}

static enum status convert_object(Value from, const struct type *to, Value *result_r)
{
	const struct script_class *c = class_of(to);
	bool found;
	Value base = value_base(from);
	if (base.tag == VALUE_HASHTABLE) {
		if (class_construct(c, 0, NULL, &found, result_r) != OK)
			return ERROR;
		Value key, v;
		for (size_t i = 0; hashtable_next(value_as_hashtable(base), &i, &key, &v);)
			if (set_by_name(c, *result_r, string_data(value_to_string(key)), v) != OK)
				return ERROR;
		return OK;
	}
	if (base.tag == VALUE_PSOBJECT) {
		if (class_construct(c, 0, NULL, &found, result_r) != OK)
			return ERROR;
		for (size_t i = 0; i < psobject_count(base); i++)
			if (set_by_name(c, *result_r, psobject_name_at(base, i),
					psobject_value_at(base, i)) != OK)
				return ERROR;
		return OK;
	}
	for (size_t i = 0; i < c->method_count; i++) {
		const struct class_method *m = &c->methods[i];
		Value converted;
		if (m->is_constructor && !m->is_static && m->parameter_count == 1 &&
		    (!m->parameter_types[0] ||
		     convert_try(from, m->parameter_types[0], &converted)))
			return class_construct(c, 1, &from, &found, result_r);
	}
	return throw_error_type(
		"System.Management.Automation.PSInvalidCastException",
		"ConvertToFinalInvalidCastException", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"Cannot convert the \"%s\" value of type \"%s\" to type \"%s\".",
		string_data(value_to_string(from)), value_type(base)->name, to->name);
}

/* ---- making ---- */

static void keep(struct script_class *c, Value v)
{
	list_add(value_as_list(c->roots), v);
}

static const char *intern(const char *text)
{
	return string_data(string_intern(text, strlen(text)));
}

static enum status find_type(struct chunk *chunk, const struct ast_type_name *name,
			     const struct type **type_r)
{
	*type_r = NULL;
	if (!name)
		return OK;
	struct type_site site = {.ast = name, .extent = name->ast.extent};
	if (vm_find_type(chunk, &site, type_r) == OK)
		return OK;
	/* Classes exist before the script runs: what is wrong in them is an error of parsing. */
	struct error_record *r = value_as_error_record(runtime()->error);
	r->exception = exception_new(exception_type("System.Management.Automation.ParseException"),
				     string_from(error_message()), NULL_VALUE);
	r->category = CATEGORY_PARSER_ERROR;
	r->target = r->category_target_type = NULL_VALUE;
	return ERROR;
}

/* A script block whose body is `return <expressions>`: the value of a property, the arguments of base(). */
static Value returning_block(struct frame *f, const struct ast *value,
			     const struct ast_list *parameters)
{
	struct arena *arena = &f->chunk->unit->tree->arena;
	struct ast *expression = (struct ast *)value;
	if (value->kind != AST_PIPELINE && value->kind != AST_COMMAND_EXPRESSION) {
		struct ast_command_expression *e = ARENA_NEW(arena, struct ast_command_expression);
		e->ast = (struct ast){AST_COMMAND_EXPRESSION, value->extent};
		e->expression = expression;
		expression = &e->ast;
	}
	struct ast_flow *flow = ARENA_NEW(arena, struct ast_flow);
	flow->ast = (struct ast){AST_RETURN, value->extent};
	flow->pipeline = expression;
	struct ast_statement_block *block = ARENA_NEW(arena, struct ast_statement_block);
	block->ast = (struct ast){AST_STATEMENT_BLOCK, value->extent};
	block->statements.items = ARENA_ARRAY(arena, struct ast *, 1);
	block->statements.items[0] = &flow->ast;
	block->statements.count = 1;
	struct ast_script_block *body = ARENA_NEW(arena, struct ast_script_block);
	body->ast = (struct ast){AST_SCRIPT_BLOCK, value->extent};
	body->body = value->extent;
	body->end = block;
	body->tree = f->chunk->unit->tree;
	struct child child = {.chunk = unit_chunk(f->chunk->unit, body, parameters, NULL, false)};
	child.chunk->is_method = true;
	return vm_script_block(f, &child);
}

static enum status make_field(struct frame *f, struct script_class *c,
			      const struct ast_class_member *m, struct class_field *field)
{
	*field = (struct class_field){
		.name = intern(m->name),
		.ast = m,
		.owner = c,
		.validation = NULL_VALUE,
		.initial = UNSET_VALUE,
		.is_static = m->flags & AST_MEMBER_STATIC,
		.is_hidden = m->flags & AST_MEMBER_HIDDEN,
	};
	if (find_type(f->code->chunk, m->type, &field->type) != OK)
		return ERROR;
	if (m->attributes.count &&
	    validation_attributes(f->session, &m->attributes, &field->validation) != OK)
		return ERROR;
	if (m->initial && m->initial->kind == AST_STRING) {
		const struct ast_string *s = (const struct ast_string *)m->initial;
		field->initial = string_new(s->value.data, s->value.length);
	} else if (m->initial && m->initial->kind == AST_NUMBER &&
		   ((const struct ast_number *)m->initial)->type == AST_NUMBER_INT32) {
		field->initial =
			value_int((int32_t)((const struct ast_number *)m->initial)->integer);
	} else if (m->initial) {
		field->initial = returning_block(f, m->initial, NULL);
	}
	keep(c, field->validation);
	keep(c, field->initial);
	return OK;
}

static enum status make_method(struct frame *f, struct script_class *c,
			       const struct ast_class_member *m, struct class_method *method)
{
	bool constructor = m->member_kind == AST_CLASS_CONSTRUCTOR;
	*method = (struct class_method){
		.name = constructor ? ".ctor" : intern(m->name),
		.ast = m,
		.owner = c,
		.is_static = m->flags & AST_MEMBER_STATIC,
		.is_constructor = constructor,
		.parameter_count = m->parameters.count,
		.base_arguments = UNSET_VALUE,
	};
	method->parameter_types =
		xcalloc(m->parameters.count + 1, sizeof(*method->parameter_types));
	for (size_t i = 0; i < m->parameters.count; i++) {
		const struct ast_parameter *p =
			(const struct ast_parameter *)m->parameters.items[i];
		for (size_t k = 0; k < p->attributes.count; k++)
			if (p->attributes.items[k]->kind == AST_TYPE_CONSTRAINT &&
			    find_type(f->code->chunk,
				      ((const struct ast_type_constraint *)p->attributes.items[k])
					      ->type,
				      &method->parameter_types[i]) != OK)
				return ERROR;
	}
	if (!constructor && find_type(f->code->chunk, m->type, &method->returns) != OK)
		return ERROR;
	if (method->returns == &type_void)
		method->returns = NULL;
	struct child child = {.chunk = unit_chunk(c->unit, m->body, &m->parameters,
						  constructor ? c->type->name : method->name,
						  false)};
	child.chunk->is_method = true;
	child.chunk->method = method;
	method->chunk = child.chunk;
	method->function = vm_script_block(f, &child);
	keep(c, method->function);
	if (m->has_base_call) {
		struct ast_array_literal *arguments =
			ARENA_NEW(&c->unit->tree->arena, struct ast_array_literal);
		arguments->ast = (struct ast){AST_ARRAY_LITERAL, m->ast.extent};
		arguments->elements = m->base_arguments;
		method->base_arguments = returning_block(f, &arguments->ast, &m->parameters);
		keep(c, method->base_arguments);
	}
	return OK;
}

static void print_type(const struct type *type, struct strbuf *out)
{
	if (type)
		type_print_name(type, out);
	else
		strbuf_adds(out, "System.Object");
}

static const char *method_signature(const struct class_method *m)
{
	struct strbuf text = STRBUF_INIT;
	if (m->is_static && !m->is_constructor)
		strbuf_adds(&text, "static ");
	if (m->is_constructor)
		strbuf_adds(&text, m->owner->type->name);
	else if (m->returns)
		type_print_name(m->returns, &text);
	else
		strbuf_adds(&text, "void");
	strbuf_addf(&text, " %s(", m->is_constructor ? "new" : m->name);
	for (size_t i = 0; i < m->parameter_count; i++) {
		const struct ast_parameter *p =
			(const struct ast_parameter *)m->ast->parameters.items[i];
		if (i)
			strbuf_adds(&text, ", ");
		print_type(m->parameter_types[i], &text);
		strbuf_addf(&text, " %s", p->name);
	}
	strbuf_addc(&text, ')');
	return strbuf_detach(&text, NULL);
}

static const char *field_signature(const struct class_field *field)
{
	struct strbuf text = STRBUF_INIT;
	if (field->is_static)
		strbuf_adds(&text, "static ");
	print_type(field->type, &text);
	strbuf_addf(&text, " %s {get;set;}", field->name);
	return strbuf_detach(&text, NULL);
}

/* The rows by which the object layer sees the class. */
static void make_rows(struct script_class *c)
{
	size_t count = 0;
	struct member *rows =
		xcalloc(c->field_count + c->static_count + c->method_count + 2, sizeof(*rows));
	for (size_t i = 0; i < c->field_count; i++)
		if (c->fields[i].owner == c)
			rows[count++] =
				(struct member){.kind = MEMBER_PROPERTY,
						.flags = c->fields[i].is_hidden ? MEMBER_HIDDEN : 0,
						.signature = field_signature(&c->fields[i])};
	for (size_t i = 0; i < c->static_count; i++)
		rows[count++] = (struct member){
			.kind = MEMBER_PROPERTY,
			.flags =
				MEMBER_STATIC | (c->static_fields[i].is_hidden ? MEMBER_HIDDEN : 0),
			.signature = field_signature(&c->static_fields[i])};
	bool constructors = false;
	for (size_t i = 0; i < c->method_count; i++) {
		const struct class_method *m = &c->methods[i];
		if (m->is_constructor && m->is_static)
			continue;
		constructors |= m->is_constructor;
		unsigned flags = m->is_static || m->is_constructor ? MEMBER_STATIC : 0;
		rows[count++] = (struct member){
			.kind = m->is_constructor ? MEMBER_CONSTRUCTOR : MEMBER_METHOD,
			.flags = flags | (m->ast->flags & AST_MEMBER_HIDDEN ? MEMBER_HIDDEN : 0),
			.signature = method_signature(m),
			.script = m->function};
	}
	if (!constructors) {
		struct strbuf text = STRBUF_INIT;
		strbuf_addf(&text, "%s new()", c->type->name);
		rows[count++] = (struct member){.kind = MEMBER_CONSTRUCTOR,
						.flags = MEMBER_STATIC,
						.signature = strbuf_detach(&text, NULL),
						.script = c->default_constructor->function};
	}
	c->type->members = rows;
}

static enum status find_bases(struct frame *f, struct script_class *c,
			      const struct ast_type_definition *d)
{
	const struct type **interfaces = xcalloc(d->base_types.count + 1, sizeof(*interfaces));
	size_t count = 0;
	c->type->base = &type_object;
	for (size_t i = 0; i < d->base_types.count; i++) {
		const struct ast *ast = d->base_types.items[i];
		const struct ast_type_name *name =
			ast->kind == AST_TYPE_CONSTRAINT
				? ((const struct ast_type_constraint *)ast)->type
				: (const struct ast_type_name *)ast;
		const struct type *type;
		if (find_type(f->code->chunk, name, &type) != OK)
			return ERROR;
		if (!type)
			continue;
		if (type->flags & TYPE_INTERFACE)
			interfaces[count++] = type;
		else
			c->type->base = type;
	}
	if (count)
		c->type->interfaces = interfaces;
	else
		free(interfaces);
	return OK;
}

static size_t builtin_size(const struct type *type)
{
	if (type_is_a(type, &type_exception))
		return sizeof(struct exception);
	if (type->tag == VALUE_LIST)
		return sizeof(struct list);
	if (type->tag == VALUE_HASHTABLE)
		return sizeof(struct hashtable);
	return sizeof(struct cell);
}

static enum status check_base(const struct script_class *c)
{
	const struct type *base = c->type->base;
	if (base == &type_object || class_of(base) || base->tag == VALUE_LIST ||
	    type_is_a(base, &type_exception))
		return OK;
	return throw_error("BaseTypeNotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
			   "A class that derives from [%s] is not supported.", base->name);
}

static void inherit_fields(struct script_class *c, size_t own)
{
	size_t inherited = c->base ? c->base->field_count : 0;
	c->fields = xcalloc(inherited + own + 1, sizeof(*c->fields));
	if (inherited)
		memcpy(c->fields, c->base->fields, inherited * sizeof(*c->fields));
	c->field_count = inherited;
}

static enum status fill_class(struct frame *f, struct script_class *c,
			      const struct ast_type_definition *d)
{
	size_t members = d->members.count;
	c->base = class_of(c->type->base);
	c->cell_size = c->base ? c->base->cell_size : builtin_size(c->type->base);
	c->is_exception = type_is_a(c->type->base, &type_exception);
	c->type->tag = c->type->base->tag == VALUE_LIST ? VALUE_LIST : VALUE_OBJECT;
	c->type->element = c->type->base->element;
	inherit_fields(c, members);
	c->static_fields = xcalloc(members + 1, sizeof(*c->static_fields));
	c->methods = xcalloc(members + 1, sizeof(*c->methods));
	for (size_t i = 0; i < members; i++) {
		const struct ast_class_member *m =
			(const struct ast_class_member *)d->members.items[i];
		enum status status;
		if (m->member_kind != AST_CLASS_PROPERTY) {
			status = make_method(f, c, m, &c->methods[c->method_count]);
			c->method_count++;
		} else if (m->flags & AST_MEMBER_STATIC) {
			status = make_field(f, c, m, &c->static_fields[c->static_count]);
			c->static_fields[c->static_count].number = (uint32_t)c->static_count;
			c->static_count++;
		} else {
			status = make_field(f, c, m, &c->fields[c->field_count]);
			c->fields[c->field_count].number = (uint32_t)c->field_count;
			c->field_count++;
		}
		if (status != OK)
			return status;
	}
	c->statics = array_new(c->static_count);
	keep(c, c->statics);
	/* Stands for the constructor that was not written. */
	static const struct ast_class_member no_constructor = {.member_kind =
								       AST_CLASS_CONSTRUCTOR};
	struct ast_statement_block *block =
		ARENA_NEW(&c->unit->tree->arena, struct ast_statement_block);
	block->ast.kind = AST_STATEMENT_BLOCK;
	struct ast_script_block *body = ARENA_NEW(&c->unit->tree->arena, struct ast_script_block);
	body->ast = (struct ast){AST_SCRIPT_BLOCK, d->ast.extent};
	body->end = block;
	body->tree = c->unit->tree;
	struct child child = {.chunk = unit_chunk(c->unit, body, NULL, c->type->name, false)};
	c->default_constructor = xcalloc(1, sizeof(*c->default_constructor));
	*c->default_constructor = (struct class_method){.name = ".ctor",
							.ast = &no_constructor,
							.owner = c,
							.is_constructor = true,
							.base_arguments = UNSET_VALUE};
	child.chunk->is_method = true;
	child.chunk->method = c->default_constructor;
	c->default_constructor->function = vm_script_block(f, &child);
	keep(c, c->default_constructor->function);
	make_rows(c);
	return OK;
}

static struct script_class *new_class(struct frame *f, const struct ast_type_definition *d)
{
	struct script_class *c = xcalloc(1, sizeof(*c));
	c->type = xcalloc(1, sizeof(*c->type));
	c->type->name = xstrdup(d->name);
	c->type->flags = TYPE_SCRIPT;
	c->type->script_class = c;
	c->type->mark = mark_object;
	c->type->to_string = instance_to_string;
	c->type->equals = instance_equals;
	c->type->compare = instance_compare;
	c->type->hash = instance_hash;
	c->type->convert = convert_object;
	c->type->get_dynamic = instance_get;
	c->type->set_dynamic = instance_set;
	c->unit = f->chunk->unit;
	c->roots = list_new();
	gc_pin(c->roots);
	keep(c, value_cell(VALUE_OBJECT, c->unit));
	return c;
}

/* ---- enums ---- */

static enum status define_enum(struct frame *f, const struct ast_type_definition *d)
{
	struct type *type = xcalloc(1, sizeof(*type));
	struct enum_member *members = xcalloc(d->members.count + 1, sizeof(*members));
	type->name = xstrdup(d->name);
	type->tag = VALUE_ENUM;
	type->flags = TYPE_ENUM | TYPE_VALUE | TYPE_SCRIPT;
	type->enum_members = members;
	if (d->base_types.count) {
		const struct ast *ast = d->base_types.items[0];
		const struct ast_type_name *name =
			ast->kind == AST_TYPE_CONSTRAINT
				? ((const struct ast_type_constraint *)ast)->type
				: (const struct ast_type_name *)ast;
		if (find_type(f->code->chunk, name, &type->underlying) != OK)
			return ERROR;
	}
	for (size_t i = 0; i < d->attributes.count; i++) {
		const char *name =
			((const struct ast_attribute *)d->attributes.items[i])->type->full_text;
		if (name_equal(name, "Flags") || name_equal(name, "System.Flags") ||
		    name_equal(name, "FlagsAttribute"))
			type->flags |= TYPE_FLAGS;
	}
	int64_t next = 0;
	for (size_t i = 0; i < d->members.count; i++) {
		const struct ast_class_member *m =
			(const struct ast_class_member *)d->members.items[i];
		if (m->initial) {
			Value v;
			if (script_evaluate(f->session, m->initial, &v) != OK ||
			    convert_to_int64(v, &next) != OK)
				return ERROR;
		}
		members[i] = (struct enum_member){xstrdup(m->name), next++};
	}
	type_prepare(type);
	hashmap_put(&f->session->machine->classes, d->name, type);
	return OK;
}

enum status class_define_all(struct frame *f, const struct ast_statement_block *block)
{
	size_t count = 0;
	struct script_class **classes = xcalloc(block->statements.count + 1, sizeof(*classes));
	enum status status = OK;
	for (size_t i = 0; status == OK && i < block->statements.count; i++) {
		const struct ast_type_definition *d =
			(const struct ast_type_definition *)block->statements.items[i];
		if (d->ast.kind != AST_TYPE_DEFINITION)
			continue;
		if (d->type == AST_TYPE_ENUM) {
			status = define_enum(f, d);
			continue;
		}
		classes[count] = new_class(f, d);
		hashmap_put(&f->session->machine->classes, d->name, classes[count]->type);
		count++;
	}
	size_t n = 0;
	for (size_t i = 0; status == OK && i < block->statements.count; i++) {
		const struct ast_type_definition *d =
			(const struct ast_type_definition *)block->statements.items[i];
		if (d->ast.kind != AST_TYPE_DEFINITION || d->type == AST_TYPE_ENUM)
			continue;
		struct script_class *c = classes[n++];
		status = find_bases(f, c, d);
		if (status == OK)
			status = check_base(c);
		if (status == OK)
			status = fill_class(f, c, d);
		if (status == OK)
			type_prepare(c->type);
	}
	free(classes);
	return status;
}
