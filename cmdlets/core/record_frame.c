/*
 * "STREAM LENGTH\n" and a CLIXML document of LENGTH bytes. Errors and messages travel as hashtables and become records
 * again; objects become what CLIXML makes of them, "Deserialized." in front of their types' names.
 */
#include "cmdlets/core/record_frame.h"

#include "engine/streams.h"
#include "formatters/clixml.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Levels of properties, as in PowerShell's remoting. */
#define DEPTH 1

static Value field(Value table, const char *name)
{
	Value v;
	return hashtable_get_text(value_as_hashtable(table), name, &v) ? v : NULL_VALUE;
}

static Value text_or_null(Value v)
{
	return value_is_null(v) || v.tag == VALUE_UNSET ? NULL_VALUE : value_to_string(v);
}

/* ---- errors ---- */

static const struct {
	const char *name;
	size_t offset;
} error_texts[] = {
	{"Id", offsetof(struct error_record, id)},
	{"Activity", offsetof(struct error_record, activity)},
	{"Reason", offsetof(struct error_record, reason)},
	{"TargetName", offsetof(struct error_record, category_target_name)},
	{"TargetType", offsetof(struct error_record, category_target_type)},
	{"Details", offsetof(struct error_record, error_details)},
	{"Action", offsetof(struct error_record, recommended_action)},
	{"Trace", offsetof(struct error_record, stack_trace)},
};

static Value *error_text(struct error_record *r, size_t i)
{
	return (Value *)((char *)r + error_texts[i].offset);
}

static Value from_error(Value record)
{
	struct error_record *r = value_as_error_record(record);
	Value v = hashtable_new();
	struct hashtable *table = value_as_hashtable(v);
	if (!r)
		return v;
	const char *type = value_type(r->exception)->name, *dot = strrchr(type, '.');
	for (size_t i = 0; i < countof(error_texts); i++)
		hashtable_set_text(table, error_texts[i].name, text_or_null(*error_text(r, i)));
	hashtable_set_text(table, "Category", value_int((int32_t)r->category));
	hashtable_set_text(table, "Message",
			   text_or_null(((struct exception *)r->exception.cell)->message));
	hashtable_set_text(table, "Target", r->target);
	if (value_is_null(r->reason))
		hashtable_set_text(table, "Reason", string_from(dot ? dot + 1 : type));
	return v;
}

static Value to_error(Value v)
{
	Value exception =
		exception_new(exception_type("System.Management.Automation.RemoteException"),
			      value_to_string(field(v, "Message")), NULL_VALUE);
	Value record =
		error_record_new(exception, "", (enum error_category)field(v, "Category").integer,
				 field(v, "Target"));
	struct error_record *r = value_as_error_record(record);
	for (size_t i = 0; i < countof(error_texts); i++)
		*error_text(r, i) = field(v, error_texts[i].name);
	return record;
}

/* ---- messages ---- */

static Value to_message(const struct type *type, Value text)
{
	struct message_record *r = gc_alloc(type, VALUE_OBJECT, sizeof(*r));
	r->message = text;
	return value_cell(VALUE_OBJECT, r);
}

static Value from_information(Value record)
{
	const struct information_record *r = (struct information_record *)record.cell;
	Value v = hashtable_new();
	struct hashtable *table = value_as_hashtable(v);
	hashtable_set_text(table, "Data", r->data);
	hashtable_set_text(table, "Source", r->source);
	hashtable_set_text(table, "Time", r->time);
	hashtable_set_text(table, "Tags", list_to_array(value_as_list(r->tags)));
	hashtable_set_text(table, "IsHost", value_bool(r->is_host));
	hashtable_set_text(table, "NoNewline", value_bool(r->no_newline));
	hashtable_set_text(table, "Foreground", value_int(r->foreground));
	hashtable_set_text(table, "Background", value_int(r->background));
	return v;
}

static Value to_information(Value v)
{
	Value record = information_record_new(field(v, "Data"), field(v, "Tags"), NULL);
	struct information_record *r = (struct information_record *)record.cell;
	r->source = field(v, "Source");
	r->time = field(v, "Time");
	r->is_host = value_is_true(field(v, "IsHost"));
	r->no_newline = value_is_true(field(v, "NoNewline"));
	r->foreground = (int)field(v, "Foreground").integer;
	r->background = (int)field(v, "Background").integer;
	return record;
}

