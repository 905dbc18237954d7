/* Functions, filters, script blocks and script files as commands of a pipeline. */
#include "engine/cmdlet_call.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/attribute.h"
#include "engine/invocation_info.h"
#include "engine/requires.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status script_compile_file(struct session *s, const char *path, Value *script_block_r)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return throw_error_type("System.Management.Automation.CommandNotFoundException",
					"CommandNotFoundException", CATEGORY_OBJECT_NOT_FOUND,
					string_from(path), "The script '%s' cannot be read: %s.",
					path, strerror(errno));
	struct strbuf text = STRBUF_INIT;
	char buffer[65536];
	size_t n;
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		strbuf_add(&text, buffer, n);
	fclose(file);
	enum status status = script_compile_text(s, text.data, text.length, path, script_block_r);
	strbuf_clear(&text);
	return status;
}

enum status function_load_script(struct cmdlet_call *c)
{
	enum status status =
		script_compile_file(c->session, c->command->definition, &c->command->script_block);
	if (status != OK)
		return status;
	c->command->metadata = NULL;
	status = requires_check(c->session, c->command->script_block, c->command->name);
	struct error_record *r = value_as_error_record(runtime()->error);
	if (status == ERROR && r && c->call->name.tag == VALUE_STRING)
		r->activity = c->call->name; /* shown as it was called */
	return status;
}

/* The preferences that common parameters set for what the function calls. */
static enum status set_preferences(struct cmdlet_call *c)
{
	const struct common_parameters *common = &c->common;
	struct scope *scope = invocation_scope(c->invocation);
	const struct {
		const char *name;
		Value given;
		Value on, off;
	} rows[] = {
		{"ErrorActionPreference", common->error_action, UNSET_VALUE, UNSET_VALUE},
		{"WarningPreference", common->warning_action, UNSET_VALUE, UNSET_VALUE},
		{"InformationPreference", common->information_action, UNSET_VALUE, UNSET_VALUE},
		{"ProgressPreference", common->progress_action, UNSET_VALUE, UNSET_VALUE},
		{"VerbosePreference", common->verbose, string_from("Continue"),
		 string_from("SilentlyContinue")},
		{"DebugPreference", common->debug, string_from("Continue"),
		 string_from("SilentlyContinue")},
		{"WhatIfPreference", common->what_if, TRUE_VALUE, FALSE_VALUE},
		{"ConfirmPreference", common->confirm, string_from("Low"), string_from("None")},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		Value v = rows[i].given;
		if (v.tag == VALUE_UNSET)
			continue;
		if (rows[i].on.tag != VALUE_UNSET)
			v = value_is_true(v) ? rows[i].on : rows[i].off;
		if (scope_set_in(c->session, scope, rows[i].name, v) != OK)
			return ERROR;
	}
	return OK;
}

static bool has_common(const struct common_parameters *common)
{
	return common->error_action.tag != VALUE_UNSET ||
	       common->warning_action.tag != VALUE_UNSET ||
	       common->information_action.tag != VALUE_UNSET ||
	       common->progress_action.tag != VALUE_UNSET || common->verbose.tag != VALUE_UNSET ||
	       common->debug.tag != VALUE_UNSET || common->what_if.tag != VALUE_UNSET ||
	       common->confirm.tag != VALUE_UNSET;
}

static void set_parameters(struct cmdlet_call *c)
{
	const struct command_metadata *m = c->binding.metadata;
	for (size_t i = 0; i < m->count && !m->parameters[i].is_common; i++)
		if (!m->parameters[i].is_dynamic)
			invocation_set_parameter(c->invocation, m->parameters[i].index,
						 c->binding.values[i]);
}

static Value make_info(struct cmdlet_call *c)
{
	const struct command_call *call = c->call;
	struct extent extent = call->ast ? call->ast->extent : (struct extent){0, 0};
	Value info = invocation_info_new(c->command, call->ast ? call->source : NULL, extent,
					 NULL_VALUE);
	struct invocation_info *i = (struct invocation_info *)info.cell;
	i->bound = bind_dictionary(&c->binding);
	i->unbound = c->binding.unbound;
	i->pipeline_length = (int)c->pipeline->count;
	i->pipeline_position = (int)(c - c->pipeline->calls) + 1;
	if (call->name.tag == VALUE_STRING)
		i->name = call->name;
	else
		i->name = string_from(c->dotted ? "." : "&");
	return info;
}

/* Automatic variables that cost something to make are made when the code names them. */
static void set_automatic(struct cmdlet_call *c)
{
	const struct command_metadata *m = c->binding.metadata;
	if (m->uses_bound)
		invocation_set_bound(c->invocation, bind_dictionary(&c->binding));
	if (!m->uses_invocation)
		return;
	Value info = make_info(c);
	c->pscmdlet = m->is_advanced ? pscmdlet_new(c, info) : NULL_VALUE;
	invocation_set_command(c->invocation, info, c->pscmdlet);
}

