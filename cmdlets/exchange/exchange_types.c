#include "cmdlets/exchange/exchange_types.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/member.h"
#include "object/string.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- ByteQuantifiedSize ---- */

struct byte_quantified_size {
	struct cell cell;
	int64_t bytes;
};

static int64_t self_bytes(Value self)
{
	return ((struct byte_quantified_size *)self.cell)->bytes;
}

Value byte_quantified_size_new(int64_t bytes)
{
	struct byte_quantified_size *s =
		gc_alloc(&type_byte_quantified_size, VALUE_OBJECT, sizeof(*s));
	s->bytes = bytes;
	return value_cell(VALUE_OBJECT, s);
}

bool value_as_bytes(Value v, int64_t *bytes_r)
{
	v = value_base(v);
	if (v.tag != VALUE_OBJECT || v.cell->type != &type_byte_quantified_size)
		return false;
	*bytes_r = self_bytes(v);
	return true;
}

static void append_grouped(int64_t n, struct strbuf *out)
{
	char digits[24];
	int length = snprintf(digits, sizeof(digits), "%lld", (long long)(n < 0 ? -n : n));
	if (n < 0)
		strbuf_addc(out, '-');
	for (int i = 0; i < length; i++) {
		strbuf_addc(out, digits[i]);
		if ((length - i - 1) % 3 == 0 && i + 1 < length)
			strbuf_addc(out, ',');
	}
}

/* Four significant digits, trailing zeros dropped, units of 1024. */
static enum status size_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	static const char *const units[] = {"B", "KB", "MB", "GB", "TB"};
	int64_t bytes = self_bytes(self);
	double n = (double)bytes;
	size_t unit = 0;
	while (fabs(n) >= 1024 && unit + 1 < countof(units)) {
		n /= 1024;
		unit++;
	}
	strbuf_addf(out, "%.4g %s (", n, units[unit]);
	append_grouped(bytes, out);
	strbuf_adds(out, " bytes)");
	return OK;
}

/* "10 MB", "10MB (10,485,760 bytes)", 12345 */
static bool parse_size(const char *text, int64_t *bytes_r)
{
	static const char units[] = "BKMGT";
	const char *paren = strchr(text, '(');
	if (paren && strstr(paren, "bytes")) {
		int64_t n = 0;
		for (const char *p = paren + 1; isdigit((unsigned char)*p) || *p == ','; p++)
			if (*p != ',')
				n = n * 10 + (*p - '0');
		*bytes_r = n;
		return true;
	}
	char *end;
	double n = strtod(text, &end);
	if (end == text)
		return false;
	while (*end == ' ')
		end++;
	const char *unit = *end ? strchr(units, toupper((unsigned char)*end)) : units;
	if (!unit || (*end && end[1] && strcasecmp(end + 1, "B")))
		return false;
	for (ptrdiff_t i = unit - units; i > 0; i--)
		n *= 1024;
	*bytes_r = (int64_t)n;
	return true;
}

static enum status size_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	int64_t bytes;
	Value text = value_to_string(from);
	if (value_is_integer(value_base(from))) {
		if (convert_to_int64(from, &bytes) != OK)
			return ERROR;
	} else if (!parse_size(string_data(text), &bytes)) {
		return throw_exception(
			"System.FormatException",
			"The string \"%s\" is not a size: write a number with B, KB, MB, GB or TB.",
			string_data(text));
	}
	*result_r = byte_quantified_size_new(bytes);
	return OK;
}

static enum status size_compare(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	int64_t x = self_bytes(a), y;
	if (!value_as_bytes(b, &y))
		return throw_exception("System.ArgumentException",
				       "Only sizes can be compared with sizes.");
	*order_r = (x > y) - (x < y);
	return OK;
}

static bool size_equals(Value a, Value b, bool ignore_case UNUSED)
{
	int64_t y;
	return value_as_bytes(b, &y) && self_bytes(a) == y;
}

static uint32_t size_hash(Value v)
{
	return (uint32_t)(self_bytes(v) * 2654435761u);
}

#define SIZE_METHOD(function, shift)                                                       \
	static enum status function(Value self, int argc UNUSED, const Value *argv UNUSED, \
				    Value *result_r)                                       \
	{                                                                                  \
		*result_r = value_integer(VALUE_UINT64, self_bytes(self) >> (shift));      \
		return OK;                                                                 \
	}
SIZE_METHOD(size_to_bytes, 0)
SIZE_METHOD(size_to_kb, 10)
SIZE_METHOD(size_to_mb, 20)
SIZE_METHOD(size_to_gb, 30)
SIZE_METHOD(size_to_tb, 40)

