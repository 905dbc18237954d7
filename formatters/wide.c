#include "formatters/wide.h"
#include "base/xmalloc.h"
#include "formatters/field_text.h"
#include "formatters/generate.h"
#include "object/member.h"
#include "object/string.h"
#include <stdlib.h>

#define DEFAULT_COLUMNS 2

/* Objects to entries */

struct packet_shape *wide_shape(struct format_generator *g)
{
	struct packet_shape *shape = gc_alloc_buffer(sizeof(*shape));
	shape->shape = SHAPE_WIDE;
	shape->autosize =
		g->options.autosize || (g->view && g->view->autosize && !g->options.wide_columns);
	shape->wide_columns = g->options.wide_columns ? g->options.wide_columns
			      : g->view               ? g->view->wide_columns
						      : 0;
	return shape;
}

/* Without -Property and view: the property that names the object, else its first. */
static const char *naming_property(const struct active_properties *active)
{
	static const char *const patterns[] = {"Name", "Id", "Key", "*Key", "*Name", "*Id"};
	for (size_t i = 0; i < countof(patterns); i++)
		for (size_t p = 0; p < active->count; p++)
			if (active->items[p].name &&
			    wildcard_match(patterns[i], active->items[p].name, true))
				return active->items[p].name;
	return active->count ? active->items[0].name : NULL;
}

static void append_value(struct format_generator *g, struct strbuf *out, Value object)
{
	if (g->view && g->view->shape == SHAPE_WIDE) {
		const struct view_entry *entry = view_select_entry(
			g->view->entries, g->view->entry_count, object, value_type_names(object));
		if (entry && entry->item_count)
			generate_item(g, out, &entry->items[0], object, false);
		return;
	}
	struct active_properties active = generate_active_properties(g, object, false);
	if (!active.count)
		return;
	struct active_property property = active.items[0];
	if (!g->property_count)
		property.name = naming_property(&active);
	generate_field(g, out, &property, object, false);
}

Value wide_entry(struct format_generator *g, Value object)
{
	struct strbuf text = STRBUF_INIT;
	Value packet = packet_new(PACKET_ENTRY);
	struct packet *p = value_as_packet(packet);
	p->entry = ENTRY_WIDE;
	append_value(g, &text, object);
	p->text = string_from_strbuf(&text);
	return packet;
}

/* Entries to lines */

static size_t columns_that_fit(size_t widest, size_t width)
{
	size_t columns = 1;
	if (widest == 0 || widest >= width)
		return 1;
	while (widest * (columns + 1) + columns < width)
		columns++;
	return columns;
}

void wide_writer_start(struct wide_writer *w, const struct line_sink *sink,
		       const struct packet_shape *shape, size_t widest)
{
	w->columns = shape->wide_columns > 0 ? (size_t)shape->wide_columns : DEFAULT_COLUMNS;
	if (widest)
		w->columns = columns_that_fit(widest, (size_t)sink->width);
	int *widths = xcalloc(w->columns, sizeof(*widths));
	enum text_alignment *alignments = xcalloc(w->columns, sizeof(*alignments));
	table_writer_start(&w->table, sink, widths, alignments, w->columns);
	free(widths);
	free(alignments);
	w->row = gc_alloc_buffer(w->columns * sizeof(*w->row));
	w->used = 0;
}

static enum status write_row(struct wide_writer *w, struct line_sink *sink)
{
	for (size_t i = w->used; i < w->columns; i++)
		w->row[i].text = string_empty();
	w->used = 0;
	return table_writer_row(&w->table, sink, w->row, false);
}

enum status wide_writer_add(struct wide_writer *w, struct line_sink *sink, Value text)
{
	w->row[w->used++].text = text;
	return w->used == w->columns ? write_row(w, sink) : OK;
}

enum status wide_writer_end(struct wide_writer *w, struct line_sink *sink)
{
	return w->used ? write_row(w, sink) : OK;
}

void wide_writer_clear(struct wide_writer *w)
{
	table_writer_clear(&w->table);
	w->row = NULL;
}
