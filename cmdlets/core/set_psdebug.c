/* Set-PSDebug: -Strict and -Off; scripts are not traced. */
#include "cmdlet.h"
#include "engine/session.h"

struct set_psdebug {
	int32_t trace;
	bool step, strict, off;
};

static const struct parameter parameters[] = {
	PARAM_INT(struct set_psdebug, trace, "Trace", 0, .set = "on", .range = "0,2",
		  .help = "0 is accepted; 1 and 2 are not supported."),
	PARAM_SWITCH(struct set_psdebug, step, "Step", 0, .set = "on", .help = "Not supported."),
	PARAM_SWITCH(struct set_psdebug, strict, "Strict", 0, .set = "on",
		     .help = "Variables without a value are errors, as with Set-StrictMode "
			     "-Version 1.0."),
	PARAM_SWITCH(struct set_psdebug, off, "Off", 0, .set = "off", .help = "Turns this off."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	const struct set_psdebug *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	if (self->trace || self->step)
		return cmdlet_throw(
			c, "NotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
			"exosh does not trace scripts: -Trace 1, -Trace 2 and -Step are not "
			"supported. Write-Debug and -Verbose show what a script does.");
	if (self->strict || self->off)
		s->strict_mode = self->strict ? 1 : 0;
	return OK;
}

const struct cmdlet cmdlet_set_psdebug = {
	.verb = "Set",
	.noun = "PSDebug",
	.parameters = parameters,
	.state_size = sizeof(struct set_psdebug),
	.default_set = "on",
	.process = process,
	.synopsis = "Turns script debugging features on and off, and sets the strict mode.",
	.examples =
		(const struct cmdlet_example[]){
			{"Variables need a value", "Set-PSDebug -Strict; Set-PSDebug -Off", ""},
			{NULL, NULL, NULL},
		},
};
