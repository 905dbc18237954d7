/* System.IO.TextWriter: StreamWriter and StringWriter. */
#include "object/io_private.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/composite_format.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"
#include "object/string_builder.h"

#include <string.h>

#define FLUSH_AT 32768

struct text_writer {
	struct cell cell;
	struct strbuf pending; /* not yet written to the stream */
	Value stream;          /* NULL of a StringWriter */
	Value builder;         /* of a StringWriter */
	Value encoding, new_line;
	bool auto_flush, started, closed;
};

static struct type type_text_writer, type_string_writer;

static struct text_writer *as_writer(Value v)
{
	return (struct text_writer *)v.cell;
}

static void writer_mark(void *cell)
{
	struct text_writer *w = cell;
	gc_mark(w->stream);
	gc_mark(w->builder);
	gc_mark(w->encoding);
	gc_mark(w->new_line);
}

/* What a writer that nobody closed still holds is lost, as in .NET. */
static void writer_finalize(void *cell)
{
	strbuf_clear(&((struct text_writer *)cell)->pending);
}

static Value writer_alloc(const struct type *type)
{
	struct text_writer *w = gc_alloc(type, VALUE_OBJECT, sizeof(*w));
	strbuf_init(&w->pending);
	w->new_line = string_from("\n");
	return value_cell(VALUE_OBJECT, w);
}

Value stream_writer_new(Value stream, Value encoding)
{
	Value v = writer_alloc(&type_stream_writer);
	as_writer(v)->stream = stream;
	as_writer(v)->encoding =
		value_is_null(encoding) ? encoding_object(encoding_utf8(), false) : encoding;
	return v;
}

/* The mark goes first into an empty file, not into one that is appended to. */
static bool wants_mark(const struct text_writer *w)
{
	return !w->started && encoding_has_preamble(w->encoding) && io_stream_is_empty(w->stream);
}

