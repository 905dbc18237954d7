#include "cmdlets/utility/web_session.h"

#include "cmdlet.h"
#include "engine/scope.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/gc.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"

#include <string.h>

struct web_session {
	struct cell cell;
	Value headers, user_agent, credentials;
	Value cookies; /* text: lines of Netscape's cookie file */
};

static struct web_session *as_session(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_web_session
		       ? (struct web_session *)v.cell
		       : NULL;
}

static Value session_new(void)
{
	struct web_session *s = gc_alloc(&type_web_session, VALUE_OBJECT, sizeof(*s));
	s->headers = hashtable_new();
	s->user_agent = s->credentials = NULL_VALUE;
	s->cookies = string_empty();
	return value_cell(VALUE_OBJECT, s);
}

static enum status construct(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r)
{
	*result_r = session_new();
	return OK;
}

#define FIELD(field)                                                  \
	static enum status get_##field(Value self, Value *result_r)   \
	{                                                             \
		*result_r = ((struct web_session *)self.cell)->field; \
		return OK;                                            \
	}                                                             \
	static enum status set_##field(Value self, Value value)       \
	{                                                             \
		((struct web_session *)self.cell)->field = value;     \
		return OK;                                            \
	}
FIELD(headers)
FIELD(user_agent)
FIELD(credentials)

/* One line: domain, subdomains, path, secure, expires, name, value; separated by tabs. */
static Value cookie_object(const char *line, size_t length)
{
	static const char *const names[] = {"Domain", NULL,   "Path", "Secure",
					    NULL,     "Name", "Value"};
	Value v = psobject_new_typed("System.Net.Cookie");
	const char *at = line, *end = line + length;
	bool http_only = length > 10 && !strncmp(line, "#HttpOnly_", 10);
	at += http_only ? 10 : 0;
	for (size_t i = 0; i < countof(names) && at <= end; i++) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		const char *stop = tab && i + 1 < countof(names) ? tab : end;
		Value text = string_new(at, (size_t)(stop - at));
		if (names[i])
			psobject_set(v, names[i],
				     i == 3 ? value_bool(!strcmp(string_data(text), "TRUE"))
					    : text);
		at = stop + 1;
	}
	psobject_set(v, "HttpOnly", value_bool(http_only));
	return v;
}

static enum status get_cookies(Value self, Value *result_r)
{
	*result_r = list_new();
	const char *p = string_data(((struct web_session *)self.cell)->cookies);
	while (*p) {
		size_t n = strcspn(p, "\n");
		list_add(value_as_list(*result_r), cookie_object(p, n));
		p += n + (p[n] == '\n');
	}
	return OK;
}

static void mark(void *cell)
{
	struct web_session *s = cell;
	gc_mark(s->headers);
	gc_mark(s->user_agent);
	gc_mark(s->credentials);
	gc_mark(s->cookies);
}

static const struct member members[] = {
	CONSTRUCTOR("Microsoft.PowerShell.Commands.WebRequestSession new()", construct),
	PROPERTY_RW("System.Collections.Generic.Dictionary[string,string] Headers {get;set;}",
		    get_headers, set_headers),
	PROPERTY("System.Object Cookies {get;}", get_cookies),
	PROPERTY_RW("pscredential Credentials {get;set;}", get_credentials, set_credentials),
	PROPERTY_RW("string UserAgent {get;set;}", get_user_agent, set_user_agent),
	MEMBER_END,
};

struct type type_web_session = {
	.name = "Microsoft.PowerShell.Commands.WebRequestSession",
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = mark,
};

enum status web_session_make(struct cmdlet_call *c, const char *variable, Value *session_r)
{
	*session_r = session_new();
	return scope_set(cmdlet_session(c), variable, SCOPE_ANY, *session_r);
}

Value web_session_headers(Value session)
{
	const struct web_session *s = as_session(session);
	return s ? s->headers : NULL_VALUE;
}

const char *web_session_user_agent(Value session)
{
	const struct web_session *s = as_session(session);
	return s && !value_is_null(s->user_agent) ? string_data(value_to_string(s->user_agent))
						  : NULL;
}

const char *web_session_cookies(Value session)
{
	const struct web_session *s = as_session(session);
	return s && string_length(s->cookies) ? string_data(s->cookies) : NULL;
}

void web_session_keep(Value session, const char *cookies)
{
	struct web_session *s = as_session(session);
	if (s && cookies)
		s->cookies = string_from(cookies);
}
