/* A batch as one HTML page that needs nothing else: progress over time, rates, mailboxes, skipped items, the log. */
#ifndef EXOSH_CMDLETS_MIGRATION_REPORT_PAGE_H
#define EXOSH_CMDLETS_MIGRATION_REPORT_PAGE_H

#include "base/strbuf.h"
#include "cmdlets/migration/migration_objects.h"

/* Appends the page. -1: the store can't be read; *error says why. */
int report_page_append(struct migration_use *use, const struct state_batch *batch,
		       struct strbuf *out, struct error *error) WARN_UNUSED;
/* The same as CSV: one row a mailbox, `count` rows from `first` on. The header comes with first 0. */
int report_csv_append(struct migration_use *use, const struct state_batch *batch, int64_t first,
		      int64_t count, struct strbuf *out, struct error *error) WARN_UNUSED;

#endif
