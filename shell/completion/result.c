#include "completion/result.h"

#include "base/utf8.h"
#include "base/xmalloc.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

#define SMA "System.Management.Automation."

/* ---- CompletionResultType ---- */

static const struct enum_member kinds[] = {
	{"Text", COMPLETION_TEXT},
	{"History", COMPLETION_HISTORY},
	{"Command", COMPLETION_COMMAND},
	{"ProviderItem", COMPLETION_PROVIDER_ITEM},
	{"ProviderContainer", COMPLETION_PROVIDER_CONTAINER},
	{"Property", COMPLETION_PROPERTY},
	{"Method", COMPLETION_METHOD},
	{"ParameterName", COMPLETION_PARAMETER_NAME},
	{"ParameterValue", COMPLETION_PARAMETER_VALUE},
	{"Variable", COMPLETION_VARIABLE},
	{"Namespace", COMPLETION_NAMESPACE},
	{"Type", COMPLETION_TYPE},
	{"Keyword", COMPLETION_KEYWORD},
	{"DynamicKeyword", COMPLETION_DYNAMIC_KEYWORD},
	{NULL, 0},
};
struct type type_completion_result_kind = {
	.name = SMA "CompletionResultType", .flags = TYPE_ENUM, .enum_members = kinds};

/* ---- CompletionResult ---- */

struct result {
	struct cell cell;
	struct completion data;
};

static Value result_new(const struct completion *data)
{
	struct result *r = gc_alloc(&type_completion_result, VALUE_OBJECT, sizeof(*r));
	r->data = (struct completion){.text = xstrdup(data->text),
				      .label = xstrdup(data->label),
				      .tip = xstrdup(data->tip),
				      .kind = data->kind};
	return value_cell(VALUE_OBJECT, r);
}

static void result_finalize(void *cell)
{
	struct result *r = cell;
	free(r->data.text);
	free(r->data.label);
	free(r->data.tip);
}

struct completion *completion_result_data(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_completion_result
		       ? &((struct result *)v.cell)->data
		       : NULL;
}

static enum status result_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	static const char *const names[] = {"completionText", "listItemText", "", "toolTip"};
	Value text[4];
	for (int i = 0; i < argc; i++) {
		text[i] = value_to_string(argv[i]);
		if (i != 2 && string_length(text[i]) == 0)
			return throw_exception(
				"System.Management.Automation.PSArgumentNullException",
				"Cannot process argument because the value of argument "
				"\"%s\" is null. Change the value of argument \"%s\" to a "
				"non-null value.",
				names[i], names[i]);
	}
	struct completion data = {.text = (char *)string_data(text[0])};
	data.label = argc > 1 ? (char *)string_data(text[1]) : data.text;
	data.kind = argc > 2 ? (enum completion_kind)argv[2].integer : COMPLETION_TEXT;
	data.tip = argc > 3 ? (char *)string_data(text[3]) : data.text;
	*result_r = result_new(&data);
	return OK;
}

#define RESULT_TEXT(function, field)                                          \
	static enum status function(Value self, Value *result_r)              \
	{                                                                     \
		*result_r = string_from(completion_result_data(self)->field); \
		return OK;                                                    \
	}
RESULT_TEXT(get_text, text)
RESULT_TEXT(get_label, label)
RESULT_TEXT(get_tip, tip)

static enum status get_kind(Value self, Value *result_r)
{
	*result_r = value_enum(type_completion_result_kind.enum_number,
			       completion_result_data(self)->kind);
	return OK;
}

static const struct member result_members[] = {
	PROPERTY("string CompletionText {get;}", get_text),
	PROPERTY("string ListItemText {get;}", get_label),
	PROPERTY(SMA "CompletionResultType ResultType {get;}", get_kind),
	PROPERTY("string ToolTip {get;}", get_tip),
	CONSTRUCTOR(SMA "CompletionResult new(string completionText, string listItemText, " SMA
			"CompletionResultType resultType, string toolTip)",
		    result_construct),
	CONSTRUCTOR(SMA "CompletionResult new(string completionText)", result_construct),
	MEMBER_END,
};
struct type type_completion_result = {.name = SMA "CompletionResult",
				      .tag = VALUE_OBJECT,
				      .members = result_members,
				      .finalize = result_finalize};

