#include "engine/class.h"

#include "engine/validation.h"
#include "engine/vm.h"
#include "engine/vm_private.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/member.h"
#include "object/overload.h"
#include "object/string.h"

#include <string.h>

/* ---- properties ---- */

const struct class_field *class_find_field(const struct script_class *c, const char *name)
{
	/* Later ones hide inherited ones. */
	for (size_t i = c->field_count; i-- > 0;)
		if (c->fields[i].name == name)
			return &c->fields[i];
	for (size_t i = c->field_count; i-- > 0;)
		if (name_equal(c->fields[i].name, name))
			return &c->fields[i];
	return NULL;
}

const struct class_field *class_find_static(const struct script_class *c, const char *name)
{
	for (; c; c = c->base)
		for (size_t i = 0; i < c->static_count; i++)
			if (name_equal(c->static_fields[i].name, name))
				return &c->static_fields[i];
	return NULL;
}

static enum status not_set(const struct class_field *field)
{
	Value inner = value_as_error_record(runtime()->error)->exception;
	Value message =
		string_printf("Exception setting \"%s\": \"%s\"", field->name, error_message());
	Value e = exception_new(
		exception_type("System.Management.Automation.SetValueInvocationException"), message,
		inner);
	return throw_value(
		error_record_new(e, "ExceptionWhenSetting", CATEGORY_NOT_SPECIFIED, NULL_VALUE));
}

enum status class_store(const struct class_field *field, Value *place, Value v)
{
	const struct type *type = field->type;
	if (v.tag == VALUE_VOID)
		v = NULL_VALUE;
	if (!value_is_null(field->validation) && validation_transform(field->validation, &v) != OK)
		return ERROR;
	if (type && !(type->tag == v.tag && v.tag >= VALUE_BOOL && v.tag <= VALUE_DOUBLE) &&
	    convert_to(v, type, &v) != OK)
		return ERROR;
	if (!value_is_null(field->validation) &&
	    validation_check(session_current(), field->validation, v) != OK)
		return ERROR;
	*place = v;
	return OK;
}

enum status class_set_field(const struct class_field *field, Value *place, Value v)
{
	return class_store(field, place, v) == OK ? OK : not_set(field);
}

/* A script block run as a method of no arguments. */
static enum status evaluate(const struct class_field *field, Value self, Value *result_r)
{
	struct class_method method = {.name = field->name,
				      .owner = field->owner,
				      .function = field->initial,
				      .returns = &type_object};
	return class_call(&method, self, 0, NULL, result_r);
}

/* What fails in making an instance is told at that place in the class. */
static enum status fail_at(const struct script_class *c, struct extent where)
{
	struct error_record *r = value_as_error_record(runtime()->error);
	if (r && !r->position.source)
		r->position = (struct error_position){&c->unit->tree->source, where.start,
						      where.end, value_cell(VALUE_OBJECT, c->unit)};
	return ERROR;
}

enum status class_initial_value(const struct class_field *field, Value self, Value *result_r)
{
	*result_r = field->type && (field->type->flags & TYPE_VALUE) ? type_default(field->type)
								     : NULL_VALUE;
	if (field->initial.tag == VALUE_UNSET)
		return OK;
	Value v = field->initial;
	if (v.tag == VALUE_SCRIPT_BLOCK && evaluate(field, self, &v) != OK)
		return ERROR;
	if (class_store(field, result_r, v) == OK)
		return OK;
	return fail_at(field->owner, field->ast->initial->extent);
}

/* What goes wrong when the statics are made hides behind the type's own exception. */
static enum status initializer_failed(const struct script_class *c)
{
	Value inner = value_as_error_record(runtime()->error)->exception;
	Value message =
		string_printf("The type initializer for '%s' threw an exception.", c->type->name);
	Value e =
		exception_new(exception_type("System.TypeInitializationException"), message, inner);
	return throw_value(error_record_new(e, "System.TypeInitializationException",
					    CATEGORY_OPERATION_STOPPED, NULL_VALUE));
}

static enum status make_statics(struct script_class *c)
{
	for (size_t i = 0; i < c->static_count; i++) {
		Value v;
		if (class_initial_value(&c->static_fields[i], UNSET_VALUE, &v) != OK)
			return ERROR;
		value_as_array(c->statics)->items[i] = v;
	}
	Value ignored;
	for (size_t i = 0; i < c->method_count; i++)
		if (c->methods[i].is_constructor && c->methods[i].is_static &&
		    class_call(&c->methods[i], UNSET_VALUE, 0, NULL, &ignored) != OK)
			return ERROR;
	return OK;
}

enum status class_static_place(const struct class_field *field, Value **place_r)
{
	struct script_class *c = field->owner;
	if (!c->statics_ready) {
		c->statics_ready = true;
		if (make_statics(c) != OK)
			return initializer_failed(c);
	}
	*place_r = &value_as_array(c->statics)->items[field->number];
	return OK;
}

