/* What ConvertTo-Csv and Export-Csv have in common: parameters, and objects to lines. */
#ifndef EXOSH_CMDLETS_UTILITY_CSV_OUTPUT_H
#define EXOSH_CMDLETS_UTILITY_CSV_OUTPUT_H

#include "base/strbuf.h"
#include "cmdlet.h"
#include "formatters/csv_writer.h"

struct csv_output {
	Value input;
	Value delimiter;
	bool use_culture, type_information, no_type_information, no_header;
	Value quote_fields;
	const char *use_quotes;
	struct csv_writer writer;
	bool started;
};

#define CSV_OUTPUT_PARAMETERS(row)                                                          \
	PARAM_VALUE(row, csv.input, "InputObject", &type_object,                            \
		    PARAM_MANDATORY | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,              \
		    .type_name = "psobject", .help = "The objects to write."),              \
		PARAM_VALUE(row, csv.delimiter, "Delimiter", &type_char, PARAM_POSITION(1), \
			    .set = "Delimiter",                                             \
			    .help = "What stands between the values; a comma by default."), \
		PARAM_SWITCH(row, csv.use_culture, "UseCulture", 0, .set = "UseCulture",    \
			     .help = "Uses the list separator of the culture."),            \
		PARAM_SWITCH(row, csv.type_information, "IncludeTypeInformation", 0,        \
			     .aliases = "ITI", .help = "Writes a #TYPE line first."),       \
		PARAM_SWITCH(row, csv.no_type_information, "NoTypeInformation", 0,          \
			     .aliases = "NTI",                                              \
			     .help = "Writes no #TYPE line, which is the default."),        \
		PARAM_STRINGS(row, csv.quote_fields, "QuoteFields", 0, .aliases = "QF",     \
			      .help = "Columns to put in quotes; the others are not."),     \
		PARAM_STRING(row, csv.use_quotes, "UseQuotes", 0, .aliases = "UQ",          \
			     .values = "Never,Always,AsNeeded",                             \
			     .help = "When values are put in quotes; Always by default."),  \
		PARAM_SWITCH(row, csv.no_header, "NoHeader", 0,                             \
			     .help = "Leaves the line with the names out.")

enum status csv_output_begin(struct cmdlet_call *c, struct csv_output *csv) WARN_UNUSED;
/* Calls `line` for each line that an object makes: #TYPE and header with the first one, then the row. Without
 * `with_head` the row only. */
enum status csv_output_object(struct csv_output *csv, Value object, bool with_head,
			      enum status (*line)(const char *text, size_t length, void *context),
			      void *context) WARN_UNUSED;

#endif
