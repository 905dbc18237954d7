/*
 * What scripts ask or set of the process as a whole: the assemblies that are there, the application domain, the thread
 * that runs, which TLS is allowed (here the system decides), who the user is to Windows (nobody).
 */
#include "object/array.h"
#include "object/convert.h"
#include "object/culture.h"
#include "object/enums.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member_reflection.h"
#include "object/primitive_members.h"
#include "object/runtime.h"
#include "object/small_types.h"
#include "object/string.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

/* ---- System.Reflection.Assembly: everything that a script may load by name is part of the program ---- */

static const char *const assemblies[] = {
	"System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, "
	"PublicKeyToken=7cec85d7bea7798e",
	"System.Runtime, Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
	"System.Management.Automation, Version=7.6.0.500, Culture=neutral, "
	"PublicKeyToken=31bf3856ad364e35",
	"System.Collections, Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
	"System.Web, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
	"System.Xml, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
	"System.Xml.Linq, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
	"System.Net, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
	"System.Net.Http, Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
	"System.Security, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
	"System.Core, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
	"System.Data, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
	"System.IO.Compression, Version=10.0.0.0, Culture=neutral, "
	"PublicKeyToken=b77a5c561934e089",
	"System.IO.Compression.FileSystem, Version=4.0.0.0, Culture=neutral, "
	"PublicKeyToken=b77a5c561934e089",
	"System, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
};

/* NULL: there is no such assembly. */
static const char *find_assembly(const char *name)
{
	size_t length = strcspn(name, ",");
	for (size_t i = 0; i < countof(assemblies); i++)
		if (strcspn(assemblies[i], ",") == length &&
		    strncasecmp(assemblies[i], name, length) == 0)
			return assemblies[i];
	return NULL;
}

static enum status load_partial(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	const char *found = find_assembly(string_data(argv[0]));
	*result_r = found ? assembly_new(found) : NULL_VALUE;
	return OK;
}

static enum status load(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	const char *found = find_assembly(string_data(argv[0]));
	if (!found)
		return throw_exception("System.IO.FileNotFoundException",
				       "Could not load file or assembly '%s, Culture=neutral, "
				       "PublicKeyToken=null'. The system cannot find the file "
				       "specified.",
				       string_data(argv[0]));
	*result_r = assembly_new(found);
	return OK;
}

static enum status load_file(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			     Value *result_r UNUSED)
{
	return throw_exception(
		"System.NotSupportedException",
		"Assemblies of .NET can't be loaded here: exosh is no .NET program.");
}

static enum status get_own(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r)
{
	*result_r = assembly_new(find_assembly("System.Management.Automation"));
	return OK;
}

#define ASSEMBLY "System.Reflection.Assembly"
static const struct member assembly_members[] = {
	STATIC_METHOD("static " ASSEMBLY " GetEntryAssembly()", get_own),
	STATIC_METHOD("static " ASSEMBLY " GetExecutingAssembly()", get_own),
	STATIC_METHOD("static " ASSEMBLY " Load(string assemblyString)", load),
	STATIC_METHOD("static " ASSEMBLY " LoadFile(string path)", load_file),
	STATIC_METHOD("static " ASSEMBLY " LoadFrom(string assemblyFile)", load_file),
	STATIC_METHOD("static " ASSEMBLY " LoadWithPartialName(string partialName)", load_partial),
	MEMBER_END,
};
static struct type type_assembly_class = {
	.name = ASSEMBLY, .flags = TYPE_ABSTRACT, .members = assembly_members};

/* ---- AppDomain ---- */

struct domain {
	struct cell cell;
};

static struct type type_domain;

static enum status get_current_domain(Value self UNUSED, Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(&type_domain, VALUE_OBJECT, sizeof(struct domain)));
	return OK;
}

static enum status get_assemblies(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
				  Value *result_r)
{
	*result_r = array_new(countof(assemblies));
	for (size_t i = 0; i < countof(assemblies); i++)
		value_as_array(*result_r)->items[i] = assembly_new(assemblies[i]);
	return OK;
}

static enum status domain_get_name(Value self UNUSED, Value *result_r)
{
	*result_r = string_from("exosh");
	return OK;
}

static enum status domain_get_folder(Value self UNUSED, Value *result_r)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));
	while (n > 0 && path[n - 1] != '/')
		n--;
	*result_r = string_new(path, (size_t)MAX(n, 0));
	return OK;
}

static const struct member domain_members[] = {
	PROPERTY("string FriendlyName {get;}", domain_get_name),
	PROPERTY("string BaseDirectory {get;}", domain_get_folder),
	METHOD("System.Reflection.Assembly[] GetAssemblies()", get_assemblies),
	STATIC_PROPERTY("static System.AppDomain CurrentDomain {get;}", get_current_domain),
	MEMBER_END,
};
static struct type type_domain = {.name = "System.AppDomain", .members = domain_members};

