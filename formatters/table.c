#include "formatters/table.h"
#include "base/xmalloc.h"
#include "formatters/ansi.h"
#include "formatters/column_width.h"
#include "formatters/field_text.h"
#include "formatters/generate.h"
#include "object/runtime.h"
#include "object/string.h"
#include <stdlib.h>
#include <string.h>

/* Without -Property no more columns than these. */
#define MAX_DEFAULT_COLUMNS 10

/* On a narrower device no table is written at all. */
#define MIN_SCREEN_COLUMNS 5

/* Objects to rows */

/* Numbers and other scalars stand right, text and all else left. */
static enum text_alignment default_alignment(const struct active_property *p, Value object)
{
	Value v;
	bool found;
	enum status status = p->name ? object_property(object, p->name, &v, &found)
				     : property_expression_get(&p->expression, object, &v, &found);
	if (status != OK) {
		runtime()->error = NULL_VALUE;
		return ALIGN_LEFT;
	}
	v = value_base(v);
	return v.tag != VALUE_STRING && value_is_scalar(v) ? ALIGN_RIGHT : ALIGN_LEFT;
}

static void columns_of_properties(struct format_generator *g, Value object,
				  struct packet_shape *shape)
{
	g->columns = generate_active_properties(g, object, true);
	if (!g->property_count && g->columns.count > MAX_DEFAULT_COLUMNS)
		g->columns.count = MAX_DEFAULT_COLUMNS;
	shape->column_count = g->columns.count;
	shape->columns = gc_alloc_buffer((g->columns.count + 1) * sizeof(*shape->columns));
	for (size_t i = 0; i < g->columns.count; i++) {
		const struct active_property *p = &g->columns.items[i];
		const struct property_expression *e = &p->expression;
		struct packet_column *column = &shape->columns[i];
		column->label = !value_is_null(e->label) ? e->label
				: p->name                ? string_from(p->name)
							 : e->name;
		column->width = e->width;
		column->alignment = e->alignment ? e->alignment : default_alignment(p, object);
	}
}

static const char *item_name(const struct view_item *item)
{
	return item->expression.property ? item->expression.property
	       : item->expression.script ? item->expression.script
					 : "";
}

static void columns_of_view(struct format_generator *g, Value object, struct packet_shape *shape)
{
	const struct view *view = g->view;
	g->first_entry = view_select_entry(view->entries, view->entry_count, object,
					   value_type_names(object));
	size_t items = g->first_entry ? g->first_entry->item_count : 0;
	shape->column_count = view->column_count ? view->column_count : items;
	shape->columns = gc_alloc_buffer((shape->column_count + 1) * sizeof(*shape->columns));
	for (size_t i = 0; i < shape->column_count; i++) {
		const struct view_column *header =
			i < view->column_count ? &view->columns[i] : NULL;
		const struct view_item *item = i < items ? &g->first_entry->items[i] : NULL;
		const char *label = header && header->label && *header->label ? header->label
				    : item                                    ? item_name(item)
									      : "";
		struct packet_column *column = &shape->columns[i];
		column->label = string_from(label);
		column->width = header ? header->width : 0;
		column->alignment = header && header->alignment ? header->alignment
				    : item && item->alignment   ? item->alignment
								: ALIGN_UNDEFINED;
	}
}

struct packet_shape *table_shape(struct format_generator *g, Value object)
{
	struct packet_shape *shape = gc_alloc_buffer(sizeof(*shape));
	shape->shape = SHAPE_TABLE;
	shape->hide_headers = g->options.hide_headers || (g->view && g->view->hide_headers);
	shape->repeat_headers = g->options.repeat_headers;
	shape->autosize = g->options.autosize || (g->view && g->view->autosize);
	if (g->view)
		columns_of_view(g, object, shape);
	else
		columns_of_properties(g, object, shape);
	return shape;
}

static void row_of_view(struct format_generator *g, Value object, struct packet *row,
			struct strbuf *text)
{
	const struct view *view = g->view;
	const struct view_entry *entry = g->first_entry;
	if (view->entry_count > 1)
		entry = view_select_entry(view->entries, view->entry_count, object,
					  value_type_names(object));
	size_t items = entry ? entry->item_count : 0;
	row->field_count = view->column_count ? view->column_count : items;
	row->fields = gc_alloc_buffer((row->field_count + 1) * sizeof(*row->fields));
	row->wrap = g->options.wrap || (entry && entry->wrap);
	for (size_t i = 0; i < row->field_count; i++) {
		strbuf_reset(text);
		if (i < items) {
			generate_item(g, text, &entry->items[i], object, true);
			row->fields[i].alignment = entry->items[i].alignment;
		}
		row->fields[i].text = string_new(text->data, text->length);
	}
}

Value table_entry(struct format_generator *g, Value object)
{
	struct strbuf text = STRBUF_INIT;
	Value packet = packet_new(PACKET_ENTRY);
	struct packet *row = value_as_packet(packet);
	row->entry = ENTRY_ROW;
	row->wrap = g->options.wrap;
	if (g->view) {
		row_of_view(g, object, row, &text);
	} else {
		row->field_count = g->columns.count;
		row->fields = gc_alloc_buffer((row->field_count + 1) * sizeof(*row->fields));
		for (size_t i = 0; i < row->field_count; i++) {
			strbuf_reset(&text);
			generate_field(g, &text, &g->columns.items[i], object, true);
			row->fields[i].text = string_new(text.data, text.length);
		}
	}
	strbuf_clear(&text);
	return packet;
}

/* Rows to lines */

