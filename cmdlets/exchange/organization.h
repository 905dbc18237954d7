/* Settings of the local organization as a whole: attributes in one setting of the store. */
#ifndef EXOSH_CMDLETS_EXCHANGE_ORGANIZATION_H
#define EXOSH_CMDLETS_EXCHANGE_ORGANIZATION_H

#include "cmdlets/exchange/exchange_objects.h"

enum status organization_write(struct cmdlet_call *c, struct migration_use *use) WARN_UNUSED;
/* Keeps each bound parameter under its name. */
enum status organization_change(struct cmdlet_call *c, struct migration_use *use,
				const struct parameter *parameters) WARN_UNUSED;

#endif
