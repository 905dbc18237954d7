/*
 * Numbers: 12, 0xFF, 0b101, 1.5e3 with a type (y, uy, s, us, u, l, ul, n, d) and a multiplier (kb, mb, gb,
 * tb, pb). Without a type the narrowest of int, long, decimal, double that holds the value is taken.
 */
#include "syntax/lexer_private.h"

#include <gmp.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SUFFIX_NONE, SUFFIX_BYTE, SUFFIX_SHORT, SUFFIX_LONG, SUFFIX_BIG, SUFFIX_DECIMAL };

struct number_text {
	uint32_t digits_from, digits_to; /* without sign and 0x */
	int base;
	bool negative, real, is_unsigned;
	int suffix;
	int multiplier; /* a shift: 10 for kb */
};

static bool is_digit_of(char c, int base)
{
	if (base == 2)
		return c == '0' || c == '1';
	if (c >= '0' && c <= '9')
		return true;
	c |= 0x20;
	return base == 16 && c >= 'a' && c <= 'f';
}

static uint32_t skip_digits(const struct lexer *l, uint32_t at, int base)
{
	while (is_digit_of(lexer_byte_at(l, at), base))
		at++;
	return at;
}

/* Digits, point and exponent of a decimal number. */
static uint32_t scan_decimal(const struct lexer *l, uint32_t at, struct number_text *n)
{
	at = skip_digits(l, at, 10);
	if (lexer_byte_at(l, at) == '.' && lexer_byte_at(l, at + 1) != '.') {
		n->real = true;
		at = skip_digits(l, at + 1, 10);
	}
	if ((lexer_byte_at(l, at) | 0x20) == 'e') {
		uint32_t size, exponent = at + 1;
		if (lexer_byte_at(l, exponent) == '+')
			exponent++;
		else if (lexer_class_at(l, exponent, &size) & CHAR_DASH)
			exponent += size;
		uint32_t end = skip_digits(l, exponent, 10);
		if (end > exponent) {
			n->real = true;
			at = end;
		}
	}
	return at;
}

static uint32_t scan_suffix(const struct lexer *l, uint32_t at, struct number_text *n)
{
	if ((lexer_byte_at(l, at) | 0x20) == 'u') {
		n->is_unsigned = true;
		at++;
	}
	switch (lexer_byte_at(l, at) | 0x20) {
	case 'y':
		n->suffix = SUFFIX_BYTE;
		return at + 1;
	case 's':
		n->suffix = SUFFIX_SHORT;
		return at + 1;
	case 'l':
		n->suffix = SUFFIX_LONG;
		return at + 1;
	case 'n':
		n->suffix = n->is_unsigned ? SUFFIX_NONE : SUFFIX_BIG;
		return n->is_unsigned ? at : at + 1;
	case 'd':
		n->suffix = n->is_unsigned ? SUFFIX_NONE : SUFFIX_DECIMAL;
		return n->is_unsigned ? at : at + 1;
	default:
		return at;
	}
}

static uint32_t scan_multiplier(const struct lexer *l, uint32_t at, struct number_text *n)
{
	static const char letters[] = "kmgtp";
	char c = lexer_byte_at(l, at);
	const char *letter = c ? strchr(letters, c | 0x20) : NULL;
	if (!letter || (lexer_byte_at(l, at + 1) | 0x20) != 'b')
		return at;
	n->multiplier = 10 * (int)(letter - letters + 1);
	return at + 2;
}

/* May the number end here, or is the text a word that begins like one? */
static bool may_end_number(const struct lexer *l, uint32_t at)
{
	uint32_t size;
	unsigned class = lexer_class_at(l, at, &size);
	if (class & CHAR_ENDS_WORD)
		return true;
	if (l->mode == LEXER_COMMAND)
		return false;
	char c = lexer_byte_at(l, at);
	return class & CHAR_ENDS_NUMBER || (l->ternary_ends_number && (c == '?' || c == ':'));
}

