#include "provider/path_intrinsics.h"

#include "base/xmalloc.h"
#include "engine/errors.h"
#include "engine/path.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/reference.h"
#include "object/string.h"
#include "provider/path_info.h"

#include <stdlib.h>
#include <string.h>

static Value take_string(char *text)
{
	Value v = string_from(text);
	free(text);
	return v;
}

static enum status get_current_location(Value self UNUSED, Value *result_r)
{
	*result_r = location_path_info(session_current());
	return OK;
}

/* The path inside its provider; nothing need be there. */
static enum status get_unresolved(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	struct provider_path path;
	if (provider_path_parse(session_current(), value_text(argv[0]), &path) != OK)
		return ERROR;
	*result_r = string_from(path.path);
	provider_path_clear(&path);
	return OK;
}

struct resolved {
	struct list *list;
	bool as_info;
	const struct provider *provider;
};

static enum status add_resolved(const struct provider_path *path, void *context)
{
	struct resolved *r = context;
	r->provider = path->provider;
	list_add(r->list,
		 r->as_info ? path_info_new(session_current(), path) : string_from(path->path));
	return OK;
}

/* Every existing path that the pattern names. ERROR PathNotFound when there is none. */
static enum status resolve(Value pattern, struct resolved *r, Value *result_r)
{
	size_t count = 0;
	*result_r = list_new();
	r->list = value_as_list(*result_r);
	enum status status = provider_glob(session_current(), value_text(pattern), false,
					   add_resolved, r, &count);
	if (status != OK || count > 0)
		return status;
	return throw_error_type("System.Management.Automation.ItemNotFoundException",
				"PathNotFound", CATEGORY_OBJECT_NOT_FOUND, pattern,
				"Cannot find path '%s' because it does not exist.",
				value_text(pattern));
}

static enum status get_resolved_paths(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	struct resolved r = {.as_info = true};
	return resolve(argv[0], &r, result_r);
}

static enum status get_resolved_provider_paths(Value self UNUSED, int argc, const Value *argv,
					       Value *result_r)
{
	struct resolved r = {.as_info = false};
	if (resolve(argv[0], &r, result_r) != OK)
		return ERROR;
	if (argc > 1 && r.provider && value_is_reference(argv[1]))
		return reference_set(argv[1], provider_info(r.provider));
	return OK;
}

static enum status set_location(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	struct session *s = session_current();
	if (provider_set_location(s, value_text(argv[0])) != OK)
		return ERROR;
	*result_r = location_path_info(s);
	return OK;
}

static enum status combine(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	const char *parent = value_text(argv[0]), *child = value_text(argv[1]);
	size_t length = strlen(parent);
	while (length > 1 && parent[length - 1] == '/')
		length--;
	child += strspn(child, "/");
	*result_r = take_string(xasprintf("%.*s%s%s", (int)length, parent,
					  length && parent[length - 1] == '/' ? "" : "/", child));
	return OK;
}

static enum status parse_parent(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	const char *path = value_text(argv[0]), *slash = strrchr(path, '/');
	size_t length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
	*result_r = take_string(xstrndup(path, length));
	return OK;
}

static enum status parse_child_name(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	const char *path = value_text(argv[0]), *slash = strrchr(path, '/');
	*result_r = string_from(slash ? slash + 1 : path);
	return OK;
}

static enum status is_absolute(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	const char *path = value_text(argv[0]);
	const char *colon = strchr(path, ':');
	*result_r =
		value_bool(*path == '/' || (colon && !memchr(path, '/', (size_t)(colon - path))));
	return OK;
}

static const struct member members[] = {
	PROPERTY("System.Management.Automation.PathInfo CurrentLocation {get;}",
		 get_current_location),
	PROPERTY("System.Management.Automation.PathInfo CurrentFileSystemLocation {get;}",
		 get_current_location),
	METHOD("string GetUnresolvedProviderPathFromPSPath(string path)", get_unresolved),
	METHOD("System.Collections.ObjectModel.Collection[System.Management.Automation.PathInfo] "
	       "GetResolvedPSPathFromPSPath(string path)",
	       get_resolved_paths),
	METHOD("System.Collections.ObjectModel.Collection[string] "
	       "GetResolvedProviderPathFromPSPath(string path, [ref] "
	       "System.Management.Automation.ProviderInfo& provider)",
	       get_resolved_provider_paths),
	METHOD("System.Management.Automation.PathInfo SetLocation(string path)", set_location),
	METHOD("string Combine(string parent, string child)", combine),
	METHOD("string ParseParent(string path, string root)", parse_parent),
	METHOD("string ParseChildName(string path)", parse_child_name),
	METHOD("bool IsPSAbsolute(string path, [ref] string& driveName)", is_absolute),
	MEMBER_END,
};

struct type type_path_intrinsics = {
	.name = "System.Management.Automation.PathIntrinsics",
	.tag = VALUE_OBJECT,
	.members = members,
};
