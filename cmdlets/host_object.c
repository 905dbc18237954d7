#include "cmdlets/host_object.h"

#include "base/xmalloc.h"
#include "cmdlets/host_choice.h"
#include "engine/errors.h"
#include "engine/scope.h"
#include "engine/session.h"
#include "engine/streams.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/culture.h"
#include "object/enums.h"
#include "object/guid.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/secure_string.h"
#include "object/string.h"
#include "object/version.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static Value stateless(struct type *type)
{
	return value_cell(VALUE_OBJECT, gc_alloc(type, VALUE_OBJECT, sizeof(struct cell)));
}

/* ---- $Host.UI.RawUI: what [Console] knows, under other names ---- */

static enum status of_console(const char *name, Value *result_r)
{
	bool found;
	return member_get_static(type_find("System.Console"), name, result_r, &found);
}

static enum status set_of_console(const char *name, Value value)
{
	return member_set_static(type_find("System.Console"), name, value);
}

static enum status pair(const char *type_name, const char *const names[2], const char *x,
			const char *y, Value *result_r)
{
	Value values[2] = {value_int(0), value_int(0)};
	if (x && (of_console(x, &values[0]) != OK || of_console(y, &values[1]) != OK))
		return ERROR;
	*result_r = psobject_new_typed(type_name);
	for (int i = 0; i < 2; i++)
		psobject_set(*result_r, names[i], values[i]);
	return OK;
}

static const char *const size_names[2] = {"Width", "Height"};
static const char *const place_names[2] = {"X", "Y"};

static enum status get_window_size(Value self UNUSED, Value *result_r)
{
	return pair("System.Management.Automation.Host.Size", size_names, "WindowWidth",
		    "WindowHeight", result_r);
}

static enum status get_place(Value self UNUSED, Value *result_r)
{
	return pair("System.Management.Automation.Host.Coordinates", place_names, NULL, NULL,
		    result_r);
}

/* A terminal has the size that it has: scripts that widen the buffer for their output go on. */
static enum status ignore_set(Value self UNUSED, Value value UNUSED)
{
	return OK;
}

#define CONSOLE_PROPERTY(name, console)                                   \
	static enum status get_##name(Value self UNUSED, Value *result_r) \
	{                                                                 \
		return of_console(console, result_r);                     \
	}                                                                 \
	static enum status set_##name(Value self UNUSED, Value value)     \
	{                                                                 \
		return set_of_console(console, value);                    \
	}
CONSOLE_PROPERTY(foreground, "ForegroundColor")
CONSOLE_PROPERTY(background, "BackgroundColor")

static char *window_title;

static enum status get_title(Value self UNUSED, Value *result_r)
{
	*result_r = string_from(window_title ? window_title : "exosh");
	return OK;
}

static enum status set_title(Value self UNUSED, Value value)
{
	free(window_title);
	window_title = xstrdup(value_text(value));
	return session_current()->host->interactive ? set_of_console("Title", value) : OK;
}

static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static const struct member raw_ui_members[] = {
	PROPERTY_RW("System.ConsoleColor ForegroundColor {get;set;}", get_foreground,
		    set_foreground),
	PROPERTY_RW("System.ConsoleColor BackgroundColor {get;set;}", get_background,
		    set_background),
	PROPERTY("System.Management.Automation.Host.Coordinates CursorPosition {get;}", get_place),
	PROPERTY("System.Management.Automation.Host.Coordinates WindowPosition {get;}", get_place),
	PROPERTY_RW("System.Management.Automation.Host.Size BufferSize {get;set;}", get_window_size,
		    ignore_set),
	PROPERTY_RW("System.Management.Automation.Host.Size WindowSize {get;set;}", get_window_size,
		    ignore_set),
	PROPERTY("System.Management.Automation.Host.Size MaxWindowSize {get;}", get_window_size),
	PROPERTY("System.Management.Automation.Host.Size MaxPhysicalWindowSize {get;}",
		 get_window_size),
	PROPERTY("bool KeyAvailable {get;}", get_false),
	PROPERTY_RW("string WindowTitle {get;set;}", get_title, set_title),
	MEMBER_END,
};
static struct type type_raw_ui = {
	.name = "System.Management.Automation.Internal.Host.InternalHostRawUserInterface",
	.tag = VALUE_OBJECT,
	.members = raw_ui_members,
};

/* ---- $Host.UI ---- */

static void write_text(enum host_stream stream, const char *before, const char *text,
		       const char *after)
{
	struct host *host = session_current()->host;
	Value whole = string_printf("%s%s%s", before, text, after);
	if (host->flush && host->flush(host) != OK)
		(void)error_take();
	host->write_text(host, stream, string_data(whole), string_length(whole));
}

/* Write and WriteLine: the text, or the two colours and the text. */
static enum status write_with(int argc, const Value *argv, const char *after, Value *result_r)
{
	struct host *host = session_current()->host;
	*result_r = VOID_VALUE;
	const char *text = argc > 0 ? value_text(argv[argc - 1]) : "";
	if (argc < 3) {
		write_text(HOST_INFORMATION, "", text, after);
		return OK;
	}
	Value whole = string_printf("%s%s", text, after);
	host->write_host(host, string_data(whole), string_length(whole),
			 (int)value_base(argv[0]).integer, (int)value_base(argv[1]).integer);
	return OK;
}

static enum status ui_write(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	return write_with(argc, argv, "", result_r);
}

static enum status ui_write_line(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	return write_with(argc, argv, "\n", result_r);
}

