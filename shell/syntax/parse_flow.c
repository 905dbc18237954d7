/* if, loops, switch, try, trap, data, and the statements that leave: return, throw, exit, break. */
#include "syntax/parser_private.h"

/* ---- pieces ---- */

/* The ( of `keyword (`, or an error. */
static bool take_open_paren(struct parser *p, const struct token *keyword)
{
	parser_skip_newlines(p);
	if (parser_take_kind(p, TOKEN_LEFT_PAREN, NULL))
		return true;
	if (keyword->kind == TOKEN_IF || keyword->kind == TOKEN_ELSEIF)
		parser_incomplete(p, parser_after_previous(p), MISSING_PAREN_IN_IF,
				  parser_token_text(p, keyword));
	else if (keyword->kind == TOKEN_SWITCH)
		parser_incomplete(p, parser_after_previous(p), MISSING_SWITCH_EXPRESSION);
	else
		parser_incomplete(p, parser_after_previous(p), MISSING_PAREN_AFTER_KEYWORD,
				  token_kind_text(keyword->kind));
	return false;
}

/* ( condition ) of if, while, switch. NULL after an error. */
static struct ast *parse_condition(struct parser *p, const struct token *keyword)
{
	if (!take_open_paren(p, keyword))
		return NULL;
	parser_skip_newlines(p);
	struct ast *condition = parse_pipeline_chain(p);
	if (!condition) {
		if (keyword->kind == TOKEN_IF || keyword->kind == TOKEN_ELSEIF)
			parser_incomplete(p, parser_after_previous(p), IF_WITHOUT_CONDITION,
					  parser_token_text(p, keyword));
		else if (keyword->kind == TOKEN_SWITCH)
			parser_incomplete(p, parser_after_previous(p), MISSING_SWITCH_EXPRESSION);
		else
			parser_incomplete(p, parser_after_previous(p),
					  MISSING_EXPRESSION_AFTER_KEYWORD,
					  token_kind_text(keyword->kind));
		condition = parser_error_node(p, parser_after_previous(p));
	}
	parser_skip_newlines(p);
	if (parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL))
		return condition;
	/* A condition that is missing was an error already. */
	if (condition->kind == AST_ERROR)
		return NULL;
	if (keyword->kind == TOKEN_SWITCH)
		parser_incomplete(p, parser_after_previous(p), MISSING_END_PAREN_IN_SWITCH);
	else
		parser_incomplete(p,
				  keyword->kind == TOKEN_IF || keyword->kind == TOKEN_ELSEIF
					  ? parser_peek(p)->where
					  : parser_after_previous(p),
				  MISSING_END_PAREN_AFTER_STATEMENT, parser_token_text(p, keyword));
	return NULL;
}

/* The { } behind the condition of `keyword`. */
static struct ast_statement_block *body_or_error(struct parser *p, const struct token *keyword)
{
	struct ast_statement_block *body = parse_statement_block(p);
	struct extent paren = {p->previous_end - 1, p->previous_end};
	if (body)
		return body;
	if (keyword->kind == TOKEN_WHILE)
		parser_incomplete(p, extent_after(paren), MISSING_LOOP_STATEMENT,
				  token_kind_text(TOKEN_WHILE));
	else
		parser_incomplete(p, paren, MISSING_STATEMENT_BLOCK, parser_token_text(p, keyword));
	return NULL;
}

static struct ast *error_statement(struct parser *p, const struct token *keyword)
{
	return parser_error_node(p, extent_join(keyword->where, parser_after_previous(p)));
}

/* ---- if ---- */

struct if_builder {
	struct list_builder conditions, bodies;
};

static struct ast *finish_if(struct parser *p, struct ast_if *node, struct if_builder *b)
{
	node->conditions = list_builder_finish(&b->conditions, p->arena);
	node->bodies =
		(struct ast_statement_block **)list_builder_finish(&b->bodies, p->arena).items;
	node->ast.extent.end = p->previous_end;
	return &node->ast;
}

