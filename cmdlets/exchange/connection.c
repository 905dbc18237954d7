#include "cmdlets/exchange/connection.h"

#include "base/xmalloc.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

/* Connections belong to the process, as in the module that PowerShell users know. */
static struct exchange_connection *connections;
static int made;

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

struct exchange_connection *exchange_connection_add(const struct exchange_connection *settings)
{
	struct exchange_connection *c = xcalloc(1, sizeof(*c));
	state_guid(c->id);
	c->number = ++made;
	c->user = copy(settings->user);
	c->organization = copy(settings->organization);
	c->delegated_organization = copy(settings->delegated_organization);
	c->app_id = copy(settings->app_id);
	c->uri = copy(settings->uri);
	c->prefix = copy(settings->prefix);
	c->certificate = settings->certificate;
	c->page_size = settings->page_size;
	c->target = settings->target;
	c->next = connections;
	connections = c;
	return c;
}

void exchange_connection_remove(struct exchange_connection *connection)
{
	struct exchange_connection **at = &connections;
	while (*at && *at != connection)
		at = &(*at)->next;
	if (!*at)
		return;
	*at = connection->next;
	free(connection->user);
	free(connection->organization);
	free(connection->delegated_organization);
	free(connection->app_id);
	free(connection->uri);
	free(connection->prefix);
	free(connection);
}

struct exchange_connection *exchange_connection_newest(void)
{
	return connections;
}

int64_t exchange_connection_target(void)
{
	return connections ? connections->target : 0;
}

const char *exchange_connection_user(void)
{
	return connections ? connections->user : NULL;
}

static Value text(const char *s)
{
	return string_from(s ? s : "");
}

Value exchange_connection_object(const struct exchange_connection *c)
{
	static const char *const names[] = {
		"ConnectionId",
		"State",
		"Id",
		"Name",
		"UserPrincipalName",
		"ConnectionUri",
		"AzureAdAuthorizationEndpointUri",
		"TokenExpiryTimeUTC",
		"CertificateAuthentication",
		"ModuleName",
		"ModulePrefix",
		"Organization",
		"DelegatedOrganization",
		"AppId",
		"PageSize",
		"TenantID",
		"TokenStatus",
		"ConnectionUsedForInbuiltCmdlets",
		"IsEopSession",
	};
	const Value values[] = {
		exchange_guid(c->id),
		string_from("Connected"),
		value_int(c->number),
		string_printf("ExchangeOnline_%d", c->number),
		text(c->user),
		text(c->uri),
		string_empty(),
		NULL_VALUE,
		value_bool(c->certificate),
		string_from("ExchangeOnlineManagement"),
		text(c->prefix),
		text(c->organization),
		text(c->delegated_organization),
		text(c->app_id),
		value_int((int32_t)c->page_size),
		NULL_VALUE,
		string_from("Active"),
		value_bool(c == connections),
		FALSE_VALUE,
	};
	return exchange_object("ConnectionInformation", names, countof(names), values);
}
