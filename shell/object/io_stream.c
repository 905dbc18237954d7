/* System.IO.Stream: FileStream over a descriptor, MemoryStream over bytes. */
#include "object/io_private.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct stream {
	struct cell cell;
	bool closed, readable, writable, fixed;
	/* a file */
	int fd;
	Value name;
	/* memory */
	struct strbuf bytes;
	size_t position;
	struct stream_filter *filter; /* instead of both */
};

static struct type type_file_stream, type_memory_stream;

static struct stream *as_stream(Value v)
{
	return (struct stream *)v.cell;
}

bool value_is_stream(Value v)
{
	return v.tag == VALUE_OBJECT && type_is_a(v.cell->type, &type_io_stream);
}

static bool is_memory(Value v)
{
	return v.cell->type == &type_memory_stream;
}

static void stream_mark(void *cell)
{
	struct stream *s = cell;
	gc_mark(s->name);
	if (s->filter) {
		gc_mark(s->filter->under);
		gc_mark(s->filter->also);
	}
}

static void stream_finalize(void *cell)
{
	struct stream *s = cell;
	if (s->fd >= 0 && !s->closed)
		close(s->fd);
	if (s->filter)
		s->filter->free(s->filter);
	strbuf_clear(&s->bytes);
}

static Value stream_alloc(const struct type *type)
{
	struct stream *s = gc_alloc(type, VALUE_OBJECT, sizeof(*s));
	strbuf_init(&s->bytes);
	s->fd = -1;
	return value_cell(VALUE_OBJECT, s);
}

Value filter_stream_new(const struct type *type, struct stream_filter *filter)
{
	Value made = stream_alloc(type);
	as_stream(made)->filter = filter;
	as_stream(made)->readable = filter->read != NULL;
	as_stream(made)->writable = filter->write != NULL;
	return made;
}

struct stream_filter *stream_filter_of(Value stream)
{
	return as_stream(stream)->filter;
}

static int open_flags(enum io_mode mode, unsigned access)
{
	int flags = O_CLOEXEC;
	flags |= access == IO_READ ? O_RDONLY : access == IO_WRITE ? O_WRONLY : O_RDWR;
	switch (mode) {
	case IO_CREATE_NEW:
		return flags | O_CREAT | O_EXCL;
	case IO_CREATE:
		return flags | O_CREAT | O_TRUNC;
	case IO_OPEN_OR_CREATE:
		return flags | O_CREAT;
	case IO_TRUNCATE:
		return flags | O_TRUNC;
	case IO_APPEND:
		return flags | O_CREAT | O_APPEND;
	default:
		return flags;
	}
}

enum status file_stream_open(Value path, enum io_mode mode, unsigned access, Value *stream_r)
{
	struct stat info;
	char *real = io_resolve(path);
	if (real == NULL)
		return ERROR;
	int fd = open(real, open_flags(mode, access), 0666);
	if (fd >= 0 && fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
		close(fd);
		fd = -1;
		errno = EISDIR;
	}
	enum status status = fd < 0 ? io_failed(real) : OK;
	if (status == OK) {
		*stream_r = stream_alloc(&type_file_stream);
		struct stream *s = as_stream(*stream_r);
		s->fd = fd;
		s->readable = access & IO_READ;
		s->writable = access & IO_WRITE;
		s->name = string_from(real);
	}
	free(real);
	return status;
}

static enum status check_open(const struct stream *s)
{
	if (!s->closed)
		return OK;
	return throw_exception("System.ObjectDisposedException", "%s",
			       s->cell.type == &type_memory_stream
				       ? "Cannot access a closed Stream."
				       : "Cannot access a closed file.");
}

static enum status not_supported(const char *what)
{
	return throw_exception("System.NotSupportedException", "Stream does not support %s.", what);
}

enum status io_stream_read(Value stream, void *bytes, size_t size, size_t *count_r)
{
	struct stream *s = as_stream(stream);
	if (check_open(s) != OK)
		return ERROR;
	if (!s->readable)
		return not_supported("reading");
	if (s->filter)
		return s->filter->read(s->filter, bytes, size, count_r);
	if (is_memory(stream)) {
		size_t left = s->position < s->bytes.length ? s->bytes.length - s->position : 0;
		*count_r = MIN(left, size);
		memcpy(bytes, s->bytes.data + s->position, *count_r);
		s->position += *count_r;
		return OK;
	}
	ssize_t got;
	do
		got = read(s->fd, bytes, size);
	while (got < 0 && errno == EINTR);
	*count_r = (size_t)MAX(got, 0);
	return got < 0 ? io_failed(string_data(s->name)) : OK;
}

