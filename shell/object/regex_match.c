/* Match, Group, Capture and their collections. */
#include "object/regex_private.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/reference.h"

#include <stdlib.h>
#include <string.h>

/* A Group, a Capture, or one of the collections of a match. */
struct match_part {
	struct cell cell;
	Value match;
	int group;
	size_t start, end; /* of a Capture: bytes */
};

/* MatchCollection: found when asked for. */
struct match_collection {
	struct cell cell;
	Value matches; /* list */
};

static struct match *as_match(Value v)
{
	return (struct match *)v.cell;
}

static struct match_part *as_part(Value v)
{
	return (struct match_part *)v.cell;
}

Value match_new(Value regex, Value text, size_t start, size_t end, bool success,
		const size_t *offsets)
{
	int count;
	regex_program_groups(value_as_regex(regex)->program, &count);
	size_t size = sizeof(struct match) + (size_t)count * 2 * sizeof(size_t);
	struct match *m = gc_alloc(&type_match, VALUE_OBJECT, size);
	m->regex = regex;
	m->text = text;
	m->start = start;
	m->end = end;
	m->success = success;
	m->group_count = success ? count : 1;
	if (success)
		memcpy(m->offsets, offsets, (size_t)count * 2 * sizeof(size_t));
	else
		m->offsets[0] = m->offsets[1] = SIZE_MAX;
	return value_cell(VALUE_OBJECT, m);
}

enum status match_find(Value regex, Value text, size_t start, size_t end, Value *match_r)
{
	int count;
	bool found;
	struct regex_program *program = value_as_regex(regex)->program;
	regex_program_groups(program, &count);
	size_t offsets[2 * MAX(count, 1)];
	if (start == SIZE_MAX) {
		*match_r = match_new(regex, text, end, end, false, NULL);
		return OK;
	}
	if (regex_program_search(program, text, start, end, &found, offsets) != OK)
		return ERROR;
	*match_r = match_new(regex, text, start, end, found, offsets);
	return OK;
}

Value match_group_text(const struct match *m, int group)
{
	if (group >= m->group_count || m->offsets[2 * group] == SIZE_MAX)
		return string_empty();
	size_t start = m->offsets[2 * group], end = m->offsets[2 * group + 1];
	return string_new(string_data(m->text) + start, end > start ? end - start : 0);
}

static void match_mark(void *cell)
{
	struct match *m = cell;
	gc_mark(m->regex);
	gc_mark(m->text);
}

static void part_mark(void *cell)
{
	gc_mark(((struct match_part *)cell)->match);
}

static void collection_mark(void *cell)
{
	gc_mark(((struct match_collection *)cell)->matches);
}

static Value part_new(const struct type *type, Value match, int group)
{
	struct match_part *p = gc_alloc(type, VALUE_OBJECT, sizeof(*p));
	p->match = match;
	p->group = group;
	return value_cell(VALUE_OBJECT, p);
}

static int utf16_index(Value text, size_t offset)
{
	const struct string *s = value_as_string(text);
	return (int)(s->ascii ? offset : utf8_utf16_length(s->data, offset));
}

/* What a Match, Group or Capture covers; false when it took no part. */
static bool span_of(Value v, const struct match **match_r, size_t *start_r, size_t *end_r)
{
	const struct type *type = v.cell->type;
	const struct match *m = type == &type_match ? as_match(v) : as_match(as_part(v)->match);
	*match_r = m;
	if (type == &type_capture) {
		*start_r = as_part(v)->start;
		*end_r = as_part(v)->end;
		return true;
	}
	int group = type == &type_match ? 0 : as_part(v)->group;
	if (group < 0 || group >= m->group_count || m->offsets[2 * group] == SIZE_MAX)
		return false;
	*start_r = m->offsets[2 * group];
	*end_r = MAX(m->offsets[2 * group + 1], *start_r);
	return true;
}

static enum status span_get_value(Value self, Value *result_r)
{
	const struct match *m;
	size_t start, end;
	if (span_of(self, &m, &start, &end))
		*result_r = string_new(string_data(m->text) + start, end - start);
	else
		*result_r = string_empty();
	return OK;
}

static enum status span_get_index(Value self, Value *result_r)
{
	const struct match *m;
	size_t start, end;
	bool set = span_of(self, &m, &start, &end);
	*result_r = value_int(set ? utf16_index(m->text, start) : 0);
	return OK;
}

static enum status span_get_length(Value self, Value *result_r)
{
	const struct match *m;
	size_t start, end;
	bool set = span_of(self, &m, &start, &end);
	*result_r = value_int(set ? utf16_index(m->text, end) - utf16_index(m->text, start) : 0);
	return OK;
}

