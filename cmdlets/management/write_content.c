#include "cmdlets/management/write_content.h"

#include "cmdlets/management/paths.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status open_failed(struct cmdlet_call *c, const char *path)
{
	if (errno == EISDIR)
		return cmdlet_error_type(c, "System.UnauthorizedAccessException",
					 "GetContentWriterUnauthorizedAccessError",
					 CATEGORY_PERMISSION_DENIED, string_from(path),
					 "Access to the path '%s' is denied.", path);
	return paths_system_error(c, "GetContentWriterUnauthorizedAccessError",
				  CATEGORY_WRITE_ERROR, path);
}

static enum status write_failed(struct cmdlet_call *c, struct text_writer *w)
{
	enum status status =
		paths_system_error(c, "WriteContentError", CATEGORY_WRITE_ERROR, w->file.path);
	text_writer_close(w); /* what stood there stays */
	return status;
}

static enum status open_file(struct cmdlet_call *c, struct write_content *self, const char *path,
			     bool append)
{
	bool go;
	enum status status =
		cmdlet_should_process(c, path, append ? "Add Content" : "Set Content", &go);
	if (status != OK || !go)
		return status;
	if (self->count == self->capacity) {
		size_t capacity = self->capacity ? self->capacity * 2 : 4;
		self->writers = self->writers
					? gc_realloc_buffer(self->writers,
							    self->capacity * sizeof(*self->writers),
							    capacity * sizeof(*self->writers))
					: gc_alloc_buffer(capacity * sizeof(*self->writers));
		self->capacity = capacity;
	}
	unsigned flags = (append ? TEXT_WRITER_APPEND : 0) | (self->force ? TEXT_WRITER_FORCE : 0);
	enum text_encoding encoding;
	if (encoding_argument(c, self->encoding, &encoding) != OK)
		return ERROR;
	struct text_writer *w = &self->writers[self->count];
	if (text_writer_open(w, path, encoding, flags) < 0) {
		text_writer_close(w);
		return open_failed(c, path);
	}
	if (self->as_byte_stream)
		strbuf_reset(&w->bytes); /* no byte order mark */
	self->count++;
	return OK;
}

struct opening {
	struct cmdlet_call *c;
	bool append;
};

static enum status open_target(const struct provider_path *path, void *context)
{
	struct opening *o = context;
	struct write_content *self = cmdlet_state(o->c);
	if (path->provider == &provider_filesystem)
		return open_file(o->c, self, path->path, o->append);
	char *shown = provider_path_display(path);
	list_add(value_as_list(self->targets), string_from(shown));
	free(shown);
	return OK;
}

static enum status open_one(struct cmdlet_call *c, const char *text, bool literal, bool append)
{
	struct opening o = {c, append};
	struct provider_path path;
	size_t count;
	if (!literal && wildcard_has_special(text))
		return provider_glob(cmdlet_session(c), text, false, open_target, &o, &count);
	if (provider_path_parse(cmdlet_session(c), text, &path) != OK)
		return ERROR;
	enum status status = open_target(&path, &o);
	provider_path_clear(&path);
	return status;
}

