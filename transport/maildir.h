/*
 * The local organization's mailboxes: EXOSH_HOME/mailboxes/<address>/, each a Maildir++ as Dovecot
 * keeps it. INBOX is the mailbox's own folder, "A/B" is ".A.B" beside it, names in modified UTF-7.
 * Characters that a folder name can't hold there are replaced by ones that look alike: "." by U+2024,
 * "/" by U+2215, controls by U+FFFD; so no name, however hostile, leaves the store.
 */
#ifndef EXOSH_TRANSPORT_MAILDIR_H
#define EXOSH_TRANSPORT_MAILDIR_H

#include "base/error.h"
#include "base/strbuf.h"

struct folder_path;

/* The folder of a mailbox, whether it exists or not; the caller frees it. NULL: the address can't name
 * a folder. */
char *maildir_mailbox_path(const char *address, struct error *error);
/* The folder's name inside the mailbox: "" for INBOX, ".Sent Items", ".A.B". The caller frees it. */
char *maildir_folder_name(const struct folder_path *path);

/* An open folder. */
struct maildir {
	char *path;
	int cur, tmp;      /* file descriptors */
	uint32_t validity; /* changes when the folder is made anew */
};

/* Opens a folder; makes it and its mailbox (0700) where they are missing. */
int maildir_open(struct maildir *maildir, const char *mailbox_path, const char *folder_name,
		 struct error *error);
void maildir_close(struct maildir *maildir);
/* Adds the folder to those that the mailbox's user sees subscribed. */
int maildir_subscribe(const char *mailbox_path, const char *folder_name, struct error *error);

/*
 * File names of messages: "<date>.X<token>.exosh,S=<size>,W=<size with CRLF>:2,<flags>". The token names
 * the message's origin, so that one message can't be delivered twice.
 */
struct maildir_name {
	uint64_t token; /* a hash of the name where exosh didn't make it */
	bool ours;
	uint64_t size;  /* S=; 0: not there */
	char flags[64]; /* letters behind ":2," */
};
void maildir_name_parse(const char *name, struct maildir_name *name_r);

/* Letters for system flags (enum imap_flag) and keywords; keywords beyond the 26 of the format are left
 * out. `keywords` is what dovecot-keywords holds: 26 names, NULL where free; new ones are added. */
struct maildir_keywords {
	char *names[26];
	bool changed;
};
void maildir_keywords_load(const struct maildir *maildir, struct maildir_keywords *keywords);
int maildir_keywords_save(const struct maildir *maildir, struct maildir_keywords *keywords,
			  struct error *error);
void maildir_keywords_clear(struct maildir_keywords *keywords);
void maildir_flag_letters(uint32_t flags, const char *words, struct maildir_keywords *keywords,
			  struct strbuf *letters);

/* What a mailbox holds, for statistics. */
struct maildir_statistics {
	char *folder;                      /* UTF-8, "/" between the levels */
	uint64_t messages, deleted, bytes; /* deleted: marked \Deleted, part of messages */
	int64_t oldest, newest;            /* Unix seconds; 0: none */
};
/* One entry for each folder, INBOX first; free each `folder` and the array. -1: there is no mailbox. */
int maildir_statistics(const char *mailbox_path, struct maildir_statistics **list_r,
		       size_t *count_r);

#endif
