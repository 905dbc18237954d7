#include "engine/pipeline.h"

#include "base/xmalloc.h"
#include "engine/cmdlet_call.h"
#include "engine/command_table.h"
#include "engine/invocation_info.h"
#include "engine/module.h"
#include "engine/redirect.h"
#include "engine/vm.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/script_block.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

void call_cache_clear(struct call_cache *cache)
{
	memset(cache, 0, sizeof(*cache));
}

/* ---- what a command is ---- */

static struct command *block_command(Value script_block)
{
	struct command *c = command_new(COMMAND_FUNCTION, "");
	c->script_block = script_block;
	return c;
}

static void point_at_name(const struct command_call *call)
{
	struct error_record *r = value_as_error_record(runtime()->error);
	if (!r || !call->ast || call->ast->kind != AST_COMMAND || !call->source)
		return;
	const struct ast *name = ((const struct ast_command *)call->ast)->elements.items[0];
	r->position = (struct error_position){call->source, name->extent.start, name->extent.end,
					      NULL_VALUE};
	/* the name that was typed stands for the command that is not there */
	r->invocation = invocation_info_new(NULL, call->source, name->extent, NULL_VALUE);
	if (call->name.tag == VALUE_STRING)
		((struct invocation_info *)r->invocation.cell)->name = call->name;
}

static enum status not_a_command(struct session *s UNUSED, const struct command_call *call)
{
	enum status status = throw_error(
		"BadExpression", CATEGORY_INVALID_OPERATION, call->name,
		"The expression after '%s' in a pipeline element produced an object that "
		"was not valid. It must result in a command name, a script block, or a "
		"CommandInfo object.",
		call->invocation == AST_INVOCATION_DOT ? "." : "&");
	point_at_name(call);
	return status;
}

/* & $module { ... }: the block runs in the module's session state. */
static enum status block_in_module(const struct command_call *call, struct module_state *module,
				   struct command **command_r)
{
	struct script_block *given = value_as_script_block(call->arguments[0].value);
	struct script_block *bound =
		gc_alloc(&type_script_block, VALUE_SCRIPT_BLOCK, sizeof(*bound));
	struct cell head = bound->cell;
	*bound = *given;
	bound->cell = head;
	bound->module = value_cell(VALUE_OBJECT, module);
	*command_r = block_command(value_cell(VALUE_SCRIPT_BLOCK, bound));
	return OK;
}

static enum status find_command(struct session *s, const struct command_call *call,
				struct command **command_r)
{
	struct call_cache *cache = call->cache;
	Value name = call->name;
	if (name.tag == VALUE_STRING && cache && cache->command &&
	    cache->generation == s->command_generation) {
		*command_r = (struct command *)cache->command;
		return OK;
	}
	name = value_base(name);
	if (name.tag == VALUE_SCRIPT_BLOCK) {
		*command_r = block_command(name);
		return OK;
	}
	if ((*command_r = value_as_command(name)))
		return OK;
	struct module_state *module = value_as_module(name);
	if (module && call->argument_count && call->arguments[0].value.tag == VALUE_SCRIPT_BLOCK)
		return block_in_module(call, module, command_r);
	if (name.tag != VALUE_STRING || !string_length(name))
		return not_a_command(s, call);
	*command_r = command_find(s, string_data(name));
	if (!*command_r && module_autoload(s, string_data(name)))
		*command_r = command_find(s, string_data(name));
	if (!*command_r) {
		enum status status = command_not_found(s, string_data(name));
		point_at_name(call);
		return status;
	}
	/* only constant names are cached: others may differ next time. Files are not: they come and go. */
	const struct ast_command *ast = (const struct ast_command *)call->ast;
	if (cache && ast && ast->elements.items[0]->kind == AST_STRING &&
	    ((*command_r)->kind & (COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET))) {
		cache->command = *command_r;
		cache->generation = s->command_generation;
	}
	return OK;
}

/* ---- one command ---- */

/*
 * An error of the engine that ends a cmdlet or an advanced function becomes an error of that command: its
 * name stands in the record, and the place is where it was called. What `throw` and -ErrorAction Stop
 * made, and what is some command's already, goes out as it is.
 */
static void error_leaves(struct cmdlet_call *c)
{
	struct error_record *r = value_as_error_record(runtime()->error);
	if (!r)
		return;
	if (r->position.source) {
		bool is_command = c->kind == &call_kind_cmdlet ||
				  (c->kind == &call_kind_function && c->binding.metadata &&
				   c->binding.metadata->is_advanced);
		const struct invocation_info *info =
			value_is_null(r->invocation) ? NULL : (void *)r->invocation.cell;
		if (!is_command || r->from_throw || r->from_stop || (info && info->command))
			return;
		r->invocation = NULL_VALUE;
		r->position = (struct error_position){0};
	}
	call_attach_error(c, runtime()->error);
}

enum status call_process(struct cmdlet_call *c, Value record)
{
	struct session *s = c->session;
	struct scope *scope = s->scope;
	struct stream_targets *streams = s->streams;
	s->scope = c->pipeline->scope;
	s->streams = c->streams;
	enum status status = c->kind->process(c, record);
	if (UNLIKELY(status == ERROR))
		error_leaves(c);
	s->scope = scope;
	s->streams = streams;
	return status;
}

