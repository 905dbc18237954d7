/* What characters are, in PowerShell's eyes. */
#include "syntax/lexer_private.h"

#define S CHAR_SPACE
#define W CHAR_ENDS_WORD
#define N CHAR_ENDS_NUMBER
#define L (CHAR_LETTER | CHAR_VARIABLE)
#define D (CHAR_DIGIT | CHAR_VARIABLE)

static const unsigned short ascii[128] = {
	['\0'] = S | W,
	['\t'] = S | W,
	['\n'] = CHAR_NEWLINE | W,
	['\v'] = S | W,
	['\f'] = S | W,
	['\r'] = CHAR_NEWLINE | W,
	[' '] = S | W,
	['&'] = W,
	['('] = W,
	[')'] = W,
	[','] = W,
	[';'] = W,
	['{'] = W,
	['|'] = W,
	['}'] = W,
	['!'] = N,
	['#'] = N,
	['%'] = N,
	['*'] = N,
	['+'] = N,
	['-'] = N | CHAR_DASH,
	['.'] = N,
	['/'] = N,
	['<'] = N,
	['='] = N,
	['>'] = N,
	[']'] = N,
	['\''] = CHAR_SINGLE_QUOTE,
	['"'] = CHAR_DOUBLE_QUOTE,
	['?'] = CHAR_VARIABLE,
	['_'] = L,
	['0'] = D,
	D,
	D,
	D,
	D,
	D,
	D,
	D,
	D,
	D,
	['A'] = L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	['a'] = L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
	L,
};

/* Blocks of symbols, punctuation and private characters; what is not listed counts as a letter. */
static const struct {
	uint32_t from, to;
} symbols[] = {
	{0x80, 0xa9},     {0xab, 0xb1},     {0xb4, 0xb4},     {0xb6, 0xb8},     {0xbb, 0xbf},
	{0xd7, 0xd7},     {0xf7, 0xf7},     {0x2010, 0x2070}, {0x207a, 0x207e}, {0x208a, 0x208e},
	{0x20a0, 0x2101}, {0x2190, 0x2bff}, {0x3001, 0x3004}, {0x3008, 0x3020}, {0xe000, 0xf8ff},
	{0xfe30, 0xfe6f}, {0xff01, 0xff0f}, {0xff1a, 0xff20}, {0xfff0, 0xffff}, {0x1f000, 0x1faff},
};

static unsigned class_beyond_ascii(uint32_t c)
{
	if (c == 0x2013 || c == 0x2014 || c == 0x2015)
		return CHAR_DASH | CHAR_ENDS_NUMBER;
	if (c >= 0x2018 && c <= 0x201b)
		return CHAR_SINGLE_QUOTE;
	if (c >= 0x201c && c <= 0x201e)
		return CHAR_DOUBLE_QUOTE;
	if (c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	    c == 0x205f || c == 0x3000)
		return CHAR_SPACE | CHAR_ENDS_WORD;
	for (size_t i = 0; i < countof(symbols); i++)
		if (c >= symbols[i].from && c <= symbols[i].to)
			return 0;
	return L;
}

unsigned lexer_class(uint32_t c)
{
	if (c < 128)
		return ascii[c];
	if (c == CHAR_NONE)
		return CHAR_ENDS_WORD;
	return class_beyond_ascii(c);
}

/* The text is valid UTF-8: parse_script() saw to it. */
uint32_t lexer_char_at(const struct lexer *l, uint32_t position, uint32_t *size_r)
{
	if (position >= l->end) {
		*size_r = 0;
		return CHAR_NONE;
	}
	const unsigned char *b = (const unsigned char *)l->text + position;
	if (b[0] < 0x80) {
		*size_r = 1;
		return b[0];
	}
	uint32_t size = b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
	uint32_t c = b[0] & (0x7fu >> size);
	for (uint32_t i = 1; i < size; i++)
		c = c << 6 | (b[i] & 0x3f);
	*size_r = size;
	return c;
}

unsigned lexer_class_at(const struct lexer *l, uint32_t position, uint32_t *size_r)
{
	return lexer_class(lexer_char_at(l, position, size_r));
}

bool lexer_ends_word_at(const struct lexer *l, uint32_t position)
{
	uint32_t size;
	return lexer_class_at(l, position, &size) & CHAR_ENDS_WORD;
}
