#include "engine/metadata.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "engine/script.h"
#include "engine/validation.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ROW struct common_parameters
const struct parameter common_parameters[] = {
	PARAM_VALUE(ROW, verbose, "Verbose", &type_switch_parameter, 0, .aliases = "vb"),
	PARAM_VALUE(ROW, debug, "Debug", &type_switch_parameter, 0, .aliases = "db"),
	PARAM_VALUE(ROW, error_action, "ErrorAction", &type_action_preference, 0, .aliases = "ea"),
	PARAM_VALUE(ROW, warning_action, "WarningAction", &type_action_preference, 0,
		    .aliases = "wa"),
	PARAM_VALUE(ROW, information_action, "InformationAction", &type_action_preference, 0,
		    .aliases = "infa"),
	PARAM_VALUE(ROW, progress_action, "ProgressAction", &type_action_preference, 0,
		    .aliases = "proga"),
	PARAM_STRING(ROW, error_variable, "ErrorVariable", 0, .aliases = "ev"),
	PARAM_STRING(ROW, warning_variable, "WarningVariable", 0, .aliases = "wv"),
	PARAM_STRING(ROW, information_variable, "InformationVariable", 0, .aliases = "iv"),
	PARAM_STRING(ROW, out_variable, "OutVariable", 0, .aliases = "ov"),
	PARAM_INT(ROW, out_buffer, "OutBuffer", 0, .aliases = "ob"),
	PARAM_STRING(ROW, pipeline_variable, "PipelineVariable", 0, .aliases = "pv"),
	PARAM_END,
};
const struct parameter should_process_parameters[] = {
	PARAM_VALUE(ROW, what_if, "WhatIf", &type_switch_parameter, 0, .aliases = "wi"),
	PARAM_VALUE(ROW, confirm, "Confirm", &type_switch_parameter, 0, .aliases = "cf"),
	PARAM_END,
};

/* The bit of a set's name, which is added when it is new. */
static uint32_t set_bit(struct command_metadata *m, const char *name, size_t length)
{
	for (size_t i = 0; i < m->set_count; i++)
		if (strlen(m->set_names[i]) == length &&
		    !strncasecmp(m->set_names[i], name, length))
			return UINT32_C(1) << i;
	if (m->set_count == MAX_PARAMETER_SETS)
		return 0;
	m->set_names[m->set_count] = string_data(string_intern(name, length));
	return UINT32_C(1) << m->set_count++;
}

/* The bits of a comma-separated list of sets; NULL is all. */
static uint32_t set_bits(struct command_metadata *m, const char *sets)
{
	if (!sets)
		return ALL_SETS;
	uint32_t bits = 0;
	while (*sets) {
		size_t length = strcspn(sets, ",");
		bits |= set_bit(m, sets, length);
		sets += length + (sets[length] == ',');
	}
	return bits;
}

static void add_aliases(struct parameter_metadata *p, const char *list)
{
	while (list && *list) {
		size_t length = strcspn(list, ",");
		p->aliases = xreallocarray(p->aliases, p->alias_count + 1, sizeof(*p->aliases));
		p->aliases[p->alias_count++] = string_data(string_intern(list, length));
		list += length + (list[length] == ',');
	}
}

static struct parameter_metadata *find_by_name(struct command_metadata *m, const char *name)
{
	for (size_t i = 0; i < m->count; i++)
		if (!strcasecmp(m->parameters[i].name, name))
			return &m->parameters[i];
	return NULL;
}

static void add_role(struct parameter_metadata *p, uint32_t sets, unsigned flags, int position)
{
	p->roles = xreallocarray(p->roles, p->role_count + 1, sizeof(*p->roles));
	p->roles[p->role_count++] = (struct parameter_role){sets, flags, position, NULL};
	p->sets |= sets;
}

static int compare_positions(const void *a, const void *b, void *context)
{
	const struct command_metadata *m = context;
	return parameter_position_in(&m->parameters[*(const int *)a], ALL_SETS) -
	       parameter_position_in(&m->parameters[*(const int *)b], ALL_SETS);
}

