/* Microsoft.PowerShell.Archive */
#include "cmdlet.h"

extern const struct cmdlet cmdlet_compress_archive, cmdlet_expand_archive;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_compress_archive,
	&cmdlet_expand_archive,
	NULL,
};

const struct module module_archive = {
	.name = "Microsoft.PowerShell.Archive",
	.version = "1.2.5",
	.cmdlets = cmdlets,
};
