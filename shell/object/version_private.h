/* The inside of versions: each is made of the other. */
#ifndef EXOSH_OBJECT_VERSION_PRIVATE_H
#define EXOSH_OBJECT_VERSION_PRIVATE_H

#include "object/gc.h"
#include "object/version.h"

struct version {
	struct cell cell;
	int parts[4]; /* major, minor, build, revision; -1: not given */
};

struct semantic_version {
	struct cell cell;
	int parts[3];
	Value pre_release, build; /* strings or NULL */
};

#endif
