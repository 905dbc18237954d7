/* Packets to lines: blank lines between documents, groups and entries, and widths found from held-back rows. */
#include "base/xmalloc.h"
#include "formatters/column_width.h"
#include "formatters/custom.h"
#include "formatters/format.h"
#include "formatters/line_sink.h"
#include "formatters/list.h"
#include "formatters/packet.h"
#include "formatters/table.h"
#include "formatters/wide.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/string.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* Rows of a table whose widths nobody gave are held back for this long at most, or until there are many. */
#define HOLD_NANOSECONDS INT64_C(300000000)
#define HOLD_ROWS 10000

/* Lines of a screen where there is none. */
#define DEFAULT_SCREEN_LINES 24

struct format_renderer {
	struct line_sink sink;
	struct packet_shape *shape; /* of the document that is open, or NULL */
	struct packet_shape *group; /* of the group that is open, or NULL */
	bool had_group;
	bool holding;
	bool hold_all; /* -AutoSize: until the group ends */
	int64_t held_since;
	Value held; /* list of entry packets */
	struct table_writer table;
	struct wide_writer wide;
	int lines_since_header; /* the header's own counted */
};

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

enum status line_sink_write(struct line_sink *sink, const char *text, size_t length)
{
	if (sink->color || !memchr(text, '\x1b', length))
		return sink->line(text, length, sink->is_error, sink->context);
	struct strbuf plain = STRBUF_INIT;
	text_append_plain(&plain, text, length);
	enum status status = sink->line(plain.data, plain.length, sink->is_error, sink->context);
	strbuf_clear(&plain);
	return status;
}

enum status line_sink_blank(struct line_sink *sink)
{
	return line_sink_write(sink, "", 0);
}

static void mark_renderer(void *context)
{
	gc_mark_buffer(context);
}

struct format_renderer *format_renderer_create(int width, bool color, format_line_function line,
					       void *context)
{
	struct format_renderer *r = gc_alloc_buffer(sizeof(*r));
	r->sink = (struct line_sink){
		.line = line, .context = context, .width = width, .color = color};
	r->table = r->wide.table = (struct table_writer)TABLE_WRITER_INIT;
	gc_add_root(mark_renderer, r);
	return r;
}

void format_renderer_set_width(struct format_renderer *r, int width)
{
	r->sink.width = width;
}

void format_renderer_free(struct format_renderer **r)
{
	if (!*r)
		return;
	table_writer_clear(&(*r)->table);
	wide_writer_clear(&(*r)->wide);
	gc_remove_root(mark_renderer, *r);
	*r = NULL;
}

/* Groups */

static enum status start_table(struct format_renderer *r, const int *widths)
{
	const struct packet_shape *shape = r->group;
	enum text_alignment *alignments = xcalloc(shape->column_count + 1, sizeof(*alignments));
	for (size_t i = 0; i < shape->column_count; i++)
		alignments[i] = shape->columns[i].alignment;
	table_writer_start(&r->table, &r->sink, widths, alignments, shape->column_count);
	free(alignments);
	enum status status = table_writer_header(&r->table, &r->sink, shape);
	r->lines_since_header = r->table.header_lines;
	return status;
}

static enum status start_table_as_given(struct format_renderer *r)
{
	const struct packet_shape *shape = r->group;
	int *widths = xcalloc(shape->column_count + 1, sizeof(*widths));
	for (size_t i = 0; i < shape->column_count; i++)
		widths[i] = shape->columns[i].width;
	enum status status = start_table(r, widths);
	free(widths);
	return status;
}

/* As wide as the widest cell or label. */
static enum status start_table_fitted(struct format_renderer *r)
{
	const struct packet_shape *shape = r->group;
	size_t columns = shape->column_count, rows = value_count(r->held);
	int *widths = xcalloc(columns + 1, sizeof(*widths));
	for (size_t i = 0; i < columns; i++) {
		Value label = shape->columns[i].label;
		widths[i] = (int)text_cells(string_data(label), string_length(label));
	}
	for (size_t row = 0; row < rows; row++) {
		const struct packet *p = value_as_packet(value_item(r->held, row));
		for (size_t i = 0; p->entry == ENTRY_ROW && i < MIN(columns, p->field_count); i++) {
			Value text = p->fields[i].text;
			int cells = (int)text_cells(string_data(text), string_length(text));
			widths[i] = MAX(widths[i], cells);
		}
	}
	enum status status = start_table(r, widths);
	free(widths);
	return status;
}

static void start_wide(struct format_renderer *r)
{
	size_t widest = 0;
	for (size_t i = 0; r->group->autosize && i < value_count(r->held); i++) {
		const struct packet *p = value_as_packet(value_item(r->held, i));
		if (p->entry == ENTRY_WIDE)
			widest = MAX(widest,
				     text_cells(string_data(p->text), string_length(p->text)));
	}
	wide_writer_start(&r->wide, &r->sink, r->group, widest);
}

