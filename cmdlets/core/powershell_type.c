/* System.Management.Automation.PowerShell: commands that are put together, and run in a runspace. */
#include "cmdlets/core/runspace.h"

#include "engine/pipeline.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/hashtable.h"
#include "object/interpreter_lock.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/psobject.h"
#include "object/sequence.h"
#include "object/string.h"

#define SMA "System.Management.Automation."

static const struct enum_member state_names[] = {
	{"NotStarted", 0}, {"Running", 1}, {"Stopping", 2},     {"Stopped", 3},
	{"Completed", 4},  {"Failed", 5},  {"Disconnected", 6}, {NULL, 0},
};
struct type type_ps_invocation_state = {
	.name = SMA "PSInvocationState",
	.tag = VALUE_ENUM,
	.flags = TYPE_ENUM,
	.enum_members = state_names,
	.underlying = &type_int32,
};
enum invocation_state { NOT_STARTED, RUNNING, STOPPED = 3, COMPLETED, FAILED };

/* One command or script of the pipeline. */
struct ps_command {
	struct cell cell;
	Value text; /* a name, a script, or a CommandInfo */
	bool is_script, is_local_scope, ends_statement;
	Value names, values; /* lists: of an argument without a name $null */
};

struct powershell {
	struct cell cell;
	Value commands; /* list */
	Value runspace; /* Runspace or RunspacePool, or NULL: one of its own */
	Value own;      /* that one, or NULL */
	Value input;    /* list */
	Value output;   /* list: what it gives now */
	Value streams[STREAM_COUNT];
	Value error; /* what ended it, or NULL */
	enum invocation_state state;
	bool had_errors, is_stopped;
	struct background pooled; /* of an invocation in a pool */
};

static struct powershell *of(Value v)
{
	return (struct powershell *)v.cell;
}

static Value value_of(struct powershell *p)
{
	return value_cell(VALUE_OBJECT, p);
}

static void powershell_mark(void *cell)
{
	struct powershell *p = cell;
	gc_mark(p->commands);
	gc_mark(p->runspace);
	gc_mark(p->own);
	gc_mark(p->input);
	gc_mark(p->output);
	gc_mark_values(p->streams, STREAM_COUNT);
	gc_mark(p->error);
}

static void command_mark(void *cell)
{
	struct ps_command *c = cell;
	gc_mark(c->text);
	gc_mark(c->names);
	gc_mark(c->values);
}

static enum status create(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			  Value *result_r)
{
	struct powershell *p = gc_alloc(&type_powershell, VALUE_OBJECT, sizeof(*p));
	*result_r = value_of(p);
	p->runspace = p->own = p->input = p->output = p->error = NULL_VALUE;
	for (int i = 0; i < STREAM_COUNT; i++)
		p->streams[i] = NULL_VALUE;
	p->commands = list_new();
	for (int i = 0; i < STREAM_COUNT; i++)
		p->streams[i] = list_new();
	return OK;
}

/* ---- putting commands together ---- */

static struct ps_command *add(Value self, Value text, bool is_script)
{
	struct ps_command *c = gc_alloc(&type_ps_command, VALUE_OBJECT, sizeof(*c));
	c->text = text;
	c->names = c->values = NULL_VALUE;
	list_add(value_as_list(of(self)->commands), value_cell(VALUE_OBJECT, c));
	c->is_script = is_script;
	c->names = list_new();
	c->values = list_new();
	return c;
}

static enum status add_script(Value self, int argc, const Value *argv, Value *result_r)
{
	struct ps_command *c = add(self, argv[0], true);
	c->is_local_scope = argc > 1 && value_is_true_bool(argv[1]);
	*result_r = self;
	return OK;
}

static enum status add_command(Value self, int argc, const Value *argv, Value *result_r)
{
	struct ps_command *c = add(self, argv[0], false);
	c->is_local_scope = argc > 1 && value_is_true_bool(argv[1]);
	*result_r = self;
	return OK;
}

