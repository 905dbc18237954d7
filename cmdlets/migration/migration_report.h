/* The report of a user or batch as scripts get it: prints as its lines, and has them as objects. */
#ifndef EXOSH_CMDLETS_MIGRATION_MIGRATION_REPORT_H
#define EXOSH_CMDLETS_MIGRATION_MIGRATION_REPORT_H

#include "object/type.h"
#include "transport/state.h"

extern struct type type_migration_report;
/* The last three are arrays: of skipped items, and of those entries that are errors. */
Value migration_report_new(const struct state_report *lines, Value entries, Value bad_items,
			   Value large_items, Value failures);

#endif
