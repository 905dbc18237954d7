/* Members behind a dot or two colons, properties as arguments, keys of hashtables, values of enumerations. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "completion/completer.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct adding {
	struct completer *c;
	const struct type *type;
	bool only_properties;
};

static bool is_method(enum member_kind kind)
{
	return kind == MEMBER_METHOD || kind == MEMBER_CONSTRUCTOR || kind == MEMBER_SCRIPT_METHOD;
}

/* get_Length, op_Addition: spelled out for scripts that want them, but not offered. */
static bool is_special(const char *name)
{
	return !strncmp(name, "get_", 4) || !strncmp(name, "set_", 4) || !strncmp(name, "op_", 3);
}

static bool add_member(const struct member_info *info, void *context)
{
	struct adding *adding = context;
	if (info->is_hidden || is_special(info->name) || info->kind == MEMBER_PROPERTY_SET)
		return true;
	if (adding->only_properties) {
		if (!is_method(info->kind) && info->kind != MEMBER_PARAMETERIZED_PROPERTY)
			completer_add_value(adding->c, COMPLETION_PROPERTY, info->name, NULL);
		return true;
	}
	struct strbuf tip = STRBUF_INIT;
	if (info->member)
		member_definition(adding->type, info->member, &tip);
	if (is_method(info->kind)) {
		char *call = xasprintf("%s(", info->name);
		completer_add(adding->c, COMPLETION_METHOD, call, info->name, tip.data);
		free(call);
	} else {
		char *text = completion_quote(info->name, '\0');
		completer_add(adding->c, COMPLETION_PROPERTY, text, info->name, tip.data);
		free(text);
	}
	strbuf_clear(&tip);
	return true;
}

static void add_keys(struct adding *adding, Value table)
{
	Value key, value;
	for (size_t i = 0; hashtable_next(value_as_hashtable(table), &i, &key, &value);) {
		struct member_info info = {.kind = MEMBER_NOTE_PROPERTY};
		Value text = value_to_string(key);
		info.name = string_data(text);
		add_member(&info, adding);
	}
}

static void add_members(struct completer *c, const struct inferred *of, bool statics,
			bool only_properties)
{
	struct adding adding = {.c = c, .only_properties = only_properties};
	if (of->value.tag != VALUE_UNSET) {
		Value base = value_base(of->value);
		if (base.tag == VALUE_HASHTABLE && !statics)
			add_keys(&adding, base);
		adding.type =
			statics && base.tag == VALUE_TYPE ? value_as_type(base) : value_type(base);
		member_each(of->value, statics, add_member, &adding);
	}
	for (size_t i = 0; i < of->type_count; i++) {
		adding.type = of->types[i];
		member_each_of_type(of->types[i], statics, add_member, &adding);
	}
}

void complete_member(struct completer *c, const struct ast_member *node)
{
	struct inferred target = infer_node(c, node->target);
	add_members(c, &target, node->is_static, false);
	if (node->is_static ||
	    !(target.value.tag != VALUE_UNSET && value_is_enumerable(target.value)))
		return;
	struct inferred item = infer_each(c, node->target); /* $users.Status: of each */
	add_members(c, &item, false, false);
}

void complete_properties(struct completer *c, const struct inferred *of)
{
	add_members(c, of, false, true);
}

void complete_enum(struct completer *c, const struct inferred *of)
{
	const struct type *type = of->value.tag != VALUE_UNSET ? value_type(of->value)
				  : of->type_count             ? of->types[0]
							       : NULL;
	const struct enum_member *members = type ? type->enum_members : NULL;
	char quote = c->quote;
	c->quote = quote ? quote : '\'';
	for (; members && members->name; members++)
		completer_add_value(c, COMPLETION_PARAMETER_VALUE, members->name, NULL);
	c->quote = quote;
}

/* ---- @{ n = ... } as an argument ---- */

void complete_key(struct completer *c, const struct ast_hashtable *node)
{
	static const struct {
		const char *command, *keys[8];
	} rows[] = {
		{"Select-Object", {"Name", "Label", "Expression"}},
		{"Sort-Object", {"Expression", "Ascending", "Descending"}},
		{"Group-Object", {"Expression"}},
		{"Compare-Object", {"Expression"}},
		{"Measure-Object", {"Expression"}},
		{"Format-Table",
		 {"Name", "Label", "Expression", "FormatString", "Width", "Alignment"}},
		{"Format-List", {"Name", "Label", "Expression", "FormatString"}},
		{"Format-Wide", {"Expression", "FormatString"}},
		{"Format-Custom", {"Expression", "Depth"}},
	};
	size_t at;
	const struct ast *command = completer_enclosing(c, AST_COMMAND, c->depth, &at);
	const char *name =
		command ? completer_resolved_name(c, (const struct ast_command *)command) : NULL;
	for (size_t i = 0; name && i < countof(rows); i++)
		for (size_t k = 0; name_equal(rows[i].command, name) && rows[i].keys[k]; k++) {
			bool there = false;
			for (size_t j = 0; j + 1 < node->keys.count; j++)
				there |= node->keys.items[j]->kind == AST_STRING &&
					 name_equal(((const struct ast_string *)node->keys.items[j])
							    ->value.data,
						    rows[i].keys[k]);
			if (!there)
				completer_add(c, COMPLETION_PROPERTY, rows[i].keys[k], NULL, NULL);
		}
}
