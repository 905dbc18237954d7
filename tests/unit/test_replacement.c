/* A file that is written anew: the old one stays whole until the new one is. */
#include "base/replacement.h"
#include "base/xmalloc.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/exosh-replacement-XXXXXX";

static void put(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void assert_holds(const char *name, const char *wanted)
{
	char text[64] = "";
	FILE *file = fopen(name, "r");
	assert_non_null(file);
	assert_true(fread(text, 1, sizeof(text) - 1, file) > 0);
	fclose(file);
	assert_string_equal(text, wanted);
}

static void write_new(struct replacement *r)
{
	assert_int_equal(write(r->fd, "new", 3), 3);
}

static void test_takes_the_place_with_the_old_rights(void **context UNUSED)
{
	struct replacement r;
	struct stat st;
	put("a", "old");
	chmod("a", 0640);
	assert_int_equal(replacement_open(&r, "a", 0666), 0);
	write_new(&r);
	assert_holds("a", "old");
	assert_int_equal(replacement_finish(&r), 0);
	replacement_close(&r);
	assert_holds("a", "new");
	assert_int_equal(stat("a", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
}

static void test_thrown_away_leaves_the_old_file(void **context UNUSED)
{
	struct replacement r;
	put("b", "old");
	assert_int_equal(replacement_open(&r, "b", 0666), 0);
	write_new(&r);
	replacement_close(&r);
	assert_holds("b", "old");
}

static void test_links_stay(void **context UNUSED)
{
	struct replacement r;
	struct stat st;
	put("c", "old");
	assert_int_equal(symlink("c", "symbolic"), 0);
	assert_int_equal(replacement_open(&r, "symbolic", 0666), 0);
	write_new(&r);
	assert_int_equal(replacement_finish(&r), 0);
	replacement_close(&r);
	assert_holds("c", "new");
	assert_int_equal(lstat("symbolic", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	put("d", "old");
	assert_int_equal(link("d", "hard"), 0);
	assert_int_equal(replacement_open(&r, "hard", 0666), 0);
	write_new(&r);
	assert_int_equal(replacement_finish(&r), 0);
	replacement_close(&r);
	assert_holds("d", "new");
}

static void test_a_folder_is_refused(void **context UNUSED)
{
	struct replacement r;
	assert_int_equal(replacement_open(&r, ".", 0666), -1);
	assert_int_equal(errno, EISDIR);
	replacement_close(&r);
}

static int enter(void **context UNUSED)
{
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **context UNUSED)
{
	static const char *const names[] = {"a", "b", "c", "symbolic", "d", "hard"};
	for (size_t i = 0; i < countof(names); i++)
		unlink(names[i]);
	return rmdir(folder); /* fails where something was left beside them */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_takes_the_place_with_the_old_rights),
		cmocka_unit_test(test_thrown_away_leaves_the_old_file),
		cmocka_unit_test(test_links_stay),
		cmocka_unit_test(test_a_folder_is_refused),
	};
	return cmocka_run_group_tests(tests, enter, leave);
}