#define WRITE_LINE(function, stream, before)                                               \
	static enum status function(Value self UNUSED, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                       \
	{                                                                                  \
		write_text(stream, before, value_text(argv[0]), "\n");                     \
		*result_r = VOID_VALUE;                                                    \
		return OK;                                                                 \
	}
WRITE_LINE(ui_write_error, HOST_ERROR, "")
WRITE_LINE(ui_write_warning, HOST_WARNING, "WARNING: ")
WRITE_LINE(ui_write_verbose, HOST_VERBOSE, "VERBOSE: ")
WRITE_LINE(ui_write_debug, HOST_DEBUG, "DEBUG: ")

static enum status read_line(bool secret, Value *result_r)
{
	struct host *host = session_current()->host;
	if (!host->interactive || !host->read_line)
		return host_not_interactive();
	char *line = host->read_line(host, "", secret);
	if (!line)
		return STOP;
	*result_r = secret ? secure_string_new(line, strlen(line)) : string_from(line);
	if (secret)
		explicit_bzero(line, strlen(line));
	free(line);
	return OK;
}

static enum status ui_read_line(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	return read_line(false, result_r);
}

static enum status ui_read_secret(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	return read_line(true, result_r);
}

static enum status get_raw_ui(Value self UNUSED, Value *result_r)
{
	*result_r = stateless(&type_raw_ui);
	return OK;
}

static const struct member ui_members[] = {
	PROPERTY("System.Management.Automation.Host.PSHostRawUserInterface RawUI {get;}",
		 get_raw_ui),
	PROPERTY("bool SupportsVirtualTerminal {get;}", get_true),
	METHOD("string ReadLine()", ui_read_line),
	METHOD("securestring ReadLineAsSecureString()", ui_read_secret),
	METHOD("void Write(string value)", ui_write),
	METHOD("void Write(System.ConsoleColor foregroundColor, System.ConsoleColor "
	       "backgroundColor, string value)",
	       ui_write),
	METHOD("void WriteLine()", ui_write_line),
	METHOD("void WriteLine(string value)", ui_write_line),
	METHOD("void WriteLine(System.ConsoleColor foregroundColor, System.ConsoleColor "
	       "backgroundColor, string value)",
	       ui_write_line),
	METHOD("void WriteErrorLine(string value)", ui_write_error),
	METHOD("void WriteWarningLine(string message)", ui_write_warning),
	METHOD("void WriteVerboseLine(string message)", ui_write_verbose),
	METHOD("void WriteDebugLine(string message)", ui_write_debug),
	METHOD("int PromptForChoice(string caption, string message, "
	       "System.Object[] choices, int defaultChoice)",
	       host_prompt_for_choice),
	MEMBER_END,
};
static struct type type_ui = {
	.name = "System.Management.Automation.Internal.Host.InternalHostUserInterface",
	.tag = VALUE_OBJECT,
	.members = ui_members,
};

/* ---- $Host ---- */

static enum status get_name(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("ConsoleHost");
	return OK;
}

static enum status get_version(Value self UNUSED, Value *result_r)
{
	bool found;
	Value table = scope_get(session_current(), "PSVersionTable", SCOPE_GLOBAL);
	return member_get(table, "PSVersion", result_r, &found);
}

static uint8_t instance_id[16];

static void choose_instance_id(void)
{
	if (getrandom(instance_id, sizeof(instance_id), 0) != sizeof(instance_id))
		abort(); /* cannot happen: it is less than 256 bytes */
}

static enum status get_instance_id(Value self UNUSED, Value *result_r)
{
	*result_r = guid_new(instance_id);
	return OK;
}

static enum status get_ui(Value self UNUSED, Value *result_r)
{
	*result_r = stateless(&type_ui);
	return OK;
}

static enum status get_culture(Value self UNUSED, Value *result_r)
{
	*result_r = culture_info_new(culture_current());
	return OK;
}

static enum status get_null(Value self UNUSED, Value *result_r)
{
	*result_r = NULL_VALUE;
	return OK;
}

static enum status set_should_exit(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r UNUSED)
{
	session_current()->runtime.exit_code = (int)argv[0].integer;
	return EXIT;
}

static const struct member host_members[] = {
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("version Version {get;}", get_version),
	PROPERTY("guid InstanceId {get;}", get_instance_id),
	PROPERTY("System.Management.Automation.Host.PSHostUserInterface UI {get;}", get_ui),
	PROPERTY("cultureinfo CurrentCulture {get;}", get_culture),
	PROPERTY("cultureinfo CurrentUICulture {get;}", get_culture),
	PROPERTY("psobject PrivateData {get;}", get_null),
	PROPERTY("bool DebuggerEnabled {get;}", get_false),
	PROPERTY("bool IsRunspacePushed {get;}", get_false),
	PROPERTY("runspace Runspace {get;}", get_null),
	METHOD("void SetShouldExit(int exitCode)", set_should_exit),
	MEMBER_END,
};
static struct type type_host = {
	.name = "System.Management.Automation.Internal.Host.InternalHost",
	.tag = VALUE_OBJECT,
	.members = host_members,
};

static void register_types(void)
{
	choose_instance_id();
	type_register(&type_raw_ui);
	type_register(&type_ui);
	type_register(&type_host);
	type_register(&type_choice_description);
}

void host_object_define(struct session *s)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, register_types);
	struct variable *v = scope_variable(s->global, "Host", true);
	v->value = stateless(&type_host);
	v->options = VARIABLE_CONSTANT | VARIABLE_ALL_SCOPE;
}
