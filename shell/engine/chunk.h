/*
 * Compiled script. A `struct unit` holds everything that came of one syntax tree; it is a cell, so that
 * script blocks keep their code alive. Each script block of the tree has a `struct chunk`; its code is
 * compiled when it first runs, in one of two forms:
 *
 * CODE_OWN_SCOPE, for functions and `&`: variables that the block assigns live in slots, registers of the
 *   frame. A slot that is UNSET reads through the scopes, as PowerShell's dynamic scoping wants it.
 * CODE_DOTTED, for `.` and the blocks of ForEach-Object: variables belong to the scope of the caller and are
 *   found by name, once for each scope (struct variable_site).
 *
 * Registers of a frame: first the slots, then temporaries.
 */
#ifndef EXOSH_ENGINE_CHUNK_H
#define EXOSH_ENGINE_CHUNK_H

#include "engine/pipeline.h"
#include "engine/scope.h"
#include "object/gc.h"
#include "object/type.h"
#include "syntax/ast.h"

struct class_method;
struct command_metadata;
struct unit;

enum opcode {
#define OP(name, operands, comment) OP_##name,
#include "engine/opcodes.def"
#undef OP
	OPCODE_COUNT
};

struct instruction {
	uint16_t op, a, b, c;
};
#define OPERAND_CONSTANT 0x8000
#define OPERAND_MAX 0x7fff

static inline int32_t instruction_jump(struct instruction i)
{
	return (int32_t)((uint32_t)i.b | (uint32_t)i.c << 16);
}

enum run_mode { RUN_OUTPUT, RUN_VALUE, RUN_ARRAY, RUN_DISCARD };

/* Automatic variables that a frame has itself. */
enum automatic {
	AUTO_ARGS,
	AUTO_INPUT,
	AUTO_THIS,
	AUTO_BOUND,      /* $PSBoundParameters */
	AUTO_INVOCATION, /* $MyInvocation */
	AUTO_CMDLET,     /* $PSCmdlet */
	AUTO_SCRIPT_ROOT,
	AUTO_COMMAND_PATH,
	AUTO_SUCCESS, /* $? */
	AUTO_COUNT,
	AUTO_UNDERBAR = AUTO_COUNT,
	AUTO_NONE
};
/* Which one a name (folded) means. */
enum automatic automatic_find(const char *name);

/* What a variable of declared type demands of a new value. */
struct constraint {
	const struct ast_list *attributes; /* of a parameter; NULL for [int]$x in code */
	const struct ast *ast; /* the convert or attributed expression, or the parameter */
	const char *name;
	/* made at first use */
	bool ready;
	const struct type *type; /* or NULL */
	Value validation;        /* validation_attributes()'s list, or NULL */
};

struct slot {
	const char *key;               /* interned, folded */
	const char *name;              /* interned, as first written */
	struct constraint *constraint; /* of a typed parameter; else NULL */
	bool typed;                    /* some code constrains it: writes go through SETSLOT */
};

/* A variable used by name, and where it was found last time. */
struct variable_site {
	const char *key, *name; /* interned: folded, as written */
	enum scope_where where;
	const char *drive;   /* of DRIVE */
	uint64_t scope_id;   /* cache: valid in this scope ... */
	uint32_t generation; /* ... while no variable came or went by name */
	Value *location;
	bool writes; /* location may be written, too */
};

struct member_site {
	const char *name;
	const struct type *type; /* cache: of script classes, where the field stands */
	uint32_t field;
	const void *shape; /* cache: of [pscustomobject] */
};

struct call_site_info {
	const char *name; /* NULL: the name is in the register after the object */
	uint16_t argc;
	bool is_static;
	const struct type *type; /* cache: of script classes */
	const struct class_method *method;
	const struct ast_type_name *base; /* of BASECALL */
};

struct type_site {
	const struct ast_type_name *ast;
	struct extent extent;    /* where an error about it points to */
	const struct type *type; /* once found */
	bool script_type;        /* found, but may be defined anew */
};

struct argument_template {
	enum argument_kind kind;
	const char *name;
	uint16_t operand;
	const struct ast *ast;
	bool bare;
};
struct redirection_template {
	const struct ast_redirection *ast;
	uint16_t operand;
};
struct command_template {
	const struct ast *ast;
	enum ast_invocation invocation;
	bool is_expression;
	bool is_range; /* name and range_end: from and to */
	uint16_t name; /* or the expression */
	uint16_t range_end;
	uint32_t argument_count, redirection_count;
	struct argument_template *arguments;
	struct redirection_template *redirections;
	struct call_cache cache;
};
struct pipeline_template {
	uint32_t count;
	struct command_template *commands;
	const struct ast *background; /* `... &`: the whole statement, which is a job; else NULL */
};

