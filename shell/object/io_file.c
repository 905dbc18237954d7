#include "object/io_file.h"

#include "base/replacement.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/datetime.h"
#include "object/encoding.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/io_info.h"
#include "object/io_private.h"
#include "object/runtime.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int read_bytes(const char *path, struct strbuf *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : 1;
	while (got > 0) {
		strbuf_grow(bytes, 65536);
		got = read(fd, bytes->data + bytes->length, 65536);
		if (got > 0)
			bytes->length += (size_t)got;
		else if (got < 0 && errno == EINTR)
			got = 1;
	}
	int code = errno;
	if (fd >= 0)
		close(fd);
	errno = code;
	return (int)got;
}

static enum status read_file(Value path, struct strbuf *bytes)
{
	char *real = io_resolve(path);
	if (!real)
		return ERROR;
	enum status status = read_bytes(real, bytes) < 0 ? io_failed(real) : OK;
	free(real);
	return status;
}

static bool write_bytes(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno != EINTR)
			return false;
		bytes += MAX(n, 0);
		length -= (size_t)MAX(n, 0);
	}
	return true;
}

/* What stood there stays until the new one is whole. */
static bool write_anew(const char *path, const char *bytes, size_t length)
{
	struct replacement r;
	bool good = replacement_open(&r, path, 0666) == 0 && write_bytes(r.fd, bytes, length) &&
		    replacement_finish(&r) == 0;
	replacement_close(&r);
	return good;
}

/* With O_APPEND, or O_EXCL for a file that may not be there yet. */
static bool extend_file(const char *path, int flags, const char *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
	if (fd < 0)
		return false;
	bool good = write_bytes(fd, bytes, length);
	return close(fd) == 0 && good;
}

static enum status write_file(Value path, int flags, const char *bytes, size_t length)
{
	char *real = io_resolve(path);
	if (!real)
		return ERROR;
	bool good = flags & O_TRUNC ? write_anew(real, bytes, length)
				    : extend_file(real, flags, bytes, length);
	enum status status = good ? OK : io_failed(real);
	free(real);
	return status;
}

/* The text of a file: a byte order mark wins over the encoding that was asked for. */
static enum status read_text(int argc, const Value *argv, struct strbuf *text)
{
	struct strbuf bytes = STRBUF_INIT;
	enum status status = read_file(argv[0], &bytes);
	if (status == OK) {
		size_t mark = 0;
		const struct encoding *found = encoding_detect(bytes.data, bytes.length, &mark);
		if (!found)
			found = argc > 1 ? encoding_of(argv[1]) : encoding_utf8();
		encoding_decode(found, bytes.data + mark, bytes.length - mark, text);
	}
	strbuf_clear(&bytes);
	return status;
}

