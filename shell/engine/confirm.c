#include "engine/confirm.h"

#include "base/strbuf.h"
#include "engine/cmdlet_call.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void say(struct cmdlet_call *c, const char *text)
{
	struct host *host = c->session->host;
	host->write_text(host, HOST_INFORMATION, text, strlen(text));
}

static enum status not_interactive(struct cmdlet_call *c)
{
	return cmdlet_throw_type(
		c, "System.Management.Automation.PSInvalidOperationException", "InvalidOperation",
		CATEGORY_INVALID_OPERATION, NULL_VALUE,
		"PowerShell is in NonInteractive mode. Read and Prompt functionality is not "
		"available.");
}

/* The end of the input is no answer, and the answer that an empty line stands for is Yes. */
static enum status no_answer(struct cmdlet_call *c)
{
	say(c, "\n");
	return cmdlet_throw_type(c, "System.Management.Automation.PSInvalidOperationException",
				 "InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
				 "The input has ended, so that nobody answers: not done. "
				 "-Confirm:$false leaves out the question.");
}

static enum status suspended(void)
{
	return throw_error("Suspend", CATEGORY_OPERATION_STOPPED, NULL_VALUE,
			   "Suspending a pipeline is not supported.");
}

enum status confirm_ask(struct cmdlet_call *c, const char *caption, const char *query, bool *go_r)
{
	static const char choices[] =
		"[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help "
		"(default is \"Y\"): ";
	static const char help[] =
		"Y - Continue with only the next step of the operation.\n"
		"A - Continue with all the steps of the operation.\n"
		"N - Skip this operation and proceed with the next operation.\n"
		"L - Skip this operation and all subsequent operations.\n"
		"S - Pause the current pipeline and return to the command prompt. Type "
		"\"exit\" to resume the pipeline.\n";
	*go_r = c->yes_to_all;
	if (c->yes_to_all || c->no_to_all)
		return OK;
	struct host *host = c->session->host;
	if (!host->read_line)
		return not_interactive(c);
	struct strbuf head = STRBUF_INIT;
	strbuf_addf(&head, "\n%s\n%s\n", caption, query);
	say(c, head.data);
	strbuf_clear(&head);
	for (;;) {
		char *answer = host->read_line(host, choices, false);
		if (!answer)
			return host->interactive ? STOP : no_answer(c);
		char letter = answer[0];
		bool known = !answer[0] || !answer[1] || !strcasecmp(answer, "yes") ||
			     !strcasecmp(answer, "no");
		free(answer);
		switch (known ? letter | 32 : 0) {
		case 'a':
			c->yes_to_all = true;
			*go_r = true;
			return OK;
		case 'y':
		case 32: /* the empty answer */
			*go_r = true;
			return OK;
		case 'l':
			c->no_to_all = true;
			return OK;
		case 'n':
			return OK;
		case 's':
			return suspended();
		case '?' | 32:
			say(c, help);
			break;
		}
	}
}

/* The impact at which to ask: $ConfirmPreference, or everything with -Confirm. */
static int confirm_threshold(struct cmdlet_call *c)
{
	static const char *const names[] = {"None", "Low", "Medium", "High"};
	if (c->common.confirm.tag != VALUE_UNSET)
		return value_is_true(c->common.confirm) ? 1 : 4;
	Value v = value_base(scope_get(c->session, "ConfirmPreference", SCOPE_ANY));
	if (v.tag == VALUE_ENUM || value_is_integer(v))
		return v.integer ? (int)v.integer : 4;
	for (int i = 0; v.tag == VALUE_STRING && i < (int)countof(names); i++)
		if (!strcasecmp(string_data(v), names[i]))
			return i ? i : 4;
	return 3;
}

enum status confirm_should_process(struct cmdlet_call *c, const char *target, const char *action,
				   bool *go_r)
{
	struct strbuf text = STRBUF_INIT;
	if (action)
		strbuf_addf(&text, "Performing the operation \"%s\" on target \"%s\".", action,
			    target);
	else
		strbuf_adds(&text, target);
	bool what_if =
		c->common.what_if.tag != VALUE_UNSET
			? value_is_true(c->common.what_if)
			: value_is_true(scope_get(c->session, "WhatIfPreference", SCOPE_ANY));
	enum status status = OK;
	*go_r = !what_if;
	if (what_if) {
		struct strbuf line = STRBUF_INIT;
		strbuf_addf(&line, "What if: %s\n", text.data);
		say(c, line.data);
		strbuf_clear(&line);
	} else if (c->binding.metadata->confirm_impact >= confirm_threshold(c)) {
		status = confirm_ask(c, "Confirm\nAre you sure you want to perform this action?",
				     text.data, go_r);
	} else if (c->common.verbose.tag != VALUE_UNSET ||
		   preference_get(c->session, "VerbosePreference", ACTION_SILENTLY_CONTINUE) ==
			   ACTION_CONTINUE) {
		status = cmdlet_verbose(c, "%s", text.data);
	}
	strbuf_clear(&text);
	return status;
}
