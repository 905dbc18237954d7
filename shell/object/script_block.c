#include "object/script_block.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/runtime.h"
#include "object/type.h"

static void script_block_mark(void *cell)
{
	struct script_block *b = cell;
	gc_mark(b->owner);
	gc_mark(b->module);
	gc_mark(b->captured);
}

static enum status script_block_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	struct script_block *b = value_as_script_block(self);
	strbuf_add(out, b->text, b->text_length);
	return OK;
}

/* Invoke() and its kind; the engine, which knows the caller's scope, answers them before they come here. */
static enum status script_block_invoke_method(Value self, int argc UNUSED, const Value *argv,
					      Value *result_r)
{
	size_t count = value_count(argv[0]);
	Value arguments[MAX(count, (size_t)1)];
	for (size_t i = 0; i < count; i++)
		arguments[i] = value_item(argv[0], i);
	return runtime()->hooks->invoke_script_block(self, (int)count, arguments, UNSET_VALUE,
						     result_r);
}

static enum status script_block_get_is_filter(Value self, Value *result_r)
{
	*result_r = value_bool(value_as_script_block(self)->is_filter);
	return OK;
}

static enum status script_block_get_module(Value self, Value *result_r)
{
	*result_r = value_as_script_block(self)->module;
	return OK;
}

static enum status script_block_get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status script_block_get_ast(Value self, Value *result_r)
{
	*result_r = runtime()->hooks->script_block_ast(self);
	return OK;
}

static enum status script_block_new_closure(Value self, int argc UNUSED, const Value *argv UNUSED,
					    Value *result_r)
{
	return runtime()->hooks->close_script_block(self, result_r);
}

static const struct member script_block_members[] = {
	PROPERTY("System.Management.Automation.Language.Ast Ast {get;}", script_block_get_ast),
	PROPERTY("bool IsConfiguration {get;}", script_block_get_false),
	PROPERTY("bool IsFilter {get;}", script_block_get_is_filter),
	PROPERTY("psmoduleinfo Module {get;}", script_block_get_module),
	METHOD("scriptblock GetNewClosure()", script_block_new_closure),
	METHOD("System.Management.Automation.SteppablePipeline GetSteppablePipeline()",
	       script_block_invoke_method),
	METHOD("System.Management.Automation.SteppablePipeline "
	       "GetSteppablePipeline(System.Management.Automation.CommandOrigin commandOrigin)",
	       script_block_invoke_method),
	METHOD("System.Management.Automation.SteppablePipeline "
	       "GetSteppablePipeline(System.Management.Automation.CommandOrigin commandOrigin, "
	       "System.Object[] args)",
	       script_block_invoke_method),
	METHOD("System.Collections.ObjectModel.Collection[psobject] Invoke(Params System.Object[] "
	       "args)",
	       script_block_invoke_method),
	METHOD("System.Object InvokeReturnAsIs(Params System.Object[] args)",
	       script_block_invoke_method),
	STATIC_METHOD("static scriptblock Create(string script)", NULL),
	MEMBER_END,
};

struct type type_script_block = {
	.name = "System.Management.Automation.ScriptBlock",
	.alias = "scriptblock",
	.tag = VALUE_SCRIPT_BLOCK,
	.members = script_block_members,
	.mark = script_block_mark,
	.to_string = script_block_to_string,
};