/* Positions that no parameter set and no equal position makes a matter of choice. */
static void order_positions(struct command_metadata *m)
{
	free(m->order);
	m->order = NULL;
	m->order_count = 0;
	if (m->set_count)
		return;
	int *order = xreallocarray(NULL, m->count + 1, sizeof(*order));
	for (size_t i = 0; i < m->count; i++)
		if (parameter_position_in(&m->parameters[i], ALL_SETS) >= 0 &&
		    !(parameter_flags_in(&m->parameters[i], ALL_SETS) & PARAM_REMAINING))
			order[m->order_count++] = (int)i;
	qsort_r(order, m->order_count, sizeof(*order), compare_positions, m);
	for (size_t i = 1; i < m->order_count; i++)
		if (compare_positions(&order[i - 1], &order[i], m) == 0) {
			free(order);
			return;
		}
	m->order = order;
}

/* `parameters` may move: the index of names is made when all are there. */
static void index_names(struct command_metadata *m)
{
	hashmap_clear(&m->by_name, NULL);
	m->has_mandatory = false;
	for (size_t i = 0; i < m->count; i++)
		if (parameter_flags_in(&m->parameters[i], ALL_SETS) & PARAM_MANDATORY)
			m->has_mandatory = true;
	order_positions(m);
	for (size_t i = 0; i < m->count; i++) {
		struct parameter_metadata *p = &m->parameters[i];
		hashmap_put(&m->by_name, p->name, p);
		for (size_t j = 0; j < p->alias_count; j++)
			hashmap_put(&m->by_name, p->aliases[j], p);
		for (size_t j = 0; j < p->role_count; j++)
			if (p->roles[j].flags & (PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME))
				m->takes_pipeline = true;
	}
}

/* Arrays of what has no static type of its own are named: "scriptblock[]". */
static const struct type *row_type(const struct parameter *row)
{
	const struct type *named = NULL;
	if (row->type == &type_object_array && row->type_name)
		named = type_find_text(row->type_name, strlen(row->type_name));
	return named ? named : row->type;
}

void metadata_add_rows(struct command_metadata *m, const struct parameter *rows, bool common)
{
	for (const struct parameter *row = rows; row && row->name; row++) {
		struct parameter_metadata *p = find_by_name(m, row->name);
		if (p && common)
			continue; /* the command's own parameter hides the common one */
		if (!p) {
			m->parameters = xreallocarray(m->parameters, m->count + 1, sizeof(*p));
			p = &m->parameters[m->count];
			*p = (struct parameter_metadata){
				.name = string_data(string_intern(row->name, strlen(row->name))),
				.type = row_type(row),
				.is_switch = row->type == &type_switch_parameter,
				.is_common = common,
				.row = row,
				.has_type = true,
				.index = (int)m->count,
			};
			m->count++;
			add_aliases(p, row->aliases);
		}
		add_role(p, set_bits(m, row->set), row->flags & 0xffff,
			 PARAM_POSITION_OF(row->flags));
	}
	index_names(m);
}

void metadata_insert(struct command_metadata *m, const struct parameter_metadata *p)
{
	m->parameters = xreallocarray(m->parameters, m->count + 1, sizeof(*m->parameters));
	size_t at = m->count;
	while (at && m->parameters[at - 1].is_common)
		at--;
	memmove(&m->parameters[at + 1], &m->parameters[at],
		(m->count - at) * sizeof(*m->parameters));
	m->parameters[at] = *p;
	m->count++;
	index_names(m);
}

struct command_metadata *metadata_from_cmdlet(const struct cmdlet *cmdlet)
{
	struct command_metadata *m = xcalloc(1, sizeof(*m));
	hashmap_init(&m->by_name, HASHMAP_IGNORE_CASE);
	m->cmdlet = cmdlet;
	m->is_advanced = true;
	m->should_process = cmdlet->flags & CMDLET_SHOULD_PROCESS;
	m->confirm_impact = cmdlet->flags & CMDLET_CONFIRM_HIGH  ? 3
			    : cmdlet->flags & CMDLET_CONFIRM_LOW ? 1
								 : 2;
	m->default_set = -1;
	metadata_add_rows(m, cmdlet->parameters, false);
	if (cmdlet->default_set) {
		uint32_t bit = set_bit(m, cmdlet->default_set, strlen(cmdlet->default_set));
		m->default_set = __builtin_ctz(bit);
	}
	metadata_add_rows(m, common_parameters, true);
	if (m->should_process)
		metadata_add_rows(m, should_process_parameters, true);
	return m;
}

