#include "syntax/ast_dump.h"

#include <inttypes.h>

static const char *const kind_names[] = {
	[AST_NUMBER] = "ConstantExpression",
	[AST_STRING] = "StringConstantExpression",
	[AST_EXPANDABLE_STRING] = "ExpandableStringExpression",
	[AST_VARIABLE] = "VariableExpression",
	[AST_UNARY] = "UnaryExpression",
	[AST_BINARY] = "BinaryExpression",
	[AST_TERNARY] = "TernaryExpression",
	[AST_ARRAY_LITERAL] = "ArrayLiteral",
	[AST_ARRAY_EXPRESSION] = "ArrayExpression",
	[AST_SUB_EXPRESSION] = "SubExpression",
	[AST_PAREN] = "ParenExpression",
	[AST_HASHTABLE] = "Hashtable",
	[AST_SCRIPT_BLOCK_EXPRESSION] = "ScriptBlockExpression",
	[AST_TYPE_EXPRESSION] = "TypeExpression",
	[AST_CONVERT] = "ConvertExpression",
	[AST_ATTRIBUTED_EXPRESSION] = "AttributedExpression",
	[AST_MEMBER] = "MemberExpression",
	[AST_INVOKE_MEMBER] = "InvokeMemberExpression",
	[AST_INDEX] = "IndexExpression",
	[AST_ERROR] = "Error",
	[AST_COMMAND] = "Command",
	[AST_COMMAND_EXPRESSION] = "CommandExpression",
	[AST_COMMAND_PARAMETER] = "CommandParameter",
	[AST_REDIRECTION] = "Redirection",
	[AST_PIPELINE] = "Pipeline",
	[AST_PIPELINE_CHAIN] = "PipelineChain",
	[AST_ASSIGNMENT] = "AssignmentStatement",
	[AST_IF] = "IfStatement",
	[AST_WHILE] = "WhileStatement",
	[AST_DO_WHILE] = "DoWhileStatement",
	[AST_DO_UNTIL] = "DoUntilStatement",
	[AST_FOR] = "ForStatement",
	[AST_FOREACH] = "ForEachStatement",
	[AST_SWITCH] = "SwitchStatement",
	[AST_TRY] = "TryStatement",
	[AST_TRAP] = "TrapStatement",
	[AST_RETURN] = "ReturnStatement",
	[AST_BREAK] = "BreakStatement",
	[AST_CONTINUE] = "ContinueStatement",
	[AST_THROW] = "ThrowStatement",
	[AST_EXIT] = "ExitStatement",
	[AST_DATA] = "DataStatement",
	[AST_FUNCTION] = "FunctionDefinition",
	[AST_TYPE_DEFINITION] = "TypeDefinition",
	[AST_USING] = "UsingStatement",
	[AST_STATEMENT_BLOCK] = "StatementBlock",
	[AST_SCRIPT_BLOCK] = "ScriptBlock",
	[AST_PARAM_BLOCK] = "ParamBlock",
	[AST_PARAMETER] = "Parameter",
	[AST_ATTRIBUTE] = "Attribute",
	[AST_TYPE_CONSTRAINT] = "TypeConstraint",
	[AST_TYPE_NAME] = "TypeName",
	[AST_CATCH] = "CatchClause",
	[AST_CLASS_MEMBER] = "Member",
};

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
	[AST_OP_EQ] = "eq",
	[AST_OP_NE] = "ne",
	[AST_OP_GT] = "gt",
	[AST_OP_GE] = "ge",
	[AST_OP_LT] = "lt",
	[AST_OP_LE] = "le",
	[AST_OP_LIKE] = "like",
	[AST_OP_NOT_LIKE] = "notlike",
	[AST_OP_MATCH] = "match",
	[AST_OP_NOT_MATCH] = "notmatch",
	[AST_OP_REPLACE] = "replace",
	[AST_OP_CONTAINS] = "contains",
	[AST_OP_NOT_CONTAINS] = "notcontains",
	[AST_OP_IN] = "in",
	[AST_OP_NOT_IN] = "notin",
	[AST_OP_SPLIT] = "split",
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
	[AST_OP_UNARY_SPLIT] = "split",
	[AST_OP_UNARY_JOIN] = "Join",
	[AST_OP_PRE_INCREMENT] = "PlusPlus",
	[AST_OP_PRE_DECREMENT] = "MinusMinus",
	[AST_OP_POST_INCREMENT] = "PostfixPlusPlus",
	[AST_OP_POST_DECREMENT] = "PostfixMinusMinus",
	[AST_OP_ASSIGN] = "Equals",
};

