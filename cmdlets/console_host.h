/* The host of a terminal or of standard output: formats what pipelines leave, writes streams to their places. */
#ifndef EXOSH_CMDLETS_CONSOLE_HOST_H
#define EXOSH_CMDLETS_CONSOLE_HOST_H

#include "engine/host.h"

struct console_host;

/* `may_ask`: questions may be asked; where standard input is no terminal, a confirmation is read from there too. Colour
 * is used at a terminal, unless NO_COLOR is set. */
struct console_host *console_host_create(bool may_ask);
void console_host_free(struct console_host **host);
struct host *console_host_base(struct console_host *host);
/* Ctrl+C was pressed, and the terminal shows ^C: what is written next begins a new line. For signal handlers. */
void console_host_interrupt(struct console_host *host);

#endif
