/* Clear-History: forgets commands of the session. */
#include "cmdlets/core/history.h"

#include "object/convert.h"
#include "object/string.h"

#include <string.h>

struct clear_history {
	Value id, command_line;
	int32_t count;
	bool newest;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct clear_history, id, "Id", &type_int32_array, PARAM_POSITION(0),
		    .set = "IDParameter", .help = "The numbers of the entries."),
	PARAM_STRINGS(struct clear_history, command_line, "CommandLine", PARAM_NOT_EMPTY,
		      .set = "CommandLineParameter",
		      .help = "Texts of the entries; wildcards are permitted."),
	PARAM_INT(struct clear_history, count, "Count", PARAM_POSITION(1),
		  .help = "How many, the oldest first."),
	PARAM_SWITCH(struct clear_history, newest, "Newest", 0, .help = "The newest first."),
	PARAM_END,
};

static void forget(struct list *entries, size_t from, size_t count)
{
	memmove(entries->items + from, entries->items + from + count,
		(entries->count - from - count) * sizeof(Value));
	entries->count -= count;
	entries->version++;
}

static enum status forget_ids(struct cmdlet_call *c, struct list *entries, Value ids)
{
	for (size_t i = 0; i < value_count(ids); i++) {
		int64_t id;
		enum status status = convert_to_int64(value_item(ids, i), &id);
		if (status != OK)
			return status;
		ptrdiff_t at = history_find(entries, id);
		if (at >= 0) {
			forget(entries, (size_t)at, 1);
			continue;
		}
		status =
			cmdlet_error_type(c, "System.ArgumentException", "GetHistoryNoHistoryForId",
					  CATEGORY_OBJECT_NOT_FOUND, value_int64(id),
					  "Cannot locate the history for Id %lld.", (long long)id);
		if (status != OK)
			return status;
	}
	return OK;
}

static void forget_texts(struct list *entries, Value patterns)
{
	for (size_t i = entries->count; i-- > 0;) {
		const char *text = string_data(history_text(entries->items[i]));
		for (size_t p = 0; p < value_count(patterns); p++) {
			Value pattern = value_to_string(value_item(patterns, p));
			if (wildcard_match(string_data(pattern), text, true)) {
				forget(entries, i, 1);
				break;
			}
		}
	}
}

static enum status process(struct cmdlet_call *c)
{
	struct clear_history *self = cmdlet_state(c);
	struct list *entries = history_entries(cmdlet_session(c));
	bool go;
	enum status status = cmdlet_should_process(c, "Session history", "Clear-History", &go);
	if (status != OK || !go)
		return status;
	if (self->id.tag == VALUE_ARRAY)
		return forget_ids(c, entries, self->id);
	if (self->command_line.tag == VALUE_ARRAY) {
		forget_texts(entries, self->command_line);
		return OK;
	}
	size_t count = entries->count;
	if (cmdlet_is_bound(c, "Count") && self->count >= 0 && (size_t)self->count < count)
		count = (size_t)self->count;
	forget(entries, self->newest ? entries->count - count : 0, count);
	return OK;
}

const struct cmdlet cmdlet_clear_history = {
	.verb = "Clear",
	.noun = "History",
	.parameters = parameters,
	.state_size = sizeof(struct clear_history),
	.default_set = "IDParameter",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Forgets commands of the session.",
	.description =
		"Removes entries from what Get-History lists; without parameters all of them.",
};
