#include "engine/drive_variable.h"

#include "base/strbuf.h"
#include "engine/command_table.h"
#include "engine/path.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status unknown_drive(const char *drive)
{
	return throw_error_type("System.Management.Automation.DriveNotFoundException",
				"DriveNotFound", CATEGORY_OBJECT_NOT_FOUND, string_from(drive),
				"Cannot find drive. A drive with the name '%s' does not exist.",
				drive);
}

static enum status get_file(struct session *s, const char *drive, const char *name, Value *result_r)
{
	char *as_written = NULL, *path;
	if (asprintf(&as_written, "%s:%s", drive, name) < 0)
		abort();
	path = path_resolve(s, as_written);
	free(as_written);
	if (!path)
		return ERROR;
	FILE *file = fopen(path, "r");
	free(path);
	*result_r = NULL_VALUE;
	if (!file)
		return OK;
	Value lines = list_new();
	char *line = NULL;
	size_t capacity = 0;
	ssize_t length;
	while ((length = getline(&line, &capacity, file)) >= 0) {
		while (length && (line[length - 1] == '\n' || line[length - 1] == '\r'))
			length--;
		list_add(value_as_list(lines), string_new(line, (size_t)length));
	}
	free(line);
	fclose(file);
	size_t count = value_as_list(lines)->count;
	if (count)
		*result_r = count == 1 ? value_item(lines, 0) : list_to_array(value_as_list(lines));
	return OK;
}

static enum status set_file(struct session *s, const char *drive, const char *name, Value v)
{
	char *as_written = NULL, *path;
	if (asprintf(&as_written, "%s:%s", drive, name) < 0)
		abort();
	path = path_resolve(s, as_written);
	free(as_written);
	if (!path)
		return ERROR;
	FILE *file = fopen(path, "w");
	if (!file) {
		Value target = string_from(path);
		free(path);
		return throw_error_type("System.IO.IOException", "SetContentError",
					CATEGORY_WRITE_ERROR, target, "Cannot write '%s': %s.",
					string_data(target), strerror(errno));
	}
	free(path);
	for (size_t i = 0; i < value_count(v); i++)
		fprintf(file, "%s\n", string_data(value_to_string(value_item(v, i))));
	fclose(file);
	return OK;
}

enum status drive_variable_get(struct session *s, const char *drive, const char *name,
			       Value *result_r)
{
	*result_r = NULL_VALUE;
	if (strcmp(drive, "env") == 0) {
		const char *text = getenv(name);
		if (text)
			*result_r = string_from(text);
		return OK;
	}
	if (strcmp(drive, "variable") == 0) {
		Value v = scope_get(s, name, SCOPE_ANY);
		*result_r = v.tag == VALUE_UNSET ? NULL_VALUE : v;
		return OK;
	}
	if (strcmp(drive, "function") == 0) {
		struct command *c = command_find_kind(s, name, COMMAND_FUNCTION | COMMAND_FILTER);
		if (c)
			*result_r = c->script_block;
		return OK;
	}
	if (strcmp(drive, "alias") == 0) {
		struct command *c = command_find_kind(s, name, COMMAND_ALIAS);
		if (c)
			*result_r = string_from(c->definition);
		return OK;
	}
	char *root = path_drive_root(s, drive);
	if (!root)
		return OK;
	free(root);
	return get_file(s, drive, name, result_r);
}

enum status drive_variable_set(struct session *s, const char *drive, const char *name, Value v)
{
	if (strcmp(drive, "env") == 0) {
		Value text = value_to_string(v);
		if (value_is_null(v) || string_length(text) == 0)
			unsetenv(name);
		else
			setenv(name, string_data(text), 1);
		return OK;
	}
	if (strcmp(drive, "variable") == 0)
		return scope_set(s, name, SCOPE_ANY, v);
	if (strcmp(drive, "function") == 0) {
		Value base = value_base(v);
		if (value_is_null(base)) {
			function_remove(s, name);
			return OK;
		}
		if (base.tag != VALUE_SCRIPT_BLOCK) {
			Value text = value_to_string(base);
			if (script_compile_text(s, string_data(text), string_length(text), NULL,
						&base) != OK)
				return ERROR;
		}
		return function_define(s, name, base, value_as_script_block(base)->is_filter);
	}
	if (strcmp(drive, "alias") == 0)
		return alias_define(s, s->scope, name, string_data(value_to_string(v)), 0, NULL);
	char *root = path_drive_root(s, drive);
	if (!root)
		return unknown_drive(drive);
	free(root);
	return set_file(s, drive, name, v);
}
