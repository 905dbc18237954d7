/* One message by SMTP. */
#ifndef EXOSH_TRANSPORT_MAIL_H
#define EXOSH_TRANSPORT_MAIL_H

#include "base/error.h"
#include "base/strbuf.h"

struct mail_part {
	const void *data;
	size_t size;
	const char *type;      /* "text/plain; charset=utf-8" */
	const char *file_name; /* an attachment's; NULL: text of the message itself */
};

struct mail {
	const char *url; /* smtp://host:port or smtps:// */
	bool tls;        /* STARTTLS is required; otherwise it is used where the server has it */
	const char *user, *password; /* NULL: no sign-in */
	const char *from;            /* an address, or "Name <address>" */
	const char *to, *cc, *bcc;   /* lists, one address a line; NULL: none */
	const char *reply_to, *subject;
	const char *headers; /* further header lines, one a line; NULL: none */
	const struct mail_part *parts;
	size_t part_count;
	bool some_suffice; /* recipients that the relay refuses don't keep it from the others */
};

/* Sends it now; -1: *error has the server's words. The connect-to map and the trusted authorities of EXOSH_HOME apply. */
int mail_send(const struct mail *mail, struct error *error);

#endif
