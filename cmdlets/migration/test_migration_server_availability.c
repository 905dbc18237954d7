/* Test-MigrationServerAvailability: whether a server can be migrated from: reached, encrypted, and speaking IMAP. */
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

#include "object/psobject.h"
#include "transport/server_probe.h"

static const char *const security_names[] = {"None", "Ssl", "Tls"};

struct test_migration_server_availability {
	Value endpoint, partition;
	bool imap, accept_untrusted_certificates;
	int32_t port, authentication, security;
	const char *remote_server;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct test_migration_server_availability, endpoint, "Endpoint",
		     PARAM_MANDATORY, .set = "TestEndpoint",
		     .type_name = "MigrationEndpointIdParameter"),
	PARAM_SWITCH(struct test_migration_server_availability, imap, "Imap", PARAM_MANDATORY,
		     .set = "IMAP"),
	PARAM_INT(struct test_migration_server_availability, port, "Port", 0, .set = "IMAP",
		  .range = "1,65535"),
	PARAM_STRING(struct test_migration_server_availability, remote_server, "RemoteServer",
		     PARAM_MANDATORY, .set = "IMAP", .type_name = "Fqdn"),
	PARAM_SWITCH(struct test_migration_server_availability, accept_untrusted_certificates,
		     "AcceptUntrustedCertificates", 0, .set = "IMAP"),
	PARAM_ENUM(struct test_migration_server_availability, authentication, "Authentication",
		   &type_authentication_method, 0, .set = "IMAP"),
	PARAM_OBJECT(struct test_migration_server_availability, partition, "Partition",
		     PARAM_HIDDEN, .type_name = "MailboxIdParameter"),
	PARAM_ENUM(struct test_migration_server_availability, security, "Security",
		   &type_imap_security, 0, .set = "IMAP"),
	PARAM_END,
};

static Value result_object(const struct server_probe *probe, const struct state_endpoint *endpoint,
			   const struct error *error)
{
	static const char *const names[] = {
		"RunspaceId",      "Result",      "Message",        "ConnectionSettings",
		"SupportsCutover", "ErrorDetail", "ServerGreeting", "ServerCapabilities",
		"TlsVersion",      "IsValid",     "Identity",       "ObjectState",
	};
	bool failed = error->message != NULL;
	Value runspace;
	char guid[STATE_GUID_SIZE];
	state_guid(guid);
	if (!convert_try(string_from(guid), &type_guid, &runspace))
		runspace = NULL_VALUE;
	Value detail = failed ? string_printf("Microsoft.Exchange.Migration."
					      "MigrationServerConnectionFailedException: "
					      "The connection to the server '%s' could not be "
					      "completed. ---> %s",
					      endpoint->host, error->message)
			      : string_empty();
	const Value values[] = {
		runspace,
		enum_value(&type_migration_test_result, failed ? "Failed" : "Success"),
		failed ? string_printf(
				 "The connection to the server '%s' could not be completed. %s",
				 endpoint->host, error->message)
		       : string_empty(),
		string_printf("<ImapConnectionSettings Server=\"%s\" Port=\"%d\" Security=\"%s\" "
			      "Authentication=\"%s\"/>",
			      endpoint->host, endpoint->port, security_names[endpoint->security],
			      endpoint->authentication),
		FALSE_VALUE,
		detail,
		string_from(probe->greeting ? probe->greeting : ""),
		string_from(probe->capabilities ? probe->capabilities : ""),
		string_from(probe->tls_version ? probe->tls_version : ""),
		TRUE_VALUE,
		string_empty(),
		string_from("New"),
	};
	Value v = psobject_from_shape(shape_make(names, countof(names)), values);
	value_add_type_name(v, "MigrationServerAvailabilityResult");
	return v;
}

static enum status stored_endpoint(struct cmdlet_call *c,
				   struct test_migration_server_availability *self,
				   const char *name, struct state_endpoint *row)
{
	struct error error = ERROR_INIT;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	if (migration_endpoint_get(self->use.migration, &self->use.arena, name, row, &error) == 0)
		return OK;
	error_clear(&error);
	return cmdlet_throw_type(
		c, "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
		"ManagementObjectNotFoundException", CATEGORY_OBJECT_NOT_FOUND, string_from(name),
		"The migration endpoint '%s' couldn't be found. Reason: The migration endpoint "
		"'%s' "
		"couldn't be found.",
		name, name);
}

struct test {
	const struct state_endpoint *endpoint;
	struct server_probe probe;
	struct error error;
	int failed;
};

/* While others have their turn: servers may let one wait. */
static void run_test(void *context)
{
	struct test *test = context;
	test->failed = migration_endpoint_test(test->endpoint, &test->probe, &test->error);
}

static enum status process(struct cmdlet_call *c)
{
	struct test_migration_server_availability *self = cmdlet_state(c);
	struct state_endpoint endpoint = {
		.name = "",
		.type = "IMAP",
		.host = self->remote_server,
		.port = self->port ? self->port : 993,
		.security = cmdlet_is_bound(c, "Security") ? self->security
			    : self->port == 143            ? ENDPOINT_SECURITY_TLS
							   : ENDPOINT_SECURITY_SSL,
		.authentication = self->authentication == 2 ? "Ntlm" : "Basic",
		.accept_untrusted = self->accept_untrusted_certificates,
	};
	bool go;
	const char *name = identity_text(self->endpoint);
	enum status status = cmdlet_should_process(c, name ? name : self->remote_server,
						   "Test-MigrationServerAvailability", &go);
	if (status != OK || !go)
		return status;
	if (name && (status = stored_endpoint(c, self, name, &endpoint)) != OK)
		return status;
	struct test test = {.endpoint = &endpoint, .error = ERROR_INIT};
	blocking_call(run_test, &test);
	if (test.failed && !test.error.message)
		error_set(&test.error, 0, "The server did not answer as an IMAP server does.");
	Value result = result_object(&test.probe, &endpoint, &test.error);
	server_probe_clear(&test.probe);
	error_clear(&test.error);
	return cmdlet_write(c, result);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct test_migration_server_availability *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Tests a server before it becomes an endpoint.",
	 "Test-MigrationServerAvailability -IMAP -RemoteServer imap.contoso.com -Port 993 "
	 "-Security Ssl",
	 NULL},
	{"Tests the server of an endpoint that exists.",
	 "(Test-MigrationServerAvailability -Endpoint IMAPEndpoint).Result", NULL},
	{0},
};

const struct cmdlet cmdlet_test_migration_server_availability = {
	.verb = "Test",
	.noun = "MigrationServerAvailability",
	.parameters = parameters,
	.state_size = sizeof(struct test_migration_server_availability),
	.default_set = "IMAP",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.TestMigrationServerAvailability",
	.output = "MigrationServerAvailabilityResult",
	.synopsis = "Tests whether a source server can be reached and speaks IMAP.",
	.examples = examples,
};