static enum status span_get_success(Value self, Value *result_r)
{
	const struct match *m;
	size_t start, end;
	*result_r = value_bool(span_of(self, &m, &start, &end));
	return OK;
}

static enum status span_get_span(Value self UNUSED, Value *result_r)
{
	*result_r = NULL_VALUE; /* a ref struct: PowerShell shows nothing */
	return OK;
}

static enum status span_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	const struct match *m;
	size_t start, end;
	if (span_of(self, &m, &start, &end))
		strbuf_add(out, string_data(m->text) + start, end - start);
	return OK;
}

static enum status span_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	return span_get_value(self, result_r);
}

static const struct regex_group *groups_of(const struct match *m, int *count_r)
{
	if (m->regex.tag != VALUE_OBJECT) {
		*count_r = 0;
		return NULL;
	}
	return regex_program_groups(value_as_regex(m->regex)->program, count_r);
}

static const char *group_name(const struct match *m, int group)
{
	int count;
	const struct regex_group *groups = groups_of(m, &count);
	return group >= 0 && group < count ? groups[group].name : "0";
}

static enum status group_get_name(Value self, Value *result_r)
{
	bool whole = self.cell->type == &type_match;
	const struct match *m = as_match(whole ? self : as_part(self)->match);
	*result_r = string_from(group_name(m, whole ? 0 : as_part(self)->group));
	return OK;
}

static enum status match_get_groups(Value self, Value *result_r)
{
	*result_r = part_new(&type_group_collection, self, 0);
	return OK;
}

static enum status group_get_captures(Value self, Value *result_r)
{
	bool whole = self.cell->type == &type_match;
	*result_r = part_new(&type_capture_collection, whole ? self : as_part(self)->match,
			     whole ? 0 : as_part(self)->group);
	return OK;
}

static enum status match_next(Value self, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	const struct match *m = as_match(self);
	if (!m->success) {
		*result_r = self;
		return OK;
	}
	return match_find(m->regex, m->text, regex_next_start(m->text, m->offsets, m->end), m->end,
			  result_r);
}

static enum status match_result(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	const struct match *m = as_match(self);
	struct strbuf out = STRBUF_INIT;
	if (!m->success)
		return throw_exception("System.NotSupportedException",
				       "Result cannot be called on a failed Match.");
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "replacement",
				      "Value cannot be null.");
	struct replacement *r = replacement_parse(value_as_regex(m->regex)->program, argv[0]);
	replacement_append(r, m->text, m->offsets, m->group_count, &out);
	replacement_free(&r);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status match_get_empty(Value self UNUSED, Value *result_r)
{
	struct match *m = gc_alloc(&type_match, VALUE_OBJECT, sizeof(*m) + 2 * sizeof(size_t));
	m->text = string_empty();
	m->group_count = 1;
	m->offsets[0] = m->offsets[1] = SIZE_MAX;
	*result_r = value_cell(VALUE_OBJECT, m);
	return OK;
}

static Value group_at(Value match, int group)
{
	return group == 0 ? match : part_new(&type_group, match, group);
}

/* A group that is not there: an unsuccessful one. */
static Value group_missing(Value match)
{
	return part_new(&type_group, match, -1);
}

static int find_group_index(const struct match *m, Value key)
{
	int count;
	const struct regex_group *groups = groups_of(m, &count);
	for (int i = 0; i < count && i < m->group_count; i++) {
		if (key.tag == VALUE_STRING ? strcmp(groups[i].name, string_data(key)) == 0
					    : groups[i].number == key.integer)
			return i;
	}
	return -1;
}

static enum status group_collection_item(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	Value match = as_part(self)->match;
	int group = find_group_index(as_match(match), argv[0]);
	*result_r = group >= 0 ? group_at(match, group) : group_missing(match);
	return OK;
}

static enum status group_collection_get_index(Value self, Value index, Value *result_r)
{
	index = value_base(index);
	if (index.tag != VALUE_STRING && !value_is_integer(index)) {
		int32_t number;
		if (convert_to_int(index, &number) != OK)
			return ERROR;
		index = value_int(number);
	}
	return group_collection_item(self, 1, &index, result_r);
}

static enum status group_collection_get_count(Value self, Value *result_r)
{
	*result_r = value_int(as_match(as_part(self)->match)->group_count);
	return OK;
}

static enum status group_collection_get_keys(Value self, Value *result_r)
{
	const struct match *m = as_match(as_part(self)->match);
	Value names = array_new_typed(&type_string_array, (size_t)m->group_count);
	for (int i = 0; i < m->group_count; i++)
		value_as_array(names)->items[i] = string_from(group_name(m, i));
	*result_r = names;
	return OK;
}

