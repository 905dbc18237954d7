/* Objects to packets: which view, when a document and its groups begin and end, what stands outside them. */
#include "formatters/generate.h"
#include "formatters/default_properties.h"
#include "formatters/error_view.h"
#include "formatters/field_text.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include <string.h>

/* Objects with up to so many properties make a table when nothing else is said. */
#define TABLE_MAX_PROPERTIES 4

static void mark_generator(void *context)
{
	gc_mark_buffer(context);
}

enum status format_generator_create(const struct format_options *options,
				    format_packet_function emit, void *context,
				    struct format_generator **generator_r)
{
	static const unsigned keys[] = {[SHAPE_UNDEFINED] = KEY_EXPRESSION,
					[SHAPE_TABLE] = KEYS_TABLE,
					[SHAPE_LIST] = KEYS_LIST,
					[SHAPE_WIDE] = KEYS_WIDE,
					[SHAPE_CUSTOM] = KEYS_CUSTOM};
	struct format_generator *g = gc_alloc_buffer(sizeof(*g));
	*generator_r = NULL;
	g->options = *options;
	g->emit = emit;
	g->context = context;
	g->limit = format_enumeration_limit();
	if (!value_is_null(options->properties) &&
	    property_expressions_parse(options->properties, keys[options->shape], &g->properties,
				       &g->property_count) != OK)
		return ERROR;
	if (!value_is_null(options->group_by)) {
		size_t count;
		if (property_expressions_parse(options->group_by,
					       KEY_EXPRESSION | KEY_LABEL | KEY_NAME | KEY_FORMAT,
					       &g->group, &count) != OK)
			return ERROR;
	}
	gc_add_root(mark_generator, g);
	*generator_r = g;
	return OK;
}

void format_generator_free(struct format_generator **g)
{
	if (*g)
		gc_remove_root(mark_generator, *g);
	*g = NULL;
}

void generate_note_error(struct format_generator *g, const char *expression, Value object)
{
	Value cause = error_take();
	if (!g->options.show_error)
		return;
	struct error_record *record = value_as_error_record(cause);
	struct strbuf message = STRBUF_INIT;
	strbuf_addf(&message, "Failed to evaluate expression \"%s\".", expression);
	Value exception = exception_new(
		exception_type("System.Management.Automation.RuntimeException"),
		string_from_strbuf(&message), record ? record->exception : NULL_VALUE);
	Value error = error_record_new(exception, "PSPropertyExpressionError",
				       CATEGORY_INVALID_ARGUMENT, object);
	if (value_is_null(g->errors))
		g->errors = list_new();
	list_add(value_as_list(g->errors), error);
}

static enum status emit(struct format_generator *g, Value packet)
{
	return g->emit(packet, g->context);
}

static enum status emit_text(struct format_generator *g, struct strbuf *text, bool is_error)
{
	Value packet = packet_new(PACKET_ENTRY);
	struct packet *p = value_as_packet(packet);
	p->entry = ENTRY_RAW;
	p->out_of_band = true;
	p->is_error = is_error;
	p->text = string_from_strbuf(text);
	return emit(g, packet);
}

static enum status emit_error(struct format_generator *g, Value record)
{
	struct strbuf text = STRBUF_INIT;
	error_view_append(record, ERROR_VIEW_CURRENT, 0, false, &text);
	return emit_text(g, &text, true);
}

static enum status emit_noted_errors(struct format_generator *g)
{
	enum status status = OK;
	if (value_is_null(g->errors))
		return OK;
	Value errors = g->errors;
	g->errors = NULL_VALUE;
	for (size_t i = 0; status == OK && i < value_count(errors); i++)
		status = emit_error(g, value_item(errors, i));
	return status;
}

/* Properties */

static void add_active(struct active_properties *active, size_t *capacity,
		       const struct property_expression *e, const char *name)
{
	if (active->count == *capacity) {
		size_t size = *capacity * sizeof(*active->items);
		*capacity = *capacity ? *capacity * 2 : 8;
		active->items = size ? gc_realloc_buffer(active->items, size, size * 2)
				     : gc_alloc_buffer(*capacity * sizeof(*active->items));
	}
	active->items[active->count++] = (struct active_property){*e, name};
}

static void add_named(struct active_properties *active, size_t *capacity, const char *name)
{
	struct property_expression e = {.name = string_intern(name, strlen(name)), .depth = -1};
	add_active(active, capacity, &e, string_data(e.name));
}

static bool has_active(const struct active_properties *active, const char *name)
{
	for (size_t i = 0; i < active->count; i++)
		if (active->items[i].name && name_equal(active->items[i].name, name))
			return true;
	return false;
}

