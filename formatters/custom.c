#include "formatters/custom.h"
#include "formatters/column_width.h"
#include "formatters/field_text.h"
#include "formatters/generate.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include <string.h>

#define INDENT 2
#define DEFAULT_DEPTH 5
#define MAX_CONTROL_DEPTH 50 /* of controls that refer to each other */

/* Objects to nodes, by a view */

static void add_text(struct packet_nodes *nodes, const char *text)
{
	packet_nodes_add_text(nodes, string_from(text));
}

static void add_view_nodes(struct format_generator *g, struct packet_nodes *nodes,
			   const struct view_node *items, size_t count, Value object, int depth);
static void add_object(struct format_generator *g, struct packet_nodes *nodes, Value object,
		       int level, int most);

static void add_entries(struct format_generator *g, struct packet_nodes *nodes,
			const struct view_entry *entries, size_t count, Value object, int depth)
{
	const struct view_entry *entry =
		view_select_entry(entries, count, object, value_type_names(object));
	if (entry)
		add_view_nodes(g, nodes, entry->nodes, entry->node_count, object, depth);
}

void custom_add_control(struct format_generator *g, struct packet_nodes *nodes,
			const struct view_control *control, Value object, int depth)
{
	if (depth < MAX_CONTROL_DEPTH)
		add_entries(g, nodes, control->entries, control->entry_count, object, depth + 1);
}

static void add_bound_value(struct format_generator *g, struct packet_nodes *nodes,
			    const struct view_node *node, Value v, int depth)
{
	const struct view_control *control = node->control;
	if (!control && node->control_name && g->view)
		control = view_find_control(g->view, node->control_name);
	if (control) {
		if (!value_is_null(v))
			custom_add_control(g, nodes, control, v, depth);
		return;
	}
	struct strbuf text = STRBUF_INIT;
	field_append_formatted(&text, v, node->format, false, g->limit);
	packet_nodes_add_text(nodes, string_from_strbuf(&text));
}

static void add_binding(struct format_generator *g, struct packet_nodes *nodes,
			const struct view_node *node, Value object, int depth)
{
	struct view_expression expression = node->expression;
	struct enumerator e;
	Value v;
	bool found;
	if (!view_condition_holds(node->condition, object))
		return;
	enum status status = view_expression_get(&expression, object, &v, &found);
	((struct view_node *)node)->expression.block = expression.block;
	if (status != OK) {
		generate_note_error(g, expression.script ? expression.script : "", object);
		return;
	}
	if (!node->enumerate || !value_is_collection(v)) {
		add_bound_value(g, nodes, node, v, depth);
		return;
	}
	if (value_enumerate(v, &e) != OK) {
		runtime()->error = NULL_VALUE;
		return;
	}
	for (;;) {
		Value item;
		bool more;
		if (enumerator_next(&e, &more, &item) != OK || !more)
			break;
		add_bound_value(g, nodes, node, item, depth);
	}
}

static void add_view_nodes(struct format_generator *g, struct packet_nodes *nodes,
			   const struct view_node *items, size_t count, Value object, int depth)
{
	for (size_t i = 0; i < count; i++) {
		const struct view_node *node = &items[i];
		switch (node->kind) {
		case NODE_TEXT:
			add_text(nodes, node->text);
			break;
		case NODE_NEW_LINE:
			packet_nodes_add_line(nodes);
			break;
		case NODE_EXPRESSION:
			add_binding(g, nodes, node, object, depth);
			break;
		case NODE_FRAME:
			add_view_nodes(g,
				       packet_nodes_add_frame(nodes, node->left, node->right,
							      node->first_line),
				       node->children, node->child_count, object, depth);
			break;
		}
	}
}

/* Objects to nodes, by their properties: class Name { Property = value ... } */

static void add_line(struct packet_nodes *nodes, const char *text)
{
	add_text(nodes, text);
	packet_nodes_add_line(nodes);
}

static void add_leaf(struct format_generator *g, struct packet_nodes *nodes, Value v)
{
	struct strbuf text = STRBUF_INIT;
	field_append(&text, v, false, g->limit);
	packet_nodes_add_text(nodes, string_from_strbuf(&text));
	packet_nodes_add_line(nodes);
}

static bool is_leaf(Value v, int level, int most)
{
	return level >= most || value_is_null(v) || value_is_scalar(v);
}

static void add_collection(struct format_generator *g, struct packet_nodes *nodes, Value v,
			   int level, int most)
{
	struct enumerator e;
	int shown = 0;
	add_line(nodes, "[");
	struct packet_nodes *inner = packet_nodes_add_frame(nodes, INDENT, 0, 0);
	bool can = value_enumerate(v, &e) == OK;
	while (can) {
		Value item;
		bool more;
		if (enumerator_next(&e, &more, &item) != OK || !more)
			break;
		if (g->limit >= 0 && shown++ == g->limit) {
			add_line(inner, ELLIPSIS);
			break;
		}
		if (is_leaf(item, level, most)) {
			add_leaf(g, inner, item);
		} else if (value_is_collection(item)) {
			packet_nodes_add_line(inner);
			add_collection(g, packet_nodes_add_frame(inner, INDENT, 0, 0), item,
				       level + 1, most);
		} else {
			add_object(g, inner, item, level + 1, most);
		}
	}
	add_line(nodes, "]");
	packet_nodes_add_line(nodes);
}