static enum status open_all(struct cmdlet_call *c, bool append)
{
	struct write_content *self = cmdlet_state(c);
	Value given = paths_given(self->path, self->literal_path, NULL);
	self->opened = true;
	self->targets = list_new();
	self->provider_values = list_new();
	for (size_t i = 0; i < value_count(given); i++) {
		enum status status = open_one(c, string_data(value_to_string(value_item(given, i))),
					      self->literal_path.tag != VALUE_UNSET, append);
		if (status == ERROR)
			status = cmdlet_write_error(c, error_take());
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status to_bytes(Value v, struct strbuf *out)
{
	int32_t byte;
	Value base = value_base(v);
	if (base.tag == VALUE_ARRAY && value_as_array(base)->bytes) {
		const struct array *a = value_as_array(base);
		strbuf_add(out, (const char *)a->bytes, a->count);
		return OK;
	}
	if (convert_to_int(v, &byte) != OK)
		return ERROR;
	strbuf_addc(out, (char)byte);
	return OK;
}

static enum status write_one(struct cmdlet_call *c, Value v)
{
	struct write_content *self = cmdlet_state(c);
	struct strbuf text = STRBUF_INIT;
	enum status status = OK;
	if (self->as_byte_stream)
		status = to_bytes(v, &text);
	else
		value_append_string(v, &text);
	if (!self->as_byte_stream && !self->no_newline)
		strbuf_addc(&text, '\n');
	for (size_t i = 0; i < self->count && status == OK; i++) {
		struct text_writer *w = &self->writers[i];
		if (!w->file.path) /* it failed before */
			continue;
		int written = self->as_byte_stream
				      ? text_writer_add_bytes(w, text.data, text.length)
				      : text_writer_add(w, text.data, text.length);
		if (written < 0)
			status = write_failed(c, w);
	}
	strbuf_clear(&text);
	if (value_count(self->targets))
		list_add(value_as_list(self->provider_values), v);
	return status;
}

enum status write_content_process(struct cmdlet_call *c, bool append)
{
	struct write_content *self = cmdlet_state(c);
	if (!self->opened) {
		enum status status = open_all(c, append);
		if (status != OK)
			return status;
	}
	Value v = value_base(self->value);
	if (value_is_null(v))
		return OK;
	if (self->as_byte_stream && v.tag == VALUE_ARRAY && value_as_array(v)->bytes)
		return write_one(c, v);
	for (size_t i = 0; i < value_count(v); i++) {
		Value item = value_item(v, i);
		enum status status = value_is_null(item) ? OK : write_one(c, item);
		if (status != OK)
			return status;
	}
	if (!self->pass_thru)
		return OK;
	return cmdlet_write(c, value_count(v) == 1 ? value_item(v, 0) : v);
}

static enum status set_provider_value(struct cmdlet_call *c, const char *text, bool append)
{
	struct write_content *self = cmdlet_state(c);
	struct provider_path path;
	if (provider_path_parse(cmdlet_session(c), text, &path) != OK)
		return ERROR;
	Value values = self->provider_values;
	struct list *list = value_as_list(values);
	enum status status = OK;
	if (append)
		status = cmdlet_error_type(
			c, "System.Management.Automation.PSNotSupportedException", "NotSupported",
			CATEGORY_NOT_IMPLEMENTED, string_from(text),
			"Cannot call method. The content Seek method is not supported by "
			"this provider.");
	else if (!path.provider->set_value)
		status = paths_not_supported(c, TEXT_OPERATION_NOT_SUPPORTED);
	else
		status = path.provider->set_value(cmdlet_session(c), path.path,
						  list->count == 1 ? list->items[0]
								   : list_to_array(list));
	provider_path_clear(&path);
	return status;
}

enum status write_content_end(struct cmdlet_call *c, bool append)
{
	struct write_content *self = cmdlet_state(c);
	for (size_t i = 0; self->opened && i < value_count(self->targets); i++) {
		enum status status =
			set_provider_value(c, string_data(value_item(self->targets, i)), append);
		if (status != OK)
			return status == ERROR ? cmdlet_write_error(c, error_take()) : status;
	}
	for (size_t i = 0; i < self->count; i++) {
		struct text_writer *w = &self->writers[i];
		enum status status = OK;
		if (w->file.path && text_writer_finish(w) < 0)
			status = write_failed(c, w);
		text_writer_close(w);
		if (status != OK)
			return status;
	}
	self->count = 0;
	return OK;
}

/* A pipeline that stops early keeps what came so far. */
void write_content_cleanup(struct cmdlet_call *c)
{
	struct write_content *self = cmdlet_state(c);
	for (size_t i = 0; i < self->count; i++) {
		if (self->writers[i].file.path)
			text_writer_finish(&self->writers[i]);
		text_writer_close(&self->writers[i]);
	}
	self->count = 0;
}
