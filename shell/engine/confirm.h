/* -WhatIf, -Confirm and the questions that go with them. */
#ifndef EXOSH_ENGINE_CONFIRM_H
#define EXOSH_ENGINE_CONFIRM_H

#include "object/value.h"

struct cmdlet_call;

/* ShouldProcess: shows the what-if line, or asks when the impact calls for it; *go_r says whether to act. */
enum status confirm_should_process(struct cmdlet_call *c, const char *target, const char *action,
				   bool *go_r) WARN_UNUSED;
/* ShouldContinue and the question of ShouldProcess. Yes/no to all is remembered for the command. */
enum status confirm_ask(struct cmdlet_call *c, const char *caption, const char *query,
			bool *go_r) WARN_UNUSED;

#endif
