/* System.Console: the host's streams, around the pipeline. */
#include "base/strbuf.h"
#include "engine/host.h"
#include "engine/session.h"
#include "object/convert.h"
#include "object/encoding.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/io_private.h"
#include "object/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct type type_sync_writer, type_sync_reader;

/* [Console]::Out and ::Error */
struct sync_writer {
	struct cell cell;
	enum host_stream stream;
};

static enum status write_to(enum host_stream stream, int argc, const Value *argv, bool line)
{
	struct host *host = session_current()->host;
	struct strbuf out = STRBUF_INIT;
	enum status status = io_append_arguments(argc, argv, &out);
	if (line)
		strbuf_addc(&out, '\n');
	if (status == OK && host->flush != NULL)
		status = host->flush(host);
	if (status == OK && out.length)
		host->write_text(host, stream, out.data, out.length);
	strbuf_clear(&out);
	return status;
}

static enum status do_write(Value self UNUSED, int argc, const Value *argv, Value *result_r UNUSED)
{
	return write_to(HOST_OUTPUT, argc, argv, false);
}

static enum status do_write_line(Value self UNUSED, int argc, const Value *argv,
				 Value *result_r UNUSED)
{
	return write_to(HOST_OUTPUT, argc, argv, true);
}

static enum host_stream stream_of(Value self)
{
	return ((struct sync_writer *)self.cell)->stream;
}

static enum status writer_write(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	return write_to(stream_of(self), argc, argv, false);
}

static enum status writer_write_line(Value self, int argc, const Value *argv,
				     Value *result_r UNUSED)
{
	return write_to(stream_of(self), argc, argv, true);
}

static enum status do_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	return OK;
}

static enum status writer_new(enum host_stream stream, Value *result_r)
{
	struct sync_writer *w = gc_alloc(&type_sync_writer, VALUE_OBJECT, sizeof(*w));
	w->stream = stream;
	*result_r = value_cell(VALUE_OBJECT, w);
	return OK;
}

static enum status get_out(Value self UNUSED, Value *result_r)
{
	return writer_new(HOST_OUTPUT, result_r);
}

static enum status get_error(Value self UNUSED, Value *result_r)
{
	return writer_new(HOST_ERROR, result_r);
}

static enum status do_open(const char *path, enum io_access access, Value *result_r)
{
	return file_stream_open(string_from(path), IO_OPEN, access, result_r);
}

static enum status do_open_input(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	return do_open("/dev/stdin", IO_READ, result_r);
}

static enum status do_open_output(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	return do_open("/dev/stdout", IO_WRITE, result_r);
}

static enum status do_open_error(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	return do_open("/dev/stderr", IO_WRITE, result_r);
}

static enum status do_read_line(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r)
{
	struct host *host = session_current()->host;
	char *line = NULL;
	if (host->interactive && host->read_line != NULL) {
		line = host->read_line(host, "", false);
	} else {
		size_t size = 0;
		ssize_t n = getline(&line, &size, stdin);
		if (n < 0) {
			free(line);
			line = NULL;
		} else if (n > 0 && line[n - 1] == '\n') {
			line[n - 1] = '\0';
		}
	}
	*result_r = line != NULL ? string_from(line) : NULL_VALUE;
	free(line);
	return OK;
}

/* [Console]::In: has no state of its own, as standard input has one buffer. */
static enum status get_in(Value self UNUSED, Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(&type_sync_reader, VALUE_OBJECT, sizeof(struct cell)));
	return OK;
}

static enum status do_read_to_end(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	char part[4096];
	for (size_t n; (n = fread(part, 1, sizeof(part), stdin)) > 0;)
		strbuf_add(&text, part, n);
	*result_r = string_from_strbuf(&text);
	return OK;
}

static enum status do_read(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r)
{
	*result_r = value_int(getc(stdin));
	return OK;
}

static enum status do_peek(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r)
{
	int c = getc(stdin);
	*result_r = value_int(c == EOF ? -1 : ungetc(c, stdin));
	return OK;
}

/* Escape sequences go to terminals only. */
static void control(const char *sequence)
{
	if (isatty(STDOUT_FILENO)) {
		struct host *host = session_current()->host;
		host->write_text(host, HOST_OUTPUT, sequence, strlen(sequence));
	}
}

static enum status do_clear(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			    Value *result_r UNUSED)
{
	control("\033[H\033[2J");
	return OK;
}

static enum status do_beep(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	control("\a");
	return OK;
}

static enum status do_set_cursor(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	char sequence[48];
	snprintf(sequence, sizeof(sequence), "\033[%d;%dH", (int)argv[1].integer + 1,
		 (int)argv[0].integer + 1);
	control(sequence);
	return OK;
}

