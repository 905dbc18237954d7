/* Two cultures as tables, all others from ICU. */
#include "object/culture.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/string.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define NARROW_NO_BREAK_SPACE "\u202f" /* what CLDR has between a time and its AM or PM */

#define ENGLISH_WORDS                                                                           \
	.days = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}, \
	.short_days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},                        \
	.shortest_days = {"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"},                            \
	.months = {"January", "February", "March",     "April",   "May",      "June",           \
		   "July",    "August",   "September", "October", "November", "December"},      \
	.short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",                              \
			 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},                             \
	.am = "AM", .pm = "PM", .date_separator = "/", .time_separator = ":",                   \
	.list_separator = ",", .ansi_code_page = 1252, .oem_code_page = 437

#define ENGLISH_NUMBERS                                                            \
	.decimal_separator = ".", .group_separator = ",", .currency_decimal = ".", \
	.currency_group = ",", .currency_digits = 2, .number_negative_pattern = 1, \
	.percent_symbol = "%", .per_mille_symbol = "\u2030", .negative_sign = "-", \
	.positive_sign = "+", .nan_symbol = "NaN"

const struct culture culture_invariant = {
	.name = "",
	.lcid = 127,
	.display_name = "Invariant Language (Invariant Country)",
	.native_name = "Invariant Language (Invariant Country)",
	.language = "iv",
	.language3 = "ivl",
	ENGLISH_NUMBERS,
	ENGLISH_WORDS,
	.currency_symbol = "\u00a4",
	.number_digits = 2,
	.percent_digits = 2,
	.positive_infinity = "Infinity",
	.negative_infinity = "-Infinity",
	.short_date = "MM/dd/yyyy",
	.long_date = "dddd, dd MMMM yyyy",
	.short_time = "HH:mm",
	.long_time = "HH:mm:ss",
	.full_date_time = "dddd, dd MMMM yyyy HH:mm:ss",
	.month_day = "MMMM dd",
	.year_month = "yyyy MMMM",
	.era = "A.D.",
	.abbreviated_era = "AD",
};

const struct culture culture_en_us = {
	.name = "en-US",
	.lcid = 1033,
	.display_name = "English (United States)",
	.native_name = "English (United States)",
	.language = "en",
	.language3 = "eng",
	ENGLISH_NUMBERS,
	ENGLISH_WORDS,
	.currency_symbol = "$",
	.number_digits = 3,
	.percent_digits = 3,
	.currency_negative_pattern = 1,
	.percent_positive_pattern = 1,
	.percent_negative_pattern = 1,
	.positive_infinity = "\u221e",
	.negative_infinity = "-\u221e",
	.short_date = "M/d/yyyy",
	.long_date = "dddd, MMMM d, yyyy",
	.short_time = "h:mm" NARROW_NO_BREAK_SPACE "tt",
	.long_time = "h:mm:ss" NARROW_NO_BREAK_SPACE "tt",
	.full_date_time = "dddd, MMMM d, yyyy h:mm:ss" NARROW_NO_BREAK_SPACE "tt",
	.month_day = "MMMM d",
	.year_month = "MMMM yyyy",
	.era = "AD",
	.abbreviated_era = "A",
};

static _Thread_local const struct culture *culture_in_use;

const struct culture *culture_current(void)
{
	return culture_in_use != NULL ? culture_in_use : &culture_en_us;
}

const struct culture *culture_use(const struct culture *culture)
{
	const struct culture *before = culture_current();
	culture_in_use = culture;
	return before;
}

static char *text_from_icu(const UChar *text, int32_t length)
{
	char buffer[512];
	UErrorCode error = U_ZERO_ERROR;
	int32_t size = 0;
	u_strToUTF8(buffer, sizeof(buffer) - 1, &size, text, length, &error);
	if (U_FAILURE(error))
		size = 0;
	return xstrndup(buffer, (size_t)size);
}

static const char *number_symbol(UNumberFormat *format, UNumberFormatSymbol symbol)
{
	UChar buffer[32];
	UErrorCode error = U_ZERO_ERROR;
	int32_t length = unum_getSymbol(format, symbol, buffer, countof(buffer), &error);
	return U_FAILURE(error) ? "" : text_from_icu(buffer, length);
}

