/* Compiled patterns: translation, PCRE2 code in two forms, the cache. */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "object/regex_private.h"

#include "base/xmalloc.h"
#include "object/error_record.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#define CACHE_BUCKETS 256
#define CACHE_LIMIT 512 /* programs; then all are dropped that nothing else holds */
#define JIT_AFTER 3     /* searches: a pattern that is used once is not worth compiling twice */
#define JIT_STACK_MAX (8 * 1024 * 1024)

struct regex_program {
	int references;
	char *pattern;
	size_t length;
	unsigned options;
	uint32_t hash;
	struct regex_translation translation;
	pcre2_code *plain, *unicode, *captures; /* made when first needed */
	int plain_uses, unicode_uses;
	pcre2_match_data *data;
	struct regex_program *next; /* in the cache */
};

static struct regex_program *cache[CACHE_BUCKETS];
static size_t cached;

static void program_free(struct regex_program *p)
{
	pcre2_code_free(p->plain);
	pcre2_code_free(p->unicode);
	pcre2_code_free(p->captures);
	pcre2_match_data_free(p->data);
	regex_translation_clear(&p->translation);
	free(p->pattern);
	free(p);
}

struct regex_program *regex_program_ref(struct regex_program *program)
{
	program->references++;
	return program;
}

void regex_program_unref(struct regex_program **program)
{
	if (*program != NULL && --(*program)->references == 0)
		program_free(*program);
	*program = NULL;
}

static void cache_drop(void)
{
	for (size_t i = 0; i < CACHE_BUCKETS; i++) {
		while (cache[i] != NULL) {
			struct regex_program *p = cache[i];
			cache[i] = p->next;
			p->next = NULL;
			regex_program_unref(&p);
		}
	}
	cached = 0;
}

static enum status invalid_pattern(const char *pattern, size_t offset, const char *why)
{
	return throw_exception("System.Text.RegularExpressions.RegexParseException",
			       "Invalid pattern '%s' at offset %zu. %s", pattern, offset, why);
}

static uint32_t compile_flags(unsigned options, bool unicode)
{
	uint32_t flags = PCRE2_NEVER_BACKSLASH_C;
	if (unicode)
		flags |= PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK;
	if (options & REGEX_IGNORE_CASE)
		flags |= PCRE2_CASELESS;
	if (options & REGEX_MULTILINE)
		flags |= PCRE2_MULTILINE;
	if (options & REGEX_SINGLELINE)
		flags |= PCRE2_DOTALL;
	return flags;
}

static enum status compile(const struct regex_program *p, const struct strbuf *text, bool unicode,
			   pcre2_code **code_r)
{
	int error;
	PCRE2_SIZE offset;
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	*code_r = pcre2_compile((PCRE2_SPTR)text->data, text->length,
				compile_flags(p->options, unicode), &error, &offset, context);
	pcre2_compile_context_free(context);
	if (*code_r != NULL)
		return OK;
	char why[160];
	if (error == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH)
		strcpy(why, "A lookbehind of variable length is not supported.");
	else
		pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof(why));
	return invalid_pattern(p->pattern, p->length, why);
}

static enum status program_create(const struct string *pattern, unsigned options,
				  struct regex_program **program_r)
{
	struct regex_program *p = xcalloc(1, sizeof(*p));
	p->references = 1;
	p->pattern = xstrndup(pattern->data, pattern->length);
	p->length = pattern->length;
	p->options = options;
	enum status status = OK;
	if (!regex_translate(p->pattern, p->length, options, &p->translation))
		status = invalid_pattern(p->pattern, p->translation.offset, p->translation.error);
	/* one form now, so that errors come at once */
	else if (p->translation.ascii)
		status = compile(p, &p->translation.plain, false, &p->plain);
	else
		status = compile(p, &p->translation.unicode, true, &p->unicode);
	if (status != OK) {
		program_free(p);
		return status;
	}
	p->data = pcre2_match_data_create_from_pattern(p->plain ? p->plain : p->unicode, NULL);
	*program_r = p;
	return OK;
}

