/*
 * Small cells live in 64 KiB blocks of one size class each; larger ones get a run of 64 KiB pages of
 * their own. A page map of two levels finds the block of any address, so that words on the C stack can be
 * tested in constant time.
 *
 * A cell's mark is 0 when free, else the number of the collection (alternating 1, 2) that last saw it, or
 * PERMANENT. Marking is at once; sweeping is lazy: a block is swept when its size class needs cells, or at
 * the latest before the next marking.
 */
#include "object/gc.h"
#include "base/xmalloc.h"
#include "object/gc_private.h"
#include "object/interpreter_lock.h"
#include "object/psobject_members.h"
#include "object/runtime.h"
#include "object/type.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define __lsan_register_root_region(address, size) ((void)(address), (void)(size))
#define __lsan_unregister_root_region(address, size) ((void)(address), (void)(size))
#endif

#define PAGE_BITS 16
#define PAGE_SIZE ((size_t)1 << PAGE_BITS)
#define LEVEL_BITS 16
#define LEVEL_SIZE ((size_t)1 << LEVEL_BITS)
#define HEADER_SIZE 64
#define MAX_SMALL ((PAGE_SIZE - HEADER_SIZE) / 2 / 16 * 16)
#define MIN_THRESHOLD ((size_t)8 << 20)
#define ARENA_PAGES 16

/* Tags of buffers, beyond enum value_tag. */
enum { TAG_BUFFER = 254, TAG_BYTES = 255 };

static const uint16_t class_sizes[] = {
	32,   48,   64,   80,   96,   112,  128,  144,  160,   176,   192,   208,   224,       240,
	256,  320,  384,  448,  512,  640,  768,  896,  1024,  1280,  1536,  1792,  2048,      2560,
	3072, 3584, 4096, 5120, 6144, 7168, 8176, 9344, 10912, 13088, 16368, 21824, MAX_SMALL,
};
#define CLASS_COUNT countof(class_sizes)
#define CLASS_LARGE 255

struct block {
	struct block *next; /* of its class, or of the large ones */
	struct block *free_next;
	size_t cell_size;
	size_t pages;
	uint32_t cell_count; /* cells handed out so far; those beyond were never used */
	uint32_t cell_limit;
	uint8_t class;
	bool unswept;
};
_Static_assert(sizeof(struct block) <= HEADER_SIZE, "cells begin after the head");

struct free_cell {
	struct cell cell; /* type is the next free cell; mark is 0 */
};

struct size_class {
	struct free_cell *free;
	struct block *blocks;
	struct block *bump;  /* the block that still has cells never used */
	struct block *sweep; /* where lazy sweeping goes on */
};

struct root {
	void (*mark)(void *context);
	void *context;
};

struct heap {
	struct size_class classes[CLASS_COUNT];
	struct block *large;
	struct block *empty; /* blocks without a class, zeroed */
	struct block ***map; /* page number to block */
	uintptr_t lowest, highest;
	char *arena, *arena_end; /* fresh pages */
	struct {
		void *address;
		size_t size;
	} * arenas;
	size_t arena_count, arena_capacity;
	struct cell **stack; /* marked, children not yet */
	size_t stack_count, stack_capacity;
	struct root *roots, *weak;
	size_t root_count, root_capacity, weak_count, weak_capacity;
	Value *pins;
	size_t pin_count, pin_capacity;
	struct heap_stack first;   /* of the thread that made it */
	struct heap_stack *stacks; /* all, chained */
	struct extras *extras;
	size_t allocated; /* bytes since the last collection */
	size_t threshold;
	struct gc_statistics statistics;
	uint8_t epoch; /* 1 or 2 */
	bool stress, collecting;
};

static uint8_t class_of_units[MAX_SMALL / 16 + 1]; /* by size in units of 16 bytes */
static _Thread_local struct heap *heap_current;
static _Thread_local struct heap_stack *own_stack;
atomic_bool gc_attention;
void (*gc_mark_extended)(void *cell);

static void class_table_fill(void)
{
	size_t class = 0;
	for (size_t units = 0; units < countof(class_of_units); units++) {
		while (class_sizes[class] < units * 16)
			class ++;
		class_of_units[units] = (uint8_t) class;
	}
}

