/* System.Uri: parsing to normal form, combining, escaping. */
#include "object/uri.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/reference.h"
#include "object/string.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define UNRESERVED "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
#define RESERVED ":/?#[]@!$&'()*+,;="

static const struct {
	const char *name;
	int port;
	bool hierarchical;
} schemes[] = {
	{"http", 80, true},    {"https", 443, true}, {"ftp", 21, true},      {"file", -1, true},
	{"ldap", 389, true},   {"ldaps", 636, true}, {"ws", 80, true},       {"wss", 443, true},
	{"mailto", 25, false}, {"news", -1, false},  {"telnet", 23, true},   {"nntp", 119, true},
	{"gopher", 70, true},  {"imap", 143, true},  {"net.tcp", 808, true},
};

bool value_is_uri(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_uri;
}

int uri_default_port(const char *scheme)
{
	for (size_t i = 0; i < countof(schemes); i++)
		if (strcmp(schemes[i].name, scheme) == 0)
			return schemes[i].port;
	return -1;
}

static bool has_dot_segments(const char *scheme)
{
	for (size_t i = 0; i < countof(schemes); i++)
		if (strcmp(schemes[i].name, scheme) == 0)
			return schemes[i].hierarchical;
	return false;
}

void uri_escape_data(const char *text, struct strbuf *out)
{
	for (const char *p = text; *p; p++) {
		if (strchr(UNRESERVED, *p) != NULL)
			strbuf_addc(out, *p);
		else
			strbuf_addf(out, "%%%02X", (unsigned char)*p);
	}
}

static bool is_escape(const char *p)
{
	return *p == '%' && isxdigit((unsigned char)p[1]) && isxdigit((unsigned char)p[2]);
}

static int escaped_byte(const char *p)
{
	char digits[3] = {p[1], p[2], '\0'};
	return (int)strtol(digits, NULL, 16);
}

/* Bytes behind percent signs at `p`, when they are one UTF-8 character; returns the text's length or 0. */
static size_t decode_escaped(const char *p, char bytes[4], size_t *count_r)
{
	size_t count = 0, wanted = 1;
	const char *at = p;
	while (count < wanted && is_escape(at)) {
		int byte = escaped_byte(at);
		bytes[count++] = (char)byte;
		if (count == 1)
			wanted = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
		at += 3;
	}
	if (count != wanted || !utf8_is_valid(bytes, count))
		return 0;
	*count_r = count;
	return (size_t)(at - p);
}

static void unescape(const char *text, const char *keep, struct strbuf *out)
{
	for (const char *p = text; *p;) {
		char bytes[4];
		size_t count, length = is_escape(p) ? decode_escaped(p, bytes, &count) : 0;
		bool kept = length > 0 && count == 1 &&
			    (strchr(keep, bytes[0]) != NULL ||
			     (*keep && iscntrl((unsigned char)bytes[0])));
		if (length == 0 || kept) {
			strbuf_addc(out, *p++);
			continue;
		}
		strbuf_add(out, bytes, count);
		p += length;
	}
}

void uri_unescape(const char *text, struct strbuf *out)
{
	unescape(text, "", out);
}

/* Escapes what may not stand in a URI; existing escapes stay. */
static void escape_illegal(const char *text, size_t length, struct strbuf *out)
{
	for (const char *p = text; p < text + length; p++) {
		if (is_escape(p) && strchr(UNRESERVED, escaped_byte(p)) != NULL &&
		    escaped_byte(p) != 0) {
			/* normal form: what needs no escape has none (RFC 3986, 6.2.2.2) */
			strbuf_addc(out, (char)escaped_byte(p));
			p += 2;
		} else if ((*p != '\0' && strchr(UNRESERVED RESERVED, *p) != NULL) || is_escape(p))
			strbuf_addc(out, *p);
		else
			strbuf_addf(out, "%%%02X", (unsigned char)*p);
	}
}

