#include "engine/script.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/ast_object.h"
#include "engine/compile.h"
#include "engine/errors.h"
#include "engine/invocation_info.h"
#include "engine/metadata.h"
#include "engine/module.h"
#include "engine/vm.h"
#include "engine/vm_private.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"
#include "syntax/parser.h"

#include <stdlib.h>
#include <string.h>

/* ---- script blocks ---- */

Value script_block_new(struct chunk *chunk)
{
	struct script_block *block =
		gc_alloc(&type_script_block, VALUE_SCRIPT_BLOCK, sizeof(*block));
	const struct ast_script_block *ast = chunk->ast;
	block->code = chunk;
	block->owner = value_cell(VALUE_OBJECT, chunk->unit);
	block->module = block->captured = NULL_VALUE;
	block->text = ast->tree->source.text + ast->body.start;
	block->text_length = ast->body.end - ast->body.start;
	block->is_filter = chunk->is_filter;
	return value_cell(VALUE_SCRIPT_BLOCK, block);
}

static struct chunk *chunk_of(Value script_block)
{
	return value_as_script_block(value_base(script_block))->code;
}

enum status script_compile(struct session *s, struct syntax_tree *tree, Value *script_block_r)
{
	struct unit *unit = unit_create(tree);
	*script_block_r = script_block_new(unit_chunk(unit, tree->root, NULL, NULL, false));
	struct frame *current = s->machine ? s->machine->current : NULL;
	if (current) {
		/* Text that code evaluates belongs to the module of that code. */
		const struct script_block *outer = value_as_script_block(current->script_block);
		value_as_script_block(*script_block_r)->module = outer->module;
		value_as_script_block(*script_block_r)->captured = outer->captured;
	}
	return OK;
}

/* ParseException: its message lists all errors with their places, its Errors are objects. */
static enum status throw_parse_errors(struct unit *unit, const struct parse_error *list,
				      size_t count)
{
	const struct source *source = &unit->tree->source;
	struct strbuf text = STRBUF_INIT;
	Value errors = array_new(count);
	for (size_t i = 0; i < count; i++) {
		Value place = invocation_position_message(source, list[i].extent);
		if (i)
			strbuf_adds(&text, "\n\n");
		strbuf_addf(&text, "%s\n%s", string_data(place), list[i].message);
		Value object =
			psobject_new_typed("System.Management.Automation.Language.ParseError");
		psobject_set(object, "ErrorId", string_from(list[i].id));
		psobject_set(object, "Message", string_from(list[i].message));
		psobject_set(object, "IncompleteInput", value_bool(list[i].incomplete));
		value_as_array(errors)->items[i] = object;
	}
	Value e = exception_new(exception_type("System.Management.Automation.ParseException"),
				string_from_strbuf(&text), NULL_VALUE);
	Value extra = hashtable_new();
	hashtable_set_text(value_as_hashtable(extra), "Errors", errors);
	((struct exception *)e.cell)->extra = extra;
	Value record = error_record_new(e, list[0].id, CATEGORY_PARSER_ERROR, NULL_VALUE);
	struct error_record *r = value_as_error_record(record);
	r->position = (struct error_position){source, list[0].extent.start, list[0].extent.end,
					      value_cell(VALUE_OBJECT, unit)};
	return throw_value(record);
}

enum status script_parse_error(struct unit *unit, struct extent where, const char *id,
			       const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct strbuf text = STRBUF_INIT;
	strbuf_vaddf(&text, format, args);
	va_end(args);
	struct parse_error e = {.id = id, .message = text.data, .extent = where};
	enum status status = throw_parse_errors(unit, &e, 1);
	strbuf_clear(&text);
	return status;
}

enum status script_compile_text(struct session *s, const char *text, size_t length,
				const char *path, Value *script_block_r)
{
	struct syntax_tree *tree = parse_script(text, length, path, PARSE_JOIN_LINES);
	enum status status = tree->error_count ? throw_parse_errors(unit_create(tree), tree->errors,
								    tree->error_count)
					       : script_compile(s, tree, script_block_r);
	syntax_tree_unref(&tree);
	return status;
}

const struct ast_script_block *script_block_ast(Value script_block)
{
	return chunk_of(script_block)->ast;
}

