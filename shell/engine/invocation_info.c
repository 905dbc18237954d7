#include "engine/invocation_info.h"

#include "base/strbuf.h"
#include "engine/cmdlet_call.h"
#include "engine/confirm.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/string.h"

#include <string.h>

static struct invocation_info *self_info(Value self)
{
	return (struct invocation_info *)self.cell;
}

static void info_mark(void *cell)
{
	struct invocation_info *i = cell;
	gc_mark_cell(i->command);
	gc_mark(i->owner);
	gc_mark(i->bound);
	gc_mark(i->unbound);
	gc_mark(i->name);
}

Value invocation_info_new(struct command *command, const struct source *source,
			  struct extent extent, Value owner)
{
	struct invocation_info *i = gc_alloc(&type_invocation_info, VALUE_OBJECT, sizeof(*i));
	i->command = command;
	i->source = source;
	i->extent = extent;
	i->owner = owner;
	i->bound = i->unbound = NULL_VALUE;
	i->name = command ? string_from(command->name) : string_empty();
	i->pipeline_length = i->pipeline_position = 1;
	return value_cell(VALUE_OBJECT, i);
}

/* The widest piece of a line that a position shows, and how much of what stands around the error it prefers. */
#define MAX_SHOWN 69
#define SHOWN_BEFORE 12
#define SHOWN_BEHIND 8

/* A piece of a source line around an error; all in UTF-16 units. */
struct shown_line {
	size_t start, length; /* of the line */
	size_t before, marks; /* blanks and '~' under it */
	bool cut_before, cut_behind;
};

/* A long line is cut: as much of the error as there is room for, then of what stands around it. */
static struct shown_line choose_shown(size_t length, size_t before, size_t marks)
{
	struct shown_line shown = {0, length, before, marks, false, false};
	if (length <= MAX_SHOWN)
		return shown;
	size_t all_behind = length > before + marks ? length - before - marks : 0;
	size_t prefix = MIN(before, SHOWN_BEFORE), suffix = MIN(all_behind, SHOWN_BEHIND);
	if (prefix + marks + suffix >= MAX_SHOWN) {
		shown.marks = MIN(marks, MAX_SHOWN - prefix);
		shown.cut_behind = true;
	} else {
		prefix += MIN(before - prefix, MAX_SHOWN - prefix - marks - suffix);
		suffix += MIN(all_behind - suffix, MAX_SHOWN - prefix - marks - suffix);
		shown.cut_behind = all_behind > suffix;
	}
	shown.cut_before = before > prefix;
	shown.start = before - prefix;
	shown.length = MIN(MAX_SHOWN, length - shown.start);
	shown.before = prefix;
	shown.marks = MIN(shown.marks, MAX_SHOWN - prefix);
	return shown;
}

/* Blanks at the end are no part of the line; a tab is shown as four blanks. */
static Value expand_line(const char *text, size_t length, size_t *before, size_t *marks)
{
	struct strbuf out = STRBUF_INIT;
	size_t column = 0, end = *before + *marks, start_column = *before;
	while (length && strchr(" \t\r\n", text[length - 1]))
		length--;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == '\t') {
			strbuf_adds(&out, "    ");
			*before += column < start_column ? 3 : 0;
			*marks += column >= start_column && column < end ? 3 : 0;
		} else {
			strbuf_addc(&out, (char)c);
		}
		column += (c & 0xc0) == 0x80 ? 0 : c >= 0xf0 ? 2 : 1;
	}
	return string_from_strbuf(&out);
}

Value invocation_position_message(const struct source *source, struct extent extent)
{
	if (!source)
		return string_empty();
	int line, column, end_line, end_column;
	size_t length;
	source_position(source, extent.start, &line, &column);
	source_position(source, extent.end, &end_line, &end_column);
	const char *text = source_line(source, line, &length);
	/* What goes on in later lines is marked to the end of its first one. */
	if (end_line > line)
		source_position(source, (uint32_t)(text - source->text) + (uint32_t)length,
				&end_line, &end_column);
	size_t before = (size_t)column - 1;
	size_t marks = end_column > column ? (size_t)(end_column - column) : 0;
	struct strbuf out = STRBUF_INIT;
	if (source->path)
		strbuf_addf(&out, "At %s:%d char:%d\n", source->path, line, column);
	else
		strbuf_addf(&out, "At line:%d char:%d\n", line, column);
	Value shown_text = expand_line(text, length, &before, &marks);
	size_t units = value_as_string(shown_text)->utf16_length;
	struct shown_line shown = choose_shown(units, before, marks);
	if (shown.length < units)
		shown_text = string_slice(shown_text, shown.start, shown.length);
	strbuf_addf(&out, "+ %s%s%s\n+ ", shown.cut_before ? "\xe2\x80\xa6 " : "",
		    string_data(shown_text), shown.cut_behind ? " \xe2\x80\xa6" : "");
	strbuf_add_repeat(&out, ' ', shown.before + (shown.cut_before ? 2 : 0));
	strbuf_add_repeat(&out, '~', MAX(shown.marks, 1));
	return string_from_strbuf(&out);
}

