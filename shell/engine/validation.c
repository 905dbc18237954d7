#include "engine/validation.h"
#include "engine/session.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/attribute.h"
#include "engine/output.h"
#include "engine/script.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/number.h"
#include "object/regex.h"
#include "object/runtime.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct validator;
typedef enum status (*check_function)(struct session *s, const struct validator *v, Value item);

struct validator_kind {
	const char *name;
	check_function check;
	bool whole; /* looks at the value as a whole; others at each element of a collection */
};

/* A cell: one attribute with its evaluated arguments. */
struct validator {
	struct cell cell;
	const struct validator_kind *kind;
	Value arguments; /* array */
	bool case_sensitive;
	Value message;   /* ErrorMessage, or NULL */
	Value attribute; /* the object, where the attribute is a class of a script */
};

static void validator_mark(void *cell)
{
	struct validator *v = cell;
	gc_mark(v->arguments);
	gc_mark(v->message);
	gc_mark(v->attribute);
}

static struct type type_validator = {
	.name = "Exosh.Validator",
	.tag = VALUE_OBJECT,
	.mark = validator_mark,
};

/* ValidationMetadataException with its id, which shows where nobody words the error anew. */
static enum status invalid(const char *id, const char *format, ...) FORMAT_PRINTF(2, 3);
static enum status invalid(const char *id, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;
	va_start(args, format);
	strbuf_vaddf(&text, format, args);
	va_end(args);
	enum status status =
		throw_error_type("System.Management.Automation.ValidationMetadataException", id,
				 CATEGORY_METADATA_ERROR, NULL_VALUE, "%s", text.data);
	strbuf_clear(&text);
	return status;
}

/* ---- the checks ---- */

static const char *short_type_name(Value v)
{
	const char *name = value_type(v)->name, *dot = strrchr(name, '.');
	return dot ? dot + 1 : name;
}

static bool has_elements(Value v)
{
	return v.tag == VALUE_ARRAY || v.tag == VALUE_LIST;
}

static enum status not_in_set(Value item, const char *set)
{
	return invalid(
		"ValidateSetFailure",
		"The argument \"%s\" does not belong to the set \"%s\" specified by the "
		"ValidateSet attribute. Supply an argument that is in the set and then try the "
		"command again.",
		value_text(item), set);
}

static enum status check_set(struct session *s UNUSED, const struct validator *v, Value item)
{
	struct strbuf set = STRBUF_INIT;
	for (size_t i = 0; i < value_count(v->arguments); i++) {
		Value allowed = value_item(v->arguments, i);
		if (value_equal(value_to_string(allowed), value_to_string(item),
				!v->case_sensitive)) {
			strbuf_clear(&set);
			return OK;
		}
		strbuf_addf(&set, "%s%s", i ? "," : "", value_text(allowed));
	}
	enum status status;
	if (!value_is_null(v->message)) {
		Value argv[] = {item, string_from(set.data)};
		Value text;
		Value format = v->message;
		status = member_invoke_static(&type_string, "Format", 3,
					      (Value[]){format, argv[0], argv[1]}, &text);
		if (status == OK)
			status = invalid("ValidateSetFailure", "%s", value_text(text));
	} else {
		status = not_in_set(item, set.data);
	}
	strbuf_clear(&set);
	return status;
}

static enum status range_error(Value item, Value limit, bool above)
{
	if (above)
		return invalid(
			"ValidateRangeTooBig",
			"The %s argument is greater than the maximum allowed range of %s. Supply "
			"an "
			"argument that is less than or equal to %s and then try the command again.",
			value_text(item), value_text(limit), value_text(limit));
	return invalid(
		"ValidateRangeTooSmall",
		"The %s argument is less than the minimum allowed range of %s. Supply an argument "
		"that is greater than or equal to %s and then try the command again.",
		value_text(item), value_text(limit), value_text(limit));
}

