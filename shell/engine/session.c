#include "engine/session.h"
#include "engine/steppable_pipeline.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "engine/attribute.h"
#include "engine/bind.h"
#include "engine/command_table.h"
#include "engine/errors.h"
#include "engine/invocation_info.h"
#include "engine/module.h"
#include "engine/path.h"
#include "engine/ps_variable.h"
#include "engine/requires.h"
#include "engine/script.h"
#include "engine/streams.h"
#include "engine/vm.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/utsname.h>
#include <unistd.h>

static enum status compile_script(const char *text, size_t length, Value *script_block_r)
{
	return script_compile_text(session_current(), text, length, NULL, script_block_r);
}

static bool is_stopping(void)
{
	return session_current()->interrupted;
}

static const struct runtime_hooks hooks = {
	.is_stopping = is_stopping,
	.invoke_script_block = machine_invoke_script_block,
	.compile_script = compile_script,
	.script_block_ast = machine_script_block_ast,
	.close_script_block = machine_close_script_block,
	.invoke_script_method = machine_invoke_script_method,
	.get_variable = machine_get_variable,
	.find_type = machine_find_type,
	.resolve_path = path_resolve_hook,
};

/* ---- roots ---- */

static void mark_table(struct hashmap *table)
{
	for (struct hashmap_entry *e = NULL; (e = hashmap_next(table, e));)
		gc_mark_cell(e->value);
}

static void mark_session(void *context)
{
	struct session *s = context;
	gc_mark(s->runtime.error);
	gc_mark(s->runtime.type_data);
	gc_mark(s->errors);
	gc_mark(s->drives);
	gc_mark(s->history);
	gc_mark(s->events);
	gc_mark(s->event_subscribers);
	gc_mark(s->completers);
	gc_mark(s->jobs);
	gc_mark(s->location_stacks);
	mark_table(&s->commands);
	mark_table(&s->modules);
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		scope_mark(scope);
	scope_mark(s->global);
}

/* ---- the end of every pipeline ---- */

struct host_output {
	struct output output;
	struct session *session;
};

static enum status write_to_host(struct output *output, Value v)
{
	struct session *s = container_of(output, struct host_output, output)->session;
	return s->host->write_object(s->host, v);
}

/* ---- automatic and preference variables ---- */

static Value get_success(struct session *s)
{
	return value_bool(s->success);
}

static Value get_exit_code(struct session *s)
{
	return s->has_last_exit_code ? value_int((int32_t)s->last_exit_code) : NULL_VALUE;
}

static enum status set_exit_code(struct session *s, Value v)
{
	int32_t code = 0;
	if (!value_is_null(v) && convert_to_int(v, &code) != OK)
		return ERROR;
	s->has_last_exit_code = !value_is_null(v);
	s->last_exit_code = code;
	return OK;
}

static Value get_errors(struct session *s)
{
	return s->errors;
}

static struct variable *global_variable(struct session *s, const char *name, Value v,
					unsigned options)
{
	struct variable *variable = scope_variable(s->global, name, true);
	variable->value = v;
	variable->options = options;
	return variable;
}

static Value preference(enum action_preference p)
{
	return value_enum(type_action_preference.enum_number, p);
}

static Value version_table(void)
{
	Value table = hashtable_new_ordered();
	struct hashtable *h = value_as_hashtable(table);
	struct utsname machine;
	uname(&machine);
	Value version = string_from(POWERSHELL_VERSION), typed;
	const struct type *semantic = type_find("System.Management.Automation.SemanticVersion");
	if (semantic && convert_to(version, semantic, &typed) == OK)
		version = typed;
	hashtable_set_text(h, "PSVersion", version);
	hashtable_set_text(h, "PSEdition", string_from("Core"));
	hashtable_set_text(h, "GitCommitId", string_from(POWERSHELL_VERSION));
	hashtable_set_text(h, "OS", string_printf("%s %s", machine.sysname, machine.release));
	hashtable_set_text(h, "Platform", string_from("Unix"));
	Value compatible = array_new(0);
	static const char *const versions[] = {"1.0", "2.0", "3.0", "4.0",
					       "5.0", "5.1", "6.0", "7.0"};
	compatible = array_new(countof(versions));
	for (size_t i = 0; i < countof(versions); i++) {
		Value v = string_from(versions[i]);
		if (convert_to(v, &type_version, &typed) == OK)
			v = typed;
		value_as_array(compatible)->items[i] = v;
	}
	hashtable_set_text(h, "PSCompatibleVersions", compatible);
	Value remoting = string_from("2.4"), serialization = string_from("1.1.0.1"),
	      wsman = string_from("3.0");
	if (convert_to(remoting, &type_version, &typed) == OK)
		remoting = typed;
	if (convert_to(serialization, &type_version, &typed) == OK)
		serialization = typed;
	if (convert_to(wsman, &type_version, &typed) == OK)
		wsman = typed;
	hashtable_set_text(h, "PSRemotingProtocolVersion", remoting);
	hashtable_set_text(h, "SerializationVersion", serialization);
	hashtable_set_text(h, "WSManStackVersion", wsman);
	hashtable_set_text(h, "ExoshVersion", string_from(EXOSH_VERSION));
	return table;
}

