/* What an instance of a script's class does as a value: its text, equality, order, conversion, enumeration. */
#include "engine/class_private.h"

#include "base/strbuf.h"
#include "engine/vm.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdio.h>

static void mark_object(void *cell)
{
	const struct script_class *c = class_of(((struct cell *)cell)->type);
	if (c->builtin->mark)
		c->builtin->mark(cell);
	gc_mark_values((Value *)((char *)cell + c->cell_size), c->field_count);
}

static const struct class_method *find_own(Value self, const char *name, int argc,
					   const Value *argv)
{
	const struct class_method *m;
	class_choose(class_of_value(self), name, false, argc, argv, &m);
	return m;
}

static enum status instance_to_string(Value self, const char *format, struct strbuf *out)
{
	/* IFormattable's, where a format is asked for. */
	Value with_format[] = {format ? string_from(format) : NULL_VALUE, NULL_VALUE};
	const struct class_method *m = format ? find_own(self, "ToString", 2, with_format) : NULL;
	const struct script_class *c = class_of_value(self);
	Value text;
	if (m && class_call(m, self, 2, with_format, &text) == OK) {
		value_append_string(text, out);
		return OK;
	}
	m = find_own(self, "ToString", 0, NULL);
	if (m && class_call(m, self, 0, NULL, &text) == OK)
		value_append_string(text, out);
	else if (c->is_exception)
		value_append_string(((struct exception *)self.cell)->message, out);
	else
		strbuf_adds(out, self.cell->type->name);
	return OK;
}

static bool instance_equals(Value a, Value b, bool ignore_case UNUSED)
{
	if (value_is_cell(b) && a.cell == b.cell)
		return true;
	const struct class_method *m = find_own(a, "Equals", 1, &b);
	Value result;
	return m && class_call(m, a, 1, &b, &result) == OK && value_is_true(result);
}

static enum status instance_compare(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	const struct class_method *m = find_own(a, "CompareTo", 1, &b);
	Value result;
	int32_t order;
	if (!m)
		return throw_exception("System.InvalidOperationException",
				       "The objects cannot be compared.");
	if (class_call(m, a, 1, &b, &result) != OK || convert_to_int(result, &order) != OK)
		return ERROR;
	*order_r = order < 0 ? -1 : order > 0;
	return OK;
}

static uint32_t instance_hash(Value self)
{
	const struct class_method *m = find_own(self, "GetHashCode", 0, NULL);
	Value result;
	int32_t hash;
	if (m && class_call(m, self, 0, NULL, &result) == OK && convert_to_int(result, &hash) == OK)
		return (uint32_t)hash;
	return (uint32_t)((uintptr_t)self.cell >> 4);
}

static bool instance_get(Value self, const char *name, Value *result_r)
{
	const struct class_field *field = class_find_field(class_of_value(self), name);
	const struct class_method *m;
	char getter[128];
	if (field) {
		*result_r = class_fields(self)[field->number];
		return true;
	}
	/* Properties of interfaces are written as methods: get_Current(). */
	snprintf(getter, sizeof(getter), "get_%s", name);
	m = find_own(self, getter, 0, NULL);
	return m && class_call(m, self, 0, NULL, result_r) == OK;
}

/* ---- enumeration ---- */

static enum status call_named(Value self, const char *name, Value *result_r)
{
	const struct class_method *m = find_own(self, name, 0, NULL);
	*result_r = NULL_VALUE;
	return m ? class_call(m, self, 0, NULL, result_r) : OK;
}

/* A class that is an IEnumerator itself. */
static enum status own_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	Value more;
	if (call_named(e->state, "MoveNext", &more) != OK)
		return ERROR;
	*more_r = value_is_true(more);
	return *more_r ? call_named(e->state, "get_Current", item_r) : OK;
}

static enum status instance_enumerate(Value self, struct enumerator *e)
{
	Value inner = self;
	if (find_own(self, "GetEnumerator", 0, NULL) &&
	    call_named(self, "GetEnumerator", &inner) != OK)
		return ERROR;
	if (inner.tag != VALUE_OBJECT || !class_of_value(inner))
		return value_enumerate(inner, e);
	*e = (struct enumerator){.source = self, .state = inner, .next = own_next};
	return OK;
}

/* ---- conversion ---- */

