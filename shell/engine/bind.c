#include "engine/bind.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/command.h"
#include "engine/scope.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/hashtable.h"
#include "object/script_block.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_bound(const struct binding *b, const struct parameter_metadata *p)
{
	return b->sources[p - b->metadata->parameters] != BIND_NONE;
}

/* The parameter sets that exist at all. */
static uint32_t known_sets(const struct command_metadata *m)
{
	return m->set_count ? (m->set_count == 32 ? ALL_SETS : (UINT32_C(1) << m->set_count) - 1)
			    : ALL_SETS;
}

static enum status ambiguous_set(struct binding *b)
{
	return bind_error(
		b, NULL, "AmbiguousParameterSet", CATEGORY_INVALID_ARGUMENT, BINDING_EXCEPTION,
		"Parameter set cannot be resolved using the specified named parameters. One or "
		"more "
		"parameters issued cannot be used together or an insufficient number of parameters "
		"were provided.");
}

/* A script block for a parameter that takes pipeline input of another type is run for each record. */
static bool is_delayed(const struct parameter_metadata *p, Value v)
{
	return v.tag == VALUE_SCRIPT_BLOCK && p->type != &type_script_block &&
	       p->type != &type_object && p->type->element != &type_script_block &&
	       p->type->element != &type_object && p->row &&
	       (parameter_flags_in(p, ALL_SETS) & (PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME));
}

static enum status bind_value(struct binding *b, struct parameter_metadata *p,
			      const struct ast *ast, Value v, enum bind_source source)
{
	size_t i = (size_t)(p - b->metadata->parameters);
	if (is_delayed(p, v)) {
		if (!b->delayed)
			b->delayed = gc_alloc_buffer(b->metadata->count * sizeof(Value));
		if (!b->delayed_ast)
			b->delayed_ast = ast;
		b->delayed[i] = v;
		b->sources[i] = BIND_DELAYED;
	} else {
		if (bind_convert(b, p, ast, v, &b->values[i]) != OK)
			return ERROR;
		b->sources[i] = (uint8_t)source;
	}
	if (p->sets != ALL_SETS)
		b->sets &= p->sets;
	return OK;
}

/* ---- named arguments ---- */

#define INLINE_ARGUMENTS 8

/* A value that stands without a name. `rest`: no position takes it: an unknown name and what follows it. */
struct loose {
	Value value;
	const struct ast *ast;
	bool rest;
};

/* The arguments while names are bound; loose values are kept for their positions, few of them on the C stack. */
struct arguments {
	const struct argument *items;
	size_t count, next;
	struct loose *loose;
	size_t loose_count, capacity;
	struct loose inline_loose[INLINE_ARGUMENTS];
};

static void arguments_init(struct arguments *a, const struct argument *items, size_t count)
{
	a->items = items;
	a->count = count;
	a->next = a->loose_count = 0;
	a->loose = a->inline_loose;
	a->capacity = INLINE_ARGUMENTS;
}

static void add_loose(struct arguments *a, Value v, const struct ast *ast, bool rest)
{
	if (a->loose_count == a->capacity) {
		size_t size = a->capacity * sizeof(*a->loose);
		struct loose *larger = gc_alloc_buffer(2 * size);
		memcpy(larger, a->loose, size);
		a->loose = larger;
		a->capacity *= 2;
	}
	a->loose[a->loose_count++] = (struct loose){v, ast, rest};
}

static void add_positional(struct arguments *a, Value v, const struct ast *ast)
{
	add_loose(a, v, ast, false);
}

static bool has_remaining(const struct binding *b)
{
	for (size_t i = 0; i < b->metadata->count; i++)
		if (parameter_flags_in(&b->metadata->parameters[i], b->sets) & PARAM_REMAINING)
			return true;
	return false;
}

