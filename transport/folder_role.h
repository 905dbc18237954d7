/* Folders with a purpose: found by their special-use attribute, else by their usual names. */
#ifndef EXOSH_TRANSPORT_FOLDER_ROLE_H
#define EXOSH_TRANSPORT_FOLDER_ROLE_H

#include "base/base.h"

struct folder_map;
struct folder_map_entry;

enum folder_role {
	FOLDER_ROLE_INBOX,
	FOLDER_ROLE_SENT,
	FOLDER_ROLE_DRAFTS,
	FOLDER_ROLE_ARCHIVE,
	FOLDER_ROLE_JUNK,
	FOLDER_ROLE_TRASH,
	FOLDER_ROLE_COUNT
};

/* What Exchange calls it: "INBOX", "Sent Items"… */
const char *folder_role_name(enum folder_role role);
/* Name as in "#SentItems#". */
const char *folder_role_well_known(enum folder_role role);
/* The role that "#SentItems#/below" begins with, in any case, and what follows; FOLDER_ROLE_COUNT: none. */
enum folder_role folder_role_read(const char *text, const char **rest_r);
/* Whether a text begins with the name of one of Exchange's folders so, also one that no mail server has a role for. */
bool folder_role_is_well_known(const char *text);
/* Its bit of enum imap_folder_flag; 0: it has none. */
uint32_t folder_role_flag(enum folder_role role);
/* Where it comes in the order of copying; ordinary folders are at 3. */
int folder_role_order(enum folder_role role);
/* Which entry of the map plays each role; NULL: none. With `labels` the folder of all mail is the
 * archive. */
void folder_role_assign(const struct folder_map *map, bool labels,
			struct folder_map_entry *roles_r[]);

#endif
