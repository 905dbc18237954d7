/*
 * The syntax tree of a script. One struct per kind of node, each beginning with `struct ast`, whose
 * `kind` says which one it is. The names are those of PowerShell's System.Management.Automation.Language
 * (IfStatementAst is AST_IF here), so that the documentation of the one explains the other.
 *
 * All nodes, and the text that they point to, live in the arena of one `struct syntax_tree`, which is
 * counted: everything compiled from a tree holds a reference, because script blocks can print their text
 * and errors show their line.
 *
 * Lists are arrays with a count (`struct ast_list`). Optional children are NULL.
 */
#ifndef EXOSH_SYNTAX_AST_H
#define EXOSH_SYNTAX_AST_H

#include "base/arena.h"
#include "base/base.h"

/* A script's text. `line_starts[n]` is the byte offset at which line n (from 0) begins. */
struct source {
	char *path; /* the file, or NULL: typed, or -Command */
	char *text; /* UTF-8, NUL-terminated */
	uint32_t length;
	uint32_t *line_starts;
	uint32_t line_count;
};

/* A place in the source: byte offsets [start, end). */
struct extent {
	uint32_t start, end;
};

struct parse_error {
	const char *id; /* PowerShell's error id, such as "MissingEndCurlyBrace" */
	char *message;
	struct extent extent;
	bool incomplete; /* more input could mend it: the prompt asks with >> */
};

struct syntax_tree {
	int references;
	struct arena arena;
	struct source source;
	struct ast_script_block *root; /* never NULL, even with errors */
	struct parse_error *errors;
	size_t error_count;
	bool has_types; /* classes or enums are defined somewhere in it */
};

struct syntax_tree *syntax_tree_ref(struct syntax_tree *tree);
void syntax_tree_unref(struct syntax_tree **tree);
/* Line and column (both from 1; columns count UTF-16 units as PowerShell does) of a byte offset. */
void source_position(const struct source *source, uint32_t offset, int *line_r, int *column_r);
/* The text of line `line` (from 1), without its line end; not NUL-terminated. */
const char *source_line(const struct source *source, int line, size_t *length_r);

enum ast_kind {
	/* expressions */
	AST_NUMBER,
	AST_STRING,
	AST_EXPANDABLE_STRING,
	AST_VARIABLE,
	AST_UNARY,
	AST_BINARY,
	AST_TERNARY,
	AST_ARRAY_LITERAL,
	AST_ARRAY_EXPRESSION,
	AST_SUB_EXPRESSION,
	AST_PAREN,
	AST_HASHTABLE,
	AST_SCRIPT_BLOCK_EXPRESSION,
	AST_TYPE_EXPRESSION,
	AST_CONVERT,
	AST_ATTRIBUTED_EXPRESSION,
	AST_MEMBER,
	AST_INVOKE_MEMBER,
	AST_INDEX,
	AST_ERROR, /* stands where the text could not be read; never executed */
	/* commands */
	AST_COMMAND,
	AST_COMMAND_EXPRESSION,
	AST_COMMAND_PARAMETER,
	AST_REDIRECTION,
	/* statements */
	AST_PIPELINE,
	AST_PIPELINE_CHAIN,
	AST_ASSIGNMENT,
	AST_IF,
	AST_WHILE,
	AST_DO_WHILE,
	AST_DO_UNTIL,
	AST_FOR,
	AST_FOREACH,
	AST_SWITCH,
	AST_TRY,
	AST_TRAP,
	AST_RETURN,
	AST_BREAK,
	AST_CONTINUE,
	AST_THROW,
	AST_EXIT,
	AST_DATA,
	AST_FUNCTION,
	AST_TYPE_DEFINITION,
	AST_USING,
	AST_STATEMENT_BLOCK,
	/* structure */
	AST_SCRIPT_BLOCK,
	AST_PARAM_BLOCK,
	AST_PARAMETER,
	AST_ATTRIBUTE,
	AST_TYPE_CONSTRAINT,
	AST_TYPE_NAME,
	AST_CATCH,
	AST_CLASS_MEMBER,
};

