/* JSON (RFC 8259) of any value, as ConvertTo-Json writes it. */
#ifndef EXOSH_FORMATTERS_JSON_WRITER_H
#define EXOSH_FORMATTERS_JSON_WRITER_H

#include "object/value.h"

struct strbuf;

enum json_escape { JSON_ESCAPE_DEFAULT, JSON_ESCAPE_NON_ASCII, JSON_ESCAPE_HTML };

struct json_options {
	int depth; /* levels below the first; deeper ones become text */
	bool compress, enums_as_strings;
	enum json_escape escape;
	bool truncated; /* result: something was too deep */
};

void json_write(Value v, struct json_options *options, struct strbuf *out);
void json_write_string(const char *text, size_t length, enum json_escape escape,
		       struct strbuf *out);

#endif
