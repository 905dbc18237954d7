/* Import-PowerShellDataFile: the hashtable of a .psd1 file, evaluated without running code. */
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "engine/script.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"
#include "syntax/ast_walk.h"
#include "syntax/parser.h"

struct import_powershelldatafile {
	Value path, literal_path;
	bool skip_limit_check;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct import_powershelldatafile, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .set = "ByPath", .help = "The files to read."),
	PARAM_STRINGS(struct import_powershelldatafile, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY |
			      PARAM_POSITION(0),
		      .set = "ByLiteralPath", .aliases = "PSPath,LP",
		      .help = "The files to read; no character is a wildcard."),
	PARAM_SWITCH(struct import_powershelldatafile, skip_limit_check, "SkipLimitCheck", 0,
		     .help = "Accepted; there is no limit."),
	PARAM_END,
};

/* Whether a node of the syntax tree is data: nothing that would run code. */
static bool is_data(const struct ast *node)
{
	switch (node->kind) {
	case AST_NUMBER:
	case AST_STRING:
	case AST_UNARY:
	case AST_ARRAY_LITERAL:
	case AST_ARRAY_EXPRESSION:
	case AST_PAREN:
	case AST_HASHTABLE:
	case AST_COMMAND_EXPRESSION:
	case AST_PIPELINE:
	case AST_STATEMENT_BLOCK:
	case AST_SCRIPT_BLOCK:
		return true;
	case AST_VARIABLE: {
		const char *name = ((const struct ast_variable *)node)->name;
		return name_equal(name, "true") || name_equal(name, "false") ||
		       name_equal(name, "null");
	}
	default:
		return false;
	}
}

static void find_code(const struct ast *node, void *context)
{
	const struct ast **code = context;
	if (*code)
		return;
	if (is_data(node))
		ast_each_child(node, find_code, context);
	else
		*code = node;
}

static enum status refuse_code(struct cmdlet_call *c, const struct ast_script_block *block,
			       const struct ast *code, const char *path)
{
	const struct source *source = &block->tree->source;
	return cmdlet_error_type(
		c, "System.InvalidOperationException", "System.InvalidOperationException",
		CATEGORY_NOT_SPECIFIED, string_from(path),
		"Cannot generate a PowerShell object for a ScriptBlock evaluating "
		"dynamic expressions. Dynamic expression: %.*s.",
		(int)(code->extent.end - code->extent.start), source->text + code->extent.start);
}

static enum status read_file(struct cmdlet_call *c, const char *path)
{
	struct text_reader file;
	struct strbuf text = STRBUF_INIT;
	Value block, result;
	if (text_reader_open(&file, path, ENCODING_UTF8) < 0)
		return file_error(c, path, false, false);
	int failed = text_reader_rest(&file, &text);
	text_reader_close(&file);
	if (failed) {
		strbuf_clear(&text);
		return file_error(c, path, false, false);
	}
	enum status status =
		script_compile_text(cmdlet_session(c), text.data, text.length, path, &block);
	strbuf_clear(&text);
	if (status != OK)
		return cmdlet_write_error(c, error_take());
	const struct ast_script_block *tree = script_block_ast(block);
	const struct ast *code = NULL;
	find_code(&tree->ast, &code);
	if (code)
		return refuse_code(c, tree, code, path);
	status = cmdlet_collect_block(c, block, UNSET_VALUE, &result);
	return status == OK ? cmdlet_write(c, result) : status;
}

static enum status process(struct cmdlet_call *c)
{
	struct import_powershelldatafile *self = cmdlet_state(c);
	bool literal = !value_is_null(self->literal_path);
	Value paths = literal ? self->literal_path : self->path;
	struct file_list files = {0};
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), literal);
	for (size_t i = 0; status == OK && i < files.count; i++)
		status = read_file(c, files.paths[i]);
	file_list_clear(&files);
	return status;
}

const struct cmdlet cmdlet_import_powershelldatafile = {
	.verb = "Import",
	.noun = "PowerShellDataFile",
	.parameters = parameters,
	.state_size = sizeof(struct import_powershelldatafile),
	.default_set = "ByPath",
	.process = process,
	.output = "System.Collections.Hashtable",
	.synopsis = "Imports values from a .psd1 file without invoking its contents.",
	.description = "Reads a file that consists of one hashtable and gives it.",
	.examples =
		(const struct cmdlet_example[]){
			{"Settings", "$settings = Import-PowerShellDataFile ./settings.psd1", NULL},
			{NULL, NULL, NULL},
		},
};