enum handler_kind { HANDLER_LOOP, HANDLER_CATCH, HANDLER_FINALLY, HANDLER_TRAP };

/* What covers a range of instructions; inner ones come first. */
struct handler {
	enum handler_kind kind;
	uint32_t start, end;
	uint32_t target;          /* catch, finally, trap; LOOP: where break goes */
	uint32_t continue_target; /* LOOP */
	const char *label;        /* LOOP: folded, interned; or NULL */
	uint16_t collectors;      /* how many collectors are open there */
	uint16_t pending;         /* FINALLY: its number */
	uint16_t record;          /* TRAP: its register; the next one holds where to go on */
	struct type_site *type;   /* TRAP: or NULL */
};

/* A statement of a block: where an error that is shown goes on. */
struct statement_range {
	uint32_t start, end;
	uint16_t collectors;
};

struct position {
	uint32_t pc; /* from here on */
	struct extent extent;
};

enum code_form { CODE_OWN_SCOPE, CODE_DOTTED };
#define SCRIPT_PARTS 6 /* enum script_block_part, and the parameters' defaults */
#define PART_PARAMETERS 5
#define NO_ENTRY UINT32_MAX

struct code {
	struct chunk *chunk;
	enum code_form form;
	struct instruction *instructions;
	uint32_t count;
	uint32_t entry[SCRIPT_PARTS];
	Value *constants; /* marked by the unit */
	uint32_t constant_count;
	struct slot *slots;
	uint32_t slot_count, parameter_count;      /* parameters are the first slots */
	struct constraint **parameter_constraints; /* of each parameter, or NULL; in both forms */
	uint16_t *slot_index;                      /* open addressing over keys: slot + 1 */
	uint32_t slot_mask;
	uint32_t register_count; /* slots included */
	uint32_t collector_count, iterator_count, pending_count;
	struct variable_site *variables;
	struct member_site *members;
	struct call_site_info *calls;
	struct type_site **types;
	struct constraint **constraints;
	struct pipeline_template *pipelines;
	uint32_t variable_count, member_count, call_count, type_count, constraint_count,
		pipeline_count;
	struct handler *handlers;
	struct statement_range *statements;
	struct position *positions;
	uint32_t handler_count, statement_count, position_count;
	struct child *children; /* script blocks and functions in it */
	uint32_t child_count, child_capacity;
	struct arena arena; /* all of the arrays above, after compiling */
};

struct child {
	struct chunk *chunk;
	const struct ast_function *function; /* of FUNCTION; NULL: a script block's value */
};

struct chunk {
	struct unit *unit;
	const struct ast_script_block *ast;
	const struct ast_list *parameters; /* AST_PARAMETER: of the function or the param block */
	const char *name;                  /* of a function, or NULL */
	bool is_filter;
	bool is_inline; /* made of an expression: sees the automatic variables around it */
	bool is_method; /* of a class: `return x` gives a value instead of writing it */
	const struct class_method *method;   /* of a class */
	const struct ast_function *function; /* that it is the body of, or NULL */
	struct code *codes[2];               /* by enum code_form; NULL until run */
	struct command_metadata *metadata;
	struct chunk *next; /* of the unit */
};

struct unit {
	struct cell cell;
	struct syntax_tree *tree;
	struct chunk *chunks;
	bool has_types; /* its classes and enums are defined */
};

extern struct type type_unit;

struct unit *unit_create(struct syntax_tree *tree);
/* The chunk of a script block of the unit's tree: made now, or the one that is there. */
struct chunk *unit_chunk(struct unit *unit, const struct ast_script_block *ast,
			 const struct ast_list *parameters, const char *name, bool is_filter);
void code_free(struct code **code);
/* Number of the slot of a folded interned name, or -1. */
static inline int code_find_slot(const struct code *code, const char *key)
{
	if (!code->slot_count)
		return -1;
	for (uint32_t i = (uint32_t)((uintptr_t)key >> 4);; i++) {
		uint16_t n = code->slot_index[i & code->slot_mask];
		if (!n)
			return -1;
		if (code->slots[n - 1].key == key)
			return n - 1;
	}
}
/* The place in the source of the statement that the instruction belongs to. */
struct extent code_position(const struct code *code, uint32_t pc);

/* A variable's name in the form that names are compared in: ASCII letters small, interned. */
const char *name_fold(const char *name);

#endif
