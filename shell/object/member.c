#include "object/member.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/error_record.h"
#include "object/ets.h"
#include "object/hashtable.h"
#include "object/member_magic.h"
#include "object/member_reflection.h"
#include "object/overload.h"
#include "object/psobject.h"
#include "object/psobject_members.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/string_private.h"

#include <string.h>

/* "Count = Length": the target's name. */
static const char *alias_target(const struct member *member)
{
	const char *equals = strchr(member->signature, '=');
	return name_intern(equals[1] == ' ' ? equals + 2 : equals + 1);
}

/* A member of the type itself, of a value that is no wrapper. */
static enum status group_get(const struct member_group *group, Value self, Value *result_r)
{
	const struct member *member = group->members[0];
	bool found;
	switch (group->kind) {
	case MEMBER_METHOD:
	case MEMBER_CONSTRUCTOR:
	case MEMBER_SCRIPT_METHOD:
		*result_r = method_object_new(self, value_type(self), group);
		return OK;
	case MEMBER_ALIAS_PROPERTY:
		return member_get(self, alias_target(member), result_r, &found);
	case MEMBER_PARAMETERIZED_PROPERTY:
		*result_r = parameterized_property_new(self, group);
		return OK;
	default:
		break;
	}
	if (member->get == NULL) {
		const struct type *type = value_type(self);
		*result_r = NULL_VALUE;
		if (type->get_dynamic != NULL)
			(void)type->get_dynamic(self, group->name, result_r);
		return OK;
	}
	Value error = runtime()->error;
	enum status status = member->get(self, result_r);
	/* A property that fails is $null: nobody hears of it. */
	if (status == ERROR && !(member->flags & MEMBER_DIRECT)) {
		runtime()->error = error;
		*result_r = NULL_VALUE;
		return OK;
	}
	if (result_r->tag == VALUE_VOID)
		*result_r = NULL_VALUE;
	return status;
}

/* psobject, pstypenames, psbase ...: what every object has. */
static bool get_intrinsic(Value v, const char *name, Value *result_r)
{
	if ((name[0] | 0x20) != 'p' || (name[1] | 0x20) != 's')
		return false;
	if (name_equal(name, "psobject"))
		*result_r = member_set_new(v);
	else if (name_equal(name, "pstypenames"))
		*result_r = value_type_name_list(v);
	else if (name_equal(name, "psbase"))
		*result_r = member_base_new(value_base(v));
	else if (name_equal(name, "psadapted") || name_equal(name, "psextended"))
		*result_r = member_set_new(v);
	else
		return false;
	return true;
}

/* The built-in type that a class of a script derives from: its dynamic members go first, the class's own are in
 * its table. */
static const struct type *without_classes(const struct type *type)
{
	while (type->flags & TYPE_SCRIPT && !(type->flags & TYPE_ENUM))
		type = type->base;
	return type;
}

/* One object's property, without a look into collections. */
static enum status get_own(Value v, const char *name, Value *result_r, bool *found_r)
{
	*found_r = true;
	if (v.tag == VALUE_PSOBJECT && psobject_get(v, name, result_r))
		return OK;
	Value base = value_base(v), extras, bare;
	if (member_base_owner(base, &bare)) {
		const struct member_group *group = type_find_group(value_type(bare), name, false);
		*found_r = group != NULL;
		return group != NULL ? group_get(group, bare, result_r) : OK;
	}
	if (base.tag != VALUE_PSOBJECT && member_extras(base, false, &extras) &&
	    psobject_get(extras, name, result_r))
		return OK;
	struct member_object *added = ets_find(v, name);
	if (added == NULL && v.tag == VALUE_PSOBJECT && base.tag != VALUE_PSOBJECT)
		added = ets_find(base, name);
	if (added != NULL) {
		if (added->kind == MEMBER_SCRIPT_METHOD) {
			*result_r = value_cell(VALUE_OBJECT, added);
			return OK;
		}
		return member_object_get(added, v, result_r);
	}
	const struct type *type = base.tag == VALUE_PSOBJECT ? base.cell->type : value_type(base);
	const struct type *builtin = without_classes(type);
	if (builtin->get_dynamic != NULL && base.tag != VALUE_PSOBJECT &&
	    builtin->get_dynamic(base, name, result_r))
		return OK;
	const struct member_group *group = type_find_group(type, name, false);
	if (group != NULL)
		return group_get(group, base, result_r);
	if (get_intrinsic(v, name, result_r))
		return OK;
	*found_r = false;
	*result_r = NULL_VALUE;
	return OK;
}

