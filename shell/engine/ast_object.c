#include "engine/ast_object.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/path.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/psobject.h"
#include "object/reference.h"
#include "object/runtime.h"
#include "object/string.h"
#include "syntax/parser.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ast_object {
	struct cell cell;
	struct unit *unit; /* keeps the tree */
	const struct ast *ast;
};

#define LANGUAGE "System.Management.Automation.Language."

/* ---- the types ---- */

static void ast_mark(void *cell)
{
	gc_mark_cell(((struct ast_object *)cell)->unit);
}

static enum status ast_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	const struct ast_object *o = (const struct ast_object *)self.cell;
	struct extent e = o->ast->extent;
	strbuf_add(out, o->unit->tree->source.text + e.start, e.end - e.start);
	return OK;
}

static bool ast_get(Value self, const char *name, Value *result_r);
static enum status ast_find_all(Value self, int argc, const Value *argv, Value *result_r);
static enum status ast_find(Value self, int argc, const Value *argv, Value *result_r);
static enum status ast_command_name(Value self, int argc, const Value *argv, Value *result_r);

static const struct member ast_members[] = {
	METHOD("System.Collections.Generic.IEnumerable[System.Object] FindAll(scriptblock "
	       "predicate, bool "
	       "searchNestedScriptBlocks)",
	       ast_find_all),
	METHOD("System.Object Find(scriptblock predicate, bool searchNestedScriptBlocks)",
	       ast_find),
	MEMBER_END,
};
static const struct member command_members[] = {
	METHOD("string GetCommandName()", ast_command_name),
	MEMBER_END,
};

#define AST_TYPE(variable, text, parent, ...)                      \
	static struct type variable = {.name = LANGUAGE text,      \
				       .base = parent,             \
				       .tag = VALUE_OBJECT,        \
				       .mark = ast_mark,           \
				       .to_string = ast_to_string, \
				       .get_dynamic = ast_get,     \
				       __VA_ARGS__}

AST_TYPE(type_ast, "Ast", NULL, .members = ast_members);
AST_TYPE(type_statement, "StatementAst", &type_ast);
AST_TYPE(type_pipeline_base, "PipelineBaseAst", &type_statement);
AST_TYPE(type_command_base, "CommandBaseAst", &type_statement);
AST_TYPE(type_element, "CommandElementAst", &type_ast);
AST_TYPE(type_expression, "ExpressionAst", &type_element);
AST_TYPE(type_named_block, "NamedBlockAst", &type_ast);
AST_TYPE(type_string_constant, "StringConstantExpressionAst", &type_expression);