static struct active_properties given_properties(struct format_generator *g, Value object,
						 bool keep_missing)
{
	struct active_properties active = {0};
	size_t capacity = 0;
	for (size_t i = 0; i < g->property_count; i++) {
		const struct property_expression *e = &g->properties[i];
		if (!value_is_null(e->script)) {
			add_active(&active, &capacity, e, NULL);
			continue;
		}
		size_t count;
		const char **names = property_expression_names(e, object, &count);
		for (size_t n = 0; n < count; n++)
			if (!e->wildcard || !has_active(&active, names[n]))
				add_active(&active, &capacity, e, names[n]);
		if (!count && keep_missing && !e->wildcard)
			add_active(&active, &capacity, e, string_data(e->name));
	}
	return active;
}

struct active_properties generate_active_properties(struct format_generator *g, Value object,
						    bool keep_missing)
{
	if (g->property_count)
		return given_properties(g, object, keep_missing);
	struct active_properties active = {0};
	size_t capacity = 0, count;
	const char *const *names = default_property_names(object, &count);
	for (size_t i = 0; i < count; i++)
		add_named(&active, &capacity, names[i]);
	if (count)
		return active;
	struct property *properties = value_properties(object, &count);
	for (size_t i = 0; i < count; i++)
		if (!has_active(&active, properties[i].name))
			add_named(&active, &capacity, properties[i].name);
	return active;
}

static enum status active_value(const struct active_property *p, Value object, Value *result_r,
				bool *found_r)
{
	if (!p->name)
		return property_expression_get(&p->expression, object, result_r, found_r);
	return object_property(object, p->name, result_r, found_r);
}

void generate_field(struct format_generator *g, struct strbuf *out, const struct active_property *p,
		    Value object, bool in_table)
{
	Value v;
	bool found;
	if (active_value(p, object, &v, &found) != OK) {
		generate_note_error(g, string_data(p->expression.name), object);
		if (g->options.display_error)
			strbuf_adds(out, "#ERR");
		return;
	}
	Value format = p->expression.format;
	field_append_formatted(out, v, value_is_null(format) ? NULL : string_data(format), in_table,
			       g->limit);
}

void generate_item(struct format_generator *g, struct strbuf *out, struct view_item *item,
		   Value object, bool in_table)
{
	Value v;
	bool found;
	struct view_expression *e = &item->expression;
	if (view_expression_get(e, object, &v, &found) != OK) {
		generate_note_error(g,
				    e->script     ? e->script
				    : e->property ? e->property
						  : "",
				    object);
		if (g->options.display_error)
			strbuf_adds(out, "#ERR");
		return;
	}
	field_append_formatted(out, v, item->format, in_table, g->limit);
}

/* What stands outside of documents */

/* No properties to show: the object prints as its text. */
static bool is_property_less(Value object)
{
	size_t count;
	if (object.tag == VALUE_PSOBJECT && psobject_count(object))
		return false;
	value_properties(object, &count);
	return count == 0;
}

static enum status emit_as_text(struct format_generator *g, Value v)
{
	struct strbuf text = STRBUF_INIT;
	value_append_display(v, &text);
	return emit_text(g, &text, false);
}

static enum status emit_entry_out_of_band(struct format_generator *g, const struct view *view,
					  Value object)
{
	struct format_generator one = {.options = {.shape = SHAPE_LIST},
				       .emit = g->emit,
				       .context = g->context,
				       .limit = g->limit,
				       .view = view,
				       .shape = view ? view->shape : SHAPE_LIST};
	Value packet =
		one.shape == SHAPE_CUSTOM ? custom_entry(&one, object) : list_entry(&one, object);
	value_as_packet(packet)->out_of_band = true;
	return emit(g, packet);
}

/* Messages of other streams that were merged into this one keep what they are shown with. */
static const char *stream_prefix(Value object)
{
	static const struct {
		const char *type, *prefix;
	} prefixes[] = {
		{"System.Management.Automation.WarningRecord", "WARNING: "},
		{"System.Management.Automation.VerboseRecord", "VERBOSE: "},
		{"System.Management.Automation.DebugRecord", "DEBUG: "},
	};
	const char *type = value_type(object)->name;
	for (size_t i = 0; i < countof(prefixes); i++) {
		Value redirected;
		bool found;
		if (strcmp(prefixes[i].type, type) != 0)
			continue;
		if (member_get(object, "IsRedirected", &redirected, &found) == OK &&
		    value_is_true(redirected))
			return prefixes[i].prefix;
	}
	return NULL;
}

static enum status emit_message(struct format_generator *g, Value object, const char *prefix)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_adds(&text, prefix);
	value_append_display(object, &text);
	return emit_text(g, &text, false);
}

