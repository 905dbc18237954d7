/* What Invoke-WebRequest and Invoke-RestMethod share: their parameters, and the request made of them. */
#ifndef EXOSH_CMDLETS_UTILITY_WEB_REQUEST_H
#define EXOSH_CMDLETS_UTILITY_WEB_REQUEST_H

#include "cmdlet.h"
#include "object/enums.h"
#include "object/hashtable.h"
#include "transport/http.h"

struct web_request {
	Value uri, body, form, headers, credential, token, web_session, proxy_credential,
		http_version, ssl_protocol, certificate;
	const char *session_variable, *user_agent, *method, *custom_method, *content_type,
		*transfer_encoding, *in_file, *out_file, *thumbprint, *unix_socket, *proxy,
		*authentication;
	int32_t connect_seconds, operation_seconds, max_redirection, max_retries, retry_seconds;
	bool basic_parsing, unencrypted, default_credentials, skip_certificate, no_keep_alive,
		skip_header_validation, insecure_redirect, keep_authorization, keep_method,
		no_proxy, proxy_default_credentials, pass_thru, resume, skip_error_check;
};

#define WEB_STANDARD "StandardMethod,StandardMethodNoProxy"
#define WEB_CUSTOM "CustomMethod,CustomMethodNoProxy"
#define WEB_PROXY "StandardMethod,CustomMethod"
#define WEB_NO_PROXY "StandardMethodNoProxy,CustomMethodNoProxy"