/* The place of the sign in a pattern such as "#,##0.00 ¤": 0 before, 1 after, 2 and 3 with a space. */
static int sign_place(UNumberFormat *format, UChar sign)
{
	UChar pattern[64];
	UErrorCode error = U_ZERO_ERROR;
	int32_t length = unum_toPattern(format, false, pattern, countof(pattern), &error);
	const UChar *at = u_memchr(pattern, sign, MAX(length, 0));
	if (U_FAILURE(error) || at == NULL)
		return 0;
	if (at == pattern)
		return at[1] == ' ' || at[1] == 0xa0 ? 2 : 0;
	return at[-1] == ' ' || at[-1] == 0xa0 || at[-1] == 0x202f ? 3 : 1;
}

static void load_numbers(struct culture *c, const char *locale)
{
	static const int negative_of_place[] = {1, 5, 9, 8};
	UErrorCode error = U_ZERO_ERROR;
	UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &error);
	if (U_SUCCESS(error)) {
		c->decimal_separator = number_symbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL);
		c->group_separator = number_symbol(format, UNUM_GROUPING_SEPARATOR_SYMBOL);
		c->percent_symbol = number_symbol(format, UNUM_PERCENT_SYMBOL);
		c->per_mille_symbol = number_symbol(format, UNUM_PERMILL_SYMBOL);
		c->negative_sign = number_symbol(format, UNUM_MINUS_SIGN_SYMBOL);
		c->positive_sign = number_symbol(format, UNUM_PLUS_SIGN_SYMBOL);
		c->nan_symbol = number_symbol(format, UNUM_NAN_SYMBOL);
		c->positive_infinity = number_symbol(format, UNUM_INFINITY_SYMBOL);
		c->negative_infinity = xasprintf("%s%s", c->negative_sign, c->positive_infinity);
		c->number_digits = unum_getAttribute(format, UNUM_MAX_FRACTION_DIGITS);
		c->percent_digits = c->number_digits;
		unum_close(format);
	}
	error = U_ZERO_ERROR;
	format = unum_open(UNUM_CURRENCY, NULL, 0, locale, NULL, &error);
	if (U_SUCCESS(error)) {
		c->currency_symbol = number_symbol(format, UNUM_CURRENCY_SYMBOL);
		c->currency_decimal = number_symbol(format, UNUM_MONETARY_SEPARATOR_SYMBOL);
		c->currency_group = number_symbol(format, UNUM_MONETARY_GROUPING_SEPARATOR_SYMBOL);
		c->currency_digits = unum_getAttribute(format, UNUM_MAX_FRACTION_DIGITS);
		c->currency_positive_pattern = sign_place(format, 0xa4);
		c->currency_negative_pattern = negative_of_place[c->currency_positive_pattern];
		unum_close(format);
	}
	error = U_ZERO_ERROR;
	format = unum_open(UNUM_PERCENT, NULL, 0, locale, NULL, &error);
	if (U_SUCCESS(error)) {
		static const int percent_of_place[] = {2, 1, 3, 0};
		static const int negative_percent_of_place[] = {2, 1, 7, 0};
		int place = sign_place(format, '%');
		c->percent_positive_pattern = percent_of_place[place];
		c->percent_negative_pattern = negative_percent_of_place[place];
		unum_close(format);
	}
}

/* ICU's pattern letters to .NET's: EEEE is dddd, y is yyyy, LLLL is MMMM, a is tt. */
static char *pattern_from_icu(const UChar *pattern, int32_t length)
{
	char *text = text_from_icu(pattern, length);
	struct strbuf out = STRBUF_INIT;
	bool quoted = false;
	for (const char *p = text; *p;) {
		size_t run = strspn(p, (char[]){*p, 0});
		if (*p == '\'')
			quoted = run % 2 ? !quoted : quoted;
		if (quoted || !isalpha((unsigned char)*p)) {
			strbuf_add(&out, p, run);
		} else if (*p == 'E' || *p == 'c' || *p == 'e') {
			strbuf_add_repeat(&out, 'd', run >= 4 ? 4 : 3);
		} else if (*p == 'y' || *p == 'u') {
			strbuf_add_repeat(&out, 'y', run == 2 ? 2 : 4);
		} else if (*p == 'L') {
			strbuf_add_repeat(&out, 'M', run);
		} else if (*p == 'a' || *p == 'b' || *p == 'B') {
			strbuf_adds(&out, "tt");
		} else if (*p == 'G') {
			strbuf_adds(&out, "gg");
		} else {
			strbuf_add(&out, p, run);
		}
		p += run;
	}
	free(text);
	return strbuf_detach(&out, NULL);
}

