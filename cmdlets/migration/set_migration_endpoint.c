/* Set-MigrationEndpoint: changes an endpoint; running users take it up with their next pass. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct set_migration_endpoint {
	Value identity, accept_untrusted_certificates, credentials, mailbox_permission,
		max_concurrent_incremental_syncs, max_concurrent_migrations, partition,
		service_account_key_file_data, test_mailbox;
	const char *application_id, *app_secret_key_vault_url, *domain_controller, *exchange_server,
		*nspi_server, *public_folder_database_server_legacy_dn, *remote_server,
		*rpc_proxy_server, *source_mailbox_legacy_dn;
	int32_t authentication, port, security;
	bool skip_verification;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct set_migration_endpoint, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationEndpointIdParameter"),
	PARAM_VALUE(struct set_migration_endpoint, accept_untrusted_certificates,
		    "AcceptUntrustedCertificates", &type_bool, 0),
	PARAM_STRING(struct set_migration_endpoint, application_id, "ApplicationId", 0),
	PARAM_STRING(struct set_migration_endpoint, app_secret_key_vault_url,
		     "AppSecretKeyVaultUrl", 0),
	PARAM_ENUM(struct set_migration_endpoint, authentication, "Authentication",
		   &type_authentication_method, 0),
	PARAM_OBJECT(struct set_migration_endpoint, credentials, "Credentials", 0,
		     .type_name = "PSCredential"),
	PARAM_STRING(struct set_migration_endpoint, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_STRING(struct set_migration_endpoint, exchange_server, "ExchangeServer", 0),
	PARAM_VALUE(struct set_migration_endpoint, mailbox_permission, "MailboxPermission",
		    &type_string, 0, .values = "Admin,FullAccess",
		    .type_name = "MigrationMailboxPermission"),
	PARAM_VALUE(struct set_migration_endpoint, max_concurrent_incremental_syncs,
		    "MaxConcurrentIncrementalSyncs", &type_unlimited, 0),
	PARAM_VALUE(struct set_migration_endpoint, max_concurrent_migrations,
		    "MaxConcurrentMigrations", &type_unlimited, 0),
	PARAM_STRING(struct set_migration_endpoint, nspi_server, "NspiServer", 0),
	PARAM_OBJECT(struct set_migration_endpoint, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_INT(struct set_migration_endpoint, port, "Port", 0, .range = "1,65535"),
	PARAM_STRING(struct set_migration_endpoint, public_folder_database_server_legacy_dn,
		     "PublicFolderDatabaseServerLegacyDN", PARAM_HIDDEN),
	PARAM_STRING(struct set_migration_endpoint, remote_server, "RemoteServer", 0,
		     .type_name = "Fqdn"),
	PARAM_STRING(struct set_migration_endpoint, rpc_proxy_server, "RpcProxyServer", 0,
		     .type_name = "Fqdn"),
	PARAM_ENUM(struct set_migration_endpoint, security, "Security", &type_imap_security, 0),
	PARAM_BYTES(struct set_migration_endpoint, service_account_key_file_data,
		    "ServiceAccountKeyFileData", 0),
	PARAM_SWITCH(struct set_migration_endpoint, skip_verification, "SkipVerification", 0),
	PARAM_STRING(struct set_migration_endpoint, source_mailbox_legacy_dn,
		     "SourceMailboxLegacyDN", 0),
	PARAM_OBJECT(struct set_migration_endpoint, test_mailbox, "TestMailbox", 0,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static void read_change(struct cmdlet_call *c, const struct set_migration_endpoint *self,
			struct migration_endpoint *change)
{
	if (self->remote_server)
		change->host = self->remote_server;
	if (cmdlet_is_bound(c, "Port"))
		change->port = self->port;
	if (cmdlet_is_bound(c, "Security"))
		change->security = self->security;
	if (cmdlet_is_bound(c, "Authentication"))
		change->authentication = self->authentication == 2 ? ENDPOINT_AUTHENTICATION_NTLM
								   : ENDPOINT_AUTHENTICATION_BASIC;
	if (cmdlet_is_bound(c, "AcceptUntrustedCertificates"))
		change->accept_untrusted = value_is_true(self->accept_untrusted_certificates);
	if (cmdlet_is_bound(c, "MaxConcurrentMigrations"))
		change->max_migrations = unlimited_value(self->max_concurrent_migrations);
	if (cmdlet_is_bound(c, "MaxConcurrentIncrementalSyncs"))
		change->max_incremental_syncs =
			unlimited_value(self->max_concurrent_incremental_syncs);
}

static enum status process(struct cmdlet_call *c)
{
	struct set_migration_endpoint *self = cmdlet_state(c);
	struct migration_endpoint change = MIGRATION_ENDPOINT_UNCHANGED;
	struct error error = ERROR_INIT;
	const char *name;
	enum status status = migration_begin_change(c, self->identity, "Set-MigrationEndpoint",
						    &self->use, &name);
	if (status != OK || !name)
		return status;
	read_change(c, self, &change);
	bool connection = change.host || change.port >= 0 || change.security >= 0 ||
			  change.authentication >= 0;
	if (migration_endpoint_set(self->use.migration, name, &change,
				   connection && !self->skip_verification, &error) != 0)
		return migration_write_error(c, &error, name);
	return OK;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct set_migration_endpoint *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"More users at once.", "Set-MigrationEndpoint IMAPEndpoint -MaxConcurrentMigrations 50",
	 NULL},
	{"Another server, which is not tried first.",
	 "Set-MigrationEndpoint IMAPEndpoint -RemoteServer mail.contoso.com -SkipVerification",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_set_migration_endpoint = {
	.verb = "Set",
	.noun = "MigrationEndpoint",
	.parameters = parameters,
	.state_size = sizeof(struct set_migration_endpoint),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.SetMigrationEndpoint",
	.synopsis = "Changes a migration endpoint.",
	.examples = examples,
};
