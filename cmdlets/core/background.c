#include "cmdlets/core/background.h"

#include "base/strbuf.h"
#include "cmdlets/core/job.h"
#include "cmdlets/modules.h"
#include "engine/errors.h"
#include "engine/path.h"
#include "engine/pipeline.h"
#include "engine/script.h"
#include "engine/session.h"
#include "engine/streams.h"
#include "engine/vm.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/interpreter_lock.h"
#include "object/psobject.h"
#include "object/string.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Of memory only what is used counts; scripts recurse on it. */
#define STACK_SIZE ((size_t)64 << 20)

void background_script_init(struct background_script *script)
{
	*script = (struct background_script){NULL_VALUE, NULL_VALUE, NULL_VALUE,  NULL_VALUE,
					     NULL_VALUE, NULL_VALUE, UNSET_VALUE, NULL_VALUE};
}

void background_script_mark(struct background_script *script)
{
	gc_mark_values(&script->code, sizeof(*script) / sizeof(Value));
}

/* ---- what the session writes ---- */

/* -StreamingHost: Write-Host goes to that host. */
static bool show_at_once(struct background *b, Value record)
{
	const struct information_record *r = (struct information_record *)record.cell;
	struct host *host = b->streaming_host;
	if (!host || record.tag != VALUE_OBJECT || record.cell->type != &type_information_record ||
	    !r->is_host)
		return false;
	struct strbuf line = STRBUF_INIT;
	value_append_string(r->data, &line);
	if (!r->no_newline)
		strbuf_addc(&line, '\n');
	host->write_host(host, line.data, line.length, r->foreground, r->background);
	strbuf_clear(&line);
	return true;
}

static enum status write_record(struct output *output, Value v)
{
	struct background_stream *stream = container_of(output, struct background_stream, output);
	if (stream->stream == AST_STREAM_INFORMATION && show_at_once(stream->background, v))
		return OK;
	stream->background->record(stream->background, stream->stream, v);
	return OK;
}

static struct background *of(struct host *host)
{
	return host->context;
}

static enum status host_write_object(struct host *host, Value v)
{
	of(host)->record(of(host), AST_STREAM_OUTPUT, v);
	return OK;
}

static enum status host_nothing(struct host *host UNUSED)
{
	return OK;
}

static void host_write_text(struct host *host UNUSED, enum host_stream stream UNUSED,
			    const char *text UNUSED, size_t length UNUSED)
{
}

static void host_write_host(struct host *host UNUSED, const char *text UNUSED, size_t length UNUSED,
			    int foreground UNUSED, int background UNUSED)
{
}

static void host_write_error_record(struct host *host, Value record)
{
	of(host)->record(of(host), AST_STREAM_ERROR, record);
}

/* A ProgressRecord. */
static void host_write_progress(struct host *host, const struct progress *p)
{
	Value record = psobject_new_typed("System.Management.Automation.ProgressRecord");
	const char *const texts[][2] = {{"Activity", p->activity},
					{"StatusDescription", p->status},
					{"CurrentOperation", p->operation}};
	psobject_set(record, "ActivityId", value_int(p->id));
	psobject_set(record, "ParentActivityId", value_int(p->parent));
	for (size_t i = 0; i < countof(texts); i++)
		psobject_set(record, texts[i][0],
			     texts[i][1] ? string_from(texts[i][1]) : NULL_VALUE);
	psobject_set(record, "PercentComplete", value_int(p->percent));
	psobject_set(record, "SecondsRemaining", value_int((int32_t)p->seconds));
	psobject_set(record, "RecordType", string_from(p->completed ? "Completed" : "Processing"));
	of(host)->record(of(host), STREAM_PROGRESS, record);
}

static int host_width(struct host *host UNUSED)
{
	return 120;
}

static void make_host(struct background *b)
{
	b->host = (struct host){
		.context = b,
		.write_object = host_write_object,
		.flush = host_nothing,
		.end = host_nothing,
		.write_text = host_write_text,
		.write_host = host_write_host,
		.write_error_record = host_write_error_record,
		.write_progress = host_write_progress,
		.width = host_width,
	};
	for (int i = 0; i < STREAM_COUNT; i++)
		b->streams[i] = (struct background_stream){{write_record}, b, i};
}

