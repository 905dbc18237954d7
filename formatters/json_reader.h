/*
 * JSON to values, with the liberties that ConvertFrom-Json takes: comments, single quotes, names without quotes,
 * commas at the end. Whole numbers become [long] or [bigint], others [double], dates [datetime].
 */
#ifndef EXOSH_FORMATTERS_JSON_READER_H
#define EXOSH_FORMATTERS_JSON_READER_H

#include "object/value.h"

enum json_dates {
	JSON_DATES_DEFAULT,
	JSON_DATES_LOCAL,
	JSON_DATES_UTC,
	JSON_DATES_OFFSET,
	JSON_DATES_STRING
};

struct json_reader_options {
	bool as_hashtable; /* objects become ordered hashtables instead of [pscustomobject] */
	int depth;         /* levels allowed */
	enum json_dates dates;
};

/* ERROR: an ArgumentException that says what is wrong and where. Text of white space only gives VOID. */
enum status json_read(const char *text, size_t length, const struct json_reader_options *options,
		      Value *result_r) WARN_UNUSED;

#endif