static const char *style_pattern(UDateFormatStyle time, UDateFormatStyle date, const char *locale)
{
	UChar buffer[128];
	UErrorCode error = U_ZERO_ERROR;
	UDateFormat *format = udat_open(time, date, locale, NULL, 0, NULL, 0, &error);
	if (U_FAILURE(error))
		return "";
	int32_t length = udat_toPattern(format, false, buffer, countof(buffer), &error);
	udat_close(format);
	return U_FAILURE(error) ? "" : pattern_from_icu(buffer, length);
}

static const char *skeleton_pattern(UDateTimePatternGenerator *generator, const char *skeleton)
{
	UChar wanted[16], buffer[128];
	UErrorCode error = U_ZERO_ERROR;
	u_uastrcpy(wanted, skeleton);
	int32_t length =
		udatpg_getBestPattern(generator, wanted, -1, buffer, countof(buffer), &error);
	return U_FAILURE(error) ? "" : pattern_from_icu(buffer, length);
}

static const char *date_word(UDateFormat *format, UDateFormatSymbolType type, int32_t index)
{
	UChar buffer[64];
	UErrorCode error = U_ZERO_ERROR;
	int32_t length = udat_getSymbols(format, type, index, buffer, countof(buffer), &error);
	return U_FAILURE(error) ? "" : text_from_icu(buffer, length);
}

/* The sign between two fields of a pattern: what stands after the first run of letters. */
static const char *separator_of(const char *pattern, const char *otherwise)
{
	size_t start = strcspn(pattern, "dMyHhms");
	start += strspn(pattern + start, "dMyHhms");
	size_t length = strcspn(pattern + start, "dMyHhms ");
	return length ? xstrndup(pattern + start, length) : otherwise;
}

static void load_dates(struct culture *c, const char *locale)
{
	UErrorCode error = U_ZERO_ERROR;
	c->short_date = style_pattern(UDAT_NONE, UDAT_SHORT, locale);
	if (strstr(c->short_date, "yyyy") == NULL) {
		UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
		const char *numeric =
			U_SUCCESS(error) ? skeleton_pattern(generator, "yMd") : c->short_date;
		/* .NET widens the year of CLDR's short form and keeps the rest */
		const char *yy = strstr(c->short_date, "yy");
		c->short_date = yy ? xasprintf("%.*syyyy%s", (int)(yy - c->short_date),
					       c->short_date, yy + 2)
				   : numeric;
		if (U_SUCCESS(error))
			udatpg_close(generator);
	}
	c->long_date = style_pattern(UDAT_NONE, UDAT_FULL, locale);
	c->short_time = style_pattern(UDAT_SHORT, UDAT_NONE, locale);
	c->long_time = style_pattern(UDAT_MEDIUM, UDAT_NONE, locale);
	c->full_date_time = xasprintf("%s %s", c->long_date, c->long_time);
	error = U_ZERO_ERROR;
	UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
	if (U_SUCCESS(error)) {
		c->month_day = skeleton_pattern(generator, "MMMMd");
		c->year_month = skeleton_pattern(generator, "yMMMM");
		udatpg_close(generator);
	}
	c->date_separator = separator_of(c->short_date, "/");
	c->time_separator = separator_of(c->short_time, ":");
	error = U_ZERO_ERROR;
	UDateFormat *format = udat_open(UDAT_SHORT, UDAT_SHORT, locale, NULL, 0, NULL, 0, &error);
	if (U_FAILURE(error))
		return;
	for (int i = 0; i < 7; i++) {
		c->days[i] = date_word(format, UDAT_STANDALONE_WEEKDAYS, i + 1);
		c->short_days[i] = date_word(format, UDAT_STANDALONE_SHORT_WEEKDAYS, i + 1);
		c->shortest_days[i] = date_word(format, UDAT_STANDALONE_SHORTER_WEEKDAYS, i + 1);
	}
	for (int i = 0; i < 12; i++) {
		c->months[i] = date_word(format, UDAT_MONTHS, i);
		c->short_months[i] = date_word(format, UDAT_STANDALONE_SHORT_MONTHS, i);
	}
	c->am = date_word(format, UDAT_AM_PMS, 0);
	c->pm = date_word(format, UDAT_AM_PMS, 1);
	c->era = date_word(format, UDAT_ERAS, 1);
	c->abbreviated_era = c->era;
	udat_close(format);
	UCalendar *calendar = ucal_open(NULL, 0, locale, UCAL_GREGORIAN, &error);
	if (U_SUCCESS(error)) {
		c->first_day_of_week = ucal_getAttribute(calendar, UCAL_FIRST_DAY_OF_WEEK) - 1;
		int days = ucal_getAttribute(calendar, UCAL_MINIMAL_DAYS_IN_FIRST_WEEK);
		c->calendar_week_rule = days == 1 ? 0 : days == 7 ? 1 : 2;
		ucal_close(calendar);
	}
}

