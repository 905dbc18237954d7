/* New-MigrationEndpoint: how to reach a source server; tested before it is stored. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct new_migration_endpoint {
	const char *name, *remote_server, *domain_controller;
	bool imap, accept_untrusted_certificates, skip_verification;
	int32_t authentication, port, security;
	Value max_concurrent_incremental_syncs, max_concurrent_migrations, partition;
	struct migration_use use;
};

/* Members of AuthenticationMethod that IMAP knows. */
enum { AUTHENTICATION_BASIC = 0, AUTHENTICATION_NTLM = 2 };

static const struct parameter parameters[] = {
	PARAM_STRING(struct new_migration_endpoint, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(0), .help = "The name of the endpoint."),
	PARAM_SWITCH(struct new_migration_endpoint, imap, "IMAP", PARAM_MANDATORY,
		     .help = "The source is an IMAP server."),
	PARAM_STRING(struct new_migration_endpoint, remote_server, "RemoteServer", PARAM_MANDATORY,
		     .type_name = "Fqdn", .help = "The server's name."),
	PARAM_SWITCH(struct new_migration_endpoint, accept_untrusted_certificates,
		     "AcceptUntrustedCertificates", 0),
	PARAM_ENUM(struct new_migration_endpoint, authentication, "Authentication",
		   &type_authentication_method, 0),
	PARAM_STRING(struct new_migration_endpoint, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_VALUE(struct new_migration_endpoint, max_concurrent_incremental_syncs,
		    "MaxConcurrentIncrementalSyncs", &type_unlimited, 0),
	PARAM_VALUE(struct new_migration_endpoint, max_concurrent_migrations,
		    "MaxConcurrentMigrations", &type_unlimited, 0),
	PARAM_OBJECT(struct new_migration_endpoint, partition, "Partition", PARAM_HIDDEN,
		     .type_name = "MailboxIdParameter"),
	PARAM_INT(struct new_migration_endpoint, port, "Port", 0, .range = "1,65535"),
	PARAM_ENUM(struct new_migration_endpoint, security, "Security", &type_imap_security, 0),
	PARAM_SWITCH(struct new_migration_endpoint, skip_verification, "SkipVerification", 0),
	PARAM_END,
};

static enum status create(struct cmdlet_call *c, struct new_migration_endpoint *self)
{
	struct migration_endpoint settings = MIGRATION_ENDPOINT_NEW;
	struct error error = ERROR_INIT;
	struct state_endpoint row;
	settings.host = self->remote_server;
	settings.port = self->port;
	if (cmdlet_is_bound(c, "Security"))
		settings.security = self->security;
	else if (self->port == 143)
		settings.security = ENDPOINT_SECURITY_TLS; /* never clear text unless asked for */
	settings.authentication = self->authentication == AUTHENTICATION_NTLM
					  ? ENDPOINT_AUTHENTICATION_NTLM
					  : ENDPOINT_AUTHENTICATION_BASIC;
	settings.accept_untrusted = self->accept_untrusted_certificates;
	if (cmdlet_is_bound(c, "MaxConcurrentMigrations"))
		settings.max_migrations = unlimited_value(self->max_concurrent_migrations);
	if (cmdlet_is_bound(c, "MaxConcurrentIncrementalSyncs"))
		settings.max_incremental_syncs =
			unlimited_value(self->max_concurrent_incremental_syncs);
	if (migration_endpoint_new(self->use.migration, &self->use.arena, self->name, &settings,
				   !self->skip_verification, &row, &error) != 0)
		return migration_write_error(c, &error, self->name);
	return cmdlet_write(c, migration_endpoint_object(self->use.migration, &row));
}

static enum status process(struct cmdlet_call *c)
{
	struct new_migration_endpoint *self = cmdlet_state(c);
	bool go;
	if (self->authentication != AUTHENTICATION_BASIC &&
	    self->authentication != AUTHENTICATION_NTLM)
		return cmdlet_error_type(c, "System.ArgumentException",
					 "AuthenticationNotSupported", CATEGORY_INVALID_ARGUMENT,
					 NULL_VALUE,
					 "IMAP endpoints authenticate with Basic or Ntlm.");
	enum status status = cmdlet_should_process(c, self->name, "New-MigrationEndpoint", &go);
	if (status != OK || !go)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	return create(c, self);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct new_migration_endpoint *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"An endpoint with TLS from the first byte.",
	 "New-MigrationEndpoint -IMAP -Name IMAPEndpoint -RemoteServer imap.contoso.com -Port 993 "
	 "-Security Ssl",
	 NULL},
	{"An endpoint with STARTTLS and limits.",
	 "New-MigrationEndpoint -IMAP -Name IMAPEndpoint -RemoteServer imap.contoso.com -Port 143 "
	 "-Security Tls -MaxConcurrentMigrations 50 -MaxConcurrentIncrementalSyncs 25",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_new_migration_endpoint = {
	.verb = "New",
	.noun = "MigrationEndpoint",
	.parameters = parameters,
	.state_size = sizeof(struct new_migration_endpoint),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.NewMigrationEndpoint",
	.output = "MigrationEndpoint",
	.synopsis = "Makes an endpoint: the address of a source server, and how many mailboxes are "
		    "copied from it at a time.",
	.examples = examples,
};
