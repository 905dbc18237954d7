/* Get-History: what was typed at the prompt. */
#include "cmdlets/core/history.h"

#include "object/convert.h"

struct get_history {
	Value id;
	int32_t count;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct get_history, id, "Id", &type_int32_array,
		    PARAM_POSITION(0) | PARAM_PIPELINE, .type_name = "long[]",
		    .range = "1,2147483647", .help = "The numbers of the entries."),
	PARAM_INT(struct get_history, count, "Count", PARAM_POSITION(1), .range = "0,32767",
		  .help = "How many entries, the newest; with -Id, that many up to it."),
	PARAM_END,
};

/* `count` entries that end with the one at `last`. */
static enum status write_up_to(struct cmdlet_call *c, const struct list *entries, size_t last,
			       size_t count)
{
	enum status status = OK;
	size_t first = last + 1 > count ? last + 1 - count : 0;
	for (size_t i = first; status == OK && i <= last && i < entries->count; i++)
		status = cmdlet_write(c, entries->items[i]);
	return status;
}

static enum status write_one(struct cmdlet_call *c, int64_t id, size_t count)
{
	const struct list *entries = history_entries(cmdlet_session(c));
	ptrdiff_t at = history_find(entries, id);
	if (at < 0)
		return cmdlet_error_type(c, "System.ArgumentException", "GetHistoryNoHistoryForId",
					 CATEGORY_OBJECT_NOT_FOUND, value_int64(id),
					 "Cannot locate the history for Id %lld.", (long long)id);
	return write_up_to(c, entries, (size_t)at, count);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_history *self = cmdlet_state(c);
	const struct list *entries = history_entries(cmdlet_session(c));
	bool counted = cmdlet_is_bound(c, "Count");
	if (self->id.tag != VALUE_ARRAY)
		return entries->count == 0
			       ? OK
			       : write_up_to(c, entries, entries->count - 1,
					     counted ? (size_t)self->count : entries->count);
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(self->id); i++) {
		int64_t id;
		status = convert_to_int64(value_item(self->id, i), &id);
		if (status == OK)
			status = write_one(c, id, counted ? (size_t)self->count : 1);
	}
	return status;
}

const struct cmdlet cmdlet_get_history = {
	.verb = "Get",
	.noun = "History",
	.parameters = parameters,
	.state_size = sizeof(struct get_history),
	.process = process,
	.output = "Microsoft.PowerShell.Commands.HistoryInfo",
	.synopsis = "Lists the commands of the session.",
	.description =
		"Lists what was typed at the prompt in this session, oldest first. The numbers are "
		"those that Invoke-History takes.",
};