static enum status check_bounds(Value item, Value low, Value high)
{
	int order;
	Value converted;
	if (!convert_try(item, value_type(low), &converted))
		return invalid("ValidationRangeElementType",
			       "The argument cannot be validated because its type \"%s\" is not "
			       "the same type (%s) "
			       "as the maximum and minimum limits of the parameter. Make sure the "
			       "argument is of "
			       "type %s and then try the command again.",
			       short_type_name(item), short_type_name(low), short_type_name(low));
	if (!value_is_number(item))
		item = converted;
	if (value_compare(item, low, true, &order) != OK)
		return ERROR;
	if (order < 0)
		return range_error(item, low, false);
	if (value_compare(item, high, true, &order) != OK)
		return ERROR;
	return order > 0 ? range_error(item, high, true) : OK;
}

static enum status check_range_kind(const char *kind, Value item)
{
	static const struct {
		const char *name, *id, *wording;
		int low, high; /* allowed orders against 0 */
	} kinds[] = {
		{"Positive", "ValidateRangePositiveFailure", "its value is not greater than zero",
		 1, 1},
		{"NonNegative", "ValidateRangeNonNegativeFailure", "its value is negative", 0, 1},
		{"Negative", "ValidateRangeNegativeFailure", "its value is not negative", -1, -1},
		{"NonPositive", "ValidateRangeNonPositiveFailure", "its value is greater than zero",
		 -1, 0},
	};
	for (size_t i = 0; i < countof(kinds); i++) {
		if (strcasecmp(kind, kinds[i].name))
			continue;
		int order;
		if (!value_is_number(item))
			return invalid("ValidationRangeElementType",
				       "The argument cannot be validated because its type \"%s\" "
				       "is not the same "
				       "type (Int32) as the maximum and minimum limits of the "
				       "parameter. Make "
				       "sure the argument is of type Int32 and then try the "
				       "command again.",
				       short_type_name(item));
		if (value_compare(item, value_int(0), true, &order) != OK)
			return ERROR;
		order = (order > 0) - (order < 0);
		if (order >= kinds[i].low && order <= kinds[i].high)
			return OK;
		return invalid(kinds[i].id, "The argument \"%s\" cannot be validated because %s.",
			       value_text(item), kinds[i].wording);
	}
	return invalid("ValidateRangeFailure", "The range \"%s\" is not known.", kind);
}

static enum status check_range(struct session *s UNUSED, const struct validator *v, Value item)
{
	if (value_count(v->arguments) == 1)
		return check_range_kind(value_text(value_item(v->arguments, 0)), item);
	return check_bounds(item, value_item(v->arguments, 0), value_item(v->arguments, 1));
}

static enum status check_length(struct session *s UNUSED, const struct validator *v, Value item)
{
	int32_t low, high;
	if (convert_to_int(value_item(v->arguments, 0), &low) != OK ||
	    convert_to_int(value_item(v->arguments, 1), &high) != OK)
		return ERROR;
	if (value_base(item).tag != VALUE_STRING)
		return invalid("ValidateLengthNotString",
			       "The ValidateLength attribute cannot be applied to a parameter that "
			       "is not a string or string[] parameter. Make the parameter a string "
			       "or string[] parameter.");
	int length = (int)value_as_string(value_to_string(item))->utf16_length;
	if (length < low)
		return invalid(
			"ValidateLengthMinLengthFailure",
			"The character length (%d) of the argument is too short. Specify an "
			"argument "
			"with a length that is greater than or equal to \"%d\", and then try the "
			"command again.",
			length, low);
	if (length > high)
		return invalid(
			"ValidateLengthMaxLengthFailure",
			"The character length of the %d argument is too long. Shorten the "
			"character "
			"length of the argument so it is fewer than or equal to \"%d\" characters, "
			"and then try the command again.",
			length, high);
	return OK;
}

static enum status check_pattern(struct session *s UNUSED, const struct validator *v, Value item)
{
	bool matched;
	Value pattern = value_item(v->arguments, 0);
	if (regex_is_match(value_to_string(item), pattern, !v->case_sensitive, &matched) != OK)
		return ERROR;
	if (matched)
		return OK;
	if (!value_is_null(v->message)) {
		Value text;
		if (member_invoke_static(&type_string, "Format", 3,
					 (Value[]){v->message, item, pattern}, &text) != OK)
			return ERROR;
		return invalid("ValidatePatternFailure", "%s", value_text(text));
	}
	return invalid(
		"ValidatePatternFailure",
		"The argument \"%s\" does not match the \"%s\" pattern. Supply an argument that "
		"matches \"%s\" and try the command again.",
		value_text(item), value_text(pattern), value_text(pattern));
}

