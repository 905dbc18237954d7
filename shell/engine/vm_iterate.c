/* foreach, switch, and assignments to several variables. */
#include "engine/vm_private.h"

#include "engine/operators.h"
#include "engine/path.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/error_record.h"
#include "object/regex.h"
#include "object/string.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status vm_foreach(struct frame *f UNUSED, struct iterator *it, Value source, bool is_switch)
{
	*it = (struct iterator){.source = source, .current = NULL_VALUE};
	if (source.tag == VALUE_VOID || (value_is_null(source) && !is_switch)) {
		it->kind = ITERATE_NOTHING;
	} else if (!value_is_enumerable(source)) {
		it->kind = ITERATE_ONE;
	} else if (source.tag == VALUE_ARRAY) {
		it->kind = ITERATE_ARRAY;
		it->last = (int64_t)value_as_array(source)->count;
	} else {
		it->kind = ITERATE_ANY;
		return value_enumerate(source, &it->enumerator);
	}
	return OK;
}

enum status vm_foreach_range(struct iterator *it, Value from, Value to)
{
	struct range_ends ends;
	*it = (struct iterator){.source = NULL_VALUE, .current = NULL_VALUE};
	if (operator_range_ends(from, to, &ends) != OK)
		return ERROR;
	if (ends.characters) {
		Value range;
		if (operator_range(from, to, &range) != OK)
			return ERROR;
		return vm_foreach(NULL, it, range, false);
	}
	it->kind = ITERATE_RANGE;
	it->next = ends.first;
	it->last = ends.last;
	it->step = ends.first <= ends.last ? 1 : -1;
	return OK;
}

enum status vm_next(struct iterator *it, bool *more_r, Value *item_r)
{
	*more_r = false;
	if (it->done)
		return OK;
	switch (it->kind) {
	case ITERATE_NOTHING:
		it->done = true;
		return OK;
	case ITERATE_ONE:
		it->done = true;
		*item_r = it->current = it->source.tag == VALUE_UNSET ? NULL_VALUE : it->source;
		break;
	case ITERATE_ARRAY:
		if (it->next >= it->last) {
			it->done = true;
			return OK;
		}
		*item_r = it->current = array_get(value_as_array(it->source), (size_t)it->next++);
		break;
	case ITERATE_RANGE:
		*item_r = it->current = value_int((int32_t)it->next);
		it->done = it->next == it->last;
		it->next += it->step;
		break;
	case ITERATE_ANY: {
		enum status status = enumerator_next(&it->enumerator, more_r, item_r);
		if (status != OK || !*more_r) {
			it->done = true;
			return status;
		}
		it->current = *item_r;
		break;
	}
	}
	*more_r = true;
	return OK;
}

enum status vm_switch_file(struct frame *f, Value path, Value *result_r)
{
	Value text = value_to_string(path);
	char *name = path_resolve(f->session, string_data(text));
	if (!name)
		return ERROR;
	FILE *file = fopen(name, "r");
	free(name);
	if (!file)
		return throw_error_type("System.IO.FileNotFoundException",
					"System.IO.FileNotFoundException", CATEGORY_OPEN_ERROR,
					text, "Could not find file '%s'.", string_data(text));
	Value lines = list_new();
	char *line = NULL;
	size_t capacity = 0;
	ssize_t length;
	while ((length = getline(&line, &capacity, file)) >= 0) {
		while (length && (line[length - 1] == '\n' || line[length - 1] == '\r'))
			length--;
		list_add(value_as_list(lines), string_new(line, (size_t)length));
	}
	free(line);
	fclose(file);
	*result_r = list_to_array(value_as_list(lines));
	return OK;
}

