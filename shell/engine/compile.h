/* The compiler: a script block's tree to code. */
#ifndef EXOSH_ENGINE_COMPILE_H
#define EXOSH_ENGINE_COMPILE_H

#include "engine/chunk.h"

/* The chunk's code in the given form, compiled now if it is not there yet. NULL with an error set when the
 * code is wrong in a way that only compiling finds, or uses what is not supported. */
struct code *compile_chunk(struct chunk *chunk, enum code_form form);

#endif
