#include "engine/chunk.h"

#include "base/xmalloc.h"
#include "engine/metadata.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

static void mark_code(const struct code *code)
{
	gc_mark_values(code->constants, code->constant_count);
	for (uint32_t i = 0; i < code->constraint_count; i++)
		gc_mark(code->constraints[i]->validation);
	for (uint32_t i = 0; i < code->parameter_count; i++)
		if (code->parameter_constraints[i])
			gc_mark(code->parameter_constraints[i]->validation);
}

static void unit_mark(void *cell)
{
	struct unit *unit = cell;
	for (struct chunk *chunk = unit->chunks; chunk; chunk = chunk->next)
		for (size_t i = 0; i < countof(chunk->codes); i++)
			if (chunk->codes[i])
				mark_code(chunk->codes[i]);
}

void code_free(struct code **code)
{
	struct code *c = *code;
	if (!c)
		return;
	for (uint32_t i = 0; i < c->pipeline_count; i++)
		for (uint32_t k = 0; k < c->pipelines[i].count; k++)
			call_cache_clear(&c->pipelines[i].commands[k].cache);
	arena_clear(&c->arena);
	free(c);
	*code = NULL;
}

static void unit_finalize(void *cell)
{
	struct unit *unit = cell;
	struct chunk *next;
	for (struct chunk *chunk = unit->chunks; chunk; chunk = next) {
		next = chunk->next;
		for (size_t i = 0; i < countof(chunk->codes); i++)
			code_free(&chunk->codes[i]);
		if (chunk->metadata)
			metadata_free(&chunk->metadata);
		free(chunk);
	}
	syntax_tree_unref(&unit->tree);
}

struct type type_unit = {
	.name = "Exosh.CompiledScript",
	.tag = VALUE_OBJECT,
	.mark = unit_mark,
	.finalize = unit_finalize,
};

struct unit *unit_create(struct syntax_tree *tree)
{
	struct unit *unit = gc_alloc(&type_unit, VALUE_OBJECT, sizeof(*unit));
	unit->tree = syntax_tree_ref(tree);
	return unit;
}

struct chunk *unit_chunk(struct unit *unit, const struct ast_script_block *ast,
			 const struct ast_list *parameters, const char *name, bool is_filter)
{
	struct chunk *chunk = xcalloc(1, sizeof(*chunk));
	chunk->unit = unit;
	chunk->ast = ast;
	chunk->parameters = ast->param_block ? &ast->param_block->parameters : parameters;
	chunk->name = name;
	chunk->is_filter = is_filter;
	chunk->next = unit->chunks;
	unit->chunks = chunk;
	return chunk;
}

struct extent code_position(const struct code *code, uint32_t pc)
{
	size_t low = 0, high = code->position_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (code->positions[middle].pc <= pc)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return (struct extent){0, 0};
	return code->positions[low - 1].extent;
}

const char *name_fold(const char *name)
{
	char small[128];
	size_t length = strlen(name);
	char *folded = length < sizeof(small) ? small : xmalloc(length + 1);
	for (size_t i = 0; i <= length; i++)
		folded[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] | 0x20) : name[i];
	const char *interned = string_data(string_intern(folded, length));
	if (folded != small)
		free(folded);
	return interned;
}

enum automatic automatic_find(const char *name)
{
	static const struct {
		const char *name;
		enum automatic automatic;
	} table[] = {
		{"_", AUTO_UNDERBAR},
		{"psitem", AUTO_UNDERBAR},
		{"args", AUTO_ARGS},
		{"input", AUTO_INPUT},
		{"this", AUTO_THIS},
		{"psboundparameters", AUTO_BOUND},
		{"myinvocation", AUTO_INVOCATION},
		{"pscmdlet", AUTO_CMDLET},
		{"psscriptroot", AUTO_SCRIPT_ROOT},
		{"pscommandpath", AUTO_COMMAND_PATH},
		{"?", AUTO_SUCCESS},
	};
	for (size_t i = 0; i < countof(table); i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].automatic;
	return AUTO_NONE;
}