#define NODE_TYPES(X)                                                               \
	X(AST_NUMBER, "ConstantExpressionAst", type_expression)                     \
	X(AST_EXPANDABLE_STRING, "ExpandableStringExpressionAst", type_expression)  \
	X(AST_VARIABLE, "VariableExpressionAst", type_expression)                   \
	X(AST_UNARY, "UnaryExpressionAst", type_expression)                         \
	X(AST_BINARY, "BinaryExpressionAst", type_expression)                       \
	X(AST_TERNARY, "TernaryExpressionAst", type_expression)                     \
	X(AST_ARRAY_LITERAL, "ArrayLiteralAst", type_expression)                    \
	X(AST_ARRAY_EXPRESSION, "ArrayExpressionAst", type_expression)              \
	X(AST_SUB_EXPRESSION, "SubExpressionAst", type_expression)                  \
	X(AST_PAREN, "ParenExpressionAst", type_expression)                         \
	X(AST_HASHTABLE, "HashtableAst", type_expression)                           \
	X(AST_SCRIPT_BLOCK_EXPRESSION, "ScriptBlockExpressionAst", type_expression) \
	X(AST_TYPE_EXPRESSION, "TypeExpressionAst", type_expression)                \
	X(AST_CONVERT, "ConvertExpressionAst", type_expression)                     \
	X(AST_ATTRIBUTED_EXPRESSION, "AttributedExpressionAst", type_expression)    \
	X(AST_MEMBER, "MemberExpressionAst", type_expression)                       \
	X(AST_INVOKE_MEMBER, "InvokeMemberExpressionAst", type_expression)          \
	X(AST_INDEX, "IndexExpressionAst", type_expression)                         \
	X(AST_ERROR, "ErrorStatementAst", type_statement)                           \
	X(AST_COMMAND_EXPRESSION, "CommandExpressionAst", type_command_base)        \
	X(AST_COMMAND_PARAMETER, "CommandParameterAst", type_element)               \
	X(AST_REDIRECTION, "RedirectionAst", type_ast)                              \
	X(AST_PIPELINE, "PipelineAst", type_pipeline_base)                          \
	X(AST_PIPELINE_CHAIN, "PipelineChainAst", type_pipeline_base)               \
	X(AST_ASSIGNMENT, "AssignmentStatementAst", type_pipeline_base)             \
	X(AST_IF, "IfStatementAst", type_statement)                                 \
	X(AST_WHILE, "WhileStatementAst", type_statement)                           \
	X(AST_DO_WHILE, "DoWhileStatementAst", type_statement)                      \
	X(AST_DO_UNTIL, "DoUntilStatementAst", type_statement)                      \
	X(AST_FOR, "ForStatementAst", type_statement)                               \
	X(AST_FOREACH, "ForEachStatementAst", type_statement)                       \
	X(AST_SWITCH, "SwitchStatementAst", type_statement)                         \
	X(AST_TRY, "TryStatementAst", type_statement)                               \
	X(AST_TRAP, "TrapStatementAst", type_statement)                             \
	X(AST_RETURN, "ReturnStatementAst", type_statement)                         \
	X(AST_BREAK, "BreakStatementAst", type_statement)                           \
	X(AST_CONTINUE, "ContinueStatementAst", type_statement)                     \
	X(AST_THROW, "ThrowStatementAst", type_statement)                           \
	X(AST_EXIT, "ExitStatementAst", type_statement)                             \
	X(AST_DATA, "DataStatementAst", type_statement)                             \
	X(AST_FUNCTION, "FunctionDefinitionAst", type_statement)                    \
	X(AST_TYPE_DEFINITION, "TypeDefinitionAst", type_statement)                 \
	X(AST_USING, "UsingStatementAst", type_statement)                           \
	X(AST_STATEMENT_BLOCK, "StatementBlockAst", type_ast)                       \
	X(AST_SCRIPT_BLOCK, "ScriptBlockAst", type_ast)                             \
	X(AST_PARAM_BLOCK, "ParamBlockAst", type_ast)                               \
	X(AST_PARAMETER, "ParameterAst", type_ast)                                  \
	X(AST_ATTRIBUTE, "AttributeAst", type_ast)                                  \
	X(AST_TYPE_CONSTRAINT, "TypeConstraintAst", type_ast)                       \
	X(AST_CATCH, "CatchClauseAst", type_ast)                                    \
	X(AST_CLASS_MEMBER, "MemberAst", type_ast)

#define X(kind, text, parent) AST_TYPE(type_of_##kind, text, &parent);
NODE_TYPES(X)
#undef X
AST_TYPE(type_of_AST_COMMAND, "CommandAst", &type_command_base, .members = command_members);

static struct type *const node_types[] = {
#define X(kind, text, parent) [kind] = &type_of_##kind,
	NODE_TYPES(X)
#undef X
		[AST_STRING] = &type_string_constant,
	[AST_COMMAND] = &type_of_AST_COMMAND,
};

static Value make(const struct type *type, struct unit *unit, const struct ast *ast)
{
	if (!ast)
		return NULL_VALUE;
	struct ast_object *o = gc_alloc(type, VALUE_OBJECT, sizeof(*o));
	o->unit = unit;
	o->ast = ast;
	return value_cell(VALUE_OBJECT, o);
}

Value ast_object_new(struct unit *unit, const struct ast *ast)
{
	if (!ast || ast->kind >= countof(node_types) || !node_types[ast->kind])
		return NULL_VALUE;
	return make(node_types[ast->kind], unit, ast);
}

Value ast_object_of_chunk(struct chunk *chunk)
{
	return ast_object_new(chunk->unit,
			      chunk->function ? &chunk->function->ast : &chunk->ast->ast);
}

/* ---- the names of operators, in System.Management.Automation.Language.TokenKind ---- */

