#include "engine/compile_private.h"

#include "base/xmalloc.h"
#include "engine/class.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

const struct ast *sole_expression(const struct ast *s)
{
	if (s->kind == AST_COMMAND_EXPRESSION) {
		const struct ast_command_expression *e = (const struct ast_command_expression *)s;
		return e->redirections.count ? NULL : e->expression;
	}
	if (s->kind != AST_PIPELINE)
		return NULL;
	const struct ast_pipeline *p = (const struct ast_pipeline *)s;
	if (p->elements.count != 1 || p->background)
		return NULL;
	return p->elements.items[0]->kind == AST_PIPELINE ? NULL
							  : sole_expression(p->elements.items[0]);
}

static bool is_step(const struct ast *e)
{
	return e->kind == AST_UNARY && ((const struct ast_unary *)e)->op >= AST_OP_PRE_INCREMENT &&
	       ((const struct ast_unary *)e)->op <= AST_OP_POST_DECREMENT;
}

void open_collector(struct compiler *c)
{
	emit(c, OP_COLLECT, c->collectors++, 0, 0);
	if (c->collectors > c->code->collector_count)
		c->code->collector_count = c->collectors;
}

void close_collector(struct compiler *c, uint16_t dest, bool array)
{
	emit(c, OP_COLLECTED, dest, --c->collectors, array);
}

uint16_t block_value(struct compiler *c, const struct ast_statement_block *block, bool array,
		     uint16_t dest)
{
	/* The place of errors is that of the last statement that began, within $( ), too: as in PowerShell
	 * it is not put back afterwards. */
	if (dest == ANY)
		dest = temp(c);
	uint32_t mark = c->top;
	const struct ast *s = block->statements.count == 1 ? block->statements.items[0] : NULL;
	const struct ast *e = s ? sole_expression(s) : NULL;
	if (!array && block->traps.count == 0 && e && !is_step(e) && e->kind != AST_CONVERT &&
	    dest >= c->code->slot_count) {
		/* $( expression ), without a collector. An error in it leaves nothing. */
		move(c, dest, constant(c, VOID_VALUE));
		uint32_t number = statement_begin(c, s->extent);
		uint16_t value = expression(c, e, ANY);
		emit(c, OP_UNROLL, dest, value, 0);
		emit(c, OP_SUCCESS, 0, 0, 0);
		statement_end(c, number);
	} else {
		open_collector(c);
		statement_block(c, block);
		close_collector(c, dest, array);
	}
	c->top = mark;
	return dest;
}

uint16_t statement_value(struct compiler *c, const struct ast *s, uint16_t dest)
{
	const struct ast *e = sole_expression(s);
	if (e)
		return expression(c, e, dest);
	switch (s->kind) {
	case AST_ASSIGNMENT: {
		uint16_t value;
		assignment(c, (const struct ast_assignment *)s, &value, dest);
		if (dest != ANY)
			move(c, dest, value);
		return dest == ANY ? value : dest;
	}
	case AST_PIPELINE:
		if (dest == ANY)
			dest = temp(c);
		pipeline(c, (const struct ast_pipeline *)s, RUN_VALUE, dest);
		return dest;
	default:
		break;
	}
	if (dest == ANY)
		dest = temp(c);
	uint32_t mark = c->top;
	open_collector(c);
	statement(c, s);
	close_collector(c, dest, false);
	c->top = mark;
	return dest;
}

void statement_discard(struct compiler *c, const struct ast *s)
{
	uint32_t mark = c->top;
	set_position(c, s->extent);
	const struct ast *e = sole_expression(s);
	if (s->kind == AST_ASSIGNMENT) {
		assignment(c, (const struct ast_assignment *)s, NULL, ANY);
	} else if (e && is_step(e)) {
		increment(c, (const struct ast_unary *)e, false, ANY);
	} else if (e && e->kind == AST_ARRAY_LITERAL) {
		/* for (...; ...; $i++, $j--) */
		const struct ast_list *items = &((const struct ast_array_literal *)e)->elements;
		for (size_t i = 0; i < items->count; i++) {
			if (is_step(items->items[i]))
				increment(c, (const struct ast_unary *)items->items[i], false, ANY);
			else
				expression(c, items->items[i], ANY);
		}
	} else {
		statement_value(c, s, ANY);
	}
	c->top = mark;
}

