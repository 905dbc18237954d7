/* The generator's state, for the files that make entries of each shape. */
#ifndef EXOSH_FORMATTERS_GENERATE_H
#define EXOSH_FORMATTERS_GENERATE_H

#include "formatters/format.h"
#include "formatters/packet.h"
#include "formatters/property_expression.h"
#include "formatters/view_select.h"
#include "object/psobject.h"

/* A property that is shown: the expression it comes from, and the name it resolved to on the object. */
struct active_property {
	struct property_expression expression;
	const char *name; /* of the property; NULL: a script */
};

struct active_properties {
	struct active_property *items; /* gc buffer */
	size_t count;
};

struct format_generator {
	struct format_options options;
	struct property_expression *properties; /* of -Property */
	size_t property_count;
	struct property_expression *group; /* of -GroupBy, or NULL */
	format_packet_function emit;
	void *context;

	bool in_document, in_group;
	enum format_shape shape;
	const struct view *view;              /* NULL: by properties */
	struct active_properties columns;     /* of a table without view: the first object's */
	const struct view_entry *first_entry; /* of a table's view: chosen for the first object */
	Value group_value;
	int limit;    /* $FormatEnumerationLimit */
	Value errors; /* list of ErrorRecords to show, or NULL */

	/* The last object's kind and what was decided for it, so that rows of one kind are not asked again. */
	const void *kind[2];
	bool kind_is_known;
};

/* Value of a property or script for an object, formatted; failing ones are empty (or #ERR) and remembered. */
void generate_field(struct format_generator *g, struct strbuf *out,
		    const struct active_property *property, Value object, bool in_table);
void generate_item(struct format_generator *g, struct strbuf *out, struct view_item *item,
		   Value object, bool in_table);
/* Takes the error on its way; keeps it to be shown when the options ask for it. */
void generate_note_error(struct format_generator *g, const char *expression, Value object);

/* What is shown of an object: -Property, its default set, or all. `keep_missing`: names that the object lacks
 * stay (columns of tables). */
struct active_properties generate_active_properties(struct format_generator *g, Value object,
						    bool keep_missing);

struct packet_shape *table_shape(struct format_generator *g, Value object);
Value table_entry(struct format_generator *g, Value object);
Value list_entry(struct format_generator *g, Value object);
struct packet_shape *wide_shape(struct format_generator *g);
Value wide_entry(struct format_generator *g, Value object);
Value custom_entry(struct format_generator *g, Value object);
/* The nodes of a view's control for an object. */
void custom_add_control(struct format_generator *g, struct packet_nodes *nodes,
			const struct view_control *control, Value object, int depth);

#endif
