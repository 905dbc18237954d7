#include "cmdlets/utility/csv_output.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/string.h"
#include <string.h>

enum status csv_output_begin(struct cmdlet_call *c, struct csv_output *csv)
{
	if (csv->type_information && csv->no_type_information)
		return cmdlet_throw_type(c, "System.InvalidOperationException",
					 "CannotSpecifyIncludeTypeInformationAndNoTypeInformation",
					 CATEGORY_INVALID_DATA, NULL_VALUE,
					 "You must specify either the -IncludeTypeInformation or "
					 "-NoTypeInformation parameters, but not both.");
	if (csv->use_quotes && !value_is_null(csv->quote_fields))
		return cmdlet_throw_type(c, "System.InvalidOperationException",
					 "CannotSpecifyQuoteFieldsAndUseQuotes",
					 CATEGORY_INVALID_DATA, NULL_VALUE,
					 "You must specify either the -UseQuotes or -QuoteFields "
					 "parameters, but not both.");
	csv->writer = (struct csv_writer){
		.delimiter = value_is_null(csv->delimiter) ? string_from(",")
							   : value_to_string(csv->delimiter),
		.quote_fields = value_is_null(csv->quote_fields) ? NULL_VALUE : csv->quote_fields};
	if (csv->use_quotes && name_equal(csv->use_quotes, "Never"))
		csv->writer.quotes = CSV_QUOTES_NEVER;
	else if (csv->use_quotes && name_equal(csv->use_quotes, "AsNeeded"))
		csv->writer.quotes = CSV_QUOTES_AS_NEEDED;
	return OK;
}

static enum status write_head(struct csv_output *csv, Value object, struct strbuf *text,
			      enum status (*line)(const char *text, size_t length, void *context),
			      void *context)
{
	enum status status = OK;
	if (csv->type_information) {
		Value names = value_type_names(object); /* a script may have taken them all */
		const char *type = value_count(names) ? string_data(value_item(names, 0)) : "";
		strbuf_addf(text, "#TYPE%s%s", *type ? " " : "",
			    strncmp(type, "CSV:", 4) == 0 ? type + 4 : type);
		status = line(text->data, text->length, context);
		strbuf_reset(text);
	}
	if (status != OK || csv->no_header)
		return status;
	csv_writer_header(&csv->writer, text);
	status = line(text->data, text->length, context);
	strbuf_reset(text);
	return status;
}

enum status csv_output_object(struct csv_output *csv, Value object, bool with_head,
			      enum status (*line)(const char *text, size_t length, void *context),
			      void *context)
{
	struct strbuf text = STRBUF_INIT;
	enum status status = OK;
	if (!csv->started) {
		csv->started = true;
		if (!csv->writer.names)
			csv_writer_take_columns(&csv->writer, object);
		if (with_head)
			status = write_head(csv, object, &text, line, context);
	}
	if (status == OK) {
		csv_writer_row(&csv->writer, object, &text);
		status = line(text.data, text.length, context);
	}
	strbuf_clear(&text);
	return status;
}
