/* Set-ItemProperty: changes properties of files and folders. */
#include "cmdlets/management/item_property.h"

#include "object/convert.h"
#include "object/enums.h"
#include "object/ets.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"

#include <strings.h>

struct set_itemproperty {
	Value path, literal_path, value, input, include, exclude, credential;
	const char *name, *filter;
	bool force, pass_thru;
};

#define SET_VALUE_PATH "propertyValuePathSet"
#define SET_VALUE_LITERAL "propertyValueLiteralPathSet"
#define SET_OBJECT_PATH "propertyPSObjectPathSet"
#define SET_OBJECT_LITERAL "propertyPSObjectLiteralPathSet"

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct set_itemproperty, path, "Path",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,
		      .set = SET_OBJECT_PATH "," SET_VALUE_PATH,
		      .help = "Paths; wildcards are allowed."),
	PARAM_STRINGS(struct set_itemproperty, literal_path, "LiteralPath",
		      PARAM_MANDATORY | PARAM_PIPELINE_BY_NAME,
		      .set = SET_VALUE_LITERAL "," SET_OBJECT_LITERAL, .aliases = "PSPath,LP",
		      .help = "Paths, taken as they are."),
	PARAM_STRING(struct set_itemproperty, name, "Name",
		     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,
		     .set = SET_VALUE_PATH "," SET_VALUE_LITERAL, .aliases = "PSProperty",
		     .help = "The property."),
	PARAM_OBJECT(struct set_itemproperty, value, "Value",
		     PARAM_MANDATORY | PARAM_POSITION(2) | PARAM_PIPELINE_BY_NAME |
			     PARAM_ALLOW_NULL,
		     .set = SET_VALUE_PATH "," SET_VALUE_LITERAL, .help = "Its new value."),
	PARAM_OBJECT(struct set_itemproperty, input, "InputObject",
		     PARAM_MANDATORY | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .set = SET_OBJECT_PATH "," SET_OBJECT_LITERAL, .type_name = "psobject",
		     .help = "An object with the properties and their new values."),
	PARAM_PROPERTY_PASS_THRU(struct set_itemproperty),
	PARAM_PROPERTY_CHANGE(struct set_itemproperty),
	PARAM_END,
};

#define SETTABLE_ATTRIBUTES (1 | 2 | 4 | 32 | 128) /* ReadOnly, Hidden, System, Archive, Normal */

/* A value of Attributes must be such a one. *good_r false: an error was written. */
static enum status check_attributes(struct cmdlet_call *c, Value note, Value value, bool *good_r)
{
	Value attributes;
	*good_r = true;
	if (strcasecmp(value_as_member_object(note)->name, "Attributes") != 0)
		return OK;
	if (convert_to(value_to_string(value), &type_file_attributes, &attributes) != OK)
		return ERROR;
	*good_r = !(attributes.integer & ~(int64_t)SETTABLE_ATTRIBUTES);
	return *good_r ? OK
		       : cmdlet_error_type(c, "System.IO.IOException", "SetPropertyError",
					   CATEGORY_READ_ERROR, note,
					   "The attribute cannot be set because attributes are not "
					   "supported. Only the following attributes can be set: "
					   "Archive, Hidden, Normal, ReadOnly, or System.");
}

struct setting {
	struct cmdlet_call *c;
	const struct provider_path *path;
	Value item, done; /* the item, and the properties that were set */
	enum status status;
};

static enum status set_one(struct setting *s, const char *name, Value value)
{
	Value old;
	bool go, found;
	enum status status = item_property_should(s->c, s->path, "Set", name,
						  string_data(value_to_string(value)), &go);
	if (status != OK || !go)
		return status;
	if (member_get_own(s->item, name, &old, &found) != OK)
		return ERROR;
	Value note = member_object_new(MEMBER_NOTE_PROPERTY, name, value, NULL_VALUE);
	if (!found)
		return item_property_missing(s->c, "SetPropertyError", note);
	status = check_attributes(s->c, note, value, &go);
	if (status != OK || !go)
		return status;
	if (member_set(s->item, name, value) != OK)
		return ERROR;
	psobject_set(s->done, name, value);
	return OK;
}

static bool set_each(const struct member_info *info, void *context)
{
	struct setting *s = context;
	Value value;
	bool found;
	if (info->is_static || info->is_hidden || info->kind == MEMBER_METHOD ||
	    info->kind == MEMBER_SCRIPT_METHOD || info->kind == MEMBER_PROPERTY_SET ||
	    info->kind == MEMBER_CONSTRUCTOR || info->kind == MEMBER_PARAMETERIZED_PROPERTY)
		return true;
	struct set_itemproperty *self = cmdlet_state(s->c);
	s->status = member_get_own(self->input, info->name, &value, &found);
	if (s->status == OK)
		s->status = set_one(s, info->name, value);
	return s->status == OK;
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	const struct set_itemproperty *self = cmdlet_state(c);
	struct setting s = {.c = c, .path = path, .done = psobject_new(), .status = OK};
	bool go;
	enum status status = item_property_check(c, path, &go);
	if (status != OK || !go)
		return status;
	if (path->provider->get_item(cmdlet_session(c), path->path, &s.item) != OK)
		return ERROR;
	if (self->name)
		s.status = set_one(&s, self->name, self->value);
	else
		member_each(self->input, false, set_each, &s);
	if (s.status != OK || !self->pass_thru || !psobject_count(s.done))
		return s.status;
	return item_property_write(c, path, s.done);
}

static enum status process(struct cmdlet_call *c)
{
	const struct set_itemproperty *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), visit);
}

const struct cmdlet cmdlet_set_itemproperty = {
	.verb = "Set",
	.noun = "ItemProperty",
	.parameters = parameters,
	.state_size = sizeof(struct set_itemproperty),
	.default_set = SET_VALUE_PATH,
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.synopsis = "Changes properties of items.",
};
