/* Remove-PSReadLineKeyHandler: keys do nothing any more. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/psreadline/key.h"
#include "object/array.h"
#include "object/string.h"

#include <readline/readline.h>

struct remove_psreadlinekeyhandler {
	Value chord;
	const char *mode;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct remove_psreadlinekeyhandler, chord, "Chord",
		      PARAM_MANDATORY | PARAM_POSITION(0), .aliases = "Key",
		      .help = "Keys, as Ctrl+r."),
	PARAM_STRING(struct remove_psreadlinekeyhandler, mode, "ViMode", 0,
		     .values = "Insert,Command", .help = "Insert or Command, in Vi mode."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct remove_psreadlinekeyhandler *self = cmdlet_state(c);
	for (size_t i = 0; i < value_count(self->chord); i++) {
		struct strbuf sequence = STRBUF_INIT;
		if (key_sequence(string_data(value_item(self->chord, i)), &sequence))
			rl_bind_keyseq(sequence.data, NULL);
		strbuf_clear(&sequence);
	}
	return OK;
}

const struct cmdlet cmdlet_remove_psreadlinekeyhandler = {
	.verb = "Remove",
	.noun = "PSReadLineKeyHandler",
	.parameters = parameters,
	.state_size = sizeof(struct remove_psreadlinekeyhandler),
	.process = process,
	.synopsis = "Takes what keys do at the prompt away.",
	.examples =
		(const struct cmdlet_example[]){
			{"Ctrl+q does nothing", "Remove-PSReadLineKeyHandler -Chord Ctrl+q", ""},
			{NULL, NULL, NULL},
		},
};