typedef int32_t (*locale_name_function)(const char *locale, const char *display, UChar *result,
					int32_t capacity, UErrorCode *error);

static const char *locale_words(locale_name_function get, const char *locale, const char *in)
{
	UChar buffer[128];
	UErrorCode error = U_ZERO_ERROR;
	int32_t length = get(locale, in, buffer, countof(buffer), &error);
	return U_FAILURE(error) ? "" : text_from_icu(buffer, length);
}

/* "EN-us" to "en-US", "zh-hans-cn" to "zh-Hans-CN". */
static char *canonical_name(const char *name)
{
	char *result = xstrdup(name);
	bool first = true;
	for (char *part = result; *part;) {
		size_t length = strcspn(part, "-");
		for (size_t i = 0; i < length; i++)
			part[i] = (char)(!first && (length == 2 || (length == 4 && i == 0))
						 ? toupper((unsigned char)part[i])
						 : tolower((unsigned char)part[i]));
		first = false;
		part += length + (part[length] == '-');
	}
	return result;
}

static struct culture *culture_load(const char *name)
{
	struct culture *c = xcalloc(1, sizeof(*c));
	char locale[ULOC_FULLNAME_CAPACITY];
	UErrorCode error = U_ZERO_ERROR;
	int32_t parsed;
	*c = culture_invariant;
	c->name = canonical_name(name);
	uloc_forLanguageTag(c->name, locale, sizeof(locale), &parsed, &error);
	if (U_FAILURE(error) || parsed == 0) {
		free((char *)c->name);
		free(c);
		return NULL;
	}
	char language[ULOC_LANG_CAPACITY];
	uloc_getLanguage(locale, language, sizeof(language), &error);
	c->language = xstrdup(language);
	c->language3 = xstrdup(uloc_getISO3Language(locale));
	c->lcid = (int)uloc_getLCID(locale);
	if (c->lcid == 0)
		c->lcid = 4096;
	c->neutral = strchr(c->name, '-') == NULL;
	c->display_name = locale_words(uloc_getDisplayName, locale, "en_US");
	c->native_name = locale_words(uloc_getDisplayName, locale, locale);
	load_numbers(c, locale);
	load_dates(c, locale);
	if (strcmp(language, "en") != 0)
		c->list_separator = ";";
	c->oem_code_page = strcmp(c->name, "en-US") == 0 ? 437 : 850;
	return c;
}

/* One list a thread: cultures live for ever, and there are few. */
static struct loaded_culture {
	struct culture *culture;
	struct loaded_culture *next;
} * loaded_cultures;

static bool name_is_possible(const char *name)
{
	size_t length = 0;
	for (const char *p = name; *p; p++) {
		if (!isalnum((unsigned char)*p) && *p != '-')
			return false;
		length++;
	}
	return length <= 85;
}

const struct culture *culture_find(const char *name)
{
	if (*name == '\0')
		return &culture_invariant;
	if (strcasecmp(name, "en-US") == 0)
		return &culture_en_us;
	for (struct loaded_culture *l = loaded_cultures; l != NULL; l = l->next)
		if (strcasecmp(l->culture->name, name) == 0)
			return l->culture;
	struct culture *c = name_is_possible(name) ? culture_load(name) : NULL;
	if (c == NULL)
		return NULL;
	struct loaded_culture *l = xmalloc(sizeof(*l));
	*l = (struct loaded_culture){c, loaded_cultures};
	loaded_cultures = l;
	return c;
}

const struct culture *culture_find_lcid(int lcid)
{
	char locale[ULOC_FULLNAME_CAPACITY];
	UErrorCode error = U_ZERO_ERROR;
	if (lcid == culture_invariant.lcid)
		return &culture_invariant;
	uloc_getLocaleForLCID((uint32_t)lcid, locale, sizeof(locale), &error);
	if (U_FAILURE(error) || *locale == '\0')
		return NULL;
	for (char *p = locale; *p; p++)
		if (*p == '_')
			*p = '-';
	return culture_find(locale);
}
