/* System.Management.Automation.SwitchParameter: [switch]. */
#ifndef EXOSH_OBJECT_SWITCH_PARAMETER_H
#define EXOSH_OBJECT_SWITCH_PARAMETER_H

#include "object/gc.h"

Value switch_new(bool is_present);
bool value_is_switch(Value v);
bool switch_is_present(Value v); /* of a switch */

#endif
