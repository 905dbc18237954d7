/* What the files of migration_*.c share. */
#ifndef EXOSH_TRANSPORT_MIGRATION_PRIVATE_H
#define EXOSH_TRANSPORT_MIGRATION_PRIVATE_H

#include "transport/migration.h"

struct migration {
	struct state *state;
	int64_t attended_at; /* when it was last made sure that the service runs */
};

/* Turns the error of a state function into one of ours. Returns -1. */
int migration_store_failed(struct error *error);

/* A change is one transaction: begin, then end with its result (0 or more: commit; -1: undo). `end` returns the result, or -1
 * when it could not be kept. */
int migration_begin(struct migration *migration, struct error *error) WARN_UNUSED;
int migration_end(struct migration *migration, int result, struct error *error) WARN_UNUSED;

/* Tells the service that something changed. */
int migration_wake(struct error *error) WARN_UNUSED;
/* Starts the service when there is work and it does not run, at most every few seconds. */
void migration_attend(struct migration *migration);

/* Refuses names that are empty or longer than 64 characters. */
int migration_check_name(const char *what, const char *name, struct error *error) WARN_UNUSED;

/* The batch, or MIGRATION_ERROR_BATCH_NOT_FOUND. Use inside a transaction. */
int migration_require_batch(struct migration *migration, struct arena *arena, const char *name,
			    struct state_batch *row_r, struct error *error) WARN_UNUSED;

struct batch_csv;
/* Adds the CSV's rows as users (migration_rows.c). Rows that can't be migrated become Failed users; those whose address the
 * batch has already are left out. */
int migration_add_rows(struct migration *migration, const struct state_batch *batch,
		       const struct batch_csv *csv, struct migration_batch_changed *changed,
		       struct error *error) WARN_UNUSED;
/* Adds copies of users of other batches. */
int migration_copy_users(struct migration *migration, const struct state_batch *batch,
			 const char *const *identities, bool disable_on_copy,
			 struct error *error) WARN_UNUSED;
/* Where else the mailbox is being migrated: 1 and a name, or 0. */
int migration_other_batch(struct migration *migration, struct arena *arena, const char *email,
			  int64_t batch_id, const char **name_r, struct error *error) WARN_UNUSED;
/* Applies MIGRATE_START to a user unless what made it fail still holds. 1: it is queued. */
int migration_restart_user(struct migration *migration, struct arena *arena,
			   struct state_user *user, struct error *error) WARN_UNUSED;

#endif