/* ---- from script ---- */

/* "System.Management.Automation.ParameterAttribute" or "Parameter": the short name without suffix. */
static bool attribute_is(const struct ast_attribute *a, const char *name)
{
	const char *dot = strrchr(a->type->name, '.');
	const char *text = dot ? dot + 1 : a->type->name;
	size_t length = strlen(name);
	return !strncasecmp(text, name, length) &&
	       (text[length] == '\0' || !strcasecmp(text + length, "Attribute"));
}

/* Named argument of an attribute: absent gives UNSET, `Mandatory` alone gives $true. */
static enum status named_argument(struct session *s, const struct ast_attribute *a,
				  const char *name, Value *value_r)
{
	*value_r = UNSET_VALUE;
	for (size_t i = 0; i < a->values.count; i++) {
		if (strcasecmp(a->names[i], name))
			continue;
		if (!a->values.items[i]) {
			*value_r = TRUE_VALUE;
			return OK;
		}
		return script_evaluate(s, a->values.items[i], value_r);
	}
	return OK;
}

static enum status argument_flag(struct session *s, const struct ast_attribute *a, const char *name,
				 unsigned bit, unsigned *flags)
{
	Value v;
	if (named_argument(s, a, name, &v) != OK)
		return ERROR;
	if (value_is_true(v))
		*flags |= bit;
	return OK;
}

static const char *intern_value(Value v)
{
	Value text = value_to_string(v);
	return string_data(string_intern(string_data(text), string_length(text)));
}

/* [Parameter(...)] */
static enum status read_parameter_attribute(struct session *s, struct command_metadata *m,
					    struct parameter_metadata *p,
					    const struct ast_attribute *a)
{
	static const struct {
		const char *name;
		unsigned bit;
	} flags_by_name[] = {
		{"Mandatory", PARAM_MANDATORY},
		{"ValueFromPipeline", PARAM_PIPELINE},
		{"ValueFromPipelineByPropertyName", PARAM_PIPELINE_BY_NAME},
		{"ValueFromRemainingArguments", PARAM_REMAINING},
		{"DontShow", PARAM_HIDDEN},
	};
	unsigned flags = 0;
	for (size_t i = 0; i < countof(flags_by_name); i++)
		if (argument_flag(s, a, flags_by_name[i].name, flags_by_name[i].bit, &flags) != OK)
			return ERROR;
	Value set, position, help;
	if (named_argument(s, a, "ParameterSetName", &set) != OK ||
	    named_argument(s, a, "Position", &position) != OK ||
	    named_argument(s, a, "HelpMessage", &help) != OK)
		return ERROR;
	int32_t at = -1;
	if (position.tag != VALUE_UNSET && convert_to_int(position, &at) != OK)
		return ERROR;
	const char *set_name = value_is_null(set) ? NULL : intern_value(set);
	if (set_name && !strcasecmp(set_name, "__AllParameterSets"))
		set_name = NULL;
	add_role(p, set_bits(m, set_name), flags, at);
	if (!value_is_null(help))
		p->roles[p->role_count - 1].help_message = intern_value(help);
	return OK;
}

