#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "object/array.h"
#include "object/gc.h"
#include "object/hashtable.h"
#include "object/psobject.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type.h"

static struct runtime rt;
static int finalized;

static void count_finalized(void *cell)
{
	(void)cell;
	finalized++;
}

static struct type type_probe = {.name = "Probe", .finalize = count_finalized};

static int setup(void **state)
{
	rt = (struct runtime){.heap = heap_create()};
	heap_set_stack_base(rt.heap, __builtin_frame_address(0));
	runtime_enter(&rt);
	type_register(&type_probe);
	*state = &rt;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	runtime_enter(NULL);
	heap_free(&rt.heap);
	return 0;
}

static size_t live_cells(void)
{
	struct gc_statistics statistics;
	gc_get_statistics(&statistics);
	return statistics.live_cells;
}

/* Garbage made in a frame of its own, so that no register or stack slot keeps it. */
static __attribute__((noinline)) void make_garbage(int count)
{
	for (int i = 0; i < count; i++)
		gc_alloc(&type_probe, VALUE_OBJECT, 48);
}

static __attribute__((noinline)) void clear_stack(void)
{
	volatile char area[4096];
	memset((char *)area, 0, sizeof(area));
}

static void garbage_is_finalized(void **state)
{
	(void)state;
	finalized = 0;
	make_garbage(1000);
	clear_stack();
	gc_collect();
	gc_collect();
	assert_true(finalized >= 990);
}

static void locals_survive(void **state)
{
	(void)state;
	Value list = list_new();
	for (int i = 0; i < 1000; i++)
		list_add(value_as_list(list), string_printf("item %d", i));
	gc_collect();
	make_garbage(5000);
	gc_collect();
	make_garbage(5000);
	assert_int_equal(value_as_list(list)->count, 1000);
	assert_string_equal(string_data(value_as_list(list)->items[999]), "item 999");
}

static void interior_pointers_count(void **state)
{
	(void)state;
	Value v = string_from(
		"kept by a pointer into its middle, long enough for a class of its own");
	const char *inside = string_data(v) + 30;
	memset(&v, 0, sizeof(v));
	gc_collect();
	make_garbage(10000);
	gc_collect();
	make_garbage(10000);
	assert_string_equal(inside, "dle, long enough for a class of its own");
}

static void large_cells_come_and_go(void **state)
{
	(void)state;
	Value big = array_new(1000000);
	value_as_array(big)->items[999999] = string_from("end");
	gc_collect();
	assert_string_equal(string_data(value_as_array(big)->items[999999]), "end");
	size_t before = live_cells();
	for (int i = 0; i < 20; i++) {
		array_new(100000);
		gc_collect();
	}
	assert_true(live_cells() <= before + 8);
}

static void pins_and_roots(void **state)
{
	(void)state;
	Value *hidden = test_malloc(sizeof(*hidden));
	*hidden = string_from("pinned while only malloc()ed memory knows it");
	gc_pin(*hidden);
	clear_stack();
	gc_collect();
	make_garbage(10000);
	gc_collect();
	assert_int_equal(string_data(*hidden)[0], 'p');
	gc_unpin(*hidden);
	test_free(hidden);
}

static void cycles_are_freed(void **state)
{
	(void)state;
	clear_stack();
	gc_collect();
	size_t before = live_cells();
	for (int i = 0; i < 100; i++) {
		Value h = hashtable_new();
		hashtable_set_text(value_as_hashtable(h), "self", h);
	}
	clear_stack();
	gc_collect();
	assert_true(live_cells() < before + 60);
}

static void many_properties(void **state)
{
	(void)state;
	Value o = psobject_new();
	char name[16];
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "p%d", i);
		psobject_set(o, name, value_int(i));
		if (i % 500 == 0)
			gc_collect();
	}
	Value v;
	assert_true(psobject_get(o, "P2999", &v));
	assert_int_equal(v.integer, 2999);
	assert_true(psobject_remove(o, "p5"));
	assert_false(psobject_get(o, "p5", &v));
	assert_int_equal(psobject_count(o), 2999);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(garbage_is_finalized),
		cmocka_unit_test(locals_survive),
		cmocka_unit_test(interior_pointers_count),
		cmocka_unit_test(large_cells_come_and_go),
		cmocka_unit_test(pins_and_roots),
		cmocka_unit_test(cycles_are_freed),
		cmocka_unit_test(many_properties),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
