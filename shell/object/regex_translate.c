/*
 * Two passes over the pattern. The first finds the capturing groups, because what \3 or (?(name)...) means
 * depends on all of them. The second writes PCRE2's syntax, and refuses what PCRE2 would take but .NET does
 * not (possessive quantifiers, \h, POSIX classes...), and what .NET has but PCRE2 has not (balancing groups).
 */
#include "object/regex_translate.h"

#include "base/utf8.h"
#include "base/xmalloc.h"
#include "object/regex.h"

#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FLAG_DEPTH 256

struct translator {
	const char *start, *p, *end;
	struct regex_translation *t;
	unsigned options;
	unsigned saved[FLAG_DEPTH]; /* options outside each open group */
	int callout[FLAG_DEPTH];    /* PCRE2's number of an open capturing group, or 0 */
	int depth;
	int position;    /* capturing groups so far, as PCRE2 counts */
	bool can_repeat; /* something stands before that a quantifier can repeat */
	bool quantified; /* and it has a quantifier already */
};

static bool fail(struct translator *x, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static bool fail(struct translator *x, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;
	va_start(args, format);
	strbuf_vaddf(&text, format, args);
	va_end(args);
	free(x->t->error);
	x->t->error = strbuf_detach(&text, NULL);
	x->t->offset = utf8_utf16_length(x->start, (size_t)(MIN(x->p, x->end) - x->start));
	return false;
}

static void emit_n(struct translator *x, const char *text, size_t length)
{
	strbuf_add(&x->t->plain, text, length);
	strbuf_add(&x->t->unicode, text, length);
	strbuf_add(&x->t->captures, text, length);
}

static void emit(struct translator *x, const char *text)
{
	emit_n(x, text, strlen(text));
}

/* Where the two kinds of subject need different text. */
static void emit_pair(struct translator *x, const char *plain, const char *unicode)
{
	strbuf_adds(&x->t->plain, plain);
	strbuf_adds(&x->t->unicode, unicode);
	strbuf_adds(&x->t->captures, unicode);
}

static void emit_code(struct translator *x, uint32_t code)
{
	char text[24];
	snprintf(text, sizeof(text), "\\x{%x}", code);
	if (code > 0x7f)
		x->t->ascii = false;
	emit(x, text);
}

static char peek(const struct translator *x, size_t ahead)
{
	return x->p + ahead < x->end ? x->p[ahead] : '\0';
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (c & 0x80);
}

static size_t word_length(const struct translator *x, size_t ahead)
{
	size_t length = 0;
	while (x->p + ahead + length < x->end && is_word(x->p[ahead + length]))
		length++;
	return length;
}

static struct regex_group *find_group(struct regex_translation *t, const char *name, size_t length)
{
	for (int i = 0; i < t->group_count; i++) {
		if (strlen(t->groups[i].name) == length &&
		    memcmp(t->groups[i].name, name, length) == 0)
			return &t->groups[i];
	}
	return NULL;
}

static void add_group(struct regex_translation *t, const char *name, size_t length, int position)
{
	struct regex_group *g = find_group(t, name, length);
	if (g == NULL) {
		t->groups =
			xreallocarray(t->groups, (size_t)t->group_count + 1, sizeof(*t->groups));
		g = &t->groups[t->group_count++];
		*g = (struct regex_group){.name = xstrndup(name, length), .number = -1};
		if (isdigit((unsigned char)*name))
			g->number = atoi(g->name);
	}
	g->positions =
		xreallocarray(g->positions, (size_t)g->position_count + 1, sizeof(*g->positions));
	g->positions[g->position_count++] = position;
}

/* Skips a set "[...]" in the first pass; `at` stands on '['. */
static const char *skip_set(const char *at, const char *end)
{
	at++;
	if (at < end && *at == '^')
		at++;
	if (at < end && *at == ']')
		at++;
	while (at < end && *at != ']') {
		if (*at == '\\')
			at++;
		else if (*at == '[' && at[-1] == '-')
			at = skip_set(at, end) - 1;
		at++;
	}
	return at < end ? at + 1 : end;
}

/* The options of "imnsx-imnsx" at `at`; returns what follows them. */
static const char *read_flags(const char *at, const char *end, unsigned *options)
{
	static const struct {
		char letter;
		unsigned option;
	} flags[] = {{'i', REGEX_IGNORE_CASE},
		     {'m', REGEX_MULTILINE},
		     {'n', REGEX_EXPLICIT_CAPTURE},
		     {'s', REGEX_SINGLELINE},
		     {'x', REGEX_IGNORE_PATTERN_WHITESPACE}};
	bool on = true;
	for (; at < end; at++) {
		if (*at == '+' || *at == '-') {
			on = *at == '+';
			continue;
		}
		size_t i = 0;
		while (i < countof(flags) && flags[i].letter != tolower((unsigned char)*at))
			i++;
		if (i == countof(flags))
			break;
		*options = on ? *options | flags[i].option : *options & ~flags[i].option;
	}
	return at;
}

/* A group opens at `at` (on the parenthesis): notes it when it captures. Names that numbers have count as
 * numbers. Returns what follows the opening. */
static const char *note_group(struct translator *x, const char *at, int *unnamed)
{
	char number[16];
	if (at + 1 < x->end && at[1] == '?') {
		char kind = at + 2 < x->end ? at[2] : '\0';
		char quote = kind == '<' ? '>' : '\'';
		if ((kind == '<' || kind == '\'') && at + 3 < x->end && is_word(at[3])) {
			const char *name = at + 3, *stop = name;
			while (stop < x->end && is_word(*stop))
				stop++;
			if (stop < x->end && *stop == quote)
				add_group(x->t, name, (size_t)(stop - name), ++x->position);
			return stop;
		}
		if (kind == '(')
			return at + 2; /* the condition is a group of its own */
		return at + 2;
	}
	if (!(x->options & REGEX_EXPLICIT_CAPTURE)) {
		snprintf(number, sizeof(number), "%d", ++*unnamed);
		add_group(x->t, number, strlen(number), ++x->position);
	}
	return at + 1;
}

static int compare_groups(const void *a, const void *b)
{
	return ((const struct regex_group *)a)->number - ((const struct regex_group *)b)->number;
}

static void find_groups(struct translator *x)
{
	int unnamed = 0;
	bool in_condition = false;
	add_group(x->t, "0", 1, 0);
	for (const char *at = x->start; at < x->end;) {
		if (*at == '\\') {
			at += 2;
		} else if (*at == '[') {
			at = skip_set(at, x->end);
		} else if (*at == '#' && (x->options & REGEX_IGNORE_PATTERN_WHITESPACE)) {
			while (at < x->end && *at != '\n')
				at++;
		} else if (*at == '(' && x->end - at > 2 && at[1] == '?' && at[2] == '#') {
			while (at < x->end && *at != ')')
				at++;
		} else if (*at == '(') {
			if (x->depth < FLAG_DEPTH)
				x->saved[x->depth] = x->options;
			x->depth++;
			const char *open = at;
			if (in_condition) {
				/* (?(1)...) and (?(name)...) name a group; (?(expr)...) looks ahead */
				in_condition = false;
				at++;
				continue;
			}
			in_condition = x->end - at > 2 && at[1] == '?' && at[2] == '(';
			at = note_group(x, at, &unnamed);
			if (open[1] == '?' && at == open + 2 && !in_condition) {
				unsigned options = x->options;
				const char *flags = read_flags(at, x->end, &options);
				if (flags < x->end && (*flags == ')' || *flags == ':') &&
				    flags > at) {
					x->options = options;
					if (*flags ==
					    ')') { /* counts for the rest of what is outside */
						x->depth--;
						flags++;
					}
					at = flags;
				}
			}
		} else {
			if (*at == ')' && x->depth > 0 && --x->depth < FLAG_DEPTH)
				x->options = x->saved[x->depth];
			at++;
		}
	}
	/* named groups get the numbers that are left, in order */
	int next = 1;
	for (int i = 0; i < x->t->group_count; i++) {
		if (x->t->groups[i].number >= 0)
			continue;
		for (int j = 0; j < x->t->group_count; j++)
			if (x->t->groups[j].number == next) {
				next++;
				j = -1;
			}
		x->t->groups[i].number = next++;
	}
	qsort(x->t->groups, (size_t)x->t->group_count, sizeof(*x->t->groups), compare_groups);
}

static struct regex_group *group_by_number(struct translator *x, int number)
{
	for (int i = 0; i < x->t->group_count; i++)
		if (x->t->groups[i].number == number)
			return &x->t->groups[i];
	return NULL;
}

/* A reference to a group: the alternatives of its positions, the last that matched first. */
static void emit_reference(struct translator *x, const struct regex_group *g)
{
	struct strbuf text = STRBUF_INIT;
	if (g->position_count > 1)
		strbuf_adds(&text, "(?:");
	for (int i = g->position_count - 1; i >= 0; i--)
		strbuf_addf(&text, "\\g{%d}%s", g->positions[i], i > 0 ? "|" : "");
	if (g->position_count > 1)
		strbuf_addc(&text, ')');
	emit(x, text.data);
	strbuf_clear(&text);
}

/* Unicode blocks that \p{Is...} names: PCRE2 knows scripts only. */
static const struct {
	const char *name;
	uint32_t low, high;
} blocks[] = {
	{"IsBasicLatin", 0x0000, 0x007f},
	{"IsLatin-1Supplement", 0x0080, 0x00ff},
	{"IsLatinExtended-A", 0x0100, 0x017f},
	{"IsLatinExtended-B", 0x0180, 0x024f},
	{"IsIPAExtensions", 0x0250, 0x02af},
	{"IsCombiningDiacriticalMarks", 0x0300, 0x036f},
	{"IsGreek", 0x0370, 0x03ff},
	{"IsGreekandCoptic", 0x0370, 0x03ff},
	{"IsCyrillic", 0x0400, 0x04ff},
	{"IsCyrillicSupplement", 0x0500, 0x052f},
	{"IsArmenian", 0x0530, 0x058f},
	{"IsHebrew", 0x0590, 0x05ff},
	{"IsArabic", 0x0600, 0x06ff},
	{"IsDevanagari", 0x0900, 0x097f},
	{"IsThai", 0x0e00, 0x0e7f},
	{"IsHangulJamo", 0x1100, 0x11ff},
	{"IsLatinExtendedAdditional", 0x1e00, 0x1eff},
	{"IsGreekExtended", 0x1f00, 0x1fff},
	{"IsGeneralPunctuation", 0x2000, 0x206f},
	{"IsCurrencySymbols", 0x20a0, 0x20cf},
	{"IsLetterlikeSymbols", 0x2100, 0x214f},
	{"IsNumberForms", 0x2150, 0x218f},
	{"IsArrows", 0x2190, 0x21ff},
	{"IsMathematicalOperators", 0x2200, 0x22ff},
	{"IsBoxDrawing", 0x2500, 0x257f},
	{"IsGeometricShapes", 0x25a0, 0x25ff},
	{"IsCJKSymbolsandPunctuation", 0x3000, 0x303f},
	{"IsHiragana", 0x3040, 0x309f},
	{"IsKatakana", 0x30a0, 0x30ff},
	{"IsCJKUnifiedIdeographs", 0x4e00, 0x9fff},
	{"IsHangulSyllables", 0xac00, 0xd7af},
	{"IsPrivateUse", 0xe000, 0xf8ff},
};

/* \p{...} and \P{...}; x->p stands behind the letter. */
static bool translate_property(struct translator *x, bool negated, bool in_set)
{
	static const char *const categories[] = {
		"L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl",
		"No", "P",  "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S",  "Sm", "Sc", "Sk",
		"So", "Z",  "Zs", "Zl", "Zp", "C",  "Cc", "Cf", "Cs", "Co", "Cn"};
	char text[64];
	if (peek(x, 0) != '{')
		return fail(x, "Malformed \\p{X} character escape.");
	const char *name = x->p + 1, *close = memchr(name, '}', (size_t)(x->end - name));
	if (close == NULL)
		return fail(x, "Incomplete \\p{X} character escape.");
	int length = (int)(close - name);
	x->p = close + 1;
	x->t->ascii = false;
	for (size_t i = 0; i < countof(categories); i++) {
		if ((int)strlen(categories[i]) == length &&
		    strncmp(categories[i], name, (size_t)length) == 0) {
			snprintf(text, sizeof(text), "\\%c{%s}", negated ? 'P' : 'p',
				 categories[i]);
			emit(x, text);
			return true;
		}
	}
	for (size_t i = 0; i < countof(blocks); i++) {
		if ((int)strlen(blocks[i].name) != length ||
		    strncmp(blocks[i].name, name, (size_t)length) != 0)
			continue;
		if (in_set && negated)
			snprintf(text, sizeof(text), "\\x{0}-\\x{%x}\\x{%x}-\\x{10ffff}",
				 MAX(blocks[i].low, 1) - 1, blocks[i].high + 1);
		else
			snprintf(text, sizeof(text),
				 in_set ? "%s\\x{%x}-\\x{%x}" : "[%s\\x{%x}-\\x{%x}]",
				 negated ? "^" : "", blocks[i].low, blocks[i].high);
		emit(x, text);
		return true;
	}
	return fail(x, "Unknown property '%.*s'.", length, name);
}

/* \d \w \s and their opposites: ASCII subjects take PCRE2's own, others .NET's definition. */
static void translate_class(struct translator *x, char letter, bool in_set)
{
	const char *unicode;
	switch (letter) {
	case 'w':
		unicode = in_set ? "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}" : "[\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]";
		break;
	case 'W':
		/* inside a set the opposite is no union of properties: take the others */
		unicode = in_set ? "\\p{Mc}\\p{Me}\\p{Nl}\\p{No}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}"
				   "\\p{Po}"
				   "\\p{S}\\p{Z}\\p{C}"
				 : "[^\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]";
		break;
	case 'd':
		unicode = "\\p{Nd}";
		break;
	case 'D':
		unicode = "\\P{Nd}";
		break;
	default:
		unicode = letter == 's' ? "\\s" : "\\S";
		break;
	}
	char plain[3] = {'\\', letter, '\0'};
	emit_pair(x, plain, unicode);
}

/* Hexadecimal digits of \xHH and \uHHHH. */
static bool read_hex(struct translator *x, int digits, uint32_t *code_r)
{
	uint32_t code = 0;
	for (int i = 0; i < digits; i++) {
		char c = peek(x, (size_t)i);
		if (!isxdigit((unsigned char)c))
			return fail(x, "Insufficient or invalid hexadecimal digits.");
		code = code * 16 +
		       (uint32_t)(isdigit((unsigned char)c) ? c - '0' : (c | 32) - 'a' + 10);
	}
	x->p += digits;
	*code_r = code;
	return true;
}

static uint32_t read_octal(struct translator *x)
{
	uint32_t code = 0;
	for (int i = 0; i < 3 && peek(x, 0) >= '0' && peek(x, 0) <= '7'; i++)
		code = code * 8 + (uint32_t)(*x->p++ - '0');
	return code & 0xff;
}

/* An escape that stands for one character, inside a set or out; x->p is behind the backslash. */
static bool read_character_escape(struct translator *x, uint32_t *code_r)
{
	const char *at = x->p;
	char c = *x->p;
	if (c >= '0' && c <= '7') {
		*code_r = read_octal(x);
		return true;
	}
	uint32_t code = utf8_next(&at);
	x->p = at;
	switch (c) {
	case 'x':
		return read_hex(x, 2, code_r);
	case 'u':
		return read_hex(x, 4, code_r);
	case 'a':
		*code_r = 7;
		return true;
	case 'b':
		*code_r = 8;
		return true;
	case 'e':
		*code_r = 27;
		return true;
	case 'f':
		*code_r = 12;
		return true;
	case 'n':
		*code_r = 10;
		return true;
	case 'r':
		*code_r = 13;
		return true;
	case 't':
		*code_r = 9;
		return true;
	case 'v':
		*code_r = 11;
		return true;
	case 'c': {
		char control = (char)toupper((unsigned char)peek(x, 0));
		if (control == '\0')
			return fail(x, "Missing control character.");
		if (control < '@' || control > '_')
			return fail(x, "Unrecognized control character.");
		x->p++;
		*code_r = (uint32_t)(control - '@');
		return true;
	}
	default:
		if (is_word(c) && c != '_' && code < 0x80)
			return fail(x, "Unrecognized escape sequence \\%c.", c);
		*code_r = code;
		return true;
	}
}

static void emit_literal(struct translator *x, uint32_t code)
{
	char bytes[4];
	if (code < 0x80 && !isalnum((int)code) && code > ' ' && code != 0x7f) {
		char text[3] = {'\\', (char)code, '\0'};
		emit(x, text);
	} else if (code < 0x80 && isalnum((int)code)) {
		bytes[0] = (char)code;
		emit_n(x, bytes, 1);
	} else {
		emit_code(x, code);
	}
}

/* One end of a range or a class, inside a set. */
struct set_item {
	bool is_class;
	uint32_t code;
	char letter;
};

static bool read_set_item(struct translator *x, struct set_item *item)
{
	*item = (struct set_item){0};
	if (*x->p != '\\') {
		item->code = utf8_next(&x->p);
		return true;
	}
	x->p++;
	if (x->p >= x->end)
		return fail(x, "Illegal \\ at end of pattern.");
	if (strchr("dDwWsSpP", *x->p) != NULL) {
		item->is_class = true;
		item->letter = *x->p++;
		return true;
	}
	return read_character_escape(x, &item->code);
}

static bool translate_set(struct translator *x);

/* "[a-z-[aeiou]]": what is in the set but not in the other. PCRE2 looks ahead for the other. */
static bool translate_subtraction(struct translator *x, size_t plain, size_t unicode,
				  size_t captures)
{
	struct regex_translation *t = x->t;
	struct strbuf parts[3] = {STRBUF_INIT, STRBUF_INIT, STRBUF_INIT};
	struct strbuf *outs[3] = {&t->plain, &t->unicode, &t->captures};
	size_t starts[3] = {plain, unicode, captures};
	for (int i = 0; i < 3; i++) {
		strbuf_add(&parts[i], outs[i]->data + starts[i], outs[i]->length - starts[i]);
		strbuf_set_length(outs[i], starts[i]);
	}
	emit(x, "(?:(?!");
	bool ok = translate_set(x);
	emit(x, ")");
	for (int i = 0; i < 3; i++) {
		strbuf_adds(outs[i], parts[i].data);
		strbuf_adds(outs[i], "])");
		strbuf_clear(&parts[i]);
	}
	if (ok && peek(x, 0) != ']')
		return fail(x, "A subtraction must be the last element in a character class.");
	x->p++;
	return ok;
}

/* x->p stands on '['. */
static bool translate_set(struct translator *x)
{
	struct regex_translation *t = x->t;
	size_t plain = t->plain.length, unicode = t->unicode.length, captures = t->captures.length;
	bool first = true;
	emit(x, "[");
	x->p++;
	if (peek(x, 0) == '^') {
		emit(x, "^");
		x->p++;
	}
	for (;; first = false) {
		struct set_item low, high;
		if (x->p >= x->end)
			return fail(x, "Unterminated [] set.");
		if (*x->p == ']' && !first)
			break;
		if (*x->p == '-' && peek(x, 1) == '[' && !first) {
			x->p++;
			return translate_subtraction(x, plain, unicode, captures);
		}
		if (!read_set_item(x, &low))
			return false;
		if (low.is_class) {
			if (low.letter == 'p' || low.letter == 'P') {
				if (!translate_property(x, low.letter == 'P', true))
					return false;
			} else {
				translate_class(x, low.letter, true);
			}
			continue;
		}
		if (peek(x, 0) == '-' && x->p + 1 < x->end && x->p[1] != ']' && x->p[1] != '[') {
			x->p++;
			if (!read_set_item(x, &high))
				return false;
			if (high.is_class)
				return fail(x, "Cannot include class \\%c in character range.",
					    high.letter);
			if (high.code < low.code)
				return fail(x, "[x-y] range in reverse order.");
			emit_literal(x, low.code);
			emit(x, "-");
			emit_literal(x, high.code);
		} else {
			emit_literal(x, low.code);
		}
	}
	emit(x, "]");
	x->p++;
	return true;
}

/* \1, \12: a group, or an octal character when there is no such group. x->p on the first digit. */
static bool translate_digits(struct translator *x)
{
	int number = 0;
	const char *at = x->p;
	while (at < x->end && isdigit((unsigned char)*at) && number < 100000)
		number = number * 10 + (*at++ - '0');
	struct regex_group *g = group_by_number(x, number);
	if (g != NULL && number > 0) {
		x->p = at;
		emit_reference(x, g);
		return true;
	}
	if (number < 10) {
		x->p = at;
		return fail(x, "Reference to undefined group number %d.", number);
	}
	uint32_t code;
	if (*x->p > '7') {
		x->p = at;
		return fail(x, "Reference to undefined group number %d.", number);
	}
	if (!read_character_escape(x, &code))
		return false;
	emit_literal(x, code);
	return true;
}

/* \k<name> and \k'name'; x->p behind the k. */
static bool translate_named_reference(struct translator *x)
{
	char open = peek(x, 0), close = open == '<' ? '>' : '\'';
	size_t length = word_length(x, 1);
	if ((open != '<' && open != '\'') || length == 0 || peek(x, length + 1) != close)
		return fail(x, "Malformed \\k<...> named back reference.");
	const char *name = x->p + 1;
	struct regex_group *g = find_group(x->t, name, length);
	if (g == NULL && isdigit((unsigned char)*name))
		g = group_by_number(x, atoi(name));
	x->p += length + 2;
	if (g == NULL && isdigit((unsigned char)*name))
		return fail(x, "Reference to undefined group number %.*s.", (int)length, name);
	if (g == NULL)
		return fail(x, "Reference to undefined group name '%.*s'.", (int)length, name);
	emit_reference(x, g);
	return true;
}

/* x->p stands on the backslash. */
static bool translate_escape(struct translator *x)
{
	uint32_t code;
	x->p++;
	if (x->p >= x->end)
		return fail(x, "Illegal \\ at end of pattern.");
	char c = *x->p;
	if (strchr("AbBGzZ", c) != NULL) {
		char text[3] = {'\\', c, '\0'};
		emit(x, text);
		x->p++;
		return true;
	}
	if (strchr("dDwWsS", c) != NULL) {
		translate_class(x, c, false);
		x->p++;
		return true;
	}
	if (c == 'p' || c == 'P') {
		x->p++;
		return translate_property(x, c == 'P', false);
	}
	if (c == 'k') {
		x->p++;
		return translate_named_reference(x);
	}
	if (c >= '1' && c <= '9')
		return translate_digits(x);
	if (!read_character_escape(x, &code))
		return false;
	emit_literal(x, code);
	return true;
}

static bool push(struct translator *x, int callout)
{
	if (x->depth == FLAG_DEPTH)
		return fail(x, "Groups are nested too deeply (more than %d).", FLAG_DEPTH);
	x->saved[x->depth] = x->options;
	x->callout[x->depth++] = callout;
	return true;
}

/* Groups are wrapped in the pattern for captures, so that a quantifier repeats group and callout. */
static bool open_capture(struct translator *x)
{
	x->position++;
	strbuf_adds(&x->t->plain, "(");
	strbuf_adds(&x->t->unicode, "(");
	strbuf_adds(&x->t->captures, "(?:(");
	return push(x, x->position);
}

static bool unrecognized(struct translator *x)
{
	return fail(x, "Unrecognized grouping construct.");
}

/* "(?<name>" and "(?'name'"; x->p on the name. */
static bool open_named(struct translator *x, char close)
{
	size_t length = word_length(x, 0);
	const char *name = x->p;
	x->p += length;
	if (peek(x, 0) == '-')
		return fail(x, "Balancing groups are not supported.");
	if (length == 0 || peek(x, 0) != close)
		return unrecognized(x);
	if (isdigit((unsigned char)*name)) {
		size_t digits = strspn(name, "0123456789");
		if (digits < length) {
			x->p = name + digits;
			return fail(x, "Invalid group name: Group names must begin with a word "
				       "character.");
		}
		if (atoi(name) == 0)
			return fail(x, "Capture number cannot be zero.");
	}
	x->p++;
	return open_capture(x);
}

static bool translate_open(struct translator *x);

/* "(?(": by group number or name, else what stands there is looked ahead for. x->p behind it. */
static bool open_condition(struct translator *x)
{
	size_t length = word_length(x, 0);
	if (length > 0 && peek(x, length) == ')') {
		const char *name = x->p;
		bool number = isdigit((unsigned char)*name) != 0;
		struct regex_group *g =
			number ? group_by_number(x, atoi(name)) : find_group(x->t, name, length);
		if (g != NULL) {
			char text[32];
			x->p += length + 1;
			if (g->position_count > 1)
				return fail(x,
					    "A condition on a group that is defined more than once "
					    "is not supported.");
			snprintf(text, sizeof(text), "(?(%d)", g->positions[0]);
			emit(x, text);
			return push(x, 0);
		}
		if (number) {
			x->p += length + 1;
			return fail(
				x,
				"Conditional alternation refers to an undefined group number %.*s.",
				(int)length, name);
		}
	}
	emit(x, "(?");
	if (!push(x, 0))
		return false;
	if (peek(x, 0) == '?' && strchr("=!<", peek(x, 1)) != NULL && peek(x, 1) != '\0') {
		/* a lookaround is the condition as it stands */
		x->p--;
		return translate_open(x);
	}
	emit(x, "(?=");
	return push(x, 0);
}

/* "(?imnsx-imnsx:" and "(?imnsx-imnsx)"; x->p behind the question mark. */
static bool open_flags(struct translator *x)
{
	unsigned options = x->options;
	const char *stop = read_flags(x->p, x->end, &options);
	if (stop >= x->end || (*stop != ')' && *stop != ':')) {
		x->p = MIN(stop + 1, x->end);
		return unrecognized(x);
	}
	struct strbuf flags = STRBUF_INIT;
	strbuf_adds(&flags, "(?");
	bool on = true;
	for (const char *p = x->p; p < stop; p++) {
		if (*p == '+' || *p == '-') {
			if (on && *p == '-')
				strbuf_addc(&flags, '-');
			on = *p == '+';
		} else if (tolower((unsigned char)*p) != 'n') {
			strbuf_addc(&flags, (char)tolower((unsigned char)*p));
		}
	}
	strbuf_addc(&flags, *stop);
	emit(x, strcmp(flags.data, "(?)") == 0 || strcmp(flags.data, "(?-)") == 0 ? "(?:)"
										  : flags.data);
	strbuf_clear(&flags);
	x->p = stop + 1;
	if (*stop == ':' && !push(x, 0))
		return false;
	x->options = options;
	return true;
}

/* x->p stands on the opening parenthesis. */
static bool translate_open(struct translator *x)
{
	x->p++;
	if (peek(x, 0) != '?') {
		if (x->options & REGEX_EXPLICIT_CAPTURE) {
			emit(x, "(?:");
			return push(x, 0);
		}
		return open_capture(x);
	}
	x->p++;
	char c = peek(x, 0);
	if (strchr(":=!>", c) != NULL && c != '\0') {
		char text[4] = {'(', '?', c, '\0'};
		emit(x, text);
		x->p++;
		return push(x, 0);
	}
	if (c == '<' && (peek(x, 1) == '=' || peek(x, 1) == '!')) {
		emit(x, peek(x, 1) == '=' ? "(?<=" : "(?<!");
		x->p += 2;
		return push(x, 0);
	}
	if (c == '<' || c == '\'') {
		x->p++;
		return open_named(x, c == '<' ? '>' : '\'');
	}
	if (c == '(') {
		x->p++;
		return open_condition(x);
	}
	return open_flags(x);
}

static bool translate_close(struct translator *x)
{
	x->p++;
	if (x->depth == 0)
		return fail(x, "Too many )'s.");
	x->depth--;
	x->options = x->saved[x->depth];
	strbuf_adds(&x->t->plain, ")");
	strbuf_adds(&x->t->unicode, ")");
	strbuf_adds(&x->t->captures, ")");
	if (x->callout[x->depth] != 0)
		strbuf_addf(&x->t->captures, "(?C'%d'))", x->callout[x->depth]);
	return true;
}

/* Whether "{n}", "{n,}" or "{n,m}" stands at x->p. */
static bool is_counted(const struct translator *x, long *low, long *high, size_t *length_r)
{
	const char *p = x->p + 1;
	*low = *high = 0;
	if (p >= x->end || !isdigit((unsigned char)*p))
		return false;
	for (; p < x->end && isdigit((unsigned char)*p); p++)
		*low = MIN(*low * 10 + (*p - '0'), (long)INT_MAX);
	*high = *low;
	if (p < x->end && *p == ',') {
		p++;
		*high = LONG_MAX;
		if (p < x->end && isdigit((unsigned char)*p))
			for (*high = 0; p < x->end && isdigit((unsigned char)*p); p++)
				*high = MIN(*high * 10 + (*p - '0'), (long)INT_MAX);
	}
	if (p >= x->end || *p != '}')
		return false;
	*length_r = (size_t)(p + 1 - x->p);
	return true;
}

static bool translate_quantifier(struct translator *x)
{
	long low, high;
	size_t length = 1;
	char c = *x->p;
	if (c == '{' && !is_counted(x, &low, &high, &length)) {
		emit(x, "\\{");
		x->p++;
		x->can_repeat = true;
		x->quantified = false;
		return true;
	}
	if (!x->can_repeat) {
		x->p++;
		return x->quantified ? fail(x, "Nested quantifier '%c'.", c)
				     : fail(x, "Quantifier '%c' following nothing.", c);
	}
	const char *text = x->p;
	x->p += length;
	if (c == '{' && low > high)
		return fail(x, "Illegal {x,y} with x > y.");
	if (c == '{' && (low > 65535 || (high > 65535 && high != LONG_MAX)))
		return fail(x, "A quantifier beyond 65535 is not supported.");
	emit_n(x, text, length);
	if (peek(x, 0) == '?') {
		emit(x, "?");
		x->p++;
	}
	x->can_repeat = false;
	x->quantified = true;
	return true;
}

static bool skip_comment(struct translator *x)
{
	const char *close = memchr(x->p, ')', (size_t)(x->end - x->p));
	if (close == NULL) {
		x->p = x->end;
		return fail(x, "Unterminated (?#...) comment.");
	}
	x->p = close + 1;
	return true;
}

static bool translate_one(struct translator *x)
{
	char c = *x->p;
	bool ok = true;
	if ((x->options & REGEX_IGNORE_PATTERN_WHITESPACE) &&
	    (isspace((unsigned char)c) || c == '#')) {
		if (c == '#')
			while (x->p < x->end && *x->p != '\n')
				x->p++;
		else
			x->p++;
		return true;
	}
	if (c == '(' && peek(x, 1) == '?' && peek(x, 2) == '#')
		return skip_comment(x);
	if (c == '*' || c == '+' || c == '?' || c == '{')
		return translate_quantifier(x);
	bool can_repeat = true;
	switch (c) {
	case '\\':
		ok = translate_escape(x);
		break;
	case '[':
		ok = translate_set(x);
		break;
	case '(':
		ok = translate_open(x);
		can_repeat = false;
		break;
	case ')':
		ok = translate_close(x);
		break;
	case '|':
		emit(x, "|");
		x->p++;
		can_repeat = false;
		break;
	case '.':
	case '^':
	case '$':
		emit_n(x, x->p++, 1);
		break;
	default:
		if (c & 0x80)
			emit_literal(x, utf8_next(&x->p));
		else
			emit_literal(x, (uint32_t)(unsigned char)*x->p++);
		break;
	}
	x->can_repeat = can_repeat;
	x->quantified = false;
	return ok;
}

bool regex_translate(const char *pattern, size_t length, unsigned options,
		     struct regex_translation *t)
{
	struct translator x = {.start = pattern,
			       .p = pattern,
			       .end = pattern + length,
			       .t = t,
			       .options = options};
	*t = (struct regex_translation){.ascii = true};
	strbuf_init(&t->plain);
	strbuf_init(&t->unicode);
	strbuf_init(&t->captures);
	if (options & REGEX_RIGHT_TO_LEFT)
		return fail(&x, "The option RightToLeft is not supported.");
	find_groups(&x);
	x.depth = x.position = 0;
	x.options = options;
	while (x.p < x.end)
		if (!translate_one(&x))
			return false;
	if (x.depth > 0)
		return fail(&x, "Not enough )'s.");
	return true;
}

void regex_translation_clear(struct regex_translation *t)
{
	strbuf_clear(&t->plain);
	strbuf_clear(&t->unicode);
	strbuf_clear(&t->captures);
	for (int i = 0; i < t->group_count; i++) {
		free(t->groups[i].name);
		free(t->groups[i].positions);
	}
	free(t->groups);
	free(t->error);
	*t = (struct regex_translation){0};
}