static const struct member context_members[] = {
	STATIC_PROPERTY("static string BaseDirectory {get;}", domain_get_folder),
	MEMBER_END,
};
static struct type type_context = {.name = "System.AppContext",
				   .flags = TYPE_STATIC | TYPE_ABSTRACT,
				   .members = context_members};

/* ---- ServicePointManager: OpenSSL's settings count; what scripts set is remembered ---- */

static int64_t allowed_protocols, connection_limit = 2147483647;
static Value certificate_callback;

static enum status get_protocol(Value self UNUSED, Value *result_r)
{
	*result_r = enum_value(&type_security_protocol_type, allowed_protocols);
	return OK;
}

static enum status set_protocol(Value self UNUSED, Value value)
{
	allowed_protocols = value.integer;
	return OK;
}

static enum status get_limit(Value self UNUSED, Value *result_r)
{
	*result_r = value_int((int32_t)connection_limit);
	return OK;
}

static enum status set_limit(Value self UNUSED, Value value)
{
	connection_limit = value.integer;
	return OK;
}

static enum status get_callback(Value self UNUSED, Value *result_r)
{
	*result_r = certificate_callback;
	return OK;
}

/* A script can't switch the checks of certificates off for everybody: it is told so. */
static enum status set_callback(Value self UNUSED, Value value)
{
	if (value_is_null(value))
		return OK;
	return throw_exception("System.NotSupportedException",
			       "Certificates are always checked here. Use the parameter of the "
			       "command that connects, such as -SkipCertificateCheck or "
			       "-AcceptUntrustedCertificates.");
}

#define STATIC_RW(text, getter, setter)                                                            \
	{                                                                                          \
		.kind = MEMBER_PROPERTY, .flags = MEMBER_STATIC, .signature = text, .get = getter, \
		.set = setter                                                                      \
	}
static const struct member service_point_members[] = {
	STATIC_RW("static System.Net.SecurityProtocolType SecurityProtocol {get;set;}",
		  get_protocol, set_protocol),
	STATIC_RW("static int DefaultConnectionLimit {get;set;}", get_limit, set_limit),
	STATIC_RW("static System.Object ServerCertificateValidationCallback {get;set;}",
		  get_callback, set_callback),
	MEMBER_END,
};
static struct type type_service_point_manager = {.name = "System.Net.ServicePointManager",
						 .members = service_point_members};

/* ---- who the user is to Windows ---- */

static enum status no_windows(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			      Value *result_r UNUSED)
{
	return throw_exception("System.PlatformNotSupportedException",
			       "Windows Principal functionality is not supported on this "
			       "platform.");
}

#define PRINCIPAL "System.Security.Principal."
static const struct member identity_members[] = {
	STATIC_METHOD("static " PRINCIPAL "WindowsIdentity GetCurrent()", no_windows),
	MEMBER_END,
};
static struct type type_windows_identity = {.name = PRINCIPAL "WindowsIdentity",
					    .members = identity_members};
static const struct member principal_members[] = {
	CONSTRUCTOR(PRINCIPAL "WindowsPrincipal new(" PRINCIPAL "WindowsIdentity ntIdentity)",
		    no_windows),
	MEMBER_END,
};
static struct type type_windows_principal = {.name = PRINCIPAL "WindowsPrincipal",
					     .members = principal_members};
static const struct enum_member role_members[] = {
	{"Administrator", 544},   {"User", 545},
	{"Guest", 546},           {"PowerUser", 547},
	{"AccountOperator", 548}, {"SystemOperator", 549},
	{"PrintOperator", 550},   {"BackupOperator", 551},
	{"Replicator", 552},      {NULL, 0},
};
static struct type type_windows_role = {
	.name = PRINCIPAL "WindowsBuiltInRole", .flags = TYPE_ENUM, .enum_members = role_members};

/* ---- System.Nullable ---- */

static enum status get_underlying(Value self UNUSED, int argc UNUSED, const Value *argv,
				  Value *result_r)
{
	const struct type *type = value_as_type(argv[0]);
	*result_r = type->generic == &type_nullable ? type_value(type->arguments[0]) : NULL_VALUE;
	return OK;
}

static const struct member nullable_members[] = {
	STATIC_METHOD("static type GetUnderlyingType(type nullableType)", get_underlying),
	MEMBER_END,
};
static struct type type_nullable_class = {.name = "System.Nullable",
					  .flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
					  .members = nullable_members};

struct type *const process_wide_types[] = {
	&type_assembly_class,        &type_domain,           &type_context,
	&type_service_point_manager, &type_windows_identity, &type_windows_principal,
	&type_windows_role,          &type_nullable_class,   NULL,
};