struct ast {
	enum ast_kind kind;
	struct extent extent;
};

struct ast_list {
	struct ast **items;
	size_t count;
};

/* Text in the arena; NUL-terminated, but may hold NULs. Escapes are already resolved. */
struct ast_text {
	const char *data;
	size_t length;
};

/* ---- expressions ---- */

enum ast_number_type {
	AST_NUMBER_INT32,
	AST_NUMBER_INT64,
	AST_NUMBER_DOUBLE,
	AST_NUMBER_DECIMAL, /* value in `digits` */
	AST_NUMBER_BIGINT,  /* value in `digits`, decimal */
	AST_NUMBER_SBYTE,   /* 1y */
	AST_NUMBER_BYTE,    /* 1uy */
	AST_NUMBER_INT16,   /* 1s */
	AST_NUMBER_UINT16,  /* 1us */
	AST_NUMBER_UINT32,  /* 1u */
	AST_NUMBER_UINT64,  /* 1ul */
};

struct ast_number {
	struct ast ast;
	enum ast_number_type type;
	union {
		int64_t integer; /* unsigned types: the same bits */
		double real;
		const char *digits; /* decimal and bigint: plain text, multiplier already applied */
	};
};

enum ast_string_type {
	AST_STRING_BARE,
	AST_STRING_SINGLE,
	AST_STRING_DOUBLE,
	AST_STRING_SINGLE_HERE,
	AST_STRING_DOUBLE_HERE,
};

struct ast_string {
	struct ast ast;
	enum ast_string_type type;
	struct ast_text value;
};

/* parts: AST_STRING, AST_VARIABLE and AST_SUB_EXPRESSION in order. */
struct ast_expandable_string {
	struct ast ast;
	enum ast_string_type type; /* BARE, DOUBLE or DOUBLE_HERE */
	struct ast_list parts;
};

enum ast_scope {
	AST_SCOPE_NONE, /* no prefix: looked up through the scopes */
	AST_SCOPE_GLOBAL,
	AST_SCOPE_SCRIPT,
	AST_SCOPE_LOCAL,
	AST_SCOPE_PRIVATE,
	AST_SCOPE_USING,
	AST_SCOPE_VARIABLE, /* $variable:x, same as none */
	AST_SCOPE_DRIVE,    /* $env:PATH, $function:f, ${C:\x}: `drive` names it */
};

struct ast_variable {
	struct ast ast;
	enum ast_scope scope;
	const char *drive; /* AST_SCOPE_DRIVE only */
	const char *name;  /* without sigil, scope and braces */
	bool splatted;     /* @name */
};

enum ast_operator {
	/* binary */
	AST_OP_ADD,
	AST_OP_SUBTRACT,
	AST_OP_MULTIPLY,
	AST_OP_DIVIDE,
	AST_OP_REMAINDER,
	AST_OP_FORMAT,
	AST_OP_RANGE,
	AST_OP_AND,
	AST_OP_OR,
	AST_OP_XOR,
	AST_OP_BAND,
	AST_OP_BOR,
	AST_OP_BXOR,
	AST_OP_SHL,
	AST_OP_SHR,
	AST_OP_EQ,
	AST_OP_NE,
	AST_OP_GT,
	AST_OP_GE,
	AST_OP_LT,
	AST_OP_LE,
	AST_OP_LIKE,
	AST_OP_NOT_LIKE,
	AST_OP_MATCH,
	AST_OP_NOT_MATCH,
	AST_OP_REPLACE,
	AST_OP_CONTAINS,
	AST_OP_NOT_CONTAINS,
	AST_OP_IN,
	AST_OP_NOT_IN,
	AST_OP_SPLIT,
	AST_OP_JOIN,
	AST_OP_IS,
	AST_OP_IS_NOT,
	AST_OP_AS,
	AST_OP_COALESCE, /* ?? */
	/* unary */
	AST_OP_NOT, /* -not and ! */
	AST_OP_BNOT,
	AST_OP_PLUS,
	AST_OP_MINUS,
	AST_OP_COMMA, /* ,x */
	AST_OP_UNARY_SPLIT,
	AST_OP_UNARY_JOIN,
	AST_OP_PRE_INCREMENT,
	AST_OP_PRE_DECREMENT,
	AST_OP_POST_INCREMENT,
	AST_OP_POST_DECREMENT,
	/* assignment; the compound ones name the arithmetic operator */
	AST_OP_ASSIGN,
};