static Value escaped_string(const char *text, size_t length)
{
	struct strbuf out = STRBUF_INIT;
	escape_illegal(text, length, &out);
	return string_from_strbuf(&out);
}

/* RFC 3986, 5.2.4 */
static Value remove_dot_segments(const char *path)
{
	struct strbuf out = STRBUF_INIT;
	const char *p = path;
	while (*p) {
		size_t length = strcspn(p + 1, "/") + 1; /* "/segment" */
		if (*p != '/')
			length = strcspn(p, "/");
		const char *segment = *p == '/' ? p + 1 : p;
		size_t size = length - (*p == '/');
		bool last = p[length] == '\0';
		if (size == 1 && segment[0] == '.') {
			if (last)
				strbuf_addc(&out, '/');
		} else if (size == 2 && segment[0] == '.' && segment[1] == '.') {
			while (out.length > 0 && out.data[out.length - 1] != '/')
				strbuf_set_length(&out, out.length - 1);
			if (out.length > 0)
				strbuf_set_length(&out, out.length - 1);
			if (last)
				strbuf_addc(&out, '/');
		} else {
			strbuf_add(&out, p, length);
		}
		p += length;
	}
	return string_from_strbuf(&out);
}

static enum status invalid(const char *why)
{
	return throw_exception("System.UriFormatException", "Invalid URI: %s", why);
}

static Value lower_string(const char *text, size_t length)
{
	struct strbuf out = STRBUF_INIT;
	for (size_t i = 0; i < length; i++)
		strbuf_addc(&out, (char)tolower((unsigned char)text[i]));
	return string_from_strbuf(&out);
}

static bool is_host(const char *text, size_t length)
{
	if (length > 2 && text[0] == '[')
		return text[length - 1] == ']';
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)text[i]) && strchr("-._~", text[i]) == NULL &&
		    !(text[i] & 0x80))
			return false;
	return true;
}

/* "[user@]host[:port]" */
static enum status parse_authority(struct uri *u, const char *text, size_t length)
{
	const char *at = memrchr(text, '@', length);
	u->has_authority = true;
	if (at != NULL) {
		u->user_info = escaped_string(text, (size_t)(at - text));
		length -= (size_t)(at + 1 - text);
		text = at + 1;
	}
	const char *bracket = memrchr(text, ']', length);
	const char *colon = memrchr(text, ':', length);
	if (colon != NULL && (bracket == NULL || colon > bracket)) {
		char *end;
		long port = strtol(colon + 1, &end, 10);
		if (end != text + length || port < 0 || port > 65535)
			return invalid("Invalid port specified.");
		if (end > colon + 1)
			u->port = (int)port;
		length = (size_t)(colon - text);
	}
	bool file = strcmp(string_data(u->scheme), "file") == 0;
	if ((length == 0 && !file) || !is_host(text, length))
		return invalid("The hostname could not be parsed.");
	u->host = lower_string(text, length);
	return OK;
}

/* Path, query and fragment. */
static void parse_rest(struct uri *u, const char *text)
{
	bool dots = has_dot_segments(string_data(u->scheme));
	size_t path = strcspn(text, "?#");
	struct strbuf out = STRBUF_INIT;
	if (u->has_authority && text[0] != '/' && text[0] != '\\')
		strbuf_addc(&out, '/');
	escape_illegal(text, path, &out);
	/* a backslash separates where a path is one of folders */
	if (dots)
		for (char *p; (p = strstr(out.data, "%5C")) != NULL;) {
			*p = '/';
			strbuf_remove(&out, (size_t)(p + 1 - out.data), 2);
		}
	Value whole = string_from_strbuf(&out);
	u->path = dots ? remove_dot_segments(string_data(whole)) : whole;
	text += path;
	if (*text == '?') {
		size_t query = strcspn(text, "#");
		u->query = escaped_string(text, query);
		text += query;
	}
	if (*text == '#') {
		Value fragment = escaped_string(text + 1, strlen(text + 1));
		u->fragment = string_printf("#%s", string_data(fragment));
	}
}

