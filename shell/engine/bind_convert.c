/* What a bound value goes through: delay binding, conversion to the parameter's type, validation. */
#include "engine/bind.h"
#include "engine/invocation_info.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/command.h"
#include "engine/validation.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/runtime.h"
#include "object/string.h"

#include <stdarg.h>
#include <stdlib.h>

enum status bind_error(struct binding *b, const struct ast *ast, const char *id,
		       enum error_category category, const char *exception, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT, full_id = STRBUF_INIT;
	va_list args;
	va_start(args, format);
	strbuf_vaddf(&text, format, args);
	va_end(args);
	strbuf_addf(&full_id, "%s,", id);
	command_append_class_name(b->command, &full_id);
	/* A script block without a name leaves no comma behind. */
	if (full_id.data[full_id.length - 1] == ',')
		strbuf_set_length(&full_id, full_id.length - 1);
	enum status status =
		throw_error_type(exception, full_id.data, category, NULL_VALUE, "%s", text.data);
	strbuf_clear(&text);
	strbuf_clear(&full_id);
	struct error_record *record = value_as_error_record(runtime()->error);
	if (!record)
		return status;
	record->activity = string_from(b->command->name);
	exception_set_extra(record->exception, "ErrorId", string_from(id));
	ast = ast ? ast : b->ast;
	if (ast && b->source) {
		record->position = (struct error_position){b->source, ast->extent.start,
							   ast->extent.end, NULL_VALUE};
		record->invocation = invocation_info_new((struct command *)b->command, b->source,
							 ast->extent, NULL_VALUE);
		((struct invocation_info *)record->invocation.cell)->name = string_empty();
	}
	return status;
}

void bind_error_parameter(const char *name)
{
	struct error_record *record = value_as_error_record(runtime()->error);
	if (record)
		exception_set_extra(record->exception, "ParameterName", string_from(name));
}

/* The error that converting or validating left, worded for the parameter. */
static enum status reword(struct binding *b, const struct parameter_metadata *p,
			  const struct ast *ast, bool validation)
{
	char *message = xstrdup(error_message());
	Value inner = error_take();
	struct error_record *record = value_as_error_record(inner);
	enum status status;
	if (validation)
		status = bind_error(b, ast, "ParameterArgumentValidationError",
				    CATEGORY_INVALID_DATA, VALIDATION_EXCEPTION,
				    "Cannot validate argument on parameter '%s'. %s", p->name,
				    message);
	else if (p->row)
		status = bind_error(b, ast, "CannotConvertArgumentNoMessage",
				    CATEGORY_INVALID_ARGUMENT, BINDING_EXCEPTION,
				    "Cannot bind parameter '%s'. %s", p->name, message);
	else
		status = bind_error(b, ast, "ParameterArgumentTransformationError",
				    CATEGORY_INVALID_DATA, TRANSFORMATION_EXCEPTION,
				    "Cannot process argument transformation on parameter '%s'. %s",
				    p->name, message);
	struct error_record *made = value_as_error_record(runtime()->error);
	bind_error_parameter(p->name);
	if (made && record)
		((struct exception *)made->exception.cell)->inner = record->exception;
	free(message);
	return status;
}

static enum status null_error(struct binding *b, const struct parameter_metadata *p,
			      const struct ast *ast, const char *what, const char *sentence)
{
	char *id = xasprintf("ParameterArgumentValidationError%sNotAllowed", what);
	enum status status = bind_error(b, ast, id, CATEGORY_INVALID_DATA, VALIDATION_EXCEPTION,
					"Cannot bind argument to parameter '%s' because it is %s.",
					p->name, sentence);
	bind_error_parameter(p->name);
	free(id);
	return status;
}

