/* The index of a type's members by name, inherited ones included. */
#include "base/xmalloc.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static uint32_t name_hash(const char *name, bool is_static)
{
	uint32_t hash = is_static ? 97u : 2166136261u;
	for (; *name != '\0'; name++) {
		unsigned char c = (unsigned char)*name;
		hash = (hash ^ (c >= 'A' && c <= 'Z' ? c | 0x20 : c)) * 16777619u;
	}
	return hash ^ hash >> 15;
}

static struct member_group *table_find(const struct member_table *table, const char *name,
				       bool is_static)
{
	if (table->index_size == 0)
		return NULL;
	size_t mask = table->index_size - 1;
	for (size_t slot = name_hash(name, is_static) & mask; table->index[slot] != 0;
	     slot = (slot + 1) & mask) {
		struct member_group *group = &table->groups[table->index[slot] - 1];
		if (group->is_static == is_static && name_equal(group->name, name))
			return group;
	}
	return NULL;
}

static void index_fill(struct member_table *table)
{
	free(table->index);
	table->index_size = 16;
	while (table->index_size < table->count * 2)
		table->index_size *= 2;
	table->index = xcalloc(table->index_size, sizeof(*table->index));
	size_t mask = table->index_size - 1;
	for (size_t i = 0; i < table->count; i++) {
		size_t slot = name_hash(table->groups[i].name, table->groups[i].is_static) & mask;
		while (table->index[slot] != 0)
			slot = (slot + 1) & mask;
		table->index[slot] = (uint32_t)i + 1;
	}
}

static void group_add(struct member_group *group, const struct member *member,
		      const struct type *owner)
{
	group->members = xreallocarray(group->members, group->count + 1, sizeof(*group->members));
	group->owners = xreallocarray(group->owners, group->count + 1, sizeof(*group->owners));
	group->members[group->count] = member;
	group->owners[group->count++] = owner;
}

static struct member_group *group_find_or_add(struct member_table *table, const char *name,
					      bool is_static, size_t *capacity)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->groups[i].is_static == is_static &&
		    name_equal(table->groups[i].name, name))
			return &table->groups[i];
	GROW(table->groups, table->count, *capacity);
	struct member_group *group = &table->groups[table->count++];
	memset(group, 0, sizeof(*group));
	group->name = name;
	group->is_static = is_static;
	return group;
}

/* Whether a member of the base is hidden by one with the same parameters. */
static bool is_overridden(const struct member_group *group, const struct member *member)
{
	if (member->kind != MEMBER_METHOD)
		return group->count > 0;
	const char *parameters = strchr(member->signature, '(');
	for (size_t i = 0; i < group->count; i++) {
		const char *own = strchr(group->members[i]->signature, '(');
		if (own == NULL || parameters == NULL || strcmp(own, parameters) == 0)
			return true;
	}
	return false;
}

static struct member_table *table_make(const struct type *type)
{
	struct member_table *table = xcalloc(1, sizeof(*table));
	size_t capacity = 0;
	for (const struct member *m = type->members; m != NULL && m->kind != MEMBER_NONE; m++) {
		size_t length;
		const char *name = signature_name(m, &length);
		struct member_group *group =
			group_find_or_add(table, string_data(string_intern(name, length)),
					  m->flags & MEMBER_STATIC, &capacity);
		if (group->count == 0)
			group->kind = m->kind;
		group_add(group, m, type);
	}
	const struct member_table *base =
		type->base != NULL && type->base != type ? type_member_table(type->base) : NULL;
	for (size_t i = 0; base != NULL && i < base->count; i++) {
		const struct member_group *inherited = &base->groups[i];
		if (inherited->kind == MEMBER_CONSTRUCTOR)
			continue;
		struct member_group *group =
			group_find_or_add(table, inherited->name, inherited->is_static, &capacity);
		if (group->count == 0)
			group->kind = inherited->kind;
		for (size_t k = 0; k < inherited->count; k++)
			if (!is_overridden(group, inherited->members[k]))
				group_add(group, inherited->members[k],
					  type->argument_count > 0 &&
							  inherited->owners[k] == type->base
						  ? type
						  : inherited->owners[k]);
	}
	index_fill(table);
	return table;
}

const struct member_table *type_member_table(const struct type *type)
{
	struct type_cache *cache = type_get_cache(type);
	struct member_table *table = atomic_load_explicit(&cache->members, memory_order_acquire);
	if (LIKELY(table != NULL))
		return table;
	pthread_mutex_lock(&type_lock);
	if (cache->members == NULL) {
		table = table_make(type);
		atomic_store_explicit(&cache->members, table, memory_order_release);
	}
	pthread_mutex_unlock(&type_lock);
	return cache->members;
}

/* Answers to recent questions. The name is compared too: a caller's buffer may hold another by now. */
#define RECENT_SIZE 512
struct recent {
	const struct type *type;
	const char *pointer; /* as it was asked with */
	const char *name;    /* interned copy */
	const struct member_group *group;
	bool is_static;
};
static struct recent recent[RECENT_SIZE];

const struct member_group *type_find_group(const struct type *type, const char *name,
					   bool is_static)
{
	uintptr_t mix = ((uintptr_t)type >> 4) ^ ((uintptr_t)name >> 3) ^ ((uintptr_t)name >> 12);
	struct recent *r = &recent[(mix + is_static) % RECENT_SIZE];
	if (r->type == type && r->pointer == name && r->is_static == is_static &&
	    (r->name == name || strcmp(r->name, name) == 0))
		return r->group;
	const struct member_group *group = table_find(type_member_table(type), name, is_static);
	*r = (struct recent){type, name, name_intern(name), group, is_static};
	return group;
}

const struct member *type_find_member(const struct type *type, const char *name, bool is_static)
{
	const struct member_group *group = type_find_group(type, name, is_static);
	return group != NULL ? group->members[0] : NULL;
}