static const char *const stream_names[] = {
	"All", "Output", "Error", "Warning", "Verbose", "Debug", "Information",
};

static const char *const string_type_names[] = {
	"BareWord",
	"SingleQuoted",
	"DoubleQuoted",
	"SingleQuotedHereString",
	"DoubleQuotedHereString",
};

struct dump {
	struct strbuf *out;
	bool extents;
	int depth;
};

static void dump(struct dump *d, const struct ast *node);

/* ---- what a node says ---- */

static void add_text(struct strbuf *out, const char *text, size_t length)
{
	strbuf_adds(out, " '");
	for (size_t i = 0; i < length; i++) {
		switch (text[i]) {
		case '\n':
			strbuf_adds(out, "\\n");
			break;
		case '\r':
			strbuf_adds(out, "\\r");
			break;
		case '\t':
			strbuf_adds(out, "\\t");
			break;
		case '\\':
			strbuf_adds(out, "\\\\");
			break;
		default:
			strbuf_addc(out, text[i]);
		}
	}
	strbuf_addc(out, '\'');
}

static void add_number(struct strbuf *out, const struct ast_number *n)
{
	static const char *const types[] = {
		"Int32", "Int64", "Double", "Decimal", "BigInteger", "SByte",
		"Byte",  "Int16", "UInt16", "UInt32",  "UInt64",
	};
	strbuf_addf(out, " %s ", types[n->type]);
	if (n->type == AST_NUMBER_DOUBLE)
		strbuf_addf(out, "%.17g", n->real);
	else if (n->type == AST_NUMBER_DECIMAL || n->type == AST_NUMBER_BIGINT)
		strbuf_adds(out, n->digits);
	else if (n->type == AST_NUMBER_UINT64)
		strbuf_addf(out, "%" PRIu64, (uint64_t)n->integer);
	else
		strbuf_addf(out, "%" PRId64, n->integer);
}

static void add_variable(struct strbuf *out, const struct ast_variable *v)
{
	static const char *const scopes[] = {
		"", "global:", "script:", "local:", "private:", "using:", "variable:", "",
	};
	strbuf_addf(out, " %s", scopes[v->scope]);
	if (v->scope == AST_SCOPE_DRIVE)
		strbuf_addf(out, "%s:", v->drive);
	strbuf_addf(out, "%s%s", v->name, v->splatted ? " splat" : "");
}

static void add_operator(struct strbuf *out, enum ast_operator op, bool case_sensitive)
{
	const char *name = operator_names[op];
	/* -eq is Ieq or Ceq, -and is And */
	if (name[0] >= 'a')
		strbuf_addf(out, " %c%s", case_sensitive ? 'C' : 'I', name);
	else
		strbuf_addf(out, " %s", name);
}

static void add_type(struct strbuf *out, const struct ast_type_name *type)
{
	strbuf_addf(out, " %s%s%s", type->full_text, type->assembly ? "," : "",
		    type->assembly ? type->assembly : "");
}

static void add_label(struct strbuf *out, const char *label)
{
	if (label)
		strbuf_addf(out, " :%s", label);
}

static void add_switch_flags(struct strbuf *out, unsigned flags)
{
	static const char *const names[] = {"Regex", "Wildcard", "Exact", "CaseSensitive", "File"};
	for (size_t i = 0; i < countof(names); i++)
		if (flags & 1u << i)
			strbuf_addf(out, " %s", names[i]);
}

static void add_member_words(struct strbuf *out, const struct ast_class_member *m)
{
	static const char *const kinds[] = {"property", "method", "constructor", "value"};
	strbuf_addf(out, " %s %s%s%s", m->name, kinds[m->member_kind],
		    m->flags & AST_MEMBER_STATIC ? " static" : "",
		    m->flags & AST_MEMBER_HIDDEN ? " hidden" : "");
	if (m->type)
		add_type(out, m->type);
}

