#include "transport/target.h"

void target_free(struct target **target)
{
	if (*target)
		(*target)->class->free(*target);
	*target = NULL;
}
