#include "transport/state.h"
#include "transport/sync.h"
#include "transport/sync_journal.h"
#include "transport/sync_labels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/exosh-journal-XXXXXX";
static struct state *store;

static int setup(void **state)
{
	struct error error = ERROR_INIT;
	int file = mkstemp(path);
	(void)state;

	close(file);
	unlink(path);
	store = state_open(path, &error);
	return store ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	state_close(&store);
	return unlink(path);
}

static int sum(void *context, const struct sync_row *row, struct error *error)
{
	(void)error;
	*(uint64_t *)context = *(uint64_t *)context * 10 + row->uid;
	return row->uid == 4;
}

static void test_folder_and_messages(void **state)
{
	struct sync_journal_folder folder = {
		.source = "INBOX", .target = "INBOX", .uid_validity = UINT32_MAX, .uid_next = 5};
	struct sync_row rows[] = {
		{3, SYNC_ROW_COPIED, 33, 1, 100, -1},
		{1, SYNC_ROW_COPIED, INT64_MAX, 2, 50, 7},
		{2, SYNC_ROW_FAILED, 0, 0, 9, 0},
		{4, SYNC_ROW_SKIPPED, 0, 0, 1ull << 40, 0},
	};
	struct sync_journal_folders folders;
	struct sync_totals totals;
	struct error error = ERROR_INIT;
	struct sync_row row;
	uint64_t seen = 0;
	(void)state;

	assert_int_equal(sync_journal_put_folder(store, 77, &folder, true, &error), 0);
	assert_true(folder.id > 0);
	assert_int_equal(sync_journal_put(store, folder.id, rows, 4, &error), 0);
	folder.clean = true;
	folder.mod_seq = 1ull << 50;
	assert_int_equal(sync_journal_put_folder(store, 77, &folder, false, &error), 0);
	assert_int_equal(sync_journal_folders(store, 77, &folders, &error), 0);
	assert_int_equal(folders.count, 1);
	const struct sync_journal_folder *read = sync_journal_folders_find(&folders, "INBOX");
	assert_int_equal(read->uid_validity, UINT32_MAX);
	assert_int_equal(read->mod_seq, 1ull << 50);
	assert_true(read->clean);
	sync_journal_folders_clear(&folders);

	assert_int_equal(sync_journal_get(store, folder.id, 1, &row, &error), 1);
	assert_int_equal(row.target_id, INT64_MAX);
	assert_int_equal(sync_journal_get(store, folder.id, 9, &row, &error), 0);
	assert_int_equal(sync_journal_each(store, folder.id, false, sum, &seen, &error), 0);
	assert_int_equal(seen, 1234);
	seen = 0;
	assert_int_equal(sync_journal_each(store, folder.id, true, sum, &seen, &error), 0);
	assert_int_equal(seen, 24);
	assert_int_equal(sync_journal_totals(store, 77, &totals, &error), 0);
	assert_int_equal(totals.copied, 2);
	assert_int_equal(totals.copied_bytes, 150);
	assert_int_equal(totals.skipped, 2);
	assert_int_equal(sync_journal_delete(store, folder.id, 3, &error), 0);

	/* Another mailbox's journal is its own. */
	assert_int_equal(sync_journal_totals(store, 78, &totals, &error), 0);
	assert_int_equal(totals.copied, 0);
	assert_int_equal(sync_forget(store, 77, &error), 0);
	assert_int_equal(sync_journal_totals(store, 77, &totals, &error), 0);
	assert_int_equal(totals.copied + totals.skipped, 0);
}

static void test_labels(void **state)
{
	struct sync_labels labels = {0};
	(void)state;

	for (uint64_t i = 1; i < 5000; i++)
		assert_true(sync_labels_add(&labels, i << 40));
	for (uint64_t i = 1; i < 5000; i++)
		assert_false(sync_labels_add(&labels, i << 40));
	assert_int_equal(labels.count, 4999);
	sync_labels_clear(&labels);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folder_and_messages),
		cmocka_unit_test(test_labels),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
