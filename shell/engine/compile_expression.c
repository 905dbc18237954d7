#include "engine/compile_private.h"

#include "base/xmalloc.h"
#include "engine/resolve.h"
#include "object/bigint.h"
#include "object/decimal.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

void move(struct compiler *c, uint16_t dest, uint16_t from)
{
	if (dest != from)
		emit(c, OP_MOVE, dest, from, 0);
}

static uint16_t destination(struct compiler *c, uint16_t dest)
{
	return dest == ANY ? temp(c) : dest;
}

static uint16_t place(struct compiler *c, uint16_t dest, uint16_t operand)
{
	if (dest == ANY)
		return operand;
	move(c, dest, operand);
	return dest;
}

static bool is_slot(const struct compiler *c, uint16_t operand)
{
	return operand < c->code->slot_count;
}

uint16_t expression_before(struct compiler *c, const struct ast *e, const struct ast *later)
{
	uint16_t operand = expression(c, e, ANY);
	if (later && is_slot(c, operand) && resolve_may_assign(later)) {
		uint16_t copy = temp(c);
		move(c, copy, operand);
		return copy;
	}
	return operand;
}

/* ---- literals ---- */

static Value number_value(const struct ast_number *n)
{
	static const enum value_tag tags[] = {
		[AST_NUMBER_INT32] = VALUE_INT32,   [AST_NUMBER_INT64] = VALUE_INT64,
		[AST_NUMBER_SBYTE] = VALUE_SBYTE,   [AST_NUMBER_BYTE] = VALUE_BYTE,
		[AST_NUMBER_INT16] = VALUE_INT16,   [AST_NUMBER_UINT16] = VALUE_UINT16,
		[AST_NUMBER_UINT32] = VALUE_UINT32, [AST_NUMBER_UINT64] = VALUE_UINT64,
	};
	Value v = NULL_VALUE;
	switch (n->type) {
	case AST_NUMBER_DOUBLE:
		return value_double(n->real);
	case AST_NUMBER_DECIMAL:
		decimal_parse(n->digits, strlen(n->digits), &v);
		return v;
	case AST_NUMBER_BIGINT:
		bigint_parse(n->digits, strlen(n->digits), 10, &v);
		return v;
	default:
		return value_integer(tags[n->type], n->integer);
	}
}

/* ---- variables ---- */

static enum scope_where where_of(enum ast_scope scope)
{
	switch (scope) {
	case AST_SCOPE_GLOBAL:
		return SCOPE_GLOBAL;
	case AST_SCOPE_SCRIPT:
		return SCOPE_SCRIPT;
	case AST_SCOPE_LOCAL:
		return SCOPE_LOCAL;
	case AST_SCOPE_PRIVATE:
		return SCOPE_PRIVATE;
	default:
		return SCOPE_ANY;
	}
}

static int slot_of(const struct compiler *c, const struct ast_variable *v)
{
	if (c->form != CODE_OWN_SCOPE)
		return -1;
	if (v->scope != AST_SCOPE_NONE && v->scope != AST_SCOPE_LOCAL &&
	    v->scope != AST_SCOPE_VARIABLE)
		return -1;
	return code_find_slot(c->code, name_fold(v->name));
}

static enum automatic automatic_of(const struct ast_variable *v)
{
	if (v->scope == AST_SCOPE_DRIVE || v->scope == AST_SCOPE_USING)
		return AUTO_NONE;
	if (v->scope == AST_SCOPE_GLOBAL || v->scope == AST_SCOPE_SCRIPT)
		return AUTO_NONE;
	return automatic_find(name_fold(v->name));
}