static struct ast *parse_if(struct parser *p, const struct token *keyword)
{
	struct ast_if *node = NODE(p, ast_if, AST_IF, keyword->where);
	struct if_builder b = {LIST_BUILDER_INIT, LIST_BUILDER_INIT};
	struct token clause = *keyword;
	parser_skip(p);
	for (;;) {
		struct ast *condition = parse_condition(p, &clause);
		struct ast_statement_block *body = condition ? body_or_error(p, &clause) : NULL;
		if (!body) {
			finish_if(p, node, &b);
			return error_statement(p, keyword);
		}
		list_builder_add(&b.conditions, condition);
		list_builder_add(&b.bodies, &body->ast);
		/* else may stand on a later line; what stands there otherwise is not ours. */
		struct token here = *parser_peek(p);
		uint32_t previous_end = p->previous_end;
		parser_skip_newlines(p);
		if (parser_take_kind(p, TOKEN_ELSEIF, &clause))
			continue;
		if (parser_take_kind(p, TOKEN_ELSE, NULL)) {
			node->otherwise = parse_statement_block(p);
			if (!node->otherwise) {
				parser_incomplete(p, parser_after_previous(p),
						  MISSING_BLOCK_AFTER_ELSE);
				finish_if(p, node, &b);
				return error_statement(p, keyword);
			}
		} else {
			parser_go_back(p, &here);
			p->previous_end = previous_end;
		}
		return finish_if(p, node, &b);
	}
}

/* ---- loops ---- */

static const char *label_text(struct parser *p, const struct token *label)
{
	return label ? arena_strndup(p->arena, label->text.data, label->text.length) : NULL;
}

static struct ast *parse_while(struct parser *p, const struct token *keyword,
			       const struct token *label)
{
	parser_skip(p);
	struct ast_loop *loop = NODE(p, ast_loop, AST_WHILE, keyword->where);
	loop->label = label_text(p, label);
	loop->condition = parse_condition(p, keyword);
	if (loop->condition)
		loop->body = body_or_error(p, keyword);
	if (!loop->body)
		return error_statement(p, keyword);
	loop->ast.extent.end = p->previous_end;
	return &loop->ast;
}

static struct ast *parse_do(struct parser *p, const struct token *keyword,
			    const struct token *label)
{
	parser_skip(p);
	struct token end;
	struct ast_loop *loop = NODE(p, ast_loop, AST_DO_WHILE, keyword->where);
	loop->label = label_text(p, label);
	loop->body = parse_statement_block(p);
	if (!loop->body) {
		parser_incomplete(p, parser_after_previous(p), MISSING_LOOP_STATEMENT,
				  token_kind_text(TOKEN_DO));
		return error_statement(p, keyword);
	}
	parser_skip_newlines(p);
	end = *parser_peek(p);
	if (end.kind != TOKEN_WHILE && end.kind != TOKEN_UNTIL) {
		parser_incomplete(p, parser_after_previous(p), MISSING_WHILE_OR_UNTIL);
		return error_statement(p, keyword);
	}
	parser_skip(p);
	loop->ast.kind = end.kind == TOKEN_WHILE ? AST_DO_WHILE : AST_DO_UNTIL;
	loop->condition = parse_condition(p, &end);
	if (!loop->condition)
		return error_statement(p, keyword);
	loop->ast.extent.end = p->previous_end;
	return &loop->ast;
}

static struct ast *parse_for(struct parser *p, const struct token *keyword,
			     const struct token *label)
{
	parser_skip(p);
	struct ast_for *loop = NODE(p, ast_for, AST_FOR, keyword->where);
	loop->label = label_text(p, label);
	if (!take_open_paren(p, keyword))
		return error_statement(p, keyword);
	struct ast **clauses[] = {&loop->initializer, &loop->condition, &loop->iterator};
	for (size_t i = 0; i < countof(clauses); i++) {
		parser_skip_newlines(p);
		*clauses[i] = parse_pipeline_chain(p);
		/* A line end separates, too. */
		if (i + 1 < countof(clauses)) {
			const struct token *next = parser_peek(p);
			if (next->kind == TOKEN_SEMICOLON || next->kind == TOKEN_NEWLINE)
				parser_skip(p);
		}
	}
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_END_PAREN_AFTER_STATEMENT,
				  parser_token_text(p, keyword));
		return error_statement(p, keyword);
	}
	loop->body = parse_statement_block(p);
	if (!loop->body) {
		parser_incomplete(p, parser_after_previous(p), MISSING_LOOP_STATEMENT,
				  token_kind_text(TOKEN_FOR));
		return error_statement(p, keyword);
	}
	loop->ast.extent.end = p->previous_end;
	return &loop->ast;
}

