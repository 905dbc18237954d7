/* Where-Object: passes on the records for which a script block, or a comparison of a property, is true. */
#include "cmdlet.h"
#include "engine/operators.h"
#include "engine/output.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/member.h"
#include "object/psobject.h"

struct where_object {
	Value input;
	Value filter; /* script block */
	const char *property;
	Value value;
	bool op[32]; /* one switch for each row of operators */
	struct block_runner runner;
	int chosen; /* index of the operator that was given; -1: the property's truth */
};

/* The comparison switches; each is a parameter set of its own, as in PowerShell. */
static const struct {
	const char *name;
	enum ast_operator op;
	bool case_sensitive;
} operators[] = {
	{"EQ", AST_OP_EQ, false},
	{"NE", AST_OP_NE, false},
	{"GT", AST_OP_GT, false},
	{"LT", AST_OP_LT, false},
	{"GE", AST_OP_GE, false},
	{"LE", AST_OP_LE, false},
	{"Like", AST_OP_LIKE, false},
	{"NotLike", AST_OP_NOT_LIKE, false},
	{"Match", AST_OP_MATCH, false},
	{"NotMatch", AST_OP_NOT_MATCH, false},
	{"Contains", AST_OP_CONTAINS, false},
	{"NotContains", AST_OP_NOT_CONTAINS, false},
	{"In", AST_OP_IN, false},
	{"NotIn", AST_OP_NOT_IN, false},
	{"Is", AST_OP_IS, false},
	{"IsNot", AST_OP_IS_NOT, false},
	{"CEQ", AST_OP_EQ, true},
	{"CNE", AST_OP_NE, true},
	{"CGT", AST_OP_GT, true},
	{"CLT", AST_OP_LT, true},
	{"CGE", AST_OP_GE, true},
	{"CLE", AST_OP_LE, true},
	{"CLike", AST_OP_LIKE, true},
	{"CNotLike", AST_OP_NOT_LIKE, true},
	{"CMatch", AST_OP_MATCH, true},
	{"CNotMatch", AST_OP_NOT_MATCH, true},
	{"CContains", AST_OP_CONTAINS, true},
	{"CNotContains", AST_OP_NOT_CONTAINS, true},
	{"CIn", AST_OP_IN, true},
	{"CNotIn", AST_OP_NOT_IN, true},
	{"Not", AST_OP_NOT, false},
};

#define SWITCH(index, text, ...)                                                                  \
	PARAM_SWITCH(struct where_object, op[index], text, 0, .help = "Compares with -" text ".", \
		     __VA_ARGS__)

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct where_object, input, "InputObject", PARAM_PIPELINE,
		     .help = "The objects to choose from."),
	PARAM_SCRIPT_BLOCK(struct where_object, filter, "FilterScript",
			   PARAM_MANDATORY | PARAM_POSITION(0), .set = "ScriptBlockSet",
			   .help = "The condition; $_ is the object."),
	PARAM_STRING(struct where_object, property, "Property",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY, .set = "PropertySet",
		     .help = "The property to compare."),
	PARAM_OBJECT(struct where_object, value, "Value", PARAM_POSITION(1), .set = "PropertySet",
		     .help = "What the property is compared with."),
	SWITCH(0, "EQ", .set = "PropertySet", .aliases = "IEQ"),
	SWITCH(1, "NE", .set = "PropertySet", .aliases = "INE"),
	SWITCH(2, "GT", .set = "PropertySet", .aliases = "IGT"),
	SWITCH(3, "LT", .set = "PropertySet", .aliases = "ILT"),
	SWITCH(4, "GE", .set = "PropertySet", .aliases = "IGE"),
	SWITCH(5, "LE", .set = "PropertySet", .aliases = "ILE"),
	SWITCH(6, "Like", .set = "PropertySet", .aliases = "ILike"),
	SWITCH(7, "NotLike", .set = "PropertySet", .aliases = "INotLike"),
	SWITCH(8, "Match", .set = "PropertySet", .aliases = "IMatch"),
	SWITCH(9, "NotMatch", .set = "PropertySet", .aliases = "INotMatch"),
	SWITCH(10, "Contains", .set = "PropertySet", .aliases = "IContains"),
	SWITCH(11, "NotContains", .set = "PropertySet", .aliases = "INotContains"),
	SWITCH(12, "In", .set = "PropertySet", .aliases = "IIn"),
	SWITCH(13, "NotIn", .set = "PropertySet", .aliases = "INotIn"),
	SWITCH(14, "Is", .set = "PropertySet"),
	SWITCH(15, "IsNot", .set = "PropertySet"),
	SWITCH(16, "CEQ", .set = "PropertySet"),
	SWITCH(17, "CNE", .set = "PropertySet"),
	SWITCH(18, "CGT", .set = "PropertySet"),
	SWITCH(19, "CLT", .set = "PropertySet"),
	SWITCH(20, "CGE", .set = "PropertySet"),
	SWITCH(21, "CLE", .set = "PropertySet"),
	SWITCH(22, "CLike", .set = "PropertySet"),
	SWITCH(23, "CNotLike", .set = "PropertySet"),
	SWITCH(24, "CMatch", .set = "PropertySet"),
	SWITCH(25, "CNotMatch", .set = "PropertySet"),
	SWITCH(26, "CContains", .set = "PropertySet"),
	SWITCH(27, "CNotContains", .set = "PropertySet"),
	SWITCH(28, "CIn", .set = "PropertySet"),
	SWITCH(29, "CNotIn", .set = "PropertySet"),
	SWITCH(30, "Not", .set = "PropertySet"),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	struct where_object *self = cmdlet_state(c);
	self->chosen = -1;
	if (!self->property) {
		block_runner_init(&self->runner, cmdlet_session(c), self->filter);
		return OK;
	}
	for (size_t i = 0; i < countof(operators); i++) {
		if (!self->op[i])
			continue;
		if (self->chosen >= 0)
			return cmdlet_throw_type(
				c, "System.Management.Automation.ParameterBindingException",
				"AmbiguousParameterSet", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
				"Parameter set cannot be resolved using the specified named "
				"parameters. One or more parameters issued cannot be used together "
				"or an insufficient number of parameters were provided.");
		self->chosen = (int)i;
	}
	if (self->chosen < 0 && cmdlet_is_bound(c, "Value"))
		return cmdlet_throw_type(
			c, "System.Management.Automation.PSArgumentException",
			"OperatorNotSpecified", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			"The specified operator requires both the -Property and -Value parameters. "
			"Provide values for both parameters, and then try the command again.");
	if (self->chosen >= 0 && operators[self->chosen].op != AST_OP_NOT &&
	    !cmdlet_is_bound(c, "Value"))
		return cmdlet_throw_type(
			c, "System.Management.Automation.PSArgumentException",
			"ValueNotSpecifiedForWhereObject", CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			"The specified operator requires both the -Property and -Value parameters. "
			"Provide values for both parameters, and then try the command again.");
	return OK;
}