static uint16_t variable(struct compiler *c, const struct ast_variable *v, uint16_t dest)
{
	if (v->scope == AST_SCOPE_DRIVE) {
		dest = destination(c, dest);
		emit(c, OP_DRIVE, dest, variable_site(c, v->name, SCOPE_ANY, v->drive), 0);
		return dest;
	}
	if (v->scope == AST_SCOPE_USING) {
		dest = destination(c, dest);
		emit(c, OP_GETUSING, dest, variable_site(c, v->name, SCOPE_ANY, "using"), 0);
		return dest;
	}
	enum automatic automatic = automatic_of(v);
	if (automatic == AUTO_UNDERBAR) {
		dest = destination(c, dest);
		emit(c, OP_UNDERBAR, dest, 0, 0);
		return dest;
	}
	int slot = slot_of(c, v);
	if (slot >= 0)
		return place(c, dest, (uint16_t)slot);
	if (automatic != AUTO_NONE) {
		dest = destination(c, dest);
		emit(c, OP_GETAUTO, dest, automatic, 0);
		return dest;
	}
	const char *key = name_fold(v->name);
	if (strcmp(key, "true") == 0)
		return place(c, dest, constant(c, TRUE_VALUE));
	if (strcmp(key, "false") == 0)
		return place(c, dest, constant(c, FALSE_VALUE));
	if (strcmp(key, "null") == 0)
		return place(c, dest, constant(c, NULL_VALUE));
	dest = destination(c, dest);
	if (c->loop && (strcmp(key, "foreach") == 0 || strcmp(key, "switch") == 0))
		for (struct loop *loop = c->loop; loop; loop = loop->outer)
			if (loop->enumerates && (*key == 's') == loop->is_switch) {
				emit(c, OP_ENUMERATOR, dest, loop->iterator, 0);
				return dest;
			}
	emit(c, OP_GETVAR, dest, variable_site(c, v->name, where_of(v->scope), NULL), 0);
	return dest;
}

void assign_variable(struct compiler *c, const struct ast_variable *v, uint16_t value)
{
	if (v->scope == AST_SCOPE_DRIVE) {
		emit(c, OP_SETDRIVE, variable_site(c, v->name, SCOPE_ANY, v->drive), value, 0);
		return;
	}
	enum automatic automatic = automatic_of(v);
	if (automatic != AUTO_NONE && automatic != AUTO_SUCCESS) {
		emit(c, OP_SETAUTO, automatic, value, 0);
		return;
	}
	int slot = slot_of(c, v);
	if (slot >= 0) {
		if (c->code->slots[slot].typed)
			emit(c, OP_SETSLOT, (uint16_t)slot, value, 0);
		else
			move(c, (uint16_t)slot, value);
		return;
	}
	if (strcmp(name_fold(v->name), "null") == 0)
		return;
	emit(c, OP_SETVAR, variable_site(c, v->name, where_of(v->scope), NULL), value, 0);
}

uint16_t direct_slot(struct compiler *c, const struct ast *target)
{
	if (target->kind != AST_VARIABLE)
		return ANY;
	const struct ast_variable *v = (const struct ast_variable *)target;
	if (automatic_of(v) != AUTO_NONE)
		return ANY;
	int slot = slot_of(c, v);
	if (slot < 0 || c->code->slots[slot].typed)
		return ANY;
	return (uint16_t)slot;
}

/* ---- assignment targets ---- */

/* The variable within [int]$x and [ValidateRange(1, 5)][int]$x; NULL: something else stands there. */
static const struct ast_variable *constrained_variable(const struct ast *target)
{
	for (;;) {
		if (target->kind == AST_CONVERT)
			target = ((const struct ast_convert *)target)->child;
		else if (target->kind == AST_ATTRIBUTED_EXPRESSION)
			target = ((const struct ast_attributed_expression *)target)->child;
		else
			break;
	}
	return target->kind == AST_VARIABLE ? (const struct ast_variable *)target : NULL;
}

static void assign_member(struct compiler *c, const struct ast_member *m, uint16_t target,
			  uint16_t name, uint16_t value)
{
	if (m->is_static)
		emit(c, OP_SETSTATIC, target, name, value);
	else if (m->member->kind == AST_STRING)
		emit(c, OP_SETMEMBER, target, value,
		     member_site(c, ((const struct ast_string *)m->member)->value.data));
	else
		emit(c, OP_SETMEMBERX, target, name, value);
}

/* The operands of a member or index expression, evaluated once. */
struct place {
	uint16_t target, selector;
};

static struct place evaluate_place(struct compiler *c, const struct ast *e, const struct ast *later)
{
	struct place p = {0};
	if (e->kind == AST_MEMBER) {
		const struct ast_member *m = (const struct ast_member *)e;
		p.target = expression_before(c, m->target, later);
		if (m->member->kind == AST_STRING && !m->is_static)
			p.selector = 0;
		else
			p.selector = expression_before(c, m->member, later);
	} else {
		const struct ast_index *i = (const struct ast_index *)e;
		p.target = expression_before(c, i->target,
					     resolve_may_assign(i->index) ? i->index : later);
		p.selector = expression_before(c, i->index, later);
	}
	return p;
}

