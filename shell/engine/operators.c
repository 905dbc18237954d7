#include "engine/operators.h"

#include "engine/script.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/number.h"
#include "object/regex.h"
#include "object/runtime.h"
#include "object/string.h"

#include <math.h>
#include <string.h>

static Value null_of_void(Value v)
{
	return v.tag <= VALUE_UNSET ? NULL_VALUE : value_base(v);
}

/* What the collection operators treat as many: not strings, not hashtables. */
static bool is_collection(Value v)
{
	return v.tag == VALUE_ARRAY || v.tag == VALUE_LIST ||
	       (v.tag == VALUE_OBJECT && value_is_enumerable(v));
}

/* ---- arithmetic ---- */

static const char *const method_names[] = {
	[ARITHMETIC_ADD] = "op_Addition",      [ARITHMETIC_SUBTRACT] = "op_Subtraction",
	[ARITHMETIC_MULTIPLY] = "op_Multiply", [ARITHMETIC_DIVIDE] = "op_Division",
	[ARITHMETIC_REMAINDER] = "op_Modulus",
};

static enum status no_operator(enum arithmetic op, Value v)
{
	Value name = string_from(method_names[op]);
	return throw_error(
		"MethodNotFound", CATEGORY_INVALID_OPERATION, name,
		"Method invocation failed because [%s] does not contain a method named '%s'.",
		value_type(v)->name, method_names[op]);
}

/* A number, or what counts as one beside a number of `like`. */
static enum status to_number(enum arithmetic op, Value v, Value like, Value *result_r)
{
	switch (v.tag) {
	case VALUE_NULL:
		*result_r = value_int(0);
		return OK;
	case VALUE_BOOL:
	case VALUE_CHAR:
		*result_r = value_int((int32_t)v.integer);
		return OK;
	case VALUE_STRING:
		if (string_length(v) == 0) {
			*result_r = value_int(0);
			return OK;
		}
		if (number_parse(string_data(v), string_length(v), result_r))
			return OK;
		return convert_to(v, value_is_number(like) ? value_type(like) : &type_int32,
				  result_r);
	case VALUE_ENUM:
		*result_r = value_integer(type_enum(v.extra)->underlying->tag, v.integer);
		return OK;
	default:
		if (value_is_number(v)) {
			*result_r = v;
			return OK;
		}
		if (v.tag == VALUE_OBJECT && v.cell->type == &type_switch_parameter) {
			*result_r = value_int(value_is_true(v));
			return OK;
		}
		return no_operator(op, v);
	}
}

static bool numeric_like(Value v)
{
	return value_is_number(v) || v.tag == VALUE_BOOL || v.tag == VALUE_CHAR ||
	       v.tag == VALUE_NULL || v.tag == VALUE_STRING || v.tag == VALUE_ENUM;
}

static enum status enum_arithmetic(enum arithmetic op, Value left, Value right, Value *result_r)
{
	const struct type *type = type_enum(left.tag == VALUE_ENUM ? left.extra : right.extra);
	Value x, y, r;
	if (to_number(op, left, left, &x) != OK || to_number(op, right, left, &y) != OK ||
	    number_arithmetic(op, x, y, &r) != OK)
		return ERROR;
	if (left.tag == VALUE_ENUM && right.tag == VALUE_ENUM && op == ARITHMETIC_SUBTRACT) {
		*result_r = r;
		return OK;
	}
	if (!value_is_integer(r)) {
		*result_r = r;
		return OK;
	}
	*result_r = value_enum(type->enum_number, r.integer);
	return OK;
}