static enum status ambiguous_name(struct binding *b, const struct argument *arg)
{
	struct strbuf names = STRBUF_INIT;
	size_t length = strlen(arg->name);
	bool own = false;
	for (size_t i = 0; i < b->metadata->count; i++)
		own |= !b->metadata->parameters[i].is_common &&
		       !strncasecmp(b->metadata->parameters[i].name, arg->name, length);
	for (size_t i = 0; i < b->metadata->count; i++)
		if (!strncasecmp(b->metadata->parameters[i].name, arg->name, length) &&
		    b->metadata->parameters[i].is_common != own)
			strbuf_addf(&names, " -%s", b->metadata->parameters[i].name);
	enum status status = bind_error(
		b, arg->ast, "AmbiguousParameter", CATEGORY_INVALID_ARGUMENT, BINDING_EXCEPTION,
		"Parameter cannot be processed because the parameter name '%s' is "
		"ambiguous. Possible matches include:%s.",
		arg->name, names.data);
	strbuf_clear(&names);
	return status;
}

/* A name that no parameter has: simple functions and remaining arguments get it as text. */
static enum status unknown_name(struct binding *b, struct arguments *a, const struct argument *arg)
{
	if (b->metadata->is_advanced && !has_remaining(b) && !b->tolerant) {
		enum status status = bind_error(
			b, arg->ast, "NamedParameterNotFound", CATEGORY_INVALID_ARGUMENT,
			BINDING_EXCEPTION,
			"A parameter cannot be found that matches parameter name '%s'.", arg->name);
		bind_error_parameter(arg->name);
		return status;
	}
	bool with_value = arg->kind == ARGUMENT_PARAMETER_VALUE;
	Value name = string_printf("-%s%s", arg->name, with_value ? ":" : "");
	name.cell->flags |= CELL_PARAMETER_NAME;
	add_loose(a, name, arg->ast, true);
	if (with_value)
		add_loose(a, arg->value, arg->ast, true);
	else if (a->next < a->count && a->items[a->next].kind == ARGUMENT_VALUE) {
		add_loose(a, a->items[a->next].value, a->items[a->next].ast, true);
		a->next++;
	}
	return OK;
}

static enum status bind_named(struct binding *b, struct arguments *a, const struct argument *arg)
{
	bool ambiguous;
	struct parameter_metadata *p = metadata_find(b->metadata, arg->name, &ambiguous);
	if (ambiguous)
		return ambiguous_name(b, arg);
	if (!p)
		return unknown_name(b, a, arg);
	if (is_bound(b, p))
		return bind_error(
			b, arg->ast, "ParameterAlreadyBound", CATEGORY_INVALID_ARGUMENT,
			BINDING_EXCEPTION,
			"Cannot bind parameter because parameter '%s' is specified more than once. "
			"To "
			"provide multiple values to parameters that can accept multiple values, "
			"use "
			"the array syntax. For example, \"-parameter value1,value2,value3\".",
			p->name);
	if (arg->kind == ARGUMENT_PARAMETER_VALUE)
		return bind_value(b, p, arg->ast, arg->value, BIND_ARGUMENT);
	if (p->is_switch)
		return bind_value(b, p, arg->ast, TRUE_VALUE, BIND_ARGUMENT);
	if (a->next < a->count && a->items[a->next].kind == ARGUMENT_VALUE) {
		const struct argument *value = &a->items[a->next++];
		return bind_value(b, p, value->ast, value->value, BIND_ARGUMENT);
	}
	struct strbuf type = STRBUF_INIT;
	strbuf_adds(&type, p->type->name);
	enum status status = bind_error(
		b, arg->ast, "MissingArgument", CATEGORY_INVALID_ARGUMENT, BINDING_EXCEPTION,
		"Missing an argument for parameter '%s'. Specify a parameter of type "
		"'%s' and try again.",
		p->name, type.data);
	strbuf_clear(&type);
	return status;
}

