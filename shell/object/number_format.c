/* .NET's numeric format strings: one letter with a precision, or a pattern of placeholders. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/bigint.h"
#include "object/culture.h"
#include "object/decimal.h"
#include "object/error_record.h"
#include "object/number.h"
#include "object/number_private.h"
#include "object/string.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A number as decimal digits: 0.DIGITS times ten to the power of `point`. */
struct digits {
	struct strbuf text; /* digits only, no zeros in front unless it is zero */
	int point;
	bool negative;
	bool is_real; /* a double: .text is exact, and ties go to even */
	double real;
};

static void digits_strip(struct digits *d)
{
	size_t zeros = 0;
	while (zeros < d->text.length && d->text.data[zeros] == '0')
		zeros++;
	if (zeros > 0) {
		strbuf_remove(&d->text, 0, zeros);
		d->point -= (int)zeros;
	}
	if (d->text.length == 0)
		d->point = 0;
}

static void digits_init(Value v, struct digits *d)
{
	char plain[64];
	*d = (struct digits){.text = STRBUF_INIT};
	switch (v.tag) {
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		d->is_real = true;
		d->real = v.real;
		d->negative = signbit(v.real);
		break;
	case VALUE_DECIMAL: {
		int scale;
		decimal_digits(v, &d->negative, plain, &scale);
		strbuf_adds(&d->text, plain);
		d->point = (int)d->text.length - scale;
		break;
	}
	case VALUE_BIGINT: {
		bigint_append(v, &d->text);
		d->negative = d->text.data[0] == '-';
		if (d->negative)
			strbuf_remove(&d->text, 0, 1);
		d->point = (int)d->text.length;
		break;
	}
	case VALUE_UINT64:
		strbuf_addf(&d->text, "%" PRIu64, (uint64_t)v.integer);
		d->point = (int)d->text.length;
		break;
	default: {
		size_t length = integer_to_text(v.integer, plain);
		d->negative = plain[0] == '-';
		strbuf_add(&d->text, plain + d->negative, length - d->negative);
		d->point = (int)d->text.length;
	}
	}
	digits_strip(d);
}

/* Keeps `count` digits, rounding half away from zero. */
static void digits_cut(struct digits *d, int count)
{
	if (count < 0) {
		strbuf_set_length(&d->text, 0);
		d->point = 0;
		return;
	}
	if ((size_t)count >= d->text.length)
		return;
	bool up = d->text.data[count] >= '5';
	strbuf_set_length(&d->text, (size_t)count);
	if (up) {
		int i = count - 1;
		while (i >= 0 && d->text.data[i] == '9')
			d->text.data[i--] = '0';
		if (i >= 0) {
			d->text.data[i]++;
		} else {
			strbuf_insert(&d->text, 0, "1", 1);
			d->point++;
		}
	}
}

/* Plain decimal text with exactly `decimals` digits after the point, without sign. */
static void digits_fixed(struct digits *d, int decimals, struct strbuf *whole,
			 struct strbuf *fraction)
{
	if (d->is_real) {
		struct strbuf text = STRBUF_INIT;
		strbuf_addf(&text, "%.*f", decimals, fabs(d->real));
		const char *dot = strchrnul(text.data, '.');
		strbuf_add(whole, text.data, (size_t)(dot - text.data));
		if (*dot == '.')
			strbuf_adds(fraction, dot + 1);
		strbuf_clear(&text);
		return;
	}
	digits_cut(d, d->point + decimals);
	int length = (int)d->text.length;
	for (int i = 0; i < d->point; i++)
		strbuf_addc(whole, i < length ? d->text.data[i] : '0');
	if (whole->length == 0)
		strbuf_addc(whole, '0');
	for (int i = d->point; i < d->point + decimals; i++)
		strbuf_addc(fraction, i >= 0 && i < length ? d->text.data[i] : '0');
}

