/* Which jobs a cmdlet means: the parameters that Get-Job and its kind share, and what they find. */
#ifndef EXOSH_CORE_JOB_SELECTION_H
#define EXOSH_CORE_JOB_SELECTION_H

#include "cmdlets/core/job.h"
#include "object/enums.h"

/* Stands in a cmdlet's struct as `selection`. Those not given are UNSET or NULL. */
struct job_selection {
	Value job, id, name, instance_id, filter, command;
	int32_t state;
};

/* What a value by position can be meant for. */
bool job_suits_job(Value v);
bool job_suits_id(Value v);
bool job_suits_name(Value v);

#define JOB_PARAMETER_JOB(row, sets)                                       \
	PARAM_VALUE(row, selection.job, "Job", &type_job_array,            \
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | \
			    PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY,      \
		    .set = sets, .suits = job_suits_job, .help = "The jobs.")
#define JOB_PARAMETER_ID(row, bits)                                                        \
	PARAM_VALUE(row, selection.id, "Id", &type_int32_array,                            \
		    (bits) | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY, \
		    .set = "SessionIdParameterSet", .suits = job_suits_id,                 \
		    .help = "The numbers of the jobs.")
#define JOB_PARAMETER_NAME(row)                                                      \
	PARAM_STRINGS(row, selection.name, "Name",                                   \
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | \
			      PARAM_NOT_EMPTY | PARAM_WILDCARDS,                     \
		      .set = "NameParameterSet", .suits = job_suits_name,            \
		      .help = "The names of the jobs.")
#define JOB_PARAMETER_INSTANCE_ID(row)                                             \
	PARAM_VALUE(row, selection.instance_id, "InstanceId", &type_object_array,  \
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | \
			    PARAM_NOT_EMPTY,                                       \
		    .set = "InstanceIdParameterSet", .type_name = "guid[]",        \
		    .help = "The GUIDs of the jobs.")
#define JOB_PARAMETER_STATE(row)                                                 \
	PARAM_ENUM(row, selection.state, "State", &type_job_state,               \
		   PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME, \
		   .set = "StateParameterSet", .help = "The jobs in this state.")
#define JOB_PARAMETER_FILTER(row)                                                  \
	PARAM_VALUE(row, selection.filter, "Filter", &type_hashtable,              \
		    PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME | \
			    PARAM_NOT_EMPTY,                                       \
		    .set = "FilterParameterSet",                                   \
		    .help = "The jobs of other job managers: there are none.")
#define JOB_PARAMETER_COMMAND(row)                                                                 \
	PARAM_STRINGS(row, selection.command, "Command", PARAM_PIPELINE_BY_NAME | PARAM_NOT_EMPTY, \
		      .set = "CommandParameterSet", .help = "The jobs whose code matches.")

/* Adds the jobs to a list, child jobs only by id and GUID; those that are not there are errors. */
enum status job_select(struct cmdlet_call *c, const struct job_selection *selection,
		       Value list) WARN_UNUSED;
/* -WhatIf and -Confirm for one of them. */
enum status job_should_process(struct cmdlet_call *c, const struct job *job, const char *action,
			       bool *go_r) WARN_UNUSED;
/* All jobs of the session, by number. */
struct list *job_all(struct cmdlet_call *c);

#endif