static enum status flush(struct text_writer *w)
{
	struct strbuf bytes = STRBUF_INIT;
	if (w->pending.length == 0)
		return OK;
	const struct encoding *encoding = encoding_of(w->encoding);
	if (wants_mark(w))
		encoding_append_preamble(encoding, &bytes);
	w->started = true;
	encoding_encode(encoding, w->pending.data, w->pending.length, &bytes);
	strbuf_reset(&w->pending);
	enum status status = io_stream_write(w->stream, bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return status;
}

static enum status write_text(Value self, const char *text, size_t length)
{
	struct text_writer *w = as_writer(self);
	if (w->closed)
		return throw_exception("System.ObjectDisposedException",
				       "Cannot write to a closed TextWriter.\nObject name: '%s'.",
				       value_is_null(w->stream) ? "StringWriter" : "StreamWriter");
	if (value_is_null(w->stream)) {
		string_builder_add(w->builder, text, length);
		return OK;
	}
	strbuf_add(&w->pending, text, length);
	return w->auto_flush || w->pending.length >= FLUSH_AT ? flush(w) : OK;
}

/* Write(value) | (chars, index, count) | (format, args...) */
enum status io_append_arguments(int argc, const Value *argv, struct strbuf *out)
{
	if (argc == 0)
		return OK;
	Value first = value_base(argv[0]);
	if (first.tag == VALUE_ARRAY && first.cell->type == &type_char_array) {
		size_t from = argc == 3 ? (size_t)argv[1].integer : 0;
		size_t count = argc == 3 ? (size_t)argv[2].integer : value_count(first);
		for (size_t i = from; i < from + count && i < value_count(first); i++)
			value_append_string(value_item(first, i), out);
		return OK;
	}
	if (argc == 1)
		return value_format(first, NULL, out);
	Value text;
	bool array =
		argc == 2 && argv[1].tag == VALUE_ARRAY && value_as_array(argv[1])->items != NULL;
	enum status status = array ? composite_format(first, (int)value_count(argv[1]),
						      value_as_array(argv[1])->items, &text)
				   : composite_format(first, argc - 1, argv + 1, &text);
	if (status == OK)
		strbuf_add(out, string_data(text), string_length(text));
	return status;
}

static enum status write_arguments(Value self, int argc, const Value *argv, bool line)
{
	struct strbuf out = STRBUF_INIT;
	enum status status = io_append_arguments(argc, argv, &out);
	if (line)
		strbuf_adds(&out, string_data(as_writer(self)->new_line));
	if (status == OK)
		status = write_text(self, out.data, out.length);
	strbuf_clear(&out);
	return status;
}

static enum status writer_write(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	return write_arguments(self, argc, argv, false);
}

static enum status writer_write_line(Value self, int argc, const Value *argv,
				     Value *result_r UNUSED)
{
	return write_arguments(self, argc, argv, true);
}

static enum status writer_flush(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	struct text_writer *w = as_writer(self);
	return value_is_null(w->stream) ? OK : flush(w);
}

static enum status writer_close(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	struct text_writer *w = as_writer(self);
	if (w->closed || value_is_null(w->stream))
		return OK;
	enum status status = flush(w);
	w->closed = true;
	return io_stream_close(w->stream) == OK ? status : ERROR;
}

static enum status writer_get_auto_flush(Value self, Value *result_r)
{
	*result_r = value_bool(as_writer(self)->auto_flush);
	return OK;
}

static enum status writer_set_auto_flush(Value self, Value value)
{
	as_writer(self)->auto_flush = value_is_true(value);
	return as_writer(self)->auto_flush ? flush(as_writer(self)) : OK;
}

static enum status writer_get_base_stream(Value self, Value *result_r)
{
	*result_r = as_writer(self)->stream;
	return OK;
}

static enum status writer_get_encoding(Value self, Value *result_r)
{
	*result_r = as_writer(self)->encoding;
	return OK;
}

static enum status writer_get_new_line(Value self, Value *result_r)
{
	*result_r = as_writer(self)->new_line;
	return OK;
}

static enum status writer_set_new_line(Value self, Value value)
{
	as_writer(self)->new_line =
		value_is_null(value) ? string_from("\n") : value_to_string(value);
	return OK;
}

static enum status string_writer_get_builder(Value self, int argc UNUSED, const Value *argv UNUSED,
					     Value *result_r)
{
	*result_r = as_writer(self)->builder;
	return OK;
}

static enum status string_writer_to_string_hook(Value self, const char *format, struct strbuf *out)
{
	return type_string_builder.to_string(as_writer(self)->builder, format, out);
}

static enum status string_writer_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
					   Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	(void)!string_writer_to_string_hook(self, NULL, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static enum status string_writer_construct(Value self UNUSED, int argc, const Value *argv,
					   Value *result_r)
{
	*result_r = writer_alloc(&type_string_writer);
	bool given = argc > 0 && argv[0].tag == VALUE_OBJECT &&
		     argv[0].cell->type == &type_string_builder;
	as_writer(*result_r)->builder = given ? argv[0] : string_builder_new("", 0);
	as_writer(*result_r)->encoding = encoding_object(encoding_find_code_page(1200), true);
	return OK;
}

/* (stream [, encoding...]) | (path [, append [, encoding]]) */
static enum status stream_writer_construct(Value self UNUSED, int argc, const Value *argv,
					   Value *result_r)
{
	Value stream = argv[0], encoding = NULL_VALUE;
	bool append = argc > 1 && argv[1].tag == VALUE_BOOL && value_is_true(argv[1]);
	if (value_is_null(stream))
		return throw_argument("System.ArgumentNullException", "stream",
				      "Value cannot be null.");
	for (int i = 1; i < argc; i++)
		if (value_is_encoding(argv[i]))
			encoding = argv[i];
	if (stream.tag == VALUE_STRING &&
	    file_stream_open(argv[0], append ? IO_APPEND : IO_CREATE, IO_WRITE, &stream) != OK)
		return ERROR;
	*result_r = stream_writer_new(stream, encoding);
	return OK;
}

#define WRITES(text)                                  \
	METHOD("void Write(" text ")", writer_write), \
		METHOD("void WriteLine(" text ")", writer_write_line)

static const struct member text_writer_members[] = {
	PROPERTY("System.Text.Encoding Encoding {get;}", writer_get_encoding),
	PROPERTY_RW("string NewLine {get;set;}", writer_get_new_line, writer_set_new_line),
	METHOD("void Close()", writer_close),
	METHOD("void Dispose()", writer_close),
	METHOD("void Flush()", writer_flush),
	METHOD("void WriteLine()", writer_write_line),
	WRITES("char value"),
	WRITES("char[] buffer"),
	WRITES("char[] buffer, int index, int count"),
	WRITES("bool value"),
	WRITES("int value"),
	WRITES("uint value"),
	WRITES("long value"),
	WRITES("ulong value"),
	WRITES("float value"),
	WRITES("double value"),
	WRITES("decimal value"),
	WRITES("string value"),
	WRITES("System.Object value"),
	WRITES("string format, System.Object arg0"),
	WRITES("string format, System.Object arg0, System.Object arg1"),
	WRITES("string format, System.Object arg0, System.Object arg1, System.Object arg2"),
	WRITES("string format, Params System.Object[] arg"),
	MEMBER_END,
};

static struct type type_text_writer = {
	.name = "System.IO.TextWriter",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = text_writer_members,
	.mark = writer_mark,
	.finalize = writer_finalize,
};

#define WRITER "System.IO.StreamWriter new("

static const struct member stream_writer_members[] = {
	PROPERTY_RW("bool AutoFlush {get;set;}", writer_get_auto_flush, writer_set_auto_flush),
	PROPERTY("System.IO.Stream BaseStream {get;}", writer_get_base_stream),
	CONSTRUCTOR(WRITER "System.IO.Stream stream)", stream_writer_construct),
	CONSTRUCTOR(WRITER "System.IO.Stream stream, System.Text.Encoding encoding)",
		    stream_writer_construct),
	CONSTRUCTOR(WRITER "string path)", stream_writer_construct),
	CONSTRUCTOR(WRITER "string path, bool append)", stream_writer_construct),
	CONSTRUCTOR(WRITER "string path, bool append, System.Text.Encoding encoding)",
		    stream_writer_construct),
	CONSTRUCTOR(WRITER
		    "string path, bool append, System.Text.Encoding encoding, int bufferSize)",
		    stream_writer_construct),
	MEMBER_END,
};

struct type type_stream_writer = {
	.name = "System.IO.StreamWriter",
	.base = &type_text_writer,
	.tag = VALUE_OBJECT,
	.members = stream_writer_members,
};

static const struct member string_writer_members[] = {
	METHOD("System.Text.StringBuilder GetStringBuilder()", string_writer_get_builder),
	METHOD("string ToString()", string_writer_to_string),
	CONSTRUCTOR("System.IO.StringWriter new()", string_writer_construct),
	CONSTRUCTOR("System.IO.StringWriter new(System.IFormatProvider formatProvider)",
		    string_writer_construct),
	CONSTRUCTOR("System.IO.StringWriter new(System.Text.StringBuilder sb)",
		    string_writer_construct),
	MEMBER_END,
};

static struct type type_string_writer = {
	.name = "System.IO.StringWriter",
	.base = &type_text_writer,
	.tag = VALUE_OBJECT,
	.members = string_writer_members,
	.to_string = string_writer_to_string_hook,
};

struct type *const io_writer_types[] = {&type_text_writer, &type_stream_writer, &type_string_writer,
					NULL};
