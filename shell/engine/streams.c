#include "engine/streams.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void message_mark(void *cell)
{
	gc_mark(((struct message_record *)cell)->message);
}

static enum status get_message(Value self, Value *result_r)
{
	*result_r = ((struct message_record *)self.cell)->message;
	return OK;
}

static enum status message_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	value_append_string(((struct message_record *)self.cell)->message, out);
	return OK;
}

static enum status get_redirected(Value self, Value *result_r)
{
	*result_r = value_bool(((struct message_record *)value_base(self).cell)->is_redirected);
	return OK;
}

static const struct member message_members[] = {
	PROPERTY("string Message {get;set;}", get_message),
	{.kind = MEMBER_PROPERTY,
	 .flags = MEMBER_HIDDEN,
	 .signature = "bool IsRedirected {get;}",
	 .get = get_redirected},
	MEMBER_END,
};
struct type type_informational_record = {
	.name = "System.Management.Automation.InformationalRecord",
	.tag = VALUE_OBJECT,
	.flags = TYPE_ABSTRACT,
	.members = message_members,
	.mark = message_mark,
	.to_string = message_to_string,
};
struct type type_warning_record = {
	.name = "System.Management.Automation.WarningRecord",
	.base = &type_informational_record,
	.tag = VALUE_OBJECT,
};
struct type type_verbose_record = {
	.name = "System.Management.Automation.VerboseRecord",
	.base = &type_informational_record,
	.tag = VALUE_OBJECT,
};
struct type type_debug_record = {
	.name = "System.Management.Automation.DebugRecord",
	.base = &type_informational_record,
	.tag = VALUE_OBJECT,
};

static void information_mark(void *cell)
{
	struct information_record *r = cell;
	gc_mark(r->data);
	gc_mark(r->source);
	gc_mark(r->time);
	gc_mark(r->tags);
}

static struct information_record *self_information(Value self)
{
	return (struct information_record *)self.cell;
}

static enum status get_data(Value self, Value *result_r)
{
	*result_r = self_information(self)->data;
	return OK;
}

static enum status get_source(Value self, Value *result_r)
{
	*result_r = self_information(self)->source;
	return OK;
}

static enum status get_time(Value self, Value *result_r)
{
	*result_r = self_information(self)->time;
	return OK;
}

static enum status get_tags(Value self, Value *result_r)
{
	*result_r = self_information(self)->tags;
	return OK;
}

static enum status get_process_id(Value self UNUSED, Value *result_r)
{
	*result_r = value_integer(VALUE_UINT32, getpid());
	return OK;
}

static enum status get_user(Value self UNUSED, Value *result_r)
{
	const char *user = getenv("USER");
	*result_r = string_from(user ? user : "");
	return OK;
}

static enum status information_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	value_append_string(self_information(self)->data, out);
	return OK;
}

static const struct member information_members[] = {
	PROPERTY("System.Object MessageData {get;}", get_data),
	PROPERTY("string Source {get;set;}", get_source),
	PROPERTY("datetime TimeGenerated {get;set;}", get_time),
	PROPERTY("System.Collections.Generic.List[string] Tags {get;}", get_tags),
	PROPERTY("string User {get;set;}", get_user),
	PROPERTY("uint ProcessId {get;set;}", get_process_id),
	MEMBER_END,
};
struct type type_information_record = {
	.name = "System.Management.Automation.InformationRecord",
	.tag = VALUE_OBJECT,
	.members = information_members,
	.mark = information_mark,
	.to_string = information_to_string,
};

const struct type *const stream_types[] = {
	&type_informational_record, &type_warning_record,     &type_verbose_record,
	&type_debug_record,         &type_information_record, NULL,
};

Value information_record_new(Value data, Value tags, const char *source)
{
	struct information_record *r = gc_alloc(&type_information_record, VALUE_OBJECT, sizeof(*r));
	r->data = data;
	r->source = source ? string_from(source) : NULL_VALUE;
	r->time = datetime_now();
	r->tags = list_new();
	for (size_t i = 0; !value_is_null(tags) && i < value_count(tags); i++)
		list_add(value_as_list(r->tags), value_item(tags, i));
	r->foreground = r->background = -1;
	return value_cell(VALUE_OBJECT, r);
}

static const struct {
	const struct type *type;
	enum host_stream host;
	const char *prefix;
} messages[] = {
	[AST_STREAM_WARNING] = {&type_warning_record, HOST_WARNING, "WARNING: "},
	[AST_STREAM_VERBOSE] = {&type_verbose_record, HOST_VERBOSE, "VERBOSE: "},
	[AST_STREAM_DEBUG] = {&type_debug_record, HOST_DEBUG, "DEBUG: "},
};

enum status stream_write_message(struct session *s, enum ast_stream stream, Value message)
{
	struct output *target = s->streams ? s->streams->target[stream] : NULL;
	if (target) {
		struct message_record *r =
			gc_alloc(messages[stream].type, VALUE_OBJECT, sizeof(*r));
		r->message = message;
		r->is_redirected = true;
		return output_write(target, value_cell(VALUE_OBJECT, r));
	}
	struct strbuf line = STRBUF_INIT;
	strbuf_addf(&line, "%s%s\n", messages[stream].prefix, string_data(message));
	s->host->write_text(s->host, messages[stream].host, line.data, line.length);
	strbuf_clear(&line);
	return OK;
}

enum status stream_write_information(struct session *s, Value record)
{
	struct output *target = s->streams ? s->streams->target[AST_STREAM_INFORMATION] : NULL;
	if (target)
		return output_write(target, record);
	struct information_record *r = self_information(record);
	struct strbuf line = STRBUF_INIT;
	value_append_string(r->data, &line);
	if (r->is_host) {
		if (!r->no_newline)
			strbuf_addc(&line, '\n');
		s->host->write_host(s->host, line.data, line.length, r->foreground, r->background);
	} else {
		strbuf_addc(&line, '\n');
		s->host->write_text(s->host, HOST_INFORMATION, line.data, line.length);
	}
	strbuf_clear(&line);
	return OK;
}

/* ---- variables of functions ---- */

static Value list_for(const struct stream_lists *lists, enum ast_stream stream)
{
	switch (stream) {
	case AST_STREAM_ERROR:
		return lists->error;
	case AST_STREAM_WARNING:
		return lists->warning;
	default:
		return lists->information;
	}
}

bool stream_is_collected(struct session *s, enum ast_stream stream)
{
	for (struct stream_lists *l = s->streams ? s->streams->lists : NULL; l; l = l->outer)
		if (list_for(l, stream).tag != VALUE_UNSET)
			return true;
	return false;
}

void stream_collect(struct session *s, enum ast_stream stream, Value record)
{
	for (struct stream_lists *l = s->streams ? s->streams->lists : NULL; l; l = l->outer) {
		Value v = list_for(l, stream);
		if (v.tag == VALUE_UNSET)
			continue;
		struct list *list = value_as_list(v);
		/* an error that ends one command after the other comes by here more than once */
		if (!list->count || list->items[list->count - 1].cell != record.cell)
			list_add(list, record);
	}
}
