#include "cmdlets/utility/web_request.h"

#include "base/xmalloc.h"
#include "cmdlets/utility/web_session.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/credential.h"
#include "object/interpreter_lock.h"
#include "object/psobject.h"
#include "object/secure_string.h"
#include "object/string.h"
#include "object/uri.h"
#include "transport/failure.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define USER_AGENT "Mozilla/5.0 (Linux; en-US) PowerShell/7.6 exosh/" EXOSH_VERSION

/* ---- the address ---- */

static char *make_url(const struct web_request *r)
{
	const char *text = value_text(r->uri);
	if (strstr(text, "://"))
		return xstrdup(text);
	return xasprintf("http://%s", text);
}

static void append_pairs(const struct hashtable *h, struct strbuf *out)
{
	Value key, value;
	const char *between = "";
	for (size_t i = 0; hashtable_next(h, &i, &key, &value); between = "&") {
		strbuf_adds(out, between);
		http_append_form(out, value_text(key));
		strbuf_addc(out, '=');
		if (!value_is_null(value))
			http_append_form(out, value_text(value));
	}
}

/* A dictionary goes into the address of a Get, as a form does. */
static void add_query(struct web_exchange *x, const struct hashtable *h)
{
	struct strbuf query = STRBUF_INIT;
	append_pairs(h, &query);
	char *url = xasprintf("%s%c%s", x->url, strchr(x->url, '?') ? '&' : '?',
			      query.data ? query.data : "");
	free(x->url);
	x->url = url;
	strbuf_clear(&query);
}

/* ---- what is sent ---- */

static const char *method_of(const struct web_request *r)
{
	if (r->custom_method)
		return r->custom_method;
	if (r->method && strcasecmp(r->method, "Default") != 0)
		return r->method;
	return value_is_null(r->form) ? "GET" : "POST";
}

static bool sends_form(const char *method)
{
	return !strcasecmp(method, "POST");
}

static enum status add_body(struct web_exchange *x, const struct web_request *r, const char *method)
{
	Value body = value_base(r->body);
	const char *type = "application/x-www-form-urlencoded";
	if (body.tag == VALUE_HASHTABLE && !strcasecmp(method, "GET")) {
		add_query(x, value_as_hashtable(body));
		return OK;
	}
	if (body.tag == VALUE_HASHTABLE) {
		append_pairs(value_as_hashtable(body), &x->body);
		if (!http_headers_find(&x->headers, "Content-Type"))
			http_headers_add(&x->headers, "Content-Type", type);
		return OK;
	}
	if (body.tag == VALUE_ARRAY && value_as_array(body)->cell.type == &type_byte_array) {
		for (size_t i = 0; i < value_count(body); i++)
			strbuf_addc(&x->body, (char)value_item(body, i).integer);
	} else {
		Value text = value_to_string(body);
		strbuf_add(&x->body, string_data(text), string_length(text));
	}
	if (sends_form(method) && !http_headers_find(&x->headers, "Content-Type"))
		http_headers_add(&x->headers, "Content-Type", type);
	return OK;
}

static void add_part(struct web_exchange *x, size_t *count, const char *name, Value value)
{
	x->parts = xreallocarray(x->parts, *count + 1, sizeof(*x->parts));
	struct http_part *part = &x->parts[(*count)++];
	bool file = !strcmp(value_type(value_base(value))->name, "System.IO.FileInfo");
	*part = (struct http_part){
		.name = name,
		.value = file ? NULL : value_text(value),
		.file_name = file ? value_text(value) : NULL,
	};
}

static size_t add_form(struct web_exchange *x, Value form)
{
	size_t count = 0;
	Value key, value;
	for (size_t i = 0; hashtable_next(value_as_hashtable(form), &i, &key, &value);) {
		const char *name = value_text(key);
		bool several =
			value_base(value).tag == VALUE_ARRAY || value_base(value).tag == VALUE_LIST;
		for (size_t k = 0; several && k < value_count(value); k++)
			add_part(x, &count, name, value_item(value, k));
		if (!several)
			add_part(x, &count, name, value);
	}
	return count;
}

static void add_headers(struct web_exchange *x, Value headers)
{
	Value key, value;
	if (value_base(headers).tag != VALUE_HASHTABLE)
		return;
	for (size_t i = 0;
	     hashtable_next(value_as_hashtable(value_base(headers)), &i, &key, &value);)
		http_headers_add(&x->headers, value_text(key), value_text(value));
}

/* A header that the request already has stays. */
static void add_default(struct web_exchange *x, const char *name, const char *value)
{
	if (value && !http_headers_find(&x->headers, name))
		http_headers_add(&x->headers, name, value);
}

/* ---- signing in ---- */