static const char *const operator_names[] = {
	[AST_OP_ADD] = "Plus",
	[AST_OP_SUBTRACT] = "Minus",
	[AST_OP_MULTIPLY] = "Multiply",
	[AST_OP_DIVIDE] = "Divide",
	[AST_OP_REMAINDER] = "Rem",
	[AST_OP_FORMAT] = "Format",
	[AST_OP_RANGE] = "DotDot",
	[AST_OP_AND] = "And",
	[AST_OP_OR] = "Or",
	[AST_OP_XOR] = "Xor",
	[AST_OP_BAND] = "Band",
	[AST_OP_BOR] = "Bor",
	[AST_OP_BXOR] = "Bxor",
	[AST_OP_SHL] = "Shl",
	[AST_OP_SHR] = "Shr",
	[AST_OP_EQ] = "Ieq",
	[AST_OP_NE] = "Ine",
	[AST_OP_GT] = "Igt",
	[AST_OP_GE] = "Ige",
	[AST_OP_LT] = "Ilt",
	[AST_OP_LE] = "Ile",
	[AST_OP_LIKE] = "Ilike",
	[AST_OP_NOT_LIKE] = "Inotlike",
	[AST_OP_MATCH] = "Imatch",
	[AST_OP_NOT_MATCH] = "Inotmatch",
	[AST_OP_REPLACE] = "Ireplace",
	[AST_OP_CONTAINS] = "Icontains",
	[AST_OP_NOT_CONTAINS] = "Inotcontains",
	[AST_OP_IN] = "Iin",
	[AST_OP_NOT_IN] = "Inotin",
	[AST_OP_SPLIT] = "Isplit",
	[AST_OP_JOIN] = "Join",
	[AST_OP_IS] = "Is",
	[AST_OP_IS_NOT] = "IsNot",
	[AST_OP_AS] = "As",
	[AST_OP_COALESCE] = "QuestionQuestion",
	[AST_OP_NOT] = "Not",
	[AST_OP_BNOT] = "Bnot",
	[AST_OP_PLUS] = "Plus",
	[AST_OP_MINUS] = "Minus",
	[AST_OP_COMMA] = "Comma",
	[AST_OP_PRE_INCREMENT] = "PlusPlus",
	[AST_OP_PRE_DECREMENT] = "MinusMinus",
	[AST_OP_POST_INCREMENT] = "PostfixPlusPlus",
	[AST_OP_POST_DECREMENT] = "PostfixMinusMinus",
	[AST_OP_ASSIGN] = "Equals",
};

/* ---- properties, by where they stand in the nodes ---- */

enum property_form {
	FORM_NODE,
	FORM_LIST,
	FORM_TEXT,
	FORM_STRING,
	FORM_OPERATOR,
	FORM_BLOCK,
	FORM_FLAG
};

struct ast_property {
	enum ast_kind kind;
	const char *name;
	enum property_form form;
	size_t offset;
};

#define P(kind, row, text, form, member)                       \
	{                                                      \
		kind, text, form, offsetof(struct row, member) \
	}

