#include "cmdlets/management/item_property.h"

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/psobject.h"
#include "object/string.h"

enum status item_property_check(struct cmdlet_call *c, const struct provider_path *path, bool *go_r)
{
	*go_r = path->provider == &provider_filesystem;
	return *go_r ? OK
		     : paths_not_supported(c, "Cannot use interface. The IPropertyCmdletProvider "
					      "interface is not supported by this provider.");
}

enum status item_property_missing(struct cmdlet_call *c, const char *id, Value target)
{
	return cmdlet_error_type(c, "System.IO.IOException", id, CATEGORY_READ_ERROR, target,
				 "The property %s does not exist or was not found.",
				 string_data(value_to_string(target)));
}

enum status item_property_should(struct cmdlet_call *c, const struct provider_path *path,
				 const char *action, const char *name, const char *value,
				 bool *go_r)
{
	bool folder = path->provider->is_container(cmdlet_session(c), path->path);
	struct strbuf what = STRBUF_INIT, how = STRBUF_INIT;
	strbuf_addf(&what, "Item: %s Property: %s", path->path, name);
	if (value)
		strbuf_addf(&what, " Value: %s", value);
	strbuf_addf(&how, "%s Property %s", action, folder ? "Directory" : "File");
	enum status status = cmdlet_should_process(c, what.data, how.data, go_r);
	strbuf_clear(&what);
	strbuf_clear(&how);
	return status;
}

enum status item_property_write(struct cmdlet_call *c, const struct provider_path *path,
				Value properties)
{
	return cmdlet_write(c, provider_decorate_properties(cmdlet_session(c), path, properties));
}

enum status item_property_pick(struct cmdlet_call *c, Value item, Value names, Value *picked_r)
{
	*picked_r = UNSET_VALUE;
	for (size_t i = 0; i < value_count(names); i++) {
		Value name = value_to_string(value_item(names, i)), value;
		bool found;
		if (member_get_own(item, string_data(name), &value, &found) != OK)
			return ERROR;
		if (!found) {
			enum status status = item_property_missing(c, "GetValueError", name);
			if (status != OK)
				return status;
			continue;
		}
		if (picked_r->tag == VALUE_UNSET)
			*picked_r = psobject_new();
		psobject_set(*picked_r, string_data(name), value);
	}
	return OK;
}

static enum status refuse(struct cmdlet_call *c, const struct provider_path *path UNUSED)
{
	return paths_not_supported(c, "Cannot use interface. The IDynamicPropertyCmdletProvider "
				      "interface is not implemented by this provider.");
}

enum status dynamic_property_process(struct cmdlet_call *c)
{
	const struct dynamic_property *self = cmdlet_state(c);
	return paths_each(c, &PATH_SELECTION(self), refuse);
}
