/* Join-String: the text of objects in one string. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "engine/scope.h"
#include "engine/session.h"
#include "formatters/property_expression.h"
#include "object/array.h"
#include "object/composite_format.h"
#include "object/convert.h"
#include "object/string.h"

struct join_string {
	Value input, property;
	const char *separator, *prefix, *suffix, *format;
	bool single_quote, double_quote, use_culture;
	struct property_expression *expression;
	const char *between; /* the separator, or $OFS */
	struct strbuf text;
	bool any;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct join_string, property, "Property", PARAM_POSITION(0),
		     .help = "A property or script block whose value is joined."),
	PARAM_STRING(struct join_string, separator, "Separator", PARAM_POSITION(1),
		     .help = "What stands between; $OFS, or nothing, by default."),
	PARAM_STRING(struct join_string, prefix, "OutputPrefix", 0, .aliases = "op",
		     .help = "Text before all."),
	PARAM_STRING(struct join_string, suffix, "OutputSuffix", 0, .aliases = "os",
		     .help = "Text behind all."),
	PARAM_SWITCH(struct join_string, single_quote, "SingleQuote", 0, .set = "SingleQuote",
		     .help = "Puts each in single quotes."),
	PARAM_SWITCH(struct join_string, double_quote, "DoubleQuote", 0, .set = "DoubleQuote",
		     .help = "Puts each in double quotes."),
	PARAM_STRING(struct join_string, format, "FormatString", 0, .set = "Format",
		     .help = "A format for each, such as '{0:N2}'."),
	PARAM_SWITCH(struct join_string, use_culture, "UseCulture", 0,
		     .help = "Formats by the culture."),
	PARAM_OBJECT(struct join_string, input, "InputObject", PARAM_PIPELINE,
		     .type_name = "psobject[]", .help = "The objects to join."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct join_string *self = cmdlet_state(c);
	size_t count;
	strbuf_init(&self->text);
	self->between = self->separator ? self->separator : "";
	if (!cmdlet_is_bound(c, "Separator")) {
		Value ofs = scope_get(cmdlet_session(c), "OFS", SCOPE_ANY);
		if (ofs.tag != VALUE_UNSET && !value_is_null(ofs))
			self->between = string_data(value_to_string(ofs));
	}
	if (value_is_null(self->property))
		return OK;
	return cmdlet_own(c, property_expressions_parse(self->property, KEY_EXPRESSION,
							&self->expression, &count));
}

static enum status add(struct cmdlet_call *c, Value v)
{
	struct join_string *self = cmdlet_state(c);
	const char *quote = self->single_quote ? "'" : self->double_quote ? "\"" : "";
	if (self->any)
		strbuf_adds(&self->text, self->between);
	self->any = true;
	strbuf_adds(&self->text, quote);
	if (self->format) {
		Value text;
		if (composite_format(string_from(self->format), 1, &v, &text) != OK)
			return cmdlet_fail(c);
		strbuf_add(&self->text, string_data(text), string_length(text));
	} else {
		value_append_string(v, &self->text);
	}
	strbuf_adds(&self->text, quote);
	return OK;
}

static enum status add_object(struct cmdlet_call *c, Value v)
{
	struct join_string *self = cmdlet_state(c);
	bool found;
	if (!self->expression)
		return value_is_null(v) ? OK : add(c, v);
	enum status status = property_expression_get(self->expression, v, &v, &found);
	if (status == ERROR)
		return cmdlet_report(c);
	return status == OK && !value_is_null(v) ? add(c, v) : status;
}

static enum status process(struct cmdlet_call *c)
{
	struct join_string *self = cmdlet_state(c);
	Value base = value_base(self->input);
	if (base.tag != VALUE_ARRAY && base.tag != VALUE_LIST)
		return self->input.tag == VALUE_UNSET ? OK : add_object(c, self->input);
	for (size_t i = 0; i < value_count(base); i++) {
		enum status status = add_object(c, value_item(base, i));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	struct join_string *self = cmdlet_state(c);
	return cmdlet_write(c, string_printf("%s%s%s", self->prefix ? self->prefix : "",
					     self->text.data, self->suffix ? self->suffix : ""));
}

static void cleanup(struct cmdlet_call *c)
{
	struct join_string *self = cmdlet_state(c);
	if (self->text.data)
		strbuf_clear(&self->text);
}

const struct cmdlet cmdlet_join_string = {
	.verb = "Join",
	.noun = "String",
	.parameters = parameters,
	.state_size = sizeof(struct join_string),
	.default_set = "default",
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.output = "System.String",
	.synopsis = "Combines objects from the pipeline into a single string.",
	.description =
		"Puts the text of objects, or of one of their properties, one behind the other.",
	.examples =
		(const struct cmdlet_example[]){
			{"With quotes", "'a', 'b' | Join-String -Separator ', ' -SingleQuote",
			 "'a', 'b'\n"},
			{NULL, NULL, NULL},
		},
};
