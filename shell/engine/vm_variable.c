/* Variables: the slow ways of slots, and variables by name. */
#include "engine/vm_private.h"

#include "base/strbuf.h"
#include "engine/class.h"
#include "engine/validation.h"
#include "engine/vm.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/reference.h"
#include "object/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

static enum status not_set(struct frame *f, const char *name, Value *result_r)
{
	*result_r = NULL_VALUE;
	if (f->session->strict_mode < 1)
		return OK;
	return throw_error("VariableIsUndefined", CATEGORY_INVALID_OPERATION, string_from(name),
			   "The variable '$%s' cannot be retrieved because it has not been set.",
			   name);
}

enum status vm_read_unset(struct frame *f, uint16_t slot, Value *result_r)
{
	if (slot >= f->code->slot_count) {
		*result_r = NULL_VALUE;
		return OK;
	}
	const struct slot *info = &f->code->slots[slot];
	*result_r = scope_find(f->session, f->scope, info->key);
	if (result_r->tag != VALUE_UNSET)
		return OK;
	return not_set(f, info->name, result_r);
}

static bool cached(struct frame *f, struct variable_site *site)
{
	return site->location && site->scope_id == f->scope->id &&
	       site->generation == scope_generation && site->location->tag != VALUE_UNSET;
}

static void remember(struct frame *f, struct variable_site *site, Value *location)
{
	site->location = location;
	site->scope_id = f->scope->id;
	site->generation = scope_generation;
}

enum status vm_get_variable(struct frame *f, struct variable_site *site, Value *result_r)
{
	if (LIKELY(cached(f, site))) {
		*result_r = *site->location;
		return OK;
	}
	if (site->where == SCOPE_ANY) {
		Value *location = scope_find_place(f->scope, site->key, SCOPE_ANY);
		if (location) {
			remember(f, site, location);
			*result_r = *location;
			return OK;
		}
	}
	*result_r =
		scope_find(f->session, scope_select(f->session, f->scope, site->where), site->key);
	if (result_r->tag != VALUE_UNSET)
		return OK;
	return not_set(f, site->name, result_r);
}

/* ---- writing ---- */

/* Only variables without type, attributes and options are written through the cache. */
static bool writable_place(struct frame *f, struct variable_site *site)
{
	return site->where == SCOPE_ANY || site->where == SCOPE_LOCAL
		       ? scope_find_place(f->scope, site->key, SCOPE_LOCAL) == site->location
		       : false;
}

enum status vm_set_variable(struct frame *f, struct variable_site *site, Value v)
{
	if (cached(f, site) && site->writes) {
		*site->location = v;
		return OK;
	}
	struct scope *scope = scope_select(f->session, f->scope, site->where);
	if (scope_assign(f->session, scope, site->name, v) != OK)
		return ERROR;
	if (site->where == SCOPE_PRIVATE) {
		struct variable *variable = scope_variable(scope, site->name, true);
		variable->options |= VARIABLE_PRIVATE;
		return OK;
	}
	if (site->where != SCOPE_ANY && site->where != SCOPE_LOCAL)
		return OK;
	Value *location = scope_find_place(f->scope, site->key, SCOPE_LOCAL);
	if (location) {
		remember(f, site, location);
		site->writes = writable_place(f, site);
	}
	return OK;
}

enum status vm_store_moved(struct frame *f, uint16_t slot, Value v)
{
	return scope_assign(f->session, f->scope, f->code->slots[slot].name, v);
}

static struct constraint *slot_constraint(struct frame *f, uint16_t slot)
{
	if (f->constraints && f->constraints[slot])
		return f->constraints[slot];
	return f->code->slots[slot].constraint;
}

/* ---- types and attributes ---- */

/* The types and attributes of [ValidateRange(1, 5)][int]$x, outermost first. */
static enum status ready_expression(struct session *s, struct chunk *chunk, struct constraint *c)
{
	size_t count = 0;
	for (const struct ast *a = c->ast; a;) {
		if (a->kind == AST_CONVERT) {
			a = ((const struct ast_convert *)a)->child;
		} else if (a->kind == AST_ATTRIBUTED_EXPRESSION) {
			a = ((const struct ast_attributed_expression *)a)->child;
			count++;
		} else {
			break;
		}
	}
	struct ast **items = calloc(count + 1, sizeof(*items));
	struct ast_list attributes = {items, 0};
	enum status status = OK;
	for (const struct ast *a = c->ast; a && status == OK;) {
		if (a->kind == AST_CONVERT) {
			const struct ast_convert *convert = (const struct ast_convert *)a;
			if (!c->type) {
				struct type_site site = {
					.ast = convert->type,
					.extent = type_constraint_extent(convert->type)};
				status = vm_find_type(chunk, &site, &c->type);
			}
			a = convert->child;
		} else if (a->kind == AST_ATTRIBUTED_EXPRESSION) {
			const struct ast_attributed_expression *e =
				(const struct ast_attributed_expression *)a;
			attributes.items[attributes.count++] = &e->attribute->ast;
			a = e->child;
		} else {
			break;
		}
	}
	if (status == OK && attributes.count)
		status = validation_attributes(s, chunk->unit->tree, &attributes, &c->validation);
	free(items);
	return status;
}