/* foreach -parallel -throttlelimit n */
static void parse_foreach_flags(struct parser *p, struct ast_foreach *loop)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	struct token flag;
	parser_skip_newlines(p);
	while (parser_take_kind(p, TOKEN_PARAMETER, &flag)) {
		const char *name = arena_strndup(p->arena, flag.text.data, flag.text.length);
		if (strcasecmp(name, "parallel") == 0) {
			loop->parallel = true;
			parser_error(p, flag.where, KEYWORD_PARAMETER_RESERVED, "foreach",
				     "parallel");
		} else if (strcasecmp(name, "throttlelimit") == 0) {
			loop->throttle_limit = parse_command_argument(p, false);
			if (!loop->throttle_limit)
				parser_incomplete(p, flag.where, MISSING_THROTTLE_LIMIT);
			parser_error(p, flag.where, KEYWORD_PARAMETER_RESERVED, "foreach",
				     "throttlelimit");
		} else {
			parser_error(p, flag.where, INVALID_FOREACH_FLAG, name);
		}
		parser_skip_newlines(p);
	}
	parser_set_mode(p, outer_mode);
}

/* $variable in pipeline ) */
static bool parse_foreach_head(struct parser *p, struct ast_foreach *loop)
{
	struct token variable;
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_VARIABLE, &variable)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_FOREACH_VARIABLE);
		return false;
	}
	loop->variable = parse_variable_path(p, variable.where, &variable.text, false);
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_IN, NULL)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_IN_IN_FOREACH);
		return false;
	}
	parser_skip_newlines(p);
	loop->condition = parse_pipeline_chain(p);
	if (!loop->condition) {
		parser_incomplete(p, parser_after_previous(p), MISSING_FOREACH_EXPRESSION);
		return false;
	}
	parser_skip_newlines(p);
	if (parser_take_kind(p, TOKEN_RIGHT_PAREN, NULL))
		return true;
	parser_incomplete(p, parser_after_previous(p), MISSING_END_PAREN_AFTER_FOREACH);
	return false;
}

static struct ast *parse_foreach(struct parser *p, const struct token *keyword,
				 const struct token *label)
{
	parser_skip(p);
	struct ast_foreach *loop = NODE(p, ast_foreach, AST_FOREACH, keyword->where);
	loop->label = label_text(p, label);
	parse_foreach_flags(p, loop);
	if (!take_open_paren(p, keyword))
		return error_statement(p, keyword);
	if (!parse_foreach_head(p, loop))
		return error_statement(p, keyword);
	loop->body = parse_statement_block(p);
	if (!loop->body) {
		parser_incomplete(p, parser_after_previous(p), MISSING_FOREACH_STATEMENT);
		return error_statement(p, keyword);
	}
	loop->ast.extent.end = p->previous_end;
	return &loop->ast;
}

/* ---- switch ---- */

static const struct {
	const char *name;
	unsigned flag;
} switch_flags[] = {
	{"casesensitive", AST_SWITCH_CASE_SENSITIVE},
	{"exact", AST_SWITCH_EXACT},
	{"file", AST_SWITCH_FILE},
	{"regex", AST_SWITCH_REGEX},
	{"wildcard", AST_SWITCH_WILDCARD},
};

/* Flags may be cut short: the first that begins so is meant. */
static unsigned switch_flag(const struct ast_text *name)
{
	for (size_t i = 0; i < countof(switch_flags); i++)
		if (name->length > 0 && name->length <= strlen(switch_flags[i].name) &&
		    strncasecmp(switch_flags[i].name, name->data, name->length) == 0)
			return switch_flags[i].flag;
	return 0;
}

/* Of -regex, -wildcard and -exact the last counts. */
static unsigned add_switch_flag(unsigned flags, unsigned flag)
{
	const unsigned matching = AST_SWITCH_REGEX | AST_SWITCH_WILDCARD | AST_SWITCH_EXACT;
	if (flag & matching)
		flags &= ~matching;
	return flags | flag;
}

