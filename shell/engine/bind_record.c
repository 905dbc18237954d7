/* Binding of pipeline records: by value and by property name, without and then with conversion. */
#include "engine/bind.h"

#include "base/strbuf.h"
#include "engine/command.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/runtime.h"
#include "object/string.h"

#include <string.h>

/* The property of a record that has the parameter's name or an alias. */
static enum status named_property(const struct parameter_metadata *p, Value record, Value *value_r,
				  bool *found_r)
{
	/* keys of a hashtable are no properties here */
	if (record.tag == VALUE_HASHTABLE) {
		const struct member *member = type_find_member(value_type(record), p->name, false);
		*found_r = member && member->get;
		return *found_r ? member->get(record, value_r) : OK;
	}
	if (member_get_own(record, p->name, value_r, found_r) != OK)
		return ERROR;
	for (size_t i = 0; i < p->alias_count && !*found_r; i++)
		if (member_get_own(record, p->aliases[i], value_r, found_r) != OK)
			return ERROR;
	return OK;
}

static bool is_conversion_error(void)
{
	struct error_record *r = value_as_error_record(runtime()->error);
	const char *id = r && r->id.tag == VALUE_STRING ? string_data(r->id) : "";
	return !strncmp(id, "ParameterArgumentTransformationError,", 37) ||
	       !strncmp(id, "CannotConvertArgumentNoMessage,", 31);
}

/* One of the four passes over all parameters that are still open. */
static enum status bind_pass(struct binding *b, Value record, unsigned by, bool convert,
			     bool *bound)
{
	for (size_t i = 0; i < b->metadata->count; i++) {
		struct parameter_metadata *p = &b->metadata->parameters[i];
		if (b->sources[i] != BIND_NONE || !(parameter_flags_in(p, b->record_sets) & by))
			continue;
		Value v = record;
		bool found = true;
		if (by == PARAM_PIPELINE_BY_NAME && named_property(p, record, &v, &found) != OK) {
			error_take(); /* a property that cannot be read binds nothing */
			continue;
		}
		if (!found || (!convert && !bind_fits(p, v)))
			continue;
		if (bind_convert(b, p, NULL, v, &b->values[i]) != OK) {
			if (!is_conversion_error())
				return ERROR;
			error_take(); /* it does not fit: perhaps another parameter takes it */
			b->values[i] = UNSET_VALUE;
			continue;
		}
		b->sources[i] = BIND_PIPELINE;
		if (p->sets != ALL_SETS && (b->record_sets & p->sets))
			b->record_sets &= p->sets;
		*bound = true;
	}
	return OK;
}

static enum status run_delayed(struct binding *b, Value record)
{
	for (size_t i = 0; b->delayed && i < b->metadata->count; i++) {
		if (b->sources[i] != BIND_DELAYED)
			continue;
		Value v;
		if (runtime()->hooks->invoke_script_block(b->delayed[i], 0, NULL, record, &v) != OK)
			return ERROR;
		if (bind_convert(b, &b->metadata->parameters[i], NULL, v, &b->values[i]) != OK)
			return ERROR;
	}
	return OK;
}

static enum status check_record(struct binding *b, bool bound)
{
	struct strbuf missing = STRBUF_INIT;
	uint32_t sets = b->record_sets;
	uint32_t default_bit =
		b->metadata->default_set >= 0 ? UINT32_C(1) << b->metadata->default_set : 0;
	if (sets & default_bit)
		sets = default_bit;
	for (size_t i = 0; i < b->metadata->count; i++) {
		const struct parameter_metadata *p = &b->metadata->parameters[i];
		if (b->sources[i] == BIND_NONE && (parameter_flags_in(p, sets) & PARAM_MANDATORY) &&
		    (p->sets & sets) == sets)
			strbuf_addf(&missing, " %s", p->name);
	}
	enum status status = OK;
	if (!bound && !b->delayed)
		status = bind_error(
			b, NULL, "InputObjectNotBound", CATEGORY_INVALID_ARGUMENT,
			BINDING_EXCEPTION,
			"The input object cannot be bound to any parameters for the command either "
			"because the command does not take pipeline input or the input and its "
			"properties do not match any of the parameters that take pipeline input.");
	else if (missing.length)
		status = bind_error(b, NULL, "InputObjectMissingMandatory",
				    CATEGORY_INVALID_ARGUMENT, BINDING_EXCEPTION,
				    "The input object cannot be bound because it did not contain "
				    "the information "
				    "required to bind all mandatory parameters: %s",
				    missing.data);
	strbuf_clear(&missing);
	return status;
}

enum status bind_record(struct binding *b, Value record, bool *bound_r)
{
	for (size_t i = 0; i < b->metadata->count; i++)
		if (b->sources[i] == BIND_PIPELINE) {
			b->sources[i] = BIND_NONE;
			b->values[i] = UNSET_VALUE;
		}
	b->record_sets = b->sets;
	bool bound = false;
	*bound_r = false;
	static const struct {
		unsigned by;
		bool convert;
	} passes[] = {
		{PARAM_PIPELINE, false},
		{PARAM_PIPELINE_BY_NAME, false},
		{PARAM_PIPELINE, true},
		{PARAM_PIPELINE_BY_NAME, true},
	};
	for (size_t i = 0; i < countof(passes); i++)
		if (bind_pass(b, record, passes[i].by, passes[i].convert, &bound) != OK)
			return OK; /* an error of this record only */
	if (run_delayed(b, record) != OK)
		return OK;
	if (check_record(b, bound) != OK)
		return OK;
	*bound_r = true;
	return OK;
}
