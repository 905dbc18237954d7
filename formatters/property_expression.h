/*
 * What -Property takes in Format-Table, Select-Object, Sort-Object, Group-Object ...: a name (perhaps with
 * wildcards), a script block, or a hashtable with Name/Label, Expression and further keys that depend on the
 * command ("calculated properties").
 */
#ifndef EXOSH_FORMATTERS_PROPERTY_EXPRESSION_H
#define EXOSH_FORMATTERS_PROPERTY_EXPRESSION_H

#include "formatters/column_width.h"
#include "object/type.h"

enum property_keys {
	KEY_EXPRESSION = 1,
	KEY_LABEL = 2,
	KEY_NAME = 4, /* the same as a label, for Select-Object and others */
	KEY_WIDTH = 8,
	KEY_ALIGNMENT = 16,
	KEY_FORMAT = 32,
	KEY_DEPTH = 64,
	KEY_ASCENDING = 128,
	KEY_DESCENDING = 256,
	KEYS_TABLE = KEY_EXPRESSION | KEY_LABEL | KEY_NAME | KEY_WIDTH | KEY_ALIGNMENT | KEY_FORMAT,
	KEYS_LIST = KEY_EXPRESSION | KEY_LABEL | KEY_NAME | KEY_FORMAT,
	KEYS_WIDE = KEY_EXPRESSION | KEY_FORMAT,
	KEYS_CUSTOM = KEY_EXPRESSION | KEY_DEPTH,
	KEYS_SELECT = KEY_EXPRESSION | KEY_NAME | KEY_LABEL,
	KEYS_SORT = KEY_EXPRESSION | KEY_ASCENDING | KEY_DESCENDING,
};

struct property_expression {
	Value name;   /* string: the property or pattern; the text of the script block */
	Value script; /* script block, or NULL */
	Value label;  /* string, or NULL */
	Value format; /* string, or NULL */
	bool wildcard;
	int width; /* 0: not given */
	int depth; /* -1: not given */
	enum text_alignment alignment;
	int order; /* -1 descending, 1 ascending, 0 not given */
};

/* Reads a parameter's value (one or an array) into collected memory. `keys` says what hashtables may have.
 * ERROR with the sentence of PowerShell. */
enum status property_expressions_parse(Value given, unsigned keys,
				       struct property_expression **expressions_r,
				       size_t *count_r) WARN_UNUSED;
void property_expression_from_name(const char *name, struct property_expression *expression_r);
/* The property's value for `object`. *found_r false: no such property. A failing script gives ERROR. */
enum status property_expression_get(const struct property_expression *expression, Value object,
				    Value *result_r, bool *found_r) WARN_UNUSED;
/* The names that a pattern has on `object`: interned strings in collected memory. Without a pattern the name
 * itself when the object has it (spelled as there). */
const char **property_expression_names(const struct property_expression *expression, Value object,
				       size_t *count_r);
/* How it is called: the label or the name. */
const char *property_expression_label(const struct property_expression *expression);
/* A property of an object, without what the language adds to all values (Count of scalars, members of a
 * collection's elements). Keys of a Hashtable count as properties. */
enum status object_property(Value object, const char *name, Value *result_r,
			    bool *found_r) WARN_UNUSED;

#endif
