/* What the cmdlets that start jobs share: the parameters that say what to run. */
#ifndef EXOSH_CORE_JOB_START_H
#define EXOSH_CORE_JOB_START_H

#include "cmdlets/core/job.h"

/* Stands in a cmdlet's struct as `start`. */
struct job_start {
	Value script_block, initialization, arguments, input;
	const char *name, *file_path;
	Value inputs; /* list: what was piped in */
};

#define JOB_START_FILE_PATH(row, sets)                                                   \
	PARAM_STRING(row, start.file_path, "FilePath",                                   \
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY, .set = sets, \
		     .suits = job_start_suits_path, .help = "The script file to run.")
#define JOB_START_SCRIPT_BLOCK(row, sets, ...)                                                \
	PARAM_SCRIPT_BLOCK(row, start.script_block, "ScriptBlock",                            \
			   PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_NULL, .set = sets, \
			   .help = "What to run.", __VA_ARGS__)
#define JOB_START_INITIALIZATION(row, sets, bits)                             \
	PARAM_SCRIPT_BLOCK(row, start.initialization, "InitializationScript", \
			   (bits) | PARAM_NOT_NULL, .set = sets, .help = "Runs before it.")
#define JOB_START_ARGUMENTS(row, sets, ...)                                                     \
	PARAM_VALUE(row, start.arguments, "ArgumentList", &type_object_array, PARAM_ALLOW_NULL, \
		    .set = sets, .help = "Its arguments.", __VA_ARGS__)
#define JOB_START_INPUT(row, sets)                                                     \
	PARAM_OBJECT(row, start.input, "InputObject", PARAM_PIPELINE | PARAM_NOT_NULL, \
		     .set = sets, .help = "What $input gives.")

bool job_start_suits_path(Value v);
/* Keeps a record of the pipeline. */
enum status job_start_process(struct job_start *start) WARN_UNUSED;
/* What the job is to run; ERROR when a $using: variable or the file is missing. `path`: instead of a script block. */
enum status job_start_script(struct cmdlet_call *c, const struct job_start *start, const char *path,
			     struct background_script *script_r) WARN_UNUSED;
/* The text that the job shows as its command. */
Value job_start_command(const struct job_start *start);

#endif
