/* The engine's side of cmdlet.h: parameters into state, errors, streams, ShouldProcess, script blocks. */
#include "engine/cmdlet_call.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/confirm.h"
#include "engine/invocation_info.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/number.h"
#include "object/string.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- parameters ---- */

static void store(void *state, const struct parameter *row, Value v)
{
	char *field = (char *)state + row->offset;
	bool unset = v.tag == VALUE_UNSET;
	switch (row->storage) {
	case STORE_VALUE:
		*(Value *)field = v;
		break;
	case STORE_STRING:
		*(const char **)field = value_is_null(v) ? NULL : string_data(value_to_string(v));
		break;
	case STORE_INT:
	case STORE_ENUM:
		*(int32_t *)field = unset ? 0 : (int32_t)v.integer;
		break;
	case STORE_INT64:
		*(int64_t *)field = unset ? 0 : v.integer;
		break;
	case STORE_DOUBLE:
		*(double *)field = unset ? 0 : number_to_double(v);
		break;
	case STORE_SWITCH:
		*(bool *)field = value_is_true(v);
		break;
	}
}

void call_store_parameters(struct cmdlet_call *c)
{
	const struct command_metadata *m = c->binding.metadata;
	for (size_t i = 0; i < m->count && !m->parameters[i].is_common; i++)
		store(c->state, m->parameters[i].row, c->binding.values[i]);
}

void call_store_common(struct cmdlet_call *c)
{
	const struct command_metadata *m = c->binding.metadata;
	struct common_parameters *common = &c->common;
	common->verbose = common->debug = common->what_if = common->confirm = UNSET_VALUE;
	common->error_action = common->warning_action = common->information_action = UNSET_VALUE;
	common->progress_action = UNSET_VALUE;
	for (size_t i = m->count; i-- > 0 && m->parameters[i].is_common;)
		if (c->binding.sources[i] != BIND_NONE)
			store(common, m->parameters[i].row, c->binding.values[i]);
}

void *cmdlet_state(struct cmdlet_call *c)
{
	return c->state;
}

struct session *cmdlet_session(struct cmdlet_call *c)
{
	return c->session;
}

bool cmdlet_is_bound(struct cmdlet_call *c, const char *parameter)
{
	struct parameter_metadata *p = hashmap_get(&c->binding.metadata->by_name, parameter);
	return p && c->binding.sources[p - c->binding.metadata->parameters] != BIND_NONE;
}

const char *cmdlet_parameter_set(struct cmdlet_call *c)
{
	return bind_set_name(&c->binding);
}

bool cmdlet_has_pipeline_input(struct cmdlet_call *c)
{
	return c->has_input;
}

Value cmdlet_record(struct cmdlet_call *c)
{
	return c->record;
}

/* ---- output ---- */

enum status cmdlet_write(struct cmdlet_call *c, Value v)
{
	if (v.tag == VALUE_VOID)
		return OK;
	if (UNLIKELY(c->out_list.tag != VALUE_UNSET))
		list_add(value_as_list(c->out_list), v);
	return c->next->write(c->next, v);
}

static enum status write_next(struct output *output, Value v)
{
	struct {
		struct output output;
		struct cmdlet_call *call;
	} *adapter = (void *)output;
	return cmdlet_write(adapter->call, v);
}

enum status cmdlet_write_each(struct cmdlet_call *c, Value v)
{
	struct {
		struct output output;
		struct cmdlet_call *call;
	} adapter = {{write_next}, c};
	return output_write_each(&adapter.output, v);
}

struct output *cmdlet_output(struct cmdlet_call *c)
{
	return c->next;
}

const char *cmdlet_followed_by(const struct cmdlet_call *c, const char *verb)
{
	const struct pipeline *p = c->pipeline;
	for (const struct cmdlet_call *later = c + 1; p && later < p->calls + p->count; later++)
		if (later->command->cmdlet && !strcasecmp(later->command->cmdlet->verb, verb))
			return later->command->name;
	return NULL;
}

enum status cmdlet_stop_upstream(struct cmdlet_call *c)
{
	runtime()->stop_at = c;
	return STOP;
}

/* ---- errors ---- */