/* The same of a hundred times the number, exactly: the point moves, nothing is multiplied. */
static void digits_percent(struct digits *d, int decimals, struct strbuf *whole,
			   struct strbuf *fraction)
{
	if (!d->is_real) {
		if (d->text.length > 0)
			d->point += 2;
		digits_fixed(d, decimals, whole, fraction);
		return;
	}
	struct strbuf digits = STRBUF_INIT;
	digits_fixed(d, decimals + 2, whole, &digits);
	strbuf_add(whole, digits.data, 2);
	strbuf_adds(fraction, digits.data + 2);
	strbuf_clear(&digits);
	size_t zeros = strspn(whole->data, "0");
	strbuf_remove(whole, 0, MIN(zeros, whole->length - 1));
}

/* `digits` significant digits into `out`; returns where the point stands. */
static int digits_significant(struct digits *d, int digits, struct strbuf *out)
{
	if (d->is_real) {
		struct strbuf text = STRBUF_INIT;
		strbuf_addf(&text, "%.*e", digits - 1, fabs(d->real));
		char *exponent = strchr(text.data, 'e');
		int point = d->real == 0 ? 1 : atoi(exponent + 1) + 1;
		for (const char *at = text.data; at < exponent; at++)
			if (*at != '.')
				strbuf_addc(out, *at);
		strbuf_clear(&text);
		return point;
	}
	digits_cut(d, digits);
	strbuf_add(out, d->text.data, d->text.length);
	bool zero = out->length == 0;
	while ((int)out->length < digits)
		strbuf_addc(out, '0');
	return zero ? 1 : d->point;
}

static void append_grouped(const char *whole, const char *separator, struct strbuf *out)
{
	size_t length = strlen(whole);
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			strbuf_adds(out, separator);
		strbuf_addc(out, whole[i]);
	}
}

/* A pattern such as "-$n" or "n %", as NumberFormatInfo numbers them. */
static const char *const currency_positive[] = {"$n", "n$", "$ n", "n $"};
static const char *const currency_negative[] = {
	"($n)", "-$n",  "$-n",  "$n-",  "(n$)", "-n$",   "n-$",   "n$-",  "-n $",
	"-$ n", "n $-", "$ n-", "$ -n", "n- $", "($ n)", "(n $)", "$- n",
};
static const char *const percent_positive[] = {"n %", "n%", "%n", "% n"};
static const char *const percent_negative[] = {
	"-n %", "-n%", "-%n", "%-n", "%n-", "n-%", "n%-", "-% n", "n %-", "% n-", "% -n", "n- %",
};
static const char *const number_negative[] = {"(n)", "-n", "- n", "n-", "n -"};

static void append_pattern(const char *pattern, const char *number, const struct culture *culture,
			   struct strbuf *out)
{
	for (; *pattern != '\0'; pattern++) {
		if (*pattern == 'n')
			strbuf_adds(out, number);
		else if (*pattern == '$')
			strbuf_adds(out, culture->currency_symbol);
		else if (*pattern == '%')
			strbuf_adds(out, culture->percent_symbol);
		else if (*pattern == '-')
			strbuf_adds(out, culture->negative_sign);
		else
			strbuf_addc(out, *pattern);
	}
}

static void format_fixed(struct digits *d, char letter, int precision, struct strbuf *out)
{
	const struct culture *culture = culture_current();
	struct strbuf whole = STRBUF_INIT, fraction = STRBUF_INIT, number = STRBUF_INIT;
	if (precision < 0)
		precision = letter == 'C'   ? culture->currency_digits
			    : letter == 'P' ? culture->percent_digits
					    : culture->number_digits;
	if (letter == 'P')
		digits_percent(d, precision, &whole, &fraction);
	else
		digits_fixed(d, precision, &whole, &fraction);
	if (letter == 'F')
		strbuf_adds(&number, whole.data);
	else
		append_grouped(whole.data,
			       letter == 'C' ? culture->currency_group : culture->group_separator,
			       &number);
	if (precision > 0) {
		strbuf_adds(&number,
			    letter == 'C' ? culture->currency_decimal : culture->decimal_separator);
		strbuf_adds(&number, fraction.data);
	}
	bool zero = strspn(whole.data, "0") == whole.length &&
		    strspn(fraction.data, "0") == fraction.length;
	bool negative = d->negative && (d->is_real || !zero);
	const char *pattern = "n";
	if (letter == 'C')
		pattern = negative ? currency_negative[culture->currency_negative_pattern]
				   : currency_positive[culture->currency_positive_pattern];
	else if (letter == 'P')
		pattern = negative ? percent_negative[culture->percent_negative_pattern]
				   : percent_positive[culture->percent_positive_pattern];
	else if (negative)
		pattern = letter == 'N' ? number_negative[culture->number_negative_pattern] : "-n";
	append_pattern(pattern, number.data, culture, out);
	strbuf_clear(&whole);
	strbuf_clear(&fraction);
	strbuf_clear(&number);
}

