/* White space, signs, separators: what stands around the digits of a number. */
#include "object/number_text.h"

#include "base/strbuf.h"
#include "object/reference.h"

#include <ctype.h>
#include <string.h>

struct number_text {
	const char *p;
	unsigned styles;
	const struct culture *culture;
	bool has_sign, has_parenthesis, has_currency;
	bool negative;
};

static bool accept_text(struct number_text *t, const char *text)
{
	size_t length = strlen(text);
	if (length == 0 || strncmp(t->p, text, length) != 0)
		return false;
	t->p += length;
	return true;
}

static void skip_white(struct number_text *t)
{
	while (*t->p == ' ' || (*t->p >= '\t' && *t->p <= '\r'))
		t->p++;
}

static bool accept_sign(struct number_text *t)
{
	if (t->has_sign)
		return false;
	if (accept_text(t, t->culture->negative_sign) || accept_text(t, "-") ||
	    accept_text(t, "\u2212")) {
		t->has_sign = t->negative = true;
		return true;
	}
	if (accept_text(t, t->culture->positive_sign)) {
		t->has_sign = true;
		return true;
	}
	return false;
}

static bool accept_currency(struct number_text *t)
{
	if (!(t->styles & NUMBER_CURRENCY_SYMBOL) || t->has_currency ||
	    !accept_text(t, t->culture->currency_symbol))
		return false;
	t->has_currency = true;
	return true;
}

static void read_before(struct number_text *t)
{
	for (;;) {
		if (t->styles & NUMBER_LEADING_WHITE)
			skip_white(t);
		if ((t->styles & NUMBER_LEADING_SIGN) && accept_sign(t))
			continue;
		if ((t->styles & NUMBER_PARENTHESES) && !t->has_sign && *t->p == '(') {
			t->has_sign = t->has_parenthesis = t->negative = true;
			t->p++;
			continue;
		}
		if (!accept_currency(t))
			return;
	}
}

static bool read_after(struct number_text *t)
{
	for (;;) {
		if (t->styles & NUMBER_TRAILING_WHITE)
			skip_white(t);
		if ((t->styles & NUMBER_TRAILING_SIGN) && accept_sign(t))
			continue;
		if (t->has_parenthesis && *t->p == ')') {
			t->has_parenthesis = false;
			t->p++;
			continue;
		}
		if (!accept_currency(t))
			return *t->p == '\0' && !t->has_parenthesis;
	}
}

static bool accept_group(struct number_text *t)
{
	const char *group = t->culture->group_separator;
	if (!(t->styles & NUMBER_THOUSANDS))
		return false;
	/* people type a plain space where the culture has a no-break one */
	if ((strcmp(group, "\u00a0") == 0 || strcmp(group, "\u202f") == 0) && *t->p == ' ' &&
	    isdigit((unsigned char)t->p[1])) {
		t->p++;
		return true;
	}
	return accept_text(t, group) ||
	       (t->has_currency && accept_text(t, t->culture->currency_group));
}

static bool read_digits(struct number_text *t, struct strbuf *out)
{
	bool digits = false, point = false;
	for (;;) {
		if (isdigit((unsigned char)*t->p)) {
			strbuf_addc(out, *t->p++);
			digits = true;
		} else if ((t->styles & NUMBER_DECIMAL_POINT) && !point &&
			   accept_text(t, t->culture->decimal_separator)) {
			point = true;
			strbuf_addc(out, '.');
		} else if (!digits || point || !accept_group(t)) {
			break;
		}
	}
	return digits;
}

static void read_exponent(struct number_text *t, struct strbuf *out)
{
	const char *p = t->p;
	if (!(t->styles & NUMBER_EXPONENT) || (*p != 'e' && *p != 'E'))
		return;
	p++;
	size_t sign = *p == '+' || *p == '-';
	if (!isdigit((unsigned char)p[sign]))
		return;
	strbuf_addc(out, 'e');
	strbuf_add(out, p, sign);
	p += sign;
	size_t digits = strspn(p, "0123456789");
	strbuf_add(out, p, digits);
	t->p = p + digits;
}

bool number_text_plain(const char *text, unsigned styles, const struct culture *culture,
		       struct strbuf *out)
{
	struct number_text t = {.p = text, .styles = styles, .culture = culture};
	struct strbuf digits = STRBUF_INIT;
	bool ok;
	if (styles & (NUMBER_HEX | NUMBER_BINARY)) {
		if (styles & NUMBER_LEADING_WHITE)
			skip_white(&t);
		size_t count = strspn(t.p, styles & NUMBER_HEX ? "0123456789abcdefABCDEF" : "01");
		strbuf_add(&digits, t.p, count);
		t.p += count;
		ok = count > 0 && read_after(&t);
	} else {
		read_before(&t);
		ok = read_digits(&t, &digits);
		if (ok) {
			read_exponent(&t, &digits);
			ok = read_after(&t);
		}
	}
	if (ok) {
		if (t.negative)
			strbuf_addc(out, '-');
		strbuf_add(out, digits.data, digits.length);
	}
	strbuf_clear(&digits);
	return ok;
}

void number_text_options(int argc, const Value *argv, unsigned *styles,
			 const struct culture **culture)
{
	for (int i = 1; i < argc; i++) {
		if (argv[i].tag == VALUE_ENUM)
			*styles = (unsigned)argv[i].integer;
		else if (!value_is_reference(argv[i]))
			*culture = culture_from_provider(argv[i]);
	}
}
