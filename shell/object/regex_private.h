/* Inside System.Text.RegularExpressions: compiled patterns, [regex] and match objects. */
#ifndef EXOSH_OBJECT_REGEX_PRIVATE_H
#define EXOSH_OBJECT_REGEX_PRIVATE_H

#include "object/regex.h"
#include "object/regex_translate.h"
#include "object/string.h"

/* A compiled pattern: counted, shared through the cache. */
struct regex_program;

/* The program of a text; ERROR RegexParseException (bare). The caller owns one reference. */
enum status regex_program_get(Value pattern, unsigned options,
			      struct regex_program **program_r) WARN_UNUSED;
struct regex_program *regex_program_ref(struct regex_program *program);
void regex_program_unref(struct regex_program **program);
/* Groups in order of .NET's numbers, [0] the whole match. */
const struct regex_group *regex_program_groups(const struct regex_program *program, int *count_r);
/* Searches `text` from byte `start`, not beyond byte `end`. On a match (*found_r) offsets[2 * i] and [2 * i + 1]
 * are the bytes of the i-th group, SIZE_MAX when it took no part; there is room for all groups. */
enum status regex_program_search(struct regex_program *program, Value text, size_t start,
				 size_t end, bool *found_r, size_t *offsets) WARN_UNUSED;
/* All captures of one group in the match that starts at `start`: pairs of bytes, in *pairs_r (malloc()ed). */
size_t regex_program_captures(struct regex_program *program, Value text, size_t start, size_t end,
			      int group, size_t **pairs_r);
/* Where the search after a match goes on; SIZE_MAX: nowhere. */
size_t regex_next_start(Value text, const size_t *offsets, size_t end);

struct regex {
	struct cell cell;
	Value pattern;
	unsigned options;
	struct regex_program *program;
};

static inline struct regex *value_as_regex(Value v)
{
	return (struct regex *)v.cell;
}

/* System.Text.RegularExpressions.Match */
struct match {
	struct cell cell;
	Value regex, text; /* NULL: Match.Empty */
	size_t start, end; /* where the search began, and its end */
	int group_count;
	bool success;
	size_t offsets[]; /* bytes, pairs by group */
};

Value match_collection_new(Value matches); /* of a list */
Value match_new(Value regex, Value text, size_t start, size_t end, bool success,
		const size_t *offsets);
/* The first match from `start` on, or a failed one. */
enum status match_find(Value regex, Value text, size_t start, size_t end,
		       Value *match_r) WARN_UNUSED;
/* The text of a group: "" when it took no part. */
Value match_group_text(const struct match *m, int group);

/* "$1", "${name}", "$&"...: a replacement taken apart once. */
struct replacement;
struct replacement *replacement_parse(const struct regex_program *program, Value text);
void replacement_free(struct replacement **r);
void replacement_append(const struct replacement *r, Value text, const size_t *offsets,
			int group_count, struct strbuf *out);

/* Replaces at most `limit` (negative: all) matches from byte `start`; `replacement` is text or a script block or
 * delegate that gets the Match, in $_ as well when `dollar_underbar`. */
enum status regex_replace_all(Value regex, Value text, Value replacement, int limit, size_t start,
			      bool dollar_underbar, Value *result_r) WARN_UNUSED;
/* At most `limit` pieces (0: all), groups included, added to the list. */
enum status regex_split_all(Value regex, Value text, int limit, size_t start,
			    Value list) WARN_UNUSED;

extern struct type type_match, type_group, type_capture, type_match_collection,
	type_group_collection, type_capture_collection, type_match_evaluator;

#endif