/* ---- choosing methods ---- */

static bool same_parameters(const struct class_method *a, const struct class_method *b)
{
	for (size_t i = 0; i < a->parameter_count; i++)
		if (a->parameter_types[i] != b->parameter_types[i])
			return false;
	return true;
}

/* `than` may be NULL. */
static bool fits_better(const struct class_method *m, const struct class_method *than, int argc,
			const Value *argv)
{
	return than ? types_fit_better(m->parameter_types, than->parameter_types, argc, argv)
		    : types_accept(m->parameter_types, argc, argv);
}

bool class_choose(const struct script_class *c, const char *name, bool is_static, int argc,
		  const Value *argv, const struct class_method **method_r)
{
	const struct class_method *candidates[32];
	size_t count = 0;
	for (; c; c = c->base)
		for (size_t i = 0; i < c->method_count; i++) {
			const struct class_method *m = &c->methods[i];
			if (m->is_static != is_static || m->parameter_count != (size_t)argc ||
			    !name_equal(m->name, name))
				continue;
			bool overridden = false;
			for (size_t k = 0; k < count; k++)
				overridden |= same_parameters(candidates[k], m);
			if (!overridden && count < countof(candidates))
				candidates[count++] = m;
		}
	*method_r = count ? candidates[0] : NULL;
	if (count <= 1)
		return true;
	*method_r = NULL;
	for (size_t i = 0; i < count; i++)
		if (fits_better(candidates[i], *method_r, argc, argv))
			*method_r = candidates[i];
	return false;
}

/* ---- calls ---- */

static enum status bad_argument(const struct class_method *m, size_t i, Value v)
{
	const struct ast_parameter *p = (const struct ast_parameter *)m->ast->parameters.items[i];
	Value inner = value_as_error_record(runtime()->error)->exception;
	Value message = string_printf("Cannot convert argument \"%s\", with value: \"%s\", for "
				      "\"%s\" to type \"%s\": \"%s\"",
				      p->name, string_data(value_to_string(v)), m->name,
				      m->parameter_types[i]->name, error_message());
	Value e = exception_new(exception_type("System.Management.Automation.MethodException"),
				message, inner);
	return throw_value(error_record_new(e, "MethodArgumentConversionInvalidCastArgument",
					    CATEGORY_NOT_SPECIFIED, NULL_VALUE));
}

static enum status set_arguments(struct frame *f, const struct class_method *m, int argc,
				 const Value *argv)
{
	for (int i = 0; i < argc; i++) {
		Value v = argv[i].tag <= VALUE_UNSET ? NULL_VALUE : argv[i];
		const struct type *type = m->parameter_types[i];
		if (type && type->tag == v.tag && v.tag >= VALUE_BOOL && v.tag <= VALUE_DOUBLE)
			; /* is of the type */
		else if (type && convert_to(v, type, &v) != OK)
			return bad_argument(m, (size_t)i, argv[i]);
		f->registers[i] = v;
	}
	return OK;
}

enum status class_call(const struct class_method *m, Value self, int argc, const Value *argv,
		       Value *result_r)
{
	struct frame *f = frame_new(session_current(), m->function);
	enum status status = frame_prepare(f, CODE_OWN_SCOPE);
	if (status == OK)
		status = set_arguments(f, m, argc, argv);
	if (status == OK) {
		f->automatic[AUTO_THIS] = self;
		f->output = f->out = &output_null;
		f->result = VOID_VALUE;
		const uint32_t *entry = f->code->entry;
		if (entry[PART_PARAMETERS] != NO_ENTRY)
			status = vm_run(f, entry[PART_PARAMETERS]);
		if (status == OK && entry[SCRIPT_END] != NO_ENTRY)
			status = vm_run(f, entry[SCRIPT_END]);
	}
	if (status == OK) {
		*result_r = m->returns ? f->result : VOID_VALUE;
		if (m->returns && m->returns != &type_object &&
		    !(m->returns->tag == f->result.tag && f->result.tag <= VALUE_DOUBLE))
			status = convert_to(f->result, m->returns, result_r);
	}
	frame_release(f);
	return status;
}

enum status machine_invoke_script_method(Value function, Value self, int argc, const Value *argv,
					 Value *result_r)
{
	const struct chunk *chunk = value_as_script_block(function)->code;
	const struct class_method *m = chunk->method;
	if (m->is_constructor && !m->is_static) {
		bool found;
		return class_construct(m->owner, argc, argv, &found, result_r);
	}
	return class_call(m, self, argc, argv, result_r);
}

/* ---- construction ---- */

