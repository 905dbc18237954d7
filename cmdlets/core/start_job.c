/* Start-Job: a job in a process of its own. */
#include "cmdlets/core/job_start.h"

#include "engine/path.h"
#include "engine/session.h"
#include "object/string.h"

#include <stdlib.h>

struct start_job {
	struct job_start start;
	const char *literal_path, *working_directory, *definition_name, *definition_path, *type;
	Value credential, authentication, version;
	bool run_as_32;
};

#define ALL_SETS "ComputerName,FilePathComputerName,LiteralFilePathComputerName"

static const struct parameter parameters[] = {
	JOB_START_SCRIPT_BLOCK(struct start_job, "ComputerName", .aliases = "Command"),
	JOB_START_FILE_PATH(struct start_job, "FilePathComputerName"),
	PARAM_STRING(struct start_job, literal_path, "LiteralPath", PARAM_MANDATORY,
		     .set = "LiteralFilePathComputerName", .aliases = "PSPath,LP",
		     .help = "The script file to run."),
	PARAM_STRING(struct start_job, definition_name, "DefinitionName",
		     PARAM_MANDATORY | PARAM_NOT_EMPTY, .set = "DefinitionName",
		     .help = "A job definition: not supported."),
	PARAM_STRING(struct start_job, definition_path, "DefinitionPath",
		     PARAM_POSITION(1) | PARAM_NOT_EMPTY, .set = "DefinitionName",
		     .help = "Where the definition is: not supported."),
	PARAM_STRING(struct start_job, type, "Type", PARAM_POSITION(2) | PARAM_NOT_EMPTY,
		     .set = "DefinitionName", .help = "The definition's type: not supported."),
	PARAM_STRING(struct start_job, start.name, "Name", PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,
		     .set = ALL_SETS, .help = "The job's name, instead of JobN."),
	JOB_START_INITIALIZATION(struct start_job, ALL_SETS, PARAM_POSITION(1)),
	PARAM_STRING(struct start_job, working_directory, "WorkingDirectory", PARAM_NOT_EMPTY,
		     .help = "Where it starts, instead of the current location."),
	JOB_START_INPUT(struct start_job, ALL_SETS),
	JOB_START_ARGUMENTS(struct start_job, ALL_SETS, .aliases = "Args"),
	PARAM_VALUE(struct start_job, credential, "Credential", &type_credential, 0,
		    .set = ALL_SETS, .help = "Another user: not supported."),
	PARAM_SWITCH(struct start_job, run_as_32, "RunAs32", 0, .set = ALL_SETS,
		     .help = "A 32-bit process: not supported."),
	PARAM_VALUE(struct start_job, version, "PSVersion", &type_version, PARAM_NOT_EMPTY,
		    .set = ALL_SETS, .help = "Another version: not supported."),
	PARAM_END,
};

static enum status process(struct cmdlet_call *c)
{
	return job_start_process(&((struct start_job *)cmdlet_state(c))->start);
}

static enum status check_supported(struct cmdlet_call *c, const struct start_job *self)
{
	static const char *const refused[] = {"Credential", "RunAs32", "PSVersion",
					      "DefinitionName"};
	(void)self;
	for (size_t i = 0; i < countof(refused); i++)
		if (cmdlet_is_bound(c, refused[i]))
			return cmdlet_throw_type(
				c, "System.Management.Automation.PSNotSupportedException",
				"ParameterNotSupported", CATEGORY_NOT_IMPLEMENTED, NULL_VALUE,
				"The parameter %s of Start-Job is not supported.", refused[i]);
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	struct start_job *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	struct background_script script;
	const char *path = self->start.file_path ? self->start.file_path : self->literal_path;
	if (check_supported(c, self) != OK ||
	    job_start_script(c, &self->start, path, &script) != OK)
		return ERROR;
	if (self->working_directory) {
		char *folder = path_resolve(s, self->working_directory);
		if (!folder)
			return ERROR;
		script.location = string_from(folder);
		free(folder);
	}
	struct job *job = job_new(&job_kind_background, self->start.name,
				  path ? string_from(path) : job_start_command(&self->start));
	struct job *child = job_new_child(job, &job_kind_background_child);
	child->script = script;
	if (job_process_start(child) != OK)
		return ERROR;
	job_register(s, job);
	return cmdlet_write(c, job_value(job));
}

const struct cmdlet cmdlet_start_job = {
	.verb = "Start",
	.noun = "Job",
	.parameters = parameters,
	.state_size = sizeof(struct start_job),
	.default_set = "ComputerName",
	.process = process,
	.end = end,
	.output = "System.Management.Automation.PSRemotingJob",
	.synopsis = "Starts a background job in a process of its own.",
	.description =
		"Runs a script block or a script file in another process, beside what the shell "
		"does. "
		"Arguments, input and results are copied: objects come back with their properties, "
		"without their methods.",
	.examples =
		(const struct cmdlet_example[]){
			{"A job and its result",
			 "Start-Job { 6 * 7 } | Receive-Job -Wait -AutoRemoveJob", NULL},
			{NULL, NULL, NULL},
		},
};
