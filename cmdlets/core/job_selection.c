#include "cmdlets/core/job_selection.h"

#include "base/strbuf.h"
#include "engine/session.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/guid.h"
#include "object/string.h"

#include <string.h>

static Value first_of(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_ARRAY && value_count(v) ? value_base(value_item(v, 0)) : v;
}

bool job_suits_job(Value v)
{
	return value_as_job(first_of(v)) || value_is_null(first_of(v));
}

bool job_suits_id(Value v)
{
	return value_is_number(first_of(v));
}

bool job_suits_name(Value v)
{
	return !job_suits_job(v) && !job_suits_id(v);
}

struct list *job_all(struct cmdlet_call *c)
{
	return value_as_list(cmdlet_session(c)->jobs);
}

typedef bool (*job_test)(const struct job *job, Value wanted);

/* Adds the jobs of a list that pass; with `recurse` their child jobs, too. */
static bool add_matching(const struct list *jobs, job_test test, Value wanted, bool recurse,
			 Value found)
{
	bool any = false;
	for (size_t i = 0; i < jobs->count; i++) {
		struct job *job = (struct job *)jobs->items[i].cell;
		if (test(job, wanted)) {
			list_add(value_as_list(found), job_value(job));
			any = true;
		}
		if (recurse &&
		    add_matching(value_as_list(job->children), test, wanted, true, found))
			any = true;
	}
	return any;
}

static bool has_id(const struct job *job, Value wanted)
{
	return job->id == wanted.integer;
}

static bool has_name(const struct job *job, Value wanted)
{
	return wildcard_match(string_data(wanted), string_data(job->name), true);
}

static bool has_instance_id(const struct job *job, Value wanted)
{
	return value_equals(job->instance_id, wanted, false);
}

static bool has_state(const struct job *job, Value wanted)
{
	return (int64_t)job->state == wanted.integer;
}

static bool has_command(const struct job *job, Value wanted)
{
	return wildcard_match(string_data(wanted), string_data(job->command), true);
}

static enum status not_found(struct cmdlet_call *c, const char *id, Value wanted,
			     const char *format)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addf(&text, format, string_data(value_to_string(wanted)));
	enum status status =
		cmdlet_error_type(c, "System.Management.Automation.PSArgumentException", id,
				  CATEGORY_OBJECT_NOT_FOUND, wanted, "%s", text.data);
	strbuf_clear(&text);
	return status;
}

static enum status by_id(struct cmdlet_call *c, Value wanted, Value found)
{
	if (add_matching(job_all(c), has_id, wanted, true, found))
		return OK;
	return not_found(
		c, "JobWithSpecifiedSessionNotFound", wanted,
		"The command cannot find a job with the job ID %s. Verify the value of the Id "
		"parameter and then try the command again.");
}

static enum status by_name(struct cmdlet_call *c, Value wanted, Value found)
{
	if (add_matching(job_all(c), has_name, wanted, false, found) ||
	    wildcard_has_special(string_data(wanted)))
		return OK;
	return not_found(c, "JobWithSpecifiedNameNotFound", wanted,
			 "The command cannot find the job because the job name %s was not found. "
			 "Verify the value of the Name parameter, and then try the command again.");
}

static enum status by_instance_id(struct cmdlet_call *c, Value wanted, Value found)
{
	Value guid = wanted;
	if (convert_to(wanted, &type_guid, &guid) != OK)
		return cmdlet_write_error(c, error_take());
	if (add_matching(job_all(c), has_instance_id, guid, true, found))
		return OK;
	return not_found(
		c, "JobWithSpecifiedInstanceIdNotFound", guid,
		"The command cannot find a job with the instance identifier %s. Verify the "
		"value of the InstanceId parameter, and then try the command again.");
}

static enum status by_command(struct cmdlet_call *c, Value wanted, Value found)
{
	add_matching(job_all(c), has_command, wanted, false, found);
	return OK;
}

static enum status each(struct cmdlet_call *c, Value wanted, Value found,
			enum status (*find)(struct cmdlet_call *c, Value wanted, Value found))
{
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(wanted); i++)
		status = find(c, value_item(wanted, i), found);
	return status;
}

static enum status by_job(struct cmdlet_call *c UNUSED, Value wanted, Value found)
{
	list_add(value_as_list(found), job_value(value_as_job(wanted)));
	return OK;
}

enum status job_select(struct cmdlet_call *c, const struct job_selection *s, Value list)
{
	const char *set = cmdlet_parameter_set(c);
	if (!strcmp(set, "SessionIdParameterSet") && s->id.tag == VALUE_ARRAY)
		return each(c, s->id, list, by_id);
	if (!strcmp(set, "NameParameterSet"))
		return each(c, s->name, list, by_name);
	if (!strcmp(set, "InstanceIdParameterSet"))
		return each(c, s->instance_id, list, by_instance_id);
	if (!strcmp(set, "CommandParameterSet") && s->command.tag == VALUE_ARRAY)
		return each(c, s->command, list, by_command);
	if (!strcmp(set, "StateParameterSet")) {
		add_matching(job_all(c), has_state, value_int(s->state), false, list);
		return OK;
	}
	return s->job.tag == VALUE_ARRAY ? each(c, s->job, list, by_job) : OK;
}

enum status job_should_process(struct cmdlet_call *c, const struct job *job, const char *action,
			       bool *go_r)
{
	struct strbuf target = STRBUF_INIT;
	strbuf_addf(&target,
		    "Remote Command: %s, associated with the job that has an ID of \"%d\".",
		    string_data(job->command), (int)job->id);
	enum status status = cmdlet_should_process(c, target.data, action, go_r);
	strbuf_clear(&target);
	return status;
}
