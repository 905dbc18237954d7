/* System.Globalization.RegionInfo: a country, as ICU knows it. */
#include "base/strbuf.h"
#include "object/culture.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member.h"
#include "object/small_types.h"
#include "object/string.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>

struct region {
	struct cell cell;
	char locale[ULOC_FULLNAME_CAPACITY]; /* ICU's: "en_Latn_US" */
};

static struct type type_region_info;

#define TEXT_SIZE 128

static const struct region *region(Value v)
{
	return (const struct region *)v.cell;
}

/* "US" or "en-US": the country, in the language that most speak there when none is named. */
static bool region_find(const char *name, struct region *r)
{
	char locale[TEXT_SIZE], country[8];
	UErrorCode failure = U_ZERO_ERROR;
	snprintf(locale, sizeof(locale), "%s%s", strlen(name) <= 3 ? "und-" : "", name);
	uloc_addLikelySubtags(locale, r->locale, sizeof(r->locale), &failure);
	return U_SUCCESS(failure) &&
	       uloc_getCountry(r->locale, country, sizeof(country), &failure) > 0 &&
	       *uloc_getISO3Country(r->locale) != '\0';
}

static enum status region_make(const char *name, Value *result_r)
{
	struct region *r = gc_alloc(&type_region_info, VALUE_OBJECT, sizeof(*r));
	*result_r = value_cell(VALUE_OBJECT, r);
	if (region_find(name, r))
		return OK;
	return throw_exception("System.ArgumentException",
			       "The region name %s should not correspond to neutral culture; a "
			       "specific culture name is required. (Parameter 'name')",
			       name);
}

static enum status construct(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return region_make(string_data(argv[0]), result_r);
}

static enum status get_current(Value self UNUSED, Value *result_r)
{
	Value name;
	bool found;
	if (member_get(culture_info_new(culture_current()), "Name", &name, &found) != OK)
		return ERROR;
	return region_make(found && string_length(name) > 2 ? string_data(name) : "US", result_r);
}

static enum status get_country(Value self, Value *result_r)
{
	char text[8];
	UErrorCode failure = U_ZERO_ERROR;
	uloc_getCountry(region(self)->locale, text, sizeof(text), &failure);
	*result_r = string_from(text);
	return OK;
}

static enum status get_country_3(Value self, Value *result_r)
{
	*result_r = string_from(uloc_getISO3Country(region(self)->locale));
	return OK;
}

static enum status country_in(Value self, const char *language, Value *result_r)
{
	UChar text[TEXT_SIZE];
	UErrorCode failure = U_ZERO_ERROR;
	int32_t length =
		uloc_getDisplayCountry(region(self)->locale, language, text, TEXT_SIZE, &failure);
	*result_r = string_from_utf16((const uint16_t *)text, (size_t)MIN(length, TEXT_SIZE));
	return OK;
}

static enum status get_english_name(Value self, Value *result_r)
{
	return country_in(self, "en", result_r);
}

static enum status get_native_name(Value self, Value *result_r)
{
	return country_in(self, region(self)->locale, result_r);
}

static enum status get_currency(Value self, Value *result_r)
{
	UChar code[8];
	UErrorCode failure = U_ZERO_ERROR;
	int32_t length = ucurr_forLocale(region(self)->locale, code, 8, &failure);
	*result_r = string_from_utf16((const uint16_t *)code, (size_t)length);
	return OK;
}

static enum status currency_in(Value self, const char *language, UCurrNameStyle style,
			       Value *result_r)
{
	UChar code[8];
	UErrorCode failure = U_ZERO_ERROR;
	int32_t length = 0;
	ucurr_forLocale(region(self)->locale, code, 8, &failure);
	const UChar *name = ucurr_getName(code, language, style, NULL, &length, &failure);
	*result_r = string_from_utf16((const uint16_t *)name, (size_t)length);
	return OK;
}

static enum status get_currency_symbol(Value self, Value *result_r)
{
	return currency_in(self, region(self)->locale, UCURR_SYMBOL_NAME, result_r);
}

static enum status get_currency_english(Value self, Value *result_r)
{
	return currency_in(self, "en", UCURR_LONG_NAME, result_r);
}

static enum status get_currency_native(Value self, Value *result_r)
{
	return currency_in(self, region(self)->locale, UCURR_LONG_NAME, result_r);
}

static enum status get_metric(Value self, Value *result_r)
{
	UErrorCode failure = U_ZERO_ERROR;
	*result_r =
		value_bool(ulocdata_getMeasurementSystem(region(self)->locale, &failure) != UMS_US);
	return OK;
}

static enum status to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	Value name;
	if (get_country(self, &name) != OK)
		return ERROR;
	strbuf_adds(out, string_data(name));
	return OK;
}

#define REGION "System.Globalization.RegionInfo"
static const struct member members[] = {
	STATIC_PROPERTY("static " REGION " CurrentRegion {get;}", get_current),
	PROPERTY("string CurrencyEnglishName {get;}", get_currency_english),
	PROPERTY("string CurrencyNativeName {get;}", get_currency_native),
	PROPERTY("string CurrencySymbol {get;}", get_currency_symbol),
	PROPERTY("string DisplayName {get;}", get_english_name),
	PROPERTY("string EnglishName {get;}", get_english_name),
	PROPERTY("bool IsMetric {get;}", get_metric),
	PROPERTY("string ISOCurrencySymbol {get;}", get_currency),
	PROPERTY("string Name {get;}", get_country),
	PROPERTY("string NativeName {get;}", get_native_name),
	PROPERTY("string ThreeLetterISORegionName {get;}", get_country_3),
	PROPERTY("string TwoLetterISORegionName {get;}", get_country),
	CONSTRUCTOR(REGION " new(string name)", construct),
	MEMBER_END,
};
static struct type type_region_info = {.name = REGION, .members = members, .to_string = to_string};

struct type *const region_types[] = {&type_region_info, NULL};
