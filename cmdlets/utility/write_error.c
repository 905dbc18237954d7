/* Write-Error: a non-terminating error of the function or script that calls it. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "engine/command_table.h"
#include "engine/invocation_info.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/string.h"
#include <string.h>

struct write_error {
	const char *message;
	Value exception, error_record, target;
	int32_t category;
	const char *error_id, *recommended_action;
	const char *activity, *reason, *target_name, *target_type;
};

#define NO_EXCEPTION "NoException"
#define WITH_EXCEPTION "WithException"
#define EITHER NO_EXCEPTION "," WITH_EXCEPTION

static bool is_exception(Value v)
{
	return type_is_a(value_type(value_base(v)), &type_exception);
}

static bool is_error_record(Value v)
{
	return value_as_error_record(value_base(v)) != NULL;
}

static const struct parameter parameters[] = {
	PARAM_VALUE(struct write_error, exception, "Exception", &type_exception,
		    PARAM_MANDATORY | PARAM_POSITION(0), .set = WITH_EXCEPTION,
		    .suits = is_exception, .help = "The exception behind the error."),
	PARAM_STRING(struct write_error, message, "Message",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_ALLOW_NULL,
		     .set = NO_EXCEPTION, .aliases = "Msg", .help = "The text of the error."),
	PARAM_STRING(struct write_error, message, "Message", PARAM_ALLOW_NULL,
		     .set = WITH_EXCEPTION, .aliases = "Msg", .help = "The text of the error."),
	PARAM_VALUE(struct write_error, error_record, "ErrorRecord", &type_error_record,
		    PARAM_MANDATORY | PARAM_POSITION(0), .set = "ErrorRecord",
		    .suits = is_error_record, .help = "A whole record to write."),
	PARAM_ENUM(struct write_error, category, "Category", &type_error_category, 0, .set = EITHER,
		   .help = "The kind of error."),
	PARAM_STRING(struct write_error, error_id, "ErrorId", 0, .set = EITHER,
		     .help = "The first part of its FullyQualifiedErrorId."),
	PARAM_OBJECT(struct write_error, target, "TargetObject", 0, .set = EITHER,
		     .help = "The object that was worked on."),
	PARAM_STRING(struct write_error, recommended_action, "RecommendedAction", 0,
		     .help = "What the user can do."),
	PARAM_STRING(struct write_error, activity, "CategoryActivity", 0, .aliases = "Activity",
		     .help = "What was being done."),
	PARAM_STRING(struct write_error, reason, "CategoryReason", 0, .aliases = "Reason",
		     .help = "Why it failed."),
	PARAM_STRING(struct write_error, target_name, "CategoryTargetName", 0,
		     .aliases = "TargetName", .help = "The name of the target."),
	PARAM_STRING(struct write_error, target_type, "CategoryTargetType", 0,
		     .aliases = "TargetType", .help = "The type of the target."),
	PARAM_END,
};

static const char *error_text(const struct error_record *r)
{
	const struct exception *e = (const struct exception *)r->exception.cell;
	return value_is_null(r->exception) ? "" : string_data(value_to_string(e->message));
}

static Value new_record(const struct write_error *self)
{
	Value exception = self->exception;
	const char *id = self->error_id;
	if (value_is_null(exception)) {
		const char *type = "Microsoft.PowerShell.Commands.WriteErrorException";
		exception =
			exception_new(exception_type(type),
				      string_from(self->message ? self->message : ""), NULL_VALUE);
		id = id ? id : type;
	}
	if (!id)
		id = value_type(exception)->name;
	return error_record_new(exception, id, (enum error_category)self->category,
				value_is_null(self->target) ? NULL_VALUE : self->target);
}

/* A record may come from elsewhere: what is written is a copy. */
static Value copy_record(Value original)
{
	const struct error_record *from = value_as_error_record(original);
	Value copy = error_record_new(from->exception, string_data(from->id), from->category,
				      from->target);
	struct error_record *to = value_as_error_record(copy);
	to->error_details = from->error_details;
	to->reason = from->reason;
	to->category_target_name = from->category_target_name;
	to->category_target_type = from->category_target_type;
	to->activity = from->activity;
	return copy;
}

/* The error belongs to the function that calls Write-Error: its name, and where it was called. */
static void locate(struct session *s, struct error_record *record)
{
	struct call_site sites[2];
	size_t count = script_call_stack(s, sites, countof(sites));
	const char *name = count ? sites[0].function : "";
	struct command *command = *name && *name != '<' ? command_find(s, name) : NULL;
	struct strbuf id = STRBUF_INIT;
	strbuf_adds(&id, string_data(record->id));
	if (command && count > 1) {
		record->invocation =
			invocation_info_new(command, sites[1].source, sites[1].extent, NULL_VALUE);
		record->position = (struct error_position){sites[1].source, sites[1].extent.start,
							   sites[1].extent.end, NULL_VALUE};
		strbuf_addf(&id, ",%s", name);
	} else {
		const char *script = s->script_path;
		const char *slash = script ? strrchr(script, '/') : NULL;
		record->invocation =
			invocation_info_new(NULL, NULL, (struct extent){0}, NULL_VALUE);
		if (script && count < 2)
			strbuf_addf(&id, ",%s", slash ? slash + 1 : script);
	}
	if (!strchr(string_data(record->id), ','))
		record->id = string_from(id.data);
	record->id_is_whole = true; /* a script block has no name to add */
	strbuf_clear(&id);
}

static enum status process(struct cmdlet_call *c)
{
	struct write_error *self = cmdlet_state(c);
	Value record = value_is_null(self->error_record) ? new_record(self)
							 : copy_record(self->error_record);
	struct error_record *r = value_as_error_record(record);
	if (self->activity || value_is_null(r->activity))
		r->activity = string_from(self->activity ? self->activity : "Write-Error");
	if (self->reason)
		r->reason = string_from(self->reason);
	if (self->target_name)
		r->category_target_name = string_from(self->target_name);
	if (self->target_type)
		r->category_target_type = string_from(self->target_type);
	if (self->recommended_action) {
		r->recommended_action = string_from(self->recommended_action);
		r->error_details = string_from(error_text(r));
	}
	if (self->message && !value_is_null(self->exception))
		r->error_details = string_from(self->message);
	locate(cmdlet_session(c), r);
	return cmdlet_write_error(c, record);
}

const struct cmdlet cmdlet_write_error_command = {
	.verb = "Write",
	.noun = "Error",
	.parameters = parameters,
	.state_size = sizeof(struct write_error),
	.default_set = NO_EXCEPTION,
	.process = process,
	.synopsis = "Writes an object to the error stream.",
	.description = "Reports an error that does not end the script, or one that does with "
		       "-ErrorAction Stop.",
	.examples =
		(const struct cmdlet_example[]){
			{"An error with an id",
			 "Write-Error 'No such batch' -ErrorId BatchNotFound -Category "
			 "ObjectNotFound",
			 NULL},
			{NULL, NULL, NULL},
		},
};
