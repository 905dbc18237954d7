/* Digits of numbers, for the files that print them. */
#ifndef EXOSH_OBJECT_NUMBER_PRIVATE_H
#define EXOSH_OBJECT_NUMBER_PRIVATE_H

#include "object/number.h"

/* Decimal digits into `out` (24 bytes are enough); returns the length, without a NUL. */
size_t integer_to_text(int64_t i, char *out);
/* G15 (single: G7) in the current culture: how PowerShell shows doubles. */
void number_append_short(Value v, struct strbuf *out);
/* Shortest digits that give the same double (or single): no point; returns the decimal exponent (the
 * point stands after that many digits). */
int double_shortest(double d, bool single, char digits[32]);
/* RuntimeException of id "RuntimeException" around the bare exception in runtime()->error. */
enum status number_throw_wrapped(void);

#endif