static const struct ast_property properties[] = {
	P(AST_STRING, ast_string, "Value", FORM_STRING, value),
	P(AST_EXPANDABLE_STRING, ast_expandable_string, "NestedExpressions", FORM_LIST, parts),
	P(AST_VARIABLE, ast_variable, "Splatted", FORM_FLAG, splatted),
	P(AST_UNARY, ast_unary, "Child", FORM_NODE, operand),
	P(AST_UNARY, ast_unary, "TokenKind", FORM_OPERATOR, op),
	P(AST_BINARY, ast_binary, "Left", FORM_NODE, left),
	P(AST_BINARY, ast_binary, "Right", FORM_NODE, right),
	P(AST_BINARY, ast_binary, "Operator", FORM_OPERATOR, op),
	P(AST_TERNARY, ast_ternary, "Condition", FORM_NODE, condition),
	P(AST_TERNARY, ast_ternary, "IfTrue", FORM_NODE, if_true),
	P(AST_TERNARY, ast_ternary, "IfFalse", FORM_NODE, if_false),
	P(AST_ARRAY_LITERAL, ast_array_literal, "Elements", FORM_LIST, elements),
	P(AST_ARRAY_EXPRESSION, ast_array_expression, "SubExpression", FORM_NODE, body),
	P(AST_SUB_EXPRESSION, ast_sub_expression, "SubExpression", FORM_NODE, body),
	P(AST_PAREN, ast_paren, "Pipeline", FORM_NODE, pipeline),
	P(AST_SCRIPT_BLOCK_EXPRESSION, ast_script_block_expression, "ScriptBlock", FORM_NODE, body),
	P(AST_CONVERT, ast_convert, "Child", FORM_NODE, child),
	P(AST_ATTRIBUTED_EXPRESSION, ast_attributed_expression, "Child", FORM_NODE, child),
	P(AST_MEMBER, ast_member, "Expression", FORM_NODE, target),
	P(AST_MEMBER, ast_member, "Member", FORM_NODE, member),
	P(AST_MEMBER, ast_member, "Static", FORM_FLAG, is_static),
	P(AST_INVOKE_MEMBER, ast_invoke_member, "Expression", FORM_NODE, target),
	P(AST_INVOKE_MEMBER, ast_invoke_member, "Member", FORM_NODE, member),
	P(AST_INVOKE_MEMBER, ast_invoke_member, "Arguments", FORM_LIST, arguments),
	P(AST_INVOKE_MEMBER, ast_invoke_member, "Static", FORM_FLAG, is_static),
	P(AST_INDEX, ast_index, "Target", FORM_NODE, target),
	P(AST_INDEX, ast_index, "Index", FORM_NODE, index),
	P(AST_COMMAND, ast_command, "CommandElements", FORM_LIST, elements),
	P(AST_COMMAND, ast_command, "Redirections", FORM_LIST, redirections),
	P(AST_COMMAND_EXPRESSION, ast_command_expression, "Expression", FORM_NODE, expression),
	P(AST_COMMAND_EXPRESSION, ast_command_expression, "Redirections", FORM_LIST, redirections),
	P(AST_COMMAND_PARAMETER, ast_command_parameter, "ParameterName", FORM_TEXT, name),
	P(AST_COMMAND_PARAMETER, ast_command_parameter, "Argument", FORM_NODE, argument),
	P(AST_PIPELINE, ast_pipeline, "PipelineElements", FORM_LIST, elements),
	P(AST_PIPELINE, ast_pipeline, "Background", FORM_FLAG, background),
	P(AST_ASSIGNMENT, ast_assignment, "Left", FORM_NODE, left),
	P(AST_ASSIGNMENT, ast_assignment, "Right", FORM_NODE, right),
	P(AST_ASSIGNMENT, ast_assignment, "Operator", FORM_OPERATOR, op),
	P(AST_IF, ast_if, "ElseClause", FORM_NODE, otherwise),
	P(AST_WHILE, ast_loop, "Condition", FORM_NODE, condition),
	P(AST_WHILE, ast_loop, "Body", FORM_NODE, body),
	P(AST_WHILE, ast_loop, "Label", FORM_TEXT, label),
	P(AST_DO_WHILE, ast_loop, "Condition", FORM_NODE, condition),
	P(AST_DO_WHILE, ast_loop, "Body", FORM_NODE, body),
	P(AST_DO_UNTIL, ast_loop, "Condition", FORM_NODE, condition),
	P(AST_DO_UNTIL, ast_loop, "Body", FORM_NODE, body),
	P(AST_FOR, ast_for, "Initializer", FORM_NODE, initializer),
	P(AST_FOR, ast_for, "Condition", FORM_NODE, condition),
	P(AST_FOR, ast_for, "Iterator", FORM_NODE, iterator),
	P(AST_FOR, ast_for, "Body", FORM_NODE, body),
	P(AST_FOREACH, ast_foreach, "Variable", FORM_NODE, variable),
	P(AST_FOREACH, ast_foreach, "Condition", FORM_NODE, condition),
	P(AST_FOREACH, ast_foreach, "Body", FORM_NODE, body),
	P(AST_SWITCH, ast_switch, "Condition", FORM_NODE, condition),
	P(AST_SWITCH, ast_switch, "Default", FORM_NODE, otherwise),
	P(AST_TRY, ast_try, "Body", FORM_NODE, body),
	P(AST_TRY, ast_try, "CatchClauses", FORM_LIST, catches),
	P(AST_TRY, ast_try, "Finally", FORM_NODE, finally),
	P(AST_CATCH, ast_catch, "Body", FORM_NODE, body),
	P(AST_TRAP, ast_trap, "Body", FORM_NODE, body),
	P(AST_RETURN, ast_flow, "Pipeline", FORM_NODE, pipeline),
	P(AST_THROW, ast_flow, "Pipeline", FORM_NODE, pipeline),
	P(AST_EXIT, ast_flow, "Pipeline", FORM_NODE, pipeline),
	P(AST_BREAK, ast_jump, "Label", FORM_NODE, label),
	P(AST_CONTINUE, ast_jump, "Label", FORM_NODE, label),
	P(AST_DATA, ast_data, "Variable", FORM_TEXT, variable),
	P(AST_DATA, ast_data, "Body", FORM_NODE, body),
	P(AST_FUNCTION, ast_function, "Name", FORM_TEXT, name),
	P(AST_FUNCTION, ast_function, "IsFilter", FORM_FLAG, is_filter),
	P(AST_FUNCTION, ast_function, "Parameters", FORM_LIST, parameters),
	P(AST_FUNCTION, ast_function, "Body", FORM_NODE, body),
	P(AST_TYPE_DEFINITION, ast_type_definition, "Name", FORM_TEXT, name),
	P(AST_TYPE_DEFINITION, ast_type_definition, "Members", FORM_LIST, members),
	P(AST_USING, ast_using_statement, "Name", FORM_TEXT, name),
	P(AST_STATEMENT_BLOCK, ast_statement_block, "Statements", FORM_LIST, statements),
	P(AST_STATEMENT_BLOCK, ast_statement_block, "Traps", FORM_LIST, traps),
	P(AST_SCRIPT_BLOCK, ast_script_block, "UsingStatements", FORM_LIST, usings),
	P(AST_SCRIPT_BLOCK, ast_script_block, "ParamBlock", FORM_NODE, param_block),
	P(AST_SCRIPT_BLOCK, ast_script_block, "DynamicParamBlock", FORM_BLOCK, dynamic_param),
	P(AST_SCRIPT_BLOCK, ast_script_block, "BeginBlock", FORM_BLOCK, begin),
	P(AST_SCRIPT_BLOCK, ast_script_block, "ProcessBlock", FORM_BLOCK, process),
	P(AST_SCRIPT_BLOCK, ast_script_block, "EndBlock", FORM_BLOCK, end),
	P(AST_SCRIPT_BLOCK, ast_script_block, "CleanBlock", FORM_BLOCK, clean),
	P(AST_PARAM_BLOCK, ast_param_block, "Attributes", FORM_LIST, attributes),
	P(AST_PARAM_BLOCK, ast_param_block, "Parameters", FORM_LIST, parameters),
	P(AST_PARAMETER, ast_parameter, "Attributes", FORM_LIST, attributes),
	P(AST_PARAMETER, ast_parameter, "DefaultValue", FORM_NODE, default_value),
	P(AST_ATTRIBUTE, ast_attribute, "PositionalArguments", FORM_LIST, positional),
	P(AST_CLASS_MEMBER, ast_class_member, "Name", FORM_TEXT, name),
	P(AST_CLASS_MEMBER, ast_class_member, "Parameters", FORM_LIST, parameters),
	P(AST_CLASS_MEMBER, ast_class_member, "Body", FORM_NODE, body),
};