static size_t scheme_length(const char *text)
{
	size_t length = 0;
	if (!isalpha((unsigned char)*text))
		return 0;
	while (isalnum((unsigned char)text[length]) ||
	       (text[length] && strchr("+-.", text[length])))
		length++;
	return text[length] == ':' && length > 1 ? length : 0;
}

static struct uri *uri_alloc(Value original)
{
	struct uri *u = gc_alloc(&type_uri, VALUE_OBJECT, sizeof(*u));
	u->original = original;
	u->scheme = u->user_info = u->host = u->path = u->query = u->fragment = string_empty();
	u->port = -1;
	return u;
}

/* "C:\x" and "\\server\share" are file URIs. */
static bool is_windows_path(const char *text)
{
	return (isalpha((unsigned char)text[0]) && text[1] == ':' &&
		(text[2] == '\\' || text[2] == '/')) ||
	       (text[0] == '\\' && text[1] == '\\' && isalnum((unsigned char)text[2]));
}

static enum status parse_absolute(struct uri *u, const char *text, size_t scheme)
{
	u->absolute = true;
	if (scheme == 0) { /* a Windows path */
		struct strbuf rest = STRBUF_INIT;
		bool share = text[0] == '\\';
		u->scheme = string_from("file");
		u->has_authority = true;
		strbuf_adds(&rest, share ? text + 2 : text);
		for (char *p = rest.data; *p; p++)
			if (*p == '\\')
				*p = '/';
		size_t host = share ? strcspn(rest.data, "/") : 0;
		u->host = lower_string(rest.data, host);
		parse_rest(u, rest.data + host);
		strbuf_clear(&rest);
		return OK;
	}
	u->scheme = lower_string(text, scheme);
	const char *p = text + scheme + 1;
	u->port = uri_default_port(string_data(u->scheme));
	if (p[0] == '/' && p[1] == '/') {
		size_t authority = strcspn(p + 2, "/?#\\");
		if (parse_authority(u, p + 2, authority) != OK)
			return ERROR;
		parse_rest(u, p + 2 + authority);
		return OK;
	}
	if (has_dot_segments(string_data(u->scheme)) && strcmp(string_data(u->scheme), "file") != 0)
		return invalid("The Authority/Host could not be parsed.");
	if (strcmp(string_data(u->scheme), "mailto") == 0) {
		size_t address = strcspn(p, "?#");
		const char *at = memchr(p, '@', address);
		if (at != NULL) {
			u->user_info = escaped_string(p, (size_t)(at - p));
			u->host = lower_string(at + 1, address - (size_t)(at + 1 - p));
			p += address;
		}
	}
	parse_rest(u, p);
	return OK;
}

enum status uri_parse(Value text, enum uri_kind kind, Value *result_r)
{
	const char *start = string_data(text);
	while (isspace((unsigned char)*start))
		start++;
	size_t length = strlen(start);
	while (length > 0 && isspace((unsigned char)start[length - 1]))
		length--;
	char *copy = strndup(start, length);
	size_t scheme = scheme_length(copy);
	bool absolute = scheme > 0 || is_windows_path(copy);
	struct uri *u = uri_alloc(text);
	enum status status = OK;
	if (absolute && kind != URI_RELATIVE)
		status = parse_absolute(u, copy, scheme);
	else if (kind == URI_ABSOLUTE)
		status = *copy == '\0' ? invalid("The URI is empty.")
				       : invalid("The format of the URI could not be determined.");
	else if (absolute)
		status = throw_exception("System.UriFormatException",
					 "A relative URI cannot be created because the 'uriString' "
					 "parameter represents an absolute URI.");
	free(copy);
	*result_r = value_cell(VALUE_OBJECT, u);
	return status;
}

