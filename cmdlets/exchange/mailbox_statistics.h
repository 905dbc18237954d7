/* How much mailboxes and their folders hold: counted in the Maildir, no figures are kept. */
#ifndef EXOSH_CMDLETS_EXCHANGE_MAILBOX_STATISTICS_H
#define EXOSH_CMDLETS_EXCHANGE_MAILBOX_STATISTICS_H

#include "cmdlets/exchange/recipient.h"

/* Parameters that the statistics cmdlets share; lives in their state. */
struct mailbox_statistics_query {
	Value identity, exchange_guid, primary_smtp_address, user_principal_name, external_id;
	Value scope, result_size, skip_count, properties, property_sets;
	bool archive, oldest_and_newest;
};

/* `minimum`: the properties of Get-EXOMailboxStatistics, unless more are asked for. */
enum status mailbox_statistics_write(struct cmdlet_call *c, struct migration_use *use,
				     const struct mailbox_statistics_query *query,
				     bool minimum) WARN_UNUSED;
enum status folder_statistics_write(struct cmdlet_call *c, struct migration_use *use,
				    const struct mailbox_statistics_query *query) WARN_UNUSED;

/* Objects that hold nothing, for their properties. */
Value mailbox_statistics_sample(void);
Value folder_statistics_sample(void);

enum folder_depth { FOLDER_ITSELF, FOLDER_CHILDREN, FOLDER_AND_ALL_BELOW };
/* `identity`: MAILBOX:\FOLDER; without a mailbox that of the connected user. */
enum status mailbox_folder_write(struct cmdlet_call *c, struct migration_use *use, Value identity,
				 enum folder_depth depth, Value result_size) WARN_UNUSED;
enum status mailbox_folder_create(struct cmdlet_call *c, struct migration_use *use, Value parent,
				  const char *name) WARN_UNUSED;

#endif