void condition(struct compiler *c, const struct ast *s, bool when, struct jumps *jumps)
{
	uint32_t mark = c->top;
	set_position(c, s->extent);
	const struct ast *e = sole_expression(s);
	if (e) {
		condition_expression(c, e, when, jumps);
	} else {
		uint16_t value = statement_value(c, s, ANY);
		jumps_add(jumps, emit_jump(c, when ? OP_JT : OP_JF, value));
	}
	c->top = mark;
}

/* ---- loops ---- */

static void loop_begin(struct compiler *c, struct loop *loop, const char *label)
{
	*loop = (struct loop){
		.outer = c->loop,
		.label = label ? name_fold(label) : NULL,
		.collectors = c->collectors,
		.finally_depth = c->finally_depth,
		.restores = (uint16_t)c->restore_count,
	};
	c->loop = loop;
}

/* The body ends here; `next` is where continue goes, the code that follows is where break goes. */
static void loop_end(struct compiler *c, struct loop *loop, uint32_t start, uint32_t next)
{
	jumps_patch(c, &loop->continues, next);
	jumps_patch(c, &loop->breaks, here(c));
	struct handler *h = handler_add(c, HANDLER_LOOP, start, here(c));
	h->target = here(c);
	h->continue_target = next;
	h->label = loop->label;
	c->loop = loop->outer;
}

static void while_statement(struct compiler *c, const struct ast_loop *w)
{
	struct loop loop;
	struct jumps again = {0};
	bool is_while = w->ast.kind == AST_WHILE;
	uint32_t start = here(c);
	loop_begin(c, &loop, w->label);
	uint32_t enter = is_while ? emit_jump(c, OP_JMP, 0) : 0;
	uint32_t body = here(c);
	statement_block(c, w->body);
	uint32_t next = here(c);
	if (is_while)
		patch_jump(c, enter, next);
	condition(c, w->condition, w->ast.kind != AST_DO_UNTIL, &again);
	jumps_patch(c, &again, body);
	loop_end(c, &loop, start, next);
}

static void for_statement(struct compiler *c, const struct ast_for *f)
{
	struct loop loop;
	struct jumps again = {0};
	if (f->initializer)
		statement_discard(c, f->initializer);
	uint32_t start = here(c);
	loop_begin(c, &loop, f->label);
	uint32_t enter = emit_jump(c, OP_JMP, 0);
	uint32_t body = here(c);
	statement_block(c, f->body);
	uint32_t next = here(c);
	if (f->iterator)
		statement_discard(c, f->iterator);
	patch_jump(c, enter, here(c));
	if (f->condition) {
		condition(c, f->condition, true, &again);
		jumps_patch(c, &again, body);
	} else {
		emit_jump_to(c, OP_LOOP, 0, body);
	}
	loop_end(c, &loop, start, next);
}

/* Iterators are numbered by nesting. */
static uint16_t iterator_begin(struct compiler *c)
{
	uint16_t number = c->iterators++;
	if (c->iterators > c->code->iterator_count)
		c->code->iterator_count = c->iterators;
	return number;
}

