/* Finding the view for an object: by its type names, most derived first, among the loaded files. */
#ifndef EXOSH_FORMATTERS_VIEW_SELECT_H
#define EXOSH_FORMATTERS_VIEW_SELECT_H

#include "formatters/view.h"

/* The first view in loading order for the most derived type name that has one. `shape` SHAPE_UNDEFINED: any;
 * `name` NULL: any. Views that stand outside documents (<OutOfBand/>) are left out. */
const struct view *view_find(Value type_names, enum format_shape shape, const char *name);
const struct view *view_find_out_of_band(Value type_names);
/* Whether `view` is for one of the type names. */
bool view_applies(const struct view *view, Value type_names);
/* Entry of a view or control for an object; NULL when none is. */
const struct view_entry *view_select_entry(const struct view_entry *entries, size_t count,
					   Value object, Value type_names);
/* The value of an expression for an object. *found_r false: the property is not there. */
enum status view_expression_get(struct view_expression *expression, Value object, Value *result_r,
				bool *found_r) WARN_UNUSED;
/* A condition holds when its value is true; a failing one does not. NULL holds. */
bool view_condition_holds(struct view_expression *condition, Value object);

/* Adds files before or behind those loaded (Update-FormatData). Takes the file over. */
void view_add_file(struct view_file *file, bool before);
/* Calls back for every view in order; false stops. For Get-FormatData. */
void view_each(bool (*callback)(const struct view *view, void *context), void *context);

#endif
