#include "base/base.h"
#include "transport/folder_map.h"
#include "transport/maildir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct line {
	const char *name;
	uint32_t flags;
	const char *target; /* NULL: not copied */
};

/* Builds the map of a listing and compares where each folder goes. */
static void check_lists(const struct line *lines, char separator,
			struct imap_namespaces *namespaces, const char *root,
			const char *const *include, const char *const *exclude)
{
	struct imap_folder items[20];
	struct imap_folders folders = {.items = items};
	struct folder_map_options options = {namespaces, root, include, exclude, false};
	struct folder_map map;
	size_t copied = 0;

	for (; lines[folders.count].name; folders.count++)
		items[folders.count] =
			(struct imap_folder){.name = (char *)lines[folders.count].name,
					     .separator = separator,
					     .flags = lines[folders.count].flags};
	folder_map_build(&map, &folders, &options);
	for (size_t i = 0; lines[i].name; i++) {
		const char *target = NULL;
		for (size_t at = 0; at < map.count; at++)
			if (map.entries[at].folder == &items[i])
				target = map.entries[at].target_text;
		if (!lines[i].target != !target || (target && strcmp(target, lines[i].target)))
			fail_msg("%s went to %s", lines[i].name, target ? target : "nowhere");
		copied += lines[i].target != NULL;
	}
	assert_int_equal(map.count, copied);
	folder_map_clear(&map);
}

static void check(const struct line *lines, char separator, struct imap_namespaces *namespaces,
		  const char *root, const char *const *exclude)
{
	check_lists(lines, separator, namespaces, root, NULL, exclude);
}

static void test_special_use(void **state)
{
	static const struct line flags[] = {{"Gesendet", IMAP_FOLDER_SENT, "Sent Items"},
					    {"Gesendet/2023", 0, "Sent Items/2023"},
					    {"Sent", 0, "Sent"},
					    {"Trash", IMAP_FOLDER_TRASH, "Deleted Items"},
					    {"inbox", 0, "INBOX"},
					    {"INBOX/Sub", 0, "INBOX/Sub"},
					    {"Parent", IMAP_FOLDER_NOSELECT, NULL},
					    {"Parent/Child", 0, "Parent/Child"},
					    {"Sentinel", 0, "Sentinel"},
					    {NULL, 0, NULL}};
	static const struct line names[] = {{"INBOX", 0, "INBOX"},
					    {"Sent", 0, "Sent Items"},
					    {"Spam", 0, "Junk Email"},
					    {"Papierkorb", 0, "Deleted Items"},
					    {"Entw&APw-rfe", 0, "Drafts"},
					    {"Lists/Sent", 0, "Lists/Sent"},
					    {NULL, 0, NULL}};
	(void)state;

	check(flags, '/', NULL, NULL, NULL);
	check(names, '/', NULL, NULL, NULL);
}

static void test_namespaces(void **state)
{
	static const struct line lines[] = {{"INBOX", 0, "INBOX"},
					    {"INBOX.Sent", 0, "Sent Items"},
					    {"INBOX.a/b.c", 0, "a/b/c"},
					    {"shared.team", 0, NULL},
					    {"user.bob.x", 0, NULL},
					    {"INBOX.INBOX.x", 0, "INBOX/x"},
					    {NULL, 0, NULL}};
	struct imap_namespace items[] = {
		{"INBOX.", '.', true}, {"shared.", '.', false}, {"user.", '.', false}};
	struct imap_namespaces namespaces = {items, 3, 3};
	(void)state;

	check(lines, '.', &namespaces, NULL, NULL);
}

static void test_root(void **state)
{
	static const struct line lines[] = {{"users.terry.adams", 0, "INBOX"},
					    {"users.terry.adams.Sent", 0, "Sent Items"},
					    {"users.terry.adamson", 0, NULL},
					    {"INBOX", 0, NULL},
					    {NULL, 0, NULL}};
	struct imap_namespace items[] = {{"", '.', true}, {"shared.", '.', false}};
	struct imap_namespaces namespaces = {items, 2, 2};
	static const char *const expected[] = {"/users/terry.adams", "users/terry.adams",
					       "users.terry.adams", "shared.users.terry.adams"};
	(void)state;

	check(lines, '.', NULL, "users.terry.adams", NULL);
	char **names = folder_map_root_names("/users/terry.adams/", &namespaces, '.');
	for (size_t i = 0; i < countof(expected); i++) {
		assert_string_equal(names[i], expected[i]);
		free(names[i]);
	}
	assert_null(names[countof(expected)]);
	free(names);
}

