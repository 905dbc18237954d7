/* Invoke-WebRequest: an HTTP request, and the answer with its parts. */
#include "base/xmalloc.h"
#include "cmdlets/utility/html_scan.h"
#include "cmdlets/utility/web_request.h"
#include "cmdlets/utility/web_session.h"
#include "object/array.h"
#include "object/psobject.h"
#include "object/string.h"

#include <string.h>

struct invoke_webrequest {
	struct web_request web;
	struct web_exchange exchange;
};

static const struct parameter parameters[] = {
	WEB_PARAMETERS(struct invoke_webrequest),
	PARAM_END,
};

/* The head of the answer as it came, and its text. */
static Value raw_content(const struct http_answer *a, Value text)
{
	struct strbuf raw = STRBUF_INIT;
	strbuf_addf(&raw, "HTTP/%s %d %s\r\n", a->version, a->status, a->reason);
	for (size_t i = 0; i < a->headers.count; i++)
		strbuf_addf(&raw, "%s: %s\r\n", a->headers.items[i].name,
			    a->headers.items[i].value);
	strbuf_adds(&raw, "\r\n");
	strbuf_add(&raw, string_data(text), string_length(text));
	return string_from_strbuf(&raw);
}

static Value response_object(const struct http_answer *a)
{
	bool is_text = web_answer_is_text(a);
	Value text = web_answer_text(a);
	const char *html = string_data(text);
	Value v = psobject_new_typed(
		is_text ? "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject"
			: "Microsoft.PowerShell.Commands.WebResponseObject");
	if (is_text)
		value_add_type_name(v, "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject");
	psobject_set(v, "StatusCode", value_int(a->status));
	psobject_set(v, "StatusDescription", string_from(a->reason));
	psobject_set(v, "Content", is_text ? text : array_new_bytes(a->body.data, a->body.length));
	psobject_set(v, "RawContent", raw_content(a, text));
	psobject_set(v, "Headers", web_answer_headers(a));
	if (is_text) {
		psobject_set(v, "Images", html_scan(html, "img", false));
		psobject_set(v, "InputFields", html_scan(html, "input", false));
		psobject_set(v, "Links", html_scan(html, "a", true));
	}
	psobject_set(v, "RawContentLength", value_int64((int64_t)a->body.length));
	psobject_set(v, "RelationLink", web_answer_links(a));
	psobject_set(v, "BaseResponse", web_answer_message(a));
	return v;
}

static enum status process(struct cmdlet_call *c)
{
	struct invoke_webrequest *self = cmdlet_state(c);
	enum status status = web_exchange_run(c, &self->web, NULL, &self->exchange);
	if (status == OK && (!self->web.out_file || self->web.pass_thru))
		status = cmdlet_write(c, response_object(&self->exchange.answer));
	web_exchange_clear(&self->exchange);
	self->exchange = (struct web_exchange){.body = STRBUF_INIT};
	return status;
}

const struct cmdlet cmdlet_invoke_webrequest = {
	.verb = "Invoke",
	.noun = "WebRequest",
	.parameters = parameters,
	.state_size = sizeof(struct invoke_webrequest),
	.default_set = "StandardMethod",
	.process = process,
	.output = "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject",
	.synopsis = "Gets content from a web page on the internet.",
	.description =
		"Sends a request by HTTP or HTTPS and gives the answer: status, headers, text, "
		"links. Certificates are checked unless -SkipCertificateCheck says otherwise.",
	.examples =
		(const struct cmdlet_example[]){
			{"The status of a page",
			 "(Invoke-WebRequest https://www.contoso.com).StatusCode", NULL},
			{"A file", "Invoke-WebRequest https://www.contoso.com/a.zip -OutFile a.zip",
			 NULL},
			{NULL, NULL, NULL},
		},
};
