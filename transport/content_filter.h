/*
 * -ContentFilter of a batch: which messages are copied, as an OPATH expression over what IMAP tells of a message
 * without its content:
 *
 *   (Received -ge '01/01/2015 00:00:00') -and (Received -lt '01/01/2017') -and -not (Size -gt 10MB)
 *
 * Properties: Received (INTERNALDATE), Sent (the Date field), Size in bytes. Operators: -eq -ne -lt -le -gt -ge, -and, -or,
 * -not, in any case; -and binds more tightly than -or. Dates: yyyy-MM-dd, or numbers in the order of the filter's
 * language, with an optional time of day, in UTC.
 */
#ifndef EXOSH_TRANSPORT_CONTENT_FILTER_H
#define EXOSH_TRANSPORT_CONTENT_FILTER_H

#include "base/error.h"

struct content_filter;

/* `language` as "en-US", which is also what NULL means. NULL: *error says what can't be read or isn't supported, and where
 * (code FAILURE_LOCAL). */
struct content_filter *content_filter_parse(const char *text, const char *language,
					    struct error *error) WARN_UNUSED;
void content_filter_free(struct content_filter **filter);

/* What is to be known of each message. */
bool content_filter_needs_sent(const struct content_filter *filter);

struct content_filter_message {
	int64_t received,
		sent; /* Unix seconds; 0: not known, which no comparison but -ne is true of */
	uint64_t size;
};
bool content_filter_passes(const struct content_filter *filter,
			   const struct content_filter_message *message);

#endif
