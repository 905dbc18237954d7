/* System.IO.BinaryReader and BinaryWriter: numbers as bytes, little end first, and strings with their length. */
#include "object/io_private.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member.h"
#include "object/string.h"

#include <string.h>

struct binary {
	struct cell cell;
	Value stream;
	const struct encoding *encoding;
	bool leave_open;
};

static struct type type_reader, type_writer;

static struct binary *of(Value v)
{
	return (struct binary *)v.cell;
}

static void binary_mark(void *cell)
{
	gc_mark(((struct binary *)cell)->stream);
}

/* (stream [, encoding [, leaveOpen]]) */
static enum status construct(Value self, int argc, const Value *argv, Value *result_r)
{
	if (!value_is_stream(argv[0]))
		return throw_argument("System.ArgumentNullException", "stream",
				      "Value cannot be null.");
	struct binary *b = gc_alloc(value_as_type(self), VALUE_OBJECT, sizeof(*b));
	b->stream = argv[0];
	b->encoding = argc > 1 ? encoding_of(argv[1]) : encoding_utf8();
	b->leave_open = argc > 2 && value_is_true_bool(argv[2]);
	*result_r = value_cell(VALUE_OBJECT, b);
	return OK;
}

static enum status do_close(Value self, int argc UNUSED, const Value *argv UNUSED,
			    Value *result_r UNUSED)
{
	return of(self)->leave_open ? OK : io_stream_close(of(self)->stream);
}

static enum status do_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	return OK;
}

static enum status get_stream(Value self, Value *result_r)
{
	*result_r = of(self)->stream;
	return OK;
}

/* ---- reading ---- */

static enum status read_some(Value self, void *bytes, size_t size, size_t *count_r)
{
	size_t got = 1;
	*count_r = 0;
	while (*count_r < size && got > 0) {
		if (io_stream_read(of(self)->stream, (char *)bytes + *count_r, size - *count_r,
				   &got) != OK)
			return ERROR;
		*count_r += got;
	}
	return OK;
}

static enum status read_exactly(Value self, void *bytes, size_t size)
{
	size_t got;
	if (read_some(self, bytes, size, &got) != OK)
		return ERROR;
	if (got < size)
		return throw_exception("System.IO.EndOfStreamException",
				       "Unable to read beyond the end of the stream.");
	return OK;
}

#define READ(function, c_type, result)                                                     \
	static enum status function(Value self, int argc UNUSED, const Value *argv UNUSED, \
				    Value *result_r)                                       \
	{                                                                                  \
		c_type n;                                                                  \
		if (read_exactly(self, &n, sizeof(n)) != OK)                               \
			return ERROR;                                                      \
		*result_r = result;                                                        \
		return OK;                                                                 \
	}
READ(read_boolean, uint8_t, value_bool(n))
READ(read_byte, uint8_t, value_integer(VALUE_BYTE, n))
READ(read_sbyte, int8_t, value_integer(VALUE_SBYTE, n))
READ(read_int16, int16_t, value_integer(VALUE_INT16, n))
READ(read_uint16, uint16_t, value_integer(VALUE_UINT16, n))
READ(read_int32, int32_t, value_int(n))
READ(read_uint32, uint32_t, value_integer(VALUE_UINT32, n))
READ(read_int64, int64_t, value_int64(n))
READ(read_uint64, uint64_t, value_integer(VALUE_UINT64, (int64_t)n))
READ(read_single, float, ((Value){.tag = VALUE_SINGLE, .real = (double)n}))
READ(read_double, double, value_double(n))

static enum status read_bytes(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (argv[0].integer < 0)
		return throw_argument("System.ArgumentOutOfRangeException", "count",
				      "Non-negative number required.");
	struct strbuf bytes = STRBUF_INIT;
	size_t size = (size_t)argv[0].integer, got;
	strbuf_add_repeat(&bytes, '\0', size);
	enum status status = read_some(self, bytes.data, size, &got);
	if (status == OK)
		*result_r = array_new_bytes(bytes.data, got);
	strbuf_clear(&bytes);
	return status;
}

/* Seven bits a byte, the lowest first. */
static enum status read_length(Value self, uint32_t *length_r)
{
	uint8_t byte = 0x80;
	*length_r = 0;
	for (int shift = 0; byte & 0x80; shift += 7) {
		if (shift > 28)
			return throw_exception("System.FormatException",
					       "Too many bytes in what should have been a 7-bit "
					       "encoded integer.");
		if (read_exactly(self, &byte, 1) != OK)
			return ERROR;
		*length_r |= (uint32_t)(byte & 0x7f) << shift;
	}
	return OK;
}

