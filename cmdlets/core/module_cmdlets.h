/* What the module cmdlets share. */
#ifndef EXOSH_CMDLETS_CORE_MODULE_CMDLETS_H
#define EXOSH_CMDLETS_CORE_MODULE_CMDLETS_H

#include "cmdlet.h"
#include "engine/module.h"

/* Each loaded module whose name matches one of the wildcard patterns (NULL: all), in the order of loading. */
enum status each_module(struct cmdlet_call *c, Value patterns,
			enum status (*callback)(struct cmdlet_call *c,
						struct module_state *m)) WARN_UNUSED;

/* -AsCustomObject: an object with the exported variables as properties and the exported functions as methods. */
enum status module_write_object(struct cmdlet_call *c, struct module_state *m) WARN_UNUSED;

#endif
