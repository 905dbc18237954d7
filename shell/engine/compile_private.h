/* What the parts of the compiler share. */
#ifndef EXOSH_ENGINE_COMPILE_PRIVATE_H
#define EXOSH_ENGINE_COMPILE_PRIVATE_H

#include "base/hashmap.h"
#include "engine/compile.h"

#define ANY UINT16_MAX /* no destination asked for: leave the value where it is */

/* Jumps that wait for their target. */
struct jumps {
	uint32_t *items;
	size_t count, capacity;
};

/* A loop or switch around the code being compiled. */
struct loop {
	struct loop *outer;
	const char *label; /* folded, interned; or NULL */
	struct jumps breaks, continues;
	uint16_t collectors;
	uint16_t finally_depth;
	uint16_t restores;          /* how many $_ were saved outside */
	bool enumerates, is_switch; /* has an iterator: foreach or switch */
	uint16_t iterator;
};

struct compiler {
	struct code *code;
	struct chunk *chunk;
	struct unit *unit;
	enum code_form form;
	uint32_t instruction_capacity, constant_capacity, variable_capacity, member_capacity,
		call_capacity, type_capacity, constraint_capacity, pipeline_capacity,
		handler_capacity, statement_capacity, position_capacity, slot_capacity;
	uint32_t top; /* the next free register */
	uint16_t collectors, iterators, finally_depth;
	struct loop *loop;
	uint16_t *restores; /* registers that hold $_ of before, outer ones first */
	size_t restore_count, restore_capacity;
	uint16_t caught;  /* register of the record in a catch block, or ANY */
	uint16_t trapped; /* register of the record in a trap's body, or ANY */
	bool failed;
};

/* compile.c: emitting */
uint32_t emit(struct compiler *c, enum opcode op, uint16_t a, uint16_t b, uint16_t cc);
uint32_t emit_jump(struct compiler *c, enum opcode op, uint16_t a); /* target patched later */
void emit_jump_to(struct compiler *c, enum opcode op, uint16_t a, uint32_t target);
void patch_jump(struct compiler *c, uint32_t at, uint32_t target);
void jumps_add(struct jumps *jumps, uint32_t at);
/* Sets all to the target and forgets them. */
void jumps_patch(struct compiler *c, struct jumps *jumps, uint32_t target);
static inline uint32_t here(const struct compiler *c)
{
	return c->code->count;
}
uint16_t temp(struct compiler *c);
uint16_t constant(struct compiler *c, Value v);
uint16_t constant_text(struct compiler *c, const char *data, size_t length);
void set_position(struct compiler *c, struct extent extent);
/* A statement begins here; its number, for statement_end(). */
uint32_t statement_begin(struct compiler *c, struct extent extent);
void statement_end(struct compiler *c, uint32_t number);
/* Fails with an error at a place. */
void compile_error(struct compiler *c, struct extent extent, const char *id, const char *format,
		   ...) FORMAT_PRINTF(4, 5);
uint16_t variable_site(struct compiler *c, const char *name, enum scope_where where,
		       const char *drive);
uint16_t member_site(struct compiler *c, const char *name);
uint16_t type_site(struct compiler *c, const struct ast_type_name *type);
uint16_t constraint(struct compiler *c, const struct ast *ast, const char *name);
struct handler *handler_add(struct compiler *c, enum handler_kind kind, uint32_t start,
			    uint32_t end);
uint16_t child_chunk(struct compiler *c, const struct ast_script_block *body,
		     const struct ast_list *parameters, const char *name, bool is_filter,
		     const struct ast_function *function);

/* compile_expression.c */
/* The value of an expression: in `dest`, or with ANY wherever it stands (a slot, a constant). */
uint16_t expression(struct compiler *c, const struct ast *e, uint16_t dest);
/* The same, safe from what `later` (which may be NULL) assigns. */
uint16_t expression_before(struct compiler *c, const struct ast *e, const struct ast *later);
void move(struct compiler *c, uint16_t dest, uint16_t from);
/* Assigns the operand to a variable, member, index, array literal of those ... */
void assign(struct compiler *c, const struct ast *target, uint16_t value);
void assign_variable(struct compiler *c, const struct ast_variable *v, uint16_t value);
/* Register that may be written directly in place of the variable, or ANY. */
uint16_t direct_slot(struct compiler *c, const struct ast *target);
/* Jumps when the truth of the expression is `when`. */
void condition_expression(struct compiler *c, const struct ast *e, bool when, struct jumps *jumps);
void increment(struct compiler *c, const struct ast_unary *u, bool wanted, uint16_t dest);
void binary_operator(struct compiler *c, enum ast_operator op, bool case_sensitive, uint16_t dest,
		     uint16_t left, uint16_t right);

/* compile_statement.c */
void statement_block(struct compiler *c, const struct ast_statement_block *block);
void statement(struct compiler *c, const struct ast *s);
/* The value of a statement as an assignment's right side has it. */
uint16_t statement_value(struct compiler *c, const struct ast *s, uint16_t dest);
/* Evaluates and drops. */
void statement_discard(struct compiler *c, const struct ast *s);
void condition(struct compiler *c, const struct ast *s, bool when, struct jumps *jumps);
/* What the statements write: one value, or with `array` always an array. */
uint16_t block_value(struct compiler *c, const struct ast_statement_block *block, bool array,
		     uint16_t dest);
/* Output goes to a new collector; and what it has got then. */
void open_collector(struct compiler *c);
void close_collector(struct compiler *c, uint16_t dest, bool array);
/* The expression of a pipeline that is nothing else; NULL otherwise. */
const struct ast *sole_expression(const struct ast *s);
void assignment(struct compiler *c, const struct ast_assignment *a, uint16_t *value_r,
		uint16_t dest);

/* compile_command.c */
/* `... &`: the statement as a job. */
void background_job(struct compiler *c, const struct ast *statement, enum run_mode mode,
		    uint16_t dest);
void pipeline(struct compiler *c, const struct ast_pipeline *p, enum run_mode mode, uint16_t dest);

#endif
