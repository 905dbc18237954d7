#include "cmdlets/exchange/exchange_objects.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"

#include <string.h>
#include <strings.h>

#define NOT_FOUND "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException"
#define SERVER "localhost"

enum status exchange_warn_unused(struct cmdlet_call *c, const struct parameter *parameters,
				 size_t offset)
{
	struct strbuf names = STRBUF_INIT;
	for (const struct parameter *p = parameters; p->name; p++)
		if (p->offset >= offset && p->offset < offset + sizeof(struct exchange_unused) &&
		    cmdlet_is_bound(c, p->name) && !strstr(names.data, p->name))
			strbuf_addf(&names, "%s-%s", names.length ? ", " : "", p->name);
	enum status status = OK;
	if (names.length)
		status = cmdlet_warning(
			c, "In the local organization there is nothing that %s could set; ignored.",
			names.data);
	strbuf_clear(&names);
	return status;
}

enum status exchange_not_found(struct cmdlet_call *c, const char *identity)
{
	return cmdlet_error_type(
		c, NOT_FOUND, "ManagementObjectNotFoundException", CATEGORY_OBJECT_NOT_FOUND,
		string_from(identity),
		"The operation couldn't be performed because object '%s' couldn't be found on "
		"'" SERVER "'.",
		identity);
}

enum status exchange_ambiguous(struct cmdlet_call *c, const char *identity)
{
	return cmdlet_error_type(
		c, "Microsoft.Exchange.Configuration.Tasks.ManagementObjectAmbiguousException",
		"ManagementObjectAmbiguousException", CATEGORY_INVALID_ARGUMENT,
		string_from(identity),
		"The operation couldn't be performed because '%s' matches multiple entries.",
		identity);
}

enum status exchange_warn_more(struct cmdlet_call *c)
{
	return cmdlet_warning(
		c, "There are more results available than are currently displayed. To view them, "
		   "increase the value for the ResultSize parameter.");
}

int64_t exchange_result_limit(Value result_size)
{
	if (value_is_null(result_size))
		return 1000;
	int64_t limit = unlimited_value(result_size);
	return limit == UNLIMITED ? INT64_MAX : limit;
}

enum status exchange_state_failed(struct cmdlet_call *c, struct error *error, const char *target)
{
	bool exists = error->code == STATE_ERROR_EXISTS;
	enum status status = cmdlet_error_type(
		c,
		exists ? "Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException"
		       : "System.IO.IOException",
		exists ? "ADObjectAlreadyExistsException" : "MigrationStoreFailed",
		exists ? CATEGORY_RESOURCE_EXISTS : CATEGORY_WRITE_ERROR,
		target ? string_from(target) : NULL_VALUE, "%s%s%s",
		exists ? "An object with this name or address exists already: " : "",
		exists && target ? target : error->message, exists ? "." : "");
	error_clear(error);
	return status;
}

Value exchange_object(const char *type_name, const char *const *names, size_t count,
		      const Value *values)
{
	Value v = psobject_from_shape(shape_make(names, count), values);
	value_add_type_name(v, type_name);
	return v;
}

Value exchange_guid(const char *text)
{
	Value v;
	return text && convert_try(string_from(text), &type_guid, &v) ? v : NULL_VALUE;
}

Value exchange_domain_object(const struct state_domain *row)
{
	static const char *const names[] = {
		"DomainName",
		"CatchAllRecipientID",
		"DomainType",
		"MatchSubDomains",
		"AddressBookEnabled",
		"Default",
		"AuthenticationType",
		"OutboundOnly",
		"IsCoexistenceDomain",
		"InitialDomain",
		"Name",
		"Identity",
		"Guid",
		"WhenCreated",
		"IsValid",
		"ObjectState",
	};
	const Value values[] = {
		string_from(row->domain),
		NULL_VALUE,
		enum_value(&type_accepted_domain_type, row->type),
		FALSE_VALUE,
		TRUE_VALUE,
		value_bool(row->is_default),
		string_from("Managed"),
		FALSE_VALUE,
		FALSE_VALUE,
		value_bool(row->is_default),
		string_from(row->name),
		identity_new(row->name, row->guid),
		exchange_guid(row->guid),
		migration_time(row->created_at, false),
		TRUE_VALUE,
		string_from("Unchanged"),
	};
	return exchange_object("AcceptedDomain", names, countof(names), values);
}

/* ---- attributes ---- */

/* The line of `name`, and its length without the newline; NULL when there is none. */
static const char *find_line(const char *attributes, const char *name, size_t *length_r)
{
	size_t n = strlen(name);
	for (const char *p = attributes; p && *p;) {
		size_t length = strcspn(p, "\n");
		if (length > n && p[n] == '=' && !strncasecmp(p, name, n)) {
			*length_r = length;
			return p;
		}
		p += length + (p[length] == '\n');
	}
	return NULL;
}

/* Newlines inside a value stand as this character of ASCII. */
#define LINE_SEPARATOR '\x1f'

const char *attribute_get(struct arena *arena, const char *attributes, const char *name)
{
	size_t length, n = strlen(name) + 1;
	const char *line = find_line(attributes, name, &length);
	if (!line)
		return NULL;
	char *value = arena_strndup(arena, line + n, length - n);
	for (char *p = value; *p; p++)
		if (*p == LINE_SEPARATOR)
			*p = '\n';
	return value;
}

const char *attribute_put(struct arena *arena, const char *attributes, const char *name,
			  const char *value)
{
	struct strbuf out = STRBUF_INIT;
	size_t length;
	const char *line = find_line(attributes, name, &length);
	if (line) {
		strbuf_add(&out, attributes, (size_t)(line - attributes));
		strbuf_adds(&out, line + length + (line[length] == '\n'));
	} else if (attributes) {
		strbuf_adds(&out, attributes);
	}
	if (value && *value) {
		if (out.length && out.data[out.length - 1] != '\n')
			strbuf_addc(&out, '\n');
		strbuf_addf(&out, "%s=", name);
		for (; *value; value++)
			strbuf_addc(&out, *value == '\n' ? LINE_SEPARATOR : *value);
		strbuf_addc(&out, '\n');
	}
	const char *result = arena_strdup(arena, out.data);
	strbuf_clear(&out);
	return result;
}

Value parameter_value(struct cmdlet_call *c, const struct parameter *row)
{
	const void *field = (const char *)cmdlet_state(c) + row->offset;
	if (row->storage == STORE_SWITCH)
		return value_bool(*(const bool *)field);
	return *(const Value *)field;
}

const char *attribute_text(struct arena *arena, Value v)
{
	Value base = value_base(v);
	if (value_is_null(base))
		return "";
	if (base.tag != VALUE_STRING && value_is_enumerable(base)) {
		const char *lines = migration_lines(arena, base);
		return lines ? lines : "";
	}
	const char *name = identity_text(v);
	return arena_strdup(arena, name ? name : "");
}
