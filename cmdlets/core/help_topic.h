/*
 * Help as data: what is known of a command, gathered from a cmdlet's table or from comment-based help. help_object.c makes
 * PowerShell's help objects of it, help_text.c the pages.
 */
#ifndef EXOSH_CMDLETS_CORE_HELP_TOPIC_H
#define EXOSH_CMDLETS_CORE_HELP_TOPIC_H

#include "base/strbuf.h"
#include "cmdlet.h"
#include "engine/command.h"
#include "engine/metadata.h"

struct help_example {
	Value title, introduction, code, remarks; /* strings */
};

struct help_topic {
	struct command *command;
	struct command_metadata *metadata; /* or NULL */
	Value synopsis, description;       /* strings, "" when there are none */
	Value notes, inputs, outputs, component, role, functionality;
	Value parameters;              /* hashtable: name to description */
	Value links;                   /* list of strings */
	struct help_example *examples; /* gc buffer */
	size_t example_count;
	bool from_comment;
};

/* Everything that is known of a command. */
enum status help_topic_read(struct session *s, struct command *command,
			    struct help_topic *topic_r) WARN_UNUSED;
/* Reads comment-based help ("<# .SYNOPSIS ... #>" or lines with #) into the topic; false: it is none. */
bool help_comment_parse(const char *text, size_t length, struct help_topic *topic);

enum help_view { HELP_VIEW_DEFAULT, HELP_VIEW_DETAILED, HELP_VIEW_FULL, HELP_VIEW_EXAMPLES };
/* What the page says of one parameter, as text lines. */
void help_parameter_text_append(struct session *s, const struct help_topic *topic,
				const struct parameter_metadata *parameter, struct strbuf *out);
/* The page as text lines. */
void help_text_append(struct session *s, const struct help_topic *topic, enum help_view view,
		      struct strbuf *out);
/* "Name [-A] <String> [<CommonParameters>]", one line for each parameter set, each behind `indent` blanks. */
void help_syntax_append(const struct help_topic *topic, int indent, struct strbuf *out);
/* The help object, with Synopsis, description, parameters, examples ... */
Value help_object(struct session *s, const struct help_topic *topic, enum help_view view);
Value help_parameter_object(const struct help_topic *topic, const struct parameter_metadata *p);
/* A value's type as help names it: "String", "Int32[]". */
void help_type_append(const struct parameter_metadata *p, struct strbuf *out);
/* "true (ByValue, ByPropertyName)" */
const char *help_pipeline_text(const struct parameter_metadata *p);
/* The position as help shows it: "0", "named"; functions count from 1 when no position was written. */
Value help_position(const struct parameter_metadata *p);
/* The source text of a parameter's default value, "" when there is none. */
Value help_default(const struct help_topic *topic, const struct parameter_metadata *p);

#endif