static enum status group_collection_get_values(Value self, Value *result_r)
{
	Value match = as_part(self)->match;
	int count = as_match(match)->group_count;
	Value groups = array_new((size_t)count);
	for (int i = 0; i < count; i++)
		value_as_array(groups)->items[i] = group_at(match, i);
	*result_r = groups;
	return OK;
}

static enum status group_collection_contains(Value self, int argc UNUSED, const Value *argv,
					     Value *result_r)
{
	*result_r = value_bool(find_group_index(as_match(as_part(self)->match), argv[0]) >= 0);
	return OK;
}

static enum status group_collection_try_get(Value self, int argc UNUSED, const Value *argv,
					    Value *result_r)
{
	Value match = as_part(self)->match;
	int group = find_group_index(as_match(match), argv[0]);
	*result_r = value_bool(group >= 0);
	return reference_set(argv[1], group >= 0 ? group_at(match, group) : NULL_VALUE);
}

static enum status group_collection_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	Value match = as_part(e->source)->match;
	*more_r = e->position < (size_t)as_match(match)->group_count;
	if (*more_r)
		*item_r = group_at(match, (int)e->position++);
	return OK;
}

static enum status group_collection_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = group_collection_next};
	return OK;
}

/* All captures of the group as a list. */
static Value captures_of(Value self)
{
	const struct match_part *p = as_part(self);
	const struct match *m = as_match(p->match);
	Value list = list_new();
	size_t *pairs = NULL, count = 0;
	if (p->group == 0 && m->success) {
		list_add(value_as_list(list), p->match);
		return list;
	}
	if (p->group > 0 && p->group < m->group_count && m->offsets[2 * p->group] != SIZE_MAX)
		count = regex_program_captures(value_as_regex(m->regex)->program, m->text, m->start,
					       m->end, p->group, &pairs);
	for (size_t i = 0; i < count; i++) {
		Value capture = part_new(&type_capture, p->match, p->group);
		as_part(capture)->start = pairs[2 * i];
		as_part(capture)->end = pairs[2 * i + 1];
		list_add(value_as_list(list), capture);
	}
	free(pairs);
	return list;
}

static enum status capture_collection_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)value_as_list(captures_of(self))->count);
	return OK;
}

static enum status item_at(struct list *list, Value index, Value *result_r)
{
	int32_t i;
	if (convert_to_int(index, &i) != OK)
		return ERROR;
	if (i < 0 || (size_t)i >= list->count)
		return throw_argument("System.ArgumentOutOfRangeException", "i",
				      "Specified argument was out of the range of valid values.");
	*result_r = list->items[i];
	return OK;
}

static enum status capture_collection_get_index(Value self, Value index, Value *result_r)
{
	Value list = captures_of(self);
	return item_at(value_as_list(list), index, result_r);
}

static enum status capture_collection_item(Value self, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	return capture_collection_get_index(self, argv[0], result_r);
}

static enum status list_next(struct enumerator *e, bool *more_r, Value *item_r)
{
	const struct list *list = value_as_list(e->state);
	*more_r = e->position < list->count;
	if (*more_r)
		*item_r = list->items[e->position++];
	return OK;
}

static enum status capture_collection_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .state = captures_of(self), .next = list_next};
	return OK;
}

Value match_collection_new(Value matches)
{
	struct match_collection *c = gc_alloc(&type_match_collection, VALUE_OBJECT, sizeof(*c));
	c->matches = matches;
	return value_cell(VALUE_OBJECT, c);
}

static struct list *matches_of(Value self)
{
	return value_as_list(((struct match_collection *)self.cell)->matches);
}

static enum status match_collection_get_count(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)matches_of(self)->count);
	return OK;
}

static enum status match_collection_get_index(Value self, Value index, Value *result_r)
{
	return item_at(matches_of(self), index, result_r);
}

static enum status match_collection_item(Value self, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	return item_at(matches_of(self), argv[0], result_r);
}

static enum status match_collection_enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self,
				 .state = ((struct match_collection *)self.cell)->matches,
				 .next = list_next};
	return OK;
}