enum status function_bind_dynamic(struct cmdlet_call *c)
{
	struct collector collected;
	const struct ast_script_block *body = script_block_ast(c->command->script_block);
	struct binding *b = &c->binding;
	collector_init(&collected);
	c->invocation =
		invocation_create(c->session, c->command->script_block, INVOCATION_NEW_SCOPE);
	set_parameters(c);
	if (b->metadata->uses_bound)
		invocation_set_bound(c->invocation, bind_dictionary(b));
	enum status status =
		invocation_run(c->invocation, SCRIPT_DYNAMIC_PARAM, UNSET_VALUE, &collected.output);
	invocation_free(&c->invocation);
	if (status != OK)
		return status;
	if (metadata_from_script(c->session, body, NULL, c->command->name, &c->dynamic_metadata) !=
	    OK)
		return ERROR;
	c->dynamic_parameters = value_base(collector_result(&collected));
	if (c->dynamic_parameters.tag == VALUE_HASHTABLE &&
	    attribute_add_runtime_parameters(c->dynamic_metadata, c->dynamic_parameters) != OK)
		return ERROR;
	b->metadata = c->dynamic_metadata;
	b->tolerant = false;
	b->values = NULL;
	if (bind_arguments(b, c->call->arguments, c->call->argument_count) != OK)
		return ERROR;
	if (c->dynamic_parameters.tag == VALUE_HASHTABLE)
		attribute_set_runtime_values(b->metadata, c->dynamic_parameters, b->values);
	return OK;
}

static enum status run_part(struct cmdlet_call *c, enum script_block_part part, Value record)
{
	c->ran = true;
	return invocation_run(c->invocation, part, record, c->next);
}

static enum status function_begin(struct cmdlet_call *c)
{
	struct session *s = c->session;
	c->invocation = invocation_create(s, c->command->script_block,
					  c->dotted ? INVOCATION_DOTTED : INVOCATION_NEW_SCOPE);
	if (c->command->kind == COMMAND_EXTERNAL_SCRIPT && !c->dotted)
		invocation_scope(c->invocation)->is_script = true;
	set_parameters(c);
	if (!c->binding.metadata->is_advanced)
		invocation_set_args(c->invocation, value_is_null(c->binding.unbound)
							   ? array_new(0)
							   : c->binding.unbound);
	set_automatic(c);
	if (c->binding.metadata->is_advanced && !c->dotted && has_common(&c->common) &&
	    set_preferences(c) != OK)
		return ERROR;
	if (c->has_input && !invocation_has(c->invocation, SCRIPT_PROCESS)) {
		c->input_list = list_new();
		invocation_set_input(c->invocation, c->input_list);
	}
	if (!invocation_has(c->invocation, SCRIPT_BEGIN))
		return OK;
	return run_part(c, SCRIPT_BEGIN, UNSET_VALUE);
}

/* Statuses that end a function rather than what is around it. */
static enum status settle(struct cmdlet_call *c, enum status status)
{
	if (status == EXIT && c->command->kind == COMMAND_EXTERNAL_SCRIPT) {
		c->session->last_exit_code = runtime()->exit_code;
		c->session->has_last_exit_code = true;
		c->session->exited = c->session->call_depth == 1;
		if (runtime()->exit_code)
			c->pipeline->failed = true;
		c->finished = true;
		return OK;
	}
	return status;
}

static enum status function_process(struct cmdlet_call *c, Value record)
{
	c->record = record;
	if (c->binding.metadata->is_advanced) {
		bool bound;
		enum status status = bind_record(&c->binding, record, &bound);
		if (status != OK)
			return status;
		if (!bound) {
			struct error_record *r = value_as_error_record(runtime()->error);
			if (r && value_is_null(r->target))
				r->target = record;
			return call_write_error(c, error_take());
		}
		set_parameters(c);
	}
	if (invocation_has(c->invocation, SCRIPT_PROCESS))
		return settle(c, run_part(c, SCRIPT_PROCESS, record));
	if (c->input_list.tag == VALUE_LIST)
		list_add(value_as_list(c->input_list), record);
	return OK;
}

static enum status function_no_input(struct cmdlet_call *c)
{
	if (!invocation_has(c->invocation, SCRIPT_PROCESS))
		return OK;
	return settle(c, run_part(c, SCRIPT_PROCESS, UNSET_VALUE));
}

static enum status function_end(struct cmdlet_call *c)
{
	if (!invocation_has(c->invocation, SCRIPT_END))
		return OK;
	return settle(c, run_part(c, SCRIPT_END, UNSET_VALUE));
}

/* An error that ends `clean` is reported and goes no further. */
static void clean_failed(struct cmdlet_call *c)
{
	c->pipeline->failed = true;
	if (error_write_preference(c->session, error_take(), ACTION_CONTINUE) == ERROR)
		error_take();
}

static void function_cleanup(struct cmdlet_call *c)
{
	if (!c->invocation)
		return;
	if (c->ran && invocation_has(c->invocation, SCRIPT_CLEAN)) {
		/* an error on its way is kept: `clean` runs beside it */
		Value error = runtime()->error;
		if (invocation_run(c->invocation, SCRIPT_CLEAN, UNSET_VALUE, &output_null) == ERROR)
			clean_failed(c);
		runtime()->error = error;
	}
	pscmdlet_detach(c->pscmdlet);
	invocation_free(&c->invocation);
	metadata_free(&c->dynamic_metadata);
}

const struct call_kind call_kind_function = {
	function_begin, function_process, function_no_input, function_end, function_cleanup,
};
