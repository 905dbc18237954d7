/* Get-Member: what an object can. */
#include "base/hashmap.h"
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/ets.h"
#include "object/member.h"
#include "object/member_reflection.h"
#include "object/psobject.h"
#include "object/string.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Microsoft.PowerShell.Commands.MemberDefinition */
struct member_definition {
	struct cell cell;
	Value type_name, name, definition;
	int32_t member_type;
};

static void mark_definition(void *cell)
{
	struct member_definition *d = cell;
	gc_mark(d->type_name);
	gc_mark(d->name);
	gc_mark(d->definition);
}

static struct member_definition *of(Value self)
{
	return (struct member_definition *)value_base(self).cell;
}

static enum status get_type_name(Value self, Value *result_r)
{
	*result_r = of(self)->type_name;
	return OK;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = of(self)->name;
	return OK;
}

static enum status get_member_type(Value self, Value *result_r)
{
	*result_r = value_enum(type_ps_member_types.enum_number, of(self)->member_type);
	return OK;
}

static enum status get_definition(Value self, Value *result_r)
{
	*result_r = of(self)->definition;
	return OK;
}

static enum status definition_to_string(Value self, const char *format, struct strbuf *out)
{
	(void)format;
	strbuf_adds(out, string_data(of(self)->definition));
	return OK;
}

static const struct member definition_members[] = {
	PROPERTY("string TypeName {get;}", get_type_name),
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("System.Management.Automation.PSMemberTypes MemberType {get;}", get_member_type),
	PROPERTY("string Definition {get;}", get_definition),
	MEMBER_END,
};

struct type type_member_definition = {.name = "Microsoft.PowerShell.Commands.MemberDefinition",
				      .tag = VALUE_OBJECT,
				      .members = definition_members,
				      .to_string = definition_to_string,
				      .mark = mark_definition};

struct get_member {
	Value input, names, view;
	int32_t member_type;
	bool is_static, force;
	struct hashmap *seen; /* type names that were listed */
	bool any;

	Value type_name; /* of the object at hand */
	Value object;
	Value found; /* list */
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct get_member, input, "InputObject", PARAM_PIPELINE,
		     .type_name = "psobject", .help = "The objects to look at."),
	PARAM_STRINGS(struct get_member, names, "Name",
		      PARAM_POSITION(0) | PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .help = "Names of members."),
	PARAM_ENUM(struct get_member, member_type, "MemberType", &type_ps_member_types, 0,
		   .aliases = "Type", .help = "Kinds of members."),
	PARAM_OBJECT(struct get_member, view, "View", 0,
		     .type_name = "System.Management.Automation.PSMemberViewTypes",
		     .help = "Which members: Extended, Adapted, Base or All."),
	PARAM_SWITCH(struct get_member, is_static, "Static", 0,
		     .help = "Members of the type itself."),
	PARAM_SWITCH(struct get_member, force, "Force", 0, .help = "Hidden members, too."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct get_member *self = cmdlet_state(c);
	self->seen = malloc(sizeof(*self->seen));
	hashmap_init(self->seen, HASHMAP_EXACT);
	return OK;
}

/* PSMemberTypes of a kind. */
static int32_t type_bit(enum member_kind kind)
{
	static const int32_t bits[] = {
		[MEMBER_PROPERTY] = 4,        [MEMBER_PARAMETERIZED_PROPERTY] = 512,
		[MEMBER_METHOD] = 64,         [MEMBER_CONSTRUCTOR] = 64,
		[MEMBER_ALIAS_PROPERTY] = 1,  [MEMBER_SCRIPT_PROPERTY] = 16,
		[MEMBER_CODE_PROPERTY] = 2,   [MEMBER_NOTE_PROPERTY] = 8,
		[MEMBER_SCRIPT_METHOD] = 256, [MEMBER_PROPERTY_SET] = 32,
	};
	return kind < countof(bits) ? bits[kind] : 0;
}

static bool name_matches(const struct get_member *self, const char *name)
{
	if (value_is_null(self->names))
		return true;
	for (size_t i = 0; i < value_count(self->names); i++)
		if (wildcard_match(string_data(value_to_string(value_item(self->names, i))), name,
				   true))
			return true;
	return false;
}