/* ---- running ---- */

static enum status define_using(struct session *s, Value values)
{
	if (values.tag != VALUE_HASHTABLE)
		return OK;
	struct scope *scope = machine_using_scope(s);
	size_t position = 0;
	Value name, value;
	while (hashtable_next(value_as_hashtable(values), &position, &name, &value))
		if (scope_set_in(s, scope, string_data(name), value) != OK)
			return ERROR;
	return OK;
}

static enum status run_block(struct session *s, const struct background_script *script, Value block,
			     struct output *output)
{
	if (script->item.tag != VALUE_UNSET)
		return script_block_invoke(s, block, 0, NULL, script->item, output);
	size_t count = script->arguments.tag == VALUE_ARRAY ? value_count(script->arguments) : 0;
	struct argument *arguments = gc_alloc_buffer((count + 1) * sizeof(*arguments));
	for (size_t i = 0; i < count; i++)
		arguments[i] = (struct argument){.kind = ARGUMENT_VALUE,
						 .value = value_item(script->arguments, i)};
	bool piped = script->input.tag == VALUE_LIST;
	struct command_call calls[] = {
		{.name = UNSET_VALUE,
		 .expression = piped ? list_to_array(value_as_list(script->input)) : NULL_VALUE},
		{.name = block,
		 .expression = UNSET_VALUE,
		 .invocation = AST_INVOCATION_DOT,
		 .arguments = arguments,
		 .argument_count = count},
	};
	return pipeline_run(s, piped ? calls : calls + 1, piped ? 2 : 1, output);
}

static enum status run_code(struct session *s, const struct background_script *script, Value code,
			    struct output *output)
{
	Value block;
	if (script_compile_text(s, string_data(code), string_length(code), NULL, &block) != OK)
		return ERROR;
	return run_block(s, script, block, output);
}

static enum status run_all(struct session *s, const struct background_script *script,
			   struct output *output)
{
	struct background_script first;
	background_script_init(&first);
	if (script->location.tag == VALUE_STRING) {
		free(s->location);
		s->location = path_resolve(s, string_data(script->location));
	}
	if (define_using(s, script->using_values) != OK)
		return ERROR;
	if (script->initialization.tag == VALUE_STRING) {
		enum status status = run_code(s, &first, script->initialization, output);
		if (status != OK)
			return status;
	}
	if (script->path.tag == VALUE_STRING) {
		Value block;
		if (script_compile_file(s, string_data(script->path), &block) != OK)
			return ERROR;
		return run_block(s, script, block, output);
	}
	return run_code(s, script, script->code, output);
}

static struct session *open_session(struct background *b)
{
	make_host(b);
	struct session *s = session_create_beside(&b->host);
	modules_register(s);
	return s;
}

void background_open(struct background *b)
{
	struct runtime *outer = runtime();
	b->kept = open_session(b);
	runtime_enter(outer);
}

void background_close(struct background *b)
{
	struct runtime *outer = runtime();
	if (!b->kept)
		return;
	runtime_enter(&b->kept->runtime);
	jobs_end(b->kept);
	session_free(&b->kept);
	runtime_enter(outer);
}

enum background_end background_run(struct background *b, const struct background_script *script,
				   Value *error_r)
{
	struct runtime *outer = runtime();
	enum background_end end = BACKGROUND_COMPLETED;
	*error_r = NULL_VALUE;
	struct session *s = b->kept;
	if (s) {
		runtime_enter(&s->runtime);
		machine_use_this_thread(s);
	} else {
		s = open_session(b);
	}
	struct stream_targets targets = {0};
	for (int i = AST_STREAM_ERROR; i <= AST_STREAM_INFORMATION; i++)
		targets.target[i] = &b->streams[i].output;
	s->streams = &targets;
	b->thread = pthread_self();
	b->session = s;
	s->interrupted = b->is_stopped;
	struct output *output = &b->streams[AST_STREAM_OUTPUT].output;
	enum status status = b->is_stopped ? STOP
			     : b->run      ? b->run(b, output)
					   : run_all(s, script, output);
	if (status == ERROR) {
		*error_r = error_take();
		script_locate_error(s, *error_r);
		end = BACKGROUND_FAILED;
	}
	if (s->interrupted)
		end = BACKGROUND_STOPPED;
	b->session = NULL;
	s->streams = NULL;
	if (!b->kept) {
		jobs_end(s);
		session_free(&s);
	}
	runtime_enter(outer);
	return end;
}

