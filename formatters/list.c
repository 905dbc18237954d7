#include "formatters/list.h"
#include "formatters/ansi.h"
#include "formatters/column_width.h"
#include "formatters/generate.h"
#include "object/string.h"
#include <string.h>

#define SEPARATOR " : "
#define MIN_VALUE_WIDTH 5

/* Objects to entries */

static Value item_label(const struct view_item *item)
{
	const char *label = item->label                 ? item->label
			    : item->expression.property ? item->expression.property
			    : item->expression.script   ? item->expression.script
							: "";
	return string_from(label);
}

static void fields_of_view(struct format_generator *g, Value object, struct packet *p,
			   struct strbuf *text)
{
	const struct view *view = g->view;
	const struct view_entry *entry = view_select_entry(view->entries, view->entry_count, object,
							   value_type_names(object));
	if (!entry)
		return;
	p->fields = gc_alloc_buffer((entry->item_count + 1) * sizeof(*p->fields));
	for (size_t i = 0; i < entry->item_count; i++) {
		struct view_item *item = &entry->items[i];
		if (!view_condition_holds(item->condition, object))
			continue;
		strbuf_reset(text);
		generate_item(g, text, item, object, false);
		p->fields[p->field_count++] = (struct packet_field){
			.label = item_label(item), .text = string_new(text->data, text->length)};
	}
}

static void fields_of_properties(struct format_generator *g, Value object, struct packet *p,
				 struct strbuf *text)
{
	struct active_properties active = generate_active_properties(g, object, false);
	p->fields = gc_alloc_buffer((active.count + 1) * sizeof(*p->fields));
	for (size_t i = 0; i < active.count; i++) {
		const struct active_property *property = &active.items[i];
		const struct property_expression *e = &property->expression;
		struct packet_field *field = &p->fields[p->field_count++];
		field->label = !value_is_null(e->label) ? e->label
			       : property->name
				       ? string_intern(property->name, strlen(property->name))
				       : e->name;
		strbuf_reset(text);
		generate_field(g, text, property, object, false);
		field->text = string_new(text->data, text->length);
	}
}

Value list_entry(struct format_generator *g, Value object)
{
	struct strbuf text = STRBUF_INIT;
	Value packet = packet_new(PACKET_ENTRY);
	struct packet *p = value_as_packet(packet);
	p->entry = ENTRY_LIST;
	if (g->view && g->view->shape == SHAPE_LIST)
		fields_of_view(g, object, p, &text);
	else
		fields_of_properties(g, object, p, &text);
	strbuf_clear(&text);
	return packet;
}

/* Entries to lines */

/* The name, padded or cut to `width`, and the separator. */
static void append_label(struct strbuf *out, const struct line_sink *sink, Value label,
			 size_t width)
{
	const char *text = string_data(label);
	size_t length = string_length(label), cells = text_cells(text, length);
	if (sink->color)
		strbuf_adds(out, ansi_format_accent());
	if (cells > width)
		length = text_head(text, length, width);
	strbuf_add(out, text, length);
	strbuf_add_repeat(out, ' ', cells < width ? width - cells : 0);
	strbuf_adds(out, SEPARATOR);
	if (sink->color)
		strbuf_adds(out, ANSI_RESET);
}

static enum status write_field(struct line_sink *sink, const struct packet_field *field,
			       size_t label_width, struct text_lines *lines, struct strbuf *line)
{
	size_t indent = label_width + strlen(SEPARATOR);
	size_t room = (size_t)sink->width - indent;
	text_lines_reset(lines);
	text_wrap(string_data(field->text), string_length(field->text), room, room, lines);
	for (size_t i = 0; i < lines->count; i++) {
		size_t length;
		const char *text = text_line(lines, i, &length);
		strbuf_reset(line);
		if (i == 0)
			append_label(line, sink, field->label, label_width);
		else
			strbuf_add_repeat(line, ' ', indent);
		strbuf_add(line, text, length);
		enum status status = line_sink_write(sink, line->data, line->length);
		if (status != OK)
			return status;
	}
	return OK;
}

enum status list_write(struct line_sink *sink, const struct packet *entry)
{
	struct text_lines lines = TEXT_LINES_INIT;
	struct strbuf line = STRBUF_INIT;
	enum status status = OK;
	size_t width = 0;
	int most = sink->width - (int)strlen(SEPARATOR) - MIN_VALUE_WIDTH;
	if (most < 1)
		return OK; /* no room for anything */
	for (size_t i = 0; i < entry->field_count; i++) {
		Value label = entry->fields[i].label;
		width = MAX(width, text_cells(string_data(label), string_length(label)));
	}
	width = MIN(width, (size_t)most);
	for (size_t i = 0; status == OK && i < entry->field_count; i++)
		status = write_field(sink, &entry->fields[i], width, &lines, &line);
	text_lines_clear(&lines);
	strbuf_clear(&line);
	return status;
}
