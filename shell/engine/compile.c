#include "engine/compile.h"

#include "base/xmalloc.h"
#include "engine/compile_private.h"
#include "engine/resolve.h"
#include "engine/script.h"
#include "object/error_record.h"
#include "object/runtime.h"
#include "object/string.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Makes room for one more in an array of struct code. */
#define ADD_ROOM(c, array, count, capacity) GROW((c)->code->array, (c)->code->count, (c)->capacity)

uint32_t emit(struct compiler *c, enum opcode op, uint16_t a, uint16_t b, uint16_t cc)
{
	ADD_ROOM(c, instructions, count, instruction_capacity);
	c->code->instructions[c->code->count] = (struct instruction){(uint16_t)op, a, b, cc};
	return c->code->count++;
}

uint32_t emit_jump(struct compiler *c, enum opcode op, uint16_t a)
{
	return emit(c, op, a, 0, 0);
}

void patch_jump(struct compiler *c, uint32_t at, uint32_t target)
{
	uint32_t offset = target - (at + 1);
	c->code->instructions[at].b = (uint16_t)offset;
	c->code->instructions[at].c = (uint16_t)(offset >> 16);
}

void emit_jump_to(struct compiler *c, enum opcode op, uint16_t a, uint32_t target)
{
	patch_jump(c, emit_jump(c, op, a), target);
}

void jumps_add(struct jumps *jumps, uint32_t at)
{
	GROW(jumps->items, jumps->count, jumps->capacity);
	jumps->items[jumps->count++] = at;
}

void jumps_patch(struct compiler *c, struct jumps *jumps, uint32_t target)
{
	for (size_t i = 0; i < jumps->count; i++)
		patch_jump(c, jumps->items[i], target);
	free(jumps->items);
	*jumps = (struct jumps){0};
}

void compile_error(struct compiler *c, struct extent extent, const char *id, const char *format,
		   ...)
{
	if (c->failed)
		return;
	c->failed = true;
	char *message;
	va_list args;
	va_start(args, format);
	if (vasprintf(&message, format, args) < 0)
		abort();
	va_end(args);
	throw_error_type("System.Management.Automation.ParseException", id, CATEGORY_PARSER_ERROR,
			 NULL_VALUE, "%s", message);
	free(message);
	struct error_record *record = value_as_error_record(runtime()->error);
	record->position = (struct error_position){&c->unit->tree->source, extent.start, extent.end,
						   value_cell(VALUE_OBJECT, c->unit)};
}

uint16_t temp(struct compiler *c)
{
	if (c->top >= OPERAND_MAX) {
		compile_error(
			c, c->chunk->ast->ast.extent, "ScriptTooComplicated",
			"The script is too complicated: an expression needs too many values.");
		c->top = c->code->slot_count;
	}
	uint32_t r = c->top++;
	if (c->top > c->code->register_count)
		c->code->register_count = c->top;
	return (uint16_t)r;
}

static bool same_constant(Value a, Value b)
{
	if (a.tag != b.tag || a.extra != b.extra)
		return false;
	if (a.tag == VALUE_STRING)
		return value_as_string(a)->length == value_as_string(b)->length &&
		       memcmp(string_data(a), string_data(b), string_length(a)) == 0;
	return a.integer == b.integer;
}

uint16_t constant(struct compiler *c, Value v)
{
	struct code *code = c->code;
	/* Only the last ones are compared: the same constants mostly stand close together. */
	uint32_t from = code->constant_count > 64 ? code->constant_count - 64 : 0;
	for (uint32_t i = from; i < code->constant_count; i++)
		if (same_constant(code->constants[i], v))
			return (uint16_t)(OPERAND_CONSTANT | i);
	ADD_ROOM(c, constants, constant_count, constant_capacity);
	uint32_t index = code->constant_count++;
	code->constants[index] = v;
	if (index < OPERAND_MAX)
		return (uint16_t)(OPERAND_CONSTANT | index);
	uint16_t r = temp(c);
	emit(c, OP_LOADK, r, (uint16_t)index, (uint16_t)(index >> 16));
	return r;
}

