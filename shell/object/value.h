/*
 * Value: anything that a script can hold, in 16 bytes: a tag, 32 bits beside it, and a payload.
 *
 * Numbers, booleans, characters, DateTime, TimeSpan and enum values live in the payload itself. All else
 * is a cell on the collected heap (object/gc.h), of which the payload is the address. There are three
 * kinds of nothing: VALUE_NULL is $null; VALUE_VOID is PowerShell's AutomationNull, the result of a
 * command without output, which vanishes in a pipeline and reads as $null elsewhere; VALUE_UNSET marks a
 * variable slot or parameter that was never assigned and never leaves the engine.
 *
 * Pass Values by value. A Value in a C local or parameter is kept alive by the collector (it scans the
 * C stack); a Value in memory from malloc() is not: see object/gc.h.
 */
#ifndef EXOSH_OBJECT_VALUE_H
#define EXOSH_OBJECT_VALUE_H

#include "base/base.h"

struct cell;
struct type;

enum value_tag {
	VALUE_NULL,
	VALUE_VOID,
	VALUE_UNSET,
	VALUE_BOOL,
	VALUE_CHAR, /* one UTF-16 unit, in .integer */
	VALUE_SBYTE,
	VALUE_BYTE,
	VALUE_INT16,
	VALUE_UINT16,
	VALUE_INT32,
	VALUE_UINT32,
	VALUE_INT64,
	VALUE_UINT64, /* the same bits in .integer */
	VALUE_SINGLE, /* in .real */
	VALUE_DOUBLE,
	VALUE_DATETIME, /* .integer: ticks of 100 ns since 0001-01-01; .extra: enum datetime_kind */
	VALUE_TIMESPAN, /* .integer: ticks */
	VALUE_ENUM,     /* .integer: the value; .extra: number of the enum type (type_enum()) */
	/* from here on .cell is set */
	VALUE_STRING,       /* struct string */
	VALUE_DECIMAL,      /* struct decimal */
	VALUE_BIGINT,       /* struct bigint */
	VALUE_ARRAY,        /* struct array: T[] of any rank */
	VALUE_LIST,         /* struct list: List<T>, ArrayList, Collection<T> */
	VALUE_HASHTABLE,    /* struct hashtable: Hashtable, OrderedDictionary, Dictionary<K,V> */
	VALUE_PSOBJECT,     /* struct psobject: [pscustomobject], or a wrapper with added members */
	VALUE_SCRIPT_BLOCK, /* struct script_block */
	VALUE_TYPE,         /* struct type_value: a [type] */
	VALUE_OBJECT,       /* anything else: cell->type says what */
};

typedef struct Value {
	uint32_t tag;
	uint32_t extra;
	union {
		int64_t integer;
		double real;
		struct cell *cell;
	};
} Value;

/* What every function of the shell layers that can fail returns. Anything but OK travels up the C stack
 * unchanged until somebody handles it. */
enum status {
	OK,
	ERROR,    /* an ErrorRecord stands in runtime()->error */
	BREAK,    /* break, perhaps with a label in runtime()->label */
	CONTINUE, /* continue, likewise */
	RETURN,   /* return from a script block */
	EXIT,     /* exit N: runtime()->exit_code */
	STOP,     /* the pipeline is being stopped: Select-Object -First, Ctrl+C */
};

#define NULL_VALUE ((Value){.tag = VALUE_NULL})
#define VOID_VALUE ((Value){.tag = VALUE_VOID})
#define UNSET_VALUE ((Value){.tag = VALUE_UNSET})
#define TRUE_VALUE ((Value){.tag = VALUE_BOOL, .integer = 1})
#define FALSE_VALUE ((Value){.tag = VALUE_BOOL})

static inline Value value_bool(bool b)
{
	return (Value){.tag = VALUE_BOOL, .integer = b};
}

static inline Value value_int(int32_t i)
{
	return (Value){.tag = VALUE_INT32, .integer = i};
}

static inline Value value_int64(int64_t i)
{
	return (Value){.tag = VALUE_INT64, .integer = i};
}

static inline Value value_integer(enum value_tag tag, int64_t i)
{
	return (Value){.tag = tag, .integer = i};
}

static inline Value value_double(double d)
{
	return (Value){.tag = VALUE_DOUBLE, .real = d};
}

static inline Value value_char(uint16_t unit)
{
	return (Value){.tag = VALUE_CHAR, .integer = unit};
}

static inline Value value_timespan(int64_t ticks)
{
	return (Value){.tag = VALUE_TIMESPAN, .integer = ticks};
}

static inline Value value_enum(uint32_t enum_number, int64_t i)
{
	return (Value){.tag = VALUE_ENUM, .extra = enum_number, .integer = i};
}

static inline Value value_cell(enum value_tag tag, void *cell)
{
	return (Value){.tag = tag, .cell = (struct cell *)cell};
}

/* $null, and what reads as $null. */
static inline bool value_is_null(Value v)
{
	return v.tag <= VALUE_UNSET;
}

static inline bool value_is_cell(Value v)
{
	return v.tag >= VALUE_STRING;
}

/* Any integer type, [char] and enums not included. */
static inline bool value_is_integer(Value v)
{
	return v.tag >= VALUE_SBYTE && v.tag <= VALUE_UINT64;
}

static inline bool value_is_number(Value v)
{
	return (v.tag >= VALUE_SBYTE && v.tag <= VALUE_DOUBLE) || v.tag == VALUE_DECIMAL ||
	       v.tag == VALUE_BIGINT;
}

static inline bool value_is_true_bool(Value v)
{
	return v.tag == VALUE_BOOL && v.integer;
}

/* The type of a value: never NULL; System.Object for $null. PSObject wrappers are looked through. */
const struct type *value_type(Value v);
/* What a wrapper wraps, any other value itself. [pscustomobject] stays as it is. */
Value value_base(Value v);
/* PowerShell's truth: [bool]$v, without errors. */
bool value_is_true(Value v);

#endif