static void append_exponent(int exponent, char letter, int width, struct strbuf *out)
{
	strbuf_addf(out, "%c%c%0*d", letter, exponent < 0 ? '-' : '+', width, abs(exponent));
}

static void format_scientific(struct digits *d, char letter, int precision, struct strbuf *out)
{
	const struct culture *culture = culture_current();
	struct strbuf digits = STRBUF_INIT;
	int point = digits_significant(d, (precision < 0 ? 6 : precision) + 1, &digits);
	if (d->negative)
		strbuf_adds(out, culture->negative_sign);
	strbuf_addc(out, digits.data[0]);
	if (digits.length > 1)
		strbuf_addf(out, "%s%s", culture->decimal_separator, digits.data + 1);
	append_exponent(point - 1, letter, 3, out);
	strbuf_clear(&digits);
}

static void format_general(Value v, struct digits *d, char letter, int precision,
			   struct strbuf *out)
{
	if (precision <= 0 && !(v.tag == VALUE_DECIMAL && letter == 'g' && precision > 0)) {
		number_append(v, out);
		return;
	}
	const struct culture *culture = culture_current();
	struct strbuf digits = STRBUF_INIT;
	int point = digits_significant(d, precision, &digits);
	while (digits.length > 1 && digits.data[digits.length - 1] == '0')
		strbuf_set_length(&digits, digits.length - 1);
	if (d->negative)
		strbuf_adds(out, culture->negative_sign);
	if (point > precision || point < -3) {
		strbuf_addc(out, digits.data[0]);
		if (digits.length > 1)
			strbuf_addf(out, "%s%s", culture->decimal_separator, digits.data + 1);
		append_exponent(point - 1, letter == 'g' ? 'e' : 'E', 2, out);
	} else if (point <= 0) {
		strbuf_addf(out, "0%s", culture->decimal_separator);
		strbuf_add_repeat(out, '0', (size_t)-point);
		strbuf_adds(out, digits.data);
	} else {
		size_t count = MIN(digits.length, (size_t)point);
		strbuf_add(out, digits.data, count);
		strbuf_add_repeat(out, '0', (size_t)point - count);
		if (digits.length > count)
			strbuf_addf(out, "%s%s", culture->decimal_separator, digits.data + count);
	}
	strbuf_clear(&digits);
}

static int bytes_of(enum value_tag tag)
{
	switch (tag) {
	case VALUE_SBYTE:
	case VALUE_BYTE:
		return 1;
	case VALUE_INT16:
	case VALUE_UINT16:
		return 2;
	case VALUE_INT32:
	case VALUE_UINT32:
		return 4;
	default:
		return 8;
	}
}

static uint64_t bits_of(Value v)
{
	int bytes = bytes_of(v.tag);
	return bytes == 8 ? (uint64_t)v.integer
			  : (uint64_t)v.integer & ((UINT64_C(1) << bytes * 8) - 1);
}

static void format_binary(Value v, int precision, struct strbuf *out)
{
	char text[65];
	size_t at = sizeof(text);
	uint64_t bits = bits_of(v);
	do {
		text[--at] = (char)('0' + (bits & 1));
		bits >>= 1;
	} while (bits != 0);
	size_t count = sizeof(text) - at;
	if ((int)count < precision)
		strbuf_add_repeat(out, '0', (size_t)precision - count);
	strbuf_add(out, text + at, count);
}

