#include "provider/path_info.h"

#include "base/strbuf.h"
#include "object/string.h"

#include <stdlib.h>

struct path_info {
	struct cell cell;
	const struct provider *provider;
	Value drive, path, provider_path;
};

static struct path_info *self_info(Value self)
{
	return (struct path_info *)self.cell;
}

static void info_mark(void *cell)
{
	struct path_info *i = cell;
	gc_mark(i->drive);
	gc_mark(i->path);
	gc_mark(i->provider_path);
}

Value path_info_new(struct session *s, const struct provider_path *path)
{
	struct path_info *i = gc_alloc(&type_path_info, VALUE_OBJECT, sizeof(*i));
	char *shown = provider_path_display(path);
	i->provider = path->provider;
	i->drive = provider_drive(s, path->drive);
	i->path = string_from(shown);
	i->provider_path = string_from(path->path);
	free(shown);
	return value_cell(VALUE_OBJECT, i);
}

Value location_path_info(struct session *s)
{
	struct provider_path path = {
		.provider = s->provider ? s->provider : &provider_filesystem,
		.drive = (char *)(s->provider ? s->provider->drives[0] : "/"),
		.path = s->provider ? (s->provider_path ? s->provider_path : "") : s->location,
	};
	return path_info_new(s, &path);
}

static enum status get_path(Value self, Value *result_r)
{
	*result_r = self_info(self)->path;
	return OK;
}

static enum status get_provider_path(Value self, Value *result_r)
{
	*result_r = self_info(self)->provider_path;
	return OK;
}

static enum status get_drive(Value self, Value *result_r)
{
	*result_r = self_info(self)->drive;
	return OK;
}

static enum status get_provider(Value self, Value *result_r)
{
	*result_r = provider_info(self_info(self)->provider);
	return OK;
}

static enum status info_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(self_info(self)->path));
	return OK;
}

static const struct member members[] = {
	PROPERTY("psdriveinfo Drive {get;}", get_drive),
	PROPERTY("System.Management.Automation.ProviderInfo Provider {get;}", get_provider),
	PROPERTY("string ProviderPath {get;}", get_provider_path),
	PROPERTY("string Path {get;}", get_path),
	MEMBER_END,
};
struct type type_path_info = {
	.name = "System.Management.Automation.PathInfo",
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = info_mark,
	.to_string = info_to_string,
};
