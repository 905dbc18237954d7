#include "object/member_reflection.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/overload.h"
#include "object/primitive_members.h"
#include "object/psobject.h"
#include "object/psobject_members.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/string_private.h"

#include <string.h>

static void member_object_mark(void *cell)
{
	struct member_object *m = cell;
	gc_mark(m->value);
	gc_mark(m->setter);
	gc_mark(m->owner);
}

static struct member_object *self_of(Value self)
{
	return (struct member_object *)self.cell;
}

static enum status info_get_name(Value self, Value *result_r)
{
	*result_r = string_of_interned(self_of(self)->name);
	return OK;
}

static enum status info_get_value(Value self, Value *result_r)
{
	struct member_object *m = self_of(self);
	return member_object_get(m, m->owner, result_r);
}

static enum status info_set_value(Value self, Value value)
{
	struct member_object *m = self_of(self);
	return member_object_set(m, m->owner, value);
}

static enum status info_get_member_type(Value self, Value *result_r)
{
	static const int64_t numbers[] = {
		[MEMBER_PROPERTY] = 4,        [MEMBER_PARAMETERIZED_PROPERTY] = 512,
		[MEMBER_METHOD] = 64,         [MEMBER_CONSTRUCTOR] = 64,
		[MEMBER_ALIAS_PROPERTY] = 1,  [MEMBER_SCRIPT_PROPERTY] = 16,
		[MEMBER_CODE_PROPERTY] = 2,   [MEMBER_NOTE_PROPERTY] = 8,
		[MEMBER_SCRIPT_METHOD] = 256, [MEMBER_PROPERTY_SET] = 32,
	};
	*result_r = enum_value(&type_ps_member_types, numbers[self_of(self)->kind]);
	return OK;
}

static enum status info_get_is_instance(Value self, Value *result_r)
{
	*result_r = value_bool(self_of(self)->group == NULL);
	return OK;
}

static enum status info_get_type_name_of_value(Value self, Value *result_r)
{
	struct member_object *m = self_of(self);
	struct strbuf name = STRBUF_INIT;
	const struct type *type = NULL;
	if (m->group != NULL)
		type = signature_type(m->group->owners[0], m->group->members[0]);
	if (type == NULL) {
		Value value;
		enum status status = member_object_get(m, m->owner, &value);
		if (status != OK)
			return status;
		type = value_type(value);
	}
	type_append_full_name(type, &name);
	*result_r = string_from_strbuf(&name);
	return OK;
}

static enum status info_get_is_settable(Value self, Value *result_r)
{
	struct member_object *m = self_of(self);
	bool settable = m->kind == MEMBER_NOTE_PROPERTY || m->kind == MEMBER_ALIAS_PROPERTY ||
			!value_is_null(m->setter) ||
			(m->group != NULL && m->group->members[0]->set != NULL);
	*result_r = value_bool(settable);
	return OK;
}

static enum status info_get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status info_get_getter_script(Value self, Value *result_r)
{
	*result_r = self_of(self)->value;
	return OK;
}

static enum status info_get_setter_script(Value self, Value *result_r)
{
	*result_r = self_of(self)->setter;
	return OK;
}

static const char *signature_of(struct member_object *m)
{
	return m->group != NULL ? m->group->members[0]->signature : "";
}

static enum status info_get_referenced(Value self, Value *result_r)
{
	struct member_object *m = self_of(self);
	const char *equals = strchr(signature_of(m), '=');
	*result_r = m->value.tag == VALUE_STRING ? m->value
		    : equals != NULL             ? string_from(equals + 2)
						 : NULL_VALUE;
	return OK;
}

/* The property's value now; $null when asking fails. */
static Value current_value(struct member_object *m)
{
	Value value;
	Value error = runtime()->error;
	if (member_object_get(m, m->owner, &value) != OK)
		value = NULL_VALUE;
	runtime()->error = error;
	return value;
}

static enum status info_copy(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	struct member_object *m = self_of(self);
	Value made = member_object_new(m->kind, m->name, m->value, m->setter);
	if (m->owner.tag != VALUE_UNSET && m->kind == MEMBER_NOTE_PROPERTY)
		self_of(made)->value = current_value(m);
	*result_r = made;
	return OK;
}

