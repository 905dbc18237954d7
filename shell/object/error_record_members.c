/* Members of ErrorRecord, CategoryInfo and ErrorDetails. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/primitive_members.h"
#include "object/string.h"

#include "object/type_private.h"

#include <string.h>

static struct error_record *record_of(Value v)
{
	return (struct error_record *)value_base(v).cell;
}

static enum status record_get_exception(Value self, Value *result_r)
{
	*result_r = record_of(self)->exception;
	return OK;
}

static enum status record_get_target(Value self, Value *result_r)
{
	*result_r = record_of(self)->target;
	return OK;
}

static enum status record_get_id(Value self, Value *result_r)
{
	*result_r = record_of(self)->id;
	return OK;
}

/* CategoryInfo and ErrorDetails are views of the record. */
struct record_view {
	struct cell cell;
	Value record;
	Value message, action; /* of ErrorDetails that stand alone */
};

static void view_mark(void *cell)
{
	struct record_view *view = cell;
	gc_mark(view->record);
	gc_mark(view->message);
	gc_mark(view->action);
}

static struct record_view *view_of(Value v)
{
	return (struct record_view *)value_base(v).cell;
}

static struct error_record *view_record(Value self)
{
	return record_of(view_of(self)->record);
}

static Value view_new(const struct type *type, Value record)
{
	struct record_view *view = gc_alloc(type, VALUE_OBJECT, sizeof(*view));
	view->record = record;
	return value_cell(VALUE_OBJECT, view);
}

static enum status category_get_category(Value self, Value *result_r)
{
	*result_r = enum_value(&type_error_category, view_record(self)->category);
	return OK;
}

static enum status category_get_activity(Value self, Value *result_r)
{
	Value activity = view_record(self)->activity;
	*result_r = value_is_null(activity) ? string_empty() : activity;
	return OK;
}

static enum status category_set_activity(Value self, Value value)
{
	view_record(self)->activity = value;
	return OK;
}

/* The short name of the exception's type, unless said otherwise. */
static enum status category_get_reason(Value self, Value *result_r)
{
	struct error_record *r = view_record(self);
	*result_r = r->reason;
	if (value_is_null(r->reason)) {
		const char *name = value_type(r->exception)->name;
		const char *dot = strrchr(name, '.');
		*result_r = string_from(dot != NULL ? dot + 1 : name);
	}
	return OK;
}

static enum status category_set_reason(Value self, Value value)
{
	view_record(self)->reason = value;
	return OK;
}

static enum status category_get_target_name(Value self, Value *result_r)
{
	struct error_record *r = view_record(self);
	if (!value_is_null(r->category_target_name))
		*result_r = r->category_target_name;
	else
		*result_r = value_is_null(r->target) ? string_empty() : value_to_string(r->target);
	return OK;
}

static enum status category_set_target_name(Value self, Value value)
{
	view_record(self)->category_target_name = value;
	return OK;
}

static enum status category_get_target_type(Value self, Value *result_r)
{
	struct error_record *r = view_record(self);
	if (!value_is_null(r->category_target_type)) {
		*result_r = r->category_target_type;
	} else if (value_is_null(r->target)) {
		*result_r = string_empty();
	} else {
		const char *name = value_type(r->target)->name;
		const char *dot = strrchr(name, '.');
		*result_r = string_from(dot != NULL && strchr(name, '`') == NULL ? dot + 1 : name);
	}
	return OK;
}

static enum status category_set_target_type(Value self, Value value)
{
	view_record(self)->category_target_type = value;
	return OK;
}

/* "ObjectNotFound: (C:\x:String) [Get-Item], ItemNotFoundException" */
static enum status category_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	Value activity, reason, name, type;
	(void)category_get_activity(self, &activity);
	(void)category_get_reason(self, &reason);
	(void)category_get_target_name(self, &name);
	(void)category_get_target_type(self, &type);
	strbuf_addf(out, "%s: (", error_category_name(view_record(self)->category));
	/* Long targets are cut in the middle. */
	if (value_as_string(name)->utf16_length > 40) {
		value_append_string(string_slice(name, 0, 19), out);
		strbuf_adds(out, "…");
		size_t length = value_as_string(name)->utf16_length;
		value_append_string(string_slice(name, length - 20, 20), out);
	} else {
		value_append_string(name, out);
	}
	strbuf_addf(out, ":%s) [%s], %s", string_data(type), string_data(activity),
		    string_data(reason));
	return OK;
}

static enum status category_get_message(Value self, int argc UNUSED, const Value *argv UNUSED,
					Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	enum status status = category_to_string(self, NULL, &out);
	*result_r = string_from_strbuf(&out);
	return status;
}