/* Mandatory parameters refuse nothing, empty text and empty collections, unless told otherwise. */
static enum status check_mandatory(struct binding *b, const struct parameter_metadata *p,
				   const struct ast *ast, Value v)
{
	Value base = value_base(v);
	if (value_is_null(base))
		return p->is_switch ? OK : null_error(b, p, ast, "Null", "null");
	bool text = p->type == &type_string || p->type == &type_string_array;
	if (base.tag == VALUE_STRING)
		return text && !string_length(base)
			       ? null_error(b, p, ast, "EmptyString", "an empty string")
			       : OK;
	if (base.tag == VALUE_LIST && !value_count(base))
		return null_error(b, p, ast, "EmptyCollection", "an empty collection");
	if (base.tag != VALUE_ARRAY)
		return OK;
	if (!value_count(base))
		return null_error(b, p, ast, "EmptyArray", "an empty array");
	if (p->type == &type_byte_array)
		return OK;
	for (size_t i = 0; i < value_count(base); i++) {
		Value item = value_item(base, i);
		if (value_is_null(item))
			return null_error(b, p, ast, "Null", "null");
		if (text && item.tag == VALUE_STRING && !string_length(item))
			return null_error(b, p, ast, "EmptyString", "an empty string");
	}
	return OK;
}

static enum status check_row(const struct parameter *row, unsigned flags, Value v)
{
	if (flags & (PARAM_NOT_EMPTY | PARAM_NOT_NULL))
		if (validation_check_not_null(v, flags & PARAM_NOT_EMPTY) != OK)
			return ERROR;
	if (row->values && validation_check_set(row->values, v) != OK)
		return ERROR;
	if (row->range && validation_check_range(row->range, v) != OK)
		return ERROR;
	return OK;
}

/* Stricter than a cast: text is no boolean, and advanced functions take no collection for a [string]. */
static enum status convert_value(bool advanced, const struct parameter_metadata *p, Value v,
				 Value *result_r)
{
	Value base = value_base(v);
	if (p->type == &type_bool && base.tag != VALUE_BOOL && !value_is_number(base) &&
	    !value_is_null(base))
		return throw_exception(
			"System.InvalidCastException",
			"Cannot convert value \"%s\" to type \"System.Boolean\". Boolean "
			"parameters accept only Boolean values and numbers, such as $True, $False, "
			"1 or 0.",
			value_type(base)->name);
	if (advanced && p->type == &type_string &&
	    (base.tag == VALUE_ARRAY || base.tag == VALUE_LIST))
		return throw_exception("System.InvalidCastException",
				       "Cannot convert value to type System.String.");
	return convert_to(v, p->type, result_r);
}

/* A number of the command line keeps the text it was written as, for parameters that want text or are parsed from it:
 * `-Version 2.0` is 2.0 and not 2. */
static Value number_as_written(struct binding *b, const struct parameter_metadata *p,
			       const struct ast *ast, Value v)
{
	const struct ast *number = ast;
	if (ast && ast->kind == AST_COMMAND_PARAMETER)
		number = ((const struct ast_command_parameter *)ast)->argument;
	bool parsed = p->type == &type_string || p->type == &type_string_array ||
		      p->type == &type_version;
	if (!parsed || !number || number->kind != AST_NUMBER || !value_is_number(v) || !b->source)
		return v;
	return string_new(b->source->text + number->extent.start,
			  number->extent.end - number->extent.start);
}

enum status bind_convert(struct binding *b, const struct parameter_metadata *p,
			 const struct ast *ast, Value v, Value *result_r)
{
	unsigned flags = parameter_flags_in(p, ALL_SETS);
	Value converted = v.tag == VALUE_VOID || v.tag == VALUE_UNSET ? NULL_VALUE : v;
	bool wanted = p->has_type && p->type != &type_object;
	if (wanted)
		converted = number_as_written(b, p, ast, converted);
	if (!p->row && validation_transform(p->attributes, &converted) != OK)
		return reword(b, p, ast, false);
	if (wanted &&
	    !(value_is_null(converted) && (flags & PARAM_MANDATORY) && !p->is_switch && p->row) &&
	    convert_value(b->metadata->is_advanced, p, converted, &converted) != OK)
		return reword(b, p, ast, false);
	if ((flags & PARAM_MANDATORY) && !(flags & PARAM_ALLOW_NULL) &&
	    check_mandatory(b, p, ast, converted) != OK)
		return ERROR;
	if (p->row ? check_row(p->row, flags, converted) != OK
		   : validation_check(b->session, p->attributes, converted) != OK)
		return reword(b, p, ast, true);
	*result_r = converted;
	return OK;
}