static enum status instance_set(Value self, const char *name, Value v)
{
	const struct class_field *field = class_find_field(class_of_value(self), name);
	if (!field)
		return throw_exception("System.MissingMemberException",
				       "There is no property '%s'.", name);
	return class_store(field, &class_fields(self)[field->number], v);
}

static enum status unknown_property(const struct script_class *c, const char *name)
{
	struct strbuf list = STRBUF_INIT;
	for (size_t i = 0; i < c->field_count; i++) {
		const struct type *type = c->fields[i].type ? c->fields[i].type : &type_object;
		if (!c->fields[i].is_hidden)
			strbuf_addf(&list, "%s[%s <%s>]", list.length ? ", " : "",
				    c->fields[i].name, type->name);
	}
	enum status status = throw_error(
		"ObjectCreationError", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"Cannot create object of type \"%s\". The property '%s' was not found for "
		"the '%s' object. The settable properties are: %s.",
		c->type->name, name, c->type->name, list.data);
	strbuf_clear(&list);
	return status;
}

/* The error that just came, as the reason why there is no object. */
static enum status not_created(const struct script_class *c)
{
	Value why = string_from(error_message());
	return throw_error("ObjectCreationError", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			   "Cannot create object of type \"%s\". %s", c->type->name,
			   string_data(why));
}

static enum status set_by_name(const struct script_class *c, Value self, const char *name, Value v)
{
	const struct class_field *field = class_find_field(c, name);
	if (field)
		return class_store(field, &class_fields(self)[field->number], v) == OK
			       ? OK
			       : not_created(c);
	if (c->is_exception)
		return member_set(self, name, v);
	return unknown_property(c, name);
}

static enum status convert_object(Value from, const struct type *to, Value *result_r)
{
	const struct script_class *c = class_of(to);
	bool found;
	Value base = value_base(from);
	if (base.tag == VALUE_HASHTABLE) {
		if (class_construct(c, 0, NULL, &found, result_r) != OK)
			return ERROR;
		Value key, v;
		for (size_t i = 0; hashtable_next(value_as_hashtable(base), &i, &key, &v);)
			if (set_by_name(c, *result_r, string_data(value_to_string(key)), v) != OK)
				return ERROR;
		return OK;
	}
	if (base.tag == VALUE_PSOBJECT) {
		if (class_construct(c, 0, NULL, &found, result_r) != OK)
			return ERROR;
		for (size_t i = 0; i < psobject_count(base); i++)
			if (set_by_name(c, *result_r, psobject_name_at(base, i),
					psobject_value_at(base, i)) != OK)
				return ERROR;
		return OK;
	}
	const struct class_method *m;
	if (base.tag == VALUE_STRING) {
		class_choose(c, "Parse", true, 1, &from, &m);
		if (m)
			return class_call(m, UNSET_VALUE, 1, &from, result_r);
	}
	for (size_t i = 0; i < c->method_count; i++) {
		m = &c->methods[i];
		Value converted;
		if (m->is_constructor && !m->is_static && m->parameter_count == 1 &&
		    (!m->parameter_types[0] ||
		     convert_try(from, m->parameter_types[0], &converted)))
			return class_construct(c, 1, &from, &found, result_r);
	}
	static const char *const operators[] = {"op_Implicit", "op_Explicit"};
	for (size_t i = 0; i < countof(operators); i++) {
		class_choose(c, operators[i], true, 1, &from, &m);
		if (m)
			return class_call(m, UNSET_VALUE, 1, &from, result_r);
	}
	return throw_error_type(
		"System.Management.Automation.PSInvalidCastException",
		"ConvertToFinalInvalidCastException", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"Cannot convert the \"%s\" value of type \"%s\" to type \"%s\".",
		string_data(value_to_string(from)), value_type(base)->name, to->name);
}

void class_set_hooks(struct type *type, const struct type *builtin)
{
	type->mark = mark_object;
	type->to_string = instance_to_string;
	type->equals = instance_equals;
	type->compare = instance_compare;
	type->hash = instance_hash;
	type->convert = convert_object;
	type->get_dynamic = instance_get;
	type->set_dynamic = instance_set;
	if (!builtin->enumerate && builtin->tag != VALUE_HASHTABLE &&
	    (type_is_a(type, &type_ienumerable) || type_is_a(type, &type_ienumerator)))
		type->enumerate = instance_enumerate;
}