static Value describe(const struct get_member *self, const struct member_info *info)
{
	struct strbuf text = STRBUF_INIT;
	if (info->member) {
		const struct type *type =
			self->is_static && value_base(self->object).tag == VALUE_TYPE
				? value_as_type(value_base(self->object))
				: value_type(self->object);
		member_definition(type, info->member, &text);
		return string_from_strbuf(&text);
	}
	struct member_object *m = ets_find(self->object, info->name);
	Value note = NULL_VALUE;
	if (!m) {
		note = member_object_new(MEMBER_NOTE_PROPERTY, info->name, info->value, NULL_VALUE);
		m = value_as_member_object(note);
	}
	member_object_describe(m, &text);
	return string_from_strbuf(&text);
}

static bool take(const struct member_info *info, void *context)
{
	struct get_member *self = context;
	if (info->is_static != self->is_static || (info->is_hidden && !self->force) ||
	    !name_matches(self, info->name) ||
	    (info->kind == MEMBER_CONSTRUCTOR && !self->is_static) ||
	    (self->member_type && !(type_bit(info->kind) & self->member_type)))
		return true;
	struct member_definition *d = gc_alloc(&type_member_definition, VALUE_OBJECT, sizeof(*d));
	list_add(value_as_list(self->found), value_cell(VALUE_OBJECT, d));
	d->type_name = self->type_name;
	d->name = string_from(info->kind == MEMBER_CONSTRUCTOR ? "new" : info->name);
	d->member_type = type_bit(info->kind);
	d->definition = describe(self, info);
	return true;
}

/* By the name of the kind, then by name. */
static int compare(const void *a, const void *b)
{
	struct member_definition *x = of(*(const Value *)a), *y = of(*(const Value *)b);
	Value kind_x = value_enum(type_ps_member_types.enum_number, x->member_type);
	Value kind_y = value_enum(type_ps_member_types.enum_number, y->member_type);
	int order =
		strcmp(string_data(value_to_string(kind_x)), string_data(value_to_string(kind_y)));
	return order ? order : strcasecmp(string_data(x->name), string_data(y->name));
}

static Value type_name_of(const struct get_member *self, Value v)
{
	Value base = value_base(v);
	if (self->is_static && base.tag == VALUE_TYPE)
		return string_from(value_as_type(base)->name);
	return value_item(value_type_names(v), 0);
}

static enum status process(struct cmdlet_call *c)
{
	struct get_member *self = cmdlet_state(c);
	if (value_is_null(self->input))
		return OK;
	self->any = true;
	self->type_name = type_name_of(self, self->input);
	if (hashmap_put(self->seen, string_data(self->type_name), self))
		return OK;
	self->object = self->input;
	self->found = list_new();
	member_each(self->input, self->is_static, take, self);
	struct list *found = value_as_list(self->found);
	if (found->count > 1)
		qsort(found->items, found->count, sizeof(*found->items), compare);
	for (size_t i = 0; i < found->count; i++) {
		enum status status = cmdlet_write(c, found->items[i]);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	const struct get_member *self = cmdlet_state(c);
	if (self->any)
		return OK;
	return cmdlet_error_type(c, "System.InvalidOperationException", "NoObjectInGetMember",
				 CATEGORY_CLOSE_ERROR, NULL_VALUE,
				 "You must specify an object for the Get-Member cmdlet.");
}

static void cleanup(struct cmdlet_call *c)
{
	struct get_member *self = cmdlet_state(c);
	if (self->seen)
		hashmap_clear(self->seen, NULL);
	free(self->seen);
	self->seen = NULL;
}

const struct cmdlet cmdlet_get_member = {
	.verb = "Get",
	.noun = "Member",
	.parameters = parameters,
	.state_size = sizeof(struct get_member),
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "Microsoft.PowerShell.Commands.MemberDefinition",
	.synopsis = "Gets the properties and methods of objects.",
	.description = "Lists the members of the objects that come in, each type once.",
	.examples =
		(const struct cmdlet_example[]){
			{"One member", "('a' | Get-Member Length).Definition",
			 "int Length {get;}\n"},
			{NULL, NULL, NULL},
		},
};