static enum status get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status get_self(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

#define COLLECTION_ROWS                                            \
	PROPERTY("bool IsReadOnly {get;}", get_true),              \
		PROPERTY("bool IsSynchronized {get;}", get_false), \
		PROPERTY("System.Object SyncRoot {get;}", get_self)

#define SPAN_ROWS                                                                      \
	PROPERTY("int Index {get;}", span_get_index),                                  \
		PROPERTY("int Length {get;}", span_get_length),                        \
		PROPERTY("string Value {get;}", span_get_value),                       \
		PROPERTY("System.ReadOnlySpan[char] ValueSpan {get;}", span_get_span), \
		METHOD("string ToString()", span_to_string)

#define GROUP_ROWS                                                                           \
	PROPERTY("bool Success {get;}", span_get_success),                                   \
		PROPERTY("string Name {get;}", group_get_name),                              \
		PROPERTY("System.Text.RegularExpressions.CaptureCollection Captures {get;}", \
			 group_get_captures)

static const struct member capture_members[] = {SPAN_ROWS, MEMBER_END};

struct type type_capture = {
	.name = "System.Text.RegularExpressions.Capture",
	.tag = VALUE_OBJECT,
	.members = capture_members,
	.mark = part_mark,
	.to_string = span_to_string_hook,
};

static const struct member group_members[] = {GROUP_ROWS, SPAN_ROWS, MEMBER_END};

struct type type_group = {
	.name = "System.Text.RegularExpressions.Group",
	.base = &type_capture,
	.tag = VALUE_OBJECT,
	.members = group_members,
	.mark = part_mark,
};

static const struct member match_members[] = {
	PROPERTY("System.Text.RegularExpressions.GroupCollection Groups {get;}", match_get_groups),
	GROUP_ROWS,
	SPAN_ROWS,
	METHOD("System.Text.RegularExpressions.Match NextMatch()", match_next),
	METHOD("string Result(string replacement)", match_result),
	STATIC_PROPERTY("static System.Text.RegularExpressions.Match Empty {get;}",
			match_get_empty),
	MEMBER_END,
};

struct type type_match = {
	.name = "System.Text.RegularExpressions.Match",
	.base = &type_group,
	.tag = VALUE_OBJECT,
	.members = match_members,
	.mark = match_mark,
};

static const struct type *const collection_interfaces[] = {&type_ilist, &type_icollection,
							   &type_ienumerable, NULL};

static const struct member match_collection_members[] = {
	PROPERTY("int Count {get;}", match_collection_get_count),
	COLLECTION_ROWS,
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "System.Text.RegularExpressions.Match Item(int i) {get;}",
	 .call = match_collection_item},
	MEMBER_END,
};

struct type type_match_collection = {
	.name = "System.Text.RegularExpressions.MatchCollection",
	.tag = VALUE_OBJECT,
	.members = match_collection_members,
	.interfaces = collection_interfaces,
	.mark = collection_mark,
	.enumerate = match_collection_enumerate,
	.get_index = match_collection_get_index,
};

static const struct member group_collection_members[] = {
	PROPERTY("int Count {get;}", group_collection_get_count),
	COLLECTION_ROWS,
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "System.Text.RegularExpressions.Group Item(int groupnum) {get;}",
	 .call = group_collection_item},
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "System.Text.RegularExpressions.Group Item(string groupname) {get;}",
	 .call = group_collection_item},
	PROPERTY("System.Collections.Generic.IEnumerable[string] Keys {get;}",
		 group_collection_get_keys),
	PROPERTY("System.Collections.Generic.IEnumerable[System.Text.RegularExpressions.Group] "
		 "Values "
		 "{get;}",
		 group_collection_get_values),
	METHOD("bool ContainsKey(string key)", group_collection_contains),
	METHOD("bool TryGetValue(string key, [ref] System.Text.RegularExpressions.Group value)",
	       group_collection_try_get),
	MEMBER_END,
};

struct type type_group_collection = {
	.name = "System.Text.RegularExpressions.GroupCollection",
	.tag = VALUE_OBJECT,
	.members = group_collection_members,
	.interfaces = collection_interfaces,
	.mark = part_mark,
	.enumerate = group_collection_enumerate,
	.get_index = group_collection_get_index,
};

static const struct member capture_collection_members[] = {
	PROPERTY("int Count {get;}", capture_collection_get_count),
	COLLECTION_ROWS,
	{.kind = MEMBER_PARAMETERIZED_PROPERTY,
	 .signature = "System.Text.RegularExpressions.Capture Item(int i) {get;}",
	 .call = capture_collection_item},
	MEMBER_END,
};

struct type type_capture_collection = {
	.name = "System.Text.RegularExpressions.CaptureCollection",
	.tag = VALUE_OBJECT,
	.members = capture_collection_members,
	.interfaces = collection_interfaces,
	.mark = part_mark,
	.enumerate = capture_collection_enumerate,
	.get_index = capture_collection_get_index,
};