static enum status info_invoke(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct member_object *m = self_of(self);
	Value arguments = argv[0];
	size_t count = value_count(arguments);
	Value copy[MAX(count, (size_t)1)];
	for (size_t i = 0; i < count; i++)
		copy[i] = value_item(arguments, i);
	if (m->kind == MEMBER_SCRIPT_METHOD)
		return member_object_invoke(m, m->owner, (int)count, copy, result_r);
	return group_invoke(m->group, m->owner, m->name, (int)count, copy, result_r);
}

static enum status info_get_overloads(Value self, Value *result_r)
{
	struct member_object *m = self_of(self);
	size_t count = m->group != NULL ? m->group->count : 1;
	Value texts = array_new(count);
	texts.cell->type = &type_string_array;
	for (size_t i = 0; i < count; i++) {
		struct strbuf text = STRBUF_INIT;
		if (m->group != NULL)
			signature_append(m->group->owners[i], m->group->members[i], &text);
		else
			strbuf_addf(&text, "System.Object %s();", m->name);
		value_as_array(texts)->items[i] = string_from_strbuf(&text);
	}
	*result_r = texts;
	return OK;
}

/* "List[int]": the type's name as scripts write it, without its own namespace; of an object with type names of
 * its own the first of these. */
static void append_type_of_note(Value v, struct strbuf *out)
{
	if (value_is_null(v)) {
		strbuf_adds(out, "object");
		return;
	}
	if (v.tag == VALUE_PSOBJECT) {
		value_append_string(value_item(value_type_names(v), 0), out);
		return;
	}
	struct strbuf name = STRBUF_INIT;
	type_print_name(value_type(v), &name);
	size_t from = strcspn(name.data, "[");
	while (from > 0 && name.data[from - 1] != '.')
		from--;
	strbuf_adds(out, name.data + from);
	strbuf_clear(&name);
}

/* What the value's own ToString() says: of an array its type, not its elements. */
static void append_note_value(Value v, struct strbuf *out)
{
	Value text;
	if (v.tag != VALUE_PSOBJECT && member_invoke(v, "ToString", 0, NULL, &text) == OK)
		v = text;
	if (value_is_null(v))
		strbuf_adds(out, "null");
	else
		value_append_string(v, out);
}

void member_object_describe(struct member_object *m, struct strbuf *out)
{
	Value value = NULL_VALUE;
	Value error = runtime()->error;
	switch (m->kind) {
	case MEMBER_NOTE_PROPERTY:
		value = current_value(m);
		append_type_of_note(value, out);
		strbuf_addf(out, " %s=", m->name);
		append_note_value(value, out);
		break;
	case MEMBER_ALIAS_PROPERTY:
		if (m->value.tag == VALUE_STRING)
			strbuf_addf(out, "%s = %s", m->name, string_data(m->value));
		else
			strbuf_adds(out, signature_of(m));
		break;
	case MEMBER_SCRIPT_PROPERTY:
		if (m->group != NULL) {
			signature_append(m->group->owners[0], m->group->members[0], out);
			break;
		}
		strbuf_addf(out, "System.Object %s {get=", m->name);
		value_append_string(m->value, out);
		strbuf_addc(out, ';');
		if (!value_is_null(m->setter)) {
			strbuf_adds(out, "set=");
			value_append_string(m->setter, out);
			strbuf_addc(out, ';');
		}
		strbuf_addc(out, '}');
		break;
	case MEMBER_SCRIPT_METHOD:
		strbuf_addf(out, "System.Object %s();", m->name);
		break;
	case MEMBER_PROPERTY_SET:
		strbuf_addf(out, "%s {", m->name);
		for (size_t i = 0; i < value_count(m->value); i++) {
			strbuf_adds(out, i > 0 ? ", " : "");
			value_append_string(value_item(m->value, i), out);
		}
		strbuf_addc(out, '}');
		break;
	default:
		for (size_t i = 0; m->group != NULL && i < m->group->count; i++) {
			if (i > 0)
				strbuf_adds(out, ", ");
			signature_append(m->group->owners[i], m->group->members[i], out);
		}
	}
	runtime()->error = error;
}

