#include "repl/complete.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "completion/completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <readline/readline.h>

static struct session *the_session;
static const char *lines_before = ""; /* of the input whose last line is being written */

static struct completion_list shown; /* what readline lists now */

/* As much as all begin with; what is typed, where that is more: a wildcard, a name in the middle. */
static char *common_beginning(char *const *matches, size_t count, const char *typed)
{
	size_t length = strlen(matches[0]);
	for (size_t i = 1; i < count; i++) {
		size_t same = 0;
		while (same < length && strncasecmp(matches[0], matches[i], same + 1) == 0)
			same++;
		length = same;
	}
	while (length > 0 && ((unsigned char)matches[0][length] & 0xC0) == 0x80)
		length--;
	return length >= strlen(typed) ? xstrndup(matches[0], length) : xstrdup(typed);
}

/* Readline replaces the whole line up to the cursor: a match is what the line becomes. */
static char *line_with(const struct completion *item, size_t start)
{
	bool single = shown.count == 1;
	const char *end = single && item->kind == COMPLETION_PROVIDER_CONTAINER
				  ? (strchr(item->text, '\\') ? "\\" : "/")
				  : "";
	if (*end && strchr("'\"", item->text[strlen(item->text) - 1]))
		end = "";
	return xasprintf("%.*s%s%s", (int)start, rl_line_buffer, item->text, end);
}

static char **complete(const char *text UNUSED, int start UNUSED, int end)
{
	struct strbuf whole = STRBUF_INIT;
	strbuf_adds(&whole, lines_before);
	size_t before = whole.length;
	strbuf_add(&whole, rl_line_buffer, (size_t)end);
	completion_list_clear(&shown);
	complete_text(the_session, whole.data, whole.length, &shown);
	strbuf_clear(&whole);
	rl_attempted_completion_over = 1;
	rl_completion_append_character = '\0';
	if (shown.count == 0 || shown.start < before)
		return NULL;
	char *typed = xstrndup(rl_line_buffer, (size_t)end);
	char **matches = xcalloc(shown.count + 2, sizeof(*matches));
	for (size_t i = 0; i < shown.count; i++)
		matches[i + 1] = line_with(&shown.items[i], shown.start - before);
	matches[0] = common_beginning(matches + 1, shown.count, typed);
	if (shown.count == 1) {
		free(matches[1]);
		matches[1] = NULL;
	}
	free(typed);
	return matches;
}

/* The list below the line: labels, not whole lines. */
static void show_matches(char **matches UNUSED, int count UNUSED, int longest UNUSED)
{
	char **labels = xcalloc(shown.count + 2, sizeof(*labels));
	size_t widest = 0;
	labels[0] = (char *)"";
	for (size_t i = 0; i < shown.count; i++) {
		labels[i + 1] = shown.items[i].label;
		widest = strlen(labels[i + 1]) > widest ? strlen(labels[i + 1]) : widest;
	}
	rl_display_match_list(labels, (int)shown.count, (int)widest);
	free(labels);
	rl_forced_update_display();
}

/* No character ends a word: complete() looks at the whole line. */
static char *no_breaks(void)
{
	return (char *)"";
}

void complete_after(const char *lines)
{
	lines_before = lines;
}

void complete_init(struct session *s)
{
	the_session = s;
	rl_attempted_completion_function = complete;
	rl_completion_word_break_hook = no_breaks;
	rl_completer_word_break_characters = (char *)"";
	rl_completer_quote_characters = NULL;
	rl_completion_display_matches_hook = show_matches;
	rl_sort_completion_matches = 0;
	rl_ignore_completion_duplicates = 0;
}