static enum status read_parameter(struct session *s, const struct syntax_tree *tree,
				  struct command_metadata *m, const struct ast_parameter *ast,
				  int index)
{
	m->parameters = xreallocarray(m->parameters, m->count + 1, sizeof(*m->parameters));
	struct parameter_metadata *p = &m->parameters[m->count++];
	*p = (struct parameter_metadata){
		.name = string_data(string_intern(ast->name, strlen(ast->name))),
		.type = &type_object,
		.ast = ast,
		.index = index,
		.attributes = NULL_VALUE,
	};
	if (!m->refused && scope_is_constant(s, p->name))
		m->refused = p->name;
	unsigned everywhere = 0;
	for (size_t i = 0; i < ast->attributes.count; i++) {
		const struct ast *item = ast->attributes.items[i];
		if (item->kind == AST_TYPE_CONSTRAINT) {
			const struct ast_type_name *name =
				((const struct ast_type_constraint *)item)->type;
			const struct type *type = script_resolve_type(s, name);
			if (!type)
				return ERROR;
			p->type = type;
			p->has_type = true;
			p->is_switch = type == &type_switch_parameter;
			continue;
		}
		const struct ast_attribute *a = (const struct ast_attribute *)item;
		if (attribute_is(a, "Parameter")) {
			m->is_advanced = true;
			if (read_parameter_attribute(s, m, p, a) != OK)
				return ERROR;
		} else if (attribute_is(a, "Alias")) {
			for (size_t j = 0; j < a->positional.count; j++) {
				Value v;
				if (script_evaluate(s, a->positional.items[j], &v) != OK)
					return ERROR;
				for (size_t k = 0; k < value_count(v); k++)
					add_aliases(p, intern_value(value_item(v, k)));
			}
		} else if (attribute_is(a, "AllowNull") || attribute_is(a, "AllowEmptyString") ||
			   attribute_is(a, "AllowEmptyCollection")) {
			everywhere |= PARAM_ALLOW_NULL;
		} else if (attribute_is(a, "DontShow")) {
			everywhere |= PARAM_HIDDEN;
		}
	}
	if (!p->role_count)
		add_role(p, ALL_SETS, 0, -1);
	for (size_t i = 0; i < p->role_count; i++)
		p->roles[i].flags |= everywhere;
	if (validation_attributes(s, tree, &ast->attributes, &p->attributes) != OK)
		return ERROR;
	gc_pin(p->attributes);
	return OK;
}

/* [CmdletBinding(...)] */
static enum status read_cmdlet_binding(struct session *s, struct command_metadata *m,
				       const struct ast_attribute *a)
{
	Value set, positional, should_process, impact, help_uri;
	m->is_advanced = true;
	if (named_argument(s, a, "DefaultParameterSetName", &set) != OK ||
	    named_argument(s, a, "PositionalBinding", &positional) != OK ||
	    named_argument(s, a, "SupportsShouldProcess", &should_process) != OK ||
	    named_argument(s, a, "ConfirmImpact", &impact) != OK ||
	    named_argument(s, a, "HelpUri", &help_uri) != OK)
		return ERROR;
	if (!value_is_null(set)) {
		const char *name = intern_value(set);
		uint32_t bit = set_bit(m, name, strlen(name));
		m->default_set = bit ? __builtin_ctz(bit) : -1;
	}
	m->no_positional_binding = positional.tag != VALUE_UNSET && !value_is_true(positional);
	m->should_process = value_is_true(should_process);
	m->confirm_impact = 2;
	if (!value_is_null(impact)) {
		static const char *const names[] = {"None", "Low", "Medium", "High"};
		const char *name = intern_value(impact);
		for (int i = 0; i < (int)countof(names); i++)
			if (!strcasecmp(name, names[i]))
				m->confirm_impact = i;
	}
	if (!value_is_null(help_uri))
		m->help_uri = intern_value(help_uri);
	return OK;
}

/* [OutputType([string], "Name")]: a list of types and names. */
static enum status read_output_type(struct session *s, struct command_metadata *m,
				    const struct ast_attribute *a)
{
	Value list = list_new();
	gc_pin(list);
	m->output_types = list;
	for (size_t i = 0; i < a->positional.count; i++) {
		Value v;
		if (script_evaluate(s, a->positional.items[i], &v) != OK)
			return ERROR;
		list_add(value_as_list(list), v);
	}
	return OK;
}

/* Without any explicit position, parameters are positional in their order (switches left out). */
static void number_positions(struct command_metadata *m)
{
	for (size_t i = 0; i < m->count; i++)
		for (size_t j = 0; j < m->parameters[i].role_count; j++)
			if (m->parameters[i].roles[j].position >= 0)
				return;
	if (m->no_positional_binding)
		return;
	int next = 0;
	for (size_t i = 0; i < m->count; i++) {
		struct parameter_metadata *p = &m->parameters[i];
		if (p->is_switch)
			continue;
		for (size_t j = 0; j < p->role_count; j++)
			if (!(p->roles[j].flags & PARAM_REMAINING))
				p->roles[j].position = next;
		next++;
	}
}

