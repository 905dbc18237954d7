#include "cmdlets/core/help_topic.h"

#include "engine/script.h"
#include "object/array.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/string.h"

#include <string.h>

void help_type_append(const struct parameter_metadata *p, struct strbuf *out)
{
	const char *name = p->row && p->row->type_name ? p->row->type_name : p->type->name;
	const char *dot = NULL;
	for (const char *q = name; *q && *q != '[' && *q != '`'; q++)
		if (*q == '.')
			dot = q;
	strbuf_adds(out, dot ? dot + 1 : name);
}

const char *help_pipeline_text(const struct parameter_metadata *p)
{
	unsigned flags = parameter_flags_in(p, ALL_SETS);
	if ((flags & PARAM_PIPELINE) && (flags & PARAM_PIPELINE_BY_NAME))
		return "true (ByValue, ByPropertyName)";
	if (flags & PARAM_PIPELINE)
		return "true (ByValue)";
	return flags & PARAM_PIPELINE_BY_NAME ? "true (ByPropertyName)" : "false";
}

Value help_position(const struct parameter_metadata *p)
{
	int position = parameter_position_in(p, ALL_SETS);
	if (position < 0)
		return string_from("named");
	return string_printf("%d", p->row ? position : position + 1);
}

Value help_default(const struct help_topic *t, const struct parameter_metadata *p)
{
	if (!p->ast || !t->command || t->command->script_block.tag != VALUE_SCRIPT_BLOCK)
		return string_empty();
	const struct ast *value = p->ast->default_value;
	if (!value) /* numbers start as 0, switches as False */
		return string_from(p->is_switch                                   ? "False"
				   : (p->type->flags & TYPE_VALUE) && p->has_type ? "0"
										  : "");
	const struct ast_script_block *body = script_block_ast(t->command->script_block);
	return string_new(body->tree->source.text + value->extent.start,
			  value->extent.end - value->extent.start);
}

static Value text_item(Value text)
{
	Value v = psobject_new_typed("MamlParaTextItem");
	psobject_set(v, "Text", text);
	return v;
}

static Value text_items(Value text)
{
	Value list = array_new(1);
	value_as_array(list)->items[0] = text_item(text);
	return list;
}

Value help_parameter_object(const struct help_topic *t, const struct parameter_metadata *p)
{
	struct strbuf type = STRBUF_INIT;
	help_type_append(p, &type);
	Value type_name = string_from_strbuf(&type), text,
	      type_info = psobject_new_typed("MamlCommandHelpInfo#type");
	psobject_set(type_info, "name", type_name);
	Value v = psobject_new_typed("MamlCommandHelpInfo#parameter");
	if (hashtable_get_text(value_as_hashtable(t->parameters), p->name, &text))
		psobject_set(v, "description", text_items(text));
	psobject_set(v, "type", type_info);
	psobject_set(v, "name", string_from(p->name));
	psobject_set(v, "parameterValue", type_name);
	psobject_set(v, "defaultValue", help_default(t, p));
	psobject_set(
		v, "required",
		string_from(parameter_flags_in(p, ALL_SETS) & PARAM_MANDATORY ? "true" : "false"));
	psobject_set(
		v, "globbing",
		string_from(parameter_flags_in(p, ALL_SETS) & PARAM_WILDCARDS ? "true" : "false"));
	psobject_set(v, "pipelineInput", string_from(help_pipeline_text(p)));
	psobject_set(v, "position", help_position(p));
	Value aliases = array_new(p->alias_count);
	for (size_t i = 0; i < p->alias_count; i++)
		value_as_array(aliases)->items[i] = string_from(p->aliases[i]);
	psobject_set(v, "aliases", aliases);
	return v;
}

static Value parameters_object(const struct help_topic *t)
{
	Value list = list_new(), v = psobject_new_typed("MamlCommandHelpInfo#parameters");
	for (size_t i = 0; t->metadata && i < t->metadata->count; i++)
		if (!t->metadata->parameters[i].is_common)
			list_add(value_as_list(list),
				 help_parameter_object(t, &t->metadata->parameters[i]));
	psobject_set(v, "parameter", list_to_array(value_as_list(list)));
	return v;
}

