#include "transport/folder_role.h"
#include "transport/folder_map.h"

#include <string.h>
#include <strings.h>

#define MAX_NAMES 14

static const struct {
	const char *name, *well_known;
	int order;
	uint32_t flag;
	const char *usual[MAX_NAMES]; /* as top-level folders, likeliest first */
} roles[FOLDER_ROLE_COUNT] = {
	[FOLDER_ROLE_INBOX] = {"INBOX", "Inbox", 0, 0, {"INBOX"}},
	[FOLDER_ROLE_SENT] = {"Sent Items",
			      "SentItems",
			      1,
			      IMAP_FOLDER_SENT,
			      {"Sent Items", "Sent", "Sent Messages", "Sent Mail", "sent-mail",
			       "Gesendete Elemente", "Gesendet", "Gesendete Objekte",
			       "Éléments envoyés", "Elementos enviados", "Enviados",
			       "Posta inviata", "Отправленные"}},
	[FOLDER_ROLE_DRAFTS] = {"Drafts",
				"Drafts",
				2,
				IMAP_FOLDER_DRAFTS,
				{"Drafts", "Draft", "Entwürfe", "Brouillons", "Borradores", "Bozze",
				 "Черновики"}},
	[FOLDER_ROLE_ARCHIVE] =
		{"Archive", "Archive", 4, IMAP_FOLDER_ARCHIVE, {"Archive", "Archives"}},
	[FOLDER_ROLE_JUNK] = {"Junk Email",
			      "JunkEmail",
			      5,
			      IMAP_FOLDER_JUNK,
			      {"Junk Email", "Junk E-mail", "Junk", "Spam", "Bulk Mail",
			       "Junk Mail", "Courrier indésirable", "Correo no deseado"}},
	[FOLDER_ROLE_TRASH] = {"Deleted Items",
			       "DeletedItems",
			       6,
			       IMAP_FOLDER_TRASH,
			       {"Deleted Items", "Trash", "Deleted Messages", "Deleted", "Bin",
				"Papierkorb", "Gelöschte Elemente", "Gelöschte Objekte",
				"Corbeille", "Éléments supprimés", "Papelera", "Cestino",
				"Корзина"}},
};

const char *folder_role_name(enum folder_role role)
{
	return roles[role].name;
}

/* Exchange's other folders: no mail server has a role for them. */
static const char *const others[] = {
	"Calendar",  "Contacts", "Journal",   "Tasks",      "Notes",         "CommunicationHistory",
	"Voicemail", "Fax",      "Conflicts", "SyncIssues", "LocalFailures", "ServerFailures",
};

/* "#Name#...": what follows; NULL: it is another name. */
static const char *after_well_known(const char *text, const char *name)
{
	size_t length = strlen(name);

	return *text == '#' && !strncasecmp(text + 1, name, length) && text[1 + length] == '#'
		       ? text + length + 2
		       : NULL;
}

enum folder_role folder_role_read(const char *text, const char **rest_r)
{
	enum folder_role role = 0;

	while (role < FOLDER_ROLE_COUNT &&
	       !(*rest_r = after_well_known(text, roles[role].well_known)))
		role++;
	return role;
}

bool folder_role_is_well_known(const char *text)
{
	const char *rest;
	bool found = folder_role_read(text, &rest) < FOLDER_ROLE_COUNT;

	for (size_t i = 0; !found && i < countof(others); i++)
		found = after_well_known(text, others[i]);
	return found;
}

const char *folder_role_well_known(enum folder_role role)
{
	return roles[role].well_known;
}

uint32_t folder_role_flag(enum folder_role role)
{
	return roles[role].flag;
}

int folder_role_order(enum folder_role role)
{
	return roles[role].order;
}

static struct folder_map_entry *find_flag(const struct folder_map *map, uint32_t flag)
{
	for (size_t i = 0; flag && i < map->count; i++)
		if (map->entries[i].folder->flags & flag)
			return &map->entries[i];
	return NULL;
}

static struct folder_map_entry *find_name(const struct folder_map *map, const char *name)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].source.count == 1 && !strcasecmp(map->entries[i].text, name))
			return &map->entries[i];
	return NULL;
}

void folder_role_assign(const struct folder_map *map, bool labels,
			struct folder_map_entry *roles_r[])
{
	for (enum folder_role role = 0; role < FOLDER_ROLE_COUNT; role++) {
		struct folder_map_entry *entry = find_flag(map, roles[role].flag);
		if (!entry && labels && role == FOLDER_ROLE_ARCHIVE)
			entry = find_flag(map, IMAP_FOLDER_ALL);
		for (size_t i = 0; !entry && i < MAX_NAMES && roles[role].usual[i]; i++)
			entry = find_name(map, roles[role].usual[i]);
		roles_r[role] = entry;
	}
}
