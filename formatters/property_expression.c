#include "formatters/property_expression.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/script_block.h"
#include "object/string.h"
#include <string.h>

static const struct key {
	const char *name;
	enum property_keys bit;
} keys[] = {
	{"expression", KEY_EXPRESSION},
	{"label", KEY_LABEL},
	{"name", KEY_NAME},
	{"width", KEY_WIDTH},
	{"alignment", KEY_ALIGNMENT},
	{"formatString", KEY_FORMAT},
	{"depth", KEY_DEPTH},
	{"ascending", KEY_ASCENDING},
	{"descending", KEY_DESCENDING},
};

static enum status illegal(const char *id, const char *sentence)
{
	return throw_error_type("System.NotSupportedException", id, CATEGORY_INVALID_ARGUMENT,
				NULL_VALUE, "%s", sentence);
}

static const char *text_of(Value v, struct strbuf *sb)
{
	strbuf_reset(sb);
	value_append_string(v, sb);
	return sb->data;
}

/* Any beginning of a key's name will do when it can mean one only. */
static enum status find_key(const char *given, unsigned allowed, enum property_keys *key_r)
{
	size_t length = strlen(given);
	const struct key *match = NULL;
	for (size_t i = 0; i < countof(keys); i++) {
		if (!(keys[i].bit & allowed) || strncasecmp(keys[i].name, given, length) != 0)
			continue;
		if (match)
			return throw_error_type(
				"System.NotSupportedException", "DictionaryKeyAmbiguous2",
				CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
				"The %s key is ambiguous; possible matches are {%s, %s}.", given,
				match->name, keys[i].name);
		match = &keys[i];
	}
	if (!match || !length)
		return throw_error_type("System.NotSupportedException", "DictionaryKeyUnknown",
					CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					"The %s key is not valid.", given);
	*key_r = match->bit;
	return OK;
}

static enum status wrong_type(const char *key, Value v, const char *expected)
{
	struct strbuf name = STRBUF_INIT;
	type_print_name(value_type(v), &name);
	enum status status = throw_error_type(
		"System.NotSupportedException", "DictionaryKeyIllegalValue",
		CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"The %s key has a type, %s, that is not valid; expected type is %s.", key,
		value_type(v)->name, expected);
	strbuf_clear(&name);
	return status;
}

static enum status parse_alignment(Value v, enum text_alignment *alignment_r)
{
	static const char *const names[] = {"left", "center", "right"};
	if (v.tag != VALUE_STRING)
		return wrong_type("alignment", v, "System.String");
	for (size_t i = 0; i < countof(names); i++)
		if (*string_data(v) &&
		    strncasecmp(names[i], string_data(v), string_length(v)) == 0) {
			*alignment_r = (enum text_alignment)(ALIGN_LEFT + i);
			return OK;
		}
	return throw_error_type(
		"System.NotSupportedException", "DictionaryKeyIllegalValue",
		CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"The value \"%s\" for key \"alignment\" is not valid; valid values are "
		"{left, center, right}.",
		string_data(v));
}

static enum status parse_number(const char *key, Value v, int minimum, int *number_r)
{
	int32_t number;
	if (!value_is_integer(v))
		return wrong_type(key, v, "System.Int32");
	if (convert_to_int(v, &number) != OK)
		return ERROR;
	if (number < minimum)
		return throw_error_type(
			"System.NotSupportedException", "OutOfRangeValue",
			CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			"The value \"%d\" for key \"%s\" should be greater than %d.", number, key,
			minimum - 1);
	*number_r = number;
	return OK;
}

static enum status set_expression(struct property_expression *e, Value v)
{
	if (v.tag == VALUE_SCRIPT_BLOCK) {
		const struct script_block *block = value_as_script_block(v);
		e->script = v;
		e->name = string_new(block->text, block->text_length);
		e->wildcard = false;
		return OK;
	}
	e->name = value_to_string(v);
	if (string_length(e->name) == 0)
		return illegal("DictionaryKeyIllegalValue",
			       "The value of the expression key is empty.");
	e->script = NULL_VALUE;
	e->wildcard = wildcard_has_special(string_data(e->name));
	return OK;
}

static enum status set_key(struct property_expression *e, enum property_keys key, Value v)
{
	switch (key) {
	case KEY_EXPRESSION:
		if (v.tag != VALUE_STRING && v.tag != VALUE_SCRIPT_BLOCK)
			return wrong_type(
				"expression", v,
				"System.String, System.Management.Automation.ScriptBlock");
		return set_expression(e, v);
	case KEY_LABEL:
	case KEY_NAME:
		if (v.tag != VALUE_STRING)
			v = value_to_string(v);
		if (string_length(v) == 0)
			return illegal("DictionaryKeyEmptyString",
				       key == KEY_LABEL
					       ? "The label key cannot be an empty string."
					       : "The name key cannot be an empty string.");
		e->label = v;
		return OK;
	case KEY_FORMAT:
		if (v.tag != VALUE_STRING)
			return wrong_type("formatString", v, "System.String");
		e->format = v;
		return OK;
	case KEY_WIDTH:
		return parse_number("width", v, 1, &e->width);
	case KEY_DEPTH:
		return parse_number("depth", v, 1, &e->depth);
	case KEY_ALIGNMENT:
		return parse_alignment(v, &e->alignment);
	case KEY_ASCENDING:
		e->order = value_is_true(v) ? 1 : -1;
		return OK;
	case KEY_DESCENDING:
		e->order = value_is_true(v) ? -1 : 1;
		return OK;
	default:
		return OK;
	}
}