static bool parse_switch_flags(struct parser *p, struct ast_switch *node)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	struct token token;
	bool valid = true;
	parser_skip_newlines(p);
	while (parser_take_kind(p, TOKEN_PARAMETER, &token)) {
		unsigned flag = switch_flag(&token.text);
		if (flag == 0) {
			if (strncasecmp("parallel", token.text.data, token.text.length) == 0)
				parser_error(p, token.where, KEYWORD_PARAMETER_RESERVED, "switch",
					     "parallel");
			else
				parser_error(p, token.where, INVALID_SWITCH_FLAG,
					     arena_strndup(p->arena, token.text.data,
							   token.text.length));
			valid = false;
		}
		node->flags = add_switch_flag(node->flags, flag);
		if (flag == AST_SWITCH_FILE) {
			parser_skip_newlines(p);
			node->condition = parse_command_argument(p, false);
			if (!node->condition) {
				parser_incomplete(p, parser_after_previous(p), MISSING_SWITCH_FILE);
				valid = false;
			}
		}
		parser_skip_newlines(p);
	}
	parser_set_mode(p, outer_mode);
	return valid;
}

static bool parse_switch_clauses(struct parser *p, struct ast_switch *node,
				 const struct token *open)
{
	struct list_builder conditions = LIST_BUILDER_INIT, bodies = LIST_BUILDER_INIT;
	bool valid = true;
	for (;;) {
		parser_skip_newlines_and_semicolons(p);
		struct token start = *parser_peek(p);
		struct ast *condition = parse_command_argument(p, false);
		if (!condition)
			break;
		struct ast_statement_block *body = parse_statement_block(p);
		if (!body) {
			parser_incomplete(p, parser_after_previous(p), MISSING_SWITCH_CLAUSE_BLOCK);
			valid = false;
			break;
		}
		if (start.kind == TOKEN_DEFAULT) {
			if (node->otherwise)
				parser_error(p, condition->extent, MULTIPLE_SWITCH_DEFAULTS);
			node->otherwise = body;
		} else {
			list_builder_add(&conditions, condition);
			list_builder_add(&bodies, &body->ast);
		}
	}
	node->conditions = list_builder_finish(&conditions, p->arena);
	node->bodies = (struct ast_statement_block **)list_builder_finish(&bodies, p->arena).items;
	parser_skip_newlines_and_semicolons(p);
	if (valid && node->conditions.count == 0 && !node->otherwise) {
		parser_incomplete(p, extent_after(open->where), MISSING_SWITCH_CONDITION);
		parser_take_kind(p, TOKEN_RIGHT_CURLY, NULL);
		return false;
	}
	if (parser_take_kind(p, TOKEN_RIGHT_CURLY, NULL))
		return valid;
	if (valid)
		parser_incomplete(p, open->where, MISSING_END_CURLY);
	return false;
}

static struct ast *parse_switch(struct parser *p, const struct token *keyword,
				const struct token *label)
{
	parser_skip(p);
	struct ast_switch *node = NODE(p, ast_switch, AST_SWITCH, keyword->where);
	struct token open;
	node->label = label_text(p, label);
	bool valid = parse_switch_flags(p, node);
	if (!(node->flags & AST_SWITCH_FILE))
		node->condition = parse_condition(p, keyword);
	if (!node->condition)
		return error_statement(p, keyword);
	parser_skip_newlines(p);
	if (!parser_take_kind(p, TOKEN_LEFT_CURLY, &open)) {
		parser_incomplete(p, parser_after_previous(p), MISSING_CURLY_IN_SWITCH);
		return error_statement(p, keyword);
	}
	valid = parse_switch_clauses(p, node, &open) && valid;
	node->ast.extent.end = p->previous_end;
	return valid ? &node->ast : error_statement(p, keyword);
}

/* ---- try, trap ---- */

static struct ast_catch *parse_catch(struct parser *p, const struct token *keyword)
{
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	struct ast_catch *clause = NODE(p, ast_catch, AST_CATCH, keyword->where);
	struct list_builder types = LIST_BUILDER_INIT;
	struct token comma = {0};
	for (;;) {
		parser_skip_newlines(p);
		if (parser_peek(p)->kind != TOKEN_LEFT_BRACKET) {
			if (comma.at > 0)
				parser_incomplete(p, extent_after(comma.where), MISSING_CATCH_TYPE);
			break;
		}
		struct ast_list found = parse_attribute_list(p, true);
		for (size_t i = 0; i < found.count; i++) {
			if (found.items[i]->kind != AST_TYPE_CONSTRAINT) {
				parser_error(p, found.items[i]->extent, MISSING_CATCH_TYPE);
				continue;
			}
			list_builder_add(
				&types,
				(struct ast *)((struct ast_type_constraint *)found.items[i])->type);
		}
		parser_skip_newlines(p);
		if (found.count == 0 || !parser_take_kind(p, TOKEN_COMMA, &comma))
			break;
	}
	parser_set_mode(p, outer_mode);
	struct ast_list list = list_builder_finish(&types, p->arena);
	clause->types = (struct ast_type_name **)list.items;
	clause->type_count = list.count;
	clause->body = parse_statement_block(p);
	if (!clause->body) {
		if (comma.at == 0 || comma.where.end < p->previous_end)
			parser_incomplete(p, parser_after_previous(p), MISSING_CATCH_BLOCK);
		return NULL;
	}
	clause->ast.extent.end = p->previous_end;
	return clause;
}

