/* System.Diagnostics.Process, read from /proc. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_PROCESS_INFO_H
#define EXOSH_CMDLETS_MANAGEMENT_PROCESS_INFO_H

#include "object/gc.h"
#include "object/type.h"

#include <sys/types.h>

struct process_info {
	struct cell cell;
	pid_t pid;
	Value name; /* kept: the process may be gone later */
	bool is_child, has_exited;
	int exit_code;
};

extern struct type type_process;
Value process_info_new(pid_t pid, bool is_child);
struct process_info *value_as_process(Value v); /* NULL when it is none */
bool process_exists(pid_t pid);
/* Waits for it; milliseconds < 0: without end. True when it has ended. */
bool process_wait(struct process_info *p, int64_t milliseconds);
/* Calls back for each process, by number. */
void process_each(bool (*callback)(pid_t pid, void *context), void *context);

#endif
