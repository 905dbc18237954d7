/* System.Globalization.StringInfo: text elements, what a reader takes for one character; ICU knows where they end. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/small_types.h"
#include "object/string.h"

#include <unicode/ubrk.h>

struct string_info {
	struct cell cell;
	Value text;
};

/* TextElementEnumerator: stands before the first element at first. */
struct element_enumerator {
	struct cell cell;
	Value text, starts; /* starts: list of the places where elements begin, and the end */
	int64_t at;
};

static struct type type_string_info, type_element_enumerator;

/* A list: where each element begins, counted in UTF-16 units, and the length of the text. */
static Value starts_of(Value text)
{
	Value starts = list_new();
	size_t count;
	uint16_t *units = string_to_utf16(text, &count);
	UErrorCode failure = U_ZERO_ERROR;
	UBreakIterator *i =
		ubrk_open(UBRK_CHARACTER, "", (const UChar *)units, (int32_t)count, &failure);
	for (int32_t at = 0; U_SUCCESS(failure) && at != UBRK_DONE; at = ubrk_next(i))
		list_add(value_as_list(starts), value_int(at));
	ubrk_close(i);
	return starts;
}

static size_t start_at(Value starts, size_t i)
{
	return (size_t)value_item(starts, i).integer;
}

/* `count` elements from element `first` on. */
static Value slice(Value text, Value starts, size_t first, size_t count)
{
	size_t from = start_at(starts, first);
	return string_slice(text, from, start_at(starts, first + count) - from);
}

/* ---- StringInfo ---- */

static void info_mark(void *cell)
{
	gc_mark(((struct string_info *)cell)->text);
}

static Value text_of(Value self)
{
	return ((struct string_info *)self.cell)->text;
}

static enum status construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct string_info *s = gc_alloc(&type_string_info, VALUE_OBJECT, sizeof(*s));
	s->text = argc > 0 && !value_is_null(argv[0]) ? argv[0] : string_empty();
	*result_r = value_cell(VALUE_OBJECT, s);
	return OK;
}

static enum status get_text(Value self, Value *result_r)
{
	*result_r = text_of(self);
	return OK;
}

static enum status set_text(Value self, Value value)
{
	((struct string_info *)self.cell)->text = value;
	return OK;
}

static enum status get_length(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)value_count(starts_of(text_of(self))) - 1);
	return OK;
}

static enum status out_of_range(const char *parameter, int64_t value)
{
	return throw_exception("System.ArgumentOutOfRangeException",
			       "Specified argument was out of the range of valid values. "
			       "(Parameter '%s')\nActual value was %d.",
			       parameter, (int)value);
}

static enum status substring(Value self, int argc, const Value *argv, Value *result_r)
{
	Value starts = starts_of(text_of(self));
	int64_t all = (int64_t)value_count(starts) - 1, first = argv[0].integer;
	int64_t count = argc > 1 ? argv[1].integer : all - first;
	if (first < 0 || first >= all)
		return out_of_range("startingTextElement", first);
	if (count < 0 || first + count > all)
		return out_of_range("lengthInTextElements", count);
	*result_r = slice(text_of(self), starts, (size_t)first, (size_t)count);
	return OK;
}

/* ---- static methods ---- */

/* (text), (text, index): the element that begins there; empty at the end. */
static enum status next_element(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	int64_t at = argc > 1 ? argv[1].integer : 0,
		size = (int64_t)value_as_string(argv[0])->utf16_length;
	if (at < 0 || at > size)
		return throw_argument("System.ArgumentOutOfRangeException", "index",
				      "Index was out of range. Must be non-negative and less than "
				      "or equal to the size of the collection.");
	Value rest = string_slice(argv[0], (size_t)at, (size_t)(size - at));
	*result_r = size == at ? string_empty() : slice(rest, starts_of(rest), 0, 1);
	return OK;
}

static enum status next_element_length(Value self, int argc, const Value *argv, Value *result_r)
{
	if (next_element(self, argc, argv, result_r) != OK)
		return ERROR;
	*result_r = value_int((int32_t)value_as_string(*result_r)->utf16_length);
	return OK;
}

static enum status element_starts(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	Value starts = starts_of(argv[0]);
	*result_r = array_new_typed(&type_int32_array, value_count(starts) - 1);
	for (size_t i = 0; i + 1 < value_count(starts); i++)
		value_as_array(*result_r)->items[i] = value_item(starts, i);
	return OK;
}