static enum status get_command(Value self, Value *result_r)
{
	struct command *c = self_info(self)->command;
	*result_r = c ? command_value(c) : NULL_VALUE;
	return OK;
}

static enum status get_bound(Value self, Value *result_r)
{
	Value bound = self_info(self)->bound;
	*result_r = value_is_null(bound) ? hashtable_new() : bound;
	return OK;
}

static enum status get_unbound(Value self, Value *result_r)
{
	Value unbound = self_info(self)->unbound;
	*result_r = value_is_null(unbound) ? list_new() : unbound;
	return OK;
}

static enum status get_script_name(Value self, Value *result_r)
{
	const struct source *source = self_info(self)->source;
	*result_r = source && source->path ? string_from(source->path) : string_empty();
	return OK;
}

static enum status get_line_number(Value self, Value *result_r)
{
	struct invocation_info *i = self_info(self);
	int line = 0, column;
	if (i->source)
		source_position(i->source, i->extent.start, &line, &column);
	*result_r = value_int(line);
	return OK;
}

static enum status get_offset(Value self, Value *result_r)
{
	struct invocation_info *i = self_info(self);
	int line, column = 0;
	if (i->source)
		source_position(i->source, i->extent.start, &line, &column);
	*result_r = value_int(column);
	return OK;
}

static enum status get_line(Value self, Value *result_r)
{
	struct invocation_info *i = self_info(self);
	int line, column;
	size_t length;
	if (!i->source) {
		*result_r = string_empty();
		return OK;
	}
	source_position(i->source, i->extent.start, &line, &column);
	const char *text = source_line(i->source, line, &length);
	bool has_end = text + length < i->source->text + i->source->length;
	*result_r = string_new(text, length + has_end);
	return OK;
}

static enum status get_statement(Value self, Value *result_r)
{
	struct invocation_info *i = self_info(self);
	*result_r = i->source ? string_new(i->source->text + i->extent.start,
					   i->extent.end - i->extent.start)
			      : string_empty();
	return OK;
}

static enum status get_position_message(Value self, Value *result_r)
{
	*result_r = invocation_position_message(self_info(self)->source, self_info(self)->extent);
	return OK;
}

static enum status get_invocation_name(Value self, Value *result_r)
{
	*result_r = self_info(self)->name;
	return OK;
}

static enum status get_script_root(Value self, Value *result_r)
{
	const struct source *source = self_info(self)->source;
	const char *slash = source && source->path ? strrchr(source->path, '/') : NULL;
	*result_r =
		slash ? string_new(source->path, (size_t)(slash - source->path)) : string_empty();
	return OK;
}

static enum status get_length(Value self, Value *result_r)
{
	*result_r = value_int(self_info(self)->pipeline_length);
	return OK;
}

static enum status get_position(Value self, Value *result_r)
{
	*result_r = value_int(self_info(self)->pipeline_position);
	return OK;
}

static enum status get_expecting(Value self, Value *result_r)
{
	*result_r = value_bool(self_info(self)->pipeline_position > 1);
	return OK;
}

static enum status get_history_id(Value self UNUSED, Value *result_r)
{
	*result_r = value_int64(1);
	return OK;
}

static enum status get_origin(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("Internal");
	return OK;
}

static const struct member info_members[] = {
	PROPERTY("System.Management.Automation.CommandInfo MyCommand {get;}", get_command),
	PROPERTY("System.Collections.Generic.Dictionary[string,System.Object] BoundParameters "
		 "{get;}",
		 get_bound),
	PROPERTY("System.Collections.Generic.List[System.Object] UnboundArguments {get;}",
		 get_unbound),
	PROPERTY("int ScriptLineNumber {get;}", get_line_number),
	PROPERTY("int OffsetInLine {get;}", get_offset),
	PROPERTY("long HistoryId {get;}", get_history_id),
	PROPERTY("string ScriptName {get;}", get_script_name),
	PROPERTY("string Line {get;}", get_line),
	PROPERTY("string Statement {get;}", get_statement),
	PROPERTY("string PositionMessage {get;}", get_position_message),
	PROPERTY("string PSScriptRoot {get;}", get_script_root),
	PROPERTY("string PSCommandPath {get;}", get_script_name),
	PROPERTY("string InvocationName {get;}", get_invocation_name),
	PROPERTY("int PipelineLength {get;}", get_length),
	PROPERTY("int PipelinePosition {get;}", get_position),
	PROPERTY("bool ExpectingInput {get;}", get_expecting),
	PROPERTY("System.Management.Automation.CommandOrigin CommandOrigin {get;}", get_origin),
	MEMBER_END,
};
struct type type_invocation_info = {
	.name = "System.Management.Automation.InvocationInfo",
	.tag = VALUE_OBJECT,
	.members = info_members,
	.mark = info_mark,
};

