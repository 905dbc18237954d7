/* Import-PSSession: the session becomes the connection that the organization's cmdlets work on. */
#include "cmdlets/exchange/prefix.h"
#include "cmdlets/exchange/pssession.h"
#include "engine/module.h"
#include "object/convert.h"
#include "object/string.h"

#include <string.h>

struct import_pssession {
	Value session, command_name, prefix;
	struct exchange_unused unused;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct import_pssession, session, "Session",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_NULL, .type_name = "PSSession",
		     .help = "A session of New-PSSession."),
	PARAM_STRINGS(struct import_pssession, command_name, "CommandName", PARAM_POSITION(2),
		      .aliases = "Name",
		      .help = "The commands that get the prefix: names or wildcards."),
	PARAM_VALUE(struct import_pssession, prefix, "Prefix", &type_string, PARAM_NOT_EMPTY,
		    .help = "A prefix for the nouns, as Corp for Get-CorpMailbox."),
	PARAM_SWITCH(struct import_pssession, unused.given, "DisableNameChecking", 0,
		     .help = "Accepted: names are not checked."),
	PARAM_SWITCH(struct import_pssession, unused.given, "AllowClobber", 0,
		     .help = "Accepted: the cmdlets are there already."),
	PARAM_STRINGS(struct import_pssession, unused.value, "FormatTypeName", PARAM_POSITION(3),
		      .help = "Accepted."),
	PARAM_OBJECT(struct import_pssession, unused.value, "ArgumentList", 0, .aliases = "Args",
		     .type_name = "Object[]", .help = "Accepted."),
	PARAM_STRINGS(struct import_pssession, unused.value, "Module", PARAM_NOT_NULL,
		      .aliases = "PSSnapin", .help = "Accepted."),
	PARAM_VALUE(struct import_pssession, unused.value, "CommandType", &type_string, 0,
		    .type_name = "CommandTypes", .help = "Accepted."),
	PARAM_OBJECT(struct import_pssession, unused.value, "Certificate", 0,
		     .type_name = "X509Certificate2", .help = "Accepted."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct import_pssession *self = cmdlet_state(c);
	struct pssession *s = pssession_of(self->session);
	if (!s)
		return cmdlet_throw(c, "InvalidSession", CATEGORY_INVALID_ARGUMENT, self->session,
				    "The session is not open: make one with New-PSSession "
				    "-ConfigurationName Microsoft.Exchange.");
	const char *prefix = identity_text(self->prefix);
	if (!pssession_connection(s)) {
		struct exchange_connection settings = {.user = s->user,
						       .uri = s->uri,
						       .prefix = (char *)prefix,
						       .page_size = 1000};
		const struct exchange_connection *made = exchange_connection_add(&settings);
		memcpy(s->connection_id, made->id, sizeof(made->id));
	}
	if (prefix && *prefix)
		exchange_prefix_add(cmdlet_session(c), prefix, self->command_name);
	return cmdlet_write(c, module_info(cmdlet_session(c), "ExchangeOnline"));
}

const struct cmdlet cmdlet_import_pssession = {
	.verb = "Import",
	.noun = "PSSession",
	.parameters = parameters,
	.state_size = sizeof(struct import_pssession),
	.process = process,
	.output = "System.Management.Automation.PSModuleInfo",
	.class_name = "Microsoft.PowerShell.Commands.ImportPSSessionCommand",
	.synopsis = "Makes a session of New-PSSession the connection to the organization.",
	.examples =
		(const struct cmdlet_example[]){
			{"Cmdlets with a prefix, from an older script",
			 "$Session = New-PSSession -ConfigurationName Microsoft.Exchange "
			 "-ConnectionUri "
			 "https://outlook.office365.com/powershell-liveid/ -Authentication Basic "
			 "-AllowRedirection\n"
			 "$null = Import-PSSession $Session -Prefix Cloud\n"
			 "(Get-Command Get-CloudMailbox).Name\n"
			 "Remove-PSSession $Session",
			 "Get-CloudMailbox\n"},
			{"With a prefix before the nouns",
			 "Import-PSSession $session -Prefix Cloud", NULL},
			{NULL, NULL, NULL},
		},
};
