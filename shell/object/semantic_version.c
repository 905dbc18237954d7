/* System.Management.Automation.SemanticVersion: semver.org 2.0, minor and patch optional. */
#include "object/version_private.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/reference.h"
#include "object/string.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static struct semantic_version *as_semantic(Value v)
{
	return (struct semantic_version *)v.cell;
}

static bool is_semantic(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_semantic_version;
}

Value semantic_version_new(int major, int minor, int patch, const char *pre_release,
			   const char *build)
{
	struct semantic_version *s = gc_alloc(&type_semantic_version, VALUE_OBJECT, sizeof(*s));
	s->parts[0] = major;
	s->parts[1] = minor;
	s->parts[2] = patch;
	s->pre_release = pre_release != NULL ? string_from(pre_release) : NULL_VALUE;
	s->build = build != NULL ? string_from(build) : NULL_VALUE;
	return value_cell(VALUE_OBJECT, s);
}

static void semantic_mark(void *cell)
{
	struct semantic_version *s = cell;
	gc_mark(s->pre_release);
	gc_mark(s->build);
}

static bool is_label(const char *p)
{
	return *p != '\0' &&
	       strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
			 "-.") == strlen(p);
}

static bool semantic_parse(const char *text, Value *result_r)
{
	int parts[3] = {0, 0, 0}, count = 0;
	char *copy = strdup(text);
	char *plus = strchr(copy, '+'), *build = NULL, *pre_release = NULL;
	if (plus != NULL) {
		*plus = '\0';
		build = plus + 1;
	}
	char *dash = strchr(copy, '-');
	if (dash != NULL) {
		*dash = '\0';
		pre_release = dash + 1;
	}
	bool ok = (build == NULL || is_label(build)) &&
		  (pre_release == NULL || is_label(pre_release));
	for (char *p = copy; ok; p++) {
		char *end;
		ok = count < 3 && isdigit((unsigned char)*p);
		if (!ok)
			break;
		long value = strtol(p, &end, 10);
		ok = value <= INT32_MAX;
		parts[count++] = (int)value;
		p = end;
		if (*p == '\0')
			break;
		ok = ok && *p == '.';
	}
	if (ok)
		*result_r = semantic_version_new(parts[0], parts[1], parts[2], pre_release, build);
	free(copy);
	return ok;
}

static enum status semantic_parse_static(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "version",
				      "Value cannot be null.");
	if (string_length(argv[0]) == 0)
		return throw_exception("System.FormatException", "version");
	if (semantic_parse(string_data(argv[0]), result_r))
		return OK;
	return throw_exception("System.FormatException",
			       "The input string '' was not in a correct format.");
}

static enum status semantic_try_parse(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	Value parsed = NULL_VALUE;
	bool ok = argv[0].tag == VALUE_STRING && semantic_parse(string_data(argv[0]), &parsed);
	*result_r = value_bool(ok);
	return reference_set(argv[1], parsed);
}

static enum status semantic_to_string_hook(Value self, const char *format UNUSED,
					   struct strbuf *out)
{
	const struct semantic_version *s = as_semantic(self);
	strbuf_addf(out, "%d.%d.%d", s->parts[0], s->parts[1], s->parts[2]);
	if (s->pre_release.tag == VALUE_STRING)
		strbuf_addf(out, "-%s", string_data(s->pre_release));
	if (s->build.tag == VALUE_STRING)
		strbuf_addf(out, "+%s", string_data(s->build));
	return OK;
}