static Value pack(int stream, Value record)
{
	switch (stream) {
	case AST_STREAM_ERROR:
		return from_error(record);
	case AST_STREAM_WARNING:
	case AST_STREAM_VERBOSE:
	case AST_STREAM_DEBUG:
		return value_to_string(record);
	case AST_STREAM_INFORMATION:
		return from_information(record);
	default:
		return record;
	}
}

static Value unpack(int stream, Value v)
{
	switch (stream) {
	case AST_STREAM_ERROR:
		return to_error(v);
	case AST_STREAM_WARNING:
		return to_message(&type_warning_record, v);
	case AST_STREAM_VERBOSE:
		return to_message(&type_verbose_record, v);
	case AST_STREAM_DEBUG:
		return to_message(&type_debug_record, v);
	case AST_STREAM_INFORMATION:
		return to_information(v);
	default:
		return v;
	}
}

/* ---- frames ---- */

void record_frame_write(struct strbuf *out, int stream, Value record)
{
	struct strbuf text = STRBUF_INIT;
	struct clixml_writer *writer = clixml_writer_create(DEPTH);
	clixml_write_start(writer, &text);
	clixml_write(writer, pack(stream, record), &text);
	clixml_write_end(writer, &text);
	clixml_writer_free(&writer);
	strbuf_addf(out, "%d %zu\n", stream, text.length);
	strbuf_add(out, text.data, text.length);
	strbuf_clear(&text);
}

int record_frame_read(struct strbuf *in, int *stream_r, Value *record_r)
{
	char *end = in->length ? memchr(in->data, '\n', in->length) : NULL;
	size_t length;
	Value objects;
	if (!end)
		return 0;
	if (sscanf(in->data, "%d %zu\n", stream_r, &length) != 2)
		return -1;
	size_t head = (size_t)(end - in->data) + 1;
	if (in->length - head < length)
		return 0;
	enum status status = clixml_read(in->data + head, length, &objects);
	strbuf_remove(in, 0, head + length);
	if (status != OK) {
		error_take();
		return -1;
	}
	*record_r = unpack(*stream_r, value_count(objects) ? value_item(objects, 0) : NULL_VALUE);
	return 1;
}

/* ---- scripts ---- */

Value record_frame_of_script(const struct background_script *s)
{
	Value v = hashtable_new();
	struct hashtable *table = value_as_hashtable(v);
	hashtable_set_text(table, "Code", s->code);
	hashtable_set_text(table, "Path", s->path);
	hashtable_set_text(table, "Initialization", s->initialization);
	hashtable_set_text(table, "Using", s->using_values);
	hashtable_set_text(table, "Arguments", s->arguments);
	hashtable_set_text(table, "Input", s->input);
	hashtable_set_text(table, "Location", s->location);
	return v;
}

static Value as_list(Value v)
{
	Value list = list_new();
	for (size_t i = 0; !value_is_null(v) && i < value_count(v); i++)
		list_add(value_as_list(list), value_item(v, i));
	return list;
}

void record_frame_to_script(Value v, struct background_script *s)
{
	background_script_init(s);
	s->code = field(v, "Code");
	s->path = field(v, "Path");
	s->initialization = field(v, "Initialization");
	s->using_values = field(v, "Using");
	s->arguments = list_to_array(value_as_list(as_list(field(v, "Arguments"))));
	if (!value_is_null(field(v, "Input")))
		s->input = as_list(field(v, "Input"));
	s->location = field(v, "Location");
}

Value record_frame_of_end(enum background_end end, Value error)
{
	Value v = from_error(error);
	hashtable_set_text(value_as_hashtable(v), "End", value_int((int32_t)end));
	return v;
}

enum background_end record_frame_to_end(Value v, Value *error_r)
{
	enum background_end end = (enum background_end)field(v, "End").integer;
	*error_r = end == BACKGROUND_FAILED ? to_error(v) : NULL_VALUE;
	return end;
}