enum status vm_switch_test(Value item, Value condition, unsigned flags, bool *fits_r,
			   Value *matches_r)
{
	bool ignore_case = !(flags & AST_SWITCH_CASE_SENSITIVE);
	*matches_r = NULL_VALUE;
	if (condition.tag == VALUE_SCRIPT_BLOCK) {
		Value result;
		if (runtime()->hooks->invoke_script_block(condition, 0, NULL, item, &result) != OK)
			return ERROR;
		*fits_r = value_is_true(result);
		return OK;
	}
	if (flags & AST_SWITCH_REGEX) {
		bool matched;
		if (regex_match(value_to_string(item), condition, ignore_case, &matched,
				matches_r) != OK)
			return ERROR;
		*fits_r = matched;
		if (!matched)
			*matches_r = NULL_VALUE;
		return OK;
	}
	if (flags & AST_SWITCH_WILDCARD) {
		Value pattern = value_to_string(condition);
		Value text = value_to_string(item);
		*fits_r = wildcard_match(string_data(pattern), string_data(text), ignore_case);
		return OK;
	}
	/* Texts are compared as texts, anything else by the item's type. */
	if (value_is_null(item) || value_is_null(condition)) {
		*fits_r = value_is_null(item) && value_is_null(condition);
		return OK;
	}
	if (item.tag == VALUE_STRING)
		condition = value_to_string(condition);
	*fits_r = value_equal(item, condition, ignore_case);
	return OK;
}

void vm_unpack(Value v, Value *registers, uint16_t count)
{
	bool many = v.tag == VALUE_ARRAY || v.tag == VALUE_LIST;
	size_t there = value_is_null(v) ? 0 : many ? value_count(v) : 1;
	for (uint16_t i = 0; i + 1 < count; i++)
		registers[i] = i >= there ? NULL_VALUE : many ? value_item(v, i) : v;
	Value *rest = &registers[count - 1];
	size_t from = (size_t)count - 1;
	if (from >= there) {
		*rest = NULL_VALUE;
	} else if (from + 1 == there) {
		*rest = many ? value_item(v, from) : v;
	} else {
		Value items = array_new(there - from);
		for (size_t i = from; i < there; i++)
			value_as_array(items)->items[i - from] = value_item(v, i);
		*rest = items;
	}
}

/* ---- $foreach and $switch ---- */

/* The iterator as an object: MoveNext() takes items from the loop. It points at its frame's iterator, which
 * it asks the frame list about, because scripts may keep it longer than the loop. */
struct loop_enumerator {
	struct cell cell;
	Value kept_alive; /* the frame's script block */
	struct frame *frame;
	uint16_t number;
	uint64_t scope_id;
};

static struct iterator *enumerator_target(Value self)
{
	struct loop_enumerator *e = (struct loop_enumerator *)self.cell;
	for (struct frame *f = session_current()->machine->frames; f; f = f->next)
		if (f == e->frame && f->scope && f->scope->id == e->scope_id && f->running)
			return &f->iterators[e->number];
	return NULL;
}

static enum status enumerator_move_next(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	struct iterator *it = enumerator_target(self);
	bool more = false;
	Value item;
	if (it && vm_next(it, &more, &item) != OK)
		return ERROR;
	*result_r = value_bool(more);
	return OK;
}

static enum status enumerator_get_current(Value self, Value *result_r)
{
	struct iterator *it = enumerator_target(self);
	*result_r = !it                         ? NULL_VALUE
		    : it->kind == ITERATE_RANGE ? value_int((int32_t)(it->next - it->step))
						: it->current;
	return OK;
}

static enum status enumerator_reset(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r UNUSED)
{
	struct iterator *it = enumerator_target(self);
	if (it && it->kind == ITERATE_ARRAY) {
		it->next = 0;
		it->done = false;
	}
	return OK;
}

static const struct member enumerator_members[] = {
	PROPERTY("System.Object Current {get;}", enumerator_get_current),
	METHOD("bool MoveNext()", enumerator_move_next),
	METHOD("void Reset()", enumerator_reset),
	MEMBER_END,
};

static void enumerator_mark(void *cell)
{
	gc_mark(((struct loop_enumerator *)cell)->kept_alive);
}

static struct type type_loop_enumerator = {
	.name = "System.ArrayEnumerator",
	.tag = VALUE_OBJECT,
	.members = enumerator_members,
	.mark = enumerator_mark,
};

Value vm_enumerator(struct frame *f, uint16_t number)
{
	struct loop_enumerator *e = gc_alloc(&type_loop_enumerator, VALUE_OBJECT, sizeof(*e));
	e->kept_alive = f->script_block;
	e->frame = f;
	e->number = number;
	e->scope_id = f->scope->id;
	return value_cell(VALUE_OBJECT, e);
}
