/*
 * Classes and enums of scripts. A class is a `struct type` like any other; `script_class` leads to what only
 * scripts' classes have. An instance is the cell of the built-in base (System.Object's is a bare head, an
 * exception's `struct exception`, a List's `struct list`) with the values of the properties after it.
 */
#ifndef EXOSH_ENGINE_CLASS_H
#define EXOSH_ENGINE_CLASS_H

#include "engine/chunk.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/type.h"

struct class_field {
	const char *name; /* interned */
	const struct ast_class_member *ast;
	struct script_class *owner;
	const struct type *type; /* NULL: any */
	Value validation;        /* list, or NULL */
	Value initial;           /* a value, or the script block that gives it; UNSET: none */
	uint32_t number;         /* in fields, or in the owner's statics */
	bool is_static, is_hidden;
};

struct class_method {
	const char *name; /* interned; ".ctor" */
	const struct ast_class_member *ast;
	struct script_class *owner;
	struct chunk *chunk;
	Value function; /* the script block */
	const struct type **parameter_types;
	size_t parameter_count;
	const struct type *returns; /* NULL: void */
	bool is_static, is_constructor;
	/* The arguments of `: base(...)`, as a method of the same parameters that returns them. */
	Value base_arguments;
};

struct script_class {
	struct type *type;
	struct script_class *base;  /* NULL: not a class of a script */
	const struct type *builtin; /* the first base that is none; System.Object mostly */
	struct unit *unit;
	size_t cell_size; /* where the properties begin in an instance */
	bool is_exception;
	bool is_complete;           /* can be a base */
	struct class_field *fields; /* inherited ones first; statics are its own */
	size_t field_count;
	struct class_field *static_fields;
	size_t static_count;
	Value statics;                /* list of their values */
	struct class_method *methods; /* its own */
	size_t method_count;
	struct class_method
		*default_constructor; /* for the object layer's row when none is written */
	Value roots;                  /* list: everything that must live as long as the class */
	bool statics_ready;
};

static inline struct script_class *class_of(const struct type *type)
{
	return type && (type->flags & TYPE_SCRIPT) && !(type->flags & TYPE_ENUM)
		       ? type->script_class
		       : NULL;
}
/* The class of an instance, or NULL. */
static inline struct script_class *class_of_value(Value v)
{
	return value_is_cell(v) && v.tag != VALUE_STRING ? class_of(v.cell->type) : NULL;
}
static inline Value *class_fields(Value self)
{
	return (Value *)((char *)self.cell + class_of(self.cell->type)->cell_size);
}
/* Of an instance; case ignored. NULL: none. */
const struct class_field *class_find_field(const struct script_class *c, const char *name);
const struct class_field *class_find_static(const struct script_class *c, const char *name);
/* Converts, validates and stores; errors are the bare ones. */
enum status class_store(const struct class_field *field, Value *place, Value v) WARN_UNUSED;
/* The same with SetValueInvocationException. */
enum status class_set_field(const struct class_field *field, Value *place, Value v) WARN_UNUSED;
/* Makes the value of a field that nobody has set yet. */
enum status class_initial_value(const struct class_field *field, Value self,
				Value *result_r) WARN_UNUSED;
/* Values of statics, made at first use. */
enum status class_static_place(const struct class_field *field, Value **place_r) WARN_UNUSED;

/* The method that fits the arguments best, in the class or its bases. *method_r NULL: none, let the object
 * layer word the error. True: no other method of the name takes as many arguments. */
bool class_choose(const struct script_class *c, const char *name, bool is_static, int argc,
		  const Value *argv, const struct class_method **method_r);
/* Calls with conversion of the arguments. */
enum status class_call(const struct class_method *method, Value self, int argc, const Value *argv,
		       Value *result_r) WARN_UNUSED;
/* Defines the classes and enums of a script now, before it runs. */
enum status class_define_script(struct session *s, Value script_block) WARN_UNUSED;
enum status class_construct(const struct script_class *c, int argc, const Value *argv,
			    bool *found_r, Value *result_r) WARN_UNUSED;

#endif