/* What cannot be done with these parameters, or together. */
static enum status check(struct cmdlet_call *c, const struct web_request *r, const char *url)
{
#define CONFLICT(a, b)                                                                         \
	"The cmdlet cannot run because the following conflicting parameters are specified: " a \
	" and " b ". Specify either " a " or " b ", then retry."
#define NO_FILE(parameter)                                                                      \
	"The cmdlet cannot run because the following parameter is missing: OutFile. Provide a " \
	"valid OutFile parameter value when using the " parameter " parameter, then retry."
#define NO_SECRET(what)                                                                 \
	"The cmdlet cannot run because the following parameter is not specified: " what \
	". The supplied Authentication type requires a " what ". Specify " what ", then retry."
	bool signs_in = r->authentication && strcasecmp(r->authentication, "None") != 0;
	bool basic = signs_in && !strcasecmp(r->authentication, "Basic");
	bool encrypted = !strncasecmp(url, "https:", 6);
	const struct {
		bool holds;
		const char *id, *text;
	} problems[] = {
		{r->thumbprint || !value_is_null(r->certificate),
		 "WebCmdletCertificateNotSupported",
		 "Certificates of the client are not supported: sign in with -Credential or "
		 "-Token."},
		{!value_is_null(r->web_session) && r->session_variable,
		 "WebCmdletSessionConflictException", CONFLICT("WebSession", "SessionVariable")},
		{!value_is_null(r->body) && r->in_file, "WebCmdletBodyConflictException",
		 "The cmdlet cannot run because the following conflicting parameters are "
		 "specified: "
		 "Body and InFile. Specify either Body or Infile, then retry."},
		{!value_is_null(r->body) && !value_is_null(r->form),
		 "WebCmdletBodyFormConflictException", CONFLICT("Body", "Form")},
		{r->pass_thru && !r->out_file, "WebCmdletOutFileMissingException",
		 NO_FILE("PassThru")},
		{r->resume && !r->out_file, "WebCmdletOutFileMissingException", NO_FILE("Resume")},
		{basic && !value_is_credential(r->credential),
		 "WebCmdletAuthenticationCredentialNotSuppliedException", NO_SECRET("Credential")},
		{signs_in && !basic && !value_is_secure_string(r->token),
		 "WebCmdletAuthenticationTokenNotSuppliedException", NO_SECRET("Token")},
		{signs_in && !encrypted && !r->unencrypted,
		 "WebCmdletAllowUnencryptedAuthenticationRequiredException",
		 "The cmdlet cannot protect plain text secrets sent over unencrypted connections. "
		 "To "
		 "suppress this warning and send plain text secrets over unencrypted networks, "
		 "reissue the command specifying the AllowUnencryptedAuthentication parameter."},
	};
	for (size_t i = 0; i < countof(problems); i++)
		if (problems[i].holds)
			return cmdlet_throw_type(
				c, "System.Management.Automation.ValidationMetadataException",
				problems[i].id, CATEGORY_INVALID_ARGUMENT, NULL_VALUE, "%s",
				problems[i].text);
	return OK;
}

static char *reveal(Value secure)
{
	size_t length;
	return value_is_secure_string(secure) ? secure_string_reveal(secure, &length) : NULL;
}

static void sign_in(struct web_exchange *x, const struct web_request *r, struct http_request *h)
{
	bool explicit_way = r->authentication && strcasecmp(r->authentication, "None") != 0;
	if (explicit_way && strcasecmp(r->authentication, "Basic") != 0) {
		h->bearer = x->secret = reveal(r->token);
		return;
	}
	if (!value_is_credential(r->credential))
		return;
	h->authentication = explicit_way ? HTTP_BASIC : HTTP_ANY;
	h->user = string_data(credential_user_name(r->credential));
	h->password = x->secret = reveal(credential_password(r->credential));
}

/* ---- the file that is written ---- */

static enum status open_output(struct cmdlet_call *c, const struct web_request *r,
			       struct web_exchange *x, struct http_request *h)
{
	struct stat st;
	if (!r->out_file)
		return OK;
	char *path = cmdlet_system_path(c, r->out_file);
	if (!path)
		return ERROR;
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		size_t length = strcspn(x->url, "?#");
		const char *name = memrchr(x->url, '/', length);
		char *inside = xasprintf("%s/%.*s", path,
					 (int)(x->url + length - (name ? name + 1 : x->url)),
					 name ? name + 1 : x->url);
		free(path);
		path = inside;
	}
	x->out_path = path;
	if (r->resume && stat(path, &st) == 0)
		h->resume_from = st.st_size;
	x->output = fopen(path, h->resume_from ? "ab" : "wb");
	h->output = x->output;
	return x->output ? OK
			 : cmdlet_throw_type(c, "System.IO.IOException", "WriteError",
					     CATEGORY_WRITE_ERROR, string_from(r->out_file),
					     "Could not write '%s': %m.", path);
}

