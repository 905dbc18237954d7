#include "cmdlets/utility/random_command.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/number.h"
#include "object/string.h"

#include <string.h>

bool random_is_list(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_ARRAY || v.tag == VALUE_LIST;
}

enum status random_command_begin(struct cmdlet_call *c, struct random_numbers *numbers)
{
	struct get_random *self = cmdlet_state(c);
	self->numbers = numbers;
	self->chosen = list_new();
	if (!self->count)
		self->count = self->shuffle ? INT32_MAX : 1;
	return OK;
}

static enum status wrong_order(struct cmdlet_call *c, Value minimum, Value maximum)
{
	return cmdlet_throw_type(
		c, "System.ArgumentException", "MinGreaterThanOrEqualMax",
		CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
		"The Minimum value (%s) cannot be greater than or equal to the Maximum "
		"value (%s).",
		string_data(value_to_string(minimum)), string_data(value_to_string(maximum)));
}

/* Text counts as the number that it reads as: with a sign, too, for so come the bare words -5 and +5. */
static enum status as_number(Value v, Value *number_r)
{
	*number_r = value_base(v);
	if (number_r->tag != VALUE_STRING)
		return value_is_number(*number_r) ? OK : convert_to(v, &type_double, number_r);
	const char *text = string_data(*number_r);
	bool negative = *text == '-';
	text += *text == '-' || *text == '+';
	if (!number_parse(text, strlen(text), number_r))
		return convert_to(v, &type_double, number_r);
	return negative ? number_negate(*number_r, number_r) : OK;
}

static bool is_real(Value v)
{
	return v.tag == VALUE_DOUBLE || v.tag == VALUE_SINGLE || v.tag == VALUE_DECIMAL;
}

static enum status write_numbers(struct cmdlet_call *c)
{
	struct get_random *self = cmdlet_state(c);
	Value minimum = value_int(0), maximum = value_int(INT32_MAX);
	if (!value_is_null(self->minimum) && as_number(self->minimum, &minimum) != OK)
		return ERROR;
	if (!value_is_null(self->maximum) && as_number(self->maximum, &maximum) != OK)
		return ERROR;
	bool real = is_real(minimum) || is_real(maximum);
	bool small = minimum.tag == VALUE_INT32 && maximum.tag == VALUE_INT32;
	bool unlimited = value_is_null(self->minimum) && value_is_null(self->maximum);
	double low = number_to_double(minimum), high = number_to_double(maximum);
	if (low >= high)
		return wrong_order(c, minimum, maximum);
	for (int32_t i = 0; i < self->count; i++) {
		Value v;
		if (real)
			v = value_double(low + random_numbers_double(self->numbers) * (high - low));
		else if (unlimited)
			v = value_int(random_numbers_int(self->numbers));
		else
			v = value_int64(random_numbers_between(self->numbers, minimum.integer,
							       maximum.integer));
		if (small)
			v.tag = VALUE_INT32;
		enum status status = cmdlet_write(c, v);
		if (status != OK)
			return status;
	}
	return OK;
}

/* Each object so far is among the chosen ones with the same probability. */
static void choose(struct get_random *self, Value item)
{
	struct list *chosen = value_as_list(self->chosen);
	if (self->seen < self->count)
		list_add(chosen, item);
	else if (random_numbers_between(self->numbers, 0, self->seen + 1) < self->count)
		chosen->items[random_numbers_between(self->numbers, 0, (int64_t)chosen->count)] =
			item;
	self->seen++;
}

enum status random_command_process(struct cmdlet_call *c)
{
	struct get_random *self = cmdlet_state(c);
	if (value_is_null(self->input))
		return OK;
	for (size_t i = 0; i < value_count(self->input); i++)
		choose(self, value_item(self->input, i));
	return OK;
}

enum status random_command_end(struct cmdlet_call *c)
{
	struct get_random *self = cmdlet_state(c);
	struct list *chosen = value_as_list(self->chosen);
	if (cmdlet_parameter_set(c)[6] == 'N')
		return write_numbers(c);
	for (size_t i = 0; i < chosen->count; i++) {
		size_t k = (size_t)random_numbers_between(self->numbers, (int64_t)i,
							  (int64_t)chosen->count);
		Value item = chosen->items[k];
		chosen->items[k] = chosen->items[i];
		enum status status = cmdlet_write(c, item);
		if (status != OK)
			return status;
	}
	return OK;
}
