#include "transport/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/exosh-secret-XXXXXX";
static char path[64];

static int setup(void **context)
{
	(void)context;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/secret.key", folder);
	return 0;
}

static int teardown(void **context)
{
	(void)context;
	unlink(path);
	return rmdir(folder);
}

static void load(struct secret_key *key)
{
	struct error error = ERROR_INIT;
	if (secret_key_load_file(path, key, &error) < 0)
		fail_msg("%s", error.message);
}

static void test_key_is_made_once_and_private(void **context)
{
	(void)context;
	struct secret_key first, second;
	load(&first);
	load(&second);
	assert_memory_equal(&first, &second, sizeof(first));
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

static void test_key_that_others_can_read_is_refused(void **context)
{
	(void)context;
	struct secret_key key;
	load(&key);
	chmod(path, 0644);
	struct error error = ERROR_INIT;
	assert_int_equal(secret_key_load_file(path, &key, &error), -1);
	assert_non_null(strstr(error.message, "0644"));
	error_clear(&error);
	chmod(path, 0600);
}

static void test_round_trip(void **context)
{
	(void)context;
	static const char *const texts[] = {"", "P@ssw0rd", "пароль\xf0\x9f\x94\x91 with space"};
	struct secret_key key;
	load(&key);
	for (size_t i = 0; i < countof(texts); i++) {
		void *sealed, *again;
		size_t size, again_size;
		assert_int_equal(
			secret_seal(&key, "row", texts[i], strlen(texts[i]), &sealed, &size, NULL),
			0);
		assert_int_equal(secret_seal(&key, "row", texts[i], strlen(texts[i]), &again,
					     &again_size, NULL),
				 0);
		assert_memory_not_equal(sealed, again, size); /* another nonce */
		char *opened = secret_open(&key, "row", sealed, size, NULL);
		assert_string_equal(opened, texts[i]);
		secret_free(&opened);
		assert_null(opened);
		free(sealed);
		free(again);
	}
}

static void test_what_was_tampered_with_does_not_open(void **context)
{
	(void)context;
	struct secret_key key, other = {{1, 2, 3}};
	load(&key);
	void *sealed;
	size_t size;
	assert_int_equal(secret_seal(&key, "row", "secret", 6, &sealed, &size, NULL), 0);
	assert_null(secret_open(&key, "another row", sealed, size, NULL));
	assert_null(secret_open(&other, "row", sealed, size, NULL));
	assert_null(secret_open(&key, "row", sealed, 5, NULL));
	for (size_t i = 0; i < size; i++) {
		((uint8_t *)sealed)[i] ^= 0x40;
		assert_null(secret_open(&key, "row", sealed, size, NULL));
		((uint8_t *)sealed)[i] ^= 0x40;
	}
	free(sealed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_key_is_made_once_and_private),
		cmocka_unit_test(test_key_that_others_can_read_is_refused),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_what_was_tampered_with_does_not_open),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
