/* Get-Credential: a user name and a password from the user. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/credential.h"
#include "object/secure_string.h"
#include "object/string.h"
#include <stdlib.h>
#include <string.h>

struct get_credential {
	Value credential;
	const char *message, *user_name, *title;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_credential, credential, "Credential",
		     PARAM_POSITION(0) | PARAM_NOT_NULL, .set = "CredentialSet",
		     .type_name = "pscredential",
		     .help = "A user name: only the password is asked for; or a credential, given "
			     "back."),
	PARAM_STRING(struct get_credential, message, "Message", PARAM_NOT_EMPTY,
		     .set = "MessageSet", .help = "Shown before the questions."),
	PARAM_STRING(struct get_credential, user_name, "UserName",
		     PARAM_POSITION(0) | PARAM_NOT_EMPTY, .set = "MessageSet",
		     .help = "The user's name."),
	PARAM_STRING(struct get_credential, title, "Title", PARAM_NOT_EMPTY, .set = "MessageSet",
		     .help = "The first line, instead of \"PowerShell credential request\"."),
	PARAM_END,
};

static enum status ask(struct cmdlet_call *c, const char *title, const char *message,
		       const char *name)
{
	struct host *host = cmdlet_session(c)->host;
	if (!host->interactive || !host->read_line)
		return cmdlet_throw_type(c,
					 "System.Management.Automation.PSInvalidOperationException",
					 "InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
					 "PowerShell is in NonInteractive mode. Read and Prompt "
					 "functionality is not available.");
	struct strbuf text = STRBUF_INIT;
	strbuf_addf(&text, "\n%s\n%s\n", title, message);
	host->write_text(host, HOST_OUTPUT, text.data, text.length);
	strbuf_clear(&text);
	char *typed = NULL;
	if (!name || !*name) {
		name = typed = host->read_line(host, "User: ", false);
		if (!name || !*name) {
			free(typed);
			return OK;
		}
	}
	strbuf_addf(&text, "Password for user %s: ", name);
	Value user = string_from(name);
	free(typed);
	char *line = host->read_line(host, text.data, true);
	strbuf_clear(&text);
	if (!line)
		return OK;
	Value password = secure_string_new(line, strlen(line));
	explicit_bzero(line, strlen(line));
	free(line);
	return cmdlet_write(c, credential_new(user, password));
}

static enum status process(struct cmdlet_call *c)
{
	struct get_credential *self = cmdlet_state(c);
	const char *title = self->title ? self->title : "PowerShell credential request";
	const char *message = self->message ? self->message : "Enter your credentials.";
	if (value_is_null(self->credential))
		return ask(c, title, message, self->user_name);
	if (value_is_credential(self->credential))
		return cmdlet_write(c, self->credential);
	return ask(c, title, message, string_data(value_to_string(self->credential)));
}

const struct cmdlet cmdlet_get_credential = {
	.verb = "Get",
	.noun = "Credential",
	.parameters = parameters,
	.state_size = sizeof(struct get_credential),
	.default_set = "CredentialSet",
	.process = process,
	.output = "System.Management.Automation.PSCredential",
	.synopsis = "Gets a credential object based on a user name and password.",
	.description = "Asks for a user name and a password, which is not shown.",
	.examples =
		(const struct cmdlet_example[]){
			{"An administrator's credential",
			 "$credential = Get-Credential -UserName admin@contoso.com -Message "
			 "'Target "
			 "organization'",
			 NULL},
			{NULL, NULL, NULL},
		},
};