static enum status check_count(struct session *s UNUSED, const struct validator *v, Value value)
{
	int32_t low, high;
	if (convert_to_int(value_item(v->arguments, 0), &low) != OK ||
	    convert_to_int(value_item(v->arguments, 1), &high) != OK)
		return ERROR;
	if (!has_elements(value_base(value)))
		return invalid("NotAnArrayParameter",
			       "The ValidateCount attribute cannot be applied to a non-array "
			       "parameter. Either remove the attribute from the parameter or make "
			       "the parameter an array parameter.");
	size_t count = value_count(value);
	if (count >= (size_t)low && count <= (size_t)high)
		return OK;
	if (low == high)
		return invalid("ValidateCountExactFailure",
			       "The parameter requires %d value(s) - %zu value(s) were provided.",
			       low, count);
	return invalid(
		"ValidateCountMinMaxFailure",
		"The parameter requires at least %d value(s) and no more than %d value(s) - %zu "
		"value(s) were provided.",
		low, high, count);
}

static enum status check_script(struct session *s, const struct validator *v, Value item)
{
	struct collector collected;
	collector_init(&collected);
	Value block = value_item(v->arguments, 0);
	if (script_block_invoke(s, block, 1, &item, item, &collected.output) != OK)
		return ERROR;
	if (value_is_true(collector_result(&collected)))
		return OK;
	if (!value_is_null(v->message)) {
		Value text;
		if (member_invoke_static(&type_string, "Format", 3,
					 (Value[]){v->message, item, block}, &text) != OK)
			return ERROR;
		return invalid("ValidateScriptFailure", "%s", value_text(text));
	}
	return invalid(
		"ValidateScriptFailure",
		"The \"%s\" validation script for the argument with value \"%s\" did not return a "
		"result of True. Determine why the validation script failed, and then try the "
		"command again.",
		value_text(block), value_text(item));
}

enum status validation_check_not_null(Value v, bool or_empty)
{
	v = value_base(v);
	if (value_is_null(v))
		return or_empty ? invalid("ArgumentIsNull",
					  "The argument is null or empty. Provide an argument that "
					  "is not null "
					  "or empty, and then try the command again.")
				: invalid("ArgumentIsNull",
					  "The argument is null. Provide a valid value for the "
					  "argument, and "
					  "then try running the command again.");
	if (or_empty && v.tag == VALUE_STRING && !string_length(v))
		return invalid(
			"ArgumentIsEmpty",
			"The argument is null or empty. Provide an argument that is not null or "
			"empty, and then try the command again.");
	if (!has_elements(v))
		return OK;
	if (or_empty && !value_count(v))
		return invalid(
			"ArgumentIsEmpty",
			"The argument is null, empty, or an element of the argument collection "
			"contains a null value. Supply a collection that does not contain any null "
			"values and then try the command again.");
	for (size_t i = 0; i < value_count(v); i++) {
		Value item = value_item(v, i);
		if (value_is_null(item) ||
		    (or_empty && item.tag == VALUE_STRING && !string_length(item)))
			return invalid("ArgumentIsNull",
				       "The argument is null, empty, or an element of the argument "
				       "collection "
				       "contains a null value. Supply a collection that does not "
				       "contain any "
				       "null values and then try the command again.");
	}
	return OK;
}

static enum status check_not_null(struct session *s UNUSED, const struct validator *v UNUSED,
				  Value value)
{
	return validation_check_not_null(value, false);
}

static enum status check_not_empty(struct session *s UNUSED, const struct validator *v UNUSED,
				   Value value)
{
	return validation_check_not_null(value, true);
}

static enum status check_not_white(struct session *s UNUSED, const struct validator *v UNUSED,
				   Value value)
{
	for (size_t i = 0; i < value_count(value); i++) {
		const char *text = value_text(value_item(value, i));
		if (!text[strspn(text, " \t\r\n\f\v")])
			return invalid(
				"ArgumentIsEmptyOrWhiteSpace",
				"The argument is null, empty, or consists of only white-space "
				"characters. Provide an argument that contains non white-space "
				"characters, and then try the command again.");
	}
	return OK;
}