/* ---- $PSCmdlet ---- */

struct pscmdlet {
	struct cell cell;
	struct cmdlet_call *call; /* on the C stack of the running pipeline; NULL afterwards */
	Value my_invocation;
};

static void pscmdlet_mark(void *cell)
{
	gc_mark(((struct pscmdlet *)cell)->my_invocation);
}

Value pscmdlet_new(struct cmdlet_call *call, Value my_invocation)
{
	struct pscmdlet *p = gc_alloc(&type_ps_cmdlet, VALUE_OBJECT, sizeof(*p));
	p->call = call;
	p->my_invocation = my_invocation;
	return value_cell(VALUE_OBJECT, p);
}

void pscmdlet_detach(Value v)
{
	if (v.tag == VALUE_OBJECT)
		((struct pscmdlet *)v.cell)->call = NULL;
}

struct cmdlet_call *pscmdlet_call(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_ps_cmdlet
		       ? ((struct pscmdlet *)v.cell)->call
		       : NULL;
}

static enum status running(Value self, struct cmdlet_call **call_r)
{
	*call_r = ((struct pscmdlet *)self.cell)->call;
	return *call_r ? OK
		       : throw_exception("System.InvalidOperationException",
					 "The command that this object belongs to has ended.");
}

static enum status do_should_process(Value self, int argc, const Value *argv, Value *result_r)
{
	struct cmdlet_call *c;
	if (running(self, &c) != OK)
		return ERROR;
	const char *target = string_data(value_to_string(argv[0]));
	const char *action = argc > 1 ? string_data(value_to_string(argv[1])) : c->command->name;
	bool go = false;
	enum status status;
	if (argc > 2) { /* description, question, caption */
		status = confirm_should_process(c, target, NULL, &go);
	} else {
		status = confirm_should_process(c, target, action, &go);
	}
	*result_r = value_bool(go);
	return status;
}

static enum status do_should_continue(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	struct cmdlet_call *c;
	if (running(self, &c) != OK)
		return ERROR;
	bool go = false;
	enum status status = confirm_ask(c, string_data(value_to_string(argv[1])),
					 string_data(value_to_string(argv[0])), &go);
	*result_r = value_bool(go);
	return status;
}

static enum status do_throw(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	struct cmdlet_call *c;
	if (running(self, &c) != OK)
		return ERROR;
	struct error_record *r = value_as_error_record(argv[0]);
	if (!r)
		return throw_exception("System.ArgumentNullException", "Value cannot be null.");
	call_attach_error(c, argv[0]);
	r->whole = true;
	r->from_stop = false; /* however it came to be caught */
	return throw_value(argv[0]);
}

static enum status do_write_error(Value self, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	struct cmdlet_call *c;
	if (running(self, &c) != OK)
		return ERROR;
	enum status status = call_write_error(c, argv[0]);
	struct error_record *r = value_as_error_record(argv[0]);
	if (status == ERROR && r)
		r->whole = true;
	return status;
}

static enum status do_write_object(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	struct cmdlet_call *c;
	if (running(self, &c) != OK)
		return ERROR;
	if (argc > 1 && value_is_true(argv[1]))
		return output_write_each(c->next, argv[0]);
	return output_write(c->next, argv[0]);
}

#define WRITE_MESSAGE(function, target)                                             \
	static enum status function(Value self, int argc UNUSED, const Value *argv, \
				    Value *result_r UNUSED)                         \
	{                                                                           \
		struct cmdlet_call *c;                                              \
		if (running(self, &c) != OK)                                        \
			return ERROR;                                               \
		return target(c, "%s", string_data(value_to_string(argv[0])));      \
	}
WRITE_MESSAGE(do_write_warning, cmdlet_warning)
WRITE_MESSAGE(do_write_verbose, cmdlet_verbose)
WRITE_MESSAGE(do_write_debug, cmdlet_debug)

static enum status do_write_information(Value self, int argc, const Value *argv,
					Value *result_r UNUSED)
{
	struct cmdlet_call *c;
	if (running(self, &c) != OK)
		return ERROR;
	return cmdlet_information(c, argv[0], argc > 1 ? argv[1] : NULL_VALUE);
}

