/* System.IO.TextReader: StreamReader and StringReader. */
#include "object/io_private.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"

#include <string.h>

#define CHUNK 65536

struct text_reader {
	struct cell cell;
	struct strbuf text; /* decoded and not yet read: from `at` on */
	size_t at;
	uint16_t low; /* second half of a pair of which Read() gave the first */
	Value stream; /* NULL of a StringReader */
	const struct encoding *encoding;
	struct strbuf bytes; /* read and not yet decoded: the start of a character */
	bool started, ended, closed;
};

static struct type type_text_reader, type_string_reader;

static struct text_reader *as_reader(Value v)
{
	return (struct text_reader *)v.cell;
}

static void reader_mark(void *cell)
{
	gc_mark(((struct text_reader *)cell)->stream);
}

static void reader_finalize(void *cell)
{
	strbuf_clear(&((struct text_reader *)cell)->text);
	strbuf_clear(&((struct text_reader *)cell)->bytes);
}

static Value reader_alloc(const struct type *type)
{
	struct text_reader *r = gc_alloc(type, VALUE_OBJECT, sizeof(*r));
	strbuf_init(&r->text);
	strbuf_init(&r->bytes);
	return value_cell(VALUE_OBJECT, r);
}

Value stream_reader_new(Value stream, const struct encoding *encoding)
{
	Value v = reader_alloc(&type_stream_reader);
	as_reader(v)->stream = stream;
	as_reader(v)->encoding = encoding != NULL ? encoding : encoding_utf8();
	return v;
}

/* How many bytes at the end are the start of a character that is not complete. */
static size_t incomplete_tail(const struct strbuf *bytes)
{
	for (size_t back = 1; back <= 3 && back <= bytes->length; back++) {
		unsigned char c = (unsigned char)bytes->data[bytes->length - back];
		if ((c & 0xc0) == 0x80)
			continue;
		size_t wanted = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
		return wanted > back ? back : 0;
	}
	return 0;
}

/* Reads and decodes more. Only UTF-8 comes in pieces; other encodings may have states, so they are read whole. */
static enum status fill(struct text_reader *r)
{
	bool pieces = r->encoding == encoding_utf8();
	size_t got;
	if (r->at > 0) {
		strbuf_remove(&r->text, 0, r->at);
		r->at = 0;
	}
	do {
		strbuf_grow(&r->bytes, CHUNK);
		if (io_stream_read(r->stream, r->bytes.data + r->bytes.length, CHUNK, &got) != OK)
			return ERROR;
		r->bytes.length += got;
		r->bytes.data[r->bytes.length] = '\0';
		if (!r->started && r->bytes.length >= 4) {
			pieces = pieces && encoding_detect(r->bytes.data, r->bytes.length,
							   &(size_t){0}) == NULL;
		}
	} while (got > 0 && !pieces);
	size_t mark = 0;
	if (!r->started) {
		const struct encoding *found =
			encoding_detect(r->bytes.data, r->bytes.length, &mark);
		if (found != NULL)
			r->encoding = found;
		r->started = true;
	}
	r->ended = got == 0;
	size_t tail = r->ended || r->encoding != encoding_utf8() ? 0 : incomplete_tail(&r->bytes);
	encoding_decode(r->encoding, r->bytes.data + mark, r->bytes.length - mark - tail, &r->text);
	strbuf_remove(&r->bytes, 0, r->bytes.length - tail);
	return OK;
}

/* Makes at least one character available; *more_r false at the end. */
static enum status need(Value self, bool *more_r)
{
	struct text_reader *r = as_reader(self);
	if (r->closed)
		return throw_exception("System.ObjectDisposedException",
				       "Cannot read from a closed TextReader.\nObject name: '%s'.",
				       r->cell.type == &type_string_reader ? "StringReader"
									   : "StreamReader");
	while (r->at == r->text.length && !r->ended && !value_is_null(r->stream))
		if (fill(r) != OK)
			return ERROR;
	*more_r = r->at < r->text.length;
	return OK;
}

