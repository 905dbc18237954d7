/* Measure-Object: numbers about numbers, or about text. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "engine/session.h"
#include "formatters/property_expression.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/number.h"
#include "object/string.h"
#include <math.h>
#include <string.h>

/* What was found out about one property. */
struct measure {
	Value name; /* string, or NULL: the objects themselves */
	int64_t count;
	double sum, sum_before, variance;
	Value maximum, minimum;
	bool not_numeric;
	int64_t lines, words, characters;
};

struct measure_object {
	Value input, property;
	bool all_stats, sum, average, maximum, minimum, deviation;
	bool line, word, character, ignore_white_space;

	struct property_expression *expressions;
	size_t expression_count;
	struct measure *measures; /* gc buffer */
	size_t count, capacity;
};

#define TEXT_SET "TextMeasure"
#define GENERIC_SET "GenericMeasure"

static const struct parameter parameters[] = {
	PARAM_SWITCH(struct measure_object, deviation, "StandardDeviation", 0, .set = GENERIC_SET,
		     .help = "The standard deviation of the sample."),
	PARAM_SWITCH(struct measure_object, sum, "Sum", 0, .set = GENERIC_SET, .help = "The sum."),
	PARAM_SWITCH(struct measure_object, all_stats, "AllStats", 0, .set = GENERIC_SET,
		     .help = "All of them."),
	PARAM_SWITCH(struct measure_object, average, "Average", 0, .set = GENERIC_SET,
		     .help = "The mean."),
	PARAM_SWITCH(struct measure_object, maximum, "Maximum", 0, .set = GENERIC_SET,
		     .help = "The largest value."),
	PARAM_SWITCH(struct measure_object, minimum, "Minimum", 0, .set = GENERIC_SET,
		     .help = "The smallest value."),
	PARAM_SWITCH(struct measure_object, line, "Line", 0, .set = TEXT_SET,
		     .help = "Counts lines."),
	PARAM_SWITCH(struct measure_object, word, "Word", 0, .set = TEXT_SET,
		     .help = "Counts words."),
	PARAM_SWITCH(struct measure_object, character, "Character", 0, .set = TEXT_SET,
		     .help = "Counts characters."),
	PARAM_SWITCH(struct measure_object, ignore_white_space, "IgnoreWhiteSpace", 0,
		     .set = TEXT_SET, .help = "Does not count white space as characters."),
	PARAM_VALUE(struct measure_object, property, "Property", &type_object_array,
		    PARAM_POSITION(0) | PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		    .help = "What to measure: names, patterns or script blocks; without it the "
			    "objects themselves."),
	PARAM_OBJECT(struct measure_object, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to measure.", .type_name = "psobject"),
	PARAM_END,
};

static bool is_text(struct cmdlet_call *c)
{
	return strcmp(cmdlet_parameter_set(c), TEXT_SET) == 0;
}

static enum status begin(struct cmdlet_call *c)
{
	struct measure_object *self = cmdlet_state(c);
	if (self->all_stats)
		self->sum = self->average = self->maximum = self->minimum = self->deviation = true;
	if (value_is_null(self->property))
		return OK;
	return cmdlet_own(c,
			  property_expressions_parse(self->property, KEY_EXPRESSION,
						     &self->expressions, &self->expression_count));
}

static struct measure *find_measure(struct measure_object *self, Value name)
{
	for (size_t i = 0; i < self->count; i++) {
		Value own = self->measures[i].name;
		if (value_is_null(name) ? value_is_null(own)
					: !value_is_null(own) &&
						  name_equal(string_data(own), string_data(name)))
			return &self->measures[i];
	}
	if (self->count == self->capacity) {
		size_t size = self->capacity * sizeof(*self->measures);
		self->capacity = self->capacity ? self->capacity * 2 : 4;
		size_t larger = self->capacity * sizeof(*self->measures);
		self->measures = size ? gc_realloc_buffer(self->measures, size, larger)
				      : gc_alloc_buffer(larger);
	}
	struct measure *m = &self->measures[self->count++];
	*m = (struct measure){.name = name};
	return m;
}

static void measure_text(const struct measure_object *self, struct measure *m, Value v)
{
	Value text = value_to_string(v);
	const char *data = string_data(text);
	size_t length = string_length(text);
	bool in_word = false;
	m->characters += value_as_string(text)->utf16_length;
	m->lines += length > 0;
	for (size_t i = 0; i < length; i++) {
		bool space = strchr(" \t\r\n\f\v", data[i]) != NULL;
		if (space && self->ignore_white_space)
			m->characters--;
		m->words += !space && !in_word;
		in_word = !space;
		m->lines += data[i] == '\n';
	}
}

static void add_number(const struct measure_object *self, struct measure *m, double number)
{
	m->sum += number;
	if (self->deviation && m->count > 1) {
		double n = (double)m->count, mean = m->sum_before / (n - 1);
		m->variance *= (n - 2) / (n - 1);
		m->variance += (mean - number) * (mean - number) / n;
	}
	m->sum_before += number;
}

static enum status measure_number(struct cmdlet_call *c, struct measure *m, Value v)
{
	const struct measure_object *self = cmdlet_state(c);
	Value number;
	if (!convert_try(v, &type_double, &number)) {
		m->not_numeric = true;
		return cmdlet_error_type(c, "System.Management.Automation.PSInvalidCastException",
					 "NonNumericInputObject", CATEGORY_INVALID_TYPE, v,
					 "Input object \"%s\" is not numeric.",
					 string_data(value_to_string(v)));
	}
	add_number(self, m, number.real);
	return OK;
}

static enum status measure_value(struct cmdlet_call *c, struct measure *m, Value v)
{
	const struct measure_object *self = cmdlet_state(c);
	m->count++;
	if (is_text(c)) {
		measure_text(self, m, v);
		return OK;
	}
	if (self->maximum && (m->count == 1 || value_compare_sort(v, m->maximum, false) > 0))
		m->maximum = v;
	if (self->minimum && (m->count == 1 || value_compare_sort(v, m->minimum, false) < 0))
		m->minimum = v;
	if (self->sum || self->average || self->deviation)
		return measure_number(c, m, v);
	return OK;
}

static enum status process_named(struct cmdlet_call *c, const struct property_expression *e)
{
	struct measure_object *self = cmdlet_state(c);
	size_t count;
	const char **names = property_expression_names(e, self->input, &count);
	for (size_t i = 0; i < count; i++) {
		Value v;
		bool found;
		if (object_property(self->input, names[i], &v, &found) != OK) {
			runtime()->error = NULL_VALUE;
			continue;
		}
		if (value_is_null(v))
			continue;
		Value name = e->wildcard ? string_from(names[i]) : e->name;
		enum status status = measure_value(c, find_measure(self, name), value_base(v));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status process_script(struct cmdlet_call *c, const struct property_expression *e)
{
	struct measure_object *self = cmdlet_state(c);
	Value v;
	bool found;
	enum status status = property_expression_get(e, self->input, &v, &found);
	if (status == ERROR)
		return cmdlet_report(c);
	if (status != OK || value_is_null(v))
		return status;
	return measure_value(c, find_measure(self, e->name), value_base(v));
}

static enum status process(struct cmdlet_call *c)
{
	struct measure_object *self = cmdlet_state(c);
	if (value_is_null(self->input))
		return OK;
	if (!self->expression_count)
		return measure_value(c, find_measure(self, NULL_VALUE), value_base(self->input));
	for (size_t i = 0; i < self->expression_count; i++) {
		const struct property_expression *e = &self->expressions[i];
		enum status status =
			value_is_null(e->script) ? process_named(c, e) : process_script(c, e);
		if (status != OK)
			return status;
	}
	return OK;
}

/* Microsoft.PowerShell.Commands.GenericMeasureInfo and its kind: properties in a row of Values. */
struct measure_info {
	struct cell cell;
	Value fields[7];
};

static void mark_info(void *cell)
{
	gc_mark_values(((struct measure_info *)cell)->fields, 7);
}

#define FIELD(n)                                                                       \
	static enum status get_field_##n(Value self, Value *result_r)                  \
	{                                                                              \
		*result_r = ((struct measure_info *)value_base(self).cell)->fields[n]; \
		return OK;                                                             \
	}
FIELD(0)
FIELD(1)
FIELD(2)
FIELD(3)
FIELD(4)
FIELD(5)
FIELD(6)

static const struct member generic_members[] = {
	PROPERTY("int Count {get;set;}", get_field_0),
	PROPERTY("System.Nullable[double] Average {get;set;}", get_field_1),
	PROPERTY("System.Nullable[double] Sum {get;set;}", get_field_2),
	PROPERTY("System.Nullable[double] Maximum {get;set;}", get_field_3),
	PROPERTY("System.Nullable[double] Minimum {get;set;}", get_field_4),
	PROPERTY("System.Nullable[double] StandardDeviation {get;set;}", get_field_5),
	PROPERTY("string Property {get;set;}", get_field_6),
	MEMBER_END,
};
static const struct member object_members[] = {
	PROPERTY("int Count {get;set;}", get_field_0),
	PROPERTY("System.Nullable[double] Average {get;set;}", get_field_1),
	PROPERTY("System.Nullable[double] Sum {get;set;}", get_field_2),
	PROPERTY("System.Object Maximum {get;set;}", get_field_3),
	PROPERTY("System.Object Minimum {get;set;}", get_field_4),
	PROPERTY("System.Nullable[double] StandardDeviation {get;set;}", get_field_5),
	PROPERTY("string Property {get;set;}", get_field_6),
	MEMBER_END,
};
static const struct member text_members[] = {
	PROPERTY("System.Nullable[int] Lines {get;set;}", get_field_0),
	PROPERTY("System.Nullable[int] Words {get;set;}", get_field_1),
	PROPERTY("System.Nullable[int] Characters {get;set;}", get_field_2),
	PROPERTY("string Property {get;set;}", get_field_3),
	MEMBER_END,
};

struct type type_generic_measure_info = {.name = "Microsoft.PowerShell.Commands.GenericMeasureInfo",
					 .tag = VALUE_OBJECT,
					 .members = generic_members,
					 .mark = mark_info};
struct type type_generic_object_measure_info = {
	.name = "Microsoft.PowerShell.Commands.GenericObjectMeasureInfo",
	.tag = VALUE_OBJECT,
	.members = object_members,
	.mark = mark_info};
struct type type_text_measure_info = {.name = "Microsoft.PowerShell.Commands.TextMeasureInfo",
				      .tag = VALUE_OBJECT,
				      .members = text_members,
				      .mark = mark_info};

static Value number_as_double(Value v)
{
	return value_is_number(v) ? value_double(number_to_double(v)) : v;
}

static bool is_number_or_null(Value v)
{
	return value_is_null(v) || value_is_number(v);
}

static enum status write_text(struct cmdlet_call *c, const struct measure *m)
{
	const struct measure_object *self = cmdlet_state(c);
	struct measure_info *info = gc_alloc(&type_text_measure_info, VALUE_OBJECT, sizeof(*info));
	if (self->line)
		info->fields[0] = value_int((int32_t)m->lines);
	if (self->word)
		info->fields[1] = value_int((int32_t)m->words);
	if (self->character)
		info->fields[2] = value_int((int32_t)m->characters);
	info->fields[3] = m->name;
	return cmdlet_write(c, value_cell(VALUE_OBJECT, info));
}

static enum status write_generic(struct cmdlet_call *c, const struct measure *m)
{
	const struct measure_object *self = cmdlet_state(c);
	bool numeric = is_number_or_null(m->maximum) && is_number_or_null(m->minimum);
	struct measure_info *info =
		gc_alloc(numeric ? &type_generic_measure_info : &type_generic_object_measure_info,
			 VALUE_OBJECT, sizeof(*info));
	bool sums = !m->not_numeric && m->count;
	info->fields[0] = value_int((int32_t)m->count);
	if (self->average && sums)
		info->fields[1] = value_double(m->sum / (double)m->count);
	if (self->sum && sums)
		info->fields[2] = value_double(m->sum);
	info->fields[3] = number_as_double(m->maximum);
	info->fields[4] = number_as_double(m->minimum);
	if (self->deviation && sums)
		info->fields[5] = value_double(sqrt(m->variance));
	info->fields[6] = m->name;
	return cmdlet_write(c, value_cell(VALUE_OBJECT, info));
}

static enum status end(struct cmdlet_call *c)
{
	struct measure_object *self = cmdlet_state(c);
	if (!self->expression_count)
		find_measure(self, NULL_VALUE);
	for (size_t i = 0; self->expression_count && i < self->expression_count; i++) {
		const struct property_expression *e = &self->expressions[i];
		size_t before = self->count;
		if (e->wildcard || find_measure(self, e->name) < self->measures + before)
			continue;
		/* No object had the property. */
		self->count = before;
		if (cmdlet_session(c)->strict_mode < 2)
			continue;
		enum status status = cmdlet_error_type(
			c, "System.Management.Automation.PSArgumentException",
			"GenericMeasurePropertyNotFound", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			"The property \"%s\" cannot be found in the input for any objects.",
			string_data(e->name));
		if (status != OK)
			return status;
	}
	for (size_t i = 0; i < self->count; i++) {
		const struct measure *m = &self->measures[i];
		enum status status = is_text(c) ? write_text(c, m) : write_generic(c, m);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_measure_object = {
	.verb = "Measure",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct measure_object),
	.default_set = GENERIC_SET,
	.begin = begin,
	.process = process,
	.end = end,
	.output = "Microsoft.PowerShell.Commands.GenericMeasureInfo,"
		  "Microsoft.PowerShell.Commands.TextMeasureInfo",
	.synopsis = "Calculates the numeric properties of objects, and the characters, words and "
		    "lines in string objects.",
	.description = "Counts objects, and on demand finds sum, mean, largest, smallest value and "
		       "standard deviation of them or of their properties, or counts lines, words "
		       "and characters of text.",
	.examples =
		(const struct cmdlet_example[]){
			{"A sum", "(1..4 | Measure-Object -Sum).Sum", "10\n"},
			{"Words", "('one two' | Measure-Object -Word).Words", "2\n"},
			{NULL, NULL, NULL},
		},
};