/* DateTime and TimeSpan. False: not for them. */
static bool time_arithmetic(enum arithmetic op, Value left, Value right, Value *result_r)
{
	if (left.tag == VALUE_DATETIME && right.tag == VALUE_STRING) {
		Value span;
		if (timespan_parse(string_data(right), &span))
			right = span;
	}
	if (left.tag == VALUE_DATETIME && right.tag == VALUE_TIMESPAN &&
	    (op == ARITHMETIC_ADD || op == ARITHMETIC_SUBTRACT)) {
		int64_t by = op == ARITHMETIC_ADD ? right.integer : -right.integer;
		*result_r = datetime_new(left.integer + by, (enum datetime_kind)left.extra);
		return true;
	}
	if (left.tag == VALUE_DATETIME && right.tag == VALUE_DATETIME &&
	    op == ARITHMETIC_SUBTRACT) {
		*result_r = value_timespan(left.integer - right.integer);
		return true;
	}
	if (left.tag != VALUE_TIMESPAN)
		return false;
	if (right.tag == VALUE_STRING && !timespan_parse(string_data(right), &right))
		return false;
	if (right.tag == VALUE_TIMESPAN) {
		switch (op) {
		case ARITHMETIC_ADD:
			*result_r = value_timespan(left.integer + right.integer);
			return true;
		case ARITHMETIC_SUBTRACT:
			*result_r = value_timespan(left.integer - right.integer);
			return true;
		case ARITHMETIC_DIVIDE:
			*result_r = value_double((double)left.integer / (double)right.integer);
			return true;
		default:
			return false;
		}
	}
	if (!value_is_number(right))
		return false;
	double by = number_to_double(right);
	if (op == ARITHMETIC_MULTIPLY)
		*result_r = value_timespan((int64_t)nearbyint((double)left.integer * by));
	else if (op == ARITHMETIC_DIVIDE && by != 0)
		*result_r = value_timespan((int64_t)nearbyint((double)left.integer / by));
	else
		return false;
	return true;
}

/* Operators that a type brings itself, as static methods. */
static enum status type_operator(enum arithmetic op, Value left, Value right, Value *result_r)
{
	Value pair[2] = {left, right};
	const struct type *types[2] = {value_type(left), value_type(right)};
	for (size_t i = 0; i < 2; i++) {
		if (value_is_null(pair[i]) || value_is_number(pair[i]) ||
		    pair[i].tag == VALUE_STRING)
			continue;
		bool found = false;
		Value method;
		if (member_get_static(types[i], method_names[op], &method, &found) != OK)
			return ERROR;
		if (found)
			return member_invoke_static(types[i], method_names[op], 2, pair, result_r);
	}
	return no_operator(op, numeric_like(left) && !numeric_like(right) ? right : left);
}

static enum status numeric(enum arithmetic op, Value left, Value right, Value *result_r)
{
	Value x, y;
	if (left.tag == VALUE_ENUM || right.tag == VALUE_ENUM) {
		if (numeric_like(left) && numeric_like(right))
			return enum_arithmetic(op, left, right, result_r);
	}
	if (time_arithmetic(op, left, right, result_r))
		return OK;
	if (!numeric_like(left) || !numeric_like(right))
		return type_operator(op, left, right, result_r);
	if (to_number(op, left, right.tag == VALUE_STRING ? NULL_VALUE : right, &x) != OK ||
	    to_number(op, right, x, &y) != OK)
		return ERROR;
	return number_arithmetic(op, x, y, result_r);
}

static enum status append_items(Value list, Value v)
{
	struct list *l = value_as_list(list);
	if (v.tag == VALUE_ARRAY || v.tag == VALUE_LIST) {
		size_t count = value_count(v);
		for (size_t i = 0; i < count; i++)
			list_add(l, value_item(v, i));
		return OK;
	}
	if (!is_collection(v)) {
		list_add(l, v);
		return OK;
	}
	struct enumerator e;
	bool more;
	Value item;
	enum status status = value_enumerate(v, &e);
	while (status == OK && (status = enumerator_next(&e, &more, &item)) == OK && more)
		list_add(l, item);
	return status;
}

static enum status add_arrays(Value left, Value right, Value *result_r)
{
	if (left.tag == VALUE_ARRAY && value_as_array(left)->items && !is_collection(right)) {
		/* $array += item, the usual case. */
		const struct array *a = value_as_array(left);
		Value made = array_new(a->count + 1);
		struct array *to = value_as_array(made);
		memcpy(to->items, a->items, a->count * sizeof(Value));
		to->items[a->count] = right;
		*result_r = made;
		return OK;
	}
	Value list = list_new();
	if (append_items(list, left) != OK || append_items(list, right) != OK)
		return ERROR;
	*result_r = list_to_array(value_as_list(list));
	return OK;
}

static enum status add_hashtables(Value left, Value right, Value *result_r)
{
	if (right.tag != VALUE_HASHTABLE)
		return throw_error("AddHashTableToNonHashTable", CATEGORY_INVALID_OPERATION,
				   NULL_VALUE,
				   "A hash table can only be added to another hash table.");
	Value made = left.cell->type == &type_ordered_dictionary ? hashtable_new_ordered()
								 : hashtable_new();
	const struct hashtable *from[2] = {value_as_hashtable(left), value_as_hashtable(right)};
	Value key, value, there;
	for (size_t n = 0; n < 2; n++)
		for (size_t i = 0; hashtable_next(from[n], &i, &key, &value);) {
			if (hashtable_get(value_as_hashtable(made), key, &there)) {
				const char *text = string_data(value_to_string(key));
				return throw_error_type(
					"System.ArgumentException", "System.ArgumentException",
					CATEGORY_OPERATION_STOPPED, NULL_VALUE,
					"Item has already been added. Key in dictionary: '%s'  "
					"Key being added: '%s'",
					text, text);
			}
			hashtable_set(value_as_hashtable(made), key, value);
		}
	*result_r = made;
	return OK;
}

