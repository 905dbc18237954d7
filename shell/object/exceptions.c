/* The exceptions of .NET and PowerShell: a table of names; each becomes a type when it is first asked for. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/string.h"
#include "object/type_private.h"

#include <string.h>

static const struct exception_row {
	const char *name, *base;
	const char *message; /* without one given; NULL: "Exception of type '...' was thrown." */
} rows[] = {
	{"System.SystemException", "System.Exception", "System error."},
	{"System.ApplicationException", "System.Exception", "Error in the application."},
	{"System.AggregateException", "System.Exception", "One or more errors occurred."},
	{"System.ArgumentException", "System.SystemException",
	 "Value does not fall within the expected range."},
	{"System.ArgumentNullException", "System.ArgumentException", "Value cannot be null."},
	{"System.ArgumentOutOfRangeException", "System.ArgumentException",
	 "Specified argument was out of the range of valid values."},
	{"System.ArithmeticException", "System.SystemException",
	 "Overflow or underflow in the arithmetic operation."},
	{"System.DivideByZeroException", "System.ArithmeticException",
	 "Attempted to divide by zero."},
	{"System.OverflowException", "System.ArithmeticException",
	 "Arithmetic operation resulted in an overflow."},
	{"System.NotFiniteNumberException", "System.ArithmeticException",
	 "Number encountered was not a finite quantity."},
	{"System.ArrayTypeMismatchException", "System.SystemException",
	 "Attempted to access an element as a type incompatible with the array."},
	{"System.FormatException", "System.SystemException",
	 "One of the identified items was in an invalid format."},
	{"System.UriFormatException", "System.FormatException", NULL},
	{"System.IndexOutOfRangeException", "System.SystemException",
	 "Index was outside the bounds of the array."},
	{"System.InvalidCastException", "System.SystemException", "Specified cast is not valid."},
	{"System.InvalidOperationException", "System.SystemException",
	 "Operation is not valid due to the current state of the object."},
	{"System.ObjectDisposedException", "System.InvalidOperationException",
	 "Cannot access a disposed object."},
	{"System.InvalidProgramException", "System.SystemException", NULL},
	{"System.NotImplementedException", "System.SystemException",
	 "The method or operation is not implemented."},
	{"System.NotSupportedException", "System.SystemException",
	 "Specified method is not supported."},
	{"System.PlatformNotSupportedException", "System.NotSupportedException",
	 "Operation is not supported on this platform."},
	{"System.NullReferenceException", "System.SystemException",
	 "Object reference not set to an instance of an object."},
	{"System.OutOfMemoryException", "System.SystemException",
	 "Insufficient memory to continue the execution of the program."},
	{"System.RankException", "System.SystemException",
	 "Attempted to operate on an array with the incorrect number of dimensions."},
	{"System.StackOverflowException", "System.SystemException",
	 "Operation caused a stack overflow."},
	{"System.TimeZoneNotFoundException", "System.Exception", NULL},
	{"System.AccessViolationException", "System.SystemException", NULL},
	{"System.Globalization.CultureNotFoundException", "System.ArgumentException", NULL},
	{"System.TimeoutException", "System.SystemException", "The operation has timed out."},
	{"System.TypeLoadException", "System.SystemException",
	 "Failure has occurred while loading a type."},
	{"System.TypeInitializationException", "System.SystemException", NULL},
	{"System.MemberAccessException", "System.SystemException", "Cannot access member."},
	{"System.MissingMemberException", "System.MemberAccessException",
	 "Attempted to access a missing member."},
	{"System.MissingMethodException", "System.MissingMemberException",
	 "Attempted to access a missing method."},
	{"System.MissingFieldException", "System.MissingMemberException",
	 "Attempted to access a non-existing field."},
	{"System.UnauthorizedAccessException", "System.SystemException",
	 "Attempted to perform an unauthorized operation."},
	{"System.OperationCanceledException", "System.SystemException",
	 "The operation was canceled."},
	{"System.Threading.Tasks.TaskCanceledException", "System.OperationCanceledException",
	 "A task was canceled."},
	{"System.Collections.Generic.KeyNotFoundException", "System.SystemException",
	 "The given key was not present in the dictionary."},
	{"System.ComponentModel.Win32Exception", "System.SystemException", NULL},
	{"System.Data.DataException", "System.SystemException", "Data Exception."},
	{"System.Data.ConstraintException", "System.Data.DataException", "Constraint Exception."},
	{"System.Data.DuplicateNameException", "System.Data.DataException",
	 "Duplicate name not allowed."},
	{"System.Data.EvaluateException", "System.Data.InvalidExpressionException", NULL},
	{"System.Data.InvalidExpressionException", "System.Data.DataException", NULL},
	{"System.Data.SyntaxErrorException", "System.Data.InvalidExpressionException", NULL},
	{"System.Data.NoNullAllowedException", "System.Data.DataException", "Null not allowed."},
	{"System.Threading.AbandonedMutexException", "System.SystemException", NULL},
	{"System.Threading.SemaphoreFullException", "System.SystemException", NULL},
	{"System.Threading.LockRecursionException", "System.Exception", NULL},
	{"System.Threading.ThreadInterruptedException", "System.SystemException", NULL},
	{"System.Security.Authentication.InvalidCredentialException",
	 "System.Security.Authentication.AuthenticationException", NULL},
	{"System.Net.Mail.SmtpException", "System.Exception", NULL},
	{"System.BadImageFormatException", "System.SystemException",
	 "Format of the executable (.exe) or library (.dll) is invalid."},
	{"System.IO.IOException", "System.SystemException", "I/O error occurred."},
	{"System.IO.FileNotFoundException", "System.IO.IOException",
	 "Unable to find the specified file."},
	{"System.Data.DataException", "System.SystemException", "Data Exception."},
	{"System.Data.ConstraintException", "System.Data.DataException", NULL},
	{"System.Data.DeletedRowInaccessibleException", "System.Data.DataException", NULL},
	{"System.Data.DuplicateNameException", "System.Data.DataException", NULL},
	{"System.Data.InvalidExpressionException", "System.Data.DataException", NULL},
	{"System.Data.EvaluateException", "System.Data.InvalidExpressionException", NULL},
	{"System.Data.SyntaxErrorException", "System.Data.InvalidExpressionException", NULL},
	{"System.Data.MissingPrimaryKeyException", "System.Data.DataException", NULL},
	{"System.Data.NoNullAllowedException", "System.Data.DataException", NULL},
	{"System.Data.ReadOnlyException", "System.Data.DataException", NULL},
	{"System.Data.RowNotInTableException", "System.Data.DataException", NULL},
	{"System.IO.DirectoryNotFoundException", "System.IO.IOException",
	 "Attempted to access a path that is not on the disk."},
	{"System.IO.DriveNotFoundException", "System.IO.IOException",
	 "Could not find the drive. The drive might not be ready or might not be mapped."},
	{"System.IO.EndOfStreamException", "System.IO.IOException",
	 "Attempted to read past the end of the stream."},
	{"System.IO.FileLoadException", "System.IO.IOException",
	 "Could not load the specified file."},
	{"System.IO.PathTooLongException", "System.IO.IOException",
	 "The specified file name or path is too long, or a component of the specified path is too "
	 "long."},
	{"System.IO.InvalidDataException", "System.SystemException",
	 "Found invalid data while decoding."},
	{"System.Net.WebException", "System.InvalidOperationException", NULL},
	{"System.Net.ProtocolViolationException", "System.InvalidOperationException", NULL},
	{"System.Net.Http.HttpRequestException", "System.Exception", NULL},
	{"System.Net.Sockets.SocketException", "System.ComponentModel.Win32Exception", NULL},
	{"System.Reflection.TargetException", "System.ApplicationException", NULL},
	{"System.Reflection.TargetInvocationException", "System.ApplicationException",
	 "Exception has been thrown by the target of an invocation."},
	{"System.Reflection.TargetParameterCountException", "System.ApplicationException",
	 "Number of parameters specified does not match the expected number."},
	{"System.Reflection.AmbiguousMatchException", "System.SystemException",
	 "Ambiguous match found."},
	{"System.Runtime.InteropServices.ExternalException", "System.SystemException",
	 "External component has thrown an exception."},
	{"System.Runtime.Serialization.SerializationException", "System.SystemException",
	 "Serialization error."},
	{"System.Security.SecurityException", "System.SystemException", "Security error."},
	{"System.Security.Authentication.AuthenticationException", "System.SystemException",
	 "System error."},
	{"System.Security.Cryptography.CryptographicException", "System.SystemException",
	 "Error occurred during a cryptographic operation."},
	{"System.Text.DecoderFallbackException", "System.ArgumentException", NULL},
	{"System.Text.EncoderFallbackException", "System.ArgumentException", NULL},
	{"System.Text.Json.JsonException", "System.Exception", NULL},
	{"System.Text.RegularExpressions.RegexParseException", "System.ArgumentException", NULL},
	{"System.Text.RegularExpressions.RegexMatchTimeoutException", "System.TimeoutException",
	 NULL},
	{"System.Threading.ThreadAbortException", "System.SystemException", NULL},
	{"System.Threading.SynchronizationLockException", "System.SystemException", NULL},
	{"System.Xml.XmlException", "System.SystemException", "An XML error has occurred."},
	{"System.Xml.XPath.XPathException", "System.SystemException", NULL},
	{"System.Xml.Schema.XmlSchemaException", "System.SystemException",
	 "A schema error occurred."},
#define SMA "System.Management.Automation."
	{SMA "RuntimeException", "System.SystemException", NULL},
	{SMA "ActionPreferenceStopException", SMA "RuntimeException", NULL},
	{SMA "ArgumentTransformationMetadataException", SMA "MetadataException", NULL},
	{SMA "CmdletInvocationException", SMA "RuntimeException", NULL},
	{SMA "CmdletProviderInvocationException", SMA "CmdletInvocationException", NULL},
	{SMA "CommandNotFoundException", SMA "RuntimeException", NULL},
	{SMA "NativeCommandExitException", SMA "RuntimeException", NULL},
	{SMA "ApplicationFailedException", SMA "RuntimeException", NULL},
	{SMA "ExtendedTypeSystemException", SMA "RuntimeException", NULL},
	{SMA "MethodException", SMA "ExtendedTypeSystemException", NULL},
	{SMA "MethodInvocationException", SMA "MethodException", NULL},
	{SMA "GetValueException", SMA "ExtendedTypeSystemException", NULL},
	{SMA "PropertyNotFoundException", SMA "ExtendedTypeSystemException", NULL},
	{SMA "GetValueInvocationException", SMA "GetValueException", NULL},
	{SMA "SetValueException", SMA "ExtendedTypeSystemException", NULL},
	{SMA "SetValueInvocationException", SMA "SetValueException", NULL},
	{SMA "PSInvalidCastException", "System.InvalidCastException", NULL},
	{SMA "HaltCommandException", "System.SystemException", NULL},
	{SMA "MetadataException", SMA "RuntimeException", NULL},
	{SMA "ValidationMetadataException", SMA "MetadataException", NULL},
	{SMA "ParseException", SMA "RuntimeException", NULL},
	{SMA "IncompleteParseException", SMA "ParseException", NULL},
	{SMA "ParsingMetadataException", SMA "MetadataException", NULL},
	{SMA "ParameterBindingException", SMA "RuntimeException", NULL},
	{SMA "ParameterBindingArgumentTransformationException", SMA "ParameterBindingException",
	 NULL},
	{SMA "ParameterBindingValidationException", SMA "ParameterBindingException", NULL},
	{SMA "ParameterBindingParameterDefaultValueException", SMA "ParameterBindingException",
	 NULL},
	{SMA "PipelineStoppedException", SMA "RuntimeException", "The pipeline has been stopped."},
	{SMA "PipelineDepthException", "System.SystemException", NULL},
	{SMA "PipelineClosedException", SMA "RuntimeException", NULL},
	{SMA "PSArgumentException", "System.ArgumentException", NULL},
	{SMA "PSArgumentNullException", "System.ArgumentNullException", NULL},
	{SMA "PSArgumentOutOfRangeException", "System.ArgumentOutOfRangeException", NULL},
	{SMA "Runspaces.InvalidRunspaceStateException", "System.SystemException", NULL},
	{SMA "Runspaces.InvalidRunspacePoolStateException", "System.SystemException", NULL},
	{SMA "InvalidPowerShellStateException", "System.SystemException", NULL},
	{SMA "PSInvalidOperationException", "System.InvalidOperationException", NULL},
	{SMA "PSNotImplementedException", "System.NotImplementedException", NULL},
	{SMA "PSNotSupportedException", "System.NotSupportedException", NULL},
	{SMA "PSObjectDisposedException", "System.ObjectDisposedException", NULL},
	{SMA "PSSecurityException", SMA "RuntimeException", NULL},
	{SMA "ProviderInvocationException", SMA "RuntimeException", NULL},
	{SMA "ProviderNotFoundException", SMA "SessionStateException", NULL},
	{SMA "DriveNotFoundException", SMA "SessionStateException", NULL},
	{SMA "ItemNotFoundException", SMA "SessionStateException", NULL},
	{SMA "ProviderNameAmbiguousException", SMA "ProviderNotFoundException", NULL},
	{SMA "SessionStateException", SMA "RuntimeException", NULL},
	{SMA "SessionStateOverflowException", SMA "SessionStateException", NULL},
	{SMA "SessionStateUnauthorizedAccessException", SMA "SessionStateException", NULL},
	{SMA "RemoteException", SMA "RuntimeException", NULL},
	{SMA "ScriptBlockToPowerShellNotSupportedException", SMA "RuntimeException", NULL},
	{SMA "ScriptCallDepthException", "System.SystemException", NULL},
	{SMA "ScriptRequiresException", SMA "RuntimeException", NULL},
	{SMA "WildcardPatternException", SMA "RuntimeException", NULL},
	{SMA "BreakException", SMA "LoopFlowException", NULL},
	{SMA "ContinueException", SMA "LoopFlowException", NULL},
	{SMA "FlowControlException", "System.SystemException", NULL},
	{SMA "LoopFlowException", SMA "FlowControlException", NULL},
	{SMA "TerminateException", SMA "FlowControlException", NULL},
	{SMA "Host.HostException", SMA "RuntimeException", NULL},
	{SMA "Host.PromptingException", SMA "Host.HostException", NULL},
	{SMA "JobFailedException", "System.SystemException", NULL},
	{SMA "PSJobProxyException", "System.SystemException", NULL},
#undef SMA
	{"Microsoft.PowerShell.Commands.WriteErrorException", "System.SystemException", NULL},
	{"Microsoft.PowerShell.Commands.HttpResponseException",
	 "System.Net.Http.HttpRequestException", NULL},
	{"Microsoft.PowerShell.Commands.ServiceCommandException", "System.SystemException", NULL},
	{"Microsoft.PowerShell.Commands.ProcessCommandException", "System.SystemException", NULL},
	{"Microsoft.PowerShell.Commands.HelpNotFoundException", "System.SystemException", NULL},
};
static struct type *types[countof(rows)];