enum status vm_constraint_ready(struct session *s, struct chunk *chunk, struct constraint *c)
{
	if (c->ready)
		return OK;
	c->validation = NULL_VALUE;
	if (!c->attributes) {
		if (ready_expression(s, chunk, c) != OK)
			return ERROR;
	} else {
		for (size_t i = 0; i < c->attributes->count; i++) {
			const struct ast *a = c->attributes->items[i];
			if (a->kind != AST_TYPE_CONSTRAINT)
				continue;
			const struct ast_type_name *name =
				((const struct ast_type_constraint *)a)->type;
			struct type_site site = {.ast = name,
						 .extent = type_constraint_extent(name)};
			if (vm_find_type(chunk, &site, &c->type) != OK)
				return ERROR;
		}
		if (validation_attributes(s, chunk->unit->tree, c->attributes, &c->validation) !=
		    OK)
			return ERROR;
	}
	c->ready = true;
	return OK;
}

/* A failed conversion in the words of an assignment. */
static enum status not_converted(void)
{
	struct error_record *r = value_as_error_record(runtime()->error);
	if (!r)
		return ERROR;
	const struct type *type = exception_type(
		"System.Management.Automation.ArgumentTransformationMetadataException");
	Value e = exception_new(type, string_from(error_message()), r->exception);
	return throw_value(
		error_record_new(e, "RuntimeException", CATEGORY_METADATA_ERROR, NULL_VALUE));
}

static enum status not_valid(const char *name, Value v, bool first)
{
	return throw_error_type("System.Management.Automation.ValidationMetadataException",
				"ValidateSetFailure", CATEGORY_METADATA_ERROR, NULL_VALUE,
				first ? "The attribute cannot be added because variable %s with "
					"value %s would no longer be valid."
				      : "The variable cannot be validated because the value %2$s "
					"is not a valid value for the "
					"%1$s variable.",
				name, string_data(value_to_string(v)));
}

/* A local that has a type and nothing else is a conversion, and fails as one. */
static bool is_plain_local(const struct frame *f, const struct constraint *c)
{
	return f->has_own && value_is_null(c->validation);
}

static enum status apply(struct frame *f, bool local, struct constraint *c, Value v, bool first,
			 Value *result_r)
{
	struct session *s = f->session;
	struct chunk *chunk = f->code->chunk;
	if (vm_constraint_ready(s, chunk, c) != OK)
		return ERROR;
	if (validation_transform(c->validation, &v) != OK)
		return not_converted();
	*result_r = v;
	if (c->type && convert_to(v, c->type, result_r) != OK)
		return local && is_plain_local(f, c) ? ERROR : not_converted();
	if (!value_is_null(c->validation) && validation_check(s, c->validation, *result_r) != OK)
		return not_valid(c->name, *result_r, first);
	return OK;
}

enum status vm_set_slot(struct frame *f, uint16_t slot, Value v)
{
	struct constraint *c = slot_constraint(f, slot);
	if (c) {
		if (c->ready && c->type && c->type->tag == v.tag && v.tag <= VALUE_DOUBLE &&
		    value_is_null(c->validation)) {
			/* already of the type */
		} else if (apply(f, true, c, v, false, &v) != OK) {
			return ERROR;
		}
	}
	if (f->registers[slot].tag == VALUE_UNSET && f->registers[slot].extra)
		return vm_store_moved(f, slot, v);
	f->registers[slot] = v;
	return OK;
}

enum status vm_constrain_slot(struct frame *f, uint16_t slot, Value v, struct constraint *c)
{
	if (apply(f, true, c, v, true, &v) != OK)
		return ERROR;
	if (!f->constraints)
		f->constraints = calloc(f->code->slot_count + 1, sizeof(*f->constraints));
	f->constraints[slot] = c;
	if (f->registers[slot].tag == VALUE_UNSET && f->registers[slot].extra)
		return vm_store_moved(f, slot, v);
	f->registers[slot] = v;
	return OK;
}