void call_attach_error(struct cmdlet_call *c, Value record)
{
	struct error_record *r = value_as_error_record(record);
	if (!r)
		return;
	if (!r->id_is_whole && *c->command->name && !strchr(string_data(r->id), ',')) {
		struct strbuf id = STRBUF_INIT;
		strbuf_addf(&id, "%s,", string_data(r->id));
		command_append_class_name(c->command, &id);
		r->id = string_from_strbuf(&id);
	}
	if (value_is_null(r->activity))
		r->activity = string_from(c->command->name);
	if (!r->position.source && c->call && c->call->ast && c->call->source)
		r->position = (struct error_position){c->call->source, c->call->ast->extent.start,
						      c->call->ast->extent.end, NULL_VALUE};
	if (value_is_null(r->invocation) && r->position.source) {
		struct extent extent = {r->position.start, r->position.end};
		r->invocation =
			invocation_info_new(c->command, r->position.source, extent, NULL_VALUE);
		if (c->call && c->call->name.tag == VALUE_STRING)
			((struct invocation_info *)r->invocation.cell)->name = c->call->name;
	}
	script_locate_error(c->session, record);
}

enum action_preference call_error_action(struct cmdlet_call *c)
{
	if (c->common.error_action.tag == VALUE_ENUM)
		return (enum action_preference)c->common.error_action.integer;
	return preference_get(c->session, "ErrorActionPreference", ACTION_CONTINUE);
}

enum status cmdlet_relay_error(struct cmdlet_call *c, Value record)
{
	struct error_record *r = value_as_error_record(record);
	if (r)
		r->written = false; /* there, not here */
	c->pipeline->failed = true;
	enum action_preference action = call_error_action(c);
	if (c->error_list.tag != VALUE_UNSET && action != ACTION_IGNORE)
		list_add(value_as_list(c->error_list), record);
	return error_write_preference(c->session, record, action);
}

enum status call_write_error(struct cmdlet_call *c, Value record)
{
	call_attach_error(c, record);
	return cmdlet_relay_error(c, record);
}

static enum status vthrow(const char *exception, const char *id, enum error_category category,
			  Value target, const char *format, va_list args)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_vaddf(&text, format, args);
	enum status status = throw_error_type(exception, id, category, target, "%s", text.data);
	strbuf_clear(&text);
	return status;
}

enum status cmdlet_error_type(struct cmdlet_call *c, const char *exception, const char *id,
			      enum error_category category, Value target, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	enum status status = vthrow(exception, id, category, target, format, args);
	va_end(args);
	return status == ERROR ? call_write_error(c, error_take()) : status;
}

enum status cmdlet_error(struct cmdlet_call *c, const char *id, enum error_category category,
			 Value target, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	enum status status = vthrow("System.Exception", id, category, target, format, args);
	va_end(args);
	return status == ERROR ? call_write_error(c, error_take()) : status;
}

enum status cmdlet_write_error(struct cmdlet_call *c, Value error_record)
{
	return call_write_error(c, error_record);
}

enum status cmdlet_throw_type(struct cmdlet_call *c, const char *exception, const char *id,
			      enum error_category category, Value target, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	enum status status = vthrow(exception, id, category, target, format, args);
	va_end(args);
	call_attach_error(c, runtime()->error);
	return status;
}

enum status cmdlet_throw(struct cmdlet_call *c, const char *id, enum error_category category,
			 Value target, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	enum status status = vthrow("System.Exception", id, category, target, format, args);
	va_end(args);
	call_attach_error(c, runtime()->error);
	return status;
}

/* ---- the other streams ---- */

/* What a stream's -XAction, switch or preference variable says. */
static enum action_preference stream_action(struct cmdlet_call *c, enum ast_stream stream)
{
	struct session *s = c->session;
	switch (stream) {
	case AST_STREAM_WARNING:
		if (c->common.warning_action.tag == VALUE_ENUM)
			return (enum action_preference)c->common.warning_action.integer;
		return preference_get(s, "WarningPreference", ACTION_CONTINUE);
	case AST_STREAM_VERBOSE:
		if (c->common.verbose.tag != VALUE_UNSET)
			return value_is_true(c->common.verbose) ? ACTION_CONTINUE
								: ACTION_SILENTLY_CONTINUE;
		return preference_get(s, "VerbosePreference", ACTION_SILENTLY_CONTINUE);
	case AST_STREAM_DEBUG:
		if (c->common.debug.tag != VALUE_UNSET)
			return value_is_true(c->common.debug) ? ACTION_CONTINUE
							      : ACTION_SILENTLY_CONTINUE;
		return preference_get(s, "DebugPreference", ACTION_SILENTLY_CONTINUE);
	default:
		if (c->common.information_action.tag == VALUE_ENUM)
			return (enum action_preference)c->common.information_action.integer;
		return preference_get(s, "InformationPreference", ACTION_SILENTLY_CONTINUE);
	}
}