static enum status input_write(struct output *output, Value v)
{
	struct cmdlet_call *c = container_of(output, struct cmdlet_call, input);
	gc_safe_point();
	if (UNLIKELY(c->session->interrupted)) {
		runtime()->stop_at = NULL;
		return STOP;
	}
	if (c->finished)
		return OK;
	/* What begin of an earlier command writes comes before begin_all() is here. */
	if (UNLIKELY(!c->began)) {
		enum status status = call_begin(c);
		if (status != OK)
			return status;
	}
	return call_process(c, v);
}

typedef enum status (*step_function)(struct cmdlet_call *c);

/* begin, end: like call_process(), for the steps without a record. */
static enum status run_step(struct cmdlet_call *c, step_function step)
{
	struct session *s = c->session;
	struct scope *scope = s->scope;
	struct stream_targets *streams = s->streams;
	s->scope = c->pipeline->scope;
	s->streams = c->streams;
	enum status status = step ? step(c) : OK;
	if (status == ERROR)
		error_leaves(c);
	s->scope = scope;
	s->streams = streams;
	return status;
}

enum status call_begin(struct cmdlet_call *c)
{
	if (c->began)
		return OK;
	c->began = true;
	return run_step(c, c->kind->begin);
}

enum status call_end(struct cmdlet_call *c)
{
	if (c->finished)
		return OK;
	enum status status = OK;
	if (!c->has_input)
		status = run_step(c, c->kind->no_input);
	if (status == OK)
		status = run_step(c, c->kind->end);
	c->finished = true;
	return status;
}

void call_cleanup(struct cmdlet_call *c)
{
	c->finished = true;
	if (c->kind && c->began && c->kind->cleanup) {
		struct scope *scope = c->session->scope;
		struct stream_targets *streams = c->session->streams;
		c->session->scope = c->pipeline->scope;
		c->session->streams = c->streams;
		c->kind->cleanup(c);
		c->session->scope = scope;
		c->session->streams = streams;
	}
	redirect_close(c);
}

/* A value at the head of a pipeline, with redirections: passed on as it is. */
static enum status pass_on(struct cmdlet_call *c, Value record)
{
	return output_write(c->next, record);
}

static const struct call_kind call_kind_expression = {NULL, pass_on, NULL, NULL, NULL};

/* One parameter that takes everything as it is needs no binder for each record. */
static int fast_parameter(const struct cmdlet_call *c)
{
	const struct binding *b = &c->binding;
	int found = -1;
	if (b->sets & (b->sets - 1) && b->metadata->set_count)
		return -1;
	for (size_t i = 0; i < b->metadata->count; i++) {
		const struct parameter_metadata *p = &b->metadata->parameters[i];
		unsigned flags = parameter_flags_in(p, b->sets);
		if (b->sources[i] == BIND_DELAYED)
			return -1;
		if (b->sources[i] != BIND_NONE ||
		    !(flags & (PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME)))
			continue;
		bool plain =
			!(flags & (PARAM_PIPELINE_BY_NAME | PARAM_NOT_NULL | PARAM_NOT_EMPTY)) &&
			p->type == &type_object && p->row && p->row->storage == STORE_VALUE &&
			(!(flags & PARAM_MANDATORY) || (flags & PARAM_ALLOW_NULL));
		if (found >= 0 || !plain)
			return -1;
		found = (int)i;
	}
	return found;
}

static enum status bind_call(struct cmdlet_call *c)
{
	const struct command_call *call = c->call;
	struct binding *b = &c->binding;
	b->session = c->session;
	b->command = c->command;
	b->ast = call->ast;
	b->source = call->source;
	b->metadata = command_metadata(c->session, c->command);
	if (!b->metadata)
		return ERROR;
	if (b->metadata->count <= INLINE_PARAMETERS) {
		b->values = c->inline_values;
		b->sources = c->inline_sources;
	}
	if (b->metadata->refused)
		return scope_not_writable(b->metadata->refused);
	size_t skip = value_as_module(call->name) ? 1 : 0; /* the block itself */
	b->tolerant = b->metadata->has_dynamic;
	if (bind_arguments(b, call->arguments + skip, call->argument_count - skip) != OK)
		return ERROR;
	if (b->metadata->has_dynamic && function_bind_dynamic(c) != OK)
		return ERROR;
	if (c->kind == &call_kind_cmdlet)
		c->state = gc_alloc_buffer(c->command->cmdlet->state_size + 1);
	if (b->metadata->is_advanced)
		call_store_common(c);
	return bind_finish(b, c->has_input);
}

