/*
 * Runs .ps1 cases that say in comments what they print: run_ps1 EXOSH FOLDER-OR-FILE...
 *
 *   "a" * 3                    # expect: aaa
 *   # expect error: RuntimeException      the script ends with this FullyQualifiedErrorId
 *   Write-Warning 'careful'    # expect stderr: careful
 *
 * The lines of "expect:" are all that the script writes to standard output, in order; spaces at line ends don't
 * count. Each "expect stderr:" stands somewhere in standard error, which is empty when there is none. A case runs in
 * an empty folder of its own, 120 columns wide, without colours, in UTC.
 */
#include "base/strbuf.h"
#include "base/xmalloc.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct expectation {
	struct strbuf output; /* lines of "expect:" */
	struct strbuf errors; /* lines of "expect stderr:" */
	char *error_id;       /* of "expect error:", or NULL */
	int count;
};

struct outcome {
	struct strbuf output, errors;
	int status; /* of waitpid() */
};

static const char *exosh;
static int passed, failed;

static void read_all(int fd, struct strbuf *text)
{
	char buffer[4096];
	ssize_t got;

	while ((got = read(fd, buffer, sizeof(buffer))) > 0)
		strbuf_add(text, buffer, (size_t)got);
}

/* The rest of a line without spaces at its end. */
static char *line_rest(const char *text)
{
	size_t length = strcspn(text, "\n");

	while (length > 0 && strchr(" \t\r", text[length - 1]))
		length--;
	return xstrndup(text, length);
}

static void expect_line(struct strbuf *lines, const char *text)
{
	char *rest = line_rest(text);

	strbuf_addf(lines, "%s\n", rest);
	free(rest);
}

static void read_expectations(const char *source, struct expectation *expected)
{
	static const char mark[] = "# expect";

	for (const char *at = source; (at = strstr(at, mark)) != NULL; at++) {
		const char *text = at + sizeof(mark) - 1;

		if (strncmp(text, ": ", 2) == 0) {
			expect_line(&expected->output, text + 2);
		} else if (strncmp(text, ":\n", 2) == 0) {
			strbuf_addc(&expected->output, '\n');
		} else if (strncmp(text, " stderr: ", 9) == 0) {
			expect_line(&expected->errors, text + 9);
		} else if (strncmp(text, " error: ", 8) == 0) {
			free(expected->error_id);
			expected->error_id = line_rest(text + 8);
		} else {
			continue;
		}
		expected->count++;
	}
}

static void run_child(const char *folder, const char *path, bool catches, int out, int err)
{
	char *command =
		xasprintf("try { & '%s' } catch { \"error: $($_.FullyQualifiedErrorId)\" }", path);
	char *home = xasprintf("%s/home", folder);
	const char *const by_file[] = {exosh, "-NoProfile", "-NonInteractive", "-File", path, NULL};
	const char *const by_command[] = {exosh,      "-NoProfile", "-NonInteractive",
					  "-Command", command,      NULL};

	setenv("HOME", folder, 1);
	setenv("EXOSH_HOME", home, 1);
	setenv("COLUMNS", "120", 1);
	setenv("NO_COLOR", "1", 1);
	setenv("TZ", "UTC", 1);
	setenv("LANG", "en_US.UTF-8", 1);
	dup2(open("/dev/null", O_RDONLY), 0);
	dup2(out, 1);
	dup2(err, 2);
	if (chdir(folder) == 0)
		execv(exosh, (char *const *)(catches ? by_command : by_file));
	perror(exosh);
	_exit(127);
}

static int remove_entry(const char *path, const struct stat *info UNUSED, int kind UNUSED,
			struct FTW *walk UNUSED)
{
	return remove(path);
}

