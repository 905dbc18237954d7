/* $Host: the program as scripts see it. */
#ifndef EXOSH_CMDLETS_HOST_OBJECT_H
#define EXOSH_CMDLETS_HOST_OBJECT_H

struct session;

/* Sets $Host, and makes ChoiceDescription known. */
void host_object_define(struct session *s);

#endif
