/* ConvertFrom-SecureString: a SecureString as text that can be stored. */
#include "cmdlet.h"
#include "cmdlets/security/cipher_key.h"
#include "cmdlets/utility/failure.h"
#include "object/secure_string.h"
#include "object/string.h"
#include "base/strbuf.h"

struct convertfrom_securestring {
	Value secure_string, key, secure_key;
	bool as_plain_text;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct convertfrom_securestring, secure_string, "SecureString",
		    &type_secure_string, PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE,
		    .help = "What to convert."),
	PARAM_VALUE(struct convertfrom_securestring, secure_key, "SecureKey", &type_secure_string,
		    PARAM_POSITION(1), .set = "Secure",
		    .help = "The key to encrypt with, as a SecureString."),
	PARAM_SWITCH(struct convertfrom_securestring, as_plain_text, "AsPlainText", 0,
		     .set = "AsPlainText", .help = "Gives the text itself."),
	PARAM_BYTES(struct convertfrom_securestring, key, "Key", 0, .set = "Open",
		    .help = "The key to encrypt with: 16, 24 or 32 bytes."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct convertfrom_securestring *self = cmdlet_state(c);
	if (self->as_plain_text) {
		size_t length;
		char *text = secure_string_reveal(self->secure_string, &length);
		Value plain = string_new(text, length);
		secure_string_wipe(&text, length);
		return cmdlet_write(c, plain);
	}
	struct cipher_key key = cipher_key_read(self->key, self->secure_key);
	struct strbuf text = STRBUF_INIT;
	enum status status =
		secure_string_export(self->secure_string, key.bytes, key.length, &text);
	cipher_key_wipe(&key);
	Value result = string_from_strbuf(&text);
	return status == OK ? cmdlet_write(c, result) : cmdlet_own(c, status);
}

const struct cmdlet cmdlet_convertfrom_securestring = {
	.verb = "ConvertFrom",
	.noun = "SecureString",
	.parameters = parameters,
	.state_size = sizeof(struct convertfrom_securestring),
	.default_set = "Secure",
	.process = process,
	.output = "System.String",
	.synopsis = "Converts a secure string to an encrypted standard string.",
	.description =
		"With a key the text is encrypted with AES. Without one it is not protected, as in "
		"PowerShell outside Windows: keep such a file private.",
	.examples =
		(const struct cmdlet_example[]){
			{"There and back",
			 "ConvertTo-SecureString 'secret' -AsPlainText | ConvertFrom-SecureString "
			 "-AsPlainText",
			 "secret\n"},
			{NULL, NULL, NULL},
		},
};
