#include "base/xmalloc.h"
#include "transport/folder_map.h"
#include "transport/imap_fetch.h"
#include "transport/maildir.h"
#include "transport/target.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char home[] = "/tmp/exosh-maildir-XXXXXX";
static char inbox[64];

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(home))
		return -1;
	snprintf(inbox, sizeof(inbox), "%s/mailboxes/user@contoso.com/cur", home);
	return setenv("EXOSH_HOME", home, 1);
}

static int teardown(void **state)
{
	char command[64];
	(void)state;

	snprintf(command, sizeof(command), "rm -rf '%s'", home);
	return system(command);
}

/* The only message in INBOX: its name, and its bytes in `text_r`. The caller frees the name. */
static char *only_message(char *text_r, size_t size)
{
	DIR *folder = opendir(inbox);
	struct dirent *entry;
	char *name = NULL;

	while (folder && (entry = readdir(folder))) {
		if (*entry->d_name == '.')
			continue;
		assert_null(name);
		name = xstrdup(entry->d_name);
	}
	if (folder)
		closedir(folder);
	if (name && text_r) {
		char *path = xasprintf("%s/%s", inbox, name);
		FILE *file = fopen(path, "r");
		text_r[fread(text_r, 1, size - 1, file)] = '\0';
		fclose(file);
		free(path);
	}
	return name;
}

static int note_stored(void *context, void *owner, uint32_t uid, int64_t target_id,
		       struct error *error)
{
	(void)owner, (void)error;
	assert_int_equal(uid, 7);
	*(int64_t *)context = target_id;
	return 0;
}

/* A message arrives in two pieces, cut between CR and LF. */
static void test_delivery(void **state)
{
	static const char first[] = "a: b\r\n\r\nbare\nreturn\rend\r", second[] = "\n.\r\n";
	struct folder_path path = {(char *[]){"INBOX"}, 1};
	int64_t id = 0;
	struct target_events events = {&id, note_stored, NULL};
	struct error error = ERROR_INIT;
	struct target_folder folder;
	struct target_message message = {.uid = 7,
					 .token = 0xabc,
					 .flags = IMAP_FLAG_SEEN | IMAP_FLAG_DRAFT,
					 .keywords = "$Forwarded Work",
					 .date = {.seconds = 837596665, .known = true}};
	char text[256];
	(void)state;

	struct target *target = target_maildir_create("User@Contoso.com", &events, &error);
	assert_non_null(target);
	assert_int_equal(target->class->open(target, &path, true, &folder, &error), 0);
	assert_true(folder.gives_ids);
	assert_int_equal(target->class->begin(target, &message, &error), 0);
	assert_int_equal(target->class->write(target, first, sizeof(first) - 1, &error), 0);
	assert_int_equal(target->class->write(target, second, sizeof(second) - 1, &error), 0);
	assert_int_equal(target->class->end(target, &error), 0);
	/* Nobody sees it before it is on disk. */
	assert_null(only_message(NULL, 0));
	assert_int_equal(id, 0);
	assert_int_equal(target->class->flush(target, &error), 0);
	assert_int_equal(id, 0xabc);
	char *name = only_message(text, sizeof(text));
	assert_string_equal(text, "a: b\n\nbare\nreturn\rend\n.\n");
	assert_string_equal(name, "837596665.X0000000000000abc.exosh,S=24,W=29:2,DSab");
	free(name);
	assert_int_equal(target->class->set_flags(target, id, IMAP_FLAG_FLAGGED, "Work", &error),
			 0);
	name = only_message(NULL, 0);
	assert_string_equal(name, "837596665.X0000000000000abc.exosh,S=24,W=29:2,Fb");
	free(name);
	assert_int_equal(target->class->set_flags(target, 12345, 0, "", &error), 0);
	assert_int_equal(target->class->remove(target, id, &error), 0);
	assert_null(only_message(NULL, 0));
	target_free(&target);
}

