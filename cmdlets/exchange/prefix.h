/* Connect-ExchangeOnline -Prefix Corp: the organization's cmdlets also as Get-CorpMailbox and so on. */
#ifndef EXOSH_CMDLETS_EXCHANGE_PREFIX_H
#define EXOSH_CMDLETS_EXCHANGE_PREFIX_H

#include "object/value.h"

struct session;

/* `commands`: names or wildcards of the cmdlets that get the prefix; null: all. */
void exchange_prefix_add(struct session *s, const char *prefix, Value commands);
/* Unless another connection has the same prefix. */
void exchange_prefix_remove(struct session *s, const char *prefix);

#endif
