/* Help pages, laid out as PowerShell lays them out. */
#include "cmdlets/core/help_topic.h"

#include "engine/session.h"
#include "object/array.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <string.h>

/* Text behind `indent` blanks, wrapped at the host's width. */
static void append_block(struct session *s, Value text, int indent, struct strbuf *out)
{
	int width = s->host->width(s->host) - 1;
	const char *p = string_data(text);
	if (!*p)
		return;
	for (;;) {
		size_t n = strcspn(p, "\n");
		const char *line = p;
		size_t left = n;
		do {
			size_t room = (size_t)MAX(width - indent, 20), take = left;
			if (left > room) {
				take = room;
				while (take && line[take] != ' ')
					take--;
				if (!take)
					take = room;
			}
			strbuf_add_repeat(out, ' ', (size_t)indent);
			strbuf_add(out, line, take);
			strbuf_addc(out, '\n');
			line += take;
			left -= take;
			while (left && *line == ' ') {
				line++;
				left--;
			}
		} while (left);
		if (!p[n])
			return;
		p += n + 1;
	}
}

static void append_parameter_syntax(const struct parameter_metadata *p, uint32_t bit,
				    struct strbuf *out)
{
	unsigned flags = parameter_flags_in(p, bit);
	bool mandatory = flags & PARAM_MANDATORY;
	strbuf_adds(out, mandatory ? " " : " [");
	if (p->is_switch) {
		strbuf_addf(out, "-%s", p->name);
	} else {
		strbuf_addf(out, parameter_position_in(p, bit) >= 0 ? "[-%s] <" : "-%s <", p->name);
		help_type_append(p, out);
		strbuf_addc(out, '>');
	}
	if (!mandatory)
		strbuf_addc(out, ']');
}

void help_syntax_append(const struct help_topic *t, int indent, struct strbuf *out)
{
	const struct command_metadata *m = t->metadata;
	size_t sets = m && m->set_count ? m->set_count : 1;
	for (size_t set = 0; set < sets; set++) {
		uint32_t bit = m && m->set_count ? UINT32_C(1) << set : ALL_SETS;
		if (set)
			strbuf_addc(out, '\n');
		strbuf_add_repeat(out, ' ', (size_t)indent);
		strbuf_adds(out, t->command->name);
		for (int position = 0; m && position < 64; position++)
			for (size_t i = 0; i < m->count; i++)
				if ((m->parameters[i].sets & bit) &&
				    parameter_position_in(&m->parameters[i], bit) == position)
					append_parameter_syntax(&m->parameters[i], bit, out);
		for (size_t i = 0; m && i < m->count; i++) {
			const struct parameter_metadata *p = &m->parameters[i];
			bool common = p->is_common && strcmp(p->name, "WhatIf") &&
				      strcmp(p->name, "Confirm");
			if ((p->sets & bit) && !common &&
			    !(parameter_flags_in(p, bit) & PARAM_HIDDEN) &&
			    parameter_position_in(p, bit) < 0)
				append_parameter_syntax(p, bit, out);
		}
		if (m && (m->is_advanced || t->from_comment))
			strbuf_adds(out, " [<CommonParameters>]");
		strbuf_addc(out, '\n');
	}
}

static void append_facts(const struct help_topic *t, const struct parameter_metadata *p,
			 struct strbuf *out)
{
	unsigned flags = parameter_flags_in(p, ALL_SETS);
	Value position = help_position(p), otherwise = help_default(t, p);
	strbuf_addf(out, "        Required?                    %s\n",
		    flags & PARAM_MANDATORY ? "true" : "false");
	strbuf_addf(out, "        Position?                    %s\n", string_data(position));
	strbuf_addf(out, "        Default value                %s\n", string_data(otherwise));
	strbuf_addf(out, "        Accept pipeline input?       %s\n", help_pipeline_text(p));
	strbuf_adds(out, "        Aliases                      ");
	for (size_t i = 0; i < p->alias_count; i++)
		strbuf_addf(out, "%s%s", i ? ", " : "", p->aliases[i]);
	strbuf_addf(out, "\n        Accept wildcard characters?  %s\n        \n",
		    flags & PARAM_WILDCARDS ? "true" : "false");
}

static void append_parameter(struct session *s, const struct help_topic *t,
			     const struct parameter_metadata *p, bool full, struct strbuf *out)
{
	Value text;
	strbuf_addf(out, p->is_switch ? "    -%s [<" : "    -%s <", p->name);
	help_type_append(p, out);
	strbuf_adds(out, p->is_switch ? ">]\n" : ">\n");
	if (hashtable_get_text(value_as_hashtable(t->parameters), p->name, &text))
		append_block(s, text, 8, out);
	strbuf_adds(out, "        \n");
	if (full)
		append_facts(t, p, out);
}