/* A statement of one expression stands for the expression's element, as PowerShell's tree has it there. */
static const struct ast *unwrap_right(const struct ast *ast)
{
	if (ast && ast->kind == AST_PIPELINE) {
		const struct ast_pipeline *p = (const struct ast_pipeline *)ast;
		if (p->elements.count == 1 && p->elements.items[0]->kind == AST_COMMAND_EXPRESSION)
			return p->elements.items[0];
	}
	return ast;
}

static Value list_of(struct unit *unit, const struct ast_list *list)
{
	Value items = array_new(list->count);
	for (size_t i = 0; i < list->count; i++)
		value_as_array(items)->items[i] = ast_object_new(unit, list->items[i]);
	return items;
}

static Value property_value(const struct ast_object *o, const struct ast_property *p)
{
	const void *at = (const char *)o->ast + p->offset;
	switch (p->form) {
	case FORM_NODE: {
		const struct ast *node = *(const struct ast *const *)at;
		if (o->ast->kind == AST_ASSIGNMENT)
			node = unwrap_right(node);
		return ast_object_new(o->unit, node);
	}
	case FORM_BLOCK:
		return make(&type_named_block, o->unit, *(const struct ast *const *)at);
	case FORM_LIST:
		return list_of(o->unit, at);
	case FORM_TEXT: {
		const char *text = *(const char *const *)at;
		return text ? string_from(text) : NULL_VALUE;
	}
	case FORM_STRING: {
		const struct ast_text *text = at;
		return string_new(text->data, text->length);
	}
	case FORM_OPERATOR: {
		enum ast_operator op = *(const enum ast_operator *)at;
		const char *name = op < (int)countof(operator_names) ? operator_names[op] : NULL;
		return name ? string_from(name) : NULL_VALUE;
	}
	case FORM_FLAG:
		return value_bool(*(const bool *)at);
	}
	return NULL_VALUE;
}

