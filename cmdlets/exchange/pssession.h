/*
 * The sessions of New-PSSession -ConfigurationName Microsoft.Exchange: how scripts from before Connect-ExchangeOnline
 * connect. Import-PSSession makes one a connection; there are no other sessions, for exosh has no remoting.
 */
#ifndef EXOSH_CMDLETS_EXCHANGE_PSSESSION_H
#define EXOSH_CMDLETS_EXCHANGE_PSSESSION_H

#include "cmdlets/exchange/connection.h"

struct cmdlet_call;

struct pssession {
	int id; /* from 1 */
	char guid[STATE_GUID_SIZE];
	char *name, *computer_name, *uri, *user;
	char connection_id[STATE_GUID_SIZE]; /* once it is imported */
	struct pssession *next;              /* the one made after it */
};

/* Texts are copied; a NULL name becomes Runspace<id>. */
struct pssession *pssession_new(const char *name, const char *uri, const char *user);
void pssession_remove(struct pssession *session);
struct pssession *pssession_first(void);
/* The session that an object of pssession_object() stands for; NULL when it was removed or is something else. */
struct pssession *pssession_of(Value object);
/* What Import-PSSession has made of it; NULL before, and after Disconnect-ExchangeOnline. */
struct exchange_connection *pssession_connection(const struct pssession *session);
/* System.Management.Automation.Runspaces.PSSession */
Value pssession_object(const struct pssession *session);
/* The error for what only remoting could do. */
enum status pssession_refuse(struct cmdlet_call *c);

#endif
