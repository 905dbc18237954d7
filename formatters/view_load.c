/* Reader of *.format.ps1xml. Elements that are not known are passed over. */
#include "base/xmalloc.h"
#include "formatters/view.h"
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct loader {
	struct arena *arena;
	xmlNode *selection_sets;
};

static bool is_element(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

static xmlNode *child(const xmlNode *parent, const char *name)
{
	for (xmlNode *n = parent ? parent->children : NULL; n; n = n->next)
		if (is_element(n, name))
			return n;
	return NULL;
}

static size_t count_children(const xmlNode *parent, const char *name)
{
	size_t count = 0;
	for (xmlNode *n = parent ? parent->children : NULL; n; n = n->next)
		count += is_element(n, name);
	return count;
}

/* The element's text; `trim` drops the white space around it. */
static const char *content(struct loader *l, const xmlNode *node, bool trim)
{
	xmlChar *text = xmlNodeGetContent(node);
	const char *start = text ? (const char *)text : "";
	size_t length = strlen(start);
	while (trim && length && strchr(" \t\r\n", *start)) {
		start++;
		length--;
	}
	while (trim && length && strchr(" \t\r\n", start[length - 1]))
		length--;
	const char *copy = arena_strndup(l->arena, start, length);
	xmlFree(text);
	return copy;
}

static const char *child_text(struct loader *l, const xmlNode *parent, const char *name)
{
	const xmlNode *n = child(parent, name);
	return n ? content(l, n, true) : NULL;
}

static int child_number(struct loader *l, const xmlNode *parent, const char *name)
{
	const char *text = child_text(l, parent, name);
	return text ? atoi(text) : 0;
}

/* Present, and not "false". */
static bool child_flag(struct loader *l, const xmlNode *parent, const char *name)
{
	const char *text = child_text(l, parent, name);
	return text && strcasecmp(text, "false") != 0;
}

static enum text_alignment alignment(const char *text)
{
	if (!text)
		return ALIGN_UNDEFINED;
	return strcasecmp(text, "right") == 0    ? ALIGN_RIGHT
	       : strcasecmp(text, "center") == 0 ? ALIGN_CENTER
						 : ALIGN_LEFT;
}

static struct view_expression expression(struct loader *l, const xmlNode *parent)
{
	struct view_expression e = {0};
	const xmlNode *script = child(parent, "ScriptBlock");
	e.property = child_text(l, parent, "PropertyName");
	if (!e.property && script)
		e.script = content(l, script, true);
	return e;
}

static struct view_expression *condition(struct loader *l, const xmlNode *parent)
{
	const xmlNode *node = child(parent, "ItemSelectionCondition");
	if (!node)
		return NULL;
	struct view_expression *e = ARENA_NEW(l->arena, struct view_expression);
	*e = expression(l, node);
	return e;
}

static const xmlNode *find_selection_set(struct loader *l, const char *name)
{
	for (xmlNode *set = l->selection_sets ? l->selection_sets->children : NULL; set;
	     set = set->next) {
		const char *own =
			is_element(set, "SelectionSet") ? child_text(l, set, "Name") : NULL;
		if (own && strcasecmp(own, name) == 0)
			return child(set, "Types");
	}
	return NULL;
}

static size_t count_names(struct loader *l, const xmlNode *parent)
{
	size_t count = 0;
	for (xmlNode *n = parent ? parent->children : NULL; n; n = n->next) {
		if (is_element(n, "TypeName"))
			count++;
		else if (is_element(n, "SelectionSetName"))
			count += count_children(find_selection_set(l, content(l, n, true)),
						"TypeName");
	}
	return count;
}

static void add_names(struct loader *l, const xmlNode *parent, struct view_names *names)
{
	for (xmlNode *n = parent ? parent->children : NULL; n; n = n->next) {
		if (is_element(n, "TypeName"))
			names->names[names->count++] = content(l, n, true);
		else if (is_element(n, "SelectionSetName"))
			add_names(l, find_selection_set(l, content(l, n, true)), names);
	}
}

static struct view_names type_names(struct loader *l, const xmlNode *parent)
{
	struct view_names names = {0};
	names.names = ARENA_ARRAY(l->arena, const char *, count_names(l, parent) + 1);
	add_names(l, parent, &names);
	return names;
}

static struct view_selection selection(struct loader *l, const xmlNode *entry)
{
	struct view_selection s = {0};
	const xmlNode *node = child(entry, "EntrySelectedBy");
	s.any = !node;
	if (!node)
		return s;
	s.types = type_names(l, node);
	size_t count = count_children(node, "SelectionCondition");
	s.conditions = ARENA_ARRAY(l->arena, struct view_expression, count + 1);
	for (xmlNode *n = node->children; n; n = n->next)
		if (is_element(n, "SelectionCondition"))
			s.conditions[s.condition_count++] = expression(l, n);
	s.any = !s.types.count && !s.condition_count;
	return s;
}

static void load_items(struct loader *l, const xmlNode *parent, const char *name,
		       struct view_entry *entry)
{
	entry->items = ARENA_ARRAY(l->arena, struct view_item, count_children(parent, name) + 1);
	for (xmlNode *n = parent ? parent->children : NULL; n; n = n->next) {
		if (!is_element(n, name))
			continue;
		struct view_item *item = &entry->items[entry->item_count++];
		item->expression = expression(l, n);
		item->label = child_text(l, n, "Label");
		item->format = child_text(l, n, "FormatString");
		item->alignment = alignment(child_text(l, n, "Alignment"));
		item->condition = condition(l, n);
	}
}

static struct view_control *load_control(struct loader *l, const xmlNode *node);

static void load_frame(struct loader *l, const xmlNode *n, struct view_node *node);

static void load_binding(struct loader *l, const xmlNode *n, struct view_node *node)
{
	node->kind = NODE_EXPRESSION;
	node->expression = expression(l, n);
	node->condition = condition(l, n);
	node->format = child_text(l, n, "FormatString");
	node->enumerate = child_flag(l, n, "EnumerateCollection");
	node->control_name = child_text(l, n, "CustomControlName");
	const xmlNode *control = child(n, "CustomControl");
	if (control)
		node->control = load_control(l, control);
}

/* The content of one or more <CustomItem>. */
static void load_nodes(struct loader *l, const xmlNode *parent, struct view_node **nodes_r,
		       size_t *count_r)
{
	size_t capacity = 1;
	for (xmlNode *item = parent->children; item; item = item->next)
		if (is_element(item, "CustomItem"))
			for (xmlNode *n = item->children; n; n = n->next)
				capacity += is_element(n, "NewLine")
						    ? 1 + (size_t)child_number(l, n, "Count")
						    : 1;
	struct view_node *nodes = ARENA_ARRAY(l->arena, struct view_node, capacity);
	size_t count = 0;
	for (xmlNode *item = parent->children; item; item = item->next) {
		for (xmlNode *n = is_element(item, "CustomItem") ? item->children : NULL; n;
		     n = n->next) {
			if (is_element(n, "Text")) {
				nodes[count].kind = NODE_TEXT;
				nodes[count++].text = content(l, n, false);
			} else if (is_element(n, "NewLine")) {
				int lines = child_number(l, n, "Count");
				for (int i = 0; i < MAX(lines, 1); i++)
					nodes[count++].kind = NODE_NEW_LINE;
			} else if (is_element(n, "ExpressionBinding")) {
				load_binding(l, n, &nodes[count++]);
			} else if (is_element(n, "Frame")) {
				load_frame(l, n, &nodes[count++]);
			}
		}
	}
	*nodes_r = nodes;
	*count_r = count;
}

static void load_frame(struct loader *l, const xmlNode *n, struct view_node *node)
{
	node->kind = NODE_FRAME;
	node->left = child_number(l, n, "LeftIndent");
	node->right = child_number(l, n, "RightIndent");
	node->first_line = child_number(l, n, "FirstLineIndent");
	if (child(n, "FirstLineHanging"))
		node->first_line = -child_number(l, n, "FirstLineHanging");
	load_nodes(l, n, &node->children, &node->child_count);
}

/* <XEntries><XEntry>: the default entry comes last, whatever its place. */
static void load_entries(struct loader *l, const xmlNode *list, const char *name,
			 void (*load)(struct loader *l, const xmlNode *n, struct view_entry *entry),
			 struct view_entry **entries_r, size_t *count_r)
{
	size_t count = 0;
	*entries_r = ARENA_ARRAY(l->arena, struct view_entry, count_children(list, name) + 1);
	for (int defaults = 0; defaults < 2; defaults++) {
		for (xmlNode *n = list ? list->children : NULL; n; n = n->next) {
			if (!is_element(n, name))
				continue;
			struct view_selection s = selection(l, n);
			if (s.any != (defaults == 1))
				continue;
			struct view_entry *entry = &(*entries_r)[count++];
			entry->selection = s;
			load(l, n, entry);
		}
	}
	*count_r = count;
}

static void load_row(struct loader *l, const xmlNode *n, struct view_entry *entry)
{
	entry->wrap = child(n, "Wrap") != NULL;
	load_items(l, child(n, "TableColumnItems"), "TableColumnItem", entry);
}

static void load_list_entry(struct loader *l, const xmlNode *n, struct view_entry *entry)
{
	load_items(l, child(n, "ListItems"), "ListItem", entry);
}

static void load_wide_entry(struct loader *l, const xmlNode *n, struct view_entry *entry)
{
	load_items(l, n, "WideItem", entry);
}

static void load_custom_entry(struct loader *l, const xmlNode *n, struct view_entry *entry)
{
	load_nodes(l, n, &entry->nodes, &entry->node_count);
}

static struct view_control *load_control(struct loader *l, const xmlNode *node)
{
	struct view_control *control = ARENA_NEW(l->arena, struct view_control);
	load_entries(l, child(node, "CustomEntries"), "CustomEntry", load_custom_entry,
		     &control->entries, &control->entry_count);
	return control;
}

static struct view_control *load_controls(struct loader *l, const xmlNode *list, size_t *count_r)
{
	struct view_control *controls =
		ARENA_ARRAY(l->arena, struct view_control, count_children(list, "Control") + 1);
	*count_r = 0;
	for (xmlNode *n = list ? list->children : NULL; n; n = n->next) {
		const xmlNode *body = is_element(n, "Control") ? child(n, "CustomControl") : NULL;
		if (!body)
			continue;
		controls[*count_r] = *load_control(l, body);
		controls[(*count_r)++].name = child_text(l, n, "Name");
	}
	return controls;
}

static void load_table(struct loader *l, const xmlNode *n, struct view *view)
{
	const xmlNode *headers = child(n, "TableHeaders");
	view->shape = SHAPE_TABLE;
	view->hide_headers = child_flag(l, n, "HideTableHeaders");
	view->autosize = child_flag(l, n, "AutoSize");
	view->columns = ARENA_ARRAY(l->arena, struct view_column,
				    count_children(headers, "TableColumnHeader") + 1);
	for (xmlNode *h = headers ? headers->children : NULL; h; h = h->next) {
		if (!is_element(h, "TableColumnHeader"))
			continue;
		struct view_column *column = &view->columns[view->column_count++];
		column->label = child_text(l, h, "Label");
		column->width = child_number(l, h, "Width");
		column->alignment = alignment(child_text(l, h, "Alignment"));
	}
	load_entries(l, child(n, "TableRowEntries"), "TableRowEntry", load_row, &view->entries,
		     &view->entry_count);
}

static void load_shape(struct loader *l, const xmlNode *n, struct view *view)
{
	const xmlNode *body;
	if ((body = child(n, "TableControl"))) {
		load_table(l, body, view);
	} else if ((body = child(n, "ListControl"))) {
		view->shape = SHAPE_LIST;
		load_entries(l, child(body, "ListEntries"), "ListEntry", load_list_entry,
			     &view->entries, &view->entry_count);
	} else if ((body = child(n, "WideControl"))) {
		view->shape = SHAPE_WIDE;
		view->autosize = child_flag(l, body, "AutoSize");
		view->wide_columns = child_number(l, body, "ColumnNumber");
		load_entries(l, child(body, "WideEntries"), "WideEntry", load_wide_entry,
			     &view->entries, &view->entry_count);
	} else if ((body = child(n, "CustomControl"))) {
		view->shape = SHAPE_CUSTOM;
		load_entries(l, child(body, "CustomEntries"), "CustomEntry", load_custom_entry,
			     &view->entries, &view->entry_count);
	}
}

static void load_group_by(struct loader *l, const xmlNode *n, struct view *view)
{
	const xmlNode *body = child(n, "CustomControl");
	const char *name = child_text(l, n, "CustomControlName");
	view->group_by = ARENA_NEW(l->arena, struct view_expression);
	*view->group_by = expression(l, n);
	view->group_label = child_text(l, n, "Label");
	if (body) {
		view->group_control = load_control(l, body);
	} else if (name) {
		view->group_control = ARENA_NEW(l->arena, struct view_control);
		view->group_control->name = name;
	}
}

static void load_view(struct loader *l, const xmlNode *n, struct view *view)
{
	const xmlNode *group = child(n, "GroupBy");
	view->name = child_text(l, n, "Name");
	view->types = type_names(l, child(n, "ViewSelectedBy"));
	view->out_of_band = child(n, "OutOfBand") != NULL;
	view->controls = load_controls(l, child(n, "Controls"), &view->control_count);
	if (group)
		load_group_by(l, group, view);
	load_shape(l, n, view);
}

static void load_configuration(struct loader *l, const xmlNode *root, struct view_file *file)
{
	const xmlNode *list = child(root, "ViewDefinitions");
	l->selection_sets = child(root, "SelectionSets");
	file->controls = load_controls(l, child(root, "Controls"), &file->control_count);
	file->views = ARENA_ARRAY(l->arena, struct view, count_children(list, "View") + 1);
	for (xmlNode *n = list ? list->children : NULL; n; n = n->next)
		if (is_element(n, "View")) {
			struct view *view = &file->views[file->view_count++];
			view->file = file;
			load_view(l, n, view);
		}
}

struct view_file *view_load(const char *xml, size_t length, const char *path, struct error *error)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc = xmlCtxtReadMemory(parser, xml, (int)length, path, NULL,
					XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
						XML_PARSE_NOCDATA);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	struct view_file *file = NULL;
	if (!doc || !parser->wellFormed) {
		const xmlError *e = xmlCtxtGetLastError(parser);
		int length_of = e && e->message ? (int)strcspn(e->message, "\n") : 0;
		error_set(error, 1, "%s, line %d: %.*s", path, e ? e->line : 0, length_of,
			  e && e->message ? e->message : "");
	} else if (!root || !is_element(root, "Configuration")) {
		error_set(error, 1, "%s, line 1: the node Configuration is missing", path);
	} else {
		file = xcalloc(1, sizeof(*file));
		arena_init(&file->arena);
		file->path = xstrdup(path);
		struct loader l = {.arena = &file->arena};
		load_configuration(&l, root, file);
	}
	xmlFreeDoc(doc);
	xmlFreeParserCtxt(parser);
	return file;
}

void view_file_free(struct view_file **file)
{
	if (!*file)
		return;
	arena_clear(&(*file)->arena);
	free((*file)->path);
	free(*file);
	*file = NULL;
}

static const struct view_control *find_control(const struct view_control *controls, size_t count,
					       const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (controls[i].name && strcasecmp(controls[i].name, name) == 0)
			return &controls[i];
	return NULL;
}

const struct view_control *view_find_control(const struct view *view, const char *name)
{
	const struct view_control *control =
		find_control(view->controls, view->control_count, name);
	if (!control && view->file)
		control = find_control(view->file->controls, view->file->control_count, name);
	return control;
}
