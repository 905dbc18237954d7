#include "transport/server_probe.h"
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/imap_capability.h"
#include "transport/imap_client.h"
#include "transport/sync.h"

#include <stdlib.h>
#include <string.h>

static void take(struct server_probe *probe, struct stream_info *info)
{
	probe->greeting = info->greeting;
	probe->capabilities = info->capabilities;
	probe->tls_version = info->tls_version;
	probe->certificate = info->certificate;
	*info = (struct stream_info){0};
}

int server_probe(const struct endpoint *endpoint, const struct sync_login *login,
		 struct server_probe *probe_r, struct error *error)
{
	struct stream_options options = {.endpoint = endpoint, .login = login};
	struct stream_info info;
	struct stream_guard guard;

	*probe_r = (struct server_probe){0};
	stream_guard_begin(&guard);
	struct imap_client *client = imap_client_open(&options, &info, error);
	take(probe_r, &info);
	int result = client ? 0 : -1;
	if (client && !imap_client_can(client, IMAP_CAPABILITY_IMAP4REV1))
		result = error_set(error, FAILURE_PROTOCOL,
				   "The server %s:%u doesn't speak IMAP4rev1 (it offers: %s).",
				   endpoint->host, endpoint->port,
				   probe_r->capabilities ? probe_r->capabilities : "nothing");
	imap_client_close(&client);
	stream_guard_end(&guard);
	return result;
}

void server_probe_clear(struct server_probe *probe)
{
	free(probe->greeting);
	free(probe->capabilities);
	free(probe->tls_version);
	free(probe->certificate);
	*probe = (struct server_probe){0};
}
