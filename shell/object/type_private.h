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
	bool unknown; /* a type that we do not have: no argument fits */
};

/* "string Substring(int startIndex, int length)" taken apart. */
struct signature {
	const struct member *member;
	const struct type *owner;
	const struct type *returns; /* NULL: a type that we do not have */
	struct parameter_info *parameters;
	int count, required;
	bool has_params, by_ref;
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

/* The cache, made at the first call. */
struct type_cache *type_get_cache(const struct type *type);
/* Completes a table: inherits hooks, gives enums their number. */
void type_prepare(struct type *type);
/* A type name inside a signature of `owner`: T, TKey and TValue are the owner's arguments. */
const struct type *type_find_in(const struct type *owner, const char *text, size_t length);
/* Member tables and hooks that stand in a file of their own. */
extern const struct member array_members[], list_members[], array_list_members[], string_members[],
	hashtable_members[], ordered_dictionary_members[], dictionary_members[], type_members[],
	object_members[], error_record_members[], exception_members[], script_block_members[];
/* Object.ToString() and ToString(format) of anything; GetTypeCode() of primitives. */
enum status object_to_string(Value self, int argc, const Value *argv, Value *result_r);
enum status value_get_type_code(Value self, int argc, const Value *argv, Value *result_r);
enum status array_convert(Value from, const struct type *to, Value *result_r);
enum status exception_convert(Value from, const struct type *to, Value *result_r);
enum status exception_to_string(Value self, const char *format, struct strbuf *out);
/* Members that only this exception has (ParamName ...), or NULL. */
const struct member *exception_extra_members(const char *name);
/* NULL when there is no exception of that name; case ignored. */
const struct type *exception_type_find(const char *name);

#endif
