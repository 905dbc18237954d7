/* Get-ChildItem: what stands in folders and other containers. */
#include "cmdlets/management/paths.h"

#include "engine/path.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/io_info.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct get_childitem {
	Value path, literal_path, include, exclude, attributes;
	const char *filter;
	bool recurse, force, name, directory, file, hidden, read_only, system, follow;
	int32_t depth;
	struct path_selection selection;
	const char *base; /* of -Name: names are relative to it */
	bool limited;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_childitem, path, "Path",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME, .set = "Items",
		      .help = "Folders, or wildcards."),
	PARAM_STRINGS(struct get_childitem, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralItems",
		      .aliases = "PSPath,LP", .help = "Paths, taken as they are."),
	PARAM_STRING(struct get_childitem, filter, "Filter", PARAM_POSITION(1),
		     .help = "A wildcard pattern for names."),
	PARAM_STRINGS(struct get_childitem, include, "Include", 0,
		      .help = "Only names that match one of these."),
	PARAM_STRINGS(struct get_childitem, exclude, "Exclude", 0,
		      .help = "No names that match one of these."),
	PARAM_SWITCH(struct get_childitem, recurse, "Recurse", 0, .aliases = "s,r",
		     .help = "What stands below, too."),
	PARAM_INT(struct get_childitem, depth, "Depth", 0, .help = "How many levels below."),
	PARAM_SWITCH(struct get_childitem, force, "Force", 0, .help = "Hidden items, too."),
	PARAM_SWITCH(struct get_childitem, name, "Name", 0, .help = "Names only."),
	PARAM_OBJECT(struct get_childitem, attributes, "Attributes", PARAM_DYNAMIC,
		     .type_name = "FlagsExpression[FileAttributes]",
		     .help = "Items with these attributes."),
	PARAM_SWITCH(struct get_childitem, follow, "FollowSymlink", PARAM_DYNAMIC,
		     .help = "Into linked folders, too."),
	PARAM_SWITCH(struct get_childitem, directory, "Directory", PARAM_DYNAMIC, .aliases = "ad",
		     .help = "Folders only."),
	PARAM_SWITCH(struct get_childitem, file, "File", PARAM_DYNAMIC, .aliases = "af",
		     .help = "Files only."),
	PARAM_SWITCH(struct get_childitem, hidden, "Hidden", PARAM_DYNAMIC, .aliases = "ah,h",
		     .help = "Hidden items only."),
	PARAM_SWITCH(struct get_childitem, read_only, "ReadOnly", PARAM_DYNAMIC, .aliases = "ar",
		     .help = "Read-only items only."),
	PARAM_SWITCH(struct get_childitem, system, "System", PARAM_DYNAMIC, .aliases = "as",
		     .help = "System items only."),
	PARAM_END,
};

struct level {
	struct cmdlet_call *c;
	const struct provider_path *parent;
	int depth; /* levels left below this one; negative: no limit */
};

static bool passes(const struct get_childitem *self, const char *name, bool container, bool hidden)
{
	if (hidden && !self->force && !self->hidden)
		return false;
	if (self->hidden && !hidden)
		return false;
	if ((self->directory && !self->file && !container) ||
	    (self->file && !self->directory && container))
		return false;
	if (self->system)
		return false;
	return paths_name_passes(&self->selection, name);
}

static enum status write_item(struct cmdlet_call *c, const struct provider_path *path)
{
	struct get_childitem *self = cmdlet_state(c);
	if (self->name) {
		const char *shown = path->path;
		size_t n = strlen(self->base);
		if (!strncmp(shown, self->base, n)) {
			shown += n;
			while (*shown == '/')
				shown++;
		}
		return cmdlet_write(c, string_from(shown));
	}
	Value item;
	if (path->provider->get_item(cmdlet_session(c), path->path, &item) != OK)
		return ERROR;
	if (self->read_only) {
		struct file_system_info *info = value_as_file_system_info(item);
		struct stat st;
		if (!info || stat(path->path, &st) != 0 || (st.st_mode & 0222))
			return OK;
	}
	return cmdlet_write(c, provider_decorate(cmdlet_session(c), path, item));
}

static enum status list_children(struct cmdlet_call *c, const struct provider_path *path,
				 int depth);

