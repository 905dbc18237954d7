/* System.Environment */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/primitive_members.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type_private.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static enum status get_variable(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	const char *value = getenv(string_data(argv[0]));
	*result_r = value != NULL ? string_from(value) : NULL_VALUE;
	return OK;
}

static enum status set_variable(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r UNUSED)
{
	const char *name = string_data(argv[0]);
	if (*name == '\0')
		return throw_argument("System.ArgumentException", "variable",
				      "String cannot be of zero length.");
	if (strchr(name, '=') != NULL)
		return throw_argument("System.ArgumentException", "variable",
				      "Environment variable name cannot contain equal character.");
	if (value_is_null(argv[1]) || string_length(argv[1]) == 0)
		unsetenv(name);
	else
		setenv(name, string_data(argv[1]), 1);
	return OK;
}

static enum status get_variables(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				 Value *result_r)
{
	Value all = hashtable_new_typed(&type_hashtable, false);
	for (char **at = environ; *at != NULL; at++) {
		const char *equals = strchr(*at, '=');
		if (equals != NULL)
			hashtable_set(value_as_hashtable(all),
				      string_new(*at, (size_t)(equals - *at)),
				      string_from(equals + 1));
	}
	*result_r = all;
	return OK;
}

/* "%NAME%" */
static enum status expand_variables(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	for (const char *at = string_data(argv[0]); *at != '\0';) {
		const char *end = *at == '%' ? strchr(at + 1, '%') : NULL;
		if (end != NULL) {
			char *name = xstrndup(at + 1, (size_t)(end - at - 1));
			const char *value = getenv(name);
			free(name);
			if (value != NULL) {
				strbuf_adds(&out, value);
				at = end + 1;
				continue;
			}
		}
		strbuf_addc(&out, *at++);
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

static const char *home_folder(void)
{
	const char *home = getenv("HOME");
	return home != NULL ? home : "/";
}

/* SpecialFolder numbers to what they are on Unix; %s is the home folder. */
static enum status get_folder_path(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	static const struct {
		int number;
		const char *variable, *below_home; /* XDG variable, or a folder of the home */
		const char *fixed;
	} folders[] = {
		{0x28, NULL, "", NULL},                         /* UserProfile */
		{0x05, NULL, "", NULL},                         /* Personal, MyDocuments */
		{0x1a, "XDG_CONFIG_HOME", "/.config", NULL},    /* ApplicationData */
		{0x1c, "XDG_DATA_HOME", "/.local/share", NULL}, /* LocalApplicationData */
		{0x23, NULL, NULL, "/usr/share"},               /* CommonApplicationData */
		{0x00, NULL, "/Desktop", NULL},                 /* Desktop */
		{0x10, NULL, "/Desktop", NULL},                 /* DesktopDirectory */
		{0x0d, NULL, "/Music", NULL},
		{0x0e, NULL, "/Videos", NULL},
		{0x27, NULL, "/Pictures", NULL},
		{0x15, NULL, "/Templates", NULL},
		{0x14, NULL, "/.fonts", NULL},
	};
	*result_r = string_empty();
	for (size_t i = 0; i < countof(folders); i++) {
		if (folders[i].number != argv[0].integer)
			continue;
		const char *value =
			folders[i].variable != NULL ? getenv(folders[i].variable) : NULL;
		if (value != NULL && *value == '/')
			*result_r = string_from(value);
		else if (folders[i].fixed != NULL)
			*result_r = string_from(folders[i].fixed);
		else
			*result_r = string_printf("%s%s", home_folder(), folders[i].below_home);
		/* Without the option to create it, only what is there is named. */
		if (access(string_data(*result_r), F_OK) != 0 &&
		    !(argc > 1 && argv[1].integer == 0x4000))
			*result_r = string_empty();
	}
	return OK;
}

static enum status get_command_line(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				    Value *result_r)
{
	static const char *const name[] = {"exosh"};
	*result_r = array_new_strings(name, 1);
	return OK;
}

static enum status get_drives(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r)
{
	static const char *const root[] = {"/"};
	*result_r = array_new_strings(root, 1);
	return OK;
}

static enum status environment_exit(Value self UNUSED, int argc UNUSED, const Value *argv,
				    Value *result_r UNUSED)
{
	runtime()->exit_code = (int)argv[0].integer;
	return EXIT;
}

static enum status get_exit_code(Value self UNUSED, Value *result_r)
{
	*result_r = value_int(runtime()->exit_code);
	return OK;
}

static enum status set_exit_code(Value self UNUSED, Value value)
{
	runtime()->exit_code = (int)value.integer;
	return OK;
}

static enum status get_new_line(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("\n");
	return OK;
}

static enum status get_machine_name(Value self UNUSED, Value *result_r)
{
	char name[256] = "";
	gethostname(name, sizeof(name) - 1);
	name[strcspn(name, ".")] = '\0';
	*result_r = string_from(name);
	return OK;
}

static enum status get_user_name(Value self UNUSED, Value *result_r)
{
	const struct passwd *user = getpwuid(geteuid());
	*result_r = string_from(user != NULL ? user->pw_name : "");
	return OK;
}

static enum status get_current_directory(Value self UNUSED, Value *result_r)
{
	char *path = getcwd(NULL, 0);
	*result_r = string_from(path != NULL ? path : "/");
	free(path);
	return OK;
}

static enum status set_current_directory(Value self UNUSED, Value value)
{
	struct runtime *rt = runtime();
	Value path = value_to_string(value);
	char *resolved = rt->hooks != NULL && rt->hooks->resolve_path != NULL
				 ? rt->hooks->resolve_path(string_data(path))
				 : xstrdup(string_data(path));
	int failed = chdir(resolved);
	free(resolved);
	if (failed)
		return throw_exception("System.IO.DirectoryNotFoundException",
				       "Could not find a part of the path '%s'.",
				       string_data(path));
	return OK;
}

static enum status get_process_id(Value self UNUSED, Value *result_r)
{
	*result_r = value_int((int32_t)getpid());
	return OK;
}

static enum status get_process_path(Value self UNUSED, Value *result_r)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path));
	*result_r = string_new(path, length > 0 ? (size_t)length : 0);
	return OK;
}