uint16_t constant_text(struct compiler *c, const char *data, size_t length)
{
	return constant(c, string_new(data, length));
}

void set_position(struct compiler *c, struct extent extent)
{
	struct code *code = c->code;
	if (code->position_count) {
		struct position *last = &code->positions[code->position_count - 1];
		if (last->extent.start == extent.start && last->extent.end == extent.end)
			return;
		if (last->pc == code->count) {
			last->extent = extent;
			return;
		}
	}
	ADD_ROOM(c, positions, position_count, position_capacity);
	code->positions[code->position_count++] = (struct position){code->count, extent};
}

uint32_t statement_begin(struct compiler *c, struct extent extent)
{
	ADD_ROOM(c, statements, statement_count, statement_capacity);
	c->code->statements[c->code->statement_count] =
		(struct statement_range){here(c), 0, c->collectors};
	set_position(c, extent);
	return c->code->statement_count++;
}

void statement_end(struct compiler *c, uint32_t number)
{
	c->code->statements[number].end = here(c);
}

/* Tables are indexed by 16 bits. */
static uint16_t table_index(struct compiler *c, uint32_t count)
{
	if (count > UINT16_MAX) {
		compile_error(
			c, c->chunk->ast->ast.extent, "ScriptTooComplicated",
			"The script is too complicated: it has more than %d names of one kind.",
			UINT16_MAX);
		return 0;
	}
	return (uint16_t)count;
}

static const char *intern(const char *text)
{
	return string_data(string_intern(text, strlen(text)));
}

uint16_t variable_site(struct compiler *c, const char *name, enum scope_where where,
		       const char *drive)
{
	struct code *code = c->code;
	const char *key = name_fold(name);
	/* The same variables mostly stand close together. */
	for (uint32_t i = code->variable_count > 256 ? code->variable_count - 256 : 0;
	     i < code->variable_count; i++)
		if (code->variables[i].key == key && code->variables[i].where == where &&
		    !drive == !code->variables[i].drive &&
		    (!drive || strcmp(drive, code->variables[i].drive) == 0))
			return (uint16_t)i;
	uint16_t index = table_index(c, code->variable_count);
	ADD_ROOM(c, variables, variable_count, variable_capacity);
	code->variables[code->variable_count++] =
		(struct variable_site){.key = key,
				       .name = intern(name),
				       .where = where,
				       .drive = drive ? name_fold(drive) : NULL};
	return index;
}

uint16_t member_site(struct compiler *c, const char *name)
{
	uint16_t index = table_index(c, c->code->member_count);
	ADD_ROOM(c, members, member_count, member_capacity);
	c->code->members[c->code->member_count++] = (struct member_site){.name = intern(name)};
	return index;
}

uint16_t type_site(struct compiler *c, const struct ast_type_name *type)
{
	uint16_t index = table_index(c, c->code->type_count);
	ADD_ROOM(c, types, type_count, type_capacity);
	struct type_site *site = ARENA_NEW(&c->code->arena, struct type_site);
	site->ast = type;
	site->extent = type->ast.extent;
	c->code->types[c->code->type_count++] = site;
	return index;
}

static struct constraint *constraint_new(struct compiler *c, const struct ast *ast,
					 const char *name)
{
	struct constraint *made = ARENA_NEW(&c->code->arena, struct constraint);
	made->ast = ast;
	made->name = intern(name);
	return made;
}

uint16_t constraint(struct compiler *c, const struct ast *ast, const char *name)
{
	uint16_t index = table_index(c, c->code->constraint_count);
	ADD_ROOM(c, constraints, constraint_count, constraint_capacity);
	c->code->constraints[c->code->constraint_count++] = constraint_new(c, ast, name);
	return index;
}

struct handler *handler_add(struct compiler *c, enum handler_kind kind, uint32_t start,
			    uint32_t end)
{
	ADD_ROOM(c, handlers, handler_count, handler_capacity);
	struct handler *h = &c->code->handlers[c->code->handler_count++];
	*h = (struct handler){
		.kind = kind, .start = start, .end = end, .collectors = c->collectors};
	return h;
}