static enum status get_set_name(Value self, Value *result_r)
{
	struct cmdlet_call *c = ((struct pscmdlet *)self.cell)->call;
	*result_r = c ? string_from(bind_set_name(&c->binding)) : string_empty();
	return OK;
}

static enum status get_my_invocation(Value self, Value *result_r)
{
	*result_r = ((struct pscmdlet *)self.cell)->my_invocation;
	return OK;
}

static enum status do_variable_value(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	Value v = scope_get(session_current(), string_data(argv[0]), SCOPE_ANY);
	*result_r = v.tag == VALUE_UNSET ? (argc > 1 ? argv[1] : NULL_VALUE) : v;
	return OK;
}

/* What $PSCmdlet shares with $ExecutionContext, whose types are the providers'. */
static enum status from_context(const char *name, Value *result_r)
{
	bool found;
	Value context = scope_get(session_current(), "ExecutionContext", SCOPE_GLOBAL);
	*result_r = NULL_VALUE;
	return context.tag == VALUE_UNSET ? OK : member_get(context, name, result_r, &found);
}

static enum status get_session_state(Value self UNUSED, Value *result_r)
{
	return from_context("SessionState", result_r);
}

static enum status get_invoke_command(Value self UNUSED, Value *result_r)
{
	return from_context("InvokeCommand", result_r);
}

static enum status get_host(Value self UNUSED, Value *result_r)
{
	return from_context("Host", result_r);
}

static enum status get_stopping(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(session_current()->interrupted);
	return OK;
}

static enum status on_paths(const char *method, int argc, const Value *argv, Value *result_r)
{
	Value state, paths;
	bool found;
	if (from_context("SessionState", &state) != OK ||
	    member_get(state, "Path", &paths, &found) != OK)
		return ERROR;
	return member_invoke(paths, method, argc, argv, result_r);
}

static enum status do_unresolved_path(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	return on_paths("GetUnresolvedProviderPathFromPSPath", argc, argv, result_r);
}

static enum status do_resolved_paths(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	return on_paths("GetResolvedProviderPathFromPSPath", argc, argv, result_r);
}

static const struct member pscmdlet_members[] = {
	PROPERTY("System.Management.Automation.SessionState SessionState {get;}",
		 get_session_state),
	PROPERTY("System.Management.Automation.CommandInvocationIntrinsics InvokeCommand {get;}",
		 get_invoke_command),
	PROPERTY("System.Management.Automation.Host.PSHost Host {get;}", get_host),
	PROPERTY("bool Stopping {get;}", get_stopping),
	METHOD("string GetUnresolvedProviderPathFromPSPath(string path)", do_unresolved_path),
	METHOD("System.Collections.ObjectModel.Collection[string] "
	       "GetResolvedProviderPathFromPSPath(string path, [ref] "
	       "System.Management.Automation.ProviderInfo& provider)",
	       do_resolved_paths),
	PROPERTY("string ParameterSetName {get;}", get_set_name),
	PROPERTY("System.Management.Automation.InvocationInfo MyInvocation {get;}",
		 get_my_invocation),
	METHOD("bool ShouldProcess(string target)", do_should_process),
	METHOD("bool ShouldProcess(string target, string action)", do_should_process),
	METHOD("bool ShouldProcess(string verboseDescription, string verboseWarning, string "
	       "caption)",
	       do_should_process),
	METHOD("bool ShouldContinue(string query, string caption)", do_should_continue),
	METHOD("void ThrowTerminatingError(System.Management.Automation.ErrorRecord errorRecord)",
	       do_throw),
	METHOD("void WriteError(System.Management.Automation.ErrorRecord errorRecord)",
	       do_write_error),
	METHOD("void WriteObject(System.Object sendToPipeline)", do_write_object),
	METHOD("void WriteObject(System.Object sendToPipeline, bool enumerateCollection)",
	       do_write_object),
	METHOD("void WriteWarning(string text)", do_write_warning),
	METHOD("void WriteVerbose(string text)", do_write_verbose),
	METHOD("void WriteDebug(string text)", do_write_debug),
	METHOD("void WriteInformation(System.Object messageData, string[] tags)",
	       do_write_information),
	METHOD("System.Object GetVariableValue(string name)", do_variable_value),
	METHOD("System.Object GetVariableValue(string name, System.Object defaultValue)",
	       do_variable_value),
	MEMBER_END,
};
struct type type_ps_cmdlet = {
	.name = "System.Management.Automation.PSScriptCmdlet",
	.tag = VALUE_OBJECT,
	.members = pscmdlet_members,
	.mark = pscmdlet_mark,
};

const struct type *const invocation_types[] = {&type_invocation_info, &type_ps_cmdlet, NULL};
