/* Pipelines, throw, exit, and the definition of functions. */
#include "engine/vm_private.h"

#include "engine/background_operator.h"
#include "engine/command_table.h"
#include "engine/errors.h"
#include "engine/module.h"
#include "engine/operators.h"
#include "engine/steppable_pipeline.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <alloca.h>
#include <string.h>

static Value operand(struct frame *f, uint16_t x)
{
	Value v = x & OPERAND_CONSTANT ? f->code->constants[x & OPERAND_MAX] : f->registers[x];
	return v.tag == VALUE_VOID ? NULL_VALUE : v;
}

static enum status fill_range(struct frame *f, const struct command_template *t,
			      struct command_call *call)
{
	Value from = operand(f, t->name), to = operand(f, t->range_end);
	struct range_ends ends;
	if (operator_range_ends(from, to, &ends) != OK)
		return ERROR;
	if (ends.characters)
		return operator_range(from, to, &call->expression);
	call->is_range = true;
	call->range_from = ends.first;
	call->range_to = ends.last;
	return OK;
}

static enum status fill_call(struct frame *f, struct command_template *t, struct command_call *call,
			     struct argument *arguments, struct redirection *redirections)
{
	*call = (struct command_call){
		.ast = t->ast,
		.source = &f->chunk->unit->tree->source,
		.invocation = t->invocation,
		.name = UNSET_VALUE,
		.expression = UNSET_VALUE,
		.arguments = arguments,
		.argument_count = t->argument_count,
		.redirections = redirections,
		.redirection_count = t->redirection_count,
		.cache = &t->cache,
	};
	if (t->is_range)
		return fill_range(f, t, call);
	if (t->is_expression) {
		uint16_t x = t->name;
		/* VOID stays VOID here: nothing is piped. */
		call->expression = x & OPERAND_CONSTANT ? f->code->constants[x & OPERAND_MAX]
							: f->registers[x];
		if (call->expression.tag == VALUE_UNSET)
			call->expression = NULL_VALUE;
	} else {
		call->name = operand(f, t->name);
	}
	for (uint32_t i = 0; i < t->argument_count; i++) {
		const struct argument_template *a = &t->arguments[i];
		arguments[i] = (struct argument){a->kind, a->name, operand(f, a->operand), a->ast,
						 a->bare};
	}
	for (uint32_t i = 0; i < t->redirection_count; i++) {
		const struct redirection_template *r = &t->redirections[i];
		redirections[i] = (struct redirection){r->ast->from, r->ast->to, r->ast->merge,
						       r->ast->append, operand(f, r->operand)};
	}
	return OK;
}

static enum status run_calls(struct frame *f, const struct pipeline_template *t,
			     const struct command_call *calls, struct output *output)
{
	if (UNLIKELY(t->background != NULL))
		return background_operator(f->session, t->background,
					   &f->code->chunk->unit->tree->source, output);
	return pipeline_run(f->session, calls, t->count, output);
}

enum status vm_run_pipeline(struct frame *f, struct pipeline_template *t, enum run_mode mode,
			    Value *result_r)
{
	size_t arguments = 0, redirections = 0;
	for (uint32_t i = 0; i < t->count; i++) {
		arguments += t->commands[i].argument_count;
		redirections += t->commands[i].redirection_count;
	}
	struct command_call *calls = alloca((t->count + 1) * sizeof(*calls));
	struct argument *argument = alloca((arguments + 1) * sizeof(*argument));
	struct redirection *redirection = alloca((redirections + 1) * sizeof(*redirection));
	for (uint32_t i = 0; i < t->count; i++) {
		if (fill_call(f, &t->commands[i], &calls[i], argument, redirection) != OK)
			return ERROR;
		argument += t->commands[i].argument_count;
		redirection += t->commands[i].redirection_count;
	}
	if (UNLIKELY(f->steppable != NULL)) {
		steppable_pipeline_take(f->steppable, calls, t->count);
		return OK;
	}
	if (mode == RUN_OUTPUT)
		return run_calls(f, t, calls, f->out);
	if (mode == RUN_DISCARD)
		return run_calls(f, t, calls, &output_null);
	struct collector c;
	collector_init(&c);
	enum status status = run_calls(f, t, calls, &c.output);
	*result_r = mode == RUN_ARRAY ? collector_array(&c) : collector_result(&c);
	return status;
}