/* $items.name: the values of all that have it. */
static enum status get_from_items(Value v, const char *name, Value *result_r, bool *found_r)
{
	struct enumerator e;
	Value found = list_new(), item, one;
	bool more = true, has;
	enum status status = value_enumerate(v, &e);
	*found_r = false;
	while (status == OK) {
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		if (value_is_null(item))
			continue;
		status = member_get(item, name, &one, &has);
		if (status != OK || !has)
			continue;
		*found_r = true;
		if (value_is_enumerable(one)) {
			struct enumerator inner;
			bool inner_more = true;
			status = value_enumerate(one, &inner);
			while (status == OK) {
				status = enumerator_next(&inner, &inner_more, &item);
				if (status != OK || !inner_more)
					break;
				list_add(value_as_list(found), item);
			}
		} else {
			list_add(value_as_list(found), one);
		}
	}
	struct list *l = value_as_list(found);
	*result_r = l->count == 1 ? l->items[0] : l->count == 0 ? NULL_VALUE : list_to_array(l);
	return status;
}

static bool is_count_or_length(const char *name)
{
	return name_equal(name, "Count") || name_equal(name, "Length");
}

enum status member_get(Value v, const char *name, Value *result_r, bool *found_r)
{
	*result_r = NULL_VALUE;
	if (value_is_null(v)) {
		*found_r = is_count_or_length(name);
		if (*found_r)
			*result_r = value_int(0);
		return OK;
	}
	enum status status = get_own(v, name, result_r, found_r);
	if (status != OK || *found_r)
		return status;
	if (value_is_enumerable(v)) {
		status = get_from_items(v, name, result_r, found_r);
	} else if (is_count_or_length(name)) {
		*result_r = value_int(1);
		*found_r = true;
	}
	return status;
}

enum status member_get_own(Value v, const char *name, Value *result_r, bool *found_r)
{
	*result_r = NULL_VALUE;
	*found_r = false;
	return value_is_null(v) ? OK : get_own(v, name, result_r, found_r);
}

static enum status throw_not_found(const char *name)
{
	return throw_error("PropertyAssignmentException", CATEGORY_INVALID_OPERATION, NULL_VALUE,
			   "The property '%s' cannot be found on this object. Verify that the "
			   "property exists and can be set.",
			   name);
}

static enum status throw_read_only(const char *name)
{
	Value message = string_printf("'%s' is a ReadOnly property.", name);
	Value inner =
		exception_new(exception_type("System.Management.Automation.SetValueException"),
			      message, NULL_VALUE);
	Value outer = exception_new(exception_type("System.Management.Automation.RuntimeException"),
				    message, inner);
	Value record = error_record_new(outer, "PropertyAssignmentException",
					CATEGORY_INVALID_OPERATION, NULL_VALUE);
	((struct exception *)outer.cell)->error_record = record;
	return throw_value(record);
}

