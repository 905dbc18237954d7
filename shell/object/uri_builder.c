/* System.UriBuilder: the parts of a URI, changeable. */
#include "object/uri.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"

#include <string.h>

struct uri_builder {
	struct cell cell;
	Value scheme, user, password, host, path, query, fragment;
	int port;
};

static struct uri_builder *as_builder(Value v)
{
	return (struct uri_builder *)v.cell;
}

static void builder_mark(void *cell)
{
	struct uri_builder *b = cell;
	gc_mark(b->scheme);
	gc_mark(b->user);
	gc_mark(b->password);
	gc_mark(b->host);
	gc_mark(b->path);
	gc_mark(b->query);
	gc_mark(b->fragment);
}

static enum status builder_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	const struct uri_builder *b = as_builder(self);
	strbuf_addf(out, "%s://", string_data(b->scheme));
	if (string_length(b->user) > 0) {
		strbuf_adds(out, string_data(b->user));
		if (string_length(b->password) > 0)
			strbuf_addf(out, ":%s", string_data(b->password));
		strbuf_addc(out, '@');
	}
	strbuf_adds(out, string_data(b->host));
	if (b->port >= 0 && string_length(b->host) > 0)
		strbuf_addf(out, ":%d", b->port);
	if (*string_data(b->path) != '/')
		strbuf_addc(out, '/');
	strbuf_adds(out, string_data(b->path));
	strbuf_adds(out, string_data(b->query));
	strbuf_adds(out, string_data(b->fragment));
	return OK;
}

static enum status builder_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	(void)builder_to_string_hook(self, NULL, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status builder_get_uri(Value self, Value *result_r)
{
	Value text;
	(void)builder_to_string(self, 0, NULL, &text);
	return uri_parse(text, URI_ABSOLUTE, result_r);
}

static Value text_of(Value v)
{
	return v.tag == VALUE_STRING ? v : value_to_string(v);
}

/* "?" before a query and "#" before a fragment, unless it is empty or has it. */
static Value prefixed(Value v, char sign)
{
	Value text = text_of(v);
	if (string_length(text) == 0 || *string_data(text) == sign)
		return text;
	return string_printf("%c%s", sign, string_data(text));
}

#define PART(name, setting)                                                \
	static enum status builder_get_##name(Value self, Value *result_r) \
	{                                                                  \
		*result_r = as_builder(self)->name;                        \
		return OK;                                                 \
	}                                                                  \
	static enum status builder_set_##name(Value self, Value value)     \
	{                                                                  \
		as_builder(self)->name = setting;                          \
		return OK;                                                 \
	}
PART(scheme, text_of(value))
PART(user, text_of(value))
PART(password, text_of(value))
PART(host, text_of(value))
PART(path, prefixed(value, '/'))
PART(query, prefixed(value, '?'))
PART(fragment, prefixed(value, '#'))

static enum status builder_get_port(Value self, Value *result_r)
{
	*result_r = value_int(as_builder(self)->port);
	return OK;
}

static enum status builder_set_port(Value self, Value value)
{
	if (value.integer < -1 || value.integer > 65535)
		return throw_argument("System.ArgumentOutOfRangeException", "value",
				      "Specified argument was out of the range of valid values.");
	as_builder(self)->port = (int)value.integer;
	return OK;
}

static Value builder_new(void)
{
	struct uri_builder *b = gc_alloc(&type_uri_builder, VALUE_OBJECT, sizeof(*b));
	b->scheme = string_from("http");
	b->host = string_from("localhost");
	b->user = b->password = b->query = b->fragment = string_empty();
	b->path = string_from("/");
	b->port = -1;
	return value_cell(VALUE_OBJECT, b);
}

static enum status builder_of_uri(Value uri, Value *result_r)
{
	const struct uri *u = value_as_uri(uri);
	*result_r = builder_new();
	struct uri_builder *b = as_builder(*result_r);
	const char *user = string_data(u->user_info), *colon = strchr(user, ':');
	b->scheme = u->scheme;
	b->host = u->host;
	b->path = u->path;
	b->query = u->query;
	b->fragment = u->fragment;
	b->port = u->port;
	b->user = string_new(user, colon != NULL ? (size_t)(colon - user) : strlen(user));
	if (colon != NULL)
		b->password = string_from(colon + 1);
	return OK;
}

static enum status builder_of_text(Value text, Value *result_r)
{
	Value uri;
	if (strstr(string_data(text), "://") == NULL)
		text = string_printf("http://%s", string_data(text));
	if (uri_parse(text, URI_ABSOLUTE, &uri) != OK)
		return ERROR;
	return builder_of_uri(uri, result_r);
}

/* () | (uri) | (scheme, host [, port [, path [, extra]]]) */
static enum status builder_construct(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	if (argc == 1 && value_is_uri(argv[0]))
		return builder_of_uri(argv[0], result_r);
	if (argc == 1)
		return builder_of_text(text_of(argv[0]), result_r);
	*result_r = builder_new();
	struct uri_builder *b = as_builder(*result_r);
	if (argc >= 2) {
		b->scheme = text_of(argv[0]);
		b->host = text_of(argv[1]);
	}
	if (argc >= 3)
		b->port = (int)argv[2].integer;
	if (argc >= 4)
		b->path = prefixed(argv[3], '/');
	if (argc >= 5) {
		Value extra = text_of(argv[4]);
		if (*string_data(extra) == '#')
			b->fragment = extra;
		else
			b->query = prefixed(extra, '?');
	}
	return OK;
}

static enum status builder_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	return builder_construct(NULL_VALUE, 1, &from, result_r);
}

static const struct member builder_members[] = {
	PROPERTY_RW("string Scheme {get;set;}", builder_get_scheme, builder_set_scheme),
	PROPERTY_RW("string UserName {get;set;}", builder_get_user, builder_set_user),
	PROPERTY_RW("string Password {get;set;}", builder_get_password, builder_set_password),
	PROPERTY_RW("string Host {get;set;}", builder_get_host, builder_set_host),
	PROPERTY_RW("int Port {get;set;}", builder_get_port, builder_set_port),
	PROPERTY_RW("string Path {get;set;}", builder_get_path, builder_set_path),
	PROPERTY_RW("string Query {get;set;}", builder_get_query, builder_set_query),
	PROPERTY_RW("string Fragment {get;set;}", builder_get_fragment, builder_set_fragment),
	PROPERTY("uri Uri {get;}", builder_get_uri),
	METHOD("string ToString()", builder_to_string),
	CONSTRUCTOR("System.UriBuilder new()", builder_construct),
	CONSTRUCTOR("System.UriBuilder new(string uri)", builder_construct),
	CONSTRUCTOR("System.UriBuilder new(uri uri)", builder_construct),
	CONSTRUCTOR("System.UriBuilder new(string schemeName, string hostName)", builder_construct),
	CONSTRUCTOR("System.UriBuilder new(string scheme, string host, int portNumber)",
		    builder_construct),
	CONSTRUCTOR("System.UriBuilder new(string scheme, string host, int port, string pathValue)",
		    builder_construct),
	CONSTRUCTOR(
		"System.UriBuilder new(string scheme, string host, int port, string path, string "
		"extraValue)",
		builder_construct),
	MEMBER_END,
};

struct type type_uri_builder = {
	.name = "System.UriBuilder",
	.tag = VALUE_OBJECT,
	.members = builder_members,
	.mark = builder_mark,
	.convert = builder_convert,
	.to_string = builder_to_string_hook,
};
