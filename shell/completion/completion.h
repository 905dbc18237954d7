/* Completion: what can stand at the cursor. */
#ifndef EXOSH_COMPLETION_COMPLETION_H
#define EXOSH_COMPLETION_COMPLETION_H

#include "object/value.h"

struct session;

/* System.Management.Automation.CompletionResultType, same numbers. */
enum completion_kind {
	COMPLETION_TEXT,
	COMPLETION_HISTORY,
	COMPLETION_COMMAND,
	COMPLETION_PROVIDER_ITEM,
	COMPLETION_PROVIDER_CONTAINER,
	COMPLETION_PROPERTY,
	COMPLETION_METHOD,
	COMPLETION_PARAMETER_NAME,
	COMPLETION_PARAMETER_VALUE,
	COMPLETION_VARIABLE,
	COMPLETION_NAMESPACE,
	COMPLETION_TYPE,
	COMPLETION_KEYWORD,
	COMPLETION_DYNAMIC_KEYWORD,
};

struct completion {
	char *text;  /* replaces what stands there */
	char *label; /* shown in a list */
	char *tip;
	enum completion_kind kind;
};

/* The items replace the bytes [start, end) of the text. */
struct completion_list {
	struct completion *items;
	size_t count, capacity;
	size_t start, end;
};

/* What fits at byte `cursor` of the text; the text behind it plays no part. Runs no command, but the
 * scripts of Register-ArgumentCompleter. Never fails: an empty list, then. */
void complete_text(struct session *s, const char *text, size_t cursor,
		   struct completion_list *list);
void completion_list_clear(struct completion_list *list);

/* [System.Management.Automation.CommandCompletion] and CompletionResult: makes the types known. */
void completion_register_types(void);

#endif