/* -WarningAction Stop and its kind. */
static enum status stopped_by(const char *variable, const char *text)
{
	enum status status = throw_error_type(
		"System.Management.Automation.ActionPreferenceStopException",
		"ActionPreferenceStop", CATEGORY_OPERATION_STOPPED, NULL_VALUE,
		"The running command stopped because the preference variable \"%s\" or common "
		"parameter is set to Stop: %s",
		variable, text);
	value_as_error_record(runtime()->error)->from_stop = true;
	return status;
}

static enum status write_message(struct cmdlet_call *c, enum ast_stream stream,
				 const char *variable, const char *format, va_list args)
{
	enum action_preference action = stream_action(c, stream);
	struct output *target = c->session->streams ? c->session->streams->target[stream] : NULL;
	bool list = stream == AST_STREAM_WARNING && c->warning_list.tag != VALUE_UNSET;
	bool collected = stream == AST_STREAM_WARNING && stream_is_collected(c->session, stream);
	if (action == ACTION_IGNORE || (action == ACTION_SILENTLY_CONTINUE && !list && !collected))
		return OK;
	struct strbuf text = STRBUF_INIT;
	strbuf_vaddf(&text, format, args);
	Value message = string_from_strbuf(&text);
	if (list || collected) {
		struct message_record *r = gc_alloc(&type_warning_record, VALUE_OBJECT, sizeof(*r));
		r->message = message;
		Value record = value_cell(VALUE_OBJECT, r);
		if (list)
			list_add(value_as_list(c->warning_list), record);
		stream_collect(c->session, stream, record);
	}
	if (action == ACTION_SILENTLY_CONTINUE && !target)
		return OK;
	enum status status = stream_write_message(c->session, stream, message);
	if (status == OK && action == ACTION_STOP)
		return stopped_by(variable, string_data(message));
	return status;
}

#define MESSAGE_FUNCTION(function, stream, variable)                                   \
	enum status function(struct cmdlet_call *c, const char *format, ...)           \
	{                                                                              \
		va_list args;                                                          \
		va_start(args, format);                                                \
		enum status status = write_message(c, stream, variable, format, args); \
		va_end(args);                                                          \
		return status;                                                         \
	}
MESSAGE_FUNCTION(cmdlet_warning, AST_STREAM_WARNING, "WarningPreference")
MESSAGE_FUNCTION(cmdlet_verbose, AST_STREAM_VERBOSE, "VerbosePreference")
MESSAGE_FUNCTION(cmdlet_debug, AST_STREAM_DEBUG, "DebugPreference")

enum status cmdlet_information_record(struct cmdlet_call *c, Value record)
{
	struct information_record *r = (struct information_record *)record.cell;
	enum action_preference action = stream_action(c, AST_STREAM_INFORMATION);
	if (r->is_host && c->common.information_action.tag != VALUE_ENUM)
		action =
			ACTION_CONTINUE; /* Write-Host shows whatever the preference variable says */
	if (c->information_list.tag != VALUE_UNSET && action != ACTION_IGNORE)
		list_add(value_as_list(c->information_list), record);
	if (action != ACTION_IGNORE)
		stream_collect(c->session, AST_STREAM_INFORMATION, record);
	struct output *target =
		c->session->streams ? c->session->streams->target[AST_STREAM_INFORMATION] : NULL;
	if (action == ACTION_IGNORE || (action == ACTION_SILENTLY_CONTINUE && !target))
		return OK;
	enum status status = stream_write_information(c->session, record);
	if (status == OK && action == ACTION_STOP)
		return stopped_by("InformationPreference", string_data(value_to_string(r->data)));
	return status;
}

enum status cmdlet_information(struct cmdlet_call *c, Value data, Value tags)
{
	return cmdlet_information_record(c, information_record_new(data, tags, c->command->name));
}

/* ---- questions ---- */

