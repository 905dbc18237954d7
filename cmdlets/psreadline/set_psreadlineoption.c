/* Set-PSReadLineOption: how lines are edited. Profiles made for pwsh set much that has no counterpart here:
 * it is accepted, kept for Get-PSReadLineOption, and said with -Verbose. */
#include "cmdlet.h"
#include "cmdlets/psreadline/option.h"
#include "object/convert.h"
#include "object/string.h"

#include <string.h>

struct set_psreadlineoption {
	Value values[32];
};

#define SWITCH(i, name, ...)                                                                 \
	PARAM_VALUE(struct set_psreadlineoption, values[i], name, &type_switch_parameter, 0, \
		    __VA_ARGS__)
#define OPTION(i, name, shown, ...)                                                \
	PARAM_VALUE(struct set_psreadlineoption, values[i], name, &type_object, 0, \
		    .type_name = shown, __VA_ARGS__)

static const struct parameter parameters[] = {
	OPTION(0, "EditMode", "EditMode", .values = "Windows,Emacs,Vi",
	       .help = "Emacs or Vi keys; Windows is taken for Emacs."),
	OPTION(1, "ContinuationPrompt", "string", .help = "Kept; exosh shows >>."),
	SWITCH(2, "HistoryNoDuplicates", .help = "Kept."),
	OPTION(3, "AddToHistoryHandler", "Func[string, object]",
	       .help = "Not supported: exosh leaves out lines with secrets by itself."),
	OPTION(4, "CommandValidationHandler", "Action[CommandAst]", .help = "Not supported."),
	SWITCH(5, "HistorySearchCursorMovesToEnd", .help = "Kept."),
	OPTION(6, "MaximumHistoryCount", "int", .range = "1,2147483647",
	       .help = "How many lines are remembered."),
	OPTION(7, "MaximumKillRingCount", "int", .help = "Kept."),
	SWITCH(8, "ShowToolTips", .help = "Kept."),
	OPTION(9, "ExtraPromptLineCount", "int", .help = "Kept."),
	OPTION(10, "DingTone", "int", .help = "Kept."),
	OPTION(11, "DingDuration", "int", .help = "Kept."),
	OPTION(12, "BellStyle", "BellStyle", .values = "None,Visual,Audible",
	       .help = "What happens where nothing can be completed."),
	OPTION(13, "CompletionQueryItems", "int",
	       .help = "From how many possibilities on exosh asks before it shows them."),
	OPTION(14, "WordDelimiters", "string", .help = "Kept."),
	SWITCH(15, "HistorySearchCaseSensitive", .help = "Kept."),
	OPTION(16, "HistorySaveStyle", "HistorySaveStyle",
	       .values = "SaveIncrementally,SaveAtExit,SaveNothing", .help = "Kept."),
	OPTION(17, "HistorySavePath", "string", .help = "Kept."),
	OPTION(18, "AnsiEscapeTimeout", "int", .help = "Kept."),
	OPTION(19, "PromptText", "string[]", .help = "Kept."),
	OPTION(20, "ViModeIndicator", "ViModeStyle", .values = "None,Prompt,Cursor,Script",
	       .help = "Kept."),
	OPTION(21, "ViModeChangeHandler", "scriptblock", .help = "Not supported."),
	OPTION(22, "PredictionSource", "PredictionSource",
	       .values = "None,History,Plugin,HistoryAndPlugin",
	       .help = "Kept; nothing is predicted."),
	OPTION(23, "PredictionViewStyle", "PredictionViewStyle", .values = "InlineView,ListView",
	       .help = "Kept; nothing is predicted."),
	OPTION(24, "Colors", "hashtable", .help = "Kept; the line is not coloured."),
	SWITCH(25, "TerminateOrphanedConsoleApps", .help = "Kept."),
	PARAM_END,
};

static struct line_option *find(const char *name)
{
	for (struct line_option *o = line_options; o->name; o++)
		if (!strcmp(o->name, name))
			return o;
	return NULL;
}

/* What would run a script while a line is edited. */
static bool is_handler(const char *name)
{
	const char *end = strstr(name, "Handler");
	return end && end[strlen("Handler")] == '\0';
}

static enum status set(struct cmdlet_call *c, const struct parameter *p, Value value)
{
	struct line_option *option = find(p->name);
	if (is_handler(p->name))
		return cmdlet_warning(c, "-%s is not supported: it has no effect.", p->name);
	if (option)
		line_option_set(option, string_data(value_to_string(value)));
	if (!option || !option->act)
		return cmdlet_verbose(c, "-%s has no effect in exosh.", p->name);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct set_psreadlineoption *self = cmdlet_state(c);
	for (size_t i = 0; parameters[i].name; i++)
		if (cmdlet_is_bound(c, parameters[i].name) &&
		    set(c, &parameters[i], self->values[i]) != OK)
			return ERROR;
	return OK;
}

const struct cmdlet cmdlet_set_psreadlineoption = {
	.verb = "Set",
	.noun = "PSReadLineOption",
	.parameters = parameters,
	.state_size = sizeof(struct set_psreadlineoption),
	.process = process,
	.synopsis = "Sets how lines are edited at the prompt.",
	.description = "EditMode, BellStyle, MaximumHistoryCount and CompletionQueryItems act. "
		       "What else a "
		       "profile made for pwsh sets is accepted, so that the profile runs.",
	.examples =
		(const struct cmdlet_example[]){
			{"Vi keys",
			 "Set-PSReadLineOption -EditMode Vi; (Get-PSReadLineOption).EditMode",
			 "Vi\n"},
			{NULL, NULL, NULL},
		},
};
