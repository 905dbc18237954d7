/* Set-PSReadLineKeyHandler: what a key does at the prompt. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/psreadline/key.h"
#include "object/array.h"
#include "object/string.h"

#include <readline/readline.h>

struct set_psreadlinekeyhandler {
	Value chord, script_block;
	const char *function, *brief, *description, *mode;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct set_psreadlinekeyhandler, chord, "Chord",
		      PARAM_MANDATORY | PARAM_POSITION(0), .aliases = "Key",
		      .help = "Keys, as Ctrl+r, Alt+LeftArrow or Ctrl+x,Ctrl+e."),
	PARAM_SCRIPT_BLOCK(struct set_psreadlinekeyhandler, script_block, "ScriptBlock",
			   PARAM_MANDATORY | PARAM_POSITION(1), .set = "ScriptBlock",
			   .help = "Not supported: only functions of line editing."),
	PARAM_STRING(struct set_psreadlinekeyhandler, brief, "BriefDescription", 0,
		     .set = "ScriptBlock", .help = "Accepted."),
	PARAM_STRING(struct set_psreadlinekeyhandler, description, "Description", 0,
		     .set = "ScriptBlock", .help = "Accepted."),
	PARAM_STRING(struct set_psreadlinekeyhandler, function, "Function", PARAM_MANDATORY,
		     .set = "Function", .help = "What the keys do, as ReverseSearchHistory."),
	PARAM_STRING(struct set_psreadlinekeyhandler, mode, "ViMode", 0, .values = "Insert,Command",
		     .help = "Insert or Command, in Vi mode."),
	PARAM_END,
};

static enum status bind_key(struct cmdlet_call *c, const char *chord, const char *function)
{
	struct strbuf sequence = STRBUF_INIT;
	enum status status = OK;
	if (!key_sequence(chord, &sequence))
		status = cmdlet_throw_type(c, "System.ArgumentException", "Exception",
					   CATEGORY_NOT_SPECIFIED, string_from(chord),
					   "Unrecognized key '%s'.", chord);
	else
		rl_bind_keyseq(sequence.data, rl_named_function(function));
	strbuf_clear(&sequence);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct set_psreadlinekeyhandler *self = cmdlet_state(c);
	if (!self->function)
		return cmdlet_warning(c,
				      "-ScriptBlock is not supported: the keys stay as they are.");
	const struct editing_function *function = editing_function_find(self->function);
	if (!function)
		return cmdlet_warning(
			c,
			"The function %s does not exist in exosh: the keys stay as they are. "
			"Get-PSReadLineKeyHandler -Bound -Unbound lists those that do.",
			self->function);
	for (size_t i = 0; i < value_count(self->chord); i++) {
		const char *chord = string_data(value_item(self->chord, i));
		if (bind_key(c, chord, function->readline) != OK)
			return ERROR;
	}
	return OK;
}

const struct cmdlet cmdlet_set_psreadlinekeyhandler = {
	.verb = "Set",
	.noun = "PSReadLineKeyHandler",
	.parameters = parameters,
	.state_size = sizeof(struct set_psreadlinekeyhandler),
	.default_set = "ScriptBlock",
	.process = process,
	.synopsis = "Says what keys do at the prompt.",
	.examples =
		(const struct cmdlet_example[]){
			{"The arrow keys look for lines that start as the present one does",
			 "Set-PSReadLineKeyHandler -Key UpArrow -Function HistorySearchBackward\n"
			 "Set-PSReadLineKeyHandler -Key DownArrow -Function HistorySearchForward",
			 ""},
			{NULL, NULL, NULL},
		},
};
