#include "cmdlets/exchange/pssession.h"

#include "base/xmalloc.h"
#include "cmdlet.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

static struct pssession *sessions;
static int made;

static char *host_of(const char *uri)
{
	const char *host = strstr(uri, "://");
	host = host ? host + 3 : uri;
	return xstrndup(host, strcspn(host, ":/"));
}

struct pssession *pssession_new(const char *name, const char *uri, const char *user)
{
	struct pssession *s = xcalloc(1, sizeof(*s)), **end = &sessions;
	s->id = ++made;
	state_guid(s->guid);
	s->name = name ? xstrdup(name) : xasprintf("Runspace%d", s->id);
	s->computer_name = host_of(uri);
	s->uri = xstrdup(uri);
	s->user = user ? xstrdup(user) : NULL;
	while (*end)
		end = &(*end)->next;
	return *end = s;
}

struct exchange_connection *pssession_connection(const struct pssession *session)
{
	struct exchange_connection *c = exchange_connection_newest();
	while (c && strcmp(c->id, session->connection_id) != 0)
		c = c->next;
	return c;
}

void pssession_remove(struct pssession *session)
{
	struct pssession **at = &sessions;
	while (*at && *at != session)
		at = &(*at)->next;
	if (!*at)
		return;
	*at = session->next;
	exchange_connection_remove(pssession_connection(session));
	free(session->name);
	free(session->computer_name);
	free(session->uri);
	free(session->user);
	free(session);
}

struct pssession *pssession_first(void)
{
	return sessions;
}

struct pssession *pssession_of(Value object)
{
	Value guid;
	if (object.tag != VALUE_PSOBJECT || !psobject_get(object, "InstanceId", &guid))
		return NULL;
	const char *text = string_data(value_to_string(guid));
	struct pssession *s = sessions;
	while (s && strcmp(s->guid, text) != 0)
		s = s->next;
	return s;
}

Value pssession_object(const struct pssession *s)
{
	static const char *const names[] = {
		"State",        "IdleTimeout", "OutputBufferingMode", "Id",   "ComputerType",
		"ComputerName", "InstanceId",  "ConfigurationName",   "Name", "Availability",
		"Transport"};
	const Value values[] = {
		string_from("Opened"),        value_int(900000),
		string_from("Block"),         value_int(s->id),
		string_from("RemoteMachine"), string_from(s->computer_name),
		exchange_guid(s->guid),       string_from("Microsoft.Exchange"),
		string_from(s->name),         string_from("Available"),
		string_from("WSMan"),
	};
	return exchange_object("System.Management.Automation.Runspaces.PSSession", names,
			       countof(names), values);
}

enum status pssession_refuse(struct cmdlet_call *c)
{
	return cmdlet_throw(c, "RemotingNotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
			    "exosh has no remoting: only sessions with -ConfigurationName "
			    "Microsoft.Exchange can be made, which connect to the organization as "
			    "Connect-ExchangeOnline does. Run other commands on that machine, for "
			    "example through ssh.");
}
