#include "formatters/ansi.h"
#include "base/strbuf.h"
#include "formatters/column_width.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"
#include "object/type.h"
#include <stdio.h>

#define STYLE_TYPE "System.Management.Automation.PSStyle"

/* Name, foreground sequence, background sequence; in the order of ConsoleColor's bright and dark names. */
#define COLORS(X)                                 \
	X(Black, "\x1b[30m", "\x1b[40m")          \
	X(BrightBlack, "\x1b[90m", "\x1b[100m")   \
	X(White, "\x1b[37m", "\x1b[47m")          \
	X(BrightWhite, "\x1b[97m", "\x1b[107m")   \
	X(Red, "\x1b[31m", "\x1b[41m")            \
	X(BrightRed, "\x1b[91m", "\x1b[101m")     \
	X(Magenta, "\x1b[35m", "\x1b[45m")        \
	X(BrightMagenta, "\x1b[95m", "\x1b[105m") \
	X(Blue, "\x1b[34m", "\x1b[44m")           \
	X(BrightBlue, "\x1b[94m", "\x1b[104m")    \
	X(Cyan, "\x1b[36m", "\x1b[46m")           \
	X(BrightCyan, "\x1b[96m", "\x1b[106m")    \
	X(Green, "\x1b[32m", "\x1b[42m")          \
	X(BrightGreen, "\x1b[92m", "\x1b[102m")   \
	X(Yellow, "\x1b[33m", "\x1b[43m")         \
	X(BrightYellow, "\x1b[93m", "\x1b[103m")

#define DECORATIONS(X)                  \
	X(Reset, "\x1b[0m")             \
	X(BlinkOff, "\x1b[25m")         \
	X(Blink, "\x1b[5m")             \
	X(BoldOff, "\x1b[22m")          \
	X(Bold, "\x1b[1m")              \
	X(DimOff, "\x1b[22m")           \
	X(Dim, "\x1b[2m")               \
	X(Hidden, "\x1b[8m")            \
	X(HiddenOff, "\x1b[28m")        \
	X(Reverse, "\x1b[7m")           \
	X(ReverseOff, "\x1b[27m")       \
	X(ItalicOff, "\x1b[23m")        \
	X(Italic, "\x1b[3m")            \
	X(UnderlineOff, "\x1b[24m")     \
	X(Underline, "\x1b[4m")         \
	X(StrikethroughOff, "\x1b[29m") \
	X(Strikethrough, "\x1b[9m")

#define FORMATTING(X)                             \
	X(FormatAccent, "\x1b[32;1m")             \
	X(ErrorAccent, "\x1b[36;1m")              \
	X(Error, "\x1b[31;1m")                    \
	X(Warning, "\x1b[33;1m")                  \
	X(Verbose, "\x1b[33;1m")                  \
	X(Debug, "\x1b[33;1m")                    \
	X(TableHeader, "\x1b[32;1m")              \
	X(CustomTableHeaderLabel, "\x1b[32;1;3m") \
	X(FeedbackName, "\x1b[33m")               \
	X(FeedbackText, "\x1b[96m")               \
	X(FeedbackAction, "\x1b[97m")

enum formatting_index {
#define X(name, sequence) FORMATTING_##name,
	FORMATTING(X)
#undef X
		FORMATTING_COUNT
};

static const char *const formatting_defaults[] = {
#define X(name, sequence) sequence,
	FORMATTING(X)
#undef X
};

/* $PSStyle with what scripts changed in it. */
struct style {
	struct cell cell;
	Value formatting[FORMATTING_COUNT]; /* NULL: the default */
	Value rendering;
	Value foreground, background, format_object;
};

static struct style *style;

static void mark_style(void *cell)
{
	struct style *s = cell;
	gc_mark_values(s->formatting, FORMATTING_COUNT);
	gc_mark(s->rendering);
	gc_mark(s->foreground);
	gc_mark(s->background);
	gc_mark(s->format_object);
}

static struct style *current(void)
{
	return (struct style *)ansi_style_object().cell;
}

#define X(name, fore, back)                                             \
	static enum status get_fore_##name(Value self, Value *result_r) \
	{                                                               \
		(void)self;                                             \
		*result_r = string_from(fore);                          \
		return OK;                                              \
	}                                                               \
	static enum status get_back_##name(Value self, Value *result_r) \
	{                                                               \
		(void)self;                                             \
		*result_r = string_from(back);                          \
		return OK;                                              \
	}
COLORS(X)
#undef X

#define X(name, sequence)                                          \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		(void)self;                                        \
		*result_r = string_from(sequence);                 \
		return OK;                                         \
	}
DECORATIONS(X)
#undef X