static enum status group_set(const struct member_group *group, Value self, Value value)
{
	const struct member *member = group->members[0];
	if (group->kind == MEMBER_ALIAS_PROPERTY)
		return member_set(self, alias_target(member), value);
	if (group->kind != MEMBER_PROPERTY && group->kind != MEMBER_SCRIPT_PROPERTY &&
	    group->kind != MEMBER_CODE_PROPERTY && group->kind != MEMBER_NOTE_PROPERTY)
		return throw_not_found(group->name);
	const struct type *owner = value_type(self);
	if (member->set == NULL && (member->get != NULL || owner->set_dynamic == NULL))
		return throw_read_only(group->name);
	const struct type *type = signature_type(group->owners[0], member);
	if (type != NULL && type != &type_object && convert_to(value, type, &value) != OK)
		return throw_property_error("setting", group->name);
	enum status status = member->set != NULL ? member->set(self, value)
						 : owner->set_dynamic(self, group->name, value);
	if (status == ERROR && !(member->flags & MEMBER_DIRECT))
		return throw_property_error("setting", group->name);
	return status;
}

enum status member_set(Value v, const char *name, Value value)
{
	if (value_is_null(v))
		return throw_error("PropertyNotFound", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				   "The property '%s' cannot be found on this object. Verify that "
				   "the property exists and can be set.",
				   name);
	if (value.tag == VALUE_VOID)
		value = NULL_VALUE;
	Value base = value_base(v), holder = v, ignored;
	struct member_object *added = ets_find(v, name);
	if (added == NULL && v.tag == VALUE_PSOBJECT && base.tag != VALUE_PSOBJECT)
		added = ets_find(base, name);
	if (added != NULL)
		return member_object_set(added, v, value);
	if ((v.tag == VALUE_PSOBJECT || member_extras(base, false, &holder)) &&
	    psobject_get(holder, name, &ignored)) {
		psobject_set(holder, name, value);
		return OK;
	}
	if (base.tag == VALUE_PSOBJECT) {
		(void)throw_not_found(name);
		return throw_property_error("setting", name);
	}
	const struct type *type = value_type(base);
	const struct member_group *group = type_find_group(type, name, false);
	bool is_dictionary = base.tag == VALUE_HASHTABLE;
	if (group != NULL && !is_dictionary && type->set_dynamic != NULL &&
	    !(type->flags & TYPE_SCRIPT) && type->get_dynamic != NULL &&
	    type->get_dynamic(base, name, &ignored))
		return type->set_dynamic(base, name, value);
	if (group != NULL && !is_dictionary)
		return group_set(group, base, value);
	if (is_dictionary && group != NULL && group->kind == MEMBER_PROPERTY &&
	    group->members[0]->set != NULL)
		return group_set(group, base, value);
	const struct type *builtin = without_classes(type);
	if (builtin->set_dynamic != NULL)
		return builtin->set_dynamic(base, name, value);
	return throw_not_found(name);
}

static enum status throw_method_not_found(const struct type *type, const char *name)
{
	struct strbuf text = STRBUF_INIT;
	type_append_to_string(type, &text);
	enum status status = throw_error("MethodNotFound", CATEGORY_INVALID_OPERATION, NULL_VALUE,
					 "Method invocation failed because [%s] does not contain a "
					 "method named '%s'.",
					 text.data, name);
	strbuf_clear(&text);
	return status;
}

/* $items.Method(): of each item. */
static enum status invoke_on_items(Value v, const char *name, int argc, const Value *argv,
				   Value *result_r)
{
	struct enumerator e;
	Value results = list_new(), item, one;
	bool more = true, any = false;
	enum status status = value_enumerate(v, &e);
	while (status == OK) {
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		any = true;
		status = member_invoke(item, name, argc, argv, &one);
		if (status == OK && one.tag != VALUE_VOID)
			list_add(value_as_list(results), one);
	}
	if (status == OK && !any)
		return throw_method_not_found(value_type(v), name);
	struct list *l = value_as_list(results);
	*result_r = l->count == 1 ? l->items[0] : l->count == 0 ? VOID_VALUE : list_to_array(l);
	return status;
}

/* What is called like a method but is a property: $x.block.Invoke is not meant, $x.Name() of an indexer is. */
static bool is_callable(const struct member_group *group)
{
	return group->kind == MEMBER_METHOD || group->kind == MEMBER_SCRIPT_METHOD ||
	       group->kind == MEMBER_PARAMETERIZED_PROPERTY;
}