/* Whether a word stands in the code: cheap, and right but for names that are put together at run time. */
static bool mentions(const struct ast_script_block *body, const char *word)
{
	const char *text = body->tree->source.text + body->ast.extent.start;
	size_t length = body->ast.extent.end - body->ast.extent.start, n = strlen(word);
	for (size_t i = 0; i + n <= length; i++)
		if ((text[i] | 32) == (word[0] | 32) && !strncasecmp(text + i, word, n))
			return true;
	return false;
}

enum status metadata_from_script(struct session *s, const struct ast_script_block *body,
				 const struct ast_list *parameters, const char *name,
				 struct command_metadata **metadata_r)
{
	struct command_metadata *m = xcalloc(1, sizeof(*m));
	hashmap_init(&m->by_name, HASHMAP_IGNORE_CASE);
	m->command_name = name;
	m->default_set = -1;
	m->output_types = NULL_VALUE;
	const struct ast_param_block *block = body->param_block;
	if (block)
		parameters = &block->parameters;
	enum status status = OK;
	Value ignored;
	for (size_t i = 0; block && i < block->attributes.count && status == OK; i++) {
		const struct ast_attribute *a =
			(const struct ast_attribute *)block->attributes.items[i];
		if (a->ast.kind != AST_ATTRIBUTE)
			continue;
		if (validation_attributes(s, body->tree, &block->attributes, &ignored) != OK)
			status = ERROR;
		else if (attribute_is(a, "CmdletBinding"))
			status = read_cmdlet_binding(s, m, a);
		else if (attribute_is(a, "OutputType"))
			status = read_output_type(s, m, a);
	}
	for (size_t i = 0; parameters && i < parameters->count && status == OK; i++)
		status = read_parameter(s, body->tree, m,
					(const struct ast_parameter *)parameters->items[i], (int)i);
	if (status != OK) {
		metadata_free(&m);
		return status;
	}
	m->has_dynamic = body->dynamic_param != NULL;
	m->uses_bound = mentions(body, "PSBoundParameters");
	m->uses_invocation = mentions(body, "MyInvocation") || mentions(body, "PSCmdlet");
	number_positions(m);
	if (m->is_advanced) {
		metadata_add_rows(m, common_parameters, true);
		if (m->should_process)
			metadata_add_rows(m, should_process_parameters, true);
	} else {
		index_names(m);
	}
	*metadata_r = m;
	return OK;
}

void metadata_free(struct command_metadata **metadata)
{
	struct command_metadata *m = *metadata;
	if (!m)
		return;
	for (size_t i = 0; i < m->count; i++) {
		if (!m->parameters[i].row)
			gc_unpin(m->parameters[i].attributes);
		free(m->parameters[i].aliases);
		free(m->parameters[i].roles);
	}
	if (m->output_types.tag == VALUE_LIST)
		gc_unpin(m->output_types);
	free(m->parameters);
	free(m->order);
	hashmap_clear(&m->by_name, NULL);
	free(m);
	*metadata = NULL;
}

struct parameter_metadata *metadata_find(const struct command_metadata *m, const char *name,
					 bool *ambiguous_r)
{
	*ambiguous_r = false;
	struct parameter_metadata *found = hashmap_get(&m->by_name, name);
	if (found)
		return found;
	/* a command's own parameters go before those of providers and the common ones */
	size_t length = strlen(name);
	for (int common = 0; common < 2 && !found; common++)
		for (struct hashmap_entry *e = NULL; (e = hashmap_next(&m->by_name, e));) {
			struct parameter_metadata *p = e->value;
			bool second = p->is_common || (p->roles[0].flags & PARAM_DYNAMIC);
			if (second != common || strncasecmp(e->key, name, length) || p == found)
				continue;
			if (found) {
				*ambiguous_r = true;
				return NULL;
			}
			found = p;
		}
	return found;
}

unsigned parameter_flags_in(const struct parameter_metadata *p, uint32_t sets)
{
	unsigned flags = 0;
	for (size_t i = 0; i < p->role_count; i++)
		if (p->roles[i].sets & sets)
			flags |= p->roles[i].flags;
	return flags;
}

int parameter_position_in(const struct parameter_metadata *p, uint32_t sets)
{
	int position = -1;
	for (size_t i = 0; i < p->role_count; i++)
		if ((p->roles[i].sets & sets) && p->roles[i].position >= 0 &&
		    (position < 0 || p->roles[i].position < position))
			position = p->roles[i].position;
	return position;
}
