/* Connect-ExchangeOnline: chooses where batches migrate to. */
#include "base/xmalloc.h"
#include "cmdlets/exchange/connection.h"
#include "cmdlets/exchange/prefix.h"
#include "engine/streams.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/credential.h"
#include "object/secure_string.h"
#include "object/string.h"
#include "transport/certificate.h"
#include "transport/endpoint.h"
#include "transport/secret.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct connect_exchange_online {
	Value connection_uri, azure_adauthorization_endpoint_uri, delegated_organization, prefix,
		access_token, app_id, certificate_file_path, certificate_password,
		certificate_thumbprint, command_name, credential, organization, page_size,
		user_principal_name;
	bool device, managed_identity, show_banner;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct connect_exchange_online, connection_uri, "ConnectionUri", &type_string,
		    PARAM_POSITION(0)),
	PARAM_VALUE(struct connect_exchange_online, azure_adauthorization_endpoint_uri,
		    "AzureADAuthorizationEndpointUri", &type_string, PARAM_POSITION(0)),
	PARAM_VALUE(struct connect_exchange_online, unused.value, "ExchangeEnvironmentName",
		    &type_string, PARAM_POSITION(1), .type_name = "ExchangeEnvironment"),
	PARAM_OBJECT(struct connect_exchange_online, unused.value, "PSSessionOption",
		     PARAM_POSITION(2), .type_name = "PSSessionOption"),
	PARAM_VALUE(struct connect_exchange_online, delegated_organization, "DelegatedOrganization",
		    &type_string, PARAM_POSITION(3)),
	PARAM_VALUE(struct connect_exchange_online, prefix, "Prefix", &type_string,
		    PARAM_POSITION(4)),
	PARAM_STRINGS(struct connect_exchange_online, command_name, "CommandName",
		      PARAM_POSITION(5)),
	PARAM_STRINGS(struct connect_exchange_online, unused.value, "FormatTypeName",
		      PARAM_POSITION(6)),
	PARAM_VALUE(struct connect_exchange_online, access_token, "AccessToken", &type_string, 0),
	PARAM_VALUE(struct connect_exchange_online, app_id, "AppId", &type_string, 0),
	PARAM_SWITCH(struct connect_exchange_online, unused.given, "BypassMailboxAnchoring", 0),
	PARAM_OBJECT(struct connect_exchange_online, unused.value, "Certificate", 0,
		     .type_name = "X509Certificate2"),
	PARAM_VALUE(struct connect_exchange_online, certificate_file_path, "CertificateFilePath",
		    &type_string, 0),
	PARAM_VALUE(struct connect_exchange_online, certificate_password, "CertificatePassword",
		    &type_secure_string, 0),
	PARAM_VALUE(struct connect_exchange_online, certificate_thumbprint, "CertificateThumbprint",
		    &type_string, 0),
	PARAM_VALUE(
		struct connect_exchange_online, credential, "Credential", &type_credential, 0,
		.help = "The administrator of an IMAP server; with -AppId and -Organization its "
			"password is the client secret of the application."),
	PARAM_SWITCH(struct connect_exchange_online, device, "Device", 0),
	PARAM_SWITCH(struct connect_exchange_online, unused.given, "DisableWAM", 0),
	PARAM_SWITCH(struct connect_exchange_online, unused.given, "EnableErrorReporting", 0),
	PARAM_VALUE(struct connect_exchange_online, unused.value, "EXOModuleBasePath", &type_string,
		    0),
	PARAM_SWITCH(struct connect_exchange_online, unused.given, "InlineCredential", 0),
	PARAM_SWITCH(struct connect_exchange_online, unused.given, "LoadCmdletHelp", 0),
	PARAM_VALUE(struct connect_exchange_online, unused.value, "LogDirectoryPath", &type_string,
		    0),
	PARAM_VALUE(struct connect_exchange_online, unused.value, "LogLevel", &type_string, 0),
	PARAM_SWITCH(struct connect_exchange_online, managed_identity, "ManagedIdentity", 0),
	PARAM_VALUE(struct connect_exchange_online, unused.value, "ManagedIdentityAccountId",
		    &type_string, 0),
	PARAM_VALUE(struct connect_exchange_online, organization, "Organization", &type_string, 0),
	PARAM_VALUE(struct connect_exchange_online, page_size, "PageSize", &type_uint32, 0),
	PARAM_SWITCH(struct connect_exchange_online, show_banner, "ShowBanner", 0),
	PARAM_VALUE(struct connect_exchange_online, unused.value, "ShowProgress", &type_bool, 0),
	PARAM_OBJECT(struct connect_exchange_online, unused.value, "SigningCertificate", 0,
		     .type_name = "X509Certificate2"),
	PARAM_SWITCH(struct connect_exchange_online, unused.given, "SkipLoadingCmdletHelp", 0),
	PARAM_SWITCH(struct connect_exchange_online, unused.given, "SkipLoadingFormatData", 0),
	PARAM_VALUE(struct connect_exchange_online, unused.value, "TrackPerformance", &type_bool,
		    0),
	PARAM_VALUE(struct connect_exchange_online, unused.value, "UseMultithreading", &type_bool,
		    0),
	PARAM_VALUE(struct connect_exchange_online, user_principal_name, "UserPrincipalName",
		    &type_string, 0),
	PARAM_SWITCH(struct connect_exchange_online, unused.given, "UseRPSSession", 0),
	PARAM_END,
};