static enum status add(Value left, Value right, Value *result_r)
{
	if (left.tag == VALUE_STRING || left.tag == VALUE_CHAR) {
		*result_r = string_concat(value_to_string(left), value_to_string(right));
		return OK;
	}
	if (left.tag == VALUE_NULL) {
		*result_r = right.tag == VALUE_CHAR ? value_to_string(right) : right;
		return OK;
	}
	if (left.tag == VALUE_HASHTABLE)
		return add_hashtables(left, right, result_r);
	if (is_collection(left))
		return add_arrays(left, right, result_r);
	return numeric(ARITHMETIC_ADD, left, right, result_r);
}

static enum status repeat_string(Value text, int32_t times, Value *result_r)
{
	size_t length = string_length(text);
	if (length && (size_t)times > (size_t)INT32_MAX / length)
		return throw_error_type(
			"System.OutOfMemoryException", "System.OutOfMemoryException",
			CATEGORY_OPERATION_STOPPED, NULL_VALUE,
			"Insufficient memory to continue the execution of the program.");
	char *bytes = gc_alloc_bytes(length * (size_t)times + 1);
	for (int32_t i = 0; i < times; i++)
		memcpy(bytes + (size_t)i * length, string_data(text), length);
	*result_r = string_new(bytes, length * (size_t)times);
	return OK;
}

/* Of booleans and characters some operators know nothing. */
static enum status not_defined(const char *op, Value left, Value right)
{
	return throw_error("NotADefinedOperationForType", CATEGORY_INVALID_OPERATION, NULL_VALUE,
			   "The operation '[%s] %s [%s]' is not defined.", value_type(left)->name,
			   op, value_type(right)->name);
}

static bool has_no_arithmetic(Value v)
{
	return v.tag == VALUE_BOOL || v.tag == VALUE_CHAR;
}

static enum status multiply(Value left, Value right, Value *result_r)
{
	bool text = left.tag == VALUE_STRING;
	if (!text && !is_collection(left)) {
		if (left.tag == VALUE_NULL) {
			*result_r = NULL_VALUE;
			return OK;
		}
		if (has_no_arithmetic(left))
			return not_defined("*", left, right);
		return numeric(ARITHMETIC_MULTIPLY, left, right, result_r);
	}
	int32_t times;
	if (convert_to_int(right, &times) != OK)
		return ERROR;
	if (times < 0)
		return throw_error_type(
			"System.ArgumentOutOfRangeException", "System.ArgumentOutOfRangeException",
			CATEGORY_OPERATION_STOPPED, NULL_VALUE,
			"times ('%d') must be a non-negative value. (Parameter 'times')\n"
			"Actual value was %d.",
			times, times);
	if (text)
		return repeat_string(left, times, result_r);
	Value list = list_new();
	for (int32_t i = 0; i < times; i++)
		if (append_items(list, left) != OK)
			return ERROR;
	*result_r = list_to_array(value_as_list(list));
	return OK;
}

enum status operator_increment(Value v, int by, Value *result_r)
{
	v = null_of_void(v);
	if (v.tag == VALUE_NULL) {
		*result_r = value_int(by);
		return OK;
	}
	if (!value_is_number(v))
		return throw_error(
			"OperatorRequiresNumber", CATEGORY_INVALID_OPERATION, NULL_VALUE,
			"The '%s' operator works only on numbers. The operand is a '%s'.",
			by > 0 ? "++" : "--", value_type(v)->name);
	return number_arithmetic(ARITHMETIC_ADD, v, value_int(by), result_r);
}

/* ---- comparison ---- */