static void add_redirection_words(struct strbuf *out, const struct ast_redirection *r)
{
	strbuf_addf(out, " %s", stream_names[r->from]);
	if (r->merge)
		strbuf_addf(out, " to %s", stream_names[r->to]);
	else if (r->append)
		strbuf_adds(out, " append");
}

static void add_flag(struct strbuf *out, bool flag, const char *word)
{
	if (flag)
		strbuf_addf(out, " %s", word);
}

static void add_details(struct dump *d, const struct ast *node)
{
	struct strbuf *out = d->out;
	switch (node->kind) {
	case AST_NUMBER:
		add_number(out, (const struct ast_number *)node);
		break;
	case AST_STRING: {
		const struct ast_string *s = (const struct ast_string *)node;
		strbuf_addf(out, " %s", string_type_names[s->type]);
		add_text(out, s->value.data, s->value.length);
		break;
	}
	case AST_EXPANDABLE_STRING:
		strbuf_addf(out, " %s",
			    string_type_names[((const struct ast_expandable_string *)node)->type]);
		break;
	case AST_VARIABLE:
		add_variable(out, (const struct ast_variable *)node);
		break;
	case AST_UNARY: {
		const struct ast_unary *u = (const struct ast_unary *)node;
		add_operator(out, u->op, u->case_sensitive);
		break;
	}
	case AST_BINARY: {
		const struct ast_binary *b = (const struct ast_binary *)node;
		add_operator(out, b->op, b->case_sensitive);
		if (d->extents)
			strbuf_addf(out, " @%u-%u", b->op_extent.start, b->op_extent.end);
		break;
	}
	case AST_ASSIGNMENT:
		add_operator(out, ((const struct ast_assignment *)node)->op, false);
		break;
	case AST_TYPE_EXPRESSION:
		add_type(out, ((const struct ast_type_expression *)node)->type);
		break;
	case AST_CONVERT:
		add_type(out, ((const struct ast_convert *)node)->type);
		break;
	case AST_ATTRIBUTE:
		add_type(out, ((const struct ast_attribute *)node)->type);
		break;
	case AST_TYPE_CONSTRAINT:
		add_type(out, ((const struct ast_type_constraint *)node)->type);
		break;
	case AST_TYPE_NAME:
		add_type(out, (const struct ast_type_name *)node);
		break;
	case AST_MEMBER: {
		const struct ast_member *m = (const struct ast_member *)node;
		add_flag(out, m->is_static, "static");
		add_flag(out, m->null_conditional, "null-conditional");
		break;
	}
	case AST_INVOKE_MEMBER: {
		const struct ast_invoke_member *m = (const struct ast_invoke_member *)node;
		add_flag(out, m->is_static, "static");
		add_flag(out, m->null_conditional, "null-conditional");
		for (size_t i = 0; i < m->type_argument_count; i++)
			add_type(out, m->type_arguments[i]);
		break;
	}
	case AST_INDEX:
		add_flag(out, ((const struct ast_index *)node)->null_conditional,
			 "null-conditional");
		break;
	case AST_COMMAND: {
		static const char *const invocations[] = {"", " Ampersand", " Dot"};
		const struct ast_command *c = (const struct ast_command *)node;
		strbuf_adds(out, invocations[c->invocation]);
		break;
	}
	case AST_COMMAND_PARAMETER: {
		const struct ast_command_parameter *c = (const struct ast_command_parameter *)node;
		strbuf_addf(out, " %s%s", c->name, c->has_colon ? ":" : "");
		break;
	}
	case AST_REDIRECTION:
		add_redirection_words(out, (const struct ast_redirection *)node);
		break;
	case AST_PIPELINE:
		add_flag(out, ((const struct ast_pipeline *)node)->background, "background");
		break;
	case AST_PIPELINE_CHAIN: {
		const struct ast_pipeline_chain *c = (const struct ast_pipeline_chain *)node;
		strbuf_adds(out, c->is_or ? " OrOr" : " AndAnd");
		add_flag(out, c->background, "background");
		break;
	}
	case AST_WHILE:
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
		add_label(out, ((const struct ast_loop *)node)->label);
		break;
	case AST_FOR:
		add_label(out, ((const struct ast_for *)node)->label);
		break;
	case AST_FOREACH: {
		const struct ast_foreach *f = (const struct ast_foreach *)node;
		add_flag(out, f->parallel, "parallel");
		add_label(out, f->label);
		break;
	}
	case AST_SWITCH: {
		const struct ast_switch *s = (const struct ast_switch *)node;
		add_switch_flags(out, s->flags);
		add_label(out, s->label);
		break;
	}
	case AST_DATA: {
		const struct ast_data *data = (const struct ast_data *)node;
		if (data->variable)
			strbuf_addf(out, " %s", data->variable);
		break;
	}
	case AST_FUNCTION: {
		const struct ast_function *f = (const struct ast_function *)node;
		strbuf_addf(out, " %s%s", f->name, f->is_filter ? " filter" : "");
		break;
	}
	case AST_TYPE_DEFINITION: {
		const struct ast_type_definition *t = (const struct ast_type_definition *)node;
		strbuf_addf(out, " %s %s", t->type == AST_TYPE_CLASS ? "class" : "enum", t->name);
		break;
	}
	case AST_CLASS_MEMBER:
		add_member_words(out, (const struct ast_class_member *)node);
		break;
	case AST_USING: {
		static const char *const kinds[] = {"namespace", "module", "assembly"};
		const struct ast_using_statement *u = (const struct ast_using_statement *)node;
		strbuf_addf(out, " %s %s", kinds[u->type], u->name);
		break;
	}
	case AST_PARAMETER:
		strbuf_addf(out, " %s", ((const struct ast_parameter *)node)->name);
		break;
	case AST_SCRIPT_BLOCK: {
		const struct ast_script_block *s = (const struct ast_script_block *)node;
		add_flag(out, s->requires, "requires");
		add_flag(out, s->help.end > s->help.start, "help");
		break;
	}
	default:
		break;
	}
}