static struct ast *parse_try(struct parser *p, const struct token *keyword)
{
	parser_skip(p);
	struct ast_try *node = NODE(p, ast_try, AST_TRY, keyword->where);
	struct list_builder catches = LIST_BUILDER_INIT;
	struct token clause;
	node->body = parse_statement_block(p);
	if (!node->body) {
		parser_incomplete(p, parser_after_previous(p), MISSING_TRY_BLOCK);
		return error_statement(p, keyword);
	}
	bool valid = true;
	parser_skip_newlines(p);
	while (valid && parser_take_kind(p, TOKEN_CATCH, &clause)) {
		struct ast_catch *found = parse_catch(p, &clause);
		if (found)
			list_builder_add(&catches, &found->ast);
		valid = found;
		struct token here = *parser_peek(p);
		uint32_t previous_end = p->previous_end;
		parser_skip_newlines(p);
		if (parser_peek(p)->kind != TOKEN_CATCH && parser_peek(p)->kind != TOKEN_FINALLY) {
			parser_go_back(p, &here);
			p->previous_end = previous_end;
		}
	}
	node->catches = list_builder_finish(&catches, p->arena);
	if (valid && parser_take_kind(p, TOKEN_FINALLY, NULL)) {
		node->finally = parse_statement_block(p);
		if (!node->finally) {
			parser_incomplete(p, parser_after_previous(p), MISSING_FINALLY_BLOCK);
			valid = false;
		}
	} else if (valid && node->catches.count == 0) {
		parser_incomplete(p, parser_after_previous(p), MISSING_CATCH_OR_FINALLY);
		valid = false;
	}
	node->ast.extent.end = p->previous_end;
	return valid ? &node->ast : error_statement(p, keyword);
}

static struct ast *parse_trap(struct parser *p, const struct token *keyword)
{
	parser_skip(p);
	struct ast_trap *trap = NODE(p, ast_trap, AST_TRAP, keyword->where);
	parser_skip_newlines(p);
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_EXPRESSION);
	struct ast_list types = parse_attribute_list(p, true);
	parser_set_mode(p, outer_mode);
	if (types.count > 0 && types.items[0]->kind == AST_TYPE_CONSTRAINT)
		trap->type = ((struct ast_type_constraint *)types.items[0])->type;
	trap->body = parse_statement_block(p);
	if (!trap->body) {
		parser_incomplete(p, parser_after_previous(p), MISSING_TRAP_BLOCK);
		return error_statement(p, keyword);
	}
	trap->ast.extent.end = p->previous_end;
	return &trap->ast;
}

/* ---- data ---- */

static struct ast *parse_data(struct parser *p, const struct token *keyword)
{
	parser_skip(p);
	struct ast_data *data = NODE(p, ast_data, AST_DATA, keyword->where);
	struct list_builder commands = LIST_BUILDER_INIT;
	bool complete = true;
	parser_skip_newlines(p);
	const struct token *name = parser_peek_name(p);
	if (name->kind == TOKEN_IDENTIFIER) {
		data->variable = arena_strndup(p->arena, name->text.data, name->text.length);
		parser_skip(p);
	}
	enum lexer_mode outer_mode = parser_set_mode(p, LEXER_COMMAND);
	struct token parameter;
	parser_skip_newlines(p);
	while (parser_take_kind(p, TOKEN_PARAMETER, &parameter)) {
		if (parameter.text.length == 0 ||
		    strncasecmp("supportedcommand", parameter.text.data, parameter.text.length) !=
			    0) {
			parser_error(p, parameter.where, INVALID_DATA_PARAMETER,
				     arena_strndup(p->arena, parameter.text.data,
						   parameter.text.length));
			continue;
		}
		do {
			parser_skip_newlines(p);
			struct ast *command = parse_command_argument(p, false);
			if (!command) {
				parser_incomplete(p, parser_after_previous(p),
						  MISSING_SUPPORTED_COMMAND);
				complete = false;
				break;
			}
			list_builder_add(&commands, command);
			parser_skip_newlines(p);
		} while (parser_take_kind(p, TOKEN_COMMA, NULL));
		parser_skip_newlines(p);
	}
	parser_set_mode(p, outer_mode);
	data->supported_commands = list_builder_finish(&commands, p->arena);
	data->body = parse_statement_block(p);
	if (!data->body) {
		if (complete)
			parser_incomplete(p, parser_after_previous(p), MISSING_DATA_BLOCK);
		return error_statement(p, keyword);
	}
	data->ast.extent.end = p->previous_end;
	return &data->ast;
}

