#include "cmdlets/host_choice.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/errors.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/gc.h"
#include "object/string.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- ChoiceDescription ---- */

struct choice {
	struct cell cell;
	Value label, help;
};

static enum status choice_new(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	struct choice *c = gc_alloc(&type_choice_description, VALUE_OBJECT, sizeof(*c));
	c->label = value_to_string(argv[0]);
	c->help = argc > 1 ? value_to_string(argv[1]) : string_empty();
	*result_r = value_cell(VALUE_OBJECT, c);
	return OK;
}

static enum status get_label(Value self, Value *result_r)
{
	*result_r = ((struct choice *)self.cell)->label;
	return OK;
}

static enum status get_help(Value self, Value *result_r)
{
	*result_r = ((struct choice *)self.cell)->help;
	return OK;
}

static enum status set_help(Value self, Value value)
{
	((struct choice *)self.cell)->help = value_to_string(value);
	return OK;
}

static void choice_mark(void *cell)
{
	gc_mark(((struct choice *)cell)->label);
	gc_mark(((struct choice *)cell)->help);
}

static const struct member choice_members[] = {
	CONSTRUCTOR("System.Management.Automation.Host.ChoiceDescription new(string label)",
		    choice_new),
	CONSTRUCTOR("System.Management.Automation.Host.ChoiceDescription new(string label, string "
		    "helpMessage)",
		    choice_new),
	PROPERTY("string Label {get;}", get_label),
	PROPERTY_RW("string HelpMessage {get;set;}", get_help, set_help),
	MEMBER_END,
};
struct type type_choice_description = {
	.name = "System.Management.Automation.Host.ChoiceDescription",
	.tag = VALUE_OBJECT,
	.members = choice_members,
	.mark = choice_mark,
};

/* ---- asking ---- */

enum status host_not_interactive(void)
{
	return throw_error_type("System.Management.Automation.PSInvalidOperationException",
				"InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				"PowerShell is in NonInteractive mode. Read and Prompt "
				"functionality is not available.");
}

/* What a choice is shown and answered by: "&Yes" is Yes, by the letter Y. */
struct answer {
	char key[8], label[256];
	const char *help;
};

static void read_choice(Value v, struct answer *a)
{
	v = value_base(v);
	bool described = v.tag == VALUE_OBJECT && v.cell->type == &type_choice_description;
	const struct choice *choice = (const struct choice *)v.cell;
	const char *text = string_data(described ? choice->label : value_to_string(v));
	const char *mark = strchr(text, '&');
	size_t before = mark ? (size_t)(mark - text) : strlen(text);
	snprintf(a->label, sizeof(a->label), "%.*s%s", (int)before, text, mark ? mark + 1 : "");
	snprintf(a->key, sizeof(a->key), "%c", mark ? toupper((unsigned char)mark[1]) : '\0');
	a->help = described ? string_data(choice->help) : "";
}

static void say(const char *text)
{
	struct host *host = session_current()->host;
	host->write_text(host, HOST_INFORMATION, text, strlen(text));
}

static void append_question(const struct answer *answers, size_t count, int standard,
			    struct strbuf *out)
{
	for (size_t i = 0; i < count; i++)
		strbuf_addf(out, "[%s] %s  ", answers[i].key, answers[i].label);
	strbuf_adds(out, "[?] Help");
	if (standard >= 0 && (size_t)standard < count)
		strbuf_addf(out, " (default is \"%s\")",
			    answers[standard].key[0] ? answers[standard].key
						     : answers[standard].label);
	strbuf_adds(out, ": ");
}

static void explain(const struct answer *answers, size_t count)
{
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < count; i++)
		strbuf_addf(&text, "%s - %s\n",
			    answers[i].key[0] ? answers[i].key : answers[i].label, answers[i].help);
	say(text.data);
	strbuf_clear(&text);
}

static int find(const struct answer *answers, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if ((answers[i].key[0] && !strcasecmp(answers[i].key, text)) ||
		    !strcasecmp(answers[i].label, text))
			return (int)i;
	return -1;
}

static enum status ask(const struct answer *answers, size_t count, int standard, int *chosen_r)
{
	struct host *host = session_current()->host;
	struct strbuf question = STRBUF_INIT;
	append_question(answers, count, standard, &question);
	for (*chosen_r = -1; *chosen_r < 0;) {
		char *line = host->read_line(host, question.data, false);
		if (!line)
			break;
		if (!*line)
			*chosen_r = standard;
		else if (!strcmp(line, "?"))
			explain(answers, count);
		else
			*chosen_r = find(answers, count, line);
		free(line);
	}
	strbuf_clear(&question);
	return *chosen_r < 0 ? STOP : OK;
}

enum status host_prompt_for_choice(Value self UNUSED, int argc UNUSED, const Value *argv,
				   Value *result_r)
{
	struct host *host = session_current()->host;
	size_t count = value_count(argv[2]);
	int standard = (int)argv[3].integer, chosen;
	if (count == 0 || standard < -1 || standard >= (int)count)
		return throw_exception("System.ArgumentOutOfRangeException",
				       "The default choice must be one of the choices, or -1.");
	if (!host->interactive || !host->read_line)
		return host_not_interactive();
	struct answer *answers = xcalloc(count, sizeof(*answers));
	for (size_t i = 0; i < count; i++)
		read_choice(value_item(argv[2], i), &answers[i]);
	Value head = string_printf("\n%s\n%s\n", string_data(value_to_string(argv[0])),
				   string_data(value_to_string(argv[1])));
	say(string_data(head));
	enum status status = ask(answers, count, standard, &chosen);
	free(answers);
	*result_r = value_int(chosen);
	return status;
}