/* An array's items are positional; "-Name:" texts inside it (from a captured $args) stay names. */
static enum status splat_array(struct binding *b, struct arguments *a, Value array,
			       const struct ast *ast)
{
	for (size_t i = 0; i < value_count(array); i++) {
		Value item = value_item(array, i);
		if (item.tag != VALUE_STRING || string_data(item)[0] != '-' ||
		    !(item.cell->flags & CELL_PARAMETER_NAME)) {
			add_positional(a, item, ast);
			continue;
		}
		Value next = i + 1 < value_count(array) ? value_item(array, i + 1) : UNSET_VALUE;
		struct argument two[] = {
			{.kind = ARGUMENT_PARAMETER, .name = string_data(item) + 1, .ast = ast},
			{.kind = ARGUMENT_VALUE, .value = next, .ast = ast},
		};
		bool next_is_name =
			next.tag == VALUE_STRING && (next.cell->flags & CELL_PARAMETER_NAME);
		const struct argument *items = a->items;
		size_t count = a->count, at = a->next;
		a->items = two;
		a->count = next.tag == VALUE_UNSET || next_is_name ? 1 : 2;
		a->next = 1;
		enum status status = bind_named(b, a, &two[0]);
		i += a->next - 1;
		a->items = items;
		a->count = count;
		a->next = at;
		if (status != OK)
			return status;
	}
	return OK;
}

/* A hashtable's keys are names; what was given explicitly wins. */
static enum status splat_hashtable(struct binding *b, struct arguments *a,
				   const struct hashtable *h, const struct ast *ast,
				   const uint8_t *explicit)
{
	Value key, value;
	for (size_t i = 0; hashtable_next(h, &i, &key, &value);) {
		const char *name = string_data(value_to_string(key));
		bool ambiguous;
		struct parameter_metadata *p = metadata_find(b->metadata, name, &ambiguous);
		if (p && explicit[p - b->metadata->parameters] != BIND_NONE)
			continue;
		struct argument arg = {ARGUMENT_PARAMETER_VALUE, name, value, ast, false};
		if (bind_named(b, a, &arg) != OK)
			return ERROR;
	}
	return OK;
}

static enum status bind_all_named(struct binding *b, struct arguments *a)
{
	while (a->next < a->count) {
		const struct argument *arg = &a->items[a->next++];
		enum status status = OK;
		switch (arg->kind) {
		case ARGUMENT_VALUE:
		case ARGUMENT_VERBATIM:
			add_positional(a, arg->value, arg->ast);
			break;
		case ARGUMENT_PARAMETER:
		case ARGUMENT_PARAMETER_VALUE:
			status = bind_named(b, a, arg);
			break;
		case ARGUMENT_SPLAT: {
			Value splatted = value_base(arg->value);
			if (splatted.tag == VALUE_HASHTABLE || value_is_null(splatted))
				break; /* below, after the explicit ones */
			if (splatted.tag == VALUE_ARRAY || splatted.tag == VALUE_LIST) {
				status = splat_array(b, a, splatted, arg->ast);
			} else if (splatted.tag == VALUE_STRING) {
				for (size_t i = 0; i < value_as_string(splatted)->utf16_length; i++)
					add_positional(a,
						       value_char(string_unit_at(
							       value_as_string(splatted), i)),
						       arg->ast);
			} else {
				add_positional(a, splatted, arg->ast);
			}
			break;
		}
		}
		if (status != OK)
			return status;
	}
	uint8_t explicit[b->metadata->count + 1]; /* wins over a splatted one; two splats collide */
	memcpy(explicit, b->sources, b->metadata->count);
	for (size_t i = 0; i < a->count; i++) {
		Value splatted = value_base(a->items[i].value);
		if (a->items[i].kind == ARGUMENT_SPLAT && splatted.tag == VALUE_HASHTABLE &&
		    splat_hashtable(b, a, value_as_hashtable(splatted), a->items[i].ast,
				    explicit) != OK)
			return ERROR;
	}
	return OK;
}

/* ---- positions ---- */

bool bind_fits(const struct parameter_metadata *p, Value v)
{
	Value base = value_base(v);
	if (!p->has_type || p->type == &type_object || value_is_a(base, p->type))
		return true;
	return p->type->element && value_is_a(base, p->type->element);
}

