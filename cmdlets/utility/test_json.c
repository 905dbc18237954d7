/* Test-Json: whether text is JSON. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "formatters/json_reader.h"
#include "object/string.h"
#include <string.h>

struct test_json {
	const char *json;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct test_json, json, "Json",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .help = "The text to look at."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct test_json *self = cmdlet_state(c);
	struct json_reader_options options = {
		.as_hashtable = true, .depth = 1024, .dates = JSON_DATES_STRING};
	Value v;
	const char *text = self->json ? self->json : "";
	enum status status = json_read(text, strlen(text), &options, &v);
	if (status == OK && v.tag != VALUE_VOID)
		return cmdlet_write(c, TRUE_VALUE);
	struct strbuf reason = STRBUF_INIT;
	if (status != OK)
		strbuf_adds(&reason, error_message());
	runtime()->error = NULL_VALUE;
	status = cmdlet_error(c, "InvalidJson", CATEGORY_INVALID_DATA, string_from(text),
			      "Cannot parse the JSON.%s%s", reason.length ? " " : "", reason.data);
	strbuf_clear(&reason);
	return status == OK ? cmdlet_write(c, FALSE_VALUE) : status;
}

const struct cmdlet cmdlet_test_json = {
	.verb = "Test",
	.noun = "Json",
	.parameters = parameters,
	.state_size = sizeof(struct test_json),
	.process = process,
	.output = "System.Boolean",
	.synopsis = "Tests whether a string is a valid JSON document.",
	.description = "Gives True for JSON, and an error and False for all else.",
	.examples =
		(const struct cmdlet_example[]){
			{"An object", "Test-Json '{ \"a\": 1 }'", "True\n"},
			{NULL, NULL, NULL},
		},
};
