/* Unblock-File: takes the mark of the web off files. Files on Unix carry none. */
#include "cmdlet.h"
#include "cmdlets/utility/file_argument.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"
#include <sys/xattr.h>
#include <unistd.h>

struct unblock_file {
	Value path, literal_path;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct unblock_file, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_WILDCARDS, .set = "ByPath",
		      .help = "The files."),
	PARAM_STRINGS(struct unblock_file, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "ByLiteralPath",
		      .aliases = "PSPath,LP", .help = "The files; no character is a wildcard."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	struct unblock_file *self = cmdlet_state(c);
	bool literal = !value_is_null(self->literal_path);
	Value paths = literal ? self->literal_path : self->path;
	struct file_list files = {0};
	enum status status = OK;
	for (size_t i = 0; status == OK && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), literal);
	for (size_t i = 0; status == OK && i < files.count; i++) {
		const char *path = files.paths[i];
		if (access(path, F_OK) < 0)
			status = cmdlet_error_type(
				c, "System.Management.Automation.ItemNotFoundException",
				"FileNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(path),
				"Cannot find path '%s' because it does not exist.", path);
		else
			removexattr(path, "user.xdg.origin.url"); /* what browsers leave */
	}
	file_list_clear(&files);
	return status;
}

const struct cmdlet cmdlet_unblock_file = {
	.verb = "Unblock",
	.noun = "File",
	.parameters = parameters,
	.state_size = sizeof(struct unblock_file),
	.default_set = "ByPath",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Unblocks files that were downloaded from the Internet.",
	.description =
		"Takes the note off a file that it was downloaded. Scripts run without it on Unix.",
	.examples =
		(const struct cmdlet_example[]){
			{"A script", "Unblock-File ./script.ps1", NULL},
			{NULL, NULL, NULL},
		},
};