/* Finds the number's parts; returns its end, or 0 when this is no number. */
static uint32_t scan(const struct lexer *l, struct number_text *n)
{
	uint32_t at = l->position, size;
	if (lexer_byte_at(l, at) == '+') {
		at++;
	} else if (lexer_class_at(l, at, &size) & CHAR_DASH) {
		n->negative = true;
		at += size;
	}
	n->base = 10;
	char marker = lexer_byte_at(l, at) == '0' ? lexer_byte_at(l, at + 1) | 0x20 : '\0';
	if (marker == 'x' || marker == 'b') {
		n->base = marker == 'x' ? 16 : 2;
		at += 2;
	}
	n->digits_from = at;
	at = n->base == 10 ? scan_decimal(l, at, n) : skip_digits(l, at, n->base);
	n->digits_to = at;
	if (at == n->digits_from && n->base == 10)
		return 0;
	at = scan_suffix(l, at, n);
	at = scan_multiplier(l, at, n);
	return may_end_number(l, at) ? at : 0;
}

/* ---- values ---- */

static const char *integer_digits(struct lexer *l, const mpz_t value)
{
	char *text = arena_alloc(l->arena, mpz_sizeinbase(value, 10) + 2);
	return mpz_get_str(text, 10, value);
}

static bool fits_decimal(const mpz_t value)
{
	return mpz_sizeinbase(value, 2) <= 96;
}

/* value / 10^scale as plain text, such as -0.05. */
static const char *decimal_digits(struct lexer *l, const mpz_t value, unsigned scale)
{
	struct strbuf sb = STRBUF_INIT;
	char *digits = mpz_get_str(NULL, 10, value);
	const char *d = digits;
	if (*d == '-')
		strbuf_addc(&sb, *d++);
	size_t length = strlen(d);
	if (length <= scale) {
		strbuf_addc(&sb, '0');
		if (scale > 0)
			strbuf_addc(&sb, '.');
		strbuf_add_repeat(&sb, '0', scale - length);
		strbuf_adds(&sb, d);
	} else {
		strbuf_add(&sb, d, length - scale);
		if (scale > 0) {
			strbuf_addc(&sb, '.');
			strbuf_adds(&sb, d + length - scale);
		}
	}
	const char *text = arena_strndup(l->arena, sb.data, sb.length);
	void (*gmp_free)(void *, size_t);
	mp_get_memory_functions(NULL, NULL, &gmp_free);
	gmp_free(digits, strlen(digits) + 1);
	strbuf_clear(&sb);
	return text;
}

/* Divides by 10, rounding half to even; `sticky` remembers lost digits. */
static void drop_digit(mpz_t value, bool last, bool *sticky)
{
	unsigned long digit = mpz_tdiv_q_ui(value, value, 10);
	if (last && (digit > 5 || (digit == 5 && (*sticky || mpz_odd_p(value)))))
		mpz_add_ui(value, value, 1);
	*sticky |= digit != 0;
}

/* Rounds value / 10^scale to what a decimal can hold: 28 decimals and 96 bits. False: it is too large. */
static bool round_decimal(mpz_t value, long *scale)
{
	bool sticky = false;
	while (*scale > 0 && (*scale > 28 || !fits_decimal(value))) {
		if (mpz_sgn(value) == 0) {
			*scale = MIN(*scale, 28);
			break;
		}
		mpz_t next;
		mpz_init(next);
		mpz_tdiv_q_ui(next, value, 10);
		bool last = *scale - 1 <= 28 && fits_decimal(next);
		mpz_clear(next);
		drop_digit(value, last, &sticky);
		--*scale;
	}
	return fits_decimal(value);
}

/* The digits of 1.5e3 without point and exponent; how many of them are decimals. */
static void read_real(const struct lexer *l, const struct number_text *n, mpz_t value,
		      long *scale_r)
{
	struct strbuf digits = STRBUF_INIT;
	long scale = 0, exponent = 0;
	bool point = false;
	for (uint32_t at = n->digits_from; at < n->digits_to; at++) {
		char c = l->text[at];
		if (c == '.') {
			point = true;
		} else if ((c | 0x20) == 'e') {
			exponent = strtol(l->text + at + 1, NULL, 10);
			break;
		} else {
			strbuf_addc(&digits, c);
			scale += point;
		}
	}
	if (digits.length == 0 || mpz_set_str(value, digits.data, 10) != 0)
		mpz_set_ui(value, 0);
	strbuf_clear(&digits);
	scale -= exponent;
	if (mpz_sgn(value) == 0)
		scale = MIN(MAX(scale, 0), 28);
	*scale_r = scale;
}