static void test_exclude(void **state)
{
	static const struct line lines[] = {{"INBOX", 0, "INBOX"},
					    {"Trash", IMAP_FOLDER_TRASH, NULL},
					    {"Sent", IMAP_FOLDER_SENT, NULL},
					    {"Sent/2023", 0, "Sent Items/2023"},
					    {"lists", 0, NULL},
					    {"lists/debian", 0, NULL},
					    {"[Gmail]", IMAP_FOLDER_NOSELECT, NULL},
					    {"[Gmail]/All Mail", 0, NULL},
					    {"#odd", 0, NULL},
					    {"Junk", IMAP_FOLDER_JUNK, NULL},
					    {NULL, 0, NULL}};
	static const char *const exclude[] = {
		"Deleted Items", "#SentItems#",   "LISTS/*", "[gmail]",
		"\\#odd",        "#junkemail#/*", NULL};
	(void)state;

	check(lines, '/', NULL, NULL, exclude);
}

static void test_include(void **state)
{
	static const struct line lines[] = {{"INBOX", 0, "INBOX"},
					    {"INBOX.Orders", 0, "INBOX/Orders"},
					    {"Sent", IMAP_FOLDER_SENT, NULL},
					    {"Projects", 0, NULL},
					    {"Projects.2023", 0, NULL},
					    {"Projects.2024", 0, "Projects/2024"},
					    {"Projects.2024.May", 0, "Projects/2024/May"},
					    {"Projects.2024.Private", 0, NULL},
					    {"a*b", 0, "a*b"},
					    {"axb", 0, NULL},
					    {"[x]", 0, "[x]"},
					    {"Invoices 2019", 0, "Invoices 2019"},
					    {"Invoices 20", 0, NULL},
					    {NULL, 0, NULL}};
	static const char *const include[] = {"#Inbox#/*", "projects/2024/*", "A\\*B",
					      "[X]",       "invoices ????",   NULL};
	static const char *const exclude[] = {"*/private", NULL};
	(void)state;

	check_lists(lines, '.', NULL, NULL, include, exclude);
}

static void expect_name(size_t count, char **parts, const char *expected)
{
	struct folder_path path = {parts, count};
	char *name = maildir_folder_name(&path);

	assert_string_equal(name, expected);
	free(name);
}

/* No name leaves the store, and none can't be a file name. */
static void test_maildir_names(void **state)
{
	char longest[600];
	(void)state;

	expect_name(1, (char *[]){"INBOX"}, "");
	expect_name(2, (char *[]){"A", "B c"}, ".A.B c");
	expect_name(1, (char *[]){".."}, ".&ICQgJA-");
	expect_name(2, (char *[]){"..", "etc/passwd"}, ".&ICQgJA-.etc&IhU-passwd");
	expect_name(1, (char *[]){"a\x01\n"}, ".a&,,3,,Q-");
	expect_name(1, (char *[]){"Größe"}, ".Gr&APYA3w-e");
	expect_name(1, (char *[]){"v1.0"}, ".v1&ICQ-0");
	memset(longest, 'x', sizeof(longest));
	longest[sizeof(longest) - 1] = '\0';
	struct folder_path path = {(char *[]){longest}, 1};
	char *name = maildir_folder_name(&path);
	assert_true(strlen(name) <= 240);
	free(name);
	assert_null(maildir_mailbox_path("../x@y", NULL));
	assert_null(maildir_mailbox_path("a/b@y", NULL));
	assert_null(maildir_mailbox_path("", NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_special_use), cmocka_unit_test(test_namespaces),
		cmocka_unit_test(test_root),        cmocka_unit_test(test_exclude),
		cmocka_unit_test(test_include),     cmocka_unit_test(test_maildir_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
