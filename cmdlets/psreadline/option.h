/* The options of line editing, as Get- and Set-PSReadLineOption name them. */
#ifndef EXOSH_CMDLETS_PSREADLINE_OPTION_H
#define EXOSH_CMDLETS_PSREADLINE_OPTION_H

#include "object/value.h"

enum option_kind { OPTION_TEXT, OPTION_NUMBER, OPTION_BOOLEAN };

struct line_option {
	const char *name;
	enum option_kind kind;
	char *value; /* as text; changed by line_option_set() */
	void (*act)(
		const char *
			value); /* tells readline; NULL: exosh keeps the value and does nothing with it */
	bool owned;
};

extern struct line_option line_options[]; /* ended by a row without a name */

void line_option_set(struct line_option *option, const char *value);
Value line_option_value(const struct line_option *option);

#endif
