/*
 * The collected heap: mark and sweep, precise in the heap, conservative on the C stack.
 *
 * What is alive: whatever is reachable from the roots of the session, from registered root functions,
 * and from any word on the C stack (or in registers) that is the address of, or points into, a cell.
 * So C code holds Values in locals freely. A Value that is kept in malloc()ed memory is not seen: keep
 * it in a cell (an array, a list), in memory from gc_alloc_buffer(), or hold a pin.
 *
 * Allocation never collects. Collection happens at safe points only: the interpreter's back edges and
 * calls, and between the records of a pipeline (gc_safe_point()).
 *
 * The sessions of a process share one heap, and one thread at a time works on it: see interpreter_lock.h. The
 * stacks of the others are looked at as they left them. EXOSH_GC_STRESS=1 collects at every safe point and
 * poisons what it frees.
 */
#ifndef EXOSH_OBJECT_GC_H
#define EXOSH_OBJECT_GC_H

#include "object/value.h"
#include <stdatomic.h>
#include <ucontext.h>

/* Head of every heap object. */
struct cell {
	const struct type *type;
	uint8_t tag;  /* enum value_tag of Values that point here */
	uint8_t mark; /* the collector's */
	uint16_t flags;
	uint32_t size; /* bytes, head included; the collector's */
};

enum cell_flags {
	CELL_EXTENDED = 1, /* members were added with Add-Member: looked up by member_extras() */
	CELL_FROZEN = 2,   /* read-only collection */
	CELL_SYNCHRONIZED = 8,   /* says so when asked */
	CELL_PARAMETER_NAME = 4, /* a string in $args that was a parameter's name: splats as one */
};

struct heap;
struct heap *heap_create(void);
void heap_free(struct heap **heap);
/* Where the C stack of the thread that made the heap begins: call from its outermost function. */
void heap_set_stack_base(struct heap *heap, void *address);
/* Makes it this thread's heap; runtime_enter() does. */
void heap_enter(struct heap *heap);
/* This thread's. */
struct heap *heap_own(void);
/* Of this thread's heap: members added to objects, which are the object layer's (ets.c). */
struct extras **heap_extras(void);

/* The C stack of one thread that works on a heap. While another thread has its turn, `registers` and the words from
 * `here` to `base` are what this one holds. */
struct heap_stack {
	struct heap_stack *next;
	char *base, *here;
	ucontext_t registers;
};
/* Adds this thread's stack, which begins at `base`, to those that are looked at; heap_detach() takes it out again. */
void heap_attach(struct heap *heap, struct heap_stack *stack, void *base);
void heap_detach(struct heap *heap);
/* This thread's. */
struct heap_stack *heap_own_stack(void);

/* A zeroed cell of `size` bytes (head included). Aborts when memory is exhausted. */
void *gc_alloc(const struct type *type, enum value_tag tag, size_t size);
/* Zeroed memory that the collector owns and scans conservatively, such as a growing array of Values. It
 * lives as long as something points to it (or into it). */
void *gc_alloc_buffer(size_t size);
/* The same, but never scanned: plain bytes. */
void *gc_alloc_bytes(size_t size);
/* Grows a buffer from either; the old one is left to the collector. */
void *gc_realloc_buffer(void *buffer, size_t old_size, size_t new_size);
/* Tells the collector of memory outside the heap that lives and dies with cells, so that it runs in time. */
void gc_account(ptrdiff_t bytes);

/* Mark functions call these for what they hold. */
void gc_mark(Value v);
void gc_mark_cell(void *cell);     /* NULL is fine */
void gc_mark_buffer(void *buffer); /* conservatively scanned; NULL is fine */
void gc_mark_values(const Value *values, size_t count);
/* A buffer of which only the first `count` Values are in use: the rest is not looked at. */
void gc_mark_value_buffer(void *buffer, size_t count);
/* Whether the running collection has reached this cell already; for tables of weak references. */
bool gc_is_marked(const void *cell);
/* Marks what `cell` drags along without pointing to it: called for cells with CELL_EXTENDED. */
extern void (*gc_mark_extended)(void *cell);
/* Calls `sweep` after marking in every collection: drop entries whose cells are not marked. */
void gc_add_weak(void (*sweep)(void *context), void *context);

/* Keeps v alive until unpinned the same number of times. Rare: see above. */
void gc_pin(Value v);
void gc_unpin(Value v);
/* Calls `mark` in every collection of this thread's heap. */
void gc_add_root(void (*mark)(void *context), void *context);
void gc_remove_root(void (*mark)(void *context), void *context);

void gc_collect(void);
/* Set when something is to be done at the next safe point: enough was allocated (or stress mode), or another thread
 * waits for its turn. */
extern atomic_bool gc_attention;
void gc_attend(void);
static inline void gc_safe_point(void)
{
	if (UNLIKELY(atomic_load_explicit(&gc_attention, memory_order_relaxed)))
		gc_attend();
}

struct gc_statistics {
	size_t live_cells, live_bytes, collections;
	int64_t nanoseconds;
};
void gc_get_statistics(struct gc_statistics *statistics_r);

#endif