/* ---- CommandCompletion ---- */

struct command_completion {
	struct cell cell;
	Value matches;
	int32_t index, length; /* what is replaced, in UTF-16 units */
	int32_t current;
};

static struct command_completion *self_completion(Value self)
{
	return (struct command_completion *)self.cell;
}

static void completion_mark(void *cell)
{
	gc_mark(((struct command_completion *)cell)->matches);
}

static Value completion_new(const char *text, const struct completion_list *list)
{
	struct command_completion *x = gc_alloc(&type_command_completion, VALUE_OBJECT, sizeof(*x));
	x->matches = list_new_typed(type_find_text(
		"System.Collections.ObjectModel.Collection[" SMA "CompletionResult]",
		strlen("System.Collections.ObjectModel.Collection[" SMA "CompletionResult]")));
	for (size_t i = 0; i < list->count; i++)
		list_add(value_as_list(x->matches), result_new(&list->items[i]));
	x->index = (int32_t)utf8_utf16_length(text, list->start);
	x->length = (int32_t)utf8_utf16_length(text + list->start, list->end - list->start);
	x->current = -1;
	return value_cell(VALUE_OBJECT, x);
}

/* CompleteInput(input, cursorIndex, options) */
static enum status complete_input(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	struct completion_list list;
	Value text = argv[0].tag == VALUE_STRING ? argv[0] : string_empty();
	if (argv[1].integer < 0 || argv[1].integer > value_as_string(text)->utf16_length)
		return throw_exception("System.Management.Automation.PSArgumentException",
				       "Cannot process argument because the value of argument "
				       "\"cursorIndex\" is not valid. Change the value of the "
				       "\"cursorIndex\" argument and run the operation again.");
	size_t cursor = string_offset(value_as_string(text), (size_t)argv[1].integer);
	complete_text(session_current(), string_data(text), cursor, &list);
	*result_r = completion_new(string_data(text), &list);
	completion_list_clear(&list);
	return OK;
}

static enum status get_matches(Value self, Value *result_r)
{
	*result_r = self_completion(self)->matches;
	return OK;
}

static enum status get_index(Value self, Value *result_r)
{
	*result_r = value_int(self_completion(self)->index);
	return OK;
}

static enum status get_length(Value self, Value *result_r)
{
	*result_r = value_int(self_completion(self)->length);
	return OK;
}

static enum status get_current(Value self, Value *result_r)
{
	*result_r = value_int(self_completion(self)->current);
	return OK;
}

/* The one after (or before) the last that was asked for, round and round. */
static enum status get_next(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct command_completion *x = self_completion(self);
	int32_t count = (int32_t)value_as_list(x->matches)->count;
	*result_r = NULL_VALUE;
	if (count == 0)
		return OK;
	x->current += value_is_true(argv[0]) ? 1 : -1;
	x->current = x->current >= count ? 0 : x->current < 0 ? count - 1 : x->current;
	*result_r = value_as_list(x->matches)->items[x->current];
	return OK;
}

static const struct member completion_members[] = {
	PROPERTY("int CurrentMatchIndex {get;set;}", get_current),
	PROPERTY("int ReplacementIndex {get;set;}", get_index),
	PROPERTY("int ReplacementLength {get;set;}", get_length),
	PROPERTY("System.Collections.ObjectModel.Collection[" SMA
		 "CompletionResult] CompletionMatches {get;set;}",
		 get_matches),
	METHOD(SMA "CompletionResult GetNextResult(bool forward)", get_next),
	STATIC_METHOD(
		"static " SMA
		"CommandCompletion CompleteInput(string input, int cursorIndex, hashtable options)",
		complete_input),
	MEMBER_END,
};
struct type type_command_completion = {.name = SMA "CommandCompletion",
				       .tag = VALUE_OBJECT,
				       .members = completion_members,
				       .mark = completion_mark};

void completion_register_types(void)
{
	if (type_find(SMA "CommandCompletion"))
		return;
	type_register(&type_completion_result_kind);
	type_register(&type_completion_result);
	type_register(&type_command_completion);
}
