/* Set-Content and Add-Content: alike but for what happens to what was there. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_WRITE_CONTENT_H
#define EXOSH_CMDLETS_MANAGEMENT_WRITE_CONTENT_H

#include "cmdlets/utility/file_argument.h"

struct write_content {
	Value path, literal_path, value, include, exclude, credential, encoding;
	const char *filter;
	bool pass_thru, force, no_newline, as_byte_stream;
	struct text_writer *writers; /* one for each file; gc buffer */
	size_t count, capacity;
	Value provider_values; /* list: what goes to an item of another provider */
	Value targets;         /* list: their paths */
	bool opened;
};

#define WRITE_CONTENT_PARAMETERS                                                                   \
	PARAM_STRINGS(struct write_content, path, "Path",                                          \
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, .set = "Path", \
		      .help = "Files; wildcards are allowed."),                                    \
		PARAM_STRINGS(struct write_content, literal_path, "LiteralPath",                   \
			      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME, .set = "LiteralPath",      \
			      .aliases = "PSPath,LP", .help = "Files, taken as they are."),        \
		PARAM_VALUE(struct write_content, value, "Value", &type_object_array,              \
			    PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE |                 \
				    PARAM_PIPELINE_BY_NAME | PARAM_ALLOW_NULL,                     \
			    .help = "What is written."),                                           \
		PARAM_SWITCH(struct write_content, pass_thru, "PassThru", 0,                       \
			     .help = "Gives the content, too."),                                   \
		PARAM_STRING(struct write_content, filter, "Filter", 0,                            \
			     .help = "A wildcard pattern for names."),                             \
		PARAM_STRINGS(struct write_content, include, "Include", 0,                         \
			      .help = "Only these names."),                                        \
		PARAM_STRINGS(struct write_content, exclude, "Exclude", 0,                         \
			      .help = "Not these names."),                                         \
		PARAM_SWITCH(struct write_content, force, "Force", 0,                              \
			     .help = "Read-only files, too."),                                     \
		PARAM_OBJECT(struct write_content, credential, "Credential",                       \
			     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),                               \
		PARAM_SWITCH(struct write_content, no_newline, "NoNewline", 0,                     \
			     .help = "Nothing between and behind the lines."),                     \
		ENCODING_PARAMETER(struct write_content, encoding),                                \
		PARAM_SWITCH(struct write_content, as_byte_stream, "AsByteStream", 0,              \
			     .help = "Bytes instead of text.")

enum status write_content_process(struct cmdlet_call *c, bool append) WARN_UNUSED;
enum status write_content_end(struct cmdlet_call *c, bool append) WARN_UNUSED;
void write_content_cleanup(struct cmdlet_call *c);

#endif
