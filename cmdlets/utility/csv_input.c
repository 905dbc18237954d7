#include "cmdlets/utility/csv_input.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/gc.h"
#include "object/psobject.h"
#include "object/psobject_members.h"
#include "object/string.h"
#include <stdio.h>
#include <string.h>

#define TYPE_LINE "#TYPE"
#define FIELDS_LINE "#Fields: "

static enum status use_names(struct cmdlet_call *c, struct csv_input *in, const char **names,
			     size_t count)
{
	bool missing = false;
	int unnamed = 0;
	for (size_t i = 0; i < count; i++) {
		if (*names[i])
			continue;
		char name[24];
		snprintf(name, sizeof(name), "H%d", ++unnamed);
		names[i] = string_data(string_intern(name, strlen(name)));
		missing = true;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			if (name_equal(names[i], names[k]))
				return cmdlet_throw_type(
					c,
					"System.Management.Automation.ExtendedTypeSystemException",
					"AlreadyPresentPSMemberInfoInternalCollectionAdd",
					CATEGORY_NOT_SPECIFIED, NULL_VALUE,
					"The member \"%s\" is already present.", names[i]);
	in->shape = shape_make(names, count);
	in->columns = count;
	if (!missing || in->warned)
		return OK;
	in->warned = true;
	return cmdlet_warning(c,
			      "One or more headers were not specified. Default names starting with "
			      "\"H\" have been used in place of any missing headers.");
}

static enum status use_header(struct cmdlet_call *c, struct csv_input *in)
{
	size_t count = value_count(in->header);
	const char **names = gc_alloc_buffer((count + 1) * sizeof(*names));
	for (size_t i = 0; i < count; i++)
		names[i] = string_data(value_to_string(value_item(in->header, i)));
	return use_names(c, in, names, count);
}

static enum status use_record(struct cmdlet_call *c, struct csv_input *in,
			      const struct csv_reader *r)
{
	const char **names = gc_alloc_buffer((r->count + 1) * sizeof(*names));
	for (size_t i = 0; i < r->count; i++) {
		size_t length;
		const char *name = csv_reader_field(r, i, &length);
		names[i] = string_data(string_intern(name, length));
	}
	return use_names(c, in, names, r->count);
}

static const char *after_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* The object is what the file says, and "CSV:" of it; nothing else. */
static void set_type_name(Value object, Value name)
{
	struct list *names = value_as_list(value_type_name_list(object));
	names->count = 0;
	list_add(names, name);
	list_add(names, string_printf("CSV:%s", string_data(name)));
}

/* Comments before the header; #TYPE names the objects, #Fields: the columns of a web server's log. */
static enum status take_comment(struct csv_input *in, struct csv_reader *r)
{
	struct strbuf line = STRBUF_INIT;
	csv_reader_skip_line(r, &line);
	if (strncmp(line.data, TYPE_LINE, strlen(TYPE_LINE)) == 0) {
		const char *name = after_blanks(line.data + strlen(TYPE_LINE));
		if (*name)
			in->type_name = string_from(name);
	} else if (strncmp(line.data, FIELDS_LINE, strlen(FIELDS_LINE)) == 0 &&
		   value_is_null(in->header)) {
		struct csv_reader fields;
		csv_reader_init(&fields, r->delimiter);
		csv_reader_set_text(&fields, line.data + strlen(FIELDS_LINE),
				    line.length - strlen(FIELDS_LINE));
		Value names = list_new();
		if (csv_reader_next(&fields) == 1)
			for (size_t i = 0; i < fields.count; i++) {
				size_t length;
				const char *name = csv_reader_field(&fields, i, &length);
				list_add(value_as_list(names), string_new(name, length));
			}
		in->header = names;
		csv_reader_clear(&fields);
	}
	strbuf_clear(&line);
	return OK;
}

static enum status write_record(struct cmdlet_call *c, const struct csv_input *in,
				const struct csv_reader *r)
{
	Value few[32], *values = few;
	if (in->columns > countof(few))
		values = gc_alloc_buffer(in->columns * sizeof(*values));
	for (size_t i = 0; i < in->columns; i++) {
		size_t length;
		values[i] = NULL_VALUE;
		if (i < r->count) {
			const char *text = csv_reader_field(r, i, &length);
			values[i] = string_new(text, length);
		}
	}
	Value object = psobject_from_shape(in->shape, values);
	if (!value_is_null(in->type_name))
		set_type_name(object, in->type_name);
	return cmdlet_write(c, object);
}

static enum status find_columns(struct cmdlet_call *c, struct csv_input *in, struct csv_reader *r,
				int *more)
{
	while (csv_reader_peek(r) == '#')
		if (take_comment(in, r) != OK)
			return ERROR;
	*more = 1;
	if (!value_is_null(in->header))
		return use_header(c, in);
	*more = csv_reader_next(r);
	return *more == 1 ? use_record(c, in, r) : OK;
}

enum status csv_input_read(struct cmdlet_call *c, struct csv_input *in, struct csv_reader *r,
			   const char *path)
{
	int more = 1;
	if (!in->shape) {
		enum status status = find_columns(c, in, r, &more);
		if (status != OK)
			return status;
	}
	while (more == 1 && (more = csv_reader_next(r)) == 1) {
		enum status status = write_record(c, in, r);
		if (status != OK)
			return status;
		if (cmdlet_is_stopping(c))
			return STOP;
		gc_safe_point();
	}
	return more < 0 ? file_error(c, path, false, true) : OK;
}
