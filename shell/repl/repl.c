#include "repl/repl.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/string.h"
#include "repl/complete.h"
#include "repl/history.h"
#include "repl/input.h"
#include "repl/line.h"
#include "repl/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

/* The text ends in a quote that nothing opened: offers to run it without. True: `text` has lost it. */
static bool offer_without_quote(struct strbuf *text)
{
	char *better = input_without_stray_quote(text->data);
	if (!better)
		return false;
	char *answer = NULL;
	printf("The quote at the end has no partner. Without it the command is:\n  %s\n", better);
	bool run = line_read("Run it without the quote? [Y/n] ", &answer) == LINE_READ &&
		   (!*answer || *answer == 'y' || *answer == 'Y');
	if (run) {
		strbuf_reset(text);
		strbuf_adds(text, better);
	}
	free(answer);
	free(better);
	return run;
}

/* Reads lines until they are a whole input. An empty line ends one that only waits for a value. */
static enum line_result read_input(struct session *s, struct strbuf *text)
{
	struct strbuf prompt = STRBUF_INIT;
	prompt_append(s, &prompt);
	for (;;) {
		char *line;
		struct strbuf before = STRBUF_INIT;
		strbuf_add(&before, text->data, text->length);
		if (text->length > 0)
			strbuf_addc(&before, '\n');
		complete_after(before.data);
		enum line_result result = line_read(prompt.data, &line);
		complete_after("");
		strbuf_clear(&before);
		if (result != LINE_READ) {
			strbuf_clear(&prompt);
			if (result == LINE_END && text->length > 0) {
				putchar('\n');
				return LINE_CANCELLED; /* Ctrl+D ends the shell at its prompt alone */
			}
			return result;
		}
		bool empty = is_blank(line) && text->length > 0;
		if (text->length > 0)
			strbuf_addc(text, '\n');
		strbuf_adds(text, line);
		free(line);
		if (offer_without_quote(text) || !input_is_incomplete(s, text->data, empty)) {
			strbuf_clear(&prompt);
			return LINE_READ;
		}
		strbuf_reset(&prompt);
		strbuf_adds(&prompt, ">> ");
	}
}

/* The newest error, when it came after `before`. */
static struct error_record *new_error(struct session *s, Value before)
{
	struct list *errors = value_as_list(s->errors);
	Value newest = errors->count ? errors->items[0] : NULL_VALUE;
	return newest.cell == before.cell ? NULL : value_as_error_record(newest);
}

static bool has_id(const struct error_record *error, const char *id)
{
	return strncmp(string_data(value_to_string(error->id)), id, strlen(id)) == 0;
}

static void suggest_parameter(struct session *s, const struct error_record *error)
{
	Value name;
	bool found;
	if (member_get_own(error->exception, "ParameterName", &name, &found) != OK ||
	    name.tag != VALUE_STRING || error->activity.tag != VALUE_STRING)
		return;
	const char *near = parameter_nearest(s, string_data(error->activity), string_data(name));
	if (near)
		printf("Did you mean -%s?\n", near);
}

/* After a command or a parameter that does not exist: the one that may have been meant. */
static void suggest(struct session *s, const struct error_record *error)
{
	if (!error)
		return;
	if (has_id(error, "NamedParameterNotFound"))
		suggest_parameter(s, error);
	if (error->target.tag != VALUE_STRING || !has_id(error, "CommandNotFoundException"))
		return;
	const char *near = command_nearest(s, string_data(error->target));
	if (near)
		printf("Did you mean %s?\n", near);
}

static enum status run_input(struct session *s, const char *text, size_t length)
{
	history_add(text);
	int64_t started = history_now();
	s->interrupted = 0;
	struct list *errors = value_as_list(s->errors);
	Value last_error = errors->count ? errors->items[0] : NULL_VALUE;
	if (s->host->copy)
		s->host->copy->input(s->host->copy, text);
	enum status status = session_run_text(s, text, length);
	s->interrupted = 0;
	suggest(s, new_error(s, last_error));
	history_record(s, text, started, history_now(), status == OK);
	return status;
}

int repl_run(struct session *s, bool greet)
{
	line_init();
	complete_init(s);
	history_load();
	if (greet)
		printf("exosh %s: PowerShell's language, Exchange migration. Get-Help helps, exit "
		       "leaves.\n",
		       EXOSH_VERSION);
	for (;;) {
		struct strbuf text = STRBUF_INIT;
		enum line_result result = read_input(s, &text);
		enum status status = OK;
		if (result == LINE_READ && !is_blank(text.data))
			status = run_input(s, text.data, text.length);
		strbuf_clear(&text);
		if (status == EXIT)
			return s->runtime.exit_code;
		if (result == LINE_END) {
			putchar('\n');
			return 0;
		}
	}
}