/* ---- what the table cannot say ---- */

static Value extent_object(const struct unit *unit, struct extent e)
{
	const struct source *source = &unit->tree->source;
	int line, column;
	Value o = psobject_new_typed(LANGUAGE "InternalScriptExtent");
	psobject_set(o, "File", source->path ? string_from(source->path) : NULL_VALUE);
	source_position(source, e.start, &line, &column);
	psobject_set(o, "StartLineNumber", value_int(line));
	psobject_set(o, "StartColumnNumber", value_int(column));
	source_position(source, e.end, &line, &column);
	psobject_set(o, "EndLineNumber", value_int(line));
	psobject_set(o, "EndColumnNumber", value_int(column));
	psobject_set(o, "Text", string_new(source->text + e.start, e.end - e.start));
	psobject_set(o, "StartOffset", value_int((int32_t)e.start));
	psobject_set(o, "EndOffset", value_int((int32_t)e.end));
	return o;
}

/* The name of a parameter as the variable that it is. */
static const struct ast *parameter_variable(struct unit *unit, const struct ast_parameter *p)
{
	struct ast_variable *v = ARENA_NEW(&unit->tree->arena, struct ast_variable);
	v->ast.kind = AST_VARIABLE;
	v->ast.extent = p->ast.extent;
	v->name = p->name;
	const char *text = unit->tree->source.text;
	for (uint32_t i = p->ast.extent.start; i < p->ast.extent.end; i++)
		if (text[i] == '$' && strncmp(text + i + 1, p->name, strlen(p->name)) == 0) {
			v->ast.extent = (struct extent){i, i + 1 + (uint32_t)strlen(p->name)};
			break;
		}
	return &v->ast;
}

static Value parameter_type(const struct ast_parameter *p)
{
	for (size_t i = 0; i < p->attributes.count; i++)
		if (p->attributes.items[i]->kind == AST_TYPE_CONSTRAINT) {
			const char *name =
				((const struct ast_type_constraint *)p->attributes.items[i])
					->type->full_text;
			const struct type *type = type_find_text(name, strlen(name));
			return type ? type_value(type) : NULL_VALUE;
		}
	return type_value(&type_object);
}

static Value variable_path(const struct ast_variable *v)
{
	Value o = psobject_new_typed("System.Management.Automation.VariablePath");
	psobject_set(o, "UserPath", string_from(v->name));
	psobject_set(o, "DriveName", v->drive ? string_from(v->drive) : NULL_VALUE);
	return o;
}

static Value number_of(const struct ast_number *n)
{
	return n->type == AST_NUMBER_DOUBLE  ? value_double(n->real)
	       : n->type == AST_NUMBER_INT32 ? value_int((int32_t)n->integer)
					     : value_int64(n->integer);
}

static bool get_special(const struct ast_object *o, const char *name, Value *result_r)
{
	const struct ast *ast = o->ast;
	if (name_equal(name, "Extent"))
		*result_r = extent_object(o->unit, ast->extent);
	else if (ast->kind == AST_NUMBER && name_equal(name, "Value"))
		*result_r = number_of((const struct ast_number *)ast);
	else if (ast->kind == AST_EXPANDABLE_STRING && name_equal(name, "Value"))
		*result_r = string_new(o->unit->tree->source.text + ast->extent.start + 1,
				       ast->extent.end - ast->extent.start - 2);
	else if (ast->kind == AST_VARIABLE && name_equal(name, "VariablePath"))
		*result_r = variable_path((const struct ast_variable *)ast);
	else if (ast->kind == AST_PARAMETER && name_equal(name, "Name"))
		*result_r = ast_object_new(
			o->unit, parameter_variable(o->unit, (const struct ast_parameter *)ast));
	else if (ast->kind == AST_PARAMETER && name_equal(name, "StaticType"))
		*result_r = parameter_type((const struct ast_parameter *)ast);
	else
		return false;
	return true;
}

