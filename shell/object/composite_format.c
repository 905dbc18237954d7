/* "{index[,alignment][:format]}" as String.Format reads it. */
#include "object/composite_format.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/convert_private.h"
#include "object/datetime.h"
#include "object/error_record.h"
#include "object/number.h"
#include "object/string.h"

#include <ctype.h>
#include <string.h>

#define INDEX_LIMIT 1000000 /* .NET's, of index and width alike */

/* One item between braces. */
struct format_item {
	int index, width;
	bool left;
	const char *format; /* not terminated; NULL: none */
	size_t format_length;
};

struct format_reader {
	const char *text, *p;
};

static enum status bad_item(const struct format_reader *r, const char *why)
{
	size_t offset = 0; /* in UTF-16 units */
	for (const char *p = r->text; p < r->p; p++) {
		if (((unsigned char)*p & 0xc0) != 0x80)
			offset += (unsigned char)*p >= 0xf0 ? 2 : 1;
	}
	return throw_exception(
		"System.FormatException",
		"Input string was not in a correct format. Failure to parse near offset %zu. %s",
		offset, why);
}

static enum status ends_early(const struct format_reader *r)
{
	return bad_item(r, "Format item ends prematurely.");
}

static void skip_blanks(struct format_reader *r)
{
	while (*r->p == ' ')
		r->p++;
}

static enum status read_integer(struct format_reader *r, int *value_r)
{
	if (*r->p == '\0')
		return ends_early(r);
	if (!isdigit((unsigned char)*r->p))
		return bad_item(r, "Expected an ASCII digit.");
	int value = 0;
	while (isdigit((unsigned char)*r->p) && value < INDEX_LIMIT)
		value = value * 10 + (*r->p++ - '0');
	*value_r = value;
	return OK;
}

/* From behind the opening brace to behind the closing one. */
static enum status read_item(struct format_reader *r, struct format_item *item)
{
	*item = (struct format_item){0};
	if (read_integer(r, &item->index) != OK)
		return ERROR;
	skip_blanks(r);
	if (*r->p == ',') {
		r->p++;
		skip_blanks(r);
		if (*r->p == '-') {
			item->left = true;
			r->p++;
		}
		if (read_integer(r, &item->width) != OK)
			return ERROR;
		skip_blanks(r);
	}
	if (*r->p == ':') {
		item->format = ++r->p;
		while (*r->p != '}') {
			if (*r->p == '\0' || *r->p == '{')
				return ends_early(r);
			r->p++;
		}
		item->format_length = (size_t)(r->p - item->format);
	}
	if (*r->p != '}')
		return ends_early(r);
	r->p++;
	return OK;
}

static size_t utf16_units(const char *text, size_t length)
{
	size_t units = 0;
	for (size_t i = 0; i < length; i++) {
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			units += (unsigned char)text[i] >= 0xf0 ? 2 : 1;
	}
	return units;
}

static enum status add_item(const struct format_item *item, Value v, struct strbuf *out)
{
	size_t start = out->length;
	struct strbuf format = STRBUF_INIT;
	strbuf_add(&format, item->format, item->format_length);
	enum status status = value_format(v, item->format_length ? format.data : NULL, out);
	strbuf_clear(&format);
	if (status != OK)
		return status;
	size_t units = utf16_units(out->data + start, out->length - start);
	for (; (int)units < item->width; units++)
		strbuf_insert(out, item->left ? out->length : start, " ", 1);
	return OK;
}

static enum status format_all(const char *format, int argc, const Value *argv, struct strbuf *out)
{
	struct format_reader r = {format, format};
	while (*r.p) {
		size_t plain = strcspn(r.p, "{}");
		strbuf_add(out, r.p, plain);
		r.p += plain;
		if (*r.p == '\0')
			break;
		char brace = *r.p++;
		if (*r.p == brace) {
			strbuf_addc(out, brace);
			r.p++;
			continue;
		}
		struct format_item item;
		if (brace == '}' || *r.p == '\0')
			return ends_early(&r);
		if (read_item(&r, &item) != OK)
			return ERROR;
		if (item.index >= argc)
			return throw_exception(
				"System.FormatException",
				"Index (zero based) must be greater than or equal to zero "
				"and less than the size of the argument list.");
		if (add_item(&item, argv[item.index], out) != OK)
			return ERROR;
	}
	return OK;
}

enum status composite_format(Value format, int argc, const Value *argv, Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	Value text = format.tag == VALUE_STRING ? format : value_to_string(format);
	if (format_all(string_data(text), argc, argv, &out) != OK) {
		strbuf_clear(&out);
		return ERROR;
	}
	*result_r = string_from_strbuf(&out);
	return OK;
}

enum status value_format(Value v, const char *format, struct strbuf *out)
{
	v = value_base(v);
	if (value_is_null(v))
		return OK;
	if (format != NULL && *format == '\0')
		format = NULL;
	if (value_is_number(v) && v.tag != VALUE_BIGINT)
		return number_format(v, format, out);
	if (v.tag == VALUE_DATETIME)
		return datetime_format(v, format, out);
	if (v.tag == VALUE_TIMESPAN)
		return timespan_format(v, format, out);
	if (v.tag == VALUE_STRING) {
		strbuf_add(out, string_data(v), string_length(v));
		return OK;
	}
	const struct type *type = value_type(v);
	if (v.tag == VALUE_ARRAY || v.tag == VALUE_LIST) {
		strbuf_adds(out, type->name); /* .NET's ToString(), not PowerShell's */
		return OK;
	}
	if (v.tag == VALUE_TYPE)
		value_append_dotnet(v, out);
	else if (type->to_string != NULL)
		return type->to_string(v, format, out);
	else
		value_append_string(v, out);
	return OK;
}