/* Quotas and sizes are Unlimited<ByteQuantifiedSize> in Exchange: scripts write .Value.ToMB(). */
static enum status size_value(Value self, Value *result_r)
{
	*result_r = self;
	return OK;
}

static enum status size_is_unlimited(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static const struct member size_members[] = {
	PROPERTY("bool IsUnlimited {get;}", size_is_unlimited),
	PROPERTY("Microsoft.Exchange.Data.ByteQuantifiedSize Value {get;}", size_value),
	METHOD("ulong ToBytes()", size_to_bytes),
	METHOD("ulong ToKB()", size_to_kb),
	METHOD("ulong ToMB()", size_to_mb),
	METHOD("ulong ToGB()", size_to_gb),
	METHOD("ulong ToTB()", size_to_tb),
	MEMBER_END,
};
struct type type_byte_quantified_size = {
	.name = "Microsoft.Exchange.Data.ByteQuantifiedSize",
	.tag = VALUE_OBJECT,
	.flags = TYPE_VALUE,
	.members = size_members,
	.convert = size_convert,
	.to_string = size_to_string,
	.compare = size_compare,
	.equals = size_equals,
	.hash = size_hash,
};

/* ---- Unlimited ---- */

struct unlimited {
	struct cell cell;
	int64_t limit; /* UNLIMITED: none */
};

Value unlimited_new(int64_t limit)
{
	struct unlimited *u = gc_alloc(&type_unlimited, VALUE_OBJECT, sizeof(*u));
	u->limit = limit;
	return value_cell(VALUE_OBJECT, u);
}

static int64_t self_limit(Value self)
{
	return ((struct unlimited *)self.cell)->limit;
}

int64_t unlimited_value(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_unlimited ? self_limit(v) : UNLIMITED;
}

static enum status unlimited_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	if (self_limit(self) == UNLIMITED)
		strbuf_adds(out, "Unlimited");
	else
		strbuf_addf(out, "%lld", (long long)self_limit(self));
	return OK;
}

static enum status unlimited_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	Value base = value_base(from);
	int32_t n;
	if (base.tag == VALUE_STRING && !strcasecmp(string_data(base), "unlimited")) {
		*result_r = unlimited_new(UNLIMITED);
		return OK;
	}
	if (convert_to_int(from, &n) != OK) {
		error_take();
		return throw_exception(
			"System.FormatException",
			"The value \"%s\" is not valid: give a whole number or Unlimited.",
			string_data(value_to_string(from)));
	}
	if (n < 0)
		return throw_exception(
			"System.ArgumentException",
			"The value \"%d\" is not valid: give a whole number from 0, or Unlimited.",
			n);
	*result_r = unlimited_new(n);
	return OK;
}

static enum status unlimited_compare(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	int64_t x = self_limit(a), y = unlimited_value(b);
	uint64_t left = x == UNLIMITED ? UINT64_MAX : (uint64_t)x,
		 right = y == UNLIMITED ? UINT64_MAX : (uint64_t)y;
	*order_r = (left > right) - (left < right);
	return OK;
}

static bool unlimited_equals(Value a, Value b, bool ignore_case UNUSED)
{
	b = value_base(b);
	return b.tag == VALUE_OBJECT && b.cell->type == &type_unlimited &&
	       self_limit(a) == self_limit(b);
}

static enum status get_is_unlimited(Value self, Value *result_r)
{
	*result_r = value_bool(self_limit(self) == UNLIMITED);
	return OK;
}

static enum status get_limit(Value self, Value *result_r)
{
	if (self_limit(self) == UNLIMITED)
		return throw_exception("System.InvalidOperationException",
				       "An unlimited value has no number.");
	*result_r = value_int64(self_limit(self));
	return OK;
}

static const struct member unlimited_members[] = {
	PROPERTY("bool IsUnlimited {get;}", get_is_unlimited),
	PROPERTY("System.Int64 Value {get;}", get_limit),
	MEMBER_END,
};
struct type type_unlimited = {
	.name = "Microsoft.Exchange.Data.Unlimited",
	.tag = VALUE_OBJECT,
	.flags = TYPE_VALUE,
	.members = unlimited_members,
	.convert = unlimited_convert,
	.to_string = unlimited_to_string,
	.compare = unlimited_compare,
	.equals = unlimited_equals,
};