/* Parameters that take all remaining arguments get them last. */
static bool takes_rest(const struct binding *b, const struct parameter_metadata *p)
{
	return (parameter_flags_in(p, b->sets) & PARAM_REMAINING) != 0;
}

/* The unbound parameter at `position` that suits the value best; NULL when there is none. */
static struct parameter_metadata *choose_positional(struct binding *b, int position, Value v)
{
	struct parameter_metadata *best = NULL;
	int best_score = -1;
	for (size_t i = 0; i < b->metadata->count; i++) {
		struct parameter_metadata *p = &b->metadata->parameters[i];
		if (is_bound(b, p) || parameter_position_in(p, b->sets) != position)
			continue;
		if ((p->row && p->row->suits && !p->row->suits(v)) || takes_rest(b, p))
			continue;
		uint32_t default_bit =
			b->metadata->default_set >= 0 ? UINT32_C(1) << b->metadata->default_set : 0;
		int score = (bind_fits(p, v) ? 2 : 0) +
			    (parameter_position_in(p, b->sets & default_bit) == position ? 1 : 0);
		if (score > best_score) {
			best = p;
			best_score = score;
		}
	}
	return best;
}

static int next_position(struct binding *b, int after)
{
	int next = -1;
	for (size_t i = 0; i < b->metadata->count; i++) {
		struct parameter_metadata *p = &b->metadata->parameters[i];
		int position =
			is_bound(b, p) || takes_rest(b, p) ? -1 : parameter_position_in(p, b->sets);
		if (position > after && (next < 0 || position < next))
			next = position;
	}
	return next;
}

static enum status bind_rest(struct binding *b, const struct loose *rest, size_t count)
{
	if (!count)
		return OK;
	Value values = array_new(count);
	for (size_t i = 0; i < count; i++)
		value_as_array(values)->items[i] = rest[i].value;
	for (size_t i = 0; i < b->metadata->count; i++) {
		struct parameter_metadata *p = &b->metadata->parameters[i];
		if (!is_bound(b, p) && (parameter_flags_in(p, b->sets) & PARAM_REMAINING)) {
			/* one collection given for all of them is taken as it is */
			if (count == 1 && (value_base(rest[0].value).tag == VALUE_ARRAY ||
					   value_base(rest[0].value).tag == VALUE_LIST))
				values = rest[0].value;
			return bind_value(b, p, rest[0].ast, values, BIND_ARGUMENT);
		}
	}
	if (!b->metadata->is_advanced || b->tolerant) {
		b->unbound = values;
		return OK;
	}
	return bind_error(b, rest[0].ast, "PositionalParameterNotFound", CATEGORY_INVALID_ARGUMENT,
			  BINDING_EXCEPTION,
			  "A positional parameter cannot be found that accepts argument '%s'.",
			  string_data(value_to_string(rest[0].value)));
}

/* The parameter for the next loose value: without parameter sets the order of positions is known beforehand. */
static struct parameter_metadata *next_positional(struct binding *b, int *position, Value v)
{
	const struct command_metadata *m = b->metadata;
	if (!m->order) {
		*position = next_position(b, *position);
		return *position < 0 ? NULL : choose_positional(b, *position, v);
	}
	while ((size_t)++ * position < m->order_count) {
		struct parameter_metadata *p = &m->parameters[m->order[*position]];
		if (!is_bound(b, p) && !takes_rest(b, p))
			return p;
	}
	return NULL;
}

static enum status bind_positional(struct binding *b, struct arguments *a)
{
	int position = -1;
	size_t kept = 0; /* what no position takes is moved to the front */
	bool full = false;
	for (size_t i = 0; i < a->loose_count; i++) {
		struct loose item = a->loose[i];
		struct parameter_metadata *p =
			full || item.rest ? NULL : next_positional(b, &position, item.value);
		if (!p) {
			full |= !item.rest;
			a->loose[kept++] = item;
		} else if (bind_value(b, p, item.ast, item.value, BIND_ARGUMENT) != OK) {
			return ERROR;
		}
	}
	return bind_rest(b, a->loose, kept);
}

