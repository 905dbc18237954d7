/* Write-Host: text to the screen, around the pipeline. */
#include "base/strbuf.h"
#include "cmdlet.h"
#include "engine/streams.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/string.h"

extern struct type type_console_color;

struct write_host {
	Value object;
	bool no_newline;
	Value separator;
	int32_t foreground, background;
};

static const struct parameter parameters[] = {
	PARAM_VALUE(struct write_host, object, "Object", &type_object,
		    PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_REMAINING, .aliases = "Msg,Message",
		    .help = "What to show."),
	PARAM_SWITCH(struct write_host, no_newline, "NoNewline", 0, .help = "Stays in the line."),
	PARAM_OBJECT(struct write_host, separator, "Separator", 0,
		     .help = "What stands between the objects; a blank by default."),
	PARAM_ENUM(struct write_host, foreground, "ForegroundColor", &type_console_color, 0,
		   .help = "The colour of the text."),
	PARAM_ENUM(struct write_host, background, "BackgroundColor", &type_console_color, 0,
		   .help = "The colour behind the text."),
	PARAM_END,
};

struct writing {
	struct strbuf *out;
	Value separator;
};

static enum status append(struct writing *w, Value v);

static enum status append_item(struct writing *w, Value item, bool *after_first)
{
	if (*after_first)
		value_append_display(w->separator, w->out);
	*after_first = true;
	return append(w, item);
}

static enum status append_entries(struct writing *w, const struct hashtable *h)
{
	Value key, value;
	bool after_first = false;
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
		enum status status =
			append_item(w, dictionary_entry_new(h, key, value), &after_first);
		if (status != OK)
			return status;
	}
	return OK;
}

static enum status append(struct writing *w, Value v)
{
	Value base = value_base(v);
	struct enumerator e;
	bool after_first = false;
	if (value_is_null(base))
		return OK;
	if (base.tag == VALUE_HASHTABLE)
		return append_entries(w, value_as_hashtable(base));
	if (!value_is_enumerable(base)) {
		value_append_display(v, w->out);
		return OK;
	}
	enum status status = value_enumerate(base, &e);
	while (status == OK) {
		Value item;
		bool more;
		status = enumerator_next(&e, &more, &item);
		if (status != OK || !more)
			break;
		status = append_item(w, item, &after_first);
	}
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct write_host *self = cmdlet_state(c);
	struct strbuf text = STRBUF_INIT;
	struct writing w = {.out = &text, .separator = self->separator};
	if (self->separator.tag == VALUE_UNSET)
		w.separator = string_from(" ");
	enum status status = append(&w, self->object);
	if (status != OK) {
		strbuf_clear(&text);
		return status;
	}
	Value tags = array_new_strings((const char *const[]){"PSHOST"}, 1);
	Value record = information_record_new(string_from_strbuf(&text), tags, "Write-Host");
	struct information_record *r = (struct information_record *)record.cell;
	r->is_host = true;
	r->no_newline = self->no_newline;
	r->foreground = cmdlet_is_bound(c, "ForegroundColor") ? self->foreground : -1;
	r->background = cmdlet_is_bound(c, "BackgroundColor") ? self->background : -1;
	return cmdlet_information_record(c, record);
}

const struct cmdlet cmdlet_write_host = {
	.verb = "Write",
	.noun = "Host",
	.parameters = parameters,
	.state_size = sizeof(struct write_host),
	.process = process,
	.synopsis = "Writes customized output to a host.",
	.description = "Shows text on the screen without sending it down the pipeline; it can be "
		       "redirected with 6>.",
	.examples =
		(const struct cmdlet_example[]){
			{"Several values", "Write-Host 'a' 2 -Separator '-'", "a-2\n"},
			{NULL, NULL, NULL},
		},
};
