/* System.Globalization: CultureInfo and the four views of it (numbers, dates, text, comparison). */
#include "object/culture.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member.h"
#include "object/runtime.h"
#include "object/string_private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>

struct culture_object {
	struct cell cell;
	const struct culture *culture;
	struct culture
		*own; /* of `new` and Clone(): a copy that may be changed, freed with the cell */
	Value owner;  /* the CultureInfo that a view belongs to and that keeps `culture` */
};

static struct culture_object *as_object(Value v)
{
	return (struct culture_object *)v.cell;
}

static const struct culture *culture_of(Value v)
{
	return as_object(v)->culture;
}

static void culture_mark(void *cell)
{
	gc_mark(((struct culture_object *)cell)->owner);
}

static void culture_finalize(void *cell)
{
	free(((struct culture_object *)cell)->own);
}

static Value view_new(const struct type *type, const struct culture *culture, Value owner)
{
	struct culture_object *o = gc_alloc(type, VALUE_OBJECT, sizeof(*o));
	o->culture = culture;
	o->owner = owner;
	return value_cell(VALUE_OBJECT, o);
}

static Value writable_new(const struct type *type, const struct culture *culture)
{
	struct culture *own = xmalloc(sizeof(*own));
	*own = *culture;
	Value v = view_new(type, own, NULL_VALUE);
	as_object(v)->own = own;
	return v;
}

Value culture_info_new(const struct culture *culture)
{
	return view_new(&type_culture_info, culture, NULL_VALUE);
}

const struct culture *culture_from_provider(Value provider)
{
	provider = value_base(provider);
	if (provider.tag != VALUE_OBJECT)
		return culture_current();
	const struct type *type = provider.cell->type;
	if (type == &type_culture_info || type == &type_number_format_info ||
	    type == &type_date_time_format_info)
		return culture_of(provider);
	return culture_current();
}

static enum status culture_not_found(const char *name)
{
	return throw_exception("System.Globalization.CultureNotFoundException",
			       "Culture is not supported. (Parameter 'name')\n"
			       "%s is an invalid culture identifier.",
			       name);
}

static enum status culture_by(Value key, const struct culture **culture_r)
{
	if (key.tag == VALUE_STRING)
		*culture_r = culture_find(string_data(key));
	else
		*culture_r = culture_find_lcid((int)key.integer);
	if (*culture_r != NULL)
		return OK;
	Value text = value_to_string(key);
	return culture_not_found(string_data(text));
}

static enum status culture_get_calendar(Value self UNUSED, Value *result_r)
{
	return member_invoke_static(type_find("System.Globalization.GregorianCalendar"), "new", 0,
				    NULL, result_r);
}

/* Of a language alone the culture of its country. */
static enum status culture_get_specific(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	const struct culture *culture;
	if (culture_by(argv[0], &culture) != OK)
		return ERROR;
	char name[ULOC_FULLNAME_CAPACITY];
	UErrorCode error = U_ZERO_ERROR;
	if (culture->neutral &&
	    uloc_addLikelySubtags(culture->name, name, sizeof(name), &error) > 0) {
		char language[16] = "", country[16] = "";
		uloc_getLanguage(name, language, sizeof(language), &error);
		uloc_getCountry(name, country, sizeof(country), &error);
		Value specific = string_printf("%s-%s", language, country);
		if (U_SUCCESS(error) && *country && culture_by(specific, &culture) != OK)
			return ERROR;
	}
	*result_r = culture_info_new(culture);
	return OK;
}

static enum status culture_get(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	const struct culture *culture;
	if (culture_by(argv[0], &culture) != OK)
		return ERROR;
	*result_r = culture_info_new(culture);
	return OK;
}

static enum status culture_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	const struct culture *culture;
	if (culture_by(argv[0], &culture) != OK)
		return ERROR;
	*result_r = writable_new(&type_culture_info, culture);
	return OK;
}

static enum status culture_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	if (from.tag != VALUE_STRING && !value_is_integer(from))
		return throw_exception("System.InvalidCastException",
				       "Invalid cast from '%s' to "
				       "'System.Globalization.CultureInfo'.",
				       value_type(from)->name);
	if (culture_construct(NULL_VALUE, 1, &from, result_r) == OK)
		return OK;
	value_as_error_record(runtime()->error)->id =
		string_from("InvalidCastConstructorException");
	return ERROR;
}