static enum status parse_hashtable(struct property_expression *e, const struct hashtable *h,
				   unsigned allowed)
{
	Value key, value;
	struct strbuf name = STRBUF_INIT;
	enum status status = OK;
	e->name = UNSET_VALUE;
	for (size_t i = 0; status == OK && hashtable_next(h, &i, &key, &value);) {
		enum property_keys bit = 0;
		status = find_key(text_of(key, &name), allowed, &bit);
		if (status == OK)
			status = set_key(e, bit, value_base(value));
	}
	strbuf_clear(&name);
	if (status == OK && e->name.tag == VALUE_UNSET)
		return illegal("DictionaryKeyMandatoryEntry",
			       "A mandatory entry for expression is missing.");
	return status;
}

static enum status parse_one(struct property_expression *e, Value v, unsigned allowed)
{
	*e = (struct property_expression){.depth = -1};
	v = value_base(v);
	if (v.tag == VALUE_HASHTABLE)
		return parse_hashtable(e, value_as_hashtable(v), allowed);
	return set_expression(e, v);
}

enum status property_expressions_parse(Value given, unsigned allowed,
				       struct property_expression **expressions_r, size_t *count_r)
{
	given = value_base(given);
	size_t count = value_is_null(given) ? 0 : value_count(given), used = 0;
	*expressions_r = gc_alloc_buffer((count + 1) * sizeof(**expressions_r));
	*count_r = 0;
	for (size_t i = 0; i < count; i++) {
		Value item = value_item(given, i);
		if (value_is_null(item))
			continue;
		if (parse_one(&(*expressions_r)[used++], item, allowed) != OK)
			return ERROR;
	}
	*count_r = used;
	return OK;
}

void property_expression_from_name(const char *name, struct property_expression *e)
{
	*e = (struct property_expression){.name = string_from(name), .depth = -1};
	e->wildcard = wildcard_has_special(name);
}

static bool is_collection(Value v)
{
	return v.tag == VALUE_ARRAY || v.tag == VALUE_LIST;
}

/* Own properties only: what stands in the list that formatting shows, or a dynamic key. */
static bool find_own(Value object, const char *name, Value *result_r)
{
	size_t count;
	struct property *properties = value_properties(object, &count);
	for (size_t i = 0; i < count; i++)
		if (name_equal(properties[i].name, name)) {
			*result_r = properties[i].value;
			return true;
		}
	return false;
}

enum status object_property(Value object, const char *name, Value *result_r, bool *found_r)
{
	Value base = value_base(object);
	*result_r = NULL_VALUE;
	*found_r = false;
	if (value_is_null(base))
		return OK;
	if (object.tag == VALUE_PSOBJECT && psobject_get(object, name, result_r)) {
		*found_r = true;
		return OK;
	}
	bool common = name_equal(name, "Count") || name_equal(name, "Length");
	if (is_collection(base) || (common && base.tag != VALUE_STRING)) {
		if (base.tag == VALUE_HASHTABLE)
			return member_get(object, name, result_r, found_r);
		*found_r = find_own(object, name, result_r);
		return OK;
	}
	return member_get(object, name, result_r, found_r);
}

enum status property_expression_get(const struct property_expression *e, Value object,
				    Value *result_r, bool *found_r)
{
	if (value_is_null(e->script))
		return object_property(object, string_data(e->name), result_r, found_r);
	*found_r = true;
	*result_r = NULL_VALUE;
	enum status status =
		runtime()->hooks->invoke_script_block(e->script, 0, NULL, object, result_r);
	if (result_r->tag == VALUE_VOID)
		*result_r = NULL_VALUE;
	return status;
}

const char **property_expression_names(const struct property_expression *e, Value object,
				       size_t *count_r)
{
	size_t count, found = 0;
	struct property *properties = value_properties(object, &count);
	const char **names = gc_alloc_buffer((count + 1) * sizeof(*names));
	for (size_t i = 0; i < count; i++) {
		bool match =
			e->wildcard ? wildcard_match(string_data(e->name), properties[i].name, true)
				    : name_equal(string_data(e->name), properties[i].name);
		if (match)
			names[found++] = properties[i].name;
	}
	if (!found && !e->wildcard) {
		Value value;
		bool exists;
		if (object_property(object, string_data(e->name), &value, &exists) != OK) {
			runtime()->error = NULL_VALUE;
			exists = true;
		}
		if (exists)
			names[found++] = string_data(e->name);
	}
	*count_r = found;
	return names;
}

const char *property_expression_label(const struct property_expression *e)
{
	return string_data(value_is_null(e->label) ? e->name : e->label);
}
