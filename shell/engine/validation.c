#include "engine/validation.h"

#include "base/strbuf.h"
#include "engine/output.h"
#include "engine/script.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/number.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/regex.h"
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
	Value message; /* ErrorMessage, or NULL */
};

static void validator_mark(void *cell)
{
	struct validator *v = cell;
	gc_mark(v->arguments);
	gc_mark(v->message);
}

static struct type type_validator = {
	.name = "System.Management.Automation.ValidateArgumentsAttribute",
	.tag = VALUE_OBJECT,
	.mark = validator_mark,
};

static enum status invalid(const char *format, ...) FORMAT_PRINTF(1, 2);
static enum status invalid(const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;
	va_start(args, format);
	strbuf_vaddf(&text, format, args);
	va_end(args);
	enum status status = throw_exception(
		"System.Management.Automation.ValidationMetadataException", "%s", text.data);
	strbuf_clear(&text);
	return status;
}

static const char *text_of(Value v)
{
	return string_data(value_to_string(v));
}

/* ---- the checks ---- */

static const char *short_type_name(Value v)
{
	const char *name = value_type(v)->name, *dot = strrchr(name, '.');
	return dot ? dot + 1 : name;
}

static enum status not_in_set(Value item, const char *set)
{
	return invalid(
		"The argument \"%s\" does not belong to the set \"%s\" specified by the "
		"ValidateSet attribute. Supply an argument that is in the set and then try the "
		"command again.",
		text_of(item), set);
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
		strbuf_addf(&set, "%s%s", i ? "," : "", text_of(allowed));
	}
	enum status status;
	if (!value_is_null(v->message)) {
		Value argv[] = {item, string_from(set.data)};
		Value text;
		Value format = v->message;
		status = member_invoke_static(&type_string, "Format", 3,
					      (Value[]){format, argv[0], argv[1]}, &text);
		if (status == OK)
			status = invalid("%s", text_of(text));
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
			"The %s argument is greater than the maximum allowed range of %s. Supply "
			"an "
			"argument that is less than or equal to %s and then try the command again.",
			text_of(item), text_of(limit), text_of(limit));
	return invalid(
		"The %s argument is less than the minimum allowed range of %s. Supply an argument "
		"that is greater than or equal to %s and then try the command again.",
		text_of(item), text_of(limit), text_of(limit));
}