/* "en" for "en-US", "" for "en". */
static const struct culture *parent_of(const struct culture *culture)
{
	const char *dash = strrchr(culture->name, '-');
	if (dash == NULL)
		return &culture_invariant;
	char *name = xstrndup(culture->name, (size_t)(dash - culture->name));
	const struct culture *parent = culture_find(name);
	free(name);
	return parent != NULL ? parent : &culture_invariant;
}

#define TEXT_GETTER(name, field)                                           \
	static enum status culture_get_##name(Value self, Value *result_r) \
	{                                                                  \
		*result_r = string_from(culture_of(self)->field);          \
		return OK;                                                 \
	}
#define INT_GETTER(name, field)                                            \
	static enum status culture_get_##name(Value self, Value *result_r) \
	{                                                                  \
		*result_r = value_int(culture_of(self)->field);            \
		return OK;                                                 \
	}
/* A setter changes the copy that `new` or Clone() made; others are read-only. */
#define TEXT_PROPERTY(name, field)                                                               \
	TEXT_GETTER(name, field)                                                                 \
	static enum status culture_set_##name(Value self, Value value)                           \
	{                                                                                        \
		Value text = value_to_string(value);                                             \
		struct culture *own = writable_of(self);                                         \
		if (own == NULL)                                                                 \
			return read_only();                                                      \
		own->field = string_data(string_intern(string_data(text), string_length(text))); \
		return OK;                                                                       \
	}
#define INT_PROPERTY(name, field)                                      \
	INT_GETTER(name, field)                                        \
	static enum status culture_set_##name(Value self, Value value) \
	{                                                              \
		struct culture *own = writable_of(self);               \
		if (own == NULL)                                       \
			return read_only();                            \
		own->field = (int)value.integer;                       \
		return OK;                                             \
	}

static struct culture *writable_of(Value self)
{
	const struct culture_object *o = as_object(self);
	return value_is_null(o->owner) ? o->own : as_object(o->owner)->own;
}

static enum status read_only(void)
{
	return throw_exception("System.InvalidOperationException", "Instance is read-only.");
}

TEXT_GETTER(name, name)
TEXT_GETTER(display_name, display_name)
TEXT_GETTER(native_name, native_name)
TEXT_GETTER(language, language)
TEXT_GETTER(language3, language3)
TEXT_GETTER(list_separator, list_separator)
INT_GETTER(lcid, lcid)
INT_GETTER(ansi_code_page, ansi_code_page)
INT_GETTER(oem_code_page, oem_code_page)
TEXT_PROPERTY(decimal_separator, decimal_separator)
TEXT_PROPERTY(group_separator, group_separator)
TEXT_PROPERTY(currency_decimal, currency_decimal)
TEXT_PROPERTY(currency_group, currency_group)
TEXT_PROPERTY(currency_symbol, currency_symbol)
TEXT_PROPERTY(percent_symbol, percent_symbol)
TEXT_PROPERTY(per_mille_symbol, per_mille_symbol)
TEXT_PROPERTY(negative_sign, negative_sign)
TEXT_PROPERTY(positive_sign, positive_sign)
TEXT_PROPERTY(nan_symbol, nan_symbol)
TEXT_PROPERTY(positive_infinity, positive_infinity)
TEXT_PROPERTY(negative_infinity, negative_infinity)
INT_PROPERTY(number_digits, number_digits)
INT_PROPERTY(currency_digits, currency_digits)
INT_PROPERTY(percent_digits, percent_digits)
INT_PROPERTY(number_negative_pattern, number_negative_pattern)
INT_PROPERTY(currency_positive_pattern, currency_positive_pattern)
INT_PROPERTY(currency_negative_pattern, currency_negative_pattern)
INT_PROPERTY(percent_positive_pattern, percent_positive_pattern)
INT_PROPERTY(percent_negative_pattern, percent_negative_pattern)
TEXT_PROPERTY(short_date, short_date)
TEXT_PROPERTY(long_date, long_date)
TEXT_PROPERTY(short_time, short_time)
TEXT_PROPERTY(long_time, long_time)
TEXT_PROPERTY(full_date_time, full_date_time)
TEXT_PROPERTY(month_day, month_day)
TEXT_PROPERTY(year_month, year_month)
TEXT_PROPERTY(am, am)
TEXT_PROPERTY(pm, pm)
TEXT_PROPERTY(date_separator, date_separator)
TEXT_PROPERTY(time_separator, time_separator)

