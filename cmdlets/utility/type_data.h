/* Type data as an object (System.Management.Automation.Runspaces.TypeData), and as *.types.ps1xml files. */
#ifndef EXOSH_CMDLETS_UTILITY_TYPE_DATA_H
#define EXOSH_CMDLETS_UTILITY_TYPE_DATA_H

#include "cmdlet.h"

extern struct type type_type_data;

/* The full name of the type that an argument names: "int" is System.Int32, a [type] itself, TypeData's TypeName. */
const char *type_name_argument(Value v);
/* What is known of a type (object/ets.h) as a TypeData. */
Value type_data_object(const char *type_name);
/* The name of a TypeData; NULL when it is none. */
const char *value_as_type_data(Value v);

/* Takes over what a file says. Faults of single types or members are non-terminating errors. */
enum status type_file_load(struct cmdlet_call *c, const char *path) WARN_UNUSED;

#endif
