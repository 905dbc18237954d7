/* Classes and enums come into being: when the block that defines them begins, all of them together, because
 * they may name each other. */
#include "engine/class_private.h"

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
#include "syntax/ast_walk.h"

#include <stdlib.h>
#include <string.h>

const struct type *machine_find_type(const char *name)
{
	struct machine *m = session_current()->machine;
	return m ? hashmap_get(&m->classes, name) : NULL;
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

static enum status find_type(struct frame *f, const struct ast_type_name *name,
			     const struct type **type_r)
{
	*type_r = NULL;
	if (!name)
		return OK;
	*type_r = vm_lookup_type(f->chunk, name);
	return *type_r ? OK : class_type_not_found(f->chunk->unit, name);
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
	if (find_type(f, m->type, &field->type) != OK)
		return ERROR;
	if (m->attributes.count && validation_attributes(f->session, c->unit->tree, &m->attributes,
							 &field->validation) != OK)
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
			    find_type(f,
				      ((const struct ast_type_constraint *)p->attributes.items[k])
					      ->type,
				      &method->parameter_types[i]) != OK)
				return ERROR;
	}
	if (!constructor && find_type(f, m->type, &method->returns) != OK)
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
		const struct ast_type_name *name = class_base_name(d, i);
		const struct type *type;
		if (find_type(f, name, &type) != OK ||
		    class_check_base(c, name, type, i == 0) != OK) {
			free(interfaces);
			return ERROR;
		}
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
	c->builtin = c->base ? c->base->builtin : c->type->base;
	c->is_exception = type_is_a(c->type->base, &type_exception);
	c->cell_size = c->is_exception    ? sizeof(struct exception)
		       : c->builtin->size ? c->builtin->size
					  : sizeof(struct cell);
	c->type->tag = c->builtin->tag;
	/* What T is, for the functions of List<T> and its like. */
	c->type->arguments = c->builtin->arguments;
	c->type->argument_count = c->builtin->argument_count;
	class_set_hooks(c->type, c->builtin);
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
	if (d->base_types.count && find_type(f, class_base_name(d, 0), &type->underlying) != OK)
		return ERROR;
	if (class_check_enum(f, d) != OK)
		return ERROR;
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
		if (m->initial && class_enum_value(f, d, m, &next) != OK)
			return ERROR;
		members[i] = (struct enum_member){xstrdup(m->name), next++};
	}
	type_prepare(type);
	hashmap_put(&f->session->machine->classes, d->name, type);
	return OK;
}

/* All definitions of a script, those within its functions included. */
struct definitions {
	const struct ast_type_definition **items;
	size_t count, capacity;
};

static void collect_definitions(const struct ast *node, void *context)
{
	struct definitions *all = context;
	if (node->kind == AST_TYPE_DEFINITION) {
		GROW(all->items, all->count, all->capacity);
		all->items[all->count++] = (const struct ast_type_definition *)node;
	}
	ast_each_child(node, collect_definitions, context);
}

static enum status define_class(struct frame *f, struct script_class *c,
				const struct ast_type_definition *d)
{
	if (find_bases(f, c, d) != OK || class_check_attributes(f, d) != OK ||
	    fill_class(f, c, d) != OK || class_check_members(c, d) != OK)
		return ERROR;
	c->is_complete = true;
	type_prepare(c->type);
	return class_check_interfaces(c, d);
}

static enum status define(struct frame *f, const struct definitions *all)
{
	struct script_class **classes = xcalloc(all->count + 1, sizeof(*classes));
	enum status status = OK;
	class_assembly_number++;
	for (size_t i = 0; i < all->count; i++) {
		if (all->items[i]->type == AST_TYPE_ENUM)
			continue;
		classes[i] = new_class(f, all->items[i]);
		hashmap_put(&f->session->machine->classes, all->items[i]->name, classes[i]->type);
	}
	/* Enums first: classes' properties may start with their values. */
	for (size_t i = 0; status == OK && i < all->count; i++)
		if (!classes[i])
			status = define_enum(f, all->items[i]);
	for (size_t i = 0; status == OK && i < all->count; i++)
		if (classes[i])
			status = define_class(f, classes[i], all->items[i]);
	free(classes);
	return status;
}

enum status class_define_all(struct frame *f)
{
	struct unit *unit = f->chunk->unit;
	if (unit->has_types)
		return OK;
	struct definitions all = {0};
	ast_each_child(&unit->tree->root->ast, collect_definitions, &all);
	enum status status = all.count ? define(f, &all) : OK;
	unit->has_types = status == OK;
	free(all.items);
	return status;
}

enum status class_define_script(struct session *s, Value script_block)
{
	struct frame *f = frame_new(s, script_block);
	enum status status = class_define_all(f);
	frame_release(f);
	return status;
}