static void format_decimal(struct digits *d, int precision, struct strbuf *out)
{
	if (d->negative)
		strbuf_adds(out, culture_current()->negative_sign);
	size_t length = MAX(d->text.length, (size_t)(d->text.length == 0));
	if (precision > (int)length)
		strbuf_add_repeat(out, '0', (size_t)precision - length);
	strbuf_adds(out, d->text.length > 0 ? d->text.data : "0");
}

static enum status throw_specifier(void)
{
	return throw_exception("System.FormatException", "Format specifier was invalid.");
}

static enum status format_standard(Value v, char letter, int precision, struct strbuf *out)
{
	bool is_integer = value_is_integer(v);
	struct digits d;
	digits_init(v, &d);
	enum status status = OK;
	switch (toupper((unsigned char)letter)) {
	case 'C':
	case 'F':
	case 'N':
	case 'P':
		format_fixed(&d, (char)toupper((unsigned char)letter), precision, out);
		break;
	case 'E':
		format_scientific(&d, letter, precision, out);
		break;
	case 'G':
		format_general(v, &d, letter, precision, out);
		break;
	case 'R':
		number_append(v, out);
		break;
	case 'D':
		if (!is_integer && v.tag != VALUE_BIGINT)
			status = throw_specifier();
		else
			format_decimal(&d, precision, out);
		break;
	case 'X':
		if (!is_integer)
			status = throw_specifier();
		else
			strbuf_addf(out, letter == 'X' ? "%0*" PRIX64 : "%0*" PRIx64,
				    precision < 0 ? 1 : precision, bits_of(v));
		break;
	case 'B':
		if (!is_integer)
			status = throw_specifier();
		else
			format_binary(v, precision, out);
		break;
	default:
		status = throw_specifier();
	}
	strbuf_clear(&d.text);
	return status;
}

/* One section of a custom format. */
struct pattern {
	const char *start, *end;
	int whole_zeros;             /* digits that the whole part has at least */
	int decimals, decimal_zeros; /* placeholders after the point; those up to the last 0 */
	int whole_places;            /* placeholders before the point */
	int scale;                   /* powers of ten: percent, commas before the point */
	bool grouped, scientific;
	int exponent_digits;
	bool exponent_plus;
};

/* Skips a quoted part or an escape at *at; true when there was one. */
static bool skip_literal(const char **at, const char *end)
{
	if (**at == '\\') {
		*at += *at + 1 < end ? 2 : 1;
		return true;
	}
	if (**at != '\'' && **at != '"')
		return false;
	const char *close = memchr(*at + 1, **at, (size_t)(end - *at - 1));
	*at = close != NULL ? close + 1 : end;
	return true;
}

/* "E+0", "e-00", "E0" at `at`: its length, else 0. */
static size_t exponent_length(const char *at, const char *end)
{
	const char *p = at + 1;
	if (p < end && (*p == '+' || *p == '-'))
		p++;
	const char *zeros = p;
	while (p < end && *p == '0')
		p++;
	return p > zeros ? (size_t)(p - at) : 0;
}

static void pattern_read(const char *start, const char *end, struct pattern *p)
{
	*p = (struct pattern){.start = start, .end = end};
	bool point = false;
	int first_zero = -1, commas = 0;
	for (const char *at = start; at < end;) {
		if (skip_literal(&at, end))
			continue;
		char c = *at++;
		if (c == '0' || c == '#') {
			if (point) {
				p->decimals++;
				if (c == '0')
					p->decimal_zeros = p->decimals;
			} else {
				if (commas > 0)
					p->grouped = true;
				commas = 0;
				if (c == '0' && first_zero < 0)
					first_zero = p->whole_places;
				p->whole_places++;
			}
		} else if (c == '.' && !point) {
			point = true;
			p->scale -= 3 * commas;
			commas = 0;
		} else if (c == ',' && !point && p->whole_places > 0) {
			commas++;
		} else if (c == '%') {
			p->scale += 2;
		} else if ((unsigned char)c == 0xe2 && end - at >= 2 &&
			   memcmp(at, "\x80\xb0", 2) == 0) {
			p->scale += 3;
			at += 2;
		} else if ((c == 'E' || c == 'e') && exponent_length(at - 1, end) > 0) {
			size_t length = exponent_length(at - 1, end);
			p->scientific = true;
			p->exponent_plus = *at == '+';
			p->exponent_digits = (int)(length - 1 - (*at == '+' || *at == '-'));
			at += length - 1;
		}
	}
	if (!point)
		p->scale -= 3 * commas;
	p->whole_zeros = first_zero < 0 ? 0 : p->whole_places - first_zero;
}

