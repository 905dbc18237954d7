/*
 * What the cmdlets of cmdlets/exchange share: errors, parameters without a meaning here, and the objects of the local
 * organization that are no recipients (recipient.h has those).
 */
#ifndef EXOSH_CMDLETS_EXCHANGE_EXCHANGE_OBJECTS_H
#define EXOSH_CMDLETS_EXCHANGE_EXCHANGE_OBJECTS_H

#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"

/* Where a cmdlet binds the documented parameters that mean nothing in the local organization. */
struct exchange_unused {
	Value value;
	bool given;
};
/* One warning that names those that were given; `offset`: of the struct exchange_unused in the state. */
enum status exchange_warn_unused(struct cmdlet_call *c, const struct parameter *parameters,
				 size_t offset) WARN_UNUSED;

/* "The operation couldn't be performed because object '…' couldn't be found on '…'." */
enum status exchange_not_found(struct cmdlet_call *c, const char *identity) WARN_UNUSED;
enum status exchange_ambiguous(struct cmdlet_call *c, const char *identity) WARN_UNUSED;
/* Says that more results exist than -ResultSize lets through. */
enum status exchange_warn_more(struct cmdlet_call *c) WARN_UNUSED;
/* How many results a -ResultSize allows: 1000 when it was not given, INT64_MAX for Unlimited. */
int64_t exchange_result_limit(Value result_size);
/* A failed call of transport/state as an error of the cmdlet. */
enum status exchange_state_failed(struct cmdlet_call *c, struct error *error,
				  const char *target) WARN_UNUSED;

/* An object with these properties; `names` has static storage. */
Value exchange_object(const char *type_name, const char *const *names, size_t count,
		      const Value *values);
/* Text to a [guid], $null when it is none. */
Value exchange_guid(const char *text);

Value exchange_domain_object(const struct state_domain *row);

/* ---- attributes: settings without a column, as lines "Name=value" ---- */

/* NULL when there is none. */
const char *attribute_get(struct arena *arena, const char *attributes, const char *name);
/* The lines with one value changed (`value` NULL or "": taken out). */
const char *attribute_put(struct arena *arena, const char *attributes, const char *name,
			  const char *value);
/* A bound parameter's value as a cmdlet's state holds it. */
Value parameter_value(struct cmdlet_call *c, const struct parameter *row);
/* The text that an attribute keeps of a value: lists one item a line. */
const char *attribute_text(struct arena *arena, Value v);

#endif
