/*
 * The connections that Connect-ExchangeOnline has made in this shell. One to Microsoft 365 or to another IMAP server
 * makes it the target of new batches; without one that is the local organization.
 */
#ifndef EXOSH_CMDLETS_EXCHANGE_CONNECTION_H
#define EXOSH_CMDLETS_EXCHANGE_CONNECTION_H

#include "cmdlets/exchange/exchange_objects.h"

struct exchange_connection {
	char id[STATE_GUID_SIZE];
	int number; /* in its name, ExchangeOnline_1 */
	char *user, *organization, *delegated_organization, *app_id, *uri, *prefix;
	bool certificate;
	int64_t page_size;
	int64_t target; /* row of the store's connections; 0: the local organization */
	struct exchange_connection *next; /* the one made before */
};

/* Texts are copied. The newest connection counts. */
struct exchange_connection *exchange_connection_add(const struct exchange_connection *settings);
void exchange_connection_remove(struct exchange_connection *connection);
struct exchange_connection *exchange_connection_newest(void);
/* The target of new batches: a row of the store's connections, 0: the local organization. */
int64_t exchange_connection_target(void);
/* The user principal name of the newest connection, NULL when there is none. */
const char *exchange_connection_user(void);
/* What Get-ConnectionInformation shows. */
Value exchange_connection_object(const struct exchange_connection *connection);

#endif