struct heap *heap_create(void)
{
	if (class_of_units[countof(class_of_units) - 1] == 0)
		class_table_fill();
	struct heap *heap = xcalloc(1, sizeof(*heap));
	heap->map = xcalloc(LEVEL_SIZE, sizeof(*heap->map));
	heap->lowest = UINTPTR_MAX;
	heap->threshold = MIN_THRESHOLD;
	heap->epoch = 1;
	heap->first.base = __builtin_frame_address(0);
	heap->stacks = &heap->first;
	const char *stress = getenv("EXOSH_GC_STRESS");
	heap->stress = stress != NULL && *stress != '\0' && strcmp(stress, "0") != 0;
	return heap;
}

void heap_set_stack_base(struct heap *heap, void *address)
{
	heap->first.base = address;
}

void heap_enter(struct heap *heap)
{
	heap_current = heap;
	if (heap == NULL)
		return;
	struct heap_stack *stack = heap->stacks;
	while (stack != NULL && stack != own_stack)
		stack = stack->next;
	if (stack == NULL) /* not attached: the thread that made the heap */
		own_stack = &heap->first;
	if (heap->stress)
		gc_attention = true;
}

struct heap *heap_own(void)
{
	return heap_current;
}

struct extras **heap_extras(void)
{
	return &heap_current->extras;
}

void heap_attach(struct heap *heap, struct heap_stack *stack, void *base)
{
	*stack = (struct heap_stack){.next = heap->stacks, .base = base};
	heap->stacks = stack;
	own_stack = stack;
	heap_enter(heap);
}

void heap_detach(struct heap *heap)
{
	struct heap_stack **link = &heap->stacks;
	while (*link != own_stack)
		link = &(*link)->next;
	*link = own_stack->next;
	own_stack = NULL;
	heap_current = NULL;
}

struct heap_stack *heap_own_stack(void)
{
	return own_stack;
}

static NORETURN void out_of_memory(size_t size)
{
	fprintf(stderr, "exosh: out of memory (%zu bytes wanted)\n", size);
	abort();
}

