/* What type.c and member.c keep about a type beyond its table. */
#ifndef EXOSH_OBJECT_TYPE_PRIVATE_H
#define EXOSH_OBJECT_TYPE_PRIVATE_H

#include "object/type.h"

#include <pthread.h>

/* One parameter of a parsed signature. */
struct parameter_info {
	const struct type *type; /* object when the name is not known */
	const char *name;
	bool is_ref, is_params, is_optional;
	bool unknown;  /* a type that we do not have: no argument fits */
	bool delegate; /* Func, Action, Predicate ...: a script block fits */
};

/* "string Substring(int startIndex, int length)" taken apart. */
struct signature {
	const struct member *member;
	const struct type *owner;
	const struct type *returns; /* NULL: a type that we do not have */
	struct parameter_info *parameters;
	int count, required;
	bool has_params;
};

/* All members of one name: one property, or the overloads of a method. */
struct member_group {
	const char *name; /* interned */
	bool is_static;
	enum member_kind kind;
	const struct member **members;
	const struct type **owners;
	size_t count;
	struct signature *_Atomic signatures; /* as many as members; made at the first call */
};

struct member_table {
	struct member_group *groups; /* in order of declaration, own members first */
	size_t count;
	uint32_t *index; /* open addressing over the names: group number + 1 */
	size_t index_size;
};

struct type_cache {
	struct member_table *_Atomic members;
	struct type *_Atomic arrays; /* T[] of each rank, linked through their caches' `next` */
	struct type *next;
	struct cell *_Atomic value; /* the [type] */
};

extern pthread_mutex_t type_lock; /* recursive; held while caches are made */

/* The index of members, inherited ones included; made at the first call. */
const struct member_table *type_member_table(const struct type *type);
/* The group of a name, case ignored; NULL when there is none. Repeated questions with the same `name` pointer
 * and type are answered from a cache. */
const struct member_group *type_find_group(const struct type *type, const char *name,
					   bool is_static);
/* Parsed signatures of a group's members, as many as there are. */
const struct signature *group_signatures(const struct member_group *group);
/* The name in a signature: its start, and the length. */
const char *signature_name(const struct member *member, size_t *length_r);
/* The type in front of the name of a property or method; NULL when we do not have it. */
const struct type *signature_type(const struct type *owner, const struct member *member);
/* "int Length {get;}": signature text with the arguments of a generic put in. */
void signature_append(const struct type *owner, const struct member *member, struct strbuf *out);

/* The cache, made at the first call. */
struct type_cache *type_get_cache(const struct type *type);
/* Completes a table: inherits hooks, gives enums their number. */
void type_prepare(struct type *type);
/* A type name inside a signature of `owner`: T, TKey and TValue are the owner's arguments. */
const struct type *type_find_in(const struct type *owner, const char *text, size_t length);
/* Member tables and hooks that stand in a file of their own. */
extern const struct member array_members[], list_members[], array_list_members[],
	collection_members[], observable_members[], ps_data_members[], string_collection_members[],
	generic_ordered_members[], string_dictionary_members[], part_members[], string_members[],
	hashtable_members[], ordered_dictionary_members[], dictionary_members[],
	concurrent_dictionary_members[], type_members[], object_members[], error_record_members[],
	exception_members[];
/* Object.ToString() and ToString(format) of anything; GetTypeCode() of primitives. */
enum status object_to_string(Value self, int argc, const Value *argv, Value *result_r);
enum status value_get_type_code(Value self, int argc, const Value *argv, Value *result_r);
/* An IEnumerator over any collection; of hashtables an IDictionaryEnumerator. */
Value enumerator_object_new(Value source);
enum status array_convert(Value from, const struct type *to, Value *result_r);
enum status exception_convert(Value from, const struct type *to, Value *result_r);
enum status exception_to_string(Value self, const char *format, struct strbuf *out);
/* Members that only this exception has (ParamName ...), or NULL. */
const struct member *exception_extra_members(const char *name);
/* NULL when there is no exception of that name; case ignored. */
const struct type *exception_type_find(const char *name);

#endif
