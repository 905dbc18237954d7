/* Runspace, RunspacePool, RunspaceFactory, InitialSessionState and the session state of a runspace. */
#include "cmdlets/core/runspace.h"

#include "base/strbuf.h"
#include "engine/pipeline.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/enums.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"

#define RUNSPACES "System.Management.Automation.Runspaces."

static const struct enum_member state_members[] = {
	{"BeforeOpen", 0}, {"Opening", 1}, {"Opened", 2},        {"Closed", 3},
	{"Closing", 4},    {"Broken", 5},  {"Disconnecting", 6}, {"Disconnected", 7},
	{"Connecting", 8}, {NULL, 0},
};
static const struct enum_member availability_members[] = {
	{"None", 0}, {"Available", 1},   {"AvailableForNestedCommand", 2},
	{"Busy", 3}, {"RemoteDebug", 4}, {NULL, 0},
};
static const struct enum_member thread_members[] = {
	{"Default", 0}, {"UseNewThread", 1}, {"ReuseThread", 2}, {"UseCurrentThread", 3}, {NULL, 0},
};
#define ENUM(variable, full_name, names)     \
	static struct type variable = {      \
		.name = RUNSPACES full_name, \
		.tag = VALUE_ENUM,           \
		.flags = TYPE_ENUM,          \
		.enum_members = names,       \
		.underlying = &type_int32,   \
	}
ENUM(type_state, "RunspaceState", state_members);
ENUM(type_availability, "RunspaceAvailability", availability_members);
ENUM(type_thread_options, "PSThreadOptions", thread_members);

static struct type type_runspace, type_pool, type_initial, type_proxy;

struct runspace *value_as_runspace(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_runspace ? (struct runspace *)v.cell
								       : NULL;
}

struct runspace_pool *value_as_runspace_pool(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_pool ? (struct runspace_pool *)v.cell
								   : NULL;
}

/* ---- what a session starts with ---- */

struct initial {
	struct cell cell;
	Value variables, commands, modules; /* lists */
};

static void initial_mark(void *cell)
{
	struct initial *i = cell;
	gc_mark(i->variables);
	gc_mark(i->commands);
	gc_mark(i->modules);
}

static struct initial *as_initial(Value v)
{
	return (struct initial *)v.cell;
}

static enum status initial_new(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	struct initial *i = gc_alloc(&type_initial, VALUE_OBJECT, sizeof(*i));
	*result_r = value_cell(VALUE_OBJECT, i);
	i->variables = list_new();
	i->commands = list_new();
	i->modules = list_new();
	return OK;
}

#define INITIAL_LIST(field)                                                 \
	static enum status initial_get_##field(Value self, Value *result_r) \
	{                                                                   \
		*result_r = as_initial(self)->field;                        \
		return OK;                                                  \
	}
INITIAL_LIST(variables)
INITIAL_LIST(commands)
INITIAL_LIST(modules)

static enum status initial_import(Value self, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	for (size_t i = 0; i < value_count(argv[0]); i++)
		list_add(value_as_list(as_initial(self)->modules), value_item(argv[0], i));
	return OK;
}

static const struct member initial_members[] = {
	PROPERTY("System.Object Variables {get;}", initial_get_variables),
	PROPERTY("System.Object Commands {get;}", initial_get_commands),
	PROPERTY("System.Object Modules {get;}", initial_get_modules),
	METHOD("void ImportPSModule(string[] name)", initial_import),
	STATIC_METHOD("static initialsessionstate Create()", initial_new),
	STATIC_METHOD("static initialsessionstate CreateDefault()", initial_new),
	STATIC_METHOD("static initialsessionstate CreateDefault2()", initial_new),
	MEMBER_END,
};
static struct type type_initial = {
	.name = RUNSPACES "InitialSessionState",
	.alias = "initialsessionstate",
	.members = initial_members,
	.mark = initial_mark,
};

