/* PSDriveInfo and ProviderInfo: what Get-PSDrive and Get-PSProvider give. */
#ifndef EXOSH_PROVIDER_DRIVE_INFO_H
#define EXOSH_PROVIDER_DRIVE_INFO_H

#include "provider/provider.h"

struct drive_info {
	struct cell cell;
	const struct provider *provider;
	Value name, root, description; /* strings */
};

/* A drive that is not (yet) in the session's table. */
Value drive_info_new(const char *name, const struct provider *provider, const char *root,
		     const char *description);
/* Whether it is a drive of one of the providers (patterns, or UNSET for all). */
bool drive_matches_provider(Value drive, Value patterns);
/* Whether the current location is in it. */
bool provider_is_current_drive(const struct session *s, const struct drive_info *drive);
/* NULL when it is none. */
struct drive_info *value_as_drive_info(Value v);

extern struct type type_drive_info, type_provider_info;
/* The types that implement the providers, for ImplementingType. */
void provider_types_register(void);

#endif
