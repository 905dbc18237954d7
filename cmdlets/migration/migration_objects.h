/*
 * The single place where the rows and errors of transport become objects and ErrorRecords. Every migration
 * cmdlet opens the store through migration_use().
 */
#ifndef EXOSH_CMDLETS_MIGRATION_MIGRATION_OBJECTS_H
#define EXOSH_CMDLETS_MIGRATION_MIGRATION_OBJECTS_H

#include "base/arena.h"
#include "cmdlet.h"
#include "transport/migration.h"

/* The warning about a parameter of old commands that Exchange Online takes no notice of any more. */
#define MIGRATION_DEPRECATED(name)                                                             \
	"The parameter -" name " is deprecated: it is accepted and ignored. Items that can't " \
	"be migrated are skipped and listed (Get-MigrationUserStatistics "                     \
	"-IncludeSkippedItems)."

/* What a cmdlet needs of the store; lives in its state. */
struct migration_use {
	struct migration *migration;
	struct arena arena; /* rows of the current record */
};

/* Opens on first use; an empty arena each time. ERROR when the store cannot be opened. */
enum status migration_use_open(struct cmdlet_call *c, struct migration_use *use) WARN_UNUSED;
/* The same from nothing, outside a cmdlet: false when the store cannot be opened. */
bool migration_use_try(struct migration_use *use);
void migration_use_close(struct migration_use *use);

/* A failed call of transport as a non-terminating error; `target` names what it was about. Clears `error`. */
enum status migration_write_error(struct cmdlet_call *c, struct error *error,
				  const char *target) WARN_UNUSED;
/* The same, ending the command. */
enum status migration_throw(struct cmdlet_call *c, struct error *error,
			    const char *target) WARN_UNUSED;

Value migration_endpoint_object(struct migration *m, const struct state_endpoint *row);
Value migration_batch_object(struct migration_use *use, const struct state_batch *row,
			     bool include_report);
Value migration_user_object(struct migration_use *use, const struct state_user *row);
struct statistics_options {
	bool report, skipped_items;
	int64_t skipped_limit; /* 0: all */
};
Value migration_user_statistics_object(struct migration_use *use, const struct state_user *row,
				       const struct statistics_options *options);

/* The name of a batch; "" when it is gone. In the arena. */
const char *migration_batch_name(struct migration_use *use, int64_t batch_id);
/* The batch of a MigrationUser that was piped in; NULL when only a name was given. */
const char *migration_batch_of_user(Value identity);

/* Milliseconds since 1970 as a DateTime, $null for 0. */
Value migration_time(int64_t milliseconds, bool utc);
/* Lines of a list as a string[]. */
Value migration_list(const char *lines);
/* The other way: a string[] as lines, in the arena; NULL when not bound or empty. */
const char *migration_lines(struct arena *arena, Value strings);
/* A DateTime that a parameter got, as milliseconds; 0 for null. One without a zone is UTC. */
int64_t migration_milliseconds(Value datetime);

/* -Identity of Get- cmdlets: $null given means everything, which deserves a warning; an error, where all that would go
 * to a Remove- cmdlet. */
enum status migration_warn_null_identity(struct cmdlet_call *c, Value identity,
					 const char *what) WARN_UNUSED;
/* -Identity of cmdlets that act on one object: its text, or NULL after an error because it is $null or empty. */
enum status migration_need_identity(struct cmdlet_call *c, Value identity,
				    const char **text_r) WARN_UNUSED;
/*
 * How a cmdlet that changes one object begins: -Identity, ShouldProcess for `action` ("Stop-MigrationBatch"), the
 * store. *name_r is the identity's text, or NULL when nothing is to be done: no identity (an error was written),
 * -WhatIf, or the answer no.
 */
enum status migration_begin_change(struct cmdlet_call *c, Value identity, const char *action,
				   struct migration_use *use, const char **name_r) WARN_UNUSED;
/* A whole change that needs the name alone: of a batch or an endpoint. */
enum status migration_change_named(struct cmdlet_call *c, Value identity, const char *action,
				   struct migration_use *use,
				   int (*change)(struct migration *migration, const char *name,
						 struct error *error)) WARN_UNUSED;
/* A whole change of each user with the identity: one for each batch that has it. */
enum status migration_change_users(struct cmdlet_call *c, Value identity, const char *action,
				   struct migration_use *use,
				   int (*change)(struct migration *migration, int64_t user_id,
						 struct error *error)) WARN_UNUSED;

#endif