#define MICROSOFT365_URI "https://outlook.office365.com"

/* What a target other than the local organization is reached with; the secret is wiped at the end. */
struct sign_in {
	struct migration_connection settings;
	char *secret, *host;
};

static void sign_in_clear(struct sign_in *s)
{
	secret_free(&s->secret);
	free(s->host);
}

static char *reveal(Value secure)
{
	size_t length;
	return value_is_secure_string(secure) ? secure_string_reveal(secure, &length) : NULL;
}

static enum status refuse(struct cmdlet_call *c, const char *id, const char *text)
{
	return cmdlet_throw(c, id, CATEGORY_AUTHENTICATION_ERROR, NULL_VALUE, "%s", text);
}

/* Where PowerShell on Linux keeps the certificates of the user. */
static char *thumbprint_path(const char *thumbprint)
{
	const char *home = getenv("HOME");
	char *path = xasprintf("%s/.dotnet/corefx/cryptography/x509stores/my/%s.pfx",
			       home ? home : "", thumbprint);
	char *name = strrchr(path, '/') + 1;
	for (char *p = name; *p && strcmp(p, ".pfx"); p++)
		*p = (char)toupper((unsigned char)*p);
	return path;
}

static enum status load_certificate(struct cmdlet_call *c,
				    const struct connect_exchange_online *self, struct sign_in *s)
{
	struct error error = ERROR_INIT;
	const char *file = identity_text(self->certificate_file_path);
	const char *thumbprint = identity_text(self->certificate_thumbprint);
	char *path = file ? cmdlet_system_path(c, file) : thumbprint_path(thumbprint);
	if (!path)
		return ERROR;
	char *password = reveal(self->certificate_password);
	s->secret = certificate_load(path, password, &error);
	if (password)
		secure_string_wipe(&password, strlen(password));
	free(path);
	if (s->secret) {
		s->settings.secret_kind = "Certificate";
		return OK;
	}
	enum status status = cmdlet_throw(c, "CertificateNotUsable", CATEGORY_OPEN_ERROR,
					  NULL_VALUE, "%s", error.message);
	error_clear(&error);
	return status;
}

/* An application without a certificate: -AppId, and the secret as the password of -Credential. */
static bool is_client_secret(const struct connect_exchange_online *self)
{
	return identity_text(self->app_id) && value_is_credential(self->credential) &&
	       !identity_text(self->certificate_file_path) &&
	       !identity_text(self->certificate_thumbprint);
}

/* Fills in how Microsoft 365 lets us in: by a token that was given, or by an application's certificate or secret. */
static enum status sign_in_microsoft(struct cmdlet_call *c,
				     const struct connect_exchange_online *self, struct sign_in *s)
{
	s->settings.kind = "Microsoft365";
	if (identity_text(self->access_token)) {
		s->settings.secret_kind = "AccessToken";
		s->secret = xstrdup(identity_text(self->access_token));
		return OK;
	}
	if (!s->settings.app_id || !s->settings.organization)
		return refuse(c, "OrganizationRequired",
			      "A certificate or secret signs in an application: give -AppId and "
			      "-Organization with it.");
	if (is_client_secret(self)) {
		s->settings.secret_kind = "ClientSecret";
		s->secret = reveal(credential_password(self->credential));
		return OK;
	}
	return load_certificate(c, self, s);
}

/* imap[s]://host[:port] of a server that an administrator may open every mailbox of. */
static enum status sign_in_imap(struct cmdlet_call *c, const struct connect_exchange_online *self,
				const char *uri, struct sign_in *s)
{
	bool tls = !strncasecmp(uri, "imaps://", 8);
	const char *host = uri + (tls ? 8 : 7);
	s->host = xstrndup(host, strcspn(host, ":/"));
	const char *port = strchr(host, ':');
	s->settings.kind = "IMAP";
	s->settings.host = s->host;
	s->settings.port = port ? atoi(port + 1) : tls ? 993 : 143;
	s->settings.security = tls ? ENDPOINT_SECURITY_SSL : ENDPOINT_SECURITY_TLS;
	if (!value_is_credential(self->credential))
		return refuse(c, "CredentialRequired",
			      "Give -Credential of an administrator who may open every mailbox of "
			      "the server.");
	s->settings.user_name = string_data(credential_user_name(self->credential));
	s->settings.secret_kind = "Password";
	s->secret = reveal(credential_password(self->credential));
	return OK;
}

/* Secrets of shells that ended without Disconnect-ExchangeOnline go after a day, unless a batch migrates there. */
#define KEPT_MILLISECONDS (INT64_C(24) * 3600 * 1000)

static void forget_old(struct migration_use *use)
{
	struct state_connections list;
	struct error error = ERROR_INIT;
	if (migration_connection_list(use->migration, &use->arena, &list, &error) < 0) {
		error_clear(&error);
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		bool old = state_now() - list.items[i].created_at > KEPT_MILLISECONDS;
		if (old &&
		    migration_connection_remove(use->migration, list.items[i].id, &error) < 0)
			error_clear(&error);
	}
}

