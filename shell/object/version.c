/* System.Version. */
#include "object/version.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/version_private.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static struct version *as_version(Value v)
{
	return (struct version *)v.cell;
}

static bool is_version(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_version;
}

Value version_new(int major, int minor, int build, int revision)
{
	struct version *v = gc_alloc(&type_version, VALUE_OBJECT, sizeof(*v));
	v->parts[0] = major;
	v->parts[1] = minor;
	v->parts[2] = build;
	v->parts[3] = revision;
	return value_cell(VALUE_OBJECT, v);
}

static enum status negative_part(const char *name, long value)
{
	return throw_exception("System.ArgumentOutOfRangeException",
			       "%s ('%ld') must be a non-negative value. (Parameter '%s')\n"
			       "Actual value was %ld.",
			       name, value, name, value);
}

static enum status parse_part(const char *text, size_t length, int *part_r)
{
	char *copy = strndup(text, length), *p = copy, *end;
	enum status status = OK;
	while (isspace((unsigned char)*p))
		p++;
	long value = strtol(p, &end, 10);
	const char *digits = p + (*p == '-' || *p == '+');
	bool number = isdigit((unsigned char)*digits) != 0;
	while (isspace((unsigned char)*end))
		end++;
	if (!number || *end != '\0')
		status =
			throw_exception("System.FormatException",
					"The input string '%s' was not in a correct format.", copy);
	else if (value > INT_MAX || value < INT_MIN)
		status = throw_exception("System.OverflowException",
					 "Value was either too large or too small for an Int32.");
	else if (value < 0)
		status = negative_part("input", value);
	*part_r = (int)value;
	free(copy);
	return status;
}

static enum status version_parse(const char *text, Value *result_r)
{
	int parts[4] = {-1, -1, -1, -1}, count = 1;
	for (const char *p = text; *p; p++)
		count += *p == '.';
	if (count < 2 || count > 4)
		return throw_argument("System.ArgumentException", "input",
				      "Version string portion was too short or too long.");
	for (int i = 0; i < count; i++) {
		size_t length = strcspn(text, ".");
		if (parse_part(text, length, &parts[i]) != OK)
			return ERROR;
		text += length + (i < count - 1);
	}
	*result_r = version_new(parts[0], parts[1], parts[2], parts[3]);
	return OK;
}

static int field_count(const struct version *v)
{
	return v->parts[2] < 0 ? 2 : v->parts[3] < 0 ? 3 : 4;
}

static void append_fields(const struct version *v, int count, struct strbuf *out)
{
	for (int i = 0; i < count; i++)
		strbuf_addf(out, "%s%d", i > 0 ? "." : "", v->parts[i]);
}

static enum status version_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	append_fields(as_version(self), field_count(as_version(self)), out);
	return OK;
}

static enum status version_to_string(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct version *v = as_version(self);
	int count = argc > 0 ? (int)argv[0].integer : field_count(v);
	if (count < 0 || count > 4)
		return throw_argument("System.ArgumentException", "fieldCount",
				      "Argument must be between 0 and 4.");
	if (count > field_count(v))
		return throw_argument("System.ArgumentException", "fieldCount",
				      "Argument must be between 0 and %d.", field_count(v));
	struct strbuf out = STRBUF_INIT;
	append_fields(v, count, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

#define PART_GETTER(name, expression)                                      \
	static enum status version_get_##name(Value self, Value *result_r) \
	{                                                                  \
		const int *p = as_version(self)->parts;                    \
		*result_r = expression;                                    \
		return OK;                                                 \
	}
PART_GETTER(major, value_int(p[0]))
PART_GETTER(minor, value_int(p[1]))
PART_GETTER(build, value_int(p[2]))
PART_GETTER(revision, value_int(p[3]))
PART_GETTER(major_revision, value_integer(VALUE_INT16, (int16_t)(p[3] >> 16)))
PART_GETTER(minor_revision, value_integer(VALUE_INT16, (int16_t)(p[3] & 0xffff)))

static int compare(const struct version *a, const struct version *b)
{
	for (int i = 0; i < 4; i++)
		if (a->parts[i] != b->parts[i])
			return a->parts[i] > b->parts[i] ? 1 : -1;
	return 0;
}

static enum status version_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	*order_r = compare(as_version(a), as_version(b));
	return OK;
}

static bool version_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return is_version(b) && compare(as_version(a), as_version(b)) == 0;
}

