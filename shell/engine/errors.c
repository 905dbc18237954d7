#include "engine/errors.h"

#include "base/strbuf.h"
#include "engine/scope.h"
#include "engine/script.h"
#include "engine/streams.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAXIMUM_ERROR_COUNT 256

enum action_preference preference_get(struct session *s, const char *name,
				      enum action_preference otherwise)
{
	static const char *const names[] = {
		[ACTION_SILENTLY_CONTINUE] = "SilentlyContinue",
		[ACTION_STOP] = "Stop",
		[ACTION_CONTINUE] = "Continue",
		[ACTION_INQUIRE] = "Inquire",
		[ACTION_IGNORE] = "Ignore",
		[ACTION_SUSPEND] = "Suspend",
		[ACTION_BREAK] = "Break",
	};
	Value v = value_base(scope_get(s, name, SCOPE_ANY));
	if (v.tag == VALUE_ENUM || value_is_integer(v))
		return v.integer >= 0 && v.integer <= ACTION_BREAK
			       ? (enum action_preference)v.integer
			       : otherwise;
	if (v.tag != VALUE_STRING)
		return otherwise;
	for (size_t i = 0; i < countof(names); i++)
		if (!strcasecmp(names[i], string_data(v)))
			return (enum action_preference)i;
	return otherwise;
}

void error_remember(struct session *s, Value record)
{
	struct error_record *r = value_as_error_record(record);
	if (!r || r->written)
		return;
	r->written = true;
	struct list *errors = value_as_list(s->errors);
	list_insert(errors, 0, record);
	if (errors->count > MAXIMUM_ERROR_COUNT)
		list_remove_at(errors, MAXIMUM_ERROR_COUNT, errors->count - MAXIMUM_ERROR_COUNT);
}

enum status error_write(struct session *s, Value record)
{
	struct output *target = s->streams ? s->streams->target[AST_STREAM_ERROR] : NULL;
	if (target)
		return output_write(target, record);
	s->host->write_error_record(s->host, record);
	return OK;
}

enum status error_at_statement(struct session *s)
{
	struct error_record *r = value_as_error_record(runtime()->error);
	s->success = false;
	if (!r)
		return ERROR;
	script_locate_error(s, runtime()->error);
	enum action_preference preference =
		preference_get(s, "ErrorActionPreference", ACTION_CONTINUE);
	/* `throw` ends the script unless errors are to be ignored; a try block around takes everything */
	if (s->try_depth > 0 || preference == ACTION_STOP || r->from_stop)
		return ERROR;
	if (r->from_throw && preference != ACTION_SILENTLY_CONTINUE && preference != ACTION_IGNORE)
		return ERROR;
	Value record = error_take();
	if (preference == ACTION_IGNORE)
		return OK;
	error_remember(s, record);
	stream_collect(s, AST_STREAM_ERROR, record);
	if (preference == ACTION_SILENTLY_CONTINUE)
		return OK;
	return error_write(s, record);
}

enum status error_write_preference(struct session *s, Value record,
				   enum action_preference preference)
{
	if (preference == ACTION_IGNORE)
		return OK;
	stream_collect(s, AST_STREAM_ERROR, record);
	if (preference == ACTION_STOP) {
		struct error_record *r = value_as_error_record(record);
		if (r)
			r->from_stop = true;
		error_remember(s, record);
		return throw_value(record);
	}
	error_remember(s, record);
	if (preference == ACTION_SILENTLY_CONTINUE)
		return OK;
	return error_write(s, record);
}