/* The sections of a format; returns how many (at most 3 count). */
static int split_sections(const char *format, const char *starts[3], const char *ends[3])
{
	const char *end = format + strlen(format), *at = format;
	int count = 0;
	starts[0] = format;
	while (at < end) {
		if (skip_literal(&at, end))
			continue;
		if (*at == ';') {
			ends[count++] = at;
			if (count == 3)
				return 3;
			starts[count] = at + 1;
		}
		at++;
	}
	ends[count++] = end;
	return count;
}

/* 15 digits of a double, as custom formats see it. */
static void digits_settle(struct digits *d)
{
	if (!d->is_real)
		return;
	struct strbuf text = STRBUF_INIT;
	d->point = digits_significant(d, 15, &text);
	d->is_real = false;
	strbuf_add(&d->text, text.data, text.length);
	strbuf_clear(&text);
	while (d->text.length > 0 && d->text.data[d->text.length - 1] == '0')
		strbuf_set_length(&d->text, d->text.length - 1);
	digits_strip(d);
}

struct painter {
	const struct pattern *pattern;
	const struct digits *digits;
	int place;    /* power of ten of the next whole digit, plus one */
	int fraction; /* number of the next decimal */
	bool started, point_done;
	int exponent;
	struct strbuf *out;
};

static char digit_at(const struct digits *d, int i)
{
	return i >= 0 && i < (int)d->text.length ? d->text.data[i] : '0';
}

static void paint_whole_digit(struct painter *p, int place)
{
	strbuf_addc(p->out, digit_at(p->digits, p->digits->point - place));
	if (p->pattern->grouped && place > 1 && (place - 1) % 3 == 0)
		strbuf_adds(p->out, culture_current()->group_separator);
}

static int whole_digits(const struct painter *p)
{
	return p->digits->text.length > 0 ? MAX(p->digits->point, 0) : 0;
}

/* The first placeholder, or the point, takes all digits for which there is no place. */
static void paint_first(struct painter *p)
{
	if (p->started)
		return;
	p->started = true;
	for (int place = whole_digits(p); place > p->pattern->whole_places; place--)
		paint_whole_digit(p, place);
}

static void paint_whole(struct painter *p)
{
	const struct pattern *pattern = p->pattern;
	int have = whole_digits(p);
	paint_first(p);
	if (p->place <= MAX(have, pattern->whole_zeros))
		paint_whole_digit(p, p->place);
	p->place--;
}

static void paint_decimal(struct painter *p)
{
	int number = p->fraction++;
	int last = (int)p->digits->text.length - p->digits->point; /* decimals that are there */
	if (number >= last && number >= p->pattern->decimal_zeros)
		return;
	if (!p->point_done) {
		strbuf_adds(p->out, culture_current()->decimal_separator);
		p->point_done = true;
	}
	strbuf_addc(p->out, digit_at(p->digits, p->digits->point + number));
}