static enum status info_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	member_object_describe(self_of(self), out);
	return OK;
}

static enum status note_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	*result_r =
		member_object_new(MEMBER_NOTE_PROPERTY, string_data(argv[0]), argv[1], NULL_VALUE);
	return OK;
}

static enum status alias_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	*result_r =
		member_object_new(MEMBER_ALIAS_PROPERTY, string_data(argv[0]), argv[1], NULL_VALUE);
	return OK;
}

static enum status script_property_construct(Value self UNUSED, int argc, const Value *argv,
					     Value *result_r)
{
	*result_r = member_object_new(MEMBER_SCRIPT_PROPERTY, string_data(argv[0]), argv[1],
				      argc > 2 ? argv[2] : NULL_VALUE);
	return OK;
}

static enum status script_method_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	*result_r =
		member_object_new(MEMBER_SCRIPT_METHOD, string_data(argv[0]), argv[1], NULL_VALUE);
	return OK;
}

static enum status property_set_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	*result_r =
		member_object_new(MEMBER_PROPERTY_SET, string_data(argv[0]), argv[1], NULL_VALUE);
	return OK;
}

static const struct member info_members[] = {
	PROPERTY("System.Management.Automation.PSMemberTypes MemberType {get;}",
		 info_get_member_type),
	PROPERTY_RW("System.Object Value {get;set;}", info_get_value, info_set_value),
	PROPERTY("string TypeNameOfValue {get;}", info_get_type_name_of_value),
	PROPERTY("string Name {get;}", info_get_name),
	PROPERTY("bool IsInstance {get;}", info_get_is_instance),
	METHOD("System.Management.Automation.PSMemberInfo Copy()", info_copy),
	MEMBER_END,
};
static const struct member property_members[] = {
	PROPERTY("bool IsSettable {get;}", info_get_is_settable),
	PROPERTY("bool IsGettable {get;}", info_get_true),
	MEMBER_END,
};
static const struct member note_members[] = {
	CONSTRUCTOR("psnoteproperty new(string name, System.Object value)", note_construct),
	MEMBER_END,
};
static const struct member alias_members[] = {
	PROPERTY("string ReferencedMemberName {get;}", info_get_referenced),
	CONSTRUCTOR("psaliasproperty new(string name, string referencedMemberName)",
		    alias_construct),
	MEMBER_END,
};
static const struct member script_property_members[] = {
	PROPERTY("scriptblock GetterScript {get;}", info_get_getter_script),
	PROPERTY("scriptblock SetterScript {get;}", info_get_setter_script),
	CONSTRUCTOR("psscriptproperty new(string name, scriptblock getterScript)",
		    script_property_construct),
	CONSTRUCTOR("psscriptproperty new(string name, scriptblock getterScript, scriptblock "
		    "setterScript)",
		    script_property_construct),
	MEMBER_END,
};
static const struct member script_method_members[] = {
	PROPERTY("scriptblock Script {get;}", info_get_getter_script),
	CONSTRUCTOR("psscriptmethod new(string name, scriptblock script)", script_method_construct),
	MEMBER_END,
};
static const struct member method_members[] = {
	PROPERTY("string[] OverloadDefinitions {get;}", info_get_overloads),
	METHOD("System.Object Invoke(Params System.Object[] arguments)", info_invoke),
	MEMBER_END,
};
static const struct member property_set_members[] = {
	PROPERTY("System.Collections.ObjectModel.Collection[string] ReferencedPropertyNames {get;}",
		 info_get_getter_script),
	CONSTRUCTOR("System.Management.Automation.PSPropertySet new(string name, string[] "
		    "referencedPropertyNames)",
		    property_set_construct),
	MEMBER_END,
};

