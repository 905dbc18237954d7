/* Listing of members: Get-Member, Select-Object *, formatting, $x.psobject.Properties. */
#include "base/strbuf.h"
#include "object/array.h"
#include "object/data_private.h"
#include "object/ets.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/psobject_members.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <string.h>

struct listing {
	bool (*callback)(const struct member_info *info, void *context);
	void *context;
	Value holder; /* of note properties, or NULL */
	bool stopped;
};

static bool list_notes(struct listing *l, Value holder)
{
	for (size_t i = 0; i < psobject_count(holder); i++) {
		struct member_info info = {.name = psobject_name_at(holder, i),
					   .kind = MEMBER_NOTE_PROPERTY,
					   .value = psobject_value_at(holder, i)};
		if (!l->callback(&info, l->context))
			return false;
	}
	return true;
}

static bool list_added(struct member_object *m, void *context)
{
	struct listing *l = context;
	struct member_info info = {.name = m->name,
				   .kind = m->kind,
				   .value = value_cell(VALUE_OBJECT, m),
				   .is_hidden = m->hidden};
	l->stopped = !l->callback(&info, l->context);
	return !l->stopped;
}

static bool list_type(struct listing *l, const struct type *type, bool statics)
{
	const struct member_table *table = type_member_table(type);
	for (size_t i = 0; i < table->count; i++) {
		const struct member_group *group = &table->groups[i];
		if (group->is_static != statics)
			continue;
		struct member_info info = {
			.name = group->name,
			.kind = group->kind,
			.member = group->members[0],
			.is_static = statics,
			.is_hidden = group->members[0]->flags & MEMBER_HIDDEN,
		};
		if (!l->callback(&info, l->context))
			return false;
	}
	return true;
}

static bool list_enum_values(struct listing *l, const struct type *type)
{
	for (const struct enum_member *m = type->enum_members; m->name != NULL; m++) {
		struct member_info info = {.name = m->name,
					   .kind = MEMBER_PROPERTY,
					   .value = value_enum(type->enum_number, m->value),
					   .is_static = true};
		if (!l->callback(&info, l->context))
			return false;
	}
	return true;
}

/* The columns of a row come before its own properties. */
static bool list_columns(struct listing *l, Value base)
{
	if (base.tag != VALUE_OBJECT || base.cell->type != &type_data_row)
		return true;
	size_t count;
	struct property *columns = base.cell->type->list_dynamic(base, &count);
	for (size_t i = 0; i < count; i++) {
		struct member_info info = {.name = columns[i].name,
					   .kind = MEMBER_PROPERTY,
					   .value = columns[i].value};
		if (!l->callback(&info, l->context))
			return false;
	}
	return true;
}

void member_each(Value v, bool statics,
		 bool (*callback)(const struct member_info *info, void *context), void *context)
{
	struct listing l = {.callback = callback, .context = context};
	if (value_is_null(v))
		return;
	Value base = value_base(v), holder;
	if (statics) {
		const struct type *type =
			base.tag == VALUE_TYPE ? value_as_type(base) : value_type(base);
		if ((type->flags & TYPE_ENUM) && !list_enum_values(&l, type))
			return;
		(void)list_type(&l, type, true);
		return;
	}
	if (v.tag == VALUE_PSOBJECT && !list_notes(&l, v))
		return;
	if (member_extras(base, false, &holder) && !list_notes(&l, holder))
		return;
	ets_each(v, list_added, &l);
	if (l.stopped || !list_columns(&l, base))
		return;
	(void)list_type(&l, base.tag == VALUE_PSOBJECT ? base.cell->type : value_type(base), false);
}

void member_each_of_type(const struct type *type, bool statics,
			 bool (*callback)(const struct member_info *info, void *context),
			 void *context)
{
	struct listing l = {.callback = callback, .context = context};
	if (statics && (type->flags & TYPE_ENUM) && !list_enum_values(&l, type))
		return;
	(void)list_type(&l, type, statics);
}

struct gathering {
	Value object;
	struct property *properties;
	size_t count, capacity;
};

static bool gather(const struct member_info *info, void *context)
{
	struct gathering *g = context;
	switch (info->kind) {
	case MEMBER_METHOD:
	case MEMBER_CONSTRUCTOR:
	case MEMBER_SCRIPT_METHOD:
	case MEMBER_PARAMETERIZED_PROPERTY:
	case MEMBER_PROPERTY_SET:
		return true;
	default:
		break;
	}
	if (info->is_hidden)
		return true;
	for (size_t i = 0; i < g->count; i++)
		if (name_equal(g->properties[i].name, info->name))
			return true;
	if (g->count == g->capacity) {
		size_t capacity = MAX(g->capacity * 2, (size_t)8);
		g->properties = gc_realloc_buffer(g->properties, g->count * sizeof(*g->properties),
						  capacity * sizeof(*g->properties));
		g->capacity = capacity;
	}
	Value value = info->value;
	if (info->kind != MEMBER_NOTE_PROPERTY || info->member != NULL) {
		bool found;
		Value error = runtime()->error;
		if (member_get(g->object, info->name, &value, &found) != OK)
			value = NULL_VALUE;
		runtime()->error = error;
	}
	g->properties[g->count++] = (struct property){info->name, value};
	return true;
}

struct property *value_properties(Value v, size_t *count_r)
{
	struct gathering g = {.object = v};
	Value base = value_base(v);
	if (base.tag == VALUE_OBJECT && base.cell->type->list_dynamic != NULL) {
		struct property *shown = base.cell->type->list_dynamic(base, count_r);
		if (*count_r > 0)
			return shown;
	}
	member_each(v, false, gather, &g);
	*count_r = g.count;
	return g.properties;
}

void member_definition(const struct type *type, const struct member *member, struct strbuf *out)
{
	size_t length;
	const char *name = signature_name(member, &length);
	Value interned = string_intern(name, length);
	const struct member_group *group =
		type_find_group(type, string_data(interned), member->flags & MEMBER_STATIC);
	if (group == NULL) {
		signature_append(type, member, out);
		return;
	}
	for (size_t i = 0; i < group->count; i++) {
		if (i > 0)
			strbuf_adds(out, ", ");
		signature_append(group->owners[i], group->members[i], out);
	}
}
