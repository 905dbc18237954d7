#include "repl/repl.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/session.h"
#include "syntax/parser.h"

#include <readline/history.h>
#include <readline/readline.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads one whole input: more lines are asked for with >> while the text is not finished. NULL: end of input. */
static char *read_input(void)
{
	struct strbuf text = STRBUF_INIT;
	const char *prompt = "PS> ";
	for (;;) {
		char *line = readline(prompt);
		if (!line) {
			strbuf_clear(&text);
			return NULL;
		}
		strbuf_adds(&text, line);
		free(line);
		struct syntax_tree *tree = parse_script(text.data, text.length, NULL, PARSE_JOIN_LINES);
		bool incomplete = parse_is_incomplete(tree);
		syntax_tree_unref(&tree);
		if (!incomplete)
			return strbuf_detach(&text, NULL);
		strbuf_addc(&text, '\n');
		prompt = ">> ";
	}
}

int repl_run(struct session *s, bool greet)
{
	if (greet)
		printf("exosh %s\n", EXOSH_VERSION);
	char *text;
	while ((text = read_input())) {
		s->interrupted = 0;
		if (*text)
			add_history(text);
		enum status status = session_run_text(s, text, strlen(text));
		free(text);
		if (status == EXIT)
			return s->runtime.exit_code;
	}
	return 0;
}