void background_stop(struct background *b)
{
	b->is_stopped = true;
	if (!b->session)
		return;
	b->session->interrupted = 1;
	interpreter_disturb(b->thread);
	interpreter_notify();
}

enum status background_start_thread(void (*run)(void *context), void *context, pthread_t *thread_r)
{
	int error = interpreter_start_thread(run, context, STACK_SIZE, thread_r);
	if (!error)
		return OK;
	return throw_error("CannotStartThread", CATEGORY_RESOURCE_UNAVAILABLE, NULL_VALUE,
			   "A thread could not be started: %s", strerror(error));
}

/* ---- the other side ---- */

static void mark_record(void *cell)
{
	gc_mark(((struct stream_record *)cell)->value);
}

static const struct type type_stream_record = {
	.name = "Exosh.StreamRecord",
	.tag = VALUE_OBJECT,
	.mark = mark_record,
};

Value stream_record_new(int stream, Value value)
{
	struct stream_record *r = gc_alloc(&type_stream_record, VALUE_OBJECT, sizeof(*r));
	r->stream = stream;
	r->value = value;
	return value_cell(VALUE_OBJECT, r);
}

void list_drop(Value list, Value v)
{
	struct list *l = value_as_list(list);
	for (size_t i = l->count; i-- > 0;)
		if (l->items[i].cell == v.cell)
			list_remove_at(l, i, 1);
}

Value background_failure(Value error)
{
	struct error_record *r = value_as_error_record(error);
	Value exception =
		r ? r->exception
		  : exception_new(
			    exception_type("System.Management.Automation.PipelineStoppedException"),
			    string_from("The pipeline has been stopped."), NULL_VALUE);
	Value record = error_record_new(exception, "PSTaskException", CATEGORY_INVALID_OPERATION,
					NULL_VALUE);
	value_as_error_record(record)->from_throw = r && r->from_throw;
	return record;
}

static const char *message_of(Value record)
{
	return string_data(value_to_string(record));
}

static Value progress_field(Value record, const char *name)
{
	Value v;
	return psobject_get(record, name, &v) ? value_base(v) : NULL_VALUE;
}

static const char *progress_text(Value record, const char *name)
{
	Value v = progress_field(record, name);
	return v.tag == VALUE_STRING ? string_data(v) : NULL;
}

static void replay_progress(struct cmdlet_call *c, Value record)
{
	const char *type = progress_text(record, "RecordType");
	cmdlet_progress(c,
			&(struct progress){
				.id = (int)progress_field(record, "ActivityId").integer,
				.parent = (int)progress_field(record, "ParentActivityId").integer,
				.activity = progress_text(record, "Activity"),
				.status = progress_text(record, "StatusDescription"),
				.operation = progress_text(record, "CurrentOperation"),
				.percent = (int)progress_field(record, "PercentComplete").integer,
				.seconds = progress_field(record, "SecondsRemaining").integer,
				.completed = type && !strcmp(type, "Completed"),
			});
}

enum status background_replay(struct cmdlet_call *c, int stream, Value record)
{
	switch (stream) {
	case AST_STREAM_ERROR:
		return cmdlet_relay_error(c, record);
	case AST_STREAM_WARNING:
		return cmdlet_warning(c, "%s", message_of(record));
	case AST_STREAM_VERBOSE:
		return cmdlet_verbose(c, "%s", message_of(record));
	case AST_STREAM_DEBUG:
		return cmdlet_debug(c, "%s", message_of(record));
	case AST_STREAM_INFORMATION:
		return cmdlet_information_record(c, record);
	case STREAM_PROGRESS:
		replay_progress(c, record);
		return OK;
	default:
		return cmdlet_write(c, record);
	}
}
