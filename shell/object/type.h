/*
 * Types as data. A `struct type` describes a .NET type as scripts see it: its name, base, members,
 * conversions. Built-in types are static tables, one file per family; classes and enums of scripts and
 * constructed generics (List[int]) are made at run time with the same struct and live for ever.
 *
 * Members are rows of (signature, function). The signature is the text that Get-Member shows as
 * Definition and that `"".Substring` prints as OverloadDefinitions; parameter types in it drive overload
 * choice and argument conversion, so that functions receive arguments that already have these types:
 *
 *   static const struct member string_members[] = {
 *           PROPERTY("int Length {get;}", string_get_length),
 *           METHOD("string Substring(int startIndex)", string_substring),
 *           METHOD("string Substring(int startIndex, int length)", string_substring),
 *           STATIC_METHOD("static string Join(string separator, Params string[] value)", string_join_static),
 *           CONSTRUCTOR("string new(char c, int count)", string_new_repeated),
 *           MEMBER_END,
 *   };
 */
#ifndef EXOSH_OBJECT_TYPE_H
#define EXOSH_OBJECT_TYPE_H

#include "object/value.h"

struct strbuf;

/* A method, constructor or static method (of these two, self is the [type]: a constructor of List[int] learns
 * from value_as_type(self) what to make). argv already converted; optional arguments may be missing. For
 * `void` methods leave *result_r alone: it starts as VOID. */
typedef enum status (*method_function)(Value self, int argc, const Value *argv, Value *result_r);
typedef enum status (*getter_function)(Value self, Value *result_r);
typedef enum status (*setter_function)(Value self, Value value);

enum member_kind {
	MEMBER_NONE, /* ends a table */
	MEMBER_PROPERTY,
	MEMBER_PARAMETERIZED_PROPERTY, /* an indexer: "type Item(int index) {get;set;}"; call gets, set is NULL */
	MEMBER_METHOD,
	MEMBER_CONSTRUCTOR,
	MEMBER_ALIAS_PROPERTY, /* PowerShell adds it: signature "Count = Length" */
	MEMBER_SCRIPT_PROPERTY, /* added by PowerShell's type data, native here: shows as ScriptProperty */
	MEMBER_CODE_PROPERTY,
	MEMBER_NOTE_PROPERTY,
	MEMBER_SCRIPT_METHOD,
	MEMBER_PROPERTY_SET,
};

enum member_flags {
	MEMBER_STATIC = 1,
	MEMBER_HIDDEN = 2,
	MEMBER_DIRECT = 4, /* its errors are not wrapped as "Exception calling ..." */
};

struct member {
	enum member_kind kind;
	unsigned flags;
	const char *signature;
	method_function call;
	getter_function get;
	setter_function set;
	Value script; /* script block or function behind members of script classes and ETS; else NULL */
};

#define PROPERTY(text, getter)                                            \
	{                                                                 \
		.kind = MEMBER_PROPERTY, .signature = text, .get = getter \
	}
#define PROPERTY_RW(text, getter, setter)                                                \
	{                                                                                \
		.kind = MEMBER_PROPERTY, .signature = text, .get = getter, .set = setter \
	}
#define STATIC_PROPERTY(text, getter)                                                             \
	{                                                                                         \
		.kind = MEMBER_PROPERTY, .flags = MEMBER_STATIC, .signature = text, .get = getter \
	}
#define METHOD(text, function)                                             \
	{                                                                  \
		.kind = MEMBER_METHOD, .signature = text, .call = function \
	}
#define STATIC_METHOD(text, function)                                                              \
	{                                                                                          \
		.kind = MEMBER_METHOD, .flags = MEMBER_STATIC, .signature = text, .call = function \
	}
#define CONSTRUCTOR(text, function)                                                    \
	{                                                                              \
		.kind = MEMBER_CONSTRUCTOR, .flags = MEMBER_STATIC, .signature = text, \
		.call = function                                                       \
	}
#define ALIAS_PROPERTY(text)                                     \
	{                                                        \
		.kind = MEMBER_ALIAS_PROPERTY, .signature = text \
	}
#define SCRIPT_PROPERTY(text, getter)                                            \
	{                                                                        \
		.kind = MEMBER_SCRIPT_PROPERTY, .signature = text, .get = getter \
	}
/* op_Addition and its kind: what operators of the language call. */
#define OPERATOR(text, function)                                                                  \
	{                                                                                         \
		.kind = MEMBER_METHOD, .flags = MEMBER_STATIC | MEMBER_HIDDEN, .signature = text, \
		.call = function                                                                  \
	}
#define MEMBER_END                  \
	{                           \
		.kind = MEMBER_NONE \
	}

enum type_flags {
	TYPE_VALUE = 1, /* a struct: has a default other than $null */
	TYPE_ENUM = 2,
	TYPE_FLAGS = 4, /* [Flags] enum */
	TYPE_ABSTRACT = 8,
	TYPE_INTERFACE = 16,
	TYPE_STATIC = 32,
	TYPE_GENERIC_DEFINITION = 64, /* List<>: cannot be constructed without arguments */
	TYPE_SCRIPT = 128,            /* class or enum of a script */
	TYPE_SEALED = 256,
	TYPE_PREPARED = 512, /* the registry's: hooks are inherited */
};

struct enum_member {
	const char *name; /* NULL ends a table */
	int64_t value;
};

/* An enumeration of a collection in progress; lives on the C stack. */
struct enumerator {
	Value source;
	size_t position;
	Value state; /* the hook's */
	enum status (*next)(struct enumerator *e, bool *more_r, Value *item_r);
};

