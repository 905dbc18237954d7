/* Wildcard patterns: * ? [a-z] and ` before a character that stands for itself. */
#include "base/utf8.h"
#include "object/string.h"
#include "object/string_private.h"

#include <string.h>

static bool same(uint32_t a, uint32_t b, bool ignore_case)
{
	return a == b || (ignore_case && char_to_upper(a) == char_to_upper(b));
}

static bool in_range(uint32_t c, uint32_t low, uint32_t high, bool ignore_case)
{
	if (c >= low && c <= high)
		return true;
	if (!ignore_case)
		return false;
	uint32_t upper = char_to_upper(c), lower = char_to_lower(c);
	return (upper >= low && upper <= high) || (lower >= low && lower <= high);
}

static uint32_t next_escaped(const char **at)
{
	if (**at == '`' && (*at)[1] != '\0')
		*at += 1;
	return utf8_next(at);
}

/* A set after its '['; moves *at behind the ']' and says whether c is in it. NULL when it never ends. */
static bool match_set(const char **at, uint32_t c, bool ignore_case, bool *valid_r)
{
	const char *p = *at;
	bool matched = false, first = true;
	while (*p != '\0' && (*p != ']' || first)) {
		first = false;
		uint32_t low = next_escaped(&p), high = low;
		if (*p == '-' && p[1] != ']' && p[1] != '\0') {
			p++;
			high = next_escaped(&p);
		}
		matched = matched || in_range(c, low, high, ignore_case);
	}
	*valid_r = *p == ']';
	*at = *p == ']' ? p + 1 : p;
	return matched;
}

/* One element of the pattern, no star, against the character at *text. */
static bool match_one(const char **pattern, const char **text, bool ignore_case)
{
	uint32_t c = utf8_next(text);
	if (**pattern == '?') {
		*pattern += 1;
		return true;
	}
	if (**pattern == '[') {
		bool valid;
		*pattern += 1;
		return match_set(pattern, c, ignore_case, &valid) && valid;
	}
	return same(next_escaped(pattern), c, ignore_case);
}

bool wildcard_match(const char *pattern, const char *text, bool ignore_case)
{
	const char *star = NULL, *star_text = NULL;
	/* An escape character alone escapes nothing and stands for nothing. */
	if (pattern[0] == '`' && pattern[1] == '\0')
		pattern++;
	for (;;) {
		if (*pattern == '*') {
			while (*pattern == '*')
				pattern++;
			if (*pattern == '\0')
				return true;
			star = pattern;
			star_text = text;
			continue;
		}
		if (*pattern != '\0' && *text != '\0') {
			const char *p = pattern, *t = text;
			if (match_one(&p, &t, ignore_case)) {
				pattern = p;
				text = t;
				continue;
			}
		} else if (*pattern == '\0' && *text == '\0') {
			return true;
		}
		/* The last star takes one character more. */
		if (star == NULL || *star_text == '\0')
			return false;
		(void)utf8_next(&star_text);
		text = star_text;
		pattern = star;
	}
}

bool wildcard_has_special(const char *pattern)
{
	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '`' && pattern[1] != '\0')
			pattern++;
		else if (strchr("*?[", *pattern) != NULL)
			return true;
	}
	return false;
}
