/* New-PSSessionOption: what older scripts give New-PSSession and Connect-ExchangeOnline along. */
#include "cmdlet.h"
#include "cmdlets/exchange/exchange_objects.h"
#include "object/psobject.h"

struct new_pssessionoption {
	Value credential, culture, ui_culture, arguments;
	struct exchange_unused unused;
};

/* Kept in the object and without an effect: there is no connection of that kind. */
#define OPTION(text, type)                                                   \
	PARAM_VALUE(struct new_pssessionoption, unused.value, text, type, 0, \
		    .help = "Accepted: it has no effect.")
#define FLAG(text)                                                      \
	PARAM_SWITCH(struct new_pssessionoption, unused.given, text, 0, \
		     .help = "Accepted: it has no effect.")

static const struct parameter parameters[] = {
	OPTION("MaximumRedirection", &type_int32),
	FLAG("NoCompression"),
	FLAG("NoMachineProfile"),
	OPTION("Culture", &type_object),
	OPTION("UICulture", &type_object),
	OPTION("MaximumReceivedDataSizePerCommand", &type_object),
	OPTION("MaximumReceivedObjectSize", &type_object),
	OPTION("OutputBufferingMode", &type_string),
	OPTION("MaxConnectionRetryCount", &type_int32),
	OPTION("ApplicationArguments", &type_object),
	OPTION("OpenTimeout", &type_int32),
	OPTION("CancelTimeout", &type_int32),
	OPTION("IdleTimeout", &type_int32),
	OPTION("ProxyAccessType", &type_string),
	OPTION("ProxyAuthentication", &type_string),
	OPTION("ProxyCredential", &type_credential),
	FLAG("SkipCACheck"),
	FLAG("SkipCNCheck"),
	FLAG("SkipRevocationCheck"),
	OPTION("OperationTimeout", &type_int32),
	FLAG("NoEncryption"),
	FLAG("UseUTF16"),
	FLAG("IncludePortInSPN"),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	return cmdlet_write(
		c, psobject_new_typed("System.Management.Automation.Remoting.PSSessionOption"));
}

const struct cmdlet cmdlet_new_pssessionoption = {
	.verb = "New",
	.noun = "PSSessionOption",
	.parameters = parameters,
	.state_size = sizeof(struct new_pssessionoption),
	.process = process,
	.class_name = "Microsoft.PowerShell.Commands.NewPSSessionOptionCommand",
	.output = "System.Management.Automation.Remoting.PSSessionOption",
	.synopsis = "Creates an object that contains advanced options for a session.",
	.description =
		"Accepted where older scripts connect to Exchange; the options have no effect.",
	.examples =
		(const struct cmdlet_example[]){
			{"As older scripts do",
			 "$option = New-PSSessionOption -SkipRevocationCheck -IdleTimeout 43200000",
			 ""},
			{"The kind of object", "(New-PSSessionOption).PSTypeNames[0]",
			 "System.Management.Automation.Remoting.PSSessionOption\n"},
			{NULL, NULL, NULL},
		},
};