#define SMA "System.Management.Automation."
struct type type_ps_member_info = {
	.name = SMA "PSMemberInfo",
	.flags = TYPE_ABSTRACT,
	.members = info_members,
	.mark = member_object_mark,
	.to_string = info_to_string,
};
struct type type_ps_property_info = {
	.name = SMA "PSPropertyInfo",
	.base = &type_ps_member_info,
	.flags = TYPE_ABSTRACT,
	.members = property_members,
};
static struct type type_ps_method_info = {
	.name = SMA "PSMethodInfo",
	.base = &type_ps_member_info,
	.flags = TYPE_ABSTRACT,
	.members = method_members,
};
static struct type type_ps_property = {.name = SMA "PSProperty", .base = &type_ps_property_info};
static struct type type_note = {
	.name = SMA "PSNoteProperty",
	.alias = "psnoteproperty",
	.base = &type_ps_property_info,
	.members = note_members,
};
static struct type type_alias = {
	.name = SMA "PSAliasProperty",
	.alias = "psaliasproperty",
	.base = &type_ps_property_info,
	.members = alias_members,
};
static struct type type_script_property = {
	.name = SMA "PSScriptProperty",
	.alias = "psscriptproperty",
	.base = &type_ps_property_info,
	.members = script_property_members,
};
static struct type type_code_property = {
	.name = SMA "PSCodeProperty",
	.base = &type_ps_property_info,
};
static struct type type_property_set = {
	.name = SMA "PSPropertySet",
	.base = &type_ps_member_info,
	.members = property_set_members,
};
struct type type_ps_method = {.name = SMA "PSMethod", .base = &type_ps_method_info};
static struct type type_script_method = {
	.name = SMA "PSScriptMethod",
	.alias = "psscriptmethod",
	.base = &type_ps_method_info,
	.members = script_method_members,
};
struct type type_ps_parameterized_property = {
	.name = SMA "PSParameterizedProperty",
	.base = &type_ps_method_info,
};

const struct type *member_object_type(enum member_kind kind)
{
	switch (kind) {
	case MEMBER_NOTE_PROPERTY:
		return &type_note;
	case MEMBER_ALIAS_PROPERTY:
		return &type_alias;
	case MEMBER_SCRIPT_PROPERTY:
		return &type_script_property;
	case MEMBER_CODE_PROPERTY:
		return &type_code_property;
	case MEMBER_SCRIPT_METHOD:
		return &type_script_method;
	case MEMBER_PROPERTY_SET:
		return &type_property_set;
	case MEMBER_METHOD:
	case MEMBER_CONSTRUCTOR:
		return &type_ps_method;
	case MEMBER_PARAMETERIZED_PROPERTY:
		return &type_ps_parameterized_property;
	default:
		return &type_ps_property;
	}
}

struct member_object *value_as_member_object(Value v)
{
	v = value_base(v);
	if (v.tag != VALUE_OBJECT || !type_is_a(v.cell->type, &type_ps_member_info))
		return NULL;
	return (struct member_object *)v.cell;
}

static Value group_object_new(Value owner, enum member_kind kind, const struct member_group *group)
{
	Value made = member_object_new(kind, group->name, NULL_VALUE, NULL_VALUE);
	struct member_object *m = self_of(made);
	m->owner = owner;
	m->group = group;
	return made;
}

Value method_object_new(Value self, const struct type *type UNUSED,
			const struct member_group *group)
{
	return group_object_new(self, MEMBER_METHOD, group);
}

Value parameterized_property_new(Value self, const struct member_group *group)
{
	return group_object_new(self, MEMBER_PARAMETERIZED_PROPERTY, group);
}

/* $x.psobject, and the collections that hang on it. */
enum member_view { VIEW_ALL, VIEW_PROPERTIES, VIEW_METHODS };
struct member_set {
	struct cell cell;
	Value owner;
	enum member_view view;
};

static void member_set_mark(void *cell)
{
	gc_mark(((struct member_set *)cell)->owner);
}

static enum status set_to_string(Value self, const char *format, struct strbuf *out);

static Value owner_of(Value self)
{
	return ((struct member_set *)self.cell)->owner;
}

static Value view_new(const struct type *type, Value owner, enum member_view view)
{
	struct member_set *set = gc_alloc(type, VALUE_OBJECT, sizeof(*set));
	set->owner = owner;
	set->view = view;
	return value_cell(VALUE_OBJECT, set);
}