/* 1.5e3d: rounded as it is read, and again when it is multiplied. */
static bool decimal_from_real(struct lexer *l, const struct number_text *n,
			      struct token_number *out)
{
	mpz_t value;
	long scale;
	mpz_init(value);
	read_real(l, n, value, &scale);
	bool fits = scale >= -40;
	if (fits && scale < 0) {
		mpz_t power;
		mpz_init(power);
		mpz_ui_pow_ui(power, 10, (unsigned long)-scale);
		mpz_mul(value, value, power);
		mpz_clear(power);
		scale = 0;
	}
	fits = fits && round_decimal(value, &scale);
	mpz_mul_2exp(value, value, (mp_bitcnt_t)n->multiplier);
	fits = fits && round_decimal(value, &scale);
	if (n->negative)
		mpz_neg(value, value);
	if (fits) {
		out->type = AST_NUMBER_DECIMAL;
		out->digits = decimal_digits(l, value, (unsigned)scale);
	}
	mpz_clear(value);
	return fits;
}

static bool set_in_range(struct token_number *out, enum ast_number_type type, const mpz_t value,
			 int bits, bool is_unsigned)
{
	mpz_t low, high;
	mpz_init(low);
	mpz_init(high);
	mpz_setbit(high, (mp_bitcnt_t)(is_unsigned ? bits : bits - 1));
	if (!is_unsigned)
		mpz_neg(low, high);
	bool fits = mpz_cmp(value, low) >= 0 && mpz_cmp(value, high) < 0;
	mpz_clear(low);
	mpz_clear(high);
	if (!fits)
		return false;
	mpz_t magnitude;
	mpz_init(magnitude);
	mpz_abs(magnitude, value);
	uint64_t all = mpz_get_ui(magnitude);
	mpz_clear(magnitude);
	out->type = type;
	out->integer = (int64_t)(mpz_sgn(value) < 0 ? 0 - all : all);
	return true;
}

static bool set_typed(struct lexer *l, const struct number_text *n, const mpz_t value,
		      struct token_number *out)
{
	bool u = n->is_unsigned;
	switch (n->suffix) {
	case SUFFIX_BYTE:
		return set_in_range(out, u ? AST_NUMBER_BYTE : AST_NUMBER_SBYTE, value, 8, u);
	case SUFFIX_SHORT:
		return set_in_range(out, u ? AST_NUMBER_UINT16 : AST_NUMBER_INT16, value, 16, u);
	case SUFFIX_LONG:
		return set_in_range(out, u ? AST_NUMBER_UINT64 : AST_NUMBER_INT64, value, 64, u);
	case SUFFIX_BIG:
		out->type = AST_NUMBER_BIGINT;
		out->digits = integer_digits(l, value);
		return true;
	case SUFFIX_DECIMAL:
		out->type = AST_NUMBER_DECIMAL;
		out->digits = integer_digits(l, value);
		return fits_decimal(value);
	default:
		break;
	}
	if (u)
		return set_in_range(out, AST_NUMBER_UINT32, value, 32, true) ||
		       set_in_range(out, AST_NUMBER_UINT64, value, 64, true);
	if (set_in_range(out, AST_NUMBER_INT32, value, 32, false) ||
	    set_in_range(out, AST_NUMBER_INT64, value, 64, false))
		return true;
	if (n->base != 10)
		return false;
	if (fits_decimal(value)) {
		out->type = AST_NUMBER_DECIMAL;
		out->digits = integer_digits(l, value);
		return true;
	}
	out->type = AST_NUMBER_DOUBLE;
	out->real = mpz_get_d(value); /* cut off, not rounded: as .NET does it */
	return true;
}

/* Is the first bit a sign? Where the digits are as many as a signed type has. */
static bool has_sign_bit(const struct number_text *n, uint32_t bits)
{
	if (n->is_unsigned)
		return false;
	if (n->base == 2)
		return bits == 8 || bits == 16 || bits % 32 == 0;
	switch (n->suffix) {
	case SUFFIX_BYTE:
		return bits == 8;
	case SUFFIX_SHORT:
		return bits == 16;
	case SUFFIX_LONG:
		return bits == 64;
	default:
		return bits == 32 || bits == 64;
	}
}