/* What decides how a pattern is compiled. */
#define COMPILE_OPTIONS                                                                    \
	(REGEX_IGNORE_CASE | REGEX_MULTILINE | REGEX_EXPLICIT_CAPTURE | REGEX_SINGLELINE | \
	 REGEX_IGNORE_PATTERN_WHITESPACE | REGEX_RIGHT_TO_LEFT)

enum status regex_program_get(Value pattern, unsigned options, struct regex_program **program_r)
{
	const struct string *s = value_as_string(pattern);
	options &= COMPILE_OPTIONS;
	uint32_t hash = string_hash(pattern, false) ^ options * 2654435761u;
	struct regex_program **bucket = &cache[hash % CACHE_BUCKETS];
	for (struct regex_program *p = *bucket; p != NULL; p = p->next) {
		if (p->hash == hash && p->options == options && p->length == s->length &&
		    memcmp(p->pattern, s->data, s->length) == 0) {
			*program_r = regex_program_ref(p);
			return OK;
		}
	}
	struct regex_program *p;
	if (program_create(s, options, &p) != OK)
		return ERROR;
	if (cached >= CACHE_LIMIT)
		cache_drop();
	p->hash = hash;
	p->next = *bucket;
	*bucket = p;
	cached++;
	*program_r = regex_program_ref(p);
	return OK;
}

const struct regex_group *regex_program_groups(const struct regex_program *program, int *count_r)
{
	*count_r = program->translation.group_count;
	return program->translation.groups;
}

static enum status program_code(struct regex_program *p, bool ascii, pcre2_code **code_r)
{
	pcre2_code **code = ascii ? &p->plain : &p->unicode;
	int *uses = ascii ? &p->plain_uses : &p->unicode_uses;
	if (*code == NULL &&
	    compile(p, ascii ? &p->translation.plain : &p->translation.unicode, !ascii, code) != OK)
		return ERROR;
	if (++*uses == JIT_AFTER)
		pcre2_jit_compile(*code, PCRE2_JIT_COMPLETE);
	*code_r = *code;
	return OK;
}

static pcre2_match_context *match_context(void)
{
	static pcre2_match_context *context;
	if (context == NULL) {
		context = pcre2_match_context_create(NULL);
		pcre2_jit_stack *stack = pcre2_jit_stack_create(32 * 1024, JIT_STACK_MAX, NULL);
		pcre2_jit_stack_assign(context, NULL, stack);
	}
	return context;
}

/* PCRE2's offsets by position to offsets by .NET's groups. */
static void copy_offsets(const struct regex_program *p, const PCRE2_SIZE *vector, int set,
			 size_t *offsets)
{
	for (int i = 0; i < p->translation.group_count; i++) {
		const struct regex_group *g = &p->translation.groups[i];
		offsets[2 * i] = offsets[2 * i + 1] = SIZE_MAX;
		for (int j = 0; j < g->position_count; j++) {
			int at = g->positions[j];
			if (at < set && vector[2 * at] != PCRE2_UNSET) {
				offsets[2 * i] = vector[2 * at];
				offsets[2 * i + 1] = vector[2 * at + 1];
			}
		}
	}
}

enum status regex_program_search(struct regex_program *p, Value text, size_t start, size_t end,
				 bool *found_r, size_t *offsets)
{
	const struct string *s = value_as_string(text);
	pcre2_code *code;
	if (program_code(p, s->ascii && p->translation.ascii, &code) != OK)
		return ERROR;
	int result = pcre2_match(code, (PCRE2_SPTR)s->data, end, start, PCRE2_NO_UTF_CHECK, p->data,
				 match_context());
	*found_r = result > 0;
	if (result > 0)
		copy_offsets(p, pcre2_get_ovector_pointer(p->data), result, offsets);
	if (result >= 0 || result == PCRE2_ERROR_NOMATCH)
		return OK;
	char why[160];
	pcre2_get_error_message(result, (PCRE2_UCHAR *)why, sizeof(why));
	return throw_exception("System.Text.RegularExpressions.RegexMatchTimeoutException",
			       "Matching the pattern '%s' was given up: %s.", p->pattern, why);
}

