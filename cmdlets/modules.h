/* The modules that are built in. */
#ifndef EXOSH_CMDLETS_MODULES_H
#define EXOSH_CMDLETS_MODULES_H

struct module;
struct session;

extern const struct module *const all_modules[]; /* NULL-terminated */

/* Adds all of them to a session. */
void modules_register(struct session *s);

#endif
