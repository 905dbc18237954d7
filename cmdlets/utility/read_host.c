/* Read-Host: a line from the user. */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/secure_string.h"
#include "object/string.h"
#include <stdlib.h>
#include <string.h>

struct read_host {
	Value prompt;
	bool as_secure_string, mask_input;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct read_host, prompt, "Prompt", PARAM_POSITION(0) | PARAM_REMAINING,
		     .help = "The question; a colon is added."),
	PARAM_SWITCH(struct read_host, as_secure_string, "AsSecureString", 0,
		     .set = "AsSecureString",
		     .help = "Gives the answer, not shown, as a SecureString."),
	PARAM_SWITCH(struct read_host, mask_input, "MaskInput", 0, .set = "AsString",
		     .help = "Does not show what is typed."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct read_host *self = cmdlet_state(c);
	struct host *host = cmdlet_session(c)->host;
	bool secret = self->as_secure_string || self->mask_input;
	Value prompt = value_is_null(self->prompt) ? string_empty() : value_to_string(self->prompt);
	if (!host->interactive || !host->read_line)
		return cmdlet_throw_type(c,
					 "System.Management.Automation.PSInvalidOperationException",
					 "InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
					 "PowerShell is in NonInteractive mode. Read and Prompt "
					 "functionality is not "
					 "available.");
	if (string_length(prompt))
		prompt = string_printf("%s: ", string_data(prompt));
	char *line = host->read_line(host, string_data(prompt), secret);
	if (!line)
		return OK;
	Value answer =
		self->as_secure_string ? secure_string_new(line, strlen(line)) : string_from(line);
	if (secret)
		explicit_bzero(line, strlen(line));
	free(line);
	return cmdlet_write(c, answer);
}

const struct cmdlet cmdlet_read_host = {
	.verb = "Read",
	.noun = "Host",
	.parameters = parameters,
	.state_size = sizeof(struct read_host),
	.default_set = "AsString",
	.process = process,
	.output = "System.String,System.Security.SecureString",
	.synopsis = "Reads a line of input from the console.",
	.description = "Asks the user and gives the line that was typed.",
	.examples =
		(const struct cmdlet_example[]){
			{"A name", "$name = Read-Host 'Your name'", NULL},
			{NULL, NULL, NULL},
		},
};