/* Writes UTF-8 without a mark, or as the encoding at argv[2] says. */
static enum status write_text(int argc, const Value *argv, int flags, const struct strbuf *text)
{
	struct strbuf bytes = STRBUF_INIT;
	const struct encoding *encoding = argc > 2 ? encoding_of(argv[2]) : encoding_utf8();
	if (argc > 2 && flags & O_TRUNC && encoding_has_preamble(argv[2]))
		encoding_append_preamble(encoding, &bytes);
	encoding_encode(encoding, text->data, text->length, &bytes);
	enum status status = write_file(argv[0], flags, bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return status;
}

static enum status read_all_bytes(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	struct strbuf bytes = STRBUF_INIT;
	enum status status = read_file(argv[0], &bytes);
	if (status == OK)
		*result_r = array_new_bytes(bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return status;
}

static enum status read_all_text(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	enum status status = read_text(argc, argv, &text);
	if (status == OK)
		*result_r = string_new(text.data, text.length);
	strbuf_clear(&text);
	return status;
}

/* The line's length without its end, and the whole. */
static size_t line_length(const char *text, size_t left, size_t *whole_r)
{
	size_t length = 0;
	while (length < left && text[length] != '\n' && text[length] != '\r')
		length++;
	bool both = length + 1 < left && text[length] == '\r' && text[length + 1] == '\n';
	*whole_r = MIN(length + 1 + both, left);
	return length;
}

static enum status read_all_lines(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct strbuf text = STRBUF_INIT;
	if (read_text(argc, argv, &text) != OK) {
		strbuf_clear(&text);
		return ERROR;
	}
	size_t count = 0, whole;
	for (size_t at = 0; at < text.length; at += whole, count++)
		line_length(text.data + at, text.length - at, &whole);
	Value lines = array_new_typed(&type_string_array, count);
	struct array *a = value_as_array(lines);
	count = 0;
	for (size_t at = 0; at < text.length; at += whole) {
		size_t length = line_length(text.data + at, text.length - at, &whole);
		a->items[count++] = string_new(text.data + at, length);
	}
	strbuf_clear(&text);
	*result_r = lines;
	return OK;
}

static enum status write_all_bytes(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r UNUSED)
{
	const struct array *a = value_as_array(argv[1]);
	return write_file(argv[0], O_TRUNC, (const char *)a->bytes, a->count);
}

static enum status put_text(int argc, const Value *argv, int flags)
{
	struct strbuf text = STRBUF_INIT;
	if (argv[1].tag == VALUE_STRING)
		strbuf_add(&text, string_data(argv[1]), string_length(argv[1]));
	enum status status = write_text(argc, argv, flags, &text);
	strbuf_clear(&text);
	return status;
}

static enum status put_lines(int argc, const Value *argv, int flags)
{
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < value_count(argv[1]); i++) {
		Value line = value_item(argv[1], i);
		strbuf_add(&text, string_data(line), string_length(line));
		strbuf_addc(&text, '\n');
	}
	enum status status = write_text(argc, argv, flags, &text);
	strbuf_clear(&text);
	return status;
}

static enum status write_all_text(Value self UNUSED, int argc, const Value *argv,
				  Value *result_r UNUSED)
{
	return put_text(argc, argv, O_TRUNC);
}

static enum status append_all_text(Value self UNUSED, int argc, const Value *argv,
				   Value *result_r UNUSED)
{
	return put_text(argc, argv, O_APPEND);
}

static enum status write_all_lines(Value self UNUSED, int argc, const Value *argv,
				   Value *result_r UNUSED)
{
	return put_lines(argc, argv, O_TRUNC);
}

static enum status append_all_lines(Value self UNUSED, int argc, const Value *argv,
				    Value *result_r UNUSED)
{
	return put_lines(argc, argv, O_APPEND);
}

static enum status exists(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = FALSE_VALUE;
	if (!*string_data(argv[0]))
		return OK;
	char *real = io_resolve(argv[0]);
	struct stat info;
	if (!real) {
		error_take(); /* an unknown drive holds no file */
		return OK;
	}
	*result_r = value_bool(stat(real, &info) == 0 && !S_ISDIR(info.st_mode));
	free(real);
	return OK;
}

static enum status delete_file(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r UNUSED)
{
	char *real = io_resolve(argv[0]);
	if (!real)
		return ERROR;
	enum status status = OK;
	if (unlink(real) < 0) {
		/* a missing file is fine, a missing folder is not */
		bool missing = errno == ENOENT;
		status = io_failed(real);
		if (missing && strncmp(error_message(), "Could not find file", 19) == 0) {
			(void)error_take();
			status = OK;
		}
	}
	free(real);
	return status;
}

/* Both paths; false with the error set. */
static bool resolve_two(const Value *argv, char **from_r, char **to_r)
{
	*from_r = io_resolve(argv[0]);
	*to_r = *from_r ? io_resolve(argv[1]) : NULL;
	if (*to_r)
		return true;
	free(*from_r);
	return false;
}

enum status io_file_copy(Value from, Value to, bool overwrite)
{
	struct strbuf bytes = STRBUF_INIT;
	enum status status = read_file(from, &bytes);
	if (status == OK)
		status = write_file(to, overwrite ? O_TRUNC : O_EXCL, bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return status;
}

static enum status copy_file(Value self UNUSED, int argc, const Value *argv, Value *result_r UNUSED)
{
	return io_file_copy(argv[0], argv[1], argc > 2 && value_is_true_bool(argv[2]));
}

static enum status move_file(Value self UNUSED, int argc, const Value *argv, Value *result_r UNUSED)
{
	bool overwrite = argc > 2 && value_is_true_bool(argv[2]);
	char *from, *to;
	if (!resolve_two(argv, &from, &to))
		return ERROR;
	enum status status = OK;
	if (access(from, F_OK) < 0) {
		status = io_failed(from);
	} else if (!overwrite && access(to, F_OK) == 0) {
		errno = EEXIST;
		status = io_failed(to);
	} else if (rename(from, to) < 0) {
		status = io_failed(to);
	}
	free(from);
	free(to);
	return status;
}

/* .NET gives the year 1601 for a file that is not there. */
static enum status file_time(Value path, bool access_time, bool utc, Value *result_r)
{
	char *real = io_resolve(path);
	struct stat info;
	if (!real)
		return ERROR;
	int64_t ticks = 504911232000000000;
	if (stat(real, &info) == 0) {
		struct timespec time = access_time ? info.st_atim : info.st_mtim;
		ticks = TICKS_UNIX_EPOCH + time.tv_sec * TICKS_PER_SECOND + time.tv_nsec / 100;
	}
	Value at = datetime_new(ticks, DATETIME_UTC);
	*result_r = utc ? at : datetime_to_local(at);
	free(real);
	return OK;
}

static enum status set_file_time(Value path, Value time, bool access_time, bool utc)
{
	char *real = io_resolve(path);
	if (!real)
		return ERROR;
	Value at = utc ? time : datetime_to_utc(time);
	int64_t since = at.integer - TICKS_UNIX_EPOCH;
	struct timespec wanted = {.tv_sec = since / TICKS_PER_SECOND,
				  .tv_nsec = since % TICKS_PER_SECOND * 100};
	struct timespec keep = {.tv_nsec = UTIME_OMIT};
	struct timespec times[] = {access_time ? wanted : keep, access_time ? keep : wanted};
	enum status status = utimensat(AT_FDCWD, real, times, 0) < 0 ? io_failed(real) : OK;
	free(real);
	return status;
}

#define TIME(name, access_time, utc)                                                         \
	static enum status get_##name(Value self UNUSED, int argc UNUSED, const Value *argv, \
				      Value *result_r)                                       \
	{                                                                                    \
		return file_time(argv[0], access_time, utc, result_r);                       \
	}                                                                                    \
	static enum status set_##name(Value self UNUSED, int argc UNUSED, const Value *argv, \
				      Value *result_r UNUSED)                                \
	{                                                                                    \
		return set_file_time(argv[0], argv[1], access_time, utc);                    \
	}