static enum status reader_read_line(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	struct text_reader *r = as_reader(self);
	bool more;
	*result_r = NULL_VALUE;
	if (need(self, &more) != OK)
		return ERROR;
	if (!more)
		return OK;
	size_t length = 0;
	for (;;) {
		const char *start = r->text.data + r->at;
		length += strcspn(start + length, "\r\n");
		bool end = r->at + length >= r->text.length;
		/* a carriage return at the end of a piece may have its line feed in the next */
		bool maybe = !end && start[length] == '\r' && r->at + length + 1 == r->text.length;
		if (!end && start[length] == '\0') { /* a NUL of the text itself */
			length++;
			continue;
		}
		if ((!end && !maybe) || r->ended || value_is_null(r->stream))
			break;
		if (fill(r) != OK)
			return ERROR;
	}
	const char *start = r->text.data + r->at;
	*result_r = string_new(start, length);
	r->at += length;
	if (r->at < r->text.length && start[length] == '\r')
		r->at++;
	if (r->at < r->text.length && r->text.data[r->at] == '\n' &&
	    (start[length] == '\n' || start[length] == '\r'))
		r->at++;
	return OK;
}

static enum status reader_read_to_end(Value self, int argc UNUSED, const Value *argv UNUSED,
				      Value *result_r)
{
	struct text_reader *r = as_reader(self);
	bool more;
	if (need(self, &more) != OK)
		return ERROR;
	while (!r->ended && !value_is_null(r->stream)) {
		struct strbuf before = STRBUF_INIT;
		strbuf_add(&before, r->text.data + r->at, r->text.length - r->at);
		strbuf_reset(&r->text);
		r->at = 0;
		enum status status = fill(r);
		strbuf_insert(&r->text, 0, before.data, before.length);
		strbuf_clear(&before);
		if (status != OK)
			return status;
	}
	*result_r = string_new(r->text.data + r->at, r->text.length - r->at);
	r->at = r->text.length;
	return OK;
}

/* The next UTF-16 unit, taken when `take`; -1 at the end. */
static enum status next_unit(Value self, bool take, int32_t *unit_r)
{
	struct text_reader *r = as_reader(self);
	bool more;
	if (r->low != 0) {
		*unit_r = r->low;
		if (take)
			r->low = 0;
		return OK;
	}
	if (need(self, &more) != OK)
		return ERROR;
	*unit_r = -1;
	if (!more)
		return OK;
	const char *p = r->text.data + r->at;
	uint32_t code = utf8_next(&p);
	*unit_r = (int32_t)(code >= 0x10000 ? 0xd7c0 + (code >> 10) : code);
	if (take) {
		r->at = (size_t)(p - r->text.data);
		r->low = code >= 0x10000 ? (uint16_t)(0xdc00 + (code & 0x3ff)) : 0;
	}
	return OK;
}

/* Read() | Read(char[], index, count) */
static enum status reader_read(Value self, int argc, const Value *argv, Value *result_r)
{
	int32_t unit;
	if (argc == 0) {
		if (next_unit(self, true, &unit) != OK)
			return ERROR;
		*result_r = value_int(unit);
		return OK;
	}
	if (argv[0].tag != VALUE_ARRAY)
		return throw_argument("System.ArgumentNullException", "buffer",
				      "Value cannot be null.");
	struct array *buffer = value_as_array(argv[0]);
	int64_t index = argv[1].integer, count = argv[2].integer, done = 0;
	if (index < 0 || count < 0 || (size_t)(index + count) > buffer->count)
		return throw_exception(
			"System.ArgumentException",
			"Offset and length were out of bounds for the array or count is "
			"greater than the number of elements from index to the end of the "
			"source collection.");
	for (; done < count; done++) {
		if (next_unit(self, true, &unit) != OK)
			return ERROR;
		if (unit < 0)
			break;
		buffer->items[index + done] = value_char((uint16_t)unit);
	}
	*result_r = value_int((int32_t)done);
	return OK;
}

static enum status reader_peek(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	int32_t unit;
	if (next_unit(self, false, &unit) != OK)
		return ERROR;
	*result_r = value_int(unit);
	return OK;
}

static enum status reader_get_end_of_stream(Value self, Value *result_r)
{
	bool more;
	if (need(self, &more) != OK)
		return ERROR;
	*result_r = value_bool(!more);
	return OK;
}

static enum status reader_get_base_stream(Value self, Value *result_r)
{
	*result_r = as_reader(self)->stream;
	return OK;
}

static enum status reader_get_encoding(Value self, Value *result_r)
{
	*result_r = encoding_object(as_reader(self)->encoding, true);
	return OK;
}

