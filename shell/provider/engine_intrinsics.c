#include "provider/engine_intrinsics.h"

#include "base/strbuf.h"
#include "engine/command_table.h"
#include "engine/errors.h"
#include "engine/module.h"
#include "engine/ps_variable.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/gc.h"
#include "object/string.h"
#include "provider/path_intrinsics.h"

#include <pthread.h>
#include <string.h>

/* Objects without a state of their own: what they do, they do to the session that runs. */
static Value stateless(struct type *type)
{
	return value_cell(VALUE_OBJECT, gc_alloc(type, VALUE_OBJECT, sizeof(struct cell)));
}

/* ---- InvokeCommand ---- */

/* Code that runs in the current scope, as if it stood there. */
static enum status run_here(Value script_block, Value args, Value *items_r)
{
	struct collector c;
	collector_init(&c);
	struct invocation *invocation =
		invocation_create(session_current(), script_block, INVOCATION_DOTTED);
	if (!value_is_null(args))
		invocation_set_args(invocation, args);
	enum status status = invocation_run(invocation, SCRIPT_END, UNSET_VALUE, &c.output);
	invocation_free(&invocation);
	*items_r = collector_array(&c);
	return status;
}

static enum status compile(const char *text, Value *script_block_r)
{
	return script_compile_text(session_current(), text, strlen(text), NULL, script_block_r);
}

/* The text is read as a here-string: quotes in it mean themselves. */
static enum status expand_string(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	struct strbuf code = STRBUF_INIT;
	Value block, items;
	strbuf_addf(&code, "@\"\n%s\n\"@", value_text(argv[0]));
	enum status status = compile(code.data, &block);
	strbuf_clear(&code);
	if (status == OK)
		status = run_here(block, NULL_VALUE, &items);
	if (status == OK)
		*result_r = value_count(items) ? value_item(items, 0) : string_empty();
	return status;
}

static enum status new_script_block(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	return compile(value_text(argv[0]), result_r);
}

static Value as_collection(Value items)
{
	Value list = list_new();
	for (size_t i = 0; i < value_count(items); i++)
		list_add(value_as_list(list), value_item(items, i));
	return list;
}

/* InvokeScript(text or block, args ...), InvokeScript(bool useLocalScope, block, input, args ...) and
 * InvokeScript(SessionState, block, args ...). */
static enum status invoke_script(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	if (argc == 1 && argv[0].tag == VALUE_ARRAY) { /* Params */
		const struct array *given = value_as_array(argv[0]);
		argc = (int)given->count;
		argv = given->items;
	}
	if (argc == 0)
		return throw_exception("System.ArgumentNullException", "Value cannot be null.");
	Value first = value_base(argv[0]), block = first, items;
	bool local = false;
	int used = 1;
	if (first.tag == VALUE_BOOL || (argc > 1 && first.tag == VALUE_OBJECT)) {
		local = first.tag == VALUE_BOOL && value_is_true(first);
		block = value_base(argv[1]);
		used = first.tag == VALUE_BOOL ? MIN(3, argc) : 2;
	}
	if (block.tag == VALUE_STRING && compile(string_data(block), &block) != OK)
		return ERROR;
	enum status status;
	if (local) {
		struct collector c;
		collector_init(&c);
		status = script_block_invoke(session_current(), block, argc - used, argv + used,
					     UNSET_VALUE, &c.output);
		items = collector_array(&c);
	} else {
		status = run_here(block, array_from(argv + used, (size_t)(argc - used)), &items);
	}
	*result_r = as_collection(items);
	return status;
}

static enum status get_command(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	struct session *s = session_current();
	const char *name = value_text(argv[0]);
	unsigned kinds = argc > 1 ? (unsigned)value_base(argv[1]).integer : ~0U;
	struct command *c = command_find_kind(s, name, kinds);
	if (!c && module_autoload(s, name))
		c = command_find_kind(s, name, kinds);
	*result_r = c ? command_value(c) : NULL_VALUE;
	return OK;
}