static void foreach_statement(struct compiler *c, const struct ast_foreach *f)
{
	struct loop loop;
	if (f->parallel) {
		compile_error(c, f->ast.extent, "WorkflowNotSupported",
			      "The 'parallel' keyword of foreach is not supported. Use "
			      "ForEach-Object -Parallel.");
		return;
	}
	uint32_t mark = c->top;
	set_position(c, f->condition->extent);
	const struct ast *e = sole_expression(f->condition);
	uint16_t number = iterator_begin(c);
	if (e && e->kind == AST_BINARY && ((const struct ast_binary *)e)->op == AST_OP_RANGE) {
		const struct ast_binary *range = (const struct ast_binary *)e;
		uint16_t from = expression_before(c, range->left, range->right);
		uint16_t to = expression(c, range->right, ANY);
		emit(c, OP_FOREACHRANGE, number, from, to);
	} else {
		uint16_t source = statement_value(c, f->condition, ANY);
		emit(c, OP_FOREACH, number, source, 0);
	}
	c->top = mark;
	uint32_t start = here(c);
	loop_begin(c, &loop, f->label);
	loop.enumerates = true;
	loop.iterator = number;
	uint16_t direct = direct_slot(c, &f->variable->ast);
	uint16_t item = direct == ANY ? temp(c) : direct;
	uint32_t enter = emit_jump(c, OP_JMP, 0);
	uint32_t body = here(c);
	if (direct == ANY)
		assign_variable(c, f->variable, item);
	statement_block(c, f->body);
	uint32_t next = here(c);
	patch_jump(c, enter, next);
	set_position(c, f->variable->ast.extent);
	emit(c, OP_NEXT, item, number, 0);
	emit_jump_to(c, OP_JMP, 0, body);
	loop_end(c, &loop, start, next);
	c->iterators--;
	c->top = mark;
}

/* ---- $_ that is saved and put back: switch, catch, trap ---- */

static void restore_push(struct compiler *c, uint16_t saved)
{
	GROW(c->restores, c->restore_count, c->restore_capacity);
	c->restores[c->restore_count++] = saved;
}

static uint16_t restore_begin(struct compiler *c)
{
	uint16_t saved = temp(c);
	emit(c, OP_SAVEUNDERBAR, saved, 0, 0);
	restore_push(c, saved);
	return saved;
}

/* A jump that leaves some of them puts the outermost one back. */
static void restore_for_jump(struct compiler *c, size_t to)
{
	if (c->restore_count > to)
		emit(c, OP_SETAUTO, AUTO_UNDERBAR, c->restores[to], 0);
}

static void restore_end(struct compiler *c)
{
	c->restore_count--;
}

/* ---- switch ---- */

static uint16_t switch_condition(struct compiler *c, const struct ast_switch *s, size_t i,
				 uint16_t item)
{
	const struct ast *e = s->conditions.items[i];
	uint16_t result = temp(c);
	set_position(c, e->extent);
	if (e->kind == AST_SCRIPT_BLOCK_EXPRESSION) {
		const struct ast_script_block *block =
			((const struct ast_script_block_expression *)e)->body;
		if (block->end)
			block_value(c, block->end, false, result);
		else
			move(c, result, constant(c, FALSE_VALUE));
		return result;
	}
	uint16_t wanted = expression(c, e, ANY);
	emit(c, OP_SWITCHTEST, result, item, wanted);
	uint16_t matches = temp(c);
	emit(c, OP_WORD, (uint16_t)s->flags, 0, matches);
	if (s->flags & AST_SWITCH_REGEX) {
		uint32_t none = emit_jump(c, OP_JNULL, matches);
		const struct ast_variable v = {.name = "Matches"};
		assign_variable(c, &v, matches);
		patch_jump(c, none, here(c));
	}
	return result;
}

