/* ConvertFrom-Json: JSON as objects. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "formatters/json_reader.h"
#include "object/array.h"
#include "object/string.h"
#include <string.h>

struct convertfrom_json {
	const char *input;
	bool as_hashtable, no_enumerate;
	int32_t depth;
	const char *date_kind;
	Value lines; /* list of strings */
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct convertfrom_json, input, "InputObject",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .help = "The JSON text; lines of a pipeline are put together."),
	PARAM_SWITCH(struct convertfrom_json, as_hashtable, "AsHashtable", 0,
		     .help = "Gives hashtables that keep the order and case of their keys."),
	PARAM_INT(struct convertfrom_json, depth, "Depth", 0, .range = "1,2147483647",
		  .help = "How many levels the text may have; 1024 by default."),
	PARAM_SWITCH(struct convertfrom_json, no_enumerate, "NoEnumerate", 0,
		     .help = "Gives an array as one object."),
	PARAM_STRING(struct convertfrom_json, date_kind, "DateKind", 0,
		     .values = "Default,Local,Utc,Offset,String",
		     .help = "What text that looks like a date and time becomes."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct convertfrom_json *self = cmdlet_state(c);
	self->lines = list_new();
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct convertfrom_json *self = cmdlet_state(c);
	list_add(value_as_list(self->lines), string_from(self->input ? self->input : ""));
	return OK;
}

static enum json_dates date_mode(const char *name)
{
	static const char *const names[] = {[JSON_DATES_DEFAULT] = "Default",
					    [JSON_DATES_LOCAL] = "Local",
					    [JSON_DATES_UTC] = "Utc",
					    [JSON_DATES_OFFSET] = "Offset",
					    [JSON_DATES_STRING] = "String"};
	for (size_t i = 0; name && i < countof(names); i++)
		if (name_equal(names[i], name))
			return (enum json_dates)i;
	return JSON_DATES_DEFAULT;
}

static enum status read_text(struct cmdlet_call *c, const char *text, size_t length,
			     Value *result_r)
{
	const struct convertfrom_json *self = cmdlet_state(c);
	struct json_reader_options options = {.as_hashtable = self->as_hashtable,
					      .depth = self->depth ? self->depth : 1024,
					      .dates = date_mode(self->date_kind)};
	return json_read(text, length, &options, result_r);
}

static enum status write_result(struct cmdlet_call *c, Value v)
{
	const struct convertfrom_json *self = cmdlet_state(c);
	if (v.tag == VALUE_VOID)
		return OK;
	return self->no_enumerate ? cmdlet_write(c, v) : cmdlet_write_each(c, v);
}

/* When the first line is JSON by itself every line is. */
static enum status read_lines(struct cmdlet_call *c, Value first)
{
	const struct convertfrom_json *self = cmdlet_state(c);
	enum status status = write_result(c, first);
	for (size_t i = 1; status == OK && i < value_count(self->lines); i++) {
		Value line = value_item(self->lines, i), v;
		status = read_text(c, string_data(line), string_length(line), &v);
		if (status != OK)
			return cmdlet_own(c, status);
		status = write_result(c, v);
	}
	return status;
}

static bool is_complete(const char *text, Value v)
{
	/* A lone bracket would pass for an object or array that ends early. */
	size_t length = strlen(text);
	while (length && strchr(" \t\r\n", text[length - 1]))
		length--;
	if (v.tag == VALUE_VOID || !length)
		return false;
	return v.tag == VALUE_ARRAY                                  ? text[length - 1] == ']'
	       : v.tag == VALUE_PSOBJECT || v.tag == VALUE_HASHTABLE ? text[length - 1] == '}'
								     : true;
}

static enum status end(struct cmdlet_call *c)
{
	struct convertfrom_json *self = cmdlet_state(c);
	size_t count = value_count(self->lines);
	Value v;
	if (!count)
		return OK;
	Value first = value_item(self->lines, 0);
	enum status status = read_text(c, string_data(first), string_length(first), &v);
	if (count == 1)
		return status == OK ? write_result(c, v) : cmdlet_own(c, status);
	if (status == OK && is_complete(string_data(first), v))
		return read_lines(c, v);
	runtime()->error = NULL_VALUE;
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < count; i++) {
		Value line = value_item(self->lines, i);
		if (i)
			strbuf_addc(&text, '\n');
		strbuf_add(&text, string_data(line), string_length(line));
	}
	status = read_text(c, text.data, text.length, &v);
	strbuf_clear(&text);
	return status == OK ? write_result(c, v) : cmdlet_own(c, status);
}

const struct cmdlet cmdlet_convertfrom_json = {
	.verb = "ConvertFrom",
	.noun = "Json",
	.parameters = parameters,
	.state_size = sizeof(struct convertfrom_json),
	.begin = begin,
	.process = process,
	.end = end,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Converts a JSON-formatted string to a custom object or a hash table.",
	.description =
		"Reads JSON and gives an object with a property for each member, an array for "
		"each array. Comments are passed over.",
	.examples =
		(const struct cmdlet_example[]){
			{"A member", "('{ \"a\": [1, 2] }' | ConvertFrom-Json).a", "1\n2\n"},
			{NULL, NULL, NULL},
		},
};