/* SessionStateVariableEntry and SessionStateFunctionEntry: a name and what it stands for. */
struct entry {
	struct cell cell;
	Value name, value, description;
};

static void entry_mark(void *cell)
{
	gc_mark_values(&((struct entry *)cell)->name, 3);
}

static struct entry *as_entry(Value v)
{
	return (struct entry *)v.cell;
}

static enum status entry_new(Value self, int argc, const Value *argv, Value *result_r)
{
	struct entry *e = gc_alloc(value_as_type(self), VALUE_OBJECT, sizeof(*e));
	e->name = argv[0];
	e->value = argv[1];
	e->description = argc > 2 ? argv[2] : NULL_VALUE;
	*result_r = value_cell(VALUE_OBJECT, e);
	return OK;
}

#define ENTRY_FIELD(field)                                                \
	static enum status entry_get_##field(Value self, Value *result_r) \
	{                                                                 \
		*result_r = as_entry(self)->field;                        \
		return OK;                                                \
	}
ENTRY_FIELD(name)
ENTRY_FIELD(value)
ENTRY_FIELD(description)

#define VARIABLE_ENTRY RUNSPACES "SessionStateVariableEntry"
#define FUNCTION_ENTRY RUNSPACES "SessionStateFunctionEntry"
static const struct member variable_entry_members[] = {
	PROPERTY("string Name {get;}", entry_get_name),
	PROPERTY("System.Object Value {get;}", entry_get_value),
	PROPERTY("string Description {get;}", entry_get_description),
	CONSTRUCTOR(VARIABLE_ENTRY " new(string name, System.Object value, string description)",
		    entry_new),
	CONSTRUCTOR(VARIABLE_ENTRY " new(string name, System.Object value, string description, "
				   "System.Management.Automation.ScopedItemOptions options)",
		    entry_new),
	MEMBER_END,
};
static const struct member function_entry_members[] = {
	PROPERTY("string Name {get;}", entry_get_name),
	PROPERTY("string Definition {get;}", entry_get_value),
	CONSTRUCTOR(FUNCTION_ENTRY " new(string name, string definition)", entry_new),
	MEMBER_END,
};
static struct type type_variable_entry = {
	.name = VARIABLE_ENTRY, .members = variable_entry_members, .mark = entry_mark};
static struct type type_function_entry = {
	.name = FUNCTION_ENTRY, .members = function_entry_members, .mark = entry_mark};

static enum status define_function(struct session *s, const struct entry *e)
{
	struct strbuf text = STRBUF_INIT;
	Value block;
	strbuf_addf(&text, "function global:%s {%s}", string_data(e->name), string_data(e->value));
	enum status status = script_compile_text(s, text.data, text.length, NULL, &block);
	if (status == OK)
		status = script_block_invoke(s, block, 0, NULL, UNSET_VALUE, &output_null);
	strbuf_clear(&text);
	return status;
}

static enum status apply_initial(struct session *s, const struct initial *initial)
{
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(initial->variables); i++) {
		struct entry *e = as_entry(value_item(initial->variables, i));
		status = scope_set_in(s, s->global, string_data(e->name), e->value);
	}
	for (size_t i = 0; status == OK && i < value_count(initial->commands); i++) {
		Value v = value_item(initial->commands, i);
		if (v.cell->type == &type_function_entry)
			status = define_function(s, as_entry(v));
	}
	for (size_t i = 0; status == OK && i < value_count(initial->modules); i++) {
		struct named_argument name = {"Name", value_item(initial->modules, i)};
		status = pipeline_run_command(s, "Import-Module", &name, 1, UNSET_VALUE,
					      &output_null);
	}
	return status;
}

/* ---- Runspace ---- */

static void runspace_mark(void *cell)
{
	struct runspace *r = cell;
	gc_mark(r->initial);
	gc_mark(r->runner);
	gc_mark(r->name);
}

