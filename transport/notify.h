/*
 * The mail that tells the addresses of -NotificationEmails how a batch stands: when it has finished, and every
 * ReportInterval while it runs. It goes by SMTP to the relay that the file EXOSH_HOME/mail-relay names, one setting a line:
 *   url smtp://relay.contoso.com:25     smtps:// for TLS from the first byte; "tls" below for STARTTLS
 *   from exosh@contoso.com
 *   tls required
 *   user …
 *   password …
 */
#ifndef EXOSH_TRANSPORT_NOTIFY_H
#define EXOSH_TRANSPORT_NOTIFY_H

#include "transport/state.h"

struct strbuf;

/* Sends the report of the batch, in the calling thread. What came of it stands in the batch's report. 0, or -1 when the store
 * failed. */
int notify_batch(struct state *state, int64_t batch_id, struct error *error) WARN_UNUSED;

/* The parts of the mail (notify_text.c): its subject, its text, and a table of the users as CSV (`failed_only`: those that failed, with their
 * errors). */
void notify_subject(const struct state_batch *batch, const struct state_batch_counts *counts,
		    struct strbuf *out);
void notify_text(const struct state_batch *batch, const struct state_batch_counts *counts,
		 struct strbuf *out);
void notify_table(const struct state_users *users, bool failed_only, struct strbuf *out);

/* A header line without its end: what is not plain text is encoded. */
void notify_header(const char *name, const char *value, struct strbuf *out);

#endif