static enum status no_overload(int argc)
{
	return throw_error_type(
		"System.Management.Automation.MethodException", "MethodCountCouldNotFindBest",
		CATEGORY_NOT_SPECIFIED, NULL_VALUE,
		"Cannot find an overload for \"new\" and the argument count: \"%d\".", argc);
}

/* The part of an instance that is a built-in type's is made by that type's constructor. */
static enum status construct_builtin(const struct script_class *c, Value self, int argc,
				     const Value *argv)
{
	Value made;
	if (!type_find_member(c->builtin, "new", true))
		return argc ? no_overload(argc) : OK;
	if (member_invoke_static(c->builtin, "new", argc, argv, &made) != OK)
		return ERROR;
	memcpy(self.cell + 1, made.cell + 1, c->cell_size - sizeof(struct cell));
	return OK;
}

static enum status construct_exception(Value self, int argc, const Value *argv)
{
	struct exception *e = (struct exception *)self.cell;
	if (argc > 0)
		e->message = value_to_string(argv[0]);
	if (argc > 1 && value_is_a(argv[1], &type_exception))
		e->inner = value_base(argv[1]);
	return OK;
}

static const struct class_method *find_constructor(const struct script_class *c, int argc,
						   const Value *argv)
{
	const struct class_method *found = NULL;
	for (size_t i = 0; i < c->method_count; i++) {
		const struct class_method *m = &c->methods[i];
		if (!m->is_constructor || m->is_static || m->parameter_count != (size_t)argc)
			continue;
		if (!found || fits_better(m, found, argc, argv))
			found = m;
	}
	return found;
}

static bool has_constructors(const struct script_class *c)
{
	for (size_t i = 0; i < c->method_count; i++)
		if (c->methods[i].is_constructor && !c->methods[i].is_static)
			return true;
	return false;
}

static enum status construct_level(const struct script_class *c, Value self, int argc,
				   const Value *argv);

static enum status construct_base(const struct script_class *c, Value self, int argc,
				  const Value *argv)
{
	if (c->base)
		return construct_level(c->base, self, argc, argv);
	if (c->is_exception)
		return construct_exception(self, argc, argv);
	if (c->builtin != &type_object)
		return construct_builtin(c, self, argc, argv);
	return argc ? no_overload(argc) : OK;
}

/* The class's part of making an instance: its own properties, then the base, then the constructor's body. */
static enum status construct_level(const struct script_class *c, Value self, int argc,
				   const Value *argv)
{
	Value *fields = class_fields(self);
	const struct class_method *m = find_constructor(c, argc, argv);
	if (!m && (has_constructors(c) || (argc && !c->is_exception)))
		return no_overload(argc);
	for (size_t i = 0; i < c->field_count; i++)
		if (c->fields[i].owner == c &&
		    class_initial_value(&c->fields[i], self, &fields[c->fields[i].number]) != OK)
			return ERROR;
	Value base_arguments = NULL_VALUE;
	if (m && m->base_arguments.tag == VALUE_SCRIPT_BLOCK) {
		struct class_method arguments = *m;
		arguments.function = m->base_arguments;
		arguments.returns = &type_object;
		arguments.is_constructor = false;
		if (class_call(&arguments, self, argc, argv, &base_arguments) != OK)
			return ERROR;
	}
	int base_argc = base_arguments.tag == VALUE_ARRAY ? (int)value_count(base_arguments) : 0;
	const Value *base_argv = base_argc ? value_as_array(base_arguments)->items : NULL;
	if (!m && c->is_exception && !c->base) {
		base_argc = argc;
		base_argv = argv;
	}
	if (construct_base(c, self, base_argc, base_argv) != OK) {
		uint32_t body = m ? m->ast->body->ast.extent.start : 0;
		return m ? fail_at(c, (struct extent){body, body + 1}) : ERROR;
	}
	Value ignored;
	return m ? class_call(m, self, argc, argv, &ignored) : OK;
}

enum status class_construct(const struct script_class *c, int argc, const Value *argv,
			    bool *found_r, Value *result_r)
{
	*found_r = true;
	if (c->type->flags & TYPE_ABSTRACT)
		return no_overload(argc);
	struct cell *cell = gc_alloc(c->type, c->type->tag,
				     c->cell_size + (c->field_count + 1) * sizeof(Value));
	Value self = value_cell(c->type->tag, cell);
	for (size_t i = 0; i < c->field_count; i++)
		class_fields(self)[i] = NULL_VALUE;
	if (c->is_exception) {
		struct exception *e = (struct exception *)cell;
		e->message = string_printf("Exception of type '%s' was thrown.", c->type->name);
		e->inner = e->error_record = e->data = e->extra = e->fields = NULL_VALUE;
	}
	if (construct_level(c, self, argc, argv) != OK)
		return ERROR;
	*result_r = self;
	return OK;
}
