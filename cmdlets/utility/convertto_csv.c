/* ConvertTo-Csv: objects as lines of comma-separated values. */
#include "cmdlets/utility/csv_output.h"
#include "cmdlets/utility/failure.h"
#include "object/string.h"

struct convertto_csv {
	struct csv_output csv;
};

static const struct parameter parameters[] = {
	CSV_OUTPUT_PARAMETERS(struct convertto_csv),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct convertto_csv *self = cmdlet_state(c);
	return csv_output_begin(c, &self->csv);
}

static enum status write_line(const char *text, size_t length, void *context)
{
	return cmdlet_write(context, string_new(text, length));
}

static enum status process(struct cmdlet_call *c)
{
	struct convertto_csv *self = cmdlet_state(c);
	if (value_is_null(self->csv.input))
		return OK;
	return csv_output_object(&self->csv, self->csv.input, true, write_line, c);
}

const struct cmdlet cmdlet_convertto_csv = {
	.verb = "ConvertTo",
	.noun = "Csv",
	.parameters = parameters,
	.state_size = sizeof(struct convertto_csv),
	.default_set = "Delimiter",
	.begin = begin,
	.process = process,
	.output = "System.String",
	.synopsis = "Converts objects into a series of character-separated value (CSV) strings.",
	.description =
		"Gives a line with the names of the first object's properties, then a line for "
		"each object with their values.",
	.examples =
		(const struct cmdlet_example[]){
			{"An object", "[pscustomobject]@{ Name = 'a'; Size = 5 } | ConvertTo-Csv",
			 "\"Name\",\"Size\"\n\"a\",\"5\"\n"},
			{NULL, NULL, NULL},
		},
};