static struct ps_command *last_command(Value self)
{
	struct list *commands = value_as_list(of(self)->commands);
	return commands->count ? (struct ps_command *)commands->items[commands->count - 1].cell
			       : NULL;
}

static enum status argument(Value self, Value name, Value value)
{
	struct ps_command *c = last_command(self);
	if (!c)
		return throw_exception("System.InvalidOperationException",
				       "A command is required to add a parameter. A command must "
				       "be added to the PowerShell instance before adding a "
				       "parameter.");
	list_add(value_as_list(c->names), name);
	list_add(value_as_list(c->values), value);
	return OK;
}

static enum status add_parameter(Value self, int argc, const Value *argv, Value *result_r)
{
	*result_r = self;
	return argument(self, argv[0], argc > 1 ? argv[1] : TRUE_VALUE);
}

static enum status add_argument(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = self;
	return argument(self, NULL_VALUE, argv[0]);
}

/* Of a dictionary names and values, of a list arguments. */
static enum status add_parameters(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = self;
	Value given = value_base(argv[0]);
	if (given.tag == VALUE_HASHTABLE) {
		Value name, value;
		for (size_t i = 0; hashtable_next(value_as_hashtable(given), &i, &name, &value);)
			if (argument(self, value_to_string(name), value) != OK)
				return ERROR;
		return OK;
	}
	for (size_t i = 0; i < value_count(given); i++)
		if (argument(self, NULL_VALUE, value_item(given, i)) != OK)
			return ERROR;
	return OK;
}

static enum status add_statement(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	if (last_command(self))
		last_command(self)->ends_statement = true;
	*result_r = self;
	return OK;
}

/* ---- running ---- */

static void keep_record(struct powershell *p, int stream, Value record)
{
	if (stream == AST_STREAM_OUTPUT) {
		list_add(value_as_list(p->output), record);
		return;
	}
	p->had_errors |= stream == AST_STREAM_ERROR;
	list_add(value_as_list(p->streams[stream]), record);
}

static void keep_in_runspace(struct background *background, int stream, Value record)
{
	keep_record(of(container_of(background, struct runspace, background)->runner), stream,
		    record);
}

static void set_arguments(const struct ps_command *c, struct command_call *call)
{
	size_t count = value_count(c->values);
	struct argument *arguments = gc_alloc_buffer((count + 1) * sizeof(*arguments));
	for (size_t i = 0; i < count; i++) {
		Value name = value_item(c->names, i);
		bool named = name.tag == VALUE_STRING;
		const char *text = named ? string_data(name) : NULL;
		arguments[i] = (struct argument){
			.kind = named ? ARGUMENT_PARAMETER_VALUE : ARGUMENT_VALUE,
			.name = named && *text == '-' ? text + 1 : text,
			.value = value_item(c->values, i),
		};
	}
	call->arguments = arguments;
	call->argument_count = count;
}

static enum status set_call(struct session *s, const struct ps_command *c,
			    struct command_call *call)
{
	*call = (struct command_call){
		.name = c->text,
		.expression = UNSET_VALUE,
		.invocation = c->is_script && !c->is_local_scope ? AST_INVOCATION_DOT
								 : AST_INVOCATION_AMPERSAND,
	};
	set_arguments(c, call);
	if (!c->is_script)
		return OK;
	return script_compile_text(s, string_data(c->text), string_length(c->text), NULL,
				   &call->name);
}

/* The commands from `*from_r` to the end of a statement, as one pipeline. */
static enum status run_statement(struct powershell *p, struct session *s, size_t *from_r,
				 struct output *output)
{
	struct list *commands = value_as_list(p->commands);
	struct command_call calls[64];
	size_t count = 0;
	bool piped = value_count(p->input) > 0, more = true;
	if (piped && *from_r == 0)
		calls[count++] = (struct command_call){
			.name = UNSET_VALUE,
			.expression = list_to_array(value_as_list(p->input)),
		};
	while (more && *from_r < commands->count && count < countof(calls)) {
		struct ps_command *c = (struct ps_command *)commands->items[(*from_r)++].cell;
		enum status status = set_call(s, c, &calls[count++]);
		if (status != OK)
			return status;
		more = !c->ends_statement;
	}
	return pipeline_run(s, calls, count, output);
}