static int color_of[2] = {-1, -1}; /* foreground, background */

static void set_color(int place, int color)
{
	/* ConsoleColor counts blue, green, red; ANSI red, green, blue. */
	static const int ansi[] = {0, 4, 2, 6, 1, 5, 3, 7};
	char sequence[16];
	color_of[place] = color;
	if (color < 0 || color > 15)
		return;
	snprintf(sequence, sizeof(sequence), "\033[%dm",
		 ansi[color & 7] + (color >= 8 ? 90 : 30) + (place ? 10 : 0));
	control(sequence);
}

static enum status do_reset_color(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r UNUSED)
{
	color_of[0] = color_of[1] = -1;
	control("\033[39;49m");
	return OK;
}

static enum status get_foreground(Value self UNUSED, Value *result_r)
{
	*result_r = enum_value(&type_console_color, color_of[0]);
	return OK;
}

static enum status get_background(Value self UNUSED, Value *result_r)
{
	*result_r = enum_value(&type_console_color, color_of[1]);
	return OK;
}

static enum status set_foreground(Value self UNUSED, Value value)
{
	set_color(0, (int)value.integer);
	return OK;
}

static enum status set_background(Value self UNUSED, Value value)
{
	set_color(1, (int)value.integer);
	return OK;
}

static enum status get_width(Value self UNUSED, Value *result_r)
{
	struct host *host = session_current()->host;
	*result_r = value_int(host->width != NULL ? host->width(host) : 80);
	return OK;
}

static enum status get_height(Value self UNUSED, Value *result_r)
{
	struct winsize size;
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
	*result_r = value_int(known ? size.ws_row : 24);
	return OK;
}

static enum status get_zero(Value self UNUSED, Value *result_r)
{
	*result_r = value_int(0);
	return OK;
}

static enum status get_encoding(Value self UNUSED, Value *result_r)
{
	*result_r = encoding_object(encoding_utf8(), false);
	return OK;
}

/* The shell's text is UTF-8 at all times; scripts that ask for it get it. */
static enum status set_encoding(Value self UNUSED, Value value)
{
	if (encoding_of(value_base(value)) == encoding_utf8())
		return OK;
	return throw_exception("System.NotSupportedException",
			       "This shell reads and writes UTF-8 only.");
}

static enum status get_input_redirected(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(!isatty(STDIN_FILENO));
	return OK;
}

static enum status get_output_redirected(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(!isatty(STDOUT_FILENO));
	return OK;
}

static enum status get_error_redirected(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(!isatty(STDERR_FILENO));
	return OK;
}

static enum status not_here(Value self UNUSED, Value *result_r UNUSED)
{
	return throw_exception("System.PlatformNotSupportedException",
			       "Operation is not supported on this platform.");
}

static enum status set_title(Value self UNUSED, Value value)
{
	Value sequence = string_printf("\033]0;%s\a", string_data(value_to_string(value)));
	control(string_data(sequence));
	return OK;
}

static enum status set_cursor_visible(Value self UNUSED, Value value)
{
	control(value_is_true(value) ? "\033[?25h" : "\033[?25l");
	return OK;
}

static bool takes_control_c;

static enum status get_control_c(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(takes_control_c);
	return OK;
}

static enum status set_control_c(Value self UNUSED, Value value)
{
	takes_control_c = value_is_true(value);
	return OK;
}

#define STATIC_PROPERTY_RW(text, getter, setter)                                              \
	{                                                                                     \
		.signature = "static " text, .kind = MEMBER_PROPERTY, .flags = MEMBER_STATIC, \
		.get = getter, .set = setter                                                  \
	}

#define FORMATS(kind, name, function)                                                              \
	kind(name "(string format, System.Object arg0)", function),                                \
		kind(name "(string format, System.Object arg0, System.Object arg1)", function),    \
		kind(name "(string format, System.Object arg0, System.Object arg1, System.Object " \
			  "arg2)",                                                                 \
		     function),                                                                    \
		kind(name "(string format, Params System.Object[] arg)", function)