/* What a killed process left in tmp is written over, not doubled. */
static void test_left_over(void **state)
{
	struct folder_path path = {(char *[]){"INBOX"}, 1};
	int64_t id = 0;
	struct target_events events = {&id, note_stored, NULL};
	struct target_message message = {.uid = 7, .token = 1, .keywords = ""};
	struct error error = ERROR_INIT;
	struct target_folder folder;
	char text[256], tmp[128];
	(void)state;

	struct target *target = target_maildir_create("user@contoso.com", &events, &error);
	assert_int_equal(target->class->open(target, &path, false, &folder, &error), 0);
	snprintf(tmp, sizeof(tmp), "%s/../tmp/X0000000000000001.exosh", inbox);
	FILE *file = fopen(tmp, "w");
	fputs("a long beginning of something", file);
	fclose(file);
	assert_int_equal(target->class->begin(target, &message, &error), 0);
	assert_int_equal(target->class->write(target, "x", 1, &error), 0);
	assert_int_equal(target->class->end(target, &error), 0);
	assert_int_equal(target->class->flush(target, &error), 0);
	free(only_message(text, sizeof(text)));
	assert_string_equal(text, "x");
	assert_int_equal(target->class->remove(target, 1, &error), 0);
	target_free(&target);
}

static void test_names(void **state)
{
	struct maildir_name name, other;
	(void)state;

	maildir_name_parse("123.X00000000000000ff.exosh,S=24,W=29:2,FS", &name);
	assert_true(name.ours);
	assert_int_equal(name.token, 255);
	assert_int_equal(name.size, 24);
	assert_string_equal(name.flags, "FS");
	maildir_name_parse("1319.M1P2.host,S=9:2,", &name);
	assert_false(name.ours);
	assert_int_equal(name.size, 9);
	/* Flags don't change what a message is called. */
	maildir_name_parse("1319.M1P2.host,S=9:2,RS", &other);
	assert_int_equal(name.token, other.token);
	maildir_name_parse("123.Xzz.exosh", &name);
	assert_false(name.ours);
}

/* The format has 26 letters: what is more is left out. */
static void test_many_keywords(void **state)
{
	struct maildir_keywords keywords = {0};
	struct strbuf words = STRBUF_INIT, letters = STRBUF_INIT;
	(void)state;

	for (int i = 0; i < 30; i++)
		strbuf_addf(&words, "k%d ", i);
	maildir_flag_letters(IMAP_FLAG_DELETED, words.data, &keywords, &letters);
	assert_string_equal(letters.data, "Tabcdefghijklmnopqrstuvwxyz");
	strbuf_reset(&letters);
	maildir_flag_letters(0, "K3", &keywords, &letters);
	assert_string_equal(letters.data, "d");
	maildir_keywords_clear(&keywords);
	strbuf_clear(&words);
	strbuf_clear(&letters);
}

static void test_statistics(void **state)
{
	struct folder_path path = {(char *[]){"v1.0", "Ü/b"}, 2};
	struct target_events events = {NULL, NULL, NULL};
	struct maildir_statistics *list;
	struct error error = ERROR_INIT;
	struct target_folder folder;
	size_t count;
	(void)state;

	struct target *target = target_maildir_create("other@contoso.com", &events, &error);
	assert_int_equal(target->class->open(target, &path, true, &folder, &error), 0);
	target_free(&target);
	char *mailbox = maildir_mailbox_path("OTHER@contoso.com", &error);
	char *message = xasprintf("%s/.v1&ICQ-0.&ANwiFQ-b/cur/1.x:2,ST", mailbox);
	FILE *file = fopen(message, "w");
	if (file) {
		fputs("12345", file);
		fclose(file);
	}
	assert_int_equal(maildir_statistics(mailbox, &list, &count), 0);
	assert_int_equal(count, 2);
	assert_string_equal(list[0].folder, "INBOX");
	assert_string_equal(list[1].folder, "v1.0/Ü/b");
	for (size_t i = 0; i < count; i++)
		free(list[i].folder);
	free(list);
	free(message);
	free(mailbox);
	assert_int_equal(maildir_statistics("/nowhere", &list, &count), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_delivery),   cmocka_unit_test(test_left_over),
		cmocka_unit_test(test_names),      cmocka_unit_test(test_many_keywords),
		cmocka_unit_test(test_statistics),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