static uint16_t read_place(struct compiler *c, const struct ast *e, struct place p)
{
	uint16_t dest = temp(c);
	if (e->kind == AST_INDEX) {
		emit(c, OP_INDEX, dest, p.target, p.selector);
		return dest;
	}
	const struct ast_member *m = (const struct ast_member *)e;
	if (m->is_static)
		emit(c, OP_STATIC, dest, p.target, p.selector);
	else if (m->member->kind == AST_STRING)
		emit(c, OP_MEMBER, dest, p.target,
		     member_site(c, ((const struct ast_string *)m->member)->value.data));
	else
		emit(c, OP_MEMBERX, dest, p.target, p.selector);
	return dest;
}

static void write_place(struct compiler *c, const struct ast *e, struct place p, uint16_t value)
{
	if (e->kind == AST_INDEX)
		emit(c, OP_SETINDEX, p.target, p.selector, value);
	else
		assign_member(c, (const struct ast_member *)e, p.target, p.selector, value);
}

static const struct ast *unwrap_target(const struct ast *target)
{
	while (target->kind == AST_PAREN) {
		const struct ast *inner =
			sole_expression(((const struct ast_paren *)target)->pipeline);
		if (!inner)
			break;
		target = inner;
	}
	return target;
}

void assign(struct compiler *c, const struct ast *target, uint16_t value)
{
	target = unwrap_target(target);
	uint32_t mark = c->top;
	switch (target->kind) {
	case AST_VARIABLE:
		assign_variable(c, (const struct ast_variable *)target, value);
		break;
	case AST_MEMBER:
	case AST_INDEX:
		write_place(c, target, evaluate_place(c, target, NULL), value);
		break;
	case AST_CONVERT:
	case AST_ATTRIBUTED_EXPRESSION: {
		const struct ast_variable *v = constrained_variable(target);
		if (v) {
			uint16_t number = constraint(c, target, v->name);
			int slot = slot_of(c, v);
			if (slot >= 0)
				emit(c, OP_CONSTRAIN, (uint16_t)slot, value, number);
			else
				emit(c, OP_CONSTRAINVAR,
				     variable_site(c, v->name, where_of(v->scope), NULL), value,
				     number);
		} else if (target->kind == AST_CONVERT) {
			const struct ast_convert *convert = (const struct ast_convert *)target;
			uint16_t converted = temp(c);
			emit(c, OP_CONVERT, converted, value, type_site(c, convert->type));
			assign(c, convert->child, converted);
		} else {
			assign(c, ((const struct ast_attributed_expression *)target)->child, value);
		}
		break;
	}
	case AST_ARRAY_LITERAL: {
		const struct ast_list *items =
			&((const struct ast_array_literal *)target)->elements;
		uint16_t base = (uint16_t)c->top;
		for (size_t i = 0; i < items->count; i++)
			temp(c);
		emit(c, OP_UNPACK, base, (uint16_t)items->count, value);
		for (size_t i = 0; i < items->count; i++)
			assign(c, items->items[i], (uint16_t)(base + i));
		break;
	}
	default:
		compile_error(c, target->extent, "InvalidLeftHandSide",
			      "The assignment expression is not valid. The input to an assignment "
			      "operator must be "
			      "an object that is able to accept assignments, such as a variable or "
			      "a property.");
	}
	c->top = mark;
}

void assignment(struct compiler *c, const struct ast_assignment *a, uint16_t *value_r,
		uint16_t dest)
{
	uint32_t mark = c->top;
	const struct ast *left = unwrap_target(a->left);
	if (dest != ANY && is_slot(c, dest))
		dest = ANY;
	if (value_r && dest == ANY) {
		dest = temp(c);
		mark = c->top;
	}
	uint16_t value;
	if (a->op == AST_OP_ASSIGN) {
		uint16_t direct = direct_slot(c, left);
		value = statement_value(c, a->right, direct);
		if (direct == ANY)
			assign(c, left, value);
	} else {
		struct place p = {0};
		uint16_t old;
		bool is_place = left->kind == AST_MEMBER || left->kind == AST_INDEX;
		if (is_place) {
			p = evaluate_place(c, left, a->right);
			old = read_place(c, left, p);
		} else if (a->op == AST_OP_COALESCE) {
			old = expression(c, left, ANY);
		} else {
			old = expression_before(c, left, a->right);
		}
		if (a->op == AST_OP_COALESCE) {
			uint16_t result = temp(c);
			move(c, result, old);
			uint32_t there = emit_jump(c, OP_JNOTNULL, result);
			statement_value(c, a->right, result);
			if (is_place)
				write_place(c, left, p, result);
			else
				assign(c, left, result);
			patch_jump(c, there, here(c));
			value = result;
		} else {
			uint16_t right = statement_value(c, a->right, ANY);
			uint16_t direct = is_place ? ANY : direct_slot(c, left);
			value = direct == ANY ? temp(c) : direct;
			binary_operator(c, a->op, false, value, old, right);
			if (is_place)
				write_place(c, left, p, value);
			else if (direct == ANY)
				assign(c, left, value);
		}
	}
	if (value_r) {
		/* The assignment's value is what the variable has got, conversions included. */
		if (left->kind == AST_VARIABLE || constrained_variable(left)) {
			const struct ast_variable *v = constrained_variable(left);
			if (strcmp(name_fold(v->name), "null") != 0)
				value = variable(c, v, ANY);
		}
		move(c, dest, value);
		*value_r = dest;
	}
	c->top = mark;
}