static void append_authority(const struct uri *u, bool with_user, struct strbuf *out)
{
	if (with_user && string_length(u->user_info) > 0)
		strbuf_addf(out, "%s@", string_data(u->user_info));
	strbuf_adds(out, string_data(u->host));
	if (u->port >= 0 && u->port != uri_default_port(string_data(u->scheme)))
		strbuf_addf(out, ":%d", u->port);
}

static void append_absolute(const struct uri *u, bool with_fragment, struct strbuf *out)
{
	strbuf_adds(out, string_data(u->scheme));
	strbuf_addc(out, ':');
	if (u->has_authority)
		strbuf_adds(out, "//");
	append_authority(u, true, out);
	strbuf_adds(out, string_data(u->path));
	strbuf_adds(out, string_data(u->query));
	if (with_fragment)
		strbuf_adds(out, string_data(u->fragment));
}

Value uri_absolute_text(const struct uri *u)
{
	struct strbuf out = STRBUF_INIT;
	append_absolute(u, true, &out);
	return string_from_strbuf(&out);
}

static enum status uri_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	const struct uri *u = value_as_uri(self);
	if (!u->absolute) {
		strbuf_adds(out, string_data(u->original));
		return OK;
	}
	Value absolute = uri_absolute_text(u);
	unescape(string_data(absolute), RESERVED "%\\", out);
	return OK;
}

enum status uri_combine(Value base, Value relative, Value *result_r)
{
	const struct uri *b = value_as_uri(base);
	const char *text = string_data(relative);
	struct strbuf out = STRBUF_INIT;
	if (scheme_length(text) > 0)
		return uri_parse(relative, URI_ABSOLUTE, result_r);
	strbuf_addf(&out, "%s:", string_data(b->scheme));
	if (text[0] == '/' && text[1] == '/') {
		strbuf_adds(&out, text);
	} else {
		if (b->has_authority)
			strbuf_adds(&out, "//");
		append_authority(b, true, &out);
		const char *path = string_data(b->path);
		if (*text == '?' || *text == '#' || *text == '\0') {
			strbuf_adds(&out, path);
			if (*text != '?')
				strbuf_adds(&out, string_data(b->query));
		} else if (*text != '/') {
			const char *slash = strrchr(path, '/');
			strbuf_add(&out, path, slash != NULL ? (size_t)(slash + 1 - path) : 0);
		}
		strbuf_adds(&out, text);
	}
	return uri_parse(string_from_strbuf(&out), URI_ABSOLUTE, result_r);
}

static void uri_mark(void *cell)
{
	struct uri *u = cell;
	gc_mark(u->original);
	gc_mark(u->scheme);
	gc_mark(u->user_info);
	gc_mark(u->host);
	gc_mark(u->path);
	gc_mark(u->query);
	gc_mark(u->fragment);
}

/* A getter that gives $null for a relative URI, where .NET throws and PowerShell shows nothing. */
#define GETTER(name, expression)                                       \
	static enum status uri_get_##name(Value self, Value *result_r) \
	{                                                              \
		const struct uri *u = value_as_uri(self);              \
		*result_r = u->absolute ? (expression) : NULL_VALUE;   \
		return OK;                                             \
	}

static Value host_without_brackets(const struct uri *u)
{
	size_t length = string_length(u->host);
	return *string_data(u->host) == '[' ? string_new(string_data(u->host) + 1, length - 2)
					    : u->host;
}

static Value authority_text(const struct uri *u)
{
	struct strbuf out = STRBUF_INIT;
	append_authority(u, false, &out);
	return string_from_strbuf(&out);
}

