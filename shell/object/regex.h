/*
 * System.Text.RegularExpressions on PCRE2, and the operators that are made of it. Compiled patterns are kept
 * in a cache by their text and options. What .NET has and PCRE2 has not is an error, never an approximation.
 */
#ifndef EXOSH_OBJECT_REGEX_H
#define EXOSH_OBJECT_REGEX_H

#include "object/type.h"

/* RegexOptions, same numbers. */
enum regex_options {
	REGEX_IGNORE_CASE = 1,
	REGEX_MULTILINE = 2,
	REGEX_EXPLICIT_CAPTURE = 4,
	REGEX_COMPILED = 8,
	REGEX_SINGLELINE = 16,
	REGEX_IGNORE_PATTERN_WHITESPACE = 32,
	REGEX_RIGHT_TO_LEFT = 64,
	REGEX_CULTURE_INVARIANT = 512,
};

/* `pattern` is text or a [regex]. ERROR "Invalid pattern" as .NET words it. */
enum status regex_new(Value pattern, unsigned options, Value *regex_r) WARN_UNUSED;
/* Whether `text` (any value, as text) has a match. */
enum status regex_is_match(Value text, Value pattern, bool ignore_case,
			   bool *matched_r) WARN_UNUSED;
/* -match: on success *matches_r is the $Matches hashtable (group numbers and names to text). */
enum status regex_match(Value text, Value pattern, bool ignore_case, bool *matched_r,
			Value *matches_r) WARN_UNUSED;
/* -replace of one text: `replacement` is text with $1, ${name}, $& ..., or a script block ($_ is the Match). */
enum status regex_replace(Value text, Value pattern, Value replacement, bool ignore_case,
			  Value *result_r) WARN_UNUSED;
/* -split of one text: `limit` 0 is all, negative from the right; `options` is a SplitOptions text or NULL value;
 * the separator may be a script block. Pieces are added to the list. */
enum status regex_split(Value text, Value pattern, int limit, Value options, bool ignore_case,
			Value list) WARN_UNUSED;

/* Regex.Escape(). */
Value regex_escape(Value text);

#endif