/* ---- operators ---- */

static enum opcode arithmetic_opcode(enum ast_operator op)
{
	switch (op) {
	case AST_OP_ADD:
		return OP_ADD;
	case AST_OP_SUBTRACT:
		return OP_SUB;
	case AST_OP_MULTIPLY:
		return OP_MUL;
	case AST_OP_DIVIDE:
		return OP_DIV;
	case AST_OP_REMAINDER:
		return OP_REM;
	default:
		return OP_BINARY;
	}
}

static bool is_comparison(enum ast_operator op)
{
	return op >= AST_OP_EQ && op <= AST_OP_LE;
}

void binary_operator(struct compiler *c, enum ast_operator op, bool case_sensitive, uint16_t dest,
		     uint16_t left, uint16_t right)
{
	enum opcode code = arithmetic_opcode(op);
	if (code == OP_BINARY && is_comparison(op) && !case_sensitive)
		code = (enum opcode)(OP_EQ + (op - AST_OP_EQ));
	emit(c, code, dest, left, right);
	if (code == OP_BINARY)
		emit(c, OP_WORD, (uint16_t)op, case_sensitive, 0);
	if (op == AST_OP_MATCH || op == AST_OP_NOT_MATCH) {
		/* The machine has put the groups into the register after the word's. */
		uint16_t matches = temp(c);
		c->code->instructions[here(c) - 1].c = matches;
		uint32_t none = emit_jump(c, OP_JNULL, matches);
		const struct ast_variable v = {.name = "Matches"};
		assign_variable(c, &v, matches);
		patch_jump(c, none, here(c));
	}
}

static uint16_t logical(struct compiler *c, const struct ast *e, uint16_t dest)
{
	struct jumps falses = {0};
	dest = destination(c, dest);
	uint32_t mark = c->top;
	condition_expression(c, e, false, &falses);
	move(c, dest, constant(c, TRUE_VALUE));
	uint32_t end = emit_jump(c, OP_JMP, 0);
	jumps_patch(c, &falses, here(c));
	move(c, dest, constant(c, FALSE_VALUE));
	patch_jump(c, end, here(c));
	c->top = mark;
	return dest;
}

static uint16_t binary(struct compiler *c, const struct ast_binary *b, uint16_t dest)
{
	if (b->op == AST_OP_AND || b->op == AST_OP_OR)
		return logical(c, &b->ast, dest);
	if (b->op == AST_OP_COALESCE) {
		dest = destination(c, dest);
		uint32_t mark = c->top;
		expression(c, b->left, dest);
		uint32_t there = emit_jump(c, OP_JNOTNULL, dest);
		expression(c, b->right, dest);
		patch_jump(c, there, here(c));
		c->top = mark;
		return dest;
	}
	uint32_t mark = c->top;
	uint16_t left = expression_before(c, b->left, b->right);
	uint16_t right = expression(c, b->right, ANY);
	c->top = mark;
	dest = destination(c, dest);
	/* $Matches needs a register above the operands. */
	uint32_t kept = c->top;
	if (c->top < mark + 3)
		while (c->top < mark + 3)
			temp(c);
	binary_operator(c, b->op, b->case_sensitive, dest, left, right);
	c->top = kept;
	return dest;
}