/* ---- children ---- */

static void dump_list(struct dump *d, const struct ast_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		dump(d, list->items[i]);
}

/* A child that needs a word to say what it is. */
static void dump_as(struct dump *d, const char *role, const void *node)
{
	if (!node)
		return;
	strbuf_add_repeat(d->out, ' ', (size_t)d->depth * 2);
	strbuf_addf(d->out, "(%s)\n", role);
	d->depth++;
	dump(d, node);
	d->depth--;
}

static void dump_conditions(struct dump *d, const struct ast_list *conditions,
			    struct ast_statement_block **bodies,
			    const struct ast_statement_block *otherwise)
{
	for (size_t i = 0; i < conditions->count; i++) {
		dump(d, conditions->items[i]);
		dump(d, &bodies[i]->ast);
	}
	dump_as(d, "else", otherwise);
}

static void dump_block_children(struct dump *d, const struct ast_statement_block *block)
{
	dump_list(d, &block->traps);
	dump_list(d, &block->statements);
}

static void dump_script_block(struct dump *d, const struct ast_script_block *s)
{
	dump_list(d, &s->usings);
	if (s->param_block)
		dump(d, &s->param_block->ast);
	dump_as(d, "dynamicparam", s->dynamic_param);
	dump_as(d, "begin", s->begin);
	dump_as(d, "process", s->process);
	dump_as(d, "end", s->end);
	dump_as(d, "clean", s->clean);
}

static void dump_attribute(struct dump *d, const struct ast_attribute *a)
{
	dump_list(d, &a->positional);
	for (size_t i = 0; i < a->values.count; i++) {
		if (a->values.items[i]) {
			dump_as(d, a->names[i], a->values.items[i]);
		} else {
			strbuf_add_repeat(d->out, ' ', (size_t)d->depth * 2);
			strbuf_addf(d->out, "(%s)\n", a->names[i]);
		}
	}
}

