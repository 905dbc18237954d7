/* Format-Hex: bytes of files, text or numbers, sixteen to a line. */
#include "base/strbuf.h"
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/file_argument.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/io_info.h"
#include "object/psobject.h"
#include "object/string.h"
#include <fcntl.h>
#include <unistd.h>

struct format_hex {
	Value path, literal_path, input, encoding;
	int64_t count, offset;
	bool raw;
	struct strbuf pending; /* bytes of numbers that came one by one */
	const char *pending_label;
};

#define BYTES_A_LINE 16

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct format_hex, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_WILDCARDS | PARAM_NOT_EMPTY,
		      .set = "Path", .help = "The files."),
	PARAM_STRINGS(struct format_hex, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_NOT_EMPTY, .set = "LiteralPath",
		      .aliases = "PSPath,LP", .help = "The files; no character is a wildcard."),
	PARAM_OBJECT(struct format_hex, input, "InputObject", PARAM_MANDATORY | PARAM_PIPELINE,
		     .set = "ByInputObject", .type_name = "psobject",
		     .help = "Text, bytes or files."),
	ENCODING_PARAMETER(struct format_hex, encoding),
	PARAM_INT64(struct format_hex, count, "Count", 0, .help = "How many bytes to show."),
	PARAM_INT64(struct format_hex, offset, "Offset", 0, .help = "How many bytes to pass over."),
	PARAM_SWITCH(struct format_hex, raw, "Raw", 0, .help = "Accepted."),
	PARAM_END,
};

static Value new_line(const char *label, int64_t offset, const unsigned char *bytes, size_t count)
{
	struct strbuf hex = STRBUF_INIT, ascii = STRBUF_INIT;
	for (size_t i = 0; i < count; i++) {
		strbuf_addf(&hex, "%s%02X", i ? " " : "", bytes[i]);
		if (bytes[i] == 0)
			strbuf_adds(&ascii, " ");
		else
			strbuf_addc(&ascii,
				    bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char)bytes[i] : '.');
	}
	Value line = psobject_new_typed("Microsoft.PowerShell.Commands.ByteCollection");
	psobject_set(line, "Label", string_from(label));
	psobject_set(line, "Offset64", value_int64(offset));
	psobject_set(line, "HexOffset", string_printf("%016llX", (unsigned long long)offset));
	psobject_set(line, "HexBytes", string_from_strbuf(&hex));
	psobject_set(line, "Ascii", string_from_strbuf(&ascii));
	psobject_set(line, "Bytes", array_new_bytes(bytes, count));
	return line;
}

static enum status write_bytes(struct cmdlet_call *c, const char *label, const char *bytes,
			       size_t length)
{
	const struct format_hex *self = cmdlet_state(c);
	size_t start = MIN((size_t)self->offset, length), end = length;
	if (cmdlet_is_bound(c, "Count"))
		end = MIN(end, start + (size_t)self->count);
	for (size_t i = start; i < end; i += BYTES_A_LINE) {
		Value line = new_line(label, (int64_t)i, (const unsigned char *)bytes + i,
				      MIN(end - i, BYTES_A_LINE));
		enum status status = cmdlet_write(c, line);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status write_file(struct cmdlet_call *c, const char *path)
{
	struct strbuf bytes = STRBUF_INIT;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = -1;
	while (fd >= 0) {
		strbuf_grow(&bytes, 65536);
		n = read(fd, bytes.data + bytes.length, 65536);
		if (n <= 0)
			break;
		strbuf_set_length(&bytes, bytes.length + (size_t)n);
	}
	enum status status = n < 0 ? file_error(c, path, false, false)
				   : write_bytes(c, path, bytes.data, bytes.length);
	if (fd >= 0)
		close(fd);
	strbuf_clear(&bytes);
	return status;
}

static enum status flush(struct cmdlet_call *c)
{
	struct format_hex *self = cmdlet_state(c);
	if (!self->pending.length)
		return OK;
	enum status status =
		write_bytes(c, self->pending_label, self->pending.data, self->pending.length);
	strbuf_reset(&self->pending);
	return status;
}

static enum status write_input(struct cmdlet_call *c)
{
	struct format_hex *self = cmdlet_state(c);
	Value base = value_base(self->input);
	const struct file_system_info *info = value_as_file_system_info(base);
	if (info)
		return write_file(c, string_data(info->path));
	if (base.tag == VALUE_ARRAY && base.cell->type == &type_byte_array)
		return write_bytes(c, "Byte[] (System.Byte[])",
				   (const char *)value_as_array(base)->bytes,
				   value_as_array(base)->count);
	if (base.tag == VALUE_BYTE || base.tag == VALUE_INT32 || base.tag == VALUE_INT64) {
		size_t size = base.tag == VALUE_BYTE ? 1 : base.tag == VALUE_INT32 ? 4 : 8;
		self->pending_label = base.tag == VALUE_BYTE    ? "Byte (System.Byte)"
				      : base.tag == VALUE_INT32 ? "Int32 (System.Int32)"
								: "Int64 (System.Int64)";
		strbuf_add(&self->pending, &base.integer, size);
		return OK;
	}
	struct strbuf bytes = STRBUF_INIT;
	enum text_encoding encoding;
	enum status status = encoding_argument(c, self->encoding, &encoding);
	Value text = value_to_string(self->input);
	if (status != OK)
		return status;
	text_encode(encoding, string_data(text), string_length(text), &bytes);
	status = write_bytes(c, "String (System.String)", bytes.data, bytes.length);
	strbuf_clear(&bytes);
	return status;
}

static enum status begin(struct cmdlet_call *c)
{
	struct format_hex *self = cmdlet_state(c);
	strbuf_init(&self->pending);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct format_hex *self = cmdlet_state(c);
	bool literal = !value_is_null(self->literal_path);
	Value paths = literal ? self->literal_path : self->path;
	struct file_list files = {0};
	enum status status = OK;
	if (value_is_null(paths))
		return value_is_null(self->input) ? OK : write_input(c);
	for (size_t i = 0; status == OK && i < value_count(paths); i++)
		status = file_list_add(c, &files,
				       string_data(value_to_string(value_item(paths, i))), literal);
	for (size_t i = 0; status == OK && i < files.count; i++)
		status = write_file(c, files.paths[i]);
	file_list_clear(&files);
	return status;
}

static void cleanup(struct cmdlet_call *c)
{
	struct format_hex *self = cmdlet_state(c);
	if (self->pending.data)
		strbuf_clear(&self->pending);
}

const struct cmdlet cmdlet_format_hex = {
	.verb = "Format",
	.noun = "Hex",
	.parameters = parameters,
	.state_size = sizeof(struct format_hex),
	.default_set = "Path",
	.begin = begin,
	.process = process,
	.end = flush,
	.cleanup = cleanup,
	.output = "Microsoft.PowerShell.Commands.ByteCollection",
	.synopsis = "Displays a file or other input as hexadecimal.",
	.description = "Shows bytes as hexadecimal numbers and as characters, sixteen to a line.",
	.examples =
		(const struct cmdlet_example[]){
			{"A text", "('AB' | Format-Hex).HexBytes", "41 42\n"},
			{NULL, NULL, NULL},
		},
};
