/* HashSet, Queue, Stack, the sorted collections, LinkedList, and StringComparer. */
#ifndef EXOSH_OBJECT_COLLECTIONS_H
#define EXOSH_OBJECT_COLLECTIONS_H

#include "object/type.h"

/* NULL-terminated lists of each file's types. */
extern struct type *const hash_set_types[],
	*const queue_types[], *const sorted_types[], *const linked_list_types[],
							     *const string_comparer_types[];
/* IComparer[string] and IEqualityComparer[string]: generics that stand in a table. */
extern struct type type_icomparer_string, type_iequality_comparer_string;

#endif