/* *done_r: the object was one that stands outside, whatever the document. */
static enum status write_out_of_band(struct format_generator *g, Value object, bool *done_r)
{
	Value base = value_base(object);
	*done_r = true;
	if (base.tag == VALUE_OBJECT && base.cell->type == &type_error_record)
		return emit_error(g, base);
	if (value_is_scalar(object))
		return emit_as_text(g, object);
	const struct view *view =
		object.tag == VALUE_PSOBJECT && base.tag == VALUE_PSOBJECT &&
				value_is_null(value_as_psobject(object)->type_names)
			? NULL
			: view_find_out_of_band(value_type_names(object));
	const char *prefix = view ? stream_prefix(object) : NULL;
	if (prefix)
		return emit_message(g, object, prefix);
	if (view)
		return emit_entry_out_of_band(g, view, object);
	if (is_property_less(object))
		return emit_as_text(g, object);
	*done_r = false;
	return OK;
}

/* Two objects of one kind get the same treatment: the same type and the same list of type names. */
static void kind_of(Value object, const void *kind[2])
{
	Value base = value_base(object);
	kind[0] = base.tag >= VALUE_STRING ? (const void *)base.cell->type : NULL;
	kind[1] = object.tag == VALUE_PSOBJECT
			  ? (const void *)value_as_psobject(object)->type_names.cell
			  : NULL;
	if (base.tag == VALUE_PSOBJECT && psobject_count(object) == 0)
		kind[0] = NULL; /* prints as text: always asked */
}

/* The document's beginning */

static enum format_shape shape_by_properties(Value object)
{
	size_t count;
	default_property_names(object, &count);
	if (!count)
		value_properties(object, &count);
	return count <= TABLE_MAX_PROPERTIES ? SHAPE_TABLE : SHAPE_LIST;
}

static enum status unknown_view(struct format_generator *g, Value object)
{
	static const char *const names[] = {[SHAPE_UNDEFINED] = "",
					    [SHAPE_TABLE] = "Table",
					    [SHAPE_LIST] = "List",
					    [SHAPE_WIDE] = "Wide",
					    [SHAPE_CUSTOM] = "Custom"};
	const char *type = value_base(object).tag == VALUE_PSOBJECT ? type_pscustomobject.name
								    : value_type(object)->name;
	const char *shape = names[g->options.shape];
	struct strbuf hint = STRBUF_INIT;
	strbuf_addf(&hint, "There are no existing %s views for %s objects.", shape, type);
	enum status status = throw_error_type(
		"System.Management.Automation.PSInvalidOperationException", "FormatViewNotFound",
		CATEGORY_OBJECT_NOT_FOUND, NULL_VALUE, "The view name %s cannot be found. %s",
		g->options.view, hint.data);
	strbuf_clear(&hint);
	return status;
}

static enum status choose_view(struct format_generator *g, Value object)
{
	g->shape = g->options.shape;
	g->view = NULL;
	if (g->property_count)
		return OK;
	if (object.tag != VALUE_PSOBJECT || g->options.view ||
	    !value_is_null(value_as_psobject(object)->type_names) ||
	    value_base(object).tag != VALUE_PSOBJECT) {
		Value names = value_type_names(object);
		g->view = view_find(names, g->shape, g->options.view);
		if (!g->view && g->options.view)
			return unknown_view(g, object);
	}
	if (g->view)
		g->shape = g->view->shape;
	else if (g->shape == SHAPE_UNDEFINED)
		g->shape = shape_by_properties(object);
	return OK;
}

static struct packet_shape *shape_data(struct format_generator *g, Value object)
{
	if (g->shape == SHAPE_TABLE)
		return table_shape(g, object);
	if (g->shape == SHAPE_WIDE)
		return wide_shape(g);
	struct packet_shape *shape = gc_alloc_buffer(sizeof(*shape));
	shape->shape = g->shape;
	return shape;
}

static enum status start_document(struct format_generator *g, Value object)
{
	if (choose_view(g, object) != OK)
		return ERROR;
	Value packet = packet_new(PACKET_FORMAT_START);
	value_as_packet(packet)->shape = shape_data(g, object);
	g->in_document = true;
	return emit(g, packet);
}

/* Groups */

static Value group_key(struct format_generator *g, Value object)
{
	Value v = NULL_VALUE;
	bool found;
	enum status status = OK;
	if (g->group)
		status = property_expression_get(g->group, object, &v, &found);
	else if (g->view && g->view->group_by)
		status = view_expression_get(g->view->group_by, object, &v, &found);
	if (status != OK) {
		runtime()->error = NULL_VALUE;
		return NULL_VALUE;
	}
	return v;
}

