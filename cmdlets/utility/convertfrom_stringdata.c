/* ConvertFrom-StringData: lines of key = value as a hashtable. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/string.h"
#include <string.h>

struct convertfrom_stringdata {
	const char *data;
	Value delimiter;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct convertfrom_stringdata, data, "StringData",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .help = "The text: a key and value in each line."),
	PARAM_VALUE(struct convertfrom_stringdata, delimiter, "Delimiter", &type_char,
		    PARAM_POSITION(1), .help = "What stands between; = by default."),
	PARAM_END,
};

/* A copy without the white space around. */
static Value trimmed(const char *text, size_t length)
{
	while (length && strchr(" \t\r", *text)) {
		text++;
		length--;
	}
	while (length && strchr(" \t\r", text[length - 1]))
		length--;
	return string_new(text, length);
}

/* Regex.Unescape: \t, \n, \\ ... */
static enum status unescape(Value text, Value *result_r)
{
	*result_r = text;
	if (!strchr(string_data(text), '\\'))
		return OK;
	return member_invoke_static(&type_regex, "Unescape", 1, &text, result_r);
}

static enum status add_line(struct cmdlet_call *c, struct hashtable *h, const char *line,
			    size_t length, char delimiter)
{
	Value whole = trimmed(line, length), value;
	const char *text = string_data(whole), *at = strchr(text, delimiter);
	if (!*text || *text == '#')
		return OK;
	if (!at || at == text)
		return cmdlet_throw_type(c,
					 "System.Management.Automation.PSInvalidOperationException",
					 "InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
					 "Data line '%s' is not in 'name=value' format.", text);
	Value key = trimmed(text, (size_t)(at - text));
	if (hashtable_get(h, key, &value))
		return cmdlet_throw_type(
			c, "System.Management.Automation.PSInvalidOperationException",
			"InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
			"Data item '%s' in line '%s' is already defined.", string_data(key), text);
	if (unescape(trimmed(at + 1, strlen(at + 1)), &value) != OK)
		return cmdlet_fail(c);
	hashtable_set(h, key, value);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct convertfrom_stringdata *self = cmdlet_state(c);
	Value table = hashtable_new();
	char delimiter = value_is_null(self->delimiter) ? '=' : (char)self->delimiter.integer;
	const char *text = self->data ? self->data : "";
	while (*text) {
		size_t length = strcspn(text, "\n");
		enum status status =
			add_line(c, value_as_hashtable(table), text, length, delimiter);
		if (status != OK)
			return status;
		text += length + (text[length] != '\0');
	}
	return cmdlet_write(c, table);
}

const struct cmdlet cmdlet_convertfrom_stringdata = {
	.verb = "ConvertFrom",
	.noun = "StringData",
	.parameters = parameters,
	.state_size = sizeof(struct convertfrom_stringdata),
	.process = process,
	.output = "System.Collections.Hashtable",
	.synopsis = "Converts a string containing one or more key and value pairs to a hash table.",
	.description = "Reads lines such as name = value; those that begin with # are comments.",
	.examples =
		(const struct cmdlet_example[]){
			{"One pair", "(ConvertFrom-StringData 'a = 1').a", "1\n"},
			{NULL, NULL, NULL},
		},
};