static const struct validator_kind kinds[] = {
	{"ValidateSet", check_set, false},
	{"ValidateRange", check_range, false},
	{"ValidateLength", check_length, false},
	{"ValidatePattern", check_pattern, false},
	{"ValidateScript", check_script, false},
	{"ValidateCount", check_count, true},
	{"ValidateNotNull", check_not_null, true},
	{"ValidateNotNullOrEmpty", check_not_empty, true},
	{"ValidateNotNullOrWhiteSpace", check_not_white, true},
};

/* ---- attributes that are classes of scripts ---- */

static Value engine_intrinsics(void)
{
	Value context = scope_get(session_current(), "ExecutionContext", SCOPE_GLOBAL);
	return context.tag == VALUE_UNSET ? NULL_VALUE : context;
}

static enum status check_by_class(struct session *s UNUSED, const struct validator *v, Value value)
{
	Value ignored;
	return member_invoke(v->attribute, "Validate", 2, (Value[]){value, engine_intrinsics()},
			     &ignored);
}

static enum status check_element_by_class(struct session *s UNUSED, const struct validator *v,
					  Value item)
{
	Value ignored;
	return member_invoke(v->attribute, "ValidateElement", 1, &item, &ignored);
}

/* [ValidateSet([Generator])]: the class knows the values. */
static enum status check_generated_set(struct session *s, const struct validator *v, Value item)
{
	Value generator, values;
	if (member_invoke_static(value_as_type(value_item(v->arguments, 0)), "new", 0, NULL,
				 &generator) != OK ||
	    member_invoke(generator, "GetValidValues", 0, NULL, &values) != OK)
		return ERROR;
	struct validator set = *v;
	set.arguments = values;
	return check_set(s, &set, item);
}

static const struct validator_kind by_class = {"", check_by_class, true},
				   by_class_of_element = {"", check_element_by_class, false},
				   by_generator = {"", check_generated_set, false},
				   transformation = {"", NULL, true};

static const struct validator_kind *kind_by_type(const struct type *type)
{
	if (type_is_a(type, &type_validate_enumerated_attribute))
		return &by_class_of_element;
	if (type_is_a(type, &type_validate_arguments_attribute))
		return &by_class;
	return type_is_a(type, &type_transformation_attribute) ? &transformation : NULL;
}

/* [Name()] of a class Name or NameAttribute. */
static const struct type *class_by_name(const char *name)
{
	const struct type *type = type_find(name);
	if (type && type_is_a(type, &type_attribute))
		return type;
	char *full = xasprintf("%sAttribute", name);
	type = type_find(full);
	free(full);
	return type && type_is_a(type, &type_attribute) ? type : NULL;
}

static const struct validator_kind *kind_by_name(const char *name)
{
	const char *dot = strrchr(name, '.');
	name = dot ? dot + 1 : name;
	for (size_t i = 0; i < countof(kinds); i++) {
		size_t length = strlen(kinds[i].name);
		if (!strncasecmp(name, kinds[i].name, length) &&
		    (!name[length] || !strcasecmp(name + length, "Attribute")))
			return &kinds[i];
	}
	return NULL;
}

static enum status make_validator(struct session *s, const struct ast_attribute *a,
				  const struct validator_kind *kind, Value *validator_r)
{
	struct validator *v = gc_alloc(&type_validator, VALUE_OBJECT, sizeof(*v));
	v->kind = kind;
	v->arguments = array_new(a->positional.count);
	v->message = v->attribute = NULL_VALUE;
	*validator_r = value_cell(VALUE_OBJECT, v);
	for (size_t i = 0; i < a->positional.count; i++)
		if (script_evaluate(s, a->positional.items[i],
				    &value_as_array(v->arguments)->items[i]) != OK)
			return ERROR;
	for (size_t i = 0; kind->name[0] && i < a->values.count; i++) {
		Value value = TRUE_VALUE;
		if (a->values.items[i] && script_evaluate(s, a->values.items[i], &value) != OK)
			return ERROR;
		if (!strcasecmp(a->names[i], "IgnoreCase"))
			v->case_sensitive = !value_is_true(value);
		else if (!strcasecmp(a->names[i], "ErrorMessage"))
			v->message = value;
		else if (!strcasecmp(a->names[i], "Options") && kind->check == check_pattern)
			v->case_sensitive = !strcasestr(value_text(value), "IgnoreCase");
	}
	return OK;
}

