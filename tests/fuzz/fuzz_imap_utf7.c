/* Mailbox names: what decodes must encode to something that decodes to the same. */
#include "base/xmalloc.h"
#include "transport/imap_utf7.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	struct strbuf utf8 = STRBUF_INIT, utf7 = STRBUF_INIT, again = STRBUF_INIT;

	if (imap_utf7_to_utf8(text, &utf8) == 0 &&
	    (imap_utf7_from_utf8(utf8.data, &utf7) < 0 ||
	     imap_utf7_to_utf8(utf7.data, &again) < 0 || strcmp(utf8.data, again.data)))
		abort();
	strbuf_reset(&utf8);
	imap_utf7_decode_name(text, &utf8);
	strbuf_clear(&utf8);
	strbuf_clear(&utf7);
	strbuf_clear(&again);
	free(text);
	return 0;
}