static enum status get_processor_count(Value self UNUSED, Value *result_r)
{
	*result_r = value_int((int32_t)sysconf(_SC_NPROCESSORS_ONLN));
	return OK;
}

static enum status get_page_size(Value self UNUSED, Value *result_r)
{
	*result_r = value_int((int32_t)sysconf(_SC_PAGESIZE));
	return OK;
}

static int64_t milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum status get_tick_count(Value self UNUSED, Value *result_r)
{
	*result_r = value_int((int32_t)milliseconds());
	return OK;
}

static enum status get_tick_count64(Value self UNUSED, Value *result_r)
{
	*result_r = value_int64(milliseconds());
	return OK;
}

static enum status get_true(Value self UNUSED, Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status get_false(Value self UNUSED, Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static enum status get_is_privileged(Value self UNUSED, Value *result_r)
{
	*result_r = value_bool(geteuid() == 0);
	return OK;
}

static enum status get_empty(Value self UNUSED, Value *result_r)
{
	*result_r = string_empty();
	return OK;
}

static enum status get_thread_id(Value self UNUSED, Value *result_r)
{
	*result_r = value_int(1);
	return OK;
}

static enum status get_working_set(Value self UNUSED, Value *result_r)
{
	long pages = 0, resident = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	if (file != NULL) {
		if (fscanf(file, "%ld %ld", &pages, &resident) != 2)
			resident = 0;
		fclose(file);
	}
	*result_r = value_int64((int64_t)resident * sysconf(_SC_PAGESIZE));
	return OK;
}

static enum status parse_version(const char *text, Value *result_r)
{
	return convert_to(string_from(text), &type_version, result_r);
}

static enum status get_version(Value self UNUSED, Value *result_r)
{
	return parse_version("10.0.0", result_r);
}

/* System.OperatingSystem */
static enum status os_get_platform(Value self UNUSED, Value *result_r)
{
	*result_r = enum_value(&type_platform_id, 4);
	return OK;
}

static Value os_version_text(void)
{
	struct utsname system;
	int part[4] = {0};
	uname(&system);
	(void)sscanf(system.release, "%d.%d.%d.%d", &part[0], &part[1], &part[2], &part[3]);
	return string_printf("%d.%d.%d.%d", part[0], part[1], part[2], part[3]);
}

static enum status os_get_version(Value self UNUSED, Value *result_r)
{
	return parse_version(string_data(os_version_text()), result_r);
}

static enum status os_get_version_string(Value self UNUSED, Value *result_r)
{
	*result_r = string_printf("Unix %s", string_data(os_version_text()));
	return OK;
}

static enum status os_to_string(Value self UNUSED, const char *format UNUSED, struct strbuf *out)
{
	strbuf_addf(out, "Unix %s", string_data(os_version_text()));
	return OK;
}

static enum status os_is_linux(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	*result_r = TRUE_VALUE;
	return OK;
}

static enum status os_is_other(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	*result_r = FALSE_VALUE;
	return OK;
}

static const struct member os_members[] = {
	PROPERTY("System.PlatformID Platform {get;}", os_get_platform),
	PROPERTY("string ServicePack {get;}", get_empty),
	PROPERTY("version Version {get;}", os_get_version),
	PROPERTY("string VersionString {get;}", os_get_version_string),
	STATIC_METHOD("static bool IsLinux()", os_is_linux),
	STATIC_METHOD("static bool IsWindows()", os_is_other),
	STATIC_METHOD("static bool IsMacOS()", os_is_other),
	MEMBER_END,
};
struct type type_operating_system = {
	.name = "System.OperatingSystem",
	.members = os_members,
	.to_string = os_to_string,
};

static enum status get_os_version(Value self UNUSED, Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(&type_operating_system, VALUE_OBJECT, sizeof(struct cell)));
	return OK;
}

#define STATIC_PROPERTY_RW(text, getter, setter)                                                   \
	{                                                                                          \
		.kind = MEMBER_PROPERTY, .flags = MEMBER_STATIC, .signature = text, .get = getter, \
		.set = setter                                                                      \
	}

static const struct member environment_members[] = {
	STATIC_METHOD("static void Exit(int exitCode)", environment_exit),
	STATIC_METHOD("static string GetEnvironmentVariable(string variable)", get_variable),
	STATIC_METHOD("static string GetEnvironmentVariable(string variable, "
		      "System.EnvironmentVariableTarget target)",
		      get_variable),
	STATIC_METHOD("static System.Collections.IDictionary GetEnvironmentVariables()",
		      get_variables),
	STATIC_METHOD("static System.Collections.IDictionary GetEnvironmentVariables("
		      "System.EnvironmentVariableTarget target)",
		      get_variables),
	STATIC_METHOD("static void SetEnvironmentVariable(string variable, string value)",
		      set_variable),
	STATIC_METHOD("static void SetEnvironmentVariable(string variable, string value, "
		      "System.EnvironmentVariableTarget target)",
		      set_variable),
	STATIC_METHOD("static string[] GetCommandLineArgs()", get_command_line),
	STATIC_METHOD("static string ExpandEnvironmentVariables(string name)", expand_variables),
	STATIC_METHOD("static string GetFolderPath(System.Environment+SpecialFolder folder)",
		      get_folder_path),
	STATIC_METHOD("static string GetFolderPath(System.Environment+SpecialFolder folder, "
		      "System.Environment+SpecialFolderOption option)",
		      get_folder_path),
	STATIC_METHOD("static string[] GetLogicalDrives()", get_drives),
	STATIC_PROPERTY("static string CommandLine {get;}", get_process_path),
	STATIC_PROPERTY_RW("static string CurrentDirectory {get;set;}", get_current_directory,
			   set_current_directory),
	STATIC_PROPERTY("static int CurrentManagedThreadId {get;}", get_thread_id),
	STATIC_PROPERTY_RW("static int ExitCode {get;set;}", get_exit_code, set_exit_code),
	STATIC_PROPERTY("static bool HasShutdownStarted {get;}", get_false),
	STATIC_PROPERTY("static bool Is64BitOperatingSystem {get;}", get_true),
	STATIC_PROPERTY("static bool Is64BitProcess {get;}", get_true),
	STATIC_PROPERTY("static bool IsPrivilegedProcess {get;}", get_is_privileged),
	STATIC_PROPERTY("static string MachineName {get;}", get_machine_name),
	STATIC_PROPERTY("static string NewLine {get;}", get_new_line),
	STATIC_PROPERTY("static System.OperatingSystem OSVersion {get;}", get_os_version),
	STATIC_PROPERTY("static int ProcessId {get;}", get_process_id),
	STATIC_PROPERTY("static string ProcessPath {get;}", get_process_path),
	STATIC_PROPERTY("static int ProcessorCount {get;}", get_processor_count),
	STATIC_PROPERTY("static string StackTrace {get;}", get_empty),
	STATIC_PROPERTY("static string SystemDirectory {get;}", get_empty),
	STATIC_PROPERTY("static int SystemPageSize {get;}", get_page_size),
	STATIC_PROPERTY("static int TickCount {get;}", get_tick_count),
	STATIC_PROPERTY("static long TickCount64 {get;}", get_tick_count64),
	STATIC_PROPERTY("static string UserDomainName {get;}", get_machine_name),
	STATIC_PROPERTY("static bool UserInteractive {get;}", get_true),
	STATIC_PROPERTY("static string UserName {get;}", get_user_name),
	STATIC_PROPERTY("static version Version {get;}", get_version),
	STATIC_PROPERTY("static long WorkingSet {get;}", get_working_set),
	MEMBER_END,
};

struct type type_environment = {
	.name = "System.Environment",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = environment_members,
};