static void run_case(const char *path, bool catches, struct outcome *outcome)
{
	char folder[] = "/tmp/run_ps1.XXXXXX";
	char *error_path;

	if (!mkdtemp(folder)) {
		perror(folder);
		exit(2);
	}
	/* Standard error goes to a file, so that one pipe is enough and no side waits for the other. */
	error_path = xasprintf("%s.err", folder);
	int err = open(error_path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	int out[2];
	if (err < 0 || pipe(out) < 0) {
		perror("run_ps1");
		exit(2);
	}
	pid_t child = fork();
	if (child == 0) {
		close(out[0]);
		run_child(folder, path, catches, out[1], err);
	}
	close(out[1]);
	read_all(out[0], &outcome->output);
	close(out[0]);
	waitpid(child, &outcome->status, 0);
	lseek(err, 0, SEEK_SET);
	read_all(err, &outcome->errors);
	close(err);
	unlink(error_path);
	nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	free(error_path);
}

/* The text with no spaces at line ends. */
static char *trimmed_lines(const char *text)
{
	struct strbuf lines = STRBUF_INIT;

	while (*text) {
		expect_line(&lines, text);
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return strbuf_detach(&lines, NULL);
}

/* Prints the first line in which the texts differ. */
static void show_difference(const char *expected, const char *got)
{
	int number = 1;

	for (;; number++) {
		size_t wanted = strcspn(expected, "\n"), found = strcspn(got, "\n");
		if (wanted != found || memcmp(expected, got, wanted) != 0 || !expected[wanted] ||
		    !got[found]) {
			printf("  line %d of the output\n    expected: %.*s\n    printed:  %.*s\n",
			       number, (int)wanted, *expected ? expected : "(nothing)", (int)found,
			       *got ? got : "(nothing)");
			return;
		}
		expected += wanted + 1;
		got += found + 1;
	}
}

static bool check_errors(const struct expectation *expected, const char *errors)
{
	bool good = true;

	for (const char *line = expected->errors.data; *line; line += strcspn(line, "\n") + 1) {
		char *text = line_rest(line);
		if (!strstr(errors, text)) {
			printf("  standard error lacks: %s\n", text);
			good = false;
		}
		free(text);
	}
	if (expected->errors.length == 0 && *errors) {
		printf("  standard error is not empty:\n%s\n", errors);
		good = false;
	}
	return good;
}

static bool check_outcome(const struct expectation *expected, const struct outcome *outcome)
{
	struct strbuf wanted = STRBUF_INIT;
	char *got = trimmed_lines(outcome->output.data);

	strbuf_adds(&wanted, expected->output.data);
	if (expected->error_id)
		strbuf_addf(&wanted, "error: %s\n", expected->error_id);
	bool good = strcmp(wanted.data, got) == 0;
	if (!good)
		show_difference(wanted.data, got);
	if (WIFSIGNALED(outcome->status)) {
		printf("  ended by signal %d\n", WTERMSIG(outcome->status));
		good = false;
	}

	if (!check_errors(expected, outcome->errors.data))
		good = false;
	strbuf_clear(&wanted);
	free(got);
	return good;
}

static void test_file(const char *path)
{
	struct expectation expected = {STRBUF_INIT, STRBUF_INIT, NULL, 0};
	struct outcome outcome = {STRBUF_INIT, STRBUF_INIT, 0};
	struct strbuf source = STRBUF_INIT;
	char *full = realpath(path, NULL);
	int fd = open(path, O_RDONLY);
	bool good = false;

	if (fd >= 0) {
		read_all(fd, &source);
		close(fd);
	}
	read_expectations(source.data, &expected);
	printf("%s\n", path);
	if (expected.count == 0) {
		printf("  expects nothing\n");
	} else {
		run_case(full, expected.error_id != NULL, &outcome);
		good = check_outcome(&expected, &outcome);
	}
	passed += good;
	failed += !good;
	free(full);
	free(expected.error_id);
	strbuf_clear(&source);
	strbuf_clear(&expected.output);
	strbuf_clear(&expected.errors);
	strbuf_clear(&outcome.output);
	strbuf_clear(&outcome.errors);
}

static void test_path(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	if (count < 0) {
		test_file(path);
		return;
	}
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		const char *dot = strrchr(name, '.');
		char *inner = xasprintf("%s/%s", path, name);

		if (name[0] != '.' && (!dot || strcmp(dot, ".ps1") == 0))
			test_path(inner);
		free(inner);
		free(entries[i]);
	}
	free(entries);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: run_ps1 EXOSH FOLDER-OR-FILE...\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	exosh = realpath(argv[1], NULL);
	if (!exosh) {
		perror(argv[1]);
		return 2;
	}
	for (int i = 2; i < argc; i++)
		test_path(argv[i]);
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0 || passed == 0;
}