uint16_t child_chunk(struct compiler *c, const struct ast_script_block *body,
		     const struct ast_list *parameters, const char *name, bool is_filter,
		     const struct ast_function *function)
{
	uint16_t index = table_index(c, c->code->child_count);
	GROW(c->code->children, c->code->child_count, c->code->child_capacity);
	struct child *child = &c->code->children[c->code->child_count++];
	child->chunk = unit_chunk(c->unit, body, parameters, name, is_filter);
	child->function = function;
	child->chunk->function = function;
	return index;
}

/* ---- slots ---- */

static const char *const always_by_name[] = {
	"host",           "home",    "pid",     "pshome",    "error",     "executioncontext",
	"psversiontable", "shellid", "true",    "false",     "null",      "psedition",
	"iswindows",      "islinux", "ismacos", "iscoreclr", "psculture", "psuiculture",
	"lastexitcode",
};

#define MAXIMUM_SLOTS 4096

static void add_slot(struct compiler *c, const char *name, bool typed)
{
	struct code *code = c->code;
	const char *key = name_fold(name);
	for (uint32_t i = 0; i < code->slot_count; i++)
		if (code->slots[i].key == key) {
			code->slots[i].typed |= typed;
			return;
		}
	/* With very many variables the later ones are found by name. */
	if (code->slot_count >= MAXIMUM_SLOTS)
		return;
	ADD_ROOM(c, slots, slot_count, slot_capacity);
	code->slots[code->slot_count++] =
		(struct slot){.key = key, .name = intern(name), .typed = typed};
}

static void slot_assigned(void *context, const char *name, bool typed)
{
	const char *key = name_fold(name);
	if (automatic_find(key) != AUTO_NONE)
		return;
	for (size_t i = 0; i < countof(always_by_name); i++)
		if (strcmp(key, always_by_name[i]) == 0)
			return;
	add_slot(context, name, typed);
}

static void index_slots(struct code *code)
{
	uint32_t size = 4;
	while (size < code->slot_count * 2)
		size *= 2;
	code->slot_index = arena_alloc(&code->arena, size * sizeof(uint16_t));
	code->slot_mask = size - 1;
	for (uint32_t n = 0; n < code->slot_count; n++) {
		uint32_t i = (uint32_t)((uintptr_t)code->slots[n].key >> 4);
		while (code->slot_index[i & code->slot_mask])
			i++;
		code->slot_index[i & code->slot_mask] = (uint16_t)(n + 1);
	}
}

static bool parameter_is_typed(const struct ast_parameter *p)
{
	return p->attributes.count > 0;
}

static void make_slots(struct compiler *c)
{
	struct code *code = c->code;
	const struct ast_list *parameters = c->chunk->parameters;
	code->parameter_count = parameters ? (uint32_t)parameters->count : 0;
	code->parameter_constraints =
		ARENA_ARRAY(&code->arena, struct constraint *, code->parameter_count + 1);
	for (uint32_t i = 0; parameters && i < code->parameter_count; i++) {
		const struct ast_parameter *p = (const struct ast_parameter *)parameters->items[i];
		if (c->form == CODE_OWN_SCOPE) {
			ADD_ROOM(c, slots, slot_count, slot_capacity);
			code->slots[code->slot_count++] =
				(struct slot){.key = name_fold(p->name), .name = intern(p->name)};
		}
		if (!parameter_is_typed(p))
			continue;
		struct constraint *made = constraint_new(c, &p->ast, p->name);
		made->attributes = &p->attributes;
		code->parameter_constraints[i] = made;
		if (c->form == CODE_OWN_SCOPE) {
			code->slots[i].constraint = made;
			code->slots[i].typed = true;
		}
	}
	if (c->form == CODE_OWN_SCOPE) {
		resolve_assigned(c->chunk->ast, slot_assigned, c);
		index_slots(code);
		c->top = code->slot_count;
	} else {
		/* The parameters' values wait in registers until they are set as variables by name. */
		c->top = code->parameter_count;
	}
	code->register_count = c->top;
}

/* ---- parts ---- */

