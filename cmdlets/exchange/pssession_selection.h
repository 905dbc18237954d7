/* How Get-PSSession and Remove-PSSession name sessions. */
#ifndef EXOSH_CMDLETS_EXCHANGE_PSSESSION_SELECTION_H
#define EXOSH_CMDLETS_EXCHANGE_PSSESSION_SELECTION_H

#include "cmdlets/exchange/pssession.h"

struct pssession_selection {
	Value ids, names, guids, computers;
};

#define PSSESSION_SELECTION(row, member, bits)                                                  \
	PARAM_VALUE(row, member.ids, "Id", &type_object,                                        \
		    (bits) | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Id",           \
		    .type_name = "int[]", .help = "Their numbers."),                            \
		PARAM_STRINGS(row, member.names, "Name", (bits) | PARAM_PIPELINE_BY_NAME,       \
			      .set = "Name", .help = "Their names, or wildcards."),             \
		PARAM_STRINGS(row, member.guids, "InstanceId", (bits) | PARAM_PIPELINE_BY_NAME, \
			      .set = "InstanceId", .type_name = "guid[]",                       \
			      .help = "Their instances."),                                      \
		PARAM_STRINGS(row, member.computers, "ComputerName",                            \
			      (bits) | PARAM_PIPELINE_BY_NAME, .set = "ComputerName",           \
			      .aliases = "Cn", .help = "Servers, or wildcards.")

/* Whether every parameter that was given names the session. */
bool pssession_selected(struct cmdlet_call *c, const struct pssession_selection *selection,
			const struct pssession *session);

#endif
