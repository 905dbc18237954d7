/* Numbers as people write them, by System.Globalization.NumberStyles and a culture. */
#ifndef EXOSH_OBJECT_NUMBER_TEXT_H
#define EXOSH_OBJECT_NUMBER_TEXT_H

#include "object/culture.h"

struct strbuf;

enum number_styles {
	NUMBER_LEADING_WHITE = 1,
	NUMBER_TRAILING_WHITE = 2,
	NUMBER_LEADING_SIGN = 4,
	NUMBER_TRAILING_SIGN = 8,
	NUMBER_PARENTHESES = 16,
	NUMBER_DECIMAL_POINT = 32,
	NUMBER_THOUSANDS = 64,
	NUMBER_EXPONENT = 128,
	NUMBER_CURRENCY_SYMBOL = 256,
	NUMBER_HEX = 512,
	NUMBER_BINARY = 1024,
	NUMBER_STYLE_INTEGER = 7,
	NUMBER_STYLE_NUMBER = 111,
	NUMBER_STYLE_FLOAT = 167,
	NUMBER_STYLE_CURRENCY = 383,
};

/* Checks `text` against the styles and leaves plain ASCII of it in `out`: "-1234.5e-3", hexadecimal and
 * binary digits as they stand. false when it does not fit. */
bool number_text_plain(const char *text, unsigned styles, const struct culture *culture,
		       struct strbuf *out);

/* The NumberStyles and the IFormatProvider among the arguments of Parse() and TryParse(), behind the text; what is
 * not among them stays as it is, and so does a [ref]. */
void number_text_options(int argc, const Value *argv, unsigned *styles,
			 const struct culture **culture);

#endif