enum status member_invoke(Value v, const char *name, int argc, const Value *argv, Value *result_r)
{
	*result_r = VOID_VALUE;
	if (value_is_null(v)) {
		/* ForEach() and Where() find nothing to do. */
		if (name_equal(name, "ForEach") || name_equal(name, "Where"))
			return OK;
		return throw_error("InvokeMethodOnNull", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				   "You cannot call a method on a null-valued expression.");
	}
	Value base = value_base(v), bare;
	if (member_base_owner(base, &bare))
		v = base = bare;
	if (v.tag == VALUE_PSOBJECT ||
	    (value_is_cell(base) && (base.cell->flags & CELL_EXTENDED)) ||
	    runtime()->type_data.tag == VALUE_HASHTABLE) {
		struct member_object *added = ets_find(v, name);
		if (added == NULL && v.tag == VALUE_PSOBJECT && base.tag != VALUE_PSOBJECT)
			added = ets_find(base, name);
		if (added != NULL && added->kind == MEMBER_SCRIPT_METHOD)
			return member_object_invoke(added, v, argc, argv, result_r);
	}
	const struct type *type = base.tag == VALUE_PSOBJECT ? base.cell->type : value_type(base);
	const struct member_group *group = type_find_group(type, name, false);
	if (group != NULL && is_callable(group))
		return group_invoke(group, base, group->name, argc, argv, result_r);
	enum status status;
	if (member_magic_invoke(v, name, argc, argv, result_r, &status))
		return status;
	group = argc == 0 && strncasecmp(name, "get_", 4) == 0
			? type_find_group(type, name + 4, false)
			: NULL;
	if (group != NULL && group->kind == MEMBER_PROPERTY && group->members[0]->get != NULL) {
		status = group->members[0]->get(base, result_r);
		return status == ERROR ? throw_invocation(name, 0) : status;
	}
	if (value_is_enumerable(base))
		return invoke_on_items(base, name, argc, argv, result_r);
	return throw_method_not_found(type, name);
}

/* An enum's values are its static members. */
static bool enum_find(const struct type *type, const char *name, Value *result_r)
{
	if (!(type->flags & TYPE_ENUM))
		return false;
	for (const struct enum_member *m = type->enum_members; m->name != NULL; m++) {
		if (name_equal(m->name, name)) {
			*result_r = value_enum(type->enum_number, m->value);
			return true;
		}
	}
	return false;
}

enum status member_get_static(const struct type *type, const char *name, Value *result_r,
			      bool *found_r)
{
	*result_r = NULL_VALUE;
	*found_r = true;
	if (enum_find(type, name, result_r))
		return OK;
	const struct member_group *group = type_find_group(type, name, true);
	if (group == NULL) {
		*found_r = false;
		return OK;
	}
	if (group->kind == MEMBER_METHOD || group->kind == MEMBER_CONSTRUCTOR) {
		*result_r = method_object_new(type_value(type), type, group);
		return OK;
	}
	if (group->members[0]->get == NULL)
		return OK;
	enum status status = group->members[0]->get(type_value(type), result_r);
	return status;
}

enum status member_set_static(const struct type *type, const char *name, Value value)
{
	const struct member_group *group = type_find_group(type, name, true);
	if (group == NULL || group->kind != MEMBER_PROPERTY)
		return throw_not_found(name);
	const struct member *member = group->members[0];
	if (member->set == NULL)
		return throw_read_only(group->name);
	const struct type *property_type = signature_type(group->owners[0], member);
	if (property_type != NULL && convert_to(value, property_type, &value) != OK)
		return throw_property_error("setting", group->name);
	enum status status = member->set(type_value(type), value);
	if (status == ERROR && !(member->flags & MEMBER_DIRECT))
		return throw_property_error("setting", group->name);
	return status;
}