static enum status culture_get_neutral(Value self, Value *result_r)
{
	*result_r = value_bool(culture_of(self)->neutral);
	return OK;
}

static enum status culture_get_read_only(Value self, Value *result_r)
{
	*result_r = value_bool(writable_of(self) == NULL);
	return OK;
}

static enum status culture_get_parent(Value self, Value *result_r)
{
	*result_r = culture_info_new(parent_of(culture_of(self)));
	return OK;
}

static enum status culture_get_number_format(Value self, Value *result_r)
{
	*result_r = view_new(&type_number_format_info, culture_of(self), self);
	return OK;
}

static enum status culture_get_date_time_format(Value self, Value *result_r)
{
	*result_r = view_new(&type_date_time_format_info, culture_of(self), self);
	return OK;
}

static enum status culture_get_text_info(Value self, Value *result_r)
{
	*result_r = view_new(&type_text_info, culture_of(self), self);
	return OK;
}

static enum status culture_get_compare_info(Value self, Value *result_r)
{
	*result_r = view_new(&type_compare_info, culture_of(self), self);
	return OK;
}

static enum status culture_clone(Value self, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	*result_r = writable_new(self.cell->type, culture_of(self));
	return OK;
}

static enum status culture_get_current(Value self UNUSED, Value *result_r)
{
	*result_r = culture_info_new(culture_current());
	return OK;
}

static enum status culture_set_current(Value self UNUSED, Value value)
{
	Value culture;
	if (convert_to(value, &type_culture_info, &culture) != OK)
		return ERROR;
	/* a changed copy must outlive its object here */
	if (as_object(culture)->own != NULL)
		gc_pin(culture);
	culture_use(culture_of(culture));
	return OK;
}

static enum status culture_get_invariant(Value self UNUSED, Value *result_r)
{
	*result_r = culture_info_new(&culture_invariant);
	return OK;
}

static enum status culture_get_cultures(Value self UNUSED, int argc UNUSED,
					const Value *argv UNUSED, Value *result_r)
{
	Value list = list_new();
	for (int32_t i = 0; i < uloc_countAvailable(); i++) {
		char *name = xstrdup(uloc_getAvailable(i));
		for (char *p = name; *p; p++)
			if (*p == '_')
				*p = '-';
		const struct culture *culture = culture_find(name);
		free(name);
		if (culture != NULL)
			list_add(value_as_list(list), culture_info_new(culture));
	}
	*result_r = list_to_array(value_as_list(list));
	return OK;
}

static enum status culture_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, culture_of(self)->name);
	return OK;
}

static bool culture_equals(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_OBJECT && b.cell->type == a.cell->type &&
	       strcasecmp(culture_of(a)->name, culture_of(b)->name) == 0;
}

static uint32_t culture_hash(Value v)
{
	return string_hash(string_from(culture_of(v)->name), true);
}

static Value names_array(const char *const *names, size_t count, bool thirteenth)
{
	Value array = array_new_typed(&type_string_array, count + thirteenth);
	for (size_t i = 0; i < count; i++)
		value_as_array(array)->items[i] = string_from(names[i]);
	if (thirteenth)
		value_as_array(array)->items[count] = string_empty();
	return array;
}

#define NAMES_GETTER(name, field, thirteenth)                                     \
	static enum status culture_get_##name(Value self, Value *result_r)        \
	{                                                                         \
		const struct culture *c = culture_of(self);                       \
		*result_r = names_array(c->field, countof(c->field), thirteenth); \
		return OK;                                                        \
	}
NAMES_GETTER(days, days, false)
NAMES_GETTER(short_days, short_days, false)
NAMES_GETTER(shortest_days, shortest_days, false)
NAMES_GETTER(months, months, true)
NAMES_GETTER(short_months, short_months, true)