static Value examples_object(const struct help_topic *t)
{
	Value list = array_new(t->example_count),
	      v = psobject_new_typed("MamlCommandHelpInfo#examples");
	for (size_t i = 0; i < t->example_count; i++) {
		Value e = psobject_new_typed("MamlCommandHelpInfo#example");
		psobject_set(e, "introduction", text_items(t->examples[i].introduction));
		psobject_set(e, "code", t->examples[i].code);
		psobject_set(e, "remarks", text_items(t->examples[i].remarks));
		psobject_set(e, "title", t->examples[i].title);
		value_as_array(list)->items[i] = e;
	}
	psobject_set(v, "example", list);
	return v;
}

static Value links_object(const struct help_topic *t)
{
	Value list = array_new(value_count(t->links)),
	      v = psobject_new_typed("MamlCommandHelpInfo#relatedLinks");
	for (size_t i = 0; i < value_count(t->links); i++) {
		Value link = psobject_new();
		bool uri = !strncmp(string_data(value_item(t->links, i)), "http", 4);
		psobject_set(link, uri ? "uri" : "linkText", value_item(t->links, i));
		value_as_array(list)->items[i] = link;
	}
	psobject_set(v, "navigationLink", list);
	return v;
}

static Value details_object(const struct help_topic *t)
{
	Value v = psobject_new_typed("MamlCommandHelpInfo#details");
	const char *dash = strchr(t->command->name, '-');
	psobject_set(v, "name", string_from(t->command->name));
	psobject_set(v, "verb",
		     dash ? string_new(t->command->name, (size_t)(dash - t->command->name))
			  : string_empty());
	psobject_set(v, "noun", string_from(dash ? dash + 1 : ""));
	psobject_set(v, "description", text_items(t->synopsis));
	return v;
}

Value help_object(struct session *s, const struct help_topic *t, enum help_view view)
{
	static const char *const suffixes[] = {[HELP_VIEW_DEFAULT] = "",
					       [HELP_VIEW_DETAILED] = "#DetailedView",
					       [HELP_VIEW_FULL] = "#FullView",
					       [HELP_VIEW_EXAMPLES] = "#ExamplesView"};
	struct strbuf syntax = STRBUF_INIT, page = STRBUF_INIT;
	help_syntax_append(t, 0, &syntax);
	help_text_append(s, t, view, &page);
	Value v = psobject_new(),
	      type_name = string_printf("MamlCommandHelpInfo%s", suffixes[view]);
	value_add_type_name(v, "HelpInfo");
	value_add_type_name(v, string_data(type_name));
	psobject_set(v, "Name", string_from(t->command->name));
	psobject_set(v, "Category",
		     string_from(t->command->cmdlet                            ? "Cmdlet"
				 : t->command->kind == COMMAND_EXTERNAL_SCRIPT ? "ExternalScript"
									       : "Function"));
	psobject_set(v, "Synopsis", t->synopsis);
	psobject_set(v, "Component", t->component);
	psobject_set(v, "Role", t->role);
	psobject_set(v, "Functionality", t->functionality);
	psobject_set(v, "ModuleName", string_from(t->command->module ? t->command->module : ""));
	psobject_set(v, "details", details_object(t));
	psobject_set(v, "description", text_items(t->description));
	psobject_set(v, "syntax", string_from_strbuf(&syntax));
	psobject_set(v, "parameters", parameters_object(t));
	psobject_set(v, "examples", examples_object(t));
	psobject_set(v, "inputTypes", t->inputs);
	psobject_set(v, "returnValues", t->outputs);
	psobject_set(v, "relatedLinks", links_object(t));
	psobject_set(v, "alertSet", t->notes);
	psobject_set(v, "HelpText", string_from_strbuf(&page));
	return v;
}
