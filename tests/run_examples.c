/*
 * Runs the examples of the cmdlets' tables: run_examples EXOSH. Each that says what it prints is run in an empty
 * folder. Every cmdlet must have a synopsis; Exchange's have two examples at least, and a sentence for each parameter.
 */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "cmdlets/modules.h"
#include "object/string.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *exosh;
static int passed, failed;

/* Standard output of `exosh -Command code`; errors go where ours go. */
static void run(const char *code, struct strbuf *output)
{
	int fds[2];
	char buffer[4096];
	ssize_t n;
	if (pipe(fds) < 0)
		abort();
	pid_t child = fork();
	if (child == 0) {
		dup2(fds[1], STDOUT_FILENO);
		close(fds[0]);
		close(fds[1]);
		execl(exosh, exosh, "-NoProfile", "-NonInteractive", "-Command", code,
		      (char *)NULL);
		_exit(127);
	}
	close(fds[1]);
	while ((n = read(fds[0], buffer, sizeof(buffer))) > 0)
		strbuf_add(output, buffer, (size_t)n);
	close(fds[0]);
	waitpid(child, NULL, 0);
}

/* Without blanks at line ends and empty lines at the end. */
static void trim_lines(struct strbuf *text)
{
	struct strbuf out = STRBUF_INIT;
	for (const char *p = text->data; *p;) {
		size_t length = strcspn(p, "\n"), kept = length;
		while (kept && p[kept - 1] == ' ')
			kept--;
		strbuf_add(&out, p, kept);
		strbuf_addc(&out, '\n');
		p += length + (p[length] == '\n');
	}
	while (out.length && out.data[out.length - 1] == '\n')
		strbuf_set_length(&out, out.length - 1);
	strbuf_clear(text);
	*text = out;
}

static void check_example(const struct cmdlet *cmdlet, const struct cmdlet_example *example)
{
	struct strbuf output = STRBUF_INIT, expected = STRBUF_INIT;
	strbuf_adds(&expected, example->output);
	run(example->code, &output);
	trim_lines(&output);
	trim_lines(&expected);
	if (strcmp(output.data, expected.data) == 0) {
		passed++;
	} else {
		failed++;
		printf("%s-%s: %s\n  expected: %s\n  printed:  %s\n", cmdlet->verb, cmdlet->noun,
		       example->code, expected.data, output.data);
	}
	strbuf_clear(&output);
	strbuf_clear(&expected);
}

static void check_cmdlet(const struct cmdlet *cmdlet)
{
	if (!cmdlet->synopsis) {
		failed++;
		printf("%s-%s has no synopsis\n", cmdlet->verb, cmdlet->noun);
	}
	for (const struct cmdlet_example *e = cmdlet->examples; e && e->code; e++)
		if (e->output)
			check_example(cmdlet, e);
}

static void complain(const struct cmdlet *cmdlet, const char *what)
{
	failed++;
	printf("%s-%s: %s\n", cmdlet->verb, cmdlet->noun, what);
}

static bool module_helps(const struct module *module, const struct cmdlet *cmdlet, const char *name)
{
	char command[128];
	snprintf(command, sizeof(command), "%s-%s", cmdlet->verb, cmdlet->noun);
	for (const struct parameter_help *h = module->help; h && h->parameter; h++)
		if (wildcard_match(h->parameter, name, true) &&
		    wildcard_match(h->commands, command, true))
			return true;
	return false;
}

static void check_help(const struct module *module, const struct cmdlet *cmdlet)
{
	int count = 0;
	for (const struct cmdlet_example *e = cmdlet->examples; e && e->code; e++)
		count++;
	if (count < 2)
		complain(cmdlet, "fewer than two examples");
	for (const struct parameter *p = cmdlet->parameters; p && p->name; p++)
		if (!p->help && !module_helps(module, cmdlet, p->name)) {
			char what[128];
			snprintf(what, sizeof(what), "nothing is said of -%s", p->name);
			complain(cmdlet, what);
		}
}

static int remove_one(const char *path, const struct stat *status UNUSED, int kind UNUSED,
		      struct FTW *place UNUSED)
{
	return remove(path);
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/run_examples.XXXXXX";
	if (argc != 2 || !(exosh = realpath(argv[1], NULL)) || !mkdtemp(folder) ||
	    chdir(folder) < 0) {
		fprintf(stderr, "usage: run_examples EXOSH\n");
		return 2;
	}
	setenv("HOME", folder, 1);
	setenv("EXOSH_HOME", folder, 1);
	setenv("NO_COLOR", "1", 1);
	setenv("COLUMNS", "120", 1);
	setenv("TZ", "UTC", 1);
	setenv("LANG", "en_US.UTF-8", 1);
	for (const struct module *const *m = all_modules; *m; m++)
		for (const struct cmdlet *const *c = (*m)->cmdlets; *c; c++) {
			check_cmdlet(*c);
			if (strncmp((*m)->name, "Exchange", 8) == 0)
				check_help(*m, *c);
		}
	printf("%d passed, %d failed\n", passed, failed);
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return failed != 0;
}
