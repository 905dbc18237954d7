/* Microsoft.PowerShell.Host */
#include "cmdlet.h"

extern const struct cmdlet cmdlet_start_transcript, cmdlet_stop_transcript;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_start_transcript,
	&cmdlet_stop_transcript,
	NULL,
};

const struct module module_host = {
	.name = "Microsoft.PowerShell.Host",
	.version = "7.0.0.0",
	.cmdlets = cmdlets,
};
