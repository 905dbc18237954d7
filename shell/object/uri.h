/* System.Uri and System.UriBuilder (RFC 3986, with .NET's additions). */
#ifndef EXOSH_OBJECT_URI_H
#define EXOSH_OBJECT_URI_H

#include "object/gc.h"
#include "object/type.h"

struct uri {
	struct cell cell;
	Value original; /* string */
	bool absolute;
	/* of an absolute one: strings, escaped and in normal form */
	Value scheme, user_info, host, path, query, fragment;
	int port; /* -1: none */
	bool has_authority;
};

enum uri_kind { URI_RELATIVE_OR_ABSOLUTE, URI_ABSOLUTE, URI_RELATIVE };

static inline struct uri *value_as_uri(Value v)
{
	return (struct uri *)v.cell;
}
bool value_is_uri(Value v);
/* ERROR UriFormatException. */
enum status uri_parse(Value text, enum uri_kind kind, Value *result_r) WARN_UNUSED;
enum status uri_combine(Value base, Value relative, Value *result_r) WARN_UNUSED;
/* AbsoluteUri: escaped. */
Value uri_absolute_text(const struct uri *u);
/* The port that goes without saying; -1 when there is none. */
int uri_default_port(const char *scheme);
/* RFC 3986: everything but unreserved characters (Uri.EscapeDataString). */
void uri_escape_data(const char *text, struct strbuf *out);
/* Percent signs with two digits to bytes; what is no UTF-8 stays as it is. */
void uri_unescape(const char *text, struct strbuf *out);

extern struct type type_uri_builder;

#endif