/* ---- errors ---- */

Value web_answer_message(const struct http_answer *answer)
{
	Value v = psobject_new_typed("System.Net.Http.HttpResponseMessage");
	psobject_set(v, "Version", string_from(answer->version));
	psobject_set(v, "StatusCode",
		     value_enum(type_http_status_code.enum_number, answer->status));
	psobject_set(v, "ReasonPhrase", string_from(answer->reason));
	psobject_set(v, "Headers", web_answer_headers(answer));
	psobject_set(v, "IsSuccessStatusCode",
		     value_bool(answer->status >= 200 && answer->status < 300));
	return v;
}

/* Tags are no help to a reader. */
static Value plain_text(const struct http_answer *answer)
{
	Value text = web_answer_text(answer);
	const char *type = http_headers_find(&answer->headers, "Content-Type");
	if (type && strcasestr(type, "json"))
		return text;
	struct strbuf out = STRBUF_INIT;
	bool tag = false;
	for (const char *p = string_data(text); *p; p++) {
		tag = *p == '<' ? strchr(p, '>') != NULL : tag;
		if (!tag)
			strbuf_addc(&out, *p);
		tag = tag && *p != '>';
	}
	return string_from_strbuf(&out);
}

static enum status status_error(const struct http_answer *answer)
{
	const char *type = "Microsoft.PowerShell.Commands.HttpResponseException";
	Value message = string_printf("Response status code does not indicate success: %d (%s).",
				      answer->status, answer->reason);
	Value exception = exception_new(exception_type(type), message, NULL_VALUE);
	exception_set_extra(exception, "Response", web_answer_message(answer));
	exception_set_extra(exception, "StatusCode",
			    value_enum(type_http_status_code.enum_number, answer->status));
	Value record = error_record_new(exception, "WebCmdletWebResponseException",
					CATEGORY_INVALID_OPERATION, NULL_VALUE);
	if (answer->body.length)
		value_as_error_record(record)->error_details = plain_text(answer);
	return throw_value(record);
}

static enum status no_answer(struct cmdlet_call *c, const char *url, const struct error *error)
{
	if (error->code == FAILURE_STOPPED)
		return STOP;
	if (error->code == FAILURE_PROTOCOL)
		return cmdlet_throw_type(
			c, "System.InvalidOperationException", "MaximumRedirectExceeded",
			CATEGORY_INVALID_OPERATION, string_from(url),
			"The maximum redirection count has been exceeded, or a redirect leads "
			"where "
			"it is not followed: %s. To increase the number of redirections allowed, "
			"supply a higher value to the -MaximumRedirection parameter; to follow "
			"redirects from https to http, use -AllowInsecureRedirect.",
			error->message);
	if (error->code == FAILURE_LOCAL)
		return cmdlet_throw_type(c, "System.IO.IOException", "WriteError",
					 CATEGORY_WRITE_ERROR, string_from(url), "%s.",
					 error->message);
	return cmdlet_throw_type(c, "System.Net.Http.HttpRequestException",
				 "WebCmdletWebResponseException", CATEGORY_INVALID_OPERATION,
				 string_from(url), "%s (%s)", error->message, url);
}

/* ---- the exchange ---- */

struct call {
	const struct http_request *request;
	struct http_answer *answer;
	struct error *error;
	int result;
};

static void perform(void *context)
{
	struct call *call = context;
	call->result = http_perform(call->request, call->answer, call->error);
}

static int version_number(Value v)
{
	if (value_is_null(v))
		return 0;
	const char *text = value_text(v);
	return isdigit((unsigned char)text[0])
		       ? (text[0] - '0') * 10 + (text[1] == '.' ? atoi(text + 2) : 0)
		       : 0;
}

static int tls_number(Value v)
{
	static const char *const names[] = {"Tls", "Tls11", "Tls12", "Tls13"};
	for (size_t i = 0; !value_is_null(v) && i < countof(names); i++)
		if (!strcasecmp(value_text(v), names[i]))
			return 10 + (int)i;
	return 0;
}

