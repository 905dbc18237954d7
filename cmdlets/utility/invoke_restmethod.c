/* Invoke-RestMethod: an HTTP request whose answer becomes objects. */
#include "base/xmalloc.h"
#include "cmdlets/utility/web_request.h"
#include "cmdlets/utility/web_session.h"
#include "engine/pipeline.h"
#include "engine/scope.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/member.h"
#include "object/string.h"
#include "object/xml_node.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct invoke_restmethod {
	struct web_request web;
	bool follow;
	int32_t max_follow;
	const char *headers_variable, *status_variable;
	struct web_exchange exchange;
};

static const struct parameter parameters[] = {
	WEB_PARAMETERS(struct invoke_restmethod),
	PARAM_SWITCH(struct invoke_restmethod, follow, "FollowRelLink", 0, .aliases = "FL",
		     .help = "Asks for the next pages, too, as the Link headers say."),
	PARAM_INT(struct invoke_restmethod, max_follow, "MaximumFollowRelLink", 0, .aliases = "ML",
		  .range = "1,2147483647", .help = "At most so many of them."),
	PARAM_STRING(struct invoke_restmethod, headers_variable, "ResponseHeadersVariable", 0,
		     .aliases = "RHV", .help = "The variable that gets the answer's headers."),
	PARAM_STRING(struct invoke_restmethod, status_variable, "StatusCodeVariable", 0,
		     .help = "The variable that gets the answer's status."),
	PARAM_END,
};

/* RSS items and Atom entries are written one by one. True: it was a feed. */
static bool feed_items(Value document, Value *items_r)
{
	static const char *const paths[] = {"//*[local-name()='item' or local-name()='entry']"};
	bool found;
	Value root, name, path = string_from(paths[0]);
	if (member_get(document, "DocumentElement", &root, &found) != OK || value_is_null(root) ||
	    member_get(root, "LocalName", &name, &found) != OK || name.tag != VALUE_STRING)
		return false;
	const char *text = string_data(name);
	if (strcmp(text, "rss") != 0 && strcmp(text, "feed") != 0 && strcmp(text, "RDF") != 0)
		return false;
	return member_invoke(document, "SelectNodes", 1, &path, items_r) == OK;
}

static enum status write_xml(struct cmdlet_call *c, Value text, bool *written_r)
{
	Value document = xml_document_new(), items;
	*written_r = xml_parse(document, string_data(text), string_length(text)) == OK;
	if (!*written_r) {
		(void)error_take();
		return OK;
	}
	if (feed_items(document, &items))
		return cmdlet_write_each(c, items);
	return cmdlet_write(c, document);
}

/* A list in the answer comes as one object. */
static enum status write_json(struct cmdlet_call *c, Value text, bool *written_r)
{
	const struct named_argument arguments[] = {{"InputObject", text},
						   {"NoEnumerate", TRUE_VALUE},
						   {"ErrorAction", string_from("Stop")}};
	struct collector found;
	collector_init(&found);
	enum status status = pipeline_run_command(cmdlet_session(c), "ConvertFrom-Json", arguments,
						  countof(arguments), UNSET_VALUE, &found.output);
	*written_r = status == OK;
	if (status == ERROR) {
		(void)error_take();
		return OK;
	}
	return status == OK ? cmdlet_write(c, collector_result(&found)) : status;
}

static enum status write_content(struct cmdlet_call *c, const struct http_answer *answer)
{
	Value text = web_answer_text(answer);
	const char *start = string_data(text),
		   *type = http_headers_find(&answer->headers, "Content-Type");
	bool written = false;
	enum status status = OK;
	start += strspn(start, " \t\r\n");
	bool xml = type && strcasestr(type, "xml");
	if (xml || *start == '<')
		status = write_xml(c, text, &written);
	if (status == OK && !written && *start && !xml)
		status = write_json(c, text, &written);
	return status == OK && !written ? cmdlet_write(c, text) : status;
}

static enum status set_variables(struct cmdlet_call *c, const struct http_answer *answer)
{
	const struct invoke_restmethod *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	if (self->headers_variable &&
	    scope_set(s, self->headers_variable, SCOPE_ANY, web_answer_headers(answer)) != OK)
		return ERROR;
	return self->status_variable
		       ? scope_set(s, self->status_variable, SCOPE_ANY, value_int(answer->status))
		       : OK;
}

static enum status ask(struct cmdlet_call *c, const char *url, char **next_r)
{
	struct invoke_restmethod *self = cmdlet_state(c);
	struct web_exchange *x = &self->exchange;
	enum status status = web_exchange_run(c, &self->web, url, x);
	if (status == OK)
		status = set_variables(c, &x->answer);
	if (status == OK && (!self->web.out_file || self->web.pass_thru))
		status = write_content(c, &x->answer);
	*next_r = status == OK && self->follow ? web_answer_link(&x->answer, "next") : NULL;
	web_exchange_clear(x);
	*x = (struct web_exchange){.body = STRBUF_INIT};
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	const struct invoke_restmethod *self = cmdlet_state(c);
	char *url = NULL, *next;
	enum status status = OK;
	for (int32_t page = 0; status == OK; page++) {
		status = ask(c, url, &next);
		free(url);
		url = next;
		if (!url ||
		    (cmdlet_is_bound(c, "MaximumFollowRelLink") && page >= self->max_follow))
			break;
	}
	free(url);
	return status;
}

const struct cmdlet cmdlet_invoke_restmethod = {
	.verb = "Invoke",
	.noun = "RestMethod",
	.parameters = parameters,
	.state_size = sizeof(struct invoke_restmethod),
	.default_set = "StandardMethod",
	.process = process,
	.output = "System.Object",
	.synopsis = "Sends an HTTP or HTTPS request to a RESTful web service.",
	.description =
		"JSON and XML in the answer become objects, feeds their items; anything else is "
		"text.",
	.examples =
		(const struct cmdlet_example[]){
			{"What a service says",
			 "Invoke-RestMethod https://www.contoso.com/api/users -Headers @{ Accept = "
			 "'application/json' }",
			 NULL},
			{"Sending JSON",
			 "Invoke-RestMethod https://www.contoso.com/api/users -Method Post -Body "
			 "(@{ Name = 'Ann' } | ConvertTo-Json) -ContentType application/json",
			 NULL},
			{NULL, NULL, NULL},
		},
};
