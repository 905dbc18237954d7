/* What the item, content and path cmdlets share: walking -Path and -LiteralPath, and their errors. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_PATHS_H
#define EXOSH_CMDLETS_MANAGEMENT_PATHS_H

#include "cmdlet.h"
#include "provider/provider.h"

typedef enum status (*path_visit)(struct cmdlet_call *c, const struct provider_path *path);

/* Calls visit for each existing item that the paths (text or array of text) name. A path without wildcards that names
 * nothing is a non-terminating error; so is a visit that ends in ERROR. -Include, -Exclude and -Filter (values
 * or UNSET) are patterns for the last part of the name. */
struct path_selection {
	Value paths;
	bool literal;
	Value include, exclude;
	const char *filter;
};
enum status paths_each(struct cmdlet_call *c, const struct path_selection *selection,
		       path_visit visit) WARN_UNUSED;
/* Whether a name passes -Include, -Exclude and -Filter. */
bool paths_name_passes(const struct path_selection *selection, const char *name);
/* The last part of a path. */
const char *paths_leaf(const char *path);
/* Files and folders whose names begin with a dot: hidden, as PowerShell sees them on Unix. */
bool paths_is_hidden(const struct provider_path *path);
/* The non-terminating "Cannot find path ..." */
enum status paths_not_found(struct cmdlet_call *c, const char *shown) WARN_UNUSED;
/* The same for a path at hand. */
enum status paths_missing(struct cmdlet_call *c, const struct provider_path *path) WARN_UNUSED;
/* An operation that a provider does not have, in PowerShell's words for it. */
enum status paths_not_supported(struct cmdlet_call *c, const char *text) WARN_UNUSED;
#define TEXT_OPERATION_NOT_SUPPORTED \
	"Provider operation stopped because the provider does not support this operation."
/* The error of a failed system call on a path, non-terminating: `id` for plain failures. */
enum status paths_system_error(struct cmdlet_call *c, const char *id, enum error_category category,
			       const char *path) WARN_UNUSED;

/* The value of -Path or -LiteralPath, whichever is given; `otherwise` text when neither is. */
Value paths_given(Value path, Value literal_path, const char *otherwise);

/* The selection of a cmdlet with the usual members. */
#define PATH_SELECTION(self)                                                    \
	((struct path_selection){                                               \
		.paths = paths_given((self)->path, (self)->literal_path, NULL), \
		.literal = (self)->literal_path.tag != VALUE_UNSET,             \
		.include = (self)->include,                                     \
		.exclude = (self)->exclude,                                     \
		.filter = (self)->filter,                                       \
	})

#define PARAM_PATHS(row, position_flags)                                                         \
	PARAM_STRINGS(row, path, "Path", PARAM_MANDATORY | PARAM_POSITION(0) | (position_flags), \
		      .set = "Path", .help = "Paths; wildcards are allowed."),                   \
		PARAM_STRINGS(row, literal_path, "LiteralPath",                                  \
			      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",    \
			      .aliases = "PSPath,LP", .help = "Paths, taken as they are.")
#define PARAM_SELECTION(row)                                                             \
	PARAM_STRING(row, filter, "Filter", 0, .help = "A wildcard pattern for names."), \
		PARAM_STRINGS(row, include, "Include", 0,                                \
			      .help = "Only names that match one of these."),            \
		PARAM_STRINGS(row, exclude, "Exclude", 0,                                \
			      .help = "No names that match one of these.")

#endif
