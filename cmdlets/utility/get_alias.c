/* Get-Alias */
#include "cmdlet.h"
#include "cmdlets/utility/scope_argument.h"
#include "engine/command_table.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"
#include <stdlib.h>
#include <strings.h>

struct get_alias {
	Value names, exclude, definitions;
	const char *scope;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_alias, names, "Name",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME |
			      PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .set = "Default", .help = "Names of aliases; all by default."),
	PARAM_STRINGS(struct get_alias, exclude, "Exclude", PARAM_WILDCARDS,
		      .help = "Without these names."),
	SCOPE_PARAMETER(struct get_alias, scope),
	PARAM_STRINGS(struct get_alias, definitions, "Definition",
		      PARAM_WILDCARDS | PARAM_NOT_EMPTY, .set = "Definition",
		      .help = "Commands whose aliases are given."),
	PARAM_END,
};

struct alias_search {
	const char *definition; /* pattern, or NULL */
	Value exclude;
	Value found; /* list */
};

static bool take(struct command *command, void *context)
{
	struct alias_search *search = context;
	if (command->kind != COMMAND_ALIAS ||
	    !name_is_included(NULL_VALUE, search->exclude, command->name))
		return true;
	if (!search->definition || wildcard_match(search->definition, command->definition, true))
		list_add(value_as_list(search->found), command_value(command));
	return true;
}

static int compare(const void *a, const void *b)
{
	return strcasecmp(value_as_command(*(const Value *)a)->name,
			  value_as_command(*(const Value *)b)->name);
}

/* Aliases by name and definition, each a pattern. `what` is the word for the error when there is none. */
static enum status write_aliases(struct cmdlet_call *c, const char *name, const char *definition,
				 const char *what)
{
	const struct get_alias *self = cmdlet_state(c);
	struct alias_search search = {definition, self->exclude, list_new()};
	const char *wanted = definition ? definition : name;
	command_each(cmdlet_session(c), name, COMMAND_ALIAS, take, &search);
	struct list *found = value_as_list(search.found);
	if (found->count > 1)
		qsort(found->items, found->count, sizeof(*found->items), compare);
	for (size_t i = 0; i < found->count; i++) {
		enum status status = cmdlet_write(c, found->items[i]);
		if (status != OK)
			return status;
	}
	if (found->count || (wildcard_has_special(wanted) && !definition))
		return OK;
	return cmdlet_error_type(
		c, "System.Management.Automation.ItemNotFoundException", "ItemNotFoundException",
		CATEGORY_OBJECT_NOT_FOUND, string_from(wanted),
		"This command cannot find a matching alias because an alias with the "
		"%s '%s' does not exist.",
		what, wanted);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_alias *self = cmdlet_state(c);
	struct scope *scope; /* aliases are found from everywhere; what is no scope is refused */
	enum status status = scope_argument(c, self->scope, &scope);
	if (status != OK)
		return status;
	if (!value_is_null(self->definitions)) {
		for (size_t i = 0; status == OK && i < value_count(self->definitions); i++) {
			Value text = value_to_string(value_item(self->definitions, i));
			status = write_aliases(c, "*", string_data(text), "definition");
		}
		return status;
	}
	if (value_is_null(self->names))
		return write_aliases(c, "*", NULL, "name");
	for (size_t i = 0; status == OK && i < value_count(self->names); i++) {
		Value text = value_to_string(value_item(self->names, i));
		status = write_aliases(c, string_data(text), NULL, "name");
	}
	return status;
}

const struct cmdlet cmdlet_get_alias = {
	.verb = "Get",
	.noun = "Alias",
	.parameters = parameters,
	.state_size = sizeof(struct get_alias),
	.default_set = "Default",
	.process = process,
	.output = "System.Management.Automation.AliasInfo",
	.synopsis = "Gets the aliases for the current session.",
	.description = "Gives aliases by their names, or by the commands that they stand for.",
	.examples =
		(const struct cmdlet_example[]){
			{"What an alias stands for", "(Get-Alias select).Definition",
			 "Select-Object\n"},
			{NULL, NULL, NULL},
		},
};