static enum status run_commands(struct powershell *p, struct session *s, struct output *output)
{
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(p->commands);)
		status = run_statement(p, s, &i, output);
	return status == RETURN ? OK : status;
}

static enum status run_in_runspace(struct background *b, struct output *output)
{
	struct powershell *p = of(container_of(b, struct runspace, background)->runner);
	return run_commands(p, b->session, output);
}

/* The runspace that it runs in: the one it was given, or its own. */
static enum status find_runspace(struct powershell *p, Value *runspace_r)
{
	struct runspace_pool *pool = value_as_runspace_pool(p->runspace);
	if (pool) {
		*runspace_r = runspace_new(pool->initial);
		return runspace_open(*runspace_r);
	}
	if (value_as_runspace(p->runspace)) {
		*runspace_r = p->runspace;
		return OK;
	}
	if (value_is_null(p->own)) {
		p->own = runspace_new(NULL_VALUE);
		if (runspace_open(p->own) != OK)
			return ERROR;
	}
	*runspace_r = p->own;
	return OK;
}

static enum status check(struct powershell *p)
{
	struct runspace *r = value_as_runspace(p->runspace);
	struct runspace_pool *pool = value_as_runspace_pool(p->runspace);
	if (value_count(p->commands) == 0)
		return throw_exception("System.InvalidOperationException",
				       "Cannot perform the operation because there are no commands "
				       "specified. Specify at least one command.");
	if (p->state == RUNNING)
		return throw_exception("System.InvalidOperationException",
				       "The state of the current PowerShell instance is not valid "
				       "for this operation.");
	if ((r && r->state != RUNSPACE_OPENED) || (pool && pool->state != RUNSPACE_OPENED))
		return throw_exception(SMA "Runspaces.InvalidRunspaceStateException",
				       "Cannot perform the operation because the runspace is not "
				       "in the Opened state.");
	return OK;
}

static void begin(struct powershell *p, Value input)
{
	p->input = list_new();
	if (!value_is_null(input) && sequence_collect(input, value_as_list(p->input)) != OK)
		(void)error_take();
	p->output = list_new_typed(&type_ps_collection);
	p->error = NULL_VALUE;
	p->had_errors = p->is_stopped = false;
	p->state = RUNNING;
}

/* On whatever thread. */
static void run(struct powershell *p)
{
	Value runspace;
	struct background_script none;
	enum background_end end = BACKGROUND_FAILED;
	background_script_init(&none);
	if (find_runspace(p, &runspace) == OK) {
		struct runspace *r = value_as_runspace(runspace);
		r->runner = value_of(p);
		r->background.record = keep_in_runspace;
		r->background.run = run_in_runspace;
		r->background.is_stopped = p->is_stopped;
		end = background_run(&r->background, &none, &p->error);
		r->runner = NULL_VALUE;
		if (value_as_runspace_pool(p->runspace))
			runspace_close(runspace);
	} else {
		p->error = error_take();
	}
	p->had_errors |= end == BACKGROUND_FAILED;
	p->state = end == BACKGROUND_COMPLETED ? COMPLETED
		   : end == BACKGROUND_STOPPED ? STOPPED
					       : FAILED;
	interpreter_notify();
}

static enum status outcome(struct powershell *p, Value *result_r)
{
	if (p->state == FAILED && !value_is_null(p->error))
		return throw_value(p->error);
	*result_r = p->output;
	return OK;
}

static enum status invoke(Value self, int argc, const Value *argv, Value *result_r)
{
	struct powershell *p = of(self);
	if (check(p) != OK)
		return ERROR;
	begin(p, argc > 0 ? argv[0] : NULL_VALUE);
	run(p);
	if (p->state == STOPPED && session_current()->interrupted)
		return STOP;
	return outcome(p, result_r);
}