enum status io_stream_write(Value stream, const void *bytes, size_t size)
{
	struct stream *s = as_stream(stream);
	if (check_open(s) != OK)
		return ERROR;
	if (!s->writable)
		return not_supported("writing");
	if (s->filter)
		return size > 0 ? s->filter->write(s->filter, bytes, size) : OK;
	if (is_memory(stream)) {
		if (s->fixed && s->position + size > s->bytes.length)
			return throw_exception("System.NotSupportedException",
					       "Memory stream is not expandable.");
		if (s->position + size > s->bytes.length)
			strbuf_add_repeat(&s->bytes, '\0', s->position + size - s->bytes.length);
		memcpy(s->bytes.data + s->position, bytes, size);
		s->position += size;
		return OK;
	}
	const char *p = bytes;
	while (size > 0) {
		ssize_t n = write(s->fd, p, size);
		if (n < 0 && errno != EINTR)
			return io_failed(string_data(s->name));
		p += MAX(n, 0);
		size -= (size_t)MAX(n, 0);
	}
	return OK;
}

enum status io_stream_close(Value stream)
{
	struct stream *s = as_stream(stream);
	bool open = !s->closed;
	s->closed = true;
	if (open && s->filter)
		return s->filter->close(s->filter);
	if (open && s->fd >= 0)
		close(s->fd);
	return OK;
}

/* The part of a byte[] that (bytes [, offset, count]) means. */
static enum status range_argument(int argc, const Value *argv, uint8_t **bytes_r, size_t *count_r)
{
	if (argv[0].tag != VALUE_ARRAY)
		return throw_argument("System.ArgumentNullException", "buffer",
				      "Value cannot be null.");
	struct array *array = value_as_array(argv[0]);
	int64_t offset = argc > 2 ? argv[1].integer : 0;
	int64_t count = argc > 2 ? argv[2].integer : (int64_t)array->count;
	if (offset < 0 || count < 0 || (size_t)(offset + count) > array->count)
		return throw_exception(
			"System.ArgumentException",
			"Offset and length were out of bounds for the array or count is "
			"greater than the number of elements from index to the end of the "
			"source collection.");
	*bytes_r = array->bytes + offset;
	*count_r = (size_t)count;
	return OK;
}

static enum status stream_read_method(Value self, int argc, const Value *argv, Value *result_r)
{
	uint8_t *bytes;
	size_t size, got;
	if (range_argument(argc, argv, &bytes, &size) != OK ||
	    io_stream_read(self, bytes, size, &got) != OK)
		return ERROR;
	*result_r = value_int((int32_t)got);
	return OK;
}

static enum status stream_write_method(Value self, int argc, const Value *argv,
				       Value *result_r UNUSED)
{
	uint8_t *bytes;
	size_t size;
	if (range_argument(argc, argv, &bytes, &size) != OK)
		return ERROR;
	return io_stream_write(self, bytes, size);
}

static enum status stream_read_byte(Value self, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	uint8_t byte;
	size_t got;
	if (io_stream_read(self, &byte, 1, &got) != OK)
		return ERROR;
	*result_r = value_int(got > 0 ? byte : -1);
	return OK;
}

static enum status stream_write_byte(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r UNUSED)
{
	uint8_t byte = (uint8_t)argv[0].integer;
	return io_stream_write(self, &byte, 1);
}

static enum status get_position(Value self, int64_t *position_r)
{
	struct stream *s = as_stream(self);
	if (check_open(s) != OK)
		return ERROR;
	if (s->filter)
		return throw_exception("System.NotSupportedException",
				       "This operation is not supported.");
	*position_r = is_memory(self) ? (int64_t)s->position : (int64_t)lseek(s->fd, 0, SEEK_CUR);
	return OK;
}

static enum status get_length(Value self, int64_t *length_r)
{
	struct stream *s = as_stream(self);
	struct stat info;
	if (check_open(s) != OK)
		return ERROR;
	if (s->filter)
		return throw_exception("System.NotSupportedException",
				       "This operation is not supported.");
	if (is_memory(self)) {
		*length_r = (int64_t)s->bytes.length;
		return OK;
	}
	if (fstat(s->fd, &info) < 0)
		return io_failed(string_data(s->name));
	*length_r = info.st_size;
	return OK;
}

bool io_stream_is_empty(Value stream)
{
	int64_t length;
	if (get_length(stream, &length) == OK)
		return length == 0;
	(void)error_take();
	return false;
}

static enum status stream_get_position(Value self, Value *result_r)
{
	int64_t position;
	if (get_position(self, &position) != OK)
		return ERROR;
	*result_r = value_int64(position);
	return OK;
}

static enum status stream_get_length(Value self, Value *result_r)
{
	int64_t length;
	if (get_length(self, &length) != OK)
		return ERROR;
	*result_r = value_int64(length);
	return OK;
}

