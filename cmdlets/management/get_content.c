/* Get-Content: the lines of files, or the values of other items. */
#include "cmdlets/management/paths.h"
#include "cmdlets/utility/file_argument.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/interpreter_lock.h"
#include "object/psobject.h"
#include "object/string.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct get_content {
	Value path, literal_path, include, exclude, credential, encoding_given;
	const char *filter, *delimiter;
	int64_t read_count, total_count;
	int32_t tail;
	bool raw, force, wait, as_byte_stream;
	enum text_encoding encoding;
	Value drive, provider; /* of the current file: its lines tell */
	Value batch;           /* list: lines of -ReadCount */
	int64_t written;
	const struct provider_path *current;
};

static const struct parameter parameters[] = {
	PARAM_INT64(struct get_content, read_count, "ReadCount", PARAM_PIPELINE_BY_NAME,
		    .help = "Lines handed on together; 0 is all of them."),
	PARAM_INT64(struct get_content, total_count, "TotalCount", PARAM_PIPELINE_BY_NAME,
		    .aliases = "First,Head", .range = "0,9223372036854775807",
		    .help = "So many lines from the beginning."),
	PARAM_INT(struct get_content, tail, "Tail", PARAM_PIPELINE_BY_NAME, .aliases = "Last",
		  .range = "0,2147483647", .help = "So many lines from the end."),
	PARAM_STRINGS(struct get_content, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Path",
		      .help = "Paths; wildcards are allowed."),
	PARAM_STRINGS(struct get_content, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",
		      .aliases = "PSPath,LP", .help = "Paths, taken as they are."),
	PARAM_SELECTION(struct get_content),
	PARAM_SWITCH(struct get_content, force, "Force", 0,
		     .help = "Read-only and hidden files, too."),
	PARAM_OBJECT(struct get_content, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_STRING(struct get_content, delimiter, "Delimiter", 0,
		     .help = "What ends a piece, instead of the line end."),
	PARAM_SWITCH(struct get_content, wait, "Wait", 0,
		     .help = "Goes on with what is added, until Ctrl+C."),
	PARAM_SWITCH(struct get_content, raw, "Raw", 0, .help = "The whole as one string."),
	ENCODING_PARAMETER(struct get_content, encoding_given),
	PARAM_SWITCH(struct get_content, as_byte_stream, "AsByteStream", 0,
		     .help = "Bytes instead of text."),
	PARAM_END,
};

/* Each line knows where it comes from, as in PowerShell: PSPath, PSChildName, ReadCount ... */
static Value line_object(struct cmdlet_call *c, Value line)
{
	struct get_content *self = cmdlet_state(c);
	const char *path = self->current->path, *leaf = paths_leaf(path);
	Value v = psobject_wrap(line);
	psobject_set(v, "PSPath", string_printf("Microsoft.PowerShell.Core\\FileSystem::%s", path));
	psobject_set(v, "PSParentPath", string_new(path, (size_t)(leaf - path)));
	psobject_set(v, "PSChildName", string_from(leaf));
	psobject_set(v, "PSDrive", self->drive);
	psobject_set(v, "PSProvider", self->provider);
	psobject_set(v, "ReadCount", value_int64(self->written));
	return v;
}

static enum status flush_batch(struct cmdlet_call *c)
{
	struct get_content *self = cmdlet_state(c);
	if (self->batch.tag != VALUE_LIST || !value_count(self->batch))
		return OK;
	Value lines = list_to_array(value_as_list(self->batch));
	list_clear(value_as_list(self->batch));
	return cmdlet_write(c, lines);
}

static enum status write_line(struct cmdlet_call *c, Value line)
{
	struct get_content *self = cmdlet_state(c);
	self->written++;
	if (!cmdlet_is_bound(c, "ReadCount") || self->read_count == 1)
		return cmdlet_write(c, self->as_byte_stream ? line : line_object(c, line));
	if (self->batch.tag != VALUE_LIST)
		self->batch = list_new();
	list_add(value_as_list(self->batch), line);
	return self->read_count > 0 && (int64_t)value_count(self->batch) >= self->read_count
		       ? flush_batch(c)
		       : OK;
}

/* ---- pieces of text ---- */

/* Where the next piece ends (behind its delimiter); *length_r without a line end. */
static size_t piece_end(const struct get_content *self, const char *text, size_t at, size_t length,
			size_t *length_r)
{
	if (self->delimiter && *self->delimiter) {
		size_t n = strlen(self->delimiter);
		char *found = memmem(text + at, length - at, self->delimiter, n);
		size_t end = found ? (size_t)(found - text) + n : length;
		*length_r = end - at - (found ? n : 0);
		return end;
	}
	size_t end = at;
	while (end < length && text[end] != '\n' && text[end] != '\r')
		end++;
	*length_r = end - at;
	if (end < length)
		end += text[end] == '\r' && end + 1 < length && text[end + 1] == '\n' ? 2 : 1;
	return end;
}

static enum status write_pieces(struct cmdlet_call *c, const char *text, size_t length)
{
	struct get_content *self = cmdlet_state(c);
	int64_t limit = cmdlet_is_bound(c, "TotalCount") ? self->total_count : INT64_MAX;
	size_t n;
	for (size_t at = 0; at < length && self->written < limit;) {
		size_t end = piece_end(self, text, at, length, &n);
		enum status status = write_line(c, string_new(text + at, n));
		if (status != OK)
			return status;
		at = end;
	}
	return OK;
}

static enum status write_tail(struct cmdlet_call *c, const char *text, size_t length)
{
	struct get_content *self = cmdlet_state(c);
	size_t want = (size_t)MAX(self->tail, 0), count = 0, n;
	size_t *starts = gc_alloc_bytes((want + 1) * sizeof(*starts));
	for (size_t at = 0; at < length; count++) {
		starts[count % (want + 1)] = at;
		at = piece_end(self, text, at, length, &n);
	}
	for (size_t i = count > want ? count - want : 0; i < count; i++) {
		size_t at = starts[i % (want + 1)];
		piece_end(self, text, at, length, &n);
		enum status status = write_line(c, string_new(text + at, n));
		if (status != OK)
			return status;
	}
	return OK;
}

/* ---- files ---- */

static enum status read_failed(struct cmdlet_call *c, const char *path)
{
	if (errno == EISDIR)
		return cmdlet_error_type(
			c, "System.UnauthorizedAccessException",
			"GetContentReaderUnauthorizedAccessError", CATEGORY_PERMISSION_DENIED,
			string_from(path),
			"Unable to get content because it is a directory: '%s'. Please use "
			"'Get-ChildItem' instead.",
			path);
	return paths_system_error(c, "GetContentReaderUnauthorizedAccessError", CATEGORY_READ_ERROR,
				  path);
}

static bool is_plain(struct cmdlet_call *c, const struct get_content *self)
{
	return !self->raw && !self->as_byte_stream && !cmdlet_is_bound(c, "Tail") &&
	       !self->delimiter &&
	       (self->encoding == ENCODING_UTF8 || self->encoding == ENCODING_UTF8_BOM);
}

/* Lines of UTF-8 are handed on while the file is read: a large one needs no more memory than a small one. */
static enum status stream_lines(struct cmdlet_call *c, FILE *file)
{
	struct get_content *self = cmdlet_state(c);
	int64_t limit = cmdlet_is_bound(c, "TotalCount") ? self->total_count : INT64_MAX;
	char *line = NULL;
	size_t capacity = 0;
	ssize_t n;
	enum status status = OK;
	while (status == OK && self->written < limit &&
	       (n = getline(&line, &capacity, file)) >= 0) {
		size_t skip =
			self->written == 0 && n >= 3 && !memcmp(line, "\xef\xbb\xbf", 3) ? 3 : 0;
		if (n && line[n - 1] == '\n')
			n--;
		if (n && line[n - 1] == '\r')
			n--;
		status = write_line(c, string_new(line + skip, (size_t)n - skip));
	}
	free(line);
	return status;
}

static bool has_utf16_mark(FILE *file)
{
	unsigned char mark[2] = {0};
	size_t n = fread(mark, 1, 2, file);
	rewind(file);
	return n == 2 &&
	       ((mark[0] == 0xff && mark[1] == 0xfe) || (mark[0] == 0xfe && mark[1] == 0xff));
}

static enum status write_bytes(struct cmdlet_call *c, const char *bytes, size_t length)
{
	struct get_content *self = cmdlet_state(c);
	if (self->raw)
		return cmdlet_write(c, array_new_bytes(bytes, length));
	size_t from = 0;
	if (cmdlet_is_bound(c, "Tail") && (size_t)self->tail < length)
		from = length - (size_t)self->tail;
	int64_t limit = cmdlet_is_bound(c, "TotalCount") ? self->total_count : INT64_MAX;
	for (size_t i = from; i < length && self->written < limit; i++) {
		enum status status = write_line(c, value_integer(VALUE_BYTE, (uint8_t)bytes[i]));
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status write_text(struct cmdlet_call *c, Value text)
{
	struct get_content *self = cmdlet_state(c);
	if (self->raw)
		return string_length(text) ? cmdlet_write(c, line_object(c, text)) : OK;
	if (cmdlet_is_bound(c, "Tail"))
		return write_tail(c, string_data(text), string_length(text));
	return write_pieces(c, string_data(text), string_length(text));
}

static enum status write_whole(struct cmdlet_call *c, FILE *file)
{
	struct get_content *self = cmdlet_state(c);
	struct strbuf content = STRBUF_INIT;
	struct text_reader reader;
	if (self->as_byte_stream) {
		char buffer[65536];
		size_t n;
		while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
			strbuf_add(&content, buffer, n);
		enum status status = write_bytes(c, content.data, content.length);
		strbuf_clear(&content);
		return status;
	}
	text_reader_start(&reader, dup(fileno(file)), self->encoding);
	int failed = text_reader_rest(&reader, &content);
	text_reader_close(&reader);
	Value text = string_from_strbuf(&content);
	return failed ? read_failed(c, self->current->path) : write_text(c, text);
}

static enum status follow(struct cmdlet_call *c, FILE *file)
{
	enum status status = OK;
	while (status == OK && !cmdlet_is_stopping(c)) {
		clearerr(file);
		status = stream_lines(c, file);
		blocking_sleep(200000000);
	}
	return status;
}

static enum status read_file(struct cmdlet_call *c, const char *path)
{
	struct get_content *self = cmdlet_state(c);
	struct stat st;
	FILE *file = fopen(path, "rb");
	if (!file)
		return read_failed(c, path);
	if (fstat(fileno(file), &st) == 0 && S_ISDIR(st.st_mode)) {
		fclose(file);
		errno = EISDIR;
		return read_failed(c, path);
	}
	enum status status = is_plain(c, self) && !has_utf16_mark(file) ? stream_lines(c, file)
									: write_whole(c, file);
	if (status == OK && self->wait)
		status = follow(c, file);
	fclose(file);
	return status;
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	struct get_content *self = cmdlet_state(c);
	self->current = path;
	self->written = 0;
	self->drive = provider_drive(cmdlet_session(c), path->drive);
	self->provider = provider_info(path->provider);
	enum status status;
	if (path->provider == &provider_filesystem) {
		status = read_file(c, path->path);
	} else {
		Value value;
		if (!path->provider->get_value)
			return paths_not_supported(c, TEXT_OPERATION_NOT_SUPPORTED);
		if (cmdlet_is_bound(c, "Tail"))
			return cmdlet_error_type(c, "System.InvalidOperationException",
						 "TailNotSupported", CATEGORY_INVALID_OPERATION,
						 value_int(self->tail),
						 "The Tail parameter currently is supported only "
						 "for the FileSystem provider.");
		status = path->provider->get_value(cmdlet_session(c), path->path, &value);
		if (status == OK)
			status = cmdlet_write_each(c, value);
	}
	return status == OK ? flush_batch(c) : status;
}

/* -Raw takes the whole: nothing that chooses a part goes with it. */
static enum status check_raw(struct cmdlet_call *c)
{
	static const char *const others[] = {"TotalCount", "Tail", "Wait", "Delimiter"};
	for (size_t i = 0; i < countof(others); i++)
		if (cmdlet_is_bound(c, others[i]))
			return cmdlet_throw_type(
				c, "System.Management.Automation.PSInvalidOperationException",
				"InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				"The 'Raw' and '%s' parameters cannot be specified in the same "
				"command.",
				others[i]);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_content *self = cmdlet_state(c);
	if (cmdlet_is_bound(c, "Tail") && cmdlet_is_bound(c, "TotalCount"))
		return cmdlet_error_type(c, "System.InvalidOperationException",
					 "TailAndHeadCannotCoexist", CATEGORY_INVALID_OPERATION,
					 NULL_VALUE,
					 "The parameters TotalCount and Tail cannot be used "
					 "together. Please specify "
					 "only one parameter.");
	if (self->raw && check_raw(c) != OK)
		return ERROR;
	if (encoding_argument(c, self->encoding_given, &self->encoding) != OK)
		return ERROR;
	return paths_each(c, &PATH_SELECTION(self), visit);
}

static const struct cmdlet_example examples[] = {
	{"The last lines of a log.", "Get-Content /var/log/syslog -Tail 10", NULL},
	{0},
};

const struct cmdlet cmdlet_get_content = {
	.verb = "Get",
	.noun = "Content",
	.parameters = parameters,
	.state_size = sizeof(struct get_content),
	.default_set = "Path",
	.process = process,
	.output = "System.String,System.Byte",
	.synopsis = "Reads what stands in a file, line by line.",
	.examples = examples,
};
