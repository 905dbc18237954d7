/* Microsoft.PowerShell.ThreadJob */
#include "cmdlet.h"

extern const struct cmdlet cmdlet_start_threadjob;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_start_threadjob,
	NULL,
};

const struct module module_thread_job = {
	.name = "Microsoft.PowerShell.ThreadJob",
	.version = "2.2.0",
	.cmdlets = cmdlets,
};
