/* ConvertTo-SecureString: a SecureString of plain text or of ConvertFrom-SecureString's. */
#include "cmdlet.h"
#include "cmdlets/security/cipher_key.h"
#include "object/runtime.h"
#include "object/secure_string.h"
#include "object/string.h"
#include <string.h>

struct convertto_securestring {
	const char *text;
	Value key, secure_key;
	bool as_plain_text, force;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct convertto_securestring, text, "String",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE,
		     .help = "The text to convert."),
	PARAM_SWITCH(struct convertto_securestring, as_plain_text, "AsPlainText", PARAM_POSITION(1),
		     .set = "PlainText", .help = "The text is plain, not encrypted."),
	PARAM_SWITCH(struct convertto_securestring, force, "Force", PARAM_POSITION(2),
		     .set = "PlainText",
		     .help = "Not needed any more; accepted with -AsPlainText."),
	PARAM_VALUE(struct convertto_securestring, secure_key, "SecureKey", &type_secure_string,
		    PARAM_POSITION(1), .set = "Secure",
		    .help = "The key that the text was encrypted with, as a SecureString."),
	PARAM_BYTES(struct convertto_securestring, key, "Key", 0, .set = "Open",
		    .help = "The key that the text was encrypted with: 16, 24 or 32 bytes."),
	PARAM_END,
};

static enum status import(struct cmdlet_call *c, struct convertto_securestring *self)
{
	struct cipher_key key = cipher_key_read(self->key, self->secure_key);
	Value result = NULL_VALUE;
	enum status status = secure_string_import(self->text, key.bytes, key.length, &result);
	cipher_key_wipe(&key);
	if (status == OK)
		return cmdlet_write(c, result);
	if (status != ERROR)
		return status;
	const struct error_record *r = value_as_error_record(error_take());
	return cmdlet_write_error(c, error_record_new(r->exception,
						      "ImportSecureString_InvalidArgument",
						      CATEGORY_INVALID_ARGUMENT, NULL_VALUE));
}

static enum status process(struct cmdlet_call *c)
{
	struct convertto_securestring *self = cmdlet_state(c);
	if (!self->as_plain_text)
		return import(c, self);
	return cmdlet_write(c, secure_string_new(self->text, strlen(self->text)));
}

const struct cmdlet cmdlet_convertto_securestring = {
	.verb = "ConvertTo",
	.noun = "SecureString",
	.parameters = parameters,
	.state_size = sizeof(struct convertto_securestring),
	.default_set = "Secure",
	.process = process,
	.output = "System.Security.SecureString",
	.synopsis = "Converts plain or encrypted text to a secure string.",
	.description = "Gives the SecureString that credentials are made of.",
	.examples =
		(const struct cmdlet_example[]){
			{"A credential in a script",
			 "$password = ConvertTo-SecureString 'Pa$$w0rd' -AsPlainText -Force\n"
			 "[pscredential]::new('kim@contoso.com', $password).UserName",
			 "kim@contoso.com\n"},
			{NULL, NULL, NULL},
		},
};