static void add_property(struct format_generator *g, struct packet_nodes *nodes, const char *name,
			 Value v, int level, int most)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addf(&text, "%s = ", name);
	packet_nodes_add_text(nodes, string_from_strbuf(&text));
	if (!value_is_null(v) && value_is_collection(v)) {
		packet_nodes_add_line(nodes);
		add_collection(g, packet_nodes_add_frame(nodes, INDENT, 0, 0), v, level + 1, most);
	} else if (is_leaf(v, level, most)) {
		add_leaf(g, nodes, v);
	} else {
		packet_nodes_add_line(nodes);
		add_object(g, packet_nodes_add_frame(nodes, INDENT, 0, 0), v, level + 1, most);
	}
}

/* "class Version": the type's name without its namespace. */
static void add_class_line(struct packet_nodes *nodes, Value object)
{
	const char *name = string_data(value_item(value_type_names(object), 0));
	const char *dot = strrchr(name, '.');
	struct strbuf text = STRBUF_INIT;
	strbuf_addf(&text, "class %s", dot ? dot + 1 : name);
	packet_nodes_add_text(nodes, string_from_strbuf(&text));
	packet_nodes_add_line(nodes);
}

static void add_object(struct format_generator *g, struct packet_nodes *nodes, Value object,
		       int level, int most)
{
	struct format_generator nested = *g;
	if (level > 0)
		nested.property_count = 0;
	struct active_properties active = generate_active_properties(&nested, object, false);
	add_class_line(nodes, object);
	add_line(nodes, "{");
	struct packet_nodes *inner = packet_nodes_add_frame(nodes, INDENT, 0, 0);
	for (size_t i = 0; i < active.count; i++) {
		const struct active_property *p = &active.items[i];
		Value v = NULL_VALUE;
		bool found;
		enum status status =
			p->name ? object_property(object, p->name, &v, &found)
				: property_expression_get(&p->expression, object, &v, &found);
		if (status != OK) {
			generate_note_error(g, string_data(p->expression.name), object);
			v = g->options.display_error ? string_from("#ERR") : string_empty();
		}
		add_property(g, inner, p->name ? p->name : string_data(p->expression.name), v,
			     level, p->expression.depth > 0 ? p->expression.depth : most);
	}
	add_line(nodes, "}");
}

Value custom_entry(struct format_generator *g, Value object)
{
	Value packet = packet_new(PACKET_ENTRY);
	struct packet *p = value_as_packet(packet);
	int most = g->options.depth > 0 ? g->options.depth : DEFAULT_DEPTH;
	p->entry = ENTRY_CUSTOM;
	p->nodes = packet_nodes_new();
	if (g->view && g->view->shape == SHAPE_CUSTOM)
		add_entries(g, p->nodes, g->view->entries, g->view->entry_count, object, 0);
	else if (value_is_scalar(object))
		add_leaf(g, p->nodes, object);
	else if (value_is_collection(object))
		add_collection(g, p->nodes, object, 0, most);
	else
		add_object(g, p->nodes, object, 0, most);
	return packet;
}

/* Nodes to lines */

struct writing {
	struct line_sink *sink;
	struct strbuf pending;
	int left, right, first_line;
};

static enum status flush_text(struct writing *w)
{
	struct text_lines lines = TEXT_LINES_INIT;
	struct strbuf line = STRBUF_INIT;
	int room = w->sink->width - w->left - w->right, first_line = w->first_line;
	enum status status = OK;
	if (room <= 0) {
		strbuf_reset(&w->pending);
		return OK;
	}
	if (first_line >= room || -first_line >= room)
		first_line = 0;
	int first_indent = w->left + MAX(first_line, 0), indent = w->left + MAX(-first_line, 0);
	text_wrap(w->pending.data, w->pending.length, (size_t)(room - MAX(first_line, 0)),
		  (size_t)(room - MAX(-first_line, 0)), &lines);
	for (size_t i = 0; status == OK && i < lines.count; i++) {
		size_t length;
		const char *text = text_line(&lines, i, &length);
		strbuf_reset(&line);
		strbuf_add_repeat(&line, ' ', (size_t)(i ? indent : first_indent));
		strbuf_add(&line, text, length);
		status = line_sink_write(w->sink, line.data, line.length);
	}
	strbuf_reset(&w->pending);
	strbuf_clear(&line);
	text_lines_clear(&lines);
	return status;
}

static enum status write_nodes(struct writing *w, const struct packet_nodes *nodes)
{
	enum status status = OK;
	for (size_t i = 0; status == OK && i < nodes->count; i++) {
		const struct packet_node *node = &nodes->items[i];
		if (node->kind == PACKET_TEXT) {
			strbuf_add(&w->pending, string_data(node->text), string_length(node->text));
		} else if (node->kind == PACKET_NEW_LINE) {
			status = flush_text(w);
		} else {
			struct writing inner = *w;
			inner.left += node->left;
			inner.right += node->right;
			inner.first_line = node->first_line;
			status = write_nodes(&inner, node->children);
			w->pending = inner.pending;
		}
	}
	return status;
}

enum status custom_write(struct line_sink *sink, const struct packet_nodes *nodes)
{
	struct writing w = {.sink = sink, .pending = STRBUF_INIT};
	enum status status = write_nodes(&w, nodes);
	if (status == OK)
		status = flush_text(&w);
	strbuf_clear(&w.pending);
	return status;
}