static enum status fill(struct cmdlet_call *c, struct web_request *r, struct web_exchange *x,
			struct http_request *h)
{
	static const char *const known[] = {"GET",   "HEAD",    "POST",  "PUT",  "DELETE",
					    "TRACE", "OPTIONS", "MERGE", "PATCH"};
	const char *method = method_of(r);
	for (size_t i = 0; i < countof(known); i++)
		if (!strcasecmp(method, known[i]))
			method = known[i];
	bool limited = cmdlet_is_bound(c, "MaximumRedirection");
	*h = (struct http_request){
		.method = method,
		.max_redirects = limited ? r->max_redirection : -1,
		.proxy = r->proxy,
		.no_proxy = r->no_proxy,
		.skip_certificate_check = r->skip_certificate,
		.keep_method_on_redirect = r->keep_method,
		.keep_authorization_on_redirect = r->keep_authorization,
		.allow_insecure_redirect = r->insecure_redirect,
		.connect_seconds = r->connect_seconds,
		.silent_seconds = r->operation_seconds,
		.http_version = version_number(r->http_version),
		.tls_version = tls_number(r->ssl_protocol),
		.unix_socket = r->unix_socket,
		.interrupted = &cmdlet_session(c)->interrupted,
	};
	add_headers(x, r->headers);
	add_headers(x, web_session_headers(r->web_session));
	add_default(x, "Content-Type", r->content_type);
	add_default(x, "User-Agent", r->user_agent);
	add_default(x, "User-Agent", web_session_user_agent(r->web_session));
	add_default(x, "User-Agent", USER_AGENT);
	add_default(x, "Connection", r->no_keep_alive ? "close" : NULL);
	add_default(x, "Transfer-Encoding", r->transfer_encoding);
	if (value_is_credential(r->proxy_credential)) {
		h->proxy_user = string_data(credential_user_name(r->proxy_credential));
		h->proxy_password = reveal(credential_password(r->proxy_credential));
	}
	if (!value_is_null(r->form))
		h->part_count = add_form(x, r->form);
	h->parts = x->parts;
	if (!value_is_null(r->body) && add_body(x, r, method) != OK)
		return ERROR;
	h->headers = &x->headers;
	h->url = x->url;
	h->body = x->body.length ? x->body.data : NULL;
	h->body_size = x->body.length;
	h->body_file = r->in_file ? cmdlet_system_path(c, r->in_file) : NULL;
	if (r->in_file && !h->body_file)
		return ERROR;
	h->cookies = web_session_cookies(r->web_session);
	sign_in(x, r, h);
	return open_output(c, r, x, h);
}

static bool is_worth_another_try(int status)
{
	return status == 304 || (status >= 400 && status <= 599);
}

static enum status send(struct cmdlet_call *c, const struct web_request *r,
			const struct http_request *h, struct web_exchange *x)
{
	struct error error = ERROR_INIT;
	struct call call = {h, &x->answer, &error, 0};
	for (int32_t tries = 0;; tries++) {
		blocking_call(perform, &call);
		if (call.result < 0 || tries >= r->max_retries ||
		    !is_worth_another_try(x->answer.status))
			break;
		int seconds = r->retry_seconds ? r->retry_seconds : 5;
		if (cmdlet_verbose(c,
				   "Retrying after interval of %d seconds. Status code for "
				   "previous attempt: %d",
				   seconds, x->answer.status) != OK)
			return ERROR;
		http_answer_clear(&x->answer);
		blocking_sleep((int64_t)seconds * 1000000000);
	}
	enum status status = OK;
	if (call.result < 0) {
		x->answer = (struct http_answer){.status = 0};
		status = no_answer(c, h->url, &error);
	}
	error_clear(&error);
	return status;
}

enum status web_exchange_run(struct cmdlet_call *c, struct web_request *r, const char *url,
			     struct web_exchange *x)
{
	struct http_request h;
	*x = (struct web_exchange){.url = url ? xstrdup(url) : make_url(r), .body = STRBUF_INIT};
	if (check(c, r, x->url) != OK)
		return ERROR;
	if (r->session_variable && web_session_make(c, r->session_variable, &r->web_session) != OK)
		return ERROR;
	enum status status = fill(c, r, x, &h);
	if (status == OK)
		status = send(c, r, &h, x);
	free((char *)h.body_file);
	if (h.proxy_password) {
		char *password = (char *)h.proxy_password;
		secure_string_wipe(&password, strlen(password));
	}
	if (x->output && fclose(x->output) != 0 && status == OK)
		status = cmdlet_throw_type(c, "System.IO.IOException", "WriteError",
					   CATEGORY_WRITE_ERROR, NULL_VALUE,
					   "Could not write '%s': %m.", x->out_path);
	x->output = NULL;
	if (status != OK)
		return status;
	web_session_keep(r->web_session, x->answer.cookies);
	int code = x->answer.status;
	x->resumed_whole = h.resume_from && code == 416;
	bool bad = code < 200 || code >= 300;
	return bad && !r->skip_error_check && !x->resumed_whole ? status_error(&x->answer) : OK;
}

void web_exchange_clear(struct web_exchange *x)
{
	if (x->secret)
		secure_string_wipe(&x->secret, strlen(x->secret));
	free(x->url);
	free(x->out_path);
	free(x->parts);
	http_headers_clear(&x->headers);
	strbuf_clear(&x->body);
	http_answer_clear(&x->answer);
}