static enum status reader_close(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	struct text_reader *r = as_reader(self);
	bool open = !r->closed && !value_is_null(r->stream);
	r->closed = true;
	return open ? io_stream_close(r->stream) : OK;
}

static enum status reader_discard(Value self, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r UNUSED)
{
	struct text_reader *r = as_reader(self);
	strbuf_reset(&r->text);
	strbuf_reset(&r->bytes);
	r->at = 0;
	r->ended = false;
	return OK;
}

/* (stream or path [, encoding] [, detect marks [, size]]) */
static enum status stream_reader_construct(Value self UNUSED, int argc, const Value *argv,
					   Value *result_r)
{
	Value stream = argv[0];
	const struct encoding *encoding = NULL;
	if (value_is_null(stream))
		return throw_argument("System.ArgumentNullException", "stream",
				      "Value cannot be null.");
	if (argc > 1 && value_is_encoding(argv[1]))
		encoding = encoding_of(argv[1]);
	if (stream.tag == VALUE_STRING &&
	    file_stream_open(argv[0], IO_OPEN, IO_READ, &stream) != OK)
		return ERROR;
	*result_r = stream_reader_new(stream, encoding);
	return OK;
}

static enum status string_reader_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
					   Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "s", "Value cannot be null.");
	*result_r = reader_alloc(&type_string_reader);
	strbuf_add(&as_reader(*result_r)->text, string_data(argv[0]), string_length(argv[0]));
	return OK;
}

static const struct member text_reader_members[] = {
	METHOD("void Close()", reader_close),
	METHOD("void Dispose()", reader_close),
	METHOD("int Peek()", reader_peek),
	METHOD("int Read()", reader_read),
	METHOD("int Read(char[] buffer, int index, int count)", reader_read),
	METHOD("int ReadBlock(char[] buffer, int index, int count)", reader_read),
	METHOD("string ReadLine()", reader_read_line),
	METHOD("string ReadToEnd()", reader_read_to_end),
	MEMBER_END,
};

static struct type type_text_reader = {
	.name = "System.IO.TextReader",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = text_reader_members,
	.mark = reader_mark,
	.finalize = reader_finalize,
};

#define READER "System.IO.StreamReader new("

static const struct member stream_reader_members[] = {
	PROPERTY("System.IO.Stream BaseStream {get;}", reader_get_base_stream),
	PROPERTY("System.Text.Encoding CurrentEncoding {get;}", reader_get_encoding),
	PROPERTY("bool EndOfStream {get;}", reader_get_end_of_stream),
	METHOD("void DiscardBufferedData()", reader_discard),
	CONSTRUCTOR(READER "System.IO.Stream stream)", stream_reader_construct),
	CONSTRUCTOR(READER "System.IO.Stream stream, System.Text.Encoding encoding)",
		    stream_reader_construct),
	CONSTRUCTOR(READER "System.IO.Stream stream, bool detectEncodingFromByteOrderMarks)",
		    stream_reader_construct),
	CONSTRUCTOR(READER "System.IO.Stream stream, System.Text.Encoding encoding, bool "
			   "detectEncodingFromByteOrderMarks)",
		    stream_reader_construct),
	CONSTRUCTOR(READER "string path)", stream_reader_construct),
	CONSTRUCTOR(READER "string path, bool detectEncodingFromByteOrderMarks)",
		    stream_reader_construct),
	CONSTRUCTOR(READER "string path, System.Text.Encoding encoding)", stream_reader_construct),
	CONSTRUCTOR(READER "string path, System.Text.Encoding encoding, bool "
			   "detectEncodingFromByteOrderMarks)",
		    stream_reader_construct),
	MEMBER_END,
};

struct type type_stream_reader = {
	.name = "System.IO.StreamReader",
	.base = &type_text_reader,
	.tag = VALUE_OBJECT,
	.members = stream_reader_members,
};

static const struct member string_reader_members[] = {
	CONSTRUCTOR("System.IO.StringReader new(string s)", string_reader_construct),
	MEMBER_END,
};

static struct type type_string_reader = {
	.name = "System.IO.StringReader",
	.base = &type_text_reader,
	.tag = VALUE_OBJECT,
	.members = string_reader_members,
};

struct type *const io_reader_types[] = {&type_text_reader, &type_stream_reader, &type_string_reader,
					NULL};
