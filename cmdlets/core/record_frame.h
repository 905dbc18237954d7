/* Records on their way between the shell and the process of a Start-Job: as CLIXML, with a head line each. */
#ifndef EXOSH_CORE_RECORD_FRAME_H
#define EXOSH_CORE_RECORD_FRAME_H

#include "base/strbuf.h"
#include "cmdlets/core/background.h"

/* Streams are numbered as in background.h; further numbers say more. */
enum { FRAME_SCRIPT = STREAM_COUNT, FRAME_END };

/* Appends a frame. */
void record_frame_write(struct strbuf *out, int stream, Value record);
/* Takes the first frame out of `in` when it is there as a whole: 1; 0: not yet; -1: that is no frame. */
int record_frame_read(struct strbuf *in, int *stream_r, Value *record_r);

/* A script, and what became of it, as what FRAME_SCRIPT and FRAME_END carry. */
Value record_frame_of_script(const struct background_script *script);
void record_frame_to_script(Value v, struct background_script *script_r);
Value record_frame_of_end(enum background_end end, Value error);
enum background_end record_frame_to_end(Value v, Value *error_r);

#endif
