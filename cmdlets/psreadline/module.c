/* PSReadLine: what profiles made for pwsh say of line editing, on readline. */
#include "cmdlet.h"

extern const struct cmdlet cmdlet_get_psreadlinekeyhandler, cmdlet_get_psreadlineoption,
	cmdlet_remove_psreadlinekeyhandler, cmdlet_set_psreadlinekeyhandler,
	cmdlet_set_psreadlineoption;

static const struct cmdlet *const cmdlets[] = {
	&cmdlet_get_psreadlinekeyhandler,    &cmdlet_get_psreadlineoption,
	&cmdlet_remove_psreadlinekeyhandler, &cmdlet_set_psreadlinekeyhandler,
	&cmdlet_set_psreadlineoption,        NULL,
};

const struct module module_psreadline = {
	.name = "PSReadLine",
	.version = "2.4.5",
	.cmdlets = cmdlets,
};
