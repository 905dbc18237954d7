/* System.Diagnostics.Process, read from /proc. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_PROCESS_INFO_H
#define EXOSH_CMDLETS_MANAGEMENT_PROCESS_INFO_H

#include "object/gc.h"
#include "object/type.h"

#include <sys/types.h>

struct process_info {
	struct cell cell;
	pid_t pid;
	Value name;	   /* kept: the process may be gone later */
	Value start_info;  /* of [Process]::new(), or null */
	Value standard[3]; /* our ends of its redirected standard input, output and error, or null */
	bool is_child, has_exited;
	int exit_code;
};

extern struct type type_process, type_process_start_info;
Value process_info_new(pid_t pid, bool is_child);
struct process_info *value_as_process(Value v); /* NULL when it is none */
Value process_start_info_new(Value file, Value arguments);
/* Starts what p->start_info tells. ERROR InvalidOperationException, Win32Exception. */
enum status process_start(struct process_info *p) WARN_UNUSED;
void process_started(struct process_info *p);
/* An array of the program and its arguments from one command line, as on Windows. The caller frees all. */
char **process_split_arguments(const char *program, const char *line);
bool process_exists(pid_t pid);
/* Waits for it; milliseconds < 0: without end. True when it has ended. */
bool process_wait(struct process_info *p, int64_t milliseconds);
/* Calls back for each process, by number. */
void process_each(bool (*callback)(pid_t pid, void *context), void *context);

#endif