struct ast_unary {
	struct ast ast;
	enum ast_operator op;
	bool case_sensitive; /* -csplit */
	struct ast *operand;
};

struct ast_binary {
	struct ast ast;
	enum ast_operator op;
	bool case_sensitive; /* -ceq, -clike, ... */
	struct ast *left, *right;
	struct extent op_extent; /* the operator's own place: errors about operators point there */
};

struct ast_ternary {
	struct ast ast;
	struct ast *condition, *if_true, *if_false;
};

/* 1, 2, 3 */
struct ast_array_literal {
	struct ast ast;
	struct ast_list elements;
};

/* @( ... ) and $( ... ) */
struct ast_array_expression {
	struct ast ast;
	struct ast_statement_block *body;
};
struct ast_sub_expression {
	struct ast ast;
	struct ast_statement_block *body;
};

/* ( pipeline ): a pipeline, chain or assignment */
struct ast_paren {
	struct ast ast;
	struct ast *pipeline;
};

struct ast_hashtable {
	struct ast ast;
	struct ast_list keys;   /* expressions; bare words are AST_STRING */
	struct ast_list values; /* statements */
};

struct ast_script_block_expression {
	struct ast ast;
	struct ast_script_block *body;
};

/* [System.Collections.Generic.List[int]], [int[]], [int[,]] */
struct ast_type_name {
	struct ast ast;
	const char *name;      /* "List", "int": as written, without array and generic parts */
	const char *full_text; /* the whole as written, without the outer brackets and blanks */
	const char *assembly;  /* after a comma; ignored, or NULL */
	struct ast_type_name **arguments; /* generic arguments */
	size_t argument_count;
	int *array_ranks; /* int[][,] has ranks 1 and 2 */
	size_t array_count;
};

struct ast_type_expression {
	struct ast ast;
	struct ast_type_name *type;
};

/* [int]$x, [ordered]@{} */
struct ast_convert {
	struct ast ast;
	struct ast_type_name *type;
	struct ast *child;
};

/* [ValidateRange(1, 5)]$x */
struct ast_attributed_expression {
	struct ast ast;
	struct ast_attribute *attribute;
	struct ast *child;
};

struct ast_member {
	struct ast ast;
	struct ast *target;
	struct ast *member; /* AST_STRING for a plain name, else any expression */
	bool is_static;
	bool null_conditional; /* ?. */
};

struct ast_invoke_member {
	struct ast ast;
	struct ast *target;
	struct ast *member;
	bool is_static;
	bool null_conditional;
	struct ast_list arguments;
	struct ast_type_name **type_arguments; /* $x.Method[int](...) */
	size_t type_argument_count;
};

struct ast_index {
	struct ast ast;
	struct ast *target, *index;
	bool null_conditional; /* ?[] */
};

/* ---- commands ---- */

enum ast_invocation { AST_INVOCATION_NONE, AST_INVOCATION_AMPERSAND, AST_INVOCATION_DOT };

/* elements[0] is the name (AST_STRING bare, or any expression); the others are arguments
 * (expressions) and AST_COMMAND_PARAMETER. */
struct ast_command {
	struct ast ast;
	enum ast_invocation invocation;
	struct ast_list elements;
	struct ast_list redirections;
	size_t verbatim_from; /* index of the AST_STRING that holds the text after --%, or 0 */
};