static enum status check_bounds(Value item, Value low, Value high)
{
	int order;
	Value converted;
	if (!convert_try(item, value_type(low), &converted))
		return invalid("The argument cannot be validated because its type \"%s\" is not "
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
		const char *name, *wording;
		int low, high; /* allowed orders against 0 */
	} kinds[] = {
		{"Positive", "its value is not greater than zero", 1, 1},
		{"NonNegative", "its value is negative", 0, 1},
		{"Negative", "its value is not negative", -1, -1},
		{"NonPositive", "its value is greater than zero", -1, 0},
	};
	for (size_t i = 0; i < countof(kinds); i++) {
		if (strcasecmp(kind, kinds[i].name))
			continue;
		int order;
		if (!value_is_number(item))
			return invalid("The argument cannot be validated because its type \"%s\" "
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
		return invalid("The argument \"%s\" cannot be validated because %s.", text_of(item),
			       kinds[i].wording);
	}
	return invalid("The range \"%s\" is not known.", kind);
}

static enum status check_range(struct session *s UNUSED, const struct validator *v, Value item)
{
	if (value_count(v->arguments) == 1)
		return check_range_kind(text_of(value_item(v->arguments, 0)), item);
	return check_bounds(item, value_item(v->arguments, 0), value_item(v->arguments, 1));
}

static enum status check_length(struct session *s UNUSED, const struct validator *v, Value item)
{
	int32_t low, high;
	if (convert_to_int(value_item(v->arguments, 0), &low) != OK ||
	    convert_to_int(value_item(v->arguments, 1), &high) != OK)
		return ERROR;
	int length = (int)value_as_string(value_to_string(item))->utf16_length;
	if (length < low)
		return invalid(
			"The character length (%d) of the argument is too short. Specify an "
			"argument "
			"with a length that is greater than or equal to \"%d\", and then try the "
			"command again.",
			length, low);
	if (length > high)
		return invalid(
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
		return invalid("%s", text_of(text));
	}
	return invalid(
		"The argument \"%s\" does not match the \"%s\" pattern. Supply an argument that "
		"matches \"%s\" and try the command again.",
		text_of(item), text_of(pattern), text_of(pattern));
}

static enum status check_count(struct session *s UNUSED, const struct validator *v, Value value)
{
	int32_t low, high;
	if (convert_to_int(value_item(v->arguments, 0), &low) != OK ||
	    convert_to_int(value_item(v->arguments, 1), &high) != OK)
		return ERROR;
	size_t count = value_count(value);
	if (count >= (size_t)low && count <= (size_t)high)
		return OK;
	if (low == high)
		return invalid("The parameter requires %d value(s) - %zu value(s) were provided.",
			       low, count);
	return invalid(
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
		return invalid("%s", text_of(text));
	}
	return invalid(
		"The \"%s\" validation script for the argument with value \"%s\" did not return a "
		"result of True. Determine why the validation script failed, and then try the "
		"command again.",
		text_of(block), text_of(item));
}

static bool has_elements(Value v)
{
	return v.tag == VALUE_ARRAY || v.tag == VALUE_LIST;
}

enum status validation_check_not_null(Value v, bool or_empty)
{
	v = value_base(v);
	if (value_is_null(v))
		return or_empty ? invalid("The argument is null or empty. Provide an argument that "
					  "is not null "
					  "or empty, and then try the command again.")
				: invalid("The argument is null. Provide a valid value for the "
					  "argument, and "
					  "then try running the command again.");
	if (or_empty && v.tag == VALUE_STRING && !string_length(v))
		return invalid(
			"The argument is null or empty. Provide an argument that is not null or "
			"empty, and then try the command again.");
	if (!has_elements(v))
		return OK;
	if (or_empty && !value_count(v))
		return invalid(
			"The argument is null, empty, or an element of the argument collection "
			"contains a null value. Supply a collection that does not contain any null "
			"values and then try the command again.");
	for (size_t i = 0; i < value_count(v); i++) {
		Value item = value_item(v, i);
		if (value_is_null(item) ||
		    (or_empty && item.tag == VALUE_STRING && !string_length(item)))
			return invalid("The argument is null, empty, or an element of the argument "
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
		const char *text = text_of(value_item(value, i));
		if (!text[strspn(text, " \t\r\n\f\v")])
			return invalid(
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
	v->message = NULL_VALUE;
	*validator_r = value_cell(VALUE_OBJECT, v);
	for (size_t i = 0; i < a->positional.count; i++)
		if (script_evaluate(s, a->positional.items[i],
				    &value_as_array(v->arguments)->items[i]) != OK)
			return ERROR;
	for (size_t i = 0; i < a->values.count; i++) {
		Value value = TRUE_VALUE;
		if (a->values.items[i] && script_evaluate(s, a->values.items[i], &value) != OK)
			return ERROR;
		if (!strcasecmp(a->names[i], "IgnoreCase"))
			v->case_sensitive = !value_is_true(value);
		else if (!strcasecmp(a->names[i], "ErrorMessage"))
			v->message = value;
		else if (!strcasecmp(a->names[i], "Options") && kind->check == check_pattern)
			v->case_sensitive = !strcasestr(text_of(value), "IgnoreCase");
	}
	return OK;
}

enum status validation_attributes(struct session *s, const struct ast_list *attributes,
				  Value *list_r)
{
	*list_r = NULL_VALUE;
	for (size_t i = 0; i < attributes->count; i++) {
		const struct ast_attribute *a = (const struct ast_attribute *)attributes->items[i];
		const struct validator_kind *kind =
			a->ast.kind == AST_ATTRIBUTE ? kind_by_name(a->type->name) : NULL;
		if (!kind)
			continue;
		Value validator;
		if (make_validator(s, a, kind, &validator) != OK)
			return ERROR;
		if (value_is_null(*list_r))
			*list_r = list_new();
		list_add(value_as_list(*list_r), validator);
	}
	return OK;
}

enum status validation_check(struct session *s, Value list, Value value)
{
	if (value_is_null(list))
		return OK;
	Value base = value_base(value);
	for (size_t i = 0; i < value_count(list); i++) {
		const struct validator *v = (struct validator *)value_item(list, i).cell;
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
	const char *text = text_of(item);
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