void condition_expression(struct compiler *c, const struct ast *e, bool when, struct jumps *jumps)
{
	uint32_t mark = c->top;
	if (e->kind == AST_PAREN) {
		const struct ast *inner = sole_expression(((const struct ast_paren *)e)->pipeline);
		if (inner) {
			condition_expression(c, inner, when, jumps);
			return;
		}
	}
	if (e->kind == AST_UNARY && ((const struct ast_unary *)e)->op == AST_OP_NOT) {
		condition_expression(c, ((const struct ast_unary *)e)->operand, !when, jumps);
		return;
	}
	if (e->kind == AST_BINARY) {
		const struct ast_binary *b = (const struct ast_binary *)e;
		if (b->op == AST_OP_AND || b->op == AST_OP_OR) {
			/* -and jumps on the first false, -or on the first true. */
			if ((b->op == AST_OP_OR) == when) {
				condition_expression(c, b->left, when, jumps);
				condition_expression(c, b->right, when, jumps);
			} else {
				struct jumps skip = {0};
				condition_expression(c, b->left, !when, &skip);
				condition_expression(c, b->right, when, jumps);
				jumps_patch(c, &skip, here(c));
			}
			return;
		}
		if (is_comparison(b->op)) {
			uint16_t left = expression_before(c, b->left, b->right);
			uint16_t right = expression(c, b->right, ANY);
			c->top = mark;
			emit(c, (enum opcode)(OP_JEQ + (b->op - AST_OP_EQ)), left, right,
			     (uint16_t)(when | b->case_sensitive << 1));
			jumps_add(jumps, emit_jump(c, OP_JMP, 0));
			return;
		}
	}
	uint16_t operand = expression(c, e, ANY);
	c->top = mark;
	jumps_add(jumps, emit_jump(c, when ? OP_JT : OP_JF, operand));
}

void increment(struct compiler *c, const struct ast_unary *u, bool wanted, uint16_t dest)
{
	bool up = u->op == AST_OP_PRE_INCREMENT || u->op == AST_OP_POST_INCREMENT;
	bool post = u->op == AST_OP_POST_INCREMENT || u->op == AST_OP_POST_DECREMENT;
	const struct ast *target = unwrap_target(u->operand);
	uint32_t mark = c->top;
	uint16_t direct = direct_slot(c, target);
	if (direct != ANY) {
		if (wanted && post)
			emit(c, OP_POSTVALUE, dest, direct, 0);
		emit(c, up ? OP_INCSLOT : OP_DECSLOT, direct, 0, 0);
		if (wanted && !post)
			move(c, dest, direct);
		return;
	}
	struct place p = {0};
	bool is_place = target->kind == AST_MEMBER || target->kind == AST_INDEX;
	uint16_t old;
	if (is_place) {
		p = evaluate_place(c, target, NULL);
		old = read_place(c, target, p);
	} else {
		old = expression(c, target, ANY);
	}
	if (wanted && post)
		emit(c, OP_POSTVALUE, dest, old, 0);
	uint16_t value = temp(c);
	emit(c, up ? OP_INC : OP_DEC, value, old, 0);
	if (is_place)
		write_place(c, target, p, value);
	else
		assign(c, target, value);
	if (wanted && !post)
		move(c, dest, value);
	c->top = mark;
}

static uint16_t unary(struct compiler *c, const struct ast_unary *u, uint16_t dest)
{
	if (u->op >= AST_OP_PRE_INCREMENT && u->op <= AST_OP_POST_DECREMENT) {
		dest = destination(c, dest);
		increment(c, u, true, dest);
		return dest;
	}
	if (u->op == AST_OP_NOT) {
		uint32_t mark = c->top;
		uint16_t operand = expression(c, u->operand, ANY);
		c->top = mark;
		dest = destination(c, dest);
		emit(c, OP_NOT, dest, operand, 0);
		return dest;
	}
	if (u->op == AST_OP_MINUS && u->operand->kind == AST_NUMBER) {
		const struct ast_number *n = (const struct ast_number *)u->operand;
		if (n->type == AST_NUMBER_DOUBLE)
			return place(c, dest, constant(c, value_double(-n->real)));
		if (n->type == AST_NUMBER_INT32 && n->integer != INT32_MIN)
			return place(c, dest, constant(c, value_int((int32_t)-n->integer)));
	}
	uint32_t mark = c->top;
	uint16_t operand = expression(c, u->operand, ANY);
	if (u->op == AST_OP_COMMA) {
		uint16_t item = operand;
		if (item < mark || item >= c->top) {
			item = temp(c);
			move(c, item, operand);
		}
		c->top = mark;
		dest = destination(c, dest);
		emit(c, OP_ARRAY, dest, item, 1);
		return dest;
	}
	c->top = mark;
	dest = destination(c, dest);
	emit(c, OP_UNARY, dest, operand, (uint16_t)(u->op | (u->case_sensitive ? 0x100 : 0)));
	return dest;
}

/* ---- collections ---- */

/* Longer literals are collected item by item, so that they need no register for each. */
#define LONG_LITERAL 256