/* What an attribute says about itself: bounds that are the wrong way around. */
static enum status check_bounds_given(const struct validator *v)
{
	if (v->kind->check == check_set && !value_count(v->arguments))
		return throw_exception(
			"System.Management.Automation.PSArgumentOutOfRangeException",
			"Cannot process argument because the value of argument \"validValues\" is "
			"out of range. Change argument \"validValues\" to a value that is within "
			"range. (Parameter 'validValues')\nActual value was System.String[].");
	if (value_count(v->arguments) != 2)
		return OK;
	Value low = value_item(v->arguments, 0), high = value_item(v->arguments, 1);
	int order;
	if (v->kind->check == check_range && value_type(low) != value_type(high) &&
	    !(value_is_number(low) && value_is_number(high)))
		return invalid("MinRangeNotTheSameTypeOfMaxRange",
			       "The specified minimum range (%s) cannot be accepted because it is "
			       "not the same type as the specified maximum range (%s). Update the "
			       "ValidateRange attribute for the parameter.",
			       short_type_name(low), short_type_name(high));
	if (value_compare(low, high, true, &order) != OK)
		return ERROR;
	if (order > 0 && v->kind->check == check_range)
		return invalid("MaxRangeSmallerThanMinRange",
			       "The specified maximum range cannot be accepted because it is less "
			       "than the specified minimum range. Update the ValidateRange "
			       "attribute for the parameter.");
	if (order > 0 && v->kind->check == check_length)
		return invalid("ValidateLengthMaxLengthSmallerThanMinLength",
			       "The specified maximum character length of the argument is shorter "
			       "than the specified minimum argument character length. Update the "
			       "ValidateLength attribute for the parameter.");
	if (order > 0 && v->kind->check == check_count)
		return invalid("ValidateCountMaxLengthSmallerThanMinLength",
			       "The specified maximum number of arguments for the parameter is "
			       "fewer than the specified minimum number of arguments. Update the "
			       "ValidateCount attribute for the parameter.");
	return OK;
}

/* An object of the attribute's class: arguments by position go to the constructor, named ones to properties. */
static enum status make_attribute(struct session *s, const struct ast_attribute *a,
				  const struct type *type, struct validator *v)
{
	const struct array *arguments = value_as_array(v->arguments);
	if (member_invoke_static(type, "new", (int)arguments->count, arguments->items,
				 &v->attribute) != OK)
		return ERROR;
	for (size_t i = 0; i < a->values.count; i++) {
		Value value = TRUE_VALUE;
		if ((a->values.items[i] && script_evaluate(s, a->values.items[i], &value) != OK) ||
		    member_set(v->attribute, a->names[i], value) != OK)
			return ERROR;
	}
	return OK;
}

/* The error in hand is told at the attribute. */
static void place(const struct syntax_tree *tree, const struct ast_attribute *a)
{
	value_as_error_record(runtime()->error)->position = (struct error_position){
		&tree->source, a->ast.extent.start, a->ast.extent.end, NULL_VALUE};
}

static enum status unknown_attribute(const struct syntax_tree *tree, const struct ast_attribute *a)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_add(&text, tree->source.text + a->ast.extent.start,
		   a->ast.extent.end - a->ast.extent.start);
	(void)throw_error("CustomAttributeTypeNotFound", CATEGORY_INVALID_OPERATION,
			  string_from_strbuf(&text),
			  "Cannot find the type for custom attribute '%s'. Make sure that the "
			  "assembly that contains this type is loaded.",
			  a->type->full_text);
	struct error_record *r = value_as_error_record(runtime()->error);
	r->category_target_type = string_from("AttributeAst");
	place(tree, a);
	return ERROR;
}

