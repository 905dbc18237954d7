/* Comment-based help: keywords behind a dot, each with the lines that follow it. */
#include "cmdlets/core/help_topic.h"

#include "object/array.h"
#include "object/hashtable.h"
#include "object/string.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The comment without its marks: "<#", "#>", and "# " before each line. */
static void strip_marks(const char *text, size_t length, struct strbuf *out)
{
	const char *end = text + length;
	while (text < end) {
		const char *line_end = memchr(text, '\n', (size_t)(end - text));
		size_t n = line_end ? (size_t)(line_end - text) : (size_t)(end - text);
		const char *line = text;
		text += n + (line_end != NULL);
		if (n && line[n - 1] == '\r')
			n--;
		size_t blanks = 0;
		while (blanks < n && (line[blanks] == ' ' || line[blanks] == '\t'))
			blanks++;
		if (n - blanks >= 2 && !strncmp(line + blanks, "<#", 2)) {
			line += blanks + 2;
			n -= blanks + 2;
		} else if (n > blanks && line[blanks] == '#') {
			while (blanks < n && line[blanks] == '#')
				blanks++;
			line += blanks;
			n -= blanks;
			if (n && line[0] == '>') /* "#>" at the end of a block */
				n = 0;
			else if (n && line[0] == ' ') {
				line++;
				n--;
			}
		}
		const char *close = n ? memmem(line, n, "#>", 2) : NULL;
		if (close)
			n = (size_t)(close - line);
		strbuf_add(out, line, n);
		strbuf_addc(out, '\n');
	}
}

struct section {
	char keyword[32];
	Value argument; /* what stands behind the keyword */
	Value text;
};

/* ".PARAMETER Name": false when the line is no keyword. */
static bool read_keyword(const char *line, size_t n, struct section *s)
{
	while (n && (*line == ' ' || *line == '\t')) {
		line++;
		n--;
	}
	if (!n || *line != '.')
		return false;
	size_t k = 1;
	while (k < n && isalpha((unsigned char)line[k]))
		k++;
	if (k == 1 || k > sizeof(s->keyword))
		return false;
	memcpy(s->keyword, line + 1, k - 1);
	s->keyword[k - 1] = '\0';
	while (k < n && (line[k] == ' ' || line[k] == '\t'))
		k++;
	while (n > k && isspace((unsigned char)line[n - 1]))
		n--;
	s->argument = string_new(line + k, n - k);
	return true;
}

/* Lines of a section: the indentation that all of them share goes, blank lines around them too. */
static Value section_text(const char *text, size_t length)
{
	size_t indent = SIZE_MAX;
	for (size_t at = 0; at < length;) {
		size_t n = strcspn(text + at, "\n"), blanks = strspn(text + at, " \t");
		if (blanks < n && blanks < indent)
			indent = blanks;
		at += n + 1;
	}
	struct strbuf out = STRBUF_INIT;
	for (size_t at = 0; at < length;) {
		size_t n = strcspn(text + at, "\n"),
		       skip = MIN(MIN(indent, n), strspn(text + at, " \t"));
		size_t end = n;
		while (end > skip && (text[at + end - 1] == ' ' || text[at + end - 1] == '\t'))
			end--;
		if (out.length || end > skip) {
			strbuf_add(&out, text + at + skip, end - skip);
			strbuf_addc(&out, '\n');
		}
		at += n + 1;
	}
	while (out.length && out.data[out.length - 1] == '\n')
		strbuf_set_length(&out, out.length - 1);
	return string_from_strbuf(&out);
}

/* The first line is the code; "PS>" before it is the prompt. */
static void add_example(struct help_topic *t, Value text)
{
	size_t size = t->example_count * sizeof(*t->examples);
	struct help_example *larger = gc_alloc_buffer(size + sizeof(*larger));
	if (size)
		memcpy(larger, t->examples, size);
	t->examples = larger;
	struct help_example *e = &t->examples[t->example_count++];
	const char *code = string_data(text);
	size_t n = strcspn(code, "\n");
	e->introduction = string_from("PS > ");
	if (!strncasecmp(code, "PS>", 3)) {
		e->introduction = string_from("PS>");
		code += 3;
		n -= 3;
		while (n && *code == ' ') {
			code++;
			n--;
		}
	}
	e->code = string_new(code, n);
	e->remarks = string_from(code[n] ? code + n + 1 : "");
}

static bool add_section(struct help_topic *t, const struct section *s)
{
	struct {
		const char *keyword;
		Value *field;
	} fields[] = {
		{"SYNOPSIS", &t->synopsis}, {"DESCRIPTION", &t->description},
		{"NOTES", &t->notes},       {"INPUTS", &t->inputs},
		{"OUTPUTS", &t->outputs},   {"COMPONENT", &t->component},
		{"ROLE", &t->role},         {"FUNCTIONALITY", &t->functionality},
	};
	for (size_t i = 0; i < countof(fields); i++)
		if (!strcasecmp(s->keyword, fields[i].keyword)) {
			*fields[i].field = s->text;
			return true;
		}
	if (!strcasecmp(s->keyword, "PARAMETER"))
		hashtable_set(value_as_hashtable(t->parameters), s->argument, s->text);
	else if (!strcasecmp(s->keyword, "EXAMPLE"))
		add_example(t, s->text);
	else if (!strcasecmp(s->keyword, "LINK"))
		list_add(value_as_list(t->links), s->text);
	else
		return !strcasecmp(s->keyword, "FORWARDHELPTARGETNAME") ||
		       !strcasecmp(s->keyword, "FORWARDHELPCATEGORY") ||
		       !strcasecmp(s->keyword, "REMOTEHELPRUNSPACE") ||
		       !strcasecmp(s->keyword, "EXTERNALHELP");
	return true;
}

bool help_comment_parse(const char *comment, size_t length, struct help_topic *t)
{
	struct strbuf text = STRBUF_INIT;
	strip_marks(comment, length, &text);
	struct section current = {0}, next;
	size_t start = 0;
	bool open = false, any = false;
	for (size_t at = 0; at <= text.length;) {
		size_t n = strcspn(text.data + at, "\n");
		bool end = at >= text.length;
		if (end || read_keyword(text.data + at, n, &next)) {
			if (open) {
				current.text = section_text(text.data + start,
							    at > start ? at - start : 0);
				any |= add_section(t, &current);
			}
			if (end)
				break;
			current = next;
			open = true;
			start = at + n + 1;
		}
		at += n + 1;
	}
	strbuf_clear(&text);
	return any;
}