/* [T[]]::new(3), [T[,]]::new(2, 2) */
static enum status array_construct(const struct type *type, int argc, const Value *argv,
				   Value *result_r)
{
	int32_t lengths[32];
	if (argc != type->rank || argc > 32)
		return throw_error_type(
			"System.Management.Automation.MethodException",
			"MethodCountCouldNotFindBest", CATEGORY_NOT_SPECIFIED, NULL_VALUE,
			"Cannot find an overload for \"new\" and the argument count: "
			"\"%d\".",
			argc);
	for (int i = 0; i < argc; i++) {
		enum status status = convert_to_int(argv[i], &lengths[i]);
		if (status != OK)
			return status;
		if (lengths[i] < 0) {
			(void)throw_exception("System.OverflowException",
					      "Arithmetic operation resulted in an overflow.");
			return throw_invocation(".ctor", argc);
		}
	}
	*result_r = type->rank == 1 ? array_new_typed(type, (size_t)lengths[0])
				    : array_new_ranks(type, lengths, NULL);
	return OK;
}

enum status member_invoke_static(const struct type *type, const char *name, int argc,
				 const Value *argv, Value *result_r)
{
	*result_r = VOID_VALUE;
	bool is_new = name_equal(name, "new");
	if (is_new && type->element != NULL)
		return array_construct(type, argc, argv, result_r);
	const struct member_group *group = type_find_group(type, name, true);
	if (group == NULL || (group->kind != MEMBER_METHOD && group->kind != MEMBER_CONSTRUCTOR)) {
		if (is_new && (type->flags & TYPE_VALUE) && argc == 0 &&
		    type->tag != VALUE_OBJECT) {
			*result_r = type_default(type);
			return OK;
		}
		return throw_method_not_found(type, name);
	}
	const char *display = group->kind == MEMBER_CONSTRUCTOR ? ".ctor" : group->name;
	bool no_constructor = group->kind == MEMBER_CONSTRUCTOR && (type->flags & TYPE_ABSTRACT) &&
			      group->owners[0] != type;
	if (no_constructor)
		return throw_method_not_found(type, name);
	return group_invoke(group, type_value(type), display, argc, argv, result_r);
}

enum status member_construct(const struct type *type, int argc, const Value *argv, Value *result_r)
{
	const struct member_group *group = type_find_group(type, "new", true);
	if (type->element != NULL || group == NULL || group->kind != MEMBER_CONSTRUCTOR)
		return member_invoke_static(type, "new", argc, argv, result_r);
	const char *dot = strrchr(type->generic != NULL ? type->generic->name : type->name, '.');
	const char *name = dot != NULL ? dot + 1 : type->name;
	return group_construct(group, type_value(type), name, argc, argv, result_r);
}

bool member_try_call(const struct type *type, const char *name, Value argument, Value *result_r)
{
	const struct member_group *group = type_find_group(type, name, true);
	if (group == NULL || !group_accepts(group, argument))
		return false;
	const struct type *self = type;
	if (group_invoke(group, type_value(self), name, 1, &argument, result_r) == OK)
		return true;
	/* The bare exception again: the conversion words its own sentence. */
	struct error_record *record = value_as_error_record(runtime()->error);
	Value inner = ((struct exception *)record->exception.cell)->inner;
	if (!value_is_null(inner))
		(void)throw_value(error_record_new(
			inner,
			strcmp(name, "new") == 0 ? "InvalidCastConstructorTargetInvocationException"
						 : "InvalidCastParseTargetInvocation",
			CATEGORY_NOT_SPECIFIED, NULL_VALUE));
	return false;
}

bool member_has_default_constructor(const struct type *type)
{
	const struct member_group *group = type_find_group(type, "new", true);
	if (group == NULL || group->kind != MEMBER_CONSTRUCTOR)
		return false;
	const struct signature *signatures = group_signatures(group);
	for (size_t i = 0; i < group->count; i++)
		if (signatures[i].required == 0 && !signatures[i].has_params)
			return true;
	return false;
}