enum status vm_constrain_variable(struct frame *f, struct variable_site *site, Value v,
				  struct constraint *c)
{
	if (apply(f, false, c, v, true, &v) != OK)
		return ERROR;
	struct scope *scope = scope_select(f->session, f->scope, site->where);
	struct variable *variable = scope_variable(scope, site->name, true);
	variable->type = NULL;
	variable->attributes = NULL_VALUE;
	if (scope_assign(f->session, scope, site->name, v) != OK)
		return ERROR;
	variable->type = c->type;
	variable->attributes = c->validation;
	scope_generation++;
	return OK;
}

/* What a typed parameter starts with when it has no default. */
static Value type_start(const struct type *type)
{
	if (type == &type_string)
		return string_empty();
	if (type == &type_switch_parameter || type == &type_bool || type == &type_char ||
	    (type->tag >= VALUE_SBYTE && type->tag <= VALUE_DOUBLE) || type == &type_decimal)
		return type_default(type);
	return NULL_VALUE;
}

enum status vm_default(struct frame *f, uint32_t parameter, Value v, Value *result_r)
{
	struct constraint *c = f->code->parameter_constraints[parameter];
	*result_r = v.tag == VALUE_UNSET ? NULL_VALUE : v;
	if (!c)
		return OK;
	if (vm_constraint_ready(f->session, f->code->chunk, c) != OK)
		return ERROR;
	if (!c->type)
		return OK;
	if (v.tag == VALUE_UNSET) {
		*result_r = type_start(c->type);
		return OK;
	}
	return convert_to(v, c->type, result_r);
}

/* ---- automatic variables ---- */

/* Blocks that the compiler made of an expression have no automatic variables of their own. */
static struct frame *visible_frame(struct frame *f)
{
	while (f->chunk->is_inline && f->caller)
		f = f->caller;
	return f;
}

Value vm_underbar(struct frame *f)
{
	for (; f; f = f->caller)
		if (f->underbar.tag != VALUE_UNSET)
			return f->underbar;
	return NULL_VALUE;
}

static Value script_path(const struct frame *f)
{
	const char *path = f->chunk->unit->tree->source.path;
	return path ? string_from(path) : string_empty();
}

static Value script_root(const struct frame *f)
{
	const char *path = f->chunk->unit->tree->source.path;
	const char *slash = path ? strrchr(path, '/') : NULL;
	if (!slash)
		return string_empty();
	return string_new(path, slash == path ? 1 : (size_t)(slash - path));
}

Value vm_automatic(struct frame *f, enum automatic which)
{
	switch (which) {
	case AUTO_SUCCESS:
		return value_bool(f->session->success);
	case AUTO_SCRIPT_ROOT:
		return script_root(f);
	case AUTO_COMMAND_PATH:
		return script_path(f);
	case AUTO_UNDERBAR:
		return vm_underbar(f);
	default:
		break;
	}
	f = visible_frame(f);
	if (which == AUTO_ARGS || which == AUTO_INPUT) {
		Value v = f->automatic[which];
		if (v.tag != VALUE_UNSET)
			return v;
		if (which == AUTO_ARGS)
			return array_new(0);
		/* In a process block: the record that is being processed. */
		bool record = f->pc >= f->code->entry[SCRIPT_PROCESS] &&
			      f->underbar.tag != VALUE_UNSET && !f->no_record &&
			      (f->code->entry[SCRIPT_END] == NO_ENTRY ||
			       f->pc < f->code->entry[SCRIPT_END]);
		f->automatic[which] = vm_input(array_from(&f->underbar, record));
		return f->automatic[which];
	}
	for (; f; f = f->caller)
		if (f->automatic[which].tag != VALUE_UNSET)
			return f->automatic[which];
	return NULL_VALUE;
}

void vm_set_automatic(struct frame *f, enum automatic which, Value v)
{
	if (which == AUTO_UNDERBAR)
		f->underbar = v;
	else if (which < AUTO_SCRIPT_ROOT)
		visible_frame(f)->automatic[which] = v;
}

/* ---- $input ---- */

struct input {
	struct cell cell;
	Value items; /* array or list */
	size_t position;
};

static void input_mark(void *cell)
{
	gc_mark(((struct input *)cell)->items);
}

static enum status input_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	struct input *input = (struct input *)e->source.cell;
	*more_r = input->position < value_count(input->items);
	if (*more_r)
		*item_r = value_item(input->items, input->position++);
	return OK;
}

static enum status input_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .state = NULL_VALUE, .next = input_next};
	return OK;
}

static enum status input_move_next(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	struct input *input = (struct input *)self.cell;
	bool more = input->position < value_count(input->items);
	if (more)
		input->position++;
	*result_r = value_bool(more);
	return OK;
}

