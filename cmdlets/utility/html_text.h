/* Text in HTML. */
#ifndef EXOSH_CMDLETS_UTILITY_HTML_TEXT_H
#define EXOSH_CMDLETS_UTILITY_HTML_TEXT_H

#include "base/strbuf.h"

/* With <, >, &, quotes and the upper half of Latin-1 as entities, as WebUtility.HtmlEncode() does. */
void html_append(struct strbuf *out, const char *text, size_t length);

#endif
