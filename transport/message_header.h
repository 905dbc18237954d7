/* The few header fields by which exosh names and recognises a message. */
#ifndef EXOSH_TRANSPORT_MESSAGE_HEADER_H
#define EXOSH_TRANSPORT_MESSAGE_HEADER_H

#include "base/base.h"

/* The FETCH item that gives what message_identity() needs. */
#define MESSAGE_IDENTITY_ITEM "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE FROM SUBJECT)]"

/*
 * Calls `field` for each header field of at most `length` bytes of a message, until the empty line:
 * name without the colon, value unfolded in place of line ends but otherwise raw.
 */
typedef void message_header_field(void *context, const char *name, size_t name_length,
				  const char *value, size_t value_length);
void message_header_scan(const char *header, size_t length, message_header_field *field,
			 void *context);

/* A number that tells one message from others: from Message-ID, Date, From and Subject, whatever their
 * order, case of names and folding. 0: it has none of them, and can't be recognised. */
int64_t message_identity(const char *header, size_t length);

/* The value of a field, unfolded, with encoded words (RFC 2047) decoded to UTF-8 where they are UTF-8,
 * Latin-1 or ASCII, and fit to be shown; the caller frees it. NULL: the field isn't there. */
char *message_header_get(const char *header, size_t length, const char *name);
/* The Date field in Unix seconds; 0: none, or none that can be read. */
int64_t message_header_date(const char *header, size_t length);

#endif
