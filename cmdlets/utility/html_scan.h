/* The links, images and fields of a page, without a browser's tolerance: what their tags say. */
#ifndef EXOSH_CMDLETS_UTILITY_HTML_SCAN_H
#define EXOSH_CMDLETS_UTILITY_HTML_SCAN_H

#include "object/value.h"

/* Objects with outerHTML, tagName and the attributes of every <tag ...>; with `whole` up to its </tag>: a list. */
Value html_scan(const char *html, const char *tag, bool whole);

#endif
