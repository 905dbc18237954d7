/* The session's list of what was typed, for the cmdlets about it. */
#ifndef EXOSH_CMDLETS_CORE_HISTORY_H
#define EXOSH_CMDLETS_CORE_HISTORY_H

#include "cmdlet.h"
#include "object/array.h"

/* The HistoryInfo objects, oldest first. */
struct list *history_entries(struct session *s);
int64_t history_id(Value entry);
/* The input's text: a string. */
Value history_text(Value entry);
/* Index of the entry with this id, or -1. */
ptrdiff_t history_find(const struct list *entries, int64_t id);

#endif