Value member_set_new(Value owner)
{
	return view_new(&type_ps_member_set, owner, VIEW_ALL);
}

/* Its members are those of the type alone: member.c looks through it. */
struct type type_ps_base = {
	.name = SMA "PSObject",
	.mark = member_set_mark,
	.to_string = set_to_string,
};

Value member_base_new(Value owner)
{
	return view_new(&type_ps_base, owner, VIEW_ALL);
}

bool member_base_owner(Value v, Value *owner_r)
{
	if (v.tag != VALUE_OBJECT || v.cell->type != &type_ps_base)
		return false;
	*owner_r = owner_of(v);
	return true;
}

static bool is_method(enum member_kind kind)
{
	return kind == MEMBER_METHOD || kind == MEMBER_SCRIPT_METHOD ||
	       kind == MEMBER_PARAMETERIZED_PROPERTY || kind == MEMBER_CONSTRUCTOR;
}

struct view_listing {
	Value owner;
	enum member_view view;
	struct list *items;
};

static bool view_collect(const struct member_info *info, void *context)
{
	struct view_listing *l = context;
	if (info->is_hidden && info->member &&
	    (l->view == VIEW_PROPERTIES || l->view == VIEW_METHODS))
		return true;
	if (l->view == VIEW_PROPERTIES &&
	    (is_method(info->kind) || info->kind == MEMBER_PROPERTY_SET))
		return true;
	if (l->view == VIEW_METHODS && !is_method(info->kind))
		return true;
	struct member_object *added =
		info->member == NULL ? value_as_member_object(info->value) : NULL;
	Value made;
	if (added != NULL && info->kind == added->kind && info->kind != MEMBER_NOTE_PROPERTY) {
		made = member_object_new(added->kind, added->name, added->value, added->setter);
	} else {
		made = member_object_new(info->kind, info->name, NULL_VALUE, NULL_VALUE);
		if (info->member != NULL)
			self_of(made)->group =
				type_find_group(value_type(l->owner), info->name, false);
	}
	self_of(made)->owner = l->owner;
	self_of(made)->hidden = info->is_hidden;
	list_add(l->items, made);
	return true;
}

/* The keys of a dictionary are no properties here; columns of adapters are listed by their types. */
static Value view_items(Value self)
{
	struct member_set *set = (struct member_set *)self.cell;
	Value items = list_new();
	struct view_listing l = {set->owner, set->view, value_as_list(items)};
	member_each(set->owner, false, view_collect, &l);
	return items;
}

static enum status view_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	struct list *l = value_as_list(e->state);
	*more_r = e->position < l->count;
	if (*more_r)
		*item_r = l->items[e->position++];
	return OK;
}

static enum status view_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .state = view_items(self), .next = view_next};
	return OK;
}

static Value view_find(Value self, const char *name)
{
	Value items = view_items(self);
	for (size_t i = 0; i < value_as_list(items)->count; i++)
		if (name_equal(self_of(value_as_list(items)->items[i])->name, name))
			return value_as_list(items)->items[i];
	return NULL_VALUE;
}

static enum status view_get_index(Value self, Value index, Value *result_r)
{
	*result_r = NULL_VALUE;
	index = value_base(index);
	if (value_is_integer(index)) {
		Value items = view_items(self);
		return member_get_index(items, index, result_r);
	}
	Value name = value_to_string(index);
	*result_r = view_find(self, string_data(name));
	return OK;
}

static enum status view_add(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	struct member_object *m = value_as_member_object(argv[0]);
	bool force = argc > 1 && value_is_true(argv[1]);
	if (m == NULL)
		return throw_argument("System.ArgumentNullException", "member",
				      "Value cannot be null.");
	Value existing = view_find(self, m->name);
	if (!force && !value_is_null(existing))
		return throw_exception(
			"System.Management.Automation.ExtendedTypeSystemException",
			"Cannot add a member with the name \"%s\" because a member with "
			"that name already exists.",
			m->name);
	Value copy = member_object_new(m->kind, m->name, m->value, m->setter), ignored;
	if (m->owner.tag != VALUE_UNSET && m->kind == MEMBER_NOTE_PROPERTY)
		self_of(copy)->value = current_value(m);
	return member_add(owner_of(self), copy, true, &ignored);
}

