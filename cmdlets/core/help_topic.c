#include "cmdlets/core/help_topic.h"

#include "base/xmalloc.h"
#include "cmdlet.h"
#include "engine/module.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

static void topic_init(struct help_topic *t, struct command *command)
{
	memset(t, 0, sizeof(*t));
	t->command = command;
	t->synopsis = t->description = t->notes = t->inputs = t->outputs = string_empty();
	t->component = t->role = t->functionality = string_empty();
	t->parameters = hashtable_new();
	t->links = list_new();
}

/* What a parameter's own table says, or its module's. */
static const char *parameter_text(struct session *s, const struct cmdlet *cmdlet,
				  const struct parameter *p)
{
	const char *text = p->help;
	char *name = xasprintf("%s-%s", cmdlet->verb, cmdlet->noun);
	for (struct hashmap_entry *e = NULL; !text && (e = hashmap_next(&s->modules, e));) {
		const struct module *module = ((struct module_state *)e->value)->builtin;
		const struct parameter_help *row = module ? module->help : NULL;
		for (; row && row->parameter && !text; row++)
			if (wildcard_match(row->parameter, p->name, true) &&
			    wildcard_match(row->commands, name, true))
				text = row->text;
	}
	free(name);
	return text;
}

static void read_cmdlet(struct session *s, const struct cmdlet *cmdlet, struct help_topic *t)
{
	if (cmdlet->synopsis)
		t->synopsis = string_from(cmdlet->synopsis);
	t->description = string_from(cmdlet->description ? cmdlet->description
				     : cmdlet->synopsis  ? cmdlet->synopsis
							 : "");
	if (cmdlet->output)
		t->outputs = string_from(cmdlet->output);
	for (const struct parameter *p = cmdlet->parameters; p && p->name; p++) {
		const char *text = parameter_text(s, cmdlet, p);
		if (text)
			hashtable_set_text(value_as_hashtable(t->parameters), p->name,
					   string_from(text));
	}
	size_t count = 0;
	while (cmdlet->examples && cmdlet->examples[count].code)
		count++;
	t->examples = gc_alloc_buffer((count + 1) * sizeof(*t->examples));
	t->example_count = count;
	for (size_t i = 0; i < count; i++) {
		const struct cmdlet_example *e = &cmdlet->examples[i];
		t->examples[i].introduction = string_from("PS> ");
		t->examples[i].code = string_from(e->code);
		t->examples[i].remarks = string_from(e->text ? e->text : "");
	}
}

enum status help_topic_read(struct session *s, struct command *command, struct help_topic *t)
{
	topic_init(t, command);
	if (command->kind == COMMAND_EXTERNAL_SCRIPT &&
	    command->script_block.tag != VALUE_SCRIPT_BLOCK &&
	    script_compile_file(s, command->definition, &command->script_block) != OK)
		return ERROR;
	t->metadata = command_metadata(s, command);
	if (command->cmdlet) {
		read_cmdlet(s, command->cmdlet, t);
	} else if (command->script_block.tag == VALUE_SCRIPT_BLOCK) {
		const struct ast_script_block *body = script_block_ast(command->script_block);
		const struct extent *help = &body->help;
		if (help->end > help->start)
			t->from_comment = help_comment_parse(body->tree->source.text + help->start,
							     help->end - help->start, t);
	}
	for (size_t i = 0; i < t->example_count; i++)
		t->examples[i].title = string_printf(
			"-------------------------- EXAMPLE %zu --------------------------", i + 1);
	return OK;
}