enum status call_prepare(struct cmdlet_call *c, struct pipeline *p, const struct command_call *call,
			 bool has_input)
{
	c->session = p->session;
	c->pipeline = p;
	c->call = call;
	c->input.write = input_write;
	c->streams = p->streams;
	c->has_input = has_input;
	c->fast_parameter = -1;
	c->record = UNSET_VALUE;
	c->out_list = c->error_list = c->warning_list = c->information_list = UNSET_VALUE;
	c->dotted = call->invocation == AST_INVOCATION_DOT;
	if (call->name.tag == VALUE_UNSET) {
		c->kind = &call_kind_expression;
		return OK;
	}
	if (find_command(c->session, call, &c->command) != OK)
		return ERROR;
	if (c->command->kind == COMMAND_APPLICATION) {
		c->kind = &call_kind_native;
		return OK;
	}
	c->kind = c->command->cmdlet ? &call_kind_cmdlet : &call_kind_function;
	if (c->command->kind == COMMAND_EXTERNAL_SCRIPT && function_load_script(c) != OK)
		return ERROR;
	if (bind_call(c) != OK)
		return ERROR;
	if (c->kind == &call_kind_cmdlet && has_input)
		c->fast_parameter = fast_parameter(c);
	return OK;
}

/* ---- the whole ---- */

static enum status prepare_all(struct pipeline *p, const struct command_call *calls,
			       struct output *output)
{
	for (size_t i = 0; i < p->count; i++) {
		struct cmdlet_call *c = &p->calls[i];
		c->position = i != 0;
		if (call_prepare(c, p, &calls[i], i > 0 || calls[0].name.tag == VALUE_UNSET) != OK)
			return ERROR;
	}
	for (size_t i = p->count; i-- > 0;) {
		struct cmdlet_call *c = &p->calls[i];
		c->next = i + 1 < p->count ? &p->calls[i + 1].input : output;
		if (redirect_open(c) != OK)
			return ERROR;
	}
	return OK;
}

static enum status begin_all(struct pipeline *p)
{
	for (size_t i = 0; i < p->count; i++) {
		enum status status = call_begin(&p->calls[i]);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status feed_range(struct output *first, int64_t from, int64_t to)
{
	int64_t step = from <= to ? 1 : -1;
	for (int64_t i = from;; i += step) {
		enum status status = output_write(first, value_int((int32_t)i));
		if (status != OK || i == to)
			return status;
	}
}

static enum status feed(struct pipeline *p, const struct command_call *first)
{
	if (first->name.tag != VALUE_UNSET)
		return OK; /* commands start by themselves: call_end() */
	if (first->is_range)
		return feed_range(&p->calls[0].input, first->range_from, first->range_to);
	return output_write_each(&p->calls[0].input, first->expression);
}

/* The command of this pipeline that asked to stop what is before it; -1: another pipeline's. */
static ptrdiff_t stopping_command(const struct pipeline *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (runtime()->stop_at == &p->calls[i])
			return (ptrdiff_t)i;
	return -1;
}

static enum status run_all(struct pipeline *p, const struct command_call *calls)
{
	enum status status = begin_all(p);
	if (status == OK)
		status = feed(p, &calls[0]);
	size_t next = 0;
	for (;;) {
		ptrdiff_t stopper = status == STOP ? stopping_command(p) : -1;
		if (stopper >= 0) {
			for (size_t i = 0; i < (size_t)stopper; i++)
				p->calls[i].finished = true;
			p->calls[stopper].has_input = true;
			next = MAX(next, (size_t)stopper);
			status = OK;
			runtime()->stop_at = NULL;
		}
		if (status != OK || next >= p->count)
			return status;
		status = call_end(&p->calls[next++]);
	}
}

enum status pipeline_run(struct session *s, const struct command_call *calls, size_t count,
			 struct output *output)
{
	if (machine_too_deep())
		return ERROR;
	struct cmdlet_call running[count];
	memset(running, 0, sizeof(running));
	struct pipeline p = {s, running, count, s->scope, s->streams, false};
	s->call_depth++;
	enum status status = prepare_all(&p, calls, output ? output : s->host_output);
	if (status == OK)
		status = run_all(&p, calls);
	for (size_t i = 0; i < count; i++)
		call_cleanup(&running[i]);
	s->call_depth--;
	s->scope = p.scope;
	s->streams = p.streams;
	bool native = running[count - 1].kind == &call_kind_native;
	s->success = status == OK && !p.failed && !(native && s->last_exit_code != 0);
	if (status == OK && UNLIKELY(s->interrupted)) { /* while the last command was waiting */
		runtime()->stop_at = NULL;
		return STOP;
	}
	return status;
}

enum status pipeline_run_command(struct session *s, const char *command,
				 const struct named_argument *named, size_t count, Value input,
				 struct output *output)
{
	struct argument arguments[count + 1];
	for (size_t i = 0; i < count; i++)
		arguments[i] = (struct argument){
			.kind = named[i].name ? ARGUMENT_PARAMETER_VALUE : ARGUMENT_VALUE,
			.name = named[i].name,
			.value = named[i].value,
		};
	struct command_call calls[2] = {
		{.name = UNSET_VALUE, .expression = input},
		{.name = string_from(command), .arguments = arguments, .argument_count = count},
	};
	bool piped = input.tag != VALUE_UNSET;
	return pipeline_run(s, piped ? calls : calls + 1, piped ? 2 : 1, output);
}
