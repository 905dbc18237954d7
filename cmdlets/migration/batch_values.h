/* What New- and Set-MigrationBatch look at before anything happens: values whose types can't refuse what is wrong. */
#ifndef EXOSH_CMDLETS_MIGRATION_BATCH_VALUES_H
#define EXOSH_CMDLETS_MIGRATION_BATCH_VALUES_H

#include "cmdlet.h"

struct batch_values {
	Value notification_emails;              /* texts, or $null */
	Value include_folders, exclude_folders; /* likewise */
	Value report_interval;                  /* a TimeSpan, or anything else: not given */
	const char *time_zone;                  /* NULL: not given */
	const char *locale;                     /* likewise */
	const char *content_filter_language;    /* likewise */
};

/* A terminating error names the parameter and what it takes. */
enum status batch_values_check(struct cmdlet_call *c,
			       const struct batch_values *values) WARN_UNUSED;

/* Warns of parameters that were given and mean something else here than in Exchange Online, or nothing for IMAP. */
enum status batch_values_warn(struct cmdlet_call *c) WARN_UNUSED;

#endif