static enum status get_enumerator(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	struct element_enumerator *e = gc_alloc(&type_element_enumerator, VALUE_OBJECT, sizeof(*e));
	e->starts = NULL_VALUE;
	e->text = argv[0];
	e->at = -1;
	*result_r = value_cell(VALUE_OBJECT, e);
	e->starts = starts_of(argv[0]);
	return OK;
}

#define INFO "System.Globalization.StringInfo"
#define ELEMENTS "System.Globalization.TextElementEnumerator"
static const struct member info_members[] = {
	STATIC_METHOD("static string GetNextTextElement(string str)", next_element),
	STATIC_METHOD("static string GetNextTextElement(string str, int index)", next_element),
	STATIC_METHOD("static int GetNextTextElementLength(string str)", next_element_length),
	STATIC_METHOD("static int GetNextTextElementLength(string str, int index)",
		      next_element_length),
	STATIC_METHOD("static " ELEMENTS " GetTextElementEnumerator(string str)", get_enumerator),
	STATIC_METHOD("static int[] ParseCombiningCharacters(string str)", element_starts),
	METHOD("string SubstringByTextElements(int startingTextElement)", substring),
	METHOD("string SubstringByTextElements(int startingTextElement, int lengthInTextElements)",
	       substring),
	PROPERTY("int LengthInTextElements {get;}", get_length),
	PROPERTY_RW("string String {get;set;}", get_text, set_text),
	CONSTRUCTOR(INFO " new()", construct),
	CONSTRUCTOR(INFO " new(string value)", construct),
	MEMBER_END,
};
static struct type type_string_info = {.name = INFO, .members = info_members, .mark = info_mark};

/* ---- TextElementEnumerator ---- */

static struct element_enumerator *enumerator(Value v)
{
	return (struct element_enumerator *)v.cell;
}

static void elements_mark(void *cell)
{
	struct element_enumerator *e = cell;
	gc_mark(e->text);
	gc_mark(e->starts);
}

static bool has_element(const struct element_enumerator *e)
{
	return e->at >= 0 && e->at + 1 < (int64_t)value_count(e->starts);
}

static enum status move_next(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	struct element_enumerator *e = enumerator(self);
	e->at += e->at < 0 || has_element(e);
	*result_r = value_bool(has_element(e));
	return OK;
}

static enum status reset(Value self, int argc UNUSED, const Value *argv UNUSED,
			 Value *result_r UNUSED)
{
	enumerator(self)->at = -1;
	return OK;
}

static enum status not_there(void)
{
	return throw_exception("System.InvalidOperationException",
			       "Enumeration has either not started or has already finished.");
}

static enum status get_current(Value self, Value *result_r)
{
	const struct element_enumerator *e = enumerator(self);
	if (!has_element(e))
		return not_there();
	*result_r = slice(e->text, e->starts, (size_t)e->at, 1);
	return OK;
}

static enum status get_element(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	return get_current(self, result_r);
}

static enum status get_index(Value self, Value *result_r)
{
	const struct element_enumerator *e = enumerator(self);
	if (!has_element(e))
		return not_there();
	*result_r = value_item(e->starts, (size_t)e->at);
	return OK;
}

static enum status next_item(struct enumerator *e, bool *more_r, Value *item_r)
{
	Value moved;
	if (move_next(e->source, 0, NULL, &moved) != OK)
		return ERROR;
	*more_r = moved.integer;
	return *more_r ? get_current(e->source, item_r) : OK;
}

static enum status enumerate(Value self, struct enumerator *e)
{
	*e = (struct enumerator){.source = self, .next = next_item};
	return OK;
}

static const struct member elements_members[] = {
	METHOD("string GetTextElement()", get_element),
	METHOD("bool MoveNext()", move_next),
	METHOD("void Reset()", reset),
	PROPERTY("System.Object Current {get;}", get_current),
	PROPERTY("int ElementIndex {get;}", get_index),
	MEMBER_END,
};
static struct type type_element_enumerator = {
	.name = ELEMENTS,
	.members = elements_members,
	.mark = elements_mark,
	.enumerate = enumerate,
};

struct type *const string_info_types[] = {&type_string_info, &type_element_enumerator, NULL};
