#include "repl/prompt.h"

#include "engine/command_table.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/convert.h"

#include <stdio.h>
#include <stdlib.h>

static void append_default(struct session *s, struct strbuf *out)
{
	Value location = scope_get(s, "PWD", SCOPE_ANY);
	strbuf_adds(out, "PS ");
	if (location.tag != VALUE_UNSET)
		value_append_string(location, out);
	else
		strbuf_adds(out, s->location);
	strbuf_adds(out, "> ");
}

/* The user's own function. What it does is not seen in $? and $LASTEXITCODE. */
static bool append_from_function(struct session *s, struct command *command, struct strbuf *out)
{
	struct collector collector;
	bool success = s->success, has_last_exit_code = s->has_last_exit_code;
	int64_t last_exit_code = s->last_exit_code;
	collector_init(&collector);
	enum status status = script_block_invoke(s, command->script_block, 0, NULL, UNSET_VALUE,
						 &collector.output);
	s->success = success;
	s->last_exit_code = last_exit_code;
	s->has_last_exit_code = has_last_exit_code;
	if (status != OK)
		return false;
	size_t before = out->length;
	value_append_string(collector_result(&collector), out);
	return out->length > before;
}

/* What the function wrote itself, or a command before it, and did not end: readline has to know of it, since it counts
 * columns from the first. */
static void append_unfinished_line(struct session *s, struct strbuf *out)
{
	char *line = s->host->take_unfinished_line ? s->host->take_unfinished_line(s->host) : NULL;
	if (line && *line) {
		putchar('\r');
		strbuf_adds(out, line);
	}
	free(line);
}

void prompt_append(struct session *s, struct strbuf *out)
{
	struct command *command = command_find_kind(s, "prompt", COMMAND_FUNCTION);
	struct strbuf text = STRBUF_INIT;
	if (!command)
		append_default(s, &text);
	else if (!append_from_function(s, command, &text))
		strbuf_adds(&text, "PS>"); /* as PowerShell does when the function fails */
	append_unfinished_line(s, out);
	strbuf_adds(out, text.data);
	strbuf_clear(&text);
}