static bool ast_get(Value self, const char *name, Value *result_r)
{
	const struct ast_object *o = (const struct ast_object *)self.cell;
	for (size_t i = 0; i < countof(properties); i++)
		if (properties[i].kind == o->ast->kind && name_equal(properties[i].name, name)) {
			*result_r = property_value(o, &properties[i]);
			return true;
		}
	return get_special(o, name, result_r);
}

/* ---- searching ---- */

struct search {
	struct unit *unit;
	Value predicate;
	bool nested, first_only;
	Value found; /* list */
};

static enum status search_node(struct search *s, const struct ast *ast, const struct type *type);

static enum status search_list(struct search *s, const struct ast_list *list)
{
	enum status status = OK;
	for (size_t i = 0; status == OK && i < list->count; i++)
		status = search_node(s, list->items[i], NULL);
	return status;
}

/* Children that the table of properties does not name. */
static enum status search_others(struct search *s, const struct ast *ast)
{
	enum status status = OK;
	if (ast->kind == AST_IF) {
		const struct ast_if *i = (const struct ast_if *)ast;
		for (size_t n = 0; status == OK && n < i->conditions.count; n++) {
			status = search_node(s, i->conditions.items[n], NULL);
			if (status == OK)
				status = search_node(s, &i->bodies[n]->ast, NULL);
		}
	} else if (ast->kind == AST_SWITCH) {
		const struct ast_switch *w = (const struct ast_switch *)ast;
		for (size_t n = 0; status == OK && n < w->conditions.count; n++) {
			status = search_node(s, w->conditions.items[n], NULL);
			if (status == OK)
				status = search_node(s, &w->bodies[n]->ast, NULL);
		}
	} else if (ast->kind == AST_HASHTABLE) {
		const struct ast_hashtable *h = (const struct ast_hashtable *)ast;
		for (size_t n = 0; status == OK && n < h->keys.count; n++) {
			status = search_node(s, h->keys.items[n], NULL);
			if (status == OK)
				status = search_node(s, h->values.items[n], NULL);
		}
	} else if (ast->kind == AST_PIPELINE_CHAIN) {
		const struct ast_pipeline_chain *c = (const struct ast_pipeline_chain *)ast;
		status = search_node(s, c->left, NULL);
		if (status == OK)
			status = search_node(s, c->right, NULL);
	} else if (ast->kind == AST_PARAMETER) {
		status = search_node(
			s, parameter_variable(s->unit, (const struct ast_parameter *)ast), NULL);
	}
	return status;
}

static bool is_done(const struct search *s)
{
	return s->first_only && value_as_list(s->found)->count;
}

static enum status search_node(struct search *s, const struct ast *ast, const struct type *type)
{
	if (!ast || is_done(s) || ast->kind >= countof(node_types) || !node_types[ast->kind])
		return OK;
	Value node = make(type ? type : node_types[ast->kind], s->unit, ast), fits;
	if (runtime()->hooks->invoke_script_block(s->predicate, 1, &node, UNSET_VALUE, &fits) != OK)
		return ERROR;
	if (value_is_true(fits))
		list_add(value_as_list(s->found), node);
	if (!s->nested && (ast->kind == AST_SCRIPT_BLOCK_EXPRESSION || ast->kind == AST_FUNCTION))
		return OK;
	enum status status = search_others(s, ast);
	for (size_t i = 0; status == OK && i < countof(properties); i++) {
		const struct ast_property *p = &properties[i];
		if (p->kind != ast->kind)
			continue;
		const void *at = (const char *)ast + p->offset;
		if (p->form == FORM_LIST)
			status = search_list(s, at);
		else if (p->form == FORM_NODE || p->form == FORM_BLOCK)
			status = search_node(s,
					     ast->kind == AST_ASSIGNMENT
						     ? unwrap_right(*(const struct ast *const *)at)
						     : *(const struct ast *const *)at,
					     p->form == FORM_BLOCK ? &type_named_block : NULL);
	}
	return status;
}