TIME(write_time, false, false)
TIME(write_time_utc, false, true)
TIME(access_time, true, false)
TIME(access_time_utc, true, true)

/* FileAttributes: ReadOnly 1, Hidden 2, Directory 16, Normal 128, ReparsePoint 1024 */
static enum status get_attributes(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	char *real = io_resolve(argv[0]);
	struct stat info;
	if (!real)
		return ERROR;
	enum status status = lstat(real, &info) < 0 ? io_failed(real) : OK;
	if (status == OK) {
		const char *slash = strrchr(real, '/');
		int attributes = (slash ? slash[1] : *real) == '.' ? 2 : 0;
		attributes |= S_ISDIR(info.st_mode) ? 16 : 0;
		attributes |= S_ISLNK(info.st_mode) ? 1024 : 0;
		attributes |= info.st_mode & 0222 ? 0 : 1;
		*result_r = enum_value(&type_file_attributes, attributes ? attributes : 128);
	}
	free(real);
	return status;
}

static enum status set_attributes(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r UNUSED)
{
	char *real = io_resolve(argv[0]);
	struct stat info;
	if (!real)
		return ERROR;
	enum status status = stat(real, &info) < 0 ? io_failed(real) : OK;
	if (status == OK) {
		mode_t mode = info.st_mode & 07777;
		mode = argv[1].integer & 1 ? mode & ~(mode_t)0222 : mode | 0200;
		status = chmod(real, mode) < 0 ? io_failed(real) : OK;
	}
	free(real);
	return status;
}

static enum status get_unix_mode(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	char *real = io_resolve(argv[0]);
	struct stat info;
	if (!real)
		return ERROR;
	enum status status = stat(real, &info) < 0 ? io_failed(real) : OK;
	if (status == OK)
		*result_r = enum_value(&type_unix_file_mode, info.st_mode & 07777);
	free(real);
	return status;
}

static enum status set_unix_mode(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r UNUSED)
{
	char *real = io_resolve(argv[0]);
	if (!real)
		return ERROR;
	bool good = chmod(real, (mode_t)argv[1].integer & 07777) == 0;
	enum status status = good ? OK : io_failed(real);
	free(real);
	return status;
}