/* ---- $PSDefaultParameterValues ---- */

/* "Command:Parameter", each with wildcards. */
static bool default_applies(const struct binding *b, const char *key,
			    struct parameter_metadata **p_r)
{
	const char *colon = strchr(key, ':');
	if (!colon)
		return false;
	char *command = xstrndup(key, (size_t)(colon - key));
	bool matches = wildcard_match(command, b->command->name, true);
	free(command);
	bool ambiguous;
	*p_r = matches ? metadata_find(b->metadata, colon + 1, &ambiguous) : NULL;
	return *p_r != NULL;
}

static enum status bind_defaults(struct binding *b)
{
	if (!b->metadata->is_advanced)
		return OK;
	Value table = scope_get(b->session, "PSDefaultParameterValues", SCOPE_ANY);
	if (table.tag != VALUE_HASHTABLE || !value_as_hashtable(table)->count)
		return OK;
	Value key, value;
	if (hashtable_get_text(value_as_hashtable(table), "Disabled", &value) &&
	    value_is_true(value))
		return OK;
	for (size_t i = 0; hashtable_next(value_as_hashtable(table), &i, &key, &value);) {
		struct parameter_metadata *p;
		if (key.tag != VALUE_STRING || !default_applies(b, string_data(key), &p) ||
		    is_bound(b, p) || !(p->sets & b->sets))
			continue;
		if (value.tag == VALUE_SCRIPT_BLOCK && p->type != &type_script_block &&
		    runtime()->hooks->invoke_script_block(value, 0, NULL, UNSET_VALUE, &value) !=
			    OK)
			return ERROR;
		if (bind_value(b, p, NULL, value, BIND_DEFAULT) != OK)
			return ERROR;
	}
	return OK;
}

enum status bind_arguments(struct binding *b, const struct argument *arguments, size_t count)
{
	struct command_metadata *m = b->metadata;
	if (!b->values) { /* a caller with few parameters brings its own memory */
		b->values = gc_alloc_buffer((m->count + 1) * sizeof(Value));
		b->sources = gc_alloc_bytes(m->count + 1);
	}
	b->delayed = NULL;
	b->delayed_ast = NULL;
	b->unbound = NULL_VALUE;
	b->sets = b->record_sets = known_sets(m);
	for (size_t i = 0; i < m->count; i++)
		b->values[i] = UNSET_VALUE;
	if (count) {
		struct arguments a;
		arguments_init(&a, arguments, count);
		if (bind_all_named(b, &a) != OK)
			return ERROR;
		if (!b->sets)
			return ambiguous_set(b);
		if (bind_positional(b, &a) != OK)
			return ERROR;
		if (!b->sets)
			return ambiguous_set(b);
	}
	return bind_defaults(b);
}

/* ---- mandatory parameters and the choice of the set ---- */

/* Whether the mandatory parameters of the sets in `mask` are there, or will come by the pipeline. */
static bool is_complete(const struct binding *b, uint32_t mask, bool has_input)
{
	for (size_t i = 0; i < b->metadata->count; i++) {
		const struct parameter_metadata *p = &b->metadata->parameters[i];
		unsigned flags = parameter_flags_in(p, mask);
		if (!(flags & PARAM_MANDATORY) || is_bound(b, p))
			continue;
		if (!(has_input && (flags & (PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME))))
			return false;
	}
	return true;
}

/* Narrows b->sets to one where that is decided already. */
static enum status choose_set(struct binding *b, bool has_input)
{
	if (!b->metadata->set_count || !(b->sets & (b->sets - 1)))
		return OK;
	uint32_t default_bit =
		b->metadata->default_set >= 0 ? UINT32_C(1) << b->metadata->default_set : 0;
	uint32_t complete = 0;
	for (size_t i = 0; i < b->metadata->set_count; i++) {
		uint32_t bit = UINT32_C(1) << i;
		if ((b->sets & bit) && is_complete(b, bit, has_input))
			complete |= bit;
	}
	if (has_input && (complete & (complete - 1))) {
		b->sets = complete; /* the records decide */
		return OK;
	}
	if (complete & default_bit)
		b->sets = default_bit;
	else if (complete && !(complete & (complete - 1)))
		b->sets = complete;
	else if (!complete && (b->sets & default_bit))
		b->sets = default_bit;
	else
		return ambiguous_set(b);
	return OK;
}

