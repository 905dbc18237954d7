/* New-PSSession: for scripts that connect to Exchange as they did before Connect-ExchangeOnline. */
#include "cmdlets/exchange/pssession.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/credential.h"
#include "object/string.h"

#include <strings.h>

struct new_pssession {
	Value connection_uri, configuration_name, credential, authentication, name, computer_name,
		host_name;
	struct exchange_unused unused;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct new_pssession, computer_name, "ComputerName",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		      .set = "ComputerName", .aliases = "Cn",
		      .help = "Not supported: exosh has no remoting."),
	PARAM_STRINGS(struct new_pssession, host_name, "HostName",
		      PARAM_MANDATORY | PARAM_NOT_EMPTY, .set = "SSHHost",
		      .help = "Not supported: exosh has no remoting."),
	PARAM_STRINGS(struct new_pssession, connection_uri, "ConnectionUri",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY, .set = "Uri",
		      .aliases = "URI,CU", .type_name = "uri[]",
		      .help = "The address of the organization's PowerShell service."),
	PARAM_VALUE(struct new_pssession, configuration_name, "ConfigurationName", &type_string,
		    PARAM_PIPELINE_BY_NAME, .set = "ComputerName,Uri",
		    .help = "Microsoft.Exchange: the only one that exosh knows."),
	PARAM_VALUE(
		struct new_pssession, credential, "Credential", &type_credential,
		PARAM_PIPELINE_BY_NAME, .set = "ComputerName,Uri",
		.help = "The administrator; the local organization does not ask for the password."),
	PARAM_VALUE(struct new_pssession, authentication, "Authentication", &type_string, 0,
		    .set = "ComputerName,Uri",
		    .values = "Default,Basic,Negotiate,NegotiateWithImplicitCredential,Credssp,"
			      "Digest,Kerberos",
		    .type_name = "AuthenticationMechanism", .help = "Accepted."),
	PARAM_STRINGS(struct new_pssession, name, "Name", 0, .help = "A name for the session."),
	PARAM_SWITCH(struct new_pssession, unused.given, "AllowRedirection", 0, .set = "Uri",
		     .help = "Accepted."),
	PARAM_SWITCH(struct new_pssession, unused.given, "EnableNetworkAccess", 0,
		     .set = "ComputerName,Uri", .help = "Accepted."),
	PARAM_VALUE(struct new_pssession, unused.value, "ThrottleLimit", &type_int32, 0,
		    .set = "ComputerName,Uri", .help = "Accepted."),
	PARAM_VALUE(struct new_pssession, unused.value, "CertificateThumbprint", &type_string, 0,
		    .set = "ComputerName,Uri", .help = "Accepted."),
	PARAM_OBJECT(struct new_pssession, unused.value, "SessionOption", PARAM_NOT_NULL,
		     .set = "ComputerName,Uri", .type_name = "PSSessionOption",
		     .help = "Accepted."),
	PARAM_END,
};

static bool is_exchange(const struct new_pssession *self)
{
	const char *configuration = identity_text(self->configuration_name);
	return configuration && !strcasecmp(configuration, "Microsoft.Exchange");
}

static enum status process(struct cmdlet_call *c)
{
	struct new_pssession *self = cmdlet_state(c);
	const char *user = NULL;
	if (!is_exchange(self) || !cmdlet_is_bound(c, "ConnectionUri"))
		return pssession_refuse(c);
	if (value_is_credential(self->credential))
		user = string_data(credential_user_name(self->credential));
	for (size_t i = 0; i < value_count(self->connection_uri); i++) {
		const char *name = NULL;
		if (cmdlet_is_bound(c, "Name") && i < value_count(self->name))
			name = string_data(value_item(self->name, i));
		const char *uri = string_data(value_item(self->connection_uri, i));
		if (cmdlet_write(c, pssession_object(pssession_new(name, uri, user))) != OK)
			return ERROR;
	}
	return OK;
}

const struct cmdlet cmdlet_new_pssession = {
	.verb = "New",
	.noun = "PSSession",
	.parameters = parameters,
	.state_size = sizeof(struct new_pssession),
	.default_set = "ComputerName",
	.process = process,
	.output = "System.Management.Automation.Runspaces.PSSession",
	.class_name = "Microsoft.PowerShell.Commands.NewPSSessionCommand",
	.synopsis = "Makes a session with the organization, as scripts did before "
		    "Connect-ExchangeOnline.",
	.examples =
		(const struct cmdlet_example[]){
			{"The four lines that older scripts connect with",
			 "$Session = New-PSSession -ConfigurationName Microsoft.Exchange "
			 "-ConnectionUri "
			 "https://outlook.office365.com/powershell-liveid/ -Authentication Basic "
			 "-AllowRedirection\n"
			 "$null = Import-PSSession $Session -DisableNameChecking\n"
			 "(Get-ConnectionInformation).State\n"
			 "Remove-PSSession $Session",
			 "Connected\n"},
			{"To a server on the own premises",
			 "$session = New-PSSession -ConfigurationName Microsoft.Exchange "
			 "-ConnectionUri http://mail.contoso.com/PowerShell/ -Authentication "
			 "Kerberos",
			 NULL},
			{NULL, NULL, NULL},
		},
};