/* Seek(offset, SeekOrigin): Begin, Current, End */
static enum status stream_seek(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct stream *s = as_stream(self);
	int64_t base = 0;
	if (check_open(s) != OK || (argv[1].integer == 1 && get_position(self, &base) != OK) ||
	    (argv[1].integer == 2 && get_length(self, &base) != OK))
		return ERROR;
	int64_t position = base + argv[0].integer;
	if (position < 0)
		return throw_exception(
			"System.IO.IOException",
			"An attempt was made to move the position before the beginning of "
			"the stream.");
	if (is_memory(self))
		s->position = (size_t)position;
	else if (lseek(s->fd, position, SEEK_SET) < 0)
		return io_failed(string_data(s->name));
	*result_r = value_int64(position);
	return OK;
}

static enum status stream_set_position(Value self, Value value)
{
	Value ignored;
	return stream_seek(self, 2, (Value[]){value, value_int(0)}, &ignored);
}

static enum status stream_set_length(Value self, int argc UNUSED, const Value *argv,
				     Value *result_r UNUSED)
{
	struct stream *s = as_stream(self);
	if (check_open(s) != OK)
		return ERROR;
	if (!s->writable)
		return not_supported("writing");
	size_t length = (size_t)argv[0].integer;
	if (!is_memory(self))
		return ftruncate(s->fd, argv[0].integer) < 0 ? io_failed(string_data(s->name)) : OK;
	if (s->fixed && length > s->bytes.length)
		return throw_exception("System.NotSupportedException",
				       "Memory stream is not expandable.");
	if (length > s->bytes.length)
		strbuf_add_repeat(&s->bytes, '\0', length - s->bytes.length);
	strbuf_set_length(&s->bytes, length);
	s->position = MIN(s->position, length);
	return OK;
}

static enum status stream_flush(Value self, int argc UNUSED, const Value *argv UNUSED,
				Value *result_r UNUSED)
{
	return check_open(as_stream(self));
}

static enum status stream_close_method(Value self, int argc UNUSED, const Value *argv UNUSED,
				       Value *result_r UNUSED)
{
	return io_stream_close(self);
}

static enum status stream_copy_to(Value self, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	uint8_t bytes[65536];
	size_t got = 1;
	if (!value_is_stream(argv[0]))
		return throw_argument("System.ArgumentNullException", "destination",
				      "Value cannot be null.");
	while (got > 0) {
		if (io_stream_read(self, bytes, sizeof(bytes), &got) != OK ||
		    io_stream_write(argv[0], bytes, got) != OK)
			return ERROR;
	}
	return OK;
}

#define FLAG_GETTER(name, expression)                                     \
	static enum status stream_get_##name(Value self, Value *result_r) \
	{                                                                 \
		const struct stream *s = as_stream(self);                 \
		*result_r = value_bool(expression);                       \
		return OK;                                                \
	}
#define OFFERS(access) (!s->filter || (s->filter->offers & (access)))
FLAG_GETTER(can_read, !s->closed && s->readable && OFFERS(IO_READ))
FLAG_GETTER(can_write, !s->closed && s->writable && OFFERS(IO_WRITE))
FLAG_GETTER(can_seek, !s->closed && !s->filter)
FLAG_GETTER(can_timeout, s == NULL)

static enum status stream_get_name(Value self, Value *result_r)
{
	*result_r = as_stream(self)->name;
	return OK;
}

static enum status memory_get_capacity(Value self, Value *result_r)
{
	const struct stream *s = as_stream(self);
	size_t capacity = s->bytes.length == 0 ? 0 : 256;
	while (capacity < s->bytes.length)
		capacity *= 2;
	*result_r = value_int((int32_t)(s->fixed ? s->bytes.length : capacity));
	return OK;
}

static enum status memory_to_array(Value self, int argc UNUSED, const Value *argv UNUSED,
				   Value *result_r)
{
	const struct stream *s = as_stream(self);
	*result_r = array_new_bytes(s->bytes.data, s->bytes.length);
	return OK;
}

static enum status memory_write_to(Value self, int argc UNUSED, const Value *argv,
				   Value *result_r UNUSED)
{
	const struct stream *s = as_stream(self);
	if (!value_is_stream(argv[0]))
		return throw_argument("System.ArgumentNullException", "stream",
				      "Value cannot be null.");
	return io_stream_write(argv[0], s->bytes.data, s->bytes.length);
}

/* () | (capacity) | (bytes [, writable]) | (bytes, index, count) */
static enum status memory_construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = stream_alloc(&type_memory_stream);
	struct stream *s = as_stream(*result_r);
	s->readable = s->writable = true;
	if (argc == 0 || argv[0].tag != VALUE_ARRAY)
		return OK;
	uint8_t *bytes;
	size_t count;
	if (range_argument(argc, argv, &bytes, &count) != OK)
		return ERROR;
	strbuf_add(&s->bytes, bytes, count);
	s->fixed = true;
	if (argc == 2)
		s->writable = value_is_true(argv[1]);
	return OK;
}