/* -RepeatHeader: two lines of a screen stay free, for the blank one before the header and for a pager's. */
static int lines_a_screen(void)
{
	struct winsize size;
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
	return (known ? size.ws_row : DEFAULT_SCREEN_LINES) - 2;
}

static enum status write_row(struct format_renderer *r, const struct packet *p)
{
	if (r->group->repeat_headers && r->lines_since_header >= lines_a_screen()) {
		enum status status = line_sink_blank(&r->sink);
		if (status == OK)
			status = table_writer_header(&r->table, &r->sink, r->group);
		if (status != OK)
			return status;
		r->lines_since_header = r->table.header_lines;
	}
	r->lines_since_header++;
	if (p->field_count < r->table.count)
		return OK;
	return table_writer_row(&r->table, &r->sink, p->fields, p->wrap);
}

static enum status write_list(struct format_renderer *r, const struct packet *p)
{
	if (p->out_of_band && line_sink_blank(&r->sink) != OK)
		return ERROR;
	enum status status = list_write(&r->sink, p);
	return status == OK ? line_sink_blank(&r->sink) : status;
}

static enum status write_entry(struct format_renderer *r, Value packet)
{
	const struct packet *p = value_as_packet(packet);
	enum status status = OK;
	r->sink.is_error = p->is_error;
	switch (p->entry) {
	case ENTRY_RAW:
		status = line_sink_write(&r->sink, string_data(p->text), string_length(p->text));
		break;
	case ENTRY_ROW:
		if (r->group)
			status = write_row(r, p);
		break;
	case ENTRY_WIDE:
		if (r->group)
			status = wide_writer_add(&r->wide, &r->sink, p->text);
		break;
	case ENTRY_LIST:
		status = write_list(r, p);
		break;
	case ENTRY_CUSTOM:
		status = custom_write(&r->sink, p->nodes);
		break;
	}
	r->sink.is_error = false;
	return status;
}

/* The group's first rows are there: its widths are known now. */
static enum status release(struct format_renderer *r)
{
	enum status status = OK;
	if (!r->holding)
		return OK;
	r->holding = false;
	if (r->group->shape == SHAPE_TABLE)
		status = start_table_fitted(r);
	else
		start_wide(r);
	Value held = r->held;
	r->held = NULL_VALUE;
	for (size_t i = 0; status == OK && i < value_count(held); i++)
		status = write_entry(r, value_item(held, i));
	return status;
}

static enum status hold(struct format_renderer *r, Value packet)
{
	struct list *list = value_as_list(r->held);
	list_add(list, packet);
	if (r->hold_all)
		return OK;
	if (list->count == 1)
		r->held_since = now();
	if (list->count < HOLD_ROWS &&
	    (list->count % 16 || now() - r->held_since < HOLD_NANOSECONDS))
		return OK;
	return release(r);
}

static enum status start_group(struct format_renderer *r, const struct packet *p)
{
	enum status status = OK;
	if (p->heading) {
		if (r->had_group)
			status = line_sink_blank(&r->sink);
		if (status == OK)
			status = custom_write(&r->sink, p->heading);
		if (status != OK)
			return status;
	}
	r->had_group = true;
	r->group = r->shape;
	const struct packet_shape *shape = r->group;
	bool unknown_widths =
		shape->shape == SHAPE_TABLE && shape->column_count && shape->columns[0].width == 0;
	if (shape->autosize || unknown_widths) {
		r->holding = true;
		r->hold_all = shape->autosize;
		r->held = list_new();
		return OK;
	}
	if (shape->shape == SHAPE_TABLE)
		return start_table_as_given(r);
	if (shape->shape == SHAPE_WIDE)
		start_wide(r);
	return OK;
}

static enum status end_group(struct format_renderer *r)
{
	enum status status = release(r);
	if (status == OK && r->group && r->group->shape == SHAPE_WIDE)
		status = wide_writer_end(&r->wide, &r->sink);
	r->group = NULL;
	return status;
}

static enum status end_document(struct format_renderer *r)
{
	/* The last entry of a list has its blank line already. */
	bool blank = r->shape && r->shape->shape != SHAPE_LIST;
	enum status status = end_group(r);
	r->shape = NULL;
	return status == OK && blank ? line_sink_blank(&r->sink) : status;
}

enum status format_renderer_write(struct format_renderer *r, Value packet)
{
	const struct packet *p = value_as_packet(packet);
	switch (p->kind) {
	case PACKET_FORMAT_START:
		if (r->shape && end_document(r) != OK)
			return ERROR;
		r->shape = p->shape;
		r->had_group = false;
		return line_sink_blank(&r->sink);
	case PACKET_GROUP_START:
		return r->shape ? start_group(r, p) : OK;
	case PACKET_ENTRY:
		return r->holding ? hold(r, packet) : write_entry(r, packet);
	case PACKET_GROUP_END:
		return end_group(r);
	case PACKET_FORMAT_END:
		return end_document(r);
	}
	return OK;
}

enum status format_renderer_flush(struct format_renderer *r)
{
	return value_count(r->held) ? release(r) : OK;
}