static enum status read_string(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	struct strbuf bytes = STRBUF_INIT, text = STRBUF_INIT;
	uint32_t length;
	if (read_length(self, &length) != OK)
		return ERROR;
	strbuf_add_repeat(&bytes, '\0', length);
	enum status status = read_exactly(self, bytes.data, length);
	if (status == OK) {
		encoding_decode(of(self)->encoding, bytes.data, length, &text);
		*result_r = string_from_strbuf(&text);
	}
	strbuf_clear(&bytes);
	return status;
}

/* One character of UTF-8; -1 at the end. */
static enum status read_unit(Value self, int32_t *unit_r)
{
	uint8_t bytes[4];
	size_t got, length = 1;
	*unit_r = -1;
	if (read_some(self, bytes, 1, &got) != OK)
		return ERROR;
	if (got == 0)
		return OK;
	if (of(self)->encoding == encoding_utf8() && bytes[0] >= 0xC0)
		length = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
	if (length > 1 && read_exactly(self, bytes + 1, length - 1) != OK)
		return ERROR;
	struct strbuf text = STRBUF_INIT;
	encoding_decode(of(self)->encoding, (const char *)bytes, length, &text);
	*unit_r = string_unit_at(value_as_string(string_from_strbuf(&text)), 0);
	return OK;
}

static enum status read_char(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	int32_t unit;
	if (read_unit(self, &unit) != OK)
		return ERROR;
	if (unit < 0)
		return throw_exception("System.IO.EndOfStreamException",
				       "Unable to read beyond the end of the stream.");
	*result_r = value_char((uint16_t)unit);
	return OK;
}

static enum status read_chars(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value found = list_new();
	for (int64_t i = 0; i < argv[0].integer; i++) {
		int32_t unit;
		if (read_unit(self, &unit) != OK)
			return ERROR;
		if (unit < 0)
			break;
		list_add(value_as_list(found), value_char((uint16_t)unit));
	}
	*result_r = array_new_typed(&type_char_array, value_count(found));
	for (size_t i = 0; i < value_count(found); i++)
		value_as_array(*result_r)->items[i] = value_item(found, i);
	return OK;
}

static enum status read_code(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	int32_t unit;
	if (read_unit(self, &unit) != OK)
		return ERROR;
	*result_r = value_int(unit);
	return OK;
}

/* The next character, which stays; -1 where the stream can't go back. */
static enum status peek_char(Value self, int argc, const Value *argv, Value *result_r)
{
	Value stream = of(self)->stream, position;
	bool found;
	*result_r = value_int(-1);
	if (stream_filter_of(stream))
		return OK;
	if (member_get(stream, "Position", &position, &found) != OK ||
	    read_code(self, argc, argv, result_r) != OK)
		return ERROR;
	return member_set(stream, "Position", position);
}

#define READER "System.IO.BinaryReader"
static const struct member reader_members[] = {
	PROPERTY("System.IO.Stream BaseStream {get;}", get_stream),
	METHOD("void Close()", do_close),
	METHOD("void Dispose()", do_close),
	METHOD("int PeekChar()", peek_char),
	METHOD("int Read()", read_code),
	METHOD("bool ReadBoolean()", read_boolean),
	METHOD("byte ReadByte()", read_byte),
	METHOD("byte[] ReadBytes(int count)", read_bytes),
	METHOD("char ReadChar()", read_char),
	METHOD("char[] ReadChars(int count)", read_chars),
	METHOD("double ReadDouble()", read_double),
	METHOD("short ReadInt16()", read_int16),
	METHOD("int ReadInt32()", read_int32),
	METHOD("long ReadInt64()", read_int64),
	METHOD("sbyte ReadSByte()", read_sbyte),
	METHOD("float ReadSingle()", read_single),
	METHOD("string ReadString()", read_string),
	METHOD("ushort ReadUInt16()", read_uint16),
	METHOD("uint ReadUInt32()", read_uint32),
	METHOD("ulong ReadUInt64()", read_uint64),
	CONSTRUCTOR(READER " new(System.IO.Stream input)", construct),
	CONSTRUCTOR(READER " new(System.IO.Stream input, System.Text.Encoding encoding)",
		    construct),
	CONSTRUCTOR(READER " new(System.IO.Stream input, System.Text.Encoding encoding, bool "
			   "leaveOpen)",
		    construct),
	MEMBER_END,
};
static struct type type_reader = {.name = READER, .members = reader_members, .mark = binary_mark};