static enum status culture_get_first_day(Value self, Value *result_r)
{
	*result_r = enum_value(&type_day_of_week, culture_of(self)->first_day_of_week);
	return OK;
}

static enum status culture_get_week_rule(Value self, Value *result_r)
{
	*result_r = enum_value(&type_calendar_week_rule, culture_of(self)->calendar_week_rule);
	return OK;
}

static enum status name_at(const char *const *names, int64_t low, int64_t high, Value index,
			   const char *parameter, Value *result_r)
{
	if (index.integer < low || index.integer > high)
		return throw_exception(
			"System.ArgumentOutOfRangeException",
			"Valid values are between %d and %d, inclusive. (Parameter '%s')\n"
			"Actual value was %d.",
			(int)low, (int)high, parameter, (int)index.integer);
	bool beyond = low == 1 && index.integer == 13;
	*result_r = string_from(beyond ? "" : names[index.integer - low]);
	return OK;
}

static enum status culture_get_month_name(Value self, int argc UNUSED, const Value *argv,
					  Value *result_r)
{
	return name_at(culture_of(self)->months, 1, 13, argv[0], "month", result_r);
}

static enum status culture_get_short_month_name(Value self, int argc UNUSED, const Value *argv,
						Value *result_r)
{
	return name_at(culture_of(self)->short_months, 1, 13, argv[0], "month", result_r);
}

static enum status culture_get_day_name(Value self, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	return name_at(culture_of(self)->days, 0, 6, argv[0], "dayofweek", result_r);
}

static enum status culture_get_short_day_name(Value self, int argc UNUSED, const Value *argv,
					      Value *result_r)
{
	return name_at(culture_of(self)->short_days, 0, 6, argv[0], "dayofweek", result_r);
}

static Value map_case(Value text, uint32_t (*map)(uint32_t code))
{
	size_t count;
	uint16_t *units = string_to_utf16(text, &count);
	for (size_t i = 0; i < count; i++)
		if ((units[i] & 0xf800) != 0xd800)
			units[i] = (uint16_t)map(units[i]);
	return string_from_utf16(units, count);
}

static enum status text_to_lower(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = map_case(argv[0], char_to_lower);
	return OK;
}

static enum status text_to_upper(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = map_case(argv[0], char_to_upper);
	return OK;
}

