/*
 * The CSV of a migration batch: one row for each mailbox, with the columns EmailAddress (target), UserName and Password
 * (source) and, where the server needs it, UserRoot. What is wrong with the file as a whole refuses it; what is wrong
 * with a row stays with that row.
 */
#ifndef EXOSH_TRANSPORT_BATCH_CSV_H
#define EXOSH_TRANSPORT_BATCH_CSV_H

#include "base/error.h"

#define BATCH_CSV_MAX_ROWS 50000
#define BATCH_CSV_MAX_BYTES ((size_t)10 * 1024 * 1024)

struct batch_csv_row {
	int64_t number;              /* of the record in the file; the header is 1 */
	const char *email;           /* "" when empty */
	const char *user, *password; /* "" when empty */
	const char *user_root;       /* NULL when empty or when there is no such column */
	char *problem;        /* why the row can't be migrated, as a sentence; NULL: it can */
	int64_t duplicate_of; /* number of the earlier row with the same address; 0: none */
};

struct batch_csv {
	char *text; /* UTF-8; holds the cells, passwords too */
	size_t text_size;
	struct batch_csv_row *rows;
	size_t count, capacity;
	bool has_user_root;
};

/* UTF-8 with or without a byte order mark, or UTF-16. 0, or -1 with a sentence that names the column or row. */
int batch_csv_parse(const void *bytes, size_t size, bool allow_unknown_columns,
		    struct batch_csv *csv_r, struct error *error) WARN_UNUSED;
/* Overwrites and frees everything. */
void batch_csv_clear(struct batch_csv *csv);

/* Whether `address` is a mailbox address that may also name a folder of the local organization. */
bool batch_csv_is_address(const char *address);

#endif