static uint16_t array_literal(struct compiler *c, const struct ast_array_literal *a, uint16_t dest)
{
	if (a->elements.count > LONG_LITERAL) {
		dest = destination(c, dest);
		open_collector(c);
		for (size_t i = 0; i < a->elements.count; i++) {
			uint32_t inner = c->top;
			emit(c, OP_WRITE, expression(c, a->elements.items[i], ANY), 0, 0);
			c->top = inner;
		}
		close_collector(c, dest, true);
		return dest;
	}
	uint32_t mark = c->top;
	uint16_t base = (uint16_t)c->top;
	for (size_t i = 0; i < a->elements.count; i++)
		expression(c, a->elements.items[i], temp(c));
	c->top = mark;
	dest = destination(c, dest);
	emit(c, OP_ARRAY, dest, base, (uint16_t)a->elements.count);
	return dest;
}

static uint16_t expandable_string(struct compiler *c, const struct ast_expandable_string *s,
				  uint16_t dest)
{
	uint32_t mark = c->top;
	uint16_t base = (uint16_t)c->top;
	for (size_t i = 0; i < s->parts.count; i++)
		expression(c, s->parts.items[i], temp(c));
	c->top = mark;
	dest = destination(c, dest);
	emit(c, OP_CONCAT, dest, base, (uint16_t)s->parts.count);
	return dest;
}

static uint16_t hashtable(struct compiler *c, const struct ast_hashtable *h, bool ordered,
			  uint16_t dest)
{
	dest = destination(c, dest);
	emit(c, OP_HASH, dest, ordered, (uint16_t)MIN(h->keys.count, UINT16_MAX));
	for (size_t i = 0; i < h->keys.count; i++) {
		uint32_t mark = c->top;
		uint16_t key = expression_before(c, h->keys.items[i], h->values.items[i]);
		uint16_t value = statement_value(c, h->values.items[i], ANY);
		emit(c, OP_HASHADD, dest, key, value);
		c->top = mark;
	}
	return dest;
}

/* @( ... ) */
static uint16_t array_expression(struct compiler *c, const struct ast_array_expression *a,
				 uint16_t dest)
{
	const struct ast_statement_block *body = a->body;
	if (body->statements.count == 0 && body->traps.count == 0) {
		dest = destination(c, dest);
		emit(c, OP_ARRAY, dest, (uint16_t)c->top, 0);
		return dest;
	}
	if (body->statements.count == 1 && body->traps.count == 0) {
		const struct ast *sole = sole_expression(body->statements.items[0]);
		/* @(1, 2) is the array literal itself. */
		if (sole && sole->kind == AST_ARRAY_LITERAL)
			return array_literal(c, (const struct ast_array_literal *)sole, dest);
		bool is_step = sole && sole->kind == AST_UNARY &&
			       ((const struct ast_unary *)sole)->op >= AST_OP_PRE_INCREMENT;
		if (sole && !is_step) {
			uint32_t mark = c->top;
			uint16_t value = expression(c, sole, ANY);
			c->top = mark;
			dest = destination(c, dest);
			emit(c, OP_TOARRAY, dest, value, 0);
			return dest;
		}
	}
	return block_value(c, body, true, dest);
}

/* ---- types and members ---- */

static uint16_t convert(struct compiler *c, const struct ast_convert *e, uint16_t dest)
{
	const char *name = e->type->full_text;
	const struct ast *child = e->child;
	if (child->kind == AST_HASHTABLE) {
		if (name_equal(name, "ordered"))
			return hashtable(c, (const struct ast_hashtable *)child, true, dest);
		if (name_equal(name, "pscustomobject")) {
			dest = destination(c, dest);
			uint32_t mark = c->top;
			uint16_t table =
				hashtable(c, (const struct ast_hashtable *)child, true, temp(c));
			emit(c, OP_OBJECT, dest, table, 0);
			c->top = mark;
			return dest;
		}
	}
	if (name_equal(name, "ref")) {
		dest = destination(c, dest);
		if (child->kind == AST_VARIABLE) {
			const struct ast_variable *v = (const struct ast_variable *)child;
			emit(c, OP_GETREF, dest,
			     variable_site(c, v->name, where_of(v->scope), NULL), 0);
			return dest;
		}
	}
	uint32_t mark = c->top;
	uint16_t value = expression(c, child, ANY);
	c->top = mark;
	dest = destination(c, dest);
	emit(c, OP_CONVERT, dest, value, type_site(c, e->type));
	return dest;
}