static const struct member console_members[] = {
	STATIC_METHOD("static void Write(System.Object value)", do_write),
	STATIC_METHOD("static void Write(string value)", do_write),
	FORMATS(STATIC_METHOD, "static void Write", do_write),
	STATIC_METHOD("static void Write(char[] buffer)", do_write),
	STATIC_METHOD("static void Write(char[] buffer, int index, int count)", do_write),
	STATIC_METHOD("static void WriteLine()", do_write_line),
	STATIC_METHOD("static void WriteLine(System.Object value)", do_write_line),
	STATIC_METHOD("static void WriteLine(string value)", do_write_line),
	FORMATS(STATIC_METHOD, "static void WriteLine", do_write_line),
	STATIC_METHOD("static void WriteLine(char[] buffer)", do_write_line),
	STATIC_METHOD("static void WriteLine(char[] buffer, int index, int count)", do_write_line),
	STATIC_METHOD("static string ReadLine()", do_read_line),
	STATIC_METHOD("static int Read()", do_read),
	STATIC_METHOD("static void Clear()", do_clear),
	STATIC_METHOD("static void Beep()", do_beep),
	STATIC_METHOD("static void Beep(int frequency, int duration)", do_beep),
	STATIC_METHOD("static void ResetColor()", do_reset_color),
	STATIC_METHOD("static void SetCursorPosition(int left, int top)", do_set_cursor),
	STATIC_METHOD("static System.IO.Stream OpenStandardInput()", do_open_input),
	STATIC_METHOD("static System.IO.Stream OpenStandardOutput()", do_open_output),
	STATIC_METHOD("static System.IO.Stream OpenStandardError()", do_open_error),
	STATIC_PROPERTY("static System.IO.TextWriter Out {get;}", get_out),
	STATIC_PROPERTY("static System.IO.TextWriter Error {get;}", get_error),
	STATIC_PROPERTY("static System.IO.TextReader In {get;}", get_in),
	STATIC_PROPERTY_RW("System.Text.Encoding InputEncoding {get;set;}", get_encoding,
			   set_encoding),
	STATIC_PROPERTY_RW("System.Text.Encoding OutputEncoding {get;set;}", get_encoding,
			   set_encoding),
	STATIC_PROPERTY_RW("System.ConsoleColor ForegroundColor {get;set;}", get_foreground,
			   set_foreground),
	STATIC_PROPERTY_RW("System.ConsoleColor BackgroundColor {get;set;}", get_background,
			   set_background),
	STATIC_PROPERTY("static int WindowWidth {get;}", get_width),
	STATIC_PROPERTY("static int WindowHeight {get;}", get_height),
	STATIC_PROPERTY("static int BufferWidth {get;}", get_width),
	STATIC_PROPERTY("static int BufferHeight {get;}", get_height),
	STATIC_PROPERTY("static int CursorLeft {get;}", get_zero),
	STATIC_PROPERTY("static int CursorTop {get;}", get_zero),
	STATIC_PROPERTY("static bool IsInputRedirected {get;}", get_input_redirected),
	STATIC_PROPERTY("static bool IsOutputRedirected {get;}", get_output_redirected),
	STATIC_PROPERTY("static bool IsErrorRedirected {get;}", get_error_redirected),
	STATIC_PROPERTY_RW("bool CursorVisible {get;set;}", not_here, set_cursor_visible),
	STATIC_PROPERTY_RW("string Title {get;set;}", not_here, set_title),
	STATIC_PROPERTY_RW("bool TreatControlCAsInput {get;set;}", get_control_c, set_control_c),
	MEMBER_END,
};

static const struct member writer_members[] = {
	PROPERTY("System.Text.Encoding Encoding {get;}", get_encoding),
	METHOD("void Write(System.Object value)", writer_write),
	METHOD("void Write(string value)", writer_write),
	FORMATS(METHOD, "void Write", writer_write),
	METHOD("void WriteLine()", writer_write_line),
	METHOD("void WriteLine(System.Object value)", writer_write_line),
	METHOD("void WriteLine(string value)", writer_write_line),
	FORMATS(METHOD, "void WriteLine", writer_write_line),
	METHOD("void Flush()", do_nothing),
	METHOD("void Close()", do_nothing),
	METHOD("void Dispose()", do_nothing),
	MEMBER_END,
};

static const struct member reader_members[] = {
	METHOD("string ReadLine()", do_read_line),
	METHOD("string ReadToEnd()", do_read_to_end),
	METHOD("int Read()", do_read),
	METHOD("int Peek()", do_peek),
	METHOD("void Close()", do_nothing),
	METHOD("void Dispose()", do_nothing),
	MEMBER_END,
};

extern struct type type_console;
struct type type_console = {
	.name = "System.Console",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = console_members,
};

static void mark_nothing(void *cell UNUSED)
{
}

static struct type type_sync_writer = {
	.name = "System.IO.TextWriter+SyncTextWriter",
	.tag = VALUE_OBJECT,
	.members = writer_members,
	.mark = mark_nothing,
};

static struct type type_sync_reader = {
	.name = "System.IO.TextReader+SyncTextReader",
	.tag = VALUE_OBJECT,
	.members = reader_members,
	.mark = mark_nothing,
};
