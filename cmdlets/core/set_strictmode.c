/* Set-StrictMode: how much the engine tolerates: variables and properties that do not exist, and so on. */
#include "cmdlet.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <strings.h>

struct set_strictmode {
	const char *version;
	bool off;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct set_strictmode, version, "Version", PARAM_MANDATORY, .set = "Version",
		     .aliases = "v", .type_name = "version", .help = "1.0, 2.0, 3.0 or Latest."),
	PARAM_SWITCH(struct set_strictmode, off, "Off", PARAM_MANDATORY, .set = "Off",
		     .help = "Turns strict mode off."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct set_strictmode *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	if (self->off)
		s->strict_mode = 0;
	else
		s->strict_mode = strcasecmp(self->version, "Latest") ? atoi(self->version) : 3;
	return OK;
}

const struct cmdlet cmdlet_set_strictmode = {
	.verb = "Set",
	.noun = "StrictMode",
	.parameters = parameters,
	.state_size = sizeof(struct set_strictmode),
	.default_set = "Version",
	.process = process,
	.synopsis = "Makes the use of what does not exist an error.",
};