struct ast_command_expression {
	struct ast ast;
	struct ast *expression;
	struct ast_list redirections;
};

/* -Name, -Name:argument. `name` without dash and colon. */
struct ast_command_parameter {
	struct ast ast;
	const char *name;
	struct ast *argument; /* NULL without colon */
	bool has_colon;
};

enum ast_stream {
	AST_STREAM_ALL, /* * */
	AST_STREAM_OUTPUT,
	AST_STREAM_ERROR,
	AST_STREAM_WARNING,
	AST_STREAM_VERBOSE,
	AST_STREAM_DEBUG,
	AST_STREAM_INFORMATION,
};

struct ast_redirection {
	struct ast ast;
	enum ast_stream from;
	bool merge; /* n>&m: `to`; else `location` */
	enum ast_stream to;
	struct ast *location;
	bool append;
};

/* ---- statements ---- */

/* elements: AST_COMMAND and AST_COMMAND_EXPRESSION */
struct ast_pipeline {
	struct ast ast;
	struct ast_list elements;
	bool background; /* & at the end */
};

struct ast_pipeline_chain {
	struct ast ast;
	struct ast *left, *right; /* chain or pipeline; pipeline */
	bool is_or;               /* ||, else && */
	bool background;
};

struct ast_assignment {
	struct ast ast;
	enum ast_operator
		op;        /* AST_OP_ASSIGN, or the arithmetic operator of +=, or AST_OP_COALESCE */
	struct ast *left;  /* variable, member, index, convert, attributed, array literal */
	struct ast *right; /* a statement */
	struct extent op_extent;
};

struct ast_if {
	struct ast ast;
	struct ast_list conditions;          /* statements (pipelines) */
	struct ast_statement_block **bodies; /* as many as conditions */
	struct ast_statement_block *otherwise;
};

/* AST_WHILE, AST_DO_WHILE, AST_DO_UNTIL */
struct ast_loop {
	struct ast ast;
	const char *label;
	struct ast *condition;
	struct ast_statement_block *body;
};

struct ast_for {
	struct ast ast;
	const char *label;
	struct ast *initializer, *condition, *iterator; /* each may be NULL */
	struct ast_statement_block *body;
};

struct ast_foreach {
	struct ast ast;
	const char *label;
	struct ast_variable *variable;
	struct ast *condition; /* a pipeline */
	struct ast_statement_block *body;
	bool parallel;
	struct ast *throttle_limit;
};

enum ast_switch_flags {
	AST_SWITCH_REGEX = 1,
	AST_SWITCH_WILDCARD = 2,
	AST_SWITCH_EXACT = 4,
	AST_SWITCH_CASE_SENSITIVE = 8,
	AST_SWITCH_FILE = 16,
};

struct ast_switch {
	struct ast ast;
	const char *label;
	unsigned flags;
	struct ast *condition;      /* a pipeline, or with AST_SWITCH_FILE an expression */
	struct ast_list conditions; /* expressions; AST_SCRIPT_BLOCK_EXPRESSION is evaluated */
	struct ast_statement_block **bodies;
	struct ast_statement_block *otherwise;
};

struct ast_catch {
	struct ast ast;
	struct ast_type_name **types; /* none: catches everything */
	size_t type_count;
	struct ast_statement_block *body;
};

struct ast_try {
	struct ast ast;
	struct ast_statement_block *body;
	struct ast_list catches; /* AST_CATCH */
	struct ast_statement_block *finally;
};

struct ast_trap {
	struct ast ast;
	struct ast_type_name *type; /* or NULL */
	struct ast_statement_block *body;
};

/* AST_RETURN, AST_THROW, AST_EXIT: an optional pipeline. */
struct ast_flow {
	struct ast ast;
	struct ast *pipeline;
};

/* AST_BREAK, AST_CONTINUE: an optional label expression. */
struct ast_jump {
	struct ast ast;
	struct ast *label;
};