static void switch_statement(struct compiler *c, const struct ast_switch *s)
{
	struct loop loop;
	uint32_t mark = c->top;
	set_position(c, s->condition->extent);
	uint16_t number = iterator_begin(c);
	uint16_t value = statement_value(c, s->condition, ANY);
	if (s->flags & AST_SWITCH_FILE) {
		uint16_t lines = temp(c);
		emit(c, OP_SWITCHFILE, lines, value, 0);
		value = lines;
	}
	emit(c, OP_FOREACH, number, value, 1);
	c->top = mark;
	uint32_t start = here(c);
	loop_begin(c, &loop, s->label);
	loop.enumerates = loop.is_switch = true;
	loop.iterator = number;
	uint16_t saved = restore_begin(c);
	uint16_t item = temp(c);
	uint16_t matched = temp(c);
	uint32_t enter = emit_jump(c, OP_JMP, 0);
	uint32_t body = here(c);
	emit(c, OP_SETAUTO, AUTO_UNDERBAR, item, 0);
	move(c, matched, constant(c, FALSE_VALUE));
	for (size_t i = 0; i < s->conditions.count; i++) {
		uint32_t inner = c->top;
		uint16_t fits = switch_condition(c, s, i, item);
		c->top = inner;
		uint32_t skip = emit_jump(c, OP_JF, fits);
		if (s->otherwise)
			move(c, matched, constant(c, TRUE_VALUE));
		statement_block(c, s->bodies[i]);
		patch_jump(c, skip, here(c));
	}
	if (s->otherwise) {
		uint32_t skip = emit_jump(c, OP_JT, matched);
		statement_block(c, s->otherwise);
		patch_jump(c, skip, here(c));
	}
	uint32_t next = here(c);
	patch_jump(c, enter, next);
	emit(c, OP_NEXT, item, number, 0);
	emit_jump_to(c, OP_JMP, 0, body);
	loop_end(c, &loop, start, next);
	restore_end(c);
	emit(c, OP_SETAUTO, AUTO_UNDERBAR, saved, 0);
	c->iterators--;
	c->top = mark;
}

/* ---- try, trap ---- */

/* Jumps to the bodies of the clauses that name types. Phase 0 asks about the exception within the engine's
 * wrapper, and all clauses are asked before the wrapper itself is. */
static void catch_types(struct compiler *c, const struct ast_try *t, uint16_t record,
			unsigned phase, struct jumps *enter)
{
	for (size_t i = 0; i < t->catches.count; i++) {
		const struct ast_catch *clause = (const struct ast_catch *)t->catches.items[i];
		for (size_t n = 0; n < clause->type_count; n++) {
			emit(c, OP_CATCHTYPE, record, type_site(c, clause->types[n]),
			     (uint16_t)phase);
			jumps_add(&enter[i], emit_jump(c, OP_JMP, 0));
		}
	}
}

static void catch_blocks(struct compiler *c, const struct ast_try *t, uint16_t saved,
			 struct jumps *done)
{
	uint32_t mark = c->top;
	restore_push(c, saved);
	uint16_t record = temp(c);
	emit(c, OP_CATCH, record, 0, 0);
	struct jumps *enter = xcalloc(t->catches.count, sizeof(*enter));
	catch_types(c, t, record, 0, enter);
	catch_types(c, t, record, 1, enter);
	uint32_t otherwise = emit_jump(c, OP_JMP, 0);
	bool all = false;
	for (size_t i = 0; i < t->catches.count; i++) {
		const struct ast_catch *clause = (const struct ast_catch *)t->catches.items[i];
		if (clause->type_count == 0) {
			patch_jump(c, otherwise, here(c));
			all = true;
		}
		jumps_patch(c, &enter[i], here(c));
		uint16_t outer = c->caught;
		c->caught = record;
		statement_block(c, clause->body);
		c->caught = outer;
		emit(c, OP_SETAUTO, AUTO_UNDERBAR, saved, 0);
		jumps_add(done, emit_jump(c, OP_JMP, 0));
	}
	free(enter);
	if (!all) {
		patch_jump(c, otherwise, here(c));
		emit(c, OP_SETAUTO, AUTO_UNDERBAR, saved, 0);
		emit(c, OP_RETHROW, record, 0, 0);
	}
	restore_end(c);
	c->top = mark;
}