static Value local_path(const struct uri *u)
{
	struct strbuf out = STRBUF_INIT;
	bool unc = strcmp(string_data(u->scheme), "file") == 0 && string_length(u->host) > 0;
	if (unc)
		strbuf_addf(&out, "\\\\%s", string_data(u->host));
	size_t start = out.length;
	uri_unescape(string_data(u->path), &out);
	bool drive = out.length > 2 && out.data[0] == '/' && out.data[2] == ':';
	for (char *p = out.data + start; *p && (unc || drive); p++)
		if (*p == '/')
			*p = '\\';
	if (drive)
		strbuf_remove(&out, 0, 1);
	return string_from_strbuf(&out);
}

static Value host_type(const struct uri *u)
{
	/* UriHostNameType: Unknown, Basic, Dns, IPv4, IPv6 */
	const char *host = string_data(u->host);
	struct in_addr address;
	int type = 2;
	if (*host == '\0')
		type = strcmp(string_data(u->scheme), "file") == 0 ? 1 : 0;
	else if (*host == '[')
		type = 4;
	else if (inet_pton(AF_INET, host, &address) == 1)
		type = 3;
	return enum_value(&type_uri_host_name_type, type);
}

static bool is_loopback(const struct uri *u)
{
	const char *host = string_data(u->host);
	bool file = strcmp(string_data(u->scheme), "file") == 0;
	return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	       strncmp(host, "127.", 4) == 0 || (file && *host == '\0');
}

static Value segments(const struct uri *u)
{
	Value list = list_new();
	for (const char *p = string_data(u->path); *p;) {
		size_t length = strcspn(p, "/");
		length += p[length] == '/';
		list_add(value_as_list(list), string_new(p, length));
		p += length;
	}
	struct list *l = value_as_list(list);
	Value array = array_new_typed(&type_string_array, l->count);
	for (size_t i = 0; i < l->count; i++)
		value_as_array(array)->items[i] = l->items[i];
	return array;
}

GETTER(scheme, u->scheme)
GETTER(user_info, u->user_info)
GETTER(host, u->host)
GETTER(dns_safe_host, host_without_brackets(u))
GETTER(path, u->path)
GETTER(query, u->query)
GETTER(fragment, u->fragment)
GETTER(port, value_int(u->port))
GETTER(absolute_uri, uri_absolute_text(u))
GETTER(authority, authority_text(u))
GETTER(local_path, local_path(u))
GETTER(path_and_query, string_concat(u->path, u->query))
GETTER(host_name_type, host_type(u))
GETTER(segments, segments(u))
GETTER(is_default_port, value_bool(u->port == uri_default_port(string_data(u->scheme))))
GETTER(is_file, value_bool(strcmp(string_data(u->scheme), "file") == 0))
GETTER(is_loopback, value_bool(is_loopback(u)))
GETTER(is_unc,
       value_bool(strcmp(string_data(u->scheme), "file") == 0 && string_length(u->host) > 0))

static enum status uri_get_is_absolute(Value self, Value *result_r)
{
	*result_r = value_bool(value_as_uri(self)->absolute);
	return OK;
}

static enum status uri_get_original(Value self, Value *result_r)
{
	*result_r = value_as_uri(self)->original;
	return OK;
}

static enum status uri_get_user_escaped(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status uri_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	(void)uri_to_string_hook(self, NULL, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

/* Users and fragments do not count. */
static bool uri_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	if (!value_is_uri(b))
		return false;
	const struct uri *x = value_as_uri(a), *y = value_as_uri(b);
	if (x->absolute != y->absolute)
		return false;
	if (!x->absolute)
		return string_equal(x->original, y->original);
	return string_equal(x->scheme, y->scheme) && string_equal(x->host, y->host) &&
	       x->port == y->port && string_equal(x->path, y->path) &&
	       string_equal(x->query, y->query);
}

static uint32_t uri_hash(Value v)
{
	const struct uri *u = value_as_uri(v);
	if (!u->absolute)
		return string_hash(u->original, false);
	return string_hash(u->host, false) * 31 ^ string_hash(u->path, false);
}

static enum status uri_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value other = value_base(argv[0]);
	if (other.tag == VALUE_STRING && uri_parse(other, URI_RELATIVE_OR_ABSOLUTE, &other) != OK)
		(void)error_take();
	*result_r = value_bool(uri_equals_value(self, other, false));
	return OK;
}

