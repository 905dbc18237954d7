/* ConvertFrom-Csv: text of comma-separated values as objects. */
#include "cmdlet.h"
#include "cmdlets/utility/csv_input.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

struct convertfrom_csv {
	Value input, delimiter, header;
	bool use_culture;
	struct csv_input csv;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct convertfrom_csv, delimiter, "Delimiter", &type_char,
		    PARAM_POSITION(1) | PARAM_NOT_EMPTY | PARAM_NOT_NULL, .set = "Delimiter",
		    .help = "What stands between the values."),
	PARAM_SWITCH(struct convertfrom_csv, use_culture, "UseCulture",
		     PARAM_MANDATORY | PARAM_NOT_EMPTY | PARAM_NOT_NULL, .set = "UseCulture",
		     .help = "Uses the list separator of the culture."),
	PARAM_VALUE(struct convertfrom_csv, input, "InputObject", &type_object_array,
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_NOT_NULL |
			    PARAM_ALLOW_NULL | PARAM_PIPELINE_BY_NAME,
		    .type_name = "psobject[]", .help = "The text: lines, or several lines in one."),
	PARAM_STRINGS(struct convertfrom_csv, header, "Header", PARAM_NOT_EMPTY,
		      .help = "Names of the columns; the text then has none."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct convertfrom_csv *self = cmdlet_state(c);
	self->csv.header = value_is_null(self->header) ? NULL_VALUE : self->header;
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct convertfrom_csv *self = cmdlet_state(c);
	const char *delimiter = value_is_null(self->delimiter)
					? ","
					: string_data(value_to_string(self->delimiter));
	for (size_t i = 0; i < value_count(self->input); i++) {
		struct csv_reader reader;
		Value text = value_to_string(value_item(self->input, i));
		csv_reader_init(&reader, delimiter);
		csv_reader_set_text(&reader, string_data(text), string_length(text));
		enum status status = csv_input_read(c, &self->csv, &reader, "");
		csv_reader_clear(&reader);
		if (status != OK)
			return status;
	}
	return OK;
}

const struct cmdlet cmdlet_convertfrom_csv = {
	.verb = "ConvertFrom",
	.noun = "Csv",
	.parameters = parameters,
	.state_size = sizeof(struct convertfrom_csv),
	.default_set = "Delimiter",
	.begin = begin,
	.process = process,
	.output = "System.Management.Automation.PSObject",
	.synopsis = "Converts object properties in character-separated value (CSV) format into CSV "
		    "versions of the original objects.",
	.description =
		"Reads a line with names and gives an object for each line after it; all values "
		"are strings.",
	.examples =
		(const struct cmdlet_example[]){
			{"Two lines", "('Name,Size', 'a,5' | ConvertFrom-Csv).Size", "5\n"},
			{NULL, NULL, NULL},
		},
};
