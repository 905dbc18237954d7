/*
 * Progress at the terminal: lines below what was written, redrawn in place. Whoever writes anything else takes them
 * away first (console_progress_hide()), so that they stand in nobody's way and nothing of them stays on the screen.
 */
#ifndef EXOSH_CMDLETS_CONSOLE_PROGRESS_H
#define EXOSH_CMDLETS_CONSOLE_PROGRESS_H

#include "base/strbuf.h"
#include "engine/host.h"

struct console_progress;

struct console_progress *console_progress_create(void);
void console_progress_free(struct console_progress **progress);
/* Takes up one record. Nothing is drawn yet. */
void console_progress_set(struct console_progress *p, const struct progress *record);
/* Appends what draws all bars for a terminal of this size, over the ones that are shown. */
void console_progress_draw(struct console_progress *p, int columns, int rows, bool color,
			   struct strbuf *out);
/* Appends what takes the bars away from the screen, which is so wide now; the next drawing shows them again. */
void console_progress_hide(struct console_progress *p, int columns, struct strbuf *out);
/* Forgets all bars; they must be hidden. */
void console_progress_clear(struct console_progress *p);
bool console_progress_is_empty(const struct console_progress *p);

#endif
