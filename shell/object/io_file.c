#include "object/io_file.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/datetime.h"
#include "object/encoding.h"
#include "object/error_record.h"
#include "object/runtime.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A path of the system, malloc()ed. NULL: the error is set (an unknown drive, an empty path). */
static char *resolve(Value path)
{
	const char *text = string_data(path);
	if (!*text) {
		(void)!throw_exception("System.ArgumentException",
				       "The value cannot be an empty string. (Parameter 'path')");
		return NULL;
	}
	return runtime()->hooks ? runtime()->hooks->resolve_path(text) : xstrdup(text);
}

/* What .NET says of errno: a missing folder and a missing file are two exceptions. */
static enum status failed(const char *path)
{
	int code = errno;
	char *folder = xstrdup(path), *slash = strrchr(folder, '/');
	if (slash && slash != folder)
		*slash = '\0';
	bool has_folder = access(folder, F_OK) == 0;
	free(folder);
	switch (code) {
	case ENOENT:
		if (!has_folder)
			return throw_exception("System.IO.DirectoryNotFoundException",
					       "Could not find a part of the path '%s'.", path);
		return throw_exception("System.IO.FileNotFoundException",
				       "Could not find file '%s'.", path);
	case EACCES:
	case EPERM:
	case EISDIR:
		return throw_exception("System.UnauthorizedAccessException",
				       "Access to the path '%s' is denied.", path);
	case EEXIST:
		return throw_exception("System.IO.IOException", "The file '%s' already exists.",
				       path);
	default:
		return throw_exception("System.IO.IOException", "%s : '%s'", strerror(code), path);
	}
}

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
	char *real = resolve(path);
	if (!real)
		return ERROR;
	enum status status = read_bytes(real, bytes) < 0 ? failed(real) : OK;
	free(real);
	return status;
}

static enum status write_file(Value path, int flags, const char *bytes, size_t length)
{
	char *real = resolve(path);
	if (!real)
		return ERROR;
	int fd = open(real, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
	bool good = fd >= 0;
	while (good && length) {
		ssize_t n = write(fd, bytes, length);
		good = n >= 0 || errno == EINTR;
		bytes += MAX(n, 0);
		length -= (size_t)MAX(n, 0);
	}
	enum status status = good ? OK : failed(real);
	if (fd >= 0 && close(fd) < 0 && status == OK)
		status = failed(real);
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
	char *real = resolve(argv[0]);
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
	char *real = resolve(argv[0]);
	if (!real)
		return ERROR;
	enum status status = unlink(real) == 0 || errno == ENOENT ? OK : failed(real);
	free(real);
	return status;
}

/* Both paths; false with the error set. */
static bool resolve_two(const Value *argv, char **from_r, char **to_r)
{
	*from_r = resolve(argv[0]);
	*to_r = *from_r ? resolve(argv[1]) : NULL;
	if (*to_r)
		return true;
	free(*from_r);
	return false;
}

static enum status copy_file(Value self UNUSED, int argc, const Value *argv, Value *result_r UNUSED)
{
	bool overwrite = argc > 2 && value_is_true_bool(argv[2]);
	struct strbuf bytes = STRBUF_INIT;
	enum status status = read_file(argv[0], &bytes);
	if (status == OK)
		status =
			write_file(argv[1], overwrite ? O_TRUNC : O_EXCL, bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return status;
}

static enum status move_file(Value self UNUSED, int argc, const Value *argv, Value *result_r UNUSED)
{
	bool overwrite = argc > 2 && value_is_true_bool(argv[2]);
	char *from, *to;
	if (!resolve_two(argv, &from, &to))
		return ERROR;
	enum status status = OK;
	if (access(from, F_OK) < 0) {
		status = failed(from);
	} else if (!overwrite && access(to, F_OK) == 0) {
		errno = EEXIST;
		status = failed(to);
	} else if (rename(from, to) < 0) {
		status = failed(to);
	}
	free(from);
	free(to);
	return status;
}

/* .NET gives the year 1601 for a file that is not there. */
static enum status get_last_write_time(Value self UNUSED, int argc UNUSED, const Value *argv,
				       Value *result_r)
{
	char *real = resolve(argv[0]);
	struct stat info;
	if (!real)
		return ERROR;
	int64_t ticks = 504911232000000000;
	if (stat(real, &info) == 0)
		ticks = TICKS_UNIX_EPOCH + info.st_mtim.tv_sec * TICKS_PER_SECOND +
			info.st_mtim.tv_nsec / 100;
	*result_r = datetime_to_local(datetime_new(ticks, DATETIME_UTC));
	free(real);
	return OK;
}

static const struct member members[] = {
	STATIC_METHOD("byte[] ReadAllBytes(string path)", read_all_bytes),
	STATIC_METHOD("string ReadAllText(string path)", read_all_text),
	STATIC_METHOD("string ReadAllText(string path, System.Text.Encoding encoding)",
		      read_all_text),
	STATIC_METHOD("string[] ReadAllLines(string path)", read_all_lines),
	STATIC_METHOD("string[] ReadAllLines(string path, System.Text.Encoding encoding)",
		      read_all_lines),
	STATIC_METHOD("string[] ReadLines(string path)", read_all_lines),
	STATIC_METHOD("void WriteAllBytes(string path, byte[] bytes)", write_all_bytes),
	STATIC_METHOD("void WriteAllText(string path, string contents)", write_all_text),
	STATIC_METHOD(
		"void WriteAllText(string path, string contents, System.Text.Encoding encoding)",
		write_all_text),
	STATIC_METHOD("void WriteAllLines(string path, string[] contents)", write_all_lines),
	STATIC_METHOD(
		"void WriteAllLines(string path, string[] contents, System.Text.Encoding encoding)",
		write_all_lines),
	STATIC_METHOD("void AppendAllText(string path, string contents)", append_all_text),
	STATIC_METHOD(
		"void AppendAllText(string path, string contents, System.Text.Encoding encoding)",
		append_all_text),
	STATIC_METHOD("void AppendAllLines(string path, string[] contents)", append_all_lines),
	STATIC_METHOD("bool Exists(string path)", exists),
	STATIC_METHOD("void Delete(string path)", delete_file),
	STATIC_METHOD("void Copy(string sourceFileName, string destFileName)", copy_file),
	STATIC_METHOD("void Copy(string sourceFileName, string destFileName, bool overwrite)",
		      copy_file),
	STATIC_METHOD("void Move(string sourceFileName, string destFileName)", move_file),
	STATIC_METHOD("void Move(string sourceFileName, string destFileName, bool overwrite)",
		      move_file),
	STATIC_METHOD("datetime GetLastWriteTime(string path)", get_last_write_time),
	MEMBER_END,
};

struct type type_io_file = {
	.name = "System.IO.File",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = members,
};
