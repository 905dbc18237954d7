/* $Host.UI.PromptForChoice(): a question with lettered answers. */
#ifndef EXOSH_CMDLETS_HOST_CHOICE_H
#define EXOSH_CMDLETS_HOST_CHOICE_H

#include "object/type.h"

/* System.Management.Automation.Host.ChoiceDescription: "&Yes", and what it means. */
extern struct type type_choice_description;

/* The method of $Host.UI: caption, message, choices, the number of the default (-1: none). */
enum status host_prompt_for_choice(Value self, int argc, const Value *argv,
				   Value *result_r) WARN_UNUSED;
/* The error of whatever would ask where nobody can answer. */
enum status host_not_interactive(void);

#endif