static void run_thread(void *context)
{
	struct powershell *p = context;
	struct runspace_pool *pool = value_as_runspace_pool(p->runspace);
	while (pool && pool->running >= pool->maximum && !p->is_stopped)
		interpreter_wait(1000);
	if (pool)
		pool->running++;
	run(p);
	if (pool)
		pool->running--;
	interpreter_notify();
	gc_unpin(value_of(p));
}

/* IAsyncResult */
struct async_result {
	struct cell cell;
	Value powershell;
};

static void async_mark(void *cell)
{
	gc_mark(((struct async_result *)cell)->powershell);
}

static struct powershell *awaited(Value v)
{
	return of(((struct async_result *)v.cell)->powershell);
}

static enum status begin_invoke(Value self, int argc, const Value *argv, Value *result_r)
{
	struct powershell *p = of(self);
	pthread_t thread;
	if (check(p) != OK)
		return ERROR;
	begin(p, argc > 0 ? argv[0] : NULL_VALUE);
	if (argc > 1 && argv[1].tag == VALUE_LIST)
		p->output = argv[1];
	gc_pin(self);
	if (background_start_thread(run_thread, p, &thread) != OK) {
		p->state = FAILED;
		gc_unpin(self);
		return ERROR;
	}
	struct async_result *r = gc_alloc(&type_ps_async_result, VALUE_OBJECT, sizeof(*r));
	r->powershell = self;
	*result_r = value_cell(VALUE_OBJECT, r);
	return OK;
}

/* Until it has ended or the time is over; negative: without end. False when the script is to stop. */
static bool await(struct powershell *p, int64_t milliseconds)
{
	int64_t deadline = milliseconds < 0 ? INT64_MAX : interpreter_clock() + milliseconds;
	while (p->state == RUNNING && interpreter_clock() < deadline) {
		if (session_current()->interrupted)
			return false;
		interpreter_wait(MIN(100, deadline - interpreter_clock() + 1));
	}
	return true;
}

static enum status end_invoke(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	struct powershell *p = awaited(argv[0]);
	return await(p, -1) ? outcome(p, result_r) : STOP;
}

static enum status async_get_completed(Value self, Value *result_r)
{
	*result_r = value_bool(awaited(self)->state != RUNNING);
	return OK;
}

static enum status async_get_self(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

static enum status async_wait(Value self, int argc, const Value *argv, Value *result_r)
{
	struct powershell *p = awaited(self);
	int64_t milliseconds = argc == 0                       ? -1
			       : argv[0].tag == VALUE_TIMESPAN ? argv[0].integer / 10000
							       : argv[0].integer;
	if (!await(p, milliseconds))
		return STOP;
	*result_r = value_bool(p->state != RUNNING);
	return OK;
}

static enum status get_null(Value self UNUSED, Value *result_r)
{
	*result_r = NULL_VALUE;
	return OK;
}

static enum status async_close(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	return OK;
}

static const struct member async_members[] = {
	PROPERTY("bool IsCompleted {get;}", async_get_completed),
	PROPERTY("System.Object AsyncWaitHandle {get;}", async_get_self),
	PROPERTY("System.Object AsyncState {get;}", get_null),
	METHOD("bool WaitOne()", async_wait),
	METHOD("bool WaitOne(int millisecondsTimeout)", async_wait),
	METHOD("bool WaitOne(timespan timeout)", async_wait),
	METHOD("void Close()", async_close),
	METHOD("void Dispose()", async_close),
	MEMBER_END,
};
struct type type_ps_async_result = {
	.name = SMA "PowerShellAsyncResult", .members = async_members, .mark = async_mark};

static void stop_now(struct powershell *p)
{
	struct runspace *r = value_as_runspace(value_is_null(p->own) ? p->runspace : p->own);
	p->is_stopped = true;
	if (p->state == RUNNING && r)
		background_stop(&r->background);
	interpreter_notify();
}

static enum status stop(Value self, int argc UNUSED, const Value *argv UNUSED,
			Value *result_r UNUSED)
{
	stop_now(of(self));
	return await(of(self), 10000) ? OK : STOP;
}

static enum status dispose(Value self, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	struct powershell *p = of(self);
	if (p->state == RUNNING)
		stop_now(p);
	if (!await(p, 10000))
		return STOP;
	if (!value_is_null(p->own) && p->state != RUNNING)
		runspace_close(p->own);
	p->own = NULL_VALUE;
	return OK;
}

/* ---- what it says of itself ---- */

/* The streams of a PowerShell: itself under another type. */
struct data_streams {
	struct cell cell;
	Value powershell;
};

static void streams_mark(void *cell)
{
	gc_mark(((struct data_streams *)cell)->powershell);
}

static struct powershell *streams_of(Value v)
{
	return of(((struct data_streams *)v.cell)->powershell);
}

#define STREAM(name, number)                                       \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		*result_r = streams_of(self)->streams[number];     \
		return OK;                                         \
	}
