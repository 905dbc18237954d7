/* Replacement and splitting: what [regex] and the operators -replace and -split share. */
#include "object/regex_private.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/delegate.h"
#include "object/error_record.h"
#include "object/runtime.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum part_kind {
	PART_TEXT,
	PART_GROUP,
	PART_BEFORE,     /* $` */
	PART_AFTER,      /* $' */
	PART_LAST_GROUP, /* $+ */
	PART_INPUT,      /* $_ */
};

struct replacement_part {
	enum part_kind kind;
	int group;
	const char *text;
	size_t length;
};

struct replacement {
	char *source;
	struct replacement_part *parts;
	size_t count, capacity;
};

static void add_part(struct replacement *r, enum part_kind kind, int group, const char *text,
		     size_t length)
{
	if (kind == PART_TEXT && length == 0)
		return;
	GROW(r->parts, r->count, r->capacity);
	r->parts[r->count++] = (struct replacement_part){kind, group, text, length};
}

static int group_named(const struct regex_program *program, const char *name, size_t length)
{
	int count;
	const struct regex_group *groups = regex_program_groups(program, &count);
	bool number = length > 0 && strspn(name, "0123456789") >= length;
	for (int i = 0; i < count; i++) {
		if (strlen(groups[i].name) == length && memcmp(groups[i].name, name, length) == 0)
			return i;
		if (number && length < 9 && groups[i].number == atoi(name))
			return i;
	}
	return -1;
}

/* What follows a dollar sign; returns its length, 0 when it is no substitution. */
static size_t parse_dollar(struct replacement *r, const struct regex_program *program,
			   const char *p)
{
	static const struct {
		char sign;
		enum part_kind kind;
	} signs[] = {{'&', PART_GROUP},
		     {'`', PART_BEFORE},
		     {'\'', PART_AFTER},
		     {'+', PART_LAST_GROUP},
		     {'_', PART_INPUT}};
	if (*p == '$') {
		add_part(r, PART_TEXT, 0, p, 1);
		return 1;
	}
	for (size_t i = 0; i < countof(signs); i++) {
		if (*p == signs[i].sign) {
			add_part(r, signs[i].kind, 0, NULL, 0);
			return 1;
		}
	}
	if (isdigit((unsigned char)*p)) {
		char number[16];
		size_t digits = MIN(strspn(p, "0123456789"), sizeof(number) - 1);
		memcpy(number, p, digits);
		number[digits] = '\0';
		int group = group_named(program, number, digits);
		if (group < 0)
			return 0;
		add_part(r, PART_GROUP, group, NULL, 0);
		return digits;
	}
	if (*p == '{') {
		const char *close = strchr(p, '}');
		int group =
			close != NULL ? group_named(program, p + 1, (size_t)(close - p - 1)) : -1;
		if (group >= 0) {
			add_part(r, PART_GROUP, group, NULL, 0);
			return (size_t)(close - p) + 1;
		}
	}
	return 0;
}

struct replacement *replacement_parse(const struct regex_program *program, Value text)
{
	struct replacement *r = xcalloc(1, sizeof(*r));
	r->source = xstrndup(string_data(text), string_length(text));
	const char *plain = r->source;
	for (const char *p = r->source; (p = strchr(p, '$')) != NULL;) {
		size_t before = r->count;
		const char *dollar = p;
		add_part(r, PART_TEXT, 0, plain, (size_t)(dollar - plain));
		size_t length = parse_dollar(r, program, p + 1);
		if (length == 0) {
			r->count = before; /* the dollar stands for itself: goes with the text */
			p++;
			continue;
		}
		p += 1 + length;
		plain = p;
	}
	add_part(r, PART_TEXT, 0, plain, strlen(plain));
	return r;
}

void replacement_free(struct replacement **r)
{
	if (*r == NULL)
		return;
	free((*r)->source);
	free((*r)->parts);
	free(*r);
	*r = NULL;
}

