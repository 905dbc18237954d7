#include "object/type.h"
#include "base/hashmap.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/gc_private.h"
#include "object/member.h"
#include "object/primitive_members.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type_private.h"
#include "object/type_value.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ENUMS 65536

pthread_mutex_t type_lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

/* Registered types in order; the name map is filled with those that it has not seen when it is asked. */
static struct registration {
	const char *name;
	struct type *type;
} * registrations;
static size_t registration_count, registration_capacity, mapped_count;
static struct hashmap names;
static const struct type *enum_types[MAX_ENUMS];
static uint32_t enum_count;

static void inherit_hooks(struct type *type)
{
	const struct type *base = type->base != NULL ? type->base : &type_object;
	if (base == type)
		return;
#define INHERIT(hook)                    \
	if (type->hook == NULL) {        \
		type->hook = base->hook; \
	}
	INHERIT(mark)
	INHERIT(finalize)
	INHERIT(to_string)
	INHERIT(equals)
	INHERIT(compare)
	INHERIT(hash)
	INHERIT(enumerate)
	INHERIT(get_index)
	INHERIT(set_index)
	INHERIT(get_dynamic)
	INHERIT(list_dynamic)
	INHERIT(set_dynamic)
#undef INHERIT
	if (type->tag == VALUE_NULL)
		type->tag = base->tag;
}

void type_prepare(struct type *type)
{
	if (type->flags & TYPE_PREPARED)
		return;
	type->flags |= TYPE_PREPARED;
	if (type->base == NULL && type != &type_object)
		type->base = type->flags & TYPE_ENUM        ? &type_enum_base
			     : type->flags & TYPE_VALUE     ? &type_value_type
			     : type->flags & TYPE_INTERFACE ? NULL
							    : &type_object;
	if (type->base != NULL)
		type_prepare((struct type *)type->base);
	if (type->tag == VALUE_NULL && (type->flags & TYPE_ENUM))
		type->tag = VALUE_ENUM;
	if (type->tag == VALUE_NULL && (type->base == NULL || type->base == &type_object))
		type->tag = VALUE_OBJECT;
	inherit_hooks(type);
	if ((type->flags & TYPE_ENUM) && enum_count < MAX_ENUMS) {
		type->enum_number = enum_count;
		enum_types[enum_count++] = type;
		if (type->underlying == NULL)
			type->underlying = &type_int32;
	}
}

static void registration_add(const char *name, struct type *type)
{
	GROW(registrations, registration_count, registration_capacity);
	registrations[registration_count++] = (struct registration){name, type};
}

void type_register(struct type *type)
{
	pthread_mutex_lock(&type_lock);
	type_prepare(type);
	registration_add(type->name, type);
	if (type->alias != NULL)
		registration_add(type->alias, type);
	pthread_mutex_unlock(&type_lock);
}

void type_register_alias(const char *alias, struct type *type)
{
	pthread_mutex_lock(&type_lock);
	registration_add(xstrdup(alias), type);
	pthread_mutex_unlock(&type_lock);
}

/* With type_lock held. */
static const struct type *name_lookup(const char *name)
{
	if (mapped_count == 0)
		hashmap_init(&names, HASHMAP_IGNORE_CASE);
	for (; mapped_count < registration_count; mapped_count++)
		hashmap_put(&names, registrations[mapped_count].name,
			    registrations[mapped_count].type);
	const struct type *found = hashmap_get(&names, name);
	return found != NULL ? found : exception_type_find(name);
}

void type_each(void (*callback)(const char *name, const struct type *type, void *context),
	       void *context)
{
	pthread_mutex_lock(&type_lock);
	for (size_t i = 0; i < registration_count; i++)
		callback(registrations[i].name, registrations[i].type, context);
	pthread_mutex_unlock(&type_lock);
}

const struct type *type_find(const char *name)
{
	pthread_mutex_lock(&type_lock);
	const struct type *found = name_lookup(name);
	if (found == NULL) {
		struct strbuf full = STRBUF_INIT;
		strbuf_adds(&full, "System.");
		strbuf_adds(&full, name);
		found = name_lookup(full.data);
		strbuf_clear(&full);
	}
	pthread_mutex_unlock(&type_lock);
	struct runtime *rt = runtime();
	if (found == NULL && rt != NULL && rt->hooks != NULL && rt->hooks->find_type != NULL)
		found = rt->hooks->find_type(name);
	return found;
}

/* Reading of type-name text. */
struct name_reader {
	const struct type *owner; /* whose T is meant, or NULL */
	const char *at, *end;
};