static void exception_mark(void *cell)
{
	struct exception *e = cell;
	gc_mark(e->message);
	gc_mark(e->inner);
	gc_mark(e->error_record);
	gc_mark(e->data);
	gc_mark(e->extra);
	gc_mark(e->fields);
}

struct type type_exception = {
	.name = "System.Exception",
	.tag = VALUE_OBJECT,
	.members = exception_members,
	.mark = exception_mark,
	.to_string = exception_to_string,
	.convert = exception_convert,
};

static const struct exception_row *row_find(const char *name, size_t *number_r)
{
	for (size_t i = 0; i < countof(rows); i++) {
		if (name_equal(rows[i].name, name)) {
			*number_r = i;
			return &rows[i];
		}
	}
	return NULL;
}

const struct type *exception_type_find(const char *name)
{
	size_t length = strlen(name), number;
	if (length < 9 || !name_equal(name + length - 9, "Exception"))
		return NULL;
	if (name_equal(name, type_exception.name))
		return &type_exception;
	const struct exception_row *row = row_find(name, &number);
	if (row == NULL)
		return NULL;
	pthread_mutex_lock(&type_lock);
	struct type *type = types[number];
	if (type == NULL) {
		type = xcalloc(1, sizeof(*type));
		type->name = row->name;
		type->base = exception_type(row->base);
		type->convert = exception_convert;
		type->members = exception_extra_members(row->name);
		type_prepare(type);
		types[number] = type;
	}
	pthread_mutex_unlock(&type_lock);
	return type;
}

const struct type *exception_type(const char *name)
{
	const struct type *type = exception_type_find(name);
	return type != NULL ? type : &type_exception;
}

Value exception_default_message(const struct type *type)
{
	size_t number;
	const struct exception_row *row = row_find(type->name, &number);
	if (row != NULL && row->message != NULL)
		return string_from(row->message);
	return string_printf("Exception of type '%s' was thrown.", type->name);
}

Value exception_new(const struct type *type, Value message, Value inner)
{
	struct exception *e = gc_alloc(type, VALUE_OBJECT, sizeof(*e));
	e->message = value_is_null(message) ? exception_default_message(type) : message;
	e->inner = inner;
	return value_cell(VALUE_OBJECT, e);
}
