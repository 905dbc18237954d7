/* Update-FormatData: further files of views. */
#include "base/error.h"
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/file_argument.h"
#include "formatters/view_select.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"
#include <errno.h>
#include <string.h>
#include <strings.h>

struct update_formatdata {
	Value append, prepend;
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct update_formatdata, append, "AppendPath",
		      PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME | PARAM_NOT_NULL,
		      .aliases = "PSPath,Path",
		      .help = "Files that come behind the built-in views."),
	PARAM_STRINGS(struct update_formatdata, prepend, "PrependPath", PARAM_NOT_NULL,
		      .help = "Files that come before the built-in views."),
	PARAM_END,
};

static bool has_extension(const char *path)
{
	static const char extension[] = ".ps1xml";
	size_t length = strlen(path);
	return length >= strlen(extension) &&
	       strcasecmp(path + length - strlen(extension), extension) == 0;
}

static enum status load_file(struct cmdlet_call *c, const char *path, bool before)
{
	struct text_reader file;
	struct strbuf text = STRBUF_INIT;
	struct error error = ERROR_INIT;
	if (!has_extension(path))
		return cmdlet_error_type(
			c, "System.Management.Automation.PSInvalidOperationException",
			"WrongExtension", CATEGORY_INVALID_ARGUMENT, string_from(path),
			"Cannot read the file %s because it does not have the extension "
			"\".ps1xml\".",
			path);
	if (text_reader_open(&file, path, ENCODING_UTF8) < 0)
		return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
					 "PathNotFound", CATEGORY_OBJECT_NOT_FOUND,
					 string_from(path),
					 "Cannot find path '%s' because it does not exist.", path);
	int failed = text_reader_rest(&file, &text);
	text_reader_close(&file);
	struct view_file *views = failed ? NULL : view_load(text.data, text.length, path, &error);
	strbuf_clear(&text);
	if (views) {
		view_add_file(views, before);
		return OK;
	}
	enum status status = cmdlet_error_type(
		c, "System.Management.Automation.RuntimeException", "FormatXmlUpdateException",
		CATEGORY_INVALID_OPERATION, NULL_VALUE,
		"There were errors in loading the format data file: \n%s",
		error.message ? error.message : strerror(errno));
	error_clear(&error);
	return status;
}

static enum status load_files(struct cmdlet_call *c, Value paths, bool before)
{
	struct file_list files = {0};
	enum status status = OK;
	for (size_t i = 0; status == OK && !value_is_null(paths) && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), false);
	for (size_t i = 0; status == OK && i < files.count; i++)
		status = load_file(c, files.paths[before ? files.count - 1 - i : i], before);
	file_list_clear(&files);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct update_formatdata *self = cmdlet_state(c);
	enum status status = load_files(c, self->prepend, true);
	return status == OK ? load_files(c, self->append, false) : status;
}

const struct cmdlet cmdlet_update_formatdata = {
	.verb = "Update",
	.noun = "FormatData",
	.parameters = parameters,
	.state_size = sizeof(struct update_formatdata),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Updates the formatting data in the current session.",
	.description = "Reads *.format.ps1xml files: how objects of the types in them are shown.",
	.examples =
		(const struct cmdlet_example[]){
			{"Own views first", "Update-FormatData -PrependPath ./mine.format.ps1xml",
			 NULL},
			{NULL, NULL, NULL},
		},
};
