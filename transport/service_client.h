/* The service's side of the control socket: greets shells and hands over what they ask. */
#ifndef EXOSH_TRANSPORT_SERVICE_CLIENT_H
#define EXOSH_TRANSPORT_SERVICE_CLIENT_H

#include "base/base.h"

#include <uv.h>

/* What shells can ask for. */
struct service_requests {
	void (*wake)(void);
	void (*stop)(void);
	size_t (*running)(void); /* mailboxes being copied */
};

/* Takes one connection from the listening socket. Other users' connections are closed without a word. */
void service_client_accept(uv_loop_t *loop, int socket, const struct service_requests *requests);
/* For uv_walk() when the loop ends: closes the handle if it is a shell's. Returns whether it was. */
bool service_client_close(uv_handle_t *handle);

#endif
