#include "cmdlets/exchange/pssession_selection.h"

#include "cmdlet.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdio.h>

static bool matches(struct cmdlet_call *c, const char *parameter, Value wanted, const char *text)
{
	if (!cmdlet_is_bound(c, parameter))
		return true;
	if (wanted.tag != VALUE_ARRAY)
		return wildcard_match(string_data(value_to_string(wanted)), text, true);
	for (size_t i = 0; i < value_count(wanted); i++)
		if (wildcard_match(string_data(value_to_string(value_item(wanted, i))), text, true))
			return true;
	return false;
}

bool pssession_selected(struct cmdlet_call *c, const struct pssession_selection *selection,
			const struct pssession *session)
{
	char id[16];
	snprintf(id, sizeof(id), "%d", session->id);
	return matches(c, "Id", selection->ids, id) &&
	       matches(c, "Name", selection->names, session->name) &&
	       matches(c, "InstanceId", selection->guids, session->guid) &&
	       matches(c, "ComputerName", selection->computers, session->computer_name);
}