static enum status view_remove(Value self, int argc UNUSED, const Value *argv,
			       Value *result_r UNUSED)
{
	Value name = value_to_string(argv[0]);
	(void)member_remove(owner_of(self), string_data(name));
	return OK;
}

static enum status view_match(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value items = view_items(self), found = list_new();
	Value pattern = value_to_string(argv[0]);
	for (size_t i = 0; i < value_as_list(items)->count; i++) {
		Value item = value_as_list(items)->items[i];
		if (wildcard_match(string_data(pattern), self_of(item)->name, true))
			list_add(value_as_list(found), item);
	}
	*result_r = found;
	return OK;
}

static enum status view_get_item(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	return view_get_index(self, argv[0], result_r);
}

static const struct member view_members[] = {
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "System.Management.Automation.PSMemberInfo Item(string name) {get;}",
	 .call = view_get_item},
	METHOD("void Add(System.Object member)", view_add),
	METHOD("void Add(System.Object member, bool preValidated)", view_add),
	METHOD("void Remove(string name)", view_remove),
	METHOD("System.Object Match(string name)", view_match),
	MEMBER_END,
};
struct type type_ps_member_collection = {
	.name = SMA "PSMemberInfoIntegratingCollection`1",
	.members = view_members,
	.mark = member_set_mark,
	.enumerate = view_enumerate,
	.get_index = view_get_index,
};

static enum status set_get_properties(Value self, Value *result_r)
{
	*result_r = view_new(&type_ps_member_collection, owner_of(self), VIEW_PROPERTIES);
	return OK;
}

static enum status set_get_methods(Value self, Value *result_r)
{
	*result_r = view_new(&type_ps_member_collection, owner_of(self), VIEW_METHODS);
	return OK;
}

static enum status set_get_members(Value self, Value *result_r)
{
	*result_r = view_new(&type_ps_member_collection, owner_of(self), VIEW_ALL);
	return OK;
}

static enum status set_get_base(Value self, Value *result_r)
{
	*result_r = value_base(owner_of(self));
	return OK;
}

static enum status set_get_type_names(Value self, Value *result_r)
{
	*result_r = value_type_name_list(owner_of(self));
	return OK;
}

static enum status set_copy(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	Value owner = owner_of(self);
	*result_r = owner.tag == VALUE_PSOBJECT ? psobject_copy(owner) : owner;
	return OK;
}

static enum status set_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	value_append_string(owner_of(self), out);
	return OK;
}

static const struct member set_members[] = {
	PROPERTY("System.Management.Automation.PSMemberInfoCollection[System.Management.Automation."
		 "PSMemberInfo] Members {get;}",
		 set_get_members),
	PROPERTY("System.Management.Automation.PSMemberInfoCollection[System.Management.Automation."
		 "PSPropertyInfo] Properties {get;}",
		 set_get_properties),
	PROPERTY("System.Management.Automation.PSMemberInfoCollection[System.Management.Automation."
		 "PSMethodInfo] Methods {get;}",
		 set_get_methods),
	PROPERTY("System.Object ImmediateBaseObject {get;}", set_get_base),
	PROPERTY("System.Object BaseObject {get;}", set_get_base),
	PROPERTY("System.Collections.ObjectModel.Collection[string] TypeNames {get;}",
		 set_get_type_names),
	METHOD("psobject Copy()", set_copy),
	MEMBER_END,
};
struct type type_ps_member_set = {
	.name = SMA "PSObject",
	.members = set_members,
	.mark = member_set_mark,
	.to_string = set_to_string,
};
#undef SMA

/* PSMethod and the like that keep no state of their own are looked up by what they describe. */
struct type *const member_reflection_types[] = {
	&type_ps_member_info,
	&type_ps_property_info,
	&type_ps_method_info,
	&type_ps_property,
	&type_note,
	&type_alias,
	&type_script_property,
	&type_code_property,
	&type_property_set,
	&type_ps_method,
	&type_script_method,
	&type_ps_parameterized_property,
	&type_ps_member_collection,
	NULL,
};