static bool add_command(struct command *command, void *list)
{
	list_add(list, command_value(command));
	return true;
}

static enum status get_commands(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = list_new();
	command_each(session_current(), value_text(argv[0]), (unsigned)value_base(argv[1]).integer,
		     add_command, value_as_list(*result_r));
	return OK;
}

static enum status get_cmdlets(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = list_new();
	command_each(session_current(), argc ? value_text(argv[0]) : "*", COMMAND_CMDLET,
		     add_command, value_as_list(*result_r));
	return OK;
}

static enum status get_cmdlet(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	struct command *c =
		command_find_kind(session_current(), value_text(argv[0]), COMMAND_CMDLET);
	*result_r = c ? command_value(c) : NULL_VALUE;
	return OK;
}

static bool add_name(struct command *command, void *list)
{
	list_add(list, string_from(command->name));
	return true;
}

static enum status get_command_name(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	*result_r = list_new();
	command_each(session_current(), value_text(argv[0]), ~0U, add_name,
		     value_as_list(*result_r));
	return OK;
}

static const struct member invoke_command_members[] = {
	METHOD("string ExpandString(string source)", expand_string),
	METHOD("scriptblock NewScriptBlock(string scriptText)", new_script_block),
	METHOD("System.Collections.ObjectModel.Collection[psobject] InvokeScript(Params "
	       "System.Object[] args)",
	       invoke_script),
	METHOD("System.Management.Automation.CommandInfo GetCommand(string commandName, "
	       "System.Management.Automation.CommandTypes type)",
	       get_command),
	METHOD("System.Management.Automation.CommandInfo GetCommand(string commandName, "
	       "System.Management.Automation.CommandTypes type, System.Object[] arguments)",
	       get_command),
	METHOD("System.Collections.Generic.IEnumerable[System.Management.Automation.CommandInfo] "
	       "GetCommands(string name, System.Management.Automation.CommandTypes commandTypes, "
	       "bool nameIsPattern)",
	       get_commands),
	METHOD("System.Collections.Generic.List[string] GetCommandName(string name, bool "
	       "nameIsPattern, bool returnFullName)",
	       get_command_name),
	METHOD("System.Management.Automation.CmdletInfo GetCmdlet(string commandName)", get_cmdlet),
	METHOD("System.Collections.Generic.List[System.Management.Automation.CmdletInfo] "
	       "GetCmdlets()",
	       get_cmdlets),
	METHOD("System.Collections.Generic.List[System.Management.Automation.CmdletInfo] "
	       "GetCmdlets(string pattern)",
	       get_cmdlets),
	MEMBER_END,
};

static struct type type_invoke_command = {
	.name = "System.Management.Automation.CommandInvocationIntrinsics",
	.tag = VALUE_OBJECT,
	.members = invoke_command_members,
};

/* ---- SessionState.PSVariable ---- */

static enum status variable_get(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = ps_variable_find(session_current(), value_text(argv[0]));
	return OK;
}

static enum status variable_get_value(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	Value v = scope_get(session_current(), value_text(argv[0]), SCOPE_ANY);
	*result_r = v.tag != VALUE_UNSET ? v : argc > 1 ? argv[1] : NULL_VALUE;
	return OK;
}

static enum status variable_set(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = VOID_VALUE;
	return scope_set(session_current(), value_text(argv[0]), SCOPE_ANY, argv[1]);
}

static enum status variable_remove(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	struct session *s = session_current();
	const char *name = value_text(argv[0]);
	*result_r = VOID_VALUE;
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		if (scope_remove(scope, name))
			break;
	return OK;
}

