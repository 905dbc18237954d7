/* Microsoft.PowerShell.Security */
#include "cmdlet.h"

extern const struct cmdlet cmdlet_convertfrom_securestring, cmdlet_convertto_securestring,
	cmdlet_get_credential, cmdlet_get_executionpolicy, cmdlet_set_executionpolicy;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_convertfrom_securestring, &cmdlet_convertto_securestring, &cmdlet_get_credential,
	&cmdlet_get_executionpolicy,      &cmdlet_set_executionpolicy,    NULL,
};

const struct module module_security = {
	.name = "Microsoft.PowerShell.Security",
	.version = "7.0.0.0",
	.cmdlets = cmdlets,
};