static enum status unlimited_size_convert(Value from, const struct type *to, Value *result_r)
{
	Value base = value_base(from);
	if (base.tag == VALUE_STRING && !strcasecmp(string_data(base), "unlimited"))
		return unlimited_convert(from, to, result_r);
	if (base.tag == VALUE_OBJECT && base.cell->type == &type_unlimited) {
		*result_r = base;
		return OK;
	}
	return size_convert(from, to, result_r);
}

struct type type_unlimited_size = {
	.name = "Microsoft.Exchange.Data.Unlimited[Microsoft.Exchange.Data.ByteQuantifiedSize]",
	.tag = VALUE_OBJECT,
	.flags = TYPE_VALUE,
	.convert = unlimited_size_convert,
};

/* ---- identities ---- */

struct identity {
	struct cell cell;
	Value name, guid;
};

static struct identity *self_identity(Value self)
{
	return (struct identity *)self.cell;
}

static void identity_mark(void *cell)
{
	gc_mark(((struct identity *)cell)->name);
	gc_mark(((struct identity *)cell)->guid);
}

Value identity_new(const char *name, const char *guid)
{
	struct identity *i = gc_alloc(&type_identity, VALUE_OBJECT, sizeof(*i));
	i->name = string_from(name);
	i->guid = guid ? string_from(guid) : NULL_VALUE;
	return value_cell(VALUE_OBJECT, i);
}

const char *identity_text(Value v)
{
	Value base = value_base(v), inner;
	bool found;
	if (value_is_null(base))
		return NULL;
	if (base.tag == VALUE_OBJECT && base.cell->type == &type_identity)
		return string_data(self_identity(base)->name);
	if (base.tag == VALUE_PSOBJECT && member_get_own(base, "Identity", &inner, &found) == OK &&
	    found)
		return identity_text(inner);
	return string_data(value_to_string(base));
}

const char *identity_guid(Value v)
{
	Value base = value_base(v), inner;
	bool found;
	if (base.tag == VALUE_OBJECT && base.cell->type == &type_identity)
		return value_is_null(self_identity(base)->guid)
			       ? NULL
			       : string_data(self_identity(base)->guid);
	if (base.tag == VALUE_PSOBJECT && member_get_own(base, "Identity", &inner, &found) == OK &&
	    found)
		return identity_guid(inner);
	return NULL;
}

static enum status identity_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(self_identity(self)->name));
	return OK;
}

static enum status identity_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	const char *text = identity_text(from);
	*result_r = identity_new(text ? text : "", NULL);
	return OK;
}

static bool identity_equals(Value a, Value b, bool ignore_case UNUSED)
{
	b = value_base(b);
	return b.tag == VALUE_OBJECT && b.cell->type == &type_identity &&
	       string_equal_ignore_case(self_identity(a)->name, self_identity(b)->name);
}

static uint32_t identity_hash(Value v)
{
	return string_hash(self_identity(v)->name, true);
}

static enum status identity_compare(Value a, Value b, bool ignore_case, int *order_r)
{
	*order_r = string_compare(self_identity(a)->name, value_to_string(b), ignore_case);
	return OK;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = self_identity(self)->name;
	return OK;
}

static enum status get_guid(Value self, Value *result_r)
{
	if (!convert_try(self_identity(self)->guid, &type_guid, result_r))
		*result_r = NULL_VALUE;
	return OK;
}

static const struct member identity_members[] = {
	PROPERTY("string Name {get;}", get_name),
	PROPERTY("string Id {get;}", get_name),
	PROPERTY("guid Guid {get;}", get_guid),
	MEMBER_END,
};
struct type type_identity = {
	.name = "Microsoft.Exchange.Data.ObjectId",
	.tag = VALUE_OBJECT,
	.members = identity_members,
	.mark = identity_mark,
	.convert = identity_convert,
	.to_string = identity_to_string,
	.equals = identity_equals,
	.compare = identity_compare,
	.hash = identity_hash,
};

/* ---- enums ---- */

#define ENUM_TYPE(symbol, text, ...)                                                   \
	static const struct enum_member symbol##_members[] = {__VA_ARGS__, {NULL, 0}}; \
	struct type symbol = {                                                         \
		.name = "Microsoft.Exchange.Data.Storage.Management." text,            \
		.base = &type_enum_base,                                               \
		.tag = VALUE_ENUM,                                                     \
		.flags = TYPE_ENUM | TYPE_VALUE,                                       \
		.enum_members = symbol##_members,                                      \
	}

ENUM_TYPE(type_migration_type, "MigrationType", {"None", 0}, {"IMAP", 1}, {"XO1", 2},
	  {"ExchangeOutlookAnywhere", 3}, {"BulkProvisioning", 4}, {"ExchangeRemoteMove", 5},
	  {"ExchangeLocalMove", 6}, {"PSTImport", 7}, {"PublicFolder", 8}, {"Gmail", 9});
