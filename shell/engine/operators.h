/* The operators beyond what the machine does inline. */
#ifndef EXOSH_ENGINE_OPERATORS_H
#define EXOSH_ENGINE_OPERATORS_H

#include "object/value.h"
#include "syntax/ast.h"

/* left op right, for every binary operator but -and, -or, ??, -match. */
enum status operator_binary(enum ast_operator op, bool case_sensitive, Value left, Value right,
			    Value *result_r) WARN_UNUSED;
/* -match and -notmatch: *matches_r is the new $Matches, or NULL when it stays as it is. */
enum status operator_match(enum ast_operator op, bool case_sensitive, Value left, Value right,
			   Value *result_r, Value *matches_r) WARN_UNUSED;
enum status operator_unary(enum ast_operator op, bool case_sensitive, Value v,
			   Value *result_r) WARN_UNUSED;
/* ++ and -- : by is 1 or -1. */
enum status operator_increment(Value v, int by, Value *result_r) WARN_UNUSED;

/* operators_text.c */
enum status operator_replace(bool ignore_case, Value left, Value right,
			     Value *result_r) WARN_UNUSED;
enum status operator_split(bool ignore_case, Value left, Value right, Value *result_r) WARN_UNUSED;
enum status operator_join(Value left, Value right, Value *result_r) WARN_UNUSED;
enum status operator_like(bool negate, bool ignore_case, Value left, Value right,
			  Value *result_r) WARN_UNUSED;
enum status operator_format(Value left, Value right, Value *result_r) WARN_UNUSED;
enum status operator_range(Value from, Value to, Value *result_r) WARN_UNUSED;
/* Where a range starts and ends, both included; what is no whole number is rounded as PowerShell does. */
struct range_ends {
	int32_t first, last;
	bool characters; /* UTF-16 units, as in 'a'..'z' */
};
enum status operator_range_ends(Value from, Value to, struct range_ends *ends_r) WARN_UNUSED;
/* operators_bits.c */
enum status operator_bits(enum ast_operator op, Value left, Value right,
			  Value *result_r) WARN_UNUSED;
enum status operator_complement(Value v, Value *result_r) WARN_UNUSED;

#endif
