/* Where objects go: the next command of a pipeline, a variable, the host. */
#ifndef EXOSH_ENGINE_OUTPUT_H
#define EXOSH_ENGINE_OUTPUT_H

#include "object/array.h"
#include "object/value.h"

struct output {
	enum status (*write)(struct output *output, Value v);
};

/* One object, as it is. VOID writes nothing. */
static inline enum status output_write(struct output *output, Value v)
{
	if (v.tag == VALUE_VOID)
		return OK;
	return output->write(output, v);
}
/* What a statement's value becomes in a pipeline: collections are enumerated. */
enum status output_write_each(struct output *output, Value v) WARN_UNUSED;

/* Collects what is written: `$x = command`, $(...), @(...). Lives on the C stack. */
struct collector {
	struct output output;
	size_t count, capacity;
	Value first;
	Value *items; /* gc buffer, once there are two */
};
void collector_init(struct collector *c);
/* Nothing: VOID; one object: itself; several: object[]. */
Value collector_result(struct collector *c);
/* Always an object[]. */
Value collector_array(struct collector *c);
/* Drops everything. */
extern struct output output_null;

#endif