static enum status passes_block(struct where_object *self, bool *passes)
{
	struct collector collected;
	collector_init(&collected);
	enum status status = block_runner_call(&self->runner, self->input, &collected.output);
	if (status == OK)
		*passes = value_is_true(collector_result(&collected));
	return status;
}

static enum status passes_comparison(struct where_object *self, bool *passes)
{
	Value property, result;
	bool found;
	if (member_get(self->input, self->property, &property, &found) != OK)
		return ERROR;
	if (self->chosen < 0 || operators[self->chosen].op == AST_OP_NOT) {
		*passes = value_is_true(property) == (self->chosen < 0);
		return OK;
	}
	enum ast_operator op = operators[self->chosen].op;
	bool case_sensitive = operators[self->chosen].case_sensitive;
	Value matches;
	enum status status =
		op == AST_OP_MATCH || op == AST_OP_NOT_MATCH
			? operator_match(op, case_sensitive, property, self->value, &result,
					 &matches)
			: operator_binary(op, case_sensitive, property, self->value, &result);
	if (status != OK)
		return status;
	*passes = value_is_true(result);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct where_object *self = cmdlet_state(c);
	if (self->input.tag == VALUE_UNSET)
		return OK;
	bool passes = false;
	enum status status =
		self->property ? passes_comparison(self, &passes) : passes_block(self, &passes);
	if (status == ERROR && self->property)
		return cmdlet_write_error(c, error_take());
	if (status != OK || !passes)
		return status;
	return cmdlet_write(c, self->input);
}

static void cleanup(struct cmdlet_call *c)
{
	struct where_object *self = cmdlet_state(c);
	if (self->runner.invocation)
		block_runner_clear(&self->runner);
}

static const struct cmdlet_example examples[] = {
	{"Keeps what a condition holds for.", "1..6 | Where-Object { $_ % 2 -eq 0 }", "2\n4\n6\n"},
	{"Compares a property.", "'a', 'bbb' | Where-Object Length -gt 1", "bbb\n"},
	{0},
};

const struct cmdlet cmdlet_where_object = {
	.verb = "Where",
	.noun = "Object",
	.parameters = parameters,
	.state_size = sizeof(struct where_object),
	.default_set = "ScriptBlockSet",
	.begin = begin,
	.process = process,
	.cleanup = cleanup,
	.synopsis = "Chooses objects by a condition.",
	.examples = examples,
};
