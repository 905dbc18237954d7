/* Keys and editing functions, as PSReadLine names them, on readline. */
#ifndef EXOSH_CMDLETS_PSREADLINE_KEY_H
#define EXOSH_CMDLETS_PSREADLINE_KEY_H

#include "base/base.h"

struct strbuf;

struct editing_function {
	const char *name;     /* PSReadLine's */
	const char *readline; /* readline's name of the same */
	const char *key;      /* what is bound to it in Emacs mode, for Get-PSReadLineKeyHandler */
	const char *help;
};

extern const struct editing_function editing_functions[]; /* ended by a row without a name */

const struct editing_function *
editing_function_find(const char *name); /* NULL: none of that name */

/* Appends the readline key sequence of a chord ("Ctrl+r", "Alt+LeftArrow", "Ctrl+x,Ctrl+e"). False: no such key. */
bool key_sequence(const char *chord, struct strbuf *out);

#endif
