/* Lists of types that nothing in C asks for by name; each ends with NULL. */
#ifndef EXOSH_OBJECT_SMALL_TYPES_H
#define EXOSH_OBJECT_SMALL_TYPES_H

#include "object/type.h"

typedef struct type *const type_list_of[];

extern type_list_of hash_types;
extern type_list_of threading_types;
extern type_list_of complex_types;
extern type_list_of marshal_types;
extern type_list_of timezone_types;
extern type_list_of buffer_types;
extern type_list_of wildcard_types;
extern type_list_of network_types;
extern type_list_of mail_types;
extern type_list_of process_types;
extern type_list_of date_only_types;
extern type_list_of specialized_types;
extern type_list_of process_wide_types;
extern type_list_of calendar_types;
extern type_list_of task_types;
extern type_list_of language_primitive_types;
extern type_list_of priority_queue_types;
extern type_list_of data_types;
extern type_list_of type_name_types;
extern type_list_of cancellation_types;
extern type_list_of drive_types;
extern type_list_of region_types;
extern type_list_of string_info_types;
extern type_list_of xml_convert_types;

#endif