static uint32_t version_hash(Value v)
{
	const int *p = as_version(v)->parts;
	return ((uint32_t)p[0] & 0xf) << 28 | ((uint32_t)p[1] & 0xff) << 20 |
	       ((uint32_t)p[2] & 0xff) << 12 | ((uint32_t)p[3] & 0xfff);
}

static enum status version_compare_to(Value self, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	Value other = value_base(argv[0]);
	if (value_is_null(other)) {
		*result_r = value_int(1);
		return OK;
	}
	if (!is_version(other))
		return throw_argument("System.ArgumentException", "version",
				      "Object must be of type Version.");
	*result_r = value_int(compare(as_version(self), as_version(other)));
	return OK;
}

static enum status version_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(version_equals_value(self, value_base(argv[0]), false));
	return OK;
}

static enum status version_clone(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	const int *p = as_version(self)->parts;
	*result_r = version_new(p[0], p[1], p[2], p[3]);
	return OK;
}

static enum status version_parse_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "input",
				      "Value cannot be null.");
	return version_parse(string_data(argv[0]), result_r);
}

static enum status version_try_parse(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	Value parsed = NULL_VALUE;
	bool ok = argv[0].tag == VALUE_STRING && version_parse(string_data(argv[0]), &parsed) == OK;
	if (!ok)
		(void)error_take();
	*result_r = value_bool(ok);
	return reference_set(argv[1], ok ? parsed : NULL_VALUE);
}

static enum status version_construct(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	static const char *const names[] = {"major", "minor", "build", "revision"};
	int parts[4] = {0, 0, -1, -1};
	if (argc == 1)
		return version_parse_static(self, argc, argv, result_r);
	for (int i = 0; i < argc; i++) {
		parts[i] = (int)argv[i].integer;
		if (parts[i] < 0)
			return negative_part(names[i], parts[i]);
	}
	*result_r = version_new(parts[0], parts[1], parts[2], parts[3]);
	return OK;
}

static enum status version_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag == VALUE_OBJECT && from.cell->type == &type_semantic_version) {
		const struct semantic_version *s = (const struct semantic_version *)from.cell;
		*result_r = version_new(s->parts[0], s->parts[1], s->parts[2], -1);
		return OK;
	}
	Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
	return version_parse(string_data(text), result_r);
}

static const struct member version_members[] = {
	PROPERTY("int Major {get;}", version_get_major),
	PROPERTY("int Minor {get;}", version_get_minor),
	PROPERTY("int Build {get;}", version_get_build),
	PROPERTY("int Revision {get;}", version_get_revision),
	PROPERTY("short MajorRevision {get;}", version_get_major_revision),
	PROPERTY("short MinorRevision {get;}", version_get_minor_revision),
	METHOD("System.Object Clone()", version_clone),
	METHOD("int CompareTo(System.Object version)", version_compare_to),
	METHOD("int CompareTo(version value)", version_compare_to),
	METHOD("bool Equals(System.Object obj)", version_equals),
	METHOD("bool Equals(version obj)", version_equals),
	METHOD("string ToString()", version_to_string),
	METHOD("string ToString(int fieldCount)", version_to_string),
	STATIC_METHOD("static version Parse(string input)", version_parse_static),
	STATIC_METHOD("static bool TryParse(string input, [ref] version result)",
		      version_try_parse),
	CONSTRUCTOR("version new(int major, int minor, int build, int revision)",
		    version_construct),
	CONSTRUCTOR("version new(int major, int minor, int build)", version_construct),
	CONSTRUCTOR("version new(int major, int minor)", version_construct),
	CONSTRUCTOR("version new(string version)", version_construct),
	CONSTRUCTOR("version new()", version_construct),
	MEMBER_END,
};

struct type type_version = {
	.name = "System.Version",
	.alias = "version",
	.tag = VALUE_OBJECT,
	.members = version_members,
	.convert = version_convert,
	.to_string = version_to_string_hook,
	.equals = version_equals_value,
	.compare = version_compare_values,
	.hash = version_hash,
};
