/* System.Management.Automation.PSCredential and System.Net.NetworkCredential. */
#ifndef EXOSH_OBJECT_CREDENTIAL_H
#define EXOSH_OBJECT_CREDENTIAL_H

#include "object/type.h"

/* `password` is a SecureString. */
Value credential_new(Value user_name, Value password);
bool value_is_credential(Value v);
Value credential_user_name(Value v); /* string */
Value credential_password(Value v);  /* SecureString, or NULL of PSCredential.Empty */

extern struct type type_network_credential;

#endif
