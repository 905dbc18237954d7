/* Lists of types that nothing in C asks for by name; each ends with NULL. */
#ifndef EXOSH_OBJECT_SMALL_TYPES_H
#define EXOSH_OBJECT_SMALL_TYPES_H

#include "object/type.h"

extern struct type *const hash_types[],
	*const threading_types[],
		*const complex_types[],
			*const marshal_types[],
				*const timezone_types[],
					*const buffer_types[],
						*const wildcard_types[],
							*const network_types[],
								*const mail_types[],
									*const process_types[];

#endif
