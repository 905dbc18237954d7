/* Types of Exchange's own that its cmdlets take and give: sizes, limits, identities, enums. */
#ifndef EXOSH_CMDLETS_EXCHANGE_EXCHANGE_TYPES_H
#define EXOSH_CMDLETS_EXCHANGE_EXCHANGE_TYPES_H

#include "object/gc.h"
#include "object/type.h"

/* "16.09 MB (16,868,968 bytes)": a number of bytes that prints as Exchange prints it. */
extern struct type type_byte_quantified_size;
Value byte_quantified_size_new(int64_t bytes);
bool value_as_bytes(Value v, int64_t *bytes_r);

/* An integer, or "Unlimited" (-1 here). */
extern struct type type_unlimited;
Value unlimited_new(int64_t limit);
#define UNLIMITED INT64_C(-1)
int64_t unlimited_value(Value v); /* of a value that the binder converted */

/* What `Identity` properties hold: prints its name, answers .Name, .Id and .ToString(). */
extern struct type type_identity;
Value identity_new(const char *name, const char *guid);
/* The text that identifies what a parameter was given: an identity, an object with an Identity property, or text;
 * NULL for $null. Borrowed from the value. */
const char *identity_text(Value v);

/* The GUID that the same values carry, as text; NULL where there is none. */
const char *identity_guid(Value v);

/* A size, or Unlimited: what quotas take. Values are those of the two types above. */
extern struct type type_unlimited_size;

/* Enums; declared order of Exchange. */
extern struct type type_migration_type, type_migration_batch_status, type_migration_user_status,
	type_migration_user_status_summary, type_imap_security, type_authentication_method,
	type_migration_batch_direction, type_data_consistency_score, type_migration_batch_flags,
	type_migration_test_result, type_skipped_item_kind, type_migration_feature,
	type_accepted_domain_type;
/* The member with this name. */
Value enum_value(const struct type *type, const char *name);

extern const struct type *const exchange_types[]; /* NULL-terminated, for the module */

#endif