static enum status compare_scalars(enum ast_operator op, bool ignore_case, Value left, Value right,
				   bool *result_r)
{
	if (op == AST_OP_EQ || op == AST_OP_NE) {
		*result_r = value_equal(left, right, ignore_case) == (op == AST_OP_EQ);
		return OK;
	}
	if (left.tag == VALUE_DOUBLE || right.tag == VALUE_DOUBLE) {
		if (value_is_number(left) && value_is_number(right)) {
			double a = number_to_double(left), b = number_to_double(right);
			*result_r = op == AST_OP_GT   ? a > b
				    : op == AST_OP_GE ? a >= b
				    : op == AST_OP_LT ? a < b
						      : a <= b;
			return OK;
		}
	}
	int order;
	if (value_compare(left, right, ignore_case, &order) != OK)
		return ERROR;
	*result_r = op == AST_OP_GT   ? order > 0
		    : op == AST_OP_GE ? order >= 0
		    : op == AST_OP_LT ? order < 0
				      : order <= 0;
	return OK;
}

static enum status compare(enum ast_operator op, bool ignore_case, Value left, Value right,
			   Value *result_r)
{
	bool is;
	if (!is_collection(left)) {
		if (compare_scalars(op, ignore_case, left, right, &is) != OK)
			return ERROR;
		*result_r = value_bool(is);
		return OK;
	}
	Value kept = list_new();
	struct enumerator e;
	bool more;
	Value item;
	enum status status = value_enumerate(left, &e);
	while (status == OK && (status = enumerator_next(&e, &more, &item)) == OK && more) {
		status = compare_scalars(op, ignore_case, null_of_void(item), right, &is);
		if (status == OK && is)
			list_add(value_as_list(kept), item);
	}
	if (status == OK)
		*result_r = list_to_array(value_as_list(kept));
	return status;
}

static enum status contains(bool ignore_case, Value many, Value one, bool *result_r)
{
	*result_r = false;
	if (!is_collection(many)) {
		*result_r = value_equal(many, one, ignore_case);
		return OK;
	}
	struct enumerator e;
	bool more;
	Value item;
	enum status status = value_enumerate(many, &e);
	while (status == OK && !*result_r && (status = enumerator_next(&e, &more, &item)) == OK &&
	       more)
		*result_r = value_equal(null_of_void(item), one, ignore_case);
	return status;
}

/* ---- -match ---- */

enum status operator_match(enum ast_operator op, bool case_sensitive, Value left, Value right,
			   Value *result_r, Value *matches_r)
{
	bool matched;
	left = null_of_void(left);
	*matches_r = NULL_VALUE;
	if (!is_collection(left)) {
		Value groups = NULL_VALUE;
		if (regex_match(value_to_string(left), right, !case_sensitive, &matched, &groups) !=
		    OK)
			return ERROR;
		if (matched)
			*matches_r = groups;
		*result_r = value_bool(matched == (op == AST_OP_MATCH));
		return OK;
	}
	Value kept = list_new();
	struct enumerator e;
	bool more;
	Value item;
	enum status status = value_enumerate(left, &e);
	while (status == OK && (status = enumerator_next(&e, &more, &item)) == OK && more) {
		status = regex_is_match(value_to_string(item), right, !case_sensitive, &matched);
		if (status == OK && matched == (op == AST_OP_MATCH))
			list_add(value_as_list(kept), item);
	}
	if (status == OK)
		*result_r = list_to_array(value_as_list(kept));
	return status;
}

/* ---- types ---- */

/* The right side of -is and -as: a type, or a type's name. */
static enum status type_operand(Value v, bool is, const struct type **type_r)
{
	if (v.tag == VALUE_TYPE) {
		*type_r = value_as_type(v);
		return OK;
	}
	Value name = value_to_string(v);
	*type_r = type_find_text(string_data(name), string_length(name));
	if (*type_r)
		return OK;
	return throw_error(is ? "RuntimeException" : "InvalidCastFromStringToType",
			   is ? CATEGORY_NOT_SPECIFIED : CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			   "Cannot convert the \"%s\" value of type \"System.String\" to type "
			   "\"System.Type\".",
			   string_data(name));
}

static enum status type_test(enum ast_operator op, Value left, Value right, Value *result_r)
{
	const struct type *type;
	if (type_operand(null_of_void(right), op != AST_OP_AS, &type) != OK)
		return ERROR;
	if (op != AST_OP_AS) {
		*result_r = value_bool((!value_is_null(left) && value_is_a(left, type)) ==
				       (op == AST_OP_IS));
		return OK;
	}
	if (value_is_null(left) && !(type->flags & TYPE_VALUE)) {
		*result_r = NULL_VALUE;
		return OK;
	}
	if (!convert_try(left, type, result_r))
		*result_r = NULL_VALUE;
	return OK;
}

/* ---- entries ---- */