static const struct member variable_members[] = {
	METHOD("psvariable Get(string name)", variable_get),
	METHOD("System.Object GetValue(string name)", variable_get_value),
	METHOD("System.Object GetValue(string name, System.Object defaultValue)",
	       variable_get_value),
	METHOD("void Set(string name, System.Object value)", variable_set),
	METHOD("void Remove(string name)", variable_remove),
	MEMBER_END,
};

static struct type type_variable_intrinsics = {
	.name = "System.Management.Automation.PSVariableIntrinsics",
	.tag = VALUE_OBJECT,
	.members = variable_members,
};

/* ---- SessionState ---- */

static enum status get_invoke_command(Value self UNUSED, Value *result_r)
{
	*result_r = stateless(&type_invoke_command);
	return OK;
}

static enum status get_ps_variable(Value self UNUSED, Value *result_r)
{
	*result_r = stateless(&type_variable_intrinsics);
	return OK;
}

static enum status get_path(Value self UNUSED, Value *result_r)
{
	*result_r = stateless(&type_path_intrinsics);
	return OK;
}

static enum status get_language_mode(Value self UNUSED, Value *result_r)
{
	const struct type *type = type_find("System.Management.Automation.PSLanguageMode");
	*result_r = type ? value_enum(type->enum_number, 0) : string_from("FullLanguage");
	return OK;
}

static enum status get_module(Value self UNUSED, Value *result_r)
{
	struct module_state *module = session_current()->scope->module;
	*result_r = module ? value_cell(VALUE_OBJECT, module) : NULL_VALUE;
	return OK;
}

static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static const struct member session_state_members[] = {
	PROPERTY("System.Management.Automation.PathIntrinsics Path {get;}", get_path),
	PROPERTY("System.Management.Automation.PSVariableIntrinsics PSVariable {get;}",
		 get_ps_variable),
	PROPERTY("System.Management.Automation.PSLanguageMode LanguageMode {get;}",
		 get_language_mode),
	PROPERTY("bool UseFullLanguageModeInDebugger {get;}", get_false),
	PROPERTY("psmoduleinfo Module {get;}", get_module),
	PROPERTY("System.Management.Automation.CommandInvocationIntrinsics InvokeCommand {get;}",
		 get_invoke_command),
	MEMBER_END,
};

static struct type type_session_state = {
	.name = "System.Management.Automation.SessionState",
	.tag = VALUE_OBJECT,
	.members = session_state_members,
};

/* ---- EngineIntrinsics ---- */

static enum status get_session_state(Value self UNUSED, Value *result_r)
{
	*result_r = stateless(&type_session_state);
	return OK;
}

static enum status get_host(Value self UNUSED, Value *result_r)
{
	Value host = scope_get(session_current(), "Host", SCOPE_GLOBAL);
	*result_r = host.tag == VALUE_UNSET ? NULL_VALUE : host;
	return OK;
}

static const struct member engine_members[] = {
	PROPERTY("System.Management.Automation.Host.PSHost Host {get;}", get_host),
	PROPERTY("System.Management.Automation.SessionState SessionState {get;}",
		 get_session_state),
	PROPERTY("System.Management.Automation.CommandInvocationIntrinsics InvokeCommand {get;}",
		 get_invoke_command),
	MEMBER_END,
};

static struct type type_engine_intrinsics = {
	.name = "System.Management.Automation.EngineIntrinsics",
	.tag = VALUE_OBJECT,
	.members = engine_members,
};

static void register_types(void)
{
	static struct type *const types[] = {&type_invoke_command, &type_variable_intrinsics,
					     &type_path_intrinsics, &type_session_state,
					     &type_engine_intrinsics};
	for (size_t i = 0; i < countof(types); i++)
		type_register(types[i]);
}

void engine_intrinsics_define(struct session *s)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, register_types);
	struct variable *v = scope_variable(s->global, "ExecutionContext", true);
	v->value = stateless(&type_engine_intrinsics);
	v->options = VARIABLE_CONSTANT | VARIABLE_ALL_SCOPE;
}
