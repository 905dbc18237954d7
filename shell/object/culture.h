/*
 * Cultures: the words and signs that formatting and parsing use. en-US (what a shell in exosh starts
 * with) and the invariant culture are tables; any other is read from ICU when it is first named.
 *
 * Everything that formats for people asks culture_current(). A member that got an IFormatProvider argument
 * puts that culture in place with culture_use() while it works:
 *
 *   const struct culture *before = culture_use(culture_from_provider(argv[1]));
 *   ...
 *   culture_use(before);
 */
#ifndef EXOSH_OBJECT_CULTURE_H
#define EXOSH_OBJECT_CULTURE_H

#include "object/type.h"

struct culture {
	const char *name; /* "en-US"; "" of the invariant culture */
	int lcid;
	const char *display_name, *native_name;
	const char *language, *language3; /* ISO 639 */
	/* numbers */
	const char *decimal_separator, *group_separator;
	const char *currency_decimal, *currency_group, *currency_symbol;
	int number_digits, currency_digits, percent_digits;
	int number_negative_pattern, currency_positive_pattern, currency_negative_pattern;
	int percent_positive_pattern, percent_negative_pattern;
	const char *percent_symbol, *per_mille_symbol, *negative_sign, *positive_sign;
	const char *nan_symbol, *positive_infinity, *negative_infinity;
	/* dates: patterns are .NET's */
	const char *short_date, *long_date, *short_time, *long_time, *full_date_time;
	const char *month_day, *year_month;
	const char *am, *pm, *date_separator, *time_separator, *era, *abbreviated_era;
	int first_day_of_week, calendar_week_rule;
	const char *days[7], *short_days[7], *shortest_days[7];
	const char *months[12], *short_months[12];
	/* text */
	const char *list_separator;
	int ansi_code_page, oem_code_page;
	bool neutral;
};

extern const struct culture culture_invariant, culture_en_us;

/* What formatting uses now; never NULL. */
const struct culture *culture_current(void);
/* Puts `culture` in place (NULL: en-US) and returns what was there. */
const struct culture *culture_use(const struct culture *culture);
/* By name, case ignored; made from ICU at first use and kept for ever. NULL: no such name can be. */
const struct culture *culture_find(const char *name);
const struct culture *culture_find_lcid(int lcid);

extern struct type type_culture_info, type_number_format_info, type_date_time_format_info,
	type_text_info, type_compare_info, type_format_provider;
Value culture_info_new(const struct culture *culture);
/* Of an IFormatProvider argument; $null and unknown providers give the current one. */
const struct culture *culture_from_provider(Value provider);

#endif
