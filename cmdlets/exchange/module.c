/* The organization's cmdlets: connections, domains, recipients, statistics. */
#include "cmdlet.h"
#include "cmdlets/exchange/exchange_completion.h"
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/exchange/parameter_help.h"

extern const struct cmdlet cmdlet_connect_exchangeonline, cmdlet_disconnect_exchangeonline,
	cmdlet_get_accepteddomain, cmdlet_get_connectioninformation, cmdlet_get_exomailbox,
	cmdlet_get_exomailboxfolderstatistics, cmdlet_get_exomailboxstatistics,
	cmdlet_get_exorecipient, cmdlet_get_mailbox, cmdlet_get_mailboxfolder,
	cmdlet_get_mailboxfolderstatistics, cmdlet_get_mailboxstatistics, cmdlet_get_mailuser,
	cmdlet_get_moverequest, cmdlet_get_moverequeststatistics, cmdlet_get_organizationconfig,
	cmdlet_get_recipient, cmdlet_get_user, cmdlet_new_accepteddomain, cmdlet_new_mailbox,
	cmdlet_new_mailboxfolder, cmdlet_new_mailuser, cmdlet_remove_accepteddomain,
	cmdlet_remove_mailbox, cmdlet_remove_mailuser, cmdlet_set_accepteddomain,
	cmdlet_set_mailbox, cmdlet_set_mailuser, cmdlet_set_organizationconfig, cmdlet_set_user;
extern const struct cmdlet cmdlet_get_pssession, cmdlet_import_pssession, cmdlet_new_pssession,
	cmdlet_new_pssessionoption, cmdlet_remove_pssession;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_connect_exchangeonline,
	&cmdlet_disconnect_exchangeonline,
	&cmdlet_get_accepteddomain,
	&cmdlet_get_connectioninformation,
	&cmdlet_get_exomailbox,
	&cmdlet_get_exomailboxfolderstatistics,
	&cmdlet_get_exomailboxstatistics,
	&cmdlet_get_exorecipient,
	&cmdlet_get_mailbox,
	&cmdlet_get_mailboxfolder,
	&cmdlet_get_mailboxfolderstatistics,
	&cmdlet_get_mailboxstatistics,
	&cmdlet_get_mailuser,
	&cmdlet_get_moverequest,
	&cmdlet_get_moverequeststatistics,
	&cmdlet_get_organizationconfig,
	&cmdlet_get_recipient,
	&cmdlet_get_user,
	&cmdlet_new_accepteddomain,
	&cmdlet_new_mailbox,
	&cmdlet_new_mailboxfolder,
	&cmdlet_new_mailuser,
	&cmdlet_remove_accepteddomain,
	&cmdlet_remove_mailbox,
	&cmdlet_remove_mailuser,
	&cmdlet_set_accepteddomain,
	&cmdlet_set_mailbox,
	&cmdlet_set_mailuser,
	&cmdlet_set_organizationconfig,
	&cmdlet_set_user,
	&cmdlet_get_pssession,
	&cmdlet_import_pssession,
	&cmdlet_new_pssession,
	&cmdlet_new_pssessionoption,
	&cmdlet_remove_pssession,
	NULL,
};

const struct module module_exchange = {
	.name = "ExchangeOnline",
	.version = "3.7.0",
	.cmdlets = cmdlets,
	.types = exchange_types,
	.completions = exchange_completions,
	.samples = exchange_samples,
	.help = exchange_parameter_help,
};