/* 0xFFFFFFFF is -1. */
static void apply_sign_bit(const struct number_text *n, mpz_t value)
{
	uint32_t digits = n->digits_to - n->digits_from;
	uint32_t bits = n->base == 16 ? digits * 4 : digits;
	if (!has_sign_bit(n, bits) || !mpz_tstbit(value, bits - 1))
		return;
	mpz_t modulus;
	mpz_init(modulus);
	mpz_setbit(modulus, bits);
	mpz_sub(value, value, modulus);
	mpz_clear(modulus);
}

static bool value_from_real(struct lexer *l, const struct number_text *n, struct token_number *out)
{
	if (n->suffix == SUFFIX_DECIMAL)
		return decimal_from_real(l, n, out);
	char *text = strndup(l->text + n->digits_from, n->digits_to - n->digits_from);
	char *dash = strstr(text, "\xe2\x80"); /* an exponent's typographic dash: e–5 */
	if (dash) {
		*dash = '-';
		memmove(dash + 1, dash + 3, strlen(dash + 3) + 1);
	}
	double value = ldexp(strtod(text, NULL), n->multiplier);
	free(text);
	if (n->negative)
		value = -value;
	if (n->suffix == SUFFIX_NONE && !n->is_unsigned) {
		out->type = AST_NUMBER_DOUBLE;
		out->real = value;
		return true;
	}
	if (!isfinite(value))
		return false;
	mpz_t whole;
	mpz_init_set_d(whole, n->suffix == SUFFIX_BIG ? trunc(value) : rint(value));
	bool fits = set_typed(l, n, whole, out);
	mpz_clear(whole);
	return fits;
}

static bool value_from_integer(struct lexer *l, const struct number_text *n,
			       struct token_number *out)
{
	uint32_t length = n->digits_to - n->digits_from;
	if (n->base == 10 && length <= 9 && n->suffix == SUFFIX_NONE && !n->is_unsigned &&
	    n->multiplier == 0) {
		int64_t value = 0;
		for (uint32_t at = n->digits_from; at < n->digits_to; at++)
			value = value * 10 + (l->text[at] - '0');
		out->type = AST_NUMBER_INT32;
		out->integer = n->negative ? -value : value;
		return true;
	}
	mpz_t value;
	mpz_init(value);
	char *text = strndup(l->text + n->digits_from, length);
	if (length > 0) /* 0x alone is 0 */
		mpz_set_str(value, text, n->base);
	free(text);
	if (n->base != 10)
		apply_sign_bit(n, value);
	if (n->negative)
		mpz_neg(value, value);
	mpz_mul_2exp(value, value, (mp_bitcnt_t)n->multiplier);
	struct number_text typed = *n;
	if (n->base == 16 && length == 16 && n->suffix == SUFFIX_NONE)
		typed.suffix = SUFFIX_LONG;
	if (n->base == 2 && length == 64 && n->suffix == SUFFIX_NONE)
		typed.suffix = SUFFIX_LONG;
	bool fits = set_typed(l, &typed, value, out);
	mpz_clear(value);
	return fits;
}

bool lexer_number(struct lexer *l, struct token *t)
{
	struct number_text n = {0};
	uint32_t end = scan(l, &n);
	if (end == 0)
		return false;
	l->position = end;
	bool valid =
		n.real ? value_from_real(l, &n, &t->number) : value_from_integer(l, &n, &t->number);
	if (!valid && l->mode == LEXER_COMMAND) {
		l->position = t->at;
		return false;
	}
	if (!valid) {
		const char *text = arena_strndup(l->arena, l->text + t->at, end - t->at);
		diagnostics_add(l->diagnostics, lexer_extent(l, t->at, end), DIAGNOSTIC_BAD_NUMBER,
				text);
		t->number.type = AST_NUMBER_INT32;
		t->number.integer = 0;
	}
	lexer_finish(l, t, TOKEN_NUMBER);
	return true;
}
