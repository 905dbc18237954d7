/*
 * Steppable pipelines: { Sort-Object @PSBoundParameters }.GetSteppablePipeline(). The pipeline of the block is set up
 * and then driven by the script: Begin(), Process() for each record, End(). Proxy functions are made so.
 */
#ifndef EXOSH_ENGINE_STEPPABLE_PIPELINE_H
#define EXOSH_ENGINE_STEPPABLE_PIPELINE_H

#include "engine/pipeline.h"

extern struct type type_steppable_pipeline;

/* The block consists of one pipeline of commands; its arguments are evaluated now, in the current scope. `args`:
 * its $args, or NULL. ERROR PSInvalidOperationException for any other block. */
enum status steppable_pipeline_new(struct session *s, Value script_block, Value args,
				   Value *result_r) WARN_UNUSED;

/* The machine has evaluated the calls of the block's pipeline: keeps a copy of them. */
struct steppable_request;
void steppable_pipeline_take(struct steppable_request *request, const struct command_call *calls,
			     size_t count);

#endif
