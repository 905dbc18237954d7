/*
 * Views: how objects of a type are laid out, as *.format.ps1xml files describe it. Structures mirror the
 * elements of such a file; they are made by view_load.c in an arena and never change afterwards.
 */
#ifndef EXOSH_FORMATTERS_VIEW_H
#define EXOSH_FORMATTERS_VIEW_H

#include "base/arena.h"
#include "base/error.h"
#include "formatters/column_width.h"
#include "object/value.h"

enum format_shape { SHAPE_UNDEFINED, SHAPE_TABLE, SHAPE_LIST, SHAPE_WIDE, SHAPE_CUSTOM };

/* <PropertyName> or <ScriptBlock>; neither: the object itself. */
struct view_expression {
	const char *property;
	const char *script;
	Value block; /* compiled when first used, pinned */
};

struct view_names {
	const char **names;
	size_t count;
};

/* <EntrySelectedBy>: types (selection sets are resolved into them) and conditions. */
struct view_selection {
	bool any; /* none given: the default entry */
	struct view_names types;
	struct view_expression *conditions;
	size_t condition_count;
};

struct view_column { /* <TableColumnHeader> */
	const char *label;
	int width;
	enum text_alignment alignment;
};

struct view_item { /* <TableColumnItem>, <ListItem>, <WideItem> */
	struct view_expression expression;
	const char *label;
	const char *format;
	enum text_alignment alignment;
	struct view_expression *condition; /* <ItemSelectionCondition>, or NULL */
};

enum view_node_kind { NODE_TEXT, NODE_NEW_LINE, NODE_EXPRESSION, NODE_FRAME };

struct view_control;
struct view_node { /* what stands in <CustomItem> */
	enum view_node_kind kind;
	const char *text;
	struct view_expression expression;
	struct view_expression *condition;
	const char *format;
	bool enumerate;
	const char *control_name;
	struct view_control *control;
	int left, right, first_line; /* of a frame; first_line < 0: hanging */
	struct view_node *children;
	size_t child_count;
};

struct view_entry { /* <TableRowEntry>, <ListEntry>, <WideEntry>, <CustomEntry> */
	struct view_selection selection;
	bool wrap;
	struct view_item *items;
	size_t item_count;
	struct view_node *nodes;
	size_t node_count;
};

struct view_control { /* <CustomControl>, named or in place */
	const char *name;
	struct view_entry *entries;
	size_t entry_count;
};

struct view {
	const char *name;
	enum format_shape shape;
	struct view_names types;
	bool out_of_band;
	bool hide_headers, autosize;
	int wide_columns;
	struct view_column *columns;
	size_t column_count;
	struct view_entry *entries;
	size_t entry_count;
	struct view_expression *group_by; /* or NULL */
	const char *group_label;
	struct view_control *group_control;
	struct view_control *controls; /* its own named ones */
	size_t control_count;
	const struct view_file *file;
};

struct view_file {
	struct arena arena;
	char *path; /* "" for the built-in ones */
	struct view *views;
	size_t view_count;
	struct view_control *controls; /* shared by the file's views */
	size_t control_count;
};

/* Reads the text of a format file. NULL with *error set: the sentence names line and reason. */
struct view_file *view_load(const char *xml, size_t length, const char *path, struct error *error);
void view_file_free(struct view_file **file);

/* A named control: the view's own, else its file's; NULL when there is none. */
const struct view_control *view_find_control(const struct view *view, const char *name);

#endif