static void try_statement(struct compiler *c, const struct ast_try *t)
{
	struct jumps done = {0};
	uint32_t mark = c->top;
	uint16_t saved = 0;
	if (t->catches.count) {
		/* $_ as it is now, whatever the body makes of it before it fails. */
		saved = temp(c);
		emit(c, OP_SAVEUNDERBAR, saved, 0, 0);
	}
	uint16_t finally_number = c->finally_depth;
	if (t->finally) {
		c->finally_depth++;
		if (c->finally_depth > c->code->pending_count)
			c->code->pending_count = c->finally_depth;
	}
	uint32_t start = here(c);
	statement_block(c, t->body);
	uint32_t body_end = here(c);
	if (t->catches.count) {
		/* The jump belongs to the body's range, so that an empty body has one. */
		jumps_add(&done, emit_jump(c, OP_JMP, 0));
		struct handler *h = handler_add(c, HANDLER_CATCH, start, body_end + 1);
		h->target = here(c);
		catch_blocks(c, t, saved, &done);
		jumps_patch(c, &done, here(c));
	}
	if (t->finally) {
		c->finally_depth--;
		struct handler *h = handler_add(c, HANDLER_FINALLY, start, here(c));
		h->pending = finally_number;
		uint32_t number = c->code->handler_count - 1;
		emit(c, OP_FINALLY, finally_number, 0, 0);
		c->code->handlers[number].target = here(c);
		/* While it runs, its number is taken. */
		c->finally_depth++;
		struct loop *outer = c->loop;
		statement_block(c, t->finally);
		c->loop = outer;
		c->finally_depth--;
		emit(c, OP_ENDFINALLY, finally_number, 0, 0);
	}
	c->top = mark;
}

static void trap_statement(struct compiler *c, const struct ast_trap *t, uint32_t start,
			   uint32_t end)
{
	uint32_t mark = c->top;
	uint16_t saved = temp(c);
	restore_push(c, saved);
	uint16_t record = temp(c);
	temp(c); /* where the failed statement ends: the machine's */
	uint16_t site = t->type ? type_site(c, t->type) : 0;
	uint32_t over = emit_jump(c, OP_JMP, 0);
	struct handler *h = handler_add(c, HANDLER_TRAP, start, end);
	h->target = here(c);
	h->record = record;
	if (t->type)
		h->type = c->code->types[site];
	emit(c, OP_SAVEUNDERBAR, saved, 0, 0);
	emit(c, OP_CATCH, record, 0, 0);
	uint16_t outer = c->trapped, outer_caught = c->caught;
	struct loop *outer_loop = c->loop;
	c->trapped = c->caught = record;
	c->loop = NULL;
	statement_block(c, t->body);
	c->loop = outer_loop;
	c->trapped = outer;
	c->caught = outer_caught;
	emit(c, OP_SETAUTO, AUTO_UNDERBAR, saved, 0);
	emit(c, OP_TRAPPED, record, 0, 0);
	patch_jump(c, over, here(c));
	restore_end(c);
	c->top = mark;
}

void statement_block(struct compiler *c, const struct ast_statement_block *block)
{
	if (!block)
		return;
	/* The registers of traps stay reserved for the whole block. */
	uint32_t start = here(c);
	uint32_t mark = c->top;
	for (size_t i = 0; i < block->statements.count; i++)
		statement(c, block->statements.items[i]);
	uint32_t end = here(c);
	for (size_t i = 0; i < block->traps.count; i++)
		trap_statement(c, (const struct ast_trap *)block->traps.items[i], start, end);
	c->top = mark;
}

/* ---- leaving ---- */

static void jump_statement(struct compiler *c, const struct ast_jump *j)
{
	bool is_break = j->ast.kind == AST_BREAK;
	const char *label = NULL;
	bool dynamic = false;
	if (j->label) {
		if (j->label->kind == AST_STRING)
			label = name_fold(((const struct ast_string *)j->label)->value.data);
		else
			dynamic = true;
	}
	if (c->trapped != ANY && !c->loop) {
		emit(c, OP_TRAPPED, c->trapped, is_break ? 2 : 1, 0);
		return;
	}
	struct loop *loop = dynamic ? NULL : c->loop;
	while (loop && label && loop->label != label)
		loop = loop->outer;
	if (!loop) {
		uint32_t mark = c->top;
		uint16_t operand = dynamic ? expression(c, j->label, ANY)
				   : label ? constant_text(c, label, strlen(label))
					   : constant(c, NULL_VALUE);
		emit(c, is_break ? OP_BREAK : OP_CONTINUE, operand, 0, 0);
		c->top = mark;
		return;
	}
	restore_for_jump(c, loop->restores);
	bool plain = loop->finally_depth == c->finally_depth && loop->collectors == c->collectors;
	uint32_t at = emit_jump(c, plain ? OP_JMP : OP_LEAVE, loop->collectors);
	jumps_add(is_break ? &loop->breaks : &loop->continues, at);
}