static enum status input_get_current(Value self, Value *result_r)
{
	const struct input *input = (const struct input *)self.cell;
	*result_r = input->position ? value_item(input->items, input->position - 1) : NULL_VALUE;
	return OK;
}

static enum status input_reset(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	((struct input *)self.cell)->position = 0;
	return OK;
}

static const struct member input_members[] = {
	PROPERTY("System.Object Current {get;}", input_get_current),
	METHOD("bool MoveNext()", input_move_next),
	METHOD("void Reset()", input_reset),
	MEMBER_END,
};

static struct type type_input = {
	.name = "System.Collections.ArrayList+ArrayListEnumeratorSimple",
	.tag = VALUE_OBJECT,
	.members = input_members,
	.mark = input_mark,
	.enumerate = input_enumerate,
};

Value vm_input(Value list)
{
	struct input *input = gc_alloc(&type_input, VALUE_OBJECT, sizeof(*input));
	input->items = list;
	return value_cell(VALUE_OBJECT, input);
}

/* ---- references ---- */

/* What [ref]$x keeps: the scope by number, because it may be gone when the reference is used. */
struct variable_place {
	struct cell cell;
	uint64_t scope_id;
	const char *name;
	Value kept; /* the last value, for when the scope is gone */
};

static void variable_place_mark(void *cell)
{
	gc_mark(((struct variable_place *)cell)->kept);
}

static struct type type_variable_place = {
	.name = "System.Management.Automation.PSVariable",
	.tag = VALUE_OBJECT,
	.mark = variable_place_mark,
};

struct scope *machine_find_scope(uint64_t id)
{
	struct session *s = session_current();
	for (struct frame *f = s->machine->frames; f; f = f->next)
		if (f->scope && f->scope->id == id)
			return f->scope;
	for (struct scope *scope = s->scope; scope; scope = scope->parent)
		if (scope->id == id)
			return scope;
	return s->global->id == id ? s->global : NULL;
}

static enum status place_get(Value variable, Value *result_r)
{
	struct variable_place *place = (struct variable_place *)variable.cell;
	struct scope *scope = machine_find_scope(place->scope_id);
	*result_r = scope ? scope_get_in(scope, place->name) : place->kept;
	if (result_r->tag == VALUE_UNSET)
		*result_r = NULL_VALUE;
	return OK;
}

static enum status place_set(Value variable, Value v)
{
	struct variable_place *place = (struct variable_place *)variable.cell;
	struct scope *scope = machine_find_scope(place->scope_id);
	place->kept = v;
	return scope ? scope_assign(session_current(), scope, place->name, v) : OK;
}

/* The scope in which the variable is, looked for as reading does. */
static struct scope *owner_of(struct frame *f, struct variable_site *site)
{
	struct scope *scope = scope_select(f->session, f->scope, site->where);
	for (; scope; scope = scope->parent)
		if (scope_get_in(scope, site->name).tag != VALUE_UNSET)
			return scope;
	return NULL;
}

enum status vm_reference(struct frame *f, struct variable_site *site, Value *result_r)
{
	if (strcmp(site->key, "null") == 0) {
		*result_r = reference_new(NULL_VALUE);
		return OK;
	}
	struct scope *scope = owner_of(f, site);
	if (!scope) {
		throw_error("NonExistingVariableReference", CATEGORY_INVALID_OPERATION,
			    string_from(site->name),
			    "[ref] cannot be applied to a variable that does not exist.");
		value_as_error_record(runtime()->error)->category_target_type =
			string_from("VariablePath");
		return ERROR;
	}
	struct variable_place *place = gc_alloc(&type_variable_place, VALUE_OBJECT, sizeof(*place));
	place->scope_id = scope->id;
	place->name = site->name;
	place->kept = scope_get_in(scope, site->name);
	*result_r = reference_new(place->kept);
	struct reference *reference = (struct reference *)result_r->cell;
	reference->variable = value_cell(VALUE_OBJECT, place);
	reference->get = place_get;
	reference->set = place_set;
	return OK;
}

enum status vm_get_using(struct frame *f, struct variable_site *site, Value *result_r)
{
	struct scope *around = machine_of(f)->using_scope;
	if (around) {
		*result_r = scope_find(f->session, around, site->key);
		return result_r->tag == VALUE_UNSET ? not_set(f, site->name, result_r) : OK;
	}
	return throw_error(
		"UsingWithoutInvokeCommand", CATEGORY_INVALID_OPERATION, NULL_VALUE,
		"A Using variable cannot be retrieved. A Using variable can be used only with "
		"Invoke-Command, Start-Job, or InlineScript in the script workflow. When it is "
		"used "
		"with Invoke-Command, the Using variable is valid only if the script block is "
		"invoked "
		"on a remote computer.");
}
