/* System.IO.Compression: GZipStream, DeflateStream and ZLibStream, by zlib. */
#include "object/io_private.h"

#include "base/xmalloc.h"
#include "object/enums.h"
#include "object/error_record.h"

#include <stdlib.h>
#include <zlib.h>

#define COMPRESSION "System.IO.Compression."

struct deflater {
	struct stream_filter filter;
	z_stream z;
	bool compress, leave_open, ended;
	uint8_t buffer[16384];
};

static const struct enum_member mode_members[] = {{"Decompress", 0}, {"Compress", 1}, {NULL, 0}};
static struct type type_mode = {
	.name = COMPRESSION "CompressionMode", .flags = TYPE_ENUM, .enum_members = mode_members};
static const struct enum_member level_members[] = {
	{"Optimal", 0}, {"Fastest", 1}, {"NoCompression", 2}, {"SmallestSize", 3}, {NULL, 0}};
static struct type type_level = {
	.name = COMPRESSION "CompressionLevel", .flags = TYPE_ENUM, .enum_members = level_members};

static struct type type_gzip_stream, type_deflate_stream, type_zlib_stream;

static struct deflater *of(struct stream_filter *f)
{
	return container_of(f, struct deflater, filter);
}

static enum status bad_data(void)
{
	return throw_exception("System.IO.InvalidDataException",
			       "The archive entry was compressed using an unsupported compression "
			       "method.");
}

static enum status deflate_all(struct deflater *d, int flush)
{
	int result;
	do {
		d->z.next_out = d->buffer;
		d->z.avail_out = sizeof(d->buffer);
		result = deflate(&d->z, flush);
		size_t made = sizeof(d->buffer) - d->z.avail_out;
		if (made && io_stream_write(d->filter.under, d->buffer, made) != OK)
			return ERROR;
	} while (result == Z_OK && (d->z.avail_in || d->z.avail_out == 0 || flush == Z_FINISH));
	return OK;
}

static enum status compress_write(struct stream_filter *f, const void *bytes, size_t size)
{
	struct deflater *d = of(f);
	d->z.next_in = (uint8_t *)(uintptr_t)bytes;
	d->z.avail_in = (uInt)size;
	return deflate_all(d, Z_NO_FLUSH);
}

static enum status decompress_read(struct stream_filter *f, void *bytes, size_t size,
				   size_t *count_r)
{
	struct deflater *d = of(f);
	d->z.next_out = bytes;
	d->z.avail_out = (uInt)size;
	while (d->z.avail_out == size && !d->ended && size) {
		size_t got = 0;
		if (d->z.avail_in == 0) {
			if (io_stream_read(f->under, d->buffer, sizeof(d->buffer), &got) != OK)
				return ERROR;
			d->z.next_in = d->buffer;
			d->z.avail_in = (uInt)got;
			if (got == 0)
				break;
		}
		int result = inflate(&d->z, Z_NO_FLUSH);
		d->ended = result == Z_STREAM_END;
		if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
			return bad_data();
	}
	*count_r = size - d->z.avail_out;
	return OK;
}

static enum status no_reading(struct stream_filter *f UNUSED, void *bytes UNUSED,
			      size_t size UNUSED, size_t *count_r UNUSED)
{
	return throw_exception("System.InvalidOperationException",
			       "Reading from the compression stream is not supported.");
}

static enum status no_writing(struct stream_filter *f UNUSED, const void *bytes UNUSED,
			      size_t size UNUSED)
{
	return throw_exception("System.InvalidOperationException",
			       "Writing to the compression stream is not supported.");
}

static enum status deflater_close(struct stream_filter *f)
{
	struct deflater *d = of(f);
	enum status status = d->compress ? deflate_all(d, Z_FINISH) : OK;
	if (!d->leave_open && status == OK)
		status = io_stream_close(f->under);
	return status;
}

static void deflater_free(struct stream_filter *f)
{
	struct deflater *d = of(f);
	if (d->compress)
		deflateEnd(&d->z);
	else
		inflateEnd(&d->z);
	free(d);
}

static int window_bits(const struct type *type)
{
	return type == &type_gzip_stream ? 15 + 16 : type == &type_deflate_stream ? -15 : 15;
}

static int level_of(Value level)
{
	static const int levels[] = {Z_DEFAULT_COMPRESSION, 1, 0, 9};
	return levels[level.integer & 3];
}

/* (stream, mode or level [, leaveOpen]) */
static enum status construct(Value self, int argc, const Value *argv, Value *result_r)
{
	const struct type *type = value_as_type(self);
	bool by_level = value_type(argv[1]) == &type_level;
	if (!value_is_stream(argv[0]))
		return throw_argument("System.ArgumentNullException", "stream",
				      "Value cannot be null.");
	struct deflater *d = xcalloc(1, sizeof(*d));
	d->compress = by_level || argv[1].integer == 1;
	d->leave_open = argc > 2 && value_is_true_bool(argv[2]);
	d->filter = (struct stream_filter){
		.read = d->compress ? no_reading : decompress_read,
		.write = d->compress ? compress_write : no_writing,
		.offers = d->compress ? IO_WRITE : IO_READ,
		.close = deflater_close,
		.free = deflater_free,
		.under = argv[0],
	};
	int level = by_level ? level_of(argv[1]) : Z_DEFAULT_COMPRESSION;
	int result = d->compress ? deflateInit2(&d->z, level, Z_DEFLATED, window_bits(type), 8,
						Z_DEFAULT_STRATEGY)
				 : inflateInit2(&d->z, window_bits(type));
	if (result != Z_OK) {
		free(d);
		return throw_exception("System.OutOfMemoryException",
				       "Insufficient memory to continue the execution of the "
				       "program.");
	}
	*result_r = filter_stream_new(type, &d->filter);
	return OK;
}

static enum status get_base_stream(Value self, Value *result_r)
{
	*result_r = stream_filter_of(self)->under;
	return OK;
}

#define STREAM(variable, rows, short_name)                                                      \
	static const struct member rows[] = {                                                   \
		PROPERTY("System.IO.Stream BaseStream {get;}", get_base_stream),                \
		CONSTRUCTOR(COMPRESSION short_name " new(System.IO.Stream stream, " COMPRESSION \
						   "CompressionMode mode)",                     \
			    construct),                                                         \
		CONSTRUCTOR(COMPRESSION short_name " new(System.IO.Stream stream, " COMPRESSION \
						   "CompressionMode mode, bool leaveOpen)",     \
			    construct),                                                         \
		CONSTRUCTOR(COMPRESSION short_name " new(System.IO.Stream stream, " COMPRESSION \
						   "CompressionLevel compressionLevel)",        \
			    construct),                                                         \
		CONSTRUCTOR(COMPRESSION short_name                                              \
			    " new(System.IO.Stream stream, " COMPRESSION                        \
			    "CompressionLevel compressionLevel, bool leaveOpen)",               \
			    construct),                                                         \
		MEMBER_END,                                                                     \
	};                                                                                      \
	static struct type variable = {                                                         \
		.name = COMPRESSION short_name,                                                 \
		.base = &type_io_stream,                                                        \
		.tag = VALUE_OBJECT,                                                            \
		.members = rows,                                                                \
	}
STREAM(type_gzip_stream, gzip_members, "GZipStream");
STREAM(type_deflate_stream, deflate_members, "DeflateStream");
STREAM(type_zlib_stream, zlib_members, "ZLibStream");

struct type *const compression_types[] = {
	&type_mode, &type_level, &type_gzip_stream, &type_deflate_stream, &type_zlib_stream, NULL};
