/* PowerShell's commands that exosh does not have, and why: said by name, not as if they were misspelt. */
#ifndef EXOSH_ENGINE_UNSUPPORTED_COMMAND_H
#define EXOSH_ENGINE_UNSUPPORTED_COMMAND_H

/* The sentence to show for a command that PowerShell has and exosh leaves out; NULL for any other name. */
const char *unsupported_command_reason(const char *name);

#endif
