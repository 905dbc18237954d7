/* System.Management.Automation.LanguagePrimitives: PowerShell's conversions and comparisons as methods. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/reference.h"
#include "object/runtime.h"
#include "object/small_types.h"
#include "object/string.h"

#include <string.h>

#define SMA "System.Management.Automation."

/* (value, type [, provider]) */
static enum status convert_value(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	if (convert_to(argv[0], value_as_type(argv[1]), result_r) == OK)
		return OK;
	Value exception = value_as_error_record(runtime()->error)->exception;
	Value inner = ((struct exception *)exception.cell)->inner;
	Value made = exception_new(exception_type(SMA "PSInvalidCastException"),
				   string_from(error_message()), inner);
	return throw_value(
		error_record_new(made, "ConvertTo", CATEGORY_INVALID_ARGUMENT, NULL_VALUE));
}

/* (value, type [, provider], [ref] result) */
static enum status try_convert(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	Value converted = NULL_VALUE;
	bool good = convert_try(argv[0], value_as_type(argv[1]), &converted);
	*result_r = value_bool(good);
	return reference_set(argv[argc - 1], good ? converted : NULL_VALUE);
}

static enum status is_true(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = value_bool(value_is_true(argv[0]));
	return OK;
}

/* (first, second [, ignoreCase]): the second becomes what the first is */
static enum status equals(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	bool ignore_case = argc > 2 && value_is_true_bool(argv[2]);
	Value other = argv[1];
	*result_r = value_bool(value_equals(argv[0], other, ignore_case));
	if (!value_is_true_bool(*result_r) && !value_is_null(argv[0]) && !value_is_null(other) &&
	    convert_try(other, value_type(argv[0]), &other))
		*result_r = value_bool(value_equals(argv[0], other, ignore_case));
	return OK;
}

static enum status compare(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	bool ignore_case = argc > 2 && value_is_true_bool(argv[2]);
	int order;
	if (value_compare(argv[0], argv[1], ignore_case, &order) != OK)
		return ERROR;
	*result_r = value_int(order);
	return OK;
}

static enum status get_enumerable(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	*result_r = value_is_enumerable(value_base(argv[0])) ? argv[0] : NULL_VALUE;
	return OK;
}

static enum status is_enumerable(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = value_bool(value_is_enumerable(value_base(argv[0])));
	return OK;
}

static const struct member members[] = {
	STATIC_METHOD("static int Compare(System.Object first, System.Object second)", compare),
	STATIC_METHOD("static int Compare(System.Object first, System.Object second, bool "
		      "ignoreCase)",
		      compare),
	STATIC_METHOD("static System.Object ConvertTo(System.Object valueToConvert, type "
		      "resultType)",
		      convert_value),
	STATIC_METHOD("static System.Object ConvertTo(System.Object valueToConvert, type "
		      "resultType, System.IFormatProvider formatProvider)",
		      convert_value),
	STATIC_METHOD("static bool Equals(System.Object first, System.Object second)", equals),
	STATIC_METHOD("static bool Equals(System.Object first, System.Object second, bool "
		      "ignoreCase)",
		      equals),
	STATIC_METHOD("static System.Object GetEnumerable(System.Object obj)", get_enumerable),
	STATIC_METHOD("static bool IsObjectEnumerable(System.Object obj)", is_enumerable),
	STATIC_METHOD("static bool IsTrue(System.Object obj)", is_true),
	STATIC_METHOD("static bool TryConvertTo(System.Object valueToConvert, type resultType, "
		      "[ref] System.Object result)",
		      try_convert),
	STATIC_METHOD("static bool TryConvertTo(System.Object valueToConvert, type resultType, "
		      "System.IFormatProvider formatProvider, [ref] System.Object result)",
		      try_convert),
	MEMBER_END,
};
static struct type type_language_primitives = {
	.name = SMA "LanguagePrimitives",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = members,
};

/* [System.Management.Automation.Internal.AutomationNull]::Value */
static enum status get_automation_null(Value self UNUSED, Value *result_r)
{
	*result_r = VOID_VALUE;
	return OK;
}

static const struct member automation_null_members[] = {
	STATIC_PROPERTY("static psobject Value {get;}", get_automation_null),
	MEMBER_END,
};
static struct type type_automation_null = {
	.name = SMA "Internal.AutomationNull",
	.flags = TYPE_STATIC | TYPE_ABSTRACT,
	.members = automation_null_members,
};

static enum status get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static const struct member platform_members[] = {
	STATIC_PROPERTY("static bool IsLinux {get;}", get_true),
	STATIC_PROPERTY("static bool IsMacOS {get;}", get_false),
	STATIC_PROPERTY("static bool IsWindows {get;}", get_false),
	STATIC_PROPERTY("static bool IsCoreCLR {get;}", get_true),
	STATIC_PROPERTY("static bool IsNanoServer {get;}", get_false),
	STATIC_PROPERTY("static bool IsIoT {get;}", get_false),
	STATIC_PROPERTY("static bool IsWindowsDesktop {get;}", get_false),
	MEMBER_END,
};
static struct type type_platform = {
	.name = SMA "Platform",
	.flags = TYPE_STATIC | TYPE_ABSTRACT,
	.members = platform_members,
};

/* CodeGeneration: text that goes into scripts. */
static Value escape_each(Value text, const char *special, char escape)
{
	struct strbuf out = STRBUF_INIT;
	for (const char *p = string_data(text); *p; p++) {
		if (strchr(special, *p))
			strbuf_addc(&out, escape ? escape : *p);
		strbuf_addc(&out, *p);
	}
	return string_from_strbuf(&out);
}

static enum status escape_quoted(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = escape_each(argv[0], "'", 0);
	return OK;
}

static enum status escape_variable(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	*result_r = escape_each(argv[0], "{}`", '`');
	return OK;
}

static const struct member generation_members[] = {
	STATIC_METHOD("static string EscapeSingleQuotedStringContent(string value)", escape_quoted),
	STATIC_METHOD("static string EscapeVariableName(string value)", escape_variable),
	MEMBER_END,
};
static struct type type_code_generation = {
	.name = SMA "Language.CodeGeneration",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = generation_members,
};

struct type *const language_primitive_types[] = {&type_language_primitives, &type_automation_null,
						 &type_platform, &type_code_generation, NULL};
