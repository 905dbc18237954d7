/* Start-Transcript: a file gets all that is shown from now on. */
#include "cmdlet.h"
#include "cmdlets/host/transcript.h"

#include "base/xmalloc.h"
#include "engine/scope.h"
#include "object/convert.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct start_transcript {
	const char *path, *literal_path, *directory;
	bool append, force, no_clobber, invocation_header, minimal_header;
};

static const struct parameter parameters[] = {
	PARAM_STRING(struct start_transcript, path, "Path", PARAM_POSITION(0) | PARAM_NOT_EMPTY,
		     .set = "ByPath", .help = "The file."),
	PARAM_STRING(struct start_transcript, literal_path, "LiteralPath",
		     PARAM_POSITION(0) | PARAM_NOT_EMPTY, .set = "ByLiteralPath",
		     .aliases = "PSPath,LP", .help = "The file, its name taken as it is."),
	PARAM_STRING(struct start_transcript, directory, "OutputDirectory",
		     PARAM_POSITION(0) | PARAM_NOT_EMPTY, .set = "ByOutputDirectory",
		     .help = "The folder of a file with a name that nobody can guess."),
	PARAM_SWITCH(struct start_transcript, append, "Append", 0,
		     .help = "At the end of what the file has."),
	PARAM_SWITCH(struct start_transcript, force, "Force", 0,
		     .help = "Also to a file that is read-only."),
	PARAM_SWITCH(struct start_transcript, no_clobber, "NoClobber", 0, .aliases = "NoOverwrite",
		     .help = "Not to a file that is there."),
	PARAM_SWITCH(struct start_transcript, invocation_header, "IncludeInvocationHeader", 0,
		     .help = "When each command began, too."),
	PARAM_SWITCH(struct start_transcript, minimal_header, "UseMinimalHeader", 0,
		     .help = "A short head."),
	PARAM_END,
};

/* "PowerShell_transcript.MACHINE.RANDOM.TIME.txt" in a folder. */
static char *new_name(const char *folder)
{
	unsigned char bytes[6], random[9];
	char machine[256] = "", stamp[32];
	time_t now = time(NULL);
	struct tm tm;
	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort();
	EVP_EncodeBlock(random, bytes, sizeof(bytes));
	for (char *c = (char *)random; (c = strchr(c, '/'));)
		*c = '_';
	gethostname(machine, sizeof(machine) - 1);
	localtime_r(&now, &tm);
	strftime(stamp, sizeof(stamp), "%Y%m%d%H%M%S", &tm);
	return xasprintf("%s/PowerShell_transcript.%s.%s.%s.txt", folder, machine, (char *)random,
			 stamp);
}

/* The file as the user named it, in $TRANSCRIPT, or in a folder. malloc()ed. */
static char *chosen_path(struct cmdlet_call *c)
{
	const struct start_transcript *self = cmdlet_state(c);
	const char *named = self->literal_path ? self->literal_path : self->path;
	if (named)
		return xstrdup(named);
	const struct variable *v = scope_variable(cmdlet_session(c)->global, "TRANSCRIPT", false);
	if (v && !value_is_null(v->value))
		return xstrdup(string_data(value_to_string(v->value)));
	const char *home = getenv("HOME");
	if (!self->directory)
		return new_name(home ? home : ".");
	char *folder = cmdlet_system_path(c, self->directory);
	char *path = folder ? new_name(folder) : NULL;
	free(folder);
	return path;
}

static enum status cannot_start(struct cmdlet_call *c, const char *why)
{
	return cmdlet_throw_type(c, "System.Management.Automation.PSInvalidOperationException",
				 "CannotStartTranscription", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				 "Transcription cannot be started due to the error: %s", why);
}

/* What stands in the way, as a sentence; NULL: nothing. malloc()ed. */
static char *obstacle(const struct start_transcript *self, const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return NULL;
	if (S_ISDIR(st.st_mode))
		return xasprintf("File path %s resolves to a directory.", path);
	if (self->no_clobber && !self->append)
		return xasprintf("File %s already exists and NoClobber was specified.", path);
	if (st.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH))
		return NULL;
	if (self->force && chmod(path, st.st_mode | S_IWUSR) == 0)
		return NULL;
	return xasprintf("File %s is read-only. Cannot write to this file. \"Start-Transcript "
			 "-Force\" will clear the read-only attribute.",
			 path);
}

static char *open_failure(const char *path)
{
	if (errno == ENOENT)
		return xasprintf("Could not find a part of the path '%s'.", path);
	if (errno == EACCES)
		return xasprintf("Access to the path '%s' is denied.", path);
	return xasprintf("%s : '%s'", strerror(errno), path);
}

static enum status start(struct cmdlet_call *c, const char *shown, const char *path)
{
	const struct start_transcript *self = cmdlet_state(c);
	const struct transcript_options options = {
		.append = self->append,
		.minimal_header = self->minimal_header,
		.invocation_header = self->invocation_header,
	};
	char *why = obstacle(self, path);
	if (!why && transcript_start(cmdlet_session(c), path, &options) != 0)
		why = open_failure(path);
	if (why) {
		enum status status = cannot_start(c, why);
		free(why);
		return status;
	}
	Value v = psobject_wrap(string_printf("Transcript started, output file is %s", shown));
	psobject_set(v, "Path", string_from(shown));
	return cmdlet_write(c, v);
}

static enum status process(struct cmdlet_call *c)
{
	char *shown = chosen_path(c);
	char *path = shown ? cmdlet_system_path(c, shown) : NULL;
	bool go;
	if (!path) {
		free(shown);
		return ERROR;
	}
	enum status status = cmdlet_should_process(c, path, "Start-Transcript", &go);
	if (status == OK && go)
		status = start(c, shown, path);
	free(shown);
	free(path);
	return status;
}

const struct cmdlet cmdlet_start_transcript = {
	.verb = "Start",
	.noun = "Transcript",
	.parameters = parameters,
	.state_size = sizeof(struct start_transcript),
	.default_set = "ByPath",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.output = "System.String",
	.synopsis = "Creates a record of all or part of a PowerShell session to a text file.",
	.description = "All that is shown goes to the file, too, and what is typed at the prompt; "
		       "never what is typed as a secret.",
	.examples =
		(const struct cmdlet_example[]){
			{"A session's record", "Start-Transcript -Path ./today.txt -Append", NULL},
			{NULL, NULL, NULL},
		},
};