static void return_statement(struct compiler *c, const struct ast_flow *r)
{
	if (r->pipeline && c->chunk->is_method) {
		uint32_t mark = c->top;
		const struct class_method *m = c->chunk->method;
		const struct ast_type_name *type = m && !m->is_constructor ? m->ast->type : NULL;
		uint16_t value = statement_value(c, r->pipeline, ANY);
		if (type && !name_equal(type->full_text, "object") &&
		    !name_equal(type->full_text, "void")) {
			set_position(c, r->pipeline->extent);
			uint16_t converted = temp(c);
			emit(c, OP_CONVERT, converted, value, type_site(c, type));
			value = converted;
		}
		emit(c, OP_RESULT, value, 0, 0);
		c->top = mark;
	} else if (r->pipeline) {
		statement(c, r->pipeline);
	}
	emit(c, OP_RETURN, 0, 0, 0);
}

static void flow_statement(struct compiler *c, const struct ast_flow *f)
{
	uint32_t mark = c->top;
	bool is_throw = f->ast.kind == AST_THROW;
	if (!f->pipeline && is_throw && c->caught != ANY) {
		emit(c, OP_RETHROW, c->caught, 1, 0);
		return;
	}
	uint16_t value =
		f->pipeline ? statement_value(c, f->pipeline, ANY) : constant(c, UNSET_VALUE);
	set_position(c, f->ast.extent);
	emit(c, is_throw ? OP_THROW : OP_EXIT, value, 0, 0);
	c->top = mark;
}

/* ---- the others ---- */

static void if_statement(struct compiler *c, const struct ast_if *i)
{
	struct jumps end = {0};
	for (size_t n = 0; n < i->conditions.count; n++) {
		struct jumps otherwise = {0};
		condition(c, i->conditions.items[n], false, &otherwise);
		statement_block(c, i->bodies[n]);
		if (n + 1 < i->conditions.count || i->otherwise)
			jumps_add(&end, emit_jump(c, OP_JMP, 0));
		jumps_patch(c, &otherwise, here(c));
	}
	statement_block(c, i->otherwise);
	jumps_patch(c, &end, here(c));
}

static void data_statement(struct compiler *c, const struct ast_data *d)
{
	if (!d->variable) {
		statement_block(c, d->body);
		return;
	}
	uint32_t mark = c->top;
	uint16_t value = block_value(c, d->body, false, ANY);
	const struct ast_variable v = {.name = d->variable};
	assign_variable(c, &v, value);
	c->top = mark;
}

/* Whether $? is what a command left: of (command) and $(command), not of other expressions. */
static bool runs_command(const struct ast *s)
{
	if (s->kind == AST_PIPELINE) {
		const struct ast *e = sole_expression(s);
		return !e || runs_command(e);
	}
	if (s->kind == AST_PAREN)
		return runs_command(((const struct ast_paren *)s)->pipeline);
	return s->kind == AST_SUB_EXPRESSION || s->kind == AST_PIPELINE_CHAIN;
}