STREAM(error, AST_STREAM_ERROR)
STREAM(warning, AST_STREAM_WARNING)
STREAM(verbose, AST_STREAM_VERBOSE)
STREAM(debug, AST_STREAM_DEBUG)
STREAM(information, AST_STREAM_INFORMATION)
STREAM(progress, STREAM_PROGRESS)

static enum status clear_streams(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r UNUSED)
{
	for (int i = 0; i < STREAM_COUNT; i++)
		streams_of(self)->streams[i] = list_new();
	return OK;
}

static const struct member streams_members[] = {
	PROPERTY("System.Object Error {get;}", get_error),
	PROPERTY("System.Object Progress {get;}", get_progress),
	PROPERTY("System.Object Verbose {get;}", get_verbose),
	PROPERTY("System.Object Debug {get;}", get_debug),
	PROPERTY("System.Object Warning {get;}", get_warning),
	PROPERTY("System.Object Information {get;}", get_information),
	METHOD("void ClearStreams()", clear_streams),
	MEMBER_END,
};
struct type type_ps_data_streams = {
	.name = SMA "PSDataStreams", .members = streams_members, .mark = streams_mark};

static enum status get_streams(Value self, Value *result_r)
{
	struct data_streams *s = gc_alloc(&type_ps_data_streams, VALUE_OBJECT, sizeof(*s));
	s->powershell = self;
	*result_r = value_cell(VALUE_OBJECT, s);
	return OK;
}

static enum status get_had_errors(Value self, Value *result_r)
{
	*result_r = value_bool(of(self)->had_errors);
	return OK;
}

static enum status get_state_info(Value self, Value *result_r)
{
	struct powershell *p = of(self);
	struct error_record *record = value_as_error_record(p->error);
	*result_r = psobject_new_typed(SMA "PSInvocationStateInfo");
	psobject_set(*result_r, "State", enum_value(&type_ps_invocation_state, p->state));
	psobject_set(*result_r, "Reason", record ? record->exception : NULL_VALUE);
	return OK;
}

/* PSCommand: the commands of a PowerShell. */
static enum status view_commands(Value self, Value *result_r)
{
	*result_r = streams_of(self)->commands;
	return OK;
}

static enum status clear_commands(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r UNUSED)
{
	streams_of(self)->commands = list_new();
	return OK;
}

static const struct member ps_commands_members[] = {
	PROPERTY("System.Object Commands {get;}", view_commands),
	METHOD("void Clear()", clear_commands),
	MEMBER_END,
};
struct type type_ps_commands = {
	.name = SMA "PSCommand", .members = ps_commands_members, .mark = streams_mark};

static enum status get_commands(Value self, Value *result_r)
{
	struct data_streams *v = gc_alloc(&type_ps_commands, VALUE_OBJECT, sizeof(*v));
	v->powershell = self;
	*result_r = value_cell(VALUE_OBJECT, v);
	return OK;
}

static enum status set_commands(Value self, Value value)
{
	Value commands;
	bool found;
	if (member_get(value, "Commands", &commands, &found) != OK)
		return ERROR;
	if (found)
		of(self)->commands = commands;
	return OK;
}