/* ---- leaving ---- */

static struct ast *parse_leave(struct parser *p, const struct token *keyword, enum ast_kind kind)
{
	parser_skip(p);
	struct ast_flow *flow = NODE(p, ast_flow, kind, keyword->where);
	flow->pipeline = parse_pipeline_chain(p);
	if (flow->pipeline)
		flow->ast.extent.end = flow->pipeline->extent.end;
	return &flow->ast;
}

static struct ast *parse_jump(struct parser *p, const struct token *keyword, enum ast_kind kind)
{
	parser_skip(p);
	struct ast_jump *jump = NODE(p, ast_jump, kind, keyword->where);
	const struct token *label = parser_peek_name(p);
	if (label->kind == TOKEN_IDENTIFIER) {
		jump->label = &parser_string_node(p, label, AST_STRING_BARE)->ast;
		parser_skip(p);
	} else if (label->kind != TOKEN_NEWLINE && label->kind != TOKEN_SEMICOLON) {
		jump->label = parse_primary_expression(p);
	}
	if (jump->label)
		jump->ast.extent.end = jump->label->extent.end;
	return &jump->ast;
}

/* ---- which ---- */

static struct ast *parse_loop(struct parser *p, const struct token *keyword,
			      const struct token *label)
{
	switch (keyword->kind) {
	case TOKEN_FOREACH:
		return parse_foreach(p, keyword, label);
	case TOKEN_FOR:
		return parse_for(p, keyword, label);
	case TOKEN_WHILE:
		return parse_while(p, keyword, label);
	case TOKEN_DO:
		return parse_do(p, keyword, label);
	case TOKEN_SWITCH:
		return parse_switch(p, keyword, label);
	default:
		return NULL;
	}
}

struct ast *parse_labeled_statement(struct parser *p, const struct token *label)
{
	parser_skip(p);
	parser_skip_newlines(p);
	struct token keyword = *parser_peek(p);
	struct ast *loop = parse_loop(p, &keyword, label);
	if (!loop) {
		parser_go_back(p, label);
		return parse_pipeline_chain(p);
	}
	loop->extent.start = label->where.start;
	return loop;
}

/* `known_r` false: the token begins none of these statements, and nothing was read. */
struct ast *parse_flow_statement(struct parser *p, const struct token *keyword, bool *known_r)
{
	*known_r = true;
	switch (keyword->kind) {
	case TOKEN_IF:
		return parse_if(p, keyword);
	case TOKEN_FOREACH:
	case TOKEN_FOR:
	case TOKEN_WHILE:
	case TOKEN_DO:
	case TOKEN_SWITCH:
		return parse_loop(p, keyword, NULL);
	case TOKEN_TRY:
		return parse_try(p, keyword);
	case TOKEN_TRAP:
		return parse_trap(p, keyword);
	case TOKEN_DATA:
		return parse_data(p, keyword);
	case TOKEN_RETURN:
		return parse_leave(p, keyword, AST_RETURN);
	case TOKEN_THROW:
		return parse_leave(p, keyword, AST_THROW);
	case TOKEN_EXIT:
		return parse_leave(p, keyword, AST_EXIT);
	case TOKEN_BREAK:
		return parse_jump(p, keyword, AST_BREAK);
	case TOKEN_CONTINUE:
		return parse_jump(p, keyword, AST_CONTINUE);
	default:
		*known_r = false;
		return NULL;
	}
}