/* ---- writing ---- */

static enum status write_text(Value self, Value text, bool with_length)
{
	struct strbuf bytes = STRBUF_INIT;
	uint8_t head[5];
	size_t count = 0;
	encoding_encode(of(self)->encoding, string_data(text), string_length(text), &bytes);
	for (size_t left = bytes.length; with_length; left >>= 7) {
		head[count++] = (uint8_t)((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
		if (left <= 0x7f)
			break;
	}
	enum status status = io_stream_write(of(self)->stream, head, count);
	if (status == OK)
		status = io_stream_write(of(self)->stream, bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return status;
}

static enum status write_number(Value self, Value v)
{
	static const size_t sizes[] = {
		[VALUE_BOOL] = 1,   [VALUE_SBYTE] = 1,  [VALUE_BYTE] = 1,   [VALUE_INT16] = 2,
		[VALUE_UINT16] = 2, [VALUE_INT32] = 4,  [VALUE_UINT32] = 4, [VALUE_INT64] = 8,
		[VALUE_UINT64] = 8, [VALUE_SINGLE] = 4, [VALUE_DOUBLE] = 8,
	};
	float single = v.tag == VALUE_SINGLE ? (float)v.real : 0;
	const void *bytes = v.tag == VALUE_SINGLE   ? (const void *)&single
			    : v.tag == VALUE_DOUBLE ? (const void *)&v.real
						    : (const void *)&v.integer;
	return io_stream_write(of(self)->stream, bytes, sizes[v.tag]);
}

static enum status write_array(Value self, int argc, const Value *argv)
{
	struct array *a = value_as_array(argv[0]);
	size_t from = argc > 2 ? (size_t)argv[1].integer : 0;
	size_t count = argc > 2 ? (size_t)argv[2].integer : a->count;
	if (from + count > a->count)
		return throw_exception("System.ArgumentException",
				       "Offset and length were out of bounds for the array or "
				       "count is greater than the number of elements from index to "
				       "the end of the source collection.");
	if (argv[0].cell->type == &type_byte_array)
		return io_stream_write(of(self)->stream, a->bytes + from, count);
	enum status status = OK;
	for (size_t i = from; status == OK && i < from + count; i++)
		status = write_text(self, value_to_string(value_item(argv[0], i)), false);
	return status;
}

static enum status do_write(Value self, int argc, const Value *argv, Value *result_r UNUSED)
{
	if (argv[0].tag == VALUE_ARRAY)
		return write_array(self, argc, argv);
	if (argv[0].tag == VALUE_STRING || argv[0].tag == VALUE_CHAR)
		return write_text(self, value_to_string(argv[0]), argv[0].tag == VALUE_STRING);
	return write_number(self, argv[0]);
}

static enum status do_seek(Value self, int argc, const Value *argv, Value *result_r)
{
	return member_invoke(of(self)->stream, "Seek", argc, argv, result_r);
}

#define WRITER "System.IO.BinaryWriter"
#define WRITE(type) METHOD("void Write(" type " value)", do_write)
static const struct member writer_members[] = {
	PROPERTY("System.IO.Stream BaseStream {get;}", get_stream),
	METHOD("void Close()", do_close),
	METHOD("void Dispose()", do_close),
	METHOD("void Flush()", do_nothing),
	METHOD("long Seek(int offset, System.IO.SeekOrigin origin)", do_seek),
	WRITE("bool"),
	WRITE("byte"),
	WRITE("sbyte"),
	METHOD("void Write(byte[] buffer)", do_write),
	METHOD("void Write(byte[] buffer, int index, int count)", do_write),
	WRITE("char"),
	METHOD("void Write(char[] chars)", do_write),
	WRITE("double"),
	WRITE("short"),
	WRITE("ushort"),
	WRITE("int"),
	WRITE("uint"),
	WRITE("long"),
	WRITE("ulong"),
	WRITE("float"),
	WRITE("string"),
	CONSTRUCTOR(WRITER " new(System.IO.Stream output)", construct),
	CONSTRUCTOR(WRITER " new(System.IO.Stream output, System.Text.Encoding encoding)",
		    construct),
	CONSTRUCTOR(WRITER " new(System.IO.Stream output, System.Text.Encoding encoding, bool "
			   "leaveOpen)",
		    construct),
	MEMBER_END,
};
static struct type type_writer = {.name = WRITER, .members = writer_members, .mark = binary_mark};

struct type *const binary_types[] = {&type_reader, &type_writer, NULL};