static const struct member category_members[] = {
	PROPERTY("System.Management.Automation.ErrorCategory Category {get;}",
		 category_get_category),
	PROPERTY_RW("string Activity {get;set;}", category_get_activity, category_set_activity),
	PROPERTY_RW("string Reason {get;set;}", category_get_reason, category_set_reason),
	PROPERTY_RW("string TargetName {get;set;}", category_get_target_name,
		    category_set_target_name),
	PROPERTY_RW("string TargetType {get;set;}", category_get_target_type,
		    category_set_target_type),
	METHOD("string GetMessage()", category_get_message),
	METHOD("string ToString()", object_to_string),
	MEMBER_END,
};
struct type type_error_category_info = {
	.name = "System.Management.Automation.ErrorCategoryInfo",
	.members = category_members,
	.mark = view_mark,
	.to_string = category_to_string,
};

static enum status record_get_category_info(Value self, Value *result_r)
{
	*result_r = view_new(&type_error_category_info, value_base(self));
	return OK;
}

static enum status details_get_message(Value self, Value *result_r)
{
	*result_r = view_of(self)->message;
	return OK;
}

static enum status details_get_action(Value self, Value *result_r)
{
	*result_r = view_of(self)->action;
	return OK;
}

static enum status details_set_action(Value self, Value value)
{
	view_of(self)->action = value;
	return OK;
}

static enum status details_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	value_append_string(view_of(self)->message, out);
	return OK;
}

static enum status details_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	*result_r = view_new(&type_error_details, NULL_VALUE);
	view_of(*result_r)->message = argv[0];
	return OK;
}

static const struct member details_members[] = {
	PROPERTY("string Message {get;}", details_get_message),
	PROPERTY_RW("string RecommendedAction {get;set;}", details_get_action, details_set_action),
	CONSTRUCTOR("System.Management.Automation.ErrorDetails new(string message)",
		    details_construct),
	MEMBER_END,
};
struct type type_error_details = {
	.name = "System.Management.Automation.ErrorDetails",
	.members = details_members,
	.mark = view_mark,
	.to_string = details_to_string,
};

static enum status record_get_details(Value self, Value *result_r)
{
	struct error_record *r = record_of(self);
	*result_r = NULL_VALUE;
	if (!value_is_null(r->error_details)) {
		*result_r = view_new(&type_error_details, value_base(self));
		view_of(*result_r)->message = r->error_details;
		view_of(*result_r)->action = r->recommended_action;
	}
	return OK;
}

static enum status record_set_details(Value self, Value value)
{
	struct error_record *r = record_of(self);
	value = value_base(value);
	r->error_details = NULL_VALUE;
	if (value.tag == VALUE_OBJECT && value.cell->type == &type_error_details) {
		r->error_details = view_of(value)->message;
		r->recommended_action = view_of(value)->action;
	} else if (!value_is_null(value)) {
		r->error_details = value_to_string(value);
	}
	return OK;
}

static enum status record_get_invocation(Value self, Value *result_r)
{
	*result_r = record_of(self)->invocation;
	return OK;
}

static enum status record_get_stack_trace(Value self, Value *result_r)
{
	*result_r = record_of(self)->stack_trace;
	return OK;
}

static enum status record_get_pipeline(Value self UNUSED, Value *result_r)
{
	*result_r = array_new_typed(&type_int32_array, 0);
	return OK;
}

static enum status record_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	*result_r = error_record_new(argv[0], string_data(argv[1]),
				     (enum error_category)argv[2].integer, argv[3]);
	struct exception *e = (struct exception *)argv[0].cell;
	if (value_is_null(e->error_record))
		e->error_record = *result_r;
	return OK;
}

static enum status record_get_message_details(Value self UNUSED, Value *result_r)
{
	*result_r = NULL_VALUE;
	return OK;
}

const struct member error_record_members[] = {
	SCRIPT_PROPERTY("System.Object PSMessageDetails {get=& { Set-StrictMode -Version 1; "
			"$this.Exception.InnerException.PSMessageDetails };}",
			record_get_message_details),
	PROPERTY("System.Exception Exception {get;}", record_get_exception),
	PROPERTY("System.Object TargetObject {get;}", record_get_target),
	PROPERTY("System.Management.Automation.ErrorCategoryInfo CategoryInfo {get;}",
		 record_get_category_info),
	PROPERTY("string FullyQualifiedErrorId {get;}", record_get_id),
	PROPERTY_RW("System.Management.Automation.ErrorDetails ErrorDetails {get;set;}",
		    record_get_details, record_set_details),
	PROPERTY("System.Management.Automation.InvocationInfo InvocationInfo {get;}",
		 record_get_invocation),
	PROPERTY("string ScriptStackTrace {get;}", record_get_stack_trace),
	PROPERTY("System.Collections.ObjectModel.ReadOnlyCollection[int] PipelineIterationInfo "
		 "{get;}",
		 record_get_pipeline),
	METHOD("string ToString()", object_to_string),
	CONSTRUCTOR(
		"System.Management.Automation.ErrorRecord new(System.Exception exception, string "
		"errorId, System.Management.Automation.ErrorCategory errorCategory, "
		"System.Object targetObject)",
		record_construct),
	MEMBER_END,
};