/* ---- throw, exit ---- */

static enum status thrown(struct frame *f, Value record)
{
	struct error_record *r = value_as_error_record(record);
	r->from_throw = true;
	(void)f;
	return throw_value(record);
}

enum status vm_throw(struct frame *f, Value v)
{
	Value base = value_base(v);
	struct error_record *record = value_as_error_record(base);
	if (record) {
		/* Thrown anew: keeps its id and message, and where it came from. */
		return thrown(f, base);
	}
	if (base.tag == VALUE_OBJECT && type_is_a(base.cell->type, &type_exception)) {
		Value own = ((struct exception *)base.cell)->error_record;
		if (value_as_error_record(own) &&
		    type_is_a(base.cell->type,
			      exception_type("System.Management.Automation.RuntimeException")))
			return thrown(f, own);
		const char *message =
			string_data(value_to_string(((struct exception *)base.cell)->message));
		return thrown(
			f, error_record_new(base, message, CATEGORY_OPERATION_STOPPED, NULL_VALUE));
	}
	const struct type *type = exception_type("System.Management.Automation.RuntimeException");
	Value text = v.tag == VALUE_UNSET || value_is_null(v) ? string_from("ScriptHalted")
							      : value_to_string(v);
	Value target = v.tag == VALUE_UNSET ? NULL_VALUE : v;
	Value e = exception_new(type, text, NULL_VALUE);
	return thrown(f,
		      error_record_new(e, string_data(text), CATEGORY_OPERATION_STOPPED, target));
}

enum status vm_rethrow(struct frame *f, Value record)
{
	return value_as_error_record(record) ? thrown(f, record) : vm_throw(f, record);
}

enum status vm_exit(Value v)
{
	int32_t code = 0;
	if (v.tag == VALUE_ARRAY && value_count(v) == 1)
		v = value_item(v, 0);
	if (!value_is_null(v)) {
		Value converted;
		if (convert_try(v, &type_int32, &converted))
			code = (int32_t)converted.integer;
	}
	runtime()->exit_code = code;
	return EXIT;
}

enum status vm_trapped(struct frame *f, Value record, unsigned how)
{
	if (how == 2)
		return throw_value(record);
	if (how == 1)
		return OK;
	struct error_record *r = value_as_error_record(record);
	enum action_preference preference =
		preference_get(f->session, "ErrorActionPreference", ACTION_CONTINUE);
	if (preference == ACTION_SILENTLY_CONTINUE || preference == ACTION_IGNORE)
		return OK;
	if (preference == ACTION_STOP || !r)
		return throw_value(record);
	return error_write(f->session, record);
}

/* ---- script blocks and functions ---- */

Value vm_script_block(struct frame *f, struct child *child)
{
	Value made = script_block_new(child->chunk);
	struct script_block *block = value_as_script_block(made);
	const struct script_block *outer = value_as_script_block(f->script_block);
	block->module = outer->module;
	block->captured = outer->captured;
	return made;
}

enum status vm_function(struct frame *f, struct child *child)
{
	Value block = vm_script_block(f, child);
	value_as_script_block(block)->is_filter = child->function->is_filter;
	return function_define(f->session, child->function->name, block,
			       child->function->is_filter);
}

/* ---- using ---- */

enum status vm_using(struct frame *f, const struct ast *statement)
{
	const struct ast_using_statement *u = (const struct ast_using_statement *)statement;
	if (u->type != AST_USING_MODULE)
		return OK;
	Value module;
	if (module_import(f->session, u->name, NULL, &module) != OK)
		return ERROR;
	struct module_state *state = value_as_module(module);
	return state ? module_bring_in(f->session, state, f->session->scope, NULL) : OK;
}
