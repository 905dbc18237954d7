/* System.Net.Mail.MailAddress. */
#include "object/small_types.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/reference.h"
#include "object/runtime.h"
#include "object/string.h"

#include <ctype.h>
#include <string.h>

struct mail_address {
	struct cell cell;
	Value display, user, host;
};

static struct type type_mail_address;

static struct mail_address *as_address(Value v)
{
	return (struct mail_address *)v.cell;
}

static void address_mark(void *cell)
{
	struct mail_address *a = cell;
	gc_mark(a->display);
	gc_mark(a->user);
	gc_mark(a->host);
}

static Value trimmed(const char *text, size_t length)
{
	while (length > 0 && isspace((unsigned char)*text)) {
		text++;
		length--;
	}
	while (length > 0 && isspace((unsigned char)text[length - 1]))
		length--;
	if (length >= 2 && text[0] == '"' && text[length - 1] == '"') {
		text++;
		length -= 2;
	}
	return string_new(text, length);
}

static bool is_local_part(const char *text, size_t length)
{
	if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
		return true;
	bool dot = true;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.') {
			if (dot)
				return false;
			dot = true;
			continue;
		}
		dot = false;
		if (!isalnum((unsigned char)text[i]) && !(text[i] & 0x80) &&
		    strchr("!#$%&'*+-/=?^_`{|}~", text[i]) == NULL)
			return false;
	}
	return length > 0 && !dot;
}

static bool is_domain(const char *text)
{
	if (*text == '[')
		return text[strlen(text) - 1] == ']';
	size_t length = strlen(text);
	if (length == 0 || text[0] == '.' || text[length - 1] == '.' || strstr(text, "..") != NULL)
		return false;
	for (const char *p = text; *p; p++)
		if (!isalnum((unsigned char)*p) && *p != '-' && *p != '.' && *p != '_' &&
		    !(*p & 0x80))
			return false;
	return true;
}

/* "user@host", "Name <user@host>", "\"Name\" user@host" */
static bool address_parse(const char *text, Value *result_r)
{
	const char *open = strrchr(text, '<'), *close = open != NULL ? strchr(open, '>') : NULL;
	Value display = string_empty();
	const char *address = text;
	size_t length = strlen(text);
	if (open != NULL) {
		if (close == NULL || close[1 + strspn(close + 1, " ")] != '\0')
			return false;
		display = trimmed(text, (size_t)(open - text));
		address = open + 1;
		length = (size_t)(close - address);
	}
	Value whole = trimmed(address, length);
	const char *at = strrchr(string_data(whole), '@');
	if (at == NULL || !is_local_part(string_data(whole), (size_t)(at - string_data(whole))) ||
	    !is_domain(at + 1))
		return false;
	struct mail_address *a = gc_alloc(&type_mail_address, VALUE_OBJECT, sizeof(*a));
	a->display = display;
	a->user = string_new(string_data(whole), (size_t)(at - string_data(whole)));
	a->host = string_from(at + 1);
	*result_r = value_cell(VALUE_OBJECT, a);
	return true;
}

/* (address [, displayName]) */
static enum status address_construct(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	if (argv[0].tag != VALUE_STRING)
		return throw_argument("System.ArgumentNullException", "address",
				      "Value cannot be null.");
	if (string_length(argv[0]) == 0)
		return throw_argument("System.ArgumentException", "address",
				      "The value cannot be an empty string.");
	if (!address_parse(string_data(argv[0]), result_r))
		return throw_exception(
			"System.FormatException",
			"The specified string is not in the form required for an e-mail "
			"address.");
	if (argc > 1 && argv[1].tag == VALUE_STRING)
		as_address(*result_r)->display = argv[1];
	return OK;
}

static enum status address_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	Value text = from.tag == VALUE_STRING ? from : value_to_string(from);
	if (address_construct(NULL_VALUE, 1, &text, result_r) == OK)
		return OK;
	value_as_error_record(runtime()->error)->id =
		string_from("InvalidCastConstructorException");
	return ERROR;
}

static enum status address_try_create(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	Value made = NULL_VALUE;
	bool ok = argv[0].tag == VALUE_STRING && address_parse(string_data(argv[0]), &made);
	*result_r = value_bool(ok);
	return reference_set(argv[1], made);
}

static Value plain(Value self)
{
	return string_printf("%s@%s", string_data(as_address(self)->user),
			     string_data(as_address(self)->host));
}

#define GETTER(name, expression)                                           \
	static enum status address_get_##name(Value self, Value *result_r) \
	{                                                                  \
		*result_r = expression;                                    \
		return OK;                                                 \
	}
GETTER(display, as_address(self)->display)
GETTER(user, as_address(self)->user)
GETTER(host, as_address(self)->host)
GETTER(address, plain(self))

static enum status address_to_string_hook(Value self, const char *format UNUSED, struct strbuf *out)
{
	Value address = plain(self);
	if (string_length(as_address(self)->display) == 0)
		strbuf_adds(out, string_data(address));
	else
		strbuf_addf(out, "\"%s\" <%s>", string_data(as_address(self)->display),
			    string_data(address));
	return OK;
}

static enum status address_to_string(Value self, int argc UNUSED, const Value *argv UNUSED,
				     Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	(void)address_to_string_hook(self, NULL, &out);
	*result_r = string_from_strbuf(&out);
	return OK;
}

static bool address_equals(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_OBJECT && b.cell->type == &type_mail_address &&
	       string_equal_ignore_case(plain(a), plain(b));
}

static const struct member address_members[] = {
	PROPERTY("string DisplayName {get;}", address_get_display),
	PROPERTY("string User {get;}", address_get_user),
	PROPERTY("string Host {get;}", address_get_host),
	PROPERTY("string Address {get;}", address_get_address),
	METHOD("string ToString()", address_to_string),
	STATIC_METHOD("static bool TryCreate(string address, [ref] mailaddress result)",
		      address_try_create),
	CONSTRUCTOR("mailaddress new(string address)", address_construct),
	CONSTRUCTOR("mailaddress new(string address, string displayName)", address_construct),
	MEMBER_END,
};

static struct type type_mail_address = {
	.name = "System.Net.Mail.MailAddress",
	.alias = "mailaddress",
	.tag = VALUE_OBJECT,
	.members = address_members,
	.mark = address_mark,
	.convert = address_convert,
	.to_string = address_to_string_hook,
	.equals = address_equals,
};

struct type *const mail_types[] = {&type_mail_address, NULL};
