/* $PSStyle: the escape sequences that formatting and hosts use, changeable by scripts. */
#ifndef EXOSH_FORMATTERS_ANSI_H
#define EXOSH_FORMATTERS_ANSI_H

#include "object/value.h"

#define ANSI_RESET "\x1b[0m"

/* The object behind $PSStyle; one a thread. */
Value ansi_style_object(void);
/* Sequences of $PSStyle.Formatting: borrowed until a script changes them. */
const char *ansi_table_header(void);
const char *ansi_format_accent(void);
const char *ansi_error(void);
const char *ansi_error_accent(void);
const char *ansi_warning(void);
const char *ansi_verbose(void);
const char *ansi_debug(void);
/* Of a ConsoleColor number, foreground or background. */
const char *ansi_console_color(int color, bool background);

#endif
