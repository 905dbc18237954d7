/* What Copy-Item and Move-Item share: from where, to where, the question before and the item shown after. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_ITEM_TRANSFER_H
#define EXOSH_CMDLETS_MANAGEMENT_ITEM_TRANSFER_H

#include "cmdlets/management/paths.h"

/* The first member of both cmdlets' state. */
struct item_transfer {
	Value path, literal_path, include, exclude, credential;
	const char *destination, *filter;
	bool force, pass_thru;
	struct provider_path target; /* the destination, while a record is processed */
	enum status (*file)(struct cmdlet_call *c, const char *from, const char *to);
	enum status (*folder)(struct cmdlet_call *c, const char *from, const char *to);
	/* Items of other providers than FileSystem. */
	path_visit value;
};

#define PARAM_TRANSFER_PATHS(row)                                        \
	PARAM_PATHS(row, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),       \
		PARAM_STRING(row, destination, "Destination",            \
			     PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME, \
			     .help = "Where to: a folder, or a new name.")
#define PARAM_TRANSFER_REST(row)                                                               \
	PARAM_SWITCH(row, force, "Force", 0, .help = "Replaces what is there."),               \
		PARAM_SELECTION(row),                                                          \
		PARAM_SWITCH(row, pass_thru, "PassThru", 0, .help = "Gives the items there."), \
		PARAM_OBJECT(row, credential, "Credential", PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME)

/* Hands each item that the paths name to `file`, `folder` or `value`; into the destination, when it is a folder. */
enum status item_transfer_process(struct cmdlet_call *c) WARN_UNUSED;
/* Asks -WhatIf and -Confirm: 'Performing the operation "Copy File" on target "Item: A Destination: B"'. */
enum status item_transfer_should(struct cmdlet_call *c, const char *action, const char *from,
				 const char *to, bool *go_r) WARN_UNUSED;
/* With -PassThru the item that is there now. */
enum status item_transfer_done(struct cmdlet_call *c, const char *to) WARN_UNUSED;

#endif
