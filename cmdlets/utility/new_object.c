/* New-Object: an instance of a .NET type. */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "formatters/property_expression.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"
#include <string.h>

struct new_object {
	const char *type_name, *com_object;
	Value arguments, property;
	bool strict;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct new_object, type_name, "TypeName", PARAM_MANDATORY | PARAM_POSITION(0),
		     .set = "Net", .help = "The full name of the type."),
	PARAM_STRING(struct new_object, com_object, "ComObject",
		     PARAM_MANDATORY | PARAM_POSITION(0), .set = "Com",
		     .help = "A COM class; there are none outside Windows."),
	PARAM_VALUE(struct new_object, arguments, "ArgumentList", &type_object_array,
		    PARAM_POSITION(1), .set = "Net", .aliases = "Args",
		    .help = "Arguments of the constructor."),
	PARAM_SWITCH(struct new_object, strict, "Strict", 0, .set = "Com",
		     .help = "Belongs to -ComObject."),
	PARAM_VALUE(struct new_object, property, "Property", &type_idictionary, 0,
		    .help = "Values for properties of the new object."),
	PARAM_END,
};

static enum status set_properties(struct cmdlet_call *c, Value object)
{
	const struct new_object *self = cmdlet_state(c);
	const struct hashtable *h = value_as_hashtable(value_base(self->property));
	Value key, value;
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
		const char *name = string_data(value_to_string(key));
		if (object.tag == VALUE_PSOBJECT && value_base(object).tag == VALUE_PSOBJECT) {
			psobject_set(object, name, value);
			continue;
		}
		Value old;
		bool there = false;
		if (object_property(object, name, &old, &there) != OK)
			runtime()->error = NULL_VALUE;
		if (there && member_set(object, name, value) == OK)
			continue;
		Value cause = there ? error_take() : NULL_VALUE;
		enum status status =
			!there ? cmdlet_error_type(
					 c, "System.InvalidOperationException",
					 "InvalidOperationException", CATEGORY_INVALID_OPERATION,
					 NULL_VALUE,
					 "The member \"%s\" was not found for the specified "
					 ".NET object.",
					 name)
			       : cmdlet_write_error(c, cause);
		if (status != OK)
			return status;
	}
	return OK;
}

/* The constructor's own exception, not the one that says that it failed. */
static enum status construction_failed(struct cmdlet_call *c)
{
	struct error_record *r = value_as_error_record(runtime()->error);
	if (r && value_is_null(r->error_details) && !strchr(string_data(r->id), ','))
		r->id = string_from("ConstructorInvokedThrowException");
	return cmdlet_fail(c);
}

static enum status process(struct cmdlet_call *c)
{
	struct new_object *self = cmdlet_state(c);
	Value object;
	if (self->com_object)
		return cmdlet_throw_type(
			c, "System.PlatformNotSupportedException", "NoCOMClassIdentified",
			CATEGORY_RESOURCE_UNAVAILABLE, NULL_VALUE,
			"Retrieving the COM class factory for component with name %s "
			"failed: there is no COM on this system.",
			self->com_object);
	const struct type *type = type_find_text(self->type_name, strlen(self->type_name));
	if (!type)
		return cmdlet_throw_type(
			c, "System.Management.Automation.PSArgumentException", "TypeNotFound",
			CATEGORY_INVALID_TYPE, NULL_VALUE,
			"Cannot find type [%s]: verify that the assembly containing "
			"this type is loaded.",
			self->type_name);
	if (type == &type_psobject || type == &type_pscustomobject ||
	    type == &type_custom_literal) {
		object = psobject_new();
		if (!value_is_null(self->arguments) && value_count(self->arguments))
			object = value_item(self->arguments, 0);
	} else {
		const Value *argv = NULL;
		size_t argc = 0;
		if (!value_is_null(self->arguments)) {
			argv = value_as_array(self->arguments)->items;
			argc = value_count(self->arguments);
		}
		if (member_construct(type, (int)argc, argv, &object) != OK)
			return construction_failed(c);
	}
	if (!value_is_null(self->property)) {
		enum status status = set_properties(c, object);
		if (status != OK)
			return status;
	}
	return cmdlet_write(c, object);
}

const struct cmdlet cmdlet_new_object = {
	.verb = "New",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct new_object),
	.default_set = "Net",
	.process = process,
	.output = "System.Object",
	.synopsis = "Creates an instance of a Microsoft .NET Framework or COM object.",
	.description =
		"Makes an object of a type by one of its constructors and sets properties of it.",
	.examples =
		(const struct cmdlet_example[]){
			{"A version", "(New-Object System.Version -ArgumentList 1, 2).Minor",
			 "2\n"},
			{NULL, NULL, NULL},
		},
};