static void define_preferences(struct session *s)
{
	static const struct {
		const char *name;
		enum action_preference value;
	} rows[] = {
		{"ErrorActionPreference", ACTION_CONTINUE},
		{"WarningPreference", ACTION_CONTINUE},
		{"VerbosePreference", ACTION_SILENTLY_CONTINUE},
		{"DebugPreference", ACTION_SILENTLY_CONTINUE},
		{"InformationPreference", ACTION_SILENTLY_CONTINUE},
		{"ProgressPreference", ACTION_CONTINUE},
	};
	for (size_t i = 0; i < countof(rows); i++)
		global_variable(s, rows[i].name, preference(rows[i].value), 0);
	global_variable(s, "ConfirmPreference", string_from("High"), 0);
	global_variable(s, "WhatIfPreference", FALSE_VALUE, 0);
	global_variable(s, "ErrorView", string_from("ConciseView"), 0);
	global_variable(s, "FormatEnumerationLimit", value_int(4), 0);
	global_variable(s, "MaximumHistoryCount", value_int(4096), 0);
	global_variable(s, "NestedPromptLevel", value_int(0), 0);
	global_variable(s, "PSDefaultParameterValues", hashtable_new(), 0);
	global_variable(s, "PSEmailServer", string_empty(), 0);
	global_variable(s, "PSNativeCommandArgumentPassing", string_from("Standard"), 0);
	global_variable(s, "PSNativeCommandUseErrorActionPreference", FALSE_VALUE, 0);
}

static void define_automatic(struct session *s)
{
	const unsigned constant = VARIABLE_CONSTANT | VARIABLE_ALL_SCOPE;
	const char *home = getenv("HOME");
	char *state = path_home();
	struct variable *v = global_variable(s, "?", NULL_VALUE, constant);
	v->get = get_success;
	v = global_variable(s, "LASTEXITCODE", NULL_VALUE, 0);
	v->get = get_exit_code;
	v->set = set_exit_code;
	v = global_variable(s, "Error", s->errors, VARIABLE_CONSTANT);
	v->get = get_errors;
	global_variable(s, "HOME", string_from(home ? home : ""), constant);
	global_variable(s, "PID", value_int(getpid()), constant);
	global_variable(s, "PSVersionTable", version_table(), constant);
	global_variable(s, "PSEdition", string_from("Core"), constant);
	global_variable(s, "IsLinux", TRUE_VALUE, constant);
	global_variable(s, "IsWindows", FALSE_VALUE, constant);
	global_variable(s, "IsMacOS", FALSE_VALUE, constant);
	global_variable(s, "IsCoreCLR", TRUE_VALUE, constant);
	global_variable(s, "ShellId", string_from("Microsoft.PowerShell"), constant);
	global_variable(s, "PSHOME", string_from(state), constant);
	global_variable(s, "PROFILE", string_printf("%s/profile.ps1", state), 0);
	global_variable(s, "PSCulture", string_from("en-US"), constant);
	global_variable(s, "PSUICulture", string_from("en-US"), constant);
	free(state);
}

/* ---- life ---- */

static void register_types(void)
{
	static const struct type *const *const tables[] = {
		command_types, stream_types, invocation_types, attribute_types, metadata_types};
	for (size_t i = 0; i < countof(tables); i++)
		for (size_t j = 0; tables[i][j]; j++)
			type_register((struct type *)tables[i][j]);
	attribute_register_aliases();
	type_register(&type_module_info);
	type_register(&type_steppable_pipeline);
	type_register(&type_ps_variable);
}

static struct session *session_new(struct host *host, struct heap *heap)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct session *s = xcalloc(1, sizeof(*s));
	s->host = host;
	s->success = true;
	s->runtime.heap = heap;
	s->runtime.hooks = &hooks;
	s->runtime.session = s;
	runtime_enter(&s->runtime);
	pthread_once(&once, register_types);
	hashmap_init(&s->commands, HASHMAP_IGNORE_CASE);
	hashmap_init(&s->modules, HASHMAP_IGNORE_CASE);
	s->errors = list_new_typed(&type_array_list);
	s->drives = hashtable_new_ordered();
	s->history = list_new();
	s->events = list_new();
	s->event_subscribers = list_new();
	s->jobs = list_new();
	s->location_stacks = hashtable_new();
	s->location = getcwd(NULL, 0);
	if (!s->location)
		s->location = xstrdup("/");
	s->global = s->scope = scope_create(NULL);
	s->global->is_script = true;
	struct host_output *output = xcalloc(1, sizeof(*output));
	output->output.write = write_to_host;
	output->session = s;
	s->host_output = &output->output;
	gc_add_root(mark_session, s);
	machine_create(s);
	define_preferences(s);
	define_automatic(s);
	return s;
}