static bool has_groups(const struct format_generator *g)
{
	return g->group || (g->view && g->view->group_by);
}

static const char *view_group_label(const struct view *view)
{
	if (view->group_label)
		return view->group_label;
	return view->group_by->property ? view->group_by->property : view->group_by->script;
}

static struct packet_nodes *group_heading(struct format_generator *g, Value object, Value key)
{
	struct packet_nodes *nodes = packet_nodes_new();
	const struct view_control *control = g->group ? NULL : g->view->group_control;
	if (control && control->name)
		control = view_find_control(g->view, control->name);
	if (control) {
		custom_add_control(g, nodes, control, g->view->group_by ? object : key, 0);
		return nodes;
	}
	struct strbuf text = STRBUF_INIT;
	const char *label =
		g->group ? property_expression_label(g->group) : view_group_label(g->view);
	const char *format =
		g->group && !value_is_null(g->group->format) ? string_data(g->group->format) : NULL;
	strbuf_addf(&text, "   %s: ", label ? label : "");
	field_append_formatted(&text, key, format, false, g->limit);
	packet_nodes_add_text(nodes, string_from_strbuf(&text));
	packet_nodes_add_line(nodes);
	return nodes;
}

static enum status end_group(struct format_generator *g)
{
	if (!g->in_group)
		return OK;
	g->in_group = false;
	return emit(g, packet_new(PACKET_GROUP_END));
}

static enum status update_group(struct format_generator *g, Value object)
{
	Value key = has_groups(g) ? group_key(g, object) : NULL_VALUE;
	if (g->in_group && (!has_groups(g) || value_equals(key, g->group_value, true)))
		return OK;
	if (end_group(g) != OK)
		return ERROR;
	Value packet = packet_new(PACKET_GROUP_START);
	if (has_groups(g))
		value_as_packet(packet)->heading = group_heading(g, object, key);
	g->group_value = key;
	g->in_group = true;
	return emit(g, packet);
}

static Value entry(struct format_generator *g, Value object)
{
	switch (g->shape) {
	case SHAPE_TABLE:
		return table_entry(g, object);
	case SHAPE_WIDE:
		return wide_entry(g, object);
	case SHAPE_CUSTOM:
		return custom_entry(g, object);
	default:
		return list_entry(g, object);
	}
}

/* An object of another type than the document's view is for prints outside, as a list if need be. */
static bool is_foreign(const struct format_generator *g, Value object)
{
	return g->view && !view_applies(g->view, value_type_names(object));
}

static enum status write_object(struct format_generator *g, Value object)
{
	const void *kind[2];
	bool done, ask_all = !g->options.force;
	if (value_is_null(object))
		return OK;
	kind_of(object, kind);
	bool known = g->kind_is_known && kind[0] && kind[0] == g->kind[0] && kind[1] == g->kind[1];
	if (ask_all && !known) {
		enum status status = write_out_of_band(g, object, &done);
		if (status != OK || done)
			return status;
	}
	if (!g->in_document) {
		enum status status = start_document(g, object);
		if (status != OK)
			return status;
	} else if (ask_all && !known && is_foreign(g, object)) {
		return emit_entry_out_of_band(g, NULL, object);
	}
	g->kind[0] = kind[0];
	g->kind[1] = kind[1];
	g->kind_is_known = true;
	enum status status = update_group(g, object);
	if (status != OK)
		return status;
	status = emit(g, entry(g, object));
	return status == OK ? emit_noted_errors(g) : status;
}

static enum status write_collection(struct format_generator *g, Value v)
{
	struct enumerator e;
	Value base = value_base(v);
	if (base.tag == VALUE_HASHTABLE) {
		const struct hashtable *h = value_as_hashtable(base);
		Value key, value;
		for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
			enum status status = write_object(g, dictionary_entry_new(h, key, value));
			if (status != OK)
				return status;
		}
		return OK;
	}
	enum status status = value_enumerate(base, &e);
	while (status == OK) {
		Value item;
		bool more;
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		status = write_object(g, item);
	}
	return status;
}

enum status format_generator_write(struct format_generator *g, Value v)
{
	if (value_as_packet(v))
		return emit(g, v);
	if (g->options.expand != EXPAND_CORE_ONLY && value_is_collection(v))
		return write_collection(g, v);
	return write_object(g, v);
}

enum status format_generator_end(struct format_generator *g)
{
	if (!g->in_document)
		return OK;
	enum status status = end_group(g);
	g->in_document = false;
	g->kind_is_known = false;
	return status == OK ? emit(g, packet_new(PACKET_FORMAT_END)) : status;
}
