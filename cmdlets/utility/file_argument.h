/* Paths and encodings as parameters of cmdlets that read or write text files. */
#ifndef EXOSH_CMDLETS_UTILITY_FILE_ARGUMENT_H
#define EXOSH_CMDLETS_UTILITY_FILE_ARGUMENT_H

#include "base/text_file.h"
#include "cmdlet.h"

/* -Encoding: a name, a code page or an Encoding; not given: UTF-8. */
enum status encoding_argument(struct cmdlet_call *c, Value given,
			      enum text_encoding *encoding_r) WARN_UNUSED;

/* The files that -Path (wildcards expanded unless `literal`) means, in order; malloc()ed strings. */
struct file_list {
	char **paths;
	size_t count, capacity;
};
/* Paths that are not there are reported as errors of the cmdlet; a terminating error is returned. */
enum status file_list_add(struct cmdlet_call *c, struct file_list *list, const char *path,
			  bool literal) WARN_UNUSED;
void file_list_clear(struct file_list *list);

/* A non-terminating or (`terminating`) terminating error for errno of a file: PowerShell's id and sentence. */
enum status file_error(struct cmdlet_call *c, const char *path, bool writing,
		       bool terminating) WARN_UNUSED;

/* Opens what -FilePath/-Path/-LiteralPath of a writing cmdlet names. Terminating errors. */
enum status open_output_file(struct cmdlet_call *c, struct text_writer *w, const char *path,
			     Value encoding, bool append, bool no_clobber, bool force) WARN_UNUSED;
/* text_writer_add() and text_writer_finish() with their errors reported. */
enum status write_output_file(struct cmdlet_call *c, struct text_writer *w, const char *text,
			      size_t length) WARN_UNUSED;
enum status finish_output_file(struct cmdlet_call *c, struct text_writer *w) WARN_UNUSED;

#define ENCODING_PARAMETER(row, member)                                                   \
	PARAM_OBJECT(row, member, "Encoding", 0, .type_name = "System.Text.Encoding",     \
		     .help = "The file's encoding: utf8 (by default), utf8BOM, unicode, " \
			     "bigendianunicode, utf32, ascii, ansi or a code page.")

#endif