static enum status get_runspace(Value self, Value *result_r)
{
	struct powershell *p = of(self);
	*result_r = value_as_runspace_pool(p->runspace) ? NULL_VALUE : p->runspace;
	if (value_is_null(p->runspace))
		return find_runspace(p, result_r);
	return OK;
}

static enum status get_pool(Value self, Value *result_r)
{
	Value runspace = of(self)->runspace;
	*result_r = value_as_runspace_pool(runspace) ? runspace : NULL_VALUE;
	return OK;
}

static enum status set_runspace(Value self, Value value)
{
	of(self)->runspace = value_base(value);
	return OK;
}

static enum status command_get_text(Value self, Value *result_r)
{
	*result_r = ((struct ps_command *)self.cell)->text;
	return OK;
}

static enum status command_get_is_script(Value self, Value *result_r)
{
	*result_r = value_bool(((struct ps_command *)self.cell)->is_script);
	return OK;
}

static enum status command_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	value_append_string(((struct ps_command *)self.cell)->text, out);
	return OK;
}

static const struct member command_members[] = {
	PROPERTY("string CommandText {get;}", command_get_text),
	PROPERTY("bool IsScript {get;}", command_get_is_script),
	MEMBER_END,
};
struct type type_ps_command = {
	.name = SMA "Runspaces.Command",
	.members = command_members,
	.mark = command_mark,
	.to_string = command_to_string,
};

#define SELF "powershell "
static const struct member powershell_members[] = {
	STATIC_METHOD("static powershell Create()", create),
	STATIC_METHOD(
		"static powershell Create(System.Management.Automation.RunspaceMode runspace)",
		create),
	METHOD(SELF "AddScript(string script)", add_script),
	METHOD(SELF "AddScript(string script, bool useLocalScope)", add_script),
	METHOD(SELF "AddCommand(string cmdlet)", add_command),
	METHOD(SELF "AddCommand(string cmdlet, bool useLocalScope)", add_command),
	METHOD(SELF "AddCommand(System.Management.Automation.CommandInfo commandInfo)",
	       add_command),
	METHOD(SELF "AddParameter(string parameterName)", add_parameter),
	METHOD(SELF "AddParameter(string parameterName, System.Object value)", add_parameter),
	METHOD(SELF "AddParameters(System.Collections.IList parameters)", add_parameters),
	METHOD(SELF "AddParameters(System.Collections.IDictionary parameters)", add_parameters),
	METHOD(SELF "AddArgument(System.Object value)", add_argument),
	METHOD(SELF "AddStatement()", add_statement),
	METHOD("System.Object Invoke()", invoke),
	METHOD("System.Object Invoke(System.Collections.IEnumerable input)", invoke),
	METHOD("System.IAsyncResult BeginInvoke()", begin_invoke),
	METHOD("System.IAsyncResult BeginInvoke(System.Object input)", begin_invoke),
	METHOD("System.IAsyncResult BeginInvoke(System.Object input, System.Object output)",
	       begin_invoke),
	METHOD("System.Object EndInvoke(System.Object asyncResult)", end_invoke),
	METHOD("void Stop()", stop),
	METHOD("void Dispose()", dispose),
	PROPERTY_RW("System.Object Commands {get;set;}", get_commands, set_commands),
	PROPERTY("System.Object Streams {get;}", get_streams),
	PROPERTY("bool HadErrors {get;}", get_had_errors),
	PROPERTY("System.Object InvocationStateInfo {get;}", get_state_info),
	PROPERTY_RW("System.Object Runspace {get;set;}", get_runspace, set_runspace),
	PROPERTY_RW("System.Object RunspacePool {get;set;}", get_pool, set_runspace),
	MEMBER_END,
};
struct type type_powershell = {
	.name = SMA "PowerShell",
	.alias = "powershell",
	.flags = TYPE_SEALED,
	.members = powershell_members,
	.mark = powershell_mark,
};
