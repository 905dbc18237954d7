/* The list of all built-in types: a family of types adds its rows in types.c. */
#ifndef EXOSH_OBJECT_TYPES_H
#define EXOSH_OBJECT_TYPES_H

/* Registers every built-in type; runtime_enter() does it once. */
void type_register_builtin(void);

#endif