/* The next link's target, or the last one's; $null for what is no link. */
static enum status resolve_link(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	char *real = io_resolve(argv[0]);
	struct stat info;
	if (!real)
		return ERROR;
	enum status status = lstat(real, &info) < 0 ? io_failed(real) : OK;
	if (status == OK && S_ISLNK(info.st_mode)) {
		char target[PATH_MAX];
		ssize_t n = readlink(real, target, sizeof(target) - 1);
		if (value_is_true_bool(argv[1]) && realpath(real, target))
			n = (ssize_t)strlen(target);
		if (n >= 0) {
			target[n] = '\0';
			char *slash = strrchr(real, '/');
			char *whole =
				*target == '/' || !slash
					? xstrdup(target)
					: xasprintf("%.*s/%s", (int)(slash - real), real, target);
			*result_r = file_system_info_new(whole);
			free(whole);
		}
	} else if (status == OK) {
		*result_r = NULL_VALUE;
	}
	free(real);
	return status;
}

/* Open(path, mode [, access [, share]]) */
static enum status open_file(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	enum io_mode mode = (enum io_mode)argv[1].integer;
	unsigned access_flags = mode == IO_APPEND ? IO_WRITE : IO_READ | IO_WRITE;
	if (argc > 2)
		access_flags = (unsigned)argv[2].integer;
	return file_stream_open(argv[0], mode, access_flags, result_r);
}

static enum status open_read(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return file_stream_open(argv[0], IO_OPEN, IO_READ, result_r);
}

static enum status open_write(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	return file_stream_open(argv[0], IO_OPEN_OR_CREATE, IO_WRITE, result_r);
}

static enum status create_file(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	return file_stream_open(argv[0], IO_CREATE, IO_READ | IO_WRITE, result_r);
}

enum status io_text_reader(Value path, Value *reader_r)
{
	Value stream;
	if (file_stream_open(path, IO_OPEN, IO_READ, &stream) != OK)
		return ERROR;
	*reader_r = stream_reader_new(stream, NULL);
	return OK;
}

static enum status open_text(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	return io_text_reader(argv[0], result_r);
}

enum status io_text_writer(Value path, enum io_mode mode, Value *writer_r)
{
	Value stream;
	if (file_stream_open(path, mode, IO_WRITE, &stream) != OK)
		return ERROR;
	*writer_r = stream_writer_new(stream, NULL_VALUE);
	return OK;
}

static enum status create_text(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	return io_text_writer(argv[0], IO_CREATE, result_r);
}

static enum status append_text(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	return io_text_writer(argv[0], IO_APPEND, result_r);
}

/* Replace(source, destination, backup or null) */
static enum status replace_file(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	if (argv[2].tag == VALUE_STRING &&
	    move_file(self, 3, (Value[]){argv[1], argv[2], TRUE_VALUE}, result_r) != OK)
		return ERROR;
	return move_file(self, 3, (Value[]){argv[0], argv[1], TRUE_VALUE}, result_r);
}

static enum status create_link(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	char *real = io_resolve(argv[0]);
	if (!real)
		return ERROR;
	const char *target = argv[1].tag == VALUE_STRING ? string_data(argv[1]) : "";
	enum status status = symlink(target, real) < 0 ? io_failed(real) : OK;
	if (status == OK)
		*result_r = file_system_info_new(real);
	free(real);
	return status;
}