static enum status search(Value self, const Value *argv, bool first_only, Value *found_r)
{
	const struct ast_object *o = (const struct ast_object *)self.cell;
	struct search s = {.unit = o->unit,
			   .predicate = argv[0],
			   .nested = value_is_true(argv[1]),
			   .first_only = first_only,
			   .found = list_new()};
	enum status status = search_node(&s, o->ast, self.cell->type);
	*found_r = s.found;
	return status;
}

static enum status ast_find_all(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return search(self, argv, false, result_r);
}

static enum status ast_find(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value found;
	enum status status = search(self, argv, true, &found);
	*result_r = value_count(found) ? value_item(found, 0) : NULL_VALUE;
	return status;
}

static enum status ast_command_name(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	const struct ast_command *c =
		(const struct ast_command *)((const struct ast_object *)self.cell)->ast;
	const struct ast *name = c->elements.items[0];
	*result_r = NULL_VALUE;
	if (name->kind == AST_STRING) {
		const struct ast_text *text = &((const struct ast_string *)name)->value;
		*result_r = string_new(text->data, text->length);
	}
	return OK;
}

/* ---- [Parser] ---- */

static enum status parsed(const char *text, size_t length, const char *path, Value errors_reference,
			  Value tokens_reference, Value *result_r)
{
	struct syntax_tree *tree = parse_script(text, length, path, 0);
	struct unit *unit = unit_create(tree);
	Value errors = array_new(tree->error_count);
	for (size_t i = 0; i < tree->error_count; i++) {
		const struct parse_error *e = &tree->errors[i];
		Value o = psobject_new_typed(LANGUAGE "ParseError");
		psobject_set(o, "Extent", extent_object(unit, e->extent));
		psobject_set(o, "ErrorId", string_from(e->id));
		psobject_set(o, "Message", string_from(e->message));
		psobject_set(o, "IncompleteInput", value_bool(e->incomplete));
		value_as_array(errors)->items[i] = o;
	}
	*result_r = ast_object_new(unit, &tree->root->ast);
	syntax_tree_unref(&tree);
	if (value_is_reference(tokens_reference) &&
	    reference_set(tokens_reference, array_new(0)) != OK)
		return ERROR;
	return value_is_reference(errors_reference) ? reference_set(errors_reference, errors) : OK;
}

static enum status parser_parse_input(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	return parsed(string_data(argv[0]), string_length(argv[0]), NULL, argv[2], argv[1],
		      result_r);
}

static enum status parser_parse_file(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	char *path = path_resolve(session_current(), string_data(argv[0]));
	if (!path)
		return ERROR;
	FILE *file = fopen(path, "rb");
	if (!file) {
		Value shown = string_from(path);
		free(path);
		return throw_exception("System.IO.FileNotFoundException",
				       "Could not find file '%s'.", string_data(shown));
	}
	struct strbuf text = STRBUF_INIT;
	char buffer[65536];
	size_t n;
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		strbuf_add(&text, buffer, n);
	fclose(file);
	enum status status = parsed(text.data, text.length, path, argv[2], argv[1], result_r);
	strbuf_clear(&text);
	free(path);
	return status;
}

static const struct member parser_members[] = {
	STATIC_METHOD("static System.Management.Automation.Language.ScriptBlockAst "
		      "ParseInput(string input, [ref] "
		      "System.Object tokens, [ref] System.Object errors)",
		      parser_parse_input),
	STATIC_METHOD("static System.Management.Automation.Language.ScriptBlockAst "
		      "ParseFile(string fileName, [ref] "
		      "System.Object tokens, [ref] System.Object errors)",
		      parser_parse_file),
	MEMBER_END,
};
static struct type type_parser = {
	.name = LANGUAGE "Parser",
	.tag = VALUE_OBJECT,
	.members = parser_members,
};

static void register_once(void)
{
	static struct type *const others[] = {
		&type_ast,          &type_statement,       &type_pipeline_base,
		&type_command_base, &type_element,         &type_expression,
		&type_named_block,  &type_string_constant, &type_of_AST_COMMAND,
		&type_parser};
	for (size_t i = 0; i < countof(others); i++)
		type_register(others[i]);
	for (size_t i = 0; i < countof(node_types); i++)
		if (node_types[i] && node_types[i] != &type_string_constant &&
		    node_types[i] != &type_of_AST_COMMAND)
			type_register(node_types[i]);
}

void ast_object_register(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, register_once);
}