/* (path, mode [, access [, share [, bufferSize...]]]) */
static enum status file_stream_construct(Value self UNUSED, int argc, const Value *argv,
					 Value *result_r)
{
	enum io_mode mode = (enum io_mode)argv[1].integer;
	unsigned access = argc > 2            ? (unsigned)argv[2].integer
			  : mode == IO_APPEND ? IO_WRITE
					      : IO_READ | IO_WRITE;
	return file_stream_open(argv[0], mode, access, result_r);
}

static const struct member stream_members[] = {
	PROPERTY("bool CanRead {get;}", stream_get_can_read),
	PROPERTY("bool CanSeek {get;}", stream_get_can_seek),
	PROPERTY("bool CanTimeout {get;}", stream_get_can_timeout),
	PROPERTY("bool CanWrite {get;}", stream_get_can_write),
	PROPERTY("long Length {get;}", stream_get_length),
	PROPERTY_RW("long Position {get;set;}", stream_get_position, stream_set_position),
	METHOD("void Close()", stream_close_method),
	METHOD("void CopyTo(System.IO.Stream destination)", stream_copy_to),
	METHOD("void CopyTo(System.IO.Stream destination, int bufferSize)", stream_copy_to),
	METHOD("void Dispose()", stream_close_method),
	METHOD("void Flush()", stream_flush),
	METHOD("int Read(byte[] buffer, int offset, int count)", stream_read_method),
	METHOD("int Read(byte[] buffer)", stream_read_method),
	METHOD("int ReadByte()", stream_read_byte),
	METHOD("long Seek(long offset, System.IO.SeekOrigin origin)", stream_seek),
	METHOD("void SetLength(long value)", stream_set_length),
	METHOD("void Write(byte[] buffer, int offset, int count)", stream_write_method),
	METHOD("void Write(byte[] buffer)", stream_write_method),
	METHOD("void WriteByte(byte value)", stream_write_byte),
	MEMBER_END,
};

struct type type_io_stream = {
	.name = "System.IO.Stream",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = stream_members,
	.mark = stream_mark,
	.finalize = stream_finalize,
};

static const struct member file_stream_members[] = {
	PROPERTY("string Name {get;}", stream_get_name),
	CONSTRUCTOR("System.IO.FileStream new(string path, System.IO.FileMode mode)",
		    file_stream_construct),
	CONSTRUCTOR("System.IO.FileStream new(string path, System.IO.FileMode mode, "
		    "System.IO.FileAccess access)",
		    file_stream_construct),
	CONSTRUCTOR("System.IO.FileStream new(string path, System.IO.FileMode mode, "
		    "System.IO.FileAccess access, System.IO.FileShare share)",
		    file_stream_construct),
	CONSTRUCTOR("System.IO.FileStream new(string path, System.IO.FileMode mode, "
		    "System.IO.FileAccess access, System.IO.FileShare share, int bufferSize)",
		    file_stream_construct),
	MEMBER_END,
};

static struct type type_file_stream = {
	.name = "System.IO.FileStream",
	.base = &type_io_stream,
	.tag = VALUE_OBJECT,
	.members = file_stream_members,
};

static const struct member memory_stream_members[] = {
	PROPERTY("bool CanRead {get;}", stream_get_can_read),
	PROPERTY("bool CanSeek {get;}", stream_get_can_seek),
	PROPERTY("bool CanWrite {get;}", stream_get_can_write),
	PROPERTY("int Capacity {get;}", memory_get_capacity),
	PROPERTY("long Length {get;}", stream_get_length),
	PROPERTY_RW("long Position {get;set;}", stream_get_position, stream_set_position),
	METHOD("byte[] GetBuffer()", memory_to_array),
	METHOD("byte[] ToArray()", memory_to_array),
	METHOD("void WriteTo(System.IO.Stream stream)", memory_write_to),
	CONSTRUCTOR("System.IO.MemoryStream new()", memory_construct),
	CONSTRUCTOR("System.IO.MemoryStream new(int capacity)", memory_construct),
	CONSTRUCTOR("System.IO.MemoryStream new(byte[] buffer)", memory_construct),
	CONSTRUCTOR("System.IO.MemoryStream new(byte[] buffer, bool writable)", memory_construct),
	CONSTRUCTOR("System.IO.MemoryStream new(byte[] buffer, int index, int count)",
		    memory_construct),
	MEMBER_END,
};

static struct type type_memory_stream = {
	.name = "System.IO.MemoryStream",
	.base = &type_io_stream,
	.tag = VALUE_OBJECT,
	.members = memory_stream_members,
};

struct type *const io_stream_types[] = {&type_io_stream, &type_file_stream, &type_memory_stream,
					NULL};