static const char *formatting(enum formatting_index i)
{
	const struct style *s = current();
	return value_is_null(s->formatting[i]) ? formatting_defaults[i]
					       : string_data(s->formatting[i]);
}

#define X(name, sequence)                                                          \
	static enum status get_formatting_##name(Value self, Value *result_r)      \
	{                                                                          \
		(void)self;                                                        \
		*result_r = string_from(formatting(FORMATTING_##name));            \
		return OK;                                                         \
	}                                                                          \
	static enum status set_formatting_##name(Value self, Value value)          \
	{                                                                          \
		(void)self;                                                        \
		current()->formatting[FORMATTING_##name] = value_to_string(value); \
		return OK;                                                         \
	}
FORMATTING(X)
#undef X

static enum status from_rgb(int argc, const Value *argv, int base, Value *result_r)
{
	int64_t red, green, blue;
	if (argc == 3) {
		red = argv[0].integer;
		green = argv[1].integer;
		blue = argv[2].integer;
	} else {
		red = argv[0].integer >> 16 & 255;
		green = argv[0].integer >> 8 & 255;
		blue = argv[0].integer & 255;
	}
	*result_r = string_printf("\x1b[%d;2;%d;%d;%dm", base, (int)red, (int)green, (int)blue);
	return OK;
}

static enum status fore_from_rgb(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)self;
	return from_rgb(argc, argv, 38, result_r);
}

static enum status back_from_rgb(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)self;
	return from_rgb(argc, argv, 48, result_r);
}

static const struct member foreground_members[] = {
#define X(name, fore, back) PROPERTY("string " #name " {get;}", get_fore_##name),
	COLORS(X)
#undef X
		METHOD("string FromRgb(byte red, byte green, byte blue)", fore_from_rgb),
	METHOD("string FromRgb(int rgb)", fore_from_rgb),
	MEMBER_END,
};
static const struct member background_members[] = {
#define X(name, fore, back) PROPERTY("string " #name " {get;}", get_back_##name),
	COLORS(X)
#undef X
		METHOD("string FromRgb(byte red, byte green, byte blue)", back_from_rgb),
	METHOD("string FromRgb(int rgb)", back_from_rgb),
	MEMBER_END,
};
static const struct member formatting_members[] = {
#define X(name, sequence) \
	PROPERTY_RW("string " #name " {get;set;}", get_formatting_##name, set_formatting_##name),
	FORMATTING(X)
#undef X
		MEMBER_END,
};

static struct type type_foreground = {
	.name = STYLE_TYPE "+ForegroundColor", .tag = VALUE_OBJECT, .members = foreground_members};
static struct type type_background = {
	.name = STYLE_TYPE "+BackgroundColor", .tag = VALUE_OBJECT, .members = background_members};
static struct type type_formatting = {
	.name = STYLE_TYPE "+FormattingData", .tag = VALUE_OBJECT, .members = formatting_members};

#define PART(name, field)                                          \
	static enum status get_##name(Value self, Value *result_r) \
	{                                                          \
		(void)self;                                        \
		*result_r = current()->field;                      \
		return OK;                                         \
	}
PART(Formatting, format_object)
PART(Foreground, foreground)
PART(Background, background)
PART(OutputRendering, rendering)

static enum status set_rendering(Value self, Value value)
{
	static const char *const names[] = {"Host", "PlainText", "Ansi"};
	(void)self;
	Value text = value_to_string(value);
	for (size_t i = 0; i < countof(names); i++)
		if (name_equal(names[i], string_data(text))) {
			current()->rendering = string_from(names[i]);
			return OK;
		}
	return throw_error("SetValueInvocationException", CATEGORY_INVALID_ARGUMENT, value,
			   "Unable to match the identifier name %s to a valid enumerator name. "
			   "Specify one of the following enumerator names and try again: Host, "
			   "PlainText, Ansi",
			   string_data(text));
}

static enum status format_hyperlink(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)self;
	(void)argc;
	*result_r = string_printf("\x1b]8;;%s\x1b\\%s\x1b]8;;\x1b\\",
				  string_data(value_to_string(argv[1])), string_data(argv[0]));
	return OK;
}

static const struct member style_members[] = {
	PROPERTY_RW(STYLE_TYPE "+OutputRendering OutputRendering {get;set;}", get_OutputRendering,
		    set_rendering),
#define X(name, sequence) PROPERTY("string " #name " {get;}", get_##name),
	DECORATIONS(X)
#undef X
		PROPERTY(STYLE_TYPE "+FormattingData Formatting {get;}", get_Formatting),
	PROPERTY(STYLE_TYPE "+ForegroundColor Foreground {get;}", get_Foreground),
	PROPERTY(STYLE_TYPE "+BackgroundColor Background {get;}", get_Background),
	METHOD("string FormatHyperlink(string text, uri link)", format_hyperlink),
	MEMBER_END,
};

/* Text with escape sequences that knows how long it is without them. */
struct decorated {
	struct cell cell;
	Value text;
};

static void mark_decorated(void *cell)
{
	gc_mark(((struct decorated *)cell)->text);
}

static Value plain_text(Value self)
{
	Value text = ((struct decorated *)self.cell)->text;
	struct strbuf plain = STRBUF_INIT;
	text_append_plain(&plain, string_data(text), string_length(text));
	return string_from_strbuf(&plain);
}

static enum status get_decorated(Value self, Value *result_r)
{
	Value text = ((struct decorated *)self.cell)->text;
	*result_r = value_bool(string_length(plain_text(self)) != string_length(text));
	return OK;
}

static enum status get_content_length(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)value_as_string(plain_text(self))->utf16_length);
	return OK;
}

