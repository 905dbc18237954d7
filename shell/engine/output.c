#include "engine/output.h"

#include "object/convert.h"

enum status output_write_each(struct output *output, Value v)
{
	if (v.tag == VALUE_VOID)
		return OK;
	if (!value_is_enumerable(v))
		return output->write(output, v);
	if (v.tag == VALUE_ARRAY && value_as_array(v)->items) {
		/* `v` keeps the array alive; its length cannot change */
		const struct array *a = value_as_array(v);
		for (size_t i = 0; i < a->count; i++) {
			enum status status = output_write(output, a->items[i]);
			if (status != OK)
				return status;
		}
		return OK;
	}
	struct enumerator e;
	enum status status = value_enumerate(v, &e);
	bool more = true;
	Value item;
	while (status == OK && (status = enumerator_next(&e, &more, &item)) == OK && more)
		status = output_write(output, item);
	return status;
}

static enum status collector_write(struct output *output, Value v)
{
	struct collector *c = container_of(output, struct collector, output);
	if (c->count == 0) {
		c->first = v;
	} else {
		if (c->count >= c->capacity) {
			size_t capacity = c->capacity ? c->capacity * 2 : 8;
			c->items =
				c->items ? gc_realloc_buffer(c->items, c->capacity * sizeof(Value),
							     capacity * sizeof(Value))
					 : gc_alloc_buffer(capacity * sizeof(Value));
			c->capacity = capacity;
			c->items[0] = c->first;
		}
		c->items[c->count] = v;
	}
	c->count++;
	return OK;
}

void collector_init(struct collector *c)
{
	*c = (struct collector){.output.write = collector_write, .first = VOID_VALUE};
}

Value collector_result(struct collector *c)
{
	return c->count <= 1 ? c->first : array_from(c->items, c->count);
}

Value collector_array(struct collector *c)
{
	return array_from(c->count == 1 ? &c->first : c->items, c->count);
}

static enum status null_write(struct output *output UNUSED, Value v UNUSED)
{
	return OK;
}

struct output output_null = {null_write};