/* First all items of a level, then what stands below its folders: as PowerShell lists. */
static enum status visit_item(const char *name, const char *path, void *context)
{
	struct level *l = context;
	struct get_childitem *self = cmdlet_state(l->c);
	struct provider_path child = {l->parent->provider, l->parent->drive, (char *)path};
	bool container = child.provider->is_container(cmdlet_session(l->c), path);
	return passes(self, name, container, paths_is_hidden(&child)) ? write_item(l->c, &child)
								      : OK;
}

static bool is_link(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

static enum status visit_below(const char *name, const char *path, void *context)
{
	struct level *l = context;
	struct get_childitem *self = cmdlet_state(l->c);
	struct provider_path child = {l->parent->provider, l->parent->drive, (char *)path};
	if ((name[0] == '.' && !self->force && !self->hidden) ||
	    !child.provider->is_container(cmdlet_session(l->c), path) ||
	    (!self->follow && is_link(path)) || cmdlet_is_stopping(l->c))
		return OK;
	return list_children(l->c, &child, l->depth - 1);
}

static enum status list_children(struct cmdlet_call *c, const struct provider_path *path, int depth)
{
	struct level l = {c, path, depth};
	struct session *s = cmdlet_session(c);
	enum status status = path->provider->each_child(s, path->path, visit_item, &l);
	if (status == OK && depth != 0 && path->provider == &provider_filesystem)
		status = path->provider->each_child(s, path->path, visit_below, &l);
	return status == ERROR ? cmdlet_write_error(c, error_take()) : status;
}

/* Of a folder: its children. Of a file, or of what wildcards match: the item itself. */
static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	struct get_childitem *self = cmdlet_state(c);
	bool container = path->provider->is_container(cmdlet_session(c), path->path);
	int depth = cmdlet_is_bound(c, "Depth") ? self->depth : self->recurse ? -1 : 0;
	if (!container) {
		const char *leaf = paths_leaf(path->path);
		Value base = string_new(path->path, (size_t)(leaf - path->path));
		self->base = string_data(base);
		return passes(self, leaf, false, paths_is_hidden(path)) ? write_item(c, path) : OK;
	}
	self->base = path->path;
	if (self->limited) { /* a wildcard's match is listed itself, then its children when recursing */
		Value base = string_new(path->path, (size_t)(paths_leaf(path->path) - path->path));
		self->base = string_data(base);
	}
	return list_children(c, path, depth);
}

/* A pattern in the last part, with -Recurse: looked for in the folder and below it. */
static enum status recurse_pattern(struct cmdlet_call *c, const char *text)
{
	struct get_childitem *self = cmdlet_state(c);
	const char *leaf = paths_leaf(text);
	Value folder = leaf > text ? string_new(text, (size_t)(leaf - text)) : string_from(".");
	struct path_selection where = {
		.paths = folder, .include = UNSET_VALUE, .exclude = UNSET_VALUE};
	const char *filter = self->selection.filter;
	self->selection.filter = leaf;
	enum status status = paths_each(c, &where, visit);
	self->selection.filter = filter;
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct get_childitem *self = cmdlet_state(c);
	Value given = paths_given(self->path, self->literal_path, ".");
	self->selection = (struct path_selection){
		.include = self->include, .exclude = self->exclude, .filter = self->filter};
	bool literal = self->literal_path.tag != VALUE_UNSET;
	for (size_t i = 0; i < value_count(given); i++) {
		Value one = value_item(given, i);
		const char *text = string_data(value_to_string(one));
		bool deep = self->recurse || cmdlet_is_bound(c, "Depth");
		enum status status;
		if (deep && !literal && wildcard_has_special(paths_leaf(text))) {
			status = recurse_pattern(c, text);
		} else {
			struct path_selection where = {.paths = one,
						       .literal = literal,
						       .include = UNSET_VALUE,
						       .exclude = UNSET_VALUE};
			status = paths_each(c, &where, visit);
		}
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_get_childitem = {
	.verb = "Get",
	.noun = "ChildItem",
	.parameters = parameters,
	.state_size = sizeof(struct get_childitem),
	.default_set = "Items",
	.process = process,
	.output = "System.IO.FileInfo,System.IO.DirectoryInfo",
	.synopsis = "Lists what stands in a folder, or in another container.",
};
