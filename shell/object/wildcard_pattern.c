/* System.Management.Automation.WildcardPattern: -like as an object. */
#include "object/small_types.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"

#include <string.h>

#define OPTION_IGNORE_CASE 2 /* WildcardOptions */

struct wildcard_pattern {
	struct cell cell;
	Value pattern;
	int64_t options;
};

static struct type type_wildcard_pattern;

static struct wildcard_pattern *as_pattern(Value v)
{
	return (struct wildcard_pattern *)v.cell;
}

static void pattern_mark(void *cell)
{
	gc_mark(((struct wildcard_pattern *)cell)->pattern);
}

static enum status pattern_construct(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "pattern",
				      "Value cannot be null.");
	struct wildcard_pattern *p = gc_alloc(&type_wildcard_pattern, VALUE_OBJECT, sizeof(*p));
	p->pattern = argv[0];
	p->options = argc > 1 ? argv[1].integer : 0;
	*result_r = value_cell(VALUE_OBJECT, p);
	return OK;
}

static enum status pattern_is_match(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	const struct wildcard_pattern *p = as_pattern(self);
	*result_r = value_bool(argv[0].tag == VALUE_STRING &&
			       wildcard_match(string_data(p->pattern), string_data(argv[0]),
					      (p->options & OPTION_IGNORE_CASE) != 0));
	return OK;
}

/* SQL's LIKE: '%' for any text, '_' for one character. */
static enum status pattern_to_wql(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	for (const char *p = string_data(as_pattern(self)->pattern); *p; p++) {
		if (*p == '*')
			strbuf_addc(&out, '%');
		else if (*p == '?')
			strbuf_addc(&out, '_');
		else if (*p == '%' || *p == '_')
			strbuf_addf(&out, "[%c]", *p);
		else
			strbuf_addc(&out, *p);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status pattern_escape(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "pattern",
				      "Value cannot be null.");
	for (const char *p = string_data(argv[0]); *p; p++) {
		if (strchr("*?[]", *p) != NULL)
			strbuf_addc(&out, '`');
		strbuf_addc(&out, *p);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status pattern_unescape(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "pattern",
				      "Value cannot be null.");
	for (const char *p = string_data(argv[0]); *p; p++) {
		if (*p == '`' && p[1] != '\0' && strchr("*?[]", p[1]) != NULL)
			p++;
		strbuf_addc(&out, *p);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status pattern_contains(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	*result_r = value_bool(argv[0].tag == VALUE_STRING &&
			       wildcard_has_special(string_data(argv[0])));
	return OK;
}

#define PATTERN "System.Management.Automation.WildcardPattern"
#define OPTIONS "System.Management.Automation.WildcardOptions options"

static const struct member pattern_members[] = {
	METHOD("bool IsMatch(string input)", pattern_is_match),
	METHOD("string ToWql()", pattern_to_wql),
	STATIC_METHOD("static bool ContainsWildcardCharacters(string pattern)", pattern_contains),
	STATIC_METHOD("static string Escape(string pattern)", pattern_escape),
	STATIC_METHOD("static " PATTERN " Get(string pattern, " OPTIONS ")", pattern_construct),
	STATIC_METHOD("static string Unescape(string pattern)", pattern_unescape),
	CONSTRUCTOR(PATTERN " new(string pattern)", pattern_construct),
	CONSTRUCTOR(PATTERN " new(string pattern, " OPTIONS ")", pattern_construct),
	MEMBER_END,
};

static enum status pattern_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
	return pattern_construct(NULL_VALUE, 1, &text, result_r);
}

static struct type type_wildcard_pattern = {
	.name = PATTERN,
	.alias = "wildcardpattern",
	.tag = VALUE_OBJECT,
	.members = pattern_members,
	.mark = pattern_mark,
	.convert = pattern_convert,
};

struct type *const wildcard_types[] = {&type_wildcard_pattern, NULL};