enum status cmdlet_should_process(struct cmdlet_call *c, const char *target, const char *action,
				  bool *go_r)
{
	return confirm_should_process(c, target, action, go_r);
}

enum status cmdlet_should_continue(struct cmdlet_call *c, const char *query, const char *caption,
				   bool *go_r)
{
	return confirm_ask(c, caption, query, go_r);
}

/* ---- script blocks ---- */

enum status cmdlet_run_block(struct cmdlet_call *c, Value script_block, Value dollar_underbar,
			     struct output *output)
{
	struct block_runner runner;
	block_runner_init(&runner, c->session, script_block);
	enum status status = block_runner_call(&runner, dollar_underbar, output);
	block_runner_clear(&runner);
	return status;
}

enum status cmdlet_collect_block(struct cmdlet_call *c, Value script_block, Value dollar_underbar,
				 Value *result_r)
{
	struct collector collected;
	collector_init(&collected);
	enum status status = cmdlet_run_block(c, script_block, dollar_underbar, &collected.output);
	*result_r = collector_result(&collected);
	return status;
}

bool cmdlet_shows_progress(struct cmdlet_call *c)
{
	Value given = c->common.progress_action;
	enum action_preference action =
		given.tag != VALUE_UNSET
			? (enum action_preference)given.integer
			: preference_get(c->session, "ProgressPreference", ACTION_CONTINUE);
	return c->session->host->write_progress && action != ACTION_SILENTLY_CONTINUE &&
	       action != ACTION_IGNORE;
}

void cmdlet_progress(struct cmdlet_call *c, const struct progress *progress)
{
	if (cmdlet_shows_progress(c))
		c->session->host->write_progress(c->session->host, progress);
}

bool cmdlet_is_stopping(struct cmdlet_call *c)
{
	return c->session->interrupted;
}

char *cmdlet_system_path(struct cmdlet_call *c UNUSED, const char *path)
{
	return runtime()->hooks->resolve_path(path);
}

/* ---- a cmdlet as a command of a pipeline ---- */

/* Parameters that are still accepted, but do nothing any more, say so once. */
static enum status warn_deprecated(struct cmdlet_call *c)
{
	const struct command_metadata *m = c->binding.metadata;
	for (size_t i = 0; i < m->count && !m->parameters[i].is_common; i++) {
		const struct parameter *row = m->parameters[i].row;
		if (!row->deprecated || c->binding.sources[i] == BIND_NONE)
			continue;
		enum status status = cmdlet_warning(c, "%s", row->deprecated);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status cmdlet_begin(struct cmdlet_call *c)
{
	call_store_parameters(c);
	const struct cmdlet *cmdlet = c->command->cmdlet;
	enum status status = warn_deprecated(c);
	if (status != OK)
		return status;
	return cmdlet->begin ? cmdlet->begin(c) : OK;
}

/* When a single untyped parameter takes the whole pipeline, the record goes straight into its field. */
static enum status cmdlet_process(struct cmdlet_call *c, Value record)
{
	const struct cmdlet *cmdlet = c->command->cmdlet;
	c->record = record;
	if (c->fast_parameter >= 0) {
		const struct parameter_metadata *p =
			&c->binding.metadata->parameters[c->fast_parameter];
		*(Value *)((char *)c->state + p->row->offset) = record;
		c->binding.values[c->fast_parameter] = record;
		c->binding.sources[c->fast_parameter] = BIND_PIPELINE;
		return cmdlet->process ? cmdlet->process(c) : OK;
	}
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
	call_store_parameters(c);
	return cmdlet->process ? cmdlet->process(c) : OK;
}

static enum status cmdlet_no_input(struct cmdlet_call *c)
{
	const struct cmdlet *cmdlet = c->command->cmdlet;
	return cmdlet->process ? cmdlet->process(c) : OK;
}

static enum status cmdlet_end(struct cmdlet_call *c)
{
	c->record = UNSET_VALUE;
	const struct cmdlet *cmdlet = c->command->cmdlet;
	return cmdlet->end ? cmdlet->end(c) : OK;
}

static void cmdlet_cleanup(struct cmdlet_call *c)
{
	if (c->command->cmdlet->cleanup && c->state)
		c->command->cmdlet->cleanup(c);
}

const struct call_kind call_kind_cmdlet = {
	cmdlet_begin, cmdlet_process, cmdlet_no_input, cmdlet_end, cmdlet_cleanup,
};
