#include "engine/ps_variable.h"

#include "base/strbuf.h"
#include "engine/module.h"
#include "engine/session.h"
#include "engine/vm.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/string.h"

struct ps_variable {
	struct cell cell;
	uint64_t scope_id;
	const char *name; /* interned */
	Value kept;       /* its value when it was looked at: for when the scope is gone */
};

static void variable_mark(void *cell)
{
	gc_mark(((struct ps_variable *)cell)->kept);
}

static struct ps_variable *self_variable(Value self)
{
	return (struct ps_variable *)self.cell;
}

static struct scope *scope_of(Value self)
{
	return machine_find_scope(self_variable(self)->scope_id);
}

Value ps_variable_new(struct scope *scope, const char *name)
{
	struct ps_variable *v = gc_alloc(&type_ps_variable, VALUE_OBJECT, sizeof(*v));
	Value interned = string_intern(name, __builtin_strlen(name));
	v->scope_id = scope->id;
	v->name = string_data(interned);
	v->kept = scope_get_in(scope, name);
	return value_cell(VALUE_OBJECT, v);
}

/* new(name [, value [, options]]): of no scope yet. */
static enum status construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct ps_variable *v = gc_alloc(&type_ps_variable, VALUE_OBJECT, sizeof(*v));
	Value interned = string_intern(string_data(argv[0]), string_length(argv[0]));
	v->name = string_data(interned);
	v->kept = argc > 1 ? argv[1] : NULL_VALUE;
	*result_r = value_cell(VALUE_OBJECT, v);
	return OK;
}

Value ps_variable_find(struct session *s, const char *name)
{
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		if (scope_get_in(scope, name).tag != VALUE_UNSET)
			return ps_variable_new(scope, name);
	return NULL_VALUE;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = string_from(self_variable(self)->name);
	return OK;
}

static enum status get_value(Value self, Value *result_r)
{
	struct scope *scope = scope_of(self);
	*result_r =
		scope ? scope_get_in(scope, self_variable(self)->name) : self_variable(self)->kept;
	if (result_r->tag == VALUE_UNSET)
		*result_r = NULL_VALUE;
	return OK;
}

static enum status set_value(Value self, Value v)
{
	struct scope *scope = scope_of(self);
	self_variable(self)->kept = v;
	return scope ? scope_set_in(session_current(), scope, self_variable(self)->name, v) : OK;
}

static struct variable *details(Value self)
{
	struct scope *scope = scope_of(self);
	return scope ? scope_variable(scope, self_variable(self)->name, false) : NULL;
}

static enum status get_description(Value self, Value *result_r)
{
	struct variable *v = details(self);
	*result_r = string_from(v && v->description ? v->description : "");
	return OK;
}

/* ScopedItemOptions: ReadOnly 1, Constant 2, Private 4, AllScope 8: the same bits. */
static enum status get_options(Value self, Value *result_r)
{
	struct variable *v = details(self);
	*result_r = value_enum(type_scoped_item_options.enum_number, v ? v->options : 0);
	return OK;
}

static enum status set_options(Value self, Value value)
{
	struct scope *scope = scope_of(self);
	struct variable *v = scope ? scope_variable(scope, self_variable(self)->name, true) : NULL;
	if (v)
		v->options = (unsigned)value_base(value).integer;
	return OK;
}

static enum status get_visibility(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("Public");
	return OK;
}

static enum status get_module_name(Value self, Value *result_r)
{
	struct scope *scope = scope_of(self);
	*result_r = string_from(scope && scope->module ? scope->module->name : "");
	return OK;
}

static enum status get_attributes(Value self, Value *result_r)
{
	struct variable *v = details(self);
	*result_r = v && v->attributes.tag == VALUE_LIST ? v->attributes : list_new();
	return OK;
}

static const struct member variable_members[] = {
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("string Description {get;set;}", get_description),
	PROPERTY_RW("System.Object Value {get;set;}", get_value, set_value),
	PROPERTY("System.Management.Automation.SessionStateEntryVisibility Visibility {get;set;}",
		 get_visibility),
	PROPERTY("psmoduleinfo Module {get;}", get_module_name),
	PROPERTY("string ModuleName {get;}", get_module_name),
	PROPERTY_RW("System.Management.Automation.ScopedItemOptions Options {get;set;}",
		    get_options, set_options),
	PROPERTY("System.Collections.ObjectModel.Collection[System.Attribute] Attributes {get;}",
		 get_attributes),
	CONSTRUCTOR("psvariable new(string name)", construct),
	CONSTRUCTOR("psvariable new(string name, System.Object value)", construct),
	CONSTRUCTOR("psvariable new(string name, System.Object value, "
		    "System.Management.Automation.ScopedItemOptions options)",
		    construct),
	MEMBER_END,
};
struct type type_ps_variable = {
	.name = "System.Management.Automation.PSVariable",
	.alias = "psvariable",
	.tag = VALUE_OBJECT,
	.members = variable_members,
	.mark = variable_mark,
};
