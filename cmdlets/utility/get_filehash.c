/* Get-FileHash */
#include "cmdlet.h"
#include "cmdlets/utility/failure.h"
#include "cmdlets/utility/file_argument.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct get_filehash {
	Value path, literal_path, stream;
	const char *algorithm;
};

#define ALGORITHMS "SHA1,SHA256,SHA384,SHA512,MD5"

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct get_filehash, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME |
			      PARAM_WILDCARDS | PARAM_PIPELINE,
		      .set = "Path", .help = "The files."),
	PARAM_STRINGS(struct get_filehash, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME | PARAM_POSITION(0),
		      .set = "LiteralPath", .aliases = "PSPath,LP",
		      .help = "The files; no character is a wildcard."),
	PARAM_OBJECT(struct get_filehash, stream, "InputStream",
		     PARAM_MANDATORY | PARAM_POSITION(0), .set = "StreamParameterSet",
		     .type_name = "System.IO.Stream", .help = "A stream to read."),
	PARAM_STRING(struct get_filehash, algorithm, "Algorithm", PARAM_POSITION(1),
		     .values = ALGORITHMS, .help = "The algorithm; SHA256 by default."),
	PARAM_END,
};

/* The digest of what a descriptor gives, as capital hexadecimal digits. -1 with errno. */
static int hash_descriptor(int fd, const char *algorithm, char *hex)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int length = 0;
	char buffer[65536];
	ssize_t n;
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	EVP_DigestInit_ex(context, EVP_get_digestbyname(algorithm), NULL);
	while ((n = read(fd, buffer, sizeof(buffer))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		EVP_DigestUpdate(context, buffer, (size_t)n);
	}
	EVP_DigestFinal_ex(context, digest, &length);
	EVP_MD_CTX_free(context);
	for (unsigned int i = 0; i < length; i++)
		snprintf(hex + 2 * i, 3, "%02X", digest[i]);
	return n < 0 ? -1 : 0;
}

static enum status write_hash(struct cmdlet_call *c, const char *algorithm, const char *hex,
			      Value path)
{
	Value result = psobject_new_typed("Microsoft.PowerShell.Commands.FileHashInfo");
	psobject_set(result, "Algorithm", string_from(algorithm));
	psobject_set(result, "Hash", string_from(hex));
	psobject_set(result, "Path", path);
	return cmdlet_write(c, result);
}

static enum status hash_file(struct cmdlet_call *c, const char *path, const char *algorithm)
{
	char hex[2 * EVP_MAX_MD_SIZE + 1] = "";
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool is_folder = fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
	if (is_folder || (fd < 0 && errno == EACCES)) {
		if (fd >= 0)
			close(fd);
		return cmdlet_error_type(c, "System.UnauthorizedAccessException",
					 "UnauthorizedAccessError", CATEGORY_INVALID_DATA,
					 string_from(path), "Access to the path '%s' is denied.",
					 path);
	}
	if (fd < 0 && errno == ENOENT)
		return cmdlet_error_type(c, "System.Management.Automation.ItemNotFoundException",
					 "FileNotFound", CATEGORY_OBJECT_NOT_FOUND,
					 string_from(path),
					 "Cannot find path '%s' because it does not exist.", path);
	if (fd < 0 || hash_descriptor(fd, algorithm, hex) < 0) {
		int number = errno;
		if (fd >= 0)
			close(fd);
		return cmdlet_error_type(c, "System.IO.FileLoadException", "FileReadError",
					 CATEGORY_READ_ERROR, string_from(path),
					 "The file '%s' cannot be read: %s", path,
					 strerror(number));
	}
	close(fd);
	return write_hash(c, algorithm, hex, string_from(path));
}

/* A stream's bytes: what its Read gives, taken as an array. */
static enum status hash_stream(struct cmdlet_call *c, const char *algorithm)
{
	struct get_filehash *self = cmdlet_state(c);
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int length = 0;
	char hex[2 * EVP_MAX_MD_SIZE + 1] = "";
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	EVP_DigestInit_ex(context, EVP_get_digestbyname(algorithm), NULL);
	enum status status = OK;
	for (;;) {
		Value buffer = array_new_typed(&type_byte_array, 65536), count;
		Value arguments[] = {buffer, value_int(0), value_int(65536)};
		status = member_invoke(self->stream, "Read", 3, arguments, &count);
		if (status != OK || count.integer <= 0)
			break;
		EVP_DigestUpdate(context, value_as_array(buffer)->bytes, (size_t)count.integer);
	}
	EVP_DigestFinal_ex(context, digest, &length);
	EVP_MD_CTX_free(context);
	if (status != OK)
		return cmdlet_own(c, status);
	for (unsigned int i = 0; i < length; i++)
		snprintf(hex + 2 * i, 3, "%02X", digest[i]);
	return write_hash(c, algorithm, hex, NULL_VALUE);
}

/* As the table of values spells it. */
static const char *algorithm_name(const char *given)
{
	static const char *const names[] = {"SHA1", "SHA256", "SHA384", "SHA512", "MD5"};
	for (size_t i = 0; given && i < countof(names); i++)
		if (name_equal(names[i], given))
			return names[i];
	return "SHA256";
}

static enum status process(struct cmdlet_call *c)
{
	struct get_filehash *self = cmdlet_state(c);
	const char *algorithm = algorithm_name(self->algorithm);
	bool literal = !value_is_null(self->literal_path);
	Value paths = literal ? self->literal_path : self->path;
	struct file_list files = {0};
	enum status status = OK;
	if (!value_is_null(self->stream))
		return hash_stream(c, algorithm);
	for (size_t i = 0; status == OK && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), literal);
	for (size_t i = 0; status == OK && i < files.count; i++)
		status = hash_file(c, files.paths[i], algorithm);
	file_list_clear(&files);
	return status;
}

const struct cmdlet cmdlet_get_filehash = {
	.verb = "Get",
	.noun = "FileHash",
	.parameters = parameters,
	.state_size = sizeof(struct get_filehash),
	.default_set = "Path",
	.process = process,
	.output = "Microsoft.PowerShell.Commands.FileHashInfo",
	.synopsis = "Computes the hash value for a file by using a specified hash algorithm.",
	.description = "Gives for each file a fingerprint that changes with its content.",
	.examples =
		(const struct cmdlet_example[]){
			{"Of a file", "(Get-FileHash ./data.csv -Algorithm SHA1).Hash", NULL},
			{NULL, NULL, NULL},
		},
};