struct ast_data {
	struct ast ast;
	const char *variable; /* or NULL */
	struct ast_list supported_commands;
	struct ast_statement_block *body;
};

struct ast_function {
	struct ast ast;
	const char *name; /* may have a scope prefix: "global:f" */
	bool is_filter;
	struct ast_list parameters; /* of function f($a, $b) {}; then the body has no param block */
	bool has_parameters;        /* the parentheses were there, though perhaps empty */
	struct ast_script_block *body;
};

enum ast_using { AST_USING_NAMESPACE, AST_USING_MODULE, AST_USING_ASSEMBLY };

struct ast_using_statement {
	struct ast ast;
	enum ast_using type;
	const char *name;
	struct ast *module_specification; /* a hashtable, or NULL */
};

struct ast_statement_block {
	struct ast ast;
	struct ast_list statements;
	struct ast_list traps; /* AST_TRAP */
};

/* ---- classes ---- */

enum ast_type_definition_kind { AST_TYPE_CLASS, AST_TYPE_ENUM };

enum ast_member_flags { AST_MEMBER_STATIC = 1, AST_MEMBER_HIDDEN = 2 };

enum ast_class_member_kind {
	AST_CLASS_PROPERTY,
	AST_CLASS_METHOD,
	AST_CLASS_CONSTRUCTOR,
	AST_ENUM_VALUE
};

struct ast_class_member {
	struct ast ast;
	enum ast_class_member_kind member_kind;
	unsigned flags;
	const char *name;
	struct extent name_extent;
	struct ast_type_name *type;     /* of property, or return type; NULL: none written */
	struct ast_list attributes;     /* AST_ATTRIBUTE */
	struct ast *initial;            /* property default or enum value; or NULL */
	struct ast_list parameters;     /* AST_PARAMETER, methods and constructors */
	struct ast_list base_arguments; /* of `: base(...)` */
	bool has_base_call;
	struct ast_script_block *body;
};

struct ast_type_definition {
	struct ast ast;
	enum ast_type_definition_kind type;
	const char *name;
	struct ast_list attributes; /* AST_ATTRIBUTE */
	struct ast_list base_types; /* AST_TYPE_NAME; of an enum: the underlying type */
	struct ast_list members;    /* AST_CLASS_MEMBER */
};

/* ---- structure ---- */

/* [Parameter(Mandatory, Position = 0)] */
struct ast_attribute {
	struct ast ast;
	struct ast_type_name *type;
	struct ast_list positional;
	const char **names;     /* of the named arguments */
	struct ast_list values; /* as many as names; NULL item: `Mandatory` alone, means $true */
};

/* [int] before a parameter's name */
struct ast_type_constraint {
	struct ast ast;
	struct ast_type_name *type;
};

struct ast_parameter {
	struct ast ast;
	struct ast_list attributes; /* AST_ATTRIBUTE and AST_TYPE_CONSTRAINT in order */
	const char *name;
	struct extent name_extent;
	struct ast *default_value;
};

struct ast_param_block {
	struct ast ast;
	struct ast_list attributes; /* [CmdletBinding()], [OutputType()], ... */
	struct ast_list parameters;
};

/* #Requires of a script file */
struct ast_requires {
	const char *version;
	bool run_as_administrator;
	const char **modules;
	size_t module_count;
	const char **editions;
	size_t edition_count;
};

/* A script, or the body of a function or script block. Without named blocks everything stands in `end`
 * (for a filter: in `process`). */
struct ast_script_block {
	struct ast ast;     /* braces included where there are braces */
	struct extent body; /* what the script block prints: inside the braces */
	struct ast_list usings;
	struct ast_param_block *param_block;
	struct ast_statement_block *dynamic_param, *begin, *process, *end, *clean;
	bool has_named_blocks;
	struct ast_requires *requires;
	struct extent help; /* where the comment-based help that belongs here stands; empty: none */
	struct syntax_tree *tree;
};

#endif