size_t regex_next_start(Value text, const size_t *offsets, size_t end)
{
	if (offsets[1] > offsets[0])
		return offsets[1];
	if (offsets[1] >= end)
		return SIZE_MAX;
	const char *data = string_data(text);
	size_t next = offsets[1] + 1;
	while (next < end && ((unsigned char)data[next] & 0xc0) == 0x80)
		next++;
	return next;
}

/* What the callouts collect: for each of PCRE2's groups a stack of captures. Backtracking takes captures
 * back: before a capture is noted, those are dropped that do not agree with what PCRE2 holds now. */
struct capture_stacks {
	int count;
	struct capture_stack {
		size_t *pairs;
		size_t count, capacity;
	} * stacks;
};

static void stack_push(struct capture_stack *s, size_t start, size_t end)
{
	GROW(s->pairs, s->count * 2, s->capacity);
	GROW(s->pairs, s->count * 2 + 1, s->capacity);
	s->pairs[2 * s->count] = start;
	s->pairs[2 * s->count + 1] = end;
	s->count++;
}

static void stack_settle(struct capture_stack *s, size_t start, size_t end)
{
	while (s->count > 0 &&
	       (s->pairs[2 * s->count - 2] != start || s->pairs[2 * s->count - 1] != end))
		s->count--;
}

static int on_callout(pcre2_callout_block *block, void *context)
{
	struct capture_stacks *stacks = context;
	int closed = atoi((const char *)block->callout_string);
	for (int i = 1; i < stacks->count; i++) {
		struct capture_stack *s = &stacks->stacks[i];
		bool set =
			i < (int)block->capture_top && block->offset_vector[2 * i] != PCRE2_UNSET;
		size_t start = set ? block->offset_vector[2 * i] : SIZE_MAX;
		size_t end = set ? block->offset_vector[2 * i + 1] : SIZE_MAX;
		if (i != closed) {
			stack_settle(s, start, end);
			continue;
		}
		/* an earlier round of the loop ended before this one began */
		while (s->count > 0 &&
		       (s->pairs[2 * s->count - 1] > start || s->pairs[2 * s->count - 2] >= end))
			s->count--;
		stack_push(s, start, end);
	}
	return 0;
}

size_t regex_program_captures(struct regex_program *p, Value text, size_t start, size_t end,
			      int group, size_t **pairs_r)
{
	const struct string *s = value_as_string(text);
	const struct regex_group *g = &p->translation.groups[group];
	size_t count = 0;
	*pairs_r = NULL;
	if (p->captures == NULL && compile(p, &p->translation.captures, true, &p->captures) != OK) {
		error_take();
		return 0;
	}
	uint32_t groups;
	pcre2_pattern_info(p->captures, PCRE2_INFO_CAPTURECOUNT, &groups);
	struct capture_stacks stacks = {.count = (int)groups + 1};
	stacks.stacks = xcalloc(groups + 1, sizeof(*stacks.stacks));
	pcre2_match_context *context = pcre2_match_context_create(NULL);
	pcre2_set_callout(context, on_callout, &stacks);
	pcre2_match_data *data = pcre2_match_data_create_from_pattern(p->captures, NULL);
	int result = pcre2_match(p->captures, (PCRE2_SPTR)s->data, end, start, PCRE2_NO_UTF_CHECK,
				 data, context);
	const PCRE2_SIZE *vector = pcre2_get_ovector_pointer(data);
	struct capture_stack all = {0};
	for (int i = 0; i < g->position_count && result > 0; i++) {
		int at = g->positions[i];
		struct capture_stack *stack = &stacks.stacks[at];
		bool set = at < result && vector[2 * at] != PCRE2_UNSET;
		stack_settle(stack, set ? vector[2 * at] : SIZE_MAX,
			     set ? vector[2 * at + 1] : SIZE_MAX);
		for (size_t j = 0; j < stack->count; j++)
			stack_push(&all, stack->pairs[2 * j], stack->pairs[2 * j + 1]);
	}
	for (int i = 0; i < stacks.count; i++)
		free(stacks.stacks[i].pairs);
	free(stacks.stacks);
	pcre2_match_data_free(data);
	pcre2_match_context_free(context);
	count = all.count;
	*pairs_r = all.pairs;
	return count;
}