struct command_metadata *script_block_metadata(struct session *s, Value script_block)
{
	struct chunk *chunk = chunk_of(script_block);
	if (!chunk->metadata &&
	    metadata_from_script(s, chunk->ast, chunk->parameters, chunk->name ? chunk->name : "",
				 &chunk->metadata) != OK)
		return NULL;
	return chunk->metadata;
}

enum status script_evaluate(struct session *s, const struct ast *expression, Value *result_r)
{
	struct machine *m = s->machine;
	if (!m->evaluation) {
		struct syntax_tree *tree = parse_script("", 0, NULL, 0);
		m->evaluation = unit_create(tree);
		gc_pin(value_cell(VALUE_OBJECT, m->evaluation));
		syntax_tree_unref(&tree);
	}
	struct arena *arena = &m->evaluation->tree->arena;
	struct ast_command_expression *e = ARENA_NEW(arena, struct ast_command_expression);
	e->ast = (struct ast){AST_COMMAND_EXPRESSION, expression->extent};
	e->expression = (struct ast *)expression;
	struct ast_flow *flow = ARENA_NEW(arena, struct ast_flow);
	flow->ast = (struct ast){AST_RETURN, expression->extent};
	flow->pipeline = &e->ast;
	struct ast_statement_block *block = ARENA_NEW(arena, struct ast_statement_block);
	block->ast = (struct ast){AST_STATEMENT_BLOCK, expression->extent};
	block->statements.items = ARENA_ARRAY(arena, struct ast *, 1);
	block->statements.items[0] = &flow->ast;
	block->statements.count = 1;
	struct ast_script_block *body = ARENA_NEW(arena, struct ast_script_block);
	body->ast = (struct ast){AST_SCRIPT_BLOCK, expression->extent};
	body->end = block;
	body->tree = m->evaluation->tree;
	struct chunk *chunk = unit_chunk(m->evaluation, body, NULL, NULL, false);
	chunk->is_method = true;
	struct frame *f = frame_new(s, script_block_new(chunk));
	enum status status = frame_prepare(f, CODE_OWN_SCOPE);
	f->output = f->out = &output_null;
	f->result = NULL_VALUE;
	if (status == OK)
		status = vm_run(f, f->code->entry[SCRIPT_END]);
	*result_r = f->result;
	frame_release(f);
	return status;
}

const struct type *script_resolve_type(struct session *s, const struct ast_type_name *name)
{
	struct frame *f = s->machine ? s->machine->current : NULL;
	const struct type *type = f ? vm_lookup_type(f->code->chunk, name)
				    : type_find_text(name->full_text, strlen(name->full_text));
	if (!type)
		type_not_found(name, f ? f->chunk->unit : NULL, type_constraint_extent(name));
	return type;
}

/* ---- closures ---- */

/* Holds the scope that a closure sees around it. */
struct closure {
	struct cell cell;
	struct scope *scope;
};

static void closure_mark(void *cell)
{
	scope_mark(((struct closure *)cell)->scope);
}

static void closure_finalize(void *cell)
{
	scope_free(&((struct closure *)cell)->scope);
}

static struct type type_closure = {
	.name = "System.Management.Automation.PSModuleInfo",
	.tag = VALUE_OBJECT,
	.mark = closure_mark,
	.finalize = closure_finalize,
};

static bool capture_variable(const char *name, Value v, const struct variable *variable,
			     void *context)
{
	struct scope *to = context;
	if (variable &&
	    (variable->get || (variable->options & (VARIABLE_CONSTANT | VARIABLE_READ_ONLY))))
		return true;
	if (scope_assign(session_current(), to, name, v) != OK)
		error_take();
	return true;
}

enum status script_block_close(struct session *s, Value script_block, Value *result_r)
{
	const struct script_block *from = value_as_script_block(script_block);
	struct closure *closure = gc_alloc(&type_closure, VALUE_OBJECT, sizeof(*closure));
	struct scope *outer = from->captured.tag == VALUE_OBJECT
				      ? ((struct closure *)from->captured.cell)->scope
				      : s->global;
	s->is_captured = true;
	closure->scope = scope_create(outer == s->scope ? s->global : outer);
	closure->scope->is_script = true;
	if (s->scope != s->global || s->scope->frame)
		scope_each(s->scope, capture_variable, closure->scope);
	Value made = script_block_new(from->code);
	struct script_block *block = value_as_script_block(made);
	block->module = from->module;
	block->is_filter = from->is_filter;
	block->captured = value_cell(VALUE_OBJECT, closure);
	*result_r = made;
	return OK;
}

