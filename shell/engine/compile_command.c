/* Commands and pipelines: the operands are evaluated into registers, a template says what they are. */
#include "engine/compile_private.h"

#include "base/xmalloc.h"
#include "object/string.h"

#include <string.h>

static const struct ast *argument_expression(const struct ast *element)
{
	if (element->kind == AST_COMMAND_PARAMETER)
		return ((const struct ast_command_parameter *)element)->argument;
	return element;
}

static uint16_t operand(struct compiler *c, const struct ast *e)
{
	uint16_t value = expression(c, e, ANY);
	/* Later elements may change the variable: take what it is now. */
	if (value < c->code->slot_count) {
		uint16_t copy = temp(c);
		move(c, copy, value);
		return copy;
	}
	return value;
}

static void argument(struct compiler *c, const struct ast_command *command, size_t i,
		     struct argument_template *a)
{
	const struct ast *element = command->elements.items[i];
	a->ast = element;
	a->operand = constant(c, NULL_VALUE);
	if (element->kind == AST_COMMAND_PARAMETER) {
		const struct ast_command_parameter *p =
			(const struct ast_command_parameter *)element;
		a->kind = p->argument ? ARGUMENT_PARAMETER_VALUE : ARGUMENT_PARAMETER;
		a->name = string_data(string_intern(p->name, strlen(p->name)));
	} else if (element->kind == AST_VARIABLE &&
		   ((const struct ast_variable *)element)->splatted) {
		a->kind = ARGUMENT_SPLAT;
		a->name = ((const struct ast_variable *)element)->name;
	} else {
		a->kind = ARGUMENT_VALUE;
		a->bare =
			(element->kind == AST_STRING &&
			 ((const struct ast_string *)element)->type == AST_STRING_BARE) ||
			(element->kind == AST_EXPANDABLE_STRING &&
			 ((const struct ast_expandable_string *)element)->type == AST_STRING_BARE);
	}
	if (command->verbatim_from && i >= command->verbatim_from)
		a->kind = ARGUMENT_VERBATIM;
	const struct ast *e = argument_expression(element);
	if (e)
		a->operand = operand(c, e);
}

static void redirections(struct compiler *c, const struct ast_list *list,
			 struct command_template *t)
{
	t->redirection_count = (uint32_t)list->count;
	t->redirections =
		ARENA_ARRAY(&c->code->arena, struct redirection_template, list->count + 1);
	for (size_t i = 0; i < list->count; i++) {
		const struct ast_redirection *r = (const struct ast_redirection *)list->items[i];
		t->redirections[i].ast = r;
		t->redirections[i].operand =
			r->location ? operand(c, r->location) : constant(c, NULL_VALUE);
	}
}

static void command(struct compiler *c, const struct ast_command *ast, struct command_template *t)
{
	t->invocation = ast->invocation;
	t->name = operand(c, ast->elements.items[0]);
	t->argument_count = (uint32_t)ast->elements.count - 1;
	t->arguments = ARENA_ARRAY(&c->code->arena, struct argument_template, ast->elements.count);
	for (size_t i = 1; i < ast->elements.count; i++)
		argument(c, ast, i, &t->arguments[i - 1]);
	redirections(c, &ast->redirections, t);
}

/* An expression with redirections runs as a dotted block of its own, so that they hold for what it calls. */
static void redirected_expression(struct compiler *c, const struct ast_command_expression *ast,
				  struct command_template *t)
{
	struct arena *arena = &c->code->arena;
	struct ast_command_expression *inner = ARENA_NEW(arena, struct ast_command_expression);
	*inner = (struct ast_command_expression){.ast = ast->ast, .expression = ast->expression};
	struct ast_pipeline *p = ARENA_NEW(arena, struct ast_pipeline);
	p->ast = (struct ast){AST_PIPELINE, ast->ast.extent};
	p->elements.items = ARENA_ARRAY(arena, struct ast *, 1);
	p->elements.items[0] = &inner->ast;
	p->elements.count = 1;
	struct ast_statement_block *block = ARENA_NEW(arena, struct ast_statement_block);
	block->ast = (struct ast){AST_STATEMENT_BLOCK, ast->ast.extent};
	block->statements.items = ARENA_ARRAY(arena, struct ast *, 1);
	block->statements.items[0] = &p->ast;
	block->statements.count = 1;
	struct ast_script_block *body = ARENA_NEW(arena, struct ast_script_block);
	body->ast = (struct ast){AST_SCRIPT_BLOCK, ast->ast.extent};
	body->body = ast->ast.extent;
	body->end = block;
	body->tree = c->unit->tree;
	t->is_expression = false;
	t->invocation = AST_INVOCATION_DOT;
	t->name = temp(c);
	uint16_t number = child_chunk(c, body, NULL, NULL, false, NULL);
	c->code->children[number].chunk->is_inline = true;
	emit(c, OP_SCRIPTBLOCK, t->name, number, 0);
	redirections(c, &ast->redirections, t);
}

static void expression_element(struct compiler *c, const struct ast_command_expression *ast,
			       struct command_template *t)
{
	t->is_expression = true;
	if (ast->redirections.count) {
		redirected_expression(c, ast, t);
		return;
	}
	const struct ast *e = ast->expression;
	if (e->kind == AST_BINARY && ((const struct ast_binary *)e)->op == AST_OP_RANGE) {
		/* 1..N | ... is counted, not made an array. */
		const struct ast_binary *range = (const struct ast_binary *)e;
		t->is_range = true;
		t->name = operand(c, range->left);
		t->range_end = operand(c, range->right);
		return;
	}
	t->name = operand(c, e);
}

static void run(struct compiler *c, const struct ast *ast, struct pipeline_template t,
		enum run_mode mode, uint16_t dest)
{
	struct code *code = c->code;
	GROW(code->pipelines, code->pipeline_count, c->pipeline_capacity);
	if (code->pipeline_count > UINT16_MAX)
		compile_error(c, ast->extent, "ScriptTooComplicated",
			      "The script is too complicated: it has more than %d pipelines.",
			      UINT16_MAX);
	code->pipelines[code->pipeline_count] = t;
	emit(c, OP_RUN, dest, (uint16_t)code->pipeline_count++, mode);
}

void background_job(struct compiler *c, const struct ast *statement, enum run_mode mode,
		    uint16_t dest)
{
	run(c, statement, (struct pipeline_template){.background = statement}, mode, dest);
}

void pipeline(struct compiler *c, const struct ast_pipeline *p, enum run_mode mode, uint16_t dest)
{
	uint32_t mark = c->top;
	struct code *code = c->code;
	struct pipeline_template t = {.count = (uint32_t)p->elements.count};
	if (p->background) {
		background_job(c, &p->ast, mode, dest);
		return;
	}
	t.commands = ARENA_ARRAY(&code->arena, struct command_template, p->elements.count);
	for (size_t i = 0; i < p->elements.count; i++) {
		const struct ast *element = p->elements.items[i];
		t.commands[i].ast = element;
		if (element->kind == AST_COMMAND)
			command(c, (const struct ast_command *)element, &t.commands[i]);
		else
			expression_element(c, (const struct ast_command_expression *)element,
					   &t.commands[i]);
	}
	run(c, &p->ast, t, mode, dest);
	c->top = mark;
}
