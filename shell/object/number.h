/* Arithmetic with PowerShell's promotion: int32 overflows to int64? no: to double; decimal and bigint kept. */
#ifndef EXOSH_OBJECT_NUMBER_H
#define EXOSH_OBJECT_NUMBER_H

#include "object/type.h"

enum arithmetic {
	ARITHMETIC_ADD,
	ARITHMETIC_SUBTRACT,
	ARITHMETIC_MULTIPLY,
	ARITHMETIC_DIVIDE,
	ARITHMETIC_REMAINDER
};
/* Both operands numbers (or convertible: caller has done strings and collections). ERROR: division by zero. */
enum status number_arithmetic(enum arithmetic op, Value a, Value b, Value *result_r) WARN_UNUSED;
enum status number_negate(Value v, Value *result_r) WARN_UNUSED;
double number_to_double(Value v); /* of a number, char, bool or enum */
/* Shortest round-trip text of a double/single as .NET prints it ("0.1", "1E+20", "NaN", "∞"). */
void number_append(Value v, struct strbuf *out);
/* .NET numeric format strings, standard and custom, en-US culture. ERROR FormatException. */
enum status number_format(Value v, const char *format, struct strbuf *out) WARN_UNUSED;

#endif