Value runspace_new(Value initial)
{
	static int last_id = 1;
	struct runspace *r = gc_alloc(&type_runspace, VALUE_OBJECT, sizeof(*r));
	r->initial = initial;
	r->id = ++last_id;
	r->name = string_printf("Runspace%d", r->id);
	return value_cell(VALUE_OBJECT, r);
}

enum status runspace_open(Value runspace)
{
	struct runspace *r = value_as_runspace(runspace);
	struct runtime *outer = runtime();
	if (r->state != RUNSPACE_BEFORE_OPEN)
		return throw_exception(RUNSPACES "InvalidRunspaceStateException",
				       "Cannot open the runspace because the runspace is not in "
				       "the BeforeOpen state. Current state of runspace is '%s'.",
				       r->state == RUNSPACE_OPENED ? "Opened" : "Closed");
	background_open(&r->background);
	gc_pin(runspace);
	r->state = RUNSPACE_OPENED;
	if (value_is_null(r->initial))
		return OK;
	runtime_enter(&r->background.kept->runtime);
	enum status status = apply_initial(r->background.kept, as_initial(r->initial));
	Value error = status == ERROR ? error_take() : NULL_VALUE;
	runtime_enter(outer);
	return status == ERROR ? throw_value(error) : status;
}

void runspace_close(Value runspace)
{
	struct runspace *r = value_as_runspace(runspace);
	if (r->state == RUNSPACE_OPENED) {
		background_close(&r->background);
		gc_unpin(runspace);
	}
	r->state = RUNSPACE_CLOSED;
}

static enum status do_open(Value self, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	return runspace_open(self);
}

static enum status do_close(Value self, int argc UNUSED, const Value *argv UNUSED,
			    Value *result_r UNUSED)
{
	runspace_close(self);
	return OK;
}

static Value state_info(enum runspace_state state)
{
	Value info = psobject_new_typed(RUNSPACES "RunspaceStateInfo");
	psobject_set(info, "State", enum_value(&type_state, state));
	psobject_set(info, "Reason", NULL_VALUE);
	return info;
}

static enum status get_state_info(Value self, Value *result_r)
{
	*result_r = state_info(value_as_runspace(self)->state);
	return OK;
}

static enum status get_availability(Value self, Value *result_r)
{
	struct runspace *r = value_as_runspace(self);
	*result_r = enum_value(&type_availability, r->state != RUNSPACE_OPENED ? 0
						   : r->background.session     ? 3
									       : 1);
	return OK;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = value_as_runspace(self)->name;
	return OK;
}

static enum status set_name(Value self, Value value)
{
	value_as_runspace(self)->name = value;
	return OK;
}

static enum status get_id(Value self, Value *result_r)
{
	*result_r = value_int(value_as_runspace(self)->id);
	return OK;
}

static enum status get_thread_options(Value self UNUSED, Value *result_r)
{
	*result_r = enum_value(&type_thread_options, 0);
	return OK;
}

static enum status set_nothing(Value self UNUSED, Value value UNUSED)
{
	return OK;
}

/* The runspace that a script itself runs in. */
static enum status get_default(Value self UNUSED, Value *result_r)
{
	*result_r = runspace_new(NULL_VALUE);
	struct runspace *r = value_as_runspace(*result_r);
	r->id = 1;
	r->name = string_from("Runspace1");
	r->state = RUNSPACE_OPENED;
	return OK;
}

/* SessionStateProxy: variables of the runspace. */
struct proxy {
	struct cell cell;
	Value runspace;
};

static void proxy_mark(void *cell)
{
	gc_mark(((struct proxy *)cell)->runspace);
}

static enum status get_proxy(Value self, Value *result_r)
{
	if (value_as_runspace(self)->state != RUNSPACE_OPENED)
		return throw_exception(RUNSPACES "InvalidRunspaceStateException",
				       "Cannot perform the operation because the runspace is not "
				       "in the Opened state.");
	struct proxy *p = gc_alloc(&type_proxy, VALUE_OBJECT, sizeof(*p));
	p->runspace = self;
	*result_r = value_cell(VALUE_OBJECT, p);
	return OK;
}