/* At an interactive prompt, missing values are asked for. */
static enum status ask_for(struct binding *b, struct parameter_metadata *p, bool *asked)
{
	struct host *host = b->session->host;
	if (!*asked) {
		char *head = xasprintf(
			"\ncmdlet %s at command pipeline position 1\nSupply values for the "
			"following parameters:\n",
			b->command->name);
		host->write_text(host, HOST_OUTPUT, head, strlen(head));
		free(head);
	}
	*asked = true;
	char *prompt = xasprintf("%s: ", p->name);
	char *line = host->read_line(host, prompt, p->type == &type_secure_string);
	free(prompt);
	if (!line)
		return STOP;
	Value v = string_from(line);
	free(line);
	return bind_value(b, p, NULL, v, BIND_ARGUMENT);
}

static enum status check_missing(struct binding *b, bool has_input)
{
	struct strbuf missing = STRBUF_INIT;
	enum status status = OK;
	bool asked = false;
	bool interactive = b->session->host->interactive && b->session->host->read_line;
	for (size_t i = 0; i < b->metadata->count && status == OK; i++) {
		struct parameter_metadata *p = &b->metadata->parameters[i];
		unsigned flags = parameter_flags_in(p, b->sets);
		if (!(flags & PARAM_MANDATORY) || is_bound(b, p) ||
		    (has_input && (flags & (PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME))))
			continue;
		if (interactive)
			status = ask_for(b, p, &asked);
		else
			strbuf_addf(&missing, " %s", p->name);
	}
	if (missing.length)
		status = bind_error(
			b, NULL, "MissingMandatoryParameter", CATEGORY_INVALID_ARGUMENT,
			BINDING_EXCEPTION,
			"Cannot process command because of one or more missing mandatory "
			"parameters:%s.",
			missing.data);
	strbuf_clear(&missing);
	return status;
}

static enum status delayed_without_input(struct binding *b)
{
	size_t i = 0;
	while (b->sources[i] != BIND_DELAYED)
		i++;
	return bind_error(b, b->delayed_ast, "ScriptBlockArgumentNoInput", CATEGORY_METADATA_ERROR,
			  BINDING_EXCEPTION,
			  "Cannot evaluate parameter '%s' because its argument is specified as a "
			  "script block and "
			  "there is no input. A script block cannot be evaluated without input.",
			  b->metadata->parameters[i].name);
}

enum status bind_finish(struct binding *b, bool has_input)
{
	if (choose_set(b, has_input) != OK)
		return ERROR;
	b->record_sets = b->sets;
	if (b->delayed && !has_input)
		return delayed_without_input(b);
	return b->metadata->has_mandatory ? check_missing(b, has_input) : OK;
}

const char *bind_set_name(const struct binding *b)
{
	const struct command_metadata *m = b->metadata;
	uint32_t sets = b->record_sets ? b->record_sets : b->sets;
	if (!m->set_count)
		return "__AllParameterSets";
	if (sets & (sets - 1)) {
		if (m->default_set >= 0 && (sets >> m->default_set & 1))
			return m->set_names[m->default_set];
		if (sets == known_sets(m) && m->default_set < 0)
			return "__AllParameterSets";
	}
	return sets ? m->set_names[__builtin_ctz(sets)] : "__AllParameterSets";
}

Value bind_dictionary(const struct binding *b)
{
	Value table = hashtable_new_dictionary();
	for (size_t i = 0; i < b->metadata->count; i++)
		if (b->sources[i] != BIND_NONE && b->sources[i] != BIND_DEFAULT)
			hashtable_set_text(value_as_hashtable(table),
					   b->metadata->parameters[i].name, b->values[i]);
	return table;
}