static uint16_t member(struct compiler *c, const struct ast_member *m, uint16_t dest)
{
	uint32_t mark = c->top;
	uint32_t there = 0;
	if (m->null_conditional) {
		dest = destination(c, dest);
		mark = c->top;
	}
	uint16_t target = expression_before(c, m->target, m->member);
	if (m->null_conditional) {
		move(c, dest, constant(c, NULL_VALUE));
		there = emit_jump(c, OP_JNULL, target);
	}
	bool plain = m->member->kind == AST_STRING && !m->is_static;
	uint16_t name = plain ? 0 : expression(c, m->member, ANY);
	c->top = mark;
	dest = destination(c, dest);
	if (plain)
		emit(c, OP_MEMBER, dest, target,
		     member_site(c, ((const struct ast_string *)m->member)->value.data));
	else
		emit(c, m->is_static ? OP_STATIC : OP_MEMBERX, dest, target, name);
	if (m->null_conditional)
		patch_jump(c, there, here(c));
	return dest;
}

static uint16_t index_expression(struct compiler *c, const struct ast_index *i, uint16_t dest)
{
	uint32_t mark = c->top;
	uint32_t there = 0;
	if (i->null_conditional) {
		dest = destination(c, dest);
		mark = c->top;
	}
	uint16_t target = expression_before(c, i->target, i->index);
	if (i->null_conditional) {
		move(c, dest, constant(c, NULL_VALUE));
		there = emit_jump(c, OP_JNULL, target);
	}
	uint16_t index = expression(c, i->index, ANY);
	c->top = mark;
	dest = destination(c, dest);
	emit(c, OP_INDEX, dest, target, index);
	if (i->null_conditional)
		patch_jump(c, there, here(c));
	return dest;
}

/* ([Base]$x).Method(): the method of the named class, not the override. */
static const struct ast_type_name *base_of_call(const struct ast_invoke_member *m)
{
	if (m->is_static || m->target->kind != AST_PAREN)
		return NULL;
	const struct ast *inner = sole_expression(((const struct ast_paren *)m->target)->pipeline);
	while (inner && inner->kind == AST_PAREN)
		inner = sole_expression(((const struct ast_paren *)inner)->pipeline);
	if (!inner || inner->kind != AST_CONVERT)
		return NULL;
	const struct ast_convert *convert = (const struct ast_convert *)inner;
	const struct ast_variable *v = (const struct ast_variable *)convert->child;
	if (v->ast.kind == AST_VARIABLE && strcmp(name_fold(v->name), "this") == 0)
		return convert->type;
	/* Only classes of scripts have overrides that this can pass by. */
	const char *name = convert->type->full_text;
	const struct type *type = type_find_text(name, strlen(name));
	return !type || type == &type_object || (type->flags & TYPE_SCRIPT) ? convert->type : NULL;
}

static uint16_t invoke_member(struct compiler *c, const struct ast_invoke_member *m, uint16_t dest)
{
	dest = destination(c, dest);
	uint32_t mark = c->top;
	uint16_t base = temp(c);
	expression(c, m->target, base);
	uint32_t there = 0;
	if (m->null_conditional) {
		move(c, dest, constant(c, NULL_VALUE));
		there = emit_jump(c, OP_JNULL, base);
	}
	GROW(c->code->calls, c->code->call_count, c->call_capacity);
	uint16_t index = (uint16_t)c->code->call_count++;
	struct call_site_info site = {.argc = (uint16_t)m->arguments.count,
				      .is_static = m->is_static};
	if (m->member->kind == AST_STRING)
		site.name = string_data(
			string_intern(((const struct ast_string *)m->member)->value.data,
				      ((const struct ast_string *)m->member)->value.length));
	else
		expression(c, m->member, temp(c));
	site.base = base_of_call(m);
	c->code->calls[index] = site;
	for (size_t i = 0; i < m->arguments.count; i++)
		expression(c, m->arguments.items[i], temp(c));
	emit(c, site.base ? OP_BASECALL : OP_INVOKE, dest, base, index);
	if (m->null_conditional)
		patch_jump(c, there, here(c));
	c->top = mark;
	return dest;
}

static uint16_t ternary(struct compiler *c, const struct ast_ternary *t, uint16_t dest)
{
	dest = destination(c, dest);
	uint32_t mark = c->top;
	struct jumps otherwise = {0};
	condition_expression(c, t->condition, false, &otherwise);
	expression(c, t->if_true, dest);
	uint32_t end = emit_jump(c, OP_JMP, 0);
	jumps_patch(c, &otherwise, here(c));
	expression(c, t->if_false, dest);
	patch_jump(c, end, here(c));
	c->top = mark;
	return dest;
}