static struct session *proxy_session(Value self)
{
	struct runspace *r = value_as_runspace(((struct proxy *)self.cell)->runspace);
	return r->background.kept ? r->background.kept : session_current();
}

static enum status proxy_set(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	struct session *s = proxy_session(self);
	return scope_set_in(s, s->global, string_data(argv[0]), argv[1]);
}

static enum status proxy_get(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value v = scope_get_in(proxy_session(self)->global, string_data(argv[0]));
	*result_r = value_is_null(v) ? NULL_VALUE : v;
	return OK;
}

static enum status proxy_get_self(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

static const struct member proxy_members[] = {
	METHOD("void SetVariable(string name, System.Object value)", proxy_set),
	METHOD("System.Object GetVariable(string name)", proxy_get),
	METHOD("void Set(string name, System.Object value)", proxy_set),
	METHOD("System.Object GetValue(string name)", proxy_get),
	PROPERTY("System.Object PSVariable {get;}", proxy_get_self),
	MEMBER_END,
};
static struct type type_proxy = {
	.name = RUNSPACES "SessionStateProxy", .members = proxy_members, .mark = proxy_mark};

static const struct member runspace_members[] = {
	METHOD("void Open()", do_open),
	METHOD("void OpenAsync()", do_open),
	METHOD("void Close()", do_close),
	METHOD("void CloseAsync()", do_close),
	METHOD("void Dispose()", do_close),
	PROPERTY("int Id {get;}", get_id),
	PROPERTY_RW("string Name {get;set;}", get_name, set_name),
	PROPERTY("System.Object RunspaceStateInfo {get;}", get_state_info),
	PROPERTY("System.Object RunspaceAvailability {get;}", get_availability),
	PROPERTY("System.Object SessionStateProxy {get;}", get_proxy),
	PROPERTY_RW("System.Object ThreadOptions {get;set;}", get_thread_options, set_nothing),
	PROPERTY_RW("System.Object ApartmentState {get;set;}", get_thread_options, set_nothing),
	STATIC_PROPERTY("static runspace DefaultRunspace {get;}", get_default),
	MEMBER_END,
};
static struct type type_runspace = {
	.name = RUNSPACES "Runspace",
	.alias = "runspace",
	.members = runspace_members,
	.mark = runspace_mark,
};

/* ---- RunspacePool ---- */

static void pool_mark(void *cell)
{
	gc_mark(((struct runspace_pool *)cell)->initial);
}

static struct runspace_pool *as_pool(Value v)
{
	return (struct runspace_pool *)v.cell;
}

static enum status pool_open(Value self, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r UNUSED)
{
	as_pool(self)->state = RUNSPACE_OPENED;
	return OK;
}

static enum status pool_close(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	as_pool(self)->state = RUNSPACE_CLOSED;
	return OK;
}

static enum status pool_get_minimum(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	*result_r = value_int(as_pool(self)->minimum);
	return OK;
}

static enum status pool_get_maximum(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	*result_r = value_int(as_pool(self)->maximum);
	return OK;
}

static enum status pool_get_available(Value self, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	*result_r = value_int(as_pool(self)->maximum - as_pool(self)->running);
	return OK;
}

static enum status pool_set_maximum(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	as_pool(self)->maximum = (int)argv[0].integer;
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status pool_get_state(Value self, Value *result_r)
{
	*result_r = state_info(as_pool(self)->state);
	return OK;
}

static const struct member pool_members[] = {
	METHOD("void Open()", pool_open),
	METHOD("void Close()", pool_close),
	METHOD("void Dispose()", pool_close),
	METHOD("int GetMinRunspaces()", pool_get_minimum),
	METHOD("int GetMaxRunspaces()", pool_get_maximum),
	METHOD("bool SetMaxRunspaces(int maxRunspaces)", pool_set_maximum),
	METHOD("int GetAvailableRunspaces()", pool_get_available),
	PROPERTY("System.Object RunspacePoolStateInfo {get;}", pool_get_state),
	PROPERTY_RW("System.Object ThreadOptions {get;set;}", get_thread_options, set_nothing),
	PROPERTY_RW("System.Object ApartmentState {get;set;}", get_thread_options, set_nothing),
	PROPERTY_RW("System.Object CleanupInterval {get;set;}", get_thread_options, set_nothing),
	MEMBER_END,
};
static struct type type_pool = {
	.name = RUNSPACES "RunspacePool", .members = pool_members, .mark = pool_mark};

/* ---- RunspaceFactory ---- */

static Value initial_of(int argc, const Value *argv)
{
	for (int i = 0; i < argc; i++)
		if (argv[i].tag == VALUE_OBJECT && argv[i].cell->type == &type_initial)
			return argv[i];
	return NULL_VALUE;
}

static enum status create_runspace(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = runspace_new(initial_of(argc, argv));
	return OK;
}

static enum status create_pool(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	bool counted = argc > 1 && argv[0].tag == VALUE_INT32;
	if (counted &&
	    (argv[1].integer < 1 || argv[0].integer < 1 || argv[0].integer > argv[1].integer))
		return throw_argument("System.Management.Automation.PSArgumentException",
				      argv[1].integer < 1 ? "maxRunspaces" : "minRunspaces",
				      "The number of runspaces must be at least 1, and the minimum "
				      "not greater than the maximum.");
	struct runspace_pool *pool = gc_alloc(&type_pool, VALUE_OBJECT, sizeof(*pool));
	pool->initial = initial_of(argc, argv);
	pool->minimum = counted ? (int)argv[0].integer : 1;
	pool->maximum = counted ? (int)argv[1].integer : 1;
	*result_r = value_cell(VALUE_OBJECT, pool);
	return OK;
}

#define POOL "static " RUNSPACES "RunspacePool CreateRunspacePool("
#define SPACE "static runspace CreateRunspace("
static const struct member factory_members[] = {
	STATIC_METHOD(SPACE ")", create_runspace),
	STATIC_METHOD(SPACE "initialsessionstate initialSessionState)", create_runspace),
	STATIC_METHOD(SPACE "System.Object host)", create_runspace),
	STATIC_METHOD(SPACE "System.Object host, initialsessionstate initialSessionState)",
		      create_runspace),
	STATIC_METHOD(POOL ")", create_pool),
	STATIC_METHOD(POOL "int minRunspaces, int maxRunspaces)", create_pool),
	STATIC_METHOD(POOL "int minRunspaces, int maxRunspaces, System.Object host)", create_pool),
	STATIC_METHOD(POOL "initialsessionstate initialSessionState)", create_pool),
	STATIC_METHOD(POOL "int minRunspaces, int maxRunspaces, initialsessionstate "
			   "initialSessionState, System.Object host)",
		      create_pool),
	MEMBER_END,
};
static struct type type_factory = {
	.name = RUNSPACES "RunspaceFactory",
	.alias = "runspacefactory",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = factory_members,
};

void runspace_register_types(void)
{
	static struct type *const types[] = {
		&type_state,           &type_availability,   &type_thread_options,
		&type_initial,         &type_variable_entry, &type_function_entry,
		&type_proxy,           &type_runspace,       &type_pool,
		&type_factory,         &type_powershell,     &type_ps_invocation_state,
		&type_ps_commands,     &type_ps_command,     &type_ps_data_streams,
		&type_ps_async_result,
	};
	if (type_find(RUNSPACES "Runspace"))
		return;
	for (size_t i = 0; i < countof(types); i++)
		type_register(types[i]);
}