static enum status make(struct session *s, const struct syntax_tree *tree,
			const struct ast_attribute *a, Value *validator_r)
{
	const struct validator_kind *kind = kind_by_name(a->type->name);
	const struct type *type = kind ? NULL : class_by_name(a->type->full_text);
	*validator_r = NULL_VALUE;
	if (!kind && !type)
		return attribute_is_known(a->type->full_text) ? OK : unknown_attribute(tree, a);
	if (!kind && !(kind = kind_by_type(type)))
		return OK;
	if (make_validator(s, a, kind, validator_r) != OK)
		return ERROR;
	struct validator *v = (struct validator *)validator_r->cell;
	if (type)
		return make_attribute(s, a, type, v);
	if (check_bounds_given(v) != OK) {
		place(tree, a);
		return ERROR;
	}
	if (kind->check == check_set && value_count(v->arguments) == 1 &&
	    value_item(v->arguments, 0).tag == VALUE_TYPE)
		v->kind = &by_generator;
	return OK;
}

enum status validation_attributes(struct session *s, const struct syntax_tree *tree,
				  const struct ast_list *attributes, Value *list_r)
{
	*list_r = NULL_VALUE;
	for (size_t i = 0; i < attributes->count; i++) {
		const struct ast_attribute *a = (const struct ast_attribute *)attributes->items[i];
		Value validator;
		if (a->ast.kind != AST_ATTRIBUTE)
			continue;
		if (make(s, tree, a, &validator) != OK)
			return ERROR;
		if (value_is_null(validator))
			continue;
		if (value_is_null(*list_r))
			*list_r = list_new();
		list_add(value_as_list(*list_r), validator);
	}
	return OK;
}

static const struct validator *validator_at(Value list, size_t i)
{
	return (const struct validator *)value_item(list, i).cell;
}

enum status validation_transform(Value list, Value *value)
{
	if (value_is_null(list))
		return OK;
	for (size_t i = 0; i < value_count(list); i++) {
		const struct validator *v = validator_at(list, i);
		Value argv[] = {engine_intrinsics(), *value};
		if (v->kind == &transformation &&
		    member_invoke(v->attribute, "Transform", 2, argv, value) != OK)
			return ERROR;
	}
	return OK;
}

enum status validation_check(struct session *s, Value list, Value value)
{
	if (value_is_null(list))
		return OK;
	Value base = value_base(value);
	for (size_t i = 0; i < value_count(list); i++) {
		const struct validator *v = validator_at(list, i);
		if (!v->kind->check)
			continue;
		if (v->kind->whole || !has_elements(base)) {
			if (v->kind->check(s, v, value) != OK)
				return ERROR;
			continue;
		}
		for (size_t j = 0; j < value_count(base); j++)
			if (v->kind->check(s, v, value_item(base, j)) != OK)
				return ERROR;
	}
	return OK;
}

/* ---- what cmdlets' tables say ---- */

static enum status check_one_in_set(const char *values, Value item)
{
	const char *text = value_text(item);
	size_t length = strlen(text);
	for (const char *p = values; *p;) {
		size_t n = strcspn(p, ",");
		if (n == length && !strncasecmp(p, text, n))
			return OK;
		p += n + (p[n] == ',');
	}
	return not_in_set(item, values);
}

enum status validation_check_set(const char *values, Value v)
{
	Value base = value_base(v);
	if (!has_elements(base))
		return check_one_in_set(values, v);
	for (size_t i = 0; i < value_count(base); i++)
		if (check_one_in_set(values, value_item(base, i)) != OK)
			return ERROR;
	return OK;
}

/* A bound of a range: a number, perhaps negative. */
static bool parse_bound(const char *text, size_t length, Value *bound_r)
{
	bool negative = length && *text == '-';
	if (!number_parse(text + negative, length - negative, bound_r))
		return false;
	return !negative || number_negate(*bound_r, bound_r) == OK;
}

enum status validation_check_range(const char *range, Value v)
{
	const char *comma = strchr(range, ',');
	Value low, high, base = value_base(v);
	if (!comma || !parse_bound(range, (size_t)(comma - range), &low) ||
	    !parse_bound(comma + 1, strlen(comma + 1), &high))
		return OK;
	if (!has_elements(base))
		return check_bounds(base, low, high);
	for (size_t i = 0; i < value_count(base); i++)
		if (check_bounds(value_item(base, i), low, high) != OK)
			return ERROR;
	return OK;
}