/* Kinds whose code writes the destination once, at its end, so that it may be a variable which the
 * expression itself reads. */
static bool writes_last(const struct ast *e)
{
	switch (e->kind) {
	case AST_NUMBER:
	case AST_STRING:
	case AST_VARIABLE:
	case AST_EXPANDABLE_STRING:
	case AST_ARRAY_LITERAL:
	case AST_SCRIPT_BLOCK_EXPRESSION:
	case AST_TYPE_EXPRESSION:
		return true;
	case AST_INVOKE_MEMBER:
		return !((const struct ast_invoke_member *)e)->null_conditional;
	case AST_MEMBER:
		return !((const struct ast_member *)e)->null_conditional;
	case AST_INDEX:
		return !((const struct ast_index *)e)->null_conditional;
	case AST_CONVERT:
		return ((const struct ast_convert *)e)->child->kind != AST_HASHTABLE;
	case AST_BINARY: {
		enum ast_operator op = ((const struct ast_binary *)e)->op;
		return op != AST_OP_AND && op != AST_OP_OR && op != AST_OP_COALESCE &&
		       op != AST_OP_MATCH && op != AST_OP_NOT_MATCH;
	}
	case AST_UNARY: {
		enum ast_operator op = ((const struct ast_unary *)e)->op;
		return op < AST_OP_PRE_INCREMENT;
	}
	default:
		return false;
	}
}

uint16_t expression(struct compiler *c, const struct ast *e, uint16_t dest)
{
	if (dest != ANY && is_slot(c, dest) && !writes_last(e)) {
		uint32_t mark = c->top;
		uint16_t value = expression(c, e, ANY);
		move(c, dest, value);
		c->top = mark;
		return dest;
	}
	switch (e->kind) {
	case AST_NUMBER:
		return place(c, dest, constant(c, number_value((const struct ast_number *)e)));
	case AST_STRING: {
		const struct ast_string *s = (const struct ast_string *)e;
		return place(c, dest, constant_text(c, s->value.data, s->value.length));
	}
	case AST_EXPANDABLE_STRING:
		return expandable_string(c, (const struct ast_expandable_string *)e, dest);
	case AST_VARIABLE:
		return variable(c, (const struct ast_variable *)e, dest);
	case AST_UNARY:
		return unary(c, (const struct ast_unary *)e, dest);
	case AST_BINARY:
		return binary(c, (const struct ast_binary *)e, dest);
	case AST_TERNARY:
		return ternary(c, (const struct ast_ternary *)e, dest);
	case AST_ARRAY_LITERAL:
		return array_literal(c, (const struct ast_array_literal *)e, dest);
	case AST_ARRAY_EXPRESSION:
		return array_expression(c, (const struct ast_array_expression *)e, dest);
	case AST_SUB_EXPRESSION:
		return block_value(c, ((const struct ast_sub_expression *)e)->body, false, dest);
	case AST_PAREN:
		return statement_value(c, ((const struct ast_paren *)e)->pipeline, dest);
	case AST_HASHTABLE:
		return hashtable(c, (const struct ast_hashtable *)e, false, dest);
	case AST_SCRIPT_BLOCK_EXPRESSION:
		dest = destination(c, dest);
		emit(c, OP_SCRIPTBLOCK, dest,
		     child_chunk(c, ((const struct ast_script_block_expression *)e)->body, NULL,
				 NULL, false, NULL),
		     0);
		return dest;
	case AST_TYPE_EXPRESSION: {
		const struct ast_type_name *type = ((const struct ast_type_expression *)e)->type;
		uint16_t site = type_site(c, type);
		/* with its brackets */
		c->code->types[site]->extent =
			(struct extent){type->ast.extent.start - 1, type->ast.extent.end + 1};
		dest = destination(c, dest);
		emit(c, OP_TYPE, dest, site, 0);
		return dest;
	}
	case AST_CONVERT:
		return convert(c, (const struct ast_convert *)e, dest);
	case AST_ATTRIBUTED_EXPRESSION:
		return expression(c, ((const struct ast_attributed_expression *)e)->child, dest);
	case AST_MEMBER:
		return member(c, (const struct ast_member *)e, dest);
	case AST_INVOKE_MEMBER:
		return invoke_member(c, (const struct ast_invoke_member *)e, dest);
	case AST_INDEX:
		return index_expression(c, (const struct ast_index *)e, dest);
	default:
		/* A statement where a value is wanted. */
		return statement_value(c, e, dest);
	}
}
