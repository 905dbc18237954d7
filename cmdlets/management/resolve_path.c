/* Resolve-Path: the existing paths that a pattern names. */
#include "cmdlets/management/location.h"
#include "cmdlets/management/paths.h"

#include "base/strbuf.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

struct resolve_path {
	Value path, literal_path, credential;
	const char *relative_base;
	bool relative, force;
};

static const struct parameter parameters[] = {
	PARAM_PATHS(struct resolve_path, PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME),
	PARAM_SWITCH(struct resolve_path, relative, "Relative", 0, .set = "Path,LiteralPath",
		     .help = "Paths relative to the current location."),
	PARAM_STRING(struct resolve_path, relative_base, "RelativeBasePath", 0,
		     .help = "Relative to this path instead."),
	PARAM_SWITCH(struct resolve_path, force, "Force", 0, .help = "Hidden items, too."),
	PARAM_OBJECT(struct resolve_path, credential, "Credential",
		     PARAM_HIDDEN | PARAM_PIPELINE_BY_NAME),
	PARAM_END,
};

/* "./x", "../y": from the current location. */
static Value relative_to(const char *base, const char *path)
{
	struct strbuf out = STRBUF_INIT;
	size_t common = 0;
	for (size_t i = 0;; i++) {
		bool base_ends = base[i] == '\0' || base[i] == '/',
		     path_ends = path[i] == '\0' || path[i] == '/';
		if (base_ends && path_ends)
			common = i;
		if (base[i] != path[i] || !base[i])
			break;
	}
	const char *rest = base + common;
	size_t ups = 0;
	for (const char *p = rest; *p; p++)
		ups += *p == '/' && p[1];
	if (!ups)
		strbuf_adds(&out, ".");
	for (size_t i = 0; i < ups; i++)
		strbuf_adds(&out, i ? "/.." : "..");
	const char *tail = path + common;
	while (*tail == '/')
		tail++;
	if (*tail)
		strbuf_addf(&out, "/%s", tail);
	return string_from_strbuf(&out);
}

static enum status visit(struct cmdlet_call *c, const struct provider_path *path)
{
	struct resolve_path *self = cmdlet_state(c);
	struct session *s = cmdlet_session(c);
	if (!self->relative || path->provider != &provider_filesystem)
		return cmdlet_write(c, path_info_new(s, path));
	if (!self->relative_base)
		return cmdlet_write(c, relative_to(s->location, path->path));
	char *base = cmdlet_system_path(c, self->relative_base);
	if (!base)
		return ERROR;
	Value v = relative_to(base, path->path);
	free(base);
	return cmdlet_write(c, v);
}

static enum status process(struct cmdlet_call *c)
{
	struct resolve_path *self = cmdlet_state(c);
	struct path_selection selection = {
		.paths = paths_given(self->path, self->literal_path, NULL),
		.literal = self->literal_path.tag != VALUE_UNSET,
		.include = UNSET_VALUE,
		.exclude = UNSET_VALUE,
	};
	return paths_each(c, &selection, visit);
}

const struct cmdlet cmdlet_resolve_path = {
	.verb = "Resolve",
	.noun = "Path",
	.parameters = parameters,
	.state_size = sizeof(struct resolve_path),
	.default_set = "Path",
	.process = process,
	.output = "System.Management.Automation.PathInfo",
	.synopsis = "Finds the existing paths that a pattern names.",
};