static enum status choose_target(struct cmdlet_call *c, struct connect_exchange_online *self,
				 struct exchange_connection *connection)
{
	struct sign_in s = {.settings = {.organization = connection->organization,
					 .user_name = NULL,
					 .app_id = connection->app_id,
					 .tenant_id = connection->organization}};
	struct state_connection row;
	struct error error = ERROR_INIT;
	bool imap = !strncasecmp(connection->uri, "imap", 4) && strstr(connection->uri, "://");
	bool certificate = identity_text(self->certificate_file_path) ||
			   identity_text(self->certificate_thumbprint);
	if (!imap && !certificate && !is_client_secret(self) && !identity_text(self->access_token))
		return OK;
	connection->certificate = certificate;
	enum status status =
		imap ? sign_in_imap(c, self, connection->uri, &s) : sign_in_microsoft(c, self, &s);
	if (status == OK)
		status = migration_use_open(c, &self->use);
	if (status == OK)
		forget_old(&self->use);
	s.settings.secret = s.secret;
	if (status == OK && migration_connection_new(self->use.migration, &self->use.arena,
						     &s.settings, &row, &error) < 0)
		status = migration_throw(c, &error, connection->uri);
	if (status == OK)
		connection->target = row.id;
	sign_in_clear(&s);
	return status;
}

/* Text for the eye: like Write-Host's, it is no output. */
static enum status show_banner(struct cmdlet_call *c, const struct exchange_connection *connection)
{
	Value text =
		connection->target
			? string_printf(
				  "Batches migrate to %s now. Disconnect-ExchangeOnline ends that.",
				  connection->organization ? connection->organization
							   : connection->uri)
			: string_from(
				  "Connected to the local organization. To migrate into Microsoft "
				  "365, connect with -AppId, -CertificateFilePath and "
				  "-Organization, or with -AccessToken.");
	Value record = information_record_new(text, list_new(), "Connect-ExchangeOnline");
	((struct information_record *)record.cell)->is_host = true;
	return cmdlet_information_record(c, record);
}

/* A noun must stay one; EXO is the prefix of the cmdlets that keep their names. */
static enum status check_prefix(struct cmdlet_call *c, const char *prefix)
{
	bool good = strncasecmp(prefix, "EXO", 3) != 0;
	for (const char *p = prefix; *p; p++)
		good = good && isalnum((unsigned char)*p);
	if (good)
		return OK;
	return cmdlet_throw(
		c, "InvalidPrefix", CATEGORY_INVALID_ARGUMENT, string_from(prefix),
		"The prefix '%s' cannot be used: it consists of letters and digits, and does "
		"not begin with EXO.",
		prefix);
}

static enum status process(struct cmdlet_call *c)
{
	struct connect_exchange_online *self = cmdlet_state(c);
	const char *uri = identity_text(self->connection_uri);
	struct exchange_connection connection = {
		.user = (char *)identity_text(self->user_principal_name),
		.organization = (char *)identity_text(self->organization),
		.delegated_organization = (char *)identity_text(self->delegated_organization),
		.app_id = (char *)identity_text(self->app_id),
		.prefix = (char *)identity_text(self->prefix),
		.page_size = value_is_null(self->page_size) ? 1000 : self->page_size.integer,
		.uri = (char *)(uri ? uri : MICROSOFT365_URI),
	};
	if (!connection.user && value_is_credential(self->credential))
		connection.user = (char *)string_data(credential_user_name(self->credential));
	enum status status = connection.prefix ? check_prefix(c, connection.prefix) : OK;
	if (status == OK)
		status = choose_target(c, self, &connection);
	if (status != OK)
		return status;
	exchange_connection_add(&connection);
	if (connection.prefix && *connection.prefix)
		exchange_prefix_add(cmdlet_session(c), connection.prefix, self->command_name);
	if (cmdlet_is_bound(c, "ShowBanner") && !self->show_banner)
		return OK;
	return show_banner(c, &connection);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct connect_exchange_online *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Logs in as a user, in the browser of any device.",
	 "Connect-ExchangeOnline -UserPrincipalName admin@contoso.com -Device", NULL},
	{"Logs in with a user name and a password; batches then migrate to that organization.",
	 "Connect-ExchangeOnline -Credential (Get-Credential) -ShowBanner:$false", NULL},
	{"Logs in as an app with a certificate, as scheduled scripts do.",
	 "Connect-ExchangeOnline -AppId 36ee4c6c-0812-40a2-b820-b22ebd02bce3 -CertificateFilePath "
	 "./app.pfx -Organization contoso.onmicrosoft.com",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_connect_exchangeonline = {
	.verb = "Connect",
	.noun = "ExchangeOnline",
	.parameters = parameters,
	.state_size = sizeof(struct connect_exchange_online),
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.ConnectExchangeOnline",
	.synopsis = "Connects to the organization that batches migrate to: the local one, "
		    "Microsoft 365, or an IMAP server.",
	.examples = examples,
};
