/* Text files: encodings, lines, and a file that stays whole until the new one is. */
#include "base/text_file.h"
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/test_text_file.XXXXXX";

static int enter_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
	(void)state;
	unlink("f");
	return chdir("/") == 0 ? rmdir(folder) : -1;
}

static void put(const char *bytes, size_t length)
{
	FILE *f = fopen("f", "wb");
	assert_int_equal(fwrite(bytes, 1, length, f), length);
	fclose(f);
}

static void assert_file(const char *bytes, size_t length)
{
	char buffer[256];
	FILE *f = fopen("f", "rb");
	assert_int_equal(fread(buffer, 1, sizeof(buffer), f), length);
	assert_memory_equal(buffer, bytes, length);
	fclose(f);
}

static void assert_text(enum text_encoding encoding, const char *expected)
{
	struct text_reader r;
	struct strbuf text = STRBUF_INIT;
	assert_int_equal(text_reader_open(&r, "f", encoding), 0);
	assert_int_equal(text_reader_rest(&r, &text), 0);
	assert_string_equal(text.data, expected);
	text_reader_close(&r);
	strbuf_clear(&text);
}

static void test_decoding(void **state)
{
	(void)state;
	put("bl\xc3\xa5", 4);
	assert_text(ENCODING_UTF8, "bl\xc3\xa5");
	put("\xef\xbb\xbfx", 4);
	assert_text(ENCODING_UTF8, "x");
	put("\xff\xfe\xe5\0x\0", 6);
	assert_text(ENCODING_UTF8, "\xc3\xa5x"); /* the mark wins */
	put("\0x\0y", 4);
	assert_text(ENCODING_UTF16BE, "xy");
	put("\x80\xe5", 2);
	assert_text(ENCODING_WINDOWS1252, "\xe2\x82\xac\xc3\xa5");
	assert_text(ENCODING_UTF8, "\xef\xbf\xbd\xef\xbf\xbd");
	put("\x3d\xd8\x00\xde", 4);
	assert_text(ENCODING_UTF16LE, "\xf0\x9f\x98\x80");
	put("a+AOU-b+-", 9);
	assert_text(ENCODING_UTF7, "a\xc3\xa5"
				   "b+");
	put("", 0);
	assert_text(ENCODING_UTF8, "");
}

static void assert_written(enum text_encoding encoding, unsigned flags, const char *text,
			   const char *bytes, size_t length)
{
	struct text_writer w;
	assert_int_equal(text_writer_open(&w, "f", encoding, flags), 0);
	assert_int_equal(text_writer_add(&w, text, strlen(text)), 0);
	assert_int_equal(text_writer_finish(&w), 0);
	text_writer_close(&w);
	assert_file(bytes, length);
}

static void test_encoding(void **state)
{
	(void)state;
	assert_written(ENCODING_UTF8, 0, "\xc3\xa5", "\xc3\xa5", 2);
	assert_written(ENCODING_UTF8, TEXT_WRITER_APPEND, "x", "\xc3\xa5x", 3);
	assert_written(ENCODING_UTF8_BOM, 0, "x", "\xef\xbb\xbfx", 4);
	assert_written(ENCODING_UTF8_BOM, TEXT_WRITER_APPEND, "y", "\xef\xbb\xbfxy", 5);
	assert_written(ENCODING_UTF16LE, 0, "x", "\xff\xfex\0", 4);
	assert_written(ENCODING_ASCII, 0, "\xc3\xa5", "?", 1);
}

static void assert_lines(const char *text, const char *expected)
{
	struct text_reader r;
	struct strbuf line = STRBUF_INIT, all = STRBUF_INIT;
	put(text, strlen(text));
	assert_int_equal(text_reader_open(&r, "f", ENCODING_UTF8), 0);
	while (text_reader_line(&r, &line) == 1)
		strbuf_addf(&all, "[%s]", line.data);
	assert_string_equal(all.data, expected);
	text_reader_close(&r);
	strbuf_clear(&line);
	strbuf_clear(&all);
}

static void test_lines(void **state)
{
	(void)state;
	assert_lines("a\nb\n", "[a][b]");
	assert_lines("a\r\nb", "[a][b]");
	assert_lines("a\rb", "[a][b]");
	assert_lines("\n\n", "[][]");
	assert_lines("", "");
}

static void test_old_file_stays(void **state)
{
	struct text_writer w;
	struct stat st;
	(void)state;
	put("old", 3);
	assert_int_equal(chmod("f", 0640), 0);
	assert_int_equal(text_writer_open(&w, "f", ENCODING_UTF8, 0), 0);
	assert_int_equal(text_writer_add(&w, "new", 3), 0);
	text_writer_close(&w); /* never finished */
	assert_file("old", 3);
	assert_written(ENCODING_UTF8, 0, "new", "new", 3);
	assert_int_equal(stat("f", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	assert_int_equal(text_writer_open(&w, "f", ENCODING_UTF8, TEXT_WRITER_NO_CLOBBER), -1);
	assert_int_equal(errno, EEXIST);
	text_writer_close(&w);
	assert_int_equal(text_writer_open(&w, folder, ENCODING_UTF8, 0), -1);
	assert_int_equal(errno, EISDIR);
	text_writer_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decoding),
		cmocka_unit_test(test_encoding),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_old_file_stays),
	};
	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