/* Each word gets a capital and small letters; words all in capitals stay as they are. */
static enum status text_to_title(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "str",
				      "Value cannot be null.");
	struct strbuf out = STRBUF_INIT;
	for (const char *p = string_data(argv[0]); *p;) {
		if (!isalpha((unsigned char)*p) && !(*p & 0x80)) {
			strbuf_addc(&out, *p++);
			continue;
		}
		size_t length = 0;
		bool small = false;
		while (isalpha((unsigned char)p[length]) || (p[length] & 0x80) ||
		       (p[length] == '\'' && length > 0)) {
			small |= islower((unsigned char)p[length]) || (p[length] & 0x80);
			length++;
		}
		Value word = string_new(p, length);
		if (small) {
			Value lower = map_case(word, char_to_lower);
			Value first = map_case(string_slice(word, 0, 1), char_to_upper);
			strbuf_adds(&out, string_data(first));
			strbuf_adds(&out,
				    string_data(lower) + string_offset(value_as_string(lower), 1));
		} else {
			strbuf_add(&out, p, length);
		}
		p += length;
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status text_get_right_to_left(Value self, Value *result_r)
{
	*result_r = value_bool(uloc_isRightToLeft(culture_of(self)->language));
	return OK;
}

static enum status compare_info_compare(Value self UNUSED, int argc, const Value *argv,
					Value *result_r)
{
	/* CompareOptions: IgnoreCase 1, OrdinalIgnoreCase 0x10000000, Ordinal 0x40000000 */
	int64_t options = argc > 2 ? argv[2].integer : 0;
	bool ignore_case = (options & (1 | 0x10000000)) != 0;
	bool ordinal = (options & (0x10000000 | 0x40000000)) != 0;
	Value a = value_to_string(argv[0]), b = value_to_string(argv[1]);
	int order = ordinal ? string_compare_ordinal(a, b, ignore_case)
			    : string_compare(a, b, ignore_case);
	*result_r = value_int((order > 0) - (order < 0));
	return OK;
}

static enum status format_info_get_invariant_numbers(Value self UNUSED, Value *result_r)
{
	*result_r = view_new(&type_number_format_info, &culture_invariant, NULL_VALUE);
	return OK;
}

static enum status format_info_get_current_numbers(Value self UNUSED, Value *result_r)
{
	*result_r = view_new(&type_number_format_info, culture_current(), NULL_VALUE);
	return OK;
}

static enum status format_info_get_invariant_dates(Value self UNUSED, Value *result_r)
{
	*result_r = view_new(&type_date_time_format_info, &culture_invariant, NULL_VALUE);
	return OK;
}

static enum status format_info_get_current_dates(Value self UNUSED, Value *result_r)
{
	*result_r = view_new(&type_date_time_format_info, culture_current(), NULL_VALUE);
	return OK;
}

static enum status number_format_construct(Value self UNUSED, int argc UNUSED,
					   const Value *argv UNUSED, Value *result_r)
{
	*result_r = writable_new(&type_number_format_info, &culture_invariant);
	return OK;
}

static enum status date_time_format_construct(Value self UNUSED, int argc UNUSED,
					      const Value *argv UNUSED, Value *result_r)
{
	*result_r = writable_new(&type_date_time_format_info, &culture_invariant);
	return OK;
}

static const struct type *const provider_interfaces[] = {&type_format_provider, NULL};

struct type type_format_provider = {
	.name = "System.IFormatProvider",
	.flags = TYPE_INTERFACE | TYPE_ABSTRACT,
};

static const struct member culture_info_members[] = {
	PROPERTY("System.Globalization.CompareInfo CompareInfo {get;}", culture_get_compare_info),
	PROPERTY("System.Globalization.DateTimeFormatInfo DateTimeFormat {get;set;}",
		 culture_get_date_time_format),
	PROPERTY("string DisplayName {get;}", culture_get_display_name),
	PROPERTY("string EnglishName {get;}", culture_get_display_name),
	PROPERTY("bool IsNeutralCulture {get;}", culture_get_neutral),
	PROPERTY("bool IsReadOnly {get;}", culture_get_read_only),
	PROPERTY("int KeyboardLayoutId {get;}", culture_get_lcid),
	PROPERTY("int LCID {get;}", culture_get_lcid),
	PROPERTY("string Name {get;}", culture_get_name),
	PROPERTY("string NativeName {get;}", culture_get_native_name),
	PROPERTY("System.Globalization.NumberFormatInfo NumberFormat {get;set;}",
		 culture_get_number_format),
	PROPERTY("System.Globalization.Calendar Calendar {get;}", culture_get_calendar),
	PROPERTY("cultureinfo Parent {get;}", culture_get_parent),
	PROPERTY("System.Globalization.TextInfo TextInfo {get;}", culture_get_text_info),
	PROPERTY("string ThreeLetterISOLanguageName {get;}", culture_get_language3),
	PROPERTY("string TwoLetterISOLanguageName {get;}", culture_get_language),
	METHOD("System.Object Clone()", culture_clone),
	{.kind = MEMBER_PROPERTY,
	 .flags = MEMBER_STATIC,
	 .signature = "static cultureinfo CurrentCulture {get;set;}",
	 .get = culture_get_current,
	 .set = culture_set_current},
	{.kind = MEMBER_PROPERTY,
	 .flags = MEMBER_STATIC,
	 .signature = "static cultureinfo CurrentUICulture {get;set;}",
	 .get = culture_get_current,
	 .set = culture_set_current},
	STATIC_PROPERTY("static cultureinfo InstalledUICulture {get;}", culture_get_current),
	STATIC_PROPERTY("static cultureinfo InvariantCulture {get;}", culture_get_invariant),
	STATIC_METHOD("static cultureinfo CreateSpecificCulture(string name)",
		      culture_get_specific),
	STATIC_METHOD("static cultureinfo GetCultureInfo(string name)", culture_get),
	STATIC_METHOD("static cultureinfo GetCultureInfo(int culture)", culture_get),
	STATIC_METHOD("static cultureinfo[] GetCultures(System.Globalization.CultureTypes types)",
		      culture_get_cultures),
	CONSTRUCTOR("cultureinfo new(string name)", culture_construct),
	CONSTRUCTOR("cultureinfo new(int culture)", culture_construct),
	MEMBER_END,
};

struct type type_culture_info = {
	.name = "System.Globalization.CultureInfo",
	.alias = "cultureinfo",
	.tag = VALUE_OBJECT,
	.members = culture_info_members,
	.interfaces = provider_interfaces,
	.mark = culture_mark,
	.finalize = culture_finalize,
	.convert = culture_convert,
	.to_string = culture_to_string,
	.equals = culture_equals,
	.hash = culture_hash,
};

#define CULTURE_PROPERTY(text, name) PROPERTY_RW(text, culture_get_##name, culture_set_##name)

static const struct member number_format_members[] = {
	CULTURE_PROPERTY("int CurrencyDecimalDigits {get;set;}", currency_digits),
	CULTURE_PROPERTY("string CurrencyDecimalSeparator {get;set;}", currency_decimal),
	CULTURE_PROPERTY("string CurrencyGroupSeparator {get;set;}", currency_group),
	CULTURE_PROPERTY("int CurrencyNegativePattern {get;set;}", currency_negative_pattern),
	CULTURE_PROPERTY("int CurrencyPositivePattern {get;set;}", currency_positive_pattern),
	CULTURE_PROPERTY("string CurrencySymbol {get;set;}", currency_symbol),
	PROPERTY("bool IsReadOnly {get;}", culture_get_read_only),
	CULTURE_PROPERTY("string NaNSymbol {get;set;}", nan_symbol),
	CULTURE_PROPERTY("string NegativeInfinitySymbol {get;set;}", negative_infinity),
	CULTURE_PROPERTY("string NegativeSign {get;set;}", negative_sign),
	CULTURE_PROPERTY("int NumberDecimalDigits {get;set;}", number_digits),
	CULTURE_PROPERTY("string NumberDecimalSeparator {get;set;}", decimal_separator),
	CULTURE_PROPERTY("string NumberGroupSeparator {get;set;}", group_separator),
	CULTURE_PROPERTY("int NumberNegativePattern {get;set;}", number_negative_pattern),
	CULTURE_PROPERTY("int PercentDecimalDigits {get;set;}", percent_digits),
	CULTURE_PROPERTY("string PercentDecimalSeparator {get;set;}", decimal_separator),
	CULTURE_PROPERTY("string PercentGroupSeparator {get;set;}", group_separator),
	CULTURE_PROPERTY("int PercentNegativePattern {get;set;}", percent_negative_pattern),
	CULTURE_PROPERTY("int PercentPositivePattern {get;set;}", percent_positive_pattern),
	CULTURE_PROPERTY("string PercentSymbol {get;set;}", percent_symbol),
	CULTURE_PROPERTY("string PerMilleSymbol {get;set;}", per_mille_symbol),
	CULTURE_PROPERTY("string PositiveInfinitySymbol {get;set;}", positive_infinity),
	CULTURE_PROPERTY("string PositiveSign {get;set;}", positive_sign),
	METHOD("System.Object Clone()", culture_clone),
	STATIC_PROPERTY("static System.Globalization.NumberFormatInfo CurrentInfo {get;}",
			format_info_get_current_numbers),
	STATIC_PROPERTY("static System.Globalization.NumberFormatInfo InvariantInfo {get;}",
			format_info_get_invariant_numbers),
	CONSTRUCTOR("System.Globalization.NumberFormatInfo new()", number_format_construct),
	MEMBER_END,
};

struct type type_number_format_info = {
	.name = "System.Globalization.NumberFormatInfo",
	.tag = VALUE_OBJECT,
	.members = number_format_members,
	.interfaces = provider_interfaces,
	.mark = culture_mark,
	.finalize = culture_finalize,
};

static const struct member date_time_format_members[] = {
	PROPERTY("string[] AbbreviatedDayNames {get;set;}", culture_get_short_days),
	PROPERTY("string[] AbbreviatedMonthNames {get;set;}", culture_get_short_months),
	CULTURE_PROPERTY("string AMDesignator {get;set;}", am),
	PROPERTY("System.Globalization.CalendarWeekRule CalendarWeekRule {get;set;}",
		 culture_get_week_rule),
	CULTURE_PROPERTY("string DateSeparator {get;set;}", date_separator),
	PROPERTY("string[] DayNames {get;set;}", culture_get_days),
	PROPERTY("System.DayOfWeek FirstDayOfWeek {get;set;}", culture_get_first_day),
	CULTURE_PROPERTY("string FullDateTimePattern {get;set;}", full_date_time),
	PROPERTY("bool IsReadOnly {get;}", culture_get_read_only),
	CULTURE_PROPERTY("string LongDatePattern {get;set;}", long_date),
	CULTURE_PROPERTY("string LongTimePattern {get;set;}", long_time),
	CULTURE_PROPERTY("string MonthDayPattern {get;set;}", month_day),
	PROPERTY("string[] MonthGenitiveNames {get;set;}", culture_get_months),
	PROPERTY("string[] MonthNames {get;set;}", culture_get_months),
	CULTURE_PROPERTY("string PMDesignator {get;set;}", pm),
	CULTURE_PROPERTY("string ShortDatePattern {get;set;}", short_date),
	PROPERTY("string[] ShortestDayNames {get;set;}", culture_get_shortest_days),
	CULTURE_PROPERTY("string ShortTimePattern {get;set;}", short_time),
	CULTURE_PROPERTY("string TimeSeparator {get;set;}", time_separator),
	CULTURE_PROPERTY("string YearMonthPattern {get;set;}", year_month),
	METHOD("System.Object Clone()", culture_clone),
	METHOD("string GetAbbreviatedDayName(System.DayOfWeek dayofweek)",
	       culture_get_short_day_name),
	METHOD("string GetAbbreviatedMonthName(int month)", culture_get_short_month_name),
	METHOD("string GetDayName(System.DayOfWeek dayofweek)", culture_get_day_name),
	METHOD("string GetMonthName(int month)", culture_get_month_name),
	STATIC_PROPERTY("static System.Globalization.DateTimeFormatInfo CurrentInfo {get;}",
			format_info_get_current_dates),
	STATIC_PROPERTY("static System.Globalization.DateTimeFormatInfo InvariantInfo {get;}",
			format_info_get_invariant_dates),
	CONSTRUCTOR("System.Globalization.DateTimeFormatInfo new()", date_time_format_construct),
	MEMBER_END,
};

struct type type_date_time_format_info = {
	.name = "System.Globalization.DateTimeFormatInfo",
	.tag = VALUE_OBJECT,
	.members = date_time_format_members,
	.interfaces = provider_interfaces,
	.mark = culture_mark,
	.finalize = culture_finalize,
};

static const struct member text_info_members[] = {
	PROPERTY("int ANSICodePage {get;}", culture_get_ansi_code_page),
	PROPERTY("string CultureName {get;}", culture_get_name),
	PROPERTY("bool IsReadOnly {get;}", culture_get_read_only),
	PROPERTY("bool IsRightToLeft {get;}", text_get_right_to_left),
	PROPERTY("int LCID {get;}", culture_get_lcid),
	PROPERTY("string ListSeparator {get;set;}", culture_get_list_separator),
	PROPERTY("int OEMCodePage {get;}", culture_get_oem_code_page),
	METHOD("string ToLower(string str)", text_to_lower),
	METHOD("string ToTitleCase(string str)", text_to_title),
	METHOD("string ToUpper(string str)", text_to_upper),
	MEMBER_END,
};

struct type type_text_info = {
	.name = "System.Globalization.TextInfo",
	.tag = VALUE_OBJECT,
	.members = text_info_members,
	.mark = culture_mark,
	.finalize = culture_finalize,
};

static const struct member compare_info_members[] = {
	PROPERTY("int LCID {get;}", culture_get_lcid),
	PROPERTY("string Name {get;}", culture_get_name),
	METHOD("int Compare(string string1, string string2)", compare_info_compare),
	METHOD("int Compare(string string1, string string2, System.Globalization.CompareOptions "
	       "options)",
	       compare_info_compare),
	MEMBER_END,
};

struct type type_compare_info = {
	.name = "System.Globalization.CompareInfo",
	.tag = VALUE_OBJECT,
	.members = compare_info_members,
	.mark = culture_mark,
	.finalize = culture_finalize,
};