void replacement_append(const struct replacement *r, Value text, const size_t *offsets,
			int group_count, struct strbuf *out)
{
	const char *data = string_data(text);
	for (size_t i = 0; i < r->count; i++) {
		const struct replacement_part *part = &r->parts[i];
		int group = part->kind == PART_LAST_GROUP ? group_count - 1 : part->group;
		switch (part->kind) {
		case PART_TEXT:
			strbuf_add(out, part->text, part->length);
			break;
		case PART_GROUP:
		case PART_LAST_GROUP:
			if (group < group_count && offsets[2 * group] != SIZE_MAX)
				strbuf_add(out, data + offsets[2 * group],
					   offsets[2 * group + 1] - offsets[2 * group]);
			break;
		case PART_BEFORE:
			strbuf_add(out, data, offsets[0]);
			break;
		case PART_AFTER:
			strbuf_add(out, data + offsets[1], string_length(text) - offsets[1]);
			break;
		case PART_INPUT:
			strbuf_add(out, data, string_length(text));
			break;
		}
	}
}

/* The text that a script block or delegate gives for a match. */
static enum status evaluate(Value evaluator, Value match, bool dollar_underbar, struct strbuf *out)
{
	Value result = VOID_VALUE;
	enum status status;
	if (dollar_underbar)
		status =
			runtime()->hooks->invoke_script_block(evaluator, 1, &match, match, &result);
	else
		status = delegate_invoke(evaluator, 1, &match, &result);
	if (status == OK)
		value_append_string(result, out);
	return status;
}

enum status regex_replace_all(Value regex, Value text, Value replacement, int limit, size_t start,
			      bool dollar_underbar, Value *result_r)
{
	struct regex_program *program = value_as_regex(regex)->program;
	int count;
	regex_program_groups(program, &count);
	size_t offsets[2 * MAX(count, 1)];
	size_t end = string_length(text), done = 0;
	const char *data = string_data(text);
	struct strbuf out = STRBUF_INIT;
	struct replacement *parts =
		replacement.tag == VALUE_STRING ? replacement_parse(program, replacement) : NULL;
	enum status status = OK;
	bool found = false, any = false;
	for (; status == OK && start != SIZE_MAX && limit != 0; limit--) {
		status = regex_program_search(program, text, start, end, &found, offsets);
		if (status != OK || !found)
			break;
		any = true;
		strbuf_add(&out, data + done, offsets[0] - done);
		done = offsets[1];
		if (parts != NULL)
			replacement_append(parts, text, offsets, count, &out);
		else
			status = evaluate(replacement,
					  match_new(regex, text, start, end, true, offsets),
					  dollar_underbar, &out);
		start = regex_next_start(text, offsets, end);
	}
	replacement_free(&parts);
	if (status != OK) {
		strbuf_clear(&out);
		return status;
	}
	if (!any) {
		strbuf_clear(&out);
		*result_r = text;
		return OK;
	}
	strbuf_add(&out, data + done, end - done);
	*result_r = string_from_strbuf(&out);
	return OK;
}

enum status regex_split_all(Value regex, Value text, int limit, size_t start, Value list)
{
	struct regex_program *program = value_as_regex(regex)->program;
	struct list *pieces = value_as_list(list);
	int count;
	regex_program_groups(program, &count);
	size_t offsets[2 * MAX(count, 1)];
	size_t end = string_length(text), done = 0;
	const char *data = string_data(text);
	for (int made = 1; start != SIZE_MAX && (limit <= 0 || made < limit); made++) {
		bool found;
		if (regex_program_search(program, text, start, end, &found, offsets) != OK)
			return ERROR;
		if (!found)
			break;
		list_add(pieces, string_new(data + done, offsets[0] - done));
		done = offsets[1];
		for (int i = 1; i < count; i++)
			if (offsets[2 * i] != SIZE_MAX)
				list_add(pieces, string_new(data + offsets[2 * i],
							    offsets[2 * i + 1] - offsets[2 * i]));
		start = regex_next_start(text, offsets, end);
	}
	list_add(pieces, done == 0 ? text : string_new(data + done, end - done));
	return OK;
}
