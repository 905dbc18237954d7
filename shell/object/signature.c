/* Reading of member signatures: "static string Join(string separator, Params string[] value)". */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "object/string_private.h"
#include "object/type_private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *skip_blanks(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

/* The end of a type name: the first blank (or one of `stop`) outside brackets. */
static const char *type_end(const char *at, const char *stop)
{
	int depth = 0;
	for (; *at != '\0'; at++) {
		if (*at == '[')
			depth++;
		else if (*at == ']')
			depth--;
		else if (depth == 0 && (*at == ' ' || strchr(stop, *at) != NULL))
			break;
	}
	return at;
}

static const char *after_static(const char *at)
{
	return strncmp(at, "static ", 7) == 0 ? skip_blanks(at + 7) : at;
}

const char *signature_name(const struct member *member, size_t *length_r)
{
	const char *at = after_static(member->signature);
	if (member->kind != MEMBER_ALIAS_PROPERTY) {
		/* A name without a type in front is whole already: "Name". */
		const char *end = type_end(at, "({=");
		const char *next = skip_blanks(end);
		if (*end == ' ' && *next != '\0' && strchr("({=", *next) == NULL)
			at = next;
	}
	*length_r = strcspn(at, " ({=");
	return at;
}

static bool is_delegate(const char *text, size_t length)
{
	static const char *const prefixes[] = {
		"System.Func[",      "System.Action",
		"System.Predicate[", "System.Comparison",
		"System.Converter[", "System.EventHandler",
		"System.Delegate",   "System.Text.RegularExpressions.MatchEvaluator",
	};
	for (size_t i = 0; i < countof(prefixes); i++) {
		size_t n = strlen(prefixes[i]);
		if (length >= n && strncmp(text, prefixes[i], n) == 0)
			return true;
	}
	return false;
}

static bool accept_word(const char **at, const char *word)
{
	size_t n = strlen(word);
	if (strncasecmp(*at, word, n) != 0)
		return false;
	*at = skip_blanks(*at + n);
	return true;
}

/* One parameter's text between commas. */
static void read_parameter(const struct type *owner, const char *at, const char *end,
			   struct parameter_info *p)
{
	at = skip_blanks(at);
	p->is_ref = accept_word(&at, "[ref] ") || accept_word(&at, "ref ") ||
		    accept_word(&at, "out ") || accept_word(&at, "[out] ");
	p->is_params = accept_word(&at, "params ");
	const char *stop = type_end(at, ",)");
	if (stop > end)
		stop = end;
	size_t length = (size_t)(stop - at);
	p->delegate = is_delegate(at, length);
	p->type = p->delegate ? &type_script_block : type_find_in(owner, at, length);
	if (p->type == NULL) {
		p->type = &type_object;
		p->unknown = true;
	}
	const char *name = skip_blanks(stop);
	size_t name_length = 0;
	while (name + name_length < end && name[name_length] != ' ' && name[name_length] != '=')
		name_length++;
	p->name = string_data(string_intern(name, name_length));
	p->is_optional = memchr(name, '=', (size_t)(end - name)) != NULL;
}

static const char *parameter_end(const char *at)
{
	int depth = 0;
	for (; *at != '\0'; at++) {
		if (*at == '[' || *at == '(' || *at == '{')
			depth++;
		else if (depth > 0 && (*at == ']' || *at == ')' || *at == '}'))
			depth--;
		else if (depth == 0 && (*at == ',' || *at == ')'))
			break;
	}
	return at;
}

static void read_signature(const struct type *owner, const struct member *member,
			   struct signature *s)
{
	*s = (struct signature){.member = member, .owner = owner};
	const char *at = strchr(member->signature, '(');
	if (at == NULL)
		return;
	size_t capacity = 0;
	for (at = skip_blanks(at + 1); *at != ')' && *at != '\0';) {
		const char *end = parameter_end(at);
		GROW(s->parameters, (size_t)s->count, capacity);
		struct parameter_info *p = &s->parameters[s->count++];
		*p = (struct parameter_info){0};
		read_parameter(owner, at, end, p);
		if (p->is_params)
			s->has_params = true;
		else if (!p->is_optional)
			s->required = s->count;
		at = *end == ',' ? skip_blanks(end + 1) : end;
	}
	s->returns = signature_type(owner, member);
}

const struct type *signature_type(const struct type *owner, const struct member *member)
{
	if (member->kind == MEMBER_ALIAS_PROPERTY)
		return NULL;
	const char *at = after_static(member->signature);
	const char *end = type_end(at, "({=");
	return type_find_in(owner, at, (size_t)(end - at));
}

const struct signature *group_signatures(const struct member_group *group)
{
	struct member_group *g = (struct member_group *)group;
	if (g->signatures == NULL) {
		pthread_mutex_lock(&type_lock);
		if (g->signatures == NULL) {
			struct signature *made = xcalloc(g->count, sizeof(*made));
			for (size_t i = 0; i < g->count; i++)
				read_signature(g->owners[i], g->members[i], &made[i]);
			g->signatures = made;
		}
		pthread_mutex_unlock(&type_lock);
	}
	return g->signatures;
}

/* The argument of the generic that a word stands for, or NULL. */
static const struct type *argument_of(const struct type *owner, const char *word, size_t length)
{
	static const char *const one[] = {"T"}, *const two[] = {"TKey", "TValue"};
	const char *const *names = owner->argument_count == 1 ? one : two;
	for (int i = 0; i < owner->argument_count && i < 2; i++)
		if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
			return owner->arguments[i];
	return NULL;
}

void signature_append(const struct type *owner, const struct member *member, struct strbuf *out)
{
	while (owner != NULL && owner->argument_count == 0)
		owner = owner->base;
	const char *at = member->signature;
	if (owner == NULL) {
		strbuf_adds(out, at);
		return;
	}
	while (*at != '\0') {
		size_t length = 0;
		while (isalnum((unsigned char)at[length]) || at[length] == '_' || at[length] == '.')
			length++;
		const struct type *argument = length > 0 ? argument_of(owner, at, length) : NULL;
		if (argument != NULL)
			type_print_name(argument, out);
		else
			strbuf_add(out, at, MAX(length, (size_t)1));
		at += MAX(length, (size_t)1);
	}
}
