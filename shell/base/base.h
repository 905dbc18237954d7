/* The prelude: small macros that every file may use. */
#ifndef EXOSH_BASE_BASE_H
#define EXOSH_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define countof(array) (sizeof(array) / sizeof((array)[0]))
#define container_of(pointer, type, member) ((type *)((char *)(pointer)-offsetof(type, member)))

#define WARN_UNUSED __attribute__((warn_unused_result))
#define FORMAT_PRINTF(at, args) __attribute__((format(printf, at, args)))
#define UNUSED __attribute__((unused))
#define NORETURN __attribute__((noreturn))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

#endif
