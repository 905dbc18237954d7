#include "cmdlets/management/process_info.h"

#include "base/strbuf.h"
#include "object/datetime.h"
#include "object/error_record.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void process_mark(void *cell)
{
	const struct process_info *p = cell;
	gc_mark(p->name);
	gc_mark(p->start_info);
	for (int fd = 0; fd < 3; fd++)
		gc_mark(p->standard[fd]);
}

/* The fields of /proc/PID/stat behind the name, which stands in parentheses; false: no such process. */
static bool read_stat(pid_t pid, char *name, size_t size, long long fields[static 50])
{
	char path[64], line[2048];
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	FILE *file = fopen(path, "r");
	bool good = file && fgets(line, sizeof(line), file);
	if (file)
		fclose(file);
	char *open = good ? strchr(line, '(') : NULL, *close = good ? strrchr(line, ')') : NULL;
	if (!open || !close)
		return false;
	snprintf(name, size, "%.*s", (int)(close - open - 1), open + 1);
	memset(fields, 0, 50 * sizeof(*fields));
	char *p = close + 2;
	fields[2] = *p; /* the state letter */
	p += 2;
	for (int i = 3; i < 50 && *p; i++) {
		fields[i] = strtoll(p, &p, 10);
		while (*p == ' ')
			p++;
	}
	return true;
}

static void read_name(struct process_info *p)
{
	char name[64];
	long long fields[50];
	p->name = string_from(read_stat(p->pid, name, sizeof(name), fields) ? name : "");
}

Value process_info_new(pid_t pid, bool is_child)
{
	struct process_info *p = gc_alloc(&type_process, VALUE_OBJECT, sizeof(*p));
	p->pid = pid;
	p->is_child = is_child;
	p->start_info = p->standard[0] = p->standard[1] = p->standard[2] = NULL_VALUE;
	p->name = string_empty();
	if (pid)
		read_name(p);
	return value_cell(VALUE_OBJECT, p);
}

void process_started(struct process_info *p)
{
	p->is_child = true;
	p->has_exited = false;
	read_name(p);
}

struct process_info *value_as_process(Value v)
{
	v = value_base(v);
	return v.tag == VALUE_OBJECT && v.cell->type == &type_process
		       ? (struct process_info *)v.cell
		       : NULL;
}

bool process_exists(pid_t pid)
{
	char name[64];
	long long fields[50];
	return read_stat(pid, name, sizeof(name), fields) && fields[2] != 'Z';
}

bool process_wait(struct process_info *p, int64_t milliseconds)
{
	for (int64_t waited = 0;; waited += 10) {
		int state;
		if (p->has_exited)
			return true;
		pid_t done = p->is_child ? waitpid(p->pid, &state, WNOHANG) : 0;
		if (done == p->pid) {
			p->has_exited = true;
			p->exit_code =
				WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
			return true;
		}
		if ((done < 0 && errno == ECHILD) || (!p->is_child && !process_exists(p->pid))) {
			p->has_exited = true;
			return true;
		}
		if (milliseconds >= 0 && waited >= milliseconds)
			return false;
		blocking_sleep(10000000);
	}
}

static int compare_pids(const void *a, const void *b)
{
	return *(const pid_t *)a - *(const pid_t *)b;
}

void process_each(bool (*callback)(pid_t pid, void *context), void *context)
{
	DIR *dir = opendir("/proc");
	struct dirent *d;
	size_t count = 0;
	pid_t *pids = gc_alloc_bytes(65536 * sizeof(*pids));
	while (dir && count < 65536 && (d = readdir(dir)))
		if (isdigit((unsigned char)d->d_name[0]))
			pids[count++] = atoi(d->d_name);
	if (dir)
		closedir(dir);
	qsort(pids, count, sizeof(*pids), compare_pids);
	for (size_t i = 0; i < count; i++)
		if (!callback(pids[i], context))
			return;
}

/* ---- members ---- */

static struct process_info *self_process(Value self)
{
	return (struct process_info *)self.cell;
}

static enum status get_id(Value self, Value *result_r)
{
	*result_r = value_int(self_process(self)->pid);
	return OK;
}

static enum status get_name(Value self, Value *result_r)
{
	*result_r = self_process(self)->name;
	return OK;
}