static void skip_spaces(struct name_reader *r)
{
	while (r->at < r->end &&
	       (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
		r->at++;
}

static bool accept(struct name_reader *r, char c)
{
	skip_spaces(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/* T, TKey, TValue inside the signatures of a constructed generic. */
static const struct type *generic_argument(const struct type *owner, const char *name)
{
	while (owner != NULL && owner->argument_count == 0)
		owner = owner->base;
	if (owner == NULL)
		return NULL;
	if (owner->argument_count == 1 && strcmp(name, "T") == 0)
		return owner->arguments[0];
	if (owner->argument_count == 2 && strcmp(name, "TKey") == 0)
		return owner->arguments[0];
	if (owner->argument_count == 2 && strcmp(name, "TValue") == 0)
		return owner->arguments[1];
	return NULL;
}

static const struct type *read_type(struct name_reader *r);

/* The arguments of a generic, after its '['. */
static const struct type *read_generic(struct name_reader *r, const char *name)
{
	const struct type *arguments[8];
	int count = 0;
	do {
		bool wrapped = accept(r, '[');
		const struct type *argument = read_type(r);
		if (argument == NULL || count == (int)countof(arguments))
			return NULL;
		arguments[count++] = argument;
		if (wrapped) {
			while (r->at < r->end && *r->at != ']') /* the assembly */
				r->at++;
			if (!accept(r, ']'))
				return NULL;
		}
	} while (accept(r, ','));
	if (!accept(r, ']'))
		return NULL;
	const struct type *definition;
	if (strchr(name, '`') != NULL) {
		definition = type_find(name);
	} else {
		char *with_count = xasprintf("%s`%d", name, count);
		definition = type_find(with_count);
		free(with_count);
	}
	if (definition == NULL || !(definition->flags & TYPE_GENERIC_DEFINITION))
		return NULL;
	return type_make_generic(definition, arguments, count);
}

static const struct type *read_type(struct name_reader *r)
{
	skip_spaces(r);
	const char *start = r->at;
	while (r->at < r->end && strchr("[],", *r->at) == NULL)
		r->at++;
	const char *stop = r->at;
	while (stop > start && stop[-1] == ' ')
		stop--;
	if (stop == start)
		return NULL;
	char *name = xstrndup(start, (size_t)(stop - start));
	const struct type *type = NULL;
	const char *bracket = r->at;
	if (accept(r, '[')) {
		skip_spaces(r);
		if (r->at < r->end && *r->at != ']' && *r->at != ',') {
			type = read_generic(r, name);
			free(name);
			if (type == NULL)
				return NULL;
			name = NULL;
		} else {
			r->at = bracket;
		}
	}
	if (name != NULL) {
		type = r->owner != NULL ? generic_argument(r->owner, name) : NULL;
		if (type == NULL)
			type = type_find(name);
		free(name);
	}
	while (type != NULL && accept(r, '[')) {
		int rank = 1;
		while (accept(r, ','))
			rank++;
		if (!accept(r, ']'))
			return NULL;
		type = type_array_of(type, rank);
	}
	return type;
}

const struct type *type_find_in(const struct type *owner, const char *text, size_t length)
{
	struct name_reader r = {.owner = owner, .at = text, .end = text + length};
	const struct type *type = read_type(&r);
	skip_spaces(&r);
	/* An assembly name after a comma is allowed, and does not matter. */
	return r.at == r.end || *r.at == ',' ? type : NULL;
}

const struct type *type_find_text(const char *text, size_t length)
{
	return type_find_in(NULL, text, length);
}

struct type_cache *type_get_cache(const struct type *type)
{
	struct type_cache *cache = atomic_load((struct type_cache * _Atomic *)&type->cache);
	if (LIKELY(cache != NULL))
		return cache;
	pthread_mutex_lock(&type_lock);
	if (type->cache == NULL) {
		cache = xcalloc(1, sizeof(*cache));
		atomic_store((struct type_cache * _Atomic *)&((struct type *)type)->cache, cache);
	}
	pthread_mutex_unlock(&type_lock);
	return type->cache;
}

static struct type *array_find(struct type_cache *cache, int rank)
{
	for (struct type *t = atomic_load(&cache->arrays); t != NULL; t = t->cache->next)
		if (t->rank == rank)
			return t;
	return NULL;
}

static void array_link(const struct type *element, struct type *array)
{
	struct type_cache *cache = type_get_cache(element);
	type_get_cache(array)->next = atomic_load(&cache->arrays);
	atomic_store(&cache->arrays, array);
}

/* The array types that have names of their own in C. */
static struct type *const static_arrays[] = {
	&type_object_array, &type_string_array, &type_byte_array,
	&type_int32_array,  &type_char_array,
};

const struct type *type_array_of(const struct type *element, int rank)
{
	struct type_cache *cache = type_get_cache(element);
	struct type *array = array_find(cache, rank);
	if (array != NULL)
		return array;
	pthread_mutex_lock(&type_lock);
	array = array_find(cache, rank);
	for (size_t i = 0; array == NULL && rank == 1 && i < countof(static_arrays); i++) {
		if (static_arrays[i]->element == element) {
			array = static_arrays[i];
			array_link(element, array);
		}
	}
	if (array == NULL) {
		struct strbuf name = STRBUF_INIT;
		strbuf_addf(&name, "%s[", element->name);
		strbuf_add_repeat(&name, ',', (size_t)rank - 1);
		strbuf_addc(&name, ']');
		array = xcalloc(1, sizeof(*array));
		*array = type_object_array;
		array->name = strbuf_detach(&name, NULL);
		array->element = element;
		array->rank = rank;
		array->cache = NULL;
		array_link(element, array);
	}
	pthread_mutex_unlock(&type_lock);
	return array;
}

static struct type **generics;
static size_t generic_count, generic_capacity;

static struct type *generic_find(const struct type *definition, const struct type *const *arguments,
				 int count)
{
	for (size_t i = 0; i < generic_count; i++) {
		struct type *t = generics[i];
		if (t->generic == definition && t->argument_count == count &&
		    memcmp(t->arguments, arguments, (size_t)count * sizeof(*arguments)) == 0)
			return t;
	}
	return NULL;
}

void type_register_generic(struct type *constructed)
{
	pthread_mutex_lock(&type_lock);
	type_prepare(constructed);
	GROW(generics, generic_count, generic_capacity);
	generics[generic_count++] = constructed;
	pthread_mutex_unlock(&type_lock);
}

const struct type *type_make_generic(const struct type *definition,
				     const struct type *const *arguments, int count)
{
	const char *tick = strchr(definition->name, '`');
	if (tick != NULL && atoi(tick + 1) != count)
		return NULL;
	pthread_mutex_lock(&type_lock);
	struct type *made = generic_find(definition, arguments, count);
	if (made == NULL) {
		struct strbuf name = STRBUF_INIT;
		strbuf_addf(&name, "%s[", definition->name);
		for (int i = 0; i < count; i++)
			strbuf_addf(&name, "%s[%s]", i > 0 ? "," : "", arguments[i]->name);
		strbuf_addc(&name, ']');
		made = xcalloc(1, sizeof(*made));
		*made = *definition;
		made->name = strbuf_detach(&name, NULL);
		made->alias = NULL;
		made->flags &= ~(unsigned)TYPE_GENERIC_DEFINITION;
		made->generic = definition;
		made->arguments = xcalloc((size_t)count, sizeof(*arguments));
		memcpy(made->arguments, arguments, (size_t)count * sizeof(*arguments));
		made->argument_count = count;
		made->cache = NULL;
		if (definition->construct_generic != NULL)
			definition->construct_generic(made);
		GROW(generics, generic_count, generic_capacity);
		generics[generic_count++] = made;
	}
	pthread_mutex_unlock(&type_lock);
	return made;
}

const struct type *type_enum(uint32_t number)
{
	return enum_types[number];
}

static bool is_reference_type(const struct type *type)
{
	return !(type->flags & TYPE_VALUE) && !(type->flags & TYPE_ENUM);
}

/* IEnumerable<string> is what string[] and List<string> are. */
static bool is_generic_interface(const struct type *type, const struct type *of)
{
	if (!(of->flags & TYPE_INTERFACE) || of->argument_count == 0)
		return false;
	if (of->argument_count == 2)
		return of->generic == &type_generic_idictionary && type->argument_count == 2 &&
		       type->generic == &type_dictionary &&
		       type->arguments[0] == of->arguments[0] &&
		       type->arguments[1] == of->arguments[1];
	const struct type *item = type->element;
	for (const struct type *t = type; item == NULL && t != NULL; t = t->base)
		if (t->argument_count == 1)
			item = t->arguments[0];
	if (item == NULL)
		return false;
	for (const struct type *t = type; t != NULL; t = t->base)
		for (size_t i = 0; t->interfaces != NULL && t->interfaces[i] != NULL; i++)
			if (t->interfaces[i] == of->generic)
				return item == of->arguments[0] ||
				       (is_reference_type(item) &&
					type_is_a(item, of->arguments[0]));
	return false;
}

bool type_is_a(const struct type *type, const struct type *of)
{
	if (type == of || of == &type_object)
		return true;
	for (const struct type *t = type; t != NULL; t = t->base) {
		if (t == of)
			return true;
		for (size_t i = 0; t->interfaces != NULL && t->interfaces[i] != NULL; i++)
			if (type_is_a(t->interfaces[i], of))
				return true;
	}
	if (type->element != NULL && of->element != NULL && type->rank == of->rank)
		return is_reference_type(type->element) && type_is_a(type->element, of->element);
	return is_generic_interface(type, of);
}

bool value_is_a(Value v, const struct type *type)
{
	if (value_is_null(v))
		return false;
	if (type == &type_psobject || type == &type_pscustomobject || type == &type_custom_literal)
		return v.tag == VALUE_PSOBJECT;
	return type_is_a(value_type(v), type);
}

void type_print_name(const struct type *type, struct strbuf *out)
{
	if (type->element != NULL) {
		type_print_name(type->element, out);
		strbuf_addc(out, '[');
		strbuf_add_repeat(out, ',', (size_t)type->rank - 1);
		strbuf_addc(out, ']');
		return;
	}
	const char *tick = strchr(type->name, '`');
	if (tick != NULL) {
		strbuf_add(out, type->name, (size_t)(tick - type->name));
		strbuf_addc(out, '[');
		if (type->generic == NULL)
			strbuf_adds(out, atoi(tick + 1) == 2 ? "TKey,TValue" : "T");
		for (int i = 0; i < type->argument_count; i++) {
			if (i > 0)
				strbuf_addc(out, ',');
			type_print_name(type->arguments[i], out);
		}
		strbuf_addc(out, ']');
		return;
	}
	strbuf_adds(out, type->alias != NULL ? type->alias : type->name);
}

void type_append_full_name(const struct type *type, struct strbuf *out)
{
	if (type->element != NULL) {
		type_append_full_name(type->element, out);
		strbuf_addc(out, '[');
		strbuf_add_repeat(out, ',', (size_t)type->rank - 1);
		strbuf_addc(out, ']');
		return;
	}
	if (type->generic == NULL) {
		strbuf_adds(out, type->name);
		return;
	}
	strbuf_addf(out, "%s[", type->generic->name);
	for (int i = 0; i < type->argument_count; i++) {
		strbuf_adds(out, i > 0 ? ",[" : "[");
		type_append_full_name(type->arguments[i], out);
		strbuf_adds(out, ", System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, "
				 "PublicKeyToken=7cec85d7bea7798e]");
	}
	strbuf_addc(out, ']');
}

void type_append_to_string(const struct type *type, struct strbuf *out)
{
	if (type->generic == NULL) {
		strbuf_adds(out, type->name);
		return;
	}
	strbuf_addf(out, "%s[", type->generic->name);
	for (int i = 0; i < type->argument_count; i++) {
		if (i > 0)
			strbuf_addc(out, ',');
		type_append_to_string(type->arguments[i], out);
	}
	strbuf_addc(out, ']');
}

Value type_value(const struct type *type)
{
	struct type_cache *cache = type_get_cache(type);
	if (cache->value == NULL) {
		pthread_mutex_lock(&type_lock);
		if (cache->value == NULL) {
			struct type_value *value =
				gc_alloc_permanent(&type_runtime_type, VALUE_TYPE, sizeof(*value));
			value->type = type;
			cache->value = &value->cell;
		}
		pthread_mutex_unlock(&type_lock);
	}
	return value_cell(VALUE_TYPE, cache->value);
}

const struct type *value_as_type(Value v)
{
	return ((const struct type_value *)v.cell)->type;
}

Value type_default(const struct type *type)
{
	if (type->flags & TYPE_ENUM)
		return value_enum(type->enum_number, 0);
	if (type->tag == VALUE_SINGLE || type->tag == VALUE_DOUBLE)
		return (Value){.tag = type->tag, .real = 0};
	if (type->tag >= VALUE_BOOL && type->tag <= VALUE_TIMESPAN)
		return value_integer(type->tag, 0);
	Value made = NULL_VALUE;
	if ((type->flags & TYPE_VALUE) && type->generic != &type_nullable) {
		if (type->tag == VALUE_DECIMAL || type->tag == VALUE_BIGINT)
			(void)convert_try(value_int(0), type, &made);
		else if (member_invoke_static(type, "new", 0, NULL, &made) != OK)
			made = NULL_VALUE;
	}
	return made;
}