#define WEB_PARAMETERS(row)                                                                        \
	PARAM_OBJECT(row, web.uri, "Uri", PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY,   \
		     .type_name = "uri",                                                           \
		     .help = "The address; http:// is added where it lacks a scheme."),            \
		PARAM_STRING(row, web.method, "Method", 0, .set = WEB_STANDARD,                    \
			     .type_name = "WebRequestMethod",                                      \
			     .values =                                                             \
				     "Default,Get,Head,Post,Put,Delete,Trace,Options,Merge,Patch", \
			     .help = "What to do there; Get without a body, Post with a form."),   \
		PARAM_STRING(row, web.custom_method, "CustomMethod",                               \
			     PARAM_MANDATORY | PARAM_NOT_EMPTY, .set = WEB_CUSTOM,                 \
			     .aliases = "CM", .help = "Another method, by name."),                 \
		PARAM_VALUE(row, web.headers, "Headers", &type_hashtable, 0,                       \
			    .type_name = "IDictionary",                                            \
			    .help = "Header lines: names and values."),                            \
		PARAM_OBJECT(row, web.body, "Body", PARAM_PIPELINE,                                \
			     .help = "What is sent: text, bytes, XML, or a dictionary as a form; " \
				     "in the address when the method is Get."),                    \
		PARAM_VALUE(row, web.form, "Form", &type_hashtable, 0, .type_name = "IDictionary", \
			    .help = "A form of several parts; files are given as FileInfo."),      \
		PARAM_STRING(row, web.content_type, "ContentType", 0,                              \
			     .help = "The type of what is sent, as application/json."),            \
		PARAM_STRING(row, web.in_file, "InFile", PARAM_NOT_EMPTY,                          \
			     .help = "A file to send."),                                           \
		PARAM_STRING(row, web.out_file, "OutFile", PARAM_NOT_EMPTY,                        \
			     .help = "A file or folder that what comes is written to."),           \
		PARAM_SWITCH(row, web.pass_thru, "PassThru", 0,                                    \
			     .help = "Gives the answer, too, when it is written to a file."),      \
		PARAM_SWITCH(row, web.resume, "Resume", 0,                                         \
			     .help = "Goes on where the file of -OutFile ends."),                  \
		PARAM_VALUE(row, web.credential, "Credential", &type_credential, 0,                \
			    .help = "Name and password for the server."),                          \
		PARAM_STRING(row, web.authentication, "Authentication", 0,                         \
			     .type_name = "WebAuthenticationType",                                 \
			     .values = "None,Basic,Bearer,OAuth",                                  \
			     .help = "How to sign in, without being asked first."),                \
		PARAM_VALUE(row, web.token, "Token", &type_secure_string, 0,                       \
			    .help = "The token of Bearer and OAuth."),                             \
		PARAM_SWITCH(row, web.unencrypted, "AllowUnencryptedAuthentication", 0,            \
			     .help = "Sends secrets without TLS, too."),                           \
		PARAM_SWITCH(row, web.default_credentials, "UseDefaultCredentials", 0,             \
			     .help = "Accepted: there are none here."),                            \
		PARAM_STRING(row, web.user_agent, "UserAgent", 0,                                  \
			     .help = "How to introduce oneself."),                                 \
		PARAM_OBJECT(row, web.web_session, "WebSession", 0,                                \
			     .type_name = "WebRequestSession",                                     \
			     .help = "Cookies, headers and more, from -SessionVariable."),         \
		PARAM_STRING(row, web.session_variable, "SessionVariable", 0, .aliases = "SV",     \
			     .help = "The variable that gets a session."),                         \
		PARAM_INT(row, web.max_redirection, "MaximumRedirection", 0,                       \
			  .range = "0,2147483647", .help = "How many redirects are followed."),    \
		PARAM_SWITCH(row, web.insecure_redirect, "AllowInsecureRedirect", 0,               \
			     .help = "Follows redirects from https to http."),                     \
		PARAM_SWITCH(row, web.keep_authorization, "PreserveAuthorizationOnRedirect", 0,    \
			     .help = "Signs in where redirects lead, too."),                       \
		PARAM_SWITCH(row, web.keep_method, "PreserveHttpMethodOnRedirect", 0,              \
			     .help = "A Post stays one when it is redirected."),                   \
		PARAM_SWITCH(row, web.skip_certificate, "SkipCertificateCheck", 0,                 \
			     .help = "Does not check who the server is."),                         \
		PARAM_SWITCH(row, web.skip_error_check, "SkipHttpErrorCheck", 0,                   \
			     .help = "Gives the answer whatever its status."),                     \
		PARAM_INT(row, web.max_retries, "MaximumRetryCount", 0, .range = "0,2147483647",   \
			  .help = "How often to try again after an error of the server."),         \
		PARAM_INT(row, web.retry_seconds, "RetryIntervalSec", 0, .range = "1,2147483647",  \
			  .help = "Seconds between these; 5 by default."),                         \
		PARAM_INT(row, web.connect_seconds, "ConnectionTimeoutSeconds", 0,                 \
			  .aliases = "TimeoutSec", .range = "0,2147483647",                        \
			  .help = "Seconds to wait for a connection."),                            \
		PARAM_INT(row, web.operation_seconds, "OperationTimeoutSeconds", 0,                \
			  .range = "0,2147483647",                                                 \
			  .help = "Seconds that the server may be silent."),                       \
		PARAM_STRING(row, web.proxy, "Proxy", 0, .set = WEB_PROXY, .type_name = "uri",     \
			     .help = "The proxy; otherwise the environment names it."),            \
		PARAM_VALUE(row, web.proxy_credential, "ProxyCredential", &type_credential, 0,     \
			    .set = WEB_PROXY, .help = "Name and password for the proxy."),         \
		PARAM_SWITCH(row, web.proxy_default_credentials, "ProxyUseDefaultCredentials", 0,  \
			     .set = WEB_PROXY, .help = "Accepted: there are none here."),          \
		PARAM_SWITCH(row, web.no_proxy, "NoProxy", PARAM_MANDATORY, .set = WEB_NO_PROXY,   \
			     .help = "Uses no proxy."),                                            \
		PARAM_OBJECT(row, web.http_version, "HttpVersion", 0, .type_name = "version",      \
			     .help = "1.0, 1.1, 2.0 or 3.0."),                                     \
		PARAM_OBJECT(row, web.ssl_protocol, "SslProtocol", 0,                              \
			     .type_name = "WebSslProtocol",                                        \
			     .help = "Default, Tls, Tls11, Tls12 or Tls13."),                      \
		PARAM_STRING(row, web.transfer_encoding, "TransferEncoding", 0,                    \
			     .values = "chunked,compress,deflate,gzip,identity",                   \
			     .help = "How the body travels."),                                     \
		PARAM_STRING(row, web.unix_socket, "UnixSocket", PARAM_NOT_EMPTY,                  \
			     .type_name = "UnixDomainSocketEndPoint",                              \
			     .help = "A socket of this machine to connect to."),                   \
		PARAM_STRING(row, web.thumbprint, "CertificateThumbprint", PARAM_NOT_EMPTY,        \
			     .help = "Not supported: sign in with -Credential or -Token."),        \
		PARAM_OBJECT(row, web.certificate, "Certificate", PARAM_NOT_NULL,                  \
			     .type_name = "X509Certificate",                                       \
			     .help = "Not supported: sign in with -Credential or -Token."),        \
		PARAM_SWITCH(row, web.basic_parsing, "UseBasicParsing", 0,                         \
			     .help = "Accepted: there is no other parsing."),                      \
		PARAM_SWITCH(row, web.no_keep_alive, "DisableKeepAlive", 0,                        \
			     .help = "Asks the server to close the connection."),                  \
		PARAM_SWITCH(row, web.skip_header_validation, "SkipHeaderValidation", 0,           \
			     .help = "Accepted: headers are sent as they are.")

/* What is held while a request runs; web_exchange_clear() gives it back. */
struct web_exchange {
	char *url, *out_path, *secret;
	struct http_headers headers;
	struct strbuf body;
	struct http_part *parts;
	FILE *output;
	struct http_answer answer;
	bool resumed_whole; /* -Resume found that the file is complete */
};

/* Sends it, again where -MaximumRetryCount says so, and keeps the session's cookies. `url`: instead of -Uri, or NULL. ERROR
 * when there is no answer, or one that tells of an error and -SkipHttpErrorCheck is not given. */
enum status web_exchange_run(struct cmdlet_call *c, struct web_request *request, const char *url,
			     struct web_exchange *x) WARN_UNUSED;
void web_exchange_clear(struct web_exchange *x);

/* The answer's text, decoded by its charset. */
Value web_answer_text(const struct http_answer *answer);
bool web_answer_is_text(const struct http_answer *answer);
/* Names and arrays of texts. */
Value web_answer_headers(const struct http_answer *answer);
/* The address that the Link header gives for a relation ("next"); NULL: none. malloc()ed. */
char *web_answer_link(const struct http_answer *answer, const char *relation);
/* Dictionary of relations and addresses. */
Value web_answer_links(const struct http_answer *answer);
/* System.Net.Http.HttpResponseMessage, as far as scripts look into it. */
Value web_answer_message(const struct http_answer *answer);

#endif