void help_parameter_text_append(struct session *s, const struct help_topic *t,
				const struct parameter_metadata *p, struct strbuf *out)
{
	struct strbuf page = STRBUF_INIT;
	append_parameter(s, t, p, true, &page);
	for (const char *line = page.data; *line;) {
		size_t length = strcspn(line, "\n");
		size_t margin = MIN(strspn(line, " "), (size_t)4);
		strbuf_add(out, line + margin, length - margin);
		strbuf_addc(out, '\n');
		line += length + (line[length] == '\n');
	}
	strbuf_clear(&page);
}

static void append_parameters(struct session *s, const struct help_topic *t, bool full,
			      struct strbuf *out)
{
	strbuf_adds(out, "PARAMETERS\n");
	for (size_t i = 0; t->metadata && i < t->metadata->count; i++) {
		const struct parameter_metadata *p = &t->metadata->parameters[i];
		if ((p->is_common && strcmp(p->name, "WhatIf") && strcmp(p->name, "Confirm")) ||
		    (parameter_flags_in(p, ALL_SETS) & PARAM_HIDDEN))
			continue;
		append_parameter(s, t, p, full, out);
	}
	strbuf_adds(
		out,
		"    <CommonParameters>\n"
		"        This cmdlet supports the common parameters: Verbose, Debug,\n"
		"        ErrorAction, ErrorVariable, WarningAction, WarningVariable,\n"
		"        OutBuffer, PipelineVariable, and OutVariable. For more information, see\n"
		"        about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216). "
		"\n");
}

static void append_examples(struct session *s, const struct help_topic *t, bool alone,
			    struct strbuf *out)
{
	for (size_t i = 0; i < t->example_count; i++) {
		const struct help_example *e = &t->examples[i];
		if (i && alone)
			strbuf_adds(out, "\n");
		strbuf_addf(out, "    %s\n    \n", string_data(e->title));
		strbuf_addf(out, "    %s%s\n", string_data(e->introduction), string_data(e->code));
		append_block(s, e->remarks, 4, out);
		strbuf_adds(out, "    \n    \n    \n    \n    \n");
	}
}

static void append_head(struct session *s, const struct help_topic *t, struct strbuf *out)
{
	strbuf_addf(out, "NAME\n    %s\n    \nSYNOPSIS\n", t->command->name);
	if (string_length(t->synopsis))
		append_block(s, t->synopsis, 4, out);
	strbuf_adds(out, "    \n    \n");
}

static void append_links(const struct help_topic *t, struct strbuf *out)
{
	strbuf_adds(out, "RELATED LINKS\n");
	for (size_t i = 0; i < value_count(t->links); i++)
		strbuf_addf(out, "    %s \n", string_data(value_item(t->links, i)));
}

static void append_remarks(const struct help_topic *t, struct strbuf *out)
{
	strbuf_addf(out,
		    "REMARKS\n    To see the examples, type: \"Get-Help %s -Examples\"\n"
		    "    For more information, type: \"Get-Help %s -Detailed\"\n"
		    "    For technical information, type: \"Get-Help %s -Full\"\n",
		    t->command->name, t->command->name, t->command->name);
}

static void append_types(struct session *s, const char *head, Value text, struct strbuf *out)
{
	strbuf_addf(out, "%s\n", head);
	append_block(s, text, 4, out);
	strbuf_adds(out, "    \n    \n");
}

void help_text_append(struct session *s, const struct help_topic *t, enum help_view view,
		      struct strbuf *out)
{
	append_head(s, t, out);
	if (view == HELP_VIEW_EXAMPLES) {
		append_examples(s, t, true, out);
		return;
	}
	strbuf_adds(out, "SYNTAX\n");
	help_syntax_append(t, 4, out);
	strbuf_adds(out, "    \n    \nDESCRIPTION\n");
	append_block(s, t->description, 4, out);
	strbuf_adds(out, "    \n\n");
	if (view == HELP_VIEW_DEFAULT) {
		append_links(t, out);
		strbuf_addc(out, '\n');
		append_remarks(t, out);
		return;
	}
	append_parameters(s, t, view == HELP_VIEW_FULL, out);
	if (view == HELP_VIEW_FULL) {
		strbuf_addc(out, '\n');
		append_types(s, "INPUTS", t->inputs, out);
		append_types(s, "OUTPUTS", t->outputs, out);
		if (string_length(t->notes))
			append_types(s, "NOTES", t->notes, out);
	}
	strbuf_adds(out, "    \n");
	append_examples(s, t, false, out);
	if (view == HELP_VIEW_FULL)
		append_links(t, out);
	else
		append_remarks(t, out);
}
