/* Get-FormatData: which views there are. */
#include "cmdlet.h"
#include "formatters/view_select.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

struct get_formatdata {
	Value type_names, power_shell_version;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_formatdata, type_names, "TypeName",
		      PARAM_POSITION(0) | PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .help = "Names of types; all by default."),
	PARAM_OBJECT(struct get_formatdata, power_shell_version, "PowerShellVersion", 0,
		     .type_name = "version", .help = "Accepted; views are the same for all."),
	PARAM_END,
};

struct view_search {
	struct cmdlet_call *call;
	enum status status;
};

static bool is_wanted(const struct get_formatdata *self, const struct view *view)
{
	if (value_is_null(self->type_names))
		return true;
	for (size_t i = 0; i < value_count(self->type_names); i++)
		for (size_t k = 0; k < view->types.count; k++)
			if (wildcard_match(
				    string_data(value_to_string(value_item(self->type_names, i))),
				    view->types.names[k], true))
				return true;
	return false;
}

static bool write_view(const struct view *view, void *context)
{
	static const char *const controls[] = {[SHAPE_UNDEFINED] = "",
					       [SHAPE_TABLE] = "TableControl",
					       [SHAPE_LIST] = "ListControl",
					       [SHAPE_WIDE] = "WideControl",
					       [SHAPE_CUSTOM] = "CustomControl"};
	struct view_search *search = context;
	if (!is_wanted(cmdlet_state(search->call), view))
		return true;
	Value definition = psobject_new_typed("System.Management.Automation.FormatViewDefinition");
	psobject_set(definition, "Name", string_from(view->name ? view->name : ""));
	psobject_set(definition, "Control", string_from(controls[view->shape]));
	Value types = array_new_strings(view->types.names, view->types.count);
	Value result = psobject_new_typed("System.Management.Automation.ExtendedTypeDefinition");
	psobject_set(result, "TypeNames", types);
	psobject_set(result, "FormatViewDefinition", array_from(&definition, 1));
	search->status = cmdlet_write(search->call, result);
	return search->status == OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct view_search search = {c, OK};
	view_each(write_view, &search);
	return search.status;
}

const struct cmdlet cmdlet_get_formatdata = {
	.verb = "Get",
	.noun = "FormatData",
	.parameters = parameters,
	.state_size = sizeof(struct get_formatdata),
	.process = process,
	.output = "System.Management.Automation.ExtendedTypeDefinition",
	.synopsis = "Gets the formatting data in the current session.",
	.description = "Lists the views by which objects are shown.",
	.examples =
		(const struct cmdlet_example[]){
			{"Views of dates", "Get-FormatData -TypeName System.DateTime", NULL},
			{NULL, NULL, NULL},
		},
};
