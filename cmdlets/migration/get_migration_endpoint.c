/* Get-MigrationEndpoint: the endpoints there are. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct get_migration_endpoint {
	Value identity, connection_settings, partition, type;
	bool diagnostic;
	const char *diagnostic_argument, *diagnostic_info, *domain_controller;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_migration_endpoint, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Identity",
		     .type_name = "MigrationEndpointIdParameter"),
	PARAM_OBJECT(struct get_migration_endpoint, connection_settings, "ConnectionSettings",
		     PARAM_MANDATORY | PARAM_HIDDEN, .set = "ConnectionSettingsFilter",
		     .type_name = "ExchangeConnectionSettings"),
	PARAM_SWITCH(struct get_migration_endpoint, diagnostic, "Diagnostic", PARAM_HIDDEN),
	PARAM_STRING(struct get_migration_endpoint, diagnostic_argument, "DiagnosticArgument",
		     PARAM_HIDDEN),
	PARAM_STRING(struct get_migration_endpoint, diagnostic_info, "DiagnosticInfo", 0,
		     .set = "TypeFilter,Identity"),
	PARAM_STRING(struct get_migration_endpoint, domain_controller, "DomainController",
		     PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct get_migration_endpoint, partition, "Partition", PARAM_HIDDEN,
		     .set = "TypeFilter,Identity", .type_name = "MailboxIdParameter"),
	PARAM_VALUE(struct get_migration_endpoint, type, "Type", &type_migration_type,
		    PARAM_MANDATORY, .set = "TypeFilter"),
	PARAM_END,
};

static enum status write_all(struct cmdlet_call *c, struct get_migration_endpoint *self)
{
	struct state_endpoints list;
	struct error error = ERROR_INIT;
	if (migration_endpoint_list(self->use.migration, &self->use.arena, &list, &error) != 0)
		return migration_write_error(c, &error, NULL);
	for (size_t i = 0; i < list.count; i++) {
		if (cmdlet_is_bound(c, "Type") &&
		    !name_equal(list.items[i].type, string_data(value_to_string(self->type))))
			continue;
		enum status status = cmdlet_write(
			c, migration_endpoint_object(self->use.migration, &list.items[i]));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_migration_endpoint *self = cmdlet_state(c);
	const char *name = identity_text(self->identity);
	struct state_endpoint row;
	struct error error = ERROR_INIT;
	enum status status = migration_warn_null_identity(c, self->identity, "endpoints");
	if (status == OK)
		status = migration_use_open(c, &self->use);
	if (status != OK)
		return status;
	if (!name)
		return write_all(c, self);
	if (migration_endpoint_get(self->use.migration, &self->use.arena, name, &row, &error) != 0)
		return migration_write_error(c, &error, name);
	return cmdlet_write(c, migration_endpoint_object(self->use.migration, &row));
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct get_migration_endpoint *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"One endpoint's settings.",
	 "Get-MigrationEndpoint IMAPEndpoint | Format-List "
	 "EndpointType,RemoteServer,Port,Security,Max*",
	 NULL},
	{"All IMAP endpoints.",
	 "Get-MigrationEndpoint -Type IMAP | Format-Table Identity, RemoteServer, Port, Security",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_get_migration_endpoint = {
	.verb = "Get",
	.noun = "MigrationEndpoint",
	.parameters = parameters,
	.state_size = sizeof(struct get_migration_endpoint),
	.default_set = "Identity",
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.GetMigrationEndpoint",
	.output = "MigrationEndpoint",
	.synopsis = "Shows migration endpoints.",
	.examples = examples,
};
