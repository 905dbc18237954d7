#include "cmdlets/psreadline/option.h"

#include "base/xmalloc.h"
#include "object/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <readline/history.h>
#include <readline/readline.h>

static void edit_mode(const char *value)
{
	rl_variable_bind("editing-mode", strcasecmp(value, "Vi") ? "emacs" : "vi");
}

static void bell_style(const char *value)
{
	rl_variable_bind("bell-style", value);
}

static void query_items(const char *value)
{
	rl_completion_query_items = atoi(value);
}

static void history_count(const char *value)
{
	stifle_history(atoi(value));
}

struct line_option line_options[] = {
	{"EditMode", OPTION_TEXT, "Emacs", edit_mode, false},
	{"AddToHistoryHandler", OPTION_TEXT, NULL, NULL, false},
	{"HistoryNoDuplicates", OPTION_BOOLEAN, "True", NULL, false},
	{"HistorySavePath", OPTION_TEXT, NULL, NULL, false},
	{"HistorySaveStyle", OPTION_TEXT, "SaveIncrementally", NULL, false},
	{"HistorySearchCaseSensitive", OPTION_BOOLEAN, "False", NULL, false},
	{"HistorySearchCursorMovesToEnd", OPTION_BOOLEAN, "False", NULL, false},
	{"MaximumHistoryCount", OPTION_NUMBER, "4096", history_count, false},
	{"ContinuationPrompt", OPTION_TEXT, ">> ", NULL, false},
	{"ExtraPromptLineCount", OPTION_NUMBER, "0", NULL, false},
	{"PromptText", OPTION_TEXT, NULL, NULL, false},
	{"BellStyle", OPTION_TEXT, "Audible", bell_style, false},
	{"DingDuration", OPTION_NUMBER, "50", NULL, false},
	{"DingTone", OPTION_NUMBER, "1221", NULL, false},
	{"CommandsToValidateScriptBlockArguments", OPTION_TEXT, NULL, NULL, false},
	{"CommandValidationHandler", OPTION_TEXT, NULL, NULL, false},
	{"CompletionQueryItems", OPTION_NUMBER, "100", query_items, false},
	{"MaximumKillRingCount", OPTION_NUMBER, "10", NULL, false},
	{"ShowToolTips", OPTION_BOOLEAN, "True", NULL, false},
	{"ViModeIndicator", OPTION_TEXT, "None", NULL, false},
	{"WordDelimiters", OPTION_TEXT, ";:,.[]{}()/\\|!?^&*-=+'\"–—―", NULL, false},
	{"AnsiEscapeTimeout", OPTION_NUMBER, "100", NULL, false},
	{"PredictionSource", OPTION_TEXT, "None", NULL, false},
	{"PredictionViewStyle", OPTION_TEXT, "InlineView", NULL, false},
	{"TerminateOrphanedConsoleApps", OPTION_BOOLEAN, "False", NULL, false},
	{NULL, OPTION_TEXT, NULL, NULL, false},
};

void line_option_set(struct line_option *option, const char *value)
{
	if (option->owned)
		free(option->value);
	option->value = xstrdup(value);
	option->owned = true;
	if (option->act)
		option->act(value);
}

Value line_option_value(const struct line_option *option)
{
	if (!option->value)
		return NULL_VALUE;
	switch (option->kind) {
	case OPTION_NUMBER:
		return value_int(atoi(option->value));
	case OPTION_BOOLEAN:
		return value_bool(!strcasecmp(option->value, "True"));
	default:
		return string_from(option->value);
	}
}