/* A field of stat; 0 when the process is gone. */
static long long field(Value self, int n)
{
	char name[64];
	long long fields[50];
	return read_stat(self_process(self)->pid, name, sizeof(name), fields) ? fields[n] : 0;
}

enum {
	STAT_SESSION = 5,
	STAT_USER_TIME = 13,
	STAT_SYSTEM_TIME = 14,
	STAT_THREADS = 19,
	STAT_START = 21,
	STAT_VIRTUAL = 22,
	STAT_RESIDENT = 23
};

static enum status get_working_set(Value self, Value *result_r)
{
	*result_r = value_int64(field(self, STAT_RESIDENT) * sysconf(_SC_PAGESIZE));
	return OK;
}

static enum status get_virtual(Value self, Value *result_r)
{
	*result_r = value_int64(field(self, STAT_VIRTUAL));
	return OK;
}

static int64_t cpu_ticks(Value self)
{
	long long clock = field(self, STAT_USER_TIME) + field(self, STAT_SYSTEM_TIME);
	return clock * TICKS_PER_SECOND / sysconf(_SC_CLK_TCK);
}

static enum status get_cpu(Value self, Value *result_r)
{
	*result_r = value_double((double)cpu_ticks(self) / TICKS_PER_SECOND);
	return OK;
}

static enum status get_processor_time(Value self, Value *result_r)
{
	*result_r = value_timespan(cpu_ticks(self));
	return OK;
}

static enum status get_session(Value self, Value *result_r)
{
	*result_r = value_int((int32_t)field(self, STAT_SESSION));
	return OK;
}

static enum status get_start_time(Value self, Value *result_r)
{
	struct timespec boot, now;
	clock_gettime(CLOCK_BOOTTIME, &boot);
	clock_gettime(CLOCK_REALTIME, &now);
	*result_r = datetime_from_unix(
		now.tv_sec - boot.tv_sec + field(self, STAT_START) / sysconf(_SC_CLK_TCK), 0);
	return OK;
}

static enum status throw_no_process(void)
{
	return throw_exception("System.InvalidOperationException",
			       "No process is associated with this object.");
}

static enum status get_start_info(Value self, Value *result_r)
{
	struct process_info *p = self_process(self);
	if (value_is_null(p->start_info))
		p->start_info = process_start_info_new(string_empty(), string_empty());
	*result_r = p->start_info;
	return OK;
}

static enum status set_start_info(Value self, Value value)
{
	self_process(self)->start_info = value_base(value);
	return OK;
}

static enum status get_standard(Value self, int fd, Value *result_r)
{
	static const char *const results[] = {"StandardIn", "StandardOut", "StandardError"};
	*result_r = self_process(self)->standard[fd];
	if (!value_is_null(*result_r))
		return OK;
	return throw_exception("System.InvalidOperationException", "%s has not been redirected.",
			       results[fd]);
}

static enum status get_standard_input(Value self, Value *result_r)
{
	return get_standard(self, 0, result_r);
}

static enum status get_standard_output(Value self, Value *result_r)
{
	return get_standard(self, 1, result_r);
}

static enum status get_standard_error(Value self, Value *result_r)
{
	return get_standard(self, 2, result_r);
}

static enum status process_construct(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r)
{
	*result_r = process_info_new(0, false);
	return OK;
}

static enum status do_start(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	Value ignored;
	if (get_start_info(self, &ignored) != OK)
		return ERROR;
	enum status status = process_start(self_process(self));
	*result_r = TRUE_VALUE;
	return status;
}

static enum status do_start_info(Value self UNUSED, int argc UNUSED, const Value *argv,
				 Value *result_r)
{
	*result_r = process_info_new(0, false);
	self_process(*result_r)->start_info = value_base(argv[0]);
	return process_start(self_process(*result_r));
}

static enum status do_start_file(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = process_info_new(0, false);
	self_process(*result_r)->start_info =
		process_start_info_new(argv[0], argc > 1 ? argv[1] : string_empty());
	return process_start(self_process(*result_r));
}

static enum status do_current(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	*result_r = process_info_new(getpid(), false);
	return OK;
}

static enum status get_exited(Value self, Value *result_r)
{
	*result_r = value_bool(process_wait(self_process(self), 0));
	return OK;
}

static enum status get_exit_code(Value self, Value *result_r)
{
	struct process_info *p = self_process(self);
	if (!process_wait(p, 0))
		return throw_exception(
			"System.InvalidOperationException",
			"Process must exit before requested information can be determined.");
	*result_r = value_int(p->exit_code);
	return OK;
}