struct session *session_create(struct host *host)
{
	struct session *s = session_new(host, heap_create());
	heap_set_stack_base(s->runtime.heap, __builtin_frame_address(0));
	return s;
}

struct session *session_create_beside(struct host *host)
{
	struct session *s = session_new(host, heap_own());
	s->is_background = true;
	return s;
}

/* Sessions that have ended but whose scopes closures or modules may still use. */
static struct session *sessions_kept;

void session_free(struct session **session)
{
	struct session *s = *session;
	*session = NULL;
	if (!s)
		return;
	if (s->is_captured) {
		s->next_kept = sessions_kept;
		sessions_kept = s;
		return;
	}
	machine_free(s);
	gc_remove_root(mark_session, s);
	scope_free(&s->global);
	hashmap_clear(&s->commands, NULL);
	hashmap_clear(&s->modules, NULL);
	free(s->location);
	free(container_of(s->host_output, struct host_output, output));
	if (s->is_background)
		runtime_current = NULL; /* the heap stays */
	else
		heap_free(&s->runtime.heap);
	free(s);
}

void session_add_module(struct session *s, const struct module *module)
{
	for (const struct cmdlet *const *c = module->cmdlets; *c; c++)
		command_add_cmdlet(s, *c, module->name);
	for (const struct module_alias *a = module->aliases; a && a->name; a++)
		if (alias_define(s, s->global, a->name, a->command, 0, NULL) != OK)
			error_take();
	for (const struct type *const *t = module->types; t && *t; t++)
		if (!type_find((*t)->name))
			type_register((struct type *)*t);
	struct module_state *state = gc_alloc(&type_module_info, VALUE_OBJECT, sizeof(*state));
	state->name = module->name;
	state->builtin = module;
	hashmap_put(&s->modules, module->name, state);
}

/* ---- running what the command line gives ---- */

/* An error that nobody caught ends the script: it is shown. */
static void show_uncaught(struct session *s)
{
	Value record = error_take();
	script_locate_error(s, record);
	error_remember(s, record);
	s->host->write_error_record(s->host, record);
	s->success = false;
}

static enum status finish(struct session *s, enum status status)
{
	if (status == ERROR)
		show_uncaught(s);
	enum status flushed = s->host->end ? s->host->end(s->host) : OK;
	if (status == EXIT)
		return EXIT;
	if (status == STOP && s->interrupted)
		s->success = false;
	return flushed == EXIT ? EXIT : status == ERROR ? ERROR : OK;
}

enum status session_run_text(struct session *s, const char *text, size_t length)
{
	return session_run_text_with(s, text, length, NULL_VALUE);
}

enum status session_run_text_with(struct session *s, const char *text, size_t length, Value args)
{
	Value block;
	enum status status = script_compile_text(s, text, length, NULL, &block);
	if (status == OK) {
		struct invocation *invocation = invocation_create(s, block, INVOCATION_DOTTED);
		if (!value_is_null(args))
			invocation_set_args(invocation, args);
		status = invocation_run(invocation, SCRIPT_END, UNSET_VALUE, s->host_output);
		invocation_free(&invocation);
	}
	return finish(s, status);
}

/* Command-line arguments as the binder takes them: "-Name", "-Name:value" and values. */
static struct argument *file_arguments(int argc, char **argv)
{
	struct argument *arguments = gc_alloc_buffer((size_t)(argc + 1) * sizeof(*arguments));
	for (int i = 0; i < argc; i++) {
		const char *text = argv[i], *colon = strchr(text, ':');
		bool name = text[0] == '-' && text[1] && !strchr("0123456789.", text[1]);
		if (!name) {
			arguments[i] = (struct argument){.kind = ARGUMENT_VALUE,
							 .value = string_from(text)};
			continue;
		}
		Value word =
			string_new(text + 1, colon ? (size_t)(colon - text) - 1 : strlen(text + 1));
		Value value = colon ? string_from(colon + 1) : NULL_VALUE;
		if (colon && !strcasecmp(colon + 1, "$true"))
			value = TRUE_VALUE;
		else if (colon && !strcasecmp(colon + 1, "$false"))
			value = FALSE_VALUE;
		arguments[i] = (struct argument){
			.kind = colon ? ARGUMENT_PARAMETER_VALUE : ARGUMENT_PARAMETER,
			.name = string_data(word),
			.value = value,
		};
	}
	return arguments;
}

enum status session_run_file(struct session *s, const char *path, int argc, char **argv)
{
	struct command *command = command_new(COMMAND_EXTERNAL_SCRIPT,
					      strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
	command->definition = string_data(string_intern(path, strlen(path)));
	struct command_call call = {
		.invocation =
			AST_INVOCATION_DOT, /* a script of the command line runs in the global scope */
		.name = command_value(command),
		.expression = UNSET_VALUE,
		.arguments = file_arguments(argc, argv),
		.argument_count = (size_t)argc,
	};
	s->script_path = command->definition;
	enum status status = pipeline_run(s, &call, 1, s->host_output);
	return finish(s, status);
}