static void expression_statement(struct compiler *c, const struct ast *e)
{
	uint32_t mark = c->top;
	if (is_step(e)) {
		increment(c, (const struct ast_unary *)e, false, ANY);
		emit(c, OP_SUCCESS, 0, 0, 0);
	} else if (e->kind == AST_PAREN &&
		   ((const struct ast_paren *)e)->pipeline->kind == AST_PIPELINE_CHAIN) {
		statement(c, ((const struct ast_paren *)e)->pipeline);
	} else if (e->kind == AST_CONVERT &&
		   name_equal(((const struct ast_convert *)e)->type->full_text, "void")) {
		expression(c, ((const struct ast_convert *)e)->child, ANY);
		emit(c, OP_SUCCESS, 0, 0, 0);
	} else if (e->kind == AST_SUB_EXPRESSION) {
		/* $( ... ) alone: what it writes goes on as it comes. */
		statement_block(c, ((const struct ast_sub_expression *)e)->body);
	} else {
		uint16_t value = expression(c, e, ANY);
		emit(c, OP_EMIT, value, runs_command(e), 0);
	}
	c->top = mark;
}

static void chain_statement(struct compiler *c, const struct ast_pipeline_chain *chain)
{
	if (chain->background) {
		background_job(c, &chain->ast, RUN_OUTPUT, 0);
		return;
	}
	statement(c, chain->left);
	uint32_t skip = emit_jump(c, OP_JFAIL, chain->is_or);
	statement(c, chain->right);
	patch_jump(c, skip, here(c));
}

static void function_statement(struct compiler *c, const struct ast_function *f)
{
	uint16_t number = child_chunk(c, f->body, f->has_parameters ? &f->parameters : NULL,
				      f->name, f->is_filter, f);
	emit(c, OP_FUNCTION, number, 0, 0);
}

static void statement_code(struct compiler *c, const struct ast *s)
{
	switch (s->kind) {
	case AST_PIPELINE: {
		const struct ast *e = sole_expression(s);
		if (e)
			expression_statement(c, e);
		else
			pipeline(c, (const struct ast_pipeline *)s, RUN_OUTPUT, 0);
		break;
	}
	case AST_PIPELINE_CHAIN:
		chain_statement(c, (const struct ast_pipeline_chain *)s);
		break;
	case AST_ASSIGNMENT:
		assignment(c, (const struct ast_assignment *)s, NULL, ANY);
		if (!runs_command(((const struct ast_assignment *)s)->right))
			emit(c, OP_SUCCESS, 0, 0, 0);
		break;
	case AST_IF:
		if_statement(c, (const struct ast_if *)s);
		break;
	case AST_WHILE:
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
		while_statement(c, (const struct ast_loop *)s);
		break;
	case AST_FOR:
		for_statement(c, (const struct ast_for *)s);
		break;
	case AST_FOREACH:
		foreach_statement(c, (const struct ast_foreach *)s);
		break;
	case AST_SWITCH:
		switch_statement(c, (const struct ast_switch *)s);
		break;
	case AST_TRY:
		try_statement(c, (const struct ast_try *)s);
		break;
	case AST_RETURN:
		return_statement(c, (const struct ast_flow *)s);
		break;
	case AST_BREAK:
	case AST_CONTINUE:
		jump_statement(c, (const struct ast_jump *)s);
		break;
	case AST_THROW:
	case AST_EXIT:
		flow_statement(c, (const struct ast_flow *)s);
		break;
	case AST_DATA:
		data_statement(c, (const struct ast_data *)s);
		break;
	case AST_FUNCTION:
		function_statement(c, (const struct ast_function *)s);
		break;
	case AST_STATEMENT_BLOCK:
		statement_block(c, (const struct ast_statement_block *)s);
		break;
	case AST_TYPE_DEFINITION: /* made when the block begins: OP_CLASS */
	case AST_TRAP:            /* the block's list of traps has it */
	case AST_USING:
		break;
	case AST_COMMAND_EXPRESSION:
		expression_statement(c, ((const struct ast_command_expression *)s)->expression);
		break;
	default:
		expression_statement(c, s);
	}
}

void statement(struct compiler *c, const struct ast *s)
{
	uint32_t number = statement_begin(c, s->extent);
	uint32_t mark = c->top;
	statement_code(c, s);
	c->top = mark;
	statement_end(c, number);
}
