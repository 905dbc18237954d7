/* What the ItemProperty cmdlets share: which providers have properties, and how they are named in errors. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_ITEM_PROPERTY_H
#define EXOSH_CMDLETS_MANAGEMENT_ITEM_PROPERTY_H

#include "cmdlets/management/paths.h"

/* Only files and folders have properties: for items of other providers an error, and *go_r false. */
enum status item_property_check(struct cmdlet_call *c, const struct provider_path *path,
				bool *go_r) WARN_UNUSED;
/* The non-terminating "The property X does not exist or was not found." */
enum status item_property_missing(struct cmdlet_call *c, const char *id, Value target) WARN_UNUSED;
/* The properties asked for, of one item: an object of them, or UNSET when it has none of them; errors for those that
 * are missing. */
enum status item_property_pick(struct cmdlet_call *c, Value item, Value names,
			       Value *picked_r) WARN_UNUSED;
/* Whether the change may be made; `value` NULL when the property is cleared. */
enum status item_property_should(struct cmdlet_call *c, const struct provider_path *path,
				 const char *action, const char *name, const char *value,
				 bool *go_r) WARN_UNUSED;
/* Shows properties (an object of them, -PassThru) with the item they belong to. */
enum status item_property_write(struct cmdlet_call *c, const struct provider_path *path,
				Value properties) WARN_UNUSED;

/* New-, Remove-, Rename-, Copy- and Move-ItemProperty: no provider here has properties that come and go. */
struct dynamic_property {
	Value path, literal_path, name, value, include, exclude, credential;
	const char *filter, *type, *new_name, *destination;
	bool force, pass_thru;
};
enum status dynamic_property_process(struct cmdlet_call *c) WARN_UNUSED;

#define PARAM_PROPERTY_SELECTION(row)                                               \
	PARAM_SELECTION(row),                                                       \
		PARAM_OBJECT(row, credential, "Credential", PARAM_PIPELINE_BY_NAME, \
			     .type_name = "pscredential", .help = "Accepted by no provider.")
#define PARAM_PROPERTY_CHANGE(row)                                                      \
	PARAM_SWITCH(row, force, "Force", 0, .help = "Also of items that are hidden."), \
		PARAM_PROPERTY_SELECTION(row)
#define PARAM_PROPERTY_PASS_THRU(row) \
	PARAM_SWITCH(row, pass_thru, "PassThru", 0, .help = "Gives the properties.")

#endif