static enum status semantic_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	(void)semantic_to_string_hook(self, NULL, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

/* Identifier by identifier: numbers by value and before words, the shorter list first. */
static int compare_labels(const char *a, const char *b)
{
	while (*a && *b) {
		size_t la = strcspn(a, "."), lb = strcspn(b, ".");
		bool number_a = strspn(a, "0123456789") == la,
		     number_b = strspn(b, "0123456789") == lb;
		if (number_a != number_b)
			return number_a ? -1 : 1;
		int order;
		if (number_a) {
			long na = strtol(a, NULL, 10), nb = strtol(b, NULL, 10);
			order = (na > nb) - (na < nb);
		} else {
			order = strncmp(a, b, MIN(la, lb));
			if (order == 0)
				order = (la > lb) - (la < lb);
		}
		if (order != 0)
			return order > 0 ? 1 : -1;
		a += la + (a[la] == '.');
		b += lb + (b[lb] == '.');
	}
	return (*a != '\0') - (*b != '\0');
}

static int compare(const struct semantic_version *a, const struct semantic_version *b)
{
	for (int i = 0; i < 3; i++)
		if (a->parts[i] != b->parts[i])
			return a->parts[i] > b->parts[i] ? 1 : -1;
	bool has_a = a->pre_release.tag == VALUE_STRING, has_b = b->pre_release.tag == VALUE_STRING;
	if (!has_a || !has_b)
		return has_b - has_a;
	return compare_labels(string_data(a->pre_release), string_data(b->pre_release));
}

static enum status semantic_compare_values(Value a, Value b, bool ignore_case UNUSED, int *order_r)
{
	*order_r = compare(as_semantic(a), as_semantic(b));
	return OK;
}

static bool semantic_equals_value(Value a, Value b, bool ignore_case UNUSED)
{
	return is_semantic(b) && compare(as_semantic(a), as_semantic(b)) == 0;
}

static uint32_t semantic_hash(Value v)
{
	const struct semantic_version *s = as_semantic(v);
	uint32_t label =
		s->pre_release.tag == VALUE_STRING ? string_hash(s->pre_release, false) : 0;
	return ((uint32_t)s->parts[0] * 31 + (uint32_t)s->parts[1]) * 31 + (uint32_t)s->parts[2] +
	       label;
}

static enum status semantic_compare(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	int order;
	if (semantic_compare_values(argv[0], argv[1], false, &order) != OK)
		return ERROR;
	*result_r = value_int(order);
	return OK;
}

static enum status semantic_compare_to(Value self, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	Value other = value_base(argv[0]);
	if (!value_is_null(other) && !is_semantic(other))
		return throw_argument("System.ArgumentException", "value",
				      "Object must be of type SemanticVersion.");
	*result_r = value_int(
		value_is_null(other) ? 1 : compare(as_semantic(self), as_semantic(other)));
	return OK;
}

static enum status semantic_equals(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(semantic_equals_value(self, value_base(argv[0]), false));
	return OK;
}

#define GETTER(name, expression)                                            \
	static enum status semantic_get_##name(Value self, Value *result_r) \
	{                                                                   \
		*result_r = expression;                                     \
		return OK;                                                  \
	}
GETTER(major, value_int(as_semantic(self)->parts[0]))
GETTER(minor, value_int(as_semantic(self)->parts[1]))
GETTER(patch, value_int(as_semantic(self)->parts[2]))
GETTER(pre_release, as_semantic(self)->pre_release)
GETTER(build, as_semantic(self)->build)

/* (major [, minor [, patch [, preReleaseLabel [, buildLabel]]]]) or one text or version */
static enum status semantic_construct(Value self, int argc, const Value *argv, Value *result_r)
{
	int parts[3] = {0, 0, 0};
	const char *labels[2] = {NULL, NULL};
	if (argc == 1 && argv[0].tag == VALUE_STRING)
		return semantic_parse_static(self, argc, argv, result_r);
	for (int i = 0; i < argc; i++) {
		if (i < 3)
			parts[i] = (int)argv[i].integer;
		else
			labels[i - 3] = argv[i].tag == VALUE_STRING ? string_data(argv[i]) : NULL;
	}
	*result_r = semantic_version_new(parts[0], parts[1], parts[2], labels[0], labels[1]);
	return OK;
}

static enum status semantic_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag == VALUE_OBJECT && from.cell->type == &type_version) {
		const struct version *v = (const struct version *)from.cell;
		if (v->parts[3] > 0)
			return throw_argument(
				"System.ArgumentException", "version",
				"Version has a revision, which a SemanticVersion has not.");
		*result_r = semantic_version_new(v->parts[0], v->parts[1], MAX(v->parts[2], 0),
						 NULL, NULL);
		return OK;
	}
	Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
	return semantic_parse_static(NULL_VALUE, 1, &text, result_r);
}

static const struct member semantic_members[] = {
	PROPERTY("int Major {get;}", semantic_get_major),
	PROPERTY("int Minor {get;}", semantic_get_minor),
	PROPERTY("int Patch {get;}", semantic_get_patch),
	PROPERTY("string PreReleaseLabel {get;}", semantic_get_pre_release),
	PROPERTY("string BuildLabel {get;}", semantic_get_build),
	METHOD("int CompareTo(System.Object version)", semantic_compare_to),
	METHOD("int CompareTo(semver value)", semantic_compare_to),
	METHOD("bool Equals(System.Object obj)", semantic_equals),
	METHOD("bool Equals(semver other)", semantic_equals),
	METHOD("string ToString()", semantic_to_string),
	STATIC_METHOD("static int Compare(semver versionA, semver versionB)", semantic_compare),
	STATIC_METHOD("static semver Parse(string version)", semantic_parse_static),
	STATIC_METHOD("static bool TryParse(string version, [ref] semver result)",
		      semantic_try_parse),
	CONSTRUCTOR("semver new(string version)", semantic_construct),
	CONSTRUCTOR("semver new(int major, int minor, int patch, string preReleaseLabel, string "
		    "buildLabel)",
		    semantic_construct),
	CONSTRUCTOR("semver new(int major, int minor, int patch, string label)",
		    semantic_construct),
	CONSTRUCTOR("semver new(int major, int minor, int patch)", semantic_construct),
	CONSTRUCTOR("semver new(int major, int minor)", semantic_construct),
	CONSTRUCTOR("semver new(int major)", semantic_construct),
	MEMBER_END,
};

struct type type_semantic_version = {
	.name = "System.Management.Automation.SemanticVersion",
	.alias = "semver",
	.tag = VALUE_OBJECT,
	.members = semantic_members,
	.mark = semantic_mark,
	.convert = semantic_convert,
	.to_string = semantic_to_string_hook,
	.equals = semantic_equals_value,
	.compare = semantic_compare_values,
	.hash = semantic_hash,
};
