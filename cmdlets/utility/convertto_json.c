/* ConvertTo-Json: objects as JSON. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "formatters/json_writer.h"
#include "object/array.h"
#include "object/string.h"

struct convertto_json {
	Value input;
	int32_t depth;
	bool compress, enums_as_strings, as_array;
	const char *escape;
	Value items; /* list */
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct convertto_json, input, "InputObject",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .help = "The objects to convert."),
	PARAM_INT(struct convertto_json, depth, "Depth", 0, .range = "0,100",
		  .help = "How many levels of contained objects are written; 2 by default."),
	PARAM_SWITCH(struct convertto_json, compress, "Compress", 0,
		     .help = "Leaves white space out."),
	PARAM_SWITCH(struct convertto_json, enums_as_strings, "EnumsAsStrings", 0,
		     .help = "Writes the names of enumeration values, not their numbers."),
	PARAM_SWITCH(struct convertto_json, as_array, "AsArray", 0,
		     .help = "Writes an array even for one object."),
	PARAM_STRING(struct convertto_json, escape, "EscapeHandling", 0,
		     .values = "Default,EscapeNonAscii,EscapeHtml",
		     .help = "Which characters are escaped."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct convertto_json *self = cmdlet_state(c);
	self->items = list_new();
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct convertto_json *self = cmdlet_state(c);
	if (self->input.tag != VALUE_UNSET)
		list_add(value_as_list(self->items), self->input);
	return OK;
}

static enum json_escape escape_mode(const char *name)
{
	if (name && name_equal(name, "EscapeNonAscii"))
		return JSON_ESCAPE_NON_ASCII;
	return name && name_equal(name, "EscapeHtml") ? JSON_ESCAPE_HTML : JSON_ESCAPE_DEFAULT;
}

static enum status end(struct cmdlet_call *c)
{
	struct convertto_json *self = cmdlet_state(c);
	const struct list *items = value_as_list(self->items);
	struct json_options options = {.depth = cmdlet_is_bound(c, "Depth") ? self->depth : 2,
				       .compress = self->compress,
				       .enums_as_strings = self->enums_as_strings,
				       .escape = escape_mode(self->escape)};
	struct strbuf text = STRBUF_INIT;
	if (!items->count)
		return OK;
	json_write(items->count == 1 && !self->as_array ? items->items[0] : self->items, &options,
		   &text);
	Value json = string_from_strbuf(&text);
	if (options.truncated) {
		enum status status =
			cmdlet_warning(c,
				       "Resulting JSON is truncated as serialization has exceeded "
				       "the set depth of %d.",
				       options.depth);
		if (status != OK)
			return status;
	}
	return cmdlet_write(c, json);
}

const struct cmdlet cmdlet_convertto_json = {
	.verb = "ConvertTo",
	.noun = "Json",
	.parameters = parameters,
	.state_size = sizeof(struct convertto_json),
	.begin = begin,
	.process = process,
	.end = end,
	.output = "System.String",
	.synopsis = "Converts an object to a JSON-formatted string.",
	.description =
		"Writes properties as members of JSON objects, collections as arrays. Objects "
		"below the depth become text.",
	.examples =
		(const struct cmdlet_example[]){
			{"On one line",
			 "[ordered]@{ a = 1; b = 'x', 'y' } | ConvertTo-Json -Compress",
			 "{\"a\":1,\"b\":[\"x\",\"y\"]}\n"},
			{NULL, NULL, NULL},
		},
};
