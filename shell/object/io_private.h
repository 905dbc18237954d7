/* What the files of System.IO share. */
#ifndef EXOSH_OBJECT_IO_PRIVATE_H
#define EXOSH_OBJECT_IO_PRIVATE_H

#include "object/encoding.h"
#include "object/type.h"

struct strbuf;

/* A path of the system for what a script wrote (C:\... works): malloc()ed. NULL: the error is set. */
char *io_resolve(Value path);
/* .NET's exception for errno: a missing folder and a missing file are two. Returns ERROR. */
enum status io_failed(const char *path);

/* System.IO.FileMode and FileAccess, same numbers. */
enum io_mode { IO_CREATE_NEW = 1, IO_CREATE, IO_OPEN, IO_OPEN_OR_CREATE, IO_TRUNCATE, IO_APPEND };
enum io_access { IO_READ = 1, IO_WRITE = 2 };
/* A FileStream. */
enum status file_stream_open(Value path, enum io_mode mode, unsigned access,
			     Value *stream_r) WARN_UNUSED;
/* Of any Stream; *count_r 0 at its end. ERROR ObjectDisposedException, NotSupportedException, IOException. */
enum status io_stream_read(Value stream, void *bytes, size_t size, size_t *count_r) WARN_UNUSED;
enum status io_stream_write(Value stream, const void *bytes, size_t size) WARN_UNUSED;
enum status io_stream_close(Value stream);
/*
 * A stream that is a filter over another: compression, encryption. What it gives and takes goes through functions; those
 * that are NULL are not supported. `close` is called once, and writes what is left.
 */
struct stream_filter {
	enum status (*read)(struct stream_filter *f, void *bytes, size_t size, size_t *count_r);
	enum status (*write)(struct stream_filter *f, const void *bytes, size_t size);
	enum status (*close)(struct stream_filter *f);
	void (*free)(struct stream_filter *f); /* its memory, closed or not */
	Value under;                           /* the other stream, or anything that has to stay */
	unsigned offers; /* IO_READ, IO_WRITE: what CanRead and CanWrite say */
	Value also;      /* likewise */
};
Value filter_stream_new(const struct type *type, struct stream_filter *filter);
/* NULL when the stream is no filter. */
struct stream_filter *stream_filter_of(Value stream);
extern struct type *const compression_types[], *const cipher_types[], *const binary_types[];
bool io_stream_is_empty(Value stream);
bool value_is_stream(Value v);

/* A StreamReader; a byte order mark wins over the encoding (NULL: UTF-8). */
Value stream_reader_new(Value stream, const struct encoding *encoding);
/* A StreamWriter; `encoding` is an Encoding object or NULL: UTF-8 without a mark. */
Value stream_writer_new(Value stream, Value encoding);

/* What Write(value), Write(chars, index, count) and Write(format, args...) write. */
enum status io_append_arguments(int argc, const Value *argv, struct strbuf *out) WARN_UNUSED;

/* The work behind File, Directory, FileInfo and DirectoryInfo. */
enum status io_file_copy(Value from, Value to, bool overwrite) WARN_UNUSED;
enum status io_text_reader(Value path, Value *reader_r) WARN_UNUSED;
enum status io_text_writer(Value path, enum io_mode mode, Value *writer_r) WARN_UNUSED;
enum io_entry_kind { IO_FILES = 1, IO_FOLDERS = 2 };
/* Paths of a folder's entries, as a list; `argv` is [searchPattern [, SearchOption or EnumerationOptions]]. */
enum status io_folder_entries(Value folder, int argc, const Value *argv, unsigned kinds,
			      Value *list_r) WARN_UNUSED;
/* With all the folders above it; gives its DirectoryInfo. */
enum status io_folder_create(Value path, Value *info_r) WARN_UNUSED;
enum status io_folder_delete(Value path, bool recursive) WARN_UNUSED;

extern struct type *const io_stream_types[], *const io_reader_types[], *const io_writer_types[];
extern struct type type_io_stream, type_stream_reader, type_stream_writer, type_io_path,
	type_io_directory;

#endif
