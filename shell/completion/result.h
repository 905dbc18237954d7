/* Completions as scripts see them: CompletionResult, and CommandCompletion, which holds a list of them. */
#ifndef EXOSH_COMPLETION_RESULT_H
#define EXOSH_COMPLETION_RESULT_H

#include "completion/completion.h"
#include "object/type.h"

extern struct type type_completion_result, type_completion_result_kind, type_command_completion;

/* NULL when it is no CompletionResult. */
struct completion *completion_result_data(Value v);
/* Register-ArgumentCompleter: `parameter` NULL for programs (-Native), `command` "" for every command. */
void completion_register(struct session *s, const char *command, const char *parameter,
			 Value script_block);

#endif