enum status operator_binary(enum ast_operator op, bool case_sensitive, Value left_as_is,
			    Value right_as_is, Value *result_r)
{
	bool ignore_case = !case_sensitive, is;
	Value left = null_of_void(left_as_is), right = null_of_void(right_as_is);
	switch (op) {
	case AST_OP_ADD:
		if (value_is_number(left) && value_is_number(right))
			return number_arithmetic(ARITHMETIC_ADD, left, right, result_r);
		return add(left, is_collection(left) ? right_as_is : right, result_r);
	case AST_OP_SUBTRACT:
		return numeric(ARITHMETIC_SUBTRACT, left, right, result_r);
	case AST_OP_MULTIPLY:
		return multiply(left, right, result_r);
	case AST_OP_DIVIDE:
		return numeric(ARITHMETIC_DIVIDE, left, right, result_r);
	case AST_OP_REMAINDER:
		return numeric(ARITHMETIC_REMAINDER, left, right, result_r);
	case AST_OP_FORMAT:
		return operator_format(left, right, result_r);
	case AST_OP_RANGE:
		return operator_range(left, right, result_r);
	case AST_OP_XOR:
		*result_r = value_bool(value_is_true(left) != value_is_true(right));
		return OK;
	case AST_OP_BAND:
	case AST_OP_BOR:
	case AST_OP_BXOR:
		return operator_bits(op, left, right, result_r);
	case AST_OP_SHL:
	case AST_OP_SHR:
		if (has_no_arithmetic(left))
			return not_defined(op == AST_OP_SHL ? "-shl" : "-shr", left, right);
		return operator_bits(op, left, right, result_r);
	case AST_OP_EQ:
	case AST_OP_NE:
	case AST_OP_GT:
	case AST_OP_GE:
	case AST_OP_LT:
	case AST_OP_LE:
		return compare(op, ignore_case, left, right, result_r);
	case AST_OP_LIKE:
	case AST_OP_NOT_LIKE:
		return operator_like(op == AST_OP_NOT_LIKE, ignore_case, left, right, result_r);
	case AST_OP_REPLACE:
		return operator_replace(ignore_case, left, right, result_r);
	case AST_OP_CONTAINS:
	case AST_OP_NOT_CONTAINS:
		if (contains(ignore_case, left, right, &is) != OK)
			return ERROR;
		*result_r = value_bool(is == (op == AST_OP_CONTAINS));
		return OK;
	case AST_OP_IN:
	case AST_OP_NOT_IN:
		if (contains(ignore_case, right, left, &is) != OK)
			return ERROR;
		*result_r = value_bool(is == (op == AST_OP_IN));
		return OK;
	case AST_OP_SPLIT:
		return operator_split(ignore_case, left, right, result_r);
	case AST_OP_JOIN:
		return operator_join(left, right, result_r);
	case AST_OP_IS:
	case AST_OP_IS_NOT:
	case AST_OP_AS:
		return type_test(op, left_as_is, right, result_r);
	default:
		return throw_error("OperatorNotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
				   "The operator is not supported here.");
	}
}

enum status operator_unary(enum ast_operator op, bool case_sensitive, Value v, Value *result_r)
{
	v = null_of_void(v);
	switch (op) {
	case AST_OP_MINUS:
		if (value_is_number(v))
			return number_negate(v, result_r);
		return numeric(ARITHMETIC_SUBTRACT, value_int(0), v, result_r);
	case AST_OP_PLUS:
		return numeric(ARITHMETIC_ADD, value_int(0), v, result_r);
	case AST_OP_BNOT:
		return operator_complement(v, result_r);
	case AST_OP_UNARY_SPLIT: {
		/* On blanks, those at the ends not counted. */
		Value pieces = list_new();
		for (size_t i = 0; i < value_count(v); i++) {
			const char *s = string_data(value_to_string(value_item(v, i)));
			if (!s[strspn(
				    s,
				    " \t\r\n\f\v")]) /* of nothing but blanks one empty piece is left */
				list_add(value_as_list(pieces), string_empty());
			for (;;) {
				s += strspn(s, " \t\r\n\f\v");
				size_t length = strcspn(s, " \t\r\n\f\v");
				if (!length)
					break;
				list_add(value_as_list(pieces), string_new(s, length));
				s += length;
			}
		}
		(void)case_sensitive;
		*result_r = list_to_array(value_as_list(pieces));
		return OK;
	}
	case AST_OP_UNARY_JOIN:
		return operator_join(v, string_empty(), result_r);
	default:
		*result_r = value_bool(!value_is_true(v));
		return OK;
	}
}