/* Memory from the system, aligned to PAGE_SIZE and zeroed. What cells own is held from there: the leak checker looks. */
static void *system_pages(size_t size)
{
	char *raw = mmap(NULL, size + PAGE_SIZE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (raw == MAP_FAILED)
		out_of_memory(size);
	char *aligned = (char *)(((uintptr_t)raw + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1));
	if (aligned != raw)
		munmap(raw, (size_t)(aligned - raw));
	if (aligned + size != raw + size + PAGE_SIZE)
		munmap(aligned + size, (size_t)(raw + PAGE_SIZE - aligned));
	__lsan_register_root_region(aligned, size);
	return aligned;
}

static void system_release(void *pages, size_t size)
{
	ASAN_UNPOISON_MEMORY_REGION(pages, size);
	__lsan_unregister_root_region(pages, size);
	munmap(pages, size);
}

static void map_set(struct heap *heap, const struct block *first, struct block *value)
{
	uintptr_t number = (uintptr_t)first >> PAGE_BITS;
	for (size_t i = 0; i < first->pages; i++, number++) {
		struct block **leaf = heap->map[number >> LEVEL_BITS];
		if (leaf == NULL)
			leaf = heap->map[number >> LEVEL_BITS] = xcalloc(LEVEL_SIZE, sizeof(*leaf));
		leaf[number & (LEVEL_SIZE - 1)] = value;
	}
	heap->lowest = MIN(heap->lowest, (uintptr_t)first);
	heap->highest = MAX(heap->highest, (uintptr_t)first + first->pages * PAGE_SIZE);
}

static struct block *page_take(struct heap *heap)
{
	struct block *block = heap->empty;
	if (block != NULL) {
		heap->empty = block->next;
		return block;
	}
	if (heap->arena == heap->arena_end) {
		GROW(heap->arenas, heap->arena_count, heap->arena_capacity);
		heap->arena = system_pages(ARENA_PAGES * PAGE_SIZE);
		heap->arena_end = heap->arena + ARENA_PAGES * PAGE_SIZE;
		heap->arenas[heap->arena_count].address = heap->arena;
		heap->arenas[heap->arena_count++].size = ARENA_PAGES * PAGE_SIZE;
	}
	block = (struct block *)heap->arena;
	heap->arena += PAGE_SIZE;
	return block;
}

static inline char *block_cells(struct block *block)
{
	return (char *)block + HEADER_SIZE;
}

static void finalize_cell(struct cell *cell)
{
	if (cell->tag < TAG_BUFFER && cell->type->finalize != NULL)
		cell->type->finalize(cell);
}

/* Frees the dead cells of a block onto `*free`; returns how many are alive. */
static size_t block_sweep(struct heap *heap, struct block *block, struct free_cell **free)
{
	size_t alive = 0;
	char *at = block_cells(block);
	for (uint32_t i = 0; i < block->cell_count; i++, at += block->cell_size) {
		struct cell *cell = (struct cell *)at;
		if (cell->mark == heap->epoch) {
			alive++;
			continue;
		}
		if (cell->mark != 0) {
			finalize_cell(cell);
			cell->mark = 0;
			if (heap->stress)
				memset(cell + 1, 0xdb, block->cell_size - sizeof(*cell));
			ASAN_POISON_MEMORY_REGION(cell + 1, block->cell_size - sizeof(*cell));
		}
		struct free_cell *freed = (struct free_cell *)cell;
		freed->cell.type = (const struct type *)*free;
		*free = freed;
	}
	block->unswept = false;
	return alive;
}

static struct free_cell *class_refill(struct heap *heap, size_t class)
{
	struct size_class *c = &heap->classes[class];
	while (c->sweep != NULL) {
		struct block *block = c->sweep;
		c->sweep = block->next;
		if (block->unswept)
			block_sweep(heap, block, &c->free);
		if (c->free != NULL)
			return c->free;
	}
	struct block *block = c->bump;
	if (block == NULL || block->cell_count == block->cell_limit) {
		block = page_take(heap);
		block->cell_size = class_sizes[class];
		block->pages = 1;
		block->class = (uint8_t) class;
		block->cell_count = 0;
		block->cell_limit = (uint32_t)((PAGE_SIZE - HEADER_SIZE) / block->cell_size);
		block->unswept = false;
		block->next = c->blocks;
		c->blocks = block;
		c->bump = block;
		map_set(heap, block, block);
	}
	/* A few cells at a time: a fresh page is touched only as far as it is used. */
	size_t batch = MIN((size_t)16, (size_t)(block->cell_limit - block->cell_count));
	for (size_t i = batch; i-- > 0;) {
		struct free_cell *cell =
			(struct free_cell *)(block_cells(block) +
					     (block->cell_count + i) * block->cell_size);
		cell->cell.mark = 0;
		cell->cell.type = (const struct type *)c->free;
		c->free = cell;
	}
	block->cell_count += (uint32_t)batch;
	return c->free;
}

static void account(struct heap *heap, size_t size)
{
	heap->allocated += size;
	if (UNLIKELY(heap->allocated > heap->threshold))
		atomic_store_explicit(&gc_attention, true, memory_order_relaxed);
}

static struct cell *large_alloc(struct heap *heap, size_t size)
{
	size_t total = (size + HEADER_SIZE + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
	struct block *block = system_pages(total);
	block->cell_size = size;
	block->pages = total / PAGE_SIZE;
	block->class = CLASS_LARGE;
	block->cell_count = block->cell_limit = 1;
	block->next = heap->large;
	heap->large = block;
	map_set(heap, block, block);
	return (struct cell *)block_cells(block);
}

static struct cell *cell_alloc(size_t size)
{
	struct heap *heap = heap_current;
	struct cell *cell;
	if (LIKELY(size <= MAX_SMALL)) {
		size_t class = class_of_units[(size + 15) / 16];
		struct free_cell *free = heap->classes[class].free;
		if (UNLIKELY(free == NULL))
			free = class_refill(heap, class);
		heap->classes[class].free = (struct free_cell *)free->cell.type;
		cell = &free->cell;
		ASAN_UNPOISON_MEMORY_REGION(cell, class_sizes[class]);
		account(heap, class_sizes[class]);
		memset(cell, 0, class_sizes[class]);
	} else {
		cell = large_alloc(heap, size);
		account(heap, size);
	}
	cell->mark = heap->epoch;
	cell->size = (uint32_t)MIN(size, (size_t)UINT32_MAX);
	return cell;
}

void *gc_alloc(const struct type *type, enum value_tag tag, size_t size)
{
	struct cell *cell = cell_alloc(size);
	cell->type = type;
	cell->tag = (uint8_t)tag;
	return cell;
}

static void *buffer_alloc(size_t size, uint8_t tag)
{
	if (size > PTRDIFF_MAX - 2 * PAGE_SIZE)
		out_of_memory(size);
	struct cell *cell = cell_alloc(size + sizeof(struct cell));
	cell->tag = tag;
	return cell + 1;
}

void *gc_alloc_buffer(size_t size)
{
	return buffer_alloc(size, TAG_BUFFER);
}

void *gc_alloc_bytes(size_t size)
{
	return buffer_alloc(size, TAG_BYTES);
}

void *gc_realloc_buffer(void *buffer, size_t old_size, size_t new_size)
{
	if (buffer == NULL)
		return gc_alloc_buffer(new_size);
	void *grown = buffer_alloc(new_size, ((struct cell *)buffer - 1)->tag);
	memcpy(grown, buffer, MIN(old_size, new_size));
	return grown;
}

void *gc_alloc_permanent(const struct type *type, enum value_tag tag, size_t size)
{
	struct cell *cell = xcalloc(1, size);
	cell->type = type;
	cell->tag = (uint8_t)tag;
	cell->mark = GC_PERMANENT;
	cell->size = (uint32_t)size;
	return cell;
}

void gc_account(ptrdiff_t bytes)
{
	if (bytes > 0 && heap_current != NULL)
		account(heap_current, (size_t)bytes);
}

static void push(struct heap *heap, struct cell *cell)
{
	GROW(heap->stack, heap->stack_count, heap->stack_capacity);
	heap->stack[heap->stack_count++] = cell;
}

/* `scan`: whether a buffer's words are to be looked at. */
static inline void mark(struct heap *heap, struct cell *cell, bool scan)
{
	if (cell->mark == heap->epoch || cell->mark == GC_PERMANENT)
		return;
	cell->mark = heap->epoch;
	heap->statistics.live_cells++;
	heap->statistics.live_bytes += cell->size;
	if (cell->tag == TAG_BYTES || (cell->tag == TAG_BUFFER && !scan))
		return;
	if (cell->tag == TAG_BUFFER || cell->type->mark != NULL || (cell->flags & CELL_EXTENDED))
		push(heap, cell);
}

void gc_mark_cell(void *cell)
{
	if (cell != NULL)
		mark(heap_current, cell, true);
}

void gc_mark(Value v)
{
	if (value_is_cell(v) && v.cell != NULL)
		mark(heap_current, v.cell, true);
}

void gc_mark_buffer(void *buffer)
{
	if (buffer != NULL)
		mark(heap_current, (struct cell *)buffer - 1, true);
}

void gc_mark_values(const Value *values, size_t count)
{
	struct heap *heap = heap_current;
	for (size_t i = 0; i < count; i++)
		if (value_is_cell(values[i]) && values[i].cell != NULL)
			mark(heap, values[i].cell, true);
}

void gc_mark_value_buffer(void *buffer, size_t count)
{
	if (buffer == NULL)
		return;
	mark(heap_current, (struct cell *)buffer - 1, false);
	gc_mark_values(buffer, count);
}

bool gc_is_marked(const void *cell)
{
	const struct cell *c = cell;
	return c->mark == heap_current->epoch || c->mark == GC_PERMANENT;
}

/* Marks the cell that a word points to or into, if it does. */
static void mark_word(struct heap *heap, uintptr_t word)
{
	if (word < heap->lowest || word >= heap->highest)
		return;
	struct block **leaf = heap->map[word >> PAGE_BITS >> LEVEL_BITS];
	if (leaf == NULL)
		return;
	struct block *block = leaf[(word >> PAGE_BITS) & (LEVEL_SIZE - 1)];
	if (block == NULL || word < (uintptr_t)block_cells(block))
		return;
	size_t number = (word - (uintptr_t)block_cells(block)) / block->cell_size;
	if (number >= block->cell_count)
		return;
	struct cell *cell = (struct cell *)(block_cells(block) + number * block->cell_size);
	if (cell->mark != 0)
		mark(heap, cell, true);
}

/* What a waiting thread does on its stack meanwhile has nothing to do with cells: no race that matters. */
__attribute__((no_sanitize("address", "thread"))) static void
mark_words(struct heap *heap, const uintptr_t *from, const uintptr_t *to)
{
	for (; from < to; from++)
		mark_word(heap, *from);
}

static size_t cell_full_size(struct heap *heap, const struct cell *cell)
{
	if (cell->size < UINT32_MAX)
		return cell->size;
	uintptr_t number = (uintptr_t)cell >> PAGE_BITS;
	return heap->map[number >> LEVEL_BITS][number & (LEVEL_SIZE - 1)]->cell_size;
}

static void drain(struct heap *heap)
{
	while (heap->stack_count > 0) {
		struct cell *cell = heap->stack[--heap->stack_count];
		if (cell->tag == TAG_BUFFER) {
			mark_words(heap, (const uintptr_t *)(cell + 1),
				   (const uintptr_t *)((char *)cell + cell_full_size(heap, cell)));
			continue;
		}
		if (cell->type->mark != NULL)
			cell->type->mark(cell);
		if ((cell->flags & CELL_EXTENDED) && gc_mark_extended != NULL)
			gc_mark_extended(cell);
	}
}

__attribute__((noinline, no_sanitize("address"))) static void mark_stack(struct heap *heap)
{
	jmp_buf registers;
	(void)setjmp(registers);
	__builtin_unwind_init();
	char *here = __builtin_frame_address(0);
	mark_words(heap, (const uintptr_t *)&registers, (const uintptr_t *)(&registers + 1));
	char *low = MIN(here, (char *)&registers);
	low = (char *)((uintptr_t)low & ~(sizeof(uintptr_t) - 1));
	mark_words(heap, (const uintptr_t *)low, (const uintptr_t *)own_stack->base);
}

/* Threads that wait for their turn. */
static void mark_other_stacks(struct heap *heap)
{
	for (struct heap_stack *stack = heap->stacks; stack != NULL; stack = stack->next) {
		if (stack == own_stack || stack->here == NULL)
			continue;
		mark_words(heap, (const uintptr_t *)&stack->registers,
			   (const uintptr_t *)(&stack->registers + 1));
		mark_words(heap, (const uintptr_t *)stack->here, (const uintptr_t *)stack->base);
	}
}

static void mark_roots(struct heap *heap)
{
	struct runtime *rt =
		runtime(); /* sessions have roots of their own: this is for those without */
	if (rt != NULL) {
		gc_mark(rt->error);
		gc_mark(rt->type_data);
	}
	gc_mark_values(heap->pins, heap->pin_count);
	for (size_t i = 0; i < heap->root_count; i++)
		heap->roots[i].mark(heap->roots[i].context);
}

/* Gives wholly dead pages back, so that any size class can have them. */
static void sweep_rest(struct heap *heap)
{
	for (size_t class = 0; class < CLASS_COUNT; class ++) {
		struct size_class *c = &heap->classes[class];
		c->sweep = NULL;
		for (struct block **link = &c->blocks; *link != NULL;) {
			struct block *block = *link;
			if (!block->unswept) {
				link = &block->next;
				continue;
			}
			struct free_cell *free = c->free;
			if (block_sweep(heap, block, &c->free) == 0 && block != c->bump) {
				c->free = free;
				*link = block->next;
				map_set(heap, block, NULL);
				ASAN_UNPOISON_MEMORY_REGION(block, PAGE_SIZE);
				memset(block_cells(block), 0, PAGE_SIZE - HEADER_SIZE);
				block->next = heap->empty;
				heap->empty = block;
				continue;
			}
			link = &block->next;
		}
	}
}

static void large_free(struct heap *heap, struct block *block)
{
	finalize_cell((struct cell *)block_cells(block));
	map_set(heap, block, NULL);
	system_release(block, block->pages * PAGE_SIZE);
}

/* Large cells are freed at once: their memory matters. */
static void sweep_large(struct heap *heap)
{
	for (struct block **link = &heap->large; *link != NULL;) {
		struct block *block = *link;
		if (((struct cell *)block_cells(block))->mark == heap->epoch) {
			link = &block->next;
			continue;
		}
		*link = block->next;
		large_free(heap, block);
	}
}

/* From now on all cells not marked again are dead: free lists hold only cells of swept blocks, which are
 * to be swept anew. */
static void schedule_sweep(struct heap *heap)
{
	for (size_t class = 0; class < CLASS_COUNT; class ++) {
		struct size_class *c = &heap->classes[class];
		c->free = NULL;
		c->sweep = c->blocks;
		for (struct block *block = c->blocks; block != NULL; block = block->next)
			block->unswept = true;
	}
}

void gc_collect(void)
{
	struct heap *heap = heap_current;
	if (heap == NULL || heap->collecting)
		return;
	struct timespec start, end;
	clock_gettime(CLOCK_MONOTONIC, &start);
	heap->collecting = true;
	sweep_rest(heap);
	heap->epoch = heap->epoch == 1 ? 2 : 1;
	heap->statistics.live_cells = heap->statistics.live_bytes = 0;
	mark_roots(heap);
	drain(heap);
	mark_stack(heap);
	mark_other_stacks(heap);
	drain(heap);
	for (size_t i = 0; i < heap->weak_count; i++)
		heap->weak[i].mark(heap->weak[i].context);
	sweep_large(heap);
	schedule_sweep(heap);
	if (heap->stress)
		sweep_rest(heap);
	heap->allocated = 0;
	heap->threshold = MAX(MIN_THRESHOLD, heap->statistics.live_bytes);
	atomic_store_explicit(&gc_attention, heap->stress, memory_order_relaxed);
	heap->collecting = false;
	heap->statistics.collections++;
	clock_gettime(CLOCK_MONOTONIC, &end);
	heap->statistics.nanoseconds +=
		(end.tv_sec - start.tv_sec) * INT64_C(1000000000) + (end.tv_nsec - start.tv_nsec);
}

void gc_attend(void)
{
	struct heap *heap = heap_current;
	atomic_store_explicit(&gc_attention, false, memory_order_relaxed);
	interpreter_take_turns();
	if (heap != NULL && (heap->stress || heap->allocated > heap->threshold))
		gc_collect();
}

void gc_pin(Value v)
{
	struct heap *heap = heap_current;
	GROW(heap->pins, heap->pin_count, heap->pin_capacity);
	heap->pins[heap->pin_count++] = v;
}

void gc_unpin(Value v)
{
	struct heap *heap = heap_current;
	for (size_t i = heap->pin_count; i-- > 0;) {
		if (heap->pins[i].tag == v.tag && heap->pins[i].cell == v.cell) {
			heap->pins[i] = heap->pins[--heap->pin_count];
			return;
		}
	}
}

void gc_add_root(void (*mark_function)(void *context), void *context)
{
	struct heap *heap = heap_current;
	GROW(heap->roots, heap->root_count, heap->root_capacity);
	heap->roots[heap->root_count++] = (struct root){mark_function, context};
}

void gc_remove_root(void (*mark_function)(void *context), void *context)
{
	struct heap *heap = heap_current;
	for (size_t i = heap->root_count; i-- > 0;) {
		if (heap->roots[i].mark == mark_function && heap->roots[i].context == context) {
			heap->roots[i] = heap->roots[--heap->root_count];
			return;
		}
	}
}

void gc_add_weak(void (*sweep)(void *context), void *context)
{
	struct heap *heap = heap_current;
	GROW(heap->weak, heap->weak_count, heap->weak_capacity);
	heap->weak[heap->weak_count++] = (struct root){sweep, context};
}

void gc_get_statistics(struct gc_statistics *statistics_r)
{
	*statistics_r = heap_current->statistics;
}

/* Everything dies: what holds files or other foreign things lets go of them. */
static void finalize_all(struct heap *heap)
{
	for (size_t class = 0; class < CLASS_COUNT; class ++) {
		for (struct block *block = heap->classes[class].blocks; block != NULL;
		     block = block->next) {
			for (uint32_t i = 0; i < block->cell_count; i++) {
				struct cell *cell =
					(struct cell *)(block_cells(block) + i * block->cell_size);
				if (cell->mark != 0)
					finalize_cell(cell);
			}
		}
	}
}

void heap_free(struct heap **heap_p)
{
	struct heap *heap = *heap_p;
	if (heap == NULL)
		return;
	finalize_all(heap);
	extras_free(&heap->extras);
	while (heap->large != NULL) {
		struct block *block = heap->large;
		heap->large = block->next;
		large_free(heap, block);
	}
	for (size_t i = 0; i < heap->arena_count; i++)
		system_release(heap->arenas[i].address, heap->arenas[i].size);
	for (size_t i = 0; i < LEVEL_SIZE; i++)
		free(heap->map[i]);
	free(heap->map);
	free(heap->arenas);
	free(heap->stack);
	free(heap->roots);
	free(heap->weak);
	free(heap->pins);
	if (heap_current == heap)
		heap_current = NULL;
	free(heap);
	*heap_p = NULL;
}