/* The defaults of parameters that were not given, in order; each may use those before it. */
static void parameters_part(struct compiler *c)
{
	const struct ast_list *parameters = c->chunk->parameters;
	if (!parameters || !c->code->parameter_count)
		return;
	c->code->entry[PART_PARAMETERS] = here(c);
	for (uint32_t i = 0; i < c->code->parameter_count; i++) {
		const struct ast_parameter *p = (const struct ast_parameter *)parameters->items[i];
		uint16_t r = (uint16_t)i;
		uint32_t mark = c->top;
		uint32_t given = emit_jump(c, OP_JSET, r);
		if (p->default_value) {
			set_position(c, p->default_value->extent);
			uint16_t value = expression(c, p->default_value, temp(c));
			emit(c, OP_DEFAULT, r, value, r);
		} else {
			emit(c, OP_DEFAULT, r, constant(c, UNSET_VALUE), r);
		}
		patch_jump(c, given, here(c));
		if (c->form == CODE_DOTTED) {
			uint16_t site = variable_site(c, p->name, SCOPE_LOCAL, NULL);
			emit(c, OP_SETVAR, site, r, 0);
		}
		c->top = mark;
	}
	emit(c, OP_END, 0, 0, 0);
}

static void part(struct compiler *c, enum script_block_part which,
		 const struct ast_statement_block *block, bool first)
{
	if (!block)
		return;
	c->code->entry[which] = here(c);
	uint32_t mark = c->top;
	if (first)
		for (size_t i = 0; i < c->chunk->ast->usings.count; i++) {
			set_position(c, c->chunk->ast->usings.items[i]->extent);
			emit(c, OP_USING, (uint16_t)i, 0, 0);
		}
	if (first && c->unit->tree->has_types && c->chunk->ast == c->unit->tree->root)
		emit(c, OP_CLASS, 0, 0, 0);
	statement_block(c, block);
	emit(c, OP_END, 0, 0, 0);
	c->top = mark;
}

/* Arrays grew with malloc(); the finished code keeps them in its arena. */
#define KEEP(array, count)                                          \
	do {                                                        \
		size_t size_ = sizeof(*code->array) * code->count;  \
		void *kept_ = arena_alloc(&code->arena, size_ + 1); \
		if (size_)                                          \
			memcpy(kept_, code->array, size_);          \
		free(code->array);                                  \
		code->array = kept_;                                \
	} while (0)

static void keep_arrays(struct code *code)
{
	KEEP(instructions, count);
	KEEP(constants, constant_count);
	KEEP(slots, slot_count);
	KEEP(variables, variable_count);
	KEEP(members, member_count);
	KEEP(calls, call_count);
	KEEP(types, type_count);
	KEEP(constraints, constraint_count);
	KEEP(pipelines, pipeline_count);
	KEEP(handlers, handler_count);
	KEEP(statements, statement_count);
	KEEP(positions, position_count);
	KEEP(children, child_count);
}

struct code *compile_chunk(struct chunk *chunk, enum code_form form)
{
	if (chunk->codes[form])
		return chunk->codes[form];
	struct code *code = xcalloc(1, sizeof(*code));
	arena_init(&code->arena);
	code->chunk = chunk;
	code->form = form;
	for (size_t i = 0; i < SCRIPT_PARTS; i++)
		code->entry[i] = NO_ENTRY;
	struct compiler c = {.code = code,
			     .chunk = chunk,
			     .unit = chunk->unit,
			     .form = form,
			     .caught = ANY,
			     .trapped = ANY};
	const struct ast_script_block *ast = chunk->ast;
	make_slots(&c);
	parameters_part(&c);
	const struct ast_statement_block *parts[] = {ast->dynamic_param, ast->begin, ast->process,
						     ast->end, ast->clean};
	bool first = true;
	for (size_t i = 0; i < countof(parts); i++) {
		part(&c, (enum script_block_part)i, parts[i], first);
		first = first && !parts[i];
	}
	free(c.restores);
	/* A frame has at least one register, so that its address is never NULL. */
	code->register_count++;
	keep_arrays(code);
	if (c.failed) {
		code_free(&code);
		return NULL;
	}
	chunk->codes[form] = code;
	return code;
}