static void paint(struct painter *p)
{
	bool point = false;
	const char *end = p->pattern->end;
	for (const char *at = p->pattern->start; at < end;) {
		const char *literal = at;
		if (skip_literal(&at, end)) {
			bool quoted = *literal != '\\';
			size_t length = (size_t)(at - literal);
			if (quoted)
				strbuf_add(p->out, literal + 1,
					   length - 1 - (length > 1 && at[-1] == *literal));
			else
				strbuf_add(p->out, literal + 1, length - 1);
			continue;
		}
		char c = *at++;
		if ((c == '0' || c == '#') && point)
			paint_decimal(p);
		else if (c == '0' || c == '#')
			paint_whole(p);
		else if (c == '.') {
			paint_first(p);
			point = true;
		} else if (c == ',')
			continue;
		else if (c == '%')
			strbuf_adds(p->out, culture_current()->percent_symbol);
		else if ((c == 'E' || c == 'e') && exponent_length(at - 1, end) > 0) {
			strbuf_addc(p->out, c);
			if (p->exponent < 0)
				strbuf_addc(p->out, '-');
			else if (p->pattern->exponent_plus)
				strbuf_addc(p->out, '+');
			strbuf_addf(p->out, "%0*d", p->pattern->exponent_digits, abs(p->exponent));
			at += exponent_length(at - 1, end) - 1;
		} else
			strbuf_addc(p->out, c);
	}
}

static void format_custom(Value v, const char *format, struct strbuf *out)
{
	const char *starts[3], *ends[3];
	int sections = split_sections(format, starts, ends);
	struct digits d;
	digits_init(v, &d);
	digits_settle(&d);
	int section = 0;
	if (d.text.length == 0)
		section = sections > 2 ? 2 : 0;
	else if (d.negative && sections > 1 && ends[1] > starts[1])
		section = 1;
	struct pattern pattern;
	int exponent = 0;
	for (;;) {
		pattern_read(starts[section], ends[section], &pattern);
		struct digits copy = d;
		copy.text = (struct strbuf)STRBUF_INIT;
		strbuf_add(&copy.text, d.text.data, d.text.length);
		if (copy.text.length > 0)
			copy.point += pattern.scale;
		if (pattern.scientific && copy.text.length > 0) {
			int places = MAX(pattern.whole_places, 1);
			digits_cut(&copy, places + pattern.decimals);
			exponent = copy.point - places;
			copy.point = places;
		} else {
			digits_cut(&copy, copy.point + pattern.decimals);
		}
		while (copy.text.length > 0 && copy.text.data[copy.text.length - 1] == '0')
			strbuf_set_length(&copy.text, copy.text.length - 1);
		if (copy.text.length == 0)
			copy.point = 0;
		/* What rounds to zero is shown by the third section, else the first. */
		int zero_section = sections > 2 ? 2 : 0;
		if (copy.text.length == 0 && section != zero_section) {
			strbuf_clear(&copy.text);
			section = zero_section;
			continue;
		}
		size_t start = out->length;
		/* Only doubles have a negative zero. */
		bool signed_zero = v.tag == VALUE_DOUBLE || v.tag == VALUE_SINGLE;
		bool negative = d.negative && (copy.text.length > 0 || signed_zero);
		struct painter painter = {.pattern = &pattern,
					  .digits = &copy,
					  .place = pattern.whole_places,
					  .exponent = exponent,
					  .out = out};
		paint(&painter);
		strbuf_clear(&copy.text);
		if (negative && section == 0 && out->length > start)
			strbuf_insert(out, start, culture_current()->negative_sign,
				      strlen(culture_current()->negative_sign));
		break;
	}
	strbuf_clear(&d.text);
}

enum status number_format(Value v, const char *format, struct strbuf *out)
{
	if (format == NULL || *format == '\0') {
		number_append(v, out);
		return OK;
	}
	if ((v.tag == VALUE_DOUBLE || v.tag == VALUE_SINGLE) && !isfinite(v.real)) {
		number_append(v, out);
		return OK;
	}
	if (isalpha((unsigned char)format[0])) {
		size_t digits = strspn(format + 1, "0123456789");
		if (format[1 + digits] == '\0' && digits <= 9)
			return format_standard(v, format[0], digits > 0 ? atoi(format + 1) : -1,
					       out);
	}
	format_custom(v, format, out);
	return OK;
}
