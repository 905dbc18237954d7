/* New-Item: makes files, folders, links, and items of other providers. */
#include "cmdlets/management/paths.h"

#include "base/xmalloc.h"
#include "engine/path.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

struct new_item {
	Value path, value, credential;
	const char *name, *item_type;
	bool force;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct new_item, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .set = "pathSet", .help = "Where to make it."),
	PARAM_STRINGS(struct new_item, path, "Path", PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .set = "nameSet"),
	PARAM_STRING(struct new_item, name, "Name",
		     PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_ALLOW_NULL, .set = "nameSet",
		     .help = "The name below the path."),
	PARAM_STRING(struct new_item, item_type, "ItemType", PARAM_PIPELINE_BY_NAME,
		     .aliases = "Type", .help = "File, Directory, SymbolicLink or HardLink."),
	PARAM_OBJECT(struct new_item, value, "Value", PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .aliases = "Target", .help = "The content, or what a link leads to."),
	PARAM_SWITCH(struct new_item, force, "Force", 0,
		     .help = "Replaces what is there, makes folders on the way."),
	PARAM_OBJECT(struct new_item, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

/* mkdir -p; 0, or -1 with errno. */
static int make_folders(const char *path)
{
	char *copy = xstrdup(path);
	int result = 0;
	for (char *p = copy + 1; result == 0; p++) {
		if (*p && *p != '/')
			continue;
		char kept = *p;
		*p = '\0';
		if (mkdir(copy, 0777) != 0 && errno != EEXIST)
			result = -1;
		*p = kept;
		if (!kept)
			break;
	}
	free(copy);
	return result;
}

static void make_parent(const char *path)
{
	char *parent = xstrdup(path), *slash = strrchr(parent, '/');
	if (slash && slash > parent) {
		*slash = '\0';
		make_folders(parent);
	}
	free(parent);
}

static enum status exists_error(struct cmdlet_call *c, const char *path, bool folder)
{
	if (folder)
		return cmdlet_error_type(c, "System.IO.IOException", "DirectoryExist",
					 CATEGORY_RESOURCE_EXISTS, string_from(path),
					 "An item with the specified name %s already exists.",
					 path);
	return cmdlet_error_type(c, "System.IO.IOException", "NewItemIOError", CATEGORY_WRITE_ERROR,
				 string_from(path), "The file '%s' already exists.", path);
}

static enum status make_file(struct cmdlet_call *c, struct new_item *self, const char *path,
			     bool *made)
{
	if (self->force)
		make_parent(path);
	int fd =
		open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (self->force ? O_TRUNC : O_EXCL), 0666);
	if (fd < 0 && errno == EEXIST)
		return exists_error(c, path, false);
	if (fd < 0)
		return paths_system_error(c, "NewItemIOError", CATEGORY_WRITE_ERROR, path);
	Value text = value_is_null(self->value) ? string_empty() : value_to_string(self->value);
	ssize_t n = write(fd, string_data(text), string_length(text));
	if (close(fd) != 0 || n != (ssize_t)string_length(text))
		return paths_system_error(c, "NewItemIOError", CATEGORY_WRITE_ERROR, path);
	*made = true;
	return OK;
}

static enum status make_folder(struct cmdlet_call *c, struct new_item *self, const char *path,
			       bool *made)
{
	struct stat st;
	if (stat(path, &st) == 0 && !(self->force && S_ISDIR(st.st_mode)))
		return exists_error(c, path, true);
	if (make_folders(path) != 0)
		return paths_system_error(c, "CreateDirectoryIOError", CATEGORY_WRITE_ERROR, path);
	*made = true;
	return OK;
}

static enum status make_link(struct cmdlet_call *c, struct new_item *self, const char *path,
			     bool symbolic, bool *made)
{
	const char *target = string_data(value_to_string(self->value));
	if (self->force)
		unlink(path);
	char *resolved = symbolic ? NULL : cmdlet_system_path(c, target);
	int result = symbolic ? symlink(target, path) : link(resolved ? resolved : target, path);
	free(resolved);
	if (result != 0 && errno == EEXIST)
		return cmdlet_error_type(c, "System.IO.IOException", "NewItemIOError",
					 CATEGORY_RESOURCE_EXISTS, string_from(path),
					 "The file '%s' already exists.", path);
	if (result != 0)
		return paths_system_error(c, "NewItemIOError", CATEGORY_WRITE_ERROR, path);
	*made = true;
	return OK;
}

static enum status make_on_disk(struct cmdlet_call *c, struct new_item *self, const char *path,
				bool *made)
{
	const char *type = self->item_type ? self->item_type : "File";
	if (!strcasecmp(type, "File"))
		return make_file(c, self, path, made);
	if (!strcasecmp(type, "Directory") || !strcasecmp(type, "container"))
		return make_folder(c, self, path, made);
	if (!strcasecmp(type, "SymbolicLink"))
		return make_link(c, self, path, true, made);
	if (!strcasecmp(type, "HardLink"))
		return make_link(c, self, path, false, made);
	return cmdlet_error_type(
		c, "System.Management.Automation.PSArgumentException", "Argument",
		CATEGORY_INVALID_ARGUMENT, string_from(path),
		"The type is not a known type for the file system. Only \"file\",\"directory\" or "
		"\"symboliclink\" can be specified. (Parameter 'type')");
}

static const char *action_of(const struct new_item *self)
{
	return self->item_type && !strcasecmp(self->item_type, "Directory") ? "Create Directory"
									    : "Create File";
}

static enum status make_one(struct cmdlet_call *c, struct new_item *self, const char *text)
{
	struct provider_path path;
	struct session *s = cmdlet_session(c);
	if (provider_path_parse(s, text, &path) != OK)
		return cmdlet_write_error(c, error_take());
	char *target = path.provider == &provider_filesystem
			       ? xasprintf("Destination: %s", path.path)
			       : provider_path_display(&path);
	bool go, made = false;
	Value item;
	enum status status = cmdlet_should_process(c, target, action_of(self), &go);
	free(target);
	if (status == OK && go) {
		if (path.provider == &provider_filesystem) {
			status = make_on_disk(c, self, path.path, &made);
		} else if (!self->force && path.provider->exists(s, path.path)) {
			status = cmdlet_error_type(c, "System.InvalidOperationException",
						   "InvalidOperation", CATEGORY_RESOURCE_EXISTS,
						   string_from(text),
						   "The item '%s' already exists.", path.path);
		} else {
			status = path.provider->set_value(s, path.path, self->value);
			made = status == OK;
		}
		if (status == OK && made &&
		    (status = path.provider->get_item(s, path.path, &item)) == OK)
			status = cmdlet_write(c, provider_decorate(s, &path, item));
	}
	provider_path_clear(&path);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct new_item *self = cmdlet_state(c);
	Value paths = self->path.tag == VALUE_UNSET ? string_from(".") : self->path;
	for (size_t i = 0; i < value_count(paths); i++) {
		const char *text = string_data(value_to_string(value_item(paths, i)));
		char *whole =
			self->name ? xasprintf("%s%s%s", text,
					       text[0] && text[strlen(text) - 1] == ':' ? "" : "/",
					       self->name)
				   : xstrdup(text);
		enum status status = make_one(c, self, whole);
		free(whole);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_new_item = {
	.verb = "New",
	.noun = "Item",
	.parameters = parameters,
	.state_size = sizeof(struct new_item),
	.default_set = "pathSet",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Makes a file, a folder, a link, or an item of another provider.",
};