static enum status uri_make_relative(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	const struct uri *from = value_as_uri(self), *to = value_as_uri(argv[0]);
	if (!string_equal(from->scheme, to->scheme) || !string_equal(from->host, to->host) ||
	    from->port != to->port) {
		*result_r = argv[0];
		return OK;
	}
	const char *a = string_data(from->path), *b = string_data(to->path);
	size_t common = 0;
	for (size_t i = 0; a[i] && a[i] == b[i]; i++)
		if (a[i] == '/')
			common = i + 1;
	struct strbuf out = STRBUF_INIT;
	for (const char *p = a + common; (p = strchr(p, '/')) != NULL; p++)
		strbuf_adds(&out, "../");
	strbuf_adds(&out, b + common);
	if (out.length == 0 && b[common] == '\0' && a[common] != '\0')
		strbuf_adds(&out, "./");
	strbuf_adds(&out, string_data(to->query));
	strbuf_adds(&out, string_data(to->fragment));
	return uri_parse(string_from_strbuf(&out), URI_RELATIVE, result_r);
}

static enum status uri_is_base_of(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	const struct uri *base = value_as_uri(self), *u = value_as_uri(argv[0]);
	const char *path = string_data(base->path);
	const char *slash = strrchr(path, '/');
	size_t length = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	*result_r = value_bool(string_equal(base->scheme, u->scheme) &&
			       string_equal(base->host, u->host) && base->port == u->port &&
			       strncmp(path, string_data(u->path), length) == 0);
	return OK;
}

