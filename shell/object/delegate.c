/*
 * A delegate is a script block whose cell carries the delegate's type: everything that takes a script block
 * takes it, and Invoke() converts arguments and result as the type says.
 */
#include "object/delegate.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/regex_private.h"
#include "object/runtime.h"
#include "object/script_block.h"

#include <string.h>

bool value_is_callable(Value v)
{
	return value_base(v).tag == VALUE_SCRIPT_BLOCK;
}

static bool starts_with(const struct type *type, const char *name)
{
	return strncmp(type->name, name, strlen(name)) == 0;
}

/* What a delegate returns: NULL for nothing, and for a plain script block whatever comes. */
static const struct type *return_type(const struct type *type, bool *is_void_r)
{
	*is_void_r = false;
	if (starts_with(type, "System.Func`") || starts_with(type, "System.Converter`"))
		return type->arguments[type->argument_count - 1];
	if (starts_with(type, "System.Predicate`"))
		return &type_bool;
	if (starts_with(type, "System.Comparison`"))
		return &type_int32;
	if (type == &type_match_evaluator)
		return &type_string;
	*is_void_r = type != &type_script_block;
	return NULL;
}

enum status delegate_invoke(Value callable, int argc, const Value *argv, Value *result_r)
{
	Value block = value_base(callable), result = VOID_VALUE;
	if (block.tag != VALUE_SCRIPT_BLOCK)
		return throw_exception("System.ArgumentException", "The value is no script block.");
	enum status status =
		runtime()->hooks->invoke_script_block(block, argc, argv, UNSET_VALUE, &result);
	if (status != OK)
		return status;
	bool is_void;
	const struct type *returns = return_type(block.cell->type, &is_void);
	if (is_void)
		return OK;
	if (returns == NULL || returns == &type_object) {
		*result_r = result;
		return OK;
	}
	return convert_to(result, returns, result_r);
}

static enum status invoke(Value self, int argc, const Value *argv, Value *result_r)
{
	return delegate_invoke(self, argc, argv, result_r);
}

static enum status delegate_convert(Value from, const struct type *to, Value *result_r)
{
	Value block = value_base(from);
	if (block.tag != VALUE_SCRIPT_BLOCK)
		return convert_impossible();
	struct script_block *copy = gc_alloc(to, VALUE_SCRIPT_BLOCK, sizeof(*copy));
	struct cell head = copy->cell;
	*copy = *value_as_script_block(block);
	copy->cell = head;
	*result_r = value_cell(VALUE_SCRIPT_BLOCK, copy);
	return OK;
}

/* "int Invoke(int arg1, string arg2)" */
static const char *invoke_signature(const struct type *type, int arguments)
{
	struct strbuf text = STRBUF_INIT;
	bool is_void;
	const struct type *returns = return_type(type, &is_void);
	if (returns != NULL)
		type_print_name(returns, &text);
	else
		strbuf_adds(&text, "void");
	strbuf_adds(&text, " Invoke(");
	for (int i = 0; i < arguments; i++) {
		if (i > 0)
			strbuf_adds(&text, ", ");
		type_print_name(type->arguments[i < type->argument_count ? i : 0], &text);
		strbuf_addf(&text, " arg%d", i + 1);
	}
	strbuf_addc(&text, ')');
	return strbuf_detach(&text, NULL);
}

static void delegate_construct_generic(struct type *made)
{
	int arguments = made->argument_count;
	if (starts_with(made, "System.Func`") || starts_with(made, "System.Converter`"))
		arguments--;
	else if (starts_with(made, "System.Comparison`"))
		arguments = 2;
	struct member *rows = xcalloc(2, sizeof(*rows));
	rows[0] = (struct member)METHOD(invoke_signature(made, arguments), invoke);
	made->members = rows;
}

static struct type type_delegate = {
	.name = "System.Delegate",
	.flags = TYPE_ABSTRACT,
	.base = &type_script_block,
	.tag = VALUE_SCRIPT_BLOCK,
};

#define GENERIC(full_name)                                                                      \
	{                                                                                       \
		.name = full_name, .flags = TYPE_GENERIC_DEFINITION | TYPE_SEALED,              \
		.base = &type_delegate, .tag = VALUE_SCRIPT_BLOCK, .convert = delegate_convert, \
		.construct_generic = delegate_construct_generic                                 \
	}

static struct type type_funcs[] = {
	GENERIC("System.Func`1"), GENERIC("System.Func`2"), GENERIC("System.Func`3"),
	GENERIC("System.Func`4"), GENERIC("System.Func`5"), GENERIC("System.Func`6"),
	GENERIC("System.Func`7"), GENERIC("System.Func`8"),
};

static struct type type_actions[] = {
	GENERIC("System.Action`1"), GENERIC("System.Action`2"), GENERIC("System.Action`3"),
	GENERIC("System.Action`4"), GENERIC("System.Action`5"), GENERIC("System.Action`6"),
	GENERIC("System.Action`7"), GENERIC("System.Action`8"),
};

static struct type type_predicate = GENERIC("System.Predicate`1");
static struct type type_comparison = GENERIC("System.Comparison`1");
static struct type type_converter = GENERIC("System.Converter`2");

#define PLAIN(full_name, rows)                                                          \
	{                                                                               \
		.name = full_name, .flags = TYPE_SEALED, .base = &type_delegate,        \
		.tag = VALUE_SCRIPT_BLOCK, .convert = delegate_convert, .members = rows \
	}

static const struct member action_members[] = {
	METHOD("void Invoke()", invoke),
	MEMBER_END,
};
static const struct member event_handler_members[] = {
	METHOD("void Invoke(System.Object sender, System.Object e)", invoke),
	MEMBER_END,
};
static const struct member match_evaluator_members[] = {
	METHOD("string Invoke(System.Text.RegularExpressions.Match match)", invoke),
	MEMBER_END,
};

static struct type type_action = PLAIN("System.Action", action_members);
static struct type type_thread_start = PLAIN("System.Threading.ThreadStart", action_members);
static struct type type_event_handler = PLAIN("System.EventHandler", event_handler_members);
struct type type_match_evaluator =
	PLAIN("System.Text.RegularExpressions.MatchEvaluator", match_evaluator_members);

struct type *const delegate_types[] = {
	&type_delegate,
	&type_funcs[0],
	&type_funcs[1],
	&type_funcs[2],
	&type_funcs[3],
	&type_funcs[4],
	&type_funcs[5],
	&type_funcs[6],
	&type_funcs[7],
	&type_actions[0],
	&type_actions[1],
	&type_actions[2],
	&type_actions[3],
	&type_actions[4],
	&type_actions[5],
	&type_actions[6],
	&type_actions[7],
	&type_predicate,
	&type_comparison,
	&type_converter,
	&type_action,
	&type_thread_start,
	&type_event_handler,
	&type_match_evaluator,
	NULL,
};
