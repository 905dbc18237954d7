/* What happened to a batch or a user, as lines for people. Never a password. */
#ifndef EXOSH_TRANSPORT_REPORT_H
#define EXOSH_TRANSPORT_REPORT_H

#include "transport/state.h"

struct strbuf;

enum report_level { REPORT_INFORMATION, REPORT_WARNING, REPORT_ERROR };

/* Adds an entry to the report of a user, or of the batch when user_id is 0. 0 or -1. */
int report_add(struct state *state, int64_t batch_id, int64_t user_id, enum report_level level,
	       struct error *error, const char *format, ...) FORMAT_PRINTF(6, 7);

/* "11/25/2026 1:02:03 AM [host] text", in UTC, as migration reports of Exchange read. No line end. */
void report_render_entry(const struct state_report_entry *entry, struct strbuf *out);
/* All entries, a line each. */
void report_render(const struct state_report *report, struct strbuf *out);

#endif