/* ---- invocations ---- */

/* Where a block's own scope hangs, or with INVOCATION_DOTTED the scope that it runs in. */
static struct scope *scope_around(struct session *s, Value script_block)
{
	const struct script_block *block = value_as_script_block(script_block);
	if (block->captured.tag == VALUE_OBJECT)
		return ((struct closure *)block->captured.cell)->scope;
	struct module_state *module = value_as_module(block->module);
	if (s->scope->module == module)
		return s->scope;
	/* The code that runs now is another module's: the nearest scope of the block's own module counts. */
	for (struct frame *f = s->machine->current; f; f = f->caller)
		if (f->scope->module == module)
			return f->scope;
	return module && module->scope ? module->scope : s->global;
}

/* Lends the slots of a frame to a scope that has only a table, so that the top level of a script is as fast
 * as a function. */
static void adopt(struct frame *f)
{
	struct scope *scope = f->scope;
	f->adopts = true;
	scope->frame = f;
	scope_generation++;
	if (!scope->variables)
		return;
	for (uint32_t i = 0; i < f->code->slot_count; i++) {
		struct variable *v = hashmap_get(scope->variables, f->code->slots[i].key);
		if (!v)
			continue;
		if (v->get || v->set || v->options || v->type || !value_is_null(v->attributes)) {
			f->registers[i].extra = 1; /* UNSET and moved: stays in the table */
			continue;
		}
		f->registers[i] = v->value;
		free(hashmap_remove(scope->variables, f->code->slots[i].key));
	}
}

static void give_back(struct frame *f)
{
	struct scope *scope = f->scope;
	f->adopts = false;
	for (uint32_t i = 0; i < f->code->slot_count; i++)
		if (f->registers[i].tag != VALUE_UNSET)
			scope_variable(scope, f->code->slots[i].name, true);
	scope->frame = NULL;
	scope_generation++;
}

/* Slots with the name of an AllScope variable stay empty: what is assigned goes to that variable. */
static void share_slots(struct frame *f)
{
	for (uint32_t i = f->code->parameter_count; i < f->code->slot_count; i++)
		if (scope_find_shared(f->own.parent, f->code->slots[i].key))
			f->registers[i].extra = 1; /* UNSET and moved */
}

struct invocation *invocation_create(struct session *s, Value script_block,
				     enum invocation_scope how)
{
	script_block = value_base(script_block);
	struct frame *f = frame_new(s, script_block);
	struct scope *around = scope_around(s, script_block);
	enum code_form form = CODE_OWN_SCOPE;
	bool adopts = false;
	if (how == INVOCATION_DOTTED) {
		adopts = !around->frame;
		form = adopts ? CODE_OWN_SCOPE : CODE_DOTTED;
		f->scope = around;
	} else {
		scope_init(&f->own, around);
		f->own.module = around->module;
		f->own.frame = f;
		f->scope = &f->own;
		f->has_own = true;
	}
	if (frame_prepare(f, form) != OK)
		f->failure = error_take();
	else if (UNLIKELY(scope_has_shared) && f->has_own)
		share_slots(f);
	else if (adopts)
		adopt(f);
	return (struct invocation *)f;
}

void invocation_set_parameter(struct invocation *invocation, int i, Value v)
{
	struct frame *f = &invocation->frame;
	if (!f->code || (uint32_t)i >= f->code->parameter_count)
		return;
	f->registers[i] = v;
	/* Its default is evaluated before the next part runs. */
	if (v.tag == VALUE_UNSET)
		f->prepared = false;
}

void invocation_set_args(struct invocation *invocation, Value args)
{
	invocation->frame.automatic[AUTO_ARGS] = args;
}

void invocation_set_bound(struct invocation *invocation, Value dictionary)
{
	invocation->frame.automatic[AUTO_BOUND] = dictionary;
}