/* UriPartial: Scheme, Authority, Path, Query */
static enum status uri_get_left_part(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	const struct uri *u = value_as_uri(self);
	struct strbuf out = STRBUF_INIT;
	strbuf_addf(&out, "%s:%s", string_data(u->scheme), u->has_authority ? "//" : "");
	if (argv[0].integer >= 1)
		append_authority(u, true, &out);
	if (argv[0].integer >= 2)
		strbuf_adds(&out, string_data(u->path));
	if (argv[0].integer >= 3)
		strbuf_adds(&out, string_data(u->query));
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status text_argument(Value v, const char *name, const char **text_r)
{
	if (v.tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", name,
				      "Value cannot be null.");
	*text_r = string_data(v);
	return OK;
}

static enum status uri_escape_data_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	const char *text;
	struct strbuf out = STRBUF_INIT;
	if (text_argument(argv[0], "stringToEscape", &text) != OK)
		return ERROR;
	uri_escape_data(text, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status uri_escape_uri_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	const char *text;
	struct strbuf out = STRBUF_INIT;
	if (text_argument(argv[0], "stringToEscape", &text) != OK)
		return ERROR;
	for (; *text; text++) {
		if (strchr(UNRESERVED RESERVED, *text) != NULL)
			strbuf_addc(&out, *text);
		else
			strbuf_addf(&out, "%%%02X", (unsigned char)*text);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status uri_unescape_static(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	const char *text;
	struct strbuf out = STRBUF_INIT;
	if (text_argument(argv[0], "stringToUnescape", &text) != OK)
		return ERROR;
	uri_unescape(text, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status uri_hex_escape(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	if (argv[0].integer > 255)
		return throw_argument("System.ArgumentOutOfRangeException", "character",
				      "Specified argument was out of the range of valid values.");
	*result_r = string_printf("%%%02X", (unsigned)argv[0].integer);
	return OK;
}

static enum status uri_try_create(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	Value created = NULL_VALUE;
	enum status status = ERROR;
	if (value_is_uri(argv[0]))
		status = argv[1].tag == VALUE_STRING
				 ? uri_combine(argv[0], argv[1], &created)
				 : uri_combine(argv[0], value_as_uri(argv[1])->original, &created);
	else if (argv[0].tag == VALUE_STRING)
		status = uri_parse(argv[0], (enum uri_kind)argv[1].integer, &created);
	else
		status = throw_argument("System.ArgumentNullException", "uri",
					"Value cannot be null.");
	if (status != OK)
		(void)error_take();
	*result_r = value_bool(status == OK);
	return reference_set(argv[2], status == OK ? created : NULL_VALUE);
}

static enum status uri_is_well_formed(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	Value parsed;
	bool ok = argv[0].tag == VALUE_STRING;
	for (const char *p = ok ? string_data(argv[0]) : ""; *p; p++)
		ok = ok && (strchr(UNRESERVED RESERVED, *p) != NULL || is_escape(p) || (*p & 0x80));
	if (ok && uri_parse(argv[0], (enum uri_kind)argv[1].integer, &parsed) != OK) {
		(void)error_take();
		ok = false;
	}
	*result_r = value_bool(ok);
	return OK;
}

static enum status uri_check_scheme_name(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	Value with_colon =
		string_printf("%s:", argv[0].tag == VALUE_STRING ? string_data(argv[0]) : "");
	size_t length = string_length(with_colon);
	*result_r = value_bool(scheme_length(string_data(with_colon)) == length - 1 && length > 1);
	return OK;
}

static enum status uri_check_host_name(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	struct in6_addr address;
	const char *host = argv[0].tag == VALUE_STRING ? string_data(argv[0]) : "";
	int type = 0;
	if (inet_pton(AF_INET, host, &address) == 1)
		type = 3;
	else if (inet_pton(AF_INET6, host, &address) == 1)
		type = 4;
	else if (*host != '\0' && is_host(host, strlen(host)))
		type = 2;
	*result_r = enum_value(&type_uri_host_name_type, type);
	return OK;
}

#define SCHEME_GETTER(name, text)                                                \
	static enum status uri_scheme_##name(Value self UNUSED, Value *result_r) \
	{                                                                        \
		*result_r = string_from(text);                                   \
		return OK;                                                       \
	}
SCHEME_GETTER(http, "http")
SCHEME_GETTER(https, "https")
SCHEME_GETTER(ftp, "ftp")
SCHEME_GETTER(file, "file")
SCHEME_GETTER(mailto, "mailto")
SCHEME_GETTER(delimiter, "://")

static enum status uri_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	if (argc == 2 && value_is_uri(argv[0])) {
		if (!value_as_uri(argv[0])->absolute)
			return throw_argument(
				"System.ArgumentOutOfRangeException", "baseUri",
				"This operation is not supported for a relative URI.");
		Value relative = value_is_uri(argv[1]) ? value_as_uri(argv[1])->original : argv[1];
		return uri_combine(argv[0], relative, result_r);
	}
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "uriString",
				      "Value cannot be null.");
	return uri_parse(argv[0], argc > 1 ? (enum uri_kind)argv[1].integer : URI_ABSOLUTE,
			 result_r);
}

static enum status uri_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
	return uri_parse(text, URI_RELATIVE_OR_ABSOLUTE, result_r);
}

static const struct member uri_members[] = {
	PROPERTY("string AbsolutePath {get;}", uri_get_path),
	PROPERTY("string AbsoluteUri {get;}", uri_get_absolute_uri),
	PROPERTY("string LocalPath {get;}", uri_get_local_path),
	PROPERTY("string Authority {get;}", uri_get_authority),
	PROPERTY("System.UriHostNameType HostNameType {get;}", uri_get_host_name_type),
	PROPERTY("bool IsDefaultPort {get;}", uri_get_is_default_port),
	PROPERTY("bool IsFile {get;}", uri_get_is_file),
	PROPERTY("bool IsLoopback {get;}", uri_get_is_loopback),
	PROPERTY("string PathAndQuery {get;}", uri_get_path_and_query),
	PROPERTY("string[] Segments {get;}", uri_get_segments),
	PROPERTY("bool IsUnc {get;}", uri_get_is_unc),
	PROPERTY("string Host {get;}", uri_get_host),
	PROPERTY("int Port {get;}", uri_get_port),
	PROPERTY("string Query {get;}", uri_get_query),
	PROPERTY("string Fragment {get;}", uri_get_fragment),
	PROPERTY("string Scheme {get;}", uri_get_scheme),
	PROPERTY("string OriginalString {get;}", uri_get_original),
	PROPERTY("string DnsSafeHost {get;}", uri_get_dns_safe_host),
	PROPERTY("string IdnHost {get;}", uri_get_dns_safe_host),
	PROPERTY("bool IsAbsoluteUri {get;}", uri_get_is_absolute),
	PROPERTY("bool UserEscaped {get;}", uri_get_user_escaped),
	PROPERTY("string UserInfo {get;}", uri_get_user_info),
	METHOD("bool Equals(System.Object comparand)", uri_equals),
	METHOD("bool Equals(uri other)", uri_equals),
	METHOD("string GetLeftPart(System.UriPartial part)", uri_get_left_part),
	METHOD("bool IsBaseOf(uri uri)", uri_is_base_of),
	METHOD("uri MakeRelativeUri(uri uri)", uri_make_relative),
	METHOD("string ToString()", uri_to_string),
	STATIC_PROPERTY("static string SchemeDelimiter {get;}", uri_scheme_delimiter),
	STATIC_PROPERTY("static string UriSchemeFile {get;}", uri_scheme_file),
	STATIC_PROPERTY("static string UriSchemeFtp {get;}", uri_scheme_ftp),
	STATIC_PROPERTY("static string UriSchemeHttp {get;}", uri_scheme_http),
	STATIC_PROPERTY("static string UriSchemeHttps {get;}", uri_scheme_https),
	STATIC_PROPERTY("static string UriSchemeMailto {get;}", uri_scheme_mailto),
	STATIC_METHOD("static System.UriHostNameType CheckHostName(string name)",
		      uri_check_host_name),
	STATIC_METHOD("static bool CheckSchemeName(string schemeName)", uri_check_scheme_name),
	STATIC_METHOD("static string EscapeDataString(string stringToEscape)",
		      uri_escape_data_static),
	STATIC_METHOD("static string EscapeUriString(string stringToEscape)",
		      uri_escape_uri_static),
	STATIC_METHOD("static string HexEscape(char character)", uri_hex_escape),
	STATIC_METHOD("static bool IsWellFormedUriString(string uriString, System.UriKind uriKind)",
		      uri_is_well_formed),
	STATIC_METHOD(
		"static bool TryCreate(string uriString, System.UriKind uriKind, [ref] uri result)",
		uri_try_create),
	STATIC_METHOD("static bool TryCreate(uri baseUri, string relativeUri, [ref] uri result)",
		      uri_try_create),
	STATIC_METHOD("static bool TryCreate(uri baseUri, uri relativeUri, [ref] uri result)",
		      uri_try_create),
	STATIC_METHOD("static string UnescapeDataString(string stringToUnescape)",
		      uri_unescape_static),
	CONSTRUCTOR("uri new(string uriString)", uri_construct),
	CONSTRUCTOR("uri new(string uriString, System.UriKind uriKind)", uri_construct),
	CONSTRUCTOR("uri new(uri baseUri, string relativeUri)", uri_construct),
	CONSTRUCTOR("uri new(uri baseUri, uri relativeUri)", uri_construct),
	MEMBER_END,
};

struct type type_uri = {
	.name = "System.Uri",
	.alias = "uri",
	.tag = VALUE_OBJECT,
	.members = uri_members,
	.mark = uri_mark,
	.convert = uri_convert,
	.to_string = uri_to_string_hook,
	.equals = uri_equals_value,
	.hash = uri_hash,
};
