#include "transport/imap_quote.h"

#include <string.h>

/* RFC 3501 atom-specials, without the controls that are tested apart. */
static bool is_atom_char(unsigned char c)
{
	return c > 0x20 && c < 0x7F && !strchr("(){%*\"\\]", c);
}

bool imap_quote_possible(const char *text)
{
	return !text[strcspn(text, "\r\n")];
}

bool imap_quote_is_keyword(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!is_atom_char((unsigned char)text[i]))
			return false;
	return length > 0;
}

void imap_quote_astring(struct strbuf *command, const char *text)
{
	size_t length = strlen(text);

	/* NIL as an atom would be no string; "[" is legal in atoms but confuses some servers. */
	if (imap_quote_is_keyword(text, length) && !strchr(text, '[') &&
	    strcasecmp(text, "NIL") != 0) {
		strbuf_add(command, text, length);
		return;
	}
	strbuf_addc(command, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			strbuf_addc(command, '\\');
		strbuf_addc(command, *text);
	}
	strbuf_addc(command, '"');
}
