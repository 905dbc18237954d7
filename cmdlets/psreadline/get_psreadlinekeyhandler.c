/* Get-PSReadLineKeyHandler: what can be done at the prompt, and with which keys. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "cmdlets/psreadline/key.h"
#include "object/array.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>

struct get_psreadlinekeyhandler {
	bool bound, unbound;
	Value chord;
};

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct get_psreadlinekeyhandler, bound, "Bound", 0, .set = "FullListing",
		     .help = "Those with keys; the default."),
	PARAM_SWITCH(struct get_psreadlinekeyhandler, unbound, "Unbound", 0, .set = "FullListing",
		     .help = "Those without keys, too."),
	PARAM_STRINGS(struct get_psreadlinekeyhandler, chord, "Chord",
		      PARAM_MANDATORY | PARAM_POSITION(0), .set = "SpecificBindings",
		      .aliases = "Key", .help = "What these keys do."),
	PARAM_END,
};

static enum status write(struct cmdlet_call *c, const struct editing_function *f, const char *key)
{
	Value handler = psobject_new_typed("Microsoft.PowerShell.KeyHandler");
	psobject_set(handler, "Key", key ? string_from(key) : string_from("Unbound"));
	psobject_set(handler, "Function", string_from(f->name));
	psobject_set(handler, "Description", string_from(f->help));
	return cmdlet_write(c, handler);
}

static const struct editing_function *bound_to(const char *chord)
{
	struct strbuf sequence = STRBUF_INIT;
	rl_command_func_t *bound = NULL;
	if (key_sequence(chord, &sequence)) {
		char *keys = xmalloc(2 * sequence.length + 1);
		int length;
		if (rl_translate_keyseq(sequence.data, keys, &length) == 0)
			bound = rl_function_of_keyseq_len(keys, (size_t)length, NULL, NULL);
		free(keys);
	}
	strbuf_clear(&sequence);
	for (const struct editing_function *f = editing_functions; bound && f->name; f++)
		if (rl_named_function(f->readline) == bound)
			return f;
	return NULL;
}

static enum status write_specific(struct cmdlet_call *c, Value chords)
{
	for (size_t i = 0; i < value_count(chords); i++) {
		const char *chord = string_data(value_item(chords, i));
		const struct editing_function *f = bound_to(chord);
		if (f && write(c, f, chord) != OK)
			return ERROR;
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_psreadlinekeyhandler *self = cmdlet_state(c);
	if (cmdlet_is_bound(c, "Chord"))
		return write_specific(c, self->chord);
	for (const struct editing_function *f = editing_functions; f->name; f++)
		if ((f->key ? self->bound || !self->unbound : self->unbound) &&
		    write(c, f, f->key) != OK)
			return ERROR;
	return OK;
}

const struct cmdlet cmdlet_get_psreadlinekeyhandler = {
	.verb = "Get",
	.noun = "PSReadLineKeyHandler",
	.parameters = parameters,
	.state_size = sizeof(struct get_psreadlinekeyhandler),
	.default_set = "FullListing",
	.process = process,
	.output = "Microsoft.PowerShell.KeyHandler",
	.synopsis = "Gives the keys of the prompt and what they do.",
	.examples =
		(const struct cmdlet_example[]){
			{"What Tab does", "(Get-PSReadLineKeyHandler -Chord Tab).Function",
			 "Complete\n"},
			{NULL, NULL, NULL},
		},
};