ENUM_TYPE(type_migration_batch_status, "MigrationBatchStatus", {"Created", 0}, {"Syncing", 1},
	  {"Stopping", 2}, {"Stopped", 3}, {"Completed", 4}, {"Failed", 5}, {"Removing", 6},
	  {"Synced", 7}, {"IncrementalSyncing", 8}, {"Completing", 9}, {"CompletedWithErrors", 10},
	  {"SyncedWithErrors", 11}, {"Corrupted", 12}, {"Waiting", 13}, {"Starting", 14});
ENUM_TYPE(type_migration_user_status, "MigrationUserStatus", {"Queued", 0}, {"Syncing", 1},
	  {"Failed", 2}, {"Synced", 3}, {"IncrementalFailed", 4}, {"Completing", 5},
	  {"Completed", 6}, {"CompletionFailed", 7}, {"Corrupted", 8}, {"Provisioning", 9},
	  {"ProvisionUpdating", 10}, {"CompletionSynced", 11}, {"Validating", 12},
	  {"IncrementalSyncing", 13}, {"IncrementalSynced", 14}, {"CompletedWithWarnings", 15},
	  {"Stopped", 16}, {"IncrementalStopped", 17}, {"Starting", 18}, {"Stopping", 19},
	  {"Removing", 20});
ENUM_TYPE(type_migration_user_status_summary, "MigrationUserStatusSummary", {"Active", 0},
	  {"Failed", 1}, {"Synced", 2}, {"Completed", 3}, {"Stopped", 4});
ENUM_TYPE(type_imap_security, "IMAPSecurityMechanism", {"None", 0}, {"Ssl", 1}, {"Tls", 2});
ENUM_TYPE(type_authentication_method, "AuthenticationMethod", {"Basic", 0}, {"Digest", 1},
	  {"Ntlm", 2}, {"Fba", 3}, {"WindowsIntegrated", 4}, {"LiveIdFba", 5}, {"LiveIdBasic", 6},
	  {"WSSecurity", 7}, {"Certificate", 8}, {"NegoEx", 9}, {"OAuth", 10}, {"Adfs", 11},
	  {"Kerberos", 12}, {"Negotiate", 13}, {"LiveIdNegotiate", 14}, {"Misconfigured", 15});
ENUM_TYPE(type_migration_batch_direction, "MigrationBatchDirection", {"Onboarding", 0},
	  {"Offboarding", 1}, {"Local", 2});
ENUM_TYPE(type_data_consistency_score, "DataConsistencyScore", {"Perfect", 0}, {"Good", 1},
	  {"Investigate", 2}, {"Poor", 3});
ENUM_TYPE(type_migration_batch_flags, "MigrationBatchFlags", {"None", 0});
ENUM_TYPE(type_migration_test_result, "TestMigrationServerAvailabilityResult", {"Success", 0},
	  {"Failed", 1});
ENUM_TYPE(type_skipped_item_kind, "SkippedItemKind", {"CorruptFolderACL", 0},
	  {"CorruptFolderRule", 1}, {"CorruptMailboxSecurityDescriptor", 2}, {"CorruptItem", 3},
	  {"LargeItem", 4}, {"MissingItem", 5});
ENUM_TYPE(type_migration_feature, "MigrationFeature", {"None", 0}, {"MultiBatch", 1},
	  {"Endpoints", 2}, {"UpgradeBlock", 3}, {"PAW", 4});
ENUM_TYPE(type_accepted_domain_type, "AcceptedDomainType", {"Authoritative", 0},
	  {"InternalRelay", 1}, {"ExternalRelay", 2});

Value enum_value(const struct type *type, const char *name)
{
	for (const struct enum_member *m = type->enum_members; m->name; m++)
		if (!strcasecmp(m->name, name))
			return value_enum(type->enum_number, m->value);
	return string_from(name);
}

const struct type *const exchange_types[] = {
	&type_byte_quantified_size,
	&type_unlimited,
	&type_unlimited_size,
	&type_identity,
	&type_migration_type,
	&type_migration_batch_status,
	&type_migration_user_status,
	&type_migration_user_status_summary,
	&type_imap_security,
	&type_authentication_method,
	&type_migration_batch_direction,
	&type_data_consistency_score,
	&type_migration_batch_flags,
	&type_migration_test_result,
	&type_skipped_item_kind,
	&type_migration_feature,
	&type_accepted_domain_type,
	NULL,
};