void invocation_set_command(struct invocation *invocation, Value info, Value cmdlet)
{
	invocation->frame.automatic[AUTO_INVOCATION] = info;
	if (!value_is_null(cmdlet))
		invocation->frame.automatic[AUTO_CMDLET] = cmdlet;
}

void invocation_set_input(struct invocation *invocation, Value input)
{
	invocation->frame.automatic[AUTO_INPUT] = vm_input(input);
}

void invocation_set_this(struct invocation *invocation, Value this_value)
{
	invocation->frame.automatic[AUTO_THIS] = this_value;
}

bool invocation_has(const struct invocation *invocation, enum script_block_part part)
{
	const struct ast_script_block *ast = invocation->frame.chunk->ast;
	const struct ast_statement_block *parts[] = {ast->dynamic_param, ast->begin, ast->process,
						     ast->end, ast->clean};
	return parts[part] != NULL;
}

enum status invocation_run(struct invocation *invocation, enum script_block_part part,
			   Value dollar_underbar, struct output *output)
{
	struct frame *f = &invocation->frame;
	if (!value_is_null(f->failure))
		return throw_value(f->failure);
	f->output = f->out = output ? output : f->session->host_output;
	if (dollar_underbar.tag != VALUE_UNSET)
		f->underbar = dollar_underbar;
	if (part == SCRIPT_PROCESS) {
		/* made of the record when it is asked for */
		f->automatic[AUTO_INPUT] = UNSET_VALUE;
		f->no_record = dollar_underbar.tag == VALUE_UNSET;
		/* without input the caller's $_ is not seen */
		if (dollar_underbar.tag == VALUE_UNSET)
			f->underbar = NULL_VALUE;
	}
	if (!f->prepared) {
		f->prepared = true;
		uint32_t entry = f->code->entry[PART_PARAMETERS];
		if (entry != NO_ENTRY) {
			enum status status = vm_run(f, entry);
			if (status != OK)
				return status;
		}
	}
	uint32_t entry = f->code->entry[part];
	return entry == NO_ENTRY ? OK : vm_run(f, entry);
}

struct scope *invocation_scope(struct invocation *invocation)
{
	return invocation->frame.scope;
}

void invocation_free(struct invocation **invocation)
{
	if (!*invocation)
		return;
	struct frame *f = &(*invocation)->frame;
	if (f->adopts)
		give_back(f);
	frame_release(f);
	*invocation = NULL;
}

/* ---- calls from C ---- */

/* Positional arguments to the parameters, converted; the rest is $args. */
static enum status bind_positionally(struct frame *f, int argc, const Value *argv)
{
	uint32_t count = f->code->parameter_count;
	for (uint32_t i = 0; i < count && i < (uint32_t)argc; i++) {
		struct constraint *c = f->code->parameter_constraints[i];
		Value v = argv[i].tag <= VALUE_UNSET ? NULL_VALUE : argv[i];
		if (c && vm_constraint_ready(f->session, f->code->chunk, c) != OK)
			return ERROR;
		if (c && c->type && convert_to(v, c->type, &v) != OK)
			return ERROR;
		f->registers[i] = v;
	}
	size_t rest = (uint32_t)argc > count ? (size_t)argc - count : 0;
	f->automatic[AUTO_ARGS] = array_from(rest ? argv + (argc - (int)rest) : NULL, rest);
	return OK;
}

static enum status invoke(struct session *s, Value script_block, int argc, const Value *argv,
			  Value dollar_underbar, Value this_value, struct output *output)
{
	static const enum script_block_part order[] = {SCRIPT_BEGIN, SCRIPT_PROCESS, SCRIPT_END,
						       SCRIPT_CLEAN};
	struct invocation *invocation = invocation_create(s, script_block, INVOCATION_NEW_SCOPE);
	struct frame *f = &invocation->frame;
	enum status status = value_is_null(f->failure) ? bind_positionally(f, argc, argv) : OK;
	f->automatic[AUTO_THIS] = this_value;
	for (size_t i = 0; status == OK && i < countof(order); i++)
		if (invocation_has(invocation, order[i]))
			status = invocation_run(invocation, order[i], dollar_underbar, output);
	invocation_free(&invocation);
	return status;
}

