/* The folders of a mailbox: NAMESPACE, LIST, LSUB, STATUS, in as few round trips as the server allows. */
#ifndef EXOSH_TRANSPORT_IMAP_LIST_H
#define EXOSH_TRANSPORT_IMAP_LIST_H

#include "base/error.h"
#include "transport/imap_parser.h"

struct imap_client;

enum imap_folder_flag {
	IMAP_FOLDER_NOSELECT = 1u << 0, /* also \NonExistent */
	IMAP_FOLDER_SUBSCRIBED = 1u << 1,
	IMAP_FOLDER_SENT = 1u << 2, /* special uses, RFC 6154 */
	IMAP_FOLDER_TRASH = 1u << 3,
	IMAP_FOLDER_JUNK = 1u << 4,
	IMAP_FOLDER_DRAFTS = 1u << 5,
	IMAP_FOLDER_ARCHIVE = 1u << 6,
	IMAP_FOLDER_ALL = 1u << 7,
	IMAP_FOLDER_FLAGGED = 1u << 8,
	IMAP_FOLDER_IMPORTANT = 1u << 9
};

struct imap_folder_status {
	bool known; /* the server answered */
	uint32_t messages, uidnext, uidvalidity;
	uint64_t highestmodseq; /* 0: not offered */
};

struct imap_folder {
	char *name;     /* as the server names it */
	char separator; /* 0: none */
	uint32_t flags; /* enum imap_folder_flag */
	struct imap_folder_status status;
};

struct imap_folders {
	struct imap_folder *items;
	size_t count, capacity;
};

/* More folders than this are an attack or an accident; listing them fails. */
#define IMAP_MAX_FOLDERS 100000

struct imap_namespace {
	char *prefix; /* such as "INBOX." */
	char separator;
	bool personal; /* else other users' or shared */
};

struct imap_namespaces {
	struct imap_namespace *items;
	size_t count, capacity;
};

/* The namespaces, in the server's order; none where it doesn't offer the extension. */
int imap_list_namespaces(struct imap_client *client, struct imap_namespaces *namespaces_r,
			 struct error *error);
void imap_namespaces_clear(struct imap_namespaces *namespaces);

/* Adds the folders that match the pattern (a raw name with "*"), with subscription and special use. */
int imap_list_folders(struct imap_client *client, const char *pattern, struct imap_folders *folders,
		      struct error *error);
/* Adds a folder that the server opens but doesn't list, if there is such a one. */
int imap_list_hidden(struct imap_client *client, const char *name, char separator,
		     struct imap_folders *folders, struct error *error);
/* Fills in the status of every selectable folder that has none yet. */
int imap_list_status(struct imap_client *client, struct imap_folders *folders, struct error *error);
void imap_folders_clear(struct imap_folders *folders);
struct imap_folder *imap_folders_find(const struct imap_folders *folders, const char *name);

/* Reads a STATUS attribute list, "(MESSAGES 3 UIDNEXT 5)". */
void imap_status_read(const struct imap_node *list, struct imap_folder_status *status_r);

#endif