static void dump_children(struct dump *d, const struct ast *node)
{
	switch (node->kind) {
	case AST_EXPANDABLE_STRING:
		dump_list(d, &((const struct ast_expandable_string *)node)->parts);
		break;
	case AST_UNARY:
		dump(d, ((const struct ast_unary *)node)->operand);
		break;
	case AST_BINARY:
		dump(d, ((const struct ast_binary *)node)->left);
		dump(d, ((const struct ast_binary *)node)->right);
		break;
	case AST_TERNARY: {
		const struct ast_ternary *t = (const struct ast_ternary *)node;
		dump(d, t->condition);
		dump(d, t->if_true);
		dump(d, t->if_false);
		break;
	}
	case AST_ARRAY_LITERAL:
		dump_list(d, &((const struct ast_array_literal *)node)->elements);
		break;
	case AST_ARRAY_EXPRESSION:
	case AST_SUB_EXPRESSION:
		dump(d, &((const struct ast_sub_expression *)node)->body->ast);
		break;
	case AST_PAREN:
		dump(d, ((const struct ast_paren *)node)->pipeline);
		break;
	case AST_HASHTABLE: {
		const struct ast_hashtable *h = (const struct ast_hashtable *)node;
		for (size_t i = 0; i < h->keys.count; i++) {
			dump(d, h->keys.items[i]);
			dump(d, h->values.items[i]);
		}
		break;
	}
	case AST_SCRIPT_BLOCK_EXPRESSION:
		dump(d, &((const struct ast_script_block_expression *)node)->body->ast);
		break;
	case AST_CONVERT:
		dump(d, ((const struct ast_convert *)node)->child);
		break;
	case AST_ATTRIBUTED_EXPRESSION:
		dump(d, &((const struct ast_attributed_expression *)node)->attribute->ast);
		dump(d, ((const struct ast_attributed_expression *)node)->child);
		break;
	case AST_MEMBER:
		dump(d, ((const struct ast_member *)node)->target);
		dump(d, ((const struct ast_member *)node)->member);
		break;
	case AST_INVOKE_MEMBER: {
		const struct ast_invoke_member *m = (const struct ast_invoke_member *)node;
		dump(d, m->target);
		dump(d, m->member);
		dump_list(d, &m->arguments);
		break;
	}
	case AST_INDEX:
		dump(d, ((const struct ast_index *)node)->target);
		dump(d, ((const struct ast_index *)node)->index);
		break;
	case AST_COMMAND:
		dump_list(d, &((const struct ast_command *)node)->elements);
		dump_list(d, &((const struct ast_command *)node)->redirections);
		break;
	case AST_COMMAND_EXPRESSION:
		dump(d, ((const struct ast_command_expression *)node)->expression);
		dump_list(d, &((const struct ast_command_expression *)node)->redirections);
		break;
	case AST_COMMAND_PARAMETER:
		dump(d, ((const struct ast_command_parameter *)node)->argument);
		break;
	case AST_REDIRECTION:
		dump(d, ((const struct ast_redirection *)node)->location);
		break;
	case AST_PIPELINE:
		dump_list(d, &((const struct ast_pipeline *)node)->elements);
		break;
	case AST_PIPELINE_CHAIN:
		dump(d, ((const struct ast_pipeline_chain *)node)->left);
		dump(d, ((const struct ast_pipeline_chain *)node)->right);
		break;
	case AST_ASSIGNMENT:
		dump(d, ((const struct ast_assignment *)node)->left);
		dump(d, ((const struct ast_assignment *)node)->right);
		break;
	case AST_IF: {
		const struct ast_if *i = (const struct ast_if *)node;
		dump_conditions(d, &i->conditions, i->bodies, i->otherwise);
		break;
	}
	case AST_WHILE:
	case AST_DO_WHILE:
	case AST_DO_UNTIL:
		dump(d, ((const struct ast_loop *)node)->condition);
		dump(d, &((const struct ast_loop *)node)->body->ast);
		break;
	case AST_FOR: {
		const struct ast_for *f = (const struct ast_for *)node;
		dump_as(d, "initializer", f->initializer);
		dump_as(d, "condition", f->condition);
		dump_as(d, "iterator", f->iterator);
		dump(d, &f->body->ast);
		break;
	}
	case AST_FOREACH: {
		const struct ast_foreach *f = (const struct ast_foreach *)node;
		dump(d, &f->variable->ast);
		dump(d, f->condition);
		dump(d, f->throttle_limit);
		dump(d, &f->body->ast);
		break;
	}
	case AST_SWITCH: {
		const struct ast_switch *s = (const struct ast_switch *)node;
		dump(d, s->condition);
		dump_conditions(d, &s->conditions, s->bodies, s->otherwise);
		break;
	}
	case AST_TRY: {
		const struct ast_try *t = (const struct ast_try *)node;
		dump(d, &t->body->ast);
		dump_list(d, &t->catches);
		dump_as(d, "finally", t->finally);
		break;
	}
	case AST_CATCH: {
		const struct ast_catch *c = (const struct ast_catch *)node;
		for (size_t i = 0; i < c->type_count; i++)
			dump(d, &c->types[i]->ast);
		dump(d, &c->body->ast);
		break;
	}
	case AST_TRAP: {
		const struct ast_trap *t = (const struct ast_trap *)node;
		if (t->type)
			dump(d, &t->type->ast);
		dump(d, &t->body->ast);
		break;
	}
	case AST_RETURN:
	case AST_THROW:
	case AST_EXIT:
		dump(d, ((const struct ast_flow *)node)->pipeline);
		break;
	case AST_BREAK:
	case AST_CONTINUE:
		dump(d, ((const struct ast_jump *)node)->label);
		break;
	case AST_DATA:
		dump_list(d, &((const struct ast_data *)node)->supported_commands);
		dump(d, &((const struct ast_data *)node)->body->ast);
		break;
	case AST_FUNCTION:
		dump_list(d, &((const struct ast_function *)node)->parameters);
		dump(d, &((const struct ast_function *)node)->body->ast);
		break;
	case AST_TYPE_DEFINITION: {
		const struct ast_type_definition *t = (const struct ast_type_definition *)node;
		dump_list(d, &t->attributes);
		dump_list(d, &t->base_types);
		dump_list(d, &t->members);
		break;
	}
	case AST_CLASS_MEMBER: {
		const struct ast_class_member *m = (const struct ast_class_member *)node;
		dump_list(d, &m->attributes);
		dump(d, m->initial);
		dump_list(d, &m->parameters);
		if (m->has_base_call) {
			strbuf_add_repeat(d->out, ' ', (size_t)d->depth * 2);
			strbuf_adds(d->out, "(base)\n");
			dump_list(d, &m->base_arguments);
		}
		if (m->body)
			dump(d, &m->body->ast);
		break;
	}
	case AST_USING:
		dump(d, ((const struct ast_using_statement *)node)->module_specification);
		break;
	case AST_STATEMENT_BLOCK:
		dump_block_children(d, (const struct ast_statement_block *)node);
		break;
	case AST_SCRIPT_BLOCK:
		dump_script_block(d, (const struct ast_script_block *)node);
		break;
	case AST_PARAM_BLOCK:
		dump_list(d, &((const struct ast_param_block *)node)->attributes);
		dump_list(d, &((const struct ast_param_block *)node)->parameters);
		break;
	case AST_PARAMETER:
		dump_list(d, &((const struct ast_parameter *)node)->attributes);
		dump(d, ((const struct ast_parameter *)node)->default_value);
		break;
	case AST_ATTRIBUTE:
		dump_attribute(d, (const struct ast_attribute *)node);
		break;
	default:
		break;
	}
}

static void dump(struct dump *d, const struct ast *node)
{
	if (!node)
		return;
	strbuf_add_repeat(d->out, ' ', (size_t)d->depth * 2);
	strbuf_adds(d->out, kind_names[node->kind]);
	if (d->extents)
		strbuf_addf(d->out, " %u-%u", node->extent.start, node->extent.end);
	add_details(d, node);
	strbuf_addc(d->out, '\n');
	d->depth++;
	dump_children(d, node);
	d->depth--;
}

void ast_dump(const struct ast *root, bool extents, struct strbuf *out)
{
	struct dump d = {.out = out, .extents = extents};
	dump(&d, root);
}

void ast_dump_errors(const struct syntax_tree *tree, struct strbuf *out)
{
	for (size_t i = 0; i < tree->error_count; i++) {
		const struct parse_error *e = &tree->errors[i];
		int line, column;
		source_position(&tree->source, e->extent.start, &line, &column);
		strbuf_addf(out, "error %s %d:%d%s: %s\n", e->id, line, column,
			    e->incomplete ? " incomplete" : "", e->message);
	}
}