static enum status decorated_to_string(Value self, const char *format, struct strbuf *out)
{
	Value text = ((struct decorated *)self.cell)->text;
	(void)format;
	strbuf_add(out, string_data(text), string_length(text));
	return OK;
}

static enum status decorated_to_text(Value self, int argc, const Value *argv, Value *result_r)
{
	bool plain = argc && name_equal(string_data(value_to_string(argv[0])), "PlainText");
	*result_r = plain ? plain_text(self) : ((struct decorated *)self.cell)->text;
	return OK;
}

static enum status new_decorated(Value self, int argc, const Value *argv, Value *result_r);

static const struct member decorated_members[] = {
	PROPERTY("bool IsDecorated {get;}", get_decorated),
	PROPERTY("int ContentLength {get;}", get_content_length),
	CONSTRUCTOR("System.Management.Automation.Internal.StringDecorated new(string text)",
		    new_decorated),
	METHOD("string ToString()", decorated_to_text),
	METHOD("string ToString(System.Object outputRendering)", decorated_to_text),
	MEMBER_END,
};

static struct type type_decorated = {
	.name = "System.Management.Automation.Internal.StringDecorated",
	.tag = VALUE_OBJECT,
	.members = decorated_members,
	.mark = mark_decorated,
	.to_string = decorated_to_string};

static enum status new_decorated(Value self, int argc, const Value *argv, Value *result_r)
{
	(void)self;
	(void)argc;
	struct decorated *d = gc_alloc(&type_decorated, VALUE_OBJECT, sizeof(*d));
	d->text = argv[0];
	*result_r = value_cell(VALUE_OBJECT, d);
	return OK;
}

static struct type type_style = {
	.name = STYLE_TYPE, .tag = VALUE_OBJECT, .members = style_members, .mark = mark_style};

static Value part(struct type *type)
{
	return value_cell(VALUE_OBJECT, gc_alloc(type, VALUE_OBJECT, sizeof(struct cell)));
}

Value ansi_style_object(void)
{
	if (!style) {
		if (!(type_style.flags & TYPE_PREPARED)) {
			type_register(&type_style);
			type_register(&type_decorated);
			type_register(&type_formatting);
			type_register(&type_foreground);
			type_register(&type_background);
		}
		style = gc_alloc(&type_style, VALUE_OBJECT, sizeof(*style));
		gc_pin(value_cell(VALUE_OBJECT, style));
		style->rendering = string_from("Host");
		style->foreground = part(&type_foreground);
		style->background = part(&type_background);
		style->format_object = part(&type_formatting);
	}
	return value_cell(VALUE_OBJECT, style);
}

const char *ansi_table_header(void)
{
	return formatting(FORMATTING_TableHeader);
}

const char *ansi_format_accent(void)
{
	return formatting(FORMATTING_FormatAccent);
}

const char *ansi_error(void)
{
	return formatting(FORMATTING_Error);
}

const char *ansi_error_accent(void)
{
	return formatting(FORMATTING_ErrorAccent);
}

const char *ansi_warning(void)
{
	return formatting(FORMATTING_Warning);
}

const char *ansi_verbose(void)
{
	return formatting(FORMATTING_Verbose);
}

const char *ansi_debug(void)
{
	return formatting(FORMATTING_Debug);
}

/* ConsoleColor counts blue 1, green 2, red 4, bright 8; terminals count red 1, green 2, blue 4. */
const char *ansi_console_color(int color, bool background)
{
	static char sequences[4][12];
	static int turn;
	char *sequence = sequences[turn++ % 4];
	int code = (color & 1 ? 4 : 0) | (color & 2) | (color & 4 ? 1 : 0);
	int base = (color & 8 ? 90 : 30) + (background ? 10 : 0);
	snprintf(sequence, sizeof(sequences[0]), "\x1b[%dm", base + code);
	return sequence;
}
