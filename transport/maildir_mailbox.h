/* Whole mailboxes of the local organization: renamed with their address, put aside, deleted. */
#ifndef EXOSH_TRANSPORT_MAILDIR_MAILBOX_H
#define EXOSH_TRANSPORT_MAILDIR_MAILBOX_H

#include "base/error.h"

/* A mailbox that has no files yet is no error for any of them. -1: *error says why. */

/* The files follow when the primary address changes. */
int maildir_mailbox_rename(const char *from, const char *to, struct error *error);
/* Moves the files to EXOSH_HOME/removed/<address>.<guid>, where nothing looks for mail. */
int maildir_mailbox_put_aside(const char *address, const char *guid, struct error *error);
/* Deletes every message. */
int maildir_mailbox_delete(const char *address, struct error *error);

#endif
