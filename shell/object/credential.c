/* User names with passwords. The password stays a SecureString until somebody asks for its text. */
#include "object/credential.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/secure_string.h"
#include "object/string.h"

#include <string.h>

struct credential {
	struct cell cell;
	Value user_name, password;
	Value domain; /* of a NetworkCredential */
};

static struct credential *as_credential(Value v)
{
	return (struct credential *)v.cell;
}

static void credential_mark(void *cell)
{
	struct credential *c = cell;
	gc_mark(c->user_name);
	gc_mark(c->password);
	gc_mark(c->domain);
}

static Value make(const struct type *type, Value user_name, Value password, Value domain)
{
	struct credential *c = gc_alloc(type, VALUE_OBJECT, sizeof(*c));
	c->user_name = user_name;
	c->password = password;
	c->domain = domain;
	return value_cell(VALUE_OBJECT, c);
}

Value credential_new(Value user_name, Value password)
{
	return make(&type_credential, user_name, password, NULL_VALUE);
}

bool value_is_credential(Value v)
{
	return v.tag == VALUE_OBJECT && v.cell->type == &type_credential;
}

Value credential_user_name(Value v)
{
	return as_credential(v)->user_name;
}

Value credential_password(Value v)
{
	return as_credential(v)->password;
}

static enum status credential_get_user_name(Value self, Value *result_r)
{
	*result_r = as_credential(self)->user_name;
	return OK;
}

static enum status credential_get_password(Value self, Value *result_r)
{
	*result_r = as_credential(self)->password;
	return OK;
}

static enum status credential_get_domain(Value self, Value *result_r)
{
	*result_r = as_credential(self)->domain;
	return OK;
}

static Value password_text(Value secure)
{
	if (!value_is_secure_string(secure))
		return string_empty();
	size_t length;
	char *text = secure_string_reveal(secure, &length);
	Value result = string_new(text, length);
	secure_string_wipe(&text, length);
	return result;
}

static enum status network_get_password(Value self, Value *result_r)
{
	*result_r = password_text(as_credential(self)->password);
	return OK;
}

static Value secure_of(Value text)
{
	if (value_is_secure_string(text))
		return text;
	if (text.tag != VALUE_STRING)
		return secure_string_new("", 0);
	return secure_string_new(string_data(text), string_length(text));
}

static enum status network_set_password(Value self, Value value)
{
	as_credential(self)->password = secure_of(value);
	return OK;
}

static Value text_or_empty(Value v)
{
	return v.tag == VALUE_STRING ? v : string_empty();
}

static enum status network_set_user_name(Value self, Value value)
{
	as_credential(self)->user_name = text_or_empty(value);
	return OK;
}

static enum status network_set_domain(Value self, Value value)
{
	as_credential(self)->domain = text_or_empty(value);
	return OK;
}

/* "domain\user" and "user@domain" come apart. */
static enum status credential_get_network(Value self, int argc UNUSED, const Value *argv UNUSED,
					  Value *result_r)
{
	const struct credential *c = as_credential(self);
	const char *name = c->user_name.tag == VALUE_STRING ? string_data(c->user_name) : "";
	const char *backslash = strchr(name, '\\'), *at = strrchr(name, '@');
	Value user = string_from(name), domain = string_empty();
	if (backslash != NULL) {
		domain = string_new(name, (size_t)(backslash - name));
		user = string_from(backslash + 1);
	} else if (at != NULL) {
		user = string_new(name, (size_t)(at - name));
		domain = string_from(at + 1);
	}
	*result_r = make(&type_network_credential, user, c->password, domain);
	return OK;
}

static enum status credential_get_empty(Value self UNUSED, Value *result_r)
{
	*result_r = make(&type_credential, NULL_VALUE, NULL_VALUE, NULL_VALUE);
	return OK;
}

static enum status credential_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	if (argv[0].tag != VALUE_STRING || string_length(argv[0]) == 0)
		return throw_exception(
			"System.Management.Automation.PSArgumentException",
			"Cannot process argument because the value of argument \"userName\" "
			"is not valid. Change the value of the \"userName\" argument and run "
			"the operation again.");
	if (!value_is_secure_string(argv[1]))
		return throw_exception(
			"System.Management.Automation.PSArgumentNullException",
			"Cannot process argument because the value of argument \"password\" "
			"is null. Change the value of argument \"password\" to a non-null "
			"value.");
	*result_r = credential_new(argv[0], argv[1]);
	return OK;
}

static enum status network_construct(Value self UNUSED, int argc, const Value *argv,
				     Value *result_r)
{
	Value user = argc > 0 ? text_or_empty(argv[0]) : string_empty();
	Value password = secure_of(argc > 1 ? argv[1] : NULL_VALUE);
	*result_r = make(&type_network_credential, user, password,
			 argc > 2 ? text_or_empty(argv[2]) : string_empty());
	return OK;
}

static enum status network_get_credential(Value self, int argc UNUSED, const Value *argv UNUSED,
					  Value *result_r)
{
	*result_r = self;
	return OK;
}

static const struct member credential_members[] = {
	PROPERTY("string UserName {get;}", credential_get_user_name),
	PROPERTY("securestring Password {get;}", credential_get_password),
	METHOD("System.Net.NetworkCredential GetNetworkCredential()", credential_get_network),
	STATIC_PROPERTY("static pscredential Empty {get;}", credential_get_empty),
	CONSTRUCTOR("pscredential new(string userName, securestring password)",
		    credential_construct),
	MEMBER_END,
};

struct type type_credential = {
	.name = "System.Management.Automation.PSCredential",
	.alias = "pscredential",
	.tag = VALUE_OBJECT,
	.members = credential_members,
	.mark = credential_mark,
};

static const struct member network_members[] = {
	PROPERTY_RW("string UserName {get;set;}", credential_get_user_name, network_set_user_name),
	PROPERTY_RW("string Password {get;set;}", network_get_password, network_set_password),
	PROPERTY_RW("securestring SecurePassword {get;set;}", credential_get_password,
		    network_set_password),
	PROPERTY_RW("string Domain {get;set;}", credential_get_domain, network_set_domain),
	METHOD("System.Net.NetworkCredential GetCredential(uri uri, string authenticationType)",
	       network_get_credential),
	CONSTRUCTOR("System.Net.NetworkCredential new()", network_construct),
	CONSTRUCTOR("System.Net.NetworkCredential new(string userName, string password)",
		    network_construct),
	CONSTRUCTOR(
		"System.Net.NetworkCredential new(string userName, string password, string domain)",
		network_construct),
	CONSTRUCTOR("System.Net.NetworkCredential new(string userName, securestring password)",
		    network_construct),
	CONSTRUCTOR(
		"System.Net.NetworkCredential new(string userName, securestring password, string "
		"domain)",
		network_construct),
	MEMBER_END,
};

struct type type_network_credential = {
	.name = "System.Net.NetworkCredential",
	.tag = VALUE_OBJECT,
	.members = network_members,
	.mark = credential_mark,
};