enum status script_block_invoke(struct session *s, Value script_block, int argc, const Value *argv,
				Value dollar_underbar, struct output *output)
{
	return invoke(s, script_block, argc, argv, dollar_underbar, UNSET_VALUE, output);
}

enum status machine_invoke_script_block(Value script_block, int argc, const Value *argv,
					Value dollar_underbar, Value *result_r)
{
	struct collector c;
	collector_init(&c);
	struct session *s = session_current();
	s->throw_depth++;
	enum status status =
		invoke(s, script_block, argc, argv, dollar_underbar, dollar_underbar, &c.output);
	s->throw_depth--;
	*result_r = collector_result(&c);
	return status;
}

Value machine_script_block_ast(Value script_block)
{
	return ast_object_of_chunk(chunk_of(script_block));
}

enum status machine_close_script_block(Value script_block, Value *result_r)
{
	return script_block_close(session_current(), script_block, result_r);
}

Value machine_get_variable(const char *name)
{
	static const char global[] = "global:";
	bool is_global = strncmp(name, global, strlen(global)) == 0;
	return scope_get(session_current(), is_global ? name + strlen(global) : name,
			 is_global ? SCOPE_GLOBAL : SCOPE_ANY);
}

/* ---- many calls of one block ---- */

void block_runner_init(struct block_runner *runner, struct session *s, Value script_block)
{
	runner->session = s;
	runner->script_block = value_base(script_block);
	runner->invocation = invocation_create(s, runner->script_block, INVOCATION_DOTTED);
}

enum status block_runner_call(struct block_runner *runner, Value dollar_underbar,
			      struct output *output)
{
	enum script_block_part part =
		invocation_has(runner->invocation, SCRIPT_PROCESS) ? SCRIPT_PROCESS : SCRIPT_END;
	if (LIKELY(!runner->invocation->frame.running))
		return invocation_run(runner->invocation, part, dollar_underbar, output);
	/* The block is in the middle of another record: this one gets a frame of its own. */
	struct invocation *again =
		invocation_create(runner->session, runner->script_block, INVOCATION_DOTTED);
	enum status status = invocation_run(again, part, dollar_underbar, output);
	invocation_free(&again);
	return status;
}

void block_runner_clear(struct block_runner *runner)
{
	invocation_free(&runner->invocation);
}

/* ---- the call stack ---- */

static const char *frame_name(const struct frame *f)
{
	return f->chunk->name ? f->chunk->name : "<ScriptBlock>";
}

size_t script_call_stack(struct session *s, struct call_site *sites, size_t max)
{
	size_t count = 0;
	for (struct frame *f = s->machine->current; f && count < max; f = f->caller) {
		if (f->chunk->is_inline)
			continue;
		sites[count++] = (struct call_site){frame_name(f), &f->chunk->unit->tree->source,
						    code_position(f->code, f->pc)};
	}
	return count;
}

static Value stack_trace(struct session *s, const struct error_record *r)
{
	struct call_site sites[100];
	size_t count = script_call_stack(s, sites, countof(sites));
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < count; i++) {
		struct extent extent = sites[i].extent;
		if (i == 0 && r->position.source == sites[i].source)
			extent = (struct extent){r->position.start, r->position.end};
		int line, column;
		source_position(sites[i].source, extent.start, &line, &column);
		strbuf_addf(&text, "%sat %s, %s: line %d", i ? "\n" : "", sites[i].function,
			    sites[i].source->path ? sites[i].source->path : "<No file>", line);
	}
	return string_from_strbuf(&text);
}

void script_locate_error(struct session *s, Value error_record)
{
	struct error_record *r = value_as_error_record(error_record);
	struct frame *f = s->machine ? s->machine->current : NULL;
	if (!r)
		return;
	if (!r->position.source && f) {
		struct extent extent = code_position(f->code, f->pc);
		r->position = (struct error_position){&f->chunk->unit->tree->source, extent.start,
						      extent.end,
						      value_cell(VALUE_OBJECT, f->chunk->unit)};
	}
	if (value_is_null(r->stack_trace) && f)
		r->stack_trace = stack_trace(s, r);
	if (value_is_null(r->invocation) && r->position.source)
		r->invocation = invocation_info_new(
			NULL, r->position.source,
			(struct extent){r->position.start, r->position.end}, r->position.owner);
}