void table_writer_start(struct table_writer *t, const struct line_sink *sink, const int *widths,
			const enum text_alignment *alignments, size_t count)
{
	table_writer_clear(t);
	t->count = count;
	t->widths = xcalloc(count + 1, sizeof(*t->widths));
	t->alignments = xcalloc(count + 1, sizeof(*t->alignments));
	memcpy(t->widths, widths, count * sizeof(*widths));
	memcpy(t->alignments, alignments, count * sizeof(*alignments));
	if (sink->width < MIN_SCREEN_COLUMNS)
		return;
	column_widths_assign(t->widths, count, sink->width);
	for (size_t i = 0; i < count; i++)
		if (t->widths[i] > 0)
			t->disabled = false;
}

void table_writer_clear(struct table_writer *t)
{
	free(t->widths);
	free(t->alignments);
	*t = (struct table_writer)TABLE_WRITER_INIT;
}

struct cell_text {
	const char *text;
	size_t length;
	enum text_alignment alignment;
};

static enum status write_line(struct table_writer *t, struct line_sink *sink,
			      const struct cell_text *cells, const char *style)
{
	struct strbuf line = STRBUF_INIT;
	for (size_t i = 0; i < t->count; i++) {
		if (t->widths[i] < 1)
			continue;
		if (i)
			strbuf_addc(&line, ' ');
		if (style)
			strbuf_adds(&line, style);
		text_append_cell(&line, cells[i].text, cells[i].length, (size_t)t->widths[i],
				 cells[i].alignment, i + 1 < t->count);
		if (style)
			strbuf_adds(&line, ANSI_RESET);
	}
	enum status status = line_sink_write(sink, line.data, line.length);
	strbuf_clear(&line);
	return status;
}

/* Cells broken into as many lines as they need, side by side; `height_r`: how many, may be NULL. */
static enum status write_wrapped(struct table_writer *t, struct line_sink *sink,
				 const struct cell_text *cells, const char *style, int *height_r)
{
	struct text_lines *columns = xcalloc(t->count + 1, sizeof(*columns));
	size_t height = 0;
	for (size_t i = 0; i < t->count; i++) {
		columns[i] = (struct text_lines)TEXT_LINES_INIT;
		if (t->widths[i] < 1)
			continue;
		size_t width = (size_t)t->widths[i];
		text_wrap(cells[i].text, cells[i].length, width, width, &columns[i]);
		height = MAX(height, columns[i].count);
	}
	if (height_r)
		*height_r = (int)height;
	enum status status = OK;
	for (size_t row = 0; status == OK && row < height; row++) {
		struct strbuf line = STRBUF_INIT;
		size_t last = 0;
		for (size_t i = 0; i < t->count; i++)
			if (row < columns[i].count)
				last = i;
		for (size_t i = 0; i <= last; i++) {
			size_t length = 0;
			const char *text = "";
			if (t->widths[i] < 1)
				continue;
			if (row < columns[i].count)
				text = text_line(&columns[i], row, &length);
			if (i)
				strbuf_addc(&line, ' ');
			if (style && length)
				strbuf_adds(&line, style);
			text_append_cell(&line, text, length, (size_t)t->widths[i],
					 cells[i].alignment, i + 1 < t->count);
			if (i == last && height > 1)
				while (line.length && line.data[line.length - 1] == ' ')
					strbuf_set_length(&line, line.length - 1);
			if (style && length)
				strbuf_adds(&line, ANSI_RESET);
		}
		status = line_sink_write(sink, line.data, line.length);
		strbuf_clear(&line);
	}
	for (size_t i = 0; i < t->count; i++)
		text_lines_clear(&columns[i]);
	free(columns);
	return status;
}

enum status table_writer_header(struct table_writer *t, struct line_sink *sink,
				const struct packet_shape *shape)
{
	if (t->disabled || shape->hide_headers)
		return OK;
	struct cell_text *cells = xcalloc(t->count + 1, sizeof(*cells));
	const char *style = sink->color ? ansi_table_header() : NULL;
	struct strbuf dashes = STRBUF_INIT;
	for (size_t i = 0; i < t->count; i++) {
		Value label = shape->columns[i].label;
		cells[i] = (struct cell_text){string_data(label), string_length(label),
					      t->alignments[i]};
		strbuf_add_repeat(&dashes, '-', t->widths[i] > 0 ? (size_t)t->widths[i] : 0);
	}
	enum status status = write_wrapped(t, sink, cells, style, &t->header_lines);
	t->header_lines++;
	for (size_t i = 0; i < t->count; i++) {
		size_t width = t->widths[i] > 0 ? (size_t)t->widths[i] : 0;
		size_t label = text_cells(cells[i].text, cells[i].length);
		cells[i].text = dashes.data;
		cells[i].length = label && label < width ? label : width;
	}
	if (status == OK)
		status = write_line(t, sink, cells, style);
	strbuf_clear(&dashes);
	free(cells);
	return status;
}

enum status table_writer_row(struct table_writer *t, struct line_sink *sink,
			     const struct packet_field *fields, bool wrap)
{
	struct cell_text few[16], *cells = few;
	if (t->disabled)
		return OK;
	if (t->count > countof(few))
		cells = xcalloc(t->count, sizeof(*cells));
	for (size_t i = 0; i < t->count; i++)
		cells[i] = (struct cell_text){
			string_data(fields[i].text), string_length(fields[i].text),
			fields[i].alignment ? fields[i].alignment : t->alignments[i]};
	enum status status =
		wrap ? write_wrapped(t, sink, cells, NULL, NULL) : write_line(t, sink, cells, NULL);
	if (cells != few)
		free(cells);
	return status;
}
