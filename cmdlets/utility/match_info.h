/* Microsoft.PowerShell.Commands.MatchInfo: a line that Select-String found. */
#ifndef EXOSH_CMDLETS_UTILITY_MATCH_INFO_H
#define EXOSH_CMDLETS_UTILITY_MATCH_INFO_H

#include "object/gc.h"
#include "object/type.h"

struct match_info {
	struct cell cell;
	bool ignore_case;
	bool all_matches;
	int64_t line_number;
	Value line;      /* string */
	Value file_name; /* string: "InputStream" when it came down the pipeline */
	Value path;      /* string, likewise */
	Value pattern;   /* string */
	Value regex;     /* what found it; NULL for plain text */
	Value context;   /* MatchInfoContext, or NULL */
};

extern struct type type_match_info;

Value match_info_new(void);
static inline struct match_info *value_as_match_info(Value v)
{
	return (struct match_info *)value_base(v).cell;
}
/* Context lines: what stands before and behind, and of these what no other match shows. All string[]. */
Value match_context_new(Value before, Value behind, Value shown_before, Value shown_behind);

#endif