struct type {
	const char *
		name; /* "System.Int32", "System.Collections.Generic.List`1[[System.Int32, ...]]" without assemblies */
	const char *
		alias; /* "int": how PowerShell prints it; NULL: the name without "System." rules apply */
	const struct type *base; /* NULL: System.Object */
	enum value_tag tag;      /* how its values are held; VALUE_OBJECT for most */
	size_t size; /* of its cells, where classes of scripts can derive from it; else 0 */
	unsigned flags;
	const struct member *members;
	const struct type *const *interfaces; /* NULL-terminated */

	/* Hooks; where NULL the base's counts. */
	void (*mark)(void *cell);
	void (*finalize)(void *cell);
	/* Converts to this type; `from` is not of this type already. OK with *result_r, or ERROR with a
	 * sentence in the error record (message only; the caller words the whole). */
	enum status (*convert)(Value from, const struct type *to, Value *result_r);
	/* [string] and ToString(); `format` is NULL without one. */
	enum status (*to_string)(Value self, const char *format, struct strbuf *out);
	bool (*equals)(Value a, Value b, bool ignore_case);
	/* <0, 0, >0 into *order_r; ERROR when not comparable. */
	enum status (*compare)(Value a, Value b, bool ignore_case, int *order_r);
	uint32_t (*hash)(Value self);
	enum status (*enumerate)(Value self,
				 struct enumerator *e); /* NULL: a scalar in pipelines */
	enum status (*get_index)(Value self, Value index, Value *result_r);
	enum status (*set_index)(Value self, Value index, Value value);
	/* Members known only at run time (keys of a Hashtable, columns of xml): true when there. */
	bool (*get_dynamic)(Value self, const char *name, Value *result_r);
	enum status (*set_dynamic)(Value self, const char *name, Value value);
	/* What is shown instead of the properties of the table (elements of xml); none: the table's. NULL: none. */
	struct property *(*list_dynamic)(Value self, size_t *count_r);

	/* Arrays and generics */
	const struct type *element; /* of T[] */
	int rank;                   /* of T[], 1 or more */
	const struct type *generic; /* the definition that this was made of */
	const struct type **arguments;
	int argument_count;
	/* Makes List[int] of List<>: fills in what differs in *made (name, arguments are set); or NULL. */
	void (*construct_generic)(struct type *made);

	/* Enums */
	const struct enum_member *enum_members;
	const struct type *underlying;
	uint32_t enum_number; /* given at registration */

	void *script_class;       /* the engine's, of TYPE_SCRIPT */
	struct type_cache *cache; /* member index, made at first use */
};

/* Puts a type where [name] finds it, by its full name (System. may be left out by scripts). */
void type_register(struct type *type);
/* All names under which types are registered, in no particular order; short names have no dot. */
void type_each(void (*callback)(const char *name, const struct type *type, void *context),
	       void *context);
/* Another name: accelerators such as "int", "ordered". */
void type_register_alias(const char *alias, struct type *type);
/* The first member of that name (of methods, the first overload), inherited ones included, case ignored; NULL
 * when there is none. Cheap when asked repeatedly with an interned name. */
const struct member *type_find_member(const struct type *type, const char *name, bool is_static);
/* Looks up a plain name, case ignored: accelerators, then full names, then with "System." before it, then
 * the hook for script classes. NULL when unknown. */
const struct type *type_find(const char *name);
/* The whole type-name grammar: "List[int]", "int[,]", "Dictionary[string,int[]]". NULL when unknown. */
const struct type *type_find_text(const char *text, size_t length);
const struct type *type_array_of(const struct type *element, int rank);
const struct type *type_make_generic(const struct type *definition,
				     const struct type *const *arguments, int count);
/* Makes a constructed generic that stands in a static table (List<object>) the one that is found. */
void type_register_generic(struct type *constructed);
/* The enum type whose values carry `number` in .extra. */
const struct type *type_enum(uint32_t number);
/* Derives from, is, or implements. */
bool type_is_a(const struct type *type, const struct type *of);
/* $v -is [type] */
bool value_is_a(Value v, const struct type *type);
/* "int", "string[]", "System.Collections.Generic.List[int]": as error messages and signatures name types. */
void type_print_name(const struct type *type, struct strbuf *out);
/* Type.FullName: with the assemblies of generic arguments. */
void type_append_full_name(const struct type *type, struct strbuf *out);
/* Type.ToString(): "System.Collections.Generic.List`1[System.Int32]", as conversion errors name types. */
void type_append_to_string(const struct type *type, struct strbuf *out);
/* The [type] itself as a value. */
Value type_value(const struct type *type);
/* Of VALUE_TYPE. */
const struct type *value_as_type(Value v);
/* What a variable of this type starts with: 0, $false, $null... */
Value type_default(const struct type *type);

extern struct type type_object, type_string, type_char, type_bool, type_sbyte, type_byte,
	type_int16, type_uint16, type_int32, type_uint32, type_int64, type_uint64, type_single,
	type_double, type_decimal, type_bigint, type_datetime, type_timespan, type_array,
	type_object_array, type_string_array, type_byte_array, type_int32_array, type_char_array,
	type_list, type_object_list, type_array_list, type_hashtable, type_ordered_dictionary,
	type_dictionary, type_psobject, type_pscustomobject, type_script_block, type_type,
	type_void, type_guid, type_version, type_regex, type_uri, type_enum_base, type_value_type,
	type_exception, type_error_record, type_switch_parameter, type_secure_string,
	type_credential, type_ienumerable, type_icollection, type_ilist, type_idictionary,
	type_custom_literal, type_runtime_type, type_generic_ienumerable, type_nullable;

#endif
