/* Test-Path: whether there is something at a path. */
#include "cmdlets/management/paths.h"

#include "object/array.h"
#include "object/convert.h"
#include "object/datetime.h"
#include "object/string.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct test_path {
	Value path, literal_path, include, exclude;
	const char *filter, *path_type;
	bool is_valid;
	Value newer_than, older_than;
	struct path_selection selection;
	bool found;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct test_path, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE |
			      PARAM_PIPELINE_BY_NAME | PARAM_ALLOW_NULL,
		      .set = "Path", .help = "Paths; wildcards are allowed."),
	PARAM_STRINGS(struct test_path, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_ALLOW_NULL,
		      .set = "LiteralPath", .aliases = "PSPath,LP",
		      .help = "Paths, taken as they are."),
	PARAM_SELECTION(struct test_path),
	PARAM_STRING(struct test_path, path_type, "PathType", 0, .aliases = "Type",
		     .values = "Any,Container,Leaf", .help = "Any, Container or Leaf."),
	PARAM_SWITCH(struct test_path, is_valid, "IsValid", 0,
		     .help = "Whether the path could be one."),
	PARAM_VALUE(struct test_path, newer_than, "NewerThan", &type_datetime, 0,
		    .help = "Changed after this time."),
	PARAM_VALUE(struct test_path, older_than, "OlderThan", &type_datetime, 0,
		    .help = "Changed before this time."),
	PARAM_END,
};

static bool age_passes(const struct test_path *self, const char *path)
{
	struct stat st;
	if (self->newer_than.tag == VALUE_UNSET && self->older_than.tag == VALUE_UNSET)
		return true;
	if (stat(path, &st) != 0)
		return false;
	int64_t ticks =
		datetime_to_utc(datetime_from_unix(st.st_mtim.tv_sec, st.st_mtim.tv_nsec)).integer;
	if (self->newer_than.tag == VALUE_DATETIME &&
	    ticks <= datetime_to_utc(self->newer_than).integer)
		return false;
	return self->older_than.tag != VALUE_DATETIME ||
	       ticks < datetime_to_utc(self->older_than).integer;
}

struct testing {
	struct cmdlet_call *c;
	struct test_path *self;
};

static enum status visit(const struct provider_path *path, void *context)
{
	struct testing *t = context;
	bool container = path->provider->is_container(cmdlet_session(t->c), path->path);
	if (t->self->path_type && !strcasecmp(t->self->path_type, "Container") && !container)
		return OK;
	if (t->self->path_type && !strcasecmp(t->self->path_type, "Leaf") && container)
		return OK;
	if (paths_name_passes(&t->self->selection, paths_leaf(path->path)) &&
	    age_passes(t->self, path->path))
		t->self->found = true;
	return OK;
}

static enum status test_one(struct cmdlet_call *c, struct test_path *self, Value given,
			    bool literal)
{
	const char *text = string_data(value_to_string(given));
	struct testing t = {c, self};
	size_t count;
	if (value_is_null(given))
		return cmdlet_error_type(c, "System.ArgumentNullException", "NullPathNotPermitted",
					 CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
					 "Value cannot be null. (Parameter 'The provided Path "
					 "argument was null or an "
					 "empty collection.')");
	self->found = false;
	if (self->is_valid) {
		self->found = *text && !strchr(text, '\n');
	} else if (text[strspn(text, " \t")]) {
		enum status status =
			provider_glob(cmdlet_session(c), text, literal, visit, &t, &count);
		if (status == ERROR)
			error_take(); /* no such drive: nothing is there */
		else if (status != OK)
			return status;
	}
	return cmdlet_write(c, value_bool(self->found));
}

static enum status process(struct cmdlet_call *c)
{
	struct test_path *self = cmdlet_state(c);
	bool literal = self->literal_path.tag != VALUE_UNSET;
	Value given = literal ? self->literal_path : self->path;
	self->selection = (struct path_selection){
		.include = self->include, .exclude = self->exclude, .filter = self->filter};
	if (value_is_null(given) || !value_count(given))
		return test_one(c, self, NULL_VALUE, literal);
	for (size_t i = 0; i < value_count(given); i++) {
		enum status status = test_one(c, self, value_item(given, i), literal);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_test_path = {
	.verb = "Test",
	.noun = "Path",
	.parameters = parameters,
	.state_size = sizeof(struct test_path),
	.default_set = "Path",
	.process = process,
	.output = "System.Boolean",
	.synopsis = "Tells whether there is something at a path.",
};