static const struct member members[] = {
	STATIC_METHOD("static byte[] ReadAllBytes(string path)", read_all_bytes),
	STATIC_METHOD("static string ReadAllText(string path)", read_all_text),
	STATIC_METHOD("static string ReadAllText(string path, System.Text.Encoding encoding)",
		      read_all_text),
	STATIC_METHOD("static string[] ReadAllLines(string path)", read_all_lines),
	STATIC_METHOD("static string[] ReadAllLines(string path, System.Text.Encoding encoding)",
		      read_all_lines),
	STATIC_METHOD("static string[] ReadLines(string path)", read_all_lines),
	STATIC_METHOD("static void WriteAllBytes(string path, byte[] bytes)", write_all_bytes),
	STATIC_METHOD("static void WriteAllText(string path, string contents)", write_all_text),
	STATIC_METHOD("static void WriteAllText(string path, string contents, System.Text.Encoding "
		      "encoding)",
		      write_all_text),
	STATIC_METHOD("static void WriteAllLines(string path, string[] contents)", write_all_lines),
	STATIC_METHOD("static void WriteAllLines(string path, string[] contents, "
		      "System.Text.Encoding encoding)",
		      write_all_lines),
	STATIC_METHOD("static void AppendAllText(string path, string contents)", append_all_text),
	STATIC_METHOD("static void AppendAllText(string path, string contents, "
		      "System.Text.Encoding encoding)",
		      append_all_text),
	STATIC_METHOD("static void AppendAllLines(string path, string[] contents)",
		      append_all_lines),
	STATIC_METHOD("static bool Exists(string path)", exists),
	STATIC_METHOD("static void Delete(string path)", delete_file),
	STATIC_METHOD("static void Copy(string sourceFileName, string destFileName)", copy_file),
	STATIC_METHOD(
		"static void Copy(string sourceFileName, string destFileName, bool overwrite)",
		copy_file),
	STATIC_METHOD("static void Move(string sourceFileName, string destFileName)", move_file),
	STATIC_METHOD(
		"static void Move(string sourceFileName, string destFileName, bool overwrite)",
		move_file),
	STATIC_METHOD("static System.IO.StreamWriter AppendText(string path)", append_text),
	STATIC_METHOD("static System.IO.FileStream Create(string path)", create_file),
	STATIC_METHOD("static System.IO.FileStream Create(string path, int bufferSize)",
		      create_file),
	STATIC_METHOD("static System.IO.FileSystemInfo CreateSymbolicLink(string path, string "
		      "pathToTarget)",
		      create_link),
	STATIC_METHOD("static System.IO.StreamWriter CreateText(string path)", create_text),
	STATIC_METHOD("static System.IO.FileAttributes GetAttributes(string path)", get_attributes),
	STATIC_METHOD("static datetime GetCreationTime(string path)", get_write_time),
	STATIC_METHOD("static datetime GetCreationTimeUtc(string path)", get_write_time_utc),
	STATIC_METHOD("static datetime GetLastAccessTime(string path)", get_access_time),
	STATIC_METHOD("static datetime GetLastAccessTimeUtc(string path)", get_access_time_utc),
	STATIC_METHOD("static datetime GetLastWriteTime(string path)", get_write_time),
	STATIC_METHOD("static datetime GetLastWriteTimeUtc(string path)", get_write_time_utc),
	STATIC_METHOD("static System.IO.UnixFileMode GetUnixFileMode(string path)", get_unix_mode),
	STATIC_METHOD("static void SetUnixFileMode(string path, System.IO.UnixFileMode mode)",
		      set_unix_mode),
	STATIC_METHOD("static System.IO.FileSystemInfo ResolveLinkTarget(string linkPath, bool "
		      "returnFinalTarget)",
		      resolve_link),
	STATIC_METHOD("static System.IO.FileStream Open(string path, System.IO.FileMode mode)",
		      open_file),
	STATIC_METHOD("static System.IO.FileStream Open(string path, System.IO.FileMode mode, "
		      "System.IO.FileAccess access)",
		      open_file),
	STATIC_METHOD("static System.IO.FileStream Open(string path, System.IO.FileMode mode, "
		      "System.IO.FileAccess access, System.IO.FileShare share)",
		      open_file),
	STATIC_METHOD("static System.IO.FileStream OpenRead(string path)", open_read),
	STATIC_METHOD("static System.IO.StreamReader OpenText(string path)", open_text),
	STATIC_METHOD("static System.IO.FileStream OpenWrite(string path)", open_write),
	STATIC_METHOD(
		"static void Replace(string sourceFileName, string destinationFileName, string "
		"destinationBackupFileName)",
		replace_file),
	STATIC_METHOD(
		"static void SetAttributes(string path, System.IO.FileAttributes fileAttributes)",
		set_attributes),
	STATIC_METHOD("static void SetLastAccessTime(string path, datetime lastAccessTime)",
		      set_access_time),
	STATIC_METHOD("static void SetLastAccessTimeUtc(string path, datetime lastAccessTimeUtc)",
		      set_access_time_utc),
	STATIC_METHOD("static void SetLastWriteTime(string path, datetime lastWriteTime)",
		      set_write_time),
	STATIC_METHOD("static void SetLastWriteTimeUtc(string path, datetime lastWriteTimeUtc)",
		      set_write_time_utc),
	MEMBER_END,
};

struct type type_io_file = {
	.name = "System.IO.File",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = members,
};