static enum status get_path(Value self, Value *result_r)
{
	char link[64], target[PATH_MAX];
	snprintf(link, sizeof(link), "/proc/%d/exe", (int)self_process(self)->pid);
	ssize_t n = readlink(link, target, sizeof(target));
	*result_r = n > 0 ? string_new(target, (size_t)n) : NULL_VALUE;
	return OK;
}

static enum status get_command_line(Value self, Value *result_r)
{
	char path[64], text[4096];
	snprintf(path, sizeof(path), "/proc/%d/cmdline", (int)self_process(self)->pid);
	FILE *file = fopen(path, "r");
	size_t n = file ? fread(text, 1, sizeof(text), file) : 0;
	if (file)
		fclose(file);
	while (n && !text[n - 1])
		n--;
	for (size_t i = 0; i < n; i++)
		if (!text[i])
			text[i] = ' ';
	*result_r = string_new(text, n);
	return OK;
}

static enum status do_kill(Value self, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	struct process_info *p = self_process(self);
	if (p->pid <= 0)
		return throw_no_process();
	if (!process_wait(p, 0))
		kill(p->pid, SIGKILL);
	return OK;
}

static enum status do_wait(Value self, int argc, const Value *argv, Value *result_r)
{
	bool ended = process_wait(self_process(self), argc ? argv[0].integer : -1);
	if (argc)
		*result_r = value_bool(ended);
	return OK;
}

static enum status do_nothing(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	return OK;
}

static enum status process_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_addf(out, "System.Diagnostics.Process (%s)", string_data(self_process(self)->name));
	return OK;
}

static const struct member members[] = {
	CONSTRUCTOR("System.Diagnostics.Process new()", process_construct),
	METHOD("bool Start()", do_start),
	STATIC_METHOD("static System.Diagnostics.Process Start(System.Diagnostics.ProcessStartInfo "
		      "startInfo)",
		      do_start_info),
	STATIC_METHOD("static System.Diagnostics.Process Start(string fileName)", do_start_file),
	STATIC_METHOD("static System.Diagnostics.Process Start(string fileName, string arguments)",
		      do_start_file),
	STATIC_METHOD("static System.Diagnostics.Process GetCurrentProcess()", do_current),
	PROPERTY_RW("System.Diagnostics.ProcessStartInfo StartInfo {get;set;}", get_start_info,
		    set_start_info),
	PROPERTY("System.IO.StreamWriter StandardInput {get;}", get_standard_input),
	PROPERTY("System.IO.StreamReader StandardOutput {get;}", get_standard_output),
	PROPERTY("System.IO.StreamReader StandardError {get;}", get_standard_error),
	PROPERTY("int Id {get;}", get_id),
	PROPERTY("string ProcessName {get;}", get_name),
	ALIAS_PROPERTY("Name = ProcessName"),
	ALIAS_PROPERTY("WS = WorkingSet64"),
	ALIAS_PROPERTY("VM = VirtualMemorySize64"),
	ALIAS_PROPERTY("SI = SessionId"),
	SCRIPT_PROPERTY("System.Object CPU", get_cpu),
	SCRIPT_PROPERTY("System.Object Path", get_path),
	SCRIPT_PROPERTY("System.Object CommandLine", get_command_line),
	PROPERTY("long WorkingSet64 {get;}", get_working_set),
	PROPERTY("long VirtualMemorySize64 {get;}", get_virtual),
	PROPERTY("int SessionId {get;}", get_session),
	PROPERTY("datetime StartTime {get;}", get_start_time),
	PROPERTY("timespan TotalProcessorTime {get;}", get_processor_time),
	PROPERTY("bool HasExited {get;}", get_exited),
	PROPERTY("int ExitCode {get;}", get_exit_code),
	METHOD("void Kill()", do_kill),
	METHOD("void WaitForExit()", do_wait),
	METHOD("bool WaitForExit(int milliseconds)", do_wait),
	METHOD("void Refresh()", do_nothing),
	METHOD("void Dispose()", do_nothing),
	METHOD("void Close()", do_nothing),
	MEMBER_END,
};
struct type type_process = {
	.name = "System.Diagnostics.Process",
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = process_mark,
	.to_string = process_to_string,
};
