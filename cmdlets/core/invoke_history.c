/* Invoke-History: runs a command of the session again. */
#include "cmdlets/core/history.h"

#include "engine/host.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct invoke_history {
	const char *id;
};

static const struct parameter parameters[] = {
	PARAM_STRING(
		struct invoke_history, id, "Id", PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		.help = "The entry's number, or how its text begins; the newest if not given."),
	PARAM_END,
};

static enum status find_by_text(struct cmdlet_call *c, const char *text, Value *entry_r)
{
	const struct list *entries = history_entries(cmdlet_session(c));
	for (size_t i = entries->count; i-- > 0;) {
		*entry_r = entries->items[i];
		if (strncmp(string_data(history_text(*entry_r)), text, strlen(text)) == 0)
			return OK;
	}
	return cmdlet_error_type(c, "System.ArgumentException",
				 "InvokeHistoryNoHistoryForCommandline", CATEGORY_OBJECT_NOT_FOUND,
				 string_from(text),
				 "Cannot locate the history for command line %s.", text);
}

/* OK with UNSET: there is none, and the error was written. */
static enum status find_entry(struct cmdlet_call *c, const char *id, Value *entry_r)
{
	const struct list *entries = history_entries(cmdlet_session(c));
	*entry_r = UNSET_VALUE;
	if (!id) {
		if (entries->count == 0)
			return cmdlet_throw_type(c, "System.InvalidOperationException",
						 "InvokeHistoryNoLastHistoryEntryFound",
						 CATEGORY_INVALID_OPERATION, NULL_VALUE,
						 "Cannot locate most recent history.");
		*entry_r = entries->items[entries->count - 1];
		return OK;
	}
	char *end;
	long long number = strtoll(id, &end, 10);
	if (*end || end == id)
		return find_by_text(c, id, entry_r);
	ptrdiff_t at = history_find(entries, number);
	if (at < 0)
		return cmdlet_error_type(c, "System.ArgumentException",
					 "InvokeHistoryNoHistoryForId", CATEGORY_OBJECT_NOT_FOUND,
					 value_int64(number),
					 "Cannot locate the history for Id %lld.", number);
	*entry_r = entries->items[at];
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct invoke_history *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	Value entry, block;
	enum status status = find_entry(c, self->id, &entry);
	if (status != OK || entry.tag == VALUE_UNSET)
		return status;
	Value text = history_text(entry);
	bool go;
	status = cmdlet_should_process(c, string_data(text), "Invoke-History", &go);
	if (status != OK || !go)
		return status;
	s->host->write_text(s->host, HOST_OUTPUT, string_data(text), string_length(text));
	s->host->write_text(s->host, HOST_OUTPUT, "\n", 1);
	status = script_compile_text(s, string_data(text), string_length(text), NULL, &block);
	return status == OK ? cmdlet_run_block(c, block, UNSET_VALUE, cmdlet_output(c)) : status;
}

const struct cmdlet cmdlet_invoke_history = {
	.verb = "Invoke",
	.noun = "History",
	.parameters = parameters,
	.state_size = sizeof(struct invoke_history),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Runs a command of the session again.",
	.description = "Shows the command and runs it. Get-History lists the numbers.",
};
